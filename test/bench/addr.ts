import { readFileSync } from 'node:fs'
import { de } from '../../src/lang/de/index.js'
import { createEngine, detect } from '../../src/text/index.js'
import { overlapF1 } from '../../src/train/corpus.js'
const read = (f: string) => readFileSync(f, 'utf8').split('\n').filter((l) => l.trim()).map((l) => JSON.parse(l))
const docs = read('/work/shared/corpora/open-de/train.jsonl').slice(0, 350)
const B = createEngine(de)
const rg = (rs: any) => rs.map((r: any) => [r.start, r.end])
let n = 0, ok = 0, extra = 0
for (const d of docs) {
  const b = detect(d.text, B)
  for (const s of b) {
    let best = 0, g: any
    for (const x of d.statements) { const o = overlapF1(rg(s.quote), x.quote) + (x.kind === s.kind ? 0.01 : 0); if (o > best) { best = o; g = x } }
    if (best < 0.5) continue
    const t = (r: any) => r.map((q: any) => d.text.slice(q[0], q[1])).join('|')
    if (g.addressee.length) { n++; const good = overlapF1(g.addressee, rg(s.addressee)) > 0.5; if (good) ok++; else console.log(`MISS ${s.kind} ${s.reasons[0]!.rule} [${s.reasons[0]!.word}] F ${t(g.frame).slice(0, 200)} ${g.frame.length ? '' : 'Q ' + t(g.quote).slice(0, 150)} | GOLD ${t(g.addressee)} | SYS ${t(rg(s.addressee))}`) }
    else if (s.addressee.length) { extra++; console.log('EXTRA', s.reasons[0]!.word, t(rg(s.addressee)), '|', t(rg(s.frame)).slice(0, 120), t(rg(s.quote)).slice(0, 80)) }
  }
}
console.log(n, ok, extra)
