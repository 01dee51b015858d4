/**
 * What detection says about an article: statements with their roles, all
 * offsets UTF-16 units of one plain text, half open.
 *
 * Kinds and roles follow the annotation scheme of Petersen-Frey and Biemann
 * (2024), which builds on the types of the Redewiedergabe project.
 */

/** Half-open range `[start, end)` of UTF-16 offsets in a text. */
export interface TextRange {
  readonly start: number
  readonly end: number
}

/** All kinds, in the order in which an interface lists them. */
export const KINDS = ['direct', 'indirect', 'reported', 'free-indirect', 'indirect-free-indirect'] as const
/** One of `KINDS`. */
export type Kind = (typeof KINDS)[number]

/** All roles a stretch of text can have in a statement. */
export const ROLES = ['quote', 'speaker', 'cue', 'frame', 'addressee'] as const
/** One of `ROLES`. */
export type Role = (typeof ROLES)[number]

/** Ranges per role, each list in text order and free of overlaps; `quote` is never empty. */
export type RoleRanges = Readonly<Record<Role, readonly TextRange[]>>

/** How well the text says who is speaking. */
export const SPEAKER_KINDS = ['named', 'organisation', 'unnamed', 'none'] as const
/** One of `SPEAKER_KINDS`: a person by name, a body, somebody without a name, or nobody. */
export type SpeakerKind = (typeof SPEAKER_KINDS)[number]

/** Whom a speaker's mention resolves to within the article. */
export interface SpeakerIdentity {
  readonly kind: SpeakerKind
  /** Full name as far as the article gives it: "Nikol Paschinjan"; absent for `none`. */
  readonly name?: string
  /** Office or title without the name, in nominative: "armenischer Regierungschef". */
  readonly office?: string
  /** Short form of an organisation: "OVKS". */
  readonly short?: string
}

/** One of those through whom a statement came to the article. */
export interface SourceLink {
  /** Its mention, in offsets of the article's text. */
  readonly mention: TextRange
  readonly speakerIs: SpeakerIdentity
}

/** What a desk wants flagged. */
export const FLAGS = [
  'unnamed-source',
  'no-source',
  'hearsay',
  'headline',
  'partial-quote',
  'second-hand',
] as const
/** One of `FLAGS`. */
export type Flag = (typeof FLAGS)[number]

/**
 * Why a statement was found: a rule's key, and the word of the text it hangs on, if any.
 * `describeReason` puts it in words.
 */
export interface Reason {
  readonly rule: string
  readonly word?: string
}

/** A stretch of the article that gives what somebody said, with its roles; all ranges in offsets of the article's text. */
export interface Statement extends RoleRanges {
  readonly kind: Kind
  readonly speakerIs: SpeakerIdentity
  /** Where it was said, when the text tells: "Interfax", "Facebook". */
  readonly outlet: string | null
  /** When it was said, as the frame has it ("am Dienstag"): a range of the article's text, not worked out to a date. */
  readonly when: TextRange | null
  /**
   * Through whom it came where a source quotes another, in order: first the one that the article has
   * it from, last the one who is said to have said it. The speaker's mention is one of them. Empty,
   * never of length one, where nobody is known to stand between.
   */
  readonly chain: readonly SourceLink[]
  /** 0 to 1. */
  readonly confidence: number
  readonly reasons: readonly Reason[]
  readonly flags: readonly Flag[]
}
