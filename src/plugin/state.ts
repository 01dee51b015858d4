/**
 * The plugin's state, and the one place where it changes.
 *
 * What the desk knows (records) and where it stands (anchors) are apart, so
 * that a keystroke touches only anchors. `apply` maps first and acts second;
 * actions carry who, when and ids, so that it is a pure function.
 */
import type { Node } from 'prosemirror-model'
import { PluginKey, type EditorState, type Transaction } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import type { ReviewAction } from '../model/action.js'
import { isUntouched, UNTOUCHED, type Annotation } from '../model/annotation.js'
import { schemeFor, type Dossier } from '../model/dossier.js'
import type { Foreign } from '../model/foreign.js'
import { withSource, type LibraryAction } from '../model/library.js'
import type { LogAction, LogEntry } from '../model/log.js'
import { personOf, type Person, type User } from '../model/person.js'
import { HOUSE_OVERRIDING } from '../model/overriding.js'
import type { Policy } from '../model/policy.js'
import { reviewed, type DeskAction } from '../model/review.js'
import { RIGHTS, type Right } from '../model/rights.js'
import { withSeals } from '../model/seal.js'
import { reanchorAll, type Candidate, type Reanchored } from '../model/reanchor.js'
import { dossierWithoutPasswords, withoutPasswords } from '../model/passwords.js'
import type { Source } from '../model/source.js'
import type { Scheme } from '../model/status.js'
import type { Suggestion } from '../model/suggestion.js'
import type { Viewer } from '../model/viewer.js'
import type { Engine } from '../text/engine.js'
import type { Kind } from '../text/statement.js'
import { afterTransaction, type Adjusting } from './adjusting.js'
import {
  anchorTarget,
  isSameAnchor,
  quoteExtent,
  quoteKey,
  settled,
  targetFor,
  type Anchor,
} from './anchor.js'
import { AnchorSet } from './anchor-set.js'
import type { Announce } from './announcements.js'
import { insertedBy } from './changes.js'
import { trailAfter, windowAfter, type Trail } from './decorations.js'
import type { Detector } from './detector.js'
import type { ReadAs } from './flows.js'
import { editByHand } from './manual.js'
import { Places } from './places.js'
import { annotationAtPos, annotationOf } from './reading.js'
import { renderingOf, type PosRange } from './rendering.js'

/** Something went wrong outside the editor's own work; the editor goes on. */
export interface AttributionProblem {
  /**
   * The engine, a text in another language than the engine's, marks without their style sheet, the host's own
   * detector, the sealing of the log, somebody who listens, what was pasted, what others have put into a shared
   * document, or a document that the annotations before it do not belong to.
   */
  readonly where:
    'detection' | 'language' | 'style' | 'detector' | 'log' | 'listener' | 'clipboard' | 'shared' | 'document'
  readonly error: unknown
  /** With `document`: what was attached before, which `setAnnotations` can load and a host should keep. */
  readonly dossier?: Dossier
}

/** The plugin's options with their defaults filled in. */
export interface Config {
  readonly engine: Engine | null
  readonly detector: Detector | null
  readonly detectorDelayMs: number
  readonly detectorTimeoutMs: number
  readonly title: string | null
  /** Null for that of the engine. */
  readonly lang: string | null
  readonly user: () => User | null
  /** Whom statements can be assigned to, and comments mention. */
  readonly people: () => readonly Person[]
  readonly scheme: Scheme
  /** Null for `DEFAULT_POLICY`, whose rules only who asks for them loads. */
  readonly policy: Policy | null
  readonly now: () => Date
  readonly createId: () => string
  readonly initial: Dossier | null
  readonly onChange: ((view: EditorView) => void) | null
  readonly onProblem: (problem: AttributionProblem) => void
  readonly readAs: (node: Node, parent: Node) => ReadAs
  readonly idleDelayMs: number
  readonly announce: Announce
  readonly shareConfidential: boolean
}

/** What became of an annotation that was loaded on the present text; `Reanchored` says what the words mean. */
export interface Loaded {
  readonly id: string
  /** `ambiguous` and `lost` ones are detached. */
  readonly how: Reanchored['how']
  /** Where it may belong: for `ambiguous` the places between which nobody can tell, for `lost` what resembles. */
  readonly candidates: readonly Candidate[]
}

