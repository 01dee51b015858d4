/** Apart from what all samples are given, since only some need React. */
import type { EditorView } from 'prosemirror-view'
import { createElement, type FunctionComponent } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'

/** Renders each exported component once, with the view as its property, and takes it out again. */
export async function renderAll(sample: object, view: EditorView): Promise<void> {
  const components = Object.values(sample).filter(
    (own): own is FunctionComponent<{ view: EditorView }> => typeof own === 'function',
  )
  if (!components.length) throw new Error('The sample exports no component')
  for (const component of components) {
    const root = createRoot(document.body.appendChild(document.createElement('div')))
    flushSync(() => root.render(createElement(component, { view })))
    await new Promise(requestAnimationFrame)
    root.unmount()
  }
}
