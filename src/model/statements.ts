/**
 * Statements that another engine found (a server, a model, a file), checked before any of them is used.
 *
 * By hand, since every editor loads it for what lies on the clipboard: the checks of files (`schema.ts`) and the
 * library that they are made with are several times as large.
 */
import {
  FLAGS,
  KINDS,
  ROLES,
  SPEAKER_KINDS,
  type Reason,
  type SourceLink,
  type SpeakerIdentity,
  type Statement,
  type TextRange,
} from '../text/statement.js'
import type { Parsed, Problem } from './dossier.js'
import { membersOf } from './members.js'
import { bounded, fail } from './problems.js'

/** More than any article holds; a longer answer is not even looked at. */
export const MAX_STATEMENTS = 20_000
/** A quote is not interrupted more often than this. */
const MAX_PIECES = 100
/** Names, offices and rules are no longer than this. */
const MAX_WORDS_LENGTH = 500

/**
 * Checks statements on `text`, the article's plain-text rendering. Sound are known kinds, flags and
 * speaker kinds, ranges in the text, in order and with words in them, texts without markup, and no
 * statement twice. Unknown keys are dropped. Either all are sound, or none is taken and the problems
 * are told with their paths (`[3].quote[0].end`).
 */
export function parseStatements(data: unknown, text: string): Parsed<readonly Statement[]> {
  if (Array.isArray(data) && data.length > MAX_STATEMENTS)
    return fail('', `must not hold more than ${MAX_STATEMENTS} statements: ${data.length}`)
  const unsound: Problem[] = []
  const found = list(statement, Infinity)(data, '', (path, message) => unsound.push({ path, message }))
  const problems = bounded(unsound.length ? unsound : misplaced(found, text))
  return problems.length ? { ok: false, problems } : { ok: true, value: found }
}

/** Takes a value as what it should be, and tells where it is not; what it gives then is of no use. */
type Read<T> = (value: unknown, path: string, tell: (path: string, message: string) => void) => T

const words: Read<string> = (value, path, tell) => {
  if (typeof value === 'string' && value.length <= MAX_WORDS_LENGTH && !/<[a-z!/?]/i.test(value)) return value
  tell(path, `must be plain text of up to ${MAX_WORDS_LENGTH} units, not markup`)
  return ''
}

const offset = number(
  (value) => value >= 0 && Number.isSafeInteger(value),
  'must be a whole number from 0 on',
)

const offsets = object<TextRange>({ start: offset, end: offset })

const range: Read<TextRange> = (value, path, tell) => {
  const found = offsets(value, path, tell)
  if (found.start > found.end) tell(path, 'start must not be behind end')
  return found
}

const ranges: Read<readonly TextRange[]> = (value, path, tell) => {
  const found = list(range)(value, path, tell)
  if (found.some(({ start }, i) => start < (found[i - 1]?.end ?? 0)))
    tell(path, 'ranges must be in text order')
  return found
}

const someRanges: Read<readonly TextRange[]> = (value, path, tell) => {
  const found = ranges(value, path, tell)
  if (!found.length) tell(path, 'must hold at least one range')
  return found
}

const speakerIs = object<SpeakerIdentity>({
  kind: oneOf(SPEAKER_KINDS),
  name: orElse(undefined, words),
  office: orElse(undefined, words),
  short: orElse(undefined, words),
})

const statement = object<Statement>({
  quote: someRanges,
  speaker: ranges,
  cue: ranges,
  frame: ranges,
  addressee: ranges,
  kind: oneOf(KINDS),
  speakerIs,
  outlet: (value, path, tell) => (value === null ? null : words(value, path, tell)),
  confidence: number((value) => value >= 0 && value <= 1, 'must be a number from 0 to 1'),
  reasons: list(object<Reason>({ rule: words, word: orElse(undefined, words) }), Infinity),
  flags: list(oneOf(FLAGS), Infinity),
  // An engine that does not tell these may leave them out.
  when: orElse(null, range),
  chain: orElse([], list(object<SourceLink>({ mention: range, speakerIs }))),
})

/** Its known members; those that are undefined are left out. */
function object<T>(known: { readonly [Key in keyof T]-?: Read<T[Key] | undefined> }): Read<T> {
  return (value, path, tell) => {
    if (typeof value !== 'object' || value === null) tell(path, 'must be an object')
    const given = membersOf(value)
    const taken: Partial<T> = {}
    for (const key in known) {
      const own = known[key](given[key], `${path}.${key}`, tell)
      if (own !== undefined) taken[key] = own
    }
    return taken as T // none is missing where nothing was told
  }
}

function list<T>(read: Read<T>, max = MAX_PIECES): Read<readonly T[]> {
  return (value, path, tell) => {
    const items: readonly unknown[] | null = Array.isArray(value) ? value : null
    if (items && items.length <= max) return Array.from(items, (item, i) => read(item, `${path}[${i}]`, tell))
    tell(path, items ? `must not hold more than ${max}: ${items.length}` : 'must be a list')
    return []
  }
}

function number(isSound: (value: number) => boolean, message: string): Read<number> {
  return (value, path, tell) => {
    if (typeof value === 'number' && isSound(value)) return value
    tell(path, message)
    return 0
  }
}

function oneOf<T extends string>(known: readonly T[]): Read<T> {
  return (value, path, tell) => {
    const found = known.find((own) => own === value)
    if (!found) tell(path, `must be one of ${known.join(', ')}`)
    return found ?? known[0]!
  }
}

/** It may be left out, or be `none`. */
function orElse<T, None>(none: None, read: Read<T>): Read<T | None> {
  return (value, path, tell) => (value === undefined || value === none ? none : read(value, path, tell))
}

/** Ranges that are not in the text or hold no words, and statements that are there twice. */
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
