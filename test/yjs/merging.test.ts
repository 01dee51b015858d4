/** Two or three people who join, split and review the same statements and those beside them at the same time. */
import { expect } from '@open-wc/testing'
import { TextSelection } from 'prosemirror-state'
import * as Y from 'yjs'
import {
  addComment,
  getAnnotations,
  getDossier,
  getRanges,
  mergeWithNext,
  setStatus,
  splitAtCursor,
} from '../../src/index.js'
import { docOf, run } from '../plugin/editor.js'
import { randomFrom } from '../bench/edits.js'
import { closeDesks, deskOf, disagreement, Line, pair, settled, type Desk, type Pair } from './desks.js'

const WORDS = ['„Das erste Wort“', '„Ein zweites Wort“', '„Das dritte Wort“', '„Noch ein Wort“']
const ARTICLE = [`Er sagt: ${WORDS[0]} und ${WORDS[1]} und ${WORDS[2]}.`, `Dann ${WORDS[3]} und Schluss.`]

/** Each with a seed of its own. */
const RUNS = 12

describe('people who make one statement of two', () => {
  let both: Pair
  let others: Desk[]
  beforeEach(async () => {
    others = []
    both = await pair(docOf(...ARTICLE))
  })
  afterEach(() => {
    closeDesks(both)
    for (const own of others) own.view.destroy()
  })

  /** Ada, Jo and Kim, all joined. */
  const three = async (): Promise<readonly [Desk, Desk, Desk]> => {
    const doc = new Y.Doc()
    const line = new Line([both.ada.doc, both.jo.doc, doc])
    const kim = deskOf(doc, { id: 'kim', name: 'Kim' })
    others.push(kim)
    both.line.cut()
    both = { ...both, line }
    await settled({ ...both, jo: kim })
    return [both.ada, both.jo, kim]
  }
  const idOf = ({ view }: Desk, words: string): string => {
    const own = getAnnotations(view.state).find(({ target }) => target.wording === words)
    if (!own) throw new Error(`no statement ${words}`)
    return own.id
  }
  const agreed = async (...desks: readonly Desk[]): Promise<void> => {
    for (const jo of desks.length ? desks : [both.jo])
      expect(JSON.stringify(await disagreement({ ...both, jo }))).to.equal('null')
  }
  /** Pairs of statements that stand on the same words. */
  const overlaps = ({ view }: Desk): readonly string[] => {
    const all = getAnnotations(view.state).flatMap(({ id, target }) => {
      const quote = getRanges(view.state, id)?.quote ?? []
      const [first] = quote
      const last = quote.at(-1)
      return first && last ? [{ id, from: first.from, to: last.to, words: target.wording }] : []
    })
    return all.flatMap((a, i) =>
      all.slice(i + 1).flatMap((b) => (a.from < b.to && b.from < a.to ? [`${a.words} / ${b.words}`] : [])),
    )
  }
  const merged = `${WORDS[0]} … ${WORDS[1]}`

  it('while another one reviews the second, that nobody had touched: it is one, with all entries', async () => {
    both.line.cut()
    run(both.ada.view, mergeWithNext(idOf(both.ada, WORDS[0] ?? '')))
    run(both.jo.view, setStatus('disputed', idOf(both.jo, WORDS[1] ?? '')))
    run(both.jo.view, addComment('Wer sagt das?', idOf(both.jo, WORDS[1] ?? '')))
    both.line.join()
    await settled(both)
    for (const desk of [both.ada, both.jo]) {
      expect(overlaps(desk)).to.deep.equal([])
      const own = getAnnotations(desk.view.state).find(({ edited }) => edited)
      expect(own?.target.wording).to.equal(merged)
      expect(own?.thread.comments.map(({ text }) => text)).to.deep.equal(['Wer sagt das?'])
      expect(
        getDossier(desk.view.state)
          .log.map(({ action, by }) => `${by?.name} ${action}`)
          .sort(),
      ).to.deep.equal(['Ada merge', 'Ada merge', 'Jo add-comment', 'Jo set-status'])
    }
    await agreed()
  })

  it('leave it one when somebody reviews the second right after, before it is read anew', async () => {
    const id = idOf(both.jo, WORDS[1] ?? '')
    run(both.ada.view, mergeWithNext(idOf(both.ada, WORDS[0] ?? '')))
    run(both.jo.view, setStatus('verified', id))
    await settled(both)
    for (const desk of [both.ada, both.jo]) expect(overlaps(desk)).to.deep.equal([])
    await agreed()
  })

  it('while another one joins the second to the third: what was said of the third is with the first', async () => {
    const [ada, jo, kim] = await three()
    both.line.cut()
    run(kim.view, addComment('Zum dritten', idOf(kim, WORDS[2] ?? '')))
    run(jo.view, mergeWithNext(idOf(jo, WORDS[1] ?? '')))
    run(ada.view, mergeWithNext(idOf(ada, WORDS[0] ?? '')))
    both.line.join()
    await settled(both)
    await settled({ ...both, jo: kim })
    for (const desk of [ada, jo, kim]) {
      expect(overlaps(desk)).to.deep.equal([])
      const own = getAnnotations(desk.view.state).find(({ edited }) => edited)
      expect(own?.target.wording).to.equal(merged)
      expect(own?.thread.comments.map(({ text }) => text)).to.deep.equal(['Zum dritten'])
    }
    await agreed(jo, kim)
  })

  for (let seed = 1; seed <= RUNS; seed++)
    it(`come to the same with others who split, join and review, and lose nothing (${seed})`, async () => {
      const desks = seed % 3 ? [both.ada, both.jo] : await three()
      const isSplitting = seed % 2 === 0
      const next = randomFrom(seed * 7919)
      const below = (n: number): number => Math.floor(next() * n)
      const comments: string[] = []
      const entries = (desk: Desk) =>
        getDossier(desk.view.state).log.map(({ seal: _, ...entry }) => JSON.stringify(entry))
      const logged: string[] = []
      for (let i = 0; i < 16; i++) {
        const desk = desks[below(desks.length)]
        const all = desk ? getAnnotations(desk.view.state) : []
        const own = all[below(all.length)]
        if (!desk || !own) continue
        const before = new Set(entries(desk))
        const kind = below(6)
        if (kind < 2) run(desk.view, mergeWithNext(own.id))
        else if (kind < 3 && isSplitting) {
          const [piece] = getRanges(desk.view.state, own.id)?.quote ?? []
          const { tr } = desk.view.state
          const at = piece ? piece.from + 1 + below(piece.to - piece.from - 1) : 1
          desk.view.dispatch(tr.setSelection(TextSelection.create(tr.doc, at)))
          run(desk.view, splitAtCursor(own.id))
        } else if (kind < 5) run(desk.view, setStatus(below(2) ? 'verified' : 'disputed', own.id))
        else if (run(desk.view, addComment(`comment ${i}`, own.id))) comments.push(`comment ${i}`)
        logged.push(...entries(desk).filter((entry) => !before.has(entry)))
        if (below(3) === 0) both.line.cut()
        else if (below(4) === 0) {
          both.line.join()
          if (below(2)) for (const jo of desks.slice(1)) await settled({ ...both, jo })
        }
      }
      both.line.join()
      for (const jo of desks.slice(1)) await settled({ ...both, jo })
      await agreed(...desks.slice(1))
      const log = entries(both.ada)
      expect(logged.filter((entry) => !log.includes(entry))).to.deep.equal([])
      const said = getAnnotations(both.ada.view.state).flatMap(({ thread }) =>
        thread.comments.map(({ text }) => text),
      )
      expect(comments.filter((text) => !said.includes(text))).to.deep.equal([])
      // Who splits what somebody else splits or joins leaves statements on the same words, the same ones for all.
      if (!isSplitting) expect(overlaps(both.ada)).to.deep.equal([])
    })
})
