/**
 * What differs between two reports of one article: the statements that came, went and were changed, the
 * sources, and how far the log has gone on.
 *
 * Statements are matched by their ids, then by their words with what stands around them, then by where the
 * words of the older one stand in the newer text: two files may come from two editors, which know nothing
 * of each other's ids.
 *
 * What differs is found in what the files say; what is told of it has been redacted before. What one of the
 * files holds for confidential is hidden in both, and so is what only an earlier text said of it.
 */
import {
  byPlace,
  extentOf,
  isStale,
  type Annotation,
  type Override,
  type Reopening,
} from '../model/annotation.js'
import { articleText, type Article } from '../model/article.js'
import { coverage, type Coverage } from '../model/coverage.js'
import { schemeFor, type Dossier } from '../model/dossier.js'
import type { Locale } from '../model/labels.js'
import type { LogEntry } from '../model/log.js'
import { chainNames, foldSpace } from '../model/presentation.js'
import { reanchorAll } from '../model/reanchor.js'
import { SOURCE_FIELDS, type Evidence, type Source, type SourceField } from '../model/source.js'
import { DEFAULT_SCHEME, type RatingDefinition, type Scheme, type StatusDefinition } from '../model/status.js'
import type { Comment, Thread } from '../model/thread.js'
import { isSameWording, normalizeWording } from '../model/wording.js'
import type { TextRange } from '../text/statement.js'
import { redact, type Inclusions } from './redact.js'
import { CHAIN_ARROW, speakerOf } from './values.js'

/** One of the two reports. */
export interface ComparedReport {
  /** Null in a file without its text; then only ids and words match. */
  readonly article: Article | null
  readonly dossier: Dossier
  /** ISO 8601 time at which it was made, null where that is not known. */
  readonly created?: string | null
}

/** What can differ in a statement, with both values as they are; null where there was none. */
export type Change =
  | Pair<'wording' | 'speaker' | 'outlet' | 'when' | 'chain' | 'note' | 'anonymity', string>
  | Pair<'kind', Annotation['kind']>
  /** The status, or only that somebody has set it again (`confirmed`: for the same status). */
  | Pair<'status' | 'confirmed', Annotation['review']>
  | Pair<'verdict', Annotation['verdict']>
  | Pair<'sign-off', Annotation['signOff']>
  | Pair<'reopened', (Reopening & { readonly source: Source | null }) | null>
  | Pair<'assignee', Annotation['assignee']>
  /** The discussion as a whole. */
  | Pair<'thread', Thread>
  /** What was said in it; only where that was asked for. */
  | Pair<'comment', Comment | null>
  | Pair<'override', Override | null>
  | (Pair<'evidence', Evidence | null> & {
      /** The source of the evidence, as the report that has it tells it. */
      readonly source: Source | null
    })

/** One thing of a statement before and after. */
export interface Pair<What extends string, Value> {
  readonly what: What
  readonly before: Value
  readonly after: Value
}

/** What can differ in the house's lists: a status or a rating, null on the side that does not have it. */
export type SchemeChange = Pair<'status', StatusDefinition | null> | Pair<'rating', RatingDefinition | null>

/** What can have become of a statement between two reports. */
export const STATEMENT_CHANGES = ['changed', 'added', 'gone'] as const

/** A statement that is not what it was. */
export interface StatementDifference {
  readonly change: (typeof STATEMENT_CHANGES)[number]
  /** Null where it was not in the article then. */
  readonly before: Annotation | null
  readonly after: Annotation | null
  /** Why it is gone: its words are, somebody said that it is no statement, or the newer report lacks it. */
  readonly why: 'words' | 'dismissed' | 'missing' | null
  /** Empty where it came or went. */
  readonly changes: readonly Change[]
  /** The words were changed after somebody had reviewed them, and nobody has since. */
  readonly isStale: boolean
}

/** A source that is not what it was; null on the side where it is not known. */
export interface SourceDifference {
  readonly before: Source | null
  readonly after: Source | null
  /** Which of its members differ; empty where nothing of it may be told, or it came or went. */
  readonly fields: readonly SourceField[]
}

