/**
 * What was said and where it comes from in the words of schema.org, as JSON-LD for the page on which the
 * article is published. Search engines and archives read it.
 *
 * A `Quotation` gives words as somebody's own. So only direct quotes are there unless the options ask for
 * more, without their quotation marks; what the article says in its own words is then called so. Nothing
 * that the desk keeps for itself is there: no notes, passages, locators, statuses or people of the house.
 * A verdict is published only where the options name who publishes it, and only while it holds: on the
 * present words, and not opened again.
 *
 * Types and properties are those of schema.org 30.0.
 */
import type { Annotation } from '../model/annotation.js'
import { LABELS, ratingLabel } from '../model/labels.js'
import { foldSpace, visible } from '../model/presentation.js'
import { safeUrl, type Relation, type Source, type SourceKind } from '../model/source.js'
import { ratingIn, type Scheme } from '../model/status.js'
import { isSameWording } from '../model/wording.js'
import type { Kind, SpeakerIdentity } from '../text/statement.js'
import { isLeftOut } from './citation.js'
import type { Party, PublicationOptions } from './publication.js'
import { buildReport, type Entry, type Report, type ReportInput } from './report.js'
import { publicName, unquoted } from './values.js'

/** What the JSON-LD takes besides what every export for the public does. */
export interface SchemaOrgOptions extends PublicationOptions {
  /** Kinds of statements that become a `Quotation`; direct ones alone by default. */
  readonly quotations?: readonly Kind[]
}

/** A node of JSON-LD; properties without a value are left out. */
type Node = Readonly<Record<string, unknown>>

const TYPE: Readonly<Record<SourceKind, string>> = {
  'web-page': 'WebPage',
  document: 'DigitalDocument',
  interview: 'Conversation',
  'agency-copy': 'NewsArticle',
  post: 'SocialMediaPosting',
  broadcast: 'Episode',
  'press-release': 'Article',
  'data-set': 'Dataset',
  book: 'Book',
  'own-observation': 'CreativeWork',
}

/** The article with its quotations, and the reviews of claims that are to be published, as JSON-LD text. */
export function reportSchemaOrg(input: ReportInput, options: SchemaOrgOptions): string {
  return `${jsonOf(documentOf(input, options), 2)}\n`
}

