import { expect } from '@open-wc/testing'
import { sendKeys } from '@web/test-runner-commands'
import type { ReviewAction } from '../../src/model/action.js'
import type { Annotation } from '../../src/model/annotation.js'
import type { Evidence, Source } from '../../src/model/source.js'
import type { AttributionEvidence } from '../../src/ui/evidence.js'
import {
  active,
  anna,
  button,
  card,
  find,
  has,
  informant,
  open,
  post,
  settled,
  statement,
  violations,
} from './fixtures.js'

const AT = '2026-11-24T13:11:00.000Z'

function evidence(id: string, parts: Partial<Evidence> = {}): Evidence {
  return {
    id,
    sourceId: post.id,
    relation: 'origin',
    passage: '',
    locator: '',
    translated: false,
    by: anna,
    at: AT,
    ...parts,
  }
}

function quote(...list: readonly Evidence[]): Annotation {
  return statement('a', 'Wir werden gemeinsam kämpfen', { kind: 'direct', evidence: list })
}

async function show(annotation: Annotation, properties: Partial<AttributionEvidence> = {}) {
  document.body.replaceChildren()
  const main = document.createElement('main')
  main.style.cssText = 'width: 320px; background: light-dark(#fff, #16181d)'
  const element = Object.assign(document.createElement('attribution-evidence'), {
    locale: 'de',
    sources: [post, informant],
    annotation,
    ...properties,
  })
  const actions: ReviewAction[] = []
  element.addEventListener('attribution-action', ({ detail }) => actions.push(detail))
  main.append(element)
  document.body.append(main)
  await drawn(element)
  return { element, actions, text: () => (element.renderRoot.textContent ?? '').replace(/\s+/g, ' ') }
}

async function drawn(element: AttributionEvidence): Promise<void> {
  for (let i = 0; i < 3; i++) {
    await element.updateComplete
    await new Promise((done) => setTimeout(done))
  }
}

describe('the evidence of a direct quote', () => {
  it('says that the words agree, and keeps what stands around them quiet', async () => {
    const { element, text } = await show(
      quote(evidence('e1', { passage: 'Freunde, wir werden gemeinsam kämpfen. Danke.' })),
    )
    expect(text()).to.contain('Wortlaut stimmt überein')
    const context = [...element.renderRoot.querySelectorAll('.context')].map((part) =>
      part.textContent?.trim(),
    )
    expect(context).to.deep.equal(['Freunde,', 'Danke.'])
    expect(element.renderRoot.querySelector('ins, del')).to.equal(null)
  })

  it('shows what differs, and says it to those who do not see it', async () => {
    const { element, text } = await show(quote(evidence('e1', { passage: 'Wir wollen gemeinsam kämpfen' })))
    expect(text()).to.contain('Wortlaut weicht ab')
    const words = (tag: string) =>
      element.renderRoot.querySelector(tag)?.textContent?.replace(/\s+/g, ' ').trim()
    expect(words('del')).to.equal('nur in der Quelle: wollen')
    expect(words('ins')).to.equal('nur im Artikel: werden')
  })

  it('has marks of its own as inner ones, and no second ones where all of it is one quotation', async () => {
    for (const [passage, shown] of [
      [
        'Er rief: „Wir werden gemeinsam kämpfen“, und ging',
        '„Er rief: ‚Wir werden gemeinsam kämpfen‘, und ging“',
      ],
      ['„Wir werden gemeinsam kämpfen“', '„Wir werden gemeinsam kämpfen“'],
    ] as const) {
      const { element } = await show(quote(evidence('e1', { passage })))
      const words = element.renderRoot.querySelector('blockquote')?.textContent ?? ''
      expect(words.replace(/\s+/g, ' ').trim()).to.equal(shown)
    }
  })

  it('compares nothing that is translated, that only supports, or that is not quoted', async () => {
    const passage = 'Wir wollen'
    for (const annotation of [
      quote(evidence('e1', { passage, translated: true })),
      quote(evidence('e1', { passage, relation: 'supports' })),
      { ...quote(evidence('e1', { passage })), kind: 'indirect' as const },
    ]) {
      const { text } = await show(annotation)
      expect(text()).to.contain('„Wir wollen“')
      expect(text()).not.to.contain('Wortlaut weicht')
    }
  })
})

