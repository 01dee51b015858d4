/** Who else is at which statement. */
import { expect } from '@open-wc/testing'
import { setViewport } from '@web/test-runner-commands'
import { getViewers, openCard, select, setViewers, type Viewer } from '../../src/index.js'
import type { AttributionPanel } from '../../src/ui/panel.js'
import { bindBeside, bindPanel } from '../../src/ui/index.js'
import { anna, card, cards, find, has, open, settled, statement } from './fixtures.js'
import { frames, openEditor } from './editor.js'

const NAMES = ['Ada Lind', 'Jo Brandt', 'Kim Roth', 'Çiğdem Şahin', 'Max Ernst']
const at = (id: string | null, ...names: readonly string[]): readonly Viewer[] =>
  names.map((name) => ({ person: { id: name, name }, statement: id }))

/** What a statement shows of the others: what is seen, and what is said and told by the tooltip. */
function shown(
  panel: AttributionPanel,
  id: string,
): { readonly seen: readonly string[]; readonly told: string } {
  const own = card(panel, id).renderRoot.querySelector<HTMLElement>('.viewers')
  return {
    seen: [...(own?.querySelectorAll('[aria-hidden]') ?? [])].map((sign) => sign.textContent ?? ''),
    told: own?.title ?? '',
  }
}

/** Where everything of the list stands. */
const places = (panel: AttributionPanel) =>
  cards(panel).flatMap((own) =>
    [own, ...own.renderRoot.querySelectorAll('.summary *, .details *')].map((part) => {
      const { x, y, width, height } = part.getBoundingClientRect()
      return [x, y, width, height].join(' ')
    }),
  )

describe('others at a statement', () => {
  it('are shown at its row by their initials, and named in the tooltip and to screen readers', async () => {
    const { panel } = await open({ viewers: [...at('a', 'Ada Lind', 'Jo Brandt'), ...at('c', 'Kim Roth')] })
    expect(shown(panel, 'a')).to.deep.equal({
      seen: ['AL', 'JB'],
      told: 'Auch hier: Ada Lind und Jo Brandt',
    })
    expect(shown(panel, 'b')).to.deep.equal({ seen: [], told: '' })
    expect(shown(panel, 'c').told).to.equal('Auch hier: Kim Roth')
    const summary = find(card(panel, 'a'), '.summary')
    const description = summary.getAttribute('aria-describedby') ?? ''
    expect(find(card(panel, 'a'), `#${description}`).textContent).to.contain('Ada Lind und Jo Brandt')
    expect(find(card(panel, 'b'), '.summary').hasAttribute('aria-describedby')).to.equal(false)
  })

  it('are named in the open card, in the language of the interface', async () => {
    const { panel } = await open({ viewers: at('a', 'Ada Lind', 'Jo Brandt'), opened: 'a', locale: 'en' })
    await settled(panel)
    expect(shown(panel, 'a')).to.deep.equal({
      seen: ['Ada Lind', 'Jo Brandt'],
      told: 'Also here: Ada Lind and Jo Brandt',
    })
  })

  it('are counted beyond the third, and told by all their names', async () => {
    const { panel } = await open({ viewers: at('a', ...NAMES) })
    expect(shown(panel, 'a')).to.deep.equal({
      seen: ['AL', 'JB', 'KR', '+2'],
      told: `Auch hier: ${NAMES.slice(0, 4).join(', ')} und Max Ernst`,
    })
  })

  it('are each shown once, without the present user, and by no name where nobody says it', async () => {
    const viewers = [...at('a', 'Jo Brandt', 'Jo Brandt'), { person: anna, statement: 'a' }]
    const { panel } = await open({ user: anna, viewers: [...viewers, { person: null, statement: 'a' }] })
    expect(shown(panel, 'a').told).to.equal('Auch hier: Jo Brandt und Jemand ohne Namen')
  })

  it('have always the same colour, and signs that can be read without it', async () => {
    const { panel } = await open({ viewers: [...at('a', 'Jo Brandt'), ...at('b', 'Ada Lind', 'Jo Brandt')] })
    const [a, b] = ['a', 'b'].map((id) => {
      const signs = [...card(panel, id).renderRoot.querySelectorAll('.viewer')]
      return signs.map((sign) => [sign.textContent, getComputedStyle(sign, '::before').backgroundColor])
    })
    expect(b?.[1]).to.deep.equal(a?.[0])
    expect(b?.[0]?.[1]).not.to.equal(a?.[0]?.[1])
  })

  for (const width of [360, 320])
    it(`move nothing as they come and go, in rows and in the open card, ${width} px wide`, async () => {
      const { panel } = await open({ opened: 'b' })
      const box = panel.parentElement
      if (box) box.style.width = `${width}px`
      await settled(panel)
      await frames(2)
      const before = places(panel)
      panel.viewers = [...at('a', ...NAMES), ...at('b', ...NAMES)]
      await settled(panel)
      await frames(2)
      expect(shown(panel, 'b').seen).to.have.length(4)
      expect(places(panel)).to.deep.equal(before)
      for (const id of ['a', 'b']) {
        const signs = find(card(panel, id), '.viewers').getBoundingClientRect()
        const own = card(panel, id).getBoundingClientRect()
        expect(signs.left, id).to.be.at.least(own.left)
        expect(signs.right, id).to.be.at.most(own.right)
        // On the edge, above the words.
        const quote = find(card(panel, id), '.quote').getBoundingClientRect()
        expect(signs.bottom, id).to.be.at.most(quote.top + 1)
      }
      panel.viewers = []
      await settled(panel)
      expect(places(panel)).to.deep.equal(before)
    })

  it('draw no other card anew', async () => {
    const { panel } = await open()
    const drawn: string[] = []
    for (const own of cards(panel)) {
      const { render } = own
      Object.assign(own, {
        render: () => {
          drawn.push(own.annotation.id)
          return render.call(own)
        },
      })
    }
    panel.viewers = at('c', 'Jo Brandt')
    await settled(panel)
    expect(drawn).to.deep.equal(['c'])
  })

  it('are told politely to whoever is at the same statement, as they come', async () => {
    const { panel } = await open({ selected: 'a', viewers: at('a', 'Ada Lind') })
    const said = () => find(panel, 'header [role="status"]').textContent?.trim()
    expect(said()).to.equal('Auch hier: Ada Lind')
    panel.viewers = [...at('a', 'Ada Lind', 'Jo Brandt'), ...at('b', 'Kim Roth')]
    await settled(panel)
    expect(said()).to.equal('Auch hier: Jo Brandt')
    panel.viewers = [...at('a', 'Jo Brandt'), ...at('b', 'Kim Roth', 'Max Ernst')]
    await settled(panel)
    expect(said()).to.equal('Auch hier: Jo Brandt')
    panel.selected = 'b'
    await settled(panel)
    expect(said()).to.equal('Auch hier: Kim Roth und Max Ernst')
  })

  it('are shown in the walk', async () => {
    const { panel } = await open({ viewers: at('a', 'Ada Lind') })
    await panel.startWalk(['a'])
    await settled(panel)
    expect(find(find(panel, 'attribution-walk'), '.viewers').title).to.equal('Auch hier: Ada Lind')
  })

  it('are names of hostile length that stay in their place', async () => {
    const long = 'Ж'.repeat(400)
    const { panel } = await open({
      annotations: [statement('a', 'Ja', { place: 10 })],
      viewers: at('a', long, `${long}2`, '<img src=x onerror=alert(1)>', '', '5'),
      opened: 'a',
    })
    await settled(panel)
    expect(has(card(panel, 'a'), '.viewers img')).to.equal(false)
    const signs = find(card(panel, 'a'), '.viewers').getBoundingClientRect()
    const own = card(panel, 'a').getBoundingClientRect()
    expect(signs.left).to.be.at.least(own.left)
    expect(signs.height).to.be.at.most(18)
  })
})

