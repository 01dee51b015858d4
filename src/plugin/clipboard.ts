/**
 * Annotations travel with cut, copy, paste and drag.
 *
 * ProseMirror's own handlers move the text; beside it a clipping tells where the
 * statements lie in it (`model/clipping.ts`). This module looks at the document
 * before these handlers (`clipboardEvents`) and again after them (listeners that
 * were added later), and so knows what has been taken and where it has landed.
 *
 * All else that the desk knows of a statement stays in the page: a clipping names
 * a parcel by a random token, and the parcel knows which annotations of which
 * editor are meant. An annotation whose text is gone goes where its words have
 * landed; while its text stands, its words elsewhere are a copy, which starts
 * unchecked. What comes from another page or program is a copy too.
 *
 * Undo is the document's: after a move within an editor it leads back. After a
 * move to another one, undo there leaves the annotation detached there; undo in
 * the first brings back the text, whose statements then are found anew, unchecked.
 */
import type { Node } from 'prosemirror-model'
import type { EditorState, NodeSelection, Selection, Transaction } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { isSameSource } from '../model/library.js'
import { detectedRecord, isUntouched, targetOf, UNTOUCHED, type Annotation } from '../model/annotation.js'
import { BLOCK_SEPARATOR } from '../model/article.js'
import { CLIPPING_TYPE, clippingToText, parseClipping, type Clipping } from '../model/clipping.js'
import { blanker, secretsOf } from '../model/confidential.js'
import { ID_BYTES, idFrom } from '../model/id.js'
import { reanchorAll } from '../model/reanchor.js'
import type { Source } from '../model/source.js'
import type { RoleRanges, SpeakerIdentity, Statement, TextRange } from '../text/statement.js'
import {
  anchorOn,
  attached,
  byRole,
  isSameAnchor,
  landedOn,
  quoteKey,
  released,
  type Anchor,
} from './anchor.js'
import { annotationOf, articleOf, dossierOf } from './reading.js'
import { blocksAround, offsetsOf, renderingOf, type PosRange } from './rendering.js'
import {
  attributionKey,
  perform,
  stampOf,
  type AnnotationRecord,
  type AttributionState,
  type Found,
  type Logged,
} from './state.js'

/** A statement in what was taken. */
interface Item {
  /** Offsets in the parcel's text. */
  readonly ranges: RoleRanges
  /** As it was when it was taken, for copies in the same editor. */
  readonly record: AnnotationRecord
  /** The same without what must not leave the editor. */
  readonly open: AnnotationRecord
  /** Where the annotation is by now; null for one that is not of this page, or whose editor is gone. */
  home: { readonly view: EditorView; readonly id: string } | null
}

/** What one cut, copy or drag has taken. */
interface Parcel {
  readonly token: string
  readonly by: 'cut' | 'copy' | 'drag'
  /** Null when that editor is gone. */
  view: EditorView | null
  readonly text: string
  /** As ProseMirror has written it for other programs. */
  plain: string
  readonly items: readonly Item[]
}

/** The latest ones: the clipboard holds one, but people keep histories of theirs. */
const parcels: Parcel[] = []
const MAX_PARCELS = 8

const clipboards = new WeakMap<EditorView, Clipboard>()

const look = (view: EditorView, event: Event): false => {
  clipboards.get(view)?.look(event)
  return false
}

/** For the plugin's `handleDOMEvents`: ProseMirror calls these before its own handlers, for events that are the view's. */
export const clipboardEvents = { copy: look, cut: look, dragstart: look, paste: look, drop: look }

/** What was there before ProseMirror handled an event. */
type Seen = { readonly event: Event } & (
  | { readonly parcel: Parcel | null }
  | {
      readonly before: EditorState
      readonly clipping: string
      readonly plain: string
      readonly token: string | null
    }
)

/** Watches the clipboard and drag events of one view. */
export class Clipboard {
  private seen: Seen | null = null

  constructor(private readonly view: EditorView) {
    clipboards.set(view, this)
    for (const type of Object.keys(clipboardEvents)) view.dom.addEventListener(type, this.handled)
  }

