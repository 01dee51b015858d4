import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { isSignedOff, isUntouched, type Annotation } from '../../src/model/annotation.js'
import type { User } from '../../src/model/person.js'
import { createPolicy, DEFAULT_POLICY } from '../../src/model/policy.js'
import { mayOverride } from '../../src/model/overriding.js'
import { canSignOff, reviewed, type DeskAction } from '../../src/model/review.js'
import { DEFAULT_SCHEME } from '../../src/model/status.js'
import { mentionsIn } from '../../src/model/thread.js'
import { annotate, AT, EDITOR, source } from './sample.js'

const LATER = '2026-11-25T10:00:00.000Z'
const SECOND: User = { id: 'zw', name: 'Z. W.' }
const CHIEF: User = { id: 'ch', name: 'C. H.', roles: ['chief'] }
const ID = 'a1'

function act(
  annotation: Annotation,
  action: DeskAction,
  { user = EDITOR as User | null, policy = DEFAULT_POLICY, sources = [source('q1')] } = {},
) {
  return reviewed(annotation, action, {
    user,
    at: LATER,
    newId: 'new',
    scheme: DEFAULT_SCHEME,
    policy,
    sources,
  })
}

/** What came of it; throws where it did not apply. */
function done(...args: Parameters<typeof act>): Annotation {
  const change = act(...args)
  assert.ok(change, 'does not apply')
  return change.annotation
}

/** The log's words: "action: before > after". */
function logOf(...args: Parameters<typeof act>): readonly string[] {
  const entries = act(...args)?.entries ?? []
  return entries.map(({ action, before, after }) => `${action}: ${before} > ${after}`)
}

const fresh = annotate(ID, ['„Wir bauen“'])
const WORDS = fresh.target.wording
const verify: DeskAction = { type: 'set-status', id: ID, status: 'verified' }
const verified = done(fresh, verify)
const withWords = (annotation: Annotation, wording: string): Annotation => ({
  ...annotation,
  target: { ...annotation.target, wording },
})
const stale = withWords(verified, '„Wir bauen nicht“')
const reopened: Annotation = {
  ...verified,
  reopened: { sourceId: 'q1', why: 'corrected', by: null, at: AT },
}

describe('a status', () => {
  test('holds for the words as they are, with who and when', () => {
    assert.deepEqual(verified.review, { status: 'verified', wording: WORDS, by: EDITOR, at: LATER })
    assert.deepEqual(logOf(fresh, verify), ['set-status: unchecked > verified'])
    assert.equal(act(fresh, verify)?.isForWording, true)
  })

  test('is by the person alone, without roles', () => {
    assert.deepEqual(done(fresh, verify, { user: CHIEF }).review.by, { id: 'ch', name: 'C. H.' })
    assert.equal(done(fresh, verify, { user: null }).review.by, null)
  })

  test('applies again only where something has changed', () => {
    assert.equal(act(verified, verify), null)
    assert.ok(act(stale, verify))
    assert.equal(done(reopened, verify).reopened, null)
    assert.equal(act(fresh, { type: 'set-status', id: ID, status: 'unchecked' }), null)
  })

  test('goes back to unchecked without words', () => {
    const back = done(verified, { type: 'set-status', id: ID, status: 'unchecked' })
    assert.deepEqual(back.review, { status: 'unchecked', wording: null, by: EDITOR, at: LATER })
  })

  test('that the scheme does not have does not apply: its file would not load', () => {
    assert.equal(act(fresh, { type: 'set-status', id: ID, status: 'perfect' }), null)
  })

  test('set anew makes the sign-off fall, and the log tells it', () => {
    const signed = done(verified, { type: 'sign-off', id: ID }, { user: SECOND })
    const again: DeskAction = { type: 'set-status', id: ID, status: 'disputed' }
    assert.equal(done(signed, again).signOff, null)
    assert.deepEqual(logOf(signed, again), ['set-status: verified > disputed', 'withdraw-sign-off: Z. W. > '])
  })
})

describe('"still holds"', () => {
  const confirm: DeskAction = { type: 'confirm', id: ID }

  test('takes the status over to the present words, and to the sources as they are', () => {
    assert.deepEqual(done(stale, confirm, { user: SECOND }).review, {
      status: 'verified',
      wording: '„Wir bauen nicht“',
      by: SECOND,
      at: LATER,
    })
    assert.deepEqual(logOf(stale, confirm), [`confirm: ${WORDS} > „Wir bauen nicht“`])
    assert.equal(done(reopened, confirm).reopened, null)
  })

  test('does not apply to what holds, was never reviewed, or is gone', () => {
    assert.equal(act(verified, confirm), null)
    assert.equal(act(fresh, confirm), null)
    assert.equal(act({ ...reopened, target: { ...reopened.target, detached: true } }, confirm), null)
  })
})

