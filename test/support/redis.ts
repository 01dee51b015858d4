/** A Redis of a test's own. */
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort, saying } from './process.js'

/** Why tests with Redis are skipped here; false where it is installed. */
export const NO_REDIS =
  spawnSync('redis-server', ['--version']).error !== undefined &&
  'redis-server is not installed; apt-get install redis-server'

/** Its address, once it takes connections. */
export async function startRedis(t: { after(end: () => void): void }): Promise<string> {
  const port = await freePort()
  const folder = mkdtempSync(join(tmpdir(), 'attribution-redis-'))
  const redis = spawn('redis-server', [
    ...['--port', String(port), '--bind', '127.0.0.1'],
    ...['--save', '', '--dir', folder],
  ])
  t.after(() => {
    redis.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  })
  await saying(redis, /Ready to accept connections/)
  return `redis://127.0.0.1:${port}`
}
