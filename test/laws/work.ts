/**
 * Every kind of edit, as plain data that can be made at random, kept as JSON and
 * carried out again. Places are shares of the document's size, so that an edit
 * means something in any document.
 */
import fc from 'fast-check'
import {
  baseKeymap,
  joinDown,
  joinUp,
  lift,
  selectParentNode,
  setBlockType,
  splitBlock,
  splitBlockAs,
  toggleMark,
  wrapIn,
} from 'prosemirror-commands'
import { closeHistory, redo, undo } from 'prosemirror-history'
import { DOMParser, Fragment, Node, Slice } from 'prosemirror-model'
import { liftListItem, sinkListItem, splitListItem, wrapInList } from 'prosemirror-schema-list'
import {
  EditorState,
  NodeSelection,
  TextSelection,
  type Command,
  type Selection,
  type Transaction,
} from 'prosemirror-state'
import {
  addColumnAfter,
  addColumnBefore,
  addRowAfter,
  addRowBefore,
  CellSelection,
  deleteCellSelection,
  deleteColumn,
  deleteRow,
  deleteTable,
  goToNextCell,
  mergeCells,
  moveTableColumn,
  moveTableRow,
  splitCell,
  toggleHeaderRow,
  cellAround,
} from 'prosemirror-tables'
import { ReplaceStep, StepMap, Transform } from 'prosemirror-transform'
import { parseHTML } from 'linkedom'
import { randomFrom } from '../bench/edits.js'
import { KINDS, STATUSES, type Annotation, type Status } from '../../src/index.js'
import { share, type Share } from './desk.js'
import { articleFor, mark, nodeType, schema, untagged, WORD, wordFor } from './schema.js'

const key = (name: string): Command => baseKeymap[name] ?? (() => false)
const insert =
  (name: string, attrs: Record<string, unknown> = {}): Command =>
  (state, dispatch) => {
    const type = nodeType(name)
    const node = type.createAndFill(attrs)
    if (!node) return false
    dispatch?.(state.tr.replaceSelectionWith(node))
    return true
  }
const link: Command = toggleMark(mark('link', { href: '#' }).type, { href: 'https://example.org/a' })
const unmark: Command = (state, dispatch) => {
  dispatch?.(state.tr.removeMark(state.selection.from, state.selection.to, mark('strong').type))
  return true
}
const markUp: Command = (state, dispatch) => {
  const { $from } = state.selection
  if (!$from.depth || $from.parent.type.name !== 'heading') return false
  dispatch?.(state.tr.setNodeMarkup($from.before(), null, { level: 1 + ($from.parent.attrs['level'] % 6) }))
  return true
}
const insertTable: Command = (state, dispatch) => {
  const row = (): Node | null =>
    nodeType('table_row').create(
      null,
      [cell(), cell()].flatMap((one) => one ?? []),
    )
  const cell = (): Node | null => nodeType('table_cell').createAndFill()
  dispatch?.(
    state.tr.replaceSelectionWith(
      nodeType('table').create(
        null,
        [row(), row()].flatMap((r) => r ?? []),
      ),
    ),
  )
  return true
}
/** Selects from the cell of the selection to the last one of its table, then goes on. */
const onCells =
  (command: Command): Command =>
  (state, dispatch) => {
    const from = cellAround(state.selection.$from)
    if (!from) return false
    const to = cellAround(state.selection.$to) ?? from
    const far = to.pos === from.pos ? state.doc.resolve(from.pos) : to
    const selected = state.apply(state.tr.setSelection(new CellSelection(from, far)))
    const neighbour = from.node(-1).child(0).childCount > 1 ? nextOf(state, from.pos) : null
    const selection = neighbour === null ? selected : select(state, from.pos, neighbour)
    return command(selection, dispatch && ((tr) => dispatch(onto(state, tr))))
  }
