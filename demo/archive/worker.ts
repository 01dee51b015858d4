/**
 * Answers records until it is stopped; run one for each core, on as many machines as there are. One program
 * is kept running and is given a line for each job. A worker that dies leaves its job locked; when the lock has
 * run out, another takes it over, so that a record may be answered twice. The answer is the same, and is kept
 * under the record's digest, so that it is there once.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { Worker } from 'bullmq'
import { Redis } from 'ioredis'
import { connection, digestOf, QUEUE, RESULTS, type ArticleJob } from './article-queue.js'

/** The program; a bad record ends one run of it, not the worker. */
const PROGRAM = (process.env.PROGRAM ?? 'npx prosemirror-attribution').split(' ')
const LOCK_MS = Number(process.env.LOCK_MS ?? 30_000)

const redis = new Redis(process.env.REDIS_URL ?? 'redis://127.0.0.1:6379')

/** The answer to a line; rejects with what the program says is wrong with it. */
class Detector {
  readonly #child = spawn(PROGRAM[0] ?? '', [...PROGRAM.slice(1), 'detect', '--workers', '1'])
  readonly #answers = createInterface({ input: this.#child.stdout })
  readonly #faults = createInterface({ input: this.#child.stderr })

  async answer(line: string): Promise<string> {
    const settled = new AbortController()
    const { signal } = settled
    const answer = once(this.#answers, 'line', { signal }).then(([text]) => String(text))
    const fault = once(this.#faults, 'line', { signal }).then(([text]) => Promise.reject(new Error(String(text))))
    const end = once(this.#child, 'close', { signal }).then(() => Promise.reject(new Error('the program has ended')))
    this.#child.stdin.write(`${line}\n`)
    try {
      return await Promise.race([answer, fault, end])
    } finally {
      settled.abort()
      await Promise.allSettled([answer, fault, end])
    }
  }

  end(): void {
    this.#child.stdin.end()
  }
}

const detector = new Detector()
const worker = new Worker<ArticleJob>(
  QUEUE,
  async ({ data: { line } }) => {
    await redis.hset(RESULTS, digestOf(line), await detector.answer(line))
  },
  // One at a time: the program answers in order, and a core is busy with one.
  { connection, concurrency: 1, lockDuration: LOCK_MS, stalledInterval: LOCK_MS, maxStalledCount: 5 },
)
worker.on('active', ({ id }) => console.log(`active ${id}`))
worker.on('failed', (job, { message }) => console.error(`${job?.id}: ${message}`))
worker.on('error', ({ message }) => console.error(message))

process.once('SIGTERM', () => {
  void worker.close().then(() => {
    detector.end()
    redis.disconnect()
  })
})
