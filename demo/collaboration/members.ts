/**
 * Who may do what in the demo's house. A real one has a token from its own login here, that says who somebody
 * is and cannot be made up.
 */
import { SHARED_RIGHTS, type SharedMember, type SharedRight } from '../../src/yjs/server.js'

/** Names by token. */
export const NAMES: Readonly<Record<string, string>> = {
  'anna-meier': 'Anna Meier',
  'jo-brandt': 'Jo Brandt',
  'chris-falk': 'Chris Falk',
  'toni-lang': 'Toni Lang',
  'kim-roth': 'Kim Roth',
}

const DESK: readonly SharedRight[] = SHARED_RIGHTS.filter(
  (right) => right !== 'override' && right !== 'house',
)
const RIGHTS: Readonly<Record<string, readonly SharedRight[]>> = {
  'anna-meier': DESK,
  'jo-brandt': DESK,
  'chris-falk': SHARED_RIGHTS,
  // Writes, and does not check.
  'toni-lang': ['write', 'annotate', 'research', 'discuss'],
  // Reads.
  'kim-roth': [],
}

/** Null for a token that nobody has. */
export function memberOf(token: string): SharedMember | null {
  const name = Object.hasOwn(NAMES, token) ? NAMES[token] : undefined
  return name === undefined ? null : { person: { id: `demo:${token}`, name }, rights: RIGHTS[token] ?? [] }
}
