import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import jsonld from 'jsonld'
import { parseHTML } from 'linkedom'
import type { Annotation } from '../../src/model/annotation.js'
import { SOURCE_KINDS } from '../../src/model/source.js'
import { DEFAULT_SCHEME } from '../../src/model/status.js'
import {
  reportSchemaOrg,
  schemaOrgScript,
  type Publication,
  type SchemaOrgOptions,
} from '../../src/report/index.js'
import { KINDS } from '../../src/text/statement.js'
import { annotate, ARTICLE, AT, DOSSIER, EDITOR, source } from '../model/sample.js'
import { DE, EN, HOSTILE, hostileInput, hostileOptions, INPUT } from './sample.js'
import { missing, standard } from './standards.js'
import { problemsIn, vocabularyOf } from './vocabulary.js'

const PUBLICATION: Publication = {
  url: 'https://news.example/rat',
  authors: [{ kind: 'person', name: 'Eva Beispiel', url: 'https://news.example/eva' }],
  publisher: { kind: 'organisation', name: 'Beispielzeitung', url: 'https://news.example/' },
  datePublished: '2026-11-24T08:00:00+01:00',
  dateModified: '2026-11-25',
}
const CLAIMS: Publication = {
  ...PUBLICATION,
  claimReview: {
    publisher: { kind: 'organisation', name: 'Faktencheck Beispiel' },
    url: 'https://news.example/rat#check',
  },
}

const WORDING = '„Wir bauen“ … „noch im Mai.“'
const rated = (rest: Partial<Annotation> = {}) => ({
  article: ARTICLE,
  dossier: {
    ...DOSSIER,
    annotations: DOSSIER.annotations.map((own): Annotation =>
      own.id === 'a1'
        ? { ...own, verdict: { rating: 'mostly-true', wording: WORDING, by: EDITOR, at: AT }, ...rest }
        : own,
    ),
  },
})

type Graph = readonly Readonly<Record<string, unknown>>[]
const graphOf = (input: typeof INPUT, options: SchemaOrgOptions) =>
  (JSON.parse(reportSchemaOrg(input, options)) as { '@graph': Graph })['@graph']

describe('the article in schema.org', () => {
  test('has its direct quotes with speaker and sources, and what the house says of it', () => {
    assert.deepEqual(graphOf(INPUT, { ...DE, publication: PUBLICATION })[0], {
      '@type': 'NewsArticle',
      headline: 'Rat stimmt zu',
      inLanguage: 'de',
      url: 'https://news.example/rat',
      author: { '@type': 'Person', name: 'Eva Beispiel', url: 'https://news.example/eva' },
      publisher: { '@type': 'Organization', name: 'Beispielzeitung', url: 'https://news.example/' },
      datePublished: '2026-11-24T08:00:00+01:00',
      dateModified: '2026-11-25',
      hasPart: [
        {
          '@type': 'Quotation',
          text: 'Wir bauen … noch im Mai.',
          inLanguage: 'de',
          spokenByCharacter: { '@type': 'Person', name: 'Meier' },
          isBasedOn: {
            '@type': 'WebPage',
            name: 'Titel q1',
            creditText: 'Stadt Beispiel',
            datePublished: '2026-11',
            url: 'https://example.org/rat',
          },
        },
        { '@type': 'Quotation', text: 'Unsinn', inLanguage: 'de' },
      ],
    })
  })

  test('says of itself only what is known', () => {
    assert.deepEqual(Object.keys(graphOf(INPUT, DE)[0] ?? {}), ['@type', 'headline', 'inLanguage', 'hasPart'])
  })

  test('has statements in its own words only where they are asked for, and called so', () => {
    const parts = graphOf(INPUT, { ...DE, quotations: ['reported'] })[0]?.['hasPart'] as Graph[number]
    assert.equal(parts['disambiguatingDescription'], 'Berichtet')
    assert.match(JSON.stringify(parts['citation']), /"Episode"/)
  })

  test('names organisations with their short form, people with their office, and nobody whom it does not name', () => {
    const speaker = (speakerIs: Annotation['speakerIs']) => {
      const annotations = [annotate('a', ['„Unsinn“'], { speakerIs })]
      const part = graphOf({ article: ARTICLE, dossier: { ...DOSSIER, annotations } }, DE)[0]?.['hasPart']
      return (part as Graph[number])['spokenByCharacter']
    }
    assert.deepEqual(speaker({ kind: 'organisation', name: 'Vereinte Nationen', short: 'UN' }), {
      '@type': 'Organization',
      name: 'Vereinte Nationen',
      alternateName: 'UN',
    })
    assert.deepEqual(speaker({ kind: 'named', name: 'Eva\nBerg', office: 'Rätin' }), {
      '@type': 'Person',
      name: 'Eva Berg',
      jobTitle: 'Rätin',
    })
    assert.equal(speaker({ kind: 'unnamed', name: 'Eva Berg' }), undefined)
    assert.equal(speaker({ kind: 'none' }), undefined)
  })

  test('has nothing that the desk keeps for itself', () => {
    const text = reportSchemaOrg(INPUT, { ...DE, publication: CLAIMS, quotations: KINDS })
    for (const own of [
      'Mitschnitt',
      'S. 3',
      'M. K.',
      'verified',
      'Bestätigt',
      'Es kam niemand',
      'Das bleibt',
    ])
      assert.ok(!text.includes(own), own)
  })
})

