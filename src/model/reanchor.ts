/**
 * Finds the words of targets in a text that may have changed since they were noted.
 *
 * Looked at in turn: the old place; the exact words, told apart by what was noted
 * around them; where that does not tell, the annotations that stand before and
 * behind and how far these have moved; then words that resemble. It never
 * guesses: where two places are about as good, the answer is `ambiguous`.
 * (Compare the W3C's TextPositionSelector and TextQuoteSelector.)
 *
 * Resembling words are looked for near the old place, between the noted contexts,
 * and anywhere in the text where some runs of the words are left (`Finder`). Each
 * such stretch is searched with Myers' algorithm (approx-string-match), which
 * costs the stretch's length times the words', so that work is limited by `MAX_WORK`.
 */
import search from 'approx-string-match'
import type { RoleRanges, TextRange } from '../text/statement.js'
import { CONTEXT_LENGTH, targetOf, type Target } from './annotation.js'
import { distance } from './distance.js'
import { Finder } from './finder.js'
import { lowerBound } from './lower-bound.js'
import { foldUnits, isSameWording, PIECE_SEPARATOR, wordingOf } from './wording.js'

/** A place where a target's words may be now. */
export interface Candidate {
  /** A range a piece, in text order. */
  readonly quote: readonly TextRange[]
  /** 0 to 1: how well words and surroundings agree; 1 for the very words in all their noted context. */
  readonly score: number
  /** Units to insert, delete or replace to get from the noted words to these. */
  readonly errors: number
}

/**
 * - `same`: the same words at the same place.
 * - `moved`: the same words (as `isSameWording` has it) at another place.
 * - `changed`: words that differ, but so little, or so firmly in their place, that they are the target's.
 * - `ambiguous`: several places are about as good, or one that could be chance; the best first, at most ten.
 * - `lost`: no place is good enough; those that resemble all the same, at most three, the best first.
 */
export type Reanchored =
  | { readonly how: 'same' | 'moved' | 'changed'; readonly ranges: RoleRanges }
  | { readonly how: 'ambiguous' | 'lost'; readonly candidates: readonly Candidate[] }

/** Words shorter than this ("Ja") stand anywhere by chance: they count only with their context. */
const TELLING_LENGTH = 16
/** Share of the noted context that must stand around the words to choose between several places. */
const ENOUGH_CONTEXT = 0.5
/** The same for words shorter than `TELLING_LENGTH`, even where they stand only once. */
const SHORT_CONTEXT = 0.75
/** Short words with less of their context are not even a place to choose from. */
const SOME_CONTEXT = 0.25
/** Less noted context than this (in units) can stand around words by chance. */
const LEAST_CONTEXT = 16
/** How much more of the context must stand around the best of several places than around the next. */
const CONTEXT_LEAD = 0.2
/** The pieces of an interrupted quote lie no further apart than this, in units. */
const MAX_GAP = 600
/** Words that stand more often than this are told apart by full context and by neighbours only. */
const MAX_TWINS = 64

/**
 * Share of the words that must be left without any context. By `npm run bench:reanchor` 0.7 finds half of what
 * 0.8 misses in rewritten paragraphs, and no wrong place more; with 0.6 the first wrong ones come.
 */
export const MIN_SIMILARITY = 0.7
/** With all their context around them so much of the words is enough; in between, what lies in between. */
export const MIN_SIMILARITY_IN_CONTEXT = 0.5
/** Words edited in so much of their old context are preferred to a copy of the old ones that has none of it. */
const SURE_CONTEXT = 0.9
/** How much better the best of several resembling places must be than the next. */
const SCORE_LEAD = 0.1
/** What words count in a score against context. */
const WORDS_WEIGHT = 0.7
/** Words that differ more than this are not even shown: any two texts agree in so much. */
const SHOWN_SIMILARITY = 0.5
const MAX_LOST_SHOWN = 3
const MAX_AMBIGUOUS_SHOWN = 10

/**
 * Units of text times words of 32 units in a pattern that are searched at most in one call: about half a
 * second. Each target that needs it has an equal share; what lies beyond is not looked at, and a target
 * that was not found until then is lost.
 */
