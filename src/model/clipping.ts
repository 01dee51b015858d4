/**
 * What rides beside the text on the clipboard: where statements lie in it, of what
 * kind they are, and who speaks. Any page and program can read a clipboard, and
 * write to it; so sources, evidence, notes and reviews never go there, and what
 * is read from it is checked whole before any of it is used.
 */
import * as v from 'valibot'
import type { Statement } from '../text/statement.js'
import { FORMAT, type Parsed } from './dossier.js'
import { problemsOf } from './schema.js'
import { parseStatements } from './statements.js'

/** The media type under which a clipping lies in a `DataTransfer`. */
export const CLIPPING_TYPE = 'application/x-prosemirror-attribution+json'

const CLIPPING_VERSION = 1
/** In UTF-16 units, about a hundred long articles; nothing longer is written, or looked at. */
const MAX_LENGTH = 4_000_000
/** More than any article holds. */
const MAX_CLIPPED = 5_000

/** What lies on the clipboard beside the copied text. */
export interface Clipping {
  /** Random; the page that wrote the clipping knows it again by this. */
  readonly token: string
  /** What was copied, as plain text like an article's. */
  readonly text: string
  /** Marked or corrected by somebody; offsets count in `text`. */
  readonly marked: readonly Statement[]
  /** As detection found them. */
  readonly detected: readonly Statement[]
}

/** The clipping as text; without its statements where they are too many or not sound, null where even that is too long. */
export function clippingToText(clipping: Clipping): string | null {
  const head = { format: FORMAT, version: CLIPPING_VERSION }
  const full = JSON.stringify({ ...head, ...clipping })
  if (parseClipping(full).ok) return full
  const bare = JSON.stringify({ ...head, ...clipping, marked: [], detected: [] })
  return bare.length > MAX_LENGTH ? null : bare
}

/** Checks foreign data. Unknown keys are dropped; either all is sound, or nothing is taken. */
export function parseClipping(text: string): Parsed<Clipping> {
  if (text.length > MAX_LENGTH) return fail(`must not be longer than ${MAX_LENGTH} units: ${text.length}`)
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    return fail(`not JSON: ${error instanceof Error ? error.message : String(error)}`)
  }
  const head = v.safeParse(headSchema, json)
  if (!head.success) return { ok: false, problems: problemsOf(head.issues) }
  const { token, text: words } = head.output
  const marked = statementsIn('marked', head.output.marked, words)
  if (!marked.ok) return marked
  const detected = statementsIn('detected', head.output.detected, words)
  if (!detected.ok) return detected
  return { ok: true, value: { token, text: words, marked: marked.value, detected: detected.value } }
}

const headSchema = v.object({
  format: v.literal(FORMAT),
  version: v.literal(CLIPPING_VERSION),
  token: v.pipe(v.string(), v.nonEmpty(), v.maxLength(100)),
  text: v.string(),
  marked: v.pipe(v.array(v.unknown()), v.maxLength(MAX_CLIPPED)),
  detected: v.pipe(v.array(v.unknown()), v.maxLength(MAX_CLIPPED)),
})

function statementsIn(key: string, data: readonly unknown[], text: string): Parsed<readonly Statement[]> {
  const parsed = parseStatements(data, text)
  if (parsed.ok) return parsed
  return { ok: false, problems: parsed.problems.map(({ path, message }) => ({ path: key + path, message })) }
}

function fail(message: string): Parsed<never> {
  return { ok: false, problems: [{ path: '', message }] }
}
