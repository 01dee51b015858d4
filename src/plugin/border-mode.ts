/**
 * The part of border mode that needs the view: the handles and how they are dragged, the keys, and
 * what screen readers are told.
 */
import { Decoration, type DecorationSet, type EditorView } from 'prosemirror-view'
import { nearestBorder, type BorderSide } from '../model/borders.js'
import { foldSpace } from '../model/presentation.js'
import { adjustedQuote, adjustingOf, withBorder, type Adjusting } from './adjusting.js'
import { attached } from './anchor.js'
import type { BorderEvent } from './announcements.js'
import { leaveBorders, moveBorder, takeBorders } from './commands.js'
import { isRightToLeft } from './direction.js'
import type { LiveRegion } from './live-region.js'
import { offsetAt, renderingOf, wordingIn, type PosRange } from './rendering.js'
import { attributionKey, perform, type AttributionState } from './state.js'

const drawn = new WeakMap<AttributionState, DecorationSet>()

/** The marks, and in border mode the new extent with its handles. */
export function withBorders(own: AttributionState, marks: DecorationSet): DecorationSet {
  if (!own.adjusting) return marks
  let set = drawn.get(own)
  if (!set) drawn.set(own, (set = marks.add(own.doc, drawAdjusting(own, own.adjusting))))
  return set
}

function drawAdjusting(own: AttributionState, adjusting: Adjusting): Decoration[] {
  const anchor = own.anchors.get(adjusting.id)
  const quote = anchor ? adjustedQuote(anchor, adjusting) : []
  return [
    ...quote.map(({ from, to }) => Decoration.inline(from, to, { class: 'attribution-adjusting' })),
    handle('start', adjusting.from),
    handle('end', adjusting.to),
    ...quote.flatMap(({ from, to }) => [...continued(own, from), ...continued(own, to)]),
  ]
}

/** A mark that is cut in two here would show its sign a second time behind the cut. */
function continued({ anchors, records }: AttributionState, at: number): readonly Decoration[] {
  const firstPieces = (range: PosRange): readonly PosRange[] =>
    anchors
      .touching(range)
      .filter(({ id }) => records.get(id)?.dismissed === false)
      .flatMap(({ pieces }) => attached(pieces, 'quote').slice(0, 1))
  const cut = firstPieces({ from: at, to: at }).filter(({ from, to }) => from < at && at < to)
  const end = Math.max(...cut.map(({ to }) => to))
  if (!cut.length) return []
  const starts = firstPieces({ from: at, to: end }).map(({ from }) => from)
  const to = Math.min(end, ...starts.filter((start) => start >= at))
  return at < to ? [Decoration.inline(at, to, { class: 'attribution-continued' })] : []
}

function handle(border: BorderSide, pos: number): Decoration {
  return Decoration.widget(pos, (view) => handleElement(view, border), {
    key: `attribution-handle-${border}`,
    side: border === 'start' ? 1 : -1,
    ignoreSelection: true,
    stopEvent: () => true,
  })
}

function handleElement(view: EditorView, border: BorderSide): HTMLElement {
  const { ownerDocument } = view.dom
  const element = ownerDocument.createElement('span')
  element.className = `attribution-handle attribution-handle-${border}`
  element.contentEditable = 'false'
  element.setAttribute('aria-hidden', 'true')
  element.append(ownerDocument.createElement('span'))
  element.addEventListener('pointerdown', (event) => drag(view, event, border))
  element.addEventListener('mousedown', (event) => event.preventDefault())
  return element
}

/**
 * Moves a border with the pointer, from word to word or, with Alt, from character to character.
 * Letting go takes the new borders, and the mode stays for the other handle.
 */
