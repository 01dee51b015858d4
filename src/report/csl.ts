/**
 * Sources as CSL-JSON, which reference managers read and write (Zotero, Citation.js, Pandoc; schema 1.0.2
 * of the Citation Style Language), and back.
 *
 * What CSL has a variable for stands there; what it does not know (how reliable a source is, that it is
 * confidential, the archived copy, the contact, the last correction, and which of our kinds it is) stands
 * in `custom` under `CUSTOM_KEY`, so that export, import and export give the same bytes. Other programs
 * keep `custom` or drop it; without it the source comes back with the kind that is nearest to its type.
 */
import * as v from 'valibot'
import type { Parsed, Problem } from '../model/dossier.js'
import { soundSource } from '../model/sound-source.js'
import { LABELS } from '../model/labels.js'
import { bounded, fail, parseJSON } from '../model/problems.js'
import { checked, webAddress } from '../model/schema.js'
import {
  RELIABILITIES,
  safeUrl,
  SOURCE_KINDS,
  withoutUsers,
  type Source,
  type SourceKind,
} from '../model/source.js'
import { isLeftOut } from './citation.js'
import { redact } from './redact.js'
import type { ReportInput, ReportOptions } from './report.js'

/** Under this key of CSL's `custom` stands what CSL has no variable for. */
export const CUSTOM_KEY = 'prosemirror-attribution'

/** CSL's types for our kinds; `genre` tells those apart that share one, or have none of their own. */
const TYPE: Readonly<Record<SourceKind, string>> = {
  'web-page': 'webpage',
  document: 'document',
  interview: 'interview',
  'agency-copy': 'article-newspaper',
  post: 'post',
  broadcast: 'broadcast',
  'press-release': 'pamphlet',
  'data-set': 'dataset',
  book: 'book',
  'own-observation': 'document',
}

const HAS_GENRE: ReadonlySet<SourceKind> = new Set(['agency-copy', 'press-release', 'own-observation'])

/** Kinds that appear in something, so that CSL's styles look for its name in `container-title`. */
const IN_CONTAINER: ReadonlySet<SourceKind> = new Set(['web-page', 'agency-copy', 'post', 'broadcast'])

/** The kind for each of CSL's types; null for texts, which are a web page where they have an address, else a document. */
const KIND: Readonly<Record<string, SourceKind | null>> = {
  article: null,
  'article-journal': null,
  'article-magazine': null,
  'article-newspaper': null,
  bill: null,
  book: 'book',
  broadcast: 'broadcast',
  chapter: 'book',
  classic: 'book',
  collection: 'document',
  dataset: 'data-set',
  document: 'document',
  entry: null,
  'entry-dictionary': null,
  'entry-encyclopedia': null,
  event: 'document',
  figure: 'document',
  graphic: 'document',
  hearing: 'document',
  interview: 'interview',
  legal_case: 'document',
  legislation: 'document',
  manuscript: 'document',
  map: 'document',
  motion_picture: 'broadcast',
  musical_score: 'document',
  pamphlet: 'document',
  'paper-conference': null,
  patent: 'document',
  performance: 'document',
  periodical: null,
  personal_communication: 'interview',
  post: 'post',
  'post-weblog': 'web-page',
  regulation: 'document',
  report: 'document',
  review: null,
  'review-book': null,
  software: 'document',
  song: 'broadcast',
  speech: 'document',
  standard: 'document',
  thesis: 'document',
  treaty: 'document',
  webpage: 'web-page',
}

/**
 * The sources of the dossier as CSL-JSON text. Confidential ones are not there, and contacts are left
 * out, unless the options ask for them. `parseCSL` reads it back without loss.
 */
export function reportCSL({ article, dossier }: ReportInput, options: ReportOptions): string {
  const { sources } = redact({ article, dossier }, options.locale, options)
  const items = sources
    .filter((source) => !isLeftOut(source, options))
    .map((source) => itemOf(source, options))
  return `${JSON.stringify(items, null, 2)}\n`
}

function itemOf(source: Source, { locale }: Pick<ReportOptions, 'locale'>): object {
  const { id, kind, title, author, publisher, date, url, accessed, note } = source
  const { reliability, confidential, archivedUrl, contact, correction } = source
  const made = publisher === undefined ? {} : { [publisherVariable(kind)]: publisher }
  return {
    id,
    type: TYPE[kind],
    title,
    ...(HAS_GENRE.has(kind) && { genre: LABELS[locale].sourceKind[kind] }),
    ...(author !== undefined && { author: [{ literal: author }] }),
    ...made,
    ...(date !== undefined && { issued: dateVariable(date) }),
    ...(url !== undefined && safeUrl(url) !== null && { URL: url }),
    ...(accessed !== undefined && { accessed: dateVariable(accessed) }),
    ...(note !== undefined && { note }),
    custom: {
      [CUSTOM_KEY]: {
        kind,
        reliability,
        confidential,
        ...(archivedUrl !== undefined && safeUrl(archivedUrl) !== null && { archivedUrl }),
        ...(contact !== undefined && { contact }),
        ...(correction !== undefined && { correction }),
      },
    },
  }
}

function publisherVariable(kind: SourceKind): 'container-title' | 'publisher' {
  return IN_CONTAINER.has(kind) ? 'container-title' : 'publisher'
}

