/** What the log has of keys and ids, for readers. */
import type { Labels } from './labels.js'
import { partsOfDifference } from './library.js'
import { textIn, type LocalText } from './local-text.js'
import type { LogAction } from './log.js'
import { ownEntry, ratingLabel, statusLabel } from './statement-labels.js'
import { foldSpace } from './presentation.js'
import type { Scheme } from './status.js'

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
