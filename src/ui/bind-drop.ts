/** Sources dropped on a statement in the text. */
import type { EditorView } from 'prosemirror-view'
import type { Source } from '../model/source.js'
import { annotationAt, applyAction, getAnnotations, getDossier, select } from '../plugin/commands.js'
import { PageHighlight } from '../plugin/page-highlight.js'
import { draggedSource, droppedSource } from './drag.js'
import type { AttributionPanel } from './panel.js'

/**
 * Attaches a source that is dropped on a statement in the text as its origin, and opens its card where the passage goes. The
 * editor hears nothing of such a drag, so that it neither inserts anything nor shows a cursor for it. Returns the function
 * that undoes it.
 */
export function bindDrop(panel: AttributionPanel, view: EditorView): () => void {
  const { dom } = view
  const highlight = new PageHighlight('attribution-drop')
  /** The statement under the mouse, where this source can be dropped. */
  const targetOf = (event: DragEvent, source: Source): string | null => {
    const at = view.posAtCoords({ left: event.clientX, top: event.clientY })
    if (!at || !panel.rights.includes('research') || !getDossier(view.state).sources.includes(source))
      return null
    // Beside the last word of a line there is a position too, but no statement.
    const isOnMark = view.root
      .elementsFromPoint(event.clientX, event.clientY)
      .some((element) => dom.contains(element) && element.closest('[data-attribution-ids]') !== null)
    return isOnMark ? annotationAt(view.state, at.pos) : null
  }
  const isOurs = (event: DragEvent): Source | null => {
    const source = view.isDestroyed ? null : draggedSource(event)
    if (source !== null) {
      event.preventDefault()
      event.stopImmediatePropagation()
    }
    return source
  }
  const onOver = (event: DragEvent) => {
    const source = isOurs(event)
    if (source === null) return
    const target = targetOf(event, source)
    if (event.dataTransfer) event.dataTransfer.dropEffect = target === null ? 'none' : 'copy'
    highlight.set(target === null ? [] : wordsOf(dom, target))
  }
  const onLeave = (event: DragEvent) => {
    const { relatedTarget } = event
    if (!(relatedTarget instanceof Node && dom.contains(relatedTarget))) highlight.set([])
  }
  const onDrop = (event: DragEvent) => {
    highlight.set([])
    if (isOurs(event) === null) return
    const source = droppedSource(event)
    const id = source && targetOf(event, source)
    if (source && id !== null) attach(id, source)
  }
  const attach = (id: string, source: Source) => {
    const { state } = view
    const annotation = getAnnotations(state).find((own) => own.id === id)
    if (!annotation) return
    if (!annotation.evidence.some((own) => own.sourceId === source.id))
      applyAction({ type: 'attach-source', id, source, relation: 'origin', passage: '', locator: '' })(
        state,
        view.dispatch,
        view,
      )
    select(id)(view.state, view.dispatch, view)
    void panel.editPassageOf(id, source.id)
  }

  // In the capture phase, before the editor.
  dom.addEventListener('dragenter', isOurs, { capture: true })
  dom.addEventListener('dragover', onOver, { capture: true })
  dom.addEventListener('dragleave', onLeave)
  dom.addEventListener('drop', onDrop, { capture: true })
  return () => {
    highlight.set([])
    dom.removeEventListener('dragenter', isOurs, { capture: true })
    dom.removeEventListener('dragover', onOver, { capture: true })
    dom.removeEventListener('dragleave', onLeave)
    dom.removeEventListener('drop', onDrop, { capture: true })
  }
}

/** The words of a statement in the text, where a source can be dropped. */
function wordsOf(dom: HTMLElement, id: string): readonly Range[] {
  return [...dom.querySelectorAll(`[data-attribution-ids~="${CSS.escape(id)}"]`)].map((mark) => {
    const range = document.createRange()
    range.selectNodeContents(mark)
    return range
  })
}
