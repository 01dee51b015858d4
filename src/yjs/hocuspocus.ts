/**
 * The guard as an extension for Hocuspocus' server, which it needs nothing of but its types' shape.
 *
 * Hocuspocus asks its extensions before a message is handled, and handles it some moments later: what has
 * come in between could make the answer wrong. So the answer is given where the update is about to be
 * applied, by the connection's own `beforeSync`, which it calls then.
 */
import * as Y from 'yjs'
import { NO_RIGHTS } from '../model/rights.js'
import { awarenessIn, leaves, maySay, type KnownAwareness } from './lookers.js'
import { judgeUpdate, type JudgeOptions, type Judgement, type SharedMember } from './guard.js'
import { readRights, rightsMessage } from './rights.js'

/** What is used of Hocuspocus' connection (`@hocuspocus/server` 3). */
export interface GuardedConnection {
  readonly context: unknown
  readonly document: Y.Doc & { readonly name: string; readonly awareness: KnownAwareness }
  readonly callbacks: {
    /** What other extensions do then. */
    beforeSync(connection: GuardedConnection, sync: SyncMessage): Promise<unknown>
  }
  readOnly: boolean
  /** Has `callback` called right before a message is applied, in place of the one before; it throws to refuse it. */
  beforeSync(callback: (connection: GuardedConnection, sync: SyncMessage) => Promise<unknown>): unknown
  /** Calls `callback` once the connection is closed. */
  onClose(callback: () => void): unknown
  /** Sends a message of Hocuspocus' protocol to the client. */
  send(message: Uint8Array): void
  /** Sends words of the host's own to the client, whose provider tells them by `onStateless`. */
  sendStateless(payload: string): void
}

/** A message of the Yjs sync protocol: 0 asks, 1 answers, 2 is an update. */
export interface SyncMessage {
  readonly type: number
  readonly payload: Uint8Array
}

/** How `guardHocuspocus` decides, and whom it tells. */
export interface GuardOptions extends Pick<JudgeOptions, 'name'> {
  /**
   * Who is at a connection, from the context that the host's `onAuthenticate` has made; null lets nothing
   * through. Asked for each update, so that rights can be taken away while somebody is connected.
   */
  readonly memberOf: (context: unknown) => SharedMember | null
  /**
   * Whether who comes back after a cut may bring along what others did, as far as they have the right to do
   * the same. Default true: after a server has died, it may be nowhere else. With false it waits for the others
   * to come back, and two who wait for each other wait for good.
   */
  readonly relay?: boolean
  /**
   * Told of an update that was not applied, and why: of what is held once, not of all that rests on it. Default:
   * nobody.
   */
  readonly onHeld?: (held: Exclude<Judgement, { outcome: 'pass' }>, connection: GuardedConnection) => void
  /**
   * Told of what somebody has brought along in the name of somebody else (`relay`), to be kept: should it turn out
   * that they never did it, this tells who has said so. Default: nobody.
   */
  readonly onRelayed?: (
    relayed: { readonly path: string; readonly reason: string },
    connection: GuardedConnection,
  ) => void
}

/** An extension for the list of a Hocuspocus server. */
export interface HocuspocusGuard {
  readonly extensionName: string
  readonly priority: number
  /** Called by the server for each message, which is `update`: puts the guard before the first one of a connection. */
  beforeHandleMessage(payload: {
    readonly connection: GuardedConnection
    readonly update: Uint8Array
  }): Promise<void>
  /** Called by the server for messages that nobody keeps: answers a client that asks what it may do. */
  onStateless(message: { readonly connection: GuardedConnection; readonly payload: string }): Promise<void>
  /** Tells all who are connected what they may do now, as far as that has changed; for a host whose rights have. */
  tellRights(): void
}

/** What Hocuspocus closes a connection with when something is forbidden. */
const FORBIDDEN = 4403

/**
 * An extension that applies updates to shared articles only where their sender may do what they do.
 *
 * A refused update closes the connection to the article: the sender's copy has what nobody else will have,
 * and must be loaded anew. One that waits is asked for again when others' changes have come.
 */
