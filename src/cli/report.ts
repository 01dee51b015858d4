/** `report`: an article with its annotations, or with what detection finds in it, as an annotated copy. */
import { fromStatement } from '../model/annotation.js'
import { articleText, type Article } from '../model/article.js'
import { EMPTY_DOSSIER, type Dossier } from '../model/dossier.js'
import { verifyLog } from '../model/seal.js'
import {
  parsePublication,
  reportCSL,
  reportCSV,
  reportHTML,
  reportJSON,
  reportMarkdown,
  reportNinjs,
  reportSchemaOrg,
  reportWebAnnotation,
  TABLES,
  type Publication,
  type Table,
} from '../report/index.js'
import { describeReason } from '../text/index.js'
import { checkByPolicy } from './check.js'
import { detectIn } from './detect.js'
import { readArticle, readDossier, readJSON } from './inputs.js'
import { engineFor, unknownLanguage } from './languages.js'
import { checkLocale, parseOptions } from './options.js'
import { Output, writeWhole } from './output.js'
import { fileProblem, type Problems } from './problems.js'
import { isWebAnnotationFile, readWebAnnotations } from './web-annotations.js'

const FORMATS = {
  html: reportHTML,
  md: reportMarkdown,
  json: reportJSON,
  csv: reportCSV,
  csl: reportCSL,
  'schema-org': reportSchemaOrg,
  ninjs: reportNinjs,
  webannotation: reportWebAnnotation,
}

/**
 * `report`: an article with its annotations as a page, Markdown or JSON. Nothing is written where the input
 * is not sound.
 */
export async function reportCommand(args: readonly string[], problems: Problems): Promise<void> {
  const parsed = parseOptions(
    args,
    {
      bom: { type: 'boolean' },
      check: { type: 'boolean' },
      delimiter: { type: 'string' },
      format: { type: 'string' },
      'include-confidential': { type: 'boolean' },
      'include-contacts': { type: 'boolean' },
      'include-threads': { type: 'boolean' },
      lang: { type: 'string' },
      locale: { type: 'string' },
      output: { type: 'string', short: 'o' },
      publication: { type: 'string' },
      table: { type: 'string' },
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
  const {
    format = 'html',
    locale,
    table = 'statements',
    delimiter = ',',
    'time-zone': timeZone = 'UTC',
  } = values
  if (!isFormat(format))
    return problems.tell('', `unknown format "${format}"; known: ${Object.keys(FORMATS).join(', ')}`)
  if (!isTable(table)) return problems.tell('', `unknown table "${table}"; known: ${TABLES.join(', ')}`)
  if (delimiter !== ',' && delimiter !== ';')
    return problems.tell('', `the delimiter is , or ; and not "${delimiter}"`)
  if (!checkLocale(locale, problems)) return
  if (!isTimeZone(timeZone)) return problems.tell('', `unknown time zone "${timeZone}"`)
  if (values.lang !== undefined && !engineFor(values.lang))
    return problems.tell('', unknownLanguage(values.lang))

  const publication = await readPublication(values.publication, problems)
  if (!publication) return
  if (format === 'ninjs' && publication.url === undefined)
    return problems.tell('', 'ninjs needs the address of the article: --publication FILE with a "url"')
  const article = await readArticle(articleFile, values.lang, problems)
  if (!article) return
  const dossier =
    annotationsFile === undefined
      ? detected(article, articleFile, problems)
      : isWebAnnotationFile(annotationsFile)
        ? await readWebAnnotations(annotationsFile, article, problems)
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
      includeContacts: values['include-contacts'] ?? false,
      includeThreads: values['include-threads'] ?? false,
      ...(values.check && { check: checkByPolicy(dossier) }),
      log: await verifyLog(dossier.log),
      publication,
      table,
      delimiter,
      byteOrderMark: values.bom ?? false,
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

function isTable(text: string): text is Table {
  return (TABLES as readonly string[]).includes(text)
}

/** What the file says; nothing where none is given, null when it is not sound, which is then told. */
async function readPublication(file: string | undefined, problems: Problems): Promise<Publication | null> {
  return file === undefined ? {} : readJSON(file, parsePublication, problems)
}

function isTimeZone(text: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: text })
    return true
  } catch {
    return false
  }
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
