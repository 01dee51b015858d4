/** One line at the foot of a terminal that is written over and over. Where it is no terminal nothing of it is written. */

/** What of a terminal is needed. */
export interface Terminal {
  readonly isTTY?: boolean
  readonly columns?: number
  write(text: string): unknown
}

const CLEAR = '\r\u001B[K'

/** The line. What else is written to the terminal goes through it, so that the two are not mixed up. */
export class StatusLine {
  #shown = ''

  constructor(
    private readonly terminal: Terminal,
    /** Whether it is shown at all. */
    private readonly isWanted: boolean,
  ) {}

  get isShown(): boolean {
    return this.isWanted && this.terminal.isTTY === true
  }

  /** Puts `text` in place of what the line says; as much of it as the terminal is wide. */
  show(text: string): void {
    if (!this.isShown) return
    // A terminal that nobody has told its width says 0.
    const line = text.slice(0, (this.terminal.columns || 80) - 1)
    if (line !== this.#shown) this.terminal.write(`${CLEAR}${line}`)
    this.#shown = line
  }

  /** Takes the line away, until it is shown again. */
  clear(): void {
    if (this.#shown) this.terminal.write(CLEAR)
    this.#shown = ''
  }

  /** Leaves what it says where it is, and begins a new line. */
  end(): void {
    if (this.#shown) this.terminal.write('\n')
    this.#shown = ''
  }

  /** Writes text, in whole lines, above the line. */
  write(text: string): void {
    const line = this.#shown
    this.clear()
    this.terminal.write(text)
    if (line) this.show(line)
  }
}
