/** A schema with all that a newsroom's has, and articles in it. */
import { Fragment, Schema, type Mark, type Node } from 'prosemirror-model'
import { schema as basic } from 'prosemirror-schema-basic'
import { addListNodes } from 'prosemirror-schema-list'
import { tableNodes } from 'prosemirror-tables'
import { randomFrom } from '../bench/edits.js'

export const schema = new Schema({
  nodes: addListNodes(basic.spec.nodes, 'paragraph block*', 'block')
    .update('code_block', { ...basic.spec.nodes.get('code_block'), marks: 'tag' })
    .append(tableNodes({ tableGroup: 'block', cellContent: 'block+', cellAttributes: {} }))
    .append({
      figure: {
        group: 'block',
        content: 'caption',
        attrs: { src: { default: '' } },
        isolating: true,
        parseDOM: [{ tag: 'figure' }],
        toDOM: () => ['figure', 0],
      },
      caption: { content: 'inline*', parseDOM: [{ tag: 'figcaption' }], toDOM: () => ['figcaption', 0] },
      embed: {
        group: 'block',
        atom: true,
        attrs: { url: { default: '' } },
        parseDOM: [{ tag: 'iframe' }],
        toDOM: () => ['iframe'],
      },
      mention: {
        group: 'inline',
        inline: true,
        atom: true,
        attrs: { who: { default: 'Ada' } },
        parseDOM: [{ tag: 'span.mention' }],
        toDOM: () => ['span', { class: 'mention' }],
      },
      footnote: {
        group: 'inline',
        inline: true,
        atom: true,
        content: 'text*',
        parseDOM: [{ tag: 'footnote' }],
        toDOM: () => ['footnote', 0],
      },
    }),
  marks: basic.spec.marks.append({
    // Only on the shadow that the plugin does not see: which word of the first article this is.
    tag: { attrs: { id: {} }, inclusive: false, toDOM: () => ['span', 0] },
  }),
})

/** A node type that the schema has. */
export function nodeType(name: string): Schema['nodes'][string] {
  const type = schema.nodes[name]
  if (!type) throw new RangeError(`No node type ${name}`)
  return type
}

export function mark(name: string, attrs: Record<string, unknown> | null = null): Mark {
  const type = schema.marks[name]
  if (!type) throw new RangeError(`No mark ${name}`)
  return type.create(attrs)
}

/**
 * - `plain`: every word is another one.
 * - `twins`: whole paragraphs and sentences are said twice, and some words often.
 * - `short`: few words, all of them very short, so that any of them stands anywhere.
 * - `unicode`: umlauts, combining characters, surrogates, joiners, U+FFFC.
 */
export const FLAVOURS = ['plain', 'twins', 'short', 'unicode'] as const
export type Flavour = (typeof FLAVOURS)[number]

const SHORT = ['ja', 'er', 'in', 'a', 'e', 'so', 'es']
const ODD = ['ü', 'a\u0308', '👩‍👧', '𝔄', '\uFFFC', 'ß', '\u00AD', 'é', '🇩🇪', '\u200D', 'א', '中']

/** The nth word; no two have more than a few letters in common. */
export function wordFor(n: number): string {
  let seed = (n + 1) * 2654435761
  let word = ''
  for (let i = 0; i < 4 + (n % 6); i++) {
    seed = (seed * 1103515245 + 12345) % 4294967296
    word += 'abcdefghijklmnopqrstuvwxyz'[Math.floor(seed / 65536) % 26]
  }
  return word
}

