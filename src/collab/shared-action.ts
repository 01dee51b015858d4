/**
 * What one client tells the others that it did to annotations: plain JSON, checked whole before any of
 * it is used.
 *
 * Ids are those of all, positions are ProseMirror's, and offsets (in review actions) are those of the
 * article's text; both are of the document after `version` steps.
 */
import * as v from 'valibot'
import { reviewActionSchema, sourceSchema } from '../model/action-schema.js'
import { UNTOUCHED } from '../model/annotation.js'
import type { Parsed } from '../model/dossier.js'
import { PARTS } from '../model/format-schema.js'
import { LOG_ACTIONS } from '../model/log.js'
import type { User } from '../model/person.js'
import { checked } from '../model/schema.js'
import type { ReviewAction } from '../model/action.js'
import type { Source } from '../model/source.js'
import type { Suggestion } from '../model/suggestion.js'
import { KINDS, ROLES, type Kind } from '../text/statement.js'
import { withExtent, type Anchor } from '../plugin/anchor.js'
import type { Found, Logged } from '../plugin/state.js'

/** More actions are not taken in one go, and an action does not bring more annotations. */
export const MAX_ACTIONS = 10_000

const id = v.pipe(v.string(), v.nonEmpty('must not be empty'))
const position = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const count = position
const distance = v.pipe(v.number(), v.safeInteger())
const time = v.pipe(v.string(), v.isoTimestamp('must be an ISO 8601 time'))

const form = v.object({
  text: v.string(),
  size: count,
  at: position,
  ties: v.array(v.object({ delta: distance, around: v.string() })),
  around: v.string(),
  twinLoss: count,
})

const piece = v.pipe(
  v.object({ role: v.picklist(ROLES), from: position, to: position, forms: v.array(form) }),
  v.check(({ from, to }) => from <= to, 'from must not be behind to'),
  v.check(({ from, to, forms }) => from < to || forms.length > 0, 'what is gone must have been something'),
)

const anchor = v.pipe(
  v.object({
    id,
    pieces: v.pipe(v.array(piece), v.maxLength(MAX_ACTIONS)),
    memory: v.nullable(v.object({ prefix: v.string(), suffix: v.string(), speaker: v.nullable(v.string()) })),
    epoch: count,
  }),
  v.check(
    ({ pieces }) => pieces.some(({ role }) => role === 'quote'),
    'must have a quote, be it one that is gone',
  ),
  v.check(
    ({ pieces, memory }) =>
      (memory === null) === pieces.some(({ role, from, to }) => role === 'quote' && from < to),
    'is detached when all of its quote is gone, and only then',
  ),
  v.transform((value): Anchor => withExtent(value)),
)

const { target: _target, ...recordEntries } = PARTS.annotation.entries
const record = v.object(recordEntries)

const found = v.pipe(
  v.object({ record, anchor }),
  v.check((own) => own.record.id === own.anchor.id, 'record and anchor must have one id'),
  v.transform((own): Found => own),
)

/** What nobody has put anything into yet: whatever a client says, the rest is done by actions. */
const brought = v.pipe(
  found,
  v.transform((own): Found => ({ ...own, record: { ...own.record, ...UNTOUCHED } })),
)

const { kind, target, speakerIs, outlet, when, chain, confidence, reasons, flags } = PARTS.annotation.entries
const suggestion = v.object({ kind, target, speakerIs, outlet, when, chain, confidence, reasons, flags })

const deed = v.variant('type', [
  v.object({
    type: v.literal('review'),
    action: reviewActionSchema,
    newId: id,
    seen: v.array(v.object({ id, wording: v.string() })),
    suggestions: v.array(v.object({ id, suggestion })),
  }),
  v.object({ type: v.literal('annotate'), kind: v.picklist(KINDS), anchor }),
  v.object({
    type: v.literal('arrive'),
    added: v.pipe(v.array(found), v.maxLength(MAX_ACTIONS)),
    sources: v.array(sourceSchema),
    entries: v.array(
      v.object({ action: v.picklist(LOG_ACTIONS), subject: id, before: v.string(), after: v.string() }),
    ),
  }),
  v.object({ type: v.literal('depart'), ids: v.array(id), to: v.string() }),
  v.object({ type: v.literal('place'), anchors: v.pipe(v.array(anchor), v.maxLength(MAX_ACTIONS)) }),
])

const action = v.object({
  key: id,
  version: count,
  user: v.nullable(v.object({ id, name: v.string(), roles: v.exactOptional(v.array(v.string())) })),
  at: time,
  brings: v.pipe(v.array(brought), v.maxLength(MAX_ACTIONS)),
  deed,
})

/**
 * - `review`: what a person did to statements, sources or the article. `newId` is for what it makes, `seen` are
 *   the words on which it was done, `suggestions` what detection had offered, where it was taken.
 * - `annotate`: a statement marked by hand.
 * - `arrive`: annotations pasted or dropped, with the sources that they use and what goes to the log.
 * - `depart`: annotations that have gone to another article, which is called `to`.
 * - `place`: where annotations stand after the sender's steps, where mapping alone does not tell.
 */
export type Deed =
  | {
      readonly type: 'review'
      readonly action: ReviewAction
      readonly newId: string
      readonly seen: readonly { readonly id: string; readonly wording: string }[]
      readonly suggestions: readonly { readonly id: string; readonly suggestion: Suggestion }[]
    }
  | { readonly type: 'annotate'; readonly kind: Kind; readonly anchor: Anchor }
  | {
      readonly type: 'arrive'
      readonly added: readonly Found[]
      readonly sources: readonly Source[]
      readonly entries: readonly Logged[]
    }
  | { readonly type: 'depart'; readonly ids: readonly string[]; readonly to: string }
  | { readonly type: 'place'; readonly anchors: readonly Anchor[] }

/** One thing that a client did. All of it is plain JSON. */
export interface SharedAction {
  /** No two actions have the same. */
  readonly key: string
  /** How many steps the document has seen that positions and offsets refer to. */
  readonly version: number
  /** Who did it, as the client says; an authority puts in whom it knows. */
  readonly user: User | null
  /** ISO 8601 time. */
  readonly at: string
  /** Detected statements that nobody has touched before, so that the others do not know them by this id. */
  readonly brings: readonly Found[]
  readonly deed: Deed
}

const actions = v.pipe(v.array(action), v.maxLength(MAX_ACTIONS))

/**
 * Checks actions that came from outside, without their document: shapes, ids, addresses of sources. An
 * authority calls it before it takes them. Either all are sound, or none is taken and every problem is told
 * with its path (`[2].deed.action.type`).
 */
export function parseSharedActions(data: unknown): Parsed<readonly SharedAction[]> {
  return checked<readonly SharedAction[]>(actions, data)
}

const snapshot = v.object({
  version: count,
  actionVersion: count,
  dossier: v.unknown(),
  anchors: v.array(anchor),
})

/** The check of the frame of a snapshot; its dossier is checked by `parseDossier`. */
export function parseFrame(data: unknown): Parsed<v.InferOutput<typeof snapshot>> {
  return checked(snapshot, data)
}

/** An anchor as JSON, without what follows from its pieces. */
export function anchorToJSON({ id, pieces, memory, epoch }: Anchor): object {
  return { id, pieces, memory, epoch }
}
