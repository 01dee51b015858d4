/**
 * Words and marks of a text, by one linear pass. A word keeps its inner
 * hyphens, slashes and dots ("CDU/CSU", "ver.di", "1.400"); everything else
 * that is not white space is a mark of one character.
 *
 * What only depends on a word's letters is worked out once and remembered:
 * articles use the same few thousand words again and again, and a string that
 * comes from the memory has its hash already when it is looked up in a list.
 */
import { hashOf } from './hash.js'
import { Memory } from './memory.js'
import type { TextRange } from './statement.js'

/** A word, number or mark, with its offsets in the text. */
export interface Token extends TextRange {
  readonly text: string
  /** The text in lower case. */
  readonly lower: string
  readonly word: boolean
  /** A word that begins with a capital letter or has one inside. */
  readonly capital: boolean
  /** A word that begins with a digit. */
  readonly number: boolean
  /** Bits of the closed classes that it belongs to, see classes.ts. */
  readonly classes: number
  /** Bits of what it can be as a verb by its letters alone, as in flags.ts. */
  readonly verb: number
  /** Of `lower`, see hash.ts. */
  readonly hash: number
}

/** What a token is apart from its place. */
export type Word = Omit<Token, 'start' | 'end'>

/** What a language knows of a word by its letters; each is none by default. */
export interface WordFacts {
  /** Bits of its classes, see classes.ts. */
  readonly classesOf?: (lower: string) => number
  /** Bits of what it can be as a verb, as in flags.ts; asked only of what is no number. */
  readonly verbOf?: (lower: string, capital: boolean) => number
}

/** Words met so far by their text, and what tells the facts of a new one. */
export interface WordMemory extends Required<WordFacts> {
  readonly words: Memory<Word>
}

/** A memory for one engine. */
export function createWordMemory({ classesOf = () => 0, verbOf = () => 0 }: WordFacts = {}): WordMemory {
  return { words: new Memory(), classesOf, verbOf }
}

/** Stands for a token outside the text, so that looking past an end needs no test. */
export const EDGE: Token = {
  start: -1,
  end: -1,
  text: '',
  lower: '',
  word: false,
  capital: false,
  number: false,
  classes: 0,
  verb: 0,
  hash: hashOf(''),
}

/** Longer words are not worth keeping. */
const LONGEST_KEPT = 60

const WORD = /^[\p{L}\p{N}]/u
const CAPITAL = /^\p{Lu}/u
/** "eBay", "al-Shabaab": names all the same. */
const INNER_CAPITAL = /[A-ZÄÖÜ]/

/** The tokens of a text in order; `memory` is kept from call to call by whoever reads many texts. */
export function tokenize(text: string, memory: WordMemory = createWordMemory()): readonly Token[] {
  const tokens: Token[] = []
  for (let start = 0; start < text.length;) {
    const sort = sortAt(text, start)
    const width = widthAt(text, start)
    let end = start + width
    if (sort === SPACE) {
      start = end
      continue
    }
    if (sort <= LAST_OF_WORD) end = wordEnd(text, end, sort)
    const word = wordOf(text.slice(start, end), memory)
    tokens.push({
      start,
      end,
      text: word.text,
      lower: word.lower,
      word: word.word,
      capital: word.capital,
      number: word.number,
      classes: word.classes,
      verb: word.verb,
      hash: word.hash,
    })
    start = end
  }
  return tokens
}

function wordOf(text: string, memory: WordMemory): Word {
  const known = memory.words.get(text)
  if (known) return known
  const first = text.charCodeAt(0)
  const number = first >= 48 && first <= 57
  const letter = number || (first >= 65 && first <= 90) || (first >= 97 && first <= 122)
  const lower = text.toLowerCase()
  const isWord = letter || (first > 127 && WORD.test(text))
  const capital = letter
    ? (first >= 65 && first <= 90) || (!number && INNER_CAPITAL.test(text))
    : first > 127 && CAPITAL.test(text)
  const word: Word = {
    text,
    lower,
    word: isWord,
    capital,
    number,
    classes: memory.classesOf(lower),
    verb: isWord && !number ? memory.verbOf(lower, capital) : 0,
    hash: hashOf(lower),
  }
  if (text.length > LONGEST_KEPT) return word
  memory.words.set(text, word)
  return word
}

// Sorts of characters; those up to LAST_OF_WORD make words.
const SMALL = 0
const OTHER_LETTER = 1
const DIGIT = 2
const LAST_OF_WORD = DIGIT
const SPACE = 3
const MARK = 4

/** Behind the first character of a word: the end of the word. */
function wordEnd(text: string, from: number, first: number): number {
  let at = from
  let sort = first
  let next = sortAt(text, at)
  for (; next <= LAST_OF_WORD; next = sortAt(text, at)) {
    sort = next
    at += widthAt(text, at)
  }
  // Joined parts: what joins depends on the characters on both sides of it.
  while (next === MARK) {
    const mark = text[at]!
    const behind = sortAt(text, at + 1)
    if (behind > LAST_OF_WORD) break
    const anyPart = mark === '-' || mark === '‑' || mark === '/' || mark === '&' || mark === '+'
    const digits =
      !anyPart && sort === DIGIT && (mark === '.' || mark === ',' || mark === ':') && behind === DIGIT
    if (
      !anyPart &&
      !digits &&
      !(
        sort === SMALL &&
        behind === SMALL &&
        (mark === '.' || mark === ':' || mark === '*' || mark === '’' || mark === "'")
      )
    )
      break
    at++
    next = behind
    while (digits ? next === DIGIT : next <= LAST_OF_WORD) {
      sort = next
      at += widthAt(text, at)
      next = sortAt(text, at)
    }
  }
  return text[at] === '-' ? at + 1 : at
}

function widthAt(text: string, at: number): number {
  const unit = text.charCodeAt(at)
  return unit >= 0xd800 && unit < 0xdc00 && text.codePointAt(at)! > 0xffff ? 2 : 1
}

function sortAt(text: string, at: number): number {
  if (at >= text.length) return SPACE
  const unit = text.charCodeAt(at)
  if (unit >= SORTS.length) return sortOf(String.fromCodePoint(text.codePointAt(at)!))
  const known = SORTS[unit]!
  return known === UNKNOWN ? (SORTS[unit] = sortOf(String.fromCharCode(unit))) : known
}

function sortOf(character: string): number {
  if (/\p{Ll}/u.test(character)) return SMALL
  if (/[\p{L}\p{M}]/u.test(character)) return OTHER_LETTER
  if (/\p{N}/u.test(character)) return DIGIT
  return /\s/.test(character) ? SPACE : MARK
}

const UNKNOWN = 255
/** Sorts of the characters of Latin script and general punctuation, worked out when first met. */
const SORTS = new Uint8Array(0x2100).fill(UNKNOWN)
