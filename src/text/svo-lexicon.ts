/** A pack for a language whose verb follows its subject, made ready for look-up: bits per word, forms per verb. */
import type {
  SubjectVerbAttribution,
  SubjectVerbCue,
  SubjectVerbCuePhrase,
  SubjectVerbForms,
  SubjectVerbPack,
} from './language.js'
import { AUXILIARY, FINITE, INFINITIVE, MODAL as MODAL_VERB, PARTICIPLE, PRESENT } from './flags.js'
import { remembered } from './memory.js'
import type { Naming } from './speakers.js'
import { createSvoNaming } from './svo-names.js'
import { createWordMemory, type Token, type WordMemory } from './tokens.js'

// What a word can be, as bits.
/** *the*, *a*, *this*. */
export const DETERMINER = 1
/** *in*, *with*, *by*. */
export const PREPOSITION = 2
/** A pronoun that can only be a subject: *he*, *they*. */
export const SUBJECT = 4
/** Any pronoun. */
export const PRONOUN = 8
/** *yesterday*, *not*. */
export const ADVERB = 16
/** *and*, *or*. */
export const COORDINATOR = 32
/** *that*, *because*. */
export const SUBORDINATOR = 64
/** *who*, *which*. */
export const RELATIVE = 128
/** *why*, *whether*. */
export const QUESTION = 256
/** *can*, *would*. */
export const MODAL = 512
/** A form of *be*. */
export const BE = 1024
/** A form of *have*. */
export const HAVE = 2048
/** A form of *do*. */
export const DO = 4096
/** Begins or makes a time: *Monday*, *week*. */
export const TIME = 8192
/** A verb's base form: *say*. */
export const BASE = 1 << 16
/** The third person of the present: *says*. */
export const THIRD = 1 << 17
/** A past tense: *said*. */
export const PAST = 1 << 18
/** A past participle: *said*, *given*. */
export const PAST_PARTICIPLE = 1 << 19
/** An *-ing* form: *saying*. */
export const ING = 1 << 20
/** Any auxiliary. */
export const AUX = MODAL | BE | HAVE | DO
/** Any form of a full verb. */
export const VERB = BASE | THIRD | PAST | PAST_PARTICIPLE | ING
/** Words that are no noun. */
export const CLOSED =
  DETERMINER | PREPOSITION | PRONOUN | ADVERB | COORDINATOR | SUBORDINATOR | RELATIVE | AUX

/** Lists of the pack that the rules ask for by name. */
type Lists = Readonly<
  Record<
    | 'contrasts'
    | 'conveyances'
    | 'sourceHeads'
    | 'outlets'
    | 'hearsayAdverbs'
    | 'hearsayVerbs'
    | 'agreeing'
    | 'approximators'
    | 'beforeListeners'
    | 'listeners'
    | 'nounVerbs'
    | 'namingWords'
    | 'impersonals'
    | 'participlePrepositions'
    | 'pluralSubjects'
    | 'possessives'
    | 'subjectPronouns',
    ReadonlySet<string>
  >
>

/** The lists of the pack's `attribution` as sets; those of several words by their first word, split, the longest first. */
type Attribution = Readonly<Record<Exclude<keyof SubjectVerbAttribution, Phrases>, ReadonlySet<string>>> &
  Readonly<Record<Phrases, PhraseTable>>
type Phrases = 'passedOnBy' | 'carriedBy' | 'citing' | 'doubtfulCiting' | 'longOutlets'
/** Phrases of several words by their first word, the longest first; each without that word. */
export type PhraseTable = ReadonlyMap<string, readonly (readonly string[])[]>

/** A pack for a language whose verb follows its subject, made ready for look-up. */
export interface SvoLexicon {
  readonly lang: string
  readonly seen: WordMemory
  readonly abbreviations: ReadonlySet<string>
  readonly speakerPronouns: ReadonlySet<string>
  readonly lists: Lists
  readonly attribution: Attribution
  /** Months, in lower case. */
  readonly months: ReadonlySet<string>
  readonly naming: Naming
  /** Bits of a lower-case word. */
  bits(word: string): number
  isPreposition(word: string): boolean
  /** Whether a lower-case word can be a noun as far as the lists know. */
  isOpenClass(word: string): boolean
  /** Infinitive of a verb form, or ''. */
  lemma(form: string): string
  /** Cue by its lemma, with its particle. */
  readonly cues: ReadonlyMap<string, SubjectVerbCue>
  /** By verb. */
  readonly phrases: ReadonlyMap<
    string,
    readonly { readonly words: readonly string[]; readonly phrase: SubjectVerbCuePhrase }[]
  >
  readonly nouns: ReadonlyMap<string, string>
  /** First words of source phrases, split. */
  readonly sourceStarts: readonly (readonly string[])[]
  readonly firstOfSource: ReadonlySet<string>
  readonly strictSourceStarts: ReadonlySet<string>
}

