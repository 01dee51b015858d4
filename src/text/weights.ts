/**
 * Learned weights: a table from feature keys to numbers. They travel as text,
 * a model a line of base64: four bytes an entry, three of the key and one of
 * the weight in steps of its largest.
 */
import type { Features } from './features.js'
import type { Kind } from './statement.js'

/** One linear model as it is stored. */
export interface PackedModel {
  /** Weight that the byte 127 stands for. */
  readonly scale: number
  /** Entries in ascending order of their keys, base64. */
  readonly entries: string
}

/** What a language pack carries and `train` writes. */
export interface Weights {
  readonly format: 1
  readonly lang: string
  /** What it was trained on, with licence and authors, for people. */
  readonly notice: string
  /** Least probability of a shown statement, per kind. */
  readonly thresholds: Readonly<Record<Kind, number>>
  readonly statements: PackedModel
  readonly speakers: PackedModel
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
  let bytes: string
  try {
    bytes = atob(entries)
  } catch {
    throw new RangeError('weights: entries are no base64')
  }
  if (bytes.length % BYTES_PER_ENTRY !== 0) throw new RangeError('weights: entries are cut off')
  const map = new Map<number, number>()
  for (let i = 0; i < bytes.length; i += BYTES_PER_ENTRY) {
    const key = bytes.charCodeAt(i) | (bytes.charCodeAt(i + 1) << 8) | (bytes.charCodeAt(i + 2) << 16)
    const value = (bytes.charCodeAt(i + 3) << 24) >> 24 // as a signed byte
    map.set(key, (value * scale) / STEPS)
  }
  return modelOf(map)
}

/** The table as text; weights that round to nothing are left out. */
export function pack(entries: ReadonlyMap<number, number>): PackedModel {
  const scale = Math.max(1e-9, ...[...entries.values()].map(Math.abs))
  let bytes = ''
  for (const [key, weight] of [...entries].sort(([a], [b]) => a - b)) {
    const value = Math.round((weight / scale) * STEPS)
    if (value !== 0) bytes += String.fromCharCode(key & 255, (key >> 8) & 255, key >> 16, value & 255)
  }
  return { scale, entries: btoa(bytes) }
}