describe('a verdict', () => {
  const rate = (rating: string | null): DeskAction => ({ type: 'set-verdict', id: ID, rating })

  test('is given for the words, changed and taken back', () => {
    const rated = done(fresh, rate('mixed'))
    assert.deepEqual(rated.verdict, { rating: 'mixed', wording: WORDS, by: EDITOR, at: LATER })
    assert.equal(rated.review.status, 'unchecked')
    assert.deepEqual(logOf(rated, rate('false')), ['set-verdict: mixed > false'])
    assert.deepEqual(logOf(rated, rate(null)), ['set-verdict: mixed > '])
    assert.equal(done(rated, rate(null)).verdict, null)
  })

  test('does not apply twice to the same words, nor with a rating that is not on the scale', () => {
    const rated = done(fresh, rate('mixed'))
    assert.equal(act(rated, rate('mixed')), null)
    assert.ok(act(withWords(rated, 'Anders'), rate('mixed')))
    assert.equal(act(fresh, rate(null)), null)
    assert.equal(act(fresh, rate('hm')), null)
  })
})

describe('a sign-off', () => {
  const sign: DeskAction = { type: 'sign-off', id: ID }

  test('is by somebody other than the reviewer', () => {
    const signed = done(verified, sign, { user: SECOND })
    assert.deepEqual(signed.signOff, { wording: WORDS, by: SECOND, at: LATER })
    assert.deepEqual(logOf(verified, sign, { user: SECOND }), ['sign-off:  > verified'])
    assert.ok(isSignedOff(signed))
    assert.equal(act(verified, sign), null)
    assert.equal(act(verified, sign, { user: null }), null)
  })

  test('is for a final status that holds', () => {
    const other = { user: SECOND }
    assert.equal(act(fresh, sign, other), null)
    assert.equal(act(done(fresh, { type: 'set-status', id: ID, status: 'in-progress' }), sign, other), null)
    assert.equal(act(stale, sign, other), null)
    assert.equal(act(reopened, sign, other), null)
    assert.equal(act({ ...verified, target: { ...verified.target, detached: true } }, sign, other), null)
    assert.ok(canSignOff(verified, { user: SECOND, scheme: DEFAULT_SCHEME }))
  })

  test('is not given twice, and does not hold for other words', () => {
    const signed = done(verified, sign, { user: SECOND })
    assert.equal(act(signed, sign, { user: CHIEF }), null)
    assert.ok(!isSignedOff(withWords(signed, 'Anders')))
    assert.ok(isSignedOff(withWords(signed, '"Wir  bauen"')))
  })

  test('falls with "still holds" as well, which is a new decision', () => {
    const signed = withWords(done(verified, sign, { user: SECOND }), 'Anders')
    assert.equal(done(signed, { type: 'confirm', id: ID }).signOff, null)
  })

  test('is withdrawn', () => {
    const signed = done(verified, sign, { user: SECOND })
    assert.equal(done(signed, { type: 'withdraw-sign-off', id: ID }).signOff, null)
    assert.deepEqual(logOf(signed, { type: 'withdraw-sign-off', id: ID }), ['withdraw-sign-off: Z. W. > '])
    assert.equal(act(verified, { type: 'withdraw-sign-off', id: ID }), null)
  })
})

