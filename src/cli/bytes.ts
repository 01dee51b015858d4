/** Bytes to text. Nothing is guessed: what is not valid in its encoding is told, with the place. */

/** The text of some bytes, or why they are none. */
export type Decoded = { readonly text: string } | { readonly problem: string }

/** UTF-8 or UTF-16 where a byte-order mark says so, else `usual`. The mark is no part of the text. */
export function decode(bytes: Uint8Array, usual = 'utf-8'): Decoded {
  const marked = encodingByMark(bytes)
  const unmarked = marked === null && usual === 'utf-8' ? unmarkedUTF16(bytes) : null
  if (unmarked) return { problem: `seems to be in ${unmarked}, without a byte-order mark` }
  return decodeIn(bytes, marked ?? usual)
}

/** A line of JSON Lines, which are in UTF-8 once `inUTF8` has read them. */
export function decodeLine(bytes: Uint8Array): Decoded {
  return decodeIn(bytes, 'utf-8')
}

function decodeIn(bytes: Uint8Array, encoding: string): Decoded {
  let decoder: TextDecoder
  try {
    decoder = new TextDecoder(encoding, { fatal: true })
  } catch {
    return { problem: `unknown encoding "${encoding}"` }
  }
  if (decoder.encoding === 'windows-1252') return { text: decodeWindows1252(bytes) }
  try {
    return { text: decoder.decode(bytes) }
  } catch {
    const name = decoder.encoding === 'utf-8' ? 'UTF-8' : decoder.encoding
    return { problem: `not valid ${name} (byte ${firstInvalid(bytes, encoding) + 1})` }
  }
}

/**
 * Windows' Latin letters, also named ISO 8859-1 and ASCII by the Encoding Standard. Node 20 and 22 give control
 * characters for what is in the table, among them the quotation marks.
 */
function decodeWindows1252(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
    .toString('latin1')
    .replace(/[\x80-\x9F]/g, (sign) => WINDOWS_1252[sign.charCodeAt(0) - 0x80] ?? sign)
}

/** From 0x80 on; what is undefined stands for itself. */
const WINDOWS_1252 = [
  ...['€', undefined, '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', undefined, 'Ž', undefined],
  ...[undefined, '‘', '’', '“', '”', '•', '–', '—', '\u02DC', '™', 'š', '›', 'œ', undefined, 'ž', 'Ÿ'],
] as const

