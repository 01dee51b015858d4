/**
 * Web Annotations read into a dossier: ours (`web-annotation.ts`) without loss, those of others with
 * their words, a note, and the rest kept for the way back.
 *
 * Files may hold a collection, pages, a list of any of them, single annotations, or what Hypothesis
 * exports. All is checked before any of it is used; every problem is told with its path.
 */
import type { Target } from '../model/annotation.js'
import type { FileLimits } from '../model/article-file.js'
import {
  FORMAT,
  FORMAT_VERSION,
  parseDossier,
  type Dossier,
  type Parsed,
  type Problem,
} from '../model/dossier.js'
import { hazardsIn, isObject, MAX_DEPTH, type Foreign, type Json, type JsonObject } from '../model/foreign.js'
import { placedTarget, reanchorAll, type Reanchored } from '../model/reanchor.js'
import { bounded, fail, MAX_PROBLEMS, moreProblems, parseJSON } from '../model/problems.js'
import { MAX_STATEMENTS } from '../model/statements.js'
import type { TextRange } from '../text/statement.js'
import { codePointsOf, type CodePoints } from './code-points.js'
import { baseOf, foreignTarget, idOf, listOf } from './web-annotation-foreign.js'
import { ANNO_CONTEXT, GENERATOR, NAME_SPACE, OWN_TERMS } from './web-annotation-terms.js'

/** How much of a file of others is read. */
export interface WebAnnotationLimits {
  /** Files with more annotations are refused. Default `MAX_STATEMENTS`. */
  readonly maxAnnotations?: number
  /** Files nested deeper are refused. Default `MAX_DEPTH`. */
  readonly maxDepth?: number
}

/**
 * The dossier in `data`, a parsed JSON value or JSON text, on `text`, the article's plain-text
 * rendering. Statements whose words are not found, or not surely, are detached; where `text` is null,
 * all are, until they are loaded on their article. Annotations on no words of it (of
 * whole pages, images, other annotations) go to the dossier's `foreign`. Ours that were left out, and the log, are
 * not there. Never throws.
 */
export function parseWebAnnotations(
  data: unknown,
  text: string | null,
  { maxAnnotations = MAX_STATEMENTS, maxDepth = MAX_DEPTH }: WebAnnotationLimits = {},
): Parsed<Dossier> {
  const json = typeof data === 'string' ? parseJSON(data) : { ok: true as const, value: data }
  if (!json.ok) return json
  const { value } = json
  // Limits of the format itself are looked at first: nothing below them is walked else.
  const hazards = hazardsIn(value, maxDepth)
  if (hazards.length) return { ok: false, problems: bounded(hazards) }
  const file = new File()
  file.add(value as Json, '', null) // the walk above has seen all of it
  file.checkPages()
  if (file.items.length > maxAnnotations)
    file.problems.push({
      path: '',
      message: `must not hold more than ${maxAnnotations} annotations: ${file.items.length}`,
    })
  if (file.problems.length) return { ok: false, problems: file.told }
  return dossierOf(file, text, { maxAnnotations })
}

interface Item {
  readonly path: string
  readonly foreign: Foreign
}

/** What stands in a file, collected from collections, pages and lists. */
class File {
  readonly items: Item[] = []
  readonly problems: Problem[] = []
  #more = 0
  readonly sources: { readonly path: string; readonly source: Json }[] = []
  readonly kept: { readonly path: string; readonly foreign: Json }[] = []
  scheme: Json | undefined
  readonly #pages = new Set<string>()
  readonly #wanted: { readonly path: string; readonly id: string }[] = []

  get told(): readonly Problem[] {
    return this.#more ? [...this.problems, moreProblems(this.#more)] : this.problems
  }

