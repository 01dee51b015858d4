/**
 * Articles with annotations for measuring, and the editors that are compared:
 * plain ProseMirror, the plugin, and the two ways in which plugins usually keep
 * such marks. Runs in Node and in a page.
 */
import { history } from 'prosemirror-history'
import { Schema, type Node } from 'prosemirror-model'
import { schema as basic } from 'prosemirror-schema-basic'
import { addListNodes } from 'prosemirror-schema-list'
import { EditorState, Plugin, PluginKey, TextSelection } from 'prosemirror-state'
import { Decoration, DecorationSet } from 'prosemirror-view'
import {
  attribution,
  setAnnotations,
  targetOf,
  UNTOUCHED,
  type Annotation,
  type Dossier,
} from '../../src/index.js'

export const schema = new Schema({
  nodes: addListNodes(basic.spec.nodes, 'paragraph block*', 'block'),
  marks: basic.spec.marks,
})

export interface Size {
  readonly words: number
  readonly annotations: number
}

/** The sizes that the goals are set for. */
export const SIZES: readonly Size[] = [
  { words: 1_000, annotations: 100 },
  { words: 10_000, annotations: 1_000 },
  { words: 100_000, annotations: 10_000 },
]

const WORDS_A_PARAGRAPH = 60
/** Of the words that an annotation has to itself: so many are the quote, then come speaker and cue, the rest is free. */
const QUOTE_WORDS = 6

/** Paragraphs of made-up words, each of them another. */
export function articleOf(words: number): Node {
  const paragraphs: Node[] = []
  for (let n = 0; n < words; n += WORDS_A_PARAGRAPH) {
    const count = Math.min(WORDS_A_PARAGRAPH, words - n)
    const text = Array.from({ length: count }, (_, i) => `wort${n + i}`).join(' ')
    paragraphs.push(schema.node('paragraph', null, [schema.text(text)]))
  }
  return schema.node('doc', null, paragraphs)
}

/** Evenly spread statements with speaker and cue, none over a paragraph's border; every third one verified. */
export function dossierOf(doc: Node, count: number): Dossier {
  const text = doc.textBetween(0, doc.content.size, '\n\n')
  const starts = [...text.matchAll(/\bwort/g)].map((match) => match.index)
  const every = starts.length / count
  if (every < QUOTE_WORDS + 3)
    throw new RangeError(`Too few words for ${count} annotations: ${starts.length}`)
  const word = (n: number) => {
    const start = starts[n] ?? 0
    return { start, end: start + (/\w+/.exec(text.slice(start, start + 20))?.[0].length ?? 0) }
  }
  const annotations = Array.from({ length: count }, (_, i): Annotation => {
    const own = Math.floor(i * every)
    // The paragraph's last words stand in for the next one's first.
    const left = WORDS_A_PARAGRAPH - (own % WORDS_A_PARAGRAPH)
    const first = left < QUOTE_WORDS + 2 ? own - (QUOTE_WORDS + 2 - left) : own
    const target = targetOf(text, {
      quote: [{ start: word(first).start, end: word(first + QUOTE_WORDS - 1).end }],
      speaker: [word(first + QUOTE_WORDS)],
      cue: [word(first + QUOTE_WORDS + 1)],
      frame: [],
      addressee: [],
    })
    return {
      id: `a${i}`,
      origin: 'detected',
      kind: 'indirect',
      target,
      speakerIs: { kind: 'none' },
      outlet: null,
      when: null,
      chain: [],
      confidence: 0.8,
      reasons: [],
      flags: [],
      ...UNTOUCHED,
      review: isReviewed(i)
        ? { status: 'verified', wording: target.wording, by: null, at: '2026-01-01T00:00:00.000Z' }
        : { status: 'unchecked', wording: null, by: null, at: null },
    }
  })
  return { annotations, sources: [], log: [] }
}

function isReviewed(i: number): boolean {
  return i % 3 === 0
}

export type Place = 'inside' | 'outside'

/** Inside a word of a reviewed quote in the middle of the article, or of the free words behind it. */
export function positionOf(doc: Node, annotations: number, place: Place): number {
  const dossier = dossierOf(doc, annotations)
  let i = Math.floor(annotations / 2)
  while (!isReviewed(i)) i++
  const target = dossier.annotations[Math.min(i, annotations - 1)]?.target
  const { quote, cue } = target?.ranges ?? {}
  const offset =
    place === 'inside' ? (quote?.[0]?.start ?? 0) + 2 * 'wort0 '.length : (cue?.[0]?.end ?? 0) + 3
  return offset + POSITIONS_AHEAD
}

