import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { de } from '../../src/lang/de/index.js'
import { createEngine, detect, detectAll, type Statement } from '../../src/text/index.js'
import { words } from './notation.js'

const engine = createEngine(de)

/** The first statement, or the one with the longest chain. */
function statementIn(text: string): Statement {
  const found = [...detect(text, engine)].sort((a, b) => b.chain.length - a.chain.length)[0]
  assert.ok(found, `nothing found in: ${text}`)
  return found
}

describe('second-hand statements', () => {
  // Chains are in order: whom the article has it from first. Mentions are joined by " > ".
  for (const [text, chain] of [
    [
      'Wie Interfax unter Berufung auf das Ministerium meldet, wurden drei Menschen verletzt.',
      'Interfax > das Ministerium',
    ],
    [
      'Drei Menschen wurden verletzt, meldet die Agentur Interfax unter Berufung auf das Ministerium.',
      'die Agentur Interfax > das Ministerium',
    ],
    [
      'Nach Angaben der Polizei, die sich auf Zeugen beruft, wurden drei Menschen verletzt.',
      'Angaben der Polizei > Zeugen',
    ],
    ['NDTV berichtet, laut Polizei seien drei Menschen verletzt worden.', 'NDTV > Polizei'],
    ['Der Sender berichtete, Meier habe gesagt, er komme.', 'Der Sender > Meier'],
    ['„Wir helfen“, zitiert die Zeitung einen Sprecher.', 'die Zeitung > einen Sprecher'],
    [
      'Die Zeitung zitiert einen Augenzeugen mit den Worten: „Der Mann lief weg.“',
      'Die Zeitung > einen Augenzeugen',
    ],
    [
      'Klaus Meier wird von der „Netzeitung“ mit den Worten zitiert: „Das ist gut.“',
      'der „Netzeitung“ > Klaus Meier',
    ],
    [
      'Ein Beamter, den die New York Times zitiert, sagte, die Lage sei ernst.',
      'die New York Times > Ein Beamter',
    ],
    ['„Wir helfen allen“, sagte er laut BBC.', 'BBC > er'],
    ['Die Lage sei ernst, so der Präsident laut Tass.', 'Tass > der Präsident'],
    ['Die Lage sei ernst, sagte Meier nach Angaben der BBC.', 'Angaben der BBC > Meier'],
    ['Laut Spiegel sagte Meier, er komme.', 'Spiegel > Meier'],
    [
      'Es gebe Festnahmen, berichtet der „Spiegel“ mit Verweis auf Ermittlerkreise.',
      'der „Spiegel“ > Ermittlerkreise',
    ],
    [
      'Es gebe Festnahmen, berichtet der „Spiegel“ unter Bezug auf das Ministerium.',
      'der „Spiegel“ > das Ministerium',
    ],
    ['Laut NDR unter Berufung auf Scotland Yard wurde der Mann festgenommen.', 'NDR > Scotland Yard'],
    [
      'Es gebe Tote, berichtete die Zeitung. Das Blatt beruft sich auf Sicherheitskreise.',
      'die Zeitung > Sicherheitskreise',
    ],
    [
      'Der Sender berichtete, laut Spiegel habe Meier unter Berufung auf die Polizei gesagt, er komme.',
      'Der Sender > Spiegel > Meier > die Polizei',
    ],
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
    'Die Lage sei ernst, sagte Meier.',
    'Meier sagte, er habe nie gesagt, dass er komme.',
    'Die Regierung kündigte unter Verweis auf die Verfassung an, den Plan zu stoppen.',
    'Die Regierung kündigte mit Hinweis auf die Kosten an, den Plan zu stoppen.',
    'Der Minister lehnte den Plan mit Verweis auf die Kosten ab.',
    'Die Lage sei ernst, sagte Meier gegenüber der BBC.',
    'Meier sagte nach der Sitzung, die Lage sei „sehr ernst“.',
    'Die Lage sei ernst, sagte Meier. Sie berufen sich dabei auf einen alten Brauch.',
  ])
    it(`sees one source in: ${text}`, () => {
      for (const { chain, flags } of detect(text, engine)) {
        assert.deepEqual(chain, [])
        assert.ok(!flags.includes('second-hand'))
      }
    })

  it('says who each link is, and flags an unnamed one at the end', () => {
    const { chain, flags } = statementIn(
      'Es gebe Festnahmen, berichtet der „Spiegel“ mit Verweis auf Ermittlerkreise.',
    )
    assert.deepEqual(
      chain.map(({ speakerIs }) => [speakerIs.kind, speakerIs.name]),
      [
        ['organisation', 'Spiegel'],
        ['unnamed', 'Ermittlerkreise'],
      ],
    )
    assert.ok(flags.includes('unnamed-source'))
  })

  it('keeps the chain for the sentences that go on in Konjunktiv', () => {
    const text = 'Die Lage sei ernst, meldet Interfax unter Berufung auf das Ministerium. Es gebe viele Tote.'
    const run = detect(text, engine).find(({ kind }) => kind === 'indirect-free-indirect')
    assert.deepEqual(
      run?.chain.map(({ speakerIs }) => speakerIs.name),
      ['Interfax', 'Ministerium'],
    )
  })

  it('gives offsets in the article, not in the paragraph', () => {
    const first = 'Erster Absatz.\n\n'
    const text = `${first}Wie Interfax am Dienstag unter Berufung auf das Ministerium meldet, wurde er verletzt.`
    const { chain, when } = statementIn(text)
    assert.deepEqual(
      words(
        text,
        chain.map(({ mention }) => mention),
      ),
      ['Interfax', 'das Ministerium'],
    )
    assert.ok(when)
    assert.deepEqual(words(text, [when]), ['am Dienstag'])
  })
})

