import { expect } from '@open-wc/testing'
import { resetMouse, sendMouse } from '@web/test-runner-commands'
import type { EditorView } from 'prosemirror-view'
import {
  adjustBorders,
  applyAction,
  attachSource,
  dismiss,
  dossierToJSON,
  getAdjusting,
  getAnnotations,
  getArticle,
  getCandidates,
  getDossier,
  getSelected,
  getSuggestion,
  articleText,
  mergeWithNext,
  moveBorder,
  parseDossier,
  select,
  setAnnotations,
  setBordersToSelection,
  setKind,
  setNote,
  setSpeaker,
  setSpeakerToSelection,
  setStatus,
  splitAtCursor,
  takeSuggestion,
  type Annotation,
  type ReviewAction,
  type Source,
} from '../../src/index.js'
import type { Engine } from '../../src/text/engine.js'
import {
  close,
  detected,
  docOf,
  open,
  positionOf,
  press,
  putCursor,
  quoteEngine,
  run,
  type,
  wait,
} from './editor.js'

const SOURCE: Source = {
  id: 's1',
  kind: 'document',
  title: 'Protokoll',
  reliability: 'unset',
  confidential: false,
}
const TEXT = 'Der Rat stimmte zu. „Wir bauen im Mai“, sagte Anna Meier. „Das wird teuer“, hieß es dort.'

let view: EditorView
afterEach(async () => {
  close(view)
  await resetMouse()
})

const all = (): readonly Annotation[] => getAnnotations(view.state)
const wordings = (): readonly string[] => all().map(({ target }) => target.wording)
const first = (): Annotation => {
  const [annotation] = all()
  if (!annotation) throw new Error('no annotation')
  return annotation
}
const lastLogged = () => getDossier(view.state).log.at(-1)
const offsetOf = (words: string): number => articleText(getArticle(view.state)).indexOf(words)

async function begin(texts: readonly string[] = [TEXT], engine?: Engine): Promise<void> {
  view = open({ doc: docOf(...texts), ...(engine ? { engine } : {}) })
  await detected(view)
}

