/** Where results go: a stream that is never pushed faster than it takes, or a file that is written whole. */
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { open, realpath, rename, rm, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { Writable } from 'node:stream'
import { fileProblem, type Problems } from './problems.js'

/** A stream that waits while its reader is slow, and knows whether the reader has gone. */
export class Output {
  constructor(private readonly stream: Writable) {}

  /** Whether the reader has gone; writing on would be for nobody. */
  get isClosed(): boolean {
    return this.stream.destroyed || this.stream.writableEnded
  }

  /** Writes `value` as one line of JSON and waits until the reader has room for more. */
  async line(value: object): Promise<void> {
    await this.text(`${JSON.stringify(value)}\n`)
  }

  async text(text: string | Uint8Array): Promise<void> {
    if (this.isClosed || this.stream.write(text)) return
    const waiting = new AbortController()
    const { signal } = waiting
    await Promise.race([once(this.stream, 'drain', { signal }), once(this.stream, 'close', { signal })])
    waiting.abort()
  }
}

/**
 * Writes to the file asked for, all or nothing, else to standard output; told when that fails. A terminal
 * gets no bytes that are no text.
 */
export async function writeResult(
  text: string | Uint8Array,
  file: string | undefined,
  problems: Problems,
): Promise<void> {
  if (file === undefined) {
    if (typeof text !== 'string' && process.stdout.isTTY)
      return problems.tell('', 'this format is no text for a terminal: name a file with -o FILE')
    return new Output(process.stdout).text(text)
  }
  try {
    await writeWhole(file, text)
  } catch (error) {
    problems.lost(file, `cannot be written: ${fileProblem(error)}`)
  }
}

/**
 * Writes a file so that it is never there by half: to a new file beside it, which then takes its
 * name. What is no plain file (a device, a pipe) is written to directly.
 */
export async function writeWhole(file: string, text: string | Uint8Array): Promise<void> {
  const known = await stat(file).catch(() => null)
  if (known && !known.isFile()) return writeFile(file, text)
  const target = known ? await realpath(file) : file
  const draft = join(dirname(target), `.${basename(target)}.${randomUUID()}.tmp`)
  try {
    const handle = await open(draft, 'wx', known?.mode)
    try {
      await handle.writeFile(text)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(draft, target)
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  }
}
