/** What the interface offers, the server lets through; and it follows what the server tells. */
import { expect } from '@open-wc/testing'
import { EditorState } from 'prosemirror-state'
import { prosemirrorToYXmlFragment } from 'y-prosemirror'
import * as Y from 'yjs'
import {
  applyAction,
  getAnnotations,
  getDossier,
  getRights,
  isPending,
  missingRight,
  RIGHTS,
  select,
  type Annotation,
  type ReviewAction,
  type Right,
  type Source,
  type User,
} from '../../src/index.js'
import { bindPanel } from '../../src/ui/index.js'
import '../../src/ui/define.js'
import type { SharedProvider } from '../../src/yjs/index.js'
import { readRights, rightsMessage } from '../../src/yjs/rights.js'
import { judgeUpdate } from '../../src/yjs/server.js'
import { close, docOf, run, until } from '../plugin/editor.js'
import { card, find, has, settled as drawn } from '../ui/fixtures.js'
import { ADA, closeDesks, deskOf, JO, pair, type Desk } from './desks.js'

const ARTICLE = [
  'Er sagt: „Das ist gut“, und geht.',
  'Dann „Nein“ und „Doch noch“ und „Schluss“.',
  'Sie fragt: „Wer denn“, und lacht: „Ich nicht“.',
]
const SOURCE: Source = {
  id: 's1',
  kind: 'document',
  title: 'Bericht',
  reliability: 'unset',
  confidential: false,
}
const CHIEF: User = { ...ADA, roles: ['chief'] }

/** A server with an article that Jo has worked on, and Ada’s editor, whose updates it judges by her rights. */
async function atServer({ user, judged }: { readonly user: User; readonly judged: readonly Right[] }) {
  const server = new Y.Doc()
  prosemirrorToYXmlFragment(docOf(...ARTICLE), server.getXmlFragment('article'))
  const before = deskOf(server, JO)
  await until(() => !isPending(before.view.state))
  const [a, b, , , e] = getAnnotations(before.view.state).map(({ id }) => id)
  if (!a || !b || !e) throw new Error('statements are missing')
  const evidence = { relation: 'origin', passage: '', locator: '' } as const
  const source = { ...SOURCE, id: 's0' }
  for (const action of [
    { type: 'attach-source', id: a, source, ...evidence },
    { type: 'set-status', id: a, status: 'verified' },
    { type: 'add-comment', id: a, text: 'Ja?', mentions: [] },
    { type: 'set-note', id: b, note: 'Anrufen' },
    { type: 'dismiss', id: e },
  ] as const)
    expect(run(before.view, applyAction(action)), action.type).to.equal(true)
  await until(() => getDossier(before.view.state).log.every(({ seal }) => seal))
  closeDesk(before)

  const doc = new Y.Doc()
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(server))
  const refused: string[] = []
  doc.on('update', (update: Uint8Array) => {
    const judgement = judgeUpdate(server, update, { person: ADA, rights: judged })
    if (judgement.outcome !== 'pass') refused.push(`${judgement.path}: ${judgement.reason}`)
    Y.applyUpdate(server, update)
  })
  const desk = deskOf(doc, user)
  await until(() => !isPending(desk.view.state) && getAnnotations(desk.view.state).length === 6)
  const sealed = () => until(() => getDossier(desk.view.state).log.every(({ seal }) => seal))
  return { desk, refused, sealed }
}

function closeDesk({ view, awareness }: Desk): void {
  close(view)
  awareness.destroy()
}

