/**
 * The dossier as Web Annotations (W3C, https://www.w3.org/TR/annotation-model/): a collection whose pages
 * hold an annotation a statement, and one a comment where comments are asked for.
 *
 * An annotation's targets are the words of the statement, one for each piece of an interrupted
 * quote, in text order. Everything that the desk knows is a body with a purpose; `field` says which of the
 * dossier's fields it gives, so that it can be read back (`web-annotation-import.ts`). Annotations that
 * came from others stand as they came, with what the desk has added behind.
 *
 * What is not in it: the log, which annotations have no place for, and the last place of detached
 * statements. The format of record is the JSON report.
 */
import { CONTEXT_LENGTH, isStale, type Annotation } from '../model/annotation.js'
import { articleText, type Article } from '../model/article.js'
import type { Dossier } from '../model/dossier.js'
import type { Json, JsonObject } from '../model/foreign.js'
import type { Person } from '../model/person.js'
import { piecesOf, reanchorAll } from '../model/reanchor.js'
import { safeUrl, type Source } from '../model/source.js'
import type { SpeakerIdentity, TextRange } from '../text/statement.js'
import { codePointsOf, type CodePoints } from './code-points.js'
import { namesIn, uriFrom, uuid5, type Names } from './iri.js'
import { redact } from './redact.js'
import { isPlaced, type ReportInput, type ReportOptions } from './report.js'
import { baseOf, foreignTarget, isPlain, listOf, madeBy } from './web-annotation-foreign.js'
import { CONTEXT, GENERATOR, type Purpose } from './web-annotation-terms.js'

/** What Web Annotations take besides what every report does. */
export interface WebAnnotationOptions extends ReportOptions {
  /**
   * The article's address, which the targets name; default a `urn:uuid` worked out from its text, which is
   * another one when the text changes. Throws RangeError for what is no absolute URI.
   */
  readonly articleUrl?: string
  /** The address below which the house publishes its annotations: their ids begin with it. Default `urn:uuid`s. Throws RangeError for what is no absolute URI. */
  readonly base?: string
  /** How many annotations a page holds. Default all on one. Throws RangeError unless it is a whole number above 0. */
  readonly pageSize?: number
  /** With the statements of which somebody has said that they are none. Default false. */
  readonly includeDismissed?: boolean
}

/** Roles besides the quote; the mention of a speaker or an addressee identifies, the rest describes. */
const OTHER_ROLES = ['speaker', 'cue', 'frame', 'addressee'] as const

/** The collection with all its annotations on one page, as JSON-LD text that may stand in a script element. */
export function reportWebAnnotation(input: ReportInput, options: WebAnnotationOptions): string {
  const { pageSize: _, ...rest } = options
  const [whole] = webAnnotationDocuments(input, rest)
  // "<" only ever stands in strings there.
  return `${JSON.stringify(whole, null, 2).replaceAll('<', '\\u003c')}\n`
}

/**
 * The documents that a server gives out: the collection, with its first page inside, then every further
 * page. Each is to be found at its `id`. Confidential sources, contacts and comments are left
 * out unless the options ask for them.
 */
