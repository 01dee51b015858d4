/**
 * What somebody may do at an article, by the words that the server uses too (`yjs/guard.ts`). An interface
 * offers what they allow; where articles are shared, the server decides.
 */
import type { ReviewAction } from './action.js'
import type { Annotation } from './annotation.js'

/**
 * - `write`: the text.
 * - `annotate`: where a statement stands, its kind and speaker, note, assignee, reason for anonymity.
 * - `research`: sources and evidence.
 * - `discuss`: comments.
 * - `review`: status, verdict, sign-off, dismissing a statement or taking a reviewed one out.
 * - `override`: exceptions to the house's rules, for those whom the policy names.
 * - `house`: the house's lists, and putting in what others have done, as from a file.
 */
export const RIGHTS = ['write', 'annotate', 'research', 'discuss', 'review', 'override', 'house'] as const
/** One of `RIGHTS`. */
export type Right = (typeof RIGHTS)[number]

/** Of those who may read, and nothing else. */
export const NO_RIGHTS: readonly Right[] = []

/** What an action needs; null for any right. */
const NEEDED: Readonly<Record<Exclude<ReviewAction['type'], 'all'>, Right | null>> = {
  'set-status': 'review',
  confirm: 'review',
  'set-verdict': 'review',
  'sign-off': 'review',
  'withdraw-sign-off': 'review',
  dismiss: 'review',
  restore: 'review',
  assign: 'annotate',
  'set-anonymity': 'annotate',
  'set-note': 'annotate',
  remove: 'annotate',
  'set-quote': 'annotate',
  'set-speaker': 'annotate',
  'set-kind': 'annotate',
  merge: 'annotate',
  split: 'annotate',
  'take-suggestion': 'annotate',
  'attach-source': 'research',
  'edit-evidence': 'research',
  'detach-source': 'research',
  'add-source': 'research',
  'edit-source': 'research',
  'correct-source': 'research',
  'remove-source': 'research',
  'add-comment': 'discuss',
  'edit-comment': 'discuss',
  'remove-comment': 'discuss',
  'resolve-thread': 'discuss',
  'reopen-thread': 'discuss',
  override: 'override',
  'withdraw-override': 'override',
  publish: null,
}

/**
 * The first right that an action needs and `rights` lacks; null where it may be done. Taking out, merging and
 * splitting need what was done to the statements too, which `annotations` tell.
 */
export function missingRight(
  action: ReviewAction,
  rights: readonly Right[],
  annotations: readonly Annotation[],
): Right | null {
  if (action.type === 'all')
    return action.actions.map((own) => missingRight(own, rights, annotations)).find(Boolean) ?? null
  const right = NEEDED[action.type]
  if (right === null) return rights.length ? null : 'review'
  const needed = [right]
  if (action.type === 'remove' || action.type === 'merge' || action.type === 'split') {
    const ids = [action.id, action.type === 'merge' && action.with]
    for (const { id, review, verdict, signOff, dismissed, evidence, thread } of annotations) {
      if (!ids.includes(id)) continue
      if (review.at !== null || verdict || signOff || dismissed) needed.push('review')
      if (action.type !== 'remove' && evidence.length) needed.push('research')
      if (action.type === 'merge' && thread.comments.length) needed.push('discuss')
    }
  }
  return needed.find((own) => !rights.includes(own)) ?? null
}
