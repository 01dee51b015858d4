import { parseArgs, type ParseArgsConfig } from 'node:util'
import { LOCALES, type Locale } from '../model/labels.js'
import { packFor, unknownLanguage } from './languages.js'
import { messageOf, type Problems } from './problems.js'
import { READING_OPTIONS, takeReading } from './reading.js'

type Options = NonNullable<ParseArgsConfig['options']>

/** What every command takes; what the first two ask for is done by `main.ts`. */
const COMMON_OPTIONS = {
  json: { type: 'boolean' },
  quiet: { type: 'boolean', short: 'q' },
  ...READING_OPTIONS,
} as const satisfies Options

/** The parsed arguments, those that say how inputs are read taken over; null when they are wrong, which is then told. */
export function parseOptions<T extends Options>(args: readonly string[], options: T, problems: Problems) {
  try {
    const parsed = parseArgs({
      args: [...args],
      options: { ...COMMON_OPTIONS, ...options },
      allowPositionals: true,
      strict: true,
    })
    return takeReading(parsed.values, problems) ? parsed : null
  } catch (error) {
    // Node adds advice after the first sentence.
    const message = messageOf(error).split(/\. |\n/)[0] ?? ''
    problems.tell('', `${message.charAt(0).toLowerCase()}${message.slice(1)} (see --help)`)
    return null
  }
}

/** Whether reports can be written in this language. */
export function isLocale(text: string): text is Locale {
  return (LOCALES as readonly string[]).includes(text)
}

/** Whether statements can be found in this language, or none was asked for; told when not. */
export function checkLanguage(tag: string | undefined, problems: Problems): boolean {
  if (tag === undefined || packFor(tag)) return true
  problems.tell('', unknownLanguage(tag))
  return false
}

/** Whether `text` is a locale of the house or was not given; told when not. */
export function checkLocale(text: string | undefined, problems: Problems): text is Locale | undefined {
  if (text === undefined || isLocale(text)) return true
  problems.tell('', `unknown locale "${text}"; known: ${LOCALES.join(', ')}`)
  return false
}

/** The locale asked for, else the article's language where the house speaks it, else English. */
export function localeFor(asked: Locale | undefined, lang = ''): Locale {
  return asked ?? (/^de\b/i.test(lang) ? 'de' : 'en')
}

/** Whether `text` is a time zone that is known here, or was not given; told when not. */
export function checkTimeZone(text: string | undefined, problems: Problems): boolean {
  try {
    if (text !== undefined) new Intl.DateTimeFormat('en', { timeZone: text })
    return true
  } catch {
    problems.tell('', `unknown time zone "${text}"`)
    return false
  }
}
