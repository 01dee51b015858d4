import { expect } from '@open-wc/testing'
import { sendKeys } from '@web/test-runner-commands'
import type { ReviewAction } from '../../src/model/action.js'
import type { Person } from '../../src/model/person.js'
import { NO_THREAD, type Comment, type Thread } from '../../src/model/thread.js'
import { mentionParts, type AttributionThread } from '../../src/ui/thread.js'
import { active, anna, button, find, has, violations } from './fixtures.js'

const AT = '2026-11-24T13:11:00.000Z'
const ben: Person = { id: 'ben', name: 'Ben Okafor' }
const benno: Person = { id: 'benno', name: 'Benno Anders' }
const people = [anna, ben, benno]

const comment = (id: string, text: string, by: Person | null, parts: Partial<Comment> = {}): Comment => ({
  id,
  text,
  mentions: [],
  by,
  at: AT,
  editedAt: null,
  ...parts,
})
const talk: Thread = {
  comments: [
    comment('c1', 'Stimmt die Zahl, @Ben Okafor?', anna, { mentions: [ben] }),
    comment('c2', 'Ich frage nach.', ben),
  ],
  resolved: null,
}
const done: Thread = { ...talk, resolved: { by: anna, at: AT } }

async function mount(properties: Partial<AttributionThread> = {}): Promise<{
  readonly element: AttributionThread
  readonly actions: ReviewAction[]
}> {
  const box = document.createElement('main')
  box.style.cssText = 'width: 336px; background: light-dark(#fff, #15171a)'
  const element = Object.assign(document.createElement('attribution-thread'), {
    annotationId: 'a',
    thread: talk,
    people,
    user: ben,
    locale: 'de',
    ...properties,
  })
  const actions: ReviewAction[] = []
  element.addEventListener('attribution-action', ({ detail }) => actions.push(detail))
  box.append(element)
  document.body.replaceChildren(box)
  await drawn(element)
  return { element, actions }
}

async function drawn(element: AttributionThread): Promise<void> {
  for (let i = 0; i < 3; i++) {
    await element.updateComplete
    await new Promise((done) => setTimeout(done))
  }
}

const words = (root: Element, selector: string) =>
  (find(root, selector).textContent ?? '').replace(/\s+/g, ' ').trim()
const all = (element: Element, selector: string) => [
  ...(element.shadowRoot?.querySelectorAll(selector) ?? []),
]
const press = (key: string) => sendKeys({ press: key })
const type = (text: string) => sendKeys({ type: text })
const field = (element: Element) => find<HTMLTextAreaElement>(element, '#new')

async function chord(modifier: string, key: string): Promise<void> {
  await sendKeys({ down: modifier })
  await sendKeys({ press: key })
  await sendKeys({ up: modifier })
}

async function write(element: AttributionThread, text: string): Promise<void> {
  element.focus()
  await drawn(element)
  await type(text)
  await drawn(element)
}

describe('what was said', () => {
  it('is shown the oldest first, with author, time, and that it was changed', async () => {
    const changed = comment('c3', 'Erledigt.', benno, { editedAt: AT })
    const { element } = await mount({ thread: { ...talk, comments: [...talk.comments, changed] } })
    const lines = all(element, 'li').map((line) => (line.textContent ?? '').replace(/\s+/g, ' ').trim())
    expect(lines[0]).to.match(/^Anna Meier 24\.11\.2026, .*Stimmt die Zahl/)
    expect(lines[0]).not.to.contain('geändert')
    expect(lines[1]).to.match(/^Sie 24\.11\.2026/)
    expect(lines[2]).to.match(/^Benno Anders .*, geändert/)
    expect(find(element, 'time').getAttribute('datetime')).to.equal(AT)
  })

  it('keeps its lines, and adds no space to them', async () => {
    const { element } = await mount({ thread: { ...talk, comments: [comment('c', 'Eins\nzwei', anna)] } })
    expect(find(element, '.text').innerText).to.equal('Eins\nzwei')
  })

  it('marks who was mentioned', async () => {
    const { element } = await mount()
    expect(all(element, '.mention').map((one) => one.textContent)).to.deep.equal(['@Ben Okafor'])
  })

  it('is shown as text, however hostile', async () => {
    const bad = '<img src=x onerror=alert(1)> @<b>x</b>'
    const { element } = await mount({
      thread: {
        ...talk,
        comments: [
          comment('c', bad, { id: 'x', name: '<i>x</i>' }, { mentions: [{ id: 'y', name: '<b>x</b>' }] }),
        ],
      },
    })
    expect(words(element, '.text')).to.equal(bad)
    expect(words(element, '.mention')).to.equal('@<b>x</b>')
    expect(has(element, 'img, i')).to.equal(false)
  })

  it('takes the longest name, and no beginning of another word', () => {
    const cut = (text: string) =>
      mentionParts(text, [
        { id: '1', name: 'Ann' },
        { id: '2', name: 'Ann Lee' },
      ]).map((part) => (part.isMention ? `[${part.text}]` : part.text))
    expect(cut('@Ann Lee, @Ann und @Anna')).to.deep.equal(['[@Ann Lee]', ', ', '[@Ann]', ' und @Anna'])
    expect(cut('')).to.deep.equal([''])
  })
})

