/**
 * Commands in ProseMirror's convention: false when they do not apply, and
 * nothing happens without `dispatch`. An `id` that is left out means the
 * selected annotation. None of them touches the document or the undo history.
 */
import { TextSelection, type Command, type EditorState, type Transaction } from 'prosemirror-state'
import type { ReviewAction } from '../model/action.js'
import type { Annotation } from '../model/annotation.js'
import { extentOf } from '../model/annotation.js'
import type { Article } from '../model/article.js'
import { candidatesFor, type CandidatePlace } from '../model/candidates.js'
import type { Dossier } from '../model/dossier.js'
import { followerOf } from '../model/edit.js'
import type { Person, User } from '../model/person.js'
import type { Policy } from '../model/policy.js'
import { foldSpace } from '../model/presentation.js'
import { missingRight, type Right } from '../model/rights.js'
import type { Relation, Source } from '../model/source.js'
import type { Scheme, Status } from '../model/status.js'
import type { Suggestion } from '../model/suggestion.js'
import { mentionsIn } from '../model/thread.js'
import type { Viewer } from '../model/viewer.js'
import type { Engine } from '../text/engine.js'
import type { Kind, Role, SpeakerIdentity, TextRange } from '../text/statement.js'
import { adjustedQuote, adjustingOf, stepped, type Adjusting, type BorderMove } from './adjusting.js'
import { anchorOn, attached } from './anchor.js'
import { openerOf } from './card-openers.js'
import { suggestionIn } from './manual.js'
import { annotationAtPos, annotationOf, annotationsOf, articleOf, dossierOf, rangesOf } from './reading.js'
import { inOneText, offsetAt, offsetsOf, renderingOf, type PosRange } from './rendering.js'
import {
  applyTransaction,
  attributionKey,
  attributionState,
  rightsOf,
  stampOf,
  transactionFor,
  type Action,
  type AttributionState,
  type Loaded,
} from './state.js'

/** All annotations in text order, detached and dismissed ones among them; the same array while nothing changes. */
export function getAnnotations(state: EditorState): readonly Annotation[] {
  return annotationsOf(attributionState(state))
}

/** What became of each annotation of the dossier that was loaded last, in the dossier's order. Empty when none was. */
export function getLoadResult(state: EditorState): readonly Loaded[] {
  return attributionState(state).loaded
}

/** Annotations, sources and log, as `dossierToJSON` and the reports take them. */
export function getDossier(state: EditorState): Dossier {
  return dossierOf(attributionState(state))
}

/** Who is working now, as the host says. */
export function getUser(state: EditorState): User | null {
  return attributionState(state).config.user()
}

/**
 * What the present user may do: what `user` of the options says, as far as `setRights` lets them. Commands that need
 * another right do not apply, and without `write` the editor is not editable.
 */
export function getRights(state: EditorState): readonly Right[] {
  return rightsOf(attributionState(state))
}

/** Who else has the article open, as `setViewers` has said; null where it has not. */
export function getViewers(state: EditorState): readonly Viewer[] | null {
  return attributionState(state).viewers
}

/** Whom statements can be assigned to and comments can mention, as the host says. */
export function getPeople(state: EditorState): readonly Person[] {
  return attributionState(state).config.people()
}

/** The statuses and ratings in use: the house's, and what a loaded dossier knows beyond them. */
export function getScheme(state: EditorState): Scheme {
  return attributionState(state).scheme
}

/** The host's rules; null for the ones that come along. */
export function getOwnPolicy(state: EditorState): Policy | null {
  return attributionState(state).config.policy
}

/** The document as the plain text that all offsets of annotations point into. */
export function getArticle(state: EditorState): Article {
  return articleOf(attributionState(state))
}

/** Id of the selected annotation. It stays selected until another one is, also when the cursor leaves it. */
export function getSelected(state: EditorState): string | null {
  return attributionState(state).selected
}

/** ProseMirror positions of an annotation per role, all empty while it is detached; null for an unknown id. */
export function getRanges(
  state: EditorState,
  id: string,
): Readonly<Record<Role, readonly PosRange[]>> | null {
  return rangesOf(attributionState(state), id)
}

/** Whether detection has yet to look at the present text: the engine, or the detector where there is no engine. */
export function isPending(state: EditorState): boolean {
  const { config, doc, detectedOn } = attributionState(state)
  return (config.engine !== null || config.detector !== null) && detectedOn !== doc
}

