/** The report page's style sheet. Colours follow the reader's scheme; paper is always white. */
import { STALE_SIGN } from '../model/labels.js'
import type { Scheme } from '../model/status.js'
import { cssColour, cssString } from '../model/css.js'

/** `title` runs at the head of every printed page, `page` stands before its number. */
export function styleSheet({
  title,
  page,
  scheme,
}: {
  readonly title: string
  readonly page: string
  readonly scheme: Scheme
}): string {
  return `${BASE}${statuses(scheme)}${PRINT}
@page {
  margin: 22mm 18mm 20mm;
  @top-left { content: ${cssString(title)}; font: 9pt system-ui, sans-serif; color: #555; }
  @bottom-right { content: ${cssString(page)} " " counter(page) " / " counter(pages); font: 9pt system-ui, sans-serif; color: #555; }
}
`
}

/**
 * What the scheme says of each status: its sign, and a colour of its own, which a browser takes only if it
 * knows it. Its words are then in ink, since nobody has measured whether they could be read in that colour.
 */
function statuses({ statuses }: Scheme): string {
  const rules = statuses.map(({ key, sign, colour }) => {
    const status = `[data-status=${cssString(key)}]`
    const own = colour === undefined ? null : cssColour(colour)
    return [
      `mark.opens${status}::before { content: ${cssString(sign)} / ""; }`,
      own && `@supports (color: ${own}) { ${status} { --status: ${own}; --status-words: var(--ink); } }`,
    ]
  })
  const again = `mark.opens.again[data-status]::before { content: "${STALE_SIGN}" / ""; }`
  return `${[...rules.flat(), again].filter(Boolean).join('\n')}\n`
}

