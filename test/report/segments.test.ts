import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { articleText, blockStarts } from '../../src/model/article.js'
import { segmentsOf } from '../../src/report/segments.js'

/** `<1 … >` are the borders of statement 1; "|" ends a block. */
function cutUp(marked: string): string {
  const blocks = marked.split('|').map((text) => ({ level: 0, text: text.replace(/[<>]\d/g, '') }))
  const starts = blockStarts(blocks)
  const ranges = new Map<string, { start: number; end: number }[]>()
  for (const [i, block] of marked.split('|').entries()) {
    let offset = starts[i] ?? 0
    for (const [token] of block.matchAll(/[<>]\d|[^<>]/gs))
      if (token.length === 1) offset++
      else {
        const list = ranges.get(token.slice(1)) ?? []
        ranges.set(token.slice(1), list)
        const last = list[list.length - 1]
        if (token.startsWith('<')) list.push({ start: offset, end: offset })
        else if (last) last.end = offset
      }
  }
  const items = [...ranges].map(([item, list]) => ({ item, ranges: list }))
  return segmentsOf(blocks, items)
    .map((block) =>
      block.map(
        ({ text, over, closes }) => `[${text}]${over.join('')}${closes.length ? `^${closes.join('')}` : ''}`,
      ),
    )
    .map((segments) => segments.join(' '))
    .join(' | ')
}

describe('segmentsOf', () => {
  const cases: readonly [what: string, marked: string, segments: string][] = [
    ['no statement', 'abc', '[abc]'],
    ['one', 'a<1bc>1d', '[a] [bc]1^1 [d]'],
    ['nested', '<1a<2b>2c>1', '[a]1 [b]12^2 [c]1^1'],
    ['ending together, the inner number first', '<1a<2b>2>1', '[a]1 [b]12^21'],
    ['overlapping', '<1a<2b>1c>2', '[a]1 [b]12^1 [c]2^2'],
    ['interrupted', '<1a>1b<1c>1', '[a]1 [b] [c]1^1'],
    ['the two inner ones of three', '<1a<2b<3c>3>2>1', '[a]1 [b]12 [c]23^321'],
    ['over blocks, numbered at the end', '<1ab|cd|e>1f', '[ab]1 | [cd]1 | [e]1^1 [f]'],
    ['ending with its block', 'a<1b>1|c', '[a] [b]1^1 | [c]'],
    ['an empty block', '||<1a>1', ' |  | [a]1^1'],
  ]
  for (const [what, marked, segments] of cases)
    test(`${what}: ${marked}`, () => assert.equal(cutUp(marked), segments))

  test('segments joined are the text, and every statement ends once', () => {
    const article = fc.array(fc.record({ level: fc.constant(0), text: fc.string({ maxLength: 12 }) }), {
      maxLength: 5,
    })
    const range = fc
      .tuple(fc.nat(60), fc.nat(60))
      .map(([a, b]) => ({ start: Math.min(a, b), end: Math.max(a, b) }))
    fc.assert(
      fc.property(article, fc.array(range, { maxLength: 8 }), (blocks, ranges) => {
        const items = ranges
          .sort((a, b) => a.start - b.start || b.end - a.end)
          .map((item) => ({ item, ranges: [item] }))
        const result = segmentsOf(blocks, items)
        assert.deepEqual(
          result.map((segments) => segments.map(({ text }) => text).join('')),
          blocks.map(({ text }) => text),
        )
        const starts = blockStarts(blocks)
        const visible = items.filter(({ item }) =>
          blocks.some((block, i) => {
            const start = starts[i] ?? 0
            return Math.max(start, item.start) < Math.min(start + block.text.length, item.end)
          }),
        )
        const closed = result.flatMap((segments) => segments.flatMap(({ closes }) => closes))
        assert.equal(closed.length, visible.length)
        assert.equal(new Set(closed).size, new Set(visible.map(({ item }) => item)).size)
        assert.ok(articleText({ title: '', lang: '', blocks }).length >= 0)
      }),
    )
  })
})
