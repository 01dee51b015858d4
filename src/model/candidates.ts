/** Where a detached annotation could belong, for a person to choose from. */
import type { TextRange } from '../text/statement.js'
import { targetOf, type Target } from './annotation.js'
import { reanchor } from './reanchor.js'

/** A place in the present text, with its words and what stands around them. */
export interface CandidatePlace {
  readonly quote: readonly TextRange[]
  readonly wording: string
  readonly prefix: string
  readonly suffix: string
}

/** The likeliest place first. `text` is the article's plain-text rendering. Empty when nothing is like the words. */
export function candidatesFor(text: string, target: Target): readonly CandidatePlace[] {
  const found = reanchor(text, target)
  const quotes = 'ranges' in found ? [found.ranges.quote] : found.candidates.map(({ quote }) => quote)
  return quotes.map((quote) => {
    const { wording, prefix, suffix } = targetOf(text, {
      quote,
      speaker: [],
      cue: [],
      frame: [],
      addressee: [],
    })
    return { quote, wording, prefix, suffix }
  })
}
