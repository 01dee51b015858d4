/** What the documentation says, held against the code. */
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { test } from 'node:test'
import ts from 'typescript'
import { DEFAULT_SCHEME } from '../../src/model/index.js'
import { attributionKeymap } from '../../src/plugin/keymap.js'
import { keyGroups } from '../../src/ui/keys.js'

const PAGES = ['README.md', 'docs/desk.md', 'docs/keys.md', 'docs/embedding.md', 'docs/languages.md']

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

test('every sample of code in the documentation compiles', () => {
  assert.deepEqual(compile(PAGES), [])
})

test('a sample that does not compile is told with its page and line', () => {
  const problems = compile(['test/package/broken-sample.md'])
  assert.equal(problems.length, 1)
  assert.match(problems[0] ?? '', /^test\/package\/broken-sample\.md:6: .*'noSuchThing'/)
})

test('every page and picture of this repository that the documentation leads to is there', () => {
  const missing = PAGES.flatMap((page) => {
    const text = readFileSync(page, 'utf8').replace(/^```[^]*?^```/gm, '')
    const links = [...text.matchAll(/\]\(([^)\s]+)\)|(?:src|srcset)="([^"]+)"/g)].map(
      (m) => m[1] ?? m[2] ?? '',
    )
    return links
      .filter((link) => !/^[a-z]+:/.test(link) && !link.startsWith('#'))
      .map((link) => join(page, '..', link.replace(/#.*/, '')))
      .filter((path) => !existsSync(path))
      .map((path) => `${page}: ${path}`)
  })
  assert.deepEqual(missing, [])
})

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
    for (const match of text.matchAll(/^```ts\n([^]*?)^```/gm)) {
      const line = text.slice(0, match.index).split('\n').length
      // Samples are modules, whether they import something or not.
      const code = `${match[1] ?? ''}export {}\n`
      samples.set(resolve('test/package', `sample-${samples.size}.ts`), { page, line, code })
    }
  }
  assert.ok(samples.size > 0, 'no samples found')
  const { config } = ts.readConfigFile('tsconfig.json', (path) => readFileSync(path, 'utf8'))
  const { options } = ts.convertCompilerOptionsFromJson(
    (config as { compilerOptions: unknown }).compilerOptions,
    '.',
  )
  options.noUnusedLocals = options.noUnusedParameters = false
  options.paths = Object.fromEntries(
    Object.entries({
      '': 'index',
      '/text': 'text/index',
      '/lang/de': 'lang/de/index',
      '/lang/en': 'lang/en/index',
      '/model': 'model/index',
      '/ui': 'ui/index',
      '/ui/define': 'ui/define',
      '/report': 'report/index',
    }).map(([entry, file]) => [`prosemirror-attribution${entry}`, [resolve('src', `${file}.ts`)]]),
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