  destroy(): void {
    const { view } = this
    clipboards.delete(view)
    for (const type of Object.keys(clipboardEvents)) view.dom.removeEventListener(type, this.handled)
    // Other plugins may come and go in a view that stays.
    queueMicrotask(() => {
      if (view.isDestroyed) forget(view)
    })
  }

  /** Before ProseMirror handles an event. */
  look(event: Event): void {
    const { view } = this
    const data = dataOf(event)
    if (event.type === 'cut' || event.type === 'copy')
      this.seen = { event, parcel: parcelFrom(view, view.state.selection, event.type) }
    // Only ProseMirror knows whether the selection is dragged, or the node under the mouse.
    else if (event.type === 'dragstart') this.seen = { event, parcel: null }
    else if (data) {
      const clipping = data.getData(CLIPPING_TYPE)
      const plain = data.getData('text/plain')
      const token = tokenIn(data.getData('text/html'))
      this.seen = { event, before: view.state, clipping, plain, token }
    }
  }

  /** After ProseMirror has handled it. */
  private readonly handled = (event: Event): void => {
    const { seen, view } = this
    if (seen?.event !== event) return
    this.seen = null
    const data = dataOf(event)
    if (!data || view.isDestroyed) return
    if ('before' in seen) {
      if (view.state.doc !== seen.before.doc) land(view, { ...seen, isDrop: event.type === 'drop', event })
    } else if (event.type === 'dragstart') {
      const taken = view.dragging && draggedIn(view)
      if (taken) send(data, parcelFrom(view, taken, 'drag'))
    } else if (event.defaultPrevented) send(data, seen.parcel)
  }
}

function forget(view: EditorView): void {
  for (const parcel of parcels) {
    if (parcel.view === view) parcel.view = null
    for (const item of parcel.items) if (item.home?.view === view) item.home = null
  }
}

function dataOf(event: Event): DataTransfer | null {
  return 'clipboardData' in event
    ? (event as ClipboardEvent).clipboardData // no other event has this
    : (event as DragEvent).dataTransfer // as `clipboardEvents` names no third kind
}

/** ProseMirror keeps the node that is dragged without being selected, but not in its types. */
function draggedNode(view: EditorView): NodeSelection | null {
  return (view.dragging as { readonly node?: NodeSelection } | null)?.node ?? null
}

function draggedIn(view: EditorView): Selection {
  return draggedNode(view) ?? view.state.selection
}

// Taking

function parcelFrom(view: EditorView, selection: Selection, by: Parcel['by']): Parcel | null {
  const own = attributionKey.getState(view.state)
  if (!own || selection.empty) return null
  const { text, parts } = textOf(own.doc, selection)
  if (!text.trim()) return null
  const isOpen = opennessOf(own, text)
  const items: Item[] = []
  const ids = new Set(
    selection.ranges.flatMap(({ $from, $to }) =>
      own.anchors.touching({ from: $from.pos, to: $to.pos }).map(({ id }) => id),
    ),
  )
  for (const id of ids) {
    const annotation = annotationOf(own, id)
    if (!annotation || annotation.target.detached) continue
    const { target, ...record } = annotation
    const ranges = rangesIn(parts, target.ranges)
    if (!ranges) continue
    const open = isOpen(annotation) ? record : { ...record, speakerIs: inText(record.speakerIs, own.doc) }
    items.push({ ranges, record, open, home: { view, id } })
  }
  const token = idFrom(crypto.getRandomValues(new Uint8Array(ID_BYTES)))
  return { token, by, view, text, plain: '', items }
}

/** A stretch of the article's text, and where it begins in what was taken. */
interface Part extends TextRange {
  readonly at: number
}

/** What is selected, as plain text. */
function textOf(
  doc: Node,
  { ranges }: Selection,
): { readonly text: string; readonly parts: readonly Part[] } {
  const rendering = renderingOf(doc)
  const parts: Part[] = []
  let text = ''
  for (const { $from, $to } of [...ranges].sort((a, b) => a.$from.pos - b.$from.pos)) {
    const blocks = blocksAround(rendering, { from: $from.pos, to: $to.pos })
    const first = blocks[0]
    const last = blocks[blocks.length - 1]
    if (!first || !last) continue
    const { start, end } = offsetsOf(rendering, {
      from: Math.max($from.pos, first.from),
      to: Math.min($to.pos, last.from + last.node.content.size),
    })
    if (parts.length) text += BLOCK_SEPARATOR
    parts.push({ start, end, at: text.length })
    text += rendering.text.slice(start, end)
  }
  return { text, parts }
}