/** All that differs between two reports. */
export interface Difference {
  /** Whether nothing does. */
  readonly isSame: boolean
  readonly before: Compared
  readonly after: Compared
  /** The article's present title; empty where it has none. */
  readonly title: string
  /** The article's language, a BCP 47 tag; empty where it is not known. */
  readonly lang: string
  readonly isTitleChanged: boolean
  /** Whether the article's text is another one. */
  readonly isTextChanged: boolean
  /** In text order, those that are gone at their old place behind the others. */
  readonly statements: readonly StatementDifference[]
  readonly sources: readonly SourceDifference[]
  /** What the house's statuses and ratings are called and do, in the order of the newer lists; colours are none of it. */
  readonly schemeChanges: readonly SchemeChange[]
  readonly log: {
    /** Entries that the newer log has more; 0 where it does not go on from the older one. */
    readonly added: number
    /** Whether the newer log begins with the whole older one. */
    readonly isContinued: boolean
  }
  /** The statuses and ratings that both use. */
  readonly scheme: Scheme
}

/** One of the reports in short. */
export interface Compared {
  /** ISO 8601 time, null where it is not known. */
  readonly created: string | null
  readonly coverage: Coverage
}

/**
 * Compares two reports of one article, the older first. Confidential sources, contacts and the words of
 * comments are left out as from a report.
 */
export function compareReports(
  before: ComparedReport,
  after: ComparedReport,
  options: Inclusions & { readonly locale: Locale },
): Difference {
  const scheme = schemeFor(before.dossier, schemeFor(after.dossier, after.dossier.scheme))
  const [old, present] = [before.dossier.sources, after.dossier.sources]
  const pairs = sourcePairs(old, present)
  const shown = shownOf(before, after, pairs, options)
  const sourceIds = new Map(
    [...pairs].map(([i, j]): [string, string] => [old[i]?.id ?? '', present[j]?.id ?? '']),
  )
  const { locale, includeThreads = false } = options
  const statements = statementsOf(before, after, { shown, sourceIds, locale, includeThreads })
  const sources = sourcesOf(before.dossier, after.dossier, pairs, shown)
  const schemeChanges = [...schemeChangesOf(before.dossier, after.dossier)]
  const log = logOf(before.dossier.log, after.dossier.log)
  const article = after.article ?? before.article
  const isTextChanged =
    before.article !== null &&
    after.article !== null &&
    articleText(before.article) !== articleText(after.article)
  const isTitleChanged =
    before.article !== null &&
    after.article !== null &&
    foldSpace(before.article.title) !== foldSpace(after.article.title)
  const isSame =
    !statements.length &&
    !sources.length &&
    !schemeChanges.length &&
    log.isContinued &&
    !log.added &&
    !isTextChanged &&
    !isTitleChanged
  return {
    isSame,
    before: comparedOf(before, scheme),
    after: comparedOf(after, scheme),
    title: foldSpace(article?.title ?? ''),
    lang: article?.lang ?? '',
    isTitleChanged,
    isTextChanged,
    statements,
    sources,
    schemeChanges,
    log,
    scheme,
  }
}

function comparedOf({ dossier, created = null }: ComparedReport, scheme: Scheme): Compared {
  return { created, coverage: coverage(dossier.annotations, scheme) }
}

const NO_ARTICLE: Article = { title: '', lang: '', blocks: [] }

type Asked = Inclusions & { readonly locale: Locale }

/** Both dossiers as they may be told: the same annotations, evidence and sources at the same places. */
interface Shown {
  readonly before: Dossier
  readonly after: Dossier
}

