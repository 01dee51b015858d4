/** Anchors as characters of the shared text, and back: what `document.ts` calls pieces. */
import type { Node } from 'prosemirror-model'
import type { Target } from '../model/annotation.js'
import { BLOCK_SEPARATOR } from '../model/article.js'
import { reanchorAll } from '../model/reanchor.js'
import {
  anchorTarget,
  attached,
  isInOrder,
  targetFor,
  withExtent,
  type Anchor,
  type Piece,
} from '../plugin/anchor.js'
import { renderingOf, textIn } from '../plugin/rendering.js'
import type { SharedPiece, SharedPlace } from './document.js'
import type { FragmentText } from './fragment.js'

/** What of an anchor stands on characters of the shared text. */
export function piecesOn(text: FragmentText, anchor: Anchor): readonly SharedPiece[] {
  return anchor.pieces.flatMap((piece) => {
    const ends = piece.from < piece.to ? text.charactersIn(piece) : null
    return ends ? [{ role: piece.role, ...ends }] : []
  })
}

/** Whether pieces stand where those of an anchor do that have text. */
function isSamePlace(found: readonly Piece[], pieces: readonly Piece[]): boolean {
  let next = 0
  for (const { role, from, to } of pieces) {
    if (from === to) continue
    const own = found[next++]
    if (!own || own.role !== role || own.from !== from || own.to !== to) return false
  }
  return next > 0 && next === found.length
}

/** An anchor as it is shared. */
export function placeOf(text: FragmentText, anchor: Anchor, doc: Node): SharedPlace {
  return { pieces: piecesOn(text, anchor), target: targetFor(anchor, doc) }
}

/** Whether both name the same characters. */
export function isSamePieces(a: readonly SharedPiece[], b: readonly SharedPiece[]): boolean {
  return JSON.stringify(a.map(ends)) === JSON.stringify(b.map(ends))
}

/**
 * The anchor on the characters that are shared, `now` itself where it stands there; null where a part of the
 * quote is gone. Where another role has lost a character, what `now` knows of it stays.
 */
export function anchorOnCharacters(
  text: FragmentText,
  id: string,
  { pieces, now }: { readonly pieces: readonly SharedPiece[]; readonly now: Anchor | null },
): Anchor | null {
  const lost = new Set<string>()
  const found = pieces.flatMap((piece): readonly Piece[] => {
    const { role } = piece
    const range = text.rangeOf(piece)
    if (range) return [{ role, ...range, forms: [] }]
    lost.add(role)
    return []
  })
  if (now && !now.memory && isSamePlace(found, now.pieces)) return now
  if (lost.has('quote') || !found.some(({ role }) => role === 'quote') || !isInOrder(found)) return null
  const kept = now ? [...lost].flatMap((role) => now.pieces.filter((piece) => piece.role === role)) : []
  const isThere = (piece: Piece): Piece => {
    // What was cut from it before can still come back.
    const own = now?.pieces.find(
      ({ role, from, to }) => role === piece.role && from === piece.from && to === piece.to,
    )
    return own ?? piece
  }
  const all = [...found.filter(({ role }) => !lost.has(role)).map(isThere), ...kept]
  // Atoms at the ends of a piece are no characters; an anchor that has them stands there all the same.
  if (now && !now.memory && isSamePieces(piecesOn(text, now), pieces) && isTight(text.doc, now)) return now
  return withExtent({ id, pieces: all, memory: null, epoch: now?.epoch ?? 0 })
}

/** The anchor of a shared place in the words of the present document, where its characters are gone. */
export function anchorOnWords(doc: Node, id: string, { target }: Pick<SharedPlace, 'target'>): Anchor {
  const [found] = reanchorAll(renderingOf(doc).text, [target])
  return anchorTarget(doc, id, target, found)
}

/** A detached anchor that remembers the words of `target`; `now` itself where it does, with all that was cut from it. */
export function detachedAs(now: Anchor, target: Target, doc: Node): Anchor {
  const { prefix, suffix, speaker, wording } = target
  const own = targetFor(now, doc)
  if (own.wording !== wording) return { ...anchorTarget(doc, now.id, target, undefined), epoch: now.epoch }
  const isSame = own.prefix === prefix && own.suffix === suffix && own.speaker === speaker
  return isSame ? now : { ...now, memory: { prefix, suffix, speaker } }
}

/** Whether a quote has any text. */
export function isAttached(anchor: Anchor): boolean {
  return !anchor.memory && attached(anchor.pieces, 'quote').length > 0
}

/** Whether no piece reaches beyond its first or last text block: a border may be left at the end of the one before. */
function isTight(doc: Node, { pieces }: Anchor): boolean {
  return pieces.every((piece) => {
    const text = textIn(doc, piece)
    return !text.startsWith(BLOCK_SEPARATOR) && !text.endsWith(BLOCK_SEPARATOR)
  })
}

function ends({ role, first, last }: SharedPiece): readonly unknown[] {
  return [role, ...first, ...last]
}
