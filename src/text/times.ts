/** Words that say when: "am Dienstag", "gestern Abend", "in der Nacht zum Freitag", "am 5. März 2009". */
import { DETERMINER, isA, TIME_OPENER } from './classes.js'
import type { Lexicon } from './lexicon.js'
import type { Parse } from './parse.js'
import { isAdjective } from './phrases.js'
import { EDGE, type Token } from './tokens.js'

/** Words between a preposition and its time: "in der letzten Woche". */
const MAX_ATTRIBUTES = 4
/** Times that follow one another: "am Dienstag, dem 5. März, gegen 15 Uhr". */
const MAX_PARTS = 4

/** Last token of the time that begins at `from` and ends at `limit` or before, or -1. */
export function timeAt(parse: Parse, lexicon: Lexicon, from: number, limit: number): number {
  let end = partAt(parse, lexicon, from, limit)
  if (end < 0) return -1
  for (let part = 1; part < MAX_PARTS; part++) {
    const comma =
      parse.tokens[end + 1]?.text === ',' && lexicon.determiners.has(parse.tokens[end + 2]?.lower ?? '')
    const next = partAt(parse, lexicon, end + (comma ? 2 : 1), limit)
    if (next < 0) break
    end = next
  }
  return end
}

function partAt({ tokens, hidden }: Parse, lexicon: Lexicon, from: number, limit: number): number {
  const first = from <= limit && !hidden[from] ? (tokens[from] ?? EDGE) : EDGE
  if (!first.word || !(first.capital || first.number || isA(first, TIME_OPENER))) return -1
  const words = lexicon.attribution
  const at = (i: number): Token => (i <= limit && !hidden[i] ? (tokens[i] ?? EDGE) : EDGE)
  const isNoun = (token: Token): boolean =>
    (token.capital || words.smallTimeNouns.has(token.lower)) &&
    (lexicon.timeNoun(token.text) || words.timeNouns.has(token.lower)) &&
    !words.timeStarts.has(token.lower)
  const isMonth = (token: Token): boolean => token.capital && lexicon.months.has(token.lower)
  const withYear = (i: number): number => {
    const behind = at(i + 1).text === ',' ? i + 2 : i + 1
    return isYear(at(behind)) ? behind : i
  }

  if (words.timeAdverbs.has(first.lower)) return isNoun(at(from + 1)) ? from + 1 : from

  const governed = words.timePrepositions.has(first.lower)
  let i = governed ? from + 1 : from
  const begin = i
  while (
    i - begin < MAX_ATTRIBUTES &&
    at(i).word &&
    !at(i).capital &&
    !at(i).number &&
    !isNoun(at(i)) &&
    (isA(at(i), DETERMINER) ||
      words.timeAttributes.has(at(i).lower) ||
      (governed && isAdjective(lexicon, at(i))))
  )
    i++
  // Without a preposition only some attributes make a noun a time: "letzte Woche".
  const attributed = i > begin && words.timeAttributes.has(at(begin).lower)
  const core = at(i)

  if (core.number) {
    const ordinal = at(i + 1).text === '.'
    const behind = at(ordinal ? i + 2 : i + 1)
    if (isMonth(behind)) return withYear(ordinal ? i + 2 : i + 1)
    if (!governed && i === from) return -1
    if (!ordinal && isNoun(behind)) return i + 1
    if (/^\d{1,2}[./]\d{1,2}[./]\d{2,4}$/.test(core.text)) return i
    if (ordinal && /^\d{1,2}\.\d{1,2}$/.test(core.text)) return i + 1
    return words.yearPrepositions.has(first.lower) && isYear(core) ? i : -1
  }
  if (isMonth(core)) {
    const day = at(i + 1)
    if (day.number && day.text.length <= 2) return withYear(i + 1)
    return governed ? withYear(i) : -1
  }
  if (words.timeStarts.has(core.lower) && (core.capital || words.smallTimeNouns.has(core.lower))) {
    let k = i + 1
    if (isYear(at(k))) return k
    while (k - i <= MAX_ATTRIBUTES && isA(at(k), DETERMINER)) k++
    return isMonth(at(k)) ? withYear(k) : isNoun(at(k)) ? k : -1
  }
  if (!isNoun(core) || !(governed || attributed || (i === from && words.bareTimes.has(core.lower)))) return -1
  let end = i
  while (isNoun(at(end + 1)) || isYear(at(end + 1))) end++
  // "in der Nacht zum Freitag", "am Abend des 5. März"
  if (words.timeJoins.has(at(end + 1).lower)) {
    let k = end + 2
    while (k - end <= MAX_ATTRIBUTES && isA(at(k), DETERMINER)) k++
    const dated = partOfDate(k)
    if (dated >= 0) return dated
  }
  return end

  function partOfDate(k: number): number {
    if (isNoun(at(k))) return k
    const ordinal = at(k + 1).text === '.'
    const month = ordinal ? k + 2 : k + 1
    if (isMonth(at(k)) && at(k + 1).number) return withYear(k + 1)
    return at(k).number && isMonth(at(month)) ? withYear(month) : -1
  }
}

function isYear(token: Token): boolean {
  return token.number && /^(?:1[5-9]|20)\d\d$/.test(token.text)
}
