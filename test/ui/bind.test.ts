import { expect } from '@open-wc/testing'
import { resetMouse, sendKeys, sendMouse } from '@web/test-runner-commands'
import { schema } from 'prosemirror-schema-basic'
import { EditorState, TextSelection } from 'prosemirror-state'
import { EditorView } from 'prosemirror-view'
import { attribution, getAnnotations, getSelected, setAnnotations, type Annotation } from '../../src/index.js'
import { bindPanel, focusCard, type AttributionPanel } from '../../src/ui/index.js'
import { active, button, card, find, focusedCard, ids, open, settled, statement } from './fixtures.js'

const PARAGRAPHS = ['Die Lage sei ernst, sagte sie.', 'Er komme morgen, sagte er.', 'Das ist alles.']

function quoting(id: string, words: string, text: string): Annotation {
  const start = text.indexOf(words)
  const made = statement(id, words, { place: start, status: 'in-progress' })
  const { target } = made
  return {
    ...made,
    target: {
      ...target,
      prefix: text.slice(Math.max(0, start - 32), start),
      suffix: text.slice(start + words.length, start + words.length + 32),
    },
  }
}

async function bound({ paragraphs = PARAGRAPHS } = {}) {
  const { panel } = await open({ annotations: [], sources: [], articleLang: null })
  const text = paragraphs.join('\n\n')
  const place = document.createElement('div')
  place.style.cssText = 'height: 200px; overflow: auto'
  document.body.prepend(place)
  const doc = schema.node(
    'doc',
    null,
    paragraphs.map((text) => schema.node('paragraph', null, [schema.text(text)])),
  )
  const view = new EditorView(place, {
    state: EditorState.create({
      doc,
      plugins: [
        attribution({
          engine: null,
          lang: 'de',
          initial: {
            annotations: [quoting('a', 'Die Lage sei ernst', text), quoting('b', 'Er komme morgen', text)],
            sources: [],
            log: [],
          },
        }),
      ],
    }),
  })
  const unbind = bindPanel(panel, view)
  await frame()
  await settled(panel)
  return { panel, view, unbind }
}

const frame = () => new Promise((done) => requestAnimationFrame(done))
const cursorIn = (view: EditorView, words: string) => {
  const pos = positionOf(view, words)
  view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, pos)))
}
function positionOf(view: EditorView, words: string): number {
  let found = -1
  view.state.doc.descendants((node, pos) => {
    const at = node.isText ? (node.text ?? '').indexOf(words) : -1
    if (at >= 0 && found < 0) found = pos + at + 2
  })
  return found
}
/** How often the panel is given annotations from now on. */
function countUpdates(panel: AttributionPanel): () => number {
  let updates = 0
  const own = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(panel), 'annotations')
  Object.defineProperty(panel, 'annotations', {
    get: () => own?.get?.call(panel) as unknown,
    set: (value: unknown) => {
      updates++
      own?.set?.call(panel, value)
    },
  })
  return () => updates
}
function mark(view: EditorView, id: string): HTMLElement {
  const found = view.dom.querySelector<HTMLElement>(`[data-attribution-ids~="${id}"]`)
  if (!found) throw new RangeError(`No mark ${id}`)
  return found
}

