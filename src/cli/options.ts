import { parseArgs, type ParseArgsConfig } from 'node:util'
import { LOCALES, type Locale } from '../model/labels.js'
import { messageOf, type Problems } from './problems.js'

type Options = NonNullable<ParseArgsConfig['options']>

/** The parsed arguments; null when they are wrong, which is then told. */
export function parseOptions<T extends Options>(args: readonly string[], options: T, problems: Problems) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true })
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
