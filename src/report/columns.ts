/** What the columns of the CSV tables are called, per language. */
import { LABELS, type Locale } from '../model/labels.js'
import { SOURCE_FIELDS } from '../model/source.js'

/** The tables of a report: one row a statement, a source, or an entry of the log. */
export const TABLES = ['statements', 'sources', 'log'] as const
/** One of `TABLES`. */
export type Table = (typeof TABLES)[number]

/** In the order in which the columns stand. */
export const COLUMNS = {
  de: {
    statements: [
      'Nr.',
      'Aussage',
      'Art',
      'Sprecher',
      'Funktion',
      'Art des Sprechers',
      'Im Text',
      'Medium',
      'Zeitangabe',
      'Weg der Aussage',
      'Hinweise',
      'Status',
      'Status von',
      'Status am',
      'Geprüfter Wortlaut',
      'Gilt noch',
      'Gegengelesen von',
      'Gegengelesen am',
      'Urteil',
      'Belege',
      'Warum ohne Namen',
      'Notiz',
      'Zugewiesen an',
      'Anfang',
      'Ende',
    ],
    sources: ['Nr.', 'Nachweis', ...fieldsIn('de'), 'Zu Aussage'],
    log: ['Nr.', 'Zeit', 'Wer', 'Was', 'Woran', 'Vorher', 'Nachher', 'Prüfsumme davor', 'Prüfsumme'],
  },
  en: {
    statements: [
      'No.',
      'Statement',
      'Kind',
      'Speaker',
      'Office',
      'Kind of speaker',
      'In the text',
      'Outlet',
      'Time given',
      'Came through',
      'Flags',
      'Status',
      'Status by',
      'Status at',
      'Wording reviewed',
      'Still holds',
      'Signed off by',
      'Signed off at',
      'Verdict',
      'Evidence',
      'Why unnamed',
      'Note',
      'Assigned to',
      'Start',
      'End',
    ],
    sources: ['No.', 'Citation', ...fieldsIn('en'), 'For statement'],
    log: ['No.', 'Time', 'Who', 'What', 'To what', 'Before', 'After', 'Sum before', 'Sum'],
  },
} as const satisfies Readonly<Record<Locale, Readonly<Record<Table, readonly string[]>>>>

function fieldsIn(locale: Locale): readonly string[] {
  return SOURCE_FIELDS.map((field) => LABELS[locale].sourceField[field])
}
