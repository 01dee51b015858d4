/**
 * Learned weights: a table from feature keys to numbers. They travel as base64,
 * four bytes an entry: three of the key, one of the weight in steps of its
 * largest.
 */
import type { Features } from './features.js'
import { KINDS, type Kind } from './statement.js'

/** One linear model as it is stored. */
export interface PackedModel {
  /** Weight that the byte 127 stands for. */
  readonly scale: number
  /** Entries in ascending order of their keys, base64. */
  readonly entries: string
}

/** What a language pack carries and `prosemirror-attribution train` writes. */
export interface Weights {
  readonly format: 1
  /** BCP 47 tag of the language. */
  readonly lang: string
  /** What they were trained on, with licence and authors, for people. */
  readonly notice: string
  /** Least probability of a statement that is shown, per kind, 0 to 1. */
  readonly thresholds: Readonly<Record<Kind, number>>
  /** Tells statements from other candidates. */
  readonly statements: PackedModel
}

/** Trained weights from outside, or what is wrong with them. */
export function readWeights(json: unknown): Weights | string {
  if (typeof json !== 'object' || json === null) return 'weights: not an object'
  const { format, lang, notice, thresholds, statements } = json as Partial<Record<keyof Weights, unknown>> // checked below
  if (format !== 1) return `weights: format ${JSON.stringify(format)} is not known, only 1`
  if (typeof lang !== 'string' || !lang) return 'weights.lang: not a language tag'
  if (typeof notice !== 'string') return 'weights.notice: not a text'
  if (typeof thresholds !== 'object' || thresholds === null) return 'weights.thresholds: not an object'
  const least = thresholds as Partial<Record<Kind, unknown>> // checked below
  for (const kind of KINDS) {
    const value = least[kind]
    if (typeof value !== 'number' || !(value > 0 && value < 1))
      return `weights.thresholds.${kind}: not between 0 and 1`
  }
  if (typeof statements !== 'object' || statements === null) return 'weights.statements: not an object'
  const { scale, entries } = statements as Partial<Record<keyof PackedModel, unknown>> // checked below
  if (typeof scale !== 'number' || !(scale > 0 && scale < Infinity))
    return 'weights.statements.scale: not above 0'
  if (typeof entries !== 'string') return 'weights.statements.entries: not a text'
  try {
    unpack({ scale, entries })
  } catch (error) {
    return `weights.statements.entries: ${error instanceof Error ? error.message : String(error)}`
  }
  return {
    format,
    lang,
    notice,
    thresholds: Object.fromEntries(KINDS.map((kind) => [kind, least[kind]])) as Record<Kind, number>, // as checked
    statements: { scale, entries },
  }
}

/** A model made ready for look-up: open addressing with linear probing. */
export interface Model {
  readonly mask: number
  /** Keys plus one; 0 is free. */
  readonly keys: Int32Array
  readonly values: Float32Array
}

/** The sum of the weights of some features: the log odds. */
export function score({ mask, keys, values }: Model, features: Features): number {
  let sum = 0
  for (let i = 0; i < features.size; i++) {
    const key = features.keys[i]! + 1
    for (let at = spread(key) & mask; keys[at] !== 0; at = (at + 1) & mask)
      if (keys[at] === key) {
        sum += values[at]!
        break
      }
  }
  return sum
}

/** Log-odds as a probability from 0 to 1. */
export function probability(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds))
}

/** Makes a table of keys and weights; at most half full, so that a look-up ends soon. */
export function modelOf(entries: ReadonlyMap<number, number>): Model {
  let capacity = 16
  while (capacity < entries.size * 2) capacity *= 2
  const keys = new Int32Array(capacity)
  const values = new Float32Array(capacity)
  const mask = capacity - 1
  for (const [key, value] of entries) {
    let at = spread(key + 1) & mask
    while (keys[at] !== 0) at = (at + 1) & mask
    keys[at] = key + 1
    values[at] = value
  }
  return { mask, keys, values }
}

function spread(key: number): number {
  return Math.imul(key, 0x9e3779b1) >>> 8
}

const BYTES_PER_ENTRY = 4
/** Weights are kept in 127 steps to either side. */
const STEPS = 127

/** Throws `RangeError` where `packed` is no table of this form. */
export function unpack({ scale, entries }: PackedModel): Model {
  const bytes = bytesOf(entries)
  if (bytes.length % BYTES_PER_ENTRY !== 0) throw new RangeError('cut off')
  const map = new Map<number, number>()
  for (let i = 0; i < bytes.length; i += BYTES_PER_ENTRY) {
    const key = bytes[i]! | (bytes[i + 1]! << 8) | (bytes[i + 2]! << 16)
    const value = (bytes[i + 3]! << 24) >> 24 // as a signed byte
    map.set(key, (value * scale) / STEPS)
  }
  return modelOf(map)
}

/** Number of weights in a table. */
export function sizeOf({ entries }: PackedModel): number {
  return bytesOf(entries).length / BYTES_PER_ENTRY
}

/** The table as text; weights that round to nothing are left out. */
export function pack(entries: ReadonlyMap<number, number>): PackedModel {
  const scale = Math.max(1e-9, ...[...entries.values()].map(Math.abs))
  const bytes: number[] = []
  for (const [key, weight] of [...entries].sort(([a], [b]) => a - b)) {
    const value = Math.round((weight / scale) * STEPS)
    if (value !== 0) bytes.push(key & 255, (key >> 8) & 255, key >> 16, value & 255)
  }
  return { scale, entries: base64(bytes) }
}

// The language has no base64 of its own that the browser and Node share.
const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

function base64(bytes: readonly number[]): string {
  let text = ''
  for (let i = 0; i < bytes.length; i += 3) {
    const [a, b = 0, c = 0] = [bytes[i]!, bytes[i + 1], bytes[i + 2]]
    const bits = (a << 16) | (b << 8) | c
    for (let k = 0; k < 4; k++) text += i + k <= bytes.length ? DIGITS[(bits >> (18 - 6 * k)) & 63]! : '='
  }
  return text
}

function bytesOf(text: string): Uint8Array {
  const length = text.length - (text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0)
  const bytes = new Uint8Array(Math.floor((length * 3) / 4))
  let bits = 0
  for (let i = 0, at = 0; i < length; i++) {
    const digit = VALUES.get(text.charCodeAt(i))
    if (digit === undefined) throw new RangeError(`not base64 at ${i}`)
    bits = (bits << 6) | digit
    if (i % 4 > 0) bytes[at++] = bits >> (6 - 2 * (i % 4))
  }
  return bytes
}

const VALUES: ReadonlyMap<number, number> = new Map([...DIGITS].map((digit, i) => [digit.charCodeAt(0), i]))
