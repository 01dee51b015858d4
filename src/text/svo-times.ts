/** Words that say when: "on Monday", "late on Friday", "on March 5, 2020", "two days ago". */
import { DETERMINER, type SvoLexicon } from './svo-lexicon.js'
import type { SvoParse } from './svo-parse.js'
import { EDGE, type Token } from './tokens.js'

/** Words between a preposition and its time: "in the last few weeks". */
const MAX_ATTRIBUTES = 4
/** Times that follow one another: "on Tuesday, March 5, at noon". */
const MAX_PARTS = 4

/** Last token of the time that begins at `from` and ends at `limit` or before, or -1. */
export function svoTimeAt(parse: SvoParse, lexicon: SvoLexicon, from: number, limit: number): number {
  let end = partAt(parse, lexicon, from, limit)
  if (end < 0) return -1
  for (let part = 1; part < MAX_PARTS; part++) {
    // "Tuesday, March 5", but not a time of what follows: "Tuesday, this week's …"
    const comma = parse.tokens[end + 1]?.text === ',' && isDate(parse.tokens, end + 2, lexicon)
    const next = partAt(parse, lexicon, end + (comma ? 2 : 1), limit)
    if (next < 0) break
    end = next
  }
  return end
}

function isDate(tokens: readonly Token[], i: number, lexicon: SvoLexicon): boolean {
  const a = tokens[i] ?? EDGE
  const b = tokens[i + 1] ?? EDGE
  return (isMonth(a, lexicon) && b.number) || (isDay(a) && isMonth(b, lexicon))
}