describe('writing a comment', () => {
  it('keeps what was begun to itself: nobody is told, and it goes with the element', async () => {
    const { element, actions } = await mount()
    find(element, 'textarea').focus()
    await sendKeys({ type: 'Noch offen' })
    expect(element.hasDraft).to.equal(true)
    expect(actions).to.deep.equal([])
    const { element: anew } = await mount()
    expect(find<HTMLTextAreaElement>(anew, 'textarea').value).to.equal('')
    expect(anew.hasDraft).to.equal(false)
  })

  it('sends by button, and empties the field, which keeps the focus', async () => {
    const { element, actions } = await mount({ thread: NO_THREAD })
    await write(element, 'Gut so')
    button(element, 'Senden').click()
    await drawn(element)
    expect(actions).to.deep.equal([{ type: 'add-comment', id: 'a', text: 'Gut so', mentions: [] }])
    expect(field(element).value).to.equal('')
    expect(active()).to.equal(field(element))
  })

  for (const modifier of ['Control', 'Meta'])
    it(`sends by ${modifier} and Enter; Enter alone begins a line`, async () => {
      const { element, actions } = await mount()
      await write(element, 'Eins')
      await press('Enter')
      await type('zwei')
      expect(actions).to.deep.equal([])
      await chord(modifier, 'Enter')
      expect(actions).to.deep.equal([{ type: 'add-comment', id: 'a', text: 'Eins\nzwei', mentions: [] }])
    })

  it('sends nothing that is empty', async () => {
    const { element, actions } = await mount()
    await write(element, '   ')
    await chord('Control', 'Enter')
    expect(actions).to.deep.equal([])
    expect(element.hasDraft).to.equal(false)
  })

  it('tells that there is a draft, and that there is none any more', async () => {
    const { element } = await mount()
    const told: boolean[] = []
    element.addEventListener('draft', () => told.push(element.hasDraft))
    await write(element, 'Hal')
    await chord('Control', 'Enter')
    await drawn(element)
    expect(told).to.deep.equal([true, false])
  })

  it('keeps the draft when somebody else comments meanwhile, and drops it for another statement', async () => {
    const { element } = await mount()
    await write(element, 'Halb')
    element.thread = { ...talk, comments: [...talk.comments, comment('c9', 'Ich auch.', anna)] }
    await drawn(element)
    expect(field(element).value).to.equal('Halb')
    expect(active()).to.equal(field(element))
    element.annotationId = 'b'
    await drawn(element)
    expect(field(element).value).to.equal('')
  })
})

