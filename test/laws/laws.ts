/**
 * What holds after every edit, whatever it was.
 *
 * Beside the editor with the plugin a second one does the same work on the same
 * article in which every word bears a number. The plugin does not see it, but it
 * tells which of several equal words an annotation has come to stand on.
 */
import assert from 'node:assert/strict'
import { closeHistory, history, redo, redoDepth, undo, undoDepth } from 'prosemirror-history'
import { Node } from 'prosemirror-model'
import { EditorState, TextSelection } from 'prosemirror-state'
import { tableEditing } from 'prosemirror-tables'
import {
  annotateSelection,
  articleText,
  attribution,
  attributionKey,
  dismiss,
  dossierToJSON,
  getAnnotations,
  getArticle,
  getDossier,
  getRanges,
  isStale,
  parseDossier,
  restore,
  setAnnotations,
  setNote,
  setStatus,
  type Annotation,
} from '../../src/index.js'
import { decorationsOf } from '../../src/plugin/decorations.js'
import { match } from '../../src/plugin/detection.js'
import { flowBlocks } from '../../src/plugin/flows.js'
import { renderingOf } from '../../src/plugin/rendering.js'
import type { Action } from '../../src/plugin/state.js'
import { isUntouched } from '../../src/model/annotation.js'
import { normalizeWording } from '../../src/model/wording.js'
import { de } from '../../src/lang/de/index.js'
import { createEngine, type BlockAnalysis, type PlacedBlock } from '../../src/text/index.js'
import { dossierFor, type Draft } from './desk.js'
import { schema, tagged } from './schema.js'
import { isTextWork, Typist, type Work } from './work.js'

const AT = '2026-01-02T03:04:05.000Z'
const BY = { id: 'u1', name: 'Ada' }
const engine = createEngine(de)
/** That has seen nothing of the article. */
const freshEngine = createEngine(de)
/** What crashes stops the work, whatever law is looked at; the check of places has another law inside. */
const ALWAYS = new Set(['no crash', 'stands on its own words'])
/** Shorter words are found at another place only with all that was around them. */
const TELLING_LENGTH = 16
/** Edits that may put another document in place of the whole one. */
const UNTOLD = new Set<Work['type']>(['rewrite', 'undo', 'redo'])
const NONE: ReadonlySet<number> = new Set()

/** What a reader can tell of an annotation. */
interface Facts {
  readonly id: string
  readonly ranges: unknown
  readonly detached: boolean
  readonly wording: string
  readonly status: string
  readonly stale: boolean
}

/** What the test itself keeps of an annotation. */
interface Known {
  /** Every wording of a piece that it has had while it was in the text. */
  readonly words: Set<string>
  /** Numbers of the words that it was put on. */
  own: ReadonlySet<number>
  /** How often somebody has said where it stands. */
  epoch: number
  /** It went through a transaction of several steps, between which it has had words that nobody saw. */
  isLoose: boolean
}

/** A breach of a law, by the law's name. */
export class Breach extends Error {
  constructor(
    readonly law: string,
    message: string,
    /** The edit after which it does not hold. */
    readonly work: Work | null,
    options?: ErrorOptions,
  ) {
    super(`${law}: ${message}`, options)
  }
}

/** What is no breach but worth counting. */
export interface Tally {
  edits: number
  /** Text edits that changed the document. */
  changes: number
  /** Detached by an edit of this type, though all its words still stand in one piece in the text. */
  readonly missed: Map<string, number>
  /** Came to stand on equal words none of which is its own, most of its own being gone, or the whole document being another one. */
  taken: number
  /** Stands only on words that were put between its own, which have gone. */
  adopted: number
  /** Sequences whose shadow went another way. */
  shadowsLost: number
}

export function tally(): Tally {
  return { edits: 0, changes: 0, missed: new Map(), taken: 0, adopted: 0, shadowsLost: 0 }
}

