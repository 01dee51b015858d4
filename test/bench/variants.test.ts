import assert from 'node:assert/strict'
import { test } from 'node:test'
import { history } from 'prosemirror-history'
import { getAnnotations, getRanges } from '../../src/index.js'
import { articleOf, dossierOf, mappedKey, positionOf, stateOf, withCursor, type Place } from './annotated.js'
import { edited, randomFrom } from './edits.js'
import { measureKeystrokes, measureLoading } from './keystroke.js'
import { measureGrowth } from './memory.js'

const SIZE = { words: 600, annotations: 50 }
const doc = articleOf(SIZE.words)
const dossier = dossierOf(doc, SIZE.annotations)

test('the compared editors hold the same statements before and after a key', () => {
  const quotesIn = (place: Place) => {
    const pos = positionOf(doc, SIZE.annotations, place)
    const typed = (variant: 'plugin' | 'mapped') => {
      const state = withCursor(stateOf(variant, { doc, dossier }), pos)
      return state.apply(state.tr.insertText('x'))
    }
    const own = typed('plugin')
    const quotes = getAnnotations(own).map(({ id }) => getRanges(own, id)?.quote[0])
    const mapped = mappedKey.getState(typed('mapped'))?.find() ?? []
    assert.equal(quotes.length, SIZE.annotations)
    assert.deepEqual(
      mapped.map(({ from, to }) => ({ from, to })),
      quotes,
    )
    return quotes.some((range) => range && range.from < pos && pos < range.to)
  }
  assert.equal(quotesIn('inside'), true)
  assert.equal(quotesIn('outside'), false)
})

test('the random edits are the same ones for each editor, and keep the size of the article', () => {
  const after = (variant: 'plain' | 'plugin') => {
    let state = stateOf(variant, { doc, dossier, plugins: [history({ depth: 100 })] })
    const { size } = doc.content
    for (state of edited(state, { random: randomFrom(1), count: 200, size }));
    return state.doc
  }
  const plain = after('plain')
  assert.ok(plain.eq(after('plugin')))
  assert.ok(!plain.eq(doc))
  assert.ok(Math.abs(plain.content.size / doc.content.size - 1) < 0.3, `${plain.content.size}`)
})

test('a keystroke, loading and growth can be measured', async () => {
  const effort = { turns: 2, warmUpMs: 1, keys: 2, turnMs: 1, loads: 1 }
  for (const us of Object.values(measureKeystrokes(SIZE, 'inside', effort).us)) assert.ok(us > 0)
  assert.ok(measureLoading(SIZE, effort).leastMs > 0)
  const { before, after } = await measureGrowth(SIZE, 'plugin', { warmUp: 5, edits: 5 })
  assert.ok(before > 0 && after > 0)
})
