/**
 * The pass over all blocks: quotations that run over paragraphs, speakers of
 * statements that name none of their own, identities. Linear in the number of
 * statements.
 */
import type { Analysis, Sketch } from './analysis.js'
import type { PlacedBlock } from './engine.js'
import type { Lexicon } from './lexicon.js'
import { identify, type Mention } from './identify.js'
import type { Flag, Statement, TextRange } from './statement.js'

/** A quotation left open is looked for in this many blocks after its own. */
const MAX_QUOTED_BLOCKS = 8

interface Linked extends Sketch {
  readonly offset: number
  readonly block: number
}

export function linkBlocks(blocks: readonly PlacedBlock[], lexicon: Lexicon): readonly Statement[] {
  const found = gather(blocks)
  const statements = inheritSpeakers(found)
  const mentions: Mention[] = statements.map((s) => ({
    text: s.speakerRange ? textAt(blocks[s.block]!, s, s.speakerRange) : '',
    range: s.speakerRange,
  }))
  const identities = identify(mentions, blocks, lexicon)
  return statements
    .map((s, i): Statement => {
      const speakerIs = identities[i]!
      const flags: Flag[] = []
      if (speakerIs.kind === 'unnamed') flags.push('unnamed-source')
      if (speakerIs.kind === 'none') flags.push('no-source')
      if (s.hearsay) flags.push('hearsay')
      if (blocks[s.block]!.analysis.role === 'heading') flags.push('headline')
      if (s.rule.startsWith('quoted-words')) flags.push('partial-quote')
      return {
        kind: s.kind,
        quote: s.quote,
        speaker: s.speakerRange ? [s.speakerRange] : [],
        cue: s.cue,
        frame: s.frame,
        addressee: s.addressee ? [s.addressee] : [],
        speakerIs,
        outlet: s.outlet,
        confidence: s.confidence,
        reasons: [s.word === undefined ? { rule: s.rule } : { rule: s.rule, word: s.word }],
        flags,
      }
    })
    .sort((a, b) => a.quote[0]!.start - b.quote[0]!.start || b.quote[0]!.end - a.quote[0]!.end)
}

interface Absolute {
  readonly kind: Statement['kind']
  readonly quote: readonly TextRange[]
  readonly cue: readonly TextRange[]
  readonly frame: readonly TextRange[]
  readonly addressee: TextRange | null
  readonly speakerRange: TextRange | null
  readonly outlet: string | null
  readonly confidence: number
  readonly rule: string
  readonly word: string | undefined
  readonly hearsay: boolean
  readonly block: number
}

function textAt(block: PlacedBlock, _s: Absolute, range: TextRange): string {
  return block.analysis.text.slice(range.start - block.start, range.end - block.start)
}

/** Picks each block's reading and joins quotations over blocks. */
function gather(blocks: readonly PlacedBlock[]): readonly Linked[] {
  const out: Linked[] = []
  let open = false
  for (let i = 0; i < blocks.length; i++) {
    const analysis = blocks[i]!.analysis as Analysis // only this module's `analyze` makes blocks
    const goesOn = analysis.opens >= 0 && continues(blocks, i)
    let sketches = analysis.sketches
    if (open && analysis.closes >= 0) sketches = (goesOn ? analysis.asBoth : analysis.asClose) ?? sketches
    else if (goesOn) sketches = analysis.asOpen ?? sketches
    const placed = sketches.map((s): Linked => ({ ...s, offset: blocks[i]!.start, block: i }))
    if (open && analysis.closes < 0 && analysis.opens < 0 && !analysis.startsQuoted) {
      const end = analysis.text.trimEnd().length
      const start = analysis.text.length - analysis.text.trimStart().length
      if (end > start) out.push(continued({ start, end }, blocks[i]!.start, i))
      continue
    }
    out.push(...placed)
    if (analysis.closes >= 0) open = false
    if (goesOn) open = true
    else if (analysis.startsQuoted) open = false
  }
  return out
}

/** Whether the quotation that block `at` leaves open is taken up by a block after it. */
function continues(blocks: readonly PlacedBlock[], at: number): boolean {
  for (let k = at + 1; k < Math.min(blocks.length, at + 1 + MAX_QUOTED_BLOCKS); k++) {
    const next = blocks[k]!.analysis as Analysis // as above
    if (next.role === 'heading') return false
    if (next.startsQuoted || next.closes >= 0) return true
    if (next.opens >= 0 || next.sketches.some((s) => s.kind === 'direct')) return false
  }
  return false
}

function continued(range: TextRange, offset: number, block: number): Linked {
  return {
    kind: 'direct',
    quote: [range],
    speaker: null,
    cue: [],
    frame: [],
    addressee: null,
    outlet: null,
    reason: { rule: 'quotation-continued' },
    confidence: 0.7,
    inherits: true,
    sourceless: false,
    sentence: 0,
    hearsay: false,
    offset,
    block,
  }
}

/** A run takes the speaker of the statement before it. */
function inheritSpeakers(found: readonly Linked[]): readonly Absolute[] {
  const order = [...found].sort((a, b) => a.offset + a.quote[0]!.start - (b.offset + b.quote[0]!.start))
  const speakers = new Map<Linked, { range: TextRange; block: number } | null>()
  let last: { range: TextRange; block: number } | null = null
  for (const s of order) {
    if (s.speaker) {
      const own = { range: shift(s.speaker, s.offset), block: s.block }
      speakers.set(s, own)
      last = own
    } else if (s.inherits) speakers.set(s, last)
    else speakers.set(s, null)
  }
  return order.map((s): Absolute => {
    const speaker = speakers.get(s) ?? null
    return {
      kind: s.kind,
      quote: s.quote.map((r) => shift(r, s.offset)),
      cue: s.cue.map((r) => shift(r, s.offset)),
      frame: s.frame.map((r) => shift(r, s.offset)),
      addressee: s.addressee && shift(s.addressee, s.offset),
      speakerRange: speaker?.range ?? null,
      outlet: null,
      confidence: s.confidence,
      rule: s.reason.rule,
      word: s.reason.word,
      hearsay: s.hearsay,
      block: s.block,
    }
  })
}

function shift(range: TextRange, by: number): TextRange {
  return { start: range.start + by, end: range.end + by }
}
