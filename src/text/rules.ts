/**
 * The rules: from the clauses of a sentence to statements. Each rule says what
 * it has found, where, and how sure it is; rules whose finds were right less
 * than about half of the time on the development corpora are not kept.
 */
import { ADVERB, COORDINATOR, DETERMINER, PREPOSITION, HEARSAY_WORD, isA, SOURCE_WORD } from './classes.js'
import { findCue, verbComplex, type Cue, type VerbComplex } from './cues.js'
import { SURE, type Draft } from './draft.js'
import {
  AUXILIARY,
  FINITE,
  INFINITIVE,
  KONJUNKTIV,
  KONJUNKTIV_1,
  MAYBE_KONJUNKTIV,
  MODAL,
  PARTICIPLE,
  PRESENT,
} from './flags.js'
import type { Lexicon } from './lexicon.js'
import type { QuotePair } from './marks.js'
import type { Parse, Segment, Sentence } from './parse.js'
import {
  findSubject,
  isAdjective,
  isTime,
  nounPhrase,
  skipAdverbs,
  withApposition,
  type Span,
} from './phrases.js'
import type { Kind } from './statement.js'
import { EDGE } from './tokens.js'

interface Scope {
  readonly parse: Parse
  readonly lexicon: Lexicon
  readonly sentence: Sentence
  readonly index: number
  readonly drafts: Draft[]
  /** Number of the first draft of this sentence, and of the one before. */
  readonly from: number
  readonly fromBefore: number
  /** Number of the first quotation that opens in this sentence. */
  readonly firstPair: number
  /** Segments used as the frame of a statement. */
  readonly framed: Set<number>
  /** Segments that are the content of an indirect statement. */
  readonly content: Set<number>
  /** Quotations that are already statements. */
  readonly quoted: Set<number>
  /** For each segment its clause, `null` where it has no verb. */
  readonly clauses: readonly (Clause | null)[]
  readonly cues: readonly (Cue | null)[]
  /** Speaker and the like of frames, as far as they were looked for. */
  readonly parts: Map<number, { readonly cue: Cue; readonly from: number; readonly parts: FrameParts }>
  /** Also propose what is a statement only now and then, with a confidence below `SURE`. */
  readonly loose: boolean
}

/** The words of a clause, and its verb with all that belongs to it. */
interface Clause {
  readonly words: readonly number[]
  readonly complex: VerbComplex
}

/**
 * The statements of a block in a language whose verb stands second. With `loose` also those that only a model
 * should decide on.
 */
export function findStatements(parse: Parse, lexicon: Lexicon, loose = false): readonly Draft[] {
  const drafts: Draft[] = []
  const quoted = new Set<number>()
  let from = 0
  let firstPair = 0
  for (const [index, sentence] of parse.sentences.entries()) {
    const fromBefore = from
    from = drafts.length
    while (firstPair < parse.pairs.length && parse.pairs[firstPair]!.open < sentence.first) firstPair++
    const clauses = sentence.segments.map((segment, at): Clause | null => {
      if (segment.verb < 0) return null
      const words = clauseWords(parse, lexicon, sentence, at)
      return { words, complex: verbComplex(parse, lexicon, words, segment.verb) }
    })
    const cues = clauses.map((clause) => clause && findCue(parse, lexicon, clause.words, clause.complex))
    const scope: Scope = {
      parse,
      lexicon,
      sentence,
      index,
      drafts,
      from,
      fromBefore,
      firstPair,
      framed: new Set(),
      content: new Set(),
      quoted,
      clauses,
      cues,
      parts: new Map(),
      loose,
    }
    if (sentence.segments.length) {
      framesAfter(scope)
      framesBefore(scope)
      backReference(scope)
      sourcePhrases(scope)
      nounFrames(scope)
      quotations(scope)
      runs(scope)
      hearsay(scope)
      acts(scope)
      if (loose && sentence.segments.length <= MAX_PROPOSING) proposals(scope)
    }
  }
  return drafts
}

/** The drafts of this sentence so far. */
function draftsHere({ drafts, from }: Scope): readonly Draft[] {
  return drafts.slice(from)
}

/** The quotations that open in this sentence. */
function pairsHere({ parse, firstPair, sentence }: Scope): readonly QuotePair[] {
  let end = firstPair
  while (end < parse.pairs.length && parse.pairs[end]!.open <= sentence.last) end++
  return parse.pairs.slice(firstPair, end)
}

// ---------------------------------------------------------------- clauses

/** Visible words of a segment; a main clause that goes on behind an embedded clause brings its end along. */
function clauseWords(parse: Parse, lexicon: Lexicon, sentence: Sentence, at: number): readonly number[] {
  const segment = sentence.segments[at]!
  const words = segmentWords(parse, segment)
  if (segment.kind !== 'main') return words
  const auxiliary = (parse.flags[segment.verb]! & (AUXILIARY | MODAL)) !== 0
  const last = words[words.length - 1]!
  if (auxiliary && parse.flags[last]! & (PARTICIPLE | INFINITIVE) && last !== segment.verb) return words
  // "hat der Minister, der gestern ankam, erklärt"
  for (let k = at + 1; k < Math.min(sentence.segments.length, at + 4); k++) {
    const next = sentence.segments[k]!
    if (next.kind === 'main' || next.kind === 'quote') break
    if (next.kind === 'frag') {
      const more = segmentWords(parse, next)
      const end = more[more.length - 1]!
      if (auxiliary) {
        if (parse.flags[end]! & (PARTICIPLE | INFINITIVE) && !parse.tokens[end]!.capital && k > at + 1)
          return [...words, ...more]
      } else if (
        lexicon.forms(parse.tokens[segment.verb]!.lower).some((f) => f.prefix === parse.tokens[end]!.text)
      )
        return [...words, ...more]
    }
  }
  return words
}

function segmentWords(parse: Parse, segment: Segment): number[] {
  const words: number[] = []
  for (let i = segment.first; i <= segment.last; i++)
    if (!parse.hidden[i] && parse.tokens[i]!.word) words.push(i)
  return words
}

/** First segment of the clause that segment `at` belongs to: a noun phrase cut off from its verb by a relative clause or apposition. */
function clauseStart(scope: Scope, at: number): number {
  const { segments } = scope.sentence
  const segment = segments[at]!
  if (segment.kind !== 'main' || segment.verb !== segment.head) return at
  let start = at
  for (let k = at - 1; k >= 0; k--) {
    const s = segments[k]!
    if (s.kind === 'main' || s.kind === 'quote') return s.kind === 'main' ? at : start
    if (s.before === ':' || s.before === ';' || s.before === '-' || k === 0) {
      return s.kind === 'frag' || s.kind === 'sub' || (s.kind === 'rel' && k > 0) ? k : start
    }
    start = k
  }
  return start
}

function isVerbFirst(segment: Segment): boolean {
  return segment.kind === 'main' && segment.verb === segment.head
}

function mood(scope: Scope, segment: Segment): number {
  return segment.verb >= 0 ? scope.parse.flags[segment.verb]! & (KONJUNKTIV | MAYBE_KONJUNKTIV) : 0
}

function isKonjunktiv(scope: Scope, segment: Segment): boolean {
  return (mood(scope, segment) & KONJUNKTIV) !== 0
}

/** Last token of a segment that is content: without the full stop, but with closing marks that belong to it. */
function contentEnd(scope: Scope, at: number): number {
  const segment = scope.sentence.segments[at]!
  let end = segment.last
  const { tokens, hidden } = scope.parse
  while (end < scope.sentence.last && hidden[end + 1] && !/^[„»‚]$/.test(tokens[end + 1]!.text)) end++
  return end
}

/** First token of a segment with the opening marks before it. */
function contentStart(scope: Scope, at: number): number {
  const { parse, sentence } = scope
  let first = sentence.segments[at]!.first
  while (
    first > sentence.first &&
    parse.hidden[first - 1] &&
    parse.tokens[first - 1]!.start >= 0 &&
    parse.tokens[first - 1]!.end === parse.tokens[first]!.start &&
    !/^[)\]]$/.test(parse.tokens[first - 1]!.text)
  )
    first--
  return first
}

interface FrameParts {
  readonly speaker: Span | null
  readonly addressee: Span | null
}

function spansOf(tokens: readonly number[]): readonly Span[] {
  const spans: { first: number; last: number }[] = []
  for (const i of [...tokens].sort((a, b) => a - b)) {
    const last = spans[spans.length - 1]
    if (last && i === last.last + 1) last.last = i
    else spans.push({ first: i, last: i })
  }
  return spans
}

/** Speaker and addressee of the clause around `cue`. */
function partsOf(scope: Scope, from: number, at: number, cue: Cue): FrameParts {
  const known = scope.parts.get(at)
  if (known && known.from === from && known.cue === cue) return known.parts
  const parts = findParts(scope, from, at, cue)
  scope.parts.set(at, { cue, from, parts })
  return parts
}

