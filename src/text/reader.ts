/**
 * How a block is read in one language: the clause order of its pack decides
 * which rules find the candidates; what comes after them (features, models,
 * linking) is the same for all.
 */
import { attributesOf, type Attributes } from './attributes.js'
import type { Draft } from './draft.js'
import type { LanguagePack, SubjectVerbPack, VerbSecondPack } from './language.js'
import { compile } from './lexicon.js'
import type { QuotePair } from './marks.js'
import { remembered } from './memory.js'
import { outletName } from './outlets.js'
import { parse, readWords, type ParseOptions, type Words } from './parse.js'
import type { Span } from './phrases.js'
import { readTerms, type QuotedTerm } from './quoted-terms.js'
import { findStatements } from './rules.js'
import type { Naming } from './speakers.js'
import { findSvoStatements } from './svo.js'
import { readSvoTerms, svoAttributesOf } from './svo-attributes.js'
import { compileSvo } from './svo-lexicon.js'
import { parseSvo, readSvoWords } from './svo-parse.js'
import type { Token } from './tokens.js'

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

/** A reader for the language of the pack; it compiles the pack, which takes some milliseconds. */
export function createReader(pack: LanguagePack): Reader {
  return pack.order === 'verb-second' ? verbSecond(pack) : subjectVerb(pack)
}

function verbSecond(pack: VerbSecondPack): Reader {
  const lexicon = compile(pack)
  const { naming } = lexicon
  const vocabulary: Vocabulary = {
    takes: (lemma) => lexicon.cues.get(lemma)?.takes ?? '',
    sortOf: remembered((word) => naming.sortOf(word) || (lexicon.timeNoun(word) ? 'time' : '')),
    tellsOfSaying: (word) => lexicon.cueNoun(word) !== null,
    isNoun: (token) => token.capital,
    headOf(tokens, { first, last }) {
      for (let i = first; i <= last; i++)
        if (tokens[i]!.capital && !(i === first && last > i && !tokens[i + 1]!.capital)) return i
      return first
    },
  }
  return {
    naming,
    speakerPronouns: lexicon.grammar.speakerPronouns,
    outletName: (words) => outletName(words, lexicon),
    smallOutlet(mention) {
      const last = /\S+$/.exec(mention)?.[0] ?? ''
      return /^\p{Ll}/u.test(last) && lexicon.outletNames.has(last) ? last : null
    },
    words: (text) => readWords(text, lexicon),
    terms: (words) => readTerms(words, lexicon),
    read(words, loose, options) {
      const read = parse(words, lexicon, options)
      return {
        ...read,
        vocabulary,
        drafts: findStatements(read, lexicon, loose),
        attributes: (draft) => attributesOf(draft, read, lexicon),
      }
    },
  }
}

function subjectVerb(pack: SubjectVerbPack): Reader {
  const lexicon = compileSvo(pack)
  const { naming } = lexicon
  const vocabulary: Vocabulary = {
    takes: (lemma) => lexicon.cues.get(lemma)?.takes ?? '',
    sortOf: (word) => naming.sortOf(word),
    tellsOfSaying: (word) => lexicon.nouns.has(word.toLowerCase()),
    isNoun: (token) => token.word && lexicon.isOpenClass(token.lower),
    headOf(tokens, { first, last }) {
      let head = first
      for (let i = first; i <= last; i++) {
        const token = tokens[i]!
        if (!token.word) continue
        if (i > first && lexicon.isPreposition(token.lower)) break
        if (token.capital || !tokens[head]!.capital || naming.sortOf(token.text)) head = i
      }
      return head
    },
  }
  return {
    naming,
    speakerPronouns: lexicon.speakerPronouns,
    outletName: (words) => words.replace(/[“”"‘’']/g, ''),
    smallOutlet: () => null,
    words: (text) => readSvoWords(text, lexicon),
    terms: (words) => readSvoTerms(words, lexicon),
    read(words, _loose, options) {
      const read = parseSvo(words, lexicon, options)
      const { tokens, flags, pairs, rows } = read
      return {
        tokens,
        flags,
        pairs,
        sentences: rows,
        vocabulary,
        drafts: findSvoStatements(read, lexicon),
        attributes: (draft) => svoAttributesOf(draft, read, lexicon),
      }
    },
  }
}
