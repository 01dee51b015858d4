import { expect, waitUntil } from '@open-wc/testing'
import { sendKeys } from '@web/test-runner-commands'
import type { LogAction, LogEntry } from '../../src/model/log.js'
import type { Policy } from '../../src/model/policy.js'
import { sealLog, verifyLog } from '../../src/model/seal.js'
import type { SelectDetail } from '../../src/ui/events.js'
import type { AttributionLog } from '../../src/ui/log-view.js'
import { active, anna, article, button, find, has, informant, post, violations } from './fixtures.js'

const bert = { id: 'bert', name: 'Bert Kern' }

function entry(action: LogAction, subject: string, rest: Partial<LogEntry> = {}): LogEntry {
  return { at: '2026-11-24T13:11:00', by: anna, action, subject, before: '', after: '', seal: null, ...rest }
}

/** The oldest first, over two days. */
const log = (): readonly LogEntry[] => [
  entry('attach-source', 'b', { at: '2026-11-23T09:05:00', after: post.title }),
  entry('set-status', 'b', { before: 'unchecked', after: 'verified' }),
  entry('set-note', 'a', {
    by: bert,
    before: 'Mitschnitt einmal gehört',
    after: 'Mitschnitt zweimal gehört',
  }),
  entry('edit-source', 's1', { by: bert, before: 'Erklärung', after: 'Erklärung auf Facebook' }),
  entry('set-status', 'weg', { by: null, before: 'unchecked', after: 'disputed' }),
  entry('publish', 'article', { at: '2026-11-24T14:00:00', after: 'blocks' }),
]

const policy: Policy = {
  rules: [
    {
      id: 'unnamed',
      severity: 'blocks',
      text: { de: 'Die Quelle hat keinen Namen.', en: 'The source has no name.' },
      isBroken: () => true,
    },
  ],
  settings: { sourcesForAccusation: 2, sourcesForPlural: 2 },
  overrideRoles: [],
}

async function show(properties: Partial<AttributionLog> = {}) {
  document.body.replaceChildren()
  const box = document.createElement('main')
  box.style.width = '360px'
  const element = Object.assign(document.createElement('attribution-log'), {
    locale: 'de',
    articleLang: 'de',
    log: log(),
    annotations: article(),
    sources: [post, informant],
    ...properties,
  })
  const told: (readonly [string, SelectDetail])[] = []
  for (const type of ['attribution-select', 'attribution-source'] as const)
    element.addEventListener(type, ({ detail }) => told.push([type, detail]))
  box.append(element)
  document.body.append(box)
  await element.updateComplete
  return { element, told, box }
}

const plain = (own: Element | null | undefined) => (own?.textContent ?? '').replace(/\s+/g, ' ').trim()
const words = (element: Element, selector: string) =>
  [...(element.shadowRoot?.querySelectorAll(selector) ?? [])].map(plain)
const what = (element: Element) => words(element, '.what > p:first-child')
const choose = async (element: AttributionLog, name: string, label: string) => {
  const select = find<HTMLSelectElement>(element, `select.${name}`)
  select.selectedIndex = [...select.options].findIndex(({ text }) => text.startsWith(label))
  select.dispatchEvent(new Event('change'))
  await element.updateComplete
}
const one = async (own: LogEntry, properties: Partial<AttributionLog> = {}) =>
  (await show({ log: [own], ...properties })).element

describe('the log', () => {
  it('shows the newest first, by day, with time, person and action', async () => {
    const { element } = await show()
    expect(words(element, '.day')).to.deep.equal(['Dienstag, 24. November 2026', 'Montag, 23. November 2026'])
    expect(what(element)).to.deep.equal([
      'Anna Meier · Freigabe gefragt',
      'Jemand · Status gesetzt',
      'Bert Kern · Quelle geändert',
      'Bert Kern · Notiz geändert',
      'Anna Meier · Status gesetzt',
      'Anna Meier · Quelle angehängt',
    ])
    expect(words(element, 'time')[0]).to.equal('14:00')
  })

  it('speaks English', async () => {
    const { element } = await show({ locale: 'en' })
    expect(words(element, '.day')[0]).to.equal('Tuesday, 24 November 2026')
    expect(what(element)[1]).to.equal('Somebody · Status set')
  })

  it('names the statement or the source, and jumps there', async () => {
    const { element, told } = await show()
    button(element, 'Russland sei zur Hilfe').focus()
    await sendKeys({ press: 'Enter' })
    button(element, post.title).focus()
    await sendKeys({ press: 'Enter' })
    expect(told).to.deep.equal([
      ['attribution-select', { id: 'b', origin: 'keyboard' }],
      ['attribution-source', { id: 's1', origin: 'keyboard' }],
    ])
  })

  it('says where a statement is gone, and offers no way to it', async () => {
    const element = await one(entry('set-status', 'weg', { before: 'unchecked', after: 'disputed' }))
    expect(words(element, '.what .quiet')).to.deep.equal(['Nicht mehr im Artikel'])
    expect(has(element, '.jump')).to.equal(false)
  })
})

