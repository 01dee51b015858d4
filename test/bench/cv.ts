import { readFileSync } from 'node:fs'
import { de } from '../../src/lang/de/index.js'
import { KINDS } from '../../src/text/index.js'
import { candidatesOf, lexiconOf, judgedByOthers } from '../../src/train/train.js'
import { probability } from '../../src/text/weights.js'
const arg = (n: string, d: number) => { const i = process.argv.indexOf('--' + n); return i < 0 ? d : Number(process.argv[i + 1]) }
const read = (f: string) => readFileSync(f, 'utf8').split('\n').filter((l) => l.trim()).map((l) => JSON.parse(l))
const train = read('/work/shared/corpora/open-de/train.jsonl')
const lex = lexiconOf(de)
const cs = train.map((d: any) => candidatesOf(d, lex))
const odds = judgedByOthers(cs, lex, { l1: arg('l1', 0.6), l2: arg('l2', 2), iterations: 120 })
function report(name: string, p: (d: number, i: number) => number) {
  const rows = cs.flatMap((list: any, d: number) => list.map((c: any, i: number) => ({ k: c.draft.kind, p: p(d, i), t: c.target })))
  let ll = 0, TP = 0, N = 0, G = 0
  for (const r of rows) ll -= r.t * Math.log(Math.max(1e-9, r.p)) + (1 - r.t) * Math.log(Math.max(1e-9, 1 - r.p))
  const line: string[] = []
  for (const kind of KINDS) {
    const r = rows.filter((x) => x.k === kind).sort((a, b) => b.p - a.p)
    const gold = r.reduce((a, x) => a + x.t, 0)
    let best = [0, 0, 0, 0], tp = 0
    r.forEach((x, i) => { tp += x.t; const F = 2 * tp / (i + 1 + gold); if (F > best[0]!) best = [F, x.p, tp, i + 1] })
    TP += best[2]!; N += best[3]!; G += gold
    line.push(`${kind} F ${best[0]!.toFixed(3)} @${best[1]!.toFixed(2)}`)
  }
  console.log(name.padEnd(10), 'loss', ll.toFixed(0), 'total F', (2 * TP / (N + 3634)).toFixed(4), line.join('  '))
}
report('first', (d, i) => probability(odds[d]![i]!))