export const MAX_WORK = 30_000_000
/** No target's share is smaller than this: enough for some stretches around usual words. */
const MIN_SHARE = 4_000
/** Longer words are found by their beginning and their end. */
const MAX_PATTERN = 256
const PATTERN_END = 128
/** A stretch is searched no further than this: in monotonous text every unit of it may be a match. */
const MAX_ROOM = 2048
/** How far around an expected place resembling words are looked for, in units. */
const NEAR = 128
/** What is looked at beside a likely place, since words may have been put in. */
const SLACK = 64
const MAX_LIKELY = 4
const MAX_CONTEXT_PLACES = 3

/**
 * Looks for `target` in `text`, the article's plain-text rendering. `within` limits the search to
 * words that lie wholly in one of these ranges (what was just pasted, say); the old place is then
 * not looked at first, and `same` is never the answer. Ranges of the other roles are kept where they
 * can be trusted: the same context or the same speaker stands around.
 */
export function reanchor(text: string, target: Target, within?: readonly TextRange[]): Reanchored {
  return reanchorAll(text, [target], within)[0] ?? { how: 'lost', candidates: [] }
}

/**
 * Looks for all targets of a dossier at once; results in the order of `targets`, on which they do not
 * depend otherwise. This is faster than one at a time, and finds more: where words stand several times,
 * the annotations around tell which they are if they moved by the same distance, and a place that is
 * another annotation's already is given to nobody else.
 */
export function reanchorAll(
  text: string,
  targets: readonly Target[],
  within?: readonly TextRange[],
): readonly Reanchored[] {
  const findings = targets.map((target) => atOldPlace(text, target, within))
  const open = findings.filter((finding) => !finding.how)
  if (open.length) {
    const finder = new Finder(text, { within, many: open.length > MANY })
    for (const finding of open) findExactly(finder, finding)
    const shifts = new Shifts(findings)
    for (const finding of open) if (!finding.how) askNeighbours(finder, finding, shifts)
    const vague = open.filter((finding) => !finding.how && !finding.isCrowded)
    const share = Math.max(MIN_SHARE, Math.floor(MAX_WORK / vague.length))
    for (const finding of vague) findNearly(finder, finding, { share, shifts })
    settle(findings)
  }
  return findings.map((finding) => resultOf(text, finding, within !== undefined))
}

/** The target where its words were found in `text`; detached where they were not, or nobody can tell where. */
export function placedTarget(text: string, target: Target, found: Reanchored | undefined): Target {
  if (!found || !('ranges' in found)) return target.detached ? target : { ...target, detached: true }
  const place = targetOf(text, found.ranges)
  return { ...place, speaker: place.speaker ?? target.speaker }
}

/** From so many look-ups on an index of the text pays. */
const MANY = 8

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

/** A place with what speaks for it. */
interface Place extends Candidate {
  /** 0 to 1: how much of the noted context stands around. */
  readonly context: number
  /** 0 to 1: share of the words that is left. */
  readonly similarity: number
}

/** What is known on a target so far. */
interface Finding {
  readonly target: Target
  /** Undefined while nothing is decided. `kept`: at the old place; `sure`: the words, told by context; `likely`: the rest. */
  how?: 'kept' | 'sure' | 'likely'
  place?: Place
  places: readonly Place[]
  /** The words stand so often that not all places were looked at. */
  isCrowded: boolean
  isAmbiguous: boolean
}

/** A target's words made ready for the search. */
interface Query {
  /** Folded, without blank ones. */
  readonly pieces: readonly string[]
  /** Where each piece began. */
  readonly starts: readonly number[]
  /** The longest piece, which is looked for first. */
  readonly lead: number
  readonly length: number
  readonly prefix: string
  readonly suffix: string
}

function queryOf(target: Target): Query {
  const { quote } = target.ranges
  const pieces: string[] = []
  const starts: number[] = []
  let behind = 0
  for (const [i, piece] of piecesOf(target).entries()) {
    const start = quote[i]?.start ?? behind
    behind = start + piece.length
    if (!piece.trim()) continue
    pieces.push(foldUnits(piece))
    starts.push(start)
  }
  let lead = 0
  for (const [i, piece] of pieces.entries()) if (piece.length > (pieces[lead] ?? '').length) lead = i
  return {
    pieces,
    starts,
    lead,
    length: pieces.reduce((sum, piece) => sum + piece.length, 0),
    prefix: foldUnits(target.prefix.slice(-CONTEXT_LENGTH)),
    suffix: foldUnits(target.suffix.slice(0, CONTEXT_LENGTH)),
  }
}

// The old place