function shownOf(before: ComparedReport, after: ComparedReport, pairs: Pairs, options: Asked): Shown {
  const [old, present] = [before.dossier.sources, after.dossier.sources]
  const isSecretSince = ({ id }: Source) =>
    present.some((source, i) => source.confidential && pairs.get(old.findIndex((own) => own.id === id)) === i)
  const nowOf = (i: number) => present[pairs.get(i) ?? -1]
  const formerSecrets = old.flatMap((source, i) => {
    const now = nowOf(i)
    if (!source.confidential) return []
    return now && !now.confidential ? [withoutWordsOf(source, now)] : [source]
  })
  const opened = new Set(old.filter((_, i) => nowOf(i)?.confidential === false).map(({ id }) => id))
  const passages = new Set(
    after.dossier.annotations.flatMap(({ evidence }) => evidence.map(({ passage }) => passage)),
  )
  // What a source that has been made public is quoted with now is public too.
  const withoutPublic = (own: Evidence): Evidence =>
    opened.has(own.sourceId)
      ? { ...own, passage: passages.has(own.passage) ? '' : own.passage, locator: '' }
      : own
  return {
    before: former(
      before.dossier,
      after,
      {
        sources: old.map((source) => (isSecretSince(source) ? { ...source, confidential: true } : source)),
        more: present.filter((source) => source.confidential),
        rests: after.dossier.annotations,
      },
      options,
    ),
    after: redacted(
      after.dossier,
      after.article,
      {
        sources: present,
        more: formerSecrets,
        rests: before.dossier.annotations.map((own) => ({
          ...own,
          evidence: own.evidence.map(withoutPublic),
        })),
      },
      options,
    ),
  }
}

/** A source that was confidential with only what it does not say any more since it is public. */
function withoutWordsOf(source: Source, now: Source): Source {
  const { id, kind, reliability, confidential } = source
  const own = TEXT_FIELDS.filter((field) => source[field] !== now[field]).map((field) => [
    field,
    source[field],
  ])
  return {
    ...Object.fromEntries(own),
    id,
    kind,
    reliability,
    confidential,
    title: source.title === now.title ? '' : source.title,
  }
}

const TEXT_FIELDS = ['author', 'publisher', 'note', 'correction', 'url', 'archivedUrl', 'contact'] as const

/** A dossier's sources, and what the other report knows of confidential ones: its words may stand here too. */
interface Secrets {
  readonly sources: readonly Source[]
  readonly more: readonly Source[]
  /** The other report's annotations: their passages from these are confidential too. */
  readonly rests: readonly Annotation[]
}

function redacted(
  dossier: Dossier,
  article: Article | null,
  { sources, more, rests }: Secrets,
  { locale, ...asked }: Asked,
): Dossier {
  // Under ids that no source of the dossier has.
  const otherId = (id: string) => `other report: ${id}`
  const all = [...sources, ...more.map((source) => ({ ...source, id: otherId(source.id) }))]
  const secret = new Set(more.map(({ id }) => id))
  const resting = rests.flatMap((own) => {
    const evidence = own.evidence.filter(({ sourceId }) => secret.has(sourceId))
    return evidence.length
      ? [
          withDetached(
            { ...own, evidence: evidence.map((e) => ({ ...e, sourceId: otherId(e.sourceId) })) },
            true,
          ),
        ]
      : []
  })
  const { annotations } = dossier
  const shown = redact(
    {
      article: article ?? NO_ARTICLE,
      dossier: { ...dossier, sources: all, annotations: [...annotations, ...resting] },
    },
    locale,
    asked,
  )
  return {
    ...shown,
    sources: shown.sources.slice(0, sources.length),
    annotations: shown.annotations.slice(0, annotations.length),
  }
}

/**
 * The older dossier, redacted as if none of its words stood in an article: only what the present one says is
 * public, since a name may have been taken out of it.
 */
function former(
  dossier: Dossier,
  { article, dossier: present }: ComparedReport,
  secrets: Secrets,
  asked: Asked,
) {
  const said = present.annotations.filter(({ target }) => !target.detached)
  const blocks = [
    ...(article?.blocks ?? []),
    ...said.map(({ target }) => ({ level: 0, text: target.wording })),
  ]
  const annotations = dossier.annotations.map((own) => withDetached(own, true))
  const shown = redacted({ ...dossier, annotations }, { ...NO_ARTICLE, blocks }, secrets, asked)
  return {
    ...shown,
    annotations: shown.annotations.map((own, i) =>
      withDetached(own, dossier.annotations[i]?.target.detached ?? false),
    ),
  }
}

