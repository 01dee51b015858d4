import { expect } from '@open-wc/testing'
import type { EditorView } from 'prosemirror-view'
import {
  annotateSelection,
  dismiss,
  getAnnotations,
  getArticle,
  getDossier,
  getSelected,
  isPending,
  isSealed,
  restore,
  select,
  setEngine,
  setNote,
  setStatus,
  type AttributionProblem,
} from '../../src/index.js'
import {
  close,
  detected,
  docOf,
  marks,
  only,
  open,
  press,
  putCursor,
  quoteEngine,
  run,
  type,
  until,
  wait,
} from './editor.js'

const idsOf = (view: EditorView) => getAnnotations(view.state).map(({ id }) => id)

describe('detection in an editor', () => {
  let view: EditorView
  afterEach(() => close(view))

  it('marks the statements of an article right after the editor opened', async () => {
    view = open({ doc: docOf('Er sagte: „Wir gehen heute.“ Dann ging er.') })
    expect(isPending(view.state)).to.equal(true)
    await detected(view)
    expect(marks(view)).to.deep.equal(['attribution direct status-unchecked start: „Wir gehen heute.“'])
    expect(only(view).origin).to.equal('detected')
  })

  it('reads only the paragraph that changed', async () => {
    const engine = quoteEngine()
    view = open({ engine, doc: docOf('Eins „a b c“.', 'Zwei „d e f“.', 'Drei.') })
    await detected(view)
    engine.analyzed.length = 0
    putCursor(view, 'Drei', { behind: true })
    await type('x')
    await detected(view)
    expect(engine.analyzed).to.deep.equal(['Dreix.'])
  })

  it('finds a statement while it is typed, with real keys', async () => {
    view = open({ doc: docOf('Er sagte: ') })
    await detected(view)
    putCursor(view, 'Er sagte: ', { behind: true })
    await type('„Ja, gern.“')
    await until(() => getAnnotations(view.state).length === 1)
    expect(only(view).target.wording).to.equal('„Ja, gern.“')
  })

  it('keeps ids and selection when a statement is found again with other words', async () => {
    view = open({ doc: docOf('Er sagte: „Wir gehen heute.“ Und: „Wir bleiben.“') })
    await detected(view)
    const ids = idsOf(view)
    putCursor(view, 'heute', { behind: true })
    expect(getSelected(view.state)).to.equal(ids[0])
    await type(' noch')
    await detected(view)
    expect(idsOf(view)).to.deep.equal(ids)
    expect(getSelected(view.state)).to.equal(ids[0])
    expect(getAnnotations(view.state)[0]?.target.wording).to.equal('„Wir gehen heute noch.“')
  })

  it('takes an untouched statement out when its words are no statement any more', async () => {
    view = open({ doc: docOf('Er sagte: „Ja.“') })
    await detected(view)
    putCursor(view, '“', { behind: true })
    await press('Backspace')
    await detected(view)
    expect(getAnnotations(view.state)).to.deep.equal([])
    expect(marks(view)).to.deep.equal([])
  })

  it('neither changes nor doubles what somebody has touched', async () => {
    view = open({ doc: docOf('Er sagte: „Wir gehen heute.“') })
    await detected(view)
    const { id } = only(view)
    run(view, setNote('nachfragen', id))
    putCursor(view, '“', { behind: true })
    await press('Backspace')
    await detected(view)
    expect(only(view).id).to.equal(id)
    await type('“')
    await detected(view)
    expect(only(view).id).to.equal(id)
    expect(only(view).note).to.equal('nachfragen')
  })

  it('does not bring back what was dismissed, until it is restored', async () => {
    view = open({ doc: docOf('Das „Gesetz“ gilt. Er sagte: „Ja.“') })
    await detected(view)
    const [first] = idsOf(view)
    run(view, dismiss(first))
    putCursor(view, 'gilt')
    await type('nun ')
    await detected(view)
    expect(getAnnotations(view.state).map(({ dismissed }) => dismissed)).to.deep.equal([true, false])
    expect(marks(view)).to.have.length(1)
    run(view, restore(first ?? ''))
    expect(marks(view)).to.have.length(2)
  })

  it('waits until the writer pauses', async () => {
    const engine = quoteEngine()
    view = open({ engine, doc: docOf('Anfang'), idleDelayMs: 1000 })
    await detected(view)
    engine.analyzed.length = 0
    putCursor(view, 'Anfang', { behind: true })
    for (const letter of ' und') {
      await type(letter)
      await wait(20)
    }
    expect(engine.analyzed).to.deep.equal([])
    await detected(view)
    expect(engine.analyzed).to.deep.equal(['Anfang und'])
  })

  it('waits until a composition has ended', async () => {
    view = open({ doc: docOf('Er sagte: „Ja.“') })
    await detected(view)
    view.dom.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }))
    expect(view.composing).to.equal(true)
    view.dispatch(view.state.tr.insertText('„Nein.“ ', 1))
    await wait(120)
    expect(isPending(view.state)).to.equal(true)
    expect(getAnnotations(view.state)).to.have.length(1)
    view.dom.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true }))
    await detected(view)
    expect(getAnnotations(view.state)).to.have.length(2)
  })

  it('keeps when a statement was made and through whom it came, in the words of the text', async () => {
    const engine = quoteEngine()
    const rangeIn = (all: string, words: string) => {
      const start = all.indexOf(words)
      return { start, end: start + words.length }
    }
    const telling = {
      ...engine,
      link: (blocks: Parameters<typeof engine.link>[0]) => {
        const all = blocks.map(({ analysis }) => analysis.text).join('\n\n')
        return engine.link(blocks).map((statement) => ({
          ...statement,
          when: rangeIn(all, 'am Dienstag'),
          chain: ['die BBC', 'er'].map((mention) => ({
            mention: rangeIn(all, mention),
            speakerIs: { kind: 'none' } as const,
          })),
        }))
      },
    }
    view = open({ engine: telling, doc: docOf('Vorab.', 'Wie die BBC meldet, sagte er am Dienstag: „Ja.“') })
    await detected(view)
    const [found] = getAnnotations(view.state)
    expect(found?.when).to.equal('am Dienstag')
    expect(found?.chain.map(({ mention }) => mention)).to.deep.equal(['die BBC', 'er'])
  })

  it('drops what it found in a document that has changed meanwhile', async () => {
    const engine = quoteEngine()
    let isLate = false
    const slow = {
      ...engine,
      link: (blocks: Parameters<typeof engine.link>[0]) => {
        const found = engine.link(blocks)
        if (isLate) {
          isLate = false
          view.dispatch(view.state.tr.delete(1, view.state.doc.content.size - 1))
        }
        return found
      },
    }
    view = open({ engine: slow, doc: docOf('Anfang') })
    await detected(view)
    isLate = true
    view.dispatch(view.state.tr.insertText('„Ja.“ ', 1))
    await detected(view)
    expect(view.state.doc.textContent).to.equal('')
    expect(getAnnotations(view.state)).to.deep.equal([])
  })

  it('tells what went wrong once, and lets the editor go on', async () => {
    const problems: AttributionProblem[] = []
    const engine = {
      ...quoteEngine(),
      link: () => {
        throw new Error('broken')
      },
    }
    view = open({ engine, doc: docOf('Er sagte: „Ja.“'), onProblem: (problem) => problems.push(problem) })
    await until(() => problems.length > 0)
    await wait(60)
    expect(problems.map(({ where }) => where)).to.deep.equal(['detection'])
    expect(isPending(view.state), 'still waiting for what does not come').to.equal(false)
    putCursor(view, 'Er')
    await type('x')
    await until(() => problems.length > 1)
    expect(view.state.doc.textContent).to.equal('xEr sagte: „Ja.“')
  })

  it('works without an engine, on what people mark', async () => {
    view = open({ engine: null, doc: docOf('Er kam, wie er sagte, spät.') })
    expect(isPending(view.state)).to.equal(false)
    putCursor(view, ' kam, ', { all: true })
    expect(run(view, annotateSelection('reported'))).to.equal(true)
    expect(only(view)).to.deep.include({ kind: 'reported', origin: 'manual', confidence: 1 })
    expect(only(view).target.wording).to.equal('kam,')
    expect(run(view, annotateSelection('reported'))).to.equal(false)
    expect(getSelected(view.state)).to.equal(only(view).id)
  })

  it('leaves the undo history alone', async () => {
    view = open({ doc: docOf('Er sagte: „Ja.“') })
    await detected(view)
    run(view, setStatus('verified', only(view).id))
    view.focus()
    await press('Control', 'z')
    expect(only(view).review.status).to.equal('verified')
    run(view, select(null))
    expect(getSelected(view.state)).to.equal(null)
  })

  it('reads the article anew with another engine, and keeps what somebody has touched', async () => {
    view = open({ doc: docOf('Er sagte: „Wir gehen.“ Sie sagte: „Nein.“ Und: ‚Sie blieben.‘') })
    await detected(view)
    const [reviewed, noted, untouched] = idsOf(view)
    run(view, setStatus('verified', reviewed))
    run(view, setNote('nachfragen', noted))
    await until(() => isSealed(getDossier(view.state).log))
    const log = getDossier(view.state).log
    expect(run(view, setEngine({ ...quoteEngine(), lang: 'en', link: () => [] }))).to.equal(true)
    expect(isPending(view.state)).to.equal(true)
    expect(idsOf(view)).to.deep.equal([reviewed, noted, untouched]) // nothing flickers meanwhile
    await detected(view)
    expect(getAnnotations(view.state).map(({ id, review, note }) => [id, review.status, note])).to.deep.equal(
      [
        [reviewed, 'verified', ''],
        [noted, 'unchecked', 'nachfragen'],
      ],
    )
    expect(getArticle(view.state).lang).to.equal('en')
    run(view, setEngine(quoteEngine()))
    await detected(view)
    expect(idsOf(view).slice(0, 2)).to.deep.equal([reviewed, noted])
    expect(getAnnotations(view.state).map(({ target }) => target.wording)).to.deep.equal([
      '„Wir gehen.“',
      '„Nein.“',
      '‚Sie blieben.‘',
    ])
    expect(getDossier(view.state).log).to.equal(log)
  })

  it('leaves the undo history alone when it is given another engine', async () => {
    view = open({ doc: docOf('Er sagte: „Ja.“') })
    await detected(view)
    putCursor(view, 'Ja', { behind: true })
    await type('x')
    run(view, setEngine(quoteEngine()))
    await detected(view)
    await press('Control', 'z')
    expect(view.state.doc.textContent).to.equal('Er sagte: „Ja.“')
    run(view, setEngine(quoteEngine()))
    await detected(view)
    await press('Control', 'y')
    expect(view.state.doc.textContent).to.equal('Er sagte: „Jax.“')
    await detected(view)
    expect(only(view).target.wording).to.equal('„Jax.“')
  })

  it('starts without an engine and takes one that comes later, or one for another that failed', async () => {
    const problems: AttributionProblem[] = []
    view = open({
      engine: null,
      doc: docOf('Er sagte: „Ja.“'),
      onProblem: (problem) => problems.push(problem),
    })
    const broken = {
      ...quoteEngine(),
      link: () => {
        throw new Error('broken')
      },
    }
    run(view, setEngine(broken))
    await until(() => problems.length > 0)
    const engine = quoteEngine()
    expect(setEngine(engine)(view.state)).to.equal(true) // asked only
    expect(engine.analyzed).to.deep.equal([])
    run(view, setEngine(engine))
    await detected(view)
    expect(only(view).target.wording).to.equal('„Ja.“')
    expect(run(view, setEngine(engine))).to.equal(false)
    expect(run(view, setEngine(null))).to.equal(true)
    expect(isPending(view.state)).to.equal(false)
    expect(only(view).target.wording).to.equal('„Ja.“')
    expect(problems).to.have.length(1)
  })
})