/** All that can be done to a statement, or because of it. */
function actionsOn(annotation: Annotation, next: Annotation | undefined): readonly ReviewAction[] {
  const { id, target, evidence, thread } = annotation
  const [quote] = target.ranges.quote
  const passage = { relation: 'origin', passage: '', locator: '' } as const
  const own = evidence[0]
  const comment = thread.comments[0]
  const actions: (ReviewAction | false | null | undefined)[] = [
    { type: 'add-source', source: { ...SOURCE, id: `new-${id}` } },
    { type: 'edit-source', source: { ...SOURCE, id: `new-${id}`, title: 'Anders' } },
    { type: 'remove-source', sourceId: `new-${id}` },
    { type: 'attach-source', id, source: SOURCE, ...passage },
    own && { type: 'edit-evidence', id, evidenceId: own.id, ...passage, passage: 'Gut', translated: false },
    { type: 'set-status', id, status: 'in-progress' },
    { type: 'set-status', id, status: 'verified' },
    { type: 'correct-source', sourceId: SOURCE.id, correction: `Wegen ${id}` },
    { type: 'confirm', id },
    { type: 'set-verdict', id, rating: 'true' },
    { type: 'sign-off', id },
    { type: 'override', id, rule: 'status', reason: 'Eilt' },
    { type: 'withdraw-override', id, rule: 'status' },
    { type: 'assign', id, to: JO },
    { type: 'set-note', id, note: `Notiz ${id}` },
    { type: 'set-anonymity', id, reason: 'Gefahr' },
    { type: 'add-comment', id, text: 'Nein', mentions: [] },
    comment && { type: 'resolve-thread', id },
    { type: 'set-kind', id, kind: 'reported' },
    { type: 'set-speaker', id, speakerIs: { kind: 'named', name: `Frau ${id}` }, mention: [] },
    quote && { type: 'set-quote', id, quote: [{ start: quote.start + 1, end: quote.end - 1 }] },
    { type: 'publish', outcome: 'blocks' },
    { type: 'dismiss', id },
    { type: 'restore', id },
    own && { type: 'detach-source', id, evidenceId: own.id },
    quote && { type: 'split', id, at: quote.start + 4 },
    next && { type: 'merge', id, with: next.id },
  ]
  return actions.filter((action) => !!action)
}

