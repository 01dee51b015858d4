/** What the card asks for, carried out in a real editor, and shown in the card again. */
import { expect } from '@open-wc/testing'
import { sendKeys } from '@web/test-runner-commands'
import { schema } from 'prosemirror-schema-basic'
import { EditorState } from 'prosemirror-state'
import { EditorView } from 'prosemirror-view'
import { attribution, getAnnotations, getDossier, type Annotation } from '../../src/index.js'
import type { Person } from '../../src/model/person.js'
import { bindPanel, type AttributionPanel } from '../../src/ui/index.js'
import { active, anna, card, find, open, settled, statement } from './fixtures.js'

const TEXT = 'Die Lage sei ernst, sagte sie. Das ist alles.'
const WORDS = 'Die Lage sei ernst'
const ben: Person = { id: 'ben', name: 'Ben Okafor' }
const PEOPLE = [anna, ben]

/** An article with a statement that Anna has verified; `now.user` works on it. */
async function desk() {
  const { panel } = await open({ annotations: [], sources: [], articleLang: null })
  const now = { user: ben }
  const made = statement('a', WORDS, { status: 'verified' })
  const target = { ...made.target, suffix: TEXT.slice(WORDS.length, WORDS.length + 32) }
  const place = document.createElement('div')
  document.body.prepend(place)
  const view = new EditorView(place, {
    state: EditorState.create({
      doc: schema.node('doc', null, [schema.node('paragraph', null, [schema.text(TEXT)])]),
      plugins: [
        attribution({
          engine: null,
          lang: 'de',
          user: () => now.user,
          people: () => PEOPLE,
          initial: { annotations: [{ ...made, target }], sources: [], log: [] },
        }),
      ],
    }),
  })
  bindPanel(panel, view)
  await drawn(panel)
  const annotation = (): Annotation => {
    const [found] = getAnnotations(view.state)
    if (!found) throw new RangeError('The statement is gone')
    return found
  }
  const key = async (name: string) => {
    card(panel, 'a').focus()
    await sendKeys({ press: name })
    await drawn(panel)
  }
  return { panel, view, now, annotation, key }
}

async function drawn(panel: AttributionPanel): Promise<void> {
  await new Promise((done) => requestAnimationFrame(done))
  await settled(panel)
}

const words = (root: Element, selector: string) =>
  (find(root, selector).textContent ?? '').replace(/\s+/g, ' ').trim()

describe('the desk, by keyboard', () => {
  it('confirms what has changed, has it signed off by somebody else, and tells it in the history', async () => {
    const { panel, view, now, annotation, key } = await desk()
    view.dispatch(view.state.tr.insertText('sehr ', 14))
    await drawn(panel)
    expect(words(card(panel, 'a'), '.summary')).to.contain('Wortlaut geändert')

    await key('h')
    expect(annotation().review).to.include({ status: 'verified', wording: 'Die Lage sei sehr ernst' })
    expect(annotation().review.by).to.deep.equal(ben)
    await key('g') // one cannot sign off oneself
    expect(annotation().signOff).to.equal(null)

    now.user = anna
    view.dispatch(view.state.tr.insertText(' Ja.', view.state.doc.content.size - 1)) // the next update asks who works
    await drawn(panel)
    await key('g')
    expect(annotation().signOff?.by).to.deep.equal(anna)
    await key('a')
    expect(annotation().assignee).to.deep.equal(anna)
    expect(words(card(panel, 'a'), '.summary')).to.contain('Gegengelesen')
    expect(words(card(panel, 'a'), '.initials')).to.equal('AM')

    await key('Enter')
    expect(getDossier(view.state).log.map(({ action }) => action)).to.deep.equal([
      'confirm',
      'sign-off',
      'assign',
    ])
    const history = words(card(panel, 'a'), '.history')
    for (const part of ['Gilt weiterhin', 'Gegengelesen', 'Zugewiesen: Anna Meier', 'Ben Okafor'])
      expect(history).to.contain(part)
  })

  it('talks about a statement, mentions somebody, and goes on writing after sending', async () => {
    const { panel, annotation, key } = await desk()
    await key('c')
    await sendKeys({ type: 'Fragst du nach, @an' })
    await drawn(panel)
    await sendKeys({ press: 'Enter' })
    await sendKeys({ down: 'Control' })
    await sendKeys({ press: 'Enter' })
    await sendKeys({ up: 'Control' })
    await drawn(panel)
    const [comment] = annotation().thread.comments
    expect(comment?.text).to.equal('Fragst du nach, @Anna Meier')
    expect(comment?.mentions).to.deep.equal([anna])
    expect(words(card(panel, 'a'), '.mention')).to.equal('@Anna Meier')
    expect(active()?.id).to.equal('new')
  })

  it('folds a discussion that is resolved, and unfolds it for a comment', async () => {
    const { panel, annotation, key } = await desk()
    await key('c')
    await sendKeys({ type: 'Klar' })
    find(panel, '.field .primary').click()
    await drawn(panel)
    find(panel, 'attribution-thread').shadowRoot?.querySelector<HTMLElement>('.head button')?.click()
    await drawn(panel)
    expect(annotation().thread.resolved?.by).to.deep.equal(ben)
    expect(words(find(panel, 'attribution-thread'), 'summary')).to.contain('erledigt · 1 Kommentar')
    await key('c')
    expect(find(find(panel, 'attribution-thread'), '.text').checkVisibility()).to.equal(true)
    expect(active()?.id).to.equal('new')
  })
})
