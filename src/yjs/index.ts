/**
 * Several people at one article: what the desk knows of it is shared through the Y.Doc that the text is in.
 *
 * 1. Statements that nobody has touched are local: every client finds them for itself, and nothing of them is
 *    shared. Touching one (status, note, source, borders …) shares it, whole.
 * 2. What is shared is a set of registers in top-level Y.Maps (`document.ts`): a field of an annotation or of
 *    a source is a register, so that changes of different fields merge; evidence, comments and overrides have
 *    a register each. Of two changes of the same field at once Yjs takes one, the same everywhere. The log is
 *    only added to, in the same transaction as what it tells of: no review without its entry.
 * 3. An id says which character a statement begins with, as Yjs counts them: two people who touch the same
 *    statement at once mean the same one, without asking each other.
 * 4. Where an annotation stands is shared as Yjs' ids of its first and last characters, with its words. While
 *    these characters are there, everybody's anchor is where they are. When an edit takes one of them away
 *    (deleting, splitting and joining blocks, undo), whoever did the edit knows where the annotation stands
 *    now, by the steps of the editor, and says so anew; nobody else does.
 * 5. The sync plugin puts a whole new document into the editor when others have typed. `plugin/steps.ts` finds
 *    what has changed, aligning blocks and words; then the characters decide (4), and where they are gone, the
 *    words, as at loading.
 * 6. Undo is the text's: the undo manager is for the XmlFragment, and what we write has an origin of its own,
 *    which it does not track. Undone text comes back as new characters; point 4 holds for it.
 * 7. The log is a chain per writer, which is a session of somebody. A sealed entry follows on its writer's
 *    last one, and names the ends of the other chains that it has seen (`joins`), so that nothing that
 *    anybody has seen can be taken out (`model/seal.ts`). The order of the joined log is the same everywhere.
 * 8. What came over the wire is checked, register by register; what is unsound is told and left out.
 * 9. Who looks at which statement travels by awareness, and is never stored. What somebody may do the server
 *    tells, by a message that nobody keeps.
 *
 * The sync plugin is found by its key, `y-sync$`, which y-prosemirror and @tiptap/y-tiptap share; neither is
 * imported. Reading the text of the fragment is done here (`fragment.ts`), not by their mapping, which one of
 * them throws away with each remote change.
 *
 * Costs: a key pressed outside of shared statements writes nothing of ours; one that takes away a statement's
 * border writes its place (about 400 bytes); a review about 160 bytes, its log entry 190, the seal 320.
 */
export { sharedAttribution, type SharedAttributionOptions } from './plugin.js'
export {
  hasSharedDossier,
  readSharedDossier,
  rootName,
  SHARED_NAME,
  SHARED_PARTS,
  writeSharedDossier,
  type SharedDossier,
  type SharedPart,
} from './document.js'
export type { SharedProvider } from './told-rights.js'
export { getViewers, watchViewers, type SharedAwareness, type Viewer } from './viewers.js'
