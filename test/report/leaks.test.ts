/** Unique strings in every field that can carry words of a confidential source, looked for in every format. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { strFromU8, unzipSync } from 'fflate'
import type { Annotation, Override } from '../../src/model/annotation.js'
import {
  dossierToJSON,
  EMPTY_DOSSIER,
  parseDossier,
  sealDossier,
  type Dossier,
} from '../../src/model/dossier.js'
import { LOG_ACTIONS, type LogAction } from '../../src/model/log.js'
import { checkPolicy, DEFAULT_POLICY } from '../../src/model/policy.js'
import type { DeskAction } from '../../src/model/review.js'
import { verifyLog } from '../../src/model/seal.js'
import type { Source } from '../../src/model/source.js'
import { NO_THREAD } from '../../src/model/thread.js'
import {
  compareReports,
  correctionsText,
  differenceHTML,
  differenceLines,
  differenceMarkdown,
  parseCSL,
  redact,
  reportCSL,
  reportCSV,
  reportDOCX,
  reportHTML,
  reportJSON,
  reportMarkdown,
  reportNinjs,
  reportSchemaOrg,
  reportWebAnnotation,
  schemaOrgScript,
  type ReportInput,
  type ReportOptions,
} from '../../src/report/index.js'
import { KINDS } from '../../src/text/statement.js'
import { annotate, ARTICLE, AT, DOSSIER, EDITOR, source } from '../model/sample.js'
import { CHIEF, Desk, evidenceOf } from './desk-work.js'
import { DE, EN } from './sample.js'

const HOUSE = { kind: 'organisation', name: 'Beispielzeitung' } as const
const PUBLICATION = {
  url: 'https://news.example/rat',
  claimReview: { publisher: HOUSE, url: 'https://news.example/rat#check' },
}

/** Every format, a line each, with all that it can tell; of free text, whether it has any. */
const FORMATS: Readonly<
  Record<
    string,
    { write: (input: ReportInput, options: ReportOptions) => string | Promise<string>; hasFreeText: boolean }
  >
> = {
  HTML: { write: reportHTML, hasFreeText: true },
  Word: { write: wordText, hasFreeText: true },
  Markdown: { write: reportMarkdown, hasFreeText: true },
  JSON: { write: reportJSON, hasFreeText: true },
  'CSV of statements': { write: reportCSV, hasFreeText: true },
  'CSV of sources': { write: (input, o) => reportCSV(input, { ...o, table: 'sources' }), hasFreeText: true },
  'CSV of the log': { write: (input, o) => reportCSV(input, { ...o, table: 'log' }), hasFreeText: true },
  'CSL-JSON': { write: reportCSL, hasFreeText: true },
  'JSON-LD': {
    write: (input, o) => reportSchemaOrg(input, { ...o, publication: PUBLICATION, quotations: KINDS }),
    hasFreeText: false,
  },
  'the script of JSON-LD': {
    write: (input, o) => schemaOrgScript(input, { ...o, publication: PUBLICATION, quotations: KINDS }),
    hasFreeText: false,
  },
  ninjs: { write: (input, o) => reportNinjs(input, { ...o, publication: PUBLICATION }), hasFreeText: false },
  'Web Annotations': { write: reportWebAnnotation, hasFreeText: true },
  'the difference to an earlier report': {
    write: (input, o) => differenceText({ ...input, dossier: EMPTY_DOSSIER }, input, o),
    hasFreeText: true,
  },
  'the difference to a later report': {
    write: (input, o) => differenceText(input, { ...input, dossier: EMPTY_DOSSIER }, o),
    hasFreeText: true,
  },
  'the difference to a report without its reviews': {
    write: (input, o) =>
      differenceText({ ...input, dossier: { ...input.dossier, annotations: begun(input) } }, input, o),
    hasFreeText: true,
  },
}

