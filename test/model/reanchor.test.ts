import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import {
  CONTEXT_LENGTH,
  isSameWording,
  MIN_SIMILARITY_IN_CONTEXT,
  reanchor,
  reanchorAll,
  targetOf,
  wordingOf,
  type Reanchored,
  type Target,
  type TextRange,
} from '../../src/model/index.js'

const NO_ROLES = { speaker: [], cue: [], frame: [], addressee: [] }

/** A target on the words in brackets, a piece each, and the text without them. */
function noted(marked: string): { readonly text: string; readonly target: Target } {
  const quote: TextRange[] = []
  let text = ''
  for (const part of marked.split(/(\[[^\]]*\])/)) {
    const words = part.startsWith('[') ? part.slice(1, -1) : part
    if (words !== part) quote.push({ start: text.length, end: text.length + words.length })
    text += words
  }
  return { text, target: targetOf(text, { ...NO_ROLES, quote }) }
}

function at(text: string, words: string, from = 0): TextRange {
  const start = text.indexOf(words, from)
  assert.ok(start >= 0, `"${words}" is in the text`)
  return { start, end: start + words.length }
}

/** How it was found, and what stands there in brackets. */
function told(text: string, found: Reanchored): string {
  if (!('ranges' in found)) return found.how
  return `${found.how}: ${found.ranges.quote.map(({ start, end }) => `[${text.slice(start, end)}]`).join(' ')}`
}

const find = (text: string, target: Target): string => told(text, reanchor(text, target))

const BEFORE = 'Am Dienstag trat der Minister in Berlin vor die Presse. '
const BEHIND = ' Danach verließ er den Saal durch eine Seitentür.'
const QUOTE = '„Wir werden die Brücke bis zum Herbst vollständig erneuern“'

describe('words that are still there', () => {
  it('are the same at their place, also with other quotation marks', () => {
    const { text, target } = noted(`${BEFORE}[${QUOTE}], sagte er.${BEHIND}`)
    assert.equal(find(text, target), `same: [${QUOTE}]`)
    const other = text.replace('„', '»').replace('“', '«')
    assert.equal(find(other, target), `same: [${QUOTE.replace('„', '»').replace('“', '«')}]`)
  })

  it('stay at their place when a twin stands elsewhere', () => {
    const { text, target } = noted(`${BEFORE}[${QUOTE}], sagte er.${BEHIND}`)
    assert.equal(find(`${text}\n\n${QUOTE}`, target), `same: [${QUOTE}]`)
  })

  it('are told from a twin by what stands around them', () => {
    const { text, target } = noted(`${BEFORE}[${QUOTE}], sagte er.${BEHIND}`)
    const changed = `Vorspann: ${QUOTE}.\n\n${text}`
    const found = reanchor(changed, target)
    assert.equal(found.how, 'moved')
    assert.ok('ranges' in found && found.ranges.quote[0]?.start === changed.lastIndexOf(QUOTE))
  })

  it('are found in pieces, each near the other', () => {
    const { text, target } = noted(
      `${BEFORE}[„Wir bauen die Brücke“], sagte er, [„noch in diesem Herbst.“]${BEHIND}`,
    )
    assert.equal(
      find(`Neu.\n\n${text.replace('sagte er', 'sagte der Minister')}`, target),
      'moved: [„Wir bauen die Brücke“] [„noch in diesem Herbst.“]',
    )
  })

  it('keep their speaker where he is named as before', () => {
    const { text, target } = noted(`${BEFORE}[${QUOTE}], sagte Meier.${BEHIND}`)
    const spoken = targetOf(text, { ...target.ranges, speaker: [at(text, 'Meier')] })
    const changed = `Neu.\n\n${text}`
    const found = reanchor(changed, spoken)
    assert.deepEqual('ranges' in found && found.ranges.speaker, [at(changed, 'Meier')])
    const renamed = reanchor(changed.replace('Meier', 'Maier'), spoken)
    assert.deepEqual('ranges' in renamed && renamed.ranges.speaker, [])
  })

  it('are searched only within the ranges given', () => {
    const { text, target } = noted(`${BEFORE}[${QUOTE}], sagte er.${BEHIND}`)
    const twice = `${text}\n\nJa: ${QUOTE}.`
    const second = at(twice, `Ja: ${QUOTE}`)
    const found = reanchor(twice, target, [second])
    assert.deepEqual('ranges' in found && found.ranges.quote, [{ start: second.start + 4, end: second.end }])
    assert.equal(reanchor(twice, target, [{ start: 0, end: 40 }]).how, 'lost')
  })
})

