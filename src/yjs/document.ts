/**
 * How the desk's knowledge lies in a Y.Doc, beside the document's XmlFragment. A pure module: a server reads
 * and writes it too, without ProseMirror and without a DOM.
 *
 * Everything is a register: a key of a top-level Y.Map with a plain JSON value. There are no nested Yjs types
 * on purpose: two people who make the same nested map at once would lose all that one of them put into it,
 * while two who set different keys, or the same key of the same map, always merge.
 *
 *   attribution:statements   ID/found, kind, speaker, edited, place, gone
 *   attribution:reviews      ID/review, verdict, signOff, reopened, note, dismissed, assignee, anonymity,
 *                            ID/override/RULE
 *   attribution:evidence     ID/EVIDENCE
 *   attribution:comments     ID/comment/COMMENT, ID/resolved
 *   attribution:sources      SOURCE/FIELD, SOURCE/order, SOURCE/gone
 *   attribution:log          WRITER/NUMBER, only ever added; WRITER is a session of somebody, NUMBER counts from 0
 *   attribution:seals        WRITER/NUMBER, the seal of that entry, added once it is computed
 *   attribution:house        scheme, foreign
 *
 * (`%` and `/` inside an id are written `%25` and `%2F`.) What one value says of another is kept with it, so
 * that a merge cannot put together what nobody has decided: a sign-off names the review that it is for, a
 * review the reopening that it closes, a resolved thread its comments.
 *
 * What an update did, a server sees from the map and the key alone (`changesOf` in `update.ts`): `reviews`
 * are decisions on statements, `evidence` and `sources` research, `comments` discussion, `statements` what
 * and where they are; each value tells who did it in `by`, and everything that was done has an entry in `log`.
 *
 * What comes out of a shared document was written by whoever has access to it. Every value is checked; what
 * is unsound is left out and told with its path, and the rest goes on.
 */
import * as v from 'valibot'
import type * as Y from 'yjs'
import { isUntouched, UNTOUCHED, type Annotation, type Target } from '../model/annotation.js'
import type { Dossier, Problem } from '../model/dossier.js'
import { PARTS } from '../model/format-schema.js'
import type { LogEntry, LogSeal } from '../model/log.js'
import { finding, problemsOf } from '../model/schema.js'
import { withoutPasswords } from '../model/passwords.js'
import type { Source } from '../model/source.js'
import { createScheme, type Scheme } from '../model/status.js'
import { ROLES, type Role } from '../text/statement.js'
import { joinedLog, type EntryName } from './joined-log.js'

export type { EntryName }

/** The maps by what they hold. */
export const SHARED_PARTS = [
  'statements',
  'reviews',
  'evidence',
  'comments',
  'sources',
  'log',
  'seals',
  'house',
] as const
/** One of `SHARED_PARTS`. */
export type SharedPart = (typeof SHARED_PARTS)[number]

/** The top-level maps of a shared document. */
export type SharedMaps = Readonly<Record<SharedPart, Y.Map<unknown>>>

/** What the maps' names begin with, unless the host names something else. */
export const SHARED_NAME = 'attribution'

/** The shared maps of a document; made where they are not there yet, which is no change of it. */
export function sharedMaps(doc: Y.Doc, name = SHARED_NAME): SharedMaps {
  const map = (part: SharedPart): Y.Map<unknown> => doc.getMap(rootName(part, name))
  return {
    statements: map('statements'),
    reviews: map('reviews'),
    evidence: map('evidence'),
    comments: map('comments'),
    sources: map('sources'),
    log: map('log'),
    seals: map('seals'),
    house: map('house'),
  }
}

/** The name of a map in the Y.Doc. */
export function rootName(part: SharedPart, name = SHARED_NAME): string {
  return `${name}:${part}`
}

/** The key of a register: ids and fields, from the outer to the inner. */
export function keyOf(...names: readonly string[]): string {
  return names.map((name) => name.replace(/[%/]/g, (sign) => (sign === '%' ? '%25' : '%2F'))).join('/')
}

/** What a key names. */
export function namesIn(key: string): readonly string[] {
  return key.split('/').map((name) => name.replace(/%25|%2F/g, (code) => (code === '%25' ? '%' : '/')))
}

/** A character of the text by the id that Yjs has given it: client and clock. */
export type CharacterId = readonly [client: number, clock: number]

