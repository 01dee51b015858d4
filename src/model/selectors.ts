/**
 * Targets as selectors of the W3C Web Annotation Data Model, and back, for hosts that store nothing else.
 *
 * Selectors point into the article's plain-text rendering (`articleText`): blocks joined by a blank line, a hard
 * break as "\n", another inline leaf as U+FFFC. Positions count UTF-16 units, as Hypothesis and all browsers do;
 * the W3C's text speaks of code points, which differ only behind characters beyond U+FFFF.
 */
import * as v from 'valibot'
import type { TextRange } from '../text/statement.js'
import { CONTEXT_LENGTH, targetOf, type Target } from './annotation.js'
import type { Parsed, Problem } from './dossier.js'
import { membersOf } from './members.js'
import { fail, parseJSON } from './problems.js'
import { piecesOf } from './reanchor.js'
import { problemsOf } from './schema.js'
import { isSameWording, PIECE_SEPARATOR } from './wording.js'

/** Words with what stands around them (W3C Web Annotation Data Model, 4.2.4). */
export interface TextQuoteSelector {
  readonly type: 'TextQuoteSelector'
  readonly exact: string
  /** Text right before and behind. */
  readonly prefix?: string | undefined
  readonly suffix?: string | undefined
}

/**
 * Offsets in the article's plain-text rendering, in UTF-16 units (W3C Web Annotation Data Model, 4.2.5, which
 * counts code points).
 */
export interface TextPositionSelector {
  readonly type: 'TextPositionSelector'
  /** Half open. */
  readonly start: number
  readonly end: number
}

/** One of those that we read and write. */
export type TextSelector = TextQuoteSelector | TextPositionSelector

/**
 * For each piece of the quote a TextQuoteSelector, then a TextPositionSelector. What stands between the pieces is
 * not noted in a target, so that only the first has a prefix and only the last a suffix. A detached target gives no
 * positions: its words are not there.
 */
export function toSelectors(target: Target): readonly TextSelector[] {
  const pieces = piecesOf(target)
  return pieces.flatMap((exact, i): readonly TextSelector[] => {
    const range = target.ranges.quote[i]
    const quote: TextQuoteSelector = {
      type: 'TextQuoteSelector',
      exact,
      ...(i === 0 ? { prefix: target.prefix } : {}),
      ...(i === pieces.length - 1 ? { suffix: target.suffix } : {}),
    }
    const isPlaced = range && !target.detached && pieces.length === target.ranges.quote.length
    return isPlaced ? [quote, { type: 'TextPositionSelector', start: range.start, end: range.end }] : [quote]
  })
}

/**
 * A target to load from foreign selectors: one, a list, or either as JSON text; `reanchor` then tells where it
 * stands. Each piece of an interrupted quote has one TextQuoteSelector, one TextPositionSelector, or both, in text
 * order; the first quote goes with the first position, and so on. Selectors of other types are left out.
 *
 * - Both: the words count, and positions say where they stood.
 * - Quotes alone: the target is detached, since no place is known, until its words are found.
 * - Positions alone: the words are those of `text`, which must be the very text that the positions were taken from;
 *   on a text that has changed since they point at other words, and nothing can tell.
 *
 * `text` also gives the context where none is noted and the words stand at their positions. Nothing throws; every
 * problem is told with its path.
 */