describe('words that have been edited', () => {
  const { text, target } = noted(`${BEFORE}[${QUOTE}], sagte er.${BEHIND}`)
  for (const [what, now] of [
    ['a word in the middle', QUOTE.replace('Herbst', 'Frühjahr')],
    ['the first word', QUOTE.replace('Wir', 'Die Länder')],
    ['the last word', QUOTE.replace('erneuern', 'sanieren')],
    ['typos', QUOTE.replace('Brücke', 'Brükce')],
    ['words put in', QUOTE.replace('bis', 'nach Möglichkeit bis')],
    ['words taken out', QUOTE.replace(' vollständig', '')],
  ] as const)
    it(`are found with their marks: ${what}`, () => {
      const changed = `Neu.\n\n${text.replace(QUOTE, now)}`
      assert.equal(find(changed, target), `changed: [${now}]`)
    })

  it('are found without their context, with borders between words', () => {
    const now = 'Wir wollen die Brücke bis zum Herbst vollständig erneuern'
    const { target: bare } = noted(`${BEFORE}[${QUOTE.slice(1, -1)}], sagte er.${BEHIND}`)
    assert.equal(find(`Anders begann das. ${now}! So endete es.`, bare), `changed: [${now}]`)
  })

  it('are found in pieces', () => {
    const pieces = noted(`${BEFORE}[„Wir bauen die Brücke“], sagte er, [„noch in diesem Herbst.“]${BEHIND}`)
    const changed = pieces.text.replace('bauen', 'planen').replace('diesem', 'jenem')
    assert.equal(find(changed, pieces.target), 'changed: [„Wir planen die Brücke“] [„noch in jenem Herbst.“]')
  })

  it('are lost, with what resembles, when too little of them is left', () => {
    const found = reanchor(
      'Ganz anderes. Wir werden vielleicht die alte Mühle bis zum Winter teils erneuern. Schluss.',
      target,
    )
    assert.equal(found.how, 'lost')
    assert.ok('candidates' in found && found.candidates.length <= 3)
  })

  it('are ambiguous when two places resemble them as much', () => {
    const a = QUOTE.replace('Herbst', 'Winter')
    const found = reanchor(`Erst ${a}. Und später dann ${a}.`, target)
    assert.equal(found.how, 'ambiguous')
    assert.ok('candidates' in found)
    assert.equal(found.candidates.length, 2)
    assert.ok(found.candidates.every(({ score, errors }) => score > 0.5 && score < 1 && errors > 0))
  })

  it('are preferred in their old context to a copy of the old words without it', () => {
    const now = QUOTE.replace('Herbst', 'Herbts')
    const changed = `${text.replace(QUOTE, now)}\n\nAn anderer Stelle: ${QUOTE}!`
    assert.equal(find(changed, target), `changed: [${now}]`)
  })
})

describe('a whole dossier', () => {
  it('tells twins apart by the annotations around them', () => {
    const twins =
      'Das Wetter war schön an diesem langen Tag. Er sagte, er komme heute. Das Wetter war schön an diesem langen Tag. '
    const text = `„Alpha ist der erste Satz“, hieß es. ${twins}„Beta ist der mittlere Satz“, hieß es. ${twins}„Gamma ist der letzte Satz“, hieß es.`
    const words = 'er komme heute'
    const second = at(text, words, text.indexOf('Beta'))
    const targets = [
      at(text, '„Alpha ist der erste Satz“'),
      at(text, words),
      at(text, '„Beta ist der mittlere Satz“'),
      second,
      at(text, '„Gamma ist der letzte Satz“'),
    ].map((range) => targetOf(text, { ...NO_ROLES, quote: [range] }))
    const changed = `Neuer Vorspann.\n\n${text}`
    assert.equal(reanchor(changed, targets[1]!).how, 'ambiguous')
    for (const [i, found] of reanchorAll(changed, targets).entries()) {
      assert.equal(found.how, 'moved')
      const start = targets[i]!.ranges.quote[0]!.start + changed.length - text.length
      assert.equal('ranges' in found && found.ranges.quote[0]?.start, start)
    }
  })

  it('does not give the place of one annotation to another whose words are gone', () => {
    const first = noted(`${BEFORE}[${QUOTE}], sagte er.${BEHIND}`)
    const text = `${first.text}\n\nDer Vorsitzende wiederholte es später noch einmal: ${QUOTE}.`
    const targets = [at(text, QUOTE), at(text, QUOTE, first.text.length)].map((range) =>
      targetOf(text, { ...NO_ROLES, quote: [range] }),
    )
    const [kept, gone] = reanchorAll(first.text, targets)
    assert.equal(kept?.how, 'same')
    assert.equal(gone?.how, 'lost')
    assert.ok(gone && 'candidates' in gone && gone.candidates.length === 1)
  })
})

