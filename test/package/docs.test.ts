/** What the documentation says, held against the code. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { before, describe, test } from 'node:test'
import ts from 'typescript'
import { FORMAT_VERSION } from '../../src/model/format.js'
import { DEFAULT_SCHEME } from '../../src/model/index.js'
import { attributionKeymap } from '../../src/plugin/keymap.js'
import { keyGroups } from '../../src/ui/keys.js'

const PAGES = [
  'README.md',
  'docs/desk.md',
  'docs/keys.md',
  'docs/embedding.md',
  'docs/adapters.md',
  'docs/formats.md',
  'docs/archives.md',
  'docs/collaboration.md',
  'docs/languages.md',
  'docs/collaboration-steps.md',
  'docs/upgrading.md',
]

const groups = keyGroups('en', DEFAULT_SCHEME, 'Ctrl')
const written = (chord: readonly string[]) => chord.join('+')

test('docs/keys.md has the keys that the panel shows by ?, place by place', () => {
  assert.deepEqual(
    tablesOf(readFileSync('docs/keys.md', 'utf8')),
    groups.map(([name, rows]) => [name, rows.map(([what, ...keys]) => [keys.map(written).join(', '), what])]),
  )
})

test('the keys for the text are those of the keymap', () => {
  const shown = groups.find(([name]) => name === 'In the text')?.[1].flatMap(([, ...keys]) => keys) ?? []
  const names: Readonly<Record<string, string>> = { ArrowDown: '↓', ArrowUp: '↑', Mod: 'Ctrl' }
  const bound = Object.keys(attributionKeymap).map((key) => key.split('-').map((part) => names[part] ?? part))
  assert.deepEqual(shown.map(written).sort(), bound.map(written).sort())
})

test('docs/upgrading.md tells every version of the file format', () => {
  const text = readFileSync('docs/upgrading.md', 'utf8')
  const rows = [...text.matchAll(/^\| (\d+) +\|/gm)].map((m) => Number(m[1]))
  assert.deepEqual(
    rows,
    Array.from({ length: FORMAT_VERSION }, (_, i) => FORMAT_VERSION - i),
  )
})

describe('samples of code in the documentation', () => {
  const BROKEN = 'test/package/broken-sample.md'
  let problems: readonly string[]
  before(() => {
    problems = compile([...PAGES, BROKEN])
  })

  test('all compile', () => {
    assert.deepEqual(
      problems.filter((problem) => !problem.startsWith(BROKEN)),
      [],
    )
  })

  test('are told with page and line where one does not', () => {
    const own = problems.filter((problem) => problem.startsWith(BROKEN))
    assert.equal(own.length, 1)
    assert.match(own[0] ?? '', /^[^:]+:6: .*'noSuchThing'/)
  })
})

test('the package holds every page that its own pages lead to', () => {
  const { stdout } = spawnSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    encoding: 'utf8',
  })
  const [{ files }] = JSON.parse(stdout) as [{ files: readonly { readonly path: string }[] }]
  const packed = new Set(files.map(({ path }) => path))
  const pages = [...packed].filter((path) => path.endsWith('.md') && !path.startsWith('dist/'))
  assert.ok(pages.includes('README.md'))
  assert.deepEqual(
    pages.flatMap((page) =>
      linksIn(page)
        .filter((path) => path.endsWith('.md') && !packed.has(path))
        .map((path) => `${page}: ${path}`),
    ),
    [],
  )
})

test('every page and picture of this repository that the documentation leads to is there', () => {
  const missing = PAGES.flatMap((page) =>
    linksIn(page)
      .filter((path) => !existsSync(path))
      .map((path) => `${page}: ${path}`),
  )
  assert.deepEqual(missing, [])
})

test('docs/adapters.md has the import map of the example without a bundler', () => {
  const mapIn = (text: string) => /\{\s*"imports": \{[^}]*\}\s*\}/.exec(text)?.[0] ?? ''
  assert.deepEqual(
    JSON.parse(mapIn(readFileSync('docs/adapters.md', 'utf8'))),
    JSON.parse(mapIn(readFileSync('demo/plain/index.html', 'utf8'))),
  )
})

/** Paths in the repository to which a page leads, its pictures among them. */
function linksIn(page: string): readonly string[] {
  const text = readFileSync(page, 'utf8').replace(/^```[^]*?^```/gm, '')
  return [...text.matchAll(/\]\(([^)\s]+)\)|(?:src|srcset)="([^"]+)"/g)]
    .map((m) => m[1] ?? m[2] ?? '')
    .filter((link) => !/^[a-z]+:/.test(link) && !link.startsWith('#'))
    .map((link) => join(page, '..', link.replace(/#.*/, '')))
}

/** Each heading with the rows of the table below it. */
function tablesOf(page: string): readonly unknown[] {
  return page
    .split(/^## /m)
    .slice(1)
    .map((section) => [
      section.split('\n', 1)[0],
      section
        .split('\n')
        .filter((line) => line.startsWith('| '))
        .slice(1)
        .filter((line) => !/^\| -/.test(line))
        .map((line) =>
          line
            .split('|')
            .slice(1, -1)
            .map((cell) => cell.trim()),
        ),
    ])
}

/** What is wrong with the pages' samples, each with page and line. One program for all: checking the libraries costs most. */
function compile(pages: readonly string[]): readonly string[] {
  const samples = new Map<string, { readonly page: string; readonly line: number; readonly code: string }>()
  for (const page of pages) {
    const text = readFileSync(page, 'utf8')
    for (const match of text.matchAll(/^```(tsx?)\n([^]*?)^```/gm)) {
      const line = text.slice(0, match.index).split('\n').length
      // Samples are modules, whether they import something or not.
      const code = `${match[2] ?? ''}export {}\n`
      const [, name = `sample-${samples.size}.${match[1]}`] = /^\/\/ (\w+\.tsx?)\n/.exec(code) ?? [] // for others to import
      samples.set(resolve('test/package', name), { page, line, code })
    }
  }
  assert.ok(samples.size > 0, 'no samples found')
  const { config } = ts.readConfigFile('tsconfig.json', (path) => readFileSync(path, 'utf8'))
  const { options } = ts.convertCompilerOptionsFromJson(
    (config as { compilerOptions: unknown }).compilerOptions,
    '.',
  )
  options.noUnusedLocals = options.noUnusedParameters = false
  const { exports } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    readonly exports: Readonly<Record<string, string | { readonly default: string }>>
  }
  options.paths = Object.fromEntries(
    Object.entries(exports).flatMap(([entry, target]) =>
      typeof target === 'string'
        ? []
        : [
            [
              `prosemirror-attribution${entry.slice(1)}`,
              [resolve(target.default.replace(/^\.\/dist\/(.*)\.js$/, 'src/$1.ts'))],
            ],
          ],
    ),
  )
  const host = ts.createCompilerHost(options)
  const { fileExists, readFile, getSourceFile } = host
  host.fileExists = (path) => samples.has(resolve(path)) || fileExists(path)
  host.readFile = (path) => samples.get(resolve(path))?.code ?? readFile(path)
  host.getSourceFile = (path, ...more) => {
    const sample = samples.get(resolve(path))
    return sample
      ? ts.createSourceFile(path, sample.code, ts.ScriptTarget.ES2022)
      : getSourceFile(path, ...more)
  }
  const program = ts.createProgram([...samples.keys(), resolve('test/package/samples.d.ts')], options, host)
  return [...samples].flatMap(([path, { page, line }]) => {
    const file = program.getSourceFile(path)
    return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map(
      (problem) => {
        const at = problem.file?.getLineAndCharacterOfPosition(problem.start ?? 0).line ?? 0
        return `${page}:${line + at + 1}: ${ts.flattenDiagnosticMessageText(problem.messageText, '\n')}`
      },
    )
  })
}
