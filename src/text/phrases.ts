/** Noun phrases, found from the left: where one that begins at a token ends, and which of a clause's is the subject. */
import {
  ADVERB,
  COORDINATOR,
  DETERMINER,
  PREPOSITION,
  PRONOUN,
  QUESTION_WORD,
  REFLEXIVE,
  SUBORDINATOR,
  isA,
} from './classes.js'
import type { Lexicon } from './lexicon.js'
import { AUXILIARY, FINITE, MODAL, PARTICIPLE } from './flags.js'
import { lowerBound } from './lower-bound.js'
import { closeAt, type Parse } from './parse.js'
import { EDGE, type Token } from './tokens.js'

/** Nouns, verbs and names end a phrase; a phrase longer than this is not followed. */
const MAX_WORDS = 40

/** How far a phrase may reach. */
export interface PhraseOptions {
  /** Last token that the phrase may reach. */
  readonly limit: number
  /** Also take prepositional attributes that could as well be adverbials: "der Sprecher in Brüssel". */
  readonly loose?: boolean
}

const nothing = -1

/** Last token of the noun phrase that begins at `from`, or -1. */
export function nounPhrase(parse: Parse, lexicon: Lexicon, from: number, options: PhraseOptions): number {
  const { tokens, hidden, flags } = parse
  const limit = Math.min(options.limit, from + MAX_WORDS)
  let i = from
  const first = tokens[i] ?? EDGE
  if (i > limit) return nothing
  const startsQuoted = hidden[i] === 1 && /^[„“"»«‚‘›]$/.test(first.text)
  if (!first.word && !startsQuoted) return nothing
  if (isA(first, ADVERB) && !isA(first, DETERMINER)) return nothing
  if (
    first.word &&
    !first.capital &&
    !isA(first, DETERMINER) &&
    lexicon.grammar.phrasePronouns.has(first.lower)
  )
    return i
  // Determiners, numbers and adjectives up to the noun.
  let end = nothing
  for (; i <= limit; i++) {
    const token = tokens[i]!
    if (hidden[i]) {
      if (/^[„"»‚“«]$/.test(token.text)) {
        const close = closeAt(parse.pairs, i)
        if (close < 0 || close > limit) return end
        end = close
        i = close
        if ((tokens[i + 1]?.start ?? -1) === tokens[i]!.end && tokens[i + 1]?.text === '-') continue
        if (tokens[i + 1]?.capital || !tokens[i + 1]?.word) break
        continue
      }
      continue
    }
    if (!token.word) {
      if (
        (token.text === ',' &&
          isAdjective(lexicon, tokens[i - 1] ?? EDGE) &&
          isAdjective(lexicon, tokens[i + 1] ?? EDGE)) ||
        token.text === '.'
      )
        continue
      return end
    }
    if ((token.capital && !(i === from && isFunctionWord(token))) || lexicon.outletNames.has(token.text)) {
      end = i
      break
    }
    if (i > from && isA(token, PREPOSITION) && extendedEnd(parse, lexicon, i, limit) < 0) return end
    if (i > from && isA(token, PREPOSITION)) {
      i = extendedEnd(parse, lexicon, i, limit)
      continue
    }
    if (flags[i]! & FINITE && (!isAdjective(lexicon, token) || flags[i]! & (AUXILIARY | MODAL))) return end
    // "forderten beide eine Verlängerung"
    if (i > from && isA(token, DETERMINER) && lexicon.grammar.standaloneDeterminers.has(first.lower))
      return i - 1
    if (isA(token, PRONOUN) && !isA(token, DETERMINER)) return i === from ? i : end
  }
  if (end < 0) {
    return first.word && (isA(first, PRONOUN) || first.number) ? from : nothing
  }
  // The noun with its names, brackets and attributes.
  for (i = end + 1; i <= limit; i++) {
    const token = tokens[i]!
    // "die Nachrichtenagentur dpa"
    const isOutlet = lexicon.outletNames.has(token.text) && lexicon.outletNoun(tokens[i - 1]!.text)
    if ((token.capital || isOutlet) && !hidden[i]) {
      // "hat ein Bündnis Hilfe zugesagt": behind an indefinite noun a lone second one is an object, not a name.
      if (
        lexicon.grammar.indefiniteSubjects.has(first.lower) &&
        !tokens[i - 1]!.text.includes('-') &&
        !tokens[i + 1]?.capital &&
        parse.flags[i + 1]
      )
        break
      end = i
    } else if (
      token.number &&
      tokens[i - 1]!.capital &&
      !tokens[i + 1]?.capital &&
      !isAdjective(lexicon, tokens[i + 1] ?? EDGE)
    )
      end = i
    else if (hidden[i]) {
      if (token.text === '(' || token.text === '[') {
        let close = i
        while (
          close < limit &&
          hidden[close + 1] &&
          tokens[close]!.text !== ')' &&
          tokens[close]!.text !== ']'
        )
          close++
        end = close
        i = close
      } else {
        const close = closeAt(parse.pairs, i)
        if (close < 0 || close > limit) break
        end = close
        i = close
      }
    } else if (token.text === '.' && tokens[i - 1]!.text.length <= 4 && tokens[i + 1]?.capital && i < limit)
      continue
    else if (token.text === "'" || token.text === '’') end = i
    else if (isGenitiveAdjective(token) && i < limit && tokens[i + 1]!.capital) {
      // "Angaben libanesischer Kreise"
      continue
    } else if (lexicon.grammar.genitives.has(token.lower) && i < limit) {
      // "Auskunft der NASA der überwiegende Teil": an adjective in -e begins a new phrase.
      if (isAdjective(lexicon, tokens[i + 1]!) && !lexicon.endings.weakAdjective.test(tokens[i + 1]!.lower))
        break
      const next = nounPhrase(parse, lexicon, i, { limit, loose: false })
      if (next <= i) break
      end = next
      i = next
    } else if (
      (lexicon.grammar.closePrepositions.has(token.lower) ||
        (options.loose && lexicon.grammar.attributePhrases.has(token.lower)) ||
        lexicon.grammar.nameParticles.has(token.lower)) &&
      i < limit
    ) {
      if (tokens[i + 1]!.number || lexicon.grammar.measureWords.has(tokens[i + 1]!.lower)) break
      if (lexicon.grammar.infinitiveMarks.has(token.lower) && !tokens[i + 1]!.capital) break
      const next = nounPhrase(parse, lexicon, i + 1, { limit, loose: false })
      if (next <= i || isTime(parse, lexicon, i + 1, next)) break
      end = next
      i = next
    } else if ((token.text === '&' || lexicon.grammar.nounJoins.has(token.lower)) && i < limit) {
      const nextToken = tokens[i + 1]!
      if (!nextToken.capital && !isA(nextToken, DETERMINER) && !isAdjective(lexicon, nextToken)) break
      const next = nounPhrase(parse, lexicon, i + 1, { limit, loose: options.loose === true })
      if (next <= i) break
      end = next
      i = next
    } else break
  }
  return end
}

function isFunctionWord(token: Token): boolean {
  return isA(token, DETERMINER | PREPOSITION | ADVERB | PRONOUN)
}

function isGenitiveAdjective(token: Token): boolean {
  return (
    token.word &&
    !token.capital &&
    token.text.length > 4 &&
    token.lower.endsWith('er') &&
    !isA(token, ADVERB) &&
    !isA(token, DETERMINER) &&
    !isA(token, PREPOSITION) &&
    !isA(token, PRONOUN)
  )
}

/** Whether the token can be an adjective before a noun, going by its ending. */
export function isAdjective(lexicon: Lexicon, token: Token): boolean {
  return (
    token.word &&
    !token.capital &&
    token.text.length > 3 &&
    lexicon.endings.adjective.test(token.lower) &&
    !isA(token, ADVERB)
  )
}

/**
 * "der für Angelegenheiten ehemaliger Sowjetrepubliken zuständige Ausschussvorsitzende": for the preposition right
 * behind a determiner the place of the last adjective before the noun, or -1.
 */
function extendedEnd(parse: Parse, lexicon: Lexicon, i: number, limit: number): number {
  if (i > 0 && !isA(parse.tokens[i - 1]!, DETERMINER)) return -1
  let found = -1
  for (let j = i + 1; j < Math.min(limit, i + 16); j++) {
    const token = parse.tokens[j]!
    if (!token.word && !parse.hidden[j]) break
    if (
      isAdjective(lexicon, token) &&
      parse.tokens[j + 1]!.capital &&
      j > i + 1 &&
      parse.tokens[j - 1]!.capital
    )
      found = j
    else if (parse.flags[j]! & FINITE && !isAdjective(lexicon, token)) break
  }
  return found
}

/** Whether a phrase names a time: "Montag", "vergangene Woche". */
export function isTime(parse: Parse, lexicon: Lexicon, from: number, to: number): boolean {
  for (let i = from; i <= to; i++) {
    const token = parse.tokens[i]!
    if (token.capital) return lexicon.timeNoun(token.text) || lexicon.months.has(token.lower)
  }
  return /^\d/.test(parse.tokens[from]?.text ?? '') && to === from
}

/** A phrase by its first and last token. */
export interface Span {
  readonly first: number
  readonly last: number
}

/** Number of the span that holds a token, or -1; `spans` are in order and do not overlap. */
export function spanAt(spans: readonly Span[], token: number): number {
  const at = lowerBound(spans, ({ last }) => last < token)
  return at < spans.length && spans[at]!.first <= token ? at : -1
}

/** The subject of a verb, where one was found. */
export interface Subject {
  readonly subject: Span | null
  /** First token that is not used up: behind the verb or the subject. */
  readonly rest: number
}

/** Skips coordinating words and adverbs before a phrase: "Auch die Grünen". */
export function skipAdverbs(parse: Parse, from: number, limit: number): number {
  let i = from
  while (i <= limit) {
    const token = parse.tokens[i]!
    if (parse.hidden[i] && token.text !== '„' && token.text !== '"' && token.text !== '»') i++
    else if (token.word && isA(token, ADVERB | COORDINATOR | REFLEXIVE)) i++
    else break
  }
  return i
}

/** The subject of a clause whose finite verb is `verb`; the clause runs from `first` to `last`. */
export function findSubject(
  parse: Parse,
  lexicon: Lexicon,
  clause: { first: number; verb: number; last: number; boundary: number },
): Subject {
  const { first, verb, last, boundary } = clause
  const behind = (): Subject => subjectBehind(parse, lexicon, verb, last)
  if (verb <= first) return behind()
  const start = skipAdverbs(parse, first, verb - 1)
  if (start >= verb) return behind()
  const token = parse.tokens[start]!
  if (
    lexicon.grammar.capitalParticles.has(token.text) &&
    verb - start <= 4 &&
    isSurname(parse, start, verb)
  ) {
    // "Von der Leyen betonte"
    const other = behind()
    return other.subject ? other : { subject: { first: start, last: verb - 1 }, rest: verb + 1 }
  }
  if (isA(token, PREPOSITION) && isBareAttribute(parse, lexicon, start, verb))
    return { subject: { first: start, last: verb - 1 }, rest: verb + 1 }
  if (
    (isA(token, QUESTION_WORD) && !lexicon.grammar.whoWords.has(token.lower)) ||
    lexicon.grammar.comparisons.has(token.lower) ||
    isA(token, PREPOSITION) ||
    lexicon.grammar.notNominative.has(token.lower) ||
    isA(token, SUBORDINATOR)
  )
    return behind()
  let end = nounPhrase(parse, lexicon, start, { limit: verb - 1, loose: true })
  if (end < 0) return behind()
  if (isTime(parse, lexicon, start, end)) return behind()
  // "Den Vorschlag lehnte er ab": a pronoun in the nominative right behind the verb is the subject.
  if (lexicon.grammar.nominatives.has(parse.tokens[verb + 1]?.lower ?? '')) return behind()
  if (start === end && token.capital && isLowerWord(lexicon, token)) {
    // "Besorgt äußerte sich Annan": a capital only because the sentence begins.
    const other = behind()
    if (other.subject) return other
  }
  if (lexicon.grammar.behindSource.has(parse.tokens[end + 1]?.lower ?? '')) return behind()
  // One constituent before the verb: an apposition between commas belongs to the subject, a relative clause does not.
  end = withApposition(parse, lexicon, end, Math.min(verb - 1, boundary))
  if (
    lexicon.grammar.outletArticles.has(parse.tokens[start]!.lower) &&
    isOutlet(parse, lexicon, start, end)
  ) {
    const other = behind()
    if (other.subject) return other
  }
  if (lexicon.grammar.impersonals.has(token.lower) && start === end) {
    const other = behind()
    return other.subject ? other : { subject: null, rest: verb + 1 }
  }
  if (lexicon.grammar.frontedObjects.has(token.lower) && start === end) {
    const other = behind()
    if (other.subject) return other
    return { subject: null, rest: verb + 1 }
  }
  return { subject: { first: start, last: end }, rest: verb + 1 }
}

/** "Von Russland geführtes Militärbündnis sagt …": an attribute without an article before the noun, in headlines. */
function isBareAttribute(parse: Parse, lexicon: Lexicon, start: number, verb: number): boolean {
  if (verb - start < 4 || verb - start > 8) return false
  const noun = parse.tokens[verb - 1]!
  const adjective = parse.tokens[verb - 2]!
  if (
    !noun.capital ||
    !lexicon.endings.bareParticiple.test(adjective.lower) ||
    !isAdjective(lexicon, adjective)
  )
    return false
  for (let i = start + 1; i < verb - 2; i++) if (!parse.tokens[i]!.capital) return false
  return true
}

function isSurname(parse: Parse, start: number, verb: number): boolean {
  if (parse.flags[verb]! & (AUXILIARY | MODAL)) return false
  const noun = parse.tokens[verb - 1]!
  return (
    noun.capital && (verb - start === 2 || parse.grammar.surnameArticles.has(parse.tokens[start + 1]!.lower))
  )
}

function isLowerWord(lexicon: Lexicon, token: Token): boolean {
  return (
    lexicon.endings.adverb.test(token.lower) ||
    (lexicon.flags(token.lower) & PARTICIPLE) !== 0 ||
    lexicon.phrases.has(token.lower)
  )
}

function isOutlet(parse: Parse, lexicon: Lexicon, first: number, last: number): boolean {
  for (let i = first; i <= last; i++)
    if (parse.tokens[i]!.capital && lexicon.outletNoun(parse.tokens[i]!.text)) return true
  return false
}

/** Extends a phrase over ", Präsident des X," up to `limit`. */
export function withApposition(parse: Parse, lexicon: Lexicon, end: number, limit: number): number {
  let last = end
  for (let round = 0; round < 3; round++) {
    if (parse.tokens[last + 1]?.text !== ',' || last + 2 > limit) return last
    const next = nounPhrase(parse, lexicon, last + 2, { limit, loose: true })
    const token = parse.tokens[last + 2]!
    if (next < 0 || (isA(token, PRONOUN) && next === last + 2)) return last
    // A relative pronoun with its verb behind it is no apposition.
    const after = parse.tokens[next + 1] ?? EDGE
    if (after.text !== ',' && next !== limit && !/^[.:!?–-]$/.test(after.text)) return last
    last = next
  }
  return last
}

function subjectBehind(parse: Parse, lexicon: Lexicon, verb: number, last: number): Subject {
  let i = verb + 1
  for (let steps = 0; steps < 12 && i <= last; steps++) {
    i = skipAdverbs(parse, i, last)
    if (i > last) break
    const token = parse.tokens[i]!
    if (!token.word && !parse.hidden[i]) break
    if (isA(token, PREPOSITION)) {
      const end = nounPhrase(parse, lexicon, i + 1, { limit: last, loose: false })
      i = Math.max(end, i) + 1
      continue
    }
    if (lexicon.grammar.objectPronouns.has(token.lower)) {
      i++
      continue
    }
    const end = nounPhrase(parse, lexicon, i, { limit: last, loose: false })
    if (end < 0) {
      i++
      continue
    }
    if (isTime(parse, lexicon, i, end) || lexicon.grammar.notNominative.has(token.lower)) {
      i = end + 1
      continue
    }
    return { subject: { first: i, last: end }, rest: end + 1 }
  }
  return { subject: null, rest: i }
}
