/**
 * What an annotation that somebody else made says to a desk: its words in the article, and a note. The
 * rest of it is kept as it came.
 *
 * Read are the W3C's Web Annotations (Recogito's and Annotorious' too) and the rows of Hypothesis' API.
 */
import { UNTOUCHED, type Annotation, type Target } from '../model/annotation.js'
import type { Parsed, Problem } from '../model/dossier.js'
import { isObject, type Foreign, type Json, type JsonObject } from '../model/foreign.js'
import { startsQuoted } from '../model/presentation.js'
import { placedTarget, type Reanchored } from '../model/reanchor.js'
import { targetFromSelectors } from '../model/selectors.js'
import type { CodePoints } from './code-points.js'
import { uriFrom } from './iri.js'

/** An annotation of somebody else that has words, before they are looked for in the article. */
export interface ForeignBase {
  readonly target: Target
  /** The annotation as it comes in: made by hand, unchecked, with what was said as its note. */
  at(found: Reanchored | undefined): Annotation
}

/** `foreign` as an annotation on `text`, on `target` (see `foreignTarget`). `id` is its own where left out. */
export function baseOf(
  foreign: Foreign,
  target: Target,
  { text, id = idOf(foreign) ?? '' }: { readonly text: string; readonly id?: string | undefined },
): ForeignBase {
  return {
    target,
    at: (found) => {
      const placed = placedTarget(text, target, found)
      return {
        id,
        origin: 'manual',
        kind: startsQuoted(placed.wording) || startsQuoted(placed.prefix.slice(-1)) ? 'direct' : 'reported',
        target: placed,
        speakerIs: { kind: 'none' },
        outlet: null,
        when: null,
        chain: [],
        confidence: 1,
        reasons: [],
        flags: [],
        ...UNTOUCHED,
        note: noteOf(foreign),
        foreign,
      }
    },
  }
}

/** What others call it: its address, where it has one. */
export function idOf({ format, annotation: { id } }: Foreign): string | null {
  if (typeof id !== 'string' || !id.trim()) return null
  return format === 'hypothesis'
    ? `https://hypothes.is/a/${encodeURIComponent(id.replace(/\p{Cs}/gu, '\uFFFD'))}`
    : id
}

/** Who made it and when, in the W3C's terms, as far as a processor can read that. */
export function madeBy({ format, annotation }: Foreign): {
  readonly creator?: Json
  readonly created?: string
} {
  const { created } = annotation
  const creator = format === 'hypothesis' ? hypothesisUser(annotation) : readable(annotation['creator'])
  return { ...(creator !== null && { creator }), ...(typeof created === 'string' && { created }) }
}

function readable(creator: Json | undefined): Json | null {
  if (creator === undefined) return null
  // `key` is what our own annotations have for a person besides.
  const { key, ...rest } = isObject(creator) ? creator : {}
  if (typeof key === 'string' ? isPlainValue(rest, 'creator') : isPlainValue(creator, 'creator'))
    return creator
  const name = isObject(creator) ? creator['name'] : null
  return typeof name === 'string' ? { type: 'Person', name } : null
}

function hypothesisUser({ user, user_info: info }: JsonObject): Json | null {
  if (typeof user !== 'string') return null
  const name = isObject(info) ? info['display_name'] : null
  const id = uriFrom(user)
  return { ...(id !== null && { id }), type: 'Person', name: typeof name === 'string' ? name : user }
}

/** Texts, tags with a "#", and addresses, a line each: all that its bodies say, as plain text. */
function noteOf({ format, annotation }: Foreign): string {
  const { text, tags, body, bodyValue } = annotation
  const lines =
    format === 'hypothesis'
      ? [text, ...listOf(tags).map((tag) => (typeof tag === 'string' ? `#${tag}` : ''))]
      : [bodyValue, ...listOf(body).flatMap(bodyLines)]
  return lines.flatMap((line) => (typeof line === 'string' && line.trim() ? [line.trim()] : [])).join('\n')
}

function bodyLines(body: Json): readonly (Json | undefined)[] {
  if (!isObject(body)) return [body]
  const { value, purpose, id, source, items } = body
  if (typeof value === 'string') return [listOf(purpose).includes('tagging') ? `#${value}` : value]
  if (items !== undefined)
    return listOf(items).flatMap((item) => (isObject(item) && 'items' in item ? [] : bodyLines(item)))
  return [isObject(source) ? source['id'] : (source ?? id)]
}

/**
 * Where a foreign annotation stands, or stood: null for one on no words (a whole page, an image, another
 * annotation). Of the selectors of each target the quote counts, the innermost where one refines
 * another, and beside it the position, in code points as the W3C has it or in UTF-16 units as browsers
 * count, whichever fits the words. Several targets are taken for the pieces of one quote.
 */
export function foreignTarget(
  { annotation }: Foreign,
  text: string | undefined,
  points: CodePoints | null,
): Parsed<Target | null> {
  const targets = listOf(annotation['target'])
  const isList = Array.isArray(annotation['target'])
  const found = targets.flatMap((target, i) => pieceIn(target, isList ? `target[${i}]` : 'target'))
  const problems = found.flatMap((piece) => piece.problems)
  if (problems.length) return { ok: false, problems }
  const pieces = found.map((piece) => piece.placed(text, points))
  if (!pieces.length) return { ok: true, value: null }
  const inOrder = [...pieces].sort((a, b) => (a.start ?? 0) - (b.start ?? 0))
  const isPlaced = inOrder.every(
    ({ start }, i) => start !== null && start >= (i ? (inOrder[i - 1]?.end ?? 0) : 0),
  )
  const selectors = (isPlaced ? inOrder : pieces).flatMap(({ quote, start, end }) => [
    quote,
    ...(isPlaced ? [{ type: 'TextPositionSelector', start, end }] : []),
  ])
  return targetFromSelectors(selectors, text)
}

