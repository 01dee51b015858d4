/** A Redis of a test's own, and ports. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Why tests with Redis are skipped here; false where it is installed. */
export const NO_REDIS =
  spawnSync('redis-server', ['--version']).error !== undefined &&
  'redis-server is not installed; apt-get install redis-server'

/** One that the system chooses: several tests that look for the next free one at the same moment find the same. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo // it listens on a port
  server.close()
  await once(server, 'close')
  return port
}

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

/** What the program has said, once it has said this. Rejects when it ends before. */
export function saying({ stdout, stderr, pid }: ChildProcess, words: RegExp): Promise<RegExpExecArray> {
  let said = ''
  return new Promise((done, fail) => {
    for (const stream of [stdout, stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        said += text
        const found = words.exec(said)
        if (found) done(found)
      })
      stream?.on('close', () => fail(new Error(`process ${pid} has ended:\n${said}`)))
    }
  })
}
