/** Random but repeatable editing: typing, deleting, copying stretches elsewhere, undo. The article keeps its size. */
import { undo } from 'prosemirror-history'
import { TextSelection, type EditorState, type Transaction } from 'prosemirror-state'

/** So far apart that each edit is an event of the history. */
const STEP_MS = 1_000
/** Longest stretch that is copied or deleted at once, in positions: three statements or so. */
const STRETCH = 240

/**
 * The states after each of `count` edits. `random` gives numbers from 0 to 1; the same
 * ones make the same edits, whatever the plugins. `first` is how many edits came before,
 * for the clock that the history goes by.
 */
export function* edited(
  start: EditorState,
  {
    random,
    count,
    size,
    first = 0,
  }: {
    readonly random: () => number
    readonly count: number
    /** Size of the document that is kept. */
    readonly size: number
    readonly first?: number
  },
): Generator<EditorState> {
  let state = start
  for (let n = first; n < first + count; n++) {
    const dispatch = (tr: Transaction): void => {
      state = state.apply(tr.setTime(n * STEP_MS))
    }
    const kind = random()
    const at = placeIn(state, random())
    const far = random()
    if (kind >= 0.1 || !undo(state, dispatch)) {
      const { tr, doc } = state
      const isLong = doc.content.size > size
      tr.setSelection(TextSelection.create(doc, at))
      if (kind < 0.25) {
        const from = placeIn(state, far)
        const to = Math.min(from + Math.ceil(STRETCH * random()), doc.content.size - 1)
        dispatch(isLong ? tr.delete(from, to) : tr.replaceRange(at, at, doc.slice(from, to)))
      } else {
        const length = Math.ceil(far * 8)
        const to = Math.min(at + length, tr.selection.$head.end())
        dispatch(isLong && at < to ? tr.delete(at, to) : tr.insertText('abcdefgh'.slice(0, length)))
      }
    }
    yield state
  }
}

/** A position in a text block. */
function placeIn({ doc }: EditorState, share: number): number {
  return TextSelection.near(doc.resolve(Math.floor(share * doc.content.size))).head
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}
