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
import type { AnchorSet } from './anchor-set.js'

interface Place {
  readonly doc: Node
  readonly anchors: AnchorSet
}

/** As many steps back as the history plugin goes by default. */
const MAX_PLACES = 100
/** The history takes what is typed in one go together. When in doubt a place too many is remembered. */
const RUN_MS = 300

/** A single character that was typed or deleted. */
interface Key {
  readonly timeMs: number
  /** Where, in the document after it. */
  readonly pos: number
}

/** Where annotations stand in the article's text, in UTF-16 offsets. */
export class Places {
  static readonly empty = new Places([], null)

  private constructor(
    private readonly places: readonly Place[],
    /** Null when something else was done since. */
    private readonly lastKey: Key | null,
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
    const key = keyOf(tr)
    if (key && this.lastKey && isRun(this.lastKey, key)) return new Places(this.places, key)
    const kept = this.places.length < MAX_PLACES ? this.places : this.places.slice(1)
    return new Places([...kept, { doc, anchors }], key)
  }

  /** What follows is a step of the history for itself. */
  closed(): Places {
    return this.lastKey ? new Places(this.places, null) : this
  }
}

function isRun(last: Key, key: Key): boolean {
  return key.timeMs - last.timeMs < RUN_MS && Math.abs(key.pos - last.pos) <= 1
}

function keyOf({ mapping, time }: Transaction): Key | null {
  let size = 0
  let pos = 0
  for (const map of mapping.maps)
    map.forEach((oldStart, oldEnd, newStart, newEnd) => {
      size += Math.max(oldEnd - oldStart, newEnd - newStart)
      pos = newEnd
    })
  return size === 1 ? { timeMs: time, pos } : null
}
