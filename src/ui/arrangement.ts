/** In which order a list shows its statements, and under which headings. */
import { byPlace, type Annotation } from '../model/annotation.js'
import { blockStarts, type ArticleBlock } from '../model/article.js'
import type { LogEntry } from '../model/log.js'
import { lowerBound } from '../model/lower-bound.js'
import { foldSpace } from '../model/presentation.js'
import type { Source } from '../model/source.js'
import { speakerKey } from '../model/speakers-overview.js'
import type { Scheme } from '../model/status.js'
import { filterKeys, sourceTitle, standingOf } from './filter.js'
import { messagesOf, standingLabel } from './messages/index.js'

/** In the order in which they are offered. */
export const GROUPINGS = ['none', 'block', 'speaker', 'source', 'status'] as const
/** What statements are put together by; `none` makes one list of all. */
export type Grouping = (typeof GROUPINGS)[number]

/** In the order in which they are offered. */
export const ORDERS = ['text', 'activity', 'status', 'assignee'] as const
/** What comes first inside a group: text order, the newest activity, the status, who is to check it. */
export type Order = (typeof ORDERS)[number]

/** How a list is put in order. */
export interface Arrangement {
  readonly groupBy: Grouping
  readonly orderBy: Order
}

export { TEXT_ORDER } from './text-order.js'

/** Statements under one heading. */
export interface Group {
  /** Stays the same while the group is the same; empty for the one list of all. */
  readonly key: string
  readonly label: string
  readonly annotations: readonly Annotation[]
}

/** What headings and orders are made of. */
export interface ArrangementContext {
  readonly sources: readonly Source[]
  /** The article's blocks; without them nothing can be grouped by them. */
  readonly blocks: readonly ArticleBlock[]
  readonly log: readonly LogEntry[]
  readonly locale: string
  readonly scheme: Scheme
}

/** Longer beginnings of a paragraph are cut by the window, not by us; this only keeps the page small. */
const BEGINNING = 80

interface Heading {
  readonly key: string
  readonly label: string
  /** Groups stand in this order, those with the same rank in the order of their first statement. */
  readonly rank: number
}

/** Puts annotations that are in text order under headings and in order. */
export function arrange(
  annotations: readonly Annotation[],
  { groupBy, orderBy }: Arrangement,
  context: ArrangementContext,
): readonly Group[] {
  const headingOf = headings(groupBy, context)
  const groups = new Map<string, Heading & { readonly annotations: Annotation[] }>()
  for (const annotation of annotations) {
    const heading = headingOf(annotation)
    const group = groups.get(heading.key)
    if (group) group.annotations.push(annotation)
    else groups.set(heading.key, { ...heading, annotations: [annotation] })
  }
  const compare = comparison(orderBy, context)
  const inOrder = [...groups.values()].sort((a, b) => a.rank - b.rank)
  return inOrder.map(({ key, label, annotations }) => ({
    key,
    label,
    annotations: compare ? annotations.sort(compare) : annotations,
  }))
}

function headings(groupBy: Grouping, context: ArrangementContext): (annotation: Annotation) => Heading {
  const { sources, blocks, locale, scheme } = context
  const { views: t, speakerUnknown } = messagesOf(locale)
  switch (groupBy) {
    case 'none':
      return () => ({ key: '', label: '', rank: 0 })
    case 'block': {
      const starts = blockStarts(blocks)
      const labels = blockLabels(blocks, t.paragraph)
      return ({ target }) => {
        if (target.detached) return { key: 'gone', label: t.notInText, rank: Infinity }
        const at = lastAtOrBefore(starts, target.ranges.quote[0]?.start ?? 0)
        return { key: `block ${at}`, label: labels[at] ?? t.paragraph(1), rank: at }
      }
    }
    case 'speaker':
      return (annotation) => {
        const { kind, name } = annotation.speakerIs
        const label = kind === 'none' ? '' : foldSpace(name ?? annotation.target.speaker ?? '')
        return {
          key: `by ${speakerKey(annotation)}`,
          label: label || speakerUnknown,
          rank: label ? 0 : 1,
        }
      }
    case 'source': {
      const titles = new Map(sources.map((source, i) => [source.id, [sourceTitle(source), i] as const]))
      // A statement stands once in the list: under the first source that somebody has attached.
      return ({ evidence }) => {
        const id = evidence[0]?.sourceId
        const [title, rank] = (id !== undefined && titles.get(id)) || [t.withoutSource, Infinity]
        return { key: `source ${id ?? ''}`, label: title, rank }
      }
    }
    case 'status': {
      const keys = filterKeys(scheme)
      return (annotation) => {
        const standing = standingOf(annotation)
        return {
          key: `status ${standing}`,
          label: standingLabel(standing, locale, scheme),
          rank: rankIn(keys, standing),
        }
      }
    }
  }
}

/** Headings by their words, paragraphs by number and beginning. */
function blockLabels(
  blocks: readonly ArticleBlock[],
  paragraph: (number: number) => string,
): readonly string[] {
  let number = 0
  return blocks.map(({ level, text }) => {
    const beginning = text.slice(0, BEGINNING).replace(/\s+/g, ' ').trim()
    if (level > 0) return beginning
    number++
    return beginning ? `${paragraph(number)} · ${beginning}` : paragraph(number)
  })
}

function comparison(
  orderBy: Order,
  { log, scheme, locale }: ArrangementContext,
): ((a: Annotation, b: Annotation) => number) | null {
  switch (orderBy) {
    case 'text':
      return null
    case 'activity': {
      const logged = new Map(log.map(({ subject, at }) => [subject, at])) // the last entry counts
      const times = new Map<Annotation, string>()
      const timeOf = (annotation: Annotation): string => {
        const known = times.get(annotation)
        if (known !== undefined) return known
        const time = lastActivity(annotation, logged.get(annotation.id))
        times.set(annotation, time)
        return time
      }
      return (a, b) => {
        const [timeA, timeB] = [timeOf(a), timeOf(b)]
        return timeA < timeB ? 1 : timeA > timeB ? -1 : byPlace(a, b)
      }
    }
    case 'status': {
      const keys = filterKeys(scheme)
      return (a, b) => rankIn(keys, standingOf(a)) - rankIn(keys, standingOf(b)) || byPlace(a, b)
    }
    case 'assignee': {
      const { compare } = new Intl.Collator(locale)
      return (a, b) => {
        if (!a.assignee || !b.assignee) return Number(!a.assignee) - Number(!b.assignee) || byPlace(a, b)
        return compare(a.assignee.name, b.assignee.name) || byPlace(a, b)
      }
    }
  }
}

/** ISO 8601 time of the last thing done to a statement, empty where nobody has done anything. */
function lastActivity(annotation: Annotation, logged: string | undefined): string {
  const { review, verdict, signOff, reopened, evidence, thread, overrides } = annotation
  const times = [
    logged,
    review.at,
    verdict?.at,
    signOff?.at,
    reopened?.at,
    thread.resolved?.at,
    ...evidence.map(({ at }) => at),
    ...thread.comments.map(({ at, editedAt }) => editedAt ?? at),
    ...overrides.map(({ at }) => at),
  ]
  return times.reduce<string>((latest, time) => (time && time > latest ? time : latest), '')
}

function rankIn(keys: readonly string[], key: string): number {
  const at = keys.indexOf(key)
  return at < 0 ? keys.length : at
}

/** Index of the last of the ascending `starts` that is not behind `offset`; 0 where all are. */
function lastAtOrBefore(starts: readonly number[], offset: number): number {
  return Math.max(0, lowerBound(starts, (start) => start <= offset) - 1)
}
