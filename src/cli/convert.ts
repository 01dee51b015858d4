/** `convert`: a JSON export, Web Annotations, or the sources of a reference manager, in another format. */
import type { ArticleFile } from '../model/article-file.js'
import { reportJSON } from '../report/index.js'
import {
  checkFormatOptions,
  FORMAT_OPTIONS,
  formatNames,
  FORMATS,
  isFormat,
  readerFor,
  type Format,
} from './formats.js'
import { parseOptions } from './options.js'
import { writeResult } from './output.js'
import type { Problems } from './problems.js'

/** `convert`: writes what a file holds in the format asked for. Nothing is written where the input is not sound. */
export async function convertCommand(args: readonly string[], problems: Problems): Promise<void> {
  const parsed = parseOptions(
    args,
    { ...FORMAT_OPTIONS, article: { type: 'string' }, from: { type: 'string' }, to: { type: 'string' } },
    problems,
  )
  if (!parsed) return
  const { values, positionals } = parsed
  const [name, ...more] = positionals
  if (name === undefined) return problems.tell('', 'convert needs a FILE.json (see convert --help)')
  if (more.length) return problems.tell('', `convert takes one FILE.json, not also "${more[0]}"`)
  const { to, from, article: articleFile } = values
  if (to === undefined) return problems.tell('', `convert needs --to FORMAT: ${formatNames()}`)
  if (!isFormat(to)) return problems.tell('', `unknown format "${to}"; known: ${formatNames()}`)
  const read = readerFor(name, from, problems)
  const chosen = read && (await checkFormatOptions(to, values, problems))
  const file = chosen && (await read({ file: name, articleFile }, problems))
  if (!file) return

  const options = { ...chosen, ...optionsOf(file), locale: chosen.localeIn(file.article?.lang) }
  const format: Format = FORMATS[to]
  const article = file.article ?? (format.isWithoutText?.(options) ? NO_ARTICLE : null)
  // Of all formats only these and our own can do without the text.
  if (!article && to !== 'json')
    return problems.tell(name, 'has no article in it: name its text with --article FILE')
  const text = article ? await format.write({ ...file, article }, options) : reportJSON(file, options)
  await writeResult(text, values.output, problems)
}

const NO_ARTICLE = { title: '', lang: '', blocks: [] }

/** What the file says of itself stays: it is the same copy in another form. */
function optionsOf({ created, digest, log, check }: ArticleFile) {
  return {
    now: created ?? new Date().toISOString(),
    ...(digest !== null && { digest }),
    ...(log && { log }),
    ...(check && { check }),
  }
}