export function guardHocuspocus({
  memberOf,
  name,
  relay = true,
  onHeld,
  onRelayed,
}: GuardOptions): HocuspocusGuard {
  /** What each open connection was told last. */
  const guarded = new Map<GuardedConnection, string>()
  const tell = (connection: GuardedConnection): void => {
    const message = rightsMessage(memberOf(connection.context)?.rights ?? NO_RIGHTS)
    if (guarded.get(connection) === message) return
    guarded.set(connection, message)
    connection.sendStateless(message)
  }
  return {
    extensionName: 'attribution-guard',
    priority: 10_000,
    async beforeHandleMessage({ connection, update: message }) {
      const said = awarenessIn(message)
      if (said) {
        const member = memberOf(connection.context)
        // Hocuspocus reads these very bytes next: with an empty list it does nothing.
        if (!member || !maySay(connection, said.update, member.person)) message[said.start] = 0
      }
      if (guarded.has(connection)) return
      tell(connection)
      connection.onClose(() => {
        guarded.delete(connection)
        leaves(connection)
      })
      const others = connection.callbacks.beforeSync.bind(connection.callbacks)
      const line = new WaitingLine(connection)
      let mayRelay = relay
      connection.beforeSync((own, sync) => {
        if (sync.type !== QUESTION) {
          line.release()
          const member = memberOf(connection.context)
          tell(connection)
          const judgement: Judgement = member
            ? judgeUpdate(connection.document, sync.payload, member, {
                ...(name !== undefined && { name }),
                relay: mayRelay && sync.type === ANSWER,
              })
            : { outcome: 'refuse', path: '', reason: 'nobody knows who this is' }
          if (judgement.outcome === 'pass' && judgement.relayed) onRelayed?.(judgement.relayed, connection)
          if (judgement.outcome !== 'pass' && line.isNew(judgement)) onHeld?.(judgement, connection)
          if (judgement.outcome === 'refuse') throw new Refusal(judgement)
          // What somebody does now, they do in their own name.
          if (judgement.outcome === 'wait' && judgement.path && sync.type !== ANSWER) mayRelay = false
          if (judgement.outcome === 'wait') line.hold()
          else line.passed(sync.type)
        }
        return others(own, sync)
      })
    },
    async onStateless({ connection, payload }) {
      if (readRights(payload) !== 'ask') return
      guarded.delete(connection)
      tell(connection)
    },
    tellRights: () => [...guarded.keys()].forEach(tell),
  }
}

/** Hocuspocus closes the connection with it, and prints it: not with where in the code it was thrown, as if that were at fault. */
class Refusal extends Error {
  readonly code = FORBIDDEN
  readonly reason: string

  constructor({ path, reason }: { readonly path: string; readonly reason: string }) {
    super(path ? `${path}: ${reason}` : reason)
    this.name = 'Refusal'
    this.reason = reason
    this.stack = `${this.name}: ${this.message}`
  }
}

/** Keeps updates from being applied for now, and asks for them again. */
class WaitingLine {
  private held = 0
  private why = ''
  /** What the connection was before the message at hand was held. */
  private wasReadOnly: boolean | null = null
  private isAsking = false
  private readonly ask = (): void => {
    if (this.isAsking) return
    this.isAsking = true
    // What comes in one go is one question.
    setTimeout(() => {
      this.isAsking = false
      if (this.held) this.connection.send(messageOf(this.connection.document, ASK))
    })
  }

  constructor(private readonly connection: GuardedConnection) {
    connection.onClose(() => this.connection.document.off('update', this.ask))
  }

  /** Whether it is held for another reason than what was held before it: after one change, all that is typed is held. */
  isNew({ outcome, path, reason }: Exclude<Judgement, { outcome: 'pass' }>): boolean {
    const before = this.held ? this.why : ''
    // What rests on something that is held is no news.
    if (this.held && outcome === 'wait' && !path) return false
    this.why = `${path}: ${reason}`
    return this.why !== before
  }

  /** The message at hand is not applied: Hocuspocus answers to it as to one of a reader's. */
  hold(): void {
    const { connection } = this
    if (!this.held++) connection.document.on('update', this.ask)
    if (this.wasReadOnly === null) {
      this.wasReadOnly = connection.readOnly
      queueMicrotask(() => this.release())
    }
    connection.readOnly = true
  }

  /** The next message is another matter; it can come before anything else does. */
  release(): void {
    if (this.wasReadOnly !== null) this.connection.readOnly = this.wasReadOnly
    this.wasReadOnly = null
  }

  /** An answer brings all that the sender has, and so what was held. */
  passed(type: number): void {
    if (type !== ANSWER || !this.held) return
    this.connection.document.off('update', this.ask)
    // The sender counts what the server has not confirmed.
    for (; this.held; this.held--) this.connection.send(messageOf(this.connection.document, CONFIRM))
  }
}

/** Kinds of messages of the sync protocol. */
const QUESTION = 0
const ANSWER = 1
/** Kinds of messages of Hocuspocus. */
const ASK = 0
const CONFIRM = 8

/** As the Hocuspocus protocol has it: the document's name, the kind of message, its content. */
function messageOf(doc: Y.Doc & { readonly name: string }, kind: typeof ASK | typeof CONFIRM): Uint8Array {
  const name = new TextEncoder().encode(doc.name)
  const bytes: number[] = []
  const size = (n: number): void => {
    for (; n > 127; n = Math.floor(n / 128)) bytes.push((n % 128) + 128)
    bytes.push(n)
  }
  size(name.length)
  bytes.push(...name, kind)
  if (kind === CONFIRM) bytes.push(1)
  else {
    const state = Y.encodeStateVector(doc)
    bytes.push(QUESTION)
    size(state.length)
    bytes.push(...state)
  }
  return Uint8Array.from(bytes)
}
