/** Who did what, when. Entries are only ever appended; taking something back is an entry too. `seal.ts` makes that provable. */
import type { Person } from './person.js'

/** All that the log tells. Files hold these keys: one is never renamed, and new ones come at the end. */
export const LOG_ACTIONS = [
  'annotate',
  'set-status',
  'set-note',
  'attach-source',
  'detach-source',
  'add-source',
  'edit-source',
  'dismiss',
  'restore',
  'remove',
  'set-borders',
  'reattach',
  'set-speaker',
  'set-kind',
  'merge',
  'split',
  'take-suggestion',
  'copy',
  'arrive',
  'depart',
  'confirm',
  'set-verdict',
  'assign',
  'sign-off',
  'withdraw-sign-off',
  'set-anonymity',
  'add-comment',
  'edit-comment',
  'remove-comment',
  'resolve-thread',
  'reopen-thread',
  'override',
  'withdraw-override',
  'edit-evidence',
  'remove-source',
  'correct-source',
  'reopen',
  'publish',
] as const
/** What was done. */
export type LogAction = (typeof LOG_ACTIONS)[number]

/** Who did what, when, and to what. */
export interface LogEntry {
  /** ISO 8601 time. */
  readonly at: string
  readonly by: Person | null
  readonly action: LogAction
  /** What it was done to: an annotation's id, a source's where the action names one, `article` for `publish`. */
  readonly subject: string
  /** The changed thing in short, for a reader: a status, a title, the words. Empty where there was none. */
  readonly before: string
  readonly after: string
  /** Ties the entry to the one before; null while it has not been sealed. */
  readonly seal: LogSeal | null
}

/** What `sealLog` adds to an entry; `seal.ts` says how the sums are made. */
export interface LogSeal {
  /** Sum of the entry before, in a shared log of the one before by the same writer: SHA-256, 64 lower-case hexadecimal digits. */
  readonly previous: string
  /** In a shared log: sums of the last entries of others that the writer had seen, in the order of their digits; absent in one that nobody shares. */
  readonly joins?: readonly string[]
  /** Random hexadecimal digits that are part of `content`; null in a copy in which the entry was blanked. */
  readonly salt: string | null
  /** Sum of the entry's own fields. */
  readonly content: string
}
