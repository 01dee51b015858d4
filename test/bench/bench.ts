/**
 * `npm run bench`: how fast detection is, what is loaded, what the plugin adds to a
 * keystroke and takes of the memory, and how the panel does with very many statements.
 * `npm run bench -- layout desk` measures these parts only. Everything is measured in
 * one run on one machine; the first line says on which.
 */
import { cpus } from 'node:os'
import { benchArchive } from './archive.js'
import { benchCollaboration } from './collaboration.js'
import { benchDesk } from './desk.js'
import { benchDetection } from './detection.js'
import { nodeBundle } from './bundle.js'
import { benchLayout } from './layout.js'
import { benchMemory } from './memory.js'
import { benchSharing } from './sharing.js'
import { printSizes } from './sizes.js'
import type { Print } from './table.js'

const PARTS: Readonly<Record<string, (print: Print) => Promise<void>>> = {
  detection: benchDetection,
  sizes: printSizes,
  keystroke: async (print) => {
    const bundled = await nodeBundle('test/bench/keystroke.ts')
    const { benchKeystrokes } = (await import(bundled.href)) as typeof import('./keystroke.js') // made of it
    await benchKeystrokes(print)
  },
  layout: benchLayout,
  desk: benchDesk,
  memory: benchMemory,
  archive: benchArchive,
  collaboration: async (print) => {
    await benchSharing(print)
    print('')
    await benchCollaboration(print)
  },
}

const wanted = process.argv.slice(2)
/** Takes minutes, so it must be asked for. */
const LONG = 'archive'
const unknown = wanted.filter((name) => !(name in PARTS))
if (unknown.length) {
  console.error(`no such part: ${unknown.join(', ')}; there are ${Object.keys(PARTS).join(', ')}`)
  process.exit(2)
}

console.log(
  `Node ${process.version}, ${cpus()[0]?.model.trim() ?? 'unknown processor'}, ${cpus().length} cores`,
)
for (const [name, bench] of Object.entries(PARTS)) {
  if (wanted.length ? !wanted.includes(name) : name === LONG) continue
  console.log('')
  await bench(console.log)
}