function findParts(scope: Scope, from: number, at: number, cue: Cue): FrameParts {
  const { parse, lexicon, sentence } = scope
  const segment = sentence.segments[at]!
  const first = sentence.segments[from]!.head
  let last = segment.last
  let speaker: Span | null = null
  if (segment.kind === 'rel') {
    speaker = relativeSubject(scope, segment)
  } else if (segment.kind === 'sub' || segment.kind === 'w') {
    const start = skipAdverbs(parse, segment.head + 1, segment.verb)
    const end = nounPhrase(parse, lexicon, start, { limit: segment.verb - 1, loose: true })
    if (end >= 0 && !isA(parse.tokens[start]!, PREPOSITION)) speaker = { first: start, last: end }
  } else if (cue.passive && !lexicon.grammar.quotedSubjectCues.has(firstWord(cue.lemma))) {
    speaker = agent(scope, segment)
  } else {
    const open = segment.verb === segment.head || segment.verb < segment.first
    const joined =
      from === at && open && (segment.before === '&' || segment.first !== segment.head)
        ? coordinatedSubject(scope, at)
        : null
    if (joined) speaker = joined
    else if (from < at || segment.verb !== segment.head) {
      const boundary = from < at ? sentence.segments[from]!.last : segment.verb - 1
      speaker = findSubject(parse, lexicon, {
        first,
        verb: segment.verb,
        last,
        boundary: Math.max(boundary, from < at ? appositionEnd(scope, from, at) : 0),
      }).subject
    } else {
      speaker = findSubject(parse, lexicon, {
        first: segment.verb,
        verb: segment.verb,
        last,
        boundary: segment.last,
      }).subject
      if (speaker && speaker.last === segment.last) {
        speaker = { first: speaker.first, last: appositionAfter(scope, at, speaker.last) }
        last = Math.max(last, speaker.last)
      }
    }
    if (!speaker && segment.before === '&') speaker = coordinatedSubject(scope, at)
  }
  const verbs = cue.tokens.map((i) => parse.tokens[i]!.text)
  if (verbs.some((text) => lexicon.grammar.speakerlessWords.has(text))) speaker = null
  else if (
    cue.entry === null &&
    lexicon.forms(parse.tokens[segment.verb]!.lower).some((f) => lexicon.grammar.agentVerbs.has(f.lemma)) &&
    cue.takes.includes('r')
  )
    speaker = agent(scope, segment) ?? speaker
  else if (
    scope.lexicon.grammar.placeCues.has(cue.lemma) &&
    (!speaker || lexicon.grammar.impersonals.has(parse.tokens[speaker.first]!.lower))
  )
    speaker = placeOf(scope, segment)
  // Who rejects an accusation did not make it.
  if (
    cue.entry === null &&
    lexicon.grammar.accusations.has(firstWord(cue.lemma)) &&
    scope.clauses[at]!.complex.lemmas.some((lemma) => lexicon.grammar.denials.has(lemma)) &&
    cue.takes.includes('v') &&
    /^(?:main|zu)$/.test(sentence.segments[at + 1]?.kind ?? '')
  )
    speaker = null
  return {
    speaker,
    addressee: addresseeIn(scope, speaker, { first, verb: segment.verb, last }, cue),
  }
}

/** The carrying word of a light-verb phrase, or the verb. */
function firstWord(lemma: string): string {
  return lemma.split(' ', 1)[0] ?? lemma
}

function placeOf(scope: Scope, segment: Segment): Span | null {
  const { parse, lexicon } = scope
  for (let i = segment.first; i < segment.last; i++) {
    if (parse.hidden[i] || !lexicon.grammar.placePrepositions.has(parse.tokens[i]!.lower)) continue
    const end = nounPhrase(parse, lexicon, i + 1, { limit: segment.last })
    if (end >= 0 && !isTime(parse, lexicon, i + 1, end)) return { first: i + 1, last: end }
  }
  return null
}

function appositionEnd(scope: Scope, from: number, at: number): number {
  for (let k = from + 1; k < at; k++)
    if (scope.sentence.segments[k]!.kind !== 'frag') return scope.sentence.segments[k - 1]!.last
  return scope.sentence.segments[at - 1]!.last
}

/** Takes in ", Präsident des X" behind a subject at a segment's end. */
function appositionAfter(scope: Scope, at: number, end: number): number {
  const { segments } = scope.sentence
  let last = end
  for (let k = at + 1; k < Math.min(segments.length, at + 3); k++) {
    const next = segments[k]!
    if (next.kind !== 'frag' || next.before !== ',') break
    const start = next.head
    const token = scope.parse.tokens[start]!
    if (!token.capital && !isA(token, DETERMINER) && !isAdjective(scope.lexicon, token)) break
    last = contentEnd(scope, k)
  }
  return last
}

function relativeSubject(scope: Scope, segment: Segment): Span | null {
  const { parse, lexicon } = scope
  const head = segment.head
  const token = parse.tokens[head]!
  if (isA(token, PREPOSITION)) {
    const start = skipAdverbs(parse, head + 2, segment.verb)
    const end = nounPhrase(parse, lexicon, start, { limit: segment.verb - 1 })
    return end >= 0 ? { first: start, last: end } : null
  }
  if (lexicon.grammar.relativeSubjects.has(token.lower)) return { first: head, last: head }
  const start = skipAdverbs(parse, head + 1, segment.verb)
  const end = nounPhrase(parse, lexicon, start, { limit: segment.verb - 1 })
  return end >= 0 ? { first: start, last: end } : null
}

/** "von X" or "durch X" in a passive clause. */
function agent(scope: Scope, segment: Segment): Span | null {
  const { parse, lexicon } = scope
  for (let i = segment.first; i < segment.last; i++) {
    const lower = parse.tokens[i]!.lower
    if (parse.hidden[i] || !lexicon.grammar.agentPrepositions.has(lower)) continue
    const before = parse.tokens[i - 1]
    const end = nounPhrase(parse, lexicon, i + 1, { limit: segment.last })
    if (end < 0 || isTime(parse, lexicon, i + 1, end)) continue
    // "der Präsident von Chile": an attribute, not the agent.
    if (
      before?.capital &&
      before.start >= parse.tokens[segment.first]!.start &&
      i > segment.first &&
      i < segment.verb &&
      lexicon.grammar.attributePrepositions.has(lower) &&
      parse.tokens[i + 1]!.capital
    )
      continue
    return { first: i + 1, last: end }
  }
  return null
}

/** The subject of the clause before a bare *und*. */
function coordinatedSubject(scope: Scope, at: number): Span | null {
  const { parse, lexicon, sentence } = scope
  for (let k = at - 1; k >= 0; k--) {
    const segment = sentence.segments[k]!
    if (segment.kind !== 'main') continue
    const from = clauseStart(scope, k)
    const found = findSubject(parse, lexicon, {
      first:
        from < k
          ? sentence.segments[from]!.head
          : segment.verb === segment.head
            ? segment.verb
            : segment.head,
      verb: segment.verb,
      last: segment.last,
      boundary: from < k ? appositionEnd(scope, from, k) : segment.verb - 1,
    })
    if (found.subject) return found.subject
    if (segment.before !== '&') return null
  }
  return null
}

/** Whom the words are said to, in the clause from `first` to `last` around `verb`. */
function addresseeIn(
  scope: Scope,
  speaker: Span | null,
  { first, verb, last }: { first: number; verb: number; last: number },
  cue: Cue,
): Span | null {
  const { parse, lexicon } = scope
  const { grammar } = lexicon
  const to = cue.entry?.to
  const isCase = to === 'dative' || to === 'accusative'
  let object: Span | null = null
  for (let i = first; i <= last; i++) {
    const token = parse.tokens[i]!
    if (!token.word || parse.hidden[i]) continue
    if (speaker && i >= speaker.first && i <= speaker.last) {
      i = speaker.last
      continue
    }
    if (grammar.addresseePrepositions.has(token.lower)) {
      const end = nounPhrase(parse, lexicon, i + 1, { limit: last })
      if (end >= 0) return { first: i, last: end }
    }
    if (isA(token, PREPOSITION)) {
      const end = nounPhrase(parse, lexicon, i + 1, { limit: last })
      if (end < 0) continue
      const isAddressee =
        (token.lower === to &&
          !parse.tokens[i + 1]!.number &&
          (!parse.tokens[i + 1]!.capital || isSomebody(scope, i + 1))) ||
        (grammar.audiencePrepositions.has(token.lower) && isAudience(scope, i + 1, end)) ||
        (grammar.talkPrepositions.has(token.lower) && grammar.talks.has(parse.tokens[i - 1]?.lower ?? ''))
      if (isAddressee && !isTime(parse, lexicon, i + 1, end)) return { first: i + 1, last: end }
      i = isAddressee ? i : end
      continue
    }
    if (!isCase || object || i === verb || isA(token, ADVERB)) continue
    const end = nounPhrase(parse, lexicon, i, { limit: i < verb ? verb - 1 : last })
    if (end < 0) continue
    const isSubject = cue.passive && to === 'accusative'
    const fits =
      isSubject ||
      (to === 'dative' ? isDative(scope, i, end) : grammar.accusatives.has(token.lower)) ||
      (token.capital && i > verb && isSomebody(scope, i))
    const inFront = i < verb && !isSubject && !(speaker && speaker.first > verb)
    if (fits && !inFront && !isTime(parse, lexicon, i, end)) object = { first: i, last: end }
    i = end
  }
  return object
}

/** Begins with an article or pronoun in the dative; *den* only before a plural. */
function isDative(scope: Scope, first: number, last: number): boolean {
  const { parse, lexicon } = scope
  const { lower } = parse.tokens[first]!
  if (!lexicon.grammar.datives.has(lower)) return false
  if (!lexicon.grammar.accusatives.has(lower)) return true
  for (let i = first + 1; i <= last; i++)
    if (parse.tokens[i]!.capital) return /[ns]$/.test(parse.tokens[i]!.text)
  return false
}

/** A name, an office, or a body, not any noun. */
function isSomebody(scope: Scope, i: number): boolean {
  const { people } = scope.lexicon
  const { text } = scope.parse.tokens[i]!
  return (
    people.noun(text) !== null ||
    people.givenName(text) !== null ||
    people.title(text) !== null ||
    people.isPlace(text)
  )
}

/** Persons, or a paper or station. */
function isAudience(scope: Scope, first: number, last: number): boolean {
  const { parse, lexicon } = scope
  for (let i = first; i <= last; i++) {
    const { capital, text } = parse.tokens[i]!
    if (!capital) continue
    const noun = lexicon.people.noun(text)
    return noun !== null && noun.kind !== 'text' && noun.number !== 'singular' && noun.class !== 'court'
  }
  return false
}

interface Found {
  readonly kind: Kind
  readonly quote: readonly Span[]
  readonly frame: readonly Span[]
  readonly cue: readonly Span[]
  readonly parts: FrameParts
  readonly rule: string
  readonly word?: string
  readonly confidence: number
  readonly sourceless?: boolean
  /** Token that the statement hangs on; the first of the cue when absent. */
  readonly anchor?: number
  /** Dictionary form of the cue; `word` in lower case when absent. */
  readonly lemma?: string
}

function add(scope: Scope, found: Found): Draft {
  const { kind, quote, frame, cue, parts, rule, word, confidence } = found
  const draft: Draft = {
    kind,
    quote,
    frame,
    cue,
    confidence,
    speaker: parts.speaker,
    addressee: parts.addressee,
    reason: word === undefined ? { rule } : { rule, word },
    inherits: false,
    sourceless: found.sourceless ?? false,
    sentence: scope.index,
    hearsay: false,
    anchor: found.anchor ?? cue[0]?.first ?? -1,
    lemma: found.lemma ?? word?.toLowerCase() ?? '',
  }
  scope.drafts.push(draft)
  return draft
}

const NO_PARTS: FrameParts = { speaker: null, addressee: null }

