/** What the commands read: an article, and the annotations on it. */
import { articleText, type Article } from '../model/article.js'
import { parseArticleFile, type ArticleFile } from '../model/article-file.js'
import { parseDossier, type Dossier, type Parsed, type Problem } from '../model/dossier.js'
import { isObject } from '../model/foreign.js'
import { placedTarget, reanchorAll } from '../model/reanchor.js'
import { moreProblems, parseJSON } from '../model/problems.js'
import { parseWebAnnotations } from '../report/index.js'
import { splitBlocks } from '../text/index.js'
import { languageOf } from './languages.js'
import { at, type Listener, type Problems, type Somewhere } from './problems.js'
import { readPage } from './read-html.js'
import { nameOf, readText, readTextOrPage } from './read-text.js'
import { annotationLimits } from './reading.js'

/** More problems than this in one file tell nothing new. */
const MAX_PROBLEMS = 50

/** The article in a text or HTML file, or on standard input (`-`); null when it cannot be read, which is then told. */
export async function readArticle(
  file: string,
  lang: string | undefined,
  problems: Problems,
): Promise<Article | null> {
  if (file !== '-' && isArchive(file)) {
    problems.tell(file, 'is JSON Lines and no article; detect, check and corpus take archives, by themselves')
    return null
  }
  if (isJSON(file, problems)) return null
  const read = await readTextOrPage(file, problems)
  if (!read) return null
  const { text, isPage } = read
  const article = isPage ? readPage(text, nameOf(file), problems) : articleOfText(text)
  if (!article) return null
  return { ...article, lang: lang ?? (article.lang || languageOf(articleText(article))) }
}

/** Whether a file is JSON, going by its name, and so no article, which is told. */
export function isJSON(file: string, problems: Problems): boolean {
  const isOne = /\.json(?:ld)?$/i.test(file)
  if (isOne) problems.tell(file, 'is JSON and no article; convert writes a JSON export in other formats')
  return isOne
}

/** Plain text in blocks, as detection splits it; the first heading is the title. */
export function articleOfText(text: string): Article {
  const blocks = splitBlocks(text).map(({ start, end, role }, i) => ({
    level: role === 'heading' ? (i === 0 ? 1 : 2) : 0,
    text: text.slice(start, end).replace(/\r\n?/g, '\n'),
  }))
  return { title: blocks.find((block) => block.level > 0)?.text ?? '', lang: '', blocks }
}

/** Whether JSON Lines are read from it, going by its name; `-` is standard input. */
export function isArchive(file: string): boolean {
  return file === '-' || /\.(?:jsonl|ndjson)$/i.test(file)
}

/** Whether a file holds Web Annotations, by its name: our own format ends in `.json`. */
export function isWebAnnotationFile(file: string): boolean {
  return /\.jsonld$/i.test(file)
}

/**
 * The article and its annotations, for the commands that take these two files or archives by themselves; null when
 * they cannot be read, or are not these two, which is told.
 */
export async function readDesk(
  command: string,
  { files, lang }: { readonly files: readonly string[]; readonly lang: string | undefined },
  problems: Problems,
): Promise<{ readonly file: string; readonly article: Article; readonly dossier: Dossier } | null> {
  const [file, annotationsFile, ...more] = files
  const archive = files.find((own) => own !== '-' && isArchive(own))
  if (archive !== undefined)
    problems.tell('', `${command} takes JSON Lines by themselves, not "${archive}" beside other files`)
  else if (file === undefined || annotationsFile === undefined)
    problems.tell(
      '',
      `${command} needs an ARTICLE and its ANNOTATIONS.json, or JSON Lines (see ${command} --help)`,
    )
  else if (more.length)
    problems.tell('', `${command} takes ARTICLE and ANNOTATIONS.json, not also "${more[0]}"`)
  else {
    const article = await readArticle(file, lang, problems)
    const dossier = article && (await readDossier(annotationsFile, article, problems))
    return dossier && { file: nameOf(file), article, dossier }
  }
  return null
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
  if (isWebAnnotationFile(file)) return readWebAnnotationFile(file, article, problems)
  const value = await readJSON(file, parseJSON, problems)
  const read = value === null ? null : soundOf(parseAnnotationsOn(article, value), nameOf(file), problems)
  return read && placedIn(read, { file: nameOf(file), article, problems })
}

