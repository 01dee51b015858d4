/**
 * Words and marks of a text, by one linear pass. A word keeps its inner
 * hyphens, slashes and dots ("CDU/CSU", "ver.di", "1.400"); everything else
 * that is not white space is a mark of one character.
 */
import type { TextRange } from './statement.js'

export interface Token extends TextRange {
  readonly text: string
  /** The text in lower case. */
  readonly lower: string
  readonly word: boolean
  /** A word that begins with a capital letter or has one inside. */
  readonly capital: boolean
  /** A word that begins with a digit. */
  readonly number: boolean
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
}

// Each repetition begins with a character that the run before it cannot take, so there is nothing to backtrack.
const TOKEN =
  /[\p{L}\p{M}\p{N}]+(?:[-‑/&+][\p{L}\p{M}\p{N}]+|(?<=\p{N})[.,:]\p{N}+|(?<=\p{Ll})[.:*’'](?=\p{Ll})[\p{L}\p{M}\p{N}]+)*-?|\S/gu

const WORD = /^[\p{L}\p{N}]/u
const CAPITAL = /^\p{Lu}/u
/** "eBay", "al-Shabaab": names all the same. */
const INNER_CAPITAL = /[A-ZÄÖÜ]/

export function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = []
  for (const match of text.matchAll(TOKEN)) {
    const word = match[0]
    const first = word.charCodeAt(0)
    const number = first >= 48 && first <= 57
    const letter = number || (first >= 65 && first <= 90) || (first >= 97 && first <= 122)
    tokens.push({
      start: match.index,
      end: match.index + word.length,
      text: word,
      lower: word.toLowerCase(),
      word: letter || (first > 127 && WORD.test(word)),
      capital: letter
        ? (first >= 65 && first <= 90) || (!number && INNER_CAPITAL.test(word))
        : first > 127 && CAPITAL.test(word),
      number,
    })
  }
  return tokens
}
