/**
 * What a person does to statements by hand, carried out on records and anchors. The values are
 * made in `model/edit.ts`; here they find their places in the document and their words for the log.
 */
import type { ReviewAction } from '../model/action.js'
import { extentOf, isUntouched, type Annotation, type Target } from '../model/annotation.js'
import { hasWords } from '../model/borders.js'
import {
  foreignLeftOver,
  mergeAnnotations,
  speakerWords,
  splitAnnotation,
  withKind,
  withQuote,
  withSpeaker,
} from '../model/edit.js'
import { foldSpace } from '../model/presentation.js'
import type { LogAction } from '../model/log.js'
import { readingOf, standingSuggestion, type Suggestion } from '../model/suggestion.js'
import { anchorOn, byRole, targetFor, withExtent, type Anchor } from './anchor.js'
import { annotationOf } from './reading.js'
import { positionsOf, renderingOf } from './rendering.js'
import type { AnnotationRecord, AttributionState } from './state.js'

/** Those of the actions that need the text. */
export type ManualAction = Extract<
  ReviewAction,
  { readonly type: 'set-quote' | 'set-speaker' | 'set-kind' | 'merge' | 'split' | 'take-suggestion' }
>

/** The outcome; the state's keeper writes the log. */
export interface ManualChange {
  readonly state: Pick<AttributionState, 'records' | 'anchors' | 'selected' | 'suggestions'> &
    Partial<Pick<AttributionState, 'foreign'>>
  readonly entries: readonly {
    readonly action: LogAction
    readonly subject: string
    readonly before: string
    readonly after: string
  }[]
}

/** Null when the action does not apply. `newId` is for what a split makes. */
export function editByHand(
  state: AttributionState,
  action: ManualAction,
  newId: string,
): ManualChange | null {
  const annotation = annotationOf(state, action.id)
  if (!annotation) return null
  const { text } = renderingOf(state.doc)
  const { target } = annotation
  switch (action.type) {
    case 'set-quote': {
      const next = withQuote(annotation, text, action.quote)
      if (!next) return null
      const verb = target.detached ? 'reattach' : 'set-borders'
      return changed(state, [next], [entry(verb, next.id, target.wording, next.target.wording)])
    }
    case 'set-speaker': {
      const next = withSpeaker(annotation, text, action.speakerIs, action.mention)
      if (!next) return null
      const change = entry('set-speaker', next.id, speakerWords(annotation), speakerWords(next))
      return changed(state, [next], [change], withMention(state, next))
    }
    case 'set-kind': {
      const next = withKind(annotation, action.kind)
      const own = state.anchors.get(action.id)
      if (!next || !own) return null
      return changed(state, [next], [entry('set-kind', next.id, annotation.kind, next.kind)], own)
    }
    case 'merge': {
      const other = annotationOf(state, action.with)
      const next = other && mergeAnnotations(annotation, other, text)
      if (!next) return null
      const { wording } = next.target
      const [first, second] = next.id === annotation.id ? [annotation, other] : [other, annotation]
      const { state: made, entries } = changed(
        state,
        [next],
        [
          entry('merge', first.id, first.target.wording, wording),
          entry('merge', second.id, second.target.wording, wording),
        ],
      )
      const left = foreignLeftOver(annotation, other)
      const foreign = left ? [...state.foreign, left] : state.foreign
      return { state: { ...without(made, second.id, next.id), foreign }, entries }
    }
    case 'split': {
      if (state.records.has(newId)) return null
      const parts = splitAnnotation(annotation, text, { at: action.at, newId })
      return (
        parts &&
        changed(
          state,
          parts,
          parts.map((part) => entry('split', part.id, target.wording, part.target.wording)),
        )
      )
    }
    case 'take-suggestion': {
      const suggestion = suggestionIn(state, action.id)
      if (!suggestion) return null
      const next = { ...annotation, ...suggestion, edited: true }
      return changed(state, [next], [entry('take-suggestion', next.id, inWords(annotation), inWords(next))])
    }
  }
}