/** Where the ranges lie in what was taken; null when a part of the quote does not. Other roles may have stayed behind. */
function rangesIn(parts: readonly Part[], ranges: RoleRanges): RoleRanges | null {
  const taken = (list: readonly TextRange[]): readonly TextRange[] =>
    list.flatMap(({ start, end }) => {
      const part = parts.find((candidate) => candidate.start <= start && candidate.end >= end)
      return part ? [{ start: start - part.start + part.at, end: end - part.start + part.at }] : []
    })
  const quote = taken(ranges.quote)
  if (!quote.length || quote.length < ranges.quote.length) return null
  return byRole((role) => (role === 'quote' ? quote : taken(ranges[role])))
}

/** A note may call somebody by surname; shorter words of a source's title or author are in half of all notes. */
const MIN_NAME = 4

/**
 * Says whether an annotation may leave the editor: whether nothing of it tells of a confidential source.
 * The words of the article, and of `taken`, are no secret.
 */
function opennessOf(own: AttributionState, taken: string): (annotation: Annotation) => boolean {
  const confidential = new Set(own.sources.filter((source) => source.confidential).map(({ id }) => id))
  if (!confidential.size || own.config.shareConfidential) return () => true
  const { text } = renderingOf(own.doc)
  const names = own.sources.flatMap(({ id, title, author = '' }) =>
    confidential.has(id) ? `${title} ${author}`.split(/[^\p{L}\p{N}]+/u) : [],
  )
  const secrets = [
    ...secretsOf(confidential, dossierOf(own)),
    ...names.filter((name) => name.length >= MIN_NAME),
  ].filter((secret) => !text.includes(secret) && !taken.includes(secret))
  const blank = blanker(secrets, '')
  return ({ note, evidence, speakerIs, anonymity, thread, overrides, reopened }) => {
    if (reopened && confidential.has(reopened.sourceId)) return false
    const used = own.sources.filter(({ id }) => evidence.some(({ sourceId }) => sourceId === id))
    if (used.some((source) => source.confidential)) return false
    const written = [note, evidence, speakerIs, anonymity, thread, overrides, used]
    return wordsIn(written).every((words) => blank(words) === words)
  }
}

function wordsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  return value && typeof value === 'object' ? Object.values(value).flatMap(wordsIn) : []
}

/** What the article says of the speaker itself; somebody may have put in who hides behind it. */
function inText({ kind, name, office, short }: SpeakerIdentity, doc: Node): SpeakerIdentity {
  const { text } = renderingOf(doc)
  const isThere = (words: string | undefined): words is string => words !== undefined && text.includes(words)
  return {
    kind,
    ...(isThere(name) && { name }),
    ...(isThere(office) && { office }),
    ...(isThere(short) && { short }),
  }
}

/** Remembers the parcel and puts its clipping beside what ProseMirror has written. */
function send(data: DataTransfer, parcel: Parcel | null): void {
  if (!parcel) return
  parcel.plain = data.getData('text/plain')
  parcels.push(parcel)
  if (parcels.length > MAX_PARCELS) parcels.shift()
  const text = clippingToText(clippingOf(parcel))
  if (text !== null) data.setData(CLIPPING_TYPE, text)
  const html = data.getData('text/html')
  if (html.includes(SLICE_ATTRIBUTE))
    data.setData(
      'text/html',
      html.replace(SLICE_ATTRIBUTE, `${TOKEN_ATTRIBUTE}"${parcel.token}" ${SLICE_ATTRIBUTE}`),
    )
}

/** Where a browser drops types of ours, the token travels beside ProseMirror's own mark; it means something in this page only. */
const SLICE_ATTRIBUTE = 'data-pm-slice='
const TOKEN_ATTRIBUTE = 'data-attribution-token='

