/**
 * Where something was said or published: agencies, papers, stations, platforms.
 * A name of the list is an outlet where it stands as one: as the speaker
 * ("berichtet der Spiegel"), as the one spoken to ("sagte er der BBC"), or
 * behind a preposition of place ("auf Twitter", "im ZDF"); not where it only
 * belongs to a person ("ein Sprecher der BBC", "Facebook-Chef").
 */
import { DETERMINER, PREPOSITION, isA } from './classes.js'
import type { Lexicon } from './lexicon.js'
import { closeAt, type Parse } from './parse.js'
import { isAdjective, type Span } from './phrases.js'
import { EDGE, type Token } from './tokens.js'

/** Where to look for an outlet. */
export interface OutletPlace {
  /** Stretches to look through, in text order. */
  readonly regions: readonly Span[]
  readonly speaker: Span | null
  readonly addressee: Span | null
  /** There is a frame, so that a name right behind the speaker is whom it was said to. */
  readonly framed: boolean
}

/** Names of papers have this many words at most. */
const MAX_NAME = 6

/** The outlet that the text around a statement names, or null. */
export function outletIn(parse: Parse, lexicon: Lexicon, place: OutletPlace): Span | null {
  const { addressee, speaker, regions } = place
  // Whom it was said to tells more than who reports, and both more than what else the frame names.
  const first = addressee ? search(addressee) : null
  if (first) return first
  for (const region of regions) {
    const found = search(region)
    if (found) return found
  }
  return speaker ? search(speaker) : null

  function search({ first, last }: Span): Span | null {
    for (let i = first; i <= last; i++) {
      const name = nameAt(parse, lexicon, i, last)
      if (!name) continue
      if (isPlace(name) || isPhrase(name, addressee) || isPhrase(name, speaker)) return nameOf(name)
      i = Math.max(i, name.last)
    }
    return null
  }

  /** Behind a preposition, with the article and the nouns between: "in einem Interview mit dem Sender X". */
  function isPlace({ start, sure }: Name): boolean {
    const { tokens } = parse
    let i = start - 1
    while (i >= 0 && start - i <= MAX_NAME && isLead(lexicon, tokens[i]!)) i--
    const before = tokens[i] ?? EDGE
    // "sagte er am Montag der BBC": a dative that belongs to no noun.
    const isFree = !before.capital || lexicon.timeNoun(before.text) || lexicon.months.has(before.lower)
    if (sure && i === start - 2 && isDative(lexicon, tokens[start - 1]!) && isFree) return true
    // "teilte die Polizei dpa mit"
    if (sure && place.framed && speaker !== null && start === speaker.last + 1) return true
    if (
      !lexicon.attribution.outletPrepositions.has(before.lower) &&
      !lexicon.grammar.sourcePrepositions.has(before.lower)
    )
      return false
    return sure || i === start - 1 || isA(tokens[start - 1]!, PREPOSITION)
  }

  /** The phrase is the outlet, or a text of the outlet's: "ein Bericht der BBC", not "ein Sprecher der BBC". */
  function isPhrase({ start, first: from, last: to, sure }: Name, phrase: Span | null): boolean {
    if (!phrase || from < phrase.first || to > phrase.last) return false
    const { tokens } = parse
    let article = false
    for (let i = start - 1; i >= phrase.first; i--) {
      const token = tokens[i]!
      if (isA(token, DETERMINER)) {
        article = true
        continue
      }
      if (token.capital && !isText(lexicon, token)) {
        // "sagte Meier der Bild-Zeitung": behind a bare name the article begins whom it was said to.
        return article && sure && !lexicon.people.noun(token.text) && isDative(lexicon, tokens[i + 1]!)
      }
    }
    return sure || from === to || to - from <= MAX_NAME
  }

  function nameOf({ first: from, last: to }: Name): Span {
    return { first: from, last: to }
  }
}

interface Name extends Span {
  /** First token of the whole phrase, with "die Nachrichtenagentur" before the name. */
  readonly start: number
  /** No other reading. */
  readonly sure: boolean
}