describe('time words', () => {
  for (const [text, when] of [
    ['Die Lage sei ernst, sagte Meier am Dienstag.', 'am Dienstag'],
    ['Am Dienstagabend sagte Meier, die Lage sei ernst.', 'Am Dienstagabend'],
    ['Meier hatte gestern gesagt, die Lage sei ernst.', 'gestern'],
    ['Die Lage sei ernst, sagte Meier gestern Abend in Berlin.', 'gestern Abend'],
    ['Die Lage sei ernst, schrieb Meier am 5. März auf Twitter.', 'am 5. März'],
    ['Die Lage sei ernst, sagte Meier am 5. März 2009 der BBC.', 'am 5. März 2009'],
    ['Am Dienstag, dem 5. März, sagte Meier, die Lage sei ernst.', 'Am Dienstag, dem 5. März'],
    ['Die Lage sei ernst, sagte Meier in der Nacht zum Freitag.', 'in der Nacht zum Freitag'],
    ['Die Lage sei ernst, sagte Meier am Abend.', 'am Abend'],
    ['Die Lage sei ernst, sagte Meier vergangene Woche.', 'vergangene Woche'],
    ['Die Lage sei ernst, sagte Meier vor zwei Tagen.', 'vor zwei Tagen'],
    ['Meier erklärte Anfang März, die Lage sei ernst.', 'Anfang März'],
    ['Die Lage sei ernst, sagte Meier gegen 15 Uhr.', 'gegen 15 Uhr'],
    ['Die Lage sei ernst, sagte Meier im Jahr 2008.', 'im Jahr 2008'],
    ['In der Mitteilung vom Dienstag heißt es, die Lage sei ernst.', 'vom Dienstag'],
    ['Die Opposition forderte am Dienstag Neuwahlen für Freitag.', 'am Dienstag'],
    ['Am Dienstag forderte die Opposition rasche Neuwahlen.', 'Am Dienstag'],
    ['Meier sagte, er komme am Dienstag.', null],
    ['Der Minister, der am Montag ankam, sagte, er bleibe.', null],
    ['Auf dem Parteitag sagte Meier, er bleibe.', null],
    ['Im Landtag sagte Meier, er bleibe.', null],
    ['Am Ende sagte Meier, er bleibe.', null],
    ['Vor 2000 Menschen sagte Meier, er bleibe.', null],
    ['Die Opposition warnte vor neuen Anschlägen am Dienstag.', null],
    ['Die Bauarbeiten sollen im Mai beginnen.', null],
  ] as const)
    it(`${when ? 'keeps' : 'keeps none'}: ${text}`, () => {
      const found = statementIn(text)
      assert.equal(found.when && text.slice(found.when.start, found.when.end), when)
    })
})

