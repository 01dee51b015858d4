/**
 * What a language pack brings: word lists and cue entries, no logic. The
 * engine compiles a pack once (`createEngine`).
 */
import type { BodyClass, Gender, PeopleData, Title } from './people.js'
import type { ClauseOrder } from './reader.js'
import type { Weights } from './weights.js'
import type { VerbData } from './verbs.js'

/**
 * What a cue can introduce, a letter each:
 * `q` a direct quote, `d` a *dass*, *ob* or *w-* clause, `v` a clause in
 * verb-second order, `z` an infinitive with *zu*; `r` it is a reported speech
 * act when it stands alone with its objects.
 */
export type CueTakes = string

/** A verb that can signal saying. */
export interface CueVerb {
  readonly lemma: string
  readonly takes: CueTakes
  /** For `r`: one of these words must stand in the clause ("von", "für", "als"). */
  readonly needs?: readonly string[]
  /** Words of the clause with which it tells no speech act, as a pattern: a flood claims victims, a court passes a sentence. */
  readonly notWith?: string
  /** The verb must be reflexive. */
  readonly reflexive?: true
  /** How the addressee stands with the verb: as its object in this case, or behind this preposition. */
  readonly to?: string
}

/** A light verb with a noun or adjective that carries the meaning: *Kritik üben*, *bekannt geben*. */
export interface CuePhrase {
  /** The carrying word as it stands in the text: "Kritik", "bekannt". */
  readonly word: string
  readonly verbs: readonly string[]
  readonly takes: CueTakes
}

/** A noun that can signal saying; compounds that end in it count. */
export interface CueNoun {
  /** A form of the noun: "Forderung", "Forderungen". Compounds ending in it count too. */
  readonly noun: string
  readonly takes: CueTakes
}

/** A language as an engine takes it. Its `order` says where the verb stands in a main clause, and reads the clauses. */
export interface LanguagePack {
  /** `verbSecond` or `subjectVerb`, of the entry of the same name: a pack for one does not load the other. */
  readonly order: ClauseOrder
  /** BCP 47 tag. */
  readonly lang: string
  /** Trained on annotated articles in this language; without them the rules alone decide. */
  readonly weights?: Weights
}

/** The verb second or first in a main clause, last in a subordinate one: German. */
export interface VerbSecondPack extends LanguagePack {
  readonly order: ClauseOrder<VerbSecondPack> & { readonly name: 'verb-second' }
  readonly verbs: VerbData
  readonly people: PeopleData
  readonly cueVerbs: readonly CueVerb[]
  readonly cuePhrases: readonly CuePhrase[]
  readonly cueNouns: readonly CueNoun[]
  readonly words: WordLists
  readonly grammar: Grammar
  readonly attribution: Attribution
  readonly endings: Endings
}

/** Word lists of a verb-second language, in lower case unless an example has a capital. */
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
  /** Of these, those with an article in them that no long attribute begins with: "zum". */
  readonly prepositionsWithArticle: readonly string[]
  /** Forms that count as a word which a cue needs: "vom" for "von". */
  readonly contractions: readonly { readonly word: string; readonly forms: readonly string[] }[]
  readonly relativePronouns: readonly string[]
  /** Of these, those that are no article. */
  readonly onlyRelativePronouns: readonly string[]
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
  /** Beginnings of nouns that *gemäß* takes as a source like those. */
  readonly speakerStarts: readonly string[]
  /** Nouns that name an outlet: "Zeitung", "Nachrichtenagentur". Compounds count. */
  readonly outletNouns: readonly string[]
  /** Proper names of outlets and platforms. */
  readonly outletNames: readonly string[]
  /** Names of outlets that are other words when written small: "zeit". */
  readonly ordinaryOutletNames: readonly string[]
  /** Words before a quoted name or term: "sogenannte", "Film", "Titel". */
  readonly nameWords: readonly string[]
  /** Time nouns, which are never speakers: "Montag", "Abend". */
  readonly timeNouns: readonly string[]
  /** Endings of compounds that are a time: "Montagabend", but not "Vorsitzende". */
  readonly timeEndings: readonly string[]
}

