import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { parseHTML } from 'linkedom'
import { sealDossier } from '../../src/model/dossier.js'
import { LOG_FAULTS, verifyLog, type LogVerification } from '../../src/model/seal.js'
import { reportHTML, reportJSON, reportMarkdown, type ReportInput } from '../../src/report/index.js'
import { ARTICLE, DOSSIER, source } from '../model/sample.js'
import { DE, EN, FULL } from './sample.js'

const dossier = await sealDossier(FULL)
const INPUT: ReportInput = { article: ARTICLE, dossier }
const log = await verifyLog(dossier.log)
const digest = log.ok ? log.digest : assert.fail()

const logSection = (page: string): Element | null =>
  (parseHTML(page).document as unknown as Document).querySelector('.log-section') // linkedom has the standard's interfaces

describe('the log in a report', () => {
  test('is said to be complete, with its digest', () => {
    const page = logSection(reportHTML(INPUT, { ...DE, log }))
    assert.equal(
      page?.querySelector('.verdict')?.textContent,
      `Verlauf lückenlos, 2 Einträge. Prüfsumme: ${digest}`,
    )
    assert.equal(page?.querySelector('.broken'), null)
    assert.match(
      reportMarkdown(INPUT, { ...EN, log }),
      new RegExp(`## Log\n\nLog complete, 2 entries\\. Digest: \`${digest}\`\n\n- `),
    )
    const json = JSON.parse(reportJSON(INPUT, { ...DE, log })) as { logVerification: unknown }
    assert.deepEqual(json.logVerification, log)
  })

  test('is said nothing of when nobody has verified it', () => {
    for (const report of [reportHTML, reportMarkdown, reportJSON]) {
      const text = report(INPUT, DE)
      assert.doesNotMatch(text, /lückenlos|Prüfsumme|logVerification/)
    }
  })

  test('is said nothing of when it is empty', async () => {
    const input = { article: ARTICLE, dossier: { ...FULL, log: [] } }
    assert.doesNotMatch(reportHTML(input, { ...DE, log: await verifyLog([]) }), /lückenlos/)
  })

  test('is said to be broken, and where', async () => {
    const [first, second] = dossier.log
    assert.ok(first && second)
    const forged = { ...dossier, log: [first, { ...second, after: 'anders' }] }
    const options = { ...DE, log: await verifyLog(forged.log) }
    const page = logSection(reportHTML({ article: ARTICLE, dossier: forged }, options))
    assert.equal(page?.querySelector('.warning')?.textContent, 'Eintrag 2 wurde nachträglich geändert.')
    assert.match(page?.querySelector('li.broken')?.textContent ?? '', /anders/)
    assert.equal(page?.querySelectorAll('.broken').length, 1)
    assert.match(
      reportMarkdown({ article: ARTICLE, dossier: forged }, { ...options, locale: 'en' }),
      /\*\*Entry 2 was changed afterwards\.\*\*/,
    )
    assert.doesNotMatch(reportMarkdown({ article: ARTICLE, dossier: forged }, options), /Prüfsumme/)
  })

  test('has words for every fault in both languages, at the first entry and later', () => {
    for (const fault of LOG_FAULTS)
      for (const index of [0, 1, 2])
        for (const options of [DE, EN]) {
          const said = logSection(reportHTML(INPUT, { ...options, log: { ok: false, index, fault } }))
          const isProved = fault !== 'unsealed'
          const words = said?.querySelector(isProved ? '.warning' : '.verdict')?.textContent ?? ''
          assert.ok(words.length > 20, `${fault}: ${words}`)
          assert.equal(said?.querySelectorAll('.broken').length, isProved && index < 2 ? 1 : 0)
        }
    const first = reportMarkdown(INPUT, { ...DE, log: { ok: false, index: 0, fault: 'gap' } })
    assert.match(first, /Eintrag 1 war nicht der erste/)
    const later = reportMarkdown(INPUT, { ...DE, log: { ok: false, index: 1, fault: 'gap' } })
    assert.match(later, /Eintrag 2 passt nicht zum vorigen/)
  })

  test('says that confidential things are left out, and keeps the digest of the full log', async () => {
    const secret = await sealDossier({
      ...DOSSIER,
      sources: [source('q1', { confidential: true })],
      log: DOSSIER.log.map((entry) => ({ ...entry, action: 'edit-source', subject: 'q1' })),
    })
    const full = await verifyLog(secret.log)
    assert.ok(full.ok)
    const input = { article: ARTICLE, dossier: secret }
    const said = logSection(reportHTML(input, { ...DE, log: full }))?.querySelector('.verdict')?.textContent
    assert.equal(
      said,
      `Verlauf lückenlos, ein Eintrag. Von einem Eintrag sind Angaben weggelassen; sein Platz in der Reihe ist gesichert. Prüfsumme: ${full.digest}`,
    )
    assert.doesNotMatch(reportHTML(input, { ...DE, log: full, includeConfidential: true }), /weggelassen;/)
  })

  test('must be the one that was verified', () => {
    const others: readonly LogVerification[] = [
      { ok: true, entries: 3, digest, blanked: 0 },
      { ok: false, index: 3, fault: 'gap' },
    ]
    for (const other of others)
      for (const report of [reportHTML, reportMarkdown, reportJSON])
        assert.throws(() => report(INPUT, { ...DE, log: other }), RangeError)
  })
})
