import { expect, waitUntil } from '@open-wc/testing'
import { sendKeys } from '@web/test-runner-commands'
import type { AttributionPanel } from '../../src/ui/panel.js'
import type { AttributionStatementList } from '../../src/ui/statement-list.js'
import { VIEWS } from '../../src/ui/panel.js'
import {
  active,
  anna,
  article,
  button,
  card,
  cards,
  find,
  focusedCard,
  ids,
  open,
  settled,
  statement,
  violations,
} from './fixtures.js'
import { frames } from './editor.js'

const press = (key: string) => sendKeys({ press: key })
const listOf = (panel: AttributionPanel) =>
  find<AttributionStatementList>(panel, 'attribution-statement-list')
const text = (element: Element) => (element.textContent ?? '').replace(/\s+/g, ' ').trim()
/** Until the list has seen what is in sight now, and has drawn its cards. */
const sight = () => frames(6)

function choose(panel: AttributionPanel, selector: string, value: string): void {
  const select = find<HTMLSelectElement>(panel, selector)
  select.value = value
  select.dispatchEvent(new Event('change', { bubbles: true }))
}
const headings = (panel: AttributionPanel) =>
  [...(listOf(panel).shadowRoot?.querySelectorAll('section h3 .name') ?? [])].map(text)

describe('a list of 2,000 statements', () => {
  const many = Array.from({ length: 2000 }, (_, i) =>
    statement(`s${i}`, `Satz Nummer ${i} sei ${'lang '.repeat(i % 20)}`.trim(), { place: i * 200 }),
  )

  it('has all items, and cards only near the visible part', async () => {
    const { panel } = await open({ annotations: many })
    await sight()
    expect(listOf(panel).shadowRoot?.querySelectorAll('li').length).to.equal(2000)
    expect(cards(panel).length).to.be.within(5, 60)
    find(panel, '.scroller').scrollTop = 60_000
    await sight()
    const { top } = find(panel, '.scroller').getBoundingClientRect()
    const inSight = cards(panel).filter((one) => Math.abs(one.getBoundingClientRect().top - top) < 700)
    expect(inSight.length).to.be.above(3)
    expect(cards(panel).length).to.be.below(60)
  })

  it('is walked by End, arrows and Home, and the focus is never lost', async () => {
    const { panel } = await open({ annotations: many })
    panel.focus()
    await press('End')
    await sight()
    expect(focusedCard(panel)).to.equal('s1999')
    await press('ArrowUp')
    await sight()
    expect(focusedCard(panel)).to.equal('s1998')
    const frame = find(panel, '.scroller').getBoundingClientRect()
    const { top, bottom } = card(panel, 's1998').getBoundingClientRect()
    expect(top >= frame.top - 1 && bottom <= frame.bottom + 1).to.equal(true)
    find(panel, '.scroller').scrollTop = 0
    await sight()
    expect(focusedCard(panel), 'scrolled out of sight').to.equal('s1998')
    await press('Home')
    await sight()
    expect(focusedCard(panel)).to.equal('s0')
  })

  it('shows any card that is asked for, and finds what is searched', async () => {
    const { panel } = await open({ annotations: many })
    await panel.show('s1234', { focus: true })
    await sight()
    expect(focusedCard(panel)).to.equal('s1234')
    const frame = find(panel, '.scroller').getBoundingClientRect()
    const { top } = card(panel, 's1234').getBoundingClientRect()
    expect(top).to.be.within(frame.top, frame.bottom)
    panel.opened = null
    find(panel, 'input').focus()
    await sendKeys({ type: 'nummer 777' })
    await waitUntil(() => ids(panel) === 's777s1777')
  })

  it('looks for what was typed at once when somebody goes on to the list or sets a filter', async () => {
    const { panel } = await open({ annotations: many })
    const field = find<HTMLInputElement>(panel, 'input')
    const type = (words: string) => {
      field.value = words
      field.dispatchEvent(new InputEvent('input', { bubbles: true }))
    }
    type('nummer 777')
    button(panel, 'Alle').click()
    await settled(panel)
    expect(field.value).to.equal('nummer 777')
    expect(ids(panel)).to.equal('s777s1777')
    field.focus()
    type('nummer 1234')
    await press('Enter')
    await settled(panel)
    expect(focusedCard(panel)).to.equal('s1234')
  })
})

