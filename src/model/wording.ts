/**
 * The words of a statement, and when two wordings count as the same: white
 * space (amount and kind) and the style of quotation marks are ignored,
 * nothing else.
 */
import type { TextRange } from '../text/statement.js'

/** What stands between two pieces of an interrupted quote. */
export const PIECE_SEPARATOR = ' … '

/** The text under `ranges`, pieces joined by `PIECE_SEPARATOR`. */
export function wordingOf(text: string, ranges: readonly TextRange[]): string {
  return ranges.map(({ start, end }) => text.slice(start, end)).join(PIECE_SEPARATOR)
}

/** `wording` with white space folded and every quotation mark in its plain form. */
export function normalizeWording(wording: string): string {
  return wording
    .replace(/[„“”‟«»]/g, '"')
    .replace(/[‚‘’‛‹›]/g, "'")
    .replace(/\s+/g, ' ')
    .trim()
}

export function isSameWording(a: string, b: string): boolean {
  return a === b || normalizeWording(a) === normalizeWording(b)
}
