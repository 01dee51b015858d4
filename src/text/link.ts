/**
 * The pass over all blocks: quotations that run over paragraphs, speakers of
 * statements that name none of their own, identities. Linear in the number of
 * statements.
 */
import type { Analysis, Sketch } from './analysis.js'
import type { PlacedBlock } from './engine.js'
import type { Reader } from './reader.js'
import { createSpeakerResolver, type SpeakerResolver } from './speakers.js'
import type { Flag, SourceLink, SpeakerIdentity, Statement, TextRange } from './statement.js'

/** A quotation left open is looked for in this many blocks after its own. */
const MAX_QUOTED_BLOCKS = 8
/** Statements within statements are followed this deep, which bounds the length of a chain. */
const MAX_DEPTH = 4

/** A sketch at its place. */
interface Linked {
  readonly s: Sketch
  readonly offset: number
  readonly block: number
}

/**
 * The article's statements, out of what its blocks have by themselves: speakers are inherited, quotations
 * that run over blocks joined.
 */
export function linkBlocks(
  blocks: readonly PlacedBlock[],
  { naming, speakerPronouns, outletName, smallOutlet }: Reader,
): readonly Statement[] {
  const found = flowsOf(blocks).flatMap((flow) => gather(blocks, flow))
  const statements = inheritSpeakers(found, blocks, { speakerPronouns, outletName })
  const resolver = createSpeakerResolver(
    blocks.map((b) => ({ mentions: (b.analysis as Analysis).mentions, start: b.start })), // only `analyze` makes blocks
    naming,
  )
  const identities = statements.map(({ speakerRange, block }): SpeakerIdentity => {
    const known = resolver.resolve(speakerRange)
    const outlet = speakerRange && smallOutlet(wordsOf(speakerRange, blocks, block))
    return outlet ? { kind: 'organisation', name: outlet } : known
  })
  const chains = chainsOf(statements, identities, resolver)
  return statements
    .map((s, i): Statement => {
      const speakerIs = identities[i]!
      const chain = chains[i]!
      const flags: Flag[] = []
      if (speakerIs.kind === 'unnamed' || chain[chain.length - 1]?.speakerIs.kind === 'unnamed')
        flags.push('unnamed-source')
      if (speakerIs.kind === 'none' && !chain.length) flags.push('no-source')
      if (s.hearsay) flags.push('hearsay')
      if (blocks[s.block]!.analysis.role === 'heading') flags.push('headline')
      if (s.partial) flags.push('partial-quote')
      if (chain.length) flags.push('second-hand')
      return {
        kind: s.kind,
        quote: s.quote,
        speaker: s.speakerRange ? [s.speakerRange] : [],
        cue: s.cue,
        frame: s.frame,
        addressee: s.addressee ? [s.addressee] : [],
        speakerIs,
        outlet: s.outlet,
        when: s.when,
        chain,
        confidence: s.confidence,
        reasons: [s.word === undefined ? { rule: s.rule } : { rule: s.rule, word: s.word }],
        flags,
      }
    })
    .sort((a, b) => a.quote[0]!.start - b.quote[0]!.start || b.quote[0]!.end - a.quote[0]!.end)
}

/** What stands in a range that begins in block `at` or one before it. */
function wordsOf({ start, end }: TextRange, blocks: readonly PlacedBlock[], at: number): string {
  let home = at
  while (home > 0 && blocks[home]!.start > start) home--
  const { analysis, start: offset } = blocks[home]!
  return analysis.text.slice(start - offset, end - offset)
}

interface Absolute {
  readonly kind: Statement['kind']
  readonly quote: readonly TextRange[]
  readonly cue: readonly TextRange[]
  readonly frame: readonly TextRange[]
  readonly addressee: TextRange | null
  readonly speakerRange: TextRange | null
  readonly outlet: string | null
  readonly when: TextRange | null
  readonly citations: readonly TextRange[]
  readonly somebody: boolean
  readonly partial: boolean
  readonly confidence: number
  readonly rule: string
  readonly word: string | undefined
  readonly hearsay: boolean
  readonly block: number
}

