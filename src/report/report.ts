/**
 * What a report says, before it is written in some format: the statements in
 * text order with their numbers, the ones whose text is gone, the sources, the
 * coverage, the log. Every format prints this, so that all say the same.
 */
import {
  byPlace,
  isSignedOff,
  isStale,
  overrideOf,
  type Annotation,
  type Override,
} from '../model/annotation.js'
import { articleText, type Article } from '../model/article.js'
import { coverage, type Coverage } from '../model/coverage.js'
import { schemeFor, type Dossier } from '../model/dossier.js'
import type { Locale, RuleTexts } from '../model/labels.js'
import { textIn, type LocalText } from '../model/local-text.js'
import type { LogEntry } from '../model/log.js'
import type { Person } from '../model/person.js'
import {
  DEFAULT_POLICY,
  type Outcome,
  type Policy,
  type PolicyProblem,
  type PublishCheck,
} from '../model/policy.js'
import type { LogVerification } from '../model/seal.js'
import type { Evidence, Source } from '../model/source.js'
import type { Scheme } from '../model/status.js'
import { isSameWording, wordingOf } from '../model/wording.js'
import type { Reason } from '../text/statement.js'
import { redact, type Inclusions } from './redact.js'

/** An article with what the desk knows about it. */
export interface ReportInput {
  readonly article: Article
  readonly dossier: Dossier
}

/** How a report is made, and what goes into it. */
export interface ReportOptions extends Inclusions {
  /** The report's own language; the article keeps its own. */
  readonly locale: Locale
  /** ISO 8601 time at which the report is made. */
  readonly now: string
  /** IANA time zone in which times are printed; UTC by default. Throws RangeError when unknown. */
  readonly timeZone?: string
  /** Puts into words why a statement was found; left out, the report does not say. */
  readonly describeReason?: (reason: Reason, locale: Locale) => string
  /**
   * What `checkPolicy` says of the dossier, for the report to print at its head; left out, it says nothing.
   * Throws RangeError when it names a statement that the dossier does not have.
   */
  readonly check?: PublishCheck
  /** Whose rules' texts are printed where they were overridden; the default one where left out. */
  readonly policy?: Pick<Policy, 'rules'>
  /**
   * What `verifyLog` says of the dossier's log, for the report to print; left out, it says nothing.
   * It is to be made on the log as it is, before anything is left out: its digest stays true, since a
   * sealed log can be followed through the entries that a report blanks. Throws RangeError when it
   * tells of another number of entries than the log has.
   */
  readonly log?: LogVerification
  /** What `articleDigest` says of the article: 64 hexadecimal digits, for a reader to check the text by; left out, the report does not say. */
  readonly digest?: string
}

/** A statement with its number in the report. */
export interface Entry {
  readonly number: number
  readonly annotation: Annotation
  readonly isStale: boolean
  readonly isSignedOff: boolean
  /** Who had set the status, where the present review is that somebody said it still holds; else null. */
  readonly setBy: { readonly by: Person | null; readonly at: string } | null
  /** The source that has opened the review again. */
  readonly reopenedBy: NumberedSource | null
  readonly overrides: readonly PrintedOverride[]
  readonly evidence: readonly { readonly evidence: Evidence; readonly source: NumberedSource }[]
}

/** A rule that was set aside for a statement. */
export interface PrintedOverride {
  readonly override: Override
  /** What the rule says, in the report's language; its id where nobody knows. */
  readonly rule: string
  /** The words are others now: the rule holds again. */
  readonly isLapsed: boolean
}

/** The answer to "can this go out?", with its statements. */
export interface Gate {
  readonly outcome: Outcome
  readonly isPending: boolean
  readonly blocks: readonly GateProblem[]
  readonly warns: readonly GateProblem[]
  readonly overridden: readonly (GateProblem & { readonly override: Override })[]
  /** With how many statements nothing is wrong. */
  readonly fine: number
}

/** What blocks or warns, with its statement. */
export interface GateProblem {
  readonly entry: Entry
  readonly text: string
}

/** A source under the number by which the report refers to it, from 1. */
export interface NumberedSource {
  readonly number: number
  readonly source: Source
  /** Numbers of the statements that it is evidence for. */
  readonly usedBy: readonly number[]
}

/** A log entry with what it is about. */
export interface LogRow {
  readonly entry: LogEntry
  /** What it was done to, where that is still in the report. */
  readonly statement: Entry | null
  readonly source: NumberedSource | null
}

