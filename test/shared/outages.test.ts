/** What a server does when its folder, its files or its Redis are not as they should be. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { toldAs } from '../../demo/collaboration/told.js'
import { freePort } from '../support/process.js'
import { NO_REDIS, ownRedis } from '../support/redis.js'
import { begin, Client, converge, dataFolder, startServer, until } from './house.js'

/** Where a server of `demo/collaboration` keeps the article of that name. */
function folderOf(data: string, name = 'article'): string {
  return join(data, `article-${name}`)
}

function filesOf(data: string, name?: string): readonly string[] {
  return readdirSync(folderOf(data, name))
}

describe('a server', () => {
  test('goes on when it cannot save, says so, and saves what it has when it can again, though all have gone', async (t) => {
    const data = dataFolder(t)
    const server = await startServer(t, { DATA: data })
    const chief = new Client(t, `ws://127.0.0.1:${server.port}`, 'chris-falk')
    const told: string[] = []
    chief.provider.on('stateless', ({ payload }: { readonly payload: string }) => told.push(payload))
    await begin(chief)
    await until('saved', () => readdirSync(data).length > 0 && filesOf(data).length === 1)

    renameSync(data, `${data}-away`)
    chief.paragraphs[0]?.insert(0, 'Kept in mind. ')
    await until('told', () => told.includes(toldAs({ isSaving: false })))
    assert.ok(server.said.some((line) => line.startsWith('Cannot save "article", and try again: ENOENT')))
    chief.paragraphs[0]?.insert(0, 'And on. ')
    await until('confirmed', () => !chief.provider.hasUnsyncedChanges)
    const { content } = chief
    chief.end()

    renameSync(`${data}-away`, data)
    await until('saved', () => server.said.includes('Saved "article" again'))
    server.process.kill('SIGKILL')
    await once(server.process, 'exit')
    const next = await startServer(t, { DATA: data })
    const reader = new Client(t, `ws://127.0.0.1:${next.port}`, 'toni-lang')
    await until('all there', () => reader.content === content)
  })

  test('lets nobody into an article whose file is damaged, and leaves the file alone', async (t) => {
    const data = dataFolder(t)
    for (const [name, bytes] of [
      ['broken', 'no article'],
      ['empty', ''],
    ] as const) {
      mkdirSync(folderOf(data, name))
      writeFileSync(join(folderOf(data, name), 'one.yjs'), bytes)
    }
    const server = await startServer(t, { DATA: data })
    for (const name of ['broken', 'empty']) {
      const client = new Client(t, `ws://127.0.0.1:${server.port}`, 'chris-falk', name)
      const failed: string[] = []
      client.provider.on('authenticationFailed', ({ reason }: { readonly reason: string }) =>
        failed.push(reason),
      )
      await until('told', () => failed.length > 0)
      assert.match(failed[0] ?? '', /^The article cannot be read: /)
      assert.ok(server.said.some((line) => line.includes(join(folderOf(data, name), 'one.yjs'))))
      assert.equal(client.provider.synced, false)
    }
    assert.equal(readFileSync(join(folderOf(data, 'broken'), 'one.yjs'), 'utf8'), 'no article')
    // Other articles are well.
    const other = new Client(t, `ws://127.0.0.1:${server.port}`, 'chris-falk')
    await begin(other)
    await until('confirmed', () => !other.provider.hasUnsyncedChanges)
  })

  test('loses nothing to another one that has the same folder and does not know of it', async (t) => {
    const data = dataFolder(t)
    const [first, second] = await Promise.all([
      startServer(t, { DATA: data }),
      startServer(t, { DATA: data }),
    ])
    const chief = new Client(t, `ws://127.0.0.1:${first.port}`, 'chris-falk')
    await begin(chief)
    await until('saved', () => readdirSync(data).length > 0 && filesOf(data).length > 0)
    const anna = new Client(t, `ws://127.0.0.1:${second.port}`, 'anna-meier')
    await until('loaded', () => anna.paragraphs.length > 0)
    const words: string[] = []
    for (let i = 0; i < 20; i++)
      for (const [n, client] of [chief, anna].entries()) {
        const word = `<${n}.${i}>`
        words.push(word)
        client.paragraphs[n]?.insert(0, word)
        await until('confirmed', () => !client.provider.hasUnsyncedChanges)
      }
    for (const { process: own } of [first, second]) {
      own.kill('SIGTERM')
      await once(own, 'exit')
    }
    const next = await startServer(t, { DATA: data })
    const reader = new Client(t, `ws://127.0.0.1:${next.port}`, 'toni-lang')
    await until('loaded', () => reader.paragraphs.length > 0)
    const text = reader.paragraphs.map((own) => own.toJSON()).join('')
    assert.deepEqual(
      words.filter((word) => !text.includes(word)),
      [],
    )
  })

  test('refuses names of articles that no file can have, and keeps every other inside of its folder', async (t) => {
    const data = dataFolder(t)
    const server = await startServer(t, { DATA: data })
    const url = `ws://127.0.0.1:${server.port}`
    const long = new Client(t, url, 'chris-falk', 'ü'.repeat(100))
    const failed: string[] = []
    long.provider.on('authenticationFailed', ({ reason }: { readonly reason: string }) => failed.push(reason))
    await until('told', () => failed.length > 0)
    assert.deepEqual(failed, ['The name of the article is too long'])
    const odd = ['../outside', '..', 'a/b', 'ä ö']
    for (const name of odd) {
      const client = new Client(t, url, 'chris-falk', name)
      await begin(client)
      await until('confirmed', () => !client.provider.hasUnsyncedChanges)
      client.end()
    }
    await until('all saved', () => readdirSync(data).length === odd.length)
  })
})

