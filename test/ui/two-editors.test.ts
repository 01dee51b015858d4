/** Two editors with two panels on one page: a German one and an English one of a house with a status more. */
import { expect } from '@open-wc/testing'
import { executeServerCommand, resetMouse, sendKeys, sendMouse, setViewport } from '@web/test-runner-commands'
import { keymap } from 'prosemirror-keymap'
import { schema } from 'prosemirror-schema-basic'
import { EditorState } from 'prosemirror-state'
import { EditorView } from 'prosemirror-view'
import { attribution, attributionKeymap, getAnnotations, getDossier, getSelected } from '../../src/index.js'
import type { Source } from '../../src/model/source.js'
import { bindPanel, type AttributionPanel } from '../../src/ui/index.js'
import { card, cards, find, has, post, settled, statement, violations } from './fixtures.js'
import { pointOn, putCursor } from './editor.js'
import { drag, middle } from './mouse.js'
import { SCHEME } from './states.js'

interface Desk {
  readonly view: EditorView
  readonly panel: AttributionPanel
}

/** Beside each other: text above, panel below. */
function openDesk(left: number, properties: Partial<AttributionPanel>, text: string, source: Source): Desk {
  const box = document.createElement('section')
  box.style.cssText = `position: fixed; top: 0; left: ${left}px; width: 400px`
  const [place, frame] = [document.createElement('div'), document.createElement('div')]
  frame.style.height = '560px'
  const panel = Object.assign(document.createElement('attribution-panel'), properties)
  frame.append(panel)
  box.append(place, frame)
  document.querySelector('main')?.append(box)
  const [words = ''] = text.split(',')
  const made = statement('a', words)
  const view = new EditorView(place, {
    attributes: { 'aria-label': text, role: 'textbox', 'aria-multiline': 'true' },
    state: EditorState.create({
      doc: schema.node('doc', null, [schema.node('paragraph', null, [schema.text(text)])]),
      plugins: [
        keymap(attributionKeymap),
        attribution({
          engine: null,
          lang: properties.locale ?? 'de',
          ...(properties.scheme && { scheme: properties.scheme }),
          initial: {
            annotations: [{ ...made, target: { ...made.target, suffix: text.slice(words.length) } }],
            sources: [source],
            log: [],
          },
        }),
      ],
    }),
  })
  bindPanel(panel, view)
  return { view, panel }
}

