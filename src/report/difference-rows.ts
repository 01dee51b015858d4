/** Changes in the words of the house, before they are written in some format. */
import { LABELS, ratingLabel, statusLabel, type Locale } from '../model/labels.js'
import { textIn } from '../model/local-text.js'
import type { Person } from '../model/person.js'
import { foldSpace, formatDate, quoted } from '../model/presentation.js'
import type { Source, SourceField } from '../model/source.js'
import { statusIn, type RatingDefinition, type Scheme, type StatusDefinition } from '../model/status.js'
import type { Change, Difference, SchemeChange, SourceDifference } from './difference.js'
import { DIFFERENCE_WORDS } from './difference-words.js'
import { ruleTexts, type ReportOptions } from './report.js'
import { commentText } from './rows.js'
import { personOf, threadOf, timeOf } from './values.js'
import { WORDS } from './words.js'

/** The language of a difference, the zone in which its times are printed (default UTC), and whose rules' texts. */
export interface DifferenceOptions extends Pick<ReportOptions, 'locale' | 'timeZone' | 'policy'> {
  /** ISO 8601 time at which the comparison is made. */
  readonly now: string
}

/** A change in words. */
export interface Row {
  readonly term: string
  /** Empty where there was nothing. */
  readonly before: string
  readonly after: string
  /** Running text, to be compared word by word; else values that replace each other. */
  readonly isText: boolean
}

/** A change of a statement in words. */
export function rowOf(change: Change, scheme: Scheme, options: DifferenceOptions): Row {
  const { locale } = options
  const words = WORDS[locale]
  const own = DIFFERENCE_WORDS[locale]
  const labels = LABELS[locale]
  const names = { labels, locale, scheme }
  const row = (term: string, before: string, after: string, isText = false): Row => ({
    ...{ term, before, after, isText },
  })
  const each = <T>({ before, after }: { before: T; after: T }, inWords: (value: NonNullable<T>) => string) =>
    [before, after].map(
      (value) => (value === null || value === undefined ? '' : inWords(value as NonNullable<T>)), // seen right before
    ) as [string, string]
  const who = ({ by, at }: { readonly by: Person | null; readonly at: string | null }) =>
    at === null ? '' : ` (${personOf(by, locale)}, ${timeOf(at, options)})`
  const statusWords = ({ status }: { readonly status: string }) =>
    `${statusIn(scheme, status).sign} ${statusLabel(status, names)}`
  switch (change.what) {
    case 'wording':
      return row(own.wording, change.before, change.after, true)
    case 'note':
      return row(words.note, change.before, change.after, true)
    case 'anonymity':
      return row(words.anonymity, change.before, change.after, true)
    case 'speaker':
      return row(labels.role.speaker, change.before, change.after)
    case 'outlet':
      return row(words.outlet, change.before, change.after)
    case 'when':
      return row(words.when, change.before, change.after)
    case 'chain':
      return row(words.chain, change.before, change.after)
    case 'kind':
      return row(own.kind, labels.kind[change.before], labels.kind[change.after])
    case 'status':
      return row(own.status, ...each(change, (review) => statusWords(review) + who(review)))
    case 'confirmed':
      return row(own.confirmed, '', statusWords(change.after) + who(change.after))
    case 'verdict':
      return row(
        words.verdict,
        ...each(change, (verdict) => ratingLabel(verdict.rating, names) + who(verdict)),
      )
    case 'sign-off':
      return row(words.signedOff, ...each(change, (signOff) => who(signOff).trim().slice(1, -1)))
    case 'reopened':
      return row(
        words.reopened,
        ...each(change, (reopened) => {
          const title = foldSpace(reopened.source?.title ?? '')
          return (
            words.reopenedWhy[reopened.why](title ? quoted(title, locale) : words.sources) + who(reopened)
          )
        }),
      )
    case 'assignee':
      return row(words.assignee, ...each(change, (person) => personOf(person, locale)))
    case 'override':
      return row(
        words.overrides,
        ...each(change, (override) => {
          const rule = textIn(ruleTexts(options).get(override.rule) ?? {}, locale) || override.rule
          return `${rule} – ${foldSpace(override.reason)}${who(override)}`
        }),
      )
    case 'thread':
      return row(words.thread, ...each(change, (thread) => threadOf(thread, options) ?? ''))
    case 'comment':
      return row(
        own.comment,
        ...each(change, (comment) => commentText(comment, options)),
        change.before !== null && change.after !== null,
      )
    case 'evidence': {
      const title = foldSpace(change.source?.title ?? '') || words.untitled
      return row(
        words.evidence,
        ...each(change, ({ relation, locator, passage, translated }) => {
          const place = [title, foldSpace(locator)].filter(Boolean).join(', ')
          const mark = translated ? ` [${labels.translated}]` : ''
          return `${labels.relation[relation]}: ${place}${mark}${passage.trim() ? ` – ${foldSpace(passage)}` : ''}`
        }),
      )
    }
  }
}

