/**
 * What a language pack brings: word lists and cue entries, no logic. The
 * engine compiles a pack once (`createEngine`).
 */
import type { PeopleData } from './people.js'
import type { VerbData } from './verbs.js'

/**
 * What a cue can introduce, a letter each:
 * `q` a direct quote, `d` a *dass*, *ob* or *w-* clause, `v` a clause in
 * verb-second order, `z` an infinitive with *zu*; `r` it is a reported speech
 * act when it stands alone with its objects.
 */
export type CueTakes = string

export interface CueVerb {
  readonly lemma: string
  readonly takes: CueTakes
  /** For `r`: one of these words must stand in the clause ("von", "für", "als"). */
  readonly needs?: readonly string[]
  /** The verb must be reflexive. */
  readonly reflexive?: true
  /** The verb's dative or accusative object is the addressee. */
  readonly to?: 'dative' | 'accusative'
}

/** A light verb with a noun or adjective that carries the meaning: *Kritik üben*, *bekannt geben*. */
export interface CuePhrase {
  /** The carrying word as it stands in the text: "Kritik", "bekannt". */
  readonly word: string
  readonly verbs: readonly string[]
  readonly takes: CueTakes
}

export interface CueNoun {
  /** A form of the noun: "Forderung", "Forderungen". Compounds ending in it count too. */
  readonly noun: string
  readonly takes: CueTakes
}

export interface LanguagePack {
  /** BCP 47 tag. */
  readonly lang: string
  readonly verbs: VerbData
  readonly people: PeopleData
  readonly cueVerbs: readonly CueVerb[]
  readonly cuePhrases: readonly CuePhrase[]
  readonly cueNouns: readonly CueNoun[]
  readonly words: WordLists
}

export interface WordLists {
  /** Words before whose full stop no sentence ends. */
  readonly abbreviations: readonly string[]
  readonly months: readonly string[]
  /** Verb forms to the dictionary that are, in lower case, nearly always something else: "die", "laut". */
  readonly notVerbs: readonly string[]
  readonly determiners: readonly string[]
  readonly possessives: readonly string[]
  readonly prepositions: readonly string[]
  readonly personalPronouns: readonly string[]
  readonly relativePronouns: readonly string[]
  /** Subordinating conjunctions that cannot be a preposition or an adverb. */
  readonly subordinators: readonly string[]
  /** Subordinating conjunctions that can be one: "während", "seit". */
  readonly maybeSubordinators: readonly string[]
  readonly questionWords: readonly string[]
  readonly coordinators: readonly string[]
  readonly adverbs: readonly string[]
  readonly auxiliaries: readonly string[]
  readonly modals: readonly string[]
  /** Nouns that stand for what somebody said, after *nach*: "Angaben", "Ansicht". Compounds count. */
  readonly sourceNouns: readonly string[]
  /** Persons and bodies as *laut X* takes them are not listed; these words after *laut* or *nach* are no sources. */
  readonly notSources: readonly string[]
  /** Nouns that name an outlet: "Zeitung", "Nachrichtenagentur". Compounds count. */
  readonly outletNouns: readonly string[]
  /** Proper names of outlets and platforms. */
  readonly outletNames: readonly string[]
  /** Words before a quoted name or term: "sogenannte", "Film", "Titel". */
  readonly nameWords: readonly string[]
  /** Time nouns, which are never speakers: "Montag", "Abend". */
  readonly timeNouns: readonly string[]
}
