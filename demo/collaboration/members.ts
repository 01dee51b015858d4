/**
 * Who may do what in the demo's house. A real one has a token from its own login here, that says who somebody
 * is and cannot be made up.
 */
import { SHARED_RIGHTS, type SharedMember } from '../../src/yjs/server.js'

const MEMBERS: Readonly<Record<string, SharedMember>> = {
  'anna-meier': {
    person: { id: 'demo:anna-meier', name: 'Anna Meier' },
    rights: SHARED_RIGHTS.filter((right) => right !== 'override' && right !== 'house'),
  },
  'jo-brandt': {
    person: { id: 'demo:jo-brandt', name: 'Jo Brandt' },
    rights: SHARED_RIGHTS.filter((right) => right !== 'override' && right !== 'house'),
  },
  'chris-falk': {
    person: { id: 'demo:chris-falk', name: 'Chris Falk' },
    rights: SHARED_RIGHTS,
  },
  // Writes, and does not check.
  'toni-lang': {
    person: { id: 'demo:toni-lang', name: 'Toni Lang' },
    rights: ['write', 'annotate', 'research', 'discuss'],
  },
}

/** Null for a token that nobody has. */
export function memberOf(token: string): SharedMember | null {
  return Object.hasOwn(MEMBERS, token) ? (MEMBERS[token] ?? null) : null
}
