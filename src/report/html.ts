/**
 * The annotated copy as one page that stands alone: no scripts, nothing loaded,
 * its style inside. What comes from outside is escaped by `markup`.
 */
import type { PassagePart } from '../model/agreement.js'
import { needsRecheck, type Annotation, type Override } from '../model/annotation.js'
import { LABELS, loggedWords, ratingLabel, statusLabel } from '../model/labels.js'
import { LEAF } from '../model/article.js'
import type { Person } from '../model/person.js'
import { safeUrl, type Evidence, type Source } from '../model/source.js'
import { KINDS } from '../text/statement.js'
import { citationOf, isLeftOut, withStop } from './citation.js'
import { Markup, markup } from './escape.js'
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
import { emphasisIn } from './rows.js'
import { segmentsOf, type Segment } from './segments.js'
import { speakersOf } from './speakers.js'
import { styleSheet } from './style.js'
import {
  assigneeOf,
  brokenEntry,
  byText,
  CHAIN_ARROW,
  comparisonOf,
  logVerdict,
  MAX_QUOTED,
  MAX_TITLE_LENGTH,
  mentionOf,
  personOf,
  reopeningOf,
  speakerOf,
  statusOf,
  threadOf,
  timeOf,
  unquoted,
  warningsOf,
} from './values.js'
import {
  chainNames,
  foldSpace,
  inQuotation,
  primaryLanguage,
  quoteOf,
  quoted,
  shortened,
} from '../model/presentation.js'
import { diffWords } from '../model/diff.js'
import { isSameWording } from '../model/wording.js'
import { WORDS, type Words } from './words.js'

interface Context {
  readonly report: Report
  readonly options: ReportOptions
  readonly words: Words
}

/**
 * The annotated copy as a self-contained, printable HTML page.
 * Throws RangeError when the options' time zone is unknown.
 */
export function reportHTML(input: ReportInput, options: ReportOptions): string {
  const context = { report: buildReport(input, options), options, words: WORDS[options.locale] }
  const { report, words } = context
  const subject = titleOf(context)
  const style = styleSheet({
    title: `${words.report}: ${shortened(subject, MAX_TITLE_LENGTH)}`,
    page: words.page,
    scheme: report.scheme,
  })
  return pageOf({
    lang: options.locale,
    title: `${words.report}: ${subject}`,
    style,
    body: markup`${head(context)}
<main>
${articleSection(context)}
${statementsSection(context)}
${report.detached.length > 0 && detachedSection(context)}
${speakersSection(context)}
${sourcesSection(context)}
${logSection(context)}
</main>`,
  })
}

/** A page that stands alone: no scripts, nothing loaded, not for search engines. `style` is put in as it is. */
export function pageOf({
  lang,
  title,
  style,
  body,
}: {
  readonly lang: string
  readonly title: string
  readonly style: string
  readonly body: Markup
}): string {
  return markup`<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>${title}</title>
<style>${new Markup(style)}</style>
</head>
<body>
${body}
</body>
</html>
`.html
}

function head(context: Context): Markup {
  const { report, options, words } = context
  const { timeZone = 'UTC' } = options
  const link = (id: string, label: string, count?: number) =>
    markup`<li><a href="#${id}">${label}${count !== undefined && markup` <span class="count">${count}</span>`}</a></li>`
  return markup`<header class="top">
<h1>${words.report}</h1>
<p class="subject" dir="auto"${lang(context)}>${titleOf(context)}</p>
<p class="made">${words.created}: ${time(options.now, options)} · ${words.timesIn}: ${timeZone}</p>
${options.digest !== undefined && markup`<p class="made">${words.articleDigest}: <code>${options.digest}</code></p>`}
<nav aria-label="${words.sections}"><ul>
${link('article', words.article)}
${link('statements', words.statements, report.placed.length)}
${report.detached.length > 0 && link('detached', words.detached, report.detached.length)}
${report.placed.length + report.detached.length > 0 && link('speakers', words.speakers)}
${link('sources', words.sources, report.sources.length)}
${link('log', words.log, report.log.length)}
</ul></nav>
${summary(context)}
${gate(context)}
</header>`
}