/** An article of about so many words; the same for the same numbers. `first` keeps the words of two articles apart. */
export function articleFor(seed: number, words: number, flavour: Flavour, first = 0): Node {
  const random = randomFrom(seed)
  const below = (n: number): number => Math.floor(random() * n)
  const pick = <T>(items: readonly [T, ...T[]]): T => items[below(items.length)] ?? items[0]
  let n = first
  const word = (): string => {
    n++
    if (flavour === 'short') return SHORT[below(SHORT.length)] ?? 'ja'
    if (flavour === 'twins' && random() < 0.2) return wordFor(below(12))
    const own = wordFor(n)
    if (flavour === 'unicode' && random() < 0.4) {
      const at = below(own.length)
      return own.slice(0, at) + (ODD[below(ODD.length)] ?? 'ü') + own.slice(at)
    }
    return own
  }
  const wordsOf = (count: number): string => Array.from({ length: count }, word).join(' ')
  const sentences: string[] = []
  const sentence = (): string => {
    if (flavour === 'twins' && sentences.length && random() < 0.15)
      return sentences[below(sentences.length)] ?? ''
    const words = wordsOf(2 + below(9))
    const made = random() < 0.25 ? `„${words}“, sagte ${wordsOf(1)}.` : `${words}.`
    sentences.push(made)
    return made
  }
  const inline = (count: number): Node[] => {
    const nodes: Node[] = []
    for (let i = 0; i < count; i++) {
      const text = (i ? ' ' : '') + sentence()
      const cut = below(text.length)
      const dice = random()
      if (dice < 0.12 && cut > 0) {
        const style = pick([mark('strong'), mark('em'), mark('link', { href: 'https://example.org/' })])
        nodes.push(schema.text(text.slice(0, cut)), schema.text(text.slice(cut), [style]))
      } else if (dice < 0.24 && cut > 0) {
        const leaf = pick([
          nodeType('hard_break').create(),
          nodeType('mention').create(),
          nodeType('image').create({ src: 'x.png' }),
          nodeType('footnote').create(null, schema.text(wordsOf(3))),
        ])
        nodes.push(schema.text(text.slice(0, cut)), leaf, schema.text(text.slice(cut)))
      } else nodes.push(schema.text(text))
    }
    return nodes
  }
  const paragraph = (): Node => nodeType('paragraph').create(null, inline(below(12) ? 1 + below(4) : 0))
  const items = (count: number): Node[] =>
    Array.from({ length: count }, () => nodeType('list_item').create(null, [paragraph()]))
  const block = (): Node => {
    const dice = below(24)
    if (dice < 11) return paragraph()
    if (dice < 13)
      return nodeType('heading').create({ level: 1 + below(3) }, schema.text(wordsOf(1 + below(5))))
    if (dice < 15)
      return nodeType('blockquote').create(null, [paragraph(), ...(below(2) ? [paragraph()] : [])])
    if (dice < 17)
      return nodeType(dice === 15 ? 'bullet_list' : 'ordered_list').create(null, items(1 + below(3)))
    if (dice < 19) {
      const columns = 1 + below(3)
      const row = (): Node =>
        nodeType('table_row').create(
          null,
          Array.from({ length: columns }, () => nodeType('table_cell').create(null, [paragraph()])),
        )
      return nodeType('table').create(null, Array.from({ length: 1 + below(3) }, row))
    }
    if (dice === 19) return nodeType('code_block').create(null, schema.text(wordsOf(3)))
    if (dice === 20) return nodeType('horizontal_rule').create()
    if (dice === 21) return nodeType('embed').create()
    if (dice === 22) return nodeType('figure').create(null, nodeType('caption').create(null, inline(1)))
    return paragraph()
  }
  const blocks: Node[] = []
  while (n < first + words) {
    const own =
      flavour === 'twins' && blocks.length && random() < 0.15 ? blocks[below(blocks.length)] : block()
    if (own) blocks.push(own)
    else break
  }
  return nodeType('doc').create(null, blocks.length ? blocks : [nodeType('paragraph').create()])
}

/** Letters in one go, with what belongs to them. */
export const WORD = /[\p{L}\p{M}\p{N}]+/gu

/** The document with a number on each word: what stands where can be told even of words that are the same. */
export function tagged(doc: Node): Node {
  let id = 0
  return mapText(doc, (node) => {
    const text = node.text ?? ''
    const parts: Node[] = []
    let behind = 0
    for (const { index, 0: word } of text.matchAll(WORD)) {
      if (index > behind) parts.push(schema.text(text.slice(behind, index), node.marks))
      parts.push(schema.text(word, mark('tag', { id: id++ }).addToSet(node.marks)))
      behind = index + word.length
    }
    if (behind < text.length) parts.push(schema.text(text.slice(behind), node.marks))
    return parts
  })
}

/** Without the numbers. */
export function untagged(content: Fragment): Fragment {
  const nodes: Node[] = []
  content.forEach((node) =>
    nodes.push(
      node.isText
        ? node.mark(mark('tag', { id: 0 }).type.removeFromSet(node.marks))
        : node.copy(untagged(node.content)),
    ),
  )
  return Fragment.fromArray(joined(nodes))
}

/** The node with each text node of it replaced. */
export function mapText<T extends Node>(node: T, replace: (text: Node) => readonly Node[]): Node {
  const nodes: Node[] = []
  node.forEach((child) => {
    if (child.isText) nodes.push(...replace(child))
    else nodes.push(mapText(child, replace))
  })
  return node.copy(Fragment.fromArray(joined(nodes)))
}

/** Neighbouring text nodes with the same marks made one, as documents have it. */
function joined(nodes: readonly Node[]): Node[] {
  const done: Node[] = []
  for (const node of nodes) {
    const last = done[done.length - 1]
    if (last?.isText && node.isText && last.sameMarkup(node))
      done[done.length - 1] = schema.text((last.text ?? '') + (node.text ?? ''), last.marks)
    else if (!node.isText || node.text) done.push(node)
  }
  return done
}
