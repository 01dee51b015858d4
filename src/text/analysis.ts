/** One block analysed, with everything the linking pass needs; opaque to callers. */
import { joinRuns, type Draft } from './draft.js'
import type { BlockAnalysis, BlockRole } from './engine.js'
import type { ParseOptions } from './parse.js'
import type { Span } from './phrases.js'
import type { QuotedTerm } from './quoted-terms.js'
import type { Reader, Reading } from './reader.js'
import type { BlockMentions } from './speakers.js'
import type { TextRange } from './statement.js'

/** A statement of one block; offsets are the block's own. */
export interface Sketch extends Omit<Draft, 'quote' | 'speaker' | 'cue' | 'frame' | 'addressee'> {
  readonly quote: readonly TextRange[]
  readonly speaker: TextRange | null
  readonly cue: readonly TextRange[]
  readonly frame: readonly TextRange[]
  readonly addressee: TextRange | null
  readonly outlet: TextRange | null
  readonly when: TextRange | null
  /** Those through whom it came, outermost first, the speaker among them; empty where there is only the speaker. */
  readonly citations: readonly TextRange[]
  /** The speaker is somebody by the words alone. */
  readonly somebody: boolean
  /** A direct quotation of words or a phrase. */
  readonly partial: boolean
}

/** What is known of one block by itself. */
export interface Analysis extends BlockAnalysis {
  readonly sketches: readonly Sketch[]
  readonly mentions: BlockMentions
  /** Quotations as what they are if they are no statements. */
  readonly terms: readonly QuotedTerm[]
  /** Offset of the mark that opens a quotation this block does not close, or -1. */
  readonly opens: number
  /** Offset behind the mark that closes a quotation this block did not open, or -1. */
  readonly closes: number
  /** Whether the block begins with an opening mark. */
  readonly startsQuoted: boolean
  /** The readings for a block that opens, closes, or lies within a quotation; `null` where that cannot be. */
  readonly asOpen: readonly Sketch[] | null
  readonly asClose: readonly Sketch[] | null
  readonly asBoth: readonly Sketch[] | null
}

/** Takes the statements from the candidates of a block. */
export type Keep = (reading: Reading) => readonly Draft[]

/** Which of the candidates are shown. */
export interface Selection {
  readonly keep: Keep
  /** Whether `keep` wants to see what rules alone would not show. */
  readonly loose: boolean
}

/** Reads one block by itself. Cost grows with its length alone. */
export function analyzeBlock(
  text: string,
  role: BlockRole,
  reader: Reader,
  { keep, loose }: Selection,
): Analysis {
  const words = reader.words(text)
  const { tokens, marks } = words
  const { unclosed, unopened } = marks
  const read = (options: ParseOptions): readonly Sketch[] => {
    const reading = reader.read(words, loose, options)
    return joinRuns(keep(reading)).map((d) => sketch(d, reading))
  }
  return {
    text,
    role,
    sketches: read({}),
    mentions: reader.naming.analyze(text, tokens),
    terms: reader.terms(words),
    opens: unclosed >= 0 ? tokens[unclosed]!.start : -1,
    closes: unopened >= 0 ? tokens[unopened]!.end : -1,
    startsQuoted: /^[„“"«»”]/.test(tokens[0]?.text ?? ''),
    asOpen: unclosed >= 0 ? read({ endsInside: true }) : null,
    asClose: unopened >= 0 ? read({ startsInside: true }) : null,
    asBoth: unclosed >= 0 && unopened >= 0 ? read({ startsInside: true, endsInside: true }) : null,
  }
}

function sketch(draft: Draft, { tokens: all, attributes }: Reading): Sketch {
  const { outlet, when, citations, somebody, partial } = attributes(draft)
  const range = (span: Span): TextRange => ({
    start: all[span.first]!.start,
    end: all[span.last]!.end,
  })
  const maybe = (span: Span | null): TextRange | null =>
    span && span.last >= span.first ? range(span) : null
  const ranges = (spans: readonly Span[]): readonly TextRange[] =>
    spans.filter((s) => s.last >= s.first).map(range)
  return {
    ...draft,
    quote: ranges(draft.quote),
    speaker: maybe(draft.speaker),
    cue: ranges(draft.cue),
    frame: ranges(draft.frame),
    addressee: maybe(draft.addressee),
    outlet: maybe(outlet),
    when: maybe(when),
    citations: ranges(citations),
    somebody,
    partial,
  }
}
