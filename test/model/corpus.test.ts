import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { fromStatement, UNREVIEWED, type Annotation } from '../../src/model/annotation.js'
import { articleText, blockStarts } from '../../src/model/article.js'
import { toCorpus } from '../../src/model/corpus.js'
import { readHTML } from '../../src/cli/read-html.js'
import { de } from '../../src/lang/de/index.js'
import { createEngine, ROLES, type Statement } from '../../src/text/index.js'
import { readDocument } from '../../src/train/corpus.js'
import { annotate, ARTICLE, AT, EDITOR, rangeOf, TEXT } from './sample.js'

const reviewed = (annotation: Annotation): Annotation => ({
  ...annotation,
  review: { status: 'verified', wording: annotation.target.wording, by: EDITOR, at: AT },
})
const at = (words: string) => Object.values(rangeOf(words))
const HELPS = reviewed(annotate('a1', ['„Wir bauen“', '„noch im Mai.“'], { speaker: 'Meier' }))

describe('toCorpus', () => {
  test("gives back what detection found in the demo's article", () => {
    const { article } = readHTML(readFileSync('demo/article.html', 'utf8'))
    const engine = createEngine(de)
    const starts = blockStarts(article.blocks)
    const found = engine.link(
      article.blocks.map(({ text, level }, i) => ({
        analysis: engine.analyze(text, level ? 'heading' : 'paragraph'),
        start: starts[i] ?? 0,
      })),
    )
    const text = articleText(article)
    const annotations = found.map((statement, i) => fromStatement(`s${i}`, statement, text))

    const line = toCorpus(article, annotations.map(reviewed))
    assert.ok(found.length > 10)
    assert.equal(line.text, text)
    assert.equal(line.lang, 'de')
    assert.equal(line.complete, true)
    assert.deepEqual(line.leftOut, { untouched: 0, stale: 0, detached: 0 })
    assert.deepEqual(
      new Set(line.statements.map((statement) => JSON.stringify({ ...statement, nested: undefined }))),
      new Set(found.map((statement) => JSON.stringify(asPairs(statement)))),
    )
    assert.equal(line.statements.length, found.length)
    assert.ok(line.statements.some(({ nested }) => nested))

    const raw = toCorpus(article, annotations, { includeUntouched: true })
    assert.deepEqual(raw.statements, line.statements)
    assert.equal(raw.complete, false)
    assert.deepEqual(toCorpus(article, annotations).statements, [])
    assert.equal(toCorpus(article, annotations).leftOut.untouched, found.length)
  })

  test('has the form of the corpora, with the title as its id unless told another', () => {
    assert.deepEqual(JSON.parse(JSON.stringify(toCorpus(ARTICLE, [HELPS]))), {
      id: 'Rat stimmt zu',
      lang: 'de',
      text: TEXT,
      statements: [
        {
          kind: 'direct',
          quote: [at('„Wir bauen“'), at('„noch im Mai.“')],
          speaker: [at('Meier')],
          cue: [],
          frame: [],
          addressee: [],
          nested: false,
        },
      ],
      dismissed: [],
      complete: true,
      leftOut: { untouched: 0, stale: 0, detached: 0 },
    })
    assert.equal(toCorpus(ARTICLE, [], { id: 'cms:7' }).id, 'cms:7')
  })

  test('is a line that the trainer reads', () => {
    const line: unknown = JSON.parse(JSON.stringify(toCorpus(ARTICLE, [HELPS])))
    const document = readDocument(line)
    assert.ok('statements' in document, JSON.stringify(document))
    assert.deepEqual(document.statements[0]?.quote, [at('„Wir bauen“'), at('„noch im Mai.“')])
  })

  test('takes a correction as the statement, and what it corrects as dismissed', () => {
    const wrong = annotate('a2', ['Unsinn'], { dismissed: true })
    const right = annotate('a3', ['es sei „Unsinn“'], { origin: 'manual', kind: 'indirect' })
    const line = toCorpus(ARTICLE, [HELPS, wrong, right])
    assert.deepEqual(
      line.statements.map(({ kind, quoteOnly }) => [kind, quoteOnly]),
      [
        ['direct', undefined],
        ['indirect', true],
      ],
    )
    assert.deepEqual(
      line.dismissed.map(({ quote: [range], nested }) => [TEXT.slice(...(range ?? [0, 0])), nested]),
      [['Unsinn', true]],
    )
    assert.equal(line.complete, true)
  })

  test('calls nested what lies inside another quote, whichever comes first', () => {
    const outer = reviewed(annotate('a1', ['es sei „Unsinn“'], { kind: 'indirect' }))
    const inner = reviewed(annotate('a2', ['„Unsinn“']))
    const twin = reviewed(annotate('a3', ['es sei „Unsinn“'], { kind: 'reported' }))
    for (const annotations of [
      [outer, inner, twin],
      [inner, twin, outer],
    ])
      assert.deepEqual(
        toCorpus(ARTICLE, annotations).statements.map(({ nested }) => nested),
        [false, false, true],
      )
  })

  test('leaves out what has changed since somebody looked, and is not complete then', () => {
    const stale = { ...HELPS, review: { ...HELPS.review, wording: '„Wir bauen nicht“ … „noch im Mai.“' } }
    const line = toCorpus(ARTICLE, [stale])
    assert.deepEqual(line.statements, [])
    assert.deepEqual(line.leftOut, { untouched: 0, stale: 1, detached: 0 })
    assert.equal(line.complete, false)
  })

  test('leaves out what is detached; complete only if its words are nowhere in the text', () => {
    const there = { ...HELPS, id: 'b', target: { ...HELPS.target, detached: true } }
    const gone = { ...there, target: { ...there.target, wording: '„Wir bauen“ … „nie im Mai.“' } }
    assert.deepEqual(toCorpus(ARTICLE, [HELPS, gone]).leftOut, { untouched: 0, stale: 0, detached: 1 })
    assert.equal(toCorpus(ARTICLE, [HELPS, gone]).statements.length, 1)
    assert.equal(toCorpus(ARTICLE, [HELPS, gone]).complete, true)
    assert.equal(toCorpus(ARTICLE, [HELPS, there]).complete, false)
  })

  test('never gives ranges that do not hold the words, as with annotations of another article', () => {
    const short = { ...ARTICLE, blocks: ARTICLE.blocks.slice(0, 1) }
    assert.deepEqual(toCorpus(short, [HELPS]).statements, [])
    assert.equal(toCorpus(short, [HELPS]).leftOut.detached, 1)
    const speaker = [{ start: 900, end: 905 }]
    const far = { ...HELPS, target: { ...HELPS.target, ranges: { ...HELPS.target.ranges, speaker } } }
    assert.deepEqual(toCorpus(ARTICLE, [far]).statements, [])
  })

  test('takes a source or a note for having looked, and nothing at all for not', () => {
    assert.equal(toCorpus(ARTICLE, [annotate('a1', ['„Unsinn“'], { note: 'nachfragen' })]).complete, true)
    assert.equal(toCorpus(ARTICLE, [annotate('a1', ['„Unsinn“'], { review: UNREVIEWED })]).complete, false)
    assert.equal(toCorpus(ARTICLE, []).complete, false)
  })
})

function asPairs(statement: Statement): object {
  return {
    kind: statement.kind,
    ...Object.fromEntries(ROLES.map((role) => [role, statement[role].map(({ start, end }) => [start, end])])),
  }
}