/** All that a report shows, whatever its format. */
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
  /** What the house's rules say, by their ids. */
  readonly rules: RuleTexts
  readonly coverage: Coverage
  /** Null where the options have none. */
  readonly gate: Gate | null
  readonly log: readonly LogRow[]
  /** Null where the options have none. */
  readonly verification: LogVerification | null
  /** How many confidential sources are left out, or printed where they were asked for. */
  readonly confidential: number
}

/** The report's content; confidential sources are left out unless the options ask for them. */
export function buildReport(input: ReportInput, options: ReportOptions): Report {
  const { article } = input
  const dossier = redact(input, options.locale, options)
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
  const scheme = schemeFor(dossier, dossier.scheme)
  const rules = ruleTexts(options)
  const setters = settersOf(dossier.log)
  const entries = ordered.map((annotation, i): Entry => ({
    number: i + 1,
    annotation,
    isStale: isStale(annotation),
    isSignedOff: isSignedOff(annotation),
    setBy: setters.get(annotation.id) ?? null,
    reopenedBy: (annotation.reopened && sources.get(annotation.reopened.sourceId)) ?? null,
    overrides: annotation.overrides.map((override) => ({
      override,
      rule: textIn(rules.get(override.rule) ?? {}, options.locale) || override.rule,
      isLapsed: overrideOf(annotation, override.rule) !== override,
    })),
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
    rules,
    coverage: coverage(dossier.annotations, scheme),
    gate: options.check ? gateOf(options.check, entryOf, options) : null,
    log: dossier.log.map((entry) => ({
      entry,
      statement: entryOf.get(entry.subject) ?? null,
      source: sources.get(entry.subject) ?? null,
    })),
    verification: verificationOf(input, options),
    confidential: dossier.sources.filter((source) => source.confidential).length,
  }
}

/** The texts of the rules by id: those of the check, which was made by them, before those of the policy. */
export function ruleTexts({
  check,
  policy = DEFAULT_POLICY,
}: Pick<ReportOptions, 'check' | 'policy'>): RuleTexts {
  const problems = check ? [...check.blocks, ...check.warns, ...check.overridden] : []
  return new Map([
    ...policy.rules.map(({ id, text }): [string, LocalText] => [id, text]),
    ...problems.map(({ rule, text }): [string, LocalText] => [rule, text]),
  ])
}

/** Who has set the status of statements whose last review is that it still holds, by the statement's id. */
function settersOf(log: readonly LogEntry[]): ReadonlyMap<string, LogEntry> {
  const set = new Map<string, LogEntry>()
  const confirmed = new Map<string, LogEntry>()
  for (const entry of log)
    if (entry.action === 'set-status') {
      set.set(entry.subject, entry)
      confirmed.delete(entry.subject)
    } else if (entry.action === 'confirm') {
      const setter = set.get(entry.subject)
      if (setter) confirmed.set(entry.subject, setter)
    }
  return confirmed
}

function gateOf(
  { outcome, isPending, blocks, warns, overridden, fine }: PublishCheck,
  entries: ReadonlyMap<string, Entry>,
  { locale }: ReportOptions,
): Gate {
  const printed = ({ annotationId, text, rule }: PolicyProblem): GateProblem => ({
    entry: entryIn(entries, annotationId),
    text: textIn(text, locale) || rule,
  })
  return {
    outcome,
    isPending,
    blocks: blocks.map(printed),
    warns: warns.map(printed),
    overridden: overridden.map((problem) => {
      const found = printed(problem)
      // The statement's own, since of this one nothing has been left out.
      const own = found.entry.annotation.overrides.find(({ rule }) => rule === problem.rule)
      return { ...found, override: own ?? { ...problem.override, reason: '' } }
    }),
    fine: fine.length,
  }
}

function entryIn(entries: ReadonlyMap<string, Entry>, id: string): Entry {
  const entry = entries.get(id)
  if (!entry) throw new RangeError(`The check is of another dossier: it names the statement "${id}"`)
  return entry
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
export function isPlaced({ target }: Annotation, text: string): boolean {
  const { quote } = target.ranges
  return (
    !target.detached &&
    quote.some(({ start, end }) => start < end) &&
    quote.every(({ start, end }) => start >= 0 && end <= text.length) &&
    isSameWording(wordingOf(text, quote), target.wording)
  )
}
