/**
 * The W3C's own tests for Web Annotations, and a JSON-LD processor, on what we export.
 *
 * A `*Musts.test` lists assertions; each is a JSON Schema (draft 4) that a document must be valid against,
 * and refers to shared definitions by their `id`. All of these have `assertionType` "must" and
 * `expectedResult` "valid"; alternatives ("or") stand within a schema, as `oneOf` and `anyOf`. By draft 4, what
 * stands beside a `$ref` is to be ignored; many of these schemas seem to mean it all the same, so
 * that each document is held against both readings.
 *
 * The annotation tests want a `@context` in each annotation. Inside a page it has that of the page, by the
 * rules of JSON-LD; taken out for the test, it gets that one.
 */
import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import Draft04 from 'ajv-draft-04'
import addFormats from 'ajv-formats'
import jsonld from 'jsonld'
import type { RemoteDocument } from 'jsonld/jsonld-spec.js'
import { de } from '../../src/lang/de/index.js'
import { fromStatement } from '../../src/model/annotation.js'
import { articleText, type Article } from '../../src/model/article.js'
import { EMPTY_DOSSIER } from '../../src/model/dossier.js'
import { isObject, type Json, type JsonObject } from '../../src/model/foreign.js'
import {
  webAnnotationDocuments,
  type ReportInput,
  type WebAnnotationOptions,
} from '../../src/report/index.js'
import { createEngine, detect } from '../../src/text/index.js'
import { ALL, ARTICLE, RICH } from './web-annotation.sample.js'

const SHARED = fileURLToPath(new URL('../../../shared/', import.meta.url))
const SUITE = join(SHARED, 'standards/web-annotation')
const SEED = join(SHARED, 'seed/statements.json')
const missing = [SUITE, SEED].filter((path) => !existsSync(path))
const skip = missing.length ? `not there: ${missing.join(', ')}` : false

const read = (...path: readonly string[]) =>
  JSON.parse(readFileSync(join(SUITE, ...path), 'utf8')) as JsonObject

interface Assertion {
  readonly name: string
  /** What is wrong with the document; empty where nothing is. */
  check(document: JsonObject): readonly string[]
}

const READINGS = [true, false].map((ignoreKeywordsWithRef) => {
  const ajv = new Draft04({ strict: false, logger: false, allErrors: true, ignoreKeywordsWithRef })
  addFormats(ajv)
  if (!skip)
    for (const file of readdirSync(join(SUITE, 'tests/definitions')))
      ajv.addSchema(read('tests/definitions', file))
  return ajv
})

/** The assertions of one `.test` file. */
function assertionsOf(file: string): readonly Assertion[] {
  return (read('tests', file)['assertions'] as string[]).map((name) => {
    const { id, ...schema } = read('tests', name)
    assert.equal(schema['assertionType'], 'must', name)
    assert.equal(schema['expectedResult'], 'valid', name)
    assert.equal(typeof id, 'string')
    const validators = READINGS.map((ajv) => ajv.compile(schema))
    return {
      name,
      check: (document) =>
        validators.flatMap((validate) =>
          validate(document) ? [] : [`${name}: ${JSON.stringify(validate.errors?.slice(0, 3))}`],
        ),
    }
  })
}

function seedInput(): ReportInput {
  const { text } = JSON.parse(readFileSync(SEED, 'utf8')) as { text: string }
  const article: Article = {
    title: text.split('\n')[0] ?? '',
    lang: 'de',
    blocks: text.split('\n\n').map((block, i) => ({ level: i ? 0 : 1, text: block })),
  }
  assert.equal(articleText(article), text)
  const annotations = detect(text, createEngine(de)).map((own, i) => fromStatement(`s${i + 1}`, own, text))
  assert.ok(annotations.length > 10)
  return { article, dossier: { ...EMPTY_DOSSIER, annotations } }
}