const BASE = `
:root {
  color-scheme: light dark;
  --paper: light-dark(#fff, oklch(20% 0.008 260));
  --desk: light-dark(oklch(97.3% 0.003 95), oklch(16.5% 0.008 260));
  --ink: light-dark(oklch(22% 0.01 260), oklch(92% 0.005 260));
  --quiet: light-dark(oklch(42% 0.015 260), oklch(76% 0.012 260));
  --hairline: light-dark(oklch(89% 0.005 260), oklch(32% 0.01 260));
  --accent: light-dark(oklch(43% 0.16 258), oklch(80% 0.1 258));
  --grey: light-dark(oklch(43% 0.015 260), oklch(78% 0.015 260));
  --blue: light-dark(oklch(43% 0.14 250), oklch(78% 0.11 250));
  --green: light-dark(oklch(43% 0.12 150), oklch(78% 0.13 150));
  --amber: light-dark(oklch(43% 0.11 70), oklch(78% 0.12 75));
  --red: light-dark(oklch(43% 0.17 25), oklch(78% 0.12 25));
  --violet: light-dark(oklch(43% 0.15 300), oklch(78% 0.11 300));
  --serif: Charter, 'Iowan Old Style', 'Source Serif 4', Georgia, 'Times New Roman', serif;
  font: 14px/20px system-ui, sans-serif;
  font-variant-numeric: tabular-nums;
  color: var(--ink);
  background: var(--desk);
}
*, ::before, ::after { box-sizing: border-box; }
body { max-width: 820px; margin: 0 auto; padding: 32px 24px 64px; overflow-wrap: anywhere; }
h1, h2, h3, h4, h5, h6, p, ol, ul, dl, dd, blockquote, figure { margin: 0; padding: 0; }
ol, ul { list-style: none; }
a { color: var(--accent); text-underline-offset: 3px; text-decoration-thickness: 1px; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 2px; }
:target { scroll-margin-top: 24px; }
.vh { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.quiet { color: var(--quiet); }

[data-status] { --status: var(--grey); --status-words: var(--status); }
[data-status="in-progress"] { --status: var(--blue); }
[data-status="verified"] { --status: var(--green); }
[data-status="needs-change"] { --status: var(--amber); }
[data-status="disputed"] { --status: var(--red); }
[data-status="unverifiable"] { --status: var(--violet); }

/* What is drawn may be lighter than what is read. */
mark, rect { --line: light-dark(color-mix(in oklab, var(--status) 76%, white), var(--status)); }

.top h1 { font-size: 24px; line-height: 32px; font-weight: 650; letter-spacing: -0.01em; }
.top .subject { font-size: 16px; line-height: 24px; }
.top .made { margin-top: 4px; color: var(--quiet); }
.top nav { margin-top: 12px; }
.top nav ul { display: flex; flex-wrap: wrap; gap: 0 16px; }
.top nav a { display: inline-block; padding: 4px 0; }

.summary { margin-top: 20px; padding: 16px 20px; border: 1px solid var(--hairline); border-radius: 8px; background: var(--paper); }
.summary .checked { font-size: 18px; line-height: 24px; font-weight: 600; }
.summary svg { display: block; width: 100%; height: 8px; margin: 12px 0; border-radius: 4px; }
.summary rect { fill: var(--line); }
.summary rect[data-status="unchecked"] { fill: var(--hairline); }
.summary ul { display: flex; flex-wrap: wrap; gap: 4px 16px; }
.summary .remark { margin-top: 8px; color: var(--quiet); }
.warning { margin-top: 12px; padding: 8px 12px; border: 1px solid var(--red); border-radius: 8px; font-weight: 600; }
.sign { display: inline-block; min-width: 1.1em; color: var(--status); font-weight: 600; text-align: center; }

.gate { margin-top: 12px; padding: 16px 20px; border: 1px solid var(--hairline); border-left: 4px solid var(--outcome); border-radius: 8px; background: var(--paper); }
.gate.passes { --outcome: var(--green); }
.gate.warns { --outcome: var(--amber); }
.gate.blocks { --outcome: var(--red); }
.gate > h2 { margin: 0; font-size: 18px; line-height: 24px; font-weight: 600; }
.gate > h2 .quiet { font-weight: 400; }
.gate > h2 + p { margin: 4px 0 0; }
.gate > h3 { margin-top: 12px; font-size: 14px; line-height: 20px; font-weight: 600; }
.gate > h3.blocks { color: var(--red); }
.gate > h3.warns { color: var(--amber); }
.gate .numbers { padding-left: 12px; color: var(--quiet); }
.gate > ul > li { padding: 6px 0; border-top: 1px solid var(--hairline); }
.gate li li { margin-top: 2px; padding-left: 12px; color: var(--quiet); }
.gate h3 + ul { margin-top: 4px; }
.gate > ul + .quiet { margin-top: 12px; }
.gate li a { font-variant-numeric: tabular-nums; }

main > section { margin-top: 40px; }
section > h2 { margin-bottom: 12px; font-size: 18px; line-height: 24px; font-weight: 650; }
section > h2 + p { margin-bottom: 12px; }
.count { color: var(--quiet); font-weight: 400; }

.article { padding: 32px max(24px, (100% - 34em) / 2); border: 1px solid var(--hairline); border-radius: 8px; background: var(--paper); font: 19px/32px var(--serif); }
.article p, .article h3, .article h4, .article h5, .article h6 { margin-bottom: 16px; }
.article h3 { font-size: 28.5px; line-height: 38px; font-weight: 700; letter-spacing: -0.01em; text-wrap: balance; }
.article h4, .article h5, .article h6 { margin-top: 28px; font-size: 21px; line-height: 30px; }
.article sup { margin-inline-start: 1px; font: 600 11px/1 system-ui, sans-serif; vertical-align: 0.55em; white-space: nowrap; }
.article sup a { padding: 2px; text-decoration: none; }
.article sup a:hover { text-decoration: underline; }
mark {
  color: inherit; background: none;
  text-decoration: underline 2px var(--line);
  text-underline-offset: 4px; text-decoration-skip-ink: none;
}
mark mark { text-underline-offset: 8px; }
mark.again { text-decoration-color: color-mix(in oklab, var(--line) 50%, transparent); }
mark.indirect { text-decoration-style: dashed; }
mark.reported { text-decoration-style: dotted; }
mark.free-indirect { text-decoration-style: wavy; text-decoration-thickness: 1.5px; }
mark.indirect-free-indirect { text-decoration-style: double; text-decoration-thickness: 1.5px; }
/* The sign hangs in the mark's padding: there no line ends between it and the first word, and nothing underlines it. */
mark.opens { position: relative; padding-inline-start: 15px; }
mark.opens::before { position: absolute; inset-inline-start: 0; width: 13px; color: var(--status); font-family: system-ui, sans-serif; font-size: 13px; font-weight: 600; letter-spacing: 0; text-align: center; }
.legend { display: flex; flex-wrap: wrap; gap: 4px 20px; margin-top: 12px; color: var(--quiet); }
.legend mark { --status: currentcolor; }

.statement { padding: 16px 20px; border: 1px solid var(--hairline); background: var(--paper); }
.statement + .statement { border-top: 0; }
.statement:first-child { border-radius: 8px 8px 0 0; }
.statement:last-child { border-radius: 0 0 8px 8px; }
.statement:only-child { border-radius: 8px; }
.statement { display: grid; grid-template-columns: 32px minmax(0, 1fr) auto; gap: 4px 12px; }
.statement:target { border-color: var(--accent); box-shadow: inset 3px 0 var(--accent); }
.statement h3 { font-size: 14px; line-height: 26px; font-weight: 600; }
.statement h3 a { display: inline-block; min-width: 24px; color: inherit; text-decoration: none; }
.statement h3 a:hover { text-decoration: underline; }
.statement blockquote { font: 17px/26px var(--serif); }
.statement .status { line-height: 26px; color: var(--status-words); font-weight: 600; text-align: right; }
.statement .status.again { color: var(--ink); }
.statement .status.again .sign { color: inherit; }
.statement .more { grid-column: 2 / -1; }
.statement .who b { font-weight: 600; }
dl { display: grid; grid-template-columns: 136px minmax(0, 1fr); gap: 4px 12px; margin-top: 8px; }
dt { color: var(--quiet); }
dd > ul > li + li { margin-top: 8px; }
.passage { margin-top: 2px; padding-inline-start: 12px; border-inline-start: 2px solid var(--hairline); font: 15px/22px var(--serif); }
.statement .passage { font: 15px/22px var(--serif); }
.relation { font-weight: 600; }
.thread li { margin-top: 8px; padding-left: 12px; border-left: 2px solid var(--hairline); }
del { color: var(--red); text-decoration-thickness: 1px; }
ins { color: var(--green); text-underline-offset: 3px; text-decoration-thickness: 1px; }

.compared { font-weight: 600; color: var(--status-words); }
.compared .quiet { font-weight: 400; }
.passage b { font-weight: 600; }

.keys { display: flex; gap: 16px; margin: 8px 0; color: var(--quiet); }
.key { width: 16px; height: 10px; }
.speakers rect { fill: var(--accent); stroke: var(--accent); stroke-width: 1.5px; vector-effect: non-scaling-stroke; }
.speakers .retold { fill: none; }
.speakers table { width: 100%; border-collapse: collapse; }
.speakers th, .speakers td { padding: 8px 0 8px 16px; border-bottom: 1px solid var(--hairline); font-weight: 400; text-align: right; vertical-align: top; white-space: nowrap; }
.speakers th:first-child { width: 100%; padding-left: 0; text-align: left; white-space: normal; hyphens: auto; }
.speakers thead th { color: var(--quiet); vertical-align: bottom; }
.speakers .name { font-weight: 600; }
.speakers .bar { display: block; width: 100%; height: 10px; margin: 4px 0; padding: 1px; overflow: visible; }
.speakers .flag, .statement .flag { display: inline-block; margin-left: 4px; padding: 0 8px; border: 1px solid var(--hairline); border-radius: 10px; color: var(--quiet); font-size: 12px; line-height: 18px; }

.sources li { display: grid; grid-template-columns: 32px minmax(0, 1fr); gap: 0 12px; padding: 12px 20px; border: 1px solid var(--hairline); background: var(--paper); }
.sources li + li { border-top: 0; }
.sources li:first-child { border-radius: 8px 8px 0 0; }
.sources li:last-child { border-radius: 0 0 8px 8px; }
.sources li:only-child { border-radius: 8px; }
.sources li:target { border-color: var(--accent); box-shadow: inset 3px 0 var(--accent); }
.sources .number { font-weight: 600; }
.sources .title { font-weight: 600; }
.sources .address { overflow-wrap: anywhere; }

.log li { display: grid; grid-template-columns: 176px 136px minmax(0, 1fr); gap: 0 12px; padding: 6px 0; border-top: 1px solid var(--hairline); }
.log li:last-child { border-bottom: 1px solid var(--hairline); }
/* Not by colour alone: the sentence above names it, the border and the sign point to it. */
.log li.broken { box-shadow: inset 3px 0 var(--red); padding-left: 12px; font-weight: 600; }
.log-section .verdict, .log-section .warning { margin: 0 0 12px; }
.verdict code, .made code { overflow-wrap: anywhere; }
.log time, .log .by { color: var(--quiet); }

@media (max-width: 640px) {
  body { padding: 16px 12px 48px; }
  .article { padding: 20px 16px; font-size: 18px; line-height: 30px; }
  .article h3 { font-size: 25px; line-height: 33px; }
  .statement { grid-template-columns: 24px minmax(0, 1fr); padding: 12px 16px; }
  .statement .status { grid-column: 2; text-align: left; line-height: 20px; }
  .statement h3 { line-height: 26px; }
  dl { grid-template-columns: minmax(0, 1fr); gap: 0; }
  dd { margin-bottom: 6px; }
  .sources li { padding: 12px 16px; }
  .speakers th, .speakers td { padding-left: 8px; }
  .speakers thead th { font-size: 12px; }
  .log li { grid-template-columns: minmax(0, 1fr) auto; }
  .log .what { grid-column: 1 / -1; }
}
@media (forced-colors: active) {
  mark, .sign, .summary rect { --status: CanvasText; }
  .summary rect { forced-color-adjust: none; }
  .speakers svg { forced-color-adjust: none; }
  .speakers rect { fill: CanvasText; stroke: CanvasText; }
}
`

