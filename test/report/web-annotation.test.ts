/** What is exported comes back, and comes out the same again. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Annotation } from '../../src/model/annotation.js'
import type { Dossier } from '../../src/model/dossier.js'
import { isObject, type Json, type JsonObject } from '../../src/model/foreign.js'
import { codePointsOf } from '../../src/report/code-points.js'
import {
  parseWebAnnotations,
  reportWebAnnotation,
  webAnnotationDocuments,
  type WebAnnotationOptions,
} from '../../src/report/index.js'
import { rangeOf } from '../model/sample.js'
import { DE, HOSTILE, hostileInput, INPUT } from './sample.js'
import { ALL, ARTICLE, RICH, TEXT } from './web-annotation.sample.js'

const rich = (options: Partial<WebAnnotationOptions> = {}) =>
  reportWebAnnotation({ article: ARTICLE, dossier: RICH }, { ...ALL, ...options })

function back(data: unknown, text: string | null = TEXT): Dossier {
  const parsed = parseWebAnnotations(data, text)
  assert.ok(parsed.ok, JSON.stringify(parsed))
  return parsed.value
}

function itemsOf(document: JsonObject | undefined): readonly JsonObject[] {
  const first = document?.['first']
  const items = isObject(first) ? first['items'] : document?.['items']
  return (items as Json[]).filter(isObject) // ours always has a list
}

const only = (annotation: Partial<Annotation>): readonly JsonObject[] =>
  itemsOf(
    webAnnotationDocuments(
      { article: ARTICLE, dossier: { ...RICH, annotations: [{ ...RICH.annotations[0]!, ...annotation }] } },
      ALL,
    )[0],
  )

describe('a dossier as Web Annotations', () => {
  test('exported, read and exported again is the same text', () => {
    const text = rich()
    assert.equal(reportWebAnnotation({ article: ARTICLE, dossier: back(text) }, ALL), text)
  })

  test('is read back with every field but the log and the place of what is detached', () => {
    const { annotations, sources, scheme } = back(rich())
    assert.deepEqual(sources, RICH.sources)
    assert.deepEqual(scheme, RICH.scheme)
    const expected = RICH.annotations.map((annotation) =>
      annotation.target.detached ? { ...annotation, target: null } : annotation,
    )
    const found = annotations.map(({ foreign: _, ...annotation }) =>
      annotation.target.detached ? { ...annotation, target: null } : annotation,
    )
    assert.deepEqual(found, expected)
  })

  test('is the same by its lasting addresses, and in pages', () => {
    const places = { base: 'https://house.example/anno', articleUrl: 'https://house.example/artikel/1' }
    const options = { ...ALL, ...places, pageSize: 2 }
    const pages = webAnnotationDocuments({ article: ARTICLE, dossier: RICH }, options)
    assert.equal(pages.length, 4)
    assert.deepEqual(
      pages.map(itemsOf).map((items) => items.length),
      [2, 2, 2, 2],
    )
    assert.equal(pages[1]?.['id'], 'https://house.example/anno/page/2')
    assert.equal(pages[1]?.['prev'], 'https://house.example/anno/page/1')
    const again = webAnnotationDocuments({ article: ARTICLE, dossier: back(pages) }, options)
    assert.deepEqual(JSON.parse(JSON.stringify(again)), JSON.parse(JSON.stringify(pages)))
  })

  test('does not pass a page in silence that is not there', () => {
    const pages = webAnnotationDocuments({ article: ARTICLE, dossier: RICH }, { ...ALL, pageSize: 3 })
    const parsed = parseWebAnnotations(pages.slice(0, 2), TEXT)
    assert.ok(!parsed.ok)
    assert.match(parsed.problems[0]?.path ?? '', /^\[1\]\.next$/)
  })

  test('has positions in code points, that read back to UTF-16 units', () => {
    const [{ target } = {}] = only({})
    const starts = JSON.stringify(target).match(/"start":\d+/g)
    // The title's emoji is two units: the quote begins at unit 18, which is character 17.
    assert.deepEqual(starts, ['"start":17', '"start":54'])
    assert.equal(TEXT.indexOf('„Wir'), 18)
    const points = codePointsOf(TEXT)
    for (let i = 0; i <= TEXT.length; i++)
      if (!/[\uDC00-\uDFFF]/.test(TEXT.charAt(i))) assert.equal(points.toUnits(points.fromUnits(i)), i)
    assert.equal(points.fromUnits(TEXT.length), [...TEXT].length)
  })

  test('says when the words were reviewed only as long as they are the same', () => {
    assert.match(JSON.stringify(only({})[0]?.['target']), /"sourceDate":"2026-11-24T09:30:00.000Z"/)
    const review = { ...RICH.annotations[0]!.review, wording: 'Anders' }
    assert.doesNotMatch(JSON.stringify(only({ review })[0]?.['target']), /sourceDate/)
  })

  test('keeps out comments, confidential sources, contacts and dismissed statements unless asked', () => {
    const text = rich({
      includeConfidential: false,
      includeContacts: false,
      includeThreads: false,
      includeDismissed: false,
    })
    for (const secret of ['Gespräch mit Meier', '12345', 'Stimmt das', 'replying', '"dismissed": true'])
      assert.ok(!text.includes(secret), secret)
    assert.ok(rich().includes('Gespräch mit Meier'))
  })

  test('comes in detached without the article, and finds its places when it is loaded', () => {
    const { annotations } = back(rich(), null)
    assert.ok(annotations.every(({ target }) => target.detached))
    assert.deepEqual(
      annotations.map(({ target }) => target.wording),
      RICH.annotations.map(({ target }) => target.wording),
    )
  })

  test('follows its words into a text that has changed', () => {
    const moved = `Neuer Anfang 🎈.\n\n${TEXT}`
    const { annotations } = back(rich(), moved)
    assert.deepEqual(
      annotations.map(({ target }) => target.detached),
      [false, false, false, false, true, false],
    )
    assert.deepEqual(annotations[0]?.target.ranges.quote[0], rangeOf('„Wir bauen“', moved))
  })

  test('takes options that are none for a mistake', () => {
    for (const options of [{ base: 'house' }, { articleUrl: 'javascript:alert(1)' }, { pageSize: 0 }])
      assert.throws(() => webAnnotationDocuments(INPUT, { ...DE, ...options }), RangeError)
  })

  for (const text of HOSTILE)
    test(`holds ${JSON.stringify(text)} as words only`, () => {
      const written = reportWebAnnotation(hostileInput(text), { ...DE, includeThreads: true })
      assert.ok(!written.includes('<'))
      const document = JSON.parse(written) as JsonObject
      assert.equal(document['label'], text)
      assert.doesNotMatch(written, /"(?:url|archivedUrl)": "javascript/)
    })
})

describe('a file of Web Annotations that is not sound', () => {
  const annotation = {
    id: 'https://other.example/1',
    type: 'Annotation',
    target: {
      source: 'https://house.example/',
      selector: { type: 'TextQuoteSelector', exact: 'Das werde teuer' },
    },
  }
  const problems = (data: unknown) => {
    const parsed = parseWebAnnotations(data, TEXT)
    return parsed.ok ? [] : parsed.problems.map(({ path, message }) => `${path}: ${message}`)
  }
  const deep = (levels: number) => '['.repeat(levels) + ']'.repeat(levels)

  const CASES: readonly (readonly [string, unknown, string])[] = [
    ['text that is no JSON', '{', ': not JSON'],
    ['a number', 1, ': must be an annotation, a page or a collection'],
    ['another type', { type: 'Person' }, 'type: must be Annotation, AnnotationPage or AnnotationCollection'],
    ['an empty object', [{}], '[0].type: is missing'],
    ['a page without a list', { type: 'AnnotationPage' }, 'items: must be a list'],
    [
      'a link to an annotation',
      { type: 'AnnotationPage', items: ['https://x.example/1'] },
      'items[0]: must be an',
    ],
    [
      'a script in a link',
      { ...annotation, body: { id: ' JavaScript:alert(1)', type: 'Text' } },
      'body.id: must not run a script',
    ],
    [
      'a script as a body',
      [{ ...annotation, body: ['java\nscript:alert(1)'] }],
      '[0].body[0]: must not run a script',
    ],
    [
      'a prototype key',
      `{"type":"Annotation","target":{"__proto__":{"x":1}}}`,
      'target.__proto__: must not be a key',
    ],
    ['a depth bomb', deep(200_000), 'must not be nested deeper than 64 levels'],
    [
      'words that are none',
      { ...annotation, target: [{ selector: [{ type: 'TextQuoteSelector', exact: 5 }] }] },
      'target[0].selector[0].exact: must be a text',
    ],
    [
      'a position that is none',
      {
        ...annotation,
        target: {
          selector: [
            { type: 'TextQuoteSelector', exact: 'x' },
            { type: 'TextPositionSelector', start: -1, end: 2 },
          ],
        },
      },
      'target.selector[1].start: must be a whole number',
    ],
    ['the same twice', [annotation, annotation], '[1]: id: the id "https://other.example/1" is used twice'],
    [
      'a status that nobody knows',
      { ...annotation, body: { type: 'TextualBody', value: 'great', field: 'status' } },
      ': review.status: the scheme has no "great"',
    ],
    [
      'a comment on nothing',
      { ...annotation, key: 'c', body: { value: 'Ja', field: 'comment' }, target: 'urn:uuid:1' },
      'target: is no annotation of the file',
    ],
    [
      'a source whose link is none',
      {
        type: 'AnnotationCollection',
        total: 0,
        sources: [{ key: 'q', sourceKind: 'book', title: '', url: 'ftp://x' }],
      },
      'sources[0]: ',
    ],
  ]
  for (const [name, data, expected] of CASES)
    test(`is refused for ${name}, with the place`, () => {
      const found = problems(data)
      assert.ok(
        found.some((problem) => problem.includes(expected)),
        JSON.stringify(found).slice(0, 500),
      )
    })

  test('is refused as a whole when one of many is not sound', () => {
    const bad = {
      ...annotation,
      id: 'https://other.example/2',
      target: { selector: { type: 'TextQuoteSelector' } },
    }
    assert.deepEqual(problems([annotation, bad]), ['[1].target.selector.exact: must be a text'])
    assert.deepEqual(problems([annotation]), [])
  })

  test('is refused when it holds more than it may', () => {
    const many = Array.from({ length: 3 }, (_, i) => ({ ...annotation, id: `https://other.example/${i}` }))
    const parsed = parseWebAnnotations(many, TEXT, { maxAnnotations: 2 })
    assert.ok(!parsed.ok && parsed.problems[0]?.message.includes('more than 2'))
  })

  test('does no harm with lone halves of characters', () => {
    const odd = {
      ...annotation,
      body: { type: 'TextualBody', value: 'lone \uD800 half' },
      id: 'https://x.example/\uDC00',
    }
    const dossier = back([odd])
    assert.equal(dossier.annotations[0]?.note, 'lone \uD800 half')
    const text = reportWebAnnotation({ article: ARTICLE, dossier }, ALL)
    assert.deepEqual(back(text).annotations, dossier.annotations)
  })
})
