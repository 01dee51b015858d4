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
import { lowerBound } from '../model/lower-bound.js'
import { suggestionFrom, type Suggestion } from '../model/suggestion.js'
import type { BlockAnalysis, Engine, PlacedBlock } from '../text/engine.js'
import type { Statement } from '../text/statement.js'
import { anchorOn, attached, quoteExtent, type Anchor } from './anchor.js'
import { Inquiry } from './detector.js'
import { flowBlocks } from './flows.js'
import { namerOf, type Namer } from './naming.js'
import { blockAt, offsetAt, renderingOf, type PosRange } from './rendering.js'
import {
  attributionKey,
  perform,
  SAME_PLACE,
  type AnnotationRecord,
  type AttributionState,
  type Config,
  type Found,
} from './state.js'

/** Longest time that detection keeps the page from its other work in one go. */
const SLICE_MS = 8
/** The browser may put idle work off for this long while it is busy. */
const IDLE_TIMEOUT_MS = 1000
/** A person has decided on a stretch when what they edited covers this much of it. */
const DECIDED = 0.9

const NOWHERE: PosRange = { from: 0, to: 0 }

/** What the host's detector has said. */
interface Answer {
  /** The document that it was asked about. */
  readonly doc: Node
  readonly statements: readonly Statement[]
  /** That document's text blocks: where they stand unchanged in a later one, the answer still holds. */
  readonly blocks: WeakSet<Node>
}

/** Runs detection for one view; `destroy` stops it. */
export class Detection {
  private timer: ReturnType<typeof setTimeout> | null = null
  private idle: number | null = null
  private readonly inquiry = new Inquiry()
  private askTimer: ReturnType<typeof setTimeout> | null = null
  private answer: Answer | null = null
  /** The answer that has been put into the state. */
  private taken: Answer | null = null
  /** The engine that cannot read the present text, of which the host has been told. */
  private foreignTo: Engine | null = null

  constructor(private readonly view: EditorView) {
    this.schedule(0)
    this.askIn(0)
  }

  /** To be called after every update of the view. */
  update(before: AttributionState | undefined, now: AttributionState): void {
    if (before && before.doc !== now.doc && now.config.detector) this.askIn(now.config.detectorDelayMs)
    const isNewEngine = before !== undefined && before.config.engine !== now.config.engine
    if (
      now.detectedOn === now.doc ||
      (before && before.doc === now.doc && before.detectedOn === now.detectedOn && !isNewEngine)
    )
      return
    // The host has loaded other annotations; an answer on an older document is not among them.
    if (before && before.loaded !== now.loaded && this.answer?.doc !== now.doc) this.answer = null
    if (!now.config.engine && !this.answer) return
    this.schedule(before?.doc === now.doc ? 0 : now.config.idleDelayMs)
  }

  destroy(): void {
    this.unschedule()
    if (this.askTimer !== null) clearTimeout(this.askTimer)
    this.askTimer = null
    this.inquiry.stop()
  }

  private unschedule(): void {
    if (this.timer !== null) clearTimeout(this.timer)
    if (this.idle !== null) cancelIdleCallback(this.idle)
    this.timer = this.idle = null
  }

  private schedule(delayMs: number): void {
    this.unschedule()
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
    if (!state) return
    const { doc, detectedOn, config } = state
    const answer = this.answer?.doc === doc ? this.answer : null
    if (detectedOn === doc && (!answer || this.taken === answer)) return
    const engine = answer ? null : config.engine
    if (!answer && !engine) return
    if (view.composing) return this.schedule(Math.max(config.idleDelayMs, SLICE_MS))
    let found: Matched | null = null
    try {
      if (answer) found = match(state, answer.statements, this.naming(state))
      else if (engine) found = this.findWith(engine, state)
    } catch (error) {
      if (answer) {
        this.answer = null
        return config.onProblem({ where: 'detector', error })
      }
      config.onProblem({ where: 'detection', error })
      // It is not asked again until the text changes, and nobody waits for it.
      return perform(this.view, { type: 'detected', doc, found: null, suggestions: new Map() })
    }
    if (!found) return this.schedule(0)
    this.taken = answer
    perform(view, { type: 'detected', doc, ...found })
    if (engine) this.tellIfForeign(engine, state)
  }

  /** Once, until the text or the engine is another: that nothing was found would pass for nothing to check. */
  private tellIfForeign(engine: Engine, { doc, config }: AttributionState): void {
    const was = this.foreignTo
    this.foreignTo = engine.isForeign?.(renderingOf(doc).text) ? engine : null
    if (!this.foreignTo || was === engine) return
    config.onProblem({
      where: 'language',
      error: new RangeError(
        `The text does not seem to be in "${engine.lang}", the language of its engine, so that statements are missed. ` +
          'createGuessingEngine([de, en]) reads each article in its own language.',
      ),
    })
  }

