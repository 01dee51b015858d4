import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { HtmlValidate } from 'html-validate/node'
import { targetOf, type Annotation } from '../../src/model/annotation.js'
import { articleText, type Article } from '../../src/model/article.js'
import type { Dossier } from '../../src/model/dossier.js'
import { DEFAULT_SCHEME, type Scheme } from '../../src/model/status.js'
import {
  compareReports,
  correctionsOf,
  correctionsText,
  differenceHTML,
  differenceLines,
  differenceMarkdown,
  type ComparedReport,
} from '../../src/report/index.js'
import { annotate, ARTICLE, AT, DOSSIER, EDITOR, source } from '../model/sample.js'
import { CHECKED, CORRECTED } from './seed.js'
import { DE, EN, FULL, HOSTILE, hostileInput } from './sample.js'

const LATER = '2026-11-25T08:00:00.000Z'
const BEFORE: ComparedReport = { article: ARTICLE, dossier: DOSSIER, created: AT }

/** The article with other words, and its annotations where their words stand then. */
function reworded(words: string, by: string, change: (own: Annotation) => Annotation = (own) => own) {
  const article: Article = {
    ...ARTICLE,
    blocks: ARTICLE.blocks.map((block) => ({ ...block, text: block.text.replace(words, by) })),
  }
  const text = articleText(article)
  const annotations = DOSSIER.annotations.map((own) => {
    const said = own.target.wording.replace(words, by)
    const pieces = own.target.ranges.quote.length > 1 ? said.split(' … ') : [said]
    const quote = pieces.map((piece) => {
      const start = text.indexOf(piece)
      assert.ok(start >= 0, piece)
      return { start, end: start + piece.length }
    })
    const target = targetOf(text, { ...own.target.ranges, quote })
    return change({ ...own, target: { ...target, speaker: own.target.speaker } })
  })
  return { article, dossier: { ...DOSSIER, annotations }, created: LATER } satisfies ComparedReport
}

const withFirst = (change: Partial<Annotation>, rest: Partial<Dossier> = {}): ComparedReport => ({
  ...BEFORE,
  dossier: {
    ...DOSSIER,
    annotations: DOSSIER.annotations.map((own, i) => (i ? own : { ...own, ...change })),
    ...rest,
  },
})
const whatsOf = (after: ComparedReport, before = BEFORE) =>
  compareReports(before, after, DE).statements.map(({ change, changes }) => [
    change,
    ...changes.map(({ what }) => what),
  ])

