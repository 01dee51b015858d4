/** What a word can be as a verb, as bits; finite readings count in the third person only. */

/** A form of the third person. */
export const FINITE = 1
/** *sagen*. */
export const INFINITIVE = 2
/** With *zu* inside: *anzukündigen*. */
export const ZU_INFINITIVE = 4
/** The second participle: *gesagt*. */
export const PARTICIPLE = 8
/** Konjunktiv I that no indicative of the third person looks like. */
export const KONJUNKTIV_1 = 16
/** Konjunktiv II that no indicative of the third person looks like. */
export const KONJUNKTIV_2 = 32
/** A form of *haben*, *sein* or *werden*, or of *have* or *be*. */
export const AUXILIARY = 64
/** *können*, *sollen*; *can*, *will*. */
export const MODAL = 128
/** A preterite that could be a Konjunktiv II. */
export const MAYBE_KONJUNKTIV = 256
/** Finite, of the present tense. */
export const PRESENT = 512
/** Either Konjunktiv, for sure. */
export const KONJUNKTIV = KONJUNKTIV_1 | KONJUNKTIV_2
