/**
 * Runs every part of the tests, two at a time, since browsers wait much, and ends with
 * one line "N passed, N failed" over all of them. A check without single tests (types,
 * lint …) counts as one. `node test/run.mjs types lint` runs those parts only.
 *
 * Two parts at a time are a load under which a browser may be late. A file with a failure runs once more, alone, when
 * all else is done: what passes then is named as unsteady and counted as passed, what fails twice has failed.
 */
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { findFirefox, findWebKit } from './support/find-browser.mjs'

const NODE_TEST = [
  process.execPath,
  '--import',
  'tsx',
  '--test',
  '--test-reporter=spec',
  '--test-reporter-destination=stdout',
  '--test-reporter=./test/support/node-count.mjs',
  '--test-reporter-destination=COUNTS',
]

const nodeTests = (...folders) => [...NODE_TEST, ...folders.flatMap(testsIn)]

/** Node 20 takes no globs. */
function testsIn(folder) {
  const path = join('test', folder)
  if (!existsSync(path)) return []
  return readdirSync(path, { recursive: true })
    .filter((file) => file.endsWith('.test.ts'))
    .sort()
    .map((file) => join(path, file))
}

/** In the order in which they begin: the build, which others wait for, then the longest first. */
const parts = {
  build: [
    ['npm', 'run', '--silent', 'build'],
    ['npm', 'run', '--silent', 'build:demo'],
  ],
  browser: [['npx', 'wtr']],
  webkit: [[process.execPath, 'test/browsers/webkit.mjs']],
  firefox: [['npx', 'wtr', '--config', 'test/browsers/firefox.config.mjs']],
  demo: [nodeTests('demo')],
  consumers: [nodeTests('consumers')],
  guide: [['npx', 'vitepress', 'build', 'docs'], nodeTests('guide')],
  node: [
    nodeTests('text', 'train', 'model', 'report', 'cli', 'collab', 'laws', 'hostile', 'bench', 'shared'),
  ],
  package: [['npm', 'run', '--silent', 'check:package'], nodeTests('package')],
  docs: [nodeTests('docs')],
  types: [
    ['npx', 'tsc', '-p', '.'],
    ['npx', 'tsc', '-p', 'tsconfig.pure.json'],
  ],
  api: [['npm', 'run', '--silent', 'docs:api', '--', '--emit', 'none']],
  format: [['npm', 'run', '--silent', 'format:check']],
  lint: [['npm', 'run', '--silent', 'lint']],
}

/** Parts that read what `build` writes. */
const needsBuild = ['demo', 'consumers', 'docs', 'guide', 'package']

/** Parts that need what not every machine has; there they are skipped, and say so. */
const missing = {
  firefox: () =>
    !findFirefox() && 'Firefox is not installed; apt-get install firefox-esr, or set FIREFOX_PATH',
  webkit: () =>
    !findWebKit() &&
    'WebKitGTK is not installed; apt-get install webkit2gtk-driver xvfb, or set WEBKIT_MINIBROWSER as well',
  consumers: () =>
    spawnSync('npm', ['ping', '--fetch-retries=0', '--fetch-timeout=10000'], { stdio: 'ignore' }).status !==
      0 && 'the npm registry does not answer, and empty projects install from there',
}

/** More files than these do not fail by chance. */
const MOST_UNSTEADY = 5

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !(name in parts))
if (unknown.length) {
  console.error(`no such part: ${unknown.join(', ')}; there are ${Object.keys(parts).join(', ')}`)
  process.exit(2)
}

const folder = mkdtempSync(join(tmpdir(), 'attribution-test-'))
const sum = { passed: 0, failed: 0, skipped: 0 }
const failures = []

const names = Object.keys(parts).filter((name) => !wanted.length || wanted.includes(name))
const lanes = Math.min(2, availableParallelism(), names.length)
const done = {}
const queue = names.values()
await Promise.all(
  Array.from({ length: lanes }, async () => {
    for (const name of queue) await (done[name] = runPart(name))
  }),
)
await runFailuresAlone()
rmSync(folder, { recursive: true, force: true })

