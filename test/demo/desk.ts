/** Starts the built demo as `npm start` does, and a real Chromium on it. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { chromium, type Browser, type Locator, type Page } from 'playwright-core'
import { CHROMIUM_ARGS, findBrowser } from '../support/find-browser.mjs'
import { freePort, saying } from '../support/process.js'

export interface Desk {
  readonly url: string
  readonly browser: Browser
  close(): Promise<void>
}

export async function openDesk(): Promise<Desk> {
  const env = { ...process.env, NO_OPEN: '1', PORT: String(await freePort()) }
  const server = spawn(process.execPath, ['demo/serve.mjs'], { env })
  const [url] = await saying(server, /http:\/\/127\.0\.0\.1:\d+\//)
  const browser = await chromium.launch({ executablePath: await findBrowser(), args: [...CHROMIUM_ARGS] })
  return {
    url,
    browser,
    close: async () => {
      await browser.close()
      server.kill()
    },
  }
}

export interface PageOptions {
  readonly path?: string
  readonly width?: number
  readonly height?: number
  readonly dark?: boolean
  readonly lang?: 'de' | 'en'
  /** Done before the page is asked for. */
  readonly prepare?: (page: Page) => Promise<unknown>
}

/** A page of the demo in a fresh profile, ready to work in; what goes wrong in it fails the test through `problems`. */
export async function openPage(
  desk: Desk,
  options: PageOptions = {},
): Promise<{ readonly page: Page; readonly problems: readonly string[] }> {
  const opened = await goTo(desk, options)
  await isReady(opened.page)
  return opened
}

/** One of the examples in English, once its statements are there. */
export async function openExample(
  desk: Desk,
  path: string,
): Promise<{ readonly page: Page; readonly problems: readonly string[] }> {
  const opened = await goTo(desk, { path, lang: 'en', prepare: watchPolicy })
  if (path.endsWith('/')) await opened.page.locator('attribution-card').first().waitFor()
  return opened
}

async function goTo(
  desk: Desk,
  { path = '', width = 1440, height = 900, dark = false, lang = 'de', prepare }: PageOptions,
): Promise<{ readonly page: Page; readonly problems: readonly string[] }> {
  const context = await desk.browser.newContext({
    viewport: { width, height },
    colorScheme: dark ? 'dark' : 'light',
    locale: lang === 'de' ? 'de-DE' : 'en-GB',
  })
  context.setDefaultTimeout(10_000)
  const page = await context.newPage()
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text())
  })
  await prepare?.(page)
  await page.goto(desk.url + path)
  return { page, problems }
}

export async function isReady(page: Page): Promise<void> {
  await page.locator('html[data-ready]').waitFor({ state: 'attached' })
}

export function cardOf(page: Page, words: string): Locator {
  return page.locator('attribution-card').filter({ hasText: words }).first()
}

export function markOf(page: Page, status: string): Locator {
  return page.locator(`#article .attribution-status-${status}`)
}

/** Where the editor is; pages with several name one. */
const ARTICLE = '#article'

/**
 * Puts the cursor behind `words` by clicking at the end of their box; once more where the page has moved under the
 * mouse. The editor learns of it a moment later: `clickStatement` waits for that.
 */
export async function clickBehind(page: Page, words: string, article = ARTICLE): Promise<void> {
  for (let attempt = 0; attempt < 5; attempt++) {
    const { x, y } = await endOf(page, words, article)
    await page.mouse.click(x, y)
    if ((await endOf(page, words, article)).hasCursor) return
  }
  assert.fail(`no click puts the cursor behind "${words}"`)
}

/** The same in a statement, once the editor has selected it. */
export async function clickStatement(page: Page, words: string, article = ARTICLE): Promise<void> {
  await clickBehind(page, words, article)
  while (!(await endOf(page, words, article)).isSelected) await page.waitForTimeout(20)
}