/** Id of the innermost annotation at a ProseMirror position, borders included; null where there is none. */
export function annotationAt(state: EditorState, pos: number): string | null {
  return annotationAtPos(attributionState(state), pos)
}

/**
 * What detection reads in the place of an annotation that somebody has touched, on the present text;
 * null where it would say the same, or has nothing to say. It is as old as the last detection.
 */
export function getSuggestion(state: EditorState, id: string): Suggestion | null {
  return suggestionIn(attributionState(state), id)
}

/** Where a detached annotation could belong, the likeliest place first; empty for one that is in the text. */
export function getCandidates(state: EditorState, id: string): readonly CandidatePlace[] {
  const annotation = annotationOf(attributionState(state), id)
  return annotation?.target.detached ? candidatesFor(renderingOf(state.doc).text, annotation.target) : []
}

/** The statement in border mode with the borders that it would get, in ProseMirror positions; else null. */
export function getAdjusting(state: EditorState): Adjusting | null {
  return attributionState(state).adjusting
}

/** Marks the selected words as a statement and selects it. White space at the ends is left out. */
export function annotateSelection(kind: Kind = 'direct'): Command {
  return (state, dispatch) => {
    const own = attributionKey.getState(state)
    if (!own || state.selection.empty || !isOneText(state) || !rightsOf(own).includes('annotate'))
      return false
    const rendering = renderingOf(state.doc)
    const start = offsetAt(rendering, state.selection.from)
    const words = rendering.text.slice(start, offsetAt(rendering, state.selection.to))
    const end = start + words.trimEnd().length
    const quote = [{ start: start + words.length - words.trimStart().length, end }]
    if (!words.trim()) return false
    const probe = anchorOn(state.doc, '', { quote, speaker: [], cue: [], frame: [], addressee: [] })
    const [place] = probe.pieces
    const isThere = own.anchors.touching(place ?? state.selection).some((anchor) => {
      const pieces = attached(anchor.pieces, 'quote')
      return pieces.length === 1 && pieces[0]?.from === place?.from && pieces[0]?.to === place?.to
    })
    if (isThere) return false
    if (dispatch) {
      const id = own.config.createId()
      const action: Action = { type: 'annotate', id, kind, anchor: { ...probe, id }, stamp: stampOf(own) }
      dispatch(transactionFor(state, action))
    }
    return true
  }
}

/** What `attachSource` takes. */
export interface AttachSource {
  /** Annotation; default the selected one. */
  readonly id?: string
  /** A new source, or one of the dossier's under its id; its fields are then taken over. */
  readonly source: Source
  /** Default `origin`. */
  readonly relation?: Relation
  /** The very words in the source. Default empty. */
  readonly passage?: string
  /** Page, time code, paragraph. Default empty. */
  readonly locator?: string
}

/**
 * Attaches a source to an annotation as evidence, and puts it into the library if it is not there. False
 * without an annotation.
 */
export function attachSource({
  id,
  source,
  relation = 'origin',
  passage = '',
  locator = '',
}: AttachSource): Command {
  return onAnnotation(id, (own) => ({ type: 'attach-source', id: own, source, relation, passage, locator }))
}

/** Takes a piece of evidence off an annotation. The source stays in the dossier. */
export function detachSource({
  id,
  evidenceId,
}: {
  readonly id?: string
  readonly evidenceId: string
}): Command {
  return onAnnotation(id, (own) => ({ type: 'detach-source', id: own, evidenceId }))
}

/** Changes a source of the dossier for all annotations that use it. */
export function editSource(source: Source): Command {
  return applyAction({ type: 'edit-source', source })
}

/** Sets the status for the words as they are now. */
export function setStatus(status: Status, id?: string): Command {
  return onAnnotation(id, (own) => ({ type: 'set-status', id: own, status }))
}

/** "Still holds": the review stands for the present words and sources. False where it holds anyhow. */
export function confirmReview(id?: string): Command {
  return onAnnotation(id, (own) => ({ type: 'confirm', id: own }))
}

/** Rates what is claimed, by a key of the scheme's ratings; null takes the verdict back. */
export function setVerdict(rating: string | null, id?: string): Command {
  return onAnnotation(id, (own) => ({ type: 'set-verdict', id: own, rating }))
}

/**
 * Says who is to check an annotation, by default the selected one; null for nobody. False where it is so
 * already.
 */
