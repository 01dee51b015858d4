import { expect, waitUntil } from '@open-wc/testing'
import { executeServerCommand, sendKeys } from '@web/test-runner-commands'
import type { ReviewAction } from '../../src/model/action.js'
import type { Evidence, Source } from '../../src/model/source.js'
import { readResolved, type ResolveSource } from '../../src/ui/resolve.js'
import type { AttributionSourceForm } from '../../src/ui/source-form.js'
import { parseDate } from '../../src/model/date.js'
import type { AttributionPanel } from '../../src/ui/panel.js'
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
  violations,
} from './fixtures.js'

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

/** The form alone, as a host would place it. */
async function alone(properties: Partial<AttributionSourceForm> = {}) {
  document.body.replaceChildren()
  const main = document.createElement('main')
  main.style.cssText = 'width: 360px'
  const form = Object.assign(document.createElement('attribution-source-form'), {
    locale: 'de',
    annotationId: 'a',
    ...properties,
  })
  const actions: ReviewAction[] = []
  form.addEventListener('attribution-action', ({ detail }) => actions.push(detail))
  main.append(form)
  document.body.append(main)
  await form.updateComplete
  const field = (name: string) => {
    const found = form.renderRoot.querySelector<HTMLInputElement>(`[name="${name}"]`)
    if (!found) throw new RangeError(`No field ${name}`)
    return found
  }
  const options = () =>
    [...form.renderRoot.querySelectorAll('.options label')].map(
      (label) => label.querySelector('span')?.firstChild?.nextSibling?.textContent?.trim() ?? '',
    )
  const said = () =>
    [...form.renderRoot.querySelectorAll('[role="status"]')].map(({ textContent }) => textContent).join('')
  const submit = () => form.renderRoot.querySelector<HTMLButtonElement>('[type="submit"]')?.click()
  return { form, actions, field, options, said, submit }
}

/** Puts text on the real clipboard and pastes it into the field. */
async function paste(field: HTMLInputElement, text: string): Promise<void> {
  const other = document.createElement('textarea')
  other.value = text
  document.body.append(other)
  other.select()
  await executeServerCommand('keys', [['Control', 'c']])
  other.remove()
  field.focus()
  field.select()
  await executeServerCommand('keys', [['Control', 'v']])
}

const wait = (ms: number) => new Promise((done) => setTimeout(done, ms))
const shelf: readonly Source[] = [
  post,
  informant,
  ...['Haushalt 2021', 'Haushalt 2022', 'Rede zur Lage', 'Lagebericht', 'Umfrage'].map(
    (title, i): Source => ({
      id: `m${i}`,
      kind: 'document',
      title,
      publisher: i === 4 ? 'Statistikamt' : 'Regierung',
      reliability: 'unset',
      confidential: false,
    }),
  ),
]