/** A stretch of an annotation by its first and its last character: Yjs' relative positions, from the inside. */
export interface SharedPiece {
  readonly role: Role
  readonly first: CharacterId
  readonly last: CharacterId
}

/** Where an annotation stands. */
export interface SharedPlace {
  /** In characters; exact while these are there. Empty for a detached one whose place nobody knows. */
  readonly pieces: readonly SharedPiece[]
  /** In words and offsets, as of when it was written: what to look for when the characters are gone. */
  readonly target: Target
}

/** An annotation as it is shared. */
export interface SharedAnnotation {
  readonly annotation: Annotation
  readonly pieces: readonly SharedPiece[]
}

/** What a shared document holds. */
export interface SharedDossier {
  /** Annotations have the words and offsets that they had when somebody last said where they stand. */
  readonly dossier: Dossier
  /** What was unsound, with its path (`reviews["a1/review"].status`), and is not in the dossier. */
  readonly problems: readonly Problem[]
}

/** Reads a whole shared document, as a server does to keep a file of it. Never throws. */
export function readSharedDossier(doc: Y.Doc, name = SHARED_NAME): SharedDossier {
  const reader = new SharedReader(sharedMaps(doc, name))
  const { sources, log, scheme, foreign, problems } = reader
  const annotations = [...reader.ids()].flatMap((id) => reader.annotation(id)?.annotation ?? [])
  return {
    dossier: { annotations, sources, log, ...(scheme && { scheme }), ...(foreign && { foreign }) },
    problems: [...problems.values()].flat(),
  }
}

/** Whether anything has been put into the shared maps of a document. */
export function hasSharedDossier(doc: Y.Doc, name = SHARED_NAME): boolean {
  return Object.values(sharedMaps(doc, name)).some((map) => map.size > 0)
}

/**
 * Puts a dossier into a document that has none yet, in one transaction: what somebody has touched, the
 * sources, the log. False, and nothing is done, where there is one already. Two who do this at once with the
 * same dossier come to the same.
 */
export function writeSharedDossier(
  doc: Y.Doc,
  dossier: Dossier,
  { name = SHARED_NAME, origin = null }: { readonly name?: string; readonly origin?: unknown } = {},
): boolean {
  if (hasSharedDossier(doc, name)) return false
  const maps = sharedMaps(doc, name)
  doc.transact(() => {
    for (const annotation of dossier.annotations) {
      if (isUntouched(annotation)) continue
      const { target, ...record } = annotation
      writeRecord(maps, { before: null, after: record, place: { pieces: [], target } })
    }
    for (const [order, source] of dossier.sources.entries())
      writeSource(maps, { before: null, after: source, order })
    for (const [number, entry] of dossier.log.entries()) writeEntry(maps, { writer: SEED, number, entry })
    writeHouse(maps, dossier)
  }, origin)
  return true
}

/** The writer of what was put in as a whole. */
const SEED = 'file'

/** An annotation without its place. */
export type SharedRecord = Omit<Annotation, 'target'>

/**
 * Writes what has changed of an annotation; `before` is what the maps are known to say, null for nothing.
 * To be called within a transaction.
 */
