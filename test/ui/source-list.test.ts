import { expect } from '@open-wc/testing'
import { resetMouse, sendKeys } from '@web/test-runner-commands'
import { schema } from 'prosemirror-schema-basic'
import { EditorState } from 'prosemirror-state'
import { EditorView } from 'prosemirror-view'
import { attribution, getAnnotations, getDossier } from '../../src/index.js'
import type { ReviewAction } from '../../src/model/action.js'
import type { Evidence, Source } from '../../src/model/source.js'
import { SOURCE_DRAG_TYPE } from '../../src/ui/drag.js'
import { bindPanel } from '../../src/ui/index.js'
import type { AttributionSourceList } from '../../src/ui/source-list.js'
import {
  active,
  anna,
  article,
  button,
  card,
  find,
  informant,
  open,
  post,
  settled,
  statement,
  violations,
} from './fixtures.js'
import { drag, middle } from './mouse.js'

const evidence = (id: string, sourceId: string, relation: Evidence['relation'] = 'origin'): Evidence => ({
  id,
  sourceId,
  relation,
  passage: '',
  locator: '',
  translated: false,
  by: anna,
  at: '2026-11-24T13:11:00.000Z',
})

const unused: Source = {
  id: 's3',
  kind: 'book',
  title: 'Almanach',
  author: 'Kim',
  reliability: 'unset',
  confidential: false,
}
const statements = [
  statement('a', 'Erste Aussage', { place: 10, status: 'verified', evidence: [evidence('e1', 's1')] }),
  statement('b', 'Zweite Aussage', {
    place: 50,
    status: 'disputed',
    evidence: [evidence('e2', 's1', 'supports')],
  }),
  statement('c', 'Dritte Aussage', { place: 90, evidence: [evidence('e3', 's1')] }),
  statement('d', 'Vierte Aussage', {
    place: 130,
    status: 'verified',
    evidence: [evidence('e4', 's1', 'context')],
  }),
]

async function show(properties: Partial<AttributionSourceList> = {}) {
  document.body.replaceChildren()
  const main = document.createElement('main')
  main.style.cssText = 'width: 360px; background: light-dark(#f7f7f8, #121317)'
  const list = Object.assign(document.createElement('attribution-source-list'), {
    locale: 'de',
    articleLang: 'de',
    sources: [post, informant, unused],
    annotations: statements,
    ...properties,
  })
  const actions: ReviewAction[] = []
  const selected: (string | null)[] = []
  list.addEventListener('attribution-action', ({ detail }) => actions.push(detail))
  list.addEventListener('attribution-select', ({ detail }) => selected.push(detail.id))
  main.append(list)
  document.body.append(main)
  await drawn(list)
  return { list, actions, selected }
}

async function drawn(list: AttributionSourceList): Promise<void> {
  for (let i = 0; i < 3; i++) {
    await list.updateComplete
    await new Promise((done) => setTimeout(done, 5))
  }
}

function row(list: AttributionSourceList, id: string): HTMLElement {
  return find(list, `[data-id="${id}"]`)
}

async function unfold(list: AttributionSourceList, id: string): Promise<void> {
  row(list, id).querySelector('summary')?.click()
  await drawn(list)
}

const words = (element: Element | null) => element?.textContent?.replace(/\s+/g, ' ').trim() ?? ''

