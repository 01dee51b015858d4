/**
 * What the model's keys are called by people, once per language, so that panel
 * and report say the same. Nouns and states in sentence case; whoever needs
 * them inside a sentence lowers what the language lowers.
 */
import type { Role } from '../text/statement.js'
import type { LogAction } from './log.js'
import type { Outcome } from './policy.js'
import type { Relation, Reliability, SourceField, SourceKind } from './source.js'
import { LABELS_DE } from './labels.de.js'
import { LABELS_EN } from './labels.en.js'
import type { Locale, StatementLabels } from './statement-labels.js'

export { loggedOverride, loggedWords, type RuleTexts } from './logged-words.js'

/** The model's values in words. */
export interface Labels extends StatementLabels {
  readonly role: Readonly<Record<Role, string>>
  readonly rating: Readonly<Record<string, string>>
  readonly signedOff: string
  readonly outcome: Readonly<Record<Outcome, string>>
  /** The statement's text is gone for now. */
  readonly detached: string
  readonly dismissed: string
  readonly sourceKind: Readonly<Record<SourceKind, string>>
  readonly reliability: Readonly<Record<Reliability, string>>
  readonly confidential: string
  readonly relation: Readonly<Record<Relation, string>>
  /** The passage is in another language than the article. */
  readonly translated: string
  /** Fields of a source as log, tables and comparisons name them. */
  readonly sourceField: Readonly<Record<SourceField, string>>
  /** Of `true` and `false`. */
  readonly yesOrNo: Readonly<Record<string, string>>
  readonly logAction: Readonly<Record<LogAction, string>>
}

export { LOCALES, ratingLabel, statusLabel, type Locale, type StatementLabels } from './statement-labels.js'

/** Stands in place of the status' own sign while the review does not hold. */
export const STALE_SIGN = '↻'

/** The model's values in each language. An interface adds its own catalogues beside them. */
export const LABELS: Readonly<Record<Locale, Labels>> = { de: LABELS_DE, en: LABELS_EN }
