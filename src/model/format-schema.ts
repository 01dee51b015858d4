/**
 * What a file of the present version must look like. The published JSON Schema (`format.schema.json`)
 * says the same; a test holds one against the other. What needs two places of a file to be told is not
 * in here but in `article-file.ts`.
 */
import * as v from 'valibot'
import { FOREIGN_FORMATS, hazardsIn, isObject, type JsonObject } from './foreign.js'
import { FORMAT, FORMAT_VERSION } from './format.js'
import { LOG_ACTIONS } from './log.js'
import { OUTCOMES, SEVERITIES } from './policy.js'
import { finding, range, ranges, someRanges, speaker, webAddress } from './schema.js'
import { LOG_FAULTS } from './seal.js'
import { RELATIONS, RELIABILITIES, SOURCE_KINDS } from './source.js'
import { SCHEME_KEY, STATUS_SIGN } from './status.js'

const id = v.pipe(v.string(), v.nonEmpty('must not be empty'))
const words = v.pipe(v.string(), v.regex(/\S/, 'must not be blank'))
const time = v.pipe(v.string(), v.isoTimestamp('must be an ISO 8601 time'))
const sum = v.pipe(
  v.string(),
  v.regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 sum in lower-case hexadecimal digits'),
)
const salt = v.pipe(v.string(), v.regex(/^[0-9a-f]+$/, 'must be hexadecimal digits'))
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const someone = v.object({ id, name: v.string() })
const person = v.nullable(someone)

/** A list counts as an object for `v.record`. */
const members = v.custom<JsonObject>(isObject, 'must be an object')
const localText = v.pipe(members, v.record(v.string(), v.string()))

const key = v.pipe(v.string(), v.regex(SCHEME_KEY, 'must be lower-case letters, digits and hyphens'))

const status = v.object({
  key,
  label: v.optional(localText),
  sign: v.pipe(v.string(), v.regex(STATUS_SIGN, 'must be one or two characters')),
  colour: v.optional(v.string()),
  isFinal: v.boolean(),
  isBlocking: v.boolean(),
})

const rating = v.object({ key, label: v.optional(localText), value: v.nullable(v.number()) })

const scheme = v.object({ statuses: v.array(status), ratings: v.array(rating) })

const link = v.object({ mention: v.string(), speakerIs: speaker })

const target = v.object({
  ranges: v.object({
    quote: someRanges,
    speaker: ranges,
    cue: ranges,
    frame: ranges,
    addressee: ranges,
  }),
  wording: v.string(),
  prefix: v.string(),
  suffix: v.string(),
  speaker: v.nullable(v.string()),
  detached: v.boolean(),
})

const evidence = v.object({
  id,
  sourceId: id,
  relation: v.picklist(RELATIONS),
  passage: v.string(),
  locator: v.string(),
  translated: v.boolean(),
  by: person,
  at: time,
})

const comment = v.pipe(
  v.object({
    id,
    text: v.string(),
    mentions: v.array(someone),
    by: person,
    at: time,
    editedAt: v.nullable(time),
  }),
  v.forward(
    // Wholly empty it is one of a copy from which the words of comments were left out.
    v.check(
      ({ text, mentions }) => text.trim() !== '' || (text === '' && !mentions.length),
      'a comment must not be blank',
    ),
    ['text'],
  ),
)

const thread = v.object({
  comments: v.array(comment),
  resolved: v.nullable(v.object({ by: person, at: time })),
})

const review = v.object({
  status: v.string(),
  wording: v.nullable(v.string()),
  by: person,
  at: v.nullable(time),
})

const verdict = v.object({ rating: v.string(), wording: v.string(), by: person, at: time })

const signOff = v.object({ wording: v.string(), by: someone, at: time })

const reopening = v.object({
  sourceId: id,
  why: v.picklist(['corrected', 'unreliable']),
  by: person,
  at: time,
})

const override = v.object({ rule: id, reason: words, wording: v.string(), by: person, at: time })

const foreign = v.object({
  format: v.picklist(FOREIGN_FORMATS),
  annotation: v.pipe(
    members,
    v.check(
      (annotation) => hazardsIn(annotation).length === 0,
      ({ input }) =>
        hazardsIn(input)
          .map(({ path, message }) => `${path} ${message}`)
          .join('; '),
    ),
  ),
})

