/** Where something comes from, kept once per article and used by many annotations. */
import type { Person } from './person.js'

/** All kinds of sources, in the order in which they are offered. */
export const SOURCE_KINDS = [
  'web-page',
  'document',
  'interview',
  'agency-copy',
  'post',
  'broadcast',
  'press-release',
  'data-set',
  'book',
  'own-observation',
] as const
/** What a source is. */
export type SourceKind = (typeof SOURCE_KINDS)[number]

/** In the order in which they are offered. */
export const RELIABILITIES = ['unset', 'reliable', 'unreliable'] as const
/**
 * What the desk holds of a source; `unset` while nobody has said. A source that becomes `unreliable` reopens
 * what rests on it.
 */
export type Reliability = (typeof RELIABILITIES)[number]

/** Field names follow CSL-JSON where it has one, so that a source converts. */
export interface Source {
  readonly id: string
  readonly kind: SourceKind
  readonly title: string
  /** Person or organisation that made it, as printed. */
  readonly author?: string
  readonly publisher?: string
  /** Date of publication as ISO 8601 has it; a year or a month is enough (`2026`, `2026-11`, `2026-11-24`). */
  readonly date?: string
  /** `http:` or `https:`; nothing else is ever stored (see `safeUrl`). */
  readonly url?: string
  readonly archivedUrl?: string
  /** Date on which somebody looked at it, like `date`. */
  readonly accessed?: string
  readonly reliability: Reliability
  /** A confidential source is left out of every export unless asked for by name. */
  readonly confidential: boolean
  readonly note?: string
  /** How to reach whoever stands for it; leaves no house with the report, confidential or not. */
  readonly contact?: string
  /** What was corrected in it last, as somebody has noted. */
  readonly correction?: string
}

/** What is told of a source, in the order in which forms, tables and comparisons have it; the id is for machines. */
export const SOURCE_FIELDS = [
  'kind',
  'title',
  'author',
  'publisher',
  'date',
  'url',
  'archivedUrl',
  'accessed',
  'reliability',
  'confidential',
  'contact',
  'note',
  'correction',
] as const satisfies readonly (keyof Source)[]
/** One of `SOURCE_FIELDS`. */
export type SourceField = (typeof SOURCE_FIELDS)[number]

/** How a source bears on a statement; `origin` is where the statement was made. */
export const RELATIONS = ['origin', 'supports', 'refutes', 'context'] as const
/** One of `RELATIONS`. */
export type Relation = (typeof RELATIONS)[number]

/** The link between an annotation and a source. */
export interface Evidence {
  readonly id: string
  readonly sourceId: string
  readonly relation: Relation
  /** The very words in the source; empty when nobody noted them. */
  readonly passage: string
  /** Page, time code, paragraph; empty when nobody noted one. */
  readonly locator: string
  /** The passage is in another language than the article, so that their words cannot be compared. */
  readonly translated: boolean
  readonly by: Person | null
  /** ISO 8601 time. */
  readonly at: string
}

/**
 * What `safeUrl` takes: `http:` or `https:` with a host right behind it; no spaces, controls, or characters
 * that turn or hide the text around them.
 */
export const WEB_ADDRESS =
  /^\s*[Hh][Tt][Tt][Pp][Ss]?:\/\/[^\s/?#\p{Cc}\p{Cf}\p{Cs}"'<>\\^`{|}][^\s\p{Cc}\p{Cf}\p{Cs}"<>\\^`{|}]*\s*$/u

/**
 * The URL in its normal form when it is one that a reader can safely follow (`http:` or `https:`),
 * else null: text from articles, imports and forms is never trusted as a link. Without user name and password.
 */
export function safeUrl(text: string): string | null {
  const address = withoutUsers(text)
  return WEB_ADDRESS.test(address) ? address.trim() : null
}

/** Who signs in at a web address, also at one that stands in another address, as it is or encoded. */
const USER = /(https?(?::\/\/|%3A%2F%2F))(?:(?!%2F)[^\s/?#&])*(?:@|%40)/gi

/** The words without user names and passwords in the web addresses among them: these are nobody's to keep or print. */
export function withoutUsers(words: string): string {
  return words.replace(USER, '$1')
}