/** An annotation without its target, which the document gives. */
export type AnnotationRecord = Omit<Annotation, 'target'>

/** Opaque; read it through `getAnnotations`, `getDossier`, `getSelected` and their like. */
export interface AttributionState {
  readonly config: Config
  /** The same object in all states that go on from one beginning. */
  readonly birth: object
  readonly doc: Node
  readonly records: ReadonlyMap<string, AnnotationRecord>
  readonly anchors: AnchorSet
  readonly sources: readonly Source[]
  readonly log: readonly LogEntry[]
  /** What a loaded dossier has of others, given back as it is. */
  readonly foreign: readonly Foreign[]
  /** The config's, with what a loaded dossier knows beyond it. */
  readonly scheme: Scheme
  readonly selected: string | null
  /** What became of the annotations when they were loaded last. */
  readonly loaded: readonly Loaded[]
  /** What the view shall bring into sight; a new object for each request. */
  readonly reveal: { readonly id: string } | null
  /** The document that the detected annotations are true of. */
  readonly detectedOn: Node | null
  /** Where the anchors stood in documents that were left not long ago. */
  readonly places: Places
  /** What a reader sees of the document with some margin, in ProseMirror positions; null while that is not known. */
  readonly window: PosRange | 'all' | null
  readonly trail: Trail | null
  /** What detection last read in the place of annotations that somebody has touched. */
  readonly suggestions: ReadonlyMap<string, Suggestion>
  /** The statement whose borders are being moved, with the borders that it would get. */
  readonly adjusting: Adjusting | null
  /** Where the last paste or drop has put its content; null when the document has changed since. */
  readonly landed: readonly PosRange[] | null
  /** What is known is shared with others, by somebody who keeps the log for all of them. */
  readonly isShared: boolean
  /** What the server lets the present user do; null while it has not said. */
  readonly rights: readonly Right[] | null
  /** Who else has the article open; null while nobody has said. */
  readonly viewers: readonly Viewer[] | null
  /** What was asked for last without the right to it; a new object for each time. */
  readonly refused: { readonly right: Right } | null
}

/** Who did it and when, resolved when the command ran. */
export interface Stamp {
  readonly by: Person | null
  /** ISO 8601 time. */
  readonly at: string
}

/** A statement that detection found, as an annotation to be. */
export interface Found {
  readonly record: AnnotationRecord
  readonly anchor: Anchor
  /** The id that it had until now, where it gets another one. */
  readonly was?: string
}

/** What others have done, where what is known is shared. */
export interface Shared {
  /** New annotations, and those that have changed. */
  readonly put: readonly Found[]
  /** Ids of annotations that somebody has taken out. */
  readonly gone: readonly string[]
  /** The same annotations at other places. */
  readonly anchors: readonly Anchor[]
  /** What is not given stays as it is. */
  readonly library?: Pick<AttributionState, 'sources' | 'scheme' | 'foreign'>
  readonly log?: readonly LogEntry[]
}

