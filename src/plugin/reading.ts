/** What the plugin's state says: annotations with the places that they have in the document by now. */
import type { Node } from 'prosemirror-model'
import { byPlace, type Annotation } from '../model/annotation.js'
import type { Article } from '../model/article.js'
import type { Dossier } from '../model/dossier.js'
import { DEFAULT_SCHEME } from '../model/status.js'
import type { Role } from '../text/statement.js'
import { attached, byRole, targetFor } from './anchor.js'
import type { AnchorSet } from './anchor-set.js'
import { renderingOf, type PosRange } from './rendering.js'
import type { AttributionState, Config } from './state.js'

interface KnownList {
  readonly records: AttributionState['records']
  readonly doc: Node
  readonly annotations: readonly Annotation[]
}

const annotationLists = new WeakMap<AnchorSet, KnownList>()

/** In text order; the same array while nothing of it changes. */
export function annotationsOf({ anchors, records, doc }: AttributionState): readonly Annotation[] {
  const known = annotationLists.get(anchors)
  if (known?.records === records && known.doc === doc) return known.annotations
  const annotations: Annotation[] = []
  for (const anchor of anchors) {
    const record = records.get(anchor.id)
    if (record) annotations.push({ ...record, target: targetFor(anchor, doc) })
  }
  annotations.sort(byPlace)
  annotationLists.set(anchors, { records, doc, annotations })
  return annotations
}

/** The annotation with its present words and offsets; null where there is none of that id. */
export function annotationOf(state: AttributionState, id: string): Annotation | null {
  const record = state.records.get(id)
  const anchor = state.anchors.get(id)
  return record && anchor ? { ...record, target: targetFor(anchor, state.doc) } : null
}

/** All that is known, with the present words and offsets. */
export function dossierOf(state: AttributionState): Dossier {
  const { sources, log, scheme, foreign } = state
  const annotations = annotationsOf(state)
  return {
    ...{ annotations, sources, log },
    ...(scheme !== DEFAULT_SCHEME && { scheme }),
    ...(foreign.length > 0 && { foreign }),
  }
}

/** The article as it is now. Its title is the host's, else its first heading. */
export function articleOf(state: AttributionState): Article {
  const { blocks } = renderingOf(state.doc)
  const title = state.config.title ?? blocks.find((block) => block.level > 0)?.text ?? ''
  return { title, lang: langOf(state.config), blocks: blocks.map(({ level, text }) => ({ level, text })) }
}

/** Asked anew each time: an engine for several languages finds out which one it is. */
export function langOf({ lang, engine }: Config): string {
  return lang ?? engine?.lang ?? 'und'
}

/**
 * Where each role stands, in ProseMirror positions; null where there is no annotation of that id. A detached
 * one stands nowhere.
 */
export function rangesOf(
  state: AttributionState,
  id: string,
): Readonly<Record<Role, readonly PosRange[]>> | null {
  const anchor = state.anchors.get(id)
  if (!anchor || !state.records.has(id)) return null
  return byRole((role) => attached(anchor.pieces, role).map(({ from, to }) => ({ from, to })))
}

/** The innermost annotation whose quote holds the position; borders count, the one that begins there first. */
export function annotationAtPos(state: AttributionState, pos: number): string | null {
  let best: { id: string; size: number; isBehind: boolean } | null = null
  state.anchors.visit({ from: pos, to: pos }, ({ id, pieces }, origin) => {
    const at = pos - origin
    let from = Infinity
    let to = -Infinity
    let isIn = false
    let isBehind = false
    for (const piece of pieces) {
      if (piece.role !== 'quote' || piece.from === piece.to) continue
      from = Math.min(from, piece.from)
      to = Math.max(to, piece.to)
      if (at < piece.from || at > piece.to) continue
      isBehind = !isIn && at === piece.to
      isIn = true
    }
    if (!isIn || state.records.get(id)?.dismissed !== false) return
    if (!best || (isBehind === best.isBehind ? to - from < best.size : best.isBehind))
      best = { id, size: to - from, isBehind }
  })
  return best && (best as { id: string }).id // set in the callback, which the compiler does not follow
}
