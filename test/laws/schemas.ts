/** Real schemas of editors that newsrooms have, and random articles in any of them. */
import { BlockNoteEditor } from '@blocknote/core'
import { getSchema } from '@tiptap/core'
import StarterKit from '@tiptap/starter-kit'
import { Fragment, Schema, type ContentMatch, type Node, type NodeType } from 'prosemirror-model'
import { schema as basicSchema } from 'prosemirror-schema-basic'
import { addListNodes } from 'prosemirror-schema-list'
import { tableNodes } from 'prosemirror-tables'
import { randomFrom } from '../bench/edits.js'
import { cms } from './cms.js'
import { wordFor } from './schema.js'

export const basic = new Schema({
  nodes: addListNodes(basicSchema.spec.nodes, 'paragraph block*', 'block'),
  marks: basicSchema.spec.marks,
})

export const tiptap = getSchema([StarterKit])

export const blockNote = BlockNoteEditor.create().pmSchema

export const tables = new Schema({
  nodes: basicSchema.spec.nodes.append(
    tableNodes({ tableGroup: 'block', cellContent: 'block+', cellAttributes: {} }),
  ),
  marks: basicSchema.spec.marks,
})

/** By the name of where they come from. */
export const SCHEMAS: Readonly<Record<string, Schema>> = {
  'prosemirror-schema-basic with lists': basic,
  'Tiptap StarterKit': tiptap,
  BlockNote: blockNote,
  'prosemirror-tables': tables,
  'a content system': cms,
}

/** Deeper than this only text blocks are put in. */
const MAX_DEPTH = 5

/** An article of some blocks in a schema, the same for the same numbers; no two of its words are alike. */
export function articleIn(schema: Schema, seed: number, blocks: number): Node {
  const random = randomFrom(seed)
  const below = (n: number): number => Math.floor(random() * n)
  let n = 0
  const words = (count: number): string => Array.from({ length: count }, () => wordFor(n++)).join(' ')
  const inlineIn = (type: NodeType): Fragment => {
    const leaves = typesIn(type.contentMatch).filter((own) => !own.isText)
    const nodes: Node[] = []
    for (let i = below(4); i >= 0; i--) {
      const text = schema.text(words(1 + below(6)))
      const leaf = below(3) ? undefined : leaves[below(leaves.length)]
      const made = leaf?.inlineContent ? leaf.create(null, schema.text(words(2))) : leaf?.create()
      nodes.push(text, made ?? schema.text(' '))
    }
    return Fragment.from(below(6) ? nodes : [])
  }
  const make = (type: NodeType, depth: number, least: number): Node => {
    if (type.isLeaf) return type.create()
    if (type.inlineContent) return type.create(null, inlineIn(type))
    let match = type.contentMatch
    const children: Node[] = []
    for (let left = least; left > 0 || (!match.validEnd && children.length < 20); left--) {
      const types = typesIn(match)
      const flat = types.filter(({ inlineContent, isLeaf }) => inlineContent || isLeaf)
      const pick = depth < MAX_DEPTH || !flat.length ? types : flat
      const own = pick[below(pick.length)]
      const next = own && match.matchType(own)
      if (!own || !next) break
      children.push(make(own, depth + 1, 1 + below(2)))
      match = next
    }
    const rest = match.fillBefore(Fragment.empty, true) ?? Fragment.empty
    return type.create(null, Fragment.from(children).append(rest))
  }
  const doc = make(schema.topNodeType, 0, blocks)
  doc.check()
  return doc
}

function typesIn(match: ContentMatch): readonly NodeType[] {
  return Array.from({ length: match.edgeCount }, (_, i) => match.edge(i).type).filter(
    (type) => !type.hasRequiredAttrs(),
  )
}
