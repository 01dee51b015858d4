/** Collects examples for one model and fits it. */
import type { Features } from '../text/features.js'
import { fit, type Options } from './optimize.js'

/** Features seen fewer times say nothing that would hold elsewhere. */
const MIN_COUNT = 2

/** Examples by their feature keys, in the order in which they were added. */
export class ExampleSet {
  readonly #keys: number[] = []
  readonly #starts: number[] = [0]
  readonly #targets: number[] = []
  readonly #offsets: number[] = []

  get size(): number {
    return this.#targets.length
  }

  /** `target` 0 to 1; `offset` are the log odds that other models have given already. */
  add(features: Features, target: number, offset = 0): void {
    for (let i = 0; i < features.size; i++) this.#keys.push(features.keys[i]!)
    this.#starts.push(this.#keys.length)
    this.#targets.push(target)
    this.#offsets.push(offset)
  }

  /** Weights that are not zero, by key. */
  fit(options: Options): ReadonlyMap<number, number> {
    const counts = new Map<number, number>()
    for (const key of this.#keys) counts.set(key, (counts.get(key) ?? 0) + 1)
    const columnOf = new Map<number, number>()
    for (const [key, count] of counts) if (count >= MIN_COUNT) columnOf.set(key, columnOf.size)
    const columns: number[] = []
    const starts = new Int32Array(this.#starts.length)
    for (let i = 0; i < this.size; i++) {
      for (let j = this.#starts[i]!; j < this.#starts[i + 1]!; j++) {
        const column = columnOf.get(this.#keys[j]!)
        if (column !== undefined) columns.push(column)
      }
      starts[i + 1] = columns.length
    }
    const weights = fit(
      {
        starts,
        columns: Int32Array.from(columns),
        targets: Float64Array.from(this.#targets),
        offsets: Float64Array.from(this.#offsets),
        width: columnOf.size,
      },
      options,
    )
    return new Map(
      [...columnOf].flatMap(([key, column]) => (weights[column] ? [[key, weights[column]!]] : [])),
    )
  }
}