function tokenIn(html: string): string | null {
  return new RegExp(`${TOKEN_ATTRIBUTE}"([0-9a-f]+)"`).exec(html)?.[1] ?? null
}

function clippingOf({ token, text, items }: Parcel): Clipping {
  const marked: Statement[] = []
  const detected: Statement[] = []
  const seen = new Set<string>()
  for (const { open, ranges } of items) {
    const key = JSON.stringify([open.kind, ranges.quote])
    if (open.dismissed || seen.has(key)) continue
    seen.add(key)
    const { kind, speakerIs, outlet, confidence, flags } = open
    const list = isUntouched(copied(open, '')) ? detected : marked
    list.push({ ...ranges, kind, speakerIs, outlet, confidence, flags, when: null, chain: [], reasons: [] })
  }
  return { token, text, marked, detected }
}

/** What a copy keeps: what the words themselves tell. What somebody else has written is written of the original. */
function copied({ foreign: _, ...record }: AnnotationRecord, id: string): AnnotationRecord {
  return { ...record, ...UNTOUCHED, id, edited: record.edited }
}

// Landing

interface Landed {
  readonly event: Event
  readonly before: EditorState
  readonly clipping: string
  readonly plain: string
  readonly token: string | null
  readonly isDrop: boolean
}

/** What has come, and how much of it is to be believed. */
interface Arrival {
  readonly text: string
  readonly items: readonly Item[]
  /** The page's own parcel, known by its token. */
  readonly parcel: Parcel | null
  /** Only text that equals what was taken here: it brings back what has lost its place, and no copies. */
  readonly isPlain: boolean
}

function land(view: EditorView, { event, before, isDrop, ...data }: Landed): void {
  const own = attributionKey.getState(view.state)
  const arrival = own && arrivalOf(own, data)
  const landed = own && (own.landed ?? changedBetween(before.doc, own.doc))
  if (!arrival || !landed?.length) return
  const { text, items, parcel, isPlain } = arrival
  const places = placesOf(own.doc, { text, items, landed })
  const isMoved =
    parcel !== null && (parcel.by === 'cut' || (isDrop && takeAway(parcel, { view, event, landed })))
  const arriving = new Arriving(view, own)
  const checks = new Map<AttributionState, (annotation: Annotation) => boolean>()
  const isOpen = (home: Home): boolean => {
    const check = checks.get(home.own) ?? opennessOf(home.own, text)
    checks.set(home.own, check)
    return check(home.annotation)
  }
  for (const [i, item] of items.entries()) {
    const ranges = places[i]
    if (!ranges) continue
    const home = item.home && homeOf(item.home)
    if (home?.view === view) {
      if (isFree(home.anchor, landed)) arriving.bring(landedOn(home.anchor, own.doc, ranges))
      else if (!isPlain) arriving.copy(item.record, ranges)
    } else if (home && isMoved && home.anchor.memory && isOpen(home)) arriving.move(item, home, ranges)
    else if (!isPlain) arriving.copy(item.home?.view === view ? item.record : item.open, ranges)
  }
  arriving.finish(attributionKey.getState(before))
}

function arrivalOf(
  { config }: AttributionState,
  { clipping, plain, token: beside }: Pick<Landed, 'clipping' | 'plain' | 'token'>,
): Arrival | null {
  if (!clipping) {
    const own = parcels.find((candidate) => candidate.token === beside && candidate.plain === plain)
    if (own) return { text: own.text, items: own.items, parcel: own, isPlain: false }
    const parcel = parcels.findLast((candidate) => plain !== '' && candidate.plain === plain)
    return parcel ? { text: parcel.text, items: parcel.items, parcel: null, isPlain: true } : null
  }
  const parsed = parseClipping(clipping)
  if (!parsed.ok) {
    const problems = parsed.problems.slice(0, 3).map(({ path, message }) => `${path}: ${message}`)
    const error = new TypeError(`What lies beside the pasted text is not sound: ${problems.join('; ')}`)
    config.onProblem({ where: 'clipboard', error })
    return null
  }
  const { token, text, marked, detected } = parsed.value
  const parcel = parcels.find((candidate) => candidate.token === token && candidate.text === text) ?? null
  if (parcel) return { text, items: parcel.items, parcel, isPlain: false }
  const foreign = (statement: Statement, origin: Annotation['origin']): Item => {
    const record: AnnotationRecord = { ...detectedRecord('', statement, text), origin }
    return { ranges: statement, record, open: record, home: null }
  }
  const items = [
    ...marked.map((statement) => foreign(statement, 'manual')),
    ...detected.map((statement) => foreign(statement, 'detected')),
  ]
  return { text, items, parcel: null, isPlain: false }
}

