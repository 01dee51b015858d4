/** What only the publishing house knows of an article, for formats that are published with it. */
import * as v from 'valibot'
import type { Parsed } from '../model/dossier.js'
import { parseJSON } from '../model/problems.js'
import { checked, webAddress } from '../model/schema.js'
import type { ReportOptions } from './report.js'

/** A person or an organisation. */
export interface Party {
  readonly kind: 'person' | 'organisation'
  readonly name: string
  /** `http:` or `https:`, like every address here. */
  readonly url?: string
}

/**
 * Kinds of documents by which a newsroom says how it works: the policies of IPTC's vocabulary
 * http://cv.iptc.org/newscodes/trustindicator/.
 */
export const TRUST_INDICATORS = [
  'correctionsPolicy',
  'coveragePolicy',
  'editorialDiversityPolicy',
  'editorialPolicy',
  'ethicsPolicy',
  'factCheckingPolicy',
  'feedbackPolicy',
  'noBylinesPolicy',
  'unnamedSourcesPolicy',
] as const

/** A page on which the house says what readers can rely on. */
export interface TrustIndicator {
  /** One of `TRUST_INDICATORS`, or the address of another role. */
  readonly role: string
  readonly title?: string
  readonly href: string
}

/** What only the house knows of an article: where, when and by whom it is published. */
export interface Publication {
  /** Where the article can be read. */
  readonly url?: string
  readonly authors?: readonly Party[]
  readonly publisher?: Party
  /** ISO 8601 date or time, like `dateModified`. */
  readonly datePublished?: string
  readonly dateModified?: string
  /** Documents on how the house works. */
  readonly trustIndicators?: readonly TrustIndicator[]
  /** That verdicts on claims are published, by whom, and on which page; without it none ever is. */
  readonly claimReview?: { readonly publisher: Party; readonly url: string }
}

/** What exports for the public take besides what every report does. */
export interface PublicationOptions extends ReportOptions {
  /** Default: nothing is said of it. */
  readonly publication?: Publication
}

/** Checks foreign data, a JSON text or the value that it stands for; every problem is told with its path, unknown keys too. */
export function parsePublication(data: unknown): Parsed<Publication> {
  const json = typeof data === 'string' ? parseJSON(data) : { ok: true as const, value: data }
  if (!json.ok) return json
  return checked(publicationSchema, json.value)
}

const name = v.pipe(v.string(), v.nonEmpty('must not be empty'))
const time = v.union(
  [v.pipe(v.string(), v.isoDate()), v.pipe(v.string(), v.isoTimestamp())],
  'must be an ISO 8601 date or time',
)
const party = v.strictObject({
  kind: v.picklist(['person', 'organisation']),
  name,
  url: v.optional(webAddress),
})

const publicationSchema = v.strictObject({
  url: v.optional(webAddress),
  authors: v.optional(v.array(party)),
  publisher: v.optional(party),
  datePublished: v.optional(time),
  dateModified: v.optional(time),
  trustIndicators: v.optional(
    v.array(
      v.strictObject({
        role: v.union([v.picklist(TRUST_INDICATORS), webAddress], 'must be a known role or a web address'),
        title: v.optional(v.string()),
        href: webAddress,
      }),
    ),
  ),
  claimReview: v.optional(v.strictObject({ publisher: party, url: webAddress })),
})
