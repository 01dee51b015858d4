/**
 * What is done with each line of an archive. It reads and writes nothing, so that it works the same in any
 * thread: settings and lines come as data, and so does what there is to write and to tell.
 */
import * as v from 'valibot'
import { articleText, type Article } from '../model/article.js'
import { parseDossier } from '../model/dossier.js'
import type { Locale } from '../model/labels.js'
import { decode, LINE_TOO_LONG, linesIn, type LineBatch } from './bytes.js'
import { checkByPolicy, checkJSON, POLICIES } from './check-answer.js'
import { foundInText } from './detection.js'
import { articleOfText, placedDossier, tellAll } from './inputs.js'
import { engineFor, languageOf, unknownLanguage, type EngineChoice } from './languages.js'
import { localeFor } from './options.js'
import { messageOf, Minutes, type Listener, type Said } from './problems.js'
import { readHTML } from './read-html.js'

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
  /** A name in POLICIES. */
  readonly policy: string
}

/** All that a thread must know beside the lines; plain data. */
export type Settings = DetectSettings | CheckSettings

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
  for (const { number, bytes } of linesIn(task)) {
    const place = `${task.source}:${number}`
    const record = readRecord(bytes, place, minutes)
    const result = record && attempt(place, minutes, () => answerOne(record, place, settings, minutes))
    if (result) text += `${JSON.stringify(result)}\n`
  }
  return { bytes: new TextEncoder().encode(text), said: minutes.said }
}

/** One document that cannot be worked on does not end the run. */
export function attempt(place: string, listener: Listener, work: () => object | null): object | null {
  try {
    return work()
  } catch (error) {
    listener.tell(place, `cannot be worked on: ${messageOf(error)}`)
    return null
  }
}

type JSONObject = Readonly<Record<string, unknown>>

function readRecord(bytes: Uint8Array | null, place: string, listener: Listener): JSONObject | null {
  const tell = (message: string): null => {
    listener.tell(place, message)
    return null
  }
  if (!bytes) return tell(LINE_TOO_LONG)
  const decoded = decode(bytes, 'utf-8')
  if ('problem' in decoded) return tell(decoded.problem)
  if (!decoded.text.trim()) return null
  let value: unknown
  try {
    value = JSON.parse(decoded.text)
  } catch (error) {
    return tell(`not JSON: ${messageOf(error)}`)
  }
  return isObject(value) ? value : tell('not an object with "id" and "text"')
}

function isObject(value: unknown): value is JSONObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function answerOne(record: JSONObject, place: string, settings: Settings, listener: Listener): object | null {
  const { id } = record
  const faults = [
    typeof id !== 'string' && typeof id !== 'number' && `id: ${wanted('a string', id)}`,
    ...(settings.command === 'detect' ? textFaults(record) : []),
    record.lang !== undefined &&
      typeof record.lang !== 'string' &&
      `lang: ${wanted('a string', record.lang)}`,
  ].filter((fault) => fault !== false)
  for (const fault of faults) listener.tell(place, fault)
  if (faults.length) return null
  const found =
    settings.command === 'detect'
      ? detectRecord(record, place, settings, listener)
      : checkRecord(record, place, settings, listener)
  return found && { id, ...found }
}

function textFaults({ text }: JSONObject): readonly (string | false)[] {
  return [typeof text !== 'string' && `text: ${wanted('a string', text)}`]
}

function detectRecord(
  { text, lang = undefined }: JSONObject,
  place: string,
  settings: DetectSettings,
  listener: Listener,
): object | null {
  if (typeof text !== 'string') return null
  const tag = typeof lang === 'string' ? lang : (settings.lang ?? languageOf(text))
  const engine = engineFor(tag, settings.engine)
  if (engine) return foundInText(text, engine, settings.locale)
  listener.tell(place, `lang: ${unknownLanguage(tag)}`)
  return null
}

function checkRecord(
  record: JSONObject,
  place: string,
  settings: CheckSettings,
  listener: Listener,
): object | null {
  const article = readArticleOf(record, place, settings, listener)
  if (!article) return null
  const parsed = parseDossier(record.annotations)
  if (!parsed.ok) {
    tellAll(
      parsed.problems.map(({ path, message }) => ({
        path: path ? `annotations.${path}` : 'annotations',
        message,
      })),
      place,
      listener,
    )
    return null
  }
  for (const { path, message } of parsed.mended ?? []) listener.note(`${place}: annotations.${path}`, message)
  const dossier = placedDossier(parsed.value, { file: place, article, problems: listener })
  const check = checkByPolicy(dossier, POLICIES[settings.policy])
  if (check.outcome === 'blocks') listener.refuted()
  return checkJSON({ article, dossier }, check, { locale: localeFor(settings.locale, article.lang) })
}

const articleSchema = v.union(
  [
    v.pipe(v.string(), v.transform(articleOfText)),
    v.pipe(
      v.object({ html: v.string() }),
      v.transform(({ html }) => readHTML(html).article),
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
  place: string,
  settings: CheckSettings,
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

function wanted(type: string, value: unknown): string {
  if (value === undefined) return `missing, ${type} is needed`
  const given = value === null ? 'null' : Array.isArray(value) ? 'an array' : typeof value
  return `${type} is needed, not ${given}`
}
