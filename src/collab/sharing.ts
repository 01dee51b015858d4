/**
 * Annotations in an editor whose document goes by steps (prosemirror-collab, or a host's own protocol).
 *
 * What people do to annotations travels as actions beside the steps. An authority puts both in one order;
 * each client keeps what that order has made of the annotations (`agreed`), and on top of it shows its own
 * actions that are not in the order yet (`pending`), done again after whatever came in between. So all
 * come to the same annotations, and nobody waits for the network. `docs/collaboration-steps.md` has the
 * protocol.
 */
import type { Node } from 'prosemirror-model'
import { Plugin, PluginKey, type EditorState, type Transaction } from 'prosemirror-state'
import type { Step } from 'prosemirror-transform'
import { annotationIdsIn } from '../model/action-schema.js'
import type { ReviewAction } from '../model/action.js'
import { isUntouched } from '../model/annotation.js'
import { dossierToJSON, parseDossier, type Dossier, type Parsed } from '../model/dossier.js'
import { personOf } from '../model/person.js'
import { fail } from '../model/problems.js'
import { withSeals } from '../model/seal.js'
import type { TextRange } from '../text/statement.js'
import { isSameAnchor, quoteKey, type Anchor } from '../plugin/anchor.js'
import { AnchorSet } from '../plugin/anchor-set.js'
import { annotationOf, dossierOf } from '../plugin/reading.js'
import { offsetsOf, positionsOf, renderingOf } from '../plugin/rendering.js'
import {
  applyTransaction,
  attributionKey,
  attributionState,
  type Action,
  type AttributionState,
  type Found,
} from '../plugin/state.js'
import { agreedOf, carriedOut, misplacedIn, stepped, transactionOf } from './replay.js'
import {
  anchorToJSON,
  parseFrame,
  parseSharedActions,
  type Deed,
  type SharedAction,
} from './shared-action.js'

/** What `shareAnnotations` takes. */
export interface SharingOptions {
  /** The one that the steps are sent with; no two clients have the same. */
  readonly clientID: string | number
  /** Where a client that comes later begins; the attribution plugin's `initial` is then its dossier. Default at step and action 0. */
  readonly snapshot?: SharedSnapshot
}

/** What a client that comes later begins with, beside the document after `version` steps. `snapshotToJSON` and `parseSnapshot` store it. */
export interface SharedSnapshot {
  /** How many steps are in it. */
  readonly version: number
  /** How many actions are in it. */
  readonly actionVersion: number
  readonly dossier: Dossier
  /** Where the annotations stand, and what was cut from them. */
  readonly anchors: readonly Anchor[]
}

/** What has not reached the authority yet. */
export interface Sendable {
  /** How many actions this client knows; an authority that has more refuses, and the client receives first. */
  readonly actionVersion: number
  /** To be sent as JSON in one message with the unconfirmed steps, and taken after them. */
  readonly actions: readonly SharedAction[]
}

/** What came from the authority. */
export interface Received {
  /** Those since the client's version, and whose they are. */
  readonly steps: readonly Step[]
  readonly clientIDs: readonly (string | number)[]
  /** Those since the client's action version, as they came: they are checked. */
  readonly actions: unknown
}

interface Sharing {
  readonly clientID: string
  readonly version: number
  readonly actionVersion: number
  /** What the authority's order has made of the annotations. */
  readonly agreed: AttributionState
  /** Own steps that are not in the order yet. */
  readonly unconfirmed: readonly Step[]
  /** Own actions that are not in the order yet, on the present document. */
  readonly pending: readonly SharedAction[]
  /** How many actions this client has made. */
  readonly made: number
}

const sharingKey = new PluginKey<Sharing>('attribution-sharing')

/**
 * Shares annotations beside steps; to be put behind the plugins of `attribution` and of the steps. Throws
 * RangeError where attribution's is not before it.
 */
