import { expect } from '@open-wc/testing'
import { EditorState } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import {
  annotateSelection,
  attribution,
  dossierToJSON,
  getAnnotations,
  getDossier,
  getLoadResult,
  isStale,
  parseDossier,
  sealDossier,
  setAnnotations,
  type AttributionProblem,
} from '../../src/index.js'
import {
  close,
  detected,
  docOf,
  facts,
  marks,
  only,
  openVerified,
  positionOf,
  press,
  putCursor,
  quoteEngine,
  run,
  type,
} from './editor.js'

const TEXT = 'Er sagte: „Wir gehen heute Abend.“ Dann ging er.'

const verified = (...texts: readonly string[]): Promise<EditorView> =>
  openVerified({ doc: docOf(...(texts.length ? texts : [TEXT])) })

describe('a verified statement', () => {
  let view: EditorView
  afterEach(() => close(view))

  it('goes stale when a word inside changes, and heals with Ctrl+Z', async () => {
    view = await verified()
    const before = facts(view)
    putCursor(view, 'heute', { all: true })
    await type('morgen')
    expect(isStale(only(view))).to.equal(true)
    expect(marks(view)[0]).to.contain(' stale ')
    while (view.state.doc.textContent !== TEXT) await press('Control', 'z')
    expect(facts(view)).to.deep.equal(before)
    expect(marks(view)[0]).not.to.contain('stale')
  })

  it('grows back to what it was when its deleted end is undone', async () => {
    view = await verified()
    const before = facts(view)
    putCursor(view, 'Abend.“', { behind: true })
    for (let i = 0; i < 7; i++) await press('Backspace')
    expect(only(view).target.wording).to.equal('„Wir gehen heute ')
    expect(isStale(only(view))).to.equal(true)
    while (view.state.doc.textContent !== TEXT) await press('Control', 'z')
    expect(facts(view)).to.deep.equal(before)
  })

  it('grows back to what it was when its deleted beginning is undone', async () => {
    view = await verified()
    const before = facts(view)
    putCursor(view, 'sagte: „Wir', { all: true })
    await press('Delete')
    expect(isStale(only(view))).to.equal(true)
    await press('Control', 'z')
    expect(facts(view)).to.deep.equal(before)
  })

  it('heals when its lost words are typed again by hand', async () => {
    view = await verified()
    const before = facts(view)
    putCursor(view, 'Abend.“', { all: true })
    await press('Backspace')
    await type('Abend.“')
    expect(facts(view)).to.deep.equal(before)
  })

  it('is detached when everything is deleted, and comes back with Ctrl+Z', async () => {
    view = await verified(TEXT, 'Sie sagte: „Ich bleibe noch lange.“')
    const before = facts(view)
    view.focus()
    await press('Control', 'a')
    await press('Backspace')
    expect(getAnnotations(view.state).map(({ target }) => target.detached)).to.deep.equal([true, true])
    expect(getAnnotations(view.state)[0]?.target.wording).to.equal('„Wir gehen heute Abend.“')
    await detected(view)
    await press('Control', 'z')
    expect(facts(view)).to.deep.equal(before)
    await press('Control', 'y')
    expect(getAnnotations(view.state).map(({ target }) => target.detached)).to.deep.equal([true, true])
    await press('Control', 'z')
    expect(facts(view)).to.deep.equal(before)
  })

  it('moves with its paragraph when that is cut and pasted elsewhere', async () => {
    view = await verified(TEXT, 'Mitte.', 'Ende.')
    putCursor(view, TEXT, { all: true })
    await press('Control', 'x')
    expect(only(view).target.detached).to.equal(true)
    await detected(view)
    putCursor(view, 'Ende.', { behind: true })
    await press('Control', 'v')
    const from = positionOf(view, '„Wir')
    expect(facts(view)).to.deep.equal([
      {
        id: only(view).id,
        status: 'verified',
        stale: false,
        detached: false,
        words: '„Wir gehen heute Abend.“',
        ranges: [{ from, to: from + 24 }],
      },
    ])
  })

  it('stays where it is when its words are copied; the copy starts unchecked', async () => {
    view = await verified(TEXT, 'Ende.')
    const { id } = only(view)
    putCursor(view, TEXT, { all: true })
    await press('Control', 'c')
    putCursor(view, 'Ende.', { behind: true })
    await press('Control', 'v')
    await detected(view)
    const [original, copy, third] = getAnnotations(view.state)
    expect([original?.id, original?.review.status]).to.deep.equal([id, 'verified'])
    expect(copy?.review.status).to.equal('unchecked')
    expect(third).to.equal(undefined)
  })

  it('is kept when the host writes the whole document anew', async () => {
    view = await verified(TEXT, 'Sie sagte: „Ich bleibe noch lange.“')
    const before = facts(view)
    const { doc } = view.state
    view.dispatch(view.state.tr.replaceWith(0, doc.content.size, docOf(...textsOf(view)).content))
    expect(facts(view)).to.deep.equal(before)
    view.dispatch(
      view.state.tr.replaceWith(0, doc.content.size, docOf('Neu davor.', ...textsOf(view)).content),
    )
    const after = getAnnotations(view.state)
    expect(after.map((annotation) => [annotation.target.detached, isStale(annotation)])).to.deep.equal([
      [false, false],
      [false, false],
    ])
  })

  it('does not take in what is typed at its borders', async () => {
    view = await verified()
    putCursor(view, '„Wir')
    await type('laut: ')
    putCursor(view, 'Abend.“', { behind: true })
    await type(' (so wörtlich)')
    expect(only(view).target.wording).to.equal('„Wir gehen heute Abend.“')
    expect(isStale(only(view))).to.equal(false)
  })

  it('stays when the host puts a new state with the same article, edited, into the view', async () => {
    view = await verified(TEXT, 'Sie sagte: „Ich bleibe noch lange hier.“')
    const { plugins } = view.state
    const ids = getAnnotations(view.state).map(({ id }) => id)
    const doc = docOf(
      'Davor.',
      TEXT.replace('ging er', 'lief er'),
      'Sie sagte: „Ich bleibe noch lange dort.“',
    )
    view.updateState(EditorState.create({ doc, plugins }))
    // A plugin cannot know the view's last state before the update is over (CAVEATS.md).
    expect(getAnnotations(view.state)).to.deep.equal([])
    await Promise.resolve()
    expect(getAnnotations(view.state).map(({ id }) => id)).to.deep.equal(ids)
    expect(getAnnotations(view.state).map((one) => isStale(one))).to.deep.equal([false, true])
    expect(getLoadResult(view.state).map(({ how }) => how)).to.deep.equal(['moved', 'changed'])
    expect(getDossier(view.state).log.length).to.equal(2)
    await detected(view)
    expect(getAnnotations(view.state).map(({ id }) => id)).to.deep.equal(ids)
  })

  it('stays when the host goes on working at once on the new state', async () => {
    view = await verified()
    const [{ id } = { id: '' }] = getAnnotations(view.state)
    view.updateState(EditorState.create({ doc: view.state.doc, plugins: view.state.plugins }))
    view.dispatch(view.state.tr.insertText('Oben: ', 1))
    await Promise.resolve()
    expect(only(view)).to.deep.include({ id })
    expect(only(view).review.status).to.equal('verified')
    expect(only(view).target.wording).to.equal('„Wir gehen heute Abend.“')
    expect(getDossier(view.state).log.length).to.equal(1)
  })

  it('stays when the host empties the view before it puts in the article', async () => {
    const problems: AttributionProblem[] = []
    view = await openVerified({ doc: docOf(TEXT), onProblem: (problem) => problems.push(problem) })
    const { doc, plugins } = view.state
    const before = facts(view)
    view.updateState(EditorState.create({ doc: docOf(''), plugins }))
    view.updateState(EditorState.create({ doc, plugins }))
    await Promise.resolve()
    expect(facts(view)).to.deep.equal(before)
    view.updateState(EditorState.create({ doc, plugins: [] }))
    view.updateState(EditorState.create({ doc, plugins }))
    await Promise.resolve()
    expect(facts(view)).to.deep.equal(before)
    expect(problems).to.deep.equal([])
  })

  it('is handed to the host when somebody has worked on the new state before it could be put there', async () => {
    const problems: AttributionProblem[] = []
    view = await openVerified({ doc: docOf(TEXT), onProblem: (problem) => problems.push(problem) })
    const { doc, plugins } = view.state
    const { annotations } = getDossier(view.state)
    view.updateState(EditorState.create({ doc, plugins }))
    putCursor(view, 'Dann ging er', { all: true })
    run(view, annotateSelection())
    await Promise.resolve()
    expect(only(view).target.wording).to.equal('Dann ging er')
    expect(problems.map(({ where }) => where)).to.deep.equal(['document'])
    expect(problems[0]?.dossier?.annotations).to.deep.equal(annotations)
  })

  it('is not looked for by the old engine when another plugin brings its own', async () => {
    view = await verified()
    const engine = quoteEngine()
    const plugin = attribution({ engine, idleDelayMs: 10 })
    view.updateState(EditorState.create({ doc: docOf(TEXT, 'Neu.'), plugins: [plugin] }))
    await Promise.resolve()
    expect(only(view).review.status).to.equal('verified')
    await detected(view)
    expect(engine.analyzed).to.deep.equal([TEXT, 'Neu.'])
  })

  it('is handed to the host when a new state brings another article', async () => {
    const problems: AttributionProblem[] = []
    view = await openVerified({ doc: docOf(TEXT), onProblem: (problem) => problems.push(problem) })
    const { plugins } = view.state
    const { annotations } = getDossier(view.state)
    view.updateState(EditorState.create({ doc: docOf('Ganz etwas anderes steht hier.'), plugins }))
    await Promise.resolve()
    expect(getAnnotations(view.state)).to.deep.equal([])
    expect(problems.map(({ where }) => where)).to.deep.equal(['document'])
    expect(problems[0]?.dossier?.annotations).to.deep.equal(annotations)
  })

  it('stays in an editor that goes on when neither the listener nor what hears of its failure works', async () => {
    const told: unknown[][] = []
    const { error } = console
    console.error = (...parts: unknown[]) => told.push(parts)
    const boom = (what: string) => () => {
      throw new Error(what)
    }
    try {
      view = await openVerified({
        doc: docOf(TEXT),
        onChange: boom('listener'),
        onProblem: boom('problem'),
      })
      putCursor(view, 'Dann')
      await type('Und ')
    } finally {
      console.error = error
    }
    expect(view.state.doc.textContent).to.equal(TEXT.replace('Dann', 'Und Dann'))
    expect(only(view).review.status).to.equal('verified')
    expect(told.slice(0, 2).map((parts) => String(parts[1]))).to.deep.equal([
      'Error: listener',
      'Error: problem',
    ])
  })

  it('keeps its place when the host replaces the whole document by one with some words changed', async () => {
    view = await verified(TEXT, 'Mitte mit vielen Wörtern darin.', 'Sie sagte: „Ich bleibe noch lange hier.“')
    const ids = getAnnotations(view.state).map(({ id }) => id)
    const next = docOf(
      TEXT.replace('Dann ging', 'Danach lief'),
      'Sie meinte: „Ich bleibe doch noch lange hier.“',
    )
    view.dispatch(view.state.tr.replaceWith(0, view.state.doc.content.size, next.content))
    expect(getAnnotations(view.state).map(({ id }) => id)).to.deep.equal(ids)
    expect(getAnnotations(view.state).map(({ target }) => target.wording)).to.deep.equal([
      '„Wir gehen heute Abend.“',
      '„Ich bleibe doch noch lange hier.“',
    ])
    expect(getAnnotations(view.state).map((one) => isStale(one))).to.deep.equal([false, true])
  })

  it('is found again on a text that changed elsewhere while it was stored', async () => {
    view = await verified()
    const dossier = await sealDossier(getDossier(view.state))
    const parsed = parseDossier(JSON.stringify(dossierToJSON(dossier)))
    if (!parsed.ok) throw new Error('not sound')
    const plugins = view.state.plugins
    view.updateState(EditorState.create({ doc: docOf('Ein neuer Anfang.', TEXT), plugins }))
    run(view, setAnnotations(parsed.value))
    await detected(view)
    expect(only(view).review.status).to.equal('verified')
    expect(only(view).target.wording).to.equal('„Wir gehen heute Abend.“')
    view.updateState(EditorState.create({ doc: docOf('Ganz etwas anderes.'), plugins }))
    run(view, setAnnotations(parsed.value))
    await detected(view)
    expect(only(view).target).to.deep.include({ detached: true, wording: '„Wir gehen heute Abend.“' })
    expect(getDossier(view.state).log).to.deep.equal(parsed.value.log)
  })
})

function textsOf(view: EditorView): readonly string[] {
  const texts: string[] = []
  view.state.doc.forEach((node) => texts.push(node.textContent))
  return texts
}