  /** What the engine finds, but for the blocks on which the detector's last answer still holds; null when time ran out. */
  private findWith(engine: Engine, state: AttributionState): Matched | null {
    const { doc, config } = state
    const blocks = analyze(engine, doc, config.readAs, Date.now() + SLICE_MS)
    if (!blocks) return null
    const statements = engine.link(blocks)
    const { answer } = this
    if (!answer) return match(state, statements, this.naming(state))
    const rendering = renderingOf(doc)
    const isAnswered = (offset: number): boolean => {
      const block = blockAt(rendering, offset)
      return block !== undefined && answer.blocks.has(block.node)
    }
    const kept: Found[] = []
    const suggestions = new Map<string, Suggestion>()
    for (const anchor of state.anchors) {
      const record = state.records.get(anchor.id)
      if (!record || anchor.memory || !isAnswered(offsetAt(rendering, extent(anchor).from))) continue
      const suggestion = state.suggestions.get(record.id)
      if (isUntouched(record)) kept.push({ record, anchor })
      else if (suggestion) suggestions.set(record.id, suggestion)
    }
    const others = statements.filter(({ quote }) => !isAnswered(quote[0]?.start ?? 0))
    const matched = match(state, others, this.naming(state, kept))
    return {
      found: [...kept, ...matched.found],
      suggestions: new Map([...suggestions, ...matched.suggestions]),
    }
  }

  /** `others` have their ids already, beside those that somebody has touched. */
  private naming({ config, records }: AttributionState, others: readonly Found[] = []): Naming {
    const name = namerOf(this.view)
    if (!name) return { createId: config.createId, name }
    const isOther = new Set(others.map(({ record }) => record.id))
    const isTaken = (id: string): boolean => {
      const record = records.get(id)
      return isOther.has(id) || (record !== undefined && !isUntouched(record))
    }
    return {
      createId: config.createId,
      name: (anchor, isGiven) => name(anchor, (id) => isTaken(id) || isGiven(id)),
    }
  }

  /** Asks the host's detector after a pause; whatever it is busy with concerns a document that is gone. */
  private askIn(delayMs: number): void {
    this.inquiry.stop()
    if (this.askTimer !== null) clearTimeout(this.askTimer)
    this.askTimer = setTimeout(() => {
      this.askTimer = null
      void this.ask()
    }, delayMs)
  }

  private async ask(): Promise<void> {
    const { view } = this
    if (view.isDestroyed) return
    const state = attributionKey.getState(view.state)
    if (!state) return
    const { doc, config } = state
    if (!config.detector) return
    if (view.composing) return this.askIn(config.detectorDelayMs)
    const found = await this.inquiry.ask(doc, { ...config, detector: config.detector })
    const now = view.isDestroyed ? null : attributionKey.getState(view.state)
    if (found === 'given-up' || now?.doc !== doc) return
    if (found !== 'failed') {
      const blocks = new WeakSet(renderingOf(doc).blocks.map(({ node }) => node))
      this.answer = { doc, statements: found, blocks }
      this.schedule(0)
    } else if (!config.engine && now.detectedOn !== doc)
      perform(view, { type: 'detected', doc, found: null, suggestions: state.suggestions })
  }
}

const analyses = new WeakMap<Engine, WeakMap<Node, BlockAnalysis>>()

/** The analysed text blocks of the document; null when time ran out before all were done. */
function analyze(
  engine: Engine,
  doc: Node,
  readAs: Config['readAs'],
  deadline: number,
): readonly PlacedBlock[] | null {
  let known = analyses.get(engine)
  if (!known) analyses.set(engine, (known = new WeakMap()))
  const placed: PlacedBlock[] = []
  for (const { node, text, level, start, flow } of flowBlocks(doc, readAs)) {
    let analysis = known.get(node)
    if (!analysis) {
      if (Date.now() > deadline) return null
      known.set(node, (analysis = engine.analyze(text, level > 0 ? 'heading' : 'paragraph')))
    }
    placed.push({ analysis, start, flow })
  }
  return placed
}

interface Placed extends PosRange {
  readonly record: AnnotationRecord
  readonly anchor: Anchor
}

interface Matched {
  /** What takes the place of the untouched annotations. */
  readonly found: readonly Found[]
  /** What was read in the place of touched ones. */
  readonly suggestions: ReadonlyMap<string, Suggestion>
}

/** Where ids come from. */
interface Naming {
  readonly createId: () => string
  /** Null where a statement keeps the id that it has got once. */
  readonly name: Namer | null
}

