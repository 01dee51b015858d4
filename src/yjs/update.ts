/**
 * What an update would do to a shared document, told before it is applied: a server decides from it whether
 * to let it through (`docs/collaboration.md`).
 *
 * An update of Yjs is a list of items, of which most do not say what they belong to but only what they stand
 * beside. From there the way leads to a top-level type and, in a map, to a key. It is found without applying
 * anything, in time that grows with the update and not with the document.
 */
import * as Y from 'yjs'
import { lowerBound } from '../model/lower-bound.js'
import { ByteReader } from './byte-reader.js'
import { namesIn, rootName, SHARED_NAME, SHARED_PARTS, type SharedPart } from './document.js'

/** A register, or a type of the document, that an update changes. */
export interface SharedChange {
  /** One of the shared maps; `document` for every other top-level type, such as the text. */
  readonly part: SharedPart | 'document'
  /** The name of the top-level type; empty for what belongs to text that is gone for good. */
  readonly root: string
  /** In a map: the key. */
  readonly key: string | null
  /** What the key names: an annotation's id and the field, a source's and the field, a log's writer and number. */
  readonly names: readonly string[]
  /** What the register holds now; undefined for nothing, and in what is no map. */
  readonly before: unknown
  /**
   * What the update sets it to: nothing where it deletes it, and in what is no map; several values where
   * they come from several people at once, or from somebody who wants to hide one.
   */
  readonly values: readonly unknown[]
}

/**
 * What an update (in Yjs' first encoding, as the providers send it) would change in `doc`, each register
 * once. What the document has already is no change. Null when nobody can tell: it is no update, or rests on
 * others that have not come.
 */
export function changesOf(
  doc: Y.Doc,
  update: Uint8Array,
  { name = SHARED_NAME }: { readonly name?: string } = {},
): readonly SharedChange[] | null {
  let decoded: ReturnType<typeof Y.decodeUpdate>
  let count: number
  try {
    decoded = Y.decodeUpdate(update)
    count = new ByteReader(update).number()
  } catch {
    return null
  }
  const lists = listsIn(decoded.structs)
  // An update begins with how many lists it has. Of two of one client Yjs takes the last.
  if (lists.size !== count) return null
  // Yjs would keep it for later, when nobody looks at it.
  if (!isWhole(doc, lists)) return null
  const ways = new Ways(doc, lists)
  const changes = new Map<string, SharedChange>()
  const parts = new Map(SHARED_PARTS.map((part) => [rootName(part, name), part]))
  const add = ({ root, key }: Way, values: readonly unknown[]): void => {
    const part = parts.get(root) ?? 'document'
    // Of the text it is enough to know that it changes.
    const own = part === 'document' ? null : key
    const place = JSON.stringify([root, own])
    const known = changes.get(place)?.values ?? []
    const before = own === null ? undefined : doc.getMap(root).get(own)
    const all = own === null ? [] : [...known, ...values]
    changes.set(place, { part, root, key: own, names: own === null ? [] : namesIn(own), before, values: all })
  }
  const deleted = new Set<Struct>()
  for (const [client, ranges] of decoded.ds.clients)
    for (const { clock, len } of ranges)
      for (let at = clock; at < clock + len;) {
        const struct = ways.structAt(client, at)
        if (!struct) return null
        const { length, id } = struct
        const isAll = clock <= id.clock && id.clock + length <= clock + len
        at = id.clock + length
        const way = struct instanceof Y.Item && !struct.deleted ? ways.of(struct) : 'nowhere'
        if (way === 'unknown') return null
        if (way === 'nowhere') continue
        if (isAll) deleted.add(struct)
        add(way, [])
      }
  for (const struct of decoded.structs) {
    const { client, clock } = struct.id
    const state = Y.getState(doc.store, client)
    if (clock + struct.length <= state) continue
    const way = ways.of(struct)
    if (way === 'unknown') return null
    if (clock < state) {
      // What is there of it already must be of the same; Yjs would believe both.
      const before = ways.structAt(client, state - 1)
      if (!before || !isSameWay(way, ways.of(before))) return null
    }
    if (way === 'nowhere' || !(struct instanceof Y.Item)) {
      add(NOWHERE, [])
      continue
    }
    const isLeft = way.isDirect && !deleted.has(struct) && !(struct.content instanceof Y.ContentDeleted)
    add(way, isLeft ? struct.content.getContent() : [])
  }
  return [...changes.values()]
}

/** What is left of text that has been deleted: it takes numbers of its writer, and no room. */
const NOWHERE: Way = { root: '', key: null, isDirect: false }

/** No honest clock comes near; one that is no safe integer any more could be read by nobody. */
const MAX_CLOCK = 2 ** 48

