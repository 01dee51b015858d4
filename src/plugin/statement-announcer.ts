/** Tells screen readers what statement the cursor has come into. Leaving one is silent. */
import type { EditorState } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import type { LiveRegion } from './live-region.js'
import { annotationAtPos, annotationOf } from './reading.js'
import { attributionKey, type AttributionState } from './state.js'

/** Tells a screen reader what statement the cursor has come into; leaving one is silent. */
export class StatementAnnouncer {
  /** Where the cursor is. */
  private inside: string | null = null
  /** What was told last, until the cursor is in another text block than that statement. */
  private told: { readonly id: string; readonly words: string } | null = null

  constructor(
    private readonly view: EditorView,
    private readonly region: LiveRegion,
  ) {}

  /** To be called after each update of the view, also where nothing of the plugin's has changed. */
  update(previous: EditorState): void {
    const { state } = this.view
    const own = attributionKey.getState(state)
    const isSame = state.selection === previous.selection || state.selection.eq(previous.selection)
    if (!own || !state.selection.empty || (isSame && state.doc === previous.doc)) return
    const before = this.inside
    this.inside = annotationAtPos(own, state.selection.head)
    // Who writes moves the cursor too, and hears the own words already.
    if (state.doc !== previous.doc || this.view.composing || !this.view.hasFocus()) return
    if (this.inside === null) this.leave(own, state)
    else if (this.inside !== before) this.enter(this.inside, own)
  }

  private enter(id: string, own: AttributionState): void {
    // Moving borders has words of its own.
    const annotation = own.adjusting ? null : annotationOf(own, id)
    if (!annotation) return
    const words = this.region.wordsFor({ type: 'entered', annotation, scheme: own.scheme }, own.config)
    // Out at its border and in again is not told twice; what has been checked in the meantime is.
    if (!words || (this.told?.id === id && this.told.words === words)) return
    this.region.say(words)
    this.told = { id, words }
  }

  private leave(own: AttributionState, { selection }: EditorState): void {
    this.region.clear()
    const { $head } = selection
    const block = { from: $head.start(), to: $head.end() }
    if (!own.anchors.touching(block).some(({ id }) => id === this.told?.id)) this.told = null
  }
}
