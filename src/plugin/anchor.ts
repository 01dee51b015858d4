/**
 * Where annotations stand, through every edit.
 *
 * An anchor is a list of pieces, each a range of positions with a role. Mapping
 * alone cannot bring back what a deletion took: when an edit takes words from a
 * piece, it notes the form that it had, words and place, and returns to it when an
 * insertion (undo, paste, a replaced document) puts these words back. The place
 * is kept as a position left of the loss and the way from there, so that it
 * points at the mirrored spot however much around it has gone.
 *
 * Anchors lie in a tree whose nodes say how far from their own origin that of
 * each child lies. An edit leaves what stands before it as it is, shifts the
 * origins of what stands behind it, and walks only into what it touches: what a
 * keystroke costs grows with the logarithm of the number of anchors.
 */
import type { Node } from 'prosemirror-model'
import type { Transaction } from 'prosemirror-state'
import type { StepMap } from 'prosemirror-transform'
import { CONTEXT_LENGTH, targetOf, type Target } from '../model/annotation.js'
import { piecesOf, reanchorAll, type Reanchored } from '../model/reanchor.js'
import { PIECE_SEPARATOR, wordingOf } from '../model/wording.js'
import { ROLES, type Role, type RoleRanges, type TextRange } from '../text/statement.js'
import { changesOf, narrowed, type Change } from './changes.js'
import { movesIn, type Move, type StepChanges } from './moves.js'
import {
  isInText,
  offsetAt,
  posAt,
  renderingOf,
  textIn,
  toText,
  wordingIn,
  type PosRange,
  type Rendering,
} from './rendering.js'

/** What a piece was before an edit cut it. */
interface Form {
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
interface Tie {
  readonly delta: number
  readonly around: string
}

export interface Piece extends PosRange {
  readonly role: Role
  /** Former forms, the fullest first. A piece with `from === to` is gone and has at least one. */
  readonly forms: readonly Form[]
}

/** What stood around a quote that is gone. */
interface Memory {
  readonly prefix: string
  readonly suffix: string
  readonly speaker: string | null
}

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

/** Children of a node. With fewer a node costs more than it saves, with more a keystroke walks too many. */
const FANOUT = 5
/** Deleting by holding Backspace leaves a form a key; the oldest is kept, then the youngest ones. */
const MAX_FORMS = 8
/** After so many losses around a place the oldest ones are taken together. */
const MAX_TIES = 8
/** With fewer letters left, long words are gone; the rest would be a mark over nothing. */
const LEAST_LETTERS = 3
/** How far to look around a piece to tell it from a lookalike that took its place, in positions. */
const AROUND = 12
/** Resembling words are looked for in what arrives when it has at least this share of their length. */
const LEAST_ARRIVED = 0.5
/** Shorter words resemble others by chance. */
const LEAST_FUZZY = 24
/** Typed by hand, shorter words than this come about by chance and bring nothing back. */
const MIN_TYPED = 16

/** Positions inside count from the node's origin. */
interface Branch extends PosRange {
  readonly hasForms: boolean
  readonly reach: number
  /** Branches, or on the lowest level anchors. */
  readonly children: readonly Branch[] | readonly Anchor[]
  /** Where the children's origins lie. */
  readonly origins: readonly number[]
}

/** Persistent; every change makes a new set and shares what has not changed. */
export class AnchorSet implements Iterable<Anchor> {
  static readonly empty = new AnchorSet(null, 0, new Map())

  private constructor(
    private readonly root: Branch | null,
    /** How many levels of branches lie above the lowest one. */
    private readonly height: number,
    /** The number of an anchor in the tree's order. The very map stays while the same anchors are meant. */
    private readonly places: ReadonlyMap<string, number>,
  ) {}

  static of(anchors: Iterable<Anchor>): AnchorSet {
    const sorted = [...anchors].sort((a, b) => a.from - b.from || b.to - a.to)
    const places = new Map(sorted.map(({ id }, i) => [id, i]))
    let level = inGroups(sorted)
    let height = 0
    for (; level.length > 1; height++) level = inGroups(level)
    return new AnchorSet(level[0] ?? null, height, places)
  }

  get size(): number {
    return this.places.size
  }

  get(id: string): Anchor | null {
    const place = this.places.get(id)
    if (place === undefined) return null
    let node: Branch | Anchor | null = this.root
    let origin = 0
    for (let size = FANOUT ** this.height; node && isBranch(node); size /= FANOUT) {
      const i: number = Math.floor(place / size) % FANOUT
      origin += node.origins[i] ?? 0
      node = node.children[i] ?? null
    }
    return node && moved(node, origin)
  }

  *[Symbol.iterator](): Iterator<Anchor> {
    if (this.root) yield* anchorsIn(this.root, 0)
  }

