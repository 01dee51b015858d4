/**
 * Found statements paired with gold ones as ../shared/eval/score.mjs pairs them:
 * one to one within a document, so that the summed token F1 of their quotes is
 * largest (Hungarian method), the same kind breaking ties. A pair counts as found
 * from F1 0.5 on.
 */
import { ROLES, type Role } from '../../src/text/index.js'

/** `[start, end]` in UTF-16 units of the document's text. */
export type Range = readonly [start: number, end: number]

export interface Marked extends Readonly<Partial<Record<Role, readonly Range[]>>> {
  readonly kind: string
}

export interface Found extends Marked {
  readonly rule?: string
  /** 0 to 1. */
  readonly confidence?: number
}

export interface GoldDocument {
  readonly id: string
  readonly lang?: string
  readonly text: string
  /** Flat: start, end, start, end … Made from the text when it is not given. */
  readonly tokens?: readonly number[]
  readonly statements: readonly Marked[]
}

/** Numbers of the tokens of each role. */
type Tokens = Readonly<Record<Role, readonly number[]>>

export interface Side<T extends Marked> {
  readonly statement: T
  readonly tokens: Tokens
}

/** A gold statement, a found one, or both. */
export interface Pair {
  readonly gold: Side<Marked> | null
  readonly found: Side<Found> | null
  /** Token F1 of the two quotes, 0 where one is missing. */
  readonly f1: number
  readonly isFound: boolean
  /** Found with exactly the gold tokens. */
  readonly isStrict: boolean
  /** Found, and the speakers overlap or both have none. */
  readonly isAttributed: boolean
  /** The kinds are the same, whether it counts as found or not. */
  readonly isSameKind: boolean
}

export interface PairedDocument {
  readonly id: string
  readonly lang: string
  readonly text: string
  /** Flat: start, end, start, end … */
  readonly tokens: readonly number[]
  readonly pairs: readonly Pair[]
}

/** The figures that the scorer prints per statement. */
export interface Counts {
  gold: number
  predicted: number
  found: number
  strict: number
  attributed: number
  type: number
}

const FOUND_FROM = 0.5
const SAME_KIND_BONUS = 0.01

/** Gold statements in their order, each with its pair, then what was found besides. */
export function pairUp(document: GoldDocument, found: readonly Found[]): PairedDocument {
  const { id, lang = '', text, tokens = tokenize(text) } = document
  const side = <T extends Marked>(statement: T): Side<T> => ({
    statement,
    tokens: Object.fromEntries(
      ROLES.map((role) => [role, tokensIn(tokens, statement[role] ?? [])]),
    ) as unknown as Tokens, // every role is there
  })
  const gold = document.statements.map(side)
  const system = found.map(side).filter((s) => s.tokens.quote.length)
  const value = gold.map((g) =>
    system.map((s) => {
      const f1 = overlap(g.tokens.quote, s.tokens.quote)
      return f1 + (f1 > 0 && isSameKind(g, s) ? SAME_KIND_BONUS : 0)
    }),
  )
  const columnOf = assign(value, gold.length, system.length)
  const used = new Set<number>()
  const pairs = gold.map((g, i) => {
    const j = columnOf[i]
    if (j !== undefined) used.add(j)
    return pairOf(g, (j !== undefined && system[j]) || null)
  })
  return {
    id,
    lang,
    text,
    tokens,
    pairs: [...pairs, ...system.filter((_, j) => !used.has(j)).map((s) => pairOf(null, s))],
  }
}

export function countsOf(pairs: readonly Pair[]): Counts {
  const count = (is: (pair: Pair) => boolean): number => pairs.filter(is).length
  return {
    gold: count(({ gold }) => gold !== null),
    predicted: count(({ found }) => found !== null),
    found: count(({ isFound }) => isFound),
    strict: count(({ isStrict }) => isStrict),
    attributed: count(({ isAttributed }) => isAttributed),
    type: count((pair) => pair.isSameKind),
  }
}

