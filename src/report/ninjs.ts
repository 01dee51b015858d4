/**
 * The article as a news item in ninjs 3.1 (IPTC): its text, whom it quotes, where its information comes
 * from, and the documents by which the house says how it works. Confidential sources are not among them
 * unless the options ask for them; contacts, notes and passages never are.
 */
import { articleText, LEAF } from '../model/article.js'
import { foldSpace, visible } from '../model/presentation.js'
import { safeUrl, type Source } from '../model/source.js'
import { isLeftOut } from './citation.js'
import { TRUST_INDICATORS, type PublicationOptions, type TrustIndicator } from './publication.js'
import { buildReport, type Report, type ReportInput } from './report.js'
import { publicName } from './values.js'

const SCHEMA = 'http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json'
const TRUST_INDICATOR = 'http://cv.iptc.org/newscodes/trustindicator/'

/**
 * The item as JSON text. Its URI is the publication's address, without which there is no item: throws
 * RangeError then. Dates are there only where they are given to the second, as ninjs wants them.
 */
export function reportNinjs(input: ReportInput, options: PublicationOptions): string {
  const { publication = {} } = options
  const { url = '', authors = [], datePublished, dateModified = datePublished, trustIndicators } = publication
  const uri = uriOf(url)
  if (uri === null) throw new RangeError(`ninjs needs the article's web address as its URI, not "${url}"`)
  const report = buildReport(input, options)
  const { article } = report
  const text = articleText(article).replaceAll(LEAF, '')
  const item = {
    uri,
    standard: { name: 'ninjs', version: '3.1', schema: SCHEMA },
    type: 'text',
    representationType: 'full',
    firstCreated: timeOf(datePublished),
    versionCreated: timeOf(dateModified),
    language: article.lang || undefined,
    title: foldSpace(article.title) || undefined,
    by: authors.map(({ name }) => name).join(', ') || undefined,
    headlines: listOf(foldSpace(article.title) ? [main(foldSpace(article.title))] : []),
    bodies: [{ ...main(text), charCount: [...text].length, wordCount: wordCount(text) }],
    people: listOf(speakersOf(report, 'named', options)),
    organisations: listOf(speakersOf(report, 'organisation', options)),
    infoSources: listOf(infoSources(report, options)),
    trustIndicators: listOf((trustIndicators ?? []).flatMap(trustIndicator)),
  }
  const json = JSON.stringify(
    item,
    (_, value: unknown) => (typeof value === 'string' ? visible(value) : value),
    2,
  )
  return `${json}\n`
}

function main(value: string): object {
  return { role: 'main', contentType: 'text/plain', value }
}

/** Those who are quoted by name, once each, in text order. */
function speakersOf(
  { placed }: Report,
  kind: 'named' | 'organisation',
  { locale }: PublicationOptions,
): readonly object[] {
  const names = placed.flatMap(({ annotation: { speakerIs } }) =>
    speakerIs.kind === kind ? (publicName(speakerIs, locale) ?? []) : [],
  )
  return [...new Set(names)].map((name) => ({ name }))
}

/** Who has given information: the sources that statements rest on, once each. */
function infoSources({ sources }: Report, options: PublicationOptions): readonly object[] {
  const parties = sources
    .filter(({ source, usedBy }) => usedBy.length > 0 && !isLeftOut(source, options))
    .map(({ source }) => party(source))
  return [...new Map(parties.map((own) => [JSON.stringify(own), own])).values()]
}

/** Whoever made it, else its publisher, else what it is called. */
function party({ author, publisher, title, url = '' }: Source): object {
  const name = [author, publisher, title].map((text) => foldSpace(text ?? '')).find(Boolean)
  return { name, uri: uriOf(url) ?? undefined }
}

function trustIndicator({ role, title, href }: TrustIndicator): readonly object[] {
  const isKnown = (TRUST_INDICATORS as readonly string[]).includes(role)
  const uri = isKnown ? `${TRUST_INDICATOR}${role}` : uriOf(role)
  const target = uriOf(href)
  return uri === null || target === null ? [] : [{ role: uri, title, href: target }]
}

/** A safe web address in the letters that a URI may have (RFC 3986); null for what is none. */
function uriOf(text: string): string | null {
  const url = safeUrl(text)
  if (url === null) return null
  return url
    .replace(/[^\x21-\x7e]+/gu, encodeURIComponent)
    .replace(/[[\]]/g, encodeURIComponent)
    .replace(/%(?![0-9a-f]{2})/gi, '%25')
    .replace(/#.*/s, (fragment) => `#${fragment.slice(1).replaceAll('#', '%23')}`)
}

/** Undefined where it is not given to the second and with its zone. */
function timeOf(text: string | undefined): string | undefined {
  const isTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(text ?? '')
  return isTime && !Number.isNaN(Date.parse(text ?? '')) ? text : undefined
}

function wordCount(text: string): number {
  return text.match(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu)?.length ?? 0
}

function listOf<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length ? list : undefined
}
