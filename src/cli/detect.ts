/** `detect`: documents in, a line of JSON with the statements of each out, in input order. */
import { readFile } from 'node:fs/promises'
import { articleText } from '../model/article.js'
import { readWeights, type Weights } from '../text/index.js'
import { ARCHIVE_OPTIONS, archiveOptions, runArchive } from './archive.js'
import { decode, decodeHTML } from './bytes.js'
import { foundInArticle, foundInText } from './detection.js'
import { engineFor, languageOf, unknownLanguage, type EngineChoice } from './languages.js'
import { checkLocale, parseOptions } from './options.js'
import { fileProblem, type Problems } from './problems.js'
import { readBytes } from './read-bytes.js'
import { isHTMLFile, readPage } from './read-html.js'
import { attempt, type DetectSettings } from './records.js'

/**
 * `detect`: the statements of articles, a JSON line each. Files that cannot be read are told, and the rest is
 * written.
 */
export async function detectCommand(args: readonly string[], problems: Problems): Promise<void> {
  const parsed = parseOptions(
    args,
    {
      ...ARCHIVE_OPTIONS,
      lang: { type: 'string' },
      locale: { type: 'string' },
      sensitivity: { type: 'string' },
      weights: { type: 'string' },
    },
    problems,
  )
  if (!parsed) return
  const { lang, locale } = parsed.values
  if (lang !== undefined && !engineFor(lang)) return problems.tell('', unknownLanguage(lang))
  if (!checkLocale(locale, problems)) return
  const engine = await chosenEngine(parsed.values, problems)
  const options = engine && archiveOptions(parsed.values, problems)
  if (!options) return
  const settings: DetectSettings = { command: 'detect', lang, locale, engine }
  const inputs = parsed.positionals.length ? parsed.positionals : ['-']
  const workOnFile = (file: string) => detectFile(file, settings, problems)
  await runArchive({ ...options, inputs, settings, workOnFile }, problems)
}

/** The weights and the sensitivity that were asked for; null when they cannot be taken, which is told. */
async function chosenEngine(
  { weights: file, sensitivity }: { weights?: string | undefined; sensitivity?: string | undefined },
  problems: Problems,
): Promise<EngineChoice | null> {
  const number = sensitivity === undefined ? undefined : Number(sensitivity)
  if (number !== undefined && (!sensitivity?.trim() || !(number >= 0 && number <= 1))) {
    problems.tell('', `--sensitivity needs a number from 0 to 1, not "${sensitivity}"`)
    return null
  }
  const weights = file === undefined ? undefined : await weightsIn(file)
  if (typeof weights === 'string') {
    problems.tell(file ?? '', weights)
    return null
  }
  return {
    ...(weights ? { weights } : {}),
    ...(number === undefined ? {} : { sensitivity: number }),
  }
}

/** The weights in a file, or why they cannot be taken. */
async function weightsIn(file: string): Promise<Weights | string> {
  try {
    return readWeights(JSON.parse(await readFile(file, 'utf8')))
  } catch (error) {
    return error instanceof SyntaxError ? `not JSON: ${error.message}` : fileProblem(error)
  }
}

async function detectFile(
  file: string,
  { lang: asked, locale, engine: choice }: DetectSettings,
  problems: Problems,
): Promise<object | null> {
  const tell = (message: string): null => {
    problems.tell(file, message)
    return null
  }
  const bytes = await readBytes(file, problems)
  if (!bytes) return null
  const isPage = isHTMLFile(file)
  const decoded = isPage ? decodeHTML(bytes) : decode(bytes)
  if ('problem' in decoded) return tell(decoded.problem)

  const article = isPage ? readPage(decoded.text, file, problems) : null
  if (isPage && !article) return null
  // A page in a language that we do not know is taken for the one asked for: `lang` is often left at its default.
  const lang = asked ?? languageOf(article ? articleText(article) : decoded.text)
  const engine = (article?.lang ? engineFor(article.lang, choice) : null) ?? engineFor(lang, choice)
  if (!engine) return tell(unknownLanguage(lang))
  return attempt(file, problems, () => ({
    id: file,
    ...(article ? foundInArticle(article, engine, locale) : foundInText(decoded.text, engine, locale)),
  }))
}
