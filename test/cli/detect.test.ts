import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { describe, test } from 'node:test'
import { folderWith, PROGRAM, run } from './program.js'

const TEXT = '„Wir bauen im Mai“, sagte Bürgermeister Karl Meier.'
const ROLES = ['quote', 'speaker', 'cue', 'frame', 'addressee'] as const

type Pair = readonly [number, number]

interface Line {
  readonly id: string | number
  readonly text?: string
  readonly statements: readonly (Readonly<Record<(typeof ROLES)[number], readonly Pair[]>> & {
    readonly kind: string
    readonly outlet: string | null
    readonly when: Pair | null
    readonly speakerIs: { readonly kind: string }
    readonly chain: readonly { readonly mention: Pair; readonly speakerIs: { readonly name?: string } }[]
    readonly confidence: number
    readonly flags: readonly string[]
    readonly reasons: readonly string[]
  })[]
  readonly quotedTerms: readonly { readonly kind: string; readonly range: Pair }[]
}

const linesOf = (stdout: string): readonly Line[] =>
  stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Line)
const wordsOf = (text: string, ranges: readonly Pair[] = []) =>
  ranges.map(([start, end]) => text.slice(start, end)).join(' … ')
const jsonl = (...records: readonly unknown[]) => records.map((record) => JSON.stringify(record)).join('\n')

