/**
 * What others have made and the model has no field for: kept with what came of it, and given back at export.
 *
 * A foreign annotation is a JSON value of any shape. What could hurt whoever handles it later is
 * refused at the door: keys that change an object's prototype, trees deeper than any format has,
 * links that run a script.
 */
/** A value that JSON can write. */
export type Json =
  string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined }
/** A JSON object. Members that are undefined are not written. */
export type JsonObject = Readonly<Record<string, Json | undefined>>

/** The formats that foreign annotations come in. */
export const FOREIGN_FORMATS = ['web-annotation', 'hypothesis'] as const

/** An annotation as somebody else has written it, or what is left of it when all that the model knows is taken out. */
export interface Foreign {
  readonly format: (typeof FOREIGN_FORMATS)[number]
  readonly annotation: JsonObject
}

/** Deeper JSON is no annotation: the deepest of the W3C's samples has about ten levels. */
export const MAX_DEPTH = 64

/** A hazard in a JSON value, with its path in JavaScript's notation below the value. */
export interface Hazard {
  readonly path: string
  readonly message: string
}

/**
 * What is dangerous in a JSON value: a key `__proto__`, more levels than `maxDepth` (default
 * `MAX_DEPTH`), and `javascript:` or `vbscript:` where a link can stand. Texts may say what they like.
 */
export function hazardsIn(value: unknown, maxDepth = MAX_DEPTH): readonly Hazard[] {
  const hazards: Hazard[] = []
  // A stack of our own: the engine's would overflow on what this is to find.
  const open: { readonly value: unknown; readonly path: string; readonly depth: number; key: string }[] = [
    { value, path: '', depth: 0, key: '' },
  ]
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, path, depth, key } = next
    if (typeof value === 'string') {
      if (!TEXT_KEYS.has(key) && runsScript(value)) hazards.push({ path, message: 'must not run a script' })
    } else if (typeof value === 'object' && value !== null) {
      if (depth >= maxDepth) {
        hazards.push({ path, message: `must not be nested deeper than ${maxDepth} levels` })
        continue
      }
      const isList = Array.isArray(value)
      for (const [name, child] of Object.entries(value).reverse()) {
        const at = isList ? `${path}[${name}]` : path ? `${path}.${name}` : name
        if (name === '__proto__') hazards.push({ path: at, message: 'must not be a key' })
        else open.push({ value: child, path: at, depth: depth + 1, key: isList ? key : name })
      }
    }
  }
  return hazards
}

/** Keys whose values are words for a reader, never links. */
const TEXT_KEYS: ReadonlySet<string> = new Set([
  ...[
    'value',
    'bodyValue',
    'exact',
    'prefix',
    'suffix',
    'name',
    'nickname',
    'label',
    'title',
    'display_name',
  ],
  ...['text', 'tags', 'wording', 'note', 'contact', 'correction', 'author', 'publisher', 'locator', 'office'],
  ...['short', 'word', 'rule', 'mention', 'key', 'sourceKey', 'quote', 'date', 'accessed'],
])

/** Whether a browser that followed this as a link would run it: it skips white space and controls. */
function runsScript(link: string): boolean {
  return /^(?:javascript|vbscript):/i.test(link.slice(0, 200).replace(/[\s\p{Cc}]/gu, ''))
}

/** The foreign annotation with every text in it, keys aside, through `show`. */
export function withForeignWords(foreign: Foreign, show: (words: string) => string): Foreign {
  const shown = (value: Json): Json =>
    typeof value === 'string'
      ? show(value)
      : Array.isArray(value)
        ? value.map((item: Json) => shown(item))
        : typeof value === 'object' && value !== null
          ? objectOf(value as JsonObject, shown) // neither a list nor null
          : value
  return { ...foreign, annotation: objectOf(foreign.annotation, shown) }
}

function objectOf(object: JsonObject, shown: (value: Json) => Json): JsonObject {
  return Object.fromEntries(
    Object.entries(object).flatMap(([key, value]) => (value === undefined ? [] : [[key, shown(value)]])),
  )
}

/** Whether `value` is an object, and neither a list nor null. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
