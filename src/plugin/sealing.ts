/**
 * Sealing the log beside the editor. WebCrypto answers later, and the state
 * changes only by pure functions; so entries are appended without a seal and
 * get it by a transaction of their own, all that are waiting in one.
 */
import type { EditorView } from 'prosemirror-view'
import type { LogEntry } from '../model/log.js'
import { isSealed, sealLog } from '../model/seal.js'
import { attributionKey, perform } from './state.js'

/** Seals the log of one view. */
export class Sealing {
  /** The log that was sealed last, or is just being sealed. */
  private seen: readonly LogEntry[] | null = null
  private isBusy = false
  /** There is no WebCrypto here; that has been told, and the log goes on without seals. */
  private isGivenUp = false

  constructor(private readonly view: EditorView) {
    this.update()
  }

  /** To be called after every update of the view. */
  update(): void {
    if (!this.isBusy && !this.isGivenUp && this.waiting()) void this.run()
  }

  /** The log when it has entries without seal and has not been tried before: a host may refuse transactions. */
  private waiting(): readonly LogEntry[] | null {
    const { view } = this
    const own = view.isDestroyed ? undefined : attributionKey.getState(view.state)
    // A shared log is sealed by whoever shares it, each entry by its writer.
    return own && !own.isShared && own.log !== this.seen && !isSealed(own.log) ? own.log : null
  }

  private async run(): Promise<void> {
    const { view } = this
    this.isBusy = true
    try {
      for (let log = this.waiting(); log; log = this.waiting()) {
        this.seen = log
        const sealed = await sealLog(log)
        if (view.isDestroyed) return
        perform(view, { type: 'seal', log, sealed })
      }
    } catch (error) {
      this.isGivenUp = true
      if (!view.isDestroyed) attributionKey.getState(view.state)?.config.onProblem({ where: 'log', error })
    } finally {
      this.isBusy = false
    }
  }
}