/** What a transaction's meta can ask the plugin for. */
export type Action =
  | {
      readonly type: 'review'
      readonly action: ReviewAction
      readonly stamp: Stamp
      readonly user: User | null
      /** For what the action makes, such as evidence. */
      readonly newId: string
      /** The words that who did it has seen, by id, where others may have changed them meanwhile: the review holds for these. */
      readonly seen?: ReadonlyMap<string, string>
    }
  | {
      readonly type: 'annotate'
      readonly id: string
      readonly kind: Kind
      readonly anchor: Anchor
      readonly stamp: Stamp
    }
  | { readonly type: 'select'; readonly id: string | null; readonly reveal: boolean }
  /**
   * `found` takes the place of everything that nobody has touched, if the document is still `doc`;
   * with null detection gave this document up, and all stays as it is.
   */
  | {
      readonly type: 'detected'
      readonly doc: Node
      readonly found: readonly Found[] | null
      /** What it read in the place of annotations that it must not change; not looked at without `found`. */
      readonly suggestions: ReadonlyMap<string, Suggestion>
    }
  /** Begins, goes on with, or ends the moving of borders. */
  | { readonly type: 'adjust'; readonly adjusting: Adjusting | null }
  | { readonly type: 'load'; readonly dossier: Dossier }
  | { readonly type: 'set-engine'; readonly engine: Engine | null }
  | { readonly type: 'show'; readonly window: PosRange | 'all' }
  /** Annotations, with the sources that they bring, come to stand in `doc` by paste or drop; nothing when it is another document by now. */
  | {
      readonly type: 'arrive'
      readonly doc: Node
      /** Of annotations that are here. */
      readonly anchors: readonly Anchor[]
      readonly added: readonly Found[]
      readonly sources: readonly Source[]
      readonly entries: readonly Logged[]
      readonly stamp: Stamp
    }
  /** Detached annotations have gone to another editor, whose article is called `to`. */
  | { readonly type: 'depart'; readonly ids: readonly string[]; readonly to: string; readonly stamp: Stamp }
  /** What all who work on the article agree on by now, with one's own that they do not know yet; takes the place of all but untouched annotations. */
  | {
      readonly type: 'receive'
      readonly shared: Pick<
        AttributionState,
        'records' | 'anchors' | 'sources' | 'log' | 'foreign' | 'scheme'
      >
      /** Annotations that go on under another id: two people have taken charge of the same detected statement. */
      readonly renamed: ReadonlyMap<string, string>
    }
  /** Takes over what others have done, as it is; from then on the log is theirs to keep. */
  | { readonly type: 'share'; readonly shared: Shared }
  | { readonly type: 'set-rights'; readonly rights: readonly Right[] | null }
  | { readonly type: 'set-viewers'; readonly viewers: readonly Viewer[] }
  /** Somebody has asked for what they may not do. */
  | { readonly type: 'refuse'; readonly right: Right }
  /** Puts `sealed` in the place of `log`, if the log still begins with these very entries. */
  | { readonly type: 'seal'; readonly log: readonly LogEntry[]; readonly sealed: readonly LogEntry[] }

/** The plugin's key: its state, and the meta of its transactions. */
export const attributionKey = new PluginKey<AttributionState>('attribution')

/** The plugin's state. Throws RangeError when the editor state does not have the plugin. */
export function attributionState(state: EditorState): AttributionState {
  const own = attributionKey.getState(state)
  if (!own)
    throw new RangeError(
      'The editor state has no attribution plugin: put attribution({ engine }) among its plugins',
    )
  return own
}

/** A transaction that carries an action and leaves document and undo history alone. */
export function transactionFor(state: EditorState, action: Action): Transaction {
  return state.tr.setMeta(attributionKey, action).setMeta('addToHistory', false)
}

/** Carries an action out on the view's present state. */
export function perform(view: EditorView, action: Action): void {
  // A host that was just told of something may have taken the view away.
  if (!view.isDestroyed) view.dispatch(transactionFor(view.state, action))
}

/** Who and when, as of now. */
export function stampOf({ config }: AttributionState): Stamp {
  const user = config.user()
  return { by: user && personOf(user), at: config.now().toISOString() }
}

/** What the present user may do: what the host says, as far as the server lets them. */
export function rightsOf({ rights, config }: AttributionState): readonly Right[] {
  const own = config.user()?.rights ?? RIGHTS
  return rights ? own.filter((right) => rights.includes(right)) : own
}

/** The state of a plugin that knows nothing yet. */
export function initState(config: Config, doc: Node): AttributionState {
  const empty: AttributionState = {
    config,
    birth: {},
    doc,
    records: new Map(),
    anchors: AnchorSet.empty,
    sources: [],
    log: [],
    foreign: [],
    scheme: config.scheme,
    selected: null,
    loaded: [],
    reveal: null,
    detectedOn: null,
    places: Places.empty,
    window: null,
    trail: null,
    suggestions: new Map(),
    adjusting: null,
    landed: null,
    isShared: false,
    rights: null,
    viewers: null,
    refused: null,
  }
  return config.initial ? load(empty, config.initial) : empty
}

