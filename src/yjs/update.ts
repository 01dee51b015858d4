/**
 * What an update would do to a shared document, told before it is applied: a server decides from it whether
 * to let it through (`docs/collaboration.md`).
 *
 * An update of Yjs is a list of items, of which most do not say what they belong to but only what they stand
 * beside. From there the way leads to a top-level type and, in a map, to a key. It is found without applying
 * anything, in time that grows with the update and not with the document.
 */
import * as Y from 'yjs'
import { namesIn, rootName, SHARED_NAME, SHARED_PARTS, type SharedPart } from './document.js'

/** A register, or a type of the document, that an update changes. */
export interface SharedChange {
  /** One of the shared maps; `document` for every other top-level type, such as the text. */
  readonly part: SharedPart | 'document'
  /** The name of the top-level type. */
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
  try {
    decoded = Y.decodeUpdate(update)
  } catch {
    return null
  }
  // Yjs would keep it for later, when nobody looks at it.
  if (!isWhole(doc, decoded.structs)) return null
  const ways = new Ways(doc, decoded.structs)
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
  const deleted = new Set<string>()
  for (const [client, ranges] of decoded.ds.clients)
    for (const { clock, len } of ranges)
      for (let at = clock; at < clock + len;) {
        const struct = ways.structAt(client, at)
        if (!struct) return null
        at = struct.id.clock + struct.length
        const way = struct instanceof Y.Item && !struct.deleted ? ways.of(struct.id) : 'nowhere'
        if (way === 'unknown') return null
        if (way === 'nowhere') continue
        deleted.add(`${client} ${struct.id.clock}`)
        add(way, [])
      }
  for (const struct of decoded.structs) {
    const { client, clock } = struct.id
    if (!(struct instanceof Y.Item) || clock + struct.length <= Y.getState(doc.store, client)) continue
    const way = ways.of(struct.id)
    if (way === 'unknown') return null
    if (way === 'nowhere') continue
    const isLeft =
      way.isDirect && !deleted.has(`${client} ${clock}`) && !(struct.content instanceof Y.ContentDeleted)
    add(way, isLeft ? [valueOf(struct)] : [])
  }
  return [...changes.values()]
}

/** Whether what each client has written follows on what the document has of it. */
function isWhole({ store }: Y.Doc, structs: readonly Struct[]): boolean {
  const ends = new Map<number, number>()
  for (const { id, length } of [...structs].sort((a, b) => a.id.clock - b.id.clock)) {
    const end = ends.get(id.client) ?? Y.getState(store, id.client)
    if (id.clock > end) return false
    ends.set(id.client, Math.max(end, id.clock + length))
  }
  return true
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
  private readonly news = new Map<number, Struct[]>()
  private readonly known = new Map<string, Way | 'unknown' | 'nowhere'>()

  constructor(
    private readonly doc: Y.Doc,
    structs: readonly Struct[],
  ) {
    for (const struct of structs) {
      const own = this.news.get(struct.id.client)
      if (own) own.push(struct)
      else this.news.set(struct.id.client, [struct])
    }
  }

  structAt(client: number, clock: number): Struct | null {
    const { store } = this.doc
    if (clock < Y.getState(store, client)) return Y.getItem(store, Y.createID(client, clock))
    const own = this.news.get(client) ?? []
    let low = 0
    let high = own.length
    while (low < high) {
      const middle = (low + high) >> 1
      const struct = own[middle]
      if (struct && struct.id.clock + struct.length <= clock) low = middle + 1
      else high = middle
    }
    const found = own[low]
    return found && found.id.clock <= clock && !(found instanceof Y.Skip) ? found : null
  }

  /** `nowhere` for what stands beside something that is gone for good, which Yjs drops. */
  of(id: Y.ID): Way | 'unknown' | 'nowhere' {
    const passed: { readonly name: string; readonly isInside: boolean }[] = []
    let way: Way | 'unknown' | 'nowhere' | undefined
    for (let at = id; !way;) {
      const struct = this.structAt(at.client, at.clock)
      const name = struct ? `${struct.id.client} ${struct.id.clock}` : ''
      way = !struct ? 'unknown' : struct instanceof Y.Item ? this.known.get(name) : 'nowhere'
      if (way || !(struct instanceof Y.Item)) break
      const parent = struct.parent as Y.AbstractType<unknown> | Y.ID | string | null // a name while it is not integrated
      if (typeof parent === 'string') way = { root: parent, key: struct.parentSub, isDirect: true }
      else if (parent instanceof Y.AbstractType && !parent._item)
        way = { root: Y.findRootTypeKey(parent), key: struct.parentSub, isDirect: true }
      if (way) {
        this.known.set(name, way)
        break
      }
      const beside = struct.origin ?? struct.rightOrigin
      const outer =
        parent instanceof Y.AbstractType
          ? parent._item?.id
          : parent === null || typeof parent === 'string'
            ? null
            : parent
      const next = outer ?? beside
      if (!next || passed.length > MAX_WAY) return 'unknown'
      passed.push({ name, isInside: Boolean(outer) })
      at = next
    }
    let found = way ?? 'unknown'
    for (const { name, isInside } of passed.reverse()) {
      if (typeof found === 'object' && isInside) found = { ...found, isDirect: false }
      this.known.set(name, found)
    }
    return found
  }
}

/** A way longer than any honest one: what goes on in a circle never ends. */
const MAX_WAY = 1_000_000

function valueOf({ content }: Y.Item): unknown {
  if (content instanceof Y.ContentAny || content instanceof Y.ContentJSON)
    return content.arr.at(-1) as unknown
  return content instanceof Y.ContentDeleted ? undefined : content.getContent().at(-1)
}
