import { expect } from '@open-wc/testing'
import { resetMouse, sendKeys, sendMouse, setViewport } from '@web/test-runner-commands'
import type { EditorView } from 'prosemirror-view'
import { bindHover, type AttributionHover } from '../../src/ui/index.js'
import { has, find, violations } from './fixtures.js'
import { linesOf, openEditor, pointOn, wait } from './editor.js'

describe('the summary on hover', () => {
  let view: EditorView
  let hover: AttributionHover
  let unbind: () => void
  let opened: string | null

  beforeEach(async () => {
    await setViewport({ width: 1000, height: 600 })
    opened = null
    view = openEditor({
      parts: {
        kind: 'indirect',
        speakerIs: { kind: 'unnamed', name: 'Experten' },
        flags: ['unnamed-source'],
        reviewed: 'etwas anderes',
      },
    })
    hover = document.createElement('attribution-hover')
    hover.locale = 'de'
    document.body.append(hover)
    unbind = bindHover(hover, view, { isOpen: (id) => id === opened })
    await sendMouse({ type: 'move', position: [900, 500] })
  })
  afterEach(async () => {
    unbind()
    view.destroy()
    document.body.replaceChildren()
    document.body.style.margin = ''
    await resetMouse()
    await setViewport({ width: 800, height: 600 })
  })

  const isShown = () => hover.matches(':popover-open')
  const rest = async (words: string) => {
    await sendMouse({ type: 'move', position: pointOn(view, words) })
    await wait(500)
  }

  it('tells speaker, kind, status, sources and flags, at the line and not over it', async () => {
    await rest('komme')
    expect(isShown()).to.equal(true)
    const text = find(hover, '.tip').textContent?.replace(/\s+/g, ' ') ?? ''
    for (const words of ['Experten', 'Indirekt', 'In Prüfung', 'Wortlaut geändert', 'Ungenannte Quelle'])
      expect(text).to.contain(words)
    expect(hover.getBoundingClientRect().top).to.be.at.least(linesOf(view, 'b').bottom - 1)
    expect(await violations()).to.deep.equal([])
  })

  it('waits until the pointer rests', async () => {
    await sendMouse({ type: 'move', position: pointOn(view, 'komme') })
    await wait(100)
    expect(isShown()).to.equal(false)
    await sendMouse({ type: 'move', position: [900, 500] })
    await wait(450)
    expect(isShown()).to.equal(false)
  })

  it('stays while the pointer is on it, and goes when that leaves', async () => {
    await rest('komme')
    const { left, top } = hover.getBoundingClientRect()
    await sendMouse({ type: 'move', position: [Math.round(left) + 10, Math.round(top) + 10] })
    await wait(600)
    expect(isShown()).to.equal(true)
    await sendMouse({ type: 'move', position: [900, 500] })
    await wait(400)
    expect(isShown()).to.equal(false)
  })

  it('goes by Escape while the pointer stays, and does not come back by itself', async () => {
    await rest('komme')
    await sendKeys({ press: 'Escape' })
    await wait(50)
    expect(isShown()).to.equal(false)
    const [x, y] = pointOn(view, 'komme')
    await sendMouse({ type: 'move', position: [x + 4, y] })
    await wait(500)
    expect(isShown()).to.equal(false)
  })

  it('shows another statement’s when the pointer goes on', async () => {
    await rest('komme')
    await rest('Lage')
    expect(hover.annotation?.id).to.equal('a')
    expect(isShown()).to.equal(true)
  })

  it('does not show while the statement’s card is open', async () => {
    opened = 'b'
    await rest('komme')
    expect(isShown()).to.equal(false)
    await rest('Lage')
    expect(isShown()).to.equal(true)
  })

  it('does not show while words are being selected, and goes with a click and with writing', async () => {
    await sendMouse({ type: 'move', position: pointOn(view, 'Lage') })
    await sendMouse({ type: 'down' })
    await rest('komme')
    expect(isShown()).to.equal(false)
    await sendMouse({ type: 'up' })
    await sendMouse({ type: 'click', position: pointOn(view, 'ist alles') })
    await rest('komme')
    expect(isShown()).to.equal(true)
    await sendMouse({ type: 'click', position: pointOn(view, 'komme') })
    await wait(50)
    expect(isShown()).to.equal(false)
    await rest('Lage')
    await sendKeys({ type: 'x' })
    await wait(50)
    expect(isShown()).to.equal(false)
  })

  it('does not come by touch', async () => {
    const mark = view.dom.querySelector('[data-attribution-ids]')
    mark?.dispatchEvent(new PointerEvent('pointerover', { pointerType: 'touch', bubbles: true }))
    await wait(450)
    expect(isShown()).to.equal(false)
    mark?.dispatchEvent(new PointerEvent('pointerover', { pointerType: 'mouse', bubbles: true }))
    await wait(450)
    expect(isShown()).to.equal(true)
    expect(has(hover, '.tip')).to.equal(true)
  })
})
