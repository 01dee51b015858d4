/** Annotations that others have made: the words are found, the rest is kept and given back. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Annotation } from '../../src/model/annotation.js'
import { EMPTY_DOSSIER, parseDossier, type Dossier } from '../../src/model/dossier.js'
import type { Json, JsonObject } from '../../src/model/foreign.js'
import {
  parseWebAnnotations,
  redact,
  reportJSON,
  reportWebAnnotation,
  webAnnotationDocuments,
} from '../../src/report/index.js'
import { AT, EDITOR, source } from '../model/sample.js'
import { ALL, ARTICLE, TEXT } from './web-annotation.sample.js'

const ADDRESS = 'https://house.example/artikel'

/** As Hypothesis' API documents a row: a quote, positions in the page's own text, and much about the group. */
const row = (own: JsonObject = {}): JsonObject => ({
  id: 'Zx81kFooEe6',
  created: '2026-11-23T18:36:15.697572+00:00',
  updated: '2026-11-23T18:40:00.000000+00:00',
  user: 'acct:leserin@hypothes.is',
  uri: ADDRESS,
  text: 'Stimmt das?',
  tags: ['prüfen', 'Bau'],
  group: '__world__',
  permissions: { read: ['group:__world__'], update: ['acct:leserin@hypothes.is'] },
  target: [
    {
      source: ADDRESS,
      selector: [
        {
          type: 'RangeSelector',
          startContainer: '/article[1]/p[1]',
          startOffset: 12,
          endContainer: '/article[1]/p[1]',
          endOffset: 27,
        },
        { type: 'TextPositionSelector', start: 2068, end: 2084 },
        {
          type: 'TextQuoteSelector',
          exact: 'Das werde teuer.',
          prefix: 'e, „noch im Mai 🏗.“ ',
          suffix: 'Laut Polizei kam',
        },
      ],
    },
  ],
  document: { title: ['Rat stimmt zu'] },
  links: { html: 'https://hypothes.is/a/Zx81kFooEe6', incontext: 'https://hyp.is/Zx81kFooEe6/x' },
  user_info: { display_name: 'Eine Leserin' },
  hidden: false,
  flagged: false,
  ...own,
})

/** As Recogito and Annotorious write: an id without an address, a target without a source, positions in UTF-16 units. */
const recogito: JsonObject = {
  '@context': 'http://www.w3.org/ns/anno.jsonld',
  type: 'Annotation',
  id: '#5f0ce1a6-7f49-4c0c-9a3e-1d6b8f9b1f11',
  body: [
    { type: 'TextualBody', value: 'Wer genau?', purpose: 'commenting' },
    { type: 'TextualBody', value: 'Polizei', purpose: 'tagging' },
  ],
  target: {
    selector: [
      { type: 'TextQuoteSelector', exact: '„Unsinn“' },
      { type: 'TextPositionSelector', start: TEXT.indexOf('„Unsinn“'), end: TEXT.indexOf('„Unsinn“') + 8 },
    ],
  },
}

/** By the W3C's model, with what only few tools write. */
const w3c: JsonObject = {
  id: 'https://other.example/anno/7',
  type: 'Annotation',
  motivation: ['commenting', 'assessing'],
  creator: { id: 'https://other.example/people/3', type: 'Person', name: 'Jemand', nickname: 'jm' },
  created: '2026-11-20T10:00:00Z',
  modified: '2026-11-21T10:00:00Z',
  generator: { id: 'https://other.example/tool', type: 'Software', name: 'Werkzeug' },
  rights: 'https://creativecommons.org/publicdomain/zero/1.0/',
  canonical: 'urn:uuid:dbfb1861-0ecf-41ad-be94-a584e5c4f1df',
  audience: { id: 'https://other.example/editors', type: 'Audience' },
  body: {
    type: 'Choice',
    items: [
      { type: 'TextualBody', value: 'Das ist neu', language: 'de', format: 'text/plain' },
      { id: 'https://other.example/note.en', format: 'text/html', language: 'en' },
    ],
  },
  target: {
    source: ADDRESS,
    styleClass: 'red',
    state: { type: 'TimeState', sourceDate: '2026-11-20T09:00:00Z', cached: 'https://archive.example/1' },
    selector: {
      type: 'FragmentSelector',
      value: 'absatz-2',
      refinedBy: {
        type: 'TextQuoteSelector',
        exact: 'kam niemand, der meinte, es sei „Unsinn“',
        prefix: 'Laut Polizei ',
      },
    },
  },
}

