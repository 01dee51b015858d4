/** An article from first mark to "can go out", once by keyboard alone and once by mouse alone, on the built demo. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { parseDossier, verifyLog, type Annotation, type Dossier } from '../../src/model/index.js'
import { becomes, clickBehind, downloadOf, openDesk, openPage, saved, type Desk } from './desk.js'

/** What has the focus, through all shadow roots, the innermost last. */
function focusPath(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const path: string[] = []
    for (let own: Element | null = document.activeElement; own; own = own.shadowRoot?.activeElement ?? null)
      path.push(own.id ? `#${own.id}` : own.localName)
    return path
  })
}

async function tabTo(page: Page, name: string): Promise<void> {
  for (let i = 0; i < 60; i++) {
    if ((await focusPath(page)).at(-1) === name) return
    await page.keyboard.press('Tab')
  }
  assert.fail(`Tab does not reach ${name}; it is on ${(await focusPath(page)).join(' > ')}`)
}

/** Chooses in a native select by typing the beginning of what it offers. */
async function choose(page: Page, id: string, words: string): Promise<void> {
  await tabTo(page, `#${id}`)
  await page.keyboard.type(words)
  await page.keyboard.press('Enter')
}

/** The dossier as it would be saved in a file. */
async function dossierOf(page: Page): Promise<Dossier> {
  const parsed = parseDossier(await downloadOf(page, 'Als JSON sichern'))
  assert.ok(parsed.ok, JSON.stringify(parsed))
  return parsed.value
}

const UNNAMED = 'dass er sich nicht mehr auf seine Armee verlassen könne'
const QUOTE = 'Russland sei zur Hilfe verpflichtet'

