import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Annotation } from '../../src/model/annotation.js'
import { coverage } from '../../src/model/coverage.js'
import { dossierToJSON, parseDossier, schemeFor, type Dossier } from '../../src/model/dossier.js'
import { LABELS, ratingLabel, statusLabel } from '../../src/model/labels.js'
import {
  createScheme,
  DEFAULT_SCHEME,
  isFinal,
  ratingIn,
  statusIn,
  STATUSES,
  type StatusDefinition,
} from '../../src/model/status.js'
import { annotate, AT, DOSSIER, EDITOR } from './sample.js'

const unchecked: StatusDefinition = { key: 'unchecked', sign: '○', isFinal: false, isBlocking: false }
const legal: StatusDefinition = {
  key: 'legal-check',
  label: { de: 'Beim Justiziar', en: 'With legal' },
  sign: '§',
  colour: '#a30',
  isFinal: false,
  isBlocking: true,
}
const HOUSE = createScheme({
  statuses: [unchecked, legal],
  ratings: [{ key: 'green', label: { de: 'Grün' }, value: 1 }],
})

function under(status: string, rest: Partial<Annotation> = {}): Annotation {
  const made = annotate('a1', ['„Wir bauen“'], rest)
  return { ...made, review: { status, wording: made.target.wording, by: EDITOR, at: AT } }
}

const load = (dossier: Dossier) => parseDossier(JSON.stringify(dossierToJSON(dossier)))

describe('a scheme', () => {
  test('is the default one where nothing else is said', () => {
    assert.deepEqual(createScheme({}), DEFAULT_SCHEME)
    assert.deepEqual(
      DEFAULT_SCHEME.statuses.map(({ key }) => key),
      [...STATUSES],
    )
    assert.equal(createScheme({ ratings: [] }).statuses, DEFAULT_SCHEME.statuses)
  })

  test('throws for keys that are malformed or there twice', () => {
    for (const key of ['', 'Legal', 'legal check', '-legal', 'legal-', '2nd', 'prüfen', 'a"b'])
      assert.throws(() => createScheme({ statuses: [unchecked, { ...legal, key }] }), RangeError, key)
    assert.throws(() => createScheme({ statuses: [unchecked, legal, legal] }), /"legal-check" is there twice/)
    assert.throws(() => createScheme({ ratings: [{ key: 'A', value: 1 }] }), /ratings: "A" is no key/)
    assert.throws(
      () =>
        createScheme({
          ratings: [
            { key: 'a', value: 1 },
            { key: 'a', value: 2 },
          ],
        }),
      /ratings: "a" is there twice/,
    )
  })

  test('throws for a status without a sign, or with a long one', () => {
    for (const sign of ['', ' ', 'abc'])
      assert.throws(() => createScheme({ statuses: [unchecked, { ...legal, sign }] }), /needs a sign/)
    assert.ok(createScheme({ statuses: [unchecked, { ...legal, sign: '😀!' }] }))
  })

  test('has "unchecked", which neither ends a check nor blocks', () => {
    for (const statuses of [
      [],
      [legal],
      [{ ...unchecked, isFinal: true }],
      [{ ...unchecked, isBlocking: true }],
    ])
      assert.throws(() => createScheme({ statuses }), /"unchecked" must be there/)
  })

  test('blocks with a status that it does not know, and does not end a check with it', () => {
    const { isFinal: ends, isBlocking, sign } = statusIn(HOUSE, 'verified')
    assert.deepEqual([ends, isBlocking, sign], [false, true, '•'])
    assert.equal(isFinal('verified'), true)
    assert.equal(isFinal('verified', HOUSE), false)
    assert.deepEqual(ratingIn(HOUSE, 'true'), { key: 'true', value: null })
  })

  test('gives its own words, else those of the interface, else the key', () => {
    const words = { labels: LABELS.de, locale: 'de-AT' }
    assert.equal(statusLabel('legal-check', { ...words, scheme: HOUSE }), 'Beim Justiziar')
    assert.equal(statusLabel('legal-check', { labels: LABELS.en, locale: 'fr', scheme: HOUSE }), 'With legal')
    assert.equal(statusLabel('verified', words), 'Bestätigt')
    assert.equal(statusLabel('constructor', words), 'constructor')
    assert.equal(ratingLabel('green', { labels: LABELS.en, locale: 'en', scheme: HOUSE }), 'Grün')
  })

  test('counts every one of its statuses, and foreign ones too', () => {
    const { byStatus, checked } = coverage([under('verified')], HOUSE)
    assert.deepEqual(byStatus, { unchecked: 0, 'legal-check': 0, verified: 1 })
    assert.equal(checked, 0)
  })
})

describe('a dossier of another house', () => {
  const foreign: Dossier = {
    annotations: [
      under('legal-check', {
        verdict: { rating: 'green', wording: '„Wir bauen“', by: EDITOR, at: AT },
      }),
    ],
    sources: [],
    log: [],
    scheme: HOUSE,
  }

  test('comes back as it was, with its own scheme', () => {
    assert.deepEqual(load(foreign), { ok: true, value: foreign })
  })

  test('does not load with statuses or ratings that its scheme lacks, or with a scheme that is unsound', () => {
    const { scheme: _, ...without } = foreign
    const plain = load(without)
    assert.deepEqual(!plain.ok && plain.problems.map(({ path }) => path), [
      'annotations[0].review.status',
      'annotations[0].verdict.rating',
    ])
    const unsound = load({ ...foreign, scheme: { ...HOUSE, statuses: [legal] } })
    assert.deepEqual(!unsound.ok && unsound.problems.map(({ path }) => path), ['scheme'])
  })

  test('keeps the meaning of its statuses in a house that has others', () => {
    const scheme = schemeFor(foreign)
    assert.deepEqual(statusIn(scheme, 'legal-check'), legal)
    assert.deepEqual(ratingIn(scheme, 'green'), HOUSE.ratings[0])
    assert.deepEqual(scheme.statuses.slice(0, -1), DEFAULT_SCHEME.statuses)
    // Only what is used comes along.
    assert.equal(schemeFor({ ...foreign, annotations: [] }), DEFAULT_SCHEME)
    assert.equal(schemeFor(DOSSIER), DEFAULT_SCHEME)
    assert.equal(schemeFor(foreign, HOUSE), HOUSE)
  })

  test('blocks with a status that neither house explains', () => {
    const { scheme: _, ...without } = foreign
    assert.equal(statusIn(schemeFor(without), 'legal-check').isBlocking, true)
  })
})

describe('a file of version 1', () => {
  const NEW = [
    'assignee',
    'verdict',
    'signOff',
    'reopened',
    'anonymity',
    'thread',
    'overrides',
  ] as const satisfies readonly (keyof Annotation)[]

  test('loads, with nothing in what it did not know', () => {
    const file = JSON.parse(JSON.stringify(dossierToJSON(DOSSIER))) as Record<string, unknown> & {
      annotations: Record<string, unknown>[] // what `dossierToJSON` has written
    }
    for (const annotation of file.annotations) {
      for (const key of NEW) delete annotation[key]
      for (const own of annotation['evidence'] as Record<string, unknown>[]) delete own['translated']
    }
    const loaded = parseDossier({ ...file, version: 1 })
    assert.deepEqual(loaded, { ok: true, value: DOSSIER })
    assert.ok(!parseDossier({ ...file, version: 3 }).ok)
  })
})
