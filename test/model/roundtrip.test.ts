import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Annotation } from '../../src/model/annotation.js'
import { articleFileText, parseArticleFile } from '../../src/model/article-file.js'
import { dossierToJSON, parseDossier, type Dossier } from '../../src/model/dossier.js'
import { LOG_ACTIONS } from '../../src/model/log.js'
import { RELATIONS, RELIABILITIES, SOURCE_KINDS, type Source } from '../../src/model/source.js'
import { DEFAULT_SCHEME, STATUSES } from '../../src/model/status.js'
import { reportJSON } from '../../src/report/index.js'
import { FLAGS, KINDS, SPEAKER_KINDS, type TextRange } from '../../src/text/statement.js'
import { ARTICLE } from './sample.js'

/** Any UTF-16 at all: lone surrogates, NUL, overrides. */
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)),
)
const id = text.filter((value) => value !== '')
const words = text.filter((value) => value.trim() !== '')
const time = fc
  .date({ min: new Date('0001-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59Z'), noInvalidDate: true })
  .map((date) => date.toISOString())
/** A year, a month or a day. */
const date = fc.tuple(time, fc.constantFrom(4, 7, 10)).map(([iso, length]) => iso.slice(0, length))
const sum = fc.stringMatching(/^[0-9a-f]{64}$/)
const someone = fc.record({ id, name: text }, { noNullPrototype: true })
const person = fc.option(someone)
const RATINGS = DEFAULT_SCHEME.ratings.map(({ key }) => key)
const ranges = fc
  .uniqueArray(fc.nat(), { maxLength: 8 })
  .map((offsets) => offsets.sort((a, b) => a - b))
  .map((offsets) =>
    offsets.flatMap((start, i): TextRange[] => (i % 2 ? [] : [{ start, end: offsets[i + 1] ?? start }])),
  )
