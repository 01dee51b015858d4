/** A language pack made ready for look-up: sets and maps, built once per engine. */
import type {
  Attribution,
  CueNoun,
  CuePhrase,
  CueVerb,
  Endings,
  Grammar,
  VerbSecondPack,
} from './language.js'
import {
  ADVERB,
  CARRIER,
  COORDINATOR,
  DETERMINER,
  HEARSAY_WORD,
  JOIN,
  POSSESSIVE_INFINITIVE,
  PREPOSITION,
  PRONOUN,
  QUESTION_WORD,
  REFLEXIVE,
  SOURCE_WORD,
  SUBORDINATOR,
  TIME_OPENER,
} from './classes.js'
import {
  AUXILIARY,
  FINITE,
  INFINITIVE,
  KONJUNKTIV_1,
  KONJUNKTIV_2,
  MAYBE_KONJUNKTIV,
  MODAL,
  PARTICIPLE,
  PRESENT as PRESENT_BIT,
  ZU_INFINITIVE,
} from './flags.js'
import { remembered } from './memory.js'
import { createNaming } from './naming.js'
import { createPeople, type People } from './people.js'
import type { Naming } from './speakers.js'
import { createWordMemory, type WordMemory } from './tokens.js'
import {
  createVerbLexicon,
  INFINITIVE as INF,
  KONJ1,
  KONJ2,
  PARTICIPLE2,
  PAST,
  PLURAL3,
  PRESENT,
  SINGULAR3,
  ZU_INFINITIVE as ZU,
  type VerbForm,
} from './verbs.js'

/** Lists made ready for look-up. */
export type Sets<Lists> = { readonly [Name in keyof Lists]: ReadonlySet<string> }

/** A pack for a language whose verb stands second, made ready for look-up. */
export interface Lexicon {
  readonly lang: string
  readonly grammar: Sets<Grammar>
  readonly attribution: Sets<Omit<Attribution, 'commonNounEndings'>>
  readonly commonNoun: RegExp
  /** Phrases before the source of a source, by their first word. */
  readonly citing: ReadonlyMap<string, readonly CitingPhrase[]>
  /** Phrases before whoever passes something on, by their first word. */
  readonly passedOnBy: ReadonlyMap<string, readonly (readonly string[])[]>
  /** Names of outlets of several words, by their first word. */
  readonly longOutlets: ReadonlyMap<string, readonly (readonly string[])[]>
  /** Each matches words with one of the endings. */
  readonly endings: { readonly [Name in keyof Endings]: RegExp }
  /** Further forms of a word that a cue needs: "vom" for "von". */
  readonly needForms: ReadonlyMap<string, ReadonlySet<string>>
  readonly people: People
  readonly naming: Naming
  /** Words met so far, for the tokenizer. */
  readonly seen: WordMemory
  /** Bits of a lower-case word as in `Parse.flags`, 0 if it is no verb form. */
  flags(word: string): number
  forms(word: string): readonly VerbForm[]
  readonly cues: ReadonlyMap<string, CueVerb>
  /** Light-verb phrases by their carrying word in lower case. */
  readonly phrases: ReadonlyMap<string, readonly CuePhrase[]>
  /** The cue noun that a word is or ends in. */
  cueNoun(word: string): CueNoun | null
  sourceNoun(word: string): boolean
  outletNoun(word: string): boolean
  timeNoun(word: string): boolean
  /** By cue verb: words of the clause with which it tells no speech act. */
  readonly notWith: ReadonlyMap<string, RegExp>
  readonly speakerStarts: RegExp
  readonly abbreviations: ReadonlySet<string>
  readonly months: ReadonlySet<string>
  readonly notVerbs: ReadonlySet<string>
  readonly determiners: ReadonlySet<string>
  readonly possessives: ReadonlySet<string>
  readonly prepositions: ReadonlySet<string>
  readonly plainPrepositions: ReadonlySet<string>
  readonly pronouns: ReadonlySet<string>
  readonly pronounsOnly: ReadonlySet<string>
  readonly relativePronouns: ReadonlySet<string>
  readonly onlyRelative: ReadonlySet<string>
  readonly subordinators: ReadonlySet<string>
  readonly maybeSubordinators: ReadonlySet<string>
  readonly questionWords: ReadonlySet<string>
  readonly coordinators: ReadonlySet<string>
  readonly adverbs: ReadonlySet<string>
  readonly auxiliaryForms: ReadonlySet<string>
  readonly notSources: ReadonlySet<string>
  readonly outletNames: ReadonlySet<string>
  readonly nameWords: ReadonlySet<string>
}

/** Words that name a source behind them: *unter Berufung auf*. */
export interface CitingPhrase {
  readonly words: readonly string[]
  /** Stands before a reason as well. */
  readonly doubtful: boolean
}

const THIRD = SINGULAR3 | PLURAL3

