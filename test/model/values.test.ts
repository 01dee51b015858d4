import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { byPlace, isStale, isUntouched, targetOf, type Annotation } from '../../src/model/annotation.js'
import { articleText, blockStarts } from '../../src/model/article.js'
import { coverage } from '../../src/model/coverage.js'
import { cssString } from '../../src/model/css.js'
import { LABELS, LOCALES } from '../../src/model/labels.js'
import { shortened } from '../../src/model/presentation.js'
import { safeUrl, withoutUsers } from '../../src/model/source.js'
import type { Status } from '../../src/model/status.js'
import { isSameWording, normalizeWording, wordingOf } from '../../src/model/wording.js'
import { annotate, ARTICLE, AT, DOSSIER, EDITOR, rangeOf, TEXT } from './sample.js'

describe('normalizeWording', () => {
  const cases: readonly [wording: string, normal: string][] = [
    ['„Ja“', '"Ja"'],
    ['»Ja«', '"Ja"'],
    ['“Ja”', '"Ja"'],
    ['‚Ja‘, ‹nein›', "'Ja', 'nein'"],
    ['geht’s', "geht's"],
    ['  a \n\t b\u00A0c ', 'a b c'],
    ['Über', 'Über'],
    ['', ''],
  ]
  for (const [wording, normal] of cases)
    test(`${JSON.stringify(wording)} is ${JSON.stringify(normal)}`, () =>
      assert.equal(normalizeWording(wording), normal))
})

describe('isSameWording', () => {
  const cases: readonly [a: string, b: string, isSame: boolean][] = [
    ['„Ja“', '"Ja"', true],
    ['a  b', 'a b', true],
    ['a b', 'ab', false],
    ['Ja', 'ja', false],
    ['Ja.', 'Ja', false],
    ['der Rat', 'die Rat', false],
    ['„Ja“', "'Ja'", false],
  ]
  for (const [a, b, isSame] of cases)
    test(`${JSON.stringify(a)} and ${JSON.stringify(b)}: ${isSame}`, () =>
      assert.equal(isSameWording(a, b), isSame))
})

describe('isStale', () => {
  const present = annotate('a', ['Das werde teuer'])
  const cases: readonly [what: string, wording: string | null, detached: boolean, stale: boolean][] = [
    ['nobody reviewed it', null, false, false],
    ['the words are those reviewed', 'Das werde teuer', false, false],
    ['only white space differs', 'Das  werde\nteuer', false, false],
    ['a word differs', 'Das werde billig', false, true],
    ['the text is gone', 'Das werde billig', true, false],
    ['the review was of no words', '', false, true],
  ]
  for (const [what, wording, detached, stale] of cases)
    test(`${stale ? 'stale' : 'not stale'} when ${what}`, () =>
      assert.equal(
        isStale({
          review: { status: 'verified', wording, by: EDITOR, at: AT },
          target: { ...present.target, detached },
        }),
        stale,
      ))
})

describe('coverage', () => {
  const reviewed = (status: Status, wording = 'Das werde teuer'): Annotation =>
    annotate('a', ['Das werde teuer'], { review: { status, wording, by: EDITOR, at: AT } })
  const unchecked = annotate('a', ['Das werde teuer'])
  const cases: readonly [what: string, list: readonly Annotation[], expected: readonly number[]][] = [
    ['nothing', [], [0, 0, 0, 0]],
    ['one unchecked', [unchecked], [1, 0, 0, 0]],
    [
      'each final status',
      (['verified', 'disputed', 'unverifiable', 'not-checkable'] as const).map((status) => reviewed(status)),
      [4, 4, 0, 0],
    ],
    ['statuses that wait', [reviewed('in-progress'), reviewed('needs-change')], [2, 0, 0, 0]],
    ['a stale one is not checked', [reviewed('verified', 'anders')], [1, 0, 1, 0]],
    ['a dismissed one does not count', [{ ...reviewed('verified'), dismissed: true }], [0, 0, 0, 0]],
    [
      'a detached one keeps its review, but nothing holds of words that are gone',
      [{ ...reviewed('verified'), target: { ...unchecked.target, detached: true } }],
      [1, 0, 0, 1],
    ],
  ]
  for (const [what, list, expected] of cases)
    test(what, () => {
      const { total, checked, stale, detached, byStatus } = coverage(list)
      assert.deepEqual([total, checked, stale, detached], expected)
      assert.equal(
        Object.values(byStatus).reduce((sum, count) => sum + count, 0),
        total,
      )
    })
})

describe('targetOf', () => {
  test('joins the pieces of an interrupted quote and notes what stands around it', () => {
    const quote = [rangeOf('„Wir bauen“'), rangeOf('„noch im Mai.“')]
    const target = targetOf(TEXT, { quote, speaker: [rangeOf('Meier')], cue: [], frame: [], addressee: [] })
    assert.equal(target.wording, '„Wir bauen“ … „noch im Mai.“')
    assert.equal(target.speaker, 'Meier')
    assert.ok(TEXT.includes(target.prefix + '„Wir bauen“'))
    assert.ok(TEXT.includes('„noch im Mai.“' + target.suffix))
    assert.equal(target.suffix.length, 32)
  })
  test('throws without a quote', () => {
    const none = { quote: [], speaker: [], cue: [], frame: [], addressee: [] }
    assert.throws(() => targetOf(TEXT, none), RangeError)
  })
})

