/** How far a long run has come, on the terminal's status line. */
import { stat } from 'node:fs/promises'
import type { StatusLine } from './status-line.js'

/** Runs that are over sooner show nothing. */
const QUIET_MS = 500
/** Between two times at which the line is written. */
const PERIOD_MS = 200

/** How far a run has come: records done, how many a second, and of inputs whose size is known the share. */
export class RunProgress {
  readonly #began: number
  #shownAt: number
  #records = 0
  #bytes = 0
  #isShown = false

  constructor(
    private readonly line: StatusLine,
    private readonly options: {
      /** What is done, as the line's first word. */
      readonly name: string
      /** Bytes of all inputs; null where nobody knows. */
      readonly total: number | null
      /** Bytes that an earlier run has done. Default 0. */
      readonly done?: number
      /** False where the results go to the same terminal. Default true. */
      readonly isShown?: boolean
      /** A clock, in milliseconds. */
      readonly now?: () => number
    },
  ) {
    this.#began = this.#now()
    this.#shownAt = this.#began + QUIET_MS - PERIOD_MS
  }

  /** More has been done. */
  advance({ records, bytes }: { readonly records: number; readonly bytes: number }): void {
    this.#records += records
    this.#bytes += bytes
    if (!this.line.isShown || this.options.isShown === false) return
    const now = this.#now()
    if (now - this.#shownAt < PERIOD_MS) return
    this.#shownAt = now
    this.#isShown = true
    const seconds = (now - this.#began) / 1000
    this.line.show([this.#soFar(seconds), ...this.#share(seconds)].join(', '))
  }

  /** All is done: the line says in what time, where it has been shown. */
  end(): void {
    if (!this.#isShown) return this.line.clear()
    const seconds = (this.#now() - this.#began) / 1000
    this.line.show(`${this.#soFar(seconds)}, done in ${clock(seconds)}`)
    this.line.end()
  }

  #soFar(seconds: number): string {
    const count = this.#records
    const rate = seconds > 0 ? count / seconds : 0
    const told = rate < 10 ? rate.toFixed(1) : NUMBER.format(Math.round(rate))
    return `${this.options.name}: ${NUMBER.format(count)} ${count === 1 ? 'record' : 'records'}, ${told}/s`
  }

  #share(seconds: number): readonly string[] {
    const { total, done = 0 } = this.options
    if (!total || !this.#bytes) return []
    const share = Math.min(1, (done + this.#bytes) / total)
    const left = (seconds * Math.max(0, total - done - this.#bytes)) / this.#bytes
    return [`${Math.floor(100 * share)} %`, `${clock(left)} left`]
  }

  #now(): number {
    return (this.options.now ?? Date.now)()
  }
}

const NUMBER = new Intl.NumberFormat('en')

/** 0:07, 1:03, 2:15:00. */
function clock(seconds: number): string {
  const whole = Math.round(seconds)
  const two = (part: number) => String(part).padStart(2, '0')
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60]
  return hours ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`
}

/** Bytes of all inputs; null where one has no size that is known before, as a stream. */
export async function totalSize(inputs: readonly string[]): Promise<number | null> {
  let total = 0
  for (const size of await Promise.all(inputs.map(sizeOf))) {
    if (size === null) return null
    total += size
  }
  return total
}

/** Bytes of an input, as far as they are known before: none of one that is not there, null for a stream. */
export async function sizeOf(input: string): Promise<number | null> {
  if (input === '-') return null
  const known = await stat(input).catch(() => null)
  return known && !known.isFile() ? null : (known?.size ?? 0)
}
