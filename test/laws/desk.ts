/** A desk for random work: an article with lists and headings, annotations on it, and every kind of edit. */
import fc from 'fast-check'
import { baseKeymap, lift, setBlockType, splitBlock, toggleMark, wrapIn } from 'prosemirror-commands'
import { history, redo, undo } from 'prosemirror-history'
import { Schema, type Node } from 'prosemirror-model'
import { schema as basic } from 'prosemirror-schema-basic'
import { addListNodes, liftListItem, sinkListItem, splitListItem, wrapInList } from 'prosemirror-schema-list'
import { EditorState, TextSelection, type Command, type Transaction } from 'prosemirror-state'
import {
  articleText,
  attribution,
  attributionKey,
  getAnnotations,
  getArticle,
  getRanges,
  isStale,
  KINDS,
  setAnnotations,
  setStatus,
  STATUSES,
  targetOf,
  UNREVIEWED,
  UNTOUCHED,
  type Annotation,
  type Dossier,
} from '../../src/index.js'
import { decorationsOf } from '../../src/plugin/decorations.js'

export const schema = new Schema({
  nodes: addListNodes(basic.spec.nodes, 'paragraph block*', 'block'),
  marks: basic.spec.marks,
})

const { nodes, marks } = schema
const type = <T>(value: T | undefined): T => {
  if (!value) throw new Error('not in the schema')
  return value
}
const paragraph = type(nodes['paragraph'])
const heading = type(nodes['heading'])
const bulletList = type(nodes['bullet_list'])
const listItem = type(nodes['list_item'])
const hardBreak = type(nodes['hard_break'])
const image = type(nodes['image'])

/** Every word of the article is another one. */
export const plainDocs = docsWith(0)

/** Every word of the article is another one, except where a whole paragraph is said twice. */
export const docs = docsWith(1)

function docsWith(twins: 0 | 1): fc.Arbitrary<Node> {
  return fc
    .array(
      fc.record({
        as: fc.constantFrom('paragraph', 'paragraph', 'paragraph', 'heading', 'item', 'quote'),
        words: fc.integer({ min: 0, max: 14 }),
        twice: fc.integer({ min: 0, max: 9 }).map((n) => n < twins),
        leaf: fc.constantFrom(null, null, null, hardBreak, image),
      }),
      { minLength: 1, maxLength: 7 },
    )
    .map((blocks) => {
      let n = 0
      const made: Node[] = []
      for (const { as, words, twice, leaf } of blocks) {
        const text = Array.from({ length: words }, () => wordFor(n++)).join(' ')
        const inline = text ? [schema.text(text)] : []
        if (leaf && text)
          inline.splice(1, 0, leaf.create(leaf === image ? { src: 'x.png' } : null), schema.text(' danach'))
        const block = (as === 'heading' ? heading : paragraph).create(null, inline)
        const whole =
          as === 'item'
            ? bulletList.create(null, [listItem.create(null, [block])])
            : as === 'quote'
              ? type(nodes['blockquote']).create(null, [block])
              : block
        made.push(whole)
        if (twice) made.push(whole)
      }
      return type(nodes['doc']).create(null, made)
    })
}

/** The nth word; no two have more than a few letters in common. */
function wordFor(n: number): string {
  let seed = (n + 1) * 2654435761
  let word = ''
  for (let i = 0; i < 4 + (n % 6); i++) {
    seed = (seed * 1103515245 + 12345) % 4294967296
    word += 'abcdefghijklmnopqrstuvwxyz'[Math.floor(seed / 65536) % 26]
  }
  return word
}

/** Where random numbers from 0 to 1 become places. */
export type Share = number
export const share: fc.Arbitrary<Share> = fc.integer({ min: 0, max: 1000 }).map((n) => n / 1000)

export interface Draft {
  readonly at: Share
  readonly lengths: readonly number[]
  readonly kind: Annotation['kind']
  readonly status: Annotation['review']['status']
  readonly hasSpeaker: boolean
  readonly dismissed: boolean
}

export const drafts: fc.Arbitrary<readonly Draft[]> = fc.array(
  fc.record({
    at: share,
    lengths: fc.array(fc.integer({ min: 5, max: 60 }), { minLength: 1, maxLength: 3 }),
    kind: fc.constantFrom(...KINDS),
    status: fc.constantFrom(...STATUSES),
    hasSpeaker: fc.boolean(),
    dismissed: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
  }),
  { minLength: 1, maxLength: 6 },
)

const BY = { id: 'u1', name: 'Ada' }
const AT = '2026-01-02T03:04:05.000Z'

