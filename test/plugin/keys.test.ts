/**
 * Random work at the keyboard on an article with everything in it. After each keystroke nothing is lost and
 * what is drawn is what is known; when all of it is undone, everything is as it was.
 *
 * `KEY_RUNS=100 KEY_SEED=7 npx wtr --files test/plugin/keys.test.ts` goes on for longer, elsewhere; a run is
 * a sequence of up to 30 of them. `KEY_PATH` repeats the one that a failure names.
 */
import { expect } from '@open-wc/testing'
import fc from 'fast-check'
import { undoDepth } from 'prosemirror-history'
import { keymap } from 'prosemirror-keymap'
import type { Node } from 'prosemirror-model'
import { TextSelection } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import {
  annotateSelection,
  articleText,
  attribution,
  attributionKeymap,
  dismiss,
  getAnnotations,
  getArticle,
  getRanges,
  isStale,
  setStatus,
  wordingOf,
  type PosRange,
} from '../../src/index.js'
import { presentBrowser } from '../browsers/present.js'
import { close, detected, positionOf, press, putCursor, quoteEngine, run, wait } from './editor.js'
import { openRich } from './rich.js'

const STROKES_PER_RUN = 30
const { keyRuns, keySeed, keyPath } = document.documentElement.dataset
const RUNS = Number(keyRuns || (presentBrowser === 'chromium' ? 10 : 4))
const SEED = Number(keySeed || 1)
/** Per run, with room for a slow machine and for making a failure smaller. */
const RUN_MS = 8_000

/** Keys that follow each other, so that there is something to cut when it is cut. */
const stroke = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom('a', 'n', 'ß', 'Space', '.', '“', '„') },
  {
    weight: 8,
    arbitrary: fc.constantFrom('Backspace', 'Backspace', 'Delete', 'Control+Backspace', 'Control+Delete'),
  },
  { weight: 3, arbitrary: fc.constantFrom('Enter', 'Enter', 'Shift+Enter') },
  { weight: 4, arbitrary: fc.constantFrom('ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End') },
  {
    weight: 5,
    arbitrary: fc.constantFrom(
      'Shift+ArrowLeft',
      'Shift+ArrowRight',
      'Shift+ArrowUp',
      'Shift+ArrowDown',
      'Control+Shift+ArrowRight',
      'Control+Shift+ArrowLeft',
      'Shift+Home',
      'Shift+End',
    ),
  },
  {
    weight: 5,
    arbitrary: fc
      .tuple(
        fc.constantFrom(
          'Shift+ArrowDown',
          'Control+Shift+ArrowRight',
          'Shift+Home',
          'Shift+End',
          'Control+a',
        ),
        fc.constantFrom('Control+x', 'Control+x', 'Control+c', 'Control+v', 'Control+b', 'Delete', 'n'),
      )
      .map((keys) => keys.join(' ')),
  },
  { weight: 5, arbitrary: fc.constantFrom('Control+z', 'Control+z', 'Control+y') },
  { weight: 4, arbitrary: fc.constantFrom('Control+v', 'Control+v', 'Control+v', 'Control+x') },
  { weight: 2, arbitrary: fc.constantFrom('Tab', 'Shift+Tab') },
  { weight: 4, arbitrary: fc.constantFrom('Alt+ArrowUp', 'Alt+ArrowDown') },
  { weight: 2, arbitrary: fc.constantFrom('ArrowRight F4', 'F4', 'Escape') },
)

/** Where the work begins, and with what: at each kind of thing that the article has. */
const PLACES: readonly Place[] = [
  ...['bleibt', ' jeden', 'genau', 'Geld', ' gewinnen', ' gilt', 'das viel', 'fehlt', 'die Zeit', 'Lärm'],
  ...['alles', 'return', 'Kreisen', 'Näheres', 'Niemand'],
]
  .map((words): Place => ({ words, keys: [] }))
  .concat([
    { words: 'Niemand', keys: ['Shift+ArrowDown'] }, // selects cells
    { words: ' verlieren', keys: ['ArrowLeft'] }, // selects the note
    { words: ' verlieren', keys: ['ArrowLeft', 'F4'] },
    { words: ' verlieren', keys: ['ArrowLeft', 'F4', 'n', 'Escape'] },
  ])

interface Place {
  readonly words: string
  readonly keys: readonly string[]
}

interface Desk {
  readonly view: EditorView
  /** As it was at the start. */
  readonly doc: Node
  readonly ids: readonly string[]
  readonly facts: readonly string[]
}

async function openDesk(): Promise<Desk> {
  let n = 0
  const view = openRich(
    keymap(attributionKeymap),
    // Without a delay detection does not wait for the browser to be idle, which in a headless one takes long.
    attribution({ engine: quoteEngine(), idleDelayMs: 0, createId: () => `a${++n}` }),
  )
  await detected(view)
  const from = positionOf(view, 'hieß es')
  const to = positionOf(view, 'Näheres') + 'Näheres'.length
  view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, from, to)))
  run(view, annotateSelection('reported'))
  const ids = getAnnotations(view.state).map(({ id }) => id)
  for (const id of ids) run(view, setStatus('verified', id))
  run(view, dismiss(ids[3]))
  const desk = { view, ids, doc: view.state.doc, facts: [] }
  return { ...desk, facts: facts(desk) }
}