/** An annotation of somebody else that may stand among ours as it came, and one that may not. */
const FOREIGN: ReportInput = {
  article: ARTICLE,
  dossier: {
    ...EMPTY_DOSSIER,
    annotations: [],
    foreign: [
      {
        format: 'web-annotation',
        annotation: {
          id: 'https://other.example/anno/1',
          type: 'Annotation',
          motivation: 'commenting',
          bodyValue: 'Schön',
          target: 'https://house.example/bild.png#xywh=0,0,10,10',
        },
      },
      {
        format: 'hypothesis',
        annotation: { id: 'abc', uri: 'https://house.example/', user: 'acct:x@y.example' },
      },
    ],
  },
}

const SAMPLES: Readonly<Record<string, () => readonly [ReportInput, WebAnnotationOptions]>> = {
  'the seed article': () => [seedInput(), ALL],
  'the seed article at lasting addresses in pages of five': () => [
    seedInput(),
    { ...ALL, base: 'https://house.example/anno/', articleUrl: 'https://house.example/ö?a=[1]', pageSize: 5 },
  ],
  'a dossier with every field': () => [{ article: ARTICLE, dossier: RICH }, ALL],
  'a dossier with every field in pages of one': () => [
    { article: ARTICLE, dossier: RICH },
    { ...ALL, pageSize: 1 },
  ],
  'a dossier with nothing': () => [{ article: ARTICLE, dossier: EMPTY_DOSSIER }, ALL],
  'what others have made': () => [FOREIGN, ALL],
}

const itemsOf = (page: Json | undefined): readonly JsonObject[] =>
  isObject(page) && Array.isArray(page['items']) ? (page['items'] as Json[]).filter(isObject) : []

describe('the W3C’s assertions on Web Annotations', { skip }, () => {
  if (skip) return
  const suites = {
    collection: assertionsOf('collections/collectionMusts.test'),
    page: assertionsOf('collections/pages/pageMusts.test'),
    annotation: assertionsOf('annotations/annotationMusts.test'),
  }
  const failures = (suite: keyof typeof suites, document: JsonObject) =>
    suites[suite].flatMap((assertion) => assertion.check(JSON.parse(JSON.stringify(document)) as JsonObject))

  test('are all there', () => {
    assert.deepEqual(
      Object.values(suites).map((list) => list.length),
      [10, 15, 54],
    )
  })

  for (const [name, sample] of Object.entries(SAMPLES))
    test(`hold for ${name}`, () => {
      const [collection, ...pages] = webAnnotationDocuments(...sample())
      assert.ok(collection)
      assert.deepEqual(failures('collection', collection), [])
      for (const page of [collection, ...pages]) assert.deepEqual(failures('page', page), [])
      const context = collection['@context']
      const items = [collection['first'], ...pages].flatMap(itemsOf)
      assert.equal(items.length, collection['total'])
      for (const item of items) assert.deepEqual(failures('annotation', { '@context': context, ...item }), [])
    })

  const [collection] = webAnnotationDocuments({ article: ARTICLE, dossier: RICH }, ALL)
  const [item] = itemsOf(collection?.['first'])
  const annotation = { '@context': collection?.['@context'], ...item }
  const target = Array.isArray(item?.['target']) ? (item['target'][0] as JsonObject) : {}
  const BROKEN: readonly (readonly [string, keyof typeof suites, JsonObject, string])[] = [
    ['no id', 'annotation', { ...annotation, id: undefined }, '3.1-annotationIdValidated'],
    ['an id that is none', 'annotation', { ...annotation, id: 'a b' }, '3.1-annotationIdValidated'],
    ['no context', 'annotation', { ...item }, '3.1-annotationContextValidated'],
    ['no target', 'annotation', { ...annotation, target: undefined }, '3.1-targetKeyFound'],
    [
      'a time that is none',
      'annotation',
      { ...annotation, created: 'gestern' },
      '3.3.1-annotationCreatedValidated',
    ],
    ['body and bodyValue', 'annotation', { ...annotation, bodyValue: 'x' }, '3.2.5-notBodyBodyValue'],
    [
      'a quote without words',
      'annotation',
      { ...annotation, target: { ...target, selector: { type: 'TextQuoteSelector' } } },
      '4.2.4-textQuoteSelectorValid',
    ],
    [
      'a position before the text',
      'annotation',
      { ...annotation, target: { ...target, selector: { type: 'TextPositionSelector', start: -1, end: 2 } } },
      '4.2-TextDataPositionSelectorValid',
    ],
    [
      'a state without a time',
      'annotation',
      { ...annotation, target: { ...target, state: { type: 'TimeState' } } },
      '4.3.1-timeStateValid',
    ],
    [
      'a text with an id and a purpose',
      'annotation',
      { ...annotation, body: { id: 'urn:x:1', type: 'TextualBody', value: 'x', purpose: 'tagging' } },
      '3.3.5-bodyEWRNoPurpose',
    ],
    ['a total below zero', 'collection', { ...collection, total: -1 }, '5.1-collectionTotalValidated'],
    ['no first page', 'collection', { ...collection, first: undefined }, '5.1-collectionFirstValidated'],
    [
      'a page without items',
      'page',
      { ...collection, first: { id: 'urn:x:1', type: 'AnnotationPage' } },
      '5.2-pageItemsValidated',
    ],
  ]
  for (const [name, suite, document, assertion] of BROKEN)
    test(`do not hold for ${name}`, () => {
      const found = failures(suite, document)
      assert.ok(
        found.some((failure) => failure.includes(assertion)),
        JSON.stringify(found),
      )
    })
})

