/**
 * What all who work on an article agree on: the same actions and steps in the same order, from the same
 * beginning, make the same annotations everywhere. Nothing here depends on how a client came to know of
 * them: steps are taken one by one, and what only one client can know is told by an action.
 */
import { EditorState, type Transaction } from 'prosemirror-state'
import type { Node } from 'prosemirror-model'
import type { Step } from 'prosemirror-transform'
import { annotationIdsIn } from '../model/action-schema.js'
import type { ReviewAction } from '../model/action.js'
import { isUntouched } from '../model/annotation.js'
import { personOf } from '../model/person.js'
import { AnchorSet } from '../plugin/anchor-set.js'
import { Places } from '../plugin/places.js'
import { isInText } from '../plugin/rendering.js'
import { act, applyTransaction, type AnnotationRecord, type AttributionState } from '../plugin/state.js'
import type { Anchor } from '../plugin/anchor.js'
import type { SharedAction } from './shared-action.js'

/** The plugin's state without what is one client's own: what nobody has touched, places that were left, what is shown. */
export function agreedOf(state: AttributionState): AttributionState {
  return tidy({
    ...state,
    selected: null,
    reveal: null,
    adjusting: null,
    landed: null,
    suggestions: new Map(),
    detectedOn: null,
  })
}

/** A transaction of these steps. Throws TransformError where one does not fit. */
export function transactionOf(doc: Node, steps: readonly Step[]): Transaction {
  const { tr } = EditorState.create({ doc })
  for (const step of steps) tr.step(step)
  return tr
}

/** After one step that all have. */
export function stepped(state: AttributionState, step: Step): AttributionState {
  return tidy(applyTransaction(transactionOf(state.doc, [step]), state))
}

/** After one action that all have. What does not apply changes nothing. */
export function carriedOut(
  state: AttributionState,
  { brings, deed, user, at }: SharedAction,
): AttributionState {
  const stamp = { by: user && personOf(user), at }
  const known = new Map(state.records)
  const anchors: Anchor[] = []
  for (const { record, anchor } of brings) {
    if (known.has(record.id)) continue
    known.set(record.id, record)
    anchors.push(anchor)
  }
  const now = brings.length ? { ...state, records: known, anchors: state.anchors.with(anchors) } : state
  switch (deed.type) {
    case 'review': {
      const { action, newId, seen, suggestions } = deed
      if (isUsed(now, action, newId)) return tidy(now)
      return tidy(
        act(
          { ...now, suggestions: new Map(suggestions.map((own) => [own.id, own.suggestion])) },
          {
            ...{ type: 'review', action, stamp, newId },
            user,
            seen: new Map(seen.map((own) => [own.id, own.wording])),
          },
        ),
      )
    }
    case 'annotate': {
      const { kind, anchor } = deed
      const { id } = anchor
      return tidy(now.records.has(id) ? now : act(now, { type: 'annotate', id, kind, anchor, stamp }))
    }
    case 'arrive': {
      const sources = deed.sources.filter(({ id }) => now.sources.every((own) => own.id !== id))
      const added = deed.added.filter(
        ({ record }) =>
          !now.records.has(record.id) && isSound(record, { ...now, sources: [...now.sources, ...sources] }),
      )
      const { entries } = deed
      return tidy(
        act(now, { ...{ type: 'arrive', doc: now.doc, anchors: [] }, added, sources, entries, stamp }),
      )
    }
    case 'depart':
      return tidy(act(now, { type: 'depart', ids: deed.ids, to: deed.to, stamp }))
    case 'place':
      return tidy({ ...now, anchors: now.anchors.with(deed.anchors.filter(({ id }) => now.records.has(id))) })
  }
}

/** Where an action points to places that the document does not have; null when all are there. */
export function misplacedIn({ brings, deed }: SharedAction, doc: Node): string | null {
  const lists: readonly (readonly [string, readonly Anchor[]])[] = [
    ['brings', brings.map(({ anchor }) => anchor)],
    ['deed.added', deed.type === 'arrive' ? deed.added.map(({ anchor }) => anchor) : []],
    ['deed.anchors', deed.type === 'place' ? deed.anchors : []],
    ['deed.anchor', deed.type === 'annotate' ? [deed.anchor] : []],
  ]
  for (const [path, anchors] of lists)
    for (const [i, { pieces }] of anchors.entries())
      for (const [j, { from, to, forms }] of pieces.entries()) {
        const isThere = from === to ? to <= doc.content.size : isInText(doc, from) && isInText(doc, to)
        if (!isThere || forms.some(({ at }) => at > doc.content.size))
          return `${path}${path === 'deed.anchor' ? '' : `[${i}]`}.pieces[${j}]`
      }
  return null
}

/** Without untouched annotations, which each client detects by itself, and with anchors in one order. */
function tidy(state: AttributionState): AttributionState {
  const gone = new Set([...state.records.values()].filter(isUntouched).map(({ id }) => id))
  const records = gone.size ? new Map([...state.records].filter(([id]) => !gone.has(id))) : state.records
  const anchors = [...state.anchors].filter(({ id }) => records.has(id))
  anchors.sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
  return {
    ...state,
    records,
    anchors: AnchorSet.of(anchors),
    places: Places.empty,
    trail: null,
    selected: null,
    suggestions: new Map(),
  }
}

/** Whether something of the annotations has the id already that the action makes one from. */
function isUsed({ records }: AttributionState, action: ReviewAction, newId: string): boolean {
  const own = (id: string): boolean => id === newId || id.startsWith(`${newId}-`)
  return annotationIdsIn(action).some((id) => {
    const record = records.get(id)
    return record && [...record.evidence, ...record.thread.comments].some((part) => own(part.id))
  })
}

/** Whether a file could hold it: its sources, status and rating are known, and its parts have ids of their own. */
function isSound(
  { review, verdict, evidence, reopened, thread }: AnnotationRecord,
  { sources, scheme }: Pick<AttributionState, 'sources' | 'scheme'>,
): boolean {
  const known = new Set(sources.map(({ id }) => id))
  const isUnique = (parts: readonly { readonly id: string }[]): boolean =>
    new Set(parts.map(({ id }) => id)).size === parts.length
  return (
    scheme.statuses.some(({ key }) => key === review.status) &&
    (!verdict || scheme.ratings.some(({ key }) => key === verdict.rating)) &&
    evidence.every(({ sourceId }) => known.has(sourceId)) &&
    (!reopened || known.has(reopened.sourceId)) &&
    isUnique(evidence) &&
    isUnique(thread.comments)
  )
}
