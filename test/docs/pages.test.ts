/** What the documentation says, held against the code. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { FORMAT_VERSION } from '../../src/model/format.js'
import { DEFAULT_SCHEME } from '../../src/model/index.js'
import { attributionKeymap } from '../../src/plugin/keymap.js'
import { en } from '../../src/ui/en.js'
import { keyGroups } from '../../src/ui/keys.js'
import { addCatalogue } from '../../src/ui/messages/index.js'
import { entries } from './entries.js'
import { PAGES } from './samples.js'

addCatalogue('en', en)
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

test('docs/adapters.md has the import map of the example without a bundler', () => {
  const mapIn = (text: string) => /\{\s*"imports": \{[^}]*\}\s*\}/.exec(text)?.[0] ?? ''
  assert.deepEqual(
    JSON.parse(mapIn(readFileSync('docs/adapters.md', 'utf8'))),
    JSON.parse(mapIn(readFileSync('demo/plain/index.html', 'utf8'))),
  )
})

test('docs/reference.md names every entry point', () => {
  const shown = [
    ...readFileSync('docs/reference.md', 'utf8').matchAll(/^\| `(prosemirror-attribution[^`]*)`/gm),
  ]
  const isCode = ([, name = '']: RegExpExecArray) => !/\.\w+$/.test(name)
  assert.deepEqual(
    shown
      .filter(isCode)
      .map(([, name]) => name)
      .sort(),
    entries()
      .map(({ name }) => name)
      .sort(),
  )
})

test('no module of the package asks for anything over the network, stores anything or makes markup, as docs/security.md says', () => {
  const forbidden =
    /\b(?:fetch|XMLHttpRequest|WebSocket|EventSource|sendBeacon|importScripts|localStorage|sessionStorage|indexedDB|cookie|innerHTML|outerHTML|insertAdjacentHTML|eval)\b|new Function/
  const modules = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.ts') && !file.startsWith('cli'),
  )
  assert.ok(modules.length > 100)
  assert.deepEqual(
    modules.filter((file) => forbidden.test(withoutComments(readFileSync(join('src', file), 'utf8')))),
    [],
  )
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

function withoutComments(code: string): string {
  return code.replace(/\/\*[^]*?\*\/|(?<!:)\/\/.*/g, '')
}

/** Paths in the repository to which a page leads, its pictures among them. */
function linksIn(page: string): readonly string[] {
  const text = readFileSync(page, 'utf8').replace(/^```[^]*?^```/gm, '')
  return [...text.matchAll(/\]\(([^)\s]+)\)|(?:src|srcset)="([^"]+)"/g)]
    .map((m) => m[1] ?? m[2] ?? '')
    .filter((link) => !/^[a-z]+:|^#|^\.\/demo\//.test(link)) // the demo is a part of the built guide
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
