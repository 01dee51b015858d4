/** An article with everything in it that editors have: lists, a table, links, a name, an image, a note with an editor of its own. */
import { baseKeymap, chainCommands, exitCode, toggleMark } from 'prosemirror-commands'
import { history, redo, undo } from 'prosemirror-history'
import { keymap } from 'prosemirror-keymap'
import { Schema, type Node } from 'prosemirror-model'
import { schema as basic } from 'prosemirror-schema-basic'
import { addListNodes, liftListItem, sinkListItem, splitListItem } from 'prosemirror-schema-list'
import { EditorState, NodeSelection, type Command, type Plugin } from 'prosemirror-state'
import { goToNextCell, tableEditing, tableNodes } from 'prosemirror-tables'
import { StepMap } from 'prosemirror-transform'
import { EditorView, type NodeView } from 'prosemirror-view'

export const schema = new Schema({
  nodes: addListNodes(basic.spec.nodes, 'paragraph block*', 'block')
    .append(tableNodes({ tableGroup: 'block', cellContent: 'paragraph+', cellAttributes: {} }))
    .append({
      mention: {
        group: 'inline',
        inline: true,
        atom: true,
        attrs: { name: {} },
        toDOM: (node) => ['span', { 'data-mention': String(node.attrs['name']) }, `@${node.attrs['name']}`],
        parseDOM: [
          { tag: 'span[data-mention]', getAttrs: (dom) => ({ name: dom.getAttribute('data-mention') }) },
        ],
      },
      note: {
        group: 'inline',
        content: 'text*',
        inline: true,
        atom: true,
        toDOM: () => ['footnote', 0],
        parseDOM: [{ tag: 'footnote' }],
      },
    }),
  marks: basic.spec.marks,
})

const PIXEL = 'data:image/gif;base64,R0lGODlhAQABAAAAACw='

/** Statements stand in quotation marks, and every word of theirs occurs once. */
export function article(): Node {
  const text = (words: string, ...marks: string[]): Node =>
    schema.text(
      words,
      marks.map((name) => schema.mark(name, name === 'link' ? { href: 'https://example.org/' } : null)),
    )
  const inline = (name: string, attrs: Record<string, string> = {}): Node => schema.node(name, attrs)
  const paragraph = (...content: readonly (Node | string)[]): Node => block('paragraph', ...content)
  const block = (name: string, ...content: readonly (Node | string)[]): Node =>
    schema.node(
      name,
      null,
      content.map((child) => (typeof child === 'string' ? text(child) : child)),
    )
  const item = (...content: readonly Node[]): Node => schema.node('list_item', null, content)
  const cell = (words: string): Node => schema.node('table_cell', null, [paragraph(words)])
  const head = (words: string): Node => schema.node('table_header', null, [paragraph(words)])
  return schema.node('doc', null, [
    block('heading', 'Minister: „Hafen bleibt offen“'),
    paragraph(
      'Er sagte am Montag: „Wir ',
      text('prüfen', 'strong'),
      ' jeden ',
      text('Antrag genau', 'link'),
      ' und zügig.“ Danach ging er.',
    ),
    paragraph(
      'Laut ',
      inline('mention', { name: 'Petrow' }),
      ' gilt: „Fischer',
      schema.node('note', null, [text('Auch die Zahl der Boote')]),
      ' verlieren Geld,',
      inline('hard_break'),
      'Händler ',
      inline('image', { src: PIXEL }),
      ' gewinnen nichts.“ So steht es da.',
    ),
    schema.node('bullet_list', null, [
      item(paragraph('Erstens „kostet das viel“ im Jahr')),
      item(
        paragraph('Zweitens'),
        schema.node('ordered_list', null, [item(paragraph('darunter „fehlt Personal“'))]),
      ),
      item(paragraph('Drittens „drängt die Zeit“')),
    ]),
    schema.node('table', null, [
      schema.node('table_row', null, [head('Wer'), head('Was')]),
      schema.node('table_row', null, [cell('Sprecherin'), cell('„Niemand weiß mehr“')]),
      schema.node('table_row', null, [cell('Anwohner „hört Lärm“'), cell('nachts')]),
    ]),
    schema.node('blockquote', null, [paragraph('Sie meinte, ‚alles läuft‘ wieder.')]),
    block('code_block', 'let x = 1\nreturn x'),
    paragraph('Abends hieß es aus Kreisen,'),
    paragraph('morgen folge Näheres. Ende.'),
  ])
}

/** A key that is handled is the editor's, also when there is nothing to do: the browser has an undo of its own. */
const always = (command: Command): Command => chainCommands(command, () => true)