/**
 * Closed classes that the grammar of clauses and frames turns on, in lower case unless the note's example has a capital;
 * verbs as infinitives where the note speaks of cues.
 */
export interface Grammar {
  /** Cue verbs whose source is where it is said: "In der Mitteilung heißt es". */
  readonly placeCues: readonly string[]
  /** Prepositions before the place that something was said in. */
  readonly placePrepositions: readonly string[]
  /** Relative pronouns that can be the subject. */
  readonly relativeSubjects: readonly string[]
  /** Prepositions before the agent in a passive clause. */
  readonly agentPrepositions: readonly string[]
  /** Prepositions that also join a name to a noun: "der Präsident von Chile". */
  readonly attributePrepositions: readonly string[]
  /** Words that begin a phrase in the dative. */
  readonly datives: readonly string[]
  /** Words that begin a phrase in the accusative. */
  readonly accusatives: readonly string[]
  /** Prepositions before the one who is spoken to. */
  readonly addresseePrepositions: readonly string[]
  /** Prepositions before those who listen, if they are persons: "vor Journalisten". */
  readonly audiencePrepositions: readonly string[]
  /** Words for a talk, and the prepositions behind them before the one who asks: "Interview mit". */
  readonly talks: readonly string[]
  readonly talkPrepositions: readonly string[]
  /** Cue verbs that make no source of a clause with *wie*: "wie erwartet". */
  readonly notSourceClauseCues: readonly string[]
  /** Subjects that are nobody: "es heißt". */
  readonly impersonals: readonly string[]
  /** Cue verbs without a speaker when their subject is nobody: "heißt es". */
  readonly impersonalCues: readonly string[]
  /** Words behind *wie* where nobody or no one by name is the source: "wie es heißt", "wie aus Kreisen verlautet". */
  readonly impersonalStarts: readonly string[]
  /** Cue verbs that often take a main clause in the indicative behind a comma. */
  readonly plainSaying: readonly string[]
  /** Cue verbs that take an indirect question with a word that is otherwise relative: "erklärte, was …". */
  readonly asking: readonly string[]
  /** Cue verbs that can point back: "Das erklärte gestern ein Sprecher." */
  readonly backReferring: readonly string[]
  /** Verbs of those who reject what others said. */
  readonly denials: readonly string[]
  /** Cue verbs that quote single words: "bezeichnete ihn als „Verräter“". */
  readonly naming: readonly string[]
  /** Cue verbs that tell a speech act in the passive without an agent too. */
  readonly passiveActs: readonly string[]
  /** Conjunctions of clauses that give what was said. */
  readonly contentConjunctions: readonly string[]
  /** Of these, those of indirect questions. */
  readonly whetherConjunctions: readonly string[]
  /** Question words that are relative behind a noun. */
  readonly relativeQuestionWords: readonly string[]
  /** Question words for the subject. */
  readonly whoWords: readonly string[]
  /** Words that make an infinitive an adverbial: "um zu sparen". */
  readonly purposeWords: readonly string[]
  /** Prepositions before a source: "laut Polizei". */
  readonly sourcePrepositions: readonly string[]
  /** Prepositions that stand before a source only with a noun for sources or speakers. */
  readonly strictSourcePrepositions: readonly string[]
  /** Words that show that what looks like such a preposition is none: "laut genug". */
  readonly notBehindSourcePreposition: readonly string[]
  /** Words before or behind a noun for sources: "nach Angaben", "dem Vernehmen nach". */
  readonly angleWords: readonly string[]
  /** Words behind a source, which may be written apart: "Berichten zufolge". */
  readonly sourcePostpositions: readonly string[]
  /** Adverbs that point back to a source: "demnach". */
  readonly backAdverbs: readonly string[]
  /** Adverbs that do so only at the start of a sentence of hearsay. */
  readonly maybeBackAdverbs: readonly string[]
  /** Modal verbs of hearsay: "Die Arbeiten sollen im Mai beginnen." */
  readonly hearsayVerbs: readonly string[]
  /** Verbs whose clause or infinitive is never what somebody says: "es kommt hinzu, dass". */
  readonly notSaying: readonly string[]
  /** Adverbs of hearsay: "angeblich". */
  readonly hearsayAdverbs: readonly string[]
  /** Conjunctions that begin a contrast. */
  readonly adversatives: readonly string[]
  /** Words between a noun and whose it is: "der Vorwurf der Opposition". */
  readonly ownerStarts: readonly string[]
  /** Of these, the prepositions. */
  readonly ofPrepositions: readonly string[]
  /** Possessives of the third person. */
  readonly thirdPossessives: readonly string[]
  /** Words before a quoted name: "so genannte". */
  readonly calledWords: readonly string[]
  /** Words by which the writer doubts the quoted word behind them: "angebliche". */
  readonly doubtingWords: readonly string[]
  /** Words before a quoted noun that is a judgement, not a name: "ein „Papiertiger“". */
  readonly beforeQuotedNoun: readonly string[]
  /** Words before a quoted name: "im „Stern“". */
  readonly beforeQuotedName: readonly string[]
  /** Preterites that are Konjunktiv behind a run in Konjunktiv. */
  readonly maybeRunVerbs: readonly string[]
  /** Cues whose subject is the speaker in the passive too: "wird mit den Worten zitiert". */
  readonly quotedSubjectCues: readonly string[]
  /** Carrying words of cues that have no speaker: "ist die Rede von". */
  readonly speakerlessWords: readonly string[]
  /** Light verbs whose speaker stands behind a preposition: "Kritik kam von der Opposition". */
  readonly agentVerbs: readonly string[]
  /** Carrying words for what others hold against somebody. */
  readonly accusations: readonly string[]
  /** Words that begin a clause that gives the source: "wie X mitteilte". */
  readonly asWords: readonly string[]
  /** Words before a speaker without a verb: "so der Minister". */
  readonly soWords: readonly string[]
  /** Pronouns for the sentence before: "Das erklärte er." */
  readonly backPronouns: readonly string[]
  /** Conjunctions of a condition, in which Konjunktiv II is no speech. */
  readonly conditionals: readonly string[]
  /** Infinitives that look like a possessive: "sein". */
  readonly possessiveInfinitives: readonly string[]
  /** Words before such an infinitive. */
  readonly beforeInfinitive: readonly string[]
  /** Words behind such an infinitive. */
  readonly behindInfinitive: readonly string[]
  /** Words before a conjunction or question word that do not change it: "auch wenn". */
  readonly leads: readonly string[]
  /** Conjunctions that are one only with the verb at the end of the clause. */
  readonly maybeConjunctions: readonly string[]
  /** Conjunctions that join main clauses without a comma. */
  readonly joins: readonly string[]
  /** Words before an infinitive: "zu". */
  readonly infinitiveMarks: readonly string[]
  /** Determiners that can stand alone. */
  readonly pronounDeterminers: readonly string[]
  /** Determiners behind which a preposition begins no long attribute. */
  readonly notBeforeAttribute: readonly string[]
  /** Reflexive pronouns. */
  readonly reflexives: readonly string[]
  /** Particles inside names: "Ursula von der Leyen". */
  readonly nameParticles: readonly string[]
  /** Words that begin a phrase in the genitive. */
  readonly genitives: readonly string[]
  /** Prepositions whose phrase can be an attribute: "der Sprecher in Brüssel". */
  readonly attributePhrases: readonly string[]
  /** Of these, those whose phrase nearly always is one. */
  readonly closePrepositions: readonly string[]
  /** Determiners that are a whole phrase before another determiner: "forderten beide eine Verlängerung". */
  readonly standaloneDeterminers: readonly string[]
  /** Indefinite articles in the nominative. */
  readonly indefiniteSubjects: readonly string[]
  /** Words before a number, which is no attribute. */
  readonly measureWords: readonly string[]
  /** Conjunctions that join noun phrases. */
  readonly nounJoins: readonly string[]
  /** Pronouns that are a whole phrase. */
  readonly phrasePronouns: readonly string[]
  /** Words that begin no subject. */
  readonly notNominative: readonly string[]
  /** Words before a comparison or a role: "als Sprecher". */
  readonly comparisons: readonly string[]
  /** Pronouns that can only be the subject. */
  readonly nominatives: readonly string[]
  /** Words behind a phrase that make it a source and no subject. */
  readonly behindSource: readonly string[]
  /** Articles that are dative before an outlet: "Der Zeitung sagte er". */
  readonly outletArticles: readonly string[]
  /** Words that are the object when they stand alone before the verb. */
  readonly frontedObjects: readonly string[]
  /** Articles inside surnames: "Von der Leyen". */
  readonly surnameArticles: readonly string[]
  /** Particles of surnames at the start of a sentence. */
  readonly capitalParticles: readonly string[]
  /** Pronouns between verb and subject. */
  readonly objectPronouns: readonly string[]
  /** Auxiliaries of the passive. */
  readonly passiveVerbs: readonly string[]
  /** Non-finite forms of these. */
  readonly passiveForms: readonly string[]
  /** Infinitives of the auxiliaries of the perfect. */
  readonly perfectInfinitives: readonly string[]
  /** Auxiliaries that make a state, no passive: "ist geplant". */
  readonly stativeVerbs: readonly string[]
  /** Separable prefixes that are nearly adverbs: "sagte … weiter". */
  readonly adverbialPrefixes: readonly string[]
  /** Pronouns and possessives as a speaker, who is named before. */
  readonly speakerPronouns: readonly string[]
}

