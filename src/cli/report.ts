/** `report`: an article with its annotations, or with what detection finds in it, as an annotated copy. */
import { readFile } from 'node:fs/promises'
import { fromStatement, targetOf, type Annotation } from '../model/annotation.js'
import { articleText, type Article } from '../model/article.js'
import { EMPTY_DOSSIER, parseDossier, type Dossier } from '../model/dossier.js'
import { reanchor } from '../model/reanchor.js'
import { reportHTML, reportJSON, reportMarkdown } from '../report/index.js'
import { describeReason, splitBlocks } from '../text/index.js'
import { decode, decodeHTML } from './bytes.js'
import { detectIn, isHTMLFile } from './detect.js'
import { readHTML } from './read-html.js'
import { engineFor, unknownLanguage } from './languages.js'
import { checkLocale, parseOptions } from './options.js'
import { Output, writeWhole } from './output.js'
import { fileProblem, type Problems } from './problems.js'

const FORMATS = { html: reportHTML, md: reportMarkdown, json: reportJSON }
/** More problems than this in one file tell nothing new. */
const MAX_PROBLEMS = 50

export async function reportCommand(args: readonly string[], problems: Problems): Promise<void> {
  const parsed = parseOptions(
    args,
    {
      format: { type: 'string' },
      'include-confidential': { type: 'boolean' },
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
  if (!isFormat(format))
    return problems.tell('', `unknown format "${format}"; known: ${Object.keys(FORMATS).join(', ')}`)
  if (!checkLocale(locale, problems)) return
  if (!isTimeZone(timeZone)) return problems.tell('', `unknown time zone "${timeZone}"`)
  if (values.lang !== undefined && !engineFor(values.lang))
    return problems.tell('', unknownLanguage(values.lang))

  const article = await readArticle(articleFile, values.lang, problems)
  if (!article) return
  const dossier =
    annotationsFile === undefined
      ? detected(article, articleFile, problems)
      : await readDossier(annotationsFile, article, problems)
  if (!dossier) return

  const report = FORMATS[format](
    { article, dossier },
    {
      locale: locale ?? (/^de\b/i.test(article.lang) ? 'de' : 'en'),
      now: new Date().toISOString(),
      timeZone,
      describeReason,
      includeConfidential: values['include-confidential'] ?? false,
    },
  )
  if (values.output === undefined) return new Output(process.stdout).text(report)
  try {
    await writeWhole(values.output, report)
  } catch (error) {
    problems.lost(values.output, `cannot be written: ${fileProblem(error)}`)
  }
}

function isFormat(text: string): text is keyof typeof FORMATS {
  return Object.hasOwn(FORMATS, text)
}

function isTimeZone(text: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: text })
    return true
  } catch {
    return false
  }
}

async function readArticle(
  file: string,
  lang: string | undefined,
  problems: Problems,
): Promise<Article | null> {
  const bytes = await read(file, problems)
  if (!bytes) return null
  const decoded = isHTMLFile(file) ? decodeHTML(bytes) : decode(bytes)
  if ('problem' in decoded) {
    problems.tell(file, decoded.problem)
    return null
  }
  const article = isHTMLFile(file) ? readHTML(decoded.text).article : articleOfText(decoded.text)
  return { ...article, lang: lang ?? (article.lang || 'de') }
}

/** Plain text in blocks, as detection splits it; the first heading is the title. */
function articleOfText(text: string): Article {
  const blocks = splitBlocks(text).map(({ start, end, role }, i) => ({
    level: role === 'heading' ? (i === 0 ? 1 : 2) : 0,
    text: text.slice(start, end).replace(/\r\n?/g, '\n'),
  }))
  return { title: blocks.find((block) => block.level > 0)?.text ?? '', lang: '', blocks }
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

async function readDossier(file: string, article: Article, problems: Problems): Promise<Dossier | null> {
  const bytes = await read(file, problems)
  if (!bytes) return null
  const decoded = decode(bytes)
  if ('problem' in decoded) {
    problems.tell(file, decoded.problem)
    return null
  }
  const parsed = parseDossier(decoded.text)
  if (!parsed.ok) {
    for (const { path, message } of parsed.problems.slice(0, MAX_PROBLEMS))
      problems.tell(path ? `${file}: ${path}` : file, message)
    const rest = parsed.problems.length - MAX_PROBLEMS
    if (rest > 0) problems.tell(file, `and ${rest} more problems`)
    return null
  }
  const text = articleText(article)
  const annotations = parsed.value.annotations.map((annotation) => placed(annotation, text))
  const gone = annotations.filter(({ target, dismissed }) => target.detached && !dismissed).length
  if (gone) problems.note(file, `${gone} of ${annotations.length} statements not found in the article`)
  return { ...parsed.value, annotations }
}

/** The annotation where its words stand in `text`; detached when they do not, or nobody can tell where. */
function placed(annotation: Annotation, text: string): Annotation {
  const { target } = annotation
  const found = reanchor(text, target)
  if (!('ranges' in found)) return { ...annotation, target: { ...target, detached: true } }
  const place = targetOf(text, found.ranges)
  return { ...annotation, target: { ...place, speaker: place.speaker ?? target.speaker } }
}

async function read(file: string, problems: Problems): Promise<Uint8Array | null> {
  try {
    return await readFile(file)
  } catch (error) {
    problems.tell(file, fileProblem(error))
    return null
  }
}