describe('the list of sources', () => {
  it('shows all by title, with how many statements rest on each', async () => {
    const { list } = await show()
    const rows = [...list.renderRoot.querySelectorAll('summary')].map(words)
    expect(rows).to.have.length(3)
    for (const [i, part] of [
      'Almanach nicht verwendet',
      `${post.title} 4 Aussagen`,
      informant.title,
    ].entries())
      expect(rows[i]).to.contain(part)
    expect(rows[1]).to.contain('Verlässlich')
    expect(rows[2]).to.contain('Vertraulich')
  })

  it('unfolds by key to the statements, which jump to their place', async () => {
    const { list, selected } = await show()
    row(list, 's1').querySelector('summary')?.focus()
    await sendKeys({ press: 'Enter' })
    await drawn(list)
    const quotes = [...row(list, 's1').querySelectorAll('.quote')].map(words)
    expect(quotes).to.deep.equal(['Erste Aussage', 'Zweite Aussage', 'Dritte Aussage', 'Vierte Aussage'])
    button(list, 'Zweite Aussage').click()
    expect(selected).to.deep.equal(['b'])
  })

  it('says how many reviewed statements an unreliable source reopens before it does it', async () => {
    const { list, actions } = await show()
    await unfold(list, 's1')
    button(list, 'Als nicht verlässlich').click()
    await drawn(list)
    // Not the one that nobody has reviewed, nor the one for which it is only background.
    expect(words(find(list, '#reopens'))).to.contain('2 geprüfte Aussagen')
    expect(actions).to.have.length(0)
    expect(active()?.textContent).to.contain('Als nicht verlässlich')
    await sendKeys({ press: 'Escape' })
    await drawn(list)
    expect(active()?.getAttribute('data-role')).to.equal('unreliable')
    await sendKeys({ press: 'Enter' })
    await drawn(list)
    await sendKeys({ press: 'Enter' })
    expect(actions).to.deep.equal([{ type: 'edit-source', source: { ...post, reliability: 'unreliable' } }])
  })

  it('asks nothing where nothing is reopened', async () => {
    const { list, actions } = await show()
    await unfold(list, 's3')
    button(list, 'Als nicht verlässlich').click()
    expect(actions).to.deep.equal([{ type: 'edit-source', source: { ...unused, reliability: 'unreliable' } }])
  })

  it('takes down what was corrected', async () => {
    const { list, actions } = await show()
    await unfold(list, 's1')
    button(list, 'Berichtigt').click()
    await drawn(list)
    expect(words(find(list, '#reopens'))).to.contain('2 geprüfte Aussagen')
    button(list, 'Berichtigung festhalten').click()
    expect(actions).to.have.length(0)
    find(list, '#correction').focus()
    await sendKeys({ type: '14 statt 40' })
    button(list, 'Berichtigung festhalten').click()
    await drawn(list)
    expect(actions).to.deep.equal([{ type: 'correct-source', sourceId: 's1', correction: '14 statt 40' }])
    expect(active()?.getAttribute('data-role')).to.equal('correct')
  })

  it('removes only what nothing rests on, and keeps the focus in the list', async () => {
    const { list, actions } = await show()
    await unfold(list, 's1')
    expect(() => button(row(list, 's1'), 'Quelle entfernen')).to.throw()
    await unfold(list, 's3')
    const remove = button(list, 'Quelle entfernen')
    remove.focus()
    remove.click()
    expect(actions).to.deep.equal([{ type: 'remove-source', sourceId: 's3' }])
    list.sources = [post, informant]
    await drawn(list)
    expect(words(active())).to.contain(post.title)
  })

  it('edits a source where it stands, and gives the focus back', async () => {
    const { list, actions } = await show()
    await unfold(list, 's3')
    button(list, 'Bearbeiten').click()
    await drawn(list)
    expect(active()?.getAttribute('name')).to.equal('title')
    await sendKeys({ press: 'End' })
    await sendKeys({ type: ' 2022' })
    await sendKeys({ press: 'Enter' })
    await drawn(list)
    expect(actions).to.deep.equal([{ type: 'edit-source', source: { ...unused, title: 'Almanach 2022' } }])
    expect(active()?.getAttribute('data-role')).to.equal('edit')
  })

  it('says what to do while it is empty, and adds a source by keyboard', async () => {
    const { list, actions } = await show({ sources: [], annotations: [] })
    expect(words(find(list, '.empty'))).to.contain('Legen Sie hier eine Quelle an')
    expect(await violations()).to.deep.equal([])
    list.focus()
    await sendKeys({ press: 'Enter' })
    await drawn(list)
    await sendKeys({ type: 'Gutachten' })
    await sendKeys({ press: 'Enter' })
    await drawn(list)
    expect(actions[0]?.type === 'add-source' && actions[0].source.title).to.equal('Gutachten')
    expect(words(active())).to.equal('Quelle anlegen')
  })

  it('searches many, by author too, and says how many it has found', async () => {
    const many = Array.from({ length: 8 }, (_, i): Source => ({
      ...unused,
      id: `m${i}`,
      author: i === 5 ? 'Meier' : 'Kim',
    }))
    const { list } = await show({ sources: many })
    list.focus()
    await sendKeys({ type: 'meier' })
    await drawn(list)
    expect(list.renderRoot.querySelectorAll('.source')).to.have.length(1)
    expect(words(find(list, '[role="status"]'))).to.equal('1 Quelle')
    await sendKeys({ type: 'x' })
    await drawn(list)
    expect(words(find(list, '[role="status"]'))).to.contain('Keine Quelle passt')
  })

  it('shows a source that was asked for, whatever is searched for, with the focus on it', async () => {
    const many = Array.from({ length: 40 }, (_, i): Source => ({
      ...unused,
      id: `m${i}`,
      title: `Band ${i}`,
    }))
    const { list } = await show({ sources: [...many, post, unused] })
    const field = find<HTMLInputElement>(list, '.search input')
    field.focus()
    await sendKeys({ type: 'Almanach' })
    await drawn(list)
    await list.show('m39')
    expect(row(list, 'm39').contains(active())).to.equal(true)
    expect(row(list, 'm39').querySelector('details')?.open).to.equal(true)
    expect(field.value).to.equal('')
    const { top, bottom } = (active() as Element).getBoundingClientRect() // something has it, see above
    expect(top >= 0 && bottom <= innerHeight).to.equal(true)
    await list.show('nowhere')
    expect(row(list, 'm39').contains(active())).to.equal(true)
  })

  it('only shows where nothing can be changed', async () => {
    const { list } = await show({ rights: [] })
    await unfold(list, 's1')
    expect(
      [...list.renderRoot.querySelectorAll('button')].every((one) => one.closest('.statements')),
    ).to.equal(true)
    expect(row(list, 's1').draggable).to.equal(false)
  })

  for (const scheme of ['light', 'dark'])
    it(`is clean for axe in the ${scheme} theme, folded, unfolded, asking and editing`, async () => {
      document.documentElement.style.colorScheme = scheme
      const { list } = await show({
        sources: [{ ...post, correction: 'x', contact: '0171' }, informant, unused],
      })
      expect(await violations()).to.deep.equal([])
      await unfold(list, 's1')
      expect(await violations()).to.deep.equal([])
      for (const name of ['Als nicht verlässlich', 'Berichtigt', 'Bearbeiten']) {
        button(list, name).click()
        await drawn(list)
        expect(await violations(), name).to.deep.equal([])
        button(list, 'Abbrechen').click()
        await drawn(list)
      }
      document.documentElement.style.colorScheme = ''
    })
})

