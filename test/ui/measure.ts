/** What of the page can be measured: sizes of controls, what sticks out, colours as they are painted. */

/** `root` and all that is below it, through shadow roots. */
export function everything(root: Element): readonly Element[] {
  const below = [...(root.shadowRoot?.children ?? []), ...root.children]
  return [root, ...below.flatMap(everything)]
}

/** The element that holds another one on the page, through shadow roots. */
function holderOf(element: Element): Element | null {
  const root = element.getRootNode()
  return element.assignedSlot ?? element.parentElement ?? (root instanceof ShadowRoot ? root.host : null)
}

export function isShown(element: Element): boolean {
  if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return false
  for (let own: Element | null = element; own; own = holderOf(own))
    if (getComputedStyle(own).clipPath.startsWith('inset(50%')) return false // for screen readers only
  return true
}

/** An element in short, for what a test says. */
export function nameOf(element: Element): string {
  const words = (element.getAttribute('aria-label') ?? element.textContent ?? '').replace(/\s+/g, ' ').trim()
  const root = element.getRootNode()
  const host = root instanceof ShadowRoot ? `${root.host.localName} ` : ''
  const classes = [...element.classList].map((own) => `.${own}`).join('')
  return `${host}${element.localName}${classes} “${words.slice(0, 30)}”`
}

export const CONTROLS =
  'button, input, select, textarea, summary, a[href], [role="button"], [role="option"], [role="tab"]'
/** The least side of a target in CSS pixels: WCAG 2.2, success criterion 2.5.8. */
const TARGET = 24

/**
 * Controls below `root` that are too small to hit: less than 24 × 24 px, without so much room around them
 * that a circle of this size on each touches no other one. Links in running text may be as high as its lines.
 */
export function smallTargets(root: Element): readonly string[] {
  const controls = everything(root).filter((own) => own.matches(CONTROLS) && isShown(own))
  const targets = controls.map((element) => ({ element, box: boxOf(element) }))
  const isSmall = ({ width, height }: DOMRect): boolean => Math.min(width, height) < TARGET - 0.1
  const isCrowded = (one: DOMRect, other: DOMRect): boolean => {
    const [x, y] = [(one.left + one.right) / 2, (one.top + one.bottom) / 2]
    if (isSmall(other))
      return Math.hypot(x - (other.left + other.right) / 2, y - (other.top + other.bottom) / 2) < TARGET
    const dx = Math.max(other.left - x, 0, x - other.right)
    const dy = Math.max(other.top - y, 0, y - other.bottom)
    return Math.hypot(dx, dy) < TARGET / 2
  }
  return targets
    .filter(({ element, box }) => isSmall(box) && getComputedStyle(element).display !== 'inline')
    .filter(({ element, box }) =>
      targets.some((other) => other.element !== element && isCrowded(box, other.box)),
    )
    .map(({ element, box }) => `${nameOf(element)} ${box.width.toFixed(1)} × ${box.height.toFixed(1)}`)
}

/** A box to tick is hit by its label too. */
function boxOf(element: Element): DOMRect {
  const box = element.getBoundingClientRect()
  if (!(element instanceof HTMLInputElement) || !['checkbox', 'radio'].includes(element.type)) return box
  const boxes = [box, ...[...(element.labels ?? [])].map((label) => label.getBoundingClientRect())]
  const [left, top] = [Math.min(...boxes.map((own) => own.left)), Math.min(...boxes.map((own) => own.top))]
  const right = Math.max(...boxes.map((own) => own.right))
  return new DOMRect(left, top, right - left, Math.max(...boxes.map((own) => own.bottom)) - top)
}

