/** Other programs that tests start: where they listen, and what they say. */
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'

/** A port that the system chooses: several tests that look for the next free one at the same moment find the same. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo // it listens on a port
  server.close()
  await once(server, 'close')
  return port
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
