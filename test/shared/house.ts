/** Servers of `demo/collaboration`, one address before them, and clients that write and review. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { HocuspocusProvider, HocuspocusProviderWebsocket } from '@hocuspocus/provider'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { memberOf } from '../../demo/collaboration/members.js'
import type { LogAction } from '../../src/model/log.js'
import {
  keyOf,
  readSharedDossier,
  sharedMaps,
  SharedReader,
  writeEntry,
  writeRecord,
  writeSharedDossier,
  type SharedRecord,
} from '../../src/yjs/document.js'
import type { SharedMember } from '../../src/yjs/server.js'
import { DOSSIER } from '../model/sample.js'
import { saying } from '../support/process.js'

interface Test {
  after(end: () => unknown): void
}

/** A server in a process of its own. */
export interface House {
  readonly port: number
  readonly process: ChildProcess
  /** What it has printed, a line each. */
  readonly said: readonly string[]
}

export async function startServer(t: Test, env: Readonly<Record<string, string>>): Promise<House> {
  const args = ['--import', 'tsx', 'demo/collaboration/server.ts']
  const process_ = spawn(process.execPath, args, { env: { ...process.env, PORT: '0', ...env } })
  t.after(() => process_.kill('SIGKILL'))
  const said: string[] = []
  for (const stream of [process_.stdout, process_.stderr])
    stream.on('data', (text: Buffer | string) => said.push(...String(text).split('\n').filter(Boolean)))
  const [, port] = await saying(process_, /shared at ws:\/\/[^:]+:(\d+)/)
  return { port: Number(port), process: process_, said }
}

