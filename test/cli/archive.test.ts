import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { dossierToJSON } from '../../src/model/dossier.js'
import { ARTICLE, DOSSIER, TEXT } from '../model/sample.js'
import { folderWith, PROGRAM, run } from './program.js'

const SAID = '„Wir bauen im Mai“, sagte Bürgermeister Karl Meier.'

interface Line {
  readonly id: string | number
}
const idsOf = (stdout: string) =>
  stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => (JSON.parse(line) as Line).id)

const PAD = 'x'.repeat(400)

/** Records with short texts that are quick to read but long to carry, every 500th of them bad. */
function archive(count: number): string {
  const lines = Array.from({ length: count }, (_, i) =>
    i % 500 === 250
      ? '{"id":'
      : JSON.stringify({ id: i, text: i % 10 ? `Es regnet am ${i}. Tag.` : SAID, PAD }),
  )
  return `${lines.join('\n')}\n`
}

describe('an archive', () => {
  test('gives the same with one thread and with several, in input order, with each bad line told', async (t) => {
    const folder = folderWith(t, { 'a.jsonl': archive(3000), 'b.txt': SAID, 'c.jsonl': archive(1000) })
    const files = ['a.jsonl', 'b.txt', 'missing.jsonl', 'c.jsonl']
    const alone = await run(['detect', '--workers', '1', ...files], { folder })
    const together = await run(['detect', '--workers', '3', ...files], { folder })
    assert.equal(alone.code, 2)
    assert.deepEqual(together, alone)
    const expected = (count: number) =>
      Array.from({ length: count }, (_, i) => i).filter((i) => i % 500 !== 250)
    assert.deepEqual(idsOf(together.stdout), [...expected(3000), 'b.txt', ...expected(1000)])
    assert.equal(together.stderr.length, 6 + 1 + 2)
    assert.match(together.stderr[1] ?? '', /^a\.jsonl:751: not JSON/)
    assert.equal(together.stderr[6], 'missing.jsonl: no such file')
    assert.match(together.stderr[7] ?? '', /^c\.jsonl:251: not JSON/)
  })

  test('is answered line by line while more is still to come', async () => {
    const child = spawn(process.execPath, [PROGRAM, 'detect', '--workers', '2'])
    const closed = new Promise((done) => child.on('close', done))
    const chunks = child.stdout.setEncoding('utf8')[Symbol.asyncIterator]()
    for (const id of ['a', 'b', 'c']) {
      child.stdin.write(`${JSON.stringify({ id, text: SAID })}\n`)
      assert.deepEqual(idsOf(String((await chunks.next()).value)), [id])
    }
    child.stdin.end()
    assert.equal(await closed, 0)
  })

  test('is read no faster than its answers are taken', async () => {
    const TOTAL = 32 * 1024 * 1024
    const child = spawn(process.execPath, [PROGRAM, 'detect', '--workers', '2'])
    // Answers are about as long as their records.
    const record = Buffer.from(`${JSON.stringify({ id: 'x'.repeat(4000), text: '' })}\n`.repeat(16))
    let given = 0
    const give = (): void => {
      while (given < TOTAL) {
        given += record.length
        if (!child.stdin.write(record)) return void child.stdin.once('drain', give)
      }
      child.stdin.end()
    }
    give()
    let taken = 0
    let lead = 0
    for await (const chunk of child.stdout) {
      taken += (chunk as Buffer).length
      lead = Math.max(lead, given - taken)
      await wait(1)
    }
    assert.ok(taken > TOTAL)
    assert.ok(lead < TOTAL / 4, `${lead} bytes had been read ahead`)
  })

  test('answers all lines but the one that its thread does not survive, and tells that one', async (t) => {
    // So many sentences with quotes that a small heap is full long before all are read.
    const fatal = JSON.stringify({ id: 'fatal', text: `${SAID} `.repeat(40_000) })
    const lines = archive(2000).split('\n').filter(Boolean)
    const folder = folderWith(t, {
      'a.jsonl': [...lines.slice(0, 1900), fatal, ...lines.slice(1900)].join('\n'),
    })
    const child = spawn(
      process.execPath,
      ['--max-old-space-size=96', PROGRAM, 'detect', '--workers', '2', '-o', 'out.jsonl', 'a.jsonl'],
      { cwd: folder },
    )
    let stderr = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
    assert.equal(await new Promise((done) => child.on('close', done)), 2, stderr)
    const told = stderr.split('\n').filter((line) => line.includes('cannot be worked on'))
    assert.deepEqual(
      told.map((line) => line.replace(/ \(.*| JS heap.*/, '')),
      ['a.jsonl:1901: cannot be worked on: Worker terminated due to reaching memory limit:'],
    )
    const good = Array.from({ length: 2000 }, (_, i) => i).filter((i) => i % 500 !== 250)
    assert.deepEqual(idsOf(readFileSync(join(folder, 'out.jsonl'), 'utf8')), good)
  })

  test('is worked on by threads from a checkout without a build, too', () => {
    const { status, stdout, stderr } = spawnSync(
      'npm',
      ['run', '--silent', 'cli', '--', 'detect', '--workers', '2'],
      { input: archive(1000), encoding: 'utf8' },
    )
    assert.equal(status, 2)
    assert.equal(idsOf(stdout).length, 1000 - 2)
    assert.equal(stderr.split('\n').filter(Boolean).length, 2)
  })
})

describe('--resume', () => {
  const COUNT = 6_000
  const ARGS = ['detect', '--workers', '2', '-o', 'out.jsonl', '--resume', 'a.jsonl'] as const
  const progressIn = (folder: string) => {
    const file = join(folder, 'out.jsonl.progress')
    return existsSync(file)
      ? (JSON.parse(readFileSync(file, 'utf8')) as { offset: number; bytes: number })
      : { offset: 0, bytes: 0 }
  }
  const written = (folder: string) => {
    const part = join(folder, 'out.jsonl.part')
    return existsSync(part) ? statSync(part).size : 0
  }
  /** Runs the program and kills it as soon as it may be; its exit code, null when it was killed. */
  async function runUntil(
    folder: string,
    isDue: () => boolean,
  ): Promise<{ code: number | null; stderr: string }> {
    const child = spawn(process.execPath, [PROGRAM, ...ARGS], { cwd: folder })
    let stderr = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
    let isRunning = true
    const closed = new Promise<number | null>((done) =>
      child.on('close', (code) => {
        isRunning = false
        done(code)
      }),
    )
    while (isRunning && !isDue()) await wait(2)
    if (isRunning) child.kill('SIGKILL')
    return { code: await closed, stderr }
  }

  test('goes on after the program was killed, and writes what one run would have written', async (t) => {
    const folder = folderWith(t, { 'a.jsonl': archive(COUNT) })
    const whole = await run(['detect', '--workers', '1', 'a.jsonl'], { folder })
    const size = Buffer.byteLength(whole.stdout)
    const shares = Array.from({ length: 4 }, () => Math.random()).sort()
    t.diagnostic(`killed at ${shares.join(', ')}`)
    for (const share of shares) await runUntil(folder, () => written(folder) >= share * size)
    // A last line that is torn, as a machine leaves it that loses power.
    const part = join(folder, 'out.jsonl.part')
    assert.ok(existsSync(part) && !existsSync(join(folder, 'out.jsonl')))
    writeFileSync(part, `${readFileSync(part, 'utf8')}{"id":"to`)
    const { code, stderr } = await runUntil(folder, () => false)
    assert.equal(code, 2, 'bad lines that were told before still count')
    assert.equal(readFileSync(join(folder, 'out.jsonl'), 'utf8'), whole.stdout)
    assert.deepEqual(
      ['.part', '.progress'].filter((ending) => existsSync(join(folder, `out.jsonl${ending}`))),
      [],
    )
    assert.ok(stderr.split('\n').length <= whole.stderr.length + 1)
  })

  test('does not do again what is done, nor anything when only the file had to take its name', async (t) => {
    const folder = folderWith(t, { 'a.jsonl': archive(COUNT) })
    const whole = await run(['detect', '--workers', '1', 'a.jsonl'], { folder })
    await runUntil(folder, () => progressIn(folder).offset > 0)
    const { offset } = progressIn(folder)
    const done = readFileSync(join(folder, 'a.jsonl')).subarray(0, offset).toString().split('\n').length - 1
    const { stderr } = await runUntil(folder, () => false)
    const told = whole.stderr.filter((line) => Number(line.split(':')[1]) > done)
    assert.ok(told.length < whole.stderr.length)
    assert.deepEqual(stderr.split('\n').filter(Boolean), told)
  })

  test('ends a run that had written all but not named its file', async (t) => {
    const folder = folderWith(t, { 'a.jsonl': archive(COUNT) })
    await runUntil(folder, () => progressIn(folder).offset > 0)
    const progress = progressIn(folder)
    writeFileSync(join(folder, 'out.jsonl.progress'), JSON.stringify({ ...progress, isComplete: true }))
    const { code, stderr } = await runUntil(folder, () => false)
    assert.equal(code, 2)
    assert.equal(stderr, '')
    assert.ok(statSync(join(folder, 'out.jsonl')).size >= progress.bytes)
    assert.equal(existsSync(join(folder, 'out.jsonl.progress')), false)
  })

  test('goes on with standard input when it is given from its beginning again', async (t) => {
    const input = archive(COUNT)
    const folder = folderWith(t, { 'a.jsonl': input })
    const whole = await run(['detect', '--workers', '1'], { folder, input })
    const args = [PROGRAM, 'detect', '--workers', '2', '-o', 'out.jsonl', '--resume']
    const child = spawn(process.execPath, args, { cwd: folder })
    const closed = new Promise((done) => child.on('close', done))
    child.stdin.on('error', () => undefined)
    child.stdin.write(input) // and no end
    while (!progressIn(folder).offset) await wait(2)
    child.kill('SIGKILL')
    await closed
    const short = await run(args.slice(1), { folder, input: 'short' })
    assert.equal(short.code, 2)
    assert.match(short.stderr[0] ?? '', /^stdin: ends before byte \d+, where the run was to go on$/)
    assert.equal(existsSync(join(folder, 'out.jsonl')), false)
    const rest = await run(args.slice(1), { folder, input })
    assert.equal(rest.code, 2)
    assert.equal(readFileSync(join(folder, 'out.jsonl'), 'utf8'), whole.stdout)
  })

  test('refuses to go on with other options or another input; without it all begins anew', async (t) => {
    const folder = folderWith(t, { 'a.jsonl': archive(COUNT), 'b.jsonl': archive(10) })
    await runUntil(folder, () => progressIn(folder).offset > 0)
    const before = readFileSync(join(folder, 'out.jsonl.part'))
    for (const args of [
      [...ARGS, '--locale', 'en'],
      [...ARGS.slice(0, -1), 'b.jsonl'],
    ]) {
      const { code, stderr } = await run(args, { folder })
      assert.equal(code, 2)
      assert.match(stderr.join('\n'), /^out\.jsonl: .*other inputs, options or version; without --resume/)
    }
    writeFileSync(join(folder, 'a.jsonl'), archive(10))
    const { code, stderr } = await run(ARGS, { folder })
    assert.equal(code, 2)
    assert.deepEqual(stderr, ['a.jsonl: is not the file that was read so far'])
    assert.deepEqual(readFileSync(join(folder, 'out.jsonl.part')), before)

    const anew = await run(
      ARGS.filter((arg) => arg !== '--resume'),
      { folder },
    )
    assert.equal(anew.code, 0)
    assert.equal(idsOf(readFileSync(join(folder, 'out.jsonl'), 'utf8')).length, 10)
    assert.equal(existsSync(join(folder, 'out.jsonl.progress')), false)
  })

  test('needs a file, and a number of threads that is one', async () => {
    for (const [args, said] of [
      [['--resume'], /--resume needs the -o FILE/],
      [['--resume', '-o', '/dev/null'], /is no file/],
      [['--workers', '0'], /--workers needs a number from 1 to 512, not "0"/],
      [['--workers', 'x'], /not "x"/],
    ] as const) {
      const { code, stderr } = await run(['detect', ...args])
      assert.equal(code, 2)
      assert.match(stderr.join('\n'), said)
    }
  })
})

describe('-o', () => {
  test('leaves an older file in place until the new one is whole, and a link a link', async (t) => {
    const folder = folderWith(t, { 'a.jsonl': archive(100), 'out.jsonl': 'old' })
    const failed = await run(['detect', '-o', join('nowhere', 'out.jsonl'), 'a.jsonl'], { folder })
    assert.equal(failed.code, 1)
    assert.match(failed.stderr[0] ?? '', /cannot be written: no such file/)
    const { code, stdout } = await run(['detect', '-o', 'out.jsonl', 'a.jsonl'], { folder })
    assert.equal(code, 0)
    assert.equal(stdout, '')
    assert.equal(idsOf(readFileSync(join(folder, 'out.jsonl'), 'utf8')).length, 100)
  })

  test(
    'writes to a device, and tells when it takes no more',
    { skip: !existsSync('/dev/full') },
    async () => {
      const input = archive(200)
      assert.equal((await run(['detect', '-o', '/dev/null'], { input })).code, 0)
      const { code, stderr } = await run(['detect', '-o', '/dev/full'], { input })
      assert.equal(code, 1)
      assert.match(stderr[0] ?? '', /^\/dev\/full: cannot be written: no space left/)
    },
  )
})

describe('check of an archive', () => {
  const annotations = dossierToJSON(DOSSIER)
  const html = `<article>${ARTICLE.blocks.map(({ text }) => `<p>${text}</p>`).join('')}</article>`
  const jsonl = (...records: readonly unknown[]) => records.map((record) => JSON.stringify(record)).join('\n')

  test('answers each record, whatever form its article has', async (t) => {
    const { title, lang, blocks } = ARTICLE
    const input = jsonl(
      { id: 'text', article: TEXT, annotations },
      { id: 'html', article: { html }, annotations },
      { id: 'blocks', article: { title, lang, blocks }, annotations },
      { id: 'export', annotations: { ...annotations, article: { title, lang, blocks } } },
      { id: 'none', article: TEXT, annotations: { ...annotations, annotations: [] } },
    )
    const { code, stdout, stderr } = await run(['check', '-'], { input })
    assert.deepEqual(stderr, [])
    assert.equal(code, 1)
    const answers = stdout
      .split('\n')
      .filter(Boolean)
      .map(
        (line) =>
          JSON.parse(line) as { id: string; outcome: string; blocks: { start: number; words: string }[] },
      )
    assert.deepEqual(
      answers.map(({ id, outcome }) => [id, outcome]),
      [
        ['text', 'blocks'],
        ['html', 'blocks'],
        ['blocks', 'blocks'],
        ['export', 'blocks'],
        ['none', 'passes'],
      ],
    )
    for (const { blocks: own } of answers.slice(0, 4))
      for (const { start, words } of own) assert.equal(TEXT.slice(start, start + words.length), words)

    const folder = folderWith(t, { 'a.html': html, 'a.json': JSON.stringify(annotations) })
    const single = JSON.parse(
      (await run(['check', 'a.html', 'a.json', '--json'], { folder })).stdout,
    ) as object
    assert.deepEqual({ ...answers[1], file: 'a.html' }, { id: 'html', ...single })
  })

  test('passes with exit code 0 only where nothing blocks, and tells bad records with their path', async (t) => {
    const empty = { ...annotations, annotations: [], sources: [], log: [] }
    const good = { id: 'good', article: 'Es regnet.', annotations: empty }
    const folder = folderWith(t, {
      'good.jsonl': jsonl(good),
      'bad.jsonl': jsonl(
        { id: 'a', article: 7, annotations: empty },
        { id: 'b', article: TEXT },
        { id: 'c', article: TEXT, annotations: { ...empty, annotations: [{ id: 7 }] } },
        { article: TEXT, annotations: empty },
        good,
      ),
    })
    assert.equal((await run(['check', 'good.jsonl'], { folder })).code, 0)
    const { code, stdout, stderr } = await run(['check', 'bad.jsonl'], { folder })
    assert.equal(code, 2)
    assert.deepEqual(idsOf(stdout), ['good'])
    assert.match(stderr[0] ?? '', /^bad\.jsonl:1: article: must be a text, /)
    assert.match(stderr[1] ?? '', /^bad\.jsonl:2: annotations/)
    assert.ok(stderr.some((line) => line.startsWith('bad.jsonl:3: annotations.annotations[0].id: ')))
    assert.equal(stderr.at(-1), 'bad.jsonl:4: id: missing, a string is needed')
  })
})
