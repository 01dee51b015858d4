/** What somebody may not do is not offered, and a key for it says why. */
import { expect } from '@open-wc/testing'
import { executeServerCommand, sendKeys } from '@web/test-runner-commands'
import type { EditorView } from 'prosemirror-view'
import {
  adjustBorders,
  annotateSelection,
  applyAction,
  getAnnotations,
  getRights,
  RIGHTS,
  select,
  setRights,
  setStatus,
  type Right,
} from '../../src/index.js'
import type { AttributionPanel } from '../../src/ui/panel.js'
import { startSourceDrag, endSourceDrag } from '../../src/ui/drag.js'
import { bindBeside, bindPanel } from '../../src/ui/index.js'
import { active, button, card, find, focusedCard, has, open, post, settled, statement } from './fixtures.js'
import { frames, openEditor, putCursor } from './editor.js'

const press = (key: string) => sendKeys({ press: key })
const without = (...rights: readonly Right[]) => RIGHTS.filter((right) => !rights.includes(right))
const words = (root: Element, selector: string) => find(root, selector).textContent?.trim()
const MAY_NOT = {
  review: 'Sie dürfen hier nicht prüfen.',
  annotate: 'Sie dürfen hier keine Aussagen bearbeiten.',
  research: 'Sie dürfen hier keine Quellen bearbeiten.',
  discuss: 'Sie dürfen hier nicht kommentieren.',
  nothing: 'Sie dürfen hier nur lesen.',
} as const

/** What the opened card of `b`, which is verified and has a source, offers. */
async function offered(rights: readonly Right[]): Promise<Readonly<Record<string, boolean>>> {
  const { panel } = await open({ rights, opened: 'b', user: { id: 'ben', name: 'Ben' } })
  await settled(panel)
  const own = card(panel, 'b')
  return {
    review: has(own, '.statuses button') || has(own, '.sign-off') || has(own, '.more'),
    research: has(own, '.attach') || has(own, '.detach'),
    annotate: has(own, '#note') || has(own, '#assignee') || has(own, 'details.edit'),
    discuss: has(own, '#new'),
  }
}

describe('rights in the card', () => {
  for (const right of ['review', 'research', 'annotate', 'discuss'] as const) {
    it(`offers nothing for which one needs ‘${right}’ to somebody without it, and all the rest`, async () => {
      const all = { review: true, research: true, annotate: true, discuss: true }
      expect(await offered(RIGHTS)).to.deep.equal(all)
      expect(await offered(without(right))).to.deep.equal({ ...all, [right]: false })
      expect(await offered([right])).to.deep.equal({
        ...{ review: false, research: false, annotate: false, discuss: false },
        [right]: true,
      })
    })
  }

  it('keeps everything readable, and says in the place of the buttons why they are not there', async () => {
    const { panel } = await open({ rights: without('review'), opened: 'b' })
    await settled(panel)
    const own = card(panel, 'b')
    expect(words(own, '.details .chip')).to.equal('Bestätigt')
    expect(words(own, '.details')).to.contain(MAY_NOT.review)
    expect(find(own, 'attribution-evidence').shadowRoot?.textContent).to.contain('Wir sind verpflichtet.')
  })

  for (const [right, keys] of [
    ['review', ['2', 'v', 'h', 'g', 'x']],
    ['annotate', ['a', 'n', 'F2']],
    ['research', ['s']],
    ['discuss', ['c']],
  ] as const)
    it(`answers each key that needs ‘${right}’ with the reason, and does nothing`, async () => {
      const { panel, actions } = await open({ rights: without(right), user: { id: 'ben', name: 'Ben' } })
      card(panel, 'b').focus()
      for (const key of keys) {
        await press(key)
        await settled(panel)
        expect(words(card(panel, 'b'), '[role="alert"]'), key).to.contain(MAY_NOT[right])
        card(panel, 'c').focus() // leaving it takes the words away
        await settled(panel)
        expect(has(card(panel, 'b'), '[role="alert"]')).to.equal(false)
        card(panel, 'b').focus()
      }
      expect(actions).to.deep.equal([])
      expect(panel.opened).to.equal(null)
    })

  it('tells somebody without any right that they may only read, whatever the key', async () => {
    const { panel, actions } = await open({ readonly: true, locale: 'en' })
    expect(panel.rights).to.deep.equal([])
    card(panel, 'b').focus()
    for (const key of ['v', 's', 'm']) {
      await press(key)
      await settled(panel)
      expect(words(card(panel, 'b'), '[role="alert"]'), key).to.contain('You may only read here.')
    }
    await press('r')
    await settled(panel)
    expect(words(panel, '.notice')).to.contain('You may only read here.')
    expect(actions).to.deep.equal([])
    panel.readonly = false
    expect(panel.rights).to.deep.equal(RIGHTS)
  })

  it('offers to take out, split and merge only what no review would be lost of', async () => {
    const annotations = [
      statement('a', 'Sie komme', { place: 10, origin: 'manual' }),
      statement('b', 'Er gehe', { place: 30, origin: 'manual', status: 'verified' }),
      statement('c', 'Es bleibe', { place: 50, origin: 'manual' }),
      statement('d', 'Man sehe', { place: 70, origin: 'manual' }),
    ]
    const toolsOf = async (opened: string) => {
      const { panel } = await open({ annotations, opened, rights: ['annotate'] })
      await settled(panel)
      const own = card(panel, opened)
      const tools = own.renderRoot.querySelectorAll('.tools button')
      const names = [...tools].map((tool) => tool.textContent?.trim() ?? '')
      return {
        remove: has(own, '.more'),
        split: names.includes('An der Schreibmarke teilen'),
        merge: names.includes('Mit nächster verbinden'),
      }
    }
    expect(await toolsOf('a')).to.deep.equal({ remove: true, split: true, merge: false })
    expect(await toolsOf('b')).to.deep.equal({ remove: false, split: false, merge: false })
    expect(await toolsOf('c')).to.deep.equal({ remove: true, split: true, merge: true })
  })

  it('takes no source that is dragged to it without ‘research’', async () => {
    const { panel, actions } = await open({ rights: without('research') })
    const own = card(panel, 'a')
    const drag = new DataTransfer()
    startSourceDrag(new DragEvent('dragstart', { dataTransfer: drag }), post)
    for (const type of ['dragover', 'drop'])
      own.dispatchEvent(new DragEvent(type, { dataTransfer: drag, bubbles: true, cancelable: true }))
    endSourceDrag()
    await settled(panel)
    expect(own.hasAttribute('dropping')).to.equal(false)
    expect(actions).to.deep.equal([])
  })

  it('follows rights that are taken away, and the focus stays in the card', async () => {
    const { panel } = await open({ opened: 'b' })
    await settled(panel)
    button(card(panel, 'b'), 'In Prüfung').focus()
    panel.rights = ['discuss']
    await settled(panel)
    expect(has(card(panel, 'b'), '.statuses button')).to.equal(false)
    expect(focusedCard(panel)).to.equal('b')
    panel.rights = RIGHTS
    await settled(panel)
    expect(has(card(panel, 'b'), '.statuses button')).to.equal(true)
  })
})