describe('the desk', () => {
  let desk: Desk
  before(async () => {
    desk = await openDesk()
  })
  after(() => desk.close())

  test('takes an article from first mark to "can go out" by keyboard alone', async () => {
    const { page, problems } = await openPage(desk)
    const { keyboard } = page
    const list = page.locator('attribution-statement-list')
    await list.locator('attribution-card').first().waitFor()
    await tabTo(page, '#article')

    // The walk, begun from the text: a source for each statement, the first one pasted, the others found.
    await keyboard.press('F8')
    await page.locator('#article .attribution-selected').first().waitFor()
    await keyboard.press('Shift+F2')
    await focusOn(page, 'attribution-card')
    await keyboard.press('r')
    const card = page.locator('attribution-walk attribution-card')
    await card.waitFor()
    const place = page.locator('attribution-walk .place span')
    const total = Number(/von (\d+)/.exec((await place.textContent()) ?? '')?.[1])
    assert.ok(total >= 13, `only ${total} statements`)
    for (let i = 0; i < total; i++) {
      const words = (await card.locator('.quote').first().textContent()) ?? ''
      await keyboard.press('s')
      await focusOn(page, '#find')
      if (i === 0) {
        await keyboard.insertText('https://www.dw.com/de/kasachstan-tote-bei-protesten/a-60335561')
        await keyboard.press('Enter')
        await titled(page)
      } else {
        await keyboard.type('Tote bei')
        await keyboard.press('Enter')
      }
      await tabTo(page, '#passage')
      await keyboard.insertText(`Dazu hieß es: ${words}`)
      await tabTo(page, '#locator')
      await keyboard.type('Absatz 1')
      await keyboard.press('Enter')
      await card.locator('attribution-evidence .evidence').waitFor()
      await keyboard.press('v')
      await place.filter({ hasText: i + 1 < total ? `${i + 2} von ${total}` : /^\s*Durch\s*$/ }).waitFor()
    }

    // It cannot go out: somebody is not named, without a reason, and nobody has read it a second time.
    await tabTo(page, '#publish')
    await keyboard.press('Enter')
    await page.locator('#notice[data-tone="bad"]').waitFor()
    const check = page.locator('attribution-check')
    await check.getByText(UNNAMED).first().waitFor()
    await tabToButton(page, UNNAMED)
    await keyboard.press('Enter')
    await tabTo(page, '#anonymity')
    await keyboard.type('Wer sich äußert, muss in Kasachstan mit Verfolgung rechnen.')
    await keyboard.press('Tab')

    // Somebody else signs it off.
    await choose(page, 'who', 'Jo')
    await tabTo(page, '#article')
    await walkTo(page, UNNAMED)
    await keyboard.press('Shift+F2')
    await focusOn(page, 'attribution-card')
    await keyboard.press('g')
    const unnamed = list.locator('attribution-card').filter({ hasText: UNNAMED })
    await unnamed
      .getByText(/Gegengelesen/)
      .first()
      .waitFor()
    await keyboard.press('Escape')
    await focusOn(page, '#article')

    // A word is changed and taken back: the review heals. Another change is looked at, and still holds.
    await walkTo(page, QUOTE)
    await keyboard.press('ArrowRight')
    await keyboard.type('X')
    await page.locator('#article .attribution-stale').first().waitFor()
    await keyboard.press('Backspace')
    await page.locator('#article .attribution-stale').first().waitFor({ state: 'detached' })
    await keyboard.type('X')
    await page.locator('#article .attribution-stale').first().waitFor()
    await keyboard.press('Shift+F2')
    await focusOn(page, 'attribution-card')
    await list.getByRole('button', { name: 'Gilt weiterhin' }).first().waitFor()
    await keyboard.press('h')
    await page.locator('#article .attribution-stale').first().waitFor({ state: 'detached' })

    // Only warnings are left: one source for a plural of unnamed ones.
    await tabTo(page, '#publish')
    await keyboard.press('Enter')
    await page.locator('dialog.warnings').waitFor()
    await keyboard.press('Tab')
    await keyboard.press('Enter')
    await page.locator('#notice[data-tone="good"]').waitFor()

    const dossier = await saidByLog(page)
    assert.equal(dossier.sources.length, 1, 'one source, used by all')
    assert.ok(dossier.annotations.every(({ evidence, dismissed }) => dismissed || evidence.length === 1))
    assert.deepEqual(problems, [])
    await page.context().close()
  })

  test('takes an article from first mark to "can go out" by mouse alone', async () => {
    const { page, problems } = await openPage(desk)
    const panel = page.locator('attribution-panel')
    const list = page.locator('attribution-statement-list')
    const card = (words: string) => list.locator('attribution-card').filter({ hasText: words }).first()
    await list.locator('attribution-card').first().waitFor()

    // A source of its own, from its address.
    await panel.getByRole('tab', { name: /Quellen/ }).click()
    const library = page.locator('attribution-source-list')
    await library.getByRole('button', { name: 'Quelle anlegen' }).first().click()
    await library.locator('attribution-source-form #url').fill('https://www.interfax.ru/world/814211')
    await library.locator('attribution-source-form #url').press('Tab')
    await titled(page)
    await library.getByRole('button', { name: 'Anlegen', exact: true }).click()
    const row = library.getByText('Калашников: Россия обязана помочь Казахстану').first()
    await row.waitFor()

    // Dropped on a statement in the text, which opens its card where the passage goes.
    const mark = page.locator('#article .attribution').filter({ hasText: 'Russland sei zur Hilfe' }).first()
    await row.dragTo(mark)
    await card(QUOTE).locator('#passage').waitFor()
    await card(QUOTE).locator('#passage').fill('Россия обязана помочь')
    await card(QUOTE).getByRole('button', { name: 'Speichern', exact: true }).click()

    // Reused for all at once, and all at once looked at.
    await list.getByRole('button', { name: 'Mehrere auswählen' }).click()
    await list.getByRole('button', { name: 'Alle', exact: true }).click()
    await list.getByRole('button', { name: 'Quelle', exact: true }).click()
    const dialog = list.locator('dialog[open]')
    await dialog.getByText('Калашников: Россия обязана помочь Казахстану').first().click()
    await dialog.getByRole('button', { name: 'Anhängen', exact: true }).click()
    await list.getByRole('button', { name: 'Status', exact: true }).click()
    await list.locator('#statuses').getByText('Bestätigt').click()
    await list
      .getByRole('button', { name: /Auswahl beenden/ })
      .last()
      .click()
    await page.locator('#article .attribution-status-unchecked').first().waitFor({ state: 'detached' })

    // A quote needs the words of its source.
    for (const words of ['„terroristischen Bedrohung“', '„terroristischen Banden“']) {
      const quote = list
        .locator('attribution-card')
        .filter({ has: page.locator('.quote', { hasText: new RegExp(`^\\s*${words}\\s*$`) }) })
      await quote.locator('.summary').click()
      await quote
        .getByRole('button', { name: /Казахстану bearbeiten/ })
        .first()
        .click()
      await quote.locator('#passage').fill(`Er sprach von einer ${words}.`)
      await quote.getByRole('button', { name: 'Speichern', exact: true }).click()
      await quote.getByText('Wortlaut stimmt überein').waitFor()
    }

    // Somebody is not named: why, and a second pair of eyes.
    await card(UNNAMED).locator('.summary').click()
    await card(UNNAMED).locator('#anonymity').fill('Wer sich äußert, muss mit Verfolgung rechnen.')
    await card(UNNAMED).locator('#anonymity').blur()
    await becomes(page, 'Jo')
    await card(UNNAMED).getByRole('button', { name: 'Gegenlesen' }).click()
    await card(UNNAMED)
      .getByText(/Gegengelesen/)
      .first()
      .waitFor()

    // A word changes in the text: what was looked at is shown beside what stands there now, and still holds.
    await clickBehind(page, 'Russland sei zur')
    await page.keyboard.type(' vollen')
    await page.locator('#article .attribution-stale').first().waitFor()
    await card(QUOTE.slice(0, 16)).locator('ins').filter({ hasText: 'vollen' }).waitFor()
    await card(QUOTE.slice(0, 16)).getByRole('button', { name: 'Gilt weiterhin' }).click()
    await page.locator('#article .attribution-stale').first().waitFor({ state: 'detached' })

    await page.locator('#publish').click()
    await page.locator('dialog.warnings').getByRole('button', { name: 'Trotzdem veröffentlichen' }).click()
    await page.locator('#notice[data-tone="good"]').waitFor()
    await page.locator('#publish').click()
    await page.locator('dialog.warnings').getByRole('button', { name: 'Zurück zur Prüfung' }).click()

    await panel.getByRole('tab', { name: /Protokoll/ }).click()
    await page.locator('attribution-log li').filter({ hasText: 'Gegengelesen' }).first().waitFor()
    await saidByLog(page)

    // The report says so too.
    const report = await downloadOf(page, 'Als HTML sichern')
    assert.match(report, /Freigabe:<\/span> Kann raus, mit Hinweisen/)
    assert.match(report, /Gegengelesen von/)
    assert.deepEqual(problems, [])
    await page.context().close()
  })
})

