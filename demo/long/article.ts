/**
 * A long German article about an invented town, for trying everything at full size. It is put together
 * from the phrases of `topics.ts` and is the same at each start. A phrase comes twice only where it can be
 * worded differently, but for a few deliberate twins.
 */
import { Random } from './random.js'
import { GENERAL, GROUPS, TOPICS, type Topic } from './topics.js'

const SEED = 7
const SECTIONS_PER_TOPIC = 2
const PARAGRAPHS_PER_SECTION = 14
/** How much sooner a general phrase is used again than one of the topic's own: it has more wordings. */
const GENERAL_WORDINGS = 5

/** Sentences that the article has twice, word for word, so that one can see what happens to them. */
export const TWINS: readonly string[] = [
  '„Wir haben alles gesagt, was dazu zu sagen ist“, erklärte Polizeisprecherin Ronja Heselbach.',
  'Man müsse jetzt zusammenstehen, sagte Oberbürgermeisterin Marlene Osterkamp.',
  '„Ja.“',
]

/** The article as an HTML page, to be read like any other. */
export function longArticle(): string {
  const random = new Random(SEED)
  const used = new Set<string>()
  const uses = new Map<string, number>()
  const rounds = Array.from({ length: SECTIONS_PER_TOPIC }, (_, i) =>
    random.shuffled(TOPICS).map((topic) => section(topic, i, new Desk(topic, random, used, uses))),
  )
  const title = 'Eine Woche in Hallenrode'
  return `<!doctype html><html lang="de"><meta charset="utf-8"><title>${title}</title><article>
<h1>${title}</h1>
<p>Haushalt, Hochwasser, Abstiegskampf: In Hallenrode an der Selse ist in diesen Tagen alles zugleich zu besprechen. Eine Reportage in ${TOPICS.length * SECTIONS_PER_TOPIC} Kapiteln. <em>Stadt, Personen und Ereignisse sind erfunden.</em></p>
${rounds.flat().join('\n')}
</article></html>`
}

interface Person {
  readonly name: string
  readonly office: string
  readonly isWoman: boolean
}

interface Claim {
  readonly subject: string
  readonly konjunktiv: string
  readonly indicative: string
  readonly rest: string
}

type Phrase = 'facts' | 'said' | 'claims' | 'rumours'

/** What the paragraphs of a section draw from: nothing comes twice in the same words. */
class Desk {
  readonly people: readonly Person[]
  private readonly introduced = new Set<Person>()
  private readonly drawn = new Set<string>()
  private readonly marks: readonly [string, string, string, string]

  constructor(
    readonly topic: Topic,
    readonly random: Random,
    private readonly used: Set<string>,
    private readonly uses: Map<string, number>,
  ) {
    this.people = topic.people.map((line) => {
      const [gender, name = '', office = ''] = line.split('|')
      return { name, office, isWoman: gender === 'f' }
    })
    this.marks = random.pick([
      ['„', '“', '‚', '‘'],
      ['„', '“', '‚', '‘'],
      ['»', '«', '›', '‹'],
    ] as const)
  }

  /** The phrase used least so far, in words not used so far, and none twice in a section while others are left. */
  private draw(from: Phrase, fits: (phrase: string) => boolean = () => true): string {
    const general: readonly string[] = from === 'rumours' ? [] : GENERAL[from]
    const weight = (phrase: string) =>
      // Those that can be interrupted are kept for where that is needed.
      (phrase.includes('¦') ? 0.5 : 0) +
      (this.uses.get(phrase) ?? 0) / (general.includes(phrase) ? GENERAL_WORDINGS : 1) +
      (this.drawn.has(phrase) ? 100 : 0)
    const phrases = this.random
      .shuffled([...this.topic[from], ...general].filter(fits))
      .sort((a, b) => weight(a) - weight(b))
    for (const phrase of phrases)
      for (let i = 0; i < 12; i++) {
        const worded = this.word(phrase)
        if (this.used.has(worded)) continue
        this.used.add(worded)
        this.drawn.add(phrase)
        this.uses.set(phrase, (this.uses.get(phrase) ?? 0) + 1)
        return worded
      }
    throw new RangeError(`No ${from} left for "${this.topic.headings[0] ?? ''}"`)
  }

