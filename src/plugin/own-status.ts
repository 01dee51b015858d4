/**
 * How a status looks that the style sheet does not know: the house's own, or one of another house's file. Its
 * colour and sign go into the page as declarations, so that only what is a colour and a sign may come in.
 */
import { cssColour, cssString } from '../model/css.js'
import { DEFAULT_SCHEME, statusIn, type Scheme, type Status } from '../model/status.js'

/** Empty where the style sheet has it already. */
export interface OwnLook {
  readonly colour: string
  /** As a CSS string. */
  readonly sign: string
}

const NOTHING: OwnLook = { colour: '', sign: '' }
const looks = new WeakMap<Scheme, Map<Status, OwnLook>>()

/** How the status looks beyond the style sheet; the same object each time for the same list and status. */
export function ownLook(scheme: Scheme, status: Status): OwnLook {
  if (scheme === DEFAULT_SCHEME && DEFAULT_SCHEME.statuses.some(({ key }) => key === status)) return NOTHING
  const known = looks.get(scheme) ?? new Map<Status, OwnLook>()
  looks.set(scheme, known)
  let look = known.get(status)
  if (!look) known.set(status, (look = lookOf(scheme, status)))
  return look
}

function lookOf(scheme: Scheme, status: Status): OwnLook {
  const { colour = '', sign } = statusIn(scheme, status)
  const theirs = DEFAULT_SCHEME.statuses.find(({ key }) => key === status)
  const safe = cssColour(colour)
  return {
    colour: safe !== null && isColour(safe) ? safe : '',
    sign: sign === theirs?.sign ? '' : cssString([...sign].slice(0, SIGN_LENGTH).join('')),
  }
}

/** The browser, where there is one, has the last word. */
function isColour(text: string): boolean {
  return typeof CSS === 'undefined' || CSS.supports('color', text)
}

/** As long as `createScheme` lets a sign be; a file can hold any. */
const SIGN_LENGTH = 2
