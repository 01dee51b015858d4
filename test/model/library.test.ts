import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Annotation, Reopening } from '../../src/model/annotation.js'
import { dossierToJSON, parseDossier } from '../../src/model/dossier.js'
import { isSameSource, withSource, type LibraryAction } from '../../src/model/library.js'
import { DEFAULT_POLICY } from '../../src/model/policy.js'
import { reviewed } from '../../src/model/review.js'
import type { Relation, Source } from '../../src/model/source.js'
import { DEFAULT_SCHEME } from '../../src/model/status.js'
import { annotate, AT, EDITOR, source } from './sample.js'

const STAMP = { by: EDITOR, at: AT }
const q1 = source('q1')
const q2 = source('q2')

/** A statement with evidence of this relation from each source; verified unless said. */
function resting(
  id: string,
  relations: Readonly<Record<string, Relation>>,
  { isReviewed = true, reopened = null as Reopening | null } = {},
): Annotation {
  const made = annotate(id, ['„Wir bauen“'], {
    reopened,
    evidence: Object.entries(relations).map(([sourceId, relation], i) => ({
      id: `${id}-${i}`,
      sourceId,
      relation,
      passage: '',
      locator: '',
      translated: false,
      by: EDITOR,
      at: AT,
    })),
  })
  const review = { status: 'verified', wording: made.target.wording, by: EDITOR, at: AT }
  return isReviewed ? { ...made, review } : made
}

interface Desk {
  readonly sources: readonly Source[]
  readonly annotations: readonly Annotation[]
}

/** The desk after the action; throws where it does not apply. */
function after(desk: Desk, action: LibraryAction): Desk & { readonly log: readonly string[] } {
  const made = withSource(desk, action, STAMP)
  assert.ok(made, 'does not apply')
  return {
    sources: made.sources,
    annotations: desk.annotations.map((own) => {
      const reopened = made.reopened.get(own.id)
      return reopened === undefined ? own : { ...own, reopened }
    }),
    log: made.entries.map(
      ({ action, subject, before, after }) => `${action} ${subject}: ${before} > ${after}`,
    ),
  }
}

/** "a1 q1 unreliable" for each that waits. */
function waiting({ annotations }: Desk): readonly string[] {
  return annotations.flatMap(({ id, reopened }) =>
    reopened ? [`${id} ${reopened.sourceId} ${reopened.why}`] : [],
  )
}

const bad = (of: Source): LibraryAction => ({
  type: 'edit-source',
  source: { ...of, reliability: 'unreliable' },
})
const good = (of: Source): LibraryAction => ({
  type: 'edit-source',
  source: { ...of, reliability: 'reliable' },
})
const correct = (sourceId: string): LibraryAction => ({
  type: 'correct-source',
  sourceId,
  correction: 'Zahl war falsch',
})

describe('a source that is no longer relied on', () => {
  const desk: Desk = {
    sources: [q1, q2],
    annotations: [
      resting('a', { q1: 'origin' }),
      resting('b', { q1: 'supports', q2: 'origin' }),
      resting('c', { q1: 'refutes' }),
      resting('d', { q1: 'context' }),
      resting('e', { q2: 'origin' }),
      resting('f', { q1: 'origin' }, { isReviewed: false }),
    ],
  }

  test('reopens what was reviewed and rests on it, not what has it as background', () => {
    const now = after(desk, bad(q1))
    assert.deepEqual(waiting(now), ['a q1 unreliable', 'b q1 unreliable', 'c q1 unreliable'])
    assert.deepEqual(now.log, [
      'edit-source q1: Titel q1 · reliability: unset > Titel q1 · reliability: unreliable',
      'reopen a:  > Titel q1',
      'reopen b:  > Titel q1',
      'reopen c:  > Titel q1',
    ])
    assert.deepEqual(now.annotations[0]?.reopened, { sourceId: 'q1', why: 'unreliable', ...STAMP })
  })

  test('reopens nothing twice, nor when other fields change', () => {
    const now = after(desk, bad(q1))
    const renamed = { ...q1, reliability: 'unreliable', title: 'Neu' } as const
    assert.deepEqual(after(now, { type: 'edit-source', source: renamed }).log, [
      'edit-source q1: Titel q1 > Neu',
    ])
    assert.deepEqual(waiting(after(desk, good(q1))), [])
  })

  test('heals what it reopened when it is relied on again', () => {
    const now = after(after(desk, bad(q1)), good(q1))
    assert.deepEqual(waiting(now), [])
    assert.deepEqual(now.log.slice(1), [
      'reopen a: Titel q1 > ',
      'reopen b: Titel q1 > ',
      'reopen c: Titel q1 > ',
    ])
  })

  test('does not heal what rests on another unreliable one: that waits for the other', () => {
    const both = after(after(desk, bad(q1)), bad(q2))
    assert.deepEqual(waiting(both), [
      'a q1 unreliable',
      'b q1 unreliable',
      'c q1 unreliable',
      'e q2 unreliable',
    ])
    const now = after(both, good(q1))
    assert.deepEqual(waiting(now), ['b q2 unreliable', 'e q2 unreliable'])
    assert.ok(now.log.includes('reopen b: Titel q1 > Titel q2'))
    assert.deepEqual(waiting(after(now, good(q2))), [])
  })

  test('does not heal what was corrected, whichever came first', () => {
    const first = after(after(after(desk, correct('q1')), bad(q1)), good(q1))
    assert.deepEqual(waiting(first).slice(0, 1), ['a q1 corrected'])
    const second = after(after(after(desk, bad(q1)), correct('q1')), good(q1))
    assert.deepEqual(waiting(second).slice(0, 1), ['a q1 corrected'])
  })
})

