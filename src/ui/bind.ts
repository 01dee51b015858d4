/** Where the interface meets the editor; the only module of the room that knows the plugin. */
import type { EditorView } from 'prosemirror-view'
import type { ReviewAction } from '../model/action.js'
import {
  applyAction,
  getAnnotations,
  getDossier,
  getSelected,
  isPending,
  select,
  subscribe,
} from '../plugin/index.js'
import type { DescribeReason } from './card.js'
import type { SelectDetail } from './events.js'
import type { AttributionPanel } from './panel.js'

export interface BindOptions {
  /** Puts reasons in words, so that cards can say why a statement was found: `describeReason` of `./text`. */
  readonly describeReason?: DescribeReason
  /** Language of the article (BCP 47). Default: the panel's. */
  readonly articleLang?: string
}

/**
 * Shows the view's statements in the panel and carries out what the panel asks for. Selecting in
 * one selects in the other, neither takes the focus. Clicking a statement in the text opens its card.
 *
 * Updates are coalesced to one per frame. Returns the function that undoes the binding.
 */
export function bindPanel(
  panel: AttributionPanel,
  view: EditorView,
  { describeReason, articleLang }: BindOptions = {},
): () => void {
  let frame = 0
  let isClicked = false

  const update = () => {
    frame = 0
    if (view.isDestroyed) return unbind()
    const { state } = view
    const selected = getSelected(state)
    panel.annotations = getAnnotations(state)
    panel.sources = getDossier(state).sources
    panel.pending = isPending(state)
    // An open card follows the cursor; with none open the list stays calm while one writes.
    if (selected !== null && (isClicked || (panel.opened !== null && selected !== panel.selected)))
      panel.opened = selected
    panel.selected = selected
    isClicked = false
  }
  const schedule = () => {
    frame ||= requestAnimationFrame(update)
  }
  const onClick = () => {
    isClicked = true
    schedule()
  }
  const onAction = ({ detail }: CustomEvent<ReviewAction>) => {
    if (!view.isDestroyed) applyAction(detail)(view.state, view.dispatch, view)
  }
  const onSelect = ({ detail: { id } }: CustomEvent<SelectDetail>) => {
    if (!view.isDestroyed) select(id, { scrollIntoView: true })(view.state, view.dispatch, view)
  }

  if (describeReason) panel.describeReason = describeReason
  if (articleLang) panel.articleLang = articleLang
  const unsubscribe = subscribe(view, schedule)
  panel.addEventListener('attribution-action', onAction)
  panel.addEventListener('attribution-select', onSelect)
  view.dom.addEventListener('click', onClick)
  update()
  return unbind

  function unbind() {
    cancelAnimationFrame(frame)
    unsubscribe()
    panel.removeEventListener('attribution-action', onAction)
    panel.removeEventListener('attribution-select', onSelect)
    view.dom.removeEventListener('click', onClick)
  }
}