describe('borders, speaker and kind set by hand', () => {
  beforeEach(() => begin())

  it('gives a statement the selected words, without the white space around them', () => {
    run(view, select(first().id))
    putCursor(view, ' im Mai', { all: true })
    expect(run(view, setBordersToSelection())).to.equal(true)
    expect(wordings()[0]).to.equal('im Mai')
    expect(first().edited).to.equal(true)
    expect(lastLogged()).to.include({
      action: 'set-borders',
      before: '„Wir bauen im Mai“',
      after: 'im Mai',
    })
  })

  it('does not take the selection along into the statement in which it ends', () => {
    const [one, two] = all()
    run(view, select(one?.id ?? ''))
    putCursor(view, 'Meier. „Das', { all: true })
    expect(getSelected(view.state)).to.equal(one?.id)
    run(view, setBordersToSelection())
    expect(all().find(({ id }) => id === one?.id)?.target.wording).to.equal('Meier. „Das')
    expect(all().find(({ id }) => id === two?.id)?.target.wording).to.equal('„Das wird teuer“')
  })

  it('makes a review stale when the borders take in other words', () => {
    run(view, setStatus('verified', first().id))
    putCursor(view, 'bauen', { all: true })
    run(view, setBordersToSelection(first().id))
    expect(first().review).to.deep.include({ status: 'verified', wording: '„Wir bauen im Mai“' })
    expect(view.dom.querySelector('.attribution-stale')?.textContent).to.equal('bauen')
  })

  it('means the new borders: what was cut off before does not come back', () => {
    const from = positionOf(view, 'Wir ')
    view.dispatch(view.state.tr.delete(from, from + 4))
    putCursor(view, 'bauen im', { all: true })
    run(view, setBordersToSelection(first().id))
    view.dispatch(view.state.tr.insertText('Wir ', from))
    expect(wordings()[0]).to.equal('bauen im')
  })

  it('moves one border by a word or a character, and leaves a log entry each', () => {
    const { id } = first()
    run(view, moveBorder({ id, border: 'start', by: 'word', direction: 1 }))
    expect(first().target.wording).to.equal('Wir bauen im Mai“')
    run(view, moveBorder({ id, border: 'end', by: 'character', direction: -1 }))
    expect(first().target.wording).to.equal('Wir bauen im Mai')
    for (let i = 0; i < 2; i++) run(view, moveBorder({ id, border: 'start', by: 'word', direction: -1 }))
    expect(first().target.wording).to.equal('. „Wir bauen im Mai')
    expect(getDossier(view.state).log.filter(({ action }) => action === 'set-borders')).to.have.length(4)
  })

  it('assigns a speaker by name, and by the selected words', () => {
    const { id } = first()
    run(view, setSpeaker({ id, speakerIs: { kind: 'organisation', name: '  Rat \n der Stadt ' } }))
    expect(first().speakerIs).to.deep.equal({ kind: 'organisation', name: 'Rat der Stadt' })
    expect(first().target.speaker).to.equal(null)
    putCursor(view, 'Anna Meier', { all: true })
    expect(run(view, setSpeakerToSelection(id))).to.equal(true)
    expect(first().speakerIs).to.deep.equal({ kind: 'named', name: 'Anna Meier' })
    expect(first().target.speaker).to.equal('Anna Meier')
    expect(lastLogged()).to.include({ action: 'set-speaker', before: 'Rat der Stadt', after: 'Anna Meier' })
  })

  it('keeps the mention of a speaker far from the statement where it is through edits between the two', () => {
    const { id } = first()
    putCursor(view, 'Der Rat', { all: true })
    run(view, setSpeakerToSelection(id))
    view.dispatch(view.state.tr.insertText('gern ', positionOf(view, 'zu. ')))
    expect(first().target.speaker).to.equal('Der Rat')
    view.dispatch(view.state.tr.insertText('ganze ', positionOf(view, 'Rat')))
    expect(first().target.speaker).to.equal('Der ganze Rat')
    expect(first().target.wording).to.equal('„Wir bauen im Mai“')
  })

  it('sets the kind and draws it', () => {
    expect(run(view, setKind('reported', first().id))).to.equal(true)
    expect(run(view, setKind('reported', first().id))).to.equal(false)
    expect(view.dom.querySelector('.attribution-reported')?.textContent).to.equal('„Wir bauen im Mai“')
  })

  it('refuses what does not fit the article, and throws at nothing', () => {
    const { id } = first()
    run(view, dismiss(all()[1]?.id))
    const gone = all()[1]?.id ?? ''
    const before = getDossier(view.state)
    const wrong: readonly ReviewAction[] = [
      { type: 'set-quote', id, quote: [] },
      { type: 'set-quote', id, quote: [{ start: -1, end: 4 }] },
      { type: 'set-quote', id, quote: [{ start: 4, end: 4 }] },
      { type: 'set-quote', id, quote: [{ start: 0, end: 100_000 }] },
      { type: 'set-quote', id, quote: [{ start: Number.NaN, end: 4 }] },
      {
        type: 'set-quote',
        id,
        quote: [
          { start: 9, end: 12 },
          { start: 4, end: 8 },
        ],
      },
      { type: 'set-quote', id, quote: [{ start: offsetOf('. „Wir'), end: offsetOf('„Wir') }] },
      { type: 'set-quote', id: 'unknown', quote: [{ start: 0, end: 4 }] },
      { type: 'set-quote', id, quote: first().target.ranges.quote },
      { type: 'set-speaker', id, speakerIs: { kind: 'named', name: ' ' }, mention: [] },
      {
        type: 'set-speaker',
        id,
        speakerIs: { kind: 'named', name: 'A' },
        mention: [{ start: 5, end: 9000 }],
      },
      { type: 'merge', id, with: id },
      { type: 'merge', id, with: 'unknown' },
      { type: 'merge', id, with: gone },
      { type: 'split', id, at: offsetOf('„Wir') },
      { type: 'split', id, at: offsetOf('“, sagte') },
      { type: 'split', id, at: 0.5 },
      { type: 'split', id, at: -3 },
      { type: 'take-suggestion', id },
    ]
    for (const action of wrong) expect(run(view, applyAction(action)), JSON.stringify(action)).to.equal(false)
    expect(getDossier(view.state)).to.deep.equal(before)
  })

  it('stays the same statement for detection, however closely its borders are drawn', async () => {
    putCursor(view, 'bauen', { all: true })
    run(view, setBordersToSelection(first().id))
    putCursor(view, 'Der Rat', { behind: true })
    await type('x')
    await detected(view)
    expect(wordings()).to.deep.equal(['bauen', '„Das wird teuer“'])
    expect(getSuggestion(view.state, first().id)?.target.wording).to.equal('„Wir bauen im Mai“')
  })

  it('leaves the document and the undo history alone', async () => {
    await type('x')
    await detected(view)
    putCursor(view, 'bauen', { all: true })
    run(view, setBordersToSelection(first().id))
    await press('Control', 'z')
    expect(view.state.doc.textContent).to.equal(TEXT)
    expect(wordings()[0]).to.equal('bauen')
  })
})

