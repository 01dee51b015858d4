/** Two people with y-prosemirror at one article, with real keys. */
import { expect } from '@open-wc/testing'
import { EditorState } from 'prosemirror-state'
import { prosemirrorToYXmlFragment, undo } from 'y-prosemirror'
import * as Y from 'yjs'
import {
  getAnnotations,
  getDossier,
  setNote,
  setStatus,
  type Annotation,
  type AttributionProblem,
} from '../../src/index.js'
import { getViewers, hasSharedDossier } from '../../src/yjs/index.js'
import { close, docOf, positionOf, press, putCursor, run, type, until, wait } from '../plugin/editor.js'
import {
  ARTICLE,
  closeDesks,
  deskOf,
  isAgreed,
  JO,
  pair,
  QUOTE,
  said,
  settled,
  type Desk,
  type Pair,
} from './desks.js'

describe('two people at one article', () => {
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

  const find = ({ view }: Desk, words = QUOTE): Annotation => {
    const all = getAnnotations(view.state)
    const own =
      all.find(({ review }) => review.wording === words) ?? all.find(({ target }) => target.wording === words)
    if (!own) throw new Error(`no annotation on ${words}`)
    return own
  }
  const verify = (desk: Desk, status = 'verified'): void => {
    expect(run(desk.view, setStatus(status, find(desk).id))).to.equal(true)
  }
  const agreed = async (): Promise<void> => {
    expect(await isAgreed(both)).to.equal(true)
  }

  it('find the same statements under the same names, and share nothing of them', () => {
    expect(said(both.ada)).to.deep.equal(said(both.jo))
    expect(said(both.ada)).to.have.length(2)
    for (const { doc } of [both.ada, both.jo]) {
      const shared = [...doc.share.keys()].filter((key) => key.startsWith('attribution:'))
      expect(shared.every((key) => doc.getMap(key).size === 0)).to.equal(true)
    }
  })

  it('see each other’s reviews, notes and log', async () => {
    verify(both.ada)
    run(both.jo.view, setNote('Mitschnitt gehört', find(both.jo).id))
    for (const desk of [both.ada, both.jo]) {
      const { review, note } = find(desk)
      expect([review.status, review.by?.name, note]).to.deep.equal(['verified', 'Ada', 'Mitschnitt gehört'])
      expect(getDossier(desk.view.state).log.map(({ action, by }) => [action, by?.name])).to.deep.equal([
        ['set-status', 'Ada'],
        ['set-note', 'Jo'],
      ])
    }
    await agreed()
  })

  it('review the same statement at once: both entries are there, and one state', async () => {
    both.line.cut()
    verify(both.ada, 'verified')
    verify(both.jo, 'disputed')
    both.line.join()
    expect(find(both.ada).review).to.deep.equal(find(both.jo).review)
    const { log } = getDossier(both.ada.view.state)
    expect(log.map(({ after }) => after).sort()).to.deep.equal(['disputed', 'verified'])
    expect(said(both.ada)).to.have.length(2)
    await agreed()
  })

  it('keep a statement while the other types before it, inside it and behind it', async () => {
    verify(both.ada)
    putCursor(both.jo.view, 'Er sagt')
    await type('Heute: ')
    putCursor(both.jo.view, 'letztes')
    await type('aller')
    putCursor(both.jo.view, ', und geht')
    await type(' leise')
    const words = QUOTE.replace('letztes', 'allerletztes')
    for (const desk of [both.ada, both.jo]) {
      expect(find(desk, QUOTE).target.wording).to.equal(words)
      expect(said(desk)).to.have.length(2)
    }
    await agreed()
  })

  it('lose a statement with its words, and have it back, review and all, when the deletion is undone', async () => {
    verify(both.ada)
    putCursor(both.jo.view, QUOTE, { all: true })
    await press('Delete')
    for (const desk of [both.ada, both.jo]) expect(find(desk).target.detached).to.equal(true)
    await agreed()
    await press('Control', 'z')
    for (const desk of [both.ada, both.jo]) {
      const { target, review } = find(desk)
      expect([target.detached, target.wording, review.status]).to.deep.equal([false, QUOTE, 'verified'])
    }
    await agreed()
  })

  it('have the borders of a statement back by undo, though the other has typed in it meanwhile', async () => {
    verify(both.ada)
    for (const border of ['„', '“'] as const) {
      putCursor(both.jo.view, border === '„' ? '„Das' : '“, und')
      await press('Delete')
      putCursor(both.ada.view, border === '„' ? 'unser' : 'letztes')
      await type('x')
      await settled(both)
      undo(both.jo.view.state)
      for (const desk of [both.ada, both.jo])
        expect(find(desk).target.wording).to.equal(
          border === '„'
            ? QUOTE.replace('unser', 'xunser')
            : QUOTE.replace('unser letztes', 'xunser xletztes'),
        )
    }
    await agreed()
    while (both.ada.view.state.doc.textContent.includes('x')) undo(both.ada.view.state)
    for (const desk of [both.ada, both.jo]) expect(find(desk).target.wording).to.equal(QUOTE)
    await agreed()
  })

  it('never take a review back by undo', async () => {
    putCursor(both.ada.view, 'Der Rat')
    const typed = 'Heute: '
    await type(typed)
    verify(both.ada)
    // What is typed slowly is several steps; when all are undone, nothing is left.
    for (let i = 0; i < typed.length; i++) await press('Control', 'z')
    expect(both.ada.view.state.doc.textContent).to.equal(ARTICLE.join(''))
    await press('Control', 'z')
    for (const desk of [both.ada, both.jo]) expect(find(desk).review.status).to.equal('verified')
    await agreed()
  })

  it('keep a statement when its paragraph is split before it, in it, and joined again', async () => {
    verify(both.ada)
    putCursor(both.jo.view, QUOTE)
    await press('Enter')
    for (const desk of [both.ada, both.jo]) expect(find(desk).target.wording).to.equal(QUOTE)
    putCursor(both.jo.view, 'letztes')
    await press('Enter')
    for (const desk of [both.ada, both.jo]) expect(find(desk, QUOTE).target.detached).to.equal(false)
    expect(said(both.ada)).to.deep.equal(said(both.jo))
    await press('Backspace')
    for (const desk of [both.ada, both.jo]) expect(find(desk).target.wording).to.equal(QUOTE)
    putCursor(both.jo.view, QUOTE)
    await press('Backspace')
    for (const desk of [both.ada, both.jo]) expect(find(desk).target.wording).to.equal(QUOTE)
    await agreed()
  })

  it('keep a statement when a paragraph like its own is put before it', async () => {
    verify(both.ada)
    const { view } = both.jo
    const second = view.state.doc.child(1)
    view.dispatch(view.state.tr.insert(view.state.doc.child(0).nodeSize, second))
    const at = positionOf(view, QUOTE) + second.nodeSize
    for (const desk of [both.ada, both.jo]) {
      await settled(both)
      const texts = desk.view.state.doc.textBetween(0, at, '\n\n')
      expect(find(desk).target.ranges.quote[0]?.start).to.equal(texts.length)
      expect(getAnnotations(desk.view.state).filter(({ review }) => review.at)).to.have.length(1)
    }
    await agreed()
  })

  it('find a statement again by its words when its paragraph is replaced as a whole', async () => {
    verify(both.ada)
    const { view } = both.jo
    const start = view.state.doc.child(0).nodeSize
    const second = view.state.doc.child(1)
    const other = docOf('Etwas anderes.', `Gestern hieß es noch: ${QUOTE}.`).content
    view.dispatch(view.state.tr.replaceWith(start, start + second.nodeSize, other))
    for (const desk of [both.ada, both.jo]) expect(find(desk).target.detached).to.equal(false)
    await agreed()
  })

  it('merge what both have done while the line was cut', async () => {
    verify(both.ada)
    both.line.cut()
    putCursor(both.ada.view, 'letztes')
    await press('Enter')
    run(both.ada.view, setNote('geteilt', find(both.ada, QUOTE).id))
    putCursor(both.jo.view, 'Angebot')
    await type('echtes ')
    verify(both.jo, 'disputed')
    both.line.join()
    await until(() => JSON.stringify(said(both.ada)) === JSON.stringify(said(both.jo)))
    const own = getAnnotations(both.ada.view.state).find(({ note }) => note === 'geteilt')
    expect(own?.review.status).to.equal('disputed')
    expect(own?.target.detached).to.equal(false)
    expect(getDossier(both.ada.view.state).log).to.have.length(3)
    await agreed()
  })

  it('keep a statement to its own of two equal paragraphs when the other one is deleted', async () => {
    const { view } = both.jo
    const second = view.state.doc.child(1)
    view.dispatch(view.state.tr.insert(view.state.doc.content.size, second))
    await settled(both)
    // The last of the two is reviewed.
    const last = getAnnotations(both.ada.view.state).at(-1)
    expect(last?.target.wording).to.equal(QUOTE)
    run(both.ada.view, setStatus('verified', last?.id))
    const start = view.state.doc.child(0).nodeSize
    view.dispatch(view.state.tr.delete(start, start + second.nodeSize))
    for (const desk of [both.ada, both.jo]) {
      await settled(both)
      const [annotation, ...others] = getAnnotations(desk.view.state).filter(({ review }) => review.at)
      expect(others).to.deep.equal([])
      expect(annotation?.id).to.equal(last?.id)
      expect(annotation?.target.ranges.quote[0]?.start).to.equal(
        desk.view.state.doc.textBetween(0, desk.view.state.doc.content.size, '\n\n').indexOf(QUOTE),
      )
    }
    await agreed()
  })

  it('keep a statement to its own paragraph when that comes changed, and a paragraph as it was with it', async () => {
    verify(both.ada)
    both.line.cut()
    const { view } = both.jo
    const second = view.state.doc.child(1)
    putCursor(view, 'Der Rat')
    await type('Heute: ')
    putCursor(view, 'letztes')
    await type('aller')
    view.dispatch(view.state.tr.insert(0, second))
    both.line.join()
    for (const desk of [both.ada, both.jo])
      expect(find(desk).target.wording).to.equal(QUOTE.replace('letztes', 'allerletztes'))
    await agreed()
  })

  it('come to what the others have done when they open the article later', async () => {
    verify(both.ada)
    putCursor(both.ada.view, 'letztes')
    await type('aller')
    const doc = new Y.Doc()
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(both.ada.doc))
    const late = deskOf(doc, { id: 'kim', name: 'Kim' })
    await until(() => getAnnotations(late.view.state).some(({ review }) => review.at))
    const { target, review } = find(late)
    expect([target.wording, review.status]).to.deep.equal([
      QUOTE.replace('letztes', 'allerletztes'),
      'verified',
    ])
    expect(getDossier(late.view.state).log).to.have.length(1)
    close(late.view)
  })

  it('have all again when the host puts a new state into an editor', async () => {
    verify(both.ada)
    const { view } = both.jo
    view.updateState(EditorState.create({ doc: view.state.doc, plugins: view.state.plugins }))
    await settled(both)
    expect(find(both.jo).review.status).to.equal('verified')
    expect(getDossier(view.state).log).to.have.length(1)
    run(view, setNote('danach', find(both.jo).id))
    expect(find(both.ada).note).to.equal('danach')
    await agreed()
  })

  it('tell the host of annotations that are not in the shared document, and share none of them', async () => {
    verify(both.ada)
    const initial = getDossier(both.ada.view.state)
    const doc = new Y.Doc()
    prosemirrorToYXmlFragment(docOf(...ARTICLE), doc.getXmlFragment('article'))
    const late = deskOf(doc, JO, { initial, onProblem: (problem) => problems.push(problem) })
    await until(() => problems.length > 0)
    expect(problems[0]?.where).to.equal('document')
    expect(problems[0]?.dossier?.annotations.some(({ review }) => review.at)).to.equal(true)
    expect(hasSharedDossier(doc)).to.equal(false)
    problems = []
    close(late.view)
  })

  it('go on with what is sound when somebody puts nonsense into the document', async () => {
    verify(both.ada)
    const { id } = find(both.ada)
    both.jo.doc.getMap('attribution:reviews').set(`${id}/verdict`, '<img src=x onerror=alert(1)>')
    both.jo.doc.getMap('attribution:log').set('x/y', { at: 7 })
    expect(find(both.ada).review.status).to.equal('verified')
    expect(find(both.ada).verdict).to.equal(null)
    expect(problems.map(({ where }) => where)).to.include('shared')
    expect(String(problems[0]?.error)).to.contain(`reviews["${id}/verdict"]`)
    problems = []
    expect(getDossier(both.ada.view.state).log).to.have.length(1)
  })

  it('say where a statement stands now that others have taken its border away, and who only reads does not', async () => {
    verify(both.ada)
    const { id } = find(both.ada)
    await agreed()
    close(both.ada.view)
    const { doc, view } = both.jo
    const said: string[] = []
    doc.getMap('attribution:statements').observe(({ keys }, { local }) => {
      if (local) said.push(...keys.keys())
    })
    // Somebody's client that knows nothing of statements.
    const other = new Y.Doc()
    const takeLast = (): void => {
      Y.applyUpdate(other, Y.encodeStateAsUpdate(doc))
      const text = other.getXmlFragment('article').get(1)
      const own = text instanceof Y.XmlElement ? text.get(0) : null
      if (!(own instanceof Y.XmlText)) throw new Error('there is no text')
      own.delete(own.toJSON().indexOf('“') - 1, 2)
      own.insert(own.toJSON().indexOf(', und geht'), '“')
      Y.applyUpdate(doc, Y.encodeStateAsUpdate(other), other)
    }
    view.setProps({ editable: () => false })
    takeLast()
    // It would say it when the text has rested for 400 ms.
    await wait(900)
    expect(said).to.deep.equal([])
    view.setProps({ editable: () => true })
    takeLast()
    await until(() => said.includes(`${id}/place`))
    other.destroy()
  })

  it('see at which statement the other is', () => {
    expect(getViewers(both.jo.view)).to.deep.equal([
      { clientId: both.ada.doc.clientID, person: { id: 'ada', name: 'Ada' }, statement: null },
    ])
    putCursor(both.ada.view, 'letztes')
    expect(getViewers(both.jo.view)[0]?.statement).to.equal(find(both.jo).id)
    both.ada.awareness.setLocalState(null)
    expect(getViewers(both.jo.view)).to.deep.equal([])
  })
})