  /** Anchors of which a piece touches the range, borders included, in no promised order. */
  touching(range: PosRange): readonly Anchor[] {
    const found: Anchor[] = []
    this.visit(range, (anchor, origin) => {
      if (anchor.pieces.some(({ from, to }) => origin + from <= range.to && origin + to >= range.from))
        found.push(moved(anchor, origin))
    })
    return found
  }

  /** Calls `use` for each anchor near the range, with where its positions count from. */
  visit(range: PosRange, use: (anchor: Anchor, origin: number) => void): void {
    if (this.root) visitIn(this.root, 0, range, use)
  }

  /** The set with these anchors added, or put in place of those with the same id. */
  with(anchors: Iterable<Anchor>): AnchorSet {
    const all = new Map<string, Anchor>()
    for (const anchor of this) all.set(anchor.id, anchor)
    for (const anchor of anchors) all.set(anchor.id, anchor)
    return AnchorSet.of(all.values())
  }

  without(ids: ReadonlySet<string>): AnchorSet {
    return AnchorSet.of([...this].filter((anchor) => !ids.has(anchor.id)))
  }

  /** The anchors of this set, but where `earlier` remembers the same of one of them, as they were there. */
  asIn(earlier: AnchorSet): AnchorSet {
    if (earlier.places === this.places) return earlier
    return AnchorSet.of(
      [...this].map((anchor) => {
        const then = earlier.get(anchor.id)
        return then?.epoch === anchor.epoch ? then : anchor
      }),
    )
  }

  /** The set after a transaction, and which anchors it did more to than move. */
  map(tr: Transaction): Mapped {
    if (!this.root) return { anchors: this, changed: NONE }
    const changed: string[] = []
    const only = tr.mapping.maps.length === 1 ? tr.mapping.maps[0] : undefined
    const inserted = only && !this.root.hasForms ? insertionsOf(only) : null
    if (inserted) {
      // Nothing is waited for and nothing goes: most keystrokes.
      const root = mapBranch(this.root, 0, inserted, { before: tr.before, after: tr.doc, changed })
      return { anchors: new AnchorSet(root, this.height, this.places), changed }
    }
    const steps = stepsOf(tr)
    const moves = hasMoves(steps) ? movesIn(steps) : []
    const canReturn = this.root.hasForms || steps.length > 1
    const typed = canReturn && isTyping(tr)
    let root = this.root
    let arrived: readonly PosRange[] = []
    let hasMoved = false
    const underway: { readonly move: Move; readonly anchors: readonly Anchor[] }[] = []
    for (let i = 0; i < steps.length; i++) {
      const step = steps[i]
      if (!step) continue
      const { before, after, changes, whole } = step
      for (const move of moves)
        if (move.step === i) underway.push({ move, anchors: anchorsWithin(root, move.source) })
      if (changes.length) root = mapBranch(root, 0, changes, { before, after, changed })
      if (canReturn && changes.length) {
        // Step by step, because the next step may change what this one brought back.
        arrived = [...arrived.map((range) => mapRange(changes, range)), ...insertedIn(whole)]
        if (arrived.length)
          root = withForms(root, 0, { changed, near: arrived }, (anchor) =>
            bringBack(anchor, after, { inserted: arrived, typed }),
          )
      }
      for (const { move, anchors } of underway) {
        if (Math.max(move.step, move.targetStep) !== i || !anchors.length) continue
        const target = steps
          .slice(move.targetStep + 1, i + 1)
          .reduce((range, later) => mapRange(later.changes, range), move.target)
        // What was put in may be the very thing that was then taken away.
        if (textIn(after, target) !== move.text) continue
        const left = new Map(anchors.map((anchor) => [anchor.id, anchor]))
        const take = carrier({
          from: steps[move.step]?.before ?? before,
          source: move.source,
          to: after,
          target,
        })
        root = withForms(root, 0, { changed, near: null }, (anchor) => {
          const own = left.get(anchor.id)
          return own ? take(own, anchor) : anchor
        })
        hasMoved = true
      }
    }
    if (root.hasForms && !typed && !isTyping(tr)) {
      const inserted = insertedBy(tr)
      const places = inserted.length ? this.relocations(root, tr, inserted) : null
      if (places?.size) {
        hasMoved = true
        root = withForms(root, 0, { changed, near: null }, (anchor) => places.get(anchor.id) ?? anchor)
      }
    }
    if (root === this.root) return { anchors: this, changed: NONE }
    const anchors = new AnchorSet(root, this.height, this.places)
    // What has moved about stands in branches that reach from there to here.
    return { anchors: hasMoved ? AnchorSet.of(anchors) : anchors, changed }
  }

