/**
 * Noun phrases by their tokens, in a language whose verb follows its subject: for what stands around a statement,
 * where it does not matter much how far a phrase reaches, but who is meant.
 */
import { lowerBound } from './lower-bound.js'
import { spanAt, type Span } from './phrases.js'
import {
  ADVERB,
  AUX,
  COORDINATOR,
  DETERMINER,
  PREPOSITION,
  PRONOUN,
  RELATIVE,
  SUBORDINATOR,
  TIME,
  type PhraseTable,
  type SvoLexicon,
} from './svo-lexicon.js'
import type { Group, Row, SvoParse } from './svo-parse.js'
import { EDGE, type Token } from './tokens.js'

/** Longer phrases are cut. */
const MAX_WORDS = 24
/** Prepositions that go on with a phrase: "a spokesman for the ministry". */
const GOES_ON = /^(?:of|for|at|from|in|with|within|to|inside)$/

/** The row that holds a token, or undefined. */
export function rowOf({ rows }: SvoParse, at: number): Row | undefined {
  return rows[spanAt(rows, at)]
}

/** Item of a token, or of the last one before it that is an item; -1 if there is none. */
function itemAt({ at }: Row, i: number): number {
  return lowerBound(at, (token) => token <= i) - 1
}

/** The verb that a token belongs to, or undefined. */
export function groupAt(row: Row, i: number): Group | undefined {
  const item = itemAt(row, i)
  return item >= 0 && row.at[item] === i ? row.groups[row.groupOf[item]!] : undefined
}

/** Whether a token stands in a quotation that is a clause of its own, or in brackets. */
export function isApart({ insideOf, hidden, tokens }: SvoParse, i: number): boolean {
  return insideOf[i]! >= 0 || (hidden[i]! > 0 && tokens[i]!.word)
}

/** The noun phrase that begins at a token and ends at `limit` or before, or null. */
export function phraseFrom(
  parse: SvoParse,
  lexicon: SvoLexicon,
  row: Row,
  { from, limit }: { readonly from: number; readonly limit: number },
): Span | null {
  const { tokens } = parse
  let end = -1
  let noun = false
  let governed = false
  const stop = Math.min(limit, from + MAX_WORDS)
  for (let i = from; i <= stop; i++) {
    const token = tokens[i]!
    if (parse.insideOf[i]! >= 0) break
    if (!token.word) {
      const before = tokens[i - 1] ?? EDGE
      const glued = before.word && before.end === token.start
      // "the U.S. army", "officials' aides"
      if (glued && token.text === '.' && before.capital && before.text.length < 4 && tokens[i + 1]?.word)
        continue
      if (glued && /^['’]$/.test(token.text) && i < stop) {
        noun = false
        continue
      }
      // the “Daily News”
      if (parse.hidden[i] && /^["“”‘’]$/.test(token.text)) {
        if (end === i - 1 && end >= from && parse.pairAt.has(i)) end = i
        continue
      }
      break
    }
    const own = lexicon.bits(token.lower)
    const isName = token.capital && !(i === from && own & DETERMINER)
    const group = groupAt(row, i)
    if (group?.form === 'finite' && (noun || own & AUX)) break
    if (group && noun) break
    if (!isName) {
      if (own & DETERMINER && !(own & PRONOUN)) {
        if (noun) break
        continue
      }
      if (own & PRONOUN) return end < 0 ? { first: from, last: i } : { first: from, last: end }
      if (own & (RELATIVE | SUBORDINATOR | AUX) && !(own & PREPOSITION)) break
      if (own & COORDINATOR) {
        if (!noun || i >= stop) break
        const next = phraseFrom(parse, lexicon, row, { from: i + 1, limit: stop })
        const behind = next && groupAt(row, next.last + 1)
        if (next && behind?.form !== 'finite') end = next.last
        break
      }
      if (own & PREPOSITION) {
        if (!noun || !GOES_ON.test(token.lower) || i >= stop) break
        if (
          lexicon.bits(tokens[i + 1]!.lower) & TIME ||
          lexicon.lists.conveyances.has(tokens[i + 2]?.lower ?? '')
        )
          break
        noun = false
        governed = true
        continue
      }
      if (own & ADVERB) {
        if (noun) break
        continue
      }
    }
    if (own & TIME && (noun || governed)) break
    if (own & TIME && end < 0 && !isName) return null
    noun = true
    end = i
  }
  if (end < from) return null
  return { first: from, last: end }
}

/** Words of which a phrase's first part consists: up to a preposition or a conjunction. */
export function headOf({ tokens }: SvoParse, lexicon: SvoLexicon, { first, last }: Span): Token {
  let head = EDGE
  for (let i = first; i <= last; i++) {
    const token = tokens[i]!
    if (!token.word) continue
    if (i > first && !token.capital && lexicon.bits(token.lower) & (PREPOSITION | COORDINATOR | RELATIVE))
      break
    if (token.lower !== 's' || head === EDGE) head = token
  }
  return head
}

/**
 * Whether a phrase means a person, a body, or a text that others are quoted from; `sure` leaves out texts, and names
 * of which no list tells what they are.
 */
export function isSomebody(parse: SvoParse, lexicon: SvoLexicon, phrase: Span, sure = false): boolean {
  const { naming, lists, attribution, bits } = lexicon
  const head = headOf(parse, lexicon, phrase)
  if (head === EDGE || head.number) return false
  const own = bits(head.lower)
  if (own & (PRONOUN | TIME)) return false
  const sort = naming.sortOf(head.text)
  if (lists.sourceHeads.has(head.lower) || sort === 'text')
    return !sure && !attribution.notSources.has(head.lower)
  if (sort) return true
  // "people familiar with the matter"
  const before = parse.tokens.slice(Math.max(phrase.first, phrase.last - MAX_WORDS), phrase.last + 1)
  const at = before.indexOf(head)
  if (!head.capital) return at > 0 && naming.sortOf(before[at - 1]!.text) === 'unnamed'
  // A name: of somebody, unless a number makes it that of a thing ("Article 5").
  const behind = before[at + 1] ?? EDGE
  return !sure && !behind.number && !(own & DETERMINER)
}

/** Words that a phrase table has at a token: how many, or 0. */
export function matchAt(tokens: readonly Token[], table: PhraseTable, at: number): number {
  for (const words of table.get(tokens[at]!.lower) ?? [])
    if (words.every((word, k) => tokens[at + k]?.lower === word)) return words.length
  return 0
}