describe('notes, assignment and anonymity', () => {
  test('change, and do not apply when nothing changes', () => {
    const noted = done(fresh, { type: 'set-note', id: ID, note: 'Anrufen' })
    assert.equal(noted.note, 'Anrufen')
    assert.deepEqual(logOf(noted, { type: 'set-note', id: ID, note: '' }), ['set-note: Anrufen > '])
    assert.equal(act(noted, { type: 'set-note', id: ID, note: 'Anrufen' }), null)

    const assigned = done(fresh, { type: 'assign', id: ID, to: CHIEF })
    assert.deepEqual(assigned.assignee, { id: 'ch', name: 'C. H.' })
    assert.deepEqual(logOf(assigned, { type: 'assign', id: ID, to: SECOND }), ['assign: C. H. > Z. W.'])
    assert.deepEqual(logOf(assigned, { type: 'assign', id: ID, to: null }), ['assign: C. H. > '])
    assert.equal(act(assigned, { type: 'assign', id: ID, to: CHIEF }), null)
    assert.equal(act(fresh, { type: 'assign', id: ID, to: null }), null)

    const hidden = done(fresh, { type: 'set-anonymity', id: ID, reason: ' Wird bedroht ' })
    assert.equal(hidden.anonymity, 'Wird bedroht')
    assert.deepEqual(logOf(hidden, { type: 'set-anonymity', id: ID, reason: '' }), [
      'set-anonymity: Wird bedroht > ',
    ])
    assert.equal(act(fresh, { type: 'set-anonymity', id: ID, reason: ' ' }), null)
    for (const touched of [noted, assigned, hidden]) assert.ok(!isUntouched(touched))
  })

  test('a dismissed statement is kept and comes back', () => {
    const dismissed = done(fresh, { type: 'dismiss', id: ID })
    assert.equal(dismissed.dismissed, true)
    assert.equal(act(dismissed, { type: 'dismiss', id: ID }), null)
    assert.deepEqual(done(dismissed, { type: 'restore', id: ID }), fresh)
    assert.equal(act(fresh, { type: 'restore', id: ID }), null)
    assert.deepEqual(logOf(fresh, { type: 'dismiss', id: ID }), ['dismiss:  > '])
    assert.deepEqual(logOf(dismissed, { type: 'restore', id: ID }), ['restore:  > '])
  })
})

describe('a discussion', () => {
  const say = (text: string): DeskAction => ({ type: 'add-comment', id: ID, text, mentions: [CHIEF] })
  const talked = done(fresh, say(' Stimmt das, @C. H.? '))
  const resolved = done(talked, { type: 'resolve-thread', id: ID }, { user: SECOND })

  test('begins with a comment', () => {
    assert.deepEqual(talked.thread, {
      comments: [
        {
          id: 'new',
          text: 'Stimmt das, @C. H.?',
          mentions: [{ id: 'ch', name: 'C. H.' }],
          by: EDITOR,
          at: LATER,
          editedAt: null,
        },
      ],
      resolved: null,
    })
    assert.deepEqual(logOf(fresh, say('Ja')), ['add-comment:  > Ja'])
    assert.equal(act(fresh, say(' \n')), null)
  })

  test('is resolved, reopened, and opened by another comment', () => {
    assert.deepEqual(resolved.thread.resolved, { by: SECOND, at: LATER })
    assert.deepEqual(logOf(talked, { type: 'resolve-thread', id: ID }), ['resolve-thread:  > '])
    assert.equal(act(resolved, { type: 'resolve-thread', id: ID }), null)
    assert.equal(act(fresh, { type: 'resolve-thread', id: ID }), null)
    assert.equal(done(resolved, { type: 'reopen-thread', id: ID }).thread.resolved, null)
    assert.deepEqual(logOf(resolved, { type: 'reopen-thread', id: ID }), ['reopen-thread:  > '])
    assert.equal(act(talked, { type: 'reopen-thread', id: ID }), null)
    assert.equal(done(resolved, say('Noch etwas')).thread.resolved, null)
  })

  test('lets everybody change and delete their own comments only', () => {
    const edit: DeskAction = { type: 'edit-comment', id: ID, commentId: 'new', text: 'Nein', mentions: [] }
    const remove: DeskAction = { type: 'remove-comment', id: ID, commentId: 'new' }
    for (const user of [SECOND, CHIEF, null]) {
      assert.equal(act(talked, edit, { user }), null)
      assert.equal(act(talked, remove, { user }), null)
    }
    const [edited] = done(talked, edit).thread.comments
    assert.deepEqual(
      [edited?.text, edited?.at, edited?.editedAt, edited?.mentions],
      ['Nein', LATER, LATER, []],
    )
    assert.deepEqual(logOf(talked, edit), ['edit-comment: Stimmt das, @C. H.? > Nein'])
    assert.equal(act(talked, { ...edit, text: 'Stimmt das, @C. H.?' }), null)
    assert.equal(act(talked, { ...edit, text: ' ' }), null)
    assert.equal(act(talked, { ...edit, commentId: 'x' }), null)
    assert.deepEqual(done(talked, remove).thread, { comments: [], resolved: null })
    assert.deepEqual(logOf(talked, remove), ['remove-comment: Stimmt das, @C. H.? > '])
    // Nothing is left that could be resolved.
    assert.equal(done(resolved, remove).thread.resolved, null)
  })

  test('mentions those whose whole name is called, the longer one first', () => {
    const people = [
      { id: '1', name: 'Anna' },
      { id: '2', name: 'Anna Maria' },
      { id: '3', name: 'Bo' },
    ]
    const idsIn = (text: string) => mentionsIn(text, people).map(({ id }) => id)
    assert.deepEqual(idsIn('@Anna Maria, bitte'), ['2'])
    assert.deepEqual(idsIn('@Bo und @Anna: @Anna'), ['1', '3'])
    assert.deepEqual(idsIn('@Bobby, anna@example.org, @anna'), [])
  })
})

