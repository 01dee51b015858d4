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
import { toldIn } from './told.js'

const asked = new URLSearchParams(location.search)
const token = asked.get('who') ?? 'anna-meier'
/** A page that was sent away asks again after so long. */
const AGAIN_MS = 1000
/** What the user must know of the line. */
const state = { isConnected: false, isSaving: true, held: '', refused: '', stranger: '' }
const person = { id: `demo:${token}`, name: NAMES[token] ?? token }

const provider = new HocuspocusProvider({
  url: asked.get('server') ?? 'ws://127.0.0.1:1234',
  name: asked.get('article') ?? 'article',
  token,
  onStatus: ({ status }) => tell({ isConnected: status === 'connected', isSaving: true }),
  onUnsyncedChanges: ({ number }) => {
    if (number === 0) tell({ held: '' })
  },
  onStateless: ({ payload }) => {
    const told = toldIn(payload)
    if (!told) return
    if ('refused' in told) refuse(told.refused)
    else tell(told)
  },
  // The server has sent this page away from the article, but not from itself: it asks to be let in again.
  onClose: ({ event: { code } }) => {
    if (code !== 1000 || state.refused) return
    setTimeout(() => {
      if (state.refused) return
      provider.detach()
      provider.attach()
    }, AGAIN_MS)
  },
  onAuthenticationFailed: ({ reason }) => tell({ stranger: reason }),
  onAuthenticated: () => tell({ stranger: '' }),
})
const { document: article } = provider

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
      sharedAttribution({ provider }),
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

function tell(news: Partial<typeof state>): void {
  Object.assign(state, news)
  document.querySelector('#state')!.textContent = words()
}

/** What stands here is not what the others have, and never will be. */
function refuse(reason: string): void {
  tell({ refused: reason })
  view.setProps({ editable: () => false })
}

function words(): string {
  const { isConnected, isSaving, held, refused, stranger } = state
  if (refused) return `${refused}. This page now differs from what the others have: load it again.`
  if (stranger)
    return `The server does not let you in: ${stranger}. What you have written is kept in this page only.`
  if (!isConnected) return 'Not connected; what you write is kept in this page only'
  if (held) return `The others do not see your last changes yet: ${held}`
  return isSaving ? 'Connected' : 'Connected; the server cannot save at the moment. Leave this page open.'
}