/** Annotations on the article's text: pieces one after the other, the speaker behind them. */
export function dossierFor(text: string, wanted: readonly Draft[]): Dossier {
  const annotations: Annotation[] = []
  for (const [i, draft] of wanted.entries()) {
    let start = Math.floor(draft.at * text.length)
    const quote: { start: number; end: number }[] = []
    for (const length of draft.lengths) {
      const end = Math.min(text.length, start + length)
      if (text.slice(start, end).trim()) quote.push(trimmed(text, start, end))
      start = end + 3
    }
    if (!quote.length) continue
    const behind = text.slice(start).match(/^\W*(\w+)/)
    const name = behind?.[1]
    const speaker =
      draft.hasSpeaker && name
        ? [{ start: start + (behind?.[0].length ?? 0) - name.length, end: start + (behind?.[0].length ?? 0) }]
        : []
    const target = targetOf(text, { quote, speaker, cue: [], frame: [], addressee: [] })
    annotations.push({
      id: `a${i}`,
      origin: 'detected',
      kind: draft.kind,
      target,
      speakerIs: { kind: 'none' },
      outlet: null,
      when: null,
      chain: [],
      confidence: 0.5,
      reasons: [],
      flags: [],
      ...UNTOUCHED,
      review:
        draft.status === 'unchecked'
          ? UNREVIEWED
          : { status: draft.status, wording: target.wording, by: BY, at: AT },
      dismissed: draft.dismissed,
    })
  }
  return { annotations, sources: [], log: [] }
}

function trimmed(text: string, start: number, end: number): { start: number; end: number } {
  const words = text.slice(start, end)
  return { start: start + words.length - words.trimStart().length, end: start + words.trimEnd().length }
}

export type Edit =
  | { readonly type: 'type'; readonly at: Share; readonly text: string }
  | { readonly type: 'backspace'; readonly at: Share; readonly times: number }
  | {
      readonly type: 'delete' | 'copy' | 'cut' | 'bold'
      readonly at: Share
      readonly length: number
      readonly to: Share
    }
  | { readonly type: 'replace'; readonly at: Share; readonly length: number; readonly text: string }
  | {
      readonly type: 'command'
      readonly at: Share
      readonly length: number
      readonly name: keyof typeof COMMANDS
    }
  | { readonly type: 'undo' | 'redo' | 'rewrite' | 'clear' }
  | { readonly type: 'review'; readonly of: Share; readonly status: Annotation['review']['status'] }

const COMMANDS = {
  split: splitBlock,
  splitItem: splitListItem(listItem),
  join: type(baseKeymap['Backspace']),
  heading: setBlockType(heading, { level: 2 }),
  plain: setBlockType(paragraph),
  code: setBlockType(type(nodes['code_block'])),
  list: wrapInList(bulletList),
  quote: wrapIn(type(nodes['blockquote'])),
  lift,
  liftItem: liftListItem(listItem),
  sinkItem: sinkListItem(listItem),
} as const satisfies Record<string, Command>

const length = fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 120 }))
const typed = fc.constantFrom('x', ' ', 'neu', 'ba', 'ein ganzer Satz', 'e')

export const textEdits: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({ type: fc.constant('type' as const), at: share, text: typed }),
  fc.record({ type: fc.constant('backspace' as const), at: share, times: fc.integer({ min: 1, max: 12 }) }),
  fc.record({
    type: fc.constantFrom('delete' as const, 'copy' as const, 'cut' as const, 'bold' as const),
    at: share,
    length,
    to: share,
  }),
  fc.record({ type: fc.constant('replace' as const), at: share, length, text: typed }),
  fc.record({
    type: fc.constant('command' as const),
    at: share,
    length,
    name: fc.constantFrom(...(Object.keys(COMMANDS) as (keyof typeof COMMANDS)[])),
  }),
  fc.constantFrom({ type: 'rewrite' as const }, { type: 'clear' as const }),
)

/** Edits that need no node or mark of the schema by name. */
export const plainEdits: fc.Arbitrary<Edit> = fc.oneof(
  {
    weight: 8,
    arbitrary: textEdits.filter(({ type }) => type !== 'bold' && type !== 'command'),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('command' as const),
      at: share,
      length,
      name: fc.constantFrom('split' as const, 'join' as const, 'lift' as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('review' as const),
      of: share,
      status: fc.constantFrom(...STATUSES),
    }),
  },
)

export const anyEdits: fc.Arbitrary<Edit> = fc.oneof(
  { weight: 6, arbitrary: textEdits },
  { weight: 2, arbitrary: fc.constantFrom({ type: 'undo' as const }, { type: 'redo' as const }) },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('review' as const),
      of: share,
      status: fc.constantFrom(...STATUSES),
    }),
  },
)

