/**
 * What the model's keys are called by people, once per language, so that panel
 * and report say the same. Nouns and states in sentence case; whoever needs
 * them inside a sentence lowers what the language lowers.
 */
import type { Flag, Kind, Role, SpeakerKind } from '../text/statement.js'
import type { LogAction } from './log.js'
import type { Outcome } from './policy.js'
import type { Relation, Reliability, SourceField, SourceKind } from './source.js'
import { textIn, type LocalText } from './local-text.js'
import { partsOfDifference } from './library.js'
import { foldSpace } from './presentation.js'
import { DEFAULT_SCHEME, statusIn, type RatingDefinition, type Scheme, type Status } from './status.js'

/** Languages that the house brings along. */
export const LOCALES = ['de', 'en'] as const
/** A language in which the package has words of its own. */
export type Locale = (typeof LOCALES)[number]

/** The model's values in words. */
export interface Labels {
  readonly kind: Readonly<Record<Kind, string>>
  readonly role: Readonly<Record<Role, string>>
  readonly speakerKind: Readonly<Record<SpeakerKind, string>>
  readonly flag: Readonly<Record<Flag, string>>
  /** Of the statuses that the house brings along; others have their words in the scheme. */
  readonly status: Readonly<Record<string, string>>
  readonly rating: Readonly<Record<string, string>>
  /** The present words differ from those that were reviewed. */
  readonly stale: string
  /** Reviewed, and waiting again because of a source. */
  readonly reopened: string
  readonly signedOff: string
  readonly outcome: Readonly<Record<Outcome, string>>
  /** The statement's text is gone for now. */
  readonly detached: string
  readonly dismissed: string
  readonly sourceKind: Readonly<Record<SourceKind, string>>
  readonly reliability: Readonly<Record<Reliability, string>>
  readonly confidential: string
  readonly relation: Readonly<Record<Relation, string>>
  /** The passage is in another language than the article. */
  readonly translated: string
  /** Fields of a source as log, tables and comparisons name them. */
  readonly sourceField: Readonly<Record<SourceField, string>>
  /** Of `true` and `false`. */
  readonly yesOrNo: Readonly<Record<string, string>>
  readonly logAction: Readonly<Record<LogAction, string>>
}

/** Stands in place of the status' own sign while the review does not hold. */
export const STALE_SIGN = '↻'

/** What a status is called: by the scheme, else by the labels, else by its key. */
export function statusLabel(
  status: Status,
  { labels, locale, scheme = DEFAULT_SCHEME }: { labels: Labels; locale: string; scheme?: Scheme },
): string {
  const { label } = statusIn(scheme, status)
  return (label && textIn(label, locale)) || ownEntry(labels.status, status)
}

/** What a rating is called, in the same way. */
export function ratingLabel(
  rating: string,
  { labels, locale, scheme = DEFAULT_SCHEME }: { labels: Labels; locale: string; scheme?: Scheme },
): string {
  const label: RatingDefinition['label'] = scheme.ratings.find(({ key }) => key === rating)?.label
  return (label && textIn(label, locale)) || ownEntry(labels.rating, rating)
}

/** The texts of the house's rules by their ids. */
export type RuleTexts = ReadonlyMap<string, LocalText>

/**
 * An override as the log has it ("rule: reason"), apart: the rule in words. Where `rules` does not know
 * it, the rule is empty and the reason all of the words.
 */
export function loggedOverride(
  words: string,
  { locale, rules }: { locale: string; rules: RuleTexts },
): { readonly rule: string; readonly reason: string } {
  for (const [id, text] of rules)
    if (words.startsWith(`${id}: `))
      return { rule: textIn(text, locale) || id, reason: foldSpace(words.slice(id.length + 2)) }
  return { rule: '', reason: foldSpace(words) }
}

/** What a log entry names before or after, for a reader: keys and the ids of `rules` in words, the rest as it is. */
export function loggedWords(
  words: string,
  action: LogAction,
  { labels, locale, scheme, rules }: { labels: Labels; locale: string; scheme?: Scheme; rules?: RuleTexts },
): string {
  const options = { labels, locale, ...(scheme && { scheme }) }
  switch (words && action) {
    case 'set-status':
    case 'sign-off':
      return statusLabel(words, options)
    case 'set-verdict':
      return ratingLabel(words, options)
    case 'set-kind':
      return ownEntry(labels.kind, words)
    case 'publish':
      return ownEntry(labels.outcome, words)
    case 'edit-evidence': {
      const [relation = '', ...rest] = words.split(' · ')
      return foldSpace(
        [
          ownEntry(labels.relation, relation),
          ...rest.map((part) => (part === 'translated' ? labels.translated : part)),
        ].join(' · '),
      )
    }
    case 'edit-source': {
      const { title, fields } = partsOfDifference(words)
      const named = fields.map(
        ({ key, words: field }) => `${ownEntry(labels.sourceField, key)}: ${fieldWords(key, field, labels)}`,
      )
      return foldSpace([title, ...named].join(' · '))
    }
    case 'override':
    case 'withdraw-override': {
      const { rule, reason } = loggedOverride(words, { locale, rules: rules ?? new Map() })
      return [rule, reason].filter(Boolean).join(' – ')
    }
    default:
      return foldSpace(words)
  }
}