export function writeRecord(
  maps: SharedMaps,
  {
    before,
    after,
    place,
  }: { readonly before: SharedRecord | null; readonly after: SharedRecord; readonly place?: SharedPlace },
): void {
  const { id } = after
  const set = (part: SharedPart, value: unknown, old: unknown, ...field: readonly string[]): void => {
    if (old === undefined || JSON.stringify(value) !== JSON.stringify(old))
      maps[part].set(keyOf(id, ...field), value)
  }
  const old = before ?? undefined
  set('statements', foundOf(after), old && foundOf(old), 'found')
  set('statements', after.kind, old?.kind, 'kind')
  set('statements', speakerOf(after), old && speakerOf(old), 'speaker')
  set('statements', after.edited, old?.edited, 'edited')
  if (place) maps.statements.set(keyOf(id, 'place'), place)
  if (maps.statements.has(keyOf(id, 'gone'))) maps.statements.delete(keyOf(id, 'gone'))

  // What is as untouched as can be needs no register.
  const base = old ?? UNTOUCHED
  const isDecided =
    after.review !== base.review && JSON.stringify(after.review) !== JSON.stringify(base.review)
  if (isDecided) {
    const closed = base.reopened && !after.reopened ? reopeningStamp(base.reopened) : null
    maps.reviews.set(keyOf(id, 'review'), { ...after.review, closed })
  }
  // A decision closes what it has seen (`closed`), and no more than that.
  if (after.reopened || !isDecided) set('reviews', after.reopened, base.reopened, 'reopened')
  const signed = (record: Pick<Annotation, 'signOff' | 'review'>): unknown =>
    record.signOff && { ...record.signOff, review: reviewStamp(record.review) }
  if (after.signOff || !isDecided) set('reviews', signed(after), signed(base), 'signOff')
  for (const field of ['verdict', 'note', 'dismissed', 'assignee', 'anonymity'] as const)
    set('reviews', after[field], base[field], field)
  writeItems(maps.reviews, base.overrides, after.overrides, ({ rule }) => keyOf(id, 'override', rule))
  writeItems(maps.comments, base.thread.comments, after.thread.comments, (own) =>
    keyOf(id, 'comment', own.id),
  )
  const resolved = ({ thread }: Pick<Annotation, 'thread'>): unknown =>
    'resolved' in thread &&
    thread.resolved && { ...thread.resolved, of: thread.comments.map((own) => own.id) }
  set('comments', resolved(after) || null, resolved(base) || null, 'resolved')
  writeItems(maps.evidence, base.evidence, after.evidence, (own) => keyOf(id, own.id))
}

/** Says where an annotation stands. To be called within a transaction. */
export function writePlace(maps: SharedMaps, id: string, place: SharedPlace): void {
  maps.statements.set(keyOf(id, 'place'), place)
}

/**
 * Takes an annotation out, or into another one, its heir. Its registers stay: what others add at the same
 * time is not lost but goes to the heir. To be called within a transaction.
 */
export function writeGone(maps: SharedMaps, record: SharedRecord, heir: string | null): void {
  maps.statements.set(keyOf(record.id, 'gone'), {
    into: heir,
    evidence: record.evidence.map(({ id }) => id),
    comments: record.thread.comments.map(({ id }) => id),
  })
}

/** Writes what has changed of a source, a field for itself. To be called within a transaction. */
export function writeSource(
  maps: SharedMaps,
  {
    before,
    after,
    order,
  }: { readonly before: Source | null; readonly after: Source; readonly order: number },
): void {
  const { sources } = maps
  const { id } = after
  for (const field of SOURCE_FIELDS) {
    const value = after[field]
    if (value === before?.[field]) continue
    if (value === undefined) sources.delete(keyOf(id, field))
    else sources.set(keyOf(id, field), value)
  }
  if (!before) sources.set(keyOf(id, 'order'), order)
  if (sources.has(keyOf(id, 'gone'))) sources.delete(keyOf(id, 'gone'))
}

/** Takes a source out; it stays where somebody has used it at the same time. To be called within a transaction. */
export function writeSourceGone(maps: SharedMaps, id: string): void {
  maps.sources.set(keyOf(id, 'gone'), true)
}

/** An entry of the log with its name. */
export interface NamedEntry extends EntryName {
  readonly entry: LogEntry
  /** The last entries of other writers that its writer had seen. Default none. */
  readonly seen?: readonly EntryName[]
}

/** Adds an entry to the log, and its seal where it has one. To be called within a transaction. */
export function writeEntry(maps: SharedMaps, { writer, number, entry, seen = [] }: NamedEntry): void {
  const { seal, ...words } = entry
  maps.log.set(keyOf(writer, String(number)), { ...words, seen: seen.map((own) => [own.writer, own.number]) })
  if (seal) writeSeal(maps, { writer, number }, seal)
}

/** Adds the seal of an entry. To be called within a transaction. */
export function writeSeal(maps: SharedMaps, { writer, number }: EntryName, seal: LogSeal): void {
  maps.seals.set(keyOf(writer, String(number)), seal)
}

/** The house's lists, and what others have annotated on no words of the article. To be called within a transaction. */
export function writeHouse(maps: SharedMaps, { scheme, foreign }: Pick<Dossier, 'scheme' | 'foreign'>): void {
  if (scheme) maps.house.set('scheme', scheme)
  if (foreign?.length) maps.house.set('foreign', foreign)
}

