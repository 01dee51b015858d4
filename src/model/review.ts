/**
 * What the desk does to one statement that needs nothing of the text but its present words: review,
 * verdict, sign-off, notes, discussion, evidence. Values in, values out; null where it does not apply.
 */
import type { ReviewAction } from './action.js'
import { isStale, needsRecheck, type Annotation, type Override } from './annotation.js'
import type { LogEntry } from './log.js'
import { personOf, type Person, type User } from './person.js'
import { mayOverride, type Overriding } from './overriding.js'
import type { Evidence, Source } from './source.js'
import { isFinal, UNCHECKED, type Scheme } from './status.js'
import type { Comment } from './thread.js'
import { isSameWording } from './wording.js'

/** The actions that change one annotation and leave its place alone. */
export type DeskAction = Extract<
  ReviewAction,
  {
    readonly type:
      | 'set-status'
      | 'confirm'
      | 'set-verdict'
      | 'set-note'
      | 'assign'
      | 'sign-off'
      | 'withdraw-sign-off'
      | 'set-anonymity'
      | 'add-comment'
      | 'edit-comment'
      | 'remove-comment'
      | 'resolve-thread'
      | 'reopen-thread'
      | 'override'
      | 'withdraw-override'
      | 'attach-source'
      | 'edit-evidence'
      | 'detach-source'
      | 'dismiss'
      | 'restore'
  }
>

/** Who does it, when, and by which lists and rules. */
export interface DeskContext {
  readonly user: User | null
  /** ISO 8601 time. */
  readonly at: string
  /** For what the action makes. */
  readonly newId: string
  readonly scheme: Scheme
  readonly policy: Overriding
  /** The dossier's. */
  readonly sources: readonly Source[]
}

/** A log entry without who and when. */
export type LogWords = Pick<LogEntry, 'action' | 'before' | 'after'>

/** What an action makes of an annotation. */
export interface DeskChange {
  readonly annotation: Annotation
  /** In the order in which they go to the log. */
  readonly entries: readonly LogWords[]
  /** What was decided holds for the words as they are now. */
  readonly isForWording: boolean
}

/**
 * The annotation after the action; null where it does not apply: nothing would change, the user may not do
 * it, or what it names is not there.
 */
export function reviewed(
  annotation: Annotation,
  action: DeskAction,
  context: DeskContext,
): DeskChange | null {
  const { at } = context
  const by = context.user && personOf(context.user)
  const { target, review } = annotation
  const { wording } = target
  const changed = (to: Partial<Annotation>, ...entries: readonly LogWords[]): DeskChange => ({
    annotation: { ...annotation, ...to },
    entries,
    isForWording: false,
  })
  /** Decided anew: nobody has signed that off, and it waits for nobody. */
  const decided = (to: Partial<Annotation>, entry: LogWords): DeskChange => ({
    annotation: { ...annotation, ...to, reopened: null, signOff: null },
    entries: annotation.signOff
      ? [entry, words('withdraw-sign-off', annotation.signOff.by.name, '')]
      : [entry],
    isForWording: true,
  })

  switch (action.type) {
    case 'set-status': {
      const { status } = action
      // A file with a status that its scheme does not know could not be loaded again.
      if (!context.scheme.statuses.some(({ key }) => key === status)) return null
      const isOpen = status === UNCHECKED
      const isSame = status === review.status && (isOpen || review.wording === wording)
      if (isSame && (review.at !== null || isOpen) && !annotation.reopened) return null
      return decided(
        { review: { status, wording: isOpen ? null : wording, by, at } },
        words('set-status', review.status, status),
      )
    }
    case 'confirm':
      if (review.wording === null || target.detached || !needsRecheck(annotation)) return null
      return decided({ review: { ...review, wording, by, at } }, words('confirm', review.wording, wording))
    case 'set-verdict': {
      const { rating } = action
      if (rating !== null && !context.scheme.ratings.some(({ key }) => key === rating)) return null
      const before = annotation.verdict
      if (rating === null ? !before : before?.rating === rating && isSameWording(before.wording, wording))
        return null
      const verdict = rating === null ? null : { rating, wording, by, at }
      const change = changed({ verdict }, words('set-verdict', before?.rating ?? '', rating ?? ''))
      return { ...change, isForWording: rating !== null }
    }
    case 'set-note':
      if (action.note === annotation.note) return null
      return changed({ note: action.note }, words('set-note', annotation.note, action.note))
    case 'assign': {
      const assignee = action.to && personOf(action.to)
      if (assignee?.id === annotation.assignee?.id) return null
      return changed({ assignee }, words('assign', annotation.assignee?.name ?? '', assignee?.name ?? ''))
    }
    case 'sign-off': {
      if (!by || !canSignOff(annotation, context)) return null
      const change = changed({ signOff: { wording, by, at } }, words('sign-off', '', review.status))
      return { ...change, isForWording: true }
    }
    case 'withdraw-sign-off':
      if (!annotation.signOff) return null
      return changed({ signOff: null }, words('withdraw-sign-off', annotation.signOff.by.name, ''))
    case 'set-anonymity': {
      const anonymity = action.reason.trim()
      if (anonymity === annotation.anonymity) return null
      return changed({ anonymity }, words('set-anonymity', annotation.anonymity, anonymity))
    }
    case 'add-comment':
    case 'edit-comment':
    case 'remove-comment':
    case 'resolve-thread':
    case 'reopen-thread':
      return discussed(annotation, action, { ...context, by })
    case 'override': {
      const reason = action.reason.trim()
      if (!reason || !mayOverride(context.user, context.policy)) return null
      if (!context.policy.rules.some(({ id }) => id === action.rule)) return null
      const before = annotation.overrides.find(({ rule }) => rule === action.rule)
      if (before?.reason === reason && isSameWording(before.wording, wording)) return null
      const others = annotation.overrides.filter((own) => own !== before)
      const override: Override = { rule: action.rule, reason, wording, by, at }
      const change = changed(
        { overrides: [...others, override] },
        words('override', before ? overrideWords(before) : '', overrideWords(override)),
      )
      return { ...change, isForWording: true }
    }
    case 'withdraw-override': {
      const gone = annotation.overrides.find(({ rule }) => rule === action.rule)
      if (!gone) return null
      return changed(
        { overrides: annotation.overrides.filter((own) => own !== gone) },
        words('withdraw-override', overrideWords(gone), ''),
      )
    }
    case 'attach-source': {
      const { source, relation, passage, locator, translated = false } = action
      const evidence: Evidence = {
        id: context.newId,
        sourceId: source.id,
        relation,
        passage,
        locator,
        translated,
        by,
        at,
      }
      return changed(
        { evidence: [...annotation.evidence, evidence] },
        words('attach-source', '', source.title),
      )
    }
    case 'edit-evidence': {
      const before = annotation.evidence.find(({ id }) => id === action.evidenceId)
      if (!before) return null
      const { relation, passage, locator, translated } = action
      const after: Evidence = { ...before, relation, passage, locator, translated, by, at }
      if (evidenceWords(before) === evidenceWords(after)) return null
      return changed(
        { evidence: annotation.evidence.map((own) => (own === before ? after : own)) },
        words('edit-evidence', evidenceWords(before), evidenceWords(after)),
      )
    }
    case 'detach-source': {
      const gone = annotation.evidence.find(({ id }) => id === action.evidenceId)
      if (!gone) return null
      const title = context.sources.find(({ id }) => id === gone.sourceId)?.title ?? ''
      return changed(
        { evidence: annotation.evidence.filter((own) => own !== gone) },
        words('detach-source', title, ''),
      )
    }
    case 'dismiss':
      return annotation.dismissed ? null : changed({ dismissed: true }, words('dismiss', '', ''))
    case 'restore':
      return annotation.dismissed ? changed({ dismissed: false }, words('restore', '', '')) : null
  }
}