/** What a value of either kind says: our own export, of which the places are still to be found, or Web Annotations. */
export function parseAnnotationsOn(
  article: Article,
  value: unknown,
): Parsed<{ readonly dossier: Dossier; readonly isPlaced: boolean }> {
  const isPlaced = isWebAnnotations(value)
  const parsed = isPlaced ? parseWebAnnotationsOn(article, value) : parseDossier(value, annotationLimits())
  return parsed.ok ? { ...parsed, value: { dossier: parsed.value, isPlaced } } : parsed
}

/** The dossier with each annotation where its words stand in the article; what stands nowhere is told. */
export function placedIn(
  { dossier, isPlaced }: { readonly dossier: Dossier; readonly isPlaced: boolean },
  where: { readonly file: Somewhere; readonly article: Article; readonly problems: Listener },
): Dossier {
  if (!isPlaced) return placedDossier(dossier, where)
  tellNotShown(dossier, where.file, where.problems)
  return dossier
}

/** A list, or an object with a type of the W3C's or rows of Hypothesis; our own export says its format. */
function isWebAnnotations(value: unknown): boolean {
  if (Array.isArray(value)) return true
  return isObject(value) && !('format' in value) && ['@context', 'type', 'rows'].some((name) => name in value)
}

/** The dossier in a file of Web Annotations, whatever its name; null when it is not sound, which is then told. */
export async function readWebAnnotationFile(
  file: string,
  article: Article,
  problems: Problems,
): Promise<Dossier | null> {
  const dossier = await readJSON(file, (text) => parseWebAnnotationsOn(article, text), problems)
  if (dossier) tellNotShown(dossier, file, problems)
  return dossier
}

function parseWebAnnotationsOn(article: Article, data: unknown): Parsed<Dossier> {
  return parseWebAnnotations(data, articleText(article), annotationLimits())
}

/** Tells which Web Annotations stand nowhere in the article. */
function tellNotShown(dossier: Dossier, place: Somewhere, listener: Listener): void {
  tellGone(dossier, place, listener)
  const count = dossier.foreign?.length
  if (count) listener.note(place, `${count} annotations on no words of the article are kept, and not shown`)
}

/** The dossier with each annotation where its words stand in `article`; those that are not found are told. */
export function placedDossier(
  dossier: Dossier,
  {
    file,
    article,
    problems,
  }: { readonly file: Somewhere; readonly article: Article; readonly problems: Listener },
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

function tellGone({ annotations }: Dossier, file: Somewhere, problems: Listener): void {
  const gone = annotations.filter(({ target, dismissed }) => target.detached && !dismissed).length
  if (gone) problems.note(file, `${gone} of ${annotations.length} statements not found in the article`)
}

/** All of a JSON export; null when it is not sound, which is then told. */
export function readArticleFile(file: string, problems: Problems): Promise<ArticleFile | null> {
  return readJSON(file, (text) => parseArticleFile(text, annotationLimits()), problems)
}

/** The dossier in a file as it is; null when it is not sound, which is then told. */
export function readAnnotations(file: string, problems: Problems): Promise<Dossier | null> {
  return readJSON(file, (text) => parseDossier(text, annotationLimits()), problems)
}

/** What `parse` makes of the text in a file; null when it is not sound, and each problem is told with its path. */
export async function readJSON<T>(
  file: string,
  parse: (text: string) => Parsed<T>,
  problems: Problems,
): Promise<T | null> {
  const text = await readText(file, 'json', problems)
  return text === null ? null : soundOf(parse(text), nameOf(file), problems)
}

/** The value where all was sound; null where it was not, and each problem is told at its path below `place`. */
export function soundOf<T>(parsed: Parsed<T>, place: Somewhere, listener: Listener): T | null {
  if (!parsed.ok) {
    tellAll(parsed.problems, place, listener)
    return null
  }
  for (const { path, message } of parsed.mended ?? []) listener.note(at(place, path), message)
  return parsed.value
}

/** Tells what is not sound in foreign data, each with its path. */
export function tellAll(found: readonly Problem[], place: Somewhere, listener: Listener): void {
  for (const { path, message } of found.slice(0, MAX_PROBLEMS)) listener.tell(at(place, path), message)
  const rest = found.slice(MAX_PROBLEMS).reduce((sum, { count = 1 }) => sum + count, 0)
  if (rest) listener.tell(place, moreProblems(rest).message)
}
