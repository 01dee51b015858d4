import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { en } from '../../src/lang/en/index.js'
import { createEngine, detect, detectAll, type Statement } from '../../src/text/index.js'
import { words } from './notation.js'

const engine = createEngine(en)

/** The first statement, or the one with the longest chain. */
function statementIn(text: string): Statement {
  const found = [...detect(text, engine)].sort((a, b) => b.chain.length - a.chain.length)[0]
  assert.ok(found, `nothing found in: ${text}`)
  return found
}

describe('second-hand statements in English', () => {
  // Chains are in order: whom the article has it from first. Mentions are joined by " > ".
  for (const [text, chain] of [
    ['Three people were injured, Interfax reported, citing the ministry.', 'Interfax > the ministry'],
    [
      'Three people were injured, Interfax reported on Monday, citing the interior ministry.',
      'Interfax > the interior ministry',
    ],
    ['Interfax reported that three people were injured, citing the ministry.', 'Interfax > the ministry'],
    ['Interfax, citing the ministry, reported that three people were injured.', 'Interfax > the ministry'],
    ['Reuters reported, citing police, that three people were injured.', 'Reuters > police'],
    [
      'Citing officials, the New York Times reported that the plan had failed.',
      'the New York Times > officials',
    ],
    [
      'Reuters, quoting a spokesman for the army, said the plan had failed.',
      'Reuters > a spokesman for the army',
    ],
    ['The plan had failed, according to the BBC, which cited police.', 'the BBC > police'],
    ['The plan had failed, according to the BBC, citing police sources.', 'the BBC > police sources'],
    ['CNN quoted a spokesman as saying the plan had failed.', 'CNN > a spokesman'],
    ['CNN quoted the minister as saying: “The plan has failed.”', 'CNN > the minister'],
    ['“We will help,” the agency quoted Smith as saying.', 'the agency > Smith'],
    ['The minister was quoted by CNN as saying the plan had failed.', 'CNN > The minister'],
    ['The plan had failed, Smith said, as quoted by the BBC.', 'the BBC > Smith'],
    [
      'The plan had failed, a spokesman quoted by Interfax said.',
      'Interfax > a spokesman quoted by Interfax',
    ],
    ['“I will resign,” the minister said in a statement carried by Xinhua.', 'Xinhua > the minister'],
    ['In a statement carried by Xinhua, the minister said that he would resign.', 'Xinhua > the minister'],
    ['According to the BBC, the minister said he would resign.', 'the BBC > the minister'],
    ['The minister said, according to the BBC, that he would resign.', 'the BBC > The minister'],
    ['Smith said that he would resign, according to the BBC.', 'the BBC > Smith'],
    ['The BBC reported that, according to police, three people were injured.', 'The BBC > police'],
    [
      'The newspaper reported that the company had closed two plants, according to its chairman.',
      'The newspaper > its chairman',
    ],
    ['CNN reported that Smith told reporters he would resign.', 'CNN > Smith'],
    ['The BBC reported that the police said that three people were injured.', 'The BBC > the police'],
  ] as const)
    it(`gives the chain of: ${text}`, () => {
      const found = statementIn(text)
      assert.equal(
        words(
          text,
          found.chain.map(({ mention }) => mention),
        ).join(' > '),
        chain,
      )
      assert.ok(found.flags.includes('second-hand'))
    })

  for (const text of [
    'The minister said the plan had failed.',
    '“We will help,” Smith told CNN.',
    'Smith told reporters the plan had failed.',
    'Smith told police he was innocent.',
    'Smith said he had never said that he would come.',
    'The government rejected the plan, citing costs.',
    'The ministry, citing costs, said that the plan had failed.',
    'The ministry, citing Article 5, said that the plan had failed.',
    'Smith, referring to the Bible, said that the plan had failed.',
    'The court, citing the constitution, said that the plan had failed.',
    'Smith said in an interview with Reuters that the plan had failed.',
    'A spokesman for the BBC said the plan had failed.',
    'The minister said in a statement published by his office that the plan had failed.',
    'Smith said the company, citing analysts, had cut its costs.',
  ])
    it(`sees one source in: ${text}`, () => {
      for (const { chain, flags } of detect(text, engine)) {
        assert.deepEqual(chain, [])
        assert.ok(!flags.includes('second-hand'))
      }
    })

  it('flags an unnamed source at the end of the chain', () => {
    const { chain, flags } = statementIn(
      'Reuters, citing anonymous sources, reported that the plan had failed.',
    )
    assert.deepEqual(
      chain.map(({ speakerIs }) => speakerIs.kind),
      ['organisation', 'unnamed'],
    )
    assert.ok(flags.includes('unnamed-source'))
  })

  it('gives offsets in the article, not in the paragraph', () => {
    const text =
      'First paragraph.\n\nThree people were injured, Interfax reported on Monday, citing the ministry.'
    const { chain, when } = statementIn(text)
    assert.deepEqual(
      words(
        text,
        chain.map(({ mention }) => mention),
      ),
      ['Interfax', 'the ministry'],
    )
    assert.ok(when)
    assert.deepEqual(words(text, [when]), ['on Monday'])
  })
})