function summary({ report, options, words }: Context): Markup {
  const { coverage } = report
  const { locale } = options
  const { scheme } = report
  const present = scheme.statuses.filter(({ key }) => coverage.byStatus[key])
  const nameOf = (status: string) => statusLabel(status, { labels: LABELS[locale], locale, scheme })
  const checked = words.checked(coverage.checked, coverage.total)
  const remarks = [
    coverage.stale > 0 && words.staleCount(coverage.stale),
    coverage.reopened > 0 && words.reopenedCount(coverage.reopened),
    report.detached.length > 0 && words.detachedCount(report.detached.length),
    report.dismissed > 0 && words.dismissedCount(report.dismissed),
    report.confidential > 0 && !options.includeConfidential && words.confidentialLeftOut(report.confidential),
  ].filter((remark) => remark !== false)
  return markup`<div class="summary">
<p class="checked">${checked}</p>
${coverage.total > 0 && bar(report, checked)}
<ul>${present.map(
    ({ key, sign }) =>
      markup`<li data-status="${key}"><span class="sign" aria-hidden="true">${sign}</span> ${coverage.byStatus[key] ?? 0} ${nameOf(key)}</li>`,
  )}</ul>
${remarks.map((remark) => markup`<p class="remark">${remark}</p>`)}
${warningsOf(report, options).map((warning) => markup`<p class="warning">${warning}</p>`)}
</div>`
}

/** One stretch per status; what waits to be looked at again is drawn paler, since it counts as not checked. */
function bar({ placed, detached, scheme }: Report, label: string): Markup {
  const entries = [...placed, ...detached]
  let x = 0
  const rects = scheme.statuses.flatMap(({ key: status }) =>
    [false, true].map((isOpenAgain) => {
      const width = entries.filter(
        ({ annotation }) => annotation.review.status === status && needsRecheck(annotation) === isOpenAgain,
      ).length
      if (!width) return null
      const rect = markup`<rect data-status="${status}" x="${x}" y="0" width="${width}" height="1"${isOpenAgain && new Markup(' opacity="0.4"')}></rect>`
      x += width
      return rect
    }),
  )
  return markup`<svg viewBox="0 0 ${entries.length} 1" preserveAspectRatio="none" role="img" aria-label="${label}">${rects}</svg>`
}

/** The answer to "can this go out?": what the rules say, each with its statements. */
function gate(context: Context): Markup | null {
  const { report, options, words } = context
  const { gate: found, article } = report
  if (!found) return null
  const { outcome, isPending, blocks, warns, overridden, fine } = found
  const statementOf = (entry: Entry) =>
    markup`<a href="#s${entry.number}">${words.statement} ${entry.number}</a> <q dir="auto"${lang(context)}>${shortened(inQuotation(unquoted(quoteOf(entry.annotation, article.lang)), options.locale), GATE_QUOTE_LENGTH)}</q>`
  const list = (
    label: string,
    kind: string,
    problems: readonly GateProblem[],
    more?: (problem: GateProblem) => Markup | null,
  ) =>
    problems.length > 0 &&
    markup`<h3 class="${kind}">${label} <span class="count">${problems.length}</span></h3><ul>${byText(
      problems,
    ).map(
      ([text, own]) =>
        markup`<li><p>${text}</p>${
          own.length > MAX_QUOTED && !more
            ? markup`<p class="numbers">${numbersOf(
                own.map(({ entry }) => entry.number),
                words,
              )}</p>`
            : markup`<ul>${own.map((problem) => markup`<li>${statementOf(problem.entry)}${more?.(problem)}</li>`)}</ul>`
        }</li>`,
    )}</ul>\n`
  const reasons = new Map<GateProblem, Override>(overridden.map((problem) => [problem, problem.override]))
  return markup`<section class="gate ${outcome}" aria-labelledby="gate">
<h2 id="gate"><span class="quiet">${words.gate}:</span> ${LABELS[options.locale].outcome[outcome]}</h2>
${isPending && markup`<p class="quiet">${words.gatePending}</p>`}
${list(words.gateBlocks, 'blocks', blocks)}
${list(words.gateWarns, 'warns', warns)}
${list(words.gateOverridden, 'overridden', overridden, (problem) => {
  const override = reasons.get(problem)
  if (!override) return null
  const { reason, by, at } = override
  return markup`<p>${multiline(reason)} <span class="quiet">(${personOf(by, options.locale)}, ${time(at, options)})</span></p>`
})}
${fine > 0 && markup`<p class="quiet">${words.gateFine(fine)}</p>`}
</section>`
}