/** Puts words of a statement on the clipboard, so that the one of the run before is not pasted. */
async function copyWords(view: EditorView): Promise<void> {
  putCursor(view, 'Zeit“', { all: true })
  await press('Control', 'c')
}

async function strike(view: EditorView, keys: string): Promise<void> {
  if (!view.dom.contains(document.activeElement)) view.focus()
  await press(...keys.split('+').map((key) => (key === 'Space' ? ' ' : key)))
  await wait(0)
  await detected(view)
}

interface Work {
  readonly place: Place
  readonly strokes: readonly string[]
}

const work: fc.Arbitrary<Work> = fc.record({
  place: fc.constantFrom(...PLACES),
  strokes: fc.noBias(fc.array(stroke, { minLength: 1, maxLength: STROKES_PER_RUN, size: 'max' })),
})

/** Opens the article, strikes the keys, and calls `then`. */
async function workOn(
  { place, strokes }: Work,
  {
    after,
    then,
  }: { readonly after?: (desk: Desk, struck: string) => void; readonly then?: (desk: Desk) => Promise<void> },
): Promise<void> {
  const desk = await openDesk()
  const { view } = desk
  try {
    await copyWords(view)
    putCursor(view, place.words)
    const all = [...place.keys, ...strokes.flatMap((keys) => keys.split(' '))]
    for (const [i, keys] of all.entries()) {
      await strike(view, keys)
      after?.(desk, all.slice(0, i + 1).join(' '))
    }
    await then?.(desk)
  } finally {
    close(view)
  }
}

/** Says what failed in the same way in every browser: WebKit's stacks do not begin with the message. */
async function demand(property: fc.IAsyncProperty<[Work]>): Promise<void> {
  const result = await fc.check(property, {
    numRuns: RUNS,
    seed: SEED,
    ...(keyPath ? { path: keyPath } : {}),
    interruptAfterTimeLimit: 30_000 + RUNS * RUN_MS,
  })
  if (!result.failed) return
  const { counterexample, counterexamplePath, errorInstance } = result
  const repeat = `KEY_SEED=${SEED} KEY_PATH=${counterexamplePath}`
  throw new Error([repeat, JSON.stringify(counterexample?.[0]), String(errorInstance)].join('\n'))
}

describe('random keystrokes', function () {
  this.timeout(60_000 + RUNS * RUN_MS * 2)

  it('lose no annotation, keep ranges on their words, and draw just what is known', async () => {
    await demand(fc.asyncProperty(work, (sequence) => workOn(sequence, { after: demandOrder })))
  })

  it('leave everything as it was when they are undone', async () => {
    await demand(
      fc.asyncProperty(work, async (sequence) => {
        await workOn(sequence, {
          then: async (desk) => {
            const { view, doc } = desk
            while (undoDepth(view.state) > 0) {
              const depth = undoDepth(view.state)
              await strike(view, 'Control+z')
              expect(undoDepth(view.state), 'Ctrl+Z does nothing').to.be.lessThan(depth)
            }
            expect(view.state.doc.toString()).to.equal(doc.toString())
            const now = facts(desk)
            for (const [i, fact] of desk.facts.entries()) expect(now[i]).to.equal(fact)
            demandOrder(desk, 'undone')
          },
        })
      }),
    )
  })

  it('in a note inside a verified statement do not touch the statement', async () => {
    const desk = await openDesk()
    const { view } = desk
    try {
      putCursor(view, ' verlieren')
      for (const keys of ['ArrowLeft', 'F4', 'End', 'Control+Backspace', 'n', 'Control+b', 'n']) {
        await strike(view, keys)
        demandOrder(desk, keys)
      }
      expect(view.state.doc.textContent).to.contain('Zahl der nn')
      const staleOnes = getAnnotations(view.state).filter((annotation) => isStale(annotation))
      expect(staleOnes).to.deep.equal([])
      while (undoDepth(view.state) > 0) await strike(view, 'Control+z')
      expect(facts(desk)).to.deep.equal(desk.facts)
    } finally {
      close(view)
    }
  })
})

/** What a reader could tell of the annotations that were there at the start. */
function facts({ view, ids }: Desk): readonly string[] {
  const all = new Map(getAnnotations(view.state).map((annotation) => [annotation.id, annotation]))
  return ids.map((id) => {
    const annotation = all.get(id)
    return JSON.stringify({
      id,
      status: annotation?.review.status,
      stale: annotation && isStale(annotation),
      detached: annotation?.target.detached,
      words: annotation?.target.wording,
      ranges: getRanges(view.state, id),
    })
  })
}

function demandOrder(desk: Desk, when: string): void {
  const problems = problemsIn(desk)
  if (problems.length) throw new Error([when, ...problems].join('\n  '))
}

