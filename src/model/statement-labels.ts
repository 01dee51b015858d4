/**
 * What is said of a statement in few words: all that the plugin tells screen readers itself, apart from
 * the rest of the labels so that it need not load them.
 */
import type { Flag, Kind, SpeakerKind } from '../text/statement.js'
import { textIn } from './local-text.js'
import type { Right } from './rights.js'
import { DEFAULT_SCHEME, statusIn, type RatingDefinition, type Scheme, type Status } from './status.js'

/** Languages that the house brings along. */
export const LOCALES = ['de', 'en'] as const
/** A language in which the package has words of its own. */
export type Locale = (typeof LOCALES)[number]

/** A statement's values in words. */
export interface StatementLabels {
  readonly kind: Readonly<Record<Kind, string>>
  readonly speakerKind: Readonly<Record<SpeakerKind, string>>
  readonly flag: Readonly<Record<Flag, string>>
  /** Of the statuses that the house brings along; others have their words in the scheme. */
  readonly status: Readonly<Record<string, string>>
  /** The present words differ from those that were reviewed. */
  readonly stale: string
  /** Reviewed, and waiting again because of a source. */
  readonly reopened: string
  /** Why something is not done, to somebody without the right to it. */
  readonly mayNot: Readonly<Record<Right, string>>
  /** The same to somebody without any right. */
  readonly mayOnlyRead: string
}

/** What a status is called: by the scheme, else by the labels, else by its key. */
export function statusLabel(
  status: Status,
  {
    labels,
    locale,
    scheme = DEFAULT_SCHEME,
  }: { labels: Pick<StatementLabels, 'status'>; locale: string; scheme?: Scheme },
): string {
  const { label } = statusIn(scheme, status)
  return (label && textIn(label, locale)) || ownEntry(labels.status, status)
}

/** What a rating is called, in the same way. */
export function ratingLabel(
  rating: string,
  {
    labels,
    locale,
    scheme = DEFAULT_SCHEME,
  }: { labels: { readonly rating: Readonly<Record<string, string>> }; locale: string; scheme?: Scheme },
): string {
  const label: RatingDefinition['label'] = scheme.ratings.find(({ key }) => key === rating)?.label
  return (label && textIn(label, locale)) || ownEntry(labels.rating, rating)
}

/** Why something is not done, to somebody whose `rights` lack the one that it needs. */
export function mayNotLabel(
  right: Right,
  { labels, rights }: { labels: StatementLabels; rights: readonly Right[] },
): string {
  return rights.length ? labels.mayNot[right] : labels.mayOnlyRead
}

/** The words of a key, or the key itself where there are none. */
export function ownEntry(words: Readonly<Record<string, string>>, key: string): string {
  return (Object.hasOwn(words, key) && words[key]) || key
}

/** The part of `LABELS` that tells of statements. */
export const STATEMENT_LABELS: Readonly<Record<Locale, StatementLabels>> = {
  de: {
    kind: {
      direct: 'Direkt',
      indirect: 'Indirekt',
      reported: 'Berichtet',
      'free-indirect': 'Frei indirekt',
      'indirect-free-indirect': 'Indirekt fortgeführt',
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
    reopened: 'Wieder offen',
    mayNot: {
      write: 'Sie dürfen hier nicht schreiben.',
      annotate: 'Sie dürfen hier keine Aussagen bearbeiten.',
      research: 'Sie dürfen hier keine Quellen bearbeiten.',
      discuss: 'Sie dürfen hier nicht kommentieren.',
      review: 'Sie dürfen hier nicht prüfen.',
      override: 'Sie dürfen hier keine Ausnahmen machen.',
      house: 'Sie dürfen hier die Listen des Hauses nicht ändern.',
    },
    mayOnlyRead: 'Sie dürfen hier nur lesen.',
  },
  en: {
    kind: {
      direct: 'Direct',
      indirect: 'Indirect',
      reported: 'Reported',
      'free-indirect': 'Free indirect',
      'indirect-free-indirect': 'Indirect, continued',
    },
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
    reopened: 'Open again',
    mayNot: {
      write: 'You may not write here.',
      annotate: 'You may not edit statements here.',
      research: 'You may not edit sources here.',
      discuss: 'You may not comment here.',
      review: 'You may not review here.',
      override: 'You may not make exceptions here.',
      house: 'You may not change the house’s lists here.',
    },
    mayOnlyRead: 'You may only read here.',
  },
}
