/**
 * The one way in which files come in whole. Up to a limit, since a wrong name must not fill the memory, and a device
 * has no end; and in the encoding that they say they have.
 */
import { open } from 'node:fs/promises'
import { decode, decodeHTML, type Decoded } from './bytes.js'
import { fileProblem, type Problems } from './problems.js'
import { isHTMLFile } from './read-html.js'
import { inMiB, reading } from './reading.js'

/** What says in which encoding a file is: JSON is in UTF-8, a page may declare another one, of a text `--encoding` says it. A byte-order mark goes before all of these. */
export type FileKind = 'json' | 'page' | 'text'

/** The name of a file in what is told; `-` is standard input. */
export function nameOf(file: string): string {
  return file === '-' ? 'stdin' : file
}

/** What a file says, without its byte-order mark; null when it cannot be read, which is told. `-` is standard input. */
export async function readText(file: string, kind: FileKind, problems: Problems): Promise<string | null> {
  const bytes = await readBytes(file, problems)
  return bytes && decoded(file, kind, bytes, problems)
}

/**
 * What the file of an article says, and whether it is a page: by its name, of standard input by how it begins. Null
 * when it cannot be read, which is told.
 */
export async function readTextOrPage(
  file: string,
  problems: Problems,
): Promise<{ readonly text: string; readonly isPage: boolean } | null> {
  const bytes = await readBytes(file, problems)
  if (!bytes) return null
  const isPage =
    file === '-'
      ? BEGINS_PAGE.test(Buffer.from(bytes.subarray(0, 1000)).toString('latin1'))
      : isHTMLFile(file)
  const text = decoded(file, isPage ? 'page' : 'text', bytes, problems)
  return text === null ? null : { text, isPage }
}

/** In bytes of any encoding, behind white space and byte-order marks. */
const BEGINS_PAGE = /^[\s\0\xef\xbb\xbf\xfe\xff]*<\0?[!?a-z]/i

function decoded(file: string, kind: FileKind, bytes: Uint8Array, problems: Problems): string | null {
  const decoded = decodeAs(kind, bytes)
  if ('text' in decoded) return decoded.text
  const hint = kind === 'json' ? '' : '; --encoding names the encoding of files that do not say'
  problems.tell(nameOf(file), `${decoded.problem}${hint}`)
  return null
}

function decodeAs(kind: FileKind, bytes: Uint8Array): Decoded {
  const { encoding } = reading()
  if (kind === 'json') return decode(bytes)
  return kind === 'page' ? decodeHTML(bytes, encoding) : decode(bytes, encoding)
}

async function readBytes(file: string, problems: Problems): Promise<Uint8Array | null> {
  try {
    if (file === '-') {
      if (!process.stdin.readableEnded) return await bytesOf(process.stdin, file, problems)
      problems.tell('stdin', 'has been read already: only one file can be "-"')
      return null
    }
    const handle = await open(file)
    try {
      return await bytesOf(handle.createReadStream({ autoClose: false }), file, problems)
    } finally {
      await handle.close()
    }
  } catch (error) {
    problems.tell(nameOf(file), fileProblem(error))
    return null
  }
}

async function bytesOf(
  stream: AsyncIterable<Uint8Array | string>,
  file: string,
  problems: Problems,
): Promise<Uint8Array | null> {
  const { maxSize } = reading()
  const parts: Buffer[] = []
  let length = 0
  for await (const part of stream) {
    length += part.length
    if (length > maxSize) {
      problems.tell(nameOf(file), `larger than ${inMiB(maxSize)}; --max-size takes larger files`)
      return null
    }
    parts.push(Buffer.from(part))
  }
  return Buffer.concat(parts)
}
