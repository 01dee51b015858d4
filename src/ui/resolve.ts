/** What a host knows of a pasted address, and its check: the answer comes from outside. */
import { parseDate } from '../model/date.js'
import { RELIABILITIES, safeUrl, SOURCE_KINDS, type Source } from '../model/source.js'

/** What a host knows of an address: any of a source's fields but its id and whether it is confidential. */
export type ResolvedSource = Partial<Omit<Source, 'id' | 'confidential' | 'url'>>

/**
 * Fills in what is known of a pasted address, by a service of the host. The answer is foreign data and
 * checked before it is used; null for nothing known. `signal` aborts when nobody waits for it any more.
 */
export type ResolveSource = (url: string, signal: AbortSignal) => Promise<ResolvedSource | null>

/** Longer ones are no names, but mistakes or worse; they are left out. */
const MAX_LINE = 500
const MAX_NOTE = 5000
const MAX_URL = 2048

/**
 * The sound fields of an answer: unknown keys, values of the wrong kind, texts beyond any sense, dates that are none
 * and unsafe addresses are left out, controls and what turns the direction of text taken out. Null when nothing is left.
 */
export function readResolved(answer: unknown): ResolvedSource | null {
  if (typeof answer !== 'object' || answer === null || Array.isArray(answer)) return null
  // Only its own fields: what the host's service sends is JSON, and the prototype is nobody's answer.
  const fields = new Map<string, unknown>(Object.entries(answer))
  const text = (name: string, max = MAX_LINE): string | undefined => {
    const value = fields.get(name)
    const folded =
      typeof value === 'string' && value.length <= max
        ? value
            .replace(/[\p{Cc}\s]+/gu, ' ')
            .replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\p{Cs}]/gu, '')
            .trim()
        : ''
    return folded || undefined
  }
  const date = (name: string) => parseDate(text(name)?.replace(/T.*$/, '') ?? '') ?? undefined
  const url = text('archivedUrl', MAX_URL)
  const found = {
    kind: SOURCE_KINDS.find((kind) => kind === fields.get('kind')),
    title: text('title'),
    author: text('author'),
    publisher: text('publisher'),
    date: date('date'),
    archivedUrl: (url && safeUrl(url)) || undefined,
    accessed: date('accessed'),
    reliability: RELIABILITIES.find((one) => one === fields.get('reliability')),
    contact: text('contact', MAX_NOTE),
    note: text('note', MAX_NOTE),
  }
  const known = Object.entries(found).filter(([, value]) => value !== undefined)
  // The entries are those of `found`, without the ones that are undefined.
  return known.length ? (Object.fromEntries(known) as ResolvedSource) : null
}
