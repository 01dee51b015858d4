/**
 * What a transaction takes away in one place and puts in at another: a block
 * moved up, a dragged stretch, paragraphs in another order. Annotations inside go
 * along by their place in it, however short their words, and with twins around.
 */
import type { Node } from 'prosemirror-model'
import type { Change } from './changes.js'
import { textIn, type PosRange } from './rendering.js'

/** One step of a transaction. */
export interface StepChanges {
  readonly before: Node
  readonly after: Node
  readonly changes: readonly Change[]
}

export interface Move {
  /** Index of the step that takes it away, and where, in the document before that step. */
  readonly step: number
  readonly source: PosRange
  /** Index of the step that puts it in, perhaps an earlier one, and where, in the document after that step. */
  readonly targetStep: number
  readonly target: PosRange
  readonly text: string
}

/** The moves of a transaction; what is taken away goes to the next place where it is put in, else to the last before. */
export function movesIn(steps: readonly StepChanges[]): readonly Move[] {
  const sources: Moved[] = []
  const targets: Moved[] = []
  for (const [step, { before, after, changes }] of steps.entries()) {
    let by = 0
    for (const { start, end, size } of changes) {
      if (start < end) push(sources, step, before, { from: start, to: end })
      if (size) push(targets, step, after, { from: start + by, to: start + by + size })
      by += size - (end - start)
    }
  }
  if (!sources.length || !targets.length) return []
  const taken = new Set<Moved>()
  return sources.flatMap((source): readonly Move[] => {
    const free = targets.filter((target) => target.text === source.text && !taken.has(target))
    const target =
      free.find(({ step }) => step >= source.step) ?? free.findLast(({ step }) => step < source.step)
    if (!target) return []
    taken.add(target)
    return [
      {
        step: source.step,
        source: source.range,
        targetStep: target.step,
        target: target.range,
        text: source.text,
      },
    ]
  })
}

interface Moved {
  readonly step: number
  readonly range: PosRange
  readonly text: string
}

function push(list: Moved[], step: number, doc: Node, range: PosRange): void {
  const text = textIn(doc, range)
  if (text.trim()) list.push({ step, range, text })
}