describe('a piece of evidence', () => {
  const whole: Source = {
    ...post,
    author: 'Kreml',
    publisher: 'Facebook',
    archivedUrl: 'https://web.archive.org/1',
    reliability: 'unreliable',
    confidential: true,
    correction: '14 statt 40',
  }

  it('tells its source, its place in it, and who has looked when', async () => {
    const { element, text } = await show(quote(evidence('e1', { locator: 'Min. 3' })), { sources: [whole] })
    for (const words of [
      'Ursprung · Social-Media-Post · Kreml · Facebook · 6. Jan. 2022 · Min. 3',
      'Nicht verlässlich',
      'Vertraulich',
      'Berichtigt: 14 statt 40',
      'Nachgesehen von Anna Meier, 24.11.2026',
    ])
      expect(text()).to.contain(words)
    const links = [...element.renderRoot.querySelectorAll('a')].map(({ href, rel }) => [href, rel])
    expect(links).to.deep.equal([
      [whole.url, 'noopener noreferrer'],
      [whole.archivedUrl, 'noopener noreferrer'],
    ])
  })

  it('links to nothing but web pages', async () => {
    const url = 'javascript:alert(1)'
    const { element } = await show(quote(evidence('e1')), { sources: [{ ...post, url, archivedUrl: url }] })
    expect(element.renderRoot.querySelector('a')).to.equal(null)
  })

  it('is edited in its place, and the focus comes back to its button', async () => {
    const { element, actions } = await show(quote(evidence('e1'), evidence('e2', { sourceId: informant.id })))
    button(document.body.querySelector('attribution-evidence') ?? element, `${post.title} bearbeiten`).click()
    await drawn(element)
    expect(active()?.getAttribute('name')).to.equal('passage')
    await sendKeys({ type: 'So war es.' })
    find(element, '[type="submit"]').click()
    await drawn(element)
    expect(actions).to.deep.equal([
      {
        type: 'edit-evidence',
        id: 'a',
        evidenceId: 'e1',
        relation: 'origin',
        passage: 'So war es.',
        locator: '',
        translated: false,
      },
    ])
    expect(active()?.ariaLabel).to.equal(`${post.title} bearbeiten`)
  })

  it('is left by Escape, but not with something typed', async () => {
    const { element } = await show(quote(evidence('e1')))
    element.editPassageOf(post.id)
    await drawn(element)
    await sendKeys({ type: 'x' })
    await sendKeys({ press: 'Escape' })
    await drawn(element)
    expect(element.hasForm).to.equal(true)
    await sendKeys({ press: 'Backspace' })
    find(element, '[type="submit"]').click()
    await drawn(element)
    element.editPassageOf(post.id)
    await drawn(element)
    await sendKeys({ press: 'Escape' })
    await drawn(element)
    expect(element.hasForm).to.equal(false)
  })

  it('can be taken off, which leaves the focus where one goes on', async () => {
    const { element, actions } = await show(quote(evidence('e1')))
    const off = button(element, `${post.title} lösen`)
    off.focus()
    off.click()
    expect(actions).to.deep.equal([{ type: 'detach-source', id: 'a', evidenceId: 'e1' }])
    element.annotation = quote()
    await drawn(element)
    expect(active()?.textContent).to.contain('Quelle anhängen')
  })

  it('opens its form as soon as it is there', async () => {
    const { element } = await show(quote())
    element.editPassageOf(post.id)
    await drawn(element)
    expect(element.hasForm).to.equal(false)
    element.annotation = quote(evidence('e1'))
    await drawn(element)
    expect(active()?.getAttribute('name')).to.equal('passage')
  })

  it('is only shown where nothing can be changed', async () => {
    const { element } = await show(quote(evidence('e1')), { rights: [] })
    element.editPassageOf(post.id)
    await element.attachSource()
    await drawn(element)
    expect(element.renderRoot.querySelectorAll('button, attribution-source-form')).to.have.length(0)
  })
})

describe('the outlet that the text names', () => {
  const named = statement('a', 'Es gebe Tote', { outlet: 'Interfax' })

  it('becomes the source by one click', async () => {
    const { element, actions } = await show(named)
    button(element, 'Interfax als Quelle').click()
    const [action] = actions
    if (action?.type !== 'attach-source') throw new Error('nothing attached')
    expect([action.source.title, action.source.kind, action.relation]).to.deep.equal([
      'Interfax',
      'agency-copy',
      'origin',
    ])
  })

  it('is the source of that name where the article has one', async () => {
    const known = { ...post, title: 'INTERFAX' }
    const { element, actions } = await show(named, { sources: [known] })
    button(element, 'Interfax als Quelle').click()
    expect(actions[0]?.type === 'attach-source' && actions[0].source).to.equal(known)
  })

  it('is not offered where there is evidence', async () => {
    const { text } = await show({ ...named, evidence: [evidence('e1')] })
    expect(text()).not.to.contain('als Quelle')
  })
})

describe('evidence in the card', () => {
  it('keeps its form, and gives it up by Escape without closing the card', async () => {
    const { panel } = await open({ opened: 'b' })
    card(panel, 'b').focus()
    await sendKeys({ press: 's' })
    await settled(panel)
    expect(has(card(panel, 'b'), 'attribution-source-form')).to.equal(true)
    await sendKeys({ press: 'Escape' })
    await settled(panel)
    expect(has(card(panel, 'b'), 'attribution-source-form')).to.equal(false)
    expect(panel.opened).to.equal('b')
    expect(active()?.textContent).to.contain('Quelle anhängen')
    await sendKeys({ press: 'Escape' })
    await sendKeys({ press: 'Escape' })
    await settled(panel)
    expect(panel.opened).to.equal(null)
  })
})

describe('evidence is clean for axe', () => {
  const list = [
    evidence('e1', { passage: 'Freunde, wir werden gemeinsam kämpfen.' }),
    evidence('e2', { passage: 'Wir wollen gemeinsam kämpfen' }),
    evidence('e3', { passage: 'We shall', translated: true, sourceId: informant.id }),
  ]
  for (const scheme of ['light', 'dark'])
    it(`in the ${scheme} theme, with agreement, difference and form`, async () => {
      document.documentElement.style.colorScheme = scheme
      const { element } = await show(quote(...list), {
        sources: [
          { ...post, reliability: 'unreliable', archivedUrl: 'https://web.archive.org/1' },
          informant,
        ],
      })
      expect(await violations()).to.deep.equal([])
      element.editPassageOf(post.id)
      await drawn(element)
      expect(await violations()).to.deep.equal([])
      document.documentElement.style.colorScheme = ''
    })
})