describe('the difference between two reports', () => {
  test('is none between a report and itself', () => {
    const difference = compareReports(BEFORE, { ...BEFORE, created: LATER }, DE)
    assert.ok(difference.isSame)
    assert.deepEqual(differenceLines(difference, DE).slice(2), ['Die Berichte unterscheiden sich nicht.'])
    assert.equal(correctionsOf(difference, 'de').length, 0)
  })

  const signOff = { wording: 'x', by: { id: 'vl', name: 'V. L.' }, at: LATER }
  const verdict = { rating: 'mixed', wording: 'x', by: EDITOR, at: LATER }
  const override = { rule: 'two-sources', reason: 'eilt', wording: 'x', by: EDITOR, at: LATER }
  const comment = { id: 'c1', text: 'Stimmt das?', mentions: [], by: EDITOR, at: AT, editedAt: null }
  const review = { status: 'disputed', wording: null, by: EDITOR, at: LATER }
  const [evidence] = DOSSIER.annotations[0]?.evidence ?? []
  assert.ok(evidence)
  const cases: readonly [what: string, Partial<Annotation>][] = [
    ['status', { review }],
    ['confirmed', { review: { ...review, status: 'verified' } }],
    ['verdict', { verdict }],
    ['sign-off', { signOff }],
    ['override', { overrides: [override] }],
    ['evidence', { evidence: [{ ...evidence, passage: 'Wir bauen nicht' }] }],
    ['evidence', { evidence: [] }],
    ['evidence', { evidence: [evidence, { ...evidence, id: 'e9', relation: 'refutes' }] }],
    ['reopened', { reopened: { sourceId: 'q1', why: 'corrected', by: EDITOR, at: LATER } }],
    ['note', { note: 'Anders' }],
    ['anonymity', { anonymity: 'Schutz' }],
    ['assignee', { assignee: EDITOR }],
    ['thread', { thread: { comments: [comment], resolved: null } }],
    ['outlet', { outlet: 'Interfax' }],
    ['when', { when: 'am Dienstag' }],
    ['chain', { chain: [{ mention: 'dem Blatt', speakerIs: { kind: 'organisation', name: 'Das Blatt' } }] }],
    ['speaker', { speakerIs: { kind: 'named', name: 'Müller' } }],
    ['kind', { kind: 'indirect' }],
  ]
  for (const [what, change] of cases)
    test(`tells ${what}, and nothing else: ${JSON.stringify(change).slice(0, 60)}`, () => {
      assert.deepEqual(whatsOf(withFirst(change)), [['changed', what]])
      assert.deepEqual(whatsOf(BEFORE, withFirst(change)), [['changed', what]])
    })

  test('tells how the discussion has gone on, and what was said only where it is asked for', () => {
    const edited = { ...comment, text: 'Stimmt das so?', editedAt: LATER }
    const answer = { ...comment, id: 'c2', text: 'Ja, gehört.', at: LATER }
    const before = withFirst({ thread: { comments: [comment], resolved: null } })
    const after = withFirst({
      thread: { comments: [edited, answer], resolved: { by: EDITOR, at: LATER } },
    })
    const lines = (includeThreads: boolean) =>
      differenceLines(compareReports(before, after, { ...DE, includeThreads }), DE).slice(3)
    const summary = '    Gespräch: Ein Kommentar, offen → 2 Kommentare, erledigt von M. K., 25.11.2026, 08:00'
    assert.deepEqual(lines(false), [summary])
    assert.deepEqual(lines(true), [
      summary,
      '    Kommentar: M. K., 24.11.2026, 09:30: Stimmt das? → M. K., 24.11.2026, 09:30, geändert 25.11.2026, 08:00: Stimmt das so?',
      '    Kommentar: M. K., 25.11.2026, 08:00: Ja, gehört. (neu)',
    ])
    assert.deepEqual(whatsOf(withFirst({ thread: { comments: [edited], resolved: null } }), before), [
      ['changed', 'thread'],
    ])
  })

  test("tells what the house's statuses and ratings have become, and nothing of their colours", () => {
    const scheme = (...statuses: Scheme['statuses']): ComparedReport => ({
      ...BEFORE,
      dossier: {
        ...DOSSIER,
        scheme: { statuses: [...DEFAULT_SCHEME.statuses, ...statuses], ratings: DEFAULT_SCHEME.ratings },
      },
    })
    const legal = {
      key: 'legal',
      label: { de: 'Beim Justiziariat' },
      sign: '§',
      isFinal: false,
      isBlocking: true,
    }
    const told = (before: ComparedReport, after: ComparedReport) =>
      differenceLines(compareReports(before, after, DE), DE).slice(2)
    assert.deepEqual(told(BEFORE, scheme(legal)), [
      '+ Status: § Beim Justiziariat, hält die Veröffentlichung auf (neu)',
    ])
    assert.deepEqual(told(scheme(legal), scheme({ ...legal, label: { de: 'Recht' }, isFinal: true })), [
      '~ Status: § Beim Justiziariat, hält die Veröffentlichung auf → § Recht, schließt die Prüfung ab, hält die Veröffentlichung auf',
    ])
    assert.ok(compareReports(scheme(legal), scheme({ ...legal, colour: 'red' }), DE).isSame)
    const ratings = { ...DEFAULT_SCHEME, ratings: DEFAULT_SCHEME.ratings.slice(1) }
    assert.deepEqual(told(BEFORE, { ...BEFORE, dossier: { ...DOSSIER, scheme: ratings } }), [
      '- Urteil: Richtig (5) (entfallen)',
    ])
  })

  test('says in words which rule was set aside, and which source has opened a review again', () => {
    const rule = { ...override, rule: 'reviewed' }
    const reopened = { sourceId: 'q1', why: 'corrected', by: EDITOR, at: LATER } as const
    const lines = differenceLines(compareReports(BEFORE, withFirst({ overrides: [rule], reopened }), DE), DE)
    assert.match(lines.join('\n'), /Wieder offen: „Titel q1“ wurde berichtigt \(M\. K\./)
    assert.match(lines.join('\n'), /Ausgesetzte Regeln: Noch nicht fertig geprüft: .* – eilt \(M\. K\./)
    const policy = {
      rules: [
        { id: 'reviewed', severity: 'warns' as const, text: { de: 'Unsere Regel' }, isBroken: () => true },
      ],
    }
    const own = compareReports(BEFORE, withFirst({ overrides: [rule] }), DE)
    assert.match(differenceMarkdown(own, { ...DE, policy }), /Unsere Regel – eilt/)
  })

  test('tells statements that came and went, and why', () => {
    const [first, second] = DOSSIER.annotations
    assert.ok(first && second)
    const added = annotate('neu', ['kam niemand'])
    const gone = { ...second, target: { ...second.target, detached: true } }
    const dossier = { ...DOSSIER, annotations: [{ ...first, dismissed: true }, gone, added] }
    const found = compareReports(BEFORE, { ...BEFORE, dossier }, DE).statements
    assert.deepEqual(
      found.map(({ change, why, before, after }) => [change, why, (after ?? before)?.id]),
      [
        ['added', null, 'neu'],
        ['gone', 'dismissed', 'a1'],
        ['gone', 'words', 'a2'],
      ],
    )
    const without = { ...BEFORE, dossier: { ...DOSSIER, annotations: [first] } }
    assert.equal(compareReports(BEFORE, without, DE).statements[0]?.why, 'missing')
  })

  test('tells what was reworded word by word, and that nobody has checked it since', () => {
    const difference = compareReports(BEFORE, reworded('noch im Mai', 'erst im Juni'), DE)
    const [changed] = difference.statements
    assert.deepEqual(changed?.changes, [
      { what: 'wording', before: '„Wir bauen“ … „noch im Mai.“', after: '„Wir bauen“ … „erst im Juni.“' },
    ])
    assert.ok(changed.isStale && difference.isTextChanged)
    assert.match(differenceHTML(difference, DE), /<del>„noch<\/del> <ins>„erst<\/ins> im <del>Mai\.“<\/del>/)
    assert.match(differenceMarkdown(difference, DE), /~~„noch~~ \*\*„erst\*\* im ~~Mai\\?\.“~~/)
  })

  test('finds statements of another editor by their words, and by their place', () => {
    const renamed = (report: ComparedReport): ComparedReport => ({
      ...report,
      dossier: {
        ...report.dossier,
        annotations: report.dossier.annotations.map((own) => ({ ...own, id: `b-${own.id}` })),
      },
    })
    assert.ok(compareReports(BEFORE, renamed(BEFORE), DE).isSame)
    assert.deepEqual(whatsOf(renamed(reworded('Das werde teuer', 'Das werde sehr teuer'))), [
      ['changed', 'wording'],
    ])
  })

  test('does not take ids that were counted up for the same statement', () => {
    const counted = (...words: string[]): ComparedReport => ({
      ...BEFORE,
      dossier: {
        ...DOSSIER,
        log: [],
        annotations: words.map((word, i) => annotate(`detected-${i + 1}`, [word])),
      },
    })
    assert.deepEqual(whatsOf(counted('kam niemand', 'Das werde teuer'), counted('Das werde teuer')), [
      ['added'],
    ])
  })

  test('tells what changed of a source, and whether the log goes on', () => {
    const entry = DOSSIER.log[0] ?? assert.fail()
    const after = withFirst(
      {},
      {
        sources: [{ ...source('q1'), title: 'Anders' }, source('q2')],
        log: [...DOSSIER.log, { ...entry, at: LATER }],
      },
    )
    const { sources, log } = compareReports(BEFORE, after, DE)
    assert.deepEqual(
      sources.map(({ before, after, fields }) => [before?.title, after?.title, fields]),
      [
        ['Titel q1', 'Anders', ['title', 'author', 'date', 'url']],
        [undefined, 'Titel q2', []],
      ],
    )
    assert.deepEqual(log, { added: 1, isContinued: true })
    assert.deepEqual(compareReports(after, BEFORE, DE).log, { added: 0, isContinued: false })
  })
})

describe('confidential sources', () => {
  const text = (before: ComparedReport, after: ComparedReport) => {
    const difference = compareReports(before, after, DE)
    return [
      JSON.stringify(difference),
      differenceHTML(difference, DE),
      differenceMarkdown(difference, DE),
      differenceLines(difference, DE).join('\n'),
      correctionsText(difference, 'de'),
    ].join('\n')
  }
  const secret = source('q1', {
    title: 'Zzqtitle',
    author: 'Zzqname',
    url: 'https://zzqhost.example/',
    contact: 'zzq@example.org',
    confidential: true,
  })
  const [evidence] = DOSSIER.annotations[0]?.evidence ?? []
  assert.ok(evidence)
  const planted = (own: typeof secret, more: Partial<Annotation> = {}): ComparedReport =>
    withFirst(
      { note: 'Zzqtitle angerufen', evidence: [{ ...evidence, passage: 'Zzqpassage' }], ...more },
      { sources: [own] },
    )

  test('are in no difference, whether they are so in one report or in both', () => {
    const open = { ...secret, confidential: false }
    const bare = source('q9')
    for (const [before, after] of [
      [planted(secret), BEFORE],
      [BEFORE, planted(secret)],
      [planted(open), planted(secret, { note: 'Zzqname' })],
      [planted(secret), planted({ ...secret, title: 'Zzqother' })],
      [planted(secret), withFirst({ note: 'Zzqtitle', evidence: [] }, { sources: [bare] })],
    ] as const)
      assert.equal(/.{0,40}zzq.{0,40}/i.exec(text(before, after))?.[0], undefined)
    assert.match(text(planted(open), BEFORE), /Zzqtitle/)
  })

  test('stay so in what they said before they were made public, also where no log tells of it', () => {
    const opened = {
      ...source('q1', { title: 'Amtliche Mitteilung', url: 'https://amt.example/' }),
      confidential: false,
    }
    const after = planted(opened, {
      note: 'Zzqtitle angerufen, und Zzqname. Zzqpassage.',
      evidence: [{ ...evidence, passage: 'Offen gesagt' }],
    })
    const told = text(planted(secret), after)
    assert.equal(/.{0,40}zzq.{0,40}/i.exec(told)?.[0], undefined)
    assert.match(told, /Amtliche Mitteilung/)
    assert.match(told, /Offen gesagt/)
    assert.match(
      text(planted({ ...secret, contact: '' }), planted({ ...secret, confidential: false })),
      /Zzqtitle/,
    )
  })

  test('are not named by what was taken out of the article', () => {
    const after = planted(secret)
    const named = DOSSIER.annotations.map((own, i) =>
      i ? own : { ...own, speakerIs: { kind: 'named', name: 'Zzqname' } as const },
    )
    const found = text({ ...BEFORE, dossier: { ...DOSSIER, annotations: named } }, after)
    assert.equal(/.{0,40}zzq.{0,40}/i.exec(found)?.[0], undefined)
  })

  test('tell that something of them changed, but not what', () => {
    const { sources } = compareReports(planted(secret), planted({ ...secret, title: 'Zzqother' }), DE)
    assert.deepEqual(
      sources.map(({ after, fields }) => [after?.title, fields]),
      [['Vertrauliche Quelle', []]],
    )
  })
})

describe('the corrections note', () => {
  const after = reworded('noch im Mai', 'erst im Juni')

  test('has a sentence for what was changed after it had been checked, in German and English', () => {
    const difference = compareReports(BEFORE, after, DE)
    assert.deepEqual(
      correctionsOf(difference, 'de').map(({ sentence }) => sentence),
      [
        'In einer früheren Fassung wurde Meier mit den Worten „Wir bauen … noch im Mai.“ zitiert; jetzt lautet das Zitat „Wir bauen … erst im Juni.“.',
      ],
    )
    assert.match(
      correctionsText(difference, 'en'),
      /^Draft of a corrections note\n\n.*\n\nAn earlier version quoted Meier as saying “Wir bauen … noch im Mai\.”; the quotation now reads “/,
    )
  })

  test('has one for what had to be changed, and for what had to go', () => {
    const open = (status: string) => withFirst({ review: { status, wording: null, by: EDITOR, at: AT } })
    const gone = { ...BEFORE, dossier: { ...DOSSIER, annotations: DOSSIER.annotations.slice(1) } }
    const count = (before: ComparedReport, later: ComparedReport) =>
      correctionsOf(compareReports(before, later, DE), 'de').length
    assert.equal(count(open('needs-change'), after), 1)
    assert.equal(count(open('in-progress'), after), 0)
    assert.equal(count(open('disputed'), gone), 1)
    assert.equal(count(open('verified'), gone), 0)
    assert.equal(count(BEFORE, reworded('Das werde teuer', 'Das werde sehr teuer')), 0)
  })
})

describe('the pages of a difference', () => {
  const input = (text: string): ComparedReport => ({ ...hostileInput(text), created: AT })
  const rich = compareReports(BEFORE, { article: ARTICLE, dossier: FULL, created: LATER }, DE)

  test('are valid HTML and load nothing', async () => {
    const validator = new HtmlValidate({
      extends: ['html-validate:standard', 'html-validate:a11y'],
      rules: { 'svg-focusable': 'off', 'long-title': 'off' },
    })
    const corrected = compareReports(BEFORE, reworded('noch im Mai', 'erst im Juni'), DE)
    const same = compareReports(BEFORE, BEFORE, DE)
    const desk = compareReports(CHECKED, CORRECTED, { ...DE, includeThreads: true })
    for (const difference of [rich, desk, corrected, same, compareReports(BEFORE, input('harmlos'), DE)])
      for (const options of [DE, EN]) {
        const page = differenceHTML(difference, options)
        const { results } = await validator.validateString(page)
        assert.deepEqual(
          results.flatMap(({ messages }) => messages.map(({ ruleId, message }) => `${ruleId}: ${message}`)),
          [],
        )
        assert.doesNotMatch(page, /<script|<link|<img|@import|url\(/)
      }
  })

  for (const text of HOSTILE)
    test(`keep ${JSON.stringify(text)} text`, () => {
      for (const [before, after] of [
        [BEFORE, input(text)],
        [input(text), input(`${text}x`)],
      ] as const) {
        const page = differenceHTML(compareReports(before, after, DE), DE)
        assert.equal(/<(script|img|svg|i|table)\b.{0,40}/.exec(page)?.[0], undefined)
      }
    })
})
