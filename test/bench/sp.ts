import { readFileSync } from 'node:fs'
import { de } from '../../src/lang/de/index.js'
import { createEngine, detect } from '../../src/text/index.js'
const w = JSON.parse(readFileSync('/tmp/w.json', 'utf8'))
const docs = readFileSync('/work/shared/corpora/open-de/dev.jsonl', 'utf8').split('\n').filter((l) => l.trim()).map((l) => JSON.parse(l).text as string)
const words = docs.join(' ').split(/\s+/).length
for (const [n, e] of [['rules', createEngine(de, { weights: null })], ['model', createEngine(de, { weights: w })]] as const) {
  for (let i = 0; i < 10; i++) for (const d of docs) detect(d, e)
  const ts: number[] = []
  for (let i = 0; i < 15; i++) { const t = process.cpuUsage().user; for (const d of docs) detect(d, e); ts.push((process.cpuUsage().user - t) / 1000) }
  ts.sort((a, b) => a - b)
  console.log(n, (ts[0]! / words * 1000).toFixed(2), 'best,', (ts[7]! / words * 1000).toFixed(2), 'median ms per 1000 words')
}
