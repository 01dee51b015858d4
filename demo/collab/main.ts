/** prosemirror-collab: two people in one article, each in an editor of their own, one of whom can go offline. */
import { collab, getVersion, receiveTransaction, sendableSteps } from 'prosemirror-collab'
import { baseKeymap } from 'prosemirror-commands'
import { history, redo, undo } from 'prosemirror-history'
import { keymap } from 'prosemirror-keymap'
import { schema } from 'prosemirror-schema-basic'
import { EditorState, Plugin } from 'prosemirror-state'
import { Step } from 'prosemirror-transform'
import { EditorView } from 'prosemirror-view'
import {
  getActionVersion,
  receiveActions,
  sendableActions,
  shareAnnotations,
} from '../../src/collab/index.js'
import {
  attribution,
  attributionKeymap,
  getAnnotations,
  getDossier,
  setStatus,
  subscribe,
} from '../../src/index.js'
import { de } from '../../src/lang/de/index.js'
import { createEngine, describeReason } from '../../src/text/index.js'
import { bindPanel } from '../../src/ui/index.js'
import '../../src/ui/define.js'
import { PARAGRAPHS, TITLE } from '../examples/article.js'
import { Authority, type Message, type News } from './authority.js'

const doc = schema.node('doc', null, [
  schema.node('heading', { level: 1 }, [schema.text(TITLE)]),
  ...PARAGRAPHS.map((text) => schema.node('paragraph', null, [schema.text(text)])),
])
const authority = new Authority(schema, doc)
/** Over a wire everything is JSON. */
const sent = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T

class Client {
  readonly view: EditorView
  isOnline = true

  constructor(
    private readonly id: string,
    name: string,
  ) {
    this.view = new EditorView(document.getElementById(id), {
      attributes: { class: 'article', 'aria-label': `Article, ${name}` },
      state: EditorState.create({
        doc,
        plugins: [
          keymap(attributionKeymap),
          keymap({ 'Mod-z': undo, 'Mod-y': redo, 'Mod-Shift-z': redo }),
          keymap(baseKeymap),
          history(),
          attribution({ engine: createEngine(de), user: () => ({ id, name }) }),
          collab({ clientID: id }),
          shareAnnotations({ clientID: id }),
          new Plugin({ view: () => ({ update: () => queueMicrotask(() => this.send()) }) }),
        ],
      }),
    })
  }

  send(): void {
    const { state } = this.view
    const steps = sendableSteps(state)
    const actions = sendableActions(state)
    if (!this.isOnline || (!steps && !actions)) return
    const message: Message = {
      clientID: this.id,
      version: getVersion(state),
      actionVersion: getActionVersion(state),
      steps: steps?.steps ?? [],
      actions: actions?.actions ?? [],
    }
    const isTaken = authority.take(sent(message))
    for (const client of isTaken ? clients : [this]) client.receive()
  }

  receive(): void {
    const { state } = this.view
    const news: News = sent(authority.since(getVersion(state), getActionVersion(state)))
    if (!this.isOnline || (!news.steps.length && !news.actions.length)) return
    const steps = news.steps.map((step) => Step.fromJSON(schema, step))
    const received = receiveActions(state, receiveTransaction(state, steps, news.clientIDs), {
      ...news,
      steps,
    })
    if (received.ok) this.view.dispatch(received.value)
  }
}

const mira = new Client('mira', 'Mira Keller')
const jo = new Client('jo', 'Jo Brandt')
const clients = [mira, jo]
bindPanel(document.querySelector('attribution-panel')!, mira.view, { describeReason })

/** The first statement, as a person who has read it. */
const review = ({ view }: Client, status: string): void => {
  const id = getAnnotations(view.state)[0]?.id
  if (id !== undefined) setStatus(status, id)(view.state, view.dispatch, view)
}
document.querySelector('#verify')!.addEventListener('click', () => review(mira, 'verified'))
document.querySelector('#dispute')!.addEventListener('click', () => review(jo, 'disputed'))

const offline = document.querySelector<HTMLButtonElement>('#offline')!
offline.addEventListener('click', () => {
  jo.isOnline = !jo.isOnline
  offline.setAttribute('aria-pressed', String(!jo.isOnline))
  jo.receive()
  jo.send()
})

const told = document.querySelector('#told')!
const tell = (): void => {
  const entries = clients.map(({ view }) => getDossier(view.state).log.length)
  told.textContent = `Entries in the log: Mira ${entries[0]}, Jo ${entries[1]}`
}
for (const { view } of clients) subscribe(view, tell)
tell()