describe('naming people', () => {
  const options = (element: Element) => all(element, '[role="option"]').map((one) => one.textContent?.trim())
  const chosen = (element: Element) => {
    const id = field(element).getAttribute('aria-activedescendant')
    return id && find(element, `#${id}`).textContent?.trim()
  }

  it('offers those whose name goes on like that, moves by arrows, takes by Enter', async () => {
    const { element, actions } = await mount()
    await write(element, 'Frag @ben')
    expect(options(element)).to.deep.equal(['Ben Okafor', 'Benno Anders'])
    expect(chosen(element)).to.equal('Ben Okafor')
    await press('ArrowDown')
    await drawn(element)
    expect(chosen(element)).to.equal('Benno Anders')
    await press('ArrowDown')
    await press('ArrowUp')
    await press('Enter')
    await drawn(element)
    expect(field(element).value).to.equal('Frag @Benno Anders ')
    expect(has(element, '[role="listbox"]')).to.equal(false)
    await type('danach')
    await chord('Control', 'Enter')
    expect(actions).to.deep.equal([
      { type: 'add-comment', id: 'a', text: 'Frag @Benno Anders danach', mentions: [benno] },
    ])
  })

  it('puts the name where the cursor is', async () => {
    const { element } = await mount()
    await write(element, 'A Z')
    await press('ArrowLeft')
    await type('@okaf')
    await drawn(element)
    await press('Enter')
    await drawn(element)
    expect(field(element).value).to.equal('A @Ben Okafor Z')
    expect(field(element).selectionStart).to.equal('A @Ben Okafor '.length)
  })

  it('is closed by Escape, which does no more', async () => {
    const { element } = await mount()
    let heard = 0
    element.addEventListener('keydown', ({ key }) => (heard += key === 'Escape' ? 1 : 0))
    await write(element, '@')
    expect(options(element)).to.have.length(3)
    await press('Escape')
    await drawn(element)
    expect(options(element)).to.have.length(0)
    expect(field(element).value).to.equal('@')
    expect(heard).to.equal(0)
    await press('Escape')
    expect(heard).to.equal(1)
  })

  it('is done by pointer, with the cursor staying in the text', async () => {
    const { element } = await mount()
    await write(element, '@An')
    find(element, '[role="option"]').dispatchEvent(
      new MouseEvent('mousedown', { bubbles: true, cancelable: true }),
    )
    await drawn(element)
    expect(field(element).value).to.equal('@Anna Meier ')
    expect(active()).to.equal(field(element))
  })

  it('offers nobody inside a word, as in an address', async () => {
    const { element } = await mount()
    await write(element, 'post@be')
    expect(has(element, '[role="listbox"]')).to.equal(false)
  })

  it('tells screen readers how many there are', async () => {
    const { element } = await mount()
    await write(element, '@be')
    expect(words(element, '[role="status"]')).to.contain('2 Personen')
  })
})

describe('one’s own comments', () => {
  it('can be changed, and only those', async () => {
    const { element, actions } = await mount()
    expect(all(element, '[data-edit]')).to.have.length(1)
    button(element, 'Ihren Kommentar ändern').click()
    await drawn(element)
    expect(active()?.id).to.equal('edit')
    await type(' @Anna Meier')
    await chord('Control', 'Enter')
    await drawn(element)
    expect(actions).to.deep.equal([
      {
        type: 'edit-comment',
        id: 'a',
        commentId: 'c2',
        text: 'Ich frage nach. @Anna Meier',
        mentions: [anna],
      },
    ])
    expect(active()?.getAttribute('data-edit')).to.equal('c2')
  })

  it('keep what was typed after Escape, until it is taken over or given up by a button', async () => {
    const { element, actions } = await mount()
    let heard = 0
    element.addEventListener('keydown', ({ key }) => (heard += key === 'Escape' ? 1 : 0))
    button(element, 'Ihren Kommentar ändern').click()
    await drawn(element)
    await type(' Später.')
    await press('Escape')
    await drawn(element)
    expect(heard, 'left to the card, which takes the focus').to.equal(1)
    expect(find<HTMLTextAreaElement>(element, '#edit').value).to.equal('Ich frage nach. Später.')
    expect(element.hasDraft).to.equal(true)
    button(element, 'Abbrechen').click()
    await drawn(element)
    expect(has(element, '#edit')).to.equal(false)
    expect(actions).to.deep.equal([])
  })

  it('become the next comment when somebody deletes them elsewhere meanwhile', async () => {
    const { element } = await mount()
    await write(element, 'Begonnen')
    button(element, 'Ihren Kommentar ändern').click()
    await drawn(element)
    await type(' Später.')
    element.thread = { ...talk, comments: talk.comments.slice(0, 1) }
    await drawn(element)
    expect(field(element).value).to.equal('Begonnen\nIch frage nach. Später.')
  })

  it('stay as they were after Escape where nothing was typed', async () => {
    const { element, actions } = await mount()
    button(element, 'Ihren Kommentar ändern').click()
    await drawn(element)
    await press('Escape')
    await drawn(element)
    expect(actions).to.deep.equal([])
    expect(words(element, 'li:last-child .text')).to.equal('Ich frage nach.')
    expect(active()?.getAttribute('data-edit')).to.equal('c2')
  })

  it('still mention whom the house does not name any more', async () => {
    const old: Person = { id: 'old', name: 'Otto Alt' }
    const thread = { ...talk, comments: [comment('c', '@Otto Alt fragen', ben, { mentions: [old] })] }
    const { element, actions } = await mount({ thread })
    button(element, 'Ihren Kommentar ändern').click()
    await drawn(element)
    await type('!')
    button(element, 'Übernehmen').click()
    const [action] = actions
    expect(action?.type === 'edit-comment' && action.mentions).to.deep.equal([old])
  })

  it('are deleted, and the focus goes to the field', async () => {
    const { element, actions } = await mount()
    button(element, 'Ihren Kommentar löschen').focus()
    await press('Enter')
    expect(actions).to.deep.equal([{ type: 'remove-comment', id: 'a', commentId: 'c2' }])
    element.thread = { ...talk, comments: talk.comments.slice(0, 1) }
    await drawn(element)
    expect(active()).to.equal(field(element))
  })
})

