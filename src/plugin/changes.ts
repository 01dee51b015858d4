/** What steps replace, and where positions go through that. */
import type { Transaction } from 'prosemirror-state'
import type { StepMap } from 'prosemirror-transform'
import type { PosRange } from './rendering.js'

/** A replaced range; `start` and `end` in the old document, `size` is that of the new content. */
export interface Change {
  readonly start: number
  readonly end: number
  readonly size: number
}

/** The ranges that a step map says are replaced, in order. */
export function changesOf(map: StepMap): readonly Change[] {
  let changes: readonly Change[] = []
  map.forEach((start, end, newStart, newEnd) => {
    const change = { start, end, size: newEnd - newStart }
    changes = changes.length ? [...changes, change] : [change]
  })
  return changes
}

/** Whether the changes take nothing away. */
export function isAdding(changes: readonly Change[]): boolean {
  return changes.every(({ start, end }) => start === end)
}

/** Where a transaction put new content, as ranges of its final document in order. */
export function insertedBy(tr: Transaction): readonly PosRange[] {
  const ranges: PosRange[] = []
  for (const [i, map] of tr.mapping.maps.entries()) {
    const rest = tr.mapping.slice(i + 1)
    map.forEach((_oldStart, _oldEnd, newStart, newEnd) => {
      const from = rest.map(newStart, 1)
      const to = rest.map(newEnd, -1)
      if (from < to) ranges.push({ from, to })
    })
  }
  ranges.sort((a, b) => a.from - b.from)
  const merged: PosRange[] = []
  for (const range of ranges) {
    const last = merged[merged.length - 1]
    if (last && range.from <= last.to)
      merged[merged.length - 1] = { from: last.from, to: Math.max(last.to, range.to) }
    else merged.push(range)
  }
  return merged
}

/** The new content, in the document after the step. */
export function insertedIn(changes: readonly Change[]): readonly PosRange[] {
  const ranges: PosRange[] = []
  let by = 0
  for (const { start, end, size } of changes) {
    if (size) ranges.push({ from: start + by, to: start + by + size })
    by += size - (end - start)
  }
  return ranges
}

/** How far a stretch moves as a whole; null when a change touches it. */
export function shiftOf(changes: readonly Change[], from: number, to: number): number | null {
  let by = 0
  for (const { start, end, size } of changes) {
    if (start > to) break
    if (end >= from) return null
    by += size - (end - start)
  }
  return by
}

/** Where a range goes, with all that is put in at its ends. */
export function mapRange(changes: readonly Change[], { from, to }: PosRange): PosRange {
  return { from: mapPos(changes, from, -1), to: mapPos(changes, to, 1) }
}

/** Where a position goes; `side` tells on which side of content inserted at it, or replacing it, it ends. */
export function mapPos(changes: readonly Change[], pos: number, side: -1 | 1): number {
  let by = 0
  for (const { start, end, size } of changes) {
    if (start > pos) break
    if (pos <= end) {
      const own = start === end ? side : pos === start ? -1 : pos === end ? 1 : side
      return start + by + (own < 0 ? 0 : size)
    }
    by += size - (end - start)
  }
  return pos + by
}