describe('the field on top of the form', () => {
  it('finds a source by its publisher, chooses it, and attaches it by keyboard alone', async () => {
    const { form, actions, options, said } = await alone({ sources: shelf })
    form.focus()
    await sendKeys({ type: 'statistik' })
    await form.updateComplete
    expect(options()).to.deep.equal(['Umfrage', 'Neue Quelle'])
    expect(said()).to.equal('1 Quelle passt.')
    await sendKeys({ press: 'Enter' })
    expect(actions).to.have.length(0)
    await sendKeys({ press: 'Enter' })
    expect(actions).to.have.length(1)
    const [action] = actions
    expect(action?.type === 'attach-source' && action.source.id).to.equal('m4')
  })

  it('goes to the list by an arrow, and along it', async () => {
    const { form, actions, submit } = await alone({ sources: shelf })
    form.focus()
    await sendKeys({ type: 'haushalt' })
    await sendKeys({ press: 'ArrowDown' })
    await sendKeys({ press: 'ArrowDown' })
    await form.updateComplete
    submit()
    expect(actions[0]?.type === 'attach-source' && actions[0].source.id).to.equal('m1')
  })

  it('offers a new source of that name where none is found, and all again after Escape', async () => {
    const { form, field, options, said } = await alone({ sources: shelf })
    form.focus()
    await sendKeys({ type: 'Gutachten' })
    await form.updateComplete
    expect(options()).to.deep.equal(['Neue Quelle'])
    expect(field('title').value).to.equal('Gutachten')
    expect(said()).to.contain('Keine Quelle passt')
    await sendKeys({ press: 'Escape' })
    await form.updateComplete
    expect(options()).to.have.length(shelf.length + 1)
  })

  it('keeps an address that was typed at Escape, and tells that there is something to lose', async () => {
    const { form, field } = await alone({ sources: shelf })
    form.focus()
    await sendKeys({ type: 'https://example.org/1' })
    await sendKeys({ press: 'Escape' })
    expect(field('find').value).to.equal('https://example.org/1')
    expect(form.hasInput).to.equal(true)
  })

  it('takes a ticked box for something that would be lost', async () => {
    const { form, field } = await alone()
    expect(form.hasInput).to.equal(false)
    field('translated').click()
    expect(form.hasInput).to.equal(true)
    field('translated').click()
    expect(form.hasInput).to.equal(false)
  })

  it('chooses the source that has a pasted address, however it is written', async () => {
    let asked = 0
    const resolveSource = () => Promise.resolve((asked++, null))
    const { form, actions, field, said, submit } = await alone({ sources: shelf, resolveSource })
    await paste(field('find'), 'https://facebook.com/p/1/#oben')
    await form.updateComplete
    expect(said()).to.contain(post.title)
    submit()
    expect(actions[0]?.type === 'attach-source' && actions[0].source).to.equal(post)
    expect(asked).to.equal(0)
  })

  it('attaches from any field by Control and Enter, also where Enter begins a line', async () => {
    const { form, actions, field } = await alone({ sources: shelf })
    form.focus()
    await sendKeys({ type: 'statistik' })
    find(form, '[name="passage"]').focus()
    await sendKeys({ type: 'Die Worte' })
    await executeServerCommand('keys', [['Control', 'Enter']])
    const [action] = actions
    expect(action?.type === 'attach-source' && action.passage).to.equal('Die Worte')
    expect(field('find').value).to.equal('')
  })

  it('looks up an address that was typed when Tab leaves the field, and once', async () => {
    const asked: string[] = []
    const resolveSource = (url: string) => Promise.resolve((asked.push(url), { title: 'Bericht' }))
    const { form, field } = await alone({ sources: shelf, resolveSource })
    form.focus()
    await sendKeys({ type: 'https://example.org/bericht' })
    expect(asked).to.deep.equal([])
    await sendKeys({ press: 'Tab' })
    await waitUntil(() => field('title').value === 'Bericht')
    expect(field('url').value).to.equal('https://example.org/bericht')
    expect(asked).to.deep.equal(['https://example.org/bericht'])
    form.focus()
    await sendKeys({ type: 'https://example.org/2' })
    await sendKeys({ press: 'Enter' })
    await sendKeys({ press: 'Tab' })
    await waitUntil(() => field('url').value === 'https://example.org/2')
    expect(asked).to.deep.equal(['https://example.org/bericht', 'https://example.org/2'])
  })
})