  private word(phrase: string): string {
    return phrase
      .replace(/\{([^}]*)\}/g, (_, choices: string) => this.random.pick(choices.split('|')))
      .replace(/#(\d+)-(\d+)/g, (_, min: string, max: string) =>
        String(this.random.between(Number(min), Number(max))).padStart(min.length, '0'),
      )
  }

  fact(): string {
    return this.draw('facts')
  }

  rumour(): string {
    return this.draw('rumours')
  }

  /** Direct speech without marks and full stop. */
  said(): string {
    return this.draw('said').replace(' ¦', '')
  }

  /** Direct speech in two parts, between which somebody can be named. */
  parted(): readonly [string, string] {
    const [first = '', second = ''] = this.draw('said', (phrase) => phrase.includes('¦')).split(' ¦ ')
    return [first.replace(/,$/, ''), second]
  }

  private claim(): Claim {
    const [subject = '', verbs = '', rest = ''] = this.draw('claims').split(' ~ ')
    const [konjunktiv = '', indicative = ''] = verbs.split('/')
    return { subject, konjunktiv, indicative, rest }
  }

  /** "die Lage sei ernst" */
  indirect(): string {
    const { subject, konjunktiv, rest } = this.claim()
    return `${subject} ${konjunktiv} ${rest}`
  }

  /** "sei die Lage ernst" */
  inverted(): string {
    const { subject, konjunktiv, rest } = this.claim()
    return `${konjunktiv} ${subject} ${rest}`
  }

  /** "ist die Lage ernst" */
  stated(): string {
    const { subject, indicative, rest } = this.claim()
    return `${indicative} ${subject} ${rest}`
  }

  /** "dass die Lage ernst sei" */
  that(): string {
    const { subject, konjunktiv, rest } = this.claim()
    return `dass ${subject} ${rest} ${konjunktiv}`
  }

  quote(text: string): string {
    return `${this.marks[0]}${text}${this.marks[1]}`
  }

  inner(text: string): string {
    return `${this.marks[2]}${text}${this.marks[3]}`
  }

  get opening(): string {
    return this.marks[0]
  }

  person(): Person {
    return this.random.pick(this.people)
  }

  /** With office and whole name where the section has not named the person yet. */
  name(person: Person): string {
    if (!this.introduced.has(person)) {
      this.introduced.add(person)
      return `${person.office} ${person.name}`
    }
    return this.random.pick([
      surname(person),
      surname(person),
      `${article(person)} ${person.office}`,
      person.name,
    ])
  }

  someone(): string {
    return this.name(this.person())
  }
}

type Paragraph = (desk: Desk) => string

const SAID = ['sagte', 'sagte', 'erklärte', 'betonte', 'meinte', 'kritisierte', 'versicherte', 'bekräftigte']

const LEAD: Paragraph = (d) => p(`${d.fact()} ${d.fact()} ${d.quote(d.said())}, sagte ${d.someone()}.`)

/** Each shape of paragraph, as often as a section shall have it. */
const SHAPES: readonly Paragraph[] = [
  (d) => p(`${d.quote(d.said())}, ${d.random.pick(SAID)} ${d.someone()}. ${upper(d.indirect())}.`),
  (d) => {
    const person = d.person()
    const [first, second] = d.parted()
    return p(
      `${d.quote(first)}, ${d.random.pick(SAID)} ${d.name(person)}, ${d.quote(`${second}.`)} ${d.fact()}`,
    )
  },
  (d) => p(`${d.quote(d.said())}, sagte ${d.someone()}. ${d.quote(`${d.said()}. ${d.said()}.`)}`),
  (d) =>
    p(`${upper(d.indirect())}, ${d.random.pick(SAID)} ${d.someone()}. ${upper(d.indirect())}. ${d.fact()}`),
  (d) => {
    const person = d.person()
    return p(
      `${upper(d.name(person))} ${d.random.pick(['betonte', 'verwies darauf', 'räumte ein', 'kritisierte', 'kündigte an'])}, ${d.that()}. Außerdem ${d.inverted()}, so ${surname(person)}.`,
    )
  },
  (d) => p(`Laut ${d.topic.body} ${d.stated()}. ${d.fact()} Nach Angaben ${d.topic.body} ${d.stated()}.`),
  (d) =>
    p(`${d.random.pick([d.fact(), ''])} ${rumourOr(d)} ${d.quote(d.said())}, sagte ${d.someone()} dazu.`),
  (d) =>
    p(
      `${d.random.pick([
        `Aus Kreisen ${d.topic.body} hieß es,`,
        'Ein Insider berichtete,',
        'In Sitzungskreisen hieß es,',
        'Beobachter sagen,',
      ])} ${d.indirect()}. ${d.random.pick([
        'Ein Mitarbeiter, der seinen Namen nicht in der Zeitung lesen möchte, sagte:',
        'Eine Augenzeugin sagte:',
        'Ein Beteiligter, der anonym bleiben will, erzählte:',
        'Ein Anwohner rief:',
      ])} ${d.quote(`${d.said()}.`)}`,
    ),
  (d) =>
    p(
      `${d.quote(`${d.random.pick(['Man hat mir gesagt:', 'Dann kam der Anruf:', 'Auf dem Zettel stand:', 'Im Brief heißt es:'])} ${d.inner(`${d.said()}.`)} ${d.random.pick(['Dabei ist es geblieben', 'Mehr weiß ich nicht', 'Ich habe das zweimal lesen müssen', 'Daran halten wir uns'])}`)}, ${d.random.pick(['berichtete', 'erzählte', 'sagte'])} ${d.someone()}. ${d.fact()}`,
    ),
  (d) =>
    `${p(`${d.opening}${d.said()}. ${d.said()}.`)}\n${p(`${d.quote(`${d.said()}. ${d.said()}`)}, sagte ${d.someone()}. ${d.fact()}`)}`,
  (d) =>
    p(
      `${d.random.pick(['Ob sich das noch ändern lasse?', 'War das ein Fehler?', 'Bleibt es bei dem Termin?', 'Würde man heute anders entscheiden?'])} ${d.quote(d.random.pick(['Ja', 'Nein', 'Vielleicht', 'Sicher', 'Kaum']))}, sagte ${d.someone()}. ${d.quote(`${d.said()}.`)}`,
    ),
  (d) =>
    p(
      `Dem <a href="https://bote.example/${d.random.between(1000, 9999)}">${d.random.pick(['Hallenroder Boten', 'Selse-Kurier', 'Sender Radio Selse'])}</a> sagte ${d.someone()}, ${d.indirect()}. ${d.quote(d.said())}, ${d.random.pick(['heißt es dort wörtlich', 'steht dort zu lesen', 'hieß es weiter'])}.`,
    ),
  (d) =>
    p(
      `<strong>${d.random.pick(['Der Stand am Abend', 'Zur Sache', 'Was bisher bekannt ist'])}:</strong> ${d.fact()} ${d.topic.body.replace(/^der/, 'Die')} teilte mit, ${d.that()}. ${d.fact()}`,
    ),
  (d) => {
    const person = d.person()
    return p(
      `In ${d.random.pick(['einer E-Mail an die Redaktion', 'einem offenen Brief', 'einem Beitrag im Netz', 'einer kurzen Stellungnahme'])} schreibt ${d.name(person)}: ${d.quote(`${d.said()}. ${d.said()}.`)} ${upper(surname(person))} zufolge ${d.stated()}.`,
    )
  },
]

