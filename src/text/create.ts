import { analyzeBlock } from './analysis.js'
import { splitBlocks } from './blocks.js'
import type { Engine } from './engine.js'
import type { LanguagePack } from './language.js'
import { compile } from './lexicon.js'
import { linkBlocks } from './link.js'
import { compileSvo } from './svo-lexicon.js'
import type { Statement } from './statement.js'

/** Makes an engine from a language pack; make one and keep it. */
export function createEngine(pack: LanguagePack): Engine {
  const lexicon = pack.order === 'verb-second' ? compile(pack) : compileSvo(pack)
  return {
    lang: pack.lang,
    analyze: (text, role) => analyzeBlock(text, role, lexicon),
    link: (blocks) => linkBlocks(blocks, lexicon),
  }
}

/** Statements of a plain text, a line a block, in text order. */
export function detect(text: string, engine: Engine): readonly Statement[] {
  return engine.link(
    splitBlocks(text).map((block) => ({
      start: block.start,
      analysis: engine.analyze(text.slice(block.start, block.end), block.role),
    })),
  )
}
