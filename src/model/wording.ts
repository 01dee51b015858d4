/**
 * The words of a statement, and when two wordings count as the same: white
 * space (amount and kind) and the style of quotation marks are ignored,
 * nothing else.
 */
import type { TextRange } from '../text/statement.js'

/** What stands between two pieces of an interrupted quote. */
export const PIECE_SEPARATOR = ' … '

const DOUBLE_MARKS = /[„“”‟«»]/g
const SINGLE_MARKS = /[‚‘’‛‹›]/g

/** The text under `ranges`, pieces joined by `PIECE_SEPARATOR`. */
export function wordingOf(text: string, ranges: readonly TextRange[]): string {
  return ranges.map(({ start, end }) => text.slice(start, end)).join(PIECE_SEPARATOR)
}

/** `wording` with white space folded and every quotation mark in its plain form. */
export function normalizeWording(wording: string): string {
  return plainMarks(wording).replace(/\s+/g, ' ').trim()
}

/**
 * `text` unit by unit with the kinds of white space and of quotation marks made alike. Offsets stay
 * what they are; equal results mean the same wording, but not the other way round.
 */
export function foldUnits(text: string): string {
  return plainMarks(text).replace(/\s/g, ' ')
}

/** Whether two wordings count as the same; white space and the style of quotation marks do not matter. */
export function isSameWording(a: string, b: string): boolean {
  return a === b || normalizeWording(a) === normalizeWording(b)
}

function plainMarks(text: string): string {
  return text.replace(DOUBLE_MARKS, '"').replace(SINGLE_MARKS, "'")
}