/** A change of the house's lists in words: what it is called, and what it does. */
export function schemeRow(change: SchemeChange, locale: Locale): Row {
  const own = DIFFERENCE_WORDS[locale]
  const names = { labels: LABELS[locale], locale }
  const status = (definition: StatusDefinition | null) =>
    definition
      ? [
          `${definition.sign} ${statusLabel(definition.key, { ...names, scheme: { statuses: [definition], ratings: [] } })}`,
          definition.isFinal && own.isFinal,
          definition.isBlocking && own.isBlocking,
        ]
          .filter((part) => part !== false)
          .join(', ')
      : ''
  const rating = (definition: RatingDefinition | null) =>
    definition
      ? `${ratingLabel(definition.key, { ...names, scheme: { statuses: [], ratings: [definition] } })}${definition.value === null ? '' : ` (${definition.value})`}`
      : ''
  const [term, before, after] =
    change.what === 'status'
      ? [own.status, status(change.before), status(change.after)]
      : [WORDS[locale].verdict, rating(change.before), rating(change.after)]
  return { term, before, after, isText: false }
}

/** The changed members of a source in words. */
export function sourceRows({ before, after, fields }: SourceDifference, locale: Locale): readonly Row[] {
  const labels = LABELS[locale]
  const valueOf = (source: Source | null, field: SourceField): string => {
    if (!source) return ''
    switch (field) {
      case 'kind':
        return labels.sourceKind[source.kind]
      case 'reliability':
        return source.reliability === 'unset' ? '' : labels.reliability[source.reliability]
      case 'confidential':
        return labels.yesOrNo[String(source.confidential)] ?? ''
      case 'date':
      case 'accessed':
        return formatDate(foldSpace(source[field] ?? ''), locale)
      default:
        return foldSpace(source[field] ?? '')
    }
  }
  return fields.map((field) => ({
    term: labels.sourceField[field],
    before: valueOf(before, field),
    after: valueOf(after, field),
    isText: field === 'note' || field === 'correction',
  }))
}

/** What is to be said of the reports as wholes: the coverage, text, title and log. */
export function remarksOf({ isSame, isTextChanged, isTitleChanged, log }: Difference, locale: Locale) {
  const words = DIFFERENCE_WORDS[locale]
  return [
    isSame && words.nothing,
    isTitleChanged && words.titleChanged,
    isTextChanged && words.textChanged,
    log.added > 0 && words.logAdded(log.added),
    !log.isContinued && words.logOther,
  ].filter((remark) => remark !== false)
}

/** When both reports were made, and how far the check had come, a line each. */
export function reportLines({ before, after }: Difference, options: DifferenceOptions): readonly string[] {
  const { locale } = options
  const words = DIFFERENCE_WORDS[locale]
  return [[words.older, before] as const, [words.newer, after] as const].map(
    ([name, { created, coverage }]) => {
      const time = created === null ? words.unknownTime : timeOf(created, options)
      return `${name}: ${time} · ${WORDS[locale].checked(coverage.checked, coverage.total)}`
    },
  )
}
