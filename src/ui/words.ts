/** Model values in words: quotations, speakers, dates, and what differs between two wordings. */
import type { Annotation } from '../model/annotation.js'
import { LABELS, type Locale } from '../model/labels.js'
import type { Flag } from '../model/index.js'
import { MESSAGES } from './messages/index.js'

/** Opening and closing marks of the languages that we know, for direct quotes that come without. */
const QUOTATION_MARKS: Readonly<Record<string, readonly [string, string]>> = {
  de: ['„', '“'],
  en: ['“', '”'],
}
const STARTS_QUOTED = /^["'„“”‟«»‚‘’‛‹›]/

/** The statement as a reader sees it: direct quotes always in quotation marks, white space folded. */
export function quoteOf({ kind, target }: Annotation, lang: string): string {
  const wording = target.wording.replace(/\s+/g, ' ').trim()
  return kind === 'direct' && !STARTS_QUOTED.test(wording) ? quoted(wording, lang) : wording
}

/** `text` in the quotation marks of `lang`. */
export function quoted(text: string, lang: string): string {
  const [open, close] = QUOTATION_MARKS[lang.split('-')[0] ?? ''] ?? ['„', '“']
  return `${open}${text}${close}`
}

/** Who speaks: the full name, else the mention, else that there is none. */
export function speakerOf({ speakerIs, target }: Annotation, locale: Locale): string {
  return speakerIs.name ?? target.speaker ?? MESSAGES[locale].speakerUnknown
}

/** Longer names of organisations are cut in a list of the usual width; their short form is not. */
const LONG_NAME = 28

/** Like `speakerOf`, but with the short form of a long name. */
export function shortSpeakerOf(annotation: Annotation, locale: Locale): string {
  const { name = '', short } = annotation.speakerIs
  return short && name.length > LONG_NAME ? short : speakerOf(annotation, locale)
}

/**
 * Flags worth a label. Detection flags `no-source` where no speaker is given; a list that
 * already says so in the speaker's place, or that has a source by now, need not repeat it.
 */
export function flagLabels(
  { flags, evidence, speakerIs }: Annotation,
  locale: Locale,
): readonly [Flag, string][] {
  return flags
    .filter((flag) => flag !== 'no-source' || (evidence.length === 0 && speakerIs.kind !== 'none'))
    .map((flag) => [flag, LABELS[locale].flag[flag]])
}

/** A point in time, to the minute, in the reader's zone. Text that is no time is given back. */
export function formatTime(iso: string, locale: Locale): string {
  const time = new Date(iso)
  if (Number.isNaN(time.getTime())) return iso
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(time)
}

/** A date of publication: year, month or day, as exact as it was given. */
export function formatDate(iso: string, locale: Locale): string {
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

/**
 * A date that somebody typed as ISO 8601, as exact as it is (year, month, day): takes ISO, and the
 * German `24.11.2026` and `11.2026`. Null when it is none, or not in the calendar.
 */
export function parseDate(text: string): string | null {
  const input = text.trim()
  const iso = /^(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?$/.exec(input)
  const german = /^(?:(\d{1,2})\.\s*)?(\d{1,2})\.\s*(\d{4})$/.exec(input)
  const [year, month, day] = iso ? [iso[1], iso[2], iso[3]] : german ? [german[3], german[2], german[1]] : []
  if (!year) return null
  const date = new Date(Date.UTC(Number(year), Number(month ?? 1) - 1, Number(day ?? 1)))
  const isReal = date.getUTCMonth() + 1 === Number(month ?? 1) && date.getUTCDate() === Number(day ?? 1)
  return isReal ? [year, month?.padStart(2, '0'), day?.padStart(2, '0')].filter(Boolean).join('-') : null
}

export interface DiffPart {
  readonly text: string
  readonly change: 'same' | 'gone' | 'new'
}

/**
 * Word by word, what went and what came; longest common subsequence. Costs the product of both
 * lengths, which for statements is some thousands.
 */
export function diffWords(before: string, after: string): readonly DiffPart[] {
  const a = before.split(/(?<=\s)/)
  const b = after.split(/(?<=\s)/)
  const width = b.length + 1
  const common = new Uint16Array((a.length + 1) * width)
  const at = (i: number, j: number) => common[i * width + j] ?? 0
  const isSame = (i: number, j: number) => a[i]?.trim() === b[j]?.trim()
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      common[i * width + j] = isSame(i, j) ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))

  const parts: { text: string; change: DiffPart['change'] }[] = []
  const push = (text: string | undefined, change: DiffPart['change']) => {
    const last = parts[parts.length - 1]
    if (!text) return
    if (last?.change === change) last.text += text
    else parts.push({ text, change })
  }
  let i = 0
  let j = 0
  while (i < a.length || j < b.length)
    if (i < a.length && j < b.length && isSame(i, j)) {
      push(b[j++], 'same')
      i++
    } else if (i < a.length && (j >= b.length || at(i + 1, j) >= at(i, j + 1))) push(a[i++], 'gone')
    else push(b[j++], 'new')
  return parts
}