/** The numbers of the blocks of each running text, in order. */
function flowsOf(blocks: readonly PlacedBlock[]): readonly (readonly number[])[] {
  const flows = new Map<number, number[]>()
  for (const [i, { flow = 0 }] of blocks.entries()) {
    const own = flows.get(flow)
    if (own) own.push(i)
    else flows.set(flow, [i])
  }
  return [...flows.values()]
}

/** Picks the reading of each block of a running text and joins quotations over them. */
function gather(blocks: readonly PlacedBlock[], flow: readonly number[]): readonly Linked[] {
  const out: Linked[] = []
  let open = false
  for (const [n, block] of flow.entries()) {
    const { analysis: own, start: offset } = blocks[block]!
    const analysis = own as Analysis // only this module's `analyze` makes blocks
    const goesOn = analysis.opens >= 0 && continues(blocks, flow, n)
    let sketches = analysis.sketches
    if (open && analysis.closes >= 0) sketches = (goesOn ? analysis.asBoth : analysis.asClose) ?? sketches
    else if (goesOn) sketches = analysis.asOpen ?? sketches
    if (open && analysis.closes < 0 && analysis.opens < 0 && !analysis.startsQuoted) {
      const end = analysis.text.trimEnd().length
      const start = analysis.text.length - analysis.text.trimStart().length
      if (end > start) out.push({ s: continued({ start, end }), offset, block })
      continue
    }
    for (const s of sketches) out.push({ s, offset, block })
    if (analysis.closes >= 0) open = false
    if (goesOn) open = true
    else if (analysis.startsQuoted) open = false
  }
  return out
}

/** Whether the quotation that the nth block of a running text leaves open is taken up by one after it. */
function continues(blocks: readonly PlacedBlock[], flow: readonly number[], n: number): boolean {
  for (const block of flow.slice(n + 1, n + 1 + MAX_QUOTED_BLOCKS)) {
    const next = blocks[block]!.analysis as Analysis // as above
    if (next.role === 'heading') return false
    if (next.startsQuoted || next.closes >= 0) return true
    if (next.opens >= 0 || next.sketches.some((s) => s.kind === 'direct')) return false
  }
  return false
}

function continued(range: TextRange): Sketch {
  return {
    kind: 'direct',
    quote: [range],
    speaker: null,
    cue: [],
    frame: [],
    addressee: null,
    outlet: null,
    when: null,
    citations: [],
    somebody: false,
    partial: false,
    reason: { rule: 'quotation-continued' },
    confidence: 0.7,
    inherits: true,
    sourceless: false,
    sentence: 0,
    hearsay: false,
    anchor: -1,
    lemma: '',
  }
}

/** A run takes the speaker of the statement before it. */
function inheritSpeakers(
  found: readonly Linked[],
  blocks: readonly PlacedBlock[],
  { speakerPronouns, outletName }: Pick<Reader, 'speakerPronouns' | 'outletName'>,
): readonly Absolute[] {
  const order = [...found].sort((a, b) => a.offset + a.s.quote[0]!.start - (b.offset + b.s.quote[0]!.start))
  const heard = new Map<number, Heard>()
  return order.map(({ s, offset, block }): Absolute => {
    const { flow = 0 } = blocks[block]!
    let { named, last } = heard.get(flow) ?? NOBODY
    const { text } = blocks[block]!.analysis
    let speakerRange: TextRange | null = null
    let citations: readonly TextRange[] = s.citations.map((r) => shift(r, offset))
    if (s.speaker) {
      speakerRange = shift(s.speaker, offset)
      const own = { range: speakerRange, citations, block, sentence: s.sentence }
      const pronoun = speakerPronouns.has(text.slice(s.speaker.start, s.speaker.end).toLowerCase())
      if (!pronoun) named = own
      last = pronoun && named?.block === block ? { ...own, range: named.range } : own
    } else if (
      s.inherits &&
      last &&
      !(s.hearsay && (last.block !== block || s.sentence - last.sentence > HEARSAY_REACH))
    ) {
      speakerRange = last.range
      // What goes on giving somebody's words came the same way.
      citations = last.citations
      if (!s.hearsay) last = { ...last, sentence: s.sentence, block }
    }
    heard.set(flow, { named, last })
    return {
      kind: s.kind,
      quote: s.quote.map((r) => shift(r, offset)),
      cue: s.cue.map((r) => shift(r, offset)),
      frame: s.frame.map((r) => shift(r, offset)),
      addressee: s.addressee && shift(s.addressee, offset),
      speakerRange,
      outlet: s.outlet ? outletName(text.slice(s.outlet.start, s.outlet.end)) : null,
      when: s.when && shift(s.when, offset),
      citations,
      somebody: s.somebody,
      partial: s.partial,
      confidence: s.confidence,
      rule: s.reason.rule,
      word: s.reason.word,
      hearsay: s.hearsay,
      block,
    }
  })
}

