/** Articles that run from right to left: marks, borders, caret, card and summary on the other side. */
import { expect } from '@open-wc/testing'
import { executeServerCommand, resetMouse, sendMouse, setViewport } from '@web/test-runner-commands'
import type { EditorView } from 'prosemirror-view'
import { adjustBorders, annotateSelection, getAdjusting, getAnnotations, select } from '../../src/index.js'
import { TextSelection } from 'prosemirror-state'
import { bindBeside, bindHover, bindPanel, type AttributionBeside } from '../../src/ui/index.js'
import { card, find, settled } from './fixtures.js'
import { linesOf, openEditor, pointOn, positionOf, putCursor, wait } from './editor.js'

const LONG = 'השר יבוא מחר אל הכנסת בירושלים ויענה שם על כל שאלות חברי האופוזיציה והקואליציה'
const PARAGRAPHS = ['המצב חמור מאוד, אמרה השרה.', 'הוא יבוא מחר, אמר השר.', `${LONG}, נמסר.`, 'סוף.']
const QUOTES = { a: 'המצב חמור מאוד', b: 'הוא יבוא מחר', c: LONG }

describe('an article from right to left', () => {
  let view: EditorView
  let beside: AttributionBeside
  const undo: (() => void)[] = []

  async function begin(width = 400, size = { width: 1200, height: 800 }) {
    await setViewport(size)
    view = openEditor({ width, paragraphs: PARAGRAPHS, quotes: QUOTES })
    view.dom.closest('main')?.setAttribute('dir', 'rtl')
    beside = document.createElement('attribution-beside')
    document.body.append(beside)
    undo.push(bindBeside(beside, view))
    await settle()
  }
  afterEach(async () => {
    for (const own of undo.splice(0)) own()
    view.destroy()
    document.body.replaceChildren()
    document.body.style.margin = ''
    await resetMouse()
    await setViewport({ width: 800, height: 600 })
  })

  const settle = async () => {
    await wait(40)
    await beside.updateComplete
    await wait(40)
  }
  const press = async (...keys: readonly string[]) => executeServerCommand('keys', [keys])
  const adjusted = () => {
    const own = getAdjusting(view.state)
    return own && view.state.doc.textBetween(own.from, own.to)
  }

  it('has the sign at the right, before the first word, and the caret where it is read', async () => {
    await begin()
    const mark = view.dom.querySelector<HTMLElement>('[data-attribution-ids="a"]')
    const first = document.createRange()
    first.setStart(mark?.firstChild ?? view.dom, 0)
    first.setEnd(mark?.firstChild ?? view.dom, 1)
    const [letter, all] = [first.getBoundingClientRect(), mark?.getBoundingClientRect()]
    expect(all?.right).to.be.greaterThan(letter.right + 3)
    const { marginLeft, marginRight } = getComputedStyle(mark ?? view.dom, '::before')
    expect([parseFloat(marginLeft) > 0, marginRight]).to.deep.equal([true, '0px'])

    putCursor(view, 'חמור')
    const { head } = view.state.selection
    await press('ArrowLeft')
    expect(view.state.selection.head).to.equal(head + 1)
    await sendMouse({ type: 'click', position: pointOn(view, 'יבוא') })
    expect(view.state.selection.head - positionOf(view, 'יבוא')).to.be.within(0, 2)
  })

  it('moves borders the way that the arrows point', async () => {
    await begin()
    putCursor(view, 'חמור')
    adjustBorders('a')(view.state, view.dispatch, view)
    await press('ArrowRight')
    expect(adjusted()).to.equal('המצב חמור')
    await press('ArrowLeft')
    await press('ArrowLeft')
    expect(adjusted()).to.equal('המצב חמור מאוד,')
    await press('Shift', 'ArrowLeft')
    expect(adjusted()).to.equal('חמור מאוד,')
    await press('Enter')
    expect(getAnnotations(view.state)[0]?.target.wording).to.equal('חמור מאוד,')
  })

  it('has its borders dragged by handles at their ends', async () => {
    await begin()
    adjustBorders('b')(view.state, view.dispatch, view)
    const handle = view.dom.querySelector('.attribution-handle-end > span')
    const { left, right, top, bottom } = handle?.getBoundingClientRect() ?? new DOMRect()
    expect((left + right) / 2).to.be.closeTo(linesOf(view, 'b').left, 2)
    await sendMouse({
      type: 'move',
      position: [Math.round((left + right) / 2), Math.round((top + bottom) / 2)],
    })
    await sendMouse({ type: 'down' })
    const to = view.coordsAtPos(positionOf(view, ' מחר'))
    await sendMouse({ type: 'move', position: [Math.round(to.left), Math.round((to.top + to.bottom) / 2)] })
    await sendMouse({ type: 'up' })
    expect(getAnnotations(view.state)[1]?.target.wording).to.equal('הוא יבוא')
  })

  it('has its card in the margin on the left, where its lines end', async () => {
    await begin()
    await sendMouse({ type: 'click', position: pointOn(view, 'יבוא') })
    await settle()
    expect(beside.placement).to.equal('margin')
    const { left, right, top } = beside.getBoundingClientRect()
    expect(right).to.be.at.most(800)
    expect(right).to.be.greaterThan(760)
    expect(left).to.be.greaterThan(0)
    expect(top).to.be.closeTo(linesOf(view, 'b').top, 6)
  })

  it('has card and summary begin where the statement begins, when the margin is narrow', async () => {
    await begin(900, { width: 1000, height: 800 })
    await sendMouse({ type: 'click', position: pointOn(view, 'בירושלים') })
    await settle()
    expect(beside.placement).to.equal('popover')
    expect(beside.getBoundingClientRect().right).to.be.closeTo(Math.min(linesOf(view, 'c').right, 988), 30)
    beside.close()

    const hover = document.createElement('attribution-hover')
    document.body.append(hover)
    undo.push(bindHover(hover, view))
    await sendMouse({ type: 'move', position: [10, 700] })
    await sendMouse({ type: 'move', position: pointOn(view, 'בירושלים') })
    await wait(500)
    expect(hover.matches(':popover-open')).to.equal(true)
    expect(hover.getBoundingClientRect().right).to.be.closeTo(Math.min(linesOf(view, 'c').right, 992), 30)
  })

  it('is quoted from right to left in a panel that runs from left to right, and marked by hand', async () => {
    await begin()
    const panel = document.createElement('attribution-panel')
    panel.style.cssText = 'position: fixed; left: 0; top: 0; width: 360px; height: 700px'
    document.body.append(panel)
    undo.push(bindPanel(panel, view))
    const from = positionOf(view, 'סוף')
    view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, from, from + 3)))
    annotateSelection('direct')(view.state, view.dispatch, view)
    const made = getAnnotations(view.state).find(({ origin }) => origin === 'manual')
    expect(made?.target.wording).to.equal('סוף')
    select('a')(view.state, view.dispatch, view)
    await settle()
    await settled(panel)
    const own = card(panel, 'a')
    expect(getComputedStyle(find(own, '.quote')).direction).to.equal('rtl')
    expect(getComputedStyle(find(own, '.speaker')).direction).to.equal('ltr')
  })

  it('has the bar of what is selected at the start of the card', async () => {
    await begin()
    const bar = async (dir: string) => {
      beside.close()
      const panel = document.createElement('attribution-panel')
      panel.dir = dir
      panel.style.cssText = 'position: fixed; left: 0; top: 0; width: 360px; height: 700px'
      document.body.append(panel)
      const unbind = bindPanel(panel, view)
      select('a')(view.state, view.dispatch, view)
      await settle()
      await settled(panel)
      const { boxShadow } = getComputedStyle(find(card(panel, 'a'), 'article.selected'))
      unbind()
      panel.remove()
      return / (-?3px) 0px 0px 0px inset/.exec(boxShadow)?.[1]
    }
    expect([await bar('ltr'), await bar('rtl')]).to.deep.equal(['3px', '-3px'])
  })
})