/** Links to statements by their numbers alone. */
function numbersOf(numbers: readonly number[], words: Words): Markup {
  return markup`${words.numbersOf(numbers.length)} ${numbers.map((n, i) => markup`${i > 0 && ', '}<a href="#s${n}">${n}</a>`)}`
}

/** A line on paper. */
const GATE_QUOTE_LENGTH = 80

function articleSection(context: Context): Markup {
  const { report, words, options } = context
  const { article, placed } = report
  const rows = segmentsOf(
    article.blocks,
    placed.map((entry) => ({ item: entry, ranges: entry.annotation.target.ranges.quote })),
  )
  const hasHeadline = article.blocks.some((block) => block.level === 1)
  const kinds = KINDS.filter((kind) => placed.some((entry) => entry.annotation.kind === kind))
  return markup`<section aria-labelledby="article">
<h2 id="article">${words.article}</h2>
<article class="article"${lang(context)}>
${!hasHeadline && article.title && markup`<h3 dir="auto">${article.title}</h3>`}
${article.blocks.map(({ level, text }, i) => {
  if (!text.trim()) return null
  const content = (rows[i] ?? []).map((segment) => segmentOf(segment, context))
  if (!level) return markup`<p dir="auto">${content}</p>\n`
  const tag = new Markup(`h${Math.min(6, level + 2)}`)
  return markup`<${tag} dir="auto">${content}</${tag}>\n`
})}
</article>
${
  kinds.length > 0 &&
  markup`<div class="legend"><p>${words.markHint}</p>${kinds.map(
    (kind) => markup`<p><mark class="${kind}">${LABELS[options.locale].kind[kind]}</mark></p>`,
  )}</div>`
}
</section>`
}

/** The words of one stretch inside the marks of its statements, then the numbers of those that end. */
function segmentOf({ text, over, opens, closes }: Segment<Entry>, context: Context): Markup {
  const { report, options, words } = context
  const inner = text
    .split('\n')
    .map((line, i) => markup`${i > 0 && new Markup('<br>')}${leaves(line, words)}`)
  const marked = [...over].reverse().reduce<Markup>(
    (innermost, entry) => {
      const { kind, review } = entry.annotation
      const names = [kind, opens.includes(entry) && 'opens', needsRecheck(entry.annotation) && 'again']
      return markup`<mark class="${names.filter(Boolean).join(' ')}" data-status="${review.status}">${innermost}</mark>`
    },
    markup`${inner}`,
  )
  const numbers = closes.map((entry, i) => {
    const name = `${words.statement} ${entry.number}: ${statusOf(entry, { locale: options.locale, scheme: report.scheme }).label}`
    return markup`${i > 0 && ' '}<a id="m${entry.number}" href="#s${entry.number}" aria-label="${name}">${entry.number}</a>`
  })
  return markup`${marked}${numbers.length > 0 && markup`\u2060<sup lang="${options.locale}">${numbers}</sup>`}`
}

function leaves(text: string, words: Words): readonly Markup[] {
  return text
    .split(LEAF)
    .map((part, i) => markup`${i > 0 && markup`<span role="img" aria-label="${words.leaf}">▢</span>`}${part}`)
}

function statementsSection(context: Context): Markup {
  const { report, words } = context
  return markup`<section class="statements" aria-labelledby="statements">
<h2 id="statements">${words.statements} <span class="count">${report.placed.length}</span></h2>
${
  report.placed.length
    ? markup`<ol>${report.placed.map((entry) => statement(entry, context))}</ol>`
    : markup`<p class="quiet">${words.noStatements}</p>`
}
</section>`
}

function detachedSection(context: Context): Markup {
  const { report, words } = context
  return markup`<section class="statements" aria-labelledby="detached">
<h2 id="detached">${words.detached} <span class="count">${report.detached.length}</span></h2>
<p class="quiet">${words.detachedHint}</p>
<ol>${report.detached.map((entry) => statement(entry, context))}</ol>
</section>`
}