function fieldWords(key: string, words: string, labels: Labels): string {
  if (key === 'kind') return ownEntry(labels.sourceKind, words)
  if (key === 'reliability') return ownEntry(labels.reliability, words)
  if (key === 'confidential') return ownEntry(labels.yesOrNo, words)
  return words || '–'
}

function ownEntry(words: Readonly<Record<string, string>>, key: string): string {
  return (Object.hasOwn(words, key) && words[key]) || key
}

/** The model's values in each language. An interface adds its own catalogues beside them. */
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
    rating: {
      true: 'Richtig',
      'mostly-true': 'Größtenteils richtig',
      mixed: 'Teils, teils',
      'mostly-false': 'Größtenteils falsch',
      false: 'Falsch',
      unproven: 'Unbelegt',
    },
    stale: 'Wortlaut geändert',
    reopened: 'Wieder offen',
    signedOff: 'Gegengelesen',
    outcome: { passes: 'Kann raus', warns: 'Kann raus, mit Hinweisen', blocks: 'Kann noch nicht raus' },
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
    translated: 'Übersetzt',
    sourceField: {
      kind: 'Art',
      title: 'Titel',
      author: 'Von',
      publisher: 'Erschienen bei',
      date: 'Datum',
      url: 'Adresse',
      archivedUrl: 'Archiviert',
      accessed: 'Abgerufen',
      reliability: 'Verlässlichkeit',
      confidential: 'Vertraulich',
      note: 'Notiz',
      contact: 'Kontakt',
      correction: 'Berichtigung',
    },
    yesOrNo: { true: 'ja', false: 'nein' },
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
      confirm: 'Gilt weiterhin',
      'set-verdict': 'Urteil gefällt',
      assign: 'Zugewiesen',
      'sign-off': 'Gegengelesen',
      'withdraw-sign-off': 'Gegenlesen zurückgenommen',
      'set-anonymity': 'Grund für fehlenden Namen',
      'add-comment': 'Kommentiert',
      'edit-comment': 'Kommentar geändert',
      'remove-comment': 'Kommentar gelöscht',
      'resolve-thread': 'Gespräch erledigt',
      'reopen-thread': 'Gespräch wieder aufgenommen',
      override: 'Regel ausgesetzt',
      'withdraw-override': 'Regel gilt wieder',
      'edit-evidence': 'Beleg geändert',
      'remove-source': 'Quelle entfernt',
      'correct-source': 'Quelle wurde berichtigt',
      reopen: 'Wieder geöffnet',
      publish: 'Freigabe gefragt',
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
    rating: {
      true: 'True',
      'mostly-true': 'Mostly true',
      mixed: 'Mixed',
      'mostly-false': 'Mostly false',
      false: 'False',
      unproven: 'Unproven',
    },
    stale: 'Wording changed',
    reopened: 'Open again',
    signedOff: 'Signed off',
    outcome: { passes: 'Can go out', warns: 'Can go out, with warnings', blocks: 'Cannot go out yet' },
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
    translated: 'Translated',
    sourceField: {
      kind: 'Kind',
      title: 'Title',
      author: 'By',
      publisher: 'Published by',
      date: 'Date',
      url: 'Address',
      archivedUrl: 'Archived',
      accessed: 'Accessed',
      reliability: 'Reliability',
      confidential: 'Confidential',
      note: 'Note',
      contact: 'Contact',
      correction: 'Correction',
    },
    yesOrNo: { true: 'yes', false: 'no' },
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
      confirm: 'Still holds',
      'set-verdict': 'Verdict given',
      assign: 'Assigned',
      'sign-off': 'Signed off',
      'withdraw-sign-off': 'Sign-off withdrawn',
      'set-anonymity': 'Reason for anonymity',
      'add-comment': 'Commented',
      'edit-comment': 'Comment changed',
      'remove-comment': 'Comment deleted',
      'resolve-thread': 'Discussion resolved',
      'reopen-thread': 'Discussion reopened',
      override: 'Rule overridden',
      'withdraw-override': 'Rule holds again',
      'edit-evidence': 'Evidence changed',
      'remove-source': 'Source removed',
      'correct-source': 'Source was corrected',
      reopen: 'Reopened',
      publish: 'Asked to publish',
    },
  },
}
