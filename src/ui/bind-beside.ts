/** Where the card beside the text and the summary on hover meet the editor. */
import type { EditorView } from 'prosemirror-view'
import { offerCards } from '../plugin/card-openers.js'
import {
  annotationAt,
  getAdjusting,
  getAnnotations,
  getArticle,
  getCandidates,
  getDossier,
  getPeople,
  getOwnPolicy,
  getRanges,
  getRights,
  getScheme,
  getSelected,
  getSuggestion,
  getUser,
  getViewers,
  select,
} from '../plugin/commands.js'
import { isRightToLeft } from '../plugin/direction.js'
import { subscribe } from '../plugin/plugin.js'
import type { AttributionBeside, Box, TextPlace } from './beside.js'
import type { BindOptions } from './bind.js'
import { carryOut, checkBinding } from './binding.js'
import type { AttributionHover } from './hover.js'
import { onceRegistered } from './late.js'

/** The pointer must rest on a mark for so long before the summary shows. */
const REST_MS = 350
/** It may be off mark and summary for so long, on its way from one to the other. */
const WAY_MS = 200
/** Between a statement and what it is scrolled to. */
const GAP = 16

/**
 * Shows the card of one statement beside the text and carries out what it asks for. A click on a mark opens
 * it, and so does `openCard`, as long as the element is `active`; in the margin it follows the cursor from
 * statement to statement. The element may still be loaded. Returns the function that undoes the binding; it is not needed
 * when the view is destroyed. Throws as `bindPanel` does.
 */
export function bindBeside(
  element: AttributionBeside,
  view: EditorView,
  options: BindOptions = {},
): () => void {
  checkBinding(element, 'attribution-beside', view)
  return onceRegistered(element, () =>
    view.isDestroyed ? () => undefined : bindCard(element, view, options),
  )
}

function bindCard(
  element: AttributionBeside,
  view: EditorView,
  { describeReason, articleLang, resolveSource }: BindOptions,
): () => void {
  let frame = 0
  let selected = getSelected(view.state)
  let padding: string | null = null

  const feed = () => {
    const { state } = view
    const { sources, log } = getDossier(state)
    element.annotations = getAnnotations(state)
    element.sources = sources
    element.log = log
    element.scheme = getScheme(state)
    element.user = getUser(state)
    element.rights = getRights(state)
    element.viewers = getViewers(state) ?? element.viewers
    element.people = getPeople(state)
    element.policy = getOwnPolicy(state)
    element.adjusting = getAdjusting(state)?.id ?? null
    const lang = articleLang ?? getArticle(state).lang
    if (lang !== 'und') element.articleLang = lang
  }
  const update = () => {
    frame = 0
    if (view.isDestroyed) return unbind()
    const now = getSelected(view.state)
    const isNew = now !== selected
    selected = now
    if (element.opened === null) return
    feed()
    if (isNew && now !== element.opened && !element.matches(':focus-within')) {
      // In the margin it covers nothing; elsewhere it would get in the way of somebody who only moves along.
      if (now !== null && element.placement === 'margin') element.opened = now
      else element.close()
    }
    element.reflow()
  }
  // While no card shows, a key costs nothing here.
  const schedule = () => {
    if (view.isDestroyed || element.opened !== null || element.placement)
      frame ||= requestAnimationFrame(update)
    else selected = getSelected(view.state)
  }
  const open = (id: string, { focus }: { readonly focus: boolean }) => {
    selected = id
    feed()
    void element.show(id, { focus })
  }
  const onRelease = ({ button, clientX, clientY }: MouseEvent) => {
    // By release and position: selecting redraws the mark that was pressed, and there is no click on what is gone.
    const at = view.posAtCoords({ left: clientX, top: clientY })
    if (button !== 0 || !element.active || !document.getSelection()?.isCollapsed) return
    const id = at && isOn(view, clientX, clientY) ? annotationAt(view.state, at.pos) : null
    if (id !== null) open(id, { focus: false })
    else element.close()
  }
  const restore = () => {
    if (padding !== null && !view.isDestroyed) view.dom.style.paddingBottom = padding
    padding = null
  }
  const makeRoom = (id: string, top: number) => {
    const place = view.isDestroyed ? null : placeOf(view, id)
    if (!place) return
    const { statement, frame: seen } = place
    // Of one that is higher than what stays visible, the first lines.
    const by = Math.min(statement.bottom - (Math.min(top, seen.bottom) - GAP), statement.top - seen.top - GAP)
    if (by <= 0 && statement.top >= seen.top) return
    const scroller = scrollerOf(view.dom)
    const lacking = by - (scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop)
    if (lacking > 0) {
      padding ??= view.dom.style.paddingBottom
      const { paddingBottom } = getComputedStyle(view.dom)
      view.dom.style.paddingBottom = `${parseFloat(paddingBottom) + lacking}px`
    }
    scroller.scrollTop += by
  }

  if (describeReason) element.describeReason = describeReason
  if (resolveSource) element.resolveSource = resolveSource
  element.home = view.dom
  element.suggestionOf = (id) => (view.isDestroyed ? null : getSuggestion(view.state, id))
  element.candidatesOf = (id) => (view.isDestroyed ? [] : getCandidates(view.state, id))
  element.placeOf = (id) => (view.isDestroyed ? null : placeOf(view, id))
  element.makeRoom = makeRoom
  const stopCarrying = carryOut(element, view)
  const unsubscribe = subscribe(view, schedule)
  const withdraw = offerCards(view, {
    isFirst: true,
    isReady: () => element.isConnected && element.active,
    open: (id) => {
      select(id, { scrollIntoView: true })(view.state, view.dispatch, view)
      open(id, { focus: true })
    },
    // With no card open, that of the statement which the key was for.
    refuse: (right) => {
      const id = element.opened ?? getSelected(view.state)
      if (id === null) return false
      if (id !== element.opened) open(id, { focus: false })
      void element.updateComplete.then(() => element.refuseRight(right))
      return true
    },
  })
  const size = new ResizeObserver(() => element.reflow())
  size.observe(view.dom)
  size.observe(scrollerOf(view.dom))
  view.dom.addEventListener('mouseup', onRelease)
  element.addEventListener('close', restore)
  return unbind

  function unbind() {
    cancelAnimationFrame(frame)
    stopCarrying()
    unsubscribe()
    withdraw()
    size.disconnect()
    view.dom.removeEventListener('mouseup', onRelease)
    element.close()
    element.removeEventListener('close', restore)
    element.suggestionOf = element.candidatesOf = element.placeOf = element.makeRoom = element.home = null
    element.adjusting = null
  }
}