describe('others at a statement of an editor', () => {
  afterEach(() => setViewport({ width: 800, height: 600 }))

  it('are what a host says to the plugin, in the panel and in the card beside the text', async () => {
    await setViewport({ width: 1200, height: 800 })
    const view = openEditor()
    const panel = Object.assign(document.createElement('attribution-panel'), { locale: 'de' })
    const beside = Object.assign(document.createElement('attribution-beside'), { locale: 'de' })
    panel.style.height = '600px'
    document.body.append(panel, beside)
    const unbind = [bindPanel(panel, view), bindBeside(beside, view)]
    await settled(panel)
    expect(getViewers(view.state)).to.equal(null)
    select('a')(view.state, view.dispatch, view)
    setViewers(at('a', 'Ada Lind'))(view.state, view.dispatch, view)
    await frames(3)
    await settled(panel)
    expect(shown(panel, 'a').told).to.equal('Auch hier: Ada Lind')
    openCard('a')(view.state, view.dispatch, view)
    await frames(3)
    await beside.updateComplete
    expect(find(beside, '.viewers').title).to.equal('Auch hier: Ada Lind')
    setViewers(at('a', 'Ada Lind', 'Jo Brandt'))(view.state, view.dispatch, view)
    await frames(3)
    await beside.updateComplete
    expect(find(beside, '[role="status"]').textContent?.trim()).to.equal('Auch hier: Jo Brandt')
    for (const stop of unbind) stop()
    view.destroy()
  })

  it('stay what a host has given the panel as data while the plugin knows of nobody', async () => {
    const view = openEditor()
    const panel = Object.assign(document.createElement('attribution-panel'), {
      locale: 'de',
      viewers: at('a', 'Ada Lind'),
    })
    panel.style.height = '400px'
    document.body.append(panel)
    const unbind = bindPanel(panel, view)
    await settled(panel)
    expect(shown(panel, 'a').told).to.equal('Auch hier: Ada Lind')
    unbind()
    view.destroy()
  })
})