/** What each client has written, in its order. */
function listsIn(structs: readonly Struct[]): ReadonlyMap<number, readonly Struct[]> {
  const lists = new Map<number, Struct[]>()
  for (const struct of structs) {
    const own = lists.get(struct.id.client)
    if (own) own.push(struct)
    else lists.set(struct.id.client, [struct])
  }
  return lists
}

/**
 * Whether Yjs would apply all of it at once: each struct follows on those of its client, and rests on what is
 * there or comes before it. The order is Yjs' own (`integrateStructs`): what waits for another client lets
 * that one go first.
 */
function isWhole({ store }: Y.Doc, lists: ReadonlyMap<number, readonly Struct[]>): boolean {
  const ends = new Map<number, number>()
  const taken = new Map<number, number>()
  const endOf = (client: number): number => ends.get(client) ?? Y.getState(store, client)
  const nextOf = (client: number): Struct | undefined => {
    const at = taken.get(client) ?? 0
    taken.set(client, at + 1)
    return lists.get(client)?.[at]
  }
  for (const client of lists.keys()) {
    const waiting: Struct[] = []
    for (let own = nextOf(client); own; own = waiting.pop() ?? nextOf(client)) {
      const { id, length } = own
      const isNext = id.clock <= endOf(id.client) && id.clock + length <= MAX_CLOCK
      if (own instanceof Y.Skip || !isNext) return false
      const missing = restsOn(own).find((other) => other.clock >= endOf(other.client))
      if (!missing) {
        ends.set(id.client, Math.max(endOf(id.client), id.clock + length))
        continue
      }
      const further = missing.client === id.client ? undefined : nextOf(missing.client)
      if (!further) return false
      waiting.push(own, further)
    }
  }
  return true
}

/** What must be there before a struct can be. */
function restsOn(struct: Struct): readonly Y.ID[] {
  if (!(struct instanceof Y.Item)) return []
  const { origin, rightOrigin, parent } = struct
  return [origin, rightOrigin, parent].filter((own) => own instanceof Y.ID)
}

function isSameWay(a: Way | 'unknown' | 'nowhere', b: Way | 'unknown' | 'nowhere'): boolean {
  if (typeof a === 'string' || typeof b === 'string') return a === b
  return a.root === b.root && a.key === b.key && a.isDirect === b.isDirect
}

interface Way {
  readonly root: string
  readonly key: string | null
  /** Whether the item is the register itself, and not something inside of it. */
  readonly isDirect: boolean
}

type Struct = Y.Item | Y.GC | Y.Skip

/** Leads from items, of the document or of an update, to the top-level types that they belong to. */
class Ways {
  private readonly known = new Map<Struct, Way | 'unknown' | 'nowhere'>()

  constructor(
    private readonly doc: Y.Doc,
    private readonly news: ReadonlyMap<number, readonly Struct[]>,
  ) {}

  structAt(client: number, clock: number): Struct | null {
    const { store } = this.doc
    if (clock < Y.getState(store, client)) return Y.getItem(store, Y.createID(client, clock))
    const own = this.news.get(client) ?? []
    const found = own[lowerBound(own, ({ id, length }) => id.clock + length <= clock)]
    return found && found.id.clock <= clock && !(found instanceof Y.Skip) ? found : null
  }

  /** `nowhere` for what stands beside something that is gone for good, which Yjs drops. */
  of(struct: Struct): Way | 'unknown' | 'nowhere' {
    const passed: { readonly struct: Struct; readonly isInside: boolean }[] = []
    let way: Way | 'unknown' | 'nowhere' | undefined
    for (let own: Struct | null = struct; !way;) {
      way = !own ? 'unknown' : own instanceof Y.Item ? this.known.get(own) : 'nowhere'
      if (way || !(own instanceof Y.Item)) break
      const parent = own.parent as Y.AbstractType<unknown> | Y.ID | string | null // a name while it is not integrated
      if (typeof parent === 'string') way = { root: parent, key: own.parentSub, isDirect: true }
      else if (parent instanceof Y.AbstractType && !parent._item)
        way = { root: Y.findRootTypeKey(parent), key: own.parentSub, isDirect: true }
      if (way) {
        this.known.set(own, way)
        break
      }
      const beside = own.origin ?? own.rightOrigin
      const outer =
        parent instanceof Y.AbstractType
          ? parent._item?.id
          : parent === null || typeof parent === 'string'
            ? null
            : parent
      const next = outer ?? beside
      if (!next) return 'unknown'
      passed.push({ struct: own, isInside: Boolean(outer) })
      own = this.structAt(next.client, next.clock)
    }
    let found = way ?? 'unknown'
    for (const { struct: own, isInside } of passed.reverse()) {
      if (typeof found === 'object' && isInside) found = { ...found, isDirect: false }
      this.known.set(own, found)
    }
    return found
  }
}
