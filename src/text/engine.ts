/**
 * The two steps of detection. A block (paragraph, heading) is analysed alone,
 * so that its result can be kept while it does not change; then a cheap pass
 * over all results links what reaches over blocks: speakers, quotes continued
 * in the next paragraph, runs in Konjunktiv.
 */
import type { Statement } from './statement.js'

/** What a block is in its article; a heading's statements are flagged `headline`. */
export type BlockRole = 'paragraph' | 'heading'

/** One analysed block. Offsets inside are relative to the block's own text. Opaque outside `src/text`. */
export interface BlockAnalysis {
  readonly text: string
  readonly role: BlockRole
}

/** An analysed block at its place. */
export interface PlacedBlock {
  readonly analysis: BlockAnalysis
  /** Offset of the block's first unit in the article's text. */
  readonly start: number
  /**
   * Blocks of the same number are one running text. What stands apart from it, such as a caption, has a
   * number of its own: no speaker and no open quotation goes in or out, names are known everywhere. Default
   * 0, the article's own.
   */
  readonly flow?: number
}

/** Finds statements; pure and synchronous, made once per language by `createEngine`. */
export interface Engine {
  /** BCP 47 tag of the language pack: "de". */
  readonly lang: string
  /** Reads one text block, independent of the others, so that its result can be kept. */
  analyze(text: string, role: BlockRole): BlockAnalysis
  /** Statements of the article in text order, offsets in the article's text. `blocks` in text order. */
  link(blocks: readonly PlacedBlock[]): readonly Statement[]
  /**
   * Whether a text, of which the beginning is looked at, is in a language that the engine does not read; it finds
   * next to nothing there, which would pass for an article without statements. False for a text too short to tell.
   * Default: never.
   */
  isForeign?(text: string): boolean
}
