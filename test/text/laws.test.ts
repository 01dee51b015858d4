import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { de } from '../../src/lang/de/index.js'
import { createEngine, detect, KINDS, ROLES, splitBlocks, type Statement } from '../../src/text/index.js'

const engine = createEngine(de)

const PIECES = [
  'Der Minister',
  'die Polizei',
  'er',
  'Anna Meier',
  'sagte',
  'erklärte',
  'kündigte',
  'an',
  'habe',
  'sei',
  'soll',
  'werde',
  'hat',
  'gesagt',
  'dass',
  'ob',
  'die Lage',
  'ernst',
  'zu senken',
  'laut',
  'nach Angaben',
  'zufolge',
  'so',
  'wie',
  'mitteilte',
  'heißt es',
  'und',
  'aber',
  'der',
  'forderte',
  'eine Lösung',
  'Vorwurf',
  '„',
  '“',
  '"',
  '»',
  '«',
  '‚',
  '‘',
  ',',
  '.',
  ':',
  ';',
  '–',
  '(',
  ')',
  '!',
  '\n',
  '\n\n',
  '1.',
  'ʼ',
  '🙂',
  'e\u0301',
]

const german = fc
  .array(fc.constantFrom(...PIECES), { maxLength: 60 })
  .chain((words) =>
    fc
      .array(fc.constantFrom(' ', ' ', ' ', ''), { minLength: words.length, maxLength: words.length })
      .map((gaps) => words.map((word, i) => word + gaps[i]!).join('')),
  )
const anyText = fc.oneof(
  german,
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc.string({ unit: 'binary', maxLength: 100 }),
)

function check(text: string, statements: readonly Statement[]): void {
  let before = 0
  for (const s of statements) {
    assert.ok(KINDS.includes(s.kind))
    assert.ok(s.quote.length > 0)
    assert.ok(s.confidence > 0 && s.confidence <= 1)
    assert.ok(s.reasons.length > 0)
    assert.ok(s.quote[0]!.start >= before, 'statements are in text order')
    before = s.quote[0]!.start
    for (const role of ROLES) {
      let last = 0
      for (const { start, end } of s[role]) {
        assert.ok(
          start >= last && end > start && end <= text.length,
          `${role} ${start}–${end} in ${JSON.stringify(text)}`,
        )
        last = end
      }
    }
  }
}

describe('detection', () => {
  it('gives ordered, disjoint, non-empty ranges inside any text', () => {
    fc.assert(
      fc.property(anyText, (text) => check(text, detect(text, engine))),
      { numRuns: 1500 },
    )
  })

  it('gives the same from analyses that were kept as from fresh ones', () => {
    fc.assert(
      fc.property(german, (text) => {
        const blocks = splitBlocks(text).map((b) => ({
          start: b.start,
          analysis: engine.analyze(text.slice(b.start, b.end), b.role),
        }))
        const first = engine.link(blocks)
        assert.deepEqual(engine.link(blocks), first)
        assert.deepEqual(detect(text, createEngine(de)), first)
      }),
      { numRuns: 150 },
    )
  })

  it('moves with the text: a block further down gives the same statements further down', () => {
    fc.assert(
      fc.property(
        german.map((t) => t.replaceAll('\n', ' ')),
        fc.nat(50),
        (text, by) => {
          const analysis = engine.analyze(text, 'paragraph')
          const at = (start: number) =>
            engine
              .link([{ start, analysis }])
              .map((s) => s.quote.map((r) => [r.start - start, r.end - start]))
          assert.deepEqual(at(by), at(0))
        },
      ),
      { numRuns: 300 },
    )
  })
})
