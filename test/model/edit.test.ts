import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import type { Annotation } from '../../src/model/annotation.js'
import { movedBorder, nearestBorder, soundQuote } from '../../src/model/borders.js'
import { candidatesFor } from '../../src/model/candidates.js'
import { dossierToJSON, parseDossier } from '../../src/model/dossier.js'
import {
  followerOf,
  foreignLeftOver,
  mergeAnnotations,
  splitAnnotation,
  withKind,
  withQuote,
  withSpeaker,
} from '../../src/model/edit.js'
import type { TextRange } from '../../src/text/statement.js'
import { annotate, AT, DOSSIER, EDITOR, rangeOf, source, TEXT } from './sample.js'

const words = ({ start, end }: TextRange, text = TEXT): string => text.slice(start, end)

describe('borders', () => {
  test('are trimmed, and never cut a character in two', () => {
    const text = ' „Ja 😀 nein“ '
    assert.deepEqual(
      soundQuote(text, [{ start: 0, end: text.length }])?.map((r) => words(r, text)),
      ['„Ja 😀 nein“'],
    )
    assert.deepEqual(
      soundQuote(text, [{ start: 2, end: 6 }])?.map((r) => words(r, text)),
      ['Ja 😀'],
    )
  })

  const refused: readonly [string, readonly TextRange[]][] = [
    ['nothing', []],
    ['an empty range', [{ start: 3, end: 3 }]],
    ['white space', [{ start: 3, end: 4 }]],
    ['signs alone', [{ start: TEXT.indexOf('“,'), end: TEXT.indexOf('“,') + 2 }]],
    ['what lies outside', [{ start: 0, end: TEXT.length + 1 }]],
    ['what ends before it begins', [{ start: 9, end: 2 }]],
    [
      'pieces out of order',
      [
        { start: 9, end: 12 },
        { start: 0, end: 3 },
      ],
    ],
    ['parts of a unit', [{ start: 0.5, end: 3 }]],
  ]
  for (const [what, quote] of refused)
    test(`cannot be put around ${what}`, () => assert.equal(soundQuote(TEXT, quote), null))

  const text = 'Die Corona-Regeln (rund 3,5 %) gelten: „Ja“.'
  const stops = (border: 'start' | 'end', from: number, direction: 1 | -1): readonly string[] => {
    const found: string[] = []
    for (let at: number | null = from; at !== null;) {
      at = movedBorder(text, at, { border, by: 'word', direction })
      if (at !== null) found.push(border === 'end' ? text.slice(0, at).slice(-3) : text.slice(at, at + 3))
    }
    return found
  }
  test('go from word end to word end, signs apart', () =>
    assert.deepEqual(stops('end', 0, 1), [
      'Die',
      'eln',
      'n (',
      'und',
      '3,5',
      '5 %',
      ' %)',
      'ten',
      'en:',
      ': „',
      '„Ja',
      'Ja“',
      'a“.',
    ]))
  test('go back from word start to word start', () =>
    assert.deepEqual(stops('start', 18, -1), ['Cor', 'Die']))
  test('come to stand at a character, not at a space', () => {
    const at = movedBorder(text, 3, { border: 'end', by: 'character', direction: 1 })
    assert.equal(text.slice(0, at ?? 0), 'Die C')
    assert.equal(movedBorder(text, text.length, { border: 'end', by: 'character', direction: 1 }), null)
    assert.equal(movedBorder(text, 0, { border: 'start', by: 'character', direction: -1 }), null)
  })
  test('find the nearest word', () => {
    assert.equal(text.slice(0, nearestBorder(text, 15, 'end')), 'Die Corona-Regeln')
    assert.ok(text.slice(nearestBorder(text, 6, 'start')).startsWith('Corona'))
  })
  test('find a word however far it is', () => {
    const far = `a${' '.repeat(2000)}b`
    assert.equal(movedBorder(far, 1, { border: 'end', by: 'word', direction: 1 }), far.length)
    assert.equal(movedBorder(far, far.length - 1, { border: 'start', by: 'word', direction: -1 }), 0)
  })
})

describe('an annotation with other borders', () => {
  test('keeps its review, and the roles that stay outside', () => {
    const before = annotate('a', ['„Wir bauen“'], {
      speaker: 'Meier',
      review: { status: 'verified', wording: '„Wir bauen“', by: EDITOR, at: AT },
    })
    const wider = withQuote(before, TEXT, [rangeOf('„Wir bauen“, sagte')])
    assert.equal(wider?.target.speaker, 'Meier')
    assert.deepEqual(wider.review, before.review)
    assert.equal(withQuote(before, TEXT, [rangeOf('„Wir bauen“, sagte Meier')])?.target.speaker, null)
    assert.equal(withQuote(before, TEXT, before.target.ranges.quote), null)
  })
})

