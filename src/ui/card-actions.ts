/** What a card asks to be done to its statement, by a key or by a button; each tells whether it applies. */
import { needsRecheck, type Annotation } from '../model/annotation.js'
import { personOf, type Person, type User } from '../model/person.js'
import { canSignOff } from '../model/review.js'
import type { Scheme, Status } from '../model/status.js'
import { emit, type RequestDetail } from './events.js'

/** What of a card an action hangs on. */
export interface Acting extends HTMLElement {
  readonly annotation: Annotation
  readonly user: User | null
  readonly scheme: Scheme
}

/** Asks for something that takes the editor. */
export function request(card: Acting, type: RequestDetail['type']): void {
  emit(card, 'attribution-request', { type, id: card.annotation.id })
}

/** Sets the status, whichever it was. */
export function setStatus(card: Acting, status: Status): void {
  emit(card, 'attribution-action', { type: 'set-status', id: card.annotation.id, status })
}

/** "Still holds", where a review does not any more. */
export function confirmReview(card: Acting): boolean {
  const { annotation } = card
  const can = annotation.review.wording !== null && !annotation.target.detached && needsRecheck(annotation)
  if (can) emit(card, 'attribution-action', { type: 'confirm', id: annotation.id })
  return can
}

/** The second pair of eyes, where it may be this user's. */
export function giveSignOff(card: Acting): boolean {
  const { annotation, user, scheme } = card
  const can = !annotation.dismissed && canSignOff(annotation, { user, scheme })
  if (can) emit(card, 'attribution-action', { type: 'sign-off', id: annotation.id })
  return can
}

/** Gives the statement to somebody, null for nobody. */
export function assign(card: Acting, to: Person | null): void {
  emit(card, 'attribution-action', { type: 'assign', id: card.annotation.id, to: to && personOf(to) })
}

/** Takes the statement on, or gives it back; false where nobody knows who that is. */
export function toggleMine(card: Acting): boolean {
  const { user, annotation } = card
  if (user) assign(card, annotation.assignee?.id === user.id ? null : user)
  return user !== null
}

/** Hides the statement, or brings it back. */
export function toggleHidden(card: Acting): void {
  const { id, dismissed } = card.annotation
  emit(card, 'attribution-action', { type: dismissed ? 'restore' : 'dismiss', id })
}
