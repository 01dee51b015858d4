/**
 * What is done with each line of an archive. It reads and writes nothing, so that it works the same in any
 * thread: settings and lines come as data, and so does what there is to write and to tell.
 */
import * as v from 'valibot'
import { articleText, type Article } from '../model/article.js'
import { toCorpus, type CorpusLine } from '../model/corpus.js'
import type { Dossier, Problem } from '../model/dossier.js'
import { isObject } from '../model/foreign.js'
import type { Locale } from '../model/labels.js'
import { decodeLine, linesIn, lineTooLong, type LineBatch } from './bytes.js'
import { checkByPolicy, checkJSON } from './check-answer.js'
import { foundInText } from './detection.js'
import { articleOfText, parseAnnotationsOn, placedIn, soundOf, tellAll } from './inputs.js'
import { engineFor, languageOf, unknownLanguage, type EngineChoice } from './languages.js'
import { localeFor } from './options.js'
import { policyOf, type HouseRules } from './policy.js'
import { messageOf, Minutes, type Listener, type Place, type Said, type Somewhere } from './problems.js'
import { readHTML } from './read-html.js'
import { chosenSelector, reading, whyTooLong, type Reading } from './reading.js'

/** How statements are looked for. */
export interface DetectSettings {
  readonly command: 'detect'
  /** Language of documents that do not say; guessed where not given. */
  readonly lang: string | undefined
  /** Language of the reasons; the document's where not given. */
  readonly locale: Locale | undefined
  readonly engine: EngineChoice
}

/** How articles are held against the rules. */
export interface CheckSettings {
  readonly command: 'check'
  /** Language of articles that do not say; guessed where not given. */
  readonly lang: string | undefined
  /** Language of the answers; the article's where not given. */
  readonly locale: Locale | undefined
  readonly rules: HouseRules
}

/** What becomes a line to train on. */
export interface CorpusSettings {
  readonly command: 'corpus'
  /** Language of articles that do not say; guessed where not given. */
  readonly lang: string | undefined
  /** Take what nobody has touched for accepted. */
  readonly includeUntouched: boolean
  /** Write no line of which something is not looked at. */
  readonly completeOnly: boolean
}

/** What is done with a record; plain data. */
export type Settings = DetectSettings | CheckSettings | CorpusSettings

/** All that a thread must know beside the lines; plain data. */
export interface ThreadData {
  readonly settings: Settings
  readonly reading: Reading
}

/** Lines to work on, with the name of what they are from. */
export interface Task extends Pick<LineBatch, 'first' | 'count' | 'bytes'> {
  readonly source: string
}

/** What has become of a task. */
export interface Answer {
  /** Lines in UTF-8, one for each good record. */
  readonly bytes: Uint8Array
  readonly said: readonly Said[]
}

/** The lines that answer those of the task, in their order. */
export function answer(task: Task, settings: Settings): Answer {
  const minutes = new Minutes()
  let text = ''
  for (const { number, bytes } of linesIn(task, reading().maxLine)) {
    const place = { file: task.source, line: number }
    const result = attempt(place, minutes, () => {
      const record = readRecord(bytes, place, settings, minutes)
      return record && answerOne(record, place, settings, minutes)
    })
    if (result) text += `${JSON.stringify(result)}\n`
  }
  return { bytes: new TextEncoder().encode(text), said: minutes.said }
}

/** One document that cannot be worked on does not end the run. */
export function attempt(place: Somewhere, listener: Listener, work: () => object | null): object | null {
  try {
    return work()
  } catch (error) {
    listener.tell(place, `cannot be worked on: ${messageOf(error)}`)
    return null
  }
}

type JSONObject = Readonly<Record<string, unknown>>

/** What a record of each command must have. */
const WANTED = {
  detect: '"id" and "text"',
  check: '"id", "article" and "annotations"',
  corpus: '"id", "article" and "annotations"',
} as const satisfies Readonly<Record<Settings['command'], string>>

function readRecord(
  bytes: Uint8Array | null,
  place: Place,
  { command }: Settings,
  listener: Listener,
): JSONObject | null {
  const tell = (message: string): null => {
    listener.tell(place, message)
    return null
  }
  if (!bytes) return tell(lineTooLong(reading().maxLine))
  const decoded = decodeLine(bytes)
  if ('problem' in decoded) return tell(decoded.problem)
  if (!decoded.text.trim()) return null
  let value: unknown
  try {
    value = JSON.parse(decoded.text)
  } catch (error) {
    return tell(`not JSON: ${messageOf(error)}`)
  }
  return isObject(value) ? value : tell(`not an object with ${WANTED[command]}`)
}

function answerOne(record: JSONObject, place: Place, settings: Settings, listener: Listener): object | null {
  const { id, text, lang } = record
  const faults: Problem[] = []
  if (typeof id !== 'string' && typeof id !== 'number') faults.push(wanted('id', 'a string', id))
  if (settings.command === 'detect' && typeof text !== 'string') faults.push(wanted('text', 'a string', text))
  if (lang !== undefined && typeof lang !== 'string') faults.push(wanted('lang', 'a string', lang))
  tellAll(faults, place, listener)
  if (faults.length) return null
  const found = answerSound(record, place, settings, listener)
  // A line of a corpus has a text for its id, also where the record has a number.
  return found && { id, ...found }
}

