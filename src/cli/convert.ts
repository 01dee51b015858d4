/** `convert`: a JSON export in another format. */
import type { ArticleFile } from '../model/article-file.js'
import { reportJSON } from '../report/index.js'
import { describeReason } from '../text/index.js'
import {
  FORMAT_OPTIONS,
  FORMATS,
  formatNames,
  isFormat,
  readFormatOptions,
  type FormatOptions,
} from './formats.js'
import { readArticleFile } from './inputs.js'
import { checkLocale, checkTimeZone, localeFor, parseOptions } from './options.js'
import { writeResult } from './output.js'
import type { Problems } from './problems.js'

/** `convert`: reads one JSON export and writes it in the format asked for, all or nothing. */
export async function convertCommand(args: readonly string[], problems: Problems): Promise<void> {
  const parsed = parseOptions(
    args,
    {
      ...FORMAT_OPTIONS,
      'include-confidential': { type: 'boolean' },
      'include-contacts': { type: 'boolean' },
      'include-threads': { type: 'boolean' },
      locale: { type: 'string' },
      output: { type: 'string', short: 'o' },
      'time-zone': { type: 'string' },
      to: { type: 'string' },
    },
    problems,
  )
  if (!parsed) return
  const { values, positionals } = parsed
  const [name, ...more] = positionals
  if (name === undefined) return problems.tell('', 'convert needs a FILE.json (see --help)')
  if (more.length) return problems.tell('', `convert takes one FILE.json, not also "${more[0]}"`)
  const { to, locale, 'time-zone': timeZone } = values
  if (to === undefined) return problems.tell('', `convert needs --to FORMAT: ${formatNames()}`)
  if (!isFormat(to)) return problems.tell('', `unknown format "${to}"; known: ${formatNames()}`)
  if (!checkLocale(locale, problems) || !checkTimeZone(timeZone, problems)) return

  const single = await readFormatOptions(to, values, problems)
  if (!single) return
  const file = await readArticleFile(name, problems)
  if (!file) return
  const options: FormatOptions = {
    ...single,
    ...optionsOf(file),
    locale: localeFor(locale, file.article?.lang),
    describeReason,
    ...(timeZone !== undefined && { timeZone }),
    includeConfidential: values['include-confidential'] ?? false,
    includeContacts: values['include-contacts'] ?? false,
    includeThreads: values['include-threads'] ?? false,
  }
  const { article } = file
  // Of all formats only the one that it comes from can do without the text.
  if (!article && to !== 'json')
    return problems.tell(name, `has no article in it: use report ARTICLE ${name} --format ${to}`)
  const text = article ? await FORMATS[to].write({ ...file, article }, options) : reportJSON(file, options)
  await writeResult(text, values.output, problems)
}

/** What the file says of itself stays: it is the same copy in another form. */
function optionsOf({ created, digest, log, check }: ArticleFile) {
  return {
    now: created ?? new Date().toISOString(),
    ...(digest !== null && { digest }),
    ...(log && { log }),
    ...(check && { check }),
  }
}