function atOldPlace(text: string, target: Target, within: readonly TextRange[] | undefined): Finding {
  const finding: Finding = { target, places: [], isCrowded: false, isAmbiguous: false }
  const { quote } = target.ranges
  const first = quote[0]
  const last = quote[quote.length - 1]
  if (within || target.detached || !first || !last || !target.wording.trim()) return finding
  if (!isInOrder(text, quote) || !isSameWording(wordingOf(text, quote), target.wording)) return finding
  const { prefix, suffix } = target
  const isAllThere =
    text.startsWith(suffix, last.end) && text.startsWith(prefix, Math.max(0, first.start - prefix.length))
  if (!isAllThere && target.wording.length < TELLING_LENGTH) {
    const context = contextScore(foldUnits(text.slice(0, last.end + CONTEXT_LENGTH)), queryOf(target), quote)
    if (context < ENOUGH_CONTEXT) return finding
  }
  finding.how = 'kept'
  finding.place = { quote, errors: 0, similarity: 1, context: 1, score: 1 }
  return finding
}

// The exact words

function findExactly(finder: Finder, finding: Finding): void {
  const query = queryOf(finding.target)
  const piece = query.pieces[query.lead]
  if (!piece) return
  const { prefix, suffix, length } = query
  const isTelling = length >= TELLING_LENGTH
  if (query.pieces.length === 1 && prefix.length + suffix.length >= LEAST_CONTEXT) {
    const whole = inContext(finder, query, piece)
    const only = whole.length === 1 ? whole[0] : undefined
    if (only !== undefined) {
      finding.place = placeOf(finder, query, [{ start: only, end: only + piece.length }], 0)
      finding.how = 'sure'
      return
    }
  }
  const starts = finder.occurrences(piece, MAX_TWINS + 1)
  finding.isCrowded = starts.length > MAX_TWINS
  const places: Place[] = []
  for (const start of starts) {
    const placed = placeAround(finder, query, { start, end: start + piece.length }, false)
    if (placed) places.push(placeOf(finder, query, placed.quote, 0))
  }
  const home = query.starts[0] ?? 0
  const far = (place: Place): number => Math.abs((place.quote[0]?.start ?? 0) - home)
  places.sort((a, b) => b.score - a.score || far(a) - far(b))
  finding.places = places
  const [best, next] = places
  if (!best || finding.isCrowded) {
    finding.isAmbiguous = best !== undefined
    return
  }
  const isAlone = !next || best.context - next.context >= CONTEXT_LEAD
  const isNoted = prefix.length + suffix.length >= LEAST_CONTEXT
  const enough = isTelling ? ENOUGH_CONTEXT : SHORT_CONTEXT
  if (isAlone && isNoted && best.context >= enough) {
    finding.place = best
    finding.how = 'sure'
  } else finding.isAmbiguous = isTelling ? next !== undefined : best.context >= SOME_CONTEXT
}

/** Where the words stand in all their context, at most two places. */
function inContext(finder: Finder, { prefix, suffix }: Query, piece: string): readonly number[] {
  return finder
    .occurrences(prefix + piece + suffix, 2, { before: prefix.length, behind: suffix.length })
    .map((at) => at + prefix.length)
}

/**
 * The whole quote with its longest piece at `at`: each other piece as far away as it was, else the nearest on its
 * side. With `nearly`, pieces that were edited are found too, and some may be gone.
 */
function placeAround(
  finder: Finder,
  { pieces, starts, lead }: Query,
  at: TextRange,
  nearly: Budget | false,
): { readonly quote: readonly TextRange[]; readonly lost: number; readonly kept: readonly number[] } | null {
  const found = new Map([[lead, at]])
  let lost = 0
  for (const side of [-1, 1] as const) {
    let next = at
    for (let i = lead + side; i >= 0 && i < pieces.length; i += side) {
      const piece = pieces[i] ?? ''
      const { length } = piece
      const by =
        side < 0 ? at.start - (starts[lead] ?? 0) : at.end - (starts[lead] ?? 0) - (pieces[lead] ?? '').length
      const expected = (starts[i] ?? 0) + by
      const [room] =
        side < 0
          ? finder.clip(next.start - length - MAX_GAP, next.start)
          : finder.clip(next.end, next.end + length + MAX_GAP)
      const range = room && pieceIn(finder, piece, room, { expected, side, nearly })
      if (range) {
        next = range
        found.set(i, range)
      } else if (nearly) lost += length
      else return null
    }
  }
  const kept = [...found.keys()].sort((a, b) => a - b)
  const quote = kept.flatMap((i) => found.get(i) ?? [])
  const last = quote[quote.length - 1]
  if (!last || !finder.allows(quote[0]?.start ?? 0, last.end)) return null
  return { quote, lost, kept }
}

