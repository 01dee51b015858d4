/** A dossier with every field that a Web Annotation can give, on the small article with an emoji put in. */
import type { Article } from '../../src/model/article.js'
import { articleText } from '../../src/model/article.js'
import { targetOf } from '../../src/model/annotation.js'
import type { Dossier } from '../../src/model/dossier.js'
import { DEFAULT_SCHEME } from '../../src/model/status.js'
import type { WebAnnotationOptions } from '../../src/report/index.js'
import { annotate, AT, EDITOR, rangeOf, source } from '../model/sample.js'

export const ARTICLE: Article = {
  title: 'Rat stimmt zu 🎉',
  lang: 'de',
  blocks: [
    { level: 1, text: 'Rat stimmt zu 🎉' },
    { level: 0, text: '„Wir bauen“, sagte Meier zur Presse, „noch im Mai 🏗.“ Das werde teuer.' },
    { level: 0, text: 'Laut Polizei kam niemand, der meinte, es sei „Unsinn“.' },
  ],
}
export const TEXT = articleText(ARTICLE)
const LATER = '2026-11-24T10:00:00.000Z'
const SECOND = { id: 'https://orcid.org/0000-0002-1825-0097', name: 'J. H.' }

const QUOTE = [rangeOf('„Wir bauen“', TEXT), rangeOf('„noch im Mai 🏗.“', TEXT)]
const WORDING = '„Wir bauen“ … „noch im Mai 🏗.“'

const full = annotate('a 1/ü', ['„Wir bauen“', '„noch im Mai 🏗.“'], { text: TEXT, speaker: 'Meier' })
const gone = annotate('gone', ['Das werde teuer'], { text: TEXT, kind: 'indirect' })

export const RICH: Dossier = {
  annotations: [
    {
      ...full,
      origin: 'manual',
      target: targetOf(TEXT, {
        quote: QUOTE,
        speaker: [rangeOf('Meier', TEXT)],
        cue: [rangeOf('sagte', TEXT)],
        frame: [rangeOf('sagte Meier zur Presse', TEXT)],
        addressee: [rangeOf('Presse', TEXT)],
      }),
      speakerIs: { kind: 'named', name: 'Eva Meier', office: 'Baudezernentin', short: 'EM' },
      outlet: 'Lokalzeit',
      when: 'am Dienstag',
      chain: [
        { mention: 'der Lokalzeit', speakerIs: { kind: 'organisation', name: 'Lokalzeit', short: 'LZ' } },
        { mention: 'Meier', speakerIs: { kind: 'named', name: 'Eva Meier' } },
      ],
      confidence: 0.75,
      reasons: [{ rule: 'quote-marks' }, { rule: 'cue', word: 'sagte' }],
      flags: ['second-hand', 'partial-quote'],
      evidence: [
        {
          id: 'e1',
          sourceId: 'q1',
          relation: 'origin',
          passage: 'We are building',
          locator: 'S. 3',
          translated: true,
          by: EDITOR,
          at: AT,
        },
        {
          id: 'e2',
          sourceId: 'q2',
          relation: 'refutes',
          passage: '',
          locator: '',
          translated: false,
          by: null,
          at: LATER,
        },
      ],
      review: { status: 'legal', wording: WORDING, by: EDITOR, at: AT },
      note: 'Mitschnitt gehört.\nZweite Zeile </script>',
      edited: true,
      assignee: SECOND,
      verdict: { rating: 'mostly-true', wording: WORDING, by: SECOND, at: LATER },
      signOff: { wording: WORDING, by: SECOND, at: LATER },
      reopened: { sourceId: 'q1', why: 'corrected', by: null, at: LATER },
      anonymity: 'Fürchtet um die Stelle',
      thread: {
        comments: [
          { id: 'c1', text: 'Stimmt das, @J. H.?', mentions: [SECOND], by: EDITOR, at: AT, editedAt: LATER },
          { id: 'c2', text: 'Ja.', mentions: [], by: SECOND, at: LATER, editedAt: null },
        ],
        resolved: { by: SECOND, at: LATER },
      },
      overrides: [{ rule: 'two-sources', reason: 'Eilmeldung', wording: WORDING, by: SECOND, at: LATER }],
    },
    annotate('stale', ['Das werde teuer'], {
      text: TEXT,
      kind: 'free-indirect',
      review: { status: 'verified', wording: 'Das werde billig', by: null, at: AT },
    }),
    annotate('unnamed', ['kam niemand, der meinte, es sei „Unsinn“'], {
      text: TEXT,
      kind: 'reported',
      speaker: 'Polizei',
      speakerIs: { kind: 'unnamed' },
      dismissed: false,
    }),
    annotate('inner', ['„Unsinn“'], { text: TEXT }),
    {
      ...gone,
      target: {
        ...gone.target,
        ranges: { quote: [{ start: 0, end: 37 }], speaker: [], cue: [], frame: [], addressee: [] },
        wording: 'Dazu wollte sich niemand mehr äußern.',
        prefix: 'Am Abend. ',
        suffix: '',
        detached: true,
      },
    },
    annotate('no', ['Rat stimmt zu'], { text: TEXT, dismissed: true }),
  ],
  sources: [
    source('q1', {
      url: 'https://example.org/rät?x=[1]',
      archivedUrl: 'https://archive.example/1',
      date: '2026-11',
      author: 'Stadt Beispiel',
      publisher: 'Stadt',
      accessed: '2026-11-20',
      reliability: 'reliable',
      note: 'Seite 3',
      contact: '+49 30 12345',
      correction: 'Die Zahl war falsch',
    }),
    source('q2', { kind: 'interview', title: 'Gespräch mit Meier', confidential: true }),
    source('q3', { url: 'https://example.org/rät?x=[1]', title: 'Dieselbe Seite' }),
  ],
  log: [{ at: AT, by: EDITOR, action: 'annotate', subject: 'a 1/ü', before: '', after: WORDING, seal: null }],
  scheme: {
    ...DEFAULT_SCHEME,
    statuses: [
      ...DEFAULT_SCHEME.statuses,
      { key: 'legal', label: { de: 'Beim Justiziariat' }, sign: '§', isFinal: false, isBlocking: true },
    ],
  },
}

export const ALL: WebAnnotationOptions = {
  locale: 'de',
  now: '2026-11-24T12:05:00.000Z',
  includeConfidential: true,
  includeContacts: true,
  includeThreads: true,
  includeDismissed: true,
}
