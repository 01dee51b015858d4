/** Tiptap: the extension beside the starter kit, its commands and its storage. */
import { Editor } from '@tiptap/core'
import { StarterKit } from '@tiptap/starter-kit'
import { de } from '../../src/lang/de/index.js'
import { createEngine, describeReason } from '../../src/text/index.js'
import { Attribution } from '../../src/tiptap/index.js'
import { bindPanel } from '../../src/ui/index.js'
import '../../src/ui/define.js'
import { PARAGRAPHS, TITLE } from '../examples/article.js'
import { saveDossier, saveReport } from '../examples/save.js'

const editor = new Editor({
  element: document.querySelector('#editor'),
  extensions: [
    StarterKit,
    Attribution.configure({ engine: createEngine(de), user: () => ({ id: 'mk', name: 'M. K.' }) }),
  ],
  content: {
    type: 'doc',
    content: [
      { type: 'heading', attrs: { level: 1 }, content: [{ type: 'text', text: TITLE }] },
      ...PARAGRAPHS.map((text) => ({ type: 'paragraph', content: [{ type: 'text', text }] })),
    ],
  },
  editorProps: { attributes: { id: 'article', class: 'article', 'aria-label': 'Article' } },
  injectCSS: false, // the policy of this page allows style sheets only
})
bindPanel(document.querySelector('attribution-panel')!, editor.view, { describeReason })

// A button of the host's own, by Tiptap's commands.
const verify = document.querySelector<HTMLButtonElement>('#verify')!
verify.addEventListener('click', () => editor.chain().focus().setStatus('verified').run())
const told = document.querySelector('#told')!
const tell = () => {
  const { annotations } = editor.storage.attribution
  const verified = annotations.filter(({ review }) => review.status === 'verified')
  told.textContent = `${verified.length} of ${annotations.length} verified`
  verify.disabled = !editor.can().setStatus('verified')
}
editor.storage.attribution.subscribe(tell)
tell()

document.querySelector('#report')!.addEventListener('click', () => saveReport(editor.state))
document.querySelector('#dossier')!.addEventListener('click', () => saveDossier(editor.state))