/** In paragraphs alone a border is two positions as the blank line is two units: one position is ahead at the start. */
const POSITIONS_AHEAD = 1

export type Variant = 'plain' | 'history' | 'plugin' | 'mapped' | 'rebuilt'

/** What stands in the tables. */
export const VARIANTS: Readonly<Record<Variant, string>> = {
  plain: 'plain ProseMirror',
  history: 'with history',
  plugin: 'this plugin',
  mapped: 'a mapped DecorationSet',
  rebuilt: 'a rebuilt DecorationSet',
}

export interface EditorOptions {
  readonly doc: Node
  readonly dossier: Dossier
  /** What all have. Default none. */
  readonly plugins?: readonly Plugin[]
}

/** An editor state with all annotations of the dossier, kept in the way of the variant. */
export function stateOf(variant: Variant, { doc, dossier, plugins = [] }: EditorOptions): EditorState {
  const create = (...own: readonly Plugin[]): EditorState =>
    EditorState.create({ doc, plugins: [...plugins, ...own] })
  switch (variant) {
    case 'plain':
      return create()
    case 'history':
      return create(history())
    case 'plugin':
      return loaded(create(attribution({ engine: null })), dossier)
    case 'mapped':
      return create(mappedPlugin(dossier))
    case 'rebuilt':
      return create(rebuiltPlugin(dossier))
  }
}

/** The state with all annotations loaded in one transaction. */
export function loaded(state: EditorState, dossier: Dossier): EditorState {
  let next = state
  setAnnotations(dossier)(state, (tr) => (next = state.apply(tr)))
  return next
}

/** The state with the cursor at a position. */
export function withCursor(state: EditorState, pos: number): EditorState {
  return state.apply(state.tr.setSelection(TextSelection.create(state.doc, pos)))
}

/** What the peers draw statements with; a line below and a tint, as is usual. */
export const PEER_CLASS = 'peer'

export const mappedKey = new PluginKey<DecorationSet>('mapped')

/** A decoration for each quote, mapped through each change. */
function mappedPlugin(dossier: Dossier): Plugin<DecorationSet> {
  return new Plugin<DecorationSet>({
    key: mappedKey,
    state: {
      init: (_, { doc }) => DecorationSet.create(doc, quotesOf(dossier).map(drawn)),
      apply: (tr, set) => (tr.docChanged ? set.map(tr.mapping, tr.doc) : set),
    },
    props: { decorations: (state) => mappedKey.getState(state) },
  })
}

interface Kept {
  readonly quotes: readonly Quote[]
  readonly set: DecorationSet
}

const rebuiltKey = new PluginKey<Kept>('rebuilt')

/** A list of ranges, each mapped through each change, and all decorations made anew from it. */
function rebuiltPlugin(dossier: Dossier): Plugin<Kept> {
  const keptOf = (doc: Node, quotes: readonly Quote[]): Kept => ({
    quotes,
    set: DecorationSet.create(doc, quotes.map(drawn)),
  })
  return new Plugin<Kept>({
    key: rebuiltKey,
    state: {
      init: (_, { doc }) => keptOf(doc, quotesOf(dossier)),
      apply: (tr, kept) => {
        if (!tr.docChanged) return kept
        const quotes = kept.quotes.map(({ from, to, ...quote }) => ({
          ...quote,
          from: tr.mapping.map(from, 1),
          to: tr.mapping.map(to, -1),
        }))
        return keptOf(tr.doc, quotes)
      },
    },
    props: { decorations: (state) => rebuiltKey.getState(state)?.set },
  })
}

interface Quote {
  readonly id: string
  readonly from: number
  readonly to: number
}

function quotesOf({ annotations }: Dossier): readonly Quote[] {
  return annotations.flatMap(({ id, target }) =>
    target.ranges.quote.map(({ start, end }) => ({
      id,
      from: start + POSITIONS_AHEAD,
      to: end + POSITIONS_AHEAD,
    })),
  )
}

function drawn({ id, from, to }: Quote): Decoration {
  return Decoration.inline(from, to, { class: PEER_CLASS, 'data-id': id })
}