describe('two editors on one page', () => {
  let german: Desk
  let english: Desk
  const theirs: Source = { ...post, title: 'Statement on Facebook' }

  beforeEach(async () => {
    await setViewport({ width: 900, height: 700 })
    document.body.replaceChildren(document.createElement('main'))
    german = openDesk(0, { locale: 'de' }, 'Die Lage sei ernst, sagte sie.', post)
    english = openDesk(420, { locale: 'en', scheme: SCHEME }, 'He would come, he said.', theirs)
    await drawn()
  })
  afterEach(async () => {
    for (const { view } of [german, english]) if (!view.isDestroyed) view.destroy()
    document.body.replaceChildren()
    await resetMouse()
    await setViewport({ width: 800, height: 600 })
  })

  const drawn = async () => {
    await new Promise((done) => requestAnimationFrame(done))
    await settled(german.panel)
    await settled(english.panel)
  }
  const text = (element: Element) => (element.textContent ?? '').replace(/\s+/g, ' ').trim()
  const spoken = ({ view }: Desk) => text(view.dom.nextElementSibling ?? view.dom)
  const statusOf = ({ view }: Desk) => getAnnotations(view.state)[0]?.review.status
  const evidenceOf = ({ view }: Desk) => getAnnotations(view.state)[0]?.evidence.length
  const over =
    ({ view }: Desk, words: string) =>
    () =>
      pointOn(view, words)
  const press = async (...keys: readonly string[]) => {
    await executeServerCommand('keys', [keys])
    await drawn()
  }

  it('speak each their language, with their statuses, and are sound for screen readers', async () => {
    german.panel.opened = english.panel.opened = 'a'
    await drawn()
    const statuses = ({ panel }: Desk) =>
      [...(card(panel, 'a').shadowRoot?.querySelectorAll('.statuses:not(.ratings) button') ?? [])].map(text)
    expect(statuses(german)).to.include('Bestätigt').and.to.have.length(7)
    expect(statuses(english)).to.include.members(['Verified', '§With legal']).and.to.have.length(8)
    expect(await violations()).to.deep.equal([])
    const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id)
    expect(ids.length).to.equal(new Set(ids).size)
  })

  it('tell what the cursor comes into, and select it, each for itself', async () => {
    german.view.focus()
    putCursor(german.view, 'Lage')
    await drawn()
    expect(spoken(german)).not.to.equal('')
    expect(spoken(english)).to.equal('')
    expect([getSelected(german.view.state), getSelected(english.view.state)]).to.deep.equal(['a', null])
    expect([german.panel.selected, english.panel.selected]).to.deep.equal(['a', null])
  })

  it('take keys each for itself, in the panel and from the text', async () => {
    await english.panel.show('a', { focus: true })
    await press('v')
    expect([statusOf(german), statusOf(english)]).to.deep.equal(['unchecked', 'verified'])
    const said = (desk: Desk) => text(find(desk.panel, 'header [role="status"]'))
    expect([said(german), said(english)]).to.deep.equal(['', 'Verified'])
    await press('?')
    expect([has(german.panel, 'dialog[open]'), has(english.panel, 'dialog[open]')]).to.deep.equal([
      false,
      true,
    ])
    await press('Escape')
    expect(has(english.panel, 'dialog[open]')).to.equal(false)
    german.view.focus()
    putCursor(german.view, 'Lage')
    await press('Shift', 'F2')
    expect(german.panel.opened).to.equal('a')
    expect(cards(german.panel)[0]?.isFocused).to.equal(true)
    await press('Escape')
    expect(german.view.hasFocus()).to.equal(true)
    expect(english.panel.opened, 'left alone by the other’s Escape').to.equal('a')
    await sendKeys({ type: 'x' })
    expect(english.view.state.doc.textContent).to.equal('He would come, he said.')
  })

  it('have sources dragged each within itself, and show where', async () => {
    german.panel.view = 'sources'
    await drawn()
    const shown = () => [...(CSS.highlights.get('attribution-drop') ?? [])].map(String)
    let during: readonly string[] = []
    await drag(find(german.panel, '.source'), over(german, 'Lage'), () => {
      // The other editor has nothing to do with it, whatever it hears.
      english.view.dom.dispatchEvent(new DragEvent('dragleave'))
      during = shown()
    })
    await drawn()
    expect(during).to.deep.equal(['Die Lage sei ernst'])
    expect(shown()).to.deep.equal([])
    expect([evidenceOf(german), evidenceOf(english)]).to.deep.equal([1, 0])
  })

  it('keep out a source of the other one, also where it has the same id', async () => {
    german.panel.view = 'sources'
    await drawn()
    const row = find(german.panel, '.source')
    const target = card(english.panel, 'a')
    let isOffered = false
    await drag(row, over(english, 'would'), () => (isOffered = CSS.highlights.has('attribution-drop')))
    await drag(
      row,
      () => middle(target),
      () => (isOffered ||= target.hasAttribute('dropping')),
    )
    await drawn()
    expect(isOffered).to.equal(false)
    expect(evidenceOf(english)).to.equal(0)
    expect(getDossier(english.view.state).sources).to.deep.equal([theirs])
    expect(getDossier(english.view.state).log).to.have.length(0)
    expect(english.view.state.doc.textContent).to.equal('He would come, he said.')
  })

  it('leave the other one’s marks, keys and panel when one is closed', async () => {
    german.view.destroy()
    await sendMouse({ type: 'click', position: pointOn(english.view, 'would') })
    await drawn()
    expect(english.panel.opened).to.equal('a')
    expect(spoken(english)).not.to.equal('')
    german.panel.focus()
    await press('ArrowDown')
    card(german.panel, 'a').focus()
    await press('v')
    expect(statusOf(english)).to.equal('unchecked')
  })
})
