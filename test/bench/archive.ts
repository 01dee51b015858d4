/**
 * How many articles a second the built command line reads, how much memory it takes while it does, and what a
 * second core gives. Real articles, or the two of the repository where those are not at hand, are repeated with
 * their paragraphs in other orders, so that no text comes twice. Takes minutes; run `npm run build` before.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { readHTML } from '../../src/cli/read-html.js'
import { articleText } from '../../src/model/index.js'
import { ARTICLE_EN } from './article.en.js'
import { randomFrom } from './edits.js'
import { printTable, type Print } from './table.js'

const ARTICLES = Number(process.env.ARTICLES ?? 100_000)
const EARLY = ARTICLES / 10
const PROGRAM = 'dist/cli/main.js'
const CORPORA = ['../shared/corpora/open-de/train.jsonl', '../shared/corpora/open-en/train.jsonl']
const SAMPLE_MS = 100

interface Sample {
  readonly lang: string
  readonly paragraphs: readonly string[]
}

interface Row {
  readonly workers: number
  readonly seconds: number
  readonly words: number
  readonly early: number
  readonly peak: number
}

/** Runs the program with one thread and with two, and prints. */
export async function benchArchive(print: Print): Promise<void> {
  if (!existsSync(PROGRAM)) throw new Error(`${PROGRAM} is missing; run npm run build before`)
  const { samples, origin } = readSamples()
  print(
    `archive of ${ARTICLES} articles: ${origin}, paragraphs shuffled; ${new Date().toISOString().slice(0, 10)}, load ${loadavg()[0]?.toFixed(1)} before`,
  )
  const rows: Row[] = []
  for (const workers of [1, 2]) rows.push(await measure(workers, samples))
  const [alone] = rows
  printTable(
    print,
    [
      { title: 'workers', cell: ({ workers }) => String(workers) },
      { title: 'seconds', cell: ({ seconds }) => seconds.toFixed(1) },
      { title: 'articles/s', cell: ({ seconds }) => (ARTICLES / seconds).toFixed(0) },
      { title: 'words/s', cell: ({ seconds, words }) => (words / seconds).toFixed(0) },
      { title: 'speed-up', cell: ({ seconds }) => ((alone?.seconds ?? NaN) / seconds).toFixed(2) },
      { title: `peak MB, first ${EARLY}`, cell: ({ early }) => early.toFixed(0) },
      { title: 'peak MB, all', cell: ({ peak }) => peak.toFixed(0) },
    ],
    rows,
  )
  print(
    `load ${loadavg()[0]?.toFixed(1)} after; ${cpus().length} cores, which this bench's own process shares`,
  )
}

async function measure(workers: number, samples: readonly Sample[]): Promise<Row> {
  let words = 0
  const random = randomFrom(1)
  function* records(): Generator<string> {
    for (let i = 0; i < ARTICLES; i++) {
      const sample = samples[i % samples.length]
      if (!sample) return
      const text = shuffled(sample.paragraphs, random).join('\n\n')
      words += text.split(/\s+/).length
      yield `${JSON.stringify({ id: i, lang: sample.lang, text })}\n`
    }
  }
  const started = performance.now()
  const child = spawn(process.execPath, [PROGRAM, 'detect', '--workers', String(workers)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const closed = once(child, 'close')
  Readable.from(chunksOf(records())).pipe(child.stdin)
  let answers = 0
  let early = 0
  let peak = 0
  const timer = setInterval(() => {
    peak = Math.max(peak, memoryOf(child.pid))
    if (answers <= EARLY) early = peak
  }, SAMPLE_MS)
  for await (const line of createInterface({ input: child.stdout })) if (line) answers++
  clearInterval(timer)
  await closed
  if (answers !== ARTICLES) throw new Error(`${answers} answers to ${ARTICLES} articles`)
  return { workers, seconds: (performance.now() - started) / 1000, words, early, peak }
}

/** Larger pieces than single records, as a file or a pipe gives them. */
function* chunksOf(records: Iterable<string>): Generator<Buffer> {
  let chunk = ''
  for (const record of records) {
    chunk += record
    if (chunk.length < 65_536) continue
    yield Buffer.from(chunk)
    chunk = ''
  }
  if (chunk) yield Buffer.from(chunk)
}

/** Resident memory of a process in MB; 0 where the system does not tell. */
function memoryOf(pid: number | undefined): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) / 1024
  } catch {
    return 0
  }
}

function readSamples(): { readonly samples: readonly Sample[]; readonly origin: string } {
  const files = CORPORA.filter((file) => existsSync(file))
  if (files.length)
    return {
      samples: files.flatMap((file) =>
        readFileSync(file, 'utf8')
          .split('\n')
          .filter(Boolean)
          .map((line) => {
            const { lang, text } = JSON.parse(line) as { lang: string; text: string } // the corpora's format
            return { lang, paragraphs: text.split('\n\n') }
          }),
      ),
      origin: 'those of open-de and open-en (train) in turn',
    }
  const german = articleText(readHTML(readFileSync('demo/article.html', 'utf8')).article)
  return {
    samples: [
      { lang: 'de', paragraphs: german.split('\n\n') },
      { lang: 'en', paragraphs: ARTICLE_EN.split('\n\n') },
    ],
    origin: 'the two of this repository in turn',
  }
}

function shuffled<T>(items: readonly T[], random: () => number): readonly T[] {
  const order = [...items]
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    const [a, b] = [order[i], order[j]]
    if (a !== undefined && b !== undefined) [order[i], order[j]] = [b, a]
  }
  return order
}
