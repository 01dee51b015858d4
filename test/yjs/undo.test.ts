/**
 * Undo and redo of text with yUndoPlugin, where it was typed so slowly that each letter is a step of its own. Each
 * test has two people: what the one undoes heals, or breaks, a review for the other too.
 */
import { expect } from '@open-wc/testing'
import { redo, undo, yUndoPluginKey } from 'y-prosemirror'
import {
  annotateSelection,
  getAnnotations,
  getDossier,
  isStale,
  setNote,
  setStatus,
  type Annotation,
  type AttributionProblem,
} from '../../src/index.js'
import { docOf, press, putCursor, run, type, until } from '../plugin/editor.js'
import { ARTICLE, closeDesks, isAgreed, pair, QUOTE, said, settled, type Desk, type Pair } from './desks.js'

describe('undo of text that was typed slowly', () => {
  let both: Pair
  let problems: AttributionProblem[]
  beforeEach(async () => {
    problems = []
    both = await pair(docOf(...ARTICLE), { onProblem: (problem) => problems.push(problem) })
  })
  afterEach(() => {
    closeDesks(both)
    expect(problems).to.deep.equal([])
  })

  /** The one statement that somebody has reviewed. */
  const reviewed = ({ view }: Desk): Annotation => {
    const [own, another] = getAnnotations(view.state).filter(({ review }) => review.at)
    if (!own || another) throw new Error('one statement should be reviewed')
    return own
  }
  const facts = (desk: Desk): readonly [string | null, string, boolean] => {
    const own = reviewed(desk)
    return [own.target.detached ? null : own.target.wording, own.review.status, isStale(own)]
  }
  /** Both see these words, and whether they are others than those that were reviewed. */
  const agree = (words: string | null, isOther = words !== QUOTE): void => {
    for (const desk of [both.ada, both.jo])
      expect(facts(desk)).to.deep.equal([words, 'verified', words !== null && isOther])
  }
  /** Not all of the words are there: it is stale, or waits for more of them. */
  const partly = (): void => {
    for (const desk of [both.ada, both.jo]) {
      const [words, status, isOther] = facts(desk)
      expect([words === null || (QUOTE.includes(words) && isOther), status]).to.deep.equal([true, 'verified'])
    }
  }
  const verify = ({ view }: Desk, words = QUOTE): void => {
    const own = getAnnotations(view.state).find(({ target }) => target.wording === words)
    expect(run(view, setStatus('verified', own?.id ?? ''))).to.equal(true)
  }
  /** The next key is a step of its own, as half a second later. */
  const pause = ({ view }: Desk): void => {
    yUndoPluginKey.getState(view.state)?.undoManager.stopCapturing()
  }
  const typeSlowly = async (desk: Desk, text: string): Promise<void> => {
    for (const letter of text) {
      pause(desk)
      await type(letter)
    }
  }
  const pressSlowly = async (desk: Desk, key: string, times: number): Promise<void> => {
    for (let i = 0; i < times; i++) {
      pause(desk)
      await press(key)
    }
  }
  const undoAll = (steps: number): void => {
    for (let i = 0; i < steps; i++) undo(both.jo.view.state)
  }
  const redoAll = (steps: number): void => {
    for (let i = 0; i < steps; i++) redo(both.jo.view.state)
  }
  const log = () => [both.ada, both.jo].map(({ view }) => getDossier(view.state).log.length)
  const agreed = async (): Promise<void> => {
    expect(await isAgreed(both)).to.equal(true)
  }

  it('heals a stale review with the last letter, and redo makes it stale again', async () => {
    verify(both.ada)
    putCursor(both.jo.view, 'letztes')
    await typeSlowly(both.jo, 'aller')
    const typed = (n: number): string => QUOTE.replace('letztes', `${'aller'.slice(0, n)}letztes`)
    agree(typed(5))
    for (const round of [1, 2]) {
      for (let n = 4; n >= 0; n--) {
        await press('Control', 'z')
        agree(typed(n))
      }
      for (let n = 1; n <= 5 && round === 1; n++) {
        await press('Control', 'y')
        agree(typed(n))
      }
    }
    expect(log()).to.deep.equal([1, 1])
    await agreed()
  })

  it('never takes back a review that was made between two letters, and redo goes on behind it', async () => {
    putCursor(both.jo.view, 'letztes')
    await typeSlowly(both.jo, 'al')
    const words = QUOTE.replace('letztes', 'alletztes')
    verify(both.jo, words)
    await typeSlowly(both.jo, 'ler')
    const all = (n: number): string => QUOTE.replace('letztes', `${'aller'.slice(0, n)}letztes`)
    for (const n of [4, 3, 2, 1, 0]) {
      await press('Control', 'z')
      agree(all(n), n !== 2)
    }
    run(both.ada.view, setNote('mitten darin', reviewed(both.ada).id))
    // Nothing is left to undo.
    await press('Control', 'z')
    agree(QUOTE, true)
    for (const n of [1, 2, 3, 4, 5]) {
      await press('Control', 'y')
      agree(all(n), n !== 2)
    }
    for (const desk of [both.ada, both.jo]) expect(reviewed(desk).note).to.equal('mitten darin')
    expect(log()).to.deep.equal([2, 2])
    await agreed()
  })

  for (const [way, key] of [
    ['from its end', 'Backspace'],
    ['from its beginning', 'Delete'],
  ] as const)
    it(`brings a statement back that was erased letter by letter ${way}, and redo takes it away again`, async () => {
      verify(both.ada)
      putCursor(both.jo.view, QUOTE, { behind: key === 'Backspace' })
      await pressSlowly(both.jo, key, QUOTE.length)
      agree(null)
      await agreed()
      for (let n = 1; n < QUOTE.length; n++) {
        undo(both.jo.view.state)
        partly()
      }
      undo(both.jo.view.state)
      agree(QUOTE)
      for (let n = 1; n < QUOTE.length; n++) {
        redo(both.jo.view.state)
        partly()
      }
      redo(both.jo.view.state)
      agree(null)
      undoAll(QUOTE.length)
      agree(QUOTE)
      expect(log()).to.deep.equal([1, 1])
      await agreed()
    })

  it('brings back the borders that were erased letter by letter, though the other has typed before and in it', async () => {
    verify(both.ada)
    putCursor(both.jo.view, ', und geht')
    await pressSlowly(both.jo, 'Backspace', ' Angebot“'.length)
    putCursor(both.jo.view, QUOTE.slice(0, 4))
    await pressSlowly(both.jo, 'Delete', 5)
    agree('ist unser letztes')
    putCursor(both.ada.view, 'Er sagt')
    await type('Heute: ')
    putCursor(both.ada.view, 'letztes')
    await type('aller')
    agree('ist unser allerletztes')
    await settled(both)
    undoAll(' Angebot“'.length + 5)
    agree(QUOTE.replace('letztes', 'allerletztes'))
    redoAll(' Angebot“'.length + 5)
    agree('ist unser allerletztes')
    undoAll(' Angebot“'.length + 5)
    agree(QUOTE.replace('letztes', 'allerletztes'))
    await agreed()
  })

  it('brings the borders of a long statement back, however many letters were erased one by one', async () => {
    const long = `„${'Wort um Wort um Wort '.repeat(4)}und Ende“`
    putCursor(both.ada.view, 'und Schluss')
    both.ada.view.dispatch(both.ada.view.state.tr.insertText(`${long} `))
    await settled(both)
    verify(both.ada, long)
    const gone = long.length - 12
    putCursor(both.jo.view, long, { behind: true })
    for (let i = 0; i < gone; i++) {
      if (i % 2) pause(both.jo)
      const { state } = both.jo.view
      both.jo.view.dispatch(state.tr.delete(state.selection.from - 1, state.selection.from))
    }
    putCursor(both.ada.view, 'um Wor')
    await type('x')
    agree('„Wort xum Wor')
    undoAll(gone)
    agree(long.replace('um', 'xum'))
    await agreed()
  })

  it('heals a review where the letter that was deleted at the border stands beside an equal one', async () => {
    putCursor(both.ada.view, 'und Schlus', { all: true })
    run(both.ada.view, annotateSelection())
    verify(both.ada, 'und Schlus')
    putCursor(both.jo.view, 'und Schlus', { behind: true })
    await press('Backspace')
    agree('und Schlu')
    putCursor(both.ada.view, 'Er sagt')
    await type('Heute: ')
    await settled(both)
    undo(both.jo.view.state)
    agree('und Schlus', false)
    await agreed()
  })

  it('takes a statement away that was typed, letter by letter, and redo has it back with its review', async () => {
    putCursor(both.jo.view, ' und Schluss')
    const typed = ' und „Ganz gewiss“'
    await typeSlowly(both.jo, typed)
    await settled(both)
    verify(both.ada, '„Ganz gewiss“')
    undoAll(typed.length)
    agree(null)
    await agreed()
    redoAll(typed.length)
    agree('„Ganz gewiss“', false)
    await agreed()
  })

  it('keeps to the text of the one who undoes, while the other reviews and types on', async () => {
    verify(both.ada)
    putCursor(both.jo.view, 'letztes')
    await typeSlowly(both.jo, 'aller')
    putCursor(both.ada.view, 'unser')
    await typeSlowly(both.ada, 'ja ')
    run(both.ada.view, setStatus('disputed', reviewed(both.ada).id))
    undoAll('aller'.length)
    for (const desk of [both.ada, both.jo])
      expect(facts(desk)).to.deep.equal([QUOTE.replace('unser', 'ja unser'), 'disputed', true])
    redoAll('aller'.length)
    for (const desk of [both.ada, both.jo])
      expect(facts(desk)).to.deep.equal([
        QUOTE.replace('unser letztes', 'ja unser allerletztes'),
        'disputed',
        false,
      ])
    expect(log()).to.deep.equal([2, 2])
    await until(() => JSON.stringify(said(both.ada)) === JSON.stringify(said(both.jo)))
    await agreed()
  })
})
