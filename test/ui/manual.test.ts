/** What a person changes about a statement, in its card and with the editor beside it. */
import { expect } from '@open-wc/testing'
import { sendKeys } from '@web/test-runner-commands'
import { keymap } from 'prosemirror-keymap'
import { schema } from 'prosemirror-schema-basic'
import { EditorState, TextSelection } from 'prosemirror-state'
import { EditorView } from 'prosemirror-view'
import { attribution, attributionKeymap, getAdjusting, getAnnotations, getRanges } from '../../src/index.js'
import { bindPanel, type AttributionPanel, type RequestDetail } from '../../src/ui/index.js'
import { targetOf } from '../../src/model/annotation.js'
import { active, article, button, card, find, has, open, settled, statement, violations } from './fixtures.js'

const press = (key: string) => sendKeys({ press: key })
const textOf = (root: Element, selector: string) =>
  (find(root, selector).textContent ?? '').replace(/\s+/g, ' ').trim()

async function edit(panel: AttributionPanel, id: string): Promise<void> {
  find<HTMLDetailsElement>(card(panel, id), '.edit').open = true
  await settled(panel)
}

const suggestion = {
  ...statement('x', '„Die OVKS werde“', { kind: 'direct', place: 100 }),
  speakerIs: { kind: 'named', name: 'Eva Kurz' } as const,
}
const candidates = [
  { quote: [{ start: 3, end: 9 }], wording: 'Banden', prefix: 'wo die ', suffix: ' waren' },
  { quote: [{ start: 40, end: 46 }], wording: 'Banden', prefix: 'weil ', suffix: '' },
]