/** What is wrong with the annotations and with how they are drawn; empty when all is well. */
function problemsIn({ view, ids }: Desk): readonly string[] {
  const { state } = view
  const problems: string[] = []
  const annotations = getAnnotations(state)
  const here = new Set(annotations.map(({ id }) => id))
  if (here.size !== annotations.length) problems.push('an id occurs twice')
  for (const id of ids) if (!here.has(id)) problems.push(`${id} is lost`)
  const text = articleText(getArticle(state))
  for (const { id, target } of annotations) {
    const ranges = getRanges(state, id)
    if (!ranges) {
      problems.push(`${id} has no ranges`)
      continue
    }
    for (const [role, list] of Object.entries(ranges)) {
      let behind = 0
      for (const { from, to } of list) {
        if (from < behind || to <= from || to > state.doc.content.size)
          problems.push(`${id}: ${role} ${JSON.stringify(list)}`)
        behind = to
      }
    }
    if (target.detached !== (ranges.quote.length === 0)) problems.push(`${id} is half detached`)
    if (target.detached) continue
    const words = ranges.quote.map((range) => wordsIn(state.doc, range)).join(' … ')
    if (words !== target.wording) problems.push(`${id}: „${words}“ for „${target.wording}“`)
    const told = wordingOf(text, target.ranges.quote)
    if (told !== target.wording) problems.push(`${id}: offsets of „${told}“ for „${target.wording}“`)
  }
  const drawn = drawnIn(view).map(String)
  const wanted = wantedIn(view).map(String)
  for (const one of drawn) if (!wanted.includes(one)) problems.push(`drawn and not known: ${one}`)
  for (const one of wanted) if (!drawn.includes(one)) problems.push(`known and not drawn: ${one}`)
  return problems
}

/** The words at the range as the article's text has them; what a note holds is not part of it. */
function wordsIn(doc: Node, { from, to }: PosRange): string {
  let words = ''
  let isFirst = true
  doc.nodesBetween(from, to, (node, pos) => {
    if (node.isTextblock) {
      if (!isFirst) words += '\n\n'
      isFirst = false
    }
    if (!node.isInline) return true
    if (node.isText) words += node.text?.slice(Math.max(0, from - pos), to - pos) ?? ''
    else words += node.type.name === 'hard_break' ? '\n' : '\uFFFC'
    return false
  })
  return words
}

/**
 * Stretches of text and the annotations that share them: from, to, ids. Without notes: ProseMirror hands
 * what marks an inline node with content on to that content, which is drawn by the note's own editor.
 */
type Run = readonly [from: number, to: number, ids: string]

/** As the ranges have it. */
function wantedIn({ state }: EditorView): readonly Run[] {
  const shown = getAnnotations(state)
    .filter(({ dismissed }) => !dismissed)
    .map(({ id }) => ({ id, quote: getRanges(state, id)?.quote ?? [] }))
  const idsAt = (at: number): string =>
    shown
      .filter(({ quote }) => quote.some(({ from, to }) => from <= at && at < to))
      .map(({ id }) => id)
      .sort()
      .join(' ')
  const runs: Run[] = []
  state.doc.descendants((node, pos) => {
    if (!node.isInline) return true
    if (!node.isText && node.isLeaf) runs.push([pos, pos + node.nodeSize, idsAt(pos)])
    if (node.isText) for (let at = pos; at < pos + node.nodeSize; at++) runs.push([at, at + 1, idsAt(at)])
    return false
  })
  return merged(runs)
}

/** As the page has it. */
function drawnIn(view: EditorView): readonly Run[] {
  const runs: Run[] = []
  const idsOf = (element: Element | null | undefined): string => {
    const marked = element?.closest<HTMLElement>('[data-attribution-ids]')
    const ids = marked && view.dom.contains(marked) ? marked.dataset['attributionIds'] : ''
    return ids?.split(' ').sort().join(' ') ?? ''
  }
  view.state.doc.descendants((node, pos) => {
    if (!node.isInline) return true
    const dom = node.isText || !node.isLeaf ? null : view.nodeDOM(pos)
    if (dom instanceof Element) runs.push([pos, pos + node.nodeSize, idsOf(dom)])
    return false
  })
  const walker = document.createTreeWalker(view.dom, NodeFilter.SHOW_ALL, (node) =>
    // Names, notes and what ProseMirror puts beside them are no text.
    node instanceof HTMLElement && node.contentEditable === 'false'
      ? NodeFilter.FILTER_REJECT
      : NodeFilter.FILTER_ACCEPT,
  )
  while (walker.nextNode()) {
    const { currentNode } = walker
    if (!(currentNode instanceof Text) || !currentNode.length) continue
    const from = view.posAtDOM(currentNode, 0)
    runs.push([from, from + currentNode.length, idsOf(currentNode.parentElement)])
  }
  return merged(runs.sort((a, b) => a[0] - b[0]))
}

function merged(runs: readonly Run[]): readonly Run[] {
  const result: Run[] = []
  for (const [from, to, ids] of runs) {
    const last = result[result.length - 1]
    if (last && last[1] === from && last[2] === ids) result[result.length - 1] = [last[0], to, ids]
    else result.push([from, to, ids])
  }
  return result.filter(([, , ids]) => ids)
}
