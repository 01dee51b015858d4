/**
 * Statements, sources and log as tables in CSV (RFC 4180), for spreadsheets. What the tables hold is text
 * of others, and spreadsheets run text that begins like a formula: such a cell gets an apostrophe in
 * front. Numbers are numbers, times ISO 8601, offsets UTF-16 units of the article's plain text.
 */
import { needsRecheck } from '../model/annotation.js'
import { LABELS, loggedWords, ratingLabel } from '../model/labels.js'
import { chainNames, foldSpace, quoteOf, visible } from '../model/presentation.js'
import { safeUrl, SOURCE_FIELDS, type SourceField } from '../model/source.js'
import { citationText, isLeftOut } from './citation.js'
import { COLUMNS, type Table } from './columns.js'
import {
  buildReport,
  type Entry,
  type LogRow,
  type NumberedSource,
  type Report,
  type ReportInput,
  type ReportOptions,
} from './report.js'
import { assigneeOf, CHAIN_ARROW, mentionOf, personOf, speakerOf, statusOf } from './values.js'
import { WORDS } from './words.js'

/** What the CSV tables take besides what every report does. */
export interface CSVOptions extends ReportOptions {
  /** Default: the statements. */
  readonly table?: Table
  /** Default a comma; German spreadsheets open files with a semicolon without asking. */
  readonly delimiter?: ',' | ';'
  /** With it Excel reads the file as UTF-8; default false. */
  readonly byteOrderMark?: boolean
}

type Cell = string | number | null | undefined

/** One of the report's tables as CSV text, with a line of column names in the report's language. */
export function reportCSV(input: ReportInput, options: CSVOptions): string {
  const { locale, table = 'statements', delimiter = ',', byteOrderMark = false } = options
  const rows = rowsOf(buildReport(input, options), table, options)
  const lines = [COLUMNS[locale][table], ...rows].map((row) => `${row.map(cellText).join(delimiter)}\r\n`)
  return `${byteOrderMark ? '\uFEFF' : ''}${lines.join('')}`
}

function rowsOf(report: Report, table: Table, options: CSVOptions): readonly (readonly Cell[])[] {
  switch (table) {
    case 'statements':
      return [...report.placed, ...report.detached].map((entry) => statementRow(entry, report, options))
    case 'sources':
      return report.sources.map((source) => sourceRow(source, options))
    case 'log':
      return report.log.map((row, i) => logRow(row, i + 1, { report, options }))
  }
}

/** In the order of `COLUMNS`, like the other rows. */
function statementRow(entry: Entry, report: Report, options: ReportOptions): readonly Cell[] {
  const { locale } = options
  const labels = LABELS[locale]
  const { scheme, article } = report
  const { number, annotation, isSignedOff } = entry
  const { kind, speakerIs, outlet, when, flags, review, verdict, signOff, target } = annotation
  const isReviewed = review.at !== null
  const assignee = assigneeOf(entry, scheme)
  const { quote } = target.ranges
  const isPlaced = number <= report.placed.length
  return [
    number,
    quoteOf(annotation, article.lang),
    labels.kind[kind],
    speakerOf(annotation, locale),
    foldSpace(speakerIs.office ?? ''),
    labels.speakerKind[speakerIs.kind],
    mentionOf(annotation),
    outlet,
    foldSpace(when ?? ''),
    chainNames(annotation).join(CHAIN_ARROW),
    flags.map((flag) => labels.flag[flag]).join(', '),
    statusOf(entry, { locale, scheme }).label,
    isReviewed ? personOf(review.by, locale) : null,
    review.at,
    review.wording,
    isReviewed ? labels.yesOrNo[String(isPlaced && !needsRecheck(annotation))] : null,
    isSignedOff && signOff ? personOf(signOff.by, locale) : null,
    isSignedOff ? signOff?.at : null,
    verdict && ratingLabel(verdict.rating, { labels, locale, scheme }),
    entry.evidence.map((item) => evidenceLine(item, options)).join('\n'),
    annotation.anonymity,
    annotation.note,
    assignee && personOf(assignee, locale),
    isPlaced ? quote[0]?.start : null,
    isPlaced ? quote[quote.length - 1]?.end : null,
  ]
}

/** "Q1 supports, p. 3: the passage". */
function evidenceLine(
  { evidence, source }: Entry['evidence'][number],
  { locale }: Pick<ReportOptions, 'locale'>,
): string {
  const { relation, locator, passage } = evidence
  const head = `${WORDS[locale].sourcePrefix}${source.number} ${LABELS[locale].relation[relation]}`
  const place = [head, foldSpace(locator)].filter(Boolean).join(', ')
  return [place, foldSpace(passage)].filter(Boolean).join(': ')
}

function sourceRow({ number, source, usedBy }: NumberedSource, options: ReportOptions): readonly Cell[] {
  const labels = LABELS[options.locale]
  const isStub = isLeftOut(source, options)
  const cells: Readonly<Partial<Record<SourceField, Cell>>> = {
    ...source,
    kind: isStub ? null : labels.sourceKind[source.kind],
    url: safeUrl(source.url ?? ''),
    archivedUrl: safeUrl(source.archivedUrl ?? ''),
    reliability: isStub ? null : labels.reliability[source.reliability],
    confidential: labels.yesOrNo[String(source.confidential)],
  }
  return [
    number,
    citationText(source, options),
    ...SOURCE_FIELDS.map((field) => cells[field]),
    usedBy.join(', '),
  ]
}

function logRow(
  { entry, statement, source }: LogRow,
  number: number,
  { report, options }: { readonly report: Report; readonly options: ReportOptions },
): readonly Cell[] {
  const { locale } = options
  const words = WORDS[locale]
  const inWords = { labels: LABELS[locale], locale, scheme: report.scheme, rules: report.rules }
  return [
    number,
    entry.at,
    personOf(entry.by, locale),
    LABELS[locale].logAction[entry.action],
    statement
      ? `${words.statement} ${statement.number}`
      : source
        ? `${words.sourcePrefix}${source.number}`
        : entry.action === 'publish'
          ? words.article
          : words.goneSubject,
    loggedWords(entry.before, entry.action, inWords),
    loggedWords(entry.after, entry.action, inWords),
    entry.seal?.previous,
    entry.seal?.content,
  ]
}

/** What spreadsheets take for the beginning of a formula (OWASP, CSV injection), full-width forms and white space before it included. */
const FORMULA = /^(?:\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|[\t\r\n])/

/** Any character that separates cells or rows in some program. */
const NEEDS_QUOTES = /[",;|\t\r\n]|^\s|\s$/

function cellText(cell: Cell): string {
  if (cell === null || cell === undefined) return ''
  if (typeof cell === 'number') return String(cell)
  const text = visible(cell).replace(/\r\n?/g, '\n')
  const safe = FORMULA.test(text) ? `'${text}` : text
  return safe !== text || NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
