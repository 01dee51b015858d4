/** A few thousand random edits of every kind; `npm run torture` makes as many as there is time for. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { breachOf, caseFor, tellBreach, type Sizes } from './case.js'
import { FLAVOURS } from './schema.js'

const RUNS = Number(process.env['TORTURE_RUNS'] ?? 25)
const SEED = Number(process.env['TORTURE_SEED'] ?? 1)
const SIZES: Sizes = { words: [5, 200], annotations: [1, 12], edits: [20, 60] }
const OPTIONS = { every: 3, without: new Set<string>() }

for (const flavour of FLAVOURS)
  test(`every law holds after each of many edits in an article of ${flavour} words`, () => {
    for (let seed = SEED; seed < SEED + RUNS; seed++) {
      const own = caseFor(seed, SIZES, flavour)
      const breach = breachOf(own, OPTIONS)
      if (breach) assert.fail(`seed ${seed}: ${tellBreach(own, breach, OPTIONS, 20_000)}`)
    }
  })