// Laws

/** Every word another, so that every stretch of some length stands once. */
const unique = (n: number, seed: string): string =>
  Array.from({ length: n }, (_none, i) => `${seed}${((i * 7919 + 13) % 99991).toString(36)}w`).join(' ')
const cut = (text: string, a: number, b: number): Target =>
  targetOf(text, { ...NO_ROLES, quote: [{ start: Math.min(a, b), end: Math.max(a, b) }] })
const wild = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc
    .array(
      fc.constantFrom(
        'a',
        'aa',
        ' ',
        '\n\n',
        '\uFFFC',
        '\uD800',
        '\uDC00',
        'e\u0301',
        '„',
        '“',
        ' … ',
        'Ja',
        'die Lage sei ernst',
      ),
      {
        maxLength: 60,
      },
    )
    .map((parts) => parts.join('')),
)
const wildRange = fc.tuple(fc.nat(80), fc.nat(60)).map(([start, length]) => ({ start, end: start + length }))
const wildTarget: fc.Arbitrary<Target> = fc.record({
  ranges: fc.array(wildRange, { minLength: 1, maxLength: 3 }).map((quote) => ({ ...NO_ROLES, quote })),
  wording: wild,
  prefix: wild,
  suffix: wild,
  speaker: fc.constant(null),
  detached: fc.boolean(),
})
const onWild = wild
  .filter((text) => text.length > 0)
  .chain((text) =>
    fc
      .array(fc.tuple(fc.nat(text.length), fc.nat(text.length)), { minLength: 1, maxLength: 6 })
      .map((cuts) => cuts.map(([a, b]) => cut(text, a, b))),
  )

function check(text: string, target: Target, found: Reanchored): void {
  const lists = 'ranges' in found ? [found.ranges.quote] : found.candidates.map(({ quote }) => quote)
  for (const quote of lists) {
    assert.ok(quote.length > 0)
    let behind = 0
    for (const { start, end } of quote) {
      assert.ok(start >= behind && end >= start && end <= text.length, `${start} to ${end}`)
      behind = end
    }
  }
  if ('candidates' in found)
    for (const { score } of found.candidates) assert.ok(score >= 0 && score <= 1, `score ${score}`)
  if (found.how === 'same' || found.how === 'moved')
    assert.ok(isSameWording(wordingOf(text, found.ranges.quote), target.wording))
  if (found.how === 'changed') assert.ok(!isSameWording(wordingOf(text, found.ranges.quote), target.wording))
}

