/**
 * The house's rules, and whether an article can go out by them.
 *
 * A rule is a plain function of one statement in its context. Rules say what is wrong; whether that
 * blocks or only warns is the policy's to say. What somebody with the right role has overridden, with a
 * reason, counts neither way as long as the words are the same.
 *
 * One fault is told once: rules on what a check rests on wait until there is a check that holds, and a
 * rule can leave it to another one that says the same more exactly. The rules themselves: `house-policy.ts`.
 */
import { byPlace, overrideOf, type Annotation, type Override } from './annotation.js'
import { coverage, type Coverage } from './coverage.js'
import type { Dossier } from './dossier.js'
import { HOUSE_RULES } from './house-policy.js'
import type { LocalText } from './local-text.js'
import { HOUSE_OVERRIDE_ROLES } from './overriding.js'
import type { Source } from './source.js'
import { DEFAULT_SCHEME, type Scheme } from './status.js'

/** What a broken rule does, the heavier first. */
export const SEVERITIES = ['blocks', 'warns'] as const
/** Whether a broken rule holds the article back or is only told. */
export type Severity = (typeof SEVERITIES)[number]

/** What the gate can answer, the best first. */
export const OUTCOMES = ['passes', 'warns', 'blocks'] as const
/**
 * `blocks` where a rule that blocks is broken, or the text is still being read; `warns` where only others are
 * broken.
 */
export type Outcome = (typeof OUTCOMES)[number]

/** What a rule may look at beside its statement; one object for one answer. */
export interface PolicyContext {
  /** All that are not dismissed, in text order. */
  readonly annotations: readonly Annotation[]
  readonly sources: ReadonlyMap<string, Source>
  readonly scheme: Scheme
  readonly settings: PolicySettings
}

/** One rule of the house: a plain function of one statement in its context. */
export interface PolicyRule {
  readonly id: string
  readonly severity: Severity
  /** The rule in a few words, for lists and settings. */
  readonly title?: LocalText
  /** What is wrong and what mends it, in a sentence. */
  readonly text: LocalText
  /**
   * `state`: tells that no check holds. `check`: about what a check rests on; silent for words that are
   * gone, and while a `state` rule is broken that nobody has overridden. Absent: always asked.
   */
  readonly stage?: 'state' | 'check'
  /** Silent where one of these rules is broken, overridden or not: it says the same more exactly. */
  readonly coveredBy?: readonly string[]
  /** Whether the rule has something to say of this annotation. Pure. */
  readonly isBroken: (annotation: Annotation, context: PolicyContext) => boolean
}

/** Numbers and words that the default rules go by. */
export interface PolicySettings {
  /** How many sources an accusation needs. Default 2. */
  readonly sourcesForAccusation: number
  /** How many sources a plural of unnamed sources needs. Default 2. */
  readonly sourcesForPlural: number
}

/** The house's rules, and who may override them. `createPolicy` makes one. */
export interface Policy {
  readonly rules: readonly PolicyRule[]
  readonly settings: PolicySettings
  /** Who has one of these roles may override a rule; empty for nobody. */
  readonly overrideRoles: readonly string[]
}

/** A rule that a statement breaks. */
export interface PolicyProblem {
  readonly rule: string
  readonly severity: Severity
  readonly annotationId: string
  readonly title?: LocalText
  readonly text: LocalText
}

/** A rule that a statement breaks and that somebody has set aside, for the present words. */
export interface OverriddenProblem extends PolicyProblem {
  readonly override: Override
}

/** The answer to "can this go out?". */
export interface PublishCheck {
  readonly outcome: Outcome
  /** The text is still being read: what is said here may not be all. An editor blocks while it is. */
  readonly isPending: boolean
  /** In text order, like the others. */
  readonly blocks: readonly PolicyProblem[]
  readonly warns: readonly PolicyProblem[]
  readonly overridden: readonly OverriddenProblem[]
  /** Ids of the statements with which nothing is wrong. */
  readonly fine: readonly string[]
  readonly coverage: Coverage
}

/** Published practice of agencies and press councils, as `house-policy.ts` says rule by rule. */
export const DEFAULT_POLICY: Policy = {
  rules: HOUSE_RULES,
  settings: { sourcesForAccusation: 2, sourcesForPlural: 2 },
  overrideRoles: HOUSE_OVERRIDE_ROLES,
}

