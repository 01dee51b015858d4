import { expect } from '@open-wc/testing'
import { sendKeys } from '@web/test-runner-commands'
import type { AttributionPanel } from '../../src/ui/panel.js'
import { button, card, find, open, settled, violations } from './fixtures.js'

interface State {
  readonly name: string
  readonly properties?: Partial<AttributionPanel>
  readonly act?: (panel: AttributionPanel) => unknown
}

const attach = (panel: AttributionPanel) => find(panel, '.attach').click()
const submit = async (panel: AttributionPanel) => {
  attach(panel)
  await settled(panel)
  find(panel, '[name="url"]').focus()
  await sendKeys({ type: 'x' })
  await sendKeys({ press: 'Enter' })
}

const several = async (panel: AttributionPanel) => {
  find(panel, '.several-button').click()
  await settled(panel)
  find(panel, '.several .all').click()
}

const STATES: readonly State[] = [
  { name: 'empty', properties: { annotations: [] } },
  { name: 'reading', properties: { annotations: [], pending: true } },
  { name: 'list', properties: { selected: 'b', pending: true } },
  { name: 'no match', act: (panel) => (find(panel, 'input').focus(), sendKeys({ type: 'zzz' })) },
  { name: 'filtered', act: (panel) => find(panel, '.filters .unchecked').click() },
  { name: 'opened', properties: { opened: 'b', selected: 'b', describeReason: () => 'Grund' } },
  { name: 'stale', properties: { opened: 'c' } },
  { name: 'detached', properties: { opened: 'f' } },
  { name: 'dismissed', properties: { opened: 'g' } },
  { name: 'read only', properties: { opened: 'b', readonly: true } },
  { name: 'form', properties: { opened: 'a' }, act: attach },
  { name: 'form with an error', properties: { opened: 'd' }, act: submit },
  { name: 'menu', properties: { opened: 'a' }, act: (panel) => find(panel, '.more').click() },
  { name: 'views', properties: { view: 'check' } },
  { name: 'arranging', act: (panel) => find(panel, '[popovertarget="arrange"]').click() },
  { name: 'several', act: (panel) => several(panel) },
  { name: 'walk', act: (panel) => panel.startWalk() },
  { name: 'end of the walk', act: (panel) => panel.startWalk([]) },
  { name: 'keys', act: (panel) => find(panel, '.title button').click() },
]

for (const locale of ['de', 'en'] as const)
  for (const scheme of ['light', 'dark'])
    describe(`axe, ${locale}, ${scheme}`, () => {
      before(() => {
        document.documentElement.style.colorScheme = scheme
        document.documentElement.lang = locale
      })
      for (const { name, properties, act } of STATES)
        it(`finds nothing wrong: ${name}`, async () => {
          const { panel } = await open({ locale, ...properties })
          await act?.(panel)
          await settled(panel)
          expect(await violations()).to.deep.equal([])
        })
    })

describe('targets and text', () => {
  it('makes every button at least 24 px high and wide', async () => {
    const { panel } = await open({ opened: 'c' })
    for (const root of [panel, card(panel, 'c')])
      for (const target of root.shadowRoot?.querySelectorAll('button, input, textarea, summary') ?? []) {
        if (!target.checkVisibility()) continue
        const { width, height } = target.getBoundingClientRect()
        expect(Math.min(width, height), target.outerHTML).to.be.at.least(24)
      }
  })

  it('does not scroll sideways at 320 px', async () => {
    const { panel } = await open({ opened: 'c' })
    find(panel, '.scroller')
    ;(panel.parentElement as HTMLElement).style.width = '320px'
    button(card(panel, 'c'), 'Quelle anhängen').click()
    await settled(panel)
    const scroller = find(panel, '.scroller')
    expect(scroller.scrollWidth).to.be.at.most(scroller.clientWidth)
    expect(panel.scrollWidth).to.be.at.most(panel.clientWidth)
  })

  for (const [name, act] of [
    ['several', several],
    ['the walk', (panel: AttributionPanel) => panel.startWalk()],
    ['the keys', (panel: AttributionPanel) => find(panel, '.title button').click()],
  ] as const)
    it(`does not scroll sideways at 320 px: ${name}`, async () => {
      const { panel } = await open({ locale: 'en' })
      ;(panel.parentElement as HTMLElement).style.width = '320px'
      await act(panel)
      await settled(panel)
      const inside = panel.shadowRoot?.querySelectorAll('header, .tabs, .views, .gate, dialog[open]') ?? []
      for (const element of [panel, ...inside])
        expect(element.scrollWidth, element.className || element.localName).to.be.at.most(element.clientWidth)
      for (const view of panel.shadowRoot?.querySelectorAll(
        'attribution-statement-list:not([hidden]), attribution-walk',
      ) ?? [])
        for (const element of view.shadowRoot?.querySelectorAll('.tools, .scroller, .several, .place') ?? [])
          expect(element.scrollWidth, element.className).to.be.at.most(element.clientWidth)
    })

  it('sets no style attribute, so that a strict Content Security Policy is met', async () => {
    const { panel } = await open({ opened: 'b' })
    for (const root of [panel, card(panel, 'b')])
      expect(root.shadowRoot?.querySelectorAll('[style]').length).to.equal(0)
  })
})