describe('a pasted address', () => {
  const known = {
    title: 'Tagesschau',
    kind: 'broadcast',
    date: '2022-01-06T20:00:00Z',
    author: 'ARD',
    archivedUrl: 'javascript:alert(1)',
    id: 'evil',
    confidential: true,
    note: 7,
  }
  // What comes from a service has no type that anybody could rely on.
  const service = (answer: unknown): ResolveSource => (() => Promise.resolve(answer)) as ResolveSource
  /** One that answers only when it is told to. */
  const lateService = (answer: unknown) => {
    let reply = () => {}
    const late = new Promise<unknown>((done) => (reply = () => done(answer)))
    return { resolveSource: (() => late) as ResolveSource, reply }
  }

  it('fills the fields with what the host knows, and only with what is sound', async () => {
    const { actions, field, said, submit } = await alone({ resolveSource: service(known) })
    await paste(field('find'), 'https://tagesschau.de/1')
    await waitUntil(() => said().includes('eingetragen'))
    expect(field('date').value).to.equal('06.01.2022')
    submit()
    const [action] = actions
    if (action?.type !== 'attach-source') throw new Error('nothing attached')
    expect({ ...action.source, id: '', accessed: '' }).to.deep.equal({
      id: '',
      kind: 'broadcast',
      title: 'Tagesschau',
      author: 'ARD',
      date: '2022-01-06',
      url: 'https://tagesschau.de/1',
      accessed: '',
      reliability: 'unset',
      confidential: false,
    })
    expect(action.source.id).not.to.equal('evil')
  })

  it('leaves alone what somebody has typed, also while it waits', async () => {
    const { resolveSource, reply } = lateService(known)
    const { form, field } = await alone({ resolveSource })
    await paste(field('find'), 'https://tagesschau.de/1')
    await form.updateComplete
    field('title').focus()
    await sendKeys({ type: 'Mein Titel' })
    reply()
    await waitUntil(() => field('author').value === 'ARD')
    expect(field('title').value).to.equal('Mein Titel')
  })

  it('forgets the answer for an address that has been changed, and what was filled in for it', async () => {
    const signals: AbortSignal[] = []
    const late = lateService({ title: 'Spät', author: 'Spät' })
    const resolveSource: ResolveSource = async (url, signal) => {
      signals.push(signal)
      if (url.endsWith('/late')) return late.resolveSource(url, signal)
      return url.endsWith('/2') ? { title: 'Zwei' } : { title: 'Eins', author: 'Eins' }
    }
    const { form, field } = await alone({ resolveSource })
    await paste(field('find'), 'https://example.org/1')
    await waitUntil(() => field('author').value === 'Eins')
    await paste(field('url'), 'https://example.org/late')
    expect(field('author').value).to.equal('')
    await paste(field('url'), 'https://example.org/2')
    await waitUntil(() => field('title').value === 'Zwei')
    late.reply()
    await wait(0)
    await form.updateComplete
    expect(signals.map(({ aborted }) => aborted)).to.deep.equal([false, true, false])
    expect(field('title').value).to.equal('Zwei')
    expect(field('author').value).to.equal('')
  })

  it('is asked for no longer once the form is gone', async () => {
    let signal: AbortSignal | undefined
    const { form, field } = await alone({
      resolveSource: (_, own) => {
        signal = own
        return new Promise(() => {})
      },
    })
    await paste(field('find'), 'https://example.org/1')
    await waitUntil(() => signal)
    expect(signal?.aborted).to.equal(false)
    form.remove()
    expect(signal?.aborted).to.equal(true)
  })

  it('says that it is being looked up when that takes more than half a second', async () => {
    const { resolveSource, reply } = lateService(null)
    const { form, field, said } = await alone({ resolveSource })
    let atOnce: string | null = null
    form.resolveSource = async (url, signal) => {
      void form.updateComplete.then(() => (atOnce = said()))
      return resolveSource(url, signal)
    }
    await paste(field('find'), 'https://example.org/1')
    await waitUntil(() => said().includes('werden gesucht'))
    expect(atOnce).to.equal('')
    reply()
    await waitUntil(() => said().includes('nichts bekannt'))
  })

  it('loses user name and password, says so, and nobody is asked with them', async () => {
    const asked: string[] = []
    const resolveSource = (url: string) => Promise.resolve((asked.push(url), { title: 'Haus' }))
    const { form, actions, field, said, submit } = await alone({ resolveSource })
    await paste(field('find'), 'https://user:geheim@host.example/a')
    await waitUntil(() => said().includes('eingetragen'))
    expect(said()).to.contain('Passwort wurden aus der Adresse genommen')
    expect(field('url').value).to.equal('https://host.example/a')
    field('url').select()
    await sendKeys({ type: 'https://user:geheim@host.example/b' })
    await sendKeys({ press: 'Tab' })
    await waitUntil(() => field('url').value === 'https://host.example/b')
    form.renderRoot.querySelector<HTMLDetailsElement>('details')?.setAttribute('open', '')
    field('archivedUrl').focus()
    await sendKeys({ type: 'https://user:geheim@host.example/c' })
    await waitUntil(() => asked.length === 2)
    await waitUntil(() => said().includes('eingetragen'))
    await sendKeys({ press: 'Tab' })
    await waitUntil(() => field('archivedUrl').value === 'https://host.example/c')
    expect(said()).to.contain('Passwort wurden aus der Adresse genommen')
    submit()
    const [action] = actions
    expect(action?.type === 'attach-source' && action.source.archivedUrl).to.equal('https://host.example/c')
    expect(JSON.stringify([asked, actions])).not.to.contain('geheim')
  })

  it('is attached when the answer is there, where somebody is done before it', async () => {
    const { resolveSource, reply } = lateService(known)
    const { form, actions, field, said } = await alone({ resolveSource })
    await paste(field('find'), 'https://tagesschau.de/1')
    await executeServerCommand('keys', [['Control', 'Enter']])
    await form.updateComplete
    expect(actions).to.have.length(0)
    expect(said()).to.contain('Noch einmal drücken')
    expect(form.renderRoot.querySelector('[type="submit"]')?.getAttribute('aria-busy')).to.equal('true')
    reply()
    await waitUntil(() => actions.length === 1)
    const [action] = actions
    expect(action?.type === 'attach-source' && action.source.title).to.equal('Tagesschau')
  })

  it('is attached when nothing is known but somebody has given a title', async () => {
    const { resolveSource, reply } = lateService(null)
    const { actions, field } = await alone({ resolveSource })
    await paste(field('find'), 'https://tagesschau.de/1')
    field('title').focus()
    await sendKeys({ type: 'Sendung' })
    await executeServerCommand('keys', [['Control', 'Enter']])
    reply()
    await waitUntil(() => actions.length === 1)
  })

  const answers: readonly (readonly [string, string, () => Promise<unknown>])[] = [
    ['is that nothing is known', 'nichts bekannt', () => Promise.resolve(null)],
    ['has no title', 'eingetragen', () => Promise.resolve({ author: 'ARD' })],
    ['does not come', 'ließen sich nicht holen', () => Promise.reject(new Error('offline'))],
  ]
  for (const [what, words, answer] of answers)
    it(`is not attached bare without a word when the answer ${what}, but when that is asked for again`, async () => {
      let reply = () => {}
      const asked = new Promise<void>((done) => (reply = done))
      const resolveSource = (() => asked.then(answer)) as ResolveSource
      const { form, actions, field, said } = await alone({ resolveSource })
      await paste(field('find'), 'https://tagesschau.de/1')
      field('passage').focus()
      await sendKeys({ type: 'Die Worte' })
      await executeServerCommand('keys', [['Control', 'Enter']])
      reply()
      await waitUntil(() => said().includes(words))
      expect(said()).to.contain('Noch einmal drücken')
      expect(actions).to.have.length(0)
      expect(field('url').value).to.equal('https://tagesschau.de/1')
      expect(field('passage').value).to.equal('Die Worte')
      // It stands where somebody looks who has just pressed the button.
      const last = [...form.renderRoot.querySelectorAll('[role="status"]')].at(-1)
      expect(last?.nextElementSibling).to.equal(form.renderRoot.querySelector('.actions'))
      expect(last?.textContent).to.contain(words)
      await executeServerCommand('keys', [['Control', 'Enter']])
      const [action] = actions
      expect(action?.type === 'attach-source' && action.source.title).to.equal('tagesschau.de')
      expect(action?.type === 'attach-source' && action.passage).to.equal('Die Worte')
    })

  it('is told of too when the answer takes too long', async () => {
    const { setTimeout: real } = window
    const late: (() => void)[] = []
    // What is to come after a long time comes when the test says so.
    const mine = (act: () => void, ms = 0) => (ms >= 10_000 ? late.push(act) : real(act, ms))
    window.setTimeout = mine as typeof setTimeout
    try {
      const { actions, field, said } = await alone({ resolveSource: () => new Promise(() => {}) })
      await paste(field('find'), 'https://tagesschau.de/1')
      await executeServerCommand('keys', [['Control', 'Enter']])
      for (const act of late) act()
      await waitUntil(() => said().includes('ließen sich nicht holen'))
      expect(actions).to.have.length(0)
      expect(field('url').value).to.equal('https://tagesschau.de/1')
    } finally {
      window.setTimeout = real
    }
  })

  it('is attached without the answer when that is asked for a second time', async () => {
    const { resolveSource, reply } = lateService(known)
    const { actions, field } = await alone({ resolveSource })
    await paste(field('find'), 'https://tagesschau.de/1')
    await executeServerCommand('keys', [['Control', 'Enter']])
    await executeServerCommand('keys', [['Control', 'Enter']])
    const [action] = actions
    expect(action?.type === 'attach-source' && action.source.title).to.equal('tagesschau.de')
    reply()
    await new Promise((done) => requestAnimationFrame(done))
    expect(actions).to.have.length(1)
  })

  it('is not attached yet where somebody goes on writing while it is being looked up', async () => {
    const { resolveSource, reply } = lateService(known)
    const { actions, field } = await alone({ resolveSource })
    await paste(field('find'), 'https://tagesschau.de/1')
    await executeServerCommand('keys', [['Control', 'Enter']])
    field('passage').focus()
    await sendKeys({ type: 'Die Worte' })
    reply()
    await waitUntil(() => field('author').value === 'ARD')
    expect(actions).to.have.length(0)
  })

  it('is looked up also where Control and Enter come before its field is left', async () => {
    const { actions, field } = await alone({ resolveSource: service(known) })
    field('url').focus()
    await sendKeys({ type: 'https://tagesschau.de/1' })
    await executeServerCommand('keys', [['Control', 'Enter']])
    await waitUntil(() => actions.length === 1)
    const [action] = actions
    expect(action?.type === 'attach-source' && action.source.title).to.equal('Tagesschau')
  })

  const failures: readonly (readonly [string, ResolveSource])[] = [
    ['rejects', () => Promise.reject(new Error('offline'))],
    [
      'throws',
      () => {
        throw new Error('broken')
      },
    ],
  ]
  for (const [what, resolveSource] of failures)
    it(`leaves the form usable when the host ${what}`, async () => {
      const { actions, field, said, submit } = await alone({ resolveSource })
      await paste(field('find'), 'https://example.org/1')
      await waitUntil(() => said().includes('ließen sich nicht holen'))
      submit()
      expect(actions[0]?.type === 'attach-source' && actions[0].source.title).to.equal('example.org')
    })

  it('gets nothing from answers that are none', () => {
    for (const answer of [
      null,
      undefined,
      'x',
      7,
      [],
      [known],
      {},
      { title: 'x'.repeat(501) },
      { kind: 'spy' },
    ])
      expect(readResolved(answer), JSON.stringify(answer)).to.equal(null)
    expect(readResolved({ title: ' a\u202eb\n c ', date: '31.2.2022' })).to.deep.equal({ title: 'ab c' })
  })
})

