import { readFileSync, writeFileSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import { de } from '../../src/lang/de/index.js'
import { createEngine, detect, ROLES } from '../../src/text/index.js'
const read = (f: string) => readFileSync(f, 'utf8').split('\n').filter((l) => l.trim()).map((l) => JSON.parse(l))
const w = JSON.parse(readFileSync(process.argv[2]!, 'utf8'))
for (const a of process.argv.slice(3)) { const [k, v] = a.split('='); if (k === 'all') for (const x in w.thresholds) w.thresholds[x] = Number(v); else w.thresholds[k!] = Number(v) }
for (const set of ['open-de/dev', 'wikinews-quotations/dev']) {
  const gold = '/work/shared/corpora/' + set + '.jsonl'
  const engine = createEngine(de, { weights: w })
  writeFileSync('/tmp/pred.jsonl', read(gold).map(({ id, text }: any) => JSON.stringify({ id, statements: detect(text, engine).map((s: any) => ({ kind: s.kind, ...Object.fromEntries(ROLES.map((r) => [r, s[r].map((x: any) => [x.start, x.end])])) })) })).join('\n'))
  const o = spawnSync('node', ['/work/shared/eval/score.mjs', gold, '/tmp/pred.jsonl']).stdout.toString()
  console.log(set, JSON.stringify(w.thresholds)); console.log(o.split('\n').filter((l) => /macro (quote|speaker|joint)|found|attributed|^doc/.test(l)).join('\n'))
}