describe('an override', () => {
  const override: DeskAction = { type: 'override', id: ID, rule: 'quote-origin', reason: ' Eilmeldung ' }

  test('needs the role, a reason and a rule that the policy has', () => {
    assert.deepEqual(done(fresh, override, { user: CHIEF }).overrides, [
      {
        rule: 'quote-origin',
        reason: 'Eilmeldung',
        wording: WORDS,
        by: { id: 'ch', name: 'C. H.' },
        at: LATER,
      },
    ])
    assert.equal(act(fresh, override), null)
    assert.equal(act(fresh, override, { user: null }), null)
    assert.equal(act(fresh, { ...override, reason: ' ' }, { user: CHIEF }), null)
    assert.equal(act(fresh, { ...override, rule: 'no-rule' }, { user: CHIEF }), null)
    const policy = createPolicy({ severities: { 'quote-origin': 'off' } })
    assert.equal(act(fresh, override, { user: CHIEF, policy }), null)
    assert.equal(mayOverride(CHIEF, createPolicy({ overrideRoles: [] })), false)
  })

  test('is logged with rule and reason, before and after', () => {
    const first = done(fresh, override, { user: CHIEF })
    assert.deepEqual(logOf(fresh, override, { user: CHIEF }), ['override:  > quote-origin: Eilmeldung'])
    const other = { ...override, reason: 'Anders' }
    assert.deepEqual(logOf(first, other, { user: CHIEF }), [
      'override: quote-origin: Eilmeldung > quote-origin: Anders',
    ])
    assert.equal(done(first, other, { user: CHIEF }).overrides.length, 1)
    assert.equal(act(first, override, { user: CHIEF }), null)
    assert.ok(act(withWords(first, 'Anders'), override, { user: CHIEF }))
  })

  test('is withdrawn', () => {
    const first = done(fresh, override, { user: CHIEF })
    const withdraw: DeskAction = { type: 'withdraw-override', id: ID, rule: 'quote-origin' }
    assert.deepEqual(done(first, withdraw).overrides, [])
    assert.deepEqual(logOf(first, withdraw), ['withdraw-override: quote-origin: Eilmeldung > '])
    assert.equal(act(fresh, withdraw), null)
  })
})

describe('evidence', () => {
  const attach: DeskAction = {
    type: 'attach-source',
    id: ID,
    source: source('q1'),
    relation: 'origin',
    passage: 'Wir bauen',
    locator: 'S. 3',
  }
  const attached = done(fresh, attach)

  test('is attached with who and when, in the same language unless said', () => {
    assert.deepEqual(attached.evidence, [
      {
        id: 'new',
        sourceId: 'q1',
        relation: 'origin',
        passage: 'Wir bauen',
        locator: 'S. 3',
        translated: false,
        by: EDITOR,
        at: LATER,
      },
    ])
    assert.equal(done(fresh, { ...attach, translated: true }).evidence[0]?.translated, true)
    assert.deepEqual(logOf(fresh, attach), ['attach-source:  > Titel q1'])
  })

  test('is changed where something is different', () => {
    const edit = {
      type: 'edit-evidence',
      id: ID,
      evidenceId: 'new',
      relation: 'supports',
      passage: 'Wir bauen',
      locator: '',
      translated: true,
    } as const
    assert.equal(done(attached, edit, { user: SECOND }).evidence[0]?.by?.id, 'zw')
    assert.deepEqual(logOf(attached, edit), [
      'edit-evidence: origin · Wir bauen · S. 3 > supports · Wir bauen · translated',
    ])
    assert.equal(act(done(attached, edit), edit), null)
    assert.equal(act(attached, { ...edit, evidenceId: 'x' }), null)
  })

  test('is detached', () => {
    const detach: DeskAction = { type: 'detach-source', id: ID, evidenceId: 'new' }
    assert.deepEqual(done(attached, detach).evidence, [])
    assert.deepEqual(logOf(attached, detach), ['detach-source: Titel q1 > '])
    assert.equal(act(fresh, detach), null)
  })

  test('leaves the review and its sign-off as they are', () => {
    const signed = done(verified, { type: 'sign-off', id: ID }, { user: SECOND })
    const after = done(signed, attach)
    assert.equal(after.review, signed.review)
    assert.equal(after.signOff, signed.signOff)
  })
})
