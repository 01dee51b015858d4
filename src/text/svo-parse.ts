/**
 * Sentences and verbs of a language whose verb follows its subject.
 *
 * Such a language marks little on its words, so what a word is shows in its
 * neighbours: "the reports" and "CNN reports". Each sentence is read once, left
 * to right, into a row of items (words, marks, and whole quotations that are
 * clauses of their own), and its verbs into groups: auxiliaries, verb, and what
 * they can be together. No parse tree is needed.
 */
import { FINITE } from './flags.js'
import { hide, pairsOf, withDepth, type ParseOptions, type Words } from './parse.js'
import { pairQuotes, type QuotePair } from './marks.js'
import {
  ADVERB,
  AUX,
  BASE,
  BE,
  CLOSED,
  COORDINATOR,
  DETERMINER,
  DO,
  HAVE,
  ING,
  MODAL,
  PAST,
  PAST_PARTICIPLE,
  PREPOSITION,
  PRONOUN,
  QUESTION,
  RELATIVE,
  SUBJECT,
  SUBORDINATOR,
  THIRD,
  TIME,
  VERB,
  type SvoLexicon,
} from './svo-lexicon.js'
import { EDGE, tokenize, type Token } from './tokens.js'

/** An item that is a whole quotation. */
export const QUOTATION = 1 << 24
/** An item that is a mark. */
export const MARK = 1 << 25
/** A word with a capital, other than for beginning the sentence. */
export const NAME = 1 << 26
/** Ends in a possessive: "Trump's", "protesters'". */
export const OWNER = 1 << 27
/** A number in digits or words. */
export const NUMBER = 1 << 28

/** A verb with its auxiliaries; places are those of items in the row. */
export interface Group {
  readonly first: number
  /** The verb that carries the meaning. */
  readonly last: number
  readonly members: readonly number[]
  readonly lemma: string
  readonly form: 'finite' | 'participle' | 'ing' | 'infinitive'
  readonly passive: boolean
  readonly modal: boolean
  readonly negated: boolean
  /** In a clause that begins with a relative pronoun or a subordinator. */
  dependent: boolean
}

/** A sentence as a row of items: words, marks, and whole quotations. */
export interface Row {
  /** Token of each item; the opening mark for a quotation. */
  readonly at: readonly number[]
  readonly bits: readonly number[]
  readonly groups: readonly Group[]
  /** For each item the number of the group whose member it is, or -1. */
  readonly groupOf: readonly number[]
  readonly first: number
  readonly last: number
}

/** A block, read: its quotations, and a row for each sentence. */
export interface SvoParse extends Words {
  readonly pairs: readonly QuotePair[]
  /** The pair whose mark a token is. */
  readonly pairAt: ReadonlyMap<number, number>
  readonly insideOf: readonly number[]
  readonly hidden: readonly number[]
  readonly rows: readonly Row[]
}

/** Longer sentences are cut, which bounds what any rule can spend on one. */
const MAX_SENTENCE = 240

/** The tokens of a text with what each can be as a verb, and its quotation marks. */
export function readSvoWords(text: string, lexicon: SvoLexicon): Words {
  const tokens = tokenize(text, lexicon.seen)
  return {
    text,
    tokens,
    flags: tokens.map((token) => token.verb),
    marks: pairQuotes(tokens),
  }
}

/** Reads a block: pairs its quotations, and makes a row of each sentence around them. */
export function parseSvo(words: Words, lexicon: SvoLexicon, options: ParseOptions = {}): SvoParse {
  const { tokens, flags } = words
  const pairs = withDepth(
    pairsOf(words, options).filter((pair) => pair.close > pair.open && !isApostrophe(tokens, pair)),
  )
  const pairAt = new Map<number, number>()
  pairs.forEach(({ open, close }, number) => pairAt.set(open, number).set(close, number))
  const hidden = hide(tokens, pairs)
  const insideOf = new Array<number>(tokens.length).fill(-1)
  for (let number = 0; number < pairs.length; number++) {
    const pair = pairs[number]!
    if (pair.depth === 0 && !hidden[pair.open + 1] && isClauseLike(tokens, flags, pair))
      insideOf.fill(number, pair.open, pair.close + 1)
  }
  const parse = { ...words, pairs, pairAt, hidden, insideOf }
  return {
    ...parse,
    rows: sentenceBounds(parse, lexicon).map(([first, last]) => readRow(parse, lexicon, first, last)),
  }
}