// Once more at the end, where whoever reads looks first.
for (const { part, file, title, error, isUnsteady } of failures)
  console.log(
    `\n${isUnsteady ? 'unsteady, passed alone' : 'failed'}: ${part}: ${file ?? 'all of it'}: ${title}\n${error}`,
  )
const failedParts = new Set(failures.filter(({ isUnsteady }) => !isUnsteady).map(({ part }) => part))
if (failedParts.size) console.log(`\nfailed: ${[...failedParts].join(', ')}`)
console.log(`\n${sum.passed} passed, ${sum.failed} failed${sum.skipped ? `, ${sum.skipped} skipped` : ''}`)
process.exitCode = sum.failed ? 1 : 0

async function runPart(name) {
  const line = `── ${name} ${'─'.repeat(60 - name.length)}`
  const why = missing[name]?.()
  if (why) {
    console.log(`\n${line}\n${name}: skipped. ${why}`)
    sum.skipped++
    return
  }
  if (needsBuild.includes(name)) await done.build
  for (const [i, command] of parts[name].entries()) {
    const started = Date.now()
    console.log(lanes > 1 ? `${name} begins` : `\n${line}`)
    const { counts, output } = await run(command, join(folder, `${name}-${i}.json`))
    for (const key of Object.keys(sum)) sum[key] += counts[key]
    for (const { file, title, error } of counts.failures)
      failures.push({ part: name, command, counts, file: file && relative('.', file), title, error })
    if (lanes > 1) process.stdout.write(`\n${line}\n${output}`)
    console.log(
      `${name}: ${counts.passed} passed, ${counts.failed} failed (${((Date.now() - started) / 1000).toFixed(1)} s)`,
    )
  }
}

/**
 * Runs one command; its own counts where it writes any, else the exit code as one check. What is said by one that
 * is not alone is kept until it ends.
 */
async function run(command, countsFile) {
  const [program, ...args] = command.map((word) => word.replace('COUNTS', countsFile))
  const stdio = lanes > 1 ? 'pipe' : 'inherit'
  const child = spawn(program, args, {
    stdio: ['ignore', stdio, stdio],
    env: { ...process.env, TEST_COUNTS: countsFile },
    shell: process.platform === 'win32',
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text) => (output += text))
  const status = await once(child, 'close').then(
    ([code]) => code,
    (error) => {
      console.error(error.message)
      return null
    },
  )
  const counts = read(countsFile) ?? { passed: status === 0 ? 1 : 0, failed: 0, skipped: 0, failures: [] }
  if (status !== 0 && !counts.failed) fail(counts, `ended with ${status}`)
  if (status === 0 && !counts.passed) fail(counts, 'nothing ran')
  return { counts, output }
}

/** For what goes wrong outside any test. */
function fail(counts, error) {
  counts.failed++
  counts.failures.push({ title: 'the command', error })
}

/** Marks those as unsteady that are few, and gone when their file runs alone. */
async function runFailuresAlone() {
  const files = [...new Set(failures.map(({ part, file }) => `${part}: ${file}`))]
  if (files.length > MOST_UNSTEADY) return
  for (const [i, name] of files.entries()) {
    const those = failures.filter(({ part, file }) => `${part}: ${file}` === name)
    const [{ part, command, counts: before, file }] = those
    console.log(`\n${file ? name : part} once more, alone`)
    const { counts, output } = await run(alone(command, file), join(folder, `alone-${i}.json`))
    process.stdout.write(output)
    if (counts.failed) continue
    for (const failure of those) failure.isUnsteady = true
    if (file) sum.passed += those.length
    else for (const key of ['passed', 'skipped']) sum[key] += counts[key] - before[key]
    sum.failed -= those.length
  }
}

/** The command of a part, for one of its test files; as it is where it broke outside of them. */
function alone(command, file) {
  if (!file) return command
  const others = command.filter((word) => word.endsWith('.test.ts'))
  return others.length
    ? [...command.filter((word) => !others.includes(word)), file]
    : [...command, '--files', file]
}

function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return null
  }
}
