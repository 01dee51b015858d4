/**
 * The dossier: everything the desk knows on one article, and its JSON format.
 *
 * What comes from outside is checked whole before any of it is used: either
 * every part is sound, or nothing is taken and all problems are told with
 * their paths. Only a source's date that is none does not stop a file: earlier
 * versions took any words for one, and so they go on as a part of its note.
 */
import * as v from 'valibot'
import type { Annotation } from './annotation.js'
import { parseDate } from './date.js'
import { foreignSchema, type Foreign } from './foreign.js'
import { LOG_ACTIONS, type LogEntry } from './log.js'
import { RELATIONS, RELIABILITIES, SOURCE_KINDS, type Source } from './source.js'
import { sealLog } from './seal.js'
import {
  fail,
  findingOf,
  parseJSON,
  problemsOf,
  ranges,
  someRanges,
  speakerOf,
  webAddress,
} from './schema.js'
import { createScheme, DEFAULT_SCHEME, ratingIn, statusIn, type Scheme } from './status.js'
import { NO_THREAD } from './thread.js'

/** By what a file of ours is told from others. */
export const FORMAT = 'prosemirror-attribution'
/** 1 had no verdicts, sign-offs, threads, assignments, reasons for anonymity, overrides, and no scheme. */
export const FORMAT_VERSION = 2

/** Everything the desk knows on one article. */
export interface Dossier {
  readonly annotations: readonly Annotation[]
  readonly sources: readonly Source[]
  readonly log: readonly LogEntry[]
  /** The house's own statuses and ratings, so that a file explains itself; absent for the default ones. */
  readonly scheme?: Scheme
  /** Annotations of others that are on no words of the article; absent where there are none. */
  readonly foreign?: readonly Foreign[]
}

/** Of an article that nobody has looked at. */
export const EMPTY_DOSSIER: Dossier = { annotations: [], sources: [], log: [] }

/** One thing wrong with foreign data. */
export interface Problem {
  /** Where, in JavaScript's notation: `annotations[3].review.status`; empty for the whole. */
  readonly path: string
  readonly message: string
}

/** Foreign data after its check: the value, or all that is wrong with it. */
export type Parsed<T> =
  | {
      readonly ok: true
      readonly value: T
      /** What was not as it should be and stands elsewhere now, nothing of it lost; absent where all was sound. */
      readonly mended?: readonly Problem[]
    }
  | { readonly ok: false; readonly problems: readonly Problem[] }

/** The dossier as a value for `JSON.stringify`, with format and version. */
export function dossierToJSON(dossier: Dossier): Readonly<Record<string, unknown>> {
  return {
    format: FORMAT,
    version: FORMAT_VERSION,
    annotations: dossier.annotations,
    sources: dossier.sources,
    log: dossier.log,
    ...(dossier.scheme && { scheme: dossier.scheme }),
    ...(dossier.foreign?.length && { foreign: dossier.foreign }),
  }
}

/** `scheme` with what the dossier knows or uses beyond it, so that nothing loses its name; the same object when that is nothing. */
export function schemeFor(
  { annotations, scheme: own = DEFAULT_SCHEME }: Dossier,
  scheme: Scheme = DEFAULT_SCHEME,
): Scheme {
  const statuses = new Map(scheme.statuses.map((status) => [status.key, status]))
  const ratings = new Map(scheme.ratings.map((rating) => [rating.key, rating]))
  for (const { review, verdict } of annotations) {
    if (!statuses.has(review.status)) statuses.set(review.status, statusIn(own, review.status))
    if (verdict && !ratings.has(verdict.rating)) ratings.set(verdict.rating, ratingIn(own, verdict.rating))
  }
  return statuses.size === scheme.statuses.length && ratings.size === scheme.ratings.length
    ? scheme
    : { statuses: [...statuses.values()], ratings: [...ratings.values()] }
}

/**
 * The dossier with its whole log sealed, for what leaves the editor: the editor seals in the
 * background and may not have come to the last entries. The same object when all is sealed.
 * Rejects with an Error where WebCrypto is missing, as in a page without https.
 */
export async function sealDossier(dossier: Dossier): Promise<Dossier> {
  const log = await sealLog(dossier.log)
  return log === dossier.log ? dossier : { ...dossier, log }
}

/**
 * Checks foreign data. `data` is a parsed JSON value, or a JSON text.
 * Unknown keys are dropped; every problem is reported with its path. Where a source's date is none
 * of the calendar, its words go to the source's note, and `mended` tells the path.
 */