export interface BenchOptions {
  /** Checks that cost much are made every so many edits. */
  readonly every?: number
  readonly counts?: Tally
  /** Laws left out. */
  readonly without?: ReadonlySet<string>
  /** Also breaks a law: an annotation that an edit detached though all its words stand in one piece. */
  readonly isStrict?: boolean
  /** The only law that is checked. */
  readonly only?: string | null
}

export class Bench {
  private work: Work | null = null
  readonly typist: Typist
  private readonly shadow: Typist | null
  private readonly known = new Map<string, Known>()
  private readonly analyses = new WeakMap<Node, BlockAnalysis>()
  private places: { readonly doc: Node; readonly at: ReadonlyMap<string, Place> }[] = []
  private readonly every: number
  private readonly counts: Tally
  private readonly without: ReadonlySet<string>
  private readonly only: string | null
  private readonly isStrict: boolean
  private isShadowTrue = true
  /** The words that an annotation has ever stood on. */
  private readonly under = new Map<string, ReadonlySet<number>>()
  /** Annotations of whose own words none is left under them. */
  private readonly strangers = new Set<string>()
  /** Annotations that were attached before the edit. */
  private wereThere: ReadonlySet<string> = new Set()
  private n = 0

  constructor(doc: Node, drafts: readonly Draft[], options: BenchOptions = {}) {
    this.every = options.every ?? 1
    this.counts = options.counts ?? tally()
    this.without = options.without ?? new Set()
    this.only = options.only ?? null
    this.isStrict = options.isStrict ?? false
    let n = 0
    const plugin = attribution({
      engine: null,
      now: () => new Date(AT),
      user: () => BY,
      createId: () => `new${++n}`,
    })
    this.typist = new Typist(EditorState.create({ doc, plugins: [history(), tableEditing(), plugin] }))
    const text = articleText(getArticle(this.state))
    this.typist.run(setAnnotations(dossierFor(text, drafts)))
    this.shadow = new Typist(
      EditorState.create({ doc: tagged(doc), plugins: [history(), tableEditing()] }),
      true,
    )
    for (const { id } of this.annotations) this.meet(id)
    this.notePlaces()
    this.typist.onChange = () => {
      for (const id of this.known.keys()) this.noteWords(id)
    }
  }

  get state(): EditorState {
    return this.typist.state
  }

  get annotations(): readonly Annotation[] {
    return getAnnotations(this.state)
  }

  facts(state = this.state): readonly Facts[] {
    return [...getAnnotations(state)]
      .sort((a, b) => (a.id < b.id ? -1 : 1))
      .map((annotation) => ({
        id: annotation.id,
        ranges: getRanges(state, annotation.id),
        detached: annotation.target.detached,
        wording: annotation.target.wording,
        status: annotation.review.status,
        stale: isStale(annotation),
      }))
  }

  /** Does the work and checks every law; throws `Breach`. */
  do(work: Work): void {
    this.n++
    this.work = work
    this.counts.edits++
    const isThorough = this.n % this.every === 0
    const before = this.state
    // Detection and people put something else in the place of what nobody has touched.
    const mayClear = work.type === 'detect' || work.type === 'annotate'
    const ids = new Set(this.annotations.filter((own) => !mayClear || !isUntouched(own)).map(({ id }) => id))
    const isUndone = isTextWork(work) && work.type !== 'rebase' // which is not in the history
    const factsBefore = isThorough && isUndone ? this.facts() : null
    if (factsBefore) this.both((typist) => typist.do({ type: 'close' }))
    if (work.type === 'rebase') for (const known of this.known.values()) known.isLoose = true
    this.wereThere = new Set(this.annotations.filter(({ target }) => !target.detached).map(({ id }) => id))
    const depth = undoDepth(this.state)
    this.law('no crash', () => this.carryOut(work))
    if (this.state.doc !== before.doc) this.counts.changes++
    this.law('nothing is lost', () => {
      for (const { id } of this.annotations) ids.delete(id)
      assert.deepEqual([...ids], [])
    })
    for (const { id } of this.annotations) if (!this.known.has(id)) this.meet(id)
    this.law('ranges are in order and in the document', () => this.checkRanges())
    this.law('borders are in text blocks', () => this.checkBorders())
    this.law('words are those in the text', () => this.checkWords())
    this.law('stale when the words differ', () => this.checkStale())
    this.law('stands on its own words', () => this.checkIdentity(work, before))
    this.law('decorations as drawn anew', () => this.checkDecorations())
    this.law('an equal document keeps places', () => this.checkUnchanged(before))
    this.law('the same document brings places back', () => this.checkPlaces(before))
    if (!isThorough) return
    this.law('JSON there and back', () => this.checkJSON())
    this.law('rendering as of a fresh document', () => this.checkRendering())
    if (factsBefore) this.checkUndo(before.doc, factsBefore, depth)
  }

