/**
 * How a block is read in one language: the clause order that its pack names
 * decides which rules find the candidates; what comes after them (features,
 * models, linking) is the same for all. So a pack brings its reader along, and
 * the engine has none.
 */
import type { Attributes } from './attributes.js'
import type { Draft } from './draft.js'
import type { LanguagePack } from './language.js'
import type { QuotePair } from './marks.js'
import type { ParseOptions, Words } from './parse.js'
import type { Span } from './phrases.js'
import type { QuotedTerm } from './quoted-terms.js'
import type { Naming } from './speakers.js'
import type { Token } from './tokens.js'

/** Reads the languages whose clauses have one order; a pack names it as its `order`. Opaque outside `src/text`. */
export interface ClauseOrder<Pack extends LanguagePack = LanguagePack> {
  readonly name: string
  /** A reader for the language of the pack; it compiles the pack, which takes some milliseconds. */
  createReader(pack: Pack): Reader
  /** The small words by which the language is known from others. */
  smallWords(pack: Pack): readonly string[]
}

/** What a model may ask about the words of a language. */
export interface Vocabulary {
  /** What a cue can introduce, by its dictionary form; '' if it is none. */
  takes(lemma: string): string
  /** What sort of name or noun a word is, as far as it could speak: "office", "organisation police"; '' if unknown. */
  sortOf(word: string): string
  /** Whether a noun tells of saying: "Forderung", "claim". */
  tellsOfSaying(word: string): boolean
  isNoun(token: Token): boolean
  /** The token of a phrase that says who is meant. */
  headOf(tokens: readonly Token[], phrase: Span): number
}

/** A block as it was read, with what might be statements in it. */
export interface Reading {
  readonly tokens: readonly Token[]
  /** Bits of each token as in flags.ts. */
  readonly flags: readonly number[]
  readonly pairs: readonly QuotePair[]
  readonly sentences: readonly Span[]
  readonly vocabulary: Vocabulary
  readonly drafts: readonly Draft[]
  /** What stands around one of the drafts. */
  attributes(draft: Draft): Attributes
}

/** How blocks of one language are read and linked. */
export interface Reader {
  readonly naming: Naming
  /** Pronouns and possessives as a speaker, in lower case. */
  readonly speakerPronouns: ReadonlySet<string>
  /** An outlet's name as it is shown, from the words that name it. */
  outletName(words: string): string
  /** The outlet that a speaker's mention ends in though it is written small, which names else are not: "die dpa". */
  smallOutlet(mention: string): string | null
  words(text: string): Words
  /** What stands in quotation marks, as if it were no statement. */
  terms(words: Words): readonly QuotedTerm[]
  /** `loose` also proposes what is a statement only now and then, see `SURE`. */
  read(words: Words, loose: boolean, options?: ParseOptions): Reading
}