function answerSound(
  record: JSONObject,
  place: Place,
  settings: Settings,
  listener: Listener,
): object | null {
  if (settings.command === 'detect') return detectRecord(record, place, settings, listener)
  const input = deskIn(record, place, settings, listener)
  if (!input) return null
  return settings.command === 'check'
    ? checkRecord(input, settings, listener)
    : corpusLineOf(input, { ...settings, id: String(record.id), place }, listener)
}

function detectRecord(
  { text, lang = undefined }: JSONObject,
  place: Place,
  settings: DetectSettings,
  listener: Listener,
): object | null {
  if (typeof text !== 'string') return null
  const why = whyTooLong(text.length)
  if (why) {
    listener.tell({ ...place, path: 'text' }, why)
    return null
  }
  const tag = typeof lang === 'string' ? lang : (settings.lang ?? languageOf(text))
  const engine = engineFor(tag, settings.engine)
  if (engine) return foundInText(text, engine, settings.locale)
  listener.tell({ ...place, path: 'lang' }, unknownLanguage(tag))
  return null
}

/** An article, and what the desk knows of it. */
export interface Desk {
  readonly article: Article
  readonly dossier: Dossier
}

function checkRecord(
  { article, dossier }: Desk,
  { locale, rules }: CheckSettings,
  listener: Listener,
): object {
  const check = checkByPolicy(dossier, policyOf(rules))
  if (check.outcome === 'blocks') listener.refuted()
  return checkJSON({ article, dossier }, check, { locale: localeFor(locale, article.lang) })
}

/** The line to train on; null where it is not complete and only complete ones are wanted. What it leaves out is told. */
export function corpusLineOf(
  { article, dossier }: Desk,
  {
    id,
    place,
    includeUntouched,
    completeOnly,
  }: Omit<CorpusSettings, 'command' | 'lang'> & { readonly id: string; readonly place: Somewhere },
  listener: Listener,
): CorpusLine | null {
  const line = toCorpus(article, dossier.annotations, { id, includeUntouched })
  const why = shortfall(line)
  if (why) listener.note(place, why)
  return completeOnly && !line.complete ? null : line
}

/** What the line leaves out and whether that makes it incomplete, in words; empty when there is nothing to say. */
function shortfall({ complete, leftOut }: CorpusLine): string {
  const counts = Object.entries(leftOut)
    .filter(([, count]) => count > 0)
    .map(([why, count]) => `${count} ${why}`)
  const out = counts.length ? `left out: ${counts.join(', ')}` : ''
  return [out, complete ? '' : 'not complete'].filter(Boolean).join('; ')
}

function deskIn(
  record: JSONObject,
  place: Place,
  settings: CheckSettings | CorpusSettings,
  listener: Listener,
): Desk | null {
  const article = readArticleOf(record, place, settings, listener)
  if (!article) return null
  const { annotations } = record
  const parsed = parseAnnotationsOn(article, annotations)
  const under = ({ path, message }: Problem): Problem => ({
    path: !path || path.startsWith('[') ? `annotations${path}` : `annotations.${path}`,
    message,
  })
  const read = soundOf(
    parsed.ok
      ? { ...parsed, ...(parsed.mended && { mended: parsed.mended.map(under) }) }
      : { ok: false, problems: parsed.problems.map((own) => ({ ...own, ...under(own) })) },
    place,
    listener,
  )
  return read && { article, dossier: placedIn(read, { file: place, article, problems: listener }) }
}

const articleSchema = v.union(
  [
    v.pipe(v.string(), v.transform(articleOfText)),
    v.pipe(
      v.object({ html: v.string() }),
      v.transform(({ html }) => readHTML(html, { selector: chosenSelector() }).article),
    ),
    v.object({
      title: v.optional(v.string(), ''),
      lang: v.optional(v.string(), ''),
      blocks: v.array(
        v.object({
          level: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(6)), 0),
          text: v.string(),
        }),
      ),
    }),
  ],
  'must be a text, {"html"} or {"title","lang","blocks":[{"level","text"}]}',
)

/** The record's own article, else the one that its export holds. */
function readArticleOf(
  { article, annotations, lang }: JSONObject,
  place: Place,
  settings: CheckSettings | CorpusSettings,
  listener: Listener,
): Article | null {
  const own = article ?? (isObject(annotations) ? annotations.article : undefined)
  const parsed = v.safeParse(articleSchema, own)
  if (!parsed.success) {
    tellAll([{ path: 'article', message: parsed.issues[0].message }], place, listener)
    return null
  }
  const said = typeof lang === 'string' ? lang : parsed.output.lang
  return { ...parsed.output, lang: said || settings.lang || languageOf(articleText(parsed.output)) }
}

function wanted(path: string, type: string, value: unknown): Problem {
  if (value === undefined) return { path, message: `missing, ${type} is needed` }
  const given = value === null ? 'null' : Array.isArray(value) ? 'an array' : typeof value
  return { path, message: `${type} is needed, not ${given}` }
}
