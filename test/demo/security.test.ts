/** The demo under its own strict Content Security Policy, Trusted Types included. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { strFromU8, unzipSync } from 'fflate'
import type { Page } from 'playwright-core'
import {
  attachSource,
  becomes,
  bytesOf,
  cardOf,
  clickBehind,
  openDesk,
  openPage,
  refusals,
  setStatusByMouse,
  watchPolicy,
  type Desk,
} from './desk.js'

const WORDS = 'Russland sei zur Hilfe verpflichtet'

/** As another program puts it on the clipboard. */
const PASTED =
  '<meta charset="utf-8"><p>„Das ist <b>fremd</b>“, sagte Eva Muster.</p><table><tr><td>1</td></tr></table>'
/** With what must do no harm. */
const HOSTILE =
  '<style>p { color: red }</style><p style="color: red">„Das ist böse“, sagte Eva Muster.' +
  '<img src="x" onerror="window.harmed = true"><script>window.harmed = true</script></p>'

const NEEDED = ['script-src', 'style-src', 'require-trusted-types-for', 'trusted-types', 'frame-ancestors']

describe('under its Content Security Policy, the demo', () => {
  let desk: Desk
  before(async () => {
    desk = await openDesk()
  })
  after(() => desk.close())

  test('allows nothing inline, and markup from named policies only', async () => {
    for (const path of ['', 'long.html', 'empty.html', 'house.html', 'tiptap/', 'react/', 'plain/']) {
      const { headers } = await fetch(desk.url + path)
      const policy = headers.get('content-security-policy') ?? ''
      assert.match(policy, /^default-src 'none';/)
      for (const directive of NEEDED) assert.ok(policy.includes(`${directive} `), `${path}: ${directive}`)
      assert.doesNotMatch(policy, /unsafe|\*|https?:/)
    }
    const blocknote = (await fetch(`${desk.url}blocknote/`)).headers.get('content-security-policy') ?? ''
    assert.match(blocknote, /^default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';/)
    const report = (await fetch(`${desk.url}report.html`)).headers.get('content-security-policy') ?? ''
    assert.match(report, /^default-src 'none'; style-src 'unsafe-inline';/)
    assert.doesNotMatch(report, /script-src|connect-src/)
  })

  test('reads, marks, checks, pastes and reports without a thing refused', async () => {
    const { page, problems } = await openPage(desk, { prepare: watchPolicy })
    await cardOf(page, WORDS).waitFor()
    await clickBehind(page, 'sei zur Hilfe ver')
    await attachSource(page, WORDS, { title: 'Interfax-Meldung', passage: 'Россия обязана помочь' })
    await setStatusByMouse(page, WORDS, 'Bestätigt')
    await becomes(page, 'Jo Brandt')
    await page.locator('#things').click()
    await page.keyboard.press('Escape')
    await page.locator('#settings').click()
    await page.locator('#theme').selectOption('dark')
    await page.keyboard.press('Escape')

    await clickBehind(page, 'Armenien ist ebenfalls Mitglied')
    await pasteHTML(page, PASTED)
    await cardOf(page, 'Das ist fremd').waitFor()
    // With keys, as it stands on the clipboard of the system.
    await page.keyboard.press('Control+a')
    await page.keyboard.press('Control+c')
    await page.keyboard.press('Control+v')
    await page.keyboard.press('Control+z')
    await cardOf(page, WORDS).waitFor()

    await page.locator('#report').click()
    const [report] = await Promise.all([
      page.context().waitForEvent('page'),
      page.getByRole('button', { name: 'Ansehen' }).click(),
    ])
    const wrong: string[] = []
    report.on('console', (message) => message.type() === 'error' && wrong.push(message.text()))
    await report.getByText('Interfax-Meldung').first().waitFor()
    const display = await report
      .locator('dl')
      .first()
      .evaluate((list) => getComputedStyle(list).display)
    assert.equal(display, 'grid')
    assert.deepEqual(await refusals(page), [])
    assert.deepEqual([...problems, ...wrong], [])
    await page.context().close()
  })

  test('writes a Word file without a thing refused', async () => {
    const { page, problems } = await openPage(desk, { prepare: watchPolicy })
    await cardOf(page, WORDS).waitFor()
    await setStatusByMouse(page, WORDS, 'Bestätigt')
    const parts = unzipSync(await bytesOf(page, 'Als Word-Datei sichern'))
    const words = (path: string) => strFromU8(parts[path] ?? assert.fail(path)).replace(/<[^>]*>/g, '')
    assert.match(words('word/document.xml'), /Russland sei zur Hilfe verpflichtet/)
    assert.match(words('word/document.xml'), /✓ Bestätigt/)
    assert.match(words('word/comments.xml'), /Leonid Kalaschnikow/)
    assert.deepEqual(await refusals(page), [])
    assert.deepEqual(problems, [])
    await page.context().close()
  })

  test('takes the words of what is pasted, and refuses what would style the page or run in it', async () => {
    const { page } = await openPage(desk, { path: 'empty.html', prepare: watchPolicy })
    await pasteHTML(page, HOSTILE)
    await cardOf(page, 'Das ist böse').waitFor()
    assert.equal(await page.evaluate('window.harmed'), undefined)
    for (const refused of await refusals(page))
      assert.match(refused, /^(style|script)-src-(attr|elem): inline/)
    await page.context().close()
  })

  test('opens the page with two editors without a thing refused', async () => {
    const { page, problems } = await openPage(desk, { path: 'house.html', prepare: watchPolicy })
    await cardOf(page, 'Wir haben Risse gefunden').waitFor()
    await cardOf(page, 'We have found cracks').click()
    assert.deepEqual(await refusals(page), [])
    assert.deepEqual(problems, [])
    await page.context().close()
  })

  test('is refused a script, a style and markup that nobody has vouched for', async () => {
    const { page } = await openPage(desk, { prepare: watchPolicy })
    await page.evaluate(() => {
      const script = document.createElement('script')
      script.append('window.injected = true')
      const style = document.createElement('style')
      style.append('body { outline: 3px solid red }')
      document.head.append(style, script)
      document.body.setAttribute('style', 'letter-spacing: 9px')
      try {
        document.body.insertAdjacentHTML('beforeend', '<i id="markup"></i>')
      } catch {
        // as it must
      }
      try {
        const { trustedTypes } = window as unknown as {
          trustedTypes: { createPolicy(name: string, rules: object): unknown }
        } // TypeScript's library does not name it yet
        trustedTypes.createPolicy('somebody-else', {})
      } catch {
        // as it must
      }
    })
    const refused = (await refusals(page)).join('\n')
    for (const what of [
      'style-src-elem: inline',
      'style-src-attr: inline',
      'require-trusted-types-for',
      'trusted-types: ',
    ])
      assert.ok(refused.includes(what), `${what} is not among\n${refused}`)
    const done = await page.evaluate(() => ({
      script: 'injected' in window,
      style: getComputedStyle(document.body).outlineStyle,
      spacing: getComputedStyle(document.body).letterSpacing,
      markup: document.getElementById('markup') !== null,
    }))
    assert.deepEqual(done, { script: false, style: 'none', spacing: 'normal', markup: false })
    await page.context().close()
  })
})

async function pasteHTML(page: Page, html: string): Promise<void> {
  await page.locator('#article').evaluate((article, html) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/html', html)
    article.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  }, html)
}
