/**
 * What a piece was before an edit cut it.
 *
 * The place of a form is kept as a position left of the loss and the way from
 * there, so that it points at the mirrored spot however much around it has gone:
 * each loss that takes the text at the place adds a tie, each that comes back
 * takes one off.
 */
import type { Node } from 'prosemirror-model'
import { mapPos } from './changes.js'
import { isInOneText, textIn, type PosRange } from './rendering.js'
import type { StepChanges } from './steps.js'

/** After so many losses around a place the oldest ones are taken together. */
const MAX_TIES = 8
/** How far to look around a piece to tell it from a lookalike that took its place, in positions. */
const AROUND = 12

/** A piece's words and place before an edit cut it. */
export interface Form {
  readonly text: string
  /** Length in positions. */
  readonly size: number
  /** A position left of all that has gone since. */
  readonly at: number
  /** How to get from there to where the piece began, the latest loss last. */
  readonly ties: readonly Tie[]
  /** What stood right before and behind it. */
  readonly around: string
  /** Size of the deletion when the same words stood there all the same, pushed up from behind; else 0. */
  readonly twinLoss: number
}

/** A loss that took the text at a form's place: how far away the place was, and what stood around it. */
export interface Tie {
  readonly delta: number
  readonly around: string
}

/** Where the form began, seen from where its text would be if all that went since were back. */
export function homeOf({ at, ties }: Form): number {
  return ties.reduce((pos, { delta }) => pos + delta, at)
}

/** Whether the form's words stand at a position. */
export function stands(doc: Node, from: number, { size, text }: Form): boolean {
  const to = from + size
  return isInOneText(doc, { from, to }) && textIn(doc, { from, to }) === text
}

/** What stands right before and behind a range. */
export function aroundOf(doc: Node, from: number, to: number): string {
  const { size } = doc.content
  const before = textIn(doc, { from: Math.max(0, from - AROUND), to: from })
  return `${before}\0${textIn(doc, { from: to, to: Math.min(size, to + AROUND) })}`
}

/**
 * The form after a step, whose `changes` count from `base` as the form does. The place stays left of what
 * goes, and a tie leads from there to where it was.
 */
export function mapForm(form: Form, { before, changes }: StepChanges, base: number): Form {
  const { at, ties } = form
  const loss = changes.find(({ start, end }) => start < at && at <= end)
  if (!loss) {
    const next = mapPos(changes, at, -1)
    return next === at ? form : { ...form, at: next }
  }
  const tie: Tie = { delta: at - loss.start, around: aroundOf(before, at + base, at + base) }
  const [first, second, ...others] = ties
  const kept =
    ties.length < MAX_TIES || !first || !second
      ? ties
      : [{ delta: first.delta + second.delta, around: first.around }, ...others]
  return { ...form, at: mapPos(changes, loss.start, -1), ties: [...kept, tie] }
}

/** With what was around the form's place back in place, the form is tied to it directly again. */
export function untied(form: Form, doc: Node, inserted: readonly PosRange[]): Form {
  const tie = form.ties.at(-1)
  if (!tie) return form
  const at = form.at + tie.delta
  const isBack =
    inserted.some(({ from, to }) => from < at && at <= to) && aroundOf(doc, at, at) === tie.around
  return isBack ? untied({ ...form, at, ties: form.ties.slice(0, -1) }, doc, inserted) : form
}
