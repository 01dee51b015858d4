/**
 * Statements in a language whose verb follows its subject.
 *
 * Every verb that can signal saying is read outwards: to the left its subject
 * and the beginning of its clause, to the right who is spoken to, adverbials,
 * and what is said. What stands there decides: a quotation, a clause with or
 * without *that*, an infinitive, a gerund, or nothing that is a clause, which
 * leaves the speech act itself. Where a verb has nothing behind it, what is said
 * stands before it. Finds that are right less than half of the time get a
 * confidence below 0.5.
 */
import type { Draft } from './draft.js'
import type { Span } from './phrases.js'
import type { Kind } from './statement.js'
import {
  ADVERB,
  AUX,
  BASE,
  COORDINATOR,
  DETERMINER,
  PREPOSITION,
  PRONOUN,
  QUESTION,
  RELATIVE,
  SUBJECT,
  SUBORDINATOR,
  TIME,
  type SvoLexicon,
} from './svo-lexicon.js'
import {
  isPlainNoun,
  MARK,
  NAME,
  NUMBER,
  OWNER,
  QUOTATION,
  type Group,
  type Row,
  type SvoParse,
} from './svo-parse.js'
import { EDGE, type Token } from './tokens.js'

interface Scope {
  readonly parse: SvoParse
  readonly lexicon: SvoLexicon
  readonly row: Row
  readonly index: number
  readonly drafts: Draft[]
  /** Drafts of this sentence begin here. */
  readonly from: number
  /** Frames found, by the pair they introduce. */
  readonly frames: Map<number, Frame>
  /** Groups that frame something. */
  readonly framed: Set<number>
}

/** Places of items, both inclusive. */
interface Stretch {
  readonly from: number
  readonly to: number
}

/** A clause that introduces what is said, by tokens. */
interface Frame {
  readonly speaker: Span | null
  readonly cue: readonly Span[]
  readonly frame: readonly Span[]
  readonly addressee: Span | null
  readonly word: string
}

interface Subject {
  /** Items of the phrase, `null` if the clause has none of its own. */
  readonly phrase: Stretch | null
  /** First item of the clause, adverbials and conjunctions included. */
  readonly start: number
  readonly way: 'plain' | 'relative' | 'joined' | 'none'
}

/** The statements of a block in a language whose verb follows its subject. */
export function findSvoStatements(parse: SvoParse, lexicon: SvoLexicon): readonly Draft[] {
  const drafts: Draft[] = []
  const frames = new Map<number, Frame>()
  for (const [index, row] of parse.rows.entries()) {
    const scope: Scope = {
      parse,
      lexicon,
      row,
      index,
      drafts,
      from: drafts.length,
      frames,
      framed: new Set(),
    }
    sources(scope)
    const acts: (() => void)[] = []
    for (let g = 0; g < row.groups.length; g++) readGroup(scope, g, acts)
    nounFrames(scope)
    for (const act of acts) act()
    hearsay(scope)
  }
  quotations(parse, lexicon, drafts, frames)
  for (const draft of drafts) draft.reason = { ...draft.reason, ...shownWord(parse, draft) }
  return drafts
}

/** The word that the statement hangs on, as it stands in the text: "said", not "say". */
function shownWord({ tokens }: SvoParse, { reason, cue, anchor, kind }: Draft): { readonly word?: string } {
  if (reason.word === undefined) return {}
  if (cue.length)
    return {
      word: cue
        .map((c) =>
          tokens
            .slice(c.first, c.last + 1)
            .map((t) => t.text)
            .join(' '),
        )
        .join(' … '),
    }
  const token = kind === 'direct' ? undefined : tokens[anchor]
  return token ? { word: token.text } : {}
}

// ---------------------------------------------------------------- items

function token(scope: Scope, k: number): Token {
  const at = scope.row.at[k]
  return at === undefined ? EDGE : scope.parse.tokens[at]!
}

function lower(scope: Scope, k: number): string {
  return token(scope, k).lower
}

function bitsAt(scope: Scope, k: number): number {
  return scope.row.bits[k] ?? MARK
}

/** Tokens of a stretch of items. A quotation reaches to its closing mark, a possessive to its apostrophe. */
function span(scope: Scope, { from, to }: Stretch): Span {
  return { first: scope.row.at[from]!, last: endOf(scope, to) }
}

