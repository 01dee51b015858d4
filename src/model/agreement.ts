/**
 * Whether the passage that somebody noted as the place where it was said has the words of a direct quote.
 *
 * Both are read as words. A quote is one or more stretches of words: a new one begins where it is
 * interrupted by its frame, where it says that it leaves something out, and at words in square brackets,
 * which the newsroom has put in. It agrees when all stretches stand in the passage, each without a gap
 * and in their order. White space, quotation marks, punctuation between words and the case of a
 * stretch's first letter do not count, since whoever writes down speech sets them; words do, and so do
 * signs that are read aloud ("%", "€", a minus). A place where the passage itself leaves something out
 * in brackets matches no words.
 *
 * Whether it agrees takes time in proportion to the two lengths. What differs is looked for in one
 * window of the passage a stretch, so that an article of 100,000 words can be pasted.
 */
import type { DiffPart } from './diff.js'
import type { Evidence } from './source.js'
import { foldUnits, PIECE_SEPARATOR } from './wording.js'

/** `translated`: the passage is in another language, so that words cannot be compared; `no-passage`: nobody noted one. */
export const AGREEMENTS = ['agrees', 'differs', 'translated', 'no-passage'] as const
/** What comparing a quote with a passage comes to. */
export type Agreement = (typeof AGREEMENTS)[number]

/** A stretch of the passage, or of the quote where `change` is `new`. */
export interface PassagePart extends Omit<DiffPart, 'change'> {
  /**
   * `same`: in both; `gone`: only in the passage; `new`: only in the quote; `context`: passage around the
   * quote; `omitted`: passage between two stretches of the quote, which is no difference.
   */
  readonly change: DiffPart['change'] | 'context' | 'omitted'
}

/** A quote laid beside a passage. */
export interface Comparison {
  readonly agreement: Agreement
  /** In reading order; empty where there was nothing to compare. All but the `new` ones make up the passage, shortened. */
  readonly parts: readonly PassagePart[]
}

/** So many words of context are shown on either side, and of what is omitted at either end. */
const CONTEXT_WORDS = 30
/** A quote in more stretches than this is laid beside the passage as one where it differs. */
const MAX_STRETCHES = 64
/** Beyond this many pairs of words what differs is shown as replaced whole, which bounds time and memory. */
const MAX_PAIRS = 4_000_000
/** With a smaller part of its words in it, a window of the passage is not the place of the quote. */
const LEAST_SHARE = 0.25

/** Whether `evidence` shows the words of the quote `wording`, a target's `wording`. */
export function agreementOf(
  wording: string,
  { passage, translated }: Pick<Evidence, 'passage' | 'translated'>,
): Agreement {
  if (!/[\p{L}\p{N}]/u.test(passage)) return translated ? 'translated' : 'no-passage'
  if (translated) return 'translated'
  if (isInside(wording, passage)) return 'agrees'
  return placesOf(stretchesOf(wording), wordsOf(passage)) ? 'agrees' : 'differs'
}

/**
 * The same with what is the same and what differs, for display. `contextWords` is how much is left of
 * context and omissions, `Infinity` for all.
 */
export function comparePassage(
  wording: string,
  evidence: Pick<Evidence, 'passage' | 'translated'>,
  { contextWords = CONTEXT_WORDS }: { readonly contextWords?: number } = {},
): Comparison {
  const agreement = agreementOf(wording, evidence)
  if (agreement !== 'agrees' && agreement !== 'differs') return { agreement, parts: [] }
  const { passage } = evidence
  const stretches = stretchesOf(wording)
  const words = wordsOf(passage)
  const starts = placesOf(stretches, words)
  const alignments = starts
    ? tightened(starts, stretches, words).map((start, k) => alongside(stretches[k] ?? [], start))
    : bestAlignments(stretches, words)
  const parts = partsOf(alignments, { stretches, words, wording, passage })
  return { agreement, parts: parts.map((part, i) => shortened(part, i, parts.length, contextWords)) }
}

interface Word {
  /** As it is compared. */
  readonly word: string
  readonly start: number
  readonly end: number
}

