/** Who can show a statement's card, for the command that opens it. */
import type { EditorView } from 'prosemirror-view'
import type { Right } from '../model/rights.js'

/** An element that can show the card of an annotation. */
export interface CardOpener {
  /** Whether it can open one now: it is there, and not hidden. */
  readonly isReady: () => boolean
  /** Opens the card of an annotation and gives it the focus. */
  readonly open: (id: string) => void
  /** Asked before others, such as a card beside the text before the panel. Default false. */
  readonly isFirst?: boolean
  /** Says, to be seen, that the present user lacks a right which a key in the text needs; false where it cannot. Else screen readers alone are told. */
  readonly refuse?: (right: Right) => boolean
}

const openers = new WeakMap<EditorView, Set<CardOpener>>()

/** Lets `openCard` open cards here. Returns how to stop. */
export function offerCards(view: EditorView, opener: CardOpener): () => void {
  const own = openers.get(view) ?? new Set()
  openers.set(view, own)
  own.add(opener)
  return () => {
    own.delete(opener)
  }
}

/** Who would open a card of this view; null where nobody can. */
export function openerOf(view: EditorView): CardOpener | null {
  const ready = [...(openers.get(view) ?? [])].filter(({ isReady }) => isReady())
  return ready.find(({ isFirst }) => isFirst) ?? ready[0] ?? null
}
