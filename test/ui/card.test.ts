import { expect } from '@open-wc/testing'
import { sendKeys } from '@web/test-runner-commands'
import type { ReviewAction } from '../../src/model/action.js'
import type { Annotation } from '../../src/model/annotation.js'
import type { LogEntry } from '../../src/model/log.js'
import type { Person, User } from '../../src/model/person.js'
import { createPolicy } from '../../src/model/policy.js'
import { createScheme, DEFAULT_SCHEME } from '../../src/model/status.js'
import { NO_THREAD, type Thread } from '../../src/model/thread.js'
import type { AttributionCard } from '../../src/ui/card.js'
import { active, anna, button, find, has, informant, post, statement, violations } from './fixtures.js'

const AT = '2026-11-24T13:11:00.000Z'
const ben: User = { id: 'ben', name: 'Ben Okafor' }
const people: readonly Person[] = [anna, ben, { id: 'clara', name: 'Clara Sommer' }]
const WORDS = 'Russland sei zur Hilfe verpflichtet'
const OTHER = 'Russland sei zum Beistand verpflichtet'
const evidence = {
  id: 'e1',
  sourceId: post.id,
  relation: 'origin',
  passage: 'Wir sind verpflichtet.',
  locator: '',
  translated: false,
  by: anna,
  at: AT,
} as const
const talk: Thread = {
  comments: [
    { id: 'c1', text: 'Stimmt die Zahl, @Ben Okafor?', mentions: [ben], by: anna, at: AT, editedAt: null },
    { id: 'c2', text: 'Ich frage nach.', mentions: [], by: ben, at: AT, editedAt: null },
  ],
  resolved: null,
}

interface Mounted {
  readonly card: AttributionCard
  readonly actions: ReviewAction[]
}

/** A card alone in a box of 336 px, that opens and closes as it asks for. */
async function mount(
  parts: Parameters<typeof statement>[2] = {},
  properties: Partial<AttributionCard> = {},
): Promise<Mounted> {
  const box = document.createElement('main')
  box.style.cssText = 'width: 336px; background: light-dark(#fff, #15171a)'
  const card = Object.assign(document.createElement('attribution-card'), {
    annotation: statement('a', WORDS, { speaker: 'er', ...parts }),
    sources: [post, informant],
    user: ben,
    people,
    locale: 'de',
    articleLang: 'de',
    open: true,
    ...properties,
  })
  const actions: ReviewAction[] = []
  card.addEventListener('attribution-action', ({ detail }) => actions.push(detail))
  card.addEventListener('attribution-toggle', ({ detail }) => (card.open = detail.open))
  box.append(card)
  document.body.replaceChildren(box)
  await drawn(card)
  return { card, actions }
}

async function drawn(card: AttributionCard): Promise<void> {
  for (let i = 0; i < 3; i++) {
    await card.updateComplete
    await new Promise((done) => setTimeout(done))
  }
}

const change = async (card: AttributionCard, parts: Partial<Annotation>) => {
  card.annotation = { ...card.annotation, ...parts }
  await drawn(card)
}
const words = (root: Element, selector: string) =>
  (find(root, selector).textContent ?? '').replace(/\s+/g, ' ').trim()
const press = (key: string) => sendKeys({ press: key })
const verified = { status: 'verified', evidence: [evidence] } as const
const verdict = { rating: 'mostly-true', wording: WORDS, by: anna, at: AT }
const reopened = { sourceId: post.id, why: 'corrected', by: anna, at: AT } as const
const corrected = { ...post, correction: 'Es waren 3.000 Soldaten, nicht 30.000.' }

describe('a card in a page', () => {
  it('shows nothing while it has no annotation, and shows it when it comes', async () => {
    const card = document.body.appendChild(document.createElement('attribution-card'))
    await card.updateComplete
    expect(card.shadowRoot?.textContent?.trim()).to.equal('')
    card.annotation = statement('a', WORDS)
    await card.updateComplete
    expect(card.shadowRoot?.textContent).to.contain(WORDS)
    card.remove()
  })
})

