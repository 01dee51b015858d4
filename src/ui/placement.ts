/** Small menus that open at a button. */
import { focusedElement } from './focus.js'

/**
 * Places a popover beside its button: under it, or above it where there is no room; from the button's left edge
 * on, or up to its right edge where there is no room; inside the window.
 */
function placeBeside(popover: HTMLElement, button: Element): void {
  const at = button.getBoundingClientRect()
  const { offsetWidth, offsetHeight } = popover
  const gap = 4
  const edge = 8
  const below = at.bottom + gap
  const hasRoom = below + offsetHeight <= innerHeight - edge
  // Through CSSOM, so that any CSP is fine with it.
  popover.style.top = `${hasRoom ? below : Math.max(edge, at.top - gap - offsetHeight)}px`
  const fits = at.left + offsetWidth <= innerWidth - edge
  popover.style.left = `${fits ? Math.max(edge, at.left) : Math.max(edge, Math.min(at.right, innerWidth - edge) - offsetWidth)}px`
}

/**
 * For the `toggle` of a popover: opened, it stands beside its button and has the focus; closed, the button has it.
 * Browsers give it back by themselves only outside of shadow roots.
 */
export function tendPopover(event: ToggleEvent, button: HTMLElement | null): void {
  const { target: popover, newState } = event
  if (!(popover instanceof HTMLElement)) return
  if (newState === 'open') {
    if (button) placeBeside(popover, button)
    popover.querySelector<HTMLElement>('button, select')?.focus()
    return
  }
  // What is hidden has the focus until the next frame.
  const focused = focusedElement()
  if (focused === null || popover.contains(focused)) button?.focus()
}

/** For its `focusout`: closes it when the focus goes on to something else, which it could cover. */
export function closeWhenLeft(event: FocusEvent, button: HTMLElement | null): void {
  const { currentTarget: popover, relatedTarget: next } = event
  if (!(popover instanceof HTMLElement) || !(next instanceof Node)) return
  if (next !== button && !popover.contains(next)) popover.hidePopover()
}
