/** `convert`: a JSON export, or Web Annotations, in another format. */
import { articleDigest, type ArticleFile } from '../model/article-file.js'
import { reportJSON } from '../report/index.js'
import { checkFormatOptions, FORMAT_OPTIONS, formatNames, FORMATS, isFormat } from './formats.js'
import { isWebAnnotationFile, placedDossier, readArticle, readArticleFile, readDossier } from './inputs.js'
import { parseOptions } from './options.js'
import { writeResult } from './output.js'
import type { Problems } from './problems.js'

/** `convert`: writes what a file holds in the format asked for. Nothing is written where the input is not sound. */
export async function convertCommand(args: readonly string[], problems: Problems): Promise<void> {
  const parsed = parseOptions(
    args,
    { ...FORMAT_OPTIONS, article: { type: 'string' }, to: { type: 'string' } },
    problems,
  )
  if (!parsed) return
  const { values, positionals } = parsed
  const [name, ...more] = positionals
  if (name === undefined) return problems.tell('', 'convert needs a FILE.json (see --help)')
  if (more.length) return problems.tell('', `convert takes one FILE.json, not also "${more[0]}"`)
  const { to } = values
  if (to === undefined) return problems.tell('', `convert needs --to FORMAT: ${formatNames()}`)
  if (!isFormat(to)) return problems.tell('', `unknown format "${to}"; known: ${formatNames()}`)
  const chosen = await checkFormatOptions(to, values, problems)
  if (!chosen) return

  const file = await (isWebAnnotationFile(name)
    ? readWebAnnotationsOn(values.article, name, problems)
    : readOwn(values.article, name, problems))
  if (!file) return
  const options = { ...chosen, ...optionsOf(file), locale: chosen.localeIn(file.article?.lang) }
  const { article } = file
  // Of all formats only the one that it comes from can do without the text.
  if (!article && to !== 'json')
    return problems.tell(name, 'has no article in it: name its text with --article FILE')
  const text = article ? await FORMATS[to].write({ ...file, article }, options) : reportJSON(file, options)
  await writeResult(text, values.output, problems)
}

/** A file of ours; the article comes from a file of its own where it has none. */
async function readOwn(
  articleFile: string | undefined,
  name: string,
  problems: Problems,
): Promise<ArticleFile | null> {
  const file = await readArticleFile(name, problems)
  if (!file || articleFile === undefined) return file
  if (file.article) {
    problems.tell(name, 'has its article in it: leave --article out, or use report')
    return null
  }
  const article = await readArticle(articleFile, undefined, problems)
  if (!article) return null
  const dossier = placedDossier(file.dossier, { file: name, article, problems })
  return { ...file, article, dossier, digest: await articleDigest(article) }
}

async function readWebAnnotationsOn(
  articleFile: string | undefined,
  name: string,
  problems: Problems,
): Promise<ArticleFile | null> {
  if (articleFile === undefined) {
    problems.tell(name, 'Web Annotations have no text in them: name it with --article FILE')
    return null
  }
  const article = await readArticle(articleFile, undefined, problems)
  const dossier = article && (await readDossier(name, article, problems))
  if (!dossier) return null
  const digest = await articleDigest(article)
  return { article, dossier, digest, created: null, leftOut: null, log: null, check: null }
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
