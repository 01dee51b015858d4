/** The order of a log that several people have written, against its plain definition. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { joinedLog, type Joinable } from '../../src/yjs/joined-log.js'

const WRITERS = ['ada', 'jo', 'kim', 'lee']

/** Chains as they come to be: now and then somebody sees what others have; clocks are wrong, entries are missing. */
const logs = fc
  .array(
    fc.record({
      writer: fc.nat({ max: WRITERS.length - 1 }),
      minute: fc.nat({ max: 9 }),
      sees: fc.option(fc.nat({ max: WRITERS.length - 1 })),
      ahead: fc.nat({ max: 9 }),
      isMissing: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
    }),
    { maxLength: 24 },
  )
  .map((works) => {
    const counts = WRITERS.map(() => 0)
    return works.flatMap(({ writer, minute, sees, ahead, isMissing }): Joinable[] => {
      const number = counts[writer] ?? 0
      counts[writer] = number + 1
      // Of a forged one nobody knows whether it could have been seen.
      const last = sees === null ? -1 : (counts[sees] ?? 0) - 1 + (ahead === 9 ? 2 : 0)
      const seen = sees === null || last < 0 ? [] : [{ writer: WRITERS[sees] ?? '', number: last }]
      const entry = { at: `2026-01-01T00:0${minute}:00.000Z` }
      return isMissing ? [] : [{ writer: WRITERS[writer] ?? '', number, entry, seen }]
    })
  })

/** Of what comes next in each chain the earliest that waits for nothing; where all wait, the earliest. */
function plainly(entries: readonly Joinable[]): readonly Joinable[] {
  let left = [...entries]
  const joined: Joinable[] = []
  while (left.length) {
    const heads = left.filter((own) => !left.some((e) => e.writer === own.writer && e.number < own.number))
    heads.sort((a, b) => Date.parse(a.entry.at) - Date.parse(b.entry.at) || (a.writer < b.writer ? -1 : 1))
    const isReady = ({ writer, seen = [] }: Joinable): boolean =>
      seen.every(
        (own) =>
          own.writer === writer || !heads.some((e) => e.writer === own.writer && e.number <= own.number),
      )
    const next = heads.find(isReady) ?? heads[0]
    if (!next) break
    joined.push(next)
    left = left.filter((own) => own !== next)
  }
  return joined
}

test('is by time, but never before what the writer had seen, whatever order the entries come in', () => {
  fc.assert(
    fc.property(
      logs.chain((entries) =>
        fc.tuple(fc.constant(entries), fc.shuffledSubarray(entries, { minLength: entries.length })),
      ),
      ([entries, shuffled]) => {
        const expected = plainly(entries)
        assert.deepEqual(joinedLog(entries), expected)
        assert.deepEqual(joinedLog(shuffled), expected)
      },
    ),
    { numRuns: 500 },
  )
})
