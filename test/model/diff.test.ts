import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { diffWords } from '../../src/model/index.js'

const shown = (before: string, after: string) =>
  diffWords(before, after)
    .map(({ text, change }) =>
      change === 'same' ? text : `${change === 'gone' ? '-' : '+'}[${text.trim()}]`,
    )
    .join('')

const cases: readonly (readonly [string, string, string])[] = [
  ['Das reicht.', 'Das reicht.', 'Das reicht.'],
  ['Das reicht nicht.', 'Das reicht.', 'Das -[reicht nicht.]+[reicht.]'],
  ['drei Tote', 'vier Tote', '-[drei]+[vier]Tote'],
  ['', 'neu', '+[neu]'],
  ['alt', '', '-[alt]'],
  ['zwei  Leer\nzeichen', 'zwei Leer zeichen', 'zwei Leer zeichen'],
]
for (const [before, after, expected] of cases)
  test(`shows "${before}" to "${after}" as ${expected || 'nothing'}`, () =>
    assert.equal(shown(before, after), expected))

test('gives both wordings back: what is not new is the one before, what is not gone the one after', () => {
  const words = fc
    .array(fc.constantFrom('er', 'sei', 'nicht', 'bereit', 'und'), { maxLength: 12 })
    .map((list) => list.join(' '))
  fc.assert(
    fc.property(words, words, (before, after) => {
      const parts = diffWords(before, after)
      const without = (change: string) =>
        parts
          .filter((part) => part.change !== change)
          .map((part) => part.text.trim())
          .filter(Boolean)
          .join(' ')
      assert.equal(without('new'), before)
      assert.equal(without('gone'), after)
    }),
  )
})

test('takes two wordings of 100,000 words that share nothing', () => {
  const parts = diffWords('a '.repeat(100_000), 'b '.repeat(100_000))
  assert.deepEqual(
    parts.map((part) => part.change),
    ['gone', 'new'],
  )
})