/** Where the host has pasted by itself. */
function changedBetween(before: Node, after: Node): readonly PosRange[] {
  const from = before.content.findDiffStart(after.content)
  const ends = before.content.findDiffEnd(after.content)
  if (from === null || !ends) return []
  const to = ends.b + Math.max(0, from - Math.min(ends.a, ends.b))
  return from < to ? [{ from, to }] : []
}

/** Where the statements of `text` lie in the document, null for those whose words have not landed. */
function placesOf(
  doc: Node,
  {
    text,
    items,
    landed,
  }: { readonly text: string; readonly items: readonly Item[]; readonly landed: readonly PosRange[] },
): readonly (RoleRanges | null)[] {
  const rendering = renderingOf(doc)
  const { start, end } = stretchOf(doc, landed)
  const core = text.trim()
  const at = rendering.text.indexOf(core, start)
  const isWhole = at >= 0 && at + core.length <= end
  const by = at - text.indexOf(core)
  const byLine = isWhole ? [] : alignedLines(doc, text, { start, end })
  /** Null for words that are not there. */
  const move = (range: TextRange): TextRange | null => {
    const first = isWhole ? by : byLine.findLast((line) => line.start <= range.start)?.by
    const last = isWhole ? by : byLine.findLast((line) => line.start <= range.end)?.by
    if (first == null || last == null) return null
    const there = { start: range.start + first, end: range.end + last }
    const words = text.slice(range.start, range.end)
    return rendering.text.slice(there.start, there.end) === words ? there : null
  }
  const moveAll = (list: readonly TextRange[]): readonly TextRange[] =>
    list.flatMap((range) => move(range) ?? [])
  const places = items.map(({ ranges }): RoleRanges | null => {
    const quote = moveAll(ranges.quote)
    if (quote.length < ranges.quote.length) return null
    return byRole((role) => (role === 'quote' ? quote : moveAll(ranges[role])))
  })
  const missing = items.flatMap(({ ranges }, i) => (places[i] ? [] : [{ i, target: targetOf(text, ranges) }]))
  if (isWhole || !missing.length) return places
  // The schema or a plugin of the host has changed words on their way in.
  const found = reanchorAll(
    rendering.text,
    missing.map(({ target }) => target),
    [{ start, end }],
  )
  for (const [n, { i }] of missing.entries()) {
    const result = found[n]
    if (result?.how === 'moved') places[i] = result.ranges
  }
  return places
}

/** A line of a text, and how far from there it has come to lie; null for one that is not found. */
interface Line {
  readonly start: number
  readonly by: number | null
}

/** Finds the lines of `text` among the text blocks in a stretch of the article, in order: cells of a table land apart. */
function alignedLines(doc: Node, text: string, { start, end }: TextRange): readonly Line[] {
  const blocks = renderingOf(doc).blocks.filter(
    (block) => block.start <= end && block.start + block.text.length >= start,
  )
  const lines = text.split(BLOCK_SEPARATOR)
  const aligned: Line[] = []
  let next = 0
  let offset = 0
  for (const [i, line] of lines.entries()) {
    // The first and the last one join what they are put into.
    const found = blocks.findIndex(
      (block, n) =>
        n >= next &&
        (block.text === line ||
          (i === 0 && block.text.endsWith(line)) ||
          (i === lines.length - 1 && block.text.startsWith(line))),
    )
    const block = line ? blocks[found] : undefined
    if (block) next = found + 1
    const inside = block && i === 0 ? block.text.length - line.length : 0
    aligned.push({ start: offset, by: block ? block.start + inside - offset : null })
    offset += line.length + BLOCK_SEPARATOR.length
  }
  return aligned
}

