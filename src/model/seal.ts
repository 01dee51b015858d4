/**
 * Sealing the log, so that it can be shown that nothing was taken out of it.
 *
 * Every entry carries a seal with two SHA-256 sums, written as 64 lower-case
 * hexadecimal digits:
 *
 *   content  = SHA-256 of JSON [salt, at, by, action, subject, before, after]
 *   previous = SHA-256 of the entry before: of its `previous` and its `content`,
 *              one behind the other, 128 digits; `LOG_START` for the first
 *
 * The JSON has no white space, `by` is [id, name] or null, and all but the
 * printable ASCII characters is escaped (\n, \u00fc), as Python's
 * `json.dumps(…, separators=(",", ":"))` writes it, so that anybody can compute
 * it. The sum of the last entry covers the whole log: that is its digest.
 *
 * The salt is there for confidential sources. A copy that blanks an entry takes
 * the salt out of it too and keeps both sums. The chain can then still be
 * followed through it to the same digest, and nobody can find out by trying
 * names which one was blanked.
 *
 * What a chain cannot show by itself: entries taken off the end, and a log
 * that was sealed anew as a whole by somebody who can write the file. Both have
 * another digest, so keep one that was printed or sent, and give it to `verifyLog`.
 */
import { idFrom } from './id.js'
import type { LogEntry } from './log.js'
import { asciiBytes, sha256, webCrypto, type SealCrypto } from './sha256.js'

/** What stands for the entry before the first: the SHA-256 sum of "prosemirror-attribution log 1". */
export const LOG_START = '3cd65d8b10ba4eb5178b64063f7acc9c4df7c5ccaaab198bf979e895dab90863'

export type { SealCrypto }

/** What can be wrong with a log. */
export const LOG_FAULTS = [
  /** The entry is not what was sealed. */
  'changed',
  /** The entry does not follow on the one before: others were taken out, or the one before was replaced. */
  'gap',
  /** The entry was put in between two that followed on each other. */
  'inserted',
  /** The entry stands before one that it followed. */
  'moved',
  /** The entry has no seal; nothing can be said of it. */
  'unsealed',
  /** The chain is sound, but never had the digest that was expected: its end was cut off, or all was sealed anew. */
  'other-digest',
] as const
/** What is wrong with a log. */
export type LogFault = (typeof LOG_FAULTS)[number]

/** Whether a log is as it was written, and if not, where it first is not. */
export type LogVerification =
  | {
      readonly ok: true
      /** Number of entries. */
      readonly entries: number
      /** The sum that covers all of them, 64 hexadecimal digits. */
      readonly digest: string
      /** How many of them have been blanked in this copy: they are in their place, but their words cannot be compared. */
      readonly blanked: number
    }
  | {
      readonly ok: false
      /** Index of the first broken entry; the number of entries for `other-digest`. */
      readonly index: number
      readonly fault: LogFault
    }

/** Whether every entry at the end of the log has its seal; true for an empty one. */
export function isSealed(log: readonly LogEntry[]): boolean {
  return firstUnsealed(log) === log.length
}

/**
 * The log with seals for the entries at its end that have none; the same array when all have. What
 * is sealed is never touched, sound or not, and neither is an entry without seal in front of one
 * with. An entry object gets the same seal each time that it is sealed behind the same ones.
 * Rejects with an Error where WebCrypto is missing, as in a page without https.
 */
export async function sealLog(
  log: readonly LogEntry[],
  crypto: SealCrypto = webCrypto(),
): Promise<readonly LogEntry[]> {
  const first = firstUnsealed(log)
  if (first === log.length) return log
  const sealed = log.slice(0, first)
  let previous = await sumOf(sealed[first - 1], crypto)
  for (const entry of log.slice(first)) {
    const salt = saltFor(entry, crypto)
    const content = await sha256(asciiBytes(contentOf(entry, salt)), crypto)
    const next: LogEntry = { ...entry, seal: { previous, salt, content } }
    sealed.push(next)
    previous = await sumOf(next, crypto)
  }
  return sealed
}

/**
 * A log that has grown since `log` was sealed, with its seals; the same array when it does not begin
 * with the very entry objects of `log`, or when nothing was sealed.
 */
