/** `train`: annotated articles in, weights for a language pack out. */
import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import { readDocument, type Document } from '../train/corpus.js'
import { DEFAULTS, train } from '../train/train.js'
import { decodeLine, inUTF8, linesOf, lineTooLong } from './bytes.js'
import { packFor, unknownLanguage } from './languages.js'
import { parseOptions } from './options.js'
import { Output, writeWhole } from './output.js'
import { fileProblem, messageOf, type Place, type Problems } from './problems.js'
import { reading } from './reading.js'
import { RunProgress, totalSize } from './progress.js'

/** `train`: weights for a language pack from articles that somebody has annotated. */
export async function trainCommand(args: readonly string[], problems: Problems): Promise<void> {
  const parsed = parseOptions(
    args,
    {
      dev: { type: 'string', multiple: true },
      l1: { type: 'string' },
      l2: { type: 'string' },
      lang: { type: 'string' },
      notice: { type: 'string' },
      output: { type: 'string', short: 'o' },
      seed: { type: 'string' },
    },
    problems,
  )
  if (!parsed) return
  const { values, positionals } = parsed
  if (!positionals.length) return problems.tell('', 'train needs a CORPUS.jsonl (see --help)')
  const numbers = { l1: DEFAULTS.l1 as number, l2: DEFAULTS.l2 as number, seed: DEFAULTS.seed as number }
  for (const name of ['l1', 'l2', 'seed'] as const) {
    const given = values[name]
    if (given === undefined) continue
    numbers[name] = Number(given)
    if (!given.trim() || !(numbers[name] >= 0 && numbers[name] < 1e9))
      return problems.tell('', `--${name} needs a number from 0, not "${given}"`)
  }

  const documents = await readAll(positionals, problems)
  const development = values.dev ? await readAll(values.dev, problems) : undefined
  if (problems.exitCode) return problems.note('', 'nothing trained: mend the lines named above')
  const lang = values.lang ?? documents.find((document) => document.lang)?.lang ?? 'de'
  const pack = packFor(lang)
  if (!pack) return problems.tell('', unknownLanguage(lang))
  const other = [...documents, ...(development ?? [])].find((d) => d.lang && packFor(d.lang) !== pack)
  if (other) return problems.tell(other.id, `is in "${other.lang}", the weights are for "${pack.lang}"`)

  let weights
  try {
    weights = train(documents, pack, {
      ...numbers,
      ...(development ? { development } : {}),
      notice:
        values.notice ??
        `Trained on ${documents.length} articles of ${positionals.map((file) => basename(file)).join(', ')}.`,
      onStep: (line) => problems.note('', line),
    })
  } catch (error) {
    return problems.tell('', messageOf(error))
  }
  const isModule = values.output?.endsWith('.ts') ?? false
  const json = isModule ? asModule(weights) : `${JSON.stringify(weights, null, 2)}\n`
  if (values.output === undefined) return new Output(process.stdout).text(json)
  try {
    await writeWhole(values.output, json)
  } catch (error) {
    problems.lost(values.output, `cannot be written: ${fileProblem(error)}`)
  }
}

/** As a module of a language pack. */
function asModule(weights: object): string {
  return `/** Made by \`npm run train\`; the notice says from what. */
import type { Weights } from '../../text/weights.js'

// prettier-ignore
export const WEIGHTS: Weights = ${JSON.stringify(weights, null, 2)}
`
}

async function readAll(files: readonly string[], problems: Problems): Promise<readonly Document[]> {
  const documents: Document[] = []
  const total = await totalSize(files)
  const progress = new RunProgress(problems.statusLine, { name: 'train: read', total })
  for (const file of files) {
    try {
      for await (const { number, bytes } of linesOf(inUTF8(createReadStream(file)), reading().maxLine)) {
        const place = { file, line: number }
        progress.advance({ records: 1, bytes: (bytes?.length ?? reading().maxLine) + 1 })
        const document = readLine(bytes, place, problems)
        if (document?.complete) documents.push(document)
        else if (document) problems.note(place, 'passed over: not complete')
      }
    } catch (error) {
      problems.tell(file, fileProblem(error))
    }
  }
  progress.end()
  return documents
}

function readLine(bytes: Uint8Array | null, place: Place, problems: Problems): Document | null {
  if (!bytes) {
    problems.tell(place, lineTooLong(reading().maxLine))
    return null
  }
  const decoded = decodeLine(bytes)
  if ('problem' in decoded) {
    problems.tell(place, decoded.problem)
    return null
  }
  if (!decoded.text.trim()) return null
  let value: unknown
  try {
    value = JSON.parse(decoded.text)
  } catch (error) {
    problems.tell(place, `not JSON: ${messageOf(error)}`)
    return null
  }
  const document = readDocument(value)
  if (!Array.isArray(document)) return document as Document // the other case is the list of faults
  for (const fault of document as readonly string[]) problems.tell(place, fault)
  return null
}
