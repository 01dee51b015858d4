import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { de } from '../../src/lang/de/index.js'
import { en } from '../../src/lang/en/index.js'
import {
  createEngine,
  createGuessingEngine,
  detect,
  detectAll,
  guessLanguage,
  type VerbSecondPack,
} from '../../src/text/index.js'
import { verbSecond } from '../../src/text/verb-second.js'

const PACKS = [de, en]
const GERMAN = 'Die Lage sei ernst, sagte der Minister am Montag in Berlin.'
const ENGLISH = 'The minister said on Monday that the situation was serious.'

describe('guessing the language', () => {
  for (const [text, lang] of [
    [GERMAN, 'de'],
    [ENGLISH, 'en'],
    ['“Wir helfen”, sagte John Smith von Human Rights Watch.', 'de'],
    ['Angela Merkel and Frank-Walter Steinmeier had met before, Deutsche Welle reported.', 'en'],
    ['', 'de'],
    ['12345 !!!', 'de'],
  ] as const)
    it(`takes for ${lang}: ${text}`, () => assert.equal(guessLanguage(text, PACKS), lang))

  it('needs a pack', () => {
    assert.throws(() => guessLanguage('', []), RangeError)
    assert.throws(() => createGuessingEngine([]), RangeError)
  })
})

describe('a text in a language that an engine does not read', () => {
  const french =
    'Le ministre a dit lundi que la situation était grave et que le gouvernement devait agir avant la fin de la semaine. ' +
    'Selon la police, personne n’a été blessé dans l’accident qui a eu lieu vendredi matin sur la route entre les deux villes.'

  it('is told from its own by the small words, once there are enough words', () => {
    const engine = createEngine(de)
    assert.equal(engine.isForeign?.(`${GERMAN} `.repeat(5)), false)
    assert.equal(engine.isForeign?.(`${ENGLISH} `.repeat(5)), true)
    assert.equal(engine.isForeign?.(ENGLISH), false)
    assert.equal(
      createEngine(en).isForeign?.(`Die Polizei sagte, niemand habe etwas gesehen. `.repeat(7)),
      true,
    )
  })

  it('is foreign to an engine for several only if it is to each', () => {
    const engine = createGuessingEngine(PACKS)
    assert.equal(engine.isForeign?.(`${ENGLISH} `.repeat(5)), false)
    assert.equal(engine.isForeign?.(`${french} `), true)
  })
})

describe('an engine', () => {
  it('names what it needs where it gets no language pack', () => {
    for (const none of [undefined, null, {}])
      assert.throws(() => createEngine(none as never), {
        name: 'TypeError',
        message: /needs a language pack, such as "de" of prosemirror-attribution\/lang\/de/,
      })
  })
})

describe('an engine for several languages', () => {
  const engine = createGuessingEngine(PACKS)

  it('finds in each article what the engine of its language finds, and says which that was', () => {
    assert.deepEqual(detect(ENGLISH, engine), detect(ENGLISH, createEngine(en)))
    assert.equal(engine.lang, 'en')
    assert.deepEqual(detect(GERMAN, engine), detect(GERMAN, createEngine(de)))
    assert.equal(engine.lang, 'de')
  })

  it('tells the quoted terms of the language too', () => {
    for (const text of [
      'Der Roman „Der Prozess“ erschien im Herbst.',
      'The film “The Road” was shown in the autumn.',
    ])
      assert.deepEqual(
        detectAll(text, engine).quotedTerms.map(({ kind }) => kind),
        ['title'],
      )
  })

  it('has read a block when it is linked', () => {
    const analyze = (role: 'paragraph') => engine.analyze(ENGLISH, role)
    const before = analyze('paragraph')
    engine.link([{ start: 0, analysis: before }])
    assert.equal(engine.lang, 'en')
    assert.equal((before as unknown as { analyses: unknown[] }).analyses.filter(Boolean).length, 1)
  })

  it('reads a block anew when the article around it turns out to be in another language', () => {
    const block = { start: 0, analysis: engine.analyze('Merkel: “Nein.”', 'paragraph') }
    engine.link([block])
    assert.equal(engine.lang, 'de')
    const more = { start: 20, analysis: engine.analyze(ENGLISH, 'paragraph') }
    const found = engine.link([block, more])
    assert.equal(engine.lang, 'en')
    assert.ok(found.some(({ kind }) => kind === 'indirect'))
  })
})

describe('a language pack', () => {
  it('of somebody else names the grammar that reads it', () => {
    const own: VerbSecondPack = {
      ...de,
      order: verbSecond,
      lang: 'de-AT',
      weights: { ...de.weights!, lang: 'de-AT' },
    }
    const engine = createEngine(own)
    assert.equal(engine.lang, 'de-AT')
    assert.ok(detect(GERMAN, engine).length)
    assert.deepEqual(detect(GERMAN, engine), detect(GERMAN, createEngine(de)))
  })

  it('is refused when it names none', () => {
    const words = { order: 'verb-second' } as object as Pick<VerbSecondPack, 'order'> // as packs before 0.1.0 named it
    assert.throws(
      () => createEngine({ ...de, ...words }),
      /order must be verbSecond or subjectVerb, is "verb-second"/,
    )
  })
})
