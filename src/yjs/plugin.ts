/** The plugin that shares what an editor knows with others. */
import { Plugin } from 'prosemirror-state'
import { SHARED_NAME } from './document.js'
import { Sharing } from './sharing.js'
import { ToldRights, type SharedProvider } from './told-rights.js'
import { Viewers, type SharedAwareness } from './viewers.js'

/** What `sharedAttribution` takes. */
export interface SharedAttributionOptions {
  /**
   * Hocuspocus' provider: the interface follows the rights that the server tells (`guardHocuspocus` does), now and
   * when they change. Default none: everybody is offered what the plugin's `user` may do.
   */
  readonly provider?: SharedProvider
  /** The provider's, to show who looks at which statement. Default that of `provider`, else nobody is shown. */
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
export function sharedAttribution({
  provider,
  awareness = provider?.awareness ?? undefined,
  name = SHARED_NAME,
}: SharedAttributionOptions = {}): Plugin {
  return new Plugin({
    view: (view) => {
      const sharing = new Sharing(view, name)
      const viewers = awareness ? new Viewers(view, awareness) : null
      const rights = provider ? new ToldRights(view, provider) : null
      return {
        update() {
          sharing.update()
          viewers?.update()
          rights?.update()
        },
        destroy() {
          sharing.destroy()
          viewers?.destroy()
          rights?.destroy()
        },
      }
    },
  })
}
