import { isStale, needsRecheck, type Annotation } from './annotation.js'
import { DEFAULT_SCHEME, isFinal, type Scheme, type Status } from './status.js'

/** How far the check of an article has come. Dismissed annotations do not count. */
export interface Coverage {
  readonly total: number
  /** With a final status that still holds for the present words; nothing holds of words that are gone. */
  readonly checked: number
  readonly stale: number
  readonly detached: number
  /** Reviewed, and waiting again because of a source. */
  readonly reopened: number
  /** Statements per status as set, every status of the scheme; stale ones count under the status they had. */
  readonly byStatus: Readonly<Record<Status, number>>
}

/** Whether the check of a statement has come to an end that holds for its present words and sources. */
export function isChecked(
  annotation: Pick<Annotation, 'review' | 'target' | 'reopened'>,
  scheme: Scheme = DEFAULT_SCHEME,
): boolean {
  return !annotation.target.detached && !needsRecheck(annotation) && isFinal(annotation.review.status, scheme)
}

/**
 * Counts how far the check has come. Dismissed annotations do not count; stale, reopened and detached ones
 * are not checked.
 */
export function coverage(annotations: Iterable<Annotation>, scheme: Scheme = DEFAULT_SCHEME): Coverage {
  const byStatus: Record<Status, number> = Object.fromEntries(scheme.statuses.map(({ key }) => [key, 0]))
  let total = 0
  let checked = 0
  let stale = 0
  let detached = 0
  let reopened = 0
  for (const annotation of annotations) {
    if (annotation.dismissed) continue
    total++
    const { status } = annotation.review
    byStatus[status] = (byStatus[status] ?? 0) + 1
    if (annotation.target.detached) detached++
    else if (isStale(annotation)) stale++
    else if (annotation.reopened) reopened++
    else if (isChecked(annotation, scheme)) checked++
  }
  return { total, checked, stale, detached, reopened, byStatus }
}