export function withSeals(
  present: readonly LogEntry[],
  { log, sealed }: { readonly log: readonly LogEntry[]; readonly sealed: readonly LogEntry[] },
): readonly LogEntry[] {
  const isSame = log.length <= present.length && log.every((entry, i) => entry === present[i])
  return isSame && sealed !== log ? [...sealed, ...present.slice(log.length)] : present
}

/** The sum that covers the whole log, `LOG_START` for an empty one; null while its end is not sealed. Rejects as `sealLog` does. */
export async function logDigest(
  log: readonly LogEntry[],
  crypto: SealCrypto = webCrypto(),
): Promise<string | null> {
  return isSealed(log) ? sumOf(log[log.length - 1], crypto) : null
}

/**
 * Whether the log is what was sealed, and all of it; names the first broken entry. With `digest`,
 * one that was noted of the same log at any time before, it is also told when entries that were there
 * then are not there now. Rejects as `sealLog` does.
 */
export async function verifyLog(
  log: readonly LogEntry[],
  { digest, crypto = webCrypto() }: { readonly digest?: string; readonly crypto?: SealCrypto } = {},
): Promise<LogVerification> {
  const sums = await Promise.all(log.map((entry) => (entry.seal ? sumOf(entry, crypto) : null)))
  const contents = await Promise.all(
    log.map((entry) =>
      entry.seal && entry.seal.salt !== null
        ? sha256(asciiBytes(contentOf(entry, entry.seal.salt)), crypto)
        : null,
    ),
  )
  const placeOf = new Map(sums.map((sum, i) => [sum, i]))
  const followers = new Map(log.map(({ seal }, i) => [seal?.previous, i]))
  const fault = (index: number, what: LogFault): LogVerification => ({ ok: false, index, fault: what })

  let last = LOG_START
  for (const [i, { seal }] of log.entries()) {
    if (!seal) return fault(i, 'unsealed')
    const content = contents[i]
    if (content !== null && content !== seal.content) return fault(i, 'changed')
    if (seal.previous !== last) {
      if (sums.indexOf(sums[i] ?? null) !== sums.lastIndexOf(sums[i] ?? null)) return fault(i, 'inserted') // a copy
      const before = seal.previous === LOG_START ? -1 : placeOf.get(seal.previous)
      // Two entries follow on the same one: what stands between it and the second was put in.
      if (before !== undefined && before < i) return fault(before + 1, 'inserted')
      if (before !== undefined) return fault(i, 'moved')
      return fault(i, (followers.get(last) ?? -1) > i ? 'inserted' : 'gap')
    }
    last = sums[i] ?? ''
  }
  if (digest !== undefined && digest !== LOG_START && !placeOf.has(digest.toLowerCase()))
    return fault(log.length, 'other-digest')
  const blanked = log.filter(({ seal }) => seal?.salt === null).length
  return { ok: true, entries: log.length, digest: last, blanked }
}

/** The entry with other words, for a copy that must not tell the true ones; its place in the chain stays provable. */
export function blankedEntry(
  entry: LogEntry,
  shown: Pick<LogEntry, 'subject' | 'before' | 'after'>,
): LogEntry {
  const { subject, before, after } = shown
  if (subject === entry.subject && before === entry.before && after === entry.after) return entry
  return { ...entry, subject, before, after, seal: entry.seal && { ...entry.seal, salt: null } }
}

function firstUnsealed(log: readonly LogEntry[]): number {
  let first = log.length
  while (first > 0 && !log[first - 1]?.seal) first--
  return first
}

/** Of a sealed entry, or of what stands before the first. */
async function sumOf(entry: LogEntry | undefined, crypto: SealCrypto): Promise<string> {
  return entry?.seal ? sha256(asciiBytes(entry.seal.previous + entry.seal.content), crypto) : LOG_START
}

function contentOf({ at, by, action, subject, before, after }: LogEntry, salt: string): string {
  const fields = [salt, at, by && [by.id, by.name], action, subject, before, after]
  return JSON.stringify(fields).replace(
    /[^\x20-\x7e]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

const SALT_BYTES = 16

/** An export may seal an entry while the editor does: both must come to the same digest. */
const salts = new WeakMap<LogEntry, string>()

function saltFor(entry: LogEntry, crypto: SealCrypto): string {
  const known = salts.get(entry)
  if (known !== undefined) return known
  const bytes = new Uint8Array(SALT_BYTES)
  crypto.getRandomValues(bytes)
  const salt = idFrom(bytes)
  salts.set(entry, salt)
  return salt
}
