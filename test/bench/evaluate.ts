/**
 * Detection measured against a gold corpus.
 *
 *   npm run evaluate -- GOLD.jsonl [--lang TAG] [--errors N]
 *
 * Runs the engine of each document's `lang` (else of --lang, else the German one) on it and hands the result to the scorer at
 * ../shared/eval/score.mjs, which prints the figures (and N errors).
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { engineFor, unknownLanguage } from '../../src/cli/languages.js'
import { detect, ROLES, type Engine, type Statement } from '../../src/text/index.js'

const SCORER = fileURLToPath(new URL('../../../shared/eval/score.mjs', import.meta.url))

const [gold, ...options] = process.argv.slice(2)
const langAt = options.indexOf('--lang')
const fallback = langAt < 0 ? 'de' : (options.splice(langAt, 2)[1] ?? '')
if (!gold) stop('usage: npm run evaluate -- GOLD.jsonl [--lang TAG] [--errors N]')
if (!existsSync(gold)) stop(`no such file: ${gold}`)
if (!existsSync(SCORER)) stop(`the scorer is not there: ${SCORER}`)

const folder = mkdtempSync(join(tmpdir(), 'evaluate-'))
try {
  const predicted = join(folder, 'predicted.jsonl')
  const began = performance.now()
  const lines = readFileSync(gold, 'utf8')
    .split('\n')
    .filter((line) => line.trim())
    .map((line) => JSON.parse(line) as { id: string; text: string; lang?: string })
    .map(({ id, text, lang }) =>
      JSON.stringify({ id, statements: detect(text, engine(lang ?? fallback)).map(asRecord) }),
    )
  const tookMs = performance.now() - began
  writeFileSync(predicted, lines.join('\n'))
  const { status } = spawnSync(process.execPath, [SCORER, gold, predicted, ...options], { stdio: 'inherit' })
  console.log(`${lines.length} documents in ${tookMs.toFixed(0)} ms`)
  process.exitCode = status ?? 1
} finally {
  rmSync(folder, { recursive: true })
}

function engine(tag: string): Engine {
  return engineFor(tag) ?? stop(unknownLanguage(tag))
}

function asRecord(statement: Statement): unknown {
  return {
    kind: statement.kind,
    ...Object.fromEntries(ROLES.map((role) => [role, statement[role].map(({ start, end }) => [start, end])])),
    rule: statement.reasons[0]?.rule,
  }
}

function stop(message: string): never {
  console.error(message)
  process.exit(2)
}
