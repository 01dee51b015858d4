/** The built guide: nothing leads nowhere, nothing is asked for elsewhere, and everybody can read it. */
import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { parseHTML } from 'linkedom'
import { chromium, type Browser, type Page } from 'playwright-core'
import { CHROMIUM_ARGS, findBrowser } from '../support/find-browser.mjs'
import { pagesOfSite, serveSite, SITE } from './site.js'

const PAGES = pagesOfSite()
const documents = new Map(PAGES.map((page) => [page, documentOf(page)]))

test('every page of docs is in the sidebar, on each page', () => {
  const written = readdirSync('docs')
    .filter((file) => file.endsWith('.md'))
    .map((file) => (file === 'index.md' ? './' : `./${file.slice(0, -3)}.html`))
  for (const [page, document] of documents) {
    const links = [...document.querySelectorAll('.VPSidebar a')].map((link) => link.getAttribute('href'))
    assert.deepEqual(
      written.filter((file) => !links.includes(file)),
      [],
      page,
    )
  }
})

test('no link, anchor, picture or frame of the guide leads nowhere', () => {
  const dead: string[] = []
  for (const [page, document] of documents)
    for (const element of document.querySelectorAll('a[href], img[src], iframe[src]')) {
      const link = element.getAttribute('href') ?? element.getAttribute('src') ?? ''
      if (/^[a-z]+:/.test(link)) continue
      const { pathname, hash } = new URL(link, `http://x/${page}`)
      const file = decodeURIComponent(pathname.slice(1)) || 'index.html'
      const anchor = decodeURIComponent(hash.slice(1))
      if (!existsSync(join(SITE, file))) dead.push(`${page}: ${link}`)
      else if (
        anchor &&
        file.endsWith('.html') &&
        !(documents.get(file) ?? documentOf(file)).getElementById(anchor)
      )
        dead.push(`${page}: ${link} (no such heading)`)
    }
  assert.deepEqual(dead, [])
})

describe('in a browser, in a folder that it was not built for,', () => {
  let browser: Browser
  let site: Awaited<ReturnType<typeof serveSite>>
  before(async () => {
    site = await serveSite()
    browser = await chromium.launch({ executablePath: await findBrowser(), args: [...CHROMIUM_ARGS] })
  })
  after(async () => {
    await browser.close()
    site.close()
  })

  test('every page loads without an error or a request to elsewhere, and axe finds nothing serious, light and dark', async () => {
    const { page, wrong } = await openPage()
    const axe = readFileSync('node_modules/axe-core/axe.min.js', 'utf8')
    for (const path of PAGES) {
      await page.emulateMedia({ colorScheme: 'light' })
      await page.goto(site.url + path)
      await page.locator('.VPContent h1').first().waitFor()
      await page.evaluate(axe)
      wrong.push(...(await violations(page)).map((violation) => `${path}: ${violation}`))
      await page.emulateMedia({ colorScheme: 'dark' })
      await page.locator('html.dark').waitFor()
      const rules = ['color-contrast'] // nothing else differs
      wrong.push(...(await violations(page, rules)).map((violation) => `${path}, dark: ${violation}`))
    }
    assert.deepEqual(wrong, [])
    await page.context().close()
  })

  test('pages follow one another without loading anew, and the search finds and opens a page', async () => {
    const { page, wrong } = await openPage()
    await page.goto(`${site.url}embedding.html`)
    await page.evaluate(() => document.body.setAttribute('data-stayed', ''))
    await page.locator('.VPSidebar').getByRole('link', { name: 'Keys', exact: true }).click()
    await page.getByRole('heading', { level: 1, name: 'Keys' }).waitFor()
    assert.equal(page.url(), `${site.url}keys.html`)
    await page.keyboard.press('Control+k')
    await page.getByPlaceholder('Search').fill('proved')
    await page.getByRole('link', { name: 'A log that can be proved' }).first().click()
    await page.getByRole('heading', { level: 2, name: 'A log that can be proved' }).waitFor()
    assert.equal(page.url(), `${site.url}report.html#a-log-that-can-be-proved`)
    assert.equal(await page.locator('body[data-stayed]').count(), 1)
    assert.deepEqual(wrong, [])
    await page.context().close()
  })

  test('the demo works within its page', async () => {
    const { page, wrong } = await openPage()
    await page.goto(`${site.url}demo.html`)
    const card = page.frameLocator('iframe').locator('attribution-card').first()
    await card.click()
    await card.getByRole('button', { name: 'Verified', exact: true }).click()
    await page.frameLocator('iframe').getByText('1 of 15 checked').waitFor()
    assert.deepEqual(wrong, [])
    await page.context().close()
  })

  test('the examples in other editors work within it', async () => {
    for (const example of ['tiptap', 'blocknote', 'react', 'plain']) {
      const { page, wrong } = await openPage()
      await page.goto(`${site.url}demo/${example}/`)
      await page.locator('attribution-card').first().waitFor()
      assert.deepEqual(wrong, [], example)
      await page.context().close()
    }
  })

  /** `wrong` gathers errors of the console and requests that leave the site. */
  async function openPage(): Promise<{ readonly page: Page; readonly wrong: string[] }> {
    const context = await browser.newContext({ locale: 'en-GB' })
    const page = await context.newPage()
    const wrong: string[] = []
    const isOwn = (url: string): boolean => /^(data|blob):/.test(url) || url.startsWith(site.url)
    page.on('request', (request) => isOwn(request.url()) || wrong.push(`asks for ${request.url()}`))
    page.on('response', (response) => response.ok() || wrong.push(`${response.status()} ${response.url()}`))
    page.on('pageerror', (error) => wrong.push(error.message))
    page.on('console', (message) => {
      if (message.type() === 'error') wrong.push(message.text())
    })
    return { page, wrong }
  }
})

/** What axe finds of weight in the page around the demo, which has tests of its own; by all rules, or those named. */
function violations(page: Page, rules: readonly string[] = []): Promise<readonly string[]> {
  return page.evaluate(
    async (runOnly) => {
      const { axe } = window as unknown as { readonly axe: typeof import('axe-core') } // evaluated just before
      const { violations } = await axe.run(
        { exclude: ['iframe'] },
        {
          resultTypes: ['violations'],
          ...(runOnly.length ? { runOnly } : {}),
          // VitePress names its search button without the keys that are shown in it.
          rules: { 'label-content-name-mismatch': { enabled: false } },
        },
      )
      return violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''} (${nodes.length})`)
    },
    [...rules],
  )
}

function documentOf(file: string): Document {
  return parseHTML(readFileSync(join(SITE, file), 'utf8')).document
}
