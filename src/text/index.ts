/** Detection of statements in plain text: a string and a language pack in, statements out. */
export { splitBlocks, type TextBlock } from './blocks.js'
export { createEngine, detect, detectAll, type Detected, type EngineOptions } from './create.js'
export { describeReason } from './describe.js'
export { createGuessingEngine, guessLanguage } from './guess.js'
export type { ClauseOrder } from './reader.js'
export type { BlockAnalysis, BlockRole, Engine, PlacedBlock } from './engine.js'
export type {
  Attribution,
  CueNoun,
  CuePhrase,
  CueTakes,
  CueVerb,
  Endings,
  Grammar,
  LanguagePack,
  SubjectVerbAttribution,
  SubjectVerbCue,
  SubjectVerbCueNoun,
  SubjectVerbCuePhrase,
  SubjectVerbForms,
  SubjectVerbNames,
  SubjectVerbPack,
  SubjectVerbWords,
  VerbSecondPack,
  WordLists,
} from './language.js'
export type { BodyClass, Gender, OfficeNoun, OrganisationNoun, PeopleData, Title } from './people.js'
export { quotedTerms, TERM_KINDS, type QuotedTerm, type TermKind } from './quoted-terms.js'
export {
  FLAGS,
  KINDS,
  ROLES,
  SPEAKER_KINDS,
  type Flag,
  type Kind,
  type Reason,
  type Role,
  type RoleRanges,
  type SourceLink,
  type SpeakerIdentity,
  type SpeakerKind,
  type Statement,
  type TextRange,
} from './statement.js'
export type { Paradigm, VerbData } from './verbs.js'
export { readWeights, type PackedModel, type Weights } from './weights.js'
