/** Real servers, a real Redis, and clients that write and review while servers die and cables are pulled. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { describe, test } from 'node:test'
import * as Y from 'yjs'
import { toldAs } from '../../demo/collaboration/told.js'
import { isUntouched } from '../../src/model/annotation.js'
import { readSharedDossier, sharedMaps } from '../../src/yjs/document.js'
import { randomFrom } from '../bench/edits.js'
import { DOSSIER } from '../model/sample.js'
import { NO_REDIS, startRedis } from '../support/redis.js'
import { begin, Client, converge, dataFolder, startBalancer, startServer, until } from './house.js'

const IDS = DOSSIER.annotations.filter((own) => !isUntouched(own)).map(({ id }) => id)
const ID = IDS[0] ?? assert.fail()

describe('a server', () => {
  test('lets nobody change a review who may not, and nobody else sees that they tried', async (t) => {
    const server = await startServer(t, { DATA: dataFolder(t) })
    const url = `ws://127.0.0.1:${server.port}`
    const chief = new Client(t, url, 'chris-falk')
    await begin(chief)
    const editor = new Client(t, url, 'anna-meier')
    const writer = new Client(t, url, 'toni-lang')
    await converge([chief, editor, writer])
    editor.review(ID, 'disputed')
    await until('reviewed', () => writer.record(ID).review.status === 'disputed')

    // What they may do goes through.
    writer.paragraphs[0]?.insert(0, 'Written. ')
    writer.change(ID, 'set-note', { note: 'Please look.' })
    await converge([chief, editor, writer])
    assert.equal(editor.record(ID).note, 'Please look.')

    // A client of their own making has all buttons.
    writer.review(ID, 'verified')
    await until('refused', () => writer.closed.length > 0)
    assert.deepEqual(writer.closed, ['Toni Lang has not the right to review'])
    assert.ok(server.said.some((line) => line.startsWith('refuse ') && line.includes('Toni Lang')))
    editor.paragraphs[0]?.insert(0, 'And on. ')
    await converge([chief, editor])
    assert.equal(editor.record(ID).review.status, 'disputed')

    // Coming back with it changes nothing, and whoever comes anew is well.
    writer.end()
    const again = new Client(t, url, 'toni-lang')
    await converge([chief, editor, again])
    assert.equal(again.record(ID).review.status, 'disputed')
    Y.applyUpdate(again.doc, Y.encodeStateAsUpdate(writer.doc))
    await until('refused', () => again.closed.length > 0)
    assert.equal(editor.record(ID).review.status, 'disputed')
  })

  test('lets nobody in without a token, and nobody act in the name of somebody else', async (t) => {
    const server = await startServer(t, { DATA: dataFolder(t) })
    const url = `ws://127.0.0.1:${server.port}`
    const chief = new Client(t, url, 'chris-falk')
    await begin(chief)
    const failed: string[] = []
    const stranger = new Client(t, url, 'nobody')
    stranger.provider.on('authenticationFailed', ({ reason }: { reason: string }) => failed.push(reason))
    await until('kept out', () => failed.length > 0)
    assert.equal(stranger.text.length, 0)

    const anna = new Client(t, url, 'anna-meier')
    const jo = new Client(t, url, 'jo-brandt')
    const told: string[] = []
    jo.provider.on('stateless', ({ payload }: { readonly payload: string }) => told.push(payload))
    await converge([chief, anna, jo])
    const { person } = anna.member
    jo.change(ID, 'sign-off', { signOff: { wording: 'x', by: person, at: new Date().toISOString() } })
    await until('held', () => server.said.some((line) => line.includes('in the name of Anna Meier')))
    // What they do after that rests on it. Others go on.
    jo.paragraphs[0]?.insert(0, 'Never seen. ')
    anna.paragraphs[0]?.insert(0, 'Goes on. ')
    await until('written', () => chief.paragraphs[0]?.toJSON().includes('Goes on.') === true)
    assert.equal(anna.record(ID).signOff, null)
    assert.equal(anna.content, chief.content)
    assert.doesNotMatch(chief.content, /Never seen/)
    // Both the page and whoever runs the server are told, once, and not of each letter that follows.
    const held = told.filter((payload) => payload.includes('"held"'))
    assert.deepEqual(held, [toldAs({ held: 'is in the name of Anna Meier, not of Jo Brandt' })])
    const lines = server.said.filter((line) => line.startsWith('wait '))
    assert.equal(lines.length, 1)
    assert.match(
      lines[0] ?? '',
      /^wait "article", from Jo Brandt: reviews\["a1\/signOff"\]: is in the name of/,
    )
  })

  test('takes what lives in the copy of a colleague only, as far as they may do the same', async (t) => {
    const server = await startServer(t, { DATA: dataFolder(t) })
    const url = `ws://127.0.0.1:${server.port}`
    const chief = new Client(t, url, 'chris-falk')
    await begin(chief)
    // As after a server has died: they have each other's changes, and nobody else has.
    const offline = (token: string, from: Client): Client => {
      const client = new Client(t, 'ws://127.0.0.1:1', token)
      client.end()
      Y.applyUpdate(client.doc, Y.encodeStateAsUpdate(from.doc))
      return client
    }
    const anna = offline('anna-meier', chief)
    anna.review(ID, 'needs-change')
    const toni = offline('toni-lang', anna)
    toni.paragraphs[0]?.insert(0, 'Later. ')
    const jo = offline('jo-brandt', toni)

    const comesBack = async (client: Client): Promise<Client> => {
      const back = new Client(t, url, client.token, 'article', client.doc)
      await until('there', () => back.provider.synced)
      return back
    }
    const writer = await comesBack(toni)
    await until('held', () =>
      server.said.some((line) => line.startsWith('refuse ') || line.startsWith('wait ')),
    )
    assert.notEqual(chief.record(ID).review.status, 'needs-change')
    const colleague = await comesBack(jo)
    await converge([chief, colleague, writer])
    assert.equal(chief.record(ID).review.status, 'needs-change')
    // Whoever runs the server can tell who has said so.
    const taken = server.said.filter((line) => line.startsWith('relay "article", from Jo Brandt: '))
    assert.equal(taken.length, 1)
    assert.match(taken[0] ?? '', /is in the name of Anna Meier, not of Jo Brandt$/)
    assert.ok(chief.paragraphs[0]?.toJSON().startsWith('Later.'))
    await until('confirmed', () => !writer.provider.hasUnsyncedChanges)
  })
})

test(
  'two servers joined by Redis keep ten clients together though one dies and cables are pulled',
  { skip: NO_REDIS, timeout: 180_000 },
  async (t) => {
    const env = { DATA: dataFolder(t), REDIS_URL: await startRedis(t) }
    const [doomed, other] = await Promise.all([startServer(t, env), startServer(t, env)])
    const { url, cut } = await startBalancer(t, [doomed.port, other.port])
    const chief = new Client(t, url, 'chris-falk')
    await begin(chief)
    const tokens = ['anna-meier', 'jo-brandt', 'toni-lang']
    const clients = [
      chief,
      ...Array.from({ length: 9 }, (_, i) => new Client(t, url, tokens[i % tokens.length] ?? '')),
    ]
    await converge(clients)

    const next = randomFrom(7)
    const random = (below: number): number => Math.floor(next() * below)
    const written: string[] = []
    const entries: string[] = []
    const work = async (client: Client, n: number): Promise<void> => {
      for (let i = 0; i < 40; i++) {
        const paragraph = client.paragraphs[random(client.paragraphs.length)] ?? assert.fail('no text')
        const token = `<${n}.${i}>`
        paragraph.insert(random(2) ? paragraph.length : 0, token)
        written.push(token)
        const id = IDS[random(IDS.length)] ?? assert.fail()
        if (i % 4 === 0)
          entries.push(
            client.member.rights.includes('review')
              ? client.review(id, ['verified', 'disputed', 'needs-change'][random(3)] ?? '')
              : client.change(id, 'set-note', { note: token }),
          )
        await new Promise((done) => setTimeout(done, random(60)))
      }
    }
    const done = Promise.all(clients.map(work))
    await until('halfway', () => written.length > 120)
    doomed.process.kill('SIGKILL')
    await once(doomed.process, 'exit')
    await until('further', () => written.length > 220)
    cut(4)
    await until('almost there', () => written.length > 320)
    cut()
    await done
    await converge(clients, 60)

    const text = chief.paragraphs.map((own) => own.toJSON()).join('\n')
    assert.deepEqual(
      written.filter((token) => !text.includes(token)),
      [],
      'no word is lost',
    )
    const { log } = sharedMaps(chief.doc)
    assert.deepEqual(
      entries.filter((key) => !log.has(key)),
      [],
      'no entry of the log is lost',
    )
    const { dossier, problems } = readSharedDossier(chief.doc)
    assert.deepEqual(problems, [])
    assert.equal(dossier.annotations.length, IDS.length)
    // The state is one that somebody has set, and the log tells of.
    for (const { id, review } of dossier.annotations)
      assert.ok(dossier.log.some((own) => own.subject === id && own.after === review.status))
    assert.deepEqual(
      clients.flatMap(({ closed, token }) =>
        closed.filter((why) => /right/.test(why)).map((why) => [token, why]),
      ),
      [],
      'nobody was refused',
    )

    // What the last server keeps is the same for whoever comes later.
    await until('all confirmed', () => clients.every(({ provider }) => !provider.hasUnsyncedChanges))
    for (const client of clients) client.end()
    const later = await startServer(t, { DATA: env.DATA })
    const reader = new Client(t, `ws://127.0.0.1:${later.port}`, 'toni-lang')
    await until('read again', () => reader.content === chief.content)
  },
)