/** The state after a transaction. Returns `old` itself when nothing of it changes. */
export function applyTransaction(tr: Transaction, old: AttributionState): AttributionState {
  const moved = tr.docChanged ? mapThrough(old, tr) : old
  const action = tr.getMeta(attributionKey) as Action | undefined // set by this folder only
  // Words that are being selected may become a speaker or a border of the statement selected before.
  const isCursor = tr.selectionSet && tr.selection.empty
  const acted = action ? act(moved, action) : isCursor ? followCursor(moved, tr.selection.head) : moved
  const next = afterTransaction(old, acted, tr)
  // As `closeHistory` of the history plugin says it.
  const places = tr.getMeta('closeHistory$') ? next.places.closed() : next.places
  if (places !== next.places) return { ...next, places }
  return next === old || tr.docChanged ? next : { ...next, trail: trailAfter(old, null) }
}

function mapThrough(old: AttributionState, tr: Transaction): AttributionState {
  const { anchors, changed } = old.anchors.map(tr)
  const earlier = isSameDoc(tr.doc, old.doc) ? old.anchors : old.places.find(tr.doc)
  // Field by field: spreading an object of this size is the slowest thing that a keystroke would do here.
  return {
    config: old.config,
    birth: old.birth,
    doc: tr.doc,
    records: old.records,
    anchors: earlier ? anchors.asIn(earlier) : anchors,
    sources: old.sources,
    log: old.log,
    foreign: old.foreign,
    scheme: old.scheme,
    selected: old.selected,
    loaded: old.loaded,
    reveal: old.reveal,
    detectedOn: old.detectedOn,
    places: old.anchors.size ? old.places.with(old, tr) : old.places,
    window: old.window && old.window !== 'all' ? windowAfter(old.window, tr) : old.window,
    trail: earlier ? null : trailAfter(old, { tr, changed }),
    suggestions: old.suggestions,
    adjusting: old.adjusting,
    landed: landedBy(tr, old.landed),
    isShared: old.isShared,
    rights: old.rights,
    viewers: old.viewers,
    refused: old.refused,
  }
}

function isSameDoc(a: Node, b: Node): boolean {
  return a.content.size === b.content.size && a.eq(b)
}

/** ProseMirror marks its pastes and drops; what plugins append to them belongs to the same paste. */
function landedBy(tr: Transaction, landed: readonly PosRange[] | null): readonly PosRange[] | null {
  if (tr.getMeta('paste') || tr.getMeta('uiEvent') === 'drop') return insertedBy(tr)
  if (!landed || !tr.getMeta('appendedTransaction')) return null
  return landed.map(({ from, to }) => ({ from: tr.mapping.map(from, 1), to: tr.mapping.map(to, -1) }))
}

/** The state after an action, on the document that it is of. */
export function act(state: AttributionState, action: Action): AttributionState {
  switch (action.type) {
    case 'review':
      return review(state, action)
    case 'annotate':
      return annotate(state, action)
    case 'select':
      return select(state, action.id, action.reveal)
    case 'detected':
      return takeDetected(state, action)
    case 'adjust':
      return { ...state, adjusting: action.adjusting, selected: action.adjusting?.id ?? state.selected }
    case 'load':
      return load(state, action.dossier)
    case 'set-engine':
      return setEngine(state, action.engine)
    case 'show':
      return { ...state, window: action.window }
    case 'set-rights':
      return { ...state, rights: action.rights }
    case 'set-viewers':
      return { ...state, viewers: action.viewers }
    case 'refuse':
      return { ...state, refused: { right: action.right } }
    case 'seal':
      return seal(state, action)
    case 'arrive':
      return arrive(state, action)
    case 'depart':
      return depart(state, action)
    case 'receive':
      return receive(state, action)
    case 'share':
      return share(state, action.shared)
    default:
      return unknownAction(action)
  }
}

function unknownAction(action: never): never {
  throw new TypeError(`Unknown action: ${JSON.stringify(action)}`)
}

function followCursor(state: AttributionState, pos: number): AttributionState {
  const id = annotationAtPos(state, pos)
  return id === null || id === state.selected ? state : { ...state, selected: id }
}

function select(state: AttributionState, id: string | null, reveal: boolean): AttributionState {
  if (id !== null && !state.records.has(id)) return state
  if (id === state.selected && !reveal) return state
  return { ...state, selected: id, reveal: reveal && id !== null ? { id } : state.reveal }
}

