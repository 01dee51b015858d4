/** What the difference between two reports and the corrections note say themselves, per language. */
import type { Locale } from '../model/labels.js'
import type { StatementDifference } from './difference.js'

/** The words that a difference is printed with, in one language. */
export interface DifferenceWords {
  readonly title: string
  readonly older: string
  readonly newer: string
  readonly unknownTime: string
  readonly nothing: string
  readonly textChanged: string
  readonly titleChanged: string
  readonly logAdded: (count: number) => string
  readonly logOther: string
  readonly change: Readonly<Record<StatementDifference['change'], string>>
  readonly why: Readonly<Record<NonNullable<StatementDifference['why']>, string>>
  readonly sourceChange: Readonly<Record<StatementDifference['change'], string>>
  readonly isStale: string
  readonly wording: string
  readonly status: string
  readonly confirmed: string
  readonly kind: string
  readonly comment: string
  /** The house's statuses and ratings, as a heading. */
  readonly scheme: string
  /** What a status does. */
  readonly isFinal: string
  readonly isBlocking: string
  /** Before a value that was not there, and one that is no more. */
  readonly added: string
  readonly gone: string
  readonly withheld: string
  readonly draft: string
  readonly draftHint: string
  readonly nothingToCorrect: string
  /** Both with their quotation marks; `speaker` where somebody with a name was quoted. */
  readonly corrected: (before: string, after: string, speaker: string | null) => string
  readonly removed: (before: string, speaker: string | null) => string
}

/** By locale. */
export const DIFFERENCE_WORDS: Readonly<Record<Locale, DifferenceWords>> = {
  de: {
    title: 'Unterschied zweier Prüfberichte',
    older: 'Früherer Bericht',
    newer: 'Späterer Bericht',
    unknownTime: 'Zeit unbekannt',
    nothing: 'Die Berichte unterscheiden sich nicht.',
    textChanged: 'Der Text des Artikels ist ein anderer.',
    titleChanged: 'Der Titel ist ein anderer.',
    logAdded: (count) =>
      count === 1
        ? 'Im Verlauf ist ein Eintrag dazugekommen.'
        : `Im Verlauf sind ${count} Einträge dazugekommen.`,
    logOther: 'Der spätere Verlauf setzt den früheren nicht fort.',
    change: {
      changed: 'Geänderte Aussagen',
      added: 'Neue Aussagen',
      gone: 'Entfallene Aussagen',
    },
    why: {
      words: 'Ihr Text steht nicht mehr im Artikel.',
      dismissed: 'Als keine Aussage ausgeblendet.',
      missing: 'Im späteren Bericht nicht mehr enthalten.',
    },
    sourceChange: { changed: 'Geändert', added: 'Neu', gone: 'Entfallen' },
    isStale: 'Der Wortlaut wurde nach der Prüfung geändert und ist noch nicht wieder geprüft.',
    wording: 'Wortlaut',
    status: 'Status',
    confirmed: 'Erneut geprüft',
    kind: 'Art',
    comment: 'Kommentar',
    scheme: 'Status und Urteile des Hauses',
    isFinal: 'schließt die Prüfung ab',
    isBlocking: 'hält die Veröffentlichung auf',
    added: 'neu',
    gone: 'entfallen',
    withheld: 'Angaben weggelassen',
    draft: 'Entwurf eines Korrekturhinweises',
    draftHint: 'Aus dem Vergleich zweier Berichte entworfen. Vor der Veröffentlichung prüfen.',
    nothingToCorrect: 'Aus dem Vergleich ergibt sich kein Korrekturhinweis.',
    corrected: (before, after, speaker) =>
      speaker
        ? `In einer früheren Fassung wurde ${speaker} mit den Worten ${before} zitiert; jetzt lautet das Zitat ${after}.`
        : `In einer früheren Fassung hieß es ${before}; jetzt heißt es ${after}.`,
    removed: (before, speaker) =>
      speaker
        ? `In einer früheren Fassung wurde ${speaker} mit den Worten ${before} zitiert; die Stelle ist entfernt.`
        : `In einer früheren Fassung hieß es ${before}; die Stelle ist entfernt.`,
  },
  en: {
    title: 'Difference between two verification reports',
    older: 'Earlier report',
    newer: 'Later report',
    unknownTime: 'time unknown',
    nothing: 'The reports do not differ.',
    textChanged: 'The text of the article is another one.',
    titleChanged: 'The title is another one.',
    logAdded: (count) =>
      count === 1 ? 'One entry was added to the log.' : `${count} entries were added to the log.`,
    logOther: 'The later log does not go on from the earlier one.',
    change: {
      changed: 'Changed statements',
      added: 'New statements',
      gone: 'Statements that are gone',
    },
    why: {
      words: 'Its words are no longer in the article.',
      dismissed: 'Hidden as not a statement.',
      missing: 'Not in the later report.',
    },
    sourceChange: { changed: 'Changed', added: 'New', gone: 'Gone' },
    isStale: 'The wording was changed after the check, and nobody has checked it since.',
    wording: 'Wording',
    status: 'Status',
    confirmed: 'Reviewed again',
    kind: 'Kind',
    comment: 'Comment',
    scheme: 'Statuses and ratings of the house',
    isFinal: 'ends the check',
    isBlocking: 'blocks publication',
    added: 'new',
    gone: 'gone',
    withheld: 'left out',
    draft: 'Draft of a corrections note',
    draftHint: 'Drafted from the comparison of two reports. Check it before you publish it.',
    nothingToCorrect: 'The comparison gives no reason for a corrections note.',
    corrected: (before, after, speaker) =>
      speaker
        ? `An earlier version quoted ${speaker} as saying ${before}; the quotation now reads ${after}.`
        : `An earlier version said ${before}; it now says ${after}.`,
    removed: (before, speaker) =>
      speaker
        ? `An earlier version quoted ${speaker} as saying ${before}; the passage has been removed.`
        : `An earlier version said ${before}; the passage has been removed.`,
  },
}
