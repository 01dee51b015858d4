/** Random work of two people, with the line cut now and then: in the end both have the same, and nothing is lost. */
import { expect } from '@open-wc/testing'
import { splitBlock, joinBackward } from 'prosemirror-commands'
import { TextSelection, type Command, type Selection } from 'prosemirror-state'
import { redo, undo } from 'y-prosemirror'
import {
  addComment,
  annotateSelection,
  attachSource,
  dismiss,
  getAnnotations,
  getDossier,
  mergeWithNext,
  setKind,
  setNote,
  setStatus,
  splitAtCursor,
} from '../../src/index.js'
import { docOf, run } from '../plugin/editor.js'
import { randomFrom } from '../bench/edits.js'
import { closeDesks, disagreement, pair, settled, type Desk, type Pair } from './desks.js'

const ARTICLE = [
  'Der Rat tagt, „und zwar lange“, sagt Meier.',
  'Er sagt: „Das ist unser letztes Angebot“, und geht.',
  'Dann „Nein“ und „Nein“ und Schluss.',
  'Er sagt: „Das ist unser letztes Angebot“, und geht.',
]

/** Each with a seed of its own. */
const RUNS = 20

/** From a seed: numbers below `n`. */
function numbersFrom(seed: number): (n: number) => number {
  const next = randomFrom(seed * 2654435761)
  return (n) => (next() * 4294967296) % n
}

/** What somebody may do next; true when it is logged. */
function work({ view }: Desk, random: (n: number) => number): boolean {
  const { doc } = view.state
  const size = doc.content.size
  const place = (length: number): Selection => {
    const from = random(size)
    return TextSelection.between(doc.resolve(from), doc.resolve(Math.min(size, from + length)))
  }
  const at = (length: number, command: Command): boolean => {
    view.dispatch(view.state.tr.setSelection(place(length)))
    return run(view, command)
  }
  const insert =
    (text: string): Command =>
    (state, dispatch) => {
      dispatch?.(state.tr.insertText(text))
      return true
    }
  const all = getAnnotations(view.state)
  const id = all[random(all.length)]?.id
  const before = getDossier(view.state).log.length
  const statuses = ['verified', 'disputed', 'in-progress', 'unchecked']
  const edits = [
    () => at(0, insert('neu ')),
    () => at(0, insert('x')),
    () => at(1 + random(12), insert('')),
    () => at(20 + random(40), insert('')),
    () => at(6, insert('„anders“')),
    () => at(0, splitBlock),
    () => at(0, joinBackward),
    () => undo(view.state),
    () => undo(view.state),
    () => redo(view.state),
  ]
  const reviews = [
    () => id && run(view, setStatus(statuses[random(4)] ?? 'verified', id)),
    () => id && run(view, setNote(`note ${random(100)}`, id)),
    () => id && run(view, addComment(`comment ${random(100)}`, id)),
    () => id && run(view, dismiss(id)),
    () => id && run(view, setKind('reported', id)),
    () => id && run(view, mergeWithNext(id)),
    () => at(0, splitAtCursor(id)),
    () => at(5 + random(20), annotateSelection()),
    () =>
      id &&
      run(
        view,
        attachSource({
          id,
          source: {
            id: `s${random(3)}`,
            kind: 'document',
            title: `title ${random(9)}`,
            reliability: 'unset',
            confidential: false,
          },
        }),
      ),
  ]
  const kind = random(5) < 3 ? edits : reviews
  kind[random(kind.length)]?.()
  return getDossier(view.state).log.length > before
}

const logOf = ({ view }: Desk) =>
  getDossier(view.state).log.map(({ seal: _, ...entry }) => JSON.stringify(entry))

describe('random work of two people', () => {
  let both: Pair
  afterEach(() => closeDesks(both))

  for (let seed = 1; seed <= RUNS; seed++)
    it(`comes to the same, with every entry of the log (${seed})`, async () => {
      const random = numbersFrom(seed)
      both = await pair(docOf(...ARTICLE))
      const logged: string[] = []
      const touched = new Set<string>()
      for (let i = 0; i < 30; i++) {
        const desk = random(2) ? both.ada : both.jo
        const before = new Set(logOf(desk))
        if (work(desk, random)) {
          logged.push(...logOf(desk).filter((entry) => !before.has(entry)))
          for (const { review, id } of getAnnotations(desk.view.state)) if (review.at) touched.add(id)
        }
        if (random(8) === 0) both.line.cut()
        // What is sealed while the line is cut comes later.
        else if (random(4) === 0) {
          both.line.join()
          if (random(2)) await settled(both)
        }
      }
      both.line.join()
      await settled(both)
      // What nobody has touched is read anew with the next word.
      both.ada.view.dispatch(both.ada.view.state.tr.insertText(' ', 1))
      expect(JSON.stringify(await disagreement(both))).to.equal('null')
      const log = logOf(both.ada)
      expect(logged.filter((entry) => !log.includes(entry))).to.deep.equal([])
      // Nothing that somebody has decided on is gone, unless somebody has made one of two.
      const ids = new Set(getAnnotations(both.ada.view.state).map(({ id }) => id))
      const merged = new Set(
        getDossier(both.ada.view.state).log.flatMap(({ action, subject }) =>
          action === 'merge' ? [subject] : [],
        ),
      )
      expect([...touched].filter((id) => !ids.has(id) && !merged.has(id))).to.deep.equal([])
    })
})