describe('a review that does not hold any more', () => {
  it('says which source was corrected, how, by whom and when', async () => {
    const { card } = await mount({ ...verified, reopened }, { sources: [corrected] })
    const box = words(card, '.box.reopened')
    for (const part of [post.title, 'Es waren 3.000', 'berichtigt', 'Anna Meier', '24.11.2026'])
      expect(box).to.contain(part)
    expect(words(card, '.summary')).to.contain('Wieder offen')
  })

  it('says that a source is not reliable, and that it is gone when it is', async () => {
    const unreliable = { ...reopened, why: 'unreliable' } as const
    const { card } = await mount({ ...verified, reopened: unreliable }, { sources: [] })
    expect(words(card, '.box.reopened')).to.contain('nicht mehr als verlässlich')
    expect(words(card, '.box.reopened')).to.contain('Nicht mehr im Artikel')
  })

  it('is confirmed or taken up again, asked once when both words and source have changed', async () => {
    const { card, actions } = await mount({ ...verified, reviewed: OTHER, reopened })
    expect(card.shadowRoot?.querySelectorAll('.box').length).to.equal(2)
    expect(card.shadowRoot?.querySelectorAll('.box .primary').length).to.equal(1)
    button(card, 'Gilt weiterhin').click()
    button(card, 'Neu prüfen').click()
    expect(actions).to.deep.equal([
      { type: 'confirm', id: 'a' },
      { type: 'set-status', id: 'a', status: 'in-progress' },
    ])
  })

  it('goes back to what the house calls being checked, to unchecked where it has no such status', async () => {
    const own = (isBegun: boolean) =>
      createScheme({
        statuses: [
          ...DEFAULT_SCHEME.statuses.filter(({ key }) => ['unchecked', 'verified'].includes(key)),
          ...(isBegun ? [{ key: 'desk', sign: 'D', isFinal: false, isBlocking: false }] : []),
        ],
      })
    const { card, actions } = await mount({ ...verified, reopened }, { scheme: own(true) })
    button(card, 'Neu prüfen').click()
    card.scheme = own(false)
    await drawn(card)
    button(card, 'Neu prüfen').click()
    expect(actions.map((action) => action.type === 'set-status' && action.status)).to.deep.equal([
      'desk',
      'unchecked',
    ])
  })

  it('is confirmed by H, and nothing is where nothing has changed', async () => {
    const { card, actions } = await mount({ ...verified, reopened }, { open: false })
    card.focus()
    await press('h')
    expect(actions).to.deep.equal([{ type: 'confirm', id: 'a' }])
    await change(card, { reopened: null })
    await press('h')
    expect(actions).to.have.length(1)
    expect(words(card, '[role="alert"]')).to.equal('Hier gilt die Prüfung noch.')
  })

  it('says why H does not apply, again when it is asked again, and no longer when the focus goes', async () => {
    const { card } = await mount({}, { open: false })
    card.focus()
    await press('h')
    await drawn(card)
    const first = find(card, '[role="alert"]').textContent
    expect(first).to.equal('Hier ist noch nichts geprüft.')
    await press('h')
    await drawn(card)
    expect(find(card, '[role="alert"]').textContent).not.to.equal(first)
    expect(words(card, '[role="alert"]')).to.equal(first)
    expect(await violations()).to.deep.equal([])
    card.blur()
    find(card, '.summary').blur()
    await drawn(card)
    expect(has(card, '[role="alert"]')).to.equal(false)
  })

  it('says in words what a line through or under words says', async () => {
    const { card } = await mount({ ...verified, reviewed: OTHER })
    expect(words(card, '.box del')).to.equal('weg: zum Beistand')
    expect(words(card, '.box ins')).to.equal('neu: zur Hilfe')
    card.locale = 'en'
    await drawn(card)
    expect(words(card, '.box del')).to.equal('gone: zum Beistand')
  })
})

