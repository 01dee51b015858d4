/** Statements that another engine found (a server, a model, a file), checked before any of them is used. */
import * as v from 'valibot'
import { ROLES, type Statement } from '../text/statement.js'
import type { Parsed, Problem } from './dossier.js'
import { bounded, checked, fail, findingOf, range, ranges, someRanges, speakerOf } from './schema.js'

/** More than any article holds; a longer answer is not even looked at. */
export const MAX_STATEMENTS = 20_000
/** A quote is not interrupted more often than this. */
const MAX_PIECES = 100
/** Names, offices and rules are no longer than this. */
const MAX_WORDS_LENGTH = 500

const words = v.pipe(
  v.string(),
  v.maxLength(MAX_WORDS_LENGTH),
  v.check((text) => !/<[a-z!/?]/i.test(text), 'must be plain text, not markup'),
)
const pieces = v.pipe(ranges, v.maxLength(MAX_PIECES))

const statementsSchema = v.array(
  v.object({
    quote: v.pipe(someRanges, v.maxLength(MAX_PIECES)),
    speaker: pieces,
    cue: pieces,
    frame: pieces,
    addressee: pieces,
    ...findingOf(words),
    // An engine that does not tell these may leave them out.
    when: v.optional(v.nullable(range), null),
    chain: v.optional(
      v.pipe(v.array(v.object({ mention: range, speakerIs: speakerOf(words) })), v.maxLength(MAX_PIECES)),
      [],
    ),
  }),
)

/**
 * Checks statements on `text`, the article's plain-text rendering. Sound are known kinds, flags and
 * speaker kinds, ranges in the text, in order and with words in them, texts without markup, and no
 * statement twice. Unknown keys are dropped. Either all are sound, or none is taken and the problems
 * are told with their paths (`[3].quote[0].end`).
 */
export function parseStatements(data: unknown, text: string): Parsed<readonly Statement[]> {
  if (Array.isArray(data) && data.length > MAX_STATEMENTS)
    return fail('', `must not hold more than ${MAX_STATEMENTS} statements: ${data.length}`)
  const parsed = checked(statementsSchema, data)
  if (!parsed.ok) return parsed
  const problems = bounded(misplaced(parsed.value, text))
  return problems.length ? { ok: false, problems } : parsed
}

function* misplaced(statements: readonly Statement[], text: string): Generator<Problem> {
  const seen = new Set<string>()
  for (const [i, statement] of statements.entries()) {
    const placed = [
      ...ROLES.flatMap((role) => statement[role].map((range, j) => ({ path: `${role}[${j}]`, range }))),
      ...(statement.when ? [{ path: 'when', range: statement.when }] : []),
      ...statement.chain.map(({ mention }, j) => ({ path: `chain[${j}].mention`, range: mention })),
    ]
    for (const { path: place, range } of placed) {
      const { start, end } = range
      const path = `[${i}].${place}`
      if (end > text.length)
        yield { path: `${path}.end`, message: `must not be behind the text's end, ${text.length}: ${end}` }
      else if (!text.slice(start, end).trim()) yield { path, message: 'must hold words' }
    }
    const key = JSON.stringify([statement.kind, statement.quote])
    if (seen.has(key)) yield { path: `[${i}]`, message: 'is there twice' }
    seen.add(key)
  }
}
