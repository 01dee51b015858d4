/**
 * A block's text as tokens, quotations, sentences and clauses.
 *
 * German keeps its verbs at known places: second or first in a main clause,
 * last in a subordinate one, with separable prefixes, participles and
 * infinitives at the end. So a sentence is cut at its commas, colons, dashes
 * and quotations into segments, each segment is typed by its first words and
 * by where its finite verb stands, and segments that belong together (a main
 * clause around a relative clause) share a clause. No parse tree is needed.
 */
import {
  ADVERB,
  COORDINATOR,
  DETERMINER,
  JOIN,
  POSSESSIVE_INFINITIVE,
  PREPOSITION,
  PRONOUN,
  REFLEXIVE,
  SUBORDINATOR,
  isA,
} from './classes.js'
import { AUXILIARY, FINITE, INFINITIVE, KONJUNKTIV, MODAL, PARTICIPLE, ZU_INFINITIVE } from './flags.js'
import type { Lexicon } from './lexicon.js'
import { lowerBound } from './lower-bound.js'
import { pairQuotes, type QuoteMarks, type QuotePair } from './marks.js'
import { EDGE, tokenize, type Token } from './tokens.js'

/** `main` verb first or second, `sub` subordinate, `rel` relative, `w` indirect question, `zu` infinitive with zu, `frag` no verb, `quote` a quotation that is a clause of its own. */
export type SegmentKind = 'main' | 'sub' | 'rel' | 'w' | 'zu' | 'frag' | 'quote'

/** Token numbers are inclusive at both ends. */
export interface Segment {
  first: number
  last: number
  kind: SegmentKind
  /** Finite verb, or -1. */
  verb: number
  /** The boundary mark before it: ',', ':', ';', '-' (any dash), '"' (a quotation), '&' (a bare conjunction), or '' at the start. */
  before: string
  /** First word of the segment that is no coordinating conjunction. */
  head: number
  /** Number of the quotation for `quote`, else -1. */
  pair: number
}

/** A sentence, in tokens; both ends belong to it. */
export interface Sentence {
  readonly first: number
  readonly last: number
  readonly segments: readonly Segment[]
}

/** A block, read: sentences, clauses and quotations. All places are tokens. */
export interface Parse extends Pick<Lexicon, 'grammar' | 'endings'> {
  readonly text: string
  readonly tokens: readonly Token[]
  readonly flags: readonly number[]
  readonly pairs: readonly QuotePair[]
  /** For each token the number of the clause-like quotation that covers it, or -1. */
  readonly insideOf: readonly number[]
  /** 1 for tokens that clause analysis passes over: brackets and what they hold, quotation marks. */
  readonly hidden: readonly number[]
  readonly sentences: readonly Sentence[]
}

/** Longer sentences are cut, which bounds what any rule can spend on one. */
const MAX_SENTENCE = 240
/** Brackets that hold more are read as text. */
const MAX_BRACKET = 40

/** What other blocks say of this one's quotations. */
export interface ParseOptions {
  /** The block begins inside a quotation that an earlier block opened. */
  readonly startsInside?: boolean
  /** The last unclosed mark opens a quotation that runs to the end of the block. */
  readonly endsInside?: boolean
}

/** What all readings of a block share: its words, what they can be as verbs, its marks. */
export interface Words {
  readonly text: string
  readonly tokens: readonly Token[]
  readonly flags: readonly number[]
  readonly marks: QuoteMarks
}

/** The tokens of a text with what each can be as a verb, and its quotation marks. */
export function readWords(text: string, lexicon: Lexicon): Words {
  const tokens = tokenize(text, lexicon.seen)
  return { text, tokens, flags: tokens.map((_, i) => flagsOf(tokens, i, lexicon)), marks: pairQuotes(tokens) }
}

/** Reads a block: pairs its quotations, and finds sentences and clauses around them. */
export function parse(words: Words, lexicon: Lexicon, options: ParseOptions = {}): Parse {
  const { text, tokens, flags } = words
  const pairs = withDepth(pairsOf(words, options))
  const hidden = hide(tokens, pairs)
  const insideOf = new Array<number>(tokens.length).fill(-1)
  for (let number = 0; number < pairs.length; number++) {
    const pair = pairs[number]!
    // Hidden words inside mean brackets: (kurz: „IG Bau“)
    if (pair.depth === 0 && !hidden[pair.open + 1] && isClauseLike(tokens, flags, pair))
      insideOf.fill(number, pair.open, pair.close + 1)
  }
  const sentences: Sentence[] = []
  const { grammar, endings } = lexicon
  const result = { grammar, endings, text, tokens, flags, pairs, insideOf, hidden, sentences }
  for (const [first, last] of sentenceBounds(result, lexicon))
    sentences.push({ first, last, segments: segmentsOf(result, lexicon, first, last) })
  return result
}