describe('a card for editing', () => {
  it('sets kind and speaker, known ones with all that is known of them', async () => {
    const { panel, actions } = await open({ opened: 'b' })
    await edit(panel, 'b')
    const name = find<HTMLInputElement>(card(panel, 'b'), '#speaker')
    expect([...(name.list?.options ?? [])].map((option) => option.value)).to.include('Nikol Paschinjan')
    name.focus()
    name.select()
    await sendKeys({ type: 'Nikol Paschinjan' })
    await press('Tab')
    await settled(panel)
    const kind = find<HTMLSelectElement>(card(panel, 'b'), '#kind')
    kind.focus()
    kind.value = 'reported'
    kind.dispatchEvent(new Event('change'))
    expect(actions).to.deep.equal([
      {
        type: 'set-speaker',
        id: 'b',
        speakerIs: { kind: 'named', name: 'Nikol Paschinjan', office: 'armenischer Regierungschef' },
        mention: null,
      },
      { type: 'set-kind', id: 'b', kind: 'reported' },
    ])
  })

  it('gives an emptied field no speaker, and takes a half typed name back at Escape', async () => {
    const { panel, actions } = await open({ opened: 'b' })
    await edit(panel, 'b')
    const name = find<HTMLInputElement>(card(panel, 'b'), '#speaker')
    name.focus()
    await sendKeys({ type: 'xyz' })
    await press('Escape')
    expect(name.value).to.equal('Leonid Kalaschnikow')
    document.execCommand('undo') // as by key; the driver of WebKit gives that to the page only
    expect(name.value, 'nothing is lost').to.contain('xyz')
    await press('Escape')
    expect(name.value).to.equal('Leonid Kalaschnikow')
    expect(panel.opened).to.equal('b')
    expect(actions).to.deep.equal([])
    name.select()
    await press('Backspace')
    await press('Tab')
    expect(actions).to.deep.equal([
      { type: 'set-speaker', id: 'b', speakerIs: { kind: 'none' }, mention: [] },
    ])
  })

  it('merges with the next statement, which the last one does not have', async () => {
    const list = article().filter(({ target, dismissed }) => !target.detached && !dismissed)
    const { panel, actions } = await open({ opened: 'a', annotations: list })
    await edit(panel, 'a')
    button(card(panel, 'a'), 'Mit nächster verbinden').click()
    expect(actions).to.deep.equal([{ type: 'merge', id: 'a', with: 'b' }])
    panel.opened = 'e'
    await settled(panel)
    await edit(panel, 'e')
    expect(() => button(card(panel, 'e'), 'Mit nächster verbinden')).to.throw()
  })

  it('asks for what takes the editor, by button and by F2', async () => {
    const { panel } = await open({ opened: 'a' })
    await edit(panel, 'a')
    const requests: RequestDetail[] = []
    panel.addEventListener('attribution-request', ({ detail }) => requests.push(detail))
    const names = ['Grenzen ändern', 'Markierte Worte als Aussage', 'An der Schreibmarke teilen']
    for (const name of [...names, 'Markierte Worte als Sprecher']) button(card(panel, 'a'), name).click()
    card(panel, 'a').focus()
    await press('F2')
    expect(requests).to.deep.equal(
      ['adjust', 'borders-from-selection', 'split-at-cursor', 'speaker-from-selection', 'adjust'].map(
        (type) => ({
          type,
          id: 'a',
        }),
      ),
    )
  })

  it('offers beside the statement what detection would say, and keeps the focus when it is taken', async () => {
    const { panel, actions } = await open({
      opened: 'a',
      suggestionOf: (id) => (id === 'a' ? suggestion : null),
    })
    expect(textOf(card(panel, 'a'), '.reading')).to.equal(
      'Die Erkennung liest jetzt: „Die OVKS werde“ · Direkt · Eva Kurz',
    )
    const take = button(card(panel, 'a'), 'Übernehmen')
    take.focus()
    await press('Enter')
    expect(actions).to.deep.equal([{ type: 'take-suggestion', id: 'a' }])
    panel.suggestionOf = () => null
    await settled(panel)
    expect(has(card(panel, 'a'), '.reading')).to.equal(false)
    expect(active()).to.equal(find(card(panel, 'a'), '.summary'))
  })

  it('shows where a detached one could belong, and attaches where somebody chooses', async () => {
    const { panel, actions } = await open({ opened: 'f', candidatesOf: () => candidates })
    const places = [...(card(panel, 'f').shadowRoot?.querySelectorAll('.candidates li') ?? [])]
    expect(
      places.map((place) => place.querySelector('.quiet')?.textContent?.replace(/\s+/g, ' ').trim()),
    ).to.deep.equal(['… wo die Banden waren …', '… weil Banden'])
    places[1]?.querySelector('button')?.click()
    expect(actions).to.deep.equal([{ type: 'set-quote', id: 'f', quote: [{ start: 40, end: 46 }] }])
  })

  it('says what to do when nothing is like the words', async () => {
    const { panel } = await open({ opened: 'f', candidatesOf: () => [] })
    expect(textOf(card(panel, 'f'), '.box')).to.contain('Markieren Sie im Text, wohin die Prüfung gehört')
  })

  it('changes nothing when it is read only', async () => {
    const { panel } = await open({ opened: 'f', readonly: true, candidatesOf: () => candidates })
    expect(has(card(panel, 'f'), '.candidates')).to.equal(false)
    panel.opened = 'a'
    await settled(panel)
    expect(has(card(panel, 'a'), '.edit')).to.equal(false)
  })
})

const states: readonly (readonly [string, Partial<AttributionPanel>, boolean])[] = [
  ['editing', { opened: 'a' }, true],
  ['a suggestion', { opened: 'a', suggestionOf: () => suggestion }, false],
  ['borders being moved', { opened: 'a', adjusting: 'a' }, false],
  ['candidates', { opened: 'f', candidatesOf: () => candidates }, true],
]
for (const locale of ['de', 'en'] as const)
  for (const scheme of ['light', 'dark'])
    describe(`axe on editing, ${locale}, ${scheme}`, () => {
      before(() => {
        document.documentElement.style.colorScheme = scheme
        document.documentElement.lang = locale
      })
      for (const [name, properties, isEditing] of states)
        it(`finds nothing wrong: ${name}`, async () => {
          const { panel } = await open({ locale, ...properties })
          if (isEditing) await edit(panel, properties.opened ?? '')
          panel.refuse('split-at-cursor')
          await settled(panel)
          expect(await violations()).to.deep.equal([])
          const edge = find(card(panel, properties.opened ?? ''), 'article').getBoundingClientRect().right
          for (const target of card(panel, properties.opened ?? '').shadowRoot?.querySelectorAll(
            'button, input, select, summary',
          ) ?? [])
            if (target.checkVisibility()) {
              const { height, right } = target.getBoundingClientRect()
              expect(height, target.outerHTML).to.be.at.least(24)
              expect(right, target.outerHTML).to.be.at.most(edge)
            }
          const scroller = find(panel, '.scroller')
          expect(scroller.scrollWidth).to.be.at.most(scroller.clientWidth)
        })
    })

