/**
 * Who may say by awareness that they look at an article: each connection for its own editors, in the name of
 * its member. What a message says of others is not passed on: an honest client only repeats it, and one that
 * comes back from a cut takes those away whom it cannot see any more, though they are there.
 *
 * An awareness message of Hocuspocus is the article's name, a kind, and the update of y-protocols: a list of
 * client, clock and state as JSON.
 */
import type * as Y from 'yjs'
import type { Person } from '../model/person.js'
import { ByteReader } from './byte-reader.js'
import { VIEWER_FIELD } from './viewer-field.js'

/** The awareness of a document on a server, as far as it is looked at. */
export interface KnownAwareness {
  /** How often each client has said something. */
  readonly meta: ReadonlyMap<number, { readonly clock: number }>
}

/** A connection, to be told from others. */
interface Looking {
  readonly document: Y.Doc & { readonly awareness: KnownAwareness }
}

/** No honest message is longer, in bytes; a state is some hundred. */
const MAX_SIZE = 65_536
/** No honest connection has more editors of one article. */
const MAX_EDITORS = 4

const AWARENESS = 1

/** By document: whose editors are where. */
const editors = new WeakMap<Y.Doc, Map<number, { readonly connection: Looking; readonly person: string }>>()

/** The update in a message of Hocuspocus, with the place in it at which it begins; null for other messages. */
export function awarenessIn(
  message: Uint8Array,
): { readonly update: Uint8Array; readonly start: number } | null {
  try {
    const reader = new ByteReader(message)
    reader.bytes()
    if (reader.number() !== AWARENESS) return null
    const update = reader.bytes()
    return { update, start: reader.at - update.length }
  } catch {
    return null
  }
}

/** Whether what a message says is for its sender to say; remembers whose editors are whose. */
export function maySay(connection: Looking, update: Uint8Array, person: Person): boolean {
  if (update.length > MAX_SIZE) return false
  const { document } = connection
  const known = editors.get(document) ?? new Map<number, { connection: Looking; person: string }>()
  editors.set(document, known)
  const mine: number[] = []
  try {
    const reader = new ByteReader(update)
    for (let left = reader.number(); left > 0; left--) {
      const client = reader.number()
      const clock = reader.number()
      const state: unknown = JSON.parse(new TextDecoder().decode(reader.bytes()))
      // What is known already changes nothing.
      if (state !== null && clock <= (document.awareness.meta.get(client)?.clock ?? -1)) continue
      const owner = known.get(client)
      const isOwn = owner?.connection === connection
      // Who has come back may be here twice for a while.
      if (owner ? owner.person !== person.id : state === null) return false
      if (state === null) continue
      if (!isOwn) mine.push(client)
      if (!isSaidBy(state, person)) return false
    }
  } catch {
    return false
  }
  const before = [...known.values()].filter((own) => own.connection === connection).length
  if (before + mine.length > MAX_EDITORS) return false
  for (const client of mine) known.set(client, { connection, person: person.id })
  return true
}

/** To be called when a connection is closed. */
export function leaves(connection: Looking): void {
  const known = editors.get(connection.document)
  for (const [client, own] of known ?? []) if (own.connection === connection) known?.delete(client)
}

function isSaidBy(state: unknown, { id, name }: Person): boolean {
  const said = membersOf(membersOf(state)[VIEWER_FIELD])['person']
  if (said === null || said === undefined) return true
  const own = membersOf(said)
  return own['id'] === id && own['name'] === name
}

function membersOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}
