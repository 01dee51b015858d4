import { expect } from '@open-wc/testing'
import { executeServerCommand, sendKeys } from '@web/test-runner-commands'
import type { ReviewAction } from '../../src/model/action.js'
import type { Annotation } from '../../src/model/annotation.js'
import { checkPolicy, type Policy, type PolicyRule } from '../../src/model/policy.js'
import { RIGHTS } from '../../src/model/rights.js'
import type { AttributionCheck } from '../../src/ui/check.js'
import type { SelectDetail } from '../../src/ui/events.js'
import { active, anna, article, button, find, has, statement, violations } from './fixtures.js'

const chief = { id: 'c', name: 'Carla Chef', roles: ['chief'] }
const rule = (
  id: string,
  severity: PolicyRule['severity'],
  de: string,
  en: string,
  ids: string,
): PolicyRule => ({
  id,
  severity,
  text: { de, en },
  isBroken: (annotation) => ids.includes(annotation.id),
})
const policy: Policy = {
  rules: [
    rule('open', 'blocks', 'Noch nicht geprüft.', 'Not checked yet.', 'ac'),
    rule('passage', 'blocks', 'Die Stelle fehlt.', 'The passage is missing.', 'c'),
    rule('unnamed', 'warns', 'Die Quelle hat keinen Namen.', 'The source has no name.', 'ade'),
  ],
  settings: { sourcesForAccusation: 2, sourcesForPlural: 2 },
  overrideRoles: ['chief'],
}
/** `d` has the one rule that it breaks set aside. */
const annotations = (): readonly Annotation[] =>
  article().map((own) => (own.id === 'd' ? withOverride(own, 'unnamed', 'Mit dem Recht besprochen') : own))

function withOverride(annotation: Annotation, id: string, reason: string): Annotation {
  const { wording } = annotation.target
  return {
    ...annotation,
    overrides: [
      ...annotation.overrides,
      { rule: id, reason, wording, by: anna, at: '2026-11-24T13:11:00.000Z' },
    ],
  }
}

function checked(own: readonly Annotation[], options: { isPending?: boolean; rules?: Policy['rules'] } = {}) {
  const { isPending = false, rules = policy.rules } = options
  return checkPolicy({ annotations: [...own], sources: [], log: [] }, { ...policy, rules }, { isPending })
}

async function show(properties: Partial<AttributionCheck> = {}) {
  document.body.replaceChildren()
  const box = document.createElement('main')
  box.style.width = '360px'
  const own = properties.annotations ?? annotations()
  const element = Object.assign(document.createElement('attribution-check'), {
    locale: 'de',
    articleLang: 'de',
    annotations: own,
    check: checked(own),
    policy,
    ...properties,
  })
  const actions: ReviewAction[] = []
  const selected: SelectDetail[] = []
  element.addEventListener('attribution-action', ({ detail }) => actions.push(detail))
  element.addEventListener('attribution-select', ({ detail }) => selected.push(detail))
  box.append(element)
  document.body.append(box)
  await element.updateComplete
  return { element, actions, selected }
}

const words = (element: Element, selector: string) =>
  [...(element.shadowRoot?.querySelectorAll(selector) ?? [])].map((own) =>
    (own.textContent ?? '').replace(/\s+/g, ' ').trim(),
  )
const ids = (element: Element, section: string) =>
  [...(element.shadowRoot?.querySelectorAll<HTMLElement>(`section[aria-label="${section}"] [data-id]`) ?? [])]
    .map(({ dataset }) => dataset['id'])
    .join('')