  /** `context` is that of what stands around: null, or one that is neither the W3C's nor ours. */
  add(value: Json | undefined, path: string, context: Json | null): void {
    if (Array.isArray(value)) {
      for (const [i, child] of value.entries()) this.add(child as Json, `${path}[${i}]`, context)
      return
    }
    if (!isObject(value)) return this.#tell(path, 'must be an annotation, a page or a collection')
    const types = listOf(value['type'])
    const own = value['@context'] === undefined ? context : foreignContext(value['@context'])
    if (types.includes('AnnotationCollection')) this.#addCollection(value, path, own)
    else if (types.includes('AnnotationPage')) this.#addPage(value, path, own)
    else if (types.includes('Annotation')) this.#addAnnotation(value, path, own)
    else if (types.length)
      this.#tell(inside(path, 'type'), 'must be Annotation, AnnotationPage or AnnotationCollection')
    else if (Array.isArray(value['rows'])) this.#addRows(value['rows'], inside(path, 'rows'))
    else if (Array.isArray(value['annotations']))
      this.#addRows(value['annotations'], inside(path, 'annotations'))
    else if (isRow(value)) this.items.push({ path, foreign: { format: 'hypothesis', annotation: value } })
    else this.#tell(inside(path, 'type'), 'is missing')
  }

  /** A page that is named and not there would be lost without a word. */
  checkPages(): void {
    for (const { path, id } of this.#wanted)
      if (!this.#pages.has(id)) this.#tell(path, `the page is not in the file: ${id}`)
  }

  #addCollection(value: JsonObject, path: string, context: Json | null): void {
    for (const [i, source] of listOf(value['sources']).entries())
      this.sources.push({ path: `${inside(path, 'sources')}[${i}]`, source })
    for (const [i, foreign] of listOf(value['kept']).entries())
      this.kept.push({ path: `${inside(path, 'kept')}[${i}]`, foreign })
    this.scheme ??= value['scheme']
    const first = listOf(value['first'])[0]
    if (typeof first === 'string') this.#wanted.push({ path: inside(path, 'first'), id: first })
    else if (first !== undefined) this.add(first, inside(path, 'first'), context)
    else if (Number(value['total']) > 0) this.#tell(inside(path, 'first'), 'is missing')
  }

  #addPage(value: JsonObject, path: string, context: Json | null): void {
    const { id, next, items } = value
    if (typeof id === 'string') this.#pages.add(id)
    if (typeof next === 'string') this.#wanted.push({ path: inside(path, 'next'), id: next })
    if (!Array.isArray(items)) return this.#tell(inside(path, 'items'), 'must be a list')
    this.add(items as Json, inside(path, 'items'), context)
  }

  #addAnnotation(value: JsonObject, path: string, context: Json | null): void {
    const { '@context': _, ...annotation } = value
    const whole = context === null ? annotation : { '@context': context, ...annotation }
    this.items.push({ path, foreign: { format: 'web-annotation', annotation: whole } })
  }

  #addRows(rows: readonly Json[], path: string): void {
    for (const [i, row] of rows.entries()) {
      if (isObject(row) && row['type'] === undefined)
        this.items.push({ path: `${path}[${i}]`, foreign: { format: 'hypothesis', annotation: row } })
      else this.add(row, `${path}[${i}]`, null)
    }
  }

  #tell(path: string, message: string): void {
    if (this.problems.length < MAX_PROBLEMS) this.problems.push({ path, message })
    else this.#more++
  }
}

/** A context with all that is neither the W3C's nor ours; null where there is nothing of the kind. */
function foreignContext(context: Json): Json | null {
  const isKnown = (own: Json) => own === ANNO_CONTEXT || (isObject(own) && own['key'] === `${NAME_SPACE}key`)
  return listOf(context).every(isKnown) ? null : context
}

/** A row of Hypothesis' API: no type, but the page and the account. */
function isRow({ uri, user }: JsonObject): boolean {
  return typeof uri === 'string' && typeof user === 'string'
}

/** An annotation in the making. Its fields are what the file says, unchecked. */
interface Draft {
  readonly path: string
  readonly target: Target
  at(found: Reanchored | undefined): Readonly<Record<string, unknown>>
}

