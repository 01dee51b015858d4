import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { UNTOUCHED, type Annotation, type Review } from '../../src/model/annotation.js'
import { speakerKey, speakersOverview } from '../../src/model/speakers-overview.js'
import { createScheme } from '../../src/model/status.js'
import type { SpeakerIdentity } from '../../src/text/statement.js'
import { AT, EDITOR } from './sample.js'

interface Parts extends Partial<Omit<Annotation, 'target' | 'review'>> {
  readonly mention?: string
  readonly detached?: boolean
  readonly status?: string
  readonly reviewed?: string
}

/** A statement that stands at `start`; its words are its id. */
function said(
  id: string,
  start: number,
  speakerIs: SpeakerIdentity,
  { mention, detached = false, status, reviewed = id, ...rest }: Parts = {},
): Annotation {
  const review: Review = status
    ? { status, wording: reviewed, by: EDITOR, at: AT }
    : { status: 'unchecked', wording: null, by: null, at: null }
  return {
    id,
    origin: 'detected',
    kind: 'direct',
    target: {
      ranges: { quote: [{ start, end: start + 5 }], speaker: [], cue: [], frame: [], addressee: [] },
      wording: id,
      prefix: '',
      suffix: '',
      speaker: mention ?? null,
      detached,
    },
    speakerIs,
    outlet: null,
    when: null,
    chain: [],
    confidence: 1,
    reasons: [],
    flags: [],
    ...UNTOUCHED,
    review,
    ...rest,
  }
}

const MEIER: SpeakerIdentity = { kind: 'named', name: 'Anna Meier' }

describe('speakersOverview', () => {
  test('counts the statements of a speaker, direct and indirect, in text order', () => {
    const { tallies } = speakersOverview([
      said('late', 30, MEIER, { kind: 'indirect' }),
      said('early', 10, MEIER),
      said('between', 20, MEIER, { kind: 'reported' }),
    ])
    assert.deepEqual(tallies, [
      {
        key: 'named:anna meier',
        speakerIs: MEIER,
        total: 3,
        direct: 1,
        indirect: 2,
        checked: 0,
        ids: ['early', 'between', 'late'],
      },
    ])
  })

  test('lists speakers in the order in which they first speak', () => {
    const { tallies } = speakersOverview([
      said('b', 20, { kind: 'organisation', name: 'Stadt' }),
      said('a', 10, MEIER),
      said('c', 30, { kind: 'none' }),
    ])
    assert.deepEqual(
      tallies.map(({ key }) => key),
      ['named:anna meier', 'organisation:stadt', 'none'],
    )
  })

  test('takes one name for one speaker, whatever the case and the white space', () => {
    const { tallies } = speakersOverview([
      said('a', 10, { kind: 'unnamed', name: 'Experten' }),
      said('b', 20, { kind: 'unnamed', name: ' experten' }),
    ])
    assert.deepEqual(
      tallies.map(({ ids, speakerIs }) => [speakerIs.name, ids]),
      [['Experten', ['a', 'b']]],
    )
  })

  test('keeps a person and an organisation of the same name apart', () => {
    const { tallies } = speakersOverview([
      said('a', 10, { kind: 'named', name: 'Bosch' }),
      said('b', 20, { kind: 'organisation', name: 'Bosch' }),
    ])
    assert.equal(tallies.length, 2)
  })

  test('takes the mention for the name where there is no other', () => {
    const one = said('a', 10, { kind: 'unnamed' }, { mention: 'ein  Sprecher' })
    const { tallies } = speakersOverview([one])
    assert.deepEqual(tallies[0]?.speakerIs, { kind: 'unnamed', name: 'ein Sprecher' })
    assert.equal(tallies[0]?.key, speakerKey(one))
  })

  test('takes office and short form from the first statement that has them', () => {
    const { tallies } = speakersOverview([
      said('a', 10, { kind: 'organisation', name: 'Rat' }),
      said('b', 20, { kind: 'organisation', name: 'Rat', office: 'Gremium', short: 'R' }),
      said('c', 30, { kind: 'organisation', name: 'Rat', office: 'Kammer' }),
    ])
    assert.deepEqual(tallies[0]?.speakerIs, {
      kind: 'organisation',
      name: 'Rat',
      office: 'Gremium',
      short: 'R',
    })
  })

  test('counts as checked only what holds: not stale, reopened, detached or under way', () => {
    const { tallies } = speakersOverview([
      said('a', 10, MEIER, { status: 'verified' }),
      said('b', 20, MEIER, { status: 'verified', reviewed: 'other words' }),
      said('c', 30, MEIER, {
        status: 'verified',
        reopened: { sourceId: 'q', why: 'corrected', by: EDITOR, at: AT },
      }),
      said('d', 40, MEIER, { status: 'verified', detached: true }),
      said('e', 50, MEIER, { status: 'in-progress' }),
      said('f', 60, MEIER),
    ])
    assert.equal(tallies[0]?.total, 6)
    assert.equal(tallies[0]?.checked, 1)
  })

  test('asks the scheme what ends a check', () => {
    const scheme = createScheme({
      statuses: [
        { key: 'unchecked', sign: '○', isFinal: false, isBlocking: false },
        { key: 'read', sign: 'R', isFinal: true, isBlocking: false },
      ],
    })
    const own = [said('a', 10, MEIER, { status: 'read' })]
    assert.equal(speakersOverview(own, scheme).tallies[0]?.checked, 1)
    assert.equal(speakersOverview(own).tallies[0]?.checked, 0)
  })

  test('sums up: no speaker is none of the speakers, dismissed ones do not count', () => {
    const { speakers, unnamed, total, withoutSpeaker } = speakersOverview([
      said('a', 10, MEIER),
      said('b', 20, { kind: 'unnamed', name: 'Kreise' }),
      said('c', 30, { kind: 'none' }),
      said('d', 40, { kind: 'none' }),
      said('e', 50, { kind: 'named', name: 'Weg' }, { dismissed: true }),
    ])
    assert.deepEqual(
      { speakers, unnamed, total, withoutSpeaker },
      {
        speakers: 2,
        unnamed: 1,
        total: 4,
        withoutSpeaker: 2,
      },
    )
  })

  test('puts every statement under exactly one speaker, by its key', () => {
    const all = [MEIER, { kind: 'none' }, { kind: 'unnamed', name: 'Kreise' }, MEIER].map(
      (speakerIs, i) => said(`s${i}`, i * 10, speakerIs as SpeakerIdentity), // the literals are identities
    )
    const { tallies } = speakersOverview(all)
    for (const annotation of all)
      assert.deepEqual(
        tallies.filter(({ ids }) => ids.includes(annotation.id)).map(({ key }) => key),
        [speakerKey(annotation)],
      )
  })

  test('has nothing to say of an article without statements', () => {
    assert.deepEqual(speakersOverview([]), {
      tallies: [],
      speakers: 0,
      unnamed: 0,
      total: 0,
      withoutSpeaker: 0,
    })
  })
})
