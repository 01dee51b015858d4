/** The seed article as a desk has checked it, and as it was corrected a day later: reports as they are at work. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { detectIn } from '../../src/cli/detection.js'
import { engineFor } from '../../src/cli/languages.js'
import { readHTML } from '../../src/cli/read-html.js'
import { fromStatement } from '../../src/model/annotation.js'
import { articleText, type Article } from '../../src/model/article.js'
import { EMPTY_DOSSIER, type Dossier } from '../../src/model/dossier.js'
import { placedTarget, reanchorAll } from '../../src/model/reanchor.js'
import type { DeskAction } from '../../src/model/review.js'
import type { Source } from '../../src/model/source.js'
import type { User } from '../../src/model/person.js'
import { DEFAULT_SCHEME } from '../../src/model/status.js'
import type { ReportInput } from '../../src/report/index.js'
import { source } from '../model/sample.js'
import { CHIEF, Desk, evidenceOf } from './desk-work.js'

const MORNING = '2026-11-24T08:10:00.000Z'
const NOON = '2026-11-24T11:45:00.000Z'
const NEXT_DAY = '2026-11-25T09:20:00.000Z'

const JO = { id: 'jb', name: 'Jo Brandt', roles: [] }
const MIRA = { id: 'ms', name: 'Mira Sandoval', roles: [] }
const HEAD = { ...CHIEF, name: 'Viola Lorenz' }

const INTERFAX = source('interfax', {
  kind: 'agency-copy',
  title: 'Калашников: Россия обязана помочь Казахстану',
  author: 'Interfax',
  publisher: 'Interfax',
  date: '2022-01-05',
  url: 'https://www.interfax.ru/world/814211',
  archivedUrl: 'https://archive.org/web/20220105/https://www.interfax.ru/world/814211',
  accessed: '2026-11-24',
  reliability: 'reliable',
})
const FACEBOOK = source('facebook', {
  kind: 'post',
  title: 'Erklärung zum Einsatz der OVKS',
  author: 'Nikol Paschinjan',
  publisher: 'Facebook',
  date: '2022-01-06',
  url: 'https://www.facebook.com/nikol.pashinyan/posts/1',
})
const SPEECH = source('speech', {
  kind: 'broadcast',
  title: 'Fernsehansprache des Präsidenten',
  publisher: 'Khabar 24',
  date: '2022-01-05',
  note: 'Mitschnitt im Archiv, Übersetzung von M. S.',
})
const STATE = source('state', {
  kind: 'press-release',
  title: 'Statement on the Situation in Kazakhstan',
  publisher: 'U.S. Department of State',
  date: '2022-01-05',
  url: 'https://www.state.gov/briefings/2022-01-05',
})
const TELEGRAM = source('telegram', {
  kind: 'post',
  title: 'Videos aus Almaty',
  publisher: 'Telegram',
  url: 'https://t.me/almaty_heute/4711',
  reliability: 'unreliable',
})
const INSIDER = source('insider', {
  kind: 'interview',
  title: 'Gespräch mit einem Mitarbeiter der Präsidialverwaltung',
  author: 'Daulet Beispielow',
  contact: 'daulet@example.org',
  confidential: true,
})

/** The article that the demo opens with. */
export const SEED: Article = readHTML(readFileSync('demo/article.html', 'utf8')).article

/** With a status of the house's own. */
const SCHEME = {
  ...DEFAULT_SCHEME,
  statuses: [
    ...DEFAULT_SCHEME.statuses,
    {
      key: 'legal',
      label: { de: 'Beim Justiziariat', en: 'With the lawyers' },
      sign: '§',
      colour: 'light-dark(#6b3fa0, #c9a6f5)',
      isFinal: false,
      isBlocking: true,
    },
  ],
}

/** The id of the statement whose words begin so. */
function idOf({ annotations }: Dossier, words: string): string {
  const found = annotations.find(({ target }) => target.wording.startsWith(words))
  assert.ok(found, words)
  return found.id
}

