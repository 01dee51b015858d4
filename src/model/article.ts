/**
 * An article as text: what selectors point into and reports print.
 *
 * The plain-text rendering of a document is defined here once: its text blocks
 * in order, and behind them what its notes hold (inline nodes with text of their
 * own, called footnote or the like), joined by a blank line; inside a block a hard
 * break is "\n" and any other inline node is U+FFFC. All `start`/`end` offsets of the model count
 * UTF-16 units of this rendering.
 */

/** A text block of the article. */
export interface ArticleBlock {
  /** 0 for a paragraph (or any other text block), 1 to 6 for a heading of that level. */
  readonly level: number
  readonly text: string
  /**
   * The running text that detection reads it in: blocks of the same number go on from one another. Default
   * 0, the article's own; a caption has another one, and null is not read at all. Files do not keep it.
   */
  readonly flow?: number | null
}

/** An article as plain text, for all that works without an editor. */
export interface Article {
  readonly title: string
  /** BCP 47 tag. */
  readonly lang: string
  readonly blocks: readonly ArticleBlock[]
}

/** What stands between two blocks in the rendering. */
export const BLOCK_SEPARATOR = '\n\n'

/** What an inline leaf (image, mention …) is in the rendering, so that it keeps its place. */
export const LEAF = '\uFFFC'

/** The article's plain-text rendering. */
export function articleText(article: Article): string {
  return article.blocks.map((block) => block.text).join(BLOCK_SEPARATOR)
}

/** Offset of each block's first unit in the rendering, in the order of `blocks`. */
export function blockStarts(blocks: readonly ArticleBlock[]): readonly number[] {
  let start = 0
  return blocks.map((block) => {
    const own = start
    start += block.text.length + BLOCK_SEPARATOR.length
    return own
  })
}
