/**
 * Ten people at one article on real servers, each typing and reviewing as fast as the line takes it: edits a
 * second that everybody has, the time until all have the same, and bytes sent for an edit. One server, and two
 * joined by Redis.
 */
import { loadavg } from 'node:os'
import { isUntouched } from '../../src/model/annotation.js'
import { DOSSIER } from '../model/sample.js'
import { begin, Client, converge, dataFolder, startBalancer, startServer } from '../shared/house.js'
import { NO_REDIS, startRedis } from '../support/redis.js'
import { printTable, type Print } from './table.js'

const CLIENTS = 10
const EDITS = 200
/** Every so many edits one is a review. */
const REVIEW = 10
const TOKENS = ['anna-meier', 'jo-brandt']
const IDS = DOSSIER.annotations.filter((own) => !isUntouched(own)).map(({ id }) => id)

interface Row {
  readonly servers: string
  readonly perSecond: number
  readonly convergeMs: number
  readonly bytesOfText: number
  readonly bytesOfReview: number
}

/** Runs both and prints. */
export async function benchCollaboration(print: Print): Promise<void> {
  print(
    `${CLIENTS} clients, ${EDITS} edits each, every ${REVIEW}th a review with its log entry; clients in one process, servers in theirs; ${new Date().toISOString().slice(0, 10)}, load ${loadavg()[0]?.toFixed(1)} before`,
  )
  const rows = [await measure(1)]
  if (NO_REDIS) print(NO_REDIS)
  else rows.push(await measure(2))
  printTable(
    print,
    [
      { title: 'servers', cell: ({ servers }) => servers },
      { title: 'edits/s', cell: ({ perSecond }) => perSecond.toFixed(0) },
      { title: 'same everywhere after', cell: ({ convergeMs }) => `${convergeMs.toFixed(0)} ms` },
      { title: 'bytes a letter', cell: ({ bytesOfText }) => bytesOfText.toFixed(0) },
      { title: 'bytes a review', cell: ({ bytesOfReview }) => bytesOfReview.toFixed(0) },
    ],
    rows,
  )
}

async function measure(count: 1 | 2): Promise<Row> {
  const ends: (() => unknown)[] = []
  const t = { after: (end: () => unknown) => void ends.unshift(end) }
  try {
    const env = { DATA: dataFolder(t), ...(count > 1 && { REDIS_URL: await startRedis(t) }) }
    const servers = await Promise.all(Array.from({ length: count }, () => startServer(t, env)))
    const { url } = await startBalancer(
      t,
      servers.map(({ port }) => port),
    )
    const chief = new Client(t, url, 'chris-falk')
    await begin(chief)
    const others = Array.from(
      { length: CLIENTS - 1 },
      (_, i) => new Client(t, url, TOKENS[i % TOKENS.length] ?? ''),
    )
    const clients = [chief, ...others]
    await converge(clients)

    const bytes = { text: 0, review: 0 }
    const started = performance.now()
    await Promise.all(
      clients.map(async (client, n) => {
        for (let i = 0; i < EDITS; i++) {
          const before = client.bytes
          if (i % REVIEW === 0) {
            client.review(IDS[(n + i) % IDS.length] ?? '', i % 20 ? 'verified' : 'disputed')
            bytes.review += client.bytes - before
          } else {
            const paragraph = client.paragraphs[n % 5]
            paragraph?.insert(paragraph.length, 'x')
            bytes.text += client.bytes - before
          }
          // The line and the others get their turn after each.
          await new Promise((done) => setImmediate(done))
        }
      }),
    )
    const written = performance.now()
    await converge(clients, 120)
    const now = performance.now()
    const reviews = CLIENTS * Math.ceil(EDITS / REVIEW)
    return {
      servers: count > 1 ? '2, Redis' : '1',
      perSecond: (CLIENTS * EDITS * 1000) / (now - started),
      convergeMs: now - written,
      bytesOfText: bytes.text / (CLIENTS * EDITS - reviews),
      bytesOfReview: bytes.review / reviews,
    }
  } finally {
    for (const end of ends) await end()
  }
}
