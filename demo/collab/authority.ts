/** The authority of ProseMirror's guide, with actions beside its steps. In the page here; elsewhere on a server. */
import type { Node, Schema } from 'prosemirror-model'
import { Step } from 'prosemirror-transform'
import { parseSharedActions } from '../../src/collab/index.js'

/** What a client sends. */
export interface Message {
  readonly clientID: string
  readonly version: number
  readonly actionVersion: number
  readonly steps: readonly unknown[]
  readonly actions: unknown
}

/** What a client has missed. */
export interface News {
  readonly steps: readonly unknown[]
  readonly clientIDs: readonly string[]
  readonly actions: readonly unknown[]
}

export class Authority {
  private readonly steps: unknown[] = []
  private readonly clientIDs: string[] = []
  private readonly actions: unknown[] = []

  constructor(
    readonly schema: Schema,
    private doc: Node,
  ) {}

  /** Takes a message whole, or not at all: from one that does not know everything, or what is not sound. */
  take({ clientID, version, actionVersion, steps, actions }: Message): boolean {
    if (version !== this.steps.length || actionVersion !== this.actions.length) return false
    const parsed = parseSharedActions(actions)
    if (!parsed.ok) return false
    let { doc } = this
    for (const step of steps) {
      const result = Step.fromJSON(this.schema, step).apply(doc)
      if (!result.doc) return false
      doc = result.doc
    }
    this.doc = doc
    this.steps.push(...steps)
    this.clientIDs.push(...steps.map(() => clientID))
    this.actions.push(...parsed.value)
    return true
  }

  since(version: number, actionVersion: number): News {
    return {
      steps: this.steps.slice(version),
      clientIDs: this.clientIDs.slice(version),
      actions: this.actions.slice(actionVersion),
    }
  }
}