export function webAnnotationDocuments(
  input: ReportInput,
  options: WebAnnotationOptions,
): readonly JsonObject[] {
  const { pageSize = Infinity, includeDismissed = false } = options
  if (pageSize !== Infinity && !(Number.isSafeInteger(pageSize) && pageSize > 0))
    throw new RangeError(`pageSize must be a whole number above 0: ${pageSize}`)
  const redacted = redact(input, options.locale, options)
  const dossier = includeDismissed
    ? redacted
    : { ...redacted, annotations: redacted.annotations.filter(({ dismissed }) => !dismissed) }
  const writer = new Writer(input.article, dossier, options)
  const items = writer.items()
  const { names } = writer
  const total = items.length
  const pageCount = Math.max(1, Math.ceil(total / pageSize))
  const collectionId = names.of('collection')
  const pageId = (index: number) => names.of('page', String(index + 1))
  const label = input.article.title
  const page = (index: number): JsonObject => ({
    id: pageId(index),
    type: 'AnnotationPage',
    partOf: index ? { id: collectionId, type: 'AnnotationCollection', label, total } : collectionId,
    startIndex: index ? index * pageSize : 0,
    ...(index > 0 && { prev: pageId(index - 1) }),
    ...(index < pageCount - 1 && { next: pageId(index + 1) }),
    items: pageCount === 1 ? items : items.slice(index * pageSize, (index + 1) * pageSize),
  })
  const kept = writer.kept()
  const collection: JsonObject = {
    '@context': CONTEXT,
    id: collectionId,
    type: 'AnnotationCollection',
    label,
    ...time('created', options.now),
    generator: GENERATOR,
    ...(dossier.scheme && { scheme: dossier.scheme as unknown as Json }), // lists of plain values
    ...(dossier.sources.length > 0 && { sources: dossier.sources.map((source) => writer.source(source)) }),
    ...(kept.length > 0 && { kept }),
    total,
    first: page(0),
    last: pageId(pageCount - 1),
  }
  const more = Array.from({ length: pageCount - 1 }, (_, i) => ({ '@context': CONTEXT, ...page(i + 1) }))
  return [collection, ...more]
}

/** What an annotation consists of beyond id, type and provenance. */
interface Parts {
  /** Our own terms, on the annotation itself. */
  readonly terms: JsonObject
  readonly bodies: readonly JsonObject[]
  readonly targets: readonly JsonObject[]
}

class Writer {
  readonly names: Names
  readonly #text: string
  readonly #points: CodePoints
  readonly #article: string
  readonly #sources: ReadonlyMap<string, string>
  readonly #made: ReadonlyMap<string, { readonly by: Person | null; readonly at: string }>

