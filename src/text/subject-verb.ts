/** The clauses of a language whose verb follows its subject in every clause: English. */
import type { SubjectVerbPack } from './language.js'
import type { ClauseOrder, Vocabulary } from './reader.js'
import { findSvoStatements } from './svo.js'
import { readSvoTerms, svoAttributesOf } from './svo-attributes.js'
import { compileSvo } from './svo-lexicon.js'
import { parseSvo, readSvoWords } from './svo-parse.js'

/** The `order` of a `SubjectVerbPack`; it reads the clauses. */
export const subjectVerb: ClauseOrder<SubjectVerbPack> & { readonly name: 'subject-verb' } = {
  name: 'subject-verb',
  smallWords: ({ words }) => [
    ...[words.determiners, words.possessives, words.prepositions, words.subordinators].flat(),
    ...[words.modals, words.be, words.have, words.do, words.pronouns].flat(),
  ],
  createReader(pack) {
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
  },
}
