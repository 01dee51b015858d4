/** What a report says of a statement, an evidence, a log entry, in lines of plain text: for formats of lines. */
import type { Annotation, Override } from '../model/annotation.js'
import { LABELS, loggedWords, ratingLabel } from '../model/labels.js'
import type { Person } from '../model/person.js'
import { chainNames, foldSpace, quoted } from '../model/presentation.js'
import type { Comment } from '../model/thread.js'
import { isSameWording } from '../model/wording.js'
import type { Entry, LogRow, PrintedOverride, Report, ReportOptions } from './report.js'
import {
  assigneeOf,
  CHAIN_ARROW,
  comparisonOf,
  mentionOf,
  personOf,
  reopeningOf,
  speakerOf,
  threadOf,
  timeOf,
  warningsOf,
} from './values.js'
import { WORDS } from './words.js'

/** A term and what it is for this statement; foreign text in it is not escaped. */
export type Row = readonly [term: string, text: string]

/** Reasons set the words of the article between asterisks: the parts of such a text, in order. */
export function emphasisIn(text: string): readonly { readonly words: string; readonly isSet: boolean }[] {
  return text
    .split(/\*([^*]+)\*/)
    .map((words, i) => ({ words, isSet: i % 2 === 1 }))
    .filter(({ words }) => words)
}

/** All that is known of a statement but its quotation, status and evidence; only what there is. */
export function statementRows(entry: Entry, report: Report, options: ReportOptions): readonly Row[] {
  const { locale, describeReason } = options
  const words = WORDS[locale]
  const labels = LABELS[locale]
  const { annotation } = entry
  const { kind, speakerIs, outlet, when, flags, note, reasons, origin } = annotation
  const speaker = speakerOf(annotation, locale)
  const who = [speaker, speakerIs.office && foldSpace(speakerIs.office)].filter(Boolean).join(', ')
  const mention = mentionOf(annotation)
  const why =
    origin === 'manual'
      ? words.manual
      : describeReason
        ? reasons.map((reason) => describeReason(reason, locale)).join('; ')
        : ''
  const rows: readonly Row[] = [
    [labels.role.speaker, `${who} · ${labels.kind[kind]} · ${labels.speakerKind[speakerIs.kind]}`],
    [words.speakerMention, mention !== null ? quoted(mention, report.article.lang) : ''],
    [words.outlet, outlet ?? ''],
    [words.when, foldSpace(when ?? '')],
    [words.chain, chainNames(annotation).join(CHAIN_ARROW)],
    [words.flags, flags.map((flag) => labels.flag[flag]).join(', ')],
    ...reviewRows(entry, report, options),
    [words.anonymity, annotation.anonymity],
    [words.note, note],
    [words.thread, threadOf(annotation.thread, options) ?? ''],
    [words.reasons, why],
  ]
  return rows.map(([term, text]): Row => [term, text.trim()]).filter(([, text]) => text)
}

/** Who has decided what, when, and whether it still holds. */
function reviewRows(entry: Entry, { scheme }: Report, options: ReportOptions): readonly Row[] {
  const { locale } = options
  const words = WORDS[locale]
  const { review, signOff, verdict: rated, reopened, target } = entry.annotation
  const who = ({ by, at }: { readonly by: Person | null; readonly at: string }) =>
    `${personOf(by, locale)}, ${timeOf(at, options)}`
  const holds = review.wording !== null && !entry.isStale && !target.detached ? ` · ${words.sameWording}` : ''
  const reviewed = review.at === null ? words.notReviewed : `${who({ by: review.by, at: review.at })}${holds}`
  const correction = reopened?.why === 'corrected' ? entry.reopenedBy?.source.correction?.trim() : ''
  const assignee = assigneeOf(entry, scheme)
  const isRewritten = rated !== null && !isSameWording(rated.wording, target.wording)
  return [
    [words.reviewed, entry.setBy ? who(entry.setBy) : reviewed],
    [words.confirmed, entry.setBy ? reviewed : ''],
    [words.reviewedWording, entry.isStale && review.wording !== null ? review.wording : ''],
    [
      words.reopened,
      reopened
        ? `${reopeningOf(entry, locale) ?? ''}${correction ? `: ${correction}` : ''} (${who(reopened)})`
        : '',
    ],
    [
      words.signedOff,
      signOff ? `${who(signOff)}${entry.isSignedOff ? '' : ` (${words.signOffLapsed})`}` : '',
    ],
    [
      words.verdict,
      rated ? `${ratingLabel(rated.rating, { labels: LABELS[locale], locale, scheme })} (${who(rated)})` : '',
    ],
    [words.verdictWording, isRewritten ? rated.wording : ''],
    [words.assignee, assignee ? personOf(assignee, locale) : ''],
  ]
}