/**
 * What tells when and where something was said, through whom it came, and what is quoted without being a
 * statement. In lower case unless the note says otherwise; a list that a language has no use for is empty.
 */
export interface Attribution {
  /** Adverbs that are a time alone, or before a time of the day: "gestern", "gestern Abend". */
  readonly timeAdverbs: readonly string[]
  /** Prepositions before the time of saying: "am", not those of a deadline. */
  readonly timePrepositions: readonly string[]
  /** Of these, those that join a time to a text: "die Mitteilung vom Dienstag". */
  readonly timeOfNouns: readonly string[]
  /** Of these, those that can stand right before a year: "in 2009". */
  readonly yearPrepositions: readonly string[]
  /** Words before a time noun, with which it is a time without a preposition too: "vergangene Woche". */
  readonly timeAttributes: readonly string[]
  /** Time nouns that only the source of a statement takes; `WordLists.timeNouns` count anyway. */
  readonly timeNouns: readonly string[]
  /** Time nouns that are written small: English "morning". */
  readonly smallTimeNouns: readonly string[]
  /** Nouns that are a time only with another behind them: "Anfang März". */
  readonly timeStarts: readonly string[]
  /** Words between a time and another that narrows it: "in der Nacht zum Freitag". */
  readonly timeJoins: readonly string[]
  /** Time nouns that are a time alone: "sagte er Dienstag". */
  readonly bareTimes: readonly string[]

