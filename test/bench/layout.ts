/**
 * From a real key to the end of layout in Chromium, for the plugin and its peers
 * in one run. Each variant has a page of its own; they take turns of a few keys.
 * The history plugin and the base keymap are in all of them.
 */
import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { chromium, type Browser, type CDPSession, type Page } from 'playwright-core'
import { CHROMIUM_ARGS, findBrowser } from '../support/find-browser.mjs'
import { PEER_CLASS, SIZES, VARIANTS, type Place, type Size, type Variant } from './annotated.js'
import { pageBundle } from './bundle.js'
import type { KeyTime } from './layout.page.js'
import { figure, printTable, quantile, type Print } from './table.js'

const COMPARED = ['plain', 'plugin', 'mapped', 'rebuilt'] as const satisfies readonly Variant[]
const PLACES = ['inside', 'outside'] as const satisfies readonly Place[]
/** Of a turn, with a space here and there as in any text. */
const KEYS = 'noch ein'
/** The first keys of a turn pay for what the page put off while it was not in front. */
const SKIPPED = 2

interface Effort {
  /** Turns that count. */
  readonly turns: number
  /** How long the text of each is changed before, to have its code compiled. */
  readonly warmUpMs: number
  /** How often each is drawn. */
  readonly draws: number
}

const EFFORT: Effort = { turns: 7, warmUpMs: 1_500, draws: 3 }
/** The slowest is far enough from the rest. */
const TURNS_REBUILT = 2

/** What the browser itself counts, in milliseconds of one key. */
interface Work {
  readonly scriptMs: number
  readonly styleMs: number
  readonly layoutMs: number
}

interface Measured {
  readonly keys: readonly KeyTime[]
  readonly work: Work
}

interface LayoutResult extends Size {
  readonly place: Place
  readonly variants: Readonly<Record<(typeof COMPARED)[number], Measured>>
}

interface DrawResult extends Size {
  readonly leastMs: Readonly<Record<(typeof COMPARED)[number], number>>
}

/** A Chromium and a server of the page. */
export interface Stage {
  readonly browser: Browser
  readonly url: string
  close(): Promise<void>
}

export interface Scene {
  readonly page: Page
  readonly cdp: CDPSession
  /** Milliseconds from document and dossier to layout. */
  readonly drawMs: readonly number[]
  close(): Promise<void>
}

/** `script` is the module that the page runs; by default the one for editors. */
export async function openStage(script = 'test/bench/layout.page.ts'): Promise<Stage> {
  const server = await serve(script)
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  const browser = await chromium.launch({ executablePath: await findBrowser(), args: [...CHROMIUM_ARGS] })
  return {
    browser,
    url: `http://127.0.0.1:${port}/`,
    close: async () => {
      await browser.close()
      server.close()
    },
  }
}

/** A page with an editor of that variant and size, drawn `draws` times. */
export async function openScene(
  { browser, url }: Stage,
  variant: Variant,
  { size, draws }: { readonly size: Size; readonly draws: number },
): Promise<Scene> {
  const context = await browser.newContext({ viewport: { width: 1000, height: 800 } })
  const page = await context.newPage()
  page.on('pageerror', (error) => console.error(error))
  await page.goto(url)
  const drawMs = await page.evaluate(([variant, size, draws]) => window.bench.open(variant, size, draws), [
    variant,
    size,
    draws,
  ] as const)
  const drawn = await page.evaluate(() => window.bench.drawn())
  if (variant !== 'plain' && drawn === 0) throw new Error(`Nothing is drawn: ${VARIANTS[variant]}`)
  const cdp = await context.newCDPSession(page)
  return { page, cdp, drawMs, close: () => context.close() }
}

