/**
 * What a step really changes. A host that writes the whole document anew (a
 * sync, `setContent`, an undo manager of its own) mostly changed a few words; to
 * map through such a step would be to lose every annotation in it. So what was
 * replaced is compared with what replaced it: blocks are aligned, those that
 * resemble each other are compared word by word, and only what differs counts.
 */
import type { Node } from 'prosemirror-model'
import type { Transaction } from 'prosemirror-state'
import { lowerBound } from '../model/lower-bound.js'
import { changesOf, type Change } from './changes.js'
import { isNote } from './rendering.js'

/** Blocks, and replaced words, with less of their words in common are different texts. */
const ALIKE = 0.5
/** More pairs than this are not compared; what stands there then counts as replaced. */
const MAX_PAIRS = 250_000
/** Comparing blocks takes longer than comparing words. */
const MAX_BLOCK_PAIRS = 2_500

/** Pairs of indices into two lists, rising in both. */
type Pairs = readonly (readonly [number, number])[]

/** A step of a transaction. */
export interface StepChanges {
  readonly before: Node
  readonly after: Node
  /** What it really changes. */
  readonly changes: readonly Change[]
}

/** A step with its inverse, and how it maps positions. */
export interface Step extends StepChanges {
  /** The changes as the step map has them. */
  readonly whole: readonly Change[]
}

/** Comparing whole documents takes long enough not to do it twice. */
const known = new WeakMap<Transaction, readonly Step[]>()

/** The steps of a transaction. */
export function stepsOf(tr: Transaction): readonly Step[] {
  const { maps } = tr.mapping
  const own = known.get(tr)
  if (own?.length === maps.length) return own
  const steps = maps.map((map, i): Step => {
    const before = tr.docs[i] ?? tr.before
    const after = tr.docs[i + 1] ?? tr.doc
    const whole = changesOf(map)
    return { before, after, whole, changes: narrowed(whole, before, after) }
  })
  known.set(tr, steps)
  return steps
}

/** The changes of one step without what it put back as it was. */
function narrowed(changes: readonly Change[], before: Node, after: Node): readonly Change[] {
  const only = changes[0]
  if (!only || changes.length > 1 || only.start === only.end || !only.size) return changes
  const found: Change[] = []
  if (before.isTextblock) compareInline(before, after, 0, found)
  else compareChildren({ a: childrenOf(before), b: childrenOf(after), start: 0, found })
  // Where the comparison has blamed what the step did not touch, it has taken one thing for another.
  const isInside = found.every(({ start, end }) => start >= only.start && end <= only.end)
  return isInside ? merged(found) : trimmed(only, before, after)
}

/** A replacement without what is the same at its ends. */
function trimmed(only: Change, before: Node, after: Node): readonly Change[] {
  const from = before.content.findDiffStart(after.content)
  const ends = before.content.findDiffEnd(after.content)
  if (from === null || !ends) return []
  const start = Math.max(from, only.start)
  const overlap = Math.max(0, start - Math.min(ends.a, ends.b))
  const end = Math.min(ends.a + overlap, only.end)
  const size = only.size - (start - only.start) - (only.end - end)
  return start <= end && size >= 0 ? [{ start, end, size }] : [only]
}

function compareNodes(a: Node, b: Node, start: number, found: Change[]): void {
  if (a === b || a.eq(b)) return
  if (a.isTextblock && b.isTextblock) compareInline(a, b, start + 1, found)
  else if (isOpen(a) && isOpen(b))
    compareChildren({ a: childrenOf(a), b: childrenOf(b), start: start + 1, found })
  else found.push({ start, end: start + a.nodeSize, size: b.nodeSize })
}

function isOpen(node: Node): boolean {
  return node.isBlock && !node.isTextblock && !node.isLeaf
}

/** Two lists of blocks; `start` is where the first of `a` begins in the old document. */
interface Lists {
  readonly a: readonly Node[]
  readonly b: readonly Node[]
  readonly start: number
  readonly found: Change[]
}

/** Equal blocks belong together, between them those that resemble each other; the rest is replaced. */
function compareChildren(lists: Lists): void {
  const { a, b, found } = lists
  const equal = alignment(a.map(keyOf), b.map(keyOf))
  comparePairs(equal, lists, (unequal) =>
    comparePairs(pairsAlike(unequal.a, unequal.b), unequal, (other) =>
      found.push({ start: other.start, end: other.start + sizeOf(other.a), size: sizeOf(other.b) }),
    ),
  )
}

