/** A dossier with everything that a report shows. */
import type { Dossier } from '../../src/model/dossier.js'
import { checkPolicy, DEFAULT_POLICY } from '../../src/model/policy.js'
import { DEFAULT_SCHEME } from '../../src/model/status.js'
import type { ReportInput, ReportOptions } from '../../src/report/index.js'
import { annotate, ARTICLE, AT, DOSSIER, EDITOR, source } from '../model/sample.js'

const evidence = (id: string, sourceId: string, passage = '', locator = '') =>
  ({ id, sourceId, relation: 'supports', passage, locator, translated: false, by: EDITOR, at: AT }) as const

const gone = annotate('gone', ['Das werde teuer'], { origin: 'manual', speaker: 'Polizei' })

export const FULL: Dossier = {
  annotations: [
    ...DOSSIER.annotations,
    annotate('laut', ['kam niemand, der meinte, es sei „Unsinn“'], {
      kind: 'reported',
      speaker: 'Polizei',
      evidence: [evidence('e2', 'q2', 'Es kam niemand', 'Minute 3')],
      review: { status: 'disputed', wording: 'kam jemand, der meinte, es sei „Unsinn“', by: EDITOR, at: AT },
      flags: ['unnamed-source', 'second-hand'],
      when: 'am\nDienstag',
      chain: [
        { mention: 'der Lokalzeit', speakerIs: { kind: 'organisation', name: 'Lokalzeit' } },
        { mention: 'Polizei', speakerIs: { kind: 'none' } },
      ],
    }),
    annotate('unsinn', ['„Unsinn“'], {
      review: { status: 'in-progress', wording: '„Unsinn“', by: null, at: AT },
    }),
    { ...gone, target: { ...gone.target, wording: 'Das bleibt teuer', detached: true } },
    annotate('no', ['Rat stimmt zu'], { dismissed: true }),
  ],
  sources: [...DOSSIER.sources, source('q2', { kind: 'broadcast', title: 'Lokalzeit' })],
  log: [
    ...DOSSIER.log,
    { at: AT, by: null, action: 'edit-source', subject: 'q2', before: 'Alt', after: 'Lokalzeit', seal: null },
  ],
}

export const INPUT: ReportInput = { article: ARTICLE, dossier: FULL }
export const DE: ReportOptions = { locale: 'de', now: '2026-11-24T12:05:00.000Z' }
export const EN: ReportOptions = { ...DE, locale: 'en' }

/** Texts that try to become something else in HTML, CSS, Markdown or on a terminal. */
export const HOSTILE = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '</style><script>alert(2)</script>',
  '</title><svg onload=alert(3)>',
  '&lt;b&gt; &#60;i&#62;',
  '[click](javascript:alert(4))',
  '![x](https://evil.example/p.png)',
  '<https://evil.example/>',
  '[ref]: https://evil.example/',
  '[^1]: note',
  '# heading',
  '* * *',
  '```\ncode\n```',
  '    indented',
  '| a | b |\n|---|---|',
  '\n\n<div>block</div>\n\n',
  'www.evil.example and https://evil.example/x',
  '\\<script>alert(5)</script>',
  'a\u202Egnp.exe',
  'lone \uD800 half \uDC00',
  'nul \u0000 and esc \u001B[31m',
  '⟧¹ ⟦',
] as const

/** The full sample with `text` in every free field. */
export function hostileInput(text: string): ReportInput {
  const person = { id: 'x', name: text }
  const quote = annotate('h', ['Das werde teuer'], {
    text: `Rat stimmt zu\n\n${text}Das werde teuer${text}`,
    note: text,
    outlet: text,
    when: text,
    chain: [
      { mention: text, speakerIs: { kind: 'none' } },
      { mention: text, speakerIs: { kind: 'named', name: text } },
    ],
    speakerIs: { kind: 'named', name: text, office: text, short: text },
    reasons: [{ rule: text, word: text }],
    review: { status: 'verified', wording: text, by: person, at: AT },
    evidence: [{ ...evidence('e', 'q', text, text), relation: 'origin', by: person }],
    assignee: person,
    verdict: { rating: 'true', wording: text, by: person, at: text },
    signOff: { wording: text, by: person, at: text },
    reopened: { sourceId: 'q', why: 'corrected', by: person, at: text },
    anonymity: text,
    thread: {
      comments: [{ id: 'c', text, mentions: [person], by: person, at: text, editedAt: text }],
      resolved: { by: person, at: text },
    },
    overrides: [{ rule: text, reason: text, wording: text, by: person, at: text }],
  })
  return {
    article: {
      title: text,
      lang: text,
      blocks: [
        { level: 1, text: 'Rat stimmt zu' },
        { level: 0, text: `${text}Das werde teuer${text}` },
      ],
    },
    dossier: {
      annotations: [
        { ...quote, target: { ...quote.target, speaker: text } },
        { ...quote, id: text, target: { ...quote.target, wording: text, detached: true } },
      ],
      sources: [
        {
          id: 'q',
          kind: 'web-page',
          title: text,
          author: text,
          publisher: text,
          date: text,
          url: text,
          archivedUrl: `javascript:${text}`,
          accessed: text,
          reliability: 'unset',
          confidential: false,
          note: text,
          contact: text,
          correction: text,
        },
      ],
      scheme: {
        statuses: DEFAULT_SCHEME.statuses.map((status) => ({
          ...status,
          label: { de: text },
          sign: text,
          colour: text,
        })),
        ratings: [{ key: 'true', label: { de: text }, value: 1 }],
      },
      log: [
        { at: text, by: person, action: 'edit-source', subject: 'q', before: text, after: text, seal: null },
        { at: text, by: person, action: 'set-status', subject: 'h', before: text, after: text, seal: null },
      ],
    },
  }
}

/** Options that print all of `input`, with `text` as what every rule says. */
export function hostileOptions(input: ReportInput, text: string): ReportOptions {
  const rule = (id: string, severity: 'blocks' | 'warns') => ({
    ...{ id, severity, text: { de: text }, isBroken: () => true },
  })
  const policy = { ...DEFAULT_POLICY, rules: [rule(text, 'blocks'), rule('b', 'blocks'), rule('w', 'warns')] }
  return {
    ...DE,
    describeReason: ({ rule }) => rule,
    includeConfidential: true,
    includeContacts: true,
    includeThreads: true,
    check: checkPolicy(input.dossier, policy),
    policy,
  }
}