export function parseDossier(data: unknown): Parsed<Dossier> {
  const json = typeof data === 'string' ? parseJSON(data) : { ok: true as const, value: data }
  if (!json.ok) return json
  const head = v.safeParse(headSchema, json.value)
  if (!head.success) return { ok: false, problems: problemsOf(head.issues) }
  if (head.output.version > FORMAT_VERSION)
    return fail(
      'version',
      `format version ${head.output.version} is newer than ${FORMAT_VERSION}; update the program`,
    )
  const scheme = head.output.scheme && schemeFrom(head.output.scheme)
  if (scheme && !scheme.ok) return scheme
  const body = v.safeParse(dossierSchema(scheme?.value ?? DEFAULT_SCHEME), json.value)
  if (!body.success) return { ok: false, problems: problemsOf(body.issues) }
  const mended: Problem[] = []
  const sources = body.output.sources.map((own, i) => withSoundDates(own, `sources[${i}]`, mended))
  const dossier: Dossier = { ...body.output, sources, ...(scheme && { scheme: scheme.value }) }
  const problems = [...inconsistencies(dossier)]
  if (problems.length) return { ok: false, problems }
  return { ok: true, value: dossier, ...(mended.length && { mended }) }
}

/**
 * The same source where its dates are dates. Words that are none go to the note, and so does what a date
 * says beyond the day; `mended` gets what was changed, with `path` in front.
 */
export function withSoundDates(source: Source, path: string, mended: Problem[]): Source {
  let sound = source
  for (const key of ['date', 'accessed'] as const) {
    const words = source[key]
    const date = words === undefined ? undefined : parseDate(words.replace(/T.*$/s, ''))
    if (words === undefined || date === words) continue
    const { [key]: _, ...rest } = sound
    const isAll = !words.trim() || (date && !words.includes('T'))
    const note = isAll ? rest.note : [rest.note, `${key}: ${words}`].filter(Boolean).join('\n')
    sound = { ...rest, ...(date && { [key]: date }), ...(note !== undefined && { note }) }
    mended.push({
      path: `${path}.${key}`,
      message:
        `must be a date (2026, 2026-11 or 2026-11-24), not ${JSON.stringify(words)}` +
        (isAll ? '' : '; the words stand in the note now'),
    })
  }
  return sound
}

function schemeFrom(lists: Scheme): Parsed<Scheme> {
  try {
    return { ok: true, value: createScheme(lists) }
  } catch (error) {
    return fail('scheme', error instanceof Error ? error.message : String(error))
  }
}

/** What no schema of single fields sees: ids used twice, evidence without its source. */
function* inconsistencies(dossier: Dossier): Generator<Problem> {
  yield* repeated('sources', dossier.sources)
  yield* repeated('annotations', dossier.annotations)
  const sources = new Set(dossier.sources.map((source) => source.id))
  for (const [i, annotation] of dossier.annotations.entries()) {
    const { evidence, thread, reopened } = annotation
    const path = `annotations[${i}]`
    if (reopened && !sources.has(reopened.sourceId))
      yield { path: `${path}.reopened.sourceId`, message: `no source has the id "${reopened.sourceId}"` }
    yield* repeated(`${path}.thread.comments`, thread.comments)
    yield* repeated(`${path}.evidence`, evidence)
    for (const [j, { sourceId }] of evidence.entries())
      if (!sources.has(sourceId))
        yield {
          path: `${path}.evidence[${j}].sourceId`,
          message: `no source has the id "${sourceId}"`,
        }
  }
}

function* repeated(path: string, items: readonly { readonly id: string }[]): Generator<Problem> {
  const seen = new Set<string>()
  for (const [i, { id }] of items.entries()) {
    if (seen.has(id)) yield { path: `${path}[${i}].id`, message: `the id "${id}" is used twice` }
    seen.add(id)
  }
}

const localText = v.record(v.string(), v.string())
const scheme = v.object({
  statuses: v.array(
    v.object({
      key: v.string(),
      label: v.optional(localText),
      sign: v.string(),
      colour: v.optional(v.string()),
      isFinal: v.boolean(),
      isBlocking: v.boolean(),
    }),
  ),
  ratings: v.array(
    v.object({ key: v.string(), label: v.optional(localText), value: v.nullable(v.number()) }),
  ),
})

const headSchema = v.object({
  scheme: v.optional(scheme),
  format: v.literal(FORMAT),
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
})

