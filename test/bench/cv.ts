import { readFileSync } from 'node:fs'
import { de } from '../../src/lang/de/index.js'
import { KINDS } from '../../src/text/index.js'
import { compile } from '../../src/text/lexicon.js'
import { Features, statementFeatures } from '../../src/text/features.js'
import { candidatesOf } from '../../src/train/candidates.js'
import { ExampleSet } from '../../src/train/fit.js'
import { modelOf, score, probability } from '../../src/text/weights.js'
const arg = (n: string, d: number) => { const i = process.argv.indexOf('--' + n); return i < 0 ? d : Number(process.argv[i + 1]) }
const read = (f: string) => readFileSync(f, 'utf8').split('\n').filter((l) => l.trim()).map((l) => JSON.parse(l))
const only = process.argv[2]!
const lex = compile(de)
const cs = read('/work/shared/corpora/open-de/train.jsonl').map((d: any) => candidatesOf(d, lex).filter((c) => only === 'all' || c.draft.kind === only))
const f = new Features()
const rows: { k: string; p: number; t: number }[] = []
for (let fold = 0; fold < 4; fold++) {
  const ex = new ExampleSet()
  cs.forEach((l, i) => { if (i % 4 !== fold) for (const c of l) { statementFeatures(f, c.draft, c.parse, lex, c.sure); ex.add(f, c.target) } })
  const m = modelOf(ex.fit({ l1: arg('l1', 0.6), l2: arg('l2', 4), iterations: 120 }))
  cs.forEach((l, i) => { if (i % 4 === fold) for (const c of l) { statementFeatures(f, c.draft, c.parse, lex, c.sure); rows.push({ k: c.draft.kind, p: probability(score(m, f)), t: c.target }) } })
}
for (const kind of KINDS) {
  const r = rows.filter((x) => x.k === kind).sort((a, b) => b.p - a.p); if (!r.length) continue
  const gold = r.reduce((a, x) => a + x.t, 0)
  let best = [0, 0, 0, 0], tp = 0, ll = 0
  r.forEach((x, i) => { tp += x.t; const F = 2 * tp / (i + 1 + gold); if (F > best[0]!) best = [F, x.p, tp / (i + 1), tp / gold] })
  for (const x of r) ll -= x.t * Math.log(Math.max(1e-9, x.p)) + (1 - x.t) * Math.log(Math.max(1e-9, 1 - x.p))
  console.log(kind, 'n', r.length, 'gold', gold.toFixed(0), 'F', best[0]!.toFixed(4), '@', best[1]!.toFixed(2), 'P', best[2]!.toFixed(3), 'R', best[3]!.toFixed(3), 'loss', ll.toFixed(1))
}
