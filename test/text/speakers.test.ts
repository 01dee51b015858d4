import assert from 'node:assert/strict'
import { test } from 'node:test'
import { PEOPLE } from '../../src/lang/de/people.js'
import { analyzeMentions, createNaming } from '../../src/text/naming.js'
import { createPeople } from '../../src/text/people.js'
import { createSpeakerResolver, type PlacedMentions } from '../../src/text/speakers.js'
import type { SpeakerIdentity, TextRange } from '../../src/text/statement.js'
import { tokenize } from '../../src/text/tokens.js'

const people = createPeople(PEOPLE)
const naming = createNaming(people)

function place(text: string): readonly PlacedMentions[] {
  const blocks: PlacedMentions[] = []
  let start = 0
  for (const block of text.split('\n')) {
    if (block) blocks.push({ start, mentions: analyzeMentions(block, tokenize(block), people) })
    start += block.length + 1
  }
  return blocks
}

/** Reads `{mention}` marks, resolves them in text order, and writes what came out as `kind: name (short), office`. */
function resolveMarked(marked: string): string[] {
  let text = ''
  const mentions: TextRange[] = []
  for (const part of marked.split(/(\{[^}]*\})/)) {
    const words = part.startsWith('{') ? part.slice(1, -1) : part
    if (part.startsWith('{')) mentions.push({ start: text.length, end: text.length + words.length })
    text += words
  }
  const resolver = createSpeakerResolver(place(text), naming)
  return mentions.map((mention) => write(resolver.resolve(mention)))
}

function write({ kind, name, office, short }: SpeakerIdentity): string {
  return kind + (name ? `: ${name}` : '') + (short ? ` (${short})` : '') + (office ? `, ${office}` : '')
}

