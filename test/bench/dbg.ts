import { readFileSync } from 'node:fs'
import { de } from '../../src/lang/de/index.js'
import { compile } from '../../src/text/lexicon.js'
import { splitBlocks } from '../../src/text/blocks.js'
import { parse, readWords } from '../../src/text/parse.js'
const lex = compile(de)
const dev = readFileSync('/work/shared/corpora/open-de/dev.jsonl', 'utf8').split('\n').filter((l) => l.trim()).map((l) => JSON.parse(l))
for (const needle of process.argv.slice(2)) for (const d of dev) for (const b of splitBlocks(d.text)) {
  const t = d.text.slice(b.start, b.end); if (!t.includes(needle)) continue
  const p = parse(readWords(t, lex), lex)
  const at = t.indexOf(needle)
  for (const s of p.sentences) if (p.tokens[s.first]!.start <= at && p.tokens[s.last]!.end > at) console.log('SENT', t.slice(p.tokens[s.first]!.start, p.tokens[s.last]!.end), '\n', s.segments.map((g) => `${g.kind}<${g.before}>[${t.slice(p.tokens[g.first]!.start, p.tokens[g.last]!.end)}] v=${p.tokens[g.verb]?.text}`).join('\n '))
}
