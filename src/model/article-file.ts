/**
 * The format of record: one JSON file with an article and everything that the desk knows of it. What the
 * editor saves (`dossierToJSON`) is the same format without the article; `parseArticleFile` reads both, of
 * every version so far.
 *
 * The text of a file is canonical: members in the order of the format, two spaces to a level, one line
 * break at the end. Written, read and written again, a file is the same byte by byte.
 */
import * as v from 'valibot'
import { articleText, type Article } from './article.js'
import type { Dossier, Parsed, Problem } from './dossier.js'
import { FORMAT, FORMAT_VERSION, migrate } from './format.js'
import { fileSchema, headSchema } from './format-schema.js'
import { membersOf, type Members } from './members.js'
import { entryWithoutPasswords, NO_PASSWORDS } from './passwords.js'
import type { PublishCheck } from './policy.js'
import { bounded, fail, parseJSON } from './problems.js'
import { checked } from './schema.js'
import type { LogVerification } from './seal.js'
import { sha256, utf8Bytes, webCrypto, type SealCrypto } from './sha256.js'
import { soundSource } from './sound-source.js'
import { createScheme, DEFAULT_SCHEME, type Scheme } from './status.js'

/** How much is not in a copy that may leave the house. */
export interface LeftOut {
  /** Sources of which nothing is told but that there are some. */
  readonly confidentialSources: number
  /** Sources that had a contact. */
  readonly contacts: number
  /** Comments whose words are missing. */
  readonly comments: number
}

/** A file's content. Null is what it does not have. */
export interface ArticleFile {
  readonly dossier: Dossier
  readonly article: Article | null
  /** What `articleDigest` gave for the article when the file was made. */
  readonly digest: string | null
  /** ISO 8601 time. */
  readonly created: string | null
  readonly leftOut: LeftOut | null
  /** What `verifyLog` said when the file was made, for a reader; who wants to know for sure verifies again. */
  readonly log: LogVerification | null
  /** What the house's rules said when the file was made; the like. */
  readonly check: PublishCheck | null
}

/**
 * SHA-256 of the article's plain text (its blocks, joined by an empty line) in UTF-8: 64 lower-case
 * hexadecimal digits, the same that `sha256sum` gives. Rejects with an Error where WebCrypto is missing.
 */
export async function articleDigest(article: Article, crypto: SealCrypto = webCrypto()): Promise<string> {
  return sha256(utf8Bytes(articleText(article)), crypto)
}

/** The file as text, in the canonical form; dates of sources that are none stand in their notes, as on reading. */
export function articleFileText(file: ArticleFile): string {
  const json = jsonOf(file)
  // Reading brings the members into the format's order.
  const ordered = v.safeParse(fileSchema, json)
  return `${JSON.stringify(ordered.success ? ordered.output : json, null, 2)}\n`
}

function jsonOf({ dossier, article, digest, created, leftOut, log, check }: ArticleFile): object {
  const { annotations, sources, scheme, foreign } = dossier
  return {
    format: FORMAT,
    version: FORMAT_VERSION,
    ...(created !== null && { created }),
    ...(article && {
      article: {
        title: article.title,
        lang: article.lang,
        blocks: article.blocks.map(({ level, text }) => ({ level, text })),
        ...(digest !== null && { digest }),
      },
    }),
    annotations,
    sources: sources.map((own) => soundSource(own, '', [])),
    log: dossier.log.map(entryWithoutPasswords),
    ...(scheme && { scheme }),
    ...(foreign?.length && { foreign }),
    ...(leftOut && { leftOut }),
    ...(log && { logVerification: log }),
    ...(check && { check }),
  }
}

/** Five times what another engine may find in an article: what an editor has kept must never be refused. */
export const MAX_ANNOTATIONS = 100_000

/** How much of a file is read. */
export interface FileLimits {
  /** Files with more annotations are refused. Default `MAX_ANNOTATIONS`. */
  readonly maxAnnotations?: number
}

/**
 * Checks a file of any version up to the present one, given as a JSON text or as a parsed value. Unknown
 * members are dropped. Either all is sound, or nothing is taken and every problem is told with its path;
 * only a source's date that is none goes on as words of its note, and passwords in addresses go, which `mended` tells. Of very many
 * problems the last one tells how many more there are.
 */
export function parseArticleFile(
  data: unknown,
  { maxAnnotations = MAX_ANNOTATIONS }: FileLimits = {},
): Parsed<ArticleFile> {
  const json = typeof data === 'string' ? parseJSON(data) : { ok: true as const, value: data }
  if (!json.ok) return json
  if (membersOf(json.value)['format'] !== FORMAT)
    return fail('format', `must be ${JSON.stringify(FORMAT)}: the file is none of ours`)
  const head = checked(headSchema, json.value)
  if (!head.ok) return head
  const { version } = head.value
  if (version > FORMAT_VERSION)
    return fail('version', `format version ${version} is newer than ${FORMAT_VERSION}; update the program`)
  const members = json.value as Members // the head's check has seen that it has some
  const { annotations: given } = members
  if (Array.isArray(given) && given.length > maxAnnotations)
    return fail('annotations', `must not hold more than ${maxAnnotations} annotations: ${given.length}`)
  const file = migrate(members, version)
  const parsed = checked(fileSchema, file)
  const inconsistent = bounded(inconsistencies(file))
  if (!parsed.ok) return { ok: false, problems: bounded([...parsed.problems, ...inconsistent]) }
  if (inconsistent.length) return { ok: false, problems: inconsistent }
  const { created, article, annotations, foreign, scheme, leftOut, logVerification, check } = parsed.value
  const mended: Problem[] = []
  const sources = parsed.value.sources.map((own, i) => soundSource(own, `sources[${i}]`, mended))
  const log = parsed.value.log.map((own, i) => {
    const entry = entryWithoutPasswords(own)
    if (entry !== own) mended.push({ path: `log[${i}]`, message: NO_PASSWORDS })
    return entry
  })
  const { digest, ...text } = article ?? {}
  return {
    ok: true,
    value: {
      dossier: { annotations, sources, log, ...(scheme && { scheme }), ...(foreign && { foreign }) },
      article: article ? (text as Article) : null, // all members but the one taken out
      digest: digest ?? null,
      created: created ?? null,
      leftOut: leftOut ?? null,
      log: logVerification ?? null,
      check: check ?? null,
    },
    ...(mended.length && { mended }),
  }
}