/** The same as a `script` element for the head of the page, with nothing in it that could end the element. */
export function schemaOrgScript(input: ReportInput, options: SchemaOrgOptions): string {
  const json = jsonOf(documentOf(input, options))
  const safe = json.replace(
    /[<>&\u2028\u2029]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
  return `<script type="application/ld+json">${safe}</script>`
}

/** With characters that turn or hide text made visible, as in the page. */
function jsonOf(document: Node, indent?: number): string {
  return JSON.stringify(
    document,
    (_, value: unknown) => (typeof value === 'string' ? visible(value) : value),
    indent,
  )
}

function documentOf(input: ReportInput, options: SchemaOrgOptions): Node {
  const report = buildReport(input, options)
  const context = { report, options }
  const article = articleNode(context)
  const reviews = report.placed.flatMap((entry) => reviewNode(entry, context) ?? [])
  return { '@context': 'https://schema.org', '@graph': [article, ...reviews] }
}

interface Context {
  readonly report: Report
  readonly options: SchemaOrgOptions
}

function articleNode(context: Context): Node {
  const { report, options } = context
  const { publication = {}, quotations = ['direct'] } = options
  const { authors, publisher, datePublished, dateModified } = publication
  const quoted = report.placed.filter(({ annotation }) => quotations.includes(annotation.kind))
  return {
    ...articleHead(context),
    author: several(authors?.map(partyNode)),
    publisher: publisher && partyNode(publisher),
    datePublished,
    dateModified,
    hasPart: several(quoted.map((entry) => quotationNode(entry, context))),
  }
}

function articleHead({ report, options }: Context): Node {
  return {
    '@type': 'NewsArticle',
    headline: foldSpace(report.article.title) || undefined,
    inLanguage: report.article.lang || undefined,
    url: linkOf(options.publication?.url),
  }
}

function quotationNode(entry: Entry, context: Context): Node {
  const { report, options } = context
  const { annotation } = entry
  const { kind } = annotation
  return {
    '@type': 'Quotation',
    text: wordsOf(annotation, report.text),
    inLanguage: report.article.lang || undefined,
    disambiguatingDescription: kind === 'direct' ? undefined : LABELS[options.locale].kind[kind],
    spokenByCharacter: speakerNode(annotation.speakerIs, options),
    isBasedOn: several(sourcesOf(entry, options, isOrigin)),
    citation: several(sourcesOf(entry, options, (relation) => !isOrigin(relation))),
  }
}

/** Google's and the ClaimReview project's fields: the claim, who made it and where, and how it was rated by whom. */
function reviewNode(entry: Entry, context: Context): Node | null {
  const { report, options } = context
  const { verdict, target, reopened, speakerIs } = entry.annotation
  const claimReview = options.publication?.claimReview
  const url = linkOf(claimReview?.url)
  if (!claimReview || url === undefined || !verdict) return null
  if (reopened || !isSameWording(verdict.wording, target.wording)) return null
  const claim = wordsOf(entry.annotation, report.text)
  const publisher = partyNode(claimReview.publisher)
  return {
    '@type': 'ClaimReview',
    url,
    claimReviewed: claim,
    inLanguage: report.article.lang || undefined,
    author: publisher,
    datePublished: dateOf(verdict.at),
    reviewRating: { ...ratingNode(verdict.rating, context), author: publisher },
    itemReviewed: {
      '@type': 'Claim',
      text: claim,
      author: speakerNode(speakerIs, options),
      appearance: several([articleHead(context), ...sourcesOf(entry, options, isOrigin)]),
    },
    citation: several(sourcesOf(entry, options, (relation) => !isOrigin(relation))),
  }
}

/** On the house's scale; a rating beside it ("unproven") has its words alone. */
function ratingNode(key: string, { report, options }: Context): Node {
  const { scheme } = report
  const { locale } = options
  const { value } = ratingIn(scheme, key)
  const name = {
    '@type': 'Rating',
    alternateName: ratingLabel(key, { labels: LABELS[locale], locale, scheme }),
  }
  return value === null ? name : { ...name, ratingValue: value, ...scaleOf(scheme) }
}

function scaleOf({ ratings }: Scheme): Node {
  const values = ratings.flatMap(({ value }) => value ?? [])
  return { bestRating: Math.max(...values), worstRating: Math.min(...values) }
}

/** The pieces as they stand in the article, without quotation marks. */
function wordsOf({ target }: Annotation, text: string): string {
  return target.ranges.quote
    .map(({ start, end }) => unquoted(foldSpace(text.slice(start, end))))
    .filter(Boolean)
    .join(' … ')
}

function speakerNode(speakerIs: SpeakerIdentity, { locale }: SchemaOrgOptions): Node | undefined {
  const { kind, office, short } = speakerIs
  const name = publicName(speakerIs, locale)
  if (name === null) return undefined
  return kind === 'named'
    ? { '@type': 'Person', name, jobTitle: office && foldSpace(office) }
    : { '@type': 'Organization', name, alternateName: short && short !== name ? short : undefined }
}

function isOrigin(relation: Relation): boolean {
  return relation === 'origin'
}

/** Each source once. */
function sourcesOf(
  { evidence }: Entry,
  options: SchemaOrgOptions,
  isWanted: (relation: Relation) => boolean,
): readonly Node[] {
  const wanted = evidence.filter(({ evidence: { relation } }) => isWanted(relation))
  return [...new Set(wanted.map(({ source }) => source.source))]
    .filter((source) => !isLeftOut(source, options))
    .map(sourceNode)
}

/** Whether its author is a person or an organisation nobody has noted, so that it stands as a line of credit. */
function sourceNode({ kind, title, author, publisher, date, url, archivedUrl }: Source): Node {
  return {
    '@type': TYPE[kind],
    name: foldSpace(title) || undefined,
    creditText: foldSpace(author ?? '') || undefined,
    publisher: publisher?.trim() ? { '@type': 'Organization', name: foldSpace(publisher) } : undefined,
    datePublished: dateOf(date),
    url: linkOf(url),
    archivedAt: linkOf(archivedUrl),
  }
}

function partyNode({ kind, name, url }: Party): Node {
  return { '@type': kind === 'person' ? 'Person' : 'Organization', name, url: linkOf(url) }
}

/** The day, month or year at the beginning of an ISO 8601 date or time. */
function dateOf(text: string | undefined): string | undefined {
  return /^\d{4}(?:-\d{2}(?:-\d{2}(?=$|T))?)?(?=$|T)/.exec(text ?? '')?.[0]
}

function linkOf(text: string | undefined): string | undefined {
  return (text !== undefined && safeUrl(text)) || undefined
}

/** One alone stands for itself; none are left out. */
function several<T>(list: readonly T[] = []): T | readonly T[] | undefined {
  return list.length > 1 ? list : list[0]
}