/** Makes a pack ready for look-up; done once for an engine. */
export function compile(pack: VerbSecondPack): Lexicon {
  const verbs = createVerbLexicon(pack.verbs)
  const people = createPeople(pack.people)
  const { words } = pack
  const auxiliaries = new Set(words.auxiliaries)
  const modals = new Set(words.modals)
  const auxiliaryForms = new Set<string>()
  const lower = (list: readonly string[]): ReadonlySet<string> => new Set(list.map((w) => w.toLowerCase()))
  const cueNouns = new Map(pack.cueNouns.map((n) => [n.noun.toLowerCase(), n]))
  const sourceNouns = lower(words.sourceNouns)
  const outletNouns = lower(words.outletNouns)
  const timeNouns = lower(words.timeNouns)
  const determiners = lower([...words.determiners, ...words.possessives])
  const timeEnding = endingPattern(words.timeEndings)
  const relativePronouns = lower(words.relativePronouns)

  const flags = remembered((word) => {
    let bits = 0
    for (const form of verbs.lookup(word)) {
      if (form.forms & THIRD) bits |= FINITE
      if (form.forms & THIRD && form.forms & PRESENT) bits |= PRESENT_BIT
      if (form.forms & THIRD && form.forms & KONJ2 && form.forms & PAST) bits |= MAYBE_KONJUNKTIV
      if (form.forms & INF) bits |= INFINITIVE
      if (form.forms & ZU) bits |= ZU_INFINITIVE
      if (form.forms & PARTICIPLE2) bits |= PARTICIPLE
      if (form.forms & (THIRD | INF) && form.prefix === null && auxiliaries.has(form.lemma)) bits |= AUXILIARY
      if (form.forms & (THIRD | INF) && form.prefix === null && modals.has(form.lemma)) bits |= MODAL
    }
    if (bits & FINITE && verbs.isStrictKonjunktiv(word))
      bits |= verbs.lookup(word).some((f) => f.forms & THIRD && f.forms & KONJ1) ? KONJUNKTIV_1 : KONJUNKTIV_2
    return bits
  })
  for (const lemma of words.auxiliaries) auxiliaryForms.add(lemma)

  const phrases = new Map<string, CuePhrase[]>()
  for (const phrase of pack.cuePhrases) {
    const key = phrase.word.toLowerCase()
    phrases.set(key, [...(phrases.get(key) ?? []), phrase])
  }
  const grammar = setsOf(pack.grammar)
  const sourceWords = new Set([
    ...pack.grammar.sourcePrepositions,
    ...pack.grammar.strictSourcePrepositions,
    ...pack.grammar.angleWords,
    ...pack.grammar.backAdverbs,
    ...pack.grammar.maybeBackAdverbs,
    // "zu Folge", "zufolge"
    ...pack.grammar.sourcePostpositions.flatMap((word) => [...word].map((_, at) => word.slice(at))),
  ])
  const { timeAdverbs, timePrepositions, timeAttributes, smallTimeNouns } = pack.attribution
  const timeOpeners = new Set([
    ...determiners,
    ...timeAdverbs,
    ...timePrepositions,
    ...timeAttributes,
    ...smallTimeNouns,
  ])
  const classes: readonly (readonly [number, ReadonlySet<string> | ReadonlyMap<string, unknown>])[] = [
    [DETERMINER, determiners],
    [PREPOSITION, lower(words.prepositions)],
    [PRONOUN, lower(words.personalPronouns)],
    [ADVERB, lower(words.adverbs)],
    [COORDINATOR, lower(words.coordinators)],
    [SUBORDINATOR, lower(words.subordinators)],
    [QUESTION_WORD, lower(words.questionWords)],
    [POSSESSIVE_INFINITIVE, grammar.possessiveInfinitives],
    [REFLEXIVE, grammar.reflexives],
    [JOIN, grammar.joins],
    [CARRIER, phrases],
    [SOURCE_WORD, sourceWords],
    [TIME_OPENER, timeOpeners],
    [HEARSAY_WORD, new Set([...pack.grammar.hearsayVerbs, ...pack.grammar.hearsayAdverbs])],
  ]
  const notVerbs = lower(words.notVerbs)
  const classesOf = (word: string): number => {
    let bits = 0
    for (const [bit, list] of classes) if (list.has(word)) bits |= bit
    return bits
  }
  return {
    lang: pack.lang,
    grammar,
    ...attributionOf(pack.attribution),
    endings: endingsOf(pack.endings),
    needForms: new Map(words.contractions.map(({ word, forms }) => [word, new Set(forms)])),
    people,
    naming: createNaming(people),
    seen: createWordMemory({
      classesOf,
      // In German a capital marks a noun, or begins a sentence: see parse.ts.
      verbOf: (word, capital) => (capital || notVerbs.has(word) ? 0 : flags(word)),
    }),
    flags,
    forms: (word) => verbs.lookup(word),
    cues: new Map(pack.cueVerbs.map((c) => [c.lemma, c])),
    phrases,
    notWith: new Map(
      pack.cueVerbs.flatMap(({ lemma, notWith }) => (notWith ? [[lemma, new RegExp(notWith)]] : [])),
    ),
    speakerStarts: new RegExp(`^(?:${words.speakerStarts.join('|')})`),
    cueNoun: remembered((word) => endingIn(cueNouns, word) ?? null),
    sourceNoun: remembered((word) => hasEnding(sourceNouns, word)),
    outletNoun: remembered((word) => hasEnding(outletNouns, word)),
    timeNoun: remembered((word) => timeNouns.has(word.toLowerCase()) || timeEnding.test(word)),
    abbreviations: lower(words.abbreviations),
    months: lower(words.months),
    notVerbs,
    determiners,
    possessives: lower(words.possessives),
    prepositions: lower(words.prepositions),
    plainPrepositions: lower(words.prepositions.filter((p) => !words.prepositionsWithArticle.includes(p))),
    pronouns: lower(words.personalPronouns),
    pronounsOnly: new Set(words.personalPronouns.filter((w) => !determiners.has(w))),
    relativePronouns,
    onlyRelative: lower(words.onlyRelativePronouns),
    subordinators: lower(words.subordinators),
    maybeSubordinators: lower(words.maybeSubordinators),
    questionWords: lower(words.questionWords),
    coordinators: lower(words.coordinators),
    adverbs: lower(words.adverbs),
    auxiliaryForms,
    notSources: lower(words.notSources),
    outletNames: new Set([
      ...words.outletNames,
      ...words.outletNames
        .map((w) => w.toLowerCase())
        .filter((w) => w.length > 2 && !words.ordinaryOutletNames.includes(w)),
    ]),
    nameWords: lower(words.nameWords),
  }
}

