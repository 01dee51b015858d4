/**
 * Keeps the plugin's state of one view and the shared document the same, both ways. What the state has more
 * than the document is written to it in one transaction, at once; what the document has more is put into the
 * state when its transaction is over, and so after the sync plugin has put in the text.
 */
import type { EditorView } from 'prosemirror-view'
import type * as Y from 'yjs'
import { isUntouched } from '../model/annotation.js'
import { EMPTY_DOSSIER, schemeFor } from '../model/dossier.js'
import { ID_BYTES, idFrom } from '../model/id.js'
import type { LogEntry } from '../model/log.js'
import { isSameSource } from '../model/library.js'
import { quoteExtent, type Anchor } from '../plugin/anchor.js'
import { nameStatements } from '../plugin/naming.js'
import { dossierOf } from '../plugin/reading.js'
import {
  attributionKey,
  attributionState,
  perform,
  rightsOf,
  type AnnotationRecord,
  type AttributionState,
  type Found,
  type Shared,
} from '../plugin/state.js'
import {
  SHARED_PARTS,
  sharedMaps,
  SharedReader,
  writeEntry,
  writeGone,
  writeHouse,
  writePlace,
  writeRecord,
  writeSeal,
  writeSource,
  writeSourceGone,
  type CharacterId,
  type SharedAnnotation,
  type SharedMaps,
  type SharedPart,
  type SharedPiece,
} from './document.js'
import { FragmentText, PieceOffsets } from './fragment.js'
import {
  anchorOnCharacters,
  anchorOnWords,
  detachedAs,
  isAttached,
  isSamePieces,
  piecesOn,
  placeOf,
} from './places.js'
import { LogSealing, openEnds } from './shared-log.js'
import { isSyncOrigin, syncStateOf, type SyncState } from './sync-state.js'

/** When nobody has changed the text for so long, places that nobody knows by characters are said anew. */
const REST_MS = 400

/** So many losses of an annotation's borders can be undone. */
const MAX_LOSSES = 50

/** Where an annotation stood, and where it stands since it has lost characters. */
interface Loss {
  readonly before: readonly SharedPiece[]
  readonly after: readonly SharedPiece[]
  /** A character that was deleted with it; of two equal ones side by side it may be the one outside. */
  readonly gone: CharacterId | null
}

/** Shares what one view knows; `destroy` stops it. */
export class Sharing {
  private readonly sync: SyncState
  private readonly maps: SharedMaps
  private readonly reader: SharedReader
  private readonly sealing: LogSealing
  private readonly writer: string
  private readonly stopNaming: () => void
  private readonly toldProblems = new Set<string>()
  /** Annotations as the shared document has them, by id. */
  private readonly known = new Map<string, AnnotationRecord>()
  /** What of the state is in the document already. */
  private seen: Pick<
    AttributionState,
    'records' | 'anchors' | 'sources' | 'log' | 'foreign' | 'scheme' | 'doc'
  > | null = null
  /** Where annotations stood before the text lost their first or last characters here, the latest last. */
  private readonly losses = new Map<string, readonly Loss[]>()
  private entries: ReadonlySet<LogEntry> = new Set()
  private written = 0
  private putting = 0
  private text: { readonly of: AttributionState['doc']; readonly text: FragmentText } | null = null
  private readonly offsets = new PieceOffsets()
  private rest: ReturnType<typeof setTimeout> | null = null
  private isDestroyed = false

  constructor(
    private readonly view: EditorView,
    name?: string,
  ) {
    this.sync = syncStateOf(view.state)
    this.maps = sharedMaps(this.sync.doc, name)
    this.reader = new SharedReader(this.maps)
    this.writer = idFrom(crypto.getRandomValues(new Uint8Array(ID_BYTES)))
    this.sealing = new LogSealing({
      writer: this.writer,
      log: () => this.reader.namedLog,
      write: (entry, seal) => {
        if (!this.isDestroyed) this.transact(() => writeSeal(this.maps, entry, seal))
      },
      onError: (error) => {
        attributionKey.getState(view.state)?.config.onProblem({ where: 'log', error })
      },
    })
    this.stopNaming = nameStatements(view, this.nameOf)
    this.sync.doc.on('beforeObserverCalls', this.onChange)
    this.sync.doc.on('afterTransaction', this.onTransaction)
    // The sync plugin may put in its text only now.
    queueMicrotask(() => {
      if (!this.isGone()) this.start()
    })
  }