describe('the second pair of eyes', () => {
  it('signs off by button or by G', async () => {
    const { card, actions } = await mount(verified)
    button(card, 'Gegenlesen').click()
    card.focus()
    await press('g')
    expect(actions).to.deep.equal([
      { type: 'sign-off', id: 'a' },
      { type: 'sign-off', id: 'a' },
    ])
  })

  const refusals: readonly (readonly [string, Parameters<typeof mount>, string])[] = [
    ['nothing is decided', [{ speakerIs: { kind: 'unnamed' } }], 'sobald die Aussage fertig geprüft ist'],
    ['the status ends no check', [{ status: 'in-progress' }], 'sobald die Aussage fertig geprüft ist'],
    ['it is one’s own review', [verified, { user: anna }], 'jemand anderes'],
    ['the words have changed', [{ ...verified, reviewed: OTHER }], 'sobald die Prüfung wieder gilt'],
    ['a source has changed', [{ ...verified, reopened }], 'sobald die Prüfung wieder gilt'],
  ]
  for (const [name, given, why] of refusals)
    it(`says why it cannot sign off: ${name}`, async () => {
      const { card, actions } = await mount(...given)
      expect(words(card, '.details')).to.contain(why)
      expect(has(card, '.sign-off')).to.equal(false)
      card.focus()
      await press('g')
      expect(actions).to.deep.equal([])
      await drawn(card)
      expect(words(card, '[role="alert"]')).to.contain(why)
    })

  it('is no matter before anybody has begun, where the speaker has a name', async () => {
    const { card } = await mount()
    expect(words(card, '.details')).not.to.contain('Gegenlesen')
  })

  it('shows who signed off and when, at rest too, and takes it back', async () => {
    const signOff = { wording: WORDS, by: ben, at: AT }
    const { card, actions } = await mount({ ...verified, signOff })
    expect(words(card, '.signed-off')).to.contain('Gegengelesen von Ihnen, 24.11.2026')
    expect(words(card, '.summary')).to.contain('Gegengelesen')
    button(card, 'Gegenlesen zurücknehmen').click()
    expect(actions).to.deep.equal([{ type: 'withdraw-sign-off', id: 'a' }])
  })

  it('does not call signed off what was so for other words, and offers it anew', async () => {
    const signOff = { wording: OTHER, by: ben, at: AT }
    const { card } = await mount({ ...verified, signOff })
    expect(words(card, '.summary')).not.to.contain('Gegengelesen')
    expect(words(card, '.signed-off')).to.contain('gilt nicht mehr')
    expect(button(card, 'Gegenlesen').classList.contains('primary')).to.equal(true)
  })

  it('keeps the focus on the card when the button that had it is gone', async () => {
    const { card } = await mount(verified)
    button(card, 'Gegenlesen').focus()
    await change(card, { signOff: { wording: WORDS, by: ben, at: AT } })
    expect(card.isFocused).to.equal(true)
  })
})

describe('a speaker without a name', () => {
  const unnamed = { speakerIs: { kind: 'unnamed' } } as const

  it('has a field for the reason, which is taken over when it is left', async () => {
    const { card, actions } = await mount(unnamed)
    find(card, '#anonymity').focus()
    await sendKeys({ type: 'darf nicht sprechen' })
    expect(actions).to.deep.equal([])
    await press('Tab')
    expect(actions).to.deep.equal([{ type: 'set-anonymity', id: 'a', reason: 'darf nicht sprechen' }])
  })

  it('loses no reason when the page goes while it is being typed', async () => {
    const { card, actions } = await mount(unnamed)
    find(card, '#anonymity').focus()
    await sendKeys({ type: 'Gefahr' })
    dispatchEvent(new Event('pagehide'))
    expect(actions).to.deep.equal([{ type: 'set-anonymity', id: 'a', reason: 'Gefahr' }])
  })

  it('has none when there is a name', async () => {
    const { card } = await mount({ speakerIs: { kind: 'named', name: 'Leonid Kalaschnikow' } })
    expect(has(card, '#anonymity')).to.equal(false)
  })
})

describe('the verdict', () => {
  it('is folded, tells how it differs from the status, and is given by keyboard', async () => {
    const { card, actions } = await mount()
    const details = find<HTMLDetailsElement>(card, '.verdict')
    expect(details.open).to.equal(false)
    find(card, '.verdict summary').focus()
    await press('Enter')
    expect(words(card, '.verdict')).to.contain('Der Status sagt')
    await press('Tab')
    await press('ArrowRight')
    expect(actions).to.deep.equal([])
    await press('Enter')
    expect(actions).to.deep.equal([{ type: 'set-verdict', id: 'a', rating: 'mostly-true' }])
  })

  it('shows by whom and when, at rest the rating, and is taken back', async () => {
    const { card, actions } = await mount({ verdict })
    expect(words(card, '.summary')).to.contain('Urteil: Größtenteils richtig')
    find(card, '.verdict summary').click()
    expect(words(card, '.verdict')).to.contain('Geurteilt von Anna Meier, 24.11.2026')
    expect(find(card, '.verdict [aria-pressed="true"]').textContent?.trim()).to.equal('Größtenteils richtig')
    button(card, 'Urteil zurücknehmen').click()
    expect(actions).to.deep.equal([{ type: 'set-verdict', id: 'a', rating: null }])
  })

  it('says when it was given on other words', async () => {
    const { card } = await mount({ verdict: { ...verdict, wording: OTHER } })
    expect(words(card, '.verdict')).to.contain('seit dem Urteil geändert')
    expect(words(card, '.summary')).to.contain('Wortlaut geändert')
    await change(card, { verdict })
    expect(words(card, '.verdict')).not.to.contain('seit dem Urteil geändert')
    expect(words(card, '.summary')).not.to.contain('Wortlaut geändert')
  })

  it('uses the ratings of the house', async () => {
    const scheme = createScheme({
      ...DEFAULT_SCHEME,
      ratings: [{ key: 'ok', label: { de: 'Trifft zu' }, value: 1 }],
    })
    const { card } = await mount({}, { scheme })
    const given = [...(card.shadowRoot?.querySelectorAll('.ratings button') ?? [])]
    expect(given.map((one) => one.textContent?.trim())).to.deep.equal(['Trifft zu'])
  })
})

