/** What `report` and `convert` can write: a line each. */
import type { LeftOut } from '../model/article-file.js'
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
  type Publication,
  type ReportInput,
  type ReportOptions,
  type Table,
} from '../report/index.js'
import { readJSON } from './inputs.js'
import type { Problems } from './problems.js'

/** An article with its dossier, and what an earlier copy of them has left out. */
export interface FormatInput extends ReportInput {
  readonly leftOut?: LeftOut | null
}

/** What every report takes, and what single formats take besides. */
export type FormatOptions = ReportOptions & SingleOptions

/** What single formats take, as `readFormatOptions` reads it. */
export type SingleOptions = Pick<CSVOptions, 'table' | 'delimiter' | 'byteOrderMark'> & {
  readonly publication: Publication
}

type Written = string | Uint8Array

/** One of the formats. */
export interface Format {
  /** For the help: what it is good for, in a few words. */
  readonly about: string
  readonly write: (input: FormatInput, options: FormatOptions) => Written | Promise<Written>
}

/** By the name that `--format` and `--to` take. */
export const FORMATS = {
  html: { about: 'the annotated copy as a page to read and print', write: reportHTML },
  docx: { about: 'the annotated copy as a Word file, with comments on the text', write: reportDOCX },
  md: { about: 'the annotated copy as Markdown', write: reportMarkdown },
  json: { about: 'the format of record, which all commands read again', write: reportJSON },
  csv: { about: 'statements, sources or log as a table', write: reportCSV },
  csl: { about: 'the sources as CSL-JSON, for reference managers', write: reportCSL },
  webannotation: { about: "the W3C's Web Annotations", write: reportWebAnnotation },
  'schema-org': { about: "JSON-LD for the article's page", write: reportSchemaOrg },
  ninjs: { about: 'a news item', write: reportNinjs },
} as const satisfies Readonly<Record<string, Format>>

/** The name of a format. */
export type FormatName = keyof typeof FORMATS

/** Whether there is a format of this name. */
export function isFormat(text: string): text is FormatName {
  return Object.hasOwn(FORMATS, text)
}

/** For messages: "html, md, json". */
export function formatNames(): string {
  return Object.keys(FORMATS).join(', ')
}

/** The options of single formats, for `parseOptions`. */
export const FORMAT_OPTIONS = {
  bom: { type: 'boolean' },
  delimiter: { type: 'string' },
  publication: { type: 'string' },
  table: { type: 'string' },
} as const

/** The options of single formats from the arguments; null when one is wrong, which is then told. */
export async function readFormatOptions(
  format: FormatName,
  values: {
    readonly bom?: boolean | undefined
    readonly delimiter?: string | undefined
    readonly publication?: string | undefined
    readonly table?: string | undefined
  },
  problems: Problems,
): Promise<SingleOptions | null> {
  const { table = 'statements', delimiter = ',', bom = false } = values
  const refuse = (message: string): null => {
    problems.tell('', message)
    return null
  }
  if (!isTable(table)) return refuse(`unknown table "${table}"; known: ${TABLES.join(', ')}`)
  if (delimiter !== ',' && delimiter !== ';') return refuse(`the delimiter is , or ; and not "${delimiter}"`)
  const publication =
    values.publication === undefined ? {} : await readJSON(values.publication, parsePublication, problems)
  if (!publication) return null
  if (format === 'ninjs' && publication.url === undefined)
    return refuse('ninjs needs the address of the article: --publication FILE with a "url"')
  return { table, delimiter, byteOrderMark: bom, publication }
}

function isTable(text: string): text is Table {
  return (TABLES as readonly string[]).includes(text)
}
