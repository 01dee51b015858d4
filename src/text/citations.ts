/**
 * Sources that quote other sources: "wie Interfax unter Berufung auf das
 * Ministerium meldet", "sagte er laut BBC", "zitiert die Zeitung einen
 * Sprecher". What is found is a chain, from the source that the article has it
 * from to the one who is said to have said it.
 *
 * Only the frame is read, the relative clauses in it, and a sentence behind it
 * that does nothing but name the source ("Das Blatt beruft sich auf Insider.").
 */
import { DETERMINER, PREPOSITION, PRONOUN, REFLEXIVE, isA } from './classes.js'
import type { Lexicon } from './lexicon.js'
import type { Parse, Segment, Sentence } from './parse.js'
import { findSubject, isTime, nounPhrase, skipAdverbs, withApposition, type Span } from './phrases.js'
import { EDGE } from './tokens.js'

/** Where to look for those through whom a statement came. */
export interface CitationPlace {
  readonly sentence: Sentence
  /** The sentence behind, if any. */
  readonly next: Sentence | null
  /** The frame; for a reported act its clause. */
  readonly regions: readonly Span[]
  readonly speaker: Span | null
  readonly cue: readonly Span[]
  /** There is a frame: what it names as a source is one. Without it only what is sure to be somebody counts. */
  readonly framed: boolean
}

