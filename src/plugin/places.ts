/**
 * Where the anchors stood in documents that were left not long ago. When the
 * document becomes the same again, by undo or by whatever way, the annotations
 * stand again where they stood: mapping alone cannot tell a letter that was
 * deleted from an equal one beside it.
 *
 * Documents share what did not change, so that remembering one costs little.
 */
import type { Node } from 'prosemirror-model'
import type { Transaction } from 'prosemirror-state'
import type { AnchorSet } from './anchor.js'

interface Place {
  readonly doc: Node
  readonly anchors: AnchorSet
}

/** As many steps back as the history plugin goes by default. */
const MAX_PLACES = 100
/** Single characters one right after the other are one step of the history, of which the beginning counts. */
const RUN_MS = 300

export class Places {
  static readonly empty = new Places([], null)

  private constructor(
    private readonly places: readonly Place[],
    /** When a single character was last typed or deleted; null when something else was done since. */
    private readonly typedMs: number | null,
  ) {}

  /** The anchors as they stood when the document was last this one. */
  find(doc: Node): AnchorSet | null {
    const { size } = doc.content
    for (let i = this.places.length - 1; i >= 0; i--) {
      const place = this.places[i]
      if (place?.doc.content.size === size && place.doc.eq(doc)) return place.anchors
    }
    return null
  }

  /** With the place that `tr` leaves. */
  with({ doc, anchors }: Place, tr: Transaction): Places {
    const isSmall = isSingleCharacter(tr)
    const typedMs = isSmall ? tr.time : null
    if (isSmall && this.typedMs !== null && tr.time - this.typedMs < RUN_MS)
      return new Places(this.places, typedMs)
    const kept = this.places.length < MAX_PLACES ? this.places : this.places.slice(1)
    return new Places([...kept, { doc, anchors }], typedMs)
  }
}

function isSingleCharacter({ mapping: { maps } }: Transaction): boolean {
  let size = 0
  for (const map of maps)
    map.forEach((oldStart, oldEnd, newStart, newEnd) => {
      size += Math.max(oldEnd - oldStart, newEnd - newStart)
    })
  return size <= 1
}