function begin(): Desk {
  const engine = engineFor(SEED.lang)
  assert.ok(engine)
  const text = articleText(SEED)
  const annotations = detectIn(SEED, engine).map((statement, i) => fromStatement(`s${i}`, statement, text))
  return new Desk({ ...EMPTY_DOSSIER, scheme: SCHEME, annotations })
}

/** What is done to a statement, found by the beginning of its words. */
type Work = (words: string, action: (id: string) => DeskAction, user?: User) => void

function workOf(desk: Desk): Work {
  return (words, action, user = JO) => {
    const id = idOf(desk.dossier, words)
    const made = action(id)
    if (made.type === 'attach-source' && !desk.dossier.sources.some((own) => own.id === made.source.id))
      desk.library({ type: 'add-source', source: made.source })
    desk.desk(id, made, user)
  }
}

const attach =
  (
    to: Source,
    relation: 'origin' | 'supports' | 'refutes' | 'context',
    passage = '',
    more: { readonly locator?: string; readonly translated?: boolean } = {},
  ) =>
  (id: string): DeskAction => ({
    ...({ type: 'attach-source', id, source: to, relation, passage, locator: '' } as const),
    ...more,
  })
const set =
  (status: string) =>
  (id: string): DeskAction => ({ type: 'set-status', id, status })

/** The first day's work. */
function earlier(): Desk {
  const desk = begin()
  const work = workOf(desk)
  desk.at = MORNING
  work(
    'Die Organisation',
    attach(FACEBOOK, 'origin', 'Հավաքական խաղաղապահ ուժեր կուղարկվեն', { translated: true }),
  )
  work('Die Organisation', set('verified'))
  work(
    'Russland sei',
    attach(INTERFAX, 'origin', 'Россия обязана помочь', { locator: 'Abs. 2', translated: true }),
  )
  work('Russland sei', set('verified'))
  work('Russland sei', (id) => ({
    ...({ type: 'set-note', id } as const),
    note: 'Übersetzung von M. S. gegengelesen.\nDie Meldung wurde um 14 Uhr aktualisiert.',
  }))
  work('Russland sei', (id) => ({ type: 'sign-off', id }), HEAD)
  work(
    'Die OVKS solle',
    attach(SPEECH, 'origin', 'Kazakhstan faces a terrorist threat', { locator: '02:14' }),
  )
  work(
    '„terroristischen Bedrohung“',
    attach(SPEECH, 'origin', 'angesichts einer „terroristischen Bedrohung“ habe ich um Hilfe gebeten', {
      locator: '02:20',
    }),
  )
  work('„terroristischen Bedrohung“', set('verified'))
  work(
    '„terroristischen Banden“',
    attach(SPEECH, 'origin', 'Banden von Terroristen übernehmen die Kontrolle', { locator: '03:05' }),
  )
  work('„terroristischen Banden“', set('disputed'))
  work('„terroristischen Banden“', (id) => ({
    ...({ type: 'add-comment', id, mentions: [HEAD] } as const),
    text: '@Viola Lorenz Im Mitschnitt sagt er „Banden von Terroristen“. Zitat ändern?',
  }))
  desk.at = NOON
  work(
    '„terroristischen Banden“',
    (id) => ({
      ...({ type: 'add-comment', id, mentions: [] } as const),
      text: 'Ja, bitte indirekt.',
    }),
    HEAD,
  )
  work('Das US-Außenministerium', attach(STATE, 'origin', 'We urge restraint', { translated: true }))
  work('Das US-Außenministerium', set('in-progress'))
  work('Das US-Außenministerium', (id) => ({ type: 'assign', id, to: MIRA }))
  work('dass er sich', (id) => ({
    ...({ type: 'set-anonymity', id } as const),
    reason: 'Zwei Fachleute, der Redaktion bekannt; beide leben im Land.',
  }))
  work('dass er sich', set('legal'))
  work('soll es Tote', attach(TELEGRAM, 'supports', '', { locator: 'Video 3' }))
  work('soll es Tote', attach(INSIDER, 'supports', 'Es gibt Tote, ich habe sie gesehen.'))
  work('soll es Tote', set('verified'))
  work(
    'auch zahlreiche',
    (id) => ({
      ...({ type: 'override', id, rule: 'reviewed' } as const),
      reason: 'Steht in allen Agenturen; wird nachgereicht.',
    }),
    HEAD,
  )
  work('Von Russland', (id) => ({ type: 'dismiss', id }))
  return desk
}

