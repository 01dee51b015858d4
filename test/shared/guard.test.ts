/** What a server lets through: by right, by name, and never a gap in the log. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import * as Y from 'yjs'
import { isUntouched } from '../../src/model/annotation.js'
import { keyOf, sharedMaps, writeSharedDossier, type SharedMaps } from '../../src/yjs/document.js'
import { judgeUpdate, SHARED_RIGHTS, type JudgeOptions, type SharedMember } from '../../src/yjs/server.js'
import { AT, DOSSIER, EDITOR } from '../model/sample.js'
import { collected, madeUpUpdate, register, skipped } from './made-up-update.js'

const ID = DOSSIER.annotations.find((own) => !isUntouched(own))?.id ?? assert.fail()
const FRESH = DOSSIER.annotations.find(isUntouched)?.id ?? 'fresh'
const ME = { id: 'me', name: 'Mia' }
const ALL = SHARED_RIGHTS.filter((right) => right !== 'house')

function article(): Y.Doc {
  const doc = new Y.Doc()
  writeSharedDossier(doc, DOSSIER)
  doc.getXmlFragment('prosemirror').insert(0, [new Y.XmlElement('paragraph')])
  return doc
}

type Change = (maps: SharedMaps, doc: Y.Doc) => void

function judge(
  change: Change,
  {
    rights = ALL,
    person = ME,
    doc = article(),
    ...options
  }: Partial<SharedMember> & JudgeOptions & { readonly doc?: Y.Doc } = {},
) {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  const before = Y.encodeStateVector(copy)
  copy.transact(() => change(sharedMaps(copy), copy))
  return judgeUpdate(doc, Y.encodeStateAsUpdate(copy, before), { person, rights }, options)
}

function logged(action: string, { by = ME, subject = ID, writer = 'w', number = 0 } = {}): Change {
  return ({ log }) =>
    log.set(keyOf(writer, String(number)), { at: AT, by, action, subject, before: '', after: '', seen: [] })
}

function review({ by = ME, id = ID, status = 'verified' } = {}): Change {
  return ({ reviews }) => reviews.set(keyOf(id, 'review'), { status, wording: 'x', by, at: AT, closed: null })
}

const both =
  (...changes: readonly Change[]): Change =>
  (maps, doc) =>
    changes.forEach((change) => change(maps, doc))

/** What each right is for; whoever has all the others may not do it. */
const NEEDS: Readonly<Record<string, { readonly rights: readonly string[]; readonly change: Change }>> = {
  'typing in the text': {
    rights: ['write'],
    change: (_, doc) => doc.getXmlFragment('prosemirror').insert(0, [new Y.XmlText('x')]),
  },
  'changing a kind': {
    rights: ['annotate'],
    change: ({ statements }) => statements.set(keyOf(ID, 'kind'), 'reported'),
  },
  'writing a note': {
    rights: ['annotate'],
    change: both(logged('set-note'), ({ reviews }) => reviews.set(keyOf(ID, 'note'), 'n')),
  },
  'attaching a source': {
    rights: ['research'],
    change: both(logged('attach-source'), ({ evidence }) =>
      evidence.set(keyOf(ID, 'e9'), { id: 'e9', sourceId: 'q1', by: ME, at: AT }),
    ),
  },
  'correcting a source': {
    rights: ['research'],
    change: both(logged('correct-source'), ({ sources }) => sources.set(keyOf('q1', 'title'), 'New')),
  },
  'writing a comment': {
    rights: ['discuss'],
    change: both(logged('add-comment'), ({ comments }) =>
      comments.set(keyOf(ID, 'comment', 'c9'), { id: 'c9', text: 't', by: ME, at: AT }),
    ),
  },
  'setting a status': { rights: ['review'], change: both(logged('set-status'), review()) },
  'taking a review out': {
    rights: ['review'],
    change: both(logged('set-status'), review(), ({ reviews }) => reviews.delete(keyOf(ID, 'review'))),
  },
  'rating the truth': {
    rights: ['review'],
    change: both(logged('set-verdict'), ({ reviews }) =>
      reviews.set(keyOf(ID, 'verdict'), { rating: 'true', by: ME, at: AT }),
    ),
  },
  'signing off': {
    rights: ['review'],
    change: both(logged('sign-off'), ({ reviews }) =>
      reviews.set(keyOf(ID, 'signOff'), { wording: 'x', by: ME, at: AT, review: '' }),
    ),
  },
  'dismissing a statement': {
    rights: ['review'],
    change: both(logged('dismiss'), ({ reviews }) => reviews.set(keyOf(ID, 'dismissed'), true)),
  },
  'closing a reopened one': {
    rights: ['review'],
    change: ({ reviews }) => reviews.set(keyOf(ID, 'reopened'), null),
  },
  'making an exception': {
    rights: ['override'],
    change: both(logged('override'), ({ reviews }) =>
      reviews.set(keyOf(ID, 'override', 'r'), { rule: 'r', reason: 'x', by: ME, at: AT }),
    ),
  },
  'telling the log of a review that was not': { rights: ['review'], change: logged('sign-off') },
  'changing the lists of the house': {
    rights: ['house'],
    change: ({ house }) => house.set('scheme', { statuses: [] }),
  },
}

