/**
 * What a transaction takes away in one place and puts in at another: a block
 * moved up, a dragged stretch, paragraphs in another order. Annotations inside go
 * along by their place in it, however short their words, and with twins around.
 */
import type { Node } from 'prosemirror-model'
import { isInOrder, withExtent, type Anchor, type Piece } from './anchor.js'
import { insertedIn, mapRange } from './changes.js'
import { isInOneText, offsetAt, posAt, renderingOf, textIn, toText, type PosRange } from './rendering.js'
import type { StepChanges } from './steps.js'

/** A stretch that a step takes away or puts in. */
interface Stretch {
  /** Index of the step. */
  readonly step: number
  /** Where: taken away, in the document before that step; put in, in the one after it. */
  readonly range: PosRange
  readonly text: string
}

/** The same words taken away and put in, perhaps in this order. */
export interface Move {
  readonly source: Stretch
  readonly target: Stretch
}

/** The moves of a transaction; what is taken away goes to the next place where it is put in, else to the last before. */
export function movesIn(steps: readonly StepChanges[]): readonly Move[] {
  if (!hasMoves(steps)) return []
  const sources: Stretch[] = []
  const targets: Stretch[] = []
  for (const [step, { before, after, changes }] of steps.entries()) {
    for (const { start, end } of changes)
      if (start < end) push(sources, step, before, { from: start, to: end })
    for (const range of insertedIn(changes)) push(targets, step, after, range)
  }
  const taken = new Set<Stretch>()
  return sources.flatMap((source): readonly Move[] => {
    const free = targets.filter((target) => target.text === source.text && !taken.has(target))
    const target =
      free.find(({ step }) => step >= source.step) ?? free.findLast(({ step }) => step < source.step)
    if (!target) return []
    taken.add(target)
    return [{ source, target }]
  })
}

/**
 * Takes an anchor along: as it was before the move's source went, to where the same words stand after the
 * last of `steps`, the transaction's first ones; pieces from elsewhere stay where they are now. Null when
 * what was put in stands there no more.
 */
export function carrier(
  move: Move,
  steps: readonly StepChanges[],
): ((before: Anchor, now: Anchor) => Anchor) | null {
  const from = steps[move.source.step]?.before
  const to = steps[steps.length - 1]?.after
  const source = move.source.range
  const target = steps
    .slice(move.target.step + 1)
    .reduce((range, { changes }) => mapRange(changes, range), move.target.range)
  // What was put in may be the very thing that was then taken away.
  if (!from || !to || textIn(to, target) !== move.target.text) return null
  const left = from.slice(source.from, source.to)
  const isSame = left.eq(to.slice(target.from, target.to))
  const leaving = renderingOf(from)
  const arriving = renderingOf(to)
  const shift =
    offsetAt(arriving, toText(to, target.from, 1)) - offsetAt(leaving, toText(from, source.from, 1))
  const place = (pos: number): number =>
    isSame ? pos - source.from + target.from : posAt(arriving, offsetAt(leaving, pos) + shift)
  return (before, now) => {
    const pieces = before.pieces.map((piece, i): Piece => {
      const { role, forms } = piece
      if (piece.from === piece.to || piece.from < source.from || piece.to > source.to)
        return now.pieces[i] ?? piece
      const start = place(piece.from)
      const by = start - piece.from
      return {
        role,
        from: start,
        to: place(piece.to),
        forms: forms.map((form) => ({ ...form, at: form.at + by })),
      }
    })
    const isSound = pieces.every((piece, i) => {
      const old = before.pieces[i]
      if (!old || piece === now.pieces[i]) return true
      return isInOneText(to, piece) && textIn(to, piece) === textIn(from, old)
    })
    if (!isSound || !isInOrder(pieces)) return now
    return withExtent({ id: now.id, pieces, memory: null, epoch: now.epoch })
  }
}

/** Whether a transaction takes something away and puts something in, in two places. */
function hasMoves(steps: readonly StepChanges[]): boolean {
  if (steps.length < 2 && (steps[0]?.changes.length ?? 0) < 2) return false
  const all = steps.flatMap(({ changes }) => changes)
  return all.some(({ start, end }) => start < end) && all.some(({ size }) => size > 0)
}

function push(list: Stretch[], step: number, doc: Node, range: PosRange): void {
  const text = textIn(doc, range)
  if (text.trim()) list.push({ step, range, text })
}