describe('who is to check it', () => {
  const choose = (card: AttributionCard, value: string) => {
    const select = find<HTMLSelectElement>(card, '#assignee')
    select.value = value
    select.dispatchEvent(new Event('change'))
  }

  it('is chosen from the people of the house, or nobody', async () => {
    const { card, actions } = await mount({ assignee: anna })
    const select = find<HTMLSelectElement>(card, '#assignee')
    expect(select.value).to.equal('anna')
    expect([...select.options].map(({ text }) => text.trim())).to.deep.equal([
      'Niemand',
      'Anna Meier',
      'Ben Okafor',
      'Clara Sommer',
    ])
    choose(card, 'clara')
    choose(card, '')
    expect(actions).to.deep.equal([
      { type: 'assign', id: 'a', to: { id: 'clara', name: 'Clara Sommer' } },
      { type: 'assign', id: 'a', to: null },
    ])
  })

  it('is the present user by button or A, who gives it back in the same way', async () => {
    const { card, actions } = await mount({}, { user: { ...ben, roles: ['chief'] } })
    button(card, 'Mir zuweisen').click()
    await change(card, { assignee: ben })
    card.focus()
    await press('a')
    expect(actions).to.deep.equal([
      { type: 'assign', id: 'a', to: { id: 'ben', name: 'Ben Okafor' } },
      { type: 'assign', id: 'a', to: null },
    ])
  })

  it('is told at rest by initials, to a screen reader by name', async () => {
    const { card } = await mount({ assignee: anna }, { open: false })
    expect(words(card, '.initials')).to.equal('AM')
    expect(find(card, '.initials').ariaHidden).to.equal('true')
    expect(words(card, '.summary')).to.contain('Zuständig: Anna Meier')
  })
})

describe('the discussion', () => {
  it('is counted at rest while it is open', async () => {
    const { card } = await mount({ thread: talk }, { open: false })
    expect(words(card, '.summary')).to.contain('2 Kommentare, nicht erledigt')
    await change(card, { thread: { ...talk, resolved: { by: anna, at: AT } } })
    expect(words(card, '.summary')).not.to.contain('Kommentar')
  })

  it('gets its comment by C', async () => {
    const { card, actions } = await mount({}, { open: false })
    card.focus()
    await press('c')
    await drawn(card)
    expect(active()?.id).to.equal('new')
    await sendKeys({ type: 'Gut' })
    await sendKeys({ down: 'Control' })
    await sendKeys({ press: 'Enter' })
    await sendKeys({ up: 'Control' })
    expect(actions).to.deep.equal([{ type: 'add-comment', id: 'a', text: 'Gut', mentions: [] }])
  })

  it('keeps what is being typed while the card is closed, and says that there is a draft', async () => {
    const { card } = await mount()
    card.focusComment()
    await drawn(card)
    await sendKeys({ type: 'Halb fertig' })
    await press('Escape')
    await press('Escape')
    await drawn(card)
    expect(card.open).to.equal(false)
    expect(card.isFocused).to.equal(true)
    expect(card.hasInput).to.equal(true)
    expect(words(card, '.summary')).to.contain('Entwurf')
    card.open = true
    await drawn(card)
    expect(find<HTMLTextAreaElement>(card, '#new').value).to.equal('Halb fertig')
  })
})

