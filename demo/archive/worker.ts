/**
 * Answers records until it is stopped; run one for each core, on as many machines as there are. One program
 * is kept running and is given a line for each job. A worker that dies leaves its job locked; when the lock has
 * run out, another takes it over, so that a record may be answered twice. The answer is the same, and is kept
 * under the record's digest, so that it is there once.
 */
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { UnrecoverableError, Worker } from 'bullmq'
import { Redis } from 'ioredis'
import { connection, digestOf, QUEUE, RESULTS, type ArticleJob } from './article-queue.js'

/** The program and its first arguments, with a space between. */
const PROGRAM = (process.env.PROGRAM ?? 'npx prosemirror-attribution').split(' ')
/** A worker that has not been heard of for so long has died. */
const LOCK_MS = Number(process.env.LOCK_MS ?? 30_000)

const redis = new Redis(process.env.REDIS_URL ?? 'redis://127.0.0.1:6379')

/** A running program. */
class Detector {
  readonly #child = spawn(PROGRAM[0] ?? '', [...PROGRAM.slice(1), 'detect', '--workers', '1'])
  readonly #answers = createInterface({ input: this.#child.stdout })
  readonly #faults = createInterface({ input: this.#child.stderr })

  constructor() {
    this.#child.stdin.on('error', () => undefined) // its end is told by `close`
  }

  /** The answer to a line. Rejects where there is none; the program is not to be asked again then. */
  answer(line: string): Promise<string> {
    return new Promise((done, fail) => {
      const settle = (act: () => void): void => {
        this.#answers.off('line', onAnswer)
        this.#faults.off('line', onFault)
        this.#child.off('close', onEnd).off('error', fail)
        act()
      }
      const onAnswer = (text: string): void => settle(() => done(text))
      // A bad record does not get better by trying again.
      const onFault = (text: string): void => settle(() => fail(new UnrecoverableError(text)))
      const onEnd = (): void => settle(() => fail(new Error('the program has ended')))
      this.#answers.once('line', onAnswer)
      this.#faults.once('line', onFault)
      this.#child.once('close', onEnd).once('error', fail)
      if (this.#child.exitCode !== null) onEnd()
      else this.#child.stdin.write(`${line}\n`)
    })
  }

  end(): void {
    this.#child.stdin.end()
  }
}

let detector = new Detector()

async function answerTo(line: string): Promise<string> {
  try {
    return await detector.answer(line)
  } catch (error) {
    detector.end()
    detector = new Detector()
    throw error
  }
}

const worker = new Worker<ArticleJob>(
  QUEUE,
  async ({ data: { line } }) => {
    await redis.hset(RESULTS, digestOf(line), await answerTo(line))
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
