/**
 * The closed classes of words as bits. What a word can be is looked up in the
 * lists once, when it is first met, and stays with it: the rules ask thirty
 * times for every word of an article.
 */
import type { Token } from './tokens.js'

/** *der*, *ein*, *dieser*. */
export const DETERMINER = 1
/** *in*, *mit*, *laut*. */
export const PREPOSITION = 2
/** *er*, *man*, *niemand*. */
export const PRONOUN = 4
/** *heute*, *nicht*. */
export const ADVERB = 8
/** *und*, *oder*. */
export const COORDINATOR = 16
/** *dass*, *weil*. */
export const SUBORDINATOR = 32
/** *wer*, *ob*, *wie*. */
export const QUESTION_WORD = 64
/** *sich*. */
export const REFLEXIVE = 128
/** Joins clauses: *und*, *aber*. */
export const JOIN = 256
/** Carries the meaning of a light-verb phrase: *Ansicht* of *der Ansicht sein*. */
export const CARRIER = 512
/** Can open or close a phrase that names a source: *laut*, *nach*, *zufolge*, *demnach*. */
export const SOURCE_WORD = 1024
/** Marks hearsay: *soll*, *angeblich*. */
export const HEARSAY_WORD = 2048

/** Can begin a time without a capital or digit: *am*, *gestern*, *der*, *vergangene*. */
export const TIME_OPENER = 4096
/** A possessive that is an infinitive too: *sein*. */
export const POSSESSIVE_INFINITIVE = 8192

/** Whether a token is of one of some classes, given as the sum of their bits. */
export function isA({ classes }: Pick<Token, 'classes'>, some: number): boolean {
  return (classes & some) !== 0
}
