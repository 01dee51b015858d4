/** A source while somebody types it: what the fields hold, and how they become a source. */
import { parseDate } from '../model/date.js'
import { withoutPasswords } from '../model/passwords.js'
import {
  RELIABILITIES,
  safeUrl,
  SOURCE_FIELDS,
  SOURCE_KINDS,
  type Source,
  type SourceField,
  type SourceKind,
} from '../model/source.js'
import { siteOf } from './filter.js'
import type { Messages } from './messages/contract.js'

/** A field with text; `confidential` is a box to tick, and a correction has a form of its own. */
export type Field = Exclude<SourceField, 'confidential' | 'correction'>
/** The fields of the form, in its order. */
export const FIELDS: readonly Field[] = SOURCE_FIELDS.filter(
  (field) => field !== 'confidential' && field !== 'correction',
)

/** What the fields hold, as typed. */
export type Draft = Readonly<Record<Field, string>> & { readonly confidential: boolean }

/** What is wrong, by field, in words for the reader. */
export type Errors = Readonly<Partial<Record<Field, string>>>

/** Whether a form's control is one of these fields. */
export function isField(name: string): name is Field {
  return FIELDS.some((field) => field === name)
}

/** The fields for a source, or for a new one of which this much is known. Dates as people of the language write them. */
export function draftOf(source: Partial<Source>, locale: string): Draft {
  return {
    kind: source.kind ?? 'web-page',
    title: source.title ?? '',
    author: source.author ?? '',
    publisher: source.publisher ?? '',
    date: typedDate(source.date ?? '', locale),
    url: source.url ?? '',
    archivedUrl: source.archivedUrl ?? '',
    accessed: typedDate(source.accessed ?? '', locale),
    reliability: source.reliability ?? 'unset',
    contact: source.contact ?? '',
    note: source.note ?? '',
    confidential: source.confidential ?? false,
  }
}

/**
 * The source that the fields describe, else what is wrong with them. What no field shows is `before`'s. A new source
 * with an address was looked at today where no other date is given.
 */
export function sourceFrom(
  draft: Draft,
  {
    id,
    before,
    words: t,
  }: { readonly id: string; readonly before: Source | null; readonly words: Messages['form'] },
): { readonly source: Source } | { readonly errors: Errors } {
  const text = (field: Field) => draft[field].trim()
  const url = text('url') ? safeUrl(text('url')) : undefined
  const archivedUrl = text('archivedUrl') ? safeUrl(text('archivedUrl')) : undefined
  const date = text('date') ? parseDate(text('date')) : undefined
  const accessed = text('accessed') ? parseDate(text('accessed')) : url && !before ? today() : undefined
  const title = text('title') || siteOf(url ?? '')
  if (url === null || archivedUrl === null || date === null || accessed === null || !title)
    return {
      errors: {
        ...(!title && url !== null ? { title: t.errorTitle } : {}),
        ...(url === null ? { url: t.errorUrl } : {}),
        ...(date === null ? { date: t.errorDate } : {}),
        ...(archivedUrl === null ? { archivedUrl: t.errorUrl } : {}),
        ...(accessed === null ? { accessed: t.errorDate } : {}),
      },
    }
  return {
    source: withoutPasswords({
      id,
      kind: SOURCE_KINDS.find((kind) => kind === draft.kind) ?? 'web-page',
      title,
      ...(text('author') && { author: text('author') }),
      ...(text('publisher') && { publisher: text('publisher') }),
      ...(date && { date }),
      ...(url && { url }),
      ...(archivedUrl && { archivedUrl }),
      ...(accessed && { accessed }),
      reliability: RELIABILITIES.find((one) => one === draft.reliability) ?? 'unset',
      confidential: draft.confidential,
      ...(text('note') && { note: text('note') }),
      ...(text('contact') && { contact: text('contact') }),
      ...(before?.correction && { correction: before.correction }),
    }),
  }
}

/** An ISO date as people of the language type it; `parseDate` reads both. */
export function typedDate(iso: string, locale: string): string {
  const [, year, month, day] = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(iso) ?? []
  if (locale !== 'de' || !year) return iso
  return [day, month, year].filter(Boolean).join('.')
}

/** Today's date where the reader is. */
export function today(): string {
  const now = new Date()
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()]
    .map((n) => String(n).padStart(2, '0'))
    .join('-')
}

/** What kind of source an outlet is, where its name tells. */
const OUTLET_KINDS: readonly (readonly [RegExp, SourceKind])[] = [
  [
    /^(facebook|instagram|telegram|tiktok|twitter|x|threads|mastodon|bluesky|truth social|linkedin|vk)\b/i,
    'post',
  ],
  [
    /^(afp|ap|apa|dpa|epd|kna|ntb|reuters|sid|interfax|tass|ria|xinhua|ansa|efe|anadolu)\b|agentur|agency/i,
    'agency-copy',
  ],
  [/\b(ard|zdf|bbc|cnn|rtl|ntv|n-tv|deutschlandfunk|radio|fernseh\w*|tv|sender)\b/i, 'broadcast'],
]

/** What kind of source an outlet is likely to be; a web page where its name does not tell. */
export function kindOfOutlet(outlet: string): SourceKind {
  return OUTLET_KINDS.find(([pattern]) => pattern.test(outlet))?.[1] ?? 'web-page'
}

/** Whether two names are the same, in any case. */
export function isSameName(a: string, b: string): boolean {
  return a.trim().toLocaleLowerCase() === b.trim().toLocaleLowerCase()
}

/** The sources that hold all words of `query` in title, author, publisher, address or note. */
export function searchSources(sources: readonly Source[], query: string): readonly Source[] {
  const words = query.toLocaleLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return sources
  return sources.filter(({ title, author, publisher, url, note }) => {
    const text = [title, author, publisher, url, note].join('\n').toLocaleLowerCase()
    return words.every((word) => text.includes(word))
  })
}
