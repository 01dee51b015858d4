/** What the demo saves in a real IndexedDB, and that nothing saved is ever lost to less. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { cardOf, isReady, openDesk, openPage, saved, type Desk } from './desk.js'

const KEY = 'article:own'
const WORDS = '„Wir helfen“, sagte Ministerin Anna Beispiel.'

describe('saving', () => {
  let desk: Desk
  before(async () => {
    desk = await openDesk()
  })
  after(() => desk.close())

  test('leaves what a newer version has saved as it is, says so once, and saves beside it', async () => {
    const { page } = await withText(desk)
    const newer = await changeSaved(page, (value) => ({
      ...value,
      dossier: { ...value.dossier, version: 99, more: 'only a newer version knows' },
    }))
    await page.reload()
    await isReady(page)
    await alertWith(page, 'aus einer neueren Version')
    await write(page, 'Ein neuer Anfang.')
    await saved(page)
    assert.deepEqual((await records(page)).get(KEY), newer)
    await page.reload()
    await isReady(page)
    await alertWith(page, 'aus einer neueren Version')
    await page.locator('#article').getByText('Ein neuer Anfang.').waitFor()
    assert.deepEqual((await records(page)).get(KEY), newer)
    await page.context().close()
  })

  test('puts aside what it cannot read before it saves, and says so', async () => {
    const { page } = await withText(desk)
    const damaged = await changeSaved(page, (value) => ({ ...value, doc: { type: 'unknown' } }))
    await page.reload()
    await isReady(page)
    await alertWith(page, 'nicht lesbar')
    await write(page, 'Ein neuer Anfang.')
    await saved(page)
    const all = await records(page)
    const aside = [...all].filter(([key]) => key.startsWith(`${KEY}:aside:`))
    assert.deepEqual(
      aside.map(([, value]) => value),
      [damaged],
    )
    assert.match(JSON.stringify(all.get(KEY)), /Ein neuer Anfang/)
    await page.reload()
    await isReady(page)
    await page.locator('#article').getByText('Ein neuer Anfang.').waitFor()
    assert.equal(await page.getByRole('alert').count(), 0)
    await page.context().close()
  })

  test('does not show what was saved for another article, and keeps it', async () => {
    const { page } = await withText(desk)
    const foreign = await changeSaved(page, (value) => ({ ...value, article: 'article:another' }))
    await page.reload()
    await isReady(page)
    await alertWith(page, 'gehört zu einem anderen Artikel')
    assert.equal((await page.locator('#article').innerText()).trim(), '')
    await write(page, 'Ein neuer Anfang.')
    await saved(page)
    const aside = [...(await records(page))].find(([key]) => key.startsWith(`${KEY}:aside:`))
    assert.deepEqual(aside?.[1], foreign)
    await page.context().close()
  })

  test('goes on with the last readable state when what a page left behind is damaged', async () => {
    const { page } = await withText(desk)
    const good = (await records(page)).get(KEY)
    await page.evaluate((key) => {
      localStorage.setItem(`${key}:unsaved`, JSON.stringify({ doc: null, savedAt: Date.now() + 1000 }))
    }, KEY)
    await page.reload()
    await isReady(page)
    await alertWith(page, 'es geht mit dem vorigen weiter')
    await cardOf(page, 'Wir helfen').waitFor()
    assert.deepEqual((await records(page)).get(KEY), good)
    await page.context().close()
  })

  test('says once that the browser lets nothing be saved, and editing goes on', async () => {
    const { page } = await openPage(desk, {
      path: 'empty.html',
      prepare: (page) =>
        page.addInitScript(() => {
          IDBFactory.prototype.open = () => {
            throw new DOMException('The operation is insecure.', 'SecurityError')
          }
        }),
    })
    await alertWith(page, 'Der Browser lässt hier nichts sichern')
    await page.getByRole('button', { name: 'Schließen' }).click()
    await write(page, WORDS)
    await cardOf(page, 'Wir helfen').getByText('Anna Beispiel').first().waitFor()
    await page.waitForTimeout(1000) // saving has failed by now
    assert.equal(await page.getByRole('alert').count(), 0, 'the same message a second time')
    await page.context().close()
  })

  test('says once that saving fails while there is no room, saves as soon as there is, and takes the message back', async () => {
    const { page } = await withText(desk)
    await page.evaluate(() => {
      const { put } = IDBObjectStore.prototype
      IDBObjectStore.prototype.put = function (...args) {
        if ('hasRoom' in document.body.dataset) return put.apply(this, args)
        throw new DOMException('No room.', 'QuotaExceededError')
      }
    })
    await write(page, 'Erster Satz. ')
    await alertWith(page, 'konnten nicht gesichert werden')
    const told = await page.getByRole('alert').elementHandle()
    await write(page, 'Zweiter Satz. ')
    await page.waitForTimeout(600)
    assert.equal(await page.getByRole('alert').count(), 1)
    assert.ok(await told?.isVisible())
    await page.evaluate(() => void (document.body.dataset['hasRoom'] = ''))
    await page.getByRole('button', { name: 'Noch einmal versuchen' }).click()
    await saved(page)
    await page.getByRole('alert').waitFor({ state: 'hidden' })
    assert.match(JSON.stringify((await records(page)).get(KEY)), /Zweiter Satz/)
    await page.context().close()
  })

  test('keeps what is there when the browser gave no access at the start and does so later', async () => {
    const { page } = await withText(desk)
    const before = (await records(page)).get(KEY)
    await page.addInitScript(() => {
      const { open } = IDBFactory.prototype
      IDBFactory.prototype.open = function (...args) {
        if ('hasAccess' in document.body.dataset) return open.apply(this, args)
        throw new DOMException('The operation is insecure.', 'SecurityError')
      }
    })
    await page.reload()
    await isReady(page)
    await page.evaluate(() => void (document.body.dataset['hasAccess'] = ''))
    await write(page, 'Ein neuer Anfang.')
    await saved(page)
    const all = await records(page)
    assert.deepEqual([...all].find(([key]) => key.startsWith(`${KEY}:aside:`))?.[1], before)
    assert.match(JSON.stringify(all.get(KEY)), /Ein neuer Anfang/)
    await page.context().close()
  })

  test('does not save over what another window has done, and lets the person choose', async () => {
    const { page: first } = await withText(desk)
    const second = await anotherWindow(first)
    await write(second, 'Zwei. ')
    await saved(second)
    const others = (await records(second)).get(KEY)
    await write(first, 'Eins. ')
    await alertWith(first, 'in einem anderen Fenster bearbeitet')
    await write(first, 'Noch eins. ')
    await saved(first)
    const all = await records(first)
    // The other window may have read its own words once more in the meantime, and saved what it found.
    assert.deepEqual(textIn(all.get(KEY)), textIn(others))
    assert.match(JSON.stringify(all.get(KEY)), /Zwei\./)
    assert.match(JSON.stringify([...all].filter(([key]) => key.startsWith(`${KEY}:aside:`))), /Noch eins/)

    await first.getByRole('button', { name: 'Diesen Stand behalten' }).click()
    await first.getByRole('alert').waitFor({ state: 'hidden' })
    await saved(first)
    const kept = await records(first)
    assert.match(JSON.stringify(kept.get(KEY)), /Noch eins/)
    assert.ok(
      [...kept].some(([key, value]) => key !== KEY && JSON.stringify(value) === JSON.stringify(others)),
    )

    await write(second, 'Zwei. ')
    await alertWith(second, 'in einem anderen Fenster bearbeitet')
    await second.getByRole('button', { name: 'Stand des anderen Fensters laden' }).click()
    await second.locator('#article').getByText('Noch eins').waitFor()
    assert.equal(await second.getByRole('alert').count(), 0)
    await first.context().close()
  })

  test('says nothing of another window in which nobody has done anything', async () => {
    const { page: first } = await withText(desk)
    const second = await anotherWindow(first)
    await cardOf(second, 'Wir helfen').getByText('Anna Beispiel').first().waitFor()
    await saved(second).catch(() => undefined)
    await write(first, 'Eins. ')
    await saved(first)
    assert.equal(await first.getByRole('alert').count(), 0)
    assert.match(JSON.stringify((await records(first)).get(KEY)), /Eins/)
    await first.context().close()
  })

  test('puts aside what another window had saved when a page that went left something newer', async () => {
    const { page: first } = await withText(desk)
    const second = await anotherWindow(first)
    await write(second, 'Zwei. ')
    await saved(second)
    const others = (await records(second)).get(KEY)
    await second.close()
    await first.evaluate(() => {
      IDBObjectStore.prototype.put = () => {
        throw new DOMException('The page has gone.', 'AbortError')
      }
    })
    await write(first, 'Eins. ')
    await first.reload()
    await isReady(first)
    await alertWith(first, 'auch in einem anderen Fenster bearbeitet')
    await first.locator('#article').getByText('Eins').waitFor()
    const aside = [...(await records(first))].filter(([key]) => key.startsWith(`${KEY}:aside:`))
    assert.deepEqual(
      aside.map(([, value]) => value),
      [others],
    )
    await first.context().close()
  })
})

interface Value {
  readonly dossier: object
}

async function withText(desk: Desk): Promise<{ readonly page: Page }> {
  const { page } = await openPage(desk, { path: 'empty.html' })
  await write(page, WORDS)
  await cardOf(page, 'Wir helfen').getByText('Anna Beispiel').first().waitFor()
  await saved(page)
  return { page }
}

async function anotherWindow(page: Page): Promise<Page> {
  const second = await page.context().newPage()
  await second.goto(page.url())
  await isReady(second)
  return second
}

async function write(page: Page, text: string): Promise<void> {
  await page.locator('#article').click()
  await page.keyboard.type(text)
}

async function alertWith(page: Page, words: string): Promise<void> {
  await page.getByRole('alert').getByText(words).waitFor()
}

/** Puts another value in the place of the saved one, as another program or a damage would. */
async function changeSaved(page: Page, change: (value: Value) => object): Promise<object> {
  const value = change((await records(page)).get(KEY) as Value) // it has been saved
  await page.evaluate(
    ([key, value]) =>
      new Promise<void>((done, fail) => {
        const request = indexedDB.open('keyval-store')
        request.onsuccess = () => {
          const transaction = request.result.transaction('keyval', 'readwrite')
          transaction.objectStore('keyval').put(value, key)
          transaction.oncomplete = () => done()
          transaction.onerror = () => fail(transaction.error)
        }
      }),
    [KEY, value] as const,
  )
  return value
}

/** Everything in the demo's store, by key. */
/** The document and the window of a record, without what detection has found in it. */
function textIn(record: unknown): unknown {
  const { doc, window } = record as { readonly doc: unknown; readonly window: unknown } // as the demo saves it
  return { doc, window }
}

async function records(page: Page): Promise<ReadonlyMap<string, unknown>> {
  const entries = await page.evaluate(
    () =>
      new Promise<[string, unknown][]>((done) => {
        const request = indexedDB.open('keyval-store')
        request.onsuccess = () => {
          const store = request.result.transaction('keyval').objectStore('keyval')
          const keys = store.getAllKeys()
          const values = store.getAll()
          values.onsuccess = () => done(keys.result.map((key, i) => [String(key), values.result[i]]))
        }
      }),
  )
  return new Map(entries)
}
