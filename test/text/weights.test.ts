import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { de } from '../../src/lang/de/index.js'
import { createEngine, detect, readWeights } from '../../src/text/index.js'
import { Features } from '../../src/text/features.js'
import { modelOf, pack, score, unpack } from '../../src/text/weights.js'

const key = fc.integer({ min: 0, max: 2 ** 24 - 1 })

describe('packed weights', () => {
  it('come back as they were, to a 127th of the largest', () => {
    fc.assert(
      fc.property(fc.dictionary(key.map(String), fc.double({ min: -8, max: 8, noNaN: true })), (given) => {
        const entries = new Map(Object.entries(given).map(([k, v]) => [Number(k), v]))
        const model = unpack(pack(entries))
        const largest = Math.max(0, ...[...entries.values()].map(Math.abs))
        const features = new Features()
        for (const [k, weight] of entries) {
          features.keys[0] = k
          features.size = 1
          assert.ok(Math.abs(score(model, features) - weight) <= largest / 127 + 1e-9)
        }
      }),
    )
  })

  it('know nothing of other features', () => {
    const model = modelOf(new Map([[5, 2]]))
    const features = new Features()
    features.keys.set([4, 5, 6])
    features.size = 3
    assert.equal(score(model, features), 2)
  })
})

describe('weights from outside', () => {
  const good = de.weights!
  const wrong: Readonly<Record<string, unknown>> = {
    'weights: not an object': null,
    'weights: format 2 is not known, only 1': { ...good, format: 2 },
    'weights.lang: not a language tag': { ...good, lang: '' },
    'weights.notice: not a text': { ...good, notice: 5 },
    'weights.thresholds.direct: not between 0 and 1': {
      ...good,
      thresholds: { ...good.thresholds, direct: 1 },
    },
    'weights.statements.scale: not above 0': { ...good, statements: { ...good.statements, scale: NaN } },
    'weights.statements.entries: not base64 at 3': { ...good, statements: { scale: 1, entries: 'AAA<' } },
    'weights.statements.entries: cut off': { ...good, statements: { scale: 1, entries: 'AAA=' } },
  }
  for (const [message, value] of Object.entries(wrong))
    it(`are refused: ${message}`, () => assert.equal(readWeights(value), message))

  it('are taken when they are right', () => {
    assert.deepEqual(readWeights(JSON.parse(JSON.stringify(good))), good)
  })

  it('for another language are refused by the engine', () => {
    assert.throws(() => createEngine(de, { weights: { ...good, lang: 'en' } }), RangeError)
  })
})

describe('sensitivity', () => {
  const text = [
    'Die Gewerkschaft pocht auf mehr Geld. Der Sprecher sieht den Plan als „großen Wurf“.',
    'Er sagte, die Lage sei ernst. Man müsse handeln. Die Bauarbeiten sollen im Mai beginnen.',
    'Nach jüngsten Untersuchungen reicht das nicht. Das Unternehmen plant, dass alle bleiben.',
  ].join('\n')
  const count = (sensitivity: number, weights = de.weights ?? null): number =>
    detect(text, createEngine(de, { sensitivity, weights })).length

  it('shows more the higher it is, with weights and without', () => {
    for (const weights of [de.weights ?? null, null]) {
      const counts = [0, 0.25, 0.5, 0.75, 1].map((sensitivity) => count(sensitivity, weights))
      assert.deepEqual(
        counts,
        [...counts].sort((a, b) => a - b),
      )
      assert.ok(counts[0]! < counts[4]!, counts.join(' '))
    }
  })

  it('shows what the weights were balanced for in the middle', () => {
    assert.equal(count(0.5), detect(text, createEngine(de)).length)
  })

  for (const bad of [-0.1, 1.1, NaN])
    it(`cannot be ${bad}`, () => assert.throws(() => createEngine(de, { sensitivity: bad }), RangeError))
})