function dossierOf(file: File, text: string | null, limits: FileLimits): Parsed<Dossier> {
  const problems: Problem[] = []
  const drafts: Draft[] = []
  const rest: Foreign[] = []
  const points = text === null ? null : codePointsOf(text)
  const threads = threadsOf(file.items, problems)
  const isComment = new Set(threads.comments)
  for (const [i, item] of file.items.entries()) {
    if (isComment.has(item)) continue
    const read = isObject(item.foreign.annotation) && isOurs(item) ? ownDraft : foreignDraft
    const draft = read(item, { text, points, number: i + 1, thread: threads.of(item) })
    if (!draft.ok)
      problems.push(
        ...draft.problems.map(({ path, message }) => ({ path: inside(item.path, path), message })),
      )
    else if (draft.value) drafts.push(draft.value)
    else rest.push(item.foreign)
  }
  if (problems.length) return { ok: false, problems: bounded(problems) }
  const places =
    text === null
      ? []
      : reanchorAll(
          text,
          drafts.map(({ target }) => target),
        )
  const foreign = [...rest, ...file.kept.map(({ foreign }) => foreign)]
  const dossier = {
    format: FORMAT,
    version: FORMAT_VERSION,
    annotations: drafts.map((draft, i) => draft.at(places[i])),
    sources: file.sources.map(({ source }) => sourceFrom(source)),
    log: [],
    ...(file.scheme !== undefined && { scheme: file.scheme }),
    ...(foreign.length > 0 && { foreign }),
  }
  const parsed = parseDossier(dossier, limits)
  if (parsed.ok) return parsed
  const pathIn = (list: string, index: number): string =>
    (list === 'annotations'
      ? drafts[index]?.path
      : list === 'sources'
        ? file.sources[index]?.path
        : file.kept[index - rest.length]?.path) ?? ''
  return {
    ok: false,
    problems: parsed.problems.map(({ path, message }) => {
      const [, list = '', index = '', below = ''] = /^(\w+)\[(\d+)\]\.?(.*)$/s.exec(path) ?? []
      if (!list) return { path, message }
      return { path: pathIn(list, Number(index)), message: below ? `${below}: ${message}` : message }
    }),
  }
}

interface Reading {
  readonly text: string | null
  readonly points: CodePoints | null
  /** Of the annotation in the file, from 1. */
  readonly number: number
  readonly thread: Readonly<Record<string, unknown>>
}

function foreignDraft({ path, foreign }: Item, { text, points, number }: Reading): Parsed<Draft | null> {
  const target = foreignTarget(foreign, text ?? undefined, points)
  if (!target.ok) return target
  if (!target.value) return { ok: true, value: null }
  const id = idOf(foreign) ?? `foreign-${number}`
  const base = baseOf(foreign, target.value, { text: text ?? '', id })
  return { ok: true, value: { path, target: base.target, at: (found) => ({ ...base.at(found) }) } }
}

function ownDraft({ path, foreign }: Item, { text, points, thread }: Reading): Parsed<Draft | null> {
  const item = foreign.annotation
  const bodies = listOf(item['body'])
  const ours = bodies.flatMap((body) => (isOwnBody(body) ? [body] : []))
  const { target, isOwn } = ownTarget(item, { text, points })
  const raw = rawOf(item, { isOwn })
  if (!target.ok) return target
  const known = isOwn ? target.value : null
  const kept: Foreign | null = raw === null ? null : { format: 'web-annotation', annotation: raw }
  const base = kept && raw?.['target'] !== undefined ? foreignTarget(kept, text ?? undefined, points) : null
  if (base && !base.ok) return base
  const place = known ?? base?.value ?? null
  if (!place) return fail('target', 'must have words')
  const { ranges, mention } = rolesIn(ours, points)
  const whole: Target = {
    ...place,
    ranges: { ...place.ranges, ...ranges },
    speaker: mention ?? place.speaker,
  }
  const id = item['key'] ?? item['id']
  const terms = termsOf(item)
  return {
    ok: true,
    value: {
      path,
      target: whole,
      at: (found) => ({
        ...(kept && base?.value
          ? { ...baseOf(kept, base.value, { text: text ?? '' }).at(found) }
          : { ...EMPTY, outlet: null, when: null }),
        ...terms,
        ...fieldsOf(ours),
        id,
        target: placedTarget(text ?? '', whole, found),
        thread,
        ...(item['foreign'] !== undefined ? { foreign: item['foreign'] } : kept ? { foreign: kept } : {}),
      }),
    },
  }
}

/** What our annotations leave out where there is nothing to say. */
const EMPTY = {
  speakerIs: { kind: 'none' },
  chain: [],
  reasons: [],
  flags: [],
  evidence: [],
  review: { status: 'unchecked', wording: null, by: null, at: null },
  note: '',
  dismissed: false,
  edited: false,
  assignee: null,
  verdict: null,
  signOff: null,
  reopened: null,
  anonymity: '',
  overrides: [],
}

