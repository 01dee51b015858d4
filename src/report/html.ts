/**
 * The annotated copy as one page that stands alone: no scripts, nothing loaded,
 * its style inside. What comes from outside is escaped by `markup`.
 */
import { LABELS, loggedWords, statusLabel } from '../model/labels.js'
import { LEAF } from '../model/article.js'
import { safeUrl, type Source } from '../model/source.js'
import { KINDS } from '../text/statement.js'
import { Markup, markup } from './escape.js'
import {
  buildReport,
  type Entry,
  type LogRow,
  type NumberedSource,
  type Report,
  type ReportInput,
  type ReportOptions,
} from './report.js'
import { segmentsOf, type Segment } from './segments.js'
import { styleSheet } from './style.js'
import {
  brokenEntry,
  CHAIN_ARROW,
  logVerdict,
  mentionOf,
  personOf,
  speakerOf,
  statusOf,
  timeOf,
} from './values.js'
import { chainNames, foldSpace, formatDate, primaryLanguage, quoteOf, quoted } from '../model/presentation.js'
import { diffWords } from '../model/diff.js'
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
  const style = new Markup(
    styleSheet({ title: `${words.report}: ${shortened(subject)}`, page: words.page, scheme: report.scheme }),
  )
  return markup`<!doctype html>
<html lang="${options.locale}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>${words.report}: ${subject}</title>
<style>${style}</style>
</head>
<body>
${head(context)}
<main>
${articleSection(context)}
${statementsSection(context)}
${report.detached.length > 0 && detachedSection(context)}
${sourcesSection(context)}
${logSection(context)}
</main>
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
<p class="subject"${lang(context)}>${titleOf(context)}</p>
<p class="made">${words.created}: ${time(options.now, options)} · ${words.timesIn}: ${timeZone}</p>
${summary(context)}
<nav aria-label="${words.sections}"><ul>
${link('article', words.article)}
${link('statements', words.statements, report.placed.length)}
${report.detached.length > 0 && link('detached', words.detached, report.detached.length)}
${link('sources', words.sources, report.sources.length)}
${link('log', words.log, report.log.length)}
</ul></nav>
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
    report.detached.length > 0 && words.detachedCount(report.detached.length),
    report.dismissed > 0 && words.dismissedCount(report.dismissed),
    report.confidential > 0 && !options.includeConfidential && words.confidentialLeftOut(report.confidential),
  ].filter((remark) => remark !== false)
  return markup`<div class="summary">
<p class="checked">${checked}</p>
${coverage.total > 0 && bar(report, checked)}
<ul>${present.map(
    ({ key, sign }) =>
      markup`<li class="${key}"><span class="sign" aria-hidden="true">${sign}</span> ${coverage.byStatus[key] ?? 0} ${nameOf(key)}</li>`,
  )}</ul>
${remarks.map((remark) => markup`<p class="remark">${remark}</p>`)}
${
  report.confidential > 0 &&
  options.includeConfidential &&
  markup`<p class="warning">${words.confidentialIncluded(report.confidential)}</p>`
}
</div>`
}

/** One stretch per status; what has gone stale is drawn paler, since it counts as not checked. */
function bar({ placed, detached, scheme }: Report, label: string): Markup {
  const entries = [...placed, ...detached]
  let x = 0
  const rects = scheme.statuses.flatMap(({ key: status }) =>
    [false, true].map((isStale) => {
      const width = entries.filter(
        (entry) => entry.annotation.review.status === status && entry.isStale === isStale,
      ).length
      if (!width) return null
      const rect = markup`<rect class="${status}" x="${x}" y="0" width="${width}" height="1"${isStale && new Markup(' opacity="0.4"')}></rect>`
      x += width
      return rect
    }),
  )
  return markup`<svg viewBox="0 0 ${entries.length} 1" preserveAspectRatio="none" role="img" aria-label="${label}">${rects}</svg>`
}

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
${!hasHeadline && article.title && markup`<h3>${article.title}</h3>`}
${article.blocks.map(({ level, text }, i) => {
  if (!text.trim()) return null
  const content = (rows[i] ?? []).map((segment) => segmentOf(segment, context))
  if (!level) return markup`<p>${content}</p>\n`
  const tag = new Markup(`h${Math.min(6, level + 2)}`)
  return markup`<${tag}>${content}</${tag}>\n`
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
  const lines = text
    .split('\n')
    .map((line, i) => markup`${i > 0 && new Markup('<br>')}${leaves(line, words)}`)
  const marked = [...over].reverse().reduce<Markup>(
    (inner, entry) => {
      const { kind, review } = entry.annotation
      const names = [kind, review.status, opens.includes(entry) && 'opens', entry.isStale && 'stale']
      return markup`<mark class="${names.filter(Boolean).join(' ')}">${inner}</mark>`
    },
    markup`${lines}`,
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
  const { kind, review, speakerIs, target, outlet, when, flags, note, origin } = annotation
  const labels = LABELS[options.locale]
  const { sign, label } = statusOf(entry, { locale: options.locale, scheme: report.scheme })
  const isPlaced = number <= report.placed.length
  const name = markup`<span class="vh">${words.statement} </span>${number}`
  const mention = mentionOf(annotation)
  const speaker = speakerOf(annotation, options.locale)
  const chain = chainNames(annotation).join(CHAIN_ARROW)
  const why = origin === 'manual' ? words.manual : reasonsOf(entry, options)
  const row = (term: string, description: Markup | string) => markup`<dt>${term}</dt><dd>${description}</dd>`
  return markup`<li id="s${number}" class="statement ${review.status}">
