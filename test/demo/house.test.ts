/** Two editors and two panels on one page, the second with statuses and rules of its own house. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Locator, Page } from 'playwright-core'
import { cardOf, openDesk, openPage, type Desk } from './desk.js'

const GERMAN = 'Wir haben Risse gefunden'
const ENGLISH = 'We have found cracks'

describe('two desks on one page', () => {
  let desk: Desk
  let page: Page
  let problems: readonly string[]
  before(async () => {
    desk = await openDesk()
    ;({ page, problems } = await openPage(desk, { path: 'house.html' }))
    await cardOf(page, GERMAN).waitFor()
    await cardOf(page, ENGLISH).waitFor()
  })
  after(() => desk.close())

  test('offer each their own statuses, in their own language', async () => {
    await openIn('second', ENGLISH)
    await page.locator('#second').getByRole('button', { name: 'With the lawyers' }).waitFor()
    await openIn('first', GERMAN)
    await page.locator('#first').getByRole('button', { name: 'Bestätigt' }).waitFor()
    assert.equal(await page.locator('#first').getByText('Rechtsabteilung').count(), 0)
  })

  test('change nothing of each other when one works', async () => {
    const other = await marks('second')
    await openIn('first', GERMAN)
    await page.locator('#first').getByRole('button', { name: 'Bestätigt' }).click()
    await page.locator('#first .attribution-status-verified').first().waitFor()
    assert.deepEqual(await marks('second'), other)
    assert.equal(await page.locator('#second .attribution-status-verified').count(), 0)
  })

  test('say by the house’s rules what blocks, then what warns, then that it can go out', async () => {
    const answer = page.locator('#second .told')
    await publishIn('second')
    await answer.getByText('Cannot go out yet').waitFor()
    await page
      .locator('#second')
      .getByRole('tab', { name: /Statements/ })
      .click()
    const all = page.locator('#second attribution-statement-list attribution-card')
    for (let i = 0; i < (await all.count()); i++) {
      const card = all.nth(i)
      if (!(await card.getByRole('button', { name: 'Attach source' }).isVisible()))
        await card.locator('.summary').click()
      await card.getByRole('button', { name: 'Verified', exact: true }).click()
    }
    await publishIn('second')
    const dialog = page.getByRole('dialog')
    await dialog.getByText('The statement has no source.').waitFor()
    await dialog.getByText(ENGLISH).waitFor()
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Back to checking')
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    assert.match((await answer.textContent()) ?? '', /^Cannot/, 'nothing goes out by Escape')
    await publishIn('second')
    await dialog.getByRole('button', { name: 'Publish anyway' }).click()
    await answer.getByText('Can go out').waitFor()
    assert.deepEqual(problems, [])
  })

  function publishIn(id: string): Promise<void> {
    return section(id)
      .getByRole('button', { name: /^(Publish|Veröffentlichen)$/ })
      .click()
  }

  async function openIn(id: string, words: string): Promise<void> {
    const card = section(id).locator('attribution-card').filter({ hasText: words }).first()
    if (!(await card.getByRole('button', { name: /^(Quelle anhängen|Attach source)/ }).isVisible()))
      await card.locator('.summary').click()
  }

  function marks(id: string): Promise<readonly string[]> {
    return section(id)
      .locator('.attribution')
      .evaluateAll((found) => found.map(({ className }) => className))
  }

  function section(id: string): Locator {
    return page.locator(`#${id}`)
  }
})