/** Title, text with marked mentions, what each means. */
const CASES: readonly (readonly [string, string, ...string[]])[] = [
  [
    'splits office and name',
    '„Ja“, sagte {der Außenminister Jens Huber}.',
    'named: Jens Huber, Außenminister',
  ],
  [
    'puts an adjective into the nominative',
    'Das teilte {der armenische Regierungschef Aram Petrosjan} mit.',
    'named: Aram Petrosjan, armenischer Regierungschef',
  ],
  [
    'turns a dative office around',
    'Laut {dem französischen Präsidenten Luc Moreau} gilt das.',
    'named: Luc Moreau, französischer Präsident',
  ],
  [
    'turns a genitive office around',
    'Nach Angaben {des Umweltministers Sigmar Gabler (SPD)} gilt das.',
    'named: Sigmar Gabler, Umweltminister',
  ],
  [
    'knows a woman by her office',
    '{Die niederländische Ministerin Rita Vermeer} kündigte das an.',
    'named: Rita Vermeer, niederländische Ministerin',
  ],
  ['takes an office without an article', '{Innenminister Schäfer} warnte.', 'named: Schäfer, Innenminister'],
  ['takes a hyphenated office', '{US-Präsident Joe Miller} warnte.', 'named: Joe Miller, US-Präsident'],
  [
    'takes the name behind a comma',
    '{Der Vizepräsident des Verbands, Wolf Niers}, sagte das.',
    'named: Wolf Niers, Vizepräsident des Verbands',
  ],
  [
    'takes the office behind a comma',
    '{Günther Platt, der Verteidigungsminister Österreichs}, sagte das.',
    'named: Günther Platt, Verteidigungsminister Österreichs',
  ],
  [
    'takes an office without an article behind a comma',
    '{Martin Behr, Sprecher des Forums}, sagte das.',
    'named: Martin Behr, Sprecher des Forums',
  ],
  [
    'takes an owner before the office',
    '{Frankreichs Staatspräsident Nicolas Sarre} verlangte das.',
    'named: Nicolas Sarre, Staatspräsident Frankreichs',
  ],
  [
    'drops a long attribute',
    '{Der für Verkehr und Bau in mehreren Ländern zuständige Kommissar der Union, Leon Haas}, sagte das.',
    'named: Leon Haas, Kommissar der Union',
  ],
  [
    'keeps an adjective behind a long attribute',
    '{Der noch im Amt befindliche thailändische Ministerpräsident Somchai Wong} sagte das.',
    'named: Somchai Wong, thailändischer Ministerpräsident',
  ],
  [
    'inflects an office that is an adjective',
    '{Dem Vorsitzenden der Partei, Karl Beck}, zufolge gilt das.',
    'named: Karl Beck, Vorsitzender der Partei',
  ],
  [
    'inflects it for a woman',
    '{Die Vorsitzende der Partei, Emilia Lau}, sagte das.',
    'named: Emilia Lau, Vorsitzende der Partei',
  ],
  [
    'drops the party in brackets',
    '{Der Abgeordnete Hans Weber (CDU)} kritisierte das.',
    'named: Hans Weber, Abgeordneter',
  ],
  ['drops Herr and Frau', '{Frau Müller} sagte, {Herr Meier} habe gelogen.', 'named: Müller', 'named: Meier'],
  ['drops a doctorate', '{Dr. Anna Kern} sagte das.', 'named: Anna Kern'],
  [
    'keeps particles of a name',
    '{Ministerin Ursula von der Heide} sagte das. {Von der Heide} lachte.',
    'named: Ursula von der Heide, Ministerin',
    'named: Ursula von der Heide, Ministerin',
  ],
  [
    'keeps an apostrophe in a name',
    "{Minister Massimo D'Amico} sagte das.",
    "named: Massimo D'Amico, Minister",
  ],
  ['keeps an initial', '{BDI-Präsident Jürgen R. Thum} sagte das.', 'named: Jürgen R. Thum, BDI-Präsident'],
  [
    'completes a surname',
    '{Der Minister Jens Huber} kam. Später sagte {Huber}, es sei spät.',
    'named: Jens Huber, Minister',
    'named: Jens Huber, Minister',
  ],
  [
    'completes a surname from what follows',
    '{Huber} sagte das. Der Minister Jens Huber kam später.',
    'named: Jens Huber, Minister',
  ],
  [
    'completes a surname in the genitive',
    'Der Minister Jens Huber kam. {Hubers} Ansicht nach gilt das.',
    'named: Jens Huber, Minister',
  ],
  [
    'reads the owner of an opinion',
    'Der Minister Jens Huber kam. Nach {Hubers Meinung} gilt das.',
    'named: Jens Huber, Minister',
  ],
  [
    'joins given and family name by the office',
    '{Der kasachische Präsident Kassym-Schomart} bat um Hilfe. Laut {Präsident Tokajew} soll es Tote geben.',
    'named: Kassym-Schomart Tokajew, kasachischer Präsident',
    'named: Kassym-Schomart Tokajew, kasachischer Präsident',
  ],
  [
    'does not join two family names by the office',
    '{Präsident Meier} kam. {Präsident Schulz} ging.',
    'named: Meier, Präsident',
    'named: Schulz, Präsident',
  ],
  [
    'does not mix two people with one surname',
    '{Hans Weber} und {Petra Weber} sagten zu.',
    'named: Hans Weber',
    'named: Petra Weber',
  ],
  ['reads two names', '{Özcan Mutlu und Benedikt Lux} sagten das.', 'named: Özcan Mutlu und Benedikt Lux'],
  [
    'resolves er to the last man who spoke',
    '{Der Minister Jens Huber} sagte das. Es sei spät, sagte {er}.',
    'named: Jens Huber, Minister',
    'named: Jens Huber, Minister',
  ],
  [
    'resolves sie to a woman past a man',
    '{Die Ministerin Rita Vermeer} traf Jens Huber. „Gut“, sagte {sie}.',
    'named: Rita Vermeer, Ministerin',
    'named: Rita Vermeer, Ministerin',
  ],
  [
    'resolves er past a woman',
    'Der Präsident Jens Huber sprach. Die Ministerin Rita Vermeer klatschte. Das sei gut, sagte {er}.',
    'named: Jens Huber, Präsident',
  ],
  [
    'resolves er to a genitive in the sentence before',
    'Experten werteten Jens Hubers Rede als Zeichen. Gestern hatte {er} gedroht.',
    'named: Jens Huber',
  ],
  [
    'resolves a possessive before an opinion',
    '{Die Ministerin Rita Vermeer} kam. Nach {ihrer Ansicht} gilt das.',
    'named: Rita Vermeer, Ministerin',
    'named: Rita Vermeer, Ministerin',
  ],
  [
    'resolves eigene Angaben to who spoke',
    'Der Minister Jens Huber kam. Nach {eigenen Angaben} war er krank.',
    'named: Jens Huber, Minister',
  ],
  [
    'resolves a relative pronoun',
    'Das sagte Jens Huber, {der} auch betonte, dass es spät sei.',
    'named: Jens Huber',
  ],
  [
    'resolves a role to its holder',
    'Der Außenminister Jens Huber kam. „Gut“, sagte {der Minister}.',
    'named: Jens Huber, Außenminister',
  ],
  [
    'resolves a role by gender',
    'Der Minister Jens Huber traf die Ministerin Rita Vermeer. „Gut“, sagte {die Ministerin}.',
    'named: Rita Vermeer, Ministerin',
  ],
  [
    'resolves a role by its country',
    'Der russische Präsident Iwan Orlow traf den türkischen Präsidenten Cem Aydin. „Gut“, sagte {der russische Präsident}.',
    'named: Iwan Orlow, russischer Präsident',
  ],
  [
    'resolves der Politiker to a person',
    'Jens Huber kam. „Gut“, sagte {der Politiker}.',
    'named: Jens Huber',
  ],
  ['resolves an age to a person', 'Jens Huber kam. „Gut“, sagte {der 39-Jährige}.', 'named: Jens Huber'],
  [
    'gives an organisation without its article',
    '{Das US-Außenministerium} rief zur Mäßigung auf.',
    'organisation: US-Außenministerium',
  ],
  [
    'puts an organisation into the nominative',
    'Nach Angaben {des Bundeskriminalamtes (BKA)} gilt das.',
    'organisation: Bundeskriminalamt (BKA)',
  ],
  [
    'inflects the adjective of an organisation',
    'Das sagte {dem Internationalen Gerichtshof} zufolge niemand.',
    'organisation: Internationaler Gerichtshof',
  ],
  [
    'knows a short form again',
    '{Die Allianz für offene Netze (AON)} warnte. {Die AON} sagte das.',
    'organisation: Allianz für offene Netze (AON)',
    'organisation: Allianz für offene Netze (AON)',
  ],
  [
    'knows a short form behind kurz',
    '{Der Deutsche Bund der Retter (kurz: DBR)} warnte. {Der DBR} sagte das.',
    'organisation: Deutscher Bund der Retter (DBR)',
    'organisation: Deutscher Bund der Retter (DBR)',
  ],
  [
    'takes the name behind its kind',
    '{Die irische Fluggesellschaft Ryanfly} warnte. {Die Fluggesellschaft} sagte das.',
    'organisation: Ryanfly',
    'organisation: Ryanfly',
  ],
  ['takes a quoted name', '{Der Fernsehsender „Silberblick“} berichtete das.', 'organisation: Silberblick'],
  [
    'takes a paper in quotation marks',
    '{Die „Süddeutsche Zeitung“} berichtete das.',
    'organisation: Süddeutsche Zeitung',
  ],
  ['takes a company', '{Die Muster Technik GmbH} teilte das mit.', 'organisation: Muster Technik GmbH'],
  ['takes a place for its government', '{Moskau} wies das zurück.', 'organisation: Moskau'],
  ['takes the United Nations', '{Die Vereinten Nationen} warnten.', 'organisation: Vereinte Nationen'],
  [
    'resolves die Behörde to an office before',
    '{Die Umweltbehörde} warnte. {Die Behörde} sagte das.',
    'organisation: Umweltbehörde',
    'organisation: Umweltbehörde',
  ],
  [
    'finds the name of a body that was introduced without one',
    '{Ein von Frankreich geführtes Bündnis} half. Die Organisation für Sicherheit und Handel (OSH) werde helfen. {Das Bündnis} schwieg.',
    'organisation: Organisation für Sicherheit und Handel (OSH)',
    'organisation: Organisation für Sicherheit und Handel (OSH)',
  ],
  [
    'does not take a body of another sort for it',
    '{Eine britische Zeitung} schrieb das. Das Deutsche Rote Kreuz (DRK) half.',
    'organisation: britische Zeitung',
  ],
  [
    'names the body of a spokesman',
    '{Ein Sprecher des Finanzministeriums} sagte das.',
    'organisation: Finanzministerium, Sprecher',
  ],
  [
    'names the body in a compound',
    '{Ein Polizeisprecher} sagte das.',
    'organisation: Polizei, Polizeisprecher',
  ],
  ['names the body behind its statements', 'Nach {Polizeiangaben} gilt das.', 'organisation: Polizei'],
  ['reads the source behind von', 'Nach {Angaben von Radio Bremen} gilt das.', 'organisation: Radio Bremen'],
  ['reads two agencies', 'Nach {Angaben von AFP und Reuters} gilt das.', 'organisation: AFP und Reuters'],
  [
    'does not take a verb for an adjective',
    'Das teilte {Sprecher Axel Stürmer} mit.',
    'named: Axel Stürmer, Sprecher',
  ],
  ['leaves a former employee unnamed', '{Ein Ex-Mitarbeiter} sprach davon.', 'unnamed: Ex-Mitarbeiter'],
  [
    'takes a foreign paper with an article',
    'Laut {der New York Times} gilt das.',
    'organisation: New York Times',
  ],
  ['leaves experts unnamed', '{Experten} bezweifeln das.', 'unnamed: Experten'],
  [
    'leaves out a number word',
    '{Mehrere kasachische Telegram-Kanäle} zeigten das.',
    'unnamed: kasachische Telegram-Kanäle',
  ],
  [
    'makes a dative plural a nominative',
    'Nach Ansicht von {Beobachtern} gilt das. Laut {Augenzeugen} brannte es.',
    'unnamed: Beobachter',
    'unnamed: Augenzeugen',
  ],
  ['leaves circles unnamed', 'Aus {Regierungskreisen} hieß es das.', 'unnamed: Regierungskreise'],
  ['leaves a lone witness unnamed', 'Die Zeitung zitiert {einen Augenzeugen}.', 'unnamed: Augenzeuge'],
  ['leaves reports unnamed', '{Medienberichten} zufolge brannte es.', 'unnamed: Medienberichte'],
  ['makes a small letter of a sentence start', '{Lokale Medien} berichteten das.', 'unnamed: lokale Medien'],
  [
    'leaves a role unnamed that nobody holds',
    '{Die Anwältin der Frau} widersprach.',
    'unnamed: Anwältin der Frau',
  ],
]

