import { readFileSync } from 'node:fs'
import { de } from '../../src/lang/de/index.js'
import { candidatesOf, trainStatements, lexiconOf } from '../../src/train/train.js'
import { Features, statementFeatures } from '../../src/text/features.js'
const read = (f: string) => readFileSync(f, 'utf8').split('\n').filter((l) => l.trim()).map((l) => JSON.parse(l))
const train = read('/work/shared/corpora/open-de/train.jsonl')
const lex = lexiconOf(de)
const cs = train.map((d: any) => candidatesOf(d, lex))
const w = trainStatements(cs.filter((_: any, i: number) => i % 4 !== 0), lex, { l1: 0.7, l2: 0.2, iterations: 120 })
const f = new Features() as any
const T: any[] = []
const add = f.add.bind(f)
f.add = (t: number, v: number) => { T.push(t); add(t, v) }
cs.forEach((list: any, i: number) => { if (i % 4 !== 0) return
  for (const c of list) if (c.draft.kind === 'indirect' && c.draft.confidence > 0.84 && c.target > 0.9) { T.length = 0; statementFeatures(f, c.draft, c.parse, lex, c.sure)
    const con = T.map((t, k) => [t, w.get(f.keys[k]) ?? 0]); const z = con.reduce((a, x) => a + x[1], 0)
    if (z < -0.8) console.log(z.toFixed(2), c.draft.reason.rule, c.draft.lemma, '|', c.parse.text.slice(c.parse.tokens[c.draft.frame[0].first].start, c.parse.tokens[c.draft.frame[0].last].end), '|', con.filter((x) => Math.abs(x[1]) > 0.15).map((x) => x[0] + ':' + x[1].toFixed(2)).join(' ')) } })
