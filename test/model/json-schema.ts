/**
 * Valibot's schemas as JSON Schema, draft 2020-12: just the kinds that the format uses. One that is not
 * known throws, so that nothing is left out in silence.
 */
import type * as v from 'valibot'
import { FORMAT_VERSION } from '../../src/model/format.js'
import { fileSchema, PARTS } from '../../src/model/format-schema.js'
import { FILE_WORDS, PART_WORDS } from './json-schema-words.js'

type Json = Readonly<Record<string, unknown>>

/** What a schema may have, whatever its kind. Valibot's own types do not tell a generic reader more. */
interface Node {
  readonly type: string
  readonly entries?: Readonly<Record<string, Node>>
  readonly item?: Node
  readonly key?: Node
  readonly value?: Node
  readonly wrapped?: Node
  readonly literal?: unknown
  readonly options?: readonly unknown[]
  readonly pipe?: readonly Node[]
  readonly requirement?: unknown
}

const names = new Map<unknown, string>(Object.entries(PARTS).map(([name, schema]) => [schema, name]))

/** The format's schema, with a title and a description for each object and each of its members. */
export function jsonSchema(): Json {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `urn:prosemirror-attribution:format:${FORMAT_VERSION}`,
    title: 'Annotated article',
    ...objectOf(nodeOf(fileSchema), FILE_WORDS),
    $defs: Object.fromEntries(
      Object.entries(PARTS).map(([name, schema]) => {
        const words = PART_WORDS[name] ?? {}
        const node = nodeOf(schema)
        const part = node.entries ? objectOf(node, words) : { description: words[''], ...kindOf(node) }
        return [name, { title: titleOf(name), ...part }]
      }),
    ),
  }
}

function nodeOf(schema: v.GenericSchema): Node {
  return schema as unknown as Node // read by its kind, below
}

/** "logEntry" as "Log entry". */
function titleOf(name: string): string {
  const words = name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function objectOf(node: Node, words?: Readonly<Record<string, string>>): Json {
  const entries = Object.entries(node.entries ?? {})
  const described = (key: string) => (words ? { description: words[key] ?? missing(key, words) } : {})
  return {
    ...(words && { description: words[''] }),
    type: 'object',
    properties: Object.fromEntries(
      entries.map(([key, value]) => [key, { ...described(key), ...schemaOf(value) }]),
    ),
    required: entries
      .filter(([, { type }]) => type !== 'optional' && type !== 'exact_optional')
      .map(([key]) => key),
  }
}

function missing(key: string, words: object): never {
  throw new Error(`nothing is said of "${key}" beside ${Object.keys(words).join(', ')}`)
}

/** The schema, or where it has a name, what leads to it. */
function schemaOf(node: Node): Json {
  const name = names.get(node)
  return name === undefined ? kindOf(node) : { $ref: `#/$defs/${name}` }
}

function kindOf(node: Node): Json {
  const [first, ...steps] = node.pipe ?? []
  if (first?.type === 'custom') {
    const guarded = steps.find(({ type }) => type === 'record') // by a guard before it
    return guarded ? schemaOf(guarded) : { type: 'object' } // of any members
  }
  const base = first ? kindOf(first) : plainKindOf(node)
  return steps.reduce<Json>((json, step) => ({ ...json, ...limitOf(step) }), base)
}

function plainKindOf(node: Node): Json {
  const { type, entries, item, value, wrapped, options = [], literal } = node
  if (type === 'string' || type === 'boolean' || type === 'number') return { type }
  if (type === 'literal') return { const: literal }
  if (type === 'picklist') return { enum: options }
  if (type === 'object' && entries) return objectOf(node)
  if (type === 'array' && item) return { type: 'array', items: schemaOf(item) }
  if (type === 'record' && value) return { type: 'object', additionalProperties: schemaOf(value) }
  if (type === 'union') return { anyOf: options.map((option) => schemaOf(option as Node)) } // schemas, in a union
  if ((type === 'optional' || type === 'exact_optional') && wrapped) return schemaOf(wrapped)
  if (type === 'nullable' && wrapped) {
    const inner = schemaOf(wrapped)
    return typeof inner['type'] === 'string' && inner['type'] !== 'object'
      ? { ...inner, type: [inner['type'], 'null'] }
      : { anyOf: [inner, { type: 'null' }] }
  }
  return unknownKind(node)
}

function limitOf({ type, requirement }: Node): Json {
  if (type === 'safe_integer')
    return { type: 'integer', minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER }
  if (type === 'min_value') return { minimum: requirement }
  if (type === 'max_value') return { maximum: requirement }
  if (type === 'min_length') return { minItems: requirement }
  if (type === 'non_empty') return { minLength: 1 }
  if ((type === 'regex' || type === 'iso_timestamp') && requirement instanceof RegExp)
    return { pattern: requirement.source }
  // Relations between values: the description at the head tells them in words.
  if (type === 'check' || type === 'forward') return {}
  return unknownKind({ type })
}

function unknownKind({ type }: Node): never {
  throw new Error(`no JSON Schema is known for "${type}"`)
}
