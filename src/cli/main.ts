#!/usr/bin/env node
/** The program `prosemirror-attribution`. */
import { checkCommand } from './check.js'
import { convertCommand } from './convert.js'
import { corpusCommand } from './corpus.js'
import { detectCommand } from './detect.js'
import { diffCommand } from './diff.js'
import { HELP } from './help.js'
import { messageOf, Problems } from './problems.js'
import { takeMaxSize } from './read-bytes.js'
import { reportCommand } from './report.js'
import { takeSelector } from './selector.js'
import { trainCommand } from './train.js'
import { verifyLogCommand } from './verify-log.js'
import { version } from './version.js'

const COMMANDS = 'there are detect, report, check, diff, convert, verify-log, corpus and train (see --help)'

/** Exit codes: 0 all went well, 1 the result could not be written, a log does not hold, an article cannot go out, or reports differ, 2 bad input or bad arguments. */
async function run(args: readonly string[]): Promise<number> {
  const problems = new Problems(process.stderr)
  const [command, ...given] = args
  const isAsked = (name: string) =>
    given.includes(name) && !given.slice(0, given.indexOf(name)).includes('--')
  if (command === '--version' || command === '-V') return print(`${version()}\n`)
  if (command === '--help' || command === '-h' || command === 'help' || isAsked('--help') || isAsked('-h'))
    return print(HELP)
  const sized = takeMaxSize(given, problems)
  const rest = sized && takeSelector(sized, problems)
  if (!rest) return problems.exitCode
  if (command === 'detect') await detectCommand(rest, problems)
  else if (command === 'report') await reportCommand(rest, problems)
  else if (command === 'check') await checkCommand(rest, problems)
  else if (command === 'diff') await diffCommand(rest, problems)
  else if (command === 'convert') await convertCommand(rest, problems)
  else if (command === 'verify-log') await verifyLogCommand(rest, problems)
  else if (command === 'corpus') await corpusCommand(rest, problems)
  else if (command === 'train') await trainCommand(rest, problems)
  else if (command === undefined) problems.tell('', `no command given; ${COMMANDS}`)
  else problems.tell('', `unknown command "${command}"; ${COMMANDS}`)
  return problems.exitCode
}

function print(text: string): number {
  process.stdout.write(text)
  return 0
}

// Whoever reads the output may stop early (`| head`); that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  process.stderr.write(`prosemirror-attribution: cannot write: ${error.message}\n`)
  process.exit(1)
})
process.stderr.on('error', () => process.exit(1))

try {
  process.exitCode = await run(process.argv.slice(2))
} catch (error) {
  process.stderr.write(`prosemirror-attribution: ${messageOf(error)}\n`)
  process.exitCode = 1
}