const EARLIER = earlier()

/** The first day's report. */
export const CHECKED: ReportInput = { article: SEED, dossier: EARLIER.dossier }

const EDITS: readonly (readonly [words: string, by: string])[] = [
  ['Die „terroristischen Banden“ übernähmen', 'Terrorbanden übernähmen'],
  ['Friedenstruppen entsenden', 'zeitlich begrenzt Friedenstruppen entsenden'],
  [' und forderte eine friedliche Beilegung des Konflikts', ''],
]

/** The second day: the text was edited, sources were corrected, the discussion went on, the lists changed. */
function later(): ReportInput {
  const article = {
    ...SEED,
    blocks: SEED.blocks.map((block) => ({
      ...block,
      text: EDITS.reduce((text, [words, by]) => text.replace(words, by), block.text),
    })),
  }
  const text = articleText(article)
  const { dossier } = EARLIER
  const places = reanchorAll(
    text,
    dossier.annotations.map(({ target }) => target),
  )
  const desk = new Desk({
    ...dossier,
    annotations: dossier.annotations.map((own, i) => ({
      ...own,
      target: placedTarget(text, own.target, places[i]),
    })),
    scheme: {
      ...SCHEME,
      statuses: SCHEME.statuses
        .filter(({ key }) => key !== 'not-checkable')
        .map((status) =>
          status.key === 'legal' ? { ...status, label: { de: 'Rechtsabteilung', en: 'Legal' } } : status,
        ),
      ratings: [...SCHEME.ratings, { key: 'satire', label: { de: 'Satire', en: 'Satire' }, value: null }],
    },
  })
  const work = workOf(desk)
  desk.at = NEXT_DAY
  desk.library({
    ...({ type: 'correct-source', sourceId: INTERFAX.id } as const),
    correction: 'Interfax: Kalaschnikow sprach nur für seinen Ausschuss.',
  })
  desk.library({
    type: 'edit-source',
    source: { ...STATE, title: 'On the Situation in Kazakhstan', accessed: '2026-11-25' },
  })
  work('Die OVKS solle', set('verified'))
  work('Die OVKS solle', (id) => ({ type: 'set-verdict', id, rating: 'mixed' }), HEAD)
  work('„terroristischen Bedrohung“', (id) => ({ type: 'sign-off', id }), HEAD)
  work('„terroristischen Bedrohung“', (id) => ({ type: 'set-verdict', id, rating: 'true' }), HEAD)
  work('Das US-Außenministerium', (id) => ({ type: 'assign', id, to: JO }))
  work('Das US-Außenministerium', (id) => ({
    ...({ type: 'add-comment', id, mentions: [] } as const),
    text: 'Wer hat das englische Original?',
  }))
  work(
    'dass er sich',
    (id) => ({
      ...({ type: 'add-comment', id, mentions: [] } as const),
      text: 'Justiziariat hat nichts dagegen.',
    }),
    HEAD,
  )
  work('dass er sich', (id) => ({ type: 'resolve-thread', id }), HEAD)
  work('dass er sich', set('unverifiable'))
  work('auch zahlreiche', (id) => ({ type: 'withdraw-override', id, rule: 'reviewed' }), HEAD)
  work('auch zahlreiche', attach(STATE, 'context'))
  work('soll es Tote', (id) => ({
    ...({ type: 'set-note', id } as const),
    note: 'Zahl der Toten weiter unbekannt.',
  }))
  const tote = idOf(desk.dossier, 'soll es Tote')
  desk.desk(tote, (own) => ({ type: 'detach-source', id: tote, evidenceId: evidenceOf(own).id }), JO)
  return { article, dossier: desk.dossier }
}

/** The report of the day after. */
export const CORRECTED: ReportInput = later()
