/** What a consumer gets from the built package. Runs after `npm run build`. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'node:test'

interface PackageJSON {
  readonly version: string
  readonly bin: Readonly<Record<string, string>>
  readonly exports: Readonly<Record<string, string | { readonly types: string; readonly default: string }>>
}
const pkg = JSON.parse(readFileSync('package.json', 'utf8')) as PackageJSON

for (const [entry, target] of Object.entries(pkg.exports)) {
  if (typeof target === 'string') {
    test(`${entry} is a file of the package`, () => assert.ok(existsSync(target)))
    continue
  }
  test(`${entry} has code and types`, () => {
    assert.ok(existsSync(target.default))
    assert.ok(existsSync(target.types))
  })
}

for (const entry of [
  '.',
  './text',
  './text/verb-second',
  './text/subject-verb',
  './lang/de',
  './lang/en',
  './model',
  './collab',
  './report',
  './tiptap',
  './yjs/server',
])
  test(`importing ${entry} in Node needs no page`, () => {
    const name = `prosemirror-attribution${entry.slice(1)}`
    const { status, stderr } = spawnSync(
      process.execPath,
      ['--input-type=module', '-e', `await import('${name}')`],
      {
        encoding: 'utf8',
      },
    )
    assert.equal(status, 0, stderr)
  })

test('the package has no file that nothing leads to, such as one that an earlier build has left', () => {
  const isCode = /\.(d\.ts|js)$/
  const entries = Object.values(pkg.exports).flatMap((target) =>
    typeof target === 'string' ? [] : [target.default, target.types],
  )
  const reached = new Set<string>()
  const follow = (file: string): void => {
    if (reached.has(file) || !existsSync(file)) return
    reached.add(file)
    const code = readFileSync(file, 'utf8')
    for (const [, to = ''] of code.matchAll(
      /(?:from|import|import\(|new URL\()\s*["'](\.\.?\/[^"']+)["']/g,
    )) {
      const next = join(dirname(file), to)
      if (isCode.test(next)) follow(file.endsWith('.d.ts') ? next.replace(/(\.d\.ts|\.js)$/, '.d.ts') : next)
    }
  }
  // The worker is loaded by an address that is put together.
  for (const file of [...entries, ...Object.values(pkg.bin), 'dist/cli/worker.js']) follow(join(file))
  const built = readdirSync('dist', { recursive: true, encoding: 'utf8' })
    .filter((file) => isCode.test(file))
    .map((file) => join('dist', file))
  assert.deepEqual(
    built.filter((file) => !reached.has(file)),
    [],
  )
})

test('the built program runs', () => {
  const program = Object.values(pkg.bin)[0]
  assert.ok(program)
  const { status, stdout } = spawnSync(process.execPath, [program, '--version'], { encoding: 'utf8' })
  assert.equal(status, 0)
  assert.match(stdout, new RegExp(pkg.version.replaceAll('.', '\\.')))
})

test('nothing of the page is evaluated by an entry that is not registering elements', () => {
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--input-type=module', '-e', `await import('prosemirror-attribution/ui')`],
    { encoding: 'utf8' },
  )
  assert.equal(status, 0, stderr)
})
