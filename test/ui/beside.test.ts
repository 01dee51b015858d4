import { expect } from '@open-wc/testing'
import { resetMouse, sendKeys, sendMouse, setViewport } from '@web/test-runner-commands'
import type { EditorView } from 'prosemirror-view'
import { applyAction, getAnnotations, openCard, select } from '../../src/index.js'
import { bindBeside, bindPanel, type AttributionBeside } from '../../src/ui/index.js'
import type { AttributionCard } from '../../src/ui/card.js'
import { active, button, find, has, violations } from './fixtures.js'
import { executeServerCommand } from '@web/test-runner-commands'
import { frames, linesOf, openEditor, pointOn, positionOf, putCursor } from './editor.js'

const LONG = Array.from({ length: 40 }, (_, i) => `Absatz ${i} sagt nichts.`)

describe('the card beside the text', () => {
  let view: EditorView
  let beside: AttributionBeside
  let unbind: () => void

  async function begin(options: Parameters<typeof openEditor>[0] = {}, size = { width: 1200, height: 800 }) {
    await setViewport(size)
    view = openEditor(options)
    beside = document.createElement('attribution-beside')
    beside.locale = 'de'
    document.body.append(beside)
    unbind = bindBeside(beside, view)
    await settle()
  }
  afterEach(async () => {
    unbind()
    view.destroy()
    document.body.replaceChildren()
    document.body.style.margin = ''
    await resetMouse()
    await setViewport({ width: 800, height: 600 })
  })

  const settle = async () => {
    await frames(3)
    await beside.updateComplete
    await frames(3)
  }
  const card = (): AttributionCard => find<AttributionCard>(beside, ':not([hidden]) > attribution-card')
  const box = () => beside.getBoundingClientRect()
  const click = async (words: string) => {
    await sendMouse({ type: 'click', position: pointOn(view, words) })
    await settle()
  }
  const press = async (...keys: readonly string[]) => {
    await executeServerCommand('keys', [keys])
    await settle()
  }

  it('opens in the margin, level with the statement, and leaves the focus in the text', async () => {
    await begin()
    expect(beside.placement).to.equal(null)
    await click('komme')
    expect(beside.placement).to.equal('margin')
    expect(card().annotation.id).to.equal('b')
    expect(box().top).to.be.closeTo(linesOf(view, 'b').top, 6)
    expect(box().left).to.be.at.least(400)
    expect(view.hasFocus()).to.equal(true)
  })

  it('goes with the text that is scrolled and written above it', async () => {
    await begin(
      { paragraphs: [...LONG.slice(0, 6), 'Er komme morgen.', ...LONG], quotes: { b: 'Er komme morgen' } },
      { width: 1200, height: 1000 },
    )
    Object.assign((view.dom.closest('main') as HTMLElement).style, { height: '1000px' })
    await click('komme')
    const before = box().top
    view.dispatch(view.state.tr.split(positionOf(view, 'Absatz 1 ') + 4))
    await settle()
    expect(box().top).to.be.greaterThan(before + 10)
    const frame = view.dom.closest('main') as HTMLElement
    frame.scrollTop = 100
    await settle()
    expect(box().top).to.be.closeTo(linesOf(view, 'b').top, 6)
    frame.scrollTop = 900
    await settle()
    expect(box().top).to.be.within(0, 20)
  })

  it('follows the cursor to another statement in the margin', async () => {
    await begin()
    await click('komme')
    putCursor(view, 'Lage')
    await settle()
    expect(card().annotation.id).to.equal('a')
  })

  it('floats above or below where the margin is narrow, and never over the statement', async () => {
    const paragraphs = [...LONG.slice(0, 12), 'Er komme morgen, sagte er.', ...LONG.slice(12)]
    await begin(
      { width: 900, height: 800, paragraphs, quotes: { b: 'Er komme morgen' } },
      { width: 1000, height: 800 },
    )
    await click('komme')
    expect(beside.placement).to.equal('popover')
    const frame = view.dom.closest('main') as HTMLElement
    for (const at of [0, 200, 380]) {
      frame.scrollTop = at
      await settle()
      const { top, bottom } = linesOf(view, 'b')
      expect(box().top >= bottom || box().bottom <= top, `at ${at}`).to.equal(true)
      expect(box().height).to.be.greaterThan(150)
    }
  })

  it('closes outside the margin when the cursor goes on to another statement', async () => {
    await begin({ width: 900 }, { width: 1000, height: 800 })
    await click('komme')
    putCursor(view, 'Lage')
    await settle()
    expect(beside.placement).to.equal(null)
  })

  it('is a sheet in narrow windows, above which the statement stays in sight', async () => {
    const paragraphs = [...LONG, 'Er komme morgen, sagte er.']
    await begin(
      { width: 380, height: 800, paragraphs, quotes: { b: 'Er komme morgen' } },
      { width: 390, height: 800 },
    )
    const frame = view.dom.closest('main') as HTMLElement
    frame.scrollTop = frame.scrollHeight
    const before = frame.scrollHeight
    await click('komme')
    expect(beside.placement).to.equal('sheet')
    expect(box().bottom).to.equal(800)
    expect(box().width).to.equal(390)
    expect(box().height).to.be.at.most(480)
    expect(linesOf(view, 'b').bottom).to.be.at.most(box().top)
    expect(linesOf(view, 'b').top).to.be.at.least(0)
    await press('Escape')
    expect(beside.placement).to.equal(null)
    expect(frame.scrollHeight).to.equal(before)
  })

  it('is opened and entered by a key, and Escape leads back to the same cursor', async () => {
    await begin()
    putCursor(view, 'komme')
    const { head } = view.state.selection
    await press('Shift', 'F2')
    expect(card().isFocused).to.equal(true)
    expect(card().annotation.id).to.equal('b')
    await press('Escape')
    expect(beside.placement).to.equal(null)
    expect(view.hasFocus()).to.equal(true)
    await sendKeys({ type: 'x' })
    expect(view.state.doc.textBetween(head - 1, head + 2)).to.equal('kxo')
  })

  it('goes by its button, and the focus back to the text', async () => {
    await begin()
    putCursor(view, 'komme')
    await press('Shift', 'F2')
    button(beside, 'Karte schließen').focus()
    await press('Enter')
    expect(beside.placement).to.equal(null)
    expect(view.hasFocus()).to.equal(true)
  })

  it('goes by Escape in the text, and by a click elsewhere in the text or on the page', async () => {
    await begin()
    await click('komme')
    await press('Escape')
    expect(beside.placement).to.equal(null)
    await click('komme')
    await click('ist alles')
    expect(beside.placement).to.equal(null)
    await click('komme')
    await sendMouse({ type: 'click', position: [1100, 700] })
    await settle()
    expect(beside.placement).to.equal(null)
  })

  it('stays while Escape ends the moving of borders', async () => {
    await begin()
    await click('komme')
    await press('F2')
    await press('Escape')
    expect(beside.placement).to.equal('margin')
    await press('Escape')
    expect(beside.placement).to.equal(null)
  })

  it('carries out what its card asks for, and tells screen readers the status', async () => {
    await begin()
    await click('komme')
    card().focus()
    await press('v')
    expect(getAnnotations(view.state)[1]?.review.status).to.equal('verified')
    expect(find(card(), '.chip').textContent).to.contain('Bestätigt')
    expect(find(beside, '[role="status"]').textContent).to.contain('Bestätigt')
    expect(active()?.className).to.equal('summary')
  })

  it('saves a note that is still being typed when a click elsewhere closes it', async () => {
    await begin()
    await click('komme')
    card().focusNote()
    await sendKeys({ type: 'Anrufen' })
    await sendMouse({ type: 'click', position: [1100, 700] })
    await settle()
    expect(beside.placement).to.equal(null)
    expect(getAnnotations(view.state)[1]?.note).to.equal('Anrufen')
  })

  it('keeps what was typed into the form of a source until the card opens again', async () => {
    await begin()
    await click('komme')
    await card().attachSource()
    await sendKeys({ type: 'Pressekonferenz' })
    await click('Lage')
    expect(card().annotation.id).to.equal('a')
    expect(has(find(card(), 'attribution-evidence'), 'attribution-source-form')).to.equal(false)
    await click('komme')
    expect(
      find(find(card(), 'attribution-evidence'), 'attribution-source-form').shadowRoot?.querySelector('input')
        ?.value,
    ).to.equal('Pressekonferenz')
  })

  it('keeps a comment that was begun until the card opens again', async () => {
    await begin()
    await click('komme')
    card().focusComment()
    await sendKeys({ type: 'Wer sagt das?' })
    await click('Lage')
    await click('komme')
    expect(find(find(card(), 'attribution-thread'), 'textarea')).to.have.property('value', 'Wer sagt das?')
  })

  it('says why something that needs words of the text could not be done', async () => {
    await begin()
    await click('komme')
    beside.refuse('borders-from-selection')
    await settle()
    expect(find(beside, '.notice').textContent?.trim()).not.to.equal('')
  })

  it('closes when its statement is taken out, without losing the focus', async () => {
    await begin({ parts: { origin: 'manual' } })
    putCursor(view, 'komme')
    await press('Shift', 'F2')
    applyAction({ type: 'remove', id: 'b' })(view.state, view.dispatch, view)
    await settle()
    expect(beside.placement).to.equal(null)
    expect(view.hasFocus()).to.equal(true)
  })

  it('leaves it to the panel while it is not active', async () => {
    await begin()
    const panel = document.createElement('attribution-panel')
    panel.style.height = '300px'
    document.body.append(panel)
    const unbindPanel = bindPanel(panel, view)
    await settle()
    beside.active = false
    putCursor(view, 'komme')
    await press('Shift', 'F2')
    expect(beside.placement).to.equal(null)
    expect(panel.opened).to.equal('b')
    await press('Escape')
    expect(view.hasFocus()).to.equal(true)
    beside.active = true
    await press('Control', 'Alt', 'Enter')
    expect(beside.placement).to.equal('margin')
    unbindPanel()
  })

  it('does not open where nothing is selected or nobody shows cards', async () => {
    await begin()
    expect(openCard()(view.state, undefined, view)).to.equal(false)
    expect(openCard('b')(view.state)).to.equal(false)
    expect(openCard('b')(view.state, undefined, view)).to.equal(true)
    expect(beside.opened).to.equal(null)
    unbind()
    select('b')(view.state, view.dispatch, view)
    expect(openCard()(view.state, view.dispatch, view)).to.equal(false)
  })

  it('is sound for screen readers in the margin, floating and as a sheet', async () => {
    for (const [width, window] of [
      [400, 1200],
      [900, 1000],
      [300, 320],
    ] as const) {
      await begin({ width }, { width: window, height: 800 })
      await click('komme')
      expect(await violations()).to.deep.equal([])
      expect(document.documentElement.scrollWidth).to.be.at.most(window)
      if (window !== 320) {
        unbind()
        view.destroy()
      }
    }
  })
})
