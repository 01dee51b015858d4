import { readFileSync } from 'node:fs'
import { de } from '../../src/lang/de/index.js'
import { createEngine, detect } from '../../src/text/index.js'
const e = createEngine(de, { weights: process.argv[2] === 'rules' ? null : JSON.parse(readFileSync('/tmp/w.json', 'utf8')) })
const docs = readFileSync('/work/shared/corpora/open-de/dev.jsonl', 'utf8').split('\n').filter((l) => l.trim()).map((l) => JSON.parse(l).text as string)
for (let i = 0; i < 40; i++) for (const d of docs) detect(d, e)