export function shareAnnotations({ clientID, snapshot }: SharingOptions): Plugin {
  return new Plugin<Sharing>({
    key: sharingKey,
    state: {
      init: (_, state) => {
        const agreed = agreedOf(attributionState(state))
        const anchors = snapshot?.anchors.filter(({ id }) => agreed.records.has(id)) ?? []
        return {
          clientID: String(clientID),
          version: snapshot?.version ?? 0,
          actionVersion: snapshot?.actionVersion ?? 0,
          agreed: { ...agreed, anchors: agreed.anchors.with(anchors) },
          unconfirmed: [],
          pending: [],
          made: 0,
        }
      },
      apply: (tr, own, before, now) =>
        (tr.getMeta(sharingKey) as Sharing | undefined) ??
        followed(own, tr, { before: attributionState(before), now: attributionState(now) }),
    },
  })
}

/** How many actions of the authority this client knows. */
export function getActionVersion(state: EditorState): number {
  return sharingOf(state).actionVersion
}

/** What is to be sent together with the unconfirmed steps, or alone where there are none; null for nothing. */
export function sendableActions(state: EditorState): Sendable | null {
  const own = sharingOf(state)
  const version = own.version + own.unconfirmed.length
  const places = placesIn(own, attributionState(state))
  if (!own.pending.length && !places.length) return null
  const pending = own.pending.map((action) => ({ ...action, version }))
  const { config } = attributionState(state)
  const placing: SharedAction = {
    key: `${own.clientID}:${own.made}:${own.version}:${own.actionVersion}:place`,
    ...{ version, user: config.user(), at: config.now().toISOString(), brings: [] },
    deed: { type: 'place', anchors: places },
  }
  return { actionVersion: own.actionVersion, actions: places.length ? [...pending, placing] : pending }
}

/**
 * Takes in what came from the authority. `tr` is what receives its steps, as prosemirror-collab's
 * `receiveTransaction` makes it, and `state.tr` where there are none; the same transaction comes back, to be
 * dispatched. Where an action is not sound nothing is taken, and the problems are told with their paths.
 * Throws RangeError where `tr` has not received the steps.
 */
export function receiveActions(
  state: EditorState,
  tr: Transaction,
  { steps, clientIDs, actions: data }: Received,
): Parsed<Transaction> {
  const own = sharingOf(state)
  const parsed = parseSharedActions(data)
  if (!parsed.ok) return parsed
  const agreed = agreedAfter(own, steps, parsed.value)
  if (!agreed.ok) return agreed

  let ours = 0
  while (ours < clientIDs.length && String(clientIDs[ours]) === own.clientID) ours++
  const left = own.unconfirmed.slice(ours)
  const others = steps.length - ours
  if (others && tr.steps.length < left.length + others)
    throw new RangeError(`tr must receive the ${others} steps of others; it has ${tr.steps.length} steps`)
  // Taken back, those of others, and done again as far as they still fit.
  const unconfirmed = others ? tr.steps.slice(left.length + others) : left
  const keys = new Set(parsed.value.map(({ key }) => key))
  const mine = own.pending
    .filter(({ key }) => !keys.has(key))
    .map((action) => (tr.docChanged ? mappedAction(action, tr) : action))

  const here = attributionState(state)
  const moved = tr.docChanged ? applyTransaction(tr, here) : here
  const base = onTop(agreed.value, unconfirmed, tr.doc)
  // What this client knows better about its own steps, unless somebody has said it since.
  const placed = new Set(
    parsed.value.flatMap(({ deed }) => (deed.type === 'place' ? deed.anchors.map(({ id }) => id) : [])),
  )
  const better = placesIn(own, here).flatMap(({ id }) =>
    placed.has(id) ? [] : (moved.anchors.get(id) ?? []),
  )
  let shared: AttributionState = {
    ...base,
    anchors: base.anchors.with(better.filter(({ id }) => base.records.has(id))),
  }
  const renamed = new Map<string, string>()
  const pending = mine.map((action) => {
    const next = adapted(action, shared, renamed)
    shared = carriedOut(shared, next)
    return next
  })

  const next: Sharing = {
    clientID: own.clientID,
    version: own.version + steps.length,
    actionVersion: own.actionVersion + parsed.value.length,
    agreed: agreed.value,
    unconfirmed,
    pending,
    made: own.made,
  }
  tr.setMeta(sharingKey, next)
  if (!isShown(shared, moved)) {
    const { records, anchors, sources, log, foreign, scheme } = shared
    const action: Action = {
      type: 'receive',
      shared: { records, anchors, sources, log, foreign, scheme },
      renamed,
    }
    tr.setMeta(attributionKey, action)
  }
  if (!tr.docChanged) tr.setMeta('addToHistory', false)
  return { ok: true, value: tr }
}

