/** User names and passwords in the addresses of sources: nobody's to keep or to print. */
import type { Dossier } from './dossier.js'
import type { LogEntry } from './log.js'
import { blankedEntry } from './seal.js'
import { safeUrl, withoutUsers, type Source } from './source.js'

/** What is said where user names and passwords were left out. */
export const NO_PASSWORDS = 'must not have user names or passwords in its web addresses; they were left out'

/** The source without user names and passwords in its addresses, wherever these stand; the same object where there are none. */
export function withoutPasswords(source: Source): Source {
  const mended = Object.entries(source).flatMap(([key, value]: readonly [string, unknown]) => {
    if (typeof value !== 'string' || key === 'id') return []
    const words = withoutUsers(value)
    if (words === value) return []
    // Of an address that was nothing else, nothing is left.
    return [[key, key.toLowerCase().endsWith('url') && !safeUrl(words) ? undefined : words] as const]
  })
  return mended.length ? { ...source, ...Object.fromEntries(mended) } : source
}

/** The entry without them; its seal then covers what nobody reads any more. The same object where there are none. */
export function entryWithoutPasswords(entry: LogEntry): LogEntry {
  const { subject, before, after } = entry
  return blankedEntry(entry, { subject, before: withoutUsers(before), after: withoutUsers(after) })
}

/** The dossier without them in sources and log; the same object where there are none. */
export function dossierWithoutPasswords(dossier: Dossier): Dossier {
  const sources = dossier.sources.map(withoutPasswords)
  const log = dossier.log.map(entryWithoutPasswords)
  const isSame =
    sources.every((own, i) => own === dossier.sources[i]) && log.every((own, i) => own === dossier.log[i])
  return isSame ? dossier : { ...dossier, sources, log }
}
