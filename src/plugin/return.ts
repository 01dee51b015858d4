/**
 * How what was cut comes back to its place: when what arrives puts the words of
 * a former form where they stood, the piece is as it was before the cut.
 */
import type { Node } from 'prosemirror-model'
import { isInOrder, withExtent, type Anchor, type Piece } from './anchor.js'
import { aroundOf, homeOf, stands, untied, type Form } from './form.js'
import type { PosRange } from './rendering.js'

/** Typed by hand, shorter words than this come about by chance and bring nothing back. */
const MIN_TYPED = 16

/** What has come to a document. */
export interface Arrival {
  readonly inserted: readonly PosRange[]
  /** A single character typed by hand: it completes words, but does not move annotations. */
  readonly typed: boolean
}

/** The anchor with those of its pieces as they were whose words stand in `doc` again; else the anchor itself. */
export function bringBack(anchor: Anchor, doc: Node, arrival: Arrival): Anchor {
  let isSame = true
  const pieces = anchor.pieces.map((piece) => {
    if (!piece.forms.length) return piece
    const forms = piece.forms.map((form) => untied(form, doc, arrival.inserted))
    const nearer = forms.filter((form, i) => form !== piece.forms[i])
    const now = nearer.length ? { ...piece, forms } : piece
    const back = mirrored(now, doc, { ...arrival, nearer }) ?? now
    if (back !== piece) isSame = false
    return back
  })
  if (isSame || !isInOrder(pieces)) return anchor
  const isThere = pieces.some((piece) => piece.role === 'quote' && piece.from < piece.to)
  return withExtent({ ...anchor, pieces, memory: isThere ? null : anchor.memory })
}

interface Search extends Arrival {
  /** Forms to whose places some of what was around them has come back just now. */
  readonly nearer: readonly Form[]
  /** Only where a form's very surroundings tell that it is this one. Default false. */
  readonly isSure?: boolean
}

/** The piece in a former form whose words stand at its old place again, thanks to what arrived. */
function mirrored(piece: Piece, doc: Node, search: Search): Piece | null {
  const { inserted, typed, nearer, isSure = false } = search
  const isGone = piece.from === piece.to
  if (typed && piece.role !== 'quote') return null
  /** Good unless another form stands in the very surroundings that it had. */
  let likely: Piece | null = null
  for (const [i, form] of piece.forms.entries()) {
    if (typed && (i > 0 || (isGone && form.text.length < MIN_TYPED))) break
    const starts = new Set([homeOf(form)])
    if (!isGone) starts.add(piece.from).add(piece.to - form.size)
    for (const from of starts) {
      const to = from + form.size
      if (!isGone && (from > piece.from || to < piece.to)) continue
      if (!inserted.some((range) => overlaps(range, { from, to })) || !stands(doc, from, form)) continue
      const back: Piece = { role: piece.role, from, to, forms: piece.forms.slice(0, i) }
      // What was lost inside came back between the borders.
      if (from === piece.from && to === piece.to) return isSure ? null : back
      const grown = isGone
        ? [{ from, to }]
        : [
            { from, to: piece.from },
            { from: piece.to, to },
          ].filter((range) => range.from < range.to)
      const isNew = grown.some((range) => inserted.some((other) => overlaps(other, range)))
      if (!isNew) continue
      if (aroundOf(doc, from, to) === form.around) return back
      const isAllNew = grown.every((range) =>
        inserted.some((other) => holds(other, range) && other.to - other.from >= form.twinLoss),
      )
      // The whole may come back by whatever way, a form in between only as it went; and what has a twin
      // that would else be taken for it must not come with what went later.
      const isLikely = form.twinLoss ? isAllNew && !nearer.includes(form) : i === 0 || isAllNew
      if (isLikely && !isSure) likely ??= back
    }
  }
  // Seen from there, a fuller form may stand in its old surroundings too.
  return likely && (mirrored(likely, doc, { ...search, isSure: true }) ?? likely)
}

function overlaps(a: PosRange, b: PosRange): boolean {
  return a.from < b.to && a.to > b.from
}

function holds(outer: PosRange, inner: PosRange): boolean {
  return outer.from <= inner.from && outer.to >= inner.to
}