const PRINT = `
@media print {
  :root { color-scheme: light; --ink: #000; --quiet: #333; background: none; font-size: 10pt; line-height: 14pt; }
  body { max-width: none; padding: 0; }
  nav, .to-text { display: none; }
  a { color: inherit; text-decoration: none; }
  .article, .summary, .gate, .statement, .sources li { background: none; box-decoration-break: clone; -webkit-box-decoration-break: clone; }
  .article { padding: 0; border: 0; font-size: 12pt; line-height: 19pt; }
  .article h3 { font-size: 19pt; line-height: 24pt; }
  .article h4, .article h5, .article h6 { font-size: 13pt; line-height: 18pt; }
  .article sup { font-size: 7.5pt; }
  .statement blockquote { font-size: 11.5pt; line-height: 17pt; }
  .statement:nth-child(n), .sources li:nth-child(n) { padding-inline: 0; border-width: 1px 0 0; border-radius: 0; break-inside: avoid; }
  .statement + .statement, .sources li + li { border-top: 1px solid var(--hairline); }
  .statement:target, .sources li:target { box-shadow: none; border-color: var(--hairline); }
  .log li { grid-template-columns: 42mm 32mm minmax(0, 1fr); padding: 1mm 0; }
  thead { display: table-header-group; }
  .speakers tr, .verdict, h2 + p, .summary, .gate li li, .gate > ul > li > p:not(.numbers), .log li, .passage, .thread li { break-inside: avoid; }
  h1, h2, h3, h4, h5, h6, h2 + p, .keys, .verdict { break-after: avoid; }
  p, blockquote { orphans: 3; widows: 3; }
  .gate > ul > li > p:not(.numbers) { break-after: avoid; }
  .summary svg, .speakers svg { print-color-adjust: exact; }
}
`
