/** A real server tells each client what it may do, and tells it anew when that has changed. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Server } from '@hocuspocus/server'
import type { Right } from '../../src/model/rights.js'
import { readRights, rightsMessage } from '../../src/yjs/rights.js'
import { guardHocuspocus, type SharedMember } from '../../src/yjs/server.js'
import { Client, until } from './house.js'

interface Context {
  readonly token: string
}

test('a server tells what each may do: at once, when asked, and when it has changed', async (t) => {
  const rights = new Map<string, readonly Right[]>([
    ['anna-meier', ['write', 'review']],
    ['toni-lang', ['write']],
  ])
  const memberOf = ({ token }: Context): SharedMember | null => {
    const own = rights.get(token)
    return own ? { person: { id: `demo:${token}`, name: token }, rights: own } : null
  }
  const guard = guardHocuspocus({ memberOf: (context) => memberOf(context as Context) }) // made right below
  const server = new Server({
    port: 0,
    address: '127.0.0.1',
    quiet: true,
    extensions: [guard],
    onAuthenticate: ({ token }) => Promise.resolve({ token }),
  })
  await server.listen()
  t.after(() => server.destroy())

  const comes = (token: string): { readonly client: Client; readonly told: string[] } => {
    const client = new Client(t, `ws://127.0.0.1:${server.address.port}`, token)
    const told: string[] = []
    client.provider.on('stateless', ({ payload }: { readonly payload: string }) => {
      // Before the first words of the article are there, so that nothing is offered in vain.
      told.push(`${String(readRights(payload))}${client.provider.synced ? '' : ' first'}`)
    })
    return { client, told }
  }
  const anna = comes('anna-meier')
  const toni = comes('toni-lang')
  await until('told', () => anna.client.provider.synced && toni.client.provider.synced)
  assert.deepEqual([anna.told, toni.told], [['write,review first'], ['write first']])

  toni.client.provider.sendStateless(rightsMessage())
  toni.client.provider.sendStateless('{"type":"chat","words":"Hello"}')
  await until('answered', () => toni.told.length === 2)
  assert.equal(toni.told[1], 'write')

  rights.set('toni-lang', ['write', 'review', 'discuss'])
  guard.tellRights()
  await until('told anew', () => toni.told.length === 3)
  assert.equal(toni.told[2], 'write,discuss,review')
  rights.delete('toni-lang')
  guard.tellRights()
  await until('told that nothing is left', () => toni.told.length === 4)
  assert.equal(toni.told[3], '')

  // Without being told to, it tells when it finds out: here at an update that it lets through.
  rights.set('anna-meier', ['write'])
  anna.client.doc.getMap('elsewhere').set('key', 1)
  await until('found out', () => anna.told.length === 2)
  assert.equal(anna.told[1], 'write')
})
