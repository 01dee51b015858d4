/**
 * How a status looks that the style sheet does not know: the house's own, or one of another house's file. Its
 * colour and sign go into the page as declarations, so that only what is a colour and a sign may come in.
 */
import { DEFAULT_SCHEME, statusIn, type Scheme, type Status } from '../model/status.js'

/** Empty where the style sheet has it already. */
export interface OwnLook {
  readonly colour: string
  /** As a CSS string. */
  readonly sign: string
}

const NOTHING: OwnLook = { colour: '', sign: '' }
const looks = new WeakMap<Scheme, Map<Status, OwnLook>>()

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
  return { colour: isColour(colour) ? colour : '', sign: sign === theirs?.sign ? '' : cssString(sign) }
}

const COLOUR_FUNCTIONS: ReadonlySet<string> = new Set(
  'rgb rgba hsl hsla hwb lab lch oklab oklch color color-mix light-dark'.split(' '),
)

/**
 * Whether a text can be nothing but a colour: no second declaration, no address, no string, no variable. The
 * browser, where there is one, has the last word.
 */
export function isColour(text: string): boolean {
  if (text.length > 120 || !/^[a-z0-9#%.,()/\s+-]+$/i.test(text)) return false
  let depth = 0
  for (const [mark, name = ''] of text.matchAll(/([a-z-]*)\(|\)/gi)) {
    if (mark === ')') depth--
    else if (COLOUR_FUNCTIONS.has(name.toLowerCase())) depth++
    else return false
    if (depth < 0) return false
  }
  return depth === 0 && (typeof CSS === 'undefined' || CSS.supports('color', text))
}

/** Character by character as an escape, so that nothing in it can end the string. */
function cssString(sign: string): string {
  const escapes = [...sign].slice(0, SIGN_LENGTH).map((one) => `\\${(one.codePointAt(0) ?? 0).toString(16)} `)
  return `"${escapes.join('')}"`
}

/** As long as `createScheme` lets a sign be; a file can hold any. */
const SIGN_LENGTH = 2