function endOf(scope: Scope, k: number): number {
  const { parse, row } = scope
  const at = row.at[k]!
  if (row.bits[k]! & QUOTATION) return parse.pairs[parse.insideOf[at]!]!.close
  let last = at
  if (row.bits[k]! & OWNER && /^['’]$/.test(parse.tokens[last + 1]?.text ?? '')) {
    last++
    if (parse.tokens[last + 1]?.lower === 's' && parse.tokens[last + 1]!.start === parse.tokens[last]!.end)
      last++
  }
  return last
}

/** Takes in brackets behind a phrase: "the NTSB (National …)". */
function withBrackets(scope: Scope, last: number): number {
  const { tokens, hidden } = scope.parse
  let end = last
  if (tokens[end + 1]?.text === '(' && hidden[end + 1]) {
    do end++
    while (hidden[end + 1] && tokens[end]!.text !== ')' && end < scope.row.last)
  }
  return end
}

function isGroup(scope: Scope, k: number, form?: Group['form']): boolean {
  const g = scope.row.groupOf[k] ?? -1
  return g >= 0 && (form === undefined || scope.row.groups[g]!.form === form)
}

function isFinite(scope: Scope, k: number): boolean {
  return isGroup(scope, k, 'finite')
}

/** Whether a main clause's verb stands among the items from `from` to `to`. */
function hasVerb(scope: Scope, from: number, to: number, dependentToo = false): boolean {
  return scope.row.groups.some(
    (group) =>
      group.form === 'finite' &&
      group.first >= from &&
      group.last <= to &&
      (dependentToo || !group.dependent),
  )
}

const isComma = (scope: Scope, k: number): boolean => token(scope, k).text === ','

/** A hard boundary: a mark other than a comma, a quotation, or the sentence's end. */
function isHard(scope: Scope, k: number): boolean {
  const own = scope.row.bits[k]
  return own === undefined || (own & QUOTATION) !== 0 || (own === MARK && !isComma(scope, k))
}

/** Last item before the sentence's final marks. */
function lastItem(scope: Scope): number {
  let k = scope.row.at.length - 1
  while (k > 0 && scope.row.bits[k]! === MARK && /^[.!?…]$/.test(token(scope, k).text)) k--
  return k
}

// ---------------------------------------------------------------- phrases

function isNominal(bits: number): boolean {
  return (bits & (NAME | NUMBER)) !== 0 || isPlainNoun(bits) || (bits & TIME) !== 0
}

function startsPhrase(scope: Scope, k: number): boolean {
  const own = bitsAt(scope, k)
  if (own & (MARK | QUOTATION) || isGroup(scope, k)) return false
  if (own & (DETERMINER | PRONOUN | SUBJECT | NAME | NUMBER | OWNER)) return !(own & RELATIVE)
  return isPlainNoun(own)
}

/** Last item of the noun phrase that begins at `k`, or -1. */
function phraseEnd(scope: Scope, k: number, { limit, loose }: { limit: number; loose: boolean }): number {
  let end = -1
  let noun = false
  const first = bitsAt(scope, k)
  if (first & PRONOUN && !(first & DETERMINER)) return k
  for (let i = k; i <= limit; i++) {
    const own = bitsAt(scope, i)
    if (own & (MARK | QUOTATION)) break
    if (isGroup(scope, i)) {
      const group = scope.row.groups[scope.row.groupOf[i]!]!
      if (group.form === 'finite' || group.form === 'infinitive') break
      if (noun && !loose) break
      if (noun && scope.lexicon.cues.get(group.lemma)?.takes.includes('d')) break
      end = i
      noun = false
      continue
    }
    if (own & DETERMINER || own & OWNER) {
      if (noun && !(bitsAt(scope, i - 1) & (PREPOSITION | COORDINATOR | OWNER)) && !(own & OWNER)) break
      end = own & (SUBJECT | OWNER) || i === k ? i : end
      noun = (own & OWNER) !== 0 ? false : noun
      continue
    }
    if (own & PRONOUN) {
      if (i > k && !(bitsAt(scope, i - 1) & PREPOSITION)) break
      end = i
      noun = true
      continue
    }
    if (own & (SUBORDINATOR | RELATIVE | AUX) && !(own & NAME)) break
    if (own & COORDINATOR) {
      if (!noun || !/^(?:and|or)$/.test(lower(scope, i)) || !startsPhrase(scope, i + 1)) break
      const next = phraseEnd(scope, i + 1, { limit, loose: false })
      if (next < 0 || isFinite(scope, next + 1)) break
      end = next
      i = next
      continue
    }
    if (own & PREPOSITION && !(own & NAME)) {
      if (!noun) break
      const close = lower(scope, i) === 'of'
      if (!close && !(loose && !isAdverbial(scope, i))) break
      if (!close && bitsAt(scope, i + 1) & TIME) break
      if (isGroup(scope, i + 1, 'ing')) break
      noun = false
      continue
    }
    if (own & ADVERB && !(own & NAME)) {
      if (noun || i === limit || !isNominal(bitsAt(scope, i + 1))) {
        if (noun) break
      }
      continue
    }
    if (own & TIME && noun) break
    noun = true
    end = i
  }
  return end
}

/** Whether the phrase behind the preposition at `k` says when or in what something was said. */
function isAdverbial(scope: Scope, k: number): boolean {
  for (let i = k + 1; i < Math.min(scope.row.at.length, k + 7); i++) {
    const own = bitsAt(scope, i)
    if (own & (MARK | QUOTATION) || isFinite(scope, i)) return false
    if (own & TIME) return true
    if (own & NUMBER && /^(?:1[89]|20)\d\d$/.test(lower(scope, i))) return true
    if (scope.lexicon.lists.conveyances.has(lower(scope, i)) && lower(scope, k) !== 'of') return true
    if (own & PREPOSITION && i > k + 1) return false
  }
  return false
}

/** Item behind adverbials that begin at `k`: "on Sunday", "in a statement", "yesterday", "last week". */
function skipAdverbials(
  scope: Scope,
  k: number,
  { limit, toPeople }: { limit: number; toPeople: boolean },
): number {
  let i = k
  for (let round = 0; round < 6 && i <= limit; round++) {
    const own = bitsAt(scope, i)
    const word = lower(scope, i)
    if (own & (MARK | QUOTATION)) break
    if (own & TIME || (own & ADVERB && !(own & (SUBJECT | DETERMINER)))) {
      i++
      if (bitsAt(scope, i) & NUMBER && own & TIME) i++
      continue
    }
    if (own & DETERMINER && bitsAt(scope, i + 1) & TIME && !isGroup(scope, i + 1)) {
      i += 2
      continue
    }
    if (own & PREPOSITION && word !== 'of') {
      if (isGroup(scope, i + 1, 'infinitive')) break
      const people = toPeople && /^(?:to|from|with)$/.test(word)
      if (!people && !isAdverbial(scope, i)) break
      const end = adverbialEnd(scope, i, limit)
      if (end < 0) break
      i = end + 1
      continue
    }
    break
  }
  return i
}

/** Last item of the adverbial that the preposition at `k` begins. */
function adverbialEnd(scope: Scope, k: number, limit: number): number {
  for (let i = k + 1; i <= limit && i < k + 8; i++) {
    const own = bitsAt(scope, i)
    if (own & (MARK | QUOTATION)) return i - 1
    if (own & TIME || scope.lexicon.lists.conveyances.has(lower(scope, i))) {
      let end = i
      while (bitsAt(scope, end + 1) & (TIME | NUMBER)) end++
      while (scope.lexicon.lists.conveyances.has(lower(scope, end + 1))) end++
      if (/^(?:with|to|from|of|about|for)$/.test(lower(scope, end + 1))) {
        const next = phraseEnd(scope, end + 2, { limit, loose: false })
        if (next >= 0) end = next
      }
      return end
    }
    if (own & NUMBER && /^(?:1[89]|20)\d\d$/.test(lower(scope, i))) return i
  }
  return phraseEnd(scope, k + 1, { limit, loose: false })
}

// ---------------------------------------------------------------- subjects

/** The subject of a group and where its clause begins. */
function subjectOf(scope: Scope, group: Group): Subject {
  const { row } = scope
  let j = group.first - 1
  while (j >= 0 && row.bits[j]! & ADVERB && !(row.bits[j]! & (SUBJECT | PRONOUN)) && !isGroup(scope, j)) j--
  while (j >= 0 && /^(?:himself|herself|themselves|itself)$/.test(lower(scope, j))) j--
  if (j < 0) return { phrase: null, start: 0, way: 'none' }
  const own = row.bits[j]!
  if (isHard(scope, j)) return { phrase: null, start: j + 1, way: 'none' }
  if (own & COORDINATOR) {
    const start = isComma(scope, j - 1) ? j : j
    return { phrase: null, start, way: 'joined' }
  }
  if (own & RELATIVE && !(own & DETERMINER && j > 0 && row.bits[j - 1]! & MARK && lower(scope, j) === 'that'))
    return { phrase: { from: j, to: j }, start: j, way: 'relative' }
  if (own & (SUBORDINATOR | QUESTION) && !(own & SUBJECT)) return { phrase: null, start: j, way: 'none' }
  if (isComma(scope, j)) return parenthetic(scope, j)
  const from = segmentStart(scope, j)
  const found = plainSubject(scope, from, j, from)
  // "Neil Basu, on Sunday said"
  if (!found.phrase && from > 1 && isComma(scope, from - 1) && isInsert(scope, from, j))
    return parenthetic(scope, from - 1)
  return found
}

/** First item of the stretch between commas and other marks that `k` stands in. */
function segmentStart(scope: Scope, k: number): number {
  let from = k
  while (from > 0 && !(bitsAt(scope, from - 1) & (MARK | QUOTATION))) from--
  return from
}

/** "Carrie Lam, the chief executive of Hong Kong, announced": the verb stands behind a comma. */
function parenthetic(scope: Scope, comma: number): Subject {
  let end = comma - 1
  for (let round = 0; round < 4; round++) {
    if (end < 0 || isHard(scope, end)) break
    const from = segmentStart(scope, end)
    const before = from - 1
    const insert = isInsert(scope, from, end)
    const hasOuter = before > 0 && isComma(scope, before)
    if (hasOuter && (insert || isApposition(scope, from, end))) {
      // Leading adverbials are no one's apposition: "On Wednesday, the minister, …".
      const outerEnd = before - 1
      const outerFrom = segmentStart(scope, outerEnd)
      const outer = bitsAt(scope, outerFrom)
      const leads =
        isGroup(scope, outerFrom) ||
        isTimePhrase(scope, outerFrom, outerEnd) > outerEnd ||
        ((outer & (PREPOSITION | SUBORDINATOR | TIME | ADVERB)) !== 0 &&
          plainSubject(scope, outerFrom, outerEnd, outerFrom).phrase === null)
      if (!leads || insert) {
        if (insert && isInsert(scope, outerFrom, outerEnd)) {
          end = outerEnd
          continue
        }
        const found = plainSubject(scope, outerFrom, outerEnd, outerFrom)
        if (found.phrase || insert) {
          // A further apposition before: "Ari Fleischer, of Florida, the minister, said".
          if (
            found.phrase &&
            isApposition(scope, outerFrom, outerEnd) &&
            found.phrase.from === outerFrom &&
            outerFrom > 1 &&
            isComma(scope, outerFrom - 1)
          ) {
            const third = segmentStart(scope, outerFrom - 2)
            const wide = plainSubject(scope, third, outerFrom - 2, third)
            if (
              wide.phrase &&
              bitsAt(scope, wide.phrase.from) & (NAME | DETERMINER) &&
              !hasVerb(scope, third, outerFrom - 2, true) &&
              bitsAt(scope, third) & (NAME | DETERMINER)
            )
              return { ...wide, phrase: { from: wide.phrase.from, to: insert ? outerEnd : end } }
          }
          if (!found.phrase) return found
          return { ...found, phrase: { from: found.phrase.from, to: insert ? found.phrase.to : end } }
        }
      }
    }
    if (hasVerb(scope, from, end, true) && !insert) break
    if (insert) break
    return plainSubject(scope, from, end, from)
  }
  return { phrase: null, start: comma + 1, way: 'none' }
}

/** "who is supported by …", "in its release", "speaking on Sunday": between commas, no part of the name. */
function isInsert(scope: Scope, from: number, to: number): boolean {
  const own = bitsAt(scope, from)
  if (own & (RELATIVE | SUBORDINATOR | PREPOSITION) && !(own & NAME)) return true
  if (own & ADVERB && to - from < 3) return true
  return isGroup(scope, from) && !isFinite(scope, from)
}

function isApposition(scope: Scope, from: number, to: number): boolean {
  const own = bitsAt(scope, from)
  if (hasVerb(scope, from, to)) return false
  return (own & (DETERMINER | NAME | NUMBER)) !== 0 || isPlainNoun(own) || (own & ADVERB) !== 0
}

/** The subject among the items of one stretch that ends right before the verb. */
function plainSubject(scope: Scope, segment: number, to: number, clause: number): Subject {
  const { row, lexicon } = scope
  let start = segment
  let from = segment
  const way: Subject['way'] = 'plain'
  for (let k = segment; k <= to; k++) {
    const own = row.bits[k]!
    if (own & NAME) continue
    if (isFinite(scope, k)) {
      const group = row.groups[row.groupOf[k]!]!
      // "CNN reported police said": a clause inside a clause.
      if (!group.dependent && k === group.last) {
        start = k + 1
        from = k + 1
      }
      continue
    }
    const joins = own & COORDINATOR && hasVerb(scope, segment, k - 1, true)
    const subordinates =
      own & SUBORDINATOR && !(own & PREPOSITION && !hasVerb(scope, k, to, true) && k === segment)
    // "He told the BBC that police said"; a relative pronoun behind a noun.
    const that =
      lower(scope, k) === 'that' &&
      k < to &&
      (k > segment || scope.row.bits[k + 1]! & (DETERMINER | SUBJECT)) &&
      !hasVerb(scope, k, to, true)
    if (joins) {
      start = k
      from = k + 1
    } else if (subordinates && k < to) {
      start = k
      from = k + 1
    } else if (that) {
      start = hasVerb(scope, segment, k, true) || k === segment ? k + 1 : k
      from = k + 1
    } else if (
      own & (RELATIVE | QUESTION) &&
      !(own & DETERMINER && !that) &&
      !hasVerb(scope, k, to, true) &&
      k < to
    ) {
      start = k > segment && row.bits[k - 1]! & PREPOSITION ? k - 1 : k
      from = k + 1
    } else if (
      isGroup(scope, k, 'infinitive') &&
      row.groups[row.groupOf[k]!]!.last === k &&
      lexicon.cues.has(row.groups[row.groupOf[k]!]!.lemma) &&
      k < to
    ) {
      start = k + 1
      from = k + 1
    }
  }
  if (start === segment) start = leadingStart(scope, clause)
  // Adverbials before the phrase.
  for (let round = 0; round < 5 && from <= to; round++) {
    const own = row.bits[from]!
    if (own & COORDINATOR || (own & ADVERB && !(own & (SUBJECT | DETERMINER | PRONOUN)))) from++
    else if (own & SUBORDINATOR && !(own & SUBJECT)) from++
    else if (own & PREPOSITION && !(own & NAME)) {
      const next = behindAdverbial(scope, from, to)
      if (next < 0) return { phrase: null, start, way: 'none' }
      from = next
    } else if (
      own & (DETERMINER | TIME) &&
      !(own & NAME) &&
      isTimePhrase(scope, from, to) > 0 &&
      isTimePhrase(scope, from, to) <= to
    )
      from = isTimePhrase(scope, from, to)
    else break
  }
  let end = to
  for (let round = 0; round < 3; round++) end = withoutTime(scope, from, end)
  if (from > end || row.bits[end]! & (PREPOSITION | COORDINATOR)) return { phrase: null, start, way: 'none' }
  // "A, B and C said"
  if (from === segment && segment > 2 && isComma(scope, segment - 1)) {
    const listFrom = listStart(scope, segment, end)
    if (listFrom >= 0)
      return { phrase: { from: listFrom, to: end }, start: leadingStart(scope, listFrom), way }
  }
  return { phrase: { from, to: end }, start, way }
}

/** Where the list begins whose last members are the items from `from` to `to`, or -1. */
function listStart(scope: Scope, from: number, to: number): number {
  let joined = lower(scope, from) === 'and'
  for (let k = from; k <= to; k++) if (lower(scope, k) === 'and') joined = true
  if (!joined) return -1
  const end = from - 2
  const start = segmentStart(scope, end)
  const own = bitsAt(scope, start)
  if (!(own & (NAME | DETERMINER)) || own & TIME || end - start > 6 || hasVerb(scope, start, end, true))
    return -1
  if (start > 0 && !isComma(scope, start - 1)) return -1
  return start === 0 ? start : -1
}

/** Item behind the adverbial at `from`, if a phrase follows it before `to`; else -1. */
function behindAdverbial(scope: Scope, from: number, to: number): number {
  let noun = false
  for (let k = from + 1; k <= to; k++) {
    const own = bitsAt(scope, k)
    if (isGroup(scope, k)) {
      noun = true
      continue
    }
    if (
      noun &&
      own & (DETERMINER | PRONOUN | SUBJECT) &&
      !(bitsAt(scope, k - 1) & (PREPOSITION | COORDINATOR))
    )
      return k
    const before = bitsAt(scope, k - 1)
    if (
      k > from + 1 &&
      own & NAME &&
      (before & TIME || scope.lexicon.lists.conveyances.has(lower(scope, k - 1)))
    )
      return k
    if (k > from + 1 && before & TIME && isPlainNoun(own) && !(own & TIME)) return k
    if (k > from + 1 && before & NUMBER && /^(?:1[89]|20)\d\d$/.test(lower(scope, k - 1)) && isNominal(own))
      return k
    if (isNominal(own)) noun = true
  }
  return -1
}

/** Item behind "this week", "last Monday", "yesterday"; -1 if there is none. */
function isTimePhrase(scope: Scope, from: number, to: number): number {
  let k = from
  while (k <= to && k < from + 3 && bitsAt(scope, k) & (DETERMINER | ADVERB)) k++
  if (!(bitsAt(scope, k) & TIME) || bitsAt(scope, k) & OWNER) return -1
  while (k <= to && bitsAt(scope, k) & (TIME | NUMBER)) k++
  return k
}

/** Drops "on Tuesday" or "Monday" from the end of a phrase. */
function withoutTime(scope: Scope, from: number, to: number): number {
  if (!(bitsAt(scope, to) & TIME) && !/^(?:1[89]|20)\d\d$/.test(lower(scope, to))) {
    // "Brudzinski in a statement said", "Trump also said"
    if (bitsAt(scope, to) & ADVERB && to > from) return to - 1
    return to
  }
  let k = to
  while (k > from && bitsAt(scope, k) & (TIME | NUMBER | DETERMINER | ADVERB)) k--
  if (k > from && bitsAt(scope, k) & PREPOSITION) return k - 1
  return k >= from && k < to && isNominal(bitsAt(scope, k)) && bitsAt(scope, to) & TIME ? k : to
}

/** Takes in adverbials before a clause: "On Wednesday, ", "Speaking to reporters, ", "When she arrived, ". */
function leadingStart(scope: Scope, from: number): number {
  let start = from
  for (let round = 0; round < 4; round++) {
    if (start < 2 || !isComma(scope, start - 1)) return start
    const end = start - 2
    if (bitsAt(scope, end) & (MARK | QUOTATION)) return start
    const first = segmentStart(scope, end)
    const own = bitsAt(scope, first)
    const opens = first === 0 || isHard(scope, first - 1) || isComma(scope, first - 1)
    if (!opens) return start
    const lead =
      (own & (PREPOSITION | SUBORDINATOR | TIME) && !(own & NAME && !(own & TIME))) ||
      (own & ADVERB && !hasVerb(scope, first, end, true)) ||
      (own & COORDINATOR && end - first < 3) ||
      (isGroup(scope, first) && !isFinite(scope, first)) ||
      (own & DETERMINER && isTimePhrase(scope, first, end) > 0 && !hasVerb(scope, first, end, true)) ||
      // A place or year inside an adverbial: "In Munich, Germany, the …".
      (!hasVerb(scope, first, end, true) &&
        first > 0 &&
        isComma(scope, first - 1) &&
        leadingStart(scope, first) < first &&
        own & (NAME | NUMBER))
    if (!lead) return start
    start = first
  }
  return start
}

// ---------------------------------------------------------------- cues

interface Cue {
  readonly takes: string
  readonly needs: readonly string[] | null
  /** Items of the cue. */
  readonly items: readonly number[]
  /** Item behind the cue. */
  readonly next: number
  readonly lemma: string
}

function cueOf(scope: Scope, group: Group): Cue | null {
  const { lexicon } = scope
  let next = group.last + 1
  // "went on to say": the second verb is the cue.
  if (group.lemma === 'go' && lower(scope, next) === 'on' && lower(scope, next + 1) === 'to') {
    const inner = scope.row.groups[scope.row.groupOf[next + 2] ?? -1]
    const entry = inner && lexicon.cues.get(inner.lemma)
    if (inner && entry)
      return {
        takes: entry.takes,
        needs: null,
        items: range(group.first, inner.last),
        next: inner.last + 1,
        lemma: inner.lemma,
      }
  }
  const phrases = lexicon.phrases.get(group.lemma)
  if (phrases) {
    for (const { words, phrase } of phrases) {
      const end = matches(scope, next, words)
      if (end >= 0)
        return {
          takes: phrase.takes,
          needs: null,
          items: [...group.members, ...range(next, end)],
          next: end + 1,
          lemma: `${phrase.verb} ${phrase.words}`,
        }
    }
  }
  const particle = lower(scope, next)
  const joined = lexicon.cues.get(`${group.lemma} ${particle}`)
  if (joined && group.lemma)
    return {
      takes: joined.takes,
      needs: joined.needs ?? null,
      items: [...group.members, next],
      next: next + 1,
      lemma: joined.lemma,
    }
  const entry = lexicon.cues.get(group.lemma)
  if (!entry) return null
  if (group.lemma === 'cite' || group.lemma === 'quote' || group.lemma === 'come') next = group.last + 1
  return { takes: entry.takes, needs: entry.needs ?? null, items: group.members, next, lemma: entry.lemma }
}

/** Last item of the words, read with an adjective or article allowed before each: "a strong statement". */
function matches(scope: Scope, from: number, words: readonly string[]): number {
  let k = from
  for (const word of words) {
    let skipped = 0
    while (lower(scope, k) !== word) {
      if (
        skipped++ === 2 ||
        !(bitsAt(scope, k) & (DETERMINER | ADVERB) || isPlainNoun(bitsAt(scope, k))) ||
        isGroup(scope, k)
      )
        return -1
      k++
    }
    k++
  }
  return k - 1
}

function range(from: number, to: number): readonly number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, k) => from + k)
}

