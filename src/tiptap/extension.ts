/**
 * A chain of Tiptap commands shares one transaction. What a person does to statements has transactions of its own,
 * which leave document and undo history alone: so a command only says here whether it applies, as things stand at its
 * place in the chain, and is carried out as soon as the chain's own transaction is.
 */
import { Extension, type CommandProps, type Editor } from '@tiptap/core'
import type { Command, EditorState, Transaction } from 'prosemirror-state'
import type { Annotation } from '../model/annotation.js'
import type { Dossier } from '../model/dossier.js'
import type { Source } from '../model/source.js'
import {
  adjustBorders,
  addComment,
  annotateSelection,
  applyAction,
  assign,
  attachSource,
  attribution,
  attributionKey,
  attributionKeymap,
  confirmReview,
  detachSource,
  dismiss,
  editSource,
  getAnnotations,
  getDossier,
  getSelected,
  isPending,
  leaveBorders,
  mergeWithNext,
  moveBorder,
  openCard,
  removeAnnotation,
  restore,
  select,
  selectNext,
  selectPrevious,
  setAnnotations,
  setBordersToSelection,
  setEngine,
  setKind,
  setNote,
  setRights,
  setSpeaker,
  setSpeakerToSelection,
  setStatus,
  setVerdict,
  setViewers,
  signOff,
  splitAtCursor,
  takeBorders,
  takeSuggestion,
  type AttributionOptions,
} from '../plugin/index.js'

/** The plugin's commands under their own names; those that do not speak of statements by themselves get the word. */
const COMMANDS = {
  addComment,
  adjustBorders,
  annotateSelection,
  applyAction,
  assignStatement: assign,
  attachSource,
  confirmReview,
  detachSource,
  dismissStatement: dismiss,
  editSource,
  leaveBorders: () => leaveBorders,
  mergeWithNext,
  moveBorder,
  openCard,
  removeAnnotation,
  restoreStatement: restore,
  selectNextStatement: () => selectNext,
  selectPreviousStatement: () => selectPrevious,
  selectStatement: select,
  setAnnotations,
  setBordersToSelection,
  setEngine,
  setKind,
  setNote,
  setRights,
  setSpeaker,
  setSpeakerToSelection,
  setStatus,
  setVerdict,
  setViewers,
  signOff,
  splitAtCursor,
  takeBorders: () => takeBorders,
  takeSuggestion,
}

/**
 * The plugin's commands as Tiptap has them, for `editor.commands`, `editor.chain()` and `editor.can()`. They take what
 * the plugin's take. In a chain each acts, in its turn, on what the chain has made of text and selection in the end, so
 * that a command which uses the selection stands behind those that change it. Undo takes none of it back.
 */
export type AttributionCommands<ReturnType> = {
  [Name in keyof typeof COMMANDS]: (...args: Parameters<(typeof COMMANDS)[Name]>) => ReturnType
}

/** The plugin's options, and keys. */
export interface AttributionExtensionOptions extends AttributionOptions {
  /** Keys beside those of `attributionKeymap`, or in their place; `() => false` takes one away. */
  readonly keys: Readonly<Record<string, Command>>
}

/** `editor.storage.attribution`: what the plugin knows now. All empty until the editor has a view. */
export interface AttributionStorage {
  /** In text order, detached and dismissed ones among them; the same array while nothing changes. */
  readonly annotations: readonly Annotation[]
  /** The article's sources; the same array while nothing changes. */
  readonly sources: readonly Source[]
  /** Annotations, sources and log, as `dossierToJSON` and the reports take them; the same object while nothing changes. */
  readonly dossier: Dossier
  /** Id of the selected annotation. */
  readonly selected: string | null
  /** Whether detection has yet to look at the present text. */
  readonly isPending: boolean
  /** Calls `listener` after each update that changed any of this. Returns how to stop. What it throws goes to `onProblem`. */
  readonly subscribe: (listener: () => void) => () => void
  /** Who has subscribed. */
  readonly listeners: Set<() => void>
}

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    attribution: AttributionCommands<ReturnType>
  }
  interface Storage {
    attribution: AttributionStorage
  }
}

/** The meta of a transaction with the commands that are to follow it. */
const FOLLOWING = 'attribution-following'

