/** The report on paper: a real Chromium prints it, and pdftotext (poppler-utils) reads what came out. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { chromium, type Browser, type Page } from 'playwright-core'
import { EMPTY_DOSSIER } from '../../src/model/dossier.js'
import { reportHTML, type ReportInput } from '../../src/report/index.js'
import { annotate, AT, EDITOR, source } from '../model/sample.js'
import { CHROMIUM_ARGS, findBrowser } from '../support/find-browser.mjs'
import { DE, INPUT } from './sample.js'

const COUNT = 70
const NO_READER =
  spawnSync('pdftotext', ['-v']).error !== undefined &&
  'pdftotext is not installed; apt-get install poppler-utils'

/** An article with a statement, a speaker and a source a paragraph. */
function longInput(): ReportInput {
  const sentences = Array.from({ length: COUNT }, (_, i) => `„Das Wort Nummer-${i} gilt“, sagte Person-${i}.`)
  const text = sentences.join('\n\n')
  return {
    article: {
      title: 'Viele reden',
      lang: 'de',
      blocks: sentences.map((sentence) => ({ level: 0, text: sentence })),
    },
    dossier: {
      ...EMPTY_DOSSIER,
      sources: sentences.map((_, i) =>
        source(`q${i}`, {
          title: `Mitschrift ${i}`,
          url: `https://example.org/protokoll/${i}?seite=${i}&teil=a`,
          archivedUrl: `https://archive.example/2026/${i}/`,
        }),
      ),
      annotations: sentences.map((_, i) =>
        annotate(`a${i}`, [`„Das Wort Nummer-${i} gilt“`], {
          text,
          speaker: `Person-${i}`,
          evidence: [
            {
              id: `e${i}`,
              sourceId: `q${i}`,
              relation: 'origin',
              passage: `Das Wort Nummer-${i} gilt, steht in Fundstelle-${i}, und noch einiges mehr.`,
              locator: `S. ${i}`,
              translated: false,
              by: EDITOR,
              at: AT,
            },
          ],
        }),
      ),
    },
  }
}

describe('the report on paper', () => {
  const folder = mkdtempSync(join(tmpdir(), 'attribution-print-'))
  let browser: Browser
  let page: Page
  before(async () => {
    browser = await chromium.launch({ executablePath: await findBrowser(), args: [...CHROMIUM_ARGS] })
    page = await browser.newPage({ colorScheme: 'dark' })
    page.setDefaultTimeout(20_000)
  })
  after(async () => {
    await browser.close()
    rmSync(folder, { recursive: true })
  })

  async function open(input: ReportInput): Promise<void> {
    const file = join(folder, 'report.html')
    writeFileSync(file, reportHTML(input, DE))
    await page.goto(pathToFileURL(file).href)
  }

  /** The text of each printed page, as it stands on it. */
  async function printed(input: ReportInput): Promise<readonly string[]> {
    await open(input)
    const file = join(folder, 'report.pdf')
    await page.pdf({ path: file, format: 'A4' })
    const { stdout, stderr } = spawnSync('pdftotext', ['-layout', file, '-'], {
      encoding: 'utf8',
      maxBuffer: 2 ** 26,
    })
    assert.equal(stderr, '')
    return stdout.split('\f').slice(0, -1)
  }

  test('has title and page number on every page', { skip: NO_READER }, async () => {
    const pages = await printed(longInput())
    assert.ok(pages.length > 10, `${pages.length} pages`)
    for (const [i, text] of pages.entries()) {
      assert.match(text.trimStart(), /^Prüfbericht: Viele reden/)
      assert.match(text.trimEnd(), new RegExp(`Seite ${i + 1} / ${pages.length}$`))
    }
  })

  test('writes out where every link leads', { skip: NO_READER }, async () => {
    const input = longInput()
    const text = (await printed(input)).join('').replace(/\s+/g, '')
    for (const { url = '', archivedUrl = '' } of input.dossier.sources)
      for (const address of [url, archivedUrl]) assert.ok(text.includes(address), address)
    const targets = await page
      .locator('a[href^="http"]')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href')))
    assert.ok(targets.length >= 3 * COUNT)
    for (const target of targets) assert.ok(text.includes(target ?? '?'), target ?? '')
  })

  test(
    'keeps statements and sources whole, and repeats what stands above a table',
    { skip: NO_READER },
    async () => {
      const pages = await printed(longInput())
      const whole = (first: string, last: string) => pages.some((text) => bothIn(text, first, last))
      for (let i = 0; i < COUNT; i++) {
        assert.ok(whole(`„Das Wort Nummer-${i} gilt“`, `in Fundstelle-${i},`), `statement ${i + 1}`)
        assert.ok(whole(`Mitschrift ${i}. Webseite`, `archive.example/2026/${i}/`), `source ${i + 1}`)
      }
      const rows = pages.filter((text) => /Person-\d+ +\d+ +\d+ +\d+ ?\/ ?\d+/.test(text))
      assert.ok(rows.length > 1)
      for (const text of rows) assert.match(text, /Sprecher +direkt +indirekt +geprüft/)
    },
  )

  test('leaves no heading alone at the foot of a page', { skip: NO_READER }, async () => {
    const names = ['Artikel', 'Aussagen', 'Sprecher', 'Quellen', 'Verlauf']
    for (const count of [0, 4, 8, 12]) {
      const { article, dossier } = longInput()
      const padding = { level: 0, text: Array.from({ length: 40 * count }, () => 'Wort').join(' ') }
      const pages = await printed({ article: { ...article, blocks: [...article.blocks, padding] }, dossier })
      for (const text of pages) {
        const lines = text.trimEnd().split('\n')
        const last = lines.slice(0, -1).findLast((line) => line.trim()) ?? ''
        assert.ok(!names.some((name) => new RegExp(`^ *${name}( +\\d+)?$`).test(last)), last)
      }
    }
  })

  test('is black on white, whatever the screen is', async () => {
    await open(INPUT)
    const colours = () =>
      page.evaluate(() => {
        const { color, backgroundColor } = getComputedStyle(document.documentElement)
        return [
          color,
          backgroundColor,
          getComputedStyle(document.querySelector('nav') ?? document.body).display,
        ]
      })
    const [ink] = await colours()
    assert.notEqual(ink, 'rgb(0, 0, 0)')
    await page.emulateMedia({ media: 'print' })
    assert.deepEqual(await colours(), ['rgb(0, 0, 0)', 'rgba(0, 0, 0, 0)', 'none'])
    await page.emulateMedia({ media: null })
  })
})

function bothIn(text: string, first: string, last: string): boolean {
  const at = text.lastIndexOf(first)
  return at >= 0 && text.indexOf(last, at) > at
}