const LIST: Paragraph = (d) =>
  `${p('Die Wortmeldungen im Überblick:')}\n<ul>${d.random
    .shuffled(d.people)
    .slice(0, 3)
    .map((person) => `<li>${p(`${person.office} ${person.name}: ${d.quote(`${d.said()}.`)}`)}</li>`)
    .join('')}</ul>`

const TABLE: Paragraph = (d) =>
  `<table><tr><th>${p('Gruppe')}</th><th>${p('Haltung')}</th><th>${p('Im Wortlaut')}</th></tr>${d.random
    .shuffled(GROUPS)
    .slice(0, 3)
    .map(
      (group) =>
        `<tr><td>${p(group)}</td><td>${p(d.random.pick(['dafür', 'dagegen', 'unentschieden', 'enthält sich']))}</td><td>${p(d.quote(`${d.said()}.`))}</td></tr>`,
    )
    .join('')}</table>`

const BLOCK_QUOTE: Paragraph = (d) => {
  const person = d.person()
  return `<blockquote>${p(d.quote(`${d.said()}. ${d.said()}.`))}${p(`${person.name}, ${person.office}`)}</blockquote>`
}

function section(topic: Topic, round: number, desk: Desk): string {
  const number = TOPICS.indexOf(topic)
  const shapes = desk.random.shuffled(SHAPES).slice(0, PARAGRAPHS_PER_SECTION - 1)
  const extra = [LIST, TABLE, BLOCK_QUOTE][(number + round) % 3] ?? LIST
  const parts = [LEAD, ...shapes.slice(0, 6), extra, ...shapes.slice(6)].map((shape) => shape(desk))
  const twin = TWINS[number % 4]
  if (twin !== undefined && number < 8) parts.splice(5, 0, twinParagraph(twin, desk))
  return `<h2>${topic.headings[round % topic.headings.length] ?? ''}</h2>\n${parts.join('\n')}`
}

/** The same sentence, in a paragraph of its own where it is long enough to be told apart by what stands around it. */
function twinParagraph(twin: string, desk: Desk): string {
  return twin.length < 10 ? p(`${desk.fact()} ${twin}`) : p(twin)
}

function rumourOr(desk: Desk): string {
  try {
    return desk.rumour()
  } catch {
    return desk.fact()
  }
}

function p(text: string): string {
  return `<p>${text.trim()}</p>`
}

function upper(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function surname({ name }: Person): string {
  return name.slice(name.indexOf(' ') + 1)
}

function article({ isWoman }: Person): string {
  return isWoman ? 'die' : 'der'
}