  constructor(
    article: Article,
    private readonly dossier: Dossier,
    { base, articleUrl }: WebAnnotationOptions,
  ) {
    this.#text = articleText(article)
    this.#points = codePointsOf(this.#text)
    this.#article = articleUri(this.#text, articleUrl)
    this.names = namesIn({ space: this.#article, ...(base !== undefined && { base }) })
    this.#sources = sourceUris(dossier.sources, this.names)
    this.#made = new Map(
      dossier.log
        .filter(({ action }) => action === 'annotate')
        .map(({ subject, by, at }) => [subject, { by, at }]),
    )
  }

  items(): readonly JsonObject[] {
    const { annotations, foreign = [] } = this.dossier
    const bases = foreignBases(annotations, { text: this.#text, points: this.#points })
    return [
      ...annotations.flatMap((annotation, i) => [
        this.#statement(annotation, bases[i] ?? null),
        ...this.#comments(annotation),
      ]),
      ...foreign.filter(isPlain).map(({ annotation }) => annotation),
    ]
  }

  /** Annotations of others that are no Web Annotations that a processor could read without loss. */
  kept(): readonly Json[] {
    return (this.dossier.foreign ?? [])
      .filter((own) => !isPlain(own))
      .map(({ format, annotation }) => ({ format, annotation }))
  }

  source(source: Source): JsonObject {
    const { id, kind, title, author, publisher, date, url, archivedUrl, accessed } = source
    const { reliability, confidential, note, contact, correction } = source
    return {
      id: this.#sources.get(id) ?? '',
      key: id,
      sourceKind: kind,
      title,
      ...{ author, publisher, date, url: safe(url), archivedUrl: safe(archivedUrl), accessed },
      ...{ reliability, confidential, note, contact, correction },
    }
  }

  /** `base` has what the foreign annotation says by itself, where it can stand as it came. */
  #statement(annotation: Annotation, base: Annotation | null): JsonObject {
    const { foreign } = annotation
    const parts = this.#parts(annotation)
    if (base && foreign) return this.#added(annotation, { base, raw: foreign.annotation, parts })
    const id = this.names.of('annotation', annotation.id)
    const { creator, created } = this.#provenance(annotation)
    return {
      id,
      type: 'Annotation',
      ...(id !== annotation.id && { key: annotation.id }),
      motivation: annotation.review.at !== null || annotation.verdict ? 'assessing' : 'classifying',
      ...(created !== undefined && time('created', created)),
      ...time('modified', changedAt(annotation)),
      ...(creator !== undefined && { creator }),
      generator: GENERATOR['id'],
      ...parts.terms,
      body: parts.bodies,
      target: parts.targets.length === 1 ? parts.targets[0] : parts.targets,
      ...(foreign?.annotation['target'] !== undefined && {
        foreign: { format: foreign.format, annotation: foreign.annotation },
      }),
    }
  }

  /** The foreign annotation as it came, with what differs from it. */
  #added(
    annotation: Annotation,
    { base, raw, parts }: { base: Annotation; raw: JsonObject; parts: Parts },
  ): JsonObject {
    const before = this.#parts(base)
    const terms = Object.entries(parts.terms).filter(([term, value]) => !isSame(value, before.terms[term]))
    const known = new Set(before.bodies.map((body) => JSON.stringify(body)))
    const bodies = parts.bodies.filter((body) => !known.has(JSON.stringify(body)))
    const targets = isSame(parts.targets, before.targets) ? [] : parts.targets
    const noteGone = base.note && !annotation.note ? [said('note', 'commenting', '')] : []
    const added = [...bodies, ...noteGone]
    if (!terms.length && !added.length && !targets.length && annotation.id === base.id) return raw
    const { modified } = raw
    const changed = changedAt(annotation)
    return {
      ...raw,
      ...(annotation.id !== raw['id'] && { key: annotation.id }),
      ...(changed > (typeof modified === 'string' ? modified : '') && time('modified', changed)),
      ...Object.fromEntries(terms),
      ...(added.length > 0 && { body: [...bodiesOf(raw), ...added], bodyValue: undefined }),
      ...(targets.length > 0 && { target: [...listOf(raw['target']), ...targets] }),
    }
  }

  #provenance(annotation: Annotation): { readonly creator?: Json; readonly created?: string } {
    const { foreign, origin, id } = annotation
    if (foreign) return madeBy(foreign)
    const made = this.#made.get(id)
    if (origin === 'detected') return { creator: GENERATOR['id'] ?? '' }
    return made ? { ...(made.by && { creator: this.#agent(made.by) }), created: made.at } : {}
  }

  #parts(annotation: Annotation): Parts {
    const { origin, confidence, reasons, flags, edited, dismissed, assignee, thread } = annotation
    const { comments, resolved } = thread
    const isHeard = comments.some(({ text }) => text !== '')
    return {
      terms: {
        origin,
        confidence,
        ...(reasons.length > 0 && { reasons: reasons.map(({ rule, word }) => ({ rule, word })) }),
        ...(flags.length > 0 && { flags }),
        ...(edited && { edited }),
        ...(dismissed && { dismissed }),
        ...(assignee && { assignee: this.#agent(assignee) }),
        ...(isHeard && resolved && { resolved: this.#by(resolved.by, resolved.at) }),
      },
      bodies: this.#bodies(annotation),
      targets: this.#targets(annotation),
    }
  }

  #bodies(annotation: Annotation): readonly JsonObject[] {
    const { kind, outlet, when, chain, evidence, review, note, verdict, signOff, reopened } = annotation
    const { anonymity, overrides, target, speakerIs } = annotation
    const decided = (own: { wording: string | null; by: Person | null; at: string | null }): JsonObject => ({
      wording: own.wording ?? undefined,
      ...(own.at !== null && this.#by(own.by, own.at)),
    })
    const isNobody =
      speakerIs.kind === 'none' && target.speaker === null && Object.keys(speakerIs).length === 1
    return [
      said('kind', 'classifying', kind),
      ...(isNobody ? [] : [speaker('speaker', speakerIs, target.speaker)]),
      ...this.#roles(annotation),
      ...chain.map((link) => speaker('chain', link.speakerIs, link.mention)),
      ...(outlet === null ? [] : [said('outlet', 'describing', outlet)]),
      ...(when === null ? [] : [said('when', 'describing', when)]),
      ...(review.at === null && review.wording === null && review.status === 'unchecked'
        ? []
        : [said('status', 'tagging', review.status, decided(review))]),
      ...(signOff ? [said('signOff', 'moderating', 'signed-off', decided(signOff))] : []),
      ...(reopened ? [said('reopened', 'questioning', reopened.why, this.#reopening(reopened))] : []),
      ...(verdict ? [said('verdict', 'assessing', verdict.rating, decided(verdict))] : []),
      ...(note ? [said('note', 'commenting', note)] : []),
      ...(anonymity ? [said('anonymity', 'commenting', anonymity)] : []),
      ...evidence.map((own): JsonObject => {
        const { id, sourceId, relation, passage, locator, translated, by, at } = own
        return {
          type: 'SpecificResource',
          purpose: 'linking',
          source: this.#sources.get(sourceId) ?? this.names.of('source', sourceId),
          ...(passage && { selector: { type: 'TextQuoteSelector', exact: passage } }),
          ...this.#by(by, at),
          field: 'evidence',
          key: id,
          sourceKey: sourceId,
          relation,
          ...(locator && { locator }),
          ...(translated && { translated }),
        }
      }),
      ...overrides.map((own) =>
        said('override', 'moderating', own.reason, { rule: own.rule, ...decided(own) }),
      ),
    ]
  }

  #reopening({ sourceId, by, at }: NonNullable<Annotation['reopened']>): JsonObject {
    return { sourceKey: sourceId, ...this.#by(by, at) }
  }

  #roles(annotation: Annotation): readonly JsonObject[] {
    if (!isPlaced(annotation, this.#text)) return []
    return OTHER_ROLES.flatMap((role) =>
      annotation.target.ranges[role]
        .filter(({ end }) => end <= this.#text.length)
        .map((range) => ({
          type: 'SpecificResource',
          purpose: role === 'speaker' || role === 'addressee' ? 'identifying' : 'describing',
          source: this.#article,
          selector: this.#selectorsAt(range),
          field: 'role',
          role,
        })),
    )
  }

  #targets(annotation: Annotation): readonly JsonObject[] {
    const { target, review } = annotation
    const isReviewed = review.wording !== null && review.at !== null && !isStale(annotation)
    const state = isReviewed ? time('sourceDate', review.at ?? '') : {}
    const selectors: readonly Json[] = isPlaced(annotation, this.#text)
      ? target.ranges.quote.map((range) => this.#selectorsAt(range))
      : detachedSelectors(annotation)
    return selectors.map((selector) => ({
      type: 'SpecificResource',
      source: this.#article,
      selector,
      ...(Object.keys(state).length > 0 && { state: { type: 'TimeState', ...state } }),
      role: 'quote',
    }))
  }

  /** The words with what stands around, and where they stand, in code points: two ways to the same place. */
  #selectorsAt({ start, end }: TextRange): Json {
    const text = this.#text
    return [
      {
        type: 'TextQuoteSelector',
        exact: text.slice(start, end),
        prefix: wholeChars(text.slice(Math.max(0, start - CONTEXT_LENGTH), start)),
        suffix: wholeChars(text.slice(end, end + CONTEXT_LENGTH)),
      },
      {
        type: 'TextPositionSelector',
        start: this.#points.fromUnits(start),
        end: this.#points.fromUnits(end),
      },
    ]
  }

  #comments({ id, thread }: Annotation): readonly JsonObject[] {
    return thread.comments
      .filter(({ text }) => text !== '')
      .map((comment) => ({
        id: this.names.of('comment', id, comment.id),
        type: 'Annotation',
        key: comment.id,
        motivation: 'replying',
        ...this.#by(comment.by, comment.at),
        ...(comment.editedAt !== null && time('modified', comment.editedAt)),
        generator: GENERATOR['id'],
        ...(comment.mentions.length > 0 && { mentions: comment.mentions.map((own) => this.#agent(own)) }),
        body: said('comment', 'replying', comment.text),
        target: this.names.of('annotation', id),
      }))
  }

  #by(by: Person | null, at: string): JsonObject {
    return { ...(by && { creator: this.#agent(by) }), ...time('created', at) }
  }

  #agent({ id: key, name }: Person): JsonObject {
    const id = this.names.of('person', key)
    return { id, type: 'Person', ...(id !== key && { key }), name }
  }
}

/** What the foreign annotations of `annotations` say by themselves on this text; null where there is none that can stand as it came. */
function foreignBases(
  annotations: readonly Annotation[],
  { text, points }: { readonly text: string; readonly points: CodePoints },
): readonly (Annotation | null)[] {
  const bases = annotations.map(({ foreign }) => {
    const target = foreign && isPlain(foreign) ? foreignTarget(foreign, text, points) : null
    return foreign && target?.ok && target.value ? baseOf(foreign, target.value, { text }) : null
  })
  const placed = reanchorAll(
    text,
    bases.flatMap((base) => (base ? [base.target] : [])),
  )
  let next = 0
  return bases.map((base) => base && base.at(placed[next++]))
}

/** The URI of the article: its address, else one worked out from its text. */
function articleUri(text: string, address: string | undefined): string {
  if (address === undefined) return `urn:uuid:${uuid5('00000000-0000-0000-0000-000000000000', text)}`
  const uri = uriFrom(address)
  if (uri === null) throw new RangeError(`articleUrl must be an absolute URI: ${address}`)
  return uri
}

/** Each source's address, or a name where it has none, or shares it with another. */
function sourceUris(sources: readonly Source[], names: Names): ReadonlyMap<string, string> {
  const taken = new Set<string>()
  return new Map(
    sources.map(({ id, url }) => {
      const address = uriFrom(safe(url) ?? '')
      const uri = address === null || taken.has(address) ? names.of('source', id) : address
      taken.add(uri)
      return [id, uri]
    }),
  )
}

function said(field: string, purpose: Purpose, value: string, rest: JsonObject = {}): JsonObject {
  return { type: 'TextualBody', purpose, value, format: 'text/plain', field, ...rest }
}

function speaker(
  field: string,
  { kind, name, office, short }: SpeakerIdentity,
  mention: string | null,
): JsonObject {
  const rest = { speakerKind: kind, name, office, short, mention: mention ?? undefined }
  return said(field, 'identifying', name ?? mention ?? '', rest)
}

/** The words alone: nobody knows where they stand. */
function detachedSelectors({ target }: Annotation): readonly Json[] {
  const pieces = piecesOf(target)
  return pieces.map((exact, i) => ({
    type: 'TextQuoteSelector',
    exact,
    ...(i === 0 && { prefix: wholeChars(target.prefix) }),
    ...(i === pieces.length - 1 && { suffix: wholeChars(target.suffix) }),
  }))
}

function bodiesOf(raw: JsonObject): readonly Json[] {
  const { body, bodyValue } = raw
  // An annotation has either; as one body among others the short form needs its long one.
  return typeof bodyValue === 'string' ? [{ type: 'TextualBody', value: bodyValue }] : listOf(body)
}

/** When the desk did the last thing to it; empty where nobody knows of any. */
function changedAt(annotation: Annotation): string {
  const { review, verdict, signOff, reopened, evidence, overrides } = annotation
  const times = [review, verdict, signOff, reopened, ...evidence, ...overrides].map((own) => own?.at ?? '')
  return times.filter((at) => DATE_TIME.test(at)).reduce((last, at) => (at > last ? at : last), '')
}

/** RFC 3339, as the W3C asks for. */
const DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/

function time(key: string, at: string): JsonObject {
  return DATE_TIME.test(at) ? { [key]: at } : {}
}

function safe(url: string | undefined): string | undefined {
  return (url !== undefined && safeUrl(url)) || undefined
}

/** Without the halves of characters that a cut has left at the ends. */
function wholeChars(text: string): string {
  return text.replace(/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/g, '')
}

function isSame(a: Json | undefined, b: Json | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
