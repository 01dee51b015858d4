/** Where the panel meets the editor; with its neighbours `bind….ts` the only modules of the room that know the plugin. */
import type { Command } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import {
  annotationAt,
  getAdjusting,
  getAnnotations,
  getArticle,
  getCandidates,
  getDossier,
  getPeople,
  getOwnPolicy,
  getRights,
  getScheme,
  getSelected,
  getSuggestion,
  getUser,
  getViewers,
  isPending,
  select,
} from '../plugin/commands.js'
import { offerCards } from '../plugin/card-openers.js'
import { subscribe } from '../plugin/plugin.js'
import { carryOut, checkBinding } from './binding.js'
import type { DescribeReason } from './card.js'
import { bindDrop } from './bind-drop.js'
import type { SelectDetail } from './events.js'
import { latePart } from './late.js'
import type { AttributionPanel } from './panel.js'
import type { ResolveSource } from './resolve.js'

/** While somebody writes, a long list may lag behind the text for so long, so that no key waits for it. */
const WRITING_MS = 150
/** A list is long with more statements than this; shorter ones are drawn in no time. */
const LONG = 100

const checkPart = latePart(() => import('./bind-check.js'))

/** What `bindPanel` and the like cannot know by themselves. */
export interface BindOptions {
  /** Puts reasons in words, so that cards can say why a statement was found: `describeReason` of `./text`. */
  readonly describeReason?: DescribeReason
  /** Fills in what is known of a pasted address. */
  readonly resolveSource?: ResolveSource
  /** Language of the article (BCP 47). Default: what the plugin was told, else what its engine has found out. */
  readonly articleLang?: string
}

/**
 * Shows the view's statements in the panel and carries out what the panel asks for. Selecting in
 * one selects in the other, and neither takes the focus. Clicking a statement in the text opens its
 * card; moving the cursor into one only does when a card is open already, so that the list stays
 * calm while somebody writes.
 *
 * Updates are coalesced to one per frame, with several hundred statements and while somebody writes to one
 * per 150 ms. Returns the function that undoes the binding; it is not
 * needed when the view is destroyed. Throws TypeError for an element that is not there or not registered, RangeError
 * for an editor without the plugin.
 */
export function bindPanel(
  panel: AttributionPanel,
  view: EditorView,
  { describeReason, articleLang, resolveSource }: BindOptions = {},
): () => void {
  checkBinding(panel, 'attribution-panel', view)
  let frame = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let { doc } = view.state
  /** The statement that was clicked in the text since the last update. */
  let clicked: string | null = null
  /** What the panel had selected itself: there, walking along the list opens nothing. */
  let ownSelection: string | null = null

  const update = () => {
    frame = 0
    clearTimeout(timer)
    timer = undefined
    if (view.isDestroyed) return unbind()
    const { state } = view
    doc = state.doc
    const selected = getSelected(state)
    const isNew = selected !== panel.selected && selected !== ownSelection
    panel.annotations = getAnnotations(state)
    panel.sources = getDossier(state).sources
    panel.pending = isPending(state)
    panel.scheme = getScheme(state)
    panel.user = getUser(state)
    panel.rights = getRights(state)
    panel.viewers = getViewers(state) ?? panel.viewers
    panel.people = getPeople(state)
    panel.policy = getOwnPolicy(state)
    panel.log = getDossier(state).log
    panel.adjusting = getAdjusting(state)?.id ?? null
    const article = getArticle(state)
    panel.blocks = article.blocks
    const lang = articleLang ?? article.lang
    if (lang !== 'und') panel.articleLang = lang
    const isFollowing = isNew && selected !== null && panel.opened !== null
    if (clicked !== null) panel.view = 'statements'
    if (clicked !== null || isFollowing) panel.opened = clicked ?? selected
    panel.selected = selected
    clicked = null
    ownSelection = null
  }
  const schedule = () => {
    frame ||= requestAnimationFrame(update)
  }
  const follow = () => {
    if (view.state.doc === doc || panel.annotations.length <= LONG) return schedule()
    timer ??= setTimeout(schedule, WRITING_MS)
  }
  const onRelease = ({ button, clientX, clientY }: MouseEvent) => {
    // By release and position: selecting redraws the mark that was pressed, and there is no click on what is gone.
    const at = view.posAtCoords({ left: clientX, top: clientY })
    if (button !== 0 || !at || !document.getSelection()?.isCollapsed) return
    clicked = annotationAt(view.state, at.pos)
    if (clicked !== null) schedule()
  }
  const onSelect = ({ detail: { id } }: CustomEvent<SelectDetail>) => {
    if (view.isDestroyed) return
    ownSelection = id
    select(id, { scrollIntoView: true })(view.state, view.dispatch, view)
  }

  if (describeReason) panel.describeReason = describeReason
  if (resolveSource) panel.resolveSource = resolveSource
  panel.checkNow = () => {
    if (checkPart.value) return checkPart.value.publishCheck(view.state)
    return checkPart.load().then(({ publishCheck }) => publishCheck(view.state))
  }
  panel.suggestionOf = (id) => (view.isDestroyed ? null : getSuggestion(view.state, id))
  panel.candidatesOf = (id) => (view.isDestroyed ? [] : getCandidates(view.state, id))
  const unsubscribe = subscribe(view, follow)
  const unbindDrop = bindDrop(panel, view)
  const stopCarrying = carryOut(panel, view)
  const withdraw = offerCards(view, {
    isReady: () => panel.checkVisibility(),
    open: (id) => void panel.show(id, { focus: true }),
    refuse: (right) => {
      panel.refuseRight(right)
      return true
    },
  })
  panel.addEventListener('attribution-select', onSelect)
  view.dom.addEventListener('mouseup', onRelease)
  update()
  return unbind

  function unbind() {
    cancelAnimationFrame(frame)
    clearTimeout(timer)
    unsubscribe()
    unbindDrop()
    stopCarrying()
    withdraw()
    panel.removeEventListener('attribution-select', onSelect)
    panel.suggestionOf = panel.candidatesOf = panel.checkNow = null
    panel.adjusting = null
    view.dom.removeEventListener('mouseup', onRelease)
  }
}

/**
 * A command that goes from the text to the card of the selected statement, for a host's keymap;
 * Escape in the card goes back to the text. False when no statement is selected.
 */
export function focusCard(panel: AttributionPanel): Command {
  return (state, dispatch) => {
    const id = getSelected(state)
    if (id === null) return false
    if (dispatch) void panel.show(id, { focus: true })
    return true
  }
}
