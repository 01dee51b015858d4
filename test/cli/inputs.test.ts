/** Every input of the command line comes in by one way: the same limits, encodings and messages. */
import assert from 'node:assert/strict'
import { describe, test, type TestContext } from 'node:test'
import { dossierToJSON } from '../../src/model/dossier.js'
import { reportCSL, reportJSON, reportWebAnnotation } from '../../src/report/index.js'
import { ARTICLE, DOSSIER, TEXT } from '../model/sample.js'
import { DE } from '../report/sample.js'
import { HOUSE_CORPUS } from '../train/sample.js'
import { folderWith, run } from './program.js'

const HTML = `<html lang="de"><article>${ARTICLE.blocks.map(({ text }) => `<p>${text}</p>`).join('')}</article>`
const EXPORT = reportJSON({ article: ARTICLE, dossier: DOSSIER }, DE)
const SAVED = JSON.stringify(dossierToJSON(DOSSIER))
const WEIGHTS = JSON.stringify({
  format: 1,
  lang: 'de',
  notice: 'Räte',
  thresholds: {
    direct: 0.5,
    indirect: 0.5,
    reported: 0.5,
    'free-indirect': 0.5,
    'indirect-free-indirect': 0.5,
  },
  statements: { scale: 1, entries: '' },
})
const RECORD = JSON.stringify({ id: 'Größe', text: TEXT })
const DESK_RECORD = JSON.stringify({ id: 'Größe', article: TEXT, annotations: dossierToJSON(DOSSIER) })
const TRAINING = HOUSE_CORPUS.map((document) => `${JSON.stringify(document)}\n`).join('')

/** A file that a command reads, `x` in its arguments, beside good ones. */
interface Input {
  readonly name: string
  readonly file: string
  readonly content: string
  readonly args: readonly string[]
  /** An archive is read a line at a time and has no greatest size. */
  readonly isArchive?: true
}

const INPUTS: readonly Input[] = [
  { name: 'a text to detect in', file: 'x.txt', content: TEXT, args: ['detect', 'x.txt'] },
  { name: 'a page to detect in', file: 'x.html', content: HTML, args: ['detect', 'x.html'] },
  { name: 'the text of an article', file: 'x.txt', content: TEXT, args: ['check', 'x.txt', 'a.json'] },
  { name: 'the page of an article', file: 'x.html', content: HTML, args: ['corpus', 'x.html', 'a.json'] },
  { name: 'annotations', file: 'x.json', content: SAVED, args: ['report', 'a.html', 'x.json'] },
  {
    name: 'an export to convert',
    file: 'x.json',
    content: EXPORT,
    args: ['convert', 'x.json', '--to', 'md'],
  },
  { name: 'an export to compare', file: 'x.json', content: EXPORT, args: ['diff', 'e.json', 'x.json'] },
  { name: 'a log', file: 'x.json', content: SAVED, args: ['verify-log', 'x.json'] },
  {
    name: 'Web Annotations',
    file: 'x.jsonld',
    content: reportWebAnnotation({ article: ARTICLE, dossier: DOSSIER }, DE),
    args: ['check', 'a.html', 'x.jsonld'],
  },
  {
    name: 'sources in CSL-JSON',
    file: 'x.json',
    content: reportCSL({ article: ARTICLE, dossier: DOSSIER }, DE),
    args: ['convert', 'x.json', '--from', 'csl', '--to', 'csl'],
  },
  {
    name: 'what only the house knows',
    file: 'x.json',
    content: '{"authors":[{"kind":"person","name":"Jürgen Groß"}]}',
    args: ['report', 'a.html', '--format', 'schema-org', '--publication', 'x.json'],
  },
  {
    name: 'rules',
    file: 'x.json',
    content: '{"severities":{"reviewed":"warns"}}',
    args: ['check', 'a.html', 'a.json', '--policy', 'x.json'],
  },
  { name: 'weights', file: 'x.json', content: WEIGHTS, args: ['detect', 'a.html', '--weights', 'x.json'] },
  {
    name: 'an archive to detect in',
    file: 'x.jsonl',
    content: RECORD,
    args: ['detect', 'x.jsonl'],
    isArchive: true,
  },
  {
    name: 'an archive to check',
    file: 'x.jsonl',
    content: DESK_RECORD,
    args: ['check', 'x.jsonl'],
    isArchive: true,
  },
  {
    name: 'an archive of a corpus',
    file: 'x.ndjson',
    content: DESK_RECORD,
    args: ['corpus', 'x.ndjson'],
    isArchive: true,
  },
  {
    name: 'articles to train on',
    file: 'x.jsonl',
    content: TRAINING,
    args: ['train', 'x.jsonl'],
    isArchive: true,
  },
]

const utf16 = (text: string, isBigEndian = false): Uint8Array => {
  const units = Buffer.from(`\uFEFF${text}`, 'utf16le')
  return isBigEndian ? units.swap16() : units
}