describe('the answer', () => {
  const answers = async (properties: Partial<AttributionCheck>) =>
    words((await show(properties)).element, '[role="status"]')
  const own = [statement('a', 'Es regnet')]

  it('says in one line how much is in the way, in both languages', async () => {
    expect(await answers({})).to.deep.equal(['Kann noch nicht raus: 3 Punkte hindern'])
    expect(await answers({ locale: 'en' })).to.deep.equal(['Cannot go out yet: 3 points block'])
    const check = checked(own, { rules: policy.rules.slice(0, 1) })
    expect(await answers({ annotations: own, check })).to.deep.equal([
      'Kann noch nicht raus: 1 Punkt hindert',
    ])
  })

  it('says that it can go out, and with how many remarks', async () => {
    const check = checked(own, { rules: policy.rules.slice(2) })
    expect(await answers({ annotations: own, check })).to.deep.equal(['Kann raus, mit 1 Hinweis'])
    expect(await answers({ annotations: own, check: checked(own, { rules: [] }) })).to.deep.equal([
      'Kann raus',
    ])
  })

  it('promises nothing while the text is being read, or before anybody has asked', async () => {
    const check = checked(own, { rules: [], isPending: true })
    expect(await answers({ annotations: own, check })).to.deep.equal(['Der Text wird noch gelesen'])
    expect(await answers({ check: null })).to.deep.equal(['Der Text wird noch gelesen'])
  })

  it('says that there is no statement, and promises nothing of what nobody could check', async () => {
    const { element } = await show({ annotations: [] })
    expect(words(element, '[role="status"]')).to.deep.equal(['Nichts zu prüfen'])
    expect(words(element, '.coverage')[0]).to.contain('keine Aussage')
  })

  it('tells how far the check has come, and what does not hold any more', async () => {
    const { element } = await show()
    expect(words(element, '.coverage')).to.deep.equal([
      '2 von 6 Aussagen geprüft, 1 mit geändertem Wortlaut, 1 ohne Text',
    ])
  })
})

describe('the statements', () => {
  it('lists what blocks before what only warns before what is set aside, each in text order', async () => {
    const { element } = await show()
    expect(ids(element, 'Das hindert')).to.equal('ac')
    expect(ids(element, 'Hinweise')).to.equal('e')
    expect(ids(element, 'Ausnahmen')).to.equal('d')
  })

  it('puts all that is wrong with a statement beneath it, with its severity as a word', async () => {
    const { element } = await show()
    expect(words(element, '[data-id="a"] .problems p')).to.deep.equal([
      'Hindert: Noch nicht geprüft.',
      'Hinweis: Die Quelle hat keinen Namen.',
    ])
  })

  it('tells who has set a rule aside, when and why', async () => {
    const { element } = await show()
    const [problem = '', reason, who = ''] = words(element, '[data-id="d"] .problems p')
    expect(problem).to.equal('Ausnahme: Die Quelle hat keinen Namen.')
    expect(reason).to.equal('Mit dem Recht besprochen')
    expect(who).to.match(/^Anna Meier, 24\.11\.2026/)
  })

  it('folds what is fine and counts it; unfolded it can be jumped to', async () => {
    const { element, selected } = await show()
    const summary = find(element, 'summary')
    expect(words(element, 'summary')).to.deep.equal(['In Ordnung 2 Aussagen'])
    expect(has(element, '.fine .jump')).to.equal(false)
    summary.focus()
    await sendKeys({ press: 'Enter' })
    await element.updateComplete
    await new Promise(requestAnimationFrame)
    await element.updateComplete
    await sendKeys({ press: 'Tab' })
    await sendKeys({ press: 'Enter' })
    expect(selected).to.deep.equal([{ id: 'b', origin: 'keyboard' }])
  })

  it('jumps to a statement by pointer and by key', async () => {
    const { element, selected } = await show()
    await sendKeys({ press: 'Tab' })
    await sendKeys({ press: 'Enter' })
    await sendKeys({ press: 'Tab' })
    await sendKeys({ press: ' ' })
    expect(selected).to.deep.equal([
      { id: 'a', origin: 'keyboard' },
      { id: 'c', origin: 'keyboard' },
    ])
    find(element, '[data-id="e"] .jump').dispatchEvent(new MouseEvent('click', { detail: 1 }))
    expect(selected[2]).to.deep.equal({ id: 'e', origin: 'pointer' })
  })

  it('shows hostile words as words', async () => {
    const evil = '<img src=x onerror="top.evil = 1">\ud800'
    const own = [statement('a', evil, { speaker: evil })]
    const { element } = await show({ annotations: own })
    expect(words(element, '.quote')[0]).to.contain('<img src=x')
    expect(has(element, 'img')).to.equal(false)
  })

  it('is as wide as its place, however long a word is', async () => {
    const own = [statement('a', 'x'.repeat(500), { speaker: 'y'.repeat(500) })]
    const { element } = await show({ annotations: own, user: chief })
    for (const width of [320, 360, 560]) {
      find<HTMLElement>(element, '.view').ownerDocument.querySelector('main')!.style.width = `${width}px`
      expect(element.scrollWidth).to.be.at.most(width)
    }
  })
})

