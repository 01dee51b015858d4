/** The clauses of a language whose verb stands second in main clauses and last in dependent ones: German. */
import { attributesOf } from './attributes.js'
import type { VerbSecondPack } from './language.js'
import { compile } from './lexicon.js'
import { remembered } from './memory.js'
import { outletName } from './outlets.js'
import { parse, readWords } from './parse.js'
import { readTerms } from './quoted-terms.js'
import type { ClauseOrder, Vocabulary } from './reader.js'
import { findStatements } from './rules.js'

/** The `order` of a `VerbSecondPack`; it reads the clauses. */
export const verbSecond: ClauseOrder<VerbSecondPack> & { readonly name: 'verb-second' } = {
  name: 'verb-second',
  smallWords: ({ words }) => [
    ...[words.determiners, words.possessives, words.prepositions, words.subordinators].flat(),
    ...[words.modals, words.auxiliaries, words.personalPronouns].flat(),
  ],
  createReader(pack) {
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
  },
}