describe('the guard of a shared article', () => {
  for (const [what, { rights, change }] of Object.entries(NEEDS))
    test(`${what} takes the right to ${rights.join(', ')}`, () => {
      const others = SHARED_RIGHTS.filter((right) => !rights.includes(right) && right !== 'house')
      assert.equal(judge(change, { rights: others }).outcome, 'refuse')
      assert.deepEqual(
        judge(change, { rights: [...others, ...SHARED_RIGHTS.filter((own) => rights.includes(own))] }),
        {
          outcome: 'pass',
        },
      )
    })

  test('names the register that it refuses, and why', () => {
    assert.deepEqual(judge(review(), { rights: ['write', 'annotate'] }), {
      outcome: 'refuse',
      path: `reviews[${JSON.stringify(keyOf(ID, 'review'))}]`,
      reason: 'Mia has not the right to review',
    })
  })

  test('finds a review among a thousand changes of the text', () => {
    const outcome = judge(
      (maps, doc) => {
        for (let i = 0; i < 1000; i++) doc.getXmlFragment('prosemirror').insert(0, [new Y.XmlText(String(i))])
        both(logged('set-note'), review())(maps, doc)
      },
      { rights: ['write', 'annotate', 'research', 'discuss'] },
    )
    assert.equal(outcome.outcome, 'refuse')
  })

  test('lets whoever takes away the border of a statement say where it stands now, but not share a new one', () => {
    const place =
      (id: string): Change =>
      (maps) =>
        maps.statements.set(keyOf(id, 'place'), {})
    assert.equal(judge(place(ID), { rights: ['write'] }).outcome, 'pass')
    assert.equal(judge(place(FRESH), { rights: ['write'] }).outcome, 'refuse')
  })

  test('lets a reviewer share a statement that nobody has touched', () => {
    const share: Change = ({ statements }) => {
      for (const field of ['found', 'kind', 'speaker', 'edited', 'place'])
        statements.set(keyOf('new', field), {})
    }
    const change = both(share, logged('set-status', { subject: 'new' }), review({ id: 'new' }))
    assert.equal(judge(change, { rights: ['review'] }).outcome, 'pass')
    assert.equal(judge(change, { rights: ['write'] }).outcome, 'refuse')
  })

  test('keeps a reviewed statement from being taken out by those who may not review', () => {
    const doc = article()
    const gone: Change = ({ statements }) => statements.set(keyOf(ID, 'gone'), { into: null })
    doc.transact(() => both(review({ by: EDITOR }))(sharedMaps(doc), doc))
    assert.equal(judge(gone, { doc, rights: ['annotate'] }).outcome, 'refuse')
    assert.equal(judge(gone, { doc, rights: ['review'] }).outcome, 'pass')
  })

  test('lets a corrected source reopen reviews without the right to review', () => {
    const reopen: Change = ({ reviews }) =>
      reviews.set(keyOf(ID, 'reopened'), { sourceId: 'q1', why: 'corrected', at: AT })
    assert.equal(judge(both(reopen, logged('reopen')), { rights: ['research'] }).outcome, 'pass')
  })

  test('refuses a review of which the log does not tell, or tells something else', () => {
    assert.equal(judge(review()).outcome, 'refuse')
    assert.equal(judge(both(review(), logged('set-status', { subject: 'another' }))).outcome, 'refuse')
    assert.equal(judge(both(review(), logged('set-note'))).outcome, 'refuse')
    assert.equal(judge(both(review(), logged('confirm'))).outcome, 'pass')
  })

  test('refuses that somebody signs off what they have reviewed, with or without a colleague’s client', () => {
    const doc = article()
    doc.transact(() => both(review({ by: EDITOR }))(sharedMaps(doc), doc))
    const sign =
      (by: typeof ME): Change =>
      ({ reviews }) =>
        reviews.set(keyOf(ID, 'signOff'), {
          wording: 'x',
          by,
          at: AT,
          review: keyOf('verified', EDITOR.id, AT),
        })
    const all = { doc, rights: SHARED_RIGHTS }
    assert.equal(judge(both(sign(ME), logged('sign-off')), all).outcome, 'pass')
    const own = judge(both(sign(EDITOR), logged('sign-off', { by: EDITOR })), { ...all, person: EDITOR })
    assert.equal('reason' in own && own.reason, 'nobody signs off their own review')
  })

  test('lets a statement be split that a colleague has reviewed, closed again and found evidence for', () => {
    const doc = article()
    const theirs = { status: 'verified', wording: 'x', by: EDITOR, at: AT, closed: 'q1/corrected/then' }
    const found = { id: 'e9', sourceId: 'q1', by: EDITOR, at: AT, order: 3 }
    sharedMaps(doc).reviews.set(keyOf(ID, 'review'), theirs)
    sharedMaps(doc).evidence.set(keyOf(ID, 'e9'), found)
    const split: Change = ({ reviews, evidence }) => {
      reviews.set(keyOf('part', 'review'), { ...theirs, closed: null })
      evidence.set(keyOf('part', 'part-1'), { ...found, id: 'part-1', order: 0 })
    }
    assert.deepEqual(judge(both(split, logged('split', { subject: 'part' })), { doc }), { outcome: 'pass' })
    const other: Change = ({ reviews }) =>
      reviews.set(keyOf('part', 'review'), { ...theirs, status: 'disputed' })
    assert.equal(judge(both(other, logged('split', { subject: 'part' })), { doc }).outcome, 'wait')
  })

  test('refuses to change or take out what the log tells, and to go on in the log of somebody else', () => {
    const doc = article()
    doc.transact(() => logged('set-note', { by: EDITOR, writer: 'theirs' })(sharedMaps(doc), doc))
    const key = keyOf('theirs', '0')
    const tries: readonly Change[] = [
      ({ log }) => log.delete(key),
      ({ log }) => log.set(key, { by: EDITOR }),
      logged('set-note', { writer: 'theirs', number: 1 }),
      ({ seals }) => seals.set(keyOf('none', '0'), {}),
    ]
    for (const change of tries)
      assert.equal(judge(change, { doc, rights: SHARED_RIGHTS }).outcome, 'refuse', String(change))
    const seal: Change = ({ seals }) => seals.set(key, { content: 'x' })
    assert.equal(judge(seal, { doc, person: EDITOR }).outcome, 'pass')
    assert.equal(judge(seal, { doc }).outcome, 'wait')
  })

  test('holds what is in the name of somebody else, unless the house lets members bring it along', () => {
    const theirs = both(logged('set-status', { by: EDITOR }), review({ by: EDITOR }))
    const held = judge(theirs)
    assert.equal(held.outcome, 'wait')
    assert.match(held.reason, new RegExp(`in the name of ${EDITOR.name}`))
    assert.equal(judge(theirs, { relay: true }).outcome, 'pass')
    assert.equal(judge(theirs, { relay: true, rights: ['write'] }).outcome, 'wait')
    assert.equal(
      judge(both(theirs, logged('set-note', { writer: 'mine' })), { rights: ['write'] }).outcome,
      'wait',
    )
    assert.equal(judge(theirs, { rights: SHARED_RIGHTS }).outcome, 'pass')
    const nobody = both(logged('set-status'), ({ reviews }) =>
      reviews.set(keyOf(ID, 'review'), { status: 'verified', wording: 'x', by: null, at: AT, closed: null }),
    )
    assert.equal(judge(nobody).outcome, 'wait')
  })

  test('holds what colleagues have decided when it comes with a statement from another article', () => {
    const arrive = both(logged('arrive', { subject: 'new' }), review({ id: 'new', by: EDITOR }))
    assert.equal(judge(arrive).outcome, 'wait')
    assert.equal(judge(arrive, { rights: SHARED_RIGHTS }).outcome, 'pass')
  })

  test('lets evidence of others stand with a statement that another one is merged into', () => {
    const doc = article()
    const theirs = { id: 'e9', sourceId: 'q1', by: EDITOR, at: AT, order: 3 }
    sharedMaps(doc).evidence.set(keyOf(ID, 'e9'), theirs)
    const move: Change = ({ evidence }) => evidence.set(keyOf('other', 'e9'), { ...theirs, order: 0 })
    assert.equal(judge(move, { doc }).outcome, 'pass')
    const forge: Change = ({ evidence }) => evidence.set(keyOf('other', 'e9'), { ...theirs, sourceId: 'q2' })
    assert.equal(judge(forge, { doc }).outcome, 'wait')
  })

  test('lets a comment be taken out by whoever wrote it, also of a thread that another has resolved', () => {
    const doc = article()
    const { comments } = sharedMaps(doc)
    const say = (id: string, by: typeof ME) =>
      comments.set(keyOf(ID, 'comment', id), { id, text: 't', by, at: AT })
    say('mine', ME)
    say('theirs', EDITOR)
    comments.set(keyOf(ID, 'resolved'), { by: EDITOR, at: AT, of: ['mine', 'theirs'] })
    const take =
      (id: string): Change =>
      (maps) => {
        maps.comments.delete(keyOf(ID, 'comment', id))
        maps.comments.set(keyOf(ID, 'resolved'), {
          by: EDITOR,
          at: AT,
          of: [id === 'mine' ? 'theirs' : 'mine'],
        })
      }
    assert.equal(judge(take('mine'), { doc }).outcome, 'pass')
    assert.equal(judge(take('theirs'), { doc }).outcome, 'wait')
  })

  test('waits for what an update rests on, and refuses nothing that is no update', () => {
    const doc = article()
    const copy = new Y.Doc()
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
    sharedMaps(copy).reviews.set(keyOf(ID, 'note'), 'first')
    const between = Y.encodeStateVector(copy)
    sharedMaps(copy).reviews.set(keyOf(ID, 'note'), 'second')
    const second = Y.encodeStateAsUpdate(copy, between)
    assert.equal(judgeUpdate(doc, second, { person: ME, rights: ALL }).outcome, 'wait')
    // Yjs would put it away, and apply it later without asking.
    sharedMaps(copy).comments.set(keyOf(ID, 'comment', 'c'), { id: 'c', by: ME })
    const later = Y.encodeStateVector(copy)
    sharedMaps(copy).comments.set(keyOf(ID, 'comment', 'd'), { id: 'd', by: ME })
    const alone = Y.encodeStateAsUpdate(copy, later)
    assert.equal(judgeUpdate(doc, alone, { person: ME, rights: ALL }).outcome, 'wait')
    assert.equal(judgeUpdate(doc, Uint8Array.of(1, 2, 3), { person: ME, rights: ALL }).outcome, 'wait')
  })
})

