/**
 * Foreign text made harmless. `markup` escapes whatever is put into it unless
 * it is markup already, so that forgetting to escape is not possible.
 */
import { visible } from '../model/presentation.js'

/** Text that is HTML. Only `markup` makes it. */
export class Markup {
  constructor(readonly html: string) {}
}

type Part = Markup | string | number | false | null | undefined | readonly Part[]

/** HTML with every value escaped, for text and for quoted attributes; `false` and null print nothing. */
export function markup(strings: TemplateStringsArray, ...values: readonly Part[]): Markup {
  return new Markup(strings.map((string, i) => string + htmlOf(values[i])).join(''))
}

function htmlOf(part: Part): string {
  if (part === false || part === null || part === undefined) return ''
  if (part instanceof Markup) return part.html
  if (typeof part === 'object') return part.map(htmlOf).join('')
  return escapeHTML(String(part))
}

const HTML_ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text for HTML, between tags and in quoted attributes. */
export function escapeHTML(text: string): string {
  return visible(text).replace(/[&<>"']/g, (char) => HTML_ESCAPES[char] ?? char)
}

/**
 * Markdown (CommonMark and GitHub's) that shows the text as it is. A line
 * break becomes a space: inside list items and quotations it could start a block.
 */
export function escapeMarkdown(text: string): string {
  return visible(text)
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_{}[\]<>()#+!|~&$^=@"'-]/g, '\\$&')
    .replace(/^(\s*\d{1,9})\./, '$1\\.')
    .replace(/(https?|ftp|mailto|xmpp):/gi, '$1\\:')
    .replace(/www\./gi, (www) => `${www.slice(0, 3)}\\.`)
}
