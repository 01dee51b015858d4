/** Annotations beside the steps of prosemirror-collab, with the authority of ProseMirror's guide. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { redo, undo } from 'prosemirror-history'
import type { Node } from 'prosemirror-model'
import { schema } from 'prosemirror-schema-basic'
import { TextSelection } from 'prosemirror-state'
import {
  addComment,
  annotateSelection,
  attachSource,
  dismiss,
  getAnnotations,
  getDossier,
  isStale,
  isUntouched,
  mergeWithNext,
  moveBorder,
  restore,
  setBordersToSelection,
  setNote,
  setStatus,
  splitAtCursor,
  STATUSES,
  type Annotation,
  type Statement,
} from '../../src/index.js'
import { parseSharedActions, parseSnapshot, sharedSnapshot, snapshotToJSON } from '../../src/collab/index.js'
import { match } from '../../src/plugin/detection.js'
import { renderingOf } from '../../src/plugin/rendering.js'
import { attributionState, transactionFor } from '../../src/plugin/state.js'
import { Authority, Client, settle } from './newsroom.js'

const article = (...texts: readonly string[]): Node =>
  schema.node(
    'doc',
    null,
    texts.map((text) => schema.node('paragraph', null, text ? [schema.text(text)] : [])),
  )

function newsroom(doc: Node, ...ids: readonly string[]): { authority: Authority; clients: Client[] } {
  const authority = new Authority(schema, doc)
  return { authority, clients: ids.map((id) => new Client(id, authority, { doc })) }
}

/** What the engine's detection does beside a view, with statements in quotation marks. */
function detect(client: Client): void {
  const own = attributionState(client.state)
  const { text } = renderingOf(own.doc)
  const statements = [...text.matchAll(/„[^“]+“/g)].map(({ index, 0: words }): Statement => ({
    kind: 'direct',
    quote: [{ start: index, end: index + words.length }],
    ...{ speaker: [], cue: [], frame: [], addressee: [] },
    speakerIs: { kind: 'none' },
    ...{ outlet: null, when: null, chain: [], confidence: 0.9, reasons: [], flags: [] },
  }))
  client.dispatch(
    transactionFor(client.state, {
      ...{ type: 'detected', doc: own.doc },
      ...match(own, statements, { createId: own.config.createId, name: null }),
    }),
  )
}

const only = (client: Client): Annotation => {
  const [own, another] = getAnnotations(client.state)
  assert.ok(own && !another, `${getAnnotations(client.state).length} annotations`)
  return own
}

function put(client: Client, words: string, { all = false } = {}): void {
  let from = -1
  client.state.doc.descendants((node, pos) => {
    const at = node.isText ? (node.text ?? '').indexOf(words) : -1
    if (at >= 0) from = pos + at
  })
  assert.ok(from >= 0, words)
  const to = all ? from + words.length : from
  client.dispatch(client.state.tr.setSelection(TextSelection.create(client.state.doc, from, to)))
}

/** What everybody must have alike. */
function common(client: Client): unknown {
  const { annotations, sources, log } = getDossier(client.state)
  return {
    doc: client.state.doc.toJSON() as unknown,
    annotations: annotations.filter((own) => !isUntouched(own)).sort((a, b) => (a.id < b.id ? -1 : 1)),
    sources,
    log: log.map((entry) => ({ ...entry, seal: null })),
  }
}

