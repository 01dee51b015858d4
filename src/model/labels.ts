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
import { textIn, type LocalText } from './local-text.js'
import { partsOfDifference } from './library.js'
import { foldSpace } from './presentation.js'
import { ownEntry, statusLabel, type Locale, type StatementLabels } from './statement-labels.js'
import { DEFAULT_SCHEME, type RatingDefinition, type Scheme } from './status.js'

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

export { LOCALES, statusLabel, type Locale, type StatementLabels } from './statement-labels.js'

/** Stands in place of the status' own sign while the review does not hold. */
export const STALE_SIGN = '↻'

/** What a rating is called, in the same way. */
export function ratingLabel(
  rating: string,
  { labels, locale, scheme = DEFAULT_SCHEME }: { labels: Labels; locale: string; scheme?: Scheme },
): string {
  const label: RatingDefinition['label'] = scheme.ratings.find(({ key }) => key === rating)?.label
  return (label && textIn(label, locale)) || ownEntry(labels.rating, rating)
}

/** The texts of the house's rules by their ids. */
export type RuleTexts = ReadonlyMap<string, LocalText>

/**
 * An override as the log has it ("rule: reason"), apart: the rule in words. Where `rules` does not know
 * it, the rule is empty and the reason all of the words.
 */
export function loggedOverride(
  words: string,
  { locale, rules }: { locale: string; rules: RuleTexts },
): { readonly rule: string; readonly reason: string } {
  for (const [id, text] of rules)
    if (words.startsWith(`${id}: `))
      return { rule: textIn(text, locale) || id, reason: foldSpace(words.slice(id.length + 2)) }
  return { rule: '', reason: foldSpace(words) }
}

/** What a log entry names before or after, for a reader: keys and the ids of `rules` in words, the rest as it is. */
export function loggedWords(
  words: string,
  action: LogAction,
  { labels, locale, scheme, rules }: { labels: Labels; locale: string; scheme?: Scheme; rules?: RuleTexts },
): string {
  const options = { labels, locale, ...(scheme && { scheme }) }
  switch (words && action) {
    case 'set-status':
    case 'sign-off':
      return statusLabel(words, options)
    case 'set-verdict':
      return ratingLabel(words, options)
    case 'set-kind':
      return ownEntry(labels.kind, words)
    case 'publish':
      return ownEntry(labels.outcome, words)
    case 'edit-evidence': {
      const [relation = '', ...rest] = words.split(' · ')
      return foldSpace(
        [
          ownEntry(labels.relation, relation),
          ...rest.map((part) => (part === 'translated' ? labels.translated : part)),
        ].join(' · '),
      )
    }
    case 'edit-source': {
      const { title, fields } = partsOfDifference(words)
      const named = fields.map(
        ({ key, words: field }) => `${ownEntry(labels.sourceField, key)}: ${fieldWords(key, field, labels)}`,
      )
      return foldSpace([title, ...named].join(' · '))
    }
    case 'override':
    case 'withdraw-override': {
      const { rule, reason } = loggedOverride(words, { locale, rules: rules ?? new Map() })
      return [rule, reason].filter(Boolean).join(' – ')
    }
    default:
      return foldSpace(words)
  }
}

function fieldWords(key: string, words: string, labels: Labels): string {
  if (key === 'kind') return ownEntry(labels.sourceKind, words)
  if (key === 'reliability') return ownEntry(labels.reliability, words)
  if (key === 'confidential') return ownEntry(labels.yesOrNo, words)
  return words || '–'
}

/** The model's values in each language. An interface adds its own catalogues beside them. */
export const LABELS: Readonly<Record<Locale, Labels>> = { de: LABELS_DE, en: LABELS_EN }
