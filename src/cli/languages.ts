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
const engines = new WeakMap<EngineChoice, Map<string, Engine>>()

/** Tags of the languages that have a pack. */
export function knownLanguages(): readonly string[] {
  return [...PACKS.keys()]
}

/** The language pack for a BCP 47 tag, by its first part ("de-AT" is "de"); null when the language is unknown. */
export function packFor(tag: string): LanguagePack | null {
  return PACKS.get(tag.toLowerCase().split(/[-_]/)[0] ?? '') ?? null
}

/** How engines are made: with other weights for their language, or another sensitivity. */
export interface EngineChoice {
  readonly weights?: Weights
  readonly sensitivity?: number
}

const USUAL: EngineChoice = {}

/** The engine for a BCP 47 tag, the same one for the same choice; null when the language is unknown. */
export function engineFor(tag: string, choice: EngineChoice = USUAL): Engine | null {
  const pack = packFor(tag)
  if (!pack) return null
  const made = engines.get(choice) ?? new Map<string, Engine>()
  engines.set(choice, made)
  const engine = made.get(pack.lang) ?? createEngine(pack, optionsFor(pack, choice))
  made.set(pack.lang, engine)
  return engine
}

/** The tag of the language that a text is in, as far as its small words tell. */
export function languageOf(text: string): string {
  return guessLanguage(text, [...PACKS.values()])
}

function optionsFor(pack: LanguagePack, { weights, sensitivity }: EngineChoice): EngineOptions {
  return {
    ...(weights?.lang === pack.lang ? { weights } : {}),
    ...(sensitivity === undefined ? {} : { sensitivity }),
  }
}

/** What is told of a language that has none. */
export function unknownLanguage(tag: string): string {
  return `unknown language "${tag}"; known: ${knownLanguages().join(', ')}`
}
