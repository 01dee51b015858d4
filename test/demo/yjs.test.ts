/** The example with Yjs and no server: two people at one article, of whom one goes offline. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import {
  clickBehind,
  clickStatement,
  openDesk,
  openExample,
  textOf,
  undoTo,
  violations,
  type Desk,
} from './desk.js'

let desk: Desk
before(async () => {
  desk = await openDesk()
})
after(() => desk.close())

test('what two have written and reviewed apart is there for both when they meet, and undo heals what it made stale', async () => {
  const { page, problems } = await openExample(desk, 'yjs/')
  const both = ['#mira', '#jo'] as const
  const has = async (what: string, state: 'attached' | 'detached' = 'attached'): Promise<void> => {
    for (const who of both) await page.locator(`${who} ${what}`).first().waitFor({ state })
  }
  await has('.attribution')
  assert.deepEqual(await violations(page), [])
  await page.locator('#offline').click()

  await clickStatement(page, 'haben Risse', '#mira')
  await page.keyboard.press('Alt+Enter')
  await page.locator('#mira .attribution-status-verified').first().waitFor()
  await clickStatement(page, 'schon am ersten', '#jo')
  await page.keyboard.press('Alt+Enter')
  await page.locator('#told', { hasText: 'Mira 1, Jo 1' }).waitFor()
  const before = await textOf(page, '#jo .article')
  await clickBehind(page, 'haben', '#jo')
  await page.keyboard.type(' tiefe')
  await page.locator('#jo', { hasText: 'haben tiefe Risse' }).waitFor()
  assert.match(await textOf(page, '#mira'), /haben Risse/)

  await page.locator('#offline').click()
  await page.locator('#told', { hasText: 'Mira 2, Jo 2' }).waitFor()
  await page.locator('#mira', { hasText: 'haben tiefe Risse' }).waitFor()
  await has('.attribution-status-verified.attribution-stale')
  await has('.attribution-status-verified:not(.attribution-stale)')

  // The text is Jo's to take back, and no review goes with it.
  await clickBehind(page, 'haben tiefe', '#jo')
  await undoTo(page, before, '#jo .article')
  await page.locator('#mira', { hasText: 'haben Risse' }).waitFor()
  await has('.attribution-stale', 'detached')
  await has('.attribution-status-verified')
  await page.locator('#told', { hasText: 'Mira 2, Jo 2' }).waitFor()
  assert.deepEqual(problems, [])
})
