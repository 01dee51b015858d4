/**
 * A document as the plain text that detection, selectors and reports see
 * (defined in `model/article.ts`), with the way back to positions.
 *
 * Inside a text block an offset and a position run in step, except behind an
 * inline node that is larger than its one character in the text; a block keeps
 * a short list of those. Rendered text is kept under its node, so that after a
 * keystroke one block is rendered anew.
 *
 * What a note holds (an inline node with text of its own) stands behind all other
 * blocks, as on paper. Offsets and positions are then in different orders, so
 * that no range may reach from the article into a note, or from one to another.
 */
import type { Node, NodeType, Schema } from 'prosemirror-model'
import { Selection } from 'prosemirror-state'
import { BLOCK_SEPARATOR, LEAF, type ArticleBlock } from '../model/article.js'
import { lowerBound } from '../model/lower-bound.js'
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
  /** Those of the article in its order, then those of its notes in theirs. */
  readonly blocks: readonly RenderedBlock[]
  readonly article: readonly RenderedBlock[]
  readonly notes: readonly RenderedBlock[]
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
  const notes: { readonly node: Node; readonly from: number }[] = []
  let start = 0
  const add = (node: Node, from: number): void => {
    const { text } = blockTextOf(node)
    blocks.push({ node, from, start, text, level: levelOf(node) })
    start += text.length + BLOCK_SEPARATOR.length
  }
  const hasNotes = mayHaveNotes(doc)
  const addOutside = (node: Node, from: number): void => {
    add(node, from)
    if (hasNotes)
      node.forEach((child, offset) => {
        if (isNote(child)) notes.push({ node: child, from: from + offset + 1 })
      })
  }
  if (doc.isTextblock) addOutside(doc, 0)
  else
    doc.descendants((node, pos) => {
      if (node.isTextblock) addOutside(node, pos + 1)
      return !node.isTextblock
    })
  const length = blocks.length
  for (const { node, from } of notes) add(node, from)
  const rendering: Rendering = {
    blocks,
    article: notes.length ? blocks.slice(0, length) : blocks,
    notes: blocks.slice(length),
    text: blocks.map((block) => block.text).join(BLOCK_SEPARATOR),
  }
  renderings.set(doc, rendering)
  return rendering
}

/** Whether a node stands in a line and holds a text of its own, such as a footnote; schemas tell it by the name only. */
export function isNote(node: Node): boolean {
  return isNoteType(node.type)
}

/** Whether the document's schema has notes at all. */
export function mayHaveNotes({ type: { schema } }: Node): boolean {
  const known = schemasWithNotes.get(schema)
  if (known !== undefined) return known
  const has = Object.values(schema.nodes).some(isNoteType)
  schemasWithNotes.set(schema, has)
  return has
}

function isNoteType({ name, spec, isInline, isText, inlineContent }: NodeType): boolean {
  return isInline && !isText && inlineContent && !spec.code && /note/i.test(name)
}

const schemasWithNotes = new WeakMap<Schema, boolean>()

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
    if (pos < from && to < pos + node.nodeSize && isNote(node)) {
      text += textIn(node, { from: from - pos - 1, to: to - pos - 1 })
      return false
    }
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
  const block = blockHolding(rendering, pos)
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
  return lastBlock(rendering.blocks, (candidate) => candidate.start <= offset)
}

/** The text blocks that a range of positions touches: of the note that it lies in, else of the article without its notes. */
export function blocksAround(rendering: Rendering, { from, to }: PosRange): readonly RenderedBlock[] {
  const note = noteHolding(rendering, from)
  if (note && to <= note.from + note.node.content.size) return [note]
  return rendering.article.filter((block) => block.from <= to && block.from + block.node.content.size >= from)
}

/** What of the ranges of offsets lies in the same text as their beginning: the article's without its notes, or one note. */
export function inFirstText({ notes, text }: Rendering, ranges: readonly TextRange[]): readonly TextRange[] {
  const first = ranges[0]
  const firstNote = notes[0]
  if (!first || !firstNote) return ranges
  const note = lastBlock(notes, (block) => block.start <= first.start)
  const isInNote = note !== undefined && note.start <= first.start
  const least = isInNote ? note.start : 0
  const most = isInNote
    ? note.start + note.text.length
    : Math.max(0, firstNote.start - BLOCK_SEPARATOR.length)
  return ranges
    .map(({ start, end }) => ({ start: Math.max(least, start), end: Math.min(most, end) }))
    .filter(({ start, end }) => start < end && text.slice(start, end).trim())
}

/** The range, and the insides of notes in it: what of a stretch of the document is text. */
export function textsIn(doc: Node, range: PosRange): readonly PosRange[] {
  if (!mayHaveNotes(doc)) return [range]
  const notes: PosRange[] = []
  doc.nodesBetween(range.from, range.to, (node, pos) => {
    if (!isNote(node)) return true
    const inside = { from: pos + 1, to: pos + 1 + node.content.size }
    if (range.from <= pos && pos + node.nodeSize <= range.to && node.content.size) notes.push(inside)
    return false
  })
  return [range, ...notes]
}

/** Whether a position stands in a text block or a note, so that a range may begin or end there. */
export function isInText(doc: Node, pos: number): boolean {
  if (pos < 0 || pos > doc.content.size) return false
  const { parent } = doc.resolve(pos)
  return parent.isTextblock || isNote(parent)
}

/** Whether both ends stand in text, and in the same: the article's, or that of one note. */
export function isInOneText(doc: Node, { from, to }: PosRange): boolean {
  return isInText(doc, from) && isInText(doc, to) && noteStart(doc, from) === noteStart(doc, to)
}

/** The range without what of it lies in notes, where it reaches into them or out of them. Its ends stand in text. */
export function inOneText(doc: Node, { from, to }: PosRange): PosRange {
  if (!mayHaveNotes(doc) || noteStart(doc, from) === noteStart(doc, to)) return { from, to }
  const $from = doc.resolve(from)
  const $to = doc.resolve(to)
  return {
    from: isNote($from.parent) ? $from.after() : from,
    to: isNote($to.parent) ? $to.before() : to,
  }
}

/** Where the note begins that a position stands in; -1 outside. */
function noteStart(doc: Node, pos: number): number {
  if (!mayHaveNotes(doc)) return -1
  const $pos = doc.resolve(pos)
  return isNote($pos.parent) ? $pos.before() : -1
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

function blockHolding(rendering: Rendering, pos: number): RenderedBlock | undefined {
  return noteHolding(rendering, pos) ?? lastBlock(rendering.article, (block) => block.from <= pos)
}

function noteHolding({ notes }: Rendering, pos: number): RenderedBlock | undefined {
  const note = notes.length ? lastBlock(notes, (block) => block.from <= pos) : undefined
  return note && note.from <= pos && pos <= note.from + note.node.content.size ? note : undefined
}

function lastBlock(
  blocks: readonly RenderedBlock[],
  isAtOrBefore: (block: RenderedBlock) => boolean,
): RenderedBlock | undefined {
  return blocks[Math.max(0, lowerBound(blocks, isAtOrBefore) - 1)]
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
