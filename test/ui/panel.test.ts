import { expect } from '@open-wc/testing'
import { sendKeys } from '@web/test-runner-commands'
import type { LogEntry } from '../../src/model/log.js'
import { STATUSES } from '../../src/model/status.js'
import type { AttributionPanel } from '../../src/ui/panel.js'
import { statement } from './fixtures.js'
import {
  active,
  anna,
  article,
  button,
  card,
  cards,
  find,
  focusedCard,
  has,
  ids,
  open,
  post,
  settled,
} from './fixtures.js'

const press = (key: string) => sendKeys({ press: key })
const text = (root: Element, selector: string) =>
  (find(root, selector).textContent ?? '').replace(/\s+/g, ' ').trim()

/** A click as a pointer makes it; those made by keys have no count. */
const clickOn = (card: Element) =>
  find(card, '.summary').dispatchEvent(new MouseEvent('click', { detail: 1, bubbles: true }))

describe('the list', () => {
  it('lists statements in text order, without the dismissed ones', async () => {
    const { panel } = await open({ annotations: [...article()].reverse() })
    expect(ids(panel)).to.equal('abcdef')
  })

  it('shows words, speaker, kind, number of sources and status of each', async () => {
    const { panel } = await open()
    const summary = text(card(panel, 'b'), '.summary')
    for (const part of ['Russland sei zur Hilfe', 'Leonid Kalaschnikow', 'Indirekt', '1 Quelle', 'Bestätigt'])
      expect(summary).to.contain(part)
  })

  it('puts direct quotes in the quotation marks of the article, once', async () => {
    const quoted = statement('z', '„Ja“', { kind: 'direct' })
    const { panel } = await open({ annotations: [...article(), quoted], locale: 'en' })
    expect(text(card(panel, 'c'), '.quote')).to.equal('„terroristischen Bedrohung“')
    expect(text(card(panel, 'z'), '.quote')).to.equal('„Ja“')
  })

  it('flags what a desk must see', async () => {
    const { panel } = await open()
    expect(text(card(panel, 'c'), '.summary')).to.contain('Wortlaut geändert')
    expect(text(card(panel, 'd'), '.summary')).to.contain('Ungenannte Quelle')
    expect(text(card(panel, 'f'), '.summary')).to.contain('Text fehlt')
  })

  it('shows through whom a statement came, when and where it was said', async () => {
    const { panel } = await open()
    expect(text(card(panel, 'd'), '.summary')).to.contain('Aus zweiter Hand')
    expect(has(card(panel, 'd'), '.chain')).to.equal(false)
    find(card(panel, 'd'), '.summary').click()
    await panel.updateComplete
    await card(panel, 'd').updateComplete
    const links = [...find(card(panel, 'd'), '.chain').children].map((link) => link.textContent?.trim())
    expect(links).to.deep.equal(['Interfax', 'Experten'])
    expect(text(card(panel, 'd'), '.facts')).to.contain('am Dienstag')
  })

  it('says how far the check has come, and counts no status that no longer holds', async () => {
    const { panel } = await open()
    expect(text(panel, '.progress')).to.equal('2 von 6 geprüft')
    expect(find(panel, '.bar').getAttribute('aria-label')).to.contain('Wortlaut geändert 1')
  })

  it('draws no card anew when statements have only moved in the text', async () => {
    const annotations = article()
    const { panel } = await open({ annotations })
    const drawn: string[] = []
    for (const card of cards(panel)) {
      const { requestUpdate } = card
      card.requestUpdate = (...args) => {
        drawn.push(card.annotation.id)
        requestUpdate.apply(card, args)
      }
    }
    const moved = annotations.map((annotation) => ({ ...annotation, target: { ...annotation.target } }))
    panel.annotations = moved
    await settled(panel)
    expect(drawn).to.deep.equal([])
    panel.annotations = moved.map((annotation) =>
      annotation.id === 'b' ? { ...annotation, dismissed: true } : annotation,
    )
    await settled(panel)
    expect(ids(panel)).to.equal('acdef')
  })

  it('shows hostile text as text', async () => {
    const { panel } = await open({ annotations: [statement('x', '<img src=x onerror=alert(1)>')] })
    expect(text(panel, '.quote')).to.equal('<img src=x onerror=alert(1)>')
    expect(has(panel, 'img')).to.equal(false)
  })

  it('says what to do when there is nothing, and that the article is being read', async () => {
    const { panel } = await open({ annotations: [] })
    expect(text(panel, '.empty')).to.contain('Noch keine Aussagen')
    panel.pending = true
    await panel.updateComplete
    expect(has(panel, '.empty')).to.equal(false)
    expect(find(panel, '.scroller').getAttribute('aria-busy')).to.equal('true')
  })

  it('speaks English where asked to', async () => {
    const { panel } = await open({ locale: 'en' })
    expect(text(panel, '.progress')).to.equal('2 of 6 checked')
    expect(text(card(panel, 'd'), '.summary')).to.contain('Unnamed source')
  })
})

