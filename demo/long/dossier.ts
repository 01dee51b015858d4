/**
 * What a desk might have done with the long article: about half of it is reviewed, by three roles, with
 * twenty sources, notes, evidence, statements that were changed after the review or whose text is gone.
 *
 * Nothing here knows an offset. A second editor state, without a view, goes through the same actions as
 * people do: it gets an earlier wording, is reviewed, and is then edited into the present text.
 */
import type { Node } from 'prosemirror-model'
import { EditorState, TextSelection, type Command, type Transaction } from 'prosemirror-state'
import {
  annotateSelection,
  applyAction,
  attachSource,
  attribution,
  dismiss,
  getAnnotations,
  getDossier,
  getRanges,
  getSelected,
  setNote,
  setStatus,
} from '../../src/index.js'
import {
  isUntouched,
  type Annotation,
  type Dossier,
  type Person,
  type Relation,
  type Status,
} from '../../src/model/index.js'
import { Random } from './random.js'
import { GONE, LOCATORS, NOTES, SOURCES } from './sources.js'

const SEED = 11
const START = Date.UTC(2026, 2, 2, 8)
/** Longest stretch of work before the page gets its turn. */
const SLICE_MS = 8

const PEOPLE: readonly Person[] = [
  { id: 'demo:redaktion', name: 'Redaktion' },
  { id: 'demo:dokumentation', name: 'Dokumentation' },
  { id: 'demo:justiziariat', name: 'Justiziariat' },
]

/** How many of a hundred statements get which status; the rest nobody has looked at. */
const SHARES: readonly (readonly [Status, number])[] = [
  ['verified', 27],
  ['in-progress', 7],
  ['needs-change', 5],
  ['disputed', 4],
  ['unverifiable', 4],
  ['not-checkable', 3],
]
const STALE = 14
const DISMISSED = 6
const EARLIER = [' wohl', ' ja', ' vielleicht', ' nun']

/** `detected` on `doc` with everything that the desk has done since. What somebody has touched stays as it is. */
export async function reviewedDossier(doc: Node, detected: Dossier): Promise<Dossier> {
  const random = new Random(SEED)
  let now = START
  let ids = 0
  let person = PEOPLE[0] ?? null
  let state = EditorState.create({
    doc,
    plugins: [
      attribution({
        engine: null,
        initial: detected,
        user: () => person,
        now: () => new Date(now),
        createId: () => `sample-${ids++}`,
      }),
    ],
  })
  const dispatch = (tr: Transaction) => {
    state = state.apply(tr)
  }
  let sliceEnd = performance.now() + SLICE_MS
  const act = async (command: Command) => {
    now += random.between(20, 400) * 1000
    command(state, dispatch)
    if (performance.now() < sliceEnd) return
    await new Promise((done) => setTimeout(done))
    sliceEnd = performance.now() + SLICE_MS
  }

  const open = random.shuffled(
    getAnnotations(state).filter((one) => isUntouched(one) && !one.target.detached),
  )
  const toDismiss = open.splice(0, DISMISSED)
  const earlier = earlierWording(state, open, random)
  dispatch(earlier.tr)

  for (const from of earlier.paragraphs) {
    const words = state.doc.nodeAt(from)?.textContent ?? ''
    const at = from + 1
    dispatch(
      state.tr.setSelection(
        TextSelection.create(state.doc, at + words.indexOf('„') + 1, at + words.indexOf('“')),
      ),
    )
    await act(annotateSelection())
    const id = getSelected(state)
    if (id !== null) await act(setStatus('verified', id))
  }

  const statuses = SHARES.flatMap(([status, share]) =>
    Array.from({ length: Math.round((share * open.length) / 100) }, () => status),
  )
  const sources = [...SOURCES]
  for (const [i, annotation] of open.entries()) {
    const { id } = annotation
    const status = earlier.changed.has(id) ? 'verified' : statuses[i]
    if (!status) break
    person = random.pick(PEOPLE)
    const needsSource = status !== 'in-progress' && status !== 'not-checkable'
    if (needsSource && random.next() < 0.8) {
      const source = sources.shift() ?? random.pick(SOURCES)
      const relation: Relation =
        status === 'disputed' ? 'refutes' : random.pick(['origin', 'origin', 'supports', 'context'])
      const passage = random.next() < 0.7 ? annotation.target.wording : ''
      const locator = random.next() < 0.6 ? random.pick(LOCATORS) : ''
      await act(attachSource({ id, source, relation, passage, locator }))
    }
    if (status !== 'verified' || random.next() < 0.1) await act(setNote(random.pick(NOTES[status] ?? []), id))
    await act(setStatus(status, id))
  }
  for (const { id } of toDismiss) await act(dismiss(id))
  // A source that was put right later on.
  const [first] = getDossier(state).sources
  if (first) await act(applyAction({ type: 'edit-source', source: { ...first, reliability: 'reliable' } }))

  dispatch(inverse(state, earlier.tr))
  return getDossier(state)
}

interface Earlier {
  readonly tr: Transaction
  /** Statements that have other words in it. */
  readonly changed: ReadonlySet<string>
  /** Where its additional paragraphs stand. */
  readonly paragraphs: readonly number[]
}

/** The text as it was when it was reviewed: some statements with a word more, and three paragraphs that were cut later. */
function earlierWording(state: EditorState, candidates: readonly Annotation[], random: Random): Earlier {
  const { tr, doc, schema } = state
  const changed = new Set<string>()
  for (const { id } of candidates) {
    if (changed.size === STALE) break
    const [quote, ...more] = getRanges(state, id)?.quote ?? []
    const words = quote ? doc.textBetween(quote.from, quote.to) : ''
    const space = words.indexOf(' ')
    if (!quote || more.length || space < 0 || words.length < 24) continue
    tr.insertText(random.pick(EARLIER), tr.mapping.map(quote.from + space))
    changed.add(id)
  }
  const paragraphs = GONE.map((text, i) => {
    const index = Math.floor(((i + 1) * doc.childCount) / (GONE.length + 1))
    let before = 0
    for (let child = 0; child < index; child++) before += doc.child(child).nodeSize
    const at = tr.mapping.map(before)
    tr.insert(at, schema.node('paragraph', null, [schema.text(text)]))
    return at
  })
  return { tr, changed, paragraphs }
}

function inverse(state: EditorState, { steps, docs }: Transaction): Transaction {
  const { tr } = state
  for (let i = steps.length - 1; i >= 0; i--) {
    const before = docs[i]
    const step = before && steps[i]?.invert(before)
    if (step) tr.step(step)
  }
  return tr
}
