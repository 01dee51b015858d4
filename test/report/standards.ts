/** The standards that exports are held against; they are not part of the repository. */
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const FOLDER = fileURLToPath(new URL('../../../shared/standards/', import.meta.url))

/** Why a test that needs these files is passed over; false when all are there. */
export function missing(...files: readonly string[]): string | false {
  const gone = files.find((file) => !existsSync(FOLDER + file))
  return gone === undefined ? false : `not there: ${FOLDER}${gone}`
}

export function standard(file: string): string {
  return readFileSync(FOLDER + file, 'utf8')
}
