/** The plugin: state, decorations, detection, and telling the host what changed. */
import type { Node } from 'prosemirror-model'
import { Plugin } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import type { Dossier } from '../model/dossier.js'
import { ID_BYTES, idFrom } from '../model/id.js'
import type { Person } from '../model/person.js'
import type { Engine } from '../text/engine.js'
import { decorationsOf } from './decorations.js'
import { Detection } from './detection.js'
import type { Detector } from './detector.js'
import {
  applyTransaction,
  attributionKey,
  initState,
  type AttributionProblem,
  type AttributionState,
  type Config,
} from './state.js'

export interface AttributionOptions {
  /** Finds statements; `createEngine(de)` makes one, `setEngine` puts another in its place. Null for none: people mark by hand. */
  readonly engine: Engine | null
  /**
   * Another engine, such as a server, asked beside or instead of `engine`. With both, the engine marks
   * at once, and the detector's answer takes the place of what the engine found; in paragraphs that
   * nobody has changed since, the answer stands until the next one comes. Default none.
   */
  readonly detector?: Detector
  /** How long the writer must pause before the detector is asked, in milliseconds. Default 1000. */
  readonly detectorDelayMs?: number
  /** How long the detector may take to answer, in milliseconds. Default 30,000. */
  readonly detectorTimeoutMs?: number
  /** The article's title; default its first heading. */
  readonly title?: string
  /** BCP 47 tag of the article; default the engine's, else "und". */
  readonly lang?: string
  /** Who is working; asked at each action. Default nobody. */
  readonly user?: () => Person | null
  /** Default the system's clock. */
  readonly now?: () => Date
  /** Default random ones. */
  readonly createId?: () => string
  /** Loaded at the start and put on the document's text as `setAnnotations` does it. */
  readonly initial?: Dossier
  /** Called after each committed update that changed the plugin's state. */
  readonly onChange?: (view: EditorView) => void
  /** Told what failed outside the editor's own work. Default `console.error`. */
  readonly onProblem?: (problem: AttributionProblem) => void
  /** Which text blocks detection reads; default all but code. */
  readonly isText?: (node: Node) => boolean
  /** How long the writer must pause before detection runs. Default 250. */
  readonly idleDelayMs?: number
}

/** Makes the plugin. It needs nothing of the schema, and puts nothing into the document. */
export function attribution(options: AttributionOptions): Plugin<AttributionState> {
  const config = configOf(options)
  return new Plugin<AttributionState>({
    key: attributionKey,
    state: {
      init: (_, state) => initState(config, state.doc),
      apply: (tr, old) => applyTransaction(tr, old),
    },
    props: {
      decorations(state) {
        const own = attributionKey.getState(state)
        return own && decorationsOf(own)
      },
    },
    view: (view) => {
      const detection = new Detection(view)
      return {
        update(_, previous) {
          const before = attributionKey.getState(previous)
          const now = attributionKey.getState(view.state)
          if (!now || now === before) return
          detection.update(before, now)
          if (now.reveal && now.reveal !== before?.reveal) reveal(view, now.reveal.id)
          tell(view, now.config)
        },
        destroy: () => detection.destroy(),
      }
    },
  })
}

type Listener = (view: EditorView) => void

const listeners = new WeakMap<EditorView, Set<Listener>>()

/**
 * Calls `listener` after each committed update of `view` that changed the plugin's state.
 * Returns how to stop. What a listener throws is reported to `onProblem` and harms nobody else.
 */
export function subscribe(view: EditorView, listener: Listener): () => void {
  const own = listeners.get(view) ?? new Set()
  listeners.set(view, own)
  own.add(listener)
  return () => {
    own.delete(listener)
  }
}

function tell(view: EditorView, { onChange, onProblem }: Config): void {
  for (const listener of [...(onChange ? [onChange] : []), ...(listeners.get(view) ?? [])]) {
    if (view.isDestroyed) return
    try {
      listener(view)
    } catch (error) {
      onProblem({ where: 'listener', error })
    }
  }
}

/** Scrolls to a statement when it is out of sight, and centres it. */
function reveal(view: EditorView, id: string): void {
  const element = [...view.dom.querySelectorAll<HTMLElement>('[data-attribution-ids]')].find((candidate) =>
    candidate.dataset['attributionIds']?.split(' ').includes(id),
  )
  if (!element) return
  const { top, bottom } = element.getBoundingClientRect()
  const frame = scrollFrame(element)
  if (top >= frame.top && bottom <= frame.bottom) return
  element.scrollIntoView({ block: 'center' })
}

function scrollFrame(element: HTMLElement): { readonly top: number; readonly bottom: number } {
  let top = 0
  let bottom = element.ownerDocument.documentElement.clientHeight
  for (let parent = element.parentElement; parent; parent = parent.parentElement) {
    if (parent.scrollHeight <= parent.clientHeight || getComputedStyle(parent).overflowY === 'visible')
      continue
    const box = parent.getBoundingClientRect()
    top = Math.max(top, box.top)
    bottom = Math.min(bottom, box.bottom)
  }
  return { top, bottom }
}

function configOf(options: AttributionOptions): Config {
  const { engine, detector = null, idleDelayMs = 250 } = options
  const { detectorDelayMs = 1000, detectorTimeoutMs = 30_000 } = options
  for (const [name, ms] of Object.entries({ idleDelayMs, detectorDelayMs, detectorTimeoutMs }))
    if (!(ms >= 0)) throw new RangeError(`${name} must not be negative: ${ms}`)
  return {
    engine,
    detector,
    detectorDelayMs,
    detectorTimeoutMs,
    idleDelayMs,
    title: options.title ?? null,
    lang: options.lang ?? null,
    user: options.user ?? (() => null),
    now: options.now ?? (() => new Date()),
    createId: options.createId ?? (() => idFrom(crypto.getRandomValues(new Uint8Array(ID_BYTES)))),
    initial: options.initial ?? null,
    onChange: options.onChange ?? null,
    onProblem: options.onProblem ?? report,
    isText: options.isText ?? ((node) => !node.type.spec.code),
  }
}

function report({ where, error }: AttributionProblem): void {
  // eslint-disable-next-line no-console -- the host has named no other place
  console.error(`prosemirror-attribution (${where}):`, error)
}