function taken(data: unknown, text: string | null = TEXT): Dossier {
  const parsed = parseWebAnnotations(data, text)
  assert.ok(parsed.ok, JSON.stringify(parsed))
  return parsed.value
}

function given(dossier: Dossier): readonly JsonObject[] {
  const [document] = webAnnotationDocuments({ article: ARTICLE, dossier }, ALL)
  const { first } = JSON.parse(JSON.stringify(document)) as { first: { items: JsonObject[] } } // ours has them
  return first.items
}

const wordsOf = ({ target }: Annotation) =>
  target.ranges.quote.map(({ start, end }) => TEXT.slice(start, end))

/** Export, import and export again: the same text, and the same dossier but for the log. */
function assertStable(dossier: Dossier): void {
  const text = reportWebAnnotation({ article: ARTICLE, dossier }, ALL)
  const again = taken(text)
  assert.equal(reportWebAnnotation({ article: ARTICLE, dossier: again }, ALL), text)
  assert.deepEqual(again, { ...dossier, log: [] })
}

describe('annotations from Hypothesis', () => {
  for (const [name, data] of [
    ['the answer of its search', { total: 1, rows: [row()] }],
    ['the export of its sidebar', { export_date: AT, client_version: '1', annotations: [row()] }],
    ['a list of rows', [row()]],
    ['a row', row()],
  ] as const)
    test(`come in from ${name}`, () => {
      const { annotations } = taken(data)
      const [annotation] = annotations
      assert.ok(annotation && annotations.length === 1)
      assert.deepEqual(wordsOf(annotation), ['Das werde teuer.'])
      assert.equal(annotation.target.detached, false)
      assert.equal(annotation.note, 'Stimmt das?\n#prüfen\n#Bau')
      assert.equal(annotation.origin, 'manual')
      assert.equal(annotation.review.status, 'unchecked')
      assert.equal(annotation.id, 'https://hypothes.is/a/Zx81kFooEe6')
    })

  test('are given back with all that they had, and say who made them', () => {
    const dossier = taken([row()])
    const [item] = given(dossier)
    assert.deepEqual(item?.['foreign'], { format: 'hypothesis', annotation: row() })
    assert.deepEqual(item?.['creator'], {
      id: 'acct:leserin@hypothes.is',
      type: 'Person',
      name: 'Eine Leserin',
    })
    assert.equal(item?.['id'], 'https://hypothes.is/a/Zx81kFooEe6')
    assertStable(dossier)
  })

  test('that are page notes or replies are kept beside, and given back', () => {
    const pageNote = row({ id: 'note', target: [{ source: ADDRESS }] })
    const reply = row({ id: 'reply', references: ['Zx81kFooEe6'], target: [{ source: ADDRESS }] })
    const dossier = taken({ rows: [pageNote, row(), reply] })
    assert.equal(dossier.annotations.length, 1)
    assert.deepEqual(
      dossier.foreign?.map(({ annotation }) => annotation),
      [pageNote, reply],
    )
    assertStable(dossier)
  })

  test('whose words are not there come in detached with their words', () => {
    const quote = { type: 'TextQuoteSelector', exact: 'Ein ganz anderer Satz aus einem anderen Text.' }
    const [annotation] = taken([row({ target: [{ source: ADDRESS, selector: [quote] }] })]).annotations
    assert.equal(annotation?.target.detached, true)
    assert.equal(annotation.target.wording, quote.exact)
  })
})