describe('time words in English', () => {
  for (const [text, when] of [
    ['The minister said on Monday the plan had failed.', 'on Monday'],
    ['The minister said Monday the plan had failed.', 'Monday'],
    ['Yesterday the minister said the plan had failed.', 'Yesterday'],
    ['The minister said yesterday evening that the plan had failed.', 'yesterday evening'],
    ['The plan had failed, the minister said on 5 March.', 'on 5 March'],
    ['The minister said on 5 March 2020 that the plan had failed.', 'on 5 March 2020'],
    ['The plan had failed, the minister said on March 5, 2020.', 'on March 5, 2020'],
    ['On March 5, 2020, the minister said the plan had failed.', 'On March 5, 2020'],
    ['On Tuesday, March 5, the minister said the plan had failed.', 'On Tuesday, March 5'],
    ['Late on Friday, the minister said the plan had failed.', 'Late on Friday'],
    ['The plan had failed, the minister said Tuesday morning.', 'Tuesday morning'],
    ['Last week, the minister said the plan had failed.', 'Last week'],
    ['In 2019, the minister said the plan had failed.', 'In 2019'],
    ['In March, the minister said the plan had failed.', 'In March'],
    ['In late March, the minister said the plan had failed.', 'In late March'],
    ['Earlier this week, the minister said that the plan had failed.', 'Earlier this week'],
    ['Two days ago, the minister said that the plan had failed.', 'Two days ago'],
    ['“We will help,” Smith said late on Friday.', 'late on Friday'],
    ['“We will help,” said Smith on Monday night.', 'on Monday night'],
    ['“We will help,” Smith told reporters on Tuesday.', 'on Tuesday'],
    ['“We will help,” Smith said in a statement on Tuesday.', 'on Tuesday'],
    ['According to officials on Saturday, the plan had failed.', 'on Saturday'],
    ['On Monday, the opposition called for new elections.', 'On Monday'],
    ['The opposition on Monday condemned the attack.', 'on Monday'],
    ['The opposition called on Monday for new elections.', 'on Monday'],
    ['The minister said that the plan would start on Monday.', null],
    ['The minister, who arrived on Monday, said the plan had failed.', null],
    ['The man who was arrested on Monday said he was innocent.', null],
    ['When she arrived on Monday, Smith said the plan had failed.', null],
    ['The opposition warned of new attacks on Monday.', null],
    ['In two cases, the minister said, the plan had failed.', null],
    ['At the end, the minister said the plan had failed.', null],
    ['As of Wednesday, the minister said, the plan had failed.', null],
    ['USA Today reported that the plan had failed.', null],
    ['The minister told the Sunday Times the plan had failed.', null],
    ['In 2000 cases, the minister said, the plan had failed.', null],
  ] as const)
    it(`${when ? 'keeps' : 'keeps none'}: ${text}`, () => {
      const found = statementIn(text)
      assert.equal(found.when && text.slice(found.when.start, found.when.end), when)
    })
})

