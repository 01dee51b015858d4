/** What the desk has decided, as the report tells it. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { strFromU8, unzipSync } from 'fflate'
import { parseHTML } from 'linkedom'
import type { Annotation } from '../../src/model/annotation.js'
import type { Dossier } from '../../src/model/dossier.js'
import { checkPolicy, DEFAULT_POLICY, type Policy } from '../../src/model/policy.js'
import { DEFAULT_SCHEME } from '../../src/model/status.js'
import {
  reportCSV,
  reportDOCX,
  reportHTML,
  reportJSON,
  reportMarkdown,
  type ReportOptions,
} from '../../src/report/index.js'
import { cssColour } from '../../src/model/css.js'
import { annotate, ARTICLE, AT, DOSSIER, EDITOR, source } from '../model/sample.js'
import { DE, EN } from './sample.js'

const SECOND = { id: 'jh', name: 'J. H.' }
const WORDS = 'Das werde teuer'

function words(own: Partial<Annotation>, rest: Partial<Dossier> = {}, options: ReportOptions = DE) {
  const annotation = annotate('a', [WORDS], own)
  const dossier = { ...DOSSIER, annotations: [annotation], ...rest }
  const input = { article: ARTICLE, dossier }
  const { document } = parseHTML(reportHTML(input, options)) as unknown as { document: Document } // linkedom has the standard's interfaces
  const text = (selector: string) =>
    (document.querySelector(selector)?.textContent ?? '').replace(/\s+/g, ' ').trim()
  return {
    html: text('#s1'),
    all: text('body'),
    markdown: reportMarkdown(input, options).replaceAll('\\', ''),
  }
}

const VERIFIED = { review: { status: 'verified', wording: WORDS, by: EDITOR, at: AT } } as const

describe('a statement in the report', () => {
  test('says who signed it off, and when that holds no more', () => {
    const signOff = { wording: WORDS, by: SECOND, at: AT }
    const { html, markdown } = words({ ...VERIFIED, signOff })
    assert.match(html, /✓ Bestätigt · Gegengelesen/)
    assert.match(html, /Gegengelesen vonJ\. H\., 24\.11\.2026, 09:30/)
    assert.match(markdown, /- Gegengelesen von: J\. H\., 24\.11\.2026, 09:30\n/)
    const lapsed = words({ ...VERIFIED, signOff: { ...signOff, wording: 'Das werde billig' } })
    assert.match(lapsed.html, /gilt nicht mehr, seither hat sich etwas geändert/)
    assert.doesNotMatch(lapsed.html, /✓ Bestätigt · Gegengelesen/)
  })

  test('says which source has opened it again, and why', () => {
    const reopened = { sourceId: 'q1', why: 'corrected', by: SECOND, at: AT } as const
    const sources = [source('q1', { correction: 'Die Zahl war falsch.' })]
    const { html, markdown, all } = words({ ...VERIFIED, reopened }, { sources })
    assert.match(html, /↻ Bestätigt · Wieder offen/)
    assert.match(html, /Q1 wurde berichtigt: Die Zahl war falsch\. \(J\. H\./)
    assert.match(markdown, /- Wieder offen: Q1 wurde berichtigt: Die Zahl war falsch\. \(J\. H\./)
    assert.match(all, /1 × wegen einer Quelle wieder offen/)
    const bad = words({ ...VERIFIED, reopened: { ...reopened, why: 'unreliable' } }, { sources }, EN)
    assert.match(bad.html, /S1 is no longer held for reliable/)
  })

  test('says who has confirmed it, and who had set its status', () => {
    const entry = { at: AT, subject: 'a', seal: null } as const
    const log = [
      { ...entry, by: SECOND, action: 'set-status', before: 'unchecked', after: 'verified' },
      { ...entry, by: EDITOR, action: 'confirm', before: 'Alt', after: WORDS },
    ] as const
    const { html, markdown } = words(VERIFIED, { log })
    assert.match(html, /Status vonJ\. H\., .*Gilt weiterhin lautM\. K\.,/)
    assert.match(markdown, /- Status von: J\. H\..*\n- Gilt weiterhin laut: M\. K\./)
    const anew = words(VERIFIED, { log: [...log, { ...log[0], by: EDITOR }] })
    assert.match(anew.html, /Status vonM\. K\./)
    assert.doesNotMatch(anew.html, /Gilt weiterhin/)
  })

  test('says how it was rated, by whom, and for which words', () => {
    const verdict = { rating: 'mostly-true', wording: 'Das werde billig', by: SECOND, at: AT }
    const { html, markdown } = words({ verdict })
    assert.match(html, /UrteilGrößtenteils richtig \(J\. H\./)
    assert.match(html, /Beurteilt wurdeDas werde billigteuer/)
    assert.match(markdown, /- Beurteilt wurde: Das werde billig/)
    assert.doesNotMatch(words({ verdict: { ...verdict, wording: WORDS } }).html, /Beurteilt wurde/)
  })

  test('says who is to look at it only as long as somebody has to', () => {
    assert.match(words({ assignee: SECOND }).html, /Zugewiesen anJ\. H\./)
    assert.doesNotMatch(words({ ...VERIFIED, assignee: SECOND }).html, /Zugewiesen/)
    const stale = { ...VERIFIED.review, wording: 'Das werde billig' }
    assert.match(words({ review: stale, assignee: SECOND }).html, /Zugewiesen anJ\. H\./)
  })

  test('says why a speaker is not named', () => {
    const { html, markdown } = words({ anonymity: 'Fürchtet um die Stelle' })
    assert.match(html, /Warum ohne NamenFürchtet um die Stelle/)
    assert.match(markdown, /- Warum ohne Namen: Fürchtet um die Stelle/)
  })

  test('says what the evidence is worth', () => {
    const evidence = [
      {
        id: 'e',
        sourceId: 'q',
        relation: 'supports',
        passage: 'It will cost',
        locator: '',
        translated: true,
        by: SECOND,
        at: AT,
      },
    ] as const
    const { html, markdown } = words({ evidence }, { sources: [source('q', { reliability: 'unreliable' })] })
    assert.match(html, /Übersetzt Nicht verlässlich It will cost Angesehen von J\. H\./)
    assert.match(markdown, /\[Übersetzt, Nicht verlässlich\] – It will cost \(Angesehen von J\. H\./)
  })
})

const POLICY: Policy = {
  ...DEFAULT_POLICY,
  rules: [
    {
      id: 'reviewed',
      severity: 'blocks',
      text: { de: 'Noch nicht geprüft.', en: 'Not reviewed yet.' },
      isBroken: ({ review }) => review.at === null,
    },
    { id: 'kind', severity: 'warns', text: { de: 'Nur ein Hinweis.' }, isBroken: ({ id }) => id === 'a' },
  ],
}

describe('the answer to "can this go out?" in the report', () => {
  const gate = (own: Partial<Annotation>, options: ReportOptions = DE) => {
    const dossier = { ...DOSSIER, annotations: [annotate('a', [WORDS], own)] }
    return words(own, {}, { ...options, check: checkPolicy(dossier, POLICY), policy: POLICY })
  }

  test('stands at its head with what blocks and warns', () => {
    const { all, markdown } = gate({})
    assert.match(
      all,
      /Freigabe: Kann noch nicht raus Hält auf 1 ?Noch nicht geprüft\. ?Aussage 1 Das werde teuer/,
    )
    assert.match(all, /Hinweise 1 ?Nur ein Hinweis\./)
    assert.match(
      markdown,
      /## Freigabe: Kann noch nicht raus\n\n### Hält auf\n\n- Noch nicht geprüft\.\n  - Aussage 1: „Das werde teuer“/,
    )
    assert.match(gate(VERIFIED, EN).all, /Publication: Can go out, with warnings/)
  })

  test('tells what was overridden, by whom and why, by the words of the rule', () => {
    const overrides = [{ rule: 'reviewed', reason: 'Eilmeldung', wording: WORDS, by: SECOND, at: AT }]
    const { all, html, markdown } = gate({ overrides })
    assert.match(all, /Ausgesetzt 1 ?Noch nicht geprüft\. ?Aussage 1 Das werde teuer ?Eilmeldung \(J\. H\./)
    assert.match(html, /Ausgesetzte RegelnNoch nicht geprüft\. ?Eilmeldung/)
    assert.match(markdown, /- Ausgesetzte Regeln:\n  - Noch nicht geprüft\. – Eilmeldung \(J\. H\./)
    const lapsed = gate({
      overrides: [{ ...overrides[0], rule: 'unknown', reason: 'x', wording: 'Anders', by: null, at: AT }],
    })
    assert.match(
      lapsed.html,
      /unknown ?x \(Unbekannt, .*; gilt nicht mehr, der Wortlaut ist seither ein anderer\)/,
    )
  })

  test('tells in the log which rule was overridden, by its words, in every format', async () => {
    const entry = { at: AT, by: SECOND, subject: 'a', seal: null } as const
    const log = [
      { ...entry, action: 'override', before: '', after: 'reviewed: Eilmeldung' },
      { ...entry, action: 'withdraw-override', before: 'reviewed: Eilmeldung', after: '' },
      { ...entry, action: 'override', before: '', after: 'gone: Eilmeldung' },
    ] as const
    const dossier = { ...DOSSIER, annotations: [annotate('a', [WORDS])], log }
    const input = { article: ARTICLE, dossier }
    const options = { ...DE, policy: POLICY }
    const said = unzipSync(await reportDOCX(input, options))['word/document.xml']
    assert.ok(said)
    for (const text of [
      reportHTML(input, options).replaceAll(/<[^>]+>/g, ''),
      reportMarkdown(input, options).replaceAll('\\', ''),
      reportCSV(input, { ...options, table: 'log' }),
      strFromU8(said).replaceAll(/<[^>]+>/g, ''),
    ]) {
      assert.equal(text.match(/Noch nicht geprüft\. – Eilmeldung/g)?.length, 2, text)
      assert.doesNotMatch(text, /reviewed: /)
      assert.match(text, /gone: Eilmeldung/)
    }
  })

  test('is not there when nobody has asked', () => {
    assert.doesNotMatch(words({}).all, /Freigabe/)
  })

  test('stands in the JSON too', () => {
    const check = checkPolicy(DOSSIER, POLICY)
    const file = JSON.parse(reportJSON({ article: ARTICLE, dossier: DOSSIER }, { ...DE, check })) as {
      check: unknown
    }
    assert.deepEqual(file.check, JSON.parse(JSON.stringify(check)))
  })

  test('must be about this dossier', () => {
    const check = checkPolicy({ ...DOSSIER, annotations: [annotate('other', [WORDS])] }, POLICY)
    for (const report of [reportHTML, reportMarkdown, reportJSON])
      assert.throws(() => report({ article: ARTICLE, dossier: DOSSIER }, { ...DE, check }), RangeError)
  })
})

describe("a house's own statuses", () => {
  const scheme = {
    ...DEFAULT_SCHEME,
    statuses: [
      ...DEFAULT_SCHEME.statuses,
      {
        key: 'warning',
        label: { de: 'Beim Justiziariat' },
        sign: '§',
        colour: '#b3006b',
        isFinal: false,
        isBlocking: true,
      },
      { key: 'bad', sign: '!', colour: 'red;} body{display:none', isFinal: false, isBlocking: true },
    ],
  }
  const annotations = [
    annotate('a', [WORDS], { review: { status: 'warning', wording: WORDS, by: EDITOR, at: AT } }),
  ]
  const page = reportHTML({ article: ARTICLE, dossier: { ...DOSSIER, annotations, scheme } }, DE)

  test('have their words, sign and colour', () => {
    assert.match(page, /<span class="sign" aria-hidden="true">§<\/span> 1 Beim Justiziariat/)
    assert.match(page, /mark\.opens\[data-status="warning"\]::before \{ content: "\\a7 " \/ ""; \}/)
    assert.match(page, /@supports \(color: #b3006b\) \{ \[data-status="warning"\] \{ --status: #b3006b;/)
  })

  test('bring no style but a colour', () => {
    assert.doesNotMatch(page, /display:none/)
  })

  test('have colours that are colours', () => {
    for (const colour of [
      'red',
      '#abc',
      'rgb(1 2 3 / 50%)',
      'light-dark(oklch(40% 0.1 20), hsl(1deg, 2%, 3%))',
      'color-mix(in oklab, red 20%, blue)',
    ])
      assert.equal(cssColour(` ${colour} `), colour)
    for (const text of [
      '',
      'url(x)',
      'var(--x)',
      'rgb(1 2 3',
      'rgb(1))',
      'rgb(url(x))',
      'red; x: y',
      'rgb(1} a{b:c)',
      'rgb("x")',
      'rgb(1) rgb(2)',
      'rgb(/**/)',
      'expression(1)',
      'light-dark(red, image-set(x))',
      `rgb(${'1'.repeat(300)})`,
    ])
      assert.equal(cssColour(text), null, text)
  })
})
