/** `detect`: documents in, a line of JSON with the statements of each out, in input order. */
import { articleText } from '../model/article.js'
import type { Parsed } from '../model/dossier.js'
import { fail, parseJSON } from '../model/problems.js'
import { readWeights, type Weights } from '../text/index.js'
import { ARCHIVE_OPTIONS, archiveOptions, runArchive } from './archive.js'
import { foundInArticle, foundInText } from './detection.js'
import { isJSON, readJSON } from './inputs.js'
import { engineFor, languageOf, unknownLanguage, type EngineChoice } from './languages.js'
import { checkLanguage, checkLocale, parseOptions } from './options.js'
import type { Problems } from './problems.js'
import { isHTMLFile, readPage } from './read-html.js'
import { readText } from './read-text.js'
import { whyTooLong } from './reading.js'
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
  if (!checkLanguage(lang, problems) || !checkLocale(locale, problems)) return
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
  const weights = file === undefined ? undefined : await readJSON(file, parseWeights, problems)
  if (weights === null) return null
  return {
    ...(weights ? { weights } : {}),
    ...(number === undefined ? {} : { sensitivity: number }),
  }
}

function parseWeights(text: string): Parsed<Weights> {
  const json = parseJSON(text)
  if (!json.ok) return json
  const weights = readWeights(json.value)
  return typeof weights === 'string' ? fail('', weights) : { ok: true, value: weights }
}

async function detectFile(
  file: string,
  { lang: asked, locale, engine: choice }: DetectSettings,
  problems: Problems,
): Promise<object | null> {
  if (isJSON(file, problems)) return null
  const isPage = isHTMLFile(file)
  const text = await readText(file, isPage ? 'page' : 'text', problems)
  const article = isPage && text !== null ? readPage(text, file, problems) : null
  if (text === null || (isPage && !article)) return null
  const found = article ? articleText(article) : text
  const why = whyTooLong(found.length)
  if (why) {
    problems.tell(file, why)
    return null
  }
  // A page in a language that we do not know is taken for the one asked for: `lang` is often left at its default.
  const lang = asked ?? languageOf(found)
  const engine = (article?.lang ? engineFor(article.lang, choice) : null) ?? engineFor(lang, choice)
  if (!engine) {
    problems.tell(file, unknownLanguage(lang))
    return null
  }
  return attempt(file, problems, () => ({
    id: file,
    ...(article ? foundInArticle(article, engine, locale) : foundInText(text, engine, locale)),
  }))
}
