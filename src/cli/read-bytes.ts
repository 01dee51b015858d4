/** Files as bytes, up to a limit: a wrong name must not fill the memory, and a device has no end. */
import { open } from 'node:fs/promises'
import { fileProblem, type Problems } from './problems.js'

const MIB = 1024 * 1024

/** Larger files are refused where `--max-size` does not say otherwise. In MiB; the longest novels have 6. */
export const DEFAULT_MAX_SIZE = 16

/** More than this no string of the engine holds. In MiB. */
const MOST = 256

// One for a run of the program: every command reads files, and all by the same limit.
let maxSize = DEFAULT_MAX_SIZE

/** Takes `--max-size SIZE`, in MiB, out of the arguments; null where it is no size, which is told. */
export function takeMaxSize(args: readonly string[], problems: Problems): readonly string[] | null {
  const at = args.findIndex((arg) => /^--(?:max-size(?:=|$)|$)/.test(arg))
  const option = args[at]
  if (option === undefined || option === '--') return args
  const isOne = option.includes('=')
  const value = isOne ? option.slice(option.indexOf('=') + 1) : (args[at + 1] ?? '')
  const size = /^\d+(?:\.\d+)?$/.test(value) ? Number(value) : NaN
  if (!(size > 0 && size <= MOST)) {
    problems.tell('', `--max-size needs a number of MiB up to ${MOST}, not "${value}"`)
    return null
  }
  maxSize = size
  return [...args.slice(0, at), ...args.slice(at + (isOne ? 1 : 2))]
}

/** What is in a file; null when it cannot be read or is too large, which is then told. */
export async function readBytes(file: string, problems: Problems): Promise<Uint8Array | null> {
  try {
    const handle = await open(file)
    try {
      const parts: Uint8Array[] = []
      let length = 0
      const stream: AsyncIterable<Uint8Array> = handle.createReadStream({ autoClose: false })
      for await (const part of stream) {
        length += part.length
        if (length > maxSize * MIB) {
          problems.tell(file, `larger than ${maxSize} MiB; --max-size takes larger files`)
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
