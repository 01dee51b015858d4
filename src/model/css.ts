/** Foreign texts in style sheets: a house's signs and colours, titles of articles. */
import { visible } from './presentation.js'

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