// ---------------------------------------------------------------- frames behind or inside

/** „…“, sagte X · Die Lage sei ernst, sagte X · …, so X · …, wie X mitteilte */
function framesAfter(scope: Scope): void {
  const { parse, lexicon, sentence, cues } = scope
  const { segments } = sentence
  for (let at = 1; at < segments.length; at++) {
    const segment = segments[at]!
    const token = parse.tokens[segment.head]!
    let cueTokens: readonly number[] | null = null
    let parts = NO_PARTS
    let word = ''
    let sourceless = false
    const cue = cues[at] ?? null
    const prior = segments[at - 1]!
    const boundary = segment.before === ',' || segment.before === '"' || segment.before === '-'
    if (!boundary || scope.framed.has(at)) continue
    if (
      lexicon.grammar.soWords.has(token.lower) &&
      !(cue && lexicon.grammar.impersonalCues.has(cue.lemma)) &&
      segment.before !== '-' &&
      segment.kind !== 'sub'
    ) {
      const verbless =
        segment.kind === 'frag' ||
        (segment.kind === 'main' && cue !== null && segment.verb === nextWord(parse, segment.head))
      if (!verbless) continue
      const start =
        segment.kind === 'frag' ? skipAdverbs(parse, segment.head + 1, segment.last) : segment.verb + 1
      const end = nounPhrase(parse, lexicon, start, { limit: segment.last })
      if (end < 0 || isA(parse.tokens[start]!, PREPOSITION)) continue
      const speaker = { first: start, last: end === segment.last ? appositionAfter(scope, at, end) : end }
      cueTokens = segment.kind === 'frag' ? [segment.head] : [segment.head, segment.verb]
      parts = {
        speaker,
        addressee: addresseeGegenueber(scope, end + 1, segment.last),
      }
      word = 'so'
    } else if (
      lexicon.grammar.asWords.has(token.lower) &&
      (segment.kind === 'sub' || segment.kind === 'w') &&
      cue &&
      /[dq]/.test(cue.takes) &&
      !lexicon.grammar.notSourceClauseCues.has(cue.lemma)
    ) {
      parts = partsOf(scope, at, at, cue)
      cueTokens = [segment.head, ...cue.tokens]
      word = `wie … ${cue.word}`
      if (
        !parts.speaker &&
        !cue.passive &&
        !lexicon.grammar.impersonals.has(parse.tokens[segment.head + 1]?.lower ?? '')
      )
        continue
    } else if (isVerbFirst(segment) && segment.first === segment.head && cue && /[qdv]/.test(cue.takes)) {
      if (clauseStart(scope, at) < at && prior.kind !== 'sub' && prior.kind !== 'w' && prior.kind !== 'zu')
        continue
      const wholeSub = segments.slice(0, at).some((s) => s.kind === 'main' || s.kind === 'quote')
      if (!wholeSub && !isFrontedContent(scope, at, cue)) continue
      parts = partsOf(scope, at, at, cue)
      sourceless = isImpersonal(scope, segment, cue)
      if (!parts.speaker && !cue.passive && !sourceless) continue
      if (
        !sourceless &&
        cue.passive &&
        !hasQuoteBefore(scope, at) &&
        !segments.slice(0, at).some((s) => isKonjunktiv(scope, s)) &&
        prior.kind !== 'sub'
      ) {
        if (!/v/.test(cue.takes)) continue
      }
      cueTokens = cue.tokens
      word = cue.word
    } else continue
    // How far the frame reaches: over appositions and a relative clause of the speaker.
    let frameLast = at
    if (parts.speaker && parts.speaker.last > segment.last)
      while (frameLast + 1 < segments.length && segments[frameLast]!.last < parts.speaker.last) frameLast++
    while (frameLast + 1 < segments.length && segments[frameLast + 1]!.kind === 'rel') frameLast++
    const contentFirst = contentFrom(scope, at)
    if (contentFirst < 0) continue
    const frame = { first: frameStart(scope, at), last: contentEnd(scope, frameLast) }
    if (
      parse.tokens[frame.last + 1]?.text === ',' &&
      frameLast + 1 < segments.length &&
      segments[frameLast + 1]!.kind === 'frag'
    )
      frame.last++
    const resumed = resumeAfter(scope, contentFirst, at, frameLast)
    for (let k = at; k <= frameLast; k++) scope.framed.add(k)
    const quotes = segments
      .map((s, k) => ({ s, k }))
      .filter(
        ({ s, k }) => s.kind === 'quote' && k >= contentFirst && (k < at || (k > frameLast && k <= resumed)),
      )
    const common = {
      frame: [frame],
      cue: spansOf(cueTokens),
      parts,
      word,
      lemma: cue?.lemma ?? word,
      sourceless,
    }
    const onlyQuote = segments
      .slice(contentFirst, at)
      .every((s) => s.kind === 'quote' || (s.kind === 'frag' && segmentWords(parse, s).length <= 1))
    if (quotes.length && onlyQuote) {
      for (const { s } of quotes) scope.quoted.add(s.pair)
      add(scope, {
        ...common,
        kind: 'direct',
        quote: quotes.map(({ s }) => ({ first: s.first, last: s.last })),
        rule: 'quotation-before-frame',
        confidence: 0.95,
      })
    } else {
      const pieces: Span[] = [{ first: contentStart(scope, contentFirst), last: contentEnd(scope, at - 1) }]
      if (resumed > frameLast)
        pieces.push({ first: contentStart(scope, frameLast + 1), last: contentEnd(scope, resumed) })
      for (let k = contentFirst; k <= resumed; k++) if (k < at || k > frameLast) scope.content.add(k)
      for (const { s } of quotes) {
        scope.quoted.add(s.pair)
        add(scope, {
          ...common,
          kind: 'direct',
          quote: [{ first: s.first, last: s.last }],
          rule: 'quotation-before-frame',
          confidence: 0.85,
        })
      }
      const konjunktiv = segments.slice(contentFirst, at).some((s) => isKonjunktiv(scope, s))
      add(scope, {
        ...common,
        kind: 'indirect',
        quote: pieces,
        rule: konjunktiv ? 'konjunktiv-before-frame' : 'clause-before-frame',
        confidence: konjunktiv ? 0.95 : 0.85,
      })
    }
  }
}

function nextWord(parse: Parse, i: number): number {
  let k = i + 1
  while (k < parse.tokens.length && (parse.hidden[k] || !parse.tokens[k]!.word)) k++
  return k
}

function hasQuoteBefore(scope: Scope, at: number): boolean {
  return scope.sentence.segments.slice(0, at).some((s) => s.kind === 'quote')
}

function addresseeGegenueber(scope: Scope, first: number, last: number): Span | null {
  for (let i = first; i <= last; i++)
    if (scope.lexicon.grammar.addresseePrepositions.has(scope.parse.tokens[i]!.lower)) {
      const end = nounPhrase(scope.parse, scope.lexicon, i + 1, { limit: last })
      return end >= 0 ? { first: i, last: end } : null
    }
  return null
}

/** "heißt es", "wird vermutet": no speaker, and said so. */
function isImpersonal(scope: Scope, segment: Segment, cue: Cue): boolean {
  const { parse } = scope
  const { impersonals, impersonalCues } = scope.lexicon.grammar
  if (cue.passive) return true
  return (
    impersonalCues.has(cue.lemma) &&
    (impersonals.has(parse.tokens[nextWord(parse, segment.verb)]?.lower ?? '') ||
      impersonals.has(parse.tokens[segment.head]!.lower) ||
      segmentWords(parse, segment).some((i) => impersonals.has(parse.tokens[i]!.lower)))
  )
}

/** "Dass er gehe, sagte er nicht": a subordinate clause as the first constituent. */
function isFrontedContent(scope: Scope, at: number, cue: Cue): boolean {
  const { segments } = scope.sentence
  const first = segments[0]!
  const lower = scope.parse.tokens[first.head]!.lower
  if (first.kind === 'sub' && scope.lexicon.grammar.contentConjunctions.has(lower)) return /d/.test(cue.takes)
  if (first.kind === 'w') return /d/.test(cue.takes) && at === 1
  if (first.kind === 'zu' && at === 1) return /z/.test(cue.takes)
  return false
}

function contentFrom(scope: Scope, at: number): number {
  const { segments } = scope.sentence
  let from = at - 1
  while (from > 0) {
    const s = segments[from]!
    if (s.before === ';' || scope.framed.has(from - 1)) break
    if (s.before === ':') break
    from--
  }
  return scope.framed.has(from) ? -1 : from
}

/** First token of a frame that stands behind: with the comma or dash before it. */
function frameStart(scope: Scope, at: number): number {
  const first = scope.sentence.segments[at]!.first
  const before = scope.parse.tokens[first - 1]
  return before && /^[,–—-]$/.test(before.text) ? first - 1 : first
}

/** Last segment of the content that goes on behind the frame, or `frameLast`. */
function resumeAfter(scope: Scope, contentFirst: number, at: number, frameLast: number): number {
  const { segments } = scope.sentence
  const { parse } = scope
  const next = segments[frameLast + 1]
  if (!next) return frameLast
  const before = segments.slice(contentFirst, at)
  const direct = before.every((s) => s.kind === 'quote')
  let last = frameLast
  if (direct) {
    if (next.kind === 'quote' && parse.tokens[next.first - 1]?.text !== ':') last = frameLast + 1
    else if (next.kind === 'quote') last = frameLast + 1
    return last
  }
  for (let k = frameLast + 1; k < segments.length; k++) {
    const s = segments[k]!
    if (s.before === ';' || s.before === ':' || s.kind === 'quote') break
    if (
      s.kind === 'main' &&
      !isKonjunktiv(scope, s) &&
      !(k === frameLast + 1 && isVerbFirst(s) && before.every((b) => b.kind !== 'main'))
    )
      break
    if (s.kind === 'main' && scope.cues[k] && !isKonjunktiv(scope, s)) break
    if (
      k === frameLast + 1 &&
      (s.kind === 'rel' ||
        (s.kind === 'sub' && scope.lexicon.grammar.contentConjunctions.has(parse.tokens[s.head]!.lower)))
    )
      break
    last = k
  }
  return last
}

// ---------------------------------------------------------------- frames before

