import { expect } from '@open-wc/testing'
import { resetMouse, sendMouse } from '@web/test-runner-commands'
import { TextSelection } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import {
  adjustBorders,
  createScheme,
  DEFAULT_SCHEME,
  getAnnotations,
  setSpeaker,
  setStatus,
  type Announcement,
} from '../../src/index.js'
import { close, detected, docOf, open, positionOf, press, putCursor, run, type, until } from './editor.js'

const TEXT = 'Sie rief: „Sie meinte, ‚Wir gehen‘ und kam.“ Später: „Ja, so war es.“'
const OUTER = 'Aussage, direkt: Kein Sprecher genannt. Ungeprüft.'

describe('what screen readers are told of statements', () => {
  let view: EditorView
  const told = (): string => view.dom.parentElement?.querySelector('[role="status"]')?.textContent ?? 'none'
  const id = (n: number): string => getAnnotations(view.state)[n]?.id ?? ''
  /** What was told since, in order; nothing is lost when one takes the other's place. */
  function record(): readonly string[] {
    const heard: string[] = []
    const region = view.dom.parentElement?.querySelector('[role="status"]')
    const observer = new MutationObserver((records) => {
      for (const { addedNodes } of records)
        for (const { textContent } of addedNodes) heard.push(textContent ?? '')
    })
    observer.observe(region ?? document.body, { childList: true })
    return heard
  }
  const observed = () => new Promise((done) => setTimeout(done))

  async function begin(options: Partial<Parameters<typeof open>[0]> = {}): Promise<void> {
    view = open({ doc: docOf(TEXT, 'Ende.'), ...options })
    await detected(view)
  }
  afterEach(async () => {
    close(view)
    document.documentElement.lang = 'de'
    await resetMouse()
  })

  it('tells kind, speaker and status when a key moves the cursor into one', async () => {
    await begin()
    run(view, setSpeaker({ id: id(0), speakerIs: { kind: 'named', name: 'Anna Meier' } }))
    run(view, setStatus('verified', id(0)))
    putCursor(view, ' „Sie')
    expect(told()).to.equal('')
    await press('ArrowRight')
    expect(told()).to.equal('Aussage, direkt: Anna Meier. Bestätigt.')
  })

  it('tells it when a click does', async () => {
    await begin()
    const { left, top, bottom } = view.coordsAtPos(positionOf(view, 'so war'))
    await sendMouse({ type: 'click', position: [Math.round(left) + 2, Math.round((top + bottom) / 2)] })
    expect(told()).to.equal(OUTER)
  })

  it('tells the inner statement, then the outer one again, each once', async () => {
    await begin()
    putCursor(view, 'Sie rief')
    const heard = record()
    for (const words of ['meinte', 'Wir', 'gehen', 'und kam', 'kam']) putCursor(view, words)
    await observed()
    expect(heard).to.deep.equal([OUTER, 'Aussage, indirekt: Kein Sprecher genannt. Ungeprüft.', OUTER])
  })

  it('is silent when the cursor leaves, and when it comes back over the border', async () => {
    await begin()
    putCursor(view, 'Sie meinte')
    expect(told()).to.equal(OUTER)
    putCursor(view, 'rief')
    expect(told()).to.equal('')
    putCursor(view, 'meinte')
    expect(told()).to.equal('')
    putCursor(view, 'Ende')
    putCursor(view, 'meinte')
    expect(told()).to.equal(OUTER)
  })

  it('tells again what has been checked since', async () => {
    await begin()
    putCursor(view, 'meinte')
    putCursor(view, 'rief')
    run(view, setStatus('disputed', id(0)))
    putCursor(view, 'meinte')
    expect(told()).to.equal('Aussage, direkt: Kein Sprecher genannt. Strittig.')
  })

  it('tells the same words again when they are those of another statement', async () => {
    await begin({ announce: () => 'Aussage' })
    putCursor(view, 'meinte')
    const first = told()
    putCursor(view, 'Wir')
    expect(told()).not.to.equal(first)
    expect([first, told()].map((words) => words.trim())).to.deep.equal(['Aussage', 'Aussage'])
  })

  it('tells nothing to somebody who writes in one', async () => {
    await begin()
    putCursor(view, 'rief')
    const heard = record()
    view.dispatch(view.state.tr.insertText('Wort ', positionOf(view, 'so war')))
    putCursor(view, 'so war')
    await type('nun ')
    await press('Backspace')
    await detected(view)
    await observed()
    expect(heard).to.deep.equal([OUTER])
  })

  it('tells nothing while a character is being composed', async () => {
    await begin()
    putCursor(view, 'rief')
    view.dom.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }))
    expect(view.composing).to.equal(true)
    putCursor(view, 'meinte')
    view.dom.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true }))
    await until(() => !view.composing)
    expect(told()).to.equal('')
  })

  it('tells nothing of a cursor that moves while the focus is elsewhere', async () => {
    await begin()
    view.dom.blur()
    const at = TextSelection.create(view.state.doc, positionOf(view, 'meinte'))
    view.dispatch(view.state.tr.setSelection(at))
    expect(told()).to.equal('')
  })

  it('says when the wording has changed, and that a source is not named', async () => {
    await begin()
    run(view, setStatus('verified', id(2)))
    run(view, setSpeaker({ id: id(2), speakerIs: { kind: 'unnamed', name: 'Experten' } }))
    view.dispatch(view.state.tr.insertText('wirklich ', positionOf(view, 'so war')))
    putCursor(view, 'Später')
    putCursor(view, 'so war')
    expect(told()).to.equal('Aussage, direkt: Experten. Ungenannte Quelle. Bestätigt. Wortlaut geändert.')
  })

  it('speaks English on an English page', async () => {
    document.documentElement.lang = 'en-GB'
    await begin()
    putCursor(view, 'meinte')
    expect(told()).to.equal('Statement, direct: No speaker given. Unchecked.')
  })

  it('calls a house’s own status by its name', async () => {
    const own = {
      key: 'legal',
      label: { de: 'Beim Justiziariat' },
      sign: '§',
      isFinal: false,
      isBlocking: true,
    }
    await begin({ scheme: createScheme({ statuses: [...DEFAULT_SCHEME.statuses, own] }) })
    run(view, setStatus('legal', id(0)))
    putCursor(view, 'meinte')
    expect(told()).to.contain('Beim Justiziariat.')
  })

  it('leaves the words to a host that brings them, and survives what it throws', async () => {
    const problems: unknown[] = []
    const announce = (event: Announcement) => {
      if (event.type !== 'entered') throw new Error('broken')
      return `in ${event.annotation.target.wording}`
    }
    await begin({ announce, onProblem: (problem) => problems.push(problem) })
    putCursor(view, 'so war')
    expect(told()).to.equal('in „Ja, so war es.“')
    run(view, adjustBorders(id(2)))
    expect(problems).to.have.length(1)
  })

  it('has one region for everything, outside what is edited', async () => {
    await begin()
    putCursor(view, 'so war')
    run(view, adjustBorders(id(2)))
    const regions = document.querySelectorAll('[role="status"]')
    expect(regions).to.have.length(1)
    expect(told()).to.contain('Grenzen ändern von: „Ja, so war es.“ Links')
    expect(view.dom.contains(regions[0] ?? null)).to.equal(false)
  })
})