const NOTHING: Dossier = { annotations: [], sources: [], log: [] }

/**
 * The extension: `Attribution.configure({ engine })`, with the options of `attribution`. Any schema works, and nothing
 * is put into the document. Elements are bound to `editor.view`, and all functions of the package take `editor.state`.
 */
export const Attribution = Extension.create<AttributionExtensionOptions, AttributionStorage>({
  name: 'attribution',

  addOptions: () => ({ engine: null, keys: attributionKeymap }),

  addStorage() {
    const listeners = new Set<() => void>()
    return {
      annotations: NOTHING.annotations,
      sources: NOTHING.sources,
      dossier: NOTHING,
      selected: null,
      isPending: false,
      listeners,
      subscribe: (listener) => {
        listeners.add(listener)
        return () => {
          listeners.delete(listener)
        }
      },
    }
  },

  addProseMirrorPlugins() {
    const { editor, storage } = this
    const { keys, onChange, ...options } = this.options
    showPresent(storage, editor)
    const plugin = attribution({
      ...options,
      onChange: (view) => {
        const failed: unknown[] = []
        for (const listener of [() => onChange?.(view), ...storage.listeners])
          try {
            listener()
          } catch (error) {
            failed.push(error)
          }
        if (failed.length) throw failed.length > 1 ? new AggregateError(failed) : failed[0]
      },
    })
    return [plugin]
  },

  addCommands() {
    return asTiptap(COMMANDS)
  },

  addKeyboardShortcuts() {
    return Object.fromEntries(
      Object.entries(this.options.keys).map(([key, command]) => [
        key,
        ({ editor: { state, view } }) => command(state, view.dispatch, view),
      ]),
    )
  },

  onTransaction({ editor, transaction }) {
    for (const command of followersOf(transaction)) {
      if (editor.isDestroyed) return
      command(editor.state, editor.view.dispatch, editor.view)
    }
  },
})

/** Lets the storage tell what the editor has now. */
function showPresent(storage: AttributionStorage, editor: Editor): void {
  let known: unknown
  let dossier = NOTHING
  const read = <Value>(of: (state: EditorState) => Value, otherwise: Value) => ({
    get: () => (attributionKey.getState(editor.state) ? of(editor.state) : otherwise),
    enumerable: true,
    configurable: true,
  })
  Object.defineProperties(storage, {
    annotations: read(getAnnotations, NOTHING.annotations),
    sources: read((state) => getDossier(state).sources, NOTHING.sources),
    dossier: read((state) => {
      const own = attributionKey.getState(state)
      if (own !== known) dossier = getDossier(state)
      known = own
      return dossier
    }, NOTHING),
    selected: read(getSelected, null),
    isPending: read(isPending, false),
  })
}

type Commands = Readonly<Record<string, (...args: never[]) => Command>>

/** The same commands, as Tiptap calls them. */
function asTiptap<Own extends Commands>(
  commands: Own,
): { [Name in keyof Own]: (...args: Parameters<Own[Name]>) => (props: CommandProps) => boolean } {
  const entries = Object.entries(commands).map(([name, make]) => [
    name,
    (...args: never[]) => follow(make(...args)),
  ])
  return Object.fromEntries(entries) // name by name
}

/** Tells whether the command applies, and lets it follow the chain's transaction. */
function follow(command: Command): (props: CommandProps) => boolean {
  return ({ editor, tr, state, dispatch, view }) => {
    if (!dispatch) return command(state, undefined, view)
    const before = followersOf(tr)
    if (!command(stateAfter(editor.state, tr, before), undefined, view)) return false
    tr.setMeta(FOLLOWING, [...before, command])
    return true
  }
}

function followersOf(tr: Transaction): readonly Command[] {
  return (tr.getMeta(FOLLOWING) as readonly Command[] | undefined) ?? [] // set by this module only
}

/** What a chain will have made of the state, as far as it has come. */
function stateAfter(start: EditorState, tr: Transaction, commands: readonly Command[]): EditorState {
  if (!tr.docChanged && !tr.selectionSet && !commands.length) return start
  let state = start.apply(tr)
  for (const command of commands)
    command(state, (own) => {
      state = state.apply(own)
    })
  return state
}
