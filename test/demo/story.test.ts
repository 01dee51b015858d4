/** The path of a newcomer, with real keys and clicks on the built demo. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { parseDossier, verifyLog } from '../../src/model/index.js'
import {
  cardOf,
  clickBehind,
  downloadOf,
  isReady,
  markOf,
  openDesk,
  openPage,
  saved,
  textOf,
  undoTo,
  verifyByKey,
  violations,
  type Desk,
} from './desk.js'

const WORDS = 'Russland sei zur Hilfe verpflichtet, dafür sei das Bündnis gegründet worden'

describe('the demo', () => {
  let desk: Desk
  before(async () => {
    desk = await openDesk()
  })
  after(() => desk.close())

  test('shows the article with its statements marked and listed with their speakers', async () => {
    const { page, problems } = await openPage(desk)
    await cardOf(page, WORDS).waitFor()
    assert.ok((await page.locator('#article .attribution').count()) >= 13)
    await cardOf(page, WORDS).getByText('Leonid Kalaschnikow').first().waitFor()
    await cardOf(page, 'werde auf Anfrage Kasachstans').getByText('Nikol Paschinjan').first().waitFor()
    assert.deepEqual(problems, [])
    await page.context().close()
  })

  test('takes a statement from first click to report', async () => {
    const { page, problems } = await openPage(desk)
    const card = cardOf(page, WORDS)
    await card.waitFor()

    // Click in the text: the card opens beside it.
    await clickBehind(page, 'dafür sei das Bünd')
    await card.getByRole('button', { name: 'Quelle anhängen' }).click()

    // Attach a source, by keyboard: the outlet named in the text comes first, the next choice is a new one.
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Tab')
    await page.keyboard.type('Interfax-Meldung vom 6. Januar')
    await page.getByLabel('Stelle im Wortlaut').click()
    await page.keyboard.type('Россия обязана помочь')
    await page.getByRole('button', { name: 'Anhängen', exact: true }).click()
    await card.locator('attribution-evidence').getByText('Interfax-Meldung vom 6. Januar').first().waitFor()

    await card.getByRole('button', { name: 'Bestätigt' }).click()
    await markOf(page, 'verified').first().waitFor()

    // Change a word inside: stale. Take it back: verified again.
    await clickBehind(page, 'Russland sei zur Hilfe ver')
    const before = await textOf(page)
    await page.keyboard.type('xy')
    await page.locator('#article .attribution-stale').first().waitFor()
    await undoTo(page, before)
    await page.locator('#article .attribution-stale').first().waitFor({ state: 'detached' })
    assert.ok((await markOf(page, 'verified').count()) > 0)
    await saved(page)

    // Reload: everything as it was.
    await page.reload()
    await isReady(page)
    await markOf(page, 'verified').first().waitFor()
    await cardOf(page, WORDS).getByText('1 Quelle').first().waitFor()
    assert.equal(await page.locator('#article .attribution-stale').count(), 0)

    // The report.
    await page.getByRole('button', { name: 'Bericht', exact: true }).click()
    const [view] = await Promise.all([
      page.context().waitForEvent('page'),
      page.getByRole('button', { name: 'Ansehen' }).click(),
    ])
    await view.getByText('Interfax-Meldung vom 6. Januar').first().waitFor()
    const columns = await view
      .locator('dl')
      .first()
      .evaluate((list) => getComputedStyle(list).display)
    assert.equal(columns, 'grid', 'the report stands there without its style sheet')
    await view.close()
    const html = await downloadOf(page, 'Als HTML sichern')
    assert.match(html, /Interfax-Meldung vom 6\. Januar/)
    assert.match(html, /Leonid Kalaschnikow/)
    assert.ok(!html.includes('<script'))
    assert.match(await downloadOf(page, 'Als Markdown sichern'), /Россия обязана помочь/)
    const parsed = parseDossier(await downloadOf(page, 'Als JSON sichern'))
    assert.ok(parsed.ok)
    assert.equal(parsed.value.annotations.filter((a) => a.review.status === 'verified').length, 1)

    // Page and file prove the same log.
    const [, digest = ''] = /Verlauf lückenlos, [^<]*<code>([0-9a-f]{64})</.exec(html) ?? []
    const log = await verifyLog(parsed.value.log)
    assert.ok(log.ok && log.entries > 0)
    assert.equal(log.digest, digest)
    await page.reload()
    await markOf(page, 'verified').first().waitFor()
    assert.ok(
      (await downloadOf(page, 'Als HTML sichern')).includes(digest),
      'another digest after loading again',
    )
    assert.deepEqual(problems, [])
    await page.context().close()
  })

  test('keeps a review through cutting all text and undoing that', async () => {
    const { page } = await openPage(desk)
    await cardOf(page, WORDS).waitFor()
    await verifyByKey(page, 'dafür sei das Bünd')
    await markOf(page, 'verified').first().waitFor()
    await page.keyboard.press('Control+a')
    await page.keyboard.press('Backspace')
    await markOf(page, 'verified').first().waitFor({ state: 'detached' })
    await page.keyboard.press('Control+z')
    await markOf(page, 'verified').first().waitFor()
    assert.equal(await page.locator('#article .attribution-stale').count(), 0)
    await page.context().close()
  })

  test('reads an article that somebody pastes into the empty page', async () => {
    const { page, problems } = await openPage(desk, { path: 'empty.html' })
    await page.locator('#article').click()
    await page.keyboard.type('„Wir helfen“, sagte Ministerin Anna Beispiel.')
    await cardOf(page, 'Wir helfen').waitFor()
    await cardOf(page, 'Wir helfen').getByText('Anna Beispiel').first().waitFor()
    assert.deepEqual(problems, [])
    await page.context().close()
  })

  test('keeps a note that was being typed when the page was left', async () => {
    const { page } = await openPage(desk)
    await cardOf(page, WORDS).waitFor()
    await clickBehind(page, 'dafür sei das Bünd')
    await page.getByLabel('Notiz').click()
    await page.keyboard.type('Rückruf um drei')
    await page.reload()
    await isReady(page)
    await cardOf(page, WORDS).waitFor()
    await clickBehind(page, 'dafür sei das Bünd')
    await page.getByLabel('Notiz').waitFor()
    assert.equal(await page.getByLabel('Notiz').inputValue(), 'Rückruf um drei')
    await page.context().close()
  })

  test('leads from “Veröffentlichen” to the answer, and shows the keys by ? wherever nobody writes', async () => {
    const { page } = await openPage(desk)
    const hasFocus = (selector: string) => page.locator(`${selector}:focus`).waitFor()
    await cardOf(page, WORDS).waitFor()
    await page.locator('#toggle-panel').click()
    assert.match((await page.locator('#toggle-panel').getAttribute('title')) ?? '', /Umschalt\+F2/)
    await page.locator('#publish').focus()
    await page.keyboard.press('Enter')
    await hasFocus('attribution-check .answer')
    await page.locator('#toggle-panel').click()
    await page.keyboard.press('?')
    const keys = page.getByRole('dialog', { name: 'Tasten' })
    await keys.waitFor()
    await page.keyboard.press('Escape')
    await hasFocus('#toggle-panel')
    await clickBehind(page, 'dafür sei das Bünd')
    await page.keyboard.type('?')
    await page.locator('#article').getByText('dafür sei das Bünd?').waitFor()
    assert.equal(await keys.isVisible(), false)
    await page.context().close()
  })

  test('says of an article without a statement that there is nothing to check', async () => {
    const { page } = await openPage(desk, { path: 'empty.html' })
    await page.locator('#publish').click()
    await page.locator('#notice').getByText('Nichts zu prüfen').waitFor()
    await page.locator('attribution-panel').getByRole('button', { name: 'Nichts zu prüfen' }).waitFor()
    await page.context().close()
  })

  test('keeps its settings menu open and the focus in it while name and language change', async () => {
    const { page } = await openPage(desk)
    await page.getByRole('button', { name: 'Einstellungen' }).focus()
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    await page.keyboard.type('Mia K.')
    await page.keyboard.press('Tab')
    const focused = () => page.evaluate(() => document.activeElement?.id)
    assert.equal(await focused(), 'language')
    await page.locator('#language').selectOption('en')
    assert.equal(await focused(), 'language')
    await page.getByLabel('Colours').waitFor()
    assert.equal(await page.getByLabel('Name of your own').inputValue(), 'Mia K.')
    assert.equal(await page.locator('#article').getAttribute('aria-label'), 'Article')
    assert.match(await page.title(), /Who said what/)
    await page.context().close()
  })

  for (const lang of ['de', 'en'] as const)
    for (const dark of [false, true])
      test(`has no axe violations, menus open or not (${lang}, ${dark ? 'dark' : 'light'})`, async () => {
        const { page } = await openPage(desk, { lang, dark })
        await cardOf(page, WORDS).waitFor()
        assert.deepEqual(await violations(page), [])
        await clickBehind(page, 'dafür sei das Bünd')
        for (const menu of ['#report', '#settings']) {
          await page.locator(menu).click()
          assert.deepEqual(await violations(page), [], menu)
          await page.keyboard.press('Escape')
        }
        await page.context().close()
      })

  test('starts afresh after a reset', async () => {
    const { page } = await openPage(desk)
    await cardOf(page, WORDS).waitFor()
    await verifyByKey(page, 'dafür sei das Bünd')
    await markOf(page, 'verified').first().waitFor()
    await saved(page)
    page.on('dialog', (dialog) => void dialog.accept())
    await page.getByRole('button', { name: 'Einstellungen' }).click()
    await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name: 'Zurücksetzen' }).click()])
    await isReady(page)
    await cardOf(page, WORDS).waitFor()
    assert.equal(await markOf(page, 'verified').count(), 0)
    await page.context().close()
  })
})