/** X sagte: „…“ · X sagte, dass … · X sagte, die Lage sei ernst · X kündigte an, … zu … · Wie X mitteilte, … */
function framesBefore(scope: Scope): void {
  const { parse, sentence, cues } = scope
  const { segments } = sentence
  for (let at = 0; at < segments.length; at++) {
    const segment = segments[at]!
    const cue = cues[at] ?? null
    if (!cue || scope.framed.has(at)) continue
    if (
      scope.lexicon.grammar.asWords.has(parse.tokens[segment.head]!.lower) &&
      (segment.kind === 'w' || segment.kind === 'sub')
    ) {
      if (at === 0 || (at === 1 && segments[0]!.kind === 'frag' && segments[0]!.last === segments[0]!.first))
        frontedWie(scope, at, cue)
      continue
    }
    if (segment.kind !== 'main' && segment.kind !== 'rel' && segment.kind !== 'sub' && segment.kind !== 'w')
      continue
    const from = clauseStart(scope, at)
    const target = contentAfter(scope, at, cue)
    if (!target) continue
    const { first, last, kind } = target
    const parts = partsOf(scope, from, at, cue)
    const sourceless = isImpersonal(scope, segment, cue) && !parts.speaker
    let frameFirst = segments[from]!.first
    if (
      segment.kind === 'main' &&
      segment.before !== '&' &&
      from === at &&
      segment.first !== segment.head &&
      at > 0
    )
      frameFirst = segment.first
    const frame = { first: frameFirst, last: contentStart(scope, first) - 1 }
    scope.framed.add(at)
    for (let k = from; k < first; k++) scope.framed.add(k)
    const common = {
      frame: [frame],
      cue: spansOf(cue.tokens),
      parts,
      word: cue.word,
      lemma: cue.lemma,
      sourceless,
    }
    if (kind === 'direct') {
      const quotes = segments.slice(first, last + 1).filter((s) => s.kind === 'quote')
      for (const s of quotes) scope.quoted.add(s.pair)
      add(scope, {
        ...common,
        kind: 'direct',
        quote: quotes.map((s) => ({ first: s.first, last: s.last })),
        rule: 'quotation-after-frame',
        confidence: 0.95,
      })
      continue
    }
    for (let k = first; k <= last; k++) {
      scope.content.add(k)
      const s = segments[k]!
      if (s.kind === 'quote' && !scope.quoted.has(s.pair)) {
        scope.quoted.add(s.pair)
        add(scope, {
          ...common,
          kind: 'direct',
          quote: [{ first: s.first, last: s.last }],
          rule: 'quotation-in-indirect',
          confidence: 0.8,
        })
      }
    }
    add(scope, {
      ...common,
      kind: 'indirect',
      quote: [{ first: contentStart(scope, first), last: contentEnd(scope, last) }],
      rule: target.rule,
      confidence: target.confidence,
    })
  }
}

interface Target {
  readonly kind: Kind
  readonly first: number
  readonly last: number
  readonly rule: string
  readonly confidence: number
}

function contentAfter(scope: Scope, at: number, cue: Cue): Target | null {
  const { parse, sentence } = scope
  const { segments } = sentence
  for (let k = at + 1; k < Math.min(segments.length, at + 5); k++) {
    const s = segments[k]!
    if (scope.framed.has(k)) return null
    const lower = parse.tokens[s.head]!.lower
    const colon = s.before === ':' || (k > at + 1 && segments[k - 1]!.before === ':')
    if (s.kind === 'quote') {
      const mark = parse.tokens[s.first - 1]?.text
      if (mark === ':' || (/q/.test(cue.takes) && (mark === ',' || k === at + 1))) {
        let last = k
        while (segments[last + 1]?.kind === 'quote') last++
        return { kind: 'direct', first: k, last, rule: 'quotation-after-frame', confidence: 0.95 }
      }
      return null
    }
    if (s.before === ';' || s.before === '&') return null
    if (colon && s.before === ':') {
      if (!/[qv]/.test(cue.takes) && !isKonjunktiv(scope, s)) return null
      if (s.kind === 'frag' && k === segments.length - 1 && segmentWords(parse, s).length < 2) return null
      return {
        kind: 'indirect',
        first: k,
        last: segments.length - 1,
        rule: 'clause-after-colon',
        confidence: isKonjunktiv(scope, s) ? 0.9 : 0.6,
      }
    }
    if (s.kind === 'sub') {
      if (
        scope.lexicon.grammar.contentConjunctions.has(lower) ||
        scope.lexicon.grammar.contentConjunctions.has(parse.tokens[nextWord(parse, s.head)]?.lower ?? '')
      ) {
        if (!/[d]/.test(cue.takes)) return null
        return {
          kind: 'indirect',
          first: k,
          last: extend(scope, k),
          rule: scope.lexicon.grammar.whetherConjunctions.has(lower) ? 'ob-clause' : 'dass-clause',
          confidence: 0.9,
        }
      }
      continue
    }
    if (s.kind === 'w' && /d/.test(cue.takes)) {
      // Behind a noun *welcher* and *was* are relative.
      if (
        scope.lexicon.grammar.relativeQuestionWords.has(lower) &&
        !scope.lexicon.grammar.asking.has(cue.lemma)
      )
        continue
      if (scope.lexicon.grammar.whoWords.has(lower) && segments[k + 1]?.kind === 'main')
        return { kind: 'indirect', first: k, last: extend(scope, k), rule: 'w-clause', confidence: 0.8 }
      return { kind: 'indirect', first: k, last: extend(scope, k), rule: 'w-clause', confidence: 0.7 }
    }
    if (s.kind === 'zu') {
      if (scope.lexicon.grammar.purposeWords.has(lower)) continue
      if (!/z/.test(cue.takes)) return null
      return { kind: 'indirect', first: k, last: extend(scope, k), rule: 'zu-infinitive', confidence: 0.85 }
    }
    if (s.kind === 'main') {
      if (!/v/.test(cue.takes)) return null
      if (isVerbFirst(s) && k === at + 1) {
        // "sagte, sollte es regnen, werde …" is content; "X, sagte Y, …" was handled as a frame behind.
        if (!isKonjunktiv(scope, s) && !(mood(scope, s) & MAYBE_KONJUNKTIV)) return null
      }
      const konjunktiv = isKonjunktiv(scope, s)
      const possible = (mood(scope, s) & MAYBE_KONJUNKTIV) !== 0
      const coordinated = s.first !== s.head && isA(parse.tokens[s.first]!, COORDINATOR)
      if (coordinated && !konjunktiv) return null
      const first = contentBegin(scope, at, k)
      if (konjunktiv)
        return {
          kind: 'indirect',
          first,
          last: extend(scope, k),
          rule: 'konjunktiv-after-frame',
          confidence: 0.95,
        }
      if (scope.cues[k] && !possible) return null
      if (
        !possible &&
        cue.entry?.needs?.some((need) =>
          scope.clauses[at]!.words.some((i) => parse.tokens[i]!.lower === need),
        )
      )
        return null
      if (!possible && !scope.lexicon.grammar.plainSaying.has(cue.lemma)) return null
      if (/q/.test(cue.takes) || possible)
        return {
          kind: 'indirect',
          first,
          last: extend(scope, k),
          rule: 'verb-second-after-frame',
          confidence: possible ? 0.75 : 0.65,
        }
      return null
    }
  }
  return null
}

/** The first segment of a main clause whose subject was cut off by an embedded clause; not an apposition of the frame's own subject. */
function contentBegin(scope: Scope, at: number, k: number): number {
  const { segments } = scope.sentence
  if (!isVerbFirst(segments[k]!)) return k
  let first = k
  while (first - 1 > at) first--
  return first
}

/** Last segment of content that begins at `from`. */
function extend(scope: Scope, from: number): number {
  const { segments } = scope.sentence
  let last = from
  for (let k = from + 1; k < segments.length; k++) {
    const s = segments[k]!
    if (s.before === ';' || s.before === ':' || s.kind === 'quote') {
      if (s.kind === 'quote' && s.before !== ':' && s.before !== '-') {
        last = k
        continue
      }
      break
    }
    if (s.kind === 'main') {
      const bits = scope.parse.flags[s.verb]!
      const konjunktiv = (bits & KONJUNKTIV) !== 0
      const afterClause = segments[from]!.kind === 'main' || segments[k - 1]!.kind !== 'main'
      if (!konjunktiv) {
        if (s.before === '&' || s.before === '-') break
        if (scope.cues[k] && !(bits & MAYBE_KONJUNKTIV && segments[from]!.kind === 'main')) break
        if (s.first !== s.head && bits & PRESENT) break
        if (s.first !== s.head && !(bits & MAYBE_KONJUNKTIV)) break
        if (!afterClause) break
        if (segments[from]!.kind !== 'main' && !closesClause(scope, segments[from]!, s, k - from)) break
      }
    }
    last = k
  }
  return last
}

/** "dass ihn die Vorwürfe, die …, besorgt hätten": the end of a subordinate clause that another splits. */
function closesClause(scope: Scope, from: Segment, segment: Segment, distance: number): boolean {
  if (from.kind !== 'sub' || from.verb >= 0 || distance > 3) return false
  let last = segment.last
  while (last > segment.first && scope.parse.hidden[last]) last--
  return (scope.parse.flags[last]! & FINITE) !== 0
}

/** Wie X mitteilte, wurden drei Menschen verletzt. */
function frontedWie(scope: Scope, at: number, cue: Cue): void {
  const { parse, sentence } = scope
  const { segments } = sentence
  if (!/[qdv]/.test(cue.takes)) return
  const parts = partsOf(scope, at, at, cue)
  if (
    !parts.speaker &&
    !cue.passive &&
    !scope.lexicon.grammar.impersonalStarts.has(
      parse.tokens[nextWord(parse, segments[at]!.head)]?.lower ?? '',
    )
  )
    return
  const next = segments.findIndex((s, k) => k > at && s.kind === 'main')
  if (next < 0 || !isVerbFirst(segments[next]!)) return
  const last = wholeEnd(scope, next)
  scope.framed.add(at)
  for (let k = at; k < next; k++) scope.framed.add(k)
  for (let k = next; k <= last; k++) scope.content.add(k)
  add(scope, {
    kind: 'indirect',
    quote: [{ first: contentStart(scope, next), last: contentEnd(scope, last) }],
    frame: [{ first: segments[at]!.first, last: contentStart(scope, next) - 1 }],
    cue: spansOf([segments[at]!.head, ...cue.tokens]),
    parts,
    rule: 'wie-clause',
    word: cue.word,
    lemma: cue.lemma,
    confidence: 0.9,
    sourceless: cue.passive && !parts.speaker,
  })
}

