/** The examples in Tiptap, BlockNote, React and a page without a bundler: the main path of a desk, with keys and mouse. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import type { Editor } from '@tiptap/core'
import type { Page } from 'playwright-core'
import { parseDossier } from '../../src/model/index.js'
import {
  cardOf,
  clickBehind,
  clickStatement,
  markOf,
  openDesk,
  openExample,
  refusals,
  textOf,
  undoTo,
  violations,
  type Desk,
} from './desk.js'

const QUOTE = 'Wir haben Risse gefunden'
const TYPED = 'Wir prüfen das'

let desk: Desk
before(async () => {
  desk = await openDesk()
})
after(() => desk.close())

for (const path of ['tiptap/', 'blocknote/', 'react/', 'plain/'])
  describe(`the example at /${path}`, () => {
    test('marks, takes a source and a status, keeps the review through undo, and exports', async () => {
      const { page, problems } = await openExample(desk, path)
      await cardOf(page, QUOTE).waitFor()
      assert.equal(await page.locator('attribution-card').count(), 4)

      // What is typed is marked.
      const original = await textOf(page)
      await clickBehind(page, 'Gemeinderat.')
      await page.keyboard.press('End')
      await page.keyboard.type(` „${TYPED}“, sagte Bauleiter Jan Roth.`)
      await cardOf(page, TYPED).waitFor()
      await page.locator('#article .attribution').filter({ hasText: TYPED }).first().waitFor()

      // By key to the card, and back to where the cursor was.
      await clickStatement(page, 'haben Risse')
      await page.keyboard.press('Shift+F2')
      await page.locator('attribution-card:focus-within').waitFor()
      await attach(page, 'Protokoll des Bauamts')
      await page.keyboard.press('Escape')
      await page.locator('attribution-card .summary:focus').waitFor()
      await page.keyboard.press('Escape')
      await page.locator('#article:focus').waitFor()
      await page.keyboard.press('Alt+Enter')
      await markOf(page, 'verified').first().waitFor()

      // Other words make the review stale; undo heals it, and takes back text only.
      const before = await textOf(page)
      await page.keyboard.type(' gestern')
      await page.locator('#article .attribution-stale').first().waitFor()
      await undoTo(page, before)
      await page.locator('#article .attribution-stale').first().waitFor({ state: 'detached' })
      await undoTo(page, original)
      await markOf(page, 'verified').first().waitFor()
      assert.match((await markOf(page, 'verified').allTextContents()).join(''), new RegExp(QUOTE))

      const report = await downloaded(page, '#report')
      assert.match(report, /Protokoll des Bauamts/)
      assert.match(report, new RegExp(QUOTE))
      const parsed = parseDossier(await downloaded(page, '#dossier'))
      assert.ok(parsed.ok)
      const own = parsed.value.annotations.find(({ target }) => target.wording.includes(QUOTE))
      assert.equal(own?.review.status, 'verified')
      assert.equal(own?.review.by?.name, 'M. K.')
      assert.equal(own?.evidence.length, 1)

      assert.deepEqual(await refusals(page), [])
      assert.deepEqual(problems, [])
      assert.deepEqual(await violations(page), [])
      await page.context().close()
    })
  })

describe('in Tiptap', () => {
  test('a button of the host’s own does what its commands say, and its text follows the storage', async () => {
    const { page } = await openExample(desk, 'tiptap/')
    const button = page.getByRole('button', { name: 'Verified', exact: true }).and(page.locator('#verify'))
    await page.locator('#told').getByText('0 of 4').waitFor()
    assert.equal(await button.isDisabled(), true, 'no statement is selected')
    await clickStatement(page, 'haben Risse')
    await button.click()
    await page.locator('#told').getByText('1 of 4').waitFor()
    await markOf(page, 'verified').first().waitFor()
    assert.equal(await button.isDisabled(), true, 'it is verified already')
    await page.context().close()
  })

  test('the starter kit works on as before', async () => {
    const { page } = await openExample(desk, 'tiptap/')
    await goToEnd(page)
    await page.keyboard.press('Enter')
    await page.keyboard.type('## Zahlen')
    await page.keyboard.press('Enter')
    await page.keyboard.type('- Eins')
    await page.locator('#article li').getByText('Eins').waitFor()
    await page.keyboard.press('Control+b')
    await page.keyboard.type(' fett')
    await page.locator('#article strong').getByText('fett').waitFor()
    await page.context().close()
  })
})

describe('in BlockNote', () => {
  test('a button of the host’s own carries out a command', async () => {
    const { page } = await openExample(desk, 'blocknote/')
    await clickStatement(page, 'haben Risse')
    await page.locator('#verify').click()
    await markOf(page, 'verified').first().waitFor()
    await page.locator('#article:focus').waitFor()
    await page.context().close()
  })

  test('the slash menu opens, and makes a block', async () => {
    const { page } = await openExample(desk, 'blocknote/')
    await goToEnd(page)
    await page.keyboard.press('Enter')
    await page.keyboard.type('/')
    await page.getByRole('option').first().waitFor()
    await page.keyboard.type('bullet')
    await page.getByRole('option', { name: /Bullet List/ }).waitFor()
    await page.keyboard.press('Enter')
    await page.keyboard.type('„So geht es nicht“, sagte Anna Meier.')
    await page
      .locator('#article [data-content-type="bulletListItem"]')
      .getByText('So geht es nicht')
      .waitFor()
    await cardOf(page, 'So geht es nicht').waitFor()
    await page.context().close()
  })

  test('a block that is moved takes its statements along, reviewed as they are', async () => {
    const { page } = await openExample(desk, 'blocknote/')
    await clickStatement(page, 'haben Risse')
    await page.keyboard.press('Alt+Enter')
    await markOf(page, 'verified').first().waitFor()
    await page.keyboard.press('Control+Shift+ArrowDown')
    await page.keyboard.press('Control+Shift+ArrowDown')
    await page.waitForFunction(() =>
      /Gemeinderat.*Risse gefunden/s.test(document.querySelector('#article')?.textContent ?? ''),
    )
    assert.match((await markOf(page, 'verified').allTextContents()).join(''), new RegExp(QUOTE))
    const json = await downloaded(page, '#dossier')
    const parsed = parseDossier(json)
    assert.ok(parsed.ok)
    assert.deepEqual(
      parsed.value.annotations.filter(({ target }) => target.detached),
      [],
    )
    assert.equal(parsed.value.annotations.filter(({ review }) => review.status === 'verified').length, 1)
    await page.context().close()
  })

  test('what is cut and pasted keeps its review, and BlockNote its own format on the clipboard', async () => {
    const { page } = await openExample(desk, 'blocknote/')
    await clickStatement(page, 'haben Risse')
    await page.keyboard.press('Alt+Enter')
    await markOf(page, 'verified').first().waitFor()
    const types = page.evaluate(
      () =>
        new Promise<readonly string[]>((done) => {
          addEventListener('cut', ({ clipboardData }) => done(clipboardData?.types ?? []))
        }),
    )
    await page.keyboard.press('Home')
    await page.keyboard.press('Control+Shift+End')
    await page.waitForFunction(
      () => !document.querySelector<Tiptap>('#article')?.editor?.state.selection.empty,
    )
    await page.keyboard.press('Control+x')
    assert.ok((await types).includes('blocknote/html'))
    await markOf(page, 'verified').first().waitFor({ state: 'detached' })
    await page.keyboard.press('Control+v')
    await markOf(page, 'verified').first().waitFor()
    assert.match((await markOf(page, 'verified').allTextContents()).join(''), new RegExp(QUOTE))
    await page.context().close()
  })

  test('a block that is dragged by its handle takes its statements along', async () => {
    const { page } = await openExample(desk, 'blocknote/')
    await clickStatement(page, 'haben Risse')
    await page.keyboard.press('Alt+Enter')
    await markOf(page, 'verified').first().waitFor()
    await page.locator('#article .attribution').filter({ hasText: 'haben Risse' }).first().hover()
    const handle = page.locator('.bn-side-menu [draggable="true"]')
    await handle.waitFor()
    const last = await page.locator('#article').getByText('Gemeinderat').boundingBox()
    assert.ok(last)
    await handle.hover()
    await page.mouse.down()
    await page.mouse.move(last.x + 40, last.y + last.height / 2, { steps: 5 })
    await page.mouse.move(last.x + 60, last.y + last.height, { steps: 5 })
    await page.mouse.up()
    await page.waitForFunction(() =>
      /Gemeinderat.*Risse gefunden/s.test(document.querySelector('#article')?.textContent ?? ''),
    )
    assert.match((await markOf(page, 'verified').allTextContents()).join(''), new RegExp(QUOTE))
    await page.context().close()
  })
})

describe('in React', () => {
  test('components get typed events, and the card shows beside the text while the panel is away', async () => {
    const { page, problems } = await openExample(desk, 'react/')
    await page.getByRole('button', { name: 'Panel' }).click()
    await page.locator('attribution-panel').waitFor({ state: 'hidden' })
    await clickStatement(page, 'haben Risse')
    await page.keyboard.press('Shift+F2')
    const card = page.locator('attribution-beside attribution-card')
    await card.getByRole('button', { name: 'Verified', exact: true }).click()
    await page.locator('#told').getByText('1 of 4 verified, last: set-status').waitFor()
    assert.deepEqual(problems, [])
    await page.context().close()
  })
})

describe('the list of examples', () => {
  test('leads to pages that are there', async () => {
    const { page } = await openExample(desk, 'examples.html')
    const links = await page
      .locator('main a')
      .evaluateAll((all) => all.map((a) => (a as HTMLAnchorElement).href))
    assert.ok(links.length >= 8)
    assert.deepEqual(await violations(page), [])
    for (const link of links) assert.equal((await fetch(link)).status, 200, link)
    await page.context().close()
  })
})

/** What Tiptap leaves at its element; BlockNote's editor is one of Tiptap's. The browser tells it of a new selection a moment later. */
type Tiptap = HTMLElement & { readonly editor?: Editor }

/** Puts the cursor at the end of the text, in Tiptap and BlockNote. */
async function goToEnd(page: Page): Promise<void> {
  await clickBehind(page, 'Gemeinderat.')
  await page.keyboard.press('End')
  await page.waitForFunction(() => {
    const { empty, $head } = document.querySelector<Tiptap>('#article')?.editor?.state.selection ?? {}
    return (
      empty &&
      $head?.parent.textContent.endsWith('Gemeinderat.') &&
      $head.parentOffset === $head.parent.content.size
    )
  })
}

async function attach(page: Page, title: string): Promise<void> {
  const card = page.locator('attribution-card:focus-within')
  await card.getByRole('button', { name: 'Attach source' }).click()
  const form = page.locator('attribution-card attribution-source-form').first()
  await form.getByLabel('Title').click()
  await page.keyboard.type(title)
  await form.getByRole('button', { name: 'Attach', exact: true }).click()
  await page.locator('attribution-card attribution-evidence').getByText(title).first().waitFor()
}

async function downloaded(page: Page, button: string): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.locator(button).click()])
  return readFileSync(await download.path(), 'utf8')
}
