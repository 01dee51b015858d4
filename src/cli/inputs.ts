/** What the commands read: an article, and the annotations on it. */
import { articleText, type Article } from '../model/article.js'
import { parseArticleFile, type ArticleFile } from '../model/article-file.js'
import { parseDossier, type Dossier, type Parsed, type Problem } from '../model/dossier.js'
import { moreProblems } from '../model/schema.js'
import { placedTarget, reanchorAll } from '../model/reanchor.js'
import { parseWebAnnotations } from '../report/index.js'
import { splitBlocks } from '../text/index.js'
import { decode, decodeHTML } from './bytes.js'
import { languageOf } from './languages.js'
import type { Listener, Problems } from './problems.js'
import { readBytes } from './read-bytes.js'
import { isHTMLFile, readPage } from './read-html.js'

/** More problems than this in one file tell nothing new. */
const MAX_PROBLEMS = 50

/** The article in a text or HTML file; null when it cannot be read, which is then told. */
export async function readArticle(
  file: string,
  lang: string | undefined,
  problems: Problems,
): Promise<Article | null> {
  if (/\.json(?:ld)?$/i.test(file)) {
    problems.tell(file, 'is JSON and no article; convert writes a JSON export in other formats')
    return null
  }
  const bytes = await readBytes(file, problems)
  if (!bytes) return null
  const decoded = isHTMLFile(file) ? decodeHTML(bytes) : decode(bytes)
  if ('problem' in decoded) {
    problems.tell(file, decoded.problem)
    return null
  }
  const article = isHTMLFile(file) ? readPage(decoded.text, file, problems) : articleOfText(decoded.text)
  if (!article) return null
  return { ...article, lang: lang ?? (article.lang || languageOf(articleText(article))) }
}

/** Plain text in blocks, as detection splits it; the first heading is the title. */
export function articleOfText(text: string): Article {
  const blocks = splitBlocks(text).map(({ start, end, role }, i) => ({
    level: role === 'heading' ? (i === 0 ? 1 : 2) : 0,
    text: text.slice(start, end).replace(/\r\n?/g, '\n'),
  }))
  return { title: blocks.find((block) => block.level > 0)?.text ?? '', lang: '', blocks }
}

/** Whether a file holds Web Annotations, by its name: our own format ends in `.json`. */
export function isWebAnnotationFile(file: string): boolean {
  return /\.jsonld$/i.test(file)
}

/**
 * The dossier in a file of ours or of Web Annotations, each annotation where its words stand in `article`; null when
 * it is not sound, which is then told.
 */
export async function readDossier(
  file: string,
  article: Article,
  problems: Problems,
): Promise<Dossier | null> {
  if (!isWebAnnotationFile(file)) {
    const dossier = await readAnnotations(file, problems)
    return dossier && placedDossier(dossier, { file, article, problems })
  }
  const dossier = await readJSON(file, (text) => parseWebAnnotations(text, articleText(article)), problems)
  if (!dossier) return null
  tellGone(dossier, file, problems)
  const count = dossier.foreign?.length
  if (count) problems.note(file, `${count} annotations on no words of the article are kept, and not shown`)
  return dossier
}

/** The dossier with each annotation where its words stand in `article`; those that are not found are told. */
export function placedDossier(
  dossier: Dossier,
  {
    file,
    article,
    problems,
  }: { readonly file: string; readonly article: Article; readonly problems: Listener },
): Dossier {
  const text = articleText(article)
  const places = reanchorAll(
    text,
    dossier.annotations.map(({ target }) => target),
  )
  const annotations = dossier.annotations.map((annotation, i) => ({
    ...annotation,
    target: placedTarget(text, annotation.target, places[i]),
  }))
  const placed = { ...dossier, annotations }
  tellGone(placed, file, problems)
  return placed
}

function tellGone({ annotations }: Dossier, file: string, problems: Listener): void {
  const gone = annotations.filter(({ target, dismissed }) => target.detached && !dismissed).length
  if (gone) problems.note(file, `${gone} of ${annotations.length} statements not found in the article`)
}

/** All of a JSON export; null when it is not sound, which is then told. */
export function readArticleFile(file: string, problems: Problems): Promise<ArticleFile | null> {
  return readJSON(file, parseArticleFile, problems)
}

/** The dossier in a file as it is; null when it is not sound, which is then told. */
export function readAnnotations(file: string, problems: Problems): Promise<Dossier | null> {
  return readJSON(file, parseDossier, problems)
}

/** What `parse` makes of the text in a file; null when it is not sound, and each problem is told with its path. */
export async function readJSON<T>(
  file: string,
  parse: (text: string) => Parsed<T>,
  problems: Problems,
): Promise<T | null> {
  const bytes = await readBytes(file, problems)
  if (!bytes) return null
  const decoded = decode(bytes)
  if ('problem' in decoded) {
    problems.tell(file, decoded.problem)
    return null
  }
  const parsed = parse(decoded.text)
  if (parsed.ok) {
    for (const { path, message } of parsed.mended ?? []) problems.note(`${file}: ${path}`, message)
    return parsed.value
  }
  tellAll(parsed.problems, file, problems)
  return null
}

/** Tells what is not sound in foreign data, each with its path. */
export function tellAll(found: readonly Problem[], place: string, listener: Listener): void {
  for (const { path, message } of found.slice(0, MAX_PROBLEMS))
    listener.tell(path ? `${place}: ${path}` : place, message)
  const rest = found.slice(MAX_PROBLEMS).reduce((sum, { count = 1 }) => sum + count, 0)
  if (rest) listener.tell(place, moreProblems(rest).message)
}
