/** From annotated articles to the weights of a language pack. */
import { splitBlocks } from '../text/blocks.js'
import type { Draft } from '../text/draft.js'
import { Features, statementFeatures, sureBySentence } from '../text/features.js'
import type { LanguagePack } from '../text/language.js'
import { compile, type Lexicon } from '../text/lexicon.js'
import { parse, readWords, type Parse } from '../text/parse.js'
import { findStatements } from '../text/rules.js'
import { modelOf, score } from '../text/weights.js'
import { common, lengthOf, overlapF1, type Document, type GoldStatement, type Range } from './corpus.js'
import { ExampleSet } from './fit.js'

/** A candidate at its place in an article. */
export interface Candidate {
  readonly draft: Draft
  readonly parse: Parse
  readonly block: number
  readonly offset: number
  readonly quote: readonly Range[]
  readonly sure: readonly (readonly Draft[])[]
  gold: GoldStatement | null
  /** Share of the annotated statement that it gives, 0 to 1. */
  target: number
}

export function candidatesOf(document: Document, lexicon: Lexicon): readonly Candidate[] {
  const candidates: Candidate[] = []
  for (const [block, { start: offset, end }] of splitBlocks(document.text).entries()) {
    const read = parse(readWords(document.text.slice(offset, end), lexicon), lexicon)
    const drafts = findStatements(read, lexicon, true)
    const sure = sureBySentence(drafts)
    for (const draft of drafts) {
      const quote = draft.quote.map((q): Range => [read.tokens[q.first]!.start + offset, read.tokens[q.last]!.end + offset])
      candidates.push({ draft, parse: read, block, offset, quote, sure, gold: null, target: 0 })
    }
  }
  label(document, candidates)
  return candidates
}

/** What the right kind is worth against a better border. */
const KIND_BONUS = 0.15

/** Gives each annotated statement its best candidate; runs are made of several. */
function label(document: Document, candidates: readonly Candidate[]): void {
  const pairs: { value: number; share: number; candidate: Candidate; gold: GoldStatement; part: boolean }[] = []
  for (const gold of document.statements)
    for (const candidate of candidates) {
      const shared = common(candidate.quote, gold.quote)
      if (!shared) continue
      const sameKind = gold.kind === candidate.draft.kind
      const part = sameKind && gold.kind === 'indirect-free-indirect'
      const share = part ? shared / lengthOf(candidate.quote) : overlapF1(candidate.quote, gold.quote)
      const value = share + (sameKind ? KIND_BONUS : 0) + candidate.draft.confidence * 0.001
      pairs.push({ value, share, candidate, gold, part })
    }
  pairs.sort((a, b) => b.value - a.value)
  const done = new Map<GoldStatement, Candidate>()
  for (const { share, candidate, gold, part } of pairs) {
    if (candidate.gold) continue
    const other = done.get(gold)
    if (other && !(part && other.draft.kind === candidate.draft.kind && common(other.quote, candidate.quote) === 0)) continue
    candidate.gold = gold
    candidate.target = Math.min(1, share)
    done.set(gold, candidate)
  }
}

export interface Strength {
  readonly l1: number
  readonly l2: number
  readonly iterations: number
}

export function trainStatements(documents: readonly (readonly Candidate[])[], lexicon: Lexicon, strength: Strength): ReadonlyMap<number, number> {
  const examples = new ExampleSet()
  const features = new Features()
  for (const candidates of documents)
    for (const { draft, parse, sure, target } of candidates) {
      statementFeatures(features, draft, parse, lexicon, sure)
      examples.add(features, target)
    }
  return examples.fit(strength)
}

/** Parts for judging what a model has not seen. */
const FOLDS = 4

/** Log odds for each candidate, by a model that was trained without its article. */
export function judgedByOthers(
  documents: readonly (readonly Candidate[])[],
  lexicon: Lexicon,
  strength: Strength,
): readonly Float64Array[] {
  const features = new Features()
  const odds: Float64Array[] = []
  for (let fold = 0; fold < FOLDS; fold++) {
    const others = documents.filter((_, i) => i % FOLDS !== fold)
    const model = modelOf(trainStatements(others, lexicon, strength))
    for (let i = fold; i < documents.length; i += FOLDS)
      odds[i] = Float64Array.from(documents[i]!, ({ draft, parse, sure }) => {
        statementFeatures(features, draft, parse, lexicon, sure)
        return score(model, features)
      })
  }
  return odds
}

export function lexiconOf(pack: LanguagePack): Lexicon {
  return compile(pack)
}
