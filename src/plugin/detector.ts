/**
 * Another engine that a host plugs in, such as a server with a large model.
 * It may be slow, fail, or answer nonsense: one question at a time is open, its
 * answer counts only while the document is the very one that was asked about,
 * and it is checked as foreign data before anything is made of it.
 */
import type { Node } from 'prosemirror-model'
import { BLOCK_SEPARATOR, type ArticleBlock } from '../model/article.js'
import { parseStatements } from '../model/statements.js'
import type { Statement } from '../text/statement.js'
import { flowBlocks } from './flows.js'
import { langOf } from './reading.js'
import { renderingOf } from './rendering.js'
import type { Config } from './state.js'

/** What a detector is given. */
export interface DetectorArticle {
  /**
   * The article's plain-text rendering, which the answer's offsets count in (UTF-16 units).
   * Blocks that `readAs` leaves out are blank in it.
   */
  readonly text: string
  /**
   * The blocks to read, in text order; `start` is the offset of a block's first unit in `text`. What stands
   * apart from the article's running text, as captions do, has another `flow` than 0.
   */
  readonly blocks: readonly (ArticleBlock & { readonly start: number })[]
  /** BCP 47 tag, "und" when the host has not said. */
  readonly lang: string
}

/** Finds the statements of a whole article in its own time. */
export interface Detector {
  /**
   * Resolves to all statements of the article; `parseStatements` of `./model` says what is sound.
   * `signal` aborts when the document changes, the time is up or the editor goes; an answer after that
   * is not used. May throw or reject. The first failure is told to `onProblem`, the next one only after
   * a sound answer.
   */
  detect(article: DetectorArticle, signal: AbortSignal): Promise<readonly Statement[]>
}

/** Problems of one answer that are told in full. */
const TOLD_PROBLEMS = 3

/** The question that is open, if any. */
export class Inquiry {
  private open: AbortController | null = null
  /** The last answer was a failure and has been told: a server that is down is told once, not at every pause. */
  private isFailing = false

  /** Resolves to sound statements, or why there are none: a problem, which is told, or the question was given up. */
  async ask(
    doc: Node,
    config: Config & { readonly detector: Detector },
  ): Promise<readonly Statement[] | 'failed' | 'given-up'> {
    this.stop()
    const own = (this.open = new AbortController())
    const { detector, detectorTimeoutMs } = config
    const { text, ...rest } = articleFor(doc, config)
    try {
      const answer = await within(detectorTimeoutMs, own, () =>
        detector.detect({ text, ...rest }, own.signal),
      )
      if (this.open !== own) return 'given-up'
      const parsed = parseStatements(answer, text)
      if (!parsed.ok) throw new TypeError(`The detector's answer is not sound: ${inShort(parsed.problems)}`)
      this.isFailing = false
      return parsed.value
    } catch (error) {
      if (this.open !== own) return 'given-up'
      if (!this.isFailing) config.onProblem({ where: 'detector', error })
      this.isFailing = true
      return 'failed'
    } finally {
      if (this.open === own) this.open = null
    }
  }

  /** Gives the open question up. */
  stop(): void {
    const open = this.open
    this.open = null
    open?.abort()
  }
}

function articleFor(doc: Node, config: Config): DetectorArticle {
  const read = new Map(flowBlocks(doc, config.readAs).map((block) => [block.start, block]))
  return {
    text: renderingOf(doc)
      .blocks.map(({ start, text }) => (read.has(start) ? text : ' '.repeat(text.length)))
      .join(BLOCK_SEPARATOR),
    blocks: [...read.values()].map(({ level, text, start, flow }) => ({
      ...{ level, text, start },
      ...(flow !== 0 && { flow }),
    })),
    lang: langOf(config),
  }
}

/** What `work` resolves to, unless it takes too long or is aborted. */
async function within(ms: number, abort: AbortController, work: () => unknown): Promise<unknown> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const ended = new Promise<never>((_, reject) => {
    abort.signal.addEventListener('abort', () => reject(abort.signal.reason))
    timer = setTimeout(() => abort.abort(new Error(`The detector has not answered within ${ms} ms`)), ms)
  })
  try {
    return await Promise.race([ended, work()])
  } finally {
    clearTimeout(timer)
  }
}

function inShort(problems: readonly { readonly path: string; readonly message: string }[]): string {
  const told = problems
    .slice(0, TOLD_PROBLEMS)
    .map(({ path, message }) => `${path || 'the whole'}: ${message}`)
  const rest = problems.length - told.length
  return told.join('; ') + (rest > 0 ? `; and ${rest} more` : '')
}
