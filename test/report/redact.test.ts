import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { parseDossier, sealDossier, type Dossier } from '../../src/model/dossier.js'
import { verifyLog } from '../../src/model/seal.js'
import { redact, reportHTML, reportJSON, reportMarkdown, type ReportInput } from '../../src/report/index.js'
import { annotate, ARTICLE, AT, DOSSIER, EDITOR, source } from '../model/sample.js'
import { DE, EN, INPUT } from './sample.js'

const PLANTED = [
  'planted-id',
  'Planted Title',
  'Former Planted Name',
  'Planted Author',
  'Planted Publisher',
  '1871-03',
  'planted.example',
  'planted-archive',
  '1872-04-05',
  'Planted remark',
  'Planted passage',
  'Planted locator',
] as const

const DOSSIER_WITH_SECRET: Dossier = {
  sources: [
    ...DOSSIER.sources,
    source('planted-id', {
      kind: 'interview',
      title: 'Planted Title',
      author: 'Planted Author',
      publisher: 'Planted Publisher',
      date: '1871-03',
      url: 'https://planted.example/a',
      archivedUrl: 'https://archive.example/planted-archive',
      accessed: '1872-04-05',
      note: 'Planted remark',
      confidential: true,
    }),
    source('q3', { title: 'Öffentlich', note: 'Widerspricht Planted Author' }),
  ],
  annotations: [
    ...DOSSIER.annotations,
    annotate('secret', ['Das werde teuer'], {
      note: 'Rückruf bei planted  author, sagt: Planted passage (Planted locator), siehe https://planted.example/a. Der Rest bleibt.',
      evidence: [
        {
          id: 'planted-id-evidence',
          sourceId: 'planted-id',
          relation: 'supports',
          passage: 'Planted passage',
          locator: 'Planted locator',
          translated: false,
          by: EDITOR,
          at: AT,
        },
      ],
    }),
  ],
  log: [
    ...DOSSIER.log,
    {
      at: AT,
      by: EDITOR,
      action: 'add-source',
      subject: 'planted-id',
      before: '',
      after: 'Former Planted Name',
      seal: null,
    },
    {
      at: AT,
      by: EDITOR,
      action: 'attach-source',
      subject: 'secret',
      before: '',
      after: 'Former Planted Name',
      seal: null,
    },
    { at: AT, by: EDITOR, action: 'attach-source', subject: 'a1', before: '', after: 'Titel q1', seal: null },
    {
      at: AT,
      by: EDITOR,
      action: 'edit-source',
      subject: 'planted-id',
      before: 'Former Planted Name',
      after: 'Planted Title',
      seal: null,
    },
    {
      at: AT,
      by: EDITOR,
      action: 'set-note',
      subject: 'secret',
      before: '',
      after: 'Planted Author angerufen',
      seal: null,
    },
    {
      at: AT,
      by: EDITOR,
      action: 'detach-source',
      subject: 'a1',
      before: 'Planted Title',
      after: '',
      seal: null,
    },
  ],
}
const SECRET: ReportInput = { article: ARTICLE, dossier: DOSSIER_WITH_SECRET }

