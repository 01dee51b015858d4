/** What the checks of foreign data have in common. */
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

/** Whom somebody is; `words` checks its texts. */
export function speakerOf(words: v.GenericSchema<string>) {
  return v.object({
    kind: v.picklist(SPEAKER_KINDS),
    name: v.optional(words),
    office: v.optional(words),
    short: v.optional(words),
  })
}

/** What a statement has besides its ranges; `words` checks its texts. */
export function findingOf(words: v.GenericSchema<string>) {
  return {
    kind: v.picklist(KINDS),
    speakerIs: speakerOf(words),
    outlet: v.nullable(words),
    confidence: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
    reasons: v.array(v.object({ rule: words, word: v.optional(words) })),
    flags: v.array(v.picklist(FLAGS)),
  }
}

/** A JSON text, with or without a byte-order mark, as a value. */
export function parseJSON(text: string): Parsed<unknown> {
  try {
    return { ok: true, value: JSON.parse(text.replace(/^\uFEFF/, '')) as unknown }
  } catch (error) {
    return fail('', `not JSON: ${error instanceof Error ? error.message : String(error)}`)
  }
}

/** A refusal for one reason. */
export function fail(path: string, message: string): Parsed<never> {
  return { ok: false, problems: [{ path, message }] }
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

/** More problems than this tell nothing new, and a hostile file has millions. */
export const MAX_PROBLEMS = 1000

/** The first problems; where there are more than `MAX_PROBLEMS`, a last one tells how many. */
export function bounded(problems: Iterable<Problem>): readonly Problem[] {
  const told: Problem[] = []
  let more = 0
  for (const problem of problems)
    if (told.length < MAX_PROBLEMS && problem.count === undefined) told.push(problem)
    else more += problem.count ?? 1
  return more ? [...told, moreProblems(more)] : told
}

/** Stands for problems that are not told one by one. */
export function moreProblems(count: number): Problem {
  return { path: '', message: count === 1 ? 'and 1 more problem' : `and ${count} more problems`, count }
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