  private law(name: string, check: () => void): void {
    if (this.without.has(name) || (this.only !== null && this.only !== name && !ALWAYS.has(name))) return
    try {
      check()
    } catch (error) {
      if (error instanceof Breach) throw error
      const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
      throw new Breach(name, String(cause), this.work, { cause })
    }
  }

  private both(act: (typist: Typist) => void): void {
    act(this.typist)
    if (this.shadow && this.isShadowTrue) act(this.shadow)
  }

  private carryOut(work: Work): void {
    const { annotations } = this
    const pick = (of: number): Annotation | undefined =>
      annotations[Math.min(annotations.length - 1, Math.floor(of * annotations.length))]
    switch (work.type) {
      case 'review': {
        const one = pick(work.of)
        if (one && this.typist.run(setStatus(work.status, one.id))) this.meet(one.id)
        return
      }
      case 'dismiss':
      case 'restore':
      case 'note': {
        const id = pick(work.of)?.id
        if (id === undefined) return
        const command =
          work.type === 'dismiss'
            ? dismiss(id)
            : work.type === 'restore'
              ? restore(id)
              : setNote(`n${this.n}`, id)
        this.typist.run(command)
        return
      }
      case 'annotate': {
        const { doc } = this.state
        const size = doc.content.size
        const from = TextSelection.near(doc.resolve(Math.round(work.at * size))).from
        const to = TextSelection.near(doc.resolve(Math.min(from + work.length, size)), -1).to
        if (to <= from) return
        const selection = { from, to }
        this.both((typist) => {
          typist.dispatch(
            typist.state.tr.setSelection(
              TextSelection.create(typist.state.doc, selection.from, selection.to),
            ),
          )
        })
        this.typist.run(annotateSelection(work.kind))
        return
      }
      case 'detect':
        return this.detect()
      default:
        this.both((typist) => typist.do(work))
        if (this.shadow && this.isShadowTrue && !isSameText(this.shadow.state.doc, this.state.doc)) {
          this.isShadowTrue = false
          this.counts.shadowsLost++
        }
    }
  }

  /** Detection as it runs beside a view, on analyses kept under the nodes. */
  private detect(): void {
    const own = attributionKey.getState(this.state)
    assert.ok(own)
    const { doc } = this.state
    const placed: PlacedBlock[] = []
    for (const { node, text, level, start, flow } of flowBlocks(doc, own.config.readAs)) {
      const kept = this.analyses.get(node) ?? engine.analyze(text, level > 0 ? 'heading' : 'paragraph')
      this.analyses.set(node, kept)
      placed.push({ analysis: kept, start, flow })
    }
    const found = engine.link(placed)
    this.law('analysis as of a fresh document', () => {
      const fresh = Node.fromJSON(doc.type.schema, doc.toJSON())
      const anew = flowBlocks(fresh, own.config.readAs).map(({ text, level, start, flow }) => ({
        analysis: freshEngine.analyze(text, level > 0 ? 'heading' : 'paragraph'),
        start,
        flow,
      }))
      assert.deepEqual(found, engine.link(anew))
    })
    const touched = this.facts().filter(({ id }) => {
      const record = own.records.get(id)
      return record && !isUntouched(record)
    })
    const action: Action = {
      type: 'detected',
      doc,
      ...match(own, found, { createId: own.config.createId, name: null }),
    }
    this.typist.dispatch(this.state.tr.setMeta(attributionKey, action).setMeta('addToHistory', false))
    // Untouched ones may have other borders now, or be gone.
    for (const id of [...this.known.keys()]) {
      const record = own.records.get(id)
      if (record && isUntouched(record) && getRanges(this.state, id)) this.meet(id, true)
    }
    const now = new Map(this.facts().map((fact) => [fact.id, fact]))
    for (const fact of touched) assert.deepEqual(now.get(fact.id), fact)
    // What was there may have other borders now.
    this.places = []
  }

