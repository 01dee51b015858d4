/** Sources in foreign data: brought to the form that `Source` has, without losing a word but passwords. */
import { parseDate } from './date.js'
import type { Dossier, Problem } from './dossier.js'
import type { LogEntry } from './log.js'
import { blankedEntry } from './seal.js'
import { safeUrl, withoutUsers, type Source } from './source.js'

/**
 * The same source where its dates are dates and nobody signs in at its addresses. Words that are no date go to the
 * note, and so does what a date says beyond the day; user names and passwords go. `mended` gets what was changed,
 * with `path` in front.
 */
export function soundSource(source: Source, path: string, mended: Problem[]): Source {
  let sound = withoutPasswords(source)
  if (sound !== source) mended.push({ path, message: NO_PASSWORDS })
  for (const key of ['date', 'accessed'] as const) {
    const words = source[key]
    const date = words === undefined ? undefined : parseDate(words.replace(/T.*$/s, ''))
    if (words === undefined || date === words) continue
    const { [key]: _, ...rest } = sound
    const isAll = !words.trim() || (date && !words.includes('T'))
    const note = isAll ? rest.note : [rest.note, `${key}: ${words}`].filter(Boolean).join('\n')
    sound = { ...rest, ...(date && { [key]: date }), ...(note !== undefined && { note }) }
    mended.push({
      path: `${path}.${key}`,
      message:
        `must be a date (2026, 2026-11 or 2026-11-24), not ${JSON.stringify(words)}` +
        (isAll ? '' : '; the words stand in the note now'),
    })
  }
  return sound
}

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
