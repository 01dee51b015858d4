/** Bytes to text. Nothing is guessed: what is not valid in its encoding is told, with the place. */

/** The text of some bytes, or why they are none. */
export type Decoded = { readonly text: string } | { readonly problem: string }

/** UTF-8, or UTF-16 where a byte-order mark says so. The mark is no part of the text. */
export function decode(bytes: Uint8Array, encoding = encodingByMark(bytes) ?? 'utf-8'): Decoded {
  let decoder: TextDecoder
  try {
    decoder = new TextDecoder(encoding, { fatal: true })
  } catch {
    return { problem: `unknown encoding "${encoding}"` }
  }
  try {
    return { text: decoder.decode(bytes) }
  } catch {
    const name = decoder.encoding === 'utf-8' ? 'UTF-8' : decoder.encoding
    return { problem: `not valid ${name} (byte ${firstInvalid(bytes, encoding) + 1})` }
  }
}

/** HTML: the byte-order mark, else what a `<meta>` near the beginning declares, else UTF-8. */
export function decodeHTML(bytes: Uint8Array): Decoded {
  const marked = encodingByMark(bytes)
  if (marked) return decode(bytes, marked)
  const beginning = new TextDecoder('latin1').decode(bytes.subarray(0, 1024))
  const declared = /<meta[^>]+charset\s*=\s*["']?\s*([\w:.-]+)/i.exec(beginning)?.[1]?.toLowerCase()
  // As the HTML standard has it: a page that can say "utf-16" in ASCII is not in UTF-16.
  return decode(bytes, !declared || declared.startsWith('utf-16') ? 'utf-8' : declared)
}

function encodingByMark(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8'
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return null
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

/** A longer line is no article; it is passed over, so that memory stays bounded. */
export const MAX_LINE_BYTES = 64 * 1024 * 1024

/** What is said of such a line. */
export const LINE_TOO_LONG = `longer than ${MAX_LINE_BYTES / 1024 / 1024} MiB`

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
export async function* linesOf(stream: AsyncIterable<unknown>): AsyncGenerator<Line> {
  for await (const batch of batchesOf(stream)) yield* linesIn(batch)
}

/** The lines of a batch. */
export function* linesIn({ first, bytes }: Pick<LineBatch, 'first' | 'bytes'>): Generator<Line> {
  if (!bytes) return yield { number: first, bytes }
  let number = first
  for (let start = 0; start < bytes.length; number++) {
    const found = bytes.indexOf(LINE_END, start)
    const end = found < 0 ? bytes.length : found
    yield { number, bytes: end - start <= MAX_LINE_BYTES ? bytes.subarray(start, end) : null }
    start = end + 1
  }
}

/**
 * The lines of a stream, as many at a time as each of its chunks completes. Where the stream begins later in a
 * file, `line` and `offset` say with which line, from 1, and at which byte.
 */
export async function* batchesOf(
  stream: AsyncIterable<unknown>,
  { line = 1, offset = 0 }: { line?: number; offset?: number } = {},
): AsyncGenerator<LineBatch> {
  let first = line
  let end = offset
  // Of the line that has begun; no parts are kept once it is too long.
  let parts: Uint8Array[] = []
  let length = 0
  const add = (part: Uint8Array): void => {
    length += part.length
    if (length <= MAX_LINE_BYTES) parts.push(part)
    else parts = []
  }
  const take = (last: Uint8Array): LineBatch => {
    const isTooLong = length > MAX_LINE_BYTES
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
      if (lineEnd >= 0 && length + lineEnd > MAX_LINE_BYTES) {
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
