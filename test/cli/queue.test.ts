/** The recipe for more than one machine (demo/archive), with a Redis of its own. */
import assert from 'node:assert/strict'
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { test, type TestContext } from 'node:test'
import { folderWith, PROGRAM, run } from './program.js'

const skip =
  spawnSync('redis-server', ['--version']).error !== undefined &&
  'redis-server is not installed; apt-get install redis-server'

const SAID = '„Wir bauen im Mai“, sagte Bürgermeister Karl Meier.'
const lines = Array.from({ length: 60 }, (_, i) => JSON.stringify({ id: i, text: `${SAID} Am ${i}. Tag.` }))

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo // it listens on a port
  server.close()
  await once(server, 'close')
  return port
}

async function startRedis(t: TestContext): Promise<string> {
  const port = await freePort()
  const options = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', folderWith(t, {})]
  const redis = spawn('redis-server', options)
  t.after(() => redis.kill('SIGKILL'))
  await saying(redis, /Ready to accept connections/)
  return `redis://127.0.0.1:${port}`
}

/** Waits until the program has said this. */
async function saying({ stdout, stderr }: ChildProcess, words: RegExp): Promise<void> {
  let said = ''
  await new Promise<void>((done) => {
    for (const stream of [stdout, stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => {
        said += text
        if (words.test(said)) done()
      })
  })
}

test(
  'a queue answers each record once, as the command line does, though workers die',
  { skip },
  async (t) => {
    const env = { ...process.env, REDIS_URL: await startRedis(t), LOCK_MS: '1000' }
    const start = (name: string, program = `${process.execPath} ${PROGRAM}`) => {
      const args = ['--import', 'tsx', `demo/archive/${name}.ts`]
      const child = spawn(process.execPath, args, { env: { ...env, PROGRAM: program } })
      t.after(() => child.kill('SIGKILL'))
      return child
    }
    const give = async (name: string, given: readonly string[]) => {
      const child = start(name)
      const out = { stdout: '', stderr: '' }
      for (const stream of ['stdout', 'stderr'] as const)
        child[stream].setEncoding('utf8').on('data', (text: string) => (out[stream] += text))
      child.stdin.end(given.map((line) => `${line}\n`).join(''))
      const [code] = (await once(child, 'close')) as [number | null]
      return { code, ...out }
    }

    // Given twice, and some lines twice in it.
    const given = [...lines, '{"id":"bad"}', ...lines.slice(0, 5)]
    for (let i = 0; i < 2; i++) assert.equal((await give('producer', given)).code, 0)

    // One dies in the middle of a job, one has a program that breaks off.
    const dying = start('worker', `${process.execPath} test/cli/hangs.mjs`)
    await saying(dying, /^active \w+/m)
    dying.kill('SIGKILL')
    const broken = start('worker', 'false')
    await saying(broken, /^\w+: the program has ended/m)
    broken.kill('SIGKILL')

    const workers = [start('worker'), start('worker')]
    const { code, stdout, stderr } = await give('collector', given)
    const alone = await run(['detect', '--workers', '1'], { input: given.join('\n') })
    assert.equal(stdout, alone.stdout)
    assert.equal(code, alone.code)
    assert.match(stderr, /^stdin:61: stdin:\d+: text: missing, a string is needed\n$/)

    for (const worker of workers) {
      worker.kill('SIGTERM')
      assert.deepEqual(await once(worker, 'close'), [0, null])
    }
  },
)