/** How `bindHover` ties the summary to an editor. */
export interface BindHoverOptions {
  /** Language of the article (BCP 47). Default: what the plugin was told, else what its engine has found out. */
  readonly articleLang?: string
  /** Whether the card of a statement is open somewhere; then its summary does not show. */
  readonly isOpen?: (id: string) => boolean
}

/**
 * Shows a summary of the statement on which a mouse rests. It stays while the pointer is on the mark or on
 * the summary itself; Escape, a click, scrolling and writing take it away. Nothing is measured before it
 * shows. Returns the function that undoes the binding. Throws as `bindPanel` does.
 */
export function bindHover(
  element: AttributionHover,
  view: EditorView,
  options: BindHoverOptions = {},
): () => void {
  checkBinding(element, 'attribution-hover', view)
  return onceRegistered(element, () =>
    view.isDestroyed ? () => undefined : bindSummary(element, view, options),
  )
}

function bindSummary(
  element: AttributionHover,
  view: EditorView,
  { articleLang, isOpen = () => false }: BindHoverOptions,
): () => void {
  const page = view.dom.ownerDocument
  let timer: ReturnType<typeof setTimeout> | undefined
  /** The statement under the pointer. */
  let over: string | null = null
  let point = { x: 0, y: 0 }

  const show = (mark: Element, id: string) => {
    if (view.isDestroyed || !mark.isConnected) return
    const { state } = view
    const annotation = getAnnotations(state).find((own) => own.id === id)
    const isSelecting = page.getSelection()?.isCollapsed === false && view.hasFocus()
    if (!annotation || isOpen(id) || isSelecting || getAdjusting(state)) return
    const lang = articleLang ?? getArticle(state).lang
    if (lang !== 'und') element.articleLang = lang
    element.scheme = getScheme(state)
    element.line = lineAt(mark, point.y)
    element.annotation = annotation
    page.addEventListener('keydown', onKey, { capture: true })
    page.addEventListener('scroll', hide, { capture: true, passive: true })
  }
  const hide = () => {
    clearTimeout(timer)
    element.annotation = null
    page.removeEventListener('keydown', onKey, { capture: true })
    page.removeEventListener('scroll', hide, { capture: true })
  }
  const leave = () => {
    over = null
    clearTimeout(timer)
    if (element.annotation) timer = setTimeout(hide, WAY_MS)
  }
  const onOver = (event: PointerEvent) => {
    if (event.pointerType !== 'mouse' || event.buttons !== 0) return
    const mark = event.target instanceof Element ? event.target.closest('[data-attribution-ids]') : null
    // The innermost stands last.
    const id = mark?.getAttribute('data-attribution-ids')?.split(' ').at(-1) ?? null
    if (!mark || id === null) return leave()
    point = { x: event.clientX, y: event.clientY }
    if (id === over) return
    over = id
    clearTimeout(timer)
    if (element.annotation?.id === id) return
    timer = setTimeout(() => {
      hide()
      show(mark, id)
    }, REST_MS)
  }
  const onMove = ({ clientX: x, clientY: y }: PointerEvent) => {
    point = { x, y }
  }
  const stay = () => clearTimeout(timer)
  const onKey = ({ key }: KeyboardEvent) => {
    if (!MODIFIERS.has(key)) hide()
  }
  const unsubscribe = subscribe(view, () => {
    if (
      element.annotation &&
      getAnnotations(view.state).find(({ id }) => id === element.annotation?.id) !== element.annotation
    )
      hide()
  })

  view.dom.addEventListener('pointerover', onOver)
  view.dom.addEventListener('pointermove', onMove, { passive: true })
  view.dom.addEventListener('pointerleave', leave)
  view.dom.addEventListener('pointerdown', hide)
  element.addEventListener('pointerenter', stay)
  element.addEventListener('pointerleave', leave)
  return () => {
    hide()
    unsubscribe()
    view.dom.removeEventListener('pointerover', onOver)
    view.dom.removeEventListener('pointermove', onMove)
    view.dom.removeEventListener('pointerleave', leave)
    view.dom.removeEventListener('pointerdown', hide)
    element.removeEventListener('pointerenter', stay)
    element.removeEventListener('pointerleave', leave)
  }
}