test('statements are ordered by place, the outer one before the inner', () => {
  const inner = annotate('inner', ['„Unsinn“'])
  const outer = annotate('outer', ['es sei „Unsinn“'])
  const first = annotate('first', ['Das werde teuer'])
  const same = annotate('wide', ['Das werde teuer.'])
  assert.deepEqual(
    [inner, first, outer, same].sort(byPlace).map(({ id }) => id),
    ['wide', 'first', 'outer', 'inner'],
  )
})

describe('isUntouched', () => {
  const fresh = annotate('a', ['Das werde teuer'])
  const touched: readonly [string, Partial<Annotation>][] = [
    ['marked by hand', { origin: 'manual' }],
    ['reviewed', { review: { status: 'unchecked', wording: 'x', by: EDITOR, at: AT } }],
    ['with evidence', { evidence: DOSSIER.annotations[0]?.evidence ?? [] }],
    ['with a note', { note: 'x' }],
    ['dismissed', { dismissed: true }],
    ['edited', { edited: true }],
  ]
  test('a fresh one is', () => assert.ok(isUntouched(fresh)))
  for (const [what, change] of touched)
    test(`one ${what} is not`, () => assert.ok(!isUntouched({ ...fresh, ...change })))
})

test('block starts point into the rendering', () => {
  const starts = blockStarts(ARTICLE.blocks)
  for (const [i, { text }] of ARTICLE.blocks.entries())
    assert.equal(articleText(ARTICLE).slice(starts[i], (starts[i] ?? 0) + text.length), text)
})

test('wordingOf joins pieces with an ellipsis', () => {
  assert.equal(
    wordingOf('abcdef', [
      { start: 0, end: 2 },
      { start: 4, end: 6 },
    ]),
    'ab … ef',
  )
})

describe('safeUrl', () => {
  const cases: readonly [url: string, safe: boolean][] = [
    ['https://example.org', true],
    ['HTTP://example.org/a?b=c#d', true],
    [' https://example.org ', true],
    ['https://müller.example/straße', true],
    ['https://[2001:db8::1]/', true],
    ['javascript:alert(1)', false],
    ['JaVaScRiPt:alert(1)', false],
    ['java\nscript:alert(1)', false],
    ['data:text/html,x', false],
    ['//example.org', false],
    ['https:example.org', false],
    ['https:///path', false],
    ['https://a b', false],
    ['https://a"onclick="x', false],
    ['https://a/<script>', false],
    ['https://a/\u0000', false],
    ['https://a/\u202Egpj.exe', false],
    ['https://a/\uD800', false],
    ['', false],
  ]
  for (const [url, safe] of cases)
    test(`${JSON.stringify(url)}: ${safe}`, () => assert.equal(safeUrl(url) !== null, safe))
})

describe('an address without who signs in', () => {
  const cases: readonly [url: string, safe: string | null][] = [
    ['https://user:secret@host.example/', 'https://host.example/'],
    ['https://token@host.example/@name?a=b@c#d@e', 'https://host.example/@name?a=b@c#d@e'],
    ['HTTPS://a%40b:c@d@host.example', 'HTTPS://host.example'],
    [
      'https://x.example/?u=https%3A%2F%2Fa%3Ab%40c.example%2F',
      'https://x.example/?u=https%3A%2F%2Fc.example%2F',
    ],
    ['https://user:secret@', null],
    ['https://medium.example/@name', 'https://medium.example/@name'],
  ]
  for (const [url, safe] of cases) test(`${url}: ${String(safe)}`, () => assert.equal(safeUrl(url), safe))

  test('comes to an end for words that are made to have it search for long', () => {
    assert.equal(withoutUsers('https://'.repeat(200_000)).length, 1_600_000)
    assert.equal(withoutUsers(`https://${'a'.repeat(2_000_000)}`).length, 2_000_008)
    assert.equal(withoutUsers('https://a%40'.repeat(200_000)), 'https://'.repeat(200_000))
  })
})

describe('shortened', () => {
  const cases: readonly [text: string, length: number, short: string][] = [
    ['Er kam nicht', 12, 'Er kam nicht'],
    ['Er kam nicht', 11, 'Er kam …'],
    ['Er kam nicht', 7, 'Er kam …'],
    ['Donaudampfschiff', 5, 'Donau…'],
    ['😀😀😀', 3, '😀😀😀'],
    ['😀😀😀', 2, '😀😀…'],
    ['', 3, ''],
  ]
  for (const [text, length, short] of cases)
    test(`${JSON.stringify(text)} to ${length}: ${short}`, () => assert.equal(shortened(text, length), short))
})

test('nothing leads out of a string in CSS', () => {
  for (const text of ['"; color: red', '\\', '\n}', '</style>', '\u202e', '\ud800', '*/'])
    assert.match(cssString(text), /^"(?:[\p{L}\p{N} ]|\\[0-9a-f]+ )*"$/u)
})

test('every label exists in every language and says something', () => {
  const leaves = (value: unknown, path = ''): string[] =>
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, inner]) => leaves(inner, `${path}.${key}`))
      : (assert.ok(typeof value === 'string' && value.trim(), path), [path])
  const [first, ...others] = LOCALES.map((locale) => leaves(LABELS[locale]))
  for (const other of others) assert.deepEqual(other, first)
})
