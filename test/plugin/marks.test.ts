import { expect } from '@open-wc/testing'
import { EditorState } from 'prosemirror-state'
import { EditorView } from 'prosemirror-view'
import {
  annotationAt,
  applyAction,
  attachSource,
  attribution,
  confirmReview,
  DEFAULT_SCHEME,
  editSource,
  detachSource,
  getAnnotations,
  getDossier,
  getSelected,
  removeAnnotation,
  select,
  setAnnotations,
  setNote,
  setStatus,
  subscribe,
  type Source,
} from '../../src/index.js'
import {
  close,
  detected,
  docOf,
  marks,
  open,
  positionOf,
  press,
  putCursor,
  quoteEngine,
  run,
  schema,
} from './editor.js'

const NESTED = 'Er sagte: „Sie meinte, ‚Wir gehen‘ und kam.“ Später: „Ja, so war es.“'

const SOURCE: Source = {
  id: 's1',
  kind: 'document',
  title: 'Protokoll',
  reliability: 'unset',
  confidential: false,
}

describe('marks and selection', () => {
  let view: EditorView
  beforeEach(async () => {
    view = open({ doc: docOf(NESTED, 'Ende.') })
    await detected(view)
  })
  afterEach(() => close(view))

  it('draws nested statements as disjoint spans that name them all', () => {
    const [outer, inner, last] = getAnnotations(view.state)
    expect(marks(view)).to.deep.equal([
      'attribution direct status-unchecked start: „Sie meinte, ',
      'attribution direct status-unchecked inner inner-indirect inner-status-unchecked inner-start: ‚Wir gehen‘',
      'attribution direct status-unchecked:  und kam.“',
      'attribution direct status-unchecked start: „Ja, so war es.“',
    ])
    const ids = [...view.dom.querySelectorAll<HTMLElement>('.attribution')].map(
      (element) => element.dataset['attributionIds'],
    )
    expect(ids).to.deep.equal([outer?.id, `${outer?.id} ${inner?.id}`, outer?.id, last?.id])
  })

  it('shows the sign once, also when the first word is bold', () => {
    const from = positionOf(view, '„Ja')
    const strong = schema.mark('strong')
    view.dispatch(view.state.tr.addMark(from, from + 2, strong))
    expect(marks(view).slice(3)).to.deep.equal([
      'attribution direct status-unchecked start: „J',
      'attribution direct status-unchecked: a, so war es.“',
    ])
  })

  it('draws the status at once, and the signs by style sheet alone', () => {
    const last = getAnnotations(view.state)[2]
    run(view, setStatus('verified', last?.id))
    const element = view.dom.querySelector('.attribution-status-verified')
    expect(element?.textContent).to.equal('„Ja, so war es.“')
    expect(getComputedStyle(element as Element, '::before').content).to.contain('✓')
    expect(view.dom.textContent).to.equal(`${NESTED}Ende.`)
  })

  it('draws a house’s own status in its colour and with its sign, the inner statement’s too', async () => {
    close(view)
    const own = { key: 'legal', sign: '§"', colour: 'rgb(1, 2, 3)', isFinal: false, isBlocking: true }
    const scheme = { statuses: [...DEFAULT_SCHEME.statuses, own] }
    view = open({ doc: docOf(NESTED, 'Ende.'), scheme })
    await detected(view)
    const [outer, inner, last] = getAnnotations(view.state)
    run(view, setStatus('legal', inner?.id))
    run(view, setStatus('verified', last?.id))
    const shown = view.dom.querySelector('.attribution-inner-status-legal') as HTMLElement
    expect(shown.style.getPropertyValue('--attribution-inner-own')).to.equal('rgb(1, 2, 3)')
    expect(getComputedStyle(shown, '::before').content).to.contain('§\\"')
    expect(shown.style.getPropertyValue('--attribution-own')).to.equal('')
    run(view, setStatus('legal', outer?.id))
    const first = view.dom.querySelector('.attribution-status-legal.attribution-start') as HTMLElement
    expect(getComputedStyle(first, '::before').color).to.equal('rgb(1, 2, 3)')
    expect(view.dom.querySelector('.attribution-status-verified')?.getAttribute('style')).to.equal(null)
    run(view, setStatus('verified', outer?.id))
    run(view, setStatus('verified', inner?.id))
    const styles = [...view.dom.querySelectorAll('.attribution')].map(
      (own) => own.getAttribute('style') ?? '',
    )
    expect(styles.join('')).to.equal('')
  })

  it('shows a sign for a status of another house, and lets nothing but a colour in', async () => {
    const dossier = getDossier(view.state)
    const [first, ...rest] = dossier.annotations
    if (!first) throw new Error('no annotation')
    const annotation = { ...first, review: { ...first.review, status: 'theirs attribution-selected' } }
    const load = (colour: string) =>
      run(
        view,
        setAnnotations({
          ...dossier,
          annotations: [annotation, ...rest],
          scheme: {
            ...DEFAULT_SCHEME,
            statuses: [
              ...DEFAULT_SCHEME.statuses,
              {
                key: annotation.review.status,
                sign: '"; color: red',
                colour,
                isFinal: false,
                isBlocking: true,
              },
            ],
          },
        }),
      )
    const mark = () =>
      view.dom.querySelector('.attribution-status-theirs-attribution-selected') as HTMLElement
    for (const colour of [
      'red; position: fixed',
      'url(https://example.org/)',
      'var(--x)',
      'rgb(1',
      'red"',
      'a)b(',
    ]) {
      load(colour)
      expect([...mark().style], colour).to.deep.equal(['--attribution-sign'])
      expect(getComputedStyle(mark(), '::before').content).to.contain('\\";')
    }
    load('light-dark(oklch(0.5 0.1 20), #fa0)')
    expect(mark().style.getPropertyValue('--attribution-own')).to.contain('light-dark(')
    expect(mark().classList.contains('attribution-selected')).to.equal(false)
  })

  it('draws what a corrected source has reopened like what is stale', () => {
    const [first, inner] = getAnnotations(view.state)
    for (const one of [first, inner]) {
      run(view, attachSource({ id: one?.id, source: SOURCE }))
      run(view, setStatus('verified', one?.id))
    }
    run(view, applyAction({ type: 'correct-source', sourceId: 's1', correction: 'Falsches Datum' }))
    const span = view.dom.querySelector('.attribution-inner-reopened.attribution-reopened') as HTMLElement
    expect(getComputedStyle(span, '::before').content).to.contain('↻')
    expect(getComputedStyle(span).backgroundImage).to.contain('repeating-linear-gradient')
    run(view, confirmReview(first?.id))
    expect(view.dom.querySelectorAll('.attribution-reopened')).to.have.length(0)
    expect(view.dom.querySelectorAll('.attribution-inner-reopened')).to.have.length(1)
  })

  it('selects the innermost statement under a click, and keeps it when the cursor leaves', async () => {
    const inner = getAnnotations(view.state)[1]
    const { left, top } = view.coordsAtPos(positionOf(view, 'gehen') + 2)
    const at = view.posAtCoords({ left, top: top + 2 })
    expect(annotationAt(view.state, at?.pos ?? 0)).to.equal(inner?.id)
    putCursor(view, 'gehen')
    expect(getSelected(view.state)).to.equal(inner?.id)
    expect(marks(view)[1]).to.contain(' selected')
    putCursor(view, 'Ende')
    expect(getSelected(view.state)).to.equal(inner?.id)
    putCursor(view, 'war es')
    expect(getSelected(view.state)).to.equal(getAnnotations(view.state)[2]?.id)
  })

  it('goes from statement to statement and sets one to verified by keys', async () => {
    const ids = getAnnotations(view.state).map(({ id }) => id)
    putCursor(view, 'Er sagte')
    await press('F8')
    expect(getSelected(view.state)).to.equal(ids[0])
    await press('Alt', 'ArrowDown')
    expect(getSelected(view.state)).to.equal(ids[1])
    await press('F8')
    expect(getSelected(view.state)).to.equal(ids[2])
    await press('Shift', 'F8')
    expect(getSelected(view.state)).to.equal(ids[1])
    await press('Alt', 'Enter')
    expect(getAnnotations(view.state).map(({ review }) => review.status)).to.deep.equal([
      'unchecked',
      'verified',
      'unchecked',
    ])
    expect(view.state.doc.textContent).to.equal(`${NESTED}Ende.`)
  })

  it('scrolls to a statement only when asked and out of sight', async () => {
    const place = view.dom.parentElement as HTMLElement
    Object.assign(place.style, { height: '60px', overflowY: 'auto' })
    view.dispatch(view.state.tr.insert(0, docOf(...Array.from({ length: 30 }, () => 'Absatz.')).content))
    place.scrollTop = 0
    const id = getAnnotations(view.state)[2]?.id ?? ''
    run(view, select(id))
    await Promise.resolve()
    expect(place.scrollTop).to.equal(0)
    run(view, select(id, { scrollIntoView: true }))
    await Promise.resolve()
    expect(place.scrollTop).to.be.greaterThan(100)
    run(view, select(null))
    place.scrollTop = 0
    run(view, select(id, { scrollIntoView: true }))
    await Promise.resolve()
    expect(place.scrollTop, 'not selected before').to.be.greaterThan(100)
  })

  it('keeps sources once, attaches them to statements, and logs who did what', () => {
    const [first, second] = getAnnotations(view.state).map(({ id }) => id)
    expect(run(view, setNote('x', 'unknown'))).to.equal(false)
    run(view, attachSource({ id: first, source: SOURCE, passage: 'wörtlich' }))
    run(view, attachSource({ id: second, source: SOURCE, relation: 'supports' }))
    run(view, editSource({ ...SOURCE, title: 'Protokoll II' }))
    const evidence = getAnnotations(view.state)[0]?.evidence[0]
    expect(evidence).to.deep.include({ sourceId: 's1', relation: 'origin', passage: 'wörtlich', locator: '' })
    run(view, detachSource({ id: first, evidenceId: evidence?.id ?? '' }))
    const { sources, log, annotations } = getDossier(view.state)
    expect(sources).to.deep.equal([{ ...SOURCE, title: 'Protokoll II' }])
    expect(annotations.map((annotation) => annotation.evidence.length)).to.deep.equal([0, 1, 0])
    expect(log.map(({ action, before, after }) => [action, before, after])).to.deep.equal([
      ['attach-source', '', 'Protokoll'],
      ['add-source', '', 'Protokoll'],
      ['attach-source', '', 'Protokoll'],
      ['edit-source', 'Protokoll', 'Protokoll II'],
      ['detach-source', 'Protokoll II', ''],
    ])
    expect(run(view, removeAnnotation(first))).to.equal(false)
  })

  it('does nothing without dispatch, and nothing where it does not apply', () => {
    const before = view.state
    const id = getAnnotations(before)[0]?.id
    expect(setStatus('verified', id)(before)).to.equal(true)
    expect(setStatus('unchecked', id)(before)).to.equal(false)
    expect(view.state).to.equal(before)
  })

  it('tells listeners after changes only, and survives what they throw', () => {
    const heard: string[] = []
    const problems: unknown[] = []
    const place = document.createElement('div')
    const other = new EditorView(place, {
      state: EditorState.create({
        doc: docOf('Eins.', 'Zwei.'),
        plugins: [
          attribution({
            engine: null,
            onChange: () => heard.push('host'),
            onProblem: (problem) => problems.push(problem),
          }),
        ],
      }),
    })
    subscribe(other, () => {
      throw new Error('broken')
    })
    const stop = subscribe(other, () => heard.push('panel'))
    other.dispatch(other.state.tr)
    expect(heard).to.deep.equal([])
    other.dispatch(other.state.tr.insertText('x', 1))
    expect(heard).to.deep.equal(['host', 'panel'])
    expect(problems).to.have.length(1)
    stop()
    other.dispatch(other.state.tr.insertText('y', 1))
    expect(heard).to.deep.equal(['host', 'panel', 'host'])
    other.destroy()
  })

  it('returns the same list while nothing changes', () => {
    const list = getAnnotations(view.state)
    view.dispatch(view.state.tr.setMeta('anything', true))
    expect(getAnnotations(view.state)).to.equal(list)
  })

  it('serves two editors with one plugin, each with its own statements', async () => {
    const plugin = attribution({ engine: quoteEngine(), idleDelayMs: 10 })
    const [one, two] = ['„Ja.“', 'Nichts.'].map(
      (text) =>
        new EditorView(document.createElement('div'), {
          state: EditorState.create({ doc: docOf(text), plugins: [plugin] }),
        }),
    )
    if (!one || !two) throw new Error('no editors')
    await detected(one)
    await detected(two)
    expect(getAnnotations(one.state)).to.have.length(1)
    expect(getAnnotations(two.state)).to.have.length(0)
    one.destroy()
    two.destroy()
  })
})