function cueSpans(scope: Scope, items: readonly number[]): readonly Span[] {
  const spans: { first: number; last: number }[] = []
  for (const k of items) {
    const at = scope.row.at[k]!
    const last = spans[spans.length - 1]
    if (last && at === last.last + 1) last.last = at
    else spans.push({ first: at, last: at })
  }
  return spans
}

// ---------------------------------------------------------------- what a verb introduces

function readGroup(scope: Scope, number: number, acts: (() => void)[]): void {
  const { row } = scope
  const group = row.groups[number]!
  const cue = cueOf(scope, group)
  if (!cue || scope.framed.has(number)) return
  if (group.form === 'participle') {
    return
  }
  const subject = frameStart(scope, group, number)
  const inverted =
    (subject.phrase === null && subject.way === 'none') ||
    (group.first > 0 && closesBefore(scope, group.first))
      ? invertedSubject(scope, group, cue)
      : null
  const content = inverted ? null : contentOf(scope, group, cue)
  if (content) {
    const speaker = speakerOf(
      scope,
      group,
      subject,
      content.addressee ?? listenerIn(scope, subject.start, group.first),
    )
    const frame: Frame = {
      speaker: speaker.speaker,
      cue: cueSpans(scope, cue.items),
      frame: [{ first: row.at[subject.start]!, last: frameEnd(scope, content.from - 1) }],
      addressee: speaker.addressee,
      word: cue.lemma,
    }
    scope.framed.add(number)
    if (content.pair >= 0) {
      // “We cannot wait,” Reed told the BBC, “and we will not.”: the frame stands inside one statement.
      const before = quoteLeftOpen(scope, subject.start)
      scope.frames.set(before >= 0 ? before : content.pair, frame)
      return
    }
    push(scope, {
      kind: 'indirect',
      quote: [contentSpan(scope, content.from, contentEnd(scope, group, content.from, content.rule))],
      ...rolesOf(frame),
      rule: content.rule,
      word: cue.lemma,
      confidence: confidenceOf(group, content.confidence),
      inherits: speaker.speaker === null && subject.way !== 'none' && !group.passive,
      sourceless: group.passive && speaker.speaker === null,
    })
    return
  }
  if (framesBefore(scope, group, number, cue, subject, inverted)) return
  acts.push(() => {
    act(scope, group, number, cue, subject)
  })
}

/** Number of the quotation right before item `at` that ends in a comma, or -1. */
function quoteLeftOpen({ row, parse }: Scope, at: number): number {
  if (!((row.bits[at - 1] ?? 0) & QUOTATION)) return -1
  const pair = parse.insideOf[row.at[at - 1]!]!
  return parse.tokens[parse.pairs[pair]!.close - 1]?.text === ',' ? pair : -1
}

function confidenceOf(group: Group, base: number): number {
  return group.modal || group.form === 'infinitive' ? Math.min(base, 0.45) : group.negated ? base * 0.8 : base
}

/** The subject, for participles and infinitives too. */
function frameStart(scope: Scope, group: Group, number: number): Subject {
  const { row } = scope
  if (group.form === 'finite') return subjectOf(scope, group)
  let start = group.first
  while (start > 0 && bitsAt(scope, start - 1) & ADVERB && !(bitsAt(scope, start - 1) & MARK)) start--
  if (group.form === 'infinitive') {
    if (lower(scope, start - 1) === 'to') start--
    const host = row.groups[number - 1]
    // "has expressed a wish to announce": from the host's subject on.
    if (host && host.form === 'finite' && start - host.last < 4) {
      const found = subjectOf(scope, host)
      return { ...found }
    }
    return { phrase: null, start, way: 'joined' }
  }
  // "with officials saying", "some local press claiming"
  if (start > 0 && !(bitsAt(scope, start - 1) & (MARK | QUOTATION | COORDINATOR | PREPOSITION | ADVERB))) {
    const from = segmentStart(scope, start - 1)
    let k = start - 1
    for (; k >= from; k--) if (lower(scope, k) === 'with' || isFinite(scope, k)) break
    if (k >= from && lower(scope, k) === 'with')
      return { phrase: { from: k + 1, to: start - 1 }, start: k, way: 'plain' }
    if (k < from && from > 0 && isComma(scope, from - 1) && !isGroup(scope, from))
      return { phrase: { from, to: start - 1 }, start: from, way: 'plain' }
    return { phrase: null, start, way: 'joined' }
  }
  if (bitsAt(scope, start - 1) & COORDINATOR) start--
  return { phrase: null, start, way: 'joined' }
}

/** Speaker and addressee: a passive's subject is spoken to, its agent speaks; participles and joined verbs share a subject. */
function speakerOf(
  scope: Scope,
  group: Group,
  subject: Subject,
  addressee: Stretch | null,
): { speaker: Span | null; addressee: Span | null } {
  const own = subject.phrase && phraseSpan(scope, subject.phrase)
  if (group.passive) {
    const agent = agentOf(scope, group.last)
    const impersonal =
      subject.phrase && scope.lexicon.lists.impersonals.has(lower(scope, subject.phrase.from))
    return { speaker: agent && phraseSpan(scope, agent), addressee: impersonal ? null : own }
  }
  if (own) return { speaker: own, addressee: addressee && phraseSpan(scope, addressee) }
  const shared = subject.way === 'joined' ? sharedSubject(scope, group) : null
  return {
    speaker: shared && phraseSpan(scope, shared),
    addressee: addressee && phraseSpan(scope, addressee),
  }
}

/** "by police" behind a passive. */
function agentOf(scope: Scope, from: number): Stretch | null {
  for (let k = from + 1; k < Math.min(scope.row.at.length, from + 30); k++) {
    if (isHard(scope, k) || isFinite(scope, k)) return null
    if (lower(scope, k) !== 'by' || bitsAt(scope, k + 1) & TIME) continue
    const end = phraseEnd(scope, k + 1, { limit: lastItem(scope), loose: true })
    return end > k ? { from: k + 1, to: end } : null
  }
  return null
}

