/**
 * What a statement's surroundings tell besides its roles, in a language whose
 * verb follows its subject: when and where it was said, through whom it came, and
 * whether the quotation is only part of a sentence. Read from the spans alone.
 */
import type { Attributes } from './attributes.js'
import type { Draft } from './draft.js'
import { FINITE } from './flags.js'
import type { Span } from './phrases.js'
import { svoCitationsIn } from './svo-citations.js'
import { ADVERB, PREPOSITION, PRONOUN, RELATIVE, SUBORDINATOR, type SvoLexicon } from './svo-lexicon.js'
import { svoOutletIn, svoOutletOf } from './svo-outlets.js'
import type { Row, SvoParse } from './svo-parse.js'
import { groupAt, isApart, isSomebody, rowOf } from './svo-phrases.js'
import { svoTimeAt } from './svo-times.js'
import { EDGE } from './tokens.js'

export { readSvoTerms } from './svo-terms.js'

/** Outlet, time, chain and flags of a statement, as the words around it tell. */
export function svoAttributesOf(draft: Draft, parse: SvoParse, lexicon: SvoLexicon): Attributes {
  const { speaker } = draft
  const frame = draft.frame.filter(({ first, last }) => last >= first)
  const row = rowOf(parse, frame[0]?.first ?? draft.quote[0]!.first)
  const partial = draft.kind === 'direct' && draft.quote.every((piece) => isPartial(parse, lexicon, piece))
  const somebody = speaker !== null && isSomebody(parse, lexicon, speaker)
  if (!row) return { outlet: null, when: null, citations: [], somebody, partial }
  const reads = frame.length > 0 || draft.kind === 'reported'
  const parts = frame.flatMap((span) => ownParts(parse, lexicon, row, { ...draft, frame: span }))
  const citations = reads ? svoCitationsIn(parse, lexicon, row, draft) : []
  return {
    outlet: reads
      ? (svoOutletIn(parse, lexicon, parts, draft) ?? svoOutletOf(parse, lexicon, citations))
      : null,
    when: frame.length
      ? (timeInFrame(parse, lexicon, parts, draft) ?? timeBefore(parse, lexicon, row, frame[0]!.first))
      : draft.kind === 'reported'
        ? timeByVerb(parse, lexicon, row, draft)
        : null,
    citations,
    somebody,
    partial,
  }
}

/** The parts of a frame that speak of the saying: not the speaker, nor what relative and other clauses in it tell. */
function ownParts(
  parse: SvoParse,
  lexicon: SvoLexicon,
  row: Row,
  { frame, speaker, cue }: Pick<Draft, 'speaker' | 'cue'> & { readonly frame: Span },
): readonly Span[] {
  const { tokens } = parse
  const parts: { first: number; last: number }[] = []
  const isCue = (i: number): boolean => cue.some(({ first, last }) => i >= first && i <= last)
  const isSpeaker = (i: number): boolean => speaker !== null && i >= speaker.first && i <= speaker.last
  // Set while a clause is passed over that ends at the next comma or at the cue.
  let skipping = false
  for (let i = frame.first; i <= frame.last; i++) {
    const token = tokens[i]!
    if (isCue(i)) skipping = false
    else if (skipping && token.text === ',') skipping = false
    else if (!isSpeaker(i) && !skipping && token.word && beginsClause(i)) skipping = true
    if (skipping || isSpeaker(i) || isApart(parse, i)) continue
    const before = parts[parts.length - 1]
    if (before?.last === i - 1) before.last = i
    else parts.push({ first: i, last: i })
  }
  return parts

  function beginsClause(i: number): boolean {
    const own = lexicon.bits(tokens[i]!.lower)
    if (own & RELATIVE) return verbFollows(i) && !groupAt(row, i)
    if (own & SUBORDINATOR) return verbFollows(i)
    const group = groupAt(row, i)
    // "Smith, arrested on Monday, said"
    return (
      (group?.form === 'participle' || group?.form === 'finite') &&
      tokens[i - 1]?.text === ',' &&
      !lexicon.cues.has(group.lemma)
    )
  }

  /** A verb other than the cue follows before the next comma. */
  function verbFollows(from: number): boolean {
    for (let i = from + 1; i <= frame.last && tokens[i]!.text !== ','; i++) {
      if (isCue(i)) return false
      if (groupAt(row, i)?.form === 'finite') return true
    }
    return false
  }
}

/** A time that stands in the frame by itself; one that may belong to a noun before it comes second. */
function timeInFrame(
  parse: SvoParse,
  lexicon: SvoLexicon,
  parts: readonly Span[],
  { speaker, addressee, cue }: Draft,
): Span | null {
  const { tokens } = parse
  let second: Span | null = null
  for (const { first, last } of parts)
    for (let i = first; i <= last; i++) {
      const end = svoTimeAt(parse, lexicon, i, last)
      if (end < 0) continue
      const time = { first: i, last: withYear(end, last) }
      if (isClose(i, first)) return time
      second ??= time
      i = end
    }
  return second

  /** "said on March 5, 2020": the frame ends before the year. */
  function withYear(end: number, last: number): number {
    if (end < last - 1 || !tokens[end]!.number || /^\d{4}$/.test(tokens[end]!.text)) return end
    const year = tokens[end + 1]?.text === ',' ? end + 2 : end + 1
    return /^(?:1[5-9]|20)\d\d$/.test(tokens[year]?.text ?? '') ? year : end
  }

  function isClose(i: number, first: number): boolean {
    const before = tokens[i - 1] ?? EDGE
    return (
      i === first ||
      !before.word ||
      i - 1 === speaker?.last ||
      i - 1 === addressee?.last ||
      cue.some((c) => i - 1 >= c.first && i - 1 <= c.last) ||
      (lexicon.bits(before.lower) & (ADVERB | PRONOUN)) !== 0 ||
      lexicon.lists.conveyances.has(before.lower) ||
      lexicon.attribution.outletParts.has(before.lower)
    )
  }
}