interface Source {
  readonly range: TextRange
  readonly citations: readonly TextRange[]
  readonly block: number
  readonly sentence: number
}

/** Who was heard so far in a running text. */
interface Heard {
  /** The last mention by name; a run is given to the name that a pronoun stands for. */
  readonly named: Source | null
  /** The last mention of all. */
  readonly last: Source | null
}

const NOBODY: Heard = { named: null, last: null }

/** A plan or rumour further from its source than this many sentences is nobody's. */
const HEARSAY_REACH = 2

/**
 * For each statement through whom it came: what its own frame tells, behind the sources of the
 * statements that it stands in ("NDTV berichtet, laut Polizei …").
 */
function chainsOf(
  statements: readonly Absolute[],
  identities: readonly SpeakerIdentity[],
  resolver: SpeakerResolver,
): readonly (readonly SourceLink[])[] {
  const own = statements.map((s, i): readonly SourceLink[] => {
    const speakerIs = identities[i]!
    // A thing that is taken for a speaker ("die Annahme, dass …") passes nothing on.
    const isSource = s.somebody || speakerIs.kind === 'named' || speakerIs.kind === 'organisation'
    if (!s.speakerRange || (!isSource && !s.citations.length)) return []
    const mentions = s.citations.length ? s.citations : [s.speakerRange]
    return mentions.map((mention) => ({
      mention,
      speakerIs: isSameRange(mention, s.speakerRange) ? speakerIs : resolver.resolve(mention),
    }))
  })
  const chains: (readonly SourceLink[])[] = statements.map(() => [])
  const order = statements
    .map((s, i) => ({ s, i, start: s.quote[0]!.start, end: s.quote[s.quote.length - 1]!.end }))
    .sort((a, b) => a.start - b.start || b.end - a.end)
  const open: { readonly s: Absolute; readonly i: number; readonly end: number }[] = []
  for (const inner of order) {
    while (open.length && open[open.length - 1]!.end <= inner.start) open.pop()
    const host = open
      .slice(-MAX_DEPTH)
      .findLast((outer) => outer.s.quote.some((r) => r.start <= inner.start && inner.end <= r.end))
    const links = own[inner.i]!
    const before = host && links.length ? chains[host.i]! : []
    chains[inner.i] = [
      ...before.filter((link) => links.every((l) => !isSameSource(l, link))),
      ...links,
    ].slice(-MAX_DEPTH)
    if (inner.s.kind === 'direct' || inner.s.kind === 'indirect') open.push(inner)
  }
  return chains.map((chain) => (chain.length > 1 ? chain : []))
}

function isSameSource(a: SourceLink, b: SourceLink): boolean {
  return (
    (a.mention.start < b.mention.end && b.mention.start < a.mention.end) ||
    (a.speakerIs.name !== undefined &&
      a.speakerIs.name === b.speakerIs.name &&
      a.speakerIs.kind === b.speakerIs.kind)
  )
}

function isSameRange(a: TextRange, b: TextRange | null): boolean {
  return b !== null && a.start === b.start && a.end === b.end
}

function shift(range: TextRange, by: number): TextRange {
  return { start: range.start + by, end: range.end + by }
}
