/** The card of a statement with all that it is told by its surroundings; list and walk show the same. */
import { html, type TemplateResult } from 'lit'
import type { Annotation } from '../model/annotation.js'
import type { CandidatePlace } from '../model/candidates.js'
import { followerOf } from '../model/edit.js'
import type { SpeakerIdentity } from '../model/index.js'
import type { LogEntry } from '../model/log.js'
import type { Person, User } from '../model/person.js'
import type { Policy } from '../model/policy.js'
import { missingRight, type Right } from '../model/rights.js'
import type { Source } from '../model/source.js'
import type { Scheme } from '../model/status.js'
import type { Suggestion } from '../model/suggestion.js'
import type { DescribeReason } from './card.js'
import type { ResolveSource } from './resolve.js'
import type { ViewersAt } from './viewers.js'
import { speakersOf } from './words.js'

const NOBODY: readonly SpeakerIdentity[] = []
const NOWHERE: readonly CandidatePlace[] = []
const NO_LOG: readonly LogEntry[] = []
const NOBODY_HERE: readonly Person[] = []

/** What every card of an article is told. */
export interface Surroundings {
  readonly sources: readonly Source[]
  readonly rights: readonly Right[]
  readonly viewersAt: ViewersAt
  readonly user: User | null
  readonly people: readonly Person[]
  readonly log: readonly LogEntry[]
  readonly policy: Policy | null
  readonly scheme: Scheme
  readonly resolveSource: ResolveSource | null
  readonly describeReason: DescribeReason | null
  readonly locale: string
  readonly articleLang: string | null
  readonly adjusting: string | null
}

/** What the opened card needs to know beyond its statement. */
export interface Editing {
  readonly speakers: readonly SpeakerIdentity[]
  readonly next: string | null
  readonly suggestion: Suggestion | null
  readonly candidates: readonly CandidatePlace[]
}

/** Of a card that is not open. */
export const NO_EDITING: Editing = { speakers: NOBODY, next: null, suggestion: null, candidates: NOWHERE }

/** What an open card's choices are made of. */
export interface EditingContext {
  readonly annotations: readonly Annotation[]
  readonly rights: readonly Right[]
  readonly locale: string
  readonly suggestionOf: ((id: string) => Suggestion | null) | null
  readonly candidatesOf: ((id: string) => readonly CandidatePlace[]) | null
}

/** What the card of `id` offers to change by; what says the same as `before` is the very object of before. */
export function editingOf(
  id: string | null,
  { annotations, rights, locale, suggestionOf, candidatesOf }: EditingContext,
  before: Editing,
): Editing {
  if (id === null) return NO_EDITING
  const kept = <T>(known: T, now: T): T =>
    known === now || JSON.stringify(known) === JSON.stringify(now) ? known : now
  const next = followerOf(annotations, id)
  const mayMerge = next !== null && !missingRight({ type: 'merge', id, with: next }, rights, annotations)
  return {
    speakers: kept(before.speakers, speakersOf(annotations, locale)),
    next: mayMerge ? next : null,
    suggestion: kept(before.suggestion, suggestionOf?.(id) ?? null),
    candidates: kept(before.candidates, candidatesOf?.(id) ?? NOWHERE),
  }
}

/** How a card is shown. */
export interface CardState {
  readonly isOpen: boolean
  readonly isSelected: boolean
  readonly isTabStop: boolean
  readonly editing: Editing
}

/** The card of a statement, with its surroundings' properties. */
export function statementCard(
  annotation: Annotation,
  around: Surroundings,
  { isOpen, isSelected, isTabStop, editing }: CardState,
): TemplateResult {
  const { speakers, next, suggestion, candidates } = isOpen ? editing : NO_EDITING
  return html`<attribution-card
    .annotation=${annotation}
    .sources=${around.sources}
    .open=${isOpen}
    .selected=${isSelected}
    .tabStop=${isTabStop}
    .rights=${around.rights}
    .viewers=${around.viewersAt.get(annotation.id) ?? NOBODY_HERE}
    .user=${around.user}
    .people=${around.people}
    .log=${isOpen ? around.log : NO_LOG}
    .policy=${around.policy}
    .scheme=${around.scheme}
    .resolveSource=${around.resolveSource}
    .describeReason=${around.describeReason}
    .locale=${around.locale}
    .articleLang=${around.articleLang}
    .speakers=${speakers}
    .next=${next}
    .suggestion=${suggestion}
    .candidates=${candidates}
    .adjusting=${annotation.id === around.adjusting}
    exportparts="card, summary, quote, speaker, chip, flag, details"
  ></attribution-card>`
}
