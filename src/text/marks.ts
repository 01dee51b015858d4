/**
 * Quotation marks of all styles, paired in one pass with a stack. A mark that
 * could open as well as close ("…", “ in German and English, » and «) is
 * decided by what stands beside it and by what is open.
 */
import { EDGE, type Token } from './tokens.js'

/** A quotation by token numbers, marks included: tokens `open` to `close`. */
export interface QuotePair {
  readonly open: number
  readonly close: number
  /** How many pairs it stands in. */
  readonly depth: number
}

/** The quotation marks of a block. */
export interface QuoteMarks {
  /** In order of `open`. */
  readonly pairs: readonly QuotePair[]
  /** Token of the last double mark that opens and is never closed, or -1. */
  readonly unclosed: number
  /** Token of a double mark that closes with nothing open before it, or -1. */
  readonly unopened: number
}

const DOUBLE = '„“”"«»‟'
const SINGLE = "‚‘’'‹›‛"
/** For each opening mark, the marks that can close it. */
const CLOSES: Readonly<Record<string, string>> = {
  '„': '“”"‟„',
  '“': '”"“',
  '”': '”"',
  '‟': '”"',
  '"': '"”“',
  '«': '»',
  '»': '«»',
  '‚': "‘’‛'",
  '‘': "’'",
  '’': '’',
  "'": "'’",
  '‛': '’',
  '‹': '›',
  '›': '‹›',
}
/** Deeper nesting than this is not looked at, which bounds the work per mark. */
const MAX_DEPTH = 4

const MARKS: ReadonlySet<string> = new Set([...DOUBLE, ...SINGLE])
const BEFORE_OPENING: ReadonlySet<string> = new Set('([–—-/„“"»«‚‘›‹\'')
const BEHIND_OPENING: ReadonlySet<string> = new Set('.…([$§€–-')

/** Whether the token is a quotation mark of any style. */
export function isQuoteMark(token: Token): boolean {
  return !token.word && MARKS.has(token.text)
}

/** Which mark closes which, whatever the style, in one pass. */
export function pairQuotes(tokens: readonly Token[]): QuoteMarks {
  const pairs: QuotePair[] = []
  const open: number[] = []
  let unopened = -1
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i]!
    if (!isQuoteMark(token)) continue
    const before = tokens[i - 1] ?? EDGE
    const after = tokens[i + 1] ?? EDGE
    const spaceBefore = before.end < token.start
    const spaceAfter = after.start > token.end || after === EDGE
    const single = SINGLE.includes(token.text)
    const found = closes(tokens, open, token.text)
    const mayOpen =
      !spaceAfter &&
      (spaceBefore || BEFORE_OPENING.has(before.text)) &&
      after.text !== '' &&
      (after.word || isQuoteMark(after) || BEHIND_OPENING.has(after.text))
    const mayClose = !spaceBefore && !(single && after.word && after.start === token.end)
    const lowMark = token.text === '„' || token.text === '‚'
    if (lowMark) {
      // A low mark only ever opens, save for the slip of closing with it.
      if (found >= 0 && mayClose && spaceAfter && !mayOpen) close(found, i)
      else if (token.text === '„' || mayOpen) open.push(i)
      continue
    }
    if (found >= 0 && (mayClose || !mayOpen) && !(mayOpen && spaceBefore)) close(found, i)
    else if (mayOpen && token.text in CLOSES && (!single || after.word)) open.push(i)
    else if (found >= 0) close(found, i)
    else if (!single && mayClose && unopened < 0 && open.length === 0 && pairs.length === 0) unopened = i
  }
  let unclosed = -1
  for (const at of open) if (DOUBLE.includes(tokens[at]!.text)) unclosed = at
  pairs.sort((a, b) => a.open - b.open)
  return { pairs, unclosed, unopened }

  function close(at: number, i: number): void {
    const from = open[at]!
    open.length = at
    pairs.push({ open: from, close: i, depth: at })
  }
}

/** Place in `open` of the innermost mark that `mark` can close, or -1. */
function closes(tokens: readonly Token[], open: readonly number[], mark: string): number {
  const least = Math.max(0, open.length - MAX_DEPTH)
  for (let at = open.length - 1; at >= least; at--)
    if ((CLOSES[tokens[open[at]!]!.text] ?? '').includes(mark)) return at
  return -1
}
