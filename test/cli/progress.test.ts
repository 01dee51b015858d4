/** What a person sees of a long run, and what a program does. */
import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { RunProgress } from '../../src/cli/progress.js'
import { StatusLine } from '../../src/cli/status-line.js'
import { folderWith, PROGRAM, run } from './program.js'

const RECORD = `${JSON.stringify({ id: 'a', text: '„Ja“, sagte Meier.' })}\n`

/** What a terminal has on its lines once all of `text` is written to it. */
function screen(text: string): readonly string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.split('\r\u001B[K').at(-1) ?? '')
    .filter(Boolean)
}

describe('the progress of a run', () => {
  const terminal = (isTTY: boolean) => {
    const written: string[] = []
    return { isTTY, columns: 60, write: (text: string) => written.push(text), written }
  }
  const shown = (isTTY = true, total: number | null = 1000) => {
    const own = terminal(isTTY)
    let time = 0
    const line = new StatusLine(own, true)
    const progress = new RunProgress(line, { name: 'detect', total, now: () => time })
    const pass = (ms: number, records: number, bytes: number) => {
      time += ms
      progress.advance({ records, bytes })
    }
    return { own, line, progress, pass }
  }

  test('is written over in place, with records, rate, share and what is left', () => {
    const { own, line, progress, pass } = shown()
    pass(2000, 3000, 250)
    assert.deepEqual(own.written, ['\r\u001B[Kdetect: 3,000 records, 1,500/s, 25 %, 0:06 left'])
    pass(100, 1, 1) // too soon to be seen
    assert.equal(own.written.length, 1)
    pass(1900, 2999, 249)
    line.write('a.jsonl:7: not JSON\n')
    pass(118_000, 1, 500)
    progress.end()
    assert.deepEqual(screen(own.written.join('')), [
      'a.jsonl:7: not JSON',
      'detect: 6,001 records, 49/s, done in 2:02',
    ])
  })

  test('tells no share where the size is not known, and nothing at all of what is over at once', () => {
    const stream = shown(true, null)
    stream.pass(2000, 1, 250)
    assert.equal(stream.own.written.join(''), '\r\u001B[Kdetect: 1 record, 0.5/s')
    const short = shown()
    short.pass(100, 5, 1000)
    short.progress.end()
    assert.deepEqual(short.own.written, [])
  })

  test('is not written where standard error is no terminal', () => {
    const { own, progress, pass } = shown(false)
    pass(2000, 3000, 250)
    progress.end()
    assert.deepEqual(own.written, [])
  })
})

/** Runs a program whose standard error is a terminal, and passes on what it shows. */
const IN_TERMINAL = `
import os, pty, subprocess, sys
ours, theirs = pty.openpty()
with open(sys.argv[1], 'wb') as out:
    child = subprocess.Popen(sys.argv[2:], stdout=out, stderr=theirs)
os.close(theirs)
while True:
    try:
        shown = os.read(ours, 4096)
    except OSError:
        break
    if not shown:
        break
    os.write(1, shown)
sys.exit(child.wait())
`
const skip =
  spawnSync('python3', ['-c', 'import pty']).status !== 0 && 'python3, which makes the terminal, is not there'

describe('on a terminal', { skip }, () => {
  /** Records are given until `isDue`; what the terminal has shown by the end. */
  const inTerminal = async (
    folder: string,
    args: readonly string[],
    isDue: (shown: string, given: number) => boolean,
  ) => {
    const child = spawn(
      'python3',
      ['-c', IN_TERMINAL, join(folder, 'out'), process.execPath, PROGRAM, ...args],
      { cwd: folder },
    )
    let shown = ''
    let given = 0
    let isGiven = false
    child.stdout.setEncoding('utf8').on('data', (text: string) => (shown += text))
    const closed = new Promise((done) => child.on('close', done))
    child.stdin.on('error', () => undefined)
    const give = (): void => {
      if (isGiven) return
      if (isDue(shown, given)) {
        isGiven = true
        child.stdin.end('{oops\n')
        return
      }
      given++
      child.stdin.write(RECORD, () => setTimeout(give, 5))
    }
    give()
    assert.equal(await closed, 2)
    return { shown, given, written: readFileSync(join(folder, 'out'), 'utf8') }
  }

  test('a long run tells how far it has come in one line, and problems above it', async (t) => {
    const { shown, given, written } = await inTerminal(folderWith(t, {}), ['detect'], (text) =>
      /detect: \d+ records?, [\d.]+\/s/.test(text),
    )
    assert.equal(written.split('\n').length - 1, given)
    const [problem, last, ...more] = screen(shown)
    assert.match(problem ?? '', /^stdin:\d+: not JSON/)
    assert.match(last ?? '', new RegExp(`^detect: ${given + 1} records, [\\d.]+/s, done in \\d+:\\d\\d$`))
    assert.deepEqual(more, [])
  })

  test('says nothing of it with --quiet', async (t) => {
    const { shown } = await inTerminal(folderWith(t, {}), ['detect', '--quiet'], (_, given) => given >= 200)
    assert.match(shown, /^stdin:\d+: not JSON[^\r\n]*\r\n$/)
  })
})