  /** What stands before whoever passes it on, besides `Grammar.sourcePrepositions`: English "according to". */
  readonly passedOnBy: readonly string[]
  /** What stands before the source of a source: "unter Berufung auf"; English "citing". */
  readonly citing: readonly string[]
  /** Of these, those that stand before a reason as well, and count only with somebody behind: "mit Verweis auf". */
  readonly doubtfulCiting: readonly string[]
  /** Reflexive verbs for it, as infinitives: "sich auf X berufen". */
  readonly citingVerbs: readonly string[]
  /** The prepositions that go with them. */
  readonly citingPrepositions: readonly string[]
  /** Verbs whose subject quotes their object, as infinitives: "zitiert einen Sprecher". */
  readonly quotingVerbs: readonly string[]

  /** Prepositions before where something was said: "auf Twitter", "im ZDF". */
  readonly outletPrepositions: readonly string[]
  /** Names of outlets that are other words too, as written: "Welt", "X". */
  readonly doubtfulOutlets: readonly string[]
  /** Words right before these with which they are outlets: "auf X". */
  readonly beforeDoubtfulOutlets: readonly string[]
  /** Names of several words: "new york times". */
  readonly longOutlets: readonly string[]
  /** Last words of papers' names of several words: "Leipziger Volkszeitung". */
  readonly paperNouns: readonly string[]
  /** What an outlet's name is joined to, or what something is said in: "ARD-Interview", "in einem Interview mit". */
  readonly outletParts: readonly string[]