describe('the language', () => {
  it('is the page’s unless told otherwise, and German for those that it does not have', async () => {
    document.documentElement.lang = 'en-GB'
    expect(document.createElement('attribution-panel').locale).to.equal('en')
    document.documentElement.lang = 'de'
    const panel = document.createElement('attribution-panel')
    expect(panel.locale).to.equal('de')
    panel.setAttribute('locale', 'en-US')
    expect(panel.locale).to.equal('en')
    panel.setAttribute('locale', 'fr')
    expect(panel.locale).to.equal('de')
  })
})

describe('filters and search', () => {
  it('shows any of the chosen statuses, and all again', async () => {
    const { panel } = await open()
    button(panel, 'Ungeprüft').click()
    await panel.updateComplete
    expect(ids(panel)).to.equal('ad')
    button(panel, 'Strittig').click()
    await panel.updateComplete
    expect(ids(panel)).to.equal('ade')
    button(panel, 'Alle').click()
    await panel.updateComplete
    expect(ids(panel)).to.equal('abcdef')
  })

  it('counts a stale statement as stale, not under the status it had', async () => {
    const { panel } = await open()
    expect(button(panel, 'Bestätigt').textContent?.replace(/\s+/g, ' ')).to.contain('Bestätigt 1')
    button(panel, 'Wortlaut geändert').click()
    await panel.updateComplete
    expect(ids(panel)).to.equal('c')
  })

  it('shows the hidden ones on demand', async () => {
    const { panel } = await open()
    button(panel, 'Ausgeblendet').click()
    await panel.updateComplete
    expect(ids(panel)).to.equal('g')
  })

  it('finds words in statements, speakers, outlets and sources, whatever their case', async () => {
    const { panel } = await open()
    const input = find<HTMLInputElement>(panel, 'input')
    for (const [query, found] of [
      ['HILFE', 'b'],
      ['paschinjan', 'a'],
      ['interfax', 'b'],
      ['erklärung', 'b'],
      ['hilfe kalasch', 'b'],
    ] as const) {
      input.value = query
      input.dispatchEvent(new Event('input'))
      await panel.updateComplete
      expect(ids(panel).includes(found), query).to.equal(true)
    }
    expect(ids(panel)).to.equal('b')
  })

  it('says so when nothing matches, and leads back', async () => {
    const { panel } = await open()
    find(panel, 'input').focus()
    await sendKeys({ type: 'xyz' })
    await panel.updateComplete
    expect(text(panel, '.empty')).to.contain('Keine Aussage passt dazu')
    button(panel, 'Alle zeigen').click()
    await panel.updateComplete
    expect(ids(panel)).to.equal('abcdef')
    expect(find<HTMLInputElement>(panel, 'input').value).to.equal('')
  })

  it('keeps an opened card although its new status no longer matches', async () => {
    const { panel } = await open({ opened: 'a' })
    button(panel, 'Ungeprüft').click()
    await panel.updateComplete
    panel.annotations = panel.annotations.map((annotation) =>
      annotation.id === 'a'
        ? statement('a', annotation.target.wording, { status: 'verified', place: 100 })
        : annotation,
    )
    await panel.updateComplete
    expect(ids(panel)).to.equal('ad')
  })
})

