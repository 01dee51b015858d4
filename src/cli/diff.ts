/** `diff`: what differs between two JSON exports of one article. */
import { articleDigest, type ArticleFile } from '../model/article-file.js'
import {
  compareReports,
  correctionsText,
  differenceHTML,
  differenceLines,
  differenceMarkdown,
  type Difference,
  type DifferenceOptions,
} from '../report/index.js'
import { readArticleFile } from './inputs.js'
import { checkLocale, checkTimeZone, localeFor, parseOptions } from './options.js'
import { writeResult } from './output.js'
import { printable, type Problems } from './problems.js'

/** By the name that `--format` takes. */
const FORMATS: Readonly<Record<string, (difference: Difference, options: DifferenceOptions) => string>> = {
  text: (difference, options) =>
    differenceLines(difference, options)
      .map((line) => `${/^ */.exec(line)?.[0] ?? ''}${printable(line.trimStart())}\n`)
      .join(''),
  md: differenceMarkdown,
  html: differenceHTML,
  json: (difference) => `${JSON.stringify(difference, null, 2)}\n`,
  note: (difference, { locale }) => correctionsText(difference, locale),
}

/** `diff`: tells what differs. Exit code 1 where something does, 2 for input that is not sound. */
export async function diffCommand(args: readonly string[], problems: Problems): Promise<void> {
  const parsed = parseOptions(
    args,
    {
      format: { type: 'string' },
      'include-confidential': { type: 'boolean' },
      'include-contacts': { type: 'boolean' },
      'include-threads': { type: 'boolean' },
      locale: { type: 'string' },
      output: { type: 'string', short: 'o' },
      'time-zone': { type: 'string' },
    },
    problems,
  )
  if (!parsed) return
  const { values, positionals } = parsed
  const [oldFile, newFile, ...more] = positionals
  if (oldFile === undefined || newFile === undefined)
    return problems.tell('', 'diff needs OLD.json and NEW.json (see --help)')
  if (more.length) return problems.tell('', `diff takes OLD.json and NEW.json, not also "${more[0]}"`)
  const { format = values.json ? 'json' : 'text', locale: asked, 'time-zone': timeZone } = values
  const write = Object.hasOwn(FORMATS, format) ? FORMATS[format] : undefined
  if (!write)
    return problems.tell('', `unknown format "${format}"; known: ${Object.keys(FORMATS).join(', ')}`)
  if (!checkLocale(asked, problems) || !checkTimeZone(timeZone, problems)) return

  const [before, after] = [await readExport(oldFile, problems), await readExport(newFile, problems)]
  if (!before || !after) return
  const locale = localeFor(asked, after.article?.lang ?? before.article?.lang)
  const difference = compareReports(before, after, {
    locale,
    includeConfidential: values['include-confidential'] ?? false,
    includeContacts: values['include-contacts'] ?? false,
    includeThreads: values['include-threads'] ?? false,
  })
  if (!difference.isSame) problems.refuted()
  const options = { locale, now: new Date().toISOString(), ...(timeZone !== undefined && { timeZone }) }
  // With --json every answer is a line.
  const text =
    values.json && format === 'json' ? `${JSON.stringify(difference)}\n` : write(difference, options)
  await writeResult(text, values.output, problems)
}

async function readExport(name: string, problems: Problems): Promise<ArticleFile | null> {
  const file = await readArticleFile(name, problems)
  if (file?.article && file.digest !== null && (await articleDigest(file.article)) !== file.digest)
    problems.note(name, 'its text is not the one that was exported (article.digest)')
  return file
}
