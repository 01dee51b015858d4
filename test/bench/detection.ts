/**
 * How fast detection is, and what one changed paragraph costs. Times are processor
 * time, the least of several runs after a warm-up, so that other work on the
 * machine counts little.
 */
import { readFileSync } from 'node:fs'
import { de } from '../../src/lang/de/index.js'
import { en } from '../../src/lang/en/index.js'
import { articleText } from '../../src/model/index.js'
import { readHTML } from '../../src/cli/read-html.js'
import { createEngine, detect, splitBlocks, type Engine, type PlacedBlock } from '../../src/text/index.js'
import { ARTICLE_EN } from './article.en.js'
import type { Print } from './table.js'

const SIZES = [1_000, 10_000, 100_000, 1_000_000]
/** The paragraph that is changed has about this many words. */
const PARAGRAPH = 60
/** Short work is repeated until it takes about this long, since processor time is coarse. */
const LEAST_MS = 20
/** Calls before anything is timed. */
const WARM_UP = 20

/** Until the code of an engine is compiled as well as it will be. */
const WARM_UP_MS = 2_000

const wordsOf = (text: string): number => text.split(/\s+/).length
/** Measures and prints; the caller has said on which machine. */
export async function benchDetection(print: Print): Promise<void> {
  const german = articleText(readHTML(readFileSync('demo/article.html', 'utf8')).article)
  print('an article of each language, repeated; least processor time of several runs')
  print('detection                words         ms   ms/1000 words   MB/s')
  for (const { name, engine, article } of [
    { name: 'German, rules', engine: createEngine(de, { weights: null }), article: german },
    { name: 'German, model', engine: createEngine(de), article: german },
    { name: 'English, rules', engine: createEngine(en, { weights: null }), article: ARTICLE_EN },
    { name: 'English, model', engine: createEngine(en), article: ARTICLE_EN },
  ]) {
    for (const start = performance.now(); performance.now() - start < WARM_UP_MS;) detect(article, engine)
    for (const words of SIZES) {
      const text = repeatTo(article, words)
      const ms = leastMs(words <= 10_000 ? 20 : words <= 100_000 ? 5 : 2, () => detect(text, engine))
      const megabytes = Buffer.byteLength(text) / 1e6
      row(print, name, words, ms, ((ms / words) * 1000).toFixed(2), ((megabytes / ms) * 1000).toFixed(1))
    }
    row(print, `${name}, changed ¶`, PARAGRAPH, changedParagraphMs(engine, repeatTo(article, 1_000)))
  }
}

/** One paragraph analysed anew in an article of which all others are kept, and all linked. */
function changedParagraphMs(engine: Engine, text: string): number {
  const blocks = splitBlocks(text).map(({ start, end, role }): PlacedBlock => ({
    start,
    analysis: engine.analyze(text.slice(start, end), role),
  }))
  const distance = ({ analysis }: PlacedBlock): number => Math.abs(wordsOf(analysis.text) - PARAGRAPH)
  const changed = blocks.reduce((best, block) => (distance(block) < distance(best) ? block : best))
  return leastMs(20, () => {
    const { text: own, role } = changed.analysis
    const again = { start: changed.start, analysis: engine.analyze(own, role) }
    engine.link(blocks.map((block) => (block === changed ? again : block)))
  })
}

function row(print: Print, name: string, words: number, ms: number, perThousand = '', speed = ''): void {
  const cells = [
    String(words).padStart(8),
    ms.toFixed(2).padStart(10),
    perThousand.padStart(15),
    speed.padStart(6),
  ]
  print(`${name.padEnd(21)} ${cells.join(' ')}`)
}

function repeatTo(article: string, words: number): string {
  return Array.from({ length: Math.ceil(words / wordsOf(article)) }, () => article.trim())
    .join('\n\n')
    .split(/(?<=\s)/)
    .slice(0, words)
    .join('')
}

function leastMs(runs: number, act: () => unknown): number {
  const msOf = (times: number): number => {
    const start = process.cpuUsage()
    for (let i = 0; i < times; i++) act()
    return process.cpuUsage(start).user / 1000 / times
  }
  // The clock of the processor ticks in milliseconds: a run is made long enough by the wall clock.
  const began = performance.now()
  let warm = 0
  do act()
  while (++warm < WARM_UP && performance.now() - began < LEAST_MS * WARM_UP)
  const times = Math.max(1, Math.ceil((LEAST_MS * warm) / (performance.now() - began)))
  let least = msOf(times)
  for (let run = 1; run < runs; run++) least = Math.min(least, msOf(times))
  return least
}
