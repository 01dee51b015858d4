/**
 * Archives: JSON Lines of any size through all cores, in input order, in bounded memory.
 *
 * Lines go to the threads as they came, a batch for each piece that was read; the threads decode, detect and
 * encode. Few batches are on their way at a time, and reading waits for the one that must be written next: a slow
 * reader of the results slows the reading of the input.
 */
import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { batchesOf, MAX_LINE_BYTES, type LineBatch } from './bytes.js'
import {
  BEGINNING,
  finishCompleted,
  GrowingFile,
  progressOf,
  type InputPlace,
  type Progress,
} from './growing-file.js'
import { Output } from './output.js'
import { fileProblem, messageOf, type Problems } from './problems.js'
import { answer, type Answer, type Settings, type Task } from './records.js'
import { version } from './version.js'

/** Options of the commands that take archives. */
export const ARCHIVE_OPTIONS = {
  output: { type: 'string', short: 'o' },
  resume: { type: 'boolean' },
  workers: { type: 'string' },
} as const

interface ArchiveOptions {
  readonly output: string | undefined
  readonly resume: boolean
  /** Threads; with 1 the work is done in the program's own. */
  readonly workers: number
}

/** Whether JSON Lines are read from it, going by its name; `-` is standard input. */
export function isArchive(file: string): boolean {
  return file === '-' || /\.(?:jsonl|ndjson)$/i.test(file)
}

/** The options as they were given; null when they are wrong, which is told. */
export function archiveOptions(
  values: { output?: string | undefined; resume?: boolean | undefined; workers?: string | undefined },
  problems: Problems,
): ArchiveOptions | null {
  const { output, resume = false, workers: asked } = values
  const workers = asked === undefined ? availableParallelism() : Number(asked)
  if (!Number.isInteger(workers) || workers < 1 || workers > MAX_WORKERS)
    problems.tell('', `--workers needs a number from 1 to ${MAX_WORKERS}, not "${asked}"`)
  else if (resume && output === undefined)
    problems.tell('', '--resume needs the -o FILE that it goes on with')
  else return { output, resume, workers }
  return null
}

const MAX_WORKERS = 512
/** Batches on their way for each thread: one being worked on, one waiting, one being written. */
const BATCHES_EACH = 3
/** Bytes on their way, however few batches they are. */
const MAX_BYTES = 2 * MAX_LINE_BYTES

/** What to work through, and how. */
export interface ArchiveRun extends ArchiveOptions {
  readonly inputs: readonly string[]
  readonly settings: Settings
  /** The line for an input that is no archive; null when there is none. */
  readonly workOnFile?: (file: string) => Promise<object | null>
}

/** Works through the inputs. What is wrong with a line is told, and the run goes on. */
export async function runArchive(run: ArchiveRun, problems: Problems): Promise<void> {
  const { output } = run
  try {
    if (output === undefined) {
      await workThrough(run, streamResult(new Output(process.stdout)), problems)
      return
    }
    const known = await stat(output).catch(() => null)
    if (known && !known.isFile()) {
      if (run.resume) return problems.tell(output, 'is no file, so that --resume cannot go on with it')
      const stream = createWriteStream(output)
      stream.on('error', () => undefined) // it is closed then, and says why when it is ended
      await workThrough(run, streamResult(new Output(stream)), problems)
      if (stream.errored) throw stream.errored
      return await new Promise((done, fail) => {
        stream.end((error?: Error | null) => (error ? fail(error) : done()))
      })
    }
    await growFile(output, run, problems)
  } catch (error) {
    problems.lost(output ?? 'stdout', `cannot be written: ${fileProblem(error)}`)
  }
}

async function growFile(output: string, run: ArchiveRun, problems: Problems): Promise<void> {
  const digest = digestOf(run)
  const progress = run.resume ? await progressOf(output, digest) : null
  if (typeof progress === 'string') return problems.tell(output, progress)
  if (progress) problems.goOn(progress.findings)
  if (progress?.isComplete) return finishCompleted(output)
  const why = progress && (await whyInputDiffers(run, progress))
  if (why) return problems.tell(run.inputs[progress.input] ?? '', why)

  const file = await GrowingFile.open(output, digest, progress)
  try {
    const end = await workThrough(
      run,
      {
        isClosed: false,
        write: (bytes) => file.write(bytes),
        reached: (place) => file.reached(place, problems.findings),
      },
      problems,
      progress ?? BEGINNING,
    )
    await file.finish(end, problems.findings)
  } catch (error) {
    await file.close()
    if (!(error instanceof InputTooShort)) throw error // else it has been told
  }
}

/** Where the lines of the answers go. */
interface Result {
  /** Whether the reader has gone. */
  readonly isClosed: boolean
  write(bytes: Uint8Array): Promise<void>
  /** All that stands before this place in the inputs is written. */
  reached(place: InputPlace): Promise<void>
}

function streamResult(output: Output): Result {
  return {
    get isClosed() {
      return output.isClosed
    },
    write: (bytes) => output.text(bytes),
    reached: () => Promise.resolve(),
  }
}