describe('annotations from Recogito', () => {
  test('come in at their words, with comment and tag as the note', () => {
    const [annotation] = taken([recogito]).annotations
    assert.ok(annotation)
    assert.deepEqual(wordsOf(annotation), ['„Unsinn“'])
    assert.equal(annotation.note, 'Wer genau?\n#Polizei')
    assert.equal(annotation.kind, 'direct')
  })

  test('are given back as they were, under an id that others can use', () => {
    const dossier = taken([recogito])
    const [item] = given(dossier)
    const { '@context': _, ...annotation } = recogito
    assert.deepEqual(item?.['foreign'], { format: 'web-annotation', annotation })
    assert.match(String(item?.['id']), /^urn:uuid:/)
    assert.equal(item?.['key'], recogito['id'])
    assertStable(dossier)
  })
})

describe('annotations by the W3C’s model', () => {
  test('come in at the innermost quote', () => {
    const [annotation] = taken(w3c).annotations
    assert.ok(annotation)
    assert.deepEqual(wordsOf(annotation), ['kam niemand, der meinte, es sei „Unsinn“'])
    assert.equal(annotation.note, 'Das ist neu\nhttps://other.example/note.en')
  })

  test('are given back to the letter as long as nobody has worked on them', () => {
    const dossier = taken(w3c)
    assert.equal(JSON.stringify(given(dossier)), JSON.stringify([w3c]))
    assertStable(dossier)
  })

  test('are given back whole with what the desk has added behind', () => {
    const dossier = taken(w3c)
    const [own] = dossier.annotations
    assert.ok(own)
    const review = { status: 'verified', wording: own.target.wording, by: EDITOR, at: AT }
    const worked = {
      ...dossier,
      annotations: [{ ...own, review, flags: ['hearsay' as const] }],
    }
    const [item] = given(worked)
    const bodies = item?.['body'] as Json[]
    assert.deepEqual(bodies[0], w3c['body'])
    assert.match(JSON.stringify(bodies[1]), /"purpose":"tagging","value":"verified"/)
    assert.equal(bodies.length, 2)
    assert.deepEqual(item?.['flags'], ['hearsay'])
    assert.equal(item['modified'], AT)
    assert.deepEqual((item['target'] as Json[])[0] ?? item['target'], w3c['target'])
    for (const key of ['creator', 'created', 'generator', 'rights', 'canonical', 'audience'])
      assert.deepEqual(item[key], w3c[key])
    const text = reportWebAnnotation({ article: ARTICLE, dossier: worked }, ALL)
    assert.equal(reportWebAnnotation({ article: ARTICLE, dossier: taken(text) }, ALL), text)
    assert.equal(taken(text).annotations[0]?.review.status, 'verified')
  })

  test('lose a note only when somebody has taken it out, and then for good', () => {
    const dossier = taken(w3c)
    const silent = { ...dossier, annotations: dossier.annotations.map((own) => ({ ...own, note: '' })) }
    const text = reportWebAnnotation({ article: ARTICLE, dossier: silent }, ALL)
    assert.equal(taken(text).annotations[0]?.note, '')
    assert.equal(taken(text).annotations[0]?.foreign?.annotation['canonical'], w3c['canonical'])
  })

  test('that were moved say where they are now, too', () => {
    const dossier = taken(w3c)
    const [own] = dossier.annotations
    const [other] = taken([row()]).annotations
    assert.ok(own && other)
    const moved = { ...dossier, annotations: [{ ...own, target: other.target }] }
    const targets = given(moved)[0]?.['target'] as Json[]
    assert.deepEqual(targets[0], w3c['target'])
    assert.match(JSON.stringify(targets[1]), /"exact":"Das werde teuer\."/)
    const text = reportWebAnnotation({ article: ARTICLE, dossier: moved }, ALL)
    assert.deepEqual(taken(text).annotations[0]?.target, other.target)
  })

  for (const [name, target] of [
    ['a whole page', ADDRESS],
    ['a part of an image', { source: `${ADDRESS}/bild`, selector: { type: 'SvgSelector', value: '<svg/>' } }],
    [
      'a position without words',
      { source: ADDRESS, selector: { type: 'TextPositionSelector', start: 4, end: 9 } },
    ],
    ['another annotation', 'https://other.example/anno/7'],
  ] as const)
    test(`on ${name} are kept beside, and given back to the letter`, () => {
      const annotation = { ...w3c, target }
      const dossier = taken([annotation])
      assert.equal(dossier.annotations.length, 0)
      assert.equal(JSON.stringify(given(dossier)), JSON.stringify([annotation]))
      assertStable(dossier)
    })

  test('with terms of their own are given back as a whole that no processor loses a part of', () => {
    const context = ['http://www.w3.org/ns/anno.jsonld', { ex: 'https://ex.example/' }]
    const annotation = { '@context': context, ...w3c, 'ex:mood': 'good', unknown: { a: [1, null] } }
    const dossier = taken({ type: 'AnnotationPage', items: [annotation] })
    assert.deepEqual(given(dossier)[0]?.['foreign'], { format: 'web-annotation', annotation })
    assertStable(dossier)
  })

  test('in pages and collections come in like single ones', () => {
    const page = { id: 'https://other.example/p1', type: 'AnnotationPage', items: [w3c] }
    const collection = { type: 'AnnotationCollection', total: 1, first: 'https://other.example/p1' }
    assert.deepEqual(taken([collection, page]), taken(w3c))
    assert.deepEqual(taken({ ...collection, first: page }), taken(w3c))
    assert.deepEqual(taken(JSON.stringify(w3c)), taken(w3c))
  })

  test('on several stretches come in as one interrupted statement', () => {
    const target = ['„Wir bauen“', '„noch im Mai 🏗.“'].map((exact) => ({
      source: ADDRESS,
      selector: { type: 'TextQuoteSelector', exact },
    }))
    const [annotation] = taken([{ ...w3c, target }]).annotations
    assert.ok(annotation)
    assert.deepEqual(annotation.target.wording, '„Wir bauen“ … „noch im Mai 🏗.“')
  })
})

