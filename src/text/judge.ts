/** Makes trained weights ready for use. */
import type { Judge } from './decide.js'
import { KINDS, type Kind } from './statement.js'
import { unpack, type Weights } from './weights.js'

/** `sensitivity` of the shipped balance. */
export const BALANCED = 0.5
/** Log odds between the ends of the scale of sensitivity. */
const RANGE = 4

/**
 * The judge of trained weights. `sensitivity` runs from 0 (few and sure) to 1 (all that might be);
 * 0.5 are the thresholds in the weights. Throws `RangeError` where the weights cannot be read.
 */
export function judgeOf(weights: Weights, sensitivity: number): Judge {
  const shift = (sensitivity - BALANCED) * RANGE
  const least = (kind: Kind): number => {
    if (!(weights.thresholds[kind] > 0 && weights.thresholds[kind] < 1))
      throw new RangeError(
        `weights: threshold of ${kind} must be between 0 and 1, is ${weights.thresholds[kind]}`,
      )
    const odds = Math.log(weights.thresholds[kind] / (1 - weights.thresholds[kind])) - shift
    return 1 / (1 + Math.exp(-odds))
  }
  const thresholds = Object.fromEntries(KINDS.map((kind) => [kind, least(kind)])) as Record<Kind, number> // all kinds are there
  return { statements: unpack(weights.statements), thresholds }
}