export function assign(to: Person | null, id?: string): Command {
  return onAnnotation(id, (own) => ({ type: 'assign', id: own, to }))
}

/** A second pair of eyes on the review; false for the reviewer, and where there is nothing final that holds. */
export function signOff(id?: string): Command {
  return onAnnotation(id, (own) => ({ type: 'sign-off', id: own }))
}

/** Says something in the statement's thread; "@Name" mentions those of the host's people. */
export function addComment(text: string, id?: string): Command {
  return (state, dispatch, view) => {
    const mentions = mentionsIn(text, getPeople(state))
    return onAnnotation(id, (own) => ({ type: 'add-comment', id: own, text, mentions }))(
      state,
      dispatch,
      view,
    )
  }
}

/** Sets the note of an annotation, by default the selected one. False where it is so already. */
export function setNote(note: string, id?: string): Command {
  return onAnnotation(id, (own) => ({ type: 'set-note', id: own, note }))
}

/** "This is no statement": hides it, and detection does not bring it back. */
export function dismiss(id?: string): Command {
  return onAnnotation(id, (own) => ({ type: 'dismiss', id: own }))
}

/** Takes a dismissal back. */
export function restore(id: string): Command {
  return applyAction({ type: 'restore', id })
}

/** Takes a manual or detached annotation out for good; does not apply to others, which can be dismissed. */
export function removeAnnotation(id?: string): Command {
  return onAnnotation(id, (own) => ({ type: 'remove', id: own }))
}

/** Gives a statement the selected words; a detached annotation is attached to them. White space at the ends is left out. */
export function setBordersToSelection(id?: string): Command {
  return (state, dispatch, view) =>
    onAnnotation(id, (own) => ({ type: 'set-quote', id: own, quote: selectedRanges(state) }))(
      state,
      dispatch,
      view,
    )
}

/**
 * Moves one border by a word or a character. In border mode the move waits for `takeBorders`, else it
 * is done at once.
 */
export function moveBorder({ id, ...move }: BorderMove & { readonly id?: string }): Command {
  return (state, dispatch, view) => {
    const own = attributionKey.getState(state)
    const annotationId = id ?? own?.adjusting?.id ?? own?.selected
    if (!own || annotationId == null) return false
    const isMode = own.adjusting?.id === annotationId
    const before = isMode ? own.adjusting : adjustingOf(own, annotationId)
    const next = before && stepped(state.doc, before, move)
    if (!next) return false
    if (!isMode) return applyAction(setQuoteTo(own, next))(state, dispatch, view)
    dispatch?.(transactionFor(state, { type: 'adjust', adjusting: next }))
    return true
  }
}

/**
 * Begins border mode: two handles at the ends of the statement, to be dragged, and keys that move
 * them (README). Nothing changes before the borders are taken.
 */
export function adjustBorders(id?: string): Command {
  return (state, dispatch) => {
    const own = attributionKey.getState(state)
    const annotationId = id ?? own?.selected
    const adjusting = own && annotationId != null ? adjustingOf(own, annotationId) : null
    if (!own || !adjusting || own.adjusting?.id === adjusting.id || !rightsOf(own).includes('annotate'))
      return false
    dispatch?.(transactionFor(state, { type: 'adjust', adjusting }))
    return true
  }
}

/** Ends border mode and gives the statement its new borders; false when they are as before. */
export const takeBorders: Command = (state, dispatch, view) => {
  const own = attributionKey.getState(state)
  return own?.adjusting ? applyAction(setQuoteTo(own, own.adjusting))(state, dispatch, view) : false
}

/** Ends border mode and leaves the borders as they were. */
export const leaveBorders: Command = (state, dispatch) => {
  if (!attributionKey.getState(state)?.adjusting) return false
  dispatch?.(transactionFor(state, { type: 'adjust', adjusting: null }))
  return true
}

/** Makes one of a statement and the one that follows it; what lies inside it is not looked at. */
export function mergeWithNext(id?: string): Command {
  return (state, dispatch, view) => {
    const own = attributionKey.getState(state)
    if (!own) return false
    return onAnnotation(id, (annotationId) => ({
      type: 'merge',
      id: annotationId,
      with: followerOf(annotationsOf(own), annotationId) ?? annotationId,
    }))(state, dispatch, view)
  }
}

/** Makes two statements of one, before the cursor. False when it does not stand between words of the statement. */
export function splitAtCursor(id?: string): Command {
  return (state, dispatch, view) =>
    onAnnotation(id, (own) => ({
      type: 'split',
      id: own,
      at: offsetAt(renderingOf(state.doc), state.selection.head),
    }))(state, dispatch, view)
}

