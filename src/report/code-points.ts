/**
 * Offsets in UTF-16 units, as all of this program counts, and in code points, as the W3C's
 * TextPositionSelector counts ("characters", by the Character Model: not surrogates). This is the only
 * place that turns one into the other. A half of a surrogate pair on its own counts as one.
 */
import { lowerBound } from '../model/lower-bound.js'

/** Turns offsets of one text. */
export interface CodePoints {
  /** Code points before the unit at `offset`; one inside a pair counts as behind it. */
  fromUnits(offset: number): number
  /** Units before the code point at `position`; the text's length where it lies behind the end. */
  toUnits(position: number): number
}

/** Counts once, and takes memory only for what lies beyond U+FFFF; each look-up is a binary search. */
export function codePointsOf(text: string): CodePoints {
  // Where the second unit of each pair stands; the first n of them stand before code point `pairs[n] - n`.
  const pairs: number[] = []
  for (const { index } of text.matchAll(/[\u{10000}-\u{10FFFF}]/gu)) pairs.push(index + 1)
  return {
    fromUnits: (offset) => offset - lowerBound(pairs, (pair) => pair < offset),
    toUnits: (position) =>
      Math.min(text.length, position + lowerBound(pairs, (pair, i) => pair - i <= position)),
  }
}
