import { expect } from '@open-wc/testing'
import { sendKeys } from '@web/test-runner-commands'
import type { Annotation } from '../../src/model/annotation.js'
import { speakerKey } from '../../src/model/speakers-overview.js'
import type { AttributionSpeakers } from '../../src/ui/speakers.js'
import { active, article, button, find, has, statement, violations } from './fixtures.js'

const zoe = { kind: 'named', name: 'Zoe Adler', office: 'Bürgermeisterin' } as const
const council = { kind: 'organisation', name: 'Amt für Statistik', short: 'AfS' } as const

/** Zoe three times (two open), the office twice (both open), experts once (checked), nobody once. */
const annotations = (): readonly Annotation[] => [
  statement('a', 'Eins', { place: 0, speakerIs: zoe, kind: 'direct', status: 'verified' }),
  statement('b', 'Zwei', { place: 10, speakerIs: zoe, kind: 'direct' }),
  statement('c', 'Drei', { place: 20, speakerIs: council }),
  statement('d', 'Vier', { place: 30, speakerIs: zoe, kind: 'reported', status: 'in-progress' }),
  statement('e', 'Fünf', { place: 40, speakerIs: { kind: 'unnamed', name: 'Experten' }, status: 'verified' }),
  statement('f', 'Sechs', { place: 50, speakerIs: council }),
  statement('g', 'Sieben', { place: 60, speakerIs: { kind: 'none' } }),
]

async function show(properties: Partial<AttributionSpeakers> = {}) {
  document.body.replaceChildren()
  const box = document.createElement('main')
  box.style.width = '360px'
  const element = Object.assign(document.createElement('attribution-speakers'), {
    locale: 'de',
    articleLang: 'de',
    annotations: annotations(),
    ...properties,
  })
  const asked: (string | null)[] = []
  element.addEventListener('attribution-filter', ({ detail }) => asked.push(detail.speaker))
  box.append(element)
  document.body.append(box)
  await element.updateComplete
  return { element, asked, box }
}

const words = (element: Element, selector: string) =>
  [...(element.shadowRoot?.querySelectorAll(selector) ?? [])].map((own) =>
    (own.textContent ?? '').replace(/\s+/g, ' ').trim(),
  )
const names = (element: Element) => words(element, '.speaker')
const sort = async (element: AttributionSpeakers, by: string) => {
  find(element, `[data-order="${by}"]`).click()
  await element.updateComplete
}
const width = (element: Element, selector: string) =>
  Number(element.shadowRoot?.querySelector(selector)?.getAttribute('width'))