/** Whoever passes it on, outermost first; the speaker is one of them. Empty where nobody quotes anybody. */
export function citationsIn(parse: Parse, lexicon: Lexicon, place: CitationPlace): readonly Span[] {
  const { regions, speaker, cue } = place
  if (!speaker || !regions.length) return []
  const words = lexicon.attribution
  const outer: Span[] = []
  const inner: Span[] = []
  // "Die Nähe des Bären stellt nach Angaben der Behörde …": a thing that the rules took for a speaker.
  const hasSpeaker = isSomebody(parse, lexicon, speaker) || !isA(parse.tokens[speaker.first]!, DETERMINER)
  const isFree = (span: Span): boolean =>
    [speaker, ...outer, ...inner].every((other) => span.last < other.first || span.first > other.last)
  for (const { first, last } of regions) {
    for (let i = first; i <= last; i++) {
      if (parse.hidden[i] || parse.insideOf[i]! >= 0) continue
      const token = parse.tokens[i]!
      const cited = citedAt(i, last)
      if (cited) {
        if (isFree(cited)) inner.push(cited)
        i = Math.max(i, cited.last)
        continue
      }
      if (i >= speaker.first && i <= speaker.last) continue
      const told = hasSpeaker ? sourceAt(i, last) : null
      if (told && isFree(told) && !cue.some((c) => i >= c.first && i <= c.last)) {
        outer.push(told)
        i = Math.max(i, told.last)
        continue
      }
      if (isA(token, REFLEXIVE)) {
        const reliedOn = reliedOnAt(i, last)
        if (reliedOn && isFree(reliedOn)) inner.push(reliedOn)
      }
    }
  }
  const quoted = quotedIn()
  if (quoted) {
    if (quoted.outer && isFree(quoted.outer)) outer.push(quoted.outer)
    if (quoted.inner && isFree(quoted.inner)) inner.push(quoted.inner)
  }
  if (!inner.length && place.framed && place.next) {
    const later = reliedOnLater(place.next)
    if (later && isFree(later)) inner.push(later)
  }
  return outer.length + inner.length ? [...outer, speaker, ...inner] : []

  /** "unter Berufung auf X" */
  function citedAt(i: number, last: number): Span | null {
    for (const phrase of lexicon.citing.get(parse.tokens[i]!.lower) ?? []) {
      const from = i + phrase.words.length
      if (from > last || !phrase.words.every((word, k) => parse.tokens[i + k]!.lower === word)) continue
      const span = phraseFrom(from, last)
      if (span && (isSomebody(parse, lexicon, span) || (place.framed && !phrase.doubtful && !isThing(span))))
        return span
    }
    return null
  }

  /** "laut X", "nach Angaben von X", "X zufolge" as an adverbial of the frame. */
  function sourceAt(i: number, last: number): Span | null {
    const { grammar } = lexicon
    const { lower } = parse.tokens[i]!
    if (grammar.sourcePrepositions.has(lower) || grammar.angleWords.has(lower)) {
      const span = phraseFrom(i + 1, last)
      if (!span || isTime(parse, lexicon, span.first, span.last)) return null
      const head = headOf(parse, span)
      if (lexicon.notSources.has(head.toLowerCase())) return null
      return grammar.sourcePrepositions.has(lower) || lexicon.sourceNoun(head) ? span : null
    }
    for (const phrase of lexicon.passedOnBy.get(lower) ?? []) {
      const from = i + phrase.length
      if (from <= last && phrase.every((word, k) => parse.tokens[i + k]!.lower === word))
        return phraseFrom(from, last)
    }
    if (!parse.tokens[i]!.capital && !lexicon.determiners.has(lower)) return null
    const end = nounPhrase(parse, lexicon, i, { limit: last })
    return end >= 0 && grammar.sourcePostpositions.has(parse.tokens[end + 1]?.lower ?? '') && end < last
      ? { first: i, last: end }
      : null
  }

  /** "die sich auf X beruft", "und beruft sich dabei auf X": from the reflexive on. */
  function reliedOnAt(i: number, last: number): Span | null {
    const segment = segmentOf(place.sentence, i)
    return segment ? reliedOn(segment, Math.min(last, segment.last), place) : null
  }

  function reliedOn(segment: Segment, last: number, within: Pick<CitationPlace, 'framed'>): Span | null {
    if (segment.verb < 0 || !hasLemma(segment.verb, words.citingVerbs)) return null
    for (let k = segment.first; k < last; k++)
      if (words.citingPrepositions.has(parse.tokens[k]!.lower) && !parse.hidden[k]) {
        const span = phraseFrom(k + 1, last === segment.verb ? last - 1 : last)
        if (span) return isSomebody(parse, lexicon, span) || (within.framed && !isThing(span)) ? span : null
      }
    return null
  }

  /** "Das Blatt beruft sich auf Insider." – only a paper, a body or a pronoun is taken for the source before. */
  function reliedOnLater({ segments }: Sentence): Span | null {
    const segment = segments[0]
    if (segment?.kind !== 'main' || segment.verb < 0) return null
    let reflexive = false
    for (let k = segment.first; k <= segment.last; k++) if (isA(parse.tokens[k]!, REFLEXIVE)) reflexive = true
    if (!reflexive) return null
    const { subject } = findSubject(parse, lexicon, {
      first: segment.head,
      verb: segment.verb,
      last: segment.last,
      boundary: segment.verb - 1,
    })
    if (!subject || subject.last - subject.first > 2) return null
    const head = headOf(parse, subject)
    const isSame =
      lexicon.outletNoun(head) ||
      isA(parse.tokens[subject.first]!, PRONOUN) ||
      (speaker !== null && head === headOf(parse, speaker))
    return isSame ? reliedOn(segment, segment.last, { framed: false }) : null
  }

  /** Who quotes and who is quoted by "zitieren"; the speaker, whichever of them it is, is left to the caller. */
  function quotedIn(): { readonly outer: Span | null; readonly inner: Span | null } | null {
    if (!speaker) return null
    for (const segment of place.sentence.segments) {
      if (!regions.some((r) => segment.first <= r.last && segment.last >= r.first)) continue
      const verb = quotingVerb(segment)
      if (verb < 0) continue
      const passive =
        segment.verb !== verb && segment.verb >= 0 && hasLemma(segment.verb, lexicon.grammar.passiveVerbs)
      const isOwn = segment.verb >= 0 && cue.some((c) => c.first <= segment.verb && c.last >= segment.verb)
      // "ein Beamter, den die Zeitung zitiert": the relative clause behind the speaker.
      if (!isOwn && segment.kind !== 'rel') continue
      if (passive) {
        const by =
          after(segment, lexicon.grammar.agentPrepositions) ?? after(segment, words.outletPrepositions)
        return by ? { outer: by, inner: null } : null
      }
      if (segment.kind === 'rel' && !isOwn) {
        const end = nounPhrase(parse, lexicon, segment.head + 1, { limit: segment.last - 1 })
        return end >= 0 ? { outer: { first: segment.head + 1, last: end }, inner: null } : null
      }
      const object = objectIn(segment)
      return object ? { outer: null, inner: object } : null
    }
    return null
  }

  function quotingVerb(segment: Segment): number {
    for (let k = segment.first; k <= segment.last; k++) {
      const token = parse.tokens[k]!
      if (token.word && !token.capital && !parse.hidden[k] && hasLemma(k, words.quotingVerbs)) return k
    }
    return -1
  }

  function after(segment: Segment, prepositions: ReadonlySet<string>): Span | null {
    for (let k = segment.first; k < segment.last; k++) {
      if (parse.hidden[k] || !prepositions.has(parse.tokens[k]!.lower)) continue
      const span = phraseFrom(k + 1, segment.last)
      if (span && cue.some((c) => c.first <= span.last && c.last >= span.first)) continue
      if (span && isSomebody(parse, lexicon, span) && !isTime(parse, lexicon, span.first, span.last))
        return span
    }
    return null
  }

  function objectIn(segment: Segment): Span | null {
    for (let k = segment.verb + 1; k <= segment.last;) {
      k = skipAdverbs(parse, k, segment.last)
      if (k > segment.last) break
      if (speaker && k >= speaker.first && k <= speaker.last) {
        k = speaker.last + 1
        continue
      }
      const governed = isA(parse.tokens[k]!, PREPOSITION)
      const from = governed ? k + 1 : k
      const end = nounPhrase(parse, lexicon, from, { limit: segment.last })
      if (end < from) {
        k = from + (governed ? 0 : 1)
        continue
      }
      if (!governed && !isTime(parse, lexicon, from, end)) return phraseFrom(from, segment.last)
      k = end + 1
    }
    return null
  }

  /** The noun phrase with a closed apposition. */
  function phraseFrom(from: number, last: number): Span | null {
    const start = skipAdverbs(parse, from, last)
    const end = start <= last ? nounPhrase(parse, lexicon, start, { limit: last }) : -1
    return end < start ? null : { first: start, last: withApposition(parse, lexicon, end, last) }
  }

  /** A law, an idea: no one who says anything. */
  function isThing(span: Span): boolean {
    const head = headOf(parse, span)
    return lexicon.people.noun(head)?.kind === 'text' || lexicon.commonNoun.test(head)
  }

  function hasLemma(i: number, lemmas: ReadonlySet<string>): boolean {
    return lexicon.forms(parse.tokens[i]!.lower).some((form) => !form.prefix && lemmas.has(form.lemma))
  }
}

