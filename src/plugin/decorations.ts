/**
 * What is drawn: a projection of the plugin's state on the document, made when
 * a view asks for it.
 *
 * Overlapping statements are flattened into disjoint spans, so that the DOM
 * holds one element for a stretch of text however many statements share it.
 * A drawing is mapped through the edits since, and only text blocks that hold
 * something changed are compared with what they should show. In a very long
 * article only the blocks in the state's `window` are drawn.
 */
import type { Node } from 'prosemirror-model'
import type { Transaction } from 'prosemirror-state'
import { AddMarkStep, RemoveMarkStep, ReplaceStep } from 'prosemirror-transform'
import { Decoration, DecorationSet } from 'prosemirror-view'
import { isSameWording } from '../model/wording.js'
import { attached, isSameAnchor, quoteExtent, type Anchor } from './anchor.js'
import { insertedBy, mapRange } from './changes.js'
import { ownLook, type OwnLook } from './own-status.js'
import { wordingIn, type PosRange } from './rendering.js'
import type { AnnotationRecord, AttributionState } from './state.js'
import { stepsOf } from './steps.js'

interface Shown extends Pick<AttributionState, 'doc' | 'records' | 'anchors' | 'selected' | 'scheme'> {
  /** Null for the whole document. */
  readonly window: PosRange | null
}

/** What was drawn of a state. */
interface Drawing {
  readonly shown: Shown
  readonly set: DecorationSet
}

interface Edit {
  readonly tr: Transaction
  /** Annotations that the transaction did more to than move. */
  readonly changed: readonly string[]
}

/** The way from the last drawing to a state; without it the state is drawn from scratch. */
export interface Trail {
  readonly drawing: Drawing
  readonly edits: readonly Edit[]
}

/** Up to so many annotations are drawn wherever they are; each costs an element in the page. */
export const ALL_DRAWN = 250
/** What is drawn of a document with more of them as long as nobody has said what is seen, in positions. */
const FIRST_WINDOW: PosRange = { from: 0, to: 10_000 }

/** Nobody asks for so many drawings to be made up for; the trail ends. */
const MAX_EDITS = 8

const drawings = new WeakMap<AttributionState, Drawing>()

/** The decorations of a state. */
export function decorationsOf(state: AttributionState): DecorationSet {
  const known = drawings.get(state)
  if (known) return known.set
  const { doc, records, anchors, selected, scheme, trail } = state
  const shown: Shown = { doc, records, anchors, selected, scheme, window: windowOf(state) }
  const drawing = { shown, set: (trail && redraw(trail, shown)) ?? draw(shown) }
  drawings.set(state, drawing)
  return drawing.set
}

function windowOf({ anchors, window }: AttributionState): PosRange | null {
  return anchors.size <= ALL_DRAWN || window === 'all' ? null : (window ?? FIRST_WINDOW)
}

/** The trail of the state that follows `old`. */
export function trailAfter(old: AttributionState, edit: Edit | null): Trail | null {
  const drawing = drawings.get(old)
  const trail: Trail | null = drawing ? { drawing, edits: [] } : old.trail
  if (!edit || !trail) return trail
  return trail.edits.length < MAX_EDITS ? { ...trail, edits: [...trail.edits, edit] } : null
}

function draw(shown: Shown): DecorationSet {
  const { doc, window } = shown
  return DecorationSet.create(doc, decorationsIn(blocksIn(doc, window && [window]), shown))
}

/** The last drawing brought up to date; null when starting over is cheaper. */
function redraw({ drawing, edits }: Trail, next: Shown): DecorationSet | null {
  const { shown: before } = drawing
  if (before.scheme !== next.scheme) return null
  if (!isSameWindow(before.window, next.window, edits) || !edits.every(({ tr }) => isInline(tr))) return null
  let { set } = drawing
  const isSettled = changesNothingDrawn(drawing, edits, next)
  for (const { tr } of edits) set = set.map(tr.mapping, tr.doc)
  if (isSettled) return set
  const dirty = dirtyRanges(before, edits, next)
  if (!dirty) return null
  if (!dirty.length) return set
  for (const block of blocksIn(next.doc, dirty)) {
    const shown = set.find(block.from, block.to)
    if (!shown.length && next.window && !touches(block, next.window)) continue
    const wanted = decorationsIn([block], next)
    if (shown.length === wanted.length && isSameList(shown, wanted)) continue
    set = set.remove(shown).add(next.doc, wanted)
  }
  return set
}

