/** One case of `memory.ts`, in a process of its own with `--expose-gc`; prints the heaps in bytes as JSON. */
import { history } from 'prosemirror-history'
import type { Dossier } from '../../src/index.js'
import { articleOf, dossierOf, schema, stateOf, type Size, type Variant } from './annotated.js'
import { edited, randomFrom } from './edits.js'

/** Nothing but the code; the dossier; an editor without annotations, with all, and after a key. */
export type Held = 'nothing' | 'dossier' | 'empty' | 'loaded' | 'typed'

export type HeapTask =
  | {
      readonly task: Held
      readonly size: Size
    }
  | {
      /** An editor before and after random edits. */
      readonly task: 'edits'
      readonly size: Size
      readonly variant: Variant
      readonly warmUp: number
      readonly edits: number
    }

const NOTHING: Dossier = { annotations: [], sources: [], log: [] }

const task = JSON.parse(process.argv[2] ?? '') as HeapTask // written by `memory.ts`
const heaps = task.task === 'edits' ? await afterEdits(task) : [await heapWith(task.task, task.size)]
console.log(JSON.stringify(heaps))

/** The heap while one thing is held, which came by way of JSON as from a server. */
async function heapWith(what: Held, size: Size): Promise<number> {
  // What loading compiles and makes is there in each case.
  stateOf('plugin', fromJSON(jsonOf({ words: 100, annotations: 10 })))
  const json = jsonOf(size)
  // What is held is there when the heap is measured.
  const held = await Promise.resolve(json).then((given) => heldOf(what, given))
  json.doc = json.dossier = ''
  const bytes = heap()
  held.toString()
  return bytes
}

function heldOf(what: Held, json: ArticleJSON): object {
  switch (what) {
    case 'nothing':
      return {}
    case 'dossier':
      return fromJSON(json).dossier
    case 'empty':
      return stateOf('plugin', { ...fromJSON(json), dossier: NOTHING })
    case 'loaded':
      return stateOf('plugin', fromJSON(json))
    case 'typed': {
      const state = stateOf('plugin', fromJSON(json))
      return state.apply(state.tr.insertText('x', 1))
    }
  }
}

async function afterEdits(task: Extract<HeapTask, { task: 'edits' }>): Promise<readonly number[]> {
  const { warmUp, edits } = task
  const random = randomFrom(1)
  const held = await Promise.resolve(task.size).then((size) => {
    const { doc, dossier } = fromJSON(jsonOf(size))
    const state = stateOf(task.variant, { doc, dossier, plugins: [history({ depth: 100 })] })
    return { state, size: doc.content.size }
  })
  const edit = (count: number, first: number): void => {
    for (const state of edited(held.state, { random, count, first, size: held.size })) held.state = state
  }
  edit(warmUp, 0)
  const before = heap()
  const started = performance.now()
  edit(edits, warmUp)
  const ms = performance.now() - started
  const after = heap()
  held.toString()
  return [before, after, ms]
}

interface ArticleJSON {
  doc: string
  dossier: string
}

function jsonOf(size: Size): ArticleJSON {
  const doc = articleOf(size.words)
  return { doc: JSON.stringify(doc), dossier: JSON.stringify(dossierOf(doc, size.annotations)) }
}

function fromJSON(json: ArticleJSON) {
  const dossier = JSON.parse(json.dossier) as Dossier // written above
  return { doc: schema.nodeFromJSON(JSON.parse(json.doc)), dossier }
}

function heap(): number {
  if (!globalThis.gc) throw new Error('Run with --expose-gc')
  for (let i = 0; i < 4; i++) globalThis.gc()
  return process.memoryUsage().heapUsed
}