  /** Pronouns that make a quotation a clause though no verb of the third person is in it: "ich". */
  readonly speakingPronouns: readonly string[]
  /** Words before a term: "der Begriff „…“". */
  readonly termWords: readonly string[]
  /** Nouns before a title, compounds included: "der Film „…“". */
  readonly titleWords: readonly string[]
  /** Endings of common nouns, which are no name in quotation marks: "die „Befreiung“". */
  readonly commonNounEndings: readonly string[]
}

/** Endings by which a word is known that no list has. */
export interface Endings {
  /** Of participles used as adjectives. */
  readonly participle: readonly string[]
  /** Of adjectives before a noun. */
  readonly adjective: readonly string[]
  /** Of these, those that few other words have. */
  readonly clearAdjective: readonly string[]
  /** Of participles before a noun without an article. */
  readonly bareParticiple: readonly string[]
  /** Of adverbs and adjectives that open a sentence with a capital. */
  readonly adverb: readonly string[]
  /** Of adjectives behind a genitive or dative article. */
  readonly weakAdjective: readonly string[]
}

/** The verb behind its subject in every clause, few forms: English. */
export interface SubjectVerbPack extends LanguagePack {
  readonly order: ClauseOrder<SubjectVerbPack> & { readonly name: 'subject-verb' }
  readonly verbs: SubjectVerbForms
  readonly cueVerbs: readonly SubjectVerbCue[]
  readonly cuePhrases: readonly SubjectVerbCuePhrase[]
  readonly cueNouns: readonly SubjectVerbCueNoun[]
  readonly words: SubjectVerbWords
  readonly names: SubjectVerbNames
  readonly attribution: SubjectVerbAttribution
}

/** Verbs by their infinitives; the engine knows the regular endings. */
export interface SubjectVerbForms {
  readonly regular: readonly string[]
  /** Regular verbs that double their last letter: "admitted". */
  readonly doubling: readonly string[]
  /** Infinitive, past, participle, and the third person where it is irregular too, with spaces between. */
  readonly irregular: readonly string[]
}

/**
 * A verb that can signal saying. The letters of `takes`, in small letters where it nearly always means that:
 * `q` a direct quote; `d` a clause with or without *that*; `z` an infinitive with *to*; `o` an object, who is
 * spoken to, with such an infinitive; `g` a gerund; `f` an object with a preposition and a gerund ("accused him of
 * lying"); `t` its object is who is spoken to; `n` it quotes single words ("called it “a disaster”"); `r` it is a
 * speech act with its objects alone; `w` it sometimes is one.
 */
export interface SubjectVerbCue {
  /** With its particle: "point out". */
  readonly lemma: string
  readonly takes: string
  /** For `r`: one of these words must stand behind the verb. */
  readonly needs?: readonly string[]
}

/** A verb with words that carry the meaning: *issue a statement*. */
export interface SubjectVerbCuePhrase {
  readonly verb: string
  readonly words: string
  readonly takes: string
}

/** A noun that signals saying, and what may follow it. */
export interface SubjectVerbCueNoun {
  readonly noun: string
  readonly takes: string
}