describe('a JSON-LD processor', { skip }, () => {
  if (skip) return
  const anno = readFileSync(join(SUITE, 'anno.jsonld'), 'utf8')
  const documentLoader = (url: string) => {
    if (url !== 'http://www.w3.org/ns/anno.jsonld') throw new Error(`must not be fetched: ${url}`)
    return Promise.resolve({ documentUrl: url, document: JSON.parse(anno) as RemoteDocument['document'] })
  }
  // The types of jsonld do not know `safe`: rejects where a term is dropped.
  const options: jsonld.Options.Expand & { readonly safe: true } = { documentLoader, safe: true }
  const expand = (document: JsonObject) =>
    jsonld.expand(JSON.parse(JSON.stringify(document)) as jsonld.JsonLdDocument, options)

  for (const [name, sample] of Object.entries(SAMPLES))
    test(`loses no term of ${name}`, async () => {
      for (const document of webAnnotationDocuments(...sample())) {
        const [expanded] = await expand(document)
        assert.ok(expanded)
        assert.deepEqual(relativeIn(expanded), [])
      }
    })

  test('says so when a term would be lost', async () => {
    const [document] = webAnnotationDocuments({ article: ARTICLE, dossier: RICH }, ALL)
    await assert.rejects(expand({ ...document, unheardOf: 'x' }))
    // The W3C's own context does not know one of its motivations; ours does.
    const without = JSON.stringify(document).replace('"assessing":"oa:assessing",', '')
    const expanded = await expand(JSON.parse(without) as JsonObject)
    assert.deepEqual([...new Set(relativeIn(expanded))], ['assessing'])
  })

  test('finds the words of the W3C in what it reads', async () => {
    const [document] = webAnnotationDocuments({ article: ARTICLE, dossier: RICH }, ALL)
    const text = JSON.stringify(await expand(document ?? {}))
    for (const iri of [
      'http://www.w3.org/ns/activitystreams#OrderedCollectionPage',
      ...[
        'Annotation',
        'hasTarget',
        'hasBody',
        'hasSelector',
        'TextQuoteSelector',
        'TextPositionSelector',
      ].map(oa),
      ...['TimeState', 'sourceDate', 'assessing', 'tagging', 'linking', 'identifying', 'replying'].map(oa),
    ])
      assert.ok(text.includes(iri), iri)
  })
})

function oa(term: string): string {
  return `http://www.w3.org/ns/oa#${term}`
}

/** Keys, addresses and types that are no absolute IRIs; JSON literals have keys of their own. */
function relativeIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(relativeIn)
  if (typeof value !== 'object' || value === null || ('@type' in value && value['@type'] === '@json'))
    return []
  return Object.entries(value).flatMap(([key, child]) => {
    const names = [key, ...(key === '@id' || key === '@type' ? [child].flat() : [])]
    return [...names.filter((name) => !/^(?:@|[a-z]+:)/.test(String(name))), ...relativeIn(child)]
  })
}
