import { analyzeBlock } from './analysis.js'
import { splitBlocks } from './blocks.js'
import type { Engine, PlacedBlock } from './engine.js'
import type { LanguagePack } from './language.js'
import { compile } from './lexicon.js'
import { linkBlocks } from './link.js'
import { quotedTerms, type QuotedTerm } from './quoted-terms.js'
import type { Statement } from './statement.js'

/** Makes an engine from a language pack; make one and keep it. */
export function createEngine(pack: LanguagePack): Engine {
  const lexicon = compile(pack)
  return {
    lang: pack.lang,
    analyze: (text, role) => analyzeBlock(text, role, lexicon),
    link: (blocks) => linkBlocks(blocks, lexicon),
  }
}

/** What an article holds: its statements, and what is quoted in it without being one. */
export interface Detected {
  readonly statements: readonly Statement[]
  readonly quotedTerms: readonly QuotedTerm[]
}

/** Statements of a plain text, a line a block, in text order. */
export function detect(text: string, engine: Engine): readonly Statement[] {
  return engine.link(analyze(text, engine))
}

/** Statements and quoted terms of a plain text, a line a block, each in text order. */
export function detectAll(text: string, engine: Engine): Detected {
  const blocks = analyze(text, engine)
  const statements = engine.link(blocks)
  return { statements, quotedTerms: quotedTerms(blocks, statements) }
}

function analyze(text: string, engine: Engine): readonly PlacedBlock[] {
  return splitBlocks(text).map((block) => ({
    start: block.start,
    analysis: engine.analyze(text.slice(block.start, block.end), block.role),
  }))
}