const nextOf = (state: EditorState, cell: number): number | null => {
  const node = state.doc.nodeAt(cell)
  if (!node) return null
  const next = cell + node.nodeSize
  return state.doc.nodeAt(next)?.type.spec['tableRole'] === 'cell' ? next : null
}
const select = (state: EditorState, from: number, to: number): EditorState =>
  state.apply(state.tr.setSelection(CellSelection.create(state.doc, from, to)))
/** The steps of a transaction that was made on the same document with another selection. */
const onto = (state: EditorState, from: Transaction): Transaction => {
  const { tr } = state
  for (const step of from.steps) tr.step(step)
  return tr
}

export const COMMANDS = {
  split: splitBlock,
  splitAs: splitBlockAs((node) => ({ type: node.type })),
  splitItem: splitListItem(nodeType('list_item')),
  backspace: key('Backspace'),
  del: key('Delete'),
  enter: key('Enter'),
  hardBreak: insert('hard_break'),
  heading: setBlockType(nodeType('heading'), { level: 2 }),
  plain: setBlockType(nodeType('paragraph')),
  code: setBlockType(nodeType('code_block')),
  bullets: wrapInList(nodeType('bullet_list')),
  numbers: wrapInList(nodeType('ordered_list')),
  quote: wrapIn(nodeType('blockquote')),
  lift,
  joinUp,
  joinDown,
  liftItem: liftListItem(nodeType('list_item')),
  sinkItem: sinkListItem(nodeType('list_item')),
  bold: toggleMark(mark('strong').type),
  emphasis: toggleMark(mark('em').type),
  link,
  unmark,
  markUp,
  rule: insert('horizontal_rule'),
  mention: insert('mention'),
  image: insert('image', { src: 'y.png' }),
  embed: insert('embed'),
  figure: insert('figure'),
  footnote: insert('footnote'),
  parent: (state, dispatch) => {
    let selected: EditorState = state
    if (!selectParentNode(state, (tr) => (selected = state.apply(tr)))) return false
    if (!(selected.selection instanceof NodeSelection) || selected.selection.node.nodeSize > 400) return false
    dispatch?.(onto(state, selected.tr.deleteSelection()))
    return true
  },
  insertTable,
  rowAfter: addRowAfter,
  rowBefore: addRowBefore,
  columnAfter: addColumnAfter,
  columnBefore: addColumnBefore,
  deleteRow,
  deleteColumn,
  deleteTable,
  mergeCells: onCells(mergeCells),
  emptyCells: onCells(deleteCellSelection),
  splitCell,
  headerRow: toggleHeaderRow,
  nextCell: goToNextCell(1),
  moveRow: moveTableRow({ from: 0, to: 1, select: false }),
  moveColumn: moveTableColumn({ from: 0, to: 1, select: false }),
} as const satisfies Record<string, Command>

export type CommandName = keyof typeof COMMANDS

/** What a host puts in the place of the whole document. */
const REWRITES = ['same', 'json', 'words', 'order', 'away'] as const

export type Work =
  | { readonly type: 'type'; readonly at: Share; readonly text: string }
  | { readonly type: 'backspace' | 'forward'; readonly at: Share; readonly times: number }
  | {
      readonly type: 'delete' | 'copy' | 'cut' | 'drag' | 'paste-html' | 'cut-html'
      readonly at: Share
      readonly length: number
      readonly to: Share
    }
  | { readonly type: 'replace'; readonly at: Share; readonly length: number; readonly text: string }
  | { readonly type: 'command'; readonly at: Share; readonly length: number; readonly name: CommandName }
  /** Takes a block (or item, row …) elsewhere among its siblings; with `late` it is deleted there after it was put here. */
  | { readonly type: 'move'; readonly at: Share; readonly by: number; readonly late: boolean }
  | { readonly type: 'find'; readonly at: Share; readonly text: string; readonly backwards: boolean }
  | {
      readonly type: 'rewrite'
      readonly how: (typeof REWRITES)[number]
      readonly seed: number
      readonly percent: number
    }
  | { readonly type: 'clear' }
  | { readonly type: 'footnote'; readonly which: Share; readonly at: Share; readonly text: string }
  /** The last transaction taken back, another one's put in, and done again, as a collaborative editor does. */
  | { readonly type: 'rebase'; readonly at: Share; readonly length: number; readonly text: string }
  | { readonly type: 'undo' | 'redo'; readonly times: number }
  | { readonly type: 'close' }
  | { readonly type: 'review'; readonly of: Share; readonly status: Status }
  | { readonly type: 'dismiss' | 'restore' | 'note'; readonly of: Share }
  | {
      readonly type: 'annotate'
      readonly at: Share
      readonly length: number
      readonly kind: Annotation['kind']
    }
  | { readonly type: 'detect' }

