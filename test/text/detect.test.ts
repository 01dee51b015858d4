import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { de } from '../../src/lang/de/index.js'
import { createEngine, describeReason, detect, splitBlocks, type Kind } from '../../src/text/index.js'
import { matching, unmark, words } from './notation.js'

const engine = createEngine(de)

// [content] <speaker> {cue} @addressee@
const CASES: readonly (readonly [title: string, kind: Kind, source: string])[] = [
  ['a quotation before its frame', 'direct', '[„Wir helfen“], {sagte} <Meier>.'],
  ['a quotation after its frame', 'direct', '<Meier> {sagte}: [„Wir helfen allen.“]'],
  [
    'a quotation that its frame interrupts',
    'direct',
    '[„Wir helfen“], {sagte} <Anna Meier>, [„und zwar sofort.“]',
  ],
  ['a quotation in guillemets', 'direct', '[»Wir helfen«], {sagte} <Meier>.'],
  ['a quotation in Swiss guillemets', 'direct', '[«Wir helfen»], {sagte} <Meier>.'],
  ['a quotation in English marks', 'direct', '[“Wir helfen”], {sagte} <Meier>.'],
  ['a quotation in straight marks', 'direct', '["Wir helfen"], {sagte} <Meier>.'],
  ['a quotation in single marks', 'direct', '[‚Wir helfen‘], {sagte} <Meier>.'],
  ['a quotation of several sentences', 'direct', '<Meier> {erklärte}: [„Wir helfen. Das ist klar.“]'],
  ['a quotation with another inside', 'direct', '<Meier> {sagte}: [„Das Wort ‚Krise‘ trifft es nicht.“]'],
  ['quoted words in indirect speech', 'direct', '<Meier> {sagte}, die Lage sei [„sehr ernst“].'],
  ['words that somebody is called', 'direct', '<Er> {nannte} den Plan [„völlig verfehlt“].'],
  [
    'a verb-second clause in Konjunktiv before the frame',
    'indirect',
    '[Die Lage sei ernst], {sagte} <sie> @der Zeitung@.',
  ],
  [
    'a verb-second clause in Konjunktiv after the frame',
    'indirect',
    '<Der Minister> {sagte}, [die Lage sei ernst].',
  ],
  ['a dass-clause', 'indirect', '<Experten> {bezweifeln}, [dass das reicht].'],
  ['an ob-clause', 'indirect', '<Der Sprecher> {fragte}, [ob das reicht].'],
  ['an infinitive with zu', 'indirect', '<Die Regierung> {kündigte an}, [die Steuern zu senken].'],
  [
    'a cue with auxiliary and participle',
    'indirect',
    '<Die Regierung> {hat} gestern {angekündigt}, [die Steuern zu senken].',
  ],
  ['laut in front', 'indirect', '{Laut} <Polizei> [wurden drei Menschen verletzt].'],
  ['laut inside', 'indirect', '[Drei Menschen wurden] {laut} <Polizei> [verletzt].'],
  ['nach Angaben', 'indirect', '{Nach} <Angaben der Polizei> [wurden drei Menschen verletzt].'],
  ['zufolge', 'indirect', '<Medienberichten> {zufolge} [wurden drei Menschen verletzt].'],
  ['so X', 'indirect', '[Drei Menschen seien verletzt worden], {so} <die Polizei>.'],
  [
    'wie X mitteilte in front',
    'indirect',
    '{Wie} <die Polizei> {mitteilte}, [wurden drei Menschen verletzt].',
  ],
  ['wie X mitteilte behind', 'indirect', '[Drei Menschen wurden verletzt], {wie} <die Polizei> {mitteilte}.'],
  ['a frame inside the clause', 'indirect', '[Der Minister habe], {sagte} <er>, [nichts gewusst].'],
  [
    'an accusation whose source is not its denier',
    'indirect',
    'Er wies den Vorwurf zurück, [er habe gelogen].',
  ],
  ['heißt es', 'indirect', '[Es gebe viele Tote], {heißt} es.'],
  [
    'a frame with a relative clause inside',
    'indirect',
    '<Der Minister>, der gestern ankam, {sagte}, [er bleibe].',
  ],
  ['a demand', 'reported', '[<Das Außenministerium> forderte eine friedliche Lösung.]'],
  [
    'a criticism',
    'reported',
    '[<Die Opposition> kritisiert den Plan scharf], und die Grünen kündigten Widerstand an.',
  ],
  [
    'the second of two acts',
    'reported',
    'Die Opposition kritisiert den Plan scharf, und [<die Grünen> kündigten Widerstand an.]',
  ],
  ['hearsay', 'free-indirect', '[Die Bauarbeiten sollen im Mai beginnen.]'],
]