function writeItems<T>(
  map: Y.Map<unknown>,
  before: readonly T[],
  after: readonly T[],
  key: (item: T) => string,
): void {
  const known = new Map(before.map((item) => [key(item), JSON.stringify(item)]))
  for (const [order, item] of after.entries()) {
    const own = key(item)
    if (known.get(own) !== JSON.stringify(item)) map.set(own, { ...item, order })
    known.delete(own)
  }
  for (const gone of known.keys()) map.delete(gone)
}

function foundOf({ origin, outlet, when, confidence, reasons, foreign }: SharedRecord): object {
  return { origin, outlet, when, confidence, reasons, ...(foreign && { foreign }) }
}

function speakerOf({ speakerIs, chain, flags }: SharedRecord): object {
  return { speakerIs, chain, flags }
}

function reopeningStamp({ sourceId, why, at }: NonNullable<Annotation['reopened']>): string {
  return keyOf(sourceId, why, at)
}

function reviewStamp({ status, by, at }: Annotation['review']): string {
  return keyOf(status, by?.id ?? '', at ?? '')
}

const clock = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const character = v.tuple([clock, clock])
const orNull = <T>(schema: v.GenericSchema<unknown, T>) => v.nullable(schema)
const { kind: kindSchema, speakerIs, flags, outlet, confidence, reasons } = finding
const order = v.fallback(v.number(), 0)

const found = v.object({
  origin: v.picklist(['detected', 'manual']),
  outlet,
  when: v.nullable(v.string()),
  confidence,
  reasons,
  foreign: v.exactOptional(PARTS.foreign),
})
const speaker = v.object({ speakerIs, chain: v.array(PARTS.link), flags })
const place = v.object({
  pieces: v.array(v.object({ role: v.picklist(ROLES), first: character, last: character })),
  target: PARTS.target,
})
const gone = v.object({
  into: v.nullable(v.string()),
  evidence: v.array(v.string()),
  comments: v.array(v.string()),
})
const review = v.object({ ...PARTS.review.entries, closed: v.nullable(v.string()) })
const signOff = v.object({ ...PARTS.signOff.entries, review: v.string() })
const resolved = v.object({
  by: orNull(PARTS.person),
  at: PARTS.verdict.entries.at,
  of: v.array(v.string()),
})
const override = v.object({ ...PARTS.override.entries, order })
const evidence = v.object({ ...PARTS.evidence.entries, order })
const comment = v.object({ ...PARTS.comment.entries, order })
const { seal: sealSchema, ...entryWords } = PARTS.logEntry.entries
const entrySchema = v.object({ ...entryWords, seen: v.array(v.tuple([v.string(), clock])) })

const { id: _, ...sourceEntries } = PARTS.source.entries
const SOURCE_FIELDS = Object.keys(sourceEntries) as (keyof typeof sourceEntries)[] // its very keys

type Registers = Map<string, unknown>

/** What has changed for a reader since it read last. */
export interface SharedChanges {
  /** Ids of annotations. */
  readonly annotations: ReadonlySet<string>
  readonly sources: boolean
  readonly log: boolean
  readonly house: boolean
}

/** Reads shared maps, and after a change of them only what has changed. Nothing in it throws. */
export class SharedReader {
  /** What was unsound, by the register that it stands in. */
  readonly problems = new Map<string, readonly Problem[]>()
  private readonly byAnnotation = new Map<string, Registers>()
  private readonly heirs = new Map<string, Set<string>>()
  /** Annotations as they were read, until something of them changes. */
  private readonly annotations = new Map<string, SharedAnnotation | null>()
  private knownSources: readonly Source[] | null = null
  private knownLog: readonly NamedEntry[] | null = null
  /** Entries by their keys, once somebody has asked for them. */
  private entries: Map<string, NamedEntry> | null = null

  constructor(private readonly maps: SharedMaps) {
    for (const part of ANNOTATION_PARTS)
      for (const [key, value] of maps[part].entries()) this.put(part, key, value)
  }