function termsOf(item: JsonObject): Readonly<Record<string, unknown>> {
  const { origin, confidence, reasons, flags, edited, dismissed, assignee } = item
  return defined({
    ...{ origin, confidence, flags, edited, dismissed },
    reasons:
      reasons === undefined
        ? undefined
        : listOf(reasons).map((own) =>
            isObject(own) ? defined({ rule: own['rule'], word: own['word'] }) : own,
          ),
    assignee: assignee === undefined ? undefined : personIn(assignee),
  })
}

/** The dossier's fields that our bodies give. */
function fieldsOf(bodies: readonly JsonObject[]): Readonly<Record<string, unknown>> {
  const fields: Record<string, unknown> = {}
  const lists = { chain: [] as unknown[], evidence: [] as unknown[], overrides: [] as unknown[] }
  for (const body of bodies) {
    const { value, wording, creator, created, key, sourceKey, relation, rule } = body
    const { locator = '', translated = false, selector } = body
    const by = creator === undefined ? null : personIn(creator)
    const decided = { wording, by, at: created }
    switch (body['field']) {
      case 'kind':
      case 'outlet':
      case 'when':
      case 'note':
      case 'anonymity':
        fields[body['field']] = value
        break
      case 'speaker':
        fields['speakerIs'] = identityIn(body)
        break
      case 'chain':
        lists.chain.push({ mention: body['mention'], speakerIs: identityIn(body) })
        break
      case 'status':
        fields['review'] = { status: value, wording: wording ?? null, by, at: created ?? null }
        break
      case 'signOff':
        fields['signOff'] = decided
        break
      case 'reopened':
        fields['reopened'] = { sourceId: sourceKey, why: value, by, at: created }
        break
      case 'verdict':
        fields['verdict'] = { rating: value, ...decided }
        break
      case 'evidence':
        lists.evidence.push({
          ...{ id: key, sourceId: sourceKey, relation, locator, translated, by, at: created },
          passage: isObject(selector) ? selector['exact'] : '',
        })
        break
      case 'override':
        lists.overrides.push({ rule, reason: value, ...decided })
        break
    }
  }
  return { ...fields, ...Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0)) }
}

const FIELDS: ReadonlySet<Json | undefined> = new Set([
  ...['kind', 'speaker', 'role', 'chain', 'outlet', 'when', 'status', 'signOff', 'reopened', 'verdict'],
  ...['note', 'anonymity', 'evidence', 'override', 'comment'],
])

function isOwnBody(body: Json): body is JsonObject {
  return isObject(body) && FIELDS.has(body['field'])
}

function isOwnTarget(target: Json): boolean {
  return isObject(target) && target['role'] === 'quote'
}

/** Whether the desk has put something into it: all of ours, and those of others that were worked on. */
function isOurs({ foreign: { format, annotation } }: Item): boolean {
  return (
    format === 'web-annotation' &&
    !('@context' in annotation) &&
    (OWN_TERMS.some((term) => annotation[term] !== undefined) ||
      listOf(annotation['body']).some(isOwnBody) ||
      listOf(annotation['target']).some(isOwnTarget))
  )
}

function ownTarget(
  item: JsonObject,
  { text, points }: Pick<Reading, 'text' | 'points'>,
): { readonly target: Parsed<Target | null>; readonly isOwn: boolean } {
  const targets = listOf(item['target'])
  const isOwn = targets.some(isOwnTarget)
  // Those of others keep their place in the list, so that paths are right, and say nothing here.
  const ours = targets.map((target) => (isOwnTarget(target) ? target : ''))
  const target = Array.isArray(item['target']) ? ours : (ours[0] ?? '')
  const foreign: Foreign = { format: 'web-annotation', annotation: { target } }
  return { target: foreignTarget(foreign, text ?? undefined, points), isOwn }
}

