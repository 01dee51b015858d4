/**
 * Logistic regression with an L1 penalty, fitted by OWL-QN (Andrew and Gao
 * 2007): L-BFGS that keeps each weight in its orthant, so that most weights
 * end at exactly zero. Everything is in typed arrays, and the same examples in
 * the same order give the same weights.
 */

/** Examples as a sparse matrix: the features of example `i` are `columns[starts[i]]` up to `columns[starts[i + 1]]`, each of value 1. */
export interface Examples {
  readonly starts: Int32Array
  readonly columns: Int32Array
  /** What each example should get, 0 to 1. */
  readonly targets: Float64Array
  /** Log odds that each example has to begin with. */
  readonly offsets: Float64Array
  /** Number of different features. */
  readonly width: number
}

/** How far fitting goes, and what keeps the weights small. */
export interface Options {
  /** Strength of the L1 penalty. */
  readonly l1: number
  /** Strength of the L2 penalty. */
  readonly l2: number
  readonly iterations: number
}

/** Loss without the L1 penalty, and its gradient in `gradient`. */
export function lossOf(
  { starts, columns, targets, offsets }: Examples,
  weights: Float64Array,
  l2: number,
  gradient: Float64Array,
): number {
  let loss = 0
  for (let k = 0; k < weights.length; k++) {
    loss += 0.5 * l2 * weights[k]! ** 2
    gradient[k] = l2 * weights[k]!
  }
  for (let i = 0; i < targets.length; i++) {
    let z = offsets[i]!
    for (let j = starts[i]!; j < starts[i + 1]!; j++) z += weights[columns[j]!]!
    const p = 1 / (1 + Math.exp(-z))
    // log(1 + e^z) without overflow
    loss += Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))) - targets[i]! * z
    const d = p - targets[i]!
    for (let j = starts[i]!; j < starts[i + 1]!; j++) gradient[columns[j]!]! += d
  }
  return loss
}

/** Pairs of steps that L-BFGS remembers. */
const MEMORY = 8
/** Stops when the loss falls by less than this share. */
const TOLERANCE = 1e-6

/** The weights of least penalised loss, by column. */
export function fit(examples: Examples, options: Options): Float64Array {
  const { l1, l2, iterations } = options
  const n = examples.width
  let x: Float64Array = new Float64Array(n)
  let g: Float64Array = new Float64Array(n)
  const full = (w: Float64Array, grad: Float64Array): number => {
    let value = lossOf(examples, w, l2, grad)
    for (let k = 0; k < n; k++) value += l1 * Math.abs(w[k]!)
    return value
  }
  let value = full(x, g)
  const steps: { s: Float64Array; y: Float64Array; rho: number }[] = []
  for (let round = 0; round < iterations; round++) {
    // The subgradient of least norm.
    const pg = new Float64Array(n)
    for (let k = 0; k < n; k++) {
      const left = g[k]! - l1
      const right = g[k]! + l1
      if (x[k]! > 0) pg[k] = right
      else if (x[k]! < 0) pg[k] = left
      else pg[k] = left > 0 ? left : right < 0 ? right : 0
    }
    const direction = pg.map((v) => -v)
    const alphas: number[] = []
    for (let m = steps.length - 1; m >= 0; m--) {
      const { s, y, rho } = steps[m]!
      const alpha = rho * dot(s, direction)
      alphas[m] = alpha
      for (let k = 0; k < n; k++) direction[k]! -= alpha * y[k]!
    }
    const last = steps[steps.length - 1]
    if (last) {
      const scale = 1 / (last.rho * dot(last.y, last.y))
      for (let k = 0; k < n; k++) direction[k]! *= scale
    }
    for (let m = 0; m < steps.length; m++) {
      const { s, y, rho } = steps[m]!
      const beta = rho * dot(y, direction)
      for (let k = 0; k < n; k++) direction[k]! += s[k]! * (alphas[m]! - beta)
    }
    for (let k = 0; k < n; k++) if (direction[k]! * pg[k]! >= 0) direction[k] = 0
    const slope = dot(direction, pg)
    if (slope > -1e-12) break
    let t = steps.length ? 1 : 1 / Math.sqrt(dot(direction, direction))
    let next = x
    let nextG = g
    let nextValue = value
    for (let tries = 0; ; tries++) {
      next = new Float64Array(n)
      for (let k = 0; k < n; k++) {
        const moved = x[k]! + t * direction[k]!
        const orthant = x[k] !== 0 ? Math.sign(x[k]!) : -Math.sign(pg[k]!)
        next[k] = l1 && moved * orthant < 0 ? 0 : moved
      }
      nextG = new Float64Array(n)
      nextValue = full(next, nextG)
      let gained = 0
      for (let k = 0; k < n; k++) gained += pg[k]! * (next[k]! - x[k]!)
      if (nextValue <= value + 1e-4 * gained || tries > 30) break
      t *= 0.5
    }
    const s = new Float64Array(n)
    const y = new Float64Array(n)
    for (let k = 0; k < n; k++) {
      s[k] = next[k]! - x[k]!
      y[k] = nextG[k]! - g[k]!
    }
    const sy = dot(s, y)
    if (sy > 1e-10) {
      steps.push({ s, y, rho: 1 / sy })
      if (steps.length > MEMORY) steps.shift()
    }
    const fell = value - nextValue
    x = next
    g = nextG
    value = nextValue
    if (fell < TOLERANCE * Math.abs(value)) break
  }
  return x
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let k = 0; k < a.length; k++) sum += a[k]! * b[k]!
  return sum
}
