import { LOCALES, type Locale } from '../../model/labels.js'
import type { Messages } from './contract.js'
import { de } from './de.js'
import { en } from './en.js'

export { nameOf, type Messages } from './contract.js'

export const MESSAGES: Readonly<Record<Locale, Messages>> = { de, en }

/** The language of `tag` (BCP 47) as far as the house has it, else German. */
export function localeOf(tag: string): Locale {
  const language = tag.toLowerCase().split('-')[0]
  return LOCALES.find((locale) => locale === language) ?? 'de'
}