function statement(entry: Entry, context: Context): Markup {
  const { report, options, words } = context
  const { annotation, number } = entry
  const { kind, review, speakerIs, outlet, when, flags, note, origin } = annotation
  const labels = LABELS[options.locale]
  const { sign, label } = statusOf(entry, { locale: options.locale, scheme: report.scheme })
  const isPlaced = number <= report.placed.length
  const name = markup`<span class="vh">${words.statement} </span>${number}`
  const mention = mentionOf(annotation)
  const speaker = speakerOf(annotation, options.locale)
  const chain = chainNames(annotation).join(CHAIN_ARROW)
  const why = origin === 'manual' ? words.manual : reasonsOf(entry, options)
  const row = (term: string, description: Markup | string) => markup`<dt>${term}</dt><dd>${description}</dd>`
  return markup`<li id="s${number}" class="statement" data-status="${review.status}">
<h3>${isPlaced ? markup`<a href="#m${number}" title="${words.toText}">${name}</a>` : name}</h3>
<blockquote dir="auto"${lang(context)}>${quoteOf(annotation, report.article.lang)}</blockquote>
<p class="status${needsRecheck(annotation) && ' again'}"><span class="sign" aria-hidden="true">${sign}</span> ${label}</p>
<div class="more">
<p class="who"><b dir="auto">${speaker}</b>${speakerIs.office && `, ${foldSpace(speakerIs.office)}`} <span class="quiet">· ${labels.kind[kind]}${speakerIs.kind === 'unnamed' && !flags.includes('unnamed-source') && ` · ${labels.speakerKind.unnamed}`}</span>${flags.map((flag) => markup` <span class="flag">${labels.flag[flag]}</span>`)}</p>
<dl>
${mention !== null && row(words.speakerMention, quoted(mention, report.article.lang))}
${outlet !== null && row(words.outlet, outlet)}
${when !== null && row(words.when, when)}
${chain && row(words.chain, chain)}
${reviewRows(entry, context, row)}
${row(
  words.evidence,
  entry.evidence.length
    ? markup`<ul>${entry.evidence.map((item) => evidenceItem(item, annotation, context))}</ul>`
    : markup`<span class="quiet">${words.noEvidence}</span>`,
)}
${annotation.anonymity.trim() && row(words.anonymity, multiline(annotation.anonymity))}
${note.trim() && row(words.note, multiline(note))}
${thread(entry, context, row)}
${entry.overrides.length > 0 && row(words.overrides, overridesList(entry, context))}
${why && row(words.reasons, markup`<span class="quiet">${emphasised(why)}</span>`)}
</dl>
</div>
</li>
`
}

type Row = (term: string, description: Markup | string) => Markup

/** Who has decided what, when, and whether it still holds. */
function reviewRows(
  entry: Entry,
  { report, options, words }: Context,
  row: Row,
): readonly (Markup | false)[] {
  const { annotation, setBy, reopenedBy } = entry
  const { review, signOff, verdict: rated, reopened, target } = annotation
  const { locale } = options
  const who = ({ by, at }: { readonly by: Person | null; readonly at: string }) =>
    markup`${personOf(by, locale)}, ${time(at, options)}`
  const assignee = assigneeOf(entry, report.scheme)
  const reopening = reopeningOf(entry, locale)
  const correction = reopened?.why === 'corrected' ? reopenedBy?.source.correction?.trim() : undefined
  const holds =
    review.wording !== null && !entry.isStale && markup` <span class="quiet">· ${words.sameWording}</span>`
  return [
    review.at !== null && setBy !== null && row(words.reviewed, who(setBy)),
    review.at !== null &&
      row(setBy ? words.confirmed : words.reviewed, markup`${who({ by: review.by, at: review.at })}${holds}`),
    entry.isStale &&
      review.wording !== null &&
      row(
        words.reviewedWording,
        markup`<p>${changed(review.wording, target.wording)}</p><p class="quiet">${words.changedHint}</p>`,
      ),
    reopened !== null &&
      reopening !== null &&
      row(
        words.reopened,
        markup`${reopenedBy ? markup`<a href="#q${reopenedBy.number}">${reopening}</a>` : reopening}${correction && markup`: ${multiline(correction)}`} <span class="quiet">(${who(reopened)})</span>`,
      ),
    signOff !== null &&
      row(
        words.signedOff,
        markup`${who(signOff)}${!entry.isSignedOff && markup` <span class="quiet">(${words.signOffLapsed})</span>`}`,
      ),
    rated !== null &&
      row(
        words.verdict,
        markup`<b>${ratingLabel(rated.rating, { labels: LABELS[locale], locale, scheme: report.scheme })}</b> <span class="quiet">(${who(rated)})</span>`,
      ),
    rated !== null &&
      !isSameWording(rated.wording, target.wording) &&
      row(words.verdictWording, changed(rated.wording, target.wording)),
    assignee !== null && row(words.assignee, personOf(assignee, locale)),
  ]
}

