/** What the guard knows of members while they are connected: who they are now, and that they look in their own name. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { Server } from '@hocuspocus/server'
import { encodeAwarenessUpdate } from 'y-protocols/awareness'
import { memberOf } from '../../demo/collaboration/members.js'
import { isUntouched } from '../../src/model/annotation.js'
import { guardHocuspocus, type SharedMember } from '../../src/yjs/server.js'
import { VIEWER_FIELD } from '../../src/yjs/viewer-field.js'
import { DOSSIER } from '../model/sample.js'
import { begin, Client, converge, until } from './house.js'

const ID = DOSSIER.annotations.find((own) => !isUntouched(own))?.id ?? assert.fail()

interface Test {
  after(end: () => unknown): void
}

/** A server in this process, and members whose rights can change. */
async function startHouse(t: Test) {
  const changed = new Map<string, SharedMember | null>()
  const find = (token: string): SharedMember | null =>
    changed.has(token) ? (changed.get(token) ?? null) : memberOf(token)
  const held: string[] = []
  const server = new Server({
    port: 0,
    address: '127.0.0.1',
    quiet: true,
    stopOnSignals: false,
    extensions: [
      guardHocuspocus({
        memberOf: (context) => find((context as { readonly token: string }).token),
        onHeld: ({ outcome, reason }) => held.push(`${outcome}: ${reason}`),
      }),
    ],
    async onAuthenticate({ token }) {
      if (!find(token)) throw new Error('Nobody has this token')
      return Promise.resolve({ token })
    },
  })
  await server.listen()
  t.after(() => {
    server.hocuspocus.closeConnections()
    server.httpServer.closeAllConnections()
    server.webSocketServer.clients.forEach((client) => client.terminate())
    server.httpServer.close()
  })
  const { documents } = server.hocuspocus
  return { url: server.webSocketURL, changed, held, documents }
}

describe('a member', () => {
  test('may no more what they might before, from the moment in which a right is taken away', async (t) => {
    const { url, changed } = await startHouse(t)
    const chief = new Client(t, url, 'chris-falk')
    await begin(chief)
    const anna = new Client(t, url, 'anna-meier')
    await converge([chief, anna])
    anna.review(ID, 'disputed')
    await until('reviewed', () => chief.record(ID).review.status === 'disputed')

    const { person, rights } = anna.member
    changed.set('anna-meier', { person, rights: rights.filter((right) => right !== 'review') })
    anna.paragraphs[0]?.insert(0, 'Still writes. ')
    await converge([chief, anna])
    anna.review(ID, 'verified')
    await until('refused', () => anna.closed.includes('Anna Meier has not the right to review'))
    assert.equal(chief.record(ID).review.status, 'disputed')
  })

  test('who is none any more changes nothing, is told so, and is not let in again', async (t) => {
    const { url, changed, held, documents } = await startHouse(t)
    const chief = new Client(t, url, 'chris-falk')
    await begin(chief)
    const anna = new Client(t, url, 'anna-meier')
    const jo = new Client(t, url, 'jo-brandt')
    await converge([chief, anna, jo])
    changed.set('anna-meier', null)
    anna.paragraphs[0]?.insert(0, 'Too late. ')
    await until('told', () => anna.closed.includes('nobody knows who this is'))
    assert.deepEqual(held, ['refuse: nobody knows who this is'])

    // Who only reads is sent away by the host, at once.
    changed.set('jo-brandt', null)
    for (const connection of documents.get('article')?.getConnections() ?? [])
      if ((connection.context as { readonly token: string }).token === 'jo-brandt')
        connection.close({ code: 4401, reason: 'Jo Brandt works here no more' })
    await until('sent away', () => jo.closed.includes('Jo Brandt works here no more'))
    const failed: string[] = []
    jo.provider.on('authenticationFailed', ({ reason }: { readonly reason: string }) => failed.push(reason))
    jo.end()
    const again = new Client(t, url, 'jo-brandt')
    again.provider.on('authenticationFailed', ({ reason }: { readonly reason: string }) =>
      failed.push(reason),
    )
    await until('kept out', () => failed.length > 0)
    chief.paragraphs[0]?.insert(0, 'Among ourselves. ')
    await until('confirmed', () => !chief.provider.hasUnsyncedChanges)
    assert.doesNotMatch(jo.content + anna.content + again.content, /Among ourselves/)
  })
})