async function focusOn(page: Page, name: string): Promise<void> {
  for (let i = 0; i < 100; i++) {
    if ((await focusPath(page)).includes(name)) return
    await page.waitForTimeout(30)
  }
  assert.fail(`the focus does not come to ${name}; it is on ${(await focusPath(page)).join(' > ')}`)
}

/** Goes on with Tab to the button whose text begins with `words`. */
async function tabToButton(page: Page, words: string): Promise<void> {
  for (let i = 0; i < 80; i++) {
    const text = await page.evaluate(() => {
      let own: Element | null = document.activeElement
      while (own?.shadowRoot?.activeElement) own = own.shadowRoot.activeElement
      return own?.localName === 'button' ? own.textContent : ''
    })
    if (text?.includes(words)) return
    await page.keyboard.press('Tab')
  }
  assert.fail(`Tab reaches no button "${words}"`)
}

/** From the top of the article, F8 by F8, to the statement that has these words. */
async function walkTo(page: Page, words: string): Promise<void> {
  const selected = page.locator('#article .attribution-selected')
  // The headline is no statement. A key alone is no sign that the editor has come there: what was selected before
  // stays so for a moment, and the way to the top can come while the editor is still getting its cursor back.
  for (let i = 0; i < 100 && (i === 0 || (await selected.count()) > 0); i++) {
    if (i % 10 === 0) await page.keyboard.press('Control+Home')
    await page.waitForTimeout(25)
  }
  for (let i = 0; i < 40; i++) {
    const before = (await selected.allTextContents()).join('')
    if (before.includes(words)) return
    await page.keyboard.press('F8')
    let wait = 0
    while (wait++ < 40 && (await selected.allTextContents()).join('') === before)
      await page.waitForTimeout(25)
    // At the last one: the way to the top came while the editor was still getting its cursor back.
    if (wait > 40) await page.keyboard.press('Control+Home')
  }
  assert.fail(`F8 does not come to "${words}"`)
}

/** The title has been filled in from the address. */
async function titled(page: Page): Promise<void> {
  await page.locator('attribution-source-form #title').waitFor()
  for (let i = 0; i < 100; i++) {
    if (await page.locator('attribution-source-form #title').inputValue()) return
    await page.waitForTimeout(30)
  }
  assert.fail('nothing was filled in for the address')
}

/** What was saved of it tells the whole story, in the log's unbroken chain. */
async function saidByLog(page: Page): Promise<Dossier> {
  await saved(page)
  const dossier = await dossierOf(page)
  const verified = await verifyLog(dossier.log)
  assert.ok(verified.ok, JSON.stringify(verified))
  const done = (action: string): readonly string[] =>
    dossier.log.filter((entry) => entry.action === action).map(({ by }) => by?.name ?? '')
  assert.ok(done('attach-source').length >= dossier.annotations.filter(isShown).length)
  assert.equal(done('set-anonymity').length, 1)
  assert.deepEqual(
    done('sign-off').map((name) => name.split(' ')[0]),
    ['Jo'],
  )
  assert.equal(done('confirm').length, 1)
  assert.ok(done('publish').length >= 2)
  return dossier
}

function isShown({ dismissed }: Annotation): boolean {
  return !dismissed
}