/** How much was said; what was said only where it was asked for. */
function thread(entry: Entry, { options, words }: Context, row: Row): Markup | null {
  const said = threadOf(entry.annotation.thread, options)
  if (said === null) return null
  if (!options.includeThreads) return row(words.thread, said)
  return row(
    words.thread,
    markup`${said}<ol class="thread">${entry.annotation.thread.comments.map(
      ({ text, by, at, editedAt }) =>
        markup`<li><p class="quiet">${personOf(by, options.locale)}, ${time(at, options)}${editedAt !== null && markup` · ${words.commentEdited} ${time(editedAt, options)}`}</p><p>${multiline(text)}</p></li>`,
    )}</ol>`,
  )
}

function overridesList({ overrides }: Entry, { options, words }: Context): Markup {
  return markup`<ul>${overrides.map(
    ({ rule, override: { reason, by, at }, isLapsed }) =>
      markup`<li><p>${rule}</p><p>${multiline(reason)} <span class="quiet">(${personOf(by, options.locale)}, ${time(at, options)}${isLapsed && `; ${words.overrideLapsed}`})</span></p></li>`,
  )}</ul>`
}

function evidenceItem(
  { evidence, source }: Entry['evidence'][number],
  annotation: Annotation,
  context: Context,
): Markup {
  const { options, words } = context
  const { relation, locator, translated, by, at } = evidence
  const labels = LABELS[options.locale]
  const number = `${words.sourcePrefix}${source.number}`
  const { reliability } = source.source
  const marks = [
    translated && labels.translated,
    reliability === 'unreliable' && labels.reliability.unreliable,
  ]
  return markup`<li><span class="relation">${labels.relation[relation]}</span> <a href="#q${source.number}">${number}</a> ${linked(source.source)}${locator.trim() && `, ${foldSpace(locator)}`}${marks.map((mark) => mark && markup` <span class="flag">${mark}</span>`)}
${passageOf(evidence, annotation, words)}
<p class="quiet">${words.looked} ${personOf(by, options.locale)}, ${time(at, options)}</p></li>`
}

/** The words in the source; those that a direct quote comes from beside the article's. */
function passageOf(evidence: Evidence, annotation: Annotation, words: Words): Markup | null {
  const { passage } = evidence
  if (!passage.trim()) return null
  const comparison = comparisonOf(evidence, annotation)
  if (!comparison?.parts.length)
    return markup`<blockquote class="passage" dir="auto">${multiline(passage)}</blockquote>${comparison && markup`<p class="quiet">${words.notCompared}</p>`}`
  const agrees = comparison.agreement === 'agrees'
  return markup`<blockquote class="passage" dir="auto">${comparison.parts.map(passagePart)}</blockquote>
<p class="compared" data-status="${agrees ? 'verified' : 'disputed'}"><span class="sign" aria-hidden="true">${agrees ? '=' : '≠'}</span> ${agrees ? words.agrees : words.differs}${!agrees && markup` <span class="quiet">${words.differsHint}</span>`}</p>`
}

function passagePart({ change, text }: PassagePart): Markup {
  if (change !== 'same') return partOf({ change, text })
  const words = text.trimEnd()
  return markup`<b>${lines(words)}</b>${text.slice(words.length)}`
}

