/** What producer, worker and collector agree on. */
import { createHash } from 'node:crypto'
import type { ConnectionOptions } from 'bullmq'

/** Name of the queue. */
export const QUEUE = process.env.QUEUE ?? 'statements'
/** Redis hash with one answer for each record, by the record's digest. */
export const RESULTS = `${QUEUE}:results`

/** Redis, as REDIS_URL says (default: the one of this machine). */
export const connection: ConnectionOptions = {
  url: process.env.REDIS_URL ?? 'redis://127.0.0.1:6379',
  maxRetriesPerRequest: null, // workers wait for Redis as long as it takes
}

/** A job: one line of the archive. */
export interface ArticleJob {
  readonly line: string
}

/** The same record is the same job, however often it is given. */
export function digestOf(line: string): string {
  return createHash('sha256').update(line).digest('hex')
}
