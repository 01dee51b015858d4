/** The state of the sync plugin that an editor has, whichever it is. */
import type { EditorState, Plugin } from 'prosemirror-state'
import * as Y from 'yjs'

/** What is used of it. */
export interface SyncState {
  readonly fragment: Y.XmlFragment
  readonly doc: Y.Doc
  /** It shows an earlier version, and not what is in the fragment. */
  readonly isSnapshot: boolean
}

/** Their keys; of two plugins with the same name on a page, ProseMirror gives the second a number. */
const KEY = /^y-sync\$\d*$/

/**
 * The state of y-prosemirror's sync plugin, or of @tiptap/y-tiptap's. Throws RangeError where there is none,
 * and TypeError where it uses another copy of yjs than this package.
 */
export function syncStateOf(state: EditorState): SyncState {
  const own: unknown = syncPluginOf(state)?.getState(state)
  if (!isMembers(own))
    throw new RangeError(
      'The editor has no sync plugin: put ySyncPlugin, or Tiptap’s Collaboration, beside it',
    )
  const { type, snapshot, prevSnapshot } = own
  if (!(type instanceof Y.XmlFragment))
    throw new TypeError(
      'There are two copies of yjs: the sync plugin’s is not the one of prosemirror-attribution',
    )
  const { doc } = type
  if (!doc) throw new RangeError('The sync plugin’s fragment is in no Y.Doc')
  return { fragment: type, doc, isSnapshot: snapshot != null || prevSnapshot != null }
}

/** Whether a transaction of the Y.Doc that has this origin puts in what was changed in the editor. */
export function isSyncOrigin(state: EditorState, origin: unknown): boolean {
  return origin != null && origin === syncPluginOf(state)?.spec.key
}

function syncPluginOf({ plugins }: EditorState): Plugin | undefined {
  // The key is there on every plugin, but not in its types.
  return plugins.find((own) => KEY.test((own as unknown as { readonly key: string }).key))
}

function isMembers(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