function pieceIn(
  finder: Finder,
  piece: string,
  room: TextRange,
  { expected, side, nearly }: { expected: number; side: -1 | 1; nearly: Budget | false },
): TextRange | null {
  const { folded } = finder
  const { length } = piece
  const isThere =
    expected >= room.start && expected + length <= room.end && folded.startsWith(piece, expected)
  const stretch = folded.slice(room.start, room.end)
  const within = side < 0 ? stretch.lastIndexOf(piece) : stretch.indexOf(piece)
  const start = isThere ? expected : within < 0 ? -1 : room.start + within
  if (start >= 0) return { start, end: start + length }
  if (!nearly) return null
  const matches = matchesIn(folded, piece, room, nearly)
  return matches[side < 0 ? matches.length - 1 : 0] ?? null
}

function placeOf(finder: Finder, query: Query, quote: readonly TextRange[], errors: number): Place {
  const similarity = Math.max(0, 1 - errors / Math.max(1, query.length))
  const context = contextScore(finder.folded, query, quote)
  const score = similarity * WORDS_WEIGHT + context * (1 - WORDS_WEIGHT)
  return { quote, errors, similarity, context, score }
}

/** 0 to 1: how much of the noted context stands around; 0 where none was noted. */
function contextScore(folded: string, { prefix, suffix }: Query, quote: readonly TextRange[]): number {
  const noted = prefix.length + suffix.length
  if (!noted) return 0
  const start = quote[0]?.start ?? 0
  const end = quote[quote.length - 1]?.end ?? 0
  const before = folded.slice(Math.max(0, start - prefix.length), start)
  const behind = folded.slice(end, end + suffix.length)
  const shares =
    prefix.length * sideScore(prefix, before, sameTail) + suffix.length * sideScore(suffix, behind, sameHead)
  return shares / noted
}

/** The better of: what stands directly beside the words unchanged; what is left of it, where half is chance. */
function sideScore(noted: string, found: string, same: (a: string, b: string) => number): number {
  if (noted === found) return 1
  return Math.max(same(noted, found), noted.length - 2 * distance(noted, found)) / noted.length
}

// Neighbours

/** How far the annotations have moved whose place is known. */
class Shifts {
  private readonly known: readonly { readonly start: number; readonly by: number }[]

  constructor(findings: readonly Finding[]) {
    this.known = findings
      .flatMap(({ target, how, place }) => {
        const start = target.ranges.quote[0]?.start
        const now = place?.quote[0]?.start
        const isKnown = (how === 'kept' || how === 'sure') && !target.detached
        return isKnown && start !== undefined && now !== undefined ? [{ start, by: now - start }] : []
      })
      .sort((a, b) => a.start - b.start || a.by - b.by)
  }

  /** The shift of the next one before `start` and of the next one behind. */
  around(start: number): readonly [number | null, number | null] {
    const before = lowerBound(this.known, (own) => own.start < start) - 1
    const behind = lowerBound(this.known, (own) => own.start <= start)
    return [this.known[before]?.by ?? null, this.known[behind]?.by ?? null]
  }
}

/** Words that stand several times are those at the place to which both neighbours point. */
function askNeighbours(finder: Finder, finding: Finding, shifts: Shifts): void {
  if (finding.target.detached || (!finding.places.length && !finding.isCrowded)) return
  const query = queryOf(finding.target)
  const [before, behind] = shifts.around(query.starts[0] ?? 0)
  if (before === null || before !== behind) return
  const isThere = query.pieces.every((piece, i) => finder.has(piece, (query.starts[i] ?? 0) + before))
  if (!isThere) return
  const quote = query.pieces.map((piece, i) => {
    const start = (query.starts[i] ?? 0) + before
    return { start, end: start + piece.length }
  })
  if (!isInOrder(finder.text, quote)) return
  finding.place = placeOf(finder, query, quote, 0)
  finding.how = 'sure'
}

// Words that resemble

interface Budget {
  left: number
}