  /** To be called after a change, with the keys that it has set or deleted. */
  update(changed: ReadonlyMap<SharedPart, ReadonlySet<string>>): SharedChanges {
    const annotations = new Set<string>()
    let isGoneOther = false
    for (const part of ANNOTATION_PARTS)
      for (const key of changed.get(part) ?? []) {
        this.problems.delete(pathOf(part, key))
        this.put(part, key, this.maps[part].get(key))
        const [id = ''] = namesIn(key)
        annotations.add(id)
        for (const heir of this.heirsOf(id)) annotations.add(heir)
        if (key === keyOf(id, 'gone')) isGoneOther = true
      }
    const has = (part: SharedPart): boolean => Boolean(changed.get(part)?.size)
    // Its former heir is another one then, and it needs no sources.
    if (isGoneOther) this.annotations.clear()
    const before = this.knownSources
    const isLibraryOther = has('sources') || has('evidence') || isGoneOther
    if (isLibraryOther) this.knownSources = null
    for (const part of ['log', 'seals'] as const)
      for (const key of changed.get(part) ?? []) {
        this.problems.delete(pathOf(part, key))
        if (this.entries) this.putEntry(this.entries, key)
        this.knownLog = null
      }
    const idsOf = (sources: readonly Source[]): string => keyOf(...sources.map(({ id }) => id))
    if (before && !this.knownSources && idsOf(before) !== idsOf(this.sources))
      // What rests on a source that has come or gone is another.
      for (const id of this.byAnnotation.keys())
        if (this.items(id, 'evidence', evidence).length) annotations.add(id)
    for (const id of annotations) this.annotations.delete(id)
    return {
      annotations,
      sources: isLibraryOther,
      log: has('log') || has('seals'),
      house: has('house'),
    }
  }

  /** Ids of all annotations that there is anything of, also of those that are gone. */
  ids(): Iterable<string> {
    return this.byAnnotation.keys()
  }

  /** Whether an id is, or was, an annotation's here. */
  has(id: string): boolean {
    return this.byAnnotation.has(id)
  }

  /** Null for one that is gone, that nobody has put in as a whole, or whose words or place are unsound. */
  annotation(id: string): SharedAnnotation | null {
    let known = this.annotations.get(id)
    if (known === undefined) this.annotations.set(id, (known = this.readAnnotation(id)))
    return known
  }

  private readAnnotation(id: string): SharedAnnotation | null {
    const registers = this.byAnnotation.get(id)
    if (!registers || this.goneOf(id)) return null
    const read = <T>(part: SharedPart, schema: v.GenericSchema<unknown, T>, ...field: readonly string[]) =>
      this.read(registers, { part, key: keyOf(id, ...field), schema })
    const what = read('statements', found, 'found')
    const kind = read('statements', kindSchema, 'kind')
    const who = read('statements', speaker, 'speaker')
    const where = read('statements', place, 'place')
    if (!id || !what || !kind || !who || !where) return null

    const decision = read('reviews', review, 'review')
    const { closed, ...decided } = decision ?? { ...UNTOUCHED.review, closed: null }
    const waits = read('reviews', orNull(PARTS.reopening), 'reopened') ?? null
    const signed = read('reviews', orNull(signOff), 'signOff') ?? null
    const { review: signedReview, ...signature } = signed ?? { review: null }
    const folk = this.folkOf(id)
    const comments = folk.flatMap((own) => this.items(own, 'comments', comment, 'comment')).map(withoutOrder)
    comments.sort((a, b) => compare(a.at, b.at) || compare(a.id, b.id))
    const done = read('comments', orNull(resolved), 'resolved') ?? null
    const isResolved =
      done !== null && comments.length > 0 && comments.every((own) => done.of.includes(own.id))
    const overrides = this.items(id, 'reviews', override, 'override').map(withoutOrder)
    overrides.sort((a, b) => compare(a.at, b.at) || compare(a.rule, b.rule))
    const links = folk.flatMap((own) => this.items(own, 'evidence', evidence))
    links.sort((a, b) => a.order - b.order || compare(a.id, b.id))
    const sourceIds = new Set(this.sources.map((source) => source.id))
    const { foreign } = what
    return {
      pieces: where.pieces,
      // In the order in which detection makes one.
      annotation: {
        id,
        origin: what.origin,
        kind,
        target: where.target,
        speakerIs: who.speakerIs as Annotation['speakerIs'], // its optional members are absent, not undefined
        outlet: what.outlet,
        when: what.when,
        chain: who.chain as Annotation['chain'],
        confidence: what.confidence,
        reasons: what.reasons as Annotation['reasons'],
        flags: who.flags,
        evidence: links.filter(({ sourceId }) => sourceIds.has(sourceId)).map(withoutOrder),
        review: decided,
        note: read('reviews', v.string(), 'note') ?? UNTOUCHED.note,
        dismissed: read('reviews', v.boolean(), 'dismissed') ?? UNTOUCHED.dismissed,
        edited: read('statements', v.boolean(), 'edited') ?? UNTOUCHED.edited,
        assignee: read('reviews', orNull(PARTS.person), 'assignee') ?? null,
        verdict: read('reviews', orNull(PARTS.verdict), 'verdict') ?? null,
        signOff: signedReview === reviewStamp(decided) ? (signature as Annotation['signOff']) : null,
        reopened: waits && closed !== reopeningStamp(waits) && sourceIds.has(waits.sourceId) ? waits : null,
        anonymity: read('reviews', v.string(), 'anonymity') ?? UNTOUCHED.anonymity,
        thread: { comments, resolved: isResolved ? { by: done.by, at: done.at } : null },
        overrides,
        ...(foreign && { foreign }),
      },
    }
  }

