/**
 * Yjs without a server: two people in one article, each with an editor and a Y.Doc of their own, one of whom can go
 * offline. A provider (a WebSocket, WebRTC, a file) stands where `join` and the listeners are.
 */
import { baseKeymap } from 'prosemirror-commands'
import { keymap } from 'prosemirror-keymap'
import { schema } from 'prosemirror-schema-basic'
import { EditorState } from 'prosemirror-state'
import { EditorView } from 'prosemirror-view'
import { prosemirrorToYXmlFragment, redo, undo, ySyncPlugin, yUndoPlugin } from 'y-prosemirror'
import { applyAwarenessUpdate, Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { attribution, attributionKeymap, getDossier, subscribe } from '../../src/index.js'
import { de } from '../../src/lang/de/index.js'
import { createEngine, describeReason } from '../../src/text/index.js'
import { bindPanel } from '../../src/ui/index.js'
import '../../src/ui/define.js'
import { getViewers, sharedAttribution, watchViewers } from '../../src/yjs/index.js'
import { PARAGRAPHS, TITLE } from '../examples/article.js'

/** What comes over the line is not sent back. */
const LINE = 'line'

class Client {
  readonly doc = new Y.Doc()
  readonly awareness = new Awareness(this.doc)

  open(id: string, name: string): EditorView {
    return new EditorView(document.getElementById(id), {
      attributes: { class: 'article', 'aria-label': `Article, ${name}` },
      state: EditorState.create({
        schema,
        plugins: [
          ySyncPlugin(this.doc.getXmlFragment('article')),
          yUndoPlugin(),
          keymap(attributionKeymap),
          keymap({ 'Mod-z': undo, 'Mod-y': redo, 'Mod-Shift-z': redo }),
          keymap(baseKeymap),
          attribution({ engine: createEngine(de), user: () => ({ id, name }) }),
          sharedAttribution({ awareness: this.awareness }),
        ],
      }),
    })
  }

  /** What the other one does comes here too, while both are online. */
  listenTo(other: Client): void {
    other.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (isOnline && origin !== LINE) Y.applyUpdate(this.doc, update, LINE)
    })
    other.awareness.on('update', (_: unknown, origin: unknown) => {
      if (isOnline && origin !== LINE) this.seeState(other)
    })
  }

  /** Gets what the other one has done meanwhile. */
  join(other: Client): void {
    Y.applyUpdate(this.doc, Y.encodeStateAsUpdate(other.doc, Y.encodeStateVector(this.doc)), LINE)
    this.seeState(other)
  }

  private seeState({ awareness }: Client): void {
    applyAwarenessUpdate(this.awareness, encodeAwarenessUpdate(awareness, [awareness.clientID]), LINE)
  }
}

let isOnline = true
const mira = new Client()
const jo = new Client()
mira.listenTo(jo)
jo.listenTo(mira)
const article = schema.node('doc', null, [
  schema.node('heading', { level: 1 }, [schema.text(TITLE)]),
  ...PARAGRAPHS.map((text) => schema.node('paragraph', null, [schema.text(text)])),
])
prosemirrorToYXmlFragment(article, mira.doc.getXmlFragment('article'))

const views = [mira.open('mira', 'Mira Keller'), jo.open('jo', 'Jo Brandt')] as const
bindPanel(document.querySelector('attribution-panel')!, views[0], { describeReason })

const offline = document.querySelector<HTMLButtonElement>('#offline')!
offline.addEventListener('click', () => {
  isOnline = !isOnline
  offline.setAttribute('aria-pressed', String(!isOnline))
  if (!isOnline) return
  mira.join(jo)
  jo.join(mira)
})

const told = document.querySelector('#told')!
const tell = (): void => {
  const [own, other] = views.map(({ state }) => getDossier(state).log.length)
  const isLooking = getViewers(views[0]).some(({ statement }) => statement !== null)
  told.textContent = `${isLooking ? 'Jo looks at a statement. ' : ''}Entries in the log: Mira ${own}, Jo ${other}`
}
for (const view of views) subscribe(view, tell)
watchViewers(views[0], tell)
tell()