/** Last segment of a main clause with all that depends on it. */
function wholeEnd(scope: Scope, from: number): number {
  const { segments } = scope.sentence
  let last = from
  for (let k = from + 1; k < segments.length; k++) {
    const s = segments[k]!
    if (s.before === ';' || (s.before === '-' && s.kind === 'main')) break
    if (s.kind === 'main' && scope.framed.has(k)) break
    last = k
  }
  return last
}

/** Das erklärte gestern ein Sprecher. – the frame of the sentence before. */
function backReference(scope: Scope): void {
  const { parse, lexicon, sentence, index, cues } = scope
  const segment = sentence.segments[0]!
  const before = parse.sentences[index - 1]
  if (!before || segment.kind !== 'main' || scope.framed.size) return
  const cue = cues[0] ?? anyCue(scope, 0)
  if (cue.modal) return
  const word = parse.tokens[segment.head]!.lower
  if (
    !lexicon.grammar.backPronouns.has(word) ||
    nextWord(parse, segment.head) !== segment.verb ||
    !before.segments.length
  )
    return
  if (sentence.segments.some((s, k) => k > 0 && s.kind !== 'rel' && s.kind !== 'frag')) return
  const parts = partsOf(scope, 0, 0, cue)
  const isSure =
    scope.cues[0] !== null &&
    /[dv]/.test(cue.takes) &&
    (parts.speaker !== null || cue.passive) &&
    lexicon.grammar.backReferring.has(cue.lemma)
  if (isSure) scope.framed.add(0)
  else if (!scope.loose) return
  const first = before.segments[0]!.first
  let last = before.last
  while (last > first && /^[.!]$/.test(parse.tokens[last]!.text)) last--
  let end = sentence.last
  while (end > sentence.first && /^[.!]$/.test(parse.tokens[end]!.text)) end--
  add(scope, {
    kind: 'indirect',
    quote: [{ first, last }],
    frame: [{ first: sentence.first, last: end }],
    cue: spansOf(cue.tokens),
    parts,
    rule: 'back-reference',
    word: cue.word,
    lemma: cue.lemma,
    confidence: isSure ? 0.65 : PROPOSAL,
    sourceless: !parts.speaker,
  })
}

// ---------------------------------------------------------------- laut, nach Angaben, zufolge

/** Laut Polizei … · nach Angaben von X · X zufolge · nach Ansicht des X · demnach */
function sourcePhrases(scope: Scope): void {
  const { parse, lexicon, sentence } = scope
  const { tokens, hidden, insideOf } = parse
  const words = lexicon.grammar
  for (let i = sentence.first; i <= sentence.last; i++) {
    const token = tokens[i]!
    if (!isA(token, SOURCE_WORD) || hidden[i] || insideOf[i]! >= 0) continue
    const limit = segmentLast(scope, i)
    let phrase: Span | null = null
    let cue: number[] = [i]
    let speaker: Span | null = null
    let rule = 'source-phrase'
    let sourceless = false
    let confidence = 0.9
    if (words.sourcePrepositions.has(token.lower) || words.strictSourcePrepositions.has(token.lower)) {
      if (
        words.sourcePrepositions.has(token.lower) &&
        words.notBehindSourcePreposition.has(tokens[i + 1]?.lower ?? '')
      )
        continue
      let from = i + 1
      if (tokens[from]?.text === '.') from++
      const phraseFrom = skipAdverbs(parse, from, limit)
      const end = nounPhrase(parse, lexicon, phraseFrom, { limit })
      if (end < 0) continue
      if (
        notSource(scope, phraseFrom, end) ||
        (words.strictSourcePrepositions.has(token.lower) && !sourceLike(scope, phraseFrom, end))
      ) {
        if (!scope.loose) continue
        confidence = PROPOSAL
      }
      speaker = { first: from, last: appositionClosed(scope, end) }
      phrase = { first: i, last: speaker.last }
    } else if (words.angleWords.has(token.lower)) {
      const from = skipAdverbs(parse, i + 1, limit)
      const end = nounPhrase(parse, lexicon, from, { limit })
      const isSource = end >= 0 && sourceNounIn(scope, from, end) && !notSource(scope, from, end)
      // "meiner Meinung nach", "dem Vernehmen nach"
      const start = isSource ? -1 : phraseBefore(scope, i)
      if (start >= 0 && sourceNounIn(scope, start, i - 1)) {
        speaker = { first: start, last: i - 1 }
        phrase = { first: start, last: i }
      } else {
        if (end < 0 || (!isSource && (!scope.loose || isTime(parse, lexicon, from, end)))) continue
        if (!isSource) confidence = PROPOSAL
        speaker = { first: i + 1, last: appositionClosed(scope, end) }
        phrase = { first: i, last: speaker.last }
      }
    } else if (
      words.sourcePostpositions.has(token.lower) ||
      words.sourcePostpositions.has(`${tokens[i - 1]?.lower ?? ''}${token.lower}`)
    ) {
      const at = words.sourcePostpositions.has(token.lower) ? i : i - 1
      const start = phraseBefore(scope, at)
      if (start < 0) continue
      speaker = { first: start, last: at - 1 }
      phrase = { first: start, last: i }
      cue = at === i ? [i] : [at, i]
    } else if (
      words.backAdverbs.has(token.lower) ||
      (words.maybeBackAdverbs.has(token.lower) && isSentenceFirst(scope, i) && soll(scope))
    ) {
      const main = sentence.segments.find((s) => s.kind === 'main')
      if (main && isKonjunktiv(scope, main)) continue
      phrase = { first: i, last: i }
      rule = 'demnach'
      sourceless = false
      confidence = 0.6
    } else continue
    // A phrase behind "und" or inside a frame that has its own cue is that frame's adverbial.
    const at = segmentAt(scope, i)
    if (at < 0) continue
    const segment = sentence.segments[at]!
    if (scope.framed.has(at) && phrase.first !== segment.head) {
      if (!scope.loose) {
        i = phrase.last
        continue
      }
      confidence = PROPOSAL
    }
    let first: number
    let last: number
    if (segment.kind === 'rel' || segment.kind === 'sub' || segment.kind === 'w') {
      first = segment.first
      last = contentEnd(scope, at)
    } else {
      first = mainStart(scope, at)
      const lastSegment = phraseEnd(scope, at)
      last = contentEnd(scope, lastSegment)
    }
    // "Nach einer Umfrage des X, die …, sind …": the relative clause belongs to the source.
    if (phrase.last >= lastWord(parse, segment)) {
      let k = at + 1
      while (k < sentence.segments.length && sentence.segments[k]!.kind === 'rel') k++
      if (k > at + 1 && k < sentence.segments.length && isVerbFirst(sentence.segments[k]!))
        phrase = { first: phrase.first, last: contentStart(scope, k) - 1 }
    }
    const pieces = without({ first, last }, phrase, parse)
    if (!pieces.length) continue
    const frame = commaSpan(scope, phrase)
    const draft = add(scope, {
      kind: 'indirect',
      quote: pieces,
      frame: [frame],
      cue: spansOf(cue),
      parts: {
        speaker,
        addressee: null,
      },
      rule,
      word: token.text,
      confidence,
      sourceless,
    })
    if (rule === 'demnach') draft.inherits = true
    if (confidence < SURE) continue
    if (segment.kind !== 'rel' && segment.kind !== 'sub' && segment.kind !== 'w')
      for (let k = 0; k < sentence.segments.length; k++)
        if (sentence.segments[k]!.first >= first - 3 && sentence.segments[k]!.last <= last)
          scope.content.add(k)
    i = Math.max(i, phrase.last)
  }
}

function lastWord(parse: Parse, segment: Segment): number {
  let last = segment.last
  while (last > segment.first && parse.hidden[last]) last--
  return last
}

function soll(scope: Scope): boolean {
  return scope.sentence.segments.some(
    (s) => s.verb >= 0 && scope.lexicon.grammar.hearsayVerbs.has(scope.parse.tokens[s.verb]!.lower),
  )
}

function isSentenceFirst(scope: Scope, i: number): boolean {
  return scope.sentence.segments[0]!.head === i
}

function segmentAt(scope: Scope, i: number): number {
  return scope.sentence.segments.findIndex((s) => i >= s.first && i <= s.last)
}

function segmentLast(scope: Scope, i: number): number {
  const at = segmentAt(scope, i)
  return at < 0 ? i : scope.sentence.segments[at]!.last
}

/** ", Gisela Piltz," behind a phrase, only when a comma closes it. */
function appositionClosed(scope: Scope, end: number): number {
  return withApposition(scope.parse, scope.lexicon, end, scope.sentence.last)
}

function notSource(scope: Scope, first: number, last: number): boolean {
  for (let i = first; i <= last; i++) {
    const token = scope.parse.tokens[i]!
    if (token.capital)
      return scope.lexicon.notSources.has(token.lower) || isTime(scope.parse, scope.lexicon, first, last)
  }
  return scope.parse.tokens[first]!.number
}

function sourceLike(scope: Scope, first: number, last: number): boolean {
  return sourceNounIn(scope, first, last) || scope.lexicon.speakerStarts.test(headNoun(scope, first, last))
}

function headNoun(scope: Scope, first: number, last: number): string {
  for (let i = first; i <= last; i++)
    if (scope.parse.tokens[i]!.capital && !scope.parse.hidden[i]) return scope.parse.tokens[i]!.text
  return ''
}

function sourceNounIn(scope: Scope, first: number, last: number): boolean {
  for (let i = first; i <= last; i++) {
    const token = scope.parse.tokens[i]!
    // The head noun decides: "nach Angaben der Polizei", not "nach der Veröffentlichung des Berichts".
    if (token.capital && !scope.parse.hidden[i]) return scope.lexicon.sourceNoun(token.text)
  }
  return false
}