/** An editor without a screen. */
export class Desk {
  state: EditorState

  constructor(doc: Node, wanted: readonly Draft[], newGroupDelay = 0) {
    let n = 0
    const plugin = attribution({
      engine: null,
      now: () => new Date(AT),
      user: () => BY,
      createId: () => `new${++n}`,
    })
    this.state = EditorState.create({ doc, plugins: [history({ newGroupDelay }), plugin] })
    this.run(setAnnotations(dossierFor(this.text, wanted)))
  }

  readonly dispatch = (tr: Transaction): void => {
    this.state = this.state.apply(tr)
  }

  get text(): string {
    return articleText(getArticle(this.state))
  }

  run(command: Command): boolean {
    return command(this.state, this.dispatch)
  }

  edit(edit: Edit): void {
    const { doc } = this.state
    const place = (at: Share): number =>
      TextSelection.near(doc.resolve(Math.round(at * doc.content.size))).from
    const range = (at: Share, long: number): { from: number; to: number } => {
      const from = place(at)
      return {
        from,
        to: Math.max(from, TextSelection.near(doc.resolve(Math.min(from + long, doc.content.size)), -1).to),
      }
    }
    switch (edit.type) {
      case 'type':
        for (const [i, char] of [...edit.text].entries())
          this.dispatch(this.state.tr.insertText(char, place(edit.at) + i))
        return
      case 'backspace': {
        const to = place(edit.at)
        const start = doc.resolve(to).start()
        for (let pos = to; pos > Math.max(start, to - edit.times); pos--)
          this.dispatch(this.state.tr.delete(pos - 1, pos))
        return
      }
      case 'delete': {
        const { from, to } = range(edit.at, edit.length)
        return this.dispatch(this.state.tr.deleteRange(from, to))
      }
      case 'replace': {
        const { from, to } = range(edit.at, edit.length)
        return this.dispatch(this.state.tr.insertText(edit.text, from, to))
      }
      case 'bold': {
        const { from, to } = range(edit.at, edit.length)
        this.dispatch(this.state.tr.setSelection(TextSelection.create(doc, from, to)))
        this.run(toggleMark(type(marks['strong'])))
        return
      }
      case 'copy':
      case 'cut': {
        const { from, to } = range(edit.at, edit.length)
        const slice = doc.slice(from, to)
        if (edit.type === 'cut') this.dispatch(this.state.tr.deleteRange(from, to))
        const target = TextSelection.near(
          this.state.doc.resolve(Math.round(edit.to * this.state.doc.content.size)),
        ).from
        return this.dispatch(this.state.tr.replace(target, target, slice))
      }
      case 'command': {
        const { from, to } = range(edit.at, edit.length)
        this.dispatch(this.state.tr.setSelection(TextSelection.create(doc, from, to)))
        this.run(COMMANDS[edit.name])
        return
      }
      case 'undo':
        this.run(undo)
        return
      case 'redo':
        this.run(redo)
        return
      case 'rewrite':
        return this.dispatch(this.state.tr.replaceWith(0, doc.content.size, doc.content))
      case 'clear':
        return this.dispatch(this.state.tr.delete(0, doc.content.size))
      case 'review': {
        const all = getAnnotations(this.state)
        const one = all[Math.min(all.length - 1, Math.floor(edit.of * all.length))]
        if (one) this.run(setStatus(edit.status, one.id))
      }
    }
  }

  /** What a reader could tell of each annotation. */
  facts(): unknown {
    return [...getAnnotations(this.state)]
      .sort((a, b) => (a.id < b.id ? -1 : 1))
      .map((annotation) => ({
        id: annotation.id,
        ranges: getRanges(this.state, annotation.id),
        detached: annotation.target.detached,
        wording: annotation.target.wording,
        status: annotation.review.status,
        stale: isStale(annotation),
      }))
  }

  /** The decorations as they are, and as they would be drawn on the same state from nothing. */
  decorations(): { readonly kept: unknown; readonly fresh: unknown } {
    const own = attributionKey.getState(this.state)
    if (!own) throw new Error('no plugin')
    return {
      kept: listed(decorationsOf(own).find()),
      fresh: listed(decorationsOf({ ...own, trail: null }).find()),
    }
  }
}

function listed(decorations: readonly { from: number; to: number; spec: unknown }[]): unknown {
  return decorations
    .map(({ from, to, spec }) => ({ from, to, spec }))
    .sort((a, b) => a.from - b.from || a.to - b.to)
}