describe('what others have made, in the dossier', () => {
  const dossier = taken([row(), recogito, w3c, { ...w3c, id: 'https://other.example/8', target: ADDRESS }])

  test('stays in the JSON format', () => {
    const json = reportJSON({ article: ARTICLE, dossier }, ALL)
    assert.deepEqual(parseDossier(json), { ok: true, value: dossier })
  })

  test('is checked there for what could hurt', () => {
    const bad = JSON.parse(reportJSON({ article: ARTICLE, dossier }, ALL)) as Dossier
    const hurt = JSON.stringify(bad).replace('"canonical":"urn:', '"canonical":"javascript:')
    const parsed = parseDossier(hurt)
    assert.ok(!parsed.ok)
    assert.match(parsed.problems[0]?.path ?? '', /^annotations\[2\]\.foreign\.annotation$/)
    assert.match(parsed.problems[0]?.message ?? '', /canonical must not run a script/)
  })

  test('does not tell of a confidential source, nor how to reach anybody', () => {
    const secret = source('q', { title: 'Frau Geheimrat', confidential: true, contact: '+49 171 9999999' })
    const open = source('p', { title: 'Offen', contact: 'rat@example.org' })
    const talks = row({ text: 'Das sagt auch Frau Geheimrat, +49 171 9999999, oder rat@example.org' })
    const { annotations } = taken([talks])
    const told = {
      ...EMPTY_DOSSIER,
      annotations,
      foreign: [{ format: 'hypothesis' as const, annotation: talks }],
      sources: [secret, open],
    }
    const text = JSON.stringify(redact({ article: ARTICLE, dossier: told }, 'de'))
    for (const words of ['Geheimrat', '9999999', 'rat@example.org']) assert.ok(!text.includes(words), words)
  })
})