describe('editing with the editor beside', () => {
  const text = 'Die Lage sei ernst, sagte Eva Kurz. Er komme morgen.'

  async function bound() {
    document.documentElement.lang = 'de'
    const { panel } = await open({ annotations: [], sources: [] })
    const place = document.createElement('div')
    document.body.prepend(place)
    const at = (words: string) => ({ start: text.indexOf(words), end: text.indexOf(words) + words.length })
    const made = (id: string, words: string) => ({
      ...statement(id, words, { status: 'in-progress' }),
      target: targetOf(text, { quote: [at(words)], speaker: [], cue: [], frame: [], addressee: [] }),
    })
    const view = new EditorView(place, {
      state: EditorState.create({
        doc: schema.node('doc', null, [schema.node('paragraph', null, [schema.text(text)])]),
        plugins: [
          keymap(attributionKeymap),
          attribution({
            engine: null,
            initial: {
              annotations: [made('a', 'Die Lage sei ernst'), made('b', 'Er komme morgen')],
              sources: [],
              log: [],
            },
          }),
        ],
      }),
    })
    bindPanel(panel, view)
    const drawn = async () => {
      await new Promise((done) => requestAnimationFrame(done))
      await settled(panel)
    }
    const choose = (words: string, isCursor = false) => {
      const { start, end } = at(words)
      view.dispatch(
        view.state.tr.setSelection(
          TextSelection.create(view.state.doc, start + 1, isCursor ? start + 1 : end + 1),
        ),
      )
    }
    await drawn()
    panel.opened = 'a'
    await drawn()
    await edit(panel, 'a')
    const first = () => getAnnotations(view.state)[0]
    return { panel, view, drawn, choose, first }
  }

  it('takes the words selected in the text for the speaker, also within another statement', async () => {
    const { panel, view, drawn, choose, first } = await bound()
    choose('komme')
    await drawn()
    expect(panel.opened).to.equal('a')
    button(card(panel, 'a'), 'Markierte Worte als Sprecher').click()
    expect(first()?.speakerIs).to.deep.equal({ kind: 'named', name: 'komme' })
    expect(getRanges(view.state, 'a')?.speaker).to.have.length(1)
  })

  it('says what is missing when nothing is selected, until something else is done', async () => {
    const { panel, drawn } = await bound()
    button(card(panel, 'a'), 'Markierte Worte als Sprecher').click()
    await drawn()
    expect(textOf(panel, '.notice')).to.equal('Markieren Sie zuerst im Text die Worte.')
    button(card(panel, 'a'), 'An der Schreibmarke teilen').click()
    await drawn()
    expect(textOf(panel, '.notice')).to.contain('Schreibmarke')
    button(card(panel, 'a'), 'Bestätigt').click()
    await drawn()
    expect(has(panel, '.notice')).to.equal(false)
  })

  it('splits at the cursor', async () => {
    const { panel, view, choose } = await bound()
    choose('sei', true)
    button(card(panel, 'a'), 'An der Schreibmarke teilen').click()
    expect(getAnnotations(view.state).map(({ target }) => target.wording)).to.deep.equal([
      'Die Lage',
      'sei ernst',
      'Er komme morgen',
    ])
  })

  it('goes to the text to move borders, and ends by key or by button', async () => {
    const { panel, view, drawn, first } = await bound()
    button(card(panel, 'a'), 'Grenzen ändern').click()
    await drawn()
    expect(view.hasFocus()).to.equal(true)
    expect(getAdjusting(view.state)?.id).to.equal('a')
    await press('ArrowLeft')
    await drawn()
    button(card(panel, 'a'), 'Übernehmen').click()
    expect(first()?.target.wording).to.equal('Die Lage sei')
    await drawn()
    card(panel, 'a').focus()
    await press('F2')
    await press('ArrowLeft')
    await press('Escape')
    await drawn()
    expect(getAdjusting(view.state)).to.equal(null)
    expect(first()?.target.wording).to.equal('Die Lage sei')
    expect(panel.adjusting).to.equal(null)
  })
})