function withDetached(annotation: Annotation, detached: boolean): Annotation {
  return { ...annotation, target: { ...annotation.target, detached } }
}

/** Which of the older items is which of the newer ones, by their indices. */
type Pairs = ReadonlyMap<number, number>

/** Pairs up what has the same key and no pair yet, in order; an empty key is none. */
function pairBy<T>(
  pairs: Map<number, number>,
  [before, after]: readonly [readonly T[], readonly T[]],
  keyOf: (item: T) => string,
): void {
  const taken = new Set(pairs.values())
  const open = new Map<string, number[]>()
  for (const [j, item] of after.entries())
    if (!taken.has(j)) open.set(keyOf(item), [...(open.get(keyOf(item)) ?? []), j])
  for (const [i, item] of before.entries()) {
    const key = keyOf(item)
    const j = key && !pairs.has(i) ? open.get(key)?.shift() : undefined
    if (j !== undefined) pairs.set(i, j)
  }
}

function sourcePairs(before: readonly Source[], after: readonly Source[]): Pairs {
  const pairs = new Map<number, number>()
  const lists = [before, after] as const
  pairBy(pairs, lists, ({ id }) => id)
  pairBy(pairs, lists, ({ url = '' }) => url.trim())
  pairBy(pairs, lists, ({ kind, title }) => title.trim() && `${kind} ${foldSpace(title)}`)
  return pairs
}

/** Ids that the command line counts up anew each time; the same one may be another statement. */
const COUNTED = /^detected-\d+$/
/** So much of the shorter of two stretches must be in both for them to be the same statement. */
const ENOUGH_OVERLAP = 0.5

function statementPairs(before: ComparedReport, after: ComparedReport): Pairs {
  const pairs = new Map<number, number>()
  const [old, present] = [before.dossier.annotations, after.dossier.annotations]
  const lists = [old, present] as const
  pairBy(pairs, lists, ({ id }) => (COUNTED.test(id) ? '' : id))
  const wordsOf = (own: Annotation) => (isPresent(own) ? normalizeWording(own.target.wording) : '')
  const within = (context: (own: Annotation) => string) => (own: Annotation) =>
    wordsOf(own) && JSON.stringify([normalizeWording(context(own)), wordsOf(own)])
  pairBy(
    pairs,
    lists,
    within(({ target }) => `${target.prefix} ${target.suffix}`),
  )
  pairBy(
    pairs,
    lists,
    within(({ target }) => target.prefix),
  )
  pairBy(pairs, lists, wordsOf)
  if (after.article) pairByPlace(pairs, lists, articleText(after.article))
  return pairs
}

/** By where the older words stand in the newer text, edited or not. */
function pairByPlace(
  pairs: Map<number, number>,
  [before, after]: readonly [readonly Annotation[], readonly Annotation[]],
  text: string,
): void {
  const taken = new Set(pairs.values())
  const open = [...before.entries()].filter(([i, own]) => !pairs.has(i) && isPresent(own))
  const places = reanchorAll(
    text,
    open.map(([, { target }]) => target),
  )
  for (const [n, [i]] of open.entries()) {
    const found = places[n]
    if (!found || !('ranges' in found)) continue
    const place = { start: found.ranges.quote[0]?.start ?? 0, end: found.ranges.quote.at(-1)?.end ?? 0 }
    const shares = [...after.entries()]
      .filter(([j, own]) => !taken.has(j) && isPresent(own))
      .map(([j, own]) => ({ j, share: overlap(place, extentOf(own.target)) }))
      .sort((a, b) => b.share - a.share)
    const best = shares[0]
    if (!best || best.share < ENOUGH_OVERLAP) continue
    pairs.set(i, best.j)
    taken.add(best.j)
  }
}