/** Makes a pack ready for look-up; done once for an engine. */
export function compileSvo(pack: SubjectVerbPack): SvoLexicon {
  const { words } = pack
  const { bits, lemmas } = verbForms(pack.verbs)
  const put = (list: readonly string[], bit: number): void => {
    for (const word of list) bits.set(word, (bits.get(word) ?? 0) | bit)
  }
  put(words.determiners, DETERMINER)
  put(words.prepositions, PREPOSITION)
  put(words.subjectPronouns, SUBJECT)
  put(words.pronouns, PRONOUN)
  put(words.adverbs, ADVERB)
  put(words.hearsayAdverbs, ADVERB)
  put(words.coordinators, COORDINATOR)
  put(words.subordinators, SUBORDINATOR)
  put(words.relatives, RELATIVE)
  put(words.questionWords, QUESTION)
  put(words.modals, MODAL)
  put(words.be, BE)
  put(words.have, HAVE)
  put(words.do, DO)
  put(words.times, TIME)
  const set = (list: readonly string[]): ReadonlySet<string> => new Set(list)
  const notVerbs = set(words.notVerbs)
  const bitsOf = remembered((word) => {
    const known = bits.get(word)
    if (known !== undefined) return known
    const plain = word.replaceAll('’', "'")
    // A past form of a verb that is not listed.
    const guess =
      /[^e]ed$/.test(plain) && plain.length > 4 && !notVerbs.has(plain) ? PAST | PAST_PARTICIPLE : 0
    return bits.get(plain) ?? guess
  })
  const verbOf = (word: string): number => {
    const own = bitsOf(word)
    let flags = 0
    if (own & (THIRD | PAST)) flags |= FINITE
    if (own & THIRD) flags |= PRESENT
    if (own & (BASE | BE | HAVE | DO)) flags |= INFINITIVE
    if (own & PAST_PARTICIPLE) flags |= PARTICIPLE
    if (own & (BE | HAVE | DO)) flags |= AUXILIARY | FINITE
    if (own & MODAL) flags |= MODAL_VERB | FINITE
    return flags
  }
  const abbreviations = set(words.abbreviations)
  const possessives = set(words.possessives)
  const phrases = new Map<string, { words: readonly string[]; phrase: SubjectVerbCuePhrase }[]>()
  for (const phrase of pack.cuePhrases) {
    const entry = { words: phrase.words.split(' '), phrase }
    const known = phrases.get(phrase.verb)
    if (known) known.push(entry)
    else phrases.set(phrase.verb, [entry])
  }
  for (const list of phrases.values()) list.sort((a, b) => b.words.length - a.words.length)
  return {
    lang: pack.lang,
    seen: createWordMemory({ verbOf }),
    abbreviations,
    speakerPronouns: set(words.speakerPronouns),
    lists: {
      contrasts: set(words.contrasts),
      conveyances: set(words.conveyances),
      sourceHeads: set(words.sourceHeads),
      outlets: set(words.outlets),
      hearsayAdverbs: set(words.hearsayAdverbs),
      hearsayVerbs: set(words.hearsayVerbs),
      agreeing: set(words.agreeing),
      approximators: set(words.approximators),
      beforeListeners: set(words.beforeListeners),
      listeners: set(words.listeners),
      nounVerbs: set(words.nounVerbs),
      namingWords: set(words.namingWords),
      impersonals: set(words.impersonals),
      participlePrepositions: set(words.participlePrepositions),
      pluralSubjects: set(words.pluralSubjects),
      possessives,
      subjectPronouns: set(words.subjectPronouns),
    },
    attribution: attributionOf(pack.attribution),
    months: set(words.months),
    naming: createSvoNaming(pack.names, {
      isFunctionWord: (word) => (bitsOf(word) & CLOSED) !== 0,
      isPossessive: (word) => possessives.has(word),
      isTime: (word) => (bitsOf(word) & TIME) !== 0,
      isSentenceEnd: (tokens, i) => endsSentence(tokens, i, abbreviations),
    }),
    bits: bitsOf,
    isPreposition: (word) => (bitsOf(word) & PREPOSITION) !== 0,
    isOpenClass: (word) => (bitsOf(word) & CLOSED) === 0,
    lemma: (form) => lemmas.get(form) ?? '',
    cues: new Map(pack.cueVerbs.map((cue) => [cue.lemma, cue])),
    phrases,
    nouns: new Map(pack.cueNouns.map(({ noun, takes }) => [noun, takes])),
    sourceStarts: words.sourceStarts.map((start) => start.split(' ')),
    firstOfSource: set(words.sourceStarts.map((start) => start.split(' ', 1)[0] ?? '')),
    strictSourceStarts: set(words.strictSourceStarts),
  }
}

