/**
 * Checks JSON-LD against the tables that schema.org publishes: every type and property is there and not
 * replaced by another, each property is allowed on its type or on one above it, and each value is of a type
 * that the property takes, or of one below it.
 */
import Papa from 'papaparse'

interface Row {
  readonly label: string
  readonly subTypeOf?: string
  readonly domainIncludes?: string
  readonly rangeIncludes?: string
  readonly supersededBy: string
}

export interface Vocabulary {
  readonly types: ReadonlyMap<string, Row>
  readonly properties: ReadonlyMap<string, Row>
}

export function vocabularyOf(types: string, properties: string): Vocabulary {
  return { types: rowsOf(types), properties: rowsOf(properties) }
}

function rowsOf(csv: string): ReadonlyMap<string, Row> {
  const { data } = Papa.parse<Row>(csv, { header: true, skipEmptyLines: true })
  return new Map(data.map((row) => [row.label, row]))
}

/** What is wrong with a document, a line each with its path. */
export function problemsIn(document: unknown, vocabulary: Vocabulary): readonly string[] {
  if (!isNode(document)) return ['the document is no object']
  if (document['@context'] !== 'https://schema.org') return ['@context: must be https://schema.org']
  const graph = document['@graph']
  const nodes = Array.isArray(graph) ? (graph as readonly unknown[]) : [document]
  return nodes.flatMap((node, i) => [...problemsOfNode(node, `[${i}]`, vocabulary)])
}

function* problemsOfNode(node: unknown, path: string, vocabulary: Vocabulary): Generator<string> {
  if (!isNode(node)) return yield `${path}: is no object`
  const type = node['@type']
  if (typeof type !== 'string') return yield `${path}: has no @type`
  const row = vocabulary.types.get(type)
  if (!row) return yield `${path}: there is no type ${type}`
  if (row.supersededBy) yield `${path}: ${type} is replaced by ${labels(row.supersededBy).join()}`
  for (const [key, value] of Object.entries(node)) {
    if (key.startsWith('@')) continue
    const property = vocabulary.properties.get(key)
    const at = `${path}.${key}`
    if (!property) {
      yield `${at}: there is no such property`
      continue
    }
    if (property.supersededBy) yield `${at}: is replaced by ${labels(property.supersededBy).join()}`
    if (!labels(property.domainIncludes).some((domain) => isA(type, domain, vocabulary)))
      yield `${at}: is not for ${type}`
    const values: readonly unknown[] = Array.isArray(value) ? value : [value]
    if (!values.length) yield `${at}: is empty`
    const range = labels(property.rangeIncludes)
    for (const [i, one] of values.entries()) {
      const place = Array.isArray(value) ? `${at}[${i}]` : at
      if (isNode(one)) {
        yield* problemsOfNode(one, place, vocabulary)
        const own = one['@type']
        if (typeof own === 'string' && !range.some((wanted) => isA(own, wanted, vocabulary)))
          yield `${place}: must be ${range.join(' or ')}, not ${own}`
      } else if (!range.some((wanted) => isOfDataType(one, wanted)))
        yield `${place}: must be ${range.join(' or ')}, not ${JSON.stringify(one)}`
    }
  }
}

function isA(type: string, wanted: string, vocabulary: Vocabulary): boolean {
  const above = labels(vocabulary.types.get(type)?.subTypeOf)
  return type === wanted || above.some((one) => isA(one, wanted, vocabulary))
}

const DATE = /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/
const DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?$/

/** Data types as they stand in JSON. ISO 8601 lets a date be a month or a year. */
function isOfDataType(value: unknown, wanted: string): boolean {
  switch (wanted) {
    case 'Text':
      return typeof value === 'string' && value.trim() !== ''
    case 'URL':
      return typeof value === 'string' && /^https?:/.test(value) && URL.canParse(value)
    case 'Date':
      return typeof value === 'string' && DATE.test(value)
    case 'DateTime':
      return typeof value === 'string' && DATE_TIME.test(value)
    case 'Number':
      return typeof value === 'number'
    case 'Integer':
      return Number.isInteger(value)
    case 'Boolean':
      return typeof value === 'boolean'
    default:
      return false
  }
}

function labels(list = ''): readonly string[] {
  const ids = list.split(', ').filter(Boolean)
  return ids.map((id) => id.replace(/^https?:\/\/schema\.org\//, ''))
}

function isNode(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
