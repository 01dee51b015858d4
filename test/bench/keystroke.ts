/**
 * Time of `state.apply` for one character typed at the cursor, with and without
 * the plugin, in one run and in turns of a few milliseconds, so that whatever
 * else the machine does hits all of them and only ratios need to be believed. No
 * view and no detection: what is measured is the state alone, with its decorations.
 *
 * A figure is the lowest tenth of the turns: what it takes when nothing
 * interferes, other programs and most collections of garbage included.
 */
import type { Node } from 'prosemirror-model'
import { EditorState } from 'prosemirror-state'
import { attribution, type Dossier } from '../../src/index.js'
import {
  articleOf,
  dossierOf,
  loaded,
  positionOf,
  schema,
  SIZES,
  stateOf,
  VARIANTS,
  withCursor,
  type Place,
  type Size,
  type Variant,
} from './annotated.js'
import { figure, printTable, quantile, type Print } from './table.js'

const COMPARED = ['plain', 'history', 'plugin', 'mapped', 'rebuilt'] as const satisfies readonly Variant[]
const LOW = 0.1

export interface Effort {
  /** Turns that count. */
  readonly turns: number
  /** How long all have been at it before they do, so that the compiler is done. */
  readonly warmUpMs: number
  /** A turn is this many keys, or fewer where they take longer than `turnMs`. */
  readonly keys: number
  readonly turnMs: number
  /** How often all annotations are loaded. */
  readonly loads: number
}

const EFFORT: Effort = { turns: 60, warmUpMs: 2_000, keys: 200, turnMs: 15, loads: 7 }

export interface KeystrokeResult extends Size {
  readonly place: Place
  /** Microseconds of one key. */
  readonly us: Readonly<Record<(typeof COMPARED)[number], number>>
}

export interface LoadResult extends Size {
  /** One transaction that loads all annotations into a document that was never looked at: the least of all, and the first. */
  readonly leastMs: number
  readonly firstMs: number
}

/** Typing goes on in the middle of the article. */
export function measureKeystrokes(size: Size, place: Place, effort: Effort = EFFORT): KeystrokeResult {
  const doc = articleOf(size.words)
  const dossier = dossierOf(doc, size.annotations)
  const pos = positionOf(doc, size.annotations, place)
  const runs = COMPARED.map((variant) => ({
    variant,
    start: withCursor(stateOf(variant, { doc, dossier }), pos),
    keys: 1,
    times: [] as number[],
  }))
  const began = performance.now()
  let turn = 0
  do
    for (const run of runs) {
      const us = typeInto(run.start, run.keys)
      run.keys = Math.max(1, Math.min(effort.keys, run.keys * 4, Math.round((effort.turnMs * 1000) / us)))
    }
  while (++turn < 5 || performance.now() - began < effort.warmUpMs)
  for (turn = 0; turn < effort.turns; turn++)
    for (let i = 0; i < runs.length; i++) {
      // Nobody always comes behind the one that leaves most garbage.
      const run = runs[(turn + i) % runs.length]
      // A rebuild is far enough from the rest to be told with few.
      if (!run || (run.variant === 'rebuilt' && turn % 6)) continue
      run.times.push(typeInto(run.start, run.keys))
    }
  const usOf = (variant: Variant): number =>
    quantile(runs.find((run) => run.variant === variant)?.times ?? [], LOW)
  return {
    ...size,
    place,
    us: {
      plain: usOf('plain'),
      history: usOf('history'),
      plugin: usOf('plugin'),
      mapped: usOf('mapped'),
      rebuilt: usOf('rebuilt'),
    },
  }
}

export function measureLoading(size: Size, { loads }: Effort = EFFORT): LoadResult {
  const doc = articleOf(size.words)
  const json: { readonly doc: unknown; readonly dossier: Dossier } = {
    doc: doc.toJSON(),
    dossier: dossierOf(doc, size.annotations),
  }
  const times = Array.from({ length: loads }, () => {
    const copy = structuredClone(json)
    const fresh: Node = schema.nodeFromJSON(copy.doc)
    const empty = EditorState.create({ doc: fresh, plugins: [attribution({ engine: null })] })
    const started = performance.now()
    loaded(empty, copy.dossier)
    return performance.now() - started
  })
  return { ...size, leastMs: Math.min(...times), firstMs: times[0] ?? NaN }
}

/** Measures and prints; the caller has said on which machine. */
export async function benchKeystrokes(print: Print): Promise<void> {
  print('state.apply per character typed at the cursor, in the middle of the article: µs (times plain)')
  print(`lowest tenth of ${EFFORT.turns} turns of up to ${EFFORT.keys} keys; no view, no detection`)
  const results = SIZES.flatMap((size) =>
    (['inside', 'outside'] as const).map((place) => measureKeystrokes(size, place)),
  )
  printTable(
    print,
    [
      { title: 'words', cell: ({ words }) => String(words) },
      { title: 'annotations', cell: ({ annotations }) => String(annotations) },
      { title: 'statement', cell: ({ place }) => place, align: 'left' },
      { title: VARIANTS.plain, cell: ({ us }) => figure(us.plain) },
      ...COMPARED.slice(1).map((variant) => ({
        title: VARIANTS[variant],
        cell: ({ us }: KeystrokeResult) => `${figure(us[variant])} (${figure(us[variant] / us.plain)})`,
      })),
    ],
    results,
  )
  print('')
  print(`loading all annotations in one transaction, ${EFFORT.loads} times`)
  printTable<LoadResult>(
    print,
    [
      { title: 'words', cell: ({ words }) => String(words) },
      { title: 'annotations', cell: ({ annotations }) => String(annotations) },
      { title: 'least ms', cell: ({ leastMs }) => figure(leastMs) },
      { title: 'first ms', cell: ({ firstMs }) => figure(firstMs) },
    ],
    SIZES.map((size) => measureLoading(size)),
  )
}

/** Microseconds a key. */
function typeInto(start: EditorState, keys: number): number {
  let state = start
  const started = performance.now()
  for (let i = 0; i < keys; i++) state = state.apply(state.tr.insertText('x'))
  return ((performance.now() - started) * 1000) / keys
}