/** The subject of the finite verb before a joined verb or participle. */
function sharedSubject(scope: Scope, group: Group): Stretch | null {
  const { groups } = scope.row
  // "said the bridge would reopen, adding that …": whoever said it, not the bridge.
  for (let g = groups.indexOf(group) - 1; g >= 0; g--) {
    if (!scope.framed.has(g) || groups[g]!.form !== 'finite' || groups[g]!.passive) continue
    const { phrase, way } = subjectOf(scope, groups[g]!)
    if (phrase && way === 'plain') return phrase
  }
  for (let g = groups.indexOf(group) - 1; g >= 0; g--) {
    const host = groups[g]!
    if (host.form !== 'finite') continue
    if (host.passive && group.form === 'finite') continue
    const found = subjectOf(scope, host)
    if (found.phrase && found.way === 'plain' && (!host.dependent || group.dependent)) return found.phrase
  }
  // "Speaking to reporters, the minister said": the verb comes later.
  if (group.form === 'ing')
    for (let g = groups.indexOf(group) + 1; g < groups.length; g++)
      if (groups[g]!.form === 'finite') return subjectOf(scope, groups[g]!).phrase
  return null
}

function phraseSpan(scope: Scope, phrase: Stretch): Span {
  // Without a relative clause behind it.
  let to = phrase.to
  for (let k = phrase.from + 1; k <= phrase.to; k++)
    if (
      bitsAt(scope, k) & RELATIVE &&
      !(bitsAt(scope, k) & DETERMINER) &&
      (isComma(scope, k - 1) || hasVerb(scope, k, phrase.to, true))
    ) {
      to = isComma(scope, k - 1) ? k - 2 : k - 1
      break
    }
  const { first, last } = span(scope, { from: phrase.from, to })
  const { tokens, hidden, pairs } = scope.parse
  let start = first
  if (
    start > 0 &&
    hidden[start - 1] &&
    (pairs[opensAt(scope.parse, start - 1)]?.close ?? Infinity) <= last + 1
  )
    start--
  let end = withBrackets(scope, last)
  if (
    hidden[end + 1] &&
    tokens[end + 1]!.start === tokens[end]!.end &&
    (pairs[closesAt(scope.parse, end + 1)]?.open ?? -1) >= start
  )
    end++
  return { first: start, last: end }
}

interface Content {
  readonly from: number
  /** Number of the quotation, or -1. */
  readonly pair: number
  readonly addressee: Stretch | null
  readonly rule: string
  readonly confidence: number
}

/** What stands behind a cue. */
function contentOf(scope: Scope, group: Group, cue: Cue): Content | null {
  const { takes } = cue
  const limit = lastItem(scope)
  const has = (letter: string): boolean => takes.includes(letter)
  let k = cue.next
  let addressee: Stretch | null = null
  const direct = (at: number): Content | null => {
    const pair = quoteAt(scope, at)
    return pair >= 0 ? { from: at, pair, addressee, rule: 'quotation-after-frame', confidence: 0.95 } : null
  }
  while (
    k <= limit &&
    bitsAt(scope, k) & ADVERB &&
    !(bitsAt(scope, k) & (SUBJECT | DETERMINER | PREPOSITION)) &&
    !quoteBefore(scope, k)
  )
    k++
  if (k > limit && !quoteBefore(scope, k)) return null
  // "accused him of lying"
  let objectEnd =
    startsPhrase(scope, k) && !quoteBefore(scope, k) ? phraseEnd(scope, k, { limit, loose: false }) : -1
  if (has('t')) objectEnd = listenerEnd(scope, k, objectEnd)
  if (has('f') && !group.passive && objectEnd >= 0) {
    const at = objectEnd + 1
    if (/^(?:of|for|with)$/.test(lower(scope, at)) && isGroup(scope, at + 1, 'ing'))
      return { from: at, pair: -1, addressee: null, rule: 'gerund', confidence: 0.75 }
    if (cue.lemma === 'accuse' && lower(scope, at) === 'of')
      return { from: at, pair: -1, addressee: null, rule: 'gerund', confidence: 0.65 }
  }
  if (has('f') && group.passive && /^(?:of|for|with)$/.test(lower(scope, k)) && isGroup(scope, k + 1, 'ing'))
    return { from: k, pair: -1, addressee: null, rule: 'gerund', confidence: 0.6 }
  if ((has('o') || has('O')) && !group.passive && objectEnd >= 0) {
    const at = skipAdverbials(scope, objectEnd + 1, { limit, toPeople: false })
    const past = isComma(scope, at) && bitsAt(scope, at + 1) & RELATIVE ? skipInsert(scope, at) : at
    const to = lower(scope, past) === 'not' ? past + 1 : past
    if (lower(scope, to) === 'to' && isGroup(scope, to + 1, 'infinitive')) {
      const one = { from: k, to: objectEnd }
      return {
        from: past,
        pair: -1,
        addressee: one,
        rule: 'to-infinitive',
        confidence: has('O') ? 0.4 : 0.75,
      }
    }
    // Longer objects: "called on the governments of both countries to …".
    if (has('o')) {
      const long = phraseEnd(scope, k, { limit, loose: true })
      const next = long + 1
      const inf = lower(scope, next) === 'not' ? next + 1 : next
      if (long > objectEnd && lower(scope, inf) === 'to' && isGroup(scope, inf + 1, 'infinitive'))
        return {
          from: next,
          pair: -1,
          addressee: { from: k, to: long },
          rule: 'to-infinitive',
          confidence: 0.7,
        }
    }
  }
  if (has('t') && !group.passive && objectEnd >= 0 && !quoteBefore(scope, k)) {
    // "told him that", "told CNN the attack …"; not "told lies".
    const at = objectEnd + 1
    if (!(isFinite(scope, at) && !has('t'))) {
      addressee = { from: k, to: objectEnd }
      k = at
    }
    while (isComma(scope, k) && isApposition(scope, k + 1, k + 1) && !quoteBefore(scope, k + 1)) break
  }
  const beforeAdverbials = k
  k = skipAdverbials(scope, k, { limit, toPeople: true })
  if (!addressee && k > beforeAdverbials) addressee = spokenTo(scope, beforeAdverbials, k - 1)
  if (quoteBefore(scope, k) && has('q')) {
    const found = direct(k)
    if (found && isWholeQuote(scope, k, found.pair)) return found
  }
  const mark = token(scope, k).text
  if (mark === ',' || mark === ':' || DASHES.test(mark)) {
    if (quoteBefore(scope, k + 1)) return has('q') || mark === ':' ? direct(k + 1) : null
    if (mark === ':' && has('q') && hasVerb(scope, k + 1, limit))
      return { from: k + 1, pair: -1, addressee, rule: 'clause-after-colon', confidence: 0.6 }
    if (mark !== ',' || !has('d')) return null
    // "Al Jazeera reported on Thursday, coverage had risen"; an insertion: "said, on Monday, that".
    const next = skipInsert(scope, k)
    if (next > k && lower(scope, next) === 'that' && startsPhrase(scope, next + 1))
      return { from: next, pair: -1, addressee, rule: 'that-clause', confidence: 0.85 }
    if (
      startsPhrase(scope, k + 1) &&
      clauseFollows(scope, k + 1) &&
      !/^(?:who|which)$/.test(lower(scope, k + 1)) &&
      group.form === 'finite' &&
      !isNested(scope, group)
    )
      return { from: k + 1, pair: -1, addressee, rule: 'bare-clause', confidence: 0.6 }
    return null
  }
  const word = lower(scope, k)
  // "which they said was …", "which the court ruled to be …"
  if (
    has('d') &&
    group.dependent &&
    k === cue.next &&
    inRelative(scope, group) &&
    (isFinite(scope, k) || (word === 'to' && /^(?:be|have)$/.test(lower(scope, k + 1))))
  )
    return { from: k, pair: -1, addressee, rule: 'relative-clause', confidence: 0.7 }
  if (has('d') || has('t')) {
    if (word === 'that' && (clauseFollows(scope, k + 1) || isComma(scope, k + 1)))
      return { from: k, pair: -1, addressee, rule: 'that-clause', confidence: 0.92 }
    if (
      bitsAt(scope, k) & QUESTION &&
      word !== 'who' &&
      ((word !== 'when' && word !== 'where') || k === cue.next) &&
      (word !== 'which' || has('i')) &&
      (clauseFollows(scope, k + 1) || isFinite(scope, k + 1) || lower(scope, k + 1) === 'to') &&
      (word !== 'if' || has('i'))
    )
      return {
        from: k,
        pair: -1,
        addressee,
        rule: 'question-clause',
        confidence: word === 'when' && !hasVerb(scope, behindComma(scope, k, limit), limit) ? 0.3 : 0.5,
      }
    if (has('i') && /^(?:who|which)$/.test(word) && k === cue.next && isFinite(scope, k + 1))
      return { from: k, pair: -1, addressee, rule: 'question-clause', confidence: 0.6 }
    if (/^(?:to|not)$/.test(word) && has('t') && !has('o')) {
      // "promised voters to"
      if (isGroup(scope, k + 1, 'infinitive'))
        return { from: k, pair: -1, addressee, rule: 'to-infinitive', confidence: 0.6 }
    }
    // "found nothing", "said it was"
    const own = bitsAt(scope, k)
    if (
      (startsPhrase(scope, k) ||
        (own & PREPOSITION ? !NO_LEAD.test(word) && !quoteBehind(scope, k, limit) : own & SUBORDINATOR)) &&
      !(group.passive && !has('t') && !has('o') && !isImpersonal(scope, group)) &&
      bareClause(scope, k, { limit, wants: takes, dependent: group.dependent })
    )
      return {
        from: k,
        pair: -1,
        addressee,
        rule: 'bare-clause',
        confidence: bitsAt(scope, k) & SUBJECT || has('q') ? 0.88 : 0.55,
      }
  }
  if (
    (has('z') || (has('o') && group.passive)) &&
    (word === 'to' || (word === 'not' && lower(scope, k + 1) === 'to'))
  ) {
    const to = word === 'to' ? k : k + 1
    if (
      isGroup(scope, to + 1, 'infinitive') ||
      bitsAt(scope, to + 1) & BASE ||
      bitsAt(scope, to + 1) & ADVERB
    )
      return {
        from: k,
        pair: -1,
        addressee,
        rule: 'to-infinitive',
        confidence: group.passive && !has('o') ? 0.3 : ZEAL.has(cue.lemma) ? 0.45 : 0.7,
      }
  }
  if (has('Z') && word === 'to' && isGroup(scope, k + 1, 'infinitive'))
    return { from: k, pair: -1, addressee, rule: 'to-infinitive', confidence: 0.4 }
  if (has('g') && isGroup(scope, k, 'ing'))
    return { from: k, pair: -1, addressee, rule: 'gerund', confidence: 0.65 }
  // "declared the outbreak to be a pandemic", "believe him to be"
  if (
    has('d') &&
    objectEnd >= 0 &&
    lower(scope, objectEnd + 1) === 'to' &&
    /^(?:be|have)$/.test(lower(scope, objectEnd + 2))
  )
    return { from: cue.next, pair: -1, addressee: null, rule: 'to-infinitive', confidence: 0.4 }
  return null
}