/** Everything that a difference can be written as. */
function differenceText(before: ReportInput, after: ReportInput, options: ReportOptions): string {
  const difference = compareReports(before, after, options)
  return [
    JSON.stringify(difference),
    differenceHTML(difference, options),
    differenceMarkdown(difference, options),
    ...differenceLines(difference, options),
    correctionsText(difference, options.locale),
  ].join('\n')
}

/** The annotations before anybody had worked on them. */
function begun({ dossier }: ReportInput): readonly Annotation[] {
  return dossier.annotations.map((annotation) => ({
    ...annotation,
    evidence: [],
    note: '',
    anonymity: '',
    thread: NO_THREAD,
    overrides: [],
    verdict: null,
    review: { status: 'unchecked', wording: null, by: null, at: null },
  }))
}

/** Every part of the Word file with its name, as it is and without its tags: a word may be cut by them. */
async function wordText(input: ReportInput, options: ReportOptions): Promise<string> {
  const parts = Object.entries(unzipSync(await reportDOCX(input, options)))
  const texts = parts.flatMap(([name, bytes]) => [name, strFromU8(bytes)])
  return [...texts, ...texts.map((text) => text.replace(/<[^>]*>/g, ''))].join('\n')
}

const STAMP = { by: EDITOR, at: AT }

/** Each word that stands nowhere else: whoever finds one in a report has found a leak. */
const planted = new Set<string>()
function plant(what: string): string {
  const word = `Zzq${what}zzq`
  planted.add(word)
  return word
}

/** What a note may repeat: words as somebody has typed them in a field. */
const typed: string[] = []
function type(words: string): string {
  typed.push(words)
  return words
}

/** What was typed about a source, in every field that takes words. */
function secretSource(id: string, tag: string): Source {
  return {
    id: plant(`id${id}`),
    kind: 'interview',
    title: type(`${plant(`title${tag}`)} · ${plant(`subtitle${tag}`)}: Teil 2`),
    author: type(`${plant(`given${tag}`)} ${plant(`surname${tag}`)}`),
    publisher: type(plant(`publisher${tag}`)),
    date: plant(`date${tag}`),
    url: type(`https://www.${plant(`host${tag}`).toLowerCase()}.example/${plant(`path${tag}`)}`),
    archivedUrl: type(`https://archive.example/${plant(`archive${tag}`)}`),
    accessed: plant(`accessed${tag}`),
    reliability: 'unset',
    confidential: true,
    note: type(plant(`note${tag}`)),
    contact: type(
      `${type(plant(`person${tag}`))}, ${type(`+49 171 55512${tag.length}`)}, ${type(`${plant(`mail${tag}`)}@example.org`)}`,
    ),
    correction: type(plant(`correction${tag}`)),
  }
}

