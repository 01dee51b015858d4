/**
 * What a statement's surroundings tell besides its roles: when and where it was
 * said, through whom it came, and whether the quotation is only part of a
 * sentence. Read from the spans alone, so that it does not matter which rule or
 * model has found them.
 */
import { citationsIn, isSomebody } from './citations.js'
import type { Draft } from './draft.js'
import { FINITE } from './flags.js'
import type { Lexicon } from './lexicon.js'
import { outletIn } from './outlets.js'
import type { Parse, Segment, Sentence } from './parse.js'
import { skipAdverbs, spanAt, type Span } from './phrases.js'
import { timeAt } from './times.js'
import { EDGE } from './tokens.js'

/** What a statement has beside its roles, in tokens. */
export interface Attributes {
  readonly outlet: Span | null
  /** The time in the frame, or next to the verb of a reported act. */
  readonly when: Span | null
  /** Whom it came through, outermost first, the speaker among them; empty where the speaker is all. */
  readonly citations: readonly Span[]
  /** The speaker is sure to be somebody by the words alone, not a thing that is taken for one. */
  readonly somebody: boolean
  /** A direct quotation of words or a phrase. */
  readonly partial: boolean
}

type Given = Pick<Draft, 'kind' | 'quote' | 'speaker' | 'cue' | 'frame' | 'addressee'>

/** Outlet, time, chain and flags of a statement, as the words around it tell. */
export function attributesOf(draft: Given, parse: Parse, lexicon: Lexicon): Attributes {
  const { speaker, addressee } = draft
  const partial = draft.kind === 'direct' && draft.quote.every((piece) => isPartial(parse, lexicon, piece))
  const frame = draft.frame.filter((span) => span.last >= span.first)
  const at = spanAt(parse.sentences, frame[0]?.first ?? draft.quote[0]?.first ?? 0)
  const sentence = parse.sentences[at]
  const somebody =
    speaker !== null &&
    !lexicon.grammar.impersonals.has(parse.tokens[speaker.first]!.lower) &&
    isSomebody(parse, lexicon, speaker)
  const none = { outlet: null, when: null, citations: [], somebody, partial }
  if (!sentence) return none
  if (frame.length) {
    const regions = frame.map((span) => withSourceClauses(parse, sentence, span, speaker))
    const own = ownParts(sentence, regions, draft.cue)
    return {
      outlet: outletIn(parse, lexicon, { regions: own, speaker, addressee, framed: true }),
      when: timeInFrame(parse, lexicon, own, draft),
      citations: citationsIn(parse, lexicon, {
        sentence,
        next: parse.sentences[at + 1] ?? null,
        regions,
        speaker,
        cue: draft.cue,
        framed: true,
      }),
      somebody,
      partial,
    }
  }
  const clause = draft.kind === 'reported' ? clauseOf(sentence, draft.quote[0]) : null
  if (!clause) return none
  const region = { first: Math.max(clause.first, draft.quote[0]!.first), last: clause.last }
  return {
    outlet: outletIn(parse, lexicon, { regions: [region], speaker, addressee, framed: false }),
    when: timeByVerb(parse, lexicon, clause, { ...draft, first: region.first }),
    citations: citationsIn(parse, lexicon, {
      sentence,
      next: null,
      regions: [region],
      speaker,
      cue: draft.cue,
      framed: false,
    }),
    somebody,
    partial,
  }
}

/** The frame with what stands right behind its source: "laut NDR | unter Berufung auf X", "nach Angaben der Polizei | , die sich auf X beruft". */
function withSourceClauses(parse: Parse, sentence: Sentence, frame: Span, speaker: Span | null): Span {
  if (!speaker || speaker.last > frame.last || frame.last - speaker.last > 1) return frame
  let { last } = frame
  for (const segment of sentence.segments) {
    if (segment.first <= frame.last && segment.last > last && parse.tokens[last + 1]?.word) {
      last = segment.verb > last ? segment.verb - 1 : segment.last
    } else if (segment.kind === 'rel' && segment.first > last && segment.first - last <= 2) {
      last = segment.last
      break
    }
  }
  return { first: frame.first, last }
}

/** The parts of a frame that speak of the saying: not what relative and other clauses in it tell. */
function ownParts({ segments }: Sentence, regions: readonly Span[], cue: readonly Span[]): readonly Span[] {
  const parts: Span[] = []
  for (const region of regions)
    for (const segment of segments) {
      const first = Math.max(region.first, segment.first)
      const last = Math.min(region.last, segment.last)
      if (first > last || segment.kind === 'quote') continue
      const before = parts[parts.length - 1]
      // "am Dienstag, dem 5. März"
      if (before && segment.kind === 'frag' && first - before.last <= 2) {
        parts[parts.length - 1] = { first: before.first, last }
        continue
      }
      const isMain = segment.kind === 'main' || segment.kind === 'frag'
      if (isMain || cue.some((c) => c.first <= segment.last && c.last >= segment.first))
        parts.push({ first, last })
    }
  return parts
}

