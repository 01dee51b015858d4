/** A statement as the rules find it in one block, by token numbers, before speakers are linked over the article. */
import type { Span } from './phrases.js'
import type { Kind, Reason } from './statement.js'

export interface Draft {
  kind: Kind
  quote: readonly Span[]
  speaker: Span | null
  cue: readonly Span[]
  frame: readonly Span[]
  addressee: Span | null
  reason: Reason
  confidence: number
  /** No speaker of its own: takes that of the run before it. */
  inherits: boolean
  /** The text says outright that there is no speaker: "es heißt", "wurde gemeldet". */
  sourceless: boolean
  sentence: number
  hearsay: boolean
}
