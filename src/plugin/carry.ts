/**
 * A host may put a whole new state into a view (`view.updateState` with a state
 * made by `EditorState.create`). Its plugins start anew, so that everything
 * attached would be gone without a word. If it is the same article, what the desk
 * knew is loaded on it again; if it is another one, the host is told, and given
 * what was there.
 */
import type { EditorView } from 'prosemirror-view'
import { isUntouched } from '../model/annotation.js'
import { reanchorAll } from '../model/reanchor.js'
import { dossierOf } from './reading.js'
import { renderingOf } from './rendering.js'
import { attributionKey, perform, type AttributionState } from './state.js'

/** The last state of each view. */
const lastStates = new WeakMap<EditorView, AttributionState>()

/** With fewer of its annotations found again the document is another one. */
const SAME_ARTICLE = 0.5

/** To be called after every update of the view. */
export function remember(view: EditorView): void {
  const state = attributionKey.getState(view.state)
  if (state) lastStates.set(view, state)
}

/** To be called when the plugin comes to a view, perhaps not for the first time. Acts when the update is over. */
export function carryOver(view: EditorView): void {
  const before = lastStates.get(view)
  const now = attributionKey.getState(view.state)
  remember(view)
  if (!before || !now || !isFresh(now, before)) return
  queueMicrotask(() => {
    // Unless the host has done it by itself meanwhile.
    if (!view.isDestroyed && attributionKey.getState(view.state) === now) carry(view, before, now)
  })
}

/** Whether the new state does not go on from the old one, and nobody has given it annotations of its own. */
function isFresh({ birth, config }: AttributionState, before: AttributionState): boolean {
  return birth !== before.birth && (config.initial === null || config.initial === before.config.initial)
}

function carry(view: EditorView, before: AttributionState, now: AttributionState): void {
  const dossier = dossierOf(before)
  const touched = dossier.annotations.filter((annotation) => !isUntouched(annotation))
  if (touched.length || dossier.sources.length || dossier.log.length) {
    if (!isSameArticle(before, now)) {
      now.config.onProblem({
        where: 'document',
        error: new Error(
          `${touched.length} annotations belong to the document that was here before; they are not on this one`,
        ),
        dossier,
      })
      return
    }
    perform(view, { type: 'load', dossier })
  }
  if (now.config.engine !== before.config.engine)
    perform(view, { type: 'set-engine', engine: before.config.engine })
}

function isSameArticle(before: AttributionState, now: AttributionState): boolean {
  if (before.doc.eq(now.doc)) return true
  const targets = dossierOf(before).annotations.flatMap(({ target }) => (target.detached ? [] : [target]))
  if (!targets.length) return false
  const found = reanchorAll(renderingOf(now.doc).text, targets).filter((result) => 'ranges' in result)
  return found.length >= targets.length * SAME_ARTICLE
}
