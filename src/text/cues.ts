/** The verb of a clause with all its parts, and what it can introduce. */
import { CARRIER, isA, REFLEXIVE } from './classes.js'
import { AUXILIARY, FINITE, INFINITIVE, MODAL, PARTICIPLE, ZU_INFINITIVE } from './flags.js'
import type { CueVerb } from './language.js'
import type { Lexicon } from './lexicon.js'
import type { Parse } from './parse.js'

/** A clause's verb that can signal saying. */
export interface Cue {
  readonly lemma: string
  readonly takes: string
  /** Tokens of the cue in text order: verb, participle, prefix, carrying word. */
  readonly tokens: readonly number[]
  readonly passive: boolean
  readonly modal: boolean
  /** Entry of the verb, `null` for a phrase. */
  readonly entry: CueVerb | null
  /** Word to show in reasons. */
  readonly word: string
}

/** Verb complex: finite verb and right bracket. */
export interface VerbComplex {
  readonly lemmas: readonly string[]
  readonly tokens: readonly number[]
  readonly passive: boolean
  readonly modal: boolean
  /** Separable prefix that stands apart. */
  readonly prefix?: string
}

/** Reads the verb complex of a clause; `words` are its visible word tokens, `verb` the finite one. */
export function verbComplex(
  parse: Parse,
  lexicon: Lexicon,
  words: readonly number[],
  verb: number,
): VerbComplex {
  const { tokens, flags } = parse
  const bits = flags[verb]!
  const at = words.indexOf(verb)
  const used = [verb]
  let passive = false
  if (bits & (AUXILIARY | MODAL)) {
    const isWerden = lexicon
      .forms(tokens[verb]!.lower)
      .some((f) => lexicon.grammar.passiveVerbs.has(f.lemma) && f.prefix === null)
    const isStative = lexicon
      .forms(tokens[verb]!.lower)
      .some((f) => lexicon.grammar.stativeVerbs.has(f.lemma))
    // The lexical verb: the last participle or infinitive of the clause, before "worden", "werden", "haben".
    let k = words.length - 1
    let worden = false
    for (; k >= 0; k--) {
      const i = words[k]!
      if (i === verb) continue
      const lower = tokens[i]!.lower
      if (tokens[i]!.capital) {
        if (at < words.length - 1 || k < at - 1) break
        continue
      }
      if (lexicon.grammar.passiveForms.has(lower)) {
        worden = true
        used.push(i)
        continue
      }
      if (lexicon.grammar.perfectInfinitives.has(lower) && k > at) {
        used.push(i)
        continue
      }
      if (flags[i]! & (PARTICIPLE | INFINITIVE | ZU_INFINITIVE)) break
      if (k < words.length - 5) break
    }
    // In a subordinate clause the participle stands before the finite verb; in a main clause at the end.
    if (k < 0 || !(flags[words[k]!]! & (PARTICIPLE | INFINITIVE))) {
      k = words.findLastIndex(
        (i) =>
          i !== verb &&
          !tokens[i]!.capital &&
          (flags[i]! & PARTICIPLE) !== 0 &&
          (flags[i]! & AUXILIARY) === 0,
      )
      if (k >= 0 && (words.length - k > 9 || (at === words.length - 1 && k < at - 1))) k = -1
    }
    if (k >= 0 && words[k] !== verb && flags[words[k]!]! & (PARTICIPLE | INFINITIVE)) {
      const i = words[k]!
      passive =
        (isWerden &&
          (flags[i]! & PARTICIPLE) !== 0 &&
          !(flags[i]! & INFINITIVE && !(flags[i]! & PARTICIPLE))) ||
        worden
      if (isWerden && !(flags[i]! & PARTICIPLE)) passive = false
      if (isStative && !worden) passive = false
      const lemmas = new Set<string>()
      for (const form of lexicon.forms(tokens[i]!.lower))
        if (form.prefix === null || form.prefix === '') lemmas.add(form.lemma)
      used.push(i)
      return {
        lemmas: [...lemmas, ...own(lexicon, tokens[verb]!.lower)],
        tokens: used.sort((a, b) => a - b),
        passive,
        modal: (bits & MODAL) !== 0,
      }
    }
    return {
      lemmas: own(lexicon, tokens[verb]!.lower),
      tokens: used,
      passive: false,
      modal: (bits & MODAL) !== 0,
    }
  }
  const plain = new Set<string>()
  for (const form of lexicon.forms(tokens[verb]!.lower)) {
    if (!(bits & FINITE)) continue
    if (!form.prefix) {
      plain.add(form.lemma)
      continue
    }
    for (
      let k = words.length - 1;
      k > at && k > words.length - (lexicon.prepositions.has(form.prefix) ? 2 : 4);
      k--
    )
      if (tokens[words[k]!]!.text === form.prefix)
        return {
          lemmas: [form.lemma, ...own(lexicon, tokens[verb]!.lower)],
          tokens: [verb, words[k]!],
          passive: false,
          modal: false,
          prefix: form.prefix,
        }
    // The prefix can stand before an afterfield: "rief zur Mäßigung auf und …", "kündigte an, …" end there; "wies zurück wegen …" does not.
    const found = words.find(
      (i, k) =>
        k > at &&
        tokens[i]!.text === form.prefix &&
        !lexicon.prepositions.has(form.prefix ?? '') &&
        !lexicon.determiners.has(form.prefix ?? ''),
    )
    if (found !== undefined)
      return {
        lemmas: [form.lemma, ...own(lexicon, tokens[verb]!.lower)],
        tokens: [verb, found],
        passive: false,
        modal: false,
        prefix: form.prefix,
      }
  }
  return { lemmas: [...plain], tokens: used, passive: false, modal: false }
}