describe('the history', () => {
  const entry = (parts: Partial<LogEntry>): LogEntry => ({
    at: AT,
    by: anna,
    action: 'set-status',
    subject: 'a',
    before: 'unchecked',
    after: 'verified',
    seal: null,
    ...parts,
  })

  it('tells in words what was done to this statement, the latest first', async () => {
    const log = [
      entry({}),
      entry({ subject: 'b', action: 'set-note', after: 'anderswo' }),
      entry({ action: 'set-verdict', before: '', after: 'false', by: ben }),
    ]
    const { card } = await mount({}, { log })
    const lines = [...find(card, '.history').querySelectorAll('li')].map((line) =>
      (line.textContent ?? '').replace(/\s+/g, ' ').trim(),
    )
    expect(lines).to.have.length(2)
    expect(lines[0]).to.contain('Urteil gefällt: Falsch Ben Okafor')
    expect(lines[1]).to.contain('Status gesetzt: Ungeprüft → Bestätigt Anna Meier')
  })

  it('names the rules that were set aside by their words', async () => {
    const policy = createPolicy({
      rules: [
        { id: 'zwei', severity: 'blocks', text: { de: 'Zwei Quellen sind nötig.' }, isBroken: () => true },
      ],
    })
    const log = [entry({ action: 'override', before: '', after: 'zwei: Eilmeldung' })]
    const { card } = await mount({}, { log, policy })
    expect(words(card, '.history')).to.contain('Zwei Quellen sind nötig. – Eilmeldung')
    expect(words(card, '.history')).not.to.contain('zwei:')
  })

  it('leaves the older ones of a long history to the log', async () => {
    const { card } = await mount({}, { log: Array.from({ length: 23 }, () => entry({})) })
    expect(find(card, '.history').querySelectorAll('li').length).to.equal(20)
    expect(words(card, '.history')).to.contain('3 ältere Einträge')
  })

  it('shows hostile words as text', async () => {
    const { card } = await mount({}, { log: [entry({ action: 'set-note', after: '<img src=x>' })] })
    expect(words(card, '.history')).to.contain('<img src=x>')
    expect(has(card, 'img')).to.equal(false)
  })
})

describe('an opening that is refused', () => {
  it('ends the wish, so that a later opening shows no form', async () => {
    const { card } = await mount({}, { open: false })
    card.addEventListener('attribution-toggle', () => (card.open = false))
    await card.attachKnown(post.id)
    card.focus()
    await press('s')
    await card.attachKnown(informant.id)
    card.open = true
    await drawn(card)
    expect(has(card, 'attribution-source-form')).to.equal(false)
  })
})

describe('the action that stands out', () => {
  const primaries = (card: AttributionCard) => {
    const within = (root: Element): readonly Element[] =>
      [...(root.shadowRoot?.querySelectorAll('*') ?? [])].flatMap((one) => [one, ...within(one)])
    return within(card)
      .filter((one) => one.matches('.primary') && one.checkVisibility())
      .map((one) => (one.textContent ?? '').trim())
  }
  const comment = async (card: AttributionCard) => {
    card.focusComment()
    await drawn(card)
    await sendKeys({ type: 'Stimmt das?' })
    await drawn(card)
  }

  it('is attaching while there is nothing else to do', async () => {
    const { card } = await mount()
    expect(primaries(card)).to.deep.equal(['Quelle anhängen'])
  })

  it('is one alone, whatever else can be done: what was begun comes first', async () => {
    const { card } = await mount({ status: 'verified' })
    expect(primaries(card)).to.deep.equal(['Gegenlesen'])
    await change(card, { ...statement('a', WORDS, { status: 'verified', reviewed: OTHER }) })
    expect(primaries(card)).to.deep.equal(['Gilt weiterhin'])
    await comment(card)
    expect(primaries(card)).to.deep.equal(['Senden'])
    await card.attachSource()
    await drawn(card)
    expect(primaries(card)).to.deep.equal(['Anhängen'])
    card.adjusting = true
    await drawn(card)
    expect(primaries(card)).to.deep.equal(['Anhängen'])
  })
})

