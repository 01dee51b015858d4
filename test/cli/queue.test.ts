/** The recipe for more than one machine (demo/archive), with a Redis of its own. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { test } from 'node:test'
import { saying } from '../support/process.js'
import { NO_REDIS, startRedis } from '../support/redis.js'
import { PROGRAM, run } from './program.js'

const SAID = '„Wir bauen im Mai“, sagte Bürgermeister Karl Meier.'
const lines = Array.from({ length: 60 }, (_, i) => JSON.stringify({ id: i, text: `${SAID} Am ${i}. Tag.` }))

test(
  'a queue answers each record once, as the command line does, though workers die',
  { skip: NO_REDIS },
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
