import { analyzeBlock, type Keep } from './analysis.js'
import { splitBlocks } from './blocks.js'
import { decide, keepSure } from './decide.js'
import type { Engine, PlacedBlock } from './engine.js'
import { BALANCED, judgeOf } from './judge.js'
import type { LanguagePack } from './language.js'
import { isForeign } from './foreign.js'
import { linkBlocks } from './link.js'
import { quotedTerms, type QuotedTerm } from './quoted-terms.js'
import type { Statement } from './statement.js'
import type { Weights } from './weights.js'

/** How an engine decides. */
export interface EngineOptions {
  /** Trained weights; those of the language pack by default, `null` for the rules alone. */
  readonly weights?: Weights | null
  /** From 0 (few and sure) to 1 (all that might be a statement); 0.5, the balance of the weights, by default. */
  readonly sensitivity?: number
}

/**
 * Makes an engine from a language pack; make one and keep it. Throws `TypeError` where there is no pack, `RangeError` where `sensitivity`
 * is not between 0 and 1, the pack's `order` reads no clauses, or the weights are for another language or cannot be read.
 */
export function createEngine(pack: LanguagePack, options: EngineOptions = {}): Engine {
  if (typeof pack?.lang !== 'string')
    throw new TypeError(
      `createEngine needs a language pack, such as "de" of prosemirror-attribution/lang/de: ${String(pack)}`,
    )
  const { weights = pack.weights ?? null, sensitivity = BALANCED } = options
  if (typeof sensitivity !== 'number' || !(sensitivity >= 0 && sensitivity <= 1))
    throw new RangeError(`sensitivity must be between 0 and 1, is ${sensitivity}`)
  if (weights && weights.lang !== pack.lang)
    throw new RangeError(`weights for "${weights.lang}" do not fit the language pack "${pack.lang}"`)
  if (typeof pack.order !== 'object')
    throw new RangeError(`order must be verbSecond or subjectVerb, is ${JSON.stringify(pack.order)}`)
  const reader = pack.order.createReader(pack)
  const judge = weights ? judgeOf(weights, sensitivity) : null
  const keep: Keep = judge
    ? (reading) => decide(reading, judge)
    : ({ drafts }) => keepSure(drafts, 1 - sensitivity)
  return {
    lang: pack.lang,
    analyze: (text, role) =>
      analyzeBlock(text, role, reader, { keep, loose: judge !== null || sensitivity > BALANCED }),
    link: (blocks) => linkBlocks(blocks, reader),
    isForeign: (text) => isForeign(text, pack),
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
