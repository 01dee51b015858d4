/**
 * What the plugin takes of the memory, and whether that grows with editing.
 * Each figure is the heap after collection in a process, or a page, of its own.
 */
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { SIZES, VARIANTS, type Size, type Variant } from './annotated.js'
import { nodeBundle } from './bundle.js'
import { openScene, openStage, type Scene, type Stage } from './layout.js'
import type { Held, HeapTask } from './memory.child.js'
import { printTable, type Print } from './table.js'

/** Random edits: so many before anything is measured, so many then. */
const WARM_UP_EDITS = 2_000
const EDITS = 10_000
/** In a page, where each is drawn. */
const PAGE_WARM_UP_EDITS = 500
const PAGE_EDITS = 2_000
const EDITED: Size = { words: 5_000, annotations: 500 }
const EDITED_VARIANTS = ['plain', 'plugin'] as const satisfies readonly Variant[]

const KILOBYTE = 1_000

interface DataResult extends Size {
  /** Bytes an annotation: its dossier as parsed JSON, and what the editor with it takes beyond the one without. */
  readonly own: number
  readonly loaded: number
  /** The same after a first key, when what was kept of the text for loading may go. */
  readonly typed: number
}

interface GrowthResult extends Size {
  readonly where: 'Node' | 'Chromium'
  readonly variant: Variant
  readonly edits: number
  readonly before: number
  readonly after: number
  /** The edits themselves, all of them. */
  readonly ms: number
}

export async function measureData(size: Size): Promise<DataResult> {
  const heapOf = async (task: Held): Promise<number> => (await heaps({ task, size }))[0] ?? NaN
  const nothing = await heapOf('nothing')
  const dossier = await heapOf('dossier')
  const empty = await heapOf('empty')
  const each = (bytes: number): number => bytes / size.annotations
  return {
    ...size,
    own: each(dossier - nothing),
    loaded: each((await heapOf('loaded')) - empty),
    typed: each((await heapOf('typed')) - empty),
  }
}

export async function measureGrowth(
  size: Size,
  variant: Variant,
  { warmUp, edits }: { readonly warmUp: number; readonly edits: number },
): Promise<GrowthResult> {
  const [before = NaN, after = NaN, ms = NaN] = await heaps({ task: 'edits', size, variant, warmUp, edits })
  return { ...size, where: 'Node', variant, edits, before, after, ms }
}

async function measurePageGrowth(stage: Stage, size: Size, variant: Variant): Promise<GrowthResult> {
  const scene = await openScene(stage, variant, { size, draws: 1 })
  await scene.page.evaluate((edits) => window.bench.edit(edits), PAGE_WARM_UP_EDITS)
  const before = await heapOfPage(scene)
  const ms = await scene.page.evaluate((edits) => window.bench.edit(edits), PAGE_EDITS)
  const after = await heapOfPage(scene)
  await scene.close()
  return { ...size, where: 'Chromium', variant, edits: PAGE_EDITS, before, after, ms }
}

/** Measures and prints; the caller has said on which machine. */
export async function benchMemory(print: Print): Promise<void> {
  print('heap after collection: bytes an annotation, beyond an editor with the plugin and none')
  const data: DataResult[] = []
  for (const size of SIZES) data.push(await measureData(size))
  printTable(
    print,
    [
      ...SIZE_COLUMNS,
      { title: 'its JSON alone', cell: ({ own }: DataResult) => own.toFixed(0) },
      { title: 'in the editor', cell: ({ loaded }: DataResult) => loaded.toFixed(0) },
      { title: 'extra', cell: ({ own, loaded }: DataResult) => (loaded - own).toFixed(0) },
      { title: 'after a key', cell: ({ typed }: DataResult) => typed.toFixed(0) },
      { title: 'extra', cell: ({ own, typed }: DataResult) => (typed - own).toFixed(0) },
    ],
    data,
  )
  print('')
  print('heap after collection, before and after random edits, with history({ depth: 100 })')
  const growth: GrowthResult[] = []
  for (const variant of EDITED_VARIANTS)
    growth.push(await measureGrowth(EDITED, variant, { warmUp: WARM_UP_EDITS, edits: EDITS }))
  const stage = await openStage()
  try {
    for (const variant of EDITED_VARIANTS) growth.push(await measurePageGrowth(stage, EDITED, variant))
  } finally {
    await stage.close()
  }
  printTable(
    print,
    [
      { title: 'in', cell: ({ where }) => where, align: 'left' },
      { title: 'editor', cell: ({ variant }) => VARIANTS[variant], align: 'left' },
      ...SIZE_COLUMNS,
      { title: 'edits', cell: ({ edits }: GrowthResult) => String(edits) },
      { title: 'before kB', cell: ({ before }: GrowthResult) => (before / KILOBYTE).toFixed(0) },
      { title: 'after kB', cell: ({ after }: GrowthResult) => (after / KILOBYTE).toFixed(0) },
      {
        title: 'bytes an edit',
        cell: ({ before, after, edits }: GrowthResult) => ((after - before) / edits).toFixed(1),
      },
      { title: 'µs an edit', cell: ({ ms, edits }: GrowthResult) => ((ms * 1000) / edits).toFixed(0) },
    ],
    growth,
  )
}

const SIZE_COLUMNS = [
  { title: 'words', cell: ({ words }: Size) => String(words) },
  { title: 'annotations', cell: ({ annotations }: Size) => String(annotations) },
]

const run = promisify(execFile)

let child: Promise<URL> | null = null

/** The heaps that a process of its own measures. */
async function heaps(task: HeapTask): Promise<readonly number[]> {
  child ??= nodeBundle('test/bench/memory.child.ts')
  const file = fileURLToPath(await child)
  const { stdout } = await run(process.execPath, ['--expose-gc', file, JSON.stringify(task)])
  const measured: unknown = JSON.parse(stdout)
  if (!Array.isArray(measured)) throw new TypeError(`No measurement: ${stdout}`)
  return measured.map(Number)
}

async function heapOfPage({ cdp }: Scene): Promise<number> {
  for (let i = 0; i < 3; i++) await cdp.send('HeapProfiler.collectGarbage')
  const { usedSize } = await cdp.send('Runtime.getHeapUsage')
  return usedSize
}
