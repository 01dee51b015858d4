/** Reasons in words. */
import type { Reason } from './statement.js'

type Words = Readonly<Record<string, string>>

// `%` stands for the word of the text that the reason hangs on.
const DE: Words = {
  'as-clause': 'Quellenangabe mit *as … %*',
  'back-reference': 'Satz, auf den *%* zurückverweist',
  'bare-clause': 'Inhaltssatz ohne Konjunktion nach *%*',
  'clause-after-colon': 'Satz nach Doppelpunkt hinter *%*',
  'clause-before-frame': 'Satz vor *%*',
  'colon-before-quotation': 'Anführung nach Doppelpunkt',
  'dass-clause': 'dass-Satz nach *%*',
  demnach: '*%* verweist auf die Quelle davor',
  gerund: 'Gerundium nach *%*',
  hearsay: 'Hörensagen mit *%*',
  'konjunktiv-after-frame': 'Verbzweitsatz im Konjunktiv nach *%*',
  'konjunktiv-before-frame': 'Verbzweitsatz im Konjunktiv vor *%*',
  'konjunktiv-run': 'Satz im Konjunktiv (*%*) setzt die Rede fort',
  'name-before-quotation': 'Name und Doppelpunkt vor Anführung',
  'noun-frame': 'Nebensatz zu *%*',
  'ob-clause': 'ob-Satz nach *%*',
  'question-clause': 'indirekter Fragesatz nach *%*',
  'quotation-after-frame': 'Anführung nach *%*',
  'quotation-alone': 'Anführung ohne Redebegleitsatz',
  'quotation-before-frame': 'Anführung vor *%*',
  'quotation-continued': 'Anführung läuft aus dem Absatz davor weiter',
  'quotation-in-indirect': 'Anführung in indirekter Rede nach *%*',
  'quotation-with-frame': 'Anführung mit *%*',
  'quoted-words': 'angeführte Worte',
  'quoted-words-in-indirect': 'angeführte Worte in indirekter Rede',
  'quoted-words-in-run': 'angeführte Worte in einem Satz im Konjunktiv',
  'quoted-words-alone': 'angeführte Worte',
  'quoted-words-with-cue': 'angeführte Worte bei *%*',
  'relative-clause': 'Relativsatz mit *%*',
  'source-phrase': 'Quellenangabe mit *%*',
  'speech-act': 'berichteter Sprechakt: *%*',
  'that-clause': 'that-Satz nach *%*',
  'to-infinitive': 'Infinitiv mit to nach *%*',
  'verb-second-after-frame': 'Verbzweitsatz nach *%*',
  'w-clause': 'indirekter Fragesatz nach *%*',
  'wie-clause': 'Quellenangabe mit *wie … %*',
  'zu-infinitive': 'Infinitiv mit zu nach *%*',
}

const EN: Words = {
  'as-clause': 'source clause with *as … %*',
  'back-reference': 'sentence that *%* refers back to',
  'bare-clause': 'clause without a conjunction after *%*',
  'clause-after-colon': 'clause after a colon behind *%*',
  'clause-before-frame': 'clause before *%*',
  'colon-before-quotation': 'quotation after a colon',
  'dass-clause': 'dass-clause after *%*',
  demnach: '*%* points back to its source',
  gerund: 'gerund after *%*',
  hearsay: 'hearsay with *%*',
  'konjunktiv-after-frame': 'verb-second clause in Konjunktiv after *%*',
  'konjunktiv-before-frame': 'verb-second clause in Konjunktiv before *%*',
  'konjunktiv-run': 'sentence in Konjunktiv (*%*) continues the speech',
  'name-before-quotation': 'name and colon before a quotation',
  'noun-frame': 'clause that depends on *%*',
  'ob-clause': 'ob-clause after *%*',
  'question-clause': 'indirect question after *%*',
  'quotation-after-frame': 'quotation after *%*',
  'quotation-alone': 'quotation without a frame',
  'quotation-before-frame': 'quotation before *%*',
  'quotation-continued': 'quotation continued from the paragraph before',
  'quotation-in-indirect': 'quotation inside indirect speech after *%*',
  'quotation-with-frame': 'quotation with *%*',
  'quoted-words': 'quoted words',
  'quoted-words-in-indirect': 'quoted words in indirect speech',
  'quoted-words-in-run': 'quoted words in a sentence in Konjunktiv',
  'quoted-words-alone': 'quoted words',
  'quoted-words-with-cue': 'quoted words with *%*',
  'relative-clause': 'relative clause with *%*',
  'source-phrase': 'source phrase with *%*',
  'speech-act': 'reported speech act: *%*',
  'that-clause': 'that-clause after *%*',
  'to-infinitive': 'infinitive with to after *%*',
  'verb-second-after-frame': 'verb-second clause after *%*',
  'w-clause': 'indirect question after *%*',
  'wie-clause': 'source clause with *wie … %*',
  'zu-infinitive': 'infinitive with zu after *%*',
}

/** A reason as a phrase in the interface's language: "verb-second clause in Konjunktiv before *sagte*"; an unknown rule gives its key. */
export function describeReason(reason: Reason, lang: string): string {
  const words = lang === 'de' ? DE : EN
  const phrase = Object.hasOwn(words, reason.rule) ? words[reason.rule]! : reason.rule
  return phrase.replaceAll('%', reason.word ?? '…')
}