  /** In the order in which they were put in. */
  get sources(): readonly Source[] {
    return (this.knownSources ??= this.readSources())
  }

  /** All entries in an order that is the same for everybody (`joinedLog`). */
  get namedLog(): readonly NamedEntry[] {
    return (this.knownLog ??= this.readLog())
  }

  /** As `namedLog`. */
  get log(): readonly LogEntry[] {
    return this.namedLog.map(({ entry }) => entry)
  }

  get scheme(): Scheme | null {
    const value = this.maps.house.get('scheme')
    if (value === undefined) return null
    const path = pathOf('house', 'scheme')
    const parsed = this.check(path, PARTS.scheme, value)
    if (!parsed) return null
    try {
      return createScheme(parsed as Scheme) // optional members are absent, not undefined
    } catch (error) {
      this.problems.set(path, [{ path, message: error instanceof Error ? error.message : String(error) }])
      return null
    }
  }

  get foreign(): Dossier['foreign'] | null {
    const value = this.maps.house.get('foreign')
    return value === undefined ? null : this.check(pathOf('house', 'foreign'), v.array(PARTS.foreign), value)
  }

  private readSources(): readonly Source[] {
    const fields = new Map<string, Registers>()
    for (const [key, value] of this.maps.sources.entries()) {
      const [id = '', field = ''] = namesIn(key)
      const own = fields.get(id) ?? new Map<string, unknown>()
      fields.set(id, own.set(field, value))
    }
    const used = this.usedSources()
    const sources: { readonly source: Source; readonly order: number }[] = []
    for (const [id, own] of fields) {
      if (own.get('gone') === true && !used.has(id)) continue
      const members = Object.fromEntries(
        SOURCE_FIELDS.flatMap((field) => (own.has(field) ? [[field, own.get(field)]] : [])),
      )
      const source = this.check(pathOf('sources', keyOf(id)), PARTS.source, { id, ...members })
      const place = own.get('order')
      if (source)
        sources.push({
          source: withoutPasswords(source as Source),
          order: typeof place === 'number' ? place : 0,
        }) // like scheme
    }
    sources.sort((a, b) => a.order - b.order || compare(a.source.id, b.source.id))
    return sources.map(({ source }) => source)
  }

  private usedSources(): ReadonlySet<string> {
    const used = new Set<string>()
    for (const id of this.byAnnotation.keys())
      for (const own of this.items(id, 'evidence', evidence)) used.add(own.sourceId)
    return used
  }

  private readLog(): readonly NamedEntry[] {
    if (!this.entries) {
      this.entries = new Map()
      for (const key of this.maps.log.keys()) this.putEntry(this.entries, key)
    }
    return joinedLog([...this.entries.values()])
  }

  private putEntry(entries: Map<string, NamedEntry>, key: string): void {
    const value = this.maps.log.get(key)
    const entry = value === undefined ? null : this.readEntry(key, value, this.maps.seals.get(key))
    if (entry) entries.set(key, entry)
    else entries.delete(key)
  }

  private readEntry(key: string, value: unknown, sealed: unknown): NamedEntry | null {
    const path = pathOf('log', key)
    const [writer = '', digits = '', ...rest] = namesIn(key)
    const words = this.check(path, entrySchema, value)
    if (!words) return null
    if (!/^(0|[1-9]\d{0,8})$/.test(digits) || rest.length) {
      this.problems.set(path, [{ path, message: 'must be named by writer and number' }])
      return null
    }
    const seal = sealed === undefined ? null : this.check(pathOf('seals', key), sealSchema, sealed)
    const { seen, ...entry } = words
    return {
      writer,
      number: Number(digits),
      entry: { ...entry, seal: seal as LogEntry['seal'] }, // like scheme
      seen: seen.map(([other, number]) => ({ writer: other, number })),
    }
  }

