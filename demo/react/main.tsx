/** React: the editor in an effect, the elements as components, the plugin's state through `useSyncExternalStore`. */
import { baseKeymap } from 'prosemirror-commands'
import { history, redo, undo } from 'prosemirror-history'
import { keymap } from 'prosemirror-keymap'
import { schema } from 'prosemirror-schema-basic'
import { EditorState } from 'prosemirror-state'
import { EditorView } from 'prosemirror-view'
import { StrictMode, useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { createRoot } from 'react-dom/client'
import { attribution, attributionKeymap, getAnnotations, subscribe } from '../../src/index.js'
import { de } from '../../src/lang/de/index.js'
import type { Annotation } from '../../src/model/index.js'
import { createEngine, describeReason } from '../../src/text/index.js'
import { bindBeside, bindPanel, type AttributionBeside, type AttributionPanel } from '../../src/ui/index.js'
import { LANG, PARAGRAPHS, TITLE } from '../examples/article.js'
import { saveDossier, saveReport } from '../examples/save.js'
import { Beside, Panel } from './elements.js'

const ATTRIBUTES = { id: 'article', class: 'article', role: 'textbox', 'aria-label': 'Article', lang: LANG }
const NONE: readonly Annotation[] = []

createRoot(document.body).render(
  <StrictMode>
    <Desk />
  </StrictMode>,
)

function Desk() {
  const [view, setView] = useState<EditorView | null>(null)
  const [isPanelOpen, setPanelOpen] = useState(true)
  const [told, setTold] = useState('')
  const panel = useRef<AttributionPanel>(null)
  const beside = useRef<AttributionBeside>(null)
  const annotations = useAnnotations(view)
  const verified = annotations.filter(({ review }) => review.status === 'verified')

  useEffect(
    () => (view && panel.current ? bindPanel(panel.current, view, { describeReason }) : undefined),
    [view],
  )
  useEffect(
    () => (view && beside.current ? bindBeside(beside.current, view, { describeReason }) : undefined),
    [view],
  )

  return (
    <>
      <header>
        <h1>React</h1>
        <nav>
          <a href="../examples.html">Examples</a>
        </nav>
        <button type="button" aria-pressed={isPanelOpen} onClick={() => setPanelOpen(!isPanelOpen)}>
          Panel
        </button>
        <output id="told">
          {verified.length} of {annotations.length} verified{told && `, last: ${told}`}
        </output>
        <button type="button" id="report" onClick={() => view && saveReport(view.state)}>
          Report
        </button>
        <button type="button" id="dossier" onClick={() => view && saveDossier(view.state)}>
          Dossier
        </button>
      </header>
      <main>
        <Article onView={setView} />
      </main>
      <aside aria-label="Statements" hidden={!isPanelOpen}>
        <Panel ref={panel} onAction={({ detail }) => setTold(detail.type)} />
      </aside>
      <Beside ref={beside} active={!isPanelOpen} onAction={({ detail }) => setTold(detail.type)} />
    </>
  )
}

function Article({ onView }: { readonly onView: (view: EditorView | null) => void }) {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const view = new EditorView(place.current, { state: startingState(), attributes: ATTRIBUTES })
    onView(view)
    return () => {
      onView(null)
      view.destroy()
    }
  }, [onView])
  return <div ref={place} />
}

/** The same array while nothing changes, as React asks of a store. */
function useAnnotations(view: EditorView | null): readonly Annotation[] {
  const follow = useCallback((onChange: () => void) => (view ? subscribe(view, onChange) : () => {}), [view])
  return useSyncExternalStore(follow, () => (view ? getAnnotations(view.state) : NONE))
}

function startingState(): EditorState {
  const doc = schema.node('doc', null, [
    schema.node('heading', { level: 1 }, [schema.text(TITLE)]),
    ...PARAGRAPHS.map((text) => schema.node('paragraph', null, [schema.text(text)])),
  ])
  return EditorState.create({
    doc,
    plugins: [
      keymap(attributionKeymap),
      keymap({ 'Mod-z': undo, 'Mod-y': redo, 'Shift-Mod-z': redo }),
      keymap(baseKeymap),
      history(),
      attribution({ engine: createEngine(de), user: () => ({ id: 'mk', name: 'M. K.' }) }),
    ],
  })
}
