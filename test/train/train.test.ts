import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { de } from '../../src/lang/de/index.js'
import { createEngine, detect } from '../../src/text/index.js'
import { candidatesOf } from '../../src/train/candidates.js'
import { train } from '../../src/train/train.js'
import { documentOf, HOUSE_CORPUS } from './sample.js'

const NEW_TEXT =
  'Der Bürgermeister brummte, dass die Brücke zu alt sei.\nDie Brücke wurde laut Bauplan erneuert.'
const kinds = (engine: ReturnType<typeof createEngine>) => detect(NEW_TEXT, engine).map(({ kind }) => kind)

describe('training', () => {
  const weights = train(HOUSE_CORPUS, de, { notice: 'made up', l1: 0.1, l2: 0.1 })

  it('teaches the engine what a house annotates: a verb that the pack does not know, a phrase that is no source', () => {
    assert.deepEqual(kinds(createEngine(de, { weights: null })), ['indirect'])
    const [found, ...more] = detect(NEW_TEXT, createEngine(de, { weights }))
    assert.equal(more.length, 0)
    assert.equal(found?.kind, 'indirect')
    const [quote] = found.quote
    assert.equal(NEW_TEXT.slice(quote?.start, quote?.end), 'dass die Brücke zu alt sei')
  })

  it('gives the same weights every time, and says what they are from', () => {
    assert.deepEqual(train(HOUSE_CORPUS, de, { notice: 'made up', l1: 0.1, l2: 0.1 }), weights)
    assert.equal(weights.notice, 'made up')
    assert.equal(weights.lang, 'de')
  })

  it('keeps fewer weights under a stronger penalty', () => {
    const fewer = train(HOUSE_CORPUS, de, { notice: '', l1: 2, l2: 0.1 })
    assert.ok(fewer.statements.entries.length < weights.statements.entries.length)
  })

  it('refuses to learn from articles without statements', () => {
    assert.throws(
      () => train([documentOf('x', ['Das Haus steht am Fluss.'])], de, { notice: '' }),
      /no annotated statement/,
    )
  })
})

describe('the candidates of an annotated article', () => {
  it('give each annotated statement to the one that fits best', () => {
    const document = documentOf('x', ['I: <Er> {sagte}, [die Lage sei ernst].', 'R: [Er forderte Hilfe.]'])
    const candidates = candidatesOf(document, de.order.createReader(de))
    const right = candidates.filter(({ gold }) => gold)
    assert.deepEqual(
      right.map(({ draft, gold, target }) => [draft.kind, gold?.kind, target]),
      [
        ['indirect', 'indirect', 1],
        ['reported', 'reported', 1],
      ],
    )
    assert.ok(candidates.length > right.length, 'there are wrong ones to learn from')
  })
})