  /** Whether somebody has taken it out, or made it a part of another one. */
  isGone(id: string): boolean {
    return this.goneOf(id) !== null
  }

  /** Of those that two people have put into each other at once the first by id stays. */
  private goneOf(id: string): v.InferOutput<typeof gone> | null {
    const said = this.saidGone(id)
    const heirs = said ? this.heirsOf(id) : []
    return heirs.at(-1) === id && heirs.every((own) => id <= own) ? null : said
  }

  /** Into which one it has gone, into which that one, and so on; itself is the last where they go round. */
  private heirsOf(id: string): readonly string[] {
    const heirs: string[] = []
    for (let next = this.saidGone(id)?.into; next != null && !heirs.includes(next);) {
      heirs.push(next)
      if (next === id) break
      next = this.saidGone(next)?.into
    }
    return heirs
  }

  /** All that have gone into an annotation, and itself, which comes first. */
  private folkOf(id: string): readonly string[] {
    const folk = new Set([id])
    for (const own of folk) for (const other of this.heirs.get(own) ?? []) folk.add(other)
    return [...folk]
  }

  private saidGone(id: string): v.InferOutput<typeof gone> | null {
    const registers = this.byAnnotation.get(id)
    if (!registers) return null
    return this.read(registers, { part: 'statements', key: keyOf(id, 'gone'), schema: gone }) ?? null
  }

  /** Evidence or the like of an annotation; of one that has gone into another, what came at the same time. */
  private items<T extends { readonly order: number }>(
    id: string,
    part: SharedPart,
    schema: v.GenericSchema<unknown, T>,
    field?: string,
  ): readonly T[] {
    const registers = this.byAnnotation.get(id)
    if (!registers) return []
    const before = field === undefined ? keyOf(id) : keyOf(id, field)
    const start = `${part} ${before}/`
    const left = this.goneOf(id)
    const known = new Set(left && (part === 'evidence' ? left.evidence : left.comments))
    return [...registers.keys()].flatMap((own) => {
      if (!own.startsWith(start)) return []
      const key = own.slice(part.length + 1)
      const name = namesIn(key).at(-1) ?? ''
      const item = known.has(name) ? null : this.read(registers, { part, key, schema })
      return item ?? []
    })
  }

  private put(part: SharedPart, key: string, value: unknown): void {
    const [id = ''] = namesIn(key)
    const registers = this.byAnnotation.get(id) ?? new Map<string, unknown>()
    const own = `${part} ${key}`
    if (value === undefined) registers.delete(own)
    else registers.set(own, value)
    if (registers.size) this.byAnnotation.set(id, registers)
    else this.byAnnotation.delete(id)
    if (part !== 'statements' || key !== keyOf(id, 'gone')) return
    for (const others of this.heirs.values()) others.delete(id)
    const heir = this.saidGone(id)?.into
    if (heir != null && heir !== id) this.heirs.set(heir, (this.heirs.get(heir) ?? new Set()).add(id))
  }

  private read<T>(
    registers: Registers,
    { part, key, schema }: { part: SharedPart; key: string; schema: v.GenericSchema<unknown, T> },
  ): T | undefined {
    const value = registers.get(`${part} ${key}`)
    return value === undefined ? undefined : (this.check(pathOf(part, key), schema, value) ?? undefined)
  }

  private check<T>(path: string, schema: v.GenericSchema<unknown, T>, value: unknown): T | null {
    const parsed = v.safeParse(schema, value)
    if (parsed.success) return parsed.output
    this.problems.set(
      path,
      problemsOf(parsed.issues).map((problem) => ({
        path: problem.path ? `${path}.${problem.path}` : path,
        message: problem.message,
      })),
    )
    return null
  }
}

/** Those whose keys begin with an annotation's id. */
const ANNOTATION_PARTS = ['statements', 'reviews', 'evidence', 'comments'] as const

function pathOf(part: SharedPart, key: string): string {
  return `${part}[${JSON.stringify(key)}]`
}

function withoutOrder<T extends { readonly order: number }>({ order: _order, ...item }: T): Omit<T, 'order'> {
  return item
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