/** HTML: the byte-order mark, else what a `<meta>` or an XML declaration near the beginning says, else `encoding`. */
export function decodeHTML(bytes: Uint8Array, encoding = 'utf-8'): Decoded {
  const beginning = new TextDecoder('latin1').decode(bytes.subarray(0, 1024))
  const [, declared] =
    /^\s*<\?xml[^>]+encoding\s*=\s*["']([\w:.-]+)/i.exec(beginning) ??
    /<meta[^>]+charset\s*=\s*["']?\s*([\w:.-]+)/i.exec(beginning) ??
    []
  // As the HTML standard has it: a page that can say "utf-16" in ASCII is not in UTF-16.
  const said = declared && /^utf-?16/i.test(declared) ? 'utf-8' : declared?.toLowerCase()
  return decode(bytes, said ?? encoding)
}

/** Whether there is an encoding of this name (those of the Encoding Standard). */
export function isEncoding(name: string): boolean {
  try {
    new TextDecoder(name)
    return true
  } catch {
    return false
  }
}

function encodingByMark(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8'
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return null
}

/** Two ASCII characters in units of two bytes, which are valid UTF-8 too, with a NUL for every second character. */
function unmarkedUTF16([a, b, c, d]: Uint8Array): string | null {
  if (a && b === 0 && c && d === 0) return 'utf-16le'
  return a === 0 && b && c === 0 && d ? 'utf-16be' : null
}

/** Index of the first byte that is part of no character, by bisection. */
function firstInvalid(bytes: Uint8Array, encoding: string): number {
  const isValid = (length: number, isPart: boolean): boolean => {
    try {
      new TextDecoder(encoding, { fatal: true }).decode(bytes.subarray(0, length), { stream: isPart })
      return true
    } catch {
      return false
    }
  }
  let valid = 0
  let invalid = bytes.length
  while (invalid - valid > 1) {
    const middle = (valid + invalid) >> 1
    if (isValid(middle, true)) valid = middle
    else invalid = middle
  }
  // The last bytes so far may have begun a character that then broke off.
  while (valid > 0 && !isValid(valid, false)) valid--
  return valid
}

/**
 * The stream in UTF-8, whose line ends are single bytes, where its mark says that it is in UTF-16. Half a surrogate
 * pair becomes a byte that no text has, so that its line is told and the others are read.
 */
export async function* inUTF8(stream: AsyncIterable<unknown>): AsyncGenerator<Uint8Array> {
  const decoder = new UnitDecoder()
  for await (const chunk of stream) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : (chunk as Uint8Array) // streams give one or the other
    yield decoder.next(bytes)
  }
  yield decoder.end()
}

class UnitDecoder {
  #encoding: string | null | undefined
  #pending: Uint8Array = new Uint8Array()

  next(chunk: Uint8Array): Uint8Array {
    if (this.#encoding === null) return chunk
    const bytes = this.#pending.length ? joined([this.#pending, chunk]) : chunk
    this.#pending = new Uint8Array()
    if (this.#encoding === undefined) {
      // Two bytes of a mark in UTF-8 are three.
      if (bytes.length < 2) return this.#wait(bytes, 0)
      const encoding = encodingByMark(bytes)
      this.#encoding = encoding === 'utf-16le' || encoding === 'utf-16be' ? encoding : null
      if (this.#encoding === null) return bytes
    }
    const whole = bytes.length & ~1
    const text = this.#textOf(bytes.subarray(0, whole))
    // A pair may be cut in two.
    const isCut = /[\uD800-\uDBFF]$/.test(text)
    return this.#wait(bytes, isCut ? whole - 2 : whole, isCut ? text.slice(0, -1) : text)
  }

  end(): Uint8Array {
    const left = this.#pending
    if (!this.#encoding) return left
    return left.length ? joined([utf8Of(this.#textOf(left)), NO_TEXT]) : left
  }

  #wait(bytes: Uint8Array, from: number, text = ''): Uint8Array {
    this.#pending = Uint8Array.from(bytes.subarray(from))
    return utf8Of(text)
  }

  #textOf(bytes: Uint8Array): string {
    const units = Buffer.from(bytes)
    return (this.#encoding === 'utf-16be' ? units.subarray(0, units.length & ~1).swap16() : units).toString(
      'utf16le',
    )
  }
}

const NO_TEXT = Uint8Array.of(0xff)

function utf8Of(text: string): Uint8Array {
  const [first = '', ...more] = text.split(/\p{Cs}/u)
  return more.length
    ? joined([Buffer.from(first), ...more.flatMap((part) => [NO_TEXT, Buffer.from(part)])])
    : Buffer.from(first)
}

/** A longer line is no article; it is passed over, so that memory stays bounded. */
export const DEFAULT_MAX_LINE = 16 * 1024 * 1024

/** What is said of a line that is longer than `max` bytes. */
export function lineTooLong(max: number): string {
  return `longer than ${max / 1024 / 1024} MiB; --max-line takes longer lines`
}

/** A line of a file, as it came. */
export interface Line {
  /** From 1. */
  readonly number: number
  /** Without its line end; null when the line is too long. */
  readonly bytes: Uint8Array | null
}

/** Whole lines that came together: what a stream had at once, so that nothing waits for more to come. */
export interface LineBatch {
  /** Number of the first line, from 1. */
  readonly first: number
  /** How many lines. */
  readonly count: number
  /** The lines with their ends, of which the stream's last may have none; null for one line that is too long. */
  readonly bytes: Uint8Array | null
  /** Bytes of the stream up to the end of the last line. */
  readonly end: number
}

/** The lines of a stream, one at a time. */
export async function* linesOf(stream: AsyncIterable<unknown>, max = DEFAULT_MAX_LINE): AsyncGenerator<Line> {
  for await (const batch of batchesOf(stream, { max })) yield* linesIn(batch, max)
}

/** The lines of a batch, null for those of more than `max` bytes. */
export function* linesIn(
  { first, bytes }: Pick<LineBatch, 'first' | 'bytes'>,
  max = DEFAULT_MAX_LINE,
): Generator<Line> {
  if (!bytes) return yield { number: first, bytes }
  let number = first
  for (let start = 0; start < bytes.length; number++) {
    const found = bytes.indexOf(LINE_END, start)
    const end = found < 0 ? bytes.length : found
    yield { number, bytes: end - start <= max ? bytes.subarray(start, end) : null }
    start = end + 1
  }
}

/**
 * The lines of a stream, as many at a time as each of its chunks completes. Where the stream begins later in a
 * file, `line` and `offset` say with which line, from 1, and at which byte; `max` is the most bytes of a line.
 */
export async function* batchesOf(
  stream: AsyncIterable<unknown>,
  {
    line = 1,
    offset = 0,
    max = DEFAULT_MAX_LINE,
  }: { readonly line?: number; readonly offset?: number; readonly max?: number } = {},
): AsyncGenerator<LineBatch> {
  let first = line
  let end = offset
  // Of the line that has begun; no parts are kept once it is too long.
  let parts: Uint8Array[] = []
  let length = 0
  const add = (part: Uint8Array): void => {
    length += part.length
    if (length <= max) parts.push(part)
    else parts = []
  }
  const take = (last: Uint8Array): LineBatch => {
    const isTooLong = length > max
    end += length + last.length
    const bytes = isTooLong ? null : joined([...parts, last])
    const batch = { first, count: bytes ? countLines(bytes) : 1, bytes, end }
    first += batch.count
    parts = []
    length = 0
    return batch
  }
  for await (const chunk of stream) {
    let bytes = typeof chunk === 'string' ? Buffer.from(chunk) : (chunk as Uint8Array) // streams give one or the other
    if (length) {
      const lineEnd = bytes.indexOf(LINE_END)
      if (lineEnd >= 0 && length + lineEnd > max) {
        length += lineEnd
        yield take(bytes.subarray(lineEnd, lineEnd + 1))
        bytes = bytes.subarray(lineEnd + 1)
      }
    }
    const wholeLines = bytes.lastIndexOf(LINE_END) + 1
    if (wholeLines) yield take(bytes.subarray(0, wholeLines))
    if (wholeLines < bytes.length) add(bytes.subarray(wholeLines))
  }
  if (length) yield take(new Uint8Array())
}

const LINE_END = 0x0a

function countLines(bytes: Uint8Array): number {
  let count = 0
  for (let at = 0; at < bytes.length; count++) {
    const found = bytes.indexOf(LINE_END, at)
    at = found < 0 ? bytes.length : found + 1
  }
  return count
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  return parts.length === 1 ? (parts[0] ?? new Uint8Array()) : Buffer.concat(parts)
}
