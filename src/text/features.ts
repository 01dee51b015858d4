/**
 * What a model looks at in a candidate, as numbers. A feature is a template
 * ("lemma of the cue") with a value ("sagen"), mixed into one key of 24 bits;
 * a model keeps weights for the keys it has learned and knows nothing of the
 * others. So there is no dictionary to ship, and no word list to load.
 */
import type { Draft } from './draft.js'
import { SURE } from './draft.js'
import { FINITE } from './flags.js'
import { hashOf } from './hash.js'
import type { Span } from './phrases.js'
import type { Reading } from './reader.js'
import { KINDS } from './statement.js'
import { EDGE, type Token } from './tokens.js'

/** Keys are this many bits wide: two features in ten thousand share one. */
const KEY_BITS = 24

/** A candidate's features: a list that is filled, read and emptied again. */
export class Features {
  readonly keys = new Int32Array(512)
  size = 0
  #group = 0

  /** Empties the list; what follows belongs to another model or another kind than what other groups hold. */
  begin(group: number): void {
    this.size = 0
    this.#group = group
  }

  add(template: number, value: number): void {
    if (this.size < this.keys.length) this.keys[this.size++] = mix(this.#group * 128 + template, value)
  }

  word(template: number, text: string): void {
    this.add(template, hashOf(text))
  }
}

function mix(template: number, value: number): number {
  let h = Math.imul(template + 1, 0x9e3779b1) ^ value
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> (32 - KEY_BITS)
}

/** Numbers in few steps: 0 1 2 3 4 6 8 12 … */
export function step(n: number): number {
  return n <= 4 ? n : Math.floor(2 * Math.log2(n))
}

/** Words of a quotation, a clause or a frame that are looked at one by one. */
const MAX_BAG = 40

/** Other statements of a sentence that are looked at. */
const MAX_OTHERS = 16

/** Fills in what is known of a candidate for a statement. `sure` are the drafts of its block that the rules would keep, by sentence. */
export function statementFeatures(
  out: Features,
  draft: Draft,
  reading: Reading,
  sure: readonly (readonly Draft[])[],
): void {
  const { tokens, flags, vocabulary } = reading
  const kind = KINDS.indexOf(draft.kind)
  const quote = draft.quote[0]!
  const end = draft.quote[draft.quote.length - 1]!.last
  const rule = hashOf(draft.reason.rule)
  const ruled = rule + Math.round(draft.confidence * 20)
  const lemma = hashOf(draft.lemma)
  const takes = hashOf(vocabulary.takes(draft.lemma))
  out.begin(kind)
  out.add(0, 0)
  out.add(1, rule)
  out.add(2, ruled)
  out.add(3, lemma)
  out.add(4, lemma + ruled)
  if (draft.anchor >= 0) {
    out.add(5, flags[draft.anchor]!)
    out.add(6, flags[draft.anchor]! + ruled)
    out.add(7, tokens[draft.anchor]!.hash)
    out.add(44, (tokens[draft.anchor + 1] ?? EDGE).hash + lemma)
    out.add(45, (tokens[draft.anchor - 1] ?? EDGE).hash + ruled)
    out.add(46, takes + flags[draft.anchor]!)
  }
  const bits = (draft.sourceless ? 1 : 0) | (draft.inherits ? 2 : 0) | (draft.frame.length ? 4 : 0)
  out.add(8, bits)
  out.add(9, takes)
  out.add(41, takes + ruled)
  const sort = speakerFeatures(out, draft.speaker, reading, lemma)
  out.add(42, sort + takes)
  out.add(43, sort + ruled)
  out.add(47, hashOf(draft.lemma, Math.max(0, draft.lemma.length - 5)))
  out.word(48, draft.lemma.slice(0, 3))

  // Around the quotation.
  const before = tokens[quote.first - 1] ?? EDGE
  const after = tokens[end + 1] ?? EDGE
  const first = tokens[quote.first]!
  const second = tokens[quote.first + 1] ?? EDGE
  out.add(20, before.hash)
  out.add(21, after.hash)
  out.add(22, first.hash)
  out.add(23, second.hash)
  out.add(24, tokens[end]!.hash)
  out.add(25, first.hash + lemma)
  out.add(26, step(end - quote.first) + (draft.quote.length > 1 ? 100 : 0))
  out.add(27, shapeOf(before) * 8 + shapeOf(after))

  // Its sentence, and what the rules are sure of around it.
  const { sentence } = draft
  const bounds = reading.sentences[sentence]
  if (bounds) {
    out.add(30, Math.min(sentence, 3))
    out.add(31, step(reading.sentences.length - sentence))
    out.add(32, step(bounds.last - bounds.first))
    out.add(33, (quote.first <= bounds.first ? 1 : 0) + (end >= bounds.last - 1 ? 2 : 0))
    out.word(34, tokens[bounds.last]!.text)
  }
  let alone = 1
  for (const other of (sure[sentence] ?? []).slice(0, MAX_OTHERS)) {
    if (other === draft) continue
    alone = 0
    const value = KINDS.indexOf(other.kind) * 64 + relation(draft, other)
    out.add(35, value)
    out.add(36, value * 31 + rule)
  }
  out.add(37, alone)
  out.add(38, neighbours(sure[sentence - 1]))
  out.add(39, neighbours(sure[sentence + 1]))
  out.add(40, neighbours(sure[sentence - 1]) * 1000 + flagsOf(draft, flags))

  if (draft.kind === 'direct') quotedFeatures(out, quote, reading, sure[sentence] ?? [])
  else clauseFeatures(out, draft, quote.first, end, reading, lemma)
}

/** Who speaks: what sort of word, and which. */
function speakerFeatures(
  out: Features,
  speaker: Span | null,
  { tokens, vocabulary }: Reading,
  lemma: number,
): number {
  if (!speaker) {
    out.add(10, 0)
    out.add(11, lemma)
    return 0
  }
  const head = tokens[vocabulary.headOf(tokens, speaker)]!
  const known = vocabulary.sortOf(head.text)
  const sort = known ? hashOf(known) : head.capital ? 2 : 1
  out.add(10, sort)
  out.add(12, sort + lemma)
  out.add(13, head.hash)
  out.add(14, hashOf(head.lower, Math.max(0, head.lower.length - 4)))
  out.add(15, tokens[speaker.first]!.hash)
  out.add(16, step(speaker.last - speaker.first + 1))
  return sort
}

/** The clause or clauses of a statement that is no quotation. */
function clauseFeatures(
  out: Features,
  draft: Draft,
  first: number,
  end: number,
  { tokens, flags, vocabulary }: Reading,
  lemma: number,
): void {
  const takes = hashOf(vocabulary.takes(draft.lemma))
  let all = 0
  let commas = 0
  for (let i = first; i <= end; i++) {
    all |= flags[i]!
    if (tokens[i]!.text === ',') commas++
  }
  out.add(50, all)
  out.add(51, step(commas))
  const from =
    draft.anchor >= 0 ? Math.max(first, Math.min(draft.anchor - MAX_BAG / 2, end - MAX_BAG)) : first
  if (draft.frame.length === 0) {
    for (let i = Math.max(first, from); i <= Math.min(end, from + MAX_BAG); i++) {
      const token = tokens[i]!
      if (!token.word || i === draft.anchor) continue
      out.add(52, token.hash)
      if (vocabulary.isNoun(token)) {
        if (vocabulary.tellsOfSaying(token.text)) out.add(17, i > draft.anchor ? 1 : 0)
        if (i > draft.anchor && !(draft.speaker && i >= draft.speaker.first && i <= draft.speaker.last)) {
          out.add(18, hashOf(token.lower, Math.max(0, token.lower.length - 5)))
          const sort = vocabulary.sortOf(token.text)
          if (sort) out.add(19, hashOf(sort) + takes)
        }
      }
      if (i > draft.anchor && !token.capital && token.text.length <= 5) out.add(53, token.hash + lemma)
    }
  } else {
    const frame = draft.frame[0]!
    for (let i = frame.first; i <= Math.min(frame.last, frame.first + MAX_BAG); i++)
      if (tokens[i]!.word) out.add(54, tokens[i]!.hash)
    out.add(55, step(frame.last - frame.first))
    out.add(56, frame.first < first ? 1 : 0)
    out.add(57, tokens[frame.last]!.hash)
    // The content's own verbs.
    for (let i = first; i <= Math.min(end, first + MAX_BAG); i++)
      if (flags[i]! & FINITE && !tokens[i]!.capital) out.add(58, flags[i]!)
  }
}

/** The words between two quotation marks. */
function quotedFeatures(
  out: Features,
  quote: Span,
  { tokens, flags }: Reading,
  sure: readonly Draft[],
): void {
  let words = 0
  let capitals = 0
  let finite = 0
  for (let i = quote.first + 1; i < quote.last; i++) {
    const token = tokens[i]!
    if (!token.word) continue
    words++
    if (token.capital || token.number) capitals++
    if (flags[i]! & FINITE) finite = 1
    if (words <= 8) out.add(60, token.hash)
  }
  const inside = tokens[quote.first + 1] ?? EDGE
  const stop = tokens[quote.last - 1] ?? EDGE
  const shape = (inside.capital ? 1 : 0) + (finite ? 2 : 0) + (stop.word ? 0 : 4)
  const amount = Math.min(words, 6)
  out.add(61, amount)
  out.add(62, shape)
  out.add(63, amount * 8 + shape)
  out.add(64, amount * 8 + Math.min(capitals, 6) + 100)
  const before = tokens[quote.first - 1] ?? EDGE
  const far = tokens[quote.first - 2] ?? EDGE
  out.add(65, before.hash + shape)
  out.add(66, far.hash)
  out.add(67, hashOf(before.lower, Math.max(0, before.lower.length - 2)))
  out.add(68, shapeOf(before) * 64 + Math.min(words, 3) * 8 + shape)
  out.add(69, hashOf(stop.lower, Math.max(0, stop.lower.length - 2)))
  out.add(70, hashOf(inside.lower, Math.max(0, inside.lower.length - 2)))
  const host = sure.find((d) => d.kind !== 'direct' && covers(d.quote, quote))
  out.add(71, host ? hashOf(host.reason.rule) : 1)
  out.add(72, (host ? KINDS.indexOf(host.kind) : 7) * 64 + shape * 8 + Math.min(words, 4))
  const after = tokens[quote.last + 1] ?? EDGE
  out.add(73, (after.start === tokens[quote.last]!.end ? 1 : 0) * 64 + shapeOf(after))
}

function covers(spans: readonly Span[], inner: Span): boolean {
  return spans.some((s) => s.first <= inner.first && s.last >= inner.last)
}

/** Mark, capital, number, short or long word. */
function shapeOf(token: Token): number {
  if (token === EDGE) return 0
  if (!token.word) return token.text === ',' ? 1 : token.text === ':' ? 2 : 3
  return token.number ? 4 : token.capital ? 5 : token.text.length <= 3 ? 6 : 7
}

/** How two drafts lie to each other. */
function relation(a: Draft, b: Draft): number {
  const same = a.anchor >= 0 && a.anchor === b.anchor ? 1 : 0
  return (
    same +
    2 * touch(a.quote, b.quote) +
    8 * (touch(a.quote, b.frame) ? 1 : 0) +
    16 * (touch(a.frame, b.quote) ? 1 : 0) +
    32 * (touch(a.frame, b.frame) ? 1 : 0)
  )
}

/** 0 apart, 1 overlapping, 2 the second inside the first, 3 the first inside the second. */
function touch(a: readonly Span[], b: readonly Span[]): number {
  if (!a.length || !b.length) return 0
  const a1 = a[0]!.first
  const a2 = a[a.length - 1]!.last
  const b1 = b[0]!.first
  const b2 = b[b.length - 1]!.last
  if (a2 < b1 || b2 < a1) return 0
  return a1 <= b1 && a2 >= b2 ? 2 : a1 >= b1 && a2 <= b2 ? 3 : 1
}

function neighbours(drafts: readonly Draft[] | undefined): number {
  if (!drafts) return 0
  let bits = 1
  for (const d of drafts) bits |= 2 << KINDS.indexOf(d.kind)
  return bits
}

function flagsOf(draft: Draft, flags: readonly number[]): number {
  return draft.anchor >= 0 ? flags[draft.anchor]! : 0
}

/** The drafts of a block that the rules would keep, by sentence. */
export function sureBySentence(drafts: readonly Draft[]): readonly (readonly Draft[])[] {
  const out: Draft[][] = []
  for (const draft of drafts) if (draft.confidence >= SURE) (out[draft.sentence] ??= []).push(draft)
  return out
}