  // What the test itself knows

  /** From now on the annotation belongs to the words that it stands on, or with `also` to those too. */
  private meet(id: string, also = false): void {
    const { words, epoch, own, isLoose } = this.known.get(id) ?? {
      words: new Set<string>(),
      epoch: 0,
      own: NONE,
      isLoose: false,
    }
    const under = this.isShadowTrue ? this.tagsUnder(id) : NONE
    this.known.set(id, {
      words,
      own: also ? new Set([...own, ...under]) : under,
      epoch: also ? epoch : epoch + 1,
      isLoose: also && isLoose,
    })
    this.noteWords(id)
  }

  private quoteOf(id: string): readonly { from: number; to: number }[] {
    return getRanges(this.state, id)?.quote ?? []
  }

  private tagsUnder(id: string): Set<number> {
    const tags = new Set<number>()
    for (const { from, to } of this.quoteOf(id))
      this.shadow?.state.doc.nodesBetween(from, to, (node) => {
        const tag = tagOf(node)
        if (tag !== null) tags.add(tag)
      })
    return tags
  }

  private noteWords(id: string): void {
    const known = this.known.get(id)
    for (const { from, to } of this.quoteOf(id)) known?.words.add(textUnder(this.state.doc, from, to))
  }

  private notePlaces(): void {
    const at = new Map<string, Place>()
    for (const { id } of this.annotations)
      at.set(id, { ranges: getRanges(this.state, id), epoch: this.known.get(id)?.epoch ?? 0 })
    this.places = [...this.places.slice(-20), { doc: this.state.doc, at }]
  }

  // The laws

  private checkRanges(): void {
    const { size } = this.state.doc.content
    for (const { id, target } of this.annotations) {
      const ranges = getRanges(this.state, id)
      assert.ok(ranges)
      for (const list of Object.values(ranges)) {
        let behind = 0
        for (const { from, to } of list) {
          assert.ok(behind <= from && from < to && to <= size, `${id} ${JSON.stringify(ranges)}`)
          behind = to
        }
      }
      assert.equal(target.detached, ranges.quote.length === 0)
    }
  }

  private checkBorders(): void {
    for (const { id } of this.annotations)
      for (const list of Object.values(getRanges(this.state, id) ?? {}))
        for (const { from, to } of list) {
          const [$from, $to] = [this.state.doc.resolve(from), this.state.doc.resolve(to)]
          assert.ok(isTextual($from.parent), `${id} begins at ${from}, in no text`)
          assert.ok(isTextual($to.parent), `${id} ends at ${to}, in no text`)
          const isInNote = !$from.parent.isTextblock || !$to.parent.isTextblock
          assert.ok(!isInNote || $from.sameParent($to), `${id} reaches over the border of a note`)
        }
  }

  private checkWords(): void {
    const text = articleText(getArticle(this.state))
    for (const { id, target } of this.annotations) {
      const known = this.known.get(id)
      if (target.detached) {
        if (known?.isLoose) continue
        for (const piece of target.wording.split(' … '))
          assert.ok(
            known?.words.has(piece) || known?.words.has(target.wording),
            `${id} is detached with ${JSON.stringify(piece)}; it has been on ${JSON.stringify([...(known?.words ?? [])])}`,
          )
        continue
      }
      const words = this.quoteOf(id).map(({ from, to }) => textUnder(this.state.doc, from, to))
      assert.equal(words.join(' … '), target.wording, id)
      const offsets = target.ranges.quote.map(({ start, end }) => text.slice(start, end))
      assert.deepEqual(offsets, words, id)
      assert.ok(
        words.some((piece) => piece.trim()),
        `${id} is on white space`,
      )
      this.noteWords(id)
    }
  }

