/** Two people in two browsers at one article on a real server, one of whom may not review. */
import assert from 'node:assert/strict'
import { renameSync, rmSync } from 'node:fs'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { dataFolder, startServer } from '../shared/house.js'
import { freePort } from '../support/process.js'
import {
  cardOf,
  clickBehind,
  clickStatement,
  markOf,
  openDesk,
  openExample,
  textOf,
  undoTo,
  violations,
  type Desk,
} from './desk.js'

const QUOTE = 'Wir haben Risse gefunden'

const { port } = await startServer({ after }, { DATA: dataFolder({ after }) })
const address = `ws://127.0.0.1:${port}`
let desk: Desk
before(async () => {
  desk = await openDesk()
})
after(() => desk.close())

/** Somebody's page, with the article in it. */
async function comes(who: string): Promise<{ readonly page: Page; readonly problems: readonly string[] }> {
  const path = `collaboration/?who=${who}&server=${encodeURIComponent(address)}`
  const opened = await openExample(desk, path)
  await cardOf(opened.page, QUOTE).waitFor()
  return opened
}

test('two people share text, reviews and who looks at what, and the server keeps to their rights', async () => {
  const anna = await comes('anna-meier')
  const toni = await comes('toni-lang')
  assert.deepEqual(await violations(anna.page), [])

  // Words of one are marked for the other, and a review is there at once.
  await clickBehind(toni.page, 'Gemeinderat.')
  await toni.page.keyboard.press('End')
  await toni.page.keyboard.type(' „Wir prüfen das“, sagte Bauleiter Jan Roth.')
  await cardOf(anna.page, 'Wir prüfen das').waitFor()
  await clickStatement(anna.page, 'haben Risse')
  await anna.page.keyboard.press('Alt+Enter')
  await markOf(toni.page, 'verified').first().waitFor()
  await toni.page.locator('output#viewers').getByText('Also here: Anna Meier').waitFor()

  // The words change under the review; undo of the one who wrote them heals it, for both, and redo breaks it again.
  await clickBehind(toni.page, 'haben Risse')
  const before = await textOf(toni.page)
  await toni.page.keyboard.type(' ja', { delay: 700 }) // so slowly that each letter is a step of its own
  const typed = await textOf(toni.page)
  const stale = async (state: 'attached' | 'detached') => {
    for (const { page } of [anna, toni])
      await page.locator('#article .attribution-stale').first().waitFor({ state })
  }
  await stale('attached')
  await undoTo(toni.page, before)
  await stale('detached')
  for (let i = 0; i < 3 && (await textOf(toni.page)) !== typed; i++)
    await toni.page.keyboard.press('Control+y')
  await stale('attached')
  await undoTo(toni.page, before)
  await stale('detached')
  for (const { page } of [anna, toni]) await reviewed(page, QUOTE)

  // Who may not review is told so, and nobody else sees anything of it.
  await clickStatement(toni.page, 'Wir prüfen das')
  await toni.page.keyboard.press('Alt+Enter')
  await toni.page.getByText('You may not review here.').first().waitFor()
  await reviewed(anna.page, QUOTE)

  // Loaded anew, the page has what the server has; and so has one who comes later.
  await toni.page.reload()
  for (const { page } of [toni, await comes('jo-brandt')]) {
    await cardOf(page, 'Wir prüfen das').waitFor()
    await reviewed(page, QUOTE)
  }
  assert.deepEqual(anna.problems, [])
  assert.deepEqual(toni.problems, [])
})

test('the page says when the line or the server fails, keeps what is written, and goes on by itself', async (t) => {
  const data = dataFolder(t)
  const own = String(await freePort())
  const first = await startServer(t, { DATA: data, PORT: own })
  const path = `collaboration/?who=anna-meier&server=${encodeURIComponent(`ws://127.0.0.1:${own}`)}`
  const { page } = await openExample(desk, path)
  const state = page.locator('#state')
  await cardOf(page, QUOTE).waitFor()
  await state.filter({ hasText: /^Connected$/ }).waitFor()

  // It cannot save.
  renameSync(data, `${data}-away`)
  t.after(() => rmSync(`${data}-away`, { recursive: true, force: true }))
  await clickBehind(page, 'Gemeinderat.')
  await page.keyboard.press('End')
  await page.keyboard.type(' Erstens.')
  await state.filter({ hasText: 'the server cannot save at the moment' }).waitFor()
  renameSync(`${data}-away`, data)
  await state.filter({ hasText: /^Connected$/ }).waitFor()

  // It dies; what is written meanwhile is with the next one.
  first.process.kill('SIGKILL')
  await state.filter({ hasText: 'Not connected' }).waitFor()
  await page.keyboard.type(' Zweitens.')
  await startServer(t, { DATA: data, PORT: own })
  await state.filter({ hasText: /^Connected$/ }).waitFor()
  const later = await openExample(desk, path.replace('anna-meier', 'jo-brandt'))
  await later.page.locator('#article', { hasText: 'Erstens. Zweitens.' }).waitFor()

  // Who is not let in is told why.
  const stranger = await openExample(desk, path.replace('anna-meier', 'nobody'))
  await stranger.page.getByText('The server does not let you in: Nobody has this token').waitFor()
})

test('the interface offers what the server lets each do, and shows who is at which statement', async () => {
  const [anna, toni, kim] = [await comes('anna-meier'), await comes('toni-lang'), await comes('kim-roth')]

  // All three are at the same statement; who reads, by its card.
  await clickStatement(anna.page, 'haben Risse')
  await clickStatement(toni.page, 'haben Risse')
  await cardOf(kim.page, QUOTE).locator('.summary').click()
  for (const [{ page }, others] of [
    [anna, ['Kim Roth', 'Toni Lang']],
    [toni, ['Anna Meier', 'Kim Roth']],
    [kim, ['Anna Meier', 'Toni Lang']],
  ] as const)
    for (const name of others) await cardOf(page, QUOTE).locator(`.viewers[title*="${name}"]`).waitFor()

  // One reviews, one does all but that, one reads.
  const offers = ({ page }: typeof anna, name: string) =>
    cardOf(page, QUOTE).getByRole('button', { name, exact: true })
  await offers(anna, 'Disputed').waitFor()
  await offers(toni, 'Attach source').waitFor()
  await cardOf(toni.page, QUOTE).getByText('You may not review here.').waitFor()
  assert.equal(await offers(toni, 'Disputed').count(), 0)
  await cardOf(kim.page, QUOTE).getByText('You may only read here.').waitFor()
  for (const name of ['Disputed', 'Attach source']) assert.equal(await offers(kim, name).count(), 0)
  assert.equal(await kim.page.locator('#article [contenteditable="false"]').count(), 1)
  for (const { page } of [anna, toni, kim]) assert.deepEqual(await violations(page), [])

  // Who goes is seen to have gone.
  await toni.page.context().close()
  await cardOf(anna.page, QUOTE).locator('.viewers[title*="Toni Lang"]').waitFor({ state: 'detached' })
  await cardOf(anna.page, QUOTE).locator('.viewers[title*="Kim Roth"]').waitFor()
  assert.deepEqual([...anna.problems, ...kim.problems], [])
})

/** The words that a page marks as verified come to be these, and stay so. */
async function reviewed(page: Page, words: string): Promise<void> {
  const marked = async () => (await markOf(page, 'verified').allTextContents()).join('')
  for (let i = 0; i < 200 && !(await marked()).includes(words); i++) await page.waitForTimeout(50)
  assert.match(await marked(), new RegExp(`^„?${words}“?$`))
}
