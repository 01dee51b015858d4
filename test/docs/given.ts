/** Makes what samples take for given (`given.d.ts`), before each runs in its page. */
import { keymap } from 'prosemirror-keymap'
import { schema } from 'prosemirror-schema-basic'
import { EditorState } from 'prosemirror-state'
import { EditorView } from 'prosemirror-view'
import { attribution, getArticle, getDossier, isPending, subscribe } from '../../src/index.js'
import { de } from '../../src/lang/de/index.js'
import { createEngine } from '../../src/text/index.js'
import '../../src/ui/define.js'

const doc = schema.node('doc', null, [
  schema.node('heading', { level: 1 }, [schema.text('Rat stimmt zu')]),
  schema.node('paragraph', null, [schema.text('„Wir bauen“, sagte Meier, „noch im Mai.“ Das werde teuer.')]),
  schema.node('paragraph', null, [schema.text('Laut Polizei kam niemand.')]),
])
const place = document.createElement('div')
document.body.append(place)
const view = new EditorView(place, {
  state: EditorState.create({
    doc,
    plugins: [
      attribution({ engine: createEngine(de), idleDelayMs: 0, user: () => ({ id: 'mk', name: 'M. K.' }) }),
    ],
  }),
})

/** Whether nothing is to be awaited in the editor that samples are given. */
export const isQuiet = (): boolean => view.isDestroyed || !isPending(view.state)

/** Renders the components that a sample of React exports. */
export async function render(sample: object): Promise<void> {
  const { renderAll } = await import('./render.js')
  await renderAll(sample, view)
}

if (!isQuiet())
  await new Promise<void>((done) => {
    const stop = subscribe(view, () => {
      if (!isQuiet()) return
      stop()
      done()
    })
  })
const article = getArticle(view.state)
const { length: found } = getDossier(view.state).annotations
if (!found) throw new Error('Nothing is found in the article that samples are given')

Object.assign(globalThis, {
  view,
  doc,
  schema,
  EditorState,
  EditorView,
  keymap,
  text: article.blocks.map((block) => block.text).join('\n\n'),
  article,
  dossier: getDossier(view.state),
  save: () => undefined,
  goLive: () => undefined,
})