/** Compares the blocks of each pair, and calls `onGap` with what lies between the pairs. */
function comparePairs(pairs: Pairs, { a, b, start, found }: Lists, onGap: (gap: Lists) => void): void {
  let pos = start
  let at = 0
  let other = 0
  for (const [i, j] of [...pairs, [a.length, b.length] as const]) {
    const gap: Lists = { a: a.slice(at, i), b: b.slice(other, j), start: pos, found }
    if (gap.a.length || gap.b.length) onGap(gap)
    pos += sizeOf(gap.a)
    const one = a[i]
    const two = b[j]
    if (one && two) compareNodes(one, two, pos, found)
    pos += one?.nodeSize ?? 0
    at = i + 1
    other = j + 1
  }
}

interface Token {
  readonly key: string
  readonly size: number
  /** A note, whose text is compared by itself. */
  readonly note?: Node
}

/** `start` is where the content of `a` begins in the old document. */
function compareInline(a: Node, b: Node, start: number, found: Change[]): void {
  const left = tokensOf(a)
  const right = tokensOf(b)
  const pairs = alignment(
    left.map(({ key }) => key),
    right.map(({ key }) => key),
  )
  const changes: Change[] = []
  const inNotes: Change[] = []
  let pos = start
  let at = 0
  let other = 0
  for (const [i, j] of [...pairs, [left.length, right.length] as const]) {
    const end = pos + sizeOfTokens(left, at, i)
    const size = sizeOfTokens(right, other, j)
    if (pos < end || size) changes.push({ start: pos, end, size })
    const note = left[i]?.note
    const twin = right[j]?.note
    if (note && twin && !note.eq(twin)) compareInline(note, twin, end + 1, inNotes)
    pos = end + (left[i]?.size ?? 0)
    at = i + 1
    other = j + 1
  }
  // Changes with nothing but a space or a mark between them are one.
  const joined: Change[] = []
  for (const change of changes) {
    const last = joined[joined.length - 1]
    const between = last ? change.start - last.end : Infinity
    const words = last && between <= 2 ? textBetween(a, last.end - start, change.start - start) : null
    if (last && words?.length === between && !/[\p{L}\p{N}]/u.test(words))
      joined[joined.length - 1] = {
        start: last.start,
        end: change.end,
        size: last.size + between + change.size,
      }
    else joined.push(change)
  }
  found.push(...(inNotes.length ? [...joined, ...inNotes].sort((x, y) => x.start - y.start) : joined))
}

function textBetween(node: Node, from: number, to: number): string {
  return node.textBetween(from, to, '', ' ')
}

/** Words, spaces, single marks, and inline nodes. */
function tokensOf(node: Node): readonly Token[] {
  const tokens: Token[] = []
  node.forEach((child) => {
    if (child.isText)
      for (const [key] of (child.text ?? '').matchAll(/[\p{L}\p{M}\p{N}]+|\s+|[^]/gu))
        tokens.push({ key, size: key.length })
    else if (isNote(child)) tokens.push({ key: child.type.name, size: child.nodeSize, note: child })
    else
      tokens.push({
        key: `${child.type.name}\0${child.nodeSize}\0${child.textContent}`,
        size: child.nodeSize,
      })
  })
  return tokens
}

function sizeOfTokens(tokens: readonly Token[], from: number, to: number): number {
  let size = 0
  for (let i = from; i < to; i++) size += tokens[i]?.size ?? 0
  return size
}

