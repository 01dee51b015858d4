/** The authority of ProseMirror's guide to collaborative editing, with actions beside its steps, and clients without a screen. */
import { collab, getVersion, receiveTransaction, sendableSteps } from 'prosemirror-collab'
import { history } from 'prosemirror-history'
import { Node } from 'prosemirror-model'
import { EditorState, type Command, type Transaction } from 'prosemirror-state'
import { Step } from 'prosemirror-transform'
import { Authority as ExampleAuthority, type Message } from '../../demo/collab/authority.js'
import { attribution, type AttributionOptions, type User } from '../../src/index.js'
import {
  getActionVersion,
  parseSnapshot,
  receiveActions,
  sendableActions,
  sharedSnapshot,
  shareAnnotations,
  snapshotToJSON,
} from '../../src/collab/index.js'

/** The example's authority, which passes over what is unsound; nothing of that kind may be sent here. */
export class Authority extends ExampleAuthority {
  override take(message: Message): boolean {
    const missed = this.since(message.version, message.actionVersion)
    const isTaken = super.take(message)
    if (!isTaken && !missed.steps.length && !missed.actions.length)
      throw new TypeError(`not sound: ${JSON.stringify(message)}`)
    return isTaken
  }
}

/** One at the desk. */
export class Client {
  state: EditorState

  constructor(
    readonly id: string,
    private readonly authority: Authority,
    {
      doc,
      options = {},
      late,
      roles = [],
    }: {
      readonly doc: Node
      readonly options?: Partial<AttributionOptions>
      readonly roles?: readonly string[]
      /** Begins with what this client knows. */
      readonly late?: Client
    },
  ) {
    let n = 0
    const user: User = { id, name: id.toUpperCase(), roles }
    const from = late && sharedSnapshot(late.state)
    const stored = from && parseSnapshot(JSON.parse(JSON.stringify(snapshotToJSON(from))))
    if (stored && !stored.ok) throw new TypeError(JSON.stringify(stored.problems))
    const snapshot = stored?.value
    this.state = EditorState.create({
      doc: from ? Node.fromJSON(authority.schema, from.doc.toJSON()) : doc,
      plugins: [
        history(),
        attribution({
          engine: null,
          now: () => new Date('2026-11-29T05:00:00.000Z'),
          user: () => user,
          createId: () => `${id}${++n}`,
          ...options,
          ...(snapshot && { initial: snapshot.dossier }),
        }),
        collab({ clientID: id, version: snapshot?.version ?? 0 }),
        shareAnnotations({ clientID: id, ...(snapshot && { snapshot }) }),
      ],
    })
  }

  readonly dispatch = (tr: Transaction): void => {
    this.state = this.state.apply(tr)
  }

  run(command: Command): boolean {
    return command(this.state, this.dispatch)
  }

  /** Through JSON, as over a wire. */
  get message(): Message | null {
    const steps = sendableSteps(this.state)
    const sendable = sendableActions(this.state)
    if (!steps && !sendable) return null
    const message: Message = {
      version: getVersion(this.state),
      actionVersion: getActionVersion(this.state),
      steps: steps?.steps.map((step) => step.toJSON() as unknown) ?? [],
      clientID: this.id,
      actions: sendable?.actions ?? [],
    }
    return JSON.parse(JSON.stringify(message)) as Message
  }

  /** Sends what there is, if the authority takes it. */
  send(): boolean {
    const { message } = this
    return message === null || this.authority.take(message)
  }

  /** Takes in what it has missed. */
  receive(news = this.authority.since(getVersion(this.state), getActionVersion(this.state))): void {
    const steps = news.steps.map((json) => Step.fromJSON(this.authority.schema, json))
    const received = receiveActions(this.state, receiveTransaction(this.state, steps, news.clientIDs), {
      ...{ steps, clientIDs: news.clientIDs, actions: JSON.parse(JSON.stringify(news.actions)) as unknown },
    })
    if (!received.ok) throw new TypeError(JSON.stringify(received.problems))
    this.dispatch(received.value)
  }
}

/** Until everybody has everything. */
export function settle(clients: readonly Client[]): void {
  for (let round = 0; round < 4; round++)
    for (const client of clients) {
      client.receive()
      if (!client.send()) throw new Error('refused although it knows all')
      client.receive()
    }
}
