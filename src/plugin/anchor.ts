/**
 * Where an annotation stands: a list of pieces, each a range of positions with
 * a role.
 *
 * Mapping alone cannot bring back what a deletion took: when an edit takes words
 * from a piece, the piece remembers the form that it had (`form.ts`), and returns
 * to it when these words come back. With its whole quote gone the anchor is
 * detached, and remembers what stood around it.
 */
import type { Node } from 'prosemirror-model'
import { targetOf, type Target } from '../model/annotation.js'
import { piecesOf, type Reanchored } from '../model/reanchor.js'
import { PIECE_SEPARATOR } from '../model/wording.js'
import { ROLES, type Role, type RoleRanges } from '../text/statement.js'
import { homeOf, type Form } from './form.js'
import {
  inFirstText,
  offsetAt,
  offsetsOf,
  posAt,
  positionsOf,
  renderingOf,
  type PosRange,
} from './rendering.js'

/** One stretch of an annotation, in ProseMirror positions. */
export interface Piece extends PosRange {
  readonly role: Role
  /** Former forms, the fullest first. A piece with `from === to` is gone and has at least one. */
  readonly forms: readonly Form[]
}

/** What stood around a quote that is gone. */
export interface Memory {
  readonly prefix: string
  readonly suffix: string
  readonly speaker: string | null
}

/** Where an annotation stands, in ProseMirror positions. */
export interface Anchor extends PosRange {
  readonly id: string
  /** Quote pieces in text order, then those of the other roles. */
  readonly pieces: readonly Piece[]
  /** Set while every quote piece is gone: the annotation is detached. */
  readonly memory: Memory | null
  /** Counts how often somebody has said where it stands; what was remembered before that no longer holds. */
  readonly epoch: number
  /** Whether something has been cut from it. */
  readonly hasForms: boolean
  /** How far what was cut would reach if it were back; else like `to`. */
  readonly reach: number
  // `from` and `to` hold everything of it that an edit can touch: pieces, and the places of former forms.
}

/** A new anchor on the article's text. */
export function anchorOn(doc: Node, id: string, ranges: RoleRanges): Anchor {
  const rendering = renderingOf(doc)
  const piecesFor = (role: Role): readonly Piece[] =>
    inFirstText(
      rendering,
      ranges[role].filter(({ start, end }) => start < end),
    ).map((range) => {
      const { from, to } = positionsOf(rendering, range)
      return { role, from, to, forms: [] }
    })
  return withExtent({ id, pieces: ROLES.flatMap(piecesFor), memory: null, epoch: 0 })
}

/** The anchor of a stored target: on the present text where its words were found, else detached. */
export function anchorTarget(doc: Node, id: string, target: Target, found: Reanchored | undefined): Anchor {
  return found && 'ranges' in found ? anchorOn(doc, id, found.ranges) : detachedAnchor(doc, id, target)
}

/** What the model calls the target: the anchor on the document's present text. */
export function targetFor(anchor: Anchor, doc: Node): Target {
  const rendering = renderingOf(doc)
  const { pieces, memory } = anchor
  if (!memory) {
    const ranges = byRole((role) => attached(pieces, role).map((piece) => offsetsOf(rendering, piece)))
    return targetOf(rendering.text, ranges)
  }
  const forms = pieces.filter((piece) => piece.role === 'quote').flatMap((piece) => piece.forms.slice(0, 1))
  let behind = 0
  const quote = forms.map((form) => {
    const { text, at } = form
    const start = Math.max(behind, offsetAt(rendering, at) + homeOf(form) - at)
    behind = start + text.length
    return { start, end: behind }
  })
  return {
    ranges: { quote, speaker: [], cue: [], frame: [], addressee: [] },
    wording: forms.map((form) => form.text).join(PIECE_SEPARATOR),
    ...memory,
    detached: true,
  }
}

/** The pieces of a role that have text, in the anchor's order. */
export function attached(pieces: readonly Piece[], role: Role): readonly Piece[] {
  return pieces.filter((piece) => piece.role === role && piece.from < piece.to)
}

/** The places of the quote's pieces: equal for annotations that stand on the very same words. Empty while it is gone. */
export function quoteKey({ pieces }: Anchor): string {
  return attached(pieces, 'quote')
    .map(({ from, to }) => `${from} ${to}`)
    .join()
}

/** From where the quote begins to where it ends; null while all of it is gone. */
export function quoteExtent({ pieces }: Anchor): PosRange | null {
  const quote = attached(pieces, 'quote')
  const first = quote[0]
  const last = quote[quote.length - 1]
  return first && last ? { from: first.from, to: last.to } : null
}

/** The anchor without its former forms: the borders that it has now are meant. */
export function settled(anchor: Anchor): Anchor {
  if (anchor.memory || anchor.pieces.every((piece) => !piece.forms.length)) return anchor
  const pieces = anchor.pieces
    .filter((piece) => piece.from < piece.to)
    .map((piece) => (piece.forms.length ? { ...piece, forms: [] } : piece))
  return withExtent({ ...anchor, pieces, epoch: anchor.epoch + 1 })
}

