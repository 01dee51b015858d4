/** Plain text as blocks: one per line. */
import type { BlockRole } from './engine.js'
import type { TextRange } from './statement.js'

/** A block of a plain text; offsets in UTF-16 units of the text. */
export interface TextBlock extends TextRange {
  readonly role: BlockRole
}

/** Longer lines are paragraphs even without a full stop. */
const MAX_HEADING = 120

/** Lines that are not blank, in order, without the white space around them; a short first or lone line without a final mark is a heading. */
export function splitBlocks(text: string): readonly TextBlock[] {
  const blocks: TextBlock[] = []
  for (const match of text.matchAll(/[^\n]+/g)) {
    const line = match[0]
    const trimmed = line.trim()
    if (!trimmed) continue
    const start = match.index + (line.length - line.trimStart().length)
    blocks.push({ start, end: start + trimmed.length, role: isHeading(trimmed) ? 'heading' : 'paragraph' })
  }
  return blocks
}

function isHeading(line: string): boolean {
  return line.length <= MAX_HEADING && !/[.!?…:;,“”"«»)‘’]$/.test(line)
}
