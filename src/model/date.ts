/** Dates as sources have them: of the calendar, as exact as somebody knew them. */

/**
 * A date that somebody typed, as ISO 8601 and as exact as it is: `2026`, `2026-11` or `2026-11-24` (the dates
 * of EDTF level 0, which CSL-JSON takes too). Reads ISO, with or without zeros in front, and the German
 * `24.11.2026` and `11.2026`. Null when it is none, or not in the calendar.
 */
export function parseDate(text: string): string | null {
  const input = text.trim()
  const iso = /^(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?$/.exec(input)
  const german = /^(?:(\d{1,2})\.\s*)?(\d{1,2})\.\s*(\d{4})$/.exec(input)
  const [year, month, day] = iso ? [iso[1], iso[2], iso[3]] : german ? [german[3], german[2], german[1]] : []
  if (!year) return null
  const date = new Date(Date.UTC(Number(year), Number(month ?? 1) - 1, Number(day ?? 1)))
  const isReal = date.getUTCMonth() + 1 === Number(month ?? 1) && date.getUTCDate() === Number(day ?? 1)
  return isReal ? [year, month?.padStart(2, '0'), day?.padStart(2, '0')].filter(Boolean).join('-') : null
}