/**
 * Statements that nobody has taken charge of, under the ids of those that they were before; the
 * others as suggestions to those who have.
 */
export function match(
  state: AttributionState,
  statements: readonly Statement[],
  { createId, name }: Naming,
): Matched {
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
  const claims = new Map(assign(touched, candidates))
  claimRest(touched, candidates, claims)
  const decided = decidedOn(touched, candidates, claims)
  const free = candidates.filter((candidate) => !claims.has(candidate) && !decided.has(candidate))
  const heirs = assign(untouched, free)
  const suggestions = new Map<string, Suggestion>()
  for (const [{ statement }, { record }] of claims)
    if (!record.dismissed) suggestions.set(record.id, suggestionFrom(statement, text))
  const given = new Set<string>()
  // In text order, the outer before the inner: names that are made by the place are the same everywhere.
  if (name) free.sort((a, b) => a.from - b.from || b.to - a.to)
  const found = free.map((candidate): Found => {
    const { statement, anchor } = candidate
    const heir = heirs.get(candidate)
    const was = heir?.record.id
    const id = name?.(anchor, (own) => given.has(own)) ?? was ?? createId()
    given.add(id)
    const record = detectedRecord(id, statement, text)
    const isSame = heir && JSON.stringify(heir.record) === JSON.stringify(record)
    return {
      record: isSame ? heir.record : record,
      anchor: { ...anchor, id },
      ...(was !== undefined && was !== id && { was }),
    }
  })
  return { found, suggestions }
}

/**
 * Statements in a stretch that a person has divided otherwise: merged ones would come up again
 * inside what they have become, a split one around its parts. What detection finds inside such a
 * statement is something else and stays.
 */
function decidedOn<T extends Candidate>(
  touched: readonly Placed[],
  candidates: readonly T[],
  claims: ReadonlyMap<T, Placed>,
): ReadonlySet<T> {
  const edited = touched.filter(({ record }) => record.edited && !record.dismissed)
  const decided = new Set<T>()
  if (!edited.length) return decided
  for (const candidate of [...candidates].sort((a, b) => b.to - b.from - (a.to - a.from))) {
    if (claims.has(candidate)) continue
    const owners = edited.filter(({ from, to }) => from < candidate.to && to > candidate.from)
    let covered = 0
    for (const { anchor } of owners)
      for (const { from, to } of attached(anchor.pieces, 'quote'))
        covered += Math.max(0, Math.min(to, candidate.to) - Math.max(from, candidate.from))
    if (covered < DECIDED * (candidate.to - candidate.from)) continue
    const isInside = candidates.some((other) => {
      const claimant = claims.get(other)
      const isOwned = decided.has(other) || (claimant !== undefined && owners.includes(claimant))
      const isWider = other.to - other.from > candidate.to - candidate.from
      return isOwned && isWider && other.from <= candidate.from && other.to >= candidate.to
    })
    if (!isInside) decided.add(candidate)
  }
  return decided
}

interface Candidate extends PosRange {
  readonly statement: Statement
}

/** Gives each statement at most one of `owners`, the best fitting pairs first. */
function assign<T extends Candidate>(
  owners: readonly Placed[],
  candidates: readonly T[],
): ReadonlyMap<T, Placed> {
  const pairs: { readonly owner: Placed; readonly candidate: T; readonly score: number }[] = []
  let longest = 0
  for (const { from, to } of owners) longest = Math.max(longest, to - from)
  for (const candidate of candidates) {
    for (let i = lowerBound(owners, ({ from }) => from < candidate.from - longest); i < owners.length; i++) {
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

/**
 * A statement whose borders somebody has drawn much closer or wider resembles what it was no longer; it
 * is still the same one, if nothing that detection found resembles it more.
 */
function claimRest<T extends Candidate>(
  owners: readonly Placed[],
  candidates: readonly T[],
  claims: Map<T, Placed>,
): void {
  const taken = new Set(claims.values())
  for (const owner of owners) {
    const { record, from, to } = owner
    if (!record.edited || record.origin !== 'detected' || taken.has(owner)) continue
    const difference = (other: T): number => Math.abs(other.from - from) + Math.abs(other.to - to)
    const around = candidates.filter(
      (other) =>
        !claims.has(other) &&
        ((other.from <= from && to <= other.to) || (from <= other.from && other.to <= to)),
    )
    const [nearest, ...rest] = around
    if (nearest)
      claims.set(
        rest.reduce((best, other) => (difference(other) < difference(best) ? other : best), nearest),
        owner,
      )
  }
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

function extent(anchor: Anchor): PosRange {
  return quoteExtent(anchor) ?? NOWHERE
}
