import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { en } from '../../src/lang/en/index.js'
import { createEngine, describeReason, detect, type Kind } from '../../src/text/index.js'
import { matching, unmark, words } from './notation.js'

const engine = createEngine(en)

// [content] <speaker> {cue} @addressee@
const CASES: readonly (readonly [title: string, kind: Kind, source: string])[] = [
  ['a quotation before its frame', 'direct', '[“We will help,”] <Smith> {said}.'],
  ['an inverted frame', 'direct', '[“We will help,”] {said} <Smith>.'],
  [
    'an inverted frame with an apposition',
    'direct',
    '[“We will help,”] {said} <Joan Smith, the mayor of Leeds>.',
  ],
  ['a quotation after its frame', 'direct', '<Smith> {said}, [“We will help everybody.”]'],
  ['a quotation after a colon', 'direct', '<Smith> {told} @reporters@: [“We will help everybody.”]'],
  [
    'a quotation that its frame interrupts',
    'direct',
    '[“We will help,”] {said} <Anna Smith>, [“and at once.”]',
  ],
  [
    'a quotation that a frame with an addressee interrupts',
    'direct',
    '[“We will help,”] <Anna Smith> {told} @the BBC@, [“and at once.”]',
  ],
  [
    'a quotation that goes on behind its frame',
    'direct',
    '[“We will help,”] <Anna Smith> {said} on Monday. [“We will start at once. That is clear.”]',
  ],
  ['a quotation in straight marks', 'direct', '["We will help,"] <Smith> {said}.'],
  ['a quotation in single marks', 'direct', '[‘We will help,’] <Smith> {said}.'],
  ['a quotation in straight single marks', 'direct', "['We won't help,'] <Smith> {said}."],
  ['a quotation with another inside', 'direct', '<Smith> {said}, [“The word ‘crisis’ is wrong.”]'],
  ['a quotation that ends in a question mark', 'direct', '[“Who will help?”] <Smith> {asked}.'],
  ['a quotation without a comma before it', 'direct', '<Smith> {said} [“we cannot win this way”].'],
  ['quoted words in indirect speech', 'direct', '<Smith> {said} the plan was [“very serious indeed”].'],
  ['words that something is called', 'direct', '<Officials> {called} it [“a complete disaster”].'],
  ['a that-clause', 'indirect', '<The minister> {said} [that the bridge would reopen in May].'],
  ['a clause without that', 'indirect', '<The minister> {said} [the bridge would reopen in May].'],
  [
    'a clause behind adverbials',
    'indirect',
    '<The minister> {said} in a statement on Monday [the bridge would reopen in May].',
  ],
  ['a clause that is told', 'indirect', '<She> {told} @the BBC@ [the bridge would reopen in May].'],
  ['a clause that is told a name', 'indirect', '<She> {told} @CNN@ [Trump was ready].'],
  [
    'a cue with auxiliaries',
    'indirect',
    '<The company> {had} previously {said} [that it would close two plants].',
  ],
  ['a whether-clause', 'indirect', '<The spokesman> {asked} [whether that was enough].'],
  ['an indirect question', 'indirect', '<She> {explained} [how the device worked].'],
  [
    'a participle that adds',
    'indirect',
    '<The minister> said the bridge would reopen, {adding} [that tolls would rise].',
  ],
  [
    'what a participle leaves to the verb before it',
    'indirect',
    '<The minister> {said} [the bridge would reopen], adding that tolls would rise.',
  ],
  ['a promise', 'indirect', '<The company> {promised} [to close two plants].'],
  ['a threat', 'indirect', '<The union> {has threatened} [to strike in June].'],
  ['an urging', 'indirect', '<Merkel> {urged} @the leaders@ [to act at once].'],
  [
    'an urging of somebody with a relative clause',
    'indirect',
    '<They> {asked} @the minister@, who was ill, [to resign].',
  ],
  ['a denial', 'indirect', '<The man> {denied} [killing his neighbour].'],
  ['an accusation', 'indirect', '<The ministry> {accused} the network [of lying to the public].'],
  ['a passive', 'indirect', 'Customers {were told} [that the shop would close].'],
  ['an impersonal passive', 'indirect', 'It {was reported} [that the shop would close].'],
  [
    'according to at the end',
    'indirect',
    '[More than 1,000 people have been arrested], {according to} <The Guardian>.',
  ],
  ['according to in front', 'indirect', '{According to} <police>, [three people were hurt].'],
  ['according to inside', 'indirect', '[The army], {according to} <the spokesman>, [had withdrawn].'],
  ['per', 'indirect', '{Per} <reports>, [the ship has sunk].'],
  ['as X noted', 'indirect', 'As <the mayor> {noted}, [the bridge was closed in May].'],
  ['a clause before its frame', 'indirect', '[The bridge will reopen in May], <the minister> {said}.'],
  [
    'a clause around its frame',
    'indirect',
    '[The bridge], <the minister> {said} on Monday, [will reopen in May].',
  ],
  [
    'a clause in which somebody else is quoted',
    'indirect',
    'Reuters reported <police> {said} [the man was dead].',
  ],
  [
    'a subject with apposition',
    'indirect',
    'On Friday, <Carrie Lam, the chief executive of Hong Kong>, {announced} [that she would resign].',
  ],
  [
    'a subject with a relative clause',
    'indirect',
    '<The minister>, who arrived on Monday, {said} [he would stay].',
  ],
  ['a source in a relative clause', 'indirect', 'The plane, which <officials> {said} [was new], crashed.'],
  ['a noun with its clause', 'indirect', 'He rejected the {claim} [that the vote was rigged].'],
  ['a demand', 'reported', '[<The foreign ministry> called for a peaceful solution.]'],
  ['a criticism', 'reported', '[<The opposition> condemned the plan], and the Greens announced a protest.'],
  [
    'the second of two acts',
    'reported',
    'The opposition condemned the plan, [and <the Greens> announced a protest.]',
  ],
  ['an act in the passive', 'reported', '[His death was announced by <his son>.]'],
  ['hearsay', 'free-indirect', '[The fire reportedly started in the kitchen.]'],
  ['hearsay in the passive', 'free-indirect', '[The company is said to be looking for a buyer.]'],
]