/**
 * Most keystrokes: words put in where no mark begins or ends, which make no review stale that was not.
 * What is drawn is then the same, some of it further on.
 */
function changesNothingDrawn({ shown, set }: Drawing, edits: readonly Edit[], next: Shown): boolean {
  const only = edits.length === 1 ? edits[0] : undefined
  const step = only?.tr.steps.length === 1 ? only.tr.steps[0] : undefined
  if (!only || !(step instanceof ReplaceStep) || step.from !== step.to) return false
  const { content } = step.slice
  if (shown.records !== next.records || shown.selected !== next.selected) return false
  if (content.childCount !== 1 || !content.firstChild?.isText) return false
  // Links and bold words are elements too, before which a mark's sign stands.
  if (content.firstChild.marks.length) return false
  const isBetween = set.find(step.from, step.from).every(({ from, to }) => from < step.from && step.from < to)
  return (
    isBetween &&
    only.changed.every((id) => {
      const anchor = next.anchors.get(id)
      // What has been cut may have come back and be wider than the insertion.
      if (!anchor || anchor.hasForms || isStaleIn(shown, id) !== isStaleIn(next, id)) return false
      // Of statements that overlap the longer one is drawn as the outer.
      const marks = set.find(anchor.from, anchor.to - content.size)
      return marks.every(({ spec }) => !String(spec['key']).includes('attribution-inner'))
    })
  )
}

function isStaleIn({ doc, records, anchors }: Shown, id: string): boolean {
  const wording = records.get(id)?.review.wording ?? null
  const anchor = wording === null ? null : anchors.get(id)
  if (wording === null || !anchor) return false
  return !isSameWording(wording, wordingIn(doc, attached(anchor.pieces, 'quote')))
}

/** Whether a transaction changes nothing but what stands in text blocks: mapping a set through others leaves it in disorder. */
function isInline({ steps, docs }: Transaction): boolean {
  return steps.every((step, i) => {
    if (step instanceof AddMarkStep || step instanceof RemoveMarkStep) return true
    const doc = docs[i]
    if (!(step instanceof ReplaceStep) || !doc) return false
    const { content } = step.slice
    const $from = doc.resolve(step.from)
    return $from.parent.isTextblock && step.to <= $from.end() && (content.firstChild?.isInline ?? true)
  })
}

/** Where a range goes, with all that is put in at its ends. */
function mapWide({ from, to }: PosRange, { mapping }: Transaction): PosRange {
  return { from: mapping.map(from, -1), to: mapping.map(to, 1) }
}

/** Where the window goes: where a whole document was put in anew, by what of it is another. */
export function windowAfter(window: PosRange, tr: Transaction): PosRange {
  if (isInline(tr)) return mapWide(window, tr)
  return stepsOf(tr).reduce((own, { changes }) => mapRange(changes, own), window)
}

function mapped(range: PosRange, edits: readonly Edit[]): PosRange {
  return edits.reduce((own, { tr }) => mapWide(own, tr), range)
}

function isSameWindow(before: PosRange | null, now: PosRange | null, edits: readonly Edit[]): boolean {
  if (!before || !now) return before === now
  const expected = mapped(before, edits)
  return expected.from === now.from && expected.to === now.to
}

function touches(a: PosRange, b: PosRange): boolean {
  return a.from <= b.to && a.to >= b.from
}