describe('a bound panel', () => {
  it('lists what the document holds, in the article’s language', async () => {
    const { panel } = await bound()
    expect(ids(panel)).to.equal('ab')
    expect(panel.articleLang).to.equal('de')
  })

  it('carries out what is asked for, and shows it a frame later', async () => {
    const { panel, view } = await bound()
    card(panel, 'b').focus()
    await sendKeys({ press: 'v' })
    expect(getAnnotations(view.state)[1]?.review.status).to.equal('verified')
    await frame()
    await settled(panel)
    expect(find(card(panel, 'b'), '.chip').textContent).to.contain('Bestätigt')
    expect(focusedCard(panel)).to.equal('b')
  })

  it('attaches a source that the next statement is then offered', async () => {
    const { panel, view } = await bound()
    card(panel, 'a').focus()
    await sendKeys({ press: 's' })
    await settled(panel)
    await sendKeys({ type: 'Pressekonferenz' })
    await sendKeys({ press: 'Enter' })
    await frame()
    await settled(panel)
    expect(getAnnotations(view.state)[0]?.evidence).to.have.length(1)
    expect(find(card(panel, 'a'), '.evidence').textContent).to.contain('Pressekonferenz')
    card(panel, 'b').focus()
    await sendKeys({ press: 's' })
    await settled(panel)
    expect(find(card(panel, 'b'), '.options').textContent).to.contain('Pressekonferenz')
  })

  it('selects in the text what is selected in the panel, and keeps the focus', async () => {
    const { panel, view } = await bound()
    card(panel, 'a').focus()
    await sendKeys({ press: 'ArrowDown' })
    expect(getSelected(view.state)).to.equal('b')
    await frame()
    await settled(panel)
    expect(panel.selected).to.equal('b')
    expect(panel.opened).to.equal(null)
    expect(focusedCard(panel)).to.equal('b')
  })

  it('follows the cursor without opening anything, and once a card is open opens the next one', async () => {
    const { panel, view } = await bound()
    view.focus()
    cursorIn(view, 'Lage')
    await frame()
    await settled(panel)
    expect([panel.selected, panel.opened]).to.deep.equal(['a', null])
    panel.opened = 'a'
    cursorIn(view, 'komme')
    await frame()
    await settled(panel)
    expect([panel.selected, panel.opened]).to.deep.equal(['b', 'b'])
    expect(view.hasFocus()).to.equal(true)
  })

  it('opens the card of the statement that is clicked in the text', async () => {
    const { panel, view } = await bound()
    const { left, top, width, height } = mark(view, 'b').getBoundingClientRect()
    const position: [number, number] = [Math.round(left + width / 2), Math.round(top + height / 2)]
    await sendMouse({ type: 'click', position })
    expect(getSelected(view.state)).to.equal('b')
    await frame()
    await settled(panel)
    expect(panel.opened).to.equal('b')
    await resetMouse()
  })

  it('scrolls the text only to what is out of sight', async () => {
    const { panel, view } = await bound({
      paragraphs: [PARAGRAPHS[0] ?? '', ...Array.from({ length: 30 }, () => 'Füllung.'), PARAGRAPHS[1] ?? ''],
    })
    const box = view.dom.parentElement as HTMLElement
    button(card(panel, 'a'), 'Die Lage').click()
    await frame()
    expect(box.scrollTop).to.equal(0)
    button(card(panel, 'b'), 'Er komme').click()
    await frame()
    expect(box.scrollTop).to.be.above(100)
  })

  it('shows at once that the wording has changed, and that it is back', async () => {
    const { panel, view } = await bound()
    const at = positionOf(view, 'ernst') + 2
    view.dispatch(view.state.tr.insertText('x', at))
    await frame()
    await settled(panel)
    expect(find(card(panel, 'a'), '.summary').textContent).to.contain('Wortlaut geändert')
    view.dispatch(view.state.tr.delete(at, at + 1))
    await frame()
    await settled(panel)
    expect(find(card(panel, 'a'), '.summary').textContent).not.to.contain('Wortlaut geändert')
  })

  it('draws once for many changes in one frame', async () => {
    const { panel, view } = await bound()
    const updates = countUpdates(panel)
    for (let i = 0; i < 20; i++) view.dispatch(view.state.tr.insertText('x', positionOf(view, 'ernst') + 2))
    await frame()
    await frame()
    expect(updates()).to.equal(1)
  })

  it('lets no key wait for a list of several hundred: it follows a moment later, and the last change counts', async () => {
    const paragraphs = Array.from({ length: 120 }, (_, i) => `Die Lage Nummer ${i} sei ernst, sagte sie.`)
    const { panel, view } = await bound({ paragraphs })
    setAnnotations({
      annotations: paragraphs.map((words, i) =>
        quoting(`s${i}`, words.slice(0, words.indexOf(',')), paragraphs.join('\n\n')),
      ),
      sources: [],
      log: [],
    })(view.state, view.dispatch)
    await frame()
    await settled(panel)
    const updates = countUpdates(panel)
    for (let i = 0; i < 8; i++) {
      view.dispatch(view.state.tr.insertText('x', 3))
      await frame()
    }
    expect(updates()).to.be.below(3)
    await new Promise((done) => setTimeout(done, 200))
    await settled(panel)
    expect(panel.annotations[0]?.target.wording).to.contain('xxxxxxxx')
    card(panel, 's5').focus()
    await sendKeys({ press: 'v' })
    await frame()
    await settled(panel)
    expect(find(card(panel, 's5'), '.chip').textContent, 'what is done in the list shows at once').to.contain(
      'Bestätigt',
    )
  })

  it('goes from the text to the card by a command, and back by Escape', async () => {
    const { panel, view } = await bound()
    expect(focusCard(panel)(view.state)).to.equal(false)
    view.focus()
    cursorIn(view, 'komme')
    await frame()
    expect(focusCard(panel)(view.state, view.dispatch, view)).to.equal(true)
    await settled(panel)
    expect(focusedCard(panel)).to.equal('b')
    await sendKeys({ press: 'Escape' })
    await settled(panel)
    expect(view.hasFocus()).to.equal(true)
    expect(active()).to.equal(view.dom)
  })

  it('is left alone once it is unbound or the view is gone', async () => {
    const { panel, view, unbind } = await bound()
    unbind()
    view.dispatch(view.state.tr.insertText('x', positionOf(view, 'ernst')))
    await frame()
    expect(panel.annotations[0]?.target.wording).to.equal('Die Lage sei ernst')
    const second = await bound()
    second.view.dispatch(second.view.state.tr.insertText('x', 5))
    second.view.destroy()
    await frame()
    card(second.panel, 'a').focus()
    await sendKeys({ press: 'v' })
    expect(ids(second.panel)).to.equal('ab')
  })
})