describe('detect in English', () => {
  for (const [title, kind, source] of CASES)
    it(`finds ${title}`, () => {
      const marked = unmark(source)
      const statements = detect(marked.text, engine)
      const found = matching(marked.text, statements, marked.quote)
      assert.ok(
        found,
        `found ${JSON.stringify(statements.map((s) => [s.kind, words(marked.text, s.quote)]))}`,
      )
      assert.equal(found.kind, kind)
      assert.deepEqual(words(marked.text, found.speaker), marked.speaker)
      if (marked.cue.length) assert.deepEqual(words(marked.text, found.cue), spread(marked.cue))
      if (marked.addressee.length) assert.deepEqual(words(marked.text, found.addressee), marked.addressee)
    })

  for (const text of [
    'The film “The Big Short” opens today.',
    'The protesters’ demands were the mayor’s problem.',
    "The '90s were good for the workers' union in Leeds.",
    'The man accused of murder was arrested on Monday.',
    'The news reports were late.',
    'The court sentenced him to three years in prison.',
    'They met on Tuesday and signed the treaty.',
    'It rained, and that was all.',
  ])
    it(`finds nothing in: ${text}`, () => assert.deepEqual(detect(text, engine), []))

  it('gives the parts of a frame with the comma beside the quote', () => {
    const text = 'Russia was ready, he told the news agency Interfax on Monday.'
    const [found] = detect(text, engine)
    assert.deepEqual(words(text, found!.frame), [', he told the news agency Interfax on Monday'])
    assert.deepEqual(words(text, found!.addressee), ['the news agency Interfax'])
    assert.equal(found!.outlet, 'Interfax')
  })

  it('gives a frame its adverbials', () => {
    const text = 'On Monday, during a visit to Leeds, the minister said the bridge would reopen.'
    const [found] = detect(text, engine)
    assert.deepEqual(words(text, found!.frame), ['On Monday, during a visit to Leeds, the minister said'])
    assert.deepEqual(words(text, found!.speaker), ['the minister'])
  })

  it('gives a quotation inside indirect speech the roles of that speech', () => {
    const text = 'Smith told reporters the plan was “very serious indeed”.'
    const quote = detect(text, engine).find((s) => s.kind === 'direct')
    assert.deepEqual(words(text, quote!.speaker), ['Smith'])
    assert.deepEqual(words(text, quote!.addressee), ['reporters'])
    assert.deepEqual(quote!.flags, ['partial-quote'])
  })

  it('follows a quotation over paragraphs', () => {
    const text = 'Smith said, “We will help.\n“That is clear.\n“And we will stay.” He laughed.'
    const quotes = detect(text, engine).filter((s) => s.kind === 'direct')
    assert.ok(quotes.some((s) => words(text, s.quote).join().includes('We will help.')))
    assert.ok(quotes.some((s) => words(text, s.quote).join().includes('And we will stay.”')))
  })

  it('names its rules in words', () => {
    const [found] = detect('The minister said that the bridge would reopen.', engine)
    assert.equal(describeReason(found!.reasons[0]!, 'en'), 'that-clause after *said*')
  })

  it('flags hearsay without a source', () => {
    const [found] = detect('The fire reportedly started in the kitchen.', engine)
    assert.deepEqual(found!.flags, ['no-source', 'hearsay'])
    assert.deepEqual(found!.speakerIs, { kind: 'none' })
  })
})