describe('detect', () => {
  test('writes a line for each line of standard input, as the contract says', async () => {
    const input = jsonl(
      { id: 'a', text: TEXT },
      { id: 7, text: 'Es regnet.', lang: 'de-AT' },
      { id: 'c', text: '' },
    )
    const { code, stdout, stderr } = await run(['detect'], { input })
    assert.equal(code, 0)
    assert.deepEqual(stderr, [])
    const lines = linesOf(stdout)
    assert.deepEqual(
      lines.map(({ id, statements }) => [id, statements.length]),
      [
        ['a', 1],
        [7, 0],
        ['c', 0],
      ],
    )
    const statement = lines[0]?.statements[0]
    assert.ok(statement)
    assert.deepEqual(Object.keys(statement), [
      'kind',
      ...ROLES,
      'outlet',
      'when',
      'speakerIs',
      'chain',
      'confidence',
      'flags',
      'reasons',
    ])
    assert.equal(statement.kind, 'direct')
    assert.match(wordsOf(TEXT, statement.quote), /^„?Wir bauen im Mai“?$/)
    assert.match(wordsOf(TEXT, statement.speaker), /Karl Meier$/)
    assert.equal(wordsOf(TEXT, statement.cue), 'sagte')
    assert.ok(statement.confidence > 0 && statement.confidence <= 1)
    assert.ok(statement.reasons.every((reason) => reason.includes(' ')))
    assert.equal('text' in (lines[0] ?? {}), false)
  })

  test('tells through whom and when a statement came, and what is quoted without being one', async () => {
    const text =
      'Der Film „Das Boot“ läuft. Er sei gut, meldet Interfax am Dienstag unter Berufung auf die Polizei.'
    const { stdout } = await run(['detect'], { input: jsonl({ id: 'a', text }) })
    const [line] = linesOf(stdout)
    const statement = line?.statements[0]
    assert.deepEqual(statement?.flags, ['second-hand'])
    assert.equal(wordsOf(text, [statement.when ?? assert.fail()]), 'am Dienstag')
    assert.deepEqual(
      statement.chain.map(({ mention, speakerIs }) => [wordsOf(text, [mention]), speakerIs.name]),
      [
        ['Interfax', 'Interfax'],
        ['die Polizei', 'Polizei'],
      ],
    )
    assert.deepEqual(
      line?.quotedTerms.map(({ kind, range }) => [kind, wordsOf(text, [range])]),
      [['title', '„Das Boot“']],
    )
  })

  test('counts offsets in the text as given: CRLF, characters outside the BMP, spaces before', async () => {
    const text = `  \r\n𝔘𝔫𝔡 😀.\r\n\r\n${TEXT}\r\n`
    const { stdout } = await run(['detect'], { input: jsonl({ id: 'a', text }) })
    const [statement] = linesOf(stdout)[0]?.statements ?? []
    assert.match(wordsOf(text, statement?.quote), /^„?Wir bauen im Mai“?$/)
  })

  test('takes Windows line ends, empty lines, a byte-order mark and a last line without an end', async () => {
    const one = jsonl({ id: 'a', text: TEXT })
    const { code, stdout } = await run(['detect'], { input: `\uFEFF${one}\r\n\r\n\n${one}` })
    assert.equal(code, 0)
    assert.equal(linesOf(stdout).length, 2)
  })

  test('tells every bad line with its number and writes the good ones', async () => {
    const good = jsonl({ id: 'good', text: TEXT })
    const bad: readonly [line: string, said: RegExp][] = [
      ['{"id":', /^stdin:2: not JSON: /],
      ['[]', /^stdin:3: not an object with "id" and "text"$/],
      ['null', /^stdin:4: not an object with "id" and "text"$/],
      ['{"text":"x"}', /^stdin:5: id: missing, a string is needed$/],
      ['{"id":"x","text":7}', /^stdin:6: text: a string is needed, not number$/],
      ['{"id":"x","text":"x","lang":"tlh"}', /^stdin:7: lang: unknown language "tlh"; known: .*de/],
      ['{"id":{},"text":[]}', /^stdin:8: id: a string is needed, not object$/],
    ]
    const input = [good, ...bad.map(([line]) => line), good].join('\n')
    const { code, stdout, stderr } = await run(['detect'], { input })
    assert.equal(code, 2)
    assert.deepEqual(
      linesOf(stdout).map(({ id }) => id),
      ['good', 'good'],
    )
    for (const [i, [, said]] of bad.entries()) assert.match(stderr[i] ?? '', said)
    assert.match(stderr[7] ?? '', /^stdin:8: text: a string is needed, not an array$/)
    assert.equal(stderr.length, 8)
  })

  test('tells where a line is not UTF-8', async () => {
    const input = Buffer.concat([Buffer.from('{"id":"ä","text":"'), Buffer.from([0xe4]), Buffer.from('"}\n')])
    const { code, stdout, stderr } = await run(['detect'], {
      input: Buffer.concat([input, Buffer.from(jsonl({ id: 'b', text: '' }))]),
    })
    assert.equal(code, 2)
    assert.deepEqual(stderr, ['stdin:1: not valid UTF-8 (byte 20)'])
    assert.equal(linesOf(stdout)[0]?.id, 'b')
  })

  test('reads text and HTML files, ids being their paths, and goes on after a bad one', async (t) => {
    const page = `<!doctype html><html lang="de"><title>T</title><nav>„Menü“, sagte er.</nav>
      <article><h1>Der Rat</h1><p>${TEXT}<script>„Nein“, sagte sie.</script></p></article>`
    const folder = folderWith(t, {
      'a.txt': `\uFEFF${TEXT}`,
      'b.html': page,
      'c.txt': new Uint8Array([0x61, 0xff]),
      'd.jsonl': jsonl({ id: 'd', text: TEXT }),
      'e.HTM': new Uint8Array(Buffer.from(`<meta charset="windows-1252"><p>${TEXT}`, 'latin1')),
    })
    const files = ['a.txt', 'missing.txt', 'b.html', 'c.txt', 'd.jsonl', '.', 'e.HTM']
    const { code, stdout, stderr } = await run(['detect', ...files], { folder })
    assert.equal(code, 2)
    assert.deepEqual(stderr, [
      'missing.txt: no such file',
      'c.txt: not valid UTF-8 (byte 2); --encoding names the encoding of files that do not say',
      '.: is a directory',
    ])
    const [a, b, d, e] = linesOf(stdout)
    assert.deepEqual([a?.id, b?.id, d?.id, e?.id], ['a.txt', 'b.html', 'd', 'e.HTM'])
    assert.equal(a?.text, undefined)
    assert.match(
      wordsOf(TEXT, a?.statements[0]?.quote),
      /^„?Wir bauen im Mai“?$/,
      'the mark is no part of the text',
    )
    assert.equal(b?.text, `Der Rat\n\n${TEXT}`)
    assert.equal(b?.statements.length, 1)
    assert.match(wordsOf(b?.text ?? '', b?.statements[0]?.quote), /^„?Wir bauen im Mai“?$/)
    assert.match(e?.text ?? '', /Bürgermeister/)
  })

  test('gives the reasons in the language asked for', async () => {
    const input = jsonl({ id: 'a', text: TEXT })
    const reasons = async (...args: string[]) =>
      linesOf((await run(['detect', ...args], { input })).stdout)[0]?.statements[0]?.reasons
    assert.notDeepEqual(await reasons(), await reasons('--locale', 'en'))
    assert.deepEqual(await reasons(), await reasons('--locale', 'de'))
  })

  test('takes every line of a long stream and stands a reader that leaves', async () => {
    const count = 3000
    const line = `${jsonl({ id: 'a', text: TEXT })}\n`
    const { code, stdout } = await run(['detect'], { input: line.repeat(count) })
    assert.equal(code, 0)
    assert.equal(linesOf(stdout).length, count)

    const child = spawn(process.execPath, [PROGRAM, 'detect'])
    const errors: Buffer[] = []
    child.stderr.on('data', (chunk: Buffer) => errors.push(chunk))
    child.stdin.on('error', () => undefined)
    child.stdout.once('data', () => child.stdout.destroy())
    child.stdin.end(line.repeat(count))
    assert.equal(await new Promise((done) => child.on('close', done)), 0)
    assert.equal(Buffer.concat(errors).toString(), '')
  })

  test('writes lone surrogates and controls as JSON escapes', async () => {
    const { code, stdout } = await run(['detect'], { input: '{"id":"\\ud800\\u0000\\u202e","text":"x"}' })
    assert.equal(code, 0)
    assert.match(stdout, /^{"id":"\\ud800\\u0000/)
  })
})

describe('arguments', () => {
  const bad: readonly [args: readonly string[], said: RegExp][] = [
    [[], /no command given/],
    [['detekt'], /unknown command "detekt"/],
    [['detect', '--nope'], /unknown option '--nope'/],
    [['detect', '--lang', 'tlh'], /unknown language "tlh"; known: .*de/],
    [['detect', '--lang'], /'--lang <value>' argument missing/],
    [['detect', '--locale', 'fr'], /unknown locale "fr"; known: de, en/],
    [['report'], /report needs an ARTICLE/],
    [['report', 'a', 'b', 'c'], /not also "c"/],
    [['report', 'a', '--format', 'pdf'], /unknown format "pdf"; known: html, docx, md, json/],
    [['report', 'a', '--format', '__proto__'], /unknown format/],
    [['report', 'a', '--time-zone', 'Nowhere'], /unknown time zone "Nowhere"/],
    [['report', 'missing.html'], /^missing\.html: no such file$/],
    [['detect', 'a\u001B[31m.txt'], /^a\\u001B\[31m\.txt: no such file$/],
  ]
  for (const [args, said] of bad)
    test(`${JSON.stringify(args)} is told in one line, with exit code 2`, async () => {
      const { code, stdout, stderr } = await run(args)
      assert.equal(code, 2)
      assert.equal(stdout, '')
      assert.equal(stderr.length, 1)
      assert.match(stderr[0] ?? '', said)
    })

  for (const [args, command] of [
    [['--help'], 'train'],
    [['-h'], 'detect'],
    [['help'], 'verify-log'],
    [['help', 'diff'], 'diff'],
    [['detect', '--help'], 'detect'],
    [['report', '-h', 'x'], 'report'],
  ] as const)
    test(`${args.join(' ')} prints the help`, async () => {
      const { code, stdout, stderr } = await run(args)
      assert.equal(code, 0)
      assert.match(stdout, new RegExp(`prosemirror-attribution ${command} `))
      assert.deepEqual(stderr, [])
    })

  test('the program runs from a checkout without a build', () => {
    const { status, stdout } = spawnSync('npm', ['run', '--silent', 'cli', '--', 'detect'], {
      input: jsonl({ id: 'a', text: TEXT }),
      encoding: 'utf8',
    })
    assert.equal(status, 0)
    assert.equal(linesOf(stdout)[0]?.id, 'a')
  })

  test('--version prints the version', async () => {
    const { code, stdout } = await run(['--version'])
    assert.equal(code, 0)
    assert.match(stdout, /^\d+\.\d+\.\d+\n$/)
  })
})
