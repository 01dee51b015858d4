/** The desk's knowledge of an article as plain values. Runs anywhere. */
export * from './action.js'
export * from './agreement.js'
export * from './annotation.js'
export * from './article.js'
export * from './article-file.js'
export * from './borders.js'
export * from './candidates.js'
export * from './corpus.js'
export * from './coverage.js'
export * from './diff.js'
export * from './dossier.js'
export {
  followerOf,
  foreignLeftOver,
  isSameSpeaker,
  mergeAnnotations,
  speakerWords,
  splitAnnotation,
  withKind,
  withQuote,
  withSpeaker,
} from './edit.js'
export * from './foreign.js'
export { HOUSE_RULES } from './house-policy.js'
export * from './id.js'
export * from './labels.js'
export * from './local-text.js'
export * from './log.js'
export * from './person.js'
export * from './policy.js'
export * from './reanchor.js'
export * from './presentation.js'
export { missingRight, RIGHTS, type Right } from './rights.js'
export * from './seal.js'
export * from './selectors.js'
export * from './source.js'
export * from './speakers-overview.js'
export * from './statements.js'
export * from './status.js'
export { standingSuggestion, suggestionFrom, type Suggestion } from './suggestion.js'
export * from './thread.js'
export type { Viewer } from './viewer.js'
export * from './wording.js'
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
} from '../text/statement.js'
