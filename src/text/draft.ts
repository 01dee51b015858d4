/** A statement as the rules find it in one block, by token numbers, before speakers are linked over the article. */
import type { Span } from './phrases.js'
import type { Kind, Reason } from './statement.js'

/** A statement while it is being found, in tokens. */
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
  /** Token that it hangs on: the verb of a speech act, the first word of the cue; -1 where there is none. */
  anchor: number
  /** Dictionary form of the word that it hangs on, or ''. */
  lemma: string
}

/** Drafts below this confidence are proposals, which only a trained model can make statements. */
export const SURE = 0.5

/** Makes one statement of sentences in Konjunktiv that follow each other; `drafts` in the order of their sentences. */
export function joinRuns(drafts: readonly Draft[]): readonly Draft[] {
  const out: Draft[] = []
  let before: Draft | undefined
  for (const draft of drafts) {
    if (draft.kind !== 'indirect-free-indirect') {
      out.push(draft)
    } else if (before?.sentence === draft.sentence - 1 && before.quote.length === 1) {
      before.quote = [{ first: before.quote[0]!.first, last: draft.quote[0]!.last }]
      before.sentence = draft.sentence
    } else {
      before = { ...draft }
      out.push(before)
    }
  }
  return out
}