const MODIFIERS: ReadonlySet<string> = new Set(['Alt', 'AltGraph', 'CapsLock', 'Control', 'Meta', 'Shift'])

/** The mark's line at a height in the window, else its first. */
function lineAt(mark: Element, y: number): AttributionHover['line'] {
  const lines = [...mark.getClientRects()]
  const line = lines.find(({ top, bottom }) => y >= top - GAP && y <= bottom + GAP) ?? lines[0]
  if (!line) return null
  const { top, bottom, left, right } = line
  return { top, bottom, left, right, isRightToLeft: getComputedStyle(mark).direction === 'rtl' }
}

/** Whether a mark is under a point: a click far right of a line means its end, but not what ends there. */
function isOn(view: EditorView, x: number, y: number): boolean {
  const { root } = view
  return root.elementFromPoint(x, y)?.closest('[data-attribution-ids]') != null
}

function placeOf(view: EditorView, id: string): TextPlace | null {
  const quote = getRanges(view.state, id)?.quote
  const [first, last] = [quote?.[0], quote?.at(-1)]
  if (!first || !last) return null
  const start = view.coordsAtPos(first.from, 1)
  const end = view.coordsAtPos(last.to, -1)
  const column = view.dom.getBoundingClientRect()
  const { paddingLeft, paddingRight, borderLeftWidth, borderRightWidth } = getComputedStyle(view.dom)
  const left = column.left + parseFloat(paddingLeft) + parseFloat(borderLeftWidth)
  const right = column.right - parseFloat(paddingRight) - parseFloat(borderRightWidth)
  const isOneLine = end.top < start.bottom
  const isRtl = isRightToLeft(view, first.from)
  return {
    statement: {
      top: start.top,
      bottom: Math.max(end.bottom, start.bottom),
      left: isOneLine ? Math.min(start.left, end.left) : left,
      right: isOneLine ? Math.max(start.right, end.right) : right,
    },
    columnEnd: isRtl ? left : right,
    isRightToLeft: isRtl,
    frame: frameOf(view.dom),
  }
}

/** What is seen of the element: the window, cut by everything around the element that scrolls or clips. */
function frameOf(element: HTMLElement): Box {
  const page = element.ownerDocument.documentElement
  let { top, bottom, left, right }: Box = {
    top: 0,
    bottom: page.clientHeight,
    left: 0,
    right: page.clientWidth,
  }
  for (
    let own: HTMLElement | null = element;
    own && own !== element.ownerDocument.body;
    own = own.parentElement
  ) {
    if (own === page || getComputedStyle(own).overflowY === 'visible') continue
    const box = own.getBoundingClientRect()
    top = Math.max(top, box.top + own.clientTop)
    left = Math.max(left, box.left + own.clientLeft)
    bottom = Math.min(bottom, box.top + own.clientTop + own.clientHeight)
    right = Math.min(right, box.left + own.clientLeft + own.clientWidth)
  }
  return { top, bottom, left, right }
}

/** The nearest element that scrolls the text, or could; else the page. */
function scrollerOf(element: HTMLElement): Element {
  const { body, documentElement, scrollingElement } = element.ownerDocument
  for (let own: HTMLElement | null = element; own && own !== body; own = own.parentElement)
    if (/auto|scroll/.test(getComputedStyle(own).overflowY)) return own
  return scrollingElement ?? documentElement
}