describe('two at one article', () => {
  const WORDS = 'Er sagte: „Das geht so nicht weiter“, und ging.'

  test('see each other’s reviews, with who and when', () => {
    const { clients } = newsroom(article(WORDS), 'ada', 'ben')
    const [ada, ben] = clients as [Client, Client]
    detect(ada)
    ada.run(setStatus('verified', only(ada).id))
    settle(clients)
    assert.deepEqual(common(ben), common(ada))
    assert.equal(only(ben).review.status, 'verified')
    assert.equal(only(ben).review.by?.id, 'ada')
  })

  test('who review the same statement at once leave both entries in the log and one status', () => {
    const { clients } = newsroom(article(WORDS), 'ada', 'ben')
    const [ada, ben] = clients as [Client, Client]
    for (const client of clients) detect(client)
    // Each has detected it under an id of its own.
    assert.notEqual(only(ada).id, only(ben).id)
    ada.run(setStatus('verified', only(ada).id))
    ben.run(setStatus('disputed', only(ben).id))
    ben.run(setNote('Nachfragen', only(ben).id))
    assert.ok(ada.send())
    assert.ok(!ben.send(), 'who does not know all is refused')
    settle(clients)
    assert.deepEqual(common(ben), common(ada))
    const { log } = getDossier(ada.state)
    assert.deepEqual(
      log.map(({ by, action, before, after }) => [by?.id, action, before, after]),
      [
        ['ada', 'set-status', 'unchecked', 'verified'],
        ['ben', 'set-status', 'verified', 'disputed'],
        ['ben', 'set-note', '', 'Nachfragen'],
      ],
    )
    assert.equal(only(ada).review.status, 'disputed')
  })

  test('keep a review with the words that its reviewer has seen', () => {
    const { clients } = newsroom(article(WORDS), 'ada', 'ben')
    const [ada, ben] = clients as [Client, Client]
    detect(ada)
    ada.run(setNote('a', only(ada).id))
    settle(clients)
    put(ben, 'nicht')
    ben.dispatch(ben.state.tr.insertText('gar '))
    ada.run(setStatus('verified', only(ada).id))
    assert.ok(ben.send())
    settle(clients)
    assert.deepEqual(common(ben), common(ada))
    for (const client of clients) {
      assert.equal(only(client).review.wording, '„Das geht so nicht weiter“')
      assert.ok(isStale(only(client)))
    }
  })

  test('find borders that one has drawn on the right words after the other’s edits', () => {
    const { clients } = newsroom(article('Erstens.', WORDS), 'ada', 'ben')
    const [ada, ben] = clients as [Client, Client]
    put(ada, 'geht so nicht', { all: true })
    ada.run(annotateSelection())
    ben.dispatch(ben.state.tr.insertText('Ganz am Anfang. ', 1))
    assert.ok(ben.send())
    settle(clients)
    assert.equal(only(ben).target.wording, 'geht so nicht')
    put(ben, 'so nicht weiter', { all: true })
    ben.run(setBordersToSelection(only(ben).id))
    ada.dispatch(ada.state.tr.insertText('Noch davor. ', 1))
    assert.ok(ada.send())
    settle(clients)
    assert.deepEqual(common(ben), common(ada))
    assert.equal(only(ada).target.wording, 'so nicht weiter')
  })

  test('undo of text leaves the reviews of both, and brings a statement back on every screen', () => {
    const { clients } = newsroom(article(WORDS, 'Ende.'), 'ada', 'ben')
    const [ada, ben] = clients as [Client, Client]
    detect(ada)
    ada.run(setStatus('verified', only(ada).id))
    settle(clients)
    const { state } = ben
    ben.dispatch(state.tr.delete(0, state.doc.child(0).nodeSize))
    settle(clients)
    assert.ok(only(ada).target.detached)
    assert.ok(ben.run(undo))
    settle(clients)
    assert.deepEqual(common(ben), common(ada))
    for (const client of clients) {
      assert.equal(only(client).review.status, 'verified')
      assert.ok(!only(client).target.detached && !isStale(only(client)))
    }
  })

  test('one of whom comes later begins with what is known, and goes on with the others', () => {
    const { authority, clients } = newsroom(article(WORDS, 'Ende.'), 'ada', 'ben')
    const [ada, ben] = clients as [Client, Client]
    detect(ada)
    ada.run(setStatus('verified', only(ada).id))
    settle(clients)
    // A part of the statement is gone when the third one comes.
    put(ben, 'nicht weiter', { all: true })
    ben.dispatch(ben.state.tr.deleteSelection())
    settle(clients)
    const cyd = new Client('cyd', authority, { doc: ada.state.doc, late: ada })
    assert.deepEqual(common(cyd), common(ada))
    assert.ok(ben.run(undo))
    cyd.run(setNote('c', only(cyd).id))
    settle([...clients, cyd])
    assert.deepEqual(common(cyd), common(ada))
    assert.deepEqual(common(ben), common(ada))
    assert.equal(only(cyd).target.wording, '„Das geht so nicht weiter“')
  })

  test('leave what nobody has touched to each client', () => {
    const { clients } = newsroom(article(WORDS), 'ada', 'ben')
    const [ada, ben] = clients as [Client, Client]
    detect(ada)
    settle(clients)
    assert.equal(getAnnotations(ben.state).length, 0)
    assert.equal(getAnnotations(ada.state).length, 1)
    assert.equal(ada.message, null)
  })
})

