/**
 * An article with very many reviewed statements, shared through Yjs, in the editors of two people in Chromium, beside
 * the same article with y-prosemirror alone. In one run, in turns, each in a page of its own.
 */
import type { SharingBench, Variant, WorkTimes } from './sharing.page.js'
import { openStage, type Stage } from './layout.js'
import { figure, printTable, quantile, type Print } from './table.js'

const SIZE = { words: 20_000, statements: 2_000 } as const
/** Pages of each. */
const PAGES = 3
const KEYS = 60
const VARIANTS = ['plain', 'ours'] as const

interface Measured extends WorkTimes {
  readonly bytes: Awaited<ReturnType<SharingBench['prepare']>>
  readonly open: readonly number[]
  readonly sync: readonly number[]
}

/** Measures and prints; the caller has said on which machine. */
export async function benchSharing(print: Print): Promise<void> {
  const stage = await openStage('test/bench/sharing.page.ts')
  try {
    print(
      `Chromium ${stage.browser.version()}, headless; ${SIZE.words} words, ${SIZE.statements} statements, each reviewed and logged, in 100 sessions`,
    )
    print(
      `two editors in one page; from what is done to the end of layout: ms, median and longest of ${PAGES} pages`,
    )
    const pages: Record<Variant, Measured[]> = { plain: [], ours: [] }
    for (let i = 0; i < PAGES; i++)
      for (const variant of VARIANTS) pages[variant].push(await measure(stage, variant))
    printTable<(typeof ROWS)[number]>(
      print,
      [
        { title: 'what is done', cell: ([what]) => what, align: 'left' },
        { title: 'text alone', cell: ([, of]) => timesOf(pages.plain, of) },
        { title: 'with shared statements', cell: ([, of]) => timesOf(pages.ours, of) },
      ],
      ROWS,
    )
    print('')
    printTable<keyof Measured['bytes']>(
      print,
      [
        { title: 'bytes', cell: (what) => BYTES[what], align: 'left' },
        ...VARIANTS.map((variant) => ({
          title: variant === 'plain' ? 'text alone' : 'with shared statements',
          cell: (what: keyof Measured['bytes']) => String(pages[variant][0]?.bytes[what] || '–'),
        })),
      ],
      ['whole', 'letter', 'review'],
    )
  } finally {
    await stage.close()
  }
}

type Times = Exclude<keyof Measured, 'bytes'>

const ROWS: readonly (readonly [what: string, of: Times])[] = [
  ['a letter of one’s own', 'key'],
  ['a letter of the other one', 'remoteKey'],
  ['a review of one’s own', 'review'],
  ['a review of the other one', 'remoteReview'],
  ['the longest task at rest, a second after', 'rest'],
  ['opening the article', 'open'],
  ['the whole article comes to an empty editor', 'sync'],
]

const BYTES: Readonly<Record<keyof Measured['bytes'], string>> = {
  whole: 'the whole document',
  letter: 'sent for a letter',
  review: 'sent for a review, with its log entry',
}

async function measure(stage: Stage, variant: Variant): Promise<Measured> {
  const context = await stage.browser.newContext({ viewport: { width: 1000, height: 850 } })
  const page = await context.newPage()
  page.on('pageerror', (error) => console.error(error))
  await page.goto(stage.url)
  await page.addStyleTag({ content: '.box { height: 400px; overflow: auto }' })
  const bytes = await page.evaluate(([own, size]) => window.sharing.prepare(own, size), [
    variant,
    SIZE,
  ] as const)
  const open = await page.evaluate(() => window.sharing.open())
  const sync = await page.evaluate(() => window.sharing.sync())
  const work = await page.evaluate((keys) => window.sharing.work(keys), KEYS)
  await context.close()
  return { bytes, open: [open], sync: [sync], ...work }
}

/** The median of the pages' medians, and of their longest. */
function timesOf(pages: readonly Measured[], of: Times): string {
  const middle = (times: readonly number[]): number => quantile(times, 0.5)
  const usual = figure(middle(pages.map((page) => middle(page[of]))))
  if (pages.every((page) => page[of].length <= 1)) return usual
  return `${usual}, ${figure(middle(pages.map((page) => Math.max(...page[of]))))}`
}
