import { readFileSync } from 'node:fs'
import { de } from '../../src/lang/de/index.js'
import { candidatesOf, lexiconOf } from '../../src/train/train.js'
const read = (f: string) => readFileSync(f, 'utf8').split('\n').filter((l) => l.trim()).map((l) => JSON.parse(l))
const train = read('/work/shared/corpora/open-de/train.jsonl')
const lex = lexiconOf(de)
const st = new Map<string, [number, number]>()
for (const d of train) for (const c of candidatesOf(d, lex)) if (c.draft.kind === 'reported') { const e = st.get(c.draft.lemma) ?? [0, 0]; e[c.target > 0.5 ? 0 : 1]++; st.set(c.draft.lemma, e) }
const rows = [...st].filter(([, [p]]) => p > 0).sort((a, b) => b[1][0] - a[1][0])
console.log('no cue or no r:', rows.filter(([l]) => !lex.cues.get(l)?.takes.includes('r')).map(([l, [p, n]]) => `${l}${lex.cues.has(l) ? '*' : ''} ${p}/${n}`).join(', '))
console.log('\nwith r:', rows.filter(([l]) => lex.cues.get(l)?.takes.includes('r')).map(([l, [p, n]]) => `${l} ${p}/${n}`).join(', '))
console.log(de.cueVerbs.length, de.cuePhrases.length, de.cueNouns.length)
