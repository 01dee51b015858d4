import type { StatusLine } from './status-line.js'

/** Where in the input something is said of. */
export interface Place {
  /** As it was named; `stdin` for standard input. */
  readonly file: string
  /** From 1, of JSON Lines. */
  readonly line?: number
  /** In a JSON value, in JavaScript's notation: `annotations[3].review.status`. */
  readonly path?: string
}

/** A file as a whole may stand for itself; empty for the arguments. */
export type Somewhere = Place | string

/** Takes what there is to say of a record. */
export interface Listener {
  tell(place: Somewhere, message: string): void
  note(place: Somewhere, message: string): void
  refuted(): void
}

/** One thing said to a listener. */
export type Said =
  | { readonly kind: 'tell' | 'note'; readonly place: Somewhere; readonly message: string }
  | { readonly kind: 'refuted' }

/** The same place, at a path in its JSON value; the place itself where the path is empty. */
export function at(place: Somewhere, path: string): Place {
  const whole = typeof place === 'string' ? { file: place } : place
  return path ? { ...whole, path } : whole
}

/** `archive.jsonl:7: annotations[3].review`. */
export function placeText(place: Somewhere): string {
  if (typeof place === 'string') return place
  const { file, line, path } = place
  return `${file}${line === undefined ? '' : `:${line}`}${path === undefined ? '' : `: ${path}`}`
}

/** Keeps what is said elsewhere, in another thread, until its turn has come. */
export class Minutes implements Listener {
  readonly said: Said[] = []

  tell(place: Somewhere, message: string): void {
    this.said.push({ kind: 'tell', place, message })
  }

  note(place: Somewhere, message: string): void {
    this.said.push({ kind: 'note', place, message })
  }

  refuted(): void {
    this.said.push({ kind: 'refuted' })
  }
}

/** What decides on the exit code. */
export interface Findings {
  readonly isInputBad: boolean
  readonly isRefuted: boolean
}

/** How problems are written. */
export interface ProblemOptions {
  /** Each as a line of JSON. Default false. */
  readonly json?: boolean
  /** Only what is wrong, and nothing that is merely worth knowing. Default false. */
  readonly quiet?: boolean
}

/** What is wrong with the input, a line each on standard error, with the place. */
export class Problems implements Listener {
  #isInputBad = false
  #isResultLost = false
  #isRefuted = false

  constructor(
    /** What is told stands above this line. */
    readonly statusLine: StatusLine,
    private readonly options: ProblemOptions = {},
  ) {}

  /** Says what was kept. */
  repeat(said: readonly Said[]): void {
    for (const one of said)
      if (one.kind === 'refuted') this.refuted()
      else this[one.kind](one.place, one.message)
  }

  /** So far, to be taken over by a run that goes on with this one. */
  get findings(): Findings {
    return { isInputBad: this.#isInputBad, isRefuted: this.#isRefuted }
  }

  /** Takes over what the run found with which this one goes on. */
  goOn({ isInputBad, isRefuted }: Findings): void {
    this.#isInputBad ||= isInputBad
    this.#isRefuted ||= isRefuted
  }

  tell(place: Somewhere, message: string): void {
    this.#isInputBad = true
    this.#write('error', place, message)
  }

  /** The input was good, but its result could not be written. */
  lost(place: Somewhere, message: string): void {
    this.#isResultLost = true
    this.#write('error', place, message)
  }

  /** What was to be checked does not hold; the result itself tells so. */
  refuted(): void {
    this.#isRefuted = true
  }

  /** Worth knowing, but no failure. */
  note(place: Somewhere, message: string): void {
    if (!this.options.quiet) this.#write('note', place, message)
  }

  #write(level: 'error' | 'note', place: Somewhere, message: string): void {
    if (this.options.json) {
      const { file, line, path } = at(place, '')
      const said = { level, file: file || null, line, path, message: clipped(message) }
      this.statusLine.write(`${JSON.stringify(said)}\n`)
    } else {
      const where = placeText(place) || 'prosemirror-attribution'
      this.statusLine.write(`${printable(clipped(`${where}: ${message}`))}\n`)
    }
  }

  get exitCode(): number {
    return this.#isInputBad ? 2 : this.#isResultLost || this.#isRefuted ? 1 : 0
  }
}

/** A message may quote what it refuses, which may be a whole file. */
const MAX_MESSAGE_LENGTH = 2000

function clipped(text: string): string {
  return text.length > MAX_MESSAGE_LENGTH ? `${text.slice(0, MAX_MESSAGE_LENGTH)}…` : text
}

/** One line without control characters: names and snippets of foreign files must not steer a terminal. */
export function printable(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069]/gu, (char) => {
    const code = char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')
    return `\\u${code}`
  })
}

/** What was thrown, in words: others than errors are thrown too. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** Why a file could not be read or written, in words. */
export function fileProblem(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return FILE_PROBLEMS[code] ?? messageOf(error)
}

const FILE_PROBLEMS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EISDIR: 'is a directory',
  ENOENT: 'no such file',
  ENOSPC: 'no space left',
  ENOTDIR: 'no such file',
  EROFS: 'cannot be written: read-only',
}