export async function measureLayout(
  stage: Stage,
  size: Size,
  effort: Effort = EFFORT,
): Promise<{ readonly draw: DrawResult; readonly places: readonly LayoutResult[] }> {
  const scenes = new Map<Variant, Scene>()
  for (const variant of COMPARED)
    scenes.set(variant, await openScene(stage, variant, { size, draws: effort.draws }))
  const sceneOf = (variant: Variant): Scene => {
    const scene = scenes.get(variant)
    if (!scene) throw new RangeError(`Not measured: ${variant}`)
    return scene
  }
  const places: LayoutResult[] = []
  for (const place of PLACES) {
    const keys = new Map<Variant, KeyTime[]>()
    const works = new Map<Variant, Work[]>()
    for (let turn = -1; turn < effort.turns; turn++)
      for (const variant of COMPARED) {
        const scene = sceneOf(variant)
        await scene.page.bringToFront()
        if (turn < 0) await scene.page.evaluate((to) => window.bench.put(to), place)
        if (turn < 0 && place === PLACES[0])
          await scene.page.evaluate((ms) => window.bench.warmUp(ms), effort.warmUpMs)
        if (variant === 'rebuilt' && turn >= TURNS_REBUILT) continue
        const turned = await typed(scene)
        if (turn < 0) continue
        keys.set(variant, [...(keys.get(variant) ?? []), ...turned.keys])
        works.set(variant, [...(works.get(variant) ?? []), turned.work])
      }
    const measured = (variant: Variant): Measured => {
      const all = works.get(variant) ?? []
      const middle = (of: (work: Work) => number): number => quantile(all.map(of), 0.5)
      return {
        keys: keys.get(variant) ?? [],
        work: {
          scriptMs: middle((work) => work.scriptMs),
          styleMs: middle((work) => work.styleMs),
          layoutMs: middle((work) => work.layoutMs),
        },
      }
    }
    places.push({ ...size, place, variants: byVariant(measured) })
  }
  const draw: DrawResult = {
    ...size,
    leastMs: byVariant((variant) => Math.min(...sceneOf(variant).drawMs)),
  }
  for (const scene of scenes.values()) await scene.close()
  return { draw, places }
}

/** Types a turn's keys as a person's come, one after the other is on the screen. */
export async function typed({ page, cdp }: Scene, text: string = KEYS): Promise<Measured> {
  await cdp.send('Performance.enable')
  const keys: KeyTime[] = []
  let before = await counted(cdp)
  for (const [i, key] of [...text].entries()) {
    if (i === SKIPPED) before = await counted(cdp)
    const code = key === ' ' ? 'Space' : `Key${key.toUpperCase()}`
    const windowsVirtualKeyCode = key.toUpperCase().charCodeAt(0)
    const event = { key, code, windowsVirtualKeyCode }
    await cdp.send('Input.dispatchKeyEvent', { type: 'keyDown', text: key, ...event })
    await cdp.send('Input.dispatchKeyEvent', { type: 'keyUp', ...event })
    const time = await page.evaluate(() => window.bench.lastKey())
    if (i >= SKIPPED) keys.push(time)
  }
  const after = await counted(cdp)
  const each = (name: string): number =>
    (((after.get(name) ?? 0) - (before.get(name) ?? 0)) * 1000) / keys.length
  return {
    keys,
    work: {
      scriptMs: each('ScriptDuration'),
      styleMs: each('RecalcStyleDuration'),
      layoutMs: each('LayoutDuration'),
    },
  }
}

/** Measures and prints; the caller has said on which machine. */
export async function benchLayout(print: Print): Promise<void> {
  const stage = await openStage()
  try {
    const keys = EFFORT.turns * (KEYS.length - SKIPPED)
    print(`Chromium ${stage.browser.version()}, headless; real keys in the middle of the article, in sight`)
    print(`key down to the end of layout, ms: median, least of ${keys} keys (times plain, each)`)
    const results: Awaited<ReturnType<typeof measureLayout>>[] = []
    for (const size of SIZES) results.push(await measureLayout(stage, size))
    const places = results.flatMap((result) => result.places)
    printTable(
      print,
      [
        ...SIZE_COLUMNS,
        { title: 'statement', cell: ({ place }: LayoutResult) => place, align: 'left' },
        ...comparing((variant, { variants }: LayoutResult) => timesOf(variants[variant].keys)),
      ],
      places,
    )
    print('')
    print('the same with the work of the next frame up to its painting, without the wait for it: ms')
    printTable(
      print,
      [
        ...SIZE_COLUMNS,
        { title: 'statement', cell: ({ place }: LayoutResult) => place, align: 'left' },
        ...comparing((variant, { variants }: LayoutResult) => paintTimesOf(variants[variant].keys)),
      ],
      places,
    )
    print('')
    print('what the browser counts of a key, its frame included: ms of script / style / layout')
    printTable(
      print,
      [
        ...SIZE_COLUMNS,
        { title: 'statement', cell: ({ place }: LayoutResult) => place, align: 'left' },
        ...COMPARED.map((variant) => ({
          title: VARIANTS[variant],
          cell: ({ variants }: LayoutResult) => {
            const { scriptMs, styleMs, layoutMs } = variants[variant].work
            return [scriptMs, styleMs, layoutMs].map((ms) => ms.toFixed(2)).join(' / ')
          },
        })),
      ],
      places,
    )
    print('')
    print(`first draw, document and dossier to layout: least ms of ${EFFORT.draws} (times plain)`)
    printTable(
      print,
      [...SIZE_COLUMNS, ...comparing((variant, { leastMs }: DrawResult) => [leastMs[variant]])],
      results.map((result) => result.draw),
    )
  } finally {
    await stage.close()
  }
}

