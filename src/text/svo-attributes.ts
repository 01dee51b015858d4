/** What a statement's surroundings tell besides its roles, in a language whose verb follows its subject. */
import type { Attributes } from './attributes.js'
import type { Draft } from './draft.js'
import { FINITE } from './flags.js'
import type { Words } from './parse.js'
import type { Span } from './phrases.js'
import type { QuotedTerm, TermKind } from './quoted-terms.js'
import { outletOf } from './svo.js'
import { BASE, TIME, type SvoLexicon } from './svo-lexicon.js'
import type { SvoParse } from './svo-parse.js'
import { EDGE, type Token } from './tokens.js'

export function svoAttributesOf(draft: Draft, parse: SvoParse, lexicon: SvoLexicon): Attributes {
  return {
    outlet: outletOf(parse, lexicon, draft),
    when: timeIn(draft, parse, lexicon),
    citations: [],
    somebody: draft.speaker !== null,
    partial: draft.kind === 'direct' && draft.quote.every((piece) => isPartial(parse, piece)),
  }
}

/** "on Monday", "yesterday": the first time in the frame, with the preposition before it. */
function timeIn({ frame, speaker }: Draft, { tokens }: SvoParse, lexicon: SvoLexicon): Span | null {
  for (const { first, last } of frame)
    for (let i = first; i <= last; i++) {
      if (!(lexicon.bits(tokens[i]!.lower) & TIME)) continue
      if (speaker && i >= speaker.first && i <= speaker.last) continue
      let end = i
      while (end < last && (lexicon.bits(tokens[end + 1]!.lower) & TIME || tokens[end + 1]!.number)) end++
      const before = tokens[i - 1]
      return { first: before && i > first && lexicon.isPreposition(before.lower) ? i - 1 : i, last: end }
    }
  return null
}

/** Words or a phrase set into the writer's sentence: small at the beginning, or without a verb. */
function isPartial({ tokens, flags }: SvoParse, { first, last }: Span): boolean {
  const start = tokens[first + 1]
  const before = tokens[first - 1] ?? EDGE
  if (!start?.word || !before.word) return false
  if (!start.capital) return true
  for (let i = first + 1; i < last; i++) if (flags[i]! & FINITE) return false
  return !/^[.!?]$/.test(tokens[last - 1]!.text)
}

/** Longer quotations are sentences. */
const MAX_WORDS = 12

/** The quotations of a block as terms, in text order, whether or not they turn out to be statements. */
export function readSvoTerms({ tokens, marks }: Words, lexicon: SvoLexicon): readonly QuotedTerm[] {
  const terms: QuotedTerm[] = []
  let reached = -1
  for (const { open, close } of marks.pairs) {
    if (close - open > 2 * MAX_WORDS || open <= reached) continue
    const words = tokens.slice(open + 1, close).filter(({ word }) => word)
    if (!words.length || words.length > MAX_WORDS) continue
    reached = close
    terms.push({
      start: tokens[open]!.start,
      end: tokens[close]!.end,
      kind: kindOf(words, tokens[open - 1], lexicon),
    })
  }
  return terms
}

function kindOf(words: readonly Token[], before: Token | undefined, lexicon: SvoLexicon): TermKind {
  if (before && lexicon.lists.namingWords.has(before.lower)) return 'term'
  const isSmall = ({ lower, number }: Token) =>
    number || !(lexicon.isOpenClass(lower) || lexicon.bits(lower) & BASE)
  const capitals = words.filter((word) => word.capital || isSmall(word)).length
  if (words[0]!.capital && capitals === words.length) return words.length > 2 ? 'title' : 'name'
  return 'scare-quote'
}
