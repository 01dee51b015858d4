/**
 * Finds the words of a target in a text that may have changed since they were
 * noted: at the same place, else the exact words elsewhere, told apart by what
 * stands around them. It never guesses: two equally good places are reported
 * as ambiguous. (Compare the W3C's TextPositionSelector and TextQuoteSelector.)
 */
import type { RoleRanges, TextRange } from '../text/statement.js'
import { CONTEXT_LENGTH, type Target } from './annotation.js'
import { isSameWording, PIECE_SEPARATOR, wordingOf } from './wording.js'

export type Reanchored =
  | { readonly how: 'same' | 'moved'; readonly ranges: RoleRanges }
  | { readonly how: 'ambiguous'; readonly candidates: readonly (readonly TextRange[])[] }
  | { readonly how: 'lost' }

/** Words shorter than this ("Ja") stand anywhere by chance: elsewhere they count only with all their context. */
const TELLING_LENGTH = 16
/** Share of the noted context that must stand around longer words to choose between several places. */
const ENOUGH_CONTEXT = 0.5
/** The pieces of an interrupted quote lie no further apart than this. */
const MAX_GAP = 600

/**
 * Looks for `target` in `text`, the article's plain-text rendering. `within` limits the search to
 * words that lie wholly in one of these ranges (what was just pasted, say); the old place is then
 * not looked at first. Ranges of the other roles are kept where they can be trusted: the same
 * context or the same speaker stands around.
 */
export function reanchor(text: string, target: Target, within?: readonly TextRange[]): Reanchored {
  const { quote } = target.ranges
  const first = quote[0]
  if (!first) return { how: 'lost' }
  if (
    !within &&
    !target.detached &&
    isInside(text, quote) &&
    isSameWording(wordingOf(text, quote), target.wording)
  )
    return { how: 'same', ranges: { ...trustedRoles(text, target, quote, 0), quote } }

  const pieces = piecesOf(target)
  const candidates: { readonly quote: readonly TextRange[]; readonly score: number }[] = []
  for (const { start, end } of within ?? [{ start: 0, end: text.length }])
    for (
      let at = indexIn(text, pieces[0] ?? '', start, end);
      at >= 0;
      at = indexIn(text, pieces[0] ?? '', at + 1, end)
    ) {
      const found = placePieces(text, pieces, quote, at, end)
      if (found) candidates.push({ quote: found, score: contextScore(text, target, found) })
    }
  candidates.sort((a, b) => b.score - a.score)
  const [best, next] = candidates
  if (!best) return { how: 'lost' }
  const isTelling = target.wording.length >= TELLING_LENGTH
  const isSure = isTelling ? !next || best.score >= ENOUGH_CONTEXT : best.score === 1
  if (!isSure || best.score === next?.score)
    return { how: 'ambiguous', candidates: candidates.map((candidate) => candidate.quote) }
  const shift = (best.quote[0]?.start ?? 0) - first.start
  return { how: 'moved', ranges: { ...trustedRoles(text, target, best.quote, shift), quote: best.quote } }
}

/** The words of each quote range; the wording is cut by the ranges' lengths, or at its separators. */
export function piecesOf({ wording, ranges: { quote } }: Target): readonly string[] {
  if (quote.length === 1) return [wording]
  const pieces: string[] = []
  let at = 0
  for (const { start, end } of quote) {
    pieces.push(wording.slice(at, at + end - start))
    at += end - start + PIECE_SEPARATOR.length
  }
  return pieces.join(PIECE_SEPARATOR) === wording ? pieces : wording.split(PIECE_SEPARATOR)
}

/** 0 to 1: how much of the noted context stands around. Nothing noted, at the text's border, counts as found there. */
function contextScore(text: string, { prefix, suffix }: Target, quote: readonly TextRange[]): number {
  const start = quote[0]?.start ?? 0
  const end = quote[quote.length - 1]?.end ?? 0
  const before = prefix
    ? sameTail(text.slice(Math.max(0, start - CONTEXT_LENGTH), start), prefix) / prefix.length
    : +(start === 0)
  const after = suffix
    ? sameHead(text.slice(end, end + CONTEXT_LENGTH), suffix) / suffix.length
    : +(end === text.length)
  return (before + after) / 2
}

function placePieces(
  text: string,
  pieces: readonly string[],
  quote: readonly TextRange[],
  at: number,
  limit: number,
): readonly TextRange[] | null {
  const shift = at - (quote[0]?.start ?? 0)
  const found: TextRange[] = []
  let behind = at
  for (const [i, piece] of pieces.entries()) {
    const expected = (quote[i]?.start ?? behind) + shift
    const start =
      expected >= behind && expected + piece.length <= limit && text.startsWith(piece, expected)
        ? expected
        : indexIn(text, piece, behind, Math.min(limit, behind + piece.length + MAX_GAP))
    if (start < 0) return null
    behind = start + piece.length
    found.push({ start, end: behind })
  }
  return found
}

function trustedRoles(
  text: string,
  { ranges, prefix, suffix, speaker }: Target,
  quote: readonly TextRange[],
  shift: number,
): Omit<RoleRanges, 'quote'> {
  const move = (list: readonly TextRange[]): readonly TextRange[] =>
    list.map(({ start, end }) => ({ start: start + shift, end: end + shift }))
  const speakers = move(ranges.speaker)
  const isSpeakerThere = isInside(text, speakers) && wordingOf(text, speakers) === (speaker ?? '')
  const start = quote[0]?.start ?? 0
  const end = quote[quote.length - 1]?.end ?? 0
  const isContextThere = text.slice(0, start).endsWith(prefix) && text.startsWith(suffix, end)
  const keep = (list: readonly TextRange[]): readonly TextRange[] => {
    const moved = move(list)
    return (isContextThere || (isSpeakerThere && speaker !== null)) && isInside(text, moved) ? moved : []
  }
  return {
    speaker: isSpeakerThere ? speakers : [],
    cue: keep(ranges.cue),
    frame: keep(ranges.frame),
    addressee: keep(ranges.addressee),
  }
}

function isInside(text: string, ranges: readonly TextRange[]): boolean {
  return ranges.every(({ start, end }) => start >= 0 && end <= text.length)
}

function indexIn(text: string, words: string, start: number, end: number): number {
  if (!words) return -1
  const at = text.indexOf(words, start)
  return at >= 0 && at + words.length <= end ? at : -1
}

function sameTail(a: string, b: string): number {
  let n = 0
  while (n < a.length && n < b.length && a[a.length - 1 - n] === b[b.length - 1 - n]) n++
  return n
}

function sameHead(a: string, b: string): number {
  let n = 0
  while (n < a.length && n < b.length && a[n] === b[n]) n++
  return n
}