<h3>${isPlaced ? markup`<a href="#m${number}" title="${words.toText}">${name}</a>` : name}</h3>
<blockquote${lang(context)}>${quoteOf(annotation, report.article.lang)}</blockquote>
<p class="status${entry.isStale && ' stale'}"><span class="sign" aria-hidden="true">${sign}</span> ${label}</p>
<div class="more">
<p class="who"><b>${speaker}</b>${speakerIs.office && `, ${foldSpace(speakerIs.office)}`} <span class="quiet">· ${labels.kind[kind]}${speakerIs.kind === 'unnamed' && !flags.includes('unnamed-source') && ` · ${labels.speakerKind.unnamed}`}</span>${flags.map((flag) => markup` <span class="flag">${labels.flag[flag]}</span>`)}</p>
<dl>
${mention !== null && row(words.speakerMention, quoted(mention, report.article.lang))}
${outlet !== null && row(words.outlet, outlet)}
${when !== null && row(words.when, when)}
${chain && row(words.chain, chain)}
${review.at !== null && row(words.reviewed, markup`${personOf(review.by, options.locale)}, ${time(review.at, options)}`)}
${entry.isStale && review.wording !== null && row(words.reviewedWording, changed(review.wording, target.wording))}
${row(
  words.evidence,
  entry.evidence.length
    ? markup`<ul>${entry.evidence.map((item) => evidence(item, context))}</ul>`
    : markup`<span class="quiet">${words.noEvidence}</span>`,
)}
${note.trim() && row(words.note, multiline(note))}
${why && row(words.reasons, markup`<span class="quiet">${emphasised(why)}</span>`)}
</dl>
</div>
</li>
`
}

function evidence({ evidence, source }: Entry['evidence'][number], context: Context): Markup {
  const { options, words } = context
  const { relation, passage, locator, by, at } = evidence
  const number = `${words.sourcePrefix}${source.number}`
  return markup`<li><span class="relation">${LABELS[options.locale].relation[relation]}</span> <a href="#q${source.number}">${number}</a> ${linked(source.source)}${locator.trim() && `, ${foldSpace(locator)}`}
${passage.trim() && markup`<blockquote class="passage">${multiline(passage)}</blockquote>`}
<p class="quiet">${personOf(by, options.locale)}, ${time(at, options)}</p></li>`
}

function changed(before: string, after: string): Markup {
  const parts = diffWords(before, after).map(({ text, change }) =>
    change === 'same'
      ? markup`${text}`
      : change === 'gone'
        ? markup`<del>${text}</del>`
        : markup`<ins>${text}</ins>`,
  )
  return markup`${parts}`
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
  const { locale } = options
  const labels = LABELS[locale]
  const isRedacted = source.confidential && !options.includeConfidential
  const { author, publisher, date, accessed, reliability, confidential, note } = source
  const facts = [
    author,
    publisher,
    date && formatDate(date, locale),
    accessed && `${words.accessed} ${formatDate(accessed, locale)}`,
  ].filter(Boolean)
  const about = isRedacted
    ? []
    : [
        labels.sourceKind[source.kind],
        reliability !== 'unset' && labels.reliability[reliability],
        confidential && labels.confidential,
      ].filter(Boolean)
  const addresses = [
    ['', source.url],
    [`${words.archived}: `, source.archivedUrl],
  ].flatMap(([label, text]) => {
    const url = text ? safeUrl(text) : null
    return url ? [markup`<p class="address">${label}<a href="${url}">${url}</a></p>\n`] : []
  })
  const users = usedBy.map((n, i) => markup`${i > 0 && ', '}<a href="#s${n}">${n}</a>`)
  return markup`<li id="q${number}"><p class="number">${words.sourcePrefix}${number}</p><div>
<p><span class="title">${foldSpace(source.title) || words.untitled}</span>${facts.length > 0 && `. ${facts.join(', ')}`}</p>
${about.length > 0 && markup`<p class="quiet">${about.join(' · ')}</p>`}
${addresses}
${note?.trim() && markup`<p>${multiline(note)}</p>`}
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
      : markup`<span class="quiet">${words.goneSubject}</span>`
  const inWords = { labels: LABELS[locale], locale, scheme: report.scheme }
  const before = loggedWords(entry.before, entry.action, inWords)
  const after = loggedWords(entry.after, entry.action, inWords)
  const change = [before && markup`<del>${before}</del>`, before && after && ' → ', after]
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

/** Reasons set the words of the text between asterisks. */
function emphasised(text: string): readonly Markup[] {
  return text.split(/\*([^*]+)\*/).map((part, i) => (i % 2 ? markup`<i>${part}</i>` : markup`${part}`))
}

function time(iso: string, options: ReportOptions): Markup {
  const words = timeOf(iso, options)
  return words === iso
    ? markup`<span class="time">${iso}</span>`
    : markup`<time datetime="${iso}">${words}</time>`
}

function multiline(text: string): Markup {
  return markup`${text
    .trim()
    .split(/\r\n|\r|\n/)
    .map((line, i) => markup`${i > 0 && new Markup('<br>')}${line}`)}`
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

function shortened(text: string): string {
  return text.length > 90 ? `${text.slice(0, 89).trimEnd()}…` : text
}
