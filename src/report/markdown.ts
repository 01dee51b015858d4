/**
 * The annotated copy as Markdown (CommonMark). All foreign text is escaped, so
 * that it can bring neither HTML nor links nor headings; addresses are links
 * only when they are safe.
 */
import { LEAF } from '../model/article.js'
import { LABELS, statusLabel } from '../model/labels.js'
import type { Override } from '../model/annotation.js'
import { citationOf, isLeftOut, withStop } from './citation.js'
import { escapeMarkdown } from './escape.js'
import {
  buildReport,
  type Entry,
  type GateProblem,
  type LogRow,
  type NumberedSource,
  type Report,
  type ReportInput,
  type ReportOptions,
} from './report.js'
import { segmentsOf, type Segment } from './segments.js'
import { speakersOf } from './speakers.js'
import { byText, logVerdict, MAX_QUOTED, personOf, statusOf, timeOf } from './values.js'
import { foldSpace, quoteOf } from '../model/presentation.js'
import {
  commentText,
  emphasisIn,
  evidenceText,
  logChange,
  logSubject,
  overrideReason,
  overrideText,
  remarksOf,
  statementRows,
} from './rows.js'
import { WORDS } from './words.js'

/**
 * The annotated copy as Markdown: a statement stands between ⟦ and ⟧ with its
 * number. Throws RangeError when the options' time zone is unknown.
 */
export function reportMarkdown(input: ReportInput, options: ReportOptions): string {
  const report = buildReport(input, options)
  const words = WORDS[options.locale]
  const { timeZone = 'UTC' } = options
  const title = escapeMarkdown(foldSpace(report.article.title)) || words.untitled
  const made = `${words.created}: ${timeOf(options.now, options)} · ${words.timesIn}: ${escapeMarkdown(timeZone)}`
  const parts = [
    `# ${words.report}: ${title}`,
    made,
    ...(options.digest === undefined ? [] : [`${words.articleDigest}: \`${options.digest}\``]),
    ...summary(report, options),
    ...gate(report, options),
    `## ${words.article}`,
    ...article(report, options),
    `## ${words.statements}`,
    ...(report.placed.length
      ? report.placed.map((entry) => statement(entry, report, options))
      : [words.noStatements]),
    ...(report.detached.length
      ? [
          `## ${words.detached}`,
          words.detachedHint,
          ...report.detached.map((entry) => statement(entry, report, options)),
        ]
      : []),
    ...speakers(report, options),
    `## ${words.sources}`,
    ...(report.sources.length
      ? [report.sources.map((source) => sourceItem(source, options)).join('\n')]
      : [words.noSources]),
    `## ${words.log}`,
    ...verdict(report, options),
    ...(report.log.length
      ? [report.log.map((row) => logItem(row, report, options)).join('\n')]
      : [words.noLog]),
  ]
  return `${parts.join('\n\n')}\n`
}

function summary(report: Report, options: ReportOptions): readonly string[] {
  const { coverage, scheme } = report
  const { remarks, warnings } = remarksOf(report, options)
  const words = WORDS[options.locale]
  const { locale } = options
  const counts = scheme.statuses
    .filter(({ key }) => coverage.byStatus[key])
    .map(({ key, sign }) => {
      const label = statusLabel(key, { labels: LABELS[locale], locale, scheme })
      return `- ${escapeMarkdown(sign)} ${coverage.byStatus[key] ?? 0} ${escapeMarkdown(label)}`
    })
  return [
    `**${words.checked(coverage.checked, coverage.total)}**`,
    counts.join('\n'),
    ...remarks,
    ...warnings.map((warning) => `**${warning}**`),
  ].filter(Boolean)
}

