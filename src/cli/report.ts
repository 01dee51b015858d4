/** `report`: an article with its annotations, or with what detection finds in it, as an annotated copy. */
import { fromStatement } from '../model/annotation.js'
import { articleText, type Article } from '../model/article.js'
import { EMPTY_DOSSIER, type Dossier } from '../model/dossier.js'
import { verifyLog } from '../model/seal.js'
import { articleDigest } from '../model/article-file.js'
import { describeReason } from '../text/index.js'
import { checkByPolicy } from './check.js'
import { detectIn } from './detect.js'
import { FORMAT_OPTIONS, FORMATS, formatNames, isFormat, readFormatOptions } from './formats.js'
import { readArticle, readDossier } from './inputs.js'
import { engineFor, unknownLanguage } from './languages.js'
import { checkLocale, checkTimeZone, localeFor, parseOptions } from './options.js'
import { writeResult } from './output.js'
import type { Problems } from './problems.js'
import { isWebAnnotationFile, readWebAnnotations } from './web-annotations.js'

/**
 * `report`: an article with its annotations as a page, Markdown or JSON. Nothing is written where the input
 * is not sound.
 */
export async function reportCommand(args: readonly string[], problems: Problems): Promise<void> {
  const parsed = parseOptions(
    args,
    {
      ...FORMAT_OPTIONS,
      check: { type: 'boolean' },
      format: { type: 'string' },
      'include-confidential': { type: 'boolean' },
      'include-contacts': { type: 'boolean' },
      'include-threads': { type: 'boolean' },
      lang: { type: 'string' },
      locale: { type: 'string' },
      output: { type: 'string', short: 'o' },
      'time-zone': { type: 'string' },
    },
    problems,
  )
  if (!parsed) return
  const { values, positionals } = parsed
  const [articleFile, annotationsFile, ...more] = positionals
  if (articleFile === undefined) return problems.tell('', 'report needs an ARTICLE (see --help)')
  if (more.length)
    return problems.tell('', `report takes ARTICLE and ANNOTATIONS.json, not also "${more[0]}"`)
  const { format = 'html', locale, 'time-zone': timeZone = 'UTC' } = values
  if (!isFormat(format)) return problems.tell('', `unknown format "${format}"; known: ${formatNames()}`)
  if (!checkLocale(locale, problems) || !checkTimeZone(timeZone, problems)) return
  if (values.lang !== undefined && !engineFor(values.lang))
    return problems.tell('', unknownLanguage(values.lang))

  const single = await readFormatOptions(format, values, problems)
  if (!single) return
  const article = await readArticle(articleFile, values.lang, problems)
  if (!article) return
  const dossier =
    annotationsFile === undefined
      ? detected(article, articleFile, problems)
      : isWebAnnotationFile(annotationsFile)
        ? await readWebAnnotations(annotationsFile, article, problems)
        : await readDossier(annotationsFile, article, problems)
  if (!dossier) return

  const report = await FORMATS[format].write(
    { article, dossier },
    {
      locale: localeFor(locale, article.lang),
      now: new Date().toISOString(),
      timeZone,
      describeReason,
      includeConfidential: values['include-confidential'] ?? false,
      includeContacts: values['include-contacts'] ?? false,
      includeThreads: values['include-threads'] ?? false,
      ...(values.check && { check: checkByPolicy(dossier) }),
      log: await verifyLog(dossier.log),
      ...single,
      digest: await articleDigest(article),
    },
  )
  await writeResult(report, values.output, problems)
}

function detected(article: Article, file: string, problems: Problems): Dossier | null {
  const engine = engineFor(article.lang)
  if (!engine) {
    problems.tell(file, unknownLanguage(article.lang))
    return null
  }
  const text = articleText(article)
  return {
    ...EMPTY_DOSSIER,
    annotations: detectIn(article, engine).map((statement, i) =>
      fromStatement(`detected-${i + 1}`, statement, text),
    ),
  }
}