describe('--json', () => {
  interface Told {
    readonly level: string
    readonly file: string | null
    readonly line?: number
    readonly path?: string
    readonly message: string
  }
  const told = (stderr: readonly string[]) => stderr.map((line) => JSON.parse(line) as Told)

  test('tells every problem with its file, line and path', async (t) => {
    const folder = folderWith(t, {
      'a.jsonl': '{"id":1,"text":"x"}\n{"id":2}\n{oops\n',
      'a.txt': 'x',
      'a.json': '{"format":"prosemirror-attribution","version":2,"annotations":[],"sources":[{}],"log":[]}',
    })
    const detect = await run(['detect', 'a.jsonl', 'none.txt', '--json'], { folder })
    assert.equal(detect.code, 2)
    const [missing, bad, none] = told(detect.stderr)
    assert.deepEqual(missing, {
      level: 'error',
      file: 'a.jsonl',
      line: 2,
      path: 'text',
      message: 'missing, a string is needed',
    })
    assert.deepEqual([bad?.file, bad?.line], ['a.jsonl', 3])
    assert.deepEqual(none, { level: 'error', file: 'none.txt', message: 'no such file' })
    const check = await run(['check', 'a.txt', 'a.json', '--json'], { folder })
    assert.equal(check.code, 2)
    assert.ok(
      told(check.stderr).every(({ file, path }) => file === 'a.json' && path?.startsWith('sources[0]')),
    )
  })

  test('tells bad arguments of every command, and what is worth a note as such', async (t) => {
    for (const command of ['detect', 'report', 'check', 'diff', 'convert', 'verify-log', 'corpus', 'train']) {
      const { code, stdout, stderr } = await run([command, '--json', '--nonsense'])
      assert.deepEqual([code, stdout], [2, ''])
      const [{ level, file, message } = { level: '', file: '', message: '' }, ...more] = told(stderr)
      assert.deepEqual([level, file, more.length], ['error', null, 0])
      assert.match(message, /--nonsense/)
    }
    const record = {
      id: 'a',
      article: 'x',
      annotations: {
        format: 'prosemirror-attribution',
        version: 2,
        annotations: [],
        sources: [],
        log: [],
      },
    }
    const folder = folderWith(t, { 'a.jsonl': JSON.stringify(record) })
    const { code, stderr } = await run(['corpus', 'a.jsonl', '--json'], { folder })
    assert.equal(code, 0)
    assert.deepEqual(told(stderr), [{ level: 'note', file: 'a.jsonl', line: 1, message: 'not complete' }])
    assert.deepEqual((await run(['corpus', 'a.jsonl', '-q'], { folder })).stderr, [])
  })
})

describe('an answer that nobody reads', () => {
  test('is no answer: check ends with 1 though the article could go out', async (t) => {
    const folder = folderWith(t, {
      'a.txt': 'x',
      'a.json': '{"format":"prosemirror-attribution","version":2,"annotations":[],"sources":[],"log":[]}',
    })
    const child = spawn(process.execPath, [PROGRAM, 'check', 'a.txt', 'a.json'], { cwd: folder })
    child.stdout.destroy()
    assert.equal(await new Promise((done) => child.on('close', done)), 1)
  })
})
