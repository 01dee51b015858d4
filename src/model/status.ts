/** The editorial statuses. Whether a claim is true is a verdict of its own and no status. */

export const STATUSES = [
  'unchecked',
  'in-progress',
  'verified',
  'needs-change',
  'disputed',
  'unverifiable',
  'not-checkable',
] as const
export type Status = (typeof STATUSES)[number]

/** Statuses that end a check; with any other one a statement still waits for somebody. */
export const FINAL_STATUSES: readonly Status[] = ['verified', 'disputed', 'unverifiable', 'not-checkable']

export function isFinal(status: Status): boolean {
  return FINAL_STATUSES.includes(status)
}
