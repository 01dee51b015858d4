/**
 * Whether a text is in another language than a pack's, by the share of small words (articles, prepositions, pronouns,
 * auxiliaries) that the pack knows. In 2,000 units of German or English news its own are 31 to 45 of a hundred words,
 * the other language's 1 to 7; in 400 units 15 to 54, and up to 15.
 */
import type { LanguagePack } from './language.js'

/** Units of a text that are looked at. */
const ENOUGH = 2000
/** With fewer words nobody can tell. */
const LEAST_WORDS = 40
/** A smaller share of known small words is no text of the language. */
const LEAST_SHARE = 1 / 8

const known = new WeakMap<LanguagePack, ReadonlySet<string>>()

/** Whether the text's beginning is in another language than the pack's; false where there are too few words to tell. */
export function isForeign(text: string, pack: LanguagePack): boolean {
  const words = text.slice(0, ENOUGH).match(/\p{L}+/gu) ?? []
  if (words.length < LEAST_WORDS) return false
  let small = known.get(pack)
  if (!small)
    known.set(pack, (small = new Set(pack.order.smallWords(pack).map((word) => word.toLowerCase()))))
  const count = words.filter((word) => small.has(word.toLowerCase())).length
  return count < LEAST_SHARE * words.length
}