describe('the keyboard', () => {
  it('reaches one card by Tab, moves by arrows, Home and End, and selects on the way', async () => {
    const { panel, selected } = await open()
    panel.focus()
    expect(focusedCard(panel)).to.equal('a')
    await press('ArrowDown')
    expect(focusedCard(panel)).to.equal('b')
    await press('End')
    expect(focusedCard(panel)).to.equal('f')
    await press('ArrowDown')
    expect(focusedCard(panel)).to.equal('f')
    await press('ArrowUp')
    await press('Home')
    expect(focusedCard(panel)).to.equal('a')
    expect(selected.join('')).to.equal('bfea')
    await panel.updateComplete
    expect(cards(panel).filter((card) => card.tabStop)).to.have.length(1)
  })

  it('opens by Enter; Escape leads from within to the card, and then closes it', async () => {
    const { panel, selected } = await open()
    panel.focus()
    await press('Enter')
    await settled(panel)
    expect(panel.opened).to.equal('a')
    expect(selected).to.deep.equal(['a'])
    await press('Tab')
    await press('Tab')
    expect(focusedCard(panel)).to.equal(null)
    await press('Escape')
    await settled(panel)
    expect(panel.opened).to.equal('a')
    expect(focusedCard(panel)).to.equal('a')
    await press('Escape')
    await settled(panel)
    expect(panel.opened).to.equal(null)
    expect(focusedCard(panel)).to.equal('a')
  })

  it('gives the focus back to where it was when a host had the card shown', async () => {
    const { panel } = await open()
    const elsewhere = document.createElement('button')
    document.body.append(elsewhere)
    elsewhere.focus()
    await panel.show('c', { focus: true })
    expect(focusedCard(panel)).to.equal('c')
    await press('Escape')
    await settled(panel)
    expect(document.activeElement).to.equal(elsewhere)
  })

  it('stays on a card that was shown by a host when Enter closes it', async () => {
    const { panel } = await open()
    const elsewhere = document.createElement('button')
    document.body.append(elsewhere)
    elsewhere.focus()
    await panel.show('c', { focus: true })
    await press('Enter')
    await settled(panel)
    expect(panel.opened).to.equal(null)
    expect(focusedCard(panel)).to.equal('c')
  })

  it('sets a status by a single key, only while the card itself has the focus', async () => {
    const { panel, actions } = await open({ opened: 'd' })
    card(panel, 'd').focus()
    await press('5')
    await panel.updateComplete
    expect(text(panel, '[role="status"]')).to.contain('Strittig')
    await press('v')
    expect(actions).to.deep.equal([
      { type: 'set-status', id: 'd', status: STATUSES[4] },
      { type: 'set-status', id: 'd', status: 'verified' },
    ])
    await press('n')
    await settled(panel)
    expect(active()?.id).to.equal('note')
    await sendKeys({ type: 'v1x' })
    expect(actions).to.have.length(2)
    await press('Escape')
    await settled(panel)
    expect(actions[2]).to.deep.equal({ type: 'set-note', id: 'd', note: 'v1x' })
  })

  it('takes over a note that is being typed when the page goes', async () => {
    const { panel, actions } = await open({ opened: 'd' })
    find(card(panel, 'd'), '#note').focus()
    await sendKeys({ type: 'Rückruf' })
    dispatchEvent(new PageTransitionEvent('pagehide'))
    expect(actions).to.deep.equal([{ type: 'set-note', id: 'd', note: 'Rückruf' }])
  })

  it('opens card and form by one key', async () => {
    const { panel } = await open()
    card(panel, 'd').focus()
    await press('s')
    await settled(panel)
    expect(panel.opened).to.equal('d')
    expect(has(panel, 'attribution-source-form')).to.equal(true)
    expect(active()?.localName).to.equal('input')
    await press('Escape')
    await settled(panel)
    expect(has(panel, 'attribution-source-form')).to.equal(false)
    expect(panel.opened).to.equal('d')
    expect(active()?.textContent).to.contain('Quelle anhängen')
  })

  it('shows all keys by ?, and Escape leads back to the card', async () => {
    const { panel } = await open()
    card(panel, 'b').focus()
    await press('?')
    expect(find<HTMLDialogElement>(panel, 'dialog').open).to.equal(true)
    await press('Escape')
    expect(find<HTMLDialogElement>(panel, 'dialog').open).to.equal(false)
    expect(focusedCard(panel)).to.equal('b')
  })

  it('goes to the search by /, and from there back into the list', async () => {
    const { panel } = await open()
    card(panel, 'b').focus()
    await press('/')
    expect(active()?.getAttribute('type')).to.equal('search')
    await press('ArrowDown')
    expect(focusedCard(panel)).to.equal('b')
  })

  it('walks along the statuses without setting them', async () => {
    const { panel, actions } = await open({ opened: 'a' })
    find(card(panel, 'a'), '[aria-pressed="true"]').focus()
    await press('ArrowRight')
    await press('ArrowRight')
    expect(actions).to.have.length(0)
    await press('Enter')
    expect(actions).to.deep.equal([{ type: 'set-status', id: 'a', status: 'verified' }])
  })
})

