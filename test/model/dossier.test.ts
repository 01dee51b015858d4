import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { dossierToJSON, FORMAT_VERSION, parseDossier } from '../../src/model/dossier.js'
import { AT, DOSSIER } from './sample.js'

/** The sample as foreign JSON, with the value at `path` replaced; undefined takes it out. */
function withValue(path: string, value: unknown): unknown {
  const json: unknown = JSON.parse(JSON.stringify(dossierToJSON(DOSSIER)))
  const keys = path.match(/[^.[\]]+/g) ?? []
  const last = keys.pop() ?? ''
  let at = json as Record<string, unknown> // plain objects and arrays on the way
  for (const key of keys) at = at[key] as Record<string, unknown>
  if (value === undefined) delete at[last]
  else at[last] = value
  return json
}

function threadWith(comment: object): unknown {
  const whole = { id: 'c1', text: 'Stimmt das?', mentions: [], by: null, at: AT, editedAt: null, ...comment }
  return { comments: [whole], resolved: null }
}

function pathsOf(data: unknown): readonly string[] {
  const parsed = parseDossier(data)
  return parsed.ok ? [] : parsed.problems.map((problem) => problem.path)
}

describe('parseDossier', () => {
  test('takes what dossierToJSON gives, as a value and as text', () => {
    const json = dossierToJSON(DOSSIER)
    assert.deepEqual(parseDossier(JSON.stringify(json)), { ok: true, value: DOSSIER })
    assert.deepEqual(parseDossier(JSON.parse(JSON.stringify(json))), { ok: true, value: DOSSIER })
  })

  test('takes a text with a byte-order mark', () => {
    assert.ok(parseDossier(`\uFEFF${JSON.stringify(dossierToJSON(DOSSIER))}`).ok)
  })

  test('reads files from before times and chains were kept', () => {
    const json = { ...JSON.parse(JSON.stringify(dossierToJSON(DOSSIER))), version: 1 } as {
      annotations: Record<string, unknown>[] // what `dossierToJSON` has written
    }
    for (const annotation of json.annotations) {
      delete annotation.when
      delete annotation.chain
    }
    assert.deepEqual(parseDossier(json), { ok: true, value: DOSSIER })
  })

  test('reads files from before logs were sealed', () => {
    const json = withValue('log[0].seal', undefined) as object
    assert.deepEqual(parseDossier({ ...json, version: 1 }), { ok: true, value: DOSSIER })
  })

  test('takes sums in a seal for sums only', () => {
    const seal = { previous: 'F'.repeat(64), salt: 'x', content: '0'.repeat(63) }
    const paths = ['log[0].seal.previous', 'log[0].seal.salt', 'log[0].seal.content']
    assert.deepEqual(pathsOf(withValue('log[0].seal', seal)), paths)
  })

  test('takes dates as exact as they are: a year, a month or a day', () => {
    for (const date of ['2026', '2026-11', '2026-11-24', '2024-02-29']) {
      const parsed = parseDossier(withValue('sources[0].date', date))
      assert.ok(parsed.ok && !parsed.mended)
      assert.equal(parsed.value.sources[0]?.date, date)
    }
  })

  const odd: readonly [key: 'date' | 'accessed', words: string, date: string | undefined, note?: string][] = [
    ['date', 'im Frühjahr', undefined, 'date: im Frühjahr'],
    ['date', '2025-02-29', undefined, 'date: 2025-02-29'],
    ['date', '2026-11-24/2026-11-26', undefined, 'date: 2026-11-24/2026-11-26'],
    ['date', '', undefined],
    ['date', '24.11.2026', '2026-11-24'],
    ['accessed', '2026-1-2', '2026-01-02'],
    ['accessed', '2026-11-24T09:30:00Z', '2026-11-24', 'accessed: 2026-11-24T09:30:00Z'],
    ['accessed', 'Tag der Wahl', undefined, 'accessed: Tag der Wahl'],
  ]
  for (const [key, words, date, note] of odd)
    test(`takes a file whose source has ${JSON.stringify(words)} as its ${key}, tells the path, and loses no word`, () => {
      const parsed = parseDossier(withValue(`sources[0].${key}`, words))
      assert.ok(parsed.ok)
      assert.deepEqual(
        parsed.mended?.map(({ path }) => path),
        [`sources[0].${key}`],
      )
      assert.equal(parsed.value.sources[0]?.[key], date)
      assert.equal(parsed.value.sources[0]?.note, note)
      assert.deepEqual(parseDossier(dossierToJSON(parsed.value)), { ok: true, value: parsed.value })
    })

  test('puts the words of dates that are none below what the note says', () => {
    const json = withValue('sources[0].note', 'Steht im Archiv.') as { sources: Record<string, unknown>[] }
    Object.assign(json.sources[0] ?? {}, { date: 'vorgestern', accessed: 'heute' })
    const parsed = parseDossier(json)
    assert.ok(parsed.ok)
    assert.equal(parsed.value.sources[0]?.note, 'Steht im Archiv.\ndate: vorgestern\naccessed: heute')
  })

  test('takes a comment whose words were left out of a copy', () => {
    const parsed = parseDossier(withValue('annotations[0].thread', threadWith({ text: '' })))
    assert.ok(parsed.ok)
    assert.equal(parsed.value.annotations[0]?.thread.comments[0]?.text, '')
  })

  test('tells comments and reasons of overrides that are blank', () => {
    const at = 'annotations[0].thread'
    for (const comment of [{ text: ' \n' }, { text: '', mentions: [{ id: 'mk', name: 'M. K.' }] }])
      assert.deepEqual(pathsOf(withValue(at, threadWith(comment))), [`${at}.comments[0].text`])
    for (const reason of ['', ' \t'])
      assert.deepEqual(
        pathsOf(
          withValue('annotations[0].overrides', [{ rule: 'checked', reason, wording: '', by: null, at: AT }]),
        ),
        ['annotations[0].overrides[0].reason'],
      )
  })

  const bad: readonly [path: string, value: unknown][] = [
    ['format', undefined],
    ['format', 'something-else'],
    ['version', undefined],
    ['version', '1'],
    ['version', 0],
    ['version', 1.5],
    ['version', FORMAT_VERSION + 1],
    ['annotations', undefined],
    ['annotations', {}],
    ['annotations[1]', null],
    ['annotations[1].id', ''],
    ['annotations[1].id', 7],
    ['annotations[1].id', undefined],
    ['annotations[0].origin', 'guessed'],
    ['annotations[0].kind', 'constructor'],
    ['annotations[0].target', 'words'],
    ['annotations[0].target.ranges.quote', []],
    ['annotations[0].target.ranges.quote[1]', { start: 90, end: 89 }],
    ['annotations[0].target.ranges.quote[0].start', -1],
    ['annotations[0].target.ranges.quote[0].start', 1.5],
    ['annotations[0].target.ranges.quote[0].start', '0'],
    ['annotations[0].target.ranges.quote[1].end', 1e300],
    ['annotations[0].target.ranges.quote[0].end', null],
    ['annotations[0].target.ranges.cue', undefined],
    ['annotations[0].target.wording', undefined],
    ['annotations[0].target.prefix', 1],
    ['annotations[0].target.suffix', null],
    ['annotations[0].target.speaker', undefined],
    ['annotations[0].target.detached', 'no'],
    ['annotations[0].speakerIs.kind', 'famous'],
    ['annotations[0].speakerIs.name', 1],
    ['annotations[0].outlet', undefined],
    ['annotations[0].when', 5],
    ['annotations[0].chain', null],
    ['annotations[0].confidence', 1.1],
    ['annotations[0].confidence', -0.1],
    ['annotations[0].confidence', '1'],
    ['annotations[0].reasons', {}],
    ['annotations[0].reasons[0].rule', undefined],
    ['annotations[1].flags[0]', 'odd'],
    ['annotations[0].evidence[0].id', ''],
    ['annotations[0].evidence[0].sourceId', 'nobody'],
    ['annotations[0].evidence[0].relation', 'proves'],
    ['annotations[0].evidence[0].passage', undefined],
    ['annotations[0].evidence[0].locator', 3],
    ['annotations[0].evidence[0].by', 'mk'],
    ['annotations[0].evidence[0].by.id', ''],
    ['annotations[0].evidence[0].by.name', undefined],
    ['annotations[0].evidence[0].at', 'yesterday'],
    ['annotations[0].evidence[0].at', '2026-11-24'],
    ['annotations[0].review.status', 'true'],
    ['annotations[0].review.status', '__proto__'],
    ['annotations[0].review.wording', undefined],
    ['annotations[0].review.at', 0],
    ['annotations[0].note', null],
    ['annotations[0].dismissed', 1],
    ['sources', null],
    ['sources[0].id', ''],
    ['sources[0].kind', 'rumour'],
    ['sources[0].title', undefined],
    ['sources[0].author', 1],
    ['sources[0].url', 'javascript:alert(1)'],
    ['sources[0].url', 'data:text/html,<script>'],
    ['sources[0].url', 'https://'],
    ['sources[0].url', 'https://example.org/\u202Efdp.exe'],
    ['sources[0].archivedUrl', '//example.org'],
    ['sources[0].reliability', 'rather'],
    ['sources[0].confidential', undefined],
    ['log', undefined],
    ['log[0].at', ''],
    ['log[0].by.id', 1],
    ['log[0].action', 'toString'],
    ['log[0].subject', ''],
    ['log[0].before', null],
    ['log[0].after', undefined],
    ['log[0].seal', 'sealed'],
  ]
  for (const [path, value] of bad)
    test(`tells the path of ${path} = ${JSON.stringify(value)}`, () => {
      assert.deepEqual(pathsOf(withValue(path, value)), [path])
    })

  for (const data of [null, undefined, [], 'text', '', '{"format":', 1, true])
    test(`refuses ${JSON.stringify(data)} as a whole`, () => {
      const parsed = parseDossier(data)
      assert.ok(!parsed.ok && parsed.problems.length > 0)
    })

  test('tells every problem at once', () => {
    const json = withValue('annotations[0].kind', 'odd') as { annotations: { note: unknown }[] }
    ;(json.annotations[1] ?? assert.fail()).note = 1
    assert.deepEqual(pathsOf(json), ['annotations[0].kind', 'annotations[1].note'])
  })

  test('says that a newer version needs a newer program', () => {
    const parsed = parseDossier(withValue('version', FORMAT_VERSION + 1))
    assert.ok(!parsed.ok)
    assert.match(parsed.problems[0]?.message ?? '', /newer.*update the program/)
  })

  test('tells a thousand problems, and how many more there are', () => {
    const lost = (i: number) => ({ id: `e${i}`, sourceId: 'gone' })
    const evidence = Array.from({ length: 150_000 }, (_, i) => lost(i))
    const json = withValue('annotations[0].evidence', evidence) as object
    for (const data of [json, { ...json, annotations: [{ evidence }, { evidence }] }]) {
      const parsed = parseDossier(data)
      assert.ok(!parsed.ok)
      assert.equal(parsed.problems.length, 1001)
      const last = parsed.problems[1000]
      assert.match(last?.message ?? '', /^and \d{6} more problems$/)
      assert.equal(last?.message, `and ${last?.count} more problems`)
    }
  })

  test('refuses more annotations than the limit, which is an option', () => {
    const json = dossierToJSON(DOSSIER)
    assert.ok(parseDossier(json, { maxAnnotations: 2 }).ok)
    assert.deepEqual(parseDossier(json, { maxAnnotations: 1 }), {
      ok: false,
      problems: [{ path: 'annotations', message: 'must not hold more than 1 annotations: 2' }],
    })
    const many = parseDossier({ ...json, annotations: new Array(100_001).fill({}) })
    assert.ok(!many.ok)
    assert.equal(many.problems[0]?.message, 'must not hold more than 100000 annotations: 100001')
  })

  test('tells ids that are used twice, of annotations, sources and evidence', () => {
    const [first] = DOSSIER.annotations
    const [source] = DOSSIER.sources
    assert.ok(first && source)
    const twice = { ...DOSSIER, annotations: [first, first], sources: [source, source] }
    assert.deepEqual(pathsOf(dossierToJSON(twice)), ['sources[1].id', 'annotations[1].id'])
    const evidence = [...first.evidence, ...first.evidence]
    assert.deepEqual(pathsOf(dossierToJSON({ ...DOSSIER, annotations: [{ ...first, evidence }] })), [
      'annotations[0].evidence[1].id',
    ])
  })

  test('tells ranges that overlap or are out of order', () => {
    const ranges = [
      { start: 4, end: 9 },
      { start: 8, end: 12 },
    ]
    assert.deepEqual(pathsOf(withValue('annotations[0].target.ranges.frame', ranges)), [
      'annotations[0].target.ranges.frame',
    ])
  })

  test('keeps prototype keys out, and takes them as ids', () => {
    const text = JSON.stringify(dossierToJSON(DOSSIER)).replace(
      '"format"',
      '"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"format"',
    )
    const parsed = parseDossier(text)
    assert.deepEqual(parsed, { ok: true, value: DOSSIER })
    assert.equal(({} as Record<string, unknown>)['polluted'], undefined)
    assert.ok(parseDossier(withValue('annotations[0].id', '__proto__')).ok)
  })

  test('drops keys that it does not know, at every level', () => {
    const parsed = parseDossier(withValue('annotations[0].target.extra', { deep: 1 }))
    assert.deepEqual(parsed, { ok: true, value: DOSSIER })
  })

  test('stands nesting far deeper than any stack', () => {
    const depth = 100_000
    const bomb = '['.repeat(depth) + ']'.repeat(depth)
    const text = JSON.stringify(dossierToJSON(DOSSIER))
    assert.ok(!parseDossier(bomb).ok)
    assert.deepEqual(parseDossier(text.replace('"log"', `"extra":${bomb},"log"`)), {
      ok: true,
      value: DOSSIER,
    })
    assert.deepEqual(pathsOf(text.replace('"Mitschnitt gehört"', bomb)), ['annotations[0].note'])
  })
})