  destroy(): void {
    this.isDestroyed = true
    this.stopNaming()
    this.sync.doc.off('beforeObserverCalls', this.onChange)
    this.sync.doc.off('afterTransaction', this.onTransaction)
    if (this.rest !== null) clearTimeout(this.rest)
  }

  /** To be called after every update of the view. */
  update(): void {
    const own = this.seen && !this.isGone() ? attributionKey.getState(this.view.state) : undefined
    if (!own) return
    // Another state was put in, which knows nothing yet.
    if (!own.isShared) return this.start()
    this.write(own)
  }

  private isGone(): boolean {
    return this.isDestroyed || this.view.isDestroyed
  }

  /** What is shared takes the place of what was there; of the latter the host is told. */
  private start(): void {
    const own = attributionState(this.view.state)
    const stranger = dossierOf(own)
    const lost = stranger.annotations.filter(
      (annotation) => !isUntouched(annotation) && !this.reader.annotation(annotation.id),
    )
    const ids = [...this.reader.ids()]
    this.known.clear()
    this.share(ids, { isAll: true, gone: lost.map(({ id }) => id) })
    if (lost.length)
      own.config.onProblem({
        where: 'document',
        error: new Error(
          `${lost.length} annotations are not in the shared document; writeSharedDossier puts them there`,
        ),
        dossier: stranger,
      })
  }

  /** The id of the character that the statement begins with, which is the same for everybody. */
  private readonly nameOf = (anchor: Anchor, isTaken: (id: string) => boolean): string | null => {
    const extent = quoteExtent(anchor)
    const ends = extent && this.textNow().charactersIn(extent)
    if (!ends) return null
    const base = ends.first.map((number) => number.toString(36)).join('-')
    for (let n = 1; ; n++) {
      const id = n === 1 ? base : `${base}-${n}`
      // What is gone, or was moved elsewhere, keeps its id.
      if (!isTaken(id) && !this.known.has(id) && (!this.reader.has(id) || this.reader.annotation(id)))
        return id
    }
  }

  private textNow(): FragmentText {
    const { doc } = this.view.state
    if (this.text?.of !== doc)
      this.text = { of: doc, text: new FragmentText(this.sync.fragment, doc, this.offsets) }
    return this.text.text
  }

  private readonly onChange = ({ changed }: Y.Transaction): void => {
    for (const type of changed.keys()) this.offsets.forget(type)
  }

  private readonly onTransaction = (tr: Y.Transaction): void => {
    const { fragment } = this.sync
    const isText = (tr.changedParentTypes as Map<unknown, unknown>).has(fragment)
    if (isText) this.text = null
    const changed = new Map<SharedPart, ReadonlySet<string>>()
    for (const part of SHARED_PARTS) {
      // The keys of a map; the types name its own kind of map only.
      const keys = (tr.changed as Map<unknown, Set<string | null>>).get(this.maps[part])
      if (keys) changed.set(part, new Set([...keys].filter((key) => key !== null)))
    }
    if (!changed.size && !isText) return
    const changes = this.reader.update(changed)
    if (this.isGone() || !this.seen) return
    if (tr.origin !== this && changed.size)
      this.share([...changes.annotations], {
        isLog: changes.log,
        isLibrary: changes.sources || changes.house,
      })
    else if (changes.log) this.share([], { isLog: true })
    if (changes.log) this.sealing.update()
    if (isText && !syncStateOf(this.view.state).isSnapshot) {
      const isTyped = isSyncOrigin(this.view.state, tr.origin)
      // What an undo changes comes as from others: the editor is told of whole texts, and takes a guess.
      if (!isTyped) this.followCharacters(tr.local)
      if (tr.local && !isTyped) this.takeBack()
      if (tr.local) this.sayPlaces(tr)
    }
    if (isText || changes.annotations.size) this.restLater()
  }

