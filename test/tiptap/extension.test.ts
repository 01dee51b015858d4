import { expect } from '@open-wc/testing'
import { Editor, type JSONContent } from '@tiptap/core'
import { StarterKit } from '@tiptap/starter-kit'
import { dossierToJSON, isStale, parseDossier, type Source } from '../../src/index.js'
import { Attribution, type AttributionExtensionOptions } from '../../src/tiptap/index.js'
import { close, detected, press, putCursor, quoteEngine, type, until } from '../plugin/editor.js'

const TEXT = 'Der Rat stimmte zu. „Wir bauen im Mai“, sagte Anna Meier. „Das wird teuer“, hieß es dort.'
const ADA = { id: 'u1', name: 'Ada' }
const SOURCE: Source = {
  id: 's1',
  kind: 'document',
  title: 'Protokoll',
  reliability: 'unset',
  confidential: false,
}

let editor: Editor
afterEach(() => {
  close(editor.view)
  editor.destroy()
})

async function open(
  options: Partial<AttributionExtensionOptions> = {},
  texts: readonly string[] = [TEXT],
): Promise<void> {
  const element = document.createElement('div')
  document.body.append(element)
  let n = 0
  editor = new Editor({
    element,
    extensions: [
      StarterKit,
      Attribution.configure({
        engine: quoteEngine(),
        idleDelayMs: 10,
        createId: () => `a${++n}`,
        user: () => ADA,
        ...options,
      }),
    ],
    content: docOf(texts),
  })
  editor.commands.focus()
  await detected(editor.view)
}

function docOf(texts: readonly string[]): JSONContent {
  return {
    type: 'doc',
    content: texts.map((text) => ({ type: 'paragraph', content: [{ type: 'text', text }] })),
  }
}

const known = () => editor.storage.attribution
const statuses = () => known().annotations.map(({ review }) => review.status)
const wordings = () => known().annotations.map(({ target }) => target.wording)
const idOf = (words: string) =>
  known().annotations.find(({ target }) => target.wording.includes(words))?.id ?? ''

/** Selects words as a chain of Tiptap does it. */
function rangeOf(words: string): { from: number; to: number } {
  const from = editor.state.doc.textContent.indexOf(words) + 1 // in the first paragraph
  return { from, to: from + words.length }
}