/** Everything that can be done with a source that must not be known, and everything that can repeat it. */
function work(): Dossier {
  const desk = new Desk()
  const first = secretSource('secret', 'First')
  const now = { ...secretSource('secret', 'Now'), id: first.id }
  const attach = (to: Source, tag: string): DeskAction => ({
    type: 'attach-source',
    id: 'a2',
    source: to,
    relation: 'supports',
    passage: plant(`passage${tag}`),
    locator: plant(`locator${tag}`),
  })
  desk.library({ type: 'add-source', source: first })
  desk.desk('a2', attach(first, 'First'))
  desk.desk('a2', { type: 'set-status', id: 'a2', status: 'verified' }, { ...EDITOR, roles: [] })
  desk.library({ type: 'edit-source', source: { ...now, reliability: 'unreliable' } })
  desk.library({ type: 'correct-source', sourceId: first.id, correction: type(plant('correctionNew')) })
  // By surname, or without the scheme of the address.
  type(now.author?.split(' ')[1] ?? '')
  type(now.url?.replace('https://www.', '') ?? '')
  desk.desk('a2', (own) => ({
    ...({ type: 'edit-evidence', id: 'a2', relation: 'supports', translated: true } as const),
    evidenceId: evidenceOf(own).id,
    passage: type(plant('passageNow')),
    locator: type(plant('locatorNow')),
  }))

  // One that was edited, and then taken out with everything.
  const removed = secretSource('removed', 'Removed')
  const before = { ...secretSource('removed', 'RemovedFirst'), id: removed.id }
  desk.library({ type: 'add-source', source: before })
  desk.desk('a2', attach(before, 'Removed'))
  desk.desk('a2', (own) => ({
    ...({ type: 'edit-evidence', id: 'a2', relation: 'origin', translated: false } as const),
    evidenceId: evidenceOf(own, 1).id,
    passage: plant('passageRemovedNow'),
    locator: plant('locatorRemovedNow'),
  }))
  desk.library({ type: 'edit-source', source: removed })
  desk.desk('a2', (own) => ({ type: 'detach-source', id: 'a2', evidenceId: evidenceOf(own, 1).id }))
  desk.library({ type: 'remove-source', sourceId: removed.id })

  // One that is public now, after its names were taken out.
  const former = secretSource('former', 'Former')
  planted.delete(former.id)
  desk.library({ type: 'add-source', source: former })
  desk.library({
    type: 'edit-source',
    source: source(former.id, { kind: 'interview', title: 'Gespräch in Beispielstadt' }),
  })

  // A public one, with a contact that was changed.
  const contact = (tag: string) =>
    type(`${plant(`public${tag}`)}, ${type(`${plant(`publicMail${tag}`)}@example.org`)}`)
  const open = source('open', { title: 'Öffentlich', contact: contact('First') })
  desk.library({ type: 'add-source', source: open })
  desk.library({
    type: 'edit-source',
    source: { ...open, contact: contact('Now'), note: 'Zzqsurnamenowzzq' },
  })

  // Everything that is written freely repeats everything.
  const all = () => `Bekannt: ${typed.join('; ')}. Der Rest bleibt.`
  desk.desk('a2', { type: 'set-note', id: 'a2', note: all() })
  desk.desk('a2', { type: 'set-anonymity', id: 'a2', reason: all() })
  desk.desk('a2', { type: 'override', id: 'a2', rule: 'rule', reason: all() })
  desk.desk('a2', { type: 'withdraw-override', id: 'a2', rule: 'rule' })
  desk.desk('a2', { type: 'override', id: 'a2', rule: 'rule', reason: all() })
  const mentions = [EDITOR]
  desk.desk('a2', { type: 'add-comment', id: 'a2', text: `${all()} eins`, mentions })
  desk.desk('a2', { type: 'add-comment', id: 'a2', text: `${all()} zwei`, mentions })
  const commentId = (own: Annotation, i: number) => own.thread.comments[i]?.id ?? ''
  desk.desk('a2', (own) => ({
    ...({ type: 'edit-comment', id: 'a2', mentions } as const),
    commentId: commentId(own, 0),
    text: `${all()} drei`,
  }))
  desk.desk('a2', (own) => ({ type: 'remove-comment', id: 'a2', commentId: commentId(own, 1) }))

  // Any action at all whose line repeats a name.
  for (const action of LOG_ACTIONS) {
    if (OF_SOURCE.has(action)) continue
    desk.log({ action, subject: 'a2', before: plant('titleNow'), after: all() })
    desk.log({ action, subject: 'a2', before: first.title, after: `${now.author ?? ''} sagte` })
  }

  // Words that the article had once, and who was put in for an unnamed speaker.
  const override: Override = { rule: 'old', reason: all(), wording: all(), ...STAMP }
  const { dossier } = desk
  return {
    ...dossier,
    sources: dossier.sources.map((own) => (own.id === 'open' ? { ...own, correction: all() } : own)),
    annotations: dossier.annotations
      .map((own): Annotation => {
        if (own.id !== 'a2') return own
        const named = { kind: 'unnamed', name: now.author ?? '', office: all(), short: all() } as const
        return {
          ...own,
          speakerIs: named,
          outlet: now.publisher ?? '',
          chain: [{ mention: all(), speakerIs: named }],
          review: { ...own.review, wording: all() },
          verdict: { rating: 'true', wording: all(), ...STAMP },
          signOff: { wording: all(), by: { id: 'vl', name: 'V. L.' }, at: AT },
          overrides: [...own.overrides, override],
          evidence: [
            ...own.evidence,
            { ...evidenceOf(own), id: 'open-1', sourceId: 'open', passage: all(), locator: all() },
          ],
        }
      })
      .concat([goneWith(all())]),
  }
}

