/** Everything on ten thousand words and several hundred statements, with real keys. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Locator, Page } from 'playwright-core'
import type { Annotation } from '../../src/model/index.js'
import { isReady, openDesk, openPage, saved, type Desk } from './desk.js'

/** Ten thousand words take longer than a page does elsewhere, on a busy machine above all. */
const PATIENCE_MS = 60_000

describe('the long article', () => {
  let desk: Desk
  before(async () => {
    desk = await openDesk()
  })
  after(() => desk.close())

  test('shows its text at once, then at least 500 statements in all states', async () => {
    const { page, problems } = await openLong(desk, (page) =>
      // The text must not wait for the languages.
      page.route('**/lang-de.js', async (route) => {
        assert.ok((await page.locator('#article').innerText()).split(/\s+/).length >= 9500)
        await route.continue()
      }),
    )
    const all = await annotationsOf(page)
    assert.ok(all.length >= 500, `${all.length} statements`)
    const count = (is: (annotation: Annotation) => boolean) => all.filter(is).length
    const open = count(({ review }) => review.status === 'unchecked')
    assert.ok(open > all.length * 0.4 && open < all.length * 0.6, `${open} unchecked`)
    for (const status of ['verified', 'disputed', 'needs-change', 'in-progress', 'unverifiable'])
      assert.ok(count(({ review }) => review.status === status) >= 15, status)
    assert.equal(
      count(({ target }) => target.detached),
      3,
    )
    assert.equal(
      count(({ dismissed }) => dismissed),
      6,
    )
    assert.ok(count(isOutOfDate) >= 10)
    assert.ok(count(({ note }) => note !== '') >= 80)
    assert.ok(count(({ evidence }) => evidence.some(({ passage }) => passage !== '')) >= 80)
    const used = new Set(all.flatMap(({ evidence }) => evidence.map(({ sourceId }) => sourceId)))
    assert.equal(used.size, 20)
    assert.deepEqual(problems, [])
    await page.context().close()
  })

  test('keeps what was noted when a paragraph is cut and pasted elsewhere, and when that is undone', async () => {
    const { page, problems } = await openLong(desk)
    const before = await annotationsOf(page)
    const { words, ids } = await selectVerifiedParagraph(page)
    const reviewed = before.filter(({ id, review }) => review.at && ids.includes(id))
    assert.ok(reviewed.length >= 1)
    const found = (all: readonly Annotation[]) =>
      all.filter(({ id }) => reviewed.some((one) => one.id === id)).sort((a, b) => a.id.localeCompare(b.id))

    await page.keyboard.press('Control+x')
    await until(page, (all) => found(all).length > 0 && found(all).every(({ target }) => target.detached))
    await page.keyboard.press('Control+End')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Control+v')
    await until(page, (all) => same(verdictsOf(found(all)), verdictsOf(reviewed)))
    const last = page.locator('#article > p').filter({ hasText: words }).last()
    const lastIds = await idsIn(last)
    assert.ok(reviewed.every(({ id }) => lastIds.includes(id)))

    for (let i = 0; i < 4; i++) await page.keyboard.press('Control+z')
    await until(page, (all) => same(verdictsOf(all), verdictsOf(before)))
    assert.deepEqual(problems, [])
    await page.context().close()
  })

  test('keeps every review when all text is deleted and brought back, and over a reload', async () => {
    const { page, problems } = await openLong(desk)
    const before = verdictsOf(await annotationsOf(page))
    await page.locator('#article p').first().click()
    await page.keyboard.press('Control+a')
    await page.keyboard.press('Backspace')
    await until(page, (all) => all.filter(({ review }) => review.at).every(({ target }) => target.detached))
    await page.keyboard.press('Control+z')
    await until(page, (all) => same(verdictsOf(all), before))
    await saved(page)
    await page.reload()
    await isReady(page)
    await until(page, (all) => same(verdictsOf(all), before))
    assert.deepEqual(problems, [])
    await page.context().close()
  })

  for (const action of [
    'Ganzen Text durch sich selbst ersetzen',
    'Ganzen Text ersetzen, 1 % der Wörter anders',
    'Absätze zufällig umordnen',
    'Überall ersetzen',
  ])
    test(`loses no review in the workshop and by undoing it: ${action}`, async () => {
      const { page, problems } = await openLong(desk)
      const before = await annotationsOf(page)
      const reviewed = before.filter(({ review }) => review.at)
      const text = await page.locator('#article').innerText()
      await page.locator('#workshop').click()
      await page.getByRole('button', { name: action }).click()
      const statuses = new Map(reviewed.map(({ id, review }) => [id, review.status]))
      await until(page, (all) => {
        const there = all.filter(({ id }) => statuses.has(id))
        return (
          there.length === statuses.size && there.every((one) => one.review.status === statuses.get(one.id))
        )
      })
      await page.keyboard.press('Control+z')
      assert.equal(await page.locator('#article').innerText(), text)
      await until(page, (all) => same(verdictsOf(all), verdictsOf(before)))
      assert.deepEqual(problems, [])
      await page.context().close()
    })

  test('finds the statements again on an earlier version of the text, and on the later one', async () => {
    const { page, problems } = await openLong(desk)
    const before = await annotationsOf(page)
    const attached = (all: readonly Annotation[]) =>
      all.filter(({ review, target }) => review.at && !target.detached)
    const load = async (name: string) => {
      await page.locator('#workshop').click()
      await page.getByRole('button', { name }).click()
    }
    await load('Frühere Fassung des Textes laden')
    await page.getByText('Dieser Vorspann stand nur in der früheren Fassung').waitFor()
    const there = attached(await annotationsOf(page)).length
    assert.ok(there >= attached(before).length * 0.75, `${there} of ${attached(before).length}`)
    await load('Wieder die spätere Fassung laden')
    await until(page, (all) => attached(all).length >= attached(before).length * 0.98)
    assert.deepEqual(problems, [])
    await page.context().close()
  })
})

