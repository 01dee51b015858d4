/** The difference between two reports as Markdown (CommonMark), and as lines for a terminal. */
import { diffWords } from '../model/diff.js'
import { foldSpace, quoteOf } from '../model/presentation.js'
import { correctionsOf } from './corrections.js'
import { STATEMENT_CHANGES, type Difference, type StatementDifference } from './difference.js'
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
import { escapeMarkdown } from './escape.js'
import { speakerOf } from './values.js'
import { WORDS } from './words.js'

/** The difference as Markdown; words that went are struck through, those that came are bold. */
export function differenceMarkdown(difference: Difference, options: DifferenceOptions): string {
  const { locale } = options
  const words = DIFFERENCE_WORDS[locale]
  const corrections = correctionsOf(difference, locale)
  const parts = [
    `# ${words.title}: ${escapeMarkdown(difference.title || WORDS[locale].untitled)}`,
    reportLines(difference, options)
      .map((line) => `- ${escapeMarkdown(line)}`)
      .join('\n'),
    ...remarksOf(difference, locale).map((remark) => escapeMarkdown(remark)),
    ...STATEMENT_CHANGES.flatMap((change) => {
      const found = difference.statements.filter((own) => own.change === change)
      if (!found.length) return []
      return [`## ${words.change[change]}`, ...found.map((own) => statement(own, difference, options))]
    }),
    ...(difference.sources.length ? [`## ${WORDS[locale].sources}`] : []),
    ...difference.sources.map((own) => {
      const { before, after } = own
      const change = !before ? 'added' : !after ? 'gone' : 'changed'
      const title = foldSpace((after ?? before)?.title ?? '') || WORDS[locale].untitled
      const rows = sourceRows(own, locale).map((row) => `- ${rowText(row, options)}`)
      const isWithheld = change === 'changed' && !rows.length
      return [
        `### ${words.sourceChange[change]}: ${escapeMarkdown(title)}`,
        isWithheld ? words.withheld : rows.join('\n'),
      ]
        .filter(Boolean)
        .join('\n\n')
    }),
    ...(difference.schemeChanges.length
      ? [
          `## ${words.scheme}`,
          difference.schemeChanges.map((own) => `- ${rowText(schemeRow(own, locale), options)}`).join('\n'),
        ]
      : []),
    ...(corrections.length ? [`## ${words.draft}`, words.draftHint] : []),
    ...corrections.map(({ sentence }) => escapeMarkdown(foldSpace(sentence))),
  ]
  return `${parts.join('\n\n')}\n`
}

function statement(
  { change, before, after, why, changes, isStale }: StatementDifference,
  { lang, scheme }: Difference,
  options: DifferenceOptions,
): string {
  const words = DIFFERENCE_WORDS[options.locale]
  const present = after ?? before
  if (!present) return ''
  const isReworded = before !== null && after !== null && changes.some(({ what }) => what === 'wording')
  const said = isReworded
    ? wordsText(quoteOf(before, lang), quoteOf(after, lang))
    : change === 'gone'
      ? struck(quoteOf(present, lang))
      : escapeMarkdown(quoteOf(present, lang))
  const rows = changes
    .filter(({ what }) => what !== 'wording')
    .map((own) => `- ${rowText(rowOf(own, scheme, options), options)}`)
  return [
    `> ${said}`,
    escapeMarkdown(speakerOf(present, options.locale)),
    isStale && isReworded ? `**${words.isStale}**` : '',
    why ? words.why[why] : '',
    rows.join('\n'),
  ]
    .filter(Boolean)
    .join('\n\n')
}

function rowText({ term, before, after, isText }: Row, { locale }: DifferenceOptions): string {
  const words = DIFFERENCE_WORDS[locale]
  const [old, present] = [before, after].map((text) => escapeMarkdown(foldSpace(text)))
  const value =
    before === after
      ? present || words.withheld
      : isText && before && after
        ? wordsText(before, after)
        : before && after
          ? `${old} → ${present}`
          : `${present || old} (${after ? words.added : words.gone})`
  return `${escapeMarkdown(term)}: ${value}`
}

/** Both wordings in one: what went, what came, and what is the same. */
function wordsText(before: string, after: string): string {
  return diffWords(foldSpace(before), foldSpace(after))
    .map(({ text, change }) => {
      if (change === 'same') return escapeMarkdown(text)
      const marked = change === 'gone' ? struck(text) : `**${escapeMarkdown(text.trim())}**`
      return `${marked}${/\s$/.test(text) ? ' ' : ''}`
    })
    .join(' ')
    .replace(/ {2,}/g, ' ')
    .trim()
}

/** GitHub's and Pandoc's; where it is not known, the tildes can be read. */
function struck(text: string): string {
  return `~~${escapeMarkdown(text.trim())}~~`
}

/** The difference for a terminal: a line for each change, `+` what came, `-` what is gone, `~` what was changed. */
export function differenceLines(difference: Difference, options: DifferenceOptions): readonly string[] {
  const { locale } = options
  const { lang, scheme } = difference
  const words = DIFFERENCE_WORDS[locale]
  const said = ({ before, after }: StatementDifference) => {
    const present = after ?? before
    return present ? `${quoteOf(present, lang)} (${speakerOf(present, locale)})` : ''
  }
  const value = ({ term, before, after }: Row) =>
    before === after
      ? `${term}: ${foldSpace(after) || words.withheld}`
      : before && after
        ? `${term}: ${foldSpace(before)} → ${foldSpace(after)}`
        : `${term}: ${foldSpace(after || before)} (${after ? words.added : words.gone})`
  return [
    ...reportLines(difference, options),
    ...remarksOf(difference, locale),
    ...difference.statements.flatMap((own) => [
      `${SIGNS[own.change]} ${said(own)}${own.why ? `: ${words.why[own.why]}` : ''}`,
      ...own.changes.map((change) => `    ${value(rowOf(change, scheme, options))}`),
      ...(own.isStale && own.changes.some(({ what }) => what === 'wording') ? [`    ${words.isStale}`] : []),
    ]),
    ...difference.sources.flatMap((own) => {
      const { before, after } = own
      const title = foldSpace((after ?? before)?.title ?? '') || WORDS[locale].untitled
      const rows = sourceRows(own, locale).map((row) => `    ${value(row)}`)
      const change = !before ? 'added' : !after ? 'gone' : 'changed'
      const hidden = change === 'changed' && !rows.length ? [`    ${words.withheld}`] : []
      return [`${SIGNS[change]} ${WORDS[locale].sources}: ${title}`, ...rows, ...hidden]
    }),
    ...difference.schemeChanges.map((own) => {
      const change = !own.before ? 'added' : !own.after ? 'gone' : 'changed'
      return `${SIGNS[change]} ${value(schemeRow(own, locale))}`
    }),
  ]
}

const SIGNS = { added: '+', gone: '-', changed: '~' } as const
