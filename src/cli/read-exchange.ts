/** What `convert` reads, each format brought into the form of our own files. */
import { articleDigest, type ArticleFile } from '../model/article-file.js'
import { EMPTY_DOSSIER } from '../model/dossier.js'
import { parseCSL } from '../report/index.js'
import { placedDossier, readArticle, readArticleFile, readJSON, readWebAnnotationFile } from './inputs.js'
import type { Problems } from './problems.js'

/** A file, and that of its article's text where one was named. */
export interface ExchangeInput {
  readonly file: string
  readonly articleFile: string | undefined
}

/** Reads one format; null where the file is not sound, which is told. */
export type ExchangeReader = (input: ExchangeInput, problems: Problems) => Promise<ArticleFile | null>

/** A file of ours; the article comes from a file of its own where it has none. */
export const readOwn: ExchangeReader = async ({ file, articleFile }, problems) => {
  const own = await readArticleFile(file, problems)
  if (!own || articleFile === undefined) return own
  if (own.article) {
    problems.tell(file, 'has its article in it: leave --article out, or use report')
    return null
  }
  const article = await readArticle(articleFile, undefined, problems)
  if (!article) return null
  const dossier = placedDossier(own.dossier, { file, article, problems })
  return { ...own, article, dossier, digest: await articleDigest(article) }
}

/** Web Annotations on the text of the article. */
export const readWebAnnotations: ExchangeReader = async ({ file, articleFile }, problems) => {
  if (articleFile === undefined) {
    problems.tell(file, 'Web Annotations have no text in them: name it with --article FILE')
    return null
  }
  const article = await readArticle(articleFile, undefined, problems)
  const dossier = article && (await readWebAnnotationFile(file, article, problems))
  return dossier && { ...NOTHING_SAID, article, dossier, digest: await articleDigest(article) }
}

/** The sources of a reference manager, and no statements. */
export const readCSL: ExchangeReader = async ({ file, articleFile }, problems) => {
  const sources = await readJSON(file, parseCSL, problems)
  if (!sources) return null
  const article = articleFile === undefined ? null : await readArticle(articleFile, undefined, problems)
  if (articleFile !== undefined && !article) return null
  const digest = article && (await articleDigest(article))
  return { ...NOTHING_SAID, article, dossier: { ...EMPTY_DOSSIER, sources }, digest }
}

/** What only files of ours say of themselves. */
const NOTHING_SAID = { created: null, leftOut: null, log: null, check: null }