describe('rights in a shared article', () => {
  for (const rights of [
    ['review'],
    ['annotate'],
    ['research'],
    ['discuss'],
    ['override'],
    ['annotate', 'research', 'discuss'],
    RIGHTS.filter((right) => right !== 'house'),
    [],
  ] as readonly (readonly Right[])[])
    it(`let nothing be done that the server would refuse: ${rights.join(', ') || 'none'}`, async () => {
      const { desk, refused, sealed } = await atServer({ user: { ...CHIEF, rights }, judged: rights })
      const done = new Set<string>()
      for (const { id } of getAnnotations(desk.view.state)) {
        const at = () => getAnnotations(desk.view.state).findIndex((own) => own.id === id)
        const own = getAnnotations(desk.view.state)[at()]
        if (!own) continue
        for (const action of actionsOn(own, getAnnotations(desk.view.state)[at() + 1])) {
          if (run(desk.view, applyAction(action))) done.add(action.type)
          expect(refused, `${action.type} ${own.target.wording}`).to.deep.equal([])
        }
      }
      await sealed()
      expect(refused).to.deep.equal([])
      expect(done.has('set-status')).to.equal(rights.includes('review'))
      expect(done.has('set-note') && done.has('merge') && done.has('split')).to.equal(
        rights.includes('annotate'),
      )
      expect(done.has('attach-source') && done.has('correct-source')).to.equal(rights.includes('research'))
      expect(done.has('add-comment')).to.equal(rights.includes('discuss'))
      expect(done.has('override')).to.equal(rights.includes('override'))
      closeDesk(desk)
    })

  it('withhold nothing that the server would let through', async () => {
    for (const lacking of ['review', 'annotate', 'research', 'discuss', 'override'] as const) {
      const judged = RIGHTS.filter((right) => right !== lacking && right !== 'house')
      const { desk, refused, sealed } = await atServer({ user: CHIEF, judged })
      const [own, next] = getAnnotations(desk.view.state).slice(2)
      if (!own) throw new Error('no statement')
      for (const action of actionsOn(own, next)) {
        const missing = missingRight(action, judged, getAnnotations(desk.view.state))
        refused.length = 0
        if (!run(desk.view, applyAction(action)) || missing === null) continue
        // Whoever writes moves borders too, and merging and splitting the server may look at more closely.
        if (!['set-quote', 'merge', 'split'].includes(action.type))
          expect(refused, `${action.type} without ${lacking}`).not.to.deep.equal([])
      }
      await sealed()
      closeDesk(desk)
    }
  })

  it('are followed as the server tells them, and later others, by editor and panel', async () => {
    const listeners = new Set<(message: { readonly payload: string }) => void>()
    const sent: string[] = []
    const provider: SharedProvider = {
      sendStateless: (payload) => sent.push(payload),
      on: (_, listener) => listeners.add(listener),
      off: (_, listener) => listeners.delete(listener),
    }
    const tell = (payload: string) => listeners.forEach((listener) => listener({ payload }))
    const doc = new Y.Doc()
    prosemirrorToYXmlFragment(docOf(...ARTICLE), doc.getXmlFragment('article'))
    const desk = deskOf(doc, ADA, { provider })
    const { view } = desk
    await until(() => getAnnotations(view.state).length > 0)
    const panel = Object.assign(document.createElement('attribution-panel'), { locale: 'de' })
    panel.style.height = '400px'
    document.body.append(panel)
    const unbind = bindPanel(panel, view)
    const id = getAnnotations(view.state)[0]?.id ?? ''
    await panel.show(id)
    await drawn(panel)

    expect(sent.map(readRights)).to.deep.equal(['ask'])
    expect(getRights(view.state)).to.deep.equal(RIGHTS)
    expect(has(card(panel, id), '.statuses button')).to.equal(true)
    tell(rightsMessage(['discuss']))
    await until(() => !has(card(panel, id), '.statuses button'))
    expect([getRights(view.state), view.editable]).to.deep.equal([['discuss'], false])
    // What is no message of ours, or not sound, changes nothing; unknown rights are left out.
    for (const payload of ['', '{', 'null', '{"type":"chat"}', rightsMessage().replace('}', ',"rights":5}')])
      tell(payload)
    expect(getRights(view.state)).to.deep.equal(['discuss'])
    tell(JSON.stringify({ type: 'attribution:rights', rights: ['write', 'review', 'fly'] }))
    await until(() => has(card(panel, id), '.statuses button'))
    expect([getRights(view.state), view.editable]).to.deep.equal([['write', 'review'], true])

    // Another state in the same view has them too.
    view.updateState(EditorState.create({ doc: view.state.doc, plugins: view.state.plugins }))
    await until(() => String(getRights(view.state)) === 'write,review')
    unbind()
    panel.remove()
    closeDesk(desk)
    expect([...listeners]).to.deep.equal([])
  })

  it('keep the editor of somebody who only reads from writing anything, also where words are looked for anew', async () => {
    const server = new Y.Doc()
    prosemirrorToYXmlFragment(docOf(...ARTICLE), server.getXmlFragment('article'))
    const before = deskOf(server, JO)
    await until(() => getAnnotations(before.view.state).length === 6)
    const id = getAnnotations(before.view.state)[0]?.id ?? ''
    run(before.view, applyAction({ type: 'set-status', id, status: 'verified' }))
    await until(() => getDossier(before.view.state).log.every(({ seal }) => seal))
    closeDesk(before)

    const readerOf = (rights: readonly Right[]) => {
      const doc = new Y.Doc()
      const written: string[] = []
      Y.applyUpdate(doc, Y.encodeStateAsUpdate(server), 'line')
      server.on('update', (update: Uint8Array) => Y.applyUpdate(doc, update, 'line'))
      doc.on('update', (_update: Uint8Array, origin: unknown) => {
        if (origin !== 'line')
          written.push(typeof origin === 'object' ? (origin?.constructor.name ?? '') : '')
      })
      return { desk: deskOf(doc, { id: 'kim', name: 'Kim', rights }), written }
    }
    const [reader, writer] = [readerOf([]), readerOf(['write'])]
    for (const { desk } of [reader, writer])
      await until(() => getAnnotations(desk.view.state).find((own) => own.id === id)?.review.at != null)
    // Its characters go and come again as others, by somebody who knows nothing of statements.
    const paragraph = server.getXmlFragment('article').get(0)
    const words = paragraph instanceof Y.XmlElement ? paragraph.get(0) : null
    if (!(words instanceof Y.XmlText)) throw new Error('no text')
    const whole = words.toJSON()
    server.transact(() => {
      words.delete(0, words.length)
      words.insert(0, whole)
    })
    // Who writes says where the statement stands now; both have waited as long for it, the reader a little longer.
    await until(() => writer.written.length > 0)
    expect(reader.written).to.deep.equal([])
    for (const { desk } of [reader, writer]) {
      const own = getAnnotations(desk.view.state).find((one) => one.id === id)
      expect(own?.target.detached).to.equal(false)
      closeDesk(desk)
    }
  })

  it('have others shown in a bound panel, and told while one is at the same statement', async () => {
    const both = await pair(docOf(...ARTICLE), {})
    const panel = Object.assign(document.createElement('attribution-panel'), { locale: 'de' })
    panel.style.height = '400px'
    document.body.append(panel)
    const unbind = bindPanel(panel, both.ada.view)
    await drawn(panel)
    const id = getAnnotations(both.ada.view.state)[0]?.id ?? ''
    run(both.ada.view, select(id))
    run(both.jo.view, select(id))
    await until(() => has(card(panel, id), '.viewers'))
    expect(find(card(panel, id), '.viewers').title).to.equal('Auch hier: Jo')
    expect(find(panel, 'header [role="status"]').textContent?.trim()).to.equal('Auch hier: Jo')
    both.jo.awareness.destroy()
    unbind()
    panel.remove()
    closeDesks(both)
  })
})