function overlap(a: TextRange, b: TextRange): number {
  const shared = Math.min(a.end, b.end) - Math.max(a.start, b.start)
  const shorter = Math.min(a.end - a.start, b.end - b.start)
  return shorter > 0 ? Math.max(0, shared) / shorter : 0
}

/** Whether it is a statement of the article as it is. */
function isPresent({ dismissed, target }: Annotation): boolean {
  return !dismissed && !target.detached
}

interface Compare {
  readonly shown: Shown
  /** Pairs of sources, by their ids. */
  readonly sourceIds: ReadonlyMap<string, string>
  readonly locale: Locale
  /** The comments are told one by one. */
  readonly includeThreads: boolean
}

function statementsOf(
  before: ComparedReport,
  after: ComparedReport,
  compare: Compare,
): readonly StatementDifference[] {
  const pairs = statementPairs(before, after)
  const partners = new Map([...pairs].map(([i, j]) => [j, i]))
  const [old, present] = [before.dossier.annotations, after.dossier.annotations]
  const { shown } = compare
  const standing = [...present.entries()]
    .filter(([, own]) => isPresent(own))
    .sort(([, a], [, b]) => byPlace(a, b))
    .flatMap(([j, own]): readonly StatementDifference[] => {
      const i = partners.get(j)
      const was = i === undefined ? undefined : old[i]
      const shownAfter = shown.after.annotations[j] ?? own
      if (i === undefined || !was || !isPresent(was))
        return [
          { change: 'added', before: null, after: shownAfter, why: null, changes: [], isStale: isStale(own) },
        ]
      const shownBefore = shown.before.annotations[i] ?? was
      const changes = [...changesOf([was, own], [shownBefore, shownAfter], compare)]
      if (!changes.length) return []
      return [
        {
          change: 'changed',
          before: shownBefore,
          after: shownAfter,
          why: null,
          changes,
          isStale: isStale(own),
        },
      ]
    })
  const gone = [...old.entries()]
    .filter(
      ([i, own]) => isPresent(own) && !isPresent(present[pairs.get(i) ?? -1] ?? withDetached(own, true)),
    )
    .sort(([, a], [, b]) => byPlace(a, b))
    .map(([i, own]): StatementDifference => {
      const now = present[pairs.get(i) ?? -1]
      return {
        change: 'gone',
        before: shown.before.annotations[i] ?? own,
        after: null,
        why: !now ? 'missing' : now.dismissed ? 'dismissed' : 'words',
        changes: [],
        isStale: false,
      }
    })
  return [...standing, ...gone]
}

type Two<T> = readonly [before: T, after: T]

/** `own` is compared, `shown` is told. */
function* changesOf(own: Two<Annotation>, shown: Two<Annotation>, compare: Compare): Generator<Change> {
  const [was, now] = own
  const [before, after] = shown
  const { locale } = compare
  if (!isSameWording(was.target.wording, now.target.wording))
    yield { what: 'wording', before: before.target.wording, after: after.target.wording }
  if (speakerWords(was, locale) !== speakerWords(now, locale))
    yield { what: 'speaker', before: speakerWords(before, locale), after: speakerWords(after, locale) }
  if (was.outlet !== now.outlet)
    yield { what: 'outlet', before: before.outlet ?? '', after: after.outlet ?? '' }
  if (was.when !== now.when) yield { what: 'when', before: before.when ?? '', after: after.when ?? '' }
  if (chainWords(was) !== chainWords(now))
    yield { what: 'chain', before: chainWords(before), after: chainWords(after) }
  if (was.kind !== now.kind) yield { what: 'kind', before: before.kind, after: after.kind }
  if (was.review.status !== now.review.status)
    yield { what: 'status', before: before.review, after: after.review }
  else if (was.review.at !== now.review.at)
    yield { what: 'confirmed', before: before.review, after: after.review }
  if (was.verdict?.rating !== now.verdict?.rating || was.verdict?.at !== now.verdict?.at)
    yield { what: 'verdict', before: before.verdict, after: after.verdict }
  if (was.signOff?.at !== now.signOff?.at || was.signOff?.by.id !== now.signOff?.by.id)
    yield { what: 'sign-off', before: before.signOff, after: after.signOff }
  if (was.reopened?.at !== now.reopened?.at || was.reopened?.why !== now.reopened?.why)
    yield {
      what: 'reopened',
      before: withSource(before.reopened, compare.shown.before),
      after: withSource(after.reopened, compare.shown.after),
    }
  yield* evidenceChanges(own, shown, compare)
  yield* overrideChanges(own, shown)
  if (was.anonymity !== now.anonymity)
    yield { what: 'anonymity', before: before.anonymity, after: after.anonymity }
  if (was.note !== now.note) yield { what: 'note', before: before.note, after: after.note }
  if (was.assignee?.id !== now.assignee?.id)
    yield { what: 'assignee', before: before.assignee, after: after.assignee }
  yield* threadChanges(own, shown, compare)
}

