/**
 * How detached annotations come back elsewhere: their words, or words that
 * resemble them, have been put in at another place, and nobody can doubt which.
 */
import type { Node } from 'prosemirror-model'
import type { Transaction } from 'prosemirror-state'
import { CONTEXT_LENGTH, type Target } from '../model/annotation.js'
import { reanchorAll, type Reanchored } from '../model/reanchor.js'
import { wordingOf } from '../model/wording.js'
import type { TextRange } from '../text/statement.js'
import { targetFor, withExtent, type Anchor, type Piece } from './anchor.js'
import { insertedBy } from './changes.js'
import { homeOf, stands } from './form.js'
import {
  offsetsOf,
  positionsOf,
  renderingOf,
  textIn,
  textsIn,
  type PosRange,
  type Rendering,
} from './rendering.js'

/** Resembling words are looked for in what arrives when it has at least this share of their length. */
const LEAST_ARRIVED = 0.5
/** Shorter words resemble others by chance. */
const LEAST_FUZZY = 24

/** A stretch that a transaction has put in. */
interface Arrived extends PosRange {
  readonly text: string
}

interface Coming {
  readonly tr: Transaction
  /** In order. */
  readonly arrived: readonly Arrived[]
  /** Whether the words were still in place before the transaction, which took them away itself. */
  readonly wasThere: (anchor: Anchor) => boolean
}

/**
 * Detached anchors by id, at the places where their words, or words that resemble, have arrived as a whole.
 * `wasThere` tells of an anchor whether it was attached before the transaction, which took its words away
 * itself.
 */
export function relocated(
  detached: readonly Anchor[],
  tr: Transaction,
  wasThere: (anchor: Anchor) => boolean,
): ReadonlyMap<string, Anchor> {
  const places = new Map<string, Anchor>()
  const inserted = detached.length ? insertedBy(tr) : []
  if (!inserted.length) return places
  const arrived = inserted
    .flatMap((range) => textsIn(tr.doc, range))
    .map((range) => ({ ...range, text: textIn(tr.doc, range) }))
  const coming: Coming = { tr, arrived, wasThere }
  const vague: Anchor[] = []
  for (const anchor of detached) {
    const found = exactlyRelocated(anchor, coming)
    if (found === 'vague') vague.push(anchor)
    else if (found) places.set(anchor.id, found)
  }
  for (const [id, place] of resembling(vague, coming)) places.set(id, place)
  return places
}

/** Null where nobody can tell which of several places it is; "vague" where the words have not arrived as they were. */
function exactlyRelocated(anchor: Anchor, coming: Coming): Anchor | null | 'vague' {
  const { tr, arrived } = coming
  const quote = anchor.pieces.filter((piece) => piece.role === 'quote')
  const wasCut = quote.some((piece) => piece.forms.length > 1)
  // Whole, or as the words were at the very end, when they had been cut before that.
  for (const pick of wasCut ? ([0, -1] as const) : ([0] as const)) {
    const words = quote.map((piece) => piece.forms.at(pick)?.text ?? '')
    const within = arrived.filter(({ text }) => words.every((own) => own && text.includes(own)))
    if (!within.length || !hasArrived(words[0] ?? '', anchor, coming)) continue
    const picked = {
      ...anchor,
      pieces: quote.map((piece) => ({ ...piece, forms: piece.forms.slice(pick).slice(0, 1) })),
    }
    const [found] = searched(renderingOf(tr.doc), [targetFor(picked, tr.doc)], within)
    if (found?.how === 'moved' && found.quote) return placedAt(anchor, tr.doc, found.quote, pick)
    if (found?.how === 'ambiguous') return null
  }
  return 'vague'
}