  /** Puts annotations, by id, and the rest of what is shared into the state. */
  private share(
    ids: readonly string[],
    {
      isAll = false,
      isLog = isAll,
      isLibrary = isAll,
      gone = [],
    }: {
      readonly isAll?: boolean
      readonly isLog?: boolean
      readonly isLibrary?: boolean
      readonly gone?: readonly string[]
    },
  ): void {
    const own = attributionState(this.view.state)
    const put: Found[] = []
    const out = [...gone]
    for (const id of ids) {
      const shared = this.reader.annotation(id)
      if (!shared) {
        // Also what nobody has touched here: it is another one's words now.
        if (this.known.delete(id) || (own.records.has(id) && this.reader.isGone(id))) out.push(id)
        continue
      }
      const { target: _, ...record } = shared.annotation
      if (isUntouched(record) && !this.known.has(id)) continue
      const before = own.records.get(id)
      const anchor = this.anchorFor(shared, own)
      const isSame = before && JSON.stringify(before) === JSON.stringify(record)
      const now = isSame ? before : record
      this.known.set(id, now)
      if (!isSame || anchor !== own.anchors.get(id)) put.push({ record: now, anchor })
    }
    const { reader } = this
    const scheme = reader.scheme
    const annotations = isLibrary
      ? [...this.known.values()].map((record) => ({ ...record, target: NO_TARGET }))
      : []
    const shared: Shared = {
      put,
      gone: out,
      anchors: [],
      ...(isLibrary && {
        library: {
          sources: reader.sources,
          foreign: reader.foreign ?? [],
          scheme: schemeFor({ ...EMPTY_DOSSIER, annotations, ...(scheme && { scheme }) }, own.config.scheme),
        },
      }),
      ...(isLog && { log: reader.log }),
    }
    if (put.length || out.length || isLibrary || isLog) this.perform(shared)
    this.tellProblems(own)
  }

  private perform(shared: Shared): void {
    const { view } = this
    const { records, anchors, doc, ...own } = attributionState(view.state)
    const { sources, scheme, foreign } = shared.library ?? own
    // What is put in is nothing new; what somebody does when told of it is.
    const log = shared.log ?? own.log
    this.seen = { records, anchors, sources, log, foreign, scheme, doc }
    this.entries = new Set(log)
    this.putting++
    try {
      perform(view, { type: 'share', shared })
    } finally {
      this.putting--
    }
  }

  private anchorFor({ annotation, pieces }: SharedAnnotation, own: AttributionState): Anchor {
    const { id, target } = annotation
    const now = own.anchors.get(id)
    if (pieces.length) {
      const exact = anchorOnCharacters(this.textNow(), id, { pieces, now })
      if (exact === now && now) return now
      if (exact) return { ...exact, epoch: (now?.epoch ?? 0) + 1 }
    }
    // Somebody has taken its words away; whoever has seen that too remembers more.
    if (now && (target.detached ? now.memory !== null : isAttached(now))) return now
    return anchorOnWords(own.doc, id, { target })
  }

  /**
   * The text has not changed by the editor: anchors stand where their characters are. With `isOwn` somebody here has
   * changed it, by an undo, and an anchor may have got back more.
   */
  private followCharacters(isOwn: boolean): void {
    const own = attributionState(this.view.state)
    const text = this.textNow()
    const anchors: Anchor[] = []
    for (const id of this.known.keys()) {
      const now = own.anchors.get(id)
      const pieces = this.reader.annotation(id)?.pieces ?? []
      const exact = pieces.length ? anchorOnCharacters(text, id, { pieces, now }) : null
      if (exact && exact !== now && !(isOwn && now && holds(now, exact))) anchors.push(exact)
    }
    if (anchors.length) this.perform({ put: [], gone: [], anchors })
  }

  /** The text has changed here: where the characters of an annotation are others now, that is said. */
  private sayPlaces(tr: Y.Transaction): void {
    const own = attributionState(this.view.state)
    const text = this.textNow()
    const isConcerned = (type: Y.XmlText): boolean => isNewIn(tr, type)
    const places = [...this.known.keys()].flatMap((id) => {
      const anchor = own.anchors.get(id)
      const isOff = anchor && (anchor.memory || text.isIn(anchor, isConcerned))
      return isOff && this.isElsewhere(anchor, text) ? [[id, placeOf(text, anchor, own.doc)] as const] : []
    })
    const gone = firstDeletedIn(tr)
    for (const [id, { pieces }] of places) {
      const before = this.reader.annotation(id)?.pieces ?? []
      if (!before.length || !pieces.length) continue
      const isLost = !anchorOnCharacters(text, id, { pieces: before, now: null })
      const losses = this.lossesOf(id)
      const last = losses.at(-1)
      if (isLost || gone)
        this.losses.set(id, withinLimit([...losses, { before, after: pieces, gone: isLost ? null : gone }]))
      else if (last) this.losses.set(id, [...losses.slice(0, -1), { ...last, after: pieces }])
    }
    if (places.length)
      this.transact(() => {
        for (const [id, place] of places) writePlace(this.maps, id, place)
      })
  }

