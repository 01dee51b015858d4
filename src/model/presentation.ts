/** Model values as a reader sees them, the same in panel and report: quotations, dates, and text that anybody can have written. */
import type { Annotation } from './annotation.js'

/** Opening and closing marks of the languages that we know, for direct quotes that come without. */
const GERMAN_MARKS = ['„', '“'] as const
const QUOTATION_MARKS: Readonly<Record<string, readonly [string, string]>> = {
  de: GERMAN_MARKS,
  en: ['“', '”'],
}
/** Those of a quotation within a quotation. */
const GERMAN_INNER_MARKS = ['‚', '‘'] as const
const INNER_MARKS: Readonly<Record<string, readonly [string, string]>> = {
  de: GERMAN_INNER_MARKS,
  en: ['‘', '’'],
}
const DOUBLE_MARKS = /["„“”‟«»]/g
const STARTS_QUOTED = /^["'„“”‟«»‚‘’‛‹›]/

/** The statement in one line: direct quotes always in quotation marks, white space folded. */
export function quoteOf({ kind, target }: Annotation, lang: string): string {
  const wording = foldSpace(target.wording)
  return kind === 'direct' && !startsQuoted(wording) ? quoted(wording, lang) : wording
}

/** Whether the first character is a quotation mark, of any language. */
export function startsQuoted(text: string): boolean {
  return STARTS_QUOTED.test(text)
}

/**
 * `text` in the quotation marks of `lang`, with those inside it as inner ones; in the German ones where we do not
 * know the language. One quotation with marks of its own is given back as it is.
 */
export function quoted(text: string, lang: string): string {
  if (isQuotation(text)) return text
  const [open, close] = marksOf(lang, QUOTATION_MARKS) ?? GERMAN_MARKS
  return `${open}${inQuotation(text, lang)}${close}`
}

/** Whether `text` is one quotation from its first to its last character, in double marks of any language. */
export function isQuotation(text: string): boolean {
  return /^["„“”‟«»][^"„“”‟«»]+["„“”‟«»]$/.test(text.trim())
}

/** `text` as it stands inside the quotation marks of `lang`: its double marks become the inner ones. */
export function inQuotation(text: string, lang: string): string {
  const [open, close] = marksOf(lang, INNER_MARKS) ?? GERMAN_INNER_MARKS
  // The same sign opens in one language and closes in another: what stands beside it tells.
  return text.replace(DOUBLE_MARKS, (_, at: number) =>
    /(?:^|[\s([{–—-])$/.test(text.slice(0, at)) && /^[\p{L}\p{N}([…]/u.test(text.slice(at + 1))
      ? open
      : close,
  )
}

/** A tag from outside may be the name of what every object has: `constructor`. */
function marksOf<T>(lang: string, marks: Readonly<Record<string, T>>): T | undefined {
  const language = primaryLanguage(lang)
  return Object.hasOwn(marks, language) ? marks[language] : undefined
}

/** The first part of a language tag: "de" of "de-AT". */
export function primaryLanguage(lang: string): string {
  return lang.toLowerCase().split('-')[0] ?? ''
}

/** Letters of the scripts that run from right to left, and the mark that stands for one (U+200F). */
const RIGHT_TO_LEFT =
  /[\u200F\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Samaritan}\p{Script=Mandaic}\p{Script=Adlam}\p{Script=Hanifi_Rohingya}]/u

/** Whether `text` runs from right to left, as its first letter does: what `dir="auto"` is in HTML. */
export function isRightToLeft(text: string): boolean {
  const [first = ''] = /[\p{L}\u200E\u200F]/u.exec(text) ?? []
  return RIGHT_TO_LEFT.test(first)
}

/** `text` with every run of white space as one space, none at the ends. */
export function foldSpace(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

/**
 * `words` for a live region that says `before`: never equal to it, since screen readers tell only what has changed.
 * The same words get a no-break space behind them, which is neither heard nor seen.
 */
export function toldAfter(before: string, words: string): string {
  return words !== '' && words === before ? `${words}\u00a0` : words
}

/** Whom a second-hand statement came through, by name where the article gives one, in order. */
export function chainNames({ chain }: Pick<Annotation, 'chain'>): readonly string[] {
  return chain.map(({ mention, speakerIs }) => foldSpace(speakerIs.name ?? mention))
}

/** The language that dates are written in: British where plain English does not say whose, as its words are. */
export function dateLocale(locale: string): string {
  return locale.toLowerCase() === 'en' ? 'en-GB' : locale
}

/** A date of publication, as exact as it was given: a year, a month or a day. Text that is none is given back. */
export function formatDate(iso: string, locale: string): string {
  const [, year, month, day] = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(iso) ?? []
  if (!year || !month) return iso
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day ?? 1)))
  return new Intl.DateTimeFormat(dateLocale(locale), {
    year: 'numeric',
    month: day ? 'short' : 'long',
    ...(day ? { day: 'numeric' } : {}),
    timeZone: 'UTC',
  }).format(date)
}

/**
 * The beginning of `text` where it has more than about `length` characters, with an ellipsis: at the end of a word
 * where there is one, and never in the middle of a character.
 */
export function shortened(text: string, length: number): string {
  const characters = [...text.slice(0, 2 * length + 2)]
  if (characters.length <= length) return text
  const cut = characters.slice(0, length).join('')
  const end = cut.lastIndexOf(' ')
  return end > 0 ? `${cut.slice(0, end).trimEnd()} …` : `${cut}…`
}

/**
 * Characters that cannot be printed, or that turn the text around them, made
 * visible: controls as their pictures, bidirectional overrides by their names,
 * halves of surrogate pairs as U+FFFD. White space stays.
 */
export function visible(text: string): string {
  return text
    .replace(/\p{Cs}/gu, '\uFFFD')
    .replace(/[^\P{Cc}\t\n\r]/gu, (char) => {
      const code = char.charCodeAt(0)
      return code < 0x20 ? String.fromCharCode(0x2400 + code) : code === 0x7f ? '\u2421' : '\uFFFD'
    })
    .replace(
      /[\u202A-\u202E\u2066-\u2069]/g,
      (char) => `⟨U+${char.charCodeAt(0).toString(16).toUpperCase()}⟩`,
    )
}
