/** The English language pack: its data, and the clause order that reads them. */
import type { SubjectVerbPack } from '../../text/language.js'
import { subjectVerb } from '../../text/subject-verb.js'
import { ATTRIBUTION } from './attribution.data.js'
import { CUE_NOUNS, CUE_PHRASES, CUE_VERBS } from './cues.data.js'
import { NAMES } from './names.data.js'
import { VERBS } from './verbs.data.js'
import { WEIGHTS } from './weights.data.js'
import { WORDS } from './words.data.js'

/** What the engine must know of English, for `createEngine`. */
export const en: SubjectVerbPack = {
  order: subjectVerb,
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
