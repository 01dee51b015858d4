/**
 * The panel with very many statements in Chromium, beside the same in plain HTML: from what somebody does
 * to the frame that shows it. In one run, each in a page of its own.
 */
import type { Page } from 'playwright-core'
import type { DeskBench, Grouping, Variant } from './desk.page.js'
import { openStage, type Stage } from './layout.js'
import { figure, printTable, quantile, type Print } from './table.js'

const SIZE = { statements: 2_000, entries: 5_000 } as const
/** Pages of each; of each what is printed is the median. */
const PAGES = 3
const SEARCHED = 'wort7'
const GROUPED: readonly Grouping[] = ['speaker', 'status', 'source', 'none']
const CARDS = 5
/** About three screens a second at sixty frames. */
const SCROLL = { frames: 90, by: 40 } as const
/** Somebody who drags the scroll bar. */
const RUSH = { frames: 30, by: 700 } as const

/** What is done, and the times it took in one page. */
type Times = ReadonlyMap<string, readonly number[]>

/** Measures and prints; the caller has said on which machine. */
export async function benchDesk(print: Print): Promise<void> {
  const stage = await openStage('test/bench/desk.page.ts')
  try {
    print(`Chromium ${stage.browser.version()}, headless, 60 frames a second; a panel of 400 × 800 pixels`)
    print(`${SIZE.statements} statements, ${SIZE.entries} entries of the log; the median of ${PAGES} pages`)
    print('from what is done to the frame that shows it, painted: ms, median of a page and longest')
    const ours: Times[] = []
    const plain: Times[] = []
    const checks: ReturnType<DeskBench['check']>[][] = []
    for (let i = 0; i < PAGES; i++) {
      checks.push(await measureCheck(stage))
      ours.push(await measure(stage, 'panel'))
      plain.push(await measure(stage, 'html'))
    }
    printTable(
      print,
      [
        { title: 'what is done', cell: (what) => what, align: 'left' },
        { title: 'our panel', cell: (what) => timesOf(ours, what) },
        { title: 'plain HTML', cell: (what) => timesOf(plain, what) },
      ],
      [...(ours[0]?.keys() ?? [])],
    )
    print('')
    print(`whether ${SIZE.statements} statements can go out, none of them asked about before: ms`)
    printTable<number>(
      print,
      [
        { title: 'time in a page', cell: (n) => String(n + 1) },
        {
          title: 'checkPolicy',
          cell: (n) => figure(middle(checks.map((times) => times[n]?.checkMs ?? NaN))),
        },
        {
          title: 'the dossier through JSON',
          cell: (n) => figure(middle(checks.map((times) => times[n]?.jsonMs ?? NaN))),
        },
      ],
      [0, 1, 2, 9],
    )
  } finally {
    await stage.close()
  }
}

async function measure(stage: Stage, variant: Variant): Promise<Times> {
  const page = await openPage(stage)
  const times = new Map<string, number[]>()
  times.set('first frame', [
    await page.evaluate(([variant, size]) => window.desk.open(variant, size), [variant, SIZE] as const),
  ])
  times.set('a frame while scrolling', [...(await scrolled(page, SCROLL))])
  times.set('a frame while scrolling a screen a frame', [...(await scrolled(page, RUSH))])
  await page.evaluate(() => window.desk.scroll(1, 0))
  const keys: Awaited<ReturnType<DeskBench['nextKey']>>[] = []
  await page.evaluate(() => window.desk.focusSearch())
  for (const key of SEARCHED) {
    const time = page.evaluate(() => window.desk.nextKey())
    // The page listens before the key comes: what is evaluated later is done later.
    await page.evaluate(() => 0)
    await page.keyboard.press(key)
    keys.push(await time)
  }
  times.set(
    'a letter in the search',
    keys.map(({ letterMs }) => letterMs),
  )
  times.set(
    'what it finds',
    keys.map(({ foundMs }) => foundMs),
  )
  await page.evaluate(() => window.desk.clearSearch())
  const groups: number[] = []
  for (const by of GROUPED) groups.push(await page.evaluate((by) => window.desk.group(by), by))
  times.set('other groups', groups)
  const cards: number[] = []
  for (let place = 0; place < CARDS; place++)
    cards.push(await page.evaluate((place) => window.desk.openCard(place), place))
  times.set('opening a card', cards)
  times.set('the log', [await page.evaluate(() => window.desk.showLog())])
  await page.context().close()
  return times
}

async function scrolled(page: Page, { frames, by }: typeof SCROLL | typeof RUSH): Promise<readonly number[]> {
  return page.evaluate(([frames, by]) => window.desk.scroll(frames, by), [frames, by] as const)
}

/** Ten times in a new page: the first one pays for the compiler. */
async function measureCheck(stage: Stage): Promise<ReturnType<DeskBench['check']>[]> {
  const page = await openPage(stage)
  await page.evaluate((size) => window.desk.open('html', size), { ...SIZE, entries: 0 })
  const times: ReturnType<DeskBench['check']>[] = []
  for (let i = 0; i < 10; i++) times.push(await page.evaluate(() => window.desk.check()))
  await page.context().close()
  return times
}

async function openPage({ browser, url }: Stage): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1000, height: 800 } })
  const page = await context.newPage()
  page.on('pageerror', (error) => console.error(error))
  await page.goto(url)
  await page.addStyleTag({ content: STYLE })
  return page
}

const STYLE = `body { margin: 0; font: 14px/20px system-ui }
.box { width: 400px; height: 800px }
.plain { display: flex; flex-direction: column }
.plain .scroller { flex: 1; overflow: auto }
.plain summary { padding: 12px; border-bottom: 1px solid silver }`

/** The median of the pages' medians, and of their longest. */
function timesOf(pages: readonly Times[], what: string): string {
  const all = pages.map((times) => times.get(what) ?? [])
  const usual = figure(middle(all.map(middle)))
  return all.every(({ length }) => length === 1)
    ? usual
    : `${usual}, ${figure(middle(all.map((times) => Math.max(...times))))}`
}

function middle(times: readonly number[]): number {
  return quantile(times, 0.5)
}
