/**
 * Where something was said or published: agencies, papers, stations, platforms.
 * A name is an outlet where it stands as one: as the speaker ("the Guardian
 * reported"), as the one spoken to ("told CNN", "told a BBC reporter"), or behind
 * a preposition ("on Twitter", "in an interview with Reuters"); not where it only
 * belongs to a person ("a BBC spokesman").
 */
import type { Draft } from './draft.js'
import type { Span } from './phrases.js'
import { ADVERB, COORDINATOR, DETERMINER, PREPOSITION, VERB, type SvoLexicon } from './svo-lexicon.js'
import type { SvoParse } from './svo-parse.js'
import { isApart, matchAt } from './svo-phrases.js'
import { EDGE, type Token } from './tokens.js'

/** Names of papers have this many words at most. */
const MAX_NAME = 6
/** Words between a preposition and an outlet. */
const MAX_LEAD = 5

type Given = Pick<Draft, 'kind' | 'quote' | 'speaker' | 'addressee'>

/** The outlet that the words around a statement name, or null; `parts` are those of its frame that tell of the saying. */
export function svoOutletIn(
  parse: SvoParse,
  lexicon: SvoLexicon,
  parts: readonly Span[],
  { kind, quote, speaker, addressee }: Given,
): Span | null {
  const { tokens } = parse
  const words = lexicon.attribution
  // Whom it was said to tells more than who reports, and both more than what else the frame names.
  const told = addressee && search(addressee, (name) => !name.platform && isAlone(name, addressee))
  if (told) return told
  const framed = kind !== 'reported'
  for (const part of framed ? parts : quote) {
    const found = search(part, (name) => isPlace(name, part, framed))
    if (found) return found
  }
  return framed && speaker
    ? search(speaker, (name) => !name.platform && isAlone(name, speaker) && isText(name, speaker))
    : null

  function search({ first, last }: Span, accept: (name: Name) => boolean): Span | null {
    for (let i = first; i <= last; i++) {
      if (isApart(parse, i) && !parse.pairAt.has(i - 1)) continue
      const name = svoOutletAt(parse, lexicon, i, last)
      if (!name) continue
      if (accept(name)) return { first: name.first, last: name.last }
      i = name.last
    }
    return null
  }

  /** Nobody but people of the press stands behind the name: not "Facebook executives". */
  function isAlone(name: Name, within: Span): boolean {
    for (let i = name.last + 1; i <= within.last; i++) {
      const token = tokens[i]!
      if (!token.word) continue
      if (token.lower === 's' || token.number || token.capital) {
        if (isPress(token)) return true
        continue
      }
      if (lexicon.bits(token.lower) & (PREPOSITION | COORDINATOR)) return true
      return isPress(token)
    }
    return true
  }

  function isPress({ lower }: Token): boolean {
    return (
      lower === 'news' ||
      words.outletNouns.has(lower) ||
      words.outletParts.has(lower) ||
      lexicon.naming.sortOf(lower) === 'text' ||
      words.reporters.has(lower)
    )
  }

  /** Before the name stands only what an outlet is or what it brings: "the news agency", "a report in". */
  function isText(name: Name, within: Span): boolean {
    for (let i = within.first; i < name.first; i++) {
      const { word, lower, capital } = tokens[i]!
      if (!word || lexicon.bits(lower) & (DETERMINER | PREPOSITION | ADVERB | VERB)) continue
      if (words.outletNouns.has(lower) || words.outletParts.has(lower) || lower === 'news') continue
      if (capital || lexicon.naming.sortOf(lower) !== 'text') return false
    }
    for (let i = name.last + 1; i <= within.last; i++)
      if (words.reporters.has(tokens[i]!.lower) || lexicon.naming.sortOf(tokens[i]!.text) === 'office')
        return false
    return true
  }

  /** Behind a preposition, with the article and the nouns between: "in an interview with the broadcaster NHK". */
  function isPlace(name: Name, { first, last }: Span, framed: boolean): boolean {
    if (speaker && name.first >= speaker.first && name.last <= speaker.last) return false
    if (!isAlone(name, { first: name.first, last: Math.min(last, name.last + 2) })) {
      // "on Facebook that …", "on Twitter late on Friday"
      const behind = tokens[name.last + 1] ?? EDGE
      const own = lexicon.bits(behind.lower)
      const goesOn =
        lexicon.isOpenClass(behind.lower) && !(own & VERB) && !lexicon.attribution.weekdays.has(behind.lower)
      if (behind.word && goesOn && !words.timeNouns.has(behind.lower) && name.last < last) return false
    }
    let i = name.first - 1
    for (; i >= first && name.first - i <= MAX_LEAD; i--) {
      const { lower, word, capital, text } = tokens[i]!
      if (words.outletPrepositions.has(lower) || words.closeOutletPrepositions.has(lower)) break
      if (/^["“]$/.test(text)) continue
      if (!word || (lexicon.bits(lower) & (PREPOSITION | COORDINATOR) && !capital)) return false
    }
    if (i < first || name.first - i > MAX_LEAD) return false
    const preposition = tokens[i]!.lower
    const before = tokens.slice(Math.max(first, i - MAX_LEAD), i)
    const talks = before.some(({ lower }) => words.talkWords.has(lower) || words.outletParts.has(lower))
    if (words.closeOutletPrepositions.has(preposition)) return talks
    if (framed)
      return preposition !== 'to' || talks || i - 1 <= first || !lexicon.isOpenClass(tokens[i - 1]!.lower)
    return talks || (name.platform && (preposition === 'on' || preposition === 'via'))
  }
}

/** The first outlet among whole phrases, or null. */
export function svoOutletOf(parse: SvoParse, lexicon: SvoLexicon, phrases: readonly Span[]): Span | null {
  for (const phrase of phrases) {
    const start =
      lexicon.bits(parse.tokens[phrase.first]!.lower) & DETERMINER ? phrase.first + 1 : phrase.first
    for (const first of [phrase.first, start]) {
      const name = svoOutletAt(parse, lexicon, first, phrase.last)
      if (name && !name.platform && name.last === phrase.last) return { first: name.first, last: name.last }
    }
  }
  return null
}

interface Name extends Span {
  /** A place where others speak. */
  readonly platform: boolean
}

/** The outlet whose name begins at a token and ends at `limit` or before, or null. */
export function svoOutletAt(
  { tokens }: Pick<SvoParse, 'tokens'>,
  lexicon: SvoLexicon,
  i: number,
  limit: number,
): Name | null {
  const words = lexicon.attribution
  const token = tokens[i]!
  if (!token.word || !token.capital) return null
  const long = matchAt(tokens, words.longOutlets, i)
  if (long && i + long - 1 <= limit) {
    const last = tokens[i + long - 1]!
    if (last.capital || last.number)
      return { first: i, last: i + long - 1, platform: token.lower === 'truth' }
  }
  const plain = token.lower
  const name = token.text
  const before = tokens[i - 1] ?? EDGE
  // Capital words that end in what a paper is called: "Leeds Herald".
  let end = -1
  for (let k = i + 1; k <= limit && k - i < MAX_NAME; k++) {
    const next = tokens[k]!
    if (!next.capital || lexicon.naming.sortOf(next.text) === 'office') break
    if (words.paperNouns.has(next.lower)) end = k
    else if (end === k - 1 && words.outletNouns.has(next.lower)) end = k
  }
  if (end > 0 && !words.weekdays.has(token.lower) && !lexicon.months.has(token.lower)) {
    if (
      !(lexicon.bits(token.lower) & (DETERMINER | PREPOSITION | COORDINATOR)) &&
      !lexicon.naming.givenName(name)
    )
      return { first: i, last: end, platform: false }
  }
  if (words.platforms.has(plain)) {
    if (plain === 'x' && !/^(?:on|via)$/.test(before.lower)) return null
    return { first: i, last: i, platform: true }
  }
  if (words.doubtfulOutlets.has(name))
    return before.lower === 'the' && !(tokens[i + 1]?.capital && i < limit)
      ? { first: i, last: i, platform: false }
      : null
  if (lexicon.lists.outlets.has(plain) || words.outletNames.has(plain)) {
    // "Sky News": what follows is part of it.
    const more = tokens[i + 1]
    const goesOn = more?.capital && i < limit && (words.outletNouns.has(more.lower) || more.lower === 'news')
    return { first: i, last: goesOn ? i + 1 : i, platform: false }
  }
  // "the news agency Kyodo", "the broadcaster NHK"
  let last = i
  while (last < limit && last - i < MAX_NAME && tokens[last + 1]!.capital) last++
  if (!before.capital && isKind(i - 1)) return { first: i, last, platform: false }
  // "Bild newspaper", "Kyodo news agency"
  const noun = last + (words.agencyWords.has(tokens[last + 1]?.lower ?? '') ? 2 : 1)
  if (noun > limit || !isKind(noun) || lexicon.bits(token.lower) & DETERMINER || NATIONAL.test(token.lower))
    return null
  return { first: i, last, platform: false }

  function isKind(k: number): boolean {
    const { lower } = tokens[k] ?? EDGE
    return (
      words.outletKinds.has(lower) && (lower !== AGENCY || words.agencyWords.has(tokens[k - 1]?.lower ?? ''))
    )
  }
}

/** A kind of outlet that most others of its name are not. */
const AGENCY = 'agency'
/** "a French newspaper", "an Israeli website" have no name. */
const NATIONAL = /(?:ese|ish|ian|can|ch|eli|aqi|ani|ean)$/
