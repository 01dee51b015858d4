/** Inputs that nobody writes: each must finish, which a quadratic pass over a megabyte would not. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { de } from '../../src/lang/de/index.js'
import { createEngine, detectAll } from '../../src/text/index.js'

const engine = createEngine(de)
const SIZE = 1_000_000
const fill = (piece: string): string => piece.repeat(Math.ceil(SIZE / piece.length)).slice(0, SIZE)

const INPUTS: Readonly<Record<string, string>> = {
  'opening quotation marks': fill('„'),
  'closing quotation marks': fill('“'),
  'straight quotation marks': fill('" '),
  'guillemets both ways': fill('» a « '),
  commas: fill(', '),
  'one word': fill('a'),
  'one hyphenated word': fill('Ab-'),
  'digits and dots': fill('1.'),
  'frames without end': fill('sagte er, '),
  'sources without end': fill('laut Polizei '),
  'zufolge without end': fill('Berichten zufolge '),
  articles: fill('der '),
  genitives: fill('der Rat '),
  names: fill('Anna '),
  conjunctions: fill('und '),
  'opening brackets': fill('( '),
  'line breaks with open quotations': fill('„a\n'),
  'full stops': fill('. '),
  'sources of sources': fill('sagte er laut BBC unter Berufung auf die Polizei, '),
  'sources that quote': fill('NDTV berichtet, laut Polizei habe '),
  times: fill('sagte er am Dienstag '),
  'dates without end': fill('sagte er am 5. März, dem '),
  outlets: fill('sagte er im ZDF der Zeitung '),
  'quoted terms': fill('der „Spiegel“ '),
  'nested quotations': fill('„a ‚b '),
  'clauses in Konjunktiv': fill('er habe, '),
}

describe('hostile text', () => {
  for (const [title, text] of Object.entries(INPUTS))
    it(`comes to an end on a megabyte of ${title}`, () => {
      for (const s of detectAll(text, engine).statements) assert.ok(s.quote.length > 0)
    })
})
