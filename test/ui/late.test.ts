/** What comes late: nothing here is registered but what a test itself offers, so that it says when a part arrives, or that it does not. */
import { expect, fixture, html, waitUntil } from '@open-wc/testing'
import { sendKeys } from '@web/test-runner-commands'
import type { TemplateResult } from 'lit'
import { UNREVIEWED, UNTOUCHED, type Annotation } from '../../src/model/annotation.js'
import { AttributionCard } from '../../src/ui/card.js'
import { AttributionEvidence } from '../../src/ui/evidence.js'
import { offerElements, onceRegistered } from '../../src/ui/late.js'
import { AttributionLog } from '../../src/ui/log-view.js'
import { addCatalogue } from '../../src/ui/messages/index.js'
import { AttributionPanel } from '../../src/ui/panel.js'
import { AttributionSpeakers } from '../../src/ui/speakers.js'
import { AttributionStatementList } from '../../src/ui/statement-list.js'
import { AttributionThread } from '../../src/ui/thread.js'
import { AttributionWalk } from '../../src/ui/walk.js'
import { en } from '../../src/ui/en.js'

customElements.define('attribution-card', AttributionCard)
customElements.define('attribution-statement-list', AttributionStatementList)
customElements.define('attribution-panel', AttributionPanel)
customElements.define('attribution-source-form', class extends HTMLElement {})

/** Arrives when the test says so; fails as long as it says that. */
class Line {
  isCut = false
  asked = 0
  #arrive: (() => void)[] = []