const SIZE_COLUMNS = [
  { title: 'words', cell: ({ words }: Size) => String(words) },
  { title: 'annotations', cell: ({ annotations }: Size) => String(annotations) },
]

/** A column a variant: its figures, and each as a multiple of the plain one's. */
function comparing<Row>(figuresOf: (variant: (typeof COMPARED)[number], row: Row) => readonly number[]) {
  return COMPARED.map((variant) => ({
    title: VARIANTS[variant],
    cell: (row: Row) => {
      const own = figuresOf(variant, row)
      const plain = figuresOf('plain', row)
      const times = own.map((value, i) => (value / (plain[i] ?? NaN)).toFixed(2))
      return own.map(figure).join(', ') + (variant === 'plain' ? '' : ` (${times.join(', ')})`)
    },
  }))
}

function timesOf(keys: readonly KeyTime[]): readonly number[] {
  const times = keys.map(({ layoutMs }) => layoutMs)
  return [quantile(times, 0.5), Math.min(...times)]
}

function paintTimesOf(keys: readonly KeyTime[]): readonly number[] {
  const times = keys.map(({ layoutMs, frameMs }) => layoutMs + frameMs)
  return [quantile(times, 0.5), Math.min(...times)]
}

function byVariant<Value>(
  valueOf: (variant: (typeof COMPARED)[number]) => Value,
): Readonly<Record<(typeof COMPARED)[number], Value>> {
  return {
    plain: valueOf('plain'),
    plugin: valueOf('plugin'),
    mapped: valueOf('mapped'),
    rebuilt: valueOf('rebuilt'),
  }
}

async function counted(cdp: CDPSession): Promise<ReadonlyMap<string, number>> {
  const { metrics } = await cdp.send('Performance.getMetrics')
  return new Map(metrics.map(({ name, value }) => [name, value]))
}

/** The page with its script and style sheets, isolated so that its clock is a fine one. */
async function serve(entry: string): Promise<Server> {
  const script = await pageBundle(entry)
  const files = new Map<string, readonly [string, string]>([
    ['/', ['text/html', PAGE]],
    ['/page.js', ['text/javascript', script]],
    ...STYLES.map((path) => [`/${path}`, ['text/css', readFileSync(path, 'utf8')]] as const),
  ])
  const server = createServer(({ url = '' }, response) => {
    const [type, body] = files.get(url) ?? ['text/plain', '']
    response.writeHead(files.has(url) ? 200 : 404, {
      'content-type': `${type}; charset=utf-8`,
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
    })
    response.end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return server
}

const STYLES = ['node_modules/prosemirror-view/style/prosemirror.css', 'src/plugin/style.css']

const PAGE = `<!doctype html><html lang="de"><head><title>Bench</title>
${STYLES.map((path) => `<link rel="stylesheet" href="/${path}">`).join('\n')}
<style>body { font: 18px/1.5 serif; color-scheme: light; max-width: 700px; margin: 2em auto }
.${PEER_CLASS} { border-bottom: 2px solid green; background: oklch(0.95 0.05 150) }</style></head>
<body><script type="module" src="/page.js"></script></body></html>`
