/**
 * Marks over the article as disjoint stretches of each block. Statements nest
 * and overlap; a document of elements cannot. Each stretch names the statements
 * that it belongs to, at most two of them: more lines than that nobody can read.
 */
import { blockStarts, type ArticleBlock } from '../model/article.js'
import { lowerBound } from '../model/lower-bound.js'
import type { TextRange } from '../text/statement.js'

/** A stretch of text over which the same statements are drawn. */
export interface Segment<T> {
  readonly text: string
  /** The statements drawn over this stretch, the outer one first. */
  readonly over: readonly T[]
  /** Statements whose first word stands here at the beginning. */
  readonly opens: readonly T[]
  /** Statements that end here for good, the inner one first. */
  readonly closes: readonly T[]
}

/** Lines drawn under the same words at most. */
const MAX_LINES = 2

interface Piece<T> {
  readonly item: T
  readonly order: number
  readonly start: number
  readonly end: number
  readonly isFirst: boolean
  isLast: boolean
}

/**
 * For each block its segments, which joined are the block's text.
 * `items` in text order, the outer before the inner; `ranges` in offsets of the article's text.
 */
export function segmentsOf<T>(
  blocks: readonly ArticleBlock[],
  items: readonly { readonly item: T; readonly ranges: readonly TextRange[] }[],
): readonly (readonly Segment<T>[])[] {
  const pieces = piecesOf(blocks, items)
  return blocks.map(({ text }, i) => cut(text, pieces[i] ?? []))
}

/** Each item's ranges cut at the borders of the blocks; offsets relative to the block. */
function piecesOf<T>(
  blocks: readonly ArticleBlock[],
  items: readonly { readonly item: T; readonly ranges: readonly TextRange[] }[],
): readonly (readonly Piece<T>[])[] {
  const starts = blockStarts(blocks)
  const pieces: Piece<T>[][] = blocks.map(() => [])
  for (const [order, { item, ranges }] of items.entries()) {
    let last: Piece<T> | undefined
    for (const range of ranges)
      for (let i = lastAtOrBefore(starts, range.start); i < blocks.length; i++) {
        const blockStart = starts[i] ?? 0
        if (blockStart >= range.end) break
        const start = Math.max(0, range.start - blockStart)
        const end = Math.min(blocks[i]?.text.length ?? 0, range.end - blockStart)
        if (start >= end) continue
        last = { item, order, start, end, isFirst: !last, isLast: false }
        pieces[i]?.push(last)
      }
    if (last) last.isLast = true
  }
  return pieces
}

function lastAtOrBefore(starts: readonly number[], offset: number): number {
  return Math.max(0, lowerBound(starts, (start) => start <= offset) - 1)
}

function cut<T>(text: string, pieces: readonly Piece<T>[]): readonly Segment<T>[] {
  const borders = [...new Set([0, text.length, ...pieces.flatMap(({ start, end }) => [start, end])])].sort(
    (a, b) => a - b,
  )
  const coming = [...pieces].sort((a, b) => a.start - b.start || a.order - b.order)
  let next = 0
  let active: Piece<T>[] = []
  const segments: Segment<T>[] = []
  for (const [i, start] of borders.entries()) {
    const end = borders[i + 1]
    if (end === undefined) break
    active = active.filter((piece) => piece.end > start)
    const opened: Piece<T>[] = []
    for (let piece = coming[next]; piece && piece.start === start; piece = coming[++next]) opened.push(piece)
    if (opened.length) active = [...active, ...opened].sort((a, b) => a.order - b.order)
    segments.push({
      text: text.slice(start, end),
      over: active.slice(-MAX_LINES).map(({ item }) => item),
      opens: opened.filter(({ isFirst }) => isFirst).map(({ item }) => item),
      closes: active
        .filter((piece) => piece.isLast && piece.end === end)
        .map(({ item }) => item)
        .reverse(),
    })
  }
  return segments
}
