/** Words that a house gives in its own languages. */

/** By language (the first part of a BCP 47 tag): `{ de: 'Geprüft', en: 'Checked' }`. */
export type LocalText = Readonly<Record<string, string>>

/** The text in the language of `locale`, else in English, else in the first that there is; empty when there is none. */
export function textIn(text: LocalText, locale: string): string {
  const language = locale.toLowerCase().split('-')[0] ?? ''
  for (const key of [language, 'en', ...Object.keys(text)]) {
    const own = Object.hasOwn(text, key) ? text[key] : undefined
    if (own) return own
  }
  return ''
}