const DATE = /^(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?$/

/** A year, month or day as date parts; other words as they are. */
function dateVariable(text: string): object {
  const parts = DATE.exec(text)?.slice(1).filter(Boolean).map(Number)
  return parts ? { 'date-parts': [parts] } : { literal: text }
}

/**
 * The sources in CSL-JSON, of whatever program: a JSON text, or the value that it stands for. All of them,
 * or every problem with its path. Without `custom` of ours a source is neither confidential nor judged;
 * several authors become one line, a DOI an address where there is no other. What a source has no place
 * for (volume, pages, abstract …) is passed over; words and spans that are no date go to its note. Ids are those of the file: whoever adds the sources to a
 * dossier gives new ones to those that it has already.
 */
export function parseCSL(data: unknown): Parsed<readonly Source[]> {
  const json = typeof data === 'string' ? parseJSON(data) : { ok: true as const, value: data }
  if (!json.ok) return json
  if (!Array.isArray(json.value)) return fail('', 'must be a list of CSL items')
  const parsed = checked(v.array(itemSchema), json.value)
  if (!parsed.ok) return parsed
  const mended: Problem[] = []
  const sources = parsed.value.map((item, i) => soundSource(sourceOf(item), `[${i}]`, mended))
  const problems = bounded(repeatedIds(sources))
  if (problems.length) return { ok: false, problems }
  return { ok: true, value: sources, ...(mended.length && { mended }) }
}

function* repeatedIds(sources: readonly Source[]): Generator<Problem> {
  const seen = new Set<string>()
  for (const [i, { id }] of sources.entries()) {
    if (seen.has(id)) yield { path: `[${i}].id`, message: `the id ${JSON.stringify(id)} is used twice` }
    seen.add(id)
  }
}

const textOrNumber = v.pipe(
  v.union([v.string(), v.number()], 'must be a text or a number'),
  v.transform(String),
)
const words = v.optional(v.string())

const nameSchema = v.object({
  family: words,
  given: words,
  'dropping-particle': words,
  'non-dropping-particle': words,
  suffix: words,
  literal: words,
})

/** Year, month, day, of which the last ones may be missing. */
const datePart = v.pipe(
  v.array(v.pipe(textOrNumber, v.transform(Number), v.safeInteger('must be a whole number'))),
  v.check(
    ([year, month = 1, day = 1, ...more]) =>
      year !== undefined &&
      Math.abs(year) <= 9999 &&
      isBetween(month, 1, 12) &&
      isBetween(day, 1, 31) &&
      !more.length,
    'must be year, month and day',
  ),
  v.transform(([year = 0, ...rest]) =>
    [
      `${year < 0 ? '-' : ''}${String(Math.abs(year)).padStart(4, '0')}`,
      ...rest.map((part) => String(part).padStart(2, '0')),
    ].join('-'),
  ),
)

/** As a source has it; undefined where it says nothing. */
const dateSchema = v.pipe(
  v.object({
    'date-parts': v.optional(
      v.pipe(
        v.array(datePart),
        v.minLength(1, 'must have a date'),
        v.maxLength(2, 'must be one date or two'),
      ),
    ),
    literal: words,
    raw: words,
  }),
  v.transform(({ 'date-parts': parts, literal, raw }) => parts?.join('/') ?? literal ?? raw),
)

const customSchema = v.object({
  [CUSTOM_KEY]: v.optional(
    v.object({
      kind: v.picklist(SOURCE_KINDS),
      reliability: v.picklist(RELIABILITIES),
      confidential: v.boolean(),
      archivedUrl: v.optional(webAddress),
      contact: words,
      correction: words,
    }),
  ),
})

const itemSchema = v.object({
  id: v.pipe(textOrNumber, v.nonEmpty('must not be empty')),
  type: v.pipe(
    v.string(),
    v.check(
      (type) => Object.hasOwn(KIND, type),
      ({ input }) => `CSL has no type ${JSON.stringify(input)}`,
    ),
  ),
  title: words,
  author: v.optional(v.array(nameSchema)),
  'container-title': words,
  publisher: words,
  issued: v.optional(dateSchema),
  accessed: v.optional(dateSchema),
  URL: v.optional(webAddress),
  DOI: words,
  note: words,
  custom: v.optional(customSchema),
})

function sourceOf(item: v.InferOutput<typeof itemSchema>): Source {
  const own = item.custom?.[CUSTOM_KEY]
  const url = item.URL ?? (item.DOI === undefined ? undefined : doiAddress(item.DOI))
  // Another program may have given the source another type since.
  const kind =
    own && TYPE[own.kind] === item.type
      ? own.kind
      : (KIND[item.type] ?? (url === undefined ? 'document' : 'web-page'))
  const publisher = item[publisherVariable(kind)] ?? item['container-title'] ?? item.publisher
  const { issued, accessed, note } = item
  return {
    id: withoutUsers(item.id),
    kind,
    title: item.title ?? item['container-title'] ?? url ?? '',
    ...(item.author?.length && { author: item.author.map(nameWords).join(', ') }),
    ...(publisher !== undefined && { publisher }),
    ...(issued !== undefined && { date: issued }),
    ...(url !== undefined && { url }),
    ...(own?.archivedUrl !== undefined && { archivedUrl: own.archivedUrl }),
    ...(accessed !== undefined && { accessed }),
    reliability: own?.reliability ?? 'unset',
    confidential: own?.confidential ?? false,
    ...(note !== undefined && { note }),
    ...(own?.contact !== undefined && { contact: own.contact }),
    ...(own?.correction !== undefined && { correction: own.correction }),
  }
}

/** In the order in which it is spoken. */
function nameWords(name: v.InferOutput<typeof nameSchema>): string {
  const { given, family, suffix, literal } = name
  const parts = [given, name['dropping-particle'], name['non-dropping-particle'], family, suffix]
  return literal ?? parts.filter(Boolean).join(' ')
}

function doiAddress(doi: string): string | undefined {
  const name = doi.trim().replace(/^(?:https?:\/\/(?:dx\.)?doi\.org\/|doi:\s*)/i, '')
  return safeUrl(`https://doi.org/${name}`) ?? undefined
}

function isBetween(value: number, low: number, high: number): boolean {
  return value >= low && value <= high
}
