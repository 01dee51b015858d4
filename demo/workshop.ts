/** What a host does to a document behind the writer's back, to try whether everything finds its words again. */
import { Fragment, Node } from 'prosemirror-model'
import type { EditorState, Transaction } from 'prosemirror-state'
import { Random } from './long/random.js'

/** One word of a hundred. */
const CHANGED_SHARE = 0.01

/** The whole document replaced by its own copy, as a host does that synchronises by value. */
export function replaceByItself(state: EditorState): Transaction {
  return replaceAll(state, copyOf(state.doc))
}

export function replaceChanged(state: EditorState, seed: number): Transaction {
  return replaceAll(state, withChangedWords(state.doc, new Random(seed)))
}

/** The title stays where it is. */
export function reorder(state: EditorState, seed: number): Transaction {
  const [title, ...rest] = copyOf(state.doc).children
  const shuffled = new Random(seed).shuffled(rest)
  return replaceAll(state, state.doc.copy(Fragment.from(title ? [title, ...shuffled] : shuffled)))
}

/** Null when `words` do not occur. */
export function replaceWords(state: EditorState, words: string, by: string): Transaction | null {
  const { tr, doc, schema } = state
  if (!words) return null
  doc.descendants((node, pos) => {
    const text = node.text ?? ''
    for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + words.length)) {
      const from = tr.mapping.map(pos + at)
      const to = tr.mapping.map(pos + at + words.length)
      if (by) tr.replaceWith(from, to, schema.text(by, node.marks))
      else tr.delete(from, to)
    }
  })
  return tr.docChanged ? tr : null
}

/** An earlier version of the text: one paragraph more at the start, some missing later on, other words here and there. */
export function earlierVersion(doc: Node, lead: string): Node {
  const { schema } = doc.type
  const blocks = withChangedWords(doc, new Random(doc.childCount)).children.filter((_, i) => i % 17 !== 16)
  const added = schema.node('paragraph', null, [schema.text(lead)])
  return doc.copy(Fragment.from([...blocks.slice(0, 1), added, ...blocks.slice(1)]))
}

function replaceAll(state: EditorState, doc: Node): Transaction {
  return state.tr.replaceWith(0, state.doc.content.size, doc.content)
}

function copyOf(doc: Node): Node {
  return Node.fromJSON(doc.type.schema, doc.toJSON())
}

function withChangedWords(node: Node, random: Random): Node {
  if (node.isText) {
    const text = (node.text ?? '').replace(/[\p{L}\d]{2,}/gu, (word) =>
      random.next() < CHANGED_SHARE ? changed(word) : word,
    )
    return node.type.schema.text(text, node.marks)
  }
  return node.copy(Fragment.from(node.children.map((child) => withChangedWords(child, random))))
}

/** A number becomes the next one; in a word two letters change places. */
function changed(word: string): string {
  if (/^\d+$/.test(word)) return String(Number(word) + 1)
  const at = Math.max(0, (word.length >> 1) - 1)
  return word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2)
}
