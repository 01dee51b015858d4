/**
 * Runs every part of the tests, one after the other, and ends with one line
 * "N passed, N failed" over all of them. A check without single tests (types,
 * lint …) counts as one. `node test/run.mjs types lint` runs those parts only.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findFirefox, findWebKit } from './support/find-browser.mjs'

const nodeTests = (...folders) => [
  process.execPath,
  '--import',
  'tsx',
  '--test',
  '--test-reporter=spec',
  '--test-reporter-destination=stdout',
  '--test-reporter=./test/support/node-count.mjs',
  '--test-reporter-destination=COUNTS',
  ...folders.flatMap(testsIn),
]

/** Node 20 takes no globs. */
function testsIn(folder) {
  const path = join('test', folder)
  if (!existsSync(path)) return []
  return readdirSync(path, { recursive: true })
    .filter((file) => file.endsWith('.test.ts'))
    .sort()
    .map((file) => join(path, file))
}

const parts = {
  types: [
    ['npx', 'tsc', '-p', '.'],
    ['npx', 'tsc', '-p', 'tsconfig.pure.json'],
  ],
  lint: [['npm', 'run', '--silent', 'lint']],
  format: [['npm', 'run', '--silent', 'format:check']],
  node: [nodeTests('text', 'train', 'model', 'report', 'cli', 'laws', 'bench')],
  build: [
    ['npm', 'run', '--silent', 'build'],
    ['npm', 'run', '--silent', 'build:demo'],
  ],
  package: [['npm', 'run', '--silent', 'check:package'], nodeTests('package')],
  browser: [['npx', 'wtr']],
  firefox: [['npx', 'wtr', '--config', 'test/browsers/firefox.config.mjs']],
  webkit: [[process.execPath, 'test/browsers/webkit.mjs']],
  demo: [nodeTests('demo')],
}

/** Parts that need what not every machine has; there they are skipped, and say so. */
const missing = {
  firefox: () =>
    !findFirefox() && 'Firefox is not installed; apt-get install firefox-esr, or set FIREFOX_PATH',
  webkit: () =>
    !findWebKit() &&
    'WebKitGTK is not installed; apt-get install webkit2gtk-driver xvfb, or set WEBKIT_MINIBROWSER as well',
}

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !(name in parts))
if (unknown.length) {
  console.error(`no such part: ${unknown.join(', ')}; there are ${Object.keys(parts).join(', ')}`)
  process.exit(2)
}

const folder = mkdtempSync(join(tmpdir(), 'attribution-test-'))
const sum = { passed: 0, failed: 0, skipped: 0 }
const failedParts = new Set()

for (const [name, commands] of Object.entries(parts)) {
  if (wanted.length && !wanted.includes(name)) continue
  const why = missing[name]?.()
  if (why) {
    console.log(`\n── ${name} ${'─'.repeat(60 - name.length)}\n${name}: skipped. ${why}`)
    sum.skipped++
    continue
  }
  for (const [i, command] of commands.entries()) {
    const started = Date.now()
    console.log(`\n── ${name} ${'─'.repeat(60 - name.length)}`)
    const counts = run(command, join(folder, `${name}-${i}.json`))
    for (const key of Object.keys(sum)) sum[key] += counts[key]
    if (counts.failed) failedParts.add(name)
    console.log(
      `${name}: ${counts.passed} passed, ${counts.failed} failed (${((Date.now() - started) / 1000).toFixed(1)} s)`,
    )
  }
}
rmSync(folder, { recursive: true, force: true })

if (failedParts.size) console.log(`\nfailed: ${[...failedParts].join(', ')}`)
console.log(`\n${sum.passed} passed, ${sum.failed} failed${sum.skipped ? `, ${sum.skipped} skipped` : ''}`)
process.exitCode = sum.failed ? 1 : 0

/** Runs one command; its own counts where it writes any, else the exit code as one check. */
function run(command, countsFile) {
  const [program, ...args] = command.map((word) => word.replace('COUNTS', countsFile))
  const { status, error } = spawnSync(program, args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, TEST_COUNTS: countsFile },
    shell: process.platform === 'win32',
  })
  if (error) console.error(error.message)
  const counts = read(countsFile)
  if (!counts) return { passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1, skipped: 0 }
  if (status !== 0 && !counts.failed) counts.failed++ // it broke outside its tests
  if (status === 0 && !counts.passed) counts.failed++ // nothing ran
  return counts
}

function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return null
  }
}
