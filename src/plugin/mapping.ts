/**
 * An anchor through the changes of one step: its borders move, what goes is
 * noted as a form, and what is too little to be anybody's statement counts as gone.
 */
import type { Node } from 'prosemirror-model'
import { CONTEXT_LENGTH } from '../model/annotation.js'
import { attached, quoteExtent, withExtent, type Anchor, type Memory, type Piece } from './anchor.js'
import { isAdding, mapPos } from './changes.js'
import { aroundOf, homeOf, mapForm, stands } from './form.js'
import { inOneText, mayHaveNotes, offsetsOf, renderingOf, textIn, toText, wordingIn } from './rendering.js'
import type { StepChanges } from './steps.js'

/** Deleting by holding Backspace leaves a form a key; the oldest is kept, then the youngest ones. */
const MAX_FORMS = 8
/** With fewer letters left, long words are gone; the rest would be a mark over nothing. */
const LEAST_LETTERS = 3
/** Of fewer words all may be written otherwise without their being other words. */
const LEAST_WORDS = 4

/** The anchor after a step; its positions count from `origin`, those of the step from the document's start. */
export function mapAnchor(anchor: Anchor, origin: number, step: StepChanges): Anchor {
  const { before, after, changes } = step
  const inserted = changes.length === 1 && !anchor.memory && !anchor.hasForms ? changes[0] : undefined
  // A note may be divided, or come to be of words that were the article's.
  if (inserted && inserted.start === inserted.end && !mayHaveNotes(after))
    return widened(anchor, inserted.start - origin, inserted.size)
  const own: StepChanges = {
    before,
    after,
    changes: changes.map(({ start, end, size }) => ({ start: start - origin, end: end - origin, size })),
  }
  let isSame = true
  const pieces = anchor.pieces.map((piece) => {
    const next = mapPiece(piece, own, origin)
    if (next.from === piece.from && next.to === piece.to && next.forms === piece.forms) return piece
    isSame = false
    return next
  })
  if (isSame) return anchor
  const isGone = !pieces.some((piece) => piece.role === 'quote' && piece.from < piece.to)
  const memory = isGone && !anchor.memory ? memoryOf(anchor, origin, before) : anchor.memory
  return withExtent({ id: anchor.id, pieces, memory, epoch: anchor.epoch })
}

/** A whole anchor after an insertion, which takes nothing from it. */
function widened(anchor: Anchor, at: number, size: number): Anchor {
  const pieces = anchor.pieces.map((piece): Piece => {
    const { role, from, to, forms } = piece
    if (at >= to) return piece
    return { role, from: at <= from ? from + size : from, to: to + size, forms }
  })
  return withExtent({ id: anchor.id, pieces, memory: null, epoch: anchor.epoch })
}

/** The piece after a step, whose `changes` count from `base` as the piece does. */
function mapPiece(piece: Piece, step: StepChanges, base: number): Piece {
  const { before, after, changes } = step
  const { role, from, to } = piece
  const forms = piece.forms.length ? piece.forms.map((form) => mapForm(form, step, base)) : piece.forms
  if (from === to) {
    const at = mapPos(changes, from, -1)
    return { role, from: at, to: at, forms }
  }
  const loss = changes.find(({ start, end }) => start < end && start < to && end > from)
  const isCut = loss !== undefined
  const mappedFrom = mapPos(changes, from, 1)
  const mappedTo = mapPos(changes, to, -1)
  // What only adds leaves borders in the text that they were in.
  const isWhole = isAdding(changes)
  const range = inOneText(after, {
    from: isWhole ? mappedFrom + base : toText(after, mappedFrom + base, 1),
    to: isWhole ? mappedTo + base : toText(after, mappedTo + base, -1),
  })
  const newFrom = range.from - base
  const newTo = range.to - base
  // What takes the place of all of it, and has nothing of it, is something else.
  const isReplaced = changes.some(({ start, end }) => start < end && start <= from && end >= to)
  const words = isCut ? textIn(before, { from: from + base, to: to + base }) : ''
  const isGone =
    newFrom >= newTo || isReplaced || (isCut && isRemnant(textIn(after, range), forms[0]?.text ?? words))
  if (!isCut && !isGone) return { role, from: newFrom, to: newTo, forms }
  const around = aroundOf(before, from + base, to + base)
  const whole = { text: words, size: to - from, at: from, ties: [], around, twinLoss: 0 }
  const lost = mapForm(whole, step, base)
  const hasTwin = loss?.size === 0 && stands(after, homeOf(lost) + base, lost)
  const form = hasTwin ? { ...lost, twinLoss: loss.end - loss.start } : lost
  const kept = forms.length < MAX_FORMS ? forms : [...forms.slice(0, 1), ...forms.slice(2)]
  const place = Math.min(newFrom, newTo)
  return {
    role,
    from: isGone ? place : newFrom,
    to: isGone ? place : newTo,
    forms: [...kept, form],
  }
}

/** Whether what is left of words is so little, or so much what others have put between them, that it is theirs no more. */
function isRemnant(rest: string, words: string): boolean {
  if (!rest.trim()) return true
  const left = lettersIn(rest)
  if (left < LEAST_LETTERS && lettersIn(words) >= LEAST_LETTERS * LEAST_LETTERS) return true
  const own = wordsIn(words)
  if (own.length < LEAST_WORDS) return false
  const remaining = wordsIn(rest)
  return !own.some((word) => remaining.includes(word))
}

function lettersIn(text: string): number {
  return text.match(/[\p{L}\p{N}]/gu)?.length ?? 0
}

function wordsIn(text: string): readonly string[] {
  return text.match(/[\p{L}\p{M}\p{N}]{2,}/gu) ?? []
}

/**
 * The anchor after a whole transaction, without forms that it had between two of its steps only, which
 * nobody has ever seen. `then` is what it was before, in `before`.
 */
export function withoutMidway(now: Anchor, then: Anchor | null, before: Node): Anchor {
  let isSame = true
  const pieces = now.pieces.map((piece, i): Piece => {
    const old = then?.pieces[i]
    if (!old || piece.forms.length <= old.forms.length) return piece
    const words = textIn(before, old)
    const forms = piece.forms.filter(
      ({ text }) => text === words || old.forms.some((form) => form.text === text),
    )
    if (forms.length === piece.forms.length || (!forms.length && piece.from === piece.to)) return piece
    isSame = false
    return { ...piece, forms }
  })
  return isSame ? now : withExtent({ ...now, pieces })
}

function memoryOf(anchor: Anchor, base: number, before: Node): Memory {
  const rendering = renderingOf(before)
  const { from, to } = quoteExtent(anchor) ?? anchor
  const { start, end } = offsetsOf(rendering, { from: base + from, to: base + to })
  const speaker = attached(anchor.pieces, 'speaker').map(({ from, to }) => ({
    from: from + base,
    to: to + base,
  }))
  return {
    prefix: copied(rendering.text.slice(Math.max(0, start - CONTEXT_LENGTH), start)),
    suffix: copied(rendering.text.slice(end, end + CONTEXT_LENGTH)),
    speaker: speaker.length ? wordingIn(before, speaker) : null,
  }
}

/** A slice keeps the whole article in memory that it was cut from; this does not. */
function copied(text: string): string {
  return ` ${text}`.slice(1)
}
