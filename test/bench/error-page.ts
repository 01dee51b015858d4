/**
 * A page for reading errors: every article once, the gold statements as lines
 * above its words and the found ones as lines below, so that a missing or longer
 * line is the error; beside each paragraph a card per error.
 *
 * The page stands alone, loads nothing, and its policy lets only its own script
 * run: articles are hostile input. The script filters and walks; all content is
 * in the page without it.
 */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { Markup, markup } from '../../src/report/escape.js'
import { KINDS } from '../../src/text/index.js'
import {
  countsOf,
  type Found,
  type Marked,
  type Pair,
  type PairedDocument,
  type Range,
  type Side,
} from './pairing.js'

export const VERDICTS = ['missed', 'false', 'border', 'speaker', 'kind'] as const
export type Verdict = (typeof VERDICTS)[number]

const VERDICT_HINTS: Readonly<Record<Verdict, string>> = {
  missed: 'Gold statements of which less than half was found',
  false: 'Found statements that are none, or less than half of one',
  border: 'Found, but not with the same words',
  speaker: 'Found, but the speaker does not overlap the gold one',
  kind: 'Found, but of another kind',
}

const CSS = readFileSync(new URL('./error-page.css', import.meta.url), 'utf8')
const SCRIPT = readFileSync(new URL('./error-page.client.js', import.meta.url), 'utf8')

/** What is wrong with a pair; nothing when it is right. */
export function verdictsOf(pair: Pair): readonly Verdict[] {
  if (!pair.isFound)
    return [...(pair.gold ? (['missed'] as const) : []), ...(pair.found ? (['false'] as const) : [])]
  return [
    ...(pair.isStrict ? [] : (['border'] as const)),
    ...(pair.isAttributed ? [] : (['speaker'] as const)),
    ...(pair.isSameKind ? [] : (['kind'] as const)),
  ]
}

/** How many statements each verdict has. */
export function verdictCounts(documents: readonly PairedDocument[]): Readonly<Record<Verdict, number>> {
  const all = documents.flatMap(({ pairs }) => pairs.flatMap(verdictsOf))
  return Object.fromEntries(
    VERDICTS.map((verdict) => [verdict, all.filter((other) => other === verdict).length]),
  ) as Record<Verdict, number> // every verdict is there
}

