/**
 * Statements marked inside the text they stand in:
 *
 *   [content]  <speaker>  {cue}  @addressee@
 *
 * Marks may nest ("[Laut]" never does). A case has one statement of interest:
 * all `[…]` are the pieces of its quote, in text order.
 */
import type { Statement, TextRange } from '../../src/text/index.js'

export interface Marked {
  readonly text: string
  readonly quote: readonly string[]
  readonly speaker: readonly string[]
  readonly cue: readonly string[]
  readonly addressee: readonly string[]
}

const OPEN: Readonly<Record<string, keyof Omit<Marked, 'text'>>> = {
  '[': 'quote',
  '<': 'speaker',
  '{': 'cue',
}
const CLOSE: Readonly<Record<string, keyof Omit<Marked, 'text'>>> = {
  ']': 'quote',
  '>': 'speaker',
  '}': 'cue',
}

export function unmark(source: string): Marked {
  let text = ''
  const found = {
    quote: [] as string[],
    speaker: [] as string[],
    cue: [] as string[],
    addressee: [] as string[],
  }
  const starts: Partial<Record<keyof typeof found, number>> = {}
  for (const char of source) {
    const opens = OPEN[char] ?? (char === '@' && starts.addressee === undefined ? 'addressee' : undefined)
    const closes = CLOSE[char] ?? (char === '@' && starts.addressee !== undefined ? 'addressee' : undefined)
    if (opens) starts[opens] = text.length
    else if (closes) {
      found[closes].push(text.slice(starts[closes], text.length))
      starts[closes] = undefined
    } else text += char
  }
  return { text, ...found }
}

/** The words of a role's ranges. */
export function words(text: string, ranges: readonly TextRange[]): readonly string[] {
  return ranges.map(({ start, end }) => text.slice(start, end))
}

/** The statement whose quote is exactly the marked one. */
export function matching(
  text: string,
  statements: readonly Statement[],
  quote: readonly string[],
): Statement | undefined {
  return statements.find((s) => JSON.stringify(words(text, s.quote)) === JSON.stringify(quote))
}