  private checkStale(): void {
    for (const annotation of this.annotations) {
      const { id, review, target } = annotation
      if (review.wording === null || target.detached) continue
      const words = this.quoteOf(id)
        .map(({ from, to }) => textUnder(this.state.doc, from, to))
        .join(' … ')
      assert.equal(isStale(annotation), normalizeWording(words) !== normalizeWording(review.wording), id)
    }
  }

  private checkIdentity(work: Work, before: EditorState): void {
    if (!this.shadow || !this.isShadowTrue) return
    // Words that are the same and have changed places: nobody could tell.
    if (this.state.doc !== before.doc && this.state.doc.eq(before.doc))
      return this.annotations.forEach(({ id }) => this.meet(id, true))
    const standing = new Map<number, number>()
    this.shadow.state.doc.descendants((node, pos, parent) => {
      const tag = tagOf(node)
      if (tag !== null && parent && isTextual(parent)) standing.set(tag, pos)
    })
    for (const { id, target } of this.annotations) {
      const own = this.known.get(id)?.own
      if (!own?.size) continue
      const left = [...own].filter((tag) => standing.has(tag))
      if (target.detached) {
        this.strangers.delete(id)
        if (this.wereThere.has(id) && left.length === own.size && this.isInOnePiece(left, standing)) {
          const isShort = target.wording.length < TELLING_LENGTH
          const what = `${'name' in work ? work.name : 'how' in work ? work.how : work.type}${isShort ? ' (short words)' : ''}`
          this.counts.missed.set(what, (this.counts.missed.get(what) ?? 0) + 1)
          if (this.isStrict && !isShort)
            this.law('words that stand are found', () => assert.fail(`${id}: ${target.wording}`))
        }
        continue
      }
      const under = this.tagsUnder(id)
      // Nothing but what somebody typed is left of it: what is moved into it makes no difference.
      if (!under.size) this.strangers.add(id)
      const isOnOwn = [...under].some((tag) => own.has(tag))
      if (isOnOwn) this.strangers.delete(id)
      const wasUnder = this.under.get(id) ?? NONE
      this.under.set(id, new Set([...wasUnder, ...under]))
      if (!under.size || isOnOwn || this.strangers.has(id)) continue
      // What is put between the words of an annotation belongs to it.
      if ([...under].every((tag) => wasUnder.has(tag))) {
        this.counts.adopted++
        continue
      }
      // Of a document that is put in place of another, by undo too, only the words are known.
      const isTold =
        !UNTOLD.has(work.type) || (work.type === 'rewrite' && ['same', 'json'].includes(work.how))
      if (left.length * 2 < own.size || !isTold) {
        this.counts.taken++
        this.meet(id, true)
      } else
        assert.fail(
          `${id} stands on ${JSON.stringify(target.wording)} at ${JSON.stringify(this.quoteOf(id))}, its own words at ${JSON.stringify(left.map((tag) => standing.get(tag)))}`,
        )
    }
  }

  private isInOnePiece(tags: readonly number[], standing: ReadonlyMap<number, number>): boolean {
    const places = tags.map((tag) => standing.get(tag) ?? 0)
    return places.every(
      (pos, i) => i === 0 || (pos > (places[i - 1] ?? 0) && pos - (places[i - 1] ?? 0) < 24),
    )
  }

  private checkDecorations(): void {
    const own = attributionKey.getState(this.state)
    assert.ok(own)
    const kept = decorationsOf(own).find()
    const fresh = decorationsOf({ ...own, trail: null }).find()
    assert.deepEqual(kept.map(drawn).sort(), fresh.map(drawn).sort())
  }

