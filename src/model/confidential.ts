/** What would tell of a confidential source, wherever a note, a log entry or a passage repeats it. */
import type { Dossier } from './dossier.js'
import { partsOfDifference, wordsOfDifference } from './library.js'
import type { LogEntry } from './log.js'
import { normalizeWording } from './wording.js'

/** Everything known of the sources of these ids that a note or log entry might repeat; the longest first. */
export function secretsOf(
  ids: ReadonlySet<string>,
  { sources, annotations, log }: Dossier,
): readonly string[] {
  const secrets = new Set<string>()
  for (const source of sources) {
    if (!ids.has(source.id)) continue
    add(secrets, source.id, 6)
    for (const words of [source.title, source.author, source.publisher, source.note, source.correction])
      add(secrets, words)
    for (const words of contactWords(source.contact)) add(secrets, words)
    for (const url of [source.url, source.archivedUrl]) addUrl(secrets, url)
  }
  for (const { evidence } of annotations)
    for (const { sourceId, passage, locator } of evidence) {
      if (!ids.has(sourceId)) continue
      add(secrets, passage)
      add(secrets, locator, 4) // "S. 3" is told by half of all notes
    }
  for (const { subject, before, after } of log)
    if (ids.has(subject)) for (const line of [before, after]) addLine(secrets, line)
  return longestFirst(secrets)
}

/**
 * What public sources were called, and what else was said of them, while they were still confidential,
 * without what they say now: whoever makes a source public has often taken a name out of it first.
 */
export function formerSecretsOf(dossier: Dossier): readonly string[] {
  const secrets = new Set<string>()
  for (const entry of formerlyConfidential(dossier)) {
    addLine(secrets, entry.before)
    // The entry that made it public tells in `after` what is public.
    if (!isConfidentialIn(entry.before)) addLine(secrets, entry.after)
  }
  const said = new Set<string>()
  for (const source of dossier.sources) {
    if (source.confidential) continue
    const { title, author, publisher, note, correction, url, archivedUrl } = source
    for (const words of [title, author, publisher, note, correction]) add(said, words)
    for (const address of [url, archivedUrl]) addUrl(said, address)
  }
  for (const words of said) secrets.delete(words)
  return longestFirst(secrets)
}

/** Entries on sources that are public now, up to the one that made them so. */
export function formerlyConfidential({ sources, log }: Dossier): ReadonlySet<LogEntry> {
  const open = new Set(sources.filter((source) => !source.confidential).map(({ id }) => id))
  const wasConfidential = new Set<string>()
  const found = new Set<LogEntry>()
  for (const entry of [...log].reverse()) {
    if (!open.has(entry.subject)) continue
    if (entry.action === 'edit-source' && isConfidentialIn(entry.before)) wasConfidential.add(entry.subject)
    if (wasConfidential.has(entry.subject)) found.add(entry)
  }
  return found
}

function isConfidentialIn(line: string): boolean {
  return partsOfDifference(line).fields.some(({ key, words }) => key === 'confidential' && words === 'true')
}

/** How to reach the people behind the sources, now and formerly, also as notes and log might repeat it. */
export function contactsOf({ sources, log }: Dossier): readonly string[] {
  const contacts = new Set<string>()
  const known = [
    ...sources.map(({ contact }) => contact),
    ...log
      .filter(({ action }) => action === 'edit-source')
      .flatMap(({ before, after }) => [before, after])
      .flatMap((line) => partsOfDifference(line).fields)
      .filter(({ key }) => key === 'contact')
      .map(({ words }) => words),
  ]
  for (const contact of known) for (const words of [contact, ...waysIn(contact)]) add(contacts, words)
  return longestFirst(contacts)
}

/** A contact as a whole, and each number, address or name in it that a note might repeat alone. */
function contactWords(contact = ''): readonly string[] {
  const pieces = contact.split(/[,;|\n]|\s·\s|\s\/\s/).map((piece) => piece.trim())
  return [contact, ...pieces.filter((piece) => piece.length >= MIN_PIECE), ...waysIn(contact)]
}

/** Mail addresses and telephone numbers. */
function waysIn(contact = ''): readonly string[] {
  return [
    ...(contact.match(/[^\s,;<>()]+@[^\s,;<>()]+/g) ?? []),
    ...(contact.match(/\+?\d[\d\s/()-]{4,}\d/g) ?? []),
  ]
}

const MIN_PIECE = 5

/**
 * Names by which a note may call those behind these sources for short: the words of title and author
 * that begin with a capital letter. None of sources that are there no more: most of them were public, and
 * half of all notes would go.
 */
export function shortNamesOf(ids: ReadonlySet<string>, { sources, log }: Dossier): readonly string[] {
  const names = new Set<string>()
  const addNames = (words = '') => {
    for (const name of words.split(/[^\p{L}\p{N}]+/u)) if (/^\p{Lu}/u.test(name)) add(names, name, MIN_NAME)
  }
  const present = new Set(sources.map(({ id }) => id).filter((id) => ids.has(id)))
  for (const { id, title, author } of sources) if (present.has(id)) [title, author].forEach(addNames)
  for (const { subject, before, after } of log)
    if (present.has(subject)) for (const line of [before, after]) addNames(partsOfDifference(line).title)
  return longestFirst(names)
}

/** Shorter words are in half of all notes. */
const MIN_NAME = 4

function add(secrets: Set<string>, words: string | undefined, shortest = 2): void {
  const trimmed = words?.trim() ?? ''
  if (trimmed.length >= shortest) secrets.add(trimmed)
}

function addUrl(secrets: Set<string>, url: string | undefined): void {
  add(secrets, url)
  add(secrets, url?.replace(/^https?:\/\/(www\.)?/i, ''))
}

function addLine(secrets: Set<string>, line: string): void {
  for (const words of [line, ...wordsOfDifference(line)]) {
    add(secrets, words)
    if (/^https?:/i.test(words)) addUrl(secrets, words)
  }
  for (const { key, words } of partsOfDifference(line).fields)
    if (key === 'contact') for (const piece of contactWords(words)) add(secrets, piece)
}

function longestFirst(words: ReadonlySet<string>): readonly string[] {
  return [...words].sort((a, b) => b.length - a.length)
}

/** Replaces whole words only, whatever their case, white space and composition of accents. */
export function blanker(secrets: readonly string[], by: string): (text: string) => string {
  const pattern = patternOf(secrets, 'giu')
  return pattern ? (text) => text.replace(pattern, () => by) : (text) => text
}

/** Those of `secrets` that `text` does not say, whatever the style of its quotation marks. */
export function unsaidIn(text: string, secrets: readonly string[]): readonly string[] {
  const plain = normalizeWording(text)
  return secrets.filter((secret) => !patternOf([normalizeWording(secret)], 'iu')?.test(plain))
}

function patternOf(secrets: readonly string[], flags: string): RegExp | null {
  if (!secrets.length) return null
  const spellings = secrets.flatMap((secret) => [
    ...new Set([secret, secret.normalize('NFC'), secret.normalize('NFD')]),
  ])
  const patterns = spellings.map((secret) =>
    secret.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&').replace(/\s+/g, '\\s+'),
  )
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${patterns.join('|')})(?![\\p{L}\\p{N}])`, flags)
}
