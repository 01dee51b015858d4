/**
 * Which candidates are statements. Rules alone keep what they are sure of;
 * with trained weights a model gives each candidate a probability, and the
 * best of those that exclude each other stays.
 */
import { SURE, type Draft } from './draft.js'
import { Features, statementFeatures, sureBySentence } from './features.js'
import type { Span } from './phrases.js'
import type { Reading } from './reader.js'
import { KINDS, type Kind } from './statement.js'
import { probability, score, type Model } from './weights.js'

// One list serves all blocks: it is emptied before each candidate.
const features = new Features()

/** How candidates are judged. */
export interface Judge {
  readonly statements: Model
  /** Least probability per kind. */
  readonly thresholds: Readonly<Record<Kind, number>>
}

/** No sentence that somebody wrote to be read holds more. */
const MAX_PER_SENTENCE = 24

/** What the rules alone show: all that is at least this sure. */
export function keepSure(drafts: readonly Draft[], least = SURE): readonly Draft[] {
  return drafts.filter((draft) => draft.confidence >= least)
}

/** Statements in text order, each with its probability as confidence. */
export function decide(reading: Reading, { statements, thresholds }: Judge): readonly Draft[] {
  const { drafts } = reading
  const sure = sureBySentence(drafts)
  const judged: { readonly draft: Draft; readonly margin: number }[] = []
  for (const draft of drafts) {
    statementFeatures(features, draft, reading, sure)
    const odds = priorOdds(draft) + score(statements, features)
    const confidence = probability(odds)
    const least = thresholds[draft.kind]
    if (confidence < least) continue
    judged.push({
      draft: { ...draft, confidence: Math.round(confidence * 1000) / 1000 },
      margin: odds - Math.log(least / (1 - least)),
    })
  }
  judged.sort((a, b) => b.margin - a.margin)
  const kept = new Map<number, Draft[]>()
  for (const { draft } of judged) {
    const near = kept.get(draft.sentence) ?? []
    if (near.length >= MAX_PER_SENTENCE || near.some((other) => excludes(other, draft))) continue
    near.push(draft)
    kept.set(draft.sentence, near)
  }
  return [...kept.values()]
    .flat()
    .sort(
      (a, b) =>
        a.sentence - b.sentence ||
        a.quote[0]!.first - b.quote[0]!.first ||
        KINDS.indexOf(b.kind) - KINDS.indexOf(a.kind),
    )
}

/** Log odds that a draft has by its rule alone; a model corrects them. */
export function priorOdds({ confidence }: Draft): number {
  return Math.log(confidence / (1 - confidence))
}

/** Share of words in common from which two statements are readings of one. */
const SAME = 0.5

/** Whether two candidates cannot both be statements. */
export function excludes(a: Draft, b: Draft): boolean {
  if (a.kind === 'direct' || b.kind === 'direct') return a.kind === b.kind && overlap(a.quote, b.quote) > 0.8
  if (a.anchor >= 0 && a.anchor === b.anchor) return true
  const shared = overlap(a.quote, b.quote)
  if (shared >= SAME) {
    // Two sources one behind the other: "NDTV berichtet, laut Polizei …".
    return !(
      a.kind === 'indirect' &&
      b.kind === 'indirect' &&
      a.frame.length &&
      b.frame.length &&
      overlap(a.frame, b.frame) < SAME
    )
  }
  return false
}

/** Twice the tokens in common through those of both. */
function overlap(a: readonly Span[], b: readonly Span[]): number {
  let common = 0
  for (const x of a)
    for (const y of b) common += Math.max(0, Math.min(x.last, y.last) - Math.max(x.first, y.first) + 1)
  return (2 * common) / (size(a) + size(b))
}

function size(spans: readonly Span[]): number {
  let n = 0
  for (const { first, last } of spans) n += last - first + 1
  return n
}
