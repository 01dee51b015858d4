/** Model values as a reader sees them, the same in panel and report: quotations and dates. */
import type { Annotation } from './annotation.js'

/** Opening and closing marks of the languages that we know, for direct quotes that come without. */
const QUOTATION_MARKS: Readonly<Record<string, readonly [string, string]>> = {
  de: ['„', '“'],
  en: ['“', '”'],
}
const STARTS_QUOTED = /^["'„“”‟«»‚‘’‛‹›]/

/** The statement in one line: direct quotes always in quotation marks, white space folded. */
export function quoteOf({ kind, target }: Annotation, lang: string): string {
  const wording = foldSpace(target.wording)
  return kind === 'direct' && !STARTS_QUOTED.test(wording) ? quoted(wording, lang) : wording
}

/** `text` in the quotation marks of `lang`; in the German ones where we do not know the language. */
export function quoted(text: string, lang: string): string {
  const [open, close] = QUOTATION_MARKS[primaryLanguage(lang)] ?? ['„', '“']
  return `${open}${text}${close}`
}

/** The first part of a language tag: "de" of "de-AT". */
export function primaryLanguage(lang: string): string {
  return lang.toLowerCase().split('-')[0] ?? ''
}

/** `text` with every run of white space as one space, none at the ends. */
export function foldSpace(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

/** Whom a second-hand statement came through, by name where the article gives one, in order. */
export function chainNames({ chain }: Pick<Annotation, 'chain'>): readonly string[] {
  return chain.map(({ mention, speakerIs }) => foldSpace(speakerIs.name ?? mention))
}

/** A date of publication, as exact as it was given: a year, a month or a day. Text that is none is given back. */
export function formatDate(iso: string, locale: string): string {
  const [, year, month, day] = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(iso) ?? []
  if (!year || !month) return iso
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day ?? 1)))
  return new Intl.DateTimeFormat(locale, {
    year: 'numeric',
    month: day ? 'short' : 'long',
    ...(day ? { day: 'numeric' } : {}),
    timeZone: 'UTC',
  }).format(date)
}
