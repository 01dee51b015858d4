/** The English language pack: data only. */
import type { SubjectVerbPack } from '../../text/language.js'
import { ATTRIBUTION } from './attribution.data.js'
import { CUE_NOUNS, CUE_PHRASES, CUE_VERBS } from './cues.data.js'
import { NAMES } from './names.data.js'
import { VERBS } from './verbs.data.js'
import { WEIGHTS } from './weights.data.js'
import { WORDS } from './words.data.js'

/** What the engine must know of English, for `createEngine`. */
export const en: SubjectVerbPack = {
  order: 'subject-verb',
  lang: 'en',
  verbs: VERBS,
  cueVerbs: CUE_VERBS,
  cuePhrases: CUE_PHRASES,
  cueNouns: CUE_NOUNS,
  words: WORDS,
  names: NAMES,
  attribution: ATTRIBUTION,
  weights: WEIGHTS,
}