describe('groups and order', () => {
  it('puts statements under their paragraphs, and what is gone last', async () => {
    const blocks = [
      { level: 1, text: 'Hilfe für Kasachstan'.padEnd(190) },
      { level: 0, text: 'Die Lage ist ernst.'.padEnd(190) },
      { level: 0, text: 'Experten werten es.'.padEnd(400) },
    ]
    const { panel } = await open({ blocks })
    choose(panel, '#group-by', 'block')
    await settled(panel)
    expect(headings(panel)).to.deep.equal([
      'Hilfe für Kasachstan',
      'Absatz 1 · Die Lage ist ernst.',
      'Absatz 2 · Experten werten es.',
      'Nicht mehr im Text',
    ])
    expect(await violations()).to.deep.equal([])
  })

  it('leaves out folded groups when one walks by keys', async () => {
    const { panel } = await open()
    choose(panel, '#group-by', 'status')
    await settled(panel)
    expect(ids(panel)).to.equal('adbfec')
    button(panel, 'Bestätigt').focus()
    find(panel, 'section:nth-of-type(2) h3 button').click()
    await settled(panel)
    card(panel, 'd').focus()
    await press('ArrowDown')
    expect(focusedCard(panel)).to.equal('f')
  })

  it('puts the statement worked on last first', async () => {
    const { panel } = await open({
      log: [
        {
          at: '2030-01-01T00:00:00Z',
          by: anna,
          action: 'set-note',
          subject: 'e',
          before: '',
          after: 'x',
          seal: null,
        },
      ],
    })
    choose(panel, '#order-by', 'activity')
    await settled(panel)
    expect(ids(panel)[0]).to.equal('e')
  })

  it('narrows to mine, to open discussions, and by words of comments', async () => {
    const comment = {
      id: 'k',
      text: 'Bitte Protokoll prüfen',
      mentions: [],
      by: anna,
      at: '',
      editedAt: null,
    }
    const annotations = article().map((one) =>
      one.id === 'a'
        ? { ...one, assignee: anna }
        : one.id === 'd'
          ? { ...one, thread: { comments: [comment], resolved: null } }
          : one,
    )
    const { panel } = await open({ annotations, user: { ...anna, roles: [] } })
    const boxes = listOf(panel).shadowRoot?.querySelectorAll<HTMLInputElement>('#arrange input') ?? []
    boxes[0]?.click()
    await settled(panel)
    expect(ids(panel)).to.equal('a')
    button(panel, 'Filter wegnehmen').click()
    boxes[1]?.click()
    await settled(panel)
    expect(ids(panel)).to.equal('d')
    button(panel, 'Alle').click()
    find(panel, 'input').focus()
    await sendKeys({ type: 'protokoll' })
    await settled(panel)
    expect(ids(panel)).to.equal('d')
  })
})

describe('the views', () => {
  it('are reached by arrows, one by Tab, and keep their place', async () => {
    const many = Array.from({ length: 60 }, (_, i) => statement(`s${i}`, `Satz ${i}`, { place: i * 10 }))
    const { panel } = await open({ annotations: many })
    find(panel, '.scroller').scrollTop = 900
    find(panel, '[role="tab"][tabindex="0"]').focus()
    for (const view of [...VIEWS.slice(1), VIEWS[0]]) {
      await press('ArrowRight')
      await settled(panel)
      expect(panel.view).to.equal(view)
      expect(active()?.id).to.equal(`tab-${view ?? ''}`)
      expect(await violations()).to.deep.equal([])
    }
    expect(find(panel, '.scroller').scrollTop).to.equal(900)
  })

  it('lead from what blocks to its card, and Escape back', async () => {
    const { panel } = await open()
    const problem = { rule: 'x', severity: 'blocks', annotationId: 'd', text: { de: '', en: '' } } as const
    const none = { outcome: 'blocks', isPending: false, warns: [], overridden: [], fine: [] } as const
    const coverage = { total: 6, checked: 2, stale: 0, detached: 0, reopened: 0, byStatus: {} }
    panel.checkNow = () => ({ ...none, blocks: [problem, problem], coverage })
    await new Promise((done) => setTimeout(done, 400))
    const gate = find(panel, '.gate')
    expect(text(gate)).to.equal('2 hindern')
    gate.click()
    await settled(panel)
    expect(panel.view).to.equal('check')
    expect(active()?.classList.contains('answer')).to.equal(true)
    find(panel, 'attribution-check').dispatchEvent(
      new CustomEvent('attribution-select', {
        detail: { id: 'd', origin: 'pointer' },
        bubbles: true,
        composed: true,
      }),
    )
    await settled(panel)
    expect([panel.view, panel.opened, focusedCard(panel)]).to.deep.equal(['statements', 'd', 'd'])
    await press('Escape')
    await settled(panel)
    expect(panel.view).to.equal('check')
  })

  it('open their menus by key, which give the focus back to their buttons, and close when Tab leaves them', async () => {
    const { panel } = await open({ opened: 'd' })
    const isOpen = (root: Element, menu: string) => find(root, menu).matches(':popover-open')
    for (const [root, menu, opener] of [
      [panel, '#arrange', '[popovertarget="arrange"]'],
      [card(panel, 'd'), '#menu', '.more'],
    ] as const) {
      find(root, opener).focus()
      await press('Enter')
      await waitUntil(() => find(root, menu).contains(active()))
      await press('Escape')
      await waitUntil(() => active() === find(root, opener))
      expect(isOpen(root, menu)).to.equal(false)
      await press('Enter')
      await waitUntil(() => find(root, menu).contains(active()))
      while (find(root, menu).contains(active())) await press('Tab')
      expect(isOpen(root, menu)).to.equal(false)
    }
  })

  it('show only one speaker’s statements when that is asked for', async () => {
    const { panel } = await open({ view: 'speakers' })
    find(panel, 'attribution-speakers').dispatchEvent(
      new CustomEvent('attribution-filter', {
        detail: { speaker: 'unnamed:experten' },
        bubbles: true,
        composed: true,
      }),
    )
    await settled(panel)
    expect(panel.view).to.equal('statements')
    expect(ids(panel)).to.equal('d')
    button(panel, 'Filter wegnehmen: Experten').click()
    await settled(panel)
    expect(ids(panel)).to.equal('abcdef')
  })
})
