/**
 * The one way in which files come in whole. Up to a limit, since a wrong name must not fill the memory, and a device
 * has no end; and in the encoding that they say they have.
 */
import { open } from 'node:fs/promises'
import { decode, decodeHTML, type Decoded } from './bytes.js'
import { fileProblem, type Problems } from './problems.js'
import { inMiB, reading } from './reading.js'

/** What says in which encoding a file is: JSON is in UTF-8, a page may declare another one, of a text `--encoding` says it. A byte-order mark goes before all of these. */
export type FileKind = 'json' | 'page' | 'text'

/** What a file says, without its byte-order mark; null when it cannot be read, which is told. */
export async function readText(file: string, kind: FileKind, problems: Problems): Promise<string | null> {
  const bytes = await readBytes(file, problems)
  if (!bytes) return null
  const decoded = decodeAs(kind, bytes)
  if ('text' in decoded) return decoded.text
  const hint = kind === 'json' ? '' : '; --encoding names the encoding of files that do not say'
  problems.tell(file, `${decoded.problem}${hint}`)
  return null
}

function decodeAs(kind: FileKind, bytes: Uint8Array): Decoded {
  const { encoding } = reading()
  if (kind === 'json') return decode(bytes)
  return kind === 'page' ? decodeHTML(bytes, encoding) : decode(bytes, encoding)
}

async function readBytes(file: string, problems: Problems): Promise<Uint8Array | null> {
  const { maxSize } = reading()
  try {
    const handle = await open(file)
    try {
      const parts: Uint8Array[] = []
      let length = 0
      const stream: AsyncIterable<Uint8Array> = handle.createReadStream({ autoClose: false })
      for await (const part of stream) {
        length += part.length
        if (length > maxSize) {
          problems.tell(file, `larger than ${inMiB(maxSize)}; --max-size takes larger files`)
          return null
        }
        parts.push(part)
      }
      return Buffer.concat(parts)
    } finally {
      await handle.close()
    }
  } catch (error) {
    problems.tell(file, fileProblem(error))
    return null
  }
}