describe('merge and split', () => {
  beforeEach(() => begin())

  it('makes one of two statements, with what was attached to both', () => {
    const [one, two] = all()
    run(view, attachSource({ id: one?.id ?? '', source: SOURCE, passage: 'Mai' }))
    run(view, attachSource({ id: two?.id ?? '', source: SOURCE, passage: 'teuer' }))
    run(view, attachSource({ id: two?.id ?? '', source: SOURCE, passage: 'Mai' }))
    run(view, setNote('eins', one?.id))
    run(view, setNote('zwei', two?.id))
    run(view, setStatus('verified', two?.id))
    expect(run(view, mergeWithNext(one?.id))).to.equal(true)
    const [merged, none] = all()
    expect(none).to.equal(undefined)
    expect(merged?.id).to.equal(one?.id)
    expect(merged?.target.wording).to.equal('„Wir bauen im Mai“ … „Das wird teuer“')
    expect(merged?.evidence.map(({ passage }) => passage)).to.deep.equal(['Mai', 'teuer'])
    expect(merged?.note).to.equal('eins\n\nzwei')
    expect(merged?.review).to.include({ status: 'verified', wording: '„Das wird teuer“' })
    const log = getDossier(view.state).log.slice(-2)
    expect(log.map(({ action, subject }) => `${action} ${subject}`)).to.deep.equal([
      `merge ${one?.id}`,
      `merge ${two?.id}`,
    ])
  })

  it('carries what others have written through editing, merging and saving', async () => {
    const foreign = (id: string) =>
      ({ format: 'web-annotation', annotation: { id, type: 'Annotation', bodyValue: id } }) as const
    const dossier = getDossier(view.state)
    run(
      view,
      setAnnotations({
        ...dossier,
        annotations: dossier.annotations.map((own, i) => ({ ...own, foreign: foreign(`urn:x:${i}`) })),
        foreign: [foreign('urn:x:page')],
      }),
    )
    putCursor(view, 'Der Rat')
    await type('Heute: ')
    run(view, setStatus('verified', first().id))
    run(view, mergeWithNext(first().id))
    const saved = parseDossier(JSON.stringify(dossierToJSON(getDossier(view.state))))
    if (!saved.ok) throw new Error(JSON.stringify(saved.problems))
    expect(saved.value.annotations.map((own) => own.foreign)).to.deep.equal([foreign('urn:x:0')])
    expect(saved.value.foreign).to.deep.equal([foreign('urn:x:page'), foreign('urn:x:1')])
  })

  it('reads as before after a round trip through JSON', () => {
    run(view, attachSource({ id: first().id, source: SOURCE }))
    run(view, mergeWithNext(first().id))
    const before = getDossier(view.state)
    const parsed = parseDossier(JSON.stringify(dossierToJSON(before)))
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems))
    expect(parsed.value).to.deep.equal(before)
    run(view, setAnnotations(parsed.value))
    expect(getDossier(view.state)).to.deep.equal(before)
  })

  it('splits at the cursor, and merging again gives the same extent and all evidence', () => {
    const { id } = first()
    run(view, attachSource({ id, source: SOURCE, passage: 'Mai' }))
    run(view, setStatus('verified', id))
    const before = first()
    putCursor(view, 'im Mai')
    expect(run(view, splitAtCursor(id))).to.equal(true)
    expect(wordings().slice(0, 2)).to.deep.equal(['„Wir bauen', 'im Mai“'])
    const second = all()[1]
    expect(second?.evidence.map((evidence) => evidence.id)).to.deep.equal([`${second?.id}-1`])
    expect(second?.review).to.deep.equal(before.review)
    run(view, mergeWithNext(id))
    expect(first().target.wording).to.equal(before.target.wording)
    expect(first().evidence).to.deep.equal(before.evidence)
    expect(first().review).to.deep.equal(before.review)
  })

  it('keeps merged ones merged and split ones split when detection runs again', async () => {
    run(view, mergeWithNext(first().id))
    putCursor(view, 'Der Rat')
    await type('A')
    await detected(view)
    expect(wordings()).to.deep.equal(['„Wir bauen im Mai“ … „Das wird teuer“'])
    putCursor(view, 'im Mai')
    run(view, splitAtCursor(first().id))
    putCursor(view, 'Rat')
    await type('B')
    await detected(view)
    expect(wordings()).to.deep.equal(['„Wir bauen', 'im Mai“ … „Das wird teuer“'])
  })

  it('still finds what is quoted inside a statement whose borders somebody set', async () => {
    close(view)
    await begin(['Er sagte: „Sie rief ‚Wir gehen‘ und ging.“ Ende.'])
    putCursor(view, 'Sie rief ‚Wir gehen‘ und', { all: true })
    run(view, setBordersToSelection(first().id))
    putCursor(view, 'Ende')
    await type('A')
    await detected(view)
    expect(wordings()).to.deep.equal(['Sie rief ‚Wir gehen‘ und', '‚Wir gehen‘'])
  })
})

