import type { ReviewAction } from '../model/action.js'

/** What `attribution-select` tells. */
export interface SelectDetail {
  /** The annotation to select, null for none. */
  readonly id: string | null
  readonly origin: 'keyboard' | 'pointer'
}

/** What `attribution-toggle` tells: a card wants to be opened or closed by whoever lists it. */
export interface ToggleDetail extends SelectDetail {
  readonly id: string
  readonly open: boolean
  /** By Escape: the focus is to go back to where it came from. */
  readonly isLeaving: boolean
}

/** What `attribution-request` tells: something that takes the editor, its selection or its cursor. */
export interface RequestDetail {
  /**
   * `adjust` begins border mode, `take-borders` and `leave-borders` end it; the others use the words
   * selected in the text, or the place of the cursor.
   */
  readonly type:
    | 'adjust'
    | 'take-borders'
    | 'leave-borders'
    | 'borders-from-selection'
    | 'speaker-from-selection'
    | 'split-at-cursor'
  readonly id: string
}

/** What `attribution-filter` tells: only the statements of one speaker are to be shown. */
export interface FilterDetail {
  /** What `speakerKey` of the model gives for them, null for everybody's. */
  readonly speaker: string | null
}

/** What `attribution-source` tells: somebody wants to see a source, with all that rests on it. */
export interface SourceDetail {
  /** The source's id. */
  readonly id: string
  readonly origin: SelectDetail['origin']
}

declare global {
  interface HTMLElementEventMap {
    'attribution-action': CustomEvent<ReviewAction>
    'attribution-filter': CustomEvent<FilterDetail>
    'attribution-request': CustomEvent<RequestDetail>
    'attribution-select': CustomEvent<SelectDetail>
    'attribution-source': CustomEvent<SourceDetail>
    'attribution-toggle': CustomEvent<ToggleDetail>
  }
}

/** Whether a click came from a key or from a pointer. */
export function originOf({ detail }: MouseEvent): SelectDetail['origin'] {
  return detail === 0 ? 'keyboard' : 'pointer'
}

/** Tells the host, through all shadow roots. */
export function emit<
  K extends
    | 'attribution-action'
    | 'attribution-filter'
    | 'attribution-request'
    | 'attribution-select'
    | 'attribution-source'
    | 'attribution-toggle',
>(target: HTMLElement, type: K, detail: HTMLElementEventMap[K]['detail']): void {
  target.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }))
}
