/** Who said it and the word that says so, dotted while a mouse is on a statement. Known to the view alone. */
import type { EditorView } from 'prosemirror-view'
import { PageHighlight } from './page-highlight.js'
import { rangesOf } from './reading.js'
import type { PosRange } from './rendering.js'
import { attributionKey } from './state.js'

/** Follows the mouse over the marks of one editor view. */
export class HoveredRoles {
  private readonly highlight = new PageHighlight('attribution-roles')
  /** The statement under the mouse. */
  private hovered: string | null = null

  constructor(private readonly view: EditorView) {
    view.dom.addEventListener('pointerover', this.onOver)
    view.dom.addEventListener('pointerleave', this.onLeave)
  }

  /** To be called when the plugin's state has changed: what was redrawn has new elements. */
  update(): void {
    if (this.hovered !== null) this.show()
  }

  destroy(): void {
    this.view.dom.removeEventListener('pointerover', this.onOver)
    this.view.dom.removeEventListener('pointerleave', this.onLeave)
    this.highlight.set([])
  }

  private readonly onOver = ({ target, pointerType }: PointerEvent): void => {
    const mark =
      pointerType === 'touch' ? null : (target as Element | null)?.closest('[data-attribution-ids]') // a pointer is on elements only
    // The innermost stands last.
    const id = mark?.getAttribute('data-attribution-ids')?.split(' ').at(-1) ?? null
    if (id === this.hovered) return
    this.hovered = id
    this.show()
  }

  private readonly onLeave = (): void => {
    this.hovered = null
    this.highlight.set([])
  }

  private show(): void {
    const own = attributionKey.getState(this.view.state)
    // The selected statement's are drawn with its marks.
    const isDrawn = own?.selected === this.hovered || own?.adjusting != null
    const roles = own && this.hovered !== null && !isDrawn ? rangesOf(own, this.hovered) : null
    this.highlight.set(roles ? [...roles.speaker, ...roles.cue].map((range) => this.domRange(range)) : [])
  }

  private domRange({ from, to }: PosRange): Range {
    const range = this.view.dom.ownerDocument.createRange()
    const [start, end] = [this.view.domAtPos(from, 1), this.view.domAtPos(to, -1)]
    range.setStart(start.node, start.offset)
    range.setEnd(end.node, end.offset)
    return range
  }
}