function pairOf(gold: Side<Marked> | null, found: Side<Found> | null): Pair {
  const f1 = gold && found ? overlap(gold.tokens.quote, found.tokens.quote) : 0
  const isFound = f1 >= FOUND_FROM
  const speakers = [gold?.tokens.speaker ?? [], found?.tokens.speaker ?? []] as const
  return {
    gold,
    found,
    f1,
    isFound,
    isStrict: gold !== null && found !== null && gold.tokens.quote.join() === found.tokens.quote.join(),
    isAttributed:
      isFound && (share(...speakers) > 0 || (speakers[0].length === 0 && speakers[1].length === 0)),
    isSameKind: gold !== null && found !== null && isSameKind(gold, found),
  }
}

/** A kind as the scorer compares it: "FreeIndirect" is "free-indirect". */
function isSameKind(a: Side<Marked>, b: Side<Marked>): boolean {
  const plain = (side: Side<Marked>): string => side.statement.kind.toLowerCase().replace(/[^a-z]/g, '')
  return plain(a) === plain(b)
}

function tokenize(text: string): readonly number[] {
  return [...text.matchAll(/[\p{L}\p{M}\p{N}]+|[^\s]/gu)].flatMap((m) => [m.index, m.index + m[0].length])
}

/** Numbers of the tokens that any of the ranges touches. */
function tokensIn(tokens: readonly number[], ranges: readonly Range[]): readonly number[] {
  const inside: number[] = []
  if (!ranges.length) return inside
  for (let i = 0; i < tokens.length; i += 2) {
    const [start, end] = [tokens[i] ?? 0, tokens[i + 1] ?? 0]
    if (ranges.some(([from, to]) => from < end && to > start)) inside.push(i / 2)
  }
  return inside
}

/** F1 of two sets of tokens. */
function overlap(a: readonly number[], b: readonly number[]): number {
  const p = share(b, a)
  const r = share(a, b)
  return p + r ? (2 * p * r) / (p + r) : 0
}

/** Share of `part` that lies in `whole`. */
function share(part: readonly number[], whole: readonly number[]): number {
  if (!part.length) return 0
  const set = new Set(whole)
  return part.filter((token) => set.has(token)).length / part.length
}

/** Best one-to-one pairing (Hungarian method, O(n³)): for each row its column, if it has one. */
function assign(
  value: readonly (readonly number[])[],
  rows: number,
  columns: number,
): readonly (number | undefined)[] {
  const n = Math.max(rows, columns)
  const cost = (i: number, j: number): number => (i < rows && j < columns ? -(value[i]?.[j] ?? 0) : 0)
  const at = (array: Float64Array | Int32Array, i: number): number => array[i] ?? 0
  const u = new Float64Array(n + 1)
  const v = new Float64Array(n + 1)
  const rowOf = new Int32Array(n + 1)
  const way = new Int32Array(n + 1)
  for (let i = 1; i <= n; i++) {
    rowOf[0] = i
    let j0 = 0
    const least = new Float64Array(n + 1).fill(Infinity)
    const done = new Uint8Array(n + 1)
    do {
      done[j0] = 1
      const i0 = at(rowOf, j0)
      let delta = Infinity
      let j1 = 0
      for (let j = 1; j <= n; j++) {
        if (done[j]) continue
        const reduced = cost(i0 - 1, j - 1) - at(u, i0) - at(v, j)
        if (reduced < at(least, j)) {
          least[j] = reduced
          way[j] = j0
        }
        if (at(least, j) < delta) {
          delta = at(least, j)
          j1 = j
        }
      }
      for (let j = 0; j <= n; j++)
        if (done[j]) {
          u[at(rowOf, j)] = at(u, at(rowOf, j)) + delta
          v[j] = at(v, j) - delta
        } else least[j] = at(least, j) - delta
      j0 = j1
    } while (rowOf[j0])
    do {
      const j1 = at(way, j0)
      rowOf[j0] = at(rowOf, j1)
      j0 = j1
    } while (j0)
  }
  const columnOf: (number | undefined)[] = []
  for (let j = 1; j <= columns; j++) {
    const row = at(rowOf, j)
    if (row && row <= rows) columnOf[row - 1] = j - 1
  }
  return columnOf
}