/** What came and what went between two wordings, word by word. */
export function changed(before: string, after: string): Markup {
  return markup`${diffWords(before, after).map(partOf)}`
}

/** What is struck through or underlined without the white space behind it. */
function partOf({ change, text }: PassagePart): Markup {
  if (change !== 'gone' && change !== 'new') return lines(text)
  const tag = new Markup(change === 'gone' ? 'del' : 'ins')
  const words = text.trimEnd()
  return markup`<${tag}>${lines(words)}</${tag}>${text.slice(words.length)}`
}

/** A bar for each speaker in a table with the same numbers: own words filled, others outlined. */
function speakersSection(context: Context): Markup | null {
  const { report, options, words } = context
  const { summary, rows } = speakersOf(report, options.locale)
  if (!rows.length) return null
  const most = rows.reduce((most, { total }) => Math.max(most, total), 0)
  const key = (name: string, label: string) =>
    markup`<span><svg class="key" viewBox="0 0 16 10" aria-hidden="true">${rect(name, 0, 16, 10)}</svg> ${label}</span>`
  return markup`<section class="speakers" aria-labelledby="speakers">
<h2 id="speakers">${words.speakers}</h2>
<p>${summary}</p>
<p class="keys" aria-hidden="true">${key('own', words.direct)} ${key('retold', words.indirect)}</p>
<table>
<thead><tr><th scope="col">${words.speaker}</th><th scope="col">${words.direct}</th><th scope="col">${words.indirect}</th><th scope="col">${words.ofThemChecked}</th></tr></thead>
<tbody>
${rows.map(
  ({ name, office, isUnnamed, numbers, total, direct, indirect, checked }) => markup`<tr>
<th scope="row"><span class="name" dir="auto">${name}</span>${office && `, ${office}`}${isUnnamed && markup` <span class="flag">${LABELS[options.locale].speakerKind.unnamed}</span>`}
<svg class="bar" viewBox="0 0 ${most} 1" preserveAspectRatio="none" aria-hidden="true">${direct > 0 && rect('own', 0, direct, 1)}${indirect > 0 && rect('retold', direct, indirect, 1)}</svg>
<span class="quiet">${numbersOf(numbers, words)}</span></th>
<td>${direct}</td><td>${indirect}</td><td>${checked} / ${total}</td></tr>
`,
)}</tbody>
</table>
</section>`
}

function rect(name: string, x: number, width: number, height: number): Markup {
  return markup`<rect class="${name}" x="${x}" y="0" width="${width}" height="${height}"></rect>`
}

function sourcesSection(context: Context): Markup {
  const { report, words } = context
  return markup`<section class="sources" aria-labelledby="sources">
<h2 id="sources">${words.sources} <span class="count">${report.sources.length}</span></h2>
${
  report.sources.length
    ? markup`<ol>${report.sources.map((source) => sourceItem(source, context))}</ol>`
    : markup`<p class="quiet">${words.noSources}</p>`
}
</section>`
}

function sourceItem({ number, source, usedBy }: NumberedSource, { options, words }: Context): Markup {
  const labels = LABELS[options.locale]
  const { reliability, confidential, note, correction, contact } = source
  const { author, title, facts, url, archivedUrl, accessed } = citationOf(source, options)
  const about = isLeftOut(source, options)
    ? []
    : [
        accessed,
        reliability !== 'unset' && labels.reliability[reliability],
        confidential && labels.confidential,
      ].filter(Boolean)
  const address = (label: string, href: string | null) =>
    href !== null && markup`<p class="address">${label}<a href="${href}">${href}</a></p>\n`
  const users = usedBy.map((n, i) => markup`${i > 0 && ', '}<a href="#s${n}">${n}</a>`)
  return markup`<li id="q${number}"><p class="number">${words.sourcePrefix}${number}</p><div>
<p>${author && `${author}: `}<span class="title" dir="auto">${withStop(title, facts !== '')}</span>${facts && ` ${facts}`}</p>
${address('', url)}${address(`${words.archived}: `, archivedUrl)}
${about.length > 0 && markup`<p class="quiet">${about.join(' · ')}</p>`}
${correction?.trim() && markup`<p><b>${words.correction}:</b> ${multiline(correction)}</p>`}
${note?.trim() && markup`<p>${multiline(note)}</p>`}
${contact?.trim() && markup`<p><b>${words.contact}:</b> ${multiline(contact)}</p>`}
<p class="quiet">${usedBy.length ? markup`${words.usedBy} ${users}` : words.unused}</p>
</div></li>
`
}