const id = v.pipe(v.string(), v.nonEmpty('must not be empty'))
const words = v.pipe(
  v.string(),
  v.check((text) => text.trim() !== '', 'must not be blank'),
)
const time = v.pipe(v.string(), v.isoTimestamp('must be an ISO 8601 time'))
const sum = v.pipe(
  v.string(),
  v.regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 sum in lower-case hexadecimal digits'),
)
const salt = v.pipe(v.string(), v.regex(/^[0-9a-f]+$/, 'must be hexadecimal digits'))
const someone = v.object({ id, name: v.string() })
const person = v.nullable(someone)

/** A key that one of the scheme's lists has. */
function keyOf(list: readonly { readonly key: string }[], what: string): v.GenericSchema<string> {
  const known = new Set(list.map(({ key }) => key))
  return v.pipe(
    v.string(),
    v.check(
      (key) => known.has(key),
      ({ input }) => `no ${what} is called ${JSON.stringify(input)}`,
    ),
  )
}

const target = v.object({
  ranges: v.object({
    quote: someRanges,
    speaker: ranges,
    cue: ranges,
    frame: ranges,
    addressee: ranges,
  }),
  wording: v.string(),
  prefix: v.string(),
  suffix: v.string(),
  speaker: v.nullable(v.string()),
  detached: v.boolean(),
})

const evidence = v.object({
  id,
  sourceId: id,
  relation: v.picklist(RELATIONS),
  passage: v.string(),
  locator: v.string(),
  translated: v.optional(v.boolean(), false),
  by: person,
  at: time,
})

const annotationSchema = ({ statuses, ratings }: Scheme) =>
  v.object({
    id,
    origin: v.picklist(['detected', 'manual']),
    target,
    ...findingOf(v.string()),
    // Files from before these were known lack them.
    when: v.optional(v.nullable(v.string()), null),
    chain: v.optional(v.array(v.object({ mention: v.string(), speakerIs: speakerOf(v.string()) })), []),
    evidence: v.array(evidence),
    review: v.object({
      status: keyOf(statuses, 'status'),
      wording: v.nullable(v.string()),
      by: person,
      at: v.nullable(time),
    }),
    note: v.string(),
    dismissed: v.boolean(),
    edited: v.optional(v.boolean(), false),
    // New in version 2.
    assignee: v.optional(person, null),
    verdict: v.optional(
      v.nullable(v.object({ rating: keyOf(ratings, 'rating'), wording: v.string(), by: person, at: time })),
      null,
    ),
    signOff: v.optional(v.nullable(v.object({ wording: v.string(), by: someone, at: time })), null),
    reopened: v.optional(
      v.nullable(
        v.object({ sourceId: id, why: v.picklist(['corrected', 'unreliable']), by: person, at: time }),
      ),
      null,
    ),
    anonymity: v.optional(v.string(), ''),
    thread: v.optional(
      v.object({
        comments: v.array(
          v.pipe(
            v.object({
              id,
              text: v.string(),
              mentions: v.array(someone),
              by: person,
              at: time,
              editedAt: v.nullable(time),
            }),
            v.forward(
              // Wholly empty it is one of a copy from which the words of comments were left out.
              v.check(
                ({ text, mentions }) => text.trim() !== '' || (text === '' && !mentions.length),
                'must not be blank',
              ),
              ['text'],
            ),
          ),
        ),
        resolved: v.nullable(v.object({ by: person, at: time })),
      }),
      NO_THREAD,
    ),
    overrides: v.optional(
      v.array(v.object({ rule: id, reason: words, wording: v.string(), by: person, at: time })),
      [],
    ),
    foreign: v.exactOptional(foreignSchema),
  })

const source = v.object({
  id,
  kind: v.picklist(SOURCE_KINDS),
  title: v.string(),
  author: v.optional(v.string()),
  publisher: v.optional(v.string()),
  date: v.optional(v.string()),
  url: v.optional(webAddress),
  archivedUrl: v.optional(webAddress),
  accessed: v.optional(v.string()),
  reliability: v.picklist(RELIABILITIES),
  confidential: v.boolean(),
  note: v.optional(v.string()),
  contact: v.optional(v.string()),
  correction: v.optional(v.string()),
})

const dossierSchema = (lists: Scheme) =>
  v.object({
    annotations: v.array(annotationSchema(lists)),
    sources: v.array(source),
    foreign: v.exactOptional(v.array(foreignSchema)),
    log: v.array(
      v.object({
        at: time,
        by: person,
        action: v.picklist(LOG_ACTIONS),
        subject: id,
        before: v.string(),
        after: v.string(),
        // Files from before logs were sealed lack it.
        seal: v.optional(v.nullable(v.object({ previous: sum, salt: v.nullable(salt), content: sum })), null),
      }),
    ),
  })
