import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { chromium, type Browser, type Page } from 'playwright-core'
import { CHROMIUM_ARGS, findBrowser } from '../support/find-browser.mjs'
import { de } from '../../src/lang/de/index.js'
import { createEngine, detect, KINDS, ROLES } from '../../src/text/index.js'
import { errorPage, verdictCounts } from './error-page.js'
import { countsOf, pairUp, type Found, type GoldDocument, type Marked, type Range } from './pairing.js'

const SHARED = fileURLToPath(new URL('../../../shared/', import.meta.url))
const SCORER = join(SHARED, 'eval/score.mjs')
const DEV = join(SHARED, 'corpora/open-de/dev.jsonl')
const TEXT = 'Sie kam. „Wir gehen“, sagte Meier. Er warnte vor Eis. Laut Polizei ist Schnee zu erwarten.'
const HOSTILE = '</script><script>document.title="taken"</script><img src=x onerror=alert(1)>"\'&'

function on(words: string, kind: string, roles: Readonly<Record<string, string>> = {}): Marked {
  const range = (part: string): readonly Range[] => [[TEXT.indexOf(part), TEXT.indexOf(part) + part.length]]
  return {
    kind,
    quote: range(words),
    ...Object.fromEntries(Object.entries(roles).map(([role, part]) => [role, range(part)])),
  }
}

/** One of each: right, missed, false, other borders, other speaker, other kind, too small, and no more than paired. */
const CASES: readonly { readonly gold: GoldDocument; readonly found: readonly Found[] }[] = [
  {
    gold: {
      id: 'a',
      text: TEXT,
      statements: [
        on('„Wir gehen“', 'direct', { speaker: 'Meier', cue: 'sagte' }),
        on('Er warnte vor Eis.', 'reported', { speaker: 'Er' }),
        on('ist Schnee zu erwarten', 'indirect', { speaker: 'Polizei', cue: 'Laut' }),
      ],
    },
    found: [
      { ...on('„Wir gehen“', 'direct', { speaker: 'Meier', cue: 'sagte' }), rule: 'quote', confidence: 0.9 },
      { ...on('warnte vor Eis.', 'reported', { speaker: 'Meier' }), rule: 'speech-act', confidence: 0.6 },
      { ...on('ist Schnee zu erwarten', 'reported', { speaker: 'Polizei' }), rule: 'laut', confidence: 0.8 },
      { ...on('Sie kam.', 'reported'), rule: 'speech-act' },
    ],
  },
  { gold: { id: 'b', text: TEXT, statements: [on('Er warnte vor Eis.', 'Reported')] }, found: [] },
  {
    gold: { id: 'c', text: TEXT, statements: [on('Er warnte vor Eis.', 'reported')] },
    found: [{ ...on('Eis', 'reported'), rule: 'bit' }],
  },
  {
    gold: { id: 'd', text: TEXT, statements: [on('Er warnte vor Eis.', 'reported')] },
    found: [{ ...on('Sie kam.', 'reported'), rule: 'elsewhere' }],
  },
  {
    gold: { id: HOSTILE, text: HOSTILE, statements: [] },
    found: [{ kind: HOSTILE, quote: [[0, 9]], rule: HOSTILE }],
  },
]
const pairsOf = (cases: typeof CASES) => cases.map(({ gold, found }) => pairUp(gold, found))

const folder = mkdtempSync(join(tmpdir(), 'error-page-'))
after(() => rmSync(folder, { recursive: true }))

/** The scorer's lines for these documents: name → figures. */
function scored(cases: typeof CASES): ReadonlyMap<string, readonly number[]> {
  const [gold, predicted] = [join(folder, 'gold.jsonl'), join(folder, 'predicted.jsonl')]
  writeFileSync(gold, cases.map((c) => JSON.stringify(c.gold)).join('\n'))
  writeFileSync(
    predicted,
    cases.map(({ gold: { id }, found }) => JSON.stringify({ id, statements: found })).join('\n'),
  )
  const { stdout, stderr } = spawnSync(process.execPath, [SCORER, gold, predicted], { encoding: 'utf8' })
  assert.equal(stderr, '')
  return new Map(
    stdout
      .trim()
      .split('\n')
      .map((line) => [/^\s*(\w+)/.exec(line)?.[1] ?? '', (line.match(/\d+(?:\.\d+)?/g) ?? []).map(Number)]),
  )
}

const pct = (x: number) => Number((100 * x).toFixed(1))

function assertSameFigures(cases: typeof CASES): void {
  const documents = pairsOf(cases)
  const pairs = documents.flatMap((document) => document.pairs)
  const counts = countsOf(pairs)
  const verdicts = verdictCounts(documents)
  const lines = scored(cases)
  assert.deepEqual(lines.get('documents'), [documents.length, counts.gold, counts.predicted])
  for (const name of ['found', 'strict', 'attributed', 'type'] as const) {
    const [p, r] = [counts[name] / counts.predicted, counts[name] / counts.gold]
    assert.deepEqual((lines.get(name) ?? []).filter((_, i) => i !== 2).slice(0, 2), [pct(p), pct(r)], name)
  }
  assert.equal(verdicts.missed, counts.gold - counts.found)
  assert.equal(verdicts.false, counts.predicted - counts.found)
  assert.equal(verdicts.border, counts.found - counts.strict)
  assert.equal(verdicts.speaker, counts.found - counts.attributed)
  for (const kind of KINDS) {
    const own = pairs.filter(({ gold }) => gold?.statement.kind.toLowerCase() === kind)
    if (!own.length) continue
    const found = own.filter(({ isFound }) => isFound).length
    const strict = own.filter(({ isStrict }) => isStrict).length
    assert.deepEqual(
      lines.get(kind.replaceAll('-', '')),
      [own.length, pct(found / own.length), pct(strict / own.length)],
      kind,
    )
  }
  const page = errorPage(documents, 'gold.jsonl')
  for (const [name, value] of Object.entries({ ...counts, articles: documents.length }))
    if (name !== 'type') assert.match(page, new RegExp(`data-figure="${name}">${value}\\b`))
  for (const [name, value] of Object.entries(verdicts))
    assert.match(page, new RegExp(`data-verdict="${name}"[^>]*>${name} <span class="count">${value}<`))
}

