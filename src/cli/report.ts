/** `report`: an article with its annotations, or with what detection finds in it, as an annotated copy. */
import { fromStatement } from '../model/annotation.js'
import { articleDigest } from '../model/article-file.js'
import { articleText, type Article } from '../model/article.js'
import { EMPTY_DOSSIER, type Dossier } from '../model/dossier.js'
import { verifyLog } from '../model/seal.js'
import { checkByPolicy } from './check-answer.js'
import { detectIn } from './detection.js'
import { checkFormatOptions, FORMAT_OPTIONS, formatNames, FORMATS, isFormat } from './formats.js'
import { readArticle, readDossier } from './inputs.js'
import { engineFor, unknownLanguage } from './languages.js'
import { checkLanguage, parseOptions } from './options.js'
import { writeResult } from './output.js'
import { policyOf, rulesFor } from './policy.js'
import type { Problems } from './problems.js'
import { nameOf } from './read-text.js'
import { whyTooLong } from './reading.js'

/** `report`: an article with its annotations in one of the formats. Nothing is written where the input is not sound. */
export async function reportCommand(args: readonly string[], problems: Problems): Promise<void> {
  const parsed = parseOptions(
    args,
    {
      ...FORMAT_OPTIONS,
      check: { type: 'boolean' },
      policy: { type: 'string' },
      format: { type: 'string' },
      lang: { type: 'string' },
    },
    problems,
  )
  if (!parsed) return
  const { values, positionals } = parsed
  const [articleFile, annotationsFile, ...more] = positionals
  if (articleFile === undefined) return problems.tell('', 'report needs an ARTICLE (see --help)')
  if (more.length)
    return problems.tell('', `report takes ARTICLE and ANNOTATIONS.json, not also "${more[0]}"`)
  const { format = 'html', lang } = values
  if (!isFormat(format)) return problems.tell('', `unknown format "${format}"; known: ${formatNames()}`)
  const options = await checkFormatOptions(format, values, problems)
  const rules = options && (await rulesFor(values.policy, problems))
  if (!rules) return
  if (!checkLanguage(lang, problems)) return

  const article = await readArticle(articleFile, lang, problems)
  if (!article) return
  const dossier =
    annotationsFile === undefined
      ? detected(article, nameOf(articleFile), problems)
      : await readDossier(annotationsFile, article, problems)
  if (!dossier) return

  const report = await FORMATS[format].write(
    { article, dossier },
    {
      ...options,
      locale: options.localeIn(article.lang),
      now: new Date().toISOString(),
      ...((values.check || values.policy !== undefined) && {
        check: checkByPolicy(dossier, policyOf(rules)),
        policy: policyOf(rules),
      }),
      log: await verifyLog(dossier.log),
      digest: await articleDigest(article),
    },
  )
  await writeResult(report, values.output, problems)
}

function detected(article: Article, file: string, problems: Problems): Dossier | null {
  const engine = engineFor(article.lang)
  const text = articleText(article)
  const why = engine ? whyTooLong(text.length) : unknownLanguage(article.lang)
  if (!engine || why) {
    problems.tell(file, why ?? '')
    return null
  }
  return {
    ...EMPTY_DOSSIER,
    annotations: detectIn(article, engine).map((statement, i) =>
      fromStatement(`detected-${i + 1}`, statement, text),
    ),
  }
}
