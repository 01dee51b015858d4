/** The invented sources, notes and cut paragraphs of the long article's dossier. */
import type { Source, Status } from '../../src/model/index.js'

type Facts = Pick<Source, 'kind' | 'title'> & Partial<Source>

const FACTS: readonly Facts[] = [
  { kind: 'document', title: 'Protokoll der Ratssitzung', author: 'Stadt Hallenrode', date: '2026-02-23' },
  {
    kind: 'press-release',
    title: 'Pressemitteilung zum Einbruch im Nordviertel',
    author: 'Polizei Hallenrode',
    date: '2026-02-24',
  },
  { kind: 'interview', title: 'Gespräch mit der Klinikdirektorin', date: '2026-02-25' },
  {
    kind: 'broadcast',
    title: 'Mitschnitt der Pressekonferenz nach dem Derby',
    publisher: 'Radio Selse',
    date: '2026-02-22',
  },
  { kind: 'document', title: 'Anklageschrift im Gerüstprozess', confidential: true, date: '2025-11' },
  { kind: 'document', title: 'Gutachten zum Dach der Gesamtschule', confidential: true, date: '2025-06' },
  {
    kind: 'web-page',
    title: 'Fahrgastinformation zur Südlinie',
    url: 'https://bahn.example/suedlinie',
    date: '2026-01-30',
  },
  {
    kind: 'data-set',
    title: 'Pegelstände der Selse',
    url: 'https://pegel.example/selse',
    date: '2026-02-26',
  },
  { kind: 'interview', title: 'Telefonat mit der Mieterberatung', date: '2026-02-26' },
  { kind: 'broadcast', title: 'Kulturmagazin vom Samstag', publisher: 'Radio Selse', date: '2026-02-21' },
  { kind: 'document', title: 'Messprotokolle der Umweltbehörde', date: '2026-02' },
  { kind: 'own-observation', title: 'Betriebsversammlung vor dem Werkstor', date: '2026-02-20' },
  {
    kind: 'post',
    title: 'Beitrag der Elternsprecherin',
    url: 'https://netz.example/p/48213',
    date: '2026-02-19',
  },
  {
    kind: 'agency-copy',
    title: 'Agenturmeldung zum Hochwasser',
    publisher: 'Nordwest-Dienst',
    date: '2026-02-24',
  },
  { kind: 'document', title: 'E-Mail aus der Klinik', confidential: true, date: '2026-02-18' },
  {
    kind: 'interview',
    title: 'Hintergrundgespräch mit einem Mitarbeiter',
    confidential: true,
    date: '2026-02-17',
  },
  {
    kind: 'press-release',
    title: 'Quartalsbericht der Handelskammer',
    author: 'Handelskammer Selse',
    date: '2026-01',
  },
  { kind: 'book', title: 'Die Brücken der Selse', author: 'W. Sommerlatte', date: '2019' },
  {
    kind: 'web-page',
    title: 'Vereinsnachrichten des SV Hallenrode 09',
    url: 'https://svh.example/aktuell',
    date: '2026-02-23',
  },
  { kind: 'document', title: 'Beschlussvorlage Sparliste', author: 'Kämmerei', date: '2026-02-10' },
]

export const SOURCES: readonly Source[] = FACTS.map((facts, i) => ({
  reliability: 'unset',
  confidential: false,
  ...facts,
  id: `sample-source-${i + 1}`,
}))

export const LOCATORS: readonly string[] = [
  'S. 4',
  'S. 12',
  'Abs. 3',
  '00:12:31',
  '00:47:05',
  'Zeile 118',
  'Anlage 2',
]

export const NOTES: Readonly<Partial<Record<Status, readonly string[]>>> = {
  verified: ['Wortlaut mit dem Mitschnitt verglichen.', 'Per Telefon bestätigt.', 'Zweimal gegengelesen.'],
  'in-progress': ['Rückruf für den Nachmittag zugesagt.', 'Warte auf den Mitschnitt.', 'Anfrage ist raus.'],
  'needs-change': [
    'Im Protokoll steht es anders.',
    'Amt bitte ausschreiben.',
    'Zahl stimmt nicht mit der Vorlage überein.',
  ],
  disputed: ['Die Sprecherin bestreitet den Satz.', 'Gegenseite stellt das anders dar.'],
  unverifiable: ['Kein zweiter Beleg zu finden.', 'Gespräch war unter vier Augen.'],
  'not-checkable': ['Meinung, keine Tatsache.', 'Redensart.'],
}

/** Paragraphs that were reviewed and then cut. */
export const GONE: readonly string[] = [
  '„Wir kommen im Frühjahr mit einem ganz anderen Entwurf zurück“, sagte Kämmerer Jannis Rebholz am Rand der Sitzung.',
  '„Mein Bruder hat an diesem Morgen noch Brötchen geholt“, sagte Nebenklägerin Nadine Krauthoff.',
  '„Der Schacht war nie als Rückhaltebecken gedacht“, sagte Landwirt Korbinian Hauff.',
]
