/**
 * A corrections note drafted from the difference between two reports: a sentence for each statement whose
 * words were changed though they had been checked, or because somebody had said that they must be, and for
 * each that was taken out because it could not stay. A draft: whether and how it is published people decide.
 */
import { isStale, type Annotation } from '../model/annotation.js'
import type { Locale } from '../model/labels.js'
import { foldSpace, quoted } from '../model/presentation.js'
import { isFinal, statusIn, type Scheme } from '../model/status.js'
import { PIECE_SEPARATOR } from '../model/wording.js'
import type { Difference, StatementDifference } from './difference.js'
import { DIFFERENCE_WORDS } from './difference-words.js'

/** A sentence of the corrections note, and the statement that it is about. */
export interface Correction {
  /** Plain text; whoever puts it somewhere escapes it. */
  readonly sentence: string
  readonly statement: StatementDifference
}

/** The sentences, in the order of the difference; none where there is nothing to correct. */
export function correctionsOf({ statements, scheme }: Difference, locale: Locale): readonly Correction[] {
  return statements.flatMap((statement) => {
    const sentence = sentenceOf(statement, scheme, locale)
    return sentence === null ? [] : [{ sentence, statement }]
  })
}

/** The note as plain text, marked as a draft; says so where there is nothing to correct. */
export function correctionsText(difference: Difference, locale: Locale): string {
  const words = DIFFERENCE_WORDS[locale]
  const sentences = correctionsOf(difference, locale).map(({ sentence }) => sentence)
  if (!sentences.length) return `${words.nothingToCorrect}\n`
  return `${[words.draft, words.draftHint, ...sentences].join('\n\n')}\n`
}

function sentenceOf(
  { change, before, after, why, changes }: StatementDifference,
  scheme: Scheme,
  locale: Locale,
): string | null {
  if (!before) return null
  const words = DIFFERENCE_WORDS[locale]
  const { status } = before.review
  const { isBlocking } = statusIn(scheme, status)
  const was = quoteIn(before, locale)
  const speaker = speakerIn(before)
  if (change === 'gone') return isBlocking && why !== 'dismissed' ? words.removed(was, speaker) : null
  const wasChecked = before.review.at !== null && isFinal(status, scheme) && !isStale(before)
  if (!after || !(isBlocking || wasChecked) || !changes.some(({ what }) => what === 'wording')) return null
  return words.corrected(was, quoteIn(after, locale), speaker)
}

/** Who is quoted, where it is a quotation of somebody with a name. */
function speakerIn({ kind, speakerIs, target }: Annotation): string | null {
  if (kind !== 'direct' || speakerIs.kind === 'none' || speakerIs.kind === 'unnamed') return null
  return foldSpace(speakerIs.name ?? target.speaker ?? '') || null
}

const INNER_MARKS: Readonly<Record<string, string>> = { '„': '‚', '“': '‘', '”': '’', '«': '‹', '»': '›' }
const MARKS_AT_ENDS = /^["„“”‟«»]\s*|\s*["„“”‟«»]$/gu

/** The words in the note's quotation marks, without marks of their own at the ends, inner ones as inner ones. */
function quoteIn({ kind, target }: Annotation, locale: Locale): string {
  const pieces = target.ranges.quote.length > 1 ? target.wording.split(PIECE_SEPARATOR) : [target.wording]
  const bare = pieces.map((piece) => (kind === 'direct' ? piece.trim().replace(MARKS_AT_ENDS, '') : piece))
  const words = foldSpace(bare.join(PIECE_SEPARATOR))
  return quoted(
    words.replace(/[„“”«»]/g, (mark) => INNER_MARKS[mark] ?? mark),
    locale,
  )
}