export function targetFromSelectors(selectors: unknown, text?: string): Parsed<Target> {
  const json = typeof selectors === 'string' ? parseJSON(selectors) : { ok: true as const, value: selectors }
  if (!json.ok) return json
  const isList = Array.isArray(json.value)
  const parsed = v.safeParse(listSchema, isList ? json.value : [json.value])
  if (!parsed.success) {
    const problems = problemsOf(parsed.issues)
    return { ok: false, problems: isList ? problems : problems.map(unlisted) }
  }
  const placed = parsed.output.map((selector, i) => ({ selector, path: isList ? `[${i}]` : '' }))
  const quotes = placed.flatMap(({ selector }) => (isQuote(selector) ? [selector] : []))
  const positions = placed.flatMap(({ selector, path }) =>
    isPosition(selector) ? [{ ...selector, path }] : [],
  )
  if (!quotes.length && !positions.length)
    return fail('', 'must hold a TextQuoteSelector or a TextPositionSelector')
  if (quotes.length && positions.length && quotes.length !== positions.length)
    return fail('', `${quotes.length} quotes and ${positions.length} positions do not go together`)
  const problems = positions.flatMap(({ start, end, path }, i) => {
    const isOrdered = start >= (positions[i - 1]?.end ?? 0)
    const isInside = text === undefined || quotes.length > 0 || end <= text.length
    return [
      ...(isOrdered ? [] : [{ path: inside(path, 'start'), message: 'positions must be in text order' }]),
      ...(isInside
        ? []
        : [{ path: inside(path, 'end'), message: 'must not lie behind the end of the text' }]),
    ]
  })
  if (problems.length) return { ok: false, problems }
  if (quotes.length) return { ok: true, value: fromQuotes(quotes, positions, text) }
  if (text === undefined) return fail('', 'a position alone needs the text that it was taken from')
  return { ok: true, value: onText(text, positions) }
}

function fromQuotes(
  quotes: readonly TextQuoteSelector[],
  positions: readonly TextRange[],
  text: string | undefined,
): Target {
  let behind = 0
  const quote = quotes.map(({ exact }, i) => {
    // Where both disagree on the length, the words are right.
    const start = Math.max(behind, positions[i]?.start ?? behind)
    behind = start + exact.length
    return { start, end: behind }
  })
  const wording = quotes.map(({ exact }) => exact).join(PIECE_SEPARATOR)
  const there = text !== undefined && positions.length && behind <= text.length ? onText(text, quote) : null
  const context = there && isSameWording(there.wording, wording) ? there : null
  const { prefix = context?.prefix ?? '' } = quotes[0] ?? {}
  const { suffix = context?.suffix ?? '' } = quotes[quotes.length - 1] ?? {}
  return {
    ranges: { quote, speaker: [], cue: [], frame: [], addressee: [] },
    wording,
    prefix: prefix.slice(-CONTEXT_LENGTH),
    suffix: suffix.slice(0, CONTEXT_LENGTH),
    speaker: null,
    detached: !positions.length,
  }
}

function onText(text: string, ranges: readonly TextRange[]): Target {
  const quote = ranges.map(({ start, end }) => ({ start, end }))
  return targetOf(text, { quote, speaker: [], cue: [], frame: [], addressee: [] })
}

const offset = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const words = v.pipe(
  v.string(),
  v.check((exact) => exact.trim() !== '', 'must hold words'),
)
const quoteSchema = v.object({
  type: v.literal('TextQuoteSelector'),
  exact: words,
  prefix: v.optional(v.string()),
  suffix: v.optional(v.string()),
})
const positionSchema = v.pipe(
  v.object({ type: v.literal('TextPositionSelector'), start: offset, end: offset }),
  v.check(({ start, end }) => start < end, 'start must be before end'),
)
const otherSchema = v.object({
  type: v.pipe(
    v.string(),
    v.check((type) => type !== 'TextQuoteSelector' && type !== 'TextPositionSelector'),
  ),
})
const listSchema = v.array(
  v.lazy((selector) => {
    const { type } = membersOf(selector)
    return type === 'TextQuoteSelector'
      ? quoteSchema
      : type === 'TextPositionSelector'
        ? positionSchema
        : otherSchema
  }),
)

type Selector = v.InferOutput<typeof listSchema>[number]

function isQuote(selector: Selector): selector is v.InferOutput<typeof quoteSchema> {
  return selector.type === 'TextQuoteSelector'
}

function isPosition(selector: Selector): selector is v.InferOutput<typeof positionSchema> {
  return selector.type === 'TextPositionSelector'
}

function inside(path: string, key: string): string {
  return path ? `${path}.${key}` : key
}

/** The path of a problem in a selector that stood alone. */
function unlisted({ path, message }: Problem): Problem {
  return { path: path.replace(/^\[0\]\.?/, ''), message }
}
