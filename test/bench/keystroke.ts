/**
 * Time of `state.apply` for one inserted character, with and without the
 * plugin, in one run and interleaved, so that only ratios need to be believed.
 * No view and no detection: what is measured is the state alone, with its
 * decorations mapped.
 */
import { cpus } from 'node:os'
import { fileURLToPath } from 'node:url'
import { Schema, type Node } from 'prosemirror-model'
import { schema as basic } from 'prosemirror-schema-basic'
import { addListNodes } from 'prosemirror-schema-list'
import { EditorState } from 'prosemirror-state'
import { attribution, setAnnotations, targetOf, type Annotation, type Dossier } from '../../src/index.js'

const schema = new Schema({
  nodes: addListNodes(basic.spec.nodes, 'paragraph block*', 'block'),
  marks: basic.spec.marks,
})

export interface KeystrokeCase {
  readonly words: number
  readonly annotations: number
}

export interface KeystrokeResult extends KeystrokeCase {
  /** Median microseconds of one `apply`. */
  readonly plainUs: number
  readonly pluginUs: number
  readonly ratio: number
  /** One transaction that loads all annotations, in milliseconds. */
  readonly loadMs: number
}

export const KEYSTROKE_CASES: readonly KeystrokeCase[] = [
  { words: 1_000, annotations: 17 },
  { words: 10_000, annotations: 1_000 },
  { words: 100_000, annotations: 10_000 },
]

const WORDS_A_PARAGRAPH = 60
const KEYS = 400
const ROUNDS = 7

/** Measures each case; typing goes on in the middle of the article, inside and outside statements. */
export function measureKeystrokes(
  cases: readonly KeystrokeCase[] = KEYSTROKE_CASES,
): readonly KeystrokeResult[] {
  return cases.map((one) => {
    const doc = articleOf(one.words)
    const plain = EditorState.create({ doc, plugins: [] })
    const empty = EditorState.create({ doc, plugins: [attribution({ engine: null })] })
    const dossier = dossierOf(doc, one.annotations)
    const started = performance.now()
    let loaded = empty
    setAnnotations(dossier)(empty, (tr) => (loaded = empty.apply(tr)))
    const loadMs = performance.now() - started
    const times: { plain: number[]; plugin: number[] } = { plain: [], plugin: [] }
    for (let round = 0; round < ROUNDS; round++) {
      times.plain.push(typeInto(plain))
      times.plugin.push(typeInto(loaded))
    }
    // The first rounds warm the compiler up.
    const plainUs = median(times.plain.slice(2))
    const pluginUs = median(times.plugin.slice(2))
    return { ...one, plainUs, pluginUs, ratio: pluginUs / plainUs, loadMs }
  })
}

/** Measures and prints; the caller has said on which machine. */
export async function benchKeystrokes(print: (line: string) => void): Promise<void> {
  print(
    `state.apply per inserted character (median of ${ROUNDS - 2} rounds of ${KEYS} keys; no view, no detection)`,
  )
  print('                     words  annotations  plain µs  plugin µs   ratio  loading ms')
  for (const one of KEYSTROKE_CASES)
    for (const result of measureKeystrokes([one])) {
      const { words, annotations, plainUs, pluginUs, ratio, loadMs } = result
      const cells = [
        String(annotations).padStart(12),
        plainUs.toFixed(1).padStart(9),
        pluginUs.toFixed(1).padStart(10),
      ]
      print(
        `                  ${String(words).padStart(8)} ${cells.join(' ')} ${ratio.toFixed(2).padStart(7)} ${loadMs.toFixed(0).padStart(11)}`,
      )
    }
}

/** Microseconds a key. */
function typeInto(start: EditorState): number {
  let state = start
  let pos = Math.floor(start.doc.content.size / 2)
  while (!start.doc.resolve(pos).parent.isTextblock) pos++
  const started = performance.now()
  for (let i = 0; i < KEYS; i++) state = state.apply(state.tr.insertText('x', pos++))
  return ((performance.now() - started) * 1000) / KEYS
}

function articleOf(words: number): Node {
  const paragraphs: Node[] = []
  for (let n = 0; n < words; n += WORDS_A_PARAGRAPH) {
    const count = Math.min(WORDS_A_PARAGRAPH, words - n)
    const text = Array.from({ length: count }, (_, i) => `wort${n + i}`).join(' ')
    paragraphs.push(schema.node('paragraph', null, [schema.text(text)]))
  }
  return schema.node('doc', null, paragraphs)
}

/** Evenly spread statements of ten words with speaker and cue; every third one verified. */
function dossierOf(doc: Node, count: number): Dossier {
  const text = doc.textBetween(0, doc.content.size, '\n\n')
  const starts = [...text.matchAll(/\bwort/g)].map((match) => match.index)
  const every = starts.length / count
  const annotations = Array.from({ length: count }, (_, i): Annotation => {
    const first = Math.min(Math.floor(i * every), starts.length - 13)
    const at = (n: number) => starts[first + n] ?? 0
    const word = (n: number) => [{ start: at(n), end: at(n + 1) - 1 }]
    const quote = [{ start: at(0), end: at(Math.min(10, Math.max(1, Math.floor(every)))) - 1 }]
    const target = targetOf(text, { quote, speaker: word(10), cue: word(11), frame: [], addressee: [] })
    return {
      id: `a${i}`,
      origin: 'detected',
      kind: 'indirect',
      target,
      speakerIs: { kind: 'none' },
      outlet: null,
      when: null,
      chain: [],
      confidence: 0.8,
      reasons: [],
      flags: [],
      evidence: [],
      review:
        i % 3
          ? { status: 'unchecked', wording: null, by: null, at: null }
          : { status: 'verified', wording: target.wording, by: null, at: '2026-01-01T00:00:00.000Z' },
      note: '',
      dismissed: false,
    }
  })
  return { annotations, sources: [], log: [] }
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? NaN
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  console.log(
    `Node ${process.version}, ${cpus()[0]?.model.trim() ?? 'unknown processor'}, ${cpus().length} cores`,
  )
  await benchKeystrokes(console.log)
}
