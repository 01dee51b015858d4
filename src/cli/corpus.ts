/** `corpus`: articles and what editors made of their statements, as lines to train on. */
import { ARCHIVE_OPTIONS, archiveOptions, runArchive } from './archive.js'
import { isArchive, readDesk } from './inputs.js'
import { parseOptions } from './options.js'
import { writeResult } from './output.js'
import type { Problems } from './problems.js'
import { corpusLineOf } from './records.js'

/**
 * `corpus`: corrected annotations as lines to train on, one an article. What cannot be read is told, and the rest is
 * written.
 */
export async function corpusCommand(args: readonly string[], problems: Problems): Promise<void> {
  const parsed = parseOptions(
    args,
    {
      ...ARCHIVE_OPTIONS,
      complete: { type: 'boolean' },
      id: { type: 'string' },
      'include-untouched': { type: 'boolean' },
      lang: { type: 'string' },
    },
    problems,
  )
  if (!parsed) return
  const { values, positionals } = parsed
  const { lang } = values
  const taken = {
    includeUntouched: values['include-untouched'] ?? false,
    completeOnly: values.complete ?? false,
  }
  const options = archiveOptions(values, problems)
  if (!options) return
  if (positionals.length && positionals.every((file) => isArchive(file))) {
    if (values.id !== undefined)
      return problems.tell('', '--id is for one article; records of JSON Lines have their own')
    return runArchive(
      { ...options, inputs: positionals, settings: { command: 'corpus', lang, ...taken } },
      problems,
    )
  }

  const desk = await readDesk('corpus', { files: positionals, lang }, problems)
  if (!desk) return
  const line = corpusLineOf(
    desk,
    { ...taken, id: values.id ?? desk.file, place: positionals[1] ?? desk.file },
    problems,
  )
  if (line) await writeResult(`${JSON.stringify(line)}\n`, values.output, problems)
}