/** The pairs of a block's marks, with those that an earlier block opened or a later one closes. */
export function pairsOf(
  { tokens, marks }: Words,
  { startsInside, endsInside }: ParseOptions,
): readonly QuotePair[] {
  if (!startsInside && !endsInside) return marks.pairs
  const pairs = marks.pairs.filter(
    (p) =>
      !(startsInside && p.open <= marks.unopened) &&
      !(endsInside && p.close > marks.unclosed && p.open < marks.unclosed),
  )
  if (startsInside && marks.unopened >= 0) pairs.unshift({ open: 0, close: marks.unopened, depth: 0 })
  if (endsInside && marks.unclosed >= 0)
    pairs.push({ open: marks.unclosed, close: tokens.length - 1, depth: 0 })
  return pairs
}

type Base = Omit<Parse, 'sentences'>

/** The pairs in text order, each with how many others lie around it. */
export function withDepth(pairs: readonly QuotePair[]): readonly QuotePair[] {
  if (pairs.length === 0) return pairs
  const sorted = [...pairs].sort((a, b) => a.open - b.open || b.close - a.close)
  const ends: number[] = []
  return sorted.map((pair) => {
    while (ends.length && ends[ends.length - 1]! < pair.open) ends.pop()
    const depth = ends.length
    ends.push(pair.close)
    return { ...pair, depth }
  })
}

function flagsOf(tokens: readonly Token[], i: number, lexicon: Lexicon): number {
  const token = tokens[i]!
  if (!token.word || token.number) return 0
  if (isA(token, POSSESSIVE_INFINITIVE) && !token.capital)
    return isInfinitive(tokens, i, lexicon) ? INFINITIVE | AUXILIARY : 0
  if (token.capital) {
    // In German a capital inside a sentence marks a noun; at its start only an auxiliary or modal is read as a verb.
    const before = tokens[i - 1] ?? EDGE
    if (before.word || before.text === ',' || before.text === '-' || before.text === '–') return 0
    if (lexicon.notVerbs.has(token.lower)) return 0
    const forms = lexicon.flags(token.lower)
    return forms & (AUXILIARY | MODAL) ? forms : 0
  }
  return token.verb
}

/** "zu sein", "verletzt sein.", "sein soll" against the possessive. */
function isInfinitive(tokens: readonly Token[], i: number, lexicon: Lexicon): boolean {
  const before = tokens[i - 1] ?? EDGE
  const after = tokens[i + 1] ?? EDGE
  return (
    lexicon.grammar.beforeInfinitive.has(before.lower) ||
    !after.word ||
    lexicon.grammar.behindInfinitive.has(after.lower)
  )
}

/** For each token 1 where clauses are read over it: marks, and what is quoted whole. */
export function hide(tokens: readonly Token[], pairs: readonly QuotePair[]): readonly number[] {
  const hidden = new Array<number>(tokens.length).fill(0)
  for (const pair of pairs) {
    hidden[pair.open] = 1
    hidden[pair.close] = 1
  }
  for (let i = 0; i < tokens.length; i++) {
    const close = tokens[i]!.text === '(' ? ')' : tokens[i]!.text === '[' ? ']' : ''
    if (!close) continue
    let end = i + 1
    while (end < tokens.length && end - i <= MAX_BRACKET && tokens[end]!.text !== close) end++
    if (tokens[end]?.text !== close) continue
    hidden.fill(1, i, end + 1)
    i = end
  }
  return hidden
}

