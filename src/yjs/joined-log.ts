/**
 * The order of a log that several people write at once, each a chain of their own: the same for everybody who
 * has the same entries. By time; but no entry comes before one that its writer had seen, whatever their clocks
 * say, so that the chains can be followed from the first entry to the last (`seal.ts`).
 */
import type { LogEntry } from '../model/log.js'

/** Which entry is meant: whose, and which of theirs. */
export interface EntryName {
  /** A session of somebody. */
  readonly writer: string
  /** Counts from 0. */
  readonly number: number
}

/** What the order is made by. */
export interface Joinable extends EntryName {
  readonly entry: Pick<LogEntry, 'at'>
  /** The last entries of other writers that its writer had seen. Default none. */
  readonly seen?: readonly EntryName[]
}

/** The entries in their order. Who waits for an entry that is missing, or for each other, is not waited for. */
export function joinedLog<T extends Joinable>(entries: readonly T[]): readonly T[] {
  const chains = new Map<string, T[]>()
  for (const entry of entries) {
    const chain = chains.get(entry.writer)
    if (chain) chain.push(entry)
    else chains.set(entry.writer, [entry])
  }
  const queues = [...chains.values()].map((chain) => ({
    chain: chain.sort((a, b) => a.number - b.number),
    next: 0,
  }))
  /** The number of the first entry of a writer that is not in yet; Infinity when all are. */
  const openOf = new Map<string, number>()
  for (const [writer, [first]] of chains) openOf.set(writer, first?.number ?? Infinity)
  const isReady = ({ writer, seen = [] }: T): boolean =>
    seen.every((own) => own.writer === writer || own.number < (openOf.get(own.writer) ?? Infinity))
  const joined: T[] = []
  while (joined.length < entries.length) {
    let first: (typeof queues)[number] | null = null
    let any: (typeof queues)[number] | null = null
    for (const queue of queues) {
      const entry = queue.chain[queue.next]
      if (!entry) continue
      if (isBefore(entry, any)) any = queue
      if (isBefore(entry, first) && isReady(entry)) first = queue
    }
    const taken = first ?? any
    const entry = taken?.chain[taken.next]
    if (!taken || !entry) break
    joined.push(entry)
    taken.next++
    openOf.set(entry.writer, taken.chain[taken.next]?.number ?? Infinity)
  }
  return joined
}

function isBefore<T extends Joinable>(
  entry: T,
  other: { readonly chain: readonly T[]; readonly next: number } | null,
): boolean {
  const than = other?.chain[other.next]
  if (!than) return true
  const a = Date.parse(entry.entry.at)
  const b = Date.parse(than.entry.at)
  return a === b ? entry.writer < than.writer : a < b
}
