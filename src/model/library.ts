/**
 * The article's sources as a whole: what is done to one is done for every annotation that rests on it.
 * Values in, values out; null where it does not apply.
 */
import type { ReviewAction } from './action.js'
import type { Annotation, Reopening } from './annotation.js'
import type { Person } from './person.js'
import type { LogWords } from './review.js'
import { SOURCE_FIELDS, type Source } from './source.js'

/** The actions that change a source. */
export type LibraryAction = Extract<
  ReviewAction,
  { readonly type: 'add-source' | 'edit-source' | 'correct-source' | 'remove-source' }
>

/** What an action makes of the library, and of the statements that rest on it. */
export interface LibraryChange {
  readonly sources: readonly Source[]
  /** What becomes of annotations that rest on the source, by id; only those that change. */
  readonly reopened: ReadonlyMap<string, Reopening | null>
  /** `subject` is a source's id, or an annotation's for `reopen`. */
  readonly entries: readonly (LogWords & { readonly subject: string })[]
}

type Resting = Pick<Annotation, 'id' | 'evidence' | 'review' | 'reopened'>

/**
 * The library after the action; null where it does not apply: a source that is there already or not at all,
 * one that says the same, one that is still needed.
 */
export function withSource(
  { sources, annotations }: { readonly sources: readonly Source[]; readonly annotations: Iterable<Resting> },
  action: LibraryAction,
  stamp: { readonly by: Person | null; readonly at: string },
): LibraryChange | null {
  switch (action.type) {
    case 'add-source': {
      const { source } = action
      if (sources.some(({ id }) => id === source.id)) return null
      return {
        sources: [...sources, source],
        reopened: new Map(),
        entries: [{ action: 'add-source', subject: source.id, before: '', after: source.title }],
      }
    }
    case 'edit-source': {
      const { source } = action
      const known = sources.find(({ id }) => id === source.id)
      if (!known || isSameSource(known, source)) return null
      const { before, after } = differenceOf(known, source)
      const isBad = source.reliability === 'unreliable'
      const wasBad = known.reliability === 'unreliable'
      const reopened =
        isBad === wasBad
          ? new Map<string, Reopening | null>()
          : isBad
            ? reopening(annotations, { sourceId: source.id, why: 'unreliable', ...stamp })
            : closing(annotations, source.id, { sources, stamp })
      return {
        sources: sources.map((own) => (own === known ? source : own)),
        reopened,
        entries: [
          { action: 'edit-source', subject: source.id, before, after },
          ...reopenEntries(reopened, { now: sources, subject: source }),
        ],
      }
    }
    case 'correct-source': {
      const known = sources.find(({ id }) => id === action.sourceId)
      const correction = action.correction.trim()
      if (!known || !correction) return null
      const reopened = reopening(annotations, { sourceId: known.id, why: 'corrected', ...stamp })
      return {
        sources: sources.map((own) => (own === known ? { ...known, correction } : own)),
        reopened,
        entries: [
          { action: 'correct-source', subject: known.id, before: known.correction ?? '', after: correction },
          ...reopenEntries(reopened, { now: sources, subject: known }),
        ],
      }
    }
    case 'remove-source': {
      const known = sources.find(({ id }) => id === action.sourceId)
      if (!known || [...annotations].some((own) => needs(own, known.id))) return null
      return {
        sources: sources.filter((own) => own !== known),
        reopened: new Map(),
        entries: [{ action: 'remove-source', subject: known.id, before: known.title, after: '' }],
      }
    }
  }
}

/** Whether two sources say the same in every field. */
export function isSameSource(a: Source, b: Source): boolean {
  return fieldsOf(a, b).every((key) => a[key] === b[key])
}

function fieldsOf(a: Source, b: Source): readonly (keyof Source)[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])] as (keyof Source)[] // both are sources
}

/** Stands for a field that a source does not have. */
const NOTHING = '–'

