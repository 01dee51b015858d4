/** A line of a corpus: an article and what was annotated in it. */
import type { Kind, Role } from '../text/index.js'

/** `[start, end]` in UTF-16 units of the text. */
export type Range = readonly [number, number]

export type GoldStatement = { readonly kind: Kind } & Readonly<Record<Role, readonly Range[]>>

export interface Document {
  readonly id: string
  readonly lang: string
  readonly text: string
  readonly statements: readonly GoldStatement[]
}

/** Length in common of two lists of ranges. */
export function common(a: readonly Range[], b: readonly Range[]): number {
  let sum = 0
  for (const [start, end] of a)
    for (const [from, to] of b) sum += Math.max(0, Math.min(end, to) - Math.max(start, from))
  return sum
}

export function lengthOf(ranges: readonly Range[]): number {
  return ranges.reduce((sum, [start, end]) => sum + end - start, 0)
}

/** Harmonic mean of the shares of each in the other. */
export function overlapF1(a: readonly Range[], b: readonly Range[]): number {
  const both = lengthOf(a) + lengthOf(b)
  return both ? (2 * common(a, b)) / both : 0
}
