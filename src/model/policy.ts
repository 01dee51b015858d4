/**
 * The house's rules, and whether an article can go out by them.
 *
 * A rule is a plain function of one statement in its context. Rules say what is wrong; whether that
 * blocks or only warns is the policy's to say. What somebody with the right role has overridden, with a
 * reason, counts neither way as long as the words are the same.
 */
import { byPlace, overrideOf, type Annotation, type Override } from './annotation.js'
import { coverage, type Coverage } from './coverage.js'
import type { Dossier } from './dossier.js'
import type { LocalText } from './local-text.js'
import type { Source } from './source.js'
import { DEFAULT_SCHEME, type Scheme } from './status.js'

export const SEVERITIES = ['blocks', 'warns'] as const
export type Severity = (typeof SEVERITIES)[number]

export const OUTCOMES = ['passes', 'warns', 'blocks'] as const
export type Outcome = (typeof OUTCOMES)[number]

/** What a rule may look at beside its statement. */
export interface PolicyContext {
  /** All that are not dismissed, in text order. */
  readonly annotations: readonly Annotation[]
  readonly sources: ReadonlyMap<string, Source>
  readonly scheme: Scheme
  readonly settings: PolicySettings
}

export interface PolicyRule {
  readonly id: string
  readonly severity: Severity
  /** What is wrong and what mends it, in a sentence. */
  readonly text: LocalText
  readonly isBroken: (annotation: Annotation, context: PolicyContext) => boolean
}

/** Numbers and words that the default rules go by. */
export interface PolicySettings {
  /** How many sources an accusation needs. Default 2. */
  readonly sourcesForAccusation: number
  /** How many sources a plural of unnamed sources needs. Default 2. */
  readonly sourcesForPlural: number
}

export interface Policy {
  readonly rules: readonly PolicyRule[]
  readonly settings: PolicySettings
  /** Who has one of these roles may override a rule; empty for nobody. */
  readonly overrideRoles: readonly string[]
}

export interface PolicyProblem {
  readonly rule: string
  readonly severity: Severity
  readonly annotationId: string
  readonly text: LocalText
}

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

export const DEFAULT_POLICY: Policy = {
  rules: [],
  settings: { sourcesForAccusation: 2, sourcesForPlural: 2 },
  overrideRoles: ['chief'],
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
    const broken = policy.rules.filter((rule) => rule.isBroken(annotation, context))
    for (const { id: rule, severity, text } of broken) {
      const problem: PolicyProblem = { rule, severity, annotationId: annotation.id, text }
      const override = overrideOf(annotation, rule)
      if (override) overridden.push({ ...problem, override })
      else (severity === 'blocks' ? blocks : warns).push(problem)
    }
    if (!broken.length) fine.push(annotation.id)
  }
  const outcome = blocks.length || isPending ? 'blocks' : warns.length ? 'warns' : 'passes'
  return { outcome, isPending, blocks, warns, overridden, fine, coverage: coverage(present, scheme) }
}