describe('a verdict', () => {
  test('is published where the house publishes verdicts, on its scale', () => {
    assert.deepEqual(graphOf(rated(), { ...EN, publication: CLAIMS })[1], {
      '@type': 'ClaimReview',
      url: 'https://news.example/rat#check',
      claimReviewed: 'Wir bauen … noch im Mai.',
      inLanguage: 'de',
      author: { '@type': 'Organization', name: 'Faktencheck Beispiel' },
      datePublished: '2026-11-24',
      reviewRating: {
        '@type': 'Rating',
        alternateName: 'Mostly true',
        ratingValue: 4,
        bestRating: 5,
        worstRating: 1,
        author: { '@type': 'Organization', name: 'Faktencheck Beispiel' },
      },
      itemReviewed: {
        '@type': 'Claim',
        text: 'Wir bauen … noch im Mai.',
        author: { '@type': 'Person', name: 'Meier' },
        appearance: [
          {
            '@type': 'NewsArticle',
            headline: 'Rat stimmt zu',
            inLanguage: 'de',
            url: 'https://news.example/rat',
          },
          {
            '@type': 'WebPage',
            name: 'Titel q1',
            creditText: 'Stadt Beispiel',
            datePublished: '2026-11',
            url: 'https://example.org/rat',
          },
        ],
      },
    })
  })

  test('has words and no number where the rating stands beside the scale', () => {
    const verdict = { rating: 'unproven', wording: WORDING, by: null, at: AT }
    const [, review] = graphOf(rated({ verdict }), { ...DE, publication: CLAIMS })
    assert.deepEqual(Object.keys(review?.['reviewRating'] as object), ['@type', 'alternateName', 'author'])
  })

  test('is not published where nobody asked, on other words, when opened again, or when its words are gone', () => {
    const count = (input: typeof INPUT, publication: Publication) =>
      graphOf(input, { ...DE, publication }).length - 1
    assert.equal(count(rated(), CLAIMS), 1)
    assert.equal(count(rated(), PUBLICATION), 0)
    assert.equal(count(INPUT, CLAIMS), 0)
    const verdict = { rating: 'false', wording: '„Wir bauen“', by: null, at: AT }
    assert.equal(count(rated({ verdict }), CLAIMS), 0)
    const reopened = { sourceId: 'q1', why: 'corrected', by: null, at: AT } as const
    assert.equal(count(rated({ reopened }), CLAIMS), 0)
    assert.equal(count(rated({ dismissed: true }), CLAIMS), 0)
    const { target } = rated().dossier.annotations[0] ?? assert.fail()
    assert.equal(count(rated({ target: { ...target, detached: true } }), CLAIMS), 0)
  })
})

describe('the script element', () => {
  const breakers = [...HOSTILE, '</script><script>alert(1)</script>', '<!--<script>', '\u2028\u2029', ']]>']
  for (const text of breakers)
    test(`cannot be left by ${JSON.stringify(text)}`, () => {
      const input = hostileInput(text)
      const options = { ...hostileOptions(input, text), publication: CLAIMS, quotations: KINDS }
      const script = schemaOrgScript(input, options)
      const json = script.replace(/^<script type="application\/ld\+json">/, '').replace(/<\/script>$/, '')
      assert.doesNotMatch(json, /[<>&\u2028\u2029\u202A-\u202E\u2066-\u2069\p{Cc}\p{Cs}]/u)
      const { document } = parseHTML(`<head>${script}</head><body></body>`)
      const elements = [...document.querySelectorAll('*')].map(({ tagName }) => tagName)
      assert.deepEqual(elements, ['HEAD', 'SCRIPT', 'BODY'])
      const content = document.querySelector('script')?.textContent ?? ''
      assert.deepEqual(JSON.parse(content), JSON.parse(reportSchemaOrg(input, options)))
    })

  test('leads nowhere that a reader cannot safely go', () => {
    const bad = source('q1', { url: 'javascript:alert(1)', archivedUrl: 'data:text/html,x' })
    const input = { article: ARTICLE, dossier: { ...DOSSIER, sources: [bad] } }
    const publication = { ...CLAIMS, url: 'javascript:alert(2)' }
    assert.doesNotMatch(reportSchemaOrg(input, { ...DE, publication }), /javascript:|data:/)
  })
})

const FILES = ['types-30.0.csv', 'properties-30.0.csv', 'context-30.0.jsonld'].map(
  (file) => `schema.org/${file}`,
)
const skip = missing(...FILES)