function nameAt({ tokens, pairs, hidden }: Parse, lexicon: Lexicon, i: number, limit: number): Name | null {
  const words = lexicon.attribution
  const token = tokens[i]!
  // dem „Spiegel“, der „Passauer Neuen Presse“
  if (hidden[i] && !token.word) {
    const close = closeAt(pairs, i)
    if (close < 0 || close > limit || close - i < 2 || close - i - 1 > MAX_NAME) return null
    const start = nounBefore(i)
    const inside = tokens[i + 1]!
    const known = isKnown(i + 1, close - 1)
    if (!inside.capital && !known) return null
    const before = tokens[i - 1] ?? EDGE
    const apart = isA(before, DETERMINER) || words.outletPrepositions.has(before.lower)
    return known || start < i || apart
      ? { first: i + 1, last: close - 1, start, sure: known || start < i }
      : null
  }
  if (!token.word) return null
  const long = longNameAt(i)
  if (long >= 0) return { first: i, last: long, start: nounBefore(i), sure: true }
  if (!token.capital && !lexicon.outletNames.has(token.text)) return null
  const hyphen = token.text.indexOf('-')
  if (hyphen > 0 && !lexicon.outletNames.has(token.text)) {
    const head = token.text.slice(0, hyphen)
    const rest = token.text.slice(token.text.lastIndexOf('-') + 1)
    if (isName(head) && (lexicon.outletNoun(rest) || hasPart(rest)))
      return { first: i, last: i, start: i, sure: true }
  }
  // Süddeutsche Zeitung, Mitteldeutscher Rundfunk
  if (
    !lexicon.outletNoun(token.text) &&
    !isA(token, DETERMINER) &&
    !isA(token, PREPOSITION) &&
    !lexicon.people.noun(token.text) &&
    tokens[i + 1]?.capital
  ) {
    let end = i
    while (end < limit && end - i < MAX_NAME && tokens[end + 1]!.capital && !hidden[end + 1]) {
      end++
      const behind = tokens[end + 1] ?? EDGE
      // "in der Ostberliner Tageszeitung „Neues Deutschland“": the name is still to come.
      if (behind.capital || (hidden[end + 1] && !behind.word && closeAt(pairs, end + 1) >= 0)) continue
      if (lexicon.outletNoun(tokens[end]!.text) || words.paperNouns.has(tokens[end]!.lower))
        return { first: i, last: end, start: nounBefore(i), sure: true }
    }
  }
  if (isName(token.text)) {
    const start = nounBefore(i)
    if (start < i) {
      let end = i
      while (end < limit && tokens[end + 1]!.capital && !hidden[end + 1]) end++
      return { first: i, last: end, start, sure: true }
    }
    const doubtful = words.doubtfulOutlets.has(token.text)
    const before = (tokens[i - 1] ?? EDGE).lower
    if (doubtful && !words.beforeDoubtfulOutlets.has(before)) return null
    return { first: i, last: i, start, sure: !doubtful }
  }
  // "die Nachrichtenagentur Kyodo": a name that no list has, behind what it is.
  const start = nounBefore(i)
  if (start === i || lexicon.people.noun(token.text) || isText(lexicon, token)) return null
  let end = i
  while (end < limit && end - i < MAX_NAME && tokens[end + 1]!.capital && !hidden[end + 1]) end++
  return { first: i, last: end, start, sure: true }

  function isName(text: string): boolean {
    return (
      lexicon.outletNames.has(text) ||
      words.doubtfulOutlets.has(text) ||
      (text.endsWith('s') && text.length > 4 && lexicon.outletNames.has(text.slice(0, -1)))
    )
  }

  function isKnown(first: number, last: number): boolean {
    if (first === last && isName(tokens[first]!.text)) return true
    return longNameAt(first) === last || words.paperNouns.has(tokens[last]!.lower)
  }

  function longNameAt(at: number): number {
    for (const name of lexicon.longOutlets.get(tokens[at]!.lower) ?? [])
      if (at + name.length - 1 <= limit && name.every((word, k) => tokens[at + k]!.lower === word))
        return at + name.length - 1
    return -1
  }

  /** The noun for an outlet right before the name. */
  function nounBefore(at: number): number {
    const before = tokens[at - 1] ?? EDGE
    return before.capital && lexicon.outletNoun(before.text) ? at - 1 : at
  }

  function hasPart(rest: string): boolean {
    return words.outletParts.has(rest.toLowerCase())
  }
}

/** An outlet as one says it: without quotation marks, without what a compound adds ("ARD-Interview"), without a genitive. */
export function outletName(text: string, lexicon: Lexicon): string {
  const plain = text.replace(/[„“”"«»‚‘]/g, '').trim()
  const hyphen = plain.indexOf('-')
  if (hyphen > 0 && !lexicon.outletNames.has(plain)) {
    const rest = plain.slice(plain.lastIndexOf('-') + 1)
    if (lexicon.attribution.outletParts.has(rest.toLowerCase())) return plain.slice(0, hyphen)
  }
  const bare = plain.slice(0, -1)
  return plain.endsWith('s') &&
    plain.length > 4 &&
    !lexicon.outletNames.has(plain) &&
    lexicon.outletNames.has(bare)
    ? bare
    : plain
}

/** What may stand between a preposition and an outlet: article, adjective, a text or a talk. */
function isLead(lexicon: Lexicon, token: Token): boolean {
  if (!token.word || lexicon.attribution.outletPrepositions.has(token.lower)) return false
  return (
    isA(token, DETERMINER) ||
    isAdjective(lexicon, token) ||
    isText(lexicon, token) ||
    lexicon.outletNoun(token.text)
  )
}

function isText(lexicon: Lexicon, token: Token): boolean {
  return (
    token.capital &&
    (lexicon.sourceNoun(token.text) ||
      lexicon.outletNoun(token.text) ||
      lexicon.attribution.outletParts.has(token.lower) ||
      lexicon.people.noun(token.text)?.kind === 'text')
  )
}

function isDative(lexicon: Lexicon, token: Token): boolean {
  return lexicon.grammar.datives.has(token.lower)
}