/** What a client that comes later begins with, beside the document of the same version: what all agree on. */
export function sharedSnapshot(state: EditorState): SharedSnapshot & { readonly doc: Node } {
  const { version, actionVersion, agreed } = sharingOf(state)
  return { version, actionVersion, dossier: dossierOf(agreed), anchors: [...agreed.anchors], doc: agreed.doc }
}

/** The snapshot as a value for `JSON.stringify`, without the document. */
export function snapshotToJSON({ version, actionVersion, dossier, anchors }: SharedSnapshot): object {
  return { version, actionVersion, dossier: dossierToJSON(dossier), anchors: anchors.map(anchorToJSON) }
}

/** Checks a stored snapshot, with the format's older versions; every problem is told with its path. */
export function parseSnapshot(data: unknown): Parsed<SharedSnapshot> {
  const frame = parseFrame(data)
  if (!frame.ok) return frame
  const dossier = parseDossier(frame.value.dossier)
  if (!dossier.ok)
    return {
      ok: false,
      problems: dossier.problems.map(({ path, message }) => ({
        path: path ? `dossier.${path}` : 'dossier',
        message,
      })),
    }
  return { ok: true, value: { ...frame.value, dossier: dossier.value } }
}

function sharingOf(state: EditorState): Sharing {
  const own = sharingKey.getState(state)
  if (!own) throw new RangeError('The editor state has no plugin of shareAnnotations')
  return own
}

/** What was agreed with steps and actions in the authority's order; nothing of it where one is not sound. */
function agreedAfter(
  { agreed, version }: Sharing,
  steps: readonly Step[],
  actions: readonly SharedAction[],
): Parsed<AttributionState> {
  let state = agreed
  let at = version
  for (const [i, action] of actions.entries()) {
    if (action.version < at || action.version > version + steps.length)
      return fail(
        `[${i}].version`,
        `must be from ${at} to ${version + steps.length}, in the order of the steps: ${action.version}`,
      )
    for (; at < action.version; at++) state = steppedBy(state, steps[at - version])
    const misplaced = misplacedIn(action, state.doc)
    if (misplaced !== null)
      return fail(`[${i}].${misplaced}`, `must stand in the text of the document after ${at} steps`)
    state = carriedOut(state, action)
  }
  for (; at < version + steps.length; at++) state = steppedBy(state, steps[at - version])
  return { ok: true, value: state }
}

function steppedBy(state: AttributionState, step: Step | undefined): AttributionState {
  return step ? stepped(state, step) : state
}

/** The agreed annotations after own steps, on the document that is shown. */
function onTop(agreed: AttributionState, steps: readonly Step[], doc: Node): AttributionState {
  const anchors = steps.length ? agreed.anchors.map(transactionOf(agreed.doc, steps)).anchors : agreed.anchors
  return { ...agreed, doc, anchors }
}

/** Where shared annotations stand by what this client alone knows: by paste, drag, undo, or an edit of several steps. */
function placesIn(own: Sharing, here: AttributionState): readonly Anchor[] {
  let plain = own.agreed
  for (const step of own.unconfirmed) plain = stepped(plain, step)
  plain = { ...plain, doc: here.doc }
  for (const action of own.pending) plain = carriedOut(plain, action)
  return [...plain.anchors].flatMap((anchor) => {
    const shown = here.anchors.get(anchor.id)
    return shown && !isSameAnchor(shown, anchor) ? [shown] : []
  })
}