/** First token of the noun phrase that ends right before `end`. */
function phraseBefore(scope: Scope, end: number): number {
  const { parse, lexicon } = scope
  const at = segmentAt(scope, end)
  if (at < 0) return -1
  const segment = scope.sentence.segments[at]!
  const lowest = Math.max(scope.sentence.first, Math.min(segment.first, end - 1), end - 30)
  // The longest phrase that reaches exactly up to here; a verb or preposition before it stops the search.
  let best = -1
  for (let i = end - 1; i >= lowest; i--) {
    const token = parse.tokens[i]!
    if (i === segment.verb && !parse.hidden[i]) break
    if (token.text === ',' || token.text === ':' || token.text === ';') break
    if (parse.hidden[i] && /^[“”»"«‘)]$/.test(token.text)) continue
    if (nounPhrase(parse, lexicon, i, { limit: end - 1, loose: true }) === end - 1) best = i
    else if (best >= 0 && !isA(token, PREPOSITION) && !token.capital && !isAdjective(lexicon, token)) break
  }
  if (
    best > 0 &&
    parse.tokens[best - 1]!.word &&
    isA(parse.tokens[best - 1]!, PREPOSITION) &&
    best - 1 >= lowest
  )
    return best
  return best
}

/** First token of the main clause around segment `at`. */
function mainStart(scope: Scope, at: number): number {
  const { segments } = scope.sentence
  let from = at
  while (from > 0) {
    const s = segments[from]!
    if (s.before === ';' || s.before === ':' || s.before === '&' || (s.before === '-' && s.kind === 'main'))
      break
    if (s.kind === 'main' && s.verb !== s.head && segments[from - 1]!.kind === 'main') break
    if (segments[from - 1]!.kind === 'quote' || scope.framed.has(from - 1)) break
    from--
  }
  const s = segments[from]!
  if (s.first !== s.head && s.before === '&') return s.head
  return contentStart(scope, from)
}

/** Last segment that a source phrase in segment `at` covers. */
function phraseEnd(scope: Scope, at: number): number {
  const { segments } = scope.sentence
  let last = at
  for (let k = at + 1; k < segments.length; k++) {
    const s = segments[k]!
    if (s.before === ';' || scope.framed.has(k)) break
    if (s.before === '-' && s.kind === 'main') break
    if (
      s.kind === 'main' &&
      s.first !== s.head &&
      scope.lexicon.grammar.adversatives.has(scope.parse.tokens[s.first]!.lower)
    )
      break
    if (s.kind === 'main' && s.before === '&' && scope.cues[k] && !isKonjunktiv(scope, s)) break
    last = k
  }
  return last
}

/** What is left of a stretch when a phrase is taken out, without commas at the seams. */
function without(whole: Span, phrase: Span, parse: Parse): readonly Span[] {
  const pieces: Span[] = []
  const trim = (first: number, last: number): void => {
    let a = first
    let b = last
    while (a <= b && /^[,:]$/.test(parse.tokens[a]!.text)) a++
    while (b >= a && /^[,:]$/.test(parse.tokens[b]!.text)) b--
    if (a <= b) pieces.push({ first: a, last: b })
  }
  if (phrase.first > whole.first) trim(whole.first, phrase.first - 1)
  if (phrase.last < whole.last) trim(phrase.last + 1, whole.last)
  return pieces
}

/** A phrase with the commas around it. */
function commaSpan(scope: Scope, phrase: Span): Span {
  const { tokens } = scope.parse
  const before = tokens[phrase.first - 1]?.text === ','
  const after = tokens[phrase.last + 1]?.text === ','
  return {
    first: before && phrase.first - 1 >= scope.sentence.first ? phrase.first - 1 : phrase.first,
    last: after && !before ? phrase.last : phrase.last,
  }
}

// ---------------------------------------------------------------- noun frames

/** die Befürchtung, dass … · der Vorwurf, er habe … · die Forderung, … zu … */
function nounFrames(scope: Scope): void {
  const { parse, lexicon, sentence } = scope
  const { segments } = sentence
  for (let at = 0; at + 1 < segments.length; at++) {
    const segment = segments[at]!
    const next = segments[at + 1]!
    if (next.before !== ',' || scope.framed.has(at) || scope.content.has(at + 1) || segment.kind === 'quote')
      continue
    const lower = parse.tokens[next.head]!.lower
    let takes = ''
    if (next.kind === 'sub' && scope.lexicon.grammar.contentConjunctions.has(lower)) takes = 'd'
    else if (next.kind === 'zu' && !scope.lexicon.grammar.purposeWords.has(lower)) takes = 'z'
    else if (
      next.kind === 'main' &&
      (isKonjunktiv(scope, next) || mood(scope, next) & MAYBE_KONJUNKTIV) &&
      !isVerbFirst(next)
    )
      takes = 'v'
    else continue
    // The noun stands at the end of its clause, before its own attributes, or before the verb that closes the clause.
    let noun = -1
    for (let i = segment.last; i >= segment.first && segment.last - i < 14; i--) {
      if (parse.hidden[i] || !parse.tokens[i]!.capital) continue
      const entry = lexicon.cueNoun(parse.tokens[i]!.text)
      if (entry && entry.takes.includes(takes)) {
        const end = nounPhrase(parse, lexicon, i, { limit: segment.last, loose: true })
        const tail = parse.tokens.slice(Math.max(end, i) + 1, segment.last + 1).filter((t) => t.word)
        if (tail.length <= 3) noun = i
        break
      }
    }
    if (noun < 0) continue
    const last = extend(scope, at + 1)
    const start = phraseStart(scope, segment, noun)
    const speaker = nounSpeaker(scope, at, start, noun)
    for (let k = at + 1; k <= last; k++) scope.content.add(k)
    scope.framed.add(at)
    const from = clauseStart(scope, at)
    const frame =
      segment.kind === 'main'
        ? { first: segments[from]!.first, last: contentStart(scope, at + 1) - 1 }
        : { first: start, last: contentStart(scope, at + 1) - 1 }
    add(scope, {
      kind: 'indirect',
      quote: [{ first: contentStart(scope, at + 1), last: contentEnd(scope, last) }],
      frame: [frame],
      cue: spansOf([noun]),
      parts: { speaker, addressee: null },
      rule: 'noun-frame',
      word: parse.tokens[noun]!.text,
      confidence: 0.7,
    })
  }
}

/** First token of the article and adjectives before a noun. */
function phraseStart(scope: Scope, segment: Segment, noun: number): number {
  const { parse, lexicon } = scope
  let start = noun
  while (
    start > segment.first &&
    (isAdjective(lexicon, parse.tokens[start - 1]!) ||
      isA(parse.tokens[start - 1]!, DETERMINER) ||
      lexicon.possessives.has(parse.tokens[start - 1]!.lower))
  )
    start--
  return start
}

function nounSpeaker(scope: Scope, at: number, start: number, noun: number): Span | null {
  const { parse, lexicon } = scope
  const segment = scope.sentence.segments[at]!
  const after = parse.tokens[noun + 1] ?? EDGE
  if (lexicon.grammar.ownerStarts.has(after.lower)) {
    const from = lexicon.grammar.ofPrepositions.has(after.lower) ? noun + 2 : noun + 1
    const end = nounPhrase(parse, lexicon, from, { limit: segment.last })
    if (end >= 0) return { first: from, last: end }
  }
  if (lexicon.grammar.thirdPossessives.has(parse.tokens[start]!.lower)) return { first: start, last: start }
  if (segment.kind !== 'main' || segment.verb < 0) return null
  // Who rejects an accusation did not make it.
  if (scope.clauses[at]!.complex.lemmas.some((lemma) => lexicon.grammar.denials.has(lemma))) return null
  return findSubject(parse, lexicon, {
    first: segment.head,
    verb: segment.verb,
    last: segment.last,
    boundary: segment.verb - 1,
  }).subject
}

// ---------------------------------------------------------------- quotations without a frame, quoted words

function quotations(scope: Scope): void {
  const { parse, sentence, lexicon } = scope
  for (const segment of sentence.segments) {
    if (segment.kind !== 'quote' || scope.quoted.has(segment.pair)) continue
    const at = sentence.segments.indexOf(segment)
    const before = sentence.segments[at - 1]
    // „…“ with a nominal frame: Ein Hauptkommissar: „…“
    if (before && before.kind === 'frag' && segment.before === ':') {
      const end = nounPhrase(parse, lexicon, before.head, { limit: before.last, loose: true })
      scope.quoted.add(segment.pair)
      add(scope, {
        kind: 'direct',
        quote: [{ first: segment.first, last: segment.last }],
        frame: [{ first: before.first, last: segment.first - 1 }],
        cue: [],
        parts: { ...NO_PARTS, speaker: end >= 0 ? { first: before.head, last: end } : null },
        rule: 'name-before-quotation',
        confidence: 0.8,
      })
      continue
    }
    if (before && segment.before === ':' && before.verb >= 0) {
      const found = findSubject(parse, lexicon, {
        first: before.head,
        verb: before.verb,
        last: before.last,
        boundary: before.verb - 1,
      })
      const cue = scope.cues[at - 1]
      const from = clauseStart(scope, at - 1)
      const parts = cue ? partsOf(scope, from, at - 1, cue) : { ...NO_PARTS, speaker: found.subject }
      scope.quoted.add(segment.pair)
      const { complex } = scope.clauses[at - 1]!
      scope.framed.add(at - 1)
      add(scope, {
        kind: 'direct',
        quote: [{ first: segment.first, last: segment.last }],
        frame: [{ first: sentence.segments[from]!.first, last: segment.first - 1 }],
        cue: spansOf(complex.tokens),
        parts,
        rule: 'colon-before-quotation',
        confidence: 0.85,
      })
      continue
    }
    scope.quoted.add(segment.pair)
    const draft = add(scope, {
      kind: 'direct',
      quote: [{ first: segment.first, last: segment.last }],
      frame: [],
      cue: [],
      parts: NO_PARTS,
      rule: 'quotation-alone',
      confidence: 0.7,
    })
    draft.inherits = true
  }
  for (const pair of pairsHere(scope)) {
    if (pair.depth > 0) continue
    if (parse.insideOf[pair.open]! >= 0) continue
    const host = draftsHere(scope).findLast(
      (d) => d.kind === 'indirect' && d.quote.some((q) => q.first <= pair.open && q.last >= pair.close),
    )
    const at = segmentAt(scope, pair.open + 1)
    const cue = at >= 0 ? (scope.cues[at] ?? null) : null
    const naming = cue !== null && scope.lexicon.grammar.naming.has(cue.lemma)
    if (isName(scope, pair.open, pair.close, naming || host !== undefined)) continue
    const quote = [{ first: pair.open, last: pair.close }]
    if (host) {
      add(scope, {
        kind: 'direct',
        quote,
        frame: host.frame,
        cue: host.cue,
        parts: { speaker: host.speaker, addressee: host.addressee },
        rule: 'quoted-words-in-indirect',
        confidence: 0.75,
        lemma: cue?.lemma ?? '',
        anchor: pair.open,
      })
      continue
    }
    if (cue && /[qr]/.test(cue.takes) && at >= 0) {
      const from = clauseStart(scope, at)
      const parts = partsOf(scope, from, at, cue)
      add(scope, {
        kind: 'direct',
        quote,
        parts,
        rule: 'quoted-words-with-cue',
        word: cue.word,
        lemma: cue.lemma,
        confidence: naming ? 0.85 : 0.65,
        frame: [{ first: sentence.segments[from]!.first, last: pair.open - 1 }],
        cue: spansOf(cue.tokens),
      })
      continue
    }
    const main = sentence.segments.find((s) => s.kind === 'main')
    if (main && mood(scope, main) & KONJUNKTIV) {
      const draft = add(scope, {
        kind: 'direct',
        quote,
        frame: [],
        cue: [],
        parts: NO_PARTS,
        rule: 'quoted-words-in-run',
        confidence: 0.7,
      })
      draft.inherits = true
    }
  }
}

/** Behind "sogenannte", "der Film" and the like, or joined to a word, there is a name or a term. */
function isCalled({ parse, lexicon }: Scope, { open, close }: Pick<QuotePair, 'open' | 'close'>): boolean {
  const { tokens } = parse
  const before = tokens[open - 1] ?? EDGE
  const after = tokens[close + 1] ?? EDGE
  return (
    (after.text === '-' && after.start === tokens[close]!.end) ||
    lexicon.nameWords.has(before.lower) ||
    lexicon.outletNoun(before.text) ||
    lexicon.grammar.calledWords.has(before.lower) ||
    lexicon.grammar.doubtingWords.has(before.lower)
  )
}

/** Names, titles and terms in quotation marks are no statements. */
function isName(scope: Scope, open: number, close: number, reported: boolean): boolean {
  const { parse, lexicon } = scope
  const { tokens } = parse
  const words = tokens.slice(open + 1, close).filter((t) => t.word)
  if (!words.length) return true
  const before = tokens[open - 1] ?? EDGE
  if (isCalled(scope, { open, close })) return true
  // "nannte ihn einen „Verräter“", "sei nur ein „Papiertiger“": an ordinary noun behind an indefinite article or *als*.
  if (reported && words.length <= 2 && lexicon.grammar.beforeQuotedNoun.has(before.lower)) return false
  const finite = tokens
    .slice(open + 1, close)
    .some((t, k) => t.word && (parse.flags[open + 1 + k]! & FINITE) !== 0)
  const capitals = words.filter((w) => w.capital || w.number).length
  if (capitals === words.length && words.length <= 6 && !finite) return true
  if (before.capital && before.word && words[0]!.capital) return true
  if (
    lexicon.grammar.beforeQuotedName.has(before.lower) &&
    words[0]!.capital &&
    capitals * 2 >= words.length &&
    !finite
  )
    return true
  return false
}

// ---------------------------------------------------------------- runs in Konjunktiv, hearsay

/** A sentence in Konjunktiv I that goes on giving somebody's words. */
function runs(scope: Scope): void {
  const { sentence, parse, drafts } = scope
  const { segments } = sentence
  if (scope.framed.size > 0) return
  const mains = segments.filter((s) => s.kind === 'main')
  const main = mains[0]
  if (!main || scope.content.has(segments.indexOf(main))) return
  const bits = parse.flags[main.verb]!
  if (!(bits & (KONJUNKTIV | MAYBE_KONJUNKTIV))) return
  // "Das Eingeständnis, … sei falsch gewesen, hatte …": the sentence's own verb comes later and is no Konjunktiv.
  if (
    mains.some(
      (s) =>
        s !== main &&
        isVerbFirst(s) &&
        !(parse.flags[s.verb]! & (KONJUNKTIV | MAYBE_KONJUNKTIV)) &&
        s.before === ',' &&
        s.first === s.head,
    )
  )
    return
  const conditional = segments.some(
    (s) =>
      (s.kind === 'sub' && scope.lexicon.grammar.conditionals.has(parse.tokens[s.head]!.lower)) ||
      (isVerbFirst(s) && s !== main && s.before === ''),
  )
  const before = drafts.slice(scope.fromBefore, scope.from).findLast((d) => d.sentence === scope.index - 1)
  const strict = (bits & KONJUNKTIV_1) !== 0
  if (!strict && !before) return
  if (!strict && conditional && !(bits & KONJUNKTIV_1)) return
  if (!(bits & KONJUNKTIV) && !maybeRun(scope, main, before)) return
  const span = { first: contentStart(scope, 0), last: sentence.last }
  for (let k = 0; k < segments.length; k++) scope.content.add(k)
  const draft = add(scope, {
    kind: 'indirect-free-indirect',
    quote: [span],
    frame: [],
    cue: [],
    parts: NO_PARTS,
    rule: 'konjunktiv-run',
    word: parse.tokens[main.verb]!.text,
    confidence: strict ? 0.85 : 0.7,
  })
  draft.inherits = true
}

/** A form that could be a preterite counts as Konjunktiv right behind a run. */
function maybeRun(scope: Scope, main: Segment, before: Draft | undefined): boolean {
  if (!before || before.kind !== 'indirect-free-indirect') return false
  const lower = scope.parse.tokens[main.verb]!.lower
  return scope.lexicon.grammar.maybeRunVerbs.has(lower)
}

/** Die Bauarbeiten sollen im Mai beginnen. */
function hearsay(scope: Scope): void {
  const { sentence, parse } = scope
  const { segments } = sentence
  if (scope.framed.size > 0) return
  const at = segments.findIndex((s) => s.kind === 'main')
  const main = segments[at]
  if (!main || scope.content.has(at)) return
  const lower = parse.tokens[main.verb]!.lower
  if (!scope.lexicon.grammar.hearsayVerbs.has(lower)) return
  const draft = add(scope, {
    kind: 'free-indirect',
    quote: [{ first: contentStart(scope, 0), last: sentence.last }],
    frame: [],
    cue: [],
    parts: NO_PARTS,
    rule: 'hearsay',
    word: parse.tokens[main.verb]!.text,
    confidence: 0.6,
  })
  draft.inherits = true
  draft.hearsay = true
  for (let k = 0; k < segments.length; k++) scope.content.add(k)
}

// ---------------------------------------------------------------- reported acts

/** Das Außenministerium forderte eine friedliche Lösung. */
function acts(scope: Scope): void {
  const { sentence, cues } = scope
  for (const [at, segment] of sentence.segments.entries()) {
    const cue = cues[at]
    if (segment.kind !== 'main' || scope.framed.has(at) || scope.content.has(at)) continue
    if (!cue?.takes.includes('r') || cue.modal || !isAct(scope, at, cue)) continue
    const parts = partsOf(scope, clauseStart(scope, at), at, cue)
    if (!parts.speaker && !cue.passive) continue
    if (cue.passive && !parts.speaker && !scope.lexicon.grammar.passiveActs.has(cue.lemma)) continue
    addAct(scope, at, parts, {
      word: cue.word,
      lemma: cue.lemma,
      sourceless: cue.passive && !parts.speaker,
      confidence: 0.7,
    })
  }
}

/** Whether the words of the clause are those that the cue needs, and none that it must not have. */
function isAct(scope: Scope, at: number, cue: Cue): boolean {
  const { parse, lexicon } = scope
  const { words } = scope.clauses[at]!
  const notWith = lexicon.notWith.get(cue.lemma)
  if (notWith && words.some((i) => notWith.test(parse.tokens[i]!.text))) return false
  return (
    !cue.entry?.needs ||
    cue.entry.needs.some((need) =>
      words.some((i) => {
        const { lower } = parse.tokens[i]!
        return lower === need || lexicon.needForms.get(need)?.has(lower)
      }),
    )
  )
}

/** Adds a clause with all that depends on it. */
function addAct(
  scope: Scope,
  at: number,
  parts: FrameParts,
  found: Required<Pick<Found, 'word' | 'lemma' | 'sourceless' | 'confidence'>>,
): void {
  const { parse, sentence } = scope
  const { segments } = sentence
  const segment = segments[at]!
  const from = clauseStart(scope, at)
  let first = contentStart(scope, from)
  if (segment.before === '&' || (segment.first !== segment.head && from === at && at > 0))
    first = segment.head
  let lastSegment = at
  for (let k = at + 1; k < segments.length; k++) {
    const s = segments[k]!
    if (s.kind === 'main' || s.before === ';' || s.kind === 'quote' || s.before === ':') break
    lastSegment = k
  }
  let last = contentEnd(scope, lastSegment)
  if (lastSegment === segments.length - 1) last = sentence.last
  else if (parse.tokens[last + 1]?.text === ':') last++
  add(scope, {
    kind: 'reported',
    quote: [{ first, last }],
    frame: [],
    cue: [],
    parts,
    rule: 'speech-act',
    anchor: segment.verb,
    word: found.word,
    lemma: found.lemma,
    confidence: found.confidence,
    sourceless: found.sourceless,
  })
}

// ---------------------------------------------------------------- proposals

/** A sentence of more clauses is no prose. */
const MAX_PROPOSING = 40
/** How sure a proposal is before a model has looked at it: not enough to be shown. */
const PROPOSAL = 0.2

/** What is a statement only now and then: for a trained model to decide. */
function proposals(scope: Scope): void {
  const { sentence } = scope
  const strict = draftsHere(scope)
  const has = (rule: (d: Draft) => boolean): boolean => strict.some(rule)
  for (const [at, segment] of sentence.segments.entries()) {
    if (segment.verb < 0) continue
    const cue = scope.cues[at] ?? anyCue(scope, at)
    if (isBare(scope, at)) continue
    const from = clauseStart(scope, at)
    const parts = partsOf(scope, from, at, cue)
    if (segment.kind === 'main' && !has((d) => d.kind === 'reported' && d.anchor === segment.verb))
      addAct(scope, at, parts, {
        word: cue.word,
        lemma: cue.lemma,
        confidence: PROPOSAL,
        sourceless: cue.passive && !parts.speaker,
      })
    if (!scope.framed.has(at) && !isNotSaying(scope, segment, cue)) {
      proposeContent(scope, at, from, cue, parts)
      proposeBareContent(scope, at, from, cue, parts)
    }
  }
  proposeNounFrames(scope)
  proposeFrameBehind(scope)
  proposeQuotedWords(scope)
  proposeWhole(scope, strict)
}

/** "Es kommt hinzu, dass …", "Hinzu kommt, dass …" */
function isNotSaying({ parse, lexicon }: Scope, segment: Segment, { lemma }: Cue): boolean {
  const { notSaying } = lexicon.grammar
  return notSaying.has(lemma) || notSaying.has(parse.tokens[segment.head]!.lower + lemma)
}

/** An auxiliary or modal with no other verb, and no noun that tells of saying: "ist groß", "hat drei Kinder". */
function isBare(scope: Scope, at: number): boolean {
  const { parse, lexicon } = scope
  const { words, complex } = scope.clauses[at]!
  if (
    scope.cues[at] ||
    complex.tokens.length > 1 ||
    !(parse.flags[complex.tokens[0]!]! & (AUXILIARY | MODAL))
  )
    return false
  return !words.some((i) => parse.tokens[i]!.capital && lexicon.cueNoun(parse.tokens[i]!.text))
}

/** Any verb taken as a cue; segment `at` has one. */
function anyCue(scope: Scope, at: number): Cue {
  const { lemmas, tokens, passive, modal } = scope.clauses[at]!.complex
  const word = scope.parse.tokens[scope.sentence.segments[at]!.verb]!.text
  return { lemma: lemmas[0] ?? '', takes: '', tokens, passive, modal, entry: null, word }
}

/** The clause behind a verb that is no cue, or none for this kind of clause. */
function proposeContent(scope: Scope, at: number, from: number, cue: Cue, parts: FrameParts): void {
  const target = contentAfter(scope, at, { ...cue, takes: 'qdvz' })
  if (!target || target.kind === 'direct') return
  const { segments } = scope.sentence
  add(scope, {
    kind: 'indirect',
    quote: [{ first: contentStart(scope, target.first), last: contentEnd(scope, target.last) }],
    frame: [{ first: segments[from]!.first, last: contentStart(scope, target.first) - 1 }],
    cue: spansOf(cue.tokens),
    parts,
    rule: target.rule,
    word: cue.word,
    lemma: cue.lemma,
    confidence: PROPOSAL,
    sourceless: cue.passive && !parts.speaker,
    anchor: segments[at]!.verb,
  })
}

/** A content clause without the comma before it: "Er hofft dass …". */
function proposeBareContent(scope: Scope, at: number, from: number, cue: Cue, parts: FrameParts): void {
  const { parse, lexicon, sentence } = scope
  const segment = sentence.segments[at]!
  for (let i = segment.verb + 1; i < segment.last; i++) {
    if (parse.hidden[i] || !lexicon.grammar.contentConjunctions.has(parse.tokens[i]!.lower)) continue
    add(scope, {
      kind: 'indirect',
      quote: [{ first: i, last: contentEnd(scope, extend(scope, at)) }],
      frame: [{ first: sentence.segments[from]!.first, last: i - 1 }],
      cue: spansOf(cue.tokens),
      parts,
      rule: 'dass-clause',
      word: cue.word,
      lemma: cue.lemma,
      confidence: PROPOSAL,
      sourceless: cue.passive && !parts.speaker,
      anchor: segment.verb,
    })
    return
  }
}

/** The clause behind a noun that is no cue: "das Ziel, … zu …". */
function proposeNounFrames(scope: Scope): void {
  const { parse, sentence } = scope
  const { segments } = sentence
  for (let at = 0; at + 1 < segments.length; at++) {
    const segment = segments[at]!
    const next = segments[at + 1]!
    const noun = segment.last
    if (next.before !== ',' || segment.kind === 'quote' || scope.framed.has(at) || scope.content.has(at + 1))
      continue
    if ((next.kind !== 'sub' && next.kind !== 'zu') || !parse.tokens[noun]!.capital || parse.hidden[noun])
      continue
    const lower = parse.tokens[next.head]!.lower
    if (
      next.kind === 'sub'
        ? !scope.lexicon.grammar.contentConjunctions.has(lower)
        : scope.lexicon.grammar.purposeWords.has(lower)
    )
      continue
    const start = phraseStart(scope, segment, noun)
    add(scope, {
      kind: 'indirect',
      quote: [{ first: contentStart(scope, at + 1), last: contentEnd(scope, extend(scope, at + 1)) }],
      frame: [
        {
          first: segment.kind === 'main' ? segments[clauseStart(scope, at)]!.first : start,
          last: contentStart(scope, at + 1) - 1,
        },
      ],
      cue: spansOf([noun]),
      parts: { ...NO_PARTS, speaker: nounSpeaker(scope, at, start, noun) },
      rule: 'noun-frame',
      word: parse.tokens[noun]!.text,
      confidence: PROPOSAL,
    })
  }
}

/** Every quotation inside a clause. */
function proposeQuotedWords(scope: Scope): void {
  const { parse, sentence } = scope
  for (const pair of pairsHere(scope)) {
    if (parse.insideOf[pair.open]! >= 0 && pair.depth === 0) continue
    if (isCalled(scope, pair)) continue
    const here = draftsHere(scope)
    if (here.some((d) => d.kind === 'direct' && d.quote[0]!.first === pair.open)) continue
    const host = here.findLast(
      (d) =>
        d.kind === 'indirect' &&
        d.confidence >= SURE &&
        d.quote.some((q) => q.first <= pair.open && q.last >= pair.close),
    )
    const at = segmentAt(scope, pair.open + 1)
    const cue = at >= 0 ? (scope.cues[at] ?? null) : null
    const own = cue !== null && scope.lexicon.grammar.naming.has(cue.lemma)
    const from = at >= 0 ? clauseStart(scope, at) : 0
    const draft = add(scope, {
      kind: 'direct',
      quote: [{ first: pair.open, last: pair.close }],
      frame: host ? host.frame : own ? [{ first: sentence.segments[from]!.first, last: pair.open - 1 }] : [],
      cue: host ? host.cue : own ? spansOf(cue.tokens) : [],
      parts: host ?? (cue && at >= 0 ? partsOf(scope, from, at, cue) : NO_PARTS),
      rule: host ? 'quoted-words-in-indirect' : cue ? 'quoted-words-with-cue' : 'quoted-words-alone',
      ...(cue ? { word: cue.word } : {}),
      confidence: PROPOSAL,
      lemma: (cue ?? (at >= 0 && sentence.segments[at]!.verb >= 0 ? anyCue(scope, at) : null))?.lemma ?? '',
      anchor: pair.open,
    })
    draft.inherits = !draft.speaker
  }
}

/** The content before a verb that is no cue: "…, verlautbarte X". */
function proposeFrameBehind(scope: Scope): void {
  const { parse, lexicon, sentence } = scope
  const { segments } = sentence
  for (let at = 1; at < segments.length; at++) {
    const segment = segments[at]!
    if (segment.verb < 0 || segment.before === '&' || segment.before === ';' || scope.framed.has(at)) continue
    const head = parse.tokens[segment.head]!.lower
    if (
      !isVerbFirst(segment) &&
      !lexicon.grammar.asWords.has(head) &&
      !lexicon.grammar.soWords.has(head) &&
      !(lexicon.grammar.backPronouns.has(head) && nextWord(parse, segment.head) === segment.verb)
    )
      continue
    const first = contentFrom(scope, at)
    if (first < 0) continue
    const cue = scope.cues[at] ?? anyCue(scope, at)
    const pieces = segments.slice(first, at)
    add(scope, {
      kind: pieces.every((s) => s.kind === 'quote') ? 'direct' : 'indirect',
      quote: [{ first: contentStart(scope, first), last: contentEnd(scope, at - 1) }],
      frame: [{ first: frameStart(scope, at), last: contentEnd(scope, at) }],
      cue: spansOf(isVerbFirst(segment) ? cue.tokens : [segment.head, ...cue.tokens]),
      parts: partsOf(scope, at, at, cue),
      rule: 'clause-before-frame',
      word: cue.word,
      lemma: cue.lemma,
      confidence: PROPOSAL,
      anchor: segment.verb,
    })
  }
}

/** A sentence, or one of its main clauses, as hearsay or as somebody's words. */
function proposeWhole(scope: Scope, strict: readonly Draft[]): void {
  const { parse, sentence } = scope
  const { segments } = sentence
  const mayBeHearsay = (s: Segment): boolean => {
    for (let i = s.first; i <= s.last; i++) if (isA(parse.tokens[i]!, HEARSAY_WORD)) return true
    return s.verb >= 0 && (parse.flags[s.verb]! & MODAL) !== 0
  }
  const mayBeRun = (s: Segment): boolean =>
    s.verb >= 0 && (parse.flags[s.verb]! & (KONJUNKTIV | MAYBE_KONJUNKTIV)) !== 0
  const propose = (quote: Span, verb: number, isHearsay: boolean, isRun: boolean): void => {
    const word = verb < 0 ? '' : parse.tokens[verb]!.text
    const common = {
      quote: [quote],
      frame: [],
      cue: [],
      parts: NO_PARTS,
      confidence: PROPOSAL,
      anchor: verb,
      word,
    }
    if (isHearsay) {
      const draft = add(scope, { ...common, kind: 'free-indirect', rule: 'hearsay' })
      draft.inherits = true
      draft.hearsay = true
    }
    if (isRun)
      add(scope, { ...common, kind: 'indirect-free-indirect', rule: 'konjunktiv-run' }).inherits = true
  }
  const mains = segments.filter((s) => s.kind === 'main')
  if (mains.length > 1)
    for (const [at, segment] of segments.entries()) {
      if (segment.kind !== 'main') continue
      let end = at
      while (end + 1 < segments.length && segments[end + 1]!.kind !== 'main') end++
      const first = at === 0 ? contentStart(scope, 0) : segment.head
      const last = end === segments.length - 1 ? sentence.last : contentEnd(scope, end)
      propose({ first, last }, segment.verb, mayBeHearsay(segment), mayBeRun(segment))
    }
  const main = mains[0] ?? segments[0]!
  propose(
    { first: contentStart(scope, 0), last: sentence.last },
    main.verb,
    !strict.some((d) => d.kind === 'free-indirect') && segments.some(mayBeHearsay),
    !strict.some((d) => d.kind === 'indirect-free-indirect') &&
      (mains.length ? mains : [main]).some(mayBeRun),
  )
}