function annotate(
  state: AttributionState,
  { id, kind, anchor, stamp }: Extract<Action, { type: 'annotate' }>,
): AttributionState {
  const record: AnnotationRecord = {
    id,
    origin: 'manual',
    kind,
    speakerIs: { kind: 'none' },
    outlet: null,
    when: null,
    chain: [],
    confidence: 1,
    reasons: [],
    flags: [],
    ...UNTOUCHED,
  }
  const next = {
    ...state,
    records: new Map(state.records).set(id, record),
    anchors: state.anchors.with([anchor]),
    selected: id,
  }
  const { wording } = targetFor(anchor, state.doc)
  return logged(next, stamp, { action: 'annotate', subject: id, before: '', after: wording })
}

const NO_CANDIDATES: readonly Candidate[] = []

function load(state: AttributionState, given: Dossier): AttributionState {
  for (const name of ['annotations', 'sources', 'log'] as const)
    if (!Array.isArray(given[name]))
      throw new TypeError(
        `A dossier has ${name}, a list: ${String(given[name])}. parseDossier makes one of stored JSON.`,
      )
  const dossier = dossierWithoutPasswords(given)
  const records = new Map<string, AnnotationRecord>()
  const anchors: Anchor[] = []
  const loaded: Loaded[] = []
  const places = reanchorAll(
    renderingOf(state.doc).text,
    dossier.annotations.map(({ target }) => target),
  )
  for (const [i, { target, ...record }] of dossier.annotations.entries()) {
    const found = places[i]
    records.set(record.id, record)
    anchors.push(anchorTarget(state.doc, record.id, target, found))
    if (found)
      loaded.push({
        id: record.id,
        how: found.how,
        candidates: 'ranges' in found ? NO_CANDIDATES : found.candidates,
      })
  }
  const { sources, log, foreign = [] } = dossier
  return {
    ...state,
    records,
    anchors: AnchorSet.of(anchors),
    sources,
    log,
    foreign,
    scheme: schemeFor(dossier, state.config.scheme),
    selected: selectedOf(state, records),
    loaded,
    suggestions: new Map(),
    adjusting: null,
    detectedOn: null,
    places: Places.empty,
  }
}

/** The present text counts as not looked at; what is there stays until the new engine has. */
function setEngine(state: AttributionState, engine: Engine | null): AttributionState {
  if (engine === state.config.engine) return state
  return { ...state, config: { ...state.config, engine }, detectedOn: null }
}

function seal(state: AttributionState, action: Extract<Action, { type: 'seal' }>): AttributionState {
  const log = withSeals(state.log, action)
  return log === state.log ? state : { ...state, log }
}

function takeDetected(
  state: AttributionState,
  { doc, found, suggestions }: Extract<Action, { type: 'detected' }>,
): AttributionState {
  if (doc !== state.doc) return state
  if (!found) return { ...state, detectedOn: doc }
  const records = new Map<string, AnnotationRecord>()
  const anchors: Anchor[] = []
  let isSame = true
  for (const anchor of state.anchors) {
    const record = state.records.get(anchor.id)
    if (!record || isUntouched(record)) continue
    records.set(record.id, record)
    anchors.push(anchor)
  }
  for (const { record, anchor } of found) {
    if (records.has(record.id)) continue
    records.set(record.id, record)
    anchors.push(anchor)
    const before = state.anchors.get(record.id)
    if (state.records.get(record.id) !== record || !before || !isSameAnchor(before, anchor)) isSame = false
  }
  if (isSame && records.size === state.records.size) return { ...state, suggestions, detectedOn: doc }
  const heir = found.find(({ was }) => was !== undefined && was === state.selected)
  const selected = heir ? heir.record.id : selectedOf(state, records)
  return { ...state, records, anchors: AnchorSet.of(anchors), selected, suggestions, detectedOn: doc }
}

function arrive(
  state: AttributionState,
  { doc, anchors, added, sources, entries, stamp }: Extract<Action, { type: 'arrive' }>,
): AttributionState {
  if (doc !== state.doc) return state
  const records = new Map(state.records)
  for (const { record } of added) records.set(record.id, record)
  const next = {
    ...state,
    records: added.length ? records : state.records,
    anchors: state.anchors.with([...anchors, ...added.map(({ anchor }) => anchor)]),
    sources: sources.length ? [...state.sources, ...sources] : state.sources,
  }
  return entries.length ? logged(next, stamp, ...entries) : next
}

