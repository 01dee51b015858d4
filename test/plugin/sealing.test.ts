import { expect } from '@open-wc/testing'
import { EditorState } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import {
  attributionKey,
  getAnnotations,
  getDossier,
  isSealed,
  sealDossier,
  setAnnotations,
  setNote,
  setStatus,
  subscribe,
  verifyLog,
  type AttributionProblem,
  type Dossier,
  type LogEntry,
} from '../../src/index.js'
import { close, detected, docOf, only, open, press, putCursor, run, type, until, wait } from './editor.js'

const TEXT = 'Er sagte: „Wir gehen heute.“ Dann ging er.'

const logOf = (view: EditorView): readonly LogEntry[] => getDossier(view.state).log
const isWholeLogSealed = (view: EditorView) => () => isSealed(logOf(view))

function unsealed(count: number): Dossier {
  const log = Array.from({ length: count }, (_, i): LogEntry => ({
    at: '2026-11-24T09:30:00.000Z',
    by: null,
    action: 'set-note',
    subject: 'gone',
    before: '',
    after: `note ${i}`,
    seal: null,
  }))
  return { annotations: [], sources: [], log }
}

describe('the log of the editor', () => {
  let view: EditorView
  afterEach(() => close(view))

  async function start(options: Partial<Parameters<typeof open>[0]> = {}): Promise<void> {
    view = open({ doc: docOf(TEXT), ...options })
    await detected(view)
  }

  it('is sealed soon after each review action, and what is sealed stays as it is', async () => {
    await start()
    putCursor(view, 'gehen')
    await press('Alt', 'Enter')
    expect(logOf(view).map(({ action }) => action)).to.deep.equal(['set-status'])
    await until(isWholeLogSealed(view))
    const [first] = logOf(view)
    run(view, setNote('nachfragen', only(view).id))
    expect(logOf(view)[1]?.seal).to.equal(null)
    await until(isWholeLogSealed(view))
    expect(logOf(view)[0]).to.equal(first)
    expect(await verifyLog(logOf(view))).to.include({ ok: true, entries: 2 })
  })

  it('takes nothing from undo, and undo takes no seal away', async () => {
    await start()
    putCursor(view, 'heute', { all: true })
    await type('morgen')
    run(view, setStatus('verified', only(view).id))
    await until(isWholeLogSealed(view))
    const log = logOf(view)
    while (view.state.doc.textContent !== TEXT) await press('Control', 'z')
    while (!view.state.doc.textContent.includes('morgen')) await press('Control', 'y')
    await detected(view)
    expect(logOf(view)).to.equal(log)
  })

  it('is sealed while somebody types on, without losing a key', async () => {
    await start()
    putCursor(view, 'Dann')
    const { id } = only(view)
    const stop = subscribe(view, () => {
      const count = logOf(view).length
      if (count < 20 && isSealed(logOf(view))) run(view, setNote(`note ${count}`, id))
    })
    run(view, setNote('start', id))
    await type('Langsam und mit Bedacht. ')
    await until(() => logOf(view).length === 20 && isSealed(logOf(view)))
    stop()
    expect(view.state.doc.textContent).to.equal(
      'Er sagte: „Wir gehen heute.“ Langsam und mit Bedacht. Dann ging er.',
    )
    expect(await verifyLog(logOf(view))).to.include({ ok: true, entries: 20 })
  })

  it('gets all seals that are waiting in one transaction that tells of no other annotations', async () => {
    let changes = 0
    await start({ onChange: () => changes++ })
    const before = getAnnotations(view.state)
    changes = 0
    const { id } = only(view)
    for (const note of ['a', 'b', 'c']) run(view, setNote(note, id))
    const list = getAnnotations(view.state)
    await until(isWholeLogSealed(view))
    await wait(30)
    // Three notes; the first is being sealed while the others come.
    expect(changes).to.be.at.most(5)
    expect(getAnnotations(view.state)).to.equal(list)
    expect(list).not.to.equal(before)
  })

  it('goes on behind a loaded log whose end was never sealed', async () => {
    await start({ initial: unsealed(3) })
    run(view, setStatus('verified', only(view).id))
    await until(isWholeLogSealed(view))
    expect(logOf(view).map(({ after }) => after)).to.deep.equal(['note 0', 'note 1', 'note 2', 'verified'])
    expect(await verifyLog(logOf(view))).to.include({ ok: true, entries: 4 })
  })

  it('takes no seals for entries of a log that another one has replaced', async () => {
    await start()
    run(view, setNote('a', only(view).id))
    run(view, setAnnotations(unsealed(2))) // before WebCrypto has answered
    await until(isWholeLogSealed(view))
    expect(logOf(view).map(({ after }) => after)).to.deep.equal(['note 0', 'note 1'])
    expect((await verifyLog(logOf(view))).ok).to.equal(true)
  })

  it('does not repair a log that somebody has changed', async () => {
    const { log } = await sealDossier(unsealed(3))
    const forged = log.map((entry, i) => (i === 1 ? { ...entry, after: 'forged' } : entry))
    await start({ initial: { ...unsealed(0), log: forged } })
    run(view, setNote('a', only(view).id))
    await until(isWholeLogSealed(view))
    expect(logOf(view).slice(0, 3)).to.deep.equal(forged)
    expect(await verifyLog(logOf(view))).to.deep.equal({ ok: false, index: 1, fault: 'changed' })
  })

  it('has the digest that an export made before the editor came to it', async () => {
    await start()
    run(view, setNote('a', only(view).id))
    const exported = await sealDossier(getDossier(view.state))
    await until(isWholeLogSealed(view))
    expect(logOf(view)).to.deep.equal(exported.log)
  })

  it('is sealed in a state that the host puts in its place', async () => {
    await start()
    run(view, setNote('a', only(view).id))
    view.updateState(EditorState.create({ doc: view.state.doc, plugins: view.state.plugins }))
    run(view, setAnnotations(unsealed(2)))
    await until(() => logOf(view).length === 2 && isSealed(logOf(view)))
  })

  it('is left alone when the view goes', async () => {
    const problems: AttributionProblem[] = []
    await start({ onProblem: (problem) => problems.push(problem) })
    run(view, setNote('a', only(view).id))
    const last = view.state
    view.destroy()
    await wait(50)
    expect(view.state).to.equal(last)
    expect(problems).to.deep.equal([])
  })

  it('goes on without seals where a host lets no seal through, and does not try for ever', async () => {
    await start()
    let refused = 0
    view.setProps({
      dispatchTransaction(tr) {
        const meta: unknown = tr.getMeta(attributionKey)
        if (typeof meta === 'object' && meta && 'type' in meta && meta.type === 'seal') refused++
        else view.updateState(view.state.apply(tr))
      },
    })
    run(view, setNote('a', only(view).id))
    await wait(100)
    expect(refused).to.equal(1)
    expect(logOf(view)).to.have.length(1)
  })

  it('goes on without seals where the page has no WebCrypto, and says so once', async () => {
    const problems: AttributionProblem[] = []
    // What a page without https finds.
    Object.defineProperty(crypto, 'subtle', { value: undefined, configurable: true })
    try {
      await start({ onProblem: (problem) => problems.push(problem) })
      run(view, setNote('a', only(view).id))
      await until(() => problems.length > 0)
      run(view, setNote('b', only(view).id))
      await wait(50)
    } finally {
      Reflect.deleteProperty(crypto, 'subtle')
    }
    expect(
      problems.map(({ where, error }) => [where, String(error).includes('crypto.subtle')]),
    ).to.deep.equal([['log', true]])
    expect(logOf(view).map(({ after, seal }) => [after, seal])).to.deep.equal([
      ['a', null],
      ['b', null],
    ])
  })
})