describe('what changed, in the log', () => {
  it('puts statuses in words, with their signs', async () => {
    const element = await one(entry('set-status', 'b', { before: 'unchecked', after: 'verified' }))
    expect(words(element, '.states .chip')).to.deep.equal(['Ungeprüft', 'Bestätigt'])
    expect(element.shadowRoot?.querySelectorAll('.states .chip svg').length).to.equal(2)
  })

  it('compares wordings and notes word by word', async () => {
    const element = await one(
      entry('set-note', 'a', { before: 'Mitschnitt einmal gehört', after: 'Mitschnitt zweimal gehört' }),
    )
    expect(words(element, 'del')).to.deep.equal(['weg: einmal'])
    expect(words(element, 'ins')).to.deep.equal(['neu: zweimal'])
    expect(words(element, '.change')[0]).to.equal('Mitschnitt weg: einmal neu: zweimal gehört')
  })

  it('shows one behind the other where nothing is the same', async () => {
    const element = await one(entry('assign', 'a', { before: 'Anna Meier', after: 'Bert Kern' }))
    expect(words(element, '.change')[0]).to.match(/^Anna Meier → ?wurde zu Bert Kern$/)
  })

  it('says which rule was set aside, and why', async () => {
    const own = entry('override', 'a', { before: 'unnamed', after: 'unnamed: Der Redaktion bekannt' })
    const element = await one(own, { policy })
    expect(words(element, '.what .quiet')).to.deep.equal(['Die Quelle hat keinen Namen.'])
    expect(words(element, '.change')).to.deep.equal(['Der Redaktion bekannt'])
    const back = await one(entry('withdraw-override', 'a', { before: 'unnamed: Der Redaktion bekannt' }), {
      policy,
    })
    expect(words(back, 'del')).to.deep.equal(['weg: Der Redaktion bekannt'])
    const unknown = await one(own)
    expect(words(unknown, '.change')).to.deep.equal(['unnamed: Der Redaktion bekannt'])
  })

  it('folds what is long, and compares it when somebody asks', async () => {
    const long = 'Wort '.repeat(300)
    const element = await one(entry('set-note', 'a', { before: long, after: `${long} Ende` }))
    expect(has(element, '.change')).to.equal(false)
    find(element, 'details summary').click()
    await waitUntil(() => has(element, 'ins'))
    expect(words(element, 'ins')).to.deep.equal(['neu: Ende'])
  })

  it('keeps hostile words as words, and as wide as its place', async () => {
    const evil = `<img src=x onerror="top.evil=1">${'x'.repeat(400)}\ud800`
    const own = [
      entry('set-note', 'a', { before: evil, after: `${evil} y`, by: { id: 'x', name: evil }, at: evil }),
      entry('set-status', 'a', { before: evil, after: evil }),
      entry('set-speaker', 'a', { before: 'a', after: evil }),
    ]
    const { element, box } = await show({ log: own, sources: [{ ...post, title: evil }] })
    expect(words(element, '.who')).to.contain(evil)
    expect(words(element, '.day')).to.contain('Ohne lesbare Zeit')
    expect(has(element, 'img')).to.equal(false)
    for (const px of [320, 360, 560]) {
      box.style.width = `${px}px`
      expect(element.scrollWidth).to.be.at.most(px)
    }
  })
})

describe('finding in the log', () => {
  it('limits it to a person, an action, a statement, and says how many are left', async () => {
    const { element } = await show()
    await choose(element, 'person', 'Bert')
    expect(what(element)).to.deep.equal(['Bert Kern · Quelle geändert', 'Bert Kern · Notiz geändert'])
    expect(words(element, '[role="status"]')).to.deep.equal(['2 von 6 Einträgen'])
    await choose(element, 'action', 'Notiz')
    expect(what(element)).to.deep.equal(['Bert Kern · Notiz geändert'])
    button(element, 'Alle zeigen').click()
    await element.updateComplete
    expect(what(element).length).to.equal(6)
    await choose(element, 'subject', 'Russland')
    expect(what(element)).to.deep.equal(['Anna Meier · Status gesetzt', 'Anna Meier · Quelle angehängt'])
    expect(element.subject).to.equal('b')
  })

  it('offers only what there is, statements in text order before sources', async () => {
    const { element } = await show()
    expect(words(element, 'select.person option')).to.deep.equal([
      'Alle Personen',
      'Anna Meier',
      'Bert Kern',
      'Jemand',
    ])
    expect(words(element, 'select.action option').slice(1)).to.deep.equal([
      'Status gesetzt',
      'Notiz geändert',
      'Quelle angehängt',
      'Quelle geändert',
      'Freigabe gefragt',
    ])
    expect(words(element, 'select.subject option').map((own) => own.slice(0, 8))).to.deep.equal([
      'Alle Aus',
      'Die OVKS',
      'Russland',
      'Erklärun',
      'Artikel',
    ])
  })

  it('searches all that it shows, in the words of the interface', async () => {
    const { element } = await show()
    find(element, 'input').focus()
    await sendKeys({ type: 'bestätigt anna' })
    await element.updateComplete
    expect(what(element)).to.deep.equal(['Anna Meier · Status gesetzt'])
    await sendKeys({ type: 'zzz' })
    await element.updateComplete
    expect(words(element, '.empty strong')).to.deep.equal(['Kein Eintrag passt dazu'])
    button(element, 'Alle zeigen').click()
    await element.updateComplete
    expect(what(element).length).to.equal(6)
    expect(active()?.localName).to.equal('input')
  })

  it('says so when nothing has been done', async () => {
    const { element } = await show({ log: [] })
    expect(words(element, '.empty strong')).to.deep.equal(['Noch nichts geschehen'])
    expect(has(element, 'input')).to.equal(false)
  })
})

