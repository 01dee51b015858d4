/** A small sound dossier on a small article, for tests to change. */
import { targetOf, UNTOUCHED, type Annotation } from '../../src/model/annotation.js'
import { articleText, type Article } from '../../src/model/article.js'
import type { Dossier } from '../../src/model/dossier.js'
import type { Source } from '../../src/model/source.js'
import type { TextRange } from '../../src/text/statement.js'

export const ARTICLE: Article = {
  title: 'Rat stimmt zu',
  lang: 'de',
  blocks: [
    { level: 1, text: 'Rat stimmt zu' },
    { level: 0, text: '„Wir bauen“, sagte Meier, „noch im Mai.“ Das werde teuer.' },
    { level: 0, text: 'Laut Polizei kam niemand, der meinte, es sei „Unsinn“.' },
  ],
}
export const TEXT = articleText(ARTICLE)
export const EDITOR = { id: 'mk', name: 'M. K.' }
export const AT = '2026-11-24T09:30:00.000Z'

/** Where `words` stand in the article for the first time; throws when they do not. */
export function rangeOf(words: string, text = TEXT): TextRange {
  const start = text.indexOf(words)
  if (start < 0) throw new RangeError(`"${words}" is not in the text`)
  return { start, end: start + words.length }
}

/** An annotation on the words given, a piece each; `text` defaults to the small article. */
export function annotate(
  id: string,
  pieces: readonly string[],
  { speaker, text = TEXT, ...rest }: Partial<Annotation> & { speaker?: string; text?: string } = {},
): Annotation {
  const quote = pieces.map((piece) => rangeOf(piece, text))
  const target = targetOf(text, {
    quote,
    speaker: speaker ? [rangeOf(speaker, text)] : [],
    cue: [],
    frame: [],
    addressee: [],
  })
  return {
    id,
    origin: 'detected',
    kind: 'direct',
    target,
    speakerIs: speaker ? { kind: 'named', name: speaker } : { kind: 'none' },
    outlet: null,
    when: null,
    chain: [],
    confidence: 0.9,
    reasons: [{ rule: 'quote-marks', word: 'sagte' }],
    flags: [],
    ...UNTOUCHED,
    ...rest,
  }
}

export function source(id: string, rest: Partial<Source> = {}): Source {
  return { id, kind: 'web-page', title: `Titel ${id}`, reliability: 'unset', confidential: false, ...rest }
}

export const DOSSIER: Dossier = {
  annotations: [
    annotate('a1', ['„Wir bauen“', '„noch im Mai.“'], {
      speaker: 'Meier',
      evidence: [
        {
          id: 'e1',
          sourceId: 'q1',
          relation: 'origin',
          passage: 'Wir bauen noch im Mai',
          locator: 'S. 3',
          translated: false,
          by: EDITOR,
          at: AT,
        },
      ],
      review: { status: 'verified', wording: '„Wir bauen“ … „noch im Mai.“', by: EDITOR, at: AT },
      note: 'Mitschnitt gehört',
    }),
    annotate('a2', ['Das werde teuer'], { kind: 'free-indirect', flags: ['no-source'] }),
  ],
  sources: [source('q1', { url: 'https://example.org/rat', date: '2026-11', author: 'Stadt Beispiel' })],
  log: [
    {
      at: AT,
      by: EDITOR,
      action: 'set-status',
      subject: 'a1',
      before: 'unchecked',
      after: 'verified',
      seal: null,
    },
  ],
}
