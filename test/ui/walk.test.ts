import { expect } from '@open-wc/testing'
import { sendKeys } from '@web/test-runner-commands'
import type { AttributionPanel } from '../../src/ui/panel.js'
import type { AttributionWalk } from '../../src/ui/walk.js'
import {
  active,
  anna,
  article,
  find,
  focusedCard,
  has,
  open,
  settled,
  statement,
  violations,
} from './fixtures.js'

const press = (key: string) => sendKeys({ press: key })
const at = (panel: AttributionPanel) => find<AttributionWalk>(panel, 'attribution-walk').currentId
const place = (panel: AttributionPanel) => (find(panel, '.place span').textContent ?? '').trim()
const confirmed = () => new Promise((done) => setTimeout(done, 600))
const bernd = { id: 'bernd', name: 'Bernd Sommer', roles: [] }

async function walking(properties: Partial<AttributionPanel> = {}) {
  const opened = await open({ user: bernd, ...properties })
  const { panel } = opened
  panel.addEventListener('attribution-action', ({ detail }) => {
    if (detail.type === 'set-status')
      panel.annotations = panel.annotations.map((one) =>
        one.id === detail.id
          ? statement(one.id, one.target.wording, {
              status: detail.status,
              place: one.target.ranges.quote[0]?.start ?? 0,
            })
          : one,
      )
  })
  panel.focus()
  await press('r')
  await settled(panel)
  return opened
}

describe('going through', () => {
  it('shows one open statement after the other, sets by one key and goes on', async () => {
    const { panel, actions, selected } = await walking()
    expect(at(panel)).to.equal('a')
    expect(place(panel)).to.equal('1 von 4 · noch 4 offen')
    expect(await violations()).to.deep.equal([])
    await press('j')
    await settled(panel)
    expect(at(panel)).to.equal('c')
    await press('ArrowLeft')
    await settled(panel)
    await press('5')
    await settled(panel)
    expect(find(panel, '.said').textContent).to.contain('Strittig')
    await confirmed()
    await settled(panel)
    expect(actions).to.deep.equal([{ type: 'set-status', id: 'a', status: 'disputed' }])
    expect(at(panel)).to.equal('c')
    expect(place(panel)).to.equal('2 von 4 · noch 3 offen')
    expect(selected.join('')).to.equal('acac')
  })

  it('goes on when the status is set by a button of the card, too', async () => {
    const { panel } = await walking()
    const card = find(find(panel, 'attribution-walk'), 'attribution-card')
    find(card, '.statuses .disputed').click()
    await settled(panel)
    expect(find(panel, '.said').textContent).to.contain('Strittig')
    await confirmed()
    await settled(panel)
    expect(at(panel)).to.equal('c')
  })

  it('writes letters into fields, and Escape there leads back to the card', async () => {
    const { panel, actions } = await walking()
    await press('n')
    expect(active()?.id).to.equal('note')
    await sendKeys({ type: 'jv1' })
    expect(at(panel)).to.equal('a')
    await press('Escape')
    await settled(panel)
    expect(actions).to.deep.equal([{ type: 'set-note', id: 'a', note: 'jv1' }])
    expect(active()?.className).to.equal('summary')
    await press('Escape')
    await settled(panel)
    expect(has(panel, 'attribution-walk')).to.equal(false)
    expect(focusedCard(panel)).to.equal('a')
  })

  it('keeps a comment that was begun, on the way to others and back, and asks before it goes with the walk', async () => {
    const { panel } = await walking()
    await press('c')
    await sendKeys({ type: 'Noch offen' })
    await press('Escape')
    await press('j')
    await settled(panel)
    expect(at(panel)).to.equal('c')
    await press('Escape')
    await settled(panel)
    expect(at(panel), 'where it was begun').to.equal('a')
    expect(find(panel, '.said').textContent).to.contain('verloren')
    await press('c')
    expect(active()).to.have.property('value', 'Noch offen')
    await sendKeys({ type: '!' })
    await press('Escape')
    await press('Escape')
    await settled(panel)
    expect(find(panel, '.said').textContent, 'asked anew after more was typed').to.contain('verloren')
    await press('Escape')
    await settled(panel)
    expect(has(panel, 'attribution-walk')).to.equal(false)
  })

  it('says that a stale one still holds, signs off what another has reviewed, and tells why not', async () => {
    const { panel, actions } = await walking()
    await press('h')
    await settled(panel)
    expect(find(panel, '.said').textContent).to.contain('noch nichts geprüft')
    await press('j')
    await press('h')
    expect(actions).to.deep.equal([{ type: 'confirm', id: 'c' }])
    await press('Escape')
    await panel.startWalk(['b'])
    await settled(panel)
    await press('g')
    expect(actions[1]).to.deep.equal({ type: 'sign-off', id: 'b' })
    panel.user = { ...anna, roles: [] }
    await settled(panel)
    await press('k')
    await press('g')
    await settled(panel)
    expect(actions).to.have.length(2)
    expect(find(panel, '.said').textContent).to.contain('muss jemand anderes')
  })

  it('ends by saying what still blocks, and leads there', async () => {
    const { panel } = await walking({ annotations: article().slice(0, 1) })
    await press('v')
    await confirmed()
    await settled(panel)
    expect(find(panel, '.end').textContent).to.contain('1 Punkt hindert noch.')
    expect(await violations()).to.deep.equal([])
    find(panel, '.end .primary').click()
    await settled(panel)
    expect(panel.view).to.equal('check')
  })

  it('goes over what the list shows where somebody has filtered', async () => {
    const { panel } = await open({ user: bernd })
    find(panel, '.filters .verified').click()
    await settled(panel)
    find(panel, '.walk-button').click()
    await settled(panel)
    expect(at(panel)).to.equal('b')
    expect(place(panel)).to.equal('1 von 1 · keine mehr offen')
  })
})