function attributionOf(pack: SubjectVerbAttribution): Attribution {
  const { passedOnBy, carriedBy, citing, doubtfulCiting, longOutlets, ...plain } = pack
  const sets = Object.fromEntries(Object.entries(plain).map(([name, words]) => [name, new Set(words)]))
  return {
    ...(sets as unknown as Record<keyof typeof plain, ReadonlySet<string>>), // `fromEntries` forgets the keys
    passedOnBy: byFirstWord(passedOnBy),
    carriedBy: byFirstWord(carriedBy),
    citing: byFirstWord(citing),
    doubtfulCiting: byFirstWord(doubtfulCiting),
    longOutlets: byFirstWord(longOutlets),
  }
}

function byFirstWord(phrases: readonly string[]): PhraseTable {
  const table = new Map<string, (readonly string[])[]>()
  for (const phrase of phrases) {
    const words = phrase.split(' ')
    const first = words[0]!
    table.set(
      first,
      [...(table.get(first) ?? []), words].sort((a, b) => b.length - a.length),
    )
  }
  return table
}

/** All forms of the verbs. A form of two verbs ("found") goes to the one that is listed first as irregular. */
function verbForms({ regular, doubling, irregular }: SubjectVerbForms): {
  bits: Map<string, number>
  lemmas: Map<string, string>
} {
  const bits = new Map<string, number>()
  const lemmas = new Map<string, string>()
  const put = (form: string, lemma: string, bit: number): void => {
    bits.set(form, (bits.get(form) ?? 0) | bit)
    if (!lemmas.has(form)) lemmas.set(form, lemma)
  }
  const present = (lemma: string, double: boolean, third?: string): void => {
    put(lemma, lemma, BASE)
    put(third ?? thirdPerson(lemma), lemma, THIRD)
    put(`${stem(lemma, double, 'i')}ing`, lemma, ING)
  }
  for (const line of irregular) {
    const [lemma = '', past = '', participle = '', third] = line.split(' ')
    present(lemma, /[^aeiou][aeiou][bdgmnprt]$/.test(lemma), third)
    put(past, lemma, PAST)
    put(participle, lemma, PAST_PARTICIPLE)
  }
  for (const [list, double] of [
    [regular, false],
    [doubling, true],
  ] as const)
    for (const lemma of list) {
      present(lemma, double)
      put(`${stem(lemma, double, 'e')}ed`, lemma, PAST | PAST_PARTICIPLE)
    }
  return { bits, lemmas }
}

function thirdPerson(lemma: string): string {
  if (/[^aeiou]y$/.test(lemma)) return `${lemma.slice(0, -1)}ies`
  return /(?:s|x|z|ch|sh|o)$/.test(lemma) ? `${lemma}es` : `${lemma}s`
}

/** What stands before *-ing* or *-ed*. */
function stem(lemma: string, double: boolean, before: 'e' | 'i'): string {
  if (double) return lemma + lemma.slice(-1)
  if (before === 'e' && /[^aeiou]y$/.test(lemma)) return `${lemma.slice(0, -1)}i`
  if (before === 'i' && lemma.endsWith('ie')) return `${lemma.slice(0, -2)}y`
  if (lemma.endsWith('e') && !(before === 'i' && /(?:[eoy]e)$/.test(lemma))) return lemma.slice(0, -1)
  return lemma
}

/** Whether a sentence ends at token `i`, as far as speakers need to know. */
function endsSentence(tokens: readonly Token[], i: number, abbreviations: ReadonlySet<string>): boolean {
  const { text } = tokens[i]!
  if (text === '!' || text === '?') return true
  const before = tokens[i - 1]
  if (text !== '.' || !before) return false
  if (before.lower === 'no') return !tokens[i + 1]?.number // "no. 5"
  return !(before.text.length === 1 || abbreviations.has(before.lower))
}
