/**
 * What a report says, before it is written in some format: the statements in
 * text order with their numbers, the ones whose text is gone, the sources, the
 * coverage, the log. Every format prints this, so that all say the same.
 */
import { byPlace, isStale, type Annotation } from '../model/annotation.js'
import { articleText, type Article } from '../model/article.js'
import { coverage, type Coverage } from '../model/coverage.js'
import type { Dossier } from '../model/dossier.js'
import type { Locale } from '../model/labels.js'
import type { LogEntry } from '../model/log.js'
import type { LogVerification } from '../model/seal.js'
import type { Evidence, Source } from '../model/source.js'
import { DEFAULT_SCHEME, type Scheme } from '../model/status.js'
import { isSameWording, wordingOf } from '../model/wording.js'
import type { Reason } from '../text/statement.js'
import { redact } from './redact.js'

/** An article with what the desk knows about it. */
export interface ReportInput {
  readonly article: Article
  readonly dossier: Dossier
}

export interface ReportOptions {
  /** The report's own language; the article keeps its own. */
  readonly locale: Locale
  /** ISO 8601 time at which the report is made. */
  readonly now: string
  /** IANA time zone in which times are printed; UTC by default. Throws RangeError when unknown. */
  readonly timeZone?: string
  /** Puts into words why a statement was found; left out, the report does not say. */
  readonly describeReason?: (reason: Reason, locale: Locale) => string
  /** Print confidential sources too; false by default. */
  readonly includeConfidential?: boolean
  /**
   * What `verifyLog` says of the dossier's log, for the report to print; left out, it says nothing.
   * It is to be made on the log as it is, before anything is left out: its digest stays true, since a
   * sealed log can be followed through the entries that a report blanks. Throws RangeError when it
   * tells of another number of entries than the log has.
   */
  readonly log?: LogVerification
}

/** A statement with its number in the report. */
export interface Entry {
  readonly number: number
  readonly annotation: Annotation
  readonly isStale: boolean
  readonly evidence: readonly { readonly evidence: Evidence; readonly source: NumberedSource }[]
}

export interface NumberedSource {
  readonly number: number
  readonly source: Source
  /** Numbers of the statements that it is evidence for. */
  readonly usedBy: readonly number[]
}

export interface LogRow {
  readonly entry: LogEntry
  /** What it was done to, where that is still in the report. */
  readonly statement: Entry | null
  readonly source: NumberedSource | null
}

export interface Report {
  readonly article: Article
  readonly text: string
  /** In text order, numbered from 1. */
  readonly placed: readonly Entry[]
  /** Not found in the article; numbered on from `placed`. */
  readonly detached: readonly Entry[]
  readonly dismissed: number
  readonly sources: readonly NumberedSource[]
  /** The statuses and ratings that the desk works with. */
  readonly scheme: Scheme
  readonly coverage: Coverage
  readonly log: readonly LogRow[]
  /** Null where the options have none. */
  readonly verification: LogVerification | null
  /** How many confidential sources are left out, or printed where they were asked for. */
  readonly confidential: number
}

/** The report's content; confidential sources are left out unless the options ask for them. */
export function buildReport(input: ReportInput, options: ReportOptions): Report {
  const { article } = input
  const dossier = options.includeConfidential ? input.dossier : redact(input, options.locale)
  const text = articleText(article)
  const shown = dossier.annotations.filter((annotation) => !annotation.dismissed)
  const placed: Annotation[] = []
  const detached: Annotation[] = []
  for (const annotation of [...shown].sort(byPlace))
    (isPlaced(annotation, text) ? placed : detached).push(annotation)
  const ordered = [...placed, ...detached]

  const users = new Map<string, number[]>()
  for (const [i, { evidence }] of ordered.entries())
    for (const sourceId of new Set(evidence.map((item) => item.sourceId)))
      users.set(sourceId, [...(users.get(sourceId) ?? []), i + 1])
  const sources = new Map(
    dossier.sources.map((source, i): [string, NumberedSource] => [
      source.id,
      { number: i + 1, source, usedBy: users.get(source.id) ?? [] },
    ]),
  )
  const { scheme = DEFAULT_SCHEME } = dossier
  const entries = ordered.map((annotation, i): Entry => ({
    number: i + 1,
    annotation,
    isStale: isStale(annotation),
    evidence: annotation.evidence.flatMap((evidence) => {
      const source = sources.get(evidence.sourceId)
      return source ? [{ evidence, source }] : []
    }),
  }))
  const entryOf = new Map(entries.map((entry) => [entry.annotation.id, entry]))

  return {
    article,
    text,
    placed: entries.slice(0, placed.length),
    detached: entries.slice(placed.length),
    dismissed: dossier.annotations.length - shown.length,
    sources: [...sources.values()],
    scheme,
    coverage: coverage(dossier.annotations, scheme),
    log: dossier.log.map((entry) => ({
      entry,
      statement: entryOf.get(entry.subject) ?? null,
      source: sources.get(entry.subject) ?? null,
    })),
    verification: verificationOf(input, options),
    confidential: dossier.sources.filter((source) => source.confidential).length,
  }
}

/** What the options say of the log; throws RangeError when that cannot be about this one. */
export function verificationOf(
  { dossier }: ReportInput,
  { log: verification }: ReportOptions,
): LogVerification | null {
  const count = dossier.log.length
  if (verification && (verification.ok ? verification.entries !== count : verification.index > count))
    throw new RangeError(
      `The log has ${count} entries; another one was verified: ${JSON.stringify(verification)}`,
    )
  return verification ?? null
}

/** Whether the statement's words really stand where its ranges say: a report never marks other words. */
function isPlaced({ target }: Annotation, text: string): boolean {
  const { quote } = target.ranges
  return (
    !target.detached &&
    quote.some(({ start, end }) => start < end) &&
    quote.every(({ start, end }) => start >= 0 && end <= text.length) &&
    isSameWording(wordingOf(text, quote), target.wording)
  )
}
