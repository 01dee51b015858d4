/** German and English in one editor, how much is shown, and languages that come late or not at all. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { cardOf, downloadOf, isReady, markOf, openDesk, openPage, saved, type Desk } from './desk.js'

const ENGLISH =
  '“We have waited for years,” said Mayor Helen Carter. She added that work would begin in March.'
const GERMAN = '„Wir helfen“, sagte Ministerin Anna Beispiel.'

describe('the languages of the demo', () => {
  let desk: Desk
  before(async () => {
    desk = await openDesk()
  })
  after(() => desk.close())

  test('finds statements and speakers in an English text on a German page, and reports in English', async () => {
    const { page, problems } = await openPage(desk, { path: 'empty.html' })
    await page.locator('#article').click()
    await page.keyboard.type(ENGLISH)
    await cardOf(page, 'We have waited').getByText('Helen Carter').first().waitFor()
    await cardOf(page, 'that work would begin').getByText('Helen Carter').first().waitFor()
    await page.locator('#article[lang=en]').waitFor()
    const report = await downloadOf(page, 'Als HTML sichern')
    assert.match(report, /<html lang="en"/)
    assert.match(report, /Helen Carter/)

    await page.locator('#report').click()
    await page.getByLabel('Sprache des Berichts').selectOption('de')
    await page.keyboard.press('Escape')
    assert.match(await downloadOf(page, 'Als HTML sichern'), /<html lang="de"/)
    await saved(page)

    // As it was saved, before any language is there.
    await page.route('**/lang-en.js', () => undefined)
    await page.reload()
    await isReady(page)
    assert.equal(await page.locator('#article').getAttribute('lang'), 'en')
    await cardOf(page, 'We have waited').waitFor()
    assert.deepEqual(problems, [])
    await page.context().close()
  })

  test('says once that detection cannot cope with a text, and goes on', async () => {
    const { page } = await openPage(desk, {
      path: 'empty.html',
      prepare: (page) =>
        page.addInitScript(() => {
          const { matchAll } = String.prototype
          String.prototype.matchAll = function (pattern: RegExp) {
            if (this.includes('Störfall')) throw new Error('no luck')
            return matchAll.call(this, pattern)
          }
        }),
    })
    await page.locator('#article').click()
    await page.keyboard.type('Ein Störfall. ')
    await page.getByRole('alert').getByText('kommt mit diesem Text nicht zurecht').waitFor()
    await page.getByText('Noch keine Aussagen').waitFor() // nothing waits for an answer that does not come
    await page.getByRole('button', { name: 'Schließen' }).click()
    await page.keyboard.type('Und weiter. ')
    await page.waitForTimeout(800)
    assert.equal(await page.getByRole('alert').count(), 0, 'the same message a second time')
    await page.keyboard.press('Control+a')
    await page.keyboard.type(GERMAN)
    await cardOf(page, 'Wir helfen').getByText('Anna Beispiel').first().waitFor()
    await page.context().close()
  })

  test('follows a text from one language into the other', async () => {
    const { page } = await openPage(desk, { path: 'empty.html', lang: 'en' })
    await page.locator('#article').click()
    await page.keyboard.type(ENGLISH)
    await page.locator('#article[lang=en]').waitFor()
    await page.keyboard.press('Control+a')
    await page.keyboard.type(GERMAN)
    await page.locator('#article[lang=de]').waitFor()
    await cardOf(page, 'Wir helfen').getByText('Anna Beispiel').first().waitFor()
    await page.context().close()
  })

  test('shows more or less at once when the sensitivity changes, and keeps what somebody has worked on', async () => {
    const { page, problems } = await openPage(desk)
    await page.locator('attribution-card').first().waitFor()
    await choose(page, 'ArrowDown', 'all')
    const all = await quotesWhen(page, (n) => n > 15)
    await choose(page, 'Home', 'few')
    const few = await quotesWhen(page, (n) => n < all.length)
    const unsure = all.filter((quote) => !few.includes(quote))
    assert.ok(unsure.length >= 2, `too few unsure ones: ${unsure.length}`)

    // What is unsure now gets a review and a note.
    await choose(page, 'End', 'all')
    await quotesWhen(page, (n) => n === all.length)
    const [reviewed, noted] = unsure as [string, string]
    await cardOf(page, reviewed).click()
    await cardOf(page, reviewed).getByRole('button', { name: 'Bestätigt' }).click()
    await markOf(page, 'verified').first().waitFor()
    await cardOf(page, noted).click()
    await cardOf(page, noted).getByLabel('Notiz').click()
    await page.keyboard.type('nachfragen')
    await choose(page, 'Home', 'few')
    const kept = await quotesWhen(page, (n) => n === few.length + 2)
    assert.ok(kept.includes(reviewed) && kept.includes(noted))
    await markOf(page, 'verified').first().waitFor()
    assert.equal(await cardOf(page, noted).getByLabel('Notiz').inputValue(), 'nachfragen')
    await saved(page)

    await page.reload()
    await isReady(page)
    await quotesWhen(page, (n) => n === few.length + 2)
    await page.locator('#settings').click()
    assert.equal(await page.locator('#sensitivity').inputValue(), 'few')
    assert.deepEqual(problems, [])
    await page.context().close()
  })

  test('lets somebody write while the languages are on their way', async () => {
    let arrive = (): void => undefined
    const arrived = new Promise<void>((resolve) => (arrive = resolve))
    const { page, problems } = await openPage(desk, {
      path: 'empty.html',
      prepare: (page) => page.route('**/lang-de.js', (route) => arrived.then(() => route.continue())),
    })
    await page.locator('#article').click()
    await page.keyboard.type(GERMAN)
    assert.equal(await page.locator('#article').innerText(), GERMAN)
    await page.locator('attribution-panel [aria-busy=true]').waitFor()
    assert.equal(await page.locator('attribution-card').count(), 0)
    arrive()
    await cardOf(page, 'Wir helfen').getByText('Anna Beispiel').first().waitFor()
    await page.locator('attribution-panel [aria-busy=false]').waitFor()
    assert.deepEqual(problems, [])
    await page.context().close()
  })

  test('says so when the languages do not come, and lets people write and mark by hand', async () => {
    const { page } = await openPage(desk, {
      path: 'empty.html',
      prepare: (page) => page.route('**/lang-en.js', (route) => route.abort()),
    })
    await page.getByRole('alert').getByText('Die Erkennung konnte nicht geladen werden').waitFor()
    await page.getByRole('alert').getByRole('button', { name: 'Schließen' }).click()
    await page.keyboard.type(GERMAN)
    await page.keyboard.press('Control+a')
    await page.keyboard.press('Alt+Shift+Enter')
    await cardOf(page, 'Wir helfen').waitFor()
    await page.locator('attribution-panel [aria-busy=false]').waitFor()
    await saved(page)
    await page.unroute('**/lang-en.js')
    await page.reload()
    await isReady(page)
    await cardOf(page, 'Wir helfen').waitFor()
    await page.locator('#article .attribution').first().waitFor()
    await page.context().close()
  })
})

/** Sets the sensitivity with a key on the closed list. */
async function choose(page: Page, key: string, value: string): Promise<void> {
  await page.locator('#settings').click()
  await page.locator('#sensitivity').focus()
  await page.keyboard.press(key)
  assert.equal(await page.locator('#sensitivity').inputValue(), value)
  await page.keyboard.press('Escape')
}

/** The listed quotes, as soon as there is the right number of them. */
async function quotesWhen(page: Page, isRight: (count: number) => boolean): Promise<readonly string[]> {
  let quotes: string[] = []
  for (let i = 0; i < 100; i++) {
    quotes = await page.locator('attribution-card [part~=quote]').allInnerTexts()
    if (isRight(quotes.length)) return quotes
    await page.waitForTimeout(50)
  }
  throw new Error(`${quotes.length} statements:\n${quotes.join('\n')}`)
}
