/** The plugin: state, decorations, detection, and telling the host what changed. */
import { Plugin } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import type { Dossier } from '../model/dossier.js'
import { ID_BYTES, idFrom } from '../model/id.js'
import type { Person, User } from '../model/person.js'
import type { Policy } from '../model/policy.js'
import type { Right } from '../model/rights.js'
import { createScheme, DEFAULT_SCHEME, type Scheme } from '../model/status.js'
import type { Engine } from '../text/engine.js'
import { announce, type Announce } from './announcements.js'
import { BorderAnnouncer, onKeyDown, withBorders } from './border-mode.js'
import { openerOf } from './card-openers.js'
import { carryOver, remember } from './carry.js'
import { Clipboard, clipboardEvents } from './clipboard.js'
import { checkStateCopies, checkViewCopy } from './copies.js'
import { decorationsOf } from './decorations.js'
import { Detection } from './detection.js'
import type { Detector } from './detector.js'
import { readAsOf, unknownNodes, type ReadAsOption } from './flows.js'
import { HoveredRoles } from './hovered-roles.js'
import { LiveRegion } from './live-region.js'
import { rangesOf } from './reading.js'
import { Sealing } from './sealing.js'
import {
  applyTransaction,
  attributionKey,
  attributionState,
  initState,
  rightsOf,
  type AttributionProblem,
  type AttributionState,
  type Config,
} from './state.js'
import { StatementAnnouncer } from './statement-announcer.js'
import { StyleCheck } from './style-check.js'
import { Viewport } from './viewport.js'

/** What the host tells the plugin. */
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
  readonly user?: () => User | null
  /** Whom statements can be assigned to and comments can mention; asked when they are offered. Default nobody. */
  readonly people?: () => readonly Person[]
  /** The house's own statuses and ratings; what it leaves out are the default ones. Throws RangeError when they are not sound (`createScheme`). */
  readonly scheme?: Partial<Scheme>
  /** The house's rules, by which `publishCheck` answers. Default `DEFAULT_POLICY`. */
  readonly policy?: Policy
  /** Default the system's clock. */
  readonly now?: () => Date
  /** Default random ones. Annotations keep theirs when they move to another editor of the page, so that no two editors should make the same. */
  readonly createId?: () => string
  /** Loaded at the start and put on the document's text as `setAnnotations` does it. */
  readonly initial?: Dossier
  /** Called after each committed update that changed the plugin's state. */
  readonly onChange?: (view: EditorView) => void
  /**
   * Told what failed outside the editor's own work (detection, a listener, sealing the log, foreign data on the
   * clipboard), and of what was hardly meant: a text in another language than the engine's, marks
   * without style, nodes in `readAs` that the schema lacks. Default `console.error`.
   */
  readonly onProblem?: (problem: AttributionProblem) => void
  /**
   * What detection reads as running text, as a text of its own, or not at all. Default: captions, table cells
   * and notes are texts of their own, code, formulas, embeds and pull quotes are not read (`defaultReadAs`).
   * Throws RangeError for another word; of a name that the schema does not have `onProblem` is told.
   */
  readonly readAs?: ReadAsOption
  /** How long the writer must pause before detection runs. Default 250. */
  readonly idleDelayMs?: number
  /**
   * Words for screen readers when the cursor comes into a statement, while borders are moved, and where a right is
   * lacking. Default
   * German or English, as the page's `lang` says.
   */
  readonly announce?: Announce
  /**
   * Whether an annotation that rests on a confidential source may move to another editor of the page,
   * source and all, when its text is cut and pasted or dragged there. Default false: it stays behind,
   * detached. The clipboard itself never holds sources.
   */
  readonly shareConfidential?: boolean
}

/**
 * Makes the plugin. It needs nothing of the schema, and puts nothing into the document. An editor that has other copies
 * of ProseMirror's packages than this one gets a TypeError, which names them, when its state or its view is made.
 * Throws TypeError for an engine that is none and for functions that are none, RangeError for other values that cannot be.
 */
