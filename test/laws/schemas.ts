/** Real schemas of editors that newsrooms have, and random articles in any of them. */
import { BlockNoteEditor } from '@blocknote/core'
import { getSchema } from '@tiptap/core'
import StarterKit from '@tiptap/starter-kit'
import { Fragment, Schema, type ContentMatch, type Node, type NodeType } from 'prosemirror-model'
import { schema as basicSchema } from 'prosemirror-schema-basic'
import { addListNodes } from 'prosemirror-schema-list'
import { tableNodes } from 'prosemirror-tables'
import { randomFrom } from '../bench/edits.js'
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

/** As a newsroom's content system has it: figures, pull quotes, embeds, footnotes, and all that can stand in a line. */
export const cms = new Schema({
  nodes: {
    doc: { content: 'headline lead? block+' },
    text: { group: 'inline' },
    headline: { content: 'text*', defining: true, toDOM: () => ['h1', 0], parseDOM: [{ tag: 'h1' }] },
    lead: { content: 'inline*', toDOM: () => ['p', { class: 'lead' }, 0], parseDOM: [{ tag: 'p.lead' }] },
    paragraph: { group: 'block', content: 'inline*', toDOM: () => ['p', 0], parseDOM: [{ tag: 'p' }] },
    figure: {
      group: 'block',
      content: 'image figcaption',
      isolating: true,
      draggable: true,
      toDOM: () => ['figure', 0],
      parseDOM: [{ tag: 'figure' }],
    },
    image: {
      attrs: { src: { default: '' } },
      toDOM: ({ attrs }) => ['img', { src: String(attrs['src']) }],
      parseDOM: [{ tag: 'figure > img' }],
    },
    figcaption: { content: 'inline*', toDOM: () => ['figcaption', 0], parseDOM: [{ tag: 'figcaption' }] },
    pullQuote: {
      group: 'block',
      content: 'text*',
      toDOM: () => ['aside', 0],
      parseDOM: [{ tag: 'aside' }],
    },
    blockquote: {
      group: 'block',
      content: 'paragraph+',
      toDOM: () => ['blockquote', 0],
      parseDOM: [{ tag: 'blockquote' }],
    },
    articleEmbed: {
      group: 'block',
      content: 'headline paragraph+',
      isolating: true,
      toDOM: () => ['article', 0],
      parseDOM: [{ tag: 'article' }],
    },
    infoBox: {
      group: 'block',
      content: '(paragraph | list)+',
      isolating: true,
      toDOM: () => ['section', 0],
      parseDOM: [{ tag: 'section' }],
    },
    list: { group: 'block', content: 'item+', toDOM: () => ['ul', 0], parseDOM: [{ tag: 'ul' }] },
    item: { content: 'paragraph (paragraph | list)*', toDOM: () => ['li', 0], parseDOM: [{ tag: 'li' }] },
    codeBlock: {
      group: 'block',
      content: 'text*',
      code: true,
      marks: '',
      toDOM: () => ['pre', 0],
      parseDOM: [{ tag: 'pre', preserveWhitespace: 'full' }],
    },
    formula: {
      group: 'block',
      content: 'text*',
      atom: true,
      code: true,
      toDOM: () => ['div', { class: 'formula' }, 0],
      parseDOM: [{ tag: 'div.formula' }],
    },
    video: {
      group: 'block',
      atom: true,
      toDOM: () => ['video'],
      parseDOM: [{ tag: 'video' }],
    },
    footnote: {
      group: 'inline',
      inline: true,
      content: 'text*',
      atom: true,
      toDOM: () => ['footnote', 0],
      parseDOM: [{ tag: 'footnote' }],
    },
    mention: {
      group: 'inline',
      inline: true,
      atom: true,
      attrs: { name: { default: 'Ada' } },
      toDOM: ({ attrs }) => ['span', { 'data-mention': String(attrs['name']) }, `@${attrs['name']}`],
      parseDOM: [
        { tag: 'span[data-mention]', getAttrs: (dom) => ({ name: dom.getAttribute('data-mention') }) },
      ],
    },
    inlineImage: {
      group: 'inline',
      inline: true,
      attrs: { src: { default: '' } },
      toDOM: ({ attrs }) => ['img', { src: String(attrs['src']) }],
      parseDOM: [{ tag: 'img' }],
    },
    hardBreak: {
      group: 'inline',
      inline: true,
      selectable: false,
      toDOM: () => ['br'],
      parseDOM: [{ tag: 'br' }],
    },
    inlineMath: {
      group: 'inline',
      inline: true,
      content: 'text*',
      atom: true,
      code: true,
      toDOM: () => ['code', { class: 'math' }, 0],
      parseDOM: [{ tag: 'code.math' }],
    },
  },
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