describe('what detection would say', () => {
  it('never overwrites what somebody set, offers its own reading, and gives it on request', async () => {
    await begin()
    const { id } = first()
    putCursor(view, 'Wir bauen', { all: true })
    run(view, setBordersToSelection(id))
    expect(getSuggestion(view.state, id)?.target.wording).to.equal('„Wir bauen im Mai“')
    putCursor(view, 'Der Rat')
    await type('Und ')
    await detected(view)
    expect(first().target.wording).to.equal('Wir bauen')
    expect(getSuggestion(view.state, id)).to.include({ kind: 'direct' })
    await type('nun ')
    expect(run(view, takeSuggestion(id))).to.equal(true)
    expect(first()).to.include({ id, kind: 'direct', edited: true })
    expect(first().target.wording).to.equal('„Wir bauen im Mai“')
    expect(getSuggestion(view.state, id)).to.equal(null)
    expect(run(view, takeSuggestion(id))).to.equal(false)
    expect(lastLogged()).to.include({
      action: 'take-suggestion',
      before: 'Wir bauen',
      after: '„Wir bauen im Mai“',
    })
  })

  it('has nothing to say where it agrees, and on what was dismissed', async () => {
    await begin()
    run(view, setStatus('verified', first().id))
    run(view, dismiss(all()[1]?.id))
    putCursor(view, 'Der Rat')
    await type('A')
    await detected(view)
    for (const { id } of all()) expect(getSuggestion(view.state, id)).to.equal(null)
  })

  it('tells another speaker or kind of a statement that somebody checked', async () => {
    const engine = quoteEngine()
    let name = 'Anna Meier'
    await begin([TEXT], {
      ...engine,
      link: (blocks) => engine.link(blocks).map((s) => ({ ...s, speakerIs: { kind: 'named', name } })),
    })
    run(view, setStatus('verified', first().id))
    name = 'Eva Kurz'
    putCursor(view, 'Der Rat')
    await type('A')
    await detected(view)
    expect(first().speakerIs.name).to.equal('Anna Meier')
    expect(getSuggestion(view.state, first().id)?.speakerIs.name).to.equal('Eva Kurz')
    run(view, takeSuggestion(first().id))
    expect(first().speakerIs.name).to.equal('Eva Kurz')
  })
})

describe('places for a detached annotation', () => {
  const twice = 'Er sagte: „Ja, so war es.“ Sie sagte: „Ja, so war es.“'

  it('shows two equal places and attaches at the one that somebody chooses', async () => {
    await begin(['„Ja, so war es.“ rief er.', 'Mitte.'], undefined)
    run(view, setStatus('verified', first().id))
    const { id } = first()
    const dossier = getDossier(view.state)
    close(view)
    view = open({ doc: docOf(twice), engine: null })
    run(view, setAnnotations({ ...dossier, annotations: dossier.annotations.filter((a) => a.id === id) }))
    expect(first().target.detached).to.equal(true)
    const candidates = getCandidates(view.state, id)
    expect(candidates.map(({ wording, prefix }) => [prefix.slice(-10), wording])).to.deep.equal([
      ['Er sagte: ', '„Ja, so war es.“'],
      ['ie sagte: ', '„Ja, so war es.“'],
    ])
    const chosen = candidates[1]?.quote ?? []
    expect(run(view, applyAction({ type: 'set-quote', id, quote: chosen }))).to.equal(true)
    expect(first().target.detached).to.equal(false)
    expect(first().target.ranges.quote).to.deep.equal(chosen)
    expect(first().review.status).to.equal('verified')
    expect(lastLogged()?.action).to.equal('reattach')
    expect(getCandidates(view.state, id)).to.deep.equal([])
  })

  it('takes the place of what detection had marked there', async () => {
    await begin(['„Ja, so war es.“ rief er.'])
    run(view, setStatus('verified', first().id))
    const { id } = first()
    const dossier = getDossier(view.state)
    close(view)
    await begin([twice])
    run(view, setAnnotations(dossier))
    await detected(view)
    expect(all()).to.have.length(3)
    const quote = getCandidates(view.state, id)[1]?.quote ?? []
    run(view, applyAction({ type: 'set-quote', id, quote }))
    expect(all().map((a) => a.id === id)).to.deep.equal([false, true])
  })

  it('attaches to the selected words', async () => {
    await begin()
    run(view, setStatus('verified', first().id))
    const { id } = first()
    const from = positionOf(view, '„Wir')
    view.dispatch(view.state.tr.delete(from, from + 18))
    expect(all().find((a) => a.id === id)?.target.detached).to.equal(true)
    putCursor(view, 'stimmte zu', { all: true })
    expect(run(view, setBordersToSelection(id))).to.equal(true)
    expect(all().find((a) => a.id === id)?.target.wording).to.equal('stimmte zu')
  })
})

