/** What the checks of files and actions have in common. Statements of others have one of their own, `statements.ts`. */
import * as v from 'valibot'
import { FLAGS, KINDS, SPEAKER_KINDS } from '../text/statement.js'
import type { Parsed, Problem } from './dossier.js'
import { WEB_ADDRESS } from './source.js'

/** Half open, in UTF-16 units of the article's text. */
export const range = v.pipe(
  v.object({
    start: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
    end: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  }),
  v.check(({ start, end }) => start <= end, 'start must not be behind end'),
)
/** In text order and free of overlaps. */
export const ranges = v.pipe(
  v.array(range),
  v.check(
    (list) => list.every((r, i) => i === 0 || (list[i - 1]?.end ?? 0) <= r.start),
    'ranges must be in text order',
  ),
)

/** Like `ranges`, and not empty. */
export const someRanges = v.pipe(ranges, v.minLength(1, 'must hold at least one range'))

/** Whom somebody is. */
export const speaker = v.object({
  kind: v.picklist(SPEAKER_KINDS),
  name: v.optional(v.string()),
  office: v.optional(v.string()),
  short: v.optional(v.string()),
})

/** What a statement has besides its ranges. */
export const finding = {
  kind: v.picklist(KINDS),
  speakerIs: speaker,
  outlet: v.nullable(v.string()),
  confidence: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
  reasons: v.array(v.object({ rule: v.string(), word: v.optional(v.string()) })),
  flags: v.array(v.picklist(FLAGS)),
}

/** A web address that a reader can follow, else a problem. */
export const webAddress = v.pipe(v.string(), v.regex(WEB_ADDRESS, 'must be a web address (http or https)'))

/** Of a larger value only the first problem is told: each wrong item of a long list gives a dozen. */
const MAX_TOLD_VALUES = 200_000

/** `value` as `schema` has it, or all that is wrong with it; the first of it where the value is very large. */
export function checked<T>(schema: v.GenericSchema<unknown, T>, value: unknown): Parsed<T> {
  const quick = v.safeParse(schema, value, { abortEarly: true })
  if (quick.success) return { ok: true, value: quick.output }
  const first = problemsOf(quick.issues).slice(0, 1)
  if (hasMoreValues(value, MAX_TOLD_VALUES))
    return {
      ok: false,
      problems: [...first, { path: '', message: 'is so large that only its first problem is told' }],
    }
  const { issues } = v.safeParse(schema, value)
  return { ok: false, problems: issues ? problemsOf(issues) : first }
}

/** Whether a JSON value has more than `max` values in it. A stack of our own, since nesting may be deep. */
function hasMoreValues(value: unknown, max: number): boolean {
  const open = [value]
  let seen = 0
  while (open.length) {
    const next = open.pop()
    if (++seen + open.length > max) return true
    if (typeof next === 'object' && next !== null) for (const child of Object.values(next)) open.push(child)
  }
  return false
}

/** A message or path may quote what it refuses, which may be a whole file. */
const MAX_MESSAGE_LENGTH = 500

function clipped(text: string): string {
  return text.length > MAX_MESSAGE_LENGTH ? `${text.slice(0, MAX_MESSAGE_LENGTH)}…` : text
}

/** What valibot found wrong, each with its path in JavaScript's notation. */
export function problemsOf(issues: readonly v.BaseIssue<unknown>[]): readonly Problem[] {
  return issues.map((issue) => ({
    path: clipped(pathOf(issue.path ?? [])),
    message: clipped(issue.message),
  }))
}

function pathOf(items: readonly v.IssuePathItem[]): string {
  return items
    .map(({ key }) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '')
}