/**
 * A house's own policy. `rules` stand in place of the default ones (`[...HOUSE_RULES, own]` adds one),
 * `severities` say of a rule, by its id, whether it blocks, warns or is off. Throws RangeError for a rule
 * that is there twice or is not known, and for settings that are no whole numbers from 1 on.
 */
export function createPolicy({
  rules = DEFAULT_POLICY.rules,
  severities = {},
  settings = {},
  overrideRoles = DEFAULT_POLICY.overrideRoles,
}: {
  readonly rules?: readonly PolicyRule[]
  readonly severities?: Readonly<Record<string, Severity | 'off'>>
  readonly settings?: Partial<PolicySettings>
  readonly overrideRoles?: readonly string[]
} = {}): Policy {
  const ids = new Set<string>()
  for (const { id } of rules) {
    if (!id) throw new RangeError('A rule needs an id')
    if (ids.has(id)) throw new RangeError(`The rule "${id}" is there twice`)
    ids.add(id)
  }
  for (const [id, severity] of Object.entries(severities)) {
    if (!ids.has(id)) throw new RangeError(`No rule is called "${id}"`)
    if (severity !== 'off' && !SEVERITIES.includes(severity))
      throw new RangeError(`"${String(severity)}" is no severity of the rule "${id}"`)
  }
  const numbers: PolicySettings = { ...DEFAULT_POLICY.settings, ...settings }
  for (const [name, value] of Object.entries(numbers))
    if (!Number.isSafeInteger(value) || value < 1)
      throw new RangeError(`${name} must be a whole number from 1 on, not ${String(value)}`)
  return {
    rules: rules.flatMap((rule) => {
      const severity = Object.hasOwn(severities, rule.id) ? severities[rule.id] : rule.severity
      return severity === undefined || severity === 'off' ? [] : [{ ...rule, severity }]
    }),
    settings: numbers,
    overrideRoles,
  }
}

/** The policy's rule of that id; null when it has none, or has it off. */
export function ruleOf({ rules }: Policy, id: string): PolicyRule | null {
  return rules.find((rule) => rule.id === id) ?? null
}

/** Holds the dossier against the policy. */
export function checkPolicy(
  { annotations, sources }: Dossier,
  policy: Policy = DEFAULT_POLICY,
  {
    scheme = DEFAULT_SCHEME,
    isPending = false,
  }: { readonly scheme?: Scheme; readonly isPending?: boolean } = {},
): PublishCheck {
  const present = annotations.filter(({ dismissed }) => !dismissed).sort(byPlace)
  const context: PolicyContext = {
    annotations: present,
    sources: new Map(sources.map((source) => [source.id, source])),
    scheme,
    settings: policy.settings,
  }
  const blocks: PolicyProblem[] = []
  const warns: PolicyProblem[] = []
  const overridden: OverriddenProblem[] = []
  const fine: string[] = []
  for (const annotation of present) {
    const broken = brokenRules(annotation, policy, context)
    for (const { id: rule, severity, title, text } of broken) {
      const problem: PolicyProblem = {
        rule,
        severity,
        annotationId: annotation.id,
        ...(title && { title }),
        text,
      }
      const override = overrideOf(annotation, rule)
      if (override) overridden.push({ ...problem, override })
      else (severity === 'blocks' ? blocks : warns).push(problem)
    }
    if (!broken.length) fine.push(annotation.id)
  }
  const outcome = blocks.length || isPending ? 'blocks' : warns.length ? 'warns' : 'passes'
  return { outcome, isPending, blocks, warns, overridden, fine, coverage: coverage(present, scheme) }
}

function brokenRules(
  annotation: Annotation,
  { rules }: Policy,
  context: PolicyContext,
): readonly PolicyRule[] {
  const broken = rules.filter((rule) => rule.stage === 'state' && rule.isBroken(annotation, context))
  const holds = !annotation.target.detached && broken.every(({ id }) => overrideOf(annotation, id))
  for (const rule of rules)
    if (rule.stage !== 'state' && (holds || rule.stage !== 'check') && rule.isBroken(annotation, context))
      broken.push(rule)
  if (broken.length < 2) return broken
  const ids = new Set(broken.map(({ id }) => id))
  return broken.filter(({ coveredBy }) => !coveredBy?.some((id) => ids.has(id)))
}
