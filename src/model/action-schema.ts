/** What an action of the desk must look like that comes from outside, such as from another client. */
import * as v from 'valibot'
import { KINDS } from '../text/statement.js'
import type { ReviewAction } from './action.js'
import { PARTS } from './format-schema.js'
import { OUTCOMES } from './policy.js'
import { range, ranges, someRanges, speaker } from './schema.js'
import { RELATIONS, type Source } from './source.js'
import { soundSource } from './sound-source.js'

/** More things are not done at once. */
const MAX_AT_ONCE = 10_000

const id = v.pipe(v.string(), v.nonEmpty('must not be empty'))
const words = v.string()
const mentions = v.array(PARTS.person)

/** A source of a shape that a file can hold; a date that is none goes to the note, as in files. */
export const sourceSchema = v.pipe(
  PARTS.source,
  v.transform((source): Source => soundSource(source, '', [])),
)

const evidence = {
  relation: v.picklist(RELATIONS),
  passage: words,
  locator: words,
}

/** Everything that is one thing. */
const single = [
  v.object({ type: v.literal('set-status'), id, status: words }),
  v.object({ type: v.picklist(['confirm', 'sign-off', 'withdraw-sign-off']), id }),
  v.object({ type: v.literal('set-verdict'), id, rating: v.nullable(words) }),
  v.object({ type: v.literal('assign'), id, to: v.nullable(PARTS.person) }),
  v.object({ type: v.literal('set-anonymity'), id, reason: words }),
  v.object({ type: v.literal('add-comment'), id, text: words, mentions }),
  v.object({ type: v.literal('edit-comment'), id, commentId: id, text: words, mentions }),
  v.object({ type: v.literal('remove-comment'), id, commentId: id }),
  v.object({ type: v.picklist(['resolve-thread', 'reopen-thread']), id }),
  v.object({ type: v.literal('override'), id, rule: id, reason: words }),
  v.object({ type: v.literal('withdraw-override'), id, rule: id }),
  v.object({ type: v.literal('set-note'), id, note: words }),
  v.object({
    type: v.literal('attach-source'),
    id,
    source: sourceSchema,
    ...evidence,
    translated: v.exactOptional(v.boolean()),
  }),
  v.object({ type: v.literal('edit-evidence'), id, evidenceId: id, ...evidence, translated: v.boolean() }),
  v.object({ type: v.literal('detach-source'), id, evidenceId: id }),
  v.object({ type: v.picklist(['add-source', 'edit-source']), source: sourceSchema }),
  v.object({ type: v.literal('correct-source'), sourceId: id, correction: words }),
  v.object({ type: v.literal('remove-source'), sourceId: id }),
  v.object({ type: v.literal('publish'), outcome: v.picklist(OUTCOMES) }),
  v.object({ type: v.picklist(['dismiss', 'restore', 'remove', 'take-suggestion']), id }),
  v.object({ type: v.literal('set-quote'), id, quote: someRanges }),
  v.object({
    type: v.literal('set-speaker'),
    id,
    speakerIs: speaker,
    mention: v.nullable(ranges),
  }),
  v.object({ type: v.literal('set-kind'), id, kind: v.picklist(KINDS) }),
  v.object({ type: v.literal('merge'), id, with: id }),
  v.object({ type: v.literal('split'), id, at: range.pipe[0].entries.start }),
] as const

/** The check of `ReviewAction`. What is done at once is not done at once within something else, which bounds the depth. */
export const reviewActionSchema = v.variant('type', [
  ...single,
  v.object({
    type: v.literal('all'),
    actions: v.pipe(v.array(v.variant('type', single)), v.maxLength(MAX_AT_ONCE)),
  }),
])

/** Annotations that an action names, each once. */
export function annotationIdsIn(action: ReviewAction): readonly string[] {
  if (action.type === 'all') return [...new Set(action.actions.flatMap(annotationIdsIn))]
  const own = 'id' in action ? [action.id] : []
  return action.type === 'merge' ? [...own, action.with] : own
}