describe('what is not sound', () => {
  const doc = article('Er sagte: „Ja, gern“.')
  const action = (deed: unknown, more: object = {}): unknown => ({
    key: 'x:1',
    version: 0,
    user: { id: 'eve', name: 'Eve' },
    at: '2026-11-29T05:00:00.000Z',
    brings: [],
    deed,
    ...more,
  })
  const review = (of: unknown): unknown => ({
    ...{ type: 'review', action: of, newId: 'n', seen: [], suggestions: [] },
  })
  const anchor = (from: number, to: number): unknown => ({
    id: 'e1',
    pieces: [{ role: 'quote', from, to, forms: [] }],
    ...{ memory: null, epoch: 0 },
  })
  const cases: readonly (readonly [what: string, actions: unknown, path: string])[] = [
    ['no list', { length: 1 }, ''],
    ['an unknown deed', [action({ type: 'own', code: 'alert(1)' })], '[0].deed.type'],
    ['an unknown review action', [action(review({ type: 'set-all' }))], '[0].deed.action.type'],
    [
      'an address that runs a script',
      [
        action(
          review({
            type: 'add-source',
            source: {
              ...{ id: 's', kind: 'web-page', title: '', reliability: 'unset', confidential: false },
              url: 'javascript:alert(1)',
            },
          }),
        ),
      ],
      '[0].deed.action.source.url',
    ],
    ['a time that is none', [action(review({ type: 'dismiss', id: 'a' }), { at: 'gestern' })], '[0].at'],
    [
      'a place outside the document',
      [action({ type: 'annotate', kind: 'direct', anchor: anchor(2, 999) })],
      '[0].deed.anchor.pieces[0]',
    ],
    [
      'a version that is not there yet',
      [action({ type: 'annotate', kind: 'direct', anchor: anchor(2, 5) }, { version: 7 })],
      '[0].version',
    ],
    [
      'one unsound action behind a sound one',
      [
        action({ type: 'annotate', kind: 'direct', anchor: anchor(2, 5) }),
        action(review({ type: 'set-note', id: 'e1', note: 7 }), { key: 'x:2' }),
      ],
      '[1].deed.action.note',
    ],
    [
      'actions within actions within actions',
      [action(review({ type: 'all', actions: [{ type: 'all', actions: [] }] }))],
      '[0].deed.action.actions[0].type',
    ],
  ]
  for (const [what, actions, path] of cases)
    test(`is refused whole, and named: ${what}`, () => {
      const { clients } = newsroom(doc, 'ada')
      const [ada] = clients as [Client]
      const { state } = ada
      assert.throws(
        () => ada.receive({ steps: [], clientIDs: [], actions: actions as readonly unknown[] }), // it is not sound
        (error: Error) => {
          const [problem] = JSON.parse(error.message) as readonly { path: string; message: string }[]
          assert.equal(problem?.path, path)
          return true
        },
      )
      assert.equal(ada.state, state)
    })

  test('does nothing where it is sound and does not apply', () => {
    const { clients } = newsroom(doc, 'ada')
    const [ada] = clients as [Client]
    const actions = [
      action(review({ type: 'set-status', id: 'nobody', status: 'verified' })),
      action(review({ type: 'set-quote', id: '__proto__', quote: [{ start: 0, end: 5000 }] })),
      action({ type: 'depart', ids: ['nobody'], to: '' }),
      action({ type: 'place', anchors: [anchor(2, 5)] }),
    ]
    ada.receive({ steps: [], clientIDs: [], actions })
    assert.deepEqual(getDossier(ada.state), { annotations: [], sources: [], log: [] })
  })

  test('a statement that is brought comes without review, evidence and sign-off, whatever the client says', () => {
    const { clients } = newsroom(doc, 'ada', 'eve')
    const [ada, eve] = clients as [Client, Client]
    detect(eve)
    eve.run(setNote('n', only(eve).id))
    const { message } = eve
    const [sent] = message?.actions as [{ brings: { record: Record<string, unknown> }[] }]
    const record = sent.brings[0]?.record
    assert.ok(record)
    record['review'] = {
      status: 'verified',
      wording: '„Ja, gern“',
      by: { id: 'chief', name: 'C' },
      at: '2026-11-29T05:00:00.000Z',
    }
    ada.receive({ steps: [], clientIDs: [], actions: [sent] })
    assert.equal(only(ada).review.status, 'unchecked')
    assert.equal(only(ada).note, 'n')
  })

  test('a stored snapshot is checked whole', () => {
    const { clients } = newsroom(doc, 'ada')
    const [ada] = clients as [Client]
    const json = JSON.parse(JSON.stringify(snapshotToJSON(sharedSnapshot(ada.state)))) as Record<
      string,
      unknown
    >
    assert.ok(parseSnapshot(json).ok)
    const parsed = parseSnapshot({ ...json, dossier: { ...(json['dossier'] as object), log: [{}] } })
    assert.ok(!parsed.ok && parsed.problems.some(({ path }) => path.startsWith('dossier.log[0]')))
    assert.ok(!parseSharedActions(null).ok)
  })
})