function* threadChanges(
  [was, now]: Two<Annotation>,
  [before, after]: Two<Annotation>,
  { includeThreads }: Compare,
): Generator<Change> {
  const isSame = (a: Comment | undefined, b: Comment | undefined) =>
    a?.text === b?.text && a?.at === b?.at && a?.editedAt === b?.editedAt
  const [old, present] = [was.thread.comments, now.thread.comments]
  const pairs = new Map<number, number>()
  pairBy(pairs, [old, present], ({ id }) => id)
  const changed = old.flatMap((own, i): readonly Two<Comment | null>[] => {
    const j = pairs.get(i)
    if (j !== undefined && isSame(own, present[j])) return []
    return [[before.thread.comments[i] ?? null, (j === undefined ? null : after.thread.comments[j]) ?? null]]
  })
  const taken = new Set(pairs.values())
  const added = after.thread.comments.filter((_, j) => !taken.has(j))
  if (!changed.length && !added.length && was.thread.resolved?.at === now.thread.resolved?.at) return
  yield { what: 'thread', before: before.thread, after: after.thread }
  if (!includeThreads) return
  for (const [own, other] of changed) yield { what: 'comment', before: own, after: other }
  for (const own of added) yield { what: 'comment', before: null, after: own }
}

function withSource(reopened: Reopening | null, { sources }: Dossier) {
  return reopened && { ...reopened, source: sources.find(({ id }) => id === reopened.sourceId) ?? null }
}

function chainWords(annotation: Annotation): string {
  return chainNames(annotation).join(CHAIN_ARROW)
}

function* evidenceChanges(
  [was, now]: Two<Annotation>,
  [before, after]: Two<Annotation>,
  { shown, sourceIds }: Compare,
): Generator<Change> {
  const pairs = new Map<number, number>()
  const lists = [
    was.evidence.map((own) => ({ ...own, sourceId: sourceIds.get(own.sourceId) ?? '' })),
    now.evidence,
  ] as const
  pairBy(pairs, lists, ({ id }) => id)
  pairBy(
    pairs,
    lists,
    ({ sourceId, relation, passage }) => sourceId && [sourceId, relation, passage].join(' '),
  )
  pairBy(pairs, lists, ({ sourceId }) => sourceId)
  const titled = (dossier: Dossier, evidence: Evidence | undefined): Source | null =>
    dossier.sources.find(({ id }) => id === evidence?.sourceId) ?? null
  const taken = new Set(pairs.values())
  for (const [i, own] of lists[0].entries()) {
    const j = pairs.get(i)
    const other = j === undefined ? undefined : lists[1][j]
    const isSame =
      other !== undefined &&
      own.sourceId === other.sourceId &&
      own.relation === other.relation &&
      own.passage === other.passage &&
      own.locator === other.locator &&
      own.translated === other.translated
    if (isSame) continue
    const [old, present] = [before.evidence[i], j === undefined ? undefined : after.evidence[j]]
    const source = titled(shown.after, present) ?? titled(shown.before, old)
    yield { what: 'evidence', before: old ?? null, after: present ?? null, source }
  }
  for (const [j, present] of after.evidence.entries())
    if (!taken.has(j))
      yield { what: 'evidence', before: null, after: present, source: titled(shown.after, present) }
}

