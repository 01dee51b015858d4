/**
 * Everything a person can do to the dossier. An interface emits these, the
 * plugin carries them out, adds who and when, and writes the log.
 */
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