describe('another speaker', () => {
  test('takes the flags for a missing name away, or brings them', () => {
    const before = annotate('a', ['Das werde teuer'], { flags: ['no-source', 'hearsay'] })
    const named = withSpeaker(before, TEXT, { kind: 'named', name: 'Meier' }, [rangeOf('Meier')])
    assert.deepEqual(named?.flags, ['hearsay'])
    assert.equal(named.target.speaker, 'Meier')
    const other = withSpeaker(named, TEXT, { kind: 'named', name: 'Eva Kurz' }, null)
    assert.equal(other?.target.speaker, 'Meier')
    const unnamed = withSpeaker(named, TEXT, { kind: 'unnamed' }, [])
    assert.deepEqual(unnamed?.flags, ['hearsay', 'unnamed-source'])
  })
  test('is no one by a name without letters, of an unknown sort, or the same one', () => {
    const before = annotate('a', ['Das werde teuer'], { speaker: 'Meier' })
    assert.equal(withSpeaker(before, TEXT, { kind: 'named', name: ' - ' }, []), null)
    assert.equal(withSpeaker(before, TEXT, { kind: 'robot', name: 'R2' } as never, []), null)
    assert.equal(withSpeaker(before, TEXT, before.speakerIs, before.target.ranges.speaker), null)
    assert.equal(withKind(before, 'sung' as never), null)
  })
})

const evidence = DOSSIER.annotations[0]?.evidence ?? []

describe('merging', () => {
  test('joins what only signs and white space part, within a text block', () => {
    const join = (a: string, b: string): readonly string[] | undefined =>
      mergeAnnotations(annotate('a', [a]), annotate('b', [b]), TEXT)?.target.ranges.quote.map((r) => words(r))
    assert.deepEqual(join('noch im Mai', 'Das werde teuer'), ['noch im Mai.“ Das werde teuer'])
    assert.deepEqual(join('Wir bauen', 'noch im Mai'), ['Wir bauen', 'noch im Mai'])
    assert.deepEqual(join('Das werde teuer', 'Laut Polizei'), ['Das werde teuer', 'Laut Polizei'])
    assert.deepEqual(join('kam niemand', 'niemand, der'), ['kam niemand, der'])
  })
  test('keeps the first one’s id, kind and speaker whichever way round, else the other’s speaker', () => {
    const first = annotate('a', ['„Wir bauen“'], { kind: 'direct' })
    const second = annotate('b', ['Das werde teuer'], { kind: 'reported', speaker: 'Meier' })
    for (const merged of [mergeAnnotations(first, second, TEXT), mergeAnnotations(second, first, TEXT)]) {
      assert.deepEqual([merged?.id, merged?.kind, merged?.speakerIs.name], ['a', 'direct', 'Meier'])
      assert.equal(merged?.target.speaker, 'Meier')
    }
  })
  test('gives evidence with the same id another one', () => {
    const other = evidence.map((item) => ({ ...item, passage: 'anderes' }))
    const merged = mergeAnnotations(
      annotate('a', ['„Wir bauen“'], { evidence }),
      annotate('b', ['Das werde teuer'], { evidence: other }),
      TEXT,
    )
    assert.deepEqual(
      merged?.evidence.map(({ id }) => id),
      ['e1', 'e1-2'],
    )
  })
  test('keeps what somebody else has written of either, and hands over what there is no place for', () => {
    const foreign = (id: string) =>
      ({
        format: 'web-annotation',
        annotation: { id, type: 'Annotation', motivation: 'commenting' },
      }) as const
    const [one, other] = [foreign('urn:x:1'), foreign('urn:x:2')]
    const first = annotate('a', ['„Wir bauen“'])
    const second = annotate('b', ['Das werde teuer'])
    const merged = (a: Annotation, b: Annotation) => [
      mergeAnnotations(b, a, TEXT)?.foreign,
      foreignLeftOver(b, a),
    ]
    assert.deepEqual(merged({ ...first, foreign: one }, { ...second, foreign: other }), [one, other])
    assert.deepEqual(merged(first, { ...second, foreign: other }), [other, null])
    assert.deepEqual(merged({ ...first, foreign: one }, second), [one, null])
    assert.deepEqual(merged(first, second), [undefined, null])
    const parts = splitAnnotation({ ...first, foreign: one }, TEXT, {
      at: rangeOf('bauen').start,
      newId: 'n',
    })
    assert.deepEqual(
      parts?.map((part) => part.foreign),
      [one, undefined],
    )
  })
  test('does not take part in what is gone or dismissed', () => {
    const one = annotate('a', ['„Wir bauen“'])
    const other = annotate('b', ['Das werde teuer'])
    assert.equal(mergeAnnotations(one, { ...other, dismissed: true }, TEXT), null)
    assert.equal(mergeAnnotations(one, { ...other, target: { ...other.target, detached: true } }, TEXT), null)
    assert.equal(mergeAnnotations(one, one, TEXT), null)
  })
  test('follows the text to the next statement, past what lies inside', () => {
    const list = [
      annotate('outer', ['Laut Polizei kam niemand']),
      annotate('inner', ['kam niemand']),
      annotate('next', ['„Unsinn“']),
      annotate('gone', ['der meinte'], { dismissed: true }),
    ]
    assert.equal(followerOf(list, 'outer'), 'next')
    assert.equal(followerOf(list, 'next'), null)
    assert.equal(followerOf(list, 'gone'), null)
  })
})

