/** `detect`: documents in, a line of JSON with the statements of each out, in input order. */
import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { articleText, blockStarts, type Article } from '../model/article.js'
import type { Locale } from '../model/labels.js'
import type { Engine } from '../text/engine.js'
import {
  describeReason,
  detectAll,
  quotedTerms,
  readWeights,
  type Detected,
  type Weights,
} from '../text/index.js'
import { ROLES, type Statement, type TextRange } from '../text/statement.js'
import { decode, decodeHTML, linesOf, MAX_LINE_BYTES } from './bytes.js'
import { readBytes } from './read-bytes.js'
import { readPage } from './read-html.js'
import { engineFor, languageOf, setEngineOptions, unknownLanguage } from './languages.js'
import { checkLocale, isLocale, parseOptions } from './options.js'
import { Output } from './output.js'
import { fileProblem, messageOf, type Problems } from './problems.js'

interface Job {
  /** Language of documents that do not say; guessed where not given. */
  readonly lang: string | undefined
  /** Language of the reasons; the document's where not given. */
  readonly locale: Locale | undefined
  readonly output: Output
  readonly problems: Problems
}

/**
 * `detect`: the statements of articles, a JSON line each. Files that cannot be read are told, and the rest is
 * written.
 */
export async function detectCommand(args: readonly string[], problems: Problems): Promise<void> {
  const parsed = parseOptions(
    args,
    {
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
  if (!checkLocale(locale, problems) || !(await chooseEngine(parsed.values, problems))) return
  const job: Job = { lang, locale, output: new Output(process.stdout), problems }

  if (!parsed.positionals.length) return detectLines(process.stdin, 'stdin', job)
  for (const file of parsed.positionals)
    if (file === '-') await detectLines(process.stdin, 'stdin', job)
    else if (/\.(?:jsonl|ndjson)$/i.test(file)) await detectLines(createReadStream(file), file, job)
    else await detectFile(file, job)
}

/** Takes the weights and the sensitivity that were asked for; false when they cannot be taken, which is told. */
async function chooseEngine(
  { weights: file, sensitivity }: { weights?: string | undefined; sensitivity?: string | undefined },
  problems: Problems,
): Promise<boolean> {
  const number = sensitivity === undefined ? undefined : Number(sensitivity)
  if (number !== undefined && (!sensitivity?.trim() || !(number >= 0 && number <= 1))) {
    problems.tell('', `--sensitivity needs a number from 0 to 1, not "${sensitivity}"`)
    return false
  }
  const weights = file === undefined ? undefined : await weightsIn(file)
  if (typeof weights === 'string') {
    problems.tell(file ?? '', weights)
    return false
  }
  setEngineOptions({
    ...(weights ? { weights } : {}),
    ...(number === undefined ? {} : { sensitivity: number }),
  })
  return true
}

/** The weights in a file, or why they cannot be taken. */
async function weightsIn(file: string): Promise<Weights | string> {
  try {
    return readWeights(JSON.parse(await readFile(file, 'utf8')))
  } catch (error) {
    return error instanceof SyntaxError ? `not JSON: ${error.message}` : fileProblem(error)
  }
}

async function detectFile(file: string, job: Job): Promise<void> {
  const { problems, output } = job
  const bytes = await readBytes(file, problems)
  if (!bytes) return
  const isPage = isHTMLFile(file)
  const decoded = isPage ? decodeHTML(bytes) : decode(bytes)
  if ('problem' in decoded) return problems.tell(file, decoded.problem)

  const article = isPage ? readPage(decoded.text, file, problems) : null
  if (isPage && !article) return
  // A page in a language that we do not know is taken for the one asked for: `lang` is often left at its default.
  const lang = job.lang ?? languageOf(article ? articleText(article) : decoded.text)
  const engine = (article?.lang ? engineFor(article.lang) : null) ?? engineFor(lang)
  if (!engine) return problems.tell(file, unknownLanguage(lang))
  const line = attempt(file, job, () => ({
    id: file,
    ...(article ? { text: articleText(article) } : {}),
    ...exportedAll(
      article ? detectAllIn(article, engine) : detectAll(decoded.text, engine),
      reasonLocale(job, engine),
    ),
  }))
  if (line) await output.line(line)
}

/** Whether a file is read as a page, going by its name; all others are plain text. */
export function isHTMLFile(file: string): boolean {
  return /\.x?html?$/i.test(file)
}

/** The statements of an article that is in blocks already; offsets in its plain-text rendering. */
export function detectIn(article: Article, engine: Engine): readonly Statement[] {
  return detectAllIn(article, engine).statements
}

function detectAllIn(article: Article, engine: Engine): Detected {
  const starts = blockStarts(article.blocks)
  const blocks = article.blocks.map(({ text, level }, i) => ({
    analysis: engine.analyze(text, level ? 'heading' : 'paragraph'),
    start: starts[i] ?? 0,
  }))
  const statements = engine.link(blocks)
  return { statements, quotedTerms: quotedTerms(blocks, statements) }
}

async function detectLines(stream: AsyncIterable<unknown>, place: string, job: Job): Promise<void> {
  const { problems, output } = job
  try {
    for await (const { number, bytes } of linesOf(stream)) {
      if (output.isClosed) return
      const at = `${place}:${number}`
      if (!bytes) {
        problems.tell(at, `longer than ${MAX_LINE_BYTES / 1024 / 1024} MiB`)
        continue
      }
      const decoded = decode(bytes, 'utf-8')
      if ('problem' in decoded) problems.tell(at, decoded.problem)
      else if (decoded.text.trim()) {
        const line = detectLine(decoded.text, at, job)
        if (line) await output.line(line)
      }
    }
  } catch (error) {
    problems.tell(place, fileProblem(error))
  }
}

function detectLine(json: string, place: string, job: Job): object | null {
  const { problems } = job
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch (error) {
    problems.tell(place, `not JSON: ${messageOf(error)}`)
    return null
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    problems.tell(place, 'not an object with "id" and "text"')
    return null
  }
  const { id, text, lang = job.lang } = value as Readonly<Record<string, unknown>> // an object, just tested
  const faults = [
    typeof id !== 'string' && typeof id !== 'number' && `id: ${wanted('a string', id)}`,
    typeof text !== 'string' && `text: ${wanted('a string', text)}`,
    lang !== undefined && typeof lang !== 'string' && `lang: ${wanted('a string', lang)}`,
  ].filter((fault) => fault !== false)
  for (const fault of faults) problems.tell(place, fault)
  if (faults.length || typeof text !== 'string') return null
  const tag = typeof lang === 'string' ? lang : languageOf(text)
  const engine = engineFor(tag)
  if (!engine) {
    problems.tell(place, `lang: ${unknownLanguage(tag)}`)
    return null
  }
  return attempt(place, job, () => ({
    id,
    ...exportedAll(detectAll(text, engine), reasonLocale(job, engine)),
  }))
}

function wanted(type: string, value: unknown): string {
  const given =
    value === undefined
      ? 'missing'
      : value === null
        ? 'null'
        : Array.isArray(value)
          ? 'an array'
          : typeof value
  return given === 'missing' ? `missing, ${type} is needed` : `${type} is needed, not ${given}`
}

/** One document that cannot be worked on does not end the run. */
function attempt(place: string, { problems }: Job, work: () => object): object | null {
  try {
    return work()
  } catch (error) {
    problems.tell(place, `cannot be worked on: ${messageOf(error)}`)
    return null
  }
}

function reasonLocale({ locale }: Job, engine: Engine): Locale {
  return locale ?? (isLocale(engine.lang) ? engine.lang : 'en')
}

/** What was found in a document as the command line's contract has it. */
function exportedAll({ statements, quotedTerms }: Detected, locale: Locale): object {
  return {
    statements: statements.map((statement) => exported(statement, locale)),
    quotedTerms: quotedTerms.map(({ kind, ...range }) => ({ kind, range: pair(range) })),
  }
}

function exported(statement: Statement, locale: Locale): object {
  const { kind, outlet, when, chain, speakerIs, confidence, flags, reasons } = statement
  return {
    kind,
    ...Object.fromEntries(ROLES.map((role) => [role, statement[role].map(pair)])),
    outlet,
    when: when && pair(when),
    speakerIs,
    chain: chain.map((link) => ({ mention: pair(link.mention), speakerIs: link.speakerIs })),
    confidence,
    flags,
    reasons: reasons.map((reason) => describeReason(reason, locale)),
  }
}

function pair({ start, end }: TextRange): readonly [number, number] {
  return [start, end]
}