for (const [title, marked, ...expected] of CASES)
  test(title, () => assert.deepEqual(resolveMarked(marked), expected))

test('says none where there is no mention', () => {
  const resolver = createSpeakerResolver(place('Es hieß, es brenne.'), naming)
  assert.deepEqual(resolver.resolve(null), { kind: 'none' })
})

test('resolves every speaker of an article that leaves names and offices apart', () => {
  const results = resolveMarked(
    '{Von Russland geführtes Militärbündnis} sagt Kasachstan Hilfe zu\n' +
      'Angesichts der Unruhen in Kasachstan hat {ein von Russland geführtes Militärbündnis} Hilfe zugesagt. Die Organisation des Vertrags über kollektive Sicherheit (OVKS) werde auf Anfrage Kasachstans Friedenstruppen entsenden, schrieb {der armenische Regierungschef Nikol Paschinjan} in der Nacht auf heute auf Facebook. Armenien ist ebenfalls Mitglied in dem Militärbündnis.\n' +
      '{Der für Angelegenheiten ehemaliger Sowjetrepubliken zuständige Ausschussvorsitzende der russischen Staatsduma, Leonid Kalaschnikow}, hatte bereits Unterstützung signalisiert. Russland sei zur Hilfe verpflichtet, dafür sei das Bündnis gegründet worden, sagte {er} der russischen Nachrichtenagentur Interfax. {Das US-Außenministerium} rief Sicherheitskräfte wie Demonstranten in Kasachstan zur Mäßigung auf und forderte eine friedliche Beilegung des Konflikts.\n' +
      '{Der kasachische Präsident Kassym-Schomart} hatte gestern angesichts der Unruhen die Allianz um Hilfe gebeten. Die OVKS solle dabei helfen, einer „terroristischen Bedrohung“ zu begegnen. Die „terroristischen Banden“ übernähmen die Kontrolle über große Infrastruktureinrichtungen im Land. {Experten} werteten Tokajews Hilferuf als Zeichen, dass er sich nicht mehr auf seine Armee verlassen könne. Als Konsequenz aus den Protesten hatte {er} bereits gestern die Regierung entlassen und mit einem harten Durchgreifen gegen Demonstranten gedroht.\n' +
      'Laut {Präsident Tokajew} soll es Tote geben – auch zahlreiche Festnahmen wurden vermeldet.\n' +
      '{Mehrere kasachische Telegram-Kanäle} veröffentlichten Videos.',
  )
  const alliance = 'organisation: Organisation des Vertrags über kollektive Sicherheit (OVKS)'
  const chairman = 'named: Leonid Kalaschnikow, Ausschussvorsitzender der russischen Staatsduma'
  const president = 'named: Kassym-Schomart Tokajew, kasachischer Präsident'
  assert.deepEqual(results, [
    alliance,
    alliance,
    'named: Nikol Paschinjan, armenischer Regierungschef',
    chairman,
    chairman,
    'organisation: US-Außenministerium',
    president,
    'unnamed: Experten',
    president,
    president,
    'unnamed: kasachische Telegram-Kanäle',
  ])
})