  async over<T>(part: T): Promise<T> {
    this.asked++
    if (this.isCut) throw new TypeError('Failed to fetch')
    await new Promise<void>((resolve) => this.#arrive.push(resolve))
    return part
  }

  deliver(): void {
    for (const arrive of this.#arrive.splice(0)) arrive()
  }
}

const lines = { log: new Line(), speakers: new Line(), evidence: new Line(), walk: new Line() }
offerElements({
  'attribution-log': () => lines.log.over(AttributionLog),
  'attribution-speakers': () => lines.speakers.over(AttributionSpeakers),
  'attribution-evidence': () => lines.evidence.over(AttributionEvidence),
  'attribution-thread': () => Promise.resolve(AttributionThread),
  'attribution-walk': () => lines.walk.over(AttributionWalk),
})

function statement(id: string, wording: string): Annotation {
  const none = { speaker: [], cue: [], frame: [], addressee: [] }
  return {
    id,
    origin: 'detected',
    kind: 'indirect',
    target: {
      ranges: { quote: [{ start: 0, end: wording.length }], ...none },
      wording,
      prefix: '',
      suffix: '',
      speaker: null,
      detached: false,
    },
    speakerIs: { kind: 'named', name: 'Anna Meier' },
    outlet: null,
    when: null,
    chain: [],
    confidence: 0.9,
    reasons: [],
    flags: [],
    ...UNTOUCHED,
    review: UNREVIEWED,
  }
}

async function panelOf(template: TemplateResult): Promise<AttributionPanel> {
  const panel = await fixture<AttributionPanel>(template)
  await panel.drawn
  return panel
}

const open = () =>
  panelOf(
    html`<attribution-panel
      locale="de"
      .annotations=${[statement('a', 'Die Lage sei ruhig')]}
      style="height: 600px"
    ></attribution-panel>`,
  )

const root = (element: Element) => {
  if (!element.shadowRoot) throw new Error(`${element.localName} is not drawn`)
  return element.shadowRoot
}
const find = (element: Element, selector: string) => root(element).querySelector<HTMLElement>(selector)
/** However slow the machine is. */
const until = (isTrue: () => boolean) => waitUntil(isTrue, 'it never came', { timeout: 30_000 })
const retryIn = (element: Element) => find(element, '.late button')

describe('a view that is loaded late', () => {
  it('is said to be loading, then shows, and the focus stays on its tab', async () => {
    const panel = await open()
    const tab = find(panel, '#tab-log')
    tab?.focus()
    tab?.click()
    await panel.drawn
    expect(find(panel, '#view-log .late')?.textContent).to.contain('Wird geladen')
    expect(find(panel, 'attribution-log')).to.equal(null)
    lines.log.deliver()
    await panel.updateComplete
    expect(find(panel, '#view-log .late')).to.equal(null)
    expect(find(panel, 'attribution-log')).to.be.instanceOf(AttributionLog)
    expect(root(panel).activeElement).to.equal(tab)
  })

  it('says that it could not be loaded, and is there when trying again helps, with the focus', async () => {
    const panel = await open()
    lines.speakers.isCut = true
    find(panel, '#tab-speakers')?.click()
    await panel.updateComplete
    const notice = find(panel, '#view-speakers [role="alert"]')
    expect(notice?.textContent).to.contain('nicht laden')
    const asked = lines.speakers.asked

    retryIn(panel)?.focus()
    await sendKeys({ press: 'Enter' })
    await until(() => lines.speakers.asked === asked + 1)
    await panel.updateComplete
    expect(root(panel).activeElement, 'still there to be pressed').to.equal(retryIn(panel))

    lines.speakers.isCut = false
    await sendKeys({ press: 'Enter' })
    await until(() => lines.speakers.asked === asked + 2)
    lines.speakers.deliver()
    await until(() => find(panel, 'attribution-speakers') !== null)
    await until(() => root(panel).activeElement?.id === 'view-speakers')
    expect(find(panel, '[role="alert"]')).to.equal(null)
  })
})

describe('a card whose details are loaded late', () => {
  it('tells of a failure in place, and lets the key that opened it go on when they are there', async () => {
    const panel = await open()
    panel.addEventListener('attribution-toggle', () => undefined)
    lines.evidence.isCut = true
    const list = find(panel, 'attribution-statement-list') as AttributionStatementList
    await list.updateComplete
    const card = list.cardOf('a')
    if (!card) throw new Error('no card')
    card.focus()
    await sendKeys({ press: 'Enter' })
    await until(() => retryIn(card) !== null)
    expect(card.open).to.equal(true)
    expect(card.isFocused, 'the focus stays on the card').to.equal(true)

    lines.evidence.isCut = false
    const { asked } = lines.evidence
    retryIn(card)?.click()
    await until(() => lines.evidence.asked > asked)
    lines.evidence.deliver()
    await until(() => find(card, '#note') !== null)
    await until(() => card.isFocused)
    await sendKeys({ press: 'n' })
    await until(() => root(card).activeElement?.id === 'note')
  })
})

describe('going through statements, loaded late', () => {
  it('leaves the list and the focus as they are until it is there, then takes the focus', async () => {
    const panel = await open()
    const list = find(panel, 'attribution-statement-list') as AttributionStatementList
    await list.updateComplete
    list.cardOf('a')?.focus()
    await sendKeys({ press: 'r' })
    await until(() => find(panel, '.late') !== null)
    expect(list.hidden).to.equal(false)
    expect(list.cardOf('a')?.isFocused).to.equal(true)
    lines.walk.deliver()
    await until(() => root(panel).activeElement?.localName === 'attribution-walk')
    expect(list.hidden).to.equal(true)
  })
})

describe('an element that is registered late', () => {
  it('has the properties and attributes that it was given before', async () => {
    const line = new Line()
    offerElements({ 'attribution-thread-too': () => line.over(class extends AttributionThread {}) })
    const element = document.createElement('attribution-thread-too') as AttributionThread
    element.annotationId = 'a'
    element.setAttribute('locale', 'en')
    const placed = await fixture<AttributionThread>(html`<div>${element}</div>`)
    let isDone = false
    const stop = onceRegistered(element, () => {
      isDone = true
      return () => (isDone = false)
    })
    expect(isDone).to.equal(false)
    line.deliver()
    await until(() => isDone)
    await element.updateComplete
    expect(placed.contains(element)).to.equal(true)
    expect(element.annotationId).to.equal('a')
    expect(find(element, 'textarea')).not.to.equal(null)
    expect(root(element).textContent).to.contain('Discussion')
    stop()
    expect(isDone).to.equal(false)
  })

  it('is not bound any more when that was taken back before', async () => {
    const line = new Line()
    offerElements({ 'attribution-never': () => line.over(class extends HTMLElement {}) })
    let hasRun = false
    const stop = onceRegistered(document.createElement('attribution-never'), () => {
      hasRun = true
      return () => undefined
    })
    stop()
    const next = new Promise<void>((done) =>
      onceRegistered(document.createElement('attribution-never'), () => {
        done()
        return () => undefined
      }),
    )
    line.deliver()
    await next
    expect(hasRun).to.equal(false)
  })
})

describe('words of a language', () => {
  it('are those that a host has given, without waiting for any', async () => {
    addCatalogue('nl', { ...en, messages: { ...en.messages, emptyTitle: 'Geen uitspraken' } })
    const panel = document.createElement('attribution-panel')
    panel.locale = 'nl'
    document.body.append(panel)
    await panel.updateComplete
    const list = find(panel, 'attribution-statement-list') as AttributionStatementList
    await list.updateComplete
    expect(find(list, '.empty')?.textContent).to.contain('Geen uitspraken')
    panel.remove()
  })

  it('follow when an element is given another language', async () => {
    const panel = await open()
    expect(find(panel, 'h2')?.textContent).to.equal('Prüfung')
    panel.locale = 'en'
    await panel.updateComplete
    expect(find(panel, 'h2')?.textContent).to.equal(en.messages.views.title)
  })
})
