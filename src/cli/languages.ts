/** The languages that the program can detect in; each engine is made when first asked for. */
import { de } from '../lang/de/index.js'
import { en } from '../lang/en/index.js'
import { createEngine } from '../text/index.js'
import type { Engine } from '../text/engine.js'

const PACKS: ReadonlyMap<string, Parameters<typeof createEngine>[0]> = new Map<
  string,
  Parameters<typeof createEngine>[0]
>([
  ['de', de],
  ['en', en],
])
const engines = new Map<string, Engine>()

export function knownLanguages(): readonly string[] {
  return [...PACKS.keys()]
}

/** The engine for a BCP 47 tag, by its first part ("de-AT" is "de"); null when the language is unknown. */
export function engineFor(tag: string): Engine | null {
  const lang = tag.toLowerCase().split(/[-_]/)[0] ?? ''
  const pack = PACKS.get(lang)
  if (!pack) return null
  const engine = engines.get(lang) ?? createEngine(pack)
  engines.set(lang, engine)
  return engine
}

export function unknownLanguage(tag: string): string {
  return `unknown language "${tag}"; known: ${knownLanguages().join(', ')}`
}