/** "Speaking to reporters, …", "in remarks to the BBC": who is spoken to among the words before the verb. */
function listenerIn(scope: Scope, from: number, to: number): Stretch | null {
  for (let k = from + 1; k < to; k++)
    if (lower(scope, k) === 'to' && scope.lexicon.lists.beforeListeners.has(lower(scope, k - 1))) {
      const end = phraseEnd(scope, k + 1, { limit: to - 1, loose: false })
      return end > k ? { from: k + 1, to: end } : null
    }
  return null
}

/** "told NPR Hamza …", "told local media Adamowicz's …": where what they are told begins with a name. */
function listenerEnd(scope: Scope, from: number, to: number): number {
  const { listeners, outlets } = scope.lexicon.lists
  for (let k = from; k < to; k++)
    if ((listeners.has(lower(scope, k)) || outlets.has(lower(scope, k))) && startsPhrase(scope, k + 1))
      return k
  return to
}

/** Prepositions that belong to the verb before them, not to a clause behind it. */
const NO_LEAD = /^(?:about|of|to|by|for|from|as|into|like)$/

function quoteBehind(scope: Scope, from: number, limit: number): boolean {
  for (let k = from; k <= limit && !isFinite(scope, k); k++)
    if (bitsAt(scope, k) & QUOTATION || quoteBefore(scope, k)) return true
  return false
}

/** "it was reported". */
function isImpersonal(scope: Scope, group: Group): boolean {
  const { phrase } = subjectOf(scope, group)
  return phrase === null || scope.lexicon.lists.impersonals.has(lower(scope, phrase.from))
}

/** Verbs whose infinitive is a plan as often as a promise. */
const ZEAL: ReadonlySet<string> = new Set([
  'plan',
  'decide',
  'opt',
  'hope',
  'expect',
  'refuse',
  'decline',
  'offer',
  'commit',
  'understand',
])
const DASHES = /^[–—-]$/

/** Item behind an insertion between commas that begins at comma `k`, else `k`. */
function skipInsert(scope: Scope, k: number): number {
  for (let i = k + 1; i < Math.min(scope.row.at.length, k + 16); i++) {
    if (isHard(scope, i)) return k
    if (isComma(scope, i)) return i + 1
  }
  return k
}

/** Whether the clause begins with a relative pronoun that is not its subject. */
function inRelative(scope: Scope, group: Group): boolean {
  const { start, phrase } = subjectOf(scope, group)
  return phrase !== null && (bitsAt(scope, start) & RELATIVE) !== 0 && phrase.from > start
}

function isNested(scope: Scope, group: Group): boolean {
  return group.dependent && scope.row.groups[0] !== group
}

/** "to reporters" among adverbials. */
function spokenTo(scope: Scope, from: number, to: number): Stretch | null {
  for (let k = from; k < to; k++)
    if (/^(?:to|from)$/.test(lower(scope, k)) && bitsAt(scope, k) & PREPOSITION) {
      const end = phraseEnd(scope, k + 1, { limit: to, loose: false })
      if (end > k && !(bitsAt(scope, k + 1) & TIME)) return { from: k + 1, to: end }
    }
  return null
}

/** Whether an opening mark stands right before item `k`, or it is a quotation. */
function quoteBefore(scope: Scope, k: number): boolean {
  return quoteAt(scope, k) >= 0
}

/** Number of the pair that opens right at item `k`, or -1. */
function quoteAt(scope: Scope, k: number): number {
  const at = scope.row.at[k]
  if (at === undefined) return -1
  if (bitsAt(scope, k) & QUOTATION) return scope.parse.insideOf[at]!
  return at > 0 && scope.parse.hidden[at - 1] ? opensAt(scope.parse, at - 1) : -1
}

/** A quotation that is all that is said, not the first words of a longer clause. */
function isWholeQuote(scope: Scope, k: number, pair: number): boolean {
  if (bitsAt(scope, k) & QUOTATION) return true
  const { close } = scope.parse.pairs[pair]!
  const next = scope.row.at.findIndex((at) => at > close)
  if (next < 0) return true
  const own = bitsAt(scope, next)
  if (own & MARK) return true
  return !isFinite(scope, next) && !(own & (NAME | NUMBER)) && !isPlainNoun(own)
}

/** Whether the items from `k` on are a clause with a verb of its own. */
function clauseFollows(scope: Scope, k: number): boolean {
  const limit = lastItem(scope)
  for (let i = k; i <= limit; i++) {
    if (token(scope, i).text === ';') return false
    if (isFinite(scope, i)) return true
  }
  return false
}

/** Conjunctions of a clause that what is said can begin with. */
const SETTING = /^(?:if|when|while|although|after|before|because|since|once|unless|until|as)$/

function behindComma(scope: Scope, from: number, limit: number): number {
  for (let k = from; k < limit; k++) if (isComma(scope, k)) return k + 1
  return limit + 1
}

/** Whether a clause without a conjunction begins at `k`: a phrase and its finite verb. */
function bareClause(
  scope: Scope,
  k: number,
  { limit, wants, dependent }: { limit: number; wants: string; dependent: boolean },
): boolean {
  const own = bitsAt(scope, k)
  const word = lower(scope, k)
  if (own & PRONOUN && own & SUBJECT) return clauseFollows(scope, k + 1)
  if (own & SUBORDINATOR && !(own & PREPOSITION)) {
    // "said if …, it would"
    return SETTING.test(word) && hasVerb(scope, behindComma(scope, k, limit), limit)
  }
  let relative = false
  let commas = 0
  for (let i = k; i <= limit; i++) {
    const bits = bitsAt(scope, i)
    if (bits & QUOTATION || (bits === MARK && !isComma(scope, i) && !DASHES.test(token(scope, i).text)))
      return false
    if (wants.includes('o') && isGroup(scope, i, 'infinitive')) return false
    if (isComma(scope, i)) {
      commas++
      relative = false
      const next = bitsAt(scope, i + 1)
      if (next & RELATIVE || next & SUBORDINATOR) relative = true
      else if (next & COORDINATOR && commas > 0 && !(own & PREPOSITION))
        return /^(?:and|or)$/.test(lower(scope, i + 1)) && listGoesOn(scope, i, limit)
      else if (dependent) return false
      else if (isGroup(scope, i + 1) && !isFinite(scope, i + 1) && lower(scope, i + 1) !== 'including')
        return false
      if (commas > 4) return false
      continue
    }
    if (
      bits & (RELATIVE | SUBORDINATOR) &&
      !(bits & (NAME | PREPOSITION)) &&
      !(bits & DETERMINER && !(lower(scope, i) === 'that' && isNominal(bitsAt(scope, i - 1))))
    ) {
      relative = true
      continue
    }
    if (isFinite(scope, i)) {
      const group = scope.row.groups[scope.row.groupOf[i]!]!
      if (relative) {
        // The relative clause's verb; the clause's own may follow: "the man who did it was".
        relative = false
        i = group.last
        if (isComma(scope, i + 1)) continue
        continue
      }
      const before = bitsAt(scope, i - 1)
      if (before & COORDINATOR) return false
      return true
    }
  }
  return false
}

function listGoesOn(scope: Scope, comma: number, limit: number): boolean {
  for (let i = comma + 2; i <= Math.min(limit, comma + 8); i++) {
    if (isFinite(scope, i)) return isNominal(bitsAt(scope, i - 1)) && !(bitsAt(scope, comma + 2) & PRONOUN)
    if (bitsAt(scope, i) & MARK) return false
  }
  return false
}

/** Last item of what is said from `from` on. */
function contentEnd(scope: Scope, group: Group, from: number, rule: string): number {
  const { row, lexicon } = scope
  const limit = lastItem(scope)
  let firstVerb = -1
  for (let k = from; k <= limit; k++) {
    if (token(scope, k).text === ';') return k - 1
    if (isFinite(scope, k) && firstVerb < 0) firstVerb = k
    if (isComma(scope, k) && k > from) {
      const next = k + 1
      const word = lower(scope, next)
      if (sourceStart(scope, next) > 0) return k - 1
      if (rule === 'relative-clause' && isFinite(scope, next)) return k - 1
      // ", adding that", ", with officials saying"
      const g = row.groupOf[word === 'with' ? -1 : next + (bitsAt(scope, next) & ADVERB ? 1 : 0)] ?? -1
      if (g >= 0 && row.groups[g]!.form === 'ing') {
        const cue = lexicon.cues.get(row.groups[g]!.lemma)
        if (
          cue &&
          /[qd]/.test(cue.takes) &&
          contentOf(scope, row.groups[g]!, {
            takes: cue.takes,
            needs: null,
            items: [],
            next: row.groups[g]!.last + 1,
            lemma: cue.lemma,
          })
        )
          return k - 1
        if (cue && /^(?:cite|blame|call)$/.test(cue.lemma)) return k - 1
      }
      if (firstVerb >= 0 && (bitsAt(scope, next) & COORDINATOR || lexicon.lists.contrasts.has(word))) {
        const verb = nextFinite(scope, next + 1)
        if (verb && isCueClause(scope, verb)) return k - 1
        if (verb && lexicon.lists.contrasts.has(word) && verb.first - next < 12 && verb.first > next + 1)
          return k - 1
      }
    } else if (bitsAt(scope, k) & COORDINATOR && firstVerb >= 0 && k > from + 1) {
      const next = row.groupOf[k + 1 + (bitsAt(scope, k + 1) & ADVERB ? 1 : 0)] ?? -1
      const verb = row.groups[next]
      if (
        verb &&
        verb.form === 'finite' &&
        verb !== group &&
        isCueClause(scope, verb) &&
        group.form === 'finite'
      )
        return isComma(scope, k - 1) ? k - 2 : k - 1
    }
  }
  return limit
}

function nextFinite(scope: Scope, from: number): Group | null {
  for (let k = from; k < Math.min(scope.row.at.length, from + 30); k++) {
    if (isFinite(scope, k)) return scope.row.groups[scope.row.groupOf[k]!]!
    if (isHard(scope, k)) return null
  }
  return null
}

/** Whether a verb introduces what somebody says in its turn. */
function isCueClause(scope: Scope, group: Group): boolean {
  const cue = cueOf(scope, group)
  if (!cue || group.passive || group.modal) return false
  return /[qd]/.test(cue.takes) && (contentOf(scope, group, cue) !== null || cue.takes.includes('r'))
}

/** Tokens of what is said, with the marks that close in it. */
function contentSpan(scope: Scope, from: number, to: number): Span {
  const { parse, row } = scope
  let first = row.at[from]!
  while (
    first > row.first &&
    parse.hidden[first - 1] &&
    parse.tokens[first - 1]!.end === parse.tokens[first]!.start &&
    opensAt(parse, first - 1) >= 0
  )
    first--
  return { first, last: closing(scope, first, endOf(scope, to)) }
}

/** Takes in brackets, and marks that close a quotation opened since `first`, with the stop before them. */
function closing(scope: Scope, first: number, last: number): number {
  const { parse, row } = scope
  let end = withBrackets(scope, last)
  for (let k = end + 1; k <= Math.min(row.last, end + 3); k++) {
    const { text, word } = parse.tokens[k]!
    if (word) break
    if (/^[.,!?…\]]$/.test(text)) continue
    const pair = parse.pairs[closesAt(parse, k)]
    if (pair && pair.open >= first && pair.open <= last) end = k
    else break
  }
  return end
}