const RUNS = Number(process.env['LAW_RUNS'] ?? 60)
const SEED = Number(process.env['LAW_SEED'] ?? 0)

const share = fc.integer({ min: 0, max: 1000 }).map((n) => n / 1000)
const deed = fc.record({
  who: fc.nat(3),
  what: fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom('type', 'delete', 'move', 'undo', 'redo', 'split block') },
    { weight: 4, arbitrary: fc.constantFrom('send', 'receive', 'receive', 'detect') },
    {
      weight: 6,
      arbitrary: fc.constantFrom(
        ...([
          'status',
          'note',
          'dismiss',
          'restore',
          'source',
          'comment',
          'annotate',
          'borders',
          'border',
          'merge',
          'split',
        ] as const),
      ),
    },
  ),
  at: share,
  length: fc.integer({ min: 1, max: 40 }),
  status: fc.constantFrom(...STATUSES),
})

test('all come to the same document, annotations, sources and log, in whatever order they work, send and receive', () => {
  fc.assert(
    fc.property(fc.array(deed, { minLength: 10, maxLength: 60 }), (deeds) => {
      const doc = article(
        'Er sagte: „Das geht so nicht weiter“, und ging zum Hafen.',
        'Die Fischer „warten auf Antwort“ seit gestern, „ohne jede Hilfe“.',
        'Am Abend: „Morgen mehr davon“.',
      )
      const { authority, clients } = newsroom(doc, 'ada', 'ben', 'cyd')
      for (const [n, { who, what, at, length, status }] of deeds.entries()) {
        // The fourth one comes when somebody first asks for them.
        if (!clients[who]) {
          const [ada] = clients
          assert.ok(ada)
          clients.push(new Client('dan', authority, { doc, late: ada }))
        }
        const client = clients[who] as Client // just made where it was not there
        const { state } = client
        const { size } = state.doc.content
        const from = TextSelection.near(state.doc.resolve(Math.round(at * size))).from
        const to = Math.max(from, TextSelection.near(state.doc.resolve(Math.min(size, from + length)), -1).to)
        const all = getAnnotations(state)
        const id = all[Math.floor(at * all.length)]?.id ?? 'nobody'
        const select = (): void =>
          client.dispatch(state.tr.setSelection(TextSelection.create(state.doc, from, to)))
        switch (what) {
          case 'type':
            client.dispatch(state.tr.insertText(['x', ' neu', '“ '][n % 3] ?? 'x', from))
            break
          case 'delete':
            client.dispatch(state.tr.deleteRange(from, to))
            break
          case 'split block':
            client.dispatch(state.tr.split(from))
            break
          case 'move': {
            const slice = state.doc.slice(from, to)
            const tr = state.tr.deleteRange(from, to)
            const target = TextSelection.near(tr.doc.resolve(Math.round((1 - at) * tr.doc.content.size))).from
            client.dispatch(tr.replaceRange(target, target, slice))
            break
          }
          case 'undo':
            client.run(undo)
            break
          case 'redo':
            client.run(redo)
            break
          case 'send':
            client.send()
            break
          case 'receive':
            client.receive()
            break
          case 'detect':
            detect(client)
            break
          case 'status':
            client.run(setStatus(status, id))
            break
          case 'note':
            client.run(setNote(`n${n}`, id))
            break
          case 'dismiss':
            client.run(dismiss(id))
            break
          case 'restore':
            client.run(restore(id))
            break
          case 'comment':
            client.run(addComment(`k${n}`, id))
            break
          case 'source':
            client.run(
              attachSource({
                id,
                source: {
                  ...{ id: `s${n % 3}`, kind: 'document', title: `t${n}`, reliability: 'unset' },
                  confidential: false,
                },
              }),
            )
            break
          case 'annotate':
            select()
            client.run(annotateSelection())
            break
          case 'borders':
            select()
            client.run(setBordersToSelection(id))
            break
          case 'border':
            client.run(moveBorder({ id, border: 'end', by: 'word', direction: n % 2 ? 1 : -1 }))
            break
          case 'merge':
            client.run(mergeWithNext(id))
            break
          case 'split':
            client.dispatch(state.tr.setSelection(TextSelection.create(state.doc, from)))
            client.run(splitAtCursor(id))
        }
      }
      settle(clients)
      const [first, ...others] = clients.map(common)
      for (const other of others) assert.deepEqual(other, first)
      for (const client of clients) assert.equal(client.message, null)
    }),
    { numRuns: RUNS, ...(SEED && { seed: SEED }) },
  )
})