describe('rights in the panel', () => {
  const bar = (panel: AttributionPanel) =>
    [...find(panel, '.several .does').children]
      .filter((own) => own.checkVisibility())
      .map((own) => nameOf(own))
  const nameOf = (own: Element) => own.ariaLabel ?? own.textContent?.trim()

  it('offer for several at once what may be done to one', async () => {
    const { panel, actions } = await open({ rights: without('review') })
    card(panel, 'a').focus()
    await press('m')
    await settled(panel)
    expect(bar(panel)).to.deep.equal(['Quelle', 'Zuweisen'])
    await press('v')
    await settled(panel)
    expect(words(card(panel, 'a'), '[role="alert"]')).to.contain(MAY_NOT.review)
    expect(actions).to.deep.equal([])
    panel.rights = ['review']
    await settled(panel)
    expect(bar(panel)).to.deep.equal(['Status', 'Ausblenden'])
    panel.rights = ['discuss']
    await settled(panel)
    expect(has(panel, '.several')).to.equal(false)
    expect(find(panel, '.several-button').checkVisibility()).to.equal(false)
    expect(find(panel, '.walk-button').checkVisibility()).to.equal(true)
  })

  it('select nothing by keys where nothing could be done to it', async () => {
    const { panel } = await open({ rights: ['discuss'] })
    card(panel, 'a').focus()
    for (const keys of [['m'], ['Control', 'a']]) {
      await executeServerCommand('keys', [keys])
      await settled(panel)
      expect(words(card(panel, 'a'), '[role="alert"]')).to.contain(MAY_NOT.review)
      expect(has(panel, '.several')).to.equal(false)
    }
  })

  it('hold in the walk too: its keys say why, and it goes on with what may be done', async () => {
    const { panel, actions } = await open({ rights: ['discuss'] })
    card(panel, 'a').focus()
    await press('r')
    await settled(panel)
    for (const [key, right] of [
      ['2', 'review'],
      ['g', 'review'],
      ['x', 'review'],
      ['s', 'research'],
      ['n', 'annotate'],
    ] as const) {
      await press(key)
      await settled(panel)
      expect(words(find(panel, 'attribution-walk'), '.said'), key).to.contain(MAY_NOT[right])
    }
    expect(actions).to.deep.equal([])
    await press('c')
    await settled(panel)
    expect(active()?.id).to.equal('new')
  })

  it('make no exceptions without ‘override’, whatever the house’s policy says', async () => {
    const user = { id: 'ben', name: 'Ben', roles: ['chief'] }
    const { panel } = await open({ user, view: 'check' })
    await settled(panel)
    expect(has(panel, '.override')).to.equal(true)
    panel.rights = without('override')
    await settled(panel)
    expect(has(panel, '.override')).to.equal(false)
    expect(has(panel, '.problems')).to.equal(true)
  })

  it('let nobody add or drag a source without ‘research’', async () => {
    const { panel } = await open({ view: 'sources', rights: without('research') })
    await settled(panel)
    expect(has(panel, '.add')).to.equal(false)
    expect(find(panel, '.source').draggable).to.equal(false)
    panel.rights = RIGHTS
    await settled(panel)
    expect(has(panel, '.add')).to.equal(true)
    expect(find(panel, '.source').draggable).to.equal(true)
  })
})