describe('a long log', () => {
  const long = Array.from({ length: 5000 }, (_, i) =>
    entry('set-note', 'abcdef'[i % 6] ?? 'a', {
      at: new Date(2026, 10, 1, 0, i * 7).toISOString(),
      by: i % 2 ? anna : bert,
      before: `Notiz ${i}`,
      after: `Notiz ${i + 1} neu`,
    }),
  )

  it('comes in parts, and the focus goes to the first of those that came', async () => {
    const { element } = await show({ log: long })
    expect(what(element).length).to.equal(100)
    button(element, 'Ältere zeigen (noch 4.900)').focus()
    await sendKeys({ press: 'Enter' })
    await element.updateComplete
    expect(what(element).length).to.equal(200)
    expect(active()).to.equal(element.shadowRoot?.querySelectorAll('.entries > li')[100])
  })

  it('draws no more rows than show, makes none anew, and finds any entry', async () => {
    const { element } = await show({ log: long })
    const drawn = () => [...(element.shadowRoot?.querySelectorAll('.entries > li') ?? [])]
    const search = async (query: string) => {
      const input = find<HTMLInputElement>(element, 'input')
      input.value = query
      input.dispatchEvent(new Event('input'))
      await element.updateComplete
    }
    const first = drawn()
    expect(first.length).to.equal(100)
    element.annotations = article()
    await element.updateComplete
    expect(drawn()).to.deep.equal(first)
    await search('notiz 4999')
    expect(drawn().length).to.equal(2)
    await search('notiz')
    expect(drawn().length).to.equal(100)
  })
})

describe('the seal of the log', () => {
  const sealed = (element: AttributionLog) => words(element, '.sealed')[0]

  it('says in a line that nothing is missing, with the first digits of the digest', async () => {
    const own = await sealLog(log())
    const verification = await verifyLog(own)
    const { element } = await show({ log: own, verification })
    const digest = verification.ok ? verification.digest : ''
    expect(sealed(element)).to.equal(`Lückenlos, 6 Einträge Prüfsumme ${digest.slice(0, 12)}…`)
  })

  it('names the entry where the chain breaks, and marks it', async () => {
    const own = (await sealLog(log())).map((one, i) => (i === 2 ? { ...one, after: 'anders' } : one))
    const { element } = await show({ log: own, verification: await verifyLog(own) })
    expect(sealed(element)).to.equal('Nicht lückenlos: Eintrag 3 wurde nachträglich geändert')
    expect(plain(find(element, '.broken').closest('li')?.querySelector('p'))).to.equal(
      'Bert Kern · Notiz geändert',
    )
  })

  it('says from where on nothing has been sealed yet, and blames no entry', async () => {
    const { element } = await show({ verification: await verifyLog(log()) })
    expect(sealed(element)).to.equal('Ab Eintrag 1 noch nicht gesichert')
    expect(has(element, '.broken')).to.equal(false)
  })

  it('says nothing where nobody has asked', async () => {
    expect(has((await show()).element, '.sealed')).to.equal(false)
  })
})

for (const locale of ['de', 'en'] as const)
  for (const scheme of ['light', 'dark'])
    describe(`the log for axe, ${locale}, ${scheme}`, () => {
      before(() => {
        document.documentElement.style.colorScheme = scheme
        document.documentElement.lang = locale
      })
      after(() => {
        document.documentElement.style.colorScheme = ''
        document.documentElement.lang = 'de'
      })
      const states: readonly (readonly [string, Partial<AttributionLog>, string?])[] = [
        ['empty', { log: [] }],
        ['entries', { verification: { ok: true, entries: 6, digest: 'ab'.repeat(32), blanked: 1 } }],
        ['broken', { verification: { ok: false, index: 2, fault: 'changed' } }],
        ['filtered', { subject: 'b' }],
        ['no match', { subject: 'zzz' }],
        ['a long change', { log: [entry('set-note', 'a', { after: 'Wort '.repeat(300) })] }, 'summary'],
      ]
      for (const [name, properties, click] of states)
        it(`finds nothing wrong: ${name}`, async () => {
          const { element } = await show({ locale, ...properties })
          if (click) find(element, click).click()
          await new Promise(requestAnimationFrame)
          await element.updateComplete
          expect(await violations()).to.deep.equal([])
          for (const target of element.shadowRoot?.querySelectorAll('button, select, input, summary') ?? [])
            if (target.checkVisibility())
              expect(target.getBoundingClientRect().height, target.className).to.be.at.least(24)
        })
    })
