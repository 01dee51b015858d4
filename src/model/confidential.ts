/** What would tell of a confidential source, wherever a note, a log entry or a passage repeats it. */
import type { Dossier } from './dossier.js'
import { wordsOfDifference } from './library.js'

/** Everything known of the sources of these ids that a note or log entry might repeat; the longest first. */
export function secretsOf(
  ids: ReadonlySet<string>,
  { sources, annotations, log }: Dossier,
): readonly string[] {
  const secrets = new Set<string>()
  const add = (words: string | undefined, shortest = 2): void => {
    const trimmed = words?.trim() ?? ''
    if (trimmed.length >= shortest) secrets.add(trimmed)
  }
  for (const source of sources) {
    if (!ids.has(source.id)) continue
    add(source.id, 6)
    for (const words of [
      source.title,
      source.author,
      source.publisher,
      source.note,
      source.contact,
      source.correction,
    ])
      add(words)
    for (const url of [source.url, source.archivedUrl]) {
      add(url)
      add(url?.replace(/^https?:\/\/(www\.)?/i, ''))
    }
  }
  for (const { evidence } of annotations)
    for (const { sourceId, passage, locator } of evidence) {
      if (!ids.has(sourceId)) continue
      add(passage)
      add(locator, 4) // "S. 3" is told by half of all notes
    }
  for (const { subject, before, after } of log) {
    if (!ids.has(subject)) continue
    for (const line of [before, after]) for (const words of [line, ...wordsOfDifference(line)]) add(words)
  }
  return [...secrets].sort((a, b) => b.length - a.length)
}

/** Replaces whole words only, whatever their case and white space. */
export function blanker(secrets: readonly string[], by: string): (text: string) => string {
  if (!secrets.length) return (text) => text
  const patterns = secrets.map((secret) =>
    secret.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&').replace(/\s+/g, '\\s+'),
  )
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${patterns.join('|')})(?![\\p{L}\\p{N}])`, 'giu')
  return (text) => text.replace(pattern, by)
}
