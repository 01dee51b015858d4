/** Who did what, when. Entries are only ever appended; taking something back is an entry too. */
import type { Person } from './person.js'

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
] as const
export type LogAction = (typeof LOG_ACTIONS)[number]

export interface LogEntry {
  /** ISO 8601 time. */
  readonly at: string
  readonly by: Person | null
  readonly action: LogAction
  /** What it was done to: an annotation's id, or a source's for `add-source` and `edit-source`. */
  readonly subject: string
  /** The changed thing in short, for a reader: a status, a title, the words. Empty where there was none. */
  readonly before: string
  readonly after: string
}