describe('the figures of the error page', () => {
  test('count each kind of error', () => {
    assert.deepEqual(verdictCounts(pairsOf(CASES)), { missed: 3, false: 4, border: 1, speaker: 1, kind: 1 })
  })

  test("are the scorer's on a small gold file", { skip: !existsSync(SCORER) && `not there: ${SCORER}` }, () =>
    assertSameFigures(CASES),
  )

  test("are the scorer's on the development set", { skip: !existsSync(DEV) && `not there: ${DEV}` }, () => {
    const engine = createEngine(de)
    const cases = readFileSync(DEV, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as GoldDocument)
      .map((gold) => ({
        gold,
        found: detect(gold.text, engine).map((statement): Found => ({
          kind: statement.kind,
          ...Object.fromEntries(
            ROLES.map((role) => [role, statement[role].map(({ start, end }) => [start, end])]),
          ),
        })),
      }))
    assertSameFigures(cases)
  })
})

describe('the error page', () => {
  let browser: Browser
  let page: Page
  const requests: string[] = []
  const problems: string[] = []
  before(async () => {
    const file = join(folder, 'errors.html')
    writeFileSync(file, errorPage(pairsOf(CASES), `gold ${HOSTILE}`))
    browser = await chromium.launch({ executablePath: await findBrowser(), args: [...CHROMIUM_ARGS] })
    page = await browser.newPage()
    page.setDefaultTimeout(5000)
    page.on('request', (request) => requests.push(request.url()))
    page.on('pageerror', (error) => problems.push(error.message))
    page.on('console', (message) => problems.push(message.text()))
    await page.goto(pathToFileURL(file).href)
  })
  after(() => browser.close())
  const shown = () => page.locator('.card:visible').evaluateAll((cards) => cards.map((card) => card.id))
  const current = () => page.locator('.card.current').evaluateAll((cards) => cards.map((card) => card.id))

  test('shows what is foreign as text, and loads nothing', async () => {
    assert.equal(await page.title(), `Errors: gold ${HOSTILE}`)
    assert.equal(await page.locator('script').count(), 1)
    assert.equal(await page.locator('img').count(), 0)
    assert.equal(await page.locator('article').last().locator('.text').innerText(), HOSTILE)
    assert.equal(requests.length, 1)
    assert.deepEqual(problems, [])
  })

  test('has a card for each error, gold and found beside each other', async () => {
    assert.equal(await page.locator('.card').count(), 8)
    const card = page.locator('.card').nth(1)
    assert.deepEqual(await card.locator('.verdict').allInnerTexts(), ['border', 'speaker'])
    assert.deepEqual(await card.locator('tr.quote td').allInnerTexts(), [
      'Er warnte vor Eis.',
      'warnte vor Eis.',
    ])
    assert.deepEqual(await card.locator('tr.quote mark').allInnerTexts(), ['Er'])
    assert.deepEqual(await card.locator('tr.speaker td').allInnerTexts(), ['Er', 'Meier'])
    assert.equal(await card.locator('.rule').innerText(), 'speech-act 0.60')
  })

  test('walks with j and k, and marks the words of the error', async () => {
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    assert.deepEqual(await current(), ['e2'])
    assert.deepEqual(await page.locator('.s.current').allInnerTexts(), ['Er ', 'warnte vor Eis.'])
    assert.equal(await page.locator('#place').innerText(), '2 of 8')
    await page.keyboard.press('k')
    await page.keyboard.press('k')
    assert.deepEqual(await current(), ['e1'])
  })

  test('filters by what is wrong, kind, rule and words, and takes it back', async () => {
    await page.getByRole('button', { name: 'missed' }).click()
    assert.deepEqual(await shown(), ['e4', 'e5', 'e7'])
    assert.equal(await page.locator('article:visible').count(), 3)
    await page.getByRole('button', { name: 'border' }).click()
    assert.deepEqual(await shown(), ['e2', 'e4', 'e5', 'e7'])
    await page.keyboard.press('Escape')
    assert.equal((await shown()).length, 8)
    await page.locator('#rule').selectOption('speech-act')
    assert.deepEqual(await shown(), ['e1', 'e2'])
    await page.locator('#kind').selectOption('indirect')
    assert.deepEqual(await shown(), [])
    await page.getByRole('button', { name: 'Clear filters' }).click()
    await page.keyboard.press('/')
    await page.keyboard.type('schnee ZU')
    assert.deepEqual(await shown(), ['e3'])
    await page.keyboard.press('Enter')
    assert.deepEqual(await current(), ['e3'])
  })
})
