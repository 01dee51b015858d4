/** The example of two people at one article, of whom one goes offline. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openDesk, openExample, type Desk } from './desk.js'

let desk: Desk
before(async () => {
  desk = await openDesk()
})
after(() => desk.close())

test('two who review the same statement, one of them offline, have both entries and the same text in the end', async () => {
  const { page, problems } = await openExample(desk, 'collab/')
  await page.locator('#mira .attribution').first().waitFor()
  await page.locator('#jo .attribution').first().waitFor()
  await page.locator('#offline').click()
  await page.locator('#verify').click()
  await page.locator('#dispute').click()
  await page.locator('#jo .article').click()
  await page.keyboard.press('Control+End')
  await page.keyboard.type(' Danach wird entschieden.')
  await page.locator('#told', { hasText: 'Mira 1, Jo 1' }).waitFor()
  assert.doesNotMatch((await page.locator('#mira').textContent()) ?? '', /Danach wird entschieden/)
  await page.locator('#offline').click()
  await page.locator('#told', { hasText: 'Mira 2, Jo 2' }).waitFor()
  await page.locator('#mira', { hasText: 'Danach wird entschieden.' }).waitFor()
  for (const who of ['#mira', '#jo'])
    await page.locator(`${who} .attribution-status-disputed`).first().waitFor()
  assert.deepEqual(problems, [])
})
