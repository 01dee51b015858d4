/**
 * A source on its way from the list to a statement, by the mouse. Only its id travels, under a type of
 * our own and with a token of the page, so that nothing else that is dragged here does anything, and a
 * source dropped elsewhere leaves nothing behind.
 */
import { ID_BYTES, idFrom } from '../model/id.js'

export const SOURCE_DRAG_TYPE = 'application/x-prosemirror-attribution-source'

/** While something is dragged, its data cannot be read: the page remembers itself what it has sent. */
let dragged: { readonly token: string; readonly id: string } | null = null

/** Puts the source into a drag that begins. */
export function startSourceDrag({ dataTransfer }: DragEvent, id: string): void {
  if (!dataTransfer) return
  dragged = { token: idFrom(crypto.getRandomValues(new Uint8Array(ID_BYTES))), id }
  dataTransfer.clearData()
  dataTransfer.setData(SOURCE_DRAG_TYPE, `${dragged.token} ${id}`)
  dataTransfer.effectAllowed = 'copy'
}

/** The drag is over, wherever it ended. */
export function endSourceDrag(): void {
  dragged = null
}

/** Id of the source of this page that is being dragged; null for any other drag. */
export function draggedSource({ dataTransfer }: DragEvent): string | null {
  return dragged && dataTransfer?.types.includes(SOURCE_DRAG_TYPE) ? dragged.id : null
}

/** Id of the source that was dropped; null when what was dropped is not the one that this page has sent. */
export function droppedSource({ dataTransfer }: DragEvent): string | null {
  const [token, id] = dataTransfer?.getData(SOURCE_DRAG_TYPE).split(' ') ?? []
  return dragged && token === dragged.token && id === dragged.id ? dragged.id : null
}
