/**
 * A document as the plain text that detection, selectors and reports see
 * (defined in `model/article.ts`), with the way back to positions.
 *
 * Inside a text block an offset and a position run in step, except behind an
 * inline node that is larger than its one character in the text; a block keeps
 * a short list of those. Rendered text is kept under its node, so that after a
 * keystroke one block is rendered anew.
 */
import type { Node } from 'prosemirror-model'
import { Selection } from 'prosemirror-state'
import { BLOCK_SEPARATOR, LEAF, type ArticleBlock } from '../model/article.js'
import { PIECE_SEPARATOR } from '../model/wording.js'
import type { TextRange } from '../text/statement.js'

/** A text block at its place. */
export interface RenderedBlock extends ArticleBlock {
  readonly node: Node
  /** Position of the block's first character. */
  readonly from: number
  /** Offset of its first unit in the article's text. */
  readonly start: number
}

/** A document as plain text, block by block. */
export interface Rendering {
  readonly blocks: readonly RenderedBlock[]
  readonly text: string
}

/** Half-open range of ProseMirror positions. */
export interface PosRange {
  readonly from: number
  readonly to: number
}

interface BlockText {
  readonly text: string
  /** Inline nodes larger than one position, in order: where they stand, and how much larger they are. */
  readonly jumps: readonly { readonly offset: number; readonly extra: number }[]
}

const blockTexts = new WeakMap<Node, BlockText>()
const renderings = new WeakMap<Node, Rendering>()

/** The article's text with its blocks; kept under the document. */
export function renderingOf(doc: Node): Rendering {
  const known = renderings.get(doc)
  if (known) return known
  const blocks: RenderedBlock[] = []
  let start = 0
  const add = (node: Node, from: number): void => {
    const { text } = blockTextOf(node)
    blocks.push({ node, from, start, text, level: levelOf(node) })
    start += text.length + BLOCK_SEPARATOR.length
  }
  if (doc.isTextblock) add(doc, 0)
  else
    doc.descendants((node, pos) => {
      if (node.isTextblock) add(node, pos + 1)
      return !node.isTextblock
    })
  const rendering = { blocks, text: blocks.map((block) => block.text).join(BLOCK_SEPARATOR) }
  renderings.set(doc, rendering)
  return rendering
}

/** The text between two positions as the rendering has it. */
export function textIn(doc: Node, { from, to }: PosRange): string {
  if (from >= to) return ''
  let text = ''
  let first = !doc.isTextblock
  doc.nodesBetween(from, to, (node, pos) => {
    if (node.isTextblock) {
      if (!first) text += BLOCK_SEPARATOR
      first = false
      return true
    }
    if (!node.isInline) return true
    text += node.isText ? (node.text ?? '').slice(Math.max(from - pos, 0), to - pos) : leafText(node)
    return false
  })
  return text
}

/** The words under `ranges`, pieces joined as `wordingOf` joins them. */
export function wordingIn(doc: Node, ranges: readonly PosRange[]): string {
  return ranges.map((range) => textIn(doc, range)).join(PIECE_SEPARATOR)
}

/** Offset in the article's text of a position; one between two blocks counts as the end of the first. */
export function offsetAt(rendering: Rendering, pos: number): number {
  const block = lastBlock(rendering, (candidate) => candidate.from <= pos)
  if (!block) return 0
  const { text, jumps } = blockTextOf(block.node)
  let inside = Math.max(0, pos - block.from)
  for (const { offset, extra } of jumps) {
    if (inside <= offset) break
    inside = Math.max(offset, inside - extra)
  }
  return block.start + Math.min(inside, text.length)
}

/** Position of an offset in the article's text; one inside a separator counts as the end of the block before. */
export function posAt(rendering: Rendering, offset: number): number {
  const block = blockAt(rendering, offset)
  if (!block) return 0
  const { text, jumps } = blockTextOf(block.node)
  const inside = Math.min(offset - block.start, text.length)
  let pos = block.from + inside
  for (const jump of jumps) if (jump.offset < inside) pos += jump.extra
  return pos
}

/** A range of positions as offsets of the article's text. */
export function offsetsOf(rendering: Rendering, { from, to }: PosRange): TextRange {
  return { start: offsetAt(rendering, from), end: offsetAt(rendering, to) }
}

/** A range of offsets in the article's text as positions. */
export function positionsOf(rendering: Rendering, { start, end }: TextRange): PosRange {
  return { from: posAt(rendering, start), to: posAt(rendering, end) }
}

/** The block that an offset in the article's text lies in; one inside a separator counts to the block before. */
export function blockAt(rendering: Rendering, offset: number): RenderedBlock | undefined {
  return lastBlock(rendering, (candidate) => candidate.start <= offset)
}

/** Whether a position stands in a text block, so that a range may begin or end there. */
export function isInText(doc: Node, pos: number): boolean {
  return pos >= 0 && pos <= doc.content.size && doc.resolve(pos).parent.isTextblock
}

/** The nearest position in a text block, looking in one direction; `pos` itself when there is none. */
export function toText(doc: Node, pos: number, direction: -1 | 1): number {
  if (isInText(doc, pos)) return pos
  const $pos = doc.resolve(pos)
  // Inside an inline node with content, such as a footnote: out of it.
  for (let depth = $pos.depth - 1; depth >= 0; depth--)
    if ($pos.node(depth).isTextblock) return direction < 0 ? $pos.before(depth + 1) : $pos.after(depth + 1)
  return Selection.findFrom($pos, direction, true)?.head ?? pos
}

function lastBlock(
  { blocks }: Rendering,
  isAtOrBefore: (block: RenderedBlock) => boolean,
): RenderedBlock | undefined {
  let low = 0
  let high = blocks.length
  while (low < high) {
    const middle = (low + high) >> 1
    const block = blocks[middle]
    if (block && isAtOrBefore(block)) low = middle + 1
    else high = middle
  }
  return blocks[Math.max(0, low - 1)]
}

function blockTextOf(node: Node): BlockText {
  const known = blockTexts.get(node)
  if (known) return known
  let text = ''
  const jumps: { offset: number; extra: number }[] = []
  node.forEach((child) => {
    if (!child.isText && child.nodeSize > 1) jumps.push({ offset: text.length, extra: child.nodeSize - 1 })
    text += child.isText ? (child.text ?? '') : leafText(child)
  })
  const own = { text, jumps }
  blockTexts.set(node, own)
  return own
}

const HARD_BREAK = /^(?:hard_?break|br)$/i

function leafText(node: Node): string {
  return HARD_BREAK.test(node.type.name) || node.type.spec.linebreakReplacement ? '\n' : LEAF
}

function levelOf(node: Node): number {
  if (!/heading/i.test(node.type.name)) return 0
  const level: unknown = node.attrs['level']
  return typeof level === 'number' && level >= 1 && level <= 6 ? Math.floor(level) : 1
}