describe('exceptions', () => {
  /** The host does what is asked. */
  const obey = (element: AttributionCheck) =>
    element.addEventListener('attribution-action', ({ detail }) => {
      if (detail.type !== 'override' && detail.type !== 'withdraw-override') return
      element.annotations = element.annotations.map((own) =>
        own.id !== detail.id
          ? own
          : detail.type === 'override'
            ? withOverride(own, detail.rule, detail.reason)
            : { ...own, overrides: [] },
      )
      element.check = checked(element.annotations)
    })

  it('are offered to nobody without the role, nor where nothing can be changed', async () => {
    for (const properties of [
      { user: null },
      { user: { ...chief, roles: ['desk'] } },
      { user: chief, rights: RIGHTS.filter((right) => right !== 'override') },
    ]) {
      const { element } = await show(properties)
      expect(has(element, '.override')).to.equal(false)
      expect(has(element, '.withdraw')).to.equal(false)
    }
  })

  it('are made with a reason, by keyboard, and the focus goes to the answer where nothing else is open', async () => {
    const { element, actions } = await show({ user: chief })
    obey(element)
    find(element, '[data-id="e"] .override').focus()
    await sendKeys({ press: 'Enter' })
    expect(active()?.localName).to.equal('textarea')
    await sendKeys({ type: ' Steht so im Urteil ' })
    await sendKeys({ press: 'Tab' })
    await sendKeys({ press: 'Enter' })
    await element.updateComplete
    await element.updateComplete
    expect(actions).to.deep.equal([
      { type: 'override', id: 'e', rule: 'unnamed', reason: 'Steht so im Urteil' },
    ])
    expect(ids(element, 'Ausnahmen')).to.equal('de')
    expect(active()?.classList.contains('answer')).to.equal(true)
  })

  it('lead the focus on to the next statement that blocks, below or above', async () => {
    for (const [id, rules, next] of [
      ['a', ['open'], 'c'],
      ['c', ['open', 'passage'], 'a'],
    ] as const) {
      const { element } = await show({ user: chief })
      obey(element)
      for (const rule of rules) {
        // As long as something else blocks in it, the focus stays with the statement.
        if (rule !== rules[0]) expect(active()?.closest<HTMLElement>('[data-id]')?.dataset['id']).to.equal(id)
        find(element, `[data-id="${id}"] [data-rule="${rule}"] .override`).focus()
        await sendKeys({ press: 'Enter' })
        await sendKeys({ type: 'Steht so im Urteil' })
        await executeServerCommand('keys', [['Control', 'Enter']])
        await element.updateComplete
        await element.updateComplete
      }
      expect(active()?.closest<HTMLElement>('[data-id]')?.dataset['id']).to.equal(next)
      expect(active()?.className).to.equal('jump')
    }
  })

  it('are not made without a reason, and it says so', async () => {
    const { element, actions } = await show({ user: chief })
    find(element, '[data-id="a"] .override').click()
    await element.updateComplete
    await sendKeys({ type: '   ' })
    button(element, 'Ausnahme machen').form?.requestSubmit()
    await element.updateComplete
    expect(actions).to.deep.equal([])
    expect(active()?.getAttribute('aria-invalid')).to.equal('true')
    expect(words(element, '#missing')).to.deep.equal(['Schreiben Sie, warum die Regel hier nicht gilt.'])
    expect(find(element, '#missing').role).to.equal('alert')
    await sendKeys({ type: 'x' })
    await element.updateComplete
    expect(has(element, '#missing')).to.equal(false)
  })

  it('are given up with Escape, and the focus returns to where it came from', async () => {
    const { element, actions } = await show({ user: chief })
    const begin = find(element, '[data-id="c"] [data-rule="passage"] .override')
    begin.click()
    await element.updateComplete
    await sendKeys({ type: 'Weil' })
    await sendKeys({ press: 'Escape' })
    await element.updateComplete
    expect(actions).to.deep.equal([])
    expect(has(element, 'textarea')).to.equal(false)
    const { dataset } = active()?.closest<HTMLElement>('[data-rule]') ?? {}
    expect(dataset?.['rule']).to.equal('passage')
  })

  it('keep a reason that was left by Escape, and only for its rule; “Abbrechen” drops it', async () => {
    const { element } = await show({ user: chief })
    const reasonOf = async (id: string) => {
      find(element, `[data-id="${id}"] [data-rule="open"] .override`).click()
      await element.updateComplete
      return find<HTMLTextAreaElement>(element, 'textarea').value
    }
    await reasonOf('c')
    await sendKeys({ type: 'Weil' })
    await sendKeys({ press: 'Escape' })
    await element.updateComplete
    expect(await reasonOf('a')).to.equal('')
    await sendKeys({ press: 'Escape' })
    await element.updateComplete
    expect(await reasonOf('c')).to.equal('Weil')
    button(element, 'Abbrechen').click()
    await element.updateComplete
    expect(await reasonOf('c')).to.equal('')
  })

  it('keep the reason that is being written while the article changes', async () => {
    const { element } = await show({ user: chief })
    find(element, '[data-id="c"] .override').click()
    await element.updateComplete
    await sendKeys({ type: 'Weil' })
    element.annotations = element.annotations.filter(({ id }) => id !== 'a')
    element.check = checked(element.annotations)
    await element.updateComplete
    expect(find<HTMLTextAreaElement>(element, 'textarea').value).to.equal('Weil')
    expect(active()?.localName).to.equal('textarea')
  })

  it('close the form when the problem is gone', async () => {
    const { element } = await show({ user: chief })
    find(element, '[data-id="a"] .override').click()
    await element.updateComplete
    element.check = checked(element.annotations, { rules: [] })
    await element.updateComplete
    expect(has(element, 'textarea')).to.equal(false)
    expect(active()?.classList.contains('answer')).to.equal(true)
  })

  it('are taken back, and the focus stays with the statement', async () => {
    const { element, actions } = await show({ user: chief })
    obey(element)
    const withdraw = find(element, '[data-id="d"] .withdraw')
    withdraw.focus()
    await sendKeys({ press: 'Enter' })
    await element.updateComplete
    expect(actions).to.deep.equal([{ type: 'withdraw-override', id: 'd', rule: 'unnamed' }])
    expect(ids(element, 'Hinweise')).to.equal('de')
    expect(active()?.closest<HTMLElement>('[data-id]')?.dataset['id']).to.equal('d')
  })
})