function findNearly(
  finder: Finder,
  finding: Finding,
  { share, shifts }: { readonly share: number; readonly shifts: Shifts },
): void {
  const query = queryOf(finding.target)
  const piece = query.pieces[query.lead]
  if (!piece) return
  const exact = finding.places
  // Twins in their context are ambiguous whatever else resembles.
  if (exact.length > 1 && (exact[0]?.context ?? 0) >= ENOUGH_CONTEXT) return
  const budget: Budget = { left: share }
  const near: Place[] = []
  const seen: TextRange[] = []
  for (const stretch of stretches(finder, query, shifts)) {
    if (seen.some((range) => range.start <= stretch.start && stretch.end <= range.end)) continue
    seen.push(stretch)
    for (const at of matchesIn(finder.folded, piece, stretch, budget)) {
      const place = refined(finder, query, at, budget)
      if (place && place.similarity >= SHOWN_SIMILARITY) near.push(place)
    }
    if (budget.left <= 0) break
  }
  near.sort(byScore)
  const apart = near.filter(
    (place, i) =>
      !exact.some((other) => isOver(place.quote, other.quote)) &&
      !near.slice(0, i).some((other) => isOver(place.quote, other.quote)),
  )
  const good = apart.filter((place) => isGoodEnough(query, place))
  const [only] = exact
  finding.places = [...exact, ...apart].sort(byScore)
  if (only && exact.length === 1 && query.length >= TELLING_LENGTH) {
    // The very words elsewhere, but something in their old surroundings looks like them.
    const rival = good.find((place) => place.context >= only.context + CONTEXT_LEAD)
    if (!rival) decide(finding, only)
    else if (rival.context >= SURE_CONTEXT && rival.similarity >= MIN_SIMILARITY && rival === good[0])
      decide(finding, rival)
    else finding.isAmbiguous = true
    return
  }
  if (only) {
    if (good.length) finding.isAmbiguous = true
    return
  }
  const [best] = good
  if (!best) return
  const rival = finding.places.find((place) => place !== best)
  if (rival && best.score - rival.score < SCORE_LEAD) finding.isAmbiguous = true
  else decide(finding, best)
}

function decide(finding: Finding, place: Place): void {
  finding.how = 'likely'
  finding.place = place
}

/** The less of its context is there, the more of the words must be. */
function isGoodEnough({ length }: Query, { similarity, context }: Place): boolean {
  const needed = MIN_SIMILARITY - (MIN_SIMILARITY - MIN_SIMILARITY_IN_CONTEXT) * context
  return similarity >= needed && (length >= TELLING_LENGTH || context >= SHORT_CONTEXT)
}

/** Where the longest piece may be: by neighbours, by context, by what is left of its words. */
function* stretches(finder: Finder, query: Query, shifts: Shifts): Generator<TextRange> {
  const { pieces, starts, lead, prefix, suffix } = query
  const { length } = pieces[lead] ?? ''
  const start = starts[lead] ?? 0
  const wide = Math.ceil(length * 1.5) + LEAST_CONTEXT
  for (const by of new Set([...shifts.around(start), 0]))
    if (by !== null) yield* finder.clip(start + by - NEAR, start + by + length + NEAR)
  const before = prefix.slice(-LEAST_CONTEXT)
  if (lead === 0 && before.length === LEAST_CONTEXT)
    for (const at of finder.occurrences(before, MAX_CONTEXT_PLACES, { before: before.length, behind: 0 }))
      yield* finder.clip(at + before.length, at + before.length + wide)
  const behind = suffix.slice(0, LEAST_CONTEXT)
  if (lead === pieces.length - 1 && behind.length === LEAST_CONTEXT)
    for (const at of finder.occurrences(behind, MAX_CONTEXT_PLACES, { before: 0, behind: behind.length }))
      yield* finder.clip(at - wide, at)
  for (const { low, high } of finder.likelyStarts(pieces[lead] ?? '', MAX_LIKELY))
    yield* finder.clip(low - SLACK, high + length + SLACK)
}

