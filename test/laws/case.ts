/** Random cases for the laws, and how a case that breaks one is made small and told. */
import fc from 'fast-check'
import { Node } from 'prosemirror-model'
import { getRanges } from '../../src/index.js'
import { drafts, type Draft } from './desk.js'
import { Bench, Breach, type BenchOptions } from './laws.js'
import { articleFor, FLAVOURS, schema, type Flavour } from './schema.js'
import { anyWork, type Work } from './work.js'

export interface Case {
  /** As `Node.toJSON` gives it. */
  readonly doc: { readonly type: string; readonly content?: readonly unknown[] }
  readonly drafts: readonly Draft[]
  readonly edits: readonly Work[]
}

/** How large cases are: least and most. */
export interface Sizes {
  readonly words: readonly [number, number]
  readonly annotations: readonly [number, number]
  readonly edits: readonly [number, number]
}

/** The case of a seed. */
export function caseFor(seed: number, sizes: Sizes, flavour?: Flavour): Case {
  const size = (pair: readonly [number, number]): { minLength: number; maxLength: number; size: 'max' } => ({
    minLength: pair[0],
    maxLength: pair[1],
    size: 'max',
  })
  const [made] = fc.sample(
    fc.record({
      article: fc.nat(1_000_000),
      words: fc.integer({ min: sizes.words[0], max: sizes.words[1] }),
      drafts: fc.array(draft, size(sizes.annotations)),
      edits: fc.array(anyWork, size(sizes.edits)),
    }),
    { seed, numRuns: 1 },
  )
  if (!made) throw new RangeError(`No case for seed ${seed}`)
  const own = flavour ?? FLAVOURS[seed % FLAVOURS.length] ?? 'plain'
  const doc = articleFor(made.article, made.words, own).toJSON() as Case['doc'] // that is what it gives
  // Through JSON, as a case is printed.
  return JSON.parse(JSON.stringify({ doc, drafts: made.drafts, edits: made.edits })) as Case
}

/** The first breach of a law; null when all hold. */
export function breachOf({ doc, drafts, edits }: Case, options: BenchOptions): Breach | null {
  try {
    const bench = new Bench(Node.fromJSON(schema, doc), drafts, options)
    for (const edit of edits) bench.do(edit)
    return null
  } catch (error) {
    if (error instanceof Breach) return error
    throw error
  }
}

/** All that helps to understand a breach: the case made small, its story, and a line to paste into `cases.test.ts`. */
export function tellBreach(own: Case, breach: Breach, options: BenchOptions, forMs = 60_000): string {
  const short = (text: string): string =>
    text
      .split('\n')
      .filter((line) => !line.startsWith('    at '))
      .slice(0, 40)
      .join('\n')
  const thorough: BenchOptions = { ...options, every: 1, only: breach.law }
  const small = shrunk(own, breach, thorough, forMs) ?? shrunk(own, breach, options, forMs)
  if (!small) return `${short(breach.message)}\n(breaks only in this very order)`
  return [
    `${small.own.edits.length} edits are left. ${short(small.breach.message)}`,
    story(small.own, thorough),
    JSON.stringify(small.own),
  ].join('\n')
}

const draft = drafts.map((list) => list[0]).filter((one) => one !== undefined)

/** Parts left out as long as the same law breaks: edits, annotations, blocks. */
function shrunk(
  from: Case,
  { law }: Breach,
  options: BenchOptions,
  forMs: number,
): { readonly own: Case; readonly breach: Breach } | null {
  const until = Date.now() + forMs
  const broken = (own: Case): Breach | null => {
    try {
      const breach = breachOf(own, options)
      return breach?.law === law ? breach : null
    } catch {
      return null
    }
  }
  let own = from
  let breach = broken(own)
  if (!breach) return null
  for (let isBetter = true; isBetter && Date.now() < until;) {
    isBetter = false
    const attempt = <T>(items: readonly T[], make: (items: readonly T[]) => Case): void => {
      let left = items
      for (let size = Math.ceil(left.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2))
        for (let at = left.length - size; at > -size && Date.now() < until; at -= size) {
          const fewer = [...left.slice(0, Math.max(0, at)), ...left.slice(Math.max(0, at) + size)]
          if (fewer.length === left.length) continue
          const next = make(fewer)
          const still = broken(next)
          if (!still) continue
          own = next
          breach = still
          left = fewer
          isBetter = true
        }
    }
    attempt(own.edits, (edits) => ({ ...own, edits }))
    attempt(own.drafts, (drafts) => ({ ...own, drafts }))
    attempt(own.doc.content ?? [], (content) => ({ ...own, doc: { ...own.doc, content } }))
  }
  return { own, breach }
}

/** What each edit did to the text and to the annotations, which are shown in brackets. */
function story({ doc, drafts, edits }: Case, options: BenchOptions): string {
  const bench = new Bench(Node.fromJSON(schema, doc), drafts, options)
  const lines = [`    ${picture(bench)}`]
  for (const edit of edits) {
    try {
      bench.do(edit)
    } catch {
      // Its message has been printed.
    }
    lines.push(`  ${JSON.stringify(edit)}`, `    ${picture(bench)}`)
  }
  return lines.join('\n')
}

function picture({ state, annotations }: Bench): string {
  const signs = new Map<number, string>()
  const put = (pos: number, sign: string): void => void signs.set(pos, (signs.get(pos) ?? '') + sign)
  for (const { id } of annotations)
    for (const { from, to } of getRanges(state, id)?.quote ?? []) {
      put(from, `[${id} `)
      put(to, `${id}]`)
    }
  let text = ''
  const { doc } = state
  for (let pos = 0; pos <= doc.content.size; pos++) {
    text += signs.get(pos) ?? ''
    const $pos = doc.resolve(pos)
    const { nodeAfter } = $pos
    if (nodeAfter?.isText) text += nodeAfter.text?.[0] ?? ''
    else if (nodeAfter) text += nodeAfter.isLeaf ? `<${nodeAfter.type.name}/>` : `<${nodeAfter.type.name}>`
    else if ($pos.depth) text += '</>'
  }
  const gone = annotations.filter(({ target }) => target.detached)
  return text + gone.map(({ id, target }) => `  ${id} gone: ${JSON.stringify(target.wording)}`).join('')
}