/** What `setSpeaker` takes. */
export interface SetSpeaker {
  /** Annotation; default the selected one. */
  readonly id?: string
  readonly speakerIs: SpeakerIdentity
  /** Where the text mentions the speaker, in offsets of the article's text; null for where it did before. Default nowhere. */
  readonly mention?: readonly TextRange[] | null
}

/**
 * Says who speaks; detection changes neither speaker nor borders of that annotation any more. False where
 * nothing would change.
 */
export function setSpeaker({ id, speakerIs, mention = [] }: SetSpeaker): Command {
  return onAnnotation(id, (own) => ({ type: 'set-speaker', id: own, speakerIs, mention }))
}

/** Takes the selected words for the speaker's name, and for its mention in the text. */
export function setSpeakerToSelection(id?: string): Command {
  return (state, dispatch, view) => {
    const own = attributionKey.getState(state)
    const annotationId = id ?? own?.selected
    if (!own || annotationId == null) return false
    const { text } = renderingOf(state.doc)
    const mention = selectedRanges(state)
    const name = foldSpace(mention.map(({ start, end }) => text.slice(start, end)).join(' '))
    const isDetached = own.anchors.get(annotationId)?.memory != null
    const speakerIs: SpeakerIdentity = { kind: 'named', name }
    return setSpeaker({ id: annotationId, speakerIs, mention: isDetached ? [] : mention })(
      state,
      dispatch,
      view,
    )
  }
}

/**
 * Sets the kind of an annotation, by default the selected one; detection does not change it any more. False
 * where it has it already.
 */
export function setKind(kind: Kind, id?: string): Command {
  return onAnnotation(id, (own) => ({ type: 'set-kind', id: own, kind }))
}

/** Takes over what `getSuggestion` tells. */
export function takeSuggestion(id?: string): Command {
  return onAnnotation(id, (own) => ({ type: 'take-suggestion', id: own }))
}

/** Carries out what an interface asks for, with who and when. */
export function applyAction(action: ReviewAction): Command {
  return (state, dispatch) => {
    const own = attributionKey.getState(state)
    if (!own || missingRight(action, rightsOf(own), annotationsOf(own)) !== null) return false
    const { config } = own
    // A dry run tells whether it applies; ids and the clock are only asked for when it is meant.
    const meant: Action = {
      type: 'review',
      action,
      stamp: stampOf(own),
      user: config.user(),
      newId: dispatch ? config.createId() : '',
    }
    const tr = transactionFor(state, meant)
    if (applyTransaction(tr, own) === own) return false
    dispatch?.(tr)
    return true
  }
}

/**
 * Selects an annotation, or none. The text's own selection stays where it is.
 * With `scrollIntoView` the text scrolls to it when it is out of sight.
 */
export function select(
  id: string | null,
  { scrollIntoView = false }: { readonly scrollIntoView?: boolean } = {},
): Command {
  return (state, dispatch) => {
    const own = attributionKey.getState(state)
    if (!own || (id !== null && !own.records.has(id)) || (id === own.selected && !scrollIntoView))
      return false
    dispatch?.(transactionFor(state, { type: 'select', id, reveal: scrollIntoView }))
    return true
  }
}

/**
 * Goes from the text to the card of a statement: in the panel, or beside the text, whoever shows cards of this
 * view (`bindPanel`, `bindBeside`, `offerCards`). Escape in the card leads back to where the cursor was. False
 * without a view, where no statement is selected, and where nobody can show its card.
 */
export function openCard(id?: string): Command {
  return (state, dispatch, view) => {
    const own = attributionKey.getState(state)
    const annotationId = id ?? own?.selected
    if (annotationId == null || !own?.records.has(annotationId)) return false
    const opener = view ? openerOf(view) : null
    if (!opener) return false
    if (dispatch) opener.open(annotationId)
    return true
  }
}

/** Goes to the next annotation: the cursor to its start, the text to where it is seen. Does not wrap around. */
export const selectNext: Command = (state, dispatch) => step(state, dispatch, 1)

/** Like `selectNext`, backwards. */
export const selectPrevious: Command = (state, dispatch) => step(state, dispatch, -1)

