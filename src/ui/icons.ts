/** Small drawings on a grid of 16, in the colour of the text around them; always hidden from screen readers. */
import { svg, type SVGTemplateResult, html, type TemplateResult } from 'lit'
import { DEFAULT_SCHEME, statusIn, type Scheme } from '../model/status.js'
import type { Standing } from './filter.js'

/** The same signs as in the text: ○ ◔ ✓ ✎ ≠ ? – ↻ */
const SIGNS: Readonly<Record<string, SVGTemplateResult>> = {
  unchecked: svg`<circle cx="8" cy="8" r="5.25" />`,
  'in-progress': svg`<circle cx="8" cy="8" r="5.25" /><path d="M8 2.75V8h5.25A5.25 5.25 0 0 0 8 2.75Z" fill="currentColor" />`,
  verified: svg`<path d="m3 8.5 3.5 3.5L13 4.5" stroke-width="2" />`,
  'needs-change': svg`<path d="m3 13 .75-3.25L10.5 3l2.5 2.5-6.75 6.75L3 13Zm6-8.5L11.5 7" />`,
  disputed: svg`<path d="M3 6h10M3 10h10M10.5 3l-5 10" />`,
  unverifiable: svg`<path d="M5.25 5.75a2.75 2.75 0 1 1 4.2 2.3C8.4 8.7 8 9.2 8 10.25M8 13v.1" stroke-width="2" />`,
  'not-checkable': svg`<path d="M3.5 8h9" stroke-width="2" />`,
  stale: svg`<path d="M13 8a5 5 0 1 1-1.6-3.7L13 5.75M13 2.5v3.25H9.75" />`,
  reopened: svg`<path d="M13 8a5 5 0 1 1-1.6-3.7L13 5.75M13 2.5v3.25H9.75" />`,
}

const SHAPES = {
  blocks: svg`<circle cx="8" cy="8" r="5.75" /><path d="M5.25 8h5.5" stroke-width="2" />`,
  warns: svg`<path d="M8 2.5 14 13H2L8 2.5ZM8 6.75v2.5M8 11.1v.1" />`,
  overridden: svg`<path d="M2.5 11.5c1.5-6.5 9-6.5 11-1M13.75 6.75v3.75H10M7.9 12.5h.1" />`,
  passes: svg`<path d="m3 8.5 3.5 3.5L13 4.5" stroke-width="2" />`,
  detached: svg`<path d="M3 3.5h10M3 6.5h3.5M9.5 6.5H13M3 9.5h2M11 9.5h2M3 12.5h10" />`,
  hidden: svg`<path d="M2 8s2.2-4 6-4 6 4 6 4-2.2 4-6 4-6-4-6-4ZM3 13 13 3" />`,
  quotation: svg`<path d="M6.5 5C4.5 5.5 3.5 7 3.5 9v2h3V8.25H5M12.5 5c-2 .5-3 2-3 4v2h3V8.25H11" />`,
  search: svg`<circle cx="7" cy="7" r="4.25" /><path d="m10.25 10.25 3.25 3.25" />`,
  pencil: svg`<path d="m3 13 .75-3.25L10.5 3l2.5 2.5-6.75 6.75L3 13Zm6-8.5L11.5 7" />`,
  warning: svg`<path d="M8 2.75 14 13H2L8 2.75ZM8 6.75v2.75M8 11.4v.1" />`,
  grip: svg`<path d="M6 4v.1M10 4v.1M6 8v.1M10 8v.1M6 12v.1M10 12v.1" stroke-width="2" />`,
  keys: svg`<rect x="1.75" y="3.75" width="12.5" height="8.5" rx="1.75" /><path d="M4.5 6.5h.1M7 6.5h.1M9.5 6.5h.1M12 6.5h-.1M5 9.5h6" />`,
  more: svg`<path d="M3.5 8h.1M8 8h.1M12.5 8h.1" stroke-width="2.5" />`,
  plus: svg`<path d="M8 3.5v9M3.5 8h9" />`,
  close: svg`<path d="m4 4 8 8M12 4l-8 8" />`,
  link: svg`<path d="M9.5 3H13v3.5M13 3 7.5 8.5M11.5 9.5V13H3V4.5h3.5" />`,
  comment: svg`<path d="M3 3.5h10v7H8L5 13v-2.5H3Z" />`,
  signed: svg`<path d="m1.5 8.5 3 3L10.5 5M8 11l.5.5 6-6.5" />`,
  sources: svg`<path d="M8 4.5C6.75 3.5 5 3.25 2.5 3.25v9c2.5 0 4.25.25 5.5 1.25 1.25-1 3-1.25 5.5-1.25v-9c-2.5 0-4.25.25-5.5 1.25Zm0 0v9" />`,
  speakers: svg`<circle cx="6" cy="5.5" r="2.5" /><path d="M1.75 13c0-2.25 1.75-3.75 4.25-3.75s4.25 1.5 4.25 3.75M10.5 3.2a2.5 2.5 0 0 1 0 4.6M12 9.75c1.4.5 2.25 1.7 2.25 3.25" />`,
  check: svg`<path d="M8 1.75 13 3.5v4c0 3.25-2 5.5-5 6.75-3-1.25-5-3.5-5-6.75v-4L8 1.75Z" /><path d="m5.75 7.75 1.75 1.75 3-3.25" />`,
  log: svg`<circle cx="8" cy="8" r="6" /><path d="M8 4.5V8l2.25 1.5" />`,
  arrange: svg`<path d="M2.5 4.5h11M4.5 8h7M6.5 11.5h3" />`,
  several: svg`<path d="m2 4.25 1.25 1.25L5.5 3M2 11l1.25 1.25L5.5 9.75M8.5 4.5h5.5M8.5 11.25h5.5" />`,
  walk: svg`<path d="M2.5 3.5v9l6-4.5-6-4.5ZM8.5 3.5v9l6-4.5-6-4.5Z" />`,
  previous: svg`<path d="m9.5 3.5-4.5 4.5 4.5 4.5" />`,
  next: svg`<path d="m6.5 3.5 4.5 4.5-4.5 4.5" />`,
  person: svg`<circle cx="8" cy="5" r="2.75" /><path d="M2.75 13.5c0-2.75 2.25-4.5 5.25-4.5s5.25 1.75 5.25 4.5" />`,
  lock: svg`<rect x="3.5" y="7" width="9" height="6" rx="1.25" /><path d="M5.5 7V5a2.5 2.5 0 0 1 5 0v2" />`,
} as const

function drawing(shape: SVGTemplateResult): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">${shape}</svg>`
}

/** Of a status of the house's own, the characters that the scheme gives. */
export function sign(standing: Standing, scheme: Scheme = DEFAULT_SCHEME): TemplateResult {
  const own = Object.hasOwn(SIGNS, standing) ? SIGNS[standing] : undefined
  return drawing(
    own ??
      svg`<text x="8" y="12.5" text-anchor="middle" font-size="13" stroke="none" fill="currentColor">${statusIn(scheme, standing).sign}</text>`,
  )
}

/** A drawing of 16 × 16 pixels in the colour of the text, hidden from screen readers. */
export function icon(name: keyof typeof SHAPES): TemplateResult {
  return drawing(SHAPES[name])
}
