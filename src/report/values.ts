/** Model values as a reader sees them: quotations, speakers, times, and what differs between two wordings. */
import type { Annotation } from '../model/annotation.js'
import { LABELS, STALE_SIGN, STATUS_SIGNS, type Locale } from '../model/labels.js'
import { STATUSES, type Status } from '../model/status.js'
import type { Entry, ReportOptions } from './report.js'
import { WORDS } from './words.js'

const QUOTATION_MARKS: Readonly<Record<string, readonly [string, string]>> = {
  de: ['„', '“'],
  en: ['“', '”'],
}
const STARTS_QUOTED = /^["'„“”‟«»‚‘’‛‹›]/

/** The statement in one line; direct quotes always in quotation marks. */
export function quoteOf({ kind, target }: Annotation, lang: string): string {
  const wording = fold(target.wording)
  return kind === 'direct' && !STARTS_QUOTED.test(wording) ? quoted(wording, lang) : wording
}

/** `text` in the quotation marks of `lang`. */
export function quoted(text: string, lang: string): string {
  const [open, close] = QUOTATION_MARKS[primary(lang)] ?? ['„', '“']
  return `${open}${text}${close}`
}

/** The first part of a language tag: "de" of "de-AT". */
export function primary(lang: string): string {
  return lang.toLowerCase().split('-')[0] ?? ''
}

export function fold(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

/** Name and office of the speaker as far as they are known, else the words of the text, else that there is none. */
export function speakerOf({ speakerIs, target }: Annotation, locale: Locale): string {
  const name = speakerIs.name ?? target.speaker
  if (!name) return LABELS[locale].speakerKind.none
  const short = speakerIs.short && speakerIs.short !== name ? ` (${speakerIs.short})` : ''
  return fold(name) + short
}

/** The speaker's mention in the text where it says something else than the name: "er". Else null. */
export function mentionOf({ speakerIs, target }: Annotation): string | null {
  const mention = fold(target.speaker ?? '')
  return mention && !mention.includes(speakerIs.name ?? mention) ? mention : null
}

/** Sign and words of an entry's status, with the wording's change where there is one. */
export function statusOf({ annotation, isStale }: Entry, locale: Locale): { sign: string; label: string } {
  const { status } = annotation.review
  const label = LABELS[locale].status[status]
  return isStale
    ? { sign: STALE_SIGN, label: `${label} · ${LABELS[locale].stale}` }
    : { sign: STATUS_SIGNS[status], label }
}

/** What a log entry names before and after: a status in the reader's language, else the words as they are. */
export function loggedWords(words: string, action: string, locale: Locale): string {
  const isStatus = action === 'set-status' && (STATUSES as readonly string[]).includes(words)
  return isStatus ? LABELS[locale].status[words as Status] : fold(words) // just tested
}

/** A point in time to the minute, in the report's time zone; what is no time is given back. */
export function timeOf(iso: string, { locale, timeZone = 'UTC' }: ReportOptions): string {
  const time = new Date(iso)
  if (Number.isNaN(time.getTime())) return iso
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(time)
}

/** A date as exact as it was given: a year, a month or a day. */
export function dateOf(iso: string, locale: Locale): string {
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

export function personOf(by: { readonly id: string; readonly name: string } | null, locale: Locale): string {
  return by ? by.name || by.id : WORDS[locale].somebody
}

/** A wording cut into what both share at the beginning, what differs, and what both share at the end. */
export interface Difference {
  readonly head: string
  readonly before: string
  readonly after: string
  readonly tail: string
}

/** Where two wordings part and meet again, by whole words. */
export function differenceOf(before: string, after: string): Difference {
  const a = fold(before).split(/(?<= )/)
  const b = fold(after).split(/(?<= )/)
  const same = (x: string | undefined, y: string | undefined) => x?.trim() === y?.trim()
  const shorter = Math.min(a.length, b.length)
  let head = 0
  while (head < shorter && same(a[head], b[head])) head++
  let tail = 0
  while (tail < shorter - head && same(a[a.length - 1 - tail], b[b.length - 1 - tail])) tail++
  return {
    head: b.slice(0, head).join(''),
    before: a
      .slice(head, a.length - tail)
      .join('')
      .trimEnd(),
    after: b
      .slice(head, b.length - tail)
      .join('')
      .trimEnd(),
    tail: b.slice(b.length - tail).join(''),
  }
}
