/** Who names the statements that detection finds, where several clients must find the same names. */
import type { EditorView } from 'prosemirror-view'
import type { Anchor } from './anchor.js'

/** The id of a statement that nobody has touched; null where it cannot be named. `isTaken` tells ids that are given already. */
export type Namer = (anchor: Anchor, isTaken: (id: string) => boolean) => string | null

const namers = new WeakMap<EditorView, Namer>()

/** Has the statements of a view named by `namer`. Returns how to stop. */
export function nameStatements(view: EditorView, namer: Namer): () => void {
  namers.set(view, namer)
  return () => {
    if (namers.get(view) === namer) namers.delete(view)
  }
}

/** Who names the statements of a view; null where each gets an id of its own. */
export function namerOf(view: EditorView): Namer | null {
  return namers.get(view) ?? null
}