/** The answer to "can this go out?", each problem with its statement. */
function gate({ gate: found, article }: Report, options: ReportOptions): readonly string[] {
  if (!found) return []
  const { locale } = options
  const words = WORDS[locale]
  const list = (label: string, problems: readonly GateProblem[], more?: (problem: GateProblem) => string) =>
    problems.length
      ? [
          `### ${label}`,
          byText(problems)
            .flatMap(([text, own]) => [
              `- ${escapeMarkdown(text)}`,
              ...(own.length > MAX_QUOTED && !more
                ? [`  - ${words.numbersOf(own.length)} ${own.map(({ entry }) => entry.number).join(', ')}`]
                : own.map((problem) => {
                    const { annotation, number } = problem.entry
                    const said = `${quoteOf(annotation, article.lang)}${more?.(problem) ?? ''}`
                    return `  - ${words.statement} ${number}: ${escapeMarkdown(said)}`
                  })),
            ])
            .join('\n'),
        ]
      : []
  const reasons = new Map<GateProblem, Override>(found.overridden.map((own) => [own, own.override]))
  return [
    `## ${words.gate}: ${LABELS[locale].outcome[found.outcome]}`,
    ...(found.isPending ? [words.gatePending] : []),
    ...list(words.gateBlocks, found.blocks),
    ...list(words.gateWarns, found.warns),
    ...list(words.gateOverridden, found.overridden, (problem) => {
      const override = reasons.get(problem)
      return override ? overrideReason(override, options) : ''
    }),
    ...(found.fine > 0 ? [words.gateFine(found.fine)] : []),
  ]
}

function article({ article, placed }: Report, { locale }: ReportOptions): readonly string[] {
  const rows = segmentsOf(
    article.blocks,
    placed.map((entry) => ({ item: entry, ranges: entry.annotation.target.ranges.quote })),
  )
  return article.blocks.flatMap(({ level, text }, i) => {
    if (!text.trim()) return []
    const content = (rows[i] ?? [])
      .map((segment, j, all) => segmentOf(segment, all[j - 1], all[j + 1]))
      .join('')
    const lines = content.trim().replaceAll(LEAF, `▢ (${WORDS[locale].leaf})`)
    return [level ? `${'#'.repeat(Math.min(6, level + 2))} ${lines.replace(/\\\n/g, ' ')}` : lines]
  })
}

/** Every piece of a statement stands in brackets; its number follows the last one. */
function segmentOf(
  { text, over, closes }: Segment<Entry>,
  before: Segment<Entry> | undefined,
  behind: Segment<Entry> | undefined,
): string {
  const begins = over.filter((entry) => !before?.over.includes(entry)).map(() => '⟦')
  const ends = over
    .filter((entry) => !behind?.over.includes(entry))
    .reverse()
    .map((entry) => `⟧${closes.includes(entry) ? superscript(entry.number) : ''}`)
  const unseen = closes.filter((entry) => !over.includes(entry)).map((entry) => superscript(entry.number))
  const lines = text.split('\n').map((line) => escapeMarkdown(line))
  return `${begins.join('')}${lines.join('\\\n')}${ends.join('')}${unseen.join('')}`
}

function superscript(number: number): string {
  return [...String(number)].map((digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]).join('')
}

function statement(entry: Entry, report: Report, options: ReportOptions): string {
  const { article, scheme } = report
  const { locale } = options
  const words = WORDS[locale]
  const { annotation } = entry
  const { sign, label } = statusOf(entry, { locale, scheme })
  const list = statementRows(entry, report, options).map(
    ([term, text]) => `- ${term}: ${term === words.reasons ? emphasised(text) : escapeMarkdown(text)}`,
  )
  const evidence = entry.evidence.map(
    (item) => `  - ${escapeMarkdown(evidenceText(item, annotation, options))}`,
  )
  const overrides = entry.overrides.map((own) => escapeMarkdown(overrideText(own, options)))
  const comments = options.includeThreads ? annotation.thread.comments : []
  const said = comments.map((comment) => escapeMarkdown(commentText(comment, options)))
  const below = (label: string, lines: readonly string[]) =>
    lines.length ? [`- ${label}:`, ...lines.map((line) => `  - ${line}`)] : []
  return [
    `### ${entry.number} ${escapeMarkdown(`${sign} ${label}`)}`,
    `> ${escapeMarkdown(quoteOf(annotation, article.lang))}`,
    [
      ...list,
      `- ${words.evidence}:${evidence.length ? '' : ` ${words.noEvidence}`}`,
      ...evidence,
      ...below(words.overrides, overrides),
      ...below(words.comments(said.length), said),
    ].join('\n'),
  ].join('\n\n')
}