describe('outlets in English', () => {
  for (const [text, outlet] of [
    ['The plan had failed, the minister wrote on Facebook.', 'Facebook'],
    ['“I will resign,” the minister wrote on X on Friday.', 'X'],
    ['In a post on his Facebook page, the minister said he would resign.', 'Facebook'],
    ['The minister said in an interview with Reuters that the plan had failed.', 'Reuters'],
    ['Speaking to Al Jazeera, the minister said the plan had failed.', 'Al Jazeera'],
    ['The minister told CNN the plan had failed.', 'CNN'],
    ['The minister told the Guardian the plan had failed.', 'Guardian'],
    ['The minister told the Leeds Herald the plan had failed.', 'Leeds Herald'],
    ['The minister told the Sunday Times the plan had failed.', 'Sunday Times'],
    ['The minister told the news agency Kyodo the plan had failed.', 'Kyodo'],
    ['The minister told Kyodo news agency the plan had failed.', 'Kyodo'],
    ['The New York Times reported that the plan had failed.', 'New York Times'],
    ['The plan had failed, according to a BBC report.', 'BBC'],
    ['The minister was quoted by CNN as saying the plan had failed.', 'CNN'],
    ['A BBC spokesman said the plan had failed.', null],
    ['A spokesman for the BBC said the plan had failed.', null],
    ['Facebook said the plan had failed.', null],
    ['The minister told Facebook the plan had failed.', null],
    ['The space agency NASA said the plan had failed.', null],
    ['The minister told the radio station that the plan had failed.', null],
    ['The opposition criticised Twitter sharply.', null],
    ['The minister said Twitter was finished.', null],
  ] as const)
    it(`${outlet ? 'finds' : 'finds none'}: ${text}`, () => assert.equal(statementIn(text).outlet, outlet))
})

describe('partial quotes in English', () => {
  const isPartial = (text: string): boolean => {
    const direct = detect(text, engine).find(({ kind }) => kind === 'direct')
    assert.ok(direct, `no quotation found in: ${text}`)
    return direct.flags.includes('partial-quote')
  }
  for (const text of [
    'Smith said the situation was “very serious”.',
    'Smith said the situation was “very serious.”',
    'Smith called the plan “a complete disaster”.',
    'Smith called him a “traitor”.',
    'Smith said they “will not be deterred”.',
    'Smith said the plan was “serious,” and left.',
  ])
    it(`flags: ${text}`, () => assert.ok(isPartial(text)))
  for (const text of [
    '“We will help,” Smith said.',
    '“No,” Smith said.',
    '“Nonsense!” Smith said.',
    'Smith said: “We will help everybody.”',
    'Smith said, “I am for it.”',
    '“We will help,” said Smith, “and at once.”',
  ])
    it(`leaves alone: ${text}`, () => assert.ok(!isPartial(text)))
})

describe('quoted terms in English', () => {
  for (const [text, terms] of [
    ['The film “Parasite” opened on Friday.', ['title “Parasite”']],
    ['His book, “The Long Road”, appeared in 2019.', ['title “The Long Road”']],
    ['Her album, titled “Blue Moon”, appeared in 2019.', ['title “Blue Moon”']],
    ['Songs such as “Blue Moon” and “Red Sky” were played.', ['title “Blue Moon”', 'title “Red Sky”']],
    ['“Imagine” by John Lennon was played.', ['title “Imagine”']],
    ['Dwayne “The Rock” Johnson came to London.', ['name “The Rock”']],
    ['He is known as “The Rock”.', ['name “The Rock”']],
    ['She lived in a palace known as the “Blue House” in Seoul.', ['name “Blue House”']],
    ['The rebel group “Free Army” was not there.', ['name “Free Army”']],
    ['The so-called “red zone” was closed on Friday.', ['term “red zone”']],
    ['The term “fake news” appeared in 2016.', ['term “fake news”']],
    ['The “liberation” of the city took two days.', ['scare-quote “liberation”']],
    ['“We will help,” Smith said.', []],
    ['Smith said the situation was “very serious”.', []],
    ['Smith said the film “Parasite” was good.', ['title “Parasite”']],
  ] as const)
    it(`tells them in: ${text}`, () =>
      assert.deepEqual(
        detectAll(text, engine).quotedTerms.map(
          ({ kind, start, end }) => `${kind} ${text.slice(start, end)}`,
        ),
        terms,
      ))
})