/** Every node that can be written. */
function* everything(): Generator<unknown> {
  const sources = SOURCE_KINDS.map((kind) =>
    source(kind, {
      kind,
      author: 'A',
      publisher: 'P',
      date: '2026-11-24',
      url: 'https://example.org/a',
      archivedUrl: 'https://archive.example/a',
    }),
  )
  const evidence = sources.map(({ id }, i) => ({
    ...{ id: `e${i}`, sourceId: id, passage: 'p', locator: 'l', translated: false, by: EDITOR, at: AT },
    relation: (['origin', 'supports', 'refutes', 'context'] as const)[i % 4] ?? ('origin' as const),
  }))
  for (const { key } of DEFAULT_SCHEME.ratings)
    for (const shift of [0, 1, 2, 3])
      for (const speakerIs of [
        { kind: 'named', name: 'N', office: 'O' },
        { kind: 'organisation', name: 'N', short: 'S' },
      ] as const) {
        const own = [...evidence.slice(shift), ...evidence.slice(0, shift)]
        const input = rated({
          speakerIs,
          evidence: own.map((item, i) => ({ ...item, relation: evidence[i]?.relation ?? 'origin' })),
          verdict: { rating: key, wording: WORDING, by: EDITOR, at: AT },
        })
        const dossier = { ...input.dossier, sources }
        const options = { ...DE, publication: CLAIMS, quotations: KINDS }
        yield JSON.parse(reportSchemaOrg({ article: ARTICLE, dossier }, options))
      }
  yield JSON.parse(reportSchemaOrg(INPUT, DE))
  for (const text of HOSTILE) {
    const input = hostileInput(text)
    yield JSON.parse(
      reportSchemaOrg(input, { ...hostileOptions(input, text), publication: CLAIMS, quotations: KINDS }),
    )
  }
}

describe("schema.org's tables", { skip }, () => {
  const [types = '', properties = ''] = skip ? [] : FILES.map(standard)
  const vocabulary = vocabularyOf(types, properties)

  test('know every type and property that is written, on its type, with values of its range', () => {
    assert.ok(vocabulary.types.size > 800 && vocabulary.properties.size > 1400)
    for (const document of everything()) assert.deepEqual(problemsIn(document, vocabulary), [])
  })

  test('tell what is wrong with a broken document', () => {
    const graph = [
      { '@type': 'Quote', text: 'x' },
      { '@type': 'Quotation', spokenBy: 'x', claimReviewed: 'x', text: '' },
      { '@type': 'Quotation', spokenByCharacter: 'Meier', isBasedOn: { '@type': 'Person', name: 'x' } },
      { '@type': 'NewsArticle', datePublished: 'gestern', url: 'javascript:x', hasPart: [{ name: 'x' }] },
      { '@type': 'ClaimReview', reviewRating: { '@type': 'Rating', ratingValue: true }, hasPart: [] },
      { '@type': 'CreativeWork', encodings: { '@type': 'MediaObject' } },
    ]
    assert.deepEqual(problemsIn({ '@context': 'https://schema.org', '@graph': graph }, vocabulary), [
      '[0]: there is no type Quote',
      '[1].spokenBy: there is no such property',
      '[1].claimReviewed: is not for Quotation',
      '[1].text: must be Text, not ""',
      '[2].spokenByCharacter: must be Organization or Person, not "Meier"',
      '[2].isBasedOn: must be CreativeWork or Product or URL, not Person',
      '[3].datePublished: must be Date or DateTime, not "gestern"',
      '[3].url: must be URL, not "javascript:x"',
      '[3].hasPart[0]: has no @type',
      '[4].reviewRating.ratingValue: must be Number or Text, not true',
      '[4].hasPart: is empty',
      '[5].encodings: is replaced by encoding',
    ])
  })
})

describe("schema.org's context", { skip }, () => {
  const context = skip ? {} : (JSON.parse(standard('schema.org/context-30.0.jsonld')) as object)
  const documentLoader = (url: string) => {
    assert.match(url, /^https:\/\/schema\.org\/?$/)
    return Promise.resolve({ documentUrl: url, document: context })
  }
  const expand = (document: unknown) =>
    // The types of jsonld lack its safe mode.
    jsonld.expand(document as jsonld.JsonLdDocument, { documentLoader, safe: true } as jsonld.Options.Expand)

  test('loses no term of what is written', async () => {
    for (const document of everything()) {
      const expanded = await expand(document)
      const names = (value: unknown): readonly string[] =>
        Array.isArray(value)
          ? value.flatMap(names)
          : typeof value === 'object' && value !== null
            ? Object.entries(value).flatMap(([key, own]) => [key, ...names(own)])
            : []
      const properties = (list: readonly string[]) =>
        list.map((name) => name.replace('http://schema.org/', '')).filter((name) => !name.startsWith('@'))
      assert.deepEqual(properties(names(expanded)).sort(), properties(names(document)).sort())
    }
  })

  test('refuses a document with a term of its own making', async () => {
    const broken = {
      '@context': ['https://schema.org', { '@vocab': null }],
      '@type': 'Quotation',
      spokenBy: 'x',
    }
    await assert.rejects(expand(broken), /safe mode/i)
  })
})
