/** Whether the library has a source already, and what comes of adding many. */
import type { Dossier } from './dossier.js'
import type { LibraryChange } from './library.js'
import type { Source } from './source.js'

/** The source that has this address, or its archived copy; "www.", the fragment and a slash at the end make no difference. */
export function sourceAt(sources: readonly Source[], url: string): Source | undefined {
  const key = addressKey(url)
  return sources.find((own) => [own.url, own.archivedUrl].some((known) => known && addressKey(known) === key))
}

function addressKey(address: string): string {
  const url = URL.canParse(address) ? new URL(address) : null
  if (!url) return address
  return `${url.host.replace(/^www\./, '')}${url.pathname.replace(/\/$/, '')}${url.search}`
}

/** What the platform has, in browsers and Node alike: this module is compiled without the types of either. */
declare const URL: {
  canParse(text: string): boolean
  new (text: string): { readonly host: string; readonly pathname: string; readonly search: string }
}

/**
 * The library with these sources behind its own, and the entries for the log. What it has already is left out: a source
 * with the address of another one or of its copy, and one of the same title, author and date where one of both has no
 * address. A source whose id is taken, or stands in the log, gets another one.
 */
export function withSources(
  { sources, annotations, log }: Pick<Dossier, 'sources' | 'annotations' | 'log'>,
  added: readonly Source[],
): Pick<LibraryChange, 'sources' | 'entries'> & {
  /** Indexes in `added` of those that are there already, each with the source that it is. */
  readonly known: ReadonlyMap<number, Source>
} {
  const library: Source[] = []
  const known = new Map<number, Source>()
  const byAddress = new Map<string, Source>()
  const byWork = new Map<string, Source[]>()
  const ids = new Set([...annotations.map(({ id }) => id), ...log.map(({ subject }) => subject)])
  const addressesOf = ({ url, archivedUrl }: Source) =>
    [url, archivedUrl].flatMap((address) => (address ? [addressKey(address)] : []))
  const add = (source: Source) => {
    library.push(source)
    ids.add(source.id)
    for (const key of addressesOf(source)) if (!byAddress.has(key)) byAddress.set(key, source)
    byWork.set(workOf(source), [...(byWork.get(workOf(source)) ?? []), source])
  }
  for (const source of sources) add(source)
  for (const [i, source] of added.entries()) {
    const own =
      addressesOf(source).flatMap((key) => byAddress.get(key) ?? [])[0] ??
      byWork.get(workOf(source))?.find(({ url }) => !(url && source.url))
    if (own) {
      known.set(i, own)
      continue
    }
    let { id } = source
    for (let n = 2; ids.has(id); n++) id = `${source.id}-${n}`
    add({ ...source, id })
  }
  const entries = library
    .slice(sources.length)
    .map(({ id, title }) => ({ action: 'add-source' as const, subject: id, before: '', after: title }))
  return { sources: library, entries, known }
}

function workOf({ title, author = '', date = '' }: Source): string {
  return [title, author, date].map((words) => words.trim().toLowerCase()).join('\n')
}
