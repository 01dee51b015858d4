import { expect } from '@open-wc/testing'
import { sendKeys } from '@web/test-runner-commands'
import { parseDate } from '../../src/ui/words.js'
import type { AttributionPanel } from '../../src/ui/panel.js'
import { active, button, card, find, has, informant, open, post, settled } from './fixtures.js'

async function openForm(id: string, properties: Partial<AttributionPanel> = {}) {
  const opened = await open({ opened: id, ...properties })
  button(card(opened.panel, id), 'Quelle anhängen').click()
  await settled(opened.panel)
  const fill = async (name: string, value: string) => {
    find<HTMLInputElement>(opened.panel, `[name="${name}"]`).focus()
    await sendKeys({ type: value })
  }
  const choose = async (name: string) => {
    const label = [...(find(opened.panel, '.options').querySelectorAll('label') ?? [])].find((label) =>
      label.textContent?.includes(name),
    )
    label?.click()
    await settled(opened.panel)
  }
  return { ...opened, fill, choose }
}

describe('attaching a source', () => {
  it('offers the outlet of the text first, then the sources of the article, then a new one', async () => {
    const { panel } = await openForm('a')
    const options = [...find(panel, '.options').querySelectorAll('label')].map(
      (label) => label.textContent ?? '',
    )
    expect(options).to.have.length(4)
    for (const [i, part] of ['Facebook', post.title, informant.title, 'Neue Quelle'].entries())
      expect(options[i]).to.contain(part)
    expect(find<HTMLInputElement>(panel, '[name="title"]').value).to.equal('Facebook')
    expect(find<HTMLSelectElement>(panel, '[name="kind"]').value).to.equal('post')
  })

  it('attaches a new source by keyboard alone', async () => {
    const { panel, actions, fill } = await openForm('d', { sources: [] })
    expect(active()?.getAttribute('name')).to.equal('title')
    await sendKeys({ type: 'Umfrage' })
    await sendKeys({ press: 'Tab' })
    await sendKeys({ type: 'https://example.org/umfrage' })
    await fill('date', '6.1.2022')
    await fill('passage', 'Er traut der Armee nicht.')
    await fill('locator', 'S. 3')
    await sendKeys({ press: 'Enter' })
    await settled(panel)
    const [action] = actions
    if (action?.type !== 'attach-source') throw new Error('nothing attached')
    expect(action.source.id).to.have.length.above(8)
    expect(action.source.accessed).to.match(/^\d{4}-\d\d-\d\d$/)
    expect({ ...action, source: { ...action.source, id: '', accessed: '' } }).to.deep.equal({
      type: 'attach-source',
      id: 'd',
      relation: 'origin',
      passage: 'Er traut der Armee nicht.',
      locator: 'S. 3',
      source: {
        id: '',
        kind: 'web-page',
        title: 'Umfrage',
        date: '2022-01-06',
        url: 'https://example.org/umfrage',
        accessed: '',
        reliability: 'unset',
        confidential: false,
      },
    })
    expect(has(panel, 'attribution-source-form')).to.equal(false)
    expect(active()?.textContent).to.contain('Quelle anhängen')
  })

  it('uses a source of the article again as it is', async () => {
    const { actions, choose, fill, panel } = await openForm('a')
    await choose(informant.title)
    expect(has(panel, '[name="title"]')).to.equal(false)
    await fill('passage', 'So war es.')
    button(panel, 'Anhängen').click()
    expect(actions).to.deep.equal([
      {
        type: 'attach-source',
        id: 'a',
        source: informant,
        relation: 'origin',
        passage: 'So war es.',
        locator: '',
      },
    ])
  })

  it('takes an address for a title where none is given', async () => {
    const { actions, fill, panel } = await openForm('d', { sources: [] })
    await fill('url', 'https://www.tagesschau.de/ausland')
    button(panel, 'Anhängen').click()
    const [action] = actions
    expect(action?.type === 'attach-source' && action.source.title).to.equal('tagesschau.de')
  })

  for (const url of ['facebook', 'javascript:alert(1)', 'https://'])
    it(`refuses ${url} as an address, says why, and lets it be mended`, async () => {
      const { actions, fill, panel } = await openForm('d', { sources: [] })
      await fill('title', 'T')
      await fill('url', url)
      await sendKeys({ press: 'Enter' })
      await settled(panel)
      expect(actions).to.have.length(0)
      const field = find(panel, '[name="url"]')
      expect(active()).to.equal(field)
      expect(field.getAttribute('aria-invalid')).to.equal('true')
      expect(find(panel, `#${field.getAttribute('aria-describedby')}`).textContent).to.contain(
        'keine Webadresse',
      )
      await sendKeys({ type: 'x' })
      await settled(panel)
      expect(field.getAttribute('aria-invalid')).to.equal('false')
    })

  it('asks for a title or an address when there is neither', async () => {
    const { actions, panel } = await openForm('d', { sources: [] })
    button(panel, 'Anhängen').click()
    await settled(panel)
    expect(actions).to.have.length(0)
    expect(find(panel, '.error').textContent).to.contain('Titel oder eine Adresse')
  })

  it('is left by Escape without losing what was typed', async () => {
    const { panel, fill } = await openForm('a')
    await fill('passage', 'Wir')
    await sendKeys({ press: 'Escape' })
    await settled(panel)
    expect(card(panel, 'a').isFocused).to.equal(true)
    expect(find<HTMLTextAreaElement>(panel, '[name="passage"]').value).to.equal('Wir')
    button(panel, 'Abbrechen').click()
    await settled(panel)
    expect(has(panel, 'attribution-source-form')).to.equal(false)
  })

  it('keeps what was typed while the card is closed', async () => {
    const { fill, panel } = await openForm('d', { sources: [] })
    await fill('title', 'Halb')
    panel.opened = null
    await settled(panel)
    panel.opened = 'd'
    await settled(panel)
    expect(find<HTMLInputElement>(panel, '[name="title"]').value).to.equal('Halb')
  })
})

describe('dates as typed', () => {
  const cases: readonly (readonly [string, string | null])[] = [
    ['2022', '2022'],
    ['2022-1', '2022-01'],
    ['2022-01-06', '2022-01-06'],
    ['6.1.2022', '2022-01-06'],
    ['6. 1. 2022', '2022-01-06'],
    ['01.2022', '2022-01'],
    ['31.2.2022', null],
    ['13.2022', null],
    ['gestern', null],
    ['', null],
  ]
  for (const [typed, date] of cases)
    it(`reads “${typed}” as ${date}`, () => {
      expect(parseDate(typed)).to.equal(date)
    })
})
