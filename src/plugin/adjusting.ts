/**
 * Border mode: the borders that a statement would get, kept in the plugin's state while somebody
 * moves them. Nothing of the annotation changes before they are taken.
 */
import type { Node } from 'prosemirror-model'
import type { Transaction } from 'prosemirror-state'
import { movedBorder, type BorderSide } from '../model/borders.js'
import { attached, quoteExtent, type Anchor } from './anchor.js'
import { offsetAt, posAt, renderingOf, type PosRange } from './rendering.js'
import type { AttributionState } from './state.js'

/** A statement whose borders are being moved, with the first position and the last one that it would have. */
export interface Adjusting extends PosRange {
  readonly id: string
}

/** One step of a border by keys. */
export interface BorderMove {
  readonly border: BorderSide
  readonly by: 'word' | 'character'
  readonly direction: 1 | -1
}

/** The mode as it begins; null for a statement that is not in the text or is no statement. */
export function adjustingOf({ anchors, records }: AttributionState, id: string): Adjusting | null {
  const anchor = anchors.get(id)
  const extent = anchor && quoteExtent(anchor)
  return extent && records.get(id)?.dismissed === false ? { id, ...extent } : null
}

/**
 * `next` with the mode mapped through the transaction. It ends when the text inside changes, when
 * another statement is selected, when somebody clicks elsewhere in the text, and when the statement
 * has got other borders.
 */
export function afterTransaction(
  old: AttributionState,
  next: AttributionState,
  tr: Transaction,
): AttributionState {
  const { adjusting } = next
  if (!adjusting || adjusting !== old.adjusting) return next
  const { id } = adjusting
  const isOver =
    next.selected !== id ||
    tr.getMeta('pointer') !== undefined ||
    old.records.get(id) !== next.records.get(id)
  const now = isOver ? null : tr.docChanged ? mapped(adjusting, tr) : adjusting
  return now === adjusting ? next : { ...next, adjusting: now }
}

function mapped(adjusting: Adjusting, tr: Transaction): Adjusting | null {
  let { from, to } = adjusting
  for (const map of tr.mapping.maps) {
    let isInside = false
    map.forEach((start, end) => {
      if (start < to && end > from) isInside = true
    })
    if (isInside) return null
    from = map.map(from, 1)
    to = map.map(to, -1)
  }
  return { ...adjusting, from, to }
}

/** The quote that the annotation would have, in positions: the handles are its first and its last border. */
export function adjustedQuote(anchor: Anchor, { from, to }: PosRange): readonly PosRange[] {
  const pieces = attached(anchor.pieces, 'quote').filter((piece) => piece.from < to && piece.to > from)
  return pieces.length
    ? pieces.map((piece, i) => ({
        from: i === 0 ? from : piece.from,
        to: i === pieces.length - 1 ? to : piece.to,
      }))
    : [{ from, to }]
}

/** The borders after a step; null where there is no room for it. */
export function stepped(doc: Node, adjusting: Adjusting, move: BorderMove): Adjusting | null {
  const rendering = renderingOf(doc)
  const offset = offsetAt(rendering, move.border === 'start' ? adjusting.from : adjusting.to)
  const next = movedBorder(rendering.text, offset, move)
  return next === null ? null : withBorder(doc, adjusting, move.border, next)
}

/** With one border at an offset of the article's text; null when nothing would be left between the two. */
export function withBorder(
  doc: Node,
  adjusting: Adjusting,
  border: BorderSide,
  offset: number,
): Adjusting | null {
  const pos = posAt(renderingOf(doc), offset)
  const next = border === 'start' ? { ...adjusting, from: pos } : { ...adjusting, to: pos }
  return next.from < next.to ? next : null
}