const annotation = v.object({
  id,
  origin: v.picklist(['detected', 'manual']),
  target,
  ...finding,
  when: v.nullable(v.string()),
  chain: v.array(link),
  evidence: v.array(evidence),
  review,
  note: v.string(),
  dismissed: v.boolean(),
  edited: v.boolean(),
  assignee: person,
  verdict: v.nullable(verdict),
  signOff: v.nullable(signOff),
  reopened: v.nullable(reopening),
  anonymity: v.string(),
  thread,
  overrides: v.array(override),
  foreign: v.exactOptional(foreign),
})

const source = v.object({
  id,
  kind: v.picklist(SOURCE_KINDS),
  title: v.string(),
  author: v.optional(v.string()),
  publisher: v.optional(v.string()),
  date: v.optional(v.string()),
  url: v.optional(webAddress),
  archivedUrl: v.optional(webAddress),
  accessed: v.optional(v.string()),
  reliability: v.picklist(RELIABILITIES),
  confidential: v.boolean(),
  note: v.optional(v.string()),
  contact: v.optional(v.string()),
  correction: v.optional(v.string()),
})

const seal = v.object({
  previous: sum,
  joins: v.exactOptional(v.array(sum)),
  salt: v.nullable(salt),
  content: sum,
})

const logEntry = v.object({
  at: time,
  by: person,
  action: v.picklist(LOG_ACTIONS),
  subject: id,
  before: v.string(),
  after: v.string(),
  seal: v.nullable(seal),
})

const block = v.object({
  level: v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(6)),
  text: v.string(),
})

const article = v.object({
  title: v.string(),
  lang: v.string(),
  blocks: v.array(block),
  digest: v.optional(sum),
})

const leftOut = v.object({ confidentialSources: count, contacts: count, comments: count })

const logVerification = v.union([
  v.object({
    ok: v.literal(true),
    entries: count,
    digest: v.pipe(
      v.string(),
      v.regex(
        /^[0-9a-f]{64}(\+[0-9a-f]{64})*$/,
        'must be SHA-256 sums in lower-case hexadecimal digits, with + between',
      ),
    ),
    blanked: count,
    chains: v.exactOptional(count),
  }),
  v.object({ ok: v.literal(false), index: count, fault: v.picklist(LOG_FAULTS) }),
])

const problem = v.object({
  rule: id,
  severity: v.picklist(SEVERITIES),
  annotationId: id,
  title: v.optional(localText),
  text: localText,
})

const overridden = v.object({ ...problem.entries, override })

const coverage = v.object({
  total: count,
  checked: count,
  stale: count,
  detached: count,
  reopened: count,
  byStatus: v.pipe(members, v.record(v.string(), count)),
})

const check = v.object({
  outcome: v.picklist(OUTCOMES),
  isPending: v.boolean(),
  blocks: v.array(problem),
  warns: v.array(problem),
  overridden: v.array(overridden),
  fine: v.array(id),
  coverage,
})

/** Looked at first: whether it is a file of ours, and of which version. */
export const headSchema = v.object({
  format: v.literal(FORMAT),
  version: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
})

/** The members in the order in which they are written, at every level. */
export const fileSchema = v.object({
  format: v.literal(FORMAT),
  version: v.literal(FORMAT_VERSION),
  created: v.optional(time),
  article: v.optional(article),
  annotations: v.array(annotation),
  sources: v.array(source),
  log: v.array(logEntry),
  scheme: v.optional(scheme),
  foreign: v.exactOptional(v.array(foreign)),
  leftOut: v.optional(leftOut),
  logVerification: v.optional(logVerification),
  check: v.optional(check),
})

/** The objects of a file by the names that they have in the published schema. */
export const PARTS = {
  annotation,
  article,
  block,
  check,
  comment,
  coverage,
  evidence,
  foreign,
  leftOut,
  link,
  logEntry,
  logVerification,
  overridden,
  override,
  person: someone,
  problem,
  range,
  rating,
  reopening,
  review,
  scheme,
  seal,
  signOff,
  source,
  speaker,
  status,
  target,
  thread,
  verdict,
}