/** Where the box of `words` ends, in CSS px of the window, and what is there. */
async function endOf(page: Page, words: string, article: string) {
  const end = await page.locator(article).evaluate((article, text) => {
    let at = (article.textContent ?? '').indexOf(text) + text.length - 1
    if (at < text.length - 1) return null
    const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT)
    let node = walker.nextNode() as Text // the text has been found
    while (at >= node.length) {
      at -= node.length
      node = walker.nextNode() as Text // as above
    }
    const range = document.createRange()
    range.setStart(node, at)
    range.setEnd(node, at + 1)
    const box = range.getBoundingClientRect()
    const selection = getSelection()
    range.setStart(article, 0)
    const end = range.toString().length
    if (selection?.anchorNode && article.contains(selection.anchorNode))
      range.setEnd(selection.anchorNode, selection.anchorOffset)
    return {
      x: box.right,
      y: box.top + box.height / 2,
      hasCursor: selection?.isCollapsed === true && range.toString().length === end,
      isSelected: node.parentElement?.closest('.attribution-selected') != null,
    }
  }, words)
  assert.ok(end, `"${words}" is not in the article`)
  return end
}

export async function textOf(page: Page, article = ARTICLE): Promise<string> {
  return (await page.locator(article).textContent()) ?? ''
}

/** Presses the editor's undo until its text is `text` again; how much one press takes back is the history's to say. */
export async function undoTo(page: Page, text: string, article = ARTICLE): Promise<void> {
  for (let i = 0; i < 20 && (await textOf(page, article)) !== text; i++)
    await page.keyboard.press('Control+z')
  assert.equal(await textOf(page, article), text)
}

/** For `prepare`: notes what the Content Security Policy refuses. */
export async function watchPolicy(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const refused: string[] = []
    Object.assign(window, { refused })
    addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample }) =>
      refused.push(`${effectiveDirective}: ${blockedURI} ${sample}`),
    )
  })
}

/** What the policy of the page has refused since it began to load, a line each. */
export function refusals(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => (window as unknown as { refused: string[] }).refused) // put there by watchPolicy
}

/** Opens the card of a statement by mouse, in the list. */
export async function openCard(page: Page, words: string): Promise<Locator> {
  const card = cardOf(page, words)
  await card.waitFor()
  if (!(await card.getByRole('button', { name: 'Quelle anhängen' }).isVisible()))
    await card.locator('.summary').click()
  return card
}

/** Sets the status of a statement by its button in the open card. */
export async function setStatusByMouse(page: Page, words: string, status: string): Promise<void> {
  const card = await openCard(page, words)
  await card.getByRole('button', { name: status, exact: true }).click()
}

/** Walks to a statement with the editor's keys and sets it to verified. The cursor must be in the article. */
export async function verifyByKey(page: Page, words: string): Promise<void> {
  await clickStatement(page, words)
  await page.keyboard.press('Alt+Enter')
}

/** Attaches a new source with a passage to a statement, whose card is then open. */
export async function attachSource(
  page: Page,
  words: string,
  { title, passage = '' }: { readonly title: string; readonly passage?: string },
): Promise<void> {
  const card = await openCard(page, words)
  await card.getByRole('button', { name: 'Quelle anhängen' }).click()
  const fresh = card.getByLabel('Neue Quelle')
  if (await fresh.isVisible()) await fresh.check()
  await card.getByLabel('Titel').fill(title)
  if (passage) await card.getByLabel('Stelle im Wortlaut').fill(passage)
  await card.getByRole('button', { name: 'Anhängen', exact: true }).click()
  await card.locator('attribution-evidence').getByText(title).first().waitFor()
}

/** Who is at the keyboard from now on, by the beginning of their name. */
export async function becomes(page: Page, name: string): Promise<void> {
  const option = page.locator('#who option').filter({ hasText: name })
  await page.locator('#who').selectOption((await option.getAttribute('value')) ?? name)
}

/** Asks whether the article can go out; what the page answers, be it a message or a list of warnings. */
export async function askToPublish(page: Page): Promise<string> {
  await page.locator('#publish').click()
  const answer = page.locator('#notice[data-tone]:not([hidden]) > span, dialog.warnings h2').last()
  await answer.waitFor()
  return (await answer.textContent()) ?? ''
}

/** Waits until nothing is left to save: the demo saves 300 ms after the last change. */
export async function saved(page: Page): Promise<void> {
  await page.locator('html[data-saved]').waitFor({ state: 'attached' })
}

/** What an item of the report menu saves, as text. */
export async function downloadOf(page: Page, item: string): Promise<string> {
  return (await bytesOf(page, item)).toString('utf8')
}

/** What an item of the report menu saves. */
export async function bytesOf(page: Page, item: string): Promise<Buffer> {
  await page.locator('#report').click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: item }).click(),
  ])
  return readFileSync(await download.path())
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe finds wrong with the page as it is, a line each. */
export async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe)
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') } // put there just now
    return (await axe.run()).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
  })
}