describe('outlets', () => {
  for (const [text, outlet] of [
    ['Die Lage sei ernst, schrieb Meier auf Twitter.', 'Twitter'],
    ['Die Lage sei ernst, schrieb Meier auf X.', 'X'],
    ['Die Lage sei ernst, schrieb Meier auf der Plattform Bluesky.', 'Bluesky'],
    ['Die Lage sei ernst, teilte Meier auf seiner Facebook-Seite mit.', 'Facebook'],
    ['Meier sagte in einem Interview mit dem Deutschlandfunk, die Lage sei ernst.', 'Deutschlandfunk'],
    ['Die Lage sei ernst, sagte Meier der Bild-Zeitung.', 'Bild-Zeitung'],
    ['Die Lage sei ernst, sagte er der „Passauer Neuen Presse“.', 'Passauer Neuen Presse'],
    ['Die Lage sei ernst, sagte Meier gegenüber dem Spiegel.', 'Spiegel'],
    ['Die Lage sei ernst, sagte ein Sprecher der dpa.', null],
    ['Die Lage sei ernst, sagte ein Sprecher am Dienstag der dpa.', 'dpa'],
    ['Die Lage sei ernst, teilte die Polizei dpa mit.', 'dpa'],
    ['Die Lage sei ernst, sagte Meier im ZDF.', 'ZDF'],
    ['Die Lage sei ernst, sagte Meier im ARD-Sommerinterview.', 'ARD'],
    ['Die Lage sei ernst, sagte Meier der Leipziger Volkszeitung.', 'Leipziger Volkszeitung'],
    ['Die Lage sei ernst, so der Präsident laut Tass.', 'Tass'],
    ['Wie die Nachrichtenagentur Kyodo berichtet, wurden drei Menschen verletzt.', 'Kyodo'],
    ['Nach Angaben des Spiegels wurden drei Menschen verletzt.', 'Spiegel'],
    ['Ein Sprecher der BBC sagte, die Lage sei ernst.', null],
    ['Facebook-Chef Zuckerberg sagte, die Lage sei ernst.', null],
    ['In der Welt sei das so, sagte Meier.', null],
    ['Die Zeitung berichtete, die Lage sei ernst.', null],
    ['Die Regierung kritisierte Twitter scharf.', null],
    ['Meier sagte, Twitter sei am Ende.', null],
  ] as const)
    it(`${outlet ? 'finds' : 'finds none'}: ${text}`, () => assert.equal(statementIn(text).outlet, outlet))
})

describe('partial quotes', () => {
  const isPartial = (text: string): boolean => {
    const direct = detect(text, engine).find(({ kind }) => kind === 'direct')
    assert.ok(direct, `no quotation found in: ${text}`)
    return direct.flags.includes('partial-quote')
  }
  for (const text of [
    'Meier sagte, die Lage sei „sehr ernst“.',
    'Er nannte den Plan „völlig verfehlt“.',
    'Er nannte ihn einen „Verräter“.',
    'Meier sagte, man „werde das prüfen“.',
    'Meier sagte, dass „wir das schaffen“.',
  ])
    it(`flags: ${text}`, () => assert.ok(isPartial(text)))
  for (const text of [
    '„Wir helfen“, sagte Meier.',
    '„Nein“, sagte Meier.',
    'Meier sagte: „Wir helfen allen.“',
    '„Wir helfen“, sagte sie, „und zwar sofort.“',
    'Meier sagte: „Ich bin dafür.“',
  ])
    it(`leaves alone: ${text}`, () => assert.ok(!isPartial(text)))
})

describe('quoted terms', () => {
  for (const [text, terms] of [
    ['Der Film „Das Boot“ läuft heute.', ['title „Das Boot“']],
    ['Der Dokumentarfilm „Leben“ läuft heute.', ['title „Leben“']],
    ['Die „Bild“-Zeitung erscheint täglich.', ['name „Bild“']],
    ['Jürgen „Klinsi“ Klinsmann kam heute.', ['name „Klinsi“']],
    ['Die Fregatte „Köln“ lief heute aus.', ['name „Köln“']],
    ['Der sogenannte „Gefährder“ wurde verhaftet.', ['term „Gefährder“']],
    ['Der Begriff „Putsch“ stammt aus der Schweiz.', ['term „Putsch“']],
    ['Die „Befreiung“ der Stadt dauerte zwei Tage.', ['scare-quote „Befreiung“']],
    ['Die angeblich „guten“ Waren kamen heute an.', ['scare-quote „guten“']],
    ['„Wir helfen“, sagte Meier.', []],
    ['Meier sagte, die Lage sei „sehr ernst“.', []],
    ['Meier sagte: „Der Film ‚Das Boot‘ ist gut.“', []],
    ['Meier sagte, der Film „Das Boot“ sei gut.', ['title „Das Boot“']],
  ] as const)
    it(`tells them in: ${text}`, () =>
      assert.deepEqual(
        detectAll(text, engine).quotedTerms.map(
          ({ kind, start, end }) => `${kind} ${text.slice(start, end)}`,
        ),
        terms,
      ))

  it('gives offsets in the article, and the same statements as detect', () => {
    const text = 'Er kam.\n\nDer Film „Das Boot“ läuft, sagte Meier.\nDie „Bild“-Zeitung erscheint täglich.'
    const { quotedTerms, statements } = detectAll(text, engine)
    assert.deepEqual(
      quotedTerms.map(({ start, end }) => text.slice(start, end)),
      ['„Das Boot“', '„Bild“'],
    )
    assert.deepEqual(statements, detect(text, engine))
  })
})