/** The stretches of `room` that resemble `piece` most, in text order, also to the left and right of the best. */
function matchesIn(folded: string, piece: string, room: TextRange, budget: Budget): readonly TextRange[] {
  const beginning = { start: room.start, end: Math.min(room.end, room.start + MAX_ROOM) }
  if (piece.length > MAX_PATTERN) {
    const ending = { start: Math.max(room.start, room.end - MAX_ROOM), end: room.end }
    const head = bestIn(folded, piece.slice(0, PATTERN_END), beginning, budget)[0]
    const tails = bestIn(folded, piece.slice(-PATTERN_END), ending, budget)
    const tail = tails[tails.length - 1]
    const start = head?.start ?? (tail && Math.max(room.start, tail.end - piece.length))
    const end = tail?.end ?? (head && Math.min(room.end, head.start + piece.length))
    return start !== undefined && end !== undefined && start < end ? [{ start, end }] : []
  }
  const best = bestIn(folded, piece, beginning, budget)
  const first = best[0]
  const last = best[best.length - 1]
  if (!first || !last) return []
  const rest = (start: number, end: number): readonly TextRange[] =>
    end - start >= piece.length * MIN_SIMILARITY ? bestIn(folded, piece, { start, end }, budget) : []
  return [...rest(room.start, first.start), ...best, ...rest(last.end, beginning.end)]
}

/** The stretches of `room` with the least errors, in text order, free of overlaps; none where half is different. */
function bestIn(folded: string, pattern: string, room: TextRange, budget: Budget): readonly TextRange[] {
  const blocks = Math.ceil(pattern.length / 32)
  const cost = (room.end - room.start) * blocks
  if (cost > budget.left) {
    budget.left = 0
    return []
  }
  const most = Math.floor(pattern.length * (1 - SHOWN_SIMILARITY))
  const matches = search(folded.slice(room.start, room.end), pattern, most)
  // Where each match begins is found by another search, backwards over the words.
  budget.left -= cost + matches.length * pattern.length * blocks
  const apart: TextRange[] = []
  for (const { start, end } of matches) {
    const last = apart[apart.length - 1]
    if (end > start && (!last || room.start + start >= last.end))
      apart.push({ start: room.start + start, end: room.start + end })
  }
  return apart.slice(0, MAX_CONTEXT_PLACES)
}

/** A place from a rough match of the longest piece, with borders where a person would put them. */
function refined(finder: Finder, query: Query, at: TextRange, budget: Budget): Place | null {
  const placed = placeAround(finder, query, at, budget)
  if (!placed) return null
  const { folded } = finder
  let errors = placed.lost
  let behind = 0
  const quote: TextRange[] = []
  for (const [i, rough] of placed.quote.entries()) {
    const index = placed.kept[i] ?? 0
    const piece = query.pieces[index] ?? ''
    budget.left -= (piece.length * piece.length) / 32
    const range = withBorders(folded, piece, rough, {
      prefix: index === 0 ? query.prefix : '',
      suffix: index === query.pieces.length - 1 ? query.suffix : '',
    })
    const start = Math.max(behind, range.start)
    const end = Math.min(range.end, placed.quote[i + 1]?.start ?? folded.length)
    if (start >= end) return null
    errors += distance(piece, folded.slice(start, end))
    behind = end
    quote.push({ start, end })
  }
  const isAllowed = finder.allows(quote[0]?.start ?? 0, behind)
  return isAllowed ? placeOf(finder, query, quote, errors) : null
}

/** Longer words are not compared again for each border that they might have. */
const MAX_COMPARED = 512

/** The borders stand where the noted context ends and begins again, else between words, with the marks that were there. */
function withBorders(
  folded: string,
  piece: string,
  { start, end }: TextRange,
  { prefix, suffix }: { readonly prefix: string; readonly suffix: string },
): TextRange {
  const reach = Math.ceil(piece.length / 2) + 2
  const before = prefix.slice(-LEAST_CONTEXT)
  const behind = suffix.slice(0, LEAST_CONTEXT)
  const left = borderAt(folded, start, {
    words: before,
    from: Math.max(0, start - reach - before.length),
    to: Math.min(end, start + reach),
    isBefore: true,
  })
  const right = borderAt(folded, end, {
    words: behind,
    from: Math.max(left ?? start, end - reach),
    to: end + reach + behind.length,
    isBefore: false,
  })
  const starts = left === null ? aroundWord(folded, start) : [left]
  const ends = right === null ? aroundWord(folded, end) : [right]
  let best = { start, end }
  let least = Infinity
  for (const from of starts)
    for (const to of ends) {
      if (from >= to) continue
      const isOnly = starts.length * ends.length === 1
      const errors = isOnly || piece.length > MAX_COMPARED ? 0 : distance(piece, folded.slice(from, to))
      if (errors >= least) continue
      least = errors
      best = { start: from, end: to }
    }
  return withMarks(folded, piece, best, { isLeftSure: left !== null, isRightSure: right !== null })
}