/** What scrolls sideways below `root`, or is cut off or stuck out at the window's sides. */
export function stickingOut(root: Element): readonly string[] {
  const found: string[] = []
  for (const element of everything(root).filter((own) => own instanceof HTMLElement && isShown(own))) {
    const { overflowX, textOverflow, display } = getComputedStyle(element)
    const { left, right } = element.getBoundingClientRect()
    if (right > innerWidth + 0.5 || left < -0.5) found.push(`${nameOf(element)} ${left} to ${right}`)
    if (overflowX === 'visible' || textOverflow === 'ellipsis' || display === 'inline') continue
    if (element instanceof HTMLInputElement || element instanceof HTMLSelectElement) continue
    // Both are rounded, each for itself.
    const by = element.scrollWidth - element.clientWidth
    if (by > 1) found.push(`${nameOf(element)} scrolls by ${by}`)
  }
  return found
}

export type Colour = readonly [number, number, number]

const canvas = Object.assign(document.createElement('canvas'), { width: 1, height: 1 })
const brush = canvas.getContext('2d', { willReadFrequently: true })

/** What is seen where these colours of CSS, in any notation, lie over each other, the lowest first. */
export function painted(colours: readonly string[]): Colour {
  if (!brush) throw new TypeError('No canvas')
  brush.fillStyle = '#fff'
  brush.fillRect(0, 0, 1, 1)
  for (const colour of colours) {
    brush.fillStyle = colour
    brush.fillRect(0, 0, 1, 1)
  }
  const [red = 0, green = 0, blue = 0] = brush.getImageData(0, 0, 1, 1).data
  return [red, green, blue]
}

/** The colours of an element's background and of all that it lies on, the lowest first. */
export function groundOf(element: Element): readonly string[] {
  const layers: string[] = []
  for (let own: Element | null = element; own; own = holderOf(own)) {
    const { backgroundColor } = getComputedStyle(own)
    if (!/(?:, 0|\/ 0)\)$/.test(backgroundColor)) layers.unshift(backgroundColor)
  }
  const isDark = getComputedStyle(document.documentElement).colorScheme === 'dark'
  return [isDark ? '#121212' : '#fff', ...layers]
}

/** Contrast of two colours: WCAG 2.2, 1 to 21. */
export function contrast(one: Colour, other: Colour): number {
  const [a, b] = [luminance(one), luminance(other)]
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
}

function luminance(colour: Colour): number {
  const [red = 0, green = 0, blue = 0] = colour.map((value) => {
    const part = value / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** Contrast of `colour`, default the element's own, on what the element lies on. */
export function contrastOn(element: Element, colour = getComputedStyle(element).color): number {
  const ground = groundOf(element)
  return contrast(painted([...ground, colour]), painted(ground))
}

/** Texts below `root` with less contrast than `least`. */
export function faintTexts(root: Element, least: number): readonly string[] {
  return everything(root)
    .filter(
      (own) => own instanceof HTMLElement && hasOwnText(own) && isShown(own) && !own.closest(':disabled'),
    )
    .map((own) => ({ own, value: contrastOn(own) }))
    .filter(({ value }) => value < least)
    .map(({ own, value }) => `${nameOf(own)} ${value.toFixed(2)}`)
}

/** Drawings, and edges of fields, below `root` with less contrast than `least`. */
export function faintDrawings(root: Element, least: number): readonly string[] {
  const shown = everything(root).filter(isShown)
  const drawings = shown
    .filter((own) => own.matches('svg.icon'))
    .map((own) => [own, contrastOn(own)] as const)
  const fields = shown
    .filter((own) => own.matches('input:not([type="radio"], [type="checkbox"]), select, textarea'))
    .map((own) => {
      const { borderTopColor } = getComputedStyle(own)
      return [own, contrastOn(own, borderTopColor)] as const
    })
  return [...drawings, ...fields]
    .filter(([, value]) => value < least)
    .map(([own, value]) => `${nameOf(own)} ${value.toFixed(2)}`)
}

function hasOwnText(element: Element): boolean {
  return [...element.childNodes].some((node) => node instanceof Text && node.data.trim() !== '')
}

/** A colour of the system, as it is computed now. */
export function colourOf(name: string): string {
  const probe = document.createElement('div')
  Object.assign(probe.style, { forcedColorAdjust: 'none', color: name })
  document.body.append(probe)
  const { color } = getComputedStyle(probe)
  probe.remove()
  return color
}