function emphasised(text: string): string {
  return emphasisIn(text)
    .map(({ words, isSet }) => (isSet ? `*${escapeMarkdown(words)}*` : escapeMarkdown(words)))
    .join('')
}

/** Who speaks how often, each with the numbers of the statements. */
function speakers(report: Report, options: ReportOptions): readonly string[] {
  const words = WORDS[options.locale]
  const { summary, rows } = speakersOf(report, options.locale)
  if (!rows.length) return []
  const items = rows.map(({ name, office, numbers, total, direct, indirect, checked }) => {
    const how = [
      direct > 0 && `${direct} ${words.direct}`,
      indirect > 0 && `${indirect} ${words.indirect}`,
      `${checked} / ${total} ${words.ofThemChecked}`,
    ].filter((part) => part !== false)
    const who = `**${escapeMarkdown(name)}**${escapeMarkdown(office && `, ${office}`)}`
    return `- ${who}: ${how.join(', ')} – ${words.numbersOf(total)} ${numbers.join(', ')}`
  })
  return [`## ${words.speakers}`, summary, items.join('\n')]
}

function sourceItem({ number, source, usedBy }: NumberedSource, options: ReportOptions): string {
  const { locale } = options
  const words = WORDS[locale]
  const labels = LABELS[locale]
  const { reliability, confidential, note, correction, contact } = source
  const { author, title, facts, url, archivedUrl, accessed } = citationOf(source, options)
  const head = withStop(`${author && `${author}: `}${title}`, true)
  const behind = [
    accessed,
    reliability !== 'unset' && labels.reliability[reliability],
    confidential && !isLeftOut(source, options) && labels.confidential,
    correction?.trim() && `${words.correction}: ${correction.trim()}`,
    note?.trim(),
    contact?.trim() && `${words.contact}: ${contact.trim()}`,
    usedBy.length ? `${words.usedBy} ${usedBy.join(', ')}` : words.unused,
  ].filter((fact) => typeof fact === 'string' && fact !== '')
  const links = [url && `<${url}>`, archivedUrl && `${words.archived}: <${archivedUrl}>`].filter(Boolean)
  return [
    `- **${words.sourcePrefix}${number}** ${escapeMarkdown(`${head}${facts && ` ${withStop(facts, true)}`}`)}`,
    ...links,
    escapeMarkdown(behind.join('. ')),
  ].join(' ')
}

function verdict(report: Report, { locale }: ReportOptions): readonly string[] {
  const said = logVerdict(report, locale)
  if (!said) return []
  if (said.isBroken) return [`**${escapeMarkdown(said.words)}**`]
  if (said.digest === null) return [escapeMarkdown(said.words)]
  return [`${escapeMarkdown(said.words)} ${WORDS[locale].logDigest}: \`${said.digest}\``]
}

function logItem(row: LogRow, report: Report, options: ReportOptions): string {
  const { locale } = options
  const { at, by, action } = row.entry
  const [before, after] = logChange(row, report, options)
  const change = before && before !== after ? `${before} → ${after || '–'}` : after
  const said = change && `: ${change}`
  const line = `${timeOf(at, options)}, ${personOf(by, locale)}, ${logSubject(row, options)}: ${LABELS[locale].logAction[action]}${said}`
  return `- ${escapeMarkdown(line)}`
}
