import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import fc from 'fast-check'
import {
  parsePublication,
  reportNinjs,
  reportSchemaOrg,
  TRUST_INDICATORS,
  type Publication,
} from '../../src/report/index.js'
import { annotate, ARTICLE, DOSSIER, source } from '../model/sample.js'
import { DE, HOSTILE, hostileInput, hostileOptions, INPUT } from './sample.js'
import { missing, standard } from './standards.js'

const PUBLICATION: Publication = {
  url: 'https://news.example/rat',
  authors: [
    { kind: 'person', name: 'Eva Beispiel' },
    { kind: 'person', name: 'Jan Muster' },
  ],
  datePublished: '2026-11-24T08:00:00+01:00',
  trustIndicators: [
    { role: 'unnamedSourcesPolicy', title: 'Ungenannte Quellen', href: 'https://news.example/quellen' },
    { role: 'https://news.example/roles/report', href: 'https://news.example/bericht' },
  ],
}
const WITH = { ...DE, publication: PUBLICATION }
const itemOf = (...of: Parameters<typeof reportNinjs>) =>
  JSON.parse(reportNinjs(...of)) as Record<string, unknown>

describe('the news item', () => {
  test('has the text, whom it quotes, its sources and the trust indicators', () => {
    const body =
      'Rat stimmt zu\n\n„Wir bauen“, sagte Meier, „noch im Mai.“ Das werde teuer.\n\nLaut Polizei kam niemand, der meinte, es sei „Unsinn“.'
    assert.deepEqual(itemOf(INPUT, WITH), {
      uri: 'https://news.example/rat',
      standard: {
        name: 'ninjs',
        version: '3.1',
        schema: 'http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json',
      },
      type: 'text',
      representationType: 'full',
      firstCreated: '2026-11-24T08:00:00+01:00',
      versionCreated: '2026-11-24T08:00:00+01:00',
      language: 'de',
      title: 'Rat stimmt zu',
      by: 'Eva Beispiel, Jan Muster',
      headlines: [{ role: 'main', contentType: 'text/plain', value: 'Rat stimmt zu' }],
      bodies: [{ role: 'main', contentType: 'text/plain', value: body, charCount: 128, wordCount: 22 }],
      people: [{ name: 'Meier' }, { name: 'Polizei' }],
      infoSources: [{ name: 'Stadt Beispiel', uri: 'https://example.org/rat' }, { name: 'Lokalzeit' }],
      trustIndicators: [
        {
          role: 'http://cv.iptc.org/newscodes/trustindicator/unnamedSourcesPolicy',
          title: 'Ungenannte Quellen',
          href: 'https://news.example/quellen',
        },
        { role: 'https://news.example/roles/report', href: 'https://news.example/bericht' },
      ],
    })
  })

  test('names no confidential source, none that no statement rests on, and no contact', () => {
    const sources = [
      source('q1', { title: 'Geheim', confidential: true }),
      source('q2', { title: 'Unbenutzt', contact: 'x@example.org' }),
    ]
    const text = reportNinjs({ article: ARTICLE, dossier: { ...DOSSIER, sources } }, WITH)
    assert.doesNotMatch(text, /infoSources|Geheim|Unbenutzt|x@example|Mitschnitt|M\. K\./)
  })

  test('names nobody whom the article does not name, nor a name that had to be left out', () => {
    const secret = source('q1', { author: 'Eva Berg', confidential: true })
    const annotations = (['named', 'unnamed'] as const).map((kind, i) =>
      annotate(`a${i}`, ['„Unsinn“'], {
        speakerIs: { kind, name: kind === 'named' ? 'Eva Berg' : 'Jan Dorn' },
      }),
    )
    const input = { article: ARTICLE, dossier: { ...DOSSIER, annotations, sources: [secret] } }
    for (const text of [reportNinjs(input, WITH), reportSchemaOrg(input, WITH)])
      assert.doesNotMatch(text, /Eva Berg|Jan Dorn|Vertraulich/)
    assert.match(reportNinjs(input, { ...WITH, includeConfidential: true }), /Eva Berg/)
  })

  test('leaves out dates that are not given to the second', () => {
    for (const datePublished of ['2026-11-24', '2026-11-24T08:00Z', 'gestern', '2026-13-24T08:00:00Z'])
      assert.equal(
        'firstCreated' in itemOf(INPUT, { ...DE, publication: { ...PUBLICATION, datePublished } }),
        false,
      )
  })

  test('cannot be made without an address', () => {
    assert.throws(() => reportNinjs(INPUT, DE), {
      name: 'RangeError',
      message: /web address as its URI, not ""/,
    })
    const publication = { url: 'javascript:alert(1)' }
    assert.throws(() => reportNinjs(INPUT, { ...DE, publication }), RangeError)
  })
})

