/** Two editors on one page that share an article by the steps of prosemirror-collab, with real keys. */
import { expect } from '@open-wc/testing'
import { collab, getVersion, receiveTransaction, sendableSteps } from 'prosemirror-collab'
import { Step } from 'prosemirror-transform'
import type { Node } from 'prosemirror-model'
import { Plugin } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { getAnnotations, getDossier, isStale, setNote, setStatus } from '../../src/index.js'
import {
  getActionVersion,
  receiveActions,
  sendableActions,
  shareAnnotations,
} from '../../src/collab/index.js'
import { Authority } from '../collab/newsroom.js'
import {
  close,
  detected,
  docOf,
  marks,
  only,
  open,
  press,
  putCursor,
  run,
  schema,
  type,
  until,
} from '../plugin/editor.js'

/** An editor that sends after each update and takes in what others have sent, when it is told. */
function openClient(
  id: string,
  doc: Node,
  authority: Authority,
  others: () => readonly Connection[],
): Connection {
  let n = 0
  const view = open({ doc, user: () => ({ id, name: id }), createId: () => `${id}${++n}` })
  const sending = new Plugin({ view: () => ({ update: () => queueMicrotask(send) }) })
  const pull = (): void => {
    const news = authority.since(getVersion(view.state), getActionVersion(view.state))
    if (!news.steps.length && !news.actions.length) return
    const steps = news.steps.map((json) => Step.fromJSON(schema, json))
    const tr = receiveTransaction(view.state, steps, news.clientIDs)
    const received = receiveActions(view.state, tr, { ...news, steps })
    if (!received.ok) throw new TypeError(JSON.stringify(received.problems))
    view.dispatch(received.value)
  }
  const connection: Connection = { view, pull, isOnline: true }
  const send = (): void => {
    if (view.isDestroyed || !connection.isOnline) return
    const steps = sendableSteps(view.state)
    const actions = sendableActions(view.state)
    if (!steps && !actions) return
    const isTaken = authority.take({
      clientID: id,
      version: getVersion(view.state),
      actionVersion: getActionVersion(view.state),
      steps: steps?.steps.map((step) => step.toJSON() as unknown) ?? [],
      actions: JSON.parse(JSON.stringify(actions?.actions ?? [])) as unknown,
    })
    pull()
    if (isTaken) for (const other of others()) if (other.isOnline) other.pull()
  }
  view.updateState(
    view.state.reconfigure({
      plugins: [...view.state.plugins, collab({ clientID: id }), shareAnnotations({ clientID: id }), sending],
    }),
  )
  return connection
}

interface Connection {
  readonly view: EditorView
  readonly pull: () => void
  isOnline: boolean
}

describe('two editors that share an article by steps', () => {
  let ada: Connection
  let ben: Connection

  beforeEach(async () => {
    const doc = docOf('Er sagte: „Das geht so nicht weiter“, und ging.', 'Ende.')
    const authority = new Authority(schema, doc)
    ada = openClient('ada', doc, authority, () => [ben])
    ben = openClient('ben', doc, authority, () => [ada])
    await Promise.all([detected(ada.view), detected(ben.view)])
  })
  afterEach(() => {
    close(ada.view)
    close(ben.view)
  })

  const both = (isTrue: (view: EditorView) => boolean): Promise<void> =>
    until(() => isTrue(ada.view) && isTrue(ben.view))
  const hasText = (words: string) => (view: EditorView) => view.state.doc.textContent.includes(words)

  it('show the same marks while one types and the other reviews', async () => {
    putCursor(ada.view, 'Er sagte')
    await type('Heute: ')
    run(ben.view, setStatus('verified', only(ben.view).id))
    await type('Ja. ')
    await both(hasText('Heute: Ja. Er sagte'))
    await both((view) => only(view).review.status === 'verified')
    await Promise.all([detected(ada.view), detected(ben.view)])
    expect(only(ada.view)).to.deep.equal(only(ben.view))
    expect(isStale(only(ada.view))).to.equal(false)
    expect(marks(ada.view).map((mark) => mark.replace('selected ', ''))).to.deep.equal(
      marks(ben.view).map((mark) => mark.replace('selected ', '')),
    )
  })

  it('leave both entries in the log of one who was away and one who was not, and one annotation', async () => {
    ben.isOnline = false
    run(ada.view, setStatus('verified', only(ada.view).id))
    run(ben.view, setStatus('disputed', only(ben.view).id))
    run(ben.view, setNote('Nachfragen', only(ben.view).id))
    putCursor(ben.view, 'Ende')
    await type('Das ')
    putCursor(ada.view, 'Er sagte')
    await type('Nun: ')
    ben.isOnline = true
    ben.pull()
    await both(hasText('Das Ende'))
    await both((view) => only(view).note === 'Nachfragen')
    for (const { view } of [ada, ben]) {
      expect(only(view).review.status).to.equal('disputed')
      expect(getDossier(view.state).log.map(({ by, after }) => `${by?.id} ${after}`)).to.deep.equal([
        'ada verified',
        'ben disputed',
        'ben Nachfragen',
      ])
    }
  })

  it('keep a review through the undo of text, and bring it back with its words on both sides', async () => {
    run(ada.view, setStatus('verified', only(ada.view).id))
    await both((view) => only(view).review.status === 'verified')
    putCursor(ben.view, '„Das geht so nicht weiter“', { all: true })
    await press('Backspace')
    await both((view) => getAnnotations(view.state).some(({ target }) => target.detached))
    await press('Control', 'z')
    await both((view) => !only(view).target.detached)
    for (const { view } of [ada, ben]) {
      expect(only(view).review.status).to.equal('verified')
      expect(only(view).target.wording).to.equal('„Das geht so nicht weiter“')
    }
  })
})
