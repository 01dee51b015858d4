import { LABELS, ratingLabel as rating, statusLabel as status, type Labels } from '../../model/labels.js'
import { DEFAULT_SCHEME, type Scheme, type Status } from '../../model/status.js'
import type { Messages } from './contract.js'
import { de } from './de.js'
import { en } from './en.js'

export { nameOf, plural, type Messages } from './contract.js'

/** All words of the interface in one language: its own, and those that it shares with the report. */
export interface Catalogue {
  readonly messages: Messages
  readonly labels: Labels
}

const catalogues = new Map<string, Catalogue>([
  ['de', { messages: de, labels: LABELS.de }],
  ['en', { messages: en, labels: LABELS.en }],
])

/**
 * Gives the interface another language, or other words for one that it has. `locale` is the first part of
 * a language tag ("fr"). To be called before the first element is there.
 */
export function addCatalogue(locale: string, catalogue: Catalogue): void {
  catalogues.set(locale.toLowerCase(), catalogue)
}

/** The words in the language of `locale`, German where there are none. */
export function messagesOf(locale: string): Messages {
  return catalogues.get(locale)?.messages ?? de
}

/** The model's values in that language; in German where there is no catalogue for it. */
export function labelsOf(locale: string): Labels {
  return catalogues.get(locale)?.labels ?? LABELS.de
}

/** The language of `tag` (BCP 47) as far as there is a catalogue of it, else German. */
export function localeOf(tag: string): string {
  const language = tag.toLowerCase().split('-')[0] ?? ''
  return catalogues.has(language) ? language : 'de'
}

/** What a status is called: the house's own word, else ours, else its key. */
export function statusLabel(key: Status, locale: string, scheme: Scheme = DEFAULT_SCHEME): string {
  return status(key, { labels: labelsOf(locale), locale, scheme })
}

/** What a standing is called: a status, or that it does not hold any more. */
export function standingLabel(standing: string, locale: string, scheme: Scheme = DEFAULT_SCHEME): string {
  const { stale, reopened } = labelsOf(locale)
  return standing === 'stale'
    ? stale
    : standing === 'reopened'
      ? reopened
      : statusLabel(standing, locale, scheme)
}

/** What a rating is called: the house's own word, else ours, else its key. */
export function ratingLabel(key: string, locale: string, scheme: Scheme = DEFAULT_SCHEME): string {
  return rating(key, { labels: labelsOf(locale), locale, scheme })
}
