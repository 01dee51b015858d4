/**
 * Who may set which rule of a policy aside. Apart from the rules that the house brings along, so that an editor
 * can take an override down without loading them.
 */
import type { User } from './person.js'
import type { Policy } from './policy.js'

/** What of a policy its overrides need. */
export interface Overriding extends Pick<Policy, 'overrideRoles'> {
  readonly rules: readonly { readonly id: string }[]
}

/** Whether `user` may set rules of the policy aside. */
export function mayOverride(
  user: User | null,
  { overrideRoles }: Pick<Overriding, 'overrideRoles'>,
): boolean {
  return overrideRoles.some((role) => user?.roles?.includes(role))
}

/** Those of `DEFAULT_POLICY`. */
export const HOUSE_OVERRIDE_ROLES: readonly string[] = ['chief']

/** That of `DEFAULT_POLICY`; a test holds the ids against its rules. */
export const HOUSE_OVERRIDING: Overriding = {
  rules: /* @__PURE__ */ [
    'reviewed',
    'status',
    'stale',
    'reopened',
    'detached',
    'verified-evidence',
    'quote-origin',
    'quote-passage',
    'quote-translated',
    'unnamed-reason',
    'unnamed-sign-off',
    'plural-sources',
    'accusation-sources',
    'second-hand',
    'unverifiable-attribution',
    'unverifiable-note',
    'reliable-source',
    'refuted',
    'open-thread',
  ].map((id) => ({ id })),
  overrideRoles: HOUSE_OVERRIDE_ROLES,
}