/** Whether it can change the document, other than by the history. */
export function isTextWork({ type }: Work): boolean {
  return !['undo', 'redo', 'close', 'review', 'dismiss', 'restore', 'note', 'annotate', 'detect'].includes(
    type,
  )
}

const length = fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 140 }))
const typed = fc.constantFrom('x', ' ', 'neu', 'ba', 'ein ganzer Satz', 'e', 'ü', '👩‍👧', '„', '.')
const one = <T extends string>(...values: T[]): fc.Arbitrary<T> => fc.constantFrom(...values)
const names = Object.keys(COMMANDS) as CommandName[] // the object is frozen by `as const`

export const textWork: fc.Arbitrary<Work> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ type: one('type'), at: share, text: typed }) },
  {
    weight: 4,
    arbitrary: fc.record({
      type: one('backspace', 'forward'),
      at: share,
      times: fc.integer({ min: 1, max: 12 }),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      type: one('delete', 'delete', 'copy', 'cut', 'drag', 'drag', 'paste-html', 'cut-html'),
      at: share,
      length,
      to: share,
    }),
  },
  { weight: 3, arbitrary: fc.record({ type: one('replace'), at: share, length, text: typed }) },
  {
    weight: 9,
    arbitrary: fc.record({ type: one('command'), at: share, length, name: fc.constantFrom(...names) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      type: one('move'),
      at: share,
      by: fc.integer({ min: -3, max: 3 }),
      late: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ type: one('find'), at: share, text: typed, backwards: fc.boolean() }) },
  {
    weight: 2,
    arbitrary: fc.record({
      type: one('rewrite'),
      how: fc.constantFrom(...REWRITES),
      seed: fc.nat(9999),
      percent: fc.integer({ min: 1, max: 5 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      type: one('footnote'),
      which: share,
      at: share,
      text: fc.constantFrom('n', 'wo', ''),
    }),
  },
  { weight: 2, arbitrary: fc.record({ type: one('rebase'), at: share, length: fc.nat(20), text: typed }) },
)

export const anyWork: fc.Arbitrary<Work> = fc.oneof(
  { weight: 60, arbitrary: textWork },
  {
    weight: 22,
    arbitrary: fc.record({ type: one('undo', 'undo', 'redo'), times: fc.integer({ min: 1, max: 4 }) }),
  },
  { weight: 3, arbitrary: fc.constant({ type: 'close' as const }) },
  { weight: 1, arbitrary: fc.constant({ type: 'clear' as const }) },
  {
    weight: 5,
    arbitrary: fc.record({ type: one('review'), of: share, status: fc.constantFrom(...STATUSES) }),
  },
  { weight: 3, arbitrary: fc.record({ type: one('dismiss', 'restore', 'note'), of: share }) },
  {
    weight: 2,
    arbitrary: fc.record({ type: one('annotate'), at: share, length, kind: fc.constantFrom(...KINDS) }),
  },
  { weight: 1, arbitrary: fc.constant({ type: 'detect' as const }) },
)

/** What the plugin threw, apart from what ProseMirror throws when an edit does not fit. */
export class Broken extends Error {}

/** Documents do not grow beyond this, in positions. */
const MAX_SIZE = 24_000
/** Edits lie so far apart that each is an event of the history; keys that are typed in one go do not. */
const EDIT_MS = 1_000
const KEY_MS = 50

/** An editor without a screen that does text work. On the shadow a copy of words is not the words themselves. */
export class Typist {
  /** The last transaction that changed the document, and only that. */
  private last: Transaction | null = null
  private clock = 0
  /** Called after each transaction that changed the document: some work takes several. */
  onChange: () => void = () => {}

  constructor(
    public state: EditorState,
    private readonly isShadow = false,
  ) {}

  /** The same editor at the same point, to try something. */
  fork(): Typist {
    const twin = new Typist(this.state, this.isShadow)
    twin.last = this.last
    twin.clock = this.clock
    return twin
  }

  readonly dispatch = (tr: Transaction): void => {
    try {
      this.state = this.state.apply(tr.setTime(this.clock))
      if (!tr.docChanged) return
      this.last = tr
      this.onChange()
    } catch (error) {
      throw new Broken('Applying a transaction failed', { cause: error })
    }
  }

  run(command: Command): boolean {
    return command(this.state, this.dispatch)
  }

  /** Does nothing where an edit does not fit. */
  do(work: Work): void {
    this.clock += EDIT_MS
    try {
      this.carryOut(work)
    } catch (error) {
      if (error instanceof Broken) throw error
    }
  }

  private carryOut(work: Work): void {
    const { doc } = this.state
    const { size } = doc.content
    const place = (at: Share): number => TextSelection.near(doc.resolve(Math.round(at * size))).from
    const selected = (at: Share, long: number): Selection => {
      const from = place(at)
      const to = TextSelection.near(doc.resolve(Math.min(from + long, size)), -1).to
      return TextSelection.create(doc, from, Math.max(from, to))
    }
    switch (work.type) {
      case 'type':
        for (const [i, unit] of [...work.text].entries()) {
          this.clock += KEY_MS
          const before = [...work.text].slice(0, i).join('').length
          this.dispatch(this.state.tr.insertText(unit, place(work.at) + before))
        }
        return
      case 'backspace': {
        const to = place(work.at)
        const start = doc.resolve(to).start()
        for (let pos = to; pos > Math.max(start, to - work.times); pos--) {
          this.clock += KEY_MS
          this.dispatch(this.state.tr.delete(pos - 1, pos))
        }
        return
      }
      case 'forward': {
        const from = place(work.at)
        const end = doc.resolve(from).end()
        for (let n = 0; n < Math.min(work.times, end - from); n++) {
          this.clock += KEY_MS
          this.dispatch(this.state.tr.delete(from, from + 1))
        }
        return
      }
      case 'delete': {
        const { from, to } = selected(work.at, work.length)
        return this.dispatch(this.state.tr.deleteRange(from, to))
      }
      case 'replace': {
        const { from, to } = selected(work.at, work.length)
        return this.dispatch(this.state.tr.insertText(work.text, from, to))
      }
      case 'copy':
      case 'cut': {
        const { from, to } = selected(work.at, work.length)
        if (work.type === 'copy' && size > MAX_SIZE) return
        const slice = doc.slice(from, to)
        if (work.type === 'cut') {
          this.dispatch(this.state.tr.deleteRange(from, to))
          this.clock += EDIT_MS
        }
        const { tr } = this.state
        const target = TextSelection.near(tr.doc.resolve(Math.round(work.to * tr.doc.content.size))).from
        return this.dispatch(
          tr.replaceRange(target, target, work.type === 'copy' ? this.copied(slice) : slice),
        )
      }
      case 'drag': {
        const { from, to } = selected(work.at, work.length)
        const target = place(work.to)
        if (target >= from && target <= to) return
        const slice = doc.slice(from, to)
        const tr = this.state.tr.deleteRange(from, to)
        const at = tr.mapping.map(target)
        return this.dispatch(tr.replaceRange(at, at, slice))
      }
      case 'paste-html':
      case 'cut-html': {
        const { from, to } = selected(work.at, work.length)
        if (work.type === 'paste-html' && size > MAX_SIZE) return
        const slice = fromHTML(doc.textBetween(from, to, '\n'))
        if (work.type === 'cut-html') {
          this.dispatch(this.state.tr.deleteRange(from, to))
          this.clock += EDIT_MS
        }
        const { tr } = this.state
        const target = TextSelection.near(tr.doc.resolve(Math.round(work.to * tr.doc.content.size))).from
        return this.dispatch(tr.replaceRange(target, target, slice))
      }
      case 'command': {
        const at = selected(work.at, work.length)
        this.dispatch(this.state.tr.setSelection(at))
        this.run(COMMANDS[work.name])
        return
      }
      case 'move': {
        const $pos = doc.resolve(place(work.at))
        const depth = $pos.parent.isTextblock ? $pos.depth : $pos.depth - 1
        // The outermost block, unless it is the only one.
        const level = doc.childCount > 1 ? 1 : depth
        const parent = $pos.node(level - 1)
        const index = $pos.index(level - 1)
        const target = Math.max(0, Math.min(parent.childCount - 1, index + work.by))
        const node = parent.maybeChild(index)
        if (!node || target === index) return
        let at = $pos.start(level - 1)
        for (let i = 0; i < target + (target > index ? 1 : 0); i++) at += parent.child(i).nodeSize
        const from = $pos.before(level)
        const { tr } = this.state
        if (work.late) {
          tr.insert(at, node)
          const old = tr.mapping.map(from)
          tr.delete(old, old + node.nodeSize)
        } else {
          tr.delete(from, from + node.nodeSize)
          tr.insert(tr.mapping.map(at), node)
        }
        return this.dispatch(tr)
      }
      case 'find': {
        const at = place(work.at)
        const behind = wordsOf(doc).find(({ to }) => to > at)
        const word = behind && doc.textBetween(behind.from, behind.to)
        if (!word) return
        const found = wordsOf(doc).filter(({ from, to }) => doc.textBetween(from, to) === word)
        const { tr } = this.state
        for (const { from } of work.backwards ? found.reverse() : found) {
          const at = work.backwards ? from : tr.mapping.map(from)
          tr.insertText(work.text, at, at + word.length)
        }
        if (tr.docChanged) this.dispatch(tr)
        return
      }
      case 'rewrite':
        return this.rewrite(work)
      case 'clear':
        return this.dispatch(this.state.tr.delete(0, size))
      case 'footnote': {
        const notes: { node: Node; pos: number }[] = []
        doc.descendants((node, pos) => {
          if (node.type.name === 'footnote') notes.push({ node, pos })
        })
        const note = notes[Math.floor(work.which * (notes.length - 1))]
        if (!note) return
        // As the node view of ProseMirror's footnote example does it.
        const inner = EditorState.create({ doc: note.node }).tr
        const at = Math.round(work.at * note.node.content.size)
        if (work.text) inner.insertText(work.text, at)
        else inner.delete(Math.max(0, at - 3), at)
        const { tr } = this.state
        const offset = StepMap.offset(note.pos + 1)
        for (const step of inner.steps) {
          const mapped = step.map(offset)
          if (mapped) tr.step(mapped)
        }
        if (tr.docChanged) this.dispatch(tr)
        return
      }
      case 'rebase':
        return this.rebase(work)
      case 'undo':
      case 'redo':
        for (let n = 0; n < work.times; n++) this.run(work.type === 'undo' ? undo : redo)
        return
      case 'close':
        return this.dispatch(closeHistory(this.state.tr))
    }
  }

  private copied(slice: Slice): Slice {
    return this.isShadow ? new Slice(untagged(slice.content), slice.openStart, slice.openEnd) : slice
  }

  private rewrite({ how, seed, percent }: Extract<Work, { type: 'rewrite' }>): void {
    const { doc } = this.state
    const put = (content: Fragment): void =>
      this.dispatch(this.state.tr.replaceWith(0, this.state.doc.content.size, content))
    const copy = Node.fromJSON(schema, doc.toJSON()).content
    const random = randomFrom(seed)
    switch (how) {
      case 'same':
        return put(doc.content)
      case 'json':
        return put(copy)
      case 'order': {
        const blocks: Node[] = []
        copy.forEach((node) => blocks.push(node))
        for (let n = 0; n < 2; n++) {
          const [block] = blocks.splice(Math.floor(random() * blocks.length), 1)
          if (block) blocks.splice(Math.floor(random() * (blocks.length + 1)), 0, block)
        }
        return put(Fragment.fromArray(blocks))
      }
      case 'words': {
        const changed = new Transform(Node.fromJSON(schema, doc.toJSON()))
        for (const { from, to } of wordsOf(doc).reverse())
          if (random() * 100 < percent)
            changed.replaceWith(from, to, schema.text(wordFor(5_000 + Math.floor(random() * 5_000))))
        return put(changed.doc.content)
      }
      case 'away':
        put(articleFor(seed, 40, 'plain', 20_000).content)
        this.clock += EDIT_MS
        return put(copy)
    }
  }

  private rebase({ at, length, text }: Extract<Work, { type: 'rebase' }>): void {
    const { last } = this
    if (!last || last.doc !== this.state.doc || last.getMeta('rebased') || last.getMeta('history$')) return
    const { tr } = this.state
    for (let i = last.steps.length - 1; i >= 0; i--) {
      const step = last.steps[i]
      const before = last.docs[i]
      if (step && before) tr.step(step.invert(before))
    }
    const { size } = tr.doc.content
    const from = TextSelection.near(tr.doc.resolve(Math.round(at * size))).from
    const to = Math.max(from, TextSelection.near(tr.doc.resolve(Math.min(from + length, size)), -1).to)
    const theirs = new ReplaceStep(from, to, new Slice(Fragment.from(schema.text(text)), 0, 0))
    if (tr.maybeStep(theirs).failed) return
    let mapFrom = last.steps.length
    for (const step of last.steps) {
      const mapped = step.map(tr.mapping.slice(mapFrom))
      mapFrom--
      if (!mapped || tr.maybeStep(mapped).failed) continue
      // As prosemirror-collab does it; the method is there but not in the types.
      const mapping = tr.mapping as unknown as { setMirror(a: number, b: number): void }
      mapping.setMirror(mapFrom, tr.steps.length - 1)
    }
    this.dispatch(tr.setMeta('rebased', last.steps.length).setMeta('addToHistory', false))
  }
}

/** Where the words of the text blocks stand, whatever marks they bear. */
function wordsOf(doc: Node): { from: number; to: number }[] {
  const found: { from: number; to: number }[] = []
  doc.descendants((block, pos) => {
    if (!block.isTextblock) return true
    let text = ''
    block.forEach((node) => (text += node.isText ? (node.text ?? '') : ' '.repeat(node.nodeSize)))
    for (const { index, 0: word } of text.matchAll(WORD))
      found.push({ from: pos + 1 + index, to: pos + 1 + index + word.length })
    return false
  })
  return found
}

/** As a browser pastes it from elsewhere: paragraphs with some bold words, the outer ones open. */
function fromHTML(text: string): Slice {
  const html = text
    .split('\n')
    .map((line) => `<p>${line.replace(/[&<>]/g, ' ').replace(/ (\S+) /, ' <strong>$1</strong> ')}</p>`)
    .join('')
  const { document } = parseHTML(`<!doctype html><html><body><div>${html}</div></body></html>`)
  const dom = document.querySelector('div') as unknown as globalThis.Node // linkedom has the standard's interfaces
  return DOMParser.fromSchema(schema).parseSlice(dom, { preserveWhitespace: true })
}
