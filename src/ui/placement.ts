/** Places a popover beside its button: under it, or above it where there is no room, inside the window. */
export function placeBeside(popover: HTMLElement, button: Element): void {
  const at = button.getBoundingClientRect()
  const { offsetWidth, offsetHeight } = popover
  const gap = 4
  const edge = 8
  const below = at.bottom + gap
  const hasRoom = below + offsetHeight <= innerHeight - edge
  // Through CSSOM, so that any CSP is fine with it.
  popover.style.top = `${hasRoom ? below : Math.max(edge, at.top - gap - offsetHeight)}px`
  popover.style.left = `${Math.min(Math.max(edge, at.right - offsetWidth), Math.max(edge, innerWidth - edge - offsetWidth))}px`
}