function stretchOf(doc: Node, landed: readonly PosRange[]): TextRange {
  const from = Math.min(...landed.map((range) => range.from))
  return offsetsOf(renderingOf(doc), { from, to: Math.max(...landed.map(({ to }) => to)) })
}

interface Home {
  readonly view: EditorView
  readonly own: AttributionState
  readonly annotation: Annotation
  readonly anchor: Anchor
}

function homeOf({ view, id }: NonNullable<Item['home']>): Home | null {
  const own = view.isDestroyed ? null : attributionKey.getState(view.state)
  const annotation = own && annotationOf(own, id)
  const anchor = own?.anchors.get(id)
  return own && annotation && anchor ? { view, own, annotation, anchor } : null
}

/** Whether the annotation's text is gone from where it was. */
function isFree({ memory, pieces }: Anchor, landed: readonly PosRange[]): boolean {
  if (memory) return true
  const isIn = ({ from, to }: PosRange): boolean =>
    landed.some((range) => range.from <= from && range.to >= to)
  return attached(pieces, 'quote').every(isIn)
}

interface Drop {
  readonly view: EditorView
  readonly event: Event
  readonly landed: readonly PosRange[]
}

/**
 * Deletes what was dragged from another editor, as that editor does it for its own drops. False when it
 * is to stay: the copy key is held, it has changed since, or did not land whole.
 */
function takeAway(parcel: Parcel, { view, event, landed }: Drop): boolean {
  const from = parcel.view
  if (parcel.by !== 'drag' || !from || from.isDestroyed || from === view) return false
  if (!from.dragging || !from.editable) return false
  if (!isDragMove(view, event as DragEvent)) return false // called for drops only
  const taken = draggedIn(from)
  if (textOf(from.state.doc, taken).text !== parcel.text) return false
  const { start, end } = stretchOf(view.state.doc, landed)
  if (!renderingOf(view.state.doc).text.slice(start, end).includes(parcel.text.trim())) return false
  const tr: Transaction = from.state.tr
  const node = draggedNode(from)
  if (node) node.replace(tr)
  else tr.deleteSelection()
  from.dispatch(tr.setMeta('uiEvent', 'drop'))
  return true
}

/** As ProseMirror decides it for a drop in the editor of the drag. */
function isDragMove(view: EditorView, event: DragEvent): boolean {
  let copies: boolean | undefined
  view.someProp('dragCopies', (test) => {
    copies = copies || test(event)
  })
  const isMac = /Mac|iP(hone|[oa]d)/.test(navigator.platform)
  return copies === undefined ? !(isMac ? event.altKey : event.ctrlKey) : !copies
}

/** Collects what an arrival does to one editor, and to those that it comes from. */
class Arriving {
  private readonly anchors: Anchor[] = []
  private readonly added: Found[] = []
  private readonly sources: Source[] = []
  private readonly entries: Logged[] = []
  private readonly moves: { readonly item: Item; readonly home: Home; readonly id: string }[] = []

  constructor(
    private readonly view: EditorView,
    private readonly own: AttributionState,
  ) {}

  /** An annotation of this editor stands at its new place. */
  bring(anchor: Anchor): void {
    this.anchors.push(anchor)
  }

  /** Nothing where the same words are somebody's concern already, or where detection finds it by itself. */
  copy(record: AnnotationRecord, ranges: RoleRanges): void {
    const { own } = this
    const { engine, detector, createId } = own.config
    if (record.dismissed || (isUntouched(copied(record, '')) && (engine || detector))) return
    const id = createId()
    const anchor = anchorOn(own.doc, id, ranges)
    const place = quoteKey(anchor)
    const others = [...own.anchors.touching(anchor), ...this.anchors, ...this.added.map((one) => one.anchor)]
    if (others.some((other) => quoteKey(other) === place && !this.isUntouched(other.id))) return
    this.added.push({ record: copied(record, id), anchor })
    this.entries.push({ action: 'copy', subject: id, before: '', after: wordsAt(own.doc, ranges) })
  }

