/**
 * A host may put a whole new state into a view (`view.updateState` with a state
 * made by `EditorState.create`). Its plugins start anew, so that everything
 * attached would be gone without a word. If it is the same article, what the desk
 * knew is loaded on it again; if it is another one, the host is told, and given
 * what was there.
 */
import type { Plugin } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { isUntouched } from '../model/annotation.js'
import { reanchorAll } from '../model/reanchor.js'
import { dossierOf } from './reading.js'
import { renderingOf } from './rendering.js'
import { attributionKey, perform, type AttributionState } from './state.js'

/** What a view had, and by which plugin. */
interface Known {
  readonly plugin: Plugin | undefined
  readonly state: AttributionState
}

/** The last state of each view. */
const lastStates = new WeakMap<EditorView, Known>()
/** What is about to be carried over, and the newest state to come to the view since; hosts may change states twice at once. */
const waiting = new WeakMap<EditorView, { readonly before: Known; fresh: Known | null }>()

/** With fewer of its annotations found again the document is another one. */
const SAME_ARTICLE = 0.5

/** To be called after every update of the view. */
export function remember(view: EditorView): void {
  const known = knownOf(view)
  if (known) lastStates.set(view, known)
}

/** To be called when the plugin comes to a view, perhaps not for the first time. Acts when the update is over. */
export function carryOver(view: EditorView): void {
  const fresh = knownOf(view)
  const pending = waiting.get(view)
  const before = lastStates.get(view)
  remember(view)
  if (pending) pending.fresh = fresh
  if (pending || !before) return
  const change = { before, fresh }
  waiting.set(view, change)
  queueMicrotask(() => {
    waiting.delete(view)
    if (view.isDestroyed) return
    const now = knownOf(view)
    // Without the plugin there is nothing to carry to; it may come back.
    if (!now || !change.fresh) lastStates.set(view, before)
    // What is shared comes from where it is shared.
    else if (
      !now.state.isShared &&
      isFresh(change.fresh.state, before.state) &&
      now.state.loaded === change.fresh.state.loaded
    )
      carry(view, before, now)
  })
}

function knownOf(view: EditorView): Known | null {
  const state = attributionKey.getState(view.state)
  return state ? { plugin: attributionKey.get(view.state), state } : null
}

/** Whether the new state does not go on from the old one, and nobody has given it annotations of its own. */
function isFresh({ birth, config }: AttributionState, before: AttributionState): boolean {
  return birth !== before.birth && (config.initial === null || config.initial === before.config.initial)
}

function carry(
  view: EditorView,
  { plugin, state: before }: Known,
  { plugin: newPlugin, state: now }: Known,
): void {
  const dossier = dossierOf(before)
  const touched = dossier.annotations.filter((annotation) => !isUntouched(annotation))
  if (touched.length || dossier.sources.length || dossier.log.length) {
    // What somebody has done already on the new state must not be lost to what was before.
    if (now.log.length || !isSameArticle(before, now)) {
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
  // An engine that another plugin has been made with is meant.
  if (now.config.engine !== before.config.engine && (plugin === newPlugin || now.config.engine === null))
    perform(view, { type: 'set-engine', engine: before.config.engine })
}

function isSameArticle(before: AttributionState, now: AttributionState): boolean {
  if (before.doc.eq(now.doc)) return true
  const targets = dossierOf(before).annotations.flatMap(({ target }) => (target.detached ? [] : [target]))
  if (!targets.length) return false
  const found = reanchorAll(renderingOf(now.doc).text, targets).filter((result) => 'ranges' in result)
  return found.length >= targets.length * SAME_ARTICLE
}
