/**
 * Detection beside the editor: when it runs, and how what it finds is matched
 * with what is already there.
 *
 * A block's analysis is kept under its node, so a keystroke costs one block and
 * the pass that links them. Work waits until the writer pauses, is done in
 * slices of idle time, never during composition, and starts over when the
 * document has changed meanwhile.
 */
import type { Node } from 'prosemirror-model'
import type { EditorView } from 'prosemirror-view'
import { detectedRecord, isUntouched } from '../model/annotation.js'
import type { BlockAnalysis, Engine, PlacedBlock } from '../text/engine.js'
import type { Statement } from '../text/statement.js'
import { anchorOn, attached, type Anchor } from './anchor.js'
import { renderingOf } from './rendering.js'
import {
  attributionKey,
  type Action,
  type AnnotationRecord,
  type AttributionState,
  type Found,
} from './state.js'

/** Longest time that detection keeps the page from its other work in one go. */
const SLICE_MS = 8
/** The browser may put idle work off for this long while it is busy. */
const IDLE_TIMEOUT_MS = 1000
/** Two stretches are the same statement when they share this much of their union. */
const SAME_PLACE = 0.5

/** Runs detection for one view; `destroy` stops it. */
export class Detector {
  private timer: ReturnType<typeof setTimeout> | null = null
  private idle: number | null = null
  /** The engine failed on this document; it is not asked again until the text changes. */
  private failedOn: Node | null = null

  constructor(private readonly view: EditorView) {
    this.schedule(0)
  }

  /** To be called after every update of the view. */
  update(before: AttributionState | undefined, now: AttributionState): void {
    if (
      now.detectedOn === now.doc ||
      (before && before.doc === now.doc && before.detectedOn === now.detectedOn)
    )
      return
    this.schedule(before?.doc === now.doc ? 0 : now.config.idleDelayMs)
  }

  destroy(): void {
    if (this.timer !== null) clearTimeout(this.timer)
    if (this.idle !== null) cancelIdleCallback(this.idle)
    this.timer = this.idle = null
  }

  private schedule(delayMs: number): void {
    this.destroy()
    this.timer = setTimeout(() => {
      this.timer = null
      if (delayMs === 0 || typeof requestIdleCallback !== 'function') return this.run()
      this.idle = requestIdleCallback(
        () => {
          this.idle = null
          this.run()
        },
        { timeout: IDLE_TIMEOUT_MS },
      )
    }, delayMs)
  }

  private run(): void {
    const { view } = this
    if (view.isDestroyed) return
    const state = attributionKey.getState(view.state)
    if (!state?.config.engine || state.detectedOn === state.doc || this.failedOn === state.doc) return
    if (view.composing) return this.schedule(Math.max(state.config.idleDelayMs, SLICE_MS))
    const { engine, isText, createId, onProblem } = state.config
    let action: Action
    try {
      const blocks = analyze(engine, state.doc, isText, Date.now() + SLICE_MS)
      if (!blocks) return this.schedule(0)
      action = {
        type: 'detected',
        doc: state.doc,
        found: match(state, engine.link(blocks), createId),
      }
    } catch (error) {
      this.failedOn = state.doc
      return onProblem({ where: 'detection', error })
    }
    view.dispatch(view.state.tr.setMeta(attributionKey, action).setMeta('addToHistory', false))
  }
}

const analyses = new WeakMap<Engine, WeakMap<Node, BlockAnalysis>>()

/** The analysed text blocks of the document; null when time ran out before all were done. */
function analyze(
  engine: Engine,
  doc: Node,
  isText: (node: Node) => boolean,
  deadline: number,
): readonly PlacedBlock[] | null {
  let known = analyses.get(engine)
  if (!known) analyses.set(engine, (known = new WeakMap()))
  const placed: PlacedBlock[] = []
  for (const { node, text, level, start } of renderingOf(doc).blocks) {
    if (!text || !isText(node)) continue
    let analysis = known.get(node)
    if (!analysis) {
      if (Date.now() > deadline) return null
      known.set(node, (analysis = engine.analyze(text, level > 0 ? 'heading' : 'paragraph')))
    }
    placed.push({ analysis, start })
  }
  return placed
}

