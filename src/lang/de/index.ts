/** The German language pack: its data, and the clause order that reads them. */
import type { VerbSecondPack } from '../../text/language.js'
import { verbSecond } from '../../text/verb-second.js'
import { ATTRIBUTION } from './attribution.data.js'
import { CUE_NOUNS, CUE_PHRASES, CUE_VERBS } from './cues.data.js'
import { ENDINGS, GRAMMAR } from './grammar.data.js'
import { PEOPLE } from './people.js'
import { VERBS } from './verbs.data.js'
import { WEIGHTS } from './weights.data.js'
import { WORDS } from './words.data.js'

/** What the engine must know of German, for `createEngine`. */
export const de: VerbSecondPack = {
  order: verbSecond,
  lang: 'de',
  verbs: VERBS,
  people: PEOPLE,
  cueVerbs: CUE_VERBS,
  cuePhrases: CUE_PHRASES,
  cueNouns: CUE_NOUNS,
  words: WORDS,
  grammar: GRAMMAR,
  attribution: ATTRIBUTION,
  endings: ENDINGS,
  weights: WEIGHTS,
}
