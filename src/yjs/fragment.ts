/**
 * The text of a Y.XmlFragment and the document that a sync plugin has made of it, side by side: which
 * character, as Yjs counts them, stands at which position, and the other way round.
 *
 * Both trees are walked together: runs of text against runs of Y.XmlText, nodes against elements. Where they
 * differ, as in the middle of a transaction, nothing is said about what is inside.
 */
import type { Node } from 'prosemirror-model'
import * as Y from 'yjs'
import { lowerBound } from '../model/lower-bound.js'
import type { PosRange } from '../plugin/rendering.js'
import type { CharacterId, SharedPiece } from './document.js'

/** A text of the fragment at its place in the document. */
interface Placed extends PosRange {
  readonly text: Y.XmlText
}

/** Where a piece stands in a text. */
interface Offsets {
  readonly text: Y.XmlText
  readonly start: number
  readonly end: number
  readonly version: number
}

/** Remembers where pieces stand in their texts, for as long as these do not change. */
export class PieceOffsets {
  private readonly known = new WeakMap<SharedPiece, Offsets>()
  private readonly versions = new WeakMap<object, number>()

  get(piece: SharedPiece): Offsets | null {
    const own = this.known.get(piece)
    return own?.version === (own && this.versionOf(own.text)) ? (own ?? null) : null
  }

  set(piece: SharedPiece, { text, from, to }: PosRange & { readonly text: Placed }): void {
    const version = this.versionOf(text.text)
    this.known.set(piece, { text: text.text, start: from - text.from, end: to - text.from, version })
  }

  /** To be called before anything is read after a change. */
  forget(text: object): void {
    this.versions.set(text, this.versionOf(text) + 1)
  }

  private versionOf(text: object): number {
    return this.versions.get(text) ?? 0
  }
}

/** One state of a fragment, and the document that shows it. */
export class FragmentText {
  /** In order. */
  private readonly placed: Placed[] = []
  private readonly startOf = new Map<Y.XmlText, number>()

  constructor(
    private readonly fragment: Y.XmlFragment,
    readonly doc: Node,
    private readonly offsets = new PieceOffsets(),
  ) {
    this.walk(fragment, doc, 0)
  }

  /** The characters at both ends of a range, atoms at its ends aside; null where there is none inside. */
  charactersIn({ from, to }: PosRange): { readonly first: CharacterId; readonly last: CharacterId } | null {
    let i = this.indexAt(from)
    let first: CharacterId | null = null
    for (let own = this.placed[i]; own && own.from < to && !first; own = this.placed[++i])
      if (own.to > from) first = characterIn(own, Math.max(own.from, from))
    i = this.indexAt(to - 1)
    let last: CharacterId | null = null
    for (let own = this.placed[i]; own && own.to > from && !last; own = this.placed[--i])
      if (own.from < to) last = characterIn(own, Math.min(own.to, to) - 1)
    return first && last && { first, last }
  }

  /** Where the characters of a piece stand; null when its first or last one is gone, or they are in disorder. */
  rangeOf(piece: SharedPiece): PosRange | null {
    const known = this.offsets.get(piece)
    if (known) {
      const start = this.startOf.get(known.text)
      return start === undefined ? null : { from: start + known.start, to: start + known.end }
    }
    const from = this.positionOf(piece.first)
    const last = this.positionOf(piece.last)
    if (from === null || last === null || from > last) return null
    const text = this.placed[this.indexAt(from)]
    if (text && last < text.to) this.offsets.set(piece, { text, from, to: last + 1 })
    return { from, to: last + 1 }
  }

  /** The position right before a character; null when it is gone, or not in this fragment. */
  positionOf([client, clock]: CharacterId): number | null {
    const { doc } = this.fragment
    if (!doc || clock >= Y.getState(doc.store, client)) return null
    // The types say that it is an item; one that was collected is none.
    const item: unknown = Y.getItem(doc.store, Y.createID(client, clock))
    if (!(item instanceof Y.Item) || item.deleted || !item.countable) return null
    const start = item.parent instanceof Y.XmlText ? this.startOf.get(item.parent) : undefined
    if (start === undefined) return null
    let index = clock - item.id.clock
    for (let left = item.left; left; left = left.left)
      if (!left.deleted && left.countable) index += left.length
    return start + index
  }

  /** The character that an undo has put in the place of one that was gone; itself where there is none. */
  restored(character: CharacterId): CharacterId {
    const { doc } = this.fragment
    let [client, clock] = character
    while (doc && clock < Y.getState(doc.store, client)) {
      // The types say that it is an item; one that was collected is none.
      const item: unknown = Y.getItem(doc.store, Y.createID(client, clock))
      if (!(item instanceof Y.Item) || !item.redone) break
      clock += item.redone.clock - item.id.clock
      client = item.redone.client
    }
    return [client, clock]
  }

  /** Whether any of the texts that stand in a range is one of `texts`. */
  isIn({ from, to }: PosRange, texts: (text: Y.XmlText) => boolean): boolean {
    for (let i = this.indexAt(from); ; i++) {
      const own = this.placed[i]
      if (!own || own.from > to) return false
      if (own.to >= from && texts(own.text)) return true
    }
  }

  /** Index of the first text that ends behind `pos`, or of the last one. */
  private indexAt(pos: number): number {
    const at = lowerBound(this.placed, ({ to }) => to <= pos)
    return Math.min(at, Math.max(0, this.placed.length - 1))
  }

  private walk(parent: Y.XmlFragment, node: Node, start: number): void {
    const types = parent.toArray()
    let pos = start
    let next = 0
    for (let i = 0; i < node.childCount;) {
      const texts: Y.XmlText[] = []
      for (let type = types[next]; type instanceof Y.XmlText; type = types[++next]) texts.push(type)
      let size = 0
      for (let child = node.maybeChild(i); child?.isText; child = node.maybeChild(++i)) size += child.nodeSize
      if (texts.reduce((sum, text) => sum + text.length, 0) !== size) return
      for (const text of texts) {
        this.placed.push({ text, from: pos, to: pos + text.length })
        this.startOf.set(text, pos)
        pos += text.length
      }
      const child = node.maybeChild(i)
      if (!child || child.isText) continue
      const element = types[next]
      if (!(element instanceof Y.XmlElement) || element.nodeName !== child.type.name) return
      this.walk(element, child, pos + 1)
      pos += child.nodeSize
      next++
      i++
    }
  }
}

function characterIn({ text, from }: Placed, pos: number): CharacterId | null {
  const { item } = Y.createRelativePositionFromTypeIndex(text, pos - from)
  return item && [item.client, item.clock]
}