/** Which of equal keys belong to each other: pairs of indices, rising in both. */
function alignment(a: readonly string[], b: readonly string[]): Pairs {
  const shorter = Math.min(a.length, b.length)
  let head = 0
  while (head < shorter && a[head] === b[head]) head++
  let tail = 0
  while (tail < shorter - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++
  const pairs: (readonly [number, number])[] = []
  for (let i = 0; i < head; i++) pairs.push([i, i])
  pairs.push(...between(a.slice(head, a.length - tail), b.slice(head, b.length - tail), head))
  for (let i = tail; i > 0; i--) pairs.push([a.length - i, b.length - i])
  return pairs
}

/** With many of both, those that stand once in each come first, and the others between them. */
function between(a: readonly string[], b: readonly string[], offset: number): Pairs {
  if (!a.length || !b.length) return []
  if (a.length * b.length <= MAX_PAIRS) {
    const chain = heaviestChain(a.length, b.length, (i, j) => (a[i] === b[j] ? 1 : 0))
    return chain.map(([i, j]) => [i + offset, j + offset] as const)
  }
  const inB = new Map<string, number>()
  for (const [j, key] of b.entries()) inB.set(key, inB.has(key) ? -1 : j)
  const seen = new Set<string>()
  const twice = new Set(a.filter((key) => seen.size === seen.add(key).size))
  const once = a.flatMap((key, i) => {
    const j = inB.get(key) ?? -1
    return j >= 0 && !twice.has(key) ? [[i, j] as const] : []
  })
  return longestRise(once).map(([i, j]) => [i + offset, j + offset] as const)
}

/** The longest part of the pairs that rises in the second number as it does in the first. */
function longestRise(pairs: Pairs): Pairs {
  /** Of the rises of each length the one that ends lowest: index of its last pair. */
  const ends: number[] = []
  const previous: number[] = []
  for (const [n, [, j]] of pairs.entries()) {
    const at = lowerBound(ends, (end) => (pairs[end]?.[1] ?? 0) < j)
    previous.push(ends[at - 1] ?? -1)
    ends[at] = n
  }
  const rise: (readonly [number, number])[] = []
  for (let n = ends[ends.length - 1] ?? -1; n >= 0; n = previous[n] ?? -1) {
    const pair = pairs[n]
    if (pair) rise.push(pair)
  }
  return rise.reverse()
}

/** Pairs of indices, rising in both, whose weights sum to the most; pairs of weight 0 are none. */
function heaviestChain(n: number, m: number, weight: (i: number, j: number) => number): Pairs {
  const width = m + 1
  const best = new Float64Array((n + 1) * width)
  const weights = new Float64Array(n * m)
  for (let i = n - 1; i >= 0; i--)
    for (let j = m - 1; j >= 0; j--) {
      const own = weight(i, j)
      weights[i * m + j] = own
      const taken = own > 0 ? own + (best[(i + 1) * width + j + 1] ?? 0) : 0
      best[i * width + j] = Math.max(taken, best[(i + 1) * width + j] ?? 0, best[i * width + j + 1] ?? 0)
    }
  const chain: (readonly [number, number])[] = []
  for (let i = 0, j = 0; i < n && j < m;) {
    const own = weights[i * m + j] ?? 0
    const here = best[i * width + j] ?? 0
    if (own > 0 && here === own + (best[(i + 1) * width + j + 1] ?? 0)) chain.push([i++, j++])
    else if (here === (best[(i + 1) * width + j] ?? 0)) i++
    else j++
  }
  return chain
}

/** Pairs of blocks, rising in both, that are the same block with other words. */
function pairsAlike(a: readonly Node[], b: readonly Node[]): Pairs {
  if (!a.length || !b.length || a.length * b.length > MAX_BLOCK_PAIRS) return []
  const left = a.map(wordsOf)
  const right = b.map(wordsOf)
  const weight = (i: number, j: number): number => {
    const one = a[i]
    const two = b[j]
    if (!one || !two || (isOpen(one) ? !isOpen(two) : !one.isTextblock || !two.isTextblock)) return 0
    const alike = likeness(left[i] ?? [], right[j] ?? [])
    return alike >= ALIKE ? alike : 0
  }
  return heaviestChain(a.length, b.length, weight)
}

function wordsOf(node: Node): readonly string[] {
  return node.textBetween(0, node.content.size, ' ', ' ').match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
}

/** Share of the words that both have (Dice's coefficient of the bags of words); none in both is alike. */
function likeness(a: readonly string[], b: readonly string[]): number {
  if (!a.length && !b.length) return 1
  const bag = new Map<string, number>()
  for (const word of a) bag.set(word, (bag.get(word) ?? 0) + 1)
  let common = 0
  for (const word of b) {
    const left = bag.get(word) ?? 0
    if (left) common++
    bag.set(word, left - 1)
  }
  return (2 * common) / (a.length + b.length)
}

function keyOf(node: Node): string {
  return `${node.type.name}\0${node.content.size}\0${node.textContent}`
}

function childrenOf(node: Node): readonly Node[] {
  return node.content.content
}

function sizeOf(nodes: readonly Node[]): number {
  return nodes.reduce((sum, { nodeSize }) => sum + nodeSize, 0)
}

/** Changes that touch are one. */
function merged(changes: readonly Change[]): readonly Change[] {
  const all: Change[] = []
  for (const change of changes) {
    const last = all[all.length - 1]
    if (last && last.end === change.start)
      all[all.length - 1] = { start: last.start, end: change.end, size: last.size + change.size }
    else all.push(change)
  }
  return all
}
