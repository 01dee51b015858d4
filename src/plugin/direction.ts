/** Which way the text runs. */
import type { EditorView } from 'prosemirror-view'

/** Whether the text at a position runs from right to left, as the page has it there. */
export function isRightToLeft(view: EditorView, pos: number): boolean {
  const { node } = view.domAtPos(pos)
  const element = node.nodeType === 1 ? (node as Element) : node.parentElement // 1 is an element
  return element !== null && getComputedStyle(element).direction === 'rtl'
}
