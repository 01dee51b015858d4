/**
 * A result that takes hours to write, and of which nothing is lost when the program or the machine dies.
 *
 * The lines go to FILE.part. Every so often they are forced to the disk, and then FILE.progress says up to which
 * byte FILE.part counts and where the input goes on. Who resumes cuts FILE.part there and reads on from that
 * place, so that the whole is, byte by byte, what one run would have written. FILE itself is there only when all
 * is written.
 */
import { open, readFile, realpath, rename, rm, stat, type FileHandle } from 'node:fs/promises'
import * as v from 'valibot'
import { writeWhole } from './output.js'
import { fileProblem, type Findings } from './problems.js'

/** Where the input goes on. */
export interface InputPlace {
  /** Index among the inputs. */
  readonly input: number
  /** Bytes of that input that are done with. */
  readonly offset: number
  /** Number of its next line, from 1. */
  readonly line: number
}

/** Before all inputs. */
export const BEGINNING: InputPlace = { input: 0, offset: 0, line: 1 }

/** How far a run has come. */
export interface Progress extends InputPlace {
  /** Tells runs apart: a digest of inputs and settings. */
  readonly run: string
  /** Length of the result so far. */
  readonly bytes: number
  readonly isComplete: boolean
  readonly findings: Findings
}

const natural = v.pipe(v.number(), v.integer(), v.minValue(0))
const progressSchema = v.object({
  run: v.string(),
  input: natural,
  offset: natural,
  line: natural,
  bytes: natural,
  isComplete: v.boolean(),
  findings: v.object({ isInputBad: v.boolean(), isRefuted: v.boolean() }),
})

/** Batches between two times at which the result is forced to the disk: about half a mebibyte of input. */
const BATCHES = 8

/** The result while it is written. */
export class GrowingFile {
  #bytes = 0
  #batches = 0

  private constructor(
    private readonly target: string,
    private readonly run: string,
    private readonly handle: FileHandle,
  ) {}

  /**
   * Begins anew, or goes on where `progress` says. Throws when the file cannot be written.
   */
  static async open(file: string, run: string, progress: Progress | null): Promise<GrowingFile> {
    const target = await targetOf(file)
    if (!progress) await rm(`${target}.progress`, { force: true })
    const handle = await open(`${target}.part`, progress ? 'r+' : 'w')
    const growing = new GrowingFile(target, run, handle)
    if (progress) {
      await handle.truncate(progress.bytes)
      growing.#bytes = progress.bytes
    }
    return growing
  }

  async write(bytes: Uint8Array): Promise<void> {
    for (let done = 0; done < bytes.length;) {
      const { bytesWritten } = await this.handle.write(bytes, done, bytes.length - done, this.#bytes)
      done += bytesWritten
      this.#bytes += bytesWritten
    }
  }

  /** All up to `place` is written; from time to time that is kept. */
  async reached(place: InputPlace, findings: Findings): Promise<void> {
    if (++this.#batches % BATCHES === 0) await this.#keep({ ...place, findings, isComplete: false })
  }

  /** All is written: the file takes its name. */
  async finish(place: InputPlace, findings: Findings): Promise<void> {
    await this.#keep({ ...place, findings, isComplete: true })
    await this.close()
    await completed(this.target)
  }

  /** What is kept stays, for who resumes. May be called again. */
  async close(): Promise<void> {
    await this.handle.close()
  }

  async #keep(progress: Omit<Progress, 'run' | 'bytes'>): Promise<void> {
    await this.handle.sync()
    const { run } = this
    await writeWhole(
      `${this.target}.progress`,
      `${JSON.stringify({ run, bytes: this.#bytes, ...progress })}\n`,
    )
  }
}

/**
 * How far the run has come that was to write `file`: null where none has been kept, a text where it cannot be gone
 * on with.
 */
export async function progressOf(file: string, run: string): Promise<Progress | string | null> {
  const target = await targetOf(file)
  const kept = `${target}.progress`
  let text: string
  try {
    text = await readFile(kept, 'utf8')
  } catch (error) {
    return isMissing(error) ? null : `${kept} cannot be read: ${fileProblem(error)}`
  }
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), progressSchema), text)
  if (!parsed.success) return `${kept} is not what this program writes; without --resume it begins anew`
  const progress = parsed.output
  if (progress.run !== run)
    return `${kept} is of a run with other inputs, options or version; without --resume it begins anew`
  const part = await stat(`${target}.part`).catch(() => null)
  if (part ? part.size < progress.bytes : !progress.isComplete)
    return `${target}.part does not hold what ${kept} says; without --resume it begins anew`
  return progress
}

/** Ends what a complete run had left to do when it was broken off. */
export async function finishCompleted(file: string): Promise<void> {
  await completed(await targetOf(file))
}

async function completed(target: string): Promise<void> {
  await rename(`${target}.part`, target).catch((error: unknown) => {
    if (!isMissing(error)) throw error
  })
  await rm(`${target}.progress`, { force: true })
}

/** Through a symbolic link, so that the link stays one. */
async function targetOf(file: string): Promise<string> {
  return realpath(file).catch(() => file)
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}