describe('the extension for Tiptap', () => {
  it('marks statements beside the starter kit, and what is typed', async () => {
    await open()
    expect(wordings()).to.deep.equal(['„Wir bauen im Mai“', '„Das wird teuer“'])
    editor.commands.focus('end')
    await type(' „Wir auch“')
    await until(() => wordings().length === 3)
    expect(editor.view.dom.querySelectorAll('.attribution').length).to.be.at.least(3)
    await press('Control', 'b')
    expect(editor.isActive('bold'), 'the keys of the starter kit').to.equal(true)
  })

  it('tells by its storage what the plugin knows, the same objects while nothing changes', async () => {
    await open()
    const { annotations, sources, dossier } = known()
    editor.commands.attachSource({ id: idOf('Mai'), source: SOURCE })
    expect(known().sources.map(({ title }) => title)).to.deep.equal(['Protokoll'])
    expect(known().dossier.log).not.to.equal(dossier.log)
    expect(known().annotations).not.to.equal(annotations)
    expect(known().sources).not.to.equal(sources)
    expect(known().dossier).not.to.equal(dossier)
    expect(known().dossier).to.equal(known().dossier)
    expect(known().annotations).to.equal(known().annotations)
    expect(known().isPending).to.equal(false)
  })

  it('calls who has subscribed, and the option, even where one of them fails', async () => {
    const told: string[] = []
    const problems: unknown[] = []
    await open({
      onChange: () => told.push('option'),
      onProblem: ({ error }) => problems.push(error),
    })
    told.length = 0
    const error = new Error('not mine')
    known().subscribe(() => {
      throw error
    })
    const stop = known().subscribe(() => told.push(known().annotations[0]?.note ?? ''))
    editor.commands.setNote('offen', idOf('Mai'))
    expect(told).to.deep.equal(['option', 'offen'])
    expect(problems[0]).to.equal(error)
    stop()
    editor.commands.setNote('', idOf('Mai'))
    expect(told.slice(2)).to.deep.equal(['option'])
  })

  it('sets the status by key, with who did it', async () => {
    await open()
    putCursor(editor.view, 'bauen')
    await press('Alt', 'Enter')
    expect(statuses()).to.deep.equal(['verified', 'unchecked'])
    expect(known().annotations[0]?.review.by).to.deep.equal(ADA)
    await press('F8')
    expect(known().selected).to.equal(idOf('teuer'))
  })

  it('takes other keys beside its own, and leaves one out', async () => {
    await open({
      keys: {
        'Alt-Enter': () => false,
        F4: (_, dispatch) => (dispatch && editor.commands.setNote('F4'), true),
      },
    })
    putCursor(editor.view, 'bauen')
    await press('Alt', 'Enter')
    await press('F4')
    expect(statuses()).to.deep.equal(['unchecked', 'unchecked'])
    expect(known().annotations[0]?.note).to.equal('F4')
  })

  it('says by can() whether a command applies, and changes nothing', async () => {
    await open()
    expect(editor.can().setStatus('verified')).to.equal(false)
    expect(editor.can().setStatus('verified', idOf('Mai'))).to.equal(true)
    expect(editor.can().chain().setStatus('verified', idOf('Mai')).run()).to.equal(true)
    expect(editor.can().setStatus('verified', 'nobody')).to.equal(false)
    expect(statuses()).to.deep.equal(['unchecked', 'unchecked'])
  })

  it('says by false that a command does not apply', async () => {
    await open()
    expect(editor.commands.setStatus('verified', 'nobody')).to.equal(false)
    expect(editor.commands.setStatus('verified', idOf('Mai'))).to.equal(true)
    expect(editor.commands.setStatus('verified', idOf('Mai')), 'it is so already').to.equal(false)
    expect(editor.chain().setNote('x', 'nobody').setNote('y', idOf('Mai')).run()).to.equal(false)
    expect(known().annotations[0]?.note, 'the rest of the chain is done, as in Tiptap').to.equal('y')
  })

  it('does one after the other in a chain, each on what the chain has made so far', async () => {
    await open()
    const isDone = editor
      .chain()
      .setTextSelection(rangeOf('Der Rat stimmte zu'))
      .annotateSelection('indirect')
      .setStatus('disputed')
      .addComment('Wer sagt das?')
      .run()
    expect(isDone).to.equal(true)
    const own = known().annotations[0]
    expect(own?.kind).to.equal('indirect')
    expect(own?.target.wording).to.equal('Der Rat stimmte zu')
    expect(own?.review.status).to.equal('disputed')
    expect(known().dossier.log.length).to.equal(3)
  })

  it('marks the words that stand there once the chain has changed the text', async () => {
    await open()
    editor
      .chain()
      .insertContentAt(1, 'Gestern. ')
      .setTextSelection({ from: rangeOf('Anna').from + 9, to: rangeOf('Meier').to + 9 })
      .annotateSelection()
      .setNote('Wer ist das?')
      .run()
    const [own] = known().annotations.filter(({ note }) => note !== '')
    expect(own?.target.wording).to.equal('Anna Meier')
  })

  it('leaves the review to stand when the text of the same chain is undone', async () => {
    await open()
    editor.chain().insertContentAt(1, 'Gestern. ').setStatus('verified', idOf('Mai')).run()
    expect(editor.getText()).to.match(/^Gestern/)
    await press('Control', 'z')
    expect(editor.getText()).to.match(/^Der Rat/)
    expect(statuses()).to.deep.equal(['verified', 'unchecked'])
    await press('Control', 'y')
    expect(editor.getText()).to.match(/^Gestern/)
    expect(statuses()).to.deep.equal(['verified', 'unchecked'])
  })

  it('shows the review of changed words as stale, and undo heals it', async () => {
    await open()
    editor.commands.setStatus('verified', idOf('Mai'))
    putCursor(editor.view, 'im Mai')
    await type('schon ')
    const first = () => known().annotations[0]
    expect(first() && isStale(first()!)).to.equal(true)
    await press('Control', 'z')
    expect(first() && isStale(first()!)).to.equal(false)
  })

  it('keeps everything when its content is set anew', async () => {
    await open()
    editor.commands.setStatus('verified', idOf('Mai'))
    editor.commands.setContent(docOf(['Ein neuer Anfang.', TEXT]))
    expect(statuses()).to.include('verified')
    expect(known().annotations.find(({ review }) => review.status === 'verified')?.target.detached).to.equal(
      false,
    )
  })

  it('starts with a dossier, and loads one', async () => {
    await open()
    editor.commands.setStatus('verified', idOf('Mai'))
    const json = JSON.stringify(dossierToJSON(known().dossier))
    const parsed = parseDossier(json)
    if (!parsed.ok) throw new Error('not sound')
    close(editor.view)
    editor.destroy()
    await open({ initial: parsed.value })
    expect(statuses()).to.deep.equal(['verified', 'unchecked'])
    editor.commands.setStatus('disputed', idOf('Mai'))
    editor.commands.setAnnotations(parsed.value)
    expect(statuses()).to.deep.equal(['verified', 'unchecked'])
  })

  it('keeps everything, and who has subscribed, while it is taken out of the page and put back', async () => {
    await open()
    editor.commands.setStatus('verified', idOf('Mai'))
    let told = 0
    known().subscribe(() => told++)
    const place = editor.view.dom.parentElement!
    editor.unmount()
    expect(statuses()).to.deep.equal(['verified', 'unchecked'])
    editor.mount(place)
    await detected(editor.view)
    editor.commands.setNote('wieder da', idOf('Mai'))
    expect(statuses()).to.deep.equal(['verified', 'unchecked'])
    expect(told).to.be.at.least(1)
  })

  it('is empty before it has a view', async () => {
    editor = new Editor({ element: null, extensions: [StarterKit, Attribution], content: docOf([TEXT]) })
    expect(known().annotations).to.deep.equal([])
    expect(known().dossier.log).to.deep.equal([])
    expect(known().selected).to.equal(null)
    const place = document.createElement('div')
    document.body.append(place)
    editor.mount(place)
  })
})
