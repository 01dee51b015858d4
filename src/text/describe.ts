/** Reasons in words. */
import type { Reason } from './statement.js'

type Words = Readonly<Record<string, string>>

// `%` stands for the word of the text that the reason hangs on.
const DE: Words = {
  'back-reference': 'Satz, auf den *%* zurückverweist',
  'clause-after-colon': 'Satz nach Doppelpunkt hinter *%*',
  'clause-before-frame': 'Satz vor *%*',
  'colon-before-quotation': 'Anführung nach Doppelpunkt',
  'dass-clause': 'dass-Satz nach *%*',
  demnach: '*%* verweist auf die Quelle davor',
  hearsay: 'Hörensagen mit *%*',
  'konjunktiv-after-frame': 'Verbzweitsatz im Konjunktiv nach *%*',
  'konjunktiv-before-frame': 'Verbzweitsatz im Konjunktiv vor *%*',
  'konjunktiv-run': 'Satz im Konjunktiv (*%*) setzt die Rede fort',
  'name-before-quotation': 'Name und Doppelpunkt vor Anführung',
  'noun-frame': 'Nebensatz zu *%*',
  'ob-clause': 'ob-Satz nach *%*',
  'quotation-after-frame': 'Anführung nach *%*',
  'quotation-alone': 'Anführung ohne Redebegleitsatz',
  'quotation-before-frame': 'Anführung vor *%*',
  'quotation-continued': 'Anführung läuft aus dem Absatz davor weiter',
  'quotation-in-indirect': 'Anführung in indirekter Rede nach *%*',
  'quoted-words-in-indirect': 'angeführte Worte in indirekter Rede',
  'quoted-words-in-run': 'angeführte Worte in einem Satz im Konjunktiv',
  'quoted-words-with-cue': 'angeführte Worte bei *%*',
  'source-phrase': 'Quellenangabe mit *%*',
  'speech-act': 'berichteter Sprechakt: *%*',
  'verb-second-after-frame': 'Verbzweitsatz nach *%*',
  'w-clause': 'indirekter Fragesatz nach *%*',
  'wie-clause': 'Quellenangabe mit *wie … %*',
  'zu-infinitive': 'Infinitiv mit zu nach *%*',
}

const EN: Words = {
  'back-reference': 'sentence that *%* refers back to',
  'clause-after-colon': 'clause after a colon behind *%*',
  'clause-before-frame': 'clause before *%*',
  'colon-before-quotation': 'quotation after a colon',
  'dass-clause': 'dass-clause after *%*',
  demnach: '*%* points back to its source',
  hearsay: 'hearsay with *%*',
  'konjunktiv-after-frame': 'verb-second clause in Konjunktiv after *%*',
  'konjunktiv-before-frame': 'verb-second clause in Konjunktiv before *%*',
  'konjunktiv-run': 'sentence in Konjunktiv (*%*) continues the speech',
  'name-before-quotation': 'name and colon before a quotation',
  'noun-frame': 'clause that depends on *%*',
  'ob-clause': 'ob-clause after *%*',
  'quotation-after-frame': 'quotation after *%*',
  'quotation-alone': 'quotation without a frame',
  'quotation-before-frame': 'quotation before *%*',
  'quotation-continued': 'quotation continued from the paragraph before',
  'quotation-in-indirect': 'quotation inside indirect speech after *%*',
  'quoted-words-in-indirect': 'quoted words in indirect speech',
  'quoted-words-in-run': 'quoted words in a sentence in Konjunktiv',
  'quoted-words-with-cue': 'quoted words with *%*',
  'source-phrase': 'source phrase with *%*',
  'speech-act': 'reported speech act: *%*',
  'verb-second-after-frame': 'verb-second clause after *%*',
  'w-clause': 'indirect question after *%*',
  'wie-clause': 'source clause with *wie … %*',
  'zu-infinitive': 'infinitive with zu after *%*',
}

/** A reason as a phrase in the interface's language: "verb-second clause in Konjunktiv before *sagte*"; an unknown rule gives its key. */
export function describeReason(reason: Reason, lang: 'de' | 'en'): string {
  const words = lang === 'de' ? DE : EN
  const phrase = Object.hasOwn(words, reason.rule) ? words[reason.rule]! : reason.rule
  return phrase.replaceAll('%', reason.word ?? '…')
}
