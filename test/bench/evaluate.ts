/**
 * Detection measured against a gold corpus.
 *
 *   npm run evaluate -- GOLD.jsonl [--lang TAG] [--errors N] [--html FILE]
 *
 * Runs the engine of each document's `lang` (else of --lang, else the German one) on it and hands the
 * result to the scorer at ../shared/eval/score.mjs, which prints the figures (and N errors). FILE is a
 * page to read the errors in; it is written without the scorer, too.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { engineFor, unknownLanguage } from '../../src/cli/languages.js'
import { detect, ROLES, type Statement, type TextRange } from '../../src/text/index.js'
import { errorPage } from './error-page.js'
import { pairUp, type Found, type GoldDocument, type Range } from './pairing.js'

const SCORER = fileURLToPath(new URL('../../../shared/eval/score.mjs', import.meta.url))
const USAGE = 'usage: npm run evaluate -- GOLD.jsonl [--lang TAG] [--errors N] [--html FILE]'

const { gold, lang, errors, html } = argumentsOf()
if (!existsSync(gold)) stop(`no such file: ${gold}`)
if (!html && !existsSync(SCORER)) stop(`the scorer is not there: ${SCORER}`)

const began = performance.now()
const documents = readFileSync(gold, 'utf8')
  .split('\n')
  .filter((line) => line.trim())
  .map((line) => JSON.parse(line) as GoldDocument) // a gold file, which the scorer reads the same way
const found = documents.map((document) => {
  const tag = document.lang || lang
  const engine = engineFor(tag) ?? stop(`${document.id}: ${unknownLanguage(tag)}`)
  return detect(document.text, engine).map(asRecord)
})
const tookMs = performance.now() - began

if (existsSync(SCORER)) {
  const folder = mkdtempSync(join(tmpdir(), 'evaluate-'))
  try {
    const predicted = join(folder, 'predicted.jsonl')
    writeFileSync(
      predicted,
      documents.map(({ id }, i) => JSON.stringify({ id, statements: found[i] })).join('\n'),
    )
    const options = errors === undefined ? [] : ['--errors', errors]
    const { status } = spawnSync(process.execPath, [SCORER, gold, predicted, ...options], {
      stdio: 'inherit',
    })
    process.exitCode = status ?? 1
  } finally {
    rmSync(folder, { recursive: true })
  }
} else console.error(`the scorer is not there, so no figures: ${SCORER}`)
if (html !== undefined) {
  const pairs = documents.map((document, i) => pairUp(document, found[i] ?? []))
  writeFileSync(html, errorPage(pairs, basename(gold)))
  console.log(`errors to read: ${html}`)
}
console.log(`${documents.length} documents in ${tookMs.toFixed(0)} ms`)

function argumentsOf() {
  try {
    const { positionals, values } = parseArgs({
      allowPositionals: true,
      options: { errors: { type: 'string' }, html: { type: 'string' }, lang: { type: 'string' } },
    })
    const [gold, more] = positionals
    if (!gold || more !== undefined) return stop(USAGE)
    return { gold, lang: values.lang ?? 'de', errors: values.errors, html: values.html }
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
