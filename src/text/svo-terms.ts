/**
 * What stands in quotation marks and is no statement, in a language that writes
 * the words of names and titles with capitals.
 */
import type { Words } from './parse.js'
import type { QuotedTerm, TermKind } from './quoted-terms.js'
import { BASE, COORDINATOR, DETERMINER, PREPOSITION, type SvoLexicon } from './svo-lexicon.js'
import { svoOutletAt } from './svo-outlets.js'
import { EDGE, type Token } from './tokens.js'

/** Longer quotations are sentences. */
const MAX_WORDS = 12
/** Words with capitals that nothing is said about are a name if they are fewer. */
const MIN_TITLE = 4
/** Words between a noun for a work and its title: "his book, called". */
const MAX_LEAD = 4

/** The quotations of a block as terms, in text order, whether or not they turn out to be statements. */
export function readSvoTerms({ tokens, marks }: Words, lexicon: SvoLexicon): readonly QuotedTerm[] {
  const terms: QuotedTerm[] = []
  let reached = -1
  for (const { open, close } of marks.pairs) {
    if (close - open > 2 * MAX_WORDS || open <= reached) continue
    const words = tokens.slice(open + 1, close).filter(({ word }) => word)
    if (!words.length || words.length > MAX_WORDS) continue
    const before = terms[terms.length - 1]
    const listed = before !== undefined && joins(tokens, reached, open)
    const kind = kindOf(tokens, { open, close, words }, lexicon)
    reached = close
    terms.push({
      start: tokens[open]!.start,
      end: tokens[close]!.end,
      // “A”, “B” and “C”
      kind: listed && kind !== 'scare-quote' && kind !== 'term' ? before.kind : kind,
    })
  }
  return terms
}

/** Whether nothing but a comma and a conjunction stands between two quotations. */
function joins(tokens: readonly Token[], close: number, open: number): boolean {
  if (close < 0 || open - close > 3) return false
  return tokens.slice(close + 1, open).every(({ text, lower }) => text === ',' || /^(?:and|or)$/.test(lower))
}

interface Quoted {
  readonly open: number
  readonly close: number
  readonly words: readonly Token[]
}

function kindOf(tokens: readonly Token[], { open, close, words }: Quoted, lexicon: SvoLexicon): TermKind {
  const lists = lexicon.attribution
  const first = words[0]!
  // "of", "the" and the like are small in a title as well.
  const isSmall = ({ lower, number }: Token): boolean =>
    number || !lexicon.isOpenClass(lower) || (lexicon.bits(lower) & BASE) !== 0
  const named = (first.capital || first.number) && words.every((word) => word.capital || isSmall(word))
  const after = tokens[close + 1] ?? EDGE
  const all = wordsBefore(tokens, open)
  const article = lexicon.bits(all[0]?.lower ?? '') & DETERMINER && !lists.termWords.has(all[0]!.lower)
  // "nicknamed the “Blue House”"
  const before = article ? all.slice(1) : all
  const [nearest = EDGE, second = EDGE] = before
  if (lists.termWords.has(nearest.lower)) return 'term'
  // Dwayne “The Rock” Johnson
  if (
    named &&
    nearest === tokens[open - 1] &&
    nearest.capital &&
    after.capital &&
    lexicon.isOpenClass(nearest.lower)
  )
    return lists.titleWords.has(nearest.lower) ? 'title' : 'name'
  if (lists.nicknameWords.has(nearest.lower)) return named ? 'name' : 'term'
  // "known as “the red zone”", "known by the nickname"
  if (nearest.lower === 'as' && lists.nicknameWords.has(second.lower)) return named ? 'name' : 'term'
  for (const [k, { lower }] of before.entries()) {
    if (k > 0 && !isLead(before[k - 1]!, lexicon)) break
    const one = lower.replace(/s$/, '')
    if (named || k === 0) {
      if (lists.titleWords.has(lower) || lists.titleWords.has(one)) return 'title'
      if (lists.nameWords.has(lower) || lists.nameWords.has(one)) return named ? 'name' : 'term'
    }
  }
  if (lists.calledWords.has(nearest.lower)) return named ? 'name' : 'term'
  if (!named) return 'scare-quote'
  // “Imagine” by John Lennon
  if (after.lower === 'by' && (tokens[close + 2] ?? EDGE).capital) return 'title'
  if (svoOutletAt({ tokens }, lexicon, open + 1, close - 1)?.last === close - 1) return 'name'
  return words.length >= MIN_TITLE && !article ? 'title' : 'name'
}

/** The words before a quotation, the nearest first, as far as commas and marks of quotation alone stand between. */
function wordsBefore(tokens: readonly Token[], open: number): readonly Token[] {
  const found: Token[] = []
  for (let i = open - 1; i >= 0 && found.length < MAX_LEAD && open - i <= 2 * MAX_LEAD; i--) {
    const token = tokens[i]!
    if (token.word) found.push(token)
    else if (!/^[,:]$/.test(token.text)) break
  }
  return found
}

/** Words that can stand between a noun and the name or title behind it. */
function isLead(token: Token, lexicon: SvoLexicon): boolean {
  const lists = lexicon.attribution
  return (
    lists.calledWords.has(token.lower) ||
    lists.nicknameWords.has(token.lower) ||
    lists.titleWords.has(token.lower) ||
    token.number ||
    (lexicon.bits(token.lower) & (PREPOSITION | COORDINATOR | DETERMINER)) !== 0
  )
}
