/** Where the focus is, through shadow roots. */

/** What has the focus in the whole page; null where nothing has. */
export function focusedElement(): HTMLElement | null {
  let element = document.activeElement
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement
  return element instanceof HTMLElement && element !== document.body ? element : null
}

/** Whether a key was pressed where it writes or chooses something, so that it is nobody else's. */
export function isInField(event: Event): boolean {
  const [target] = event.composedPath()
  if (!(target instanceof HTMLElement)) return false
  if (target instanceof HTMLInputElement) return target.type !== 'checkbox'
  return target.isContentEditable || target.matches('textarea, select')
}

/** Moves the focus along the buttons of a menu or a toolbar; false when the key does not move it. */
export function moveAlong(event: KeyboardEvent, buttons: readonly HTMLElement[]): boolean {
  const at = buttons.findIndex((button) => button === event.composedPath()[0])
  const last = buttons.length - 1
  const to = {
    ArrowRight: at + 1,
    ArrowDown: at + 1,
    ArrowLeft: at - 1,
    ArrowUp: at - 1,
    Home: 0,
    End: last,
  }[event.key]
  if (to === undefined || at < 0) return false
  buttons[to < 0 ? last : to > last ? 0 : to]?.focus()
  event.preventDefault()
  event.stopPropagation()
  return true
}
