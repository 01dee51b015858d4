/** Which statements a list shows. */
import { isStale, needsRecheck, type Annotation } from '../model/annotation.js'
import type { Person } from '../model/person.js'
import { safeUrl, type Source } from '../model/source.js'
import { speakerKey } from '../model/speakers-overview.js'
import { DEFAULT_SCHEME, isFinal, type Scheme, type Status } from '../model/status.js'
import { isOpenThread } from '../model/thread.js'
import { isSameWording } from '../model/wording.js'

/**
 * How an annotation stands today: its status; `stale` when that no longer holds for its words, `reopened`
 * when it no longer holds because of a source.
 */
export type Standing = Status

/** What can be filtered by; `detached` and `dismissed` cut across the standings. */
export type FilterKey = Standing

/** All that can be filtered by, in the order in which it is offered. */
export function filterKeys({ statuses }: Scheme = DEFAULT_SCHEME): readonly FilterKey[] {
  return [...statuses.map(({ key }) => key), 'stale', 'reopened', 'detached', 'dismissed']
}

/** What a statement can be asked for whatever its status. */
export const CONDITIONS = ['mine', 'open-thread', 'no-source', 'unnamed-source'] as const
/** Assigned to the present user, with a discussion that is open, without a source, said by somebody unnamed. */
export type Condition = (typeof CONDITIONS)[number]

/** What a list is narrowed by. */
export interface Filter {
  /** Any of these; empty for all that is not dismissed. */
  readonly keys: ReadonlySet<FilterKey>
  /** All of these. */
  readonly conditions: ReadonlySet<Condition>
  /** Only what this speaker said, as `speakerKey` has it; null for everybody. */
  readonly speaker: string | null
  /** Words that must all occur, in any case; empty for no search. */
  readonly query: string
}

/** All that is not dismissed. */
export const NO_FILTER: Filter = { keys: new Set(), conditions: new Set(), speaker: null, query: '' }

/** Whether all that is not dismissed is shown. */
export function isFilterEmpty({ keys, conditions, speaker, query }: Filter): boolean {
  return keys.size === 0 && conditions.size === 0 && speaker === null && query === ''
}

/** How the annotation stands today. */
export function standingOf(annotation: Annotation): Standing {
  if (isStale(annotation)) return 'stale'
  return annotation.reopened ? 'reopened' : annotation.review.status
}

/** Whether the words that somebody has given a verdict on are others by now. */
export function isOutdated({ verdict, target }: Annotation): boolean {
  return verdict !== null && !target.detached && !isSameWording(verdict.wording, target.wording)
}

/** Whether a statement still waits for somebody. */
export function isOpenStatement(annotation: Annotation, scheme: Scheme): boolean {
  if (annotation.dismissed) return false
  return needsRecheck(annotation) || annotation.target.detached || !isFinal(annotation.review.status, scheme)
}

/** How many statements each filter would show; dismissed ones count only as dismissed. */
export function countByKey(annotations: readonly Annotation[]): ReadonlyMap<FilterKey, number> {
  const counts = new Map<FilterKey, number>()
  const count = (key: FilterKey) => counts.set(key, (counts.get(key) ?? 0) + 1)
  for (const annotation of annotations) {
    if (annotation.dismissed) count('dismissed')
    else {
      count(standingOf(annotation))
      if (annotation.target.detached) count('detached')
    }
  }
  return counts
}

/** How many statements fulfil each condition; dismissed ones do not count. */
export function countByCondition(
  annotations: readonly Annotation[],
  user: Person | null,
): ReadonlyMap<Condition, number> {
  return new Map(
    CONDITIONS.map((condition) => [
      condition,
      annotations.filter((annotation) => !annotation.dismissed && fulfils(annotation, condition, user))
        .length,
    ]),
  )
}

/** The annotations that `filter` lets through, in their order. */
export function filterAnnotations(
  annotations: readonly Annotation[],
  { keys, conditions, speaker, query }: Filter,
  { sources, user = null }: { readonly sources: readonly Source[]; readonly user?: Person | null },
): readonly Annotation[] {
  const words = query.toLocaleLowerCase().split(/\s+/).filter(Boolean)
  const titles = words.length
    ? new Map(sources.map((source) => [source.id, sourceTitle(source).toLocaleLowerCase()]))
    : new Map<string, string>()
  return annotations.filter(
    (annotation) =>
      hasKey(annotation, keys) &&
      [...conditions].every((condition) => fulfils(annotation, condition, user)) &&
      (speaker === null || speakerKey(annotation) === speaker) &&
      (words.length === 0 || hasWords(annotation, words, titles)),
  )
}

/** What a source is called: its title, else the site of its address. */
export function sourceTitle({ title, url }: Pick<Source, 'title' | 'url'>): string {
  return title || siteOf(url ?? '') || '–'
}

/** The host of a web address without "www.", empty when it is none. */
export function siteOf(url: string): string {
  const safe = safeUrl(url)
  return safe ? (/^https?:\/\/(?:www\.)?([^/?#]+)/i.exec(safe)?.[1] ?? '') : ''
}

function hasKey(annotation: Annotation, keys: ReadonlySet<FilterKey>): boolean {
  if (annotation.dismissed) return keys.has('dismissed')
  return (
    keys.size === 0 ||
    keys.has(standingOf(annotation)) ||
    (annotation.target.detached && keys.has('detached'))
  )
}

function fulfils(
  { assignee, thread, evidence, speakerIs }: Annotation,
  condition: Condition,
  user: Person | null,
): boolean {
  switch (condition) {
    case 'mine':
      return user !== null && assignee?.id === user.id
    case 'open-thread':
      return isOpenThread(thread)
    case 'no-source':
      return evidence.length === 0
    case 'unnamed-source':
      return speakerIs.kind === 'unnamed'
  }
}

function hasWords(
  annotation: Annotation,
  words: readonly string[],
  titles: ReadonlyMap<string, string>,
): boolean {
  const text = textOf(annotation)
  return words.every(
    (word) =>
      text.includes(word) || annotation.evidence.some(({ sourceId }) => titles.get(sourceId)?.includes(word)),
  )
}

/** All keys of a search go through the same statements. */
const texts = new WeakMap<Annotation, string>()

/** What a search looks through, in lower case, but for the titles of sources. */
function textOf(annotation: Annotation): string {
  const known = texts.get(annotation)
  if (known !== undefined) return known
  const { target, speakerIs, outlet, chain, note, evidence, anonymity, thread, assignee } = annotation
  const text = [
    target.wording,
    target.speaker,
    speakerIs.name,
    speakerIs.office,
    speakerIs.short,
    outlet,
    ...chain.flatMap((link) => [link.mention, link.speakerIs.name]),
    note,
    anonymity,
    assignee?.name,
    ...thread.comments.flatMap(({ text, by }) => [text, by?.name]),
    ...evidence.map(({ passage }) => passage),
  ]
    .join('\n')
    .toLocaleLowerCase()
  texts.set(annotation, text)
  return text
}