/** What must be looked at, in the new document; null when starting over is cheaper. */
function dirtyRanges(before: Shown, edits: readonly Edit[], next: Shown): readonly PosRange[] | null {
  const ids = new Set<string>()
  const ranges: PosRange[] = []
  for (const { changed } of edits) for (const id of changed) ids.add(id)
  if (before.selected !== next.selected)
    for (const id of [before.selected, next.selected]) if (id !== null) ids.add(id)
  if (before.records !== next.records || (!edits.length && before.anchors !== next.anchors)) {
    // Old places through the mapping alone: what is no longer there must be wiped off.
    const from = edits.reduce((anchors, { tr }) => anchors.map(tr).anchors, before.anchors)
    for (const anchor of from) {
      const now = next.anchors.get(anchor.id)
      if (now && before.records.get(anchor.id) === next.records.get(anchor.id) && isSameAnchor(anchor, now))
        continue
      ranges.push(...anchor.pieces)
      ids.add(anchor.id)
    }
    for (const id of next.records.keys()) if (!before.records.has(id)) ids.add(id)
    if (ids.size > 64 && ids.size * 4 > next.records.size) return null
  }
  for (const id of ids) {
    ranges.push(...(next.anchors.get(id)?.pieces ?? []))
    // Where it stood it may be gone, though nothing was taken away there.
    for (const piece of before.anchors.get(id)?.pieces ?? []) ranges.push(mapped(piece, edits))
  }
  for (const [n, { tr }] of edits.entries()) {
    const later = edits.slice(n + 1)
    const push = (range: PosRange): void => {
      ranges.push(mapped(range, later))
    }
    insertedBy(tr).forEach(push)
    for (const [i, map] of tr.mapping.maps.entries()) {
      const rest = tr.mapping.slice(i + 1)
      map.forEach((_oldStart, _oldEnd, newStart) => {
        const at = rest.map(newStart, -1)
        push({ from: at, to: at })
      })
      // Where a mark begins, an element of the text begins.
      const marked = tr.steps[i]
      if (marked instanceof AddMarkStep || marked instanceof RemoveMarkStep)
        push({ from: rest.map(marked.from), to: rest.map(marked.to) })
    }
  }
  return ranges
}

/** Text blocks that touch one of the ranges (all without any), by what is inside them, in order. */
function blocksIn(
  doc: Node,
  ranges: readonly PosRange[] | null,
): readonly (PosRange & { readonly node: Node })[] {
  if (doc.isTextblock) return [{ node: doc, from: 0, to: doc.content.size }]
  const blocks = new Map<number, PosRange & { readonly node: Node }>()
  for (const { from, to } of ranges ?? [{ from: 0, to: doc.content.size }]) {
    // Most ranges of a keystroke lie in the block that the first one led to; walking there is what costs.
    if ([...blocks.values()].some((block) => block.from <= from && to <= block.to)) continue
    doc.nodesBetween(Math.max(0, from - 1), Math.min(doc.content.size, to + 1), (node, pos) => {
      if (node.isTextblock && !blocks.has(pos))
        blocks.set(pos, { node, from: pos + 1, to: pos + 1 + node.content.size })
      return !node.isTextblock
    })
  }
  return [...blocks.values()]
}

interface Drawn {
  readonly id: string
  readonly record: AnnotationRecord
  readonly quote: readonly PosRange[]
  /** Speaker and cue, when selected. */
  readonly others: readonly (PosRange & { readonly role: string })[]
  readonly size: number
  readonly isStale: boolean
  readonly isSelected: boolean
  readonly look: OwnLook
}

function decorationsIn(blocks: readonly (PosRange & { readonly node: Node })[], shown: Shown): Decoration[] {
  const drawn = new Map<string, Drawn>()
  const decorations: Decoration[] = []
  for (const block of blocks) {
    const here: Drawn[] = []
    for (const anchor of shown.anchors.touching(block)) {
      const own = drawn.get(anchor.id) ?? drawnFor(anchor, shown)
      if (!own) continue
      drawn.set(anchor.id, own)
      here.push(own)
    }
    if (here.length) decorations.push(...spansOf(block, here))
  }
  return decorations
}

function drawnFor(anchor: Anchor, { doc, records, selected, scheme }: Shown): Drawn | null {
  const record = records.get(anchor.id)
  const quote = attached(anchor.pieces, 'quote')
  const extent = quoteExtent(anchor)
  if (!record || record.dismissed || !extent) return null
  const { wording } = record.review
  const isSelected = anchor.id === selected
  return {
    id: anchor.id,
    record,
    quote,
    others: isSelected ? [...attached(anchor.pieces, 'speaker'), ...attached(anchor.pieces, 'cue')] : [],
    size: extent.to - extent.from,
    isStale: wording !== null && !isSameWording(wording, wordingIn(doc, quote)),
    isSelected,
    look: ownLook(scheme, record.review.status),
  }
}

