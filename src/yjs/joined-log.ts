/**
 * The order of a log that several people write at once, each a chain of their own: the same for everybody who
 * has the same entries. By time; but no entry comes before one that its writer had seen, whatever their clocks
 * say, so that the chains can be followed from the first entry to the last (`seal.ts`).
 */
import type { LogEntry } from '../model/log.js'
import { lowerBound } from '../model/lower-bound.js'

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
  const chains = new Map<string, Chain<T>>()
  for (const entry of entries) {
    const { writer } = entry
    let chain = chains.get(writer)
    if (!chain) chains.set(writer, (chain = { writer, entries: [], next: 0, waiting: new Set() }))
    chain.entries.push({ entry, time: Date.parse(entry.entry.at) })
  }
  /** Chains whose next entry can come, the first one last. */
  const ready: Chain<T>[] = []
  const enter = (chain: Chain<T>): void => {
    if (chain.next >= chain.entries.length) return
    const isMissing = ({ writer, number }: EntryName): boolean => {
      const other = chains.get(writer)
      return other !== undefined && other !== chain && number >= (headOf(other)?.entry.number ?? Infinity)
    }
    const missing = headOf(chain)?.entry.seen?.find(isMissing)
    if (missing) {
      chains.get(missing.writer)?.waiting.add(chain)
      return
    }
    const at = lowerBound(ready, (other) => isBefore(chain, other))
    ready.splice(at, 0, chain)
  }
  for (const chain of chains.values()) chain.entries.sort((a, b) => a.entry.number - b.entry.number)
  for (const chain of chains.values()) enter(chain)
  const joined: T[] = []
  while (joined.length < entries.length) {
    let chain = ready.pop()
    if (!chain) {
      for (const own of chains.values()) if (headOf(own) && isBefore(own, chain)) chain = own
      for (const own of chains.values()) if (chain) own.waiting.delete(chain)
    }
    const head = chain && headOf(chain)
    if (!chain || !head) break
    joined.push(head.entry)
    chain.next++
    enter(chain)
    const waiting = [...chain.waiting]
    chain.waiting.clear()
    waiting.forEach(enter)
  }
  return joined
}

/** One writer's entries. */
interface Chain<T> {
  readonly writer: string
  readonly entries: { readonly entry: T; readonly time: number }[]
  /** Index of the first that is not in yet. */
  next: number
  /** Those whose next entry comes after one of these. */
  readonly waiting: Set<Chain<T>>
}

function headOf<T>({ entries, next }: Chain<T>): { readonly entry: T; readonly time: number } | undefined {
  return entries[next]
}

function isBefore<T>(chain: Chain<T>, other: Chain<T> | undefined): boolean {
  const a = headOf(chain)?.time
  const b = other && headOf(other)?.time
  if (a === undefined || b === undefined || !other) return b === undefined
  return a === b ? chain.writer < other.writer : a < b
}
