/**
 * An article that a server keeps for everybody: text by y-prosemirror, what the desk knows by `sharedAttribution`, both
 * over one connection. `?who=` is who one is (a token, see `members.ts`), `?server=` where the server is.
 */
import { HocuspocusProvider } from '@hocuspocus/provider'
import { baseKeymap } from 'prosemirror-commands'
import { keymap } from 'prosemirror-keymap'
import { schema } from 'prosemirror-schema-basic'
import { EditorState } from 'prosemirror-state'
import { EditorView } from 'prosemirror-view'
import { redo, undo, ySyncPlugin, yUndoPlugin } from 'y-prosemirror'
import { attribution, attributionKeymap } from '../../src/index.js'
import { de } from '../../src/lang/de/index.js'
import { createEngine, describeReason } from '../../src/text/index.js'
import { bindPanel } from '../../src/ui/index.js'
import '../../src/ui/define.js'
import { getViewers, sharedAttribution, watchViewers } from '../../src/yjs/index.js'
import { NAMES } from './members.js'

const asked = new URLSearchParams(location.search)
const token = asked.get('who') ?? 'anna-meier'
const person = { id: `demo:${token}`, name: NAMES[token] ?? token }

const provider = new HocuspocusProvider({
  url: asked.get('server') ?? 'ws://127.0.0.1:1234',
  name: asked.get('article') ?? 'article',
  token,
  onStatus: ({ status }) => tell(status === 'connected' ? 'Connected' : 'Not connected; all is kept here'),
  // The server has refused something: what stands here is not what the others have, and never will be.
  onClose: ({ event: { code, reason } }) => {
    if (code !== 1000 || !reason) return tell('Not connected; all is kept here')
    tell(`${reason}. This page now differs from what the others have: load it again.`)
    view.setProps({ editable: () => false })
  },
  onAuthenticationFailed: ({ reason }) => tell(`The server does not know you: ${reason}`),
})
const { document: article, awareness } = provider
if (!awareness) throw new Error('the provider has an awareness')

const view = new EditorView(document.getElementById('article'), {
  attributes: { class: 'article', 'aria-label': 'Article' },
  state: EditorState.create({
    schema,
    plugins: [
      ySyncPlugin(article.getXmlFragment('article')),
      yUndoPlugin(),
      keymap(attributionKeymap),
      keymap({ 'Mod-z': undo, 'Mod-y': redo, 'Mod-Shift-z': redo }),
      keymap(baseKeymap),
      attribution({ engine: createEngine(de), user: () => person }),
      sharedAttribution({ awareness }),
    ],
  }),
})
bindPanel(document.querySelector('attribution-panel')!, view, { describeReason })

const who = document.querySelector<HTMLSelectElement>('#who')!
for (const [value, name] of Object.entries(NAMES)) who.add(new Option(name, value, false, value === token))
who.addEventListener('change', () => {
  asked.set('who', who.value)
  location.search = asked.toString()
})

watchViewers(view, () => {
  const names = getViewers(view).flatMap(({ person: own }) => own?.name ?? [])
  document.querySelector('#viewers')!.textContent = names.length ? `Also here: ${names.join(', ')}` : ''
})

function tell(words: string): void {
  document.querySelector('#state')!.textContent = words
}
