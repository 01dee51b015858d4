#!/usr/bin/env node
/** The program `prosemirror-attribution`. */
import { addSourcesCommand } from './add-sources.js'
import { checkCommand } from './check.js'
import { convertCommand } from './convert.js'
import { corpusCommand } from './corpus.js'
import { detectCommand } from './detect.js'
import { diffCommand } from './diff.js'
import { helpFor } from './help.js'
import { messageOf, Problems } from './problems.js'
import { reportCommand } from './report.js'
import { StatusLine } from './status-line.js'
import { trainCommand } from './train.js'
import { verifyLogCommand } from './verify-log.js'
import { version } from './version.js'

type Command = (args: readonly string[], problems: Problems) => Promise<void>

const COMMANDS: Readonly<Record<string, Command>> = {
  detect: detectCommand,
  report: reportCommand,
  check: checkCommand,
  diff: diffCommand,
  convert: convertCommand,
  'add-sources': addSourcesCommand,
  'verify-log': verifyLogCommand,
  corpus: corpusCommand,
  train: trainCommand,
}

/** Their exit code is an answer, which nobody has who stopped reading before it was whole. */
const ANSWERS: ReadonlySet<string> = new Set(['check', 'diff', 'verify-log'])

const [name, ...args] = process.argv.slice(2)
const options = args.includes('--') ? args.slice(0, args.indexOf('--')) : args
const isAsked = (...names: readonly string[]) => names.some((own) => options.includes(own))
const isQuiet = isAsked('--quiet', '-q')
const problems = new Problems(new StatusLine(process.stderr, !isQuiet), {
  json: isAsked('--json'),
  quiet: isQuiet,
})

/** Exit codes: 0 all went well, 1 the result could not be written, a log does not hold, an article cannot go out, or reports differ, 2 bad input or bad arguments. */
async function run(): Promise<number> {
  if (name === '--version' || name === '-V') return print(`${version()}\n`)
  if (name === '--help' || name === '-h' || name === 'help') return print(helpFor(args[0]))
  if (isAsked('--help', '-h')) return print(helpFor(name))
  const command = name !== undefined && Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (command) await command(args, problems)
  else {
    const known = `there are ${Object.keys(COMMANDS).join(', ')} (see --help)`
    problems.tell(
      '',
      name === undefined ? `no command given; ${known}` : `unknown command "${name}"; ${known}`,
    )
  }
  return problems.exitCode
}

function print(text: string): number {
  process.stdout.write(text)
  return 0
}

// Whoever reads the output may stop early (`| head`); that is no failure where all that matters is the output.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(problems.exitCode || (ANSWERS.has(name ?? '') ? 1 : 0))
  problems.lost('stdout', `cannot be written: ${error.message}`)
  process.exit(1)
})
process.stderr.on('error', () => process.exit(1))

try {
  process.exitCode = await run()
} catch (error) {
  problems.lost('', messageOf(error))
  process.exitCode = 1
} finally {
  problems.statusLine.end()
}
