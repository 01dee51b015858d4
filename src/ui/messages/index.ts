/**
 * The words of the interface. Of the languages that come along, those are loaded that are asked for: German and English are
 * modules of their own. What a host has given is there at once.
 */
import type { Labels } from '../../model/labels.js'
import { ratingLabel as rating, statusLabel as status } from '../../model/statement-labels.js'
import { DEFAULT_SCHEME, type Scheme, type Status } from '../../model/status.js'
import { latePart, type Part } from '../late.js'
import type { Catalogue, Messages } from './contract.js'

export { nameOf, plural, type Catalogue, type Messages } from './contract.js'

/** The languages that come along. */
const OWN: Readonly<Record<string, Part<Catalogue>>> = {
  de: latePart(() => import('../de.js').then(({ de }) => de)),
  en: latePart(() => import('../en.js').then(({ en }) => en)),
}
const HOME = 'de'

const catalogues = new Map<string, Catalogue>()

/** What is said where no words at all could be loaded. */
export const UNLOADED = {
  failed: 'Die Texte sind nicht geladen. Texts are not loaded.',
  retry: 'Noch einmal · Try again',
} as const

/**
 * Gives the interface another language, or other words for one that it has; with `de` of `./ui/de` or `en` of `./ui/en`
 * that language need not be loaded when the first element is there. `locale` is the first part of
 * a language tag ("fr"). To be called before the first element is there.
 */
export function addCatalogue(locale: string, catalogue: Catalogue): void {
  catalogues.set(locale.toLowerCase(), catalogue)
}

/** Null where the words in this language are there; else they are loaded. Fails as the loading does; who asks then tries again. */
export function wordsComing(locale: string): Promise<unknown> | null {
  const language = localeOf(locale)
  if (catalogues.has(language)) return null
  const own = OWN[language]
  const take = (catalogue: Catalogue) => {
    // What a host has given meanwhile stays.
    if (!catalogues.has(language)) addCatalogue(language, catalogue)
  }
  return own ? own.load().then(take) : null
}

/** The words in the language of `locale`, German where there are none, else those that are there. Throws RangeError while none are loaded. */
export function messagesOf(locale: string): Messages {
  return catalogueOf(locale).messages
}

/** The model's values in that language; in German where there is no catalogue for it. Throws as `messagesOf` does. */
export function labelsOf(locale: string): Labels {
  return catalogueOf(locale).labels
}

function catalogueOf(locale: string): Catalogue {
  const [first] = catalogues.values()
  const catalogue = catalogues.get(localeOf(locale)) ?? first
  if (!catalogue)
    throw new RangeError(`the words for "${locale}" are not loaded; updateComplete waits for them`)
  return catalogue
}

/** The language of `tag` (BCP 47) as far as there is a catalogue of it, else German. */
export function localeOf(tag: string): string {
  const language = tag.toLowerCase().split('-')[0] ?? ''
  return catalogues.has(language) || Object.hasOwn(OWN, language) ? language : HOME
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