/** Where noted words begin, or end where they stand `isBefore` the border, nearest to `at`; null when not in the room. */
function borderAt(
  folded: string,
  at: number,
  {
    words,
    from,
    to,
    isBefore,
  }: { readonly words: string; readonly from: number; readonly to: number; readonly isBefore: boolean },
): number | null {
  if (words.length < LEAST_CONTEXT / 2) return null
  let best: number | null = null
  const room = folded.slice(from, to)
  for (let i = room.indexOf(words); i >= 0; i = room.indexOf(words, i + 1)) {
    const border = from + i + (isBefore ? words.length : 0)
    if (best === null || Math.abs(border - at) < Math.abs(best - at)) best = border
  }
  return best
}

/** The offset itself between words; inside a word its beginning and its end. */
function aroundWord(folded: string, at: number): readonly number[] {
  if (!isWordUnit(folded, at - 1) || !isWordUnit(folded, at)) return [at]
  let start = at
  while (isWordUnit(folded, start - 1)) start--
  let end = at
  while (isWordUnit(folded, end)) end++
  return [start, end]
}

function isWordUnit(text: string, at: number): boolean {
  // Halves of a pair belong together, whatever they stand for.
  return /[\p{L}\p{N}\p{M}\p{Cs}]/u.test(text[at] ?? '')
}

