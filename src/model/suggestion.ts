/** What detection reads in the place of a statement that is a person's by now. Offered, never put in its place. */
import type { Statement } from '../text/statement.js'
import { detectedRecord, targetOf, type Annotation } from './annotation.js'
import { isSameRanges } from './edit.js'
import { reanchor } from './reanchor.js'

/** What detection found, on the text that it read. */
export type Suggestion = Pick<
  Annotation,
  'kind' | 'target' | 'speakerIs' | 'outlet' | 'when' | 'chain' | 'confidence' | 'reasons' | 'flags'
>

/** A detected statement as a suggestion. `text` is the article's rendering. */
export function suggestionFrom(statement: Statement, text: string): Suggestion {
  return readingOf({ ...detectedRecord('', statement, text), target: targetOf(text, statement) })
}

/** What detection has read of an annotation that nobody has changed yet. */
export function readingOf({
  kind,
  target,
  speakerIs,
  outlet,
  when,
  chain,
  confidence,
  reasons,
  flags,
}: Suggestion): Suggestion {
  return { kind, target, speakerIs, outlet, when, chain, confidence, reasons, flags }
}

/**
 * The suggestion on the present text, as far as it says something else than `annotation` (borders,
 * kind or speaker); null when it does not, or when its words are gone.
 */
export function standingSuggestion(
  suggestion: Suggestion,
  annotation: Annotation,
  text: string,
): Suggestion | null {
  const found = reanchor(text, suggestion.target)
  if (found.how !== 'same' && found.how !== 'moved') return null
  const { speakerIs, kind, target } = annotation
  const isSame =
    kind === suggestion.kind &&
    speakerIs.kind === suggestion.speakerIs.kind &&
    speakerIs.name === suggestion.speakerIs.name &&
    isSameRanges(found.ranges.quote, target.ranges.quote)
  return isSame || target.detached ? null : { ...suggestion, target: targetOf(text, found.ranges) }
}