/** A cue with words between its parts is marked part by part. */
function spread(marked: readonly string[]): readonly string[] {
  return marked.flatMap((cue) => (cue.includes(' previously ') ? cue.split(' previously ') : [cue]))
}

describe('speakers in English', () => {
  const speakers = (text: string) => detect(text, engine).map((s) => s.speakerIs)

  it('keep the full name and office that a surname stands for', () => {
    assert.deepEqual(
      speakers('Interior Minister Joan Smith said she would stay. Smith said it was late.').slice(-1),
      [{ kind: 'named', name: 'Joan Smith', office: 'Interior Minister' }],
    )
  })

  it('take an office from an apposition', () => {
    assert.deepEqual(speakers('Carrie Lam, the chief executive of Hong Kong, said it was late.'), [
      { kind: 'named', name: 'Carrie Lam', office: 'chief executive of Hong Kong' },
    ])
  })

  it('are found behind an office with a place', () => {
    assert.deepEqual(speakers('The mayor of London, Sadiq Khan, said it was late.'), [
      { kind: 'named', name: 'Sadiq Khan', office: 'mayor of London' },
    ])
  })

  it('are told apart by the gender of a pronoun', () => {
    const text =
      'President John Miller met Chancellor Anna Brown. She said it was late. He said it was early.'
    assert.deepEqual(
      speakers(text).map((s) => s.name),
      ['Anna Brown', 'John Miller'],
    )
  })

  it('are bodies with a short form', () => {
    assert.deepEqual(
      speakers('The World Health Organization (WHO) said it was late. WHO said it was early.'),
      [
        { kind: 'organisation', name: 'World Health Organization', short: 'WHO' },
        { kind: 'organisation', name: 'World Health Organization', short: 'WHO' },
      ],
    )
  })

  it('are a body where a spokesperson has no name', () => {
    assert.deepEqual(speakers('A spokesperson for the Foreign Ministry said it was late.'), [
      { kind: 'organisation', name: 'Foreign Ministry', office: 'spokesperson' },
    ])
  })

  it('are two where two speak', () => {
    assert.deepEqual(speakers('John Miller and Anna Brown said it was late.'), [
      { kind: 'named', name: 'John Miller and Anna Brown' },
    ])
  })

  for (const unnamed of ['Officials', 'Witnesses', 'Critics', 'Sources', 'A person familiar with the matter'])
    it(`are unnamed where the text says ${unnamed}`, () => {
      const [found] = detect(`${unnamed} said it was late.`, engine)
      assert.equal(found!.speakerIs.kind, 'unnamed')
      assert.deepEqual(found!.flags, ['unnamed-source'])
    })
})
