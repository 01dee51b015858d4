/**
 * Detection measured against gold corpora.
 *
 *   npm run evaluate -- GOLD.jsonl [--lang TAG] [--errors N] [--html FILE]
 *                       [--rules | --weights FILE] [--sensitivity N]
 *   npm run evaluate -- --table GOLD.jsonl…
 *
 * Runs the engine of each document's `lang` (else of --lang, else the German one) on it and hands the
 * result to the scorer at ../shared/eval/score.mjs, which prints the figures (and N errors). `--rules`
 * leaves the trained weights out, `--weights` takes others. FILE is a page to read the errors in; it is
 * written without the scorer, too. `--table` prints the rules alone and the shipped weights side by side.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { packFor, unknownLanguage } from '../../src/cli/languages.js'
import {
  createEngine,
  detect,
  readWeights,
  ROLES,
  type Engine,
  type EngineOptions,
  type Statement,
  type TextRange,
} from '../../src/text/index.js'
import { errorPage } from './error-page.js'
import { pairUp, type Found, type GoldDocument, type Range } from './pairing.js'

const SCORER = fileURLToPath(new URL('../../../shared/eval/score.mjs', import.meta.url))
const USAGE =
  'usage: npm run evaluate -- GOLD.jsonl [--lang TAG] [--errors N] [--html FILE] [--rules | --weights FILE] [--sensitivity N], or --table GOLD.jsonl…'

const { files, lang, errors, html, table, options } = argumentsOf()
for (const file of files) if (!existsSync(file)) stop(`no such file: ${file}`)
if ((table || !html) && !existsSync(SCORER)) stop(`the scorer is not there: ${SCORER}`)
if (table) printTable()
else evaluate(files[0]!)

function evaluate(gold: string): void {
  const documents = read(gold)
  const began = performance.now()
  const found = run(documents, options)
  const tookMs = performance.now() - began
  if (existsSync(SCORER)) process.stdout.write(scored(gold, found, errors))
  else console.error(`the scorer is not there, so no figures: ${SCORER}`)
  if (html !== undefined) {
    const pairs = documents.map((document, i) => pairUp(document, found[i]?.statements ?? []))
    writeFileSync(html, errorPage(pairs, basename(gold)))
    console.log(`errors to read: ${html}`)
  }
  console.log(`${documents.length} documents in ${tookMs.toFixed(0)} ms`)
}

/** As the README has it. */
function printTable(): void {
  const kinds = ['direct', 'indirect', 'reported', 'freeindirect', 'indirectfreeindirect']
  const columns = [
    'quote F1',
    'joint F1',
    'direct',
    'indirect',
    'reported',
    'hearsay',
    'Konjunktiv runs',
    'speaker right',
  ]
  console.log(`| corpus | engine | ${columns.join(' | ')} |`)
  console.log(`| --- | --- |${' --- |'.repeat(columns.length)}`)
  for (const gold of files) {
    const documents = read(gold)
    for (const [engine, chosen] of [
      ['rules', { weights: null }],
      ['rules and model', {}],
    ] as const) {
      const output = scored(gold, run(documents, chosen))
      const figure = (pattern: RegExp): number => Number(pattern.exec(output)?.[1] ?? NaN)
      const share = figure(/^attributed .* R +([\d.]+)/m) / figure(/^found .* R +([\d.]+)/m)
      const cells = [
        figure(/^macro quote .* F1 +([\d.]+)/m).toFixed(1),
        figure(/^macro joint .* F1 +([\d.]+)/m).toFixed(1),
        ...kinds.map((kind) => {
          const found = figure(new RegExp(`^ +${kind} .* found +([\\d.]+)`, 'm'))
          return Number.isNaN(found) ? '' : `${found.toFixed(0)} %`
        }),
        `${(100 * share).toFixed(0)} %`,
      ]
      console.log(
        `| ${basename(dirname(gold))} ${basename(gold, '.jsonl')} | ${engine} | ${cells.join(' | ')} |`,
      )
    }
  }
}

function read(gold: string): readonly GoldDocument[] {
  return readFileSync(gold, 'utf8')
    .split('\n')
    .filter((line) => line.trim())
    .map((line) => JSON.parse(line) as GoldDocument) // a gold file, which the scorer reads the same way
}

interface Prediction {
  readonly id: string
  readonly statements: readonly Found[]
}

function run(documents: readonly GoldDocument[], chosen: EngineOptions): readonly Prediction[] {
  const engines = new Map<string, Engine>()
  return documents.map((document) => {
    const tag = document.lang || lang
    const pack = packFor(tag) ?? stop(`${document.id}: ${unknownLanguage(tag)}`)
    const engine = engines.get(pack.lang) ?? createEngine(pack, chosen)
    engines.set(pack.lang, engine)
    return { id: document.id, statements: detect(document.text, engine).map(asRecord) }
  })
}

/** What the scorer prints. */
function scored(gold: string, found: readonly Prediction[], errors?: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'evaluate-'))
  try {
    const predicted = join(folder, 'predicted.jsonl')
    writeFileSync(predicted, found.map((line) => JSON.stringify(line)).join('\n'))
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [SCORER, gold, predicted, ...(errors === undefined ? [] : ['--errors', errors])],
      { encoding: 'utf8', maxBuffer: 1e8 },
    )
    if (status !== 0) stop(stderr)
    return stdout
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function argumentsOf() {
  try {
    const { positionals, values } = parseArgs({
      allowPositionals: true,
      options: {
        errors: { type: 'string' },
        html: { type: 'string' },
        lang: { type: 'string' },
        rules: { type: 'boolean' },
        sensitivity: { type: 'string' },
        table: { type: 'boolean' },
        weights: { type: 'string' },
      },
    })
    const isChosen = values.rules || values.weights !== undefined || values.sensitivity !== undefined
    if (!positionals.length || (positionals.length > 1 && !values.table) || (values.table && isChosen))
      return stop(USAGE)
    const weights =
      values.weights === undefined ? undefined : readWeights(JSON.parse(readFileSync(values.weights, 'utf8')))
    if (typeof weights === 'string') return stop(weights)
    const options: EngineOptions = {
      ...(values.rules ? { weights: null } : weights ? { weights } : {}),
      ...(values.sensitivity === undefined ? {} : { sensitivity: Number(values.sensitivity) }),
    }
    return {
      files: positionals,
      lang: values.lang ?? 'de',
      errors: values.errors,
      html: values.html,
      table: values.table ?? false,
      options,
    }
  } catch (error) {
    return stop(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`)
  }
}

function asRecord(statement: Statement): Found {
  const pairs = (ranges: readonly TextRange[]): readonly Range[] =>
    ranges.map(({ start, end }) => [start, end] as const)
  const rule = statement.reasons[0]?.rule
  return {
    kind: statement.kind,
    ...Object.fromEntries(ROLES.map((role) => [role, pairs(statement[role])])),
    ...(rule === undefined ? {} : { rule }),
    confidence: statement.confidence,
  }
}

function stop(message: string): never {
  console.error(message)
  process.exit(2)
}
