/** Tiptap's Collaboration, whose sync plugin is another one (y-tiptap), beside an editor with y-prosemirror. */
import { expect } from '@open-wc/testing'
import { Editor, Extension } from '@tiptap/core'
import { Collaboration } from '@tiptap/extension-collaboration'
import { StarterKit } from '@tiptap/starter-kit'
import * as Y from 'yjs'
import { getAnnotations, isPending, setStatus } from '../../src/index.js'
import { Attribution } from '../../src/tiptap/index.js'
import { sharedAttribution } from '../../src/yjs/index.js'
import { close, press, putCursor, quoteEngine, run, type, until } from '../plugin/editor.js'
import { ADA, JO, Line, QUOTE } from './desks.js'

function editorOn(doc: Y.Doc, user: typeof ADA): Editor {
  const element = document.createElement('div')
  document.body.append(element)
  return new Editor({
    element,
    extensions: [
      StarterKit.configure({ undoRedo: false }),
      Collaboration.configure({ document: doc, field: 'article' }),
      Attribution.configure({ engine: quoteEngine(), idleDelayMs: 10, user: () => user }),
      Extension.create({ name: 'sharedAttribution', addProseMirrorPlugins: () => [sharedAttribution()] }),
    ],
  })
}

function undoManagerOf({ state }: Editor): Y.UndoManager {
  const plugin = state.plugins.find((own) => (own as unknown as { key: string }).key.startsWith('y-undo$'))
  return (plugin?.getState(state) as { undoManager: Y.UndoManager }).undoManager
}

describe('two people with Tiptap at one article', () => {
  let editors: readonly [Editor, Editor]
  beforeEach(async () => {
    const docs = [new Y.Doc(), new Y.Doc()] as const
    new Line(docs)
    editors = [editorOn(docs[0], ADA), editorOn(docs[1], JO)]
    editors[0].commands.setContent(`<h2>Rat</h2><p>Er sagt: ${QUOTE}, und geht.</p><p>Dann „Nein“.</p>`)
    for (const { view } of editors)
      await until(() => !isPending(view.state) && getAnnotations(view.state).length === 2)
  })
  afterEach(() => {
    for (const editor of editors) {
      close(editor.view)
      editor.destroy()
    }
  })

  const seen = ({ view }: Editor) =>
    getAnnotations(view.state)
      .filter(({ review }) => review.at !== null)
      .map(({ target, review }) => [target.detached ? '' : target.wording, review.status, review.by?.name])

  it('see each other’s reviews, through typing, splitting, deleting and undoing', async () => {
    const [ada, jo] = editors
    run(ada.view, setStatus('verified', getAnnotations(ada.view.state)[0]?.id))
    const both = (...words: readonly string[]) => {
      for (const editor of editors)
        expect(seen(editor)).to.deep.equal(words.map((own) => [own, 'verified', 'Ada']))
    }
    both(QUOTE)
    putCursor(jo.view, 'letztes')
    await type('aller')
    const words = QUOTE.replace('letztes', 'allerletztes')
    both(words)
    putCursor(jo.view, QUOTE.slice(0, 5))
    await press('Enter')
    both(words)
    // What is done within half a second is undone together.
    undoManagerOf(jo).stopCapturing()
    putCursor(jo.view, words, { all: true })
    await press('Delete')
    both('')
    await press('Control', 'z')
    both(words)
  })
})
