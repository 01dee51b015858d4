/**
 * One writer's chain in the shared log: their entries get their names when they are written, and their seals
 * a moment later, since WebCrypto answers later. Others' entries are theirs to seal.
 */
import type { LogEntry } from '../model/log.js'
import { entrySum, LOG_START, sealEntry } from '../model/seal.js'
import type { EntryName, NamedEntry } from './document.js'

/** What an entry of `writer` comes after: the last entries of others that nobody has come after yet. */
export function openEnds(log: readonly NamedEntry[], writer: string): readonly EntryName[] {
  const last = new Map<string, number>()
  const seen = new Map<string, number>()
  const note = (map: Map<string, number>, own: EntryName): void => {
    map.set(own.writer, Math.max(own.number, map.get(own.writer) ?? -1))
  }
  for (const entry of log) {
    note(last, entry)
    for (const other of entry.seen ?? []) note(seen, other)
  }
  last.delete(writer)
  return [...last]
    .filter(([other, number]) => number > (seen.get(other) ?? -1))
    .map(([other, number]) => ({ writer: other, number }))
}

/** Who keeps the shared document. */
export interface LogKeeper {
  readonly writer: string
  /** The log as it is now. */
  readonly log: () => readonly NamedEntry[]
  readonly write: (name: EntryName, seal: NonNullable<LogEntry['seal']>) => void
  readonly onError: (error: unknown) => void
}

/** Seals what its writer has added. */
export class LogSealing {
  private isBusy = false
  private isGivenUp = false
  private readonly sums = new WeakMap<LogEntry, string>()

  constructor(private readonly keeper: LogKeeper) {}

  /** To be called after entries were added. */
  update(): void {
    if (!this.isBusy && !this.isGivenUp) void this.run()
  }

  private async run(): Promise<void> {
    const { keeper } = this
    this.isBusy = true
    try {
      for (let next = this.waiting(); next; next = this.waiting()) {
        const { writer, number, entry, seen = [] } = next
        const before = keeper.log().find((own) => own.writer === writer && own.number === number - 1)
        const previous = before ? await this.sum(before.entry) : LOG_START
        if (previous === null) return
        const joins: string[] = []
        for (const name of seen) {
          // Who went away before sealing leaves an entry without a seal; what came before it is joined.
          const end = keeper
            .log()
            .filter((own) => own.writer === name.writer && own.number <= name.number && own.entry.seal)
            .reduce<NamedEntry | null>((last, own) => (last && last.number > own.number ? last : own), null)
          const sum = end && (await this.sum(end.entry))
          if (sum) joins.push(sum)
        }
        const { seal } = await sealEntry(entry, { previous, joins })
        if (seal) keeper.write(next, seal)
      }
    } catch (error) {
      this.isGivenUp = true
      keeper.onError(error)
    } finally {
      this.isBusy = false
    }
  }

  private waiting(): NamedEntry | null {
    const { writer, log } = this.keeper
    const own = log().filter((entry) => entry.writer === writer && !entry.entry.seal)
    return own.reduce<NamedEntry | null>(
      (first, entry) => (first && first.number < entry.number ? first : entry),
      null,
    )
  }

  private async sum(entry: LogEntry): Promise<string | null> {
    const known = this.sums.get(entry) ?? (await entrySum(entry))
    if (known !== null) this.sums.set(entry, known)
    return known
  }
}
