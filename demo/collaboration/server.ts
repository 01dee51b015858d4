/**
 * A server for articles that several people work on: Hocuspocus with our guard, who may do what, and a folder
 * of files that articles are kept in. With REDIS_URL several of them are one: each client may be at any.
 *
 * PORT (default 1234; 0 takes a free one), DATA (folder, default demo/collaboration/data), REDIS_URL (default
 * none). It prints its address once it listens.
 */
import { mkdir } from 'node:fs/promises'
import { Server } from '@hocuspocus/server'
import * as Y from 'yjs'
import { guardHocuspocus, type GuardedConnection } from '../../src/yjs/server.js'
import { PARAGRAPHS, TITLE } from '../examples/article.js'
import { ArticleFolder } from './article-folder.js'
import { joinedByRedis } from './joined-by-redis.js'
import { memberOf } from './members.js'
import { toldAs } from './told.js'

const { PORT = '1234', DATA = 'demo/collaboration/data', REDIS_URL } = process.env
const MAX_MESSAGE = 32 * 1024 * 1024
await mkdir(DATA, { recursive: true })

const server = new Server(
  {
    port: Number(PORT),
    address: '127.0.0.1',
    quiet: true,
    stopOnSignals: true,
    debounce: 300,
    extensions: [
      // Updates are judged first, whatever else listens.
      guardHocuspocus({
        // Asked for each update: what somebody may do can change while they are here.
        memberOf: (context) => memberOf(tokenIn(context)),
        onHeld: ({ outcome, path, reason }, connection) => {
          console.log(lineOf(outcome, connection, path, reason))
          connection.sendStateless(toldAs(outcome === 'refuse' ? { refused: reason } : { held: reason }))
        },
        onRelayed: ({ path, reason }, connection) => console.log(lineOf('relay', connection, path, reason)),
      }),
      ...(REDIS_URL ? [joinedByRedis(new URL(REDIS_URL))] : []),
      new ArticleFolder(DATA),
    ],
    // An article that nobody has opened yet.
    onLoadDocument: ({ document }) => {
      if (!document.getXmlFragment('article').length) Y.applyUpdate(document, firstText())
      return Promise.resolve()
    },
    async onAuthenticate({ token }) {
      const why = 'Nobody has this token'
      // `reason` is what the page is told.
      if (!memberOf(token)) throw Object.assign(new Error(why), { reason: why })
      return Promise.resolve({ token })
    },
  },
  // A whole article comes in one message.
  { maxPayload: MAX_MESSAGE },
)

await server.listen()
console.log(`Articles are shared at ${server.webSocketURL}`)

/** For the log: what became of whose change of which article. */
function lineOf(outcome: string, connection: GuardedConnection, ...words: readonly string[]): string {
  const name = memberOf(tokenIn(connection.context))?.person.name ?? 'nobody'
  // The article's name is anybody's.
  const article = JSON.stringify(connection.document.name)
  return [`${outcome} ${article}, from ${name}`, ...words].filter(Boolean).join(': ')
}

/** What `onAuthenticate` has put there. */
function tokenIn(context: unknown): string {
  const { token } = context as { readonly token?: string }
  return token ?? ''
}

/** The same for every server, so that two who begin at once come to one article. */
function firstText(): Uint8Array {
  const doc = new Y.Doc()
  doc.clientID = 1
  const heading = new Y.XmlElement('heading')
  heading.setAttribute('level', 1 as unknown as string) // y-prosemirror keeps numbers; the types know texts
  heading.insert(0, [new Y.XmlText(TITLE)])
  const paragraphs = PARAGRAPHS.map((text) => {
    const paragraph = new Y.XmlElement('paragraph')
    paragraph.insert(0, [new Y.XmlText(text)])
    return paragraph
  })
  doc.getXmlFragment('article').insert(0, [heading, ...paragraphs])
  return Y.encodeStateAsUpdate(doc)
}