/** Last token of a frame whose last item is `k`: with brackets. */
function frameEnd(scope: Scope, k: number): number {
  return bitsAt(scope, k) & MARK ? scope.row.at[k]! : withBrackets(scope, endOf(scope, k))
}

// ---------------------------------------------------------------- frames behind what is said

/** "…," said Lam: the phrase behind the verb. */
function invertedSubject(scope: Scope, group: Group, cue: Cue): Stretch | null {
  if (!/[qd]/.test(cue.takes) || group.form !== 'finite') return null
  const before = group.first - 1
  if (before < 0) return null
  const apart =
    isComma(scope, before) || (bitsAt(scope, before) & QUOTATION) !== 0 || closesBefore(scope, group.first)
  if (!apart || !startsPhrase(scope, cue.next)) return null
  const limit = lastItem(scope)
  let end = phraseEnd(scope, cue.next, { limit, loose: true })
  if (end < 0) return null
  for (let round = 0; round < 2; round++) {
    // ", the chief executive of Hong Kong"
    if (
      !isComma(scope, end + 1) ||
      quoteBefore(scope, end + 2) ||
      !(bitsAt(scope, end + 2) & (DETERMINER | NAME | NUMBER) || isPlainNoun(bitsAt(scope, end + 2)))
    )
      break
    const next = phraseEnd(scope, end + 2, { limit, loose: true })
    if (next < 0 || isFinite(scope, next + 1)) break
    end = next
  }
  return { from: cue.next, to: end }
}

/** Whether a closing mark stands right before item `k`. */
function closesBefore(scope: Scope, k: number): boolean {
  const at = scope.row.at[k]!
  return closesAt(scope.parse, at - 1) >= 0
}

/** A clause that has nothing behind its verb frames what stands before it. */
function framesBefore(
  scope: Scope,
  group: Group,
  number: number,
  cue: Cue,
  subject: Subject,
  inverted: Stretch | null,
): boolean {
  const { row, parse } = scope
  if (!/[qdt]/.test(cue.takes) || group.form !== 'finite' || group.passive) return false
  const limit = lastItem(scope)
  const phrase = inverted ?? (subject.way === 'plain' ? subject.phrase : null)
  if (!phrase) return false
  let addressee: Stretch | null = null
  let k = inverted ? inverted.to + 1 : cue.next
  if (cue.takes.includes('t') && startsPhrase(scope, k)) {
    const end = phraseEnd(scope, k, { limit, loose: true })
    if (end >= 0) {
      addressee = { from: k, to: end }
      k = end + 1
    }
  }
  const start = inverted ? group.first : subject.start
  const before = start - 1
  const quoted =
    before >= 0 &&
    (bitsAt(scope, before) & QUOTATION
      ? before
      : isComma(scope, before) && bitsAt(scope, before - 1) & QUOTATION
        ? before - 1
        : -1)
  const behindPartial = start > 0 && closesBefore(scope, start)
  const behindQuote = (typeof quoted === 'number' && quoted >= 0) || behindPartial
  const adverbialsFrom = k
  k = skipAdverbials(scope, k, { limit, toPeople: true })
  if (!addressee && k > adverbialsFrom) addressee = spokenTo(scope, adverbialsFrom, k - 1)
  let end = k - 1
  if (behindQuote) {
    // All that follows up to a comma, stop or quotation belongs to the frame.
    while (end < limit && !(bitsAt(scope, end + 1) & (MARK | QUOTATION)) && !quoteBefore(scope, end + 1))
      end++
    if (isComma(scope, end + 1) && !quoteBefore(scope, end + 2) && end + 1 < limit) {
      const next = bitsAt(scope, end + 2)
      if (isGroup(scope, end + 2, 'ing') || next & (PREPOSITION | SUBORDINATOR | RELATIVE)) {
        const g = row.groups[row.groupOf[end + 2] ?? -1]
        if (!(g && scope.lexicon.cues.has(g.lemma)))
          while (end < limit && !quoteBefore(scope, end + 2) && !(bitsAt(scope, end + 1) & QUOTATION)) end++
      }
    }
  }
  const at = token(scope, end + 1).text
  if (end < limit && at !== ',' && !DASHES.test(at) && !quoteBefore(scope, end + 1)) return false
  const speaker = phraseSpan(scope, phrase)
  const commaBefore = before >= 0 && (isComma(scope, before) || DASHES.test(token(scope, before).text))
  const frame: Frame = {
    speaker,
    cue: cueSpans(scope, cue.items),
    frame: [
      {
        first: commaBefore ? row.at[before]! : row.at[start]!,
        last: frameEnd(scope, at === ',' && end < limit ? end + 1 : end),
      },
    ],
    addressee: addressee && phraseSpan(scope, addressee),
    word: cue.lemma,
  }
  if (behindQuote && cue.takes.includes('q')) {
    const pair = behindPartial
      ? closesAt(parse, row.at[start]! - 1)
      : parse.insideOf[row.at[quoted as number]!]!
    if (!scope.frames.has(pair)) scope.frames.set(pair, frame)
    scope.framed.add(number)
    const { open, close } = parse.pairs[pair]!
    const opening = row.at[contentStart(scope, start - 1)]!
    // Words before the quotation make it the end of a longer clause.
    if (behindPartial && opening < open)
      push(scope, {
        kind: 'indirect',
        quote: [{ first: opening, last: close }],
        ...rolesOf(frame),
        rule: 'clause-before-frame',
        word: cue.lemma,
        confidence: 0.8,
        inherits: false,
        sourceless: false,
      })
    return true
  }
  if (!commaBefore || before < 2) {
    return false
  }
  // What is said stands before, and goes on behind if the frame is an insertion.
  const first = contentStart(scope, before - 1)
  const goesOn = end < limit && (at === ',' || DASHES.test(at))
  if (!hasVerb(scope, first, before - 1, true) && !goesOn) return false
  if (quoteBefore(scope, end + 2) && cue.takes.includes('q') && goesOn) {
    scope.frames.set(quoteAt(scope, end + 2), frame)
    scope.framed.add(number)
    return true
  }
  const pieces = [contentSpan(scope, first, before - 1)]
  if (goesOn && end + 2 <= limit) pieces.push(contentSpan(scope, end + 2, limit))
  scope.framed.add(number)
  push(scope, {
    kind: 'indirect',
    quote: pieces,
    ...rolesOf(frame),
    rule: 'clause-before-frame',
    word: cue.lemma,
    confidence:
      goesOn && hasVerb(scope, first, before - 1) && cue.next - 1 === end && hasVerb(scope, end + 2, limit)
        ? 0.55
        : 0.8,
    inherits: false,
    sourceless: false,
  })
  return true
}

/** First item of what a frame behind it can cover. */
function contentStart(scope: Scope, to: number): number {
  for (let k = to; k >= 0; k--)
    if (bitsAt(scope, k) & QUOTATION || token(scope, k).text === ';' || token(scope, k).text === ':')
      return k + 1
  return 0
}

// ---------------------------------------------------------------- sources without a verb

/** Number of items that begin a source phrase at `k`, or 0. */
function sourceStart(scope: Scope, k: number): number {
  if (!scope.lexicon.firstOfSource.has(lower(scope, k))) return 0
  for (const words of scope.lexicon.sourceStarts) {
    let n = 0
    while (n < words.length && lower(scope, k + n) === words[n]) n++
    if (n < words.length) continue
    if (
      words.length === 1 &&
      (bitsAt(scope, k + 1) & NUMBER ||
        /^(?:day|year|month|week|hour|person|capita|cent|se|night|game)$/.test(lower(scope, k + 1)))
    )
      return 0
    return n
  }
  return 0
}

/** "by reports", "by its own account": only before a noun for what was said. */
function isStrictSource(scope: Scope, k: number, limit: number): boolean {
  if (!scope.lexicon.strictSourceStarts.has(lower(scope, k)) || (k > 0 && !isComma(scope, k - 1)))
    return false
  for (let i = k + 1; i <= Math.min(limit, k + 5); i++) {
    if (scope.lexicon.lists.sourceHeads.has(lower(scope, i))) return i === limit || isComma(scope, i + 1)
    if (!isNominal(bitsAt(scope, i)) && !(bitsAt(scope, i) & (DETERMINER | OWNER))) return false
  }
  return false
}

/** "according to X", "per X", "as X put it", "as reported by X". */
function sources(scope: Scope): void {
  const { row } = scope
  const limit = lastItem(scope)
  for (let k = 0; k <= limit; k++) {
    let n = sourceStart(scope, k)
    let phrase: Stretch | null = null
    let items: readonly number[] = []
    let end = -1
    let rule = 'source-phrase'
    let word = ''
    let confidence = 0.9
    if (n === 0 && isStrictSource(scope, k, limit)) n = 1
    if (n > 0) {
      phrase = sourcePhrase(scope, k + n, limit)
      if (!phrase) continue
      items = range(k, k + n - 1)
      word = items.map((i) => token(scope, i).text).join(' ')
      end = skipAdverbials(scope, phrase.to + 1, { limit, toPeople: false }) - 1
    } else if (lower(scope, k) === 'as' && (k === 0 || bitsAt(scope, k - 1) & (MARK | QUOTATION))) {
      const found = asClause(scope, k, limit)
      if (!found) continue
      ;({ phrase, items, end } = found)
      rule = 'as-clause'
      word = lower(scope, items[items.length - 1]!)
      confidence = 0.7
      scope.framed.add(found.group)
    } else continue
    const from = leadingSource(scope, k)
    const commaBefore = from > 0 && isComma(scope, from - 1)
    const dashBefore = from > 0 && DASHES.test(token(scope, from - 1).text)
    const commaBehind = isComma(scope, end + 1)
    const speaker = phrase && phraseSpan(scope, phrase)
    const frame: Frame = {
      speaker,
      cue: cueSpans(scope, items),
      frame: [
        {
          first: row.at[commaBefore || dashBefore ? from - 1 : from]!,
          last: frameEnd(scope, commaBehind && end < limit ? end + 1 : end),
        },
      ],
      addressee: null,
      word,
    }
    const behind = end + (commaBehind ? 2 : 1)
    const pieces: Span[] = []
    const before = from - (commaBefore || dashBefore ? 2 : 1)
    const quoteBeforeIt = before >= 0 && bitsAt(scope, before) & QUOTATION
    if (quoteBeforeIt && behind > limit) {
      const pair = scope.parse.insideOf[row.at[before]!]!
      if (!scope.frames.has(pair)) scope.frames.set(pair, frame)
      k = end
      continue
    }
    if (before >= 0) {
      const first = contentStart(scope, before)
      if (first <= before) {
        const at = afterConjunction(scope, first, before, commaBefore)
        if (at <= before && !(bitsAt(scope, from) & COORDINATOR)) pieces.push(contentSpan(scope, at, before))
      }
    }
    const leads = before < 0 || pieces.length === 0
    if (behind <= limit && (leads || goesOnBehind(scope, behind, limit))) {
      if (leads && quoteBefore(scope, behind) && bitsAt(scope, behind) & QUOTATION) {
        scope.frames.set(quoteAt(scope, behind), frame)
        k = end
        continue
      }
      pieces.push(contentSpan(scope, behind, sourceContentEnd(scope, behind, limit)))
    }
    if (pieces.length)
      push(scope, {
        kind: 'indirect',
        quote: pieces,
        ...rolesOf(frame),
        rule,
        word,
        confidence,
        inherits: false,
        sourceless: false,
      })
    k = end
  }
}

