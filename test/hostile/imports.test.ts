/** Hostile files: each is refused with its reason or read, in bounded time and memory, and changes no prototype. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { describe, test } from 'node:test'
import { readHTML } from '../../src/cli/read-html.js'
import { parseDossier, type Parsed } from '../../src/model/dossier.js'
import { parseStatements } from '../../src/model/statements.js'
import { parseCSL, parsePublication, parseWebAnnotations } from '../../src/report/index.js'
import { folderWith, PROGRAM, run } from '../cli/program.js'

const PARSERS: Readonly<Record<string, (json: string) => Parsed<unknown>>> = {
  'the JSON export': parseDossier,
  'Web Annotations': (json) => parseWebAnnotations(json, 'Das werde teuer.'),
  'CSL-JSON': parseCSL,
  'the publication file': parsePublication,
  'the statements of another engine': (json) => parseStatements(JSON.parse(json), 'Das werde teuer.'),
}
const DOSSIER = '{"format":"prosemirror-attribution","version":2,"sources":[],"log":[],'

const nested = (open: string, close: string, depth: number) => open.repeat(depth) + '1' + close.repeat(depth)

for (const [name, parse] of Object.entries(PARSERS))
  describe(name, () => {
    const refused = (json: string) => {
      const parsed = parse(json)
      assert.ok(!parsed.ok)
      assert.ok(parsed.problems.length > 0)
      return parsed.problems
    }

    test('is refused where it is nested deeper than any stack', () => {
      refused(nested('[', ']', 200_000))
      refused(nested('{"a":', '}', 200_000))
    })

    test('is refused where it is a list of half a million things that are none', () => {
      for (const item of ['1', '[]', '{}']) {
        const list = `[${`${item},`.repeat(500_000)}1]`
        assert.ok(refused(list).length <= 500_001)
        refused(`${DOSSIER}"annotations":${list}}`)
      }
    })

    test('changes no prototype', () => {
      parse('{"__proto__":{"harmed":true},"constructor":{"prototype":{"harmed":true}}}')
      parse('[{"id":"a","type":"book","__proto__":{"harmed":true},"custom":{"__proto__":{"harmed":true}}}]')
      parse(`${DOSSIER}"annotations":[],"__proto__":{"harmed":true}}`)
      assert.equal(({} as { harmed?: boolean }).harmed, undefined)
    })
  })

describe('a page', () => {
  test('is read whole where it nests deeper than any stack', () => {
    for (const tag of ['div', 'b', 'article', 'table', 'font', 'li'])
      assert.equal(readHTML(`${`<${tag}>`.repeat(20_000)}tief`).article.blocks[0]?.text, 'tief', tag)
  })

  test('is refused where its unclosed elements multiply, and the limit is an option', () => {
    const fonts = Array.from({ length: 500 }, (_, i) => `<font id=${i}>`).join('')
    const page = `<p>${fonts}${'<p>x'.repeat(500)}`
    const limit = { maxElements: 10_000 }
    assert.throws(() => readHTML(page, limit), { name: 'RangeError', message: /more than 10000 elements/ })
    assert.equal(readHTML(page).article.blocks.length, 500)
  })

  test('has no entities of its own, and reads no file', () => {
    const page = '<!DOCTYPE x [<!ENTITY xxe SYSTEM "file:///etc/passwd">]><p>a &xxe; b</p>'
    assert.match(
      readHTML(page)
        .article.blocks.map(({ text }) => text)
        .join('\n'),
      /a &xxe; b/,
    )
  })
})

describe('files of 50 MB', () => {
  const MB = 1024 * 1024
  /** In a gigabyte, which is what a small machine has; the program ends when it needs more. */
  const runIn = (folder: string, ...args: readonly string[]) =>
    spawnSync(process.execPath, ['--max-old-space-size=1024', PROGRAM, ...args, '--max-size', '64'], {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: 128 * MB,
    })
  const said = 'Das werde teuer, sagte Meier.'

  test('are read as a page, where the limit is raised', (t) => {
    const filler = `<p class="x">Es regnet, und niemand sagt etwas dazu.</p><!-- ${'x'.repeat(400)} -->\n`
    const page = `<article><p>${said}</p>${filler.repeat(Math.ceil((50 * MB) / filler.length))}<p>Ende.</p></article>`
    const folder = folderWith(t, { 'a.html': page, 'a.json': `${DOSSIER}"annotations":[]}` })
    const { status, stdout, stderr } = runIn(folder, 'corpus', 'a.html', 'a.json')
    assert.deepEqual([status, stderr], [0, 'a.json: not complete\n'])
    const { text } = JSON.parse(stdout) as { text: string }
    assert.ok(text.startsWith(said) && text.endsWith('Ende.'))
  })

  test('are read as JSON, where the limit is raised', (t) => {
    const block = { level: 0, text: `${said} `.repeat(20).trim() }
    const blocks = new Array(Math.ceil((50 * MB) / JSON.stringify(block).length)).fill(block)
    const article = JSON.stringify({ title: '', lang: 'de', blocks })
    const folder = folderWith(t, { 'a.json': `${DOSSIER}"article":${article},"annotations":[]}` })
    const { status, stdout, stderr } = runIn(folder, 'convert', 'a.json', '--to', 'json')
    assert.deepEqual([status, stderr], [0, ''])
    assert.equal(
      (JSON.parse(stdout) as { article: { blocks: unknown[] } }).article.blocks.length,
      blocks.length,
    )
  })
})

describe('the command line', () => {
  const large = new Uint8Array(50 * 1024 * 1024).fill(0x61)

  test('refuses files of 50 MB with the place and the limit, and does the rest', async (t) => {
    const folder = folderWith(t, { 'a.txt': large, 'a.html': large, 'b.txt': '„Ja“, sagte Meier.' })
    const { code, stdout, stderr } = await run(['detect', 'a.txt', 'a.html', 'b.txt'], { folder })
    assert.equal(code, 2)
    assert.deepEqual(
      stderr,
      ['a.txt', 'a.html'].map((file) => `${file}: larger than 16 MiB; --max-size takes larger files`),
    )
    assert.equal((JSON.parse(stdout) as { id: string }).id, 'b.txt')
  })

  test('refuses annotations of 50 MB, and takes what --max-size allows', async (t) => {
    const folder = folderWith(t, {
      'b.txt': '„Ja“, sagte Meier.',
      'a.json': large,
      'a.jsonld': large,
      'x.json': `${DOSSIER}"annotations":[]}`,
    })
    for (const file of ['a.json', 'a.jsonld']) {
      const { code, stderr } = await run(['report', 'b.txt', file], { folder })
      assert.deepEqual([code, ...stderr], [2, `${file}: larger than 16 MiB; --max-size takes larger files`])
    }
    const { stderr } = await run(['verify-log', 'a.json', '--max-size', '64'], { folder })
    assert.match(stderr.join('\n'), /^a\.json: not JSON: .{1,300}$/)
    const small = await run(['verify-log', 'x.json', '--max-size=0.00001'], { folder })
    assert.deepEqual(small.stderr, ['x.json: larger than 0.00001 MiB; --max-size takes larger files'])
    assert.equal((await run(['verify-log', 'x.json', '--max-size', 'x'], { folder })).code, 2)
  })
})
