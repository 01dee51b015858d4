import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { parseArticleFile, type ArticleFile } from '../../src/model/article-file.js'
import { dossierToJSON } from '../../src/model/dossier.js'
import { DOSSIER, source } from '../model/sample.js'
import { folderWith, run } from './program.js'

const VERSION_3 = readFileSync('test/model/version-3.json', 'utf8')
const SECRET = source('geheim', { title: 'Hans Geheim', confidential: true, contact: '0170 1' })
const OWN = source('netz', { title: 'Im Netz', url: 'https://www.example.org/a/' })
const FILE = JSON.stringify(dossierToJSON({ ...DOSSIER, sources: [...DOSSIER.sources, SECRET, OWN] }))

const item = (id: string, parts: object = {}) => ({ id, type: 'webpage', title: `Titel ${id}`, ...parts })

function fileIn(text: string): ArticleFile {
  const parsed = parseArticleFile(text)
  assert.ok(parsed.ok)
  return parsed.value
}

describe('add-sources', () => {
  test('puts new sources behind those of the file, which keeps all it has, and tells it in the log', async (t) => {
    const list = JSON.stringify([item('z1', { URL: 'https://example.org/z1' }), item('netz')])
    const folder = folderWith(t, { 'a.json': FILE, 'z.json': list })
    const { code, stderr } = await run(['add-sources', 'a.json', 'z.json', '-o', 'a.json'], { folder })
    assert.deepEqual([code, stderr], [0, []])
    const [before, after] = [
      fileIn(FILE).dossier,
      fileIn(readFileSync(join(folder, 'a.json'), 'utf8')).dossier,
    ]
    assert.deepEqual(after.sources.slice(0, before.sources.length), before.sources)
    assert.deepEqual(
      after.sources.slice(before.sources.length).map(({ id, title }) => [id, title]),
      [
        ['z1', 'Titel z1'],
        ['netz-2', 'Titel netz'],
      ],
    )
    assert.deepEqual(after.annotations, before.annotations)
    const added = after.log.slice(before.log.length)
    assert.deepEqual(
      added.map(({ action, subject, after }) => [action, subject, after]),
      [
        ['add-source', 'z1', 'Titel z1'],
        ['add-source', 'netz-2', 'Titel netz'],
      ],
    )
    assert.equal((await run(['verify-log', 'a.json'], { folder })).code, 0)
  })

  test('knows a source again by its address or its work, says so, and changes nothing the second time', async (t) => {
    const list = JSON.stringify([
      item('1', { URL: 'http://EXAMPLE.org/a#b' }),
      item('2', { title: ' im NETZ ' }),
      item('3', { title: 'Im Netz', URL: 'https://example.org/other' }),
      item('4', { type: 'book', title: 'Im Netz', author: [{ literal: 'M. K.' }] }),
      item('5', { URL: 'https://example.org/other/' }),
    ])
    const folder = folderWith(t, { 'a.json': FILE, 'z.json': list })
    const first = await run(['add-sources', 'a.json', 'z.json', '-o', 'b.json'], { folder })
    assert.deepEqual(first.stderr, [
      'z.json: [0]: is there already: Im Netz',
      'z.json: [1]: is there already: Im Netz',
      'z.json: [4]: is there already: Im Netz',
    ])
    const written = readFileSync(join(folder, 'b.json'), 'utf8')
    const { sources } = fileIn(written).dossier
    assert.deepEqual(
      sources.slice(-2).map(({ id }) => id),
      ['3', '4'],
    )
    const again = await run(['add-sources', 'b.json', 'z.json', 'z.json'], { folder })
    assert.deepEqual([again.code, again.stdout], [0, written])
  })

  test('keeps the article and what the file says of itself, true to its new log', async (t) => {
    const folder = folderWith(t, { 'a.json': VERSION_3, 'z.json': JSON.stringify([item('z')]) })
    const { code, stdout } = await run(['add-sources', 'a.json', 'z.json'], { folder })
    assert.equal(code, 0)
    const [before, after] = [fileIn(VERSION_3), fileIn(stdout)]
    assert.deepEqual(
      [after.article, after.digest, after.check],
      [before.article, before.digest, before.check],
    )
    assert.ok(after.log?.ok)
    assert.equal(after.log.entries, before.dossier.log.length + 1)
  })

  test('takes the sources from a pipe, and writes nothing where an input is not sound', async (t) => {
    const folder = folderWith(t, { 'a.json': FILE, 'bad.json': '[{}]' })
    const piped = await run(['add-sources', 'a.json', '-'], { folder, input: JSON.stringify([item('z')]) })
    assert.equal(fileIn(piped.stdout).dossier.sources.at(-1)?.id, 'z')
    for (const args of [[], ['a.json'], ['a.json', 'bad.json', '-o', 'c.json'], ['bad.json', 'a.json']]) {
      const { code, stdout } = await run(['add-sources', ...args], { folder })
      assert.deepEqual([code, stdout], [2, ''])
    }
    assert.throws(() => readFileSync(join(folder, 'c.json')))
  })
})
