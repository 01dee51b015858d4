/**
 * A text to look words up in, whole or nearly whole.
 *
 * For many look-ups every run of six units is indexed: words are then looked for
 * only where their rarest run stands, and words that have been edited where
 * several of their runs lie one behind the other as they used to.
 */
import type { TextRange } from '../text/statement.js'
import { foldUnits } from './wording.js'

/** Long enough to be rare, short enough that edited words keep some. */
const GRAM = 6
/** Where the rarest run of some words stands more often than this, the rest is not looked at. */
const MAX_CHECKS = 4096
/** Of so many runs, the rarest, the places are compared to find edited words. */
const MAX_SEEDS = 24
/** A run that stands more often than this says little on where the words are. */
const MAX_SEED_PLACES = 48
/** Runs count for one place as long as words inserted or deleted between them stay within this. */
const SEED_DRIFT = 24

/** Where words may begin that have been edited: `low` to `high`, and how many runs say so. */
export interface LikelyStart {
  readonly low: number
  readonly high: number
  readonly votes: number
}

interface Surroundings {
  readonly before: number
  readonly behind: number
}

interface Index {
  readonly mask: number
  /** Where each bucket begins in `places`. */
  readonly starts: Int32Array
  /** Offsets in text order, bucket by bucket. */
  readonly places: Int32Array
}

/** Looks words up in one text, exactly or nearly; makes its index when it is first asked. */
export class Finder {
  /** The text as `foldUnits` has it; words to look up are folded too. */
  readonly folded: string
  private built: Index | null = null
  private readonly short = new Map<string, readonly number[]>()

  /** With `within`, only words that lie wholly in one of these ranges are found. With `many` look-ups an index pays. */
  constructor(
    readonly text: string,
    private readonly options: { readonly within?: readonly TextRange[] | undefined; readonly many: boolean },
  ) {
    this.folded = foldUnits(text)
  }

  /** Whether a range lies in the text, and in what is searched of it. */
  allows(start: number, end: number): boolean {
    const { within } = this.options
    if (start < 0 || end > this.text.length) return false
    return !within || within.some((range) => range.start <= start && end <= range.end)
  }

  /** A range cut to what is searched; empty ones are left out. */
  clip(start: number, end: number): readonly TextRange[] {
    const whole = [{ start: 0, end: this.text.length }]
    return (this.options.within ?? whole)
      .map((range) => ({
        start: Math.max(0, start, range.start),
        end: Math.min(this.text.length, end, range.end),
      }))
      .filter((range) => range.start < range.end)
  }

  has(words: string, at: number): boolean {
    return this.allows(at, at + words.length) && this.folded.startsWith(words, at)
  }

  /**
   * Where `words` stand, in text order, at most `limit` of the places. `before` and `behind` units of them are
   * surroundings, which may lie outside of what is searched.
   */
  occurrences(words: string, limit: number, { before = 0, behind = 0 } = {}): readonly number[] {
    if (!words) return []
    if (this.options.many && words.length >= GRAM) return this.indexed(words, limit, { before, behind })
    if (words.length >= GRAM) return this.scanned(words, limit, { before, behind })
    const key = `${limit} ${before} ${behind} ${words}`
    const found = this.short.get(key) ?? this.scanned(words, limit, { before, behind })
    this.short.set(key, found)
    return found
  }

  /** Where `words` may begin although they have been edited, the likeliest first. */
  likelyStarts(words: string, limit: number): readonly LikelyStart[] {
    const index = this.index()
    const seeds: { readonly at: number; readonly bucket: number; readonly size: number }[] = []
    for (let at = 0; at + GRAM <= words.length; at++) {
      const bucket = hash(words, at) & index.mask
      const size = sizeOf(index, bucket)
      if (size > 0 && size <= MAX_SEED_PLACES) seeds.push({ at, bucket, size })
    }
    seeds.sort((a, b) => a.size - b.size || a.at - b.at)
    const starts: number[] = []
    for (const { at, bucket } of seeds.slice(0, MAX_SEEDS))
      for (const place of index.places.subarray(index.starts[bucket], index.starts[bucket + 1]))
        if (this.has(words.slice(at, at + GRAM), place)) starts.push(place - at)
    starts.sort((a, b) => a - b)
    const clusters: LikelyStart[] = []
    let from = 0
    for (let i = 1; i <= starts.length; i++) {
      const last = starts[i - 1] ?? 0
      if (i < starts.length && (starts[i] ?? 0) - last <= SEED_DRIFT) continue
      clusters.push({ low: starts[from] ?? 0, high: last, votes: i - from })
      from = i
    }
    return clusters.sort((a, b) => b.votes - a.votes || a.low - b.low).slice(0, limit)
  }

  private scanned(words: string, limit: number, { before, behind }: Surroundings): readonly number[] {
    const found: number[] = []
    for (const { start, end } of this.clip(0, this.text.length)) {
      let at = this.folded.indexOf(words, Math.max(0, start - before))
      while (at >= 0 && at + words.length <= end + behind && found.length < limit) {
        if (at + before >= start) found.push(at)
        at = this.folded.indexOf(words, at + 1)
      }
    }
    return found
  }

  private indexed(words: string, limit: number, { before, behind }: Surroundings): readonly number[] {
    const index = this.index()
    let rarest = 0
    let bucket = 0
    let least = Infinity
    for (let at = 0; at + GRAM <= words.length && least > 1; at++) {
      const own = hash(words, at) & index.mask
      const size = sizeOf(index, own)
      if (size >= least) continue
      least = size
      rarest = at
      bucket = own
    }
    const found: number[] = []
    const from = index.starts[bucket] ?? 0
    for (let i = from; i < from + Math.min(least, MAX_CHECKS) && found.length < limit; i++) {
      const at = (index.places[i] ?? 0) - rarest
      const isAllowed = at >= 0 && this.allows(at + before, at + words.length - behind)
      if (isAllowed && this.folded.startsWith(words, at)) found.push(at)
    }
    return found
  }

  private index(): Index {
    return (this.built ??= buildIndex(this.folded))
  }
}

function buildIndex(text: string): Index {
  const grams = Math.max(0, text.length - GRAM + 1)
  const mask = (1 << Math.min(18, Math.max(8, Math.ceil(Math.log2(grams + 1))))) - 1
  const hashes = new Int32Array(grams)
  const starts = new Int32Array(mask + 2)
  for (let at = 0; at < grams; at++) {
    const bucket = hash(text, at) & mask
    hashes[at] = bucket
    starts[bucket + 1] = (starts[bucket + 1] ?? 0) + 1
  }
  for (let i = 1; i < starts.length; i++) starts[i] = (starts[i] ?? 0) + (starts[i - 1] ?? 0)
  const next = starts.slice()
  const places = new Int32Array(grams)
  for (let at = 0; at < grams; at++) {
    const bucket = hashes[at] ?? 0
    const slot = next[bucket] ?? 0
    places[slot] = at
    next[bucket] = slot + 1
  }
  return { mask, starts, places }
}

function sizeOf({ starts }: Index, bucket: number): number {
  return (starts[bucket + 1] ?? 0) - (starts[bucket] ?? 0)
}

function hash(text: string, at: number): number {
  let sum = 0
  for (let i = at; i < at + GRAM; i++) sum = Math.imul(sum, 0x01000193) ^ text.charCodeAt(i)
  return sum ^ (sum >>> 15)
}
