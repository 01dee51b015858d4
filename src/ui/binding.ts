/** What all bindings to an editor view share: carrying out what an element asks for. */
import type { Command } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import type { ReviewAction } from '../model/action.js'
import {
  adjustBorders,
  applyAction,
  leaveBorders,
  select,
  setBordersToSelection,
  setSpeakerToSelection,
  splitAtCursor,
  takeBorders,
} from '../plugin/commands.js'
import { attributionState } from '../plugin/state.js'
import type { RequestDetail } from './events.js'
import { lateElement } from './late.js'

const COMMANDS: Readonly<Record<RequestDetail['type'], (id: string) => Command>> = {
  adjust: adjustBorders,
  'take-borders': () => takeBorders,
  'leave-borders': () => leaveBorders,
  'borders-from-selection': setBordersToSelection,
  'speaker-from-selection': setSpeakerToSelection,
  'split-at-cursor': splitAtCursor,
}

/** An element whose cards ask for things, and that can say why one could not be done. */
export interface Asking extends HTMLElement {
  refuse(type: RequestDetail['type']): void
}

/**
 * Throws TypeError where there is no element or nobody has registered its tag, RangeError where the view's state lacks the
 * plugin: nothing would show, and nothing would say why.
 */
export function checkBinding(element: HTMLElement, tag: string, view: EditorView): void {
  if (!element?.localName)
    throw new TypeError(`There is no <${tag}> to bind: ${String(element)}. Is it in the page by now?`)
  if (!('updateComplete' in element) && lateElement(element.localName).value !== undefined)
    throw new TypeError(
      `<${element.localName}> is not registered. Import 'prosemirror-attribution/ui/define' before it is bound.`,
    )
  if (!view?.state) throw new TypeError(`There is no editor view to bind <${tag}> to: ${String(view)}`)
  attributionState(view.state)
}

/** Carries out, in the view, what the element's cards ask for. Returns how to stop. */
export function carryOut(element: Asking, view: EditorView): () => void {
  const onAction = ({ detail }: CustomEvent<ReviewAction>) => {
    if (!view.isDestroyed) applyAction(detail)(view.state, view.dispatch, view)
  }
  const onRequest = ({ detail: { type, id } }: CustomEvent<RequestDetail>) => {
    if (view.isDestroyed) return
    const isDone = COMMANDS[type](id)(view.state, view.dispatch, view)
    // Where nothing has changed, there is nothing to take; the mode ends all the same.
    if (!isDone && type === 'take-borders') leaveBorders(view.state, view.dispatch, view)
    else if (!isDone && type !== 'adjust') element.refuse(type)
    if (type !== 'adjust') return
    select(id, { scrollIntoView: true })(view.state, view.dispatch, view)
    view.focus() // the keys that move the borders are the editor's
  }
  element.addEventListener('attribution-action', onAction)
  element.addEventListener('attribution-request', onRequest)
  return () => {
    element.removeEventListener('attribution-action', onAction)
    element.removeEventListener('attribution-request', onRequest)
  }
}
