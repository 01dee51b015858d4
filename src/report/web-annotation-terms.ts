/**
 * The words of our Web Annotations: the W3C's, and our own where it has none.
 *
 * Our context stands behind the W3C's in every document, so that a JSON-LD processor needs
 * nothing else from us, and loses no term.
 */
import type { JsonObject } from '../model/foreign.js'

/** The W3C's context; it must be named by this very address. */
export const ANNO_CONTEXT = 'http://www.w3.org/ns/anno.jsonld'

/** Name space of our own terms. It names, and is not there to be fetched. */
export const NAME_SPACE = 'https://www.npmjs.com/package/prosemirror-attribution#'

const node = (term: string) => ({ '@id': NAME_SPACE + term, '@type': '@id' })
const list = (term: string) => ({ '@id': NAME_SPACE + term, '@container': '@list' })
const json = (term: string) => ({ '@id': NAME_SPACE + term, '@type': '@json' })
const own = (...terms: readonly string[]): JsonObject =>
  Object.fromEntries(terms.map((term) => [term, NAME_SPACE + term]))

/** Our extension of the W3C's context, a term a line. */
export const OWN_CONTEXT: JsonObject = {
  // A motivation of the W3C's vocabulary that its context has forgotten.
  assessing: 'oa:assessing',
  // Of an annotation: the dossier's fields that are not bodies.
  ...own('key', 'origin', 'confidence', 'edited', 'dismissed', 'word', 'rule'),
  reasons: { ...node('reasons'), '@container': '@list' },
  flags: list('flags'),
  assignee: node('assignee'),
  mentions: { ...node('mentions'), '@container': '@list' },
  resolved: node('resolved'),
  // Of a body: which field of the annotation it gives, and the rest of that field.
  ...own('field', 'role', 'wording', 'speakerKind', 'office', 'short', 'mention'),
  ...own('relation', 'locator', 'translated', 'sourceKey'),
  // Of a collection: the sources, by the terms of Dublin Core and schema.org where these have some.
  sources: { ...node('sources'), '@container': '@list' },
  title: 'dcterms:title',
  author: 'dc:creator',
  publisher: 'dc:publisher',
  date: 'dc:date',
  url: { '@id': 'schema:url', '@type': '@id' },
  archivedUrl: { '@id': 'schema:archivedAt', '@type': '@id' },
  ...own('sourceKind', 'accessed', 'reliability', 'confidential', 'note', 'contact', 'correction'),
  // What others have said in ways of their own, and a house's statuses: JSON literals, which nothing is lost of.
  foreign: json('foreign'),
  kept: json('kept'),
  scheme: json('scheme'),
}

/** Both, as every document of ours begins. */
export const CONTEXT = [ANNO_CONTEXT, OWN_CONTEXT]

/** What makes the documents. */
export const GENERATOR: JsonObject = {
  id: NAME_SPACE.slice(0, -1),
  type: 'Software',
  name: 'prosemirror-attribution',
}

/** Why something is said, in the W3C's list. */
export type Purpose =
  | 'assessing'
  | 'classifying'
  | 'commenting'
  | 'describing'
  | 'editing'
  | 'identifying'
  | 'linking'
  | 'moderating'
  | 'questioning'
  | 'replying'
  | 'tagging'

/** Terms of our own that stand on an annotation itself. */
export const OWN_TERMS = [
  'key',
  'origin',
  'confidence',
  'reasons',
  'flags',
  'edited',
  'dismissed',
  'assignee',
  'resolved',
  'foreign',
] as const
