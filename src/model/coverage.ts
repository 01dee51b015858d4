import { isStale, type Annotation } from './annotation.js'
import { isFinal, STATUSES, type Status } from './status.js'

/** How far the check of an article has come. Dismissed annotations do not count. */
export interface Coverage {
  readonly total: number
  /** With a final status that still holds for the present words; nothing holds of words that are gone. */
  readonly checked: number
  readonly stale: number
  readonly detached: number
  /** Statements per status as set; stale ones count under the status they had. */
  readonly byStatus: Readonly<Record<Status, number>>
}

export function coverage(annotations: Iterable<Annotation>): Coverage {
  const byStatus = Object.fromEntries(STATUSES.map((status) => [status, 0])) as Record<Status, number> // every key is set
  let total = 0
  let checked = 0
  let stale = 0
  let detached = 0
  for (const annotation of annotations) {
    if (annotation.dismissed) continue
    total++
    byStatus[annotation.review.status]++
    if (annotation.target.detached) detached++
    else if (isStale(annotation)) stale++
    else if (isFinal(annotation.review.status)) checked++
  }
  return { total, checked, stale, detached, byStatus }
}