export function attribution(options: AttributionOptions): Plugin<AttributionState> {
  const config = configOf(options)
  return new Plugin<AttributionState>({
    key: attributionKey,
    state: {
      init: (_, state) => {
        checkStateCopies(state)
        return initState(config, state.doc)
      },
      apply: (tr, old) => applyTransaction(tr, old),
    },
    props: {
      decorations(state) {
        const own = attributionKey.getState(state)
        return own && withBorders(own, decorationsOf(own))
      },
      editable(state) {
        const own = attributionKey.getState(state)
        return !own || rightsOf(own).includes('write')
      },
      // As a DOM event it comes before every keymap, wherever the host has put those.
      handleDOMEvents: { keydown: onKeyDown, ...clipboardEvents },
    },
    view: (view) => {
      checkViewCopy(view)
      const error = unknownNodes(options.readAs, view.state.schema)
      if (error) config.onProblem({ where: 'detection', error })
      const detection = new Detection(view)
      const viewport = new Viewport(view)
      const sealing = new Sealing(view)
      const region = new LiveRegion(view)
      const borders = new BorderAnnouncer(view, region)
      const statements = new StatementAnnouncer(view, region)
      const roles = new HoveredRoles(view)
      const style = new StyleCheck(view)
      carryOver(view)
      const clipboard = new Clipboard(view)
      return {
        update(_, previous) {
          const before = attributionKey.getState(previous)
          const now = attributionKey.getState(view.state)
          statements.update(previous)
          if (!now || now === before) return
          remember(view)
          detection.update(before, now)
          borders.update(before, now)
          if (now.refused && now.refused !== before?.refused) refuse(view, now.refused.right, region)
          if (now.anchors.size !== before?.anchors.size) viewport.schedule()
          sealing.update()
          roles.update()
          style.update()
          const wanted = now.reveal
          // Where a browser has no scroll anchors, as in WebKit, ProseMirror scrolls back once its plugins are through.
          if (wanted && wanted !== before?.reveal) queueMicrotask(() => reveal(view, wanted.id))
          tell(view, now.config)
        },
        destroy() {
          detection.destroy()
          viewport.destroy()
          region.destroy()
          roles.destroy()
          style.destroy()
          clipboard.destroy()
        },
      }
    },
  })
}

/** What `subscribe` calls, with the view as it is now. */
export type Listener = (view: EditorView) => void

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

/** Whoever shows cards says it, to be seen too; else screen readers are told. */
function refuse(view: EditorView, right: Right, region: LiveRegion): void {
  if (openerOf(view)?.refuse?.(right)) return
  const own = attributionState(view.state)
  region.say(region.wordsFor({ type: 'refused', right, rights: rightsOf(own) }, own.config))
}

/** Scrolls to a statement when it is out of sight, and centres it. By its place: far from the visible part it is not drawn. */
function reveal(view: EditorView, id: string): void {
  const state = view.isDestroyed ? undefined : attributionKey.getState(view.state)
  const start = state && rangesOf(state, id)?.quote[0]?.from
  if (start === undefined) return
  const page = view.dom.ownerDocument.documentElement
  const frames = scrollFrames(view.dom)
  const { top, bottom } = view.coordsAtPos(start, 1)
  const isSeen = (box: { readonly top: number; readonly bottom: number }): boolean =>
    top >= box.top && bottom <= box.bottom
  if (
    isSeen({ top: 0, bottom: page.clientHeight }) &&
    frames.every((frame) => isSeen(frame.getBoundingClientRect()))
  )
    return
  for (const frame of frames) {
    const box = frame.getBoundingClientRect()
    frame.scrollTop += view.coordsAtPos(start, 1).top - (box.top + box.bottom) / 2
  }
  page.scrollTop += view.coordsAtPos(start, 1).top - page.clientHeight / 2
}

/** The elements around the editor that scroll, itself among them, the innermost first; not the page. */
function scrollFrames(element: HTMLElement): readonly HTMLElement[] {
  const frames: HTMLElement[] = []
  for (let own: HTMLElement | null = element; own; own = own.parentElement)
    if (own.scrollHeight > own.clientHeight && getComputedStyle(own).overflowY !== 'visible') frames.push(own)
  return frames.filter(
    (frame) => frame !== frame.ownerDocument.documentElement && frame !== frame.ownerDocument.body,
  )
}

const FUNCTIONS = ['user', 'people', 'now', 'createId', 'onChange', 'onProblem', 'announce'] as const

function configOf(options: AttributionOptions): Config {
  if (!isEngine(options?.engine))
    throw new TypeError(
      `attribution needs an engine, as createEngine(de) makes one, or null for none: ${String(options?.engine)}`,
    )
  for (const name of FUNCTIONS)
    if (options[name] !== undefined && typeof options[name] !== 'function')
      throw new TypeError(`${name} must be a function: ${String(options[name])}`)
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
    people: options.people ?? (() => []),
    scheme: options.scheme ? createScheme(options.scheme) : DEFAULT_SCHEME,
    policy: options.policy ?? null,
    now: options.now ?? (() => new Date()),
    createId: options.createId ?? (() => idFrom(crypto.getRandomValues(new Uint8Array(ID_BYTES)))),
    initial: options.initial ?? null,
    onChange: options.onChange ?? null,
    onProblem: options.onProblem ? reportTo(options.onProblem) : report,
    announce: options.announce ?? announce,
    shareConfidential: options.shareConfidential ?? false,
    readAs: readAsOf(options.readAs),
  }
}

/** Hosts without TypeScript hand over the language pack, or nothing. */
function isEngine(engine: unknown): boolean {
  return engine === null || typeof (engine as Engine | undefined)?.analyze === 'function'
}

/** It is called in the middle of updates, which nothing that it throws may break off. */
function reportTo(onProblem: Config['onProblem']): Config['onProblem'] {
  return (problem) => {
    try {
      onProblem(problem)
    } catch (error) {
      report(problem)
      report({ where: 'listener', error })
    }
  }
}

function report({ where, error }: AttributionProblem): void {
  // eslint-disable-next-line no-console -- the host has named no other place
  console.error(`prosemirror-attribution (${where}):`, error)
}
