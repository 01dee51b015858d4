/**
 * The dossier: everything the desk knows on one article, and its JSON format.
 *
 * What comes from outside is checked whole before any of it is used: either
 * every part is sound, or nothing is taken and all problems are told with
 * their paths.
 */
import * as v from 'valibot'
import type { Annotation } from './annotation.js'
import { LOG_ACTIONS, type LogEntry } from './log.js'
import { RELATIONS, RELIABILITIES, safeUrl, SOURCE_KINDS, type Source } from './source.js'
import { sealLog } from './seal.js'
import { findingOf, speakerOf, problemsOf, ranges, someRanges } from './schema.js'
import { STATUSES } from './status.js'

export const FORMAT = 'prosemirror-attribution'
export const FORMAT_VERSION = 1

export interface Dossier {
  readonly annotations: readonly Annotation[]
  readonly sources: readonly Source[]
  readonly log: readonly LogEntry[]
}

export const EMPTY_DOSSIER: Dossier = { annotations: [], sources: [], log: [] }

/** One thing wrong with foreign data. */
export interface Problem {
  /** Where, in JavaScript's notation: `annotations[3].review.status`; empty for the whole. */
  readonly path: string
  readonly message: string
}

export type Parsed<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problems: readonly Problem[] }

/** The dossier as a value for `JSON.stringify`, with format and version. */
export function dossierToJSON(dossier: Dossier): Readonly<Record<string, unknown>> {
  return {
    format: FORMAT,
    version: FORMAT_VERSION,
    annotations: dossier.annotations,
    sources: dossier.sources,
    log: dossier.log,
  }
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
 * Unknown keys are dropped; every problem is reported with its path.
 */
export function parseDossier(data: unknown): Parsed<Dossier> {
  const json = typeof data === 'string' ? parseText(data) : { ok: true as const, value: data }
  if (!json.ok) return json
  const head = v.safeParse(headSchema, json.value)
  if (!head.success) return { ok: false, problems: problemsOf(head.issues) }
  if (head.output.version > FORMAT_VERSION)
    return fail(
      'version',
      `format version ${head.output.version} is newer than ${FORMAT_VERSION}; update the program`,
    )
  const body = v.safeParse(dossierSchema, json.value)
  if (!body.success) return { ok: false, problems: problemsOf(body.issues) }
  const problems = [...inconsistencies(body.output)]
  return problems.length ? { ok: false, problems } : { ok: true, value: body.output }
}

function parseText(text: string): Parsed<unknown> {
  try {
    return { ok: true, value: JSON.parse(text.replace(/^\uFEFF/, '')) as unknown }
  } catch (error) {
    return fail('', `not JSON: ${error instanceof Error ? error.message : String(error)}`)
  }
}

function fail(path: string, message: string): Parsed<never> {
  return { ok: false, problems: [{ path, message }] }
}

/** What no schema of single fields sees: ids used twice, evidence without its source. */
function* inconsistencies(dossier: Dossier): Generator<Problem> {
  yield* repeated('sources', dossier.sources)
  yield* repeated('annotations', dossier.annotations)
  const sources = new Set(dossier.sources.map((source) => source.id))
  for (const [i, annotation] of dossier.annotations.entries()) {
    yield* repeated(`annotations[${i}].evidence`, annotation.evidence)
    for (const [j, { sourceId }] of annotation.evidence.entries())
      if (!sources.has(sourceId))
        yield {
          path: `annotations[${i}].evidence[${j}].sourceId`,
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

const headSchema = v.object({
  format: v.literal(FORMAT),
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
})

const id = v.pipe(v.string(), v.nonEmpty('must not be empty'))
const time = v.pipe(v.string(), v.isoTimestamp('must be an ISO 8601 time'))
const url = v.pipe(
  v.string(),
  v.check((text) => safeUrl(text) !== null, 'must be a web address (http or https)'),
)
const sum = v.pipe(
  v.string(),
  v.regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 sum in lower-case hexadecimal digits'),
)
const salt = v.pipe(v.string(), v.regex(/^[0-9a-f]+$/, 'must be hexadecimal digits'))
const person = v.nullable(v.object({ id, name: v.string() }))

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
  by: person,
  at: time,
})

const annotation = v.object({
  id,
  origin: v.picklist(['detected', 'manual']),
  target,
  ...findingOf(v.string()),
  // Files from before these were known lack them.
  when: v.optional(v.nullable(v.string()), null),
  chain: v.optional(v.array(v.object({ mention: v.string(), speakerIs: speakerOf(v.string()) })), []),
  evidence: v.array(evidence),
  review: v.object({
    status: v.picklist(STATUSES),
    wording: v.nullable(v.string()),
    by: person,
    at: v.nullable(time),
  }),
  note: v.string(),
  dismissed: v.boolean(),
  edited: v.optional(v.boolean(), false),
})

const source = v.object({
  id,
  kind: v.picklist(SOURCE_KINDS),
  title: v.string(),
  author: v.optional(v.string()),
  publisher: v.optional(v.string()),
  date: v.optional(v.string()),
  url: v.optional(url),
  archivedUrl: v.optional(url),
  accessed: v.optional(v.string()),
  reliability: v.picklist(RELIABILITIES),
  confidential: v.boolean(),
  note: v.optional(v.string()),
})

const dossierSchema = v.object({
  annotations: v.array(annotation),
  sources: v.array(source),
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