/** "Late on Friday, | the minister said": a time that is all that stands before the frame. */
function timeBefore(parse: SvoParse, lexicon: SvoLexicon, row: Row, frame: number): Span | null {
  if (parse.tokens[frame - 1]?.text !== ',' || frame - 2 < row.first) return null
  const last = svoTimeAt(parse, lexicon, row.first, frame - 2)
  return last === frame - 2 ? { first: row.first, last } : null
}

/** "On Monday the opposition called for …", "Smith on Monday condemned …", "condemned on Monday the …": around the verb of an act. */
function timeByVerb(
  parse: SvoParse,
  lexicon: SvoLexicon,
  row: Row,
  { quote, anchor, addressee, speaker }: Draft,
): Span | null {
  const { tokens } = parse
  const { first, last } = quote[0]!
  const verb = anchor >= first && anchor <= last ? groupAt(row, anchor) : undefined
  if (!verb) return null
  const start = row.at[verb.first]!
  const fronted = svoTimeAt(parse, lexicon, first, start - 1)
  // "Last month's plan" is none, nor is a time that belongs to a noun.
  if (fronted >= 0 && (tokens[fronted + 1]?.text === ',' || fronted + 1 === start || begins(fronted + 1)))
    return { first, last: fronted }
  const from = speaker && speaker.first >= first && speaker.last < start ? speaker.last + 1 : start - 1
  for (let i = Math.max(first, Math.min(from, start - 1)); i < start; i++) {
    const end = svoTimeAt(parse, lexicon, i, start - 1)
    if (end < 0) continue
    // Up to the verb only a comma and adverbs.
    let k = end + 1
    while (k < start && (tokens[k]!.text === ',' || lexicon.bits(tokens[k]!.lower) & ADVERB)) k++
    if (k === start) return { first: i, last: end }
    i = end
  }
  let i = row.at[verb.last]! + 1
  while (i <= last) {
    const end = svoTimeAt(parse, lexicon, i, last)
    const { lower } = tokens[i]!
    // "identifies February 26 as the day"
    if (end >= 0) return lexicon.months.has(lower) ? null : { first: i, last: end }
    if (addressee && i >= addressee.first && i <= addressee.last) i = addressee.last + 1
    else if (lexicon.bits(lower) & ADVERB && !(lexicon.bits(lower) & PREPOSITION)) i++
    else return null
  }
  return null

  /** The speaker, or a word that begins a phrase. */
  function begins(i: number): boolean {
    return speaker?.first === i || tokens[i]!.capital || /^(?:the|a|an)$/.test(tokens[i]!.lower)
  }
}

/**
 * Words or a phrase of somebody's, set into the writer's sentence. A quotation that stands by itself is an
 * utterance, however short ("“No,” she said"); one with a sentence's end in it, or with a clause of its own, is whole.
 */
function isPartial({ tokens, flags }: SvoParse, lexicon: SvoLexicon, { first, last }: Span): boolean {
  const open = tokens[first]
  if (!open || open.word) return false
  const closed = !tokens[last]!.word && last > first
  const inner = closed ? last - 1 : last
  let start = -1
  let finite = false
  let ends = false
  let stops = 0
  for (let i = first + 1; i <= inner; i++) {
    const token = tokens[i]!
    if (token.word) {
      if (start < 0) start = i
      if (flags[i]! & FINITE && (i > start || !token.capital)) finite = true
      if (lexicon.attribution.speakingPronouns.has(token.lower)) finite = true
      if (ends) stops++
      ends = false
    } else if (/^[.!?…]$/.test(token.text)) ends = !isAbbreviation(i)
  }
  if (start < 0 || stops > 0) return false
  const before = tokens[first - 1] ?? EDGE
  const after = tokens[last + 1] ?? EDGE
  const small = !tokens[start]!.capital && !tokens[start]!.number
  // “No,” she said: the comma inside the marks parts it from the frame.
  const apart = !before.word && /^[,.!?…—–-]$/.test(tokens[inner]!.text)
  if (apart || !(before.word || after.word)) return small && !ends && !finite
  // The full stop of the writer's sentence may stand inside the marks.
  return small || (!finite && (!ends || before.word))

  function isAbbreviation(i: number): boolean {
    const word = tokens[i - 1] ?? EDGE
    if (tokens[i]!.text !== '.') return false
    return i < inner && (word.number || word.text.length === 1 || lexicon.abbreviations.has(word.lower))
  }
}