function attributionOf({
  commonNounEndings,
  ...lists
}: Attribution): Pick<Lexicon, 'attribution' | 'commonNoun' | 'citing' | 'passedOnBy' | 'longOutlets'> {
  const doubtful = new Set(lists.doubtfulCiting)
  const citing = [...lists.citing, ...lists.doubtfulCiting].map((phrase): CitingPhrase => ({
    words: phrase.split(' '),
    doubtful: doubtful.has(phrase),
  }))
  return {
    attribution: setsOf(lists),
    commonNoun: endingPattern(commonNounEndings),
    citing: byFirstWord(citing, ({ words }) => words),
    passedOnBy: byFirstWord(
      lists.passedOnBy.map((phrase) => phrase.split(' ')),
      (words) => words,
    ),
    longOutlets: byFirstWord(
      lists.longOutlets.map((name) => name.split(' ')),
      (words) => words,
    ),
  }
}

function byFirstWord<T>(
  phrases: readonly T[],
  wordsOf: (phrase: T) => readonly string[],
): ReadonlyMap<string, readonly T[]> {
  const map = new Map<string, T[]>()
  for (const phrase of phrases) {
    const first = wordsOf(phrase)[0] ?? ''
    map.set(first, [...(map.get(first) ?? []), phrase])
  }
  return map
}

/** Each list of words as a set. */
export function setsOf<Lists extends { readonly [Name in keyof Lists]: readonly string[] }>(
  lists: Lists,
): Sets<Lists> {
  const entries = Object.entries<readonly string[]>(lists).map(([name, list]) => [name, new Set(list)])
  return Object.fromEntries(entries) as Sets<Lists> // the names are those of the lists
}

/** Each list of endings as a pattern. */
export function endingsOf<Lists extends { readonly [Name in keyof Lists]: readonly string[] }>(
  lists: Lists,
): { readonly [Name in keyof Lists]: RegExp } {
  const entries = Object.entries<readonly string[]>(lists).map(([name, list]) => [name, endingPattern(list)])
  return Object.fromEntries(entries) as { readonly [Name in keyof Lists]: RegExp } // as above
}

function endingPattern(endings: readonly string[]): RegExp {
  return new RegExp(`(?:${endings.join('|')})$`)
}

/** Shortest first part of a compound. */
const MIN_FIRST = 3

/** The value for the longest ending of `word` that is a key; the first part must be long enough to be a word. */
function endingIn<T>(map: ReadonlyMap<string, T>, word: string): T | undefined {
  const lower = word.toLowerCase()
  const whole = map.get(lower)
  if (whole !== undefined || lower.length > 60) return whole
  for (let cut = MIN_FIRST; cut <= lower.length - 4; cut++) {
    const found = map.get(lower.slice(cut))
    if (found !== undefined) return found
  }
  return undefined
}

function hasEnding(set: ReadonlySet<string>, word: string): boolean {
  const lower = word.toLowerCase()
  if (set.has(lower)) return true
  if (lower.length > 60) return false
  for (let cut = MIN_FIRST; cut <= lower.length - 4; cut++) if (set.has(lower.slice(cut))) return true
  return false
}