/** Whether the view shows all that is shared already. */
function isShown(shared: AttributionState, here: AttributionState): boolean {
  const touched = [...here.records.values()].filter((record) => !isUntouched(record))
  return (
    touched.length === shared.records.size &&
    touched.every((record) => shared.records.get(record.id) === record) &&
    shared.sources === here.sources &&
    shared.log.length === here.log.length &&
    shared.log.every((entry, i) => entry === here.log[i]) &&
    [...shared.anchors].every((anchor) => {
      const shown = here.anchors.get(anchor.id)
      return shown && isSameAnchor(shown, anchor)
    })
  )
}

interface Around {
  readonly before: AttributionState
  readonly now: AttributionState
}

/** After a transaction of this client. */
function followed(own: Sharing, tr: Transaction, around: Around): Sharing {
  const action = tr.getMeta(attributionKey) as Action | undefined // set by the plugin only
  if (action?.type === 'seal') {
    const { length } = own.agreed.log
    const sealed = { log: action.log.slice(0, length), sealed: action.sealed.slice(0, length) }
    const log = withSeals(own.agreed.log, sealed)
    return log === own.agreed.log ? own : { ...own, agreed: { ...own.agreed, log } }
  }
  const deed = action && deedOf(action, around)
  if (!tr.docChanged && !deed) return own
  const pending = tr.docChanged ? own.pending.map((one) => mappedAction(one, tr)) : own.pending
  const next: Sharing = {
    ...own,
    unconfirmed: tr.docChanged ? [...own.unconfirmed, ...tr.steps] : own.unconfirmed,
    pending,
  }
  const made = deed && actionOf(next, deed, { tr, ...around })
  return made ? { ...next, pending: [...pending, made], made: own.made + 1 } : next
}

/** What others must be told of an action; null for what is this client's own business. */
function deedOf(action: Action, { before, now }: Around): Deed | null {
  if (now.log === before.log) return null
  switch (action.type) {
    case 'review': {
      const ids = annotationIdsIn(action.action)
      const seen = ids.flatMap((id) => {
        const annotation = annotationOf({ ...before, doc: now.doc }, id)
        return annotation ? [{ id, wording: annotation.target.wording }] : []
      })
      const suggestions = ids.flatMap((id) => {
        const suggestion = before.suggestions.get(id)
        return suggestion && takesSuggestion(action.action) ? [{ id, suggestion }] : []
      })
      return { type: 'review', action: action.action, newId: action.newId, seen, suggestions }
    }
    case 'annotate':
      return { type: 'annotate', kind: action.kind, anchor: action.anchor }
    case 'arrive':
      return {
        type: 'arrive',
        added: action.added,
        sources: action.sources,
        entries: action.entries,
      }
    case 'depart':
      return { type: 'depart', ids: action.ids, to: action.to }
    default:
      return null
  }
}

function takesSuggestion(action: ReviewAction): boolean {
  return action.type === 'all' ? action.actions.some(takesSuggestion) : action.type === 'take-suggestion'
}

/** The deed with who and when, and with the untouched statements that it is done to; null where others could not follow. */
function actionOf(
  own: Sharing,
  deed: Deed,
  { tr, before, now }: Around & { readonly tr: Transaction },
): SharedAction | null {
  const { user, now: clock } = now.config
  const ids = deed.type === 'review' ? annotationIdsIn(deed.action) : []
  const known = (id: string): boolean =>
    own.agreed.records.has(id) || own.pending.some((action) => makes(action, id))
  const anchors = tr.docChanged ? before.anchors.map(tr).anchors : before.anchors
  const brings: Found[] = []
  for (const id of ids) {
    const record = before.records.get(id)
    const anchor = anchors.get(id)
    if (known(id) || !record || !anchor) continue
    // It was loaded while others were here, who know nothing of it.
    if (!isUntouched(record)) return null
    brings.push({ record, anchor })
  }
  const entry = now.log[now.log.length - 1]
  const by = user()
  return {
    key: `${own.clientID}:${own.made}`,
    version: own.version + own.unconfirmed.length,
    user: by && { ...personOf(by), ...(by.roles && { roles: by.roles }) },
    at: entry?.at ?? clock().toISOString(),
    brings,
    deed,
  }
}