/**
 * What no check of a single place sees: ids used twice or leading nowhere, statuses that the scheme lacks.
 * Looks at unchecked data, so that all problems of a file are told at once; what is unsound there is passed over.
 */
function* inconsistencies(file: Members): Generator<Problem> {
  const { sources, annotations } = file
  yield* repeated('sources', sources)
  yield* repeated('annotations', annotations)
  const sourceIds = idsOf(sources)
  const scheme = file['scheme'] === undefined ? DEFAULT_SCHEME : schemeFrom(file['scheme'])
  if (typeof scheme === 'string') yield { path: 'scheme', message: scheme }
  for (const [i, annotation] of itemsOf(annotations)) {
    const path = `annotations[${i}]`
    const { evidence, thread, reopened, review, verdict } = annotation
    if (scheme && typeof scheme === 'object') {
      yield* unlisted(`${path}.review.status`, membersOf(review)['status'], scheme.statuses)
      yield* unlisted(`${path}.verdict.rating`, membersOf(verdict)['rating'], scheme.ratings)
    }
    yield* lost(`${path}.reopened.sourceId`, membersOf(reopened)['sourceId'], sourceIds)
    yield* repeated(`${path}.thread.comments`, membersOf(thread)['comments'])
    yield* repeated(`${path}.evidence`, evidence)
    for (const [j, { sourceId }] of itemsOf(evidence))
      yield* lost(`${path}.evidence[${j}].sourceId`, sourceId, sourceIds)
  }
  yield* misreported(file)
}

/** Ids in what was said of the dossier when the file was made. */
function* misreported({ annotations, log, logVerification, check }: Members): Generator<Problem> {
  const { ok, entries, index } = membersOf(logVerification)
  const count = Array.isArray(log) ? log.length : Infinity
  if (ok === true && typeof entries === 'number' && entries !== count && count !== Infinity)
    yield { path: 'logVerification.entries', message: `the log has ${count} entries` }
  if (ok === false && typeof index === 'number' && index > count)
    yield { path: 'logVerification.index', message: `the log has ${count} entries` }
  const ids = idsOf(annotations)
  if (!ids) return
  const known = (path: string, id: unknown): Problem[] =>
    typeof id === 'string' && id && !ids.has(id)
      ? [{ path, message: `no annotation has the id ${JSON.stringify(id)}` }]
      : []
  const { blocks, warns, overridden } = membersOf(check)
  for (const [name, list] of Object.entries({ blocks, warns, overridden }))
    for (const [i, { annotationId }] of itemsOf(list))
      yield* known(`check.${name}[${i}].annotationId`, annotationId)
}

/** The lists where they are sound, what is wrong with them as a whole, or null where single places are wrong. */
function schemeFrom(value: unknown): Scheme | string | null {
  const parsed = v.safeParse(fileSchema.entries.scheme, value, { abortEarly: true })
  if (!parsed.success || !parsed.output) return null
  try {
    return createScheme(parsed.output)
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

function* unlisted(
  path: string,
  key: unknown,
  list: readonly { readonly key: string }[],
): Generator<Problem> {
  if (typeof key === 'string' && !list.some((known) => known.key === key))
    yield { path, message: `the scheme has no ${JSON.stringify(key)}` }
}

function* lost(path: string, id: unknown, known: ReadonlySet<string> | null): Generator<Problem> {
  if (known && typeof id === 'string' && id && !known.has(id))
    yield { path, message: `no source has the id ${JSON.stringify(id)}` }
}

function* repeated(path: string, list: unknown): Generator<Problem> {
  const seen = new Set<unknown>()
  for (const [i, { id }] of itemsOf(list)) {
    if (typeof id !== 'string' || !id) continue
    if (seen.has(id))
      yield { path: `${path}[${i}].id`, message: `the id ${JSON.stringify(id)} is used twice` }
    seen.add(id)
  }
}

/** The ids of a list; null where not all of them are sound, so that nobody can say that one is missing. */
function idsOf(list: unknown): ReadonlySet<string> | null {
  if (!Array.isArray(list)) return null
  const ids = itemsOf(list).flatMap(([, { id }]) => (typeof id === 'string' && id ? [id] : []))
  return ids.length === list.length ? new Set(ids) : null
}

/** What in a list has members, with its index. */
function itemsOf(list: unknown): readonly (readonly [number, Members])[] {
  return Array.isArray(list) ? list.map((item: unknown, i) => [i, membersOf(item)] as const) : []
}
