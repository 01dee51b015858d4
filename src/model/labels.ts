/**
 * What the model's keys are called by people, once per language, so that panel
 * and report say the same. Nouns and states in sentence case; whoever needs
 * them inside a sentence lowers what the language lowers.
 */
import type { Role } from '../text/statement.js'
import type { LogAction } from './log.js'
import type { Outcome } from './policy.js'
import type { Relation, Reliability, SourceField, SourceKind } from './source.js'
import { textIn, type LocalText } from './local-text.js'
import { partsOfDifference } from './library.js'
import { foldSpace } from './presentation.js'
import {
  ownEntry,
  STATEMENT_LABELS,
  statusLabel,
  type Locale,
  type StatementLabels,
} from './statement-labels.js'
import { DEFAULT_SCHEME, type RatingDefinition, type Scheme } from './status.js'

/** The model's values in words. */
export interface Labels extends StatementLabels {
  readonly role: Readonly<Record<Role, string>>
  readonly rating: Readonly<Record<string, string>>
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

export { LOCALES, statusLabel, type Locale, type StatementLabels } from './statement-labels.js'

/** Stands in place of the status' own sign while the review does not hold. */
export const STALE_SIGN = '↻'

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

/** The model's values in each language. An interface adds its own catalogues beside them. */
export const LABELS: Readonly<Record<Locale, Labels>> = {
  de: {
    ...STATEMENT_LABELS.de,
    role: {
      quote: 'Aussage',
      speaker: 'Sprecher',
      cue: 'Redesignal',
      frame: 'Rahmen',
      addressee: 'Angesprochen',
    },
    rating: {
      true: 'Richtig',
      'mostly-true': 'Größtenteils richtig',
      mixed: 'Teils, teils',
      'mostly-false': 'Größtenteils falsch',
      false: 'Falsch',
      unproven: 'Unbelegt',
    },
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
    ...STATEMENT_LABELS.en,
    role: { quote: 'Statement', speaker: 'Speaker', cue: 'Cue', frame: 'Frame', addressee: 'Addressee' },
    rating: {
      true: 'True',
      'mostly-true': 'Mostly true',
      mixed: 'Mixed',
      'mostly-false': 'Mostly false',
      false: 'False',
      unproven: 'Unproven',
    },
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