describe('laws', () => {
  const place = fc.record({ start: fc.nat(TEXT.length), length: fc.integer({ min: 3, max: 40 }) })
  const annotation = (id: string): fc.Arbitrary<Annotation> =>
    fc
      .record({
        place,
        note: fc.constantFrom('', 'x', 'y'),
        passages: fc.array(fc.constantFrom('p', 'q', 'r')),
      })
      .map(({ place: { start, length }, note, passages }) => {
        const quote = soundQuote(TEXT, [{ start, end: Math.min(TEXT.length, start + length) }])
        const base = annotate(id, ['Das werde teuer'], {
          note,
          evidence: passages.map((passage, i) => ({
            id: `e${i}`,
            sourceId: 'q1',
            relation: 'origin' as const,
            passage: passage + i,
            locator: '',
            translated: false,
            by: EDITOR,
            at: AT,
          })),
        })
        return (quote && withQuote(base, TEXT, quote)) ?? base
      })

  test('a merged statement survives a round trip through JSON and loses nothing', () =>
    fc.assert(
      fc.property(annotation('a'), annotation('b'), (a, b) => {
        const merged = mergeAnnotations(a, b, TEXT)
        assert.ok(merged)
        const dossier = { annotations: [merged], sources: [source('q1')], log: [] }
        const parsed = parseDossier(JSON.stringify(dossierToJSON(dossier)))
        assert.ok(parsed.ok, JSON.stringify(parsed))
        assert.deepEqual(parsed.value, dossier)
        for (const { passage } of [...a.evidence, ...b.evidence])
          assert.ok(merged.evidence.some((own) => own.passage === passage))
        for (const { note } of [a, b]) assert.ok(merged.note.includes(note))
      }),
    ))

  test('split then merged has the same extent and all evidence', () =>
    fc.assert(
      fc.property(annotation('a'), fc.nat(TEXT.length), (whole, at) => {
        const parts = splitAnnotation(whole, TEXT, { at, newId: 'n' })
        if (!parts) return
        const [first, second] = parts
        assert.equal(new Set(second.evidence.map(({ id }) => id)).size, whole.evidence.length)
        const merged = mergeAnnotations(second, first, TEXT)
        assert.ok(merged)
        assert.equal(merged.id, 'a')
        const { quote } = merged.target.ranges
        assert.equal(quote[0]?.start, whole.target.ranges.quote[0]?.start)
        assert.equal(quote.at(-1)?.end, whole.target.ranges.quote.at(-1)?.end)
        assert.deepEqual(merged.evidence, whole.evidence)
        assert.equal(merged.note, whole.note)
      }),
      { numRuns: 500 },
    ))
})

test('a file from before borders could be set loads as not edited', () => {
  const old: Partial<Annotation> = { ...annotate('a', ['Das werde teuer']), edited: undefined }
  const parsed = parseDossier({
    format: 'prosemirror-attribution',
    version: 1,
    annotations: [old],
    sources: [],
    log: [],
  })
  assert.ok(parsed.ok)
  assert.equal(parsed.value.annotations[0]?.edited, false)
})

describe('places for a detached annotation', () => {
  const { target } = annotate('a', ['Das werde teuer'])
  const detached = { ...target, detached: true, prefix: 'x', suffix: 'y' }
  const places = (text: string): readonly string[] =>
    candidatesFor(text, detached).map(({ quote, wording }) => `${quote[0]?.start} ${wording}`)
  test('are all where its words stand', () =>
    assert.deepEqual(places('Das werde teuer. Ja. Das werde teuer.'), [
      '0 Das werde teuer',
      '21 Das werde teuer',
    ]))
  test('is the only one where they stand once', () =>
    assert.deepEqual(places('Ach: Das werde teuer.'), ['5 Das werde teuer']))
  test('are none where nothing is like them', () => assert.deepEqual(places('Ganz etwas anderes.'), []))
})