/** What detection would say of an annotation that somebody has touched; null when it would say the same. */
export function suggestionIn(state: AttributionState, id: string): Suggestion | null {
  const suggestion = state.suggestions.get(id)
  const annotation = suggestion && annotationOf(state, id)
  if (!suggestion || !annotation || annotation.dismissed) return null
  return standingSuggestion(suggestion, annotation, renderingOf(state.doc).text)
}

function changed(
  state: AttributionState,
  annotations: readonly Annotation[],
  entries: ManualChange['entries'],
  anchor?: Anchor,
): ManualChange {
  const records = new Map(state.records)
  const suggestions = new Map(state.suggestions)
  const anchors: Anchor[] = []
  for (const { target, ...record } of annotations) {
    const before: AnnotationRecord | undefined = state.records.get(record.id)
    const known = before && isUntouched(before) ? annotationOf(state, record.id) : null
    // Until now detection's word held; it is offered from here on.
    if (known) suggestions.set(record.id, readingOf(known))
    records.set(record.id, record)
    // These places are meant: undoing what was done to the text leads to no earlier ones.
    const own = state.anchors.get(record.id)
    if (anchor && anchor === own) continue
    const epoch = own ? own.epoch + 1 : 0
    anchors.push({ ...(anchor ?? anchorOn(state.doc, record.id, target.ranges)), epoch })
  }
  const twins = anchor ? new Set<string>() : twinsOf(state, annotations)
  for (const id of twins) records.delete(id)
  const selected = twins.has(state.selected ?? '') ? (annotations[0]?.id ?? null) : state.selected
  const kept = twins.size ? state.anchors.without(twins) : state.anchors
  return { state: { records, suggestions, anchors: kept.with(anchors), selected }, entries }
}

/** What detection had marked in the very place that is a person's now, signs at the ends aside. */
function twinsOf(state: AttributionState, annotations: readonly Annotation[]): ReadonlySet<string> {
  const rendering = renderingOf(state.doc)
  const { text } = rendering
  const core = ({ ranges: { quote } }: Target): string => {
    let start = quote[0]?.start ?? 0
    let end = quote[quote.length - 1]?.end ?? 0
    while (start < end && !hasWords(text.slice(start, start + 1))) start++
    while (end > start && !hasWords(text.slice(end - 1, end))) end--
    return `${start} ${end}`
  }
  const places = new Set(annotations.map(({ target }) => core(target)))
  const ids = new Set(annotations.map(({ id }) => id))
  const twins = new Set<string>()
  for (const { target } of annotations)
    for (const anchor of state.anchors.touching(positionsOf(rendering, extentOf(target)))) {
      const record = state.records.get(anchor.id)
      if (!record || ids.has(anchor.id) || anchor.memory || !isUntouched(record)) continue
      if (places.has(core(targetFor(anchor, state.doc)))) twins.add(anchor.id)
    }
  return twins
}

function without(state: ManualChange['state'], id: string, heir: string): ManualChange['state'] {
  const records = new Map(state.records)
  const suggestions = new Map(state.suggestions)
  records.delete(id)
  suggestions.delete(id)
  const anchors = state.anchors.without(new Set([id]))
  return { records, suggestions, anchors, selected: state.selected === id ? heir : state.selected }
}

/** The anchor with the new mention; the quote's pieces keep what they remember. */
function withMention(state: AttributionState, { id, target }: Annotation): Anchor | undefined {
  const own = state.anchors.get(id)
  if (!own) return undefined
  const mention = anchorOn(
    state.doc,
    id,
    byRole((role) => (role === 'speaker' ? target.ranges.speaker : [])),
  )
  const others = own.pieces.filter(({ role }) => role !== 'speaker')
  return withExtent({ ...own, pieces: [...others, ...mention.pieces] })
}

function entry(
  action: LogAction,
  subject: string,
  before: string,
  after: string,
): ManualChange['entries'][number] {
  return { action, subject, before, after }
}

/** All that a suggestion can change, in one line. */
function inWords(annotation: Annotation): string {
  return [foldSpace(annotation.target.wording), speakerWords(annotation)].filter(Boolean).join(' · ')
}