/** Whether `user` can be the second pair of eyes on the review as it is. */
export function canSignOff(
  { review, target, reopened, signOff }: Annotation,
  { user, scheme }: { readonly user: Person | null; readonly scheme: Scheme },
): boolean {
  return (
    user !== null &&
    review.at !== null &&
    review.by?.id !== user.id &&
    isFinal(review.status, scheme) &&
    !target.detached &&
    !reopened &&
    !isStale({ review, target }) &&
    (signOff === null || !isSameWording(signOff.wording, target.wording))
  )
}

type ThreadAction = Extract<
  DeskAction,
  {
    readonly type: 'add-comment' | 'edit-comment' | 'remove-comment' | 'resolve-thread' | 'reopen-thread'
  }
>

function discussed(
  annotation: Annotation,
  action: ThreadAction,
  { by, at, newId }: DeskContext & { readonly by: Person | null },
): DeskChange | null {
  const { thread } = annotation
  const { comments, resolved } = thread
  const changed = (to: Partial<Annotation['thread']>, entry: LogWords): DeskChange => ({
    annotation: { ...annotation, thread: { ...thread, ...to } },
    entries: [entry],
    isForWording: false,
  })
  switch (action.type) {
    case 'add-comment': {
      const text = action.text.trim()
      if (!text) return null
      const comment: Comment = {
        id: newId,
        text,
        mentions: action.mentions.map(personOf),
        by,
        at,
        editedAt: null,
      }
      return changed({ comments: [...comments, comment], resolved: null }, words('add-comment', '', text))
    }
    case 'edit-comment': {
      const text = action.text.trim()
      const before = ownComment(comments, action.commentId, by)
      if (!before || !text || text === before.text) return null
      const after = { ...before, text, mentions: action.mentions.map(personOf), editedAt: at }
      return changed(
        { comments: comments.map((own) => (own === before ? after : own)) },
        words('edit-comment', before.text, text),
      )
    }
    case 'remove-comment': {
      const gone = ownComment(comments, action.commentId, by)
      if (!gone) return null
      const rest = comments.filter((own) => own !== gone)
      return changed(
        { comments: rest, resolved: rest.length ? resolved : null },
        words('remove-comment', gone.text, ''),
      )
    }
    case 'resolve-thread':
      if (resolved || !comments.length) return null
      return changed({ resolved: { by, at } }, words('resolve-thread', '', ''))
    case 'reopen-thread':
      return resolved ? changed({ resolved: null }, words('reopen-thread', '', '')) : null
  }
}

function ownComment(comments: readonly Comment[], id: string, by: Person | null): Comment | undefined {
  return comments.find((comment) => comment.id === id && comment.by?.id === by?.id)
}

/** All of it that can be edited, in one line for the log. */
function evidenceWords({ relation, passage, locator, translated }: Evidence): string {
  return [relation, passage, locator, translated ? 'translated' : ''].filter(Boolean).join(' · ')
}

function overrideWords({ rule, reason }: Override): string {
  return `${rule}: ${reason}`
}

function words(action: LogWords['action'], before: string, after: string): LogWords {
  return { action, before, after }
}
