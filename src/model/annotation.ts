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
import type { Foreign } from './foreign.js'
import type { Person } from './person.js'
import type { Evidence } from './source.js'
import { UNCHECKED, type Status } from './status.js'
import { NO_THREAD, type Thread } from './thread.js'
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

/** The review of a statement that nobody has looked at. */
export const UNREVIEWED: Review = { status: UNCHECKED, wording: null, by: null, at: null }

/** Whether what is claimed is true, as somebody has rated it; apart from the status of the check. */
export interface Verdict {
  /** A key of the scheme's ratings. */
  readonly rating: string
  /** The words that were rated. */
  readonly wording: string
  readonly by: Person | null
  /** ISO 8601 time. */
  readonly at: string
}

/** A second pair of eyes on the review: somebody other than the reviewer stands by it. Falls when the status is set anew. */
export interface SignOff {
  readonly wording: string
  readonly by: Person
  /** ISO 8601 time. */
  readonly at: string
}

/** Why a reviewed statement waits for somebody again though its words are the same. Goes when its status is set anew. */
export interface Reopening {
  /** The source that was corrected, or is no longer held for reliable. */
  readonly sourceId: string
  readonly why: 'corrected' | 'unreliable'
  readonly by: Person | null
  /** ISO 8601 time. */
  readonly at: string
}

/** Somebody has set a rule of the policy aside for this statement, as long as its words are the same. */
export interface Override {
  /** Id of the rule. */
  readonly rule: string
  readonly reason: string
  readonly wording: string
  readonly by: Person | null
  /** ISO 8601 time. */
  readonly at: string
}

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

/**
 * So many UTF-16 units of text are kept before and behind a quote, as in the examples of the Web Annotation
 * Data Model.
 */
export const CONTEXT_LENGTH = 32

/** One of those through whom a statement came. */
export interface ChainLink {
  /** The mention as the text has it. */
  readonly mention: string
  readonly speakerIs: SpeakerIdentity
}

/** A statement with what the desk knows about it. */
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
  /** Who is to check it. */
  readonly assignee: Person | null
  readonly verdict: Verdict | null
  readonly signOff: SignOff | null
  readonly reopened: Reopening | null
  /** Why a speaker is not named; empty when nobody has said it. */
  readonly anonymity: string
  /** What the desk has said to each other about it. */
  readonly thread: Thread
  readonly overrides: readonly Override[]
  /** What somebody else's annotation says beyond this, where it came from one; absent where it did not. */
  readonly foreign?: Foreign
}

/** What nobody has put anything into yet. */
export const UNTOUCHED = {
  evidence: [],
  review: UNREVIEWED,
  note: '',
  dismissed: false,
  edited: false,
  assignee: null,
  verdict: null,
  signOff: null,
  reopened: null,
  anonymity: '',
  thread: NO_THREAD,
  overrides: [],
} as const satisfies Partial<Annotation>

/** What detection may still change freely: nobody has put anything into it. */
export function isUntouched(annotation: Omit<Annotation, 'target'>): boolean {
  return (
    annotation.origin === 'detected' &&
    annotation.review.at === null &&
    annotation.evidence.length === 0 &&
    annotation.note === '' &&
    !annotation.dismissed &&
    !annotation.edited &&
    annotation.assignee === null &&
    annotation.verdict === null &&
    annotation.anonymity === '' &&
    annotation.thread.comments.length === 0 &&
    annotation.overrides.length === 0 &&
    annotation.foreign === undefined
  )
}

/** Whether the statement's present words differ from those that were reviewed. Derived, never stored. */
export function isStale(annotation: Pick<Annotation, 'review' | 'target'>): boolean {
  const { review, target } = annotation
  return review.wording !== null && !target.detached && !isSameWording(review.wording, target.wording)
}

/** Whether a review that was made does not hold any more: for its words, or for a source that it rests on. */
export function needsRecheck(annotation: Pick<Annotation, 'review' | 'target' | 'reopened'>): boolean {
  return annotation.reopened !== null || isStale(annotation)
}

/** Whether somebody other than the reviewer stands by the review as it is, for the present words. */
export function isSignedOff(
  annotation: Pick<Annotation, 'review' | 'target' | 'reopened' | 'signOff'>,
): boolean {
  const { signOff, review, target } = annotation
  return (
    signOff !== null &&
    signOff.by.id !== review.by?.id &&
    !needsRecheck(annotation) &&
    !target.detached &&
    isSameWording(signOff.wording, target.wording)
  )
}

/** The override of a rule that still stands; null when there is none, or the words have changed since. */
export function overrideOf(
  { overrides, target }: Pick<Annotation, 'overrides' | 'target'>,
  rule: string,
): Override | null {
  return overrides.find((own) => own.rule === rule && isSameWording(own.wording, target.wording)) ?? null
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
    ...UNTOUCHED,
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

/** Text order: by start, the outer statement before the inner one; in the same place by id, so that it is the same for everybody. */
export function byPlace(a: Annotation, b: Annotation): number {
  const x = extentOf(a.target)
  const y = extentOf(b.target)
  return x.start - y.start || y.end - x.end || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
}
