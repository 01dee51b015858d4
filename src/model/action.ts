/**
 * Everything a person can do to the dossier. An interface emits these, the
 * plugin carries them out, adds who and when, and writes the log. Offsets count UTF-16 units of the
 * article's rendering. What does not fit the article (a range outside the text, an unknown id) makes
 * the action inapplicable; it never throws.
 */
import type { Kind, SpeakerIdentity, TextRange } from '../text/statement.js'
import type { Person } from './person.js'
import type { Outcome } from './policy.js'
import type { Relation, Source } from './source.js'
import type { Status } from './status.js'

/**
 * One thing that the desk does to a statement, a source or the article. An action that does not apply changes
 * nothing and is not logged.
 */
export type ReviewAction =
  | { readonly type: 'set-status'; readonly id: string; readonly status: Status }
  /** "Still holds": the review, as it is, stands for the present words and sources. Nothing without a review. */
  | { readonly type: 'confirm'; readonly id: string }
  /** A rating of the scheme, null to take the verdict back. */
  | { readonly type: 'set-verdict'; readonly id: string; readonly rating: string | null }
  | { readonly type: 'assign'; readonly id: string; readonly to: Person | null }
  /** By somebody other than the reviewer, on a final status that holds; by nobody unknown. */
  | { readonly type: 'sign-off'; readonly id: string }
  | { readonly type: 'withdraw-sign-off'; readonly id: string }
  /** Why the speaker is not named. */
  | { readonly type: 'set-anonymity'; readonly id: string; readonly reason: string }
  /** A comment opens a thread that was resolved. */
  | {
      readonly type: 'add-comment'
      readonly id: string
      readonly text: string
      readonly mentions: readonly Person[]
    }
  /** Only one's own. */
  | {
      readonly type: 'edit-comment'
      readonly id: string
      readonly commentId: string
      readonly text: string
      readonly mentions: readonly Person[]
    }
  | { readonly type: 'remove-comment'; readonly id: string; readonly commentId: string }
  | { readonly type: 'resolve-thread'; readonly id: string }
  | { readonly type: 'reopen-thread'; readonly id: string }
  /** Sets a rule of the policy aside, with a reason; by somebody with a role that the policy names. */
  | { readonly type: 'override'; readonly id: string; readonly rule: string; readonly reason: string }
  | { readonly type: 'withdraw-override'; readonly id: string; readonly rule: string }
  | { readonly type: 'set-note'; readonly id: string; readonly note: string }
  | {
      readonly type: 'attach-source'
      readonly id: string
      /** A new source, or one of the dossier's, recognised by its id (its fields are then taken over). */
      readonly source: Source
      readonly relation: Relation
      readonly passage: string
      readonly locator: string
      /** Default false. */
      readonly translated?: boolean
    }
  | {
      readonly type: 'edit-evidence'
      readonly id: string
      readonly evidenceId: string
      readonly relation: Relation
      readonly passage: string
      readonly locator: string
      readonly translated: boolean
    }
  | { readonly type: 'detach-source'; readonly id: string; readonly evidenceId: string }
  /** Puts a source into the dossier that no annotation uses yet. */
  | { readonly type: 'add-source'; readonly source: Source }
  /** Changes a source of the dossier, for all annotations that use it; one that becomes unreliable reopens them. */
  | { readonly type: 'edit-source'; readonly source: Source }
  /** The source itself was corrected: all annotations that rest on it are reopened. */
  | { readonly type: 'correct-source'; readonly sourceId: string; readonly correction: string }
  /** Takes out a source that no annotation uses, nor waits for. */
  | { readonly type: 'remove-source'; readonly sourceId: string }
  /** The host has asked whether the article can go out, and this was the answer. */
  | { readonly type: 'publish'; readonly outcome: Outcome }
  /** Several at once, as one step. What does not apply is left out; the whole does not apply when nothing does. */
  | { readonly type: 'all'; readonly actions: readonly ReviewAction[] }
  /** "This is no statement": hidden, kept, and not detected again. */
  | { readonly type: 'dismiss'; readonly id: string }
  | { readonly type: 'restore'; readonly id: string }
  /** Takes a manual or detached annotation out for good. */
  | { readonly type: 'remove'; readonly id: string }
  /** New borders. A detached annotation is put where somebody has found its place. */
  | { readonly type: 'set-quote'; readonly id: string; readonly quote: readonly TextRange[] }
  /** Another speaker, and where the text mentions it: nowhere when empty, where it did before when null. */
  | {
      readonly type: 'set-speaker'
      readonly id: string
      readonly speakerIs: SpeakerIdentity
      readonly mention: readonly TextRange[] | null
    }
  | { readonly type: 'set-kind'; readonly id: string; readonly kind: Kind }
  /** Makes one of two statements: the first in text order stays, with what was attached to both. */
  | { readonly type: 'merge'; readonly id: string; readonly with: string }
  /** Makes two of one, cut at an offset inside the quote. */
  | { readonly type: 'split'; readonly id: string; readonly at: number }
  /** Takes over what detection reads in the place of an annotation that somebody has touched. */
  | { readonly type: 'take-suggestion'; readonly id: string }
