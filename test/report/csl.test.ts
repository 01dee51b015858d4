import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { Ajv } from 'ajv'
import fc from 'fast-check'
import { RELIABILITIES, SOURCE_KINDS, type Source } from '../../src/model/source.js'
import { parseCSL, reportCSL, type ReportOptions } from '../../src/report/index.js'
import { ARTICLE, DOSSIER, source } from '../model/sample.js'
import { DE, EN, HOSTILE, hostileInput, INPUT } from './sample.js'
import { missing, standard } from './standards.js'

const SCHEMA = 'csl/csl-data.json'
const skip = missing(SCHEMA)
const ALL: ReportOptions = { ...DE, includeConfidential: true, includeContacts: true }

const exported = (sources: readonly Source[], options = ALL) =>
  reportCSL({ article: ARTICLE, dossier: { ...DOSSIER, annotations: [], sources } }, options)

const FULL = source('q1', {
  kind: 'agency-copy',
  author: 'Eva Beispiel',
  publisher: 'dpa',
  date: '2026-11',
  url: 'https://example.org/rat',
  archivedUrl: 'https://archive.example/rat',
  accessed: '2026-11-24',
  reliability: 'reliable',
  note: 'Zweite Fassung',
  contact: 'desk@example.org',
  correction: 'Zahl der Sitze',
})

const word = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom(...HOSTILE, '', '2026', 'null'),
)
const date = fc.constantFrom('2026', '0000', '2026-11', '2024-02-29', '2026-11-24')
const address = fc.webUrl({ withQueryParameters: true, withFragments: true })
const anySource: fc.Arbitrary<Source> = fc.record(
  {
    id: fc.string({ minLength: 1 }),
    kind: fc.constantFrom(...SOURCE_KINDS),
    title: word,
    author: word,
    publisher: word,
    date,
    url: address,
    archivedUrl: address,
    accessed: date,
    reliability: fc.constantFrom(...RELIABILITIES),
    confidential: fc.boolean(),
    note: word,
    contact: word,
    correction: word,
  },
  { requiredKeys: ['id', 'kind', 'title', 'reliability', 'confidential'], noNullPrototype: true },
)

describe('sources as CSL-JSON', () => {
  test('have what CSL knows in its variables, the rest apart', () => {
    assert.deepEqual(JSON.parse(exported([FULL])), [
      {
        id: 'q1',
        type: 'article-newspaper',
        title: 'Titel q1',
        genre: 'Agenturmeldung',
        author: [{ literal: 'Eva Beispiel' }],
        'container-title': 'dpa',
        issued: { 'date-parts': [[2026, 11]] },
        URL: 'https://example.org/rat',
        accessed: { 'date-parts': [[2026, 11, 24]] },
        note: 'Zweite Fassung',
        custom: {
          'prosemirror-attribution': {
            kind: 'agency-copy',
            reliability: 'reliable',
            confidential: false,
            archivedUrl: 'https://archive.example/rat',
            contact: 'desk@example.org',
            correction: 'Zahl der Sitze',
          },
        },
      },
    ])
  })

  test('come back as they were, whatever is in them', () => {
    fc.assert(
      fc.property(fc.uniqueArray(anySource, { selector: ({ id }) => id, maxLength: 5 }), (sources) => {
        const text = exported(sources)
        const parsed = parseCSL(text)
        assert.deepEqual(parsed, { ok: true, value: sources })
        assert.equal(exported(parsed.ok ? parsed.value : []), text)
      }),
    )
  })

  test('leave confidential sources and contacts out', () => {
    const secret = source('s', { title: 'Geheim', confidential: true })
    const text = exported([FULL, secret], DE)
    assert.doesNotMatch(text, /Geheim|Vertraulich|desk@/)
    assert.match(exported([FULL, secret]), /Geheim[^]*"confidential": true/)
  })

  test('are empty where there are none', () => {
    assert.equal(exported([]), '[]\n')
    assert.deepEqual(parseCSL('\uFEFF[]'), { ok: true, value: [] })
  })
})

describe("CSL's schema", { skip }, () => {
  const validate = skip ? null : new Ajv({ strict: false }).compile(JSON.parse(standard(SCHEMA)) as object)
  const problems = (text: string) => {
    validate?.(JSON.parse(text))
    return validate?.errors ?? []
  }

  test('accepts what is exported, of every kind, in both languages', () => {
    for (const options of [DE, EN, ALL]) assert.deepEqual(problems(reportCSL(INPUT, options)), [])
    const sources = SOURCE_KINDS.map((kind) => ({ ...FULL, id: kind, kind }))
    assert.deepEqual(problems(exported(sources)), [])
    for (const text of HOSTILE) assert.deepEqual(problems(reportCSL(hostileInput(text), ALL)), [])
  })

  test('accepts whatever sources hold, words for dates too', () => {
    const own = fc.record({ source: anySource, date: word, accessed: word })
    fc.assert(
      fc.property(own, ({ source, ...dates }) => {
        assert.deepEqual(problems(exported([{ ...source, ...dates }])), [])
      }),
    )
  })

  test('refuses a broken one', () => {
    assert.equal(problems('[{"id":"a","type":"agency-copy"}]')[0]?.instancePath, '/0/type')
  })

  test('knows no type that import does not know', () => {
    const { items } = JSON.parse(standard(SCHEMA)) as {
      items: { properties: { type: { enum: readonly string[] } } }
    }
    for (const type of items.properties.type.enum) assert.ok(parseCSL([{ id: 'a', type }]).ok, type)
  })
})

