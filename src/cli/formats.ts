/** What `report` and `convert` can write, and `convert` can read: a line each, and the options that both take. */
import type { LeftOut } from '../model/article-file.js'
import { uriFrom } from '../report/iri.js'
import {
  parsePublication,
  reportCSL,
  reportCSV,
  reportDOCX,
  reportHTML,
  reportJSON,
  reportMarkdown,
  reportNinjs,
  reportSchemaOrg,
  reportWebAnnotation,
  TABLES,
  type CSVOptions,
  type SchemaOrgOptions,
  type ReportInput,
  type ReportOptions,
  type Table,
  type WebAnnotationOptions,
} from '../report/index.js'
import { describeReason } from '../text/index.js'
import { KINDS, type Kind } from '../text/statement.js'
import { isWebAnnotationFile, readJSON } from './inputs.js'
import { checkLocale, checkTimeZone, localeFor } from './options.js'
import type { Problems } from './problems.js'
import { readCSL, readOwn, readWebAnnotations, type ExchangeReader } from './read-exchange.js'

/** An article with its dossier, and what an earlier copy of them has left out. */
export interface FormatInput extends ReportInput {
  readonly leftOut?: LeftOut | null
}

/** The options of all formats: each takes its own of them. */
export type FormatOptions = ReportOptions & CSVOptions & SchemaOrgOptions & WebAnnotationOptions

type Written = string | Uint8Array

/** One of the formats. */
export interface Format {
  /** For the help: what it is good for, in a few words. */
  readonly about: string
  readonly write: (input: FormatInput, options: FormatOptions) => Written | Promise<Written>
  /** How a file in it is read; missing where nobody can. */
  readonly read?: ExchangeReader
  /** Whether it can be written of a file that has no article in it. */
  readonly isWithoutText?: (options: FormatOptions) => boolean
}

/** By the name that `--format` and `--to` take. */
export const FORMATS = {
  html: { about: 'the annotated copy as a page to read and print', write: reportHTML },
  docx: { about: 'the annotated copy as a Word file, with comments on the text', write: reportDOCX },
  md: { about: 'the annotated copy as Markdown', write: reportMarkdown },
  json: { about: 'the format of record, which all commands read again', write: reportJSON, read: readOwn },
  csv: {
    about: 'a table for spreadsheets',
    write: reportCSV,
    isWithoutText: ({ table }) => table === 'sources' || table === 'log',
  },
  csl: {
    about: 'the sources for reference managers (CSL-JSON)',
    write: reportCSL,
    read: readCSL,
    isWithoutText: () => true,
  },
  'schema-org': { about: 'JSON-LD for the page of the article', write: reportSchemaOrg },
  ninjs: { about: 'a news item for agencies', write: reportNinjs },
  webannotation: { about: 'W3C Web Annotations', write: reportWebAnnotation, read: readWebAnnotations },
} as const satisfies Readonly<Record<string, Format>>

/** A name in `FORMATS`. */
export type FormatName = keyof typeof FORMATS

/** Whether there is a format of this name. */
export function isFormat(text: string): text is FormatName {
  return Object.hasOwn(FORMATS, text)
}

/** For messages: "html, md, json, …". */
export function formatNames(): string {
  return Object.keys(FORMATS).join(', ')
}

/** The formats that `convert` reads. */
export function readableFormats(): readonly string[] {
  return Object.entries<Format>(FORMATS).flatMap(([name, { read }]) => (read ? [name] : []))
}

/** How a file is read: in the format asked for, else by its name; null where nobody can, which is told. */
export function readerFor(
  file: string,
  asked: string | undefined,
  problems: Problems,
): ExchangeReader | null {
  const name = asked ?? (isWebAnnotationFile(file) ? 'webannotation' : 'json')
  const format: Format | null = isFormat(name) ? FORMATS[name] : null
  if (format?.read) return format.read
  problems.tell('', `cannot read the format "${name}"; known: ${readableFormats().join(', ')}`)
  return null
}

/** The command line's options for what is written, as `parseOptions` takes them. */
export const FORMAT_OPTIONS = {
  'article-url': { type: 'string' },
  base: { type: 'string' },
  bom: { type: 'boolean' },
  delimiter: { type: 'string' },
  'include-confidential': { type: 'boolean' },
  'include-contacts': { type: 'boolean' },
  'include-threads': { type: 'boolean' },
  locale: { type: 'string' },
  output: { type: 'string', short: 'o' },
  publication: { type: 'string' },
  quotations: { type: 'string' },
  table: { type: 'string' },
  'time-zone': { type: 'string' },
} as const

/** The options as given: all that `FORMAT_OPTIONS` has. */
export type FormatValues = {
  readonly [Key in keyof typeof FORMAT_OPTIONS]?:
    ((typeof FORMAT_OPTIONS)[Key]['type'] extends 'boolean' ? boolean : string) | undefined
}

/** What is left to say when the article is known. */
type Chosen = Omit<FormatOptions, 'now' | 'locale'> & {
  readonly localeIn: (lang?: string) => FormatOptions['locale']
}

/** The options checked, with what their files hold; null when they are not sound, which is then told. */
export async function checkFormatOptions(
  format: FormatName,
  values: FormatValues,
  problems: Problems,
): Promise<Chosen | null> {
  const { locale, table = 'statements', delimiter = ',', base, 'article-url': articleUrl } = values
  const refuse = (message: string): null => {
    problems.tell('', message)
    return null
  }
  if (!isTable(table)) return refuse(`unknown table "${table}"; known: ${TABLES.join(', ')}`)
  if (delimiter !== ',' && delimiter !== ';') return refuse(`the delimiter is , or ; and not "${delimiter}"`)
  for (const [name, address] of Object.entries({ base, 'article-url': articleUrl }))
    if (address !== undefined && uriFrom(address) === null)
      return refuse(`--${name} takes a whole address (https://…) and not "${address}"`)
  const timeZone = values['time-zone']
  if (!checkLocale(locale, problems) || !checkTimeZone(timeZone, problems)) return null
  const quotations = values.quotations === undefined ? undefined : kindsIn(values.quotations)
  if (quotations === null)
    return refuse(
      `--quotations needs "all" or kinds with commas between (${KINDS.join(', ')}), not "${values.quotations}"`,
    )
  const publication =
    values.publication === undefined ? {} : await readJSON(values.publication, parsePublication, problems)
  if (!publication) return null
  if (format === 'ninjs' && publication.url === undefined)
    return refuse('ninjs needs the address of the article: --publication FILE with a "url"')
  return {
    localeIn: (lang) => localeFor(locale, lang),
    ...(timeZone !== undefined && { timeZone }),
    describeReason,
    includeConfidential: values['include-confidential'] ?? false,
    includeContacts: values['include-contacts'] ?? false,
    includeThreads: values['include-threads'] ?? false,
    publication,
    ...(quotations && { quotations }),
    table,
    delimiter,
    byteOrderMark: values.bom ?? false,
    ...(articleUrl !== undefined && { articleUrl }),
    ...(base !== undefined && { base }),
  }
}

/** "all", or kinds with commas between; null where one is none. */
function kindsIn(text: string): readonly Kind[] | null {
  if (text === 'all') return KINDS
  const names = text.split(',').map((name) => name.trim())
  const kinds = KINDS.filter((kind) => names.includes(kind))
  return names.every((name) => kinds.some((kind) => kind === name)) ? kinds : null
}

function isTable(text: string): text is Table {
  return (TABLES as readonly string[]).includes(text)
}
