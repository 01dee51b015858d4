/** The editor of the demo: a small newsroom schema with tables, and the usual ProseMirror plugins around ours. */
import { baseKeymap } from 'prosemirror-commands'
import { buildInputRules, buildKeymap } from 'prosemirror-example-setup'
import { history } from 'prosemirror-history'
import { keymap } from 'prosemirror-keymap'
import { DOMParser, Schema, type Node } from 'prosemirror-model'
import { schema as basic } from 'prosemirror-schema-basic'
import { addListNodes } from 'prosemirror-schema-list'
import { EditorState, Plugin } from 'prosemirror-state'
import { goToNextCell, tableEditing, tableNodes } from 'prosemirror-tables'
import { Decoration, DecorationSet } from 'prosemirror-view'
import { attributionKeymap } from '../src/index.js'
import { parsePage } from './trusted.js'

export const schema = new Schema({
  nodes: addListNodes(basic.spec.nodes, 'paragraph block*', 'block').append(
    tableNodes({ tableGroup: 'block', cellContent: 'block+', cellAttributes: {} }),
  ),
  marks: basic.spec.marks,
})

/**
 * The document of an HTML page: what stands in its `article` (else its body), and its language, empty
 * where it says none. Scripts never run, the page is only parsed.
 */
export function parseArticle(html: string): { readonly doc: Node; readonly lang: string } {
  const page = parsePage(html)
  const doc = DOMParser.fromSchema(schema).parse(page.querySelector('article') ?? page.body)
  return { doc, lang: page.documentElement.lang }
}

export function createState(
  doc: Node,
  { attribution, placeholder }: { attribution: Plugin; placeholder: () => string },
): EditorState {
  return EditorState.create({
    doc,
    plugins: [
      buildInputRules(schema),
      keymap(attributionKeymap),
      keymap({ Tab: goToNextCell(1), 'Shift-Tab': goToNextCell(-1) }),
      keymap(buildKeymap(schema, { Escape: false })), // pressed once too often on the way back, it would select the paragraph
      keymap(baseKeymap),
      history(),
      attribution,
      placeholderPlugin(placeholder),
      tableEditing(), // last, so that it does not take cells' keys and clicks from the rest
    ],
  })
}

/** Says what to do while the document is empty. */
function placeholderPlugin(text: () => string): Plugin {
  return new Plugin({
    props: {
      decorations({ doc }) {
        const only = doc.childCount === 1 ? doc.firstChild : null
        if (!only?.isTextblock || only.content.size > 0) return null
        return DecorationSet.create(doc, [
          Decoration.node(0, only.nodeSize, { class: 'placeholder', 'data-placeholder': text() }),
        ])
      },
    },
  })
}