/** Works through the inputs from a place on; the place behind the last. */
async function workThrough(
  run: ArchiveRun,
  result: Result,
  problems: Problems,
  from = BEGINNING,
): Promise<InputPlace> {
  const { inputs, settings, workers, workOnFile } = run
  const threads = new Threads(settings, workers)
  try {
    for (const [input, file] of inputs.entries()) {
      if (input < from.input || result.isClosed) continue
      if (workOnFile && !isArchive(file)) {
        const line = await workOnFile(file)
        if (line) await result.write(Buffer.from(`${JSON.stringify(line)}\n`))
      } else {
        const place = input === from.input ? from : { ...BEGINNING, input }
        await workThroughLines(file, place, { threads, result, problems })
      }
      await result.reached({ ...BEGINNING, input: input + 1 })
    }
    return { ...BEGINNING, input: inputs.length }
  } finally {
    await threads.end()
  }
}

async function workThroughLines(
  file: string,
  { input, offset, line }: InputPlace,
  { threads, result, problems }: { threads: Threads; result: Result; problems: Problems },
): Promise<void> {
  const source = file === '-' ? 'stdin' : file
  let failure: unknown = null
  async function* batches(): AsyncGenerator<LineBatch> {
    try {
      const stream =
        file === '-' ? withoutFirst(process.stdin, offset) : createReadStream(file, { start: offset })
      yield* batchesOf(stream, { line, offset })
    } catch (error) {
      failure = error // told behind the lines that could be read
    }
  }

  const onTheirWay: Promise<void>[] = []
  let bytesOnTheirWay = 0
  let last = Promise.resolve()
  for await (const { first, count, bytes, end } of batches()) {
    if (result.isClosed) break
    const size = bytes?.length ?? 0
    const answered = threads.answer({ source, first, count, bytes })
    last = last.then(async () => {
      const { bytes: lines, said } = await answered
      problems.repeat(said)
      await result.write(lines)
      bytesOnTheirWay -= size
      await result.reached({ input, offset: end, line: first + count })
    })
    last.catch(() => undefined) // thrown where it is waited for, below
    onTheirWay.push(last)
    bytesOnTheirWay += size
    while (onTheirWay.length >= threads.most || bytesOnTheirWay > MAX_BYTES) {
      const next = onTheirWay.shift()
      if (!next) break
      await next
    }
  }
  await last
  if (failure) problems.tell(source, fileProblem(failure))
  if (failure instanceof InputTooShort) throw failure
}

/** The stream without its first bytes, which an earlier run has read. */
async function* withoutFirst(stream: AsyncIterable<unknown>, count: number): AsyncGenerator<Uint8Array> {
  let left = count
  for await (const chunk of stream) {
    const bytes = chunk as Uint8Array // standard input has no encoding set
    if (left < bytes.length) yield bytes.subarray(left)
    left = Math.max(0, left - bytes.length)
  }
  if (left) throw new InputTooShort(`ends before byte ${count}, where the run was to go on`)
}

class InputTooShort extends Error {}

/** The threads that answer; the program's own where there is one only, or little to do. */
class Threads {
  /** Batches that may be on their way at a time. */
  readonly most: number
  #begun = 0
  #pool: Promise<Pool> | null = null

  constructor(
    private readonly settings: Settings,
    private readonly count: number,
  ) {
    this.most = count === 1 ? 1 : count * BATCHES_EACH
  }

  /** Never rejects: what a thread cannot survive is told of its lines. */
  async answer(task: Task): Promise<Answer> {
    // The first batch is often the only one, and done before a thread has started.
    if (this.count === 1 || !this.#begun++) return answer(task, this.settings)
    this.#pool ??= startPool(this.settings, this.count)
    try {
      return await (await this.#pool).run(task)
    } catch (error) {
      const { source, first, count } = task
      const message = `cannot be worked on${count > 1 ? `, nor can the ${count - 1} lines behind` : ''}: ${messageOf(error)}`
      return {
        bytes: new Uint8Array(),
        said: [{ kind: 'tell', place: `${source}:${first}`, message }],
      }
    }
  }

  async end(): Promise<void> {
    await (await this.#pool)?.destroy()
  }
}

interface Pool {
  run(task: Task): Promise<Answer>
  destroy(): Promise<void>
}

async function startPool(settings: Settings, count: number): Promise<Pool> {
  // Loaded only where it is needed: most runs are over before.
  const { Piscina } = await import('piscina')
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js' // run from source, or built
  return new Piscina<Task, Answer>({
    filename: new URL(`./worker.${extension}`, import.meta.url).href,
    workerData: settings,
    minThreads: count,
    maxThreads: count,
  })
}

function digestOf({ inputs, settings }: ArchiveRun): string {
  return createHash('sha256')
    .update(JSON.stringify({ version: version(), inputs, settings }))
    .digest('hex')
}

/** Why the input is not the one that was read so far; null where it may be. */
async function whyInputDiffers({ inputs }: ArchiveRun, { input, offset }: Progress): Promise<string | null> {
  const file = inputs[input]
  if (file === undefined || file === '-' || !offset) return null
  try {
    const handle = await open(file)
    try {
      const { size } = await handle.stat()
      const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, offset - 1)
      const isLineEnd = buffer[0] === 0x0a || size === offset
      return size >= offset && isLineEnd ? null : 'is not the file that was read so far'
    } finally {
      await handle.close()
    }
  } catch (error) {
    return fileProblem(error)
  }
}