function logSection(context: Context): Markup {
  const { report, words } = context
  return markup`<section class="log-section" aria-labelledby="log">
<h2 id="log">${words.log} <span class="count">${report.log.length}</span></h2>
${verdict(context)}
${
  report.log.length
    ? markup`<ol class="log">${report.log.map((row, i) => logItem(row, i, context))}</ol>`
    : markup`<p class="quiet">${words.noLog}</p>`
}
</section>`
}

function verdict({ report, options, words }: Context): Markup | null {
  const said = logVerdict(report, options.locale)
  if (!said) return null
  if (said.isBroken) return markup`<p class="warning">${said.words}</p>`
  if (said.digest === null) return markup`<p class="verdict">${said.words}</p>`
  return markup`<p class="verdict">${said.words} ${words.logDigest}: <code>${said.digest}</code></p>`
}

function logItem(
  { entry, statement, source }: LogRow,
  i: number,
  { report, options, words }: Context,
): Markup {
  const { locale } = options
  const subject = statement
    ? markup`<a href="#s${statement.number}">${words.statement} ${statement.number}</a>`
    : source
      ? markup`<a href="#q${source.number}">${words.sourcePrefix}${source.number}</a>`
      : entry.action === 'publish'
        ? markup`<a href="#article">${words.article}</a>`
        : markup`<span class="quiet">${words.goneSubject}</span>`
  const inWords = { labels: LABELS[locale], locale, scheme: report.scheme, rules: report.rules }
  const before = loggedWords(entry.before, entry.action, inWords)
  const after = loggedWords(entry.after, entry.action, inWords)
  const isSame = before === after
  const change = [
    !isSame && before && markup`<del>${before}</del>`,
    !isSame && before && after && ' → ',
    after,
  ]
  const isBroken = report.verification !== null && brokenEntry(report.verification) === i
  return markup`<li${isBroken && new Markup(' class="broken"')}>${time(entry.at, options)} <span class="by">${personOf(entry.by, locale)}</span> <span class="what">${subject}: ${LABELS[locale].logAction[entry.action]}${(before || after) && ': '}${change}</span></li>
`
}

function linked({ title, url }: Source): Markup {
  const href = url ? safeUrl(url) : null
  const label = foldSpace(title) || href || '–'
  return href ? markup`<a href="${href}">${label}</a>` : markup`${label}`
}

function reasonsOf({ annotation }: Entry, { describeReason, locale }: ReportOptions): string {
  return describeReason ? annotation.reasons.map((reason) => describeReason(reason, locale)).join('; ') : ''
}

function emphasised(text: string): readonly Markup[] {
  return emphasisIn(text).map(({ words, isSet }) => (isSet ? markup`<i>${words}</i>` : markup`${words}`))
}

/** A point in time in the report's language and zone; words that are none as they are. */
export function time(iso: string, options: Pick<ReportOptions, 'locale' | 'timeZone'>): Markup {
  const words = timeOf(iso, options)
  return words === iso
    ? markup`<span class="time">${iso}</span>`
    : markup`<time datetime="${iso}">${words}</time>`
}

/** Text of several lines, each on a line of its own. */
export function multiline(text: string): Markup {
  return lines(text.trim())
}

function lines(text: string): Markup {
  return markup`${text.split(/\r\n|\r|\n/).map((line, i) => markup`${i > 0 && new Markup('<br>')}${line}`)}`
}

function titleOf({ report, words }: Context): string {
  return foldSpace(report.article.title) || words.untitled
}

/** The article's language where it is a plain tag and not the report's own. */
function lang({ report, options }: Context): Markup | null {
  const tag = report.article.lang
  if (!/^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(tag) || primaryLanguage(tag) === options.locale) return null
  return markup` lang="${tag}"`
}