describe('what screen readers are told', () => {
  const told = (panel: AttributionPanel) => find(panel, 'header [role="status"]').textContent ?? ''

  it('is told again when the same is done twice running', async () => {
    const { panel } = await open()
    panel.focus()
    await press('5')
    await settled(panel)
    const first = told(panel)
    await press('ArrowDown')
    await press('5')
    await settled(panel)
    expect(told(panel)).not.to.equal(first)
    expect([first, told(panel)].map((words) => words.trim())).to.deep.equal(['Strittig', 'Strittig'])
  })

  it('stands in a region that was there before', async () => {
    const { panel } = await open()
    const [, region] = panel.shadowRoot?.querySelectorAll('[role="status"]') ?? []
    panel.refuse('split-at-cursor')
    await settled(panel)
    const first = region?.textContent
    expect(first).to.contain('Schreibmarke')
    panel.refuse('split-at-cursor')
    await settled(panel)
    expect(region?.isConnected).to.equal(true)
    expect(region?.textContent).not.to.equal(first)
    panel.refuse('borders-from-selection')
    await settled(panel)
    expect(region?.textContent).to.contain('Worte')
  })
})

describe('a source in the log', () => {
  it('is shown in the view of sources, unfolded and with the focus, and Escape leads back', async () => {
    const log: readonly LogEntry[] = ['s1', 's2'].map((subject) => ({
      at: '2026-11-24T13:11:00',
      by: anna,
      action: 'edit-source',
      subject,
      before: 'A',
      after: 'B',
      seal: null,
    }))
    const { panel } = await open({ log, view: 'log' })
    await settled(panel)
    const jump = button(panel, post.title)
    jump.focus()
    await press('Enter')
    await settled(panel)
    expect(panel.view).to.equal('sources')
    expect(active()?.textContent).to.contain(post.title)
    expect(active()?.parentElement).to.have.property('open', true)
    await press('Escape')
    await settled(panel)
    expect(panel.view).to.equal('log')
    expect(active()).to.equal(jump)
  })
})

describe('focus', () => {
  it('goes to the next card when a filter removes the focused one', async () => {
    const { panel } = await open()
    button(panel, 'Ungeprüft').click()
    await panel.updateComplete
    card(panel, 'a').focus()
    panel.annotations = panel.annotations.map((annotation) =>
      annotation.id === 'a' ? statement('a', 'x', { status: 'verified' }) : annotation,
    )
    await settled(panel)
    expect(focusedCard(panel)).to.equal('d')
  })

  it('goes to the search when the last card goes', async () => {
    const { panel } = await open({
      annotations: [statement('a', 'x'), statement('b', 'y', { dismissed: true })],
    })
    card(panel, 'a').focus()
    panel.annotations = [statement('a', 'x', { dismissed: true }), statement('b', 'y', { dismissed: true })]
    await settled(panel)
    expect(active()?.getAttribute('type')).to.equal('search')
  })

  it('stays where it is when everything is rendered anew, and what is being typed too', async () => {
    const { panel } = await open({ opened: 'a' })
    find(card(panel, 'a'), '#note').focus()
    await sendKeys({ type: 'Rück' })
    panel.annotations = article()
    await settled(panel)
    await sendKeys({ type: 'ruf' })
    expect(find<HTMLTextAreaElement>(card(panel, 'a'), '#note').value).to.equal('Rückruf')
    expect(active()?.id).to.equal('note')
  })

  it('is not taken when the text selects; the card comes into sight', async () => {
    const many = Array.from({ length: 60 }, (_, i) => statement(`s${i}`, `Satz ${i}`, { place: i * 10 }))
    const { panel } = await open({ annotations: many })
    panel.selected = 's50'
    await settled(panel)
    const frame = panel.getBoundingClientRect()
    const { top, bottom } = card(panel, 's50').getBoundingClientRect()
    expect(top >= frame.top && bottom <= frame.bottom).to.equal(true)
    expect(document.activeElement).to.equal(document.body)
    expect(scrollY).to.equal(0)
  })

  it('keeps a card in its place while another one above it closes', async () => {
    const many = Array.from({ length: 30 }, (_, i) => statement(`s${i}`, `Satz ${i}`, { place: i * 10 }))
    const { panel } = await open({ annotations: many, opened: 's4' })
    panel.revealCard('s8')
    const before = card(panel, 's5').getBoundingClientRect().top
    clickOn(card(panel, 's5'))
    await settled(panel)
    expect(panel.opened).to.equal('s5')
    expect(Math.abs(card(panel, 's5').getBoundingClientRect().top - before)).to.be.below(2)
  })
})

