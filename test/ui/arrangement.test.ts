import { expect } from '@open-wc/testing'
import { speakersOverview } from '../../src/model/speakers-overview.js'
import { DEFAULT_SCHEME } from '../../src/model/status.js'
import { arrange, TEXT_ORDER, type Grouping } from '../../src/ui/arrangement.js'
import { wordsComing } from '../../src/ui/messages/index.js'
import { informant, post, statement } from './fixtures.js'

const context = { sources: [post, informant], blocks: [], log: [], locale: 'de', scheme: DEFAULT_SCHEME }

function groups(annotations: readonly ReturnType<typeof statement>[], groupBy: Grouping) {
  return arrange(annotations, { ...TEXT_ORDER, groupBy }, context).map(({ label, annotations }) => [
    label,
    annotations.map(({ id }) => id),
  ])
}

describe('arrange', () => {
  before(() => wordsComing('de'))

  it('puts the same statements under one speaker as the overview of speakers does', () => {
    const all = [
      statement('a', 'Eins', { speakerIs: { kind: 'named', name: 'Anna Meier' } }),
      statement('b', 'Zwei', { speakerIs: { kind: 'none' } }),
      statement('c', 'Drei', { speakerIs: { kind: 'named', name: 'ANNA  Meier' }, place: 20 }),
      statement('d', 'Vier', { speakerIs: { kind: 'organisation', name: 'Anna Meier' }, place: 30 }),
      statement('e', 'Fünf', { speakerIs: { kind: 'unnamed' }, speaker: 'Kreise', place: 40 }),
    ]
    expect(groups(all, 'speaker')).to.deep.equal([
      ['Anna Meier', ['a', 'c']],
      ['Anna Meier', ['d']],
      ['Kreise', ['e']],
      ['Kein Sprecher genannt', ['b']],
    ])
    const byKey = speakersOverview(all).tallies.map(({ ids }) => ids)
    const grouped = groups(all, 'speaker').map(([, ids]) => ids)
    expect(grouped).to.have.deep.members([...byKey])
  })

  it('shows a statement once, under its first source', () => {
    const evidence = (sourceId: string) =>
      ({
        id: sourceId,
        sourceId,
        relation: 'supports',
        passage: '',
        locator: '',
        translated: false,
        by: null,
        at: '',
      }) as const
    const both = statement('a', 'Eins', { evidence: [evidence('s2'), evidence('s1')] })
    expect(groups([both, statement('b', 'Zwei', { place: 9 })], 'source')).to.deep.equal([
      [informant.title, ['a']],
      ['Ohne Quelle', ['b']],
    ])
  })
})
