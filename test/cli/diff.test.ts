import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { reportJSON } from '../../src/report/index.js'
import { ARTICLE, DOSSIER, EDITOR, source } from '../model/sample.js'
import { DE } from '../report/sample.js'
import { folderWith, run } from './program.js'

const OLD = reportJSON({ article: ARTICLE, dossier: DOSSIER }, DE)
const [first, second] = DOSSIER.annotations
assert.ok(first && second)
const review = { status: 'disputed', wording: '„Wir bauen“ … „noch im Mai.“', by: EDITOR, at: DE.now }
const CHANGED = { ...DOSSIER, annotations: [{ ...first, review }] }
const NEW = reportJSON({ article: ARTICLE, dossier: CHANGED }, { ...DE, now: '2026-11-25T08:00:00.000Z' })

describe('diff', () => {
  test('ends with 0 where nothing differs, and says so', async (t) => {
    const folder = folderWith(t, { 'a.json': OLD, 'b.json': OLD })
    const { code, stdout, stderr } = await run(['diff', 'a.json', 'b.json'], { folder })
    assert.deepEqual([code, stderr], [0, []])
    assert.match(
      stdout,
      /^Früherer Bericht: .*\nSpäterer Bericht: .*\nDie Berichte unterscheiden sich nicht\.\n$/,
    )
  })

  test('ends with 1 where something does, and tells it a line each', async (t) => {
    const folder = folderWith(t, { 'a.json': OLD, 'b.json': NEW })
    const { code, stdout, stderr } = await run(['diff', 'a.json', 'b.json', '--locale', 'en'], { folder })
    assert.deepEqual([code, stderr], [1, []])
    assert.match(stdout, /^~ „Wir bauen“ … „noch im Mai\.“ \(Meier\)\n {4}Status: Confirmed|^~ /m)
    assert.match(stdout, /^ {4}Status: .* → ≠ Disputed/m)
    assert.match(stdout, /^- Das werde teuer .*: Not in the later report\.$/m)
  })

  test('writes every format', async (t) => {
    const folder = folderWith(t, { 'a.json': OLD, 'b.json': NEW })
    const diff = async (...args: string[]) =>
      (await run(['diff', 'a.json', 'b.json', '--format', ...args], { folder })).stdout
    assert.match(await diff('md'), /^# Unterschied zweier Prüfberichte: Rat stimmt zu\n/)
    assert.match(await diff('html'), /^<!doctype html>\n<html lang="de">/)
    assert.match(
      await diff('note', '--locale', 'en'),
      /^The comparison gives no reason for a corrections note/,
    )
    assert.equal(await diff('json', '-o', 'd.json'), '')
    const data = JSON.parse(readFileSync(join(folder, 'd.json'), 'utf8')) as { statements: unknown[] }
    assert.equal(data.statements.length, 2)
  })

  test('leaves confidential sources out unless asked', async (t) => {
    const secret = { ...DOSSIER, sources: [source('q1', { title: 'Planted', confidential: true })] }
    const options = { ...DE, includeConfidential: true }
    const folder = folderWith(t, {
      'a.json': OLD,
      'b.json': reportJSON({ article: ARTICLE, dossier: secret }, options),
    })
    assert.doesNotMatch((await run(['diff', 'a.json', 'b.json'], { folder })).stdout, /Planted/)
    const asked = await run(['diff', 'a.json', 'b.json', '--include-confidential'], { folder })
    assert.match(asked.stdout, /Planted/)
  })

  test('ends with 2 for bad input, told with its path', async (t) => {
    const broken = NEW.replace('"disputed"', '"nonsense"')
    const folder = folderWith(t, { 'a.json': OLD, 'b.json': broken })
    const cases = [
      [['diff', 'a.json'], /diff needs OLD\.json and NEW\.json/],
      [['diff', 'a.json', 'a.json', 'a.json'], /not also "a\.json"/],
      [
        ['diff', 'a.json', 'a.json', '--format', 'odd'],
        /unknown format "odd"; known: text, md, html, json, note/,
      ],
      [['diff', 'a.json', 'b.json'], /^b\.json: annotations\[0\]\.review\.status: /],
    ] as const
    for (const [args, said] of cases) {
      const { code, stdout, stderr } = await run(args, { folder })
      assert.deepEqual([code, stdout, stderr.length], [2, '', 1])
      assert.match(stderr[0] ?? '', said)
    }
  })

  test('says where a text is not the one that was exported', async (t) => {
    const digest = '0'.repeat(64)
    const other = reportJSON({ article: ARTICLE, dossier: DOSSIER }, { ...DE, digest })
    const folder = folderWith(t, { 'a.json': OLD, 'b.json': other })
    const { code, stderr } = await run(['diff', 'a.json', 'b.json'], { folder })
    assert.equal(code, 0)
    assert.deepEqual(stderr, ['b.json: its text is not the one that was exported (article.digest)'])
  })
})