function clauseOf({ segments }: Sentence, quote: Span | undefined): Segment | null {
  if (!quote) return null
  return segments.find((s) => s.kind === 'main' && s.verb >= quote.first && s.verb <= quote.last) ?? null
}

/** A time that stands in the frame by itself; one next to the verb or the speaker is preferred. */
function timeInFrame(
  parse: Parse,
  lexicon: Lexicon,
  parts: readonly Span[],
  { speaker, addressee, cue }: Given,
): Span | null {
  let second: Span | null = null
  for (const { first, last } of parts)
    for (let i = first; i <= last; i++) {
      if (parse.hidden[i] || parse.insideOf[i]! >= 0 || !parse.tokens[i]!.word) continue
      const end = timeAt(parse, lexicon, i, last)
      if (end < 0) continue
      const time = { first: i, last: end }
      const ofNoun = lexicon.attribution.timeOfNouns.has(parse.tokens[i]!.lower)
      const inSpeaker = speaker !== null && i > speaker.first && i <= speaker.last + 1
      // "in der Mitteilung vom Dienstag", but not "den Plan vom Dienstag"
      if (ofNoun ? !inSpeaker : speaker && i >= speaker.first && i <= speaker.last) {
        i = end
        continue
      }
      const before = i - 1
      const close =
        i === first ||
        before === speaker?.last ||
        before === addressee?.last ||
        cue.some((c) => before >= c.first && before <= c.last) ||
        !parse.tokens[before]!.capital
      if (close || ofNoun) return time
      second ??= time
      i = end
    }
  return second
}

/** "Am Dienstag forderte …", "Die Opposition forderte am Dienstag …": in front of the verb, or behind it with only subject, adverbs and addressee between. */
function timeByVerb(
  parse: Parse,
  lexicon: Lexicon,
  clause: Segment,
  { speaker, addressee, first }: Given & { readonly first: number },
): Span | null {
  const from = skipAdverbsButTimes(parse, lexicon, first, clause.verb - 1)
  const fronted = timeAt(parse, lexicon, from, clause.verb - 1)
  if (fronted === clause.verb - 1) return { first: from, last: fronted }
  let i = clause.verb + 1
  while (i <= clause.last) {
    const end = timeAt(parse, lexicon, i, clause.last)
    if (end >= 0) return { first: i, last: end }
    const span = [speaker, addressee].find((s) => s && i >= s.first && i <= s.last)
    const next = span ? span.last + 1 : skipAdverbsButTimes(parse, lexicon, i, clause.last)
    if (next === i && !lexicon.grammar.objectPronouns.has(parse.tokens[i]!.lower)) return null
    i = next === i ? i + 1 : next
  }
  return null
}

function skipAdverbsButTimes(parse: Parse, lexicon: Lexicon, from: number, limit: number): number {
  let i = from
  while (i <= limit && !lexicon.attribution.timeAdverbs.has(parse.tokens[i]!.lower)) {
    if (skipAdverbs(parse, i, i) === i) break
    i++
  }
  return i
}

/**
 * Words or a phrase of somebody's, set into the writer's sentence. A quotation
 * that stands by itself is an utterance, however short ("„Nein“, sagte er");
 * one with a sentence's end in it, or with a clause of its own, is whole.
 */
function isPartial({ tokens, flags }: Parse, lexicon: Lexicon, { first, last }: Span): boolean {
  const open = tokens[first]
  if (!open || open.word) return false
  const closed = !tokens[last]!.word && last > first
  const inner = closed ? last - 1 : last
  let stops = 0
  let ends = false
  let finite = false
  let start = -1
  for (let i = first + 1; i <= inner; i++) {
    const token = tokens[i]!
    if (token.word) {
      if (start < 0) start = i
      // A verb at the end is a participle or that of a clause whose beginning is the writer's.
      else if (flags[i]! & FINITE && i < inner && !token.capital) finite = true
      if (lexicon.attribution.speakingPronouns.has(token.lower) && i < inner) finite = true
      if (ends) stops++
      ends = false
    } else if (/^[.!?]$/.test(token.text)) ends = !isAbbreviation(i)
  }
  if (start < 0 || stops > 0) return false
  const before = tokens[first - 1] ?? EDGE
  const after = tokens[last + 1] ?? EDGE
  const setIn = before.word || after.word
  const small = !tokens[start]!.capital && !tokens[start]!.number
  if (!setIn) return small && !ends
  return small || (!ends && !finite)

  function isAbbreviation(i: number): boolean {
    const word = tokens[i - 1] ?? EDGE
    return tokens[i]!.text === '.' && (word.number || lexicon.abbreviations.has(word.lower))
  }
}