interface Placed {
  readonly record: AnnotationRecord
  readonly anchor: Anchor
  readonly from: number
  readonly to: number
}

/**
 * What takes the place of the untouched annotations: statements that nobody has taken charge of,
 * under the ids of those that they were before.
 */
export function match(
  state: AttributionState,
  statements: readonly Statement[],
  createId: () => string,
): readonly Found[] {
  const existing: Placed[] = []
  for (const anchor of state.anchors) {
    const record = state.records.get(anchor.id)
    if (record && !anchor.memory) existing.push({ record, anchor, ...extent(anchor) })
  }
  existing.sort((a, b) => a.from - b.from)
  const touched = existing.filter(({ record }) => !isUntouched(record))
  const untouched = existing.filter(({ record }) => isUntouched(record))

  const { text } = renderingOf(state.doc)
  const candidates = statements
    .map((statement) => ({ statement, anchor: anchorOn(state.doc, '', statement) }))
    .filter(({ anchor }) => anchor.pieces.some((piece) => piece.role === 'quote'))
    .map((candidate) => ({ ...candidate, ...extent(candidate.anchor) }))
  const claims = assign(touched, candidates)
  const free = candidates.filter((candidate) => !claims.has(candidate))
  const heirs = assign(untouched, free)
  return free.map((candidate): Found => {
    const { statement, anchor } = candidate
    const heir = heirs.get(candidate)
    const record = detectedRecord(heir?.record.id ?? createId(), statement, text)
    const isSame = heir && JSON.stringify(heir.record) === JSON.stringify(record)
    return { record: isSame ? heir.record : record, anchor: { ...anchor, id: record.id } }
  })
}

type Candidate = { readonly statement: Statement; readonly from: number; readonly to: number }

/** Gives each statement at most one of `owners`, the best fitting pairs first. */
function assign<T extends Candidate>(
  owners: readonly Placed[],
  candidates: readonly T[],
): ReadonlyMap<T, Placed> {
  const pairs: { readonly owner: Placed; readonly candidate: T; readonly score: number }[] = []
  let longest = 0
  for (const { from, to } of owners) longest = Math.max(longest, to - from)
  for (const candidate of candidates) {
    for (let i = firstFrom(owners, candidate.from - longest); i < owners.length; i++) {
      const owner = owners[i]
      if (!owner || owner.from >= candidate.to) break
      const score = likeness(owner, candidate)
      if (score > 0) pairs.push({ owner, candidate, score })
    }
  }
  pairs.sort((a, b) => b.score - a.score)
  const given = new Map<T, Placed>()
  const taken = new Set<Placed>()
  for (const { owner, candidate } of pairs) {
    if (given.has(candidate) || taken.has(owner)) continue
    given.set(candidate, owner)
    taken.add(owner)
  }
  return given
}

/** 0 for different statements; more for a larger common part, and for the same kind. */
function likeness({ record, from, to }: Placed, candidate: Candidate): number {
  const common = Math.min(to, candidate.to) - Math.max(from, candidate.from)
  if (common <= 0) return 0
  const share = common / (Math.max(to, candidate.to) - Math.min(from, candidate.from))
  const isSameKind = record.kind === candidate.statement.kind
  const hasSameBorder = from === candidate.from || to === candidate.to
  return share >= SAME_PLACE || (isSameKind && hasSameBorder) ? share + (isSameKind ? 1 : 0) : 0
}

function firstFrom(sorted: readonly Placed[], pos: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle]?.from ?? 0) < pos) low = middle + 1
    else high = middle
  }
  return low
}

function extent({ pieces }: Anchor): { readonly from: number; readonly to: number } {
  const quote = attached(pieces, 'quote')
  return { from: quote[0]?.from ?? 0, to: quote[quote.length - 1]?.to ?? 0 }
}
