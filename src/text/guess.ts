/**
 * Which of a few languages a text is in, by the small words that only one of
 * them has: articles, prepositions, pronouns, conjunctions, auxiliaries. A
 * sentence of news has several of them.
 */
import type { Analysis } from './analysis.js'
import { createEngine, type EngineOptions } from './create.js'
import type { BlockAnalysis, Engine } from './engine.js'
import type { LanguagePack } from './language.js'

/** Units of a text that are looked at; more would not change the answer. */
const ENOUGH = 20_000

/** Counts, for each pack, the words of a text that only its language has. */
type Count = (text: string) => readonly number[]

/** The language tag of the pack whose words stand in the text most often; the first pack's where none do. Throws `RangeError` without a pack. */
export function guessLanguage(text: string, packs: readonly LanguagePack[]): string {
  return packs[likeliest([counter(packs)(text.slice(0, ENOUGH))], packs)]!.lang
}

/**
 * An engine that takes each article in the language it is guessed to be in. `lang` is that of the article
 * linked last, the first pack's before. Throws `RangeError` without a pack.
 */
export function createGuessingEngine(
  packs: readonly LanguagePack[],
  options: Omit<EngineOptions, 'weights'> = {},
): Engine {
  const count = counter(packs)
  const engines = packs.map((pack) => createEngine(pack, options))
  let current = likeliest([], packs)
  return {
    get lang() {
      return packs[current]!.lang
    },
    analyze(text, role): Guessed {
      const counts = count(text.slice(0, ENOUGH))
      // Read at once in the likeliest language, so that `link` has to read only what turns out to be in another.
      const at = counts.some((n) => n > 0) ? likeliest([counts], packs) : current
      const analyses: (BlockAnalysis | undefined)[] = []
      analyses[at] = engines[at]!.analyze(text, role)
      return {
        text,
        role,
        counts,
        analyses,
        get terms() {
          return (analyses[current] as Partial<Analysis> | undefined)?.terms // only `analyze` makes them
        },
      }
    },
    isForeign: (text) => engines.every((engine) => engine.isForeign?.(text)),
    link(blocks) {
      current = likeliest(
        blocks.map(({ analysis }) => (analysis as Guessed).counts), // only `analyze` above makes blocks
        packs,
      )
      const engine = engines[current]!
      return engine.link(
        blocks.map(({ analysis, ...place }) => {
          const { text, role, analyses } = analysis as Guessed // as above
          return { ...place, analysis: (analyses[current] ??= engine.analyze(text, role)) }
        }),
      )
    },
  }
}

interface Guessed extends BlockAnalysis, Partial<Pick<Analysis, 'terms'>> {
  readonly counts: readonly number[]
  /** By the number of the pack, as far as the block was read in its language. */
  readonly analyses: (BlockAnalysis | undefined)[]
}

function likeliest(blocks: readonly (readonly number[])[], packs: readonly LanguagePack[]): number {
  if (!packs.length) throw new RangeError('no language pack')
  const sums = packs.map((_, i) => blocks.reduce((sum, counts) => sum + counts[i]!, 0))
  return sums.indexOf(Math.max(...sums))
}

function counter(packs: readonly LanguagePack[]): Count {
  const owner = new Map<string, number>()
  for (const [i, pack] of packs.entries())
    for (const small of pack.order.smallWords(pack)) {
      const word = small.toLowerCase()
      owner.set(word, owner.has(word) && owner.get(word) !== i ? -1 : i)
    }
  return (text) => {
    const counts = packs.map(() => 0)
    for (const [word] of text.matchAll(/\p{L}+/gu)) {
      const i = owner.get(word.toLowerCase()) ?? -1
      if (i >= 0) counts[i]!++
    }
    return counts
  }
}
