/**
 * All anchors of a document, through every edit.
 *
 * They lie in a tree whose nodes say how far from their own origin that of each
 * child lies. An edit leaves what stands before it as it is, shifts the origins
 * of what stands behind it, and walks only into what it touches: what a
 * keystroke costs grows with the logarithm of the number of anchors.
 */
import type { Transaction } from 'prosemirror-state'
import { attached, moved, type Anchor, type Piece } from './anchor.js'
import { changesOf, insertedIn, isAdding, mapRange, shiftOf } from './changes.js'
import { mapAnchor, withoutMidway } from './mapping.js'
import { carrier, movesIn, type Move } from './moves.js'
import { relocated } from './relocation.js'
import type { PosRange } from './rendering.js'
import { bringBack } from './return.js'
import { stepsOf, type StepChanges } from './steps.js'

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
    const only = tr.mapping.maps.length === 1 ? tr.mapping.maps[0] : undefined
    const added = only && !this.root.hasForms ? changesOf(only) : null
    if (added && isAdding(added)) {
      // Nothing is waited for and nothing goes: most keystrokes.
      const edit: Edit = { before: tr.before, after: tr.doc, changes: added, changed: NONE }
      const root = mapBranch(this.root, 0, edit)
      return { anchors: new AnchorSet(root, this.height, this.places), changed: edit.changed }
    }
    const changed: string[] = []
    const steps = stepsOf(tr)
    const moves = movesIn(steps)
    const typed = isTyping(tr)
    const canReturn = this.root.hasForms || steps.length > 1
    let root = this.root
    let arrived: readonly PosRange[] = []
    let hasMoved = false
    const underway: { readonly move: Move; readonly anchors: ReadonlyMap<string, Anchor> }[] = []
    for (const [i, { before, after, changes, whole }] of steps.entries()) {
      for (const move of moves)
        if (move.source.step === i) underway.push({ move, anchors: anchorsWithin(root, move.source.range) })
      const edit: Edit = { before, after, changes, changed: NONE }
      if (changes.length) root = mapBranch(root, 0, edit)
      changed.push(...edit.changed)
      if (canReturn && changes.length) {
        // Step by step, because the next step may change what this one brought back.
        const inserted = [...arrived.map((range) => mapRange(changes, range)), ...insertedIn(whole)]
        const change = (anchor: Anchor): Anchor => bringBack(anchor, after, { inserted, typed })
        if (inserted.length) root = withForms(root, 0, { changed, near: inserted, change })
        arrived = inserted
      }
      for (const { move, anchors } of underway) {
        if (Math.max(move.source.step, move.target.step) !== i || !anchors.size) continue
        const carry = carrier(move, steps.slice(0, i + 1))
        if (!carry) continue
        const change = (anchor: Anchor): Anchor => {
          const own = anchors.get(anchor.id)
          return own ? carry(own, anchor) : anchor
        }
        root = withForms(root, 0, { changed, change })
        hasMoved = true
      }
    }
    if (root.hasForms && !typed) {
      const detached: Anchor[] = []
      collectDetached(root, 0, detached)
      const places = relocated(detached, tr, ({ id }) => !this.get(id)?.memory)
      if (places.size) {
        root = withForms(root, 0, { changed, change: (anchor) => places.get(anchor.id) ?? anchor })
        hasMoved = true
      }
    }
    if (steps.length > 1 && root.hasForms) {
      const change = (anchor: Anchor): Anchor => withoutMidway(anchor, this.get(anchor.id), tr.before)
      root = withForms(root, 0, { changed: [], change })
    }
    if (root === this.root) return { anchors: this, changed: NONE }
    const anchors = new AnchorSet(root, this.height, this.places)
    // What has moved about stands in branches that reach from there to here.
    return { anchors: hasMoved ? AnchorSet.of(anchors) : anchors, changed }
  }
}

/** The anchors after a change, and those that it has changed. */
export interface Mapped {
  readonly anchors: AnchorSet
  /** Ids, some perhaps twice. */
  readonly changed: readonly string[]
}

const NONE: readonly string[] = []

/** Children of a node. With fewer a node costs more than it saves, with more a keystroke walks too many. */
const FANOUT = 5

/** Positions inside count from the node's origin. */
interface Branch extends PosRange {
  readonly hasForms: boolean
  readonly reach: number
  /** Branches, or on the lowest level anchors. */
  readonly children: readonly Branch[] | readonly Anchor[]
  /** Where the children's origins lie. */
  readonly origins: readonly number[]
}

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

/** Anchors, by id, whose quote stands wholly in the range. */
function anchorsWithin(root: Branch, range: PosRange): ReadonlyMap<string, Anchor> {
  const found = new Map<string, Anchor>()
  visitIn(root, 0, range, (anchor, origin) => {
    const quote = attached(anchor.pieces, 'quote')
    const isInside = (piece: Piece): boolean =>
      origin + piece.from >= range.from && origin + piece.to <= range.to
    if (quote.length && quote.every(isInside)) found.set(anchor.id, moved(anchor, origin))
  })
  return found
}

interface Edit extends StepChanges {
  /** Ids of anchors that the step does more to than move. An array that grows has room for many from the start. */
  changed: readonly string[]
}

function mapBranch(branch: Branch, origin: number, edit: Edit): Branch {
  let children: (Branch | Anchor)[] | null = null
  let origins: number[] | null = null
  for (let i = 0; i < branch.children.length; i++) {
    const child = branch.children[i]
    if (!child) continue
    const own = origin + (branch.origins[i] ?? 0)
    const by = shiftOf(edit.changes, own + child.from, own + child.to)
    if (by === 0) continue
    if (by !== null) {
      origins ??= branch.origins.slice()
      origins[i] = (origins[i] ?? 0) + by
    } else {
      children ??= branch.children.slice()
      if (isBranch(child)) children[i] = mapBranch(child, own, edit)
      else {
        // An edit inside that leaves the borders where they are still changes the words.
        edit.changed = edit.changed.length ? [...edit.changed, child.id] : [child.id]
        children[i] = mapAnchor(child, own, edit)
      }
    }
  }
  if (!children && !origins) return branch
  return branchOf((children ?? branch.children) as Branch['children'], origins ?? branch.origins) // all of a kind, as before
}

interface Rework {
  /** Collects the ids of anchors that become others. */
  readonly changed: string[]
  /** Leaves out what could not stand in one of these ranges. Default nothing. */
  readonly near?: readonly PosRange[]
  readonly change: (anchor: Anchor) => Anchor
}

/** The branch with `change` applied, in absolute positions, to each anchor that something has been cut from. */
function withForms(branch: Branch, origin: number, rework: Rework): Branch {
  if (!branch.hasForms) return branch
  const { changed, near, change } = rework
  let children: (Branch | Anchor)[] | null = null
  for (const [i, child] of branch.children.entries()) {
    if (!child.hasForms) continue
    const own = origin + (branch.origins[i] ?? 0)
    if (near && !near.some(({ from, to }) => from <= own + child.reach && to >= own + child.from)) continue
    let next: Branch | Anchor = child
    if (isBranch(child)) next = withForms(child, own, rework)
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

/** The history plugin marks its transactions; undoing one typed character is no typing. */
function isTyping(tr: Transaction): boolean {
  if (tr.steps.length !== 1 || tr.getMeta('history$')) return false
  let size = 0
  tr.mapping.maps[0]?.forEach((_oldStart, _oldEnd, newStart, newEnd) => {
    size += newEnd - newStart
  })
  return size <= 1
}
