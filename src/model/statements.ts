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
  type Role,
  type SourceLink,
  type SpeakerIdentity,
  type Statement,
  type TextRange,
} from '../text/statement.js'
import type { Parsed, Problem } from './dossier.js'
import { membersOf, type Members } from './members.js'
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
  const statements = statementsIn(data, (path, message) => unsound.push({ path, message }))
  const problems = bounded(unsound.length ? unsound : misplaced(statements, text))
  return problems.length ? { ok: false, problems } : { ok: true, value: statements }
}

/** The statements as far as they have the right shape; what is returned where something was told is of no use. */
function statementsIn(data: unknown, tell: (path: string, message: string) => void): readonly Statement[] {
  return list(data, '', statement, Infinity)

  function statement(value: unknown, path: string): Statement {
    const item = members(value, path)
    const pieces = (role: Role): readonly TextRange[] => ranges(item[role], `${path}.${role}`)
    const { kind, speakerIs, outlet, confidence, reasons, flags } = item
    // An engine that does not tell these may leave them out.
    const { when = null, chain = [] } = item
    const found = {
      quote: pieces('quote'),
      speaker: pieces('speaker'),
      cue: pieces('cue'),
      frame: pieces('frame'),
      addressee: pieces('addressee'),
      kind: oneOf(KINDS, kind, `${path}.kind`),
      speakerIs: identity(speakerIs, `${path}.speakerIs`),
      outlet: outlet === null ? null : words(outlet, `${path}.outlet`),
      when: when === null ? null : range(when, `${path}.when`),
      chain: list(chain, `${path}.chain`, link),
      confidence: number(confidence, `${path}.confidence`, 1),
      reasons: list(reasons, `${path}.reasons`, reason, Infinity),
      flags: list(flags, `${path}.flags`, (flag, at) => oneOf(FLAGS, flag, at), Infinity),
    }
    if (!found.quote.length) tell(`${path}.quote`, 'must hold at least one range')
    return found
  }

  function identity(value: unknown, path: string): SpeakerIdentity {
    const { kind, name, office, short } = members(value, path)
    return {
      kind: oneOf(SPEAKER_KINDS, kind, `${path}.kind`),
      ...(name !== undefined && { name: words(name, `${path}.name`) }),
      ...(office !== undefined && { office: words(office, `${path}.office`) }),
      ...(short !== undefined && { short: words(short, `${path}.short`) }),
    }
  }

  function link(value: unknown, path: string): SourceLink {
    const { mention, speakerIs } = members(value, path)
    return {
      mention: range(mention, `${path}.mention`),
      speakerIs: identity(speakerIs, `${path}.speakerIs`),
    }
  }

  function reason(value: unknown, path: string): Reason {
    const { rule, word } = members(value, path)
    return {
      rule: words(rule, `${path}.rule`),
      ...(word !== undefined && { word: words(word, `${path}.word`) }),
    }
  }

  function ranges(value: unknown, path: string): readonly TextRange[] {
    const found = list(value, path, range)
    if (found.some(({ start }, i) => start < (found[i - 1]?.end ?? 0)))
      tell(path, 'ranges must be in text order')
    return found
  }

  function range(value: unknown, path: string): TextRange {
    const { start, end } = members(value, path)
    const found = { start: number(start, `${path}.start`), end: number(end, `${path}.end`) }
    if (found.start > found.end) tell(path, 'start must not be behind end')
    return found
  }

  function list<T>(
    value: unknown,
    path: string,
    read: (item: unknown, path: string) => T,
    max = MAX_PIECES,
  ): readonly T[] {
    if (Array.isArray(value) && value.length <= max)
      return Array.from(value, (item: unknown, i) => read(item, `${path}[${i}]`))
    tell(path, Array.isArray(value) ? `must not hold more than ${max}: ${value.length}` : 'must be a list')
    return []
  }

  function members(value: unknown, path: string): Members {
    if (typeof value !== 'object' || value === null) tell(path, 'must be an object')
    return membersOf(value)
  }

  /** A share from 0 to `max`; without it, an offset. */
  function number(value: unknown, path: string, max?: number): number {
    const isSound =
      typeof value === 'number' &&
      value >= 0 &&
      (max === undefined ? Number.isSafeInteger(value) : value <= max)
    if (isSound) return value
    tell(path, max === undefined ? 'must be a whole number from 0 on' : `must be a number from 0 to ${max}`)
    return 0
  }

  function words(value: unknown, path: string): string {
    if (typeof value === 'string' && value.length <= MAX_WORDS_LENGTH && !/<[a-z!/?]/i.test(value))
      return value
    tell(path, `must be plain text of up to ${MAX_WORDS_LENGTH} units, not markup`)
    return ''
  }

  function oneOf<T extends string>(known: readonly T[], value: unknown, path: string): T {
    const found = known.find((own) => own === value)
    if (found === undefined) tell(path, `must be one of ${known.join(', ')}`)
    return found ?? known[0]!
  }
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
