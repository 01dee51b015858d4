/** Who looks at which statement, by Yjs' awareness: sent while it is so, and never stored. */
import type { EditorView } from 'prosemirror-view'
import * as v from 'valibot'
import { PARTS } from '../model/format-schema.js'
import { personOf } from '../model/person.js'
import type { Viewer as AnyViewer } from '../model/viewer.js'
import { attributionKey, perform } from '../plugin/state.js'
import { VIEWER_FIELD } from './viewer-field.js'

/** The part of an awareness of y-protocols that is used; every provider has one. */
export interface SharedAwareness {
  readonly clientID: number
  /** What each client says, by its id; one's own among them. */
  getStates(): ReadonlyMap<number, Readonly<Record<string, unknown>>>
  /** Says something to all, null that there is nothing to say any more. */
  setLocalStateField(field: string, value: unknown): void
  /** Calls `listener` whenever somebody says something else, comes or goes. */
  on(event: 'change', listener: () => void): void
  /** Calls it no more. */
  off(event: 'change', listener: () => void): void
}

/** Somebody else who has this article open. */
export interface Viewer extends AnyViewer {
  /** Of their editor; one person may have several. */
  readonly clientId: number
}

const schema = v.object({ open: v.nullable(v.string()), person: v.nullable(PARTS.person) })

const watchers = new WeakMap<EditorView, Viewers>()
const NOBODY: readonly Viewer[] = []

/** Who else has the article of a view open, and at which statement. The same array while nothing of it changes. */
export function getViewers(view: EditorView): readonly Viewer[] {
  return watchers.get(view)?.others ?? NOBODY
}

/** Calls `listener` when somebody else comes, goes, or selects another statement. Returns how to stop. */
export function watchViewers(view: EditorView, listener: () => void): () => void {
  const own = watchers.get(view)
  own?.listeners.add(listener)
  return () => {
    own?.listeners.delete(listener)
  }
}

/** Says what one view looks at, and knows what others do. */
export class Viewers {
  readonly listeners = new Set<() => void>()
  others: readonly Viewer[] = NOBODY
  private said = ''

  constructor(
    private readonly view: EditorView,
    private readonly awareness: SharedAwareness,
  ) {
    watchers.set(view, this)
    awareness.on('change', this.look)
    this.say()
    this.look()
  }

  /** To be called after every update of the view. */
  update(): void {
    this.say()
    this.show()
  }

  private say(): void {
    const own = attributionKey.getState(this.view.state)
    const user = own?.config.user() ?? null
    const value = { open: own?.selected ?? null, person: user && personOf(user) }
    const words = JSON.stringify(value)
    if (words === this.said) return
    this.said = words
    this.awareness.setLocalStateField(VIEWER_FIELD, value)
  }

  destroy(): void {
    watchers.delete(this.view)
    this.awareness.off('change', this.look)
    this.awareness.setLocalStateField(VIEWER_FIELD, null)
  }

  /** Also where another state was put in, which knows nothing yet. */
  private show(): void {
    const own = this.view.isDestroyed ? undefined : attributionKey.getState(this.view.state)
    if (own && own.viewers !== this.others) perform(this.view, { type: 'set-viewers', viewers: this.others })
  }

  private readonly look = (): void => {
    const others: Viewer[] = []
    for (const [clientId, state] of this.awareness.getStates()) {
      const parsed = v.safeParse(schema, state[VIEWER_FIELD])
      if (clientId === this.awareness.clientID || !parsed.success) continue
      others.push({ clientId, person: parsed.output.person, statement: parsed.output.open })
    }
    others.sort((a, b) => a.clientId - b.clientId)
    if (JSON.stringify(others) === JSON.stringify(this.others)) return
    this.others = others
    // The view itself may just be in the making.
    queueMicrotask(() => this.show())
    for (const listener of [...this.listeners]) listener()
  }
}
