/**
 * The editorial statuses, and the ratings of what is claimed: two lists that a house can replace by its
 * own. A status says how far the check of a statement has come; whether what it claims is true is a
 * verdict of its own.
 */
import type { LocalText } from './local-text.js'

/** The statuses that the house brings along. */
export const STATUSES = [
  'unchecked',
  'in-progress',
  'verified',
  'needs-change',
  'disputed',
  'unverifiable',
  'not-checkable',
] as const

/** A status' key: one of `STATUSES`, or of the house's own list. */
export type Status = string

/** The status of what nobody has looked at; every list has it. */
export const UNCHECKED = 'unchecked'

/** A status of the house's list. */
export interface StatusDefinition {
  /** Lower-case letters, digits and hyphens; goes into files, style sheets and the log. */
  readonly key: Status
  /** Default: the interface's own word for the key. */
  readonly label?: LocalText
  /** One or two characters that stand before the first word and in the chip. */
  readonly sign: string
  /** A CSS colour, `light-dark()` included. Default: the theme's for the key, grey for one that it does not know. */
  readonly colour?: string
  /** It ends a check; with any other one the statement still waits for somebody. */
  readonly isFinal: boolean
  /** With it nothing can be published (`policy.ts`). */
  readonly isBlocking: boolean
}

/** A rating of what is claimed, on a scale. */
export interface RatingDefinition {
  readonly key: string
  /** Default: the interface's own word for the key. */
  readonly label?: LocalText
  /** Place on the scale, the best the highest; null for one beside the scale. */
  readonly value: number | null
}

/** The lists that a house works with. */
export interface Scheme {
  /** In the order in which they are offered. */
  readonly statuses: readonly StatusDefinition[]
  readonly ratings: readonly RatingDefinition[]
}

/** The statuses and ratings that the package brings along. */
export const DEFAULT_SCHEME: Scheme = {
  statuses: [
    { key: 'unchecked', sign: '○', isFinal: false, isBlocking: false },
    { key: 'in-progress', sign: '◔', isFinal: false, isBlocking: false },
    { key: 'verified', sign: '✓', isFinal: true, isBlocking: false },
    { key: 'needs-change', sign: '✎', isFinal: false, isBlocking: true },
    { key: 'disputed', sign: '≠', isFinal: true, isBlocking: true },
    { key: 'unverifiable', sign: '?', isFinal: true, isBlocking: false },
    { key: 'not-checkable', sign: '–', isFinal: true, isBlocking: false },
  ],
  ratings: [
    { key: 'true', value: 5 },
    { key: 'mostly-true', value: 4 },
    { key: 'mixed', value: 3 },
    { key: 'mostly-false', value: 2 },
    { key: 'false', value: 1 },
    { key: 'unproven', value: null },
  ],
}

/** Sign of a status that the scheme does not know, as in a file of another house. */
const UNKNOWN_SIGN = '•'

/** What the scheme says of a status. One that it does not know is neither final nor forgotten: it blocks. */
export function statusIn({ statuses }: Scheme, key: Status): StatusDefinition {
  return (
    statuses.find((status) => status.key === key) ?? {
      key,
      sign: UNKNOWN_SIGN,
      isFinal: false,
      isBlocking: true,
    }
  )
}

/** What the scheme says of a rating; one that it does not know stands beside the scale. */
export function ratingIn({ ratings }: Scheme, key: string): RatingDefinition {
  return ratings.find((rating) => rating.key === key) ?? { key, value: null }
}

/** Whether a status ends the check. */
export function isFinal(status: Status, scheme: Scheme = DEFAULT_SCHEME): boolean {
  return statusIn(scheme, status).isFinal
}

/** A key of a status or a rating. */
export const SCHEME_KEY = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/
/** One or two characters, not only white space. */
export const STATUS_SIGN = /^(?=.*\S)[\s\S]{1,2}$/u

/**
 * Checks a house's lists. Throws RangeError for a key that is malformed or there twice, for a status
 * without a sign, and for a list without `unchecked`, or where that is final or blocks.
 */
export function createScheme({
  statuses = DEFAULT_SCHEME.statuses,
  ratings = DEFAULT_SCHEME.ratings,
}: Partial<Scheme>): Scheme {
  for (const [name, list] of Object.entries({ statuses, ratings })) {
    const seen = new Set<string>()
    for (const { key } of list) {
      if (!SCHEME_KEY.test(key))
        throw new RangeError(`${name}: "${key}" is no key: lower-case letters and hyphens`)
      if (seen.has(key)) throw new RangeError(`${name}: "${key}" is there twice`)
      seen.add(key)
    }
  }
  for (const { key, sign } of statuses)
    if (!STATUS_SIGN.test(sign))
      throw new RangeError(`statuses: "${key}" needs a sign of one or two characters`)
  const first = statuses.find(({ key }) => key === UNCHECKED)
  if (!first || first.isFinal || first.isBlocking)
    throw new RangeError('statuses: "unchecked" must be there, and neither be final nor block')
  return { statuses, ratings }
}