/** A number with its minus, a word with what belongs inside it, or a sign that is read aloud. */
const WORD =
  /(?<![\p{L}\p{N}])[-−](?=\p{N})[\p{N}.,]*\p{N}|[\p{L}\p{N}\p{M}](?:[\p{L}\p{N}\p{M}\u00AD\u200B\u200C\u200D\u2060]|['’‘.,:*_/\-‐‑](?=[\p{L}\p{N}\p{M}])|–(?=\p{N})|-\r?\n(?!(?:und|oder|and|or)(?!\p{L}))(?=\p{Ll}))*|[\p{Sc}\p{So}%‰§&=<>+]/gu
const OMISSION_IN_BRACKETS = /[[(]\s*(?:…|\.\s?\.(?:\s?\.)*)\s*[\])]/u
/** What the newsroom has left out of a quote or put in. */
const GAPS = new RegExp(`${OMISSION_IN_BRACKETS.source}|\\[[^\\][]*\\]|…|\\.{3,}`, 'gu')
const OMISSIONS = new RegExp(OMISSION_IN_BRACKETS.source, 'gu')
/** No word reads like this, so that it matches none. */
const OMISSION = '[…]'

function wordsIn(text: string, offset = 0): Word[] {
  const found: Word[] = []
  for (const { 0: own, index } of text.matchAll(WORD))
    found.push({ word: folded(own), start: offset + index, end: offset + index + own.length })
  return found
}

/** The passage's words, with a sign for what it leaves out itself. */
function wordsOf(passage: string): readonly Word[] {
  const found: Word[] = []
  let behind = 0
  for (const { 0: own, index } of passage.matchAll(OMISSIONS)) {
    for (const word of wordsIn(passage.slice(behind, index), behind)) found.push(word)
    behind = index + own.length
    found.push({ word: OMISSION, start: index, end: behind })
  }
  for (const word of wordsIn(passage.slice(behind), behind)) found.push(word)
  return found
}

function folded(word: string): string {
  return /^[a-z]+$/i.test(word)
    ? word
    : word
        .normalize('NFKC')
        .replace(/[\u00AD\u200B\u200C\u200D\u2060]|-\r?\n/g, '')
        .replace(/[’‘]/g, "'")
        .replace(/[‐‑–−]/g, '-')
}

/** The quote's stretches, none empty; no stretch when it has no words. */
function stretchesOf(wording: string): readonly (readonly Word[])[] {
  const found: (readonly Word[])[] = []
  const add = (start: number, end: number) => {
    const words = wordsIn(wording.slice(start, end), start)
    if (words.length) found.push(words)
  }
  let at = 0
  for (const piece of wording.split(PIECE_SEPARATOR)) {
    for (const [from, to] of quotedIn(piece)) {
      let behind = from
      for (const { 0: gap, index } of piece.slice(from, to).matchAll(GAPS)) {
        add(at + behind, at + from + index)
        behind = from + index + gap.length
      }
      add(at + behind, at + to)
    }
    at += piece.length + PIECE_SEPARATOR.length
  }
  return found
}

const DOUBLE_MARK = /["„“”‟«»]/g

/**
 * What of a piece is quoted, where its borders were set around the frame as well: „Ja“, sagte sie, „gern“.
 * A mark opens before a word and closes behind one, whatever its style; inner quotes are counted, and a
 * mark that opens a paragraph anew counts once.
 */
function quotedIn(piece: string): readonly (readonly [number, number])[] {
  const marks = [...piece.matchAll(DOUBLE_MARK)].map(({ index }) => index)
  if (marks.length < 4 || piece.slice(0, marks[0]).trim()) return [[0, piece.length]]
  const found: [number, number][] = []
  let depth = 0
  let from = 0
  for (const at of marks) {
    const before = piece[at - 1] ?? ' '
    const opens = /[\s([–—-]/.test(before) && /\S/.test(piece[at + 1] ?? ' ')
    if (opens) {
      if (depth && before === '\n') continue
      if (!depth++) from = at
    } else if (depth && !--depth) found.push([from, at + 1])
  }
  const behind = found[found.length - 1]?.[1] ?? 0
  return depth || /[\p{L}\p{N}]/u.test(piece.slice(behind)) ? [[0, piece.length]] : found
}

/** The usual case without reading words: the quote stands in the passage letter by letter, between borders of words. */
function isInside(wording: string, passage: string): boolean {
  const quote = foldUnits(wording).replace(/^[\s"'.,;:!?]+|[\s"'.,;:!?]+$/g, '')
  if (!quote || quote.includes('[') || quote.includes('"') || quote.includes(PIECE_SEPARATOR)) return false
  const text = foldUnits(passage)
  const at = text.indexOf(quote)
  if (at < 0) return false
  const end = at + quote.length
  return (
    /^\p{L}/u.test(quote) &&
    /\p{L}$/u.test(quote) &&
    /^(?:|[\s"])$/.test(text.slice(at - 1 < 0 ? 0 : at - 1, at)) &&
    // A sign between two letters joins them to one word.
    /^(?:$|\s|["'.,;:!?](?![\p{L}\p{N}]))/u.test(text.slice(end, end + 2))
  )
}

function isSameStart(a: string, b: string): boolean {
  return a === b || (a.slice(1) === b.slice(1) && a.slice(0, 1).toLowerCase() === b.slice(0, 1).toLowerCase())
}

/** Where each stretch stands, the earliest places in order; null when one does not. */
function placesOf(stretches: readonly (readonly Word[])[], words: readonly Word[]): readonly number[] | null {
  const starts: number[] = []
  let from = 0
  for (const stretch of stretches) {
    const start = placeOf(stretch, words, { from, to: words.length })
    if (start < 0) return null
    starts.push(start)
    from = start + stretch.length
  }
  return starts
}

/** The same places, each moved as near to the next one as it goes, so that what is shown as omitted is little. */
function tightened(
  starts: readonly number[],
  stretches: readonly (readonly Word[])[],
  words: readonly Word[],
): readonly number[] {
  if (starts.length > MAX_STRETCHES) return starts
  const tight = [...starts]
  for (let k = starts.length - 2; k >= 0; k--) {
    const range = { from: starts[k] ?? 0, to: tight[k + 1] ?? 0 }
    tight[k] = placeOf(stretches[k] ?? [], words, { ...range, last: true })
  }
  return tight
}

/**
 * First (or last) place of a stretch among `words` from `from` to `to`, -1 when it is nowhere: the search
 * of Knuth, Morris and Pratt over all but its first word, for which another comparison holds.
 */
function placeOf(
  stretch: readonly Word[],
  words: readonly Word[],
  { from, to, last = false }: { readonly from: number; readonly to: number; readonly last?: boolean },
): number {
  const first = stretch[0]?.word ?? ''
  const wordAt = (i: number) => words[i]?.word ?? ''
  const rest = stretch.slice(1).map(({ word }) => word)
  let found = -1
  if (!rest.length) {
    for (let i = from; i < to; i++)
      if (isSameStart(wordAt(i), first)) {
        found = i
        if (!last) break
      }
    return found
  }
  const fallback = new Int32Array(rest.length)
  for (let i = 1, k = 0; i < rest.length; i++) {
    while (k && rest[i] !== rest[k]) k = fallback[k - 1] ?? 0
    if (rest[i] === rest[k]) k++
    fallback[i] = k
  }
  for (let i = from + 1, k = 0; i < to; i++) {
    const word = wordAt(i)
    while (k && (k === rest.length || word !== rest[k])) k = fallback[k - 1] ?? 0
    if (word === rest[k]) k++
    const start = i - rest.length
    if (k < rest.length || !isSameStart(wordAt(start), first)) continue
    found = start
    if (!last) break
  }
  return found
}

/** Which word of the passage each word of a stretch is, -1 for none; `from` and `to` are the words of the passage in its place. */
interface Alignment {
  readonly from: number
  readonly to: number
  readonly at: readonly number[]
}

function alongside(stretch: readonly Word[], start: number): Alignment {
  return { from: start, to: start + stretch.length, at: stretch.map((_, i) => start + i) }
}

/** The most similar places, the longest stretch's first, the others before and behind it; null for what has none. */
function bestAlignments(
  stretches: readonly (readonly Word[])[],
  words: readonly Word[],
): readonly (Alignment | null)[] {
  if (stretches.length > MAX_STRETCHES) {
    const whole = similarPlace(stretches.flat(), words, 0, words.length)
    let behind = 0
    return stretches.map((stretch) => {
      const at = whole?.at.slice(behind, (behind += stretch.length)).filter((i) => i >= 0) ?? []
      const [from, to] = [at[0], at[at.length - 1]]
      if (!whole || from === undefined || to === undefined) return null
      return { from, to: to + 1, at: whole.at.slice(behind - stretch.length, behind) }
    })
  }
  const found: (Alignment | null)[] = stretches.map(() => null)
  const place = (list: readonly number[], from: number, to: number): void => {
    if (!list.length || from >= to) return
    const lengthOf = (k: number | undefined) => stretches[k ?? -1]?.length ?? 0
    const longest = list.reduce((best, k) => (lengthOf(k) > lengthOf(best) ? k : best))
    const stretch = stretches[longest] ?? []
    const exact = placeOf(stretch, words, { from, to })
    const own = exact >= 0 ? alongside(stretch, exact) : similarPlace(stretch, words, from, to)
    const i = list.indexOf(longest)
    if (!own) {
      place([...list.slice(0, i), ...list.slice(i + 1)], from, to)
      return
    }
    found[longest] = own
    place(list.slice(0, i), from, own.from)
    place(list.slice(i + 1), own.to, to)
  }
  place([...stretches.keys()], 0, words.length)
  return found
}

/** The window with the most words and pairs of neighbouring words of the stretch, and what in it is the same. */
function similarPlace(
  stretch: readonly Word[],
  words: readonly Word[],
  from: number,
  to: number,
): Alignment | null {
  const ids = new Map<string, number>()
  for (const { word } of stretch) if (!ids.has(word)) ids.set(word, ids.size)
  const idOf = (word: Word | undefined) => (word && ids.get(word.word)) ?? -1
  const pairOf = (a: number, b: number) => (a < 0 || b < 0 ? -1 : (a + 1) * ids.size + b)
  const wanted = new Map<number, number>()
  const want = (key: number) => wanted.set(key, (wanted.get(key) ?? 0) + 1)
  for (const [i, word] of stretch.entries()) {
    want(idOf(word))
    if (i) want(pairOf(idOf(stretch[i - 1]), idOf(word)))
  }
  // `wanted` now counts what the window still lacks: below zero it has more than the stretch.
  let score = 0
  const enter = (key: number) => {
    const lacking = wanted.get(key)
    if (lacking === undefined) return
    if (lacking > 0) score++
    wanted.set(key, lacking - 1)
  }
  const leave = (key: number) => {
    const lacking = wanted.get(key)
    if (lacking === undefined) return
    if (lacking >= 0) score--
    wanted.set(key, lacking + 1)
  }
  const width = stretch.length + Math.max(2, stretch.length >> 2)
  let best = 0
  let start = -1
  for (let i = from; i < to; i++) {
    const id = idOf(words[i])
    enter(id)
    if (i > from) enter(pairOf(idOf(words[i - 1]), id))
    const out = i - width
    if (out >= from) {
      leave(idOf(words[out]))
      leave(pairOf(idOf(words[out]), idOf(words[out + 1])))
    }
    if (score <= best) continue
    best = score
    start = Math.max(from, out + 1)
  }
  if (start < 0) return null
  const window = { from: Math.max(from, start), to: Math.min(to, start + width) }
  const at = commonWords(stretch, words, window)
  const shared = at.filter((i) => i >= 0)
  const first = shared[0]
  const last = shared[shared.length - 1]
  if (first === undefined || last === undefined || shared.length < LEAST_SHARE * stretch.length) return null
  // As many words of the passage as the quote has others at its ends were replaced; what is beyond is context.
  const before = at.findIndex((i) => i >= 0)
  const behind = at.length - 1 - at.findLastIndex((i) => i >= 0)
  return { from: Math.max(from, first - before), to: Math.min(to, last + 1 + behind), at }
}

/** Longest common subsequence of the stretch and the passage's words of a window. */
function commonWords(
  stretch: readonly Word[],
  words: readonly Word[],
  { from, to }: { readonly from: number; readonly to: number },
): readonly number[] {
  const at: number[] = stretch.map(() => -1)
  const isSame = (i: number, j: number) => {
    const a = stretch[i]?.word ?? ''
    const b = words[j]?.word ?? ''
    return a === b || (i === 0 && isSameStart(a, b))
  }
  const rows = stretch.length
  const width = to - from + 1
  if (rows * width > MAX_PAIRS) {
    // Too long to compare: what is the same at both ends.
    let head = 0
    while (head < rows && from + head < to && isSame(head, from + head)) at[head] = from + head++
    for (let k = 1; rows - k >= head && to - k >= from + head && isSame(rows - k, to - k); k++)
      at[rows - k] = to - k
    return at
  }
  const common = new Uint32Array((rows + 1) * width)
  const cell = (i: number, j: number) => common[i * width + (j - from)] ?? 0
  for (let i = rows - 1; i >= 0; i--)
    for (let j = to - 1; j >= from; j--)
      common[i * width + (j - from)] = isSame(i, j)
        ? cell(i + 1, j + 1) + 1
        : Math.max(cell(i + 1, j), cell(i, j + 1))
  for (let i = 0, j = from; i < rows && j < to;)
    if (isSame(i, j)) at[i++] = j++
    else if (cell(i + 1, j) >= cell(i, j + 1)) i++
    else j++
  return at
}

function partsOf(
  alignments: readonly (Alignment | null)[],
  {
    stretches,
    words,
    wording,
    passage,
  }: {
    readonly stretches: readonly (readonly Word[])[]
    readonly words: readonly Word[]
    readonly wording: string
    readonly passage: string
  },
): readonly PassagePart[] {
  const parts: { text: string; change: PassagePart['change'] }[] = []
  const push = (text: string, change: PassagePart['change']) => {
    const last = parts[parts.length - 1]
    if (!text) return
    if (last?.change === change) last.text += text
    else parts.push({ text, change })
  }
  /** How far the passage has been told, as a word and as an offset. */
  let told = 0
  let offset = 0
  const tell = (to: number, change: PassagePart['change']) => {
    if (to <= told) return
    // White space and signs behind a word go with it, those before the first one with the first.
    const end = words[to]?.start ?? passage.length
    push(passage.slice(offset, end), change)
    told = to
    offset = end
  }
  const tellQuote = (stretch: readonly Word[], i: number) => {
    const word = stretch[i]
    if (word) push(`${wording.slice(word.start, word.end)} `, 'new')
  }
  let isInside = false
  let waiting: (readonly Word[])[] = []
  const flush = () => {
    for (const stretch of waiting) for (const i of stretch.keys()) tellQuote(stretch, i)
    waiting = []
  }
  for (const [k, stretch] of stretches.entries()) {
    const alignment = alignments[k]
    if (!alignment) {
      waiting.push(stretch)
      continue
    }
    tell(alignment.from, isInside ? 'omitted' : 'context')
    isInside = true
    flush()
    const next = nextShared(alignment)
    for (const i of stretch.keys()) {
      const own = alignment.at[i] ?? -1
      if (own < 0) {
        // What stands instead in the passage comes first, as in every comparison of two wordings.
        tell(next[i] ?? alignment.to, 'gone')
        tellQuote(stretch, i)
      } else {
        tell(own, 'gone')
        tell(own + 1, 'same')
      }
    }
    tell(alignment.to, 'gone')
  }
  flush()
  tell(words.length, 'context')
  return parts
}

/** For each word of a stretch the next word of the passage that both have, from it on. */
function nextShared({ at, to }: Alignment): readonly number[] {
  const found: number[] = []
  for (let i = at.length - 1, next = to; i >= 0; i--) {
    const own = at[i] ?? -1
    if (own >= 0) next = own
    found[i] = next
  }
  return found
}

/** Context is kept next to the quote, of what is omitted both ends. */
function shortened(part: PassagePart, index: number, count: number, most: number): PassagePart {
  if (part.change !== 'context' && part.change !== 'omitted') return part
  const words = part.text.split(/(?<=\s)(?=\S)/)
  const keepsStart = part.change === 'omitted' || (index > 0 && index === count - 1)
  const keepsEnd = part.change === 'omitted' || !keepsStart
  if (words.length <= most * (keepsStart && keepsEnd ? 2 : 1)) return part
  const start = keepsStart ? words.slice(0, most).join('') : ''
  const end = keepsEnd ? words.slice(words.length - most).join('') : ''
  return { ...part, text: `${start}… ${end}` }
}