const OF_SOURCE: ReadonlySet<LogAction> = new Set([
  'add-source',
  'edit-source',
  'correct-source',
  'remove-source',
])

function goneWith(words: string): Annotation {
  const { target, ...own } = annotate('gone', ['Das werde teuer'])
  return {
    ...own,
    target: { ...target, wording: words, prefix: words, suffix: words, speaker: words, detached: true },
  }
}

const WORK = work()
const POLICY = {
  ...DEFAULT_POLICY,
  rules: [{ id: 'rule', severity: 'blocks' as const, text: { en: 'Rule' }, isBroken: () => true }],
}
const INPUT = { article: ARTICLE, dossier: WORK }
const CHECK = checkPolicy(WORK, POLICY)

function leaksIn(text: string, words: Iterable<string> = planted): readonly string[] {
  const lower = text.toLowerCase()
  return [...words].filter((word) => lower.includes(word.toLowerCase()))
}

describe('what must not be known', () => {
  test('is in the dossier that the tests are about, and the check has an override', () => {
    assert.deepEqual(leaksIn(JSON.stringify(WORK)), [...planted])
    assert.equal(CHECK.overridden.length, 1)
    assert.ok(planted.size > 60)
    const parsed = parseDossier(
      JSON.parse(JSON.stringify({ format: 'prosemirror-attribution', version: 2, ...WORK })),
    )
    assert.deepEqual(parsed.ok ? [] : parsed.problems, [])
  })

  for (const [format, { write, hasFreeText }] of Object.entries(FORMATS))
    for (const options of [DE, EN])
      for (const includeThreads of [false, true])
        test(`is nowhere in ${format} (${options.locale}${includeThreads ? ', with threads' : ''})`, async () => {
          const text = await write(INPUT, { ...options, includeThreads, check: CHECK, policy: POLICY })
          assert.deepEqual(leaksIn(text), [])
          assert.equal(text.includes('Der Rest bleibt'), hasFreeText, 'what is free text stays but for that')
        })

  test('is what the redacted dossier does not have, and that is valid', () => {
    const copy = redact(INPUT, 'de')
    assert.deepEqual(leaksIn(JSON.stringify(copy)), [])
    const parsed = parseDossier(reportJSON(INPUT, DE))
    assert.ok(parsed.ok, JSON.stringify(parsed))
    assert.deepEqual(
      parsed.value.annotations.map(({ id }) => id),
      WORK.annotations.map(({ id }) => id),
    )
  })

  test('leaves a log behind that can be proved to the digest of the whole one', async () => {
    const dossier = await sealDossier(WORK)
    const full = await verifyLog(dossier.log)
    assert.ok(full.ok)
    const parsed = parseDossier(reportJSON({ article: ARTICLE, dossier }, DE))
    assert.ok(parsed.ok)
    const copy = await verifyLog(parsed.value.log)
    assert.ok(copy.ok && copy.blanked > 20)
    assert.equal(copy.digest, full.digest)
    for (const [i, entry] of parsed.value.log.entries())
      if (entry.seal?.salt) assert.deepEqual(entry, dossier.log[i])
  })

  test('is there when it is asked for by name', () => {
    const options = { ...DE, includeConfidential: true, includeContacts: true, includeThreads: true }
    const whole = parseDossier(dossierToJSON(WORK)) // the planted dates are words, and are put where words are
    assert.ok(whole.ok)
    const copy = parseDossier(reportJSON(INPUT, options))
    assert.ok(copy.ok)
    assert.deepEqual(copy.value, whole.value)
    const page = reportHTML(INPUT, options)
    assert.match(page, /Dieser Bericht nennt Kontakte zu Quellen/)
    assert.match(page, /Dieser Bericht nennt eine vertrauliche Quelle/)
    assert.match(page, /was die Redaktion untereinander besprochen hat/)
  })
})