function partAt(parse: SvoParse, lexicon: SvoLexicon, from: number, limit: number): number {
  const { tokens, hidden, insideOf } = parse
  const words = lexicon.attribution
  const at = (i: number): Token => (i <= limit && !hidden[i] && insideOf[i]! < 0 ? (tokens[i] ?? EDGE) : EDGE)
  const isOwner = (i: number): boolean =>
    /^['’]$/.test((tokens[i + 1] ?? EDGE).text) && tokens[i + 1]!.start === tokens[i]!.end
  const isNoun = (i: number): boolean => words.timeNouns.has(at(i).lower) && !isOwner(i)
  const isWeekday = (i: number): boolean => words.weekdays.has(at(i).lower) && at(i).capital && !isOwner(i)
  const withYear = (i: number): number => {
    const behind = at(i + 1).text === ',' ? i + 2 : i + 1
    return isYear(at(behind)) ? behind : i
  }

  const first = at(from)
  if (!first.word) return -1
  const before = tokens[from - 1] ?? EDGE
  // "USA Today", "as of Wednesday", "since last week"
  if (first.capital && before.capital && !isTimeWord(before)) return -1
  if (
    !words.timePrepositions.has(first.lower) &&
    lexicon.isPreposition(before.lower) &&
    !words.timeStarts.has(before.lower)
  )
    return -1
  // "earlier this week", "late on Friday", "early Tuesday"
  if (words.timeStarts.has(first.lower) && !words.timeStarts.has(at(from + 1).lower)) {
    const next = partAt(parse, lexicon, from + 1, limit)
    if (next >= 0) return next
  }
  if (words.timeAdverbs.has(first.lower)) {
    if (lexicon.bits(before.lower) & DETERMINER || isOwner(from)) return -1
    // "an earlier report", "the recently built bridge", but "recently told"
    if (words.timeStarts.has(first.lower) && lexicon.isOpenClass(at(from + 1).lower) && !isVerb(at(from + 1)))
      return -1
    return words.bareTimes.has(at(from + 1).lower) ? from + 1 : from
  }

  const governed = words.timePrepositions.has(first.lower)
  const begin = governed ? from + 1 : from
  if (governed && words.timeStarts.has(at(begin).lower)) {
    // "in late March", "in early 2019"
    if (isMonth(at(begin + 1), lexicon)) return withYear(begin + 1)
    if (isYear(at(begin + 1))) return begin + 1
    if (isWeekday(begin + 1)) return dayTime(begin + 1)
  }
  let i = begin
  while (
    i - begin < MAX_ATTRIBUTES &&
    at(i).word &&
    !at(i).number &&
    !isNoun(i) &&
    (lexicon.bits(at(i).lower) & DETERMINER ||
      words.timeAttributes.has(at(i).lower) ||
      (governed && i > begin && !at(i).capital && isNoun(i + 1) && lexicon.isOpenClass(at(i).lower)))
  )
    i++
  const core = at(i)
  const attributed =
    i > begin && (words.timeAttributes.has(at(i - 1).lower) || words.timeAttributes.has(at(begin).lower))

  if (core.number) {
    // 5 March 2020, 5th of March
    if (i > begin && !governed) return -1
    if (isDay(core) && isMonth(at(i + 1), lexicon)) return withYear(i + 1)
    if (isDay(core) && at(i + 1).lower === 'of' && isMonth(at(i + 2), lexicon)) return withYear(i + 2)
    if (isNoun(i + 1) && words.timeEnds.has(at(i + 2).lower)) return i + 2
    if (!governed) return -1
    if (isClock(i)) return i + 1 + (words.clockWords.has(at(i + 2).lower) ? 1 : 0)
    if (/^\d{1,2}[:.]\d\d$/.test(core.text)) return i
    if (isNoun(i + 1) && i > begin) return i + 1
    if (/^\d{4}s$/.test(core.text) && i > begin) return i
    return words.yearPrepositions.has(first.lower) && i === begin && isYear(core) && !isCounted(i + 1)
      ? i
      : -1
  }
  if (isMonth(core, lexicon)) {
    // "the December 6 appeal"
    if (i > begin && !attributed) return -1
    const day = at(i + 1)
    if (isDay(day)) return withYear(i + 1)
    if (!(governed || attributed) || (governed && !words.yearPrepositions.has(first.lower) && !attributed))
      return -1
    if (at(i + 1).lower === 'of')
      return isYear(at(i + 2))
        ? i + 2
        : words.timeAttributes.has(at(i + 2).lower) && isNoun(i + 3)
          ? i + 3
          : i
    return withYear(i)
  }
  if (isWeekday(i)) {
    if (i > begin && !attributed) return -1
    // the Sunday Times
    if (at(i + 1).capital && words.paperNouns.has(at(i + 1).lower)) return -1
    return dayTime(i)
  }
  if (!isNoun(i)) return -1
  // "two days ago", "a week earlier"
  if (words.timeEnds.has(at(i + 1).lower) && (i > begin || governed)) return i + 1
  const fixed =
    governed &&
    (i > begin ? first.lower !== 'in' || !isSpan(i) || attributed : !/^(?:in|over)$/.test(first.lower))
  if (!fixed && !attributed) return -1
  let end = i
  if (words.bareTimes.has(at(end + 1).lower)) end++
  if (words.timeJoins.has(at(end + 1).lower)) {
    const k = lexicon.bits(at(end + 2).lower) & DETERMINER ? end + 3 : end + 2
    if (isWeekday(k)) return dayTime(k)
    if (isMonth(at(k), lexicon)) return isDay(at(k + 1)) ? withYear(k + 1) : withYear(k)
    if (isDay(at(k)) && isMonth(at(k + 1), lexicon)) return withYear(k + 1)
    if (isYear(at(k))) return k
    if (at(end + 1).lower === 'of') return -1
  }
  return isYear(at(end + 1)) ? end + 1 : end

  function isTimeWord({ lower }: Token): boolean {
    return (
      words.weekdays.has(lower) || words.timeNouns.has(lower) || lexicon.months.has(lower) || governs(lower)
    )
  }

  function governs(lower: string): boolean {
    return words.timePrepositions.has(lower) || words.timeStarts.has(lower) || words.timeAttributes.has(lower)
  }

  function dayTime(i: number): number {
    return words.bareTimes.has(at(i + 1).lower) ? i + 1 : i
  }

  /** "in a day", "in an hour" is how long it takes. */
  function isSpan(i: number): boolean {
    return /^an?$/.test(at(i - 1).lower)
  }

  function isVerb({ lower }: Token): boolean {
    return lexicon.lemma(lower) !== '' && lexicon.cues.has(lexicon.lemma(lower))
  }

  function isClock(i: number): boolean {
    return /^\d{1,2}(?:[:.]\d\d)?$/.test(at(i).text) && words.clockWords.has(at(i + 1).lower)
  }

  /** "in 2000 cases". */
  function isCounted(i: number): boolean {
    const { lower, word, capital } = at(i)
    return word && !capital && lexicon.isOpenClass(lower) && !isVerb(at(i))
  }
}

function isMonth(token: Token, { months }: SvoLexicon): boolean {
  return token.capital && months.has(token.lower)
}

function isDay({ number, text }: Token): boolean {
  return number && /^[0-3]?\d(?:st|nd|rd|th)?$/.test(text)
}

function isYear(token: Token): boolean {
  return token.number && /^(?:1[5-9]|20)\d\d$/.test(token.text)
}
