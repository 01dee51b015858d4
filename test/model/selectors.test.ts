import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { reanchor, targetFromSelectors, targetOf, toSelectors, type Target } from '../../src/model/index.js'
import { annotate, TEXT } from './sample.js'

const { target } = annotate('a1', ['„Wir bauen“', '„noch im Mai.“'])
const quoteOnly = (found: Target): Target => ({
  ...found,
  ranges: { quote: found.ranges.quote, speaker: [], cue: [], frame: [], addressee: [] },
  speaker: null,
})
const read = (selectors: unknown, text?: string): Target => {
  const parsed = targetFromSelectors(selectors, text)
  assert.ok(parsed.ok, JSON.stringify(parsed))
  return parsed.value
}
const problems = (selectors: unknown, text?: string): unknown => {
  const parsed = targetFromSelectors(selectors, text)
  return parsed.ok ? [] : parsed.problems.map(({ path }) => path)
}

describe('selectors', () => {
  it('have a quote and a position a piece, and give the target back', () => {
    const selectors = toSelectors(target)
    assert.deepEqual(
      selectors.map(({ type }) => type),
      ['TextQuoteSelector', 'TextPositionSelector', 'TextQuoteSelector', 'TextPositionSelector'],
    )
    assert.deepEqual(read(selectors), quoteOnly(target))
    assert.deepEqual(read(JSON.stringify(selectors)), quoteOnly(target))
  })

  it('find their words in a text that has changed since', () => {
    const changed = `Neuer Vorspann.\n\n${TEXT}`
    const found = reanchor(changed, read(toSelectors(target)))
    assert.equal(found.how, 'moved')
  })

  it('need no position', () => {
    const alone = read({
      type: 'TextQuoteSelector',
      exact: 'Das werde teuer',
      prefix: 'Meier, „noch im Mai.“ ',
    })
    assert.equal(alone.detached, true)
    const found = reanchor(TEXT, alone)
    const start = TEXT.indexOf('Das werde')
    assert.deepEqual('ranges' in found && found.ranges.quote, [{ start, end: start + 15 }])
  })

  it('need the text where there is only a position', () => {
    const position = { type: 'TextPositionSelector', start: 15, end: 26 }
    assert.deepEqual(problems(position), [''])
    const range = { start: 15, end: 26 }
    assert.deepEqual(
      read(position, TEXT),
      targetOf(TEXT, { quote: [range], speaker: [], cue: [], frame: [], addressee: [] }),
    )
    assert.deepEqual(problems({ ...position, end: TEXT.length + 1 }, TEXT), ['end'])
  })

  it('take the context from the text only where the words stand', () => {
    const start = TEXT.indexOf('Das werde')
    const selectors = [
      { type: 'TextPositionSelector', start, end: start + 15 },
      { type: 'TextQuoteSelector', exact: 'Das werde teuer' },
    ]
    assert.equal(read(selectors, TEXT).suffix.startsWith('.\n\nLaut'), true)
    assert.equal(read(selectors, `x${TEXT}`).suffix, '')
  })

  it('of other types are left out', () => {
    const range = { type: 'RangeSelector', startContainer: '/p[1]' }
    assert.deepEqual(read([range, ...toSelectors(target)]), quoteOnly(target))
    assert.deepEqual(problems([range]), [''])
  })

  it('that are not sound are told with every path', () => {
    assert.deepEqual(
      problems([
        { type: 'TextQuoteSelector', exact: ' ', prefix: 3 },
        { type: 'TextPositionSelector', start: -1, end: 'x' },
        7,
      ]),
      ['[0].exact', '[0].prefix', '[1].start', '[1].end', '[2]'],
    )
    assert.deepEqual(problems({ type: 'TextQuoteSelector' }), ['exact'])
    assert.deepEqual(
      problems(
        [
          { type: 'TextPositionSelector', start: 20, end: 30 },
          { type: 'TextPositionSelector', start: 10, end: 15 },
        ],
        TEXT,
      ),
      ['[1].start'],
    )
    assert.deepEqual(problems('{'), [''])
  })

  it('never throw, whatever comes', () => {
    const selector = fc.oneof(
      fc.anything(),
      fc.record(
        {
          type: fc.constantFrom('TextQuoteSelector', 'TextPositionSelector'),
          exact: fc.oneof(fc.string(), fc.anything()),
          prefix: fc.string(),
          start: fc.oneof(fc.nat(60), fc.anything()),
          end: fc.oneof(fc.nat(60), fc.anything()),
        },
        { requiredKeys: ['type'] },
      ),
    )
    fc.assert(
      fc.property(
        fc.oneof(fc.anything(), fc.array(selector)),
        fc.option(fc.string(), { nil: undefined }),
        (data, text) => {
          const parsed = targetFromSelectors(data, text)
          if (parsed.ok)
            assert.ok(parsed.value.ranges.quote.length > 0 && parsed.value.wording.trim() !== undefined)
          else assert.ok(parsed.problems.length > 0)
        },
      ),
      { numRuns: 1000 },
    )
  })
})