/** Words of a language whose verb follows its subject, by what the rules ask for. */
export interface SubjectVerbWords {
  /** Words before whose full stop no sentence ends. */
  readonly abbreviations: readonly string[]
  readonly months: readonly string[]
  readonly determiners: readonly string[]
  readonly possessives: readonly string[]
  readonly prepositions: readonly string[]
  /** Pronouns that can be the subject. */
  readonly subjectPronouns: readonly string[]
  /** Personal and other pronouns that are a whole phrase. */
  readonly pronouns: readonly string[]
  readonly adverbs: readonly string[]
  readonly coordinators: readonly string[]
  /** Conjunctions that begin a clause that depends on another. */
  readonly subordinators: readonly string[]
  /** Conjunctions behind which a clause is the reporter's again. */
  readonly contrasts: readonly string[]
  readonly relatives: readonly string[]
  readonly questionWords: readonly string[]
  readonly modals: readonly string[]
  /** Forms of *be*. */
  readonly be: readonly string[]
  readonly have: readonly string[]
  readonly do: readonly string[]
  /** Words for a time, which are never speakers. */
  readonly times: readonly string[]
  /** What something is said in or on, behind a preposition: "in a statement". */
  readonly conveyances: readonly string[]
  /** Nouns for what was said, whose owner is the source. */
  readonly sourceHeads: readonly string[]
  /** Words before a number that are no preposition there: "about 20". */
  readonly approximators: readonly string[]
  /** Words that look like a past form. */
  readonly notVerbs: readonly string[]
  /** Verbs whose present forms are nouns as well. */
  readonly nounVerbs: readonly string[]
  /** Names of outlets that are no part of the name behind them. */
  readonly outlets: readonly string[]
  readonly hearsayAdverbs: readonly string[]
  /** Participles that with *be* and an infinitive tell hearsay: "is said to be". */
  readonly hearsayVerbs: readonly string[]
  /** Of these, those that more often tell a fact. */
  readonly agreeing: readonly string[]
  /** Words before a quoted name or term. */
  readonly namingWords: readonly string[]
  /** Subjects that are nobody. */
  readonly impersonals: readonly string[]
  /** Pronouns as a speaker, who is named before. */
  readonly speakerPronouns: readonly string[]
  /** First words of a source phrase, with what follows them. */
  readonly sourceStarts: readonly string[]
  /** Who is told something, in front of what they are told. */
  readonly listeners: readonly string[]
  /** Words before *to* and who is spoken to: "speaking to reporters". */
  readonly beforeListeners: readonly string[]
  /** Prepositions that begin one only before a plural for what was said: "by reports". */
  readonly strictSourceStarts: readonly string[]
  /** Present participles that are prepositions. */
  readonly participlePrepositions: readonly string[]
  /** Nouns that are plural without an ending. */
  readonly pluralSubjects: readonly string[]
}

/** What tells persons and bodies in mentions of speakers. */
export interface SubjectVerbNames {
  /** Offices, professions and relations, in lower case, that tell a gender. */
  readonly maleOffices: readonly string[]
  readonly femaleOffices: readonly string[]
  readonly offices: readonly string[]
  /** Nouns for bodies, in lower case, as they end names too. */
  readonly organisations: readonly { readonly noun: string; readonly class: BodyClass }[]
  /** Plurals of speakers whom nobody can be held to: "witnesses". */
  readonly unnamed: readonly string[]
  /** Texts that say something: "report". */
  readonly texts: readonly string[]
  /** Words before a name. */
  readonly titles: readonly Title[]
  /** Places that stand for their government. */
  readonly places: readonly string[]
  /** Lower-case parts of names. */
  readonly particles: readonly string[]
  /** Nouns that take up a body again: "the agency". */
  readonly genericBodies: readonly string[]
  /** Nouns that take up a person again: "the man". */
  readonly genericPersons: readonly string[]
  readonly maleNames: readonly string[]
  readonly femaleNames: readonly string[]
  /** Between the last two of several. */
  readonly and: string
  /** Whom a pronoun can stand for; `relative` for those that take up the phrase right before. */
  readonly pronouns: readonly {
    readonly word: string
    readonly genders: readonly Gender[]
    readonly relative?: true
  }[]
  /** Pronouns for whoever is being quoted. */
  readonly firstPersons: readonly string[]
}

