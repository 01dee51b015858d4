/**
 * Which text of a document detection reads, and what it reads together.
 *
 * An article has one running text. What stands apart from it (a caption, a
 * table cell) is read too, but for itself: who spoke before a picture does
 * not speak in its caption, nor goes on in the paragraph below it because of
 * it. The nodes say so by name, since schemas have no other word for it.
 */
import type { Node, Schema } from 'prosemirror-model'
import { isNote, renderingOf, type RenderedBlock } from './rendering.js'

/**
 * - `running`: goes on with the text that it stands in.
 * - `apart`: a text of its own, with all that is in it.
 * - `unread`: not looked at, with all that is in it. It stays in the article's text, and can be marked by hand.
 */
export const READ_AS = ['running', 'apart', 'unread'] as const
/** One of `READ_AS`. */
export type ReadAs = (typeof READ_AS)[number]

/** By the name of the node type, or asked for each node but the document; what it leaves open is as by default. */
export type ReadAsOption =
  Readonly<Record<string, ReadAs>> | ((node: Node, parent: Node) => ReadAs | null | undefined)

/** A text block that is read. */
export interface FlowBlock extends RenderedBlock {
  /** Blocks of the same number are one running text; 0 is the article's own. */
  readonly flow: number
}

/** How a node is read that the host says nothing of. */
export function defaultReadAs({ type: { name, spec } }: Node): ReadAs {
  const { code, tableRole } = spec as { readonly code?: unknown; readonly tableRole?: unknown } // a spec holds anything
  if (code || UNREAD.test(name)) return 'unread'
  return tableRole === 'cell' || tableRole === 'header_cell' || APART.test(name) ? 'apart' : 'running'
}

/** Text under or beside something: captions of pictures and tables, boxes, notes. */
const APART = /caption|credit|note|aside|side_?bar|info_?box/i
/** What repeats the article's own words, is another's article, or is no prose. */
const UNREAD = /embed|pull_?quote|math/i

/**
 * The host's word with the defaults behind it. A word that is none of `READ_AS` throws RangeError: in a record at
 * once, of a function when it is asked.
 */
export function readAsOf(option: ReadAsOption | undefined): (node: Node, parent: Node) => ReadAs {
  if (!option) return defaultReadAs
  if (typeof option === 'function')
    return (node, parent) => {
      const as = option(node, parent)
      return as == null ? defaultReadAs(node) : checked(as, ` of ${node.type.name}`)
    }
  if (typeof option !== 'object')
    throw new RangeError(`readAs must be a record or a function: ${String(option)}`)
  const named = new Map(Object.entries(option).map(([name, as]) => [name, checked(as, `.${name}`)]))
  return (node) => named.get(node.type.name) ?? defaultReadAs(node)
}

/** What to tell of a record that names nodes which a schema does not have, by a slip or for another schema; else null. */
export function unknownNodes(option: ReadAsOption | undefined, { nodes }: Schema): RangeError | null {
  const unknown = typeof option === 'object' ? Object.keys(option).filter((name) => !(name in nodes)) : []
  if (!unknown.length) return null
  return new RangeError(
    `readAs names nodes that the schema does not have: ${unknown.join(', ')}; it has ${Object.keys(nodes).join(', ')}`,
  )
}

function checked(as: ReadAs, of: string): ReadAs {
  if (READ_AS.includes(as)) return as
  throw new RangeError(`readAs${of} must be one of ${READ_AS.join(', ')}: ${String(as)}`)
}

/** The document's text blocks that are read and have text, in order. */
export function flowBlocks(doc: Node, readAs: (node: Node, parent: Node) => ReadAs): readonly FlowBlock[] {
  const { blocks } = renderingOf(doc)
  const notes: { readonly note: Node; readonly outer: number | null; readonly parent: Node }[] = []
  const read: FlowBlock[] = []
  let started = 0
  let n = 0
  const visit = (node: Node, outer: number | null, parent: Node | null): void => {
    const as = parent && outer !== null ? readAs(node, parent) : 'running'
    const flow = outer === null || as === 'unread' ? null : as === 'apart' ? ++started : outer
    if (!node.isTextblock && !isNote(node)) return node.forEach((child) => visit(child, flow, node))
    // The rendering goes through the text blocks in the same order.
    const block = blocks[n++]
    if (flow !== null && block?.text) read.push({ ...block, flow })
    if (!isNote(node))
      node.forEach((child) => {
        if (isNote(child)) notes.push({ note: child, outer: flow, parent: node })
      })
  }
  visit(doc, 0, null)
  for (const { note, outer, parent } of notes) visit(note, outer, parent)
  return read
}