describe('a card that is only read', () => {
  it('shows all and changes nothing, also by keys', async () => {
    const { card, actions } = await mount(
      { ...verified, reopened, verdict, thread: talk, assignee: anna, anonymity: 'Gefahr' },
      { rights: [] },
    )
    for (const part of ['Eine Quelle wurde', 'Zuständig: Anna Meier', 'Gefahr'])
      expect(words(card, '.details')).to.contain(part)
    expect(words(card, '.verdict')).to.contain('Größtenteils richtig')
    expect(has(card, '.details button, .details textarea, .details select')).to.equal(false)
    card.focus()
    for (const key of ['h', 'g', 'a', 'v', '3']) await press(key)
    expect(actions).to.deep.equal([])
  })
})

const STATES: Readonly<Record<string, Parameters<typeof mount>>> = {
  unchecked: [{}],
  'to be signed off': [{ ...verified, verdict, assignee: anna }],
  stale: [{ ...verified, reviewed: OTHER, verdict: { ...verdict, wording: OTHER } }],
  reopened: [{ ...verified, reopened }, { sources: [corrected] }],
  'unnamed, signed off': [
    {
      ...verified,
      speakerIs: { kind: 'unnamed' },
      anonymity: 'Gefahr',
      signOff: { wording: WORDS, by: ben, at: AT },
    },
  ],
  'with a discussion': [{ thread: talk, assignee: ben }],
  'with a resolved one': [{ thread: { ...talk, resolved: { by: anna, at: AT } } }],
  dismissed: [{ dismissed: true }],
  detached: [{ detached: true, status: 'disputed' }],
  'read only': [{ ...verified, verdict, thread: talk, assignee: anna }, { rights: [] }],
  'at rest with all signs': [
    {
      ...verified,
      verdict,
      thread: talk,
      assignee: anna,
      flags: ['unnamed-source'],
      signOff: { wording: WORDS, by: ben, at: AT },
    },
    { open: false },
  ],
}

for (const locale of ['de', 'en'] as const)
  for (const scheme of ['light', 'dark'])
    describe(`axe on a card, ${locale}, ${scheme}`, () => {
      before(() => {
        document.documentElement.style.colorScheme = scheme
        document.documentElement.lang = locale
      })
      after(() => {
        document.documentElement.style.colorScheme = ''
        document.documentElement.lang = 'de'
      })
      for (const [name, [parts, properties]] of Object.entries(STATES))
        it(`finds nothing wrong: ${name}`, async () => {
          const log: readonly LogEntry[] = [
            { at: AT, by: anna, action: 'assign', subject: 'a', before: '', after: 'Ben', seal: null },
          ]
          const { card } = await mount({ thread: NO_THREAD, ...parts }, { log, locale, ...properties })
          for (const details of card.shadowRoot?.querySelectorAll('details') ?? []) details.open = true
          await drawn(card)
          expect(await violations()).to.deep.equal([])
        })
    })

describe('a card at rest', () => {
  it('keeps name, remarks and status apart, however wide it is', async () => {
    const { card } = await mount(
      {
        speaker: 'ein Sprecher des Auswärtigen Amts in Berlin',
        status: 'verified',
        assignee: ben,
        thread: talk,
        verdict,
      },
      { open: false },
    )
    for (const px of [336, 470, 570, 700]) {
      ;(card.parentElement as HTMLElement).style.width = `${px}px` // mounted in a box above
      const boxes = ['.speaker', '.chip', '.meta > :last-child'].map((part) =>
        find(card, part).getBoundingClientRect(),
      )
      for (const [i, one] of boxes.entries())
        for (const other of boxes.slice(i + 1)) {
          const isApart =
            one.right <= other.left ||
            other.right <= one.left ||
            one.bottom <= other.top ||
            other.bottom <= one.top
          expect(isApart, `${px} px`).to.equal(true)
        }
    }
  })
})

describe('targets', () => {
  it('are at least 24 px high and wide, and nothing scrolls sideways in 288 px', async () => {
    const { card } = await mount({ ...verified, verdict, thread: talk, assignee: ben, reopened })
    ;(card.parentElement as HTMLElement).style.width = '288px' // mounted in a box above
    for (const details of card.shadowRoot?.querySelectorAll('details') ?? []) details.open = true
    await drawn(card)
    const thread = find(card, 'attribution-thread')
    for (const root of [card, thread])
      for (const target of root.shadowRoot?.querySelectorAll('button, select, textarea, summary') ?? []) {
        if (!target.checkVisibility()) continue
        const { width, height } = target.getBoundingClientRect()
        expect(Math.min(width, height), target.outerHTML).to.be.at.least(24)
      }
    expect(card.scrollWidth).to.be.at.most(card.clientWidth)
  })
})