const SCHEMA = 'ninjs/ninjs-schema_3.1.json'
const skip = missing(SCHEMA)

describe('the schema of ninjs 3.1', { skip }, () => {
  const ajv = new Ajv2020({ strict: false })
  addFormats.default(ajv)
  // It refers to the schema of GeoJSON, of which no item here has anything.
  ajv.addSchema({ $id: 'https://geojson.org/schema/GeoJSON.json', type: 'object' })
  const validate = skip ? null : ajv.compile(JSON.parse(standard(SCHEMA)) as object)
  const problems = (text: string) => {
    validate?.(JSON.parse(text))
    return (validate?.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
  }

  test('accepts the item, with every trust indicator, and the least one', () => {
    assert.deepEqual(problems(reportNinjs(INPUT, WITH)), [])
    const trustIndicators = TRUST_INDICATORS.map((role) => ({ role, href: 'https://news.example/' }))
    const publication = { url: 'https://news.example/', trustIndicators }
    assert.deepEqual(problems(reportNinjs(INPUT, { ...DE, publication })), [])
    const least = {
      article: { title: '', lang: '', blocks: [] },
      dossier: { annotations: [], sources: [], log: [] },
    }
    assert.deepEqual(problems(reportNinjs(least, WITH)), [])
  })

  for (const text of HOSTILE)
    test(`accepts the item with ${JSON.stringify(text)} in every field`, () => {
      const input = hostileInput(text)
      const json = reportNinjs(input, {
        ...hostileOptions(input, text),
        publication: {
          ...PUBLICATION,
          authors: [{ kind: 'person', name: text }],
          datePublished: text,
          trustIndicators: [{ role: text, title: text, href: `javascript:${text}` }],
        },
      })
      assert.deepEqual(problems(json), [])
      assert.doesNotMatch(
        JSON.stringify(JSON.parse(json)),
        /javascript:alert\(1\)|[\u202E\u0000\uD800]|\\u0000|\\ud800/i,
      )
    })

  test('accepts any address that a source can have', () => {
    const path = fc.string({ unit: 'grapheme' }).map((text) => `https://exämple.de/ü[${text}%`)
    fc.assert(
      fc.property(fc.oneof(fc.webUrl({ withFragments: true, withQueryParameters: true }), path), (url) => {
        const sources = [source('q1', { url })]
        assert.deepEqual(
          problems(reportNinjs({ article: ARTICLE, dossier: { ...DOSSIER, sources } }, WITH)),
          [],
        )
      }),
      { examples: [['https://example.org/a#b#c']] },
    )
  })

  test('refuses a broken one', () => {
    assert.deepEqual(problems(reportNinjs(INPUT, WITH).replace('"type": "text"', '"type": "news"')), [
      '/type must be equal to one of the allowed values',
    ])
  })
})

describe('what the house says of a publication', () => {
  test('is read from JSON', () => {
    const whole = {
      ...PUBLICATION,
      publisher: { kind: 'organisation', name: 'Z', url: 'https://news.example/' },
      claimReview: { publisher: { kind: 'organisation', name: 'Z' }, url: 'https://news.example/check' },
    }
    assert.deepEqual(parsePublication(`\uFEFF${JSON.stringify(whole)}`), { ok: true, value: whole })
  })

  test('is told with every problem and its path', () => {
    const parsed = parsePublication({
      url: 'javascript:alert(1)',
      datePublishd: '2026',
      dateModified: 'gestern',
      authors: [{ kind: 'robot', name: '' }],
      trustIndicators: [{ role: 'ethics', href: 'ftp://x' }],
    })
    assert.ok(!parsed.ok)
    assert.deepEqual(
      parsed.problems.map(({ path }) => path),
      [
        'url',
        'authors[0].kind',
        'authors[0].name',
        'dateModified',
        'trustIndicators[0].role',
        'trustIndicators[0].href',
        'datePublishd',
      ],
    )
    assert.ok(!parsePublication('{').ok)
  })
})