describe('resolving', () => {
  it('folds the thread, tells its count, and keeps the focus', async () => {
    const { element, actions } = await mount()
    button(element, 'Als erledigt ablegen').focus()
    await press('Enter')
    expect(actions).to.deep.equal([{ type: 'resolve-thread', id: 'a' }])
    element.thread = done
    await drawn(element)
    expect(words(element, 'summary')).to.equal('Gespräch · erledigt · 2 Kommentare')
    expect(find(element, '.text').checkVisibility()).to.equal(false)
    expect(active()?.localName).to.equal('summary')
  })

  it('is taken back from the unfolded thread', async () => {
    const { element, actions } = await mount({ thread: done })
    find(element, 'summary').focus()
    await press('Enter')
    await drawn(element)
    expect(words(element, '.content')).to.contain('Erledigt von Anna Meier, 24.11.2026')
    button(element, 'Wieder aufnehmen').focus()
    await press('Enter')
    expect(actions).to.deep.equal([{ type: 'reopen-thread', id: 'a' }])
    element.thread = talk
    await drawn(element)
    expect(active()).to.equal(field(element))
  })

  it('is not offered where nothing was said', async () => {
    const { element } = await mount({ thread: NO_THREAD })
    expect(has(element, 'button')).to.equal(false)
  })

  it('gives way to a new comment: the field is reached in a folded thread', async () => {
    const { element } = await mount({ thread: done })
    await write(element, 'Doch nicht')
    expect(active()).to.equal(field(element))
    expect(field(element).value).to.equal('Doch nicht')
  })
})

describe('a thread that is only read', () => {
  it('shows all and offers nothing', async () => {
    const { element } = await mount({ rights: [] })
    expect(all(element, '.text')).to.have.length(2)
    expect(has(element, 'button, textarea')).to.equal(false)
  })
})

const STATES: Readonly<Record<string, (element: AttributionThread) => unknown>> = {
  empty: (element) => (element.thread = NO_THREAD),
  open: () => null,
  resolved: (element) => (element.thread = done),
  'resolved, unfolded': (element) => ((element.thread = done), element.focus()),
  'with a draft': (element) => write(element, 'Halb'),
  'naming somebody': (element) => write(element, '@be'),
  changing: (element) => find(element, '[data-edit]').click(),
  'read only': (element) => (element.rights = []),
}

for (const locale of ['de', 'en'] as const)
  for (const scheme of ['light', 'dark'])
    describe(`axe on a thread, ${locale}, ${scheme}`, () => {
      before(() => {
        document.documentElement.style.colorScheme = scheme
        document.documentElement.lang = locale
      })
      after(() => {
        document.documentElement.style.colorScheme = ''
        document.documentElement.lang = 'de'
      })
      for (const [name, act] of Object.entries(STATES))
        it(`finds nothing wrong: ${name}`, async () => {
          const { element } = await mount({ locale })
          await act(element)
          await drawn(element)
          expect(await violations()).to.deep.equal([])
        })
    })