describe('the place in the list', () => {
  const many = Array.from({ length: 60 }, (_, i) => statement(`s${i}`, `Satz ${i}`, { place: i * 10 }))

  it('stays under the pointer when a card is opened, and all of it comes into sight by key', async () => {
    const { panel } = await open({ annotations: many })
    const top = () => card(panel, 's2').getBoundingClientRect().top
    const before = top()
    clickOn(card(panel, 's2'))
    panel.selected = 's2'
    await settled(panel)
    expect(panel.opened).to.equal('s2')
    expect(top()).to.equal(before)
    card(panel, 's4').focus()
    await press('Enter')
    await settled(panel)
    const frame = find(panel, '.scroller').getBoundingClientRect()
    const { top: first, bottom } = card(panel, 's4').getBoundingClientRect()
    expect(first >= frame.top && (bottom <= frame.bottom || first < frame.top + 12)).to.equal(true)
  })

  it('is the top after a search', async () => {
    const { panel } = await open({ annotations: many })
    panel.revealCard('s59')
    const input = find<HTMLInputElement>(panel, 'input')
    input.value = 'satz'
    input.dispatchEvent(new Event('input'))
    await settled(panel)
    expect(find(panel, '.scroller').scrollTop).to.equal(0)
  })
})

describe('what can be done', () => {
  it('hides a statement and offers to bring it back', async () => {
    const { panel, actions } = await open()
    card(panel, 'd').focus()
    await press('x')
    expect(actions).to.deep.equal([{ type: 'dismiss', id: 'd' }])
    panel.annotations = panel.annotations.map((a) => (a.id === 'd' ? { ...a, dismissed: true } : a))
    await settled(panel)
    expect(focusedCard(panel)).to.equal('e')
    button(panel, 'Zurückholen').click()
    expect(actions[1]).to.deep.equal({ type: 'restore', id: 'd' })
  })

  it('tells what changed in the words, and lets the status hold for the new ones', async () => {
    const { panel, actions } = await open({ opened: 'c' })
    expect(text(card(panel, 'c'), 'del')).to.equal('weg: Gefahr')
    expect(text(card(panel, 'c'), 'ins')).to.equal('neu: Bedrohung')
    button(card(panel, 'c'), 'Gilt weiterhin').click()
    button(card(panel, 'c'), 'Neu prüfen').click()
    expect(actions).to.deep.equal([
      { type: 'confirm', id: 'c' },
      { type: 'set-status', id: 'c', status: 'in-progress' },
    ])
  })

  it('keeps the focus in the card when the question is answered', async () => {
    const { panel } = await open({ opened: 'c' })
    button(card(panel, 'c'), 'Gilt weiterhin').focus()
    panel.annotations = panel.annotations.map((a) =>
      a.id === 'c' ? statement('c', a.target.wording, { status: 'verified', place: 300 }) : a,
    )
    await settled(panel)
    expect(focusedCard(panel)).to.equal('c')
  })

  it('detaches a source, and removes for good only what is detached or was marked by hand', async () => {
    const { panel, actions } = await open({ opened: 'b' })
    button(card(panel, 'b'), 'Erklärung auf Facebook lösen').click()
    expect(actions).to.deep.equal([{ type: 'detach-source', id: 'b', evidenceId: 'e1' }])
    find(card(panel, 'b'), '.more').click()
    expect(() => button(card(panel, 'b'), 'Endgültig entfernen')).to.throw()
    panel.opened = 'f'
    await settled(panel)
    find(card(panel, 'f'), '.more').click()
    button(card(panel, 'f'), 'Endgültig entfernen').click()
    expect(actions[1]).to.deep.equal({ type: 'remove', id: 'f' })
  })

  it('changes nothing where it may only be read', async () => {
    const { panel, actions } = await open({ readonly: true, opened: 'b' })
    card(panel, 'b').focus()
    for (const key of ['v', '1', 'x', 's']) await press(key)
    expect(actions).to.have.length(0)
    expect(has(card(panel, 'b'), 'textarea, .attach, .more')).to.equal(false)
  })

  it('opens links of sources in a window that knows nothing of this one', async () => {
    const { panel } = await open({ opened: 'b' })
    const link = find<HTMLAnchorElement>(card(panel, 'b'), 'a')
    expect(link.rel).to.equal('noopener noreferrer')
    const source = {
      id: 's1',
      kind: 'post',
      title: 'T',
      url: 'javascript:alert(1)',
      reliability: 'unset',
      confidential: false,
    } as const
    panel.sources = [source]
    await settled(panel)
    expect(has(card(panel, 'b'), 'a')).to.equal(false)
  })

  it('says why a statement was found when it is told how', async () => {
    const { panel } = await open({
      opened: 'a',
      describeReason: ({ word }, locale) => `${locale}: *${word}* da`,
    })
    expect(text(card(panel, 'a'), '.why')).to.contain('de: sagte da')
  })
})
