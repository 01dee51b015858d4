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
import { batchesOf, inUTF8, linesIn, type LineBatch } from './bytes.js'
import {
  BEGINNING,
  finishCompleted,
  GrowingFile,
  progressOf,
  type InputPlace,
  type Progress,
} from './growing-file.js'
import { isArchive } from './inputs.js'
import { Output } from './output.js'
import { fileProblem, messageOf, type Problems } from './problems.js'
import { RunProgress, sizeOf, totalSize } from './progress.js'
import { nameOf } from './read-text.js'
import { reading } from './reading.js'
import { answer, type Answer, type Settings, type Task, type ThreadData } from './records.js'
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
/** Lines of the greatest length that may be on their way, however few batches they are. */
const MAX_LINES = 2

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
  const before = (await totalSize(inputs.slice(0, from.input))) ?? 0
  const progress = new RunProgress(problems.statusLine, {
    name: settings.command,
    total: await totalSize(inputs),
    done: before + from.offset,
    isShown: run.output !== undefined || !process.stdout.isTTY,
  })
  try {
    for (const [input, file] of inputs.entries()) {
      if (input < from.input || result.isClosed) continue
      if (workOnFile && !isArchive(file)) {
        const line = await workOnFile(file)
        if (line) await result.write(Buffer.from(`${JSON.stringify(line)}\n`))
        progress.advance({ records: 1, bytes: (await sizeOf(file)) ?? 0 })
      } else {
        const place = input === from.input ? from : { ...BEGINNING, input }
        await workThroughLines(file, place, { threads, result, problems, progress })
      }
      await result.reached({ ...BEGINNING, input: input + 1 })
    }
    return { ...BEGINNING, input: inputs.length }
  } finally {
    progress.end()
    await threads.end()
  }
}

async function workThroughLines(
  file: string,
  { input, offset, line }: InputPlace,
  {
    threads,
    result,
    problems,
    progress,
  }: {
    readonly threads: Threads
    readonly result: Result
    readonly problems: Problems
    readonly progress: RunProgress
  },
): Promise<void> {
  const source = nameOf(file)
  let failure: unknown = null
  async function* batches(): AsyncGenerator<LineBatch> {
    try {
      yield* batchesOf(await streamFrom(file, offset), { line, offset, max: reading().maxLine })
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
      progress.advance({ records: count, bytes: size })
      await result.reached({ input, offset: end, line: first + count })
    })
    last.catch(() => undefined) // thrown where it is waited for, below
    onTheirWay.push(last)
    bytesOnTheirWay += size
    while (onTheirWay.length >= threads.most || bytesOnTheirWay > MAX_LINES * reading().maxLine) {
      const next = onTheirWay.shift()
      if (!next) break
      await next
    }
  }
  await last
  if (failure) problems.tell(source, fileProblem(failure))
  if (failure instanceof InputTooShort) throw failure
}

/** The lines of an input in UTF-8, from a byte on. */
async function streamFrom(file: string, offset: number): Promise<AsyncIterable<Uint8Array>> {
  if (file !== '-' && (await stat(file)).isFile() && !(await isInUTF16(file)))
    return createReadStream(file, { start: offset })
  // Bytes of what is in UTF-16 are counted as they are in UTF-8.
  return withoutFirst(inUTF8(file === '-' ? process.stdin : createReadStream(file)), offset)
}

async function isInUTF16(file: string): Promise<boolean> {
  const handle = await open(file)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0)
    return bytesRead === 2 && ['fffe', 'feff'].includes(buffer.toString('hex'))
  } finally {
    await handle.close()
  }
}

/** The stream without its first bytes, which an earlier run has read. */
async function* withoutFirst(stream: AsyncIterable<Uint8Array>, count: number): AsyncGenerator<Uint8Array> {
  let left = count
  for await (const bytes of stream) {
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

  /** Never rejects: a line that its thread does not survive is told, and those around it are answered. */
  async answer(task: Task): Promise<Answer> {
    // The first batch is often the only one, and done before a thread has started.
    if (this.count === 1 || !this.#begun++) return answer(task, this.settings)
    this.#pool ??= startPool(this.settings, this.count)
    return this.#answerIn(await this.#pool, task)
  }

  async #answerIn(pool: Pool, task: Task): Promise<Answer> {
    try {
      return await pool.run(task)
    } catch (error) {
      const { source, first, count } = task
      const message = `cannot be worked on: ${messageOf(error)}`
      const place = { file: source, line: first }
      if (count === 1) return { bytes: new Uint8Array(), said: [{ kind: 'tell', place, message }] }
      const answers: Answer[] = []
      // One half after the other: beside a line that takes all memory others would fail, too.
      for (const half of halvesOf(task)) answers.push(await this.#answerIn(pool, half))
      return {
        bytes: Buffer.concat(answers.map(({ bytes }) => bytes)),
        said: answers.flatMap(({ said }) => said),
      }
    }
  }

  async end(): Promise<void> {
    await (await this.#pool)?.destroy()
  }
}

/** The first and the second half of a task of at least two lines. */
function halvesOf({ source, first, count, bytes }: Task): readonly Task[] {
  const half = count >> 1
  let end = 0
  for (const line of bytes ? linesIn({ first, bytes }, Infinity) : [])
    if (line.number < first + half) end += (line.bytes?.length ?? 0) + 1
  return [
    { source, first, count: half, bytes: bytes?.subarray(0, end) ?? null },
    { source, first: first + half, count: count - half, bytes: bytes?.subarray(end) ?? null },
  ]
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
    workerData: { settings, reading: reading() } satisfies ThreadData,
    minThreads: count,
    maxThreads: count,
  })
}

function digestOf({ inputs, settings }: ArchiveRun): string {
  return createHash('sha256')
    .update(JSON.stringify({ version: version(), inputs, settings, reading: reading() }))
    .digest('hex')
}

/** Why the input is not the one that was read so far; null where it may be. */
async function whyInputDiffers({ inputs }: ArchiveRun, { input, offset }: Progress): Promise<string | null> {
  const file = inputs[input]
  if (file === undefined || file === '-' || !offset) return null
  try {
    if (await isInUTF16(file)) return null // one that is too short is told when it is read
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