  /** Where an undo has brought the characters back that an annotation had lost here, it stands on them again. */
  private takeBack(): void {
    const text = this.textNow()
    const { anchors } = attributionState(this.view.state)
    const back: Anchor[] = []
    for (const id of this.losses.keys()) {
      const now = anchors.get(id)
      const losses = this.lossesOf(id)
      const returns = losses.map(({ before, gone }) => {
        if (gone && text.positionOf(text.restored(gone)) === null) return null
        const pieces = before.map((piece) => ({
          ...piece,
          first: text.restored(piece.first),
          last: text.restored(piece.last),
        }))
        return now ? anchorOnCharacters(text, id, { pieces, now }) : null
      })
      const first = returns.findIndex((anchor) => anchor !== null)
      const anchor = returns[first]
      if (!anchor) continue
      const [earlier] = losses.slice(0, first).slice(-1)
      const rest = earlier
        ? [...losses.slice(0, first - 1), { ...earlier, after: piecesOn(text, anchor) }]
        : []
      this.losses.set(id, rest)
      if (anchor !== now) back.push(anchor)
    }
    if (back.length) this.perform({ put: [], gone: [], anchors: back })
  }

  /** What an annotation has lost here, unless somebody has said since where it stands. */
  private lossesOf(id: string): readonly Loss[] {
    const losses = this.losses.get(id) ?? []
    const last = losses.at(-1)
    const pieces = this.reader.annotation(id)?.pieces
    return last && pieces && isSamePieces(last.after, pieces) ? losses : []
  }

  /** Whether an anchor stands elsewhere than the shared document says, and it is for the present user to say so. */
  private isElsewhere(anchor: Anchor, text: FragmentText): boolean {
    // Of others the server would refuse it.
    const rights = rightsOf(attributionState(this.view.state))
    if (!rights.includes('write') && !rights.includes('annotate')) return false
    const shared = this.reader.annotation(anchor.id)
    if (!shared) return false
    if (anchor.memory) return !shared.annotation.target.detached
    const pieces = piecesOn(text, anchor)
    return pieces.some(({ role }) => role === 'quote') && !isSamePieces(pieces, shared.pieces)
  }

  private restLater(): void {
    if (this.rest !== null) clearTimeout(this.rest)
    this.rest = setTimeout(() => {
      this.rest = null
      if (!this.isGone() && this.seen && !syncStateOf(this.view.state).isSnapshot) this.settle()
    }, REST_MS)
  }

  /**
   * Where characters are gone and nobody has said anything else, such as after edits of the same words at the
   * same time: the words are looked for, and whoever comes first says where they are. Of what is gone all
   * remember the same words.
   */
  private settle(): void {
    const own = attributionState(this.view.state)
    const text = this.textNow()
    const anchors: Anchor[] = []
    const open: string[] = []
    for (const id of this.known.keys()) {
      const now = own.anchors.get(id)
      const shared = this.reader.annotation(id)
      if (!now || !shared) continue
      const { pieces } = shared
      const { target } = shared.annotation
      if (target.detached && now.memory) {
        const same = detachedAs(now, target, own.doc)
        if (same !== now) anchors.push(same)
        continue
      }
      const exact = pieces.length ? anchorOnCharacters(text, id, { pieces, now }) : null
      if (exact) {
        if (exact !== now) anchors.push(exact)
        continue
      }
      open.push(id)
      const found = isAttached(now) ? now : anchorOnWords(own.doc, id, { target })
      if (found !== now && isAttached(found)) anchors.push(found)
    }
    if (anchors.length) this.perform({ put: [], gone: [], anchors })
    // Who only reads says nothing: a server would send them away for it.
    if (!this.view.editable) return
    const after = attributionState(this.view.state)
    const places = open.flatMap((id) => {
      const anchor = after.anchors.get(id)
      return anchor && this.isElsewhere(anchor, text) ? [[id, placeOf(text, anchor, after.doc)] as const] : []
    })
    if (places.length)
      this.transact(() => {
        for (const [id, place] of places) writePlace(this.maps, id, place)
      })
  }

