import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { fit, lossOf, type Examples } from '../../src/train/optimize.js'

/** Made-up examples: the first column decides, the others are noise. */
function examples(count: number, width: number): Examples {
  let state = 7
  const random = (): number => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff
    return state / 0x7fffffff
  }
  const starts = new Int32Array(count + 1)
  const columns: number[] = []
  const targets = new Float64Array(count)
  for (let i = 0; i < count; i++) {
    const isRight = random() < 0.4
    targets[i] = isRight ? 0.7 + 0.3 * random() : 0.1 * random()
    if (isRight) columns.push(0)
    for (let k = 1; k < width; k++) if (random() < 0.3) columns.push(k)
    starts[i + 1] = columns.length
  }
  const offsets = new Float64Array(count).map(() => random() - 0.5)
  return { starts, columns: Int32Array.from(columns), targets, offsets, width }
}

describe('the loss', () => {
  it('has the gradient that finite differences have', () => {
    const data = examples(60, 8)
    const weights = Float64Array.from({ length: 8 }, (_, k) => Math.sin(k + 1))
    const gradient = new Float64Array(8)
    lossOf(data, weights, 0.3, gradient)
    const step = 1e-6
    for (let k = 0; k < weights.length; k++) {
      const moved = (by: number): number => {
        const there = weights.slice()
        there[k]! += by
        return lossOf(data, there, 0.3, new Float64Array(8))
      }
      const slope = (moved(step) - moved(-step)) / (2 * step)
      assert.ok(Math.abs(slope - gradient[k]!) < 1e-5 * Math.max(1, Math.abs(slope)), `weight ${k}`)
    }
  })

  it('stays finite where the model is far too sure', () => {
    const data = examples(10, 3)
    const gradient = new Float64Array(3)
    assert.ok(Number.isFinite(lossOf(data, new Float64Array(3).fill(1e4), 0, gradient)))
    assert.ok(gradient.every(Number.isFinite))
  })
})

describe('fitting', () => {
  const data = examples(400, 30)
  const options = { l1: 0.5, l2: 0.1, iterations: 200 }

  it('ends where no small step makes the penalised loss smaller', () => {
    const weights = fit(data, options)
    const value = (w: Float64Array): number =>
      lossOf(data, w, options.l2, new Float64Array(w.length)) +
      options.l1 * w.reduce((sum, x) => sum + Math.abs(x), 0)
    const least = value(weights)
    for (let k = 0; k < weights.length; k++)
      for (const by of [0.05, -0.05]) {
        const moved = weights.slice()
        moved[k]! += by
        assert.ok(value(moved) > least, `weight ${k} by ${by}`)
      }
  })

  it('finds the column that decides, and leaves out most of the others under a strong L1 penalty', () => {
    const weights = fit(data, { ...options, l1: 25 })
    assert.ok(weights[0]! > 1, String(weights[0]))
    assert.ok(weights.slice(1).filter((w) => w !== 0).length < 10, String(weights))
    assert.ok(fit(data, { ...options, l1: 0 }).filter((w) => w !== 0).length === 30)
  })

  it('gives the same weights every time', () => {
    assert.deepEqual(fit(data, options), fit(data, options))
  })
})
