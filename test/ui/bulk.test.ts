import { expect } from '@open-wc/testing'
import { sendKeys } from '@web/test-runner-commands'
import { anna, card, find, focusedCard, has, open, settled, violations } from './fixtures.js'

const press = (key: string) => sendKeys({ press: key })
const withShift = async (...keys: readonly string[]) => {
  await sendKeys({ down: 'Shift' })
  for (const key of keys) await press(key)
  await sendKeys({ up: 'Shift' })
}
const marked = (panel: Element) => (find(panel, '.several .marked').textContent ?? '').trim()
const user = { ...anna, roles: [] }

describe('several statements at once', () => {
  it('get a status as one step, chosen from a menu', async () => {
    const { panel, actions } = await open({ user })
    panel.focus()
    await withShift('ArrowDown', 'ArrowDown')
    await settled(panel)
    expect(marked(panel)).to.equal('3 ausgewählt')
    expect(focusedCard(panel)).to.equal('c')
    expect(await violations()).to.deep.equal([])
    find(panel, '[popovertarget="statuses"]').click()
    await settled(panel)
    expect(await violations()).to.deep.equal([])
    find(panel, '#statuses .disputed').click()
    expect(actions).to.deep.equal([
      { type: 'all', actions: ['a', 'b', 'c'].map((id) => ({ type: 'set-status', id, status: 'disputed' })) },
    ])
    await settled(panel)
    expect(find(panel, '[role="status"]').textContent).to.contain('Strittig: 3 Aussagen')
  })

  it('are selected one by one by M and Space, shrink again, and Escape ends it', async () => {
    const { panel, actions } = await open({ user })
    panel.focus()
    await press('m')
    await press('ArrowDown')
    await press('ArrowDown')
    await press(' ')
    await settled(panel)
    expect(marked(panel)).to.equal('2 ausgewählt')
    expect(panel.opened).to.equal(null)
    await press('v')
    expect(actions).to.deep.equal([
      { type: 'all', actions: ['a', 'c'].map((id) => ({ type: 'set-status', id, status: 'verified' })) },
    ])
    await withShift('ArrowDown', 'ArrowDown', 'ArrowUp')
    await settled(panel)
    expect(marked(panel)).to.equal('3 ausgewählt')
    await press('Escape')
    await settled(panel)
    expect(has(panel, '.several')).to.equal(false)
    expect(focusedCard(panel)).to.equal('d')
  })

  it('are taken on by A as one step, and given back', async () => {
    const { panel, actions } = await open({ user })
    panel.focus()
    await withShift('ArrowDown')
    await press('a')
    const both = (to: typeof anna | null) => ({
      type: 'all',
      actions: ['a', 'b'].map((id) => ({ type: 'assign', id, to })),
    })
    expect(actions).to.deep.equal([both(anna)])
    panel.annotations = panel.annotations.map((one) => ({ ...one, assignee: anna }))
    await settled(panel)
    await press('a')
    expect(actions[1]).to.deep.equal(both(null))
  })

  it('are only those that are shown', async () => {
    const { panel, actions } = await open({ user })
    find(panel, '.several-button').click()
    await settled(panel)
    find(panel, '.several .all').click()
    await settled(panel)
    expect(marked(panel)).to.equal('6 ausgewählt')
    find(panel, '.filters .disputed').click()
    await settled(panel)
    expect(marked(panel)).to.equal('1 ausgewählt')
    find(panel, '.hide').click()
    expect(actions).to.deep.equal([{ type: 'all', actions: [{ type: 'dismiss', id: 'e' }] }])
  })

  it('are extended by a click with Shift, which opens nothing', async () => {
    const { panel } = await open({ user })
    card(panel, 'b').focus()
    find(card(panel, 'd'), '.summary').dispatchEvent(
      new MouseEvent('click', { shiftKey: true, detail: 1, bubbles: true, composed: true, cancelable: true }),
    )
    await settled(panel)
    expect(marked(panel)).to.equal('3 ausgewählt')
    expect(panel.opened).to.equal(null)
  })

  it('get a source as one step', async () => {
    const { panel, actions } = await open({ user })
    panel.focus()
    await withShift('ArrowDown')
    await press('s')
    await settled(panel)
    expect(find(panel, '#attach-title').textContent).to.equal('Quelle an 2 Aussagen anhängen')
    find(find(panel, 'attribution-source-form'), 'input[type="radio"]').click()
    await settled(panel)
    find<HTMLFormElement>(find(panel, 'attribution-source-form'), 'form').requestSubmit()
    await settled(panel)
    const [action] = actions
    expect(action?.type === 'all' && action.actions.map((one) => 'id' in one && one.id)).to.deep.equal([
      'a',
      'b',
    ])
  })

  it('keep a source that was begun for them at Escape, as often as it is pressed', async () => {
    const { panel } = await open({ user })
    panel.focus()
    await withShift('ArrowDown')
    await press('s')
    await settled(panel)
    const form = find(panel, 'attribution-source-form')
    find(form, '[name="passage"]').focus()
    await sendKeys({ type: 'Die Worte' })
    for (let i = 0; i < 3; i++) await press('Escape')
    await settled(panel)
    expect(find<HTMLDialogElement>(panel, '[aria-labelledby="attach-title"]').open).to.equal(true)
    expect(find<HTMLTextAreaElement>(form, '[name="passage"]').value).to.equal('Die Worte')
  })

  it('give a source up at Escape where nothing was typed', async () => {
    const { panel } = await open({ user })
    panel.focus()
    await withShift('ArrowDown')
    await press('s')
    await settled(panel)
    await press('Escape')
    await settled(panel)
    expect(find<HTMLDialogElement>(panel, '[aria-labelledby="attach-title"]').open).to.equal(false)
  })
})
