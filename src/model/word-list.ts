/**
 * Looks for the entries of a word list in a text.
 *
 * An entry is a word as it stands in the text. "*" at an end leaves that end of the word open; " … "
 * between two words allows others between them; an entry in small letters is found with a capital first
 * letter as well, unless "=" stands before it; one with a capital only so, which tells German nouns from verbs.
 */

const WORD = /[\p{L}\p{N}\p{M}]+(?:[-‑'’][\p{L}\p{N}\p{M}]+)*/gu
/** "werfen … vor": so many words apart at most. */
const REACH = 20
/** What was learned of single words is forgotten beyond so many of them. */
const MAX_LEARNED = 20_000

/** Whether one of `entries` is in a text. Throws RangeError for an entry without letters. */
export function wordFinder(entries: readonly string[]): (text: string) => boolean {
  const single: string[] = []
  const series: RegExp[][] = []
  for (const entry of entries) {
    const parts = entry.split(' … ').map(patternOf)
    const [first] = parts
    if (parts.length === 1 && first !== undefined) single.push(first)
    else series.push(parts.map((part) => new RegExp(`^(?:${part})$`, 'u')))
  }
  const pattern = new RegExp(`^(?:${single.join('|') || '(?!)'})$`, 'u')
  const learned = new Map<string, boolean>()
  const isEntry = (word: string): boolean => {
    const known = learned.get(word)
    if (known !== undefined) return known
    const found = pattern.test(word) || series.some(([first]) => first?.test(word))
    if (learned.size >= MAX_LEARNED) learned.clear()
    learned.set(word, found)
    return found
  }
  return (text) => {
    const words = text.match(WORD) ?? []
    return words.some(
      (word, i) =>
        isEntry(word) &&
        (pattern.test(word) || series.some((parts) => isSeries(parts, words.slice(i, i + REACH + 1)))),
    )
  }
}

/** Whether the words begin with the series, with others between. */
function isSeries(parts: readonly RegExp[], words: readonly string[]): boolean {
  let k = 0
  for (const [i, word] of words.entries()) {
    if (parts[k]?.test(word)) k++
    else if (!i) return false
    if (k === parts.length) return true
  }
  return false
}

function patternOf(entry: string): string {
  const [, exact = '', before = '', word = '', behind = ''] =
    /^(=?)(\*?)([\p{L}\p{N}][\p{L}\p{N}'’-]*)(\*?)$/u.exec(entry) ?? []
  if (!word) throw new RangeError(`"${entry}" is no entry of a word list`)
  const first = [...word][0] ?? ''
  const start = exact || before || first === first.toUpperCase() ? first : `[${first}${first.toUpperCase()}]`
  // Behind an open start the word itself may stand alone, then with a capital.
  const own = before && !exact ? `[${first}${first.toUpperCase()}]` : start
  return `${before && '.*'}${own}${word.slice(first.length)}${behind && '.*'}`
}
