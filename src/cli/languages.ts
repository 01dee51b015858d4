/** The languages that the program can detect in; each engine is made when first asked for. */
import { de } from '../lang/de/index.js'
import { en } from '../lang/en/index.js'
import {
  createEngine,
  guessLanguage,
  type EngineOptions,
  type LanguagePack,
  type Weights,
} from '../text/index.js'
import type { Engine } from '../text/engine.js'

const PACKS: ReadonlyMap<string, LanguagePack> = new Map<string, LanguagePack>([
  ['de', de],
  ['en', en],
])
const engines = new Map<string, Engine>()

/** Tags of the languages that have a pack. */
export function knownLanguages(): readonly string[] {
  return [...PACKS.keys()]
}

/** The language pack for a BCP 47 tag, by its first part ("de-AT" is "de"); null when the language is unknown. */
export function packFor(tag: string): LanguagePack | null {
  return PACKS.get(tag.toLowerCase().split(/[-_]/)[0] ?? '') ?? null
}

/** How engines are made from now on: with other weights for their language, or another sensitivity. */
export function setEngineOptions({
  weights,
  sensitivity,
}: {
  weights?: Weights
  sensitivity?: number
}): void {
  chosen.weights = weights
  chosen.sensitivity = sensitivity
  engines.clear()
}

const chosen: { weights?: Weights | undefined; sensitivity?: number | undefined } = {}

/** The engine for a BCP 47 tag; null when the language is unknown. */
export function engineFor(tag: string): Engine | null {
  const pack = packFor(tag)
  if (!pack) return null
  const engine = engines.get(pack.lang) ?? createEngine(pack, optionsFor(pack))
  engines.set(pack.lang, engine)
  return engine
}

/** The tag of the language that a text is in, as far as its small words tell. */
export function languageOf(text: string): string {
  return guessLanguage(text, [...PACKS.values()])
}

function optionsFor(pack: LanguagePack): EngineOptions {
  const { weights, sensitivity } = chosen
  return {
    ...(weights?.lang === pack.lang ? { weights } : {}),
    ...(sensitivity === undefined ? {} : { sensitivity }),
  }
}

/** What is told of a language that has none. */
export function unknownLanguage(tag: string): string {
  return `unknown language "${tag}"; known: ${knownLanguages().join(', ')}`
}