/** Cuts the block wherever something begins or ends, and says for each stretch what shares it. */
function spansOf(block: PosRange & { readonly node: Node }, drawn: readonly Drawn[]): Decoration[] {
  const cuts = new Set<number>()
  const cut = ({ from, to }: PosRange): void => {
    cuts.add(Math.max(from, block.from)).add(Math.min(to, block.to))
  }
  for (const { quote, others } of drawn) {
    for (const range of [...quote, ...others])
      if (range.from <= block.to && range.to >= block.from) cut(range)
    // A span over a link or bold words is several elements; the sign shall stand before the first only.
    const start = quote[0]?.from ?? -1
    if (start >= block.from && start < block.to) {
      const { node, offset } = block.node.childAfter(start - block.from)
      if (node) cuts.add(block.from + offset + node.nodeSize)
    }
  }
  // The outer statement before the inner one; ids settle what is equal, so that the order never wavers.
  const ordered = [...drawn].sort((a, b) => b.size - a.size || (a.id < b.id ? -1 : 1))
  const places = [...cuts].sort((a, b) => a - b)
  const decorations: Decoration[] = []
  for (const [i, from] of places.entries()) {
    const to = places[i + 1]
    if (to === undefined) break
    const holds = (range: PosRange): boolean => range.from <= from && range.to >= to
    const quoted = ordered.filter(({ quote }) => quote.some(holds))
    const roles = new Set(ordered.flatMap(({ others }) => others.filter(holds).map((range) => range.role)))
    const span = merge(quoted, roles, from)
    const last = decorations[decorations.length - 1]
    if (!span) continue
    if (last && last.to === from && last.spec['key'] === span.key && !span.key.includes('-start')) {
      decorations[decorations.length - 1] = inline(last.from, to, span)
    } else decorations.push(inline(from, to, span))
  }
  return decorations
}

interface Span {
  readonly className: string
  readonly ids: string
  /** Declarations for statuses that the style sheet does not know; empty for most. They follow from the classes. */
  readonly style: string
  /** Equal for spans that look the same. */
  readonly key: string
}

/** The outermost statement gives the line, the innermost a second one below it; what lies between is told by the ids. */
function merge(quoted: readonly Drawn[], roles: ReadonlySet<string>, from: number): Span | null {
  const outer = quoted[0]
  const inner = quoted.length > 1 ? quoted[quoted.length - 1] : undefined
  const classes = [...roles].sort().map((role) => `attribution-${role}`)
  if (outer) {
    classes.push('attribution', ...classesOf(outer, 'attribution', from))
    if (inner) classes.push('attribution-inner', ...classesOf(inner, 'attribution-inner', from))
    if (quoted.some((own) => own.isSelected)) classes.push('attribution-selected')
  }
  if (!classes.length) return null
  const className = classes.join(' ')
  const ids = quoted.map((own) => own.id).join(' ')
  const style = [outer && styleOf(outer, '--attribution'), inner && styleOf(inner, '--attribution-inner')]
  return { className, ids, style: style.filter(Boolean).join(' '), key: `${className}\n${ids}` }
}

function classesOf({ record, quote, isStale }: Drawn, prefix: string, from: number): readonly string[] {
  // In a file of another house the key can be any text; a space in it would begin another class.
  const classes = [`${prefix}-${record.kind}`, `${prefix}-status-${record.review.status.replace(/\s/g, '-')}`]
  if (isStale) classes.push(`${prefix}-stale`)
  if (record.reopened) classes.push(`${prefix}-reopened`)
  if (quote[0]?.from === from) classes.push(`${prefix}-start`)
  return classes
}

/** ProseMirror sets it through CSSOM, so that any CSP is fine with it. What waits for another look has the sign for that. */
function styleOf({ look, isStale, record }: Drawn, prefix: string): string {
  const sign = isStale || record.reopened ? '' : look.sign
  return `${look.colour && `${prefix}-own: ${look.colour};`} ${sign && `${prefix}-sign: ${sign};`}`.trim()
}

function inline(from: number, to: number, { className, ids, style, key }: Span): Decoration {
  const attributes = {
    class: className,
    ...(ids && { 'data-attribution-ids': ids }),
    ...(style && { style }),
  }
  return Decoration.inline(from, to, attributes, { key })
}

function isSameList(a: readonly Decoration[], b: readonly Decoration[]): boolean {
  return a.every((one, i) => {
    const other = b[i]
    return one.from === other?.from && one.to === other.to && one.spec['key'] === other.spec['key']
  })
}