interface Piece {
  readonly problems: readonly Problem[]
  placed(
    text: string | undefined,
    points: CodePoints | null,
  ): { readonly quote: JsonObject; readonly start: number | null; readonly end: number }
}

function pieceIn(target: Json, path: string): readonly Piece[] {
  if (!isObject(target)) return []
  const { selector } = target
  const selectors = listOf(selector).map((own, i) => ({
    own,
    path: Array.isArray(selector) ? `${path}.selector[${i}]` : `${path}.selector`,
  }))
  const quote = selectors.map(({ own, path }) => quoteIn(own, path)).find((own) => own !== null)
  if (!quote) return []
  const position = selectors.find(({ own }) => isObject(own) && own['type'] === 'TextPositionSelector')
  const start = isObject(position?.own) ? position.own['start'] : undefined
  const { exact, prefix, suffix } = quote.own
  const problems = [
    ...Object.entries({ exact, prefix, suffix })
      .filter(([key, words]) => typeof words !== 'string' && (words !== undefined || key === 'exact'))
      .map(([key]) => ({ path: `${quote.path}.${key}`, message: 'must be a text' })),
    ...(position && !(typeof start === 'number' && Number.isSafeInteger(start) && start >= 0)
      ? [{ path: `${position.path}.start`, message: 'must be a whole number, 0 or more' }]
      : []),
  ]
  if (problems.length === 0 && typeof exact === 'string' && !exact.trim()) return []
  return [
    {
      problems,
      placed: (text, points) => {
        const words = String(exact)
        const known = typeof start === 'number' && points ? [points.toUnits(start), start] : []
        const at = known.find((at) => text?.startsWith(words, at)) ?? known[0] ?? null
        const own = { type: 'TextQuoteSelector', exact: words, prefix, suffix }
        return { quote: own, start: at, end: (at ?? 0) + words.length }
      },
    },
  ]
}

/** A quote, the innermost one where it is refined. */
function quoteIn(selector: Json, path: string): { readonly own: JsonObject; readonly path: string } | null {
  let best: { readonly own: JsonObject; readonly path: string } | null = null
  for (let own: Json | undefined = selector, at = path; isObject(own); at += '.refinedBy') {
    if (own['type'] === 'TextQuoteSelector') best = { own, path: at }
    const next: Json | undefined = own['refinedBy']
    own = Array.isArray(next) ? (next[0] as Json | undefined) : next // a list of alternatives
  }
  return best
}

/** A value that may stand alone or in a list, as JSON-LD has it; none for undefined. */
export function listOf(value: Json | undefined): readonly Json[] {
  return value === undefined ? [] : Array.isArray(value) ? (value as readonly Json[]) : [value as Json]
}

/**
 * Whether a foreign annotation can stand among ours as it came: an annotation by the W3C's context
 * alone, of which a processor loses no term. Others are kept beside, as JSON literals.
 */
export function isPlain({ format, annotation }: Foreign): boolean {
  return (
    format === 'web-annotation' &&
    typeof annotation['id'] === 'string' &&
    annotation['target'] !== undefined &&
    listOf(annotation['type']).includes('Annotation') &&
    isPlainValue(annotation, '')
  )
}

function isPlainValue(value: Json | undefined, key: string): boolean {
  if (Array.isArray(value))
    return value.length > 0 && value.every((item: Json) => !Array.isArray(item) && isPlainValue(item, key))
  if (isObject(value))
    return Object.entries(value).every(([own, child]) => TERMS.has(own) && isPlainValue(child, own))
  if (typeof value !== 'string') return value !== null && value !== undefined && !LINKS.has(key)
  if (LINKS.has(key)) return uriFrom(value) === value
  if (key === 'type') return TYPES.has(value)
  return key === 'motivation' || key === 'purpose' ? MOTIVATIONS.has(value) : true
}

const MOTIVATIONS: ReadonlySet<string> = new Set([
  ...['assessing', 'bookmarking', 'classifying', 'commenting', 'describing', 'editing', 'highlighting'],
  ...['identifying', 'linking', 'moderating', 'questioning', 'replying', 'tagging'],
])
/** Terms of the W3C's context whose values are addresses, or things that have one. */
const LINKS: ReadonlySet<string> = new Set([
  ...['id', 'body', 'target', 'source', 'selector', 'state', 'scope', 'refinedBy', 'startSelector'],
  ...['endSelector', 'renderedVia', 'creator', 'generator', 'rights', 'homepage', 'via', 'canonical'],
  ...['stylesheet', 'cached', 'conformsTo', 'audience', 'items'],
])
const TERMS: ReadonlySet<string> = new Set([
  ...LINKS,
  ...['type', 'motivation', 'purpose', 'textDirection', 'accessibility', 'bodyValue', 'format', 'language'],
  ...['processingLanguage', 'value', 'exact', 'prefix', 'suffix', 'styleClass', 'name', 'email'],
  ...['email_sha1', 'nickname', 'label', 'created', 'modified', 'generated', 'sourceDate'],
  ...['sourceDateStart', 'sourceDateEnd', 'start', 'end'],
])
const TYPES: ReadonlySet<string> = new Set([
  ...['Annotation', 'Dataset', 'Image', 'Video', 'Audio', 'Text', 'TextualBody', 'SpecificResource'],
  ...['FragmentSelector', 'CssSelector', 'XPathSelector', 'TextQuoteSelector', 'TextPositionSelector'],
  ...['DataPositionSelector', 'SvgSelector', 'RangeSelector', 'TimeState', 'HttpRequestState'],
  ...['CssStylesheet', 'Choice', 'Person', 'Software', 'Organization', 'Audience'],
])