describe('contacts', () => {
  const contacts = [...planted].filter((word) => /mail|publicMail/.test(word))

  test('are planted, and a report says where they were', () => {
    assert.ok(contacts.length >= 7)
    for (const report of [reportHTML, reportMarkdown, reportJSON])
      assert.ok(report(INPUT, { ...DE, includeConfidential: true }).includes('Kontakt weggelassen'))
  })

  for (const [format, { write }] of Object.entries(FORMATS))
    test(`are left out of ${format} even where it tells of confidential sources`, async () => {
      const text = await write(INPUT, { ...DE, includeConfidential: true, includeThreads: true })
      assert.deepEqual(leaksIn(text, contacts), [])
      assert.doesNotMatch(text, /\+49 171/)
      assert.ok(leaksIn(text).length > 0, 'it does tell of them')
    })

  test('are in the report that asks for them, of the sources that it names', () => {
    const markdown = reportMarkdown(INPUT, { ...DE, includeContacts: true })
    assert.deepEqual(
      leaksIn(markdown, planted).filter((word) => !/public(First|Now|Mail)/.test(word)),
      [],
    )
    assert.match(markdown, /Kontakt: ZzqpublicNowzzq/)
  })
})

describe('comments', () => {
  const dossier: Dossier = {
    ...DOSSIER,
    annotations: DOSSIER.annotations.map((own) => ({
      ...own,
      thread: {
        comments: [{ id: 'c', text: 'Unter uns', mentions: [CHIEF], by: EDITOR, at: AT, editedAt: null }],
        resolved: null,
      },
    })),
    log: [
      ...DOSSIER.log,
      {
        at: AT,
        by: EDITOR,
        action: 'add-comment',
        subject: 'a1',
        before: '',
        after: 'Unter uns',
        seal: null,
      },
    ],
  }
  const input = { article: ARTICLE, dossier }

  test('are counted in a report, and told only where they are asked for', () => {
    for (const report of [reportHTML, reportMarkdown, reportJSON]) {
      assert.doesNotMatch(report(input, DE), /Unter uns/)
      assert.match(report(input, { ...DE, includeThreads: true }), /Unter uns/)
    }
    assert.match(reportHTML(input, DE), /Ein Kommentar, offen/)
    assert.match(reportMarkdown(input, DE), /- Gespräch: Ein Kommentar, offen/)
  })

  test('leave who and when in the copy, and nothing of other words', async () => {
    const sealed = await sealDossier(dossier)
    const copy = redact({ article: ARTICLE, dossier: sealed }, 'de')
    assert.deepEqual(copy.annotations[0]?.thread.comments, [
      { id: 'c', text: '', mentions: [], by: EDITOR, at: AT, editedAt: null },
    ])
    assert.equal(copy.annotations[0]?.note, 'Mitschnitt gehört')
    assert.equal(copy.log[0], sealed.log[0])
    assert.ok((await verifyLog(copy.log)).ok)
  })
})