describe('servers joined by Redis', { skip: NO_REDIS }, () => {
  test('are joined for those, too, who come in the moment in which one starts', async (t) => {
    const redis = await ownRedis(t)
    const env = { DATA: dataFolder(t), REDIS_URL: redis.url }
    const first = await startServer(t, env)
    const chief = new Client(t, `ws://127.0.0.1:${first.port}`, 'chris-falk')
    await begin(chief)
    for (let i = 0; i < 4; i++) {
      // They stand before the door.
      const port = String(await freePort())
      const early = ['a', 'b', 'c', 'd'].map(() => new Client(t, `ws://127.0.0.1:${port}`, 'anna-meier'))
      await startServer(t, { ...env, PORT: port })
      chief.paragraphs[0]?.insert(0, `${i} `)
      await converge([chief, ...early])
      for (const client of early) client.end()
    }
  })

  test('go on, each for itself, when it goes away, and are one again when it is back', async (t) => {
    const redis = await ownRedis(t)
    const env = { DATA: dataFolder(t), REDIS_URL: redis.url }
    const [first, second] = await Promise.all([startServer(t, env), startServer(t, env)])
    const chief = new Client(t, `ws://127.0.0.1:${first.port}`, 'chris-falk')
    await begin(chief)
    const anna = new Client(t, `ws://127.0.0.1:${second.port}`, 'anna-meier')
    await converge([chief, anna])

    await redis.stop()
    for (const { said } of [first, second])
      await until('noticed', () => said.some((line) => line.startsWith('Redis is away')))
    // So many tries and more are what its client makes before it gives up by itself.
    for (let i = 0; i < 30; i++) {
      chief.paragraphs[0]?.insert(0, `c${i} `)
      anna.paragraphs[1]?.insert(0, `a${i} `)
      await new Promise((done) => setTimeout(done, 200))
    }
    await until('confirmed', () => [chief, anna].every(({ provider }) => !provider.hasUnsyncedChanges))
    assert.notEqual(chief.content, anna.content)

    await redis.start()
    await converge([chief, anna])
    for (const { said, process: own } of [first, second]) {
      await until('told', () => said.includes('Redis is there again'))
      assert.equal(said.filter((line) => line.startsWith('Redis is away')).length, 1)
      assert.equal(own.exitCode, null)
    }
    // A server can be stopped while it is away.
    for (const client of [chief, anna]) client.end()
    await redis.stop()
    first.process.kill('SIGTERM')
    const [code] = (await once(first.process, 'exit')) as [number]
    assert.equal(code, 0)
  })
})