/** Whether the annotation is known to others by this action. */
function makes({ brings, deed }: SharedAction, id: string): boolean {
  return (
    brings.some(({ record }) => record.id === id) ||
    (deed.type === 'annotate' && deed.anchor.id === id) ||
    (deed.type === 'arrive' && deed.added.some(({ record }) => record.id === id)) ||
    (deed.type === 'review' && (id === deed.newId || id.startsWith(`${deed.newId}-`)))
  )
}

/** The action on the document after a transaction. */
function mappedAction(action: SharedAction, tr: Transaction): SharedAction {
  const anchors = new Map(
    [...AnchorSet.of(anchorsIn(action)).map(tr).anchors].map((anchor) => [anchor.id, anchor]),
  )
  const old = renderingOf(tr.before)
  const now = renderingOf(tr.doc)
  const range = (own: TextRange): TextRange => {
    const { from, to } = positionsOf(old, own)
    const start = tr.mapping.map(from, 1)
    return offsetsOf(now, { from: start, to: Math.max(start, tr.mapping.map(to, -1)) })
  }
  return withPlaces(action, (anchor) => anchors.get(anchor.id) ?? anchor, range)
}

function anchorsIn({ brings, deed }: SharedAction): readonly Anchor[] {
  return [
    ...brings.map(({ anchor }) => anchor),
    ...(deed.type === 'annotate' ? [deed.anchor] : []),
    ...(deed.type === 'arrive' ? deed.added.map(({ anchor }) => anchor) : []),
  ]
}

function withPlaces(
  action: SharedAction,
  place: (anchor: Anchor) => Anchor,
  range: (range: TextRange) => TextRange,
): SharedAction {
  const found = (list: readonly Found[]): Found[] =>
    list.map((own) => ({ ...own, anchor: place(own.anchor) }))
  const { brings, deed } = action
  const moved: Deed =
    deed.type === 'review'
      ? { ...deed, action: withRanges(deed.action, range) }
      : deed.type === 'annotate'
        ? { ...deed, anchor: place(deed.anchor) }
        : deed.type === 'arrive'
          ? { ...deed, added: found(deed.added) }
          : deed
  return { ...action, brings: found(brings), deed: moved }
}

function withRanges(action: ReviewAction, range: (range: TextRange) => TextRange): ReviewAction {
  switch (action.type) {
    case 'all':
      return { ...action, actions: action.actions.map((one) => withRanges(one, range)) }
    case 'set-quote':
      return { ...action, quote: action.quote.map(range) }
    case 'set-speaker':
      return { ...action, mention: action.mention && action.mention.map(range) }
    case 'split':
      return { ...action, at: range({ start: action.at, end: action.at }).start }
    default:
      return action
  }
}

/**
 * A pending action after what others did: where one of them has taken charge of the same detected statement,
 * it is done to theirs. `renamed` goes on from action to action.
 */
function adapted(action: SharedAction, shared: AttributionState, renamed: Map<string, string>): SharedAction {
  const places = new Map(
    [...shared.anchors].filter((anchor) => !anchor.memory).map((anchor) => [quoteKey(anchor), anchor.id]),
  )
  const brings = action.brings.filter(({ record, anchor }) => {
    const there = shared.records.has(record.id)
      ? record.id
      : anchor.memory
        ? undefined
        : places.get(quoteKey(anchor))
    if (there !== undefined && there !== record.id) renamed.set(record.id, there)
    return there === undefined
  })
  const { deed } = action
  if (deed.type !== 'review' || !renamed.size) return { ...action, brings }
  const name = (id: string): string => renamed.get(id) ?? id
  const own = <T extends { readonly id: string }>(list: readonly T[]): T[] =>
    list.map((one) => ({ ...one, id: name(one.id) }))
  return {
    ...action,
    brings,
    deed: {
      ...deed,
      action: withNames(deed.action, name),
      seen: own(deed.seen),
      suggestions: own(deed.suggestions),
    },
  }
}

function withNames(action: ReviewAction, name: (id: string) => string): ReviewAction {
  if (action.type === 'all') return { ...action, actions: action.actions.map((one) => withNames(one, name)) }
  if (action.type === 'merge') return { ...action, id: name(action.id), with: name(action.with) }
  return 'id' in action ? { ...action, id: name(action.id) } : action
}