  private checkUnchanged(before: EditorState): void {
    const { doc } = this.state
    if (doc === before.doc || !doc.eq(before.doc)) return
    for (const { id } of this.annotations)
      assert.deepEqual(getRanges(this.state, id), getRanges(before, id), id)
  }

  private checkPlaces(before: EditorState): void {
    const { doc } = this.state
    if (doc === before.doc || doc.eq(before.doc)) return
    const earlier = this.places.findLast((place) => place.doc.eq(doc))
    if (earlier)
      for (const { id } of this.annotations) {
        const then = earlier.at.get(id)
        if (then && then.epoch === this.known.get(id)?.epoch)
          assert.deepEqual(getRanges(this.state, id), then.ranges, id)
      }
    else this.notePlaces()
  }

  private checkJSON(): void {
    const dossier = getDossier(this.state)
    const parsed = parseDossier(JSON.stringify(dossierToJSON(dossier)))
    assert.ok(parsed.ok, JSON.stringify(parsed))
    assert.deepEqual(parsed.value, dossier)
  }

  private checkRendering(): void {
    const { doc } = this.state
    const fresh = Node.fromJSON(schema, doc.toJSON())
    const bare = (node: Node): unknown =>
      renderingOf(node).blocks.map(({ from, start, text, level }) => ({ from, start, text, level }))
    assert.deepEqual(bare(doc), bare(fresh))
    assert.equal(renderingOf(doc).text, renderingOf(fresh).text)
  }

  /** On a twin of the editor: the edit undone, done again, and undone again. */
  private checkUndo(doc: Node, facts: readonly Facts[], depth: number): void {
    if (this.state.doc === doc) return
    const twin = this.typist.fork()
    const after = twin.state
    const factsAfter = this.facts()
    const redos = redoDepth(after)
    for (let round = 0; round < 2; round++) {
      twin.dispatch(closeHistory(twin.state.tr))
      while (undoDepth(twin.state) > depth) if (!twin.run(undo)) return
      if (!twin.state.doc.eq(doc)) return
      this.law('undo leads back', () => assert.deepEqual(this.facts(twin.state), facts))
      while (redoDepth(twin.state) > redos) if (!twin.run(redo)) return
      if (!twin.state.doc.eq(after.doc)) return
      this.law('redo leads forth', () => assert.deepEqual(this.facts(twin.state), factsAfter))
    }
  }
}

interface Place {
  readonly ranges: unknown
  readonly epoch: number
}

function tagOf(node: Node): number | null {
  const id: unknown = node.isText ? node.marks.find(({ type }) => type.name === 'tag')?.attrs['id'] : null
  return typeof id === 'number' ? id : null
}

/** Told apart by size and words alone: marks may differ, and only they. */
function isSameText(a: Node, b: Node): boolean {
  return a.content.size === b.content.size && a.textContent === b.textContent
}

function drawn({ from, to, spec }: { from: number; to: number; spec: unknown }): string {
  return `${String(from).padStart(7)} ${to} ${JSON.stringify(spec)}`
}

/** A text block, or a footnote. */
function isTextual(node: Node): boolean {
  return node.isTextblock || node.type.name === 'footnote'
}

/** The words between two positions, worked out in the plainest way. */
function textUnder(doc: Node, from: number, to: number): string {
  const $from = doc.resolve(from)
  if (!$from.parent.isTextblock) return $from.parent.textBetween($from.parentOffset, to - $from.start())
  const blocks: string[] = []
  doc.nodesBetween(from, to, (node, pos) => {
    if (!node.isTextblock) return true
    let text = ''
    node.forEach((child, offset) => {
      const at = pos + 1 + offset
      if (child.isText) text += (child.text ?? '').slice(Math.max(0, from - at), Math.max(0, to - at))
      else if (at < to && at + child.nodeSize > from)
        text += child.type.name === 'hard_break' ? '\n' : '\uFFFC'
    })
    blocks.push(text)
    return false
  })
  return blocks.join('\n\n')
}
