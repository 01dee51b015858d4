/**
 * Which part of a long article is drawn. Elements around words are what an
 * annotation costs in the browser; with very many only those near the visible
 * part are made. Text is always there whole, so that finding in the page,
 * selecting and spell-checking work as ever; for printing everything is drawn.
 */
import type { Node } from 'prosemirror-model'
import type { EditorView } from 'prosemirror-view'
import { lowerBound } from '../model/lower-bound.js'
import { ALL_DRAWN } from './decorations.js'
import type { PosRange } from './rendering.js'
import { attributionKey, perform } from './state.js'

/** How far beyond the window's edges is drawn, in heights of the window. */
const MARGIN = 1
/** What is drawn reaches at least so far beyond the edges; else it is time to draw more. */
const LEAST_MARGIN = 0.25

/** Keeps the state's `window` around what the reader sees; `destroy` stops it. */
export class Viewport {
  private frame = 0
  private isPrinting = false
  private readonly resizes: ResizeObserver

  constructor(private readonly view: EditorView) {
    const page = this.page
    page.addEventListener('scroll', this.schedule, { capture: true, passive: true })
    page.addEventListener('beforeprint', this.printing)
    page.addEventListener('afterprint', this.printing)
    this.resizes = new page.ResizeObserver(this.schedule)
    this.resizes.observe(view.dom)
    this.resizes.observe(view.dom.ownerDocument.documentElement)
  }

  /** To be called when other annotations have come. */
  readonly schedule = (): void => {
    this.frame ||= this.page.requestAnimationFrame(() => {
      this.frame = 0
      this.look()
    })
  }

  destroy(): void {
    const page = this.page
    page.cancelAnimationFrame(this.frame)
    page.removeEventListener('scroll', this.schedule, { capture: true })
    page.removeEventListener('beforeprint', this.printing)
    page.removeEventListener('afterprint', this.printing)
    this.resizes.disconnect()
  }

  private get page(): Window & typeof globalThis {
    return this.view.dom.ownerDocument.defaultView ?? window
  }

  private readonly printing = ({ type }: Event): void => {
    this.isPrinting = type === 'beforeprint'
    this.look()
  }

  private look(): void {
    const { view } = this
    const state = view.isDestroyed ? undefined : attributionKey.getState(view.state)
    // Redrawing does no harm to a composition, but there is no need to find out.
    if (!state || view.composing) return
    if (state.anchors.size <= ALL_DRAWN) return
    if (this.isPrinting) return this.show('all')
    // Hidden, there is nothing to measure; being shown is a change of size.
    if (!view.dom.getClientRects().length) return
    const height = this.page.innerHeight
    const needed = visiblePart(view, -LEAST_MARGIN * height, (1 + LEAST_MARGIN) * height)
    const { window } = state
    if (window && window !== 'all' && needed.from >= window.from && needed.to <= window.to) return
    this.show(visiblePart(view, -MARGIN * height, (1 + MARGIN) * height))
  }

  private show(window: PosRange | 'all'): void {
    perform(this.view, { type: 'show', window })
  }
}

/** From the first block that reaches below `top` to the last one that begins above `bottom`, both measured from the window's upper edge. */
function visiblePart(view: EditorView, top: number, bottom: number): PosRange {
  const { doc } = view.state
  const from = edge(view, doc, 0, (box) => box.bottom >= top, bottom - top)
  const to = edge(view, doc, 0, (box) => box.top > bottom, bottom - top)
  return { from: Math.min(from, to), to }
}

/** Position of the first block for which `isPast` holds, the blocks being in order; inside a very high one that of its part. */
function edge(
  view: EditorView,
  parent: Node,
  start: number,
  isPast: (box: DOMRect) => boolean,
  highest: number,
): number {
  const positions: number[] = []
  parent.forEach((_, offset) => positions.push(start + offset))
  const low = lowerBound(positions, (pos) => {
    const box = boxAt(view, pos)
    return box !== null && !isPast(box)
  })
  // What is before the edge may reach past it with its last parts.
  for (const i of [low - 1, low]) {
    const pos = positions[i]
    const child = pos === undefined ? null : view.state.doc.nodeAt(pos)
    const box = pos === undefined ? null : boxAt(view, pos)
    if (pos === undefined || !child || child.isTextblock || !child.childCount || !box) continue
    if (box.height > highest) return edge(view, child, pos + 1, isPast, highest)
  }
  return positions[low] ?? start + parent.content.size
}

function boxAt(view: EditorView, pos: number): DOMRect | null {
  const dom = view.nodeDOM(pos)
  return dom && dom.nodeType === 1 ? (dom as Element).getBoundingClientRect() : null // 1 is an element
}
