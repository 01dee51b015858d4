/** `check`: whether an article can go out by the house's rules, for a publishing pipeline. */
import { ARCHIVE_OPTIONS, archiveOptions, isArchive, runArchive } from './archive.js'
import { checkByPolicy, checkJSON, checkLines, POLICIES } from './check-answer.js'
import { readArticle, readDossier } from './inputs.js'
import { checkLocale, localeFor, parseOptions } from './options.js'
import { writeResult } from './output.js'
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
      json: { type: 'boolean' },
      lang: { type: 'string' },
      locale: { type: 'string' },
      policy: { type: 'string' },
    },
    problems,
  )
  if (!parsed) return
  const { values, positionals } = parsed
  const { locale, lang, policy: name = 'default', json = false } = values
  const policy = Object.hasOwn(POLICIES, name) ? POLICIES[name] : undefined
  if (!policy)
    return problems.tell('', `unknown policy "${name}"; known: ${Object.keys(POLICIES).join(', ')}`)
  if (!checkLocale(locale, problems)) return
  const options = archiveOptions(values, problems)
  if (!options) return
  if (positionals.length && positionals.every((file) => isArchive(file)))
    return runArchive(
      { ...options, inputs: positionals, settings: { command: 'check', lang, locale, policy: name } },
      problems,
    )

  const [articleFile, annotationsFile, ...more] = positionals
  if (articleFile === undefined || annotationsFile === undefined)
    return problems.tell('', 'check needs an ARTICLE and its ANNOTATIONS.json, or JSON Lines (see --help)')
  if (more.length) return problems.tell('', `check takes ARTICLE and ANNOTATIONS.json, not also "${more[0]}"`)
  const article = await readArticle(articleFile, lang, problems)
  if (!article) return
  const dossier = await readDossier(annotationsFile, article, problems)
  if (!dossier) return
  const input = { article, dossier }
  const check = checkByPolicy(dossier, policy)
  if (check.outcome === 'blocks') problems.refuted()
  const answer = { locale: localeFor(locale, article.lang), file: articleFile }
  const text = json
    ? `${JSON.stringify({ file: articleFile, ...checkJSON(input, check, answer) })}\n`
    : checkLines(input, check, answer)
        .map((line) => `${printable(line)}\n`)
        .join('')
  await writeResult(text, values.output, problems)
}