function segmentOf({ segments }: Sentence, i: number): Segment | null {
  return segments.find((s) => i >= s.first && i <= s.last) ?? null
}

/** Whether a phrase is sure to mean a person, a body, or a text that others are quoted from. */
export function isSomebody(parse: Parse, lexicon: Lexicon, { first, last }: Span): boolean {
  let i = first
  while (i < last && !parse.tokens[i]!.capital) i++
  // "the Interior Ministry": the first noun, or another of the name that it begins.
  for (; i <= last; i++) {
    if (isSpeaker(lexicon, parse.tokens[i]!.text)) return true
    if (!parse.tokens[i + 1]?.capital) return false
  }
  return false
}

function isSpeaker(lexicon: Lexicon, word: string): boolean {
  const { people } = lexicon
  const noun = people.noun(word)
  if (noun && noun.kind !== 'text') return true
  return (
    lexicon.sourceNoun(word) ||
    people.isSourceNoun(word) ||
    lexicon.outletNames.has(word) ||
    lexicon.outletNoun(word) ||
    people.isPlace(word) ||
    people.givenName(word) !== null ||
    /^\p{Lu}{2,}s?$/u.test(word)
  )
}

function headOf({ tokens }: Parse, { first, last }: Span): string {
  for (let i = first; i <= last; i++) if (tokens[i]!.capital) return tokens[i]!.text
  return (tokens[last] ?? EDGE).text // a language that writes its nouns small
}
