import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { toCorpus } from '../../src/model/corpus.js'
import { dossierToJSON } from '../../src/model/dossier.js'
import { annotate, ARTICLE, DOSSIER } from '../model/sample.js'
import { folderWith, run } from './program.js'

const PAGE = `<!doctype html><html lang="de"><title>Seite</title><body><article>${ARTICLE.blocks
  .map(({ level, text }) => (level ? `<h${level}>${text}</h${level}>` : `<p>${text}</p>`))
  .join('\n')}</article>`
const json = (annotations = DOSSIER.annotations): string =>
  JSON.stringify(dossierToJSON({ ...DOSSIER, annotations }))
const LOOKED = DOSSIER.annotations.slice(0, 1)

describe('corpus', () => {
  test('writes a line of what was accepted, and says what is left out', async (t) => {
    const folder = folderWith(t, { 'a.html': PAGE, 'a.json': json() })
    const { code, stdout, stderr } = await run(['corpus', 'a.html', 'a.json'], { folder })
    assert.equal(code, 0)
    assert.deepEqual(stderr, ['a.json: left out: 1 untouched; not complete'])
    assert.match(stdout, /^[^\n]+\n$/)
    assert.deepEqual(JSON.parse(stdout), toCorpus(ARTICLE, DOSSIER.annotations, { id: 'a.html' }))
  })

  test('writes a file, under the id asked for, and nothing to say of a complete one', async (t) => {
    const dismissed = annotate('a3', ['„Unsinn“'], { dismissed: true })
    const folder = folderWith(t, { 'a.html': PAGE, 'a.json': json([...LOOKED, dismissed]) })
    const args = ['corpus', 'a.html', 'a.json', '--complete', '--id', 'cms:7', '-o', 'out.jsonl']
    const { code, stdout, stderr } = await run(args, { folder })
    assert.deepEqual({ code, stdout, stderr }, { code: 0, stdout: '', stderr: [] })
    const line = JSON.parse(readFileSync(join(folder, 'out.jsonl'), 'utf8')) as ReturnType<typeof toCorpus>
    assert.equal(line.id, 'cms:7')
    assert.equal(line.complete, true)
    assert.equal(line.dismissed.length, 1)
  })

  test('writes nothing with --complete when somebody has yet to look', async (t) => {
    const folder = folderWith(t, { 'a.html': PAGE, 'a.json': json() })
    const { code, stdout, stderr } = await run(
      ['corpus', 'a.html', 'a.json', '--complete', '-o', 'out.jsonl'],
      { folder },
    )
    assert.deepEqual([code, stdout, stderr.length], [0, '', 1])
    assert.deepEqual(readdirSync(folder).sort(), ['a.html', 'a.json'])
  })

  test('takes the untouched ones for accepted when told', async (t) => {
    const folder = folderWith(t, { 'a.html': PAGE, 'a.json': json() })
    const { stdout, stderr } = await run(['corpus', 'a.html', 'a.json', '--include-untouched'], { folder })
    assert.equal((JSON.parse(stdout) as ReturnType<typeof toCorpus>).statements.length, 2)
    assert.deepEqual(stderr, ['a.json: not complete'])
  })

  test('follows words that have moved, and leaves out those that are gone', async (t) => {
    const page = PAGE.replace('<p>„Wir', '<p>Davor.</p><p>„Wir')
    const gone = PAGE.replace('noch im Mai', 'nie')
    const folder = folderWith(t, { 'a.html': page, 'b.html': gone, 'a.json': json(LOOKED) })
    const line = JSON.parse((await run(['corpus', 'a.html', 'a.json'], { folder })).stdout) as ReturnType<
      typeof toCorpus
    >
    assert.deepEqual(
      line.statements[0]?.quote.map((range) => line.text.slice(...range)),
      ['„Wir bauen“', '„noch im Mai.“'],
    )
    const { stdout, stderr } = await run(['corpus', 'b.html', 'a.json'], { folder })
    assert.deepEqual((JSON.parse(stdout) as typeof line).statements, [])
    assert.deepEqual(stderr, [
      'a.json: 1 of 1 statements not found in the article',
      'a.json: left out: 1 detached; not complete',
    ])
  })

  test('writes a line for each record of an archive that is complete', async (t) => {
    const record = (id: number, annotations = DOSSIER.annotations) =>
      JSON.stringify({ id, article: ARTICLE, annotations: dossierToJSON({ ...DOSSIER, annotations }) })
    const folder = folderWith(t, { 'a.jsonl': [record(1), record(2, LOOKED), '{"id":3}'].join('\n') })
    const { code, stdout, stderr } = await run(['corpus', 'a.jsonl', '--complete'], { folder })
    assert.equal(code, 2)
    assert.deepEqual(JSON.parse(stdout), toCorpus(ARTICLE, LOOKED, { id: '2' }))
    assert.equal(stderr[0], 'a.jsonl:1: left out: 1 untouched; not complete')
    assert.match(stderr[1] ?? '', /^a\.jsonl:3: article: must be a text/)
    assert.equal((await run(['corpus', 'a.jsonl', '--id', 'x'], { folder })).code, 2)
  })

  test('tells bad input and bad arguments', async (t) => {
    const folder = folderWith(t, { 'a.html': PAGE, 'a.json': '{"format"' })
    const said = async (...args: string[]) => {
      const { code, stdout, stderr } = await run(['corpus', ...args], { folder })
      assert.deepEqual([code, stdout], [2, ''])
      return stderr.join('\n')
    }
    assert.match(await said('a.html'), /needs an ARTICLE and its ANNOTATIONS\.json/)
    assert.match(await said('a.html', 'a.json', 'b.json'), /not also "b\.json"/)
    assert.match(await said('a.html', 'a.json'), /^a\.json: not JSON: /)
    assert.match(await said('no.html', 'a.json'), /^no\.html: no such file$/)
    assert.match(await said('a.html', 'a.json', '--nonsense'), /unknown option/)
    assert.match((await run(['--help'])).stdout, /corpus ARTICLE ANNOTATIONS/)
  })
})