test('resolves a mention anywhere in any text to something, and never throws', () => {
  const texts = [
    '',
    '„',
    '(',
    'Der',
    'von',
    'der der der',
    'A. B. C.',
    '„“',
    'Herr',
    'Dr.',
    "D'",
    'Angaben von',
    'seiner',
    '39-Jähriger',
  ]
  for (const text of texts)
    for (let start = 0; start <= text.length; start++)
      for (let end = start; end <= text.length; end++) {
        const resolver = createSpeakerResolver(place(text), naming)
        assert.ok(resolver.resolve({ start, end }).kind)
      }
})

test('does not stumble over one endless word or a heap of capitals', () => {
  const texts = [
    'Der ' + 'Minister'.repeat(20_000),
    'A '.repeat(20_000),
    'der '.repeat(20_000),
    'Der Rat der '.repeat(5_000),
  ]
  const start = performance.now()
  for (const text of texts) createSpeakerResolver(place(text), naming).resolve({ start: 0, end: text.length })
  assert.ok(performance.now() - start < 20_000)
})

test('costs in proportion to the article', () => {
  const paragraph =
    'Der russische Präsident Iwan Orlow sagte das. „Gut“, sagte der Minister Jens Huber. Es sei spät, sagte er. Die Behörde warnte. Ein Sprecher des Ministeriums widersprach der Sprecherin.'
  const time = (count: number): number => {
    const text = Array.from({ length: count }, () => paragraph).join('\n')
    const start = performance.now()
    const resolver = createSpeakerResolver(place(text), naming)
    for (let i = 0; i < count; i++) {
      const at = i * (paragraph.length + 1)
      const er = at + paragraph.indexOf(' er.') + 1
      resolver.resolve({ start: at, end: at + 33 })
      resolver.resolve({ start: er, end: er + 2 })
      resolver.resolve({
        start: at + paragraph.indexOf('Die Behörde'),
        end: at + paragraph.indexOf(' warnte'),
      })
    }
    return performance.now() - start
  }
  time(100)
  const small = Math.min(time(200), time(200))
  const large = Math.min(time(1600), time(1600))
  assert.ok(large < small * 8 * 3, `${small} ms, then ${large} ms for eight times as much`)
})