/** A quotation stands as a clause when it holds a sentence, or a verb and stands apart from the words around it. */
function isClauseLike(tokens: readonly Token[], flags: readonly number[], pair: QuotePair): boolean {
  const before = tokens[pair.open - 1] ?? EDGE
  const after = tokens[pair.close + 1] ?? EDGE
  const startsApart = !before.word && before.text !== '(' && before.text !== '/'
  const endsApart = !after.word
  let words = 0
  let finite = false
  let stop = false
  for (let i = pair.open + 1; i < pair.close; i++) {
    const token = tokens[i]!
    if (token.word) words++
    if ((flags[i]! & FINITE) !== 0) finite = true
    if (isFullStop(token) && !(tokens[i - 1]!.number && token.text === '.')) stop = true
  }
  if (stop && words >= 2 && (startsApart || (finite && endsApart))) return true
  if (stop && startsApart && words >= 1) return true
  if (!startsApart) return false
  if (before.text === ':' && (words >= 2 || finite)) return true
  if (after.text === ',' && (before === EDGE || /^[.:!?–]$/.test(before.text))) return true
  return finite && words >= 4 && endsApart
}

function sentenceBounds(base: Base, lexicon: Lexicon): readonly (readonly [number, number])[] {
  const { tokens, insideOf, pairs } = base
  const bounds: [number, number][] = []
  let first = 0
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i]!
    let ends = false
    if (insideOf[i]! >= 0) {
      const close = pairs[insideOf[i]!]!.close
      let last = close - 1
      while (last > i && base.hidden[last]) last--
      const stop = isFullStop(tokens[last] ?? EDGE)
      i = close
      const after = tokens[i + 1] ?? EDGE
      ends = stop && (after.capital || opensQuote(base, i + 1)) && !isContinuation(base, lexicon, i + 1)
    } else if (isFullStop(token) && !base.hidden[i]) ends = isStop(base, lexicon, i)
    if (ends) {
      // Closing brackets and marks after the stop belong to the sentence before.
      while (
        i + 1 < tokens.length &&
        /^[)\]“”"«»‘’]$/.test(tokens[i + 1]!.text) &&
        tokens[i + 1]!.start === tokens[i]!.end &&
        !opensQuote(base, i + 1)
      )
        i++
    }
    if (ends || i - first >= MAX_SENTENCE) {
      bounds.push([first, i])
      first = i + 1
    }
  }
  if (first < tokens.length) bounds.push([first, tokens.length - 1])
  return bounds
}

/** After „…!“ a frame can follow without a comma: „Nein!“ sagte er. */
function isContinuation(base: Base, lexicon: Lexicon, i: number): boolean {
  const token = base.tokens[i] ?? EDGE
  return !token.capital && token.word && lexicon.flags(token.lower) !== 0
}

