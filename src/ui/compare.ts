/** The words of a quote beside those of the passage that bears it. */
import { diffWords } from '../model/diff.js'
import type { Evidence } from '../model/source.js'

export interface PassagePart {
  readonly text: string
  /**
   * `same`: in both; `gone`: only in the passage; `new`: only in the quote; `context`: passage around the quote;
   * `omitted`: passage between two stretches of the quote, which is no difference.
   */
  readonly change: 'same' | 'gone' | 'new' | 'context' | 'omitted'
}

export interface Comparison {
  readonly agreement: 'agrees' | 'differs' | 'translated' | 'no-passage'
  /** In reading order; empty where there was nothing to compare. */
  readonly parts: readonly PassagePart[]
}

/** Compares word by word, without regard to quotation marks, case and punctuation at the edges of words. */
export function comparePassage(
  wording: string,
  { passage, translated }: Pick<Evidence, 'passage' | 'translated'>,
): Comparison {
  if (translated || !passage) return { agreement: translated ? 'translated' : 'no-passage', parts: [] }
  const words = (text: string) => text.trim().split(/(?<=\s)(?=\S)/)
  const bare = (word: string) => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '').toLocaleLowerCase()
  const source = words(passage)
  const said = words(wording).map(bare).filter(Boolean)
  const at = source.findIndex((_, i) => said.every((word, n) => bare(source[i + n] ?? '') === word))
  if (said.length && at >= 0) {
    const join = (from: number, to?: number) => source.slice(from, to).join('')
    const parts: readonly PassagePart[] = [
      { text: join(0, at), change: 'context' },
      { text: join(at, at + said.length), change: 'same' },
      { text: join(at + said.length), change: 'context' },
    ]
    return { agreement: 'agrees', parts: parts.filter(({ text }) => text) }
  }
  const parts = diffWords(passage, wording.trim().replace(/^[„“”"«»‚‘’]+|[„“”"«»‚‘’]+$/gu, ''))
  return {
    agreement: 'differs',
    parts: parts.map((part, i) =>
      part.change === 'gone' && (i === 0 || i === parts.length - 1) && parts.length > 1
        ? { text: part.text, change: 'context' }
        : part,
    ),
  }
}