async function openLong(
  desk: Desk,
  prepare?: (page: Page) => Promise<unknown>,
): Promise<{ readonly page: Page; readonly problems: readonly string[] }> {
  const opened = await openPage(desk, { path: 'long.html', ...(prepare ? { prepare } : {}) })
  opened.page.context().setDefaultTimeout(PATIENCE_MS)
  await until(opened.page, (all) => all.some(({ dismissed }) => dismissed))
  await saved(opened.page)
  return opened
}

function annotationsOf(page: Page): Promise<readonly Annotation[]> {
  return page.evaluate(
    () =>
      (document.querySelector('attribution-panel') as unknown as { annotations: readonly Annotation[] })
        .annotations, // the element is there from the start
  )
}

async function until(page: Page, isRight: (all: readonly Annotation[]) => boolean): Promise<void> {
  const end = Date.now() + PATIENCE_MS
  while (!isRight(await annotationsOf(page))) {
    assert.ok(Date.now() < end, 'the statements did not become what they should be')
    await page.waitForTimeout(100)
  }
}

/** Selects the first paragraph with a verified statement that holds, from its start to its end, by click and keys. */
async function selectVerifiedParagraph(
  page: Page,
): Promise<{ readonly words: string; readonly ids: readonly string[] }> {
  const paragraph = page
    .locator('#article > p')
    .filter({ has: page.locator('.attribution-status-verified:not(.attribution-stale)') })
    .filter({ hasText: /^\D*$/ })
    .first()
  await paragraph.scrollIntoViewIfNeeded()
  const words = (await paragraph.innerText()).trim()
  const ids = await idsIn(paragraph)
  await paragraph.click({ clickCount: 3 })
  return { words, ids }
}

async function idsIn(paragraph: Locator): Promise<readonly string[]> {
  const marks = await paragraph
    .locator('[data-attribution-ids]')
    .evaluateAll((marks) => marks.map((mark) => mark.getAttribute('data-attribution-ids') ?? ''))
  return marks.flatMap((ids) => ids.split(' '))
}

type Verdict = readonly [id: string, status: string, isHere: boolean]

/** What people have decided, and whether its words are in the text. */
function verdictsOf(all: readonly Annotation[]): readonly Verdict[] {
  return all
    .filter(({ review, dismissed }) => review.at || dismissed)
    .map(({ id, review, target }): Verdict => [id, review.status, !target.detached])
    .sort(([a], [b]) => a.localeCompare(b))
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

function isOutOfDate({ review, target }: Annotation): boolean {
  return review.wording !== null && !target.detached && review.wording !== target.wording
}