const MARK = /["']/
const STOP = /[.,;:!?…]/

function withMarks(
  folded: string,
  piece: string,
  range: TextRange,
  { isLeftSure, isRightSure }: { readonly isLeftSure: boolean; readonly isRightSure: boolean },
): TextRange {
  let { start, end } = range
  const isSpace = (at: number): boolean => folded[at] === ' '
  while (start < end && isSpace(start) && !piece.startsWith(' ')) start++
  while (end > start && isSpace(end - 1) && !piece.endsWith(' ')) end--
  const first = piece[0] ?? ''
  const last = piece[piece.length - 1] ?? ''
  if (!isLeftSure) {
    const hasMark = MARK.test(folded[start] ?? '')
    if (MARK.test(first) && !hasMark && MARK.test(folded[start - 1] ?? '')) start--
    else if (!MARK.test(first) && hasMark && start + 1 < end) start++
  }
  if (!isRightSure) {
    const stops = STOP.test(last) || STOP.test(piece[piece.length - 2] ?? '')
    const hasMark = MARK.test(folded[end - 1] ?? '')
    if (stops && !hasMark && !STOP.test(folded[end - 1] ?? '') && STOP.test(folded[end] ?? '')) end++
    if (MARK.test(last) && !MARK.test(folded[end - 1] ?? '') && MARK.test(folded[end] ?? '')) end++
    else if (!MARK.test(last) && hasMark && end - 1 > start && !piece.includes(folded[end - 1] ?? '')) end--
  }
  return { start, end }
}

// Together

/** Takes a place that is one annotation's from all others that were not there with it before. */
function settle(findings: readonly Finding[]): void {
  const owners = findings.filter((finding) => finding.how === 'kept' || finding.how === 'sure')
  const ranges = owners.map(({ place }) => extent(place?.quote ?? []))
  const order = owners.map((_owner, i) => i).sort((a, b) => (ranges[a]?.start ?? 0) - (ranges[b]?.start ?? 0))
  const sorted = order.flatMap((i) => {
    const owner = owners[i]
    const range = ranges[i]
    return owner && range ? [{ owner, ...range }] : []
  })
  const taken: { readonly finding: Finding; readonly isLost: boolean }[] = []
  for (const finding of findings) {
    const { place, how } = finding
    if (!place || how === 'kept') continue
    const own = extent(place.quote)
    const rivals = overlapping(sorted, own).filter(
      ({ owner, start, end }) =>
        owner !== finding &&
        (how === 'likely' || owner.how === 'kept' || (start === own.start && end === own.end)) &&
        2 * (Math.min(end, own.end) - Math.max(start, own.start)) >
          Math.max(end - start, own.end - own.start) &&
        !wereTogether(owner.target, finding.target),
    )
    if (rivals.length)
      taken.push({ finding, isLost: how === 'likely' || rivals.some(({ owner }) => owner.how === 'kept') })
  }
  const likely = findings.filter((finding) => finding.how === 'likely')
  const claims = new Map<string, Finding[]>()
  for (const finding of likely) {
    const { start, end } = extent(finding.place?.quote ?? [])
    const key = `${start}:${end}`
    claims.set(key, [...(claims.get(key) ?? []), finding])
  }
  for (const claimants of claims.values())
    for (const finding of claimants)
      if (claimants.some((other) => !wereTogether(other.target, finding.target)))
        taken.push({ finding, isLost: false })
  for (const { finding, isLost } of taken) {
    if (!finding.how) continue
    if (!finding.places.length && finding.place) finding.places = [finding.place]
    delete finding.how
    delete finding.place
    finding.isAmbiguous = !isLost
  }
}

/** Those of `sorted` (by start) that lie over `range`; looks no further than a usual nesting goes. */
function overlapping<T extends TextRange>(sorted: readonly T[], range: TextRange): readonly T[] {
  const behind = lowerBound(sorted, ({ start }) => start < range.end)
  return sorted.slice(Math.max(0, behind - MAX_NESTED), behind).filter(({ end }) => end > range.start)
}

const MAX_NESTED = 16

function wereTogether(a: Target, b: Target): boolean {
  return isOver(a.ranges.quote, b.ranges.quote)
}

function extent(quote: readonly TextRange[]): TextRange {
  return { start: quote[0]?.start ?? 0, end: quote[quote.length - 1]?.end ?? 0 }
}

function byScore(a: Place, b: Place): number {
  return b.score - a.score || extent(a.quote).start - extent(b.quote).start
}

function isOver(a: readonly TextRange[], b: readonly TextRange[]): boolean {
  const x = extent(a)
  const y = extent(b)
  return x.start < y.end && y.start < x.end
}

function resultOf(
  text: string,
  { target, how, place, places, isAmbiguous }: Finding,
  isWithin: boolean,
): Reanchored {
  if (!how || !place) {
    const most = isAmbiguous ? MAX_AMBIGUOUS_SHOWN : MAX_LOST_SHOWN
    const candidates = places.slice(0, most).map(({ quote, score, errors }) => ({ quote, score, errors }))
    return { how: isAmbiguous ? 'ambiguous' : 'lost', candidates }
  }
  const { quote } = place
  const ranges = { ...trustedRoles(text, target, quote), quote }
  if (!isSameWording(wordingOf(text, quote), target.wording)) return { how: 'changed', ranges }
  const old = target.ranges.quote
  const isHere =
    quote.length === old.length &&
    quote.every(({ start, end }, i) => start === old[i]?.start && end === old[i]?.end)
  return { how: isHere && !isWithin ? 'same' : 'moved', ranges }
}

/** The other roles, each moved with the border of the quote that it stands beside. */
function trustedRoles(
  text: string,
  { ranges, prefix, suffix, speaker }: Target,
  quote: readonly TextRange[],
): Omit<RoleRanges, 'quote'> {
  const old = extent(ranges.quote)
  const { start, end } = extent(quote)
  const shiftOf = (range: TextRange): number => {
    if (range.end <= old.start || quote.length !== ranges.quote.length) return start - old.start
    // Between two pieces: with the end of the one before.
    let by = start - old.start
    for (const [i, piece] of ranges.quote.entries())
      if (range.start >= piece.end) by = (quote[i]?.end ?? piece.end) - piece.end
    return by
  }
  const move = (list: readonly TextRange[]): readonly TextRange[] =>
    list.map((range) => {
      const by = shiftOf(range)
      return { start: range.start + by, end: range.end + by }
    })
  const speakers = move(ranges.speaker)
  const isSpeakerThere = isInOrder(text, speakers) && wordingOf(text, speakers) === (speaker ?? '')
  const isContextThere = text.slice(0, start).endsWith(prefix) && text.startsWith(suffix, end)
  const keep = (list: readonly TextRange[]): readonly TextRange[] => {
    const moved = move(list)
    return (isContextThere || (isSpeakerThere && speaker !== null)) && isInOrder(text, moved) ? moved : []
  }
  return {
    speaker: isSpeakerThere ? speakers : [],
    cue: keep(ranges.cue),
    frame: keep(ranges.frame),
    addressee: keep(ranges.addressee),
  }
}

/** Whether ranges lie in the text, one behind the other. */
function isInOrder(text: string, ranges: readonly TextRange[]): boolean {
  let behind = 0
  for (const { start, end } of ranges) {
    if (start < behind || end < start || end > text.length) return false
    behind = end
  }
  return true
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
