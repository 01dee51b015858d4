/**
 * `npm run bench`: how fast detection is, and what the plugin adds to a
 * keystroke. Everything is measured in one run on one machine; the first line
 * says on which. Figures are medians after a warm-up.
 */
import { readFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { de } from '../../src/lang/de/index.js'
import { articleText } from '../../src/model/index.js'
import { readHTML } from '../../src/cli/read-html.js'
import { createEngine, detect } from '../../src/text/index.js'
import { benchKeystrokes } from './keystroke.js'

const engine = createEngine(de)
const article = articleText(readHTML(readFileSync('demo/article.html', 'utf8')).article)
const wordsOf = (text: string) => text.split(/\s+/).length

console.log(
  `Node ${process.version}, ${cpus()[0]?.model.trim() ?? 'unknown processor'}, ${cpus().length} cores`,
)
console.log(`text: the demo's article (${wordsOf(article)} words), repeated; median of runs after warm-up\n`)

console.log('detection            words       ms   articles/s    MB/s')
for (const words of [wordsOf(article), 1_000, 10_000, 100_000, 1_000_000]) {
  const text = repeatTo(words)
  const ms = median(text.length < 20_000 ? 200 : text.length < 1_000_000 ? 15 : 3, () => detect(text, engine))
  const megabytes = Buffer.byteLength(text) / 1e6
  console.log(
    `                  ${String(wordsOf(text)).padStart(8)} ${ms.toFixed(2).padStart(8)} ${(1000 / ms).toFixed(0).padStart(12)} ${((megabytes / ms) * 1000).toFixed(1).padStart(7)}`,
  )
}

console.log('')
await benchKeystrokes(console.log)

function repeatTo(words: number): string {
  const own = wordsOf(article)
  if (words <= own) return article
  return Array.from({ length: Math.ceil(words / own) }, () => article)
    .join('\n\n')
    .split(/(?<=\s)/)
    .slice(0, words)
    .join('')
}

function median(runs: number, act: () => unknown): number {
  for (let i = 0; i < Math.max(3, runs / 4); i++) act()
  const times = Array.from({ length: runs }, () => {
    const start = performance.now()
    act()
    return performance.now() - start
  }).sort((a, b) => a - b)
  return times[Math.floor(times.length / 2)] ?? 0
}
