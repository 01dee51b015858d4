import { readFileSync } from 'node:fs'
import { de } from '../../src/lang/de/index.js'
import { createEngine, detect, KINDS } from '../../src/text/index.js'
import { candidatesOf } from '../../src/train/candidates.js'
import { compile } from '../../src/text/lexicon.js'
import { overlapF1 } from '../../src/train/corpus.js'
import { unpack, score, probability } from '../../src/text/weights.js'
import { Features, statementFeatures } from '../../src/text/features.js'
const read = (f: string) => readFileSync(f, 'utf8').split('\n').filter((l) => l.trim()).map((l) => JSON.parse(l))
const dev = read('/work/shared/corpora/open-de/dev.jsonl')
const m = unpack(JSON.parse(readFileSync('/tmp/w.json', 'utf8')).statements)
const th = Object.fromEntries(KINDS.map((k) => [k, 0.35])) as any
const A = createEngine(de, { weights: null }), B = createEngine(de, { weights: JSON.parse(readFileSync('/tmp/w.json', 'utf8')) })
const lex = compile(de), f = new Features()
const rg = (rs: any) => rs.map((r: any) => [r.start, r.end])
for (const d of dev) {
  const a = detect(d.text, A), b = detect(d.text, B)
  const cs = candidatesOf(d, lex)
  for (const g of d.statements) {
    if (g.kind !== (process.argv[2] ?? 'indirect')) continue
    const ba = Math.max(0, ...a.map((s) => overlapF1(rg(s.quote), g.quote))), bb = Math.max(0, ...b.map((s) => overlapF1(rg(s.quote), g.quote)))
    if (process.argv[3] === 'all' ? bb < 0.5 : ba >= 0.5 && bb < 0.5) {
      console.log(`\nGOLD ${g.kind} Q ${g.quote.map((q: any) => d.text.slice(q[0], q[1])).join(' | ')}  F ${g.frame.map((q: any) => d.text.slice(q[0], q[1])).join(' | ')}`.slice(0, 400))
      for (const c of cs) { const o = overlapF1(c.quote, g.quote); if (o > 0.4) { statementFeatures(f, c.draft, c.parse, lex, c.sure); console.log('   cand', c.draft.kind, c.draft.reason.rule, c.draft.confidence, 'p', probability(score(m, f)).toFixed(2), 'f1', o.toFixed(2), c.target.toFixed(2)) } }
      for (const s of b) if (overlapF1(rg(s.quote), g.quote) > 0.1) console.log('   chosen', s.kind, s.reasons[0]!.rule, s.confidence.toFixed(2), s.quote.map((q) => d.text.slice(q.start, q.end)).join(' | ').slice(0, 200))
    }
  }
}
