/** The plugin that shares what an editor knows with others. */
import { Plugin } from 'prosemirror-state'
import { SHARED_NAME } from './document.js'
import { Sharing } from './sharing.js'
import { Viewers, type SharedAwareness } from './viewers.js'

/** What `sharedAttribution` takes. */
export interface SharedAttributionOptions {
  /** The provider's, to show who looks at which statement. Default nobody is shown. */
  readonly awareness?: SharedAwareness
  /** What the names of the shared maps begin with. Default `attribution`. */
  readonly name?: string
}

/**
 * Shares reviews, sources, discussion and log of an editor through the Y.Doc that its text is in. Stands
 * beside `attribution` and a sync plugin (y-prosemirror's, or that of Tiptap's Collaboration), in any order.
 * What others have done comes in as if it had been loaded: it is not logged again, and no undo takes it back.
 * Annotations that the editor had before, and the shared document does not have, are given to `onProblem`
 * (`where: 'document'`); `writeSharedDossier` puts a dossier into a document.
 *
 * The editor's view throws RangeError where there is no sync plugin, or no `attribution`, and TypeError where
 * the sync plugin uses another copy of yjs.
 */
export function sharedAttribution({ awareness, name = SHARED_NAME }: SharedAttributionOptions = {}): Plugin {
  return new Plugin({
    view: (view) => {
      const sharing = new Sharing(view, name)
      const viewers = awareness ? new Viewers(view, awareness) : null
      return {
        update() {
          sharing.update()
          viewers?.update()
        },
        destroy() {
          sharing.destroy()
          viewers?.destroy()
        },
      }
    },
  })
}