/** What is left of an annotation without what we have put into it; null where that is nothing. */
function rawOf(item: JsonObject, { isOwn }: { readonly isOwn: boolean }): JsonObject | null {
  const bodies = listOf(item['body'])
  const theirs = bodies.filter((body) => !isOwnBody(body))
  const body = theirs.length === bodies.length ? item['body'] : theirs.length ? theirs : undefined
  const targets = listOf(item['target']).filter((target) => !isOwnTarget(target))
  const target = isOwn ? (targets.length ? targets : undefined) : item['target']
  if (target === undefined) {
    const { creator, created } = item
    const made = creator === GENERATOR['id'] ? undefined : creator
    const raw = defined({ creator: made, created }) as JsonObject // values of the item
    return Object.keys(raw).length && item['foreign'] === undefined ? raw : null
  }
  const known: ReadonlySet<string> = new Set([...OWN_TERMS, 'body', 'target'])
  return Object.fromEntries(
    Object.entries(item).flatMap(([key, value]): [string, Json | undefined][] =>
      key === 'body' && body !== undefined
        ? [[key, body]]
        : key === 'target'
          ? [[key, target]]
          : known.has(key)
            ? []
            : [[key, value]],
    ),
  )
}

/** Where the roles besides the quote stand, and the speaker's mention. */
function rolesIn(
  bodies: readonly JsonObject[],
  points: CodePoints | null,
): { readonly ranges: Partial<Target['ranges']>; readonly mention: string | null } {
  const ranges: Record<'speaker' | 'cue' | 'frame' | 'addressee', TextRange[]> = {
    ...{ speaker: [], cue: [], frame: [], addressee: [] },
  }
  let mention: string | null = null
  for (const { field, role, selector, mention: words } of bodies) {
    if (field === 'speaker' && typeof words === 'string') mention = words
    if (field !== 'role' || !points) continue
    const position = listOf(selector).find((own) => isObject(own) && own['type'] === 'TextPositionSelector')
    if (!isObject(position)) continue
    const { start, end } = position
    if (!isOffset(start) || !isOffset(end)) continue
    if (role === 'speaker' || role === 'cue' || role === 'frame' || role === 'addressee')
      ranges[role].push({ start: points.toUnits(start), end: points.toUnits(end) })
  }
  for (const list of Object.values(ranges)) list.sort((a, b) => a.start - b.start)
  return { ranges, mention }
}

function isOffset(value: Json | undefined): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
}

/** The comments among `items`, and what each statement's thread is. */
function threadsOf(items: readonly Item[], problems: Problem[]) {
  const comments: Item[] = []
  const of = new Map<Json | undefined, unknown[]>()
  const ids = new Set(items.map(({ foreign }) => foreign.annotation['id']))
  for (const item of items) {
    const { annotation } = item.foreign
    const body = listOf(annotation['body']).find((own) => isOwnBody(own) && own['field'] === 'comment')
    if (!isObject(body)) continue
    comments.push(item)
    const { key, target, creator, created, modified, mentions } = annotation
    if (!ids.has(target))
      problems.push({ path: inside(item.path, 'target'), message: 'is no annotation of the file' })
    const comment = {
      id: key,
      text: body['value'],
      mentions: listOf(mentions).map(personIn),
      by: creator === undefined ? null : personIn(creator),
      at: created,
      editedAt: modified ?? null,
    }
    const thread = of.get(target)
    if (thread) thread.push(comment)
    else of.set(target, [comment])
  }
  return {
    comments,
    of: ({ foreign: { annotation } }: Item) => {
      const { id, resolved } = annotation
      const { creator, created } = isObject(resolved) ? resolved : {}
      const by = creator === undefined ? null : personIn(creator)
      return { comments: of.get(id) ?? [], resolved: resolved === undefined ? null : { by, at: created } }
    },
  }
}

function personIn(agent: Json): unknown {
  if (!isObject(agent)) return agent
  const { id, key = id, name } = agent
  return { id: key, name }
}

function identityIn({ speakerKind, name, office, short }: JsonObject): unknown {
  return defined({ kind: speakerKind, name, office, short })
}

function sourceFrom(source: Json): unknown {
  if (!isObject(source)) return source
  const { key, sourceKind, id: _, ...rest } = source
  return { ...rest, id: key, kind: sourceKind }
}

/** Without the members that are undefined. */
function defined(object: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined))
}

function inside(path: string, key: string): string {
  return !path || !key ? path || key : key.startsWith('[') ? path + key : `${path}.${key}`
}