describe('a review of words that a confidential source says too', () => {
  test('is not taken for stale, whatever the quotation marks', () => {
    const secret = source('s', { title: 'Kollege', confidential: true })
    const passages = ['"Wir bauen" … "noch im Mai."', 'wir  bauen']
    const dossier: Dossier = {
      ...DOSSIER,
      sources: [...DOSSIER.sources, secret],
      annotations: DOSSIER.annotations.map((own) => ({
        ...own,
        evidence: passages.map((passage, i) => ({
          ...({ relation: 'origin', locator: '', translated: false, by: EDITOR, at: AT } as const),
          id: `${own.id}-${i}`,
          sourceId: 's',
          passage,
        })),
      })),
    }
    const copy = redact({ article: ARTICLE, dossier }, 'de')
    assert.deepEqual(copy.annotations[0]?.review, DOSSIER.annotations[0]?.review)
    assert.doesNotMatch(reportHTML({ article: ARTICLE, dossier }, DE), /Wortlaut geändert/)
  })
})

describe('a password in an address', () => {
  const PASSWORD = 'geheim123'
  const address = (path: string) => `https://redaktion:${PASSWORD}@host.example/${path}`
  const asked = { includeConfidential: true, includeContacts: true, includeThreads: true }
  const old: Dossier = {
    ...DOSSIER,
    sources: DOSSIER.sources.map((own, i) => ({
      ...own,
      title: i ? own.title : address(''),
      url: address('a@b?c=d'),
      archivedUrl: `https://archive.example/2022/${address('x')}`,
      note: `Siehe ${encodeURIComponent(address('n'))}.`,
    })),
    log: [
      {
        at: AT,
        by: EDITOR,
        action: 'edit-source',
        subject: DOSSIER.sources[0]?.id ?? '',
        before: `Rat · url: ${address('alt')}`,
        after: `Rat · url: ${address('neu')}`,
        seal: null,
      },
    ],
  }

  for (const [name, { write }] of Object.entries(FORMATS))
    test(`is not in an old dossier's report: ${name}`, async () => {
      const written = await write({ article: ARTICLE, dossier: await sealDossier(old) }, { ...DE, ...asked })
      assert.ok(!written.includes(PASSWORD))
    })

  test('goes when a file is read, which is told, and leaves the rest of the address and the log', async () => {
    const sealed = await sealDossier(old)
    const parsed = parseDossier({ ...dossierToJSON(sealed) })
    assert.ok(parsed.ok)
    assert.ok(!JSON.stringify(parsed).includes(PASSWORD))
    assert.equal(parsed.value.sources[0]?.url, 'https://host.example/a@b?c=d')
    assert.equal(parsed.value.sources[0]?.archivedUrl, 'https://archive.example/2022/https://host.example/x')
    assert.equal(parsed.value.log[0]?.after, 'Rat · url: https://host.example/neu')
    const paths = parsed.mended?.map(({ path }) => path)
    assert.ok(paths?.includes('sources[0]') && paths.includes('log[0]'))
    const [before, after] = [await verifyLog(sealed.log), await verifyLog(parsed.value.log)]
    assert.ok(before.ok && after.ok)
    assert.equal(after.digest, before.digest)
    assert.equal(after.blanked, 1)
  })

  test('goes with an address that is nothing else, and the file stays readable', () => {
    const [first] = DOSSIER.sources
    assert.ok(first)
    const parsed = parseDossier(
      dossierToJSON({ ...EMPTY_DOSSIER, sources: [{ ...first, url: `https://${PASSWORD}@` }] }),
    )
    assert.ok(parsed.ok)
    assert.equal(parsed.value.sources[0]?.url, undefined)
    assert.ok(parseDossier(dossierToJSON(parsed.value)).ok)
  })

  test('does not come in with the sources of a reference manager', () => {
    const parsed = parseCSL([{ id: address('id'), type: 'webpage', URL: address('u') }])
    assert.ok(parsed.ok)
    assert.ok(!JSON.stringify(parsed).includes(PASSWORD))
    assert.equal(parsed.value[0]?.title, 'https://host.example/u')
  })
})