describe('border mode', () => {
  beforeEach(async () => {
    await begin()
    putCursor(view, 'bauen')
  })

  const handle = (border: 'start' | 'end'): HTMLElement => {
    const found = view.dom.querySelector<HTMLElement>(`.attribution-handle-${border} > span`)
    if (!found) throw new Error(`no ${border} handle`)
    return found
  }
  const tinted = (): string =>
    [...view.dom.querySelectorAll('.attribution-adjusting')].map((e) => e.textContent).join('')
  const told = (): string => view.dom.parentElement?.querySelector('[role="status"]')?.textContent ?? ''

  it('begins at F2 with two handles, moves the borders by keys, and takes them at Enter', async () => {
    await press('F2')
    expect(tinted()).to.equal('„Wir bauen im Mai“')
    expect(view.dom.querySelectorAll('.attribution-handle')).to.have.length(2)
    await press('ArrowRight')
    await press('ArrowRight')
    expect(tinted()).to.equal('„Wir bauen im Mai“, sagte')
    await press('Shift', 'ArrowRight')
    await press('Alt', 'ArrowLeft')
    expect(tinted()).to.equal('Wir bauen im Mai“, sagt')
    expect(first().target.wording).to.equal('„Wir bauen im Mai“')
    await press('Enter')
    expect(first().target.wording).to.equal('Wir bauen im Mai“, sagt')
    expect(getAdjusting(view.state)).to.equal(null)
    expect(view.dom.querySelector('.attribution-handle')).to.equal(null)
    expect(view.state.doc.childCount).to.equal(1)
    expect(view.hasFocus()).to.equal(true)
  })

  it('shows the sign of a mark that a border cuts in two only once', async () => {
    await press('F2')
    for (let i = 0; i < 3; i++) await press('ArrowLeft')
    expect(tinted()).to.equal('„Wir bauen')
    const signs = [...view.dom.querySelectorAll('.attribution-start')]
      .filter((element) => getComputedStyle(element, '::before').content !== 'none')
      .map((element) => element.textContent)
    expect(signs).to.deep.equal(['„Wir bauen', '„Das wird teuer“'])
  })

  it('leaves everything as it was at Escape', async () => {
    const before = getDossier(view.state)
    await press('F2')
    await press('ArrowRight')
    await press('Escape')
    expect(getAdjusting(view.state)).to.equal(null)
    expect(getDossier(view.state)).to.deep.equal(before)
  })

  it('leaves the mode at any other key, which then does what it always does', async () => {
    await press('F2')
    await press('ArrowRight')
    await type('x')
    expect(getAdjusting(view.state)).to.equal(null)
    expect(view.state.doc.textContent).to.contain('Wir xbauen')
  })

  it('does not stop the two borders from meeting, but from crossing', async () => {
    await press('F2')
    for (let i = 0; i < 12; i++) await press('ArrowLeft')
    expect(tinted()).to.equal('„')
    await press('Enter')
    expect(first().target.wording).to.equal('„Wir bauen im Mai“')
  })

  it('follows edits in front of the statement and ends when the words inside change', async () => {
    await press('F2')
    view.dispatch(view.state.tr.insertText('Ja. ', 1))
    expect(tinted()).to.equal('„Wir bauen im Mai“')
    view.dispatch(view.state.tr.insertText('x', positionOf(view, 'bauen')))
    expect(getAdjusting(view.state)).to.equal(null)
  })

  it('ends when another statement is selected', async () => {
    await press('F2')
    run(view, select(all()[1]?.id ?? ''))
    expect(getAdjusting(view.state)).to.equal(null)
  })

  it('tells a screen reader what happens', async () => {
    document.documentElement.lang = 'de'
    await press('F2')
    expect(told()).to.contain('Grenzen ändern von: „Wir bauen im Mai“. Links')
    await press('ArrowRight')
    await press('ArrowRight')
    expect(told()).to.equal('Endet mit: bauen im Mai“, sagte')
    await press('Enter')
    expect(told()).to.equal('Grenzen geändert: „Wir bauen im Mai“, sagte')
    document.documentElement.lang = 'en'
    await press('F2')
    await press('Escape')
    expect(told()).to.equal('Borders left as they were.')
    document.documentElement.lang = 'de'
  })

  it('drags a handle with the mouse, from word to word, and keeps the mode for the other one', async () => {
    await press('F2')
    const box = handle('end').getBoundingClientRect()
    expect(Math.min(box.width, box.height)).to.be.at.least(24)
    expect(view.dom.querySelector('.attribution-handle')?.ariaHidden).to.equal('true')
    const word = view.coordsAtPos(positionOf(view, 'Meier') + 3)
    await sendMouse({ type: 'move', position: centre(box) })
    await sendMouse({ type: 'down' })
    await sendMouse({ type: 'move', position: [Math.round(word.left), Math.round(centre(box)[1])] })
    expect(tinted()).to.match(/^„Wir bauen im Mai“, sagte Anna(?: Meier)?$/)
    expect(first().target.wording).to.equal('„Wir bauen im Mai“')
    await sendMouse({ type: 'up' })
    expect(first().target.wording).to.match(/^„Wir bauen im Mai“, sagte Anna(?: Meier)?$/)
    expect(getAdjusting(view.state)?.id).to.equal(first().id)
    expect(view.state.selection.empty).to.equal(true)
    const begin = handle('start').getBoundingClientRect()
    const target = view.coordsAtPos(positionOf(view, 'bauen'))
    await sendMouse({ type: 'move', position: centre(begin) })
    await sendMouse({ type: 'down' })
    await sendMouse({ type: 'move', position: [Math.round(target.left), Math.round(centre(begin)[1])] })
    await sendMouse({ type: 'up' })
    expect(first().target.wording).to.match(/^bauen im Mai“, sagte Anna/)
    await press('Escape')
    expect(getAdjusting(view.state)).to.equal(null)
  })

  it('ends at a click elsewhere in the text', async () => {
    await press('F2')
    const { left, top, bottom } = view.coordsAtPos(positionOf(view, 'stimmte') + 2)
    await sendMouse({ type: 'click', position: [Math.round(left), Math.round((top + bottom) / 2)] })
    await wait(50)
    expect(getAdjusting(view.state)).to.equal(null)
  })

  it('moves the outer borders of a statement in several pieces', () => {
    run(view, mergeWithNext(first().id))
    const { id } = first()
    run(view, adjustBorders(id))
    run(view, moveBorder({ id, border: 'start', by: 'word', direction: 1 }))
    run(view, moveBorder({ id, border: 'end', by: 'word', direction: -1 }))
    expect(tinted()).to.equal('Wir bauen im Mai“„Das wird teuer')
  })

  it('has no words of its own for a host that brings them', async () => {
    close(view)
    view = open({
      doc: docOf(TEXT),
      announce: (event) => ('border' in event ? `${event.type} ${event.border ?? ''}` : ''),
    })
    await detected(view)
    putCursor(view, 'bauen')
    await press('F2')
    await press('Shift', 'ArrowRight')
    expect(told()).to.equal('moved start')
  })

  it('has a live region that does not make the page scroll beside an editor that scrolls by itself', () => {
    const place = view.dom.parentElement
    if (!place) throw new Error('no place')
    const heightBefore = document.documentElement.scrollHeight
    Object.assign(place.style, { height: '100px', overflow: 'auto' })
    view.dom.style.minHeight = '5000px'
    expect(place.scrollHeight).to.be.greaterThan(4000)
    expect(document.documentElement.scrollHeight).to.be.at.most(heightBefore)
  })

  it('takes its live region away with the view', () => {
    const place = view.dom.parentElement
    view.destroy()
    expect(place?.querySelector('[role="status"]')).to.equal(null)
  })
})

function centre({ left, top, width, height }: DOMRect): [number, number] {
  return [Math.round(left + width / 2), Math.round(top + height / 2)]
}
