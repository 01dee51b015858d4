/**
 * Everything a person can do to the dossier. An interface emits these, the
 * plugin carries them out, adds who and when, and writes the log. Offsets count UTF-16 units of the
 * article's rendering. What does not fit the article (a range outside the text, an unknown id) makes
 * the action inapplicable; it never throws.
 */
import type { Kind, SpeakerIdentity, TextRange } from '../text/statement.js'
import type { Relation, Source } from './source.js'
import type { Status } from './status.js'

export type ReviewAction =
  | { readonly type: 'set-status'; readonly id: string; readonly status: Status }
  | { readonly type: 'set-note'; readonly id: string; readonly note: string }
  | {
      readonly type: 'attach-source'
      readonly id: string
      /** A new source, or one of the dossier's, recognised by its id (its fields are then taken over). */
      readonly source: Source
      readonly relation: Relation
      readonly passage: string
      readonly locator: string
    }
  | { readonly type: 'detach-source'; readonly id: string; readonly evidenceId: string }
  /** Changes a source of the dossier, for all annotations that use it. */
  | { readonly type: 'edit-source'; readonly source: Source }
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