/** Anchors by id, where words that resemble theirs have arrived; in one of the ranges only, else nobody can tell. */
function resembling(detached: readonly Anchor[], coming: Coming): ReadonlyMap<string, Anchor> {
  const { tr, arrived } = coming
  const found = new Map<string, Anchor | null>()
  for (const range of arrived) {
    if (range.text.length < LEAST_FUZZY * LEAST_ARRIVED) continue
    const words = new Set(wordsIn(range.text))
    const open = detached.flatMap((anchor) => {
      const target = targetFor(anchor, tr.doc)
      const own = wordsIn(target.wording)
      const common = own.filter((word) => words.has(word)).length
      const isLikely = target.wording.length >= LEAST_FUZZY && common >= own.length * LEAST_ARRIVED
      return isLikely ? [{ anchor, target }] : []
    })
    if (!open.length) continue
    const rendering = renderingOf(tr.doc)
    const results = searched(
      rendering,
      open.map(({ target }) => target),
      [range],
    )
    for (const [n, { anchor }] of open.entries()) {
      const quote = results[n]?.quote
      if (!quote || !hasArrived(wordingOf(rendering.text, quote.slice(0, 1)), anchor, coming)) continue
      found.set(anchor.id, found.has(anchor.id) ? null : placedAt(anchor, tr.doc, quote, 0))
    }
  }
  return new Map([...found].flatMap(([id, place]) => (place ? [[id, place] as const] : [])))
}

/** What `reanchorAll` finds in what came, with what stands around it: no more of the article is searched. */
function searched(
  rendering: Rendering,
  targets: readonly Target[],
  ranges: readonly PosRange[],
): readonly { readonly how: Reanchored['how']; readonly quote?: readonly TextRange[] }[] {
  const within = ranges.map((range) => offsetsOf(rendering, range)).sort((a, b) => a.start - b.start)
  const offset = Math.max(0, (within[0]?.start ?? 0) - CONTEXT_LENGTH)
  const text = rendering.text.slice(offset, Math.max(0, ...within.map(({ end }) => end)) + CONTEXT_LENGTH)
  const shifted = (by: number, list: readonly TextRange[]): readonly TextRange[] =>
    list.map(({ start, end }) => ({ start: start + by, end: end + by }))
  return reanchorAll(text, targets, shifted(-offset, within)).map((found) =>
    'ranges' in found ? { how: found.how, quote: shifted(offset, found.ranges.quote) } : { how: found.how },
  )
}

/** Words that stood elsewhere all along, and were only written anew, are not the ones that went. */
function hasArrived(words: string, anchor: Anchor, { tr, wasThere }: Coming): boolean {
  const now = count(renderingOf(tr.doc).text, words)
  return now + (wasThere(anchor) ? 1 : 0) > count(renderingOf(tr.before).text, words)
}

function wordsIn(text: string): readonly string[] {
  return text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
}

/** How often the words stand in the text. */
function count(text: string, words: string): number {
  if (!words) return 0
  let n = 0
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) n++
  return n
}

/**
 * The anchor with its quote in these ranges of offsets, where its first forms (0) or its last ones (-1)
 * have been found. Former forms stay at the old place: undoing the move leads back there.
 */
function placedAt(anchor: Anchor, doc: Node, ranges: readonly TextRange[], pick: 0 | -1): Anchor {
  const rendering = renderingOf(doc)
  const places = ranges.map((range) => positionsOf(rendering, range))
  const quote = anchor.pieces.filter((piece) => piece.role === 'quote')
  const form = quote[0]?.forms.at(pick)
  const by = (places[0]?.from ?? 0) - (form ? homeOf(form) : 0)
  const others = anchor.pieces
    .filter((piece) => piece.role !== 'quote')
    .map((piece) => (piece.from === piece.to ? (displaced(piece, by, doc) ?? piece) : piece))
  return withExtent({
    ...anchor,
    pieces: [
      ...places.map((place, i): Piece => ({ role: 'quote', ...place, forms: quote[i]?.forms ?? [] })),
      ...others,
    ],
    memory: null,
  })
}

/** A gone piece of another role, if its words stand as far from the new place of the quote as from the old. */
function displaced(piece: Piece, by: number, doc: Node): Piece | null {
  const form = piece.forms.at(-1)
  if (!form) return null
  const from = homeOf(form) + by
  const to = from + form.size
  if (!stands(doc, from, form)) return null
  return { role: piece.role, from, to, forms: piece.forms }
}
