/**
 * What rides beside the text on the clipboard: where statements lie in it, of what
 * kind they are, and who speaks. Any page and program can read a clipboard, and
 * write to it; so sources, evidence, notes and reviews never go there, and what
 * is read from it is checked whole before any of it is used.
 */
import type { Statement } from '../text/statement.js'
import type { Parsed } from './dossier.js'
import { FORMAT } from './format.js'
import { membersOf, type Members } from './members.js'
import { fail, parseJSON } from './problems.js'
import { parseStatements } from './statements.js'

/** The media type under which a clipping lies in a `DataTransfer`. */
export const CLIPPING_TYPE = 'application/x-prosemirror-attribution+json'

const CLIPPING_VERSION = 1
/** In UTF-16 units, about a hundred long articles; nothing longer is written, or looked at. */
const MAX_LENGTH = 4_000_000
/** More than any article holds. */
const MAX_CLIPPED = 5_000
const MAX_TOKEN_LENGTH = 100

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
  if (text.length > MAX_LENGTH) return fail('', `must not be longer than ${MAX_LENGTH} units: ${text.length}`)
  const json = parseJSON(text)
  if (!json.ok) return json
  const { format, version, token, text: words, ...lists } = membersOf(json.value)
  if (format !== FORMAT || version !== CLIPPING_VERSION) return fail('', 'must be a clipping of this version')
  if (typeof token !== 'string' || !token || token.length > MAX_TOKEN_LENGTH)
    return fail('token', `must be a text of 1 to ${MAX_TOKEN_LENGTH} units`)
  if (typeof words !== 'string') return fail('text', 'must be a text')
  const marked = statementsIn('marked', lists, words)
  if (!marked.ok) return marked
  const detected = statementsIn('detected', lists, words)
  if (!detected.ok) return detected
  return { ok: true, value: { token, text: words, marked: marked.value, detected: detected.value } }
}

function statementsIn(key: string, lists: Members, text: string): Parsed<readonly Statement[]> {
  const data = lists[key]
  if (Array.isArray(data) && data.length > MAX_CLIPPED)
    return fail(key, `must not hold more than ${MAX_CLIPPED} statements: ${data.length}`)
  const parsed = parseStatements(data, text)
  if (parsed.ok) return parsed
  return { ok: false, problems: parsed.problems.map(({ path, message }) => ({ path: key + path, message })) }
}
