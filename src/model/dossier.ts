/**
 * The dossier: everything the desk knows on one article, and its JSON form. With its article it is the
 * file of `article-file.ts`.
 *
 * What comes from outside is checked whole before any of it is used: either
 * every part is sound, or nothing is taken and all problems are told with
 * their paths. Only a source's date that is none does not stop a file: earlier
 * versions took any words for one, and so they go on as a part of its note. Nor
 * does a password in an address: it is left out.
 */
import type { Annotation } from './annotation.js'
import { parseArticleFile, type FileLimits } from './article-file.js'
import type { Foreign } from './foreign.js'
import { FORMAT, FORMAT_VERSION } from './format.js'
import type { LogEntry } from './log.js'
import { sealLog } from './seal.js'
import type { Source } from './source.js'
import { DEFAULT_SCHEME, ratingIn, statusIn, type Scheme } from './status.js'

export { FORMAT, FORMAT_VERSION }

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
  /** How many problems it stands for, where it says only that there are more of them. */
  readonly count?: number
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

/** The dossier as a value for `JSON.stringify`, with format and version: a file without its article. */
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
 * Checks foreign data and takes the dossier out of it: a file of any version, as a parsed JSON value or as
 * a JSON text. Unknown keys are dropped; every problem is reported with its path. Where a source's date is
 * none of the calendar, its words go to the source's note, and `mended` tells the path.
 */
export function parseDossier(data: unknown, limits: FileLimits = {}): Parsed<Dossier> {
  const file = parseArticleFile(data, limits)
  return file.ok ? { ...file, value: file.value.dossier } : file
}