/**
 * The anchor at the place where its words have landed. What of it stands elsewhere stays there; former
 * forms stay at the old place, so that undoing the move leads back.
 */
export function landedOn(anchor: Anchor, doc: Node, ranges: RoleRanges): Anchor {
  const there = anchorOn(doc, anchor.id, ranges).pieces
  const left = Math.min(...there.map(({ from }) => from))
  const right = Math.max(...there.map(({ to }) => to))
  const pieces = ROLES.flatMap((role): readonly Piece[] => {
    const isElsewhere = ({ from, to }: Piece): boolean => from < to && (to <= left || from >= right)
    const own = anchor.pieces.filter((piece) => piece.role === role)
    const staying = role === 'quote' ? [] : own.filter(isElsewhere)
    const gone = own.filter((piece) => !staying.includes(piece))
    const landed = there.filter((piece) => piece.role === role)
    if (!landed.length) return own
    if (landed.length !== gone.length) return [...staying, ...landed]
    return [...staying, ...landed.map((piece, i) => ({ ...piece, forms: gone[i]?.forms ?? [] }))]
  })
  return withExtent({ id: anchor.id, pieces, memory: null, epoch: anchor.epoch })
}

/** The anchor detached again, as `before` was: it had come back to words that are another's. */
export function released(anchor: Anchor, before: Anchor): Anchor {
  const pieces = anchor.pieces.map((piece, i): Piece => {
    const form = piece.forms.at(-1)
    const earlier = before.pieces[i]
    const wasGone = earlier !== undefined && earlier.from === earlier.to
    return form && wasGone ? { role: piece.role, from: form.at, to: form.at, forms: piece.forms } : piece
  })
  return withExtent({ ...anchor, pieces, memory: before.memory })
}

/** Whether both say the same of where the same annotation stands, and as much was cut from them. */
export function isSameAnchor(a: Anchor, b: Anchor): boolean {
  return (
    a.id === b.id &&
    !a.memory === !b.memory &&
    a.pieces.length === b.pieces.length &&
    a.pieces.every((piece, i) => {
      const other = b.pieces[i]
      return (
        piece.from === other?.from &&
        piece.to === other.to &&
        piece.role === other.role &&
        piece.forms.length === other.forms.length
      )
    })
  )
}

/** The anchor with what its pieces say of how far it reaches. */
export function withExtent(anchor: Omit<Anchor, 'from' | 'to' | 'hasForms' | 'reach'>): Anchor {
  const { id, pieces, memory, epoch } = anchor
  let from = Infinity
  let to = -Infinity
  let reach = -Infinity
  let hasForms = false
  for (const piece of pieces) {
    if (piece.from < from) from = piece.from
    if (piece.to > to) to = piece.to
    if (!piece.forms.length) continue
    hasForms = true
    for (const form of piece.forms) {
      if (form.at < from) from = form.at
      if (form.at > to) to = form.at
      reach = Math.max(reach, homeOf(form) + form.size)
    }
  }
  return { id, from, to, hasForms, reach: Math.max(reach, to), pieces, memory, epoch }
}

/** The anchor so many positions further on, former forms and all. */
export function moved(anchor: Anchor, by: number): Anchor {
  if (!by) return anchor
  const { id, from, to, hasForms, reach, memory, epoch } = anchor
  const pieces = anchor.pieces.map((piece) => ({
    role: piece.role,
    from: piece.from + by,
    to: piece.to + by,
    forms: piece.forms.length ? piece.forms.map((form) => ({ ...form, at: form.at + by })) : piece.forms,
  }))
  return { id, from: from + by, to: to + by, hasForms, reach: reach + by, pieces, memory, epoch }
}

/** Whether what is there of each role stands one behind the other: a coincidence could have put it anywhere. */
export function isInOrder(pieces: readonly Piece[]): boolean {
  return ROLES.every((role) => {
    const own = attached(pieces, role)
    return own.every((piece, i) => i === 0 || (own[i - 1]?.to ?? 0) <= piece.from)
  })
}

function detachedAnchor(doc: Node, id: string, target: Target): Anchor {
  const rendering = renderingOf(doc)
  const { quote } = target.ranges
  let start = 0
  const pieces = piecesOf(target).map((text, i): Piece => {
    start = quote[i]?.start ?? start
    const at = posAt(rendering, start)
    const delta = start - offsetAt(rendering, at)
    const ties = delta ? [{ delta, around: '' }] : []
    const form: Form = { text, size: text.length, at, ties, around: '', twinLoss: 0 }
    start += text.length
    return { role: 'quote', from: at, to: at, forms: [form] }
  })
  const { prefix, suffix, speaker } = target
  return withExtent({ id, pieces, memory: { prefix, suffix, speaker }, epoch: 0 })
}

/** A value for each role. */
export function byRole<T>(valueFor: (role: Role) => T): Readonly<Record<Role, T>> {
  return {
    quote: valueFor('quote'),
    speaker: valueFor('speaker'),
    cue: valueFor('cue'),
    frame: valueFor('frame'),
    addressee: valueFor('addressee'),
  }
}
