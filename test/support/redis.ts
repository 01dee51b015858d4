/** A Redis of a test's own. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort, saying } from './process.js'

/** Why tests with Redis are skipped here; false where it is installed. */
export const NO_REDIS =
  spawnSync('redis-server', ['--version']).error !== undefined &&
  'redis-server is not installed; apt-get install redis-server'

/** A Redis that can go away and come back, at the same address, without what it knew. */
export interface OwnRedis {
  readonly url: string
  stop(): Promise<void>
  /** Ends when it takes connections. */
  start(): Promise<void>
}

/** One that has been started. */
export async function ownRedis(t: { after(end: () => void): void }): Promise<OwnRedis> {
  const port = await freePort()
  const folder = mkdtempSync(join(tmpdir(), 'attribution-redis-'))
  let redis: ChildProcess | null = null
  t.after(() => {
    redis?.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  })
  const own: OwnRedis = {
    url: `redis://127.0.0.1:${port}`,
    stop: async () => {
      redis?.kill('SIGKILL')
      if (redis) await once(redis, 'exit')
    },
    start: async () => {
      redis = spawn('redis-server', [
        ...['--port', String(port), '--bind', '127.0.0.1'],
        ...['--save', '', '--dir', folder],
      ])
      await saying(redis, /Ready to accept connections/)
    },
  }
  await own.start()
  return own
}

/** Its address, once it takes connections. */
export async function startRedis(t: { after(end: () => void): void }): Promise<string> {
  return (await ownRedis(t)).url
}