describe('import of CSL-JSON', () => {
  test('reads what reference managers write', () => {
    const zotero = [
      {
        id: 'http://zotero.org/users/1/items/ABCD',
        type: 'article-newspaper',
        'container-title': 'Beispielzeitung',
        language: 'de-DE',
        title: 'Rat stimmt zu',
        URL: 'https://example.org/artikel',
        volume: '3',
        author: [
          { family: 'Berg', given: 'Anna', 'non-dropping-particle': 'van den' },
          { literal: 'Stadt Beispiel' },
        ],
        accessed: { 'date-parts': [['2026', 11, 24]] },
        issued: { 'date-parts': [['2026', '1']] },
      },
      {
        id: 7,
        type: 'article-journal',
        title: 'On quoting',
        DOI: '10.1000/xyz',
        publisher: 'Press',
        issued: { raw: 'Spring 2020' },
        note: 'Read twice',
        custom: { short_id: 'x' },
      },
      { id: 'b', type: 'book', issued: { 'date-parts': [[98], [101, 2]], season: 1 }, author: [] },
      { id: 'c', type: 'personal_communication', title: 'Brief', issued: {} },
    ]
    assert.deepEqual(parseCSL(JSON.stringify(zotero)), {
      ok: true,
      value: [
        source('http://zotero.org/users/1/items/ABCD', {
          title: 'Rat stimmt zu',
          author: 'Anna van den Berg, Stadt Beispiel',
          publisher: 'Beispielzeitung',
          date: '2026-01',
          url: 'https://example.org/artikel',
          accessed: '2026-11-24',
        }),
        source('7', {
          title: 'On quoting',
          publisher: 'Press',
          url: 'https://doi.org/10.1000/xyz',
          note: 'Read twice\ndate: Spring 2020',
        }),
        source('b', { kind: 'book', title: '', note: 'date: 0098/0101-02' }),
        source('c', { kind: 'interview', title: 'Brief' }),
      ],
      mended: [1, 2].map((i) => ({
        path: `[${i}].date`,
        message: `must be a date (2026, 2026-11 or 2026-11-24), not ${i === 1 ? '"Spring 2020"' : '"0098/0101-02"'}; the words stand in the note now`,
      })),
    })
  })

  test('takes the type of another program where it has changed ours', () => {
    const parsed = parseCSL(exported([FULL]).replace('article-newspaper', 'book'))
    assert.ok(parsed.ok)
    assert.deepEqual([parsed.value[0]?.kind, parsed.value[0]?.publisher], ['book', 'dpa'])
  })

  test('tells every problem with its path, and takes nothing', () => {
    const parsed = parseCSL([
      { id: 'a', type: 'book' },
      { id: '', type: 'agency-copy', URL: 'javascript:alert(1)', title: 5 },
      { type: 'book', issued: { 'date-parts': [[2026, 13]] }, author: [{ family: null }] },
      {
        id: 'd',
        type: '__proto__',
        custom: { 'prosemirror-attribution': { kind: 'web-page', confidential: 'no' } },
      },
      'book',
    ])
    assert.ok(!parsed.ok)
    assert.deepEqual(
      parsed.problems.map(({ path }) => path),
      [
        '[1].id',
        '[1].type',
        '[1].title',
        '[1].URL',
        '[2].id',
        '[2].author[0].family',
        '[2].issued.date-parts[0]',
        '[3].type',
        '[3].custom.prosemirror-attribution.reliability',
        '[3].custom.prosemirror-attribution.confidential',
        '[4]',
      ],
    )
    assert.deepEqual(
      parseCSL([
        { id: 1, type: 'book' },
        { id: '1', type: 'book' },
      ]),
      {
        ok: false,
        problems: [{ path: '[1].id', message: 'the id "1" is used twice' }],
      },
    )
    for (const [data, message] of [
      ['{"id":"a"}', 'must be a list of CSL items'],
      ['[', /^not JSON: /],
      [null, 'must be a list of CSL items'],
    ] as const) {
      const one = parseCSL(data)
      assert.ok(!one.ok)
      assert.match(
        one.problems[0]?.message ?? '',
        message instanceof RegExp ? message : new RegExp(`^${message}$`),
      )
    }
  })

  test('is not led astray by keys of the prototype, nor by depth', () => {
    const parsed = parseCSL('[{"__proto__":{"id":"a","type":"book","title":"x"},"constructor":1}]')
    assert.ok(!parsed.ok)
    assert.equal(Object.hasOwn(Object.prototype, 'title'), false)
    const deep = `[{"id":"a","type":"book","custom":${'{"x":'.repeat(100_000)}1${'}'.repeat(100_000)}}]`
    assert.ok(parseCSL(deep).ok)
  })
})