/** The page as HTML. `title` names what was measured: the gold file. */
export function errorPage(documents: readonly PairedDocument[], title: string): string {
  const hash = createHash('sha256').update(SCRIPT).digest('base64')
  let number = 0
  const articles = documents.map((document) => {
    const errors = errorsOf(document, () => ++number)
    return markup`${article(document, errors)}\n`
  })
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${new Markup(hash)}'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Errors: ${title}</title>
<style>${new Markup(CSS)}</style>
</head>
<body>
${head(documents, title)}
<main>
${articles}<p class="none" hidden>No error fits these filters. <button type="button" id="clear">Clear filters</button></p>
</main>
<script>${new Markup(SCRIPT)}</script>
</body>
</html>
`.html
}

interface Mistake {
  readonly number: number
  readonly pair: Pair
  readonly verdicts: readonly Verdict[]
  /** Offset at which it starts. */
  readonly start: number
}

/** A card for each pair that is not right; in text order. Two that only happen to be paired are two errors. */
function errorsOf({ pairs }: PairedDocument, nextNumber: () => number): readonly Mistake[] {
  return pairs
    .flatMap((pair) =>
      pair.f1 > 0 || !pair.gold || !pair.found
        ? [pair]
        : [
            { ...pair, found: null },
            { ...pair, gold: null },
          ],
    )
    .map((pair) => ({ pair, verdicts: verdictsOf(pair), start: startOf(pair) }))
    .filter(({ verdicts }) => verdicts.length > 0)
    .sort((a, b) => a.start - b.start)
    .map((error) => ({ ...error, number: nextNumber() }))
}

function startOf({ gold, found }: Pair): number {
  return Math.min(...[gold, found].flatMap((side) => (side?.statement.quote ?? []).map(([start]) => start)))
}

// ── Head ────────────────────────────────────────────────────────────────────

function head(documents: readonly PairedDocument[], title: string): Markup {
  const pairs = documents.flatMap((document) => document.pairs)
  const counts = countsOf(pairs)
  const verdicts = verdictCounts(documents)
  const wrong = pairs.filter((pair) => verdictsOf(pair).length > 0)
  const kinds = [...new Set([...KINDS, ...pairs.flatMap(kindsOf)])].filter((kind) =>
    pairs.some((pair) => kindsOf(pair).includes(kind)),
  )
  const rules = new Map<string, number>()
  for (const { found } of wrong)
    if (found?.statement.rule) rules.set(found.statement.rule, (rules.get(found.statement.rule) ?? 0) + 1)
  const figure = (name: string, value: number, of?: number) =>
    markup`<div><dt>${name}</dt><dd data-figure="${name}">${value}${
      of !== undefined &&
      markup` <span class="quiet">${of ? ((100 * value) / of).toFixed(1) : '0.0'} %</span>`
    }</dd></div>`
  return markup`<header>
<div class="top">
<h1>Errors <span class="quiet">${title}</span></h1>
<dl>${figure('articles', documents.length)}${figure('gold', counts.gold)}${figure('predicted', counts.predicted)}${figure('found', counts.found, counts.gold)}${figure('strict', counts.strict, counts.gold)}${figure('attributed', counts.attributed, counts.gold)}</dl>
</div>
<div class="filters">
<div class="group" role="group" aria-label="What is wrong">${VERDICTS.map(
    (verdict) =>
      markup`<button type="button" class="chip ${verdict}" data-verdict="${verdict}" aria-pressed="false" title="${VERDICT_HINTS[verdict]}">${verdict} <span class="count">${verdicts[verdict]}</span></button>`,
  )}</div>
<label class="vh" for="kind">Kind</label>
<select id="kind"><option value="">all kinds</option>${kinds.map(
    (kind) =>
      markup`<option value="${kind}">${kind} (${wrong.filter((pair) => kindsOf(pair).includes(kind)).length})</option>`,
  )}</select>
<label class="vh" for="rule">Rule</label>
<select id="rule"><option value="">all rules</option>${[...rules]
    .sort((a, b) => b[1] - a[1])
    .map(([rule, count]) => markup`<option value="${rule}">${rule} (${count})</option>`)}</select>
<input id="search" type="search" placeholder="Search  /" aria-label="Search in errors and titles" autocomplete="off" spellcheck="false">
<label class="check"><input id="all" type="checkbox"> articles without errors</label>
<div class="walk"><output id="place" aria-live="polite"></output>
<button type="button" id="previous" title="Previous error: k" aria-label="Previous error">↑</button>
<button type="button" id="next" title="Next error: j" aria-label="Next error">↓</button></div>
</div>
<p class="legend"><span><i class="line gold"></i> gold, above</span><span><i class="line found"></i> found, below</span>${kinds.map(
    (kind) => markup`<span><i class="line ${kindClass(kind)}"></i> ${kind}</span>`,
  )}<span class="keys"><kbd>j</kbd> <kbd>k</kbd> next, previous · <kbd>/</kbd> search · <kbd>Esc</kbd> clear</span></p>
</header>`
}

function kindsOf({ gold, found }: Pair): readonly string[] {
  return [...new Set([gold, found].flatMap((side) => side?.statement.kind ?? []))]
}

function kindClass(kind: string): string {
  return (KINDS as readonly string[]).includes(kind) ? kind : 'direct'
}

// ── Articles ────────────────────────────────────────────────────────────────

function article(document: PairedDocument, errors: readonly Mistake[]): Markup {
  const { gold, predicted, found } = countsOf(document.pairs)
  const blocks = [...document.text.matchAll(/[^\n]+/g)]
    .filter(([line]) => line.trim())
    .map((match) => ({ start: match.index, end: match.index + match[0].length }))
  const lines = linesOf(document, errors)
  const home = ({ start }: Mistake): number =>
    Math.max(
      0,
      blocks.findLastIndex((block) => block.start <= start),
    )
  return markup`<article data-errors="${errors.length}">
<h2><span class="id">${document.id}</span> <span class="quiet">gold ${gold} · predicted ${predicted} · found ${found} · errors ${errors.length}</span></h2>
${blocks.map(
  (
    block,
    i,
  ) => markup`<div class="row"><p class="text" lang="${document.lang}">${stretches(document.text, block, lines)}</p>
<div class="cards">${errors.filter((error) => home(error) === i).map((error) => card(error, document))}</div></div>
`,
)}</article>`
}

interface Line {
  readonly side: 'gold' | 'found'
  readonly kind: string
  /** The statement's error, if it is one. */
  readonly error: Mistake | undefined
  readonly start: number
  readonly end: number
  /** 0 next to the words, 1 further off: what lies inside another statement. */
  readonly level: 0 | 1
}

/** A line for each piece of each quote. */
function linesOf({ pairs }: PairedDocument, errors: readonly Mistake[]): readonly Line[] {
  const lines: Line[] = []
  for (const side of ['gold', 'found'] as const) {
    const quotes = pairs
      .flatMap((pair) => {
        const statement = pair[side]?.statement
        const error = errors.find((candidate) => candidate.pair[side]?.statement === statement)
        return statement ? [{ statement, error, ranges: statement.quote ?? [] }] : []
      })
      .sort(
        (a, b) => (a.ranges[0]?.[0] ?? 0) - (b.ranges[0]?.[0] ?? 0) || extent(b.ranges) - extent(a.ranges),
      )
    const drawn: Line[] = []
    for (const { statement, error, ranges } of quotes) {
      const isOver = drawn.some(
        (line) => line.level === 0 && ranges.some(([start, end]) => line.start < end && line.end > start),
      )
      for (const [start, end] of ranges)
        drawn.push({ side, kind: statement.kind, error, start, end, level: isOver ? 1 : 0 })
    }
    lines.push(...drawn)
  }
  return lines
}

function extent(ranges: readonly Range[]): number {
  return (ranges.at(-1)?.[1] ?? 0) - (ranges[0]?.[0] ?? 0)
}

/** The words of a block in stretches over which the same lines run. */
function stretches(
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
  lines: readonly Line[],
): readonly Markup[] {
  const here = lines.filter((line) => line.start < end && line.end > start)
  const borders = [...new Set([start, end, ...here.flatMap((line) => [line.start, line.end])])]
    .filter((at) => at >= start && at <= end)
    .sort((a, b) => a - b)
  return borders.slice(0, -1).map((from, i) => {
    const to = borders[i + 1] ?? end
    const words = text.slice(from, to)
    const over = here.filter((line) => line.start < to && line.end > from)
    if (!over.length) return markup`${words}`
    const names = over.map(
      ({ side, kind, error, level }) =>
        `${side[0]}${level} ${side[0]}${level}-${kindClass(kind)}${error ? ` ${side[0]}${level}-${toneOf(error)}` : ''}`,
    )
    const numbers = [...new Set(over.flatMap(({ error }) => error?.number ?? []))]
    return markup`<span class="s ${names.join(' ')}"${numbers.length > 0 && markup` data-e="${numbers.join(' ')}"`}>${words}</span>`
  })
}

/** The error's colour: that of its first verdict; a pair that is too small is missed above and false below. */
function toneOf({ verdicts }: Mistake): 'bad' | 'off' {
  return verdicts.includes('missed') || verdicts.includes('false') ? 'bad' : 'off'
}

function card({ number, pair, verdicts }: Mistake, document: PairedDocument): Markup {
  const { gold, found } = pair
  const kind =
    gold && found && !pair.isSameKind ? `${gold.statement.kind} → ${found.statement.kind}` : kindsOf(pair)[0]
  const { rule, confidence } = found?.statement ?? {}
  return markup`<section class="card" id="e${number}" tabindex="-1" data-verdicts="${verdicts.join(' ')}" data-kinds="${kindsOf(pair).join(' ')}" data-rule="${rule}">
<h3><a href="#e${number}" class="number">${number}</a>${verdicts.map((verdict) => markup`<span class="verdict ${verdict}">${verdict}</span>`)}<span class="kind">${kind}</span>${
    found &&
    markup`<span class="rule">${rule}${confidence !== undefined && ` ${confidence.toFixed(2)}`}</span>`
  }</h3>
${table(pair, document)}
</section>`
}

/** Gold and found beside each other where they differ, once where they are the same or there is only one. */
function table({ gold, found }: Pair, document: PairedDocument): Markup {
  const rows = (['quote', 'speaker', 'cue'] as const)
    .filter((role) => [gold, found].some((side) => side?.tokens[role].length))
    .map((role) => {
      const isOne = !gold || !found || gold.tokens[role].join() === found.tokens[role].join()
      return { role, isOne }
    })
  const heads = markup`<thead><tr><td></td><th scope="col">gold</th><th scope="col">found</th></tr></thead>`
  return markup`<table lang="${document.lang}"><colgroup><col class="role"><col><col></colgroup>${gold && found && heads}
${rows.map(
  ({ role, isOne }) =>
    markup`<tr class="${role}"><th scope="row">${role}</th>${
      isOne
        ? markup`<td colspan="2">${words(document, role, gold ?? found, null)}</td>`
        : markup`<td>${words(document, role, gold, found)}</td><td>${words(document, role, found, gold)}</td>`
    }</tr>
`,
)}</table>`
}

/** The words of a role; those that the other side does not have stand out, if it has any. */
function words(
  { text, tokens }: PairedDocument,
  role: 'quote' | 'speaker' | 'cue',
  side: Side<Marked> | Side<Found> | null,
  other: Side<Marked> | Side<Found> | null,
): Markup {
  const own = side?.tokens[role] ?? []
  if (!own.length) return markup`<span class="quiet">∅</span>`
  const theirs = new Set(other?.tokens[role])
  const parts: { text: string; isOwn: boolean }[] = []
  for (const [i, token] of own.entries()) {
    const before = own[i - 1]
    const from = tokens[2 * token] ?? 0
    const gap =
      before === undefined ? '' : before === token - 1 ? text.slice(tokens[2 * before + 1], from) : ' … '
    const isOwn = other !== null && !theirs.has(token)
    const last = parts.at(-1)
    const word = text.slice(from, tokens[2 * token + 1])
    if (last?.isOwn === isOwn) last.text += gap + word
    else parts.push({ text: gap, isOwn: false }, { text: word, isOwn })
  }
  return markup`${parts.map((part) => (part.isOwn ? markup`<mark>${part.text}</mark>` : part.text))}`
}