/**
 * Loads a dossier (checked by `parseDossier` when it comes from outside) in place of the present
 * one. Each annotation is looked for on the present text (`reanchorAll` says how); where its words are
 * gone, or nobody can tell which of several places is its own, it is detached. `getLoadResult` tells
 * what became of each.
 */
export function setAnnotations(dossier: Dossier): Command {
  return (state, dispatch) => {
    if (!attributionKey.getState(state)) return false
    dispatch?.(transactionFor(state, { type: 'load', dossier }))
    return true
  }
}

/** Says what the server lets the present user do, whatever the host says of them; null for all. False where it is so already. */
export function setRights(rights: readonly Right[] | null): Command {
  return change((own) => (String(own.rights) === String(rights) ? null : { type: 'set-rights', rights }))
}

/** Says who else has the article open, and at which statement; nothing of it is kept or logged. */
export function setViewers(viewers: readonly Viewer[]): Command {
  return change((own) => (own.viewers === viewers ? null : { type: 'set-viewers', viewers }))
}

/** For a key: `command` where the present user has the right to it, else a word to them that they have not. */
export function withRight(right: Right, command: Command): Command {
  const refuse = change(() => ({ type: 'refuse', right }))
  return (state, dispatch, view) => {
    const own = attributionKey.getState(state)
    return (own && !rightsOf(own).includes(right) ? refuse : command)(state, dispatch, view)
  }
}

/**
 * Gives the plugin another engine, such as one with other sensitivity or one that was loaded late, and
 * reads the article with it at once. What somebody has touched stays; the rest is found anew. With null
 * nothing is looked for any more, and what was found stays. False when it is the present engine.
 */
export function setEngine(engine: Engine | null): Command {
  return change((own) => (own.config.engine === engine ? null : { type: 'set-engine', engine }))
}

/** A command that does what `make` says; false for null. */
function change(make: (own: AttributionState) => Action | null): Command {
  return (state, dispatch) => {
    const own = attributionKey.getState(state)
    const action = own ? make(own) : null
    if (action) dispatch?.(transactionFor(state, action))
    return action !== null
  }
}

function selectedRanges({ doc, selection }: Pick<EditorState, 'doc' | 'selection'>): readonly TextRange[] {
  const isText = !selection.empty && isOneText({ doc, selection })
  return isText ? [offsetsOf(renderingOf(doc), selection)] : []
}

/** Whether the selection keeps to the article or to one note. */
function isOneText({ doc, selection: { from, to } }: Pick<EditorState, 'doc' | 'selection'>): boolean {
  const range = inOneText(doc, { from, to })
  return range.from === from && range.to === to
}

function setQuoteTo(own: AttributionState, adjusting: Adjusting): ReviewAction {
  const { id } = adjusting
  const anchor = own.anchors.get(id)
  const rendering = renderingOf(own.doc)
  const quote = anchor ? adjustedQuote(anchor, adjusting) : []
  return { type: 'set-quote', id, quote: quote.map((range) => offsetsOf(rendering, range)) }
}

function onAnnotation(id: string | undefined, make: (id: string) => ReviewAction): Command {
  return (state, dispatch, view) => {
    const own = id ?? attributionKey.getState(state)?.selected
    return own != null && applyAction(make(own))(state, dispatch, view)
  }
}

function step(state: EditorState, dispatch: ((tr: Transaction) => void) | undefined, by: 1 | -1): boolean {
  const own = attributionKey.getState(state)
  if (!own) return false
  const stops = annotationsOf(own).filter(({ target, dismissed }) => !target.detached && !dismissed)
  const at = stops.findIndex(({ id }) => id === own.selected)
  const { head } = state.selection
  const isHere =
    at >= 0 && (own.anchors.get(own.selected ?? '')?.pieces ?? []).some((p) => p.from <= head && head <= p.to)
  const offset = offsetAt(renderingOf(state.doc), head)
  const isAhead = (annotation: Annotation): boolean => extentOf(annotation.target).start > offset
  const isPast = (annotation: Annotation): boolean => extentOf(annotation.target).start < offset
  const next = isHere ? stops[at + by] : by > 0 ? stops.find(isAhead) : stops.findLast(isPast)
  if (!next) return false
  if (dispatch) {
    const tr = transactionFor(state, { type: 'select', id: next.id, reveal: true })
    const from = rangesOf(own, next.id)?.quote[0]?.from
    if (from !== undefined) tr.setSelection(TextSelection.create(tr.doc, from))
    dispatch(tr)
  }
  return true
}
