/** Who said it and the word that says so: seen on hover and with the cursor in the statement, quiet otherwise. */
import { expect } from '@open-wc/testing'
import { resetMouse, sendMouse } from '@web/test-runner-commands'
import type { EditorView } from 'prosemirror-view'
import { getAnnotations } from '../../src/index.js'
import type { Engine } from '../../src/text/engine.js'
import { close, detected, docOf, open, positionOf, putCursor, quoteEngine } from './editor.js'

/** Takes „…“, sagte Name for a quotation with its cue and its speaker. */
function sayingEngine(): Engine {
  const engine = quoteEngine()
  return {
    ...engine,
    link: (blocks) =>
      engine.link(blocks).map((statement) => {
        const text = blocks.map(({ analysis }) => analysis.text).join('\n\n')
        const behind = statement.quote[0]?.end ?? 0
        const [all = '', cue = '', name = ''] = /^, (\w+) (\w+)/.exec(text.slice(behind)) ?? []
        const start = behind + 2
        return {
          ...statement,
          cue: all ? [{ start, end: start + cue.length }] : [],
          speaker: all ? [{ start: start + cue.length + 1, end: start + cue.length + 1 + name.length }] : [],
        }
      }),
  }
}

describe('speaker and cue of a statement', () => {
  let view: EditorView
  beforeEach(async () => {
    view = open({
      doc: docOf('„Wir gehen“, sagte Meier gestern.', '„Nein“, rief Schulz.', 'Ende.'),
      engine: sayingEngine(),
    })
    await detected(view)
    putCursor(view, 'Ende')
  })
  afterEach(async () => {
    close(view)
    await resetMouse()
  })

  const hover = async (words: string, shift = 1) => {
    const { left, top, bottom } = view.coordsAtPos(positionOf(view, words) + shift)
    await sendMouse({ type: 'move', position: [Math.round(left) + 2, Math.round((top + bottom) / 2)] })
  }
  const dotted = () => [...(CSS.highlights.get('attribution-roles') ?? [])].map(String)
  const drawn = () =>
    [...view.dom.querySelectorAll('.attribution-speaker, .attribution-cue')].map((own) => own.textContent)

  it('are dotted while a mouse is on it, and the editor hears nothing of it', async () => {
    const { state } = view
    const before = view.dom.innerHTML
    expect(dotted()).to.deep.equal([])
    await hover('gehen')
    expect(dotted()).to.deep.equal(['Meier', 'sagte'])
    await hover('Nein')
    expect(dotted()).to.deep.equal(['Schulz', 'rief'])
    await hover('Ende')
    expect(dotted()).to.deep.equal([])
    await hover('Nein')
    await sendMouse({ type: 'move', position: [400, 500] })
    expect(dotted()).to.deep.equal([])
    expect(view.state).to.equal(state)
    expect(view.dom.innerHTML).to.equal(before)
  })

  it('are dotted by the style sheet', () => {
    const { textDecorationLine, textDecorationStyle } = getComputedStyle(
      view.dom,
      '::highlight(attribution-roles)',
    )
    expect([textDecorationLine, textDecorationStyle]).to.deep.equal(['underline', 'dotted'])
  })

  it('are dotted once while the cursor is in it, also under a mouse', async () => {
    putCursor(view, 'gehen')
    expect(drawn()).to.deep.equal(['sagte', 'Meier'])
    await hover('gehen')
    expect(dotted()).to.deep.equal([])
    expect(drawn()).to.deep.equal(['sagte', 'Meier'])
    await hover('Nein')
    expect(dotted()).to.deep.equal(['Schulz', 'rief'])
  })

  it('stay dotted where somebody writes, and go with the statement', async () => {
    await hover('gehen')
    view.dispatch(view.state.tr.insertText(' früh', positionOf(view, 'gestern') + 7))
    await detected(view)
    expect(dotted()).to.deep.equal(['Meier', 'sagte'])
    view.dispatch(view.state.tr.delete(1, view.state.doc.child(0).nodeSize - 1))
    await detected(view)
    expect(getAnnotations(view.state).filter(({ target }) => !target.detached)).to.have.length(1)
    expect(dotted()).to.deep.equal([])
  })

  it('are left alone by touch, and gone with the editor', async () => {
    view.dom
      .querySelector('.attribution')
      ?.dispatchEvent(new PointerEvent('pointerover', { pointerType: 'touch', bubbles: true }))
    expect(dotted()).to.deep.equal([])
    await hover('gehen')
    view.destroy()
    expect(dotted()).to.deep.equal([])
  })
})