const url = fc
  .webUrl({ withFragments: true, withQueryParameters: true })
  .filter((value) => !/[\^`{|}]/.test(value))

const source: fc.Arbitrary<Source> = fc.record(
  {
    id,
    kind: fc.constantFrom(...SOURCE_KINDS),
    title: text,
    author: text,
    publisher: text,
    date,
    url,
    archivedUrl: url,
    accessed: date,
    reliability: fc.constantFrom(...RELIABILITIES),
    confidential: fc.boolean(),
    note: text,
    contact: text,
    correction: text,
  },
  { requiredKeys: ['id', 'kind', 'title', 'reliability', 'confidential'], noNullPrototype: true },
)

const speakerIs = fc.record(
  { kind: fc.constantFrom(...SPEAKER_KINDS), name: text, office: text, short: text },
  { requiredKeys: ['kind'], noNullPrototype: true },
)

const annotationOn = (sourceIds: readonly string[]): fc.Arbitrary<Annotation> =>
  fc.record(
    {
      id,
      origin: fc.constantFrom('detected', 'manual'),
      kind: fc.constantFrom(...KINDS),
      target: fc.record(
        {
          ranges: fc.record(
            {
              quote: ranges.filter((list) => list.length > 0),
              speaker: ranges,
              cue: ranges,
              frame: ranges,
              addressee: ranges,
            },
            { noNullPrototype: true },
          ),
          wording: text,
          prefix: text,
          suffix: text,
          speaker: fc.option(text),
          detached: fc.boolean(),
        },
        { noNullPrototype: true },
      ),
      speakerIs,
      outlet: fc.option(text),
      when: fc.option(text),
      chain: fc.array(fc.record({ mention: text, speakerIs }, { noNullPrototype: true })),
      confidence: fc.double({ min: 0, max: 1, noNaN: true }).map((value) => value + 0),
      reasons: fc.array(
        fc.record({ rule: text, word: text }, { requiredKeys: ['rule'], noNullPrototype: true }),
      ),
      flags: fc.array(fc.constantFrom(...FLAGS)),
      evidence: sourceIds.length
        ? fc.uniqueArray(
            fc.record(
              {
                id,
                sourceId: fc.constantFrom(...sourceIds),
                relation: fc.constantFrom(...RELATIONS),
                passage: text,
                locator: text,
                translated: fc.boolean(),
                by: person,
                at: time,
              },
              { noNullPrototype: true },
            ),
            { selector: (evidence) => evidence.id },
          )
        : fc.constant([]),
      review: fc.record(
        { status: fc.constantFrom(...STATUSES), wording: fc.option(text), by: person, at: fc.option(time) },
        { noNullPrototype: true },
      ),
      note: text,
      dismissed: fc.boolean(),
      edited: fc.boolean(),
      assignee: person,
      verdict: fc.option(
        fc.record(
          { rating: fc.constantFrom(...RATINGS), wording: text, by: person, at: time },
          { noNullPrototype: true },
        ),
      ),
      signOff: fc.option(fc.record({ wording: text, by: someone, at: time }, { noNullPrototype: true })),
      reopened: sourceIds.length
        ? fc.option(
            fc.record(
              {
                sourceId: fc.constantFrom(...sourceIds),
                why: fc.constantFrom('corrected', 'unreliable'),
                by: person,
                at: time,
              },
              { noNullPrototype: true },
            ),
          )
        : fc.constant(null),
      anonymity: text,
      thread: fc.record(
        {
          comments: fc.uniqueArray(
            fc.record(
              {
                id,
                text: words,
                mentions: fc.array(someone),
                by: person,
                at: time,
                editedAt: fc.option(time),
              },
              { noNullPrototype: true },
            ),
            { selector: (comment) => comment.id },
          ),
          resolved: fc.option(fc.record({ by: person, at: time }, { noNullPrototype: true })),
        },
        { noNullPrototype: true },
      ),
      overrides: fc.array(
        fc.record(
          { rule: id, reason: words, wording: text, by: person, at: time },
          { noNullPrototype: true },
        ),
      ),
    },
    { noNullPrototype: true },
  )

const dossier: fc.Arbitrary<Dossier> = fc
  .uniqueArray(source, { selector: (item) => item.id, maxLength: 4 })
  .chain((sources) =>
    fc.record(
      {
        annotations: fc.uniqueArray(annotationOn(sources.map((item) => item.id)), {
          selector: (item) => item.id,
          maxLength: 4,
        }),
        sources: fc.constant(sources),
        log: fc.array(
          fc.record(
            {
              at: time,
              by: person,
              action: fc.constantFrom(...LOG_ACTIONS),
              subject: id,
              before: text,
              after: text,
              seal: fc.option(
                fc.record({ previous: sum, salt: fc.option(sum), content: sum }, { noNullPrototype: true }),
              ),
            },
            { noNullPrototype: true },
          ),
          { maxLength: 4 },
        ),
      },
      { noNullPrototype: true },
    ),
  )

/** JSON has no negative zero; everything else must come back as it was. */
const sameValue = (value: unknown): unknown => structuredClone(value)

test('any dossier comes back from JSON as it was', () => {
  fc.assert(
    fc.property(dossier, (value) => {
      const parsed = parseDossier(JSON.stringify(dossierToJSON(value)))
      assert.deepEqual(parsed, { ok: true, value: sameValue(value) })
    }),
    { numRuns: 150 },
  )
})

test('any dossier comes back from the JSON report that leaves nothing out', () => {
  fc.assert(
    fc.property(dossier, (value) => {
      const options = {
        locale: 'de',
        now: '2026-11-24T10:00:00.000Z',
        includeConfidential: true,
        includeContacts: true,
        includeThreads: true,
      } as const
      const report = reportJSON({ article: ARTICLE, dossier: value }, options)
      assert.deepEqual(parseDossier(report), { ok: true, value: sameValue(value) })
    }),
    { numRuns: 100 },
  )
})

test('any dossier is valid still when its confidential sources are left out', () => {
  fc.assert(
    fc.property(dossier, (value) => {
      const options = { locale: 'en', now: '2026-11-24T10:00:00.000Z' } as const
      const parsed = parseDossier(reportJSON({ article: ARTICLE, dossier: value }, options))
      assert.ok(parsed.ok, JSON.stringify(parsed))
      assert.equal(parsed.value.annotations.length, value.annotations.length)
    }),
    { numRuns: 100 },
  )
})

test('any report, loaded and written again, is the same byte by byte, whatever was left out', () => {
  fc.assert(
    fc.property(dossier, fc.boolean(), (value, isWhole) => {
      const options = {
        locale: 'de',
        now: '2026-11-24T10:00:00.000Z',
        digest: '0'.repeat(64),
        includeConfidential: isWhole,
        includeContacts: isWhole,
        includeThreads: isWhole,
      } as const
      const once = reportJSON({ article: ARTICLE, dossier: value }, options)
      const parsed = parseArticleFile(once)
      assert.ok(parsed.ok, JSON.stringify(parsed))
      assert.equal(articleFileText(parsed.value), once)
      assert.equal(reportJSON(parsed.value, options), once)
    }),
    { numRuns: 100 },
  )
})
