/** The candidates that the engine sees in an annotated article, with what they should get. */
import { splitBlocks } from '../text/blocks.js'
import { excludes } from '../text/decide.js'
import type { Draft } from '../text/draft.js'
import { sureBySentence } from '../text/features.js'
import type { Reader, Reading } from '../text/reader.js'
import { common, lengthOf, overlapF1, type Document, type GoldStatement, type Range } from './corpus.js'

/** A candidate at its place in an article. */
export interface Candidate {
  readonly draft: Draft
  readonly reading: Reading
  /** Its quote in offsets of the article. */
  readonly quote: readonly Range[]
  /** Of its block, see `sureBySentence`. */
  readonly sure: readonly (readonly Draft[])[]
  /** The annotated statement that it gives best, if any. */
  gold: GoldStatement | null
  /** How well it gives it, 0 to 1. */
  target: number
}

/** All candidates of an article in text order of its blocks, labelled by what was annotated. */
export function candidatesOf(document: Document, reader: Reader): readonly Candidate[] {
  const candidates: Candidate[] = []
  for (const { start: offset, end } of splitBlocks(document.text)) {
    const reading = reader.read(reader.words(document.text.slice(offset, end)), true)
    const { tokens, drafts } = reading
    const sure = sureBySentence(drafts)
    for (const draft of drafts) {
      const quote = draft.quote.map((q): Range => [
        tokens[q.first]!.start + offset,
        tokens[q.last]!.end + offset,
      ])
      candidates.push({ draft, reading, quote, sure, gold: null, target: 0 })
    }
  }
  label(document, candidates)
  return candidates
}

/** What the right kind is worth against a better border. */
const KIND_BONUS = 0.15

/** Gives each annotated statement its best candidate; a run of sentences in Konjunktiv is made of several. */
function label(document: Document, candidates: readonly Candidate[]): void {
  const pairs: {
    readonly value: number
    readonly share: number
    readonly candidate: Candidate
    readonly gold: GoldStatement
    readonly isPart: boolean
  }[] = []
  for (const gold of document.statements)
    for (const candidate of candidates) {
      const shared = common(candidate.quote, gold.quote)
      if (!shared) continue
      const sameKind = gold.kind === candidate.draft.kind
      const isPart = sameKind && gold.kind === 'indirect-free-indirect'
      const share = isPart ? shared / lengthOf(candidate.quote) : overlapF1(candidate.quote, gold.quote)
      const value = share + (sameKind ? KIND_BONUS : 0) + candidate.draft.confidence * 0.001
      pairs.push({ value, share, candidate, gold, isPart })
    }
  pairs.sort((a, b) => b.value - a.value)
  const given = new Map<GoldStatement, Candidate>()
  for (const { share, candidate, gold, isPart } of pairs) {
    if (candidate.gold) continue
    const other = given.get(gold)
    const isFurther =
      isPart && other?.draft.kind === candidate.draft.kind && !common(other.quote, candidate.quote)
    if (other && !isFurther) continue
    candidate.gold = gold
    candidate.target = Math.min(1, share)
    given.set(gold, candidate)
  }
  // Another reading of the same words would do as well in its place: only one of them is kept anyway.
  for (const { share, candidate, gold, isPart } of pairs) {
    const best = given.get(gold)
    if (
      !isPart &&
      !candidate.gold &&
      best?.draft.kind === candidate.draft.kind &&
      excludes(best.draft, candidate.draft)
    )
      candidate.target = Math.max(candidate.target, Math.min(1, share))
  }
}