describe('a source that is dragged', () => {
  afterEach(() => resetMouse())

  /** The list beside the panel. */
  async function beside(sources: readonly Source[]) {
    const list = Object.assign(document.createElement('attribution-source-list'), { locale: 'de', sources })
    list.style.cssText = 'position: fixed; top: 0; left: 400px; width: 300px'
    document.body.append(list)
    await drawn(list)
    return list
  }

  it('is attached to the card on which it is dropped, which opens where the passage goes', async () => {
    const { panel, actions } = await open()
    const list = await beside([post])
    let isShown = false
    await drag(
      row(list, 's1'),
      () => middle(card(panel, 'a')),
      () => (isShown = card(panel, 'a').hasAttribute('dropping')),
    )
    expect(isShown).to.equal(true)
    expect(card(panel, 'a').hasAttribute('dropping')).to.equal(false)
    expect(actions).to.deep.equal([
      { type: 'attach-source', id: 'a', source: post, relation: 'origin', passage: '', locator: '' },
    ])
    panel.annotations = article().map((own) =>
      own.id === 'a' ? { ...own, evidence: [evidence('e9', 's1')] } : own,
    )
    await settled(panel)
    expect(panel.opened).to.equal('a')
    expect(active()?.getAttribute('name')).to.equal('passage')
  })

  it('is not attached twice to a statement', async () => {
    const { panel, actions } = await open()
    const list = await beside([post])
    await drag(row(list, 's1'), () => middle(card(panel, 'b')))
    await settled(panel)
    expect(actions).to.deep.equal([])
    expect(active()?.getAttribute('name')).to.equal('passage')
  })

  async function withText() {
    const { panel } = await open({ annotations: [], sources: [] })
    const text = 'Die Lage sei ernst, sagte sie. Das ist alles.'
    const place = document.createElement('div')
    place.style.cssText = 'width: 380px'
    document.body.prepend(place)
    const doc = schema.node('doc', null, [schema.node('paragraph', null, [schema.text(text)])])
    const first = statement('a', 'Die Lage sei ernst', { place: 0 })
    const initial = {
      annotations: [{ ...first, target: { ...first.target, suffix: text.slice(18, 50) } }],
      sources: [post],
      log: [],
    }
    const view = new EditorView(place, {
      state: EditorState.create({ doc, plugins: [attribution({ engine: null, lang: 'de', initial })] }),
    })
    bindPanel(panel, view)
    await settled(panel)
    const list = await beside([post])
    const over = (words: string) => (): [number, number] => {
      const { left, top, bottom } = view.coordsAtPos(1 + text.indexOf(words) + 3)
      return [Math.round(left), Math.round((top + bottom) / 2)]
    }
    return { panel, view, list, text, over }
  }

  it('is attached to the statement in the text on which it is dropped, and nothing is inserted', async () => {
    const { panel, view, list, text, over } = await withText()
    let isShown = false
    await drag(row(list, 's1'), over('Lage'), () => (isShown = CSS.highlights.has('attribution-drop')))
    await settled(panel)
    expect(isShown).to.equal(true)
    expect(CSS.highlights.has('attribution-drop')).to.equal(false)
    expect(view.state.doc.textContent).to.equal(text)
    expect(getAnnotations(view.state)[0]?.evidence.map(({ sourceId }) => sourceId)).to.deep.equal(['s1'])
    expect(panel.opened).to.equal('a')
    expect(active()?.getAttribute('name')).to.equal('passage')
  })

  it('does nothing where it is dropped beside the statements', async () => {
    const { view, list, text, over } = await withText()
    const { doc } = view.state
    await drag(row(list, 's1'), over('alles'))
    expect(view.state.doc).to.equal(doc)
    expect(view.state.doc.textContent).to.equal(text)
    expect(getDossier(view.state).log).to.have.length(0)
  })

  it('is no source of ours when it comes from elsewhere', async () => {
    const { panel, actions } = await open()
    const dataTransfer = new DataTransfer()
    dataTransfer.setData(SOURCE_DRAG_TYPE, 'token s1')
    const at = { bubbles: true, cancelable: true, composed: true, dataTransfer }
    const over = new DragEvent('dragover', at)
    card(panel, 'a').dispatchEvent(over)
    card(panel, 'a').dispatchEvent(new DragEvent('drop', at))
    await settled(panel)
    expect(over.defaultPrevented).to.equal(false)
    expect(actions).to.deep.equal([])
  })
})