function opensQuote(base: Base, i: number): boolean {
  // Pairs are sorted by `open`; a binary search would do, but marks that open are hidden and not preceded by a word.
  const token = base.tokens[i]
  return (
    token !== undefined &&
    base.hidden[i] === 1 &&
    /^[„“"«»‚‘›‹]$/.test(token.text) &&
    base.tokens[i + 1]?.start === token.end
  )
}

function isStop(base: Base, lexicon: Lexicon, i: number): boolean {
  const { tokens } = base
  const token = tokens[i]!
  const before = tokens[i - 1] ?? EDGE
  const after = tokens[i + 1] ?? EDGE
  if (after === EDGE) return true
  if (isFullStop(after)) return false
  if (token.text !== '.') return after.capital || !after.word || after.number
  if (before.end === token.start && before.word) {
    // "als gefährdete Art. In …": a function word with a capital begins a sentence all the same.
    if (lexicon.abbreviations.has(before.lower)) return after.capital && opensSentence(lexicon, after.lower)
    if (before.text.length === 1 && !before.number) return false
    if (before.number && /^\d{1,2}$/.test(before.text) && after.word) {
      if (!after.capital || lexicon.months.has(after.lower)) return false
      return opensSentence(lexicon, after.lower) || isA(after, ADVERB)
    }
  }
  if (after.word && !after.capital && !after.number) return false
  return true
}

function opensSentence(lexicon: Lexicon, word: string): boolean {
  return lexicon.determiners.has(word) || lexicon.pronouns.has(word) || lexicon.prepositions.has(word)
}

function isFullStop({ word, text }: Token): boolean {
  return !word && (text === '.' || text === '!' || text === '?' || text === '…')
}

const DASH = /^[–—-]$/

function segmentsOf(base: Base, lexicon: Lexicon, first: number, last: number): readonly Segment[] {
  const { tokens, insideOf, hidden } = base
  const segments: Segment[] = []
  let start = -1
  let before = ''
  let quotedTill = -1
  const flush = (end: number, mark: string): void => {
    if (start >= 0) segments.push(...typed(base, lexicon, start, end, before, segments.length))
    if (start >= 0 || mark !== ',') before = mark
    start = -1
  }
  for (let i = first; i <= last; i++) {
    const pair = insideOf[i]!
    if (pair >= 0) {
      flush(i - 1, '"')
      const close = base.pairs[pair]!.close
      segments.push({
        first: i,
        last: close,
        kind: 'quote',
        verb: -1,
        before: segments.length ? markBefore(base, i) : '',
        head: i,
        pair,
      })
      before = '"'
      i = close
      continue
    }
    if (hidden[i]) {
      // A quoted word inside a clause is read like any word; brackets are passed over.
      quotedTill = Math.max(quotedTill, closeAt(base.pairs, i))
      continue
    }
    const { text, word } = tokens[i]!
    if (word) {
      if (start < 0) start = i
    } else if (text === ',' || text === ':' || text === ';') {
      // "Kongress-, Militär- und Pentagon-Sprecher"
      if (!(text === ',' && tokens[i - 1]?.text === '-')) flush(i - 1, text)
    } else if (i < quotedTill) continue
    else if (DASH.test(text) && tokens[i]!.end < (tokens[i + 1] ?? EDGE).start) flush(i - 1, '-')
  }
  flush(last, '')
  return joinSplit(base, segments)
}

/** The token that closes the quotation that opens at `open`, or -1; pairs are in order of `open`. */
export function closeAt(pairs: readonly QuotePair[], open: number): number {
  const pair = pairs[lowerBound(pairs, (own) => own.open < open)]
  return pair?.open === open ? pair.close : -1
}

/** "wie ein Vertreter des Konzerns, EADS, mitteilte": a clause with *wie* that an apposition splits is one. */
function joinSplit(base: Base, segments: readonly Segment[]): readonly Segment[] {
  const at = segments.findIndex(
    (s) => s.kind === 'frag' && base.grammar.asWords.has(base.tokens[s.head]!.lower),
  )
  if (at < 0) return segments
  for (let k = at + 1; k < Math.min(segments.length, at + 4); k++) {
    const s = segments[k]!
    if (s.kind === 'quote' || s.before !== ',') return segments
    if (s.verb < 0) continue
    if (s.kind === 'rel') continue
    const last = base.tokens[s.verb + 1]?.word && s.verb < s.last
    if (last || s.kind !== 'main') return segments
    const first = segments[at]!
    return [
      ...segments.slice(0, at),
      { ...first, last: s.last, kind: 'w', verb: s.verb },
      ...segments.slice(k + 1),
    ]
  }
  return segments
}

function markBefore(base: Base, i: number): string {
  const text = base.tokens[i - 1]?.text ?? ''
  return DASH.test(text) ? '-' : /^[,:;]$/.test(text) ? text : '&'
}

/** Takes in closing marks and brackets right behind a word. */
function withClosing(base: Base, last: number, limit: number): number {
  let end = last
  while (end < limit && base.hidden[end + 1] && !OPENING.test(base.tokens[end + 1]!.text)) end++
  return end
}

const OPENING = /^[„‚]$/

/** The segments of a stretch without boundary marks: usually one, more when main clauses are joined by a bare conjunction. */
function typed(
  base: Base,
  lexicon: Lexicon,
  from: number,
  end: number,
  before: string,
  index: number,
): readonly Segment[] {
  const { tokens, hidden } = base
  let last = end
  while (last > from && (!tokens[last]!.word || hidden[last])) last--
  last = withClosing(base, last, end)
  const words: number[] = []
  for (let i = from; i <= last; i++) if (!hidden[i] && tokens[i]!.word) words.push(i)
  if (!words.length) return []
  let at = 0
  while (at < words.length - 1 && isA(tokens[words[at]!]!, COORDINATOR)) at++
  const head = words[at]!
  const one = (kind: SegmentKind, verb: number): Segment => ({
    first: from,
    last,
    kind,
    verb,
    before,
    head,
    pair: -1,
  })
  let verbs = finiteVerbs(base, lexicon, words, at)
  // "verübt zu haben", "halten zu können": with an infinitive with zu at the end, a form that need not be finite is not.
  if (index > 0 && before === ',' && verbs.length && endsWithZu(base, words))
    verbs = verbs.filter((v) => !(base.flags[v]! & (PARTICIPLE | INFINITIVE)))
  const lastVerb = verbs[verbs.length - 1] ?? -1
  const lower = tokens[head]!.lower
  const next = words[at + 1] === undefined ? EDGE : tokens[words[at + 1]!]!
  const afterLead = base.grammar.leads.has(lower) && next !== EDGE ? next.lower : lower
  if (verbs.length === 0) {
    if (hasZuInfinitive(base, words)) return [one('zu', -1)]
    if (lexicon.subordinators.has(lower) || lexicon.subordinators.has(afterLead)) return [one('sub', -1)]
    return [one('frag', -1)]
  }
  const final = isFinal(base, words, lastVerb)
  if (lexicon.subordinators.has(lower) || lexicon.subordinators.has(afterLead)) {
    if (final || !base.grammar.maybeConjunctions.has(lower)) return [one('sub', lastVerb)]
  }
  if (lexicon.maybeSubordinators.has(lower) && final && verbs[0] !== words[at + 1])
    return [one('sub', lastVerb)]
  if (final && words.length - at > 1 && lexicon.questionWords.has(afterLead) && verbs[0] !== words[at + 1])
    return [one('w', lastVerb)]
  if (
    index > 0 &&
    (before === ',' || before === '&' || before === '-') &&
    isRelative(base, lexicon, words, at, lastVerb, final)
  )
    return [one('rel', lastVerb)]
  return mainClauses(base, from, last, before, words, at, verbs)
}

/** Cuts main clauses at a bare *und*, *aber* … where both sides have a finite verb. */
function mainClauses(
  base: Base,
  from: number,
  last: number,
  before: string,
  words: readonly number[],
  at: number,
  verbs: readonly number[],
): readonly Segment[] {
  const { tokens, flags } = base
  const out: Segment[] = []
  let first = from
  let headAt = at
  let mark = before
  let verb = verbs[0]!
  for (let k = at + 1; k < words.length; k++) {
    const i = words[k]!
    if (!isA(tokens[i]!, JOIN) || i < verb) continue
    const nextVerb = verbs.find((v) => v > i)
    if (nextVerb === undefined) {
      // Two participles or infinitives with one auxiliary: "hatte die Regierung entlassen und mit Härte gedroht".
      const left = words[k - 1]!
      const right = words[words.length - 1]!
      const bracket = PARTICIPLE | INFINITIVE
      const same = flags[left]! & flags[right]! & bracket
      if (same && right > i + 1 && flags[verb]! & (AUXILIARY | MODAL) && !tokens[left]!.capital) {
        out.push({
          first,
          last: withClosing(base, left, i - 1),
          kind: 'main',
          verb,
          before: mark,
          head: words[headAt]!,
          pair: -1,
        })
        first = words[k]!
        headAt = k + 1
        mark = '&'
        out.push({ first, last, kind: 'main', verb, before: '&', head: words[headAt]!, pair: -1 })
        return out
      }
      continue
    }
    // The verb of the next clause stands first or second in it; otherwise the conjunction joins something smaller.
    const between = words.indexOf(nextVerb) - k
    const direct = between === 1
    const leftDone = k > 0
    if (!leftDone || (!direct && !isV2(base, words, k, nextVerb))) continue
    out.push({
      first,
      last: withClosing(base, words[k - 1]!, i - 1),
      kind: 'main',
      verb,
      before: mark,
      head: words[headAt]!,
      pair: -1,
    })
    first = i
    headAt = k + 1
    mark = '&'
    verb = nextVerb
  }
  out.push({ first, last, kind: 'main', verb, before: mark, head: words[headAt] ?? words[at]!, pair: -1 })
  return out
}

/** Whether the words between a conjunction and a verb can be one constituent before it. */
function isV2(base: Base, words: readonly number[], k: number, verb: number): boolean {
  const { tokens, flags } = base
  const firstWord = tokens[words[k + 1]!]!
  const end = words.indexOf(verb)
  if (end - k > 12) return false
  // "Schulen und Polizeistationen geworfen": a participle at the end is no finite verb.
  if (verb === words[words.length - 1] && flags[verb]! & PARTICIPLE && !(flags[verb]! & KONJUNKTIV))
    return false
  return (
    isA(firstWord, DETERMINER | PRONOUN | ADVERB) ||
    firstWord.capital ||
    isA(firstWord, PREPOSITION) ||
    firstWord.number
  )
}

/** Whether `verb` closes the segment: nothing but verbs behind it. */
function isFinal(base: Base, words: readonly number[], verb: number): boolean {
  const at = words.indexOf(verb)
  if (at === words.length - 1) return true
  // "hat sagen wollen" is the only order in which an auxiliary goes before other verbs at the end.
  if (words.length - at < 3) return false
  for (let k = at + 1; k < words.length; k++) if (!(base.flags[words[k]!]! & INFINITIVE)) return false
  return true
}

function isRelative(
  base: Base,
  lexicon: Lexicon,
  words: readonly number[],
  at: number,
  verb: number,
  final: boolean,
): boolean {
  const { tokens, flags } = base
  const first = tokens[words[at]!]!
  const second = words[at + 1] === undefined ? EDGE : tokens[words[at + 1]!]!
  const third = words[at + 2] === undefined ? EDGE : tokens[words[at + 2]!]!
  const pronounAt = lexicon.relativePronouns.has(first.lower)
    ? at
    : isA(first, PREPOSITION) && lexicon.relativePronouns.has(second.lower)
      ? at + 1
      : -1
  if (pronounAt < 0) return false
  // A verb right behind the pronoun: "die sagten" is a main clause only when more follows.
  const late = final || lateVerb(words, verb)
  if (!late) return false
  if (pronounAt === at + 1)
    return (
      third !== EDGE && (lexicon.onlyRelative.has(second.lower) || !third.capital || words.length - at > 4)
    )
  if (lexicon.onlyRelative.has(first.lower)) return true
  // "die Lage sei ernst" against "die Lage verschärfte": a noun phrase right before a final verb in Konjunktiv is its subject.
  const verbAt = words.indexOf(verb)
  if (flags[verb]! & KONJUNKTIV && second.capital && verbAt <= at + 2) return false
  return true
}

/** A subordinate clause may have a short afterfield: one prepositional phrase behind its verb. */
function lateVerb(words: readonly number[], verb: number): boolean {
  const at = words.indexOf(verb)
  return at > 2 && words.length - at <= 2
}

/** Numbers of the finite verbs among `words` from `at` on. */
function finiteVerbs(base: Base, lexicon: Lexicon, words: readonly number[], at: number): readonly number[] {
  const strict = finiteAmong(base, lexicon, words, at, true)
  // "Das teilte Sprecher Meier mit": what looks like an attribute is the verb when there is no other.
  return strict.length || words.length < 3 ? strict : finiteAmong(base, lexicon, words, at, false)
}

function finiteAmong(
  base: Base,
  lexicon: Lexicon,
  words: readonly number[],
  at: number,
  strict: boolean,
): readonly number[] {
  const { tokens, flags } = base
  const found: number[] = []
  let attributeTill = -1
  for (let k = at; k < words.length; k++) {
    const i = words[k]!
    const token = tokens[i]!
    const next = words[k + 1] === undefined ? EDGE : tokens[words[k + 1]!]!
    if (k <= attributeTill) continue
    if (isA(token, DETERMINER) && k < words.length - 2 && opensAttribute(lexicon, token, next)) {
      const end = attributeEnd(base, words, k)
      if (end > k) {
        attributeTill = end
        continue
      }
    }
    const bits = flags[i]!
    if (!(bits & FINITE)) continue
    if (token.capital && k > at) continue
    const before = k > 0 ? tokens[words[k - 1]!]! : EDGE
    if (base.grammar.infinitiveMarks.has(before.lower) && bits & INFINITIVE) continue
    if (
      isAttribute(lexicon, token, before, next) &&
      (strict || k !== at + 1 || !base.grammar.pronounDeterminers.has(before.lower))
    )
      continue
    if (strict && isDistantAttribute(base, lexicon, words, k)) continue
    if (found.length) {
      // Behind an auxiliary or modal a form that can be infinitive or participle is one.
      const first = found[found.length - 1]!
      const firstBits = flags[first]!
      if (
        firstBits & (AUXILIARY | MODAL) &&
        bits & (INFINITIVE | PARTICIPLE) &&
        !(bits & (AUXILIARY | MODAL)) &&
        !isA(before, JOIN)
      )
        continue
      if (bits & INFINITIVE && firstBits & (AUXILIARY | MODAL) && !isA(before, JOIN)) continue
    } else if (
      bits & PARTICIPLE &&
      !(bits & (AUXILIARY | MODAL)) &&
      next !== EDGE &&
      flags[words[k + 1]!]! & AUXILIARY &&
      k > at + 1
    ) {
      // "gesagt hat"
      continue
    } else if (bits & INFINITIVE && next !== EDGE && flags[words[k + 1]!]! & MODAL && k > at + 1) continue
    found.push(i)
  }
  return found
}

function opensAttribute(lexicon: Lexicon, token: Token, next: Token): boolean {
  return (
    !lexicon.grammar.notBeforeAttribute.has(token.lower) &&
    (lexicon.plainPrepositions.has(next.lower) || isA(next, REFLEXIVE))
  )
}

/** "die von der Polizei verfolgten Täter": place of the last attribute before the noun, or -1. */
function attributeEnd(base: Base, words: readonly number[], k: number): number {
  const { tokens } = base
  let nouns = 0
  for (let j = k + 2; j < Math.min(words.length - 1, k + 14); j++) {
    const token = tokens[words[j]!]!
    if (token.capital || token.number) nouns++
    else if (
      nouns &&
      base.endings.adjective.test(token.lower) &&
      token.lower.length > 4 &&
      tokens[words[j + 1]!]!.capital &&
      !base.hidden[words[j]! + 1]
    )
      return j
  }
  return -1
}

/** A verb form between a determiner and a noun is an adjective: "die erklärten Ziele". */
function isAttribute(lexicon: Lexicon, token: Token, before: Token, next: Token): boolean {
  if (!next.capital || !lexicon.endings.adjective.test(token.lower)) return false
  if (lexicon.relativePronouns.has(before.lower) && lexicon.auxiliaryForms.has(token.lower)) return false
  return (
    (isA(before, DETERMINER) && !lexicon.pronounsOnly.has(before.lower)) ||
    isA(before, PREPOSITION | SUBORDINATOR) ||
    before.number ||
    (!before.capital &&
      before.word &&
      lexicon.endings.clearAdjective.test(before.lower) &&
      lexicon.flags(before.lower) === 0 &&
      !isA(before, ADVERB) &&
      !isA(before, PRONOUN) &&
      before.lower.length > 4)
  )
}

function endsWithZu(base: Base, words: readonly number[]): boolean {
  for (let k = words.length - 1; k > Math.max(0, words.length - 4); k--) {
    const i = words[k]!
    if (base.tokens[i]!.capital) return false
    if (base.flags[i]! & ZU_INFINITIVE) return true
    if (base.grammar.infinitiveMarks.has(base.tokens[words[k - 1]!]!.lower) && base.flags[i]! & INFINITIVE)
      return true
  }
  return false
}

/** "keine terroristisch motivierte Tat": an adverb between the determiner and the attribute. */
function isDistantAttribute(base: Base, lexicon: Lexicon, words: readonly number[], k: number): boolean {
  const token = base.tokens[words[k]!]!
  const next = words[k + 1] === undefined ? EDGE : base.tokens[words[k + 1]!]!
  if (!next.capital || token.capital || !base.endings.participle.test(token.lower)) return false
  for (let j = k - 1; j >= Math.max(0, k - 2); j--) {
    const before = base.tokens[words[j]!]!
    if (before.capital || before.number || isA(before, PRONOUN)) return false
    if (isA(before, DETERMINER)) return j < k - 1
    if (isA(before, PREPOSITION) || lexicon.flags(before.lower)) return false
  }
  return false
}

function hasZuInfinitive(base: Base, words: readonly number[]): boolean {
  const { tokens, flags } = base
  for (let k = 0; k < words.length; k++) {
    const i = words[k]!
    if (tokens[i]!.capital) continue
    if (flags[i]! & ZU_INFINITIVE) return true
    if (flags[i]! & INFINITIVE && k > 0 && base.grammar.infinitiveMarks.has(tokens[words[k - 1]!]!.lower))
      return true
  }
  return false
}
