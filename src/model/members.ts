/** Unchecked values, looked at member by member. */

/** What an object holds, as far as nobody has checked it. */
export type Members = Readonly<Record<string, unknown>>

/** Nothing where it has none. */
export function membersOf(value: unknown): Members {
  return typeof value === 'object' && value !== null ? (value as Members) : {} // each is looked at before it is used
}
