/** The difference between two reports as one page that stands alone, in the style of the report. */
import { isSignedOff, needsRecheck } from '../model/annotation.js'
import { foldSpace, primaryLanguage, quoteOf, shortened } from '../model/presentation.js'
import { correctionsOf } from './corrections.js'
import { STATEMENT_CHANGES, type Difference, type SchemeChange, type SourceDifference } from './difference.js'
import {
  remarksOf,
  reportLines,
  rowOf,
  schemeRow,
  sourceRows,
  type DifferenceOptions,
  type Row,
} from './difference-rows.js'
import { DIFFERENCE_WORDS } from './difference-words.js'
import { Markup, markup } from './escape.js'
import { changed, multiline, pageOf, time } from './html.js'
import { styleSheet } from './style.js'
import { MAX_TITLE_LENGTH, speakerOf, statusOf } from './values.js'
import { WORDS } from './words.js'

/** The difference as a self-contained HTML page. Throws RangeError when the options' time zone is unknown. */
export function differenceHTML(difference: Difference, options: DifferenceOptions): string {
  const { locale, now, timeZone = 'UTC' } = options
  const words = DIFFERENCE_WORDS[locale]
  const { report: _, ...common } = WORDS[locale]
  const title = difference.title || common.untitled
  const running = `${words.title}: ${shortened(title, MAX_TITLE_LENGTH)}`
  const style = styleSheet({ title: running, page: common.page, scheme: difference.scheme }) + STYLE
  return pageOf({
    lang: locale,
    title: `${words.title}: ${title}`,
    style,
    body: markup`<header class="top">
<h1>${words.title}</h1>
<p class="subject" dir="auto"${lang(difference, options)}>${title}</p>
<p class="made">${common.created}: ${time(now, options)} · ${common.timesIn}: ${timeZone}</p>
<div class="summary">
${reportLines(difference, options).map((line) => markup`<p>${line}</p>\n`)}
${remarksOf(difference, locale).map((remark) => markup`<p class="remark">${remark}</p>\n`)}
</div>
</header>
<main>
${STATEMENT_CHANGES.map((change) => statements(difference, change, options))}
${difference.sources.length > 0 && sources(difference.sources, options)}
${difference.schemeChanges.length > 0 && scheme(difference.schemeChanges, options)}
${corrections(difference, options)}
</main>`,
  })
}

function statements(
  difference: Difference,
  change: (typeof STATEMENT_CHANGES)[number],
  options: DifferenceOptions,
): Markup | null {
  const words = DIFFERENCE_WORDS[options.locale]
  const shown = STATEMENT_CHANGES.flatMap((one) => difference.statements.filter((own) => own.change === one))
  const found = shown.filter((own) => own.change === change)
  if (!found[0]) return null
  const first = shown.indexOf(found[0])
  return markup`<section class="statements" aria-labelledby="${change}">
<h2 id="${change}">${words.change[change]} <span class="count">${found.length}</span></h2>
<ol>${found.map(({ before, after, why, changes, isStale }, i) => {
    const present = after ?? before
    if (!present) return null
    const isReworded = changes.some(({ what }) => what === 'wording')
    const said = quoteOf(present, difference.lang)
    const { sign, label } = statusOf(
      { annotation: present, isStale, isSignedOff: isSignedOff(present) },
      { locale: options.locale, scheme: difference.scheme },
    )
    const rows = changes
      .filter(({ what }) => what !== 'wording')
      .map((own) => rowOf(own, difference.scheme, options))
    return markup`<li class="statement" data-status="${present.review.status}">
<h3><span class="vh">${WORDS[options.locale].statement} </span>${first + i + 1}</h3>
<blockquote dir="auto"${lang(difference, options)}>${
      isReworded && before && after
        ? changed(quoteOf(before, difference.lang), quoteOf(after, difference.lang))
        : change === 'gone'
          ? markup`<del>${said}</del>`
          : said
    }</blockquote>
<p class="status${needsRecheck(present) && ' again'}"><span class="sign" aria-hidden="true">${sign}</span> ${label}</p>
<div class="more">
<p class="who"><b dir="auto">${speakerOf(present, options.locale)}</b></p>
${isStale && isReworded && markup`<p class="warning">${words.isStale}</p>`}
${why && markup`<p class="quiet">${words.why[why]}</p>`}
${list(rows, options)}
</div>
</li>
`
  })}</ol>
</section>`
}