function depart(
  state: AttributionState,
  { ids, to, stamp }: Extract<Action, { type: 'depart' }>,
): AttributionState {
  const gone = new Set(ids.filter((id) => state.anchors.get(id)?.memory && state.records.has(id)))
  if (!gone.size) return state
  const entries = [...gone].map((id): Logged => {
    const before = annotationOf(state, id)?.target.wording ?? ''
    return { action: 'depart', subject: id, before, after: to }
  })
  const records = new Map(state.records)
  for (const id of gone) records.delete(id)
  const next = {
    ...state,
    records,
    anchors: state.anchors.without(gone),
    selected: selectedOf(state, records),
  }
  return logged(next, stamp, ...entries)
}

function receive(
  state: AttributionState,
  { shared, renamed }: Extract<Action, { type: 'receive' }>,
): AttributionState {
  const records = new Map(shared.records)
  const anchors = [...shared.anchors]
  const taken = new Set(anchors.map(quoteKey))
  for (const anchor of state.anchors) {
    const record = state.records.get(anchor.id)
    if (!record || !isUntouched(record) || records.has(record.id) || taken.has(quoteKey(anchor))) continue
    records.set(record.id, record)
    anchors.push(anchor)
  }
  const isSame =
    records.size === state.records.size && [...records.keys()].every((id) => state.records.has(id))
  const { selected } = state
  return {
    ...state,
    ...shared,
    records,
    anchors: AnchorSet.of(anchors),
    selected: selectedOf(
      { ...state, selected: (selected !== null && renamed.get(selected)) || selected },
      records,
    ),
    detectedOn: isSame ? state.detectedOn : null,
  }
}

function share(state: AttributionState, { put, gone, anchors, library, log }: Shared): AttributionState {
  const records = new Map(state.records)
  const out = new Set(gone)
  let { selected } = state
  for (const { record, anchor } of put) {
    // What detection has found in its place is this one.
    const known = records.get(record.id)
    if (!known || isUntouched(known))
      for (const other of rivalsOf(state, anchor)) {
        out.add(other)
        if (selected === other) selected = record.id
      }
  }
  for (const id of out) records.delete(id)
  for (const { record } of put) records.set(record.id, record)
  const placed = [...put.map(({ anchor }) => anchor), ...anchors]
  // What others have taken charge of, detection must leave to them.
  const isOther = gone.length > 0 || put.some((found) => isOtherwise(state, found))
  const kept = out.size ? state.anchors.without(out) : state.anchors
  return {
    ...state,
    ...library,
    records: out.size || put.length ? records : state.records,
    anchors: placed.length ? kept.with(placed) : kept,
    log: log ?? state.log,
    selected: selected !== null && records.has(selected) ? selected : null,
    detectedOn: isOther ? null : state.detectedOn,
    isShared: true,
  }
}

/** Whether detection would read an annotation otherwise than the one that it was. */
function isOtherwise({ records, anchors }: AttributionState, { record, anchor }: Found): boolean {
  const known = records.get(record.id)
  const place = anchors.get(record.id)
  return (
    !known ||
    !place ||
    isUntouched(known) !== isUntouched(record) ||
    known.kind !== record.kind ||
    known.edited !== record.edited ||
    known.dismissed !== record.dismissed ||
    !isSameAnchor(place, anchor)
  )
}

/** Two stretches are the same statement when they share this much of their union. */
export const SAME_PLACE = 0.5

/** Ids of annotations that nobody has touched, in the place of another one. */
function rivalsOf({ anchors, records }: AttributionState, anchor: Anchor): readonly string[] {
  const own = quoteExtent(anchor)
  if (!own) return []
  return anchors.touching(own).flatMap((other) => {
    const record = records.get(other.id)
    const place = quoteExtent(other)
    if (!record || !place || other.id === anchor.id || !isUntouched(record)) return []
    const common = Math.min(own.to, place.to) - Math.max(own.from, place.from)
    const all = Math.max(own.to, place.to) - Math.min(own.from, place.from)
    return common >= all * SAME_PLACE ? [other.id] : []
  })
}

/** What is selected, if it is still there. */
function selectedOf({ selected }: AttributionState, records: AttributionState['records']): string | null {
  return selected !== null && records.has(selected) ? selected : null
}

