/** A statement with what the desk knows about it. Readonly values; every change makes a new one. */
import type {
  Flag,
  Kind,
  Reason,
  RoleRanges,
  SpeakerIdentity,
  Statement,
  TextRange,
} from '../text/statement.js'
import type { Person } from './person.js'
import type { Evidence } from './source.js'
import type { Status } from './status.js'
import { isSameWording, wordingOf } from './wording.js'

/** What was decided, and for which words. */
export interface Review {
  readonly status: Status
  /** The statement's words when the status was set; null while it is `unchecked` and nobody has looked. */
  readonly wording: string | null
  readonly by: Person | null
  /** ISO 8601 time, null like `by` while nobody has looked. */
  readonly at: string | null
}

export const UNREVIEWED: Review = { status: 'unchecked', wording: null, by: null, at: null }

/**
 * Where a statement stands, in words and offsets (compare TextQuoteSelector and
 * TextPositionSelector of the W3C Web Annotation Data Model). Offsets count
 * UTF-16 units of the article's plain-text rendering.
 */
export interface Target {
  readonly ranges: RoleRanges
  /** The quote's words; several pieces joined by " … ". */
  readonly wording: string
  /** Up to `CONTEXT_LENGTH` units of text before and behind the quote. */
  readonly prefix: string
  readonly suffix: string
  /** The speaker's mention as the text has it, null where there is none. */
  readonly speaker: string | null
  /** True while the words are gone from the document; ranges then tell the last known place. */
  readonly detached: boolean
}

export const CONTEXT_LENGTH = 32

/** One of those through whom a statement came. */
export interface ChainLink {
  /** The mention as the text has it. */
  readonly mention: string
  readonly speakerIs: SpeakerIdentity
}

export interface Annotation {
  readonly id: string
  readonly origin: 'detected' | 'manual'
  readonly kind: Kind
  readonly target: Target
  readonly speakerIs: SpeakerIdentity
  readonly outlet: string | null
  /** When it was said, in the words of the text ("am Dienstag"); not a date, and not changed with the text. */
  readonly when: string | null
  /**
   * Through whom it came where a source quotes another: first the one that the article has it from, last
   * the one who is said to have said it. Empty where nobody is known to stand between.
   */
  readonly chain: readonly ChainLink[]
  /** 0 to 1; 1 for what a person marked. */
  readonly confidence: number
  readonly reasons: readonly Reason[]
  readonly flags: readonly Flag[]
  readonly evidence: readonly Evidence[]
  readonly review: Review
  readonly note: string
  /** Somebody said that this is no statement; kept so that detection does not bring it back. */
  readonly dismissed: boolean
  /** Somebody set its borders, kind or speaker: detection never changes them, and what it would say is offered beside. */
  readonly edited: boolean
}

/** What detection may still change freely: nobody has put anything into it. */
export function isUntouched(annotation: Omit<Annotation, 'target'>): boolean {
  return (
    annotation.origin === 'detected' &&
    annotation.review.at === null &&
    annotation.evidence.length === 0 &&
    annotation.note === '' &&
    !annotation.dismissed &&
    !annotation.edited
  )
}

/** Whether the statement's present words differ from those that were reviewed. Derived, never stored. */
export function isStale(annotation: Pick<Annotation, 'review' | 'target'>): boolean {
  const { review, target } = annotation
  return review.wording !== null && !target.detached && !isSameWording(review.wording, target.wording)
}

/** A detected statement as a new annotation on `text`, the article's rendering. */
export function fromStatement(id: string, statement: Statement, text: string): Annotation {
  return { ...detectedRecord(id, statement, text), target: targetOf(text, statement) }
}

/** A detected statement as an annotation without its place, which an editor keeps apart. `text` is the article's rendering. */
export function detectedRecord(id: string, statement: Statement, text: string): Omit<Annotation, 'target'> {
  const { kind, speakerIs, outlet, when, chain, confidence, reasons, flags } = statement
  return {
    id,
    origin: 'detected',
    kind,
    speakerIs,
    outlet,
    when: when && text.slice(when.start, when.end),
    chain: chain.map((link) => ({
      mention: text.slice(link.mention.start, link.mention.end),
      speakerIs: link.speakerIs,
    })),
    confidence,
    reasons,
    flags,
    evidence: [],
    review: UNREVIEWED,
    note: '',
    dismissed: false,
    edited: false,
  }
}

/** The target of `ranges` on `text`. Throws RangeError when `quote` is empty. */
export function targetOf(text: string, { quote, speaker, cue, frame, addressee }: RoleRanges): Target {
  const first = quote[0]
  const last = quote[quote.length - 1]
  if (!first || !last) throw new RangeError('A statement needs at least one quote range')
  return {
    ranges: { quote, speaker, cue, frame, addressee },
    wording: wordingOf(text, quote),
    prefix: text.slice(Math.max(0, first.start - CONTEXT_LENGTH), first.start),
    suffix: text.slice(last.end, last.end + CONTEXT_LENGTH),
    speaker: speaker.length ? wordingOf(text, speaker) : null,
    detached: false,
  }
}

/** First and last offset of the quote's pieces. */
export function extentOf(target: Target): TextRange {
  const { quote } = target.ranges
  return { start: quote[0]?.start ?? 0, end: quote[quote.length - 1]?.end ?? 0 }
}

/** Text order: by start, the outer statement before the inner one. */
export function byPlace(a: Annotation, b: Annotation): number {
  const x = extentOf(a.target)
  const y = extentOf(b.target)
  return x.start - y.start || y.end - x.end
}