describe('one form for', () => {
  it('several statements attaches to all of them at once', async () => {
    const { actions, form, submit } = await alone({ sources: [post], annotationIds: ['a', 'b'] })
    form.renderRoot.querySelector<HTMLInputElement>('[name="choice"]')?.click()
    await form.updateComplete
    submit()
    const attach = { type: 'attach-source', source: post, relation: 'origin', passage: '', locator: '' }
    expect(actions).to.deep.equal([
      {
        type: 'all',
        actions: [
          { ...attach, id: 'a' },
          { ...attach, id: 'b' },
        ],
      },
    ])
  })

  it('a source that is there changes every field of it, and keeps what it does not show', async () => {
    const source: Source = { ...post, kind: 'interview', correction: 'berichtigt' }
    const { actions, field, form, submit } = await alone({ mode: 'edit', source, reopens: 2 })
    expect(field('date').value).to.equal('06.01.2022')
    form.renderRoot.querySelector('details')?.setAttribute('open', '')
    const values = {
      author: 'Wir',
      publisher: 'Verlag',
      archivedUrl: 'https://archive.org/1',
      accessed: '7.1.2022',
      contact: '0171',
      note: 'laut',
    }
    for (const [name, value] of Object.entries(values)) {
      field(name).focus()
      await sendKeys({ type: value })
    }
    const reliability = field('reliability')
    reliability.value = 'unreliable'
    reliability.dispatchEvent(new Event('input', { bubbles: true }))
    await form.updateComplete
    expect(form.renderRoot.textContent).to.contain('2 geprüfte Aussagen')
    expect(await violations()).to.deep.equal([])
    submit()
    expect(actions).to.deep.equal([
      {
        type: 'edit-source',
        source: { ...source, ...values, accessed: '2022-01-07', reliability: 'unreliable' },
      },
    ])
  })

  it('adding a source to the article asks for no passage', async () => {
    const { actions, form, submit } = await alone({ mode: 'add' })
    form.focus()
    await sendKeys({ type: 'Gutachten' })
    expect(form.renderRoot.querySelector('[name="passage"]')).to.equal(null)
    submit()
    expect(actions[0]?.type === 'add-source' && actions[0].source.title).to.equal('Gutachten')
  })

  it('evidence does nothing where nothing was changed, and both where both were', async () => {
    const evidence: Evidence = {
      id: 'e1',
      sourceId: 's1',
      relation: 'origin',
      passage: 'Wir',
      locator: '',
      translated: false,
      by: anna,
      at: '2026-11-24T13:11:00.000Z',
    }
    const { actions, field, form, submit } = await alone({ mode: 'edit', source: post, evidence })
    submit()
    expect(actions).to.have.length(0)
    await form.updateComplete
    field('translated').click()
    field('passage').focus()
    await sendKeys({ press: 'End' })
    await sendKeys({ type: ' alle' })
    form.renderRoot.querySelector('details')?.setAttribute('open', '')
    field('title').focus()
    await sendKeys({ press: 'End' })
    await sendKeys({ type: ' 2' })
    submit()
    expect(actions).to.deep.equal([
      {
        type: 'all',
        actions: [
          {
            type: 'edit-evidence',
            id: 'a',
            evidenceId: 'e1',
            relation: 'origin',
            passage: 'Wir alle',
            locator: '',
            translated: true,
          },
          { type: 'edit-source', source: { ...post, title: `${post.title} 2` } },
        ],
      },
    ])
  })

  it('a wrong field behind “Mehr Angaben” opens them, and puts the cursor there', async () => {
    const { actions, field, form, submit } = await alone({ mode: 'edit', source: post })
    const more = form.renderRoot.querySelector<HTMLDetailsElement>('details.more')
    if (more) more.open = true
    field('archivedUrl').focus()
    await sendKeys({ type: 'archiv' })
    if (more) more.open = false
    submit()
    await form.updateComplete
    await wait(10)
    expect(actions).to.have.length(0)
    expect(more?.open).to.equal(true)
    expect(active()).to.equal(field('archivedUrl'))
  })

  for (const scheme of ['light', 'dark'])
    it(`is clean for axe in the ${scheme} theme`, async () => {
      document.documentElement.style.colorScheme = scheme
      const { form } = await alone({ sources: shelf, outlet: 'Interfax', resolveSource: service(null) })
      form.style.background = 'light-dark(#fff, #16181d)'
      const more = form.renderRoot.querySelector('details')
      if (more) more.open = true
      expect(await violations()).to.deep.equal([])
      document.documentElement.style.colorScheme = ''
    })
  const service =
    (answer: null): ResolveSource =>
    () =>
      Promise.resolve(answer)
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