/** A quotation stands as a clause when it begins apart from the words around it and holds a sentence, or when it holds several. */
function isClauseLike(
  tokens: readonly Token[],
  flags: readonly number[],
  { open, close }: QuotePair,
): boolean {
  const before = tokens[open - 1] ?? EDGE
  const after = tokens[close + 1] ?? EDGE
  const apart = !before.word && !/^[(/%$€£'’]$/.test(before.text)
  const last = tokens[close - 1] ?? EDGE
  let words = 0
  let finite = false
  let inner = false
  for (let i = open + 1; i < close; i++) {
    const token = tokens[i]!
    if (token.word) words++
    if (flags[i]! & FINITE) finite = true
    if (isFullStop(token) && i < close - 3 && tokens[i + 1]!.capital && tokens[i - 1]!.text.length > 2)
      inner = true
  }
  if (!apart) return inner && finite && tokens[open + 1]!.capital && words > 8
  if (before.text === ':') return words >= 2 || finite
  if (/^[.!?…,\]]$/.test(last.text) || isFullStop(last)) return words >= 1
  if (before === EDGE || isFullStop(before)) return after.text === ',' || (finite && words >= 4)
  return finite && words >= 4 && !after.word
}

/** "'90s … protesters' demands": apostrophes that look like a pair. */
function isApostrophe(tokens: readonly Token[], { open, close }: QuotePair): boolean {
  if (!/^['’]$/.test(tokens[close]!.text)) return false
  const before = tokens[close - 1] ?? EDGE
  const after = tokens[close + 1] ?? EDGE
  if (before.word && /s$/.test(before.lower) && after.word && !after.capital && close - open > 6) return true
  return tokens[open + 1]?.number === true && /^['’]$/.test(tokens[open]!.text) && close - open > 3
}

type Base = Omit<SvoParse, 'rows'>

function sentenceBounds(base: Base, lexicon: SvoLexicon): readonly (readonly [number, number])[] {
  const { tokens, pairs } = base
  const bounds: [number, number][] = []
  let first = 0
  let pair = 0
  for (let i = 0; i < tokens.length; i++) {
    while (pair < pairs.length && (pairs[pair]!.open < i || pairs[pair]!.depth > 0)) pair++
    let ends = false
    if (pair < pairs.length && pairs[pair]!.open === i) {
      const { close } = pairs[pair]!
      const stop = tokens[close - 1]!.text === ']' ? tokens[close - 2]!.text : tokens[close - 1]!.text
      i = close
      if (/^[.!?…]$/.test(stop)) {
        const after = tokens[i + 1] ?? EDGE
        ends =
          (after.capital || !after.word) &&
          !/^[,;:)]$/.test(after.text) &&
          (stop === '.' || !isFrame(tokens, lexicon, i + 1))
      }
    } else if (isFullStop(tokens[i]!) && !base.hidden[i]) ends = isStop(base, lexicon, i)
    if (ends) {
      while (
        i + 1 < tokens.length &&
        /^[)\]”"’»]$/.test(tokens[i + 1]!.text) &&
        tokens[i + 1]!.start === tokens[i]!.end
      )
        i++
    }
    if (ends || i - first >= MAX_SENTENCE) {
      bounds.push([first, i])
      first = i + 1
    }
  }
  if (first < tokens.length) bounds.push([first, tokens.length - 1])
  return bounds
}

/** “Why?” Lam asked. */
function isFrame(tokens: readonly Token[], lexicon: SvoLexicon, from: number): boolean {
  for (let i = from; i < Math.min(tokens.length, from + 8); i++) {
    const token = tokens[i]!
    if (!token.word) return false
    if (lexicon.bits(token.lower) & (PAST | THIRD) && i > from)
      return lexicon.cues.get(lexicon.lemma(token.lower))?.takes.includes('q') === true
  }
  return false
}

function isFullStop({ word, text }: Token): boolean {
  return !word && (text === '.' || text === '!' || text === '?' || text === '…')
}

function isStop({ tokens }: Base, lexicon: SvoLexicon, i: number): boolean {
  const token = tokens[i]!
  const before = tokens[i - 1] ?? EDGE
  const after = tokens[i + 1] ?? EDGE
  if (after === EDGE) return true
  if (isFullStop(after)) return false
  if (token.text === '.' && before.word && before.end === token.start) {
    const single = before.text.length === 1 && !before.number
    // "no. 5", but "He said no."
    const isNumbered = before.lower === 'no' && !after.number
    if (single || (lexicon.abbreviations.has(before.lower) && !isNumbered)) {
      // "in the U.S. He said": a word that begins a sentence, not a name.
      const starts = after.capital && (lexicon.bits(after.lower) & CLOSED) !== 0
      const inside = single
        ? tokens[i - 2]?.text === '.'
        : /^(?:p\.m|a\.m|inc|corp|ltd|co|jr|sr|etc)$/.test(before.lower)
      return starts && inside
    }
  }
  return after.capital || !after.word || after.number
}

const BOUNDARY = /^[,;:–—-]$/

function readRow(base: Base, lexicon: SvoLexicon, first: number, last: number): Row {
  const { tokens, insideOf, hidden, pairs } = base
  const at: number[] = []
  const bits: number[] = []
  for (let i = first; i <= last; i++) {
    if (insideOf[i]! >= 0) {
      at.push(i)
      bits.push(QUOTATION)
      i = pairs[insideOf[i]!]!.close
      continue
    }
    if (hidden[i]) continue
    const token = tokens[i]!
    if (!token.word) {
      if (/^['’]$/.test(token.text) && at.length && tokens[at[at.length - 1]!]!.end === token.start) {
        bits[bits.length - 1]! |= OWNER
        continue
      }
      // The dots of abbreviations, signs for currencies.
      if (!BOUNDARY.test(token.text) && !/^[.!?…]$/.test(token.text)) continue
      if (token.text === '.' && i < last) continue
      if (
        /^[–—-]$/.test(token.text) &&
        token.end === tokens[i + 1]?.start &&
        token.start === tokens[i - 1]?.end
      )
        continue
      at.push(i)
      bits.push(MARK)
      continue
    }
    // "BTP's": the tokenizer leaves the letter apart.
    if (token.lower === 's' && at.length && bits[bits.length - 1]! & OWNER) continue
    // "WHO", "US": a name, whatever the word is in small letters.
    let own = token.number
      ? NUMBER
      : token.capital && /^\p{Lu}{2,}$/u.test(token.text)
        ? NAME
        : lexicon.bits(token.lower)
    if (
      own & (PREPOSITION | ADVERB) &&
      lexicon.lists.approximators.has(token.lower) &&
      isAmount(tokens, i + 1)
    )
      own = DETERMINER
    if (token.text.endsWith('s') && /['’]s$/.test(token.lower) && !(own & AUX)) own |= OWNER
    if (token.capital && (at.length > 0 || !(own & CLOSED))) {
      if (at.length > 0 && bits[at.length - 1]! !== MARK)
        own = (own & (TIME | OWNER | NUMBER | PRONOUN | SUBJECT)) | NAME
      else if (!(own & (CLOSED | ING | PAST))) own |= NAME
    }
    at.push(i)
    bits.push(own)
  }
  const row = { at, bits, first, last }
  const { groups, groupOf } = readGroups(base, lexicon, row)
  return { ...row, groups, groupOf }
}

/** Words whose *to* begins no infinitive. */
const NO_INFINITIVE = /^(?:according|due|owing|prior|thanks|addition|response)$/

function isAmount(tokens: readonly Token[], i: number): boolean {
  const token = tokens[i] ?? EDGE
  return (
    token.number ||
    (/^(?:half|a|one|two|three|four|five|six|seven|eight|nine|ten|hundreds|thousands|dozens|all)$/.test(
      token.lower,
    ) &&
      (token.lower !== 'a' ||
        /^(?:hundred|thousand|dozen|third|quarter|million|billion)$/.test(tokens[i + 1]?.lower ?? '')))
  )
}

type Bare = Omit<Row, 'groups' | 'groupOf'>

function readGroups(base: Base, lexicon: SvoLexicon, row: Bare): Pick<Row, 'groups' | 'groupOf'> {
  const { at, bits } = row
  const { tokens } = base
  const groups: Group[] = []
  const groupOf = new Array<number>(at.length).fill(-1)
  const lower = (k: number): string => (k >= 0 && k < at.length ? tokens[at[k]!]!.lower : '')
  const add = (
    members: readonly number[],
    form: Group['form'],
    extra: { passive: boolean; modal: boolean; negated: boolean },
  ): void => {
    const last = members[members.length - 1]!
    const word = lower(last)
    const lemma =
      bits[last]! & BE ? 'be' : bits[last]! & HAVE ? 'have' : bits[last]! & DO ? 'do' : lexicon.lemma(word)
    for (const k of members) groupOf[k] = groups.length
    groups.push({ first: members[0]!, last, members, lemma, form, ...extra, dependent: false })
  }
  for (let k = 0; k < at.length; k++) {
    const own = bits[k]!
    if (own & (QUOTATION | MARK | NAME) || !(own & (AUX | VERB) || lower(k) === 'to')) continue
    if (own & AUX || lower(k) === 'to') {
      if (lower(k) === 'to' && NO_INFINITIVE.test(lower(k - 1))) continue
      const to = lower(k) === 'to'
      const members: number[] = to ? [] : [k]
      let negated = /n['’]t$/.test(lower(k))
      let allowed = to || own & (MODAL | DO) ? BASE : own & HAVE ? PAST_PARTICIPLE : PAST_PARTICIPLE | ING
      let passive = false
      let j = k + 1
      for (; j < Math.min(at.length, k + 9); j++) {
        const word = bits[j]!
        if (lower(j) === 'not') negated = true
        else if (lower(j) === 'never') negated = true
        if (word & (QUOTATION | MARK | NAME)) break
        if (word & (BE | HAVE) && !(allowed === BASE && !/^(?:be|have)$/.test(lower(j)))) {
          members.push(j)
          allowed = word & HAVE ? PAST_PARTICIPLE : PAST_PARTICIPLE | ING
        } else if (word & DO && allowed & BASE && lower(j) === 'do') {
          members.push(j)
          break
        } else if (word & allowed) {
          members.push(j)
          passive = allowed === (PAST_PARTICIPLE | ING) && (word & PAST_PARTICIPLE) !== 0 && !(word & ING)
          break
        } else if (!(word & ADVERB)) break
        else if (to && members.length === 0 && j > k + 2) break
      }
      if (members.length === 0) continue
      const form: Group['form'] = to
        ? 'infinitive'
        : /^(?:being|having)$/.test(lower(k))
          ? 'ing'
          : /^(?:be|been)$/.test(lower(k))
            ? 'participle'
            : 'finite'
      add(members, form, { passive, modal: (own & MODAL) !== 0, negated })
      k = members[members.length - 1]!
      continue
    }
    const form = formHere(row, lexicon, lower, groups, k)
    if (form) add([k], form, { passive: false, modal: false, negated: false })
  }
  for (const group of groups) group.dependent = isDependent(row, groups, lower, group)
  return { groups, groupOf }
}

/** What a verb form without an auxiliary is among its neighbours, `null` for a noun or adjective. */
function formHere(
  { at, bits }: Bare,
  lexicon: SvoLexicon,
  lower: (k: number) => string,
  groups: readonly Group[],
  k: number,
): Group['form'] | null {
  const own = bits[k]!
  if (own & ADVERB || own & TIME) return null
  if (own & PREPOSITION && !(own & ING)) return null
  let p = k - 1
  while (p >= 0 && bits[p]! & ADVERB && !(bits[p]! & PREPOSITION)) p--
  const before = p >= 0 ? bits[p]! : MARK
  const after = k + 1 < at.length ? bits[k + 1]! : MARK
  const owned = (before & OWNER) !== 0 && p === k - 1
  const pronoun = (before & SUBJECT) !== 0
  if (own & ING) {
    if (lexicon.lists.participlePrepositions.has(lower(k))) return null
    if ((before & DETERMINER && !pronoun) || owned) return null
    if (after & MARK && p >= 0 && (before & NAME || isPlainNoun(before))) return null
    return 'ing'
  }
  if (own & PAST) {
    if (owned || (before & NUMBER && !(p > 0 && bits[p - 1]! & NAME))) return null
    if (before & (DETERMINER | PREPOSITION) && lower(p) !== 'to') {
      if (!pronoun) return null
      // "some alleged victims" against "some called for"
      if (p < k - 1 || isPlainNoun(after)) return null
    }
    if (own & PAST_PARTICIPLE) {
      if (before & MARK && p < 0 && k === 0) return 'participle'
      if (
        lower(k + 1) === 'by' &&
        !((bits[k + 2] ?? 0) & (NUMBER | TIME)) &&
        !(before & PRONOUN) &&
        !(before & COORDINATOR)
      )
        return 'participle'
      if (lower(k + 1) === 'of' && isNounish(before) && anotherVerb(bits, k)) return 'participle'
      // A second verb in one clause.
      const last = groups[groups.length - 1]
      if (last && last.last === p && !(before & COORDINATOR) && last.form !== 'ing') return null
    }
    return 'finite'
  }
  if (own & PAST_PARTICIPLE) return before & (DETERMINER | PREPOSITION) ? null : 'participle'
  // Present forms look like nouns.
  if (before & (PREPOSITION | NUMBER) || owned) return null
  if (before & DETERMINER && !(pronoun && p === k - 1)) return null
  if (after & AUX && !(after & OWNER)) return null
  if (after & PAST && !(after & (DETERMINER | ADVERB)) && isPlainNoun(before)) return null
  const opens =
    (after & (DETERMINER | PRONOUN | SUBJECT | RELATIVE | QUESTION | NAME | NUMBER | QUOTATION)) !== 0 ||
    lower(k + 1) === 'that'
  const sure = !lexicon.lists.nounVerbs.has(lexicon.lemma(lower(k)))
  const plain = lexicon.cues.get(lexicon.lemma(lower(k)))?.takes.includes('d') ?? false
  if (own & THIRD) {
    if (before & (RELATIVE | PRONOUN)) return 'finite'
    if (before & MARK) return opens ? 'finite' : null
    if (before & COORDINATOR) return opens ? 'finite' : null
    if (before & CLOSED) return null
    const plural = /[^s]s$/.test(lower(p)) && !(before & NAME)
    if (sure && !(plural && isPlainNoun(after))) return 'finite'
    return !plural && (opens || (before & NAME && (after & (PREPOSITION | ADVERB)) !== 0)) ? 'finite' : null
  }
  if (own & BASE) {
    if (pronoun && /^(?:i|you|we|they|who|that|which|some|many|most|others|both|several)$/.test(lower(p)))
      return 'finite'
    if (before & COORDINATOR) {
      const last = groups[groups.length - 1]
      return last && last.form === 'infinitive' && k - last.last < 16 ? 'infinitive' : null
    }
    if (before & (CLOSED | MARK)) return null
    const plural = /[^s]s$/.test(lower(p)) || lexicon.lists.pluralSubjects.has(lower(p))
    return plural && (opens || (plain && after !== MARK && !(after & PREPOSITION))) ? 'finite' : null
  }
  return null
}

function isNounish(bits: number): boolean {
  return (bits & NAME) !== 0 || isPlainNoun(bits)
}

/** "the man accused of murder was": an auxiliary follows with no boundary between. */
function anotherVerb(bits: readonly number[], k: number): boolean {
  for (let i = k + 1; i < Math.min(bits.length, k + 12); i++) {
    if (bits[i]! & (MARK | QUOTATION | COORDINATOR | RELATIVE | SUBORDINATOR | QUESTION)) return false
    if (bits[i]! & AUX) return true
  }
  return false
}

/** A noun or adjective by what it is not. */
export function isPlainNoun(bits: number): boolean {
  return !(bits & (CLOSED | MARK | QUOTATION | NAME | NUMBER))
}

/** Whether a relative pronoun or subordinator stands before the verb in its stretch, with no other verb between. */
function isDependent(
  { bits }: Bare,
  groups: readonly Group[],
  lower: (k: number) => string,
  group: Group,
): boolean {
  const before = groups[groups.indexOf(group) - 1]
  const stop = before && before.form === 'finite' ? before.last : -1
  for (let k = group.first - 1; k > stop; k--) {
    const own = bits[k]!
    if (own & (MARK | QUOTATION)) return false
    if (own & SUBORDINATOR) return true
    if (own & RELATIVE && !(lower(k) === 'that' && k > 0 && bits[k - 1]! & MARK)) return true
    if (own & QUESTION) return true
  }
  return false
}