/** A folder of a test's own. */
export function dataFolder(t: Test): string {
  const folder = mkdtempSync(join(tmpdir(), 'attribution-shared-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** One address before several servers, in turn; whoever gets one that is dead tries again. */
export interface Balancer {
  readonly url: string
  /** Cuts connections as a pulled cable does, all or the newest so many. */
  cut(count?: number): void
}

export async function startBalancer(t: Test, ports: readonly number[]): Promise<Balancer> {
  const open = new Set<Socket>()
  let turn = 0
  const balancer = createServer((client) => {
    open.add(client)
    client.on('close', () => open.delete(client))
    const server = connect(ports[turn++ % ports.length] ?? 0, '127.0.0.1')
    server.once('connect', () => client.pipe(server).pipe(client))
    for (const [own, other] of [
      [client, server],
      [server, client],
    ] as const)
      own.on('error', () => other.destroy()).on('close', () => other.destroy())
  }).listen(0, '127.0.0.1')
  await once(balancer, 'listening')
  t.after(() => {
    for (const own of open) own.destroy()
    balancer.close()
  })
  const { port } = balancer.address() as AddressInfo // it listens on a port
  return {
    url: `ws://127.0.0.1:${port}`,
    cut: (count = open.size) => {
      for (const own of [...open].slice(-count)) own.resetAndDestroy()
    },
  }
}

/** One that is closed while it opens is no failure here. */
class QuietSocket extends WebSocket {
  constructor(url: string, protocols?: string | string[]) {
    super(url, protocols)
    this.on('error', () => undefined)
  }
}

let sessions = 0

/** Somebody at an article. */
export class Client {
  readonly provider: HocuspocusProvider
  /** Why the server has closed the article, in its words. */
  readonly closed: string[] = []
  bytes = 0
  private readonly socket: HocuspocusProviderWebsocket
  private readonly writer = `session-${sessions++}`
  private entries = 0

  constructor(
    t: Test,
    url: string,
    readonly token: string,
    private readonly name = 'article',
    readonly doc = new Y.Doc(),
  ) {
    // Comes back at once: a test is no place to be patient in.
    this.socket = new HocuspocusProviderWebsocket({
      url,
      WebSocketPolyfill: QuietSocket,
      delay: 50,
      minDelay: 50,
      // A connection that has died without a word is noticed after so long.
      messageReconnectTimeout: 8000,
      maxDelay: 400,
      jitter: true,
    })
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== this.provider) this.bytes += update.length
    })
    this.provider = new HocuspocusProvider({
      websocketProvider: this.socket,
      name,
      token,
      document: this.doc,
      onClose: ({ event }) => this.closed.push(event.reason),
    })
    this.provider.attach()
    t.after(() => this.end())
  }

  /** Sends bytes as the content of a message about the article, whatever they are; fewer than 16,384. */
  sendRaw(kind: number, content: Uint8Array): void {
    const name = new TextEncoder().encode(this.name)
    const size = [(content.length & 127) | 128, content.length >> 7]
    this.socket.webSocket?.send(Uint8Array.of(name.length, ...name, kind, ...size, ...content))
  }

  end(): void {
    this.provider.destroy()
    this.socket.destroy()
  }

  get member(): SharedMember {
    const member = memberOf(this.token)
    if (!member) throw new Error(this.token)
    return member
  }

  /** All that an editor would show: the text, and what the desk knows. */
  get content(): string {
    return JSON.stringify([this.text.toJSON(), readSharedDossier(this.doc)])
  }

  get text(): Y.XmlFragment {
    return this.doc.getXmlFragment('prosemirror')
  }

  get paragraphs(): readonly Y.XmlText[] {
    return this.text
      .toArray()
      .flatMap((own) => (own instanceof Y.XmlElement ? (own.toArray() as Y.XmlText[]) : []))
  }

  record(id: string): SharedRecord {
    const found = new SharedReader(sharedMaps(this.doc)).annotation(id)
    if (!found) throw new Error(`there is no annotation ${id}`)
    const { target: _, ...record } = found.annotation
    return record
  }

  /** Changes an annotation and logs it, in one transaction, as the editor does. */
  change(id: string, action: LogAction, to: Partial<SharedRecord>, words = ''): string {
    const maps = sharedMaps(this.doc)
    const before = this.record(id)
    const number = this.entries++
    this.doc.transact(() => {
      writeRecord(maps, { before, after: { ...before, ...to } })
      const entry = {
        at: new Date().toISOString(),
        by: this.member.person,
        action,
        subject: id,
        before: '',
        after: words,
        seal: null,
      }
      writeEntry(maps, { writer: this.writer, number, entry })
    })
    return keyOf(this.writer, String(number))
  }

  review(id: string, status: string): string {
    const at = new Date().toISOString()
    const review = { status, wording: 'x', by: this.member.person, at }
    return this.change(id, 'set-status', { review, signOff: null }, status)
  }
}

/** The first puts the article in: five empty paragraphs, and what the desk knows already. */
export async function begin(client: Client): Promise<void> {
  await until('synced', () => client.provider.synced)
  client.doc.transact(() => {
    const paragraphs = Array.from({ length: 5 }, () => {
      const paragraph = new Y.XmlElement('paragraph')
      paragraph.insert(0, [new Y.XmlText('')])
      return paragraph
    })
    client.text.insert(0, paragraphs)
  })
  writeSharedDossier(client.doc, DOSSIER)
}

/** Waits for something to be so; what is not so in the end is told. */
export async function until(what: string, isSo: () => boolean, seconds = 30): Promise<void> {
  for (const end = Date.now() + seconds * 1000; !isSo();) {
    if (Date.now() > end) throw new Error(`not ${what} after ${seconds} s`)
    await new Promise((done) => setTimeout(done, 20))
  }
}

/** Waits until all have the same. */
export async function converge(clients: readonly Client[], seconds = 30): Promise<void> {
  const [first] = clients
  const others = (): readonly Client[] => clients.filter((own) => own.content !== first?.content)
  try {
    await until('the same everywhere', () => !others().length, seconds)
  } catch (error) {
    const states = others().map(
      ({ token, closed, provider: { synced, unsyncedChanges } }) =>
        `${token}: synced ${synced}, ${unsyncedChanges} not confirmed, closed: ${closed.join(', ')}`,
    )
    throw new Error(states.join('\n'), { cause: error })
  }
}