describe('a source that was corrected', () => {
  const desk: Desk = {
    sources: [q1],
    annotations: [resting('a', { q1: 'origin' }), resting('b', { q1: 'context' })],
  }

  test('keeps the correction and reopens what rests on it', () => {
    const now = after(desk, correct('q1'))
    assert.equal(now.sources[0]?.correction, 'Zahl war falsch')
    assert.deepEqual(waiting(now), ['a q1 corrected'])
    assert.deepEqual(now.log, ['correct-source q1:  > Zahl war falsch', 'reopen a:  > Titel q1'])
  })

  test('needs words and a source that is known', () => {
    assert.equal(withSource(desk, { type: 'correct-source', sourceId: 'q1', correction: ' ' }, STAMP), null)
    assert.equal(withSource(desk, { ...correct('q9') }, STAMP), null)
  })

  test('is done with when the status is set anew', () => {
    const [open] = after(desk, correct('q1')).annotations
    assert.ok(open?.reopened)
    const made = reviewed(
      open,
      { type: 'set-status', id: 'a', status: 'verified' },
      {
        user: EDITOR,
        at: AT,
        newId: 'n',
        scheme: DEFAULT_SCHEME,
        policy: DEFAULT_POLICY,
        sources: [q1],
      },
    )
    assert.equal(made?.annotation.reopened, null)
  })
})

describe('the library', () => {
  test('takes a new source once, and changes only what is different', () => {
    const desk: Desk = { sources: [q1], annotations: [] }
    assert.deepEqual(after(desk, { type: 'add-source', source: q2 }).sources, [q1, q2])
    assert.deepEqual(after(desk, { type: 'add-source', source: q2 }).log, ['add-source q2:  > Titel q2'])
    assert.equal(withSource(desk, { type: 'add-source', source: { ...q1, title: 'Neu' } }, STAMP), null)
    assert.equal(withSource(desk, { type: 'edit-source', source: { ...q1 } }, STAMP), null)
    assert.equal(withSource(desk, { type: 'edit-source', source: q2 }, STAMP), null)
    assert.ok(isSameSource({ ...q1 }, q1))
    assert.ok(!isSameSource({ ...q1, note: 'x' }, q1))
  })

  test('gives a source away that nobody uses', () => {
    const desk: Desk = { sources: [q1, q2], annotations: [resting('a', { q1: 'context' })] }
    const remove = (sourceId: string): LibraryAction => ({ type: 'remove-source', sourceId })
    assert.deepEqual(after(desk, remove('q2')).sources, [q1])
    assert.deepEqual(after(desk, remove('q2')).log, ['remove-source q2: Titel q2 > '])
    assert.equal(withSource(desk, remove('q1'), STAMP), null)
    assert.equal(withSource(desk, remove('q9'), STAMP), null)
  })

  test('keeps a source that a statement waits for, so that the file loads again', () => {
    const open = resting('a', {}, { reopened: { sourceId: 'q1', why: 'corrected', ...STAMP } })
    const desk: Desk = { sources: [q1], annotations: [open] }
    assert.equal(withSource(desk, { type: 'remove-source', sourceId: 'q1' }, STAMP), null)
    assert.ok(parseDossier(JSON.stringify(dossierToJSON({ ...desk, log: [] }))).ok)
    assert.ok(!parseDossier(JSON.stringify(dossierToJSON({ ...desk, sources: [], log: [] }))).ok)
  })
})