describe('an update that no Yjs has made', () => {
  const TALK = SHARED_RIGHTS.filter((right) => right !== 'review' && right !== 'house')
  const COMMENTS = 'attribution:comments'
  const REVIEWS = 'attribution:reviews'
  const LOG = 'attribution:log'
  const comment = { id: 'c', text: 't', by: ME, at: AT }
  const decision = { status: 'verified', wording: 'x', by: ME, at: AT, closed: null }
  const entry = { at: AT, by: ME, action: 'set-status', subject: ID, before: '', after: '', seen: [] }
  const of = (name: string): string => keyOf(ID, 'comment', name)
  const REVIEW = keyOf(ID, 'review')

  /** Judges one after the other, and applies what passes as the server does. */
  function sent(updates: readonly Uint8Array[], rights: SharedMember['rights'] = TALK) {
    const doc = article()
    const outcomes = updates.map((update) => {
      const { outcome } = judgeUpdate(doc, update, { person: ME, rights })
      if (outcome === 'pass') Y.applyUpdate(doc, update)
      return outcome
    })
    const { reviews, log, comments, evidence } = sharedMaps(doc)
    const { pendingStructs, pendingDs } = doc.store
    return { outcomes, reviews, log, comments, evidence, waits: Boolean(pendingStructs ?? pendingDs) }
  }

  test('cannot pass a review off as the rest of a comment', () => {
    const { outcomes, reviews } = sent([
      madeUpUpdate([[register([7, 0], { root: COMMENTS, key: of('c') }, comment)]]),
      madeUpUpdate([[register([7, 0], { root: REVIEWS, key: REVIEW }, decision, decision)]]),
    ])
    assert.deepEqual(outcomes, ['pass', 'wait'])
    assert.notDeepEqual(reviews.get(REVIEW), decision)
  })

  test('cannot put anything away that Yjs applies later, when nobody looks', () => {
    const first = madeUpUpdate([[register([7, 0], { root: COMMENTS, key: of('c') }, comment)]])
    const late = register([8, 0], { beside: [7, 0], before: [99, 0] }, comment)
    const behind = register([8, 1], { root: COMMENTS, key: of('e') }, comment)
    const tries = {
      'behind a gap': madeUpUpdate([[skipped([8, 0], 1), behind]]),
      'before what is not there': madeUpUpdate([[late]]),
      'in the second list of a client': madeUpUpdate([
        [register([8, 0], { root: COMMENTS, key: of('d') }, comment)],
        [behind],
      ]),
      'in a circle': madeUpUpdate([
        [register([8, 0], { beside: [7, 0], before: [9, 0] }, comment)],
        [register([9, 0], { beside: [7, 0], before: [8, 0] }, comment)],
      ]),
    }
    for (const [how, update] of Object.entries(tries)) {
      const { outcomes, waits } = sent([first, update])
      assert.deepEqual([outcomes, waits], [['pass', 'wait'], false], how)
    }
  })

  test('cannot make the server stop between a review and its entry in the log', () => {
    const update = madeUpUpdate([
      [register([9, 0], { root: REVIEWS, key: REVIEW }, decision)],
      [
        register([6, 0], { beside: [6, 1] }, comment),
        register([6, 1], { root: COMMENTS, key: of('c') }, comment),
        register([6, 2], { root: LOG, key: keyOf('w', '0') }, entry),
      ],
    ])
    assert.deepEqual(sent([update], ALL).outcomes, ['wait'])
  })

  test('cannot hide what it sets behind something that it deletes', () => {
    const theirs = { id: 'e9', sourceId: 'q1', by: EDITOR, at: AT }
    const key = keyOf(ID, 'e9')
    const hidden = register([7, 0], { root: 'attribution:evidence', key }, {}, theirs)
    const { outcomes, evidence } = sent([madeUpUpdate([[hidden]], [[7, 0]])])
    assert.deepEqual(outcomes, ['wait'])
    assert.equal(evidence.get(key), undefined)
  })

  test('cannot use up the numbers of a colleague without the right to write, or of anybody so that all stop', () => {
    const talk = TALK.filter((right) => right !== 'write')
    assert.deepEqual(sent([madeUpUpdate([[collected([7, 0], 3)]])], talk).outcomes, ['refuse'])
    assert.deepEqual(sent([madeUpUpdate([[collected([7, 0], 2 ** 52)]])]).outcomes, ['wait'])
  })

  test('cannot put a list into a map of registers', () => {
    const item = register([7, 0], { root: COMMENTS }, comment)
    item.parentSub = null
    assert.deepEqual(sent([madeUpUpdate([[item]])]).outcomes, ['refuse'])
  })

  test('passes when it is an honest one of which the server has a part', () => {
    const doc = article()
    const copy = new Y.Doc()
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
    const text = new Y.XmlText('one')
    copy.getXmlFragment('prosemirror').insert(0, [text])
    const before = Y.encodeStateVector(doc)
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(copy))
    text.insert(3, ' two')
    const whole = Y.encodeStateAsUpdate(copy, before)
    const fresh = new Y.Doc()
    Y.applyUpdate(fresh, Y.encodeStateAsUpdate(doc))
    assert.deepEqual(judgeUpdate(fresh, whole, { person: ME, rights: ['write'] }), { outcome: 'pass' })
  })
})