  /** An annotation of another editor, with everything, under its own id where that is free. */
  move(item: Item, home: Home, ranges: RoleRanges): void {
    const { target, ...record } = home.annotation
    const id = this.isTaken(record.id) ? this.own.config.createId() : record.id
    const sourceIds = new Map<string, string>()
    /** With the source under its id here. */
    const onSource = <T extends { readonly sourceId: string }>(link: T): T => {
      const source = home.own.sources.find((candidate) => candidate.id === link.sourceId)
      const sourceId = source ? (sourceIds.get(source.id) ?? this.takeIn(source)) : link.sourceId
      sourceIds.set(link.sourceId, sourceId)
      return { ...link, sourceId }
    }
    const evidence = record.evidence.map(onSource)
    const reopened = record.reopened && onSource(record.reopened)
    this.added.push({
      record: { ...record, id, evidence, reopened },
      anchor: anchorOn(this.own.doc, id, ranges),
    })
    const before = articleOf(home.own).title
    this.entries.push({ action: 'arrive', subject: id, before, after: target.wording })
    this.moves.push({ item, home, id })
  }

  finish(before: AttributionState | undefined): void {
    const { own, view, sources, entries } = this
    const arrived = [...this.anchors, ...this.added.map(({ anchor }) => anchor)]
    const anchors = [
      ...this.anchors.filter((anchor) => {
        const now = own.anchors.get(anchor.id)
        return !now || !isSameAnchor(now, anchor)
      }),
      ...this.mistaken(arrived, before),
    ]
    if (!anchors.length && !this.added.length) return
    const stamp = stampOf(own)
    perform(view, { type: 'arrive', doc: own.doc, anchors, added: this.added, sources, entries, stamp })
    const there = view.isDestroyed ? null : attributionKey.getState(view.state)
    const goneFrom = new Map<EditorView, string[]>()
    for (const { item, home, id } of this.moves) {
      // A host may have refused; then all stays where it was.
      if (!there?.records.has(id)) continue
      item.home = { view, id }
      goneFrom.set(home.view, [...(goneFrom.get(home.view) ?? []), home.annotation.id])
    }
    for (const [from, ids] of goneFrom) {
      const left = attributionKey.getState(from.state)
      if (left) perform(from, { type: 'depart', ids, to: articleOf(own).title, stamp: stampOf(left) })
    }
  }

  /** Detached annotations that were taken for what has arrived, since their words are the same. */
  private mistaken(arrived: readonly Anchor[], before: AttributionState | undefined): readonly Anchor[] {
    const ids = new Set(arrived.map(({ id }) => id))
    const places = new Map(arrived.map((anchor) => [quoteKey(anchor), anchor]))
    const found: Anchor[] = []
    for (const anchor of arrived)
      for (const other of this.own.anchors.touching(anchor)) {
        const earlier = before?.anchors.get(other.id)
        if (!earlier?.memory || ids.has(other.id) || !places.has(quoteKey(other))) continue
        ids.add(other.id)
        found.push(released(other, earlier))
      }
    return found
  }

  private isUntouched(id: string): boolean {
    const record = this.own.records.get(id)
    return record !== undefined && isUntouched(record)
  }

  /** Whether an id stands for something here, or did so once. */
  private isTaken(id: string): boolean {
    const { records, sources, log } = this.own
    return (
      records.has(id) ||
      this.added.some(({ record }) => record.id === id) ||
      [...sources, ...this.sources].some((source) => source.id === id) ||
      log.some(({ subject }) => subject === id)
    )
  }

  /** The source's id in this editor. */
  private takeIn(source: Source): string {
    const known = [...this.own.sources, ...this.sources]
    const same = known.find((other) => isSameSource({ ...other, id: source.id }, source))
    if (same) return same.id
    const id = this.isTaken(source.id) ? this.own.config.createId() : source.id
    this.sources.push({ ...source, id })
    this.entries.push({ action: 'add-source', subject: id, before: '', after: source.title })
    return id
  }
}

function wordsAt(doc: Node, ranges: RoleRanges): string {
  return targetOf(renderingOf(doc).text, ranges).wording
}