function own(lexicon: Lexicon, word: string): readonly string[] {
  return [
    ...new Set(
      lexicon
        .forms(word)
        .filter((f) => !f.prefix)
        .map((f) => f.lemma),
    ),
  ]
}

/** The cue of a clause by its visible words and its verb complex, or `null`. */
export function findCue(
  parse: Parse,
  lexicon: Lexicon,
  words: readonly number[],
  complex: VerbComplex,
): Cue | null {
  const { tokens } = parse
  const reflexive = words.some((i) => isA(tokens[i]!, REFLEXIVE))
  const word = complex.tokens.map((i) => tokens[i]!.text).join(' … ')
  for (const i of words) {
    if (!isA(tokens[i]!, CARRIER)) continue
    for (const phrase of lexicon.phrases.get(tokens[i]!.lower) ?? []) {
      if (complex.lemmas.some((lemma) => phrase.verbs.includes(lemma)))
        return {
          lemma: `${phrase.word} ${phrase.verbs[0] ?? ''}`,
          takes: phrase.takes + (lexicon.cues.get(complex.lemmas[0] ?? '')?.takes.replace('r', '') ?? ''),
          tokens: [...complex.tokens, ...(complex.tokens.includes(i) ? [] : [i])].sort((a, b) => a - b),
          passive: complex.passive,
          modal: complex.modal,
          entry: null,
          word: `${tokens[i]!.text} … ${word}`,
        }
    }
  }
  for (const [k, lemma] of complex.lemmas.entries()) {
    const entry = lexicon.cues.get(lemma)
    // Behind a prefixed verb the bare one counts only for what is nearly an adverb: "sagte … weiter".
    if (complex.prefix && k > 0 && !lexicon.grammar.adverbialPrefixes.has(complex.prefix)) break
    if (!entry || (entry.reflexive && !reflexive)) continue
    return {
      lemma,
      takes: entry.takes,
      tokens: complex.tokens,
      passive: complex.passive,
      modal: complex.modal,
      entry,
      word,
    }
  }
  return null
}