/**
 * What tells when and where something was said, through whom it came, and what is quoted without being a
 * statement. In lower case unless the note says otherwise; several words with spaces between.
 */
export interface SubjectVerbAttribution {
  /** Adverbs that are a time alone, or before a time of the day: "yesterday evening". */
  readonly timeAdverbs: readonly string[]
  /** Words that narrow the time behind them: "late on Friday", "early Tuesday". */
  readonly timeStarts: readonly string[]
  /** Prepositions before the time of saying, not those of a deadline. */
  readonly timePrepositions: readonly string[]
  /** Of these, those that can stand right before a year or a month. */
  readonly yearPrepositions: readonly string[]
  /** Words before a time noun, with which it is a time without a preposition too: "last week". */
  readonly timeAttributes: readonly string[]
  /** Nouns for times other than days of the week and months. */
  readonly timeNouns: readonly string[]
  /** Days of the week, which are a time alone: "said Monday". */
  readonly weekdays: readonly string[]
  /** Times of the day, behind a day: "Tuesday morning". */
  readonly bareTimes: readonly string[]
  /** Words between a time and another that narrows it: "the evening of 5 March". */
  readonly timeJoins: readonly string[]
  /** Words behind a span of time that make it a point: "two days ago". */
  readonly timeEnds: readonly string[]
  /** Words behind an hour: "3 p.m.". */
  readonly clockWords: readonly string[]

  /** What stands before whoever passes a statement on: "as quoted by". */
  readonly passedOnBy: readonly string[]
  /** The same, if an outlet follows: "in a statement carried by". */
  readonly carriedBy: readonly string[]
  /** What stands before the source of a source: "citing". */
  readonly citing: readonly string[]
  /** The same, if somebody follows who speaks: "referring to". */
  readonly doubtfulCiting: readonly string[]
  /** Verbs whose subject quotes their object, as infinitives. */
  readonly quotingVerbs: readonly string[]
  /** Texts that are no source: "citing the law". */
  readonly notSources: readonly string[]

  /** Prepositions before where something was said: "on Twitter". */
  readonly outletPrepositions: readonly string[]
  /** Those behind `talkWords` or `outletParts` alone: "an interview with CNN". */
  readonly closeOutletPrepositions: readonly string[]
  /** Outlets where others speak, and which as a speaker are companies. */
  readonly platforms: readonly string[]
  /** Names of outlets that are other words too, as written; they count behind an article or, of platforms, *on*. */
  readonly doubtfulOutlets: readonly string[]
  /** Names of one word, besides `SubjectVerbWords.outlets` and `platforms`. */
  readonly outletNames: readonly string[]
  /** Names of several words. */
  readonly longOutlets: readonly string[]
  /** Last words of papers' and stations' names: "Leeds Herald". */
  readonly paperNouns: readonly string[]
  /** What an outlet is, beside its name: "the Vox website". */
  readonly outletNouns: readonly string[]
  /** Of these, those that make a name beside them an outlet's that no list has. */
  readonly outletKinds: readonly string[]
  /** Words before *agency* that make it one for news. */
  readonly agencyWords: readonly string[]
  /** What is said or shown in an outlet, behind its name: "his Facebook page". */
  readonly outletParts: readonly string[]
  /** Who works for one and is told things: "a BBC reporter". */
  readonly reporters: readonly string[]
  /** Words for talking, before a preposition and an outlet. */
  readonly talkWords: readonly string[]

  /** Pronouns that make a quotation a clause. */
  readonly speakingPronouns: readonly string[]
  /** Words before a term: "the term “…”". */
  readonly termWords: readonly string[]
  /** Participles before a term or a name: "called “…”". */
  readonly calledWords: readonly string[]
  /** Words before a name or a nickname: "known as “…”". */
  readonly nicknameWords: readonly string[]
  /** Nouns before a name: "the group “…”". */
  readonly nameWords: readonly string[]
  /** Nouns before a title: "the film “…”". */
  readonly titleWords: readonly string[]
}