describe('detect', () => {
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
      if (marked.cue.length)
        assert.deepEqual(words(marked.text, found.cue), marked.cue.length ? marked.cue : [])
      if (marked.addressee.length) assert.deepEqual(words(marked.text, found.addressee), marked.addressee)
    })

  for (const text of [
    'Der Film „Das Boot“ läuft heute.',
    'Die „Bild“-Zeitung erscheint täglich.',
    'Der sogenannte „Gefährder“ wurde verhaftet.',
    'Er dachte laut nach.',
    'Es kommt hinzu, dass es regnet.',
    'Die Überschwemmungen forderten mehrere Todesopfer.',
    'Das Gericht verurteilte ihn zu drei Jahren Haft.',
    'Wäre das Wetter besser gewesen, hätten wir gewonnen.',
  ])
    it(`finds nothing in: ${text}`, () => assert.deepEqual(detect(text, engine), []))

  it('gives the parts of a frame with its comma', () => {
    const text = 'Russland sei bereit, sagte er der russischen Nachrichtenagentur Interfax.'
    const [found] = detect(text, engine)
    assert.deepEqual(words(text, found!.frame), [', sagte er der russischen Nachrichtenagentur Interfax'])
    assert.deepEqual(words(text, found!.addressee), ['der russischen Nachrichtenagentur Interfax'])
    assert.equal(found!.outlet, 'Interfax')
  })

  it('joins a run in Konjunktiv and gives it the speaker before it', () => {
    const text =
      'Der Sprecher wies die Vorwürfe zurück. Es gebe keinen Grund zur Sorge. Man prüfe jede Beschwerde.'
    const run = detect(text, engine).find((s) => s.kind === 'indirect-free-indirect')
    assert.deepEqual(words(text, run!.quote), ['Es gebe keinen Grund zur Sorge. Man prüfe jede Beschwerde.'])
    assert.deepEqual(words(text, run!.speaker), ['Der Sprecher'])
  })

  it('links a run to a source in the paragraph before', () => {
    const text = 'Meier sagte, er bleibe.\nDie Lage sei ernst.'
    const run = detect(text, engine).find((s) => s.kind === 'indirect-free-indirect')
    assert.deepEqual(words(text, run!.speaker), ['Meier'])
  })

  it('follows a quotation that opens in one paragraph and closes in a later one', () => {
    const text = 'Meier sagte: „Wir helfen allen.\nDas ist klar.\nUnd wir bleiben.“ Er lachte.'
    const quotes = detect(text, engine)
      .filter((s) => s.kind === 'direct')
      .flatMap((s) => words(text, s.quote))
    assert.deepEqual(quotes, ['„Wir helfen allen.', 'Das ist klar.', 'Und wir bleiben.“'])
  })

  it('leaves a paragraph alone whose quotation mark is never closed', () => {
    const text = 'Er sagte „ja. Die Polizei forderte eine Lösung.'
    assert.ok(detect(text, engine).some((s) => s.kind === 'reported'))
  })

  it('names the rule in German and English', () => {
    const [found] = detect('Die Lage sei ernst, sagte Meier.', engine)
    assert.equal(describeReason(found!.reasons[0]!, 'en'), 'verb-second clause in Konjunktiv before *sagte*')
    assert.equal(describeReason(found!.reasons[0]!, 'de'), 'Verbzweitsatz im Konjunktiv vor *sagte*')
    assert.equal(describeReason({ rule: 'toString' }, 'de'), 'toString')
  })

  it('flags hearsay without a source', () => {
    const [found] = detect('Die Bauarbeiten sollen im Mai beginnen.', engine)
    assert.deepEqual(found!.flags, ['no-source', 'hearsay'])
    assert.deepEqual(found!.speakerIs, { kind: 'none' })
  })
})

describe('splitBlocks', () => {
  it('takes a line without a final mark for a heading', () => {
    const text = 'Hilfe zugesagt\n\n  Er kam. \nEs war spät.'
    assert.deepEqual(
      splitBlocks(text).map((b) => [text.slice(b.start, b.end), b.role]),
      [
        ['Hilfe zugesagt', 'heading'],
        ['Er kam.', 'paragraph'],
        ['Es war spät.', 'paragraph'],
      ],
    )
  })
})