function* overrideChanges([was, now]: Two<Annotation>, [before, after]: Two<Annotation>): Generator<Change> {
  const pairs = new Map<number, number>()
  pairBy(pairs, [was.overrides, now.overrides], ({ rule }) => rule)
  const taken = new Set(pairs.values())
  for (const [i, own] of was.overrides.entries()) {
    const j = pairs.get(i)
    const other = j === undefined ? undefined : now.overrides[j]
    if (own.at === other?.at && own.reason === other.reason && own.wording === other.wording) continue
    yield {
      what: 'override',
      before: before.overrides[i] ?? null,
      after: (j === undefined ? undefined : after.overrides[j]) ?? null,
    }
  }
  for (const [j, present] of after.overrides.entries())
    if (!taken.has(j)) yield { what: 'override', before: null, after: present }
}

/** Name or mention, and office. */
function speakerWords(annotation: Annotation, locale: Locale): string {
  const office = annotation.speakerIs.office
  return speakerOf(annotation, locale) + (office ? `, ${foldSpace(office)}` : '')
}

function sourcesOf({ sources: before }: Dossier, { sources: after }: Dossier, pairs: Pairs, shown: Shown) {
  const taken = new Set(pairs.values())
  const told = (dossier: Dossier, i: number | undefined): Source | null =>
    (i === undefined ? undefined : dossier.sources[i]) ?? null
  const differs = (a: Source | null, b: Source | null) => (key: SourceField) => a?.[key] !== b?.[key]
  const kept = before.flatMap((own, i): readonly SourceDifference[] => {
    const j = pairs.get(i)
    const [old, present] = [told(shown.before, i), told(shown.after, j)]
    if (j === undefined) return [{ before: old, after: null, fields: [] }]
    if (!SOURCE_FIELDS.some(differs(own, after[j] ?? null))) return []
    return [{ before: old, after: present, fields: SOURCE_FIELDS.filter(differs(old, present)) }]
  })
  const added = after.flatMap((_, j): readonly SourceDifference[] =>
    taken.has(j) ? [] : [{ before: null, after: told(shown.after, j), fields: [] }],
  )
  return [...kept, ...added]
}

/** By their keys. A dossier without lists of its own works with those of the package. */
function* schemeChangesOf(
  { scheme: before = DEFAULT_SCHEME }: Dossier,
  { scheme: after = DEFAULT_SCHEME }: Dossier,
): Generator<SchemeChange> {
  const meaning = (own: StatusDefinition | RatingDefinition | null) =>
    JSON.stringify({ ...own, colour: undefined })
  for (const [old, present] of bothIn(before.statuses, after.statuses))
    if (meaning(old) !== meaning(present)) yield { what: 'status', before: old, after: present }
  for (const [old, present] of bothIn(before.ratings, after.ratings))
    if (meaning(old) !== meaning(present)) yield { what: 'rating', before: old, after: present }
}

/** What both lists have by the same key, in the order of the newer one; what only the older one has behind it. */
function bothIn<T extends { readonly key: string }>(
  before: readonly T[],
  after: readonly T[],
): readonly Two<T | null>[] {
  const own = (list: readonly T[], key: string) => list.find((item) => item.key === key) ?? null
  const gone = before.filter(({ key }) => !own(after, key))
  return [
    ...after.map((item): Two<T | null> => [own(before, item.key), item]),
    ...gone.map((item): Two<T | null> => [item, null]),
  ]
}

function logOf(before: readonly LogEntry[], after: readonly LogEntry[]): Difference['log'] {
  const isContinued = before.every((entry, i) => {
    const now = after[i]
    if (!now) return false
    if (entry.seal && now.seal) return entry.seal.content === now.seal.content
    return entry.at === now.at && entry.action === now.action && entry.by?.id === now.by?.id
  })
  return { added: isContinued ? after.length - before.length : 0, isContinued }
}