describe('who looks at what', () => {
  const AWARENESS = 1
  const namesAt = (client: Client): readonly string[] =>
    [...(client.provider.awareness?.getStates().values() ?? [])].flatMap((state) => {
      const said = state[VIEWER_FIELD] as { readonly person: { readonly name: string } } | undefined
      return said ? [said.person.name] : []
    })
  const say = (client: Client, person: SharedMember['person'], open = 'a1'): void =>
    client.provider.awareness?.setLocalStateField(VIEWER_FIELD, { open, person })

  test('is said in one’s own name only, and of oneself', async (t) => {
    const { url } = await startHouse(t)
    const chief = new Client(t, url, 'chris-falk')
    const anna = new Client(t, url, 'anna-meier')
    const toni = new Client(t, url, 'toni-lang')
    say(chief, chief.member.person)
    say(anna, anna.member.person)
    const expected = ['Anna Meier', 'Chris Falk']
    const seen = (): readonly string[] => [...namesAt(chief)].sort()
    await until('seen', () => JSON.stringify(seen()) === JSON.stringify(expected))

    // Under another name, and in a colleague's place.
    say(toni, anna.member.person)
    const { awareness } = toni.provider
    assert.ok(awareness)
    await until('known', () => awareness.getStates().has(anna.doc.clientID))
    awareness.setLocalState({})
    const states = awareness.getStates()
    states.set(anna.doc.clientID, { [VIEWER_FIELD]: { open: 'a2', person: toni.member.person } })
    const meta = awareness.meta.get(anna.doc.clientID) ?? assert.fail()
    meta.clock += 5
    toni.sendRaw(AWARENESS, encodeAwarenessUpdate(awareness, [anna.doc.clientID]))
    states.delete(anna.doc.clientID)
    toni.sendRaw(AWARENESS, encodeAwarenessUpdate(awareness, [anna.doc.clientID]))

    // What they say of themselves comes after all that.
    say(toni, toni.member.person)
    await until('seen', () => seen().includes('Toni Lang'))
    assert.deepEqual(seen(), [...expected, 'Toni Lang'])
  })

  test('is no way to send the others megabytes', async (t) => {
    const { url } = await startHouse(t)
    const chief = new Client(t, url, 'chris-falk')
    const toni = new Client(t, url, 'toni-lang')
    await until('there', () => chief.provider.synced && toni.provider.synced)
    let bytes = 0
    chief.provider.on('message', ({ event }: { readonly event: { readonly data: ArrayBuffer } }) => {
      bytes += event.data.byteLength
    })
    for (let i = 0; i < 3; i++) say(toni, toni.member.person, 'x'.repeat(1_000_000 + i))
    say(toni, toni.member.person)
    await until('seen', () => namesAt(chief).includes('Toni Lang'))
    assert.ok(bytes < 10_000, `${bytes} bytes`)
  })

  test('stays so when a colleague comes back from a cut, who tells that all the others have gone', async (t) => {
    const { url } = await startHouse(t)
    const chief = new Client(t, url, 'chris-falk')
    const anna = new Client(t, url, 'anna-meier')
    const jo = new Client(t, url, 'jo-brandt')
    for (const client of [chief, anna, jo]) say(client, client.member.person)
    await until('all seen', () => [chief, anna, jo].every((client) => namesAt(client).length === 3))
    const gone: string[] = []
    chief.provider.awareness?.on('change', ({ removed }: { readonly removed: readonly number[] }) => {
      if (removed.includes(anna.doc.clientID)) gone.push('Anna Meier')
    })
    const { awareness } = jo.provider
    awareness?.emit('update', [{ added: [], updated: [], removed: [anna.doc.clientID] }, null])
    awareness?.getStates().delete(anna.doc.clientID)
    awareness?.emit('update', [{ added: [], updated: [], removed: [anna.doc.clientID] }, null])
    say(jo, jo.member.person, 'a3')
    const opened = (): readonly unknown[] =>
      [...(chief.provider.awareness?.getStates().values() ?? [])].map(
        (state) => (state[VIEWER_FIELD] as { readonly open: string }).open,
      )
    await until('seen', () => opened().includes('a3'))
    assert.deepEqual(gone, [])
    assert.equal(namesAt(chief).length, 3)
  })
})
