/**
 * What stands in quotation marks and is no statement: titles of works, names,
 * terms, and words from which the writer keeps a distance.
 */
import { DETERMINER, isA } from './classes.js'
import type { Analysis } from './analysis.js'
import type { PlacedBlock } from './engine.js'
import { FINITE } from './flags.js'
import type { Lexicon } from './lexicon.js'
import type { Words } from './parse.js'
import type { Statement, TextRange } from './statement.js'
import { EDGE } from './tokens.js'

/**
 * `title` of a work ("Das Boot"), `name` of a body, ship, paper or a nickname, `term` that is
 * introduced or spoken about (*der Begriff „…“*, *sogenannte „…“*), `scare-quote` for the rest.
 */
export const TERM_KINDS = ['title', 'name', 'term', 'scare-quote'] as const
/** One of `TERM_KINDS`. */
export type TermKind = (typeof TERM_KINDS)[number]

/** Words in quotation marks that are no statement; the range is that of the marks and what they hold. */
export interface QuotedTerm extends TextRange {
  readonly kind: TermKind
}

/** Longer quotations are sentences, or marks that do not belong together. */
const MAX_WORDS = 12
/** Names of ships, bodies and works are seldom longer. */
const MAX_NAME = 6
/** Longer words are no compounds worth taking apart. */
const LONGEST_NOUN = 60

/** The quotations of a block as terms, in text order, whether or not they turn out to be statements. */
export function readTerms({ tokens, flags, marks }: Words, lexicon: Lexicon): readonly QuotedTerm[] {
  const terms: QuotedTerm[] = []
  const words = lexicon.attribution
  let reached = -1
  for (const { open, close } of marks.pairs) {
    if (close - open > 2 * MAX_WORDS || open <= reached) continue
    let count = 0
    let capitals = 0
    let finite = false
    let first = EDGE
    let last = EDGE
    for (let i = open + 1; i < close; i++) {
      const token = tokens[i]!
      if (!token.word) continue
      count++
      if (first === EDGE) first = token
      last = token
      if (token.capital || token.number) capitals++
      if (flags[i]! & FINITE && !token.capital) finite = true
    }
    if (!count || count > MAX_WORDS) continue
    reached = close
    terms.push({ start: tokens[open]!.start, end: tokens[close]!.end, kind: kind() })

    function kind(): TermKind {
      const before = tokens[open - 1] ?? EDGE
      const after = tokens[close + 1] ?? EDGE
      if (words.termWords.has(before.lower) || lexicon.grammar.calledWords.has(before.lower)) return 'term'
      if (words.titleWords.has(before.lower) || endsIn(before.lower, words.titleWords)) return 'title'
      const glued = after.text.startsWith('-') && after.start === tokens[close]!.end
      if (glued) return first.capital ? 'name' : 'scare-quote'
      if (lexicon.nameWords.has(before.lower) || lexicon.outletNoun(before.text)) return 'name'
      const behindNoun = before.capital && !isA(before, DETERMINER)
      // Jürgen „Klinsi“ Klinsmann
      if (behindNoun && after.capital && capitals === count) return 'name'
      if (count === 1 && lexicon.outletNames.has(first.text)) return 'name'
      if (finite && first.capital && behindNoun) return 'title'
      if (capitals === count && count > 1 && count <= MAX_NAME) return 'name'
      if (first.capital && behindNoun) return 'name'
      if (
        count > 1 &&
        first.capital &&
        capitals * 2 >= count &&
        lexicon.grammar.beforeQuotedName.has(before.lower)
      )
        return 'name'
      if (
        count === 1 &&
        first.capital &&
        lexicon.grammar.beforeQuotedName.has(before.lower) &&
        !lexicon.commonNoun.test(last.lower)
      )
        return 'name'
      return 'scare-quote'
    }
  }
  return terms
}

function endsIn(word: string, endings: ReadonlySet<string>): boolean {
  if (word.length > LONGEST_NOUN) return false
  for (let cut = 3; cut <= word.length - 4; cut++) if (endings.has(word.slice(cut))) return true
  return false
}

/**
 * The quoted terms of an article, in text order, offsets in the article's text. `blocks` and
 * `statements` are what went into and came out of an engine's `link`; quotations that a direct
 * statement covers are left out.
 */
export function quotedTerms(
  blocks: readonly PlacedBlock[],
  statements: readonly Statement[],
): readonly QuotedTerm[] {
  const direct = statements
    .filter(({ kind }) => kind === 'direct')
    .flatMap(({ quote }) => quote)
    .sort((a, b) => a.start - b.start)
  const found: QuotedTerm[] = []
  let next = 0
  let reached = -1
  for (const { analysis, start } of blocks)
    // Another engine's blocks have no terms.
    for (const term of (analysis as Partial<Analysis>).terms ?? []) {
      const from = start + term.start
      const end = start + term.end
      while (next < direct.length && direct[next]!.start < end)
        reached = Math.max(reached, direct[next++]!.end)
      if (reached <= from) found.push({ kind: term.kind, start: from, end })
    }
  return found
}