for (const { name, file, content, args, isArchive = false } of INPUTS)
  describe(name, () => {
    const outcome = async (t: TestContext, bytes: string | Uint8Array | null, ...more: readonly string[]) =>
      run([...args, ...more], {
        folder: folderWith(t, {
          'a.html': HTML,
          'a.json': SAVED,
          'e.json': EXPORT,
          ...(bytes !== null && { [file]: bytes }),
        }),
      })
    /** A report tells when it was made. */
    const steady = (text: string) => text.replace(/20\d\d[-T0-9:.]+Z?|\d+\.\d+\.20\d\d,? \d+:\d+/g, 'NOW')

    test('says the same in UTF-8 with a mark and in UTF-16 of either order', async (t) => {
      const plain = await outcome(t, content)
      assert.notEqual(plain.code, 2, plain.stderr.join('\n'))
      assert.ok(plain.stdout)
      for (const bytes of [`\uFEFF${content}`, utf16(content), utf16(content, true)]) {
        const { code, stdout, stderr } = await outcome(t, bytes)
        assert.deepEqual([code, steady(stdout), stderr], [plain.code, steady(plain.stdout), plain.stderr])
      }
    })

    test('is told by its name where it is missing, too large, or no text', async (t) => {
      const limit = isArchive ? 'max-line' : 'max-size'
      const cases: readonly (readonly [string, Awaited<ReturnType<typeof outcome>>])[] = [
        ['no such file', await outcome(t, null)],
        [
          isArchive ? 'longer than' : 'larger than',
          await outcome(t, `${content}${' '.repeat(50_000)}`, `--${limit}`, '0.04'),
        ],
        [
          'not valid UTF-8 (byte 1)',
          await outcome(t, Buffer.concat([Buffer.of(0xff), Buffer.from(content)])),
        ],
      ]
      for (const [said, { code, stderr }] of cases) {
        assert.equal(code, 2)
        const [first = ''] = stderr
        assert.ok(first.startsWith(file) && first.includes(said), first)
      }
      assert.match(cases[1]?.[1].stderr[0] ?? '', new RegExp(`--${limit} takes `))
    })
  })

describe('text that does not say its encoding', () => {
  const windows = (text: string) =>
    new Uint8Array(Buffer.from(text.replaceAll('„', '\x84').replaceAll('“', '\x93'), 'latin1'))

  test('is read in the one that --encoding names', async (t) => {
    const folder = folderWith(t, {
      'a.txt': windows(TEXT),
      'a.html': windows(`<p>${TEXT}</p>`),
      'b.html': windows(`<meta charset="windows-1252"><p>${TEXT}</p>`),
      'c.xhtml': windows(`<?xml version="1.0" encoding="windows-1252"?><p>${TEXT}</p>`),
      'utf8.txt': `\uFEFF${TEXT}`,
    })
    const files = ['a.txt', 'a.html', 'b.html', 'c.xhtml', 'utf8.txt']
    const { code, stdout, stderr } = await run(['detect', '--encoding', 'windows-1252', ...files], { folder })
    assert.deepEqual([code, stderr], [0, []])
    const found = stdout
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as { text?: string; statements: unknown[] })
    const [plain, page, ...others] = found
    const marked = others.pop()
    assert.ok(plain?.statements.length)
    assert.deepEqual(plain.statements, marked?.statements)
    assert.match(page?.text ?? '', /„Wir bauen“/)
    for (const other of others) assert.equal(other.text, page?.text)
    const without = await run(['detect', ...files], { folder })
    assert.deepEqual(
      without.stderr.map((line) => line.replace(/ \(byte \d+\).*/, '')),
      ['a.txt', 'a.html'].map((file) => `${file}: not valid UTF-8`),
    )
  })

  test('is refused where nobody knows the encoding', async () => {
    const { code, stderr } = await run(['detect', '--encoding', 'klingon'])
    assert.equal(code, 2)
    assert.match(stderr[0] ?? '', /--encoding needs the name of an encoding, .* not "klingon"/)
  })
})

test('a text in UTF-16 that does not say so is told, and read when it is named', async (t) => {
  for (const encoding of ['utf-16le', 'utf-16be']) {
    const units = Buffer.from(TEXT, 'utf16le')
    const bytes = encoding === 'utf-16le' ? units : units.swap16()
    const [named, plain] = [folderWith(t, { 'a.txt': bytes }), folderWith(t, { 'a.txt': TEXT })]
    const blind = await run(['detect', 'a.txt'], { folder: named })
    assert.equal(blind.code, 2)
    assert.match(blind.stderr.join('\n'), new RegExp(`a.txt: seems to be in ${encoding}.*--encoding`))
    const { stdout } = await run(['detect', 'a.txt', '--encoding', encoding], { folder: named })
    assert.match(stdout, /"kind"/)
    assert.equal(stdout, (await run(['detect', 'a.txt'], { folder: plain })).stdout)
  }
})