/** Whether what follows an inserted source belongs to the same clause. */
function goesOnBehind(scope: Scope, from: number, limit: number): boolean {
  const own = bitsAt(scope, from)
  if (own & COORDINATOR || scope.lexicon.lists.contrasts.has(lower(scope, from)))
    return !hasVerb(scope, from, limit)
  return true
}

function sourceContentEnd(scope: Scope, from: number, limit: number): number {
  for (let k = from + 1; k <= limit; k++) if (token(scope, k).text === ';') return k - 1
  return limit
}

/** Where what a source behind it covers begins: without a comma it covers the last clause alone. */
function afterConjunction(scope: Scope, first: number, to: number, apart: boolean): number {
  if (apart) return first
  for (let k = to; k > first; k--) {
    if (!isComma(scope, k)) continue
    const next = bitsAt(scope, k + 1)
    if (isGroup(scope, k + 1, 'ing') || (next & COORDINATOR && hasVerb(scope, k + 1, to))) return k + 1
  }
  return first
}

/** "and according to X": the conjunction belongs to the frame. */
function leadingSource(scope: Scope, k: number): number {
  if (bitsAt(scope, k - 1) & COORDINATOR) return k - 1
  return isComma(scope, k - 1) && bitsAt(scope, k - 2) & COORDINATOR ? k - 2 : k
}

/** The source behind *according to*. */
function sourcePhrase(scope: Scope, from: number, limit: number): Stretch | null {
  if (!startsPhrase(scope, from) && !(bitsAt(scope, from) & ADVERB) && !isGroup(scope, from)) return null
  let end = phraseEnd(scope, from, { limit, loose: true })
  if (end < 0) return null
  for (let round = 0; round < 3; round++) {
    // Names of the kind "X, the mayor of Y,": only where what follows is no clause.
    if (!isComma(scope, end + 1)) break
    const at = end + 2
    if (at > limit || quoteBefore(scope, at)) break
    const own = bitsAt(scope, at)
    if (!(own & (DETERMINER | NAME) || isPlainNoun(own) || own & ADVERB) || isGroup(scope, at)) break
    const next = phraseEnd(scope, own & ADVERB && !(own & DETERMINER) ? at + 1 : at, { limit, loose: true })
    if (next < 0 || !(next >= limit || isComma(scope, next + 1)) || isFinite(scope, next + 1)) break
    // "According to police, the man, who is 34, was drunk": a subject with a clause of its own, no apposition.
    if (isComma(scope, next + 1) && bitsAt(scope, next + 2) & RELATIVE) break
    // In front, what follows could be the clause's subject before an insertion.
    if (next < limit && !hasVerb(scope, next + 2, limit, true)) break
    if (next < limit && isComma(scope, next + 1) && isFinite(scope, next + 2)) break
    end = next
  }
  return { from, to: end }
}

interface AsClause {
  readonly phrase: Stretch | null
  readonly items: readonly number[]
  readonly end: number
  readonly group: number
}

/** "as X noted", "as reported by X". */
function asClause(scope: Scope, k: number, limit: number): AsClause | null {
  const { row } = scope
  let g = -1
  for (let i = k + 1; i <= Math.min(limit, k + 14); i++) {
    if (bitsAt(scope, i) & (MARK | QUOTATION)) break
    g = row.groupOf[i]!
    if (g >= 0) break
  }
  const group = row.groups[g]
  if (!group) return null
  const entry = scope.lexicon.cues.get(group.lemma)
  const put = /^(?:put|put it|see|describe)$/.test(group.lemma)
  if ((!entry || !/[qd]/.test(entry.takes)) && !put) return null
  const bare = group.first === k + 1 || (group.first === k + 2 && bitsAt(scope, k + 1) & ADVERB)
  if (bare && (group.form === 'participle' || group.form === 'finite')) {
    const agent = agentOf(scope, group.last)
    if (!agent) return null
    return {
      phrase: agent,
      items: group.members,
      end: skipAdverbials(scope, agent.to + 1, { limit, toPeople: false }) - 1,
      group: g,
    }
  }
  if (group.form !== 'finite' || group.passive) return null
  const from = k + 1
  const end = phraseEnd(scope, from, { limit: group.first - 1, loose: true })
  if (end < 0) return null
  let last = group.last
  if (put && lower(scope, last + 1) === 'it') last++
  else if (put) return null
  last = skipAdverbials(scope, last + 1, { limit, toPeople: true }) - 1
  if (last < limit && !(bitsAt(scope, last + 1) & (MARK | QUOTATION))) return null
  return { phrase: { from, to: end }, items: group.members, end: last, group: g }
}

// ---------------------------------------------------------------- nouns

/** "the claim that …", "a promise to …". */
function nounFrames(scope: Scope): void {
  const { row, lexicon } = scope
  for (let k = 1; k < row.at.length - 2; k++) {
    const own = row.bits[k]!
    if (isGroup(scope, k) || own & (MARK | QUOTATION | NAME)) continue
    const takes = lexicon.nouns.get(lower(scope, k))
    if (!takes) continue
    const before = row.bits[k - 1]!
    if (!(before & (DETERMINER | OWNER | COORDINATOR | PREPOSITION) || isPlainNoun(before))) continue
    let next = k + 1
    if (lower(scope, next) === 'by' || lower(scope, next) === 'of' || lower(scope, next) === 'from') {
      const end = phraseEnd(scope, next + 1, { limit: lastItem(scope), loose: false })
      if (end > 0) next = end + 1
    }
    const that =
      takes.includes('d') &&
      lower(scope, next) === 'that' &&
      clauseFollows(scope, next + 1) &&
      !isFinite(scope, next + 1)
    const to = takes.includes('z') && lower(scope, next) === 'to' && isGroup(scope, next + 1, 'infinitive')
    const bare =
      takes.includes('d') &&
      /^(?:allegations?|claims?|accusations?|reports?|rumou?rs?|suspicions?|belief|concerns?|fears?)$/.test(
        lower(scope, k),
      ) &&
      (bitsAt(scope, next) & (DETERMINER | NAME) ||
        (bitsAt(scope, next) & PRONOUN && bitsAt(scope, next) & SUBJECT)) &&
      !(bitsAt(scope, next) & RELATIVE) &&
      bareClause(scope, next, { limit: lastItem(scope), wants: 'd', dependent: false })
    if (!that && !to && !bare) continue
    if (scope.drafts.slice(scope.from).some((d) => d.quote[0]!.first === row.at[next] && d.confidence >= 0.5))
      continue
    const from = startOfNoun(scope, k)
    let speaker: Span | null = null
    if (next > k + 1) speaker = phraseSpan(scope, { from: k + 2, to: next - 1 })
    else if (bitsAt(scope, from) & OWNER) speaker = null
    push(scope, {
      kind: 'indirect',
      quote: [contentSpan(scope, next, contentEnd(scope, row.groups[0] ?? NO_GROUP, next, 'noun-frame'))],
      speaker,
      cue: cueSpans(scope, [k]),
      frame: [{ first: row.at[from]!, last: endOf(scope, next - 1) }],
      addressee: null,
      rule: 'noun-frame',
      word: lower(scope, k),
      confidence: that ? 0.5 : bare ? 0.4 : 0.3,
      inherits: false,
      sourceless: speaker === null,
    })
  }
}

const NO_GROUP: Group = {
  first: -1,
  last: -1,
  members: [],
  lemma: '',
  form: 'infinitive',
  passive: false,
  modal: false,
  negated: false,
  dependent: false,
}

function startOfNoun(scope: Scope, k: number): number {
  let from = k
  while (from > 0 && k - from < 6) {
    const own = bitsAt(scope, from - 1)
    if (own & DETERMINER || own & OWNER) return from - 1
    if (!isPlainNoun(own) && !(own & NAME)) break
    if (isFinite(scope, from - 1)) break
    from--
  }
  return from
}

// ---------------------------------------------------------------- speech acts

/** A verb of saying with its objects alone: the whole clause is the statement. */
function act(scope: Scope, group: Group, number: number, cue: Cue, subject: Subject): void {
  const { row } = scope
  if (scope.framed.has(number)) return
  const takes = cue.takes
  const strong = takes.includes('r')
  const limit = lastItem(scope)
  const nextWord = lower(scope, cue.next)
  let confidence = strong ? 0.6 : takes.includes('w') ? 0.25 : 0.3
  if (cue.needs && !needed(scope, cue, limit)) confidence = 0.2
  if (group.form !== 'finite')
    confidence *= group.form === 'ing' && isComma(scope, subject.start - 1) ? 0.75 : 0.4
  if (group.modal) confidence *= 0.5
  if (group.dependent || subject.way === 'relative') confidence *= 0.35
  if (group.passive) confidence *= agentOf(scope, group.last) ? 0.95 : 0.4
  if (cue.next > limit && !group.passive) confidence *= 0.5
  // Objects that are no content: "told him", "asked for it".
  if (bitsAt(scope, cue.next) & PRONOUN && cue.next === limit) confidence *= 0.6
  if (nextWord === 'from' || nextWord === 'as') confidence *= 0.7
  const shared = speakerOf(scope, group, subject, null)
  if (!shared.speaker && !group.passive) confidence *= 0.7
  const inside = scope.drafts
    .slice(scope.from)
    .some(
      (d) =>
        d.kind === 'indirect' &&
        d.quote.some((q) => q.first <= row.at[group.first]! && q.last >= row.at[group.last]!),
    )
  if (inside) confidence *= 0.4
  const { start } = subject
  const end = actEnd(scope, group, cue.next)
  // “called it ‘a disaster’”: the words alone are the statement.
  if (takes.includes('n') && range(cue.next, end).some((k) => quoteBefore(scope, k))) confidence *= 0.6
  const whole =
    end === limit && row.last > endOf(scope, limit)
      ? row.last
      : closing(scope, row.at[start]!, endOf(scope, end))
  scope.framed.add(number)
  push(scope, {
    kind: 'reported',
    quote: [{ first: row.at[start]!, last: whole }],
    speaker: shared.speaker,
    cue: [],
    frame: [],
    addressee: null,
    rule: 'speech-act',
    word: cue.lemma,
    anchor: row.at[group.last]!,
    confidence,
    inherits: shared.speaker === null && !group.passive,
    sourceless: group.passive && shared.speaker === null,
  })
}

function needed(scope: Scope, cue: Cue, limit: number): boolean {
  for (let k = cue.next; k <= Math.min(limit, cue.next + 12); k++)
    if (cue.needs!.includes(lower(scope, k))) return true
  return false
}