  /** Where detached anchors of `root`, mapped from this set, stand in what a transaction has put in. */
  private relocations(
    root: Branch,
    tr: Transaction,
    inserted: readonly PosRange[],
  ): ReadonlyMap<string, Anchor> {
    const detached: Anchor[] = []
    collectDetached(root, 0, detached)
    return relocated(detached, { tr, inserted, wasThere: ({ id }) => !this.get(id)?.memory })
  }
}

export interface Mapped {
  readonly anchors: AnchorSet
  /** Ids, some perhaps twice. */
  readonly changed: readonly string[]
}

const NONE: readonly string[] = []

/** A new anchor on the article's text. */
export function anchorOn(doc: Node, id: string, ranges: RoleRanges): Anchor {
  const rendering = renderingOf(doc)
  const piecesFor = (role: Role): readonly Piece[] =>
    ranges[role]
      .filter(({ start, end }) => start < end)
      .map(({ start, end }) => ({
        role,
        from: posAt(rendering, start),
        to: posAt(rendering, end),
        forms: [],
      }))
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
    const rangesFor = (role: Role): readonly TextRange[] =>
      attached(pieces, role).map(({ from, to }) => ({
        start: offsetAt(rendering, from),
        end: offsetAt(rendering, to),
      }))
    return targetOf(rendering.text, byRole(rangesFor))
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

/** Where a transaction put new content, as ranges of its final document in order. */
export function insertedBy(tr: Transaction): readonly PosRange[] {
  const ranges: PosRange[] = []
  for (const [i, map] of tr.mapping.maps.entries()) {
    const rest = tr.mapping.slice(i + 1)
    map.forEach((_oldStart, _oldEnd, newStart, newEnd) => {
      const from = rest.map(newStart, 1)
      const to = rest.map(newEnd, -1)
      if (from < to) ranges.push({ from, to })
    })
  }
  ranges.sort((a, b) => a.from - b.from)
  const merged: PosRange[] = []
  for (const range of ranges) {
    const last = merged[merged.length - 1]
    if (last && range.from <= last.to)
      merged[merged.length - 1] = { from: last.from, to: Math.max(last.to, range.to) }
    else merged.push(range)
  }
  return merged
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

function byRole(rangesFor: (role: Role) => readonly TextRange[]): RoleRanges {
  return {
    quote: rangesFor('quote'),
    speaker: rangesFor('speaker'),
    cue: rangesFor('cue'),
    frame: rangesFor('frame'),
    addressee: rangesFor('addressee'),
  }
}

// The tree

function isBranch(node: Branch | Anchor): node is Branch {
  return 'children' in node
}

function branchOf(children: Branch['children'], origins: readonly number[]): Branch {
  let from = Infinity
  let to = -Infinity
  let reach = -Infinity
  let hasForms = false
  for (let i = 0; i < children.length; i++) {
    const child = children[i]
    if (!child) continue
    const origin = origins[i] ?? 0
    from = Math.min(from, origin + child.from)
    to = Math.max(to, origin + child.to)
    reach = Math.max(reach, origin + child.reach)
    hasForms ||= child.hasForms
  }
  return { from, to, hasForms, reach, children, origins }
}

function inGroups(items: readonly Branch[] | readonly Anchor[]): readonly Branch[] {
  const groups: Branch[] = []
  for (let i = 0; i < items.length; i += FANOUT) {
    const children = items.slice(i, i + FANOUT)
    groups.push(branchOf(children, Array<number>(children.length).fill(0)))
  }
  return groups
}

function* anchorsIn({ children, origins }: Branch, origin: number): Generator<Anchor> {
  for (const [i, child] of children.entries()) {
    const own = origin + (origins[i] ?? 0)
    if (isBranch(child)) yield* anchorsIn(child, own)
    else yield moved(child, own)
  }
}

function visitIn(
  { children, origins }: Branch,
  origin: number,
  range: PosRange,
  use: (anchor: Anchor, origin: number) => void,
): void {
  for (let i = 0; i < children.length; i++) {
    const child = children[i]
    const own = origin + (origins[i] ?? 0)
    if (!child || own + child.from > range.to || own + child.to < range.from) continue
    if (isBranch(child)) visitIn(child, own, range, use)
    else use(child, own)
  }
}

function collectDetached({ hasForms, children, origins }: Branch, origin: number, found: Anchor[]): void {
  if (!hasForms) return
  for (const [i, child] of children.entries()) {
    const own = origin + (origins[i] ?? 0)
    if (isBranch(child)) collectDetached(child, own, found)
    else if (child.memory) found.push(moved(child, own))
  }
}

function withExtent(anchor: Omit<Anchor, 'from' | 'to' | 'hasForms' | 'reach'>): Anchor {
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

function moved(anchor: Anchor, by: number): Anchor {
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

// Mapping through one step

interface StepContext {
  readonly before: Node
  readonly after: Node
  /** Collects the ids of anchors that were more than moved. */
  readonly changed: string[]
}

/** The new content, in the document after the step. */
function insertedIn(changes: readonly Change[]): readonly PosRange[] {
  const ranges: PosRange[] = []
  let by = 0
  for (const { start, end, size } of changes) {
    if (size) ranges.push({ from: start + by, to: start + by + size })
    by += size - (end - start)
  }
  return ranges
}

function mapBranch(branch: Branch, origin: number, changes: readonly Change[], step: StepContext): Branch {
  let children: (Branch | Anchor)[] | null = null
  let origins: number[] | null = null
  for (let i = 0; i < branch.children.length; i++) {
    const child = branch.children[i]
    if (!child) continue
    const own = origin + (branch.origins[i] ?? 0)
    const by = shiftOf(changes, own + child.from, own + child.to)
    if (by === 0) continue
    if (by !== null) {
      origins ??= branch.origins.slice()
      origins[i] = (origins[i] ?? 0) + by
    } else {
      children ??= branch.children.slice()
      children[i] = isBranch(child)
        ? mapBranch(child, own, changes, step)
        : mapAnchor(child, own, changes, step)
    }
  }
  if (!children && !origins) return branch
  return branchOf((children ?? branch.children) as Branch['children'], origins ?? branch.origins) // all of a kind, as before
}

/** How far a stretch moves as a whole; null when a change touches it. */
function shiftOf(changes: readonly Change[], from: number, to: number): number | null {
  let by = 0
  for (const { start, end, size } of changes) {
    if (start > to) break
    if (end >= from) return null
    by += size - (end - start)
  }
  return by
}

function mapRange(changes: readonly Change[], { from, to }: PosRange): PosRange {
  return { from: mapPos(changes, from, -1), to: mapPos(changes, to, 1) }
}

/** Where a position goes; `side` tells on which side of content inserted at it, or replacing it, it ends. */
function mapPos(changes: readonly Change[], pos: number, side: -1 | 1): number {
  let by = 0
  for (const { start, end, size } of changes) {
    if (start > pos) break
    if (pos <= end) {
      const own = start === end ? side : pos === start ? -1 : pos === end ? 1 : side
      return start + by + (own < 0 ? 0 : size)
    }
    by += size - (end - start)
  }
  return pos + by
}

/** Positions in `anchor` count from `origin`, those of `changes` from the document's start. */
function mapAnchor(anchor: Anchor, origin: number, changes: readonly Change[], step: StepContext): Anchor {
  // An edit inside that leaves the borders where they are still changes the words.
  step.changed.push(anchor.id)
  const inserted = changes.length === 1 && !anchor.memory && !anchor.hasForms ? changes[0] : undefined
  if (inserted && inserted.start === inserted.end)
    return widened(anchor, inserted.start - origin, inserted.size)
  const relative = changes.map(({ start, end, size }) => ({ start: start - origin, end: end - origin, size }))
  let isSame = true
  const pieces = anchor.pieces.map((piece) => {
    const next = mapPiece(piece, relative, origin, step)
    if (next.from === piece.from && next.to === piece.to && next.forms === piece.forms) return piece
    isSame = false
    return next
  })
  if (isSame) return anchor
  const isGone = !pieces.some((piece) => piece.role === 'quote' && piece.from < piece.to)
  const memory = isGone && !anchor.memory ? memoryOf(anchor, origin, step.before) : anchor.memory
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

function mapPiece(
  piece: Piece,
  changes: readonly Change[],
  base: number,
  { before, after }: StepContext,
): Piece {
  const { role, from, to } = piece
  const forms = piece.forms.length
    ? piece.forms.map((form) => mapForm(form, changes, base, before))
    : piece.forms
  if (from === to) {
    const at = mapPos(changes, from, -1)
    return { role, from: at, to: at, forms }
  }
  const loss = changes.find(({ start, end }) => start < end && start < to && end > from)
  const isCut = loss !== undefined
  const mappedFrom = mapPos(changes, from, 1)
  const mappedTo = mapPos(changes, to, -1)
  // What only adds leaves borders in the text that they were in.
  const isAdding = changes.every(({ start, end }) => start === end)
  const newFrom = isAdding ? mappedFrom : toText(after, mappedFrom + base, 1) - base
  const newTo = isAdding ? mappedTo : toText(after, mappedTo + base, -1) - base
  const range = { from: newFrom + base, to: newTo + base }
  // What takes the place of all of it, and has nothing of it, is something else.
  const isReplaced = changes.some(({ start, end }) => start < end && start <= from && end >= to)
  const words = isCut ? textIn(before, { from: from + base, to: to + base }) : ''
  const isGone =
    newFrom >= newTo || isReplaced || (isCut && isRemnant(textIn(after, range), forms[0]?.text ?? words))
  if (!isCut && !isGone) return { role, from: newFrom, to: newTo, forms }
  const around = aroundOf(before, from + base, to + base)
  const lost = mapForm(
    { text: words, size: to - from, at: from, ties: [], around, twinLoss: 0 },
    changes,
    base,
    before,
  )
  const home = homeOf(lost) + base
  const hasTwin = loss?.size === 0 && stands(after, home, lost)
  const form = hasTwin ? { ...lost, twinLoss: loss.end - loss.start } : lost
  const kept = forms.length < MAX_FORMS ? forms : [...forms.slice(0, 1), ...forms.slice(2)]
  const place = Math.min(newFrom, newTo)
  return isGone
    ? { role, from: place, to: place, forms: [...kept, form] }
    : { role, from: newFrom, to: newTo, forms: [...kept, form] }
}

/** Whether what is left of words is so little that it is nobody's statement any more. */
function isRemnant(rest: string, words: string): boolean {
  if (!rest.trim()) return true
  const left = lettersIn(rest)
  return left < LEAST_LETTERS && lettersIn(words) >= LEAST_LETTERS * LEAST_LETTERS
}

function lettersIn(text: string): number {
  return text.match(/[\p{L}\p{N}]/gu)?.length ?? 0
}

function aroundOf(doc: Node, from: number, to: number): string {
  const { size } = doc.content
  const before = textIn(doc, { from: Math.max(0, from - AROUND), to: from })
  return `${before}\0${textIn(doc, { from: to, to: Math.min(size, to + AROUND) })}`
}

/** The place stays left of what goes, and a tie leads from there to where it was. */
function mapForm(form: Form, changes: readonly Change[], base: number, before: Node): Form {
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

/** Where the form began, seen from where its text would be if all that went since were back. */
function homeOf({ at, ties }: Form): number {
  return ties.reduce((pos, { delta }) => pos + delta, at)
}

/** With what was around the form's place back in place, the form is tied to it directly again. */
function untie(form: Form, doc: Node, inserted: readonly PosRange[]): Form {
  const tie = form.ties.at(-1)
  if (!tie) return form
  const at = form.at + tie.delta
  const isBack =
    inserted.some(({ from, to }) => from < at && at <= to) && aroundOf(doc, at, at) === tie.around
  return isBack ? untie({ ...form, at, ties: form.ties.slice(0, -1) }, doc, inserted) : form
}

function memoryOf({ pieces }: Anchor, base: number, before: Node): Memory {
  const rendering = renderingOf(before)
  const quote = attached(pieces, 'quote')
  const start = offsetAt(rendering, base + Math.min(...quote.map((piece) => piece.from)))
  const end = offsetAt(rendering, base + Math.max(...quote.map((piece) => piece.to)))
  const speaker = attached(pieces, 'speaker').map(({ from, to }) => ({ from: from + base, to: to + base }))
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

// Coming back

interface Arrival {
  readonly inserted: readonly PosRange[]
  /** A single character typed by hand: it completes words, but does not move annotations. */
  readonly typed: boolean
}

/** The history plugin marks its transactions; undoing one typed character is no typing. */
function isTyping(tr: Transaction): boolean {
  if (tr.steps.length !== 1 || tr.getMeta('history$')) return false
  let size = 0
  tr.mapping.maps[0]?.forEach((_oldStart, _oldEnd, newStart, newEnd) => {
    size += newEnd - newStart
  })
  return size <= 1
}

/** The branch with `change` applied, in absolute positions, to each anchor that something has been cut from. */
function withForms(
  branch: Branch,
  origin: number,
  /** `changed` collects ids; `near` leaves out what could not stand in one of these ranges, null nothing. */
  options: { readonly changed: string[]; readonly near: readonly PosRange[] | null },
  change: (anchor: Anchor) => Anchor,
): Branch {
  if (!branch.hasForms) return branch
  const { changed, near } = options
  let children: (Branch | Anchor)[] | null = null
  for (const [i, child] of branch.children.entries()) {
    if (!child.hasForms) continue
    const own = origin + (branch.origins[i] ?? 0)
    if (near && !near.some(({ from, to }) => from <= own + child.reach && to >= own + child.from)) continue
    let next: Branch | Anchor = child
    if (isBranch(child)) next = withForms(child, own, options, change)
    else {
      const here = moved(child, own)
      const there = change(here)
      if (there === here) continue
      changed.push(child.id)
      next = moved(there, -own)
    }
    if (next === child) continue
    children ??= branch.children.slice()
    children[i] = next
  }
  return children ? branchOf(children as Branch['children'], branch.origins) : branch // all of a kind, as before
}

interface Step extends StepChanges {
  /** The changes as the step map has them. */
  readonly whole: readonly Change[]
}

/** The changes of a step that only puts something in; null for another. */
function insertionsOf(map: StepMap): readonly Change[] | null {
  const changes = changesOf(map)
  return changes.every(({ start, end }) => start === end) ? changes : null
}

function stepsOf(tr: Transaction): readonly Step[] {
  return tr.mapping.maps.map((map, i): Step => {
    const before = tr.docs[i] ?? tr.before
    const after = tr.docs[i + 1] ?? tr.doc
    const whole = changesOf(map)
    return { before, after, whole, changes: narrowed(whole, before, after) }
  })
}

/** Whether a transaction takes something away and puts something in, in two places. */
function hasMoves(steps: readonly Step[]): boolean {
  if (steps.length < 2 && (steps[0]?.changes.length ?? 0) < 2) return false
  const all = steps.flatMap(({ changes }) => changes)
  return all.some(({ start, end }) => start < end) && all.some(({ size }) => size > 0)
}

/** Anchors whose quote stands wholly in the range. */
function anchorsWithin(root: Branch, range: PosRange): readonly Anchor[] {
  const found: Anchor[] = []
  visitIn(root, 0, range, (anchor, origin) => {
    const quote = attached(anchor.pieces, 'quote')
    const isInside = (piece: Piece): boolean =>
      origin + piece.from >= range.from && origin + piece.to <= range.to
    if (quote.length && quote.every(isInside)) found.push(moved(anchor, origin))
  })
  return found
}

/** Puts an anchor as it was in `source` where the same words stand in `target`; pieces from elsewhere stay where they are now. */
function carrier(way: {
  readonly from: Node
  readonly source: PosRange
  readonly to: Node
  readonly target: PosRange
}): (before: Anchor, now: Anchor) => Anchor {
  const { from, source, to, target } = way
  const left = from.slice(source.from, source.to)
  const isSame = left.content.eq(to.slice(target.from, target.to).content)
  const leaving = renderingOf(from)
  const arriving = renderingOf(to)
  const shift =
    offsetAt(arriving, toText(to, target.from, 1)) - offsetAt(leaving, toText(from, source.from, 1))
  const place = (pos: number): number =>
    isSame ? pos - source.from + target.from : posAt(arriving, offsetAt(leaving, pos) + shift)
  return (before, now) => {
    const pieces = before.pieces.map((piece, i): Piece => {
      const { role, forms } = piece
      if (piece.from === piece.to || piece.from < source.from || piece.to > source.to)
        return now.pieces[i] ?? piece
      const start = place(piece.from)
      const by = start - piece.from
      return {
        role,
        from: start,
        to: place(piece.to),
        forms: forms.map((form) => ({ ...form, at: form.at + by })),
      }
    })
    if (!isInOrder(pieces) || pieces.some((piece) => piece.from > piece.to)) return now
    return withExtent({ id: now.id, pieces, memory: null, epoch: now.epoch })
  }
}

function bringBack(anchor: Anchor, doc: Node, arrival: Arrival): Anchor {
  let isSame = true
  const pieces = anchor.pieces.map((piece) => {
    if (!piece.forms.length) return piece
    const forms = piece.forms.map((form) => untie(form, doc, arrival.inserted))
    const isTied = forms.every((form, i) => form === piece.forms[i])
    const tied = isTied ? piece : { ...piece, forms }
    const untied = forms.filter((form, i) => form !== piece.forms[i])
    const back = mirrored(tied, doc, { ...arrival, untied }) ?? tied
    if (back !== piece) isSame = false
    return back
  })
  if (isSame || !isInOrder(pieces)) return anchor
  const isThere = pieces.some((piece) => piece.role === 'quote' && piece.from < piece.to)
  return withExtent({ ...anchor, pieces, memory: isThere ? null : anchor.memory })
}

/** Whether what is there of each role stands one behind the other: a coincidence could have put it anywhere. */
function isInOrder(pieces: readonly Piece[]): boolean {
  return ROLES.every((role) => {
    const own = attached(pieces, role)
    return own.every((piece, i) => i === 0 || (own[i - 1]?.to ?? 0) <= piece.from)
  })
}

/** The piece in a former form whose words stand at its old place again, thanks to what arrived. */
function mirrored(
  piece: Piece,
  doc: Node,
  {
    inserted,
    typed,
    untied,
    isSure = false,
  }: Arrival & { readonly untied: readonly Form[]; readonly isSure?: boolean },
): Piece | null {
  const isGone = piece.from === piece.to
  if (typed && piece.role !== 'quote') return null
  /** Good unless another form stands in the very surroundings that it had. */
  let likely: Piece | null = null
  for (const [i, form] of piece.forms.entries()) {
    if (typed && (i > 0 || (isGone && form.text.length < MIN_TYPED))) break
    const starts = new Set([homeOf(form)])
    if (!isGone) starts.add(piece.from).add(piece.to - form.size)
    for (const from of starts) {
      const to = from + form.size
      if (!isGone && (from > piece.from || to < piece.to)) continue
      if (!inserted.some((range) => overlaps(range, { from, to })) || !stands(doc, from, form)) continue
      const back: Piece = { role: piece.role, from, to, forms: piece.forms.slice(0, i) }
      // What was lost inside came back between the borders.
      if (from === piece.from && to === piece.to) return isSure ? null : back
      const grown = isGone
        ? [{ from, to }]
        : [
            { from, to: piece.from },
            { from: piece.to, to },
          ].filter((range) => range.from < range.to)
      const isNew = grown.some((range) => inserted.some((other) => overlaps(other, range)))
      if (!isNew) continue
      if (aroundOf(doc, from, to) === form.around) return back
      const isAllNew = grown.every((range) =>
        inserted.some((other) => holds(other, range) && other.to - other.from >= form.twinLoss),
      )
      // The whole may come back by whatever way, a form in between only as it went; and what has a twin
      // that would else be taken for it must not come with what went later.
      const isLikely = form.twinLoss ? isAllNew && !untied.includes(form) : i === 0 || isAllNew
      if (isLikely && !isSure) likely ??= back
    }
  }
  // Seen from there, a fuller form may stand in its old surroundings too.
  return likely && (mirrored(likely, doc, { inserted, typed, untied, isSure: true }) ?? likely)
}

function overlaps(a: PosRange, b: PosRange): boolean {
  return a.from < b.to && a.to > b.from
}

function holds(outer: PosRange, inner: PosRange): boolean {
  return outer.from <= inner.from && outer.to >= inner.to
}

interface Coming {
  readonly tr: Transaction
  readonly inserted: readonly PosRange[]
  /** Whether the words were still in place before the transaction, which took them away itself. */
  readonly wasThere: (anchor: Anchor) => boolean
}

/** Anchors by id, at other places where their words, or words that resemble, have arrived as a whole. */
function relocated(
  detached: readonly Anchor[],
  { tr, inserted, wasThere }: Coming,
): ReadonlyMap<string, Anchor> {
  const places = new Map<string, Anchor>()
  if (!detached.length) return places
  const arrivals = inserted.map((range) => textIn(tr.doc, range))
  const vague: Anchor[] = []
  for (const anchor of detached) {
    const found = exactlyRelocated(anchor, { tr, inserted, arrivals, wasThere: wasThere(anchor) })
    if (found === 'vague') vague.push(anchor)
    else if (found) places.set(anchor.id, found)
  }
  for (const [id, place] of resembling(vague, { tr, inserted, arrivals, wasThere })) places.set(id, place)
  return places
}

/** Anchors by id, where words that resemble theirs have arrived; in one of the ranges only, else nobody can tell. */
function resembling(
  detached: readonly Anchor[],
  { tr, inserted, arrivals, wasThere }: Coming & { readonly arrivals: readonly string[] },
): ReadonlyMap<string, Anchor> {
  const found = new Map<string, Anchor | null>()
  for (const [i, range] of inserted.entries()) {
    const arrival = arrivals[i] ?? ''
    if (arrival.length < LEAST_FUZZY * LEAST_ARRIVED) continue
    const arrived = new Set(wordsIn(arrival))
    const open = detached.flatMap((anchor) => {
      const target = targetFor(anchor, tr.doc)
      const words = wordsIn(target.wording)
      const common = words.filter((word) => arrived.has(word)).length
      const isLikely = target.wording.length >= LEAST_FUZZY && common >= words.length * LEAST_ARRIVED
      return isLikely ? [{ anchor, target }] : []
    })
    if (!open.length) continue
    const rendering = renderingOf(tr.doc)
    const results = searched(
      rendering,
      open.map(({ target }) => target),
      [range],
    )
    for (const [n, { anchor }] of open.entries()) {
      const quote = results[n]?.quote
      if (!quote || !hasArrived(wordingOf(rendering.text, quote.slice(0, 1)), tr, wasThere(anchor))) continue
      found.set(anchor.id, found.has(anchor.id) ? null : placedAt(anchor, tr.doc, quote, 0))
    }
  }
  return new Map([...found].flatMap(([id, place]) => (place ? [[id, place] as const] : [])))
}

/** What `reanchorAll` finds in what came, with what stands around it: no more of the article is searched. */
function searched(
  rendering: Rendering,
  targets: readonly Target[],
  ranges: readonly PosRange[],
): readonly { readonly how: Reanchored['how']; readonly quote?: readonly TextRange[] }[] {
  const within = ranges.map((range) => offsetsOf(rendering, range))
  const offset = Math.max(0, (within[0]?.start ?? 0) - CONTEXT_LENGTH)
  const text = rendering.text.slice(offset, (within[within.length - 1]?.end ?? 0) + CONTEXT_LENGTH)
  const shifted = (by: number, list: readonly TextRange[]): readonly TextRange[] =>
    list.map(({ start, end }) => ({ start: start + by, end: end + by }))
  return reanchorAll(text, targets, shifted(-offset, within)).map((found) =>
    'ranges' in found ? { how: found.how, quote: shifted(offset, found.ranges.quote) } : { how: found.how },
  )
}

function wordsIn(text: string): readonly string[] {
  return text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
}

/** Null where nobody can tell which of several places it is; "vague" where the words have not arrived as they were. */
function exactlyRelocated(
  anchor: Anchor,
  {
    tr,
    inserted,
    arrivals,
    wasThere,
  }: Omit<Coming, 'wasThere'> & { readonly arrivals: readonly string[]; readonly wasThere: boolean },
): Anchor | null | 'vague' {
  const quote = anchor.pieces.filter((piece) => piece.role === 'quote')
  const wasCut = quote.some((piece) => piece.forms.length > 1)
  // Whole, or as the words were at the very end, when they had been cut before that.
  for (const pick of wasCut ? ([0, -1] as const) : ([0] as const)) {
    const words = quote.map((piece) => piece.forms.at(pick)?.text ?? '')
    const within = inserted.filter((_, i) => words.every((own) => own && arrivals[i]?.includes(own)))
    if (!within.length || !hasArrived(words[0] ?? '', tr, wasThere)) continue
    const rendering = renderingOf(tr.doc)
    const picked = {
      ...anchor,
      pieces: quote.map((piece) => ({ ...piece, forms: piece.forms.slice(pick).slice(0, 1) })),
    }
    const [found] = searched(rendering, [targetFor(picked, tr.doc)], within)
    if (found?.how === 'moved' && found.quote) return placedAt(anchor, tr.doc, found.quote, pick)
    if (found?.how === 'ambiguous') return null
  }
  return 'vague'
}

/** Words that stood elsewhere all along, and were only written anew, are not the ones that went. */
function hasArrived(words: string, tr: Transaction, wasThere: boolean): boolean {
  const now = count(renderingOf(tr.doc).text, words)
  return now + (wasThere ? 1 : 0) > count(renderingOf(tr.before).text, words)
}

function offsetsOf(rendering: Rendering, { from, to }: PosRange): TextRange {
  return { start: offsetAt(rendering, from), end: offsetAt(rendering, to) }
}

function count(text: string, words: string): number {
  if (!words) return 0
  let n = 0
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) n++
  return n
}

// Former forms stay at the old place: undoing the move leads back there.
function placedAt(anchor: Anchor, doc: Node, ranges: readonly TextRange[], pick: 0 | -1): Anchor {
  const rendering = renderingOf(doc)
  const places = ranges.map(({ start, end }) => ({
    from: posAt(rendering, start),
    to: posAt(rendering, end),
  }))
  const quote = anchor.pieces.filter((piece) => piece.role === 'quote')
  const form = quote[0]?.forms.at(pick)
  const by = (places[0]?.from ?? 0) - (form ? homeOf(form) : 0)
  const others = anchor.pieces
    .filter((piece) => piece.role !== 'quote')
    .map((piece) => (piece.from === piece.to ? (displaced(piece, by, doc) ?? piece) : piece))
  return withExtent({
    ...anchor,
    pieces: [
      ...places.map((place, i): Piece => ({ role: 'quote', ...place, forms: quote[i]?.forms ?? [] })),
      ...others,
    ],
    memory: null,
  })
}

function stands(doc: Node, from: number, { size, text }: Form): boolean {
  const to = from + size
  return isInText(doc, from) && isInText(doc, to) && textIn(doc, { from, to }) === text
}

/** A gone piece of another role, if its words stand as far from the new place of the quote as from the old. */
function displaced(piece: Piece, by: number, doc: Node): Piece | null {
  const form = piece.forms.at(-1)
  if (!form) return null
  const from = homeOf(form) + by
  const to = from + form.size
  if (!stands(doc, from, form)) return null
  return { role: piece.role, from, to, forms: piece.forms }
}
