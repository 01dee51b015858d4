/**
 * Puts each line of an archive into the queue: `tsx producer.ts < articles.jsonl`. May run again: what waits is
 * not put in twice, and what is answered again gets the same answer.
 */
import { createInterface } from 'node:readline'
import { Queue } from 'bullmq'
import { connection, digestOf, QUEUE, type ArticleJob } from './article-queue.js'

/** Jobs told to Redis at a time. */
const BATCH = 200

const queue = new Queue<ArticleJob>(QUEUE, { connection })
let jobs: Parameters<typeof queue.addBulk>[0] = []
for await (const line of createInterface({ input: process.stdin })) {
  if (!line.trim()) continue
  const opts = {
    jobId: digestOf(line),
    attempts: 5,
    backoff: { type: 'exponential', delay: 200 },
    removeOnComplete: true, // the answer is in the results
  }
  jobs.push({ name: 'detect', data: { line }, opts })
  if (jobs.length === BATCH) {
    await queue.addBulk(jobs)
    jobs = []
  }
}
await queue.addBulk(jobs)
await queue.close()