/** Last item of the clause that tells an act. */
function actEnd(scope: Scope, group: Group, from: number): number {
  const { row, lexicon } = scope
  const limit = lastItem(scope)
  for (let k = Math.max(from, group.last + 1); k <= limit; k++) {
    if (token(scope, k).text === ';') return k - 1
    if (isComma(scope, k)) {
      const next = k + 1
      if (sourceStart(scope, next) > 0) return k - 1
      const g = row.groups[row.groupOf[next] ?? -1]
      if (g?.form === 'ing') {
        const cue = lexicon.cues.get(g.lemma)
        if (cue && /[qdr]/.test(cue.takes)) return k - 1
      }
      const own = bitsAt(scope, next)
      if (own & COORDINATOR || lexicon.lists.contrasts.has(lower(scope, next))) {
        const verb = nextFinite(scope, next + 1)
        if (verb && !verb.dependent) return k - 1
        if (verb && lexicon.lists.contrasts.has(lower(scope, next)) && verb.first - next < 10) return k - 1
      }
    } else if (bitsAt(scope, k) & COORDINATOR) {
      const at = k + 1 + (bitsAt(scope, k + 1) & ADVERB ? 1 : 0)
      const verb = row.groups[row.groupOf[at] ?? -1]
      if (verb?.form === 'finite' && !verb.dependent) return isComma(scope, k - 1) ? k - 2 : k - 1
    }
  }
  return limit
}

// ---------------------------------------------------------------- hearsay

/** "reportedly", "is said to be", and plans of whoever spoke before. */
function hearsay(scope: Scope): void {
  const { row, lexicon } = scope
  const limit = lastItem(scope)
  for (let k = 0; k <= limit; k++) {
    const adverb = lexicon.lists.hearsayAdverbs.has(lower(scope, k))
    const group = row.groups[row.groupOf[k] ?? -1]
    const passive =
      group !== undefined &&
      group.first === k &&
      group.passive &&
      group.form === 'finite' &&
      lexicon.lists.hearsayVerbs.has(lower(scope, group.last)) &&
      lower(scope, group.last + 1 + (lower(scope, group.last + 1) === 'not' ? 1 : 0)) === 'to'
    if (!adverb && !passive) continue
    const at = row.at[k]!
    const taken = scope.drafts
      .slice(scope.from)
      .some(
        (d) =>
          d.confidence >= 0.5 &&
          (d.quote.some((q) => q.first <= at && q.last >= at) ||
            d.frame.some((f) => f.first <= at && f.last >= at)),
      )
    if (taken) continue
    const doubtful =
      (passive && (lexicon.lists.agreeing.has(lower(scope, group.last)) || group.dependent)) ||
      (adverb && bitsAt(scope, k - 1) & RELATIVE)
    // "reportedly said …"
    if (adverb && scope.framed.has(row.groupOf[k + 1] ?? -1)) continue
    push(scope, {
      kind: 'free-indirect',
      quote: [{ first: row.at[0]!, last: row.last }],
      speaker: null,
      cue: [],
      frame: [],
      addressee: null,
      rule: 'hearsay',
      word: lower(scope, passive ? group.last : k),
      anchor: row.at[passive ? group.last : k]!,
      confidence: doubtful ? 0.3 : 0.8,
      inherits: false,
      sourceless: true,
      hearsay: true,
    })
    return
  }
}

// ---------------------------------------------------------------- quotations

/** Direct quotes from the block's pairs, after the frames are known. */
function quotations(
  parse: SvoParse,
  lexicon: SvoLexicon,
  drafts: Draft[],
  frames: ReadonlyMap<number, Frame>,
): void {
  const { tokens, pairs, insideOf } = parse
  let row = 0
  /** The statement that a quotation right behind its frame goes on with. */
  let open: { draft: Draft; end: number } | null = null
  let inner = 0
  const indirect = drafts.filter((d) => d.kind !== 'direct')
  indirect.sort((a, b) => a.quote[0]!.first - b.quote[0]!.first)
  const active: Draft[] = []
  for (let number = 0; number < pairs.length; number++) {
    const pair = pairs[number]!
    while (row < parse.rows.length - 1 && parse.rows[row]!.last < pair.open) row++
    const quote: Span = { first: pair.open, last: pair.close }
    const frame = frames.get(number)
    while (inner < indirect.length && indirect[inner]!.quote[0]!.first <= pair.open)
      active.push(indirect[inner++]!)
    while (active.length > MAX_ACTIVE) active.shift()
    const clauseLike = insideOf[pair.open]! === number
    if (frame) {
      const draft = direct(row, quote, frame, 0.95, 'quotation-with-frame')
      drafts.push(draft)
      open = { draft, end: Math.max(pair.close, ...frame.frame.map((f) => f.last)) }
      continue
    }
    // “…,” said Lam. “…”
    if (open && clauseLike && onlyMarks(tokens, open.end + 1, pair.open - 1)) {
      open.draft.quote = [...open.draft.quote, quote]
      open.end = pair.close
      continue
    }
    if (pair.depth > 0) {
      if (pair.close - pair.open > 2)
        drafts.push({ ...direct(row, quote, null, 0.2, 'quoted-words'), inherits: true })
      continue
    }
    const holder = [...active]
      .reverse()
      .find((d) => d.quote.some((q) => q.first <= pair.open && q.last >= pair.close) && d.confidence >= 0.3)
    const name = isNameLike(parse, lexicon, number)
    if (clauseLike) {
      const draft: Draft = { ...direct(row, quote, null, 0.85, 'quotation-alone'), inherits: true }
      drafts.push(draft)
      open = { draft, end: pair.close }
      continue
    }
    if (holder?.kind === 'indirect') {
      drafts.push({
        ...direct(
          row,
          quote,
          {
            speaker: holder.speaker,
            cue: holder.cue,
            frame: holder.frame,
            addressee: holder.addressee,
            word: holder.reason.word ?? '',
          },
          name ? 0.2 : 0.95 * Math.min(1, holder.confidence + 0.2),
          'quoted-words-in-indirect',
        ),
        inherits: holder.inherits,
      })
      continue
    }
    const naming = namingFrame(parse, lexicon, parse.rows[row]!, row, pair.open)
    if (naming) {
      drafts.push(direct(row, quote, naming, name ? 0.25 : 0.9, 'quoted-words-with-cue'))
      continue
    }
    if (holder)
      drafts.push({
        ...direct(row, quote, null, name ? 0.2 : 0.6 * Math.min(1, holder.confidence + 0.3), 'quoted-words'),
        speaker: holder.speaker,
        inherits: holder.inherits,
      })
    else
      drafts.push({
        ...direct(row, quote, null, name ? 0.1 : pair.close - pair.open > 3 ? 0.5 : 0.4, 'quoted-words'),
        inherits: true,
      })
  }
}

/** Statements that a quotation is looked for in: the last ones. */
const MAX_ACTIVE = 16

function onlyMarks(tokens: readonly Token[], from: number, to: number): boolean {
  if (to - from > 3) return false
  for (let i = from; i <= to; i++) if (tokens[i]!.word || !/^[.,;:–—-]$/.test(tokens[i]!.text)) return false
  return true
}

function direct(sentence: number, quote: Span, frame: Frame | null, confidence: number, rule: string): Draft {
  return {
    kind: 'direct',
    quote: [quote],
    speaker: frame?.speaker ?? null,
    cue: frame?.cue ?? [],
    frame: frame?.frame ?? [],
    addressee: frame?.addressee ?? null,
    reason: frame ? { rule, word: frame.word } : { rule },
    confidence,
    inherits: frame !== null && frame.speaker === null,
    sourceless: false,
    sentence,
    hearsay: false,
    anchor: quote.first,
    lemma: frame?.word ?? '',
  }
}

/** Titles of works, nicknames and terms: what stands before, or capitals all through. */
function isNameLike(parse: SvoParse, lexicon: SvoLexicon, number: number): boolean {
  const { tokens, pairs } = parse
  const { open, close } = pairs[number]!
  const before = tokens[open - 1] ?? EDGE
  if (lexicon.lists.namingWords.has(before.lower) && before.lower !== 'called') return true
  let words = 0
  let capitals = 0
  for (let i = open + 1; i < close; i++) {
    const { word, capital, lower: text } = tokens[i]!
    if (!word) continue
    if (!capital && lexicon.bits(text) & (PREPOSITION | DETERMINER | COORDINATOR)) continue
    words++
    if (capital) capitals++
  }
  return words > 0 && words <= 10 && capitals === words
}

/** "called it “a disaster”": the clause before quoted words, with a verb that quotes words. */
function namingFrame(
  parse: SvoParse,
  lexicon: SvoLexicon,
  row: Row,
  index: number,
  open: number,
): Frame | null {
  const scope: Scope = {
    parse,
    lexicon,
    row,
    index,
    drafts: [],
    from: 0,
    frames: new Map(),
    framed: new Set(),
  }
  const k = row.at.findIndex((at) => at > open)
  if (k < 0) return null
  for (let g = row.groups.length - 1; g >= 0; g--) {
    const group = row.groups[g]!
    if (group.last >= k) continue
    const cue = cueOf(scope, group)
    if (!cue || !/[nq]/.test(cue.takes)) {
      if (group.form === 'finite' && k - group.last > 12) return null
      continue
    }
    if (k - group.last > 18) return null
    const subject = frameStart(scope, group, g)
    const roles = speakerOf(scope, group, subject, null)
    return {
      speaker: roles.speaker,
      cue: cueSpans(scope, cue.items),
      frame: [{ first: row.at[subject.start]!, last: endOf(scope, k - 1) }],
      addressee: null,
      word: cue.lemma,
    }
  }
  return null
}

// ---------------------------------------------------------------- drafts

function rolesOf({
  speaker,
  cue,
  frame,
  addressee,
}: Frame): Pick<Draft, 'speaker' | 'cue' | 'frame' | 'addressee'> {
  return { speaker, cue, frame, addressee }
}

interface Found extends Pick<
  Draft,
  'quote' | 'speaker' | 'cue' | 'frame' | 'addressee' | 'confidence' | 'inherits' | 'sourceless'
> {
  readonly kind: Kind
  readonly rule: string
  readonly word: string
  readonly hearsay?: boolean
  /** Token that the statement hangs on; the first of the cue when absent. */
  readonly anchor?: number
}

function push(scope: Scope, { rule, word, hearsay: isHearsay = false, anchor, ...found }: Found): void {
  // A question is asked by whoever writes it.
  const asks = scope.parse.tokens[scope.row.last]!.text === '?'
  scope.drafts.push({
    ...found,
    confidence: asks ? found.confidence * 0.5 : found.confidence,
    reason: { rule, word },
    sentence: scope.index,
    hearsay: isHearsay,
    anchor: anchor ?? found.cue[0]?.first ?? -1,
    lemma: word,
  })
}

/** Number of the pair that opens at a token, or -1. */
function opensAt({ pairAt, pairs }: SvoParse, token: number): number {
  const number = pairAt.get(token) ?? -1
  return number >= 0 && pairs[number]!.open === token ? number : -1
}

/** Number of the pair that closes at a token, or -1. */
function closesAt({ pairAt, pairs }: SvoParse, token: number): number {
  const number = pairAt.get(token) ?? -1
  return number >= 0 && pairs[number]!.close === token ? number : -1
}
