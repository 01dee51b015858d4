/**
 * `npm run torture`: long random work on long articles, every law checked after each edit.
 *
 * Options: `--edits N` (default 100,000), `--seed N` (the first sequence's; default 1), `--minutes M` (stop
 * earlier), `--every N` (dear laws each so many edits; default 5), `--failures N` (stop after so many; default
 * 1), `--flavour plain|twins|short|unicode`, `--small` (short sequences on short articles, which find more in
 * the same time), `--without "law,law"`, `--brief` (failures are named, not shrunk),
 * `--strict` (no annotation may be lost whose words stand). A failure is shrunk and printed; the exit code is then 1.
 */
import { parseArgs } from 'node:util'
import { breachOf, caseFor, tellBreach, type Sizes } from './case.js'
import { tally } from './laws.js'
import { FLAVOURS } from './schema.js'

const { values } = parseArgs({
  options: {
    edits: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
    minutes: { type: 'string', default: '1000' },
    every: { type: 'string', default: '5' },
    failures: { type: 'string', default: '1' },
    flavour: { type: 'string', default: '' },
    without: { type: 'string', default: '' },
    brief: { type: 'boolean', default: false },
    strict: { type: 'boolean', default: false },
    small: { type: 'boolean', default: false },
  },
})
const LONG: Sizes = { words: [300, 2000], annotations: [10, 60], edits: [200, 500] }
const SMALL: Sizes = { words: [10, 100], annotations: [1, 8], edits: [5, 50] }

const first = Number(values.seed)
const every = Number(values.every)
const deadline = Date.now() + Number(values.minutes) * 60_000
const flavour = FLAVOURS.find((one) => one === values.flavour)
const counts = tally()
const without = new Set(values.without.split(',').filter(Boolean))
const started = Date.now()
let shrinkingMs = 0
let failures = 0
let seed = first
while (counts.edits < Number(values.edits) && Date.now() < deadline && failures < Number(values.failures)) {
  const own = caseFor(seed, values.small ? SMALL : LONG, flavour)
  const breach = breachOf(own, { every, counts, without, isStrict: values.strict })
  if (breach) {
    failures++
    const since = Date.now()
    if (values.brief) console.log(`seed ${seed}: ${breach.law}, by ${JSON.stringify(breach.work)}`)
    else
      console.log(
        `\nseed ${seed} breaks a law. ${tellBreach(own, breach, { every, without, isStrict: values.strict })}\n`,
      )
    shrinkingMs += Date.now() - since
  }
  seed++
}
const seconds = (Date.now() - started - shrinkingMs) / 1000
console.log(
  `${counts.edits} edits (${counts.changes} changed the document) in ${seconds.toFixed(1)} s, ` +
    `${Math.round(counts.edits / seconds)}/s; seeds ${first} to ${seed - 1}; undo, redo, JSON and rendering every ${every} edits`,
)
console.log(
  `${counts.adopted} times on words that were put between its own, which were gone; ${counts.taken} times on equal words while most of its own were gone; ${counts.shadowsLost} shadows lost; ` +
    `detached by an edit though all its words stand in one piece: ` +
    ([...counts.missed].map(([type, n]) => `${type} ${n}`).join(', ') || 'never'),
)
console.log(failures ? `${failures} failed` : 'no law was broken')
process.exitCode = failures ? 1 : 0
