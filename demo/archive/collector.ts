/**
 * Writes the answers in the order of the archive: `tsx collector.ts < articles.jsonl > statements.jsonl`. Waits
 * for those that are still to come; a record that failed for good is told, with exit code 2.
 */
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import { Queue } from 'bullmq'
import { Redis } from 'ioredis'
import { connection, digestOf, QUEUE, RESULTS, type ArticleJob } from './article-queue.js'

const POLL_MS = 100

const queue = new Queue<ArticleJob>(QUEUE, { connection })
const redis = new Redis(process.env.REDIS_URL ?? 'redis://127.0.0.1:6379')
let number = 0
for await (const line of createInterface({ input: process.stdin })) {
  number++
  if (!line.trim()) continue
  const id = digestOf(line)
  for (;;) {
    const answer = await redis.hget(RESULTS, id)
    if (answer !== null) {
      process.stdout.write(`${answer}\n`)
      break
    }
    const job = await queue.getJob(id)
    if (job && (await job.isFailed())) {
      console.error(`stdin:${number}: ${job.failedReason}`)
      process.exitCode = 2
      break
    }
    await wait(POLL_MS)
  }
}
await queue.close()
redis.disconnect()
