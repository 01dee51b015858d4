import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { dossierToJSON, sealDossier, type Dossier } from '../../src/model/dossier.js'
import type { LogEntry } from '../../src/model/log.js'
import { logDigest } from '../../src/model/seal.js'
import { ARTICLE, AT, DOSSIER, source } from '../model/sample.js'
import { folderWith, run } from './program.js'

const note = (after: string): LogEntry => ({
  at: AT,
  by: null,
  action: 'set-note',
  subject: 'a1',
  before: '',
  after,
  seal: null,
})
const dossier = await sealDossier({ ...DOSSIER, log: [...DOSSIER.log, note('eins'), note('zwei')] })
const digest = (await logDigest(dossier.log)) ?? assert.fail()
const file = (log: readonly LogEntry[], rest: Partial<Dossier> = {}): string =>
  JSON.stringify(dossierToJSON({ ...dossier, ...rest, log }))
const without = (i: number): readonly LogEntry[] => dossier.log.filter((_, j) => j !== i)

describe('verify-log', () => {
  test('says that a log is complete, and its digest', async (t) => {
    const folder = folderWith(t, { 'a.json': file(dossier.log), 'empty.json': file([]) })
    assert.deepEqual(await run(['verify-log', 'a.json', 'empty.json'], { folder }), {
      code: 0,
      stdout: `a.json: complete, 3 entries, digest ${digest}\nempty.json: the log is empty\n`,
      stderr: [],
    })
  })

  test('follows the chains of a log that several people have written at once', async (t) => {
    const folder = folderWith(t, { 'shared.json': readFileSync('test/model/version-3.json', 'utf8') })
    const { code, stdout } = await run(['verify-log', 'shared.json'], { folder })
    assert.equal(code, 0)
    assert.match(stdout, /^shared\.json: complete, 5 entries in 3 chains, digest [0-9a-f]{64}\n$/)
    const two = `${digest}+${digest}`
    const other = await run(['verify-log', 'shared.json', '--digest', two], { folder })
    assert.match(other.stdout, /never had that digest/)
  })

  test('names the first broken entry of each file, and ends with 1', async (t) => {
    const changed = dossier.log.map((entry, i) => (i === 1 ? { ...entry, after: 'anders' } : entry))
    const folder = folderWith(t, {
      'changed.json': file(changed),
      'first.json': file(without(0)),
      'gap.json': file(without(1)),
      'good.json': file(dossier.log),
      'new.json': file([...dossier.log, note('drei')]),
    })
    const files = ['changed.json', 'first.json', 'gap.json', 'good.json', 'new.json']
    const { code, stdout, stderr } = await run(['verify-log', ...files], { folder })
    assert.equal(code, 1)
    assert.deepEqual(stderr, [])
    assert.deepEqual(stdout.trimEnd().split('\n'), [
      'changed.json: entry 2 was changed',
      'first.json: entry 1 was not the first: something before it is missing',
      'gap.json: entry 2 does not follow on entry 1: something between them is missing, or entry 1 was replaced',
      `good.json: complete, 3 entries, digest ${digest}`,
      'new.json: entry 4 is not sealed',
    ])
  })

  test('tells by a digest noted before that the end is missing', async (t) => {
    const folder = folderWith(t, { 'cut.json': file(without(2)), 'a.json': file(dossier.log) })
    assert.equal((await run(['verify-log', 'cut.json'], { folder })).code, 0)
    const { code, stdout } = await run(['verify-log', '--digest', digest, 'a.json', 'cut.json'], { folder })
    assert.equal(code, 1)
    assert.match(stdout, /^a\.json: complete.*\ncut\.json: never had that digest/)
  })

  test('writes lines of JSON when asked', async (t) => {
    const folder = folderWith(t, { 'a.json': file(dossier.log), 'gap.json': file(without(1)) })
    const { code, stdout } = await run(['verify-log', '--json', 'a.json', 'gap.json'], { folder })
    assert.equal(code, 1)
    const lines = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown)
    assert.deepEqual(lines, [
      { file: 'a.json', ok: true, entries: 3, digest, blanked: 0 },
      { file: 'gap.json', ok: false, index: 1, fault: 'gap' },
    ])
  })

  test('tells bad input with its place, and verifies the other files all the same', async (t) => {
    const folder = folderWith(t, {
      'bad.json': '{',
      'a.json': file(dossier.log),
      'gap.json': file(without(1)),
    })
    const { code, stdout, stderr } = await run(['verify-log', 'bad.json', 'no.json', 'gap.json', 'a.json'], {
      folder,
    })
    assert.equal(code, 2)
    assert.match(stderr[0] ?? '', /^bad\.json: not JSON/)
    assert.equal(stderr[1], 'no.json: no such file')
    assert.match(stdout, /^gap\.json: entry 2[^\n]*\na\.json: complete/)
    for (const args of [[], ['--digest', 'abc', 'a.json'], ['--what', 'a.json']]) {
      const wrong = await run(['verify-log', ...args], { folder })
      assert.equal(wrong.code, 2)
      assert.equal(wrong.stdout, '')
      assert.equal(wrong.stderr.length, 1)
    }
  })

  test('proves what report has printed, confidential sources left out or not', async (t) => {
    const secret = { sources: [source('q1', { title: 'zwei', confidential: true })] }
    const article = ARTICLE.blocks.map(({ text }) => text).join('\n\n')
    const folder = folderWith(t, { 'a.txt': article, 'a.json': file(dossier.log, secret) })
    const page = await run(['report', 'a.txt', 'a.json', '--format', 'md'], { folder })
    assert.match(page.stdout, new RegExp(`Verlauf lückenlos, 3 Einträge\\..*Prüfsumme: \`${digest}\``))
    await run(['report', 'a.txt', 'a.json', '--format', 'json', '-o', 'copy.json'], { folder })
    const { code, stdout } = await run(['verify-log', 'copy.json', '--digest', digest], { folder })
    assert.equal(stdout, `copy.json: complete, 3 entries (1 blanked), digest ${digest}\n`)
    assert.equal(code, 0)
  })
})