describe('the speaker overview', () => {
  it('sums up in a sentence, in both languages', async () => {
    const { element } = await show()
    expect(words(element, '.summary')[0]).to.equal(
      '3 Sprecher in 7 Aussagen, 1 davon ohne Namen1 Aussage nennt keinen Sprecher',
    )
    element.locale = 'en'
    await element.updateComplete
    expect(words(element, '.summary')[0]).to.equal(
      '3 speakers in 7 statements, 1 of them unnamed1 statement gives no speaker',
    )
  })

  it('counts for each speaker: statements, direct and indirect, open', async () => {
    const { element } = await show()
    const cells = [...(element.shadowRoot?.querySelectorAll('.row') ?? [])].map((row) =>
      [...row.querySelectorAll('.speaker, .facts .quiet, td')].map((cell) => cell.textContent?.trim()),
    )
    expect(cells).to.deep.equal([
      ['Zoe Adler', '2 direkt, 1 indirekt', '3', '2'],
      ['Amt für Statistik', '2 indirekt', '2', '2'],
      ['Experten', '1 indirekt', '1', 'alle geprüft'],
      ['Kein Sprecher genannt', '1 indirekt', '1', '1'],
    ])
    expect(words(element, '.row th > .quiet')).to.deep.equal(['Bürgermeisterin', 'AfS'])
  })

  it('is a table to screen readers, with caption, headings of columns, rows and groups', async () => {
    const { element } = await show()
    expect(words(element, 'caption')).to.deep.equal(['Wer wie oft spricht'])
    expect(words(element, 'th[scope="col"]')).to.deep.equal(['Sprecher', 'Aussagen', 'Offen'])
    expect(words(element, 'th[scope="rowgroup"]')).to.deep.equal(['Ohne Namen'])
    expect(words(element, 'th[scope="row"]').length).to.equal(4)
    expect(find(element, 'table').checkVisibility()).to.equal(true)
  })

  it('draws direct before indirect in one bar, by the share of whoever speaks most', async () => {
    const { element } = await show()
    const row = (key: string) => `[data-key="${key}"]`
    const whole = width(element, `${row('named:zoe adler')} .own`) * 1.5
    expect(width(element, `${row('named:zoe adler')} .own`)).to.be.closeTo((whole * 2) / 3, 1)
    expect(width(element, `${row('named:zoe adler')} .done`)).to.be.closeTo(whole / 3, 1)
    expect(width(element, `${row('organisation:amt für statistik')} .retold`)).to.be.closeTo(
      (whole * 2) / 3,
      2,
    )
    expect(has(element, `${row('organisation:amt für statistik')} .own`)).to.equal(false)
    expect(has(element, `${row('organisation:amt für statistik')} .done`)).to.equal(false)
  })

  it('sorts by number, alphabet and open ones, and tells screen readers which', async () => {
    const { element } = await show()
    const sorted = () =>
      [...(element.shadowRoot?.querySelectorAll('th') ?? [])].map((head) => head.getAttribute('aria-sort'))
    expect(names(element).slice(0, 2)).to.deep.equal(['Zoe Adler', 'Amt für Statistik'])
    expect(sorted().slice(0, 3)).to.deep.equal([null, 'descending', null])
    await sort(element, 'name')
    expect(names(element).slice(0, 2)).to.deep.equal(['Amt für Statistik', 'Zoe Adler'])
    expect(sorted().slice(0, 3)).to.deep.equal(['ascending', null, null])
    await sort(element, 'name')
    expect(names(element).slice(0, 2)).to.deep.equal(['Zoe Adler', 'Amt für Statistik'])
    expect(sorted().slice(0, 3)).to.deep.equal(['descending', null, null])
  })

  it('puts those first with the most that is open', async () => {
    const own = [
      ...annotations(),
      statement('h', 'Acht', { place: 70, speakerIs: council }),
      statement('i', 'Neun', { place: 80, speakerIs: zoe, status: 'verified' }),
    ]
    const { element } = await show({ annotations: own })
    expect(names(element)[0]).to.equal('Zoe Adler')
    await sort(element, 'open')
    expect(names(element)[0]).to.equal('Amt für Statistik')
  })

  it('keeps those without a name, and what nobody says, in groups of their own', async () => {
    const { element } = await show()
    await sort(element, 'name')
    expect(names(element).slice(2)).to.deep.equal(['Experten', 'Kein Sprecher genannt'])
  })

  it('asks for one speaker’s statements, by keyboard, with the key that the model gives them', async () => {
    const { element, asked } = await show()
    find(element, '.speaker').focus()
    await sendKeys({ press: 'Enter' })
    expect(asked).to.deep.equal([annotations()[0] && speakerKey(statement('x', '', { speakerIs: zoe }))])
  })

  it('takes a click anywhere in the row', async () => {
    const { element, asked } = await show()
    const { right, top } = find(element, '[data-key="unnamed:experten"]').getBoundingClientRect()
    const hit = element.shadowRoot?.elementFromPoint(right - 30, top + 12)
    ;(hit as HTMLElement).click() // whatever is there takes clicks
    expect(asked).to.deep.equal(['unnamed:experten'])
  })

  it('shows whose statements the list is limited to, and asks for all again', async () => {
    const { element, asked } = await show({ speaker: 'named:zoe adler' })
    expect(words(element, '.filtered span')).to.deep.equal(['Die Liste zeigt nur: Zoe Adler'])
    expect(find(element, '.speaker').ariaPressed).to.equal('true')
    button(element, 'Alle zeigen').click()
    find(element, '.speaker').click()
    expect(asked).to.deep.equal([null, null])
  })

  it('keeps the focus on a speaker whose place in the order changes', async () => {
    const { element } = await show()
    find(element, '[data-key="organisation:amt für statistik"] .speaker').focus()
    element.annotations = [
      ...annotations(),
      ...['h', 'i'].map((id, i) => statement(id, id, { place: 70 + i, speakerIs: council })),
    ]
    await element.updateComplete
    expect(names(element)[0]).to.equal('Amt für Statistik')
    expect(active()?.textContent?.trim()).to.equal('Amt für Statistik')
  })

  it('says what is to come where nobody speaks', async () => {
    const { element } = await show({ annotations: [] })
    expect(words(element, '.empty strong')).to.deep.equal(['Noch niemand spricht'])
    expect(has(element, 'table')).to.equal(false)
  })

  it('is as wide as its place, and shows hostile names as words', async () => {
    const name = `<b onclick="top.evil=1">${'x'.repeat(300)}\ud800`
    const { element, box } = await show({
      annotations: [
        ...annotations(),
        statement('h', 'x', { speakerIs: { kind: 'named', name, office: name } }),
      ],
    })
    expect(names(element).some((own) => own.startsWith('<b onclick'))).to.equal(true)
    for (const px of [320, 360, 560]) {
      box.style.width = `${px}px`
      expect(element.scrollWidth).to.be.at.most(px)
      const right = box.getBoundingClientRect().right
      for (const cell of element.shadowRoot?.querySelectorAll('td') ?? [])
        expect(cell.getBoundingClientRect().right).to.be.at.most(right)
    }
  })
})

for (const locale of ['de', 'en'] as const)
  for (const scheme of ['light', 'dark'])
    describe(`the speaker overview for axe, ${locale}, ${scheme}`, () => {
      before(() => {
        document.documentElement.style.colorScheme = scheme
        document.documentElement.lang = locale
      })
      after(() => {
        document.documentElement.style.colorScheme = ''
        document.documentElement.lang = 'de'
      })
      for (const [name, properties] of [
        ['empty', { annotations: [] }],
        ['all', {}],
        ['limited', { speaker: 'unnamed:experten' }],
        ['one of each sort', { annotations: article() }],
      ] as const)
        it(`finds nothing wrong: ${name}`, async () => {
          const { element } = await show({ locale, ...properties })
          expect(await violations()).to.deep.equal([])
          for (const target of element.shadowRoot?.querySelectorAll('thead button, .row') ?? [])
            expect(target.getBoundingClientRect().height).to.be.at.least(24)
        })
    })
