/** Sources in foreign data: brought to the form that `Source` has, without losing a word but passwords. */
import { parseDate } from './date.js'
import type { Problem } from './dossier.js'
import { NO_PASSWORDS, withoutPasswords } from './passwords.js'
import type { Source } from './source.js'

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