describe('confidential sources', () => {
  for (const [format, report] of Object.entries({ reportHTML, reportMarkdown, reportJSON }))
    for (const options of [DE, EN])
      test(`are in no ${format} (${options.locale})`, () => {
        const text = report(SECRET, options)
        for (const words of PLANTED) assert.ok(!text.toLowerCase().includes(words.toLowerCase()), words)
        assert.ok(text.includes(options.locale === 'de' ? 'Vertrauliche Quelle' : 'Confidential source'))
        assert.ok(text.includes('Titel q1'), 'what is public stays')
        assert.ok(text.includes('Der Rest bleibt'), 'the rest of a note stays')
      })

  test('are in the report that asks for them, with a warning', () => {
    const options = { ...DE, includeConfidential: true }
    const page = reportHTML(SECRET, options)
    for (const words of ['Planted Title', 'Planted passage', 'https://planted.example/a'])
      assert.ok(page.includes(words))
    assert.match(page, /Nicht weitergeben/)
    assert.match(reportMarkdown(SECRET, options), /Nicht weitergeben/)
    assert.deepEqual(parseDossier(reportJSON(SECRET, options)), { ok: true, value: DOSSIER_WITH_SECRET })
  })

  test('leave an empty source behind to which the evidence still points', () => {
    const parsed = parseDossier(reportJSON(SECRET, DE))
    assert.ok(parsed.ok)
    const stub = parsed.value.sources[1]
    assert.ok(stub)
    assert.deepEqual(stub, {
      id: stub.id,
      kind: 'document',
      title: 'Vertrauliche Quelle',
      reliability: 'unset',
      confidential: true,
    })
    const evidence = parsed.value.annotations[2]?.evidence[0]
    assert.equal(evidence?.sourceId, stub.id)
    assert.equal(evidence?.relation, 'supports')
    assert.equal(evidence?.passage, '')
  })

  test('leave no trace of former titles of a source that is attached no more', () => {
    const dossier = redact(SECRET, 'de')
    assert.deepEqual(
      dossier.log.slice(2).map(({ action, before, after }) => [action, before, after]),
      [
        ['attach-source', '', '[Vertrauliche Quelle]'],
        ['attach-source', '', 'Titel q1'],
        ['edit-source', '', ''],
        ['set-note', '', '[Vertrauliche Quelle] angerufen'],
        ['detach-source', '[Vertrauliche Quelle]', ''],
      ],
    )
  })

  test('do not blank parts of other words', () => {
    const dossier = {
      ...DOSSIER,
      sources: [...DOSSIER.sources, source('x', { title: 'Rat', confidential: true })],
      annotations: [annotate('a', ['Das werde teuer'], { note: 'Rat: im Rathaus, Ratlos' })],
    }
    assert.equal(
      redact({ article: ARTICLE, dossier }, 'de').annotations[0]?.note,
      '[Vertrauliche Quelle]: im Rathaus, Ratlos',
    )
  })

  test('are left out of a copy of a copy without another change', () => {
    const once = redact(SECRET, 'de')
    for (const locale of ['de', 'en'] as const)
      assert.equal(redact({ article: ARTICLE, dossier: once }, locale), once)
  })

  test('are left out again when something was put into the empty source of a copy', () => {
    const once = redact(SECRET, 'de')
    const stub = once.sources[1] ?? assert.fail()
    const filled: readonly Dossier[] = [
      { ...once, sources: [{ ...stub, note: 'Planted anew' }] },
      { ...once, sources: [{ ...stub, title: 'Planted anew' }] },
      {
        ...once,
        annotations: once.annotations.map((annotation) => ({
          ...annotation,
          evidence: annotation.evidence.map((own) => ({ ...own, passage: 'Planted anew' })),
        })),
        sources: once.sources.map((source) => ({ ...source, confidential: true })),
      },
      { ...once, log: once.log.map((entry) => ({ ...entry, subject: stub.id, before: 'Planted anew' })) },
    ]
    for (const dossier of filled)
      assert.doesNotMatch(JSON.stringify(redact({ article: ARTICLE, dossier }, 'de')), /Planted anew/)
  })

  test('get ids that nobody else has', () => {
    const dossier = {
      ...EMPTY,
      sources: [source('confidential-1'), source('confidential-2-1'), source('x', { confidential: true })],
    }
    assert.equal(redact({ article: ARTICLE, dossier }, 'de').sources[2]?.id, 'confidential-3')
  })

  test('without any, the dossier is the same object', () => {
    assert.equal(redact(INPUT, 'de'), INPUT.dossier)
  })
})

describe('a sealed log', () => {
  test('can be proved to the digest of the full log in a copy without confidential sources', async () => {
    const dossier = await sealDossier(DOSSIER_WITH_SECRET)
    const full = await verifyLog(dossier.log)
    assert.ok(full.ok && full.blanked === 0)
    const copy = parseDossier(reportJSON({ article: ARTICLE, dossier }, { ...DE, log: full }))
    assert.ok(copy.ok)
    assert.deepEqual(await verifyLog(copy.value.log), { ...full, blanked: 5 })
    const shorter = copy.value.log.filter((_, i) => i !== 2)
    assert.deepEqual(await verifyLog(shorter), { ok: false, index: 2, fault: 'gap' })
  })

  test('tells the salt of those entries only that it shows whole', async () => {
    const { log } = await sealDossier(DOSSIER_WITH_SECRET)
    const shown = redact({ article: ARTICLE, dossier: { ...DOSSIER_WITH_SECRET, log } }, 'de').log
    for (const [i, entry] of shown.entries())
      if (entry.seal?.salt !== null) assert.equal(entry, log[i])
      else assert.notDeepEqual({ ...entry, seal: null }, { ...log[i], seal: null })
    assert.equal(shown[3], log[3]) // names a public source
  })
})

const EMPTY: Dossier = { annotations: [], sources: [], log: [] }
