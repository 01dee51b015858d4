/**
 * Borders that a person sets: checked and trimmed, moved by words or characters, and put to the
 * nearest word. All offsets are UTF-16 units of `text`, the article's plain-text rendering.
 */
import type { TextRange } from '../text/statement.js'

/** Which border of a statement is moved. */
export type BorderSide = 'start' | 'end'

/** A word with what belongs inside it (hyphens, decimal points, apostrophes), or a single sign. */
const TOKEN = /[\p{L}\p{N}\p{M}]+(?:['’.,:\-‑][\p{L}\p{N}\p{M}]+)*|[^\s]/gu
/** How far around a border words are looked for: no word is as long. */
const REACH = 240

/**
 * `quote` without white space at the ends of its pieces, as a statement may have it. Null when it
 * has no words, lies outside the text, or is out of order.
 */
export function soundQuote(text: string, quote: readonly TextRange[]): readonly TextRange[] | null {
  if (!areInText(text, quote)) return null
  const pieces = quote.map((piece) => trimmed(text, piece)).filter(({ start, end }) => start < end)
  return pieces.some(({ start, end }) => hasWords(text.slice(start, end))) ? pieces : null
}

/** Whether ranges are of whole numbers, inside the text, in text order and free of overlaps. */
export function areInText(text: string, ranges: readonly TextRange[]): boolean {
  let behind = 0
  for (const { start, end } of ranges) {
    if (!Number.isSafeInteger(start) || !Number.isSafeInteger(end)) return false
    if (start < behind || end < start || end > text.length) return false
    behind = end
  }
  return true
}

/** Whether there is a letter or a digit in it: signs alone are no statement. */
export function hasWords(words: string): boolean {
  return /[\p{L}\p{N}]/u.test(words)
}

/** Without white space at its ends, and never through the middle of a character. */
function trimmed(text: string, range: TextRange): TextRange {
  let { start, end } = range
  if (isInsideCharacter(text, start)) start--
  if (isInsideCharacter(text, end)) end++
  while (start < end && isSpace(text[start])) start++
  while (end > start && isSpace(text[end - 1])) end--
  return { start, end }
}

/**
 * Where a border gets to from `offset`, one word or character on. It always comes to stand at a
 * character that is no white space. Null where there is nothing more in that direction.
 */
export function movedBorder(
  text: string,
  offset: number,
  {
    border,
    by,
    direction,
  }: { readonly border: BorderSide; readonly by: 'word' | 'character'; readonly direction: 1 | -1 },
): number | null {
  if (by === 'character') return movedByCharacter(text, offset, border, direction)
  for (let reach = REACH; ; reach *= 2) {
    const stops = stopsAround(text, offset, border, reach)
    const next = direction > 0 ? stops.find((stop) => stop > offset) : stops.findLast((stop) => stop < offset)
    if (next !== undefined) return next
    if (direction > 0 ? offset + reach >= text.length : reach >= offset) return null
  }
}

/** The place nearest to `offset` where a word or sign begins (`start`) or ends (`end`). */
export function nearestBorder(text: string, offset: number, border: BorderSide): number {
  let best = offset
  let distance = Infinity
  for (const stop of stopsAround(text, offset, border, REACH)) {
    if (Math.abs(stop - offset) >= distance) continue
    best = stop
    distance = Math.abs(stop - offset)
  }
  return best
}

function stopsAround(text: string, offset: number, border: BorderSide, reach: number): readonly number[] {
  // Begin and end at white space, so that no word is cut.
  let from = Math.max(0, offset - reach)
  while (from > 0 && !isSpace(text[from])) from--
  let to = Math.min(text.length, offset + reach)
  while (to < text.length && !isSpace(text[to])) to++
  return [...text.slice(from, to).matchAll(TOKEN)].map(
    ({ 0: word, index }) => from + index + (border === 'start' ? 0 : word.length),
  )
}

function movedByCharacter(
  text: string,
  offset: number,
  border: BorderSide,
  direction: 1 | -1,
): number | null {
  let at = offset + direction
  while (at > 0 && at < text.length && (isInsideCharacter(text, at) || isOpenEnded(text, at, border)))
    at += direction
  return at < 0 || at > text.length || isOpenEnded(text, at, border) ? null : at
}

/** White space stands where the border's own character should. */
function isOpenEnded(text: string, at: number, border: BorderSide): boolean {
  const own = border === 'start' ? text[at] : text[at - 1]
  return own === undefined || isSpace(own)
}

function isSpace(character: string | undefined): boolean {
  return character !== undefined && /\s/.test(character)
}

function isInsideCharacter(text: string, at: number): boolean {
  return /^[\uD800-\uDBFF][\uDC00-\uDFFF]$/.test(text.slice(at - 1, at + 1))
}
