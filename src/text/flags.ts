/** What a word can be as a verb, as bits; finite readings count in the third person only. */

export const FINITE = 1
export const INFINITIVE = 2
export const ZU_INFINITIVE = 4
export const PARTICIPLE = 8
/** Konjunktiv I that no indicative of the third person looks like. */
export const KONJUNKTIV_1 = 16
/** Konjunktiv II that no indicative of the third person looks like. */
export const KONJUNKTIV_2 = 32
export const AUXILIARY = 64
export const MODAL = 128
/** A preterite that could be a Konjunktiv II. */
export const MAYBE_KONJUNKTIV = 256
export const PRESENT = 512
export const KONJUNKTIV = KONJUNKTIV_1 | KONJUNKTIV_2
