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
 * A log that several people write at once (`../yjs`) has a chain for each of
 * them. Their entries have `joins` too, the sums of the last entries of other
 * chains that their writer had seen, and all of these stand in the list before
 * them. In the sum of such an entry the joins stand between `previous` and
 * `content`. So nothing can be taken out that anybody has seen before writing.
 *
 * The JSON has no white space, `by` is [id, name] or null, and all but the
 * printable ASCII characters is escaped (\n, \u00fc), as Python's
 * `json.dumps(…, separators=(",", ":"))` writes it, so that anybody can compute
 * it. The sum of the last entry covers the whole log: that is its digest. Where
 * several chains end that nobody has joined yet, it is all of their sums, in the
 * order of their digits, with "+" between.
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
import type { LogEntry, LogSeal } from './log.js'
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
      /** The sum that covers all of them, 64 hexadecimal digits; several with "+" between while ends are not joined. */
      readonly digest: string
      /** In how many chains they are; absent for a log that is one. */
      readonly chains?: number
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
  const ends = await endsOf(sealed, crypto)
  let previous = await sumOf(sealed[first - 1], crypto)
  // Behind a shared log the next entry joins what nobody has joined.
  let joins: readonly string[] = ends.filter((end) => end !== previous)
  for (const entry of log.slice(first)) {
    const next = await sealEntry(entry, { previous, ...(joins.length && { joins }) }, crypto)
    sealed.push(next)
    previous = await sumOf(next, crypto)
    joins = []
  }
  return sealed
}

/**
 * The entry with a seal that ties it to what comes before it. An entry object has the same salt each time.
 * Rejects as `sealLog` does.
 */
export async function sealEntry(
  entry: LogEntry,
  { previous, joins }: Pick<LogSeal, 'previous' | 'joins'>,
  crypto: SealCrypto = webCrypto(),
): Promise<LogEntry> {
  const salt = saltFor(entry, crypto)
  const content = await sha256(asciiBytes(contentOf(entry, salt)), crypto)
  return { ...entry, seal: { previous, ...(joins && { joins: [...joins].sort() }), salt, content } }
}

/** The sum of a sealed entry, by which others refer to it; null where it has no seal. Rejects as `sealLog` does. */
export async function entrySum(entry: LogEntry, crypto: SealCrypto = webCrypto()): Promise<string | null> {
  return entry.seal ? sumOf(entry, crypto) : null
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

/** What covers the whole log (`LogVerification.digest`), `LOG_START` for an empty one; null while its end is not sealed. Rejects as `sealLog` does. */
export async function logDigest(
  log: readonly LogEntry[],
  crypto: SealCrypto = webCrypto(),
): Promise<string | null> {
  return isSealed(log) ? digestOf(await endsOf(log, crypto)) : null
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
  const isShared = log.some(({ seal }) => seal?.joins)
  const fault = (index: number, what: LogFault): LogVerification => ({ ok: false, index, fault: what })

  /** Ends of chains, with what follows on each sum that is no end any more. */
  const ends = new Set<string>()
  const taken = new Map<string, number>()
  const joined = new Set<string>()
  let chains = 0
  let last = LOG_START
  for (const [i, { seal }] of log.entries()) {
    if (!seal) return fault(i, 'unsealed')
    const { previous, joins = [] } = seal
    const content = contents[i]
    if (content !== null && content !== seal.content) return fault(i, 'changed')
    const isStart = previous === LOG_START && (seal.joins !== undefined || !taken.has(LOG_START))
    if (!isStart && !ends.has(previous)) {
      if (sums.indexOf(sums[i] ?? null) !== sums.lastIndexOf(sums[i] ?? null)) return fault(i, 'inserted') // a copy
      // Two entries follow on the same one: what stands between it and the second was put in.
      const other = taken.get(previous)
      if (other !== undefined) return fault(other, 'inserted')
      if (placeOf.has(previous)) return fault(i, 'moved')
      return fault(i, !isShared && (followers.get(last) ?? -1) > i ? 'inserted' : 'gap')
    }
    for (const join of joins) {
      const at = placeOf.get(join)
      if (at === undefined) return fault(i, 'gap')
      if (at >= i) return fault(i, 'moved')
      joined.add(join)
    }
    if (isStart) chains++
    ends.delete(previous)
    if (previous !== LOG_START || !seal.joins) taken.set(previous, i)
    last = sums[i] ?? ''
    ends.add(last)
  }
  const known = digest === LOG_START ? [] : (digest?.toLowerCase().split('+') ?? [])
  if (known.some((sum) => !placeOf.has(sum))) return fault(log.length, 'other-digest')
  const blanked = log.filter(({ seal }) => seal?.salt === null).length
  const open = [...ends].filter((end) => !joined.has(end))
  return { ok: true, entries: log.length, digest: digestOf(open), blanked, ...(chains > 1 && { chains }) }
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
  if (!entry?.seal) return LOG_START
  const { previous, joins = [], content } = entry.seal
  return sha256(asciiBytes([previous, ...joins, content].join('')), crypto)
}

/** Sums of the sealed entries that none follows on, and none joins. */
async function endsOf(log: readonly LogEntry[], crypto: SealCrypto): Promise<readonly string[]> {
  const seals = log.flatMap(({ seal }) => seal ?? [])
  // One chain has its end in its last entry, and need not be computed.
  if (!seals.some(({ joins }) => joins))
    return seals.length
      ? [
          await sumOf(
            log.findLast(({ seal }) => seal),
            crypto,
          ),
        ]
      : []
  const left = new Set(seals.flatMap(({ previous, joins = [] }) => [previous, ...joins]))
  const sums = await Promise.all(log.flatMap((entry) => (entry.seal ? [sumOf(entry, crypto)] : [])))
  return sums.filter((sum) => !left.has(sum))
}

function digestOf(ends: readonly string[]): string {
  return ends.length ? [...ends].sort().join('+') : LOG_START
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
