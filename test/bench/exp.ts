import { readFileSync, writeFileSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import { de } from '../../src/lang/de/index.js'
import { createEngine, detect, KINDS, ROLES } from '../../src/text/index.js'
import { candidatesOf, trainStatements, lexiconOf } from '../../src/train/train.js'
import { modelOf } from '../../src/text/weights.js'
const arg = (n: string, d: number) => { const i = process.argv.indexOf('--' + n); return i < 0 ? d : Number(process.argv[i + 1]) }
const read = (f: string) => readFileSync(f, 'utf8').split('\n').filter((l) => l.trim()).map((l) => JSON.parse(l))
const root = '/work/shared/corpora/'
const train = read(root + 'open-de/train.jsonl')
const lex = lexiconOf(de)
const cs = train.map((d: any) => candidatesOf(d, lex))
console.time('fit')
const w = trainStatements(cs, lex, { l1: arg('l1', 0.7), l2: arg('l2', 0.2), iterations: 150 })
console.timeEnd('fit')
console.log('weights', w.size)
const m = modelOf(w)
writeFileSync('/tmp/w.json', JSON.stringify([...w]))
const sets = ['open-de/dev', 'wikinews-quotations/dev']
function run(th: any, set: string, extra: string[] = []) {
  const engine = createEngine(de, { statements: m, thresholds: th })
  const gold = root + set + '.jsonl'
  writeFileSync('/tmp/pred.jsonl', read(gold).map(({ id, text }: any) => JSON.stringify({ id, statements: detect(text, engine).map((s: any) => ({ kind: s.kind, ...Object.fromEntries(ROLES.map((r) => [r, s[r].map((x: any) => [x.start, x.end])])) })) })).join('\n'))
  return spawnSync('node', ['/work/shared/eval/score.mjs', gold, '/tmp/pred.jsonl', ...extra]).stdout.toString()
}
const base = arg('th', 0.4)
const th = Object.fromEntries(KINDS.map((k) => [k, arg(k, base)]))
for (const s of sets) console.log(s + '\n' + run(th, s))
