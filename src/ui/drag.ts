/**
 * A source on its way from the list to a statement, by the mouse. Only its id travels, under a type of
 * our own and with a token of the page, so that nothing else that is dragged here does anything, and a
 * source dropped elsewhere leaves nothing behind.
 */
import { ID_BYTES, idFrom } from '../model/id.js'
import type { Source } from '../model/source.js'

/** The media type under which a dragged source's id lies in a `DataTransfer`. */
export const SOURCE_DRAG_TYPE = 'application/x-prosemirror-attribution-source'

/** While something is dragged, its data cannot be read: the page remembers itself what it has sent. */
let dragged: { readonly token: string; readonly source: Source } | null = null

/** Puts the source into a drag that begins. */
export function startSourceDrag({ dataTransfer }: DragEvent, source: Source): void {
  if (!dataTransfer) return
  dragged = { token: idFrom(crypto.getRandomValues(new Uint8Array(ID_BYTES))), source }
  dataTransfer.clearData()
  dataTransfer.setData(SOURCE_DRAG_TYPE, `${dragged.token} ${source.id}`)
  dataTransfer.effectAllowed = 'copy'
}

/** The drag is over, wherever it ended. */
export function endSourceDrag(): void {
  dragged = null
}

/**
 * The source of this page that is being dragged; null for any other drag. Articles beside each other may have
 * different sources under the same id: whether it is one's own, only the source itself tells.
 */
export function draggedSource({ dataTransfer }: DragEvent): Source | null {
  return dragged && dataTransfer?.types.includes(SOURCE_DRAG_TYPE) ? dragged.source : null
}

/** The source that was dropped; null when what was dropped is not the one that this page has sent. */
export function droppedSource({ dataTransfer }: DragEvent): Source | null {
  const [token, id] = dataTransfer?.getData(SOURCE_DRAG_TYPE).split(' ') ?? []
  return dragged && token === dragged.token && id === dragged.source.id ? dragged.source : null
}