function drag(view: EditorView, event: PointerEvent, border: BorderSide): void {
  const begun = attributionKey.getState(view.state)?.adjusting
  if (event.button !== 0 || !begun) return
  event.preventDefault()
  if (event.pointerType === 'mouse') view.focus()
  const { pointerId } = event
  const at = view.coordsAtPos(border === 'start' ? begun.from : begun.to, border === 'start' ? 1 : -1)
  const grip = { x: event.clientX - at.left, y: event.clientY - (at.top + at.bottom) / 2 }
  // The handle is drawn anew as it moves; what stays catches the pointer.
  const root = view.dom.ownerDocument.documentElement
  root.setPointerCapture(pointerId)
  root.addEventListener('pointermove', onMove)
  root.addEventListener('pointerup', onUp)
  root.addEventListener('pointercancel', onCancel)
  view.dom.classList.add('attribution-dragging')

  function present(): AttributionState | null {
    const own = view.isDestroyed ? undefined : attributionKey.getState(view.state)
    if (own?.adjusting?.id === begun?.id && own) return own
    stop()
    return null
  }

  function onMove({ pointerId: id, clientX, clientY, altKey }: PointerEvent): void {
    const own = id === pointerId ? present() : null
    if (!own?.adjusting) return
    const place = view.posAtCoords({ left: clientX - grip.x, top: clientY - grip.y })
    if (!place) return
    const rendering = renderingOf(own.doc)
    const offset = offsetAt(rendering, place.pos)
    const wanted = altKey ? offset : nearestBorder(rendering.text, offset, border)
    const next = withBorder(own.doc, own.adjusting, border, wanted)
    if (next && (next.from !== own.adjusting.from || next.to !== own.adjusting.to)) adjust(view, next)
  }

  function onUp({ pointerId: id }: PointerEvent): void {
    if (id !== pointerId) return
    const own = present()
    stop()
    if (!own?.adjusting) return
    const { id: annotation } = own.adjusting
    quietly.add(view)
    takeBorders(view.state, view.dispatch, view)
    const now = attributionKey.getState(view.state)
    if (now) adjust(view, adjustingOf(now, annotation))
    quietly.delete(view)
  }

  function onCancel({ pointerId: id }: PointerEvent): void {
    if (id !== pointerId) return
    if (present() && begun) adjust(view, begun)
    stop()
  }

  function stop(): void {
    root.removeEventListener('pointermove', onMove)
    root.removeEventListener('pointerup', onUp)
    root.removeEventListener('pointercancel', onCancel)
    if (root.hasPointerCapture(pointerId)) root.releasePointerCapture(pointerId)
    view.dom.classList.remove('attribution-dragging')
  }
}

/** Views in which the mode only goes on after a drag; that is not told as a new beginning. */
const quietly = new WeakSet<EditorView>()

function adjust(view: EditorView, adjusting: Adjusting | null): void {
  perform(view, { type: 'adjust', adjusting })
}

const MODIFIERS: ReadonlySet<string> = new Set(['Alt', 'AltGraph', 'CapsLock', 'Control', 'Meta', 'Shift'])

/** The mode's keys, before all keymaps. True when the key is used up. */
export function onKeyDown(view: EditorView, event: KeyboardEvent): boolean {
  const adjusting = attributionKey.getState(view.state)?.adjusting
  if (!adjusting || event.isComposing || MODIFIERS.has(event.key)) return false
  const { key, shiftKey, altKey, ctrlKey, metaKey } = event
  const isPlain = !altKey && !ctrlKey && !metaKey && !shiftKey
  if ((key === 'ArrowLeft' || key === 'ArrowRight') && !metaKey) {
    const border = shiftKey ? 'start' : 'end'
    const isForward =
      (key === 'ArrowRight') !== isRightToLeft(view, border === 'start' ? adjusting.from : adjusting.to)
    const by = altKey || ctrlKey ? 'character' : 'word'
    moveBorder({ border, by, direction: isForward ? 1 : -1 })(view.state, view.dispatch, view)
  } else if (isPlain && (key === 'Enter' || key === 'F2')) {
    if (!takeBorders(view.state, view.dispatch, view)) leaveBorders(view.state, view.dispatch, view)
  } else {
    leaveBorders(view.state, view.dispatch, view)
    if (key !== 'Escape') return false
  }
  event.preventDefault()
  return true
}

/** Tells screen readers what happens in the mode. */
export class BorderAnnouncer {
  constructor(
    private readonly view: EditorView,
    private readonly region: LiveRegion,
  ) {}

  update(before: AttributionState | undefined, now: AttributionState): void {
    const event = before && eventOf(before, now)
    if (!event || (event.type === 'begun' && quietly.has(this.view))) return
    this.region.say(this.region.wordsFor(event, now.config))
  }
}

function eventOf(before: AttributionState, now: AttributionState): Omit<BorderEvent, 'lang'> | null {
  const [old, present] = [before.adjusting, now.adjusting]
  const wordingOf = (adjusting: Adjusting): string => {
    const anchor = now.anchors.get(adjusting.id)
    return anchor ? foldSpace(wordingIn(now.doc, adjustedQuote(anchor, adjusting))) : ''
  }
  if (present && present.id !== old?.id) return { type: 'begun', wording: wordingOf(present), border: null }
  if (present && old && before.doc === now.doc) {
    if (present.from === old.from && present.to === old.to) return null
    const border = present.from === old.from ? 'end' : 'start'
    return { type: 'moved', wording: wordingOf(present), border }
  }
  if (present || !old) return null
  const isTaken = before.records.get(old.id) !== now.records.get(old.id)
  const extent = isTaken ? adjustingOf(now, old.id) : null
  return extent
    ? { type: 'taken', wording: wordingOf(extent), border: null }
    : { type: 'left', wording: '', border: null }
}