describe('JSON Lines in UTF-16', () => {
  test('lose no line beside one that is half a character', async (t) => {
    const line = (id: string) => JSON.stringify({ id, text: TEXT })
    const text = [line('a'), line('b\uD83D'.replace('\\ud83d', '\uD83D')), line('😀')].join('\r\n')
    const torn = text.replace('\\ud83d', '\uD83D')
    const folder = folderWith(t, { 'a.jsonl': utf16(torn) })
    const { code, stdout, stderr } = await run(['detect', 'a.jsonl'], { folder })
    assert.equal(code, 2)
    assert.deepEqual(
      stdout
        .split('\n')
        .filter(Boolean)
        .map((own) => (JSON.parse(own) as { id: string }).id),
      ['a', '😀'],
    )
    assert.match(stderr.join('\n'), /^a\.jsonl:2: not valid UTF-8 \(byte \d+\)$/)
  })
})

describe('an option for all commands', () => {
  const bad = [
    [['--max-size', '0'], /--max-size needs a number of MiB up to 256, not "0"/],
    [['--max-line', 'x'], /--max-line needs a number of MiB up to 256, not "x"/],
    [['--max-text', '300'], /--max-text needs a number of million characters up to 256, not "300"/],
    [['--max-annotations', '0.5'], /--max-annotations needs a whole number from 1, not "0\.5"/],
    [['--selector', 'p['], /--selector needs a CSS selector, not "p\["/],
    [['--selector='], /--selector needs a CSS selector, not "": it is empty/],
  ] as const
  for (const command of [
    'detect',
    'report',
    'check',
    'diff',
    'convert',
    'add-sources',
    'verify-log',
    'corpus',
    'train',
  ])
    test(`${command} refuses what is none`, async () => {
      for (const [args, said] of bad) {
        const { code, stderr } = await run([command, ...args])
        assert.deepEqual([code, stderr.length], [2, 1])
        assert.match(stderr[0] ?? '', said)
      }
    })

  test('limits the text in which statements are looked for, in records, files and pages', async (t) => {
    const text = 'Er sagte: „Ja“. '.repeat(20)
    const folder = folderWith(t, {
      'a.jsonl': [text, 'Er sagte: „Ja“.'].map((text, id) => `${JSON.stringify({ id, text })}\n`).join(''),
      'a.txt': text,
      'a.html': `<article><p>${text}</p></article>`,
    })
    for (const [args, place] of [
      [['detect', 'a.jsonl'], 'a.jsonl:1: text'],
      [['detect', 'a.txt', 'a.jsonl'], 'a.txt'],
      [['detect', 'a.html', 'a.jsonl'], 'a.html'],
      [['report', 'a.txt'], 'a.txt'],
    ] as const) {
      const { code, stdout, stderr } = await run([...args, '--max-text', '0.0002'], { folder })
      assert.equal(code, 2)
      assert.equal(
        stderr[0],
        `${place}: the text is longer than 0.0002 million characters; --max-text takes longer ones`,
      )
      if (args[0] === 'detect') assert.match(stdout, /^\{"id":1,/, 'the run goes on')
    }
  })

  test('limits the annotations of files and records', async (t) => {
    const folder = folderWith(t, { 'a.html': HTML, 'a.json': SAVED, 'a.jsonl': DESK_RECORD })
    for (const [args, place] of [
      [['check', 'a.html', 'a.json'], 'a.json'],
      [['verify-log', 'a.json'], 'a.json'],
      [['corpus', 'a.jsonl'], 'a.jsonl:1: annotations.annotations'],
    ] as const) {
      const { code, stderr } = await run([...args, '--max-annotations', '1'], { folder })
      assert.equal(code, 2)
      assert.ok(stderr[0]?.startsWith(place), stderr[0])
      assert.match(stderr[0] ?? '', /must not hold more than 1 annotations: 2$/)
    }
  })

  test('finds the text of pages in records of an archive, in every thread', async (t) => {
    const html = `<article>Ein langer Text, der keiner ist, und länger als der andere, damit er genommen würde.</article><div class="text">${ARTICLE.blocks.map(({ text }) => `<p>${text}</p>`).join('')}</div>`
    const record = (id: number) =>
      JSON.stringify({ id, article: { html }, annotations: dossierToJSON(DOSSIER) })
    const folder = folderWith(t, { 'a.jsonl': Array.from({ length: 100 }, (_, i) => record(i)).join('\n') })
    const { stdout } = await run(['corpus', 'a.jsonl', '--selector', '.text', '--workers', '2', '-q'], {
      folder,
    })
    const lines = stdout.split('\n').filter(Boolean)
    assert.equal(lines.length, 100)
    for (const line of lines) assert.equal((JSON.parse(line) as { text: string }).text, TEXT)
  })
})
