/**
 * What the model's keys are called by people, once per language, so that panel
 * and report say the same. Nouns and states in sentence case; whoever needs
 * them inside a sentence lowers what the language lowers.
 */
import type { Flag, Kind, Role, SpeakerKind } from '../text/statement.js'
import type { LogAction } from './log.js'
import type { Relation, Reliability, SourceKind } from './source.js'
import type { Status } from './status.js'

/** Languages that the house brings along. */
export const LOCALES = ['de', 'en'] as const
export type Locale = (typeof LOCALES)[number]

export interface Labels {
  readonly kind: Readonly<Record<Kind, string>>
  readonly role: Readonly<Record<Role, string>>
  readonly speakerKind: Readonly<Record<SpeakerKind, string>>
  readonly flag: Readonly<Record<Flag, string>>
  readonly status: Readonly<Record<Status, string>>
  /** The present words differ from those that were reviewed. */
  readonly stale: string
  /** The statement's text is gone for now. */
  readonly detached: string
  readonly dismissed: string
  readonly sourceKind: Readonly<Record<SourceKind, string>>
  readonly reliability: Readonly<Record<Reliability, string>>
  readonly confidential: string
  readonly relation: Readonly<Record<Relation, string>>
  readonly logAction: Readonly<Record<LogAction, string>>
}

/** The sign of each status, the same in every language; colour is never the only sign. */
export const STATUS_SIGNS: Readonly<Record<Status, string>> = {
  unchecked: '○',
  'in-progress': '◔',
  verified: '✓',
  'needs-change': '✎',
  disputed: '≠',
  unverifiable: '?',
  'not-checkable': '–',
}

/** Stands in place of the status' own sign while the review does not hold for the present words. */
export const STALE_SIGN = '↻'

export const LABELS: Readonly<Record<Locale, Labels>> = {
  de: {
    kind: {
      direct: 'Direkt',
      indirect: 'Indirekt',
      reported: 'Berichtet',
      'free-indirect': 'Frei indirekt',
      'indirect-free-indirect': 'Indirekt fortgeführt',
    },
    role: {
      quote: 'Aussage',
      speaker: 'Sprecher',
      cue: 'Redesignal',
      frame: 'Rahmen',
      addressee: 'Angesprochen',
    },
    speakerKind: {
      named: 'Namentlich genannt',
      organisation: 'Organisation',
      unnamed: 'Ohne Namen',
      none: 'Kein Sprecher genannt',
    },
    flag: {
      'unnamed-source': 'Ungenannte Quelle',
      'no-source': 'Ohne Quelle',
      hearsay: 'Hörensagen',
      headline: 'Überschrift',
      'partial-quote': 'Teilzitat',
      'second-hand': 'Aus zweiter Hand',
    },
    status: {
      unchecked: 'Ungeprüft',
      'in-progress': 'In Prüfung',
      verified: 'Bestätigt',
      'needs-change': 'Zu ändern',
      disputed: 'Strittig',
      unverifiable: 'Nicht belegbar',
      'not-checkable': 'Nicht prüfbar',
    },
    stale: 'Wortlaut geändert',
    detached: 'Text fehlt',
    dismissed: 'Keine Aussage',
    sourceKind: {
      'web-page': 'Webseite',
      document: 'Dokument',
      interview: 'Gespräch',
      'agency-copy': 'Agenturmeldung',
      post: 'Social-Media-Post',
      broadcast: 'Sendung',
      'press-release': 'Pressemitteilung',
      'data-set': 'Datensatz',
      book: 'Buch',
      'own-observation': 'Eigene Beobachtung',
    },
    reliability: { unset: 'Nicht eingeschätzt', reliable: 'Verlässlich', unreliable: 'Nicht verlässlich' },
    confidential: 'Vertraulich',
    relation: { origin: 'Ursprung', supports: 'Stützt', refutes: 'Widerlegt', context: 'Hintergrund' },
    logAction: {
      annotate: 'Aussage markiert',
      'set-status': 'Status gesetzt',
      'set-note': 'Notiz geändert',
      'attach-source': 'Quelle angehängt',
      'detach-source': 'Quelle gelöst',
      'add-source': 'Quelle angelegt',
      'edit-source': 'Quelle geändert',
      dismiss: 'Als keine Aussage ausgeblendet',
      restore: 'Zurückgeholt',
      remove: 'Entfernt',
      'set-borders': 'Grenzen geändert',
      reattach: 'Wieder angehängt',
      'set-speaker': 'Sprecher geändert',
      'set-kind': 'Art geändert',
      merge: 'Verbunden',
      split: 'Geteilt',
      'take-suggestion': 'Von der Erkennung übernommen',
      copy: 'Als Kopie eingefügt',
      arrive: 'Aus anderem Text gekommen',
      depart: 'In anderen Text verschoben',
    },
  },
  en: {
    kind: {
      direct: 'Direct',
      indirect: 'Indirect',
      reported: 'Reported',
      'free-indirect': 'Free indirect',
      'indirect-free-indirect': 'Indirect, continued',
    },
    role: { quote: 'Statement', speaker: 'Speaker', cue: 'Cue', frame: 'Frame', addressee: 'Addressee' },
    speakerKind: {
      named: 'Named',
      organisation: 'Organisation',
      unnamed: 'Unnamed',
      none: 'No speaker given',
    },
    flag: {
      'unnamed-source': 'Unnamed source',
      'no-source': 'No source given',
      hearsay: 'Hearsay',
      headline: 'Headline',
      'partial-quote': 'Partial quote',
      'second-hand': 'Second-hand',
    },
    status: {
      unchecked: 'Unchecked',
      'in-progress': 'In progress',
      verified: 'Verified',
      'needs-change': 'Needs change',
      disputed: 'Disputed',
      unverifiable: 'Unverifiable',
      'not-checkable': 'Not checkable',
    },
    stale: 'Wording changed',
    detached: 'Text gone',
    dismissed: 'Not a statement',
    sourceKind: {
      'web-page': 'Web page',
      document: 'Document',
      interview: 'Interview',
      'agency-copy': 'Agency copy',
      post: 'Social media post',
      broadcast: 'Broadcast',
      'press-release': 'Press release',
      'data-set': 'Data set',
      book: 'Book',
      'own-observation': 'Own observation',
    },
    reliability: { unset: 'Not assessed', reliable: 'Reliable', unreliable: 'Unreliable' },
    confidential: 'Confidential',
    relation: { origin: 'Origin', supports: 'Supports', refutes: 'Refutes', context: 'Context' },
    logAction: {
      annotate: 'Statement marked',
      'set-status': 'Status set',
      'set-note': 'Note changed',
      'attach-source': 'Source attached',
      'detach-source': 'Source detached',
      'add-source': 'Source added',
      'edit-source': 'Source changed',
      dismiss: 'Hidden as not a statement',
      restore: 'Restored',
      remove: 'Removed',
      'set-borders': 'Borders changed',
      reattach: 'Attached again',
      'set-speaker': 'Speaker changed',
      'set-kind': 'Kind changed',
      merge: 'Merged',
      split: 'Split',
      'take-suggestion': 'Taken over from detection',
      copy: 'Pasted as a copy',
      arrive: 'Came from another text',
      depart: 'Moved to another text',
    },
  },
}