const inSchema = <T>(type: T | undefined): T => {
  if (!type) throw new Error('not in the schema')
  return type
}
const listItem = inSchema(schema.nodes['list_item'])
const strong = inSchema(schema.marks['strong'])
const toBreak: Command = (state, dispatch) => {
  dispatch?.(state.tr.replaceSelectionWith(schema.node('hard_break')).scrollIntoView())
  return true
}

/** From a selected note into its editor. */
const enterNote: Command = (state, _, view) => {
  const { selection } = state
  if (!(selection instanceof NodeSelection) || selection.node.type.name !== 'note') return false
  const inner = (view?.nodeDOM(selection.from) as HTMLElement | null)?.querySelector('.ProseMirror') // a note is an element
  if (inner instanceof HTMLElement) inner.focus()
  return true
}

export function openRich(...plugins: readonly Plugin[]): EditorView {
  const place = document.createElement('div')
  document.body.append(place)
  return new EditorView(place, {
    state: EditorState.create({
      doc: article(),
      plugins: [
        ...plugins,
        keymap({
          'Mod-z': always(undo),
          'Mod-y': always(redo),
          'Mod-b': always(toggleMark(strong)),
          'Shift-Enter': chainCommands(exitCode, toBreak),
          Enter: splitListItem(listItem),
          Tab: always(chainCommands(goToNextCell(1), sinkListItem(listItem))),
          'Shift-Tab': always(chainCommands(goToNextCell(-1), liftListItem(listItem))),
          F4: enterNote,
        }),
        keymap(baseKeymap),
        tableEditing(),
        history({ newGroupDelay: 60_000 }), // a slow machine groups what a fast one does
      ],
    }),
    nodeViews: { note: (node, view, getPos) => new NoteView(node, view, getPos) },
  })
}

/** The footnote of ProseMirror's examples: while it is selected, an editor on the note's content stands below it. */
class NoteView implements NodeView {
  readonly dom = document.createElement('footnote')
  private inner: EditorView | null = null

  constructor(
    private node: Node,
    private readonly outer: EditorView,
    private readonly getPos: () => number | undefined,
  ) {}

  selectNode(): void {
    this.dom.classList.add('ProseMirror-selectednode')
    const inner: EditorView = new EditorView(this.dom.appendChild(document.createElement('div')), {
      state: EditorState.create({
        doc: this.node,
        plugins: [
          keymap({
            'Mod-z': always(() => undo(this.outer.state, this.outer.dispatch)),
            'Mod-y': always(() => redo(this.outer.state, this.outer.dispatch)),
            'Mod-b': always(toggleMark(strong)),
            Tab: () => true,
            'Shift-Tab': () => true,
            Escape: () => {
              this.outer.focus()
              return true
            },
          }),
        ],
      }),
      dispatchTransaction: (tr) => {
        const { state, transactions } = inner.state.applyTransaction(tr)
        inner.updateState(state)
        if (tr.getMeta('fromOutside')) return
        const pos = this.getPos()
        if (pos === undefined) return
        const outerTr = this.outer.state.tr
        const offset = StepMap.offset(pos + 1)
        for (const own of transactions)
          for (const step of own.steps) {
            const mapped = step.map(offset)
            if (mapped) outerTr.step(mapped)
          }
        if (outerTr.docChanged) this.outer.dispatch(outerTr)
      },
    })
    this.inner = inner
  }

  deselectNode(): void {
    this.dom.classList.remove('ProseMirror-selectednode')
    this.close()
  }

  update(node: Node): boolean {
    if (!node.sameMarkup(this.node)) return false
    this.node = node
    const { inner } = this
    if (!inner) return true
    const { state } = inner
    const start = node.content.findDiffStart(state.doc.content)
    const end = node.content.findDiffEnd(state.doc.content)
    if (start === null || !end) return true
    const overlap = Math.max(0, start - Math.min(end.a, end.b))
    inner.dispatch(
      state.tr
        .replace(start, end.b + overlap, node.slice(start, end.a + overlap))
        .setMeta('fromOutside', true),
    )
    return true
  }

  stopEvent(event: Event): boolean {
    return this.inner !== null && event.target instanceof Element && this.inner.dom.contains(event.target)
  }

  ignoreMutation(): boolean {
    return true
  }

  destroy(): void {
    this.close()
  }

  private close(): void {
    const place = this.inner?.dom.parentElement
    this.inner?.destroy()
    this.inner = null
    place?.remove()
  }
}
