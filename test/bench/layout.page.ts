/**
 * The page in which `layout.ts` measures: one editor, without a panel. From
 * the key going down until layout is done; layout is forced in the very task
 * of the update, so that no time is spent waiting for a frame.
 */
import { baseKeymap } from 'prosemirror-commands'
import { history, redo, undo } from 'prosemirror-history'
import { keymap } from 'prosemirror-keymap'
import { EditorView } from 'prosemirror-view'
import {
  articleOf,
  dossierOf,
  PEER_CLASS,
  positionOf,
  stateOf,
  withCursor,
  type Place,
  type Size,
  type Variant,
} from './annotated.js'
import { edited, randomFrom } from './edits.js'

export interface KeyTime {
  /** From the key going down to the end of layout, in milliseconds. */
  readonly layoutMs: number
  /** The work of the frame that shows it, from its animation callbacks to the end of painting. */
  readonly frameMs: number
}

export interface Bench {
  /** Makes the editor `times` times and keeps the last one. Milliseconds from document and dossier to layout, of each. */
  open(variant: Variant, size: Size, times: number): readonly number[]
  /** How many elements are drawn for statements. */
  drawn(): number
  /** Puts the cursor there and brings it into sight. */
  put(place: Place): void
  /** Changes the text through transactions for that long, to have the code compiled. */
  warmUp(ms: number): void
  /** The times of the last key, once its frame is painted. */
  lastKey(): Promise<KeyTime>
  /** Carries out random edits, the same ones for each variant, and says how many milliseconds they took. */
  edit(count: number): number
}

declare global {
  interface Window {
    bench: Bench
  }
}

let view: EditorView | null = null
let size: Size = { words: 0, annotations: 0 }
let pressedAt = 0
let lastKey: Promise<KeyTime> | null = null
let articleSize = 0
let editsDone = 0
const random = randomFrom(1)

window.addEventListener('keydown', () => (pressedAt = performance.now()), { capture: true })

window.bench = {
  open(variant, wanted, times) {
    size = wanted
    return Array.from({ length: times }, () => {
      view?.destroy()
      const doc = articleOf(size.words)
      const dossier = dossierOf(doc, size.annotations)
      articleSize = doc.content.size
      const plugins = [keymap({ 'Mod-z': undo, 'Mod-y': redo }), keymap(baseKeymap), history({ depth: 100 })]
      void document.body.offsetHeight
      const started = performance.now()
      view = new EditorView(document.body, {
        state: stateOf(variant, { doc, dossier, plugins }),
        dispatchTransaction(this: EditorView, tr) {
          this.updateState(this.state.apply(tr))
          if (tr.docChanged && pressedAt) lastKey = timed(pressedAt)
        },
      })
      void document.body.offsetHeight
      return performance.now() - started
    })
  },
  drawn: () => document.querySelectorAll(`.attribution, .${PEER_CLASS}`).length,
  put(place) {
    const { state } = editor()
    const pos = positionOf(articleOf(size.words), size.annotations, place)
    editor().updateState(withCursor(state, pos))
    editor().focus()
    const { node } = editor().domAtPos(editor().state.selection.head)
    ;(node instanceof Element ? node : node.parentElement)?.scrollIntoView({ block: 'center' })
    void document.body.offsetHeight
  },
  warmUp(ms) {
    pressedAt = 0
    for (const started = performance.now(); performance.now() - started < ms;) {
      const { state } = editor()
      const { head } = state.selection
      editor().dispatch(state.tr.insertText('x').scrollIntoView())
      editor().dispatch(
        editor()
          .state.tr.delete(head, head + 1)
          .scrollIntoView(),
      )
      void document.body.offsetHeight
    }
  },
  async lastKey() {
    while (!lastKey) await new Promise((resolve) => setTimeout(resolve))
    const time = await lastKey
    lastKey = null
    pressedAt = 0
    return time
  },
  edit(count) {
    pressedAt = 0
    const started = performance.now()
    const edits = { random, count, size: articleSize, first: editsDone }
    for (const state of edited(editor().state, edits)) editor().updateState(state)
    editsDone += count
    // What the browser puts off until layout is not left behind in memory.
    void document.body.offsetHeight
    return performance.now() - started
  },
}

function editor(): EditorView {
  if (!view) throw new Error('There is no editor yet')
  return view
}

async function timed(from: number): Promise<KeyTime> {
  void document.body.offsetHeight
  const layoutMs = performance.now() - from
  return new Promise((resolve) =>
    requestAnimationFrame(() => {
      const began = performance.now()
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => resolve({ layoutMs, frameMs: performance.now() - began })
      // Delivered in a task of its own, after the frame is painted.
      port2.postMessage(null)
    }),
  )
}