  /** Writes what the state has more than the document. */
  private write(own: AttributionState): void {
    const { seen } = this
    if (!seen) return
    const { records, anchors, sources, log, foreign, scheme, doc } = own
    // With another text, what has become of places is said when the sync plugin has written the text.
    const isMoved = anchors !== seen.anchors && doc === seen.doc && !this.putting
    const isSame = records === seen.records && sources === seen.sources && log === seen.log && !isMoved
    this.seen = { records, anchors, sources, log, foreign, scheme, doc }
    if (isSame) return
    const text = this.textNow()
    const news = log.filter((entry) => !this.entries.has(entry))
    this.transact(() => {
      for (const [id, record] of records) {
        const before = this.known.get(id) ?? null
        const anchor = own.anchors.get(id)
        if (!anchor || (!before && isUntouched(record))) continue
        if (record !== before) {
          this.known.set(id, record)
          const place = before ? null : placeOf(text, anchor, doc)
          writeRecord(this.maps, { before, after: record, ...(place && { place }) })
          if (place) continue
        }
        if ((isMoved || record !== before) && doc === seen.doc && this.isElsewhere(anchor, text))
          writePlace(this.maps, id, placeOf(text, anchor, doc))
      }
      const heirs = heirsIn(news)
      for (const [id, record] of records === seen.records ? [] : seen.records) {
        if (records.has(id)) continue
        const isKnown = this.known.delete(id)
        const heir = heirs.get(id) ?? null
        // Somebody may be reviewing at this moment what nobody had touched when it went into another one.
        if (heir !== null || (isKnown && !isUntouched(record))) writeGone(this.maps, record, heir)
      }
      if (sources !== seen.sources) {
        const before = new Map(seen.sources.map((source) => [source.id, source]))
        for (const [order, source] of sources.entries()) {
          const old = before.get(source.id) ?? null
          if (!old || !isSameSource(old, source))
            writeSource(this.maps, { before: old, after: source, order })
          before.delete(source.id)
        }
        for (const id of before.keys()) writeSourceGone(this.maps, id)
      }
      if (foreign !== seen.foreign) writeHouse(this.maps, { foreign })
      if (news.length) {
        const ends = openEnds(this.reader.namedLog, this.writer)
        for (const [i, entry] of news.entries())
          writeEntry(this.maps, {
            writer: this.writer,
            number: this.written++,
            entry,
            ...(i === 0 && { seen: ends }),
          })
        this.entries = new Set(log)
      }
    })
  }

  private transact(change: () => void): void {
    this.sync.doc.transact(change, this)
  }

  private tellProblems({ config }: AttributionState): void {
    const news = [...this.reader.problems.values()].flat().filter(({ path }) => !this.toldProblems.has(path))
    if (!news.length) return
    for (const { path } of news) this.toldProblems.add(path)
    const told = news.slice(0, 3).map(({ path, message }) => `${path}: ${message}`)
    const error = new TypeError(
      `What somebody has put into the shared document is not sound: ${told.join('; ')}`,
    )
    config.onProblem({ where: 'shared', error })
  }
}

/** The first says what all of it was. */
function withinLimit(losses: readonly Loss[]): readonly Loss[] {
  return losses.length > MAX_LOSSES ? [...losses.slice(0, 1), ...losses.slice(2)] : losses
}

/** The scheme looks at statuses, not at places. */
const NO_TARGET = {
  ranges: { quote: [], speaker: [], cue: [], frame: [], addressee: [] },
  wording: '',
  prefix: '',
  suffix: '',
  speaker: null,
  detached: false,
}

/** Into which annotation others have gone: merging logs both, the one that stays first. */
function heirsIn(news: readonly LogEntry[]): ReadonlyMap<string, string> {
  const merged = news.filter(({ action }) => action === 'merge')
  const heirs = new Map<string, string>()
  for (let i = 0; i + 1 < merged.length; i += 2) {
    const [first, second] = [merged[i], merged[i + 1]]
    if (first && second) heirs.set(second.subject, first.subject)
  }
  return heirs
}

/** Whether an anchor has all that another one has. */
function holds(anchor: Anchor, other: Anchor): boolean {
  return other.pieces.every((piece) =>
    anchor.pieces.some(({ role, from, to }) => role === piece.role && from <= piece.from && to >= piece.to),
  )
}

/** Null where nothing is deleted. */
function firstDeletedIn({ deleteSet }: Y.Transaction): CharacterId | null {
  for (const [client, [first]] of deleteSet.clients) if (first) return [client, first.clock]
  return null
}

/** Whether a transaction has changed a text, or made it. */
function isNewIn(tr: Y.Transaction, text: Y.XmlText): boolean {
  const item = text._item
  if (!item || (tr.changed as Map<unknown, unknown>).has(text)) return true
  return item.id.clock >= (tr.beforeState.get(item.id.client) ?? 0)
}
