/**
 * Foreign text made harmless. `markup` escapes whatever is put into it unless
 * it is markup already, so that forgetting to escape is not possible.
 */

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

/** A string in CSS, without the means to leave it or the style element. */
export function cssString(text: string): string {
  const safe = visible(text).replace(
    /[^\p{L}\p{N} ]/gu,
    (char) => `\\${(char.codePointAt(0) ?? 0).toString(16)} `,
  )
  return `"${safe}"`
}

const COLOUR_FUNCTIONS = /^(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color|color-mix|light-dark)\(/i
const MAX_COLOUR_LENGTH = 200

/**
 * A CSS colour as it is, null for what is none: a name, hexadecimal digits, or the functions for colours
 * with nothing in them but numbers, names and each other. Nothing that loads, refers, or ends the declaration.
 */
export function cssColour(text: string): string | null {
  const colour = text.trim()
  if (colour.length > MAX_COLOUR_LENGTH) return null
  if (/^(?:#[0-9a-f]{3,8}|[a-z]+)$/i.test(colour)) return colour
  if (!COLOUR_FUNCTIONS.test(colour) || !colour.endsWith(')')) return null
  let depth = 0
  for (const piece of colour.match(/[a-z-]+\(|[()]|[^()]+?(?=[a-z-]+\(|[()]|$)/gi) ?? []) {
    if (piece === ')') depth--
    else if (piece.endsWith('(')) {
      if (!COLOUR_FUNCTIONS.test(piece)) return null
      depth++
    } else if (depth < 1 || !/^[\w\s.,%/#+-]+$/.test(piece)) return null
    if (depth < 0) return null
  }
  return depth === 0 ? colour : null
}

/**
 * Characters that cannot be printed, or that turn the text around them, made
 * visible: controls as their pictures, bidirectional overrides by their names,
 * halves of surrogate pairs as U+FFFD. White space stays.
 */
export function visible(text: string): string {
  return text
    .replace(/\p{Cs}/gu, '\uFFFD')
    .replace(/[^\P{Cc}\t\n\r]/gu, (char) => {
      const code = char.charCodeAt(0)
      return code < 0x20 ? String.fromCharCode(0x2400 + code) : code === 0x7f ? '\u2421' : '\uFFFD'
    })
    .replace(
      /[\u202A-\u202E\u2066-\u2069]/g,
      (char) => `⟨U+${char.charCodeAt(0).toString(16).toUpperCase()}⟩`,
    )
}
