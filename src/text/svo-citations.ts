/**
 * Sources that quote other sources: "Interfax reported, citing the ministry",
 * "the BBC quoted a spokesman as saying", "Smith said, according to CNN". What is
 * found is a chain, from the source that the article has it from to the one who
 * is said to have said it. Only the statement's own sentence is read.
 */
import type { Draft } from './draft.js'
import type { Span } from './phrases.js'
import { DETERMINER, PRONOUN, RELATIVE, type SvoLexicon } from './svo-lexicon.js'
import { svoOutletAt } from './svo-outlets.js'
import type { Group, Row, SvoParse } from './svo-parse.js'
import { groupAt, headOf, isApart, isSomebody, matchAt, phraseFrom } from './svo-phrases.js'
import { EDGE } from './tokens.js'

/** A verb that quotes is looked for this far before "as saying". */
const MAX_OBJECT = 24

type Given = Pick<Draft, 'quote' | 'speaker' | 'cue' | 'frame' | 'anchor'>

/** Whoever passes it on, outermost first; the speaker is one of them. Empty where nobody quotes anybody. */
export function svoCitationsIn(
  parse: SvoParse,
  lexicon: SvoLexicon,
  row: Row,
  { quote, speaker, cue, frame, anchor }: Given,
): readonly Span[] {
  if (!speaker) return []
  const { tokens } = parse
  const words = lexicon.attribution
  const outer: Span[] = []
  const inner: Span[] = []
  const regions = frame.length ? frame : quote.slice(0, 1)
  for (const { first, last } of regions)
    for (let i = Math.max(first, row.first); i <= Math.min(last, row.last); i++) {
      if (isApart(parse, i) || isIn(cue, i)) continue
      i = Math.max(i, readAt(i, last))
    }
  for (const region of regions) readBehind(region)
  if (frame.length && !inner.length && isOutermost()) readAtEnd()
  quotedAs()
  return outer.length + inner.length ? [...outer, speaker, ...inner] : []

  /** Takes in what passes on or is cited at a token; gives the last token read. */
  function readAt(i: number, last: number): number {
    const cites = matchAt(tokens, words.citing, i)
    const doubtful = cites || matchAt(tokens, words.doubtfulCiting, i)
    if (doubtful) {
      const cited = phrase(i + doubtful, last)
      if (cited && isSomebody(parse, lexicon, cited, cites === 0)) return add(inner, cited)
      return i
    }
    const passes = matchAt(tokens, words.passedOnBy, i)
    // A text is not said by anybody else than whom it is carried by.
    const carried = passes || isText() ? 0 : matchAt(tokens, words.carriedBy, i)
    if (!passes && !carried) return i
    const own = i >= speaker!.first && i <= speaker!.last
    // "according to police cited by the BBC": who cites stands inside the speaker's own phrase.
    if (own && tokens[i]!.lower === 'according') return i
    const told = speaks() ? phrase(i + passes + carried, last) : null
    if (!told || !isSomebody(parse, lexicon, told)) return i
    if (carried && !isMedia(told)) return i
    return add(outer, told, own)
  }

  /** ", citing the ministry" and ", which cited police" right behind the frame. */
  function readBehind({ last }: Span): void {
    let i = last + 1
    while (i <= row.last && /^[,–—-]$/.test(tokens[i]!.text)) i++
    const marked = i > last + 1 || !tokens[last]!.word
    if (i > row.last || isApart(parse, i)) return
    // "reported that, according to police, …": the source of what is reported.
    if (frame.length && lexicon.bits(tokens[i]!.lower) & RELATIVE && tokens[i + 1]?.text === ',') {
      const told = sourceAt(i + 2)
      if (told) add(inner, told)
      return
    }
    if (readAt(i, row.last) > i) return
    if (!marked || !(lexicon.bits(tokens[i]!.lower) & RELATIVE) || last !== speakerEnd()) return
    for (let k = i + 1; k <= Math.min(row.last, i + 4); k++) {
      const group = groupAt(row, k)
      if (group?.form === 'finite' && words.quotingVerbs.has(group.lemma)) {
        const cited = phrase(row.at[group.last]! + 1, row.last)
        if (cited && isSomebody(parse, lexicon, cited)) add(inner, cited)
        return
      }
    }
  }

  /** "Interfax reported that three people were injured, citing the ministry." */
  function readAtEnd(): void {
    for (let i = row.last; i > (regions[0]?.last ?? row.last); i--) {
      if (isApart(parse, i) || tokens[i - 1]?.word) continue
      // "The paper reported that …, according to its chairman", unless another paper has it.
      const told = !isIn(cue, i) && !isIn(frame, i) && isMedia(speaker!) ? sourceAt(i) : null
      if (told) {
        if (!isMedia(told)) add(inner, told)
        return
      }
      if (!matchAt(tokens, words.citing, i)) continue
      const cited = phrase(i + matchAt(tokens, words.citing, i), row.last)
      if (!cited || !isSomebody(parse, lexicon, cited)) return
      // An insertion behind a subject belongs to what is told: "the company, citing analysts, cut".
      if (/^(?:[.;!?]|)$/.test((tokens[cited.last + 1] ?? EDGE).text)) add(inner, cited)
      return
    }
  }

  /** "according to X" at a token. */
  function sourceAt(i: number): Span | null {
    const passes = tokens[i]?.lower === 'according' ? matchAt(tokens, words.passedOnBy, i) : 0
    const told = passes ? phrase(i + passes, row.last) : null
    return told && isSomebody(parse, lexicon, told) ? told : null
  }

  /** "CNN quoted a spokesman as saying", "Smith was quoted by CNN as saying", "the agency quoted Smith as saying". */
  function quotedAs(): void {
    const start = cue[0]?.first ?? anchor
    const own = start >= 0 ? cueGroup(start) : undefined
    if (!own) return
    const quoting = words.quotingVerbs.has(own.lemma) ? own : quotingBefore(own)
    if (!quoting) return
    const verb = row.at[quoting.last]!
    if (quoting.passive || quoting.form === 'participle') {
      for (let i = verb + 1; i < Math.min(row.last, verb + MAX_OBJECT); i++) {
        if (isApart(parse, i) || (groupAt(row, i) && i !== start && i > start)) return
        const by = tokens[i]!.lower === 'by'
        if (!by && !words.outletPrepositions.has(tokens[i]!.lower)) continue
        const told = phrase(i + 1, row.last)
        if (told && (by ? isSomebody(parse, lexicon, told) : isMedia(told))) {
          add(outer, told)
          return
        }
      }
      return
    }
    const quoted = phrase(verb + 1, row.last)
    if (quoted && isSomebody(parse, lexicon, quoted)) add(inner, quoted)
  }

  function cueGroup(start: number): Group | undefined {
    for (const { last } of cue) {
      const group = groupAt(row, last)
      if (group) return group
    }
    return groupAt(row, start)
  }

  /** The verb before "as" and a participle. */
  function quotingBefore(own: Group): Group | undefined {
    const at = row.at[own.first]!
    if (own.form !== 'ing' || tokens[at - 1]?.lower !== 'as') return undefined
    const before = row.groups.findLast((g) => g.last < own.first && words.quotingVerbs.has(g.lemma))
    return before && at - row.at[before.last]! <= MAX_OBJECT ? before : undefined
  }

  /** No other frame stands around this one: its clause begins the sentence or goes on behind a comma. */
  function isOutermost(): boolean {
    const before = tokens[regions[0]!.first - 1]
    return regions[0]!.first <= row.first || !before?.word
  }

  function speakerEnd(): number {
    const { text } = tokens[speaker!.last + 1] ?? EDGE
    return text === ',' && isIn(regions, speaker!.last + 1) ? speaker!.last + 1 : speaker!.last
  }

  /** "According to reports, criticism has …": a thing that the rules took for a speaker. */
  function speaks(): boolean {
    const { lower } = tokens[speaker!.first]!
    return (
      isSomebody(parse, lexicon, speaker!) || (lexicon.bits(lower) & (PRONOUN | DETERMINER | RELATIVE)) !== 0
    )
  }

  function isText(): boolean {
    const head = headOf(parse, lexicon, speaker!)
    return lexicon.lists.sourceHeads.has(head.lower) || lexicon.naming.sortOf(head.text) === 'text'
  }

  function phrase(from: number, limit: number): Span | null {
    if (from > limit) return null
    return phraseFrom(parse, lexicon, row, { from, limit })
  }

  function isMedia(span: Span): boolean {
    for (let i = span.first; i <= span.last; i++) if (svoOutletAt(parse, lexicon, i, span.last)) return true
    const head = headOf(parse, lexicon, span)
    return head.lower === 'media' || lexicon.naming.sortOf(head.text) === 'organisation media'
  }

  /** Adds a source unless it is one already; gives its last token. */
  function add(list: Span[], found: Span, inSpeaker = false): number {
    const others = [...outer, ...inner, ...(inSpeaker ? [] : [speaker!])]
    const pronoun = lexicon.bits(tokens[found.first]!.lower) & PRONOUN && !tokens[found.first]!.capital
    if (!pronoun && others.every((o) => found.last < o.first || found.first > o.last)) list.push(found)
    return found.last
  }
}

function isIn(spans: readonly Span[], i: number): boolean {
  return spans.some(({ first, last }) => i >= first && i <= last)
}