/** What has changed, in a line each: the title, and every field that is not the same. */
function differenceOf(a: Source, b: Source): { readonly before: string; readonly after: string } {
  const fields = fieldsOf(a, b).filter((key) => key !== 'title' && a[key] !== b[key])
  const line = (source: Source) =>
    [source.title, ...fields.map((key) => `${key}: ${String(source[key] ?? NOTHING)}`)].join(' · ')
  return { before: line(a), after: line(b) }
}

/** Fields of a source that hold no words of anybody. */
const WITHOUT_WORDS: ReadonlySet<string> = new Set([
  'kind',
  'reliability',
  'confidential',
  'date',
  'accessed',
])

/** Where the next field begins in a log line of `edit-source`; titles may have the separator in them too. */
const NEXT_FIELD = new RegExp(
  ` · (?=(?:${['id', ...SOURCE_FIELDS.filter((field) => field !== 'title')].join('|')}): )`,
)

/** What a log line of `edit-source` names: the title, and each field with its words; no words where it had none. */
export function partsOfDifference(line: string): {
  readonly title: string
  readonly fields: readonly { readonly key: string; readonly words: string }[]
} {
  const [title = '', ...fields] = line.split(NEXT_FIELD)
  return {
    title,
    fields: fields.map((field) => {
      const at = field.indexOf(': ')
      const words = field.slice(at + 2)
      return { key: field.slice(0, at), words: words === NOTHING ? '' : words }
    }),
  }
}

/** The words in a log line of `edit-source`, each field's for itself; nothing of fields that hold none. */
export function wordsOfDifference(line: string): readonly string[] {
  const { title, fields } = partsOfDifference(line)
  return [title, ...fields.filter(({ key }) => !WITHOUT_WORDS.has(key)).map(({ words }) => words)]
}

/** It has evidence from the source, or waits because of it. */
function needs({ evidence, reopened }: Resting, sourceId: string): boolean {
  return reopened?.sourceId === sourceId || evidence.some((own) => own.sourceId === sourceId)
}

/** What is only background bears nothing. */
function bearsOn(evidence: Annotation['evidence'], sourceId: string): boolean {
  return evidence.some((own) => own.sourceId === sourceId && own.relation !== 'context')
}

/**
 * Reviewed ones that rest on the source. One that waits already waits for what it did, unless the new
 * reason weighs more: a correction is only done with by a decision, credit can come back.
 */
function reopening(annotations: Iterable<Resting>, why: Reopening): Map<string, Reopening | null> {
  const found = new Map<string, Reopening | null>()
  for (const { id, evidence, review, reopened } of annotations) {
    if (!bearsOn(evidence, why.sourceId) || review.wording === null) continue
    if (!reopened || why.why === 'corrected') found.set(id, why)
  }
  return found
}

/**
 * The source is no longer held for unreliable: what was reopened for that alone is as it was. What rests on
 * another unreliable one waits for that.
 */
function closing(
  annotations: Iterable<Resting>,
  sourceId: string,
  {
    sources,
    stamp,
  }: {
    readonly sources: readonly Source[]
    readonly stamp: { readonly by: Person | null; readonly at: string }
  },
): Map<string, Reopening | null> {
  const found = new Map<string, Reopening | null>()
  const others = sources.filter(({ id, reliability }) => id !== sourceId && reliability === 'unreliable')
  for (const { id, evidence, reopened } of annotations) {
    if (reopened?.sourceId !== sourceId || reopened.why !== 'unreliable') continue
    const other = others.find((source) => bearsOn(evidence, source.id))
    found.set(id, other ? { sourceId: other.id, why: 'unreliable', ...stamp } : null)
  }
  return found
}

/** `before` what it waited for, `after` what it waits for now. */
function reopenEntries(
  reopened: ReadonlyMap<string, Reopening | null>,
  { now, subject }: { readonly now: readonly Source[]; readonly subject: Source },
): LibraryChange['entries'] {
  const titleOf = (sourceId: string) =>
    sourceId === subject.id ? subject.title : (now.find(({ id }) => id === sourceId)?.title ?? '')
  return [...reopened].map(([id, why]) => ({
    action: 'reopen',
    subject: id,
    before: why?.sourceId === subject.id ? '' : subject.title,
    after: why ? titleOf(why.sourceId) : '',
  }))
}