/** A log entry without who and when. */
export interface Logged {
  readonly action: LogAction
  readonly subject: string
  readonly before: string
  readonly after: string
}

function logged(state: AttributionState, { by, at }: Stamp, ...entries: readonly Logged[]): AttributionState {
  return { ...state, log: [...state.log, ...entries.map((entry) => ({ at, by, ...entry, seal: null }))] }
}

/** Carries out what a person did. Returns `state` itself when it does not apply. */
function review(
  state: AttributionState,
  { action: asked, stamp, user, newId, seen }: Extract<Action, { type: 'review' }>,
): AttributionState {
  const action = 'source' in asked ? { ...asked, source: withoutPasswords(asked.source) } : asked
  switch (action.type) {
    case 'all':
      return action.actions.reduce(
        (made, one, i) =>
          review(made, {
            ...{ type: 'review', action: one, stamp, user, newId: `${newId}-${i + 1}` },
            ...(seen && { seen }),
          }),
        state,
      )
    case 'publish':
      return logged(state, stamp, {
        action: 'publish',
        subject: 'article',
        before: '',
        after: action.outcome,
      })
    case 'add-source':
    case 'edit-source':
    case 'correct-source':
    case 'remove-source':
      return changeLibrary(state, action, stamp)
    case 'remove':
      return remove(state, action.id, stamp)
    case 'set-quote':
    case 'set-speaker':
    case 'set-kind':
    case 'merge':
    case 'split':
    case 'take-suggestion': {
      const made = editByHand(state, action, newId)
      return made ? logged({ ...state, ...made.state }, stamp, ...made.entries) : state
    }
    default:
      return changeReview(state, action, { stamp, user, newId, seen: seen?.get(action.id) })
  }
}

function changeReview(
  state: AttributionState,
  action: DeskAction,
  {
    stamp,
    user,
    newId,
    seen,
  }: {
    readonly stamp: Stamp
    readonly user: User | null
    readonly newId: string
    readonly seen: string | undefined
  },
): AttributionState {
  const { id } = action
  const present = annotationOf(state, id)
  const anchor = state.anchors.get(id)
  if (!present || !anchor) return state
  const isSeen = seen === undefined || seen === present.target.wording
  const annotation = isSeen ? present : { ...present, target: { ...present.target, wording: seen } }
  const { sources, scheme } = state
  const policy = state.config.policy ?? HOUSE_OVERRIDING
  const made = reviewed(annotation, action, { user, at: stamp.at, newId, scheme, policy, sources })
  if (!made) return state
  const { target, ...record } = made.annotation
  const meant = made.isForWording && isSeen ? settled(anchor) : anchor
  const next = logged(
    {
      ...state,
      records: new Map(state.records).set(id, record),
      anchors: meant === anchor ? state.anchors : state.anchors.with([meant]),
    },
    stamp,
    ...made.entries.map((entry) => ({ subject: id, ...entry })),
  )
  if (action.type !== 'attach-source') return next
  const isKnown = sources.some((source) => source.id === action.source.id)
  return changeLibrary(next, { type: isKnown ? 'edit-source' : 'add-source', source: action.source }, stamp)
}

function changeLibrary(state: AttributionState, action: LibraryAction, stamp: Stamp): AttributionState {
  const { sources } = state
  const made = withSource({ sources, annotations: state.records.values() }, action, stamp)
  if (!made) return state
  const records = new Map(state.records)
  for (const [id, reopened] of made.reopened) {
    const record = records.get(id)
    if (record) records.set(id, { ...record, reopened })
  }
  return logged(
    { ...state, sources: made.sources, records: made.reopened.size ? records : state.records },
    stamp,
    ...made.entries,
  )
}

/** Only what detection would not bring back at once. */
function remove(state: AttributionState, id: string, stamp: Stamp): AttributionState {
  const record = state.records.get(id)
  const anchor = state.anchors.get(id)
  if (!record || !anchor || (record.origin === 'detected' && !anchor.memory)) return state
  const records = new Map(state.records)
  records.delete(id)
  const selected = state.selected === id ? null : state.selected
  const { wording } = targetFor(anchor, state.doc)
  return logged({ ...state, records, anchors: state.anchors.without(new Set([id])), selected }, stamp, {
    action: 'remove',
    subject: id,
    before: wording,
    after: '',
  })
}
