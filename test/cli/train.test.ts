import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { readWeights } from '../../src/text/index.js'
import { HOUSE_CORPUS } from '../train/sample.js'
import { folderWith, run } from './program.js'

const LINES = HOUSE_CORPUS.map((document) => `${JSON.stringify(document)}\n`).join('')

describe('train', () => {
  it('writes weights that the engine reads, the same each time', async (t) => {
    const folder = folderWith(t, { 'corpus.jsonl': LINES })
    const { code, stderr } = await run(['train', 'corpus.jsonl', '-o', 'a.json', '--notice', 'ours'], {
      folder,
    })
    assert.equal(code, 0, stderr.join('\n'))
    assert.match(stderr[0] ?? '', /12 documents, \d+ candidates/)
    const a = readFileSync(join(folder, 'a.json'), 'utf8')
    const weights = readWeights(JSON.parse(a))
    assert.ok(typeof weights === 'object' && weights.notice === 'ours')
    await run(['train', 'corpus.jsonl', '-o', 'b.json', '--notice', 'ours', '--seed', '1'], { folder })
    assert.equal(readFileSync(join(folder, 'b.json'), 'utf8'), a)
  })

  it('names every bad line and trains nothing', async (t) => {
    const bad = {
      id: 'x',
      text: 'ab',
      statements: [
        { kind: 'direct', quote: [[0, 5]] },
        { kind: 'shout', quote: [] },
      ],
    }
    const folder = folderWith(t, { 'corpus.jsonl': `${LINES}{oops\n${JSON.stringify(bad)}\n` })
    const { code, stdout, stderr } = await run(['train', 'corpus.jsonl'], { folder })
    assert.equal(code, 2)
    assert.equal(stdout, '')
    assert.match(stderr[0] ?? '', /^corpus\.jsonl:13: not JSON/)
    assert.equal(stderr[1], 'corpus.jsonl:14: statements[0].quote[0]: not [start, end] within the text')
    assert.equal(stderr[2], 'corpus.jsonl:14: statements[0].quote: empty')
    assert.match(stderr[3] ?? '', /^corpus\.jsonl:14: statements\[1\]\.kind: "shout" is none of direct, /)
  })

  it('gives detect what it needs to find as the house annotates', async (t) => {
    const folder = folderWith(t, {
      'corpus.jsonl': LINES,
      'text.txt': 'Der Bürgermeister brummte, dass die Brücke zu alt sei.',
    })
    await run(['train', 'corpus.jsonl', '--l1', '0.1', '--l2', '0.1', '-o', 'ours.json'], { folder })
    const found = async (...args: string[]) => {
      const { stdout } = await run(['detect', ...args, 'text.txt'], { folder })
      return (JSON.parse(stdout) as { statements: unknown[] }).statements.length
    }
    assert.equal(await found('--weights', 'ours.json'), 1)
    assert.equal((await run(['detect', '--weights', 'text.txt', 'text.txt'], { folder })).code, 2)
    assert.equal((await run(['detect', '--sensitivity', '2', 'text.txt'], { folder })).code, 2)
  })

  it('passes over lines in which not all was looked at, and says so', async (t) => {
    const partial = { ...HOUSE_CORPUS[0]!, complete: false }
    const folder = folderWith(t, { 'corpus.jsonl': `${LINES}${JSON.stringify(partial)}\n` })
    const { code, stderr } = await run(['train', 'corpus.jsonl', '-o', 'a.json'], { folder })
    assert.equal(code, 0)
    assert.equal(stderr[0], 'corpus.jsonl:13: passed over: not complete')
    assert.match(stderr[1] ?? '', /12 documents/)
  })

  it('says what is wrong with its arguments', async (t) => {
    const folder = folderWith(t, { 'corpus.jsonl': LINES })
    const messageOf = async (...args: string[]) => (await run(['train', ...args], { folder })).stderr[0]
    assert.equal(await messageOf(), 'prosemirror-attribution: train needs a CORPUS.jsonl (see --help)')
    assert.equal(await messageOf('none.jsonl'), 'none.jsonl: no such file')
    assert.match((await messageOf('corpus.jsonl', '--l1', 'x')) ?? '', /--l1 needs a number from 0, not "x"/)
    assert.match((await messageOf('corpus.jsonl', '--lang', 'xx')) ?? '', /unknown language "xx"/)
  })
})
