/** `verify-log`: whether nothing was changed in, put into or taken out of the logs in files. */
import { verifyLog, type LogFault, type LogVerification } from '../model/seal.js'
import { readAnnotations } from './inputs.js'
import { parseOptions } from './options.js'
import { Output } from './output.js'
import { printable, type Problems } from './problems.js'

/** `verify-log`: whether the logs of files are as they were written. Exit code 1 where one is not. */
export async function verifyLogCommand(args: readonly string[], problems: Problems): Promise<void> {
  const parsed = parseOptions(args, { digest: { type: 'string' } }, problems)
  if (!parsed) return
  const { values, positionals } = parsed
  const { digest, json = false } = values
  if (!positionals.length) return problems.tell('', 'verify-log needs a FILE (see --help)')
  if (digest !== undefined && !/^[0-9a-f]{64}(\+[0-9a-f]{64})*$/i.test(digest))
    return problems.tell(
      '',
      `--digest needs 64 hexadecimal digits, or several sums with + between, not "${digest}"`,
    )

  const output = new Output(process.stdout)
  for (const file of positionals) {
    const dossier = await readAnnotations(file, problems)
    if (!dossier) continue
    const found = await verifyLog(dossier.log, digest === undefined ? {} : { digest })
    if (!found.ok) problems.refuted()
    if (json) await output.line({ file, ...found })
    else await output.text(`${printable(`${file}: ${inWords(found)}`)}\n`)
  }
}

function inWords(found: LogVerification): string {
  if (!found.ok) return FAULTS[found.fault](found.index + 1)
  const { entries, blanked, digest, chains = 1 } = found
  if (!entries) return 'the log is empty'
  const count = entries === 1 ? '1 entry' : `${entries} entries`
  const several = chains > 1 ? ` in ${chains} chains` : ''
  return `complete, ${count}${several}${blanked ? ` (${blanked} blanked)` : ''}, digest ${digest}`
}

const FAULTS: Readonly<Record<LogFault, (number: number) => string>> = {
  changed: (number) => `entry ${number} was changed`,
  gap: (number) =>
    number === 1
      ? 'entry 1 was not the first: something before it is missing'
      : `entry ${number} does not follow on entry ${number - 1}: something between them is missing, or entry ${number - 1} was replaced`,
  inserted: (number) => `entry ${number} was put in`,
  moved: (number) => `entry ${number} is out of its place`,
  unsealed: (number) => `entry ${number} is not sealed`,
  'other-digest': () => 'never had that digest: its end is missing, or it was sealed anew',
}