function list(rows: readonly Row[], { locale }: DifferenceOptions): Markup | null {
  if (!rows.length) return null
  const words = DIFFERENCE_WORDS[locale]
  return markup`<dl>
${rows.map(({ term, before, after, isText }) => {
  const isReplaced = before && after
  const value =
    isText && isReplaced
      ? changed(before, after)
      : isReplaced
        ? markup`<del>${before}</del> → <ins>${after}</ins>`
        : after
          ? markup`<ins>${multiline(after)}</ins> <span class="quiet">(${words.added})</span>`
          : before
            ? markup`<del>${multiline(before)}</del> <span class="quiet">(${words.gone})</span>`
            : markup`<span class="quiet">${words.withheld}</span>`
  return markup`<dt>${term}</dt><dd>${before === after ? multiline(after) : value}</dd>\n`
})}</dl>`
}

function sources(found: readonly SourceDifference[], options: DifferenceOptions): Markup {
  const { locale } = options
  const words = DIFFERENCE_WORDS[locale]
  return markup`<section class="statements" aria-labelledby="sources">
<h2 id="sources">${WORDS[locale].sources} <span class="count">${found.length}</span></h2>
<ol>${found.map((own) => {
    const { before, after } = own
    const rows = sourceRows(own, locale)
    const change = !before ? 'added' : !after ? 'gone' : 'changed'
    return markup`<li class="statement source">
<h3>${foldSpace((after ?? before)?.title ?? '') || WORDS[locale].untitled}</h3>
<p class="status">${words.sourceChange[change]}</p>
<div class="more">
${rows.length ? list(rows, options) : change === 'changed' && markup`<p class="quiet">${words.withheld}</p>`}
</div>
</li>
`
  })}</ol>
</section>`
}

function scheme(changes: readonly SchemeChange[], options: DifferenceOptions): Markup {
  const words = DIFFERENCE_WORDS[options.locale]
  return markup`<section class="statements" aria-labelledby="scheme">
<h2 id="scheme">${words.scheme} <span class="count">${changes.length}</span></h2>
<div><div class="statement source"><div class="more">
${list(
  changes.map((change) => schemeRow(change, options.locale)),
  options,
)}
</div></div></div>
</section>`
}

function corrections(difference: Difference, options: DifferenceOptions): Markup | null {
  const words = DIFFERENCE_WORDS[options.locale]
  const found = correctionsOf(difference, options.locale)
  if (!found.length) return null
  return markup`<section class="draft" aria-labelledby="draft">
<h2 id="draft">${words.draft}</h2>
<p class="quiet">${words.draftHint}</p>
${found.map(({ sentence }) => markup`<p>${foldSpace(sentence)}</p>\n`)}
</section>`
}

/** The article's language where it is a plain tag and not the page's own. */
function lang({ lang: tag }: Difference, { locale }: DifferenceOptions): Markup | null {
  if (!/^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(tag) || primaryLanguage(tag) === locale) return null
  return markup` lang="${tag}"`
}

const STYLE = `
.source { grid-template-columns: minmax(0, 1fr) auto; }
.source .more { grid-column: 1 / -1; }
.statement .warning { margin: 8px 0 4px; }
.source .more > dl { margin-top: 0; }
.draft { padding: 16px 20px; border: 2px dashed var(--hairline); border-radius: 8px; background: var(--paper); }
.draft p + p { margin-top: 12px; }
`
