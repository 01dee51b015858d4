/** What the server lets the present user do, put into the state of one view. */
import type { EditorView } from 'prosemirror-view'
import type { Right } from '../model/rights.js'
import { attributionKey, perform } from '../plugin/state.js'
import { readRights, rightsMessage } from './rights.js'
import type { SharedAwareness } from './viewers.js'

/** What is used of a Hocuspocus provider (`@hocuspocus/provider` 3). */
export interface SharedProvider {
  readonly awareness?: SharedAwareness | null
  /** Sends a message to the server that nobody keeps. */
  sendStateless(payload: string): unknown
  /** Calls `listener` for each such message of the server. */
  on(event: 'stateless', listener: (message: { readonly payload: string }) => void): unknown
  /** Calls it no more. */
  off(event: 'stateless', listener: (message: { readonly payload: string }) => void): unknown
}

/** What each server has told last; an editor may come to it later, or anew. */
const told = new WeakMap<SharedProvider, readonly Right[]>()

/** Keeps the rights of one view as the server has told them last; `destroy` stops it. */
export class ToldRights {
  constructor(
    private readonly view: EditorView,
    private readonly provider: SharedProvider,
  ) {
    provider.on('stateless', this.hear)
    // They may have been told before the editor was there.
    if (!told.has(provider)) provider.sendStateless(rightsMessage())
    // The view itself may just be in the making.
    queueMicrotask(() => this.update())
  }

  /** To be called after every update of the view: another state that was put in knows nothing yet. */
  update(): void {
    const rights = told.get(this.provider)
    const own = this.view.isDestroyed ? undefined : attributionKey.getState(this.view.state)
    if (own && rights && own.rights !== rights) perform(this.view, { type: 'set-rights', rights })
  }

  destroy(): void {
    this.provider.off('stateless', this.hear)
  }

  private readonly hear = ({ payload }: { readonly payload: string }): void => {
    const rights = readRights(payload)
    if (rights === null || rights === 'ask') return
    told.set(this.provider, rights)
    this.update()
  }
}
