/** BlockNote: the Tiptap extension within an extension of BlockNote's; everything of BlockNote stays as it is. */
import { createExtension } from '@blocknote/core'
import { useCreateBlockNote } from '@blocknote/react'
import { BlockNoteView } from '@blocknote/mantine'
import '@blocknote/mantine/style.css'
import { useEffect, useRef } from 'react'
import { createRoot } from 'react-dom/client'
import { setStatus } from '../../src/index.js'
import { de } from '../../src/lang/de/index.js'
import { createEngine, describeReason } from '../../src/text/index.js'
import { Attribution } from '../../src/tiptap/index.js'
import { bindPanel, type AttributionPanel } from '../../src/ui/index.js'
import { LANG, PARAGRAPHS, TITLE } from '../examples/article.js'
import { saveDossier, saveReport } from '../examples/save.js'
import { Panel } from '../react/elements.js'

const attribution = createExtension({
  key: 'attribution',
  tiptapExtensions: [
    Attribution.configure({ engine: createEngine(de), user: () => ({ id: 'mk', name: 'M. K.' }) }),
  ],
})

createRoot(document.body).render(<Desk />)

function Desk() {
  const editor = useCreateBlockNote({
    extensions: [attribution],
    initialContent: [
      { type: 'heading', props: { level: 1 }, content: TITLE },
      ...PARAGRAPHS.map((content) => ({ type: 'paragraph' as const, content })),
    ],
    domAttributes: { editor: { id: 'article', lang: LANG, 'aria-label': 'Article' } },
  })
  const panel = useRef<AttributionPanel>(null)
  useEffect(
    () => (panel.current ? bindPanel(panel.current, editor.prosemirrorView, { describeReason }) : undefined),
    [editor],
  )
  // Commands are BlockNote's to carry out.
  const verify = () => {
    editor.exec(setStatus('verified'))
    editor.focus()
  }
  return (
    <>
      <header>
        <h1>BlockNote</h1>
        <nav>
          <a href="../examples.html">Examples</a>
        </nav>
        <button type="button" id="verify" onClick={verify}>
          Verified
        </button>
        <output />
        <button type="button" id="report" onClick={() => saveReport(editor.prosemirrorState)}>
          Report
        </button>
        <button type="button" id="dossier" onClick={() => saveDossier(editor.prosemirrorState)}>
          Dossier
        </button>
      </header>
      <main>
        <BlockNoteView editor={editor} />
      </main>
      <aside aria-label="Statements">
        <Panel ref={panel} />
      </aside>
    </>
  )
}