for (const locale of ['de', 'en'] as const)
  for (const scheme of ['light', 'dark'])
    describe(`the check for axe, ${locale}, ${scheme}`, () => {
      before(() => {
        document.documentElement.style.colorScheme = scheme
        document.documentElement.lang = locale
      })
      after(() => {
        document.documentElement.style.colorScheme = ''
        document.documentElement.lang = 'de'
      })
      const states: readonly (readonly [string, Partial<AttributionCheck>, string?])[] = [
        ['nothing yet', { check: null }],
        ['empty', { annotations: [] }],
        ['blocked', {}],
        ['fine unfolded', {}, 'summary'],
        ['with the role', { user: chief }],
        ['a reason', { user: chief }, '.override'],
        ['reading', { check: checked(annotations(), { isPending: true }) }],
        ['can go out', { check: checked(annotations(), { rules: [] }) }],
      ]
      for (const [name, properties, click] of states)
        it(`finds nothing wrong: ${name}`, async () => {
          const { element } = await show({ locale, ...properties })
          if (click) find(element, click).click()
          await new Promise((done) => setTimeout(done))
          await element.updateComplete
          if (click === '.override') find<HTMLFormElement>(element, 'form').requestSubmit()
          await element.updateComplete
          expect(await violations()).to.deep.equal([])
          for (const target of element.shadowRoot?.querySelectorAll('button, summary') ?? [])
            if (target.checkVisibility())
              expect(target.getBoundingClientRect().height, target.className).to.be.at.least(24)
        })
    })