describe('re-anchoring on any text', () => {
  it('gives ranges in order inside the text, and the same words where it says so', () => {
    fc.assert(
      fc.property(wild, fc.oneof(fc.array(wildTarget, { maxLength: 4 }), onWild), (text, targets) => {
        const found = reanchorAll(text, targets)
        assert.equal(found.length, targets.length)
        for (const [i, target] of targets.entries()) {
          check(text, target, found[i]!)
          check(text, target, reanchor(text, target))
          check(text, target, reanchor(text, target, [{ start: 1, end: Math.max(1, text.length - 1) }]))
        }
      }),
      { numRuns: 600 },
    )
  })

  it('does not depend on the order of the targets', () => {
    fc.assert(
      fc.property(
        wild.filter((text) => text.length > 0),
        onWild,
        (text, targets) => {
          const found = reanchorAll(text, targets)
          assert.deepEqual(reanchorAll(text, [...targets].reverse()), [...found].reverse())
        },
      ),
      { numRuns: 300 },
    )
  })

  it('keeps words that stand once through edits outside of them and their context', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: CONTEXT_LENGTH, max: 400 }),
        fc.integer({ min: 12, max: 80 }),
        fc.nat(200),
        fc.nat(200),
        fc.nat(3),
        (start, length, removed, inserted, kind) => {
          const text = unique(120, 'q')
          // With a space at an end, the same words may as well begin or end a space away.
          fc.pre(!/^ | $/.test(text.slice(start, start + length)))
          const target = cut(text, start, start + length)
          const before = start - CONTEXT_LENGTH
          const behind = start + length + CONTEXT_LENGTH
          const words = unique(40, 'z').slice(0, inserted)
          const isBefore = kind < 2
          const from = isBefore ? Math.max(0, before - removed) : behind
          const to = kind % 2 ? from : isBefore ? before : Math.min(text.length, behind + removed)
          const changed = text.slice(0, from) + words + text.slice(to)
          const by = isBefore ? words.length - (to - from) : 0
          const found = reanchor(changed, target)
          assert.ok('ranges' in found, found.how)
          assert.deepEqual(found.ranges.quote, [{ start: start + by, end: start + length + by }])
          assert.equal(found.how, by ? 'moved' : 'same')
        },
      ),
      { numRuns: 400 },
    )
  })

  it('never chooses between twins with equal context', () => {
    fc.assert(
      fc.property(fc.integer({ min: 4, max: 60 }), fc.integer({ min: 1, max: 20 }), (length, gap) => {
        const block = unique(40, 'q')
        const target = cut(block, 80, 80 + length)
        const text = `${'x'.repeat(gap)} ${block} ${unique(10, 'y')} ${block}`
        const found = reanchor(text, target)
        assert.equal(found.how, 'ambiguous')
        assert.ok('candidates' in found && found.candidates.length === 2)
        assert.equal(found.candidates[0]?.score, found.candidates[1]?.score)
      }),
    )
  })

  it('finds nothing in a text that has nothing to do with the target', () => {
    const other = Array.from({ length: 40 }, (_none, i) => `${BEHIND.slice(0, 40 - (i % 7))}${BEFORE}`).join(
      '',
    )
    fc.assert(
      fc.property(fc.nat(300), fc.integer({ min: 5, max: 100 }), (start, length) => {
        assert.equal(reanchor(other, cut(unique(120, 'q'), start, start + length)).how, 'lost')
      }),
    )
  })

  it('takes no words of which less than the threshold is left', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(99), { maxLength: 100 }), fc.boolean(), (places, isInContext) => {
        const words = unique(20, 'q').slice(0, 100)
        const { target } = noted(`${BEFORE}[${words}]${BEHIND}`)
        const units = [...words]
        for (const place of places) units[place] = 'X'
        const text = isInContext
          ? `Neu. ${BEFORE}${units.join('')}${BEHIND}`
          : `Neu. ${units.join('')} Schluss.`
        const left = units.filter((unit) => unit !== 'X').length / units.length
        const found = reanchor(text, target)
        if (left < MIN_SIMILARITY_IN_CONTEXT) assert.equal(found.how, 'lost')
        if (left >= 0.85)
          assert.deepEqual('ranges' in found && found.ranges.quote, [at(text, units.join(''))])
      }),
    )
  })

  it('ends soon on texts made to be slow', () => {
    const started = performance.now()
    const a = 'a'.repeat(300_000)
    const targets = [
      cut(`${'a'.repeat(200)}b`, 0, 201),
      cut(`${'a'.repeat(5_000)}b`, 0, 5_001),
      cut('ab'.repeat(40_000), 0, 80_000),
      cut('a', 0, 1),
      cut(`x${a}y`, 0, 200_000),
    ]
    for (const text of [a, 'ab'.repeat(150_000), '\uD800'.repeat(300_000), '\uFFFC\n\n'.repeat(100_000), ''])
      for (const [i, found] of reanchorAll(text, targets).entries()) check(text, targets[i]!, found)
    assert.ok(performance.now() - started < 20_000)
  })
})