describe('rights in the editor', () => {
  let view: EditorView
  let unbind: () => void = () => undefined
  const keys = async (...own: readonly string[]) => {
    await executeServerCommand('keys', [own])
    await frames(3)
  }
  const run = (command: ReturnType<typeof setStatus>) => command(view.state, view.dispatch, view)
  const statusOf = (id: string) => getAnnotations(view.state).find((own) => own.id === id)?.review.status
  const region = () => view.dom.nextElementSibling?.textContent?.trim()
  const begin = (...rights: readonly Right[]) => {
    view = openEditor({ user: { id: 'toni', name: 'Toni', rights } })
    putCursor(view, 'komme')
  }
  afterEach(() => {
    unbind()
    unbind = () => undefined
    view.destroy()
    document.body.replaceChildren()
  })

  it('decide which commands apply', () => {
    begin('write', 'discuss')
    const action = { type: 'set-status', id: 'b', status: 'verified' } as const
    for (const command of [
      setStatus('verified', 'b'),
      applyAction(action),
      applyAction({ type: 'all', actions: [action] }),
      adjustBorders('b'),
    ]) {
      expect(command(view.state)).to.equal(false)
      expect(run(command)).to.equal(false)
    }
    expect(statusOf('b')).to.equal('in-progress')
    expect(run(applyAction({ type: 'add-comment', id: 'b', text: 'Wirklich?', mentions: [] }))).to.equal(true)
    expect(run(annotateSelection())).to.equal(false)
  })

  it('are what the host says of the user, as far as the server lets them', () => {
    begin('write', 'discuss', 'review')
    expect(run(setRights(['discuss', 'research']))).to.equal(true)
    expect(getRights(view.state)).to.deep.equal(['discuss'])
    expect(run(setRights(['discuss', 'research']))).to.equal(false)
    expect(view.editable).to.equal(false)
    expect(run(setRights(null))).to.equal(true)
    expect(getRights(view.state)).to.deep.equal(['write', 'discuss', 'review'])
    expect(view.editable).to.equal(true)
  })

  it('have a key for what one may not do tell it to screen readers where no panel shows', async () => {
    begin('write')
    for (const own of [['Alt', 'Enter'], ['F2'], ['Alt', 'Enter']]) {
      await keys(...own)
      expect(region()).to.equal(own[0] === 'F2' ? MAY_NOT.annotate : MAY_NOT.review)
    }
    expect(statusOf('b')).to.equal('in-progress')
    expect(view.state.doc.textContent).to.contain('Er komme morgen')
  })

  it('have the panel say it where it shows, once, and follow it as they change', async () => {
    begin('write', 'annotate')
    const panel = Object.assign(document.createElement('attribution-panel'), { locale: 'de' })
    panel.style.height = '400px'
    document.body.append(panel)
    unbind = bindPanel(panel, view)
    await settled(panel)
    await keys('Alt', 'Enter')
    await settled(panel)
    expect(words(panel, '.notice')).to.contain(MAY_NOT.review)
    expect(region()).not.to.contain(MAY_NOT.review)
    expect(view.hasFocus()).to.equal(true)
    run(select('b'))
    await panel.show('b')
    await settled(panel)
    expect(has(card(panel, 'b'), '#note')).to.equal(true)
    run(setRights(['discuss']))
    await frames(3)
    await settled(panel)
    expect(has(card(panel, 'b'), '#note')).to.equal(false)
    expect(words(card(panel, 'b'), '.details')).to.contain(MAY_NOT.nothing)
  })

  it('have the card beside the text say it, which opens for that', async () => {
    begin('write', 'annotate')
    const beside = Object.assign(document.createElement('attribution-beside'), { locale: 'de' })
    document.body.append(beside)
    unbind = bindBeside(beside, view)
    await keys('Alt', 'Enter')
    await beside.updateComplete
    await frames(3)
    expect(words(beside, '.notice')).to.contain(MAY_NOT.review)
    expect(beside.opened).to.equal('b')
    expect(has(beside, '.statuses button')).to.equal(false)
    expect(view.hasFocus()).to.equal(true)
  })
})
