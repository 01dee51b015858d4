/** `check`: whether an article can go out by the house's rules, for a publishing pipeline. */
import { ARCHIVE_OPTIONS, archiveOptions, runArchive } from './archive.js'
import { checkByPolicy, checkJSON, checkLines } from './check-answer.js'
import { readDesk, isArchive } from './inputs.js'
import { checkLocale, localeFor, parseOptions } from './options.js'
import { writeResult } from './output.js'
import { policyOf, rulesFor } from './policy.js'
import { printable, type Problems } from './problems.js'

/**
 * `check`: whether an article can go out by its annotations. Exit code 1 where something blocks, 2 for input
 * that is not sound.
 */
export async function checkCommand(args: readonly string[], problems: Problems): Promise<void> {
  const parsed = parseOptions(
    args,
    {
      ...ARCHIVE_OPTIONS,
      lang: { type: 'string' },
      locale: { type: 'string' },
      policy: { type: 'string' },
    },
    problems,
  )
  if (!parsed) return
  const { values, positionals } = parsed
  const { locale, lang, json = false } = values
  if (!checkLocale(locale, problems)) return
  const rules = await rulesFor(values.policy, problems)
  if (!rules) return
  const options = archiveOptions(values, problems)
  if (!options) return
  if (positionals.length && positionals.every((file) => isArchive(file)))
    return runArchive(
      { ...options, inputs: positionals, settings: { command: 'check', lang, locale, rules } },
      problems,
    )

  const desk = await readDesk('check', { files: positionals, lang }, problems)
  if (!desk) return
  const { file: articleFile, ...input } = desk
  const check = checkByPolicy(input.dossier, policyOf(rules))
  if (check.outcome === 'blocks') problems.refuted()
  const answer = { locale: localeFor(locale, input.article.lang), file: articleFile }
  const text = json
    ? `${JSON.stringify({ file: articleFile, ...checkJSON(input, check, answer) })}\n`
    : checkLines(input, check, answer)
        .map((line) => `${printable(line)}\n`)
        .join('')
  await writeResult(text, values.output, problems)
}
