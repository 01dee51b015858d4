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
}

declare global {
  interface HTMLElementEventMap {
    'attribution-action': CustomEvent<ReviewAction>
    'attribution-select': CustomEvent<SelectDetail>
    'attribution-toggle': CustomEvent<ToggleDetail>
  }
}

/** Tells the host, through all shadow roots. */
export function emit<K extends 'attribution-action' | 'attribution-select' | 'attribution-toggle'>(
  target: HTMLElement,
  type: K,
  detail: HTMLElementEventMap[K]['detail'],
): void {
  target.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }))
}
