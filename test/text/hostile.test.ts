/** Inputs that nobody writes: each must finish, which a quadratic pass over a megabyte would not. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { de } from '../../src/lang/de/index.js'
import { en } from '../../src/lang/en/index.js'
import { createEngine, detectAll } from '../../src/text/index.js'

const engines = [createEngine(de), createEngine(en)]
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
  'nested brackets': '(['.repeat(SIZE / 4) + '])'.repeat(SIZE / 4),
  'combining characters': fill('\u0301'),
  'letters with combining characters': fill('e\u0301'),
  'words without a sentence end': fill('und die Polizei sagte heute '),
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

const ENGLISH: Readonly<Record<string, string>> = {
  'frames without end in English': fill('he said, '),
  'quoted frames': fill('“a,” said he. '),
  'that-clauses': fill('he said that '),
  'sources without end in English': fill('according to police '),
  apostrophes: fill("a's 'b' "),
  'relative clauses': fill('who said '),
  'of without end': fill('of the council '),
  'initials and dots': fill('U.S. '),
  'quoted words': fill('called it “a” '),
  'and without end': fill('Ann and '),
  'sources of sources in English': fill('he said, citing the ministry, '),
  'quoting without end': fill('quoted police as saying '),
  'times in English': fill('he said late on Friday, March 5, '),
  'late and early': fill('he said late early '),
  'outlets in English': fill('told the Daily News Post '),
  'titles in quotation marks': fill('the film “The Road”, '),
}

describe('hostile text', () => {
  for (const engine of engines)
    for (const [title, text] of Object.entries(engine.lang === 'en' ? { ...INPUTS, ...ENGLISH } : INPUTS))
      it(`comes to an end on a megabyte of ${title} (${engine.lang})`, () => {
        for (const s of detectAll(text, engine).statements) assert.ok(s.quote.length > 0)
      })
})
