/** A line of a corpus: an article and what was annotated in it. */
import { KINDS, ROLES, type Kind, type Role } from '../text/statement.js'

/** `[start, end]` in UTF-16 units of the text. */
export type Range = readonly [number, number]

/** A statement as somebody has annotated it, in offsets of the text. */
export type GoldStatement = { readonly kind: Kind } & Readonly<Record<Role, readonly Range[]>>

/** An article of a corpus. */
export interface Document {
  readonly id: string
  /** BCP 47 tag, '' where the line does not say. */
  readonly lang: string
  readonly text: string
  readonly statements: readonly GoldStatement[]
  /** False where nobody has looked at all of the article: what is not annotated may be a statement all the same. */
  readonly complete: boolean
}

/** A document from foreign data, or what is wrong with it, each with its place: "statements[3].quote[0]: …". */
export function readDocument(value: unknown): Document | readonly string[] {
  if (!isObject(value)) return ['not an object with "id", "text" and "statements"']
  const { id, text, lang = '', statements } = value
  const faults: string[] = []
  if (typeof id !== 'string') faults.push('id: not a string')
  if (typeof text !== 'string') faults.push('text: not a string')
  if (typeof lang !== 'string') faults.push('lang: not a string')
  if (!Array.isArray(statements)) faults.push('statements: not an array')
  if (
    typeof id !== 'string' ||
    typeof text !== 'string' ||
    typeof lang !== 'string' ||
    !Array.isArray(statements)
  )
    return faults
  const read = statements.map((statement: unknown, i) =>
    readStatement(statement, `statements[${i}]`, text.length, faults),
  )
  const complete = value['complete'] !== false
  return faults.length ? faults : { id, lang, text, statements: read.filter((s) => s !== null), complete }
}

function readStatement(value: unknown, path: string, length: number, faults: string[]): GoldStatement | null {
  if (!isObject(value)) {
    faults.push(`${path}: not an object`)
    return null
  }
  const kind = KINDS.find((known) => known === value['kind'])
  if (!kind) {
    faults.push(`${path}.kind: ${JSON.stringify(value['kind']) ?? 'missing'} is none of ${KINDS.join(', ')}`)
    return null
  }
  const roles = Object.fromEntries(
    ROLES.map((role) => [role, readRanges(value[role] ?? [], `${path}.${role}`, length, faults)]),
  ) as Record<Role, readonly Range[]> // every role is there
  if (!roles.quote.length) faults.push(`${path}.quote: empty`)
  return { kind, ...roles }
}

function readRanges(value: unknown, path: string, length: number, faults: string[]): readonly Range[] {
  if (!Array.isArray(value)) {
    faults.push(`${path}: not an array of [start, end]`)
    return []
  }
  return value.flatMap((range: unknown, i): Range[] => {
    if (Array.isArray(range) && range.length === 2) {
      const [start, end] = range as readonly unknown[]
      if (isOffset(start, length) && isOffset(end, length) && start < end) return [[start, end]]
    }
    faults.push(`${path}[${i}]: not [start, end] within the text`)
    return []
  })
}

function isOffset(value: unknown, length: number): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= length
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Length in common of two lists of ranges. */
export function common(a: readonly Range[], b: readonly Range[]): number {
  let sum = 0
  for (const [start, end] of a)
    for (const [from, to] of b) sum += Math.max(0, Math.min(end, to) - Math.max(start, from))
  return sum
}

/** How many UTF-16 units the ranges cover, those that overlap counted each. */
export function lengthOf(ranges: readonly Range[]): number {
  return ranges.reduce((sum, [start, end]) => sum + end - start, 0)
}

/** Harmonic mean of the shares of each in the other. */
export function overlapF1(a: readonly Range[], b: readonly Range[]): number {
  const both = lengthOf(a) + lengthOf(b)
  return both ? (2 * common(a, b)) / both : 0
}