/** An evidence with its source's number, passage, who has looked and what the comparison says, in one line. */
export function evidenceText(
  { evidence, source }: Entry['evidence'][number],
  annotation: Annotation,
  options: ReportOptions,
): string {
  const { locale } = options
  const words = WORDS[locale]
  const { relation, passage, locator, translated, by, at } = evidence
  const head = `${LABELS[locale].relation[relation]}: ${words.sourcePrefix}${source.number} `
  const place = [foldSpace(source.source.title) || words.untitled, foldSpace(locator)]
    .filter(Boolean)
    .join(', ')
  const isBad = source.source.reliability === 'unreliable'
  const marks = [
    translated && LABELS[locale].translated,
    isBad && LABELS[locale].reliability.unreliable,
  ].filter(Boolean)
  const said = passage.trim() ? ` – ${foldSpace(passage)}` : ''
  const { agrees, differs, notCompared: translatedOnly } = words
  const comparison = comparisonOf(evidence, annotation)
  const compared = comparison
    ? `; ${{ agrees, differs, translated: translatedOnly, 'no-passage': '' }[comparison.agreement]}`
    : ''
  const looked = `${words.looked} ${personOf(by, locale)}, ${timeOf(at, options)}`
  return `${head}${place}${marks.length ? ` [${marks.join(', ')}]` : ''}${said} (${looked}${compared})`
}

/** Which rule was set aside, why and by whom. */
export function overrideText({ rule, override, isLapsed }: PrintedOverride, options: ReportOptions): string {
  const { reason, by, at } = override
  const lapsed = isLapsed ? `; ${WORDS[options.locale].overrideLapsed}` : ''
  return `${rule} – ${reason} (${personOf(by, options.locale)}, ${timeOf(at, options)}${lapsed})`
}

/** Why a rule was set aside and by whom, behind the statement. */
export function overrideReason({ reason, by, at }: Override, options: ReportOptions): string {
  return ` – ${reason} (${personOf(by, options.locale)}, ${timeOf(at, options)})`
}

/** What somebody of the desk has said, with name and time. */
export function commentText(
  { text, by, at, editedAt }: Comment,
  options: Pick<ReportOptions, 'locale' | 'timeZone'>,
): string {
  const { locale } = options
  const edited = editedAt === null ? '' : `, ${WORDS[locale].commentEdited} ${timeOf(editedAt, options)}`
  return `${personOf(by, locale)}, ${timeOf(at, options)}${edited}: ${text}`
}

/** What stands below the counts of the summary; the warnings apart, since they must not be overlooked. */
export function remarksOf(
  report: Report,
  options: ReportOptions,
): { readonly remarks: readonly string[]; readonly warnings: readonly string[] } {
  const { coverage, detached, dismissed, confidential } = report
  const words = WORDS[options.locale]
  const remarks = [
    coverage.stale > 0 ? words.staleCount(coverage.stale) : '',
    coverage.reopened > 0 ? words.reopenedCount(coverage.reopened) : '',
    detached.length > 0 ? words.detachedCount(detached.length) : '',
    dismissed > 0 ? words.dismissedCount(dismissed) : '',
    confidential > 0 && !options.includeConfidential ? words.confidentialLeftOut(confidential) : '',
  ].filter(Boolean)
  return { remarks, warnings: warningsOf(report, options) }
}

/** What an entry of the log is about: "Statement 3", "S1", the article. */
export function logSubject({ entry, statement, source }: LogRow, { locale }: ReportOptions): string {
  const words = WORDS[locale]
  if (statement) return `${words.statement} ${statement.number}`
  if (source) return `${words.sourcePrefix}${source.number}`
  return entry.action === 'publish' ? words.article : words.goneSubject
}

/** What was there before an entry of the log, and after it, in words. */
export function logChange(
  { entry }: LogRow,
  { scheme, rules }: Report,
  { locale }: ReportOptions,
): readonly [before: string, after: string] {
  const inWords = { labels: LABELS[locale], locale, scheme, rules }
  return [loggedWords(entry.before, entry.action, inWords), loggedWords(entry.after, entry.action, inWords)]
}
