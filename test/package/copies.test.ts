/**
 * Second copies of ProseMirror's packages as npm lays them out: one in the project's node_modules, where the built
 * package finds it, and another in the node_modules of the host or of a dependency. Runs after `npm run build`.
 */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { after, before, test } from 'node:test'

const PROSEMIRROR = ['prosemirror-model', 'prosemirror-state', 'prosemirror-transform', 'prosemirror-view']
/** What these and the built package need besides. */
const OTHERS = ['orderedmap', 'valibot', 'approx-string-match']

const HOST = `
  import { Schema } from 'prosemirror-model'
  import { EditorState } from 'prosemirror-state'
  import { attribution } from 'prosemirror-attribution'
  const nodes = { doc: { content: 'text*' }, text: {} }
  EditorState.create({ schema: new Schema({ nodes }), plugins: [attribution({ engine: null })] })
  console.log('made')
`

let project: string
before(() => {
  project = mkdtempSync(join(tmpdir(), 'attribution-copies-'))
  install('.', ...PROSEMIRROR)
  for (const name of OTHERS) symlinkSync(resolve('node_modules', name), join(project, 'node_modules', name))
  const own = join(project, 'node_modules/prosemirror-attribution')
  cpSync('dist', join(own, 'dist'), { recursive: true })
  cpSync('package.json', join(own, 'package.json'))
})
after(() => rmSync(project, { recursive: true, force: true }))

test('with one copy of each, the editor is made', () => {
  assert.equal(runHost('one').stdout, 'made\n')
})

for (const name of ['prosemirror-model', 'prosemirror-state'])
  test(`a second copy of ${name}, brought by the host, is named`, () => {
    const { stderr } = runHost(name, name)
    assert.match(stderr, new RegExp(`TypeError: Two copies of ${name} are loaded`))
    assert.match(stderr, new RegExp(`"npm ls ${name}"`))
  })

test('a second copy of prosemirror-transform, brought by prosemirror-state, is named', () => {
  install('node_modules/prosemirror-state', 'prosemirror-transform')
  try {
    assert.match(runHost('transform').stderr, /TypeError: Two copies of prosemirror-transform are loaded/)
  } finally {
    rmSync(join(project, 'node_modules/prosemirror-state/node_modules'), { recursive: true })
  }
})

test('a host that brings two of them is told of both', () => {
  const { stderr } = runHost('both', 'prosemirror-model', 'prosemirror-state')
  assert.match(stderr, /Two copies of prosemirror-model and prosemirror-state are loaded/)
})

/** Copies packages into the node_modules of a folder of the project. */
function install(folder: string, ...names: readonly string[]): void {
  for (const name of names) {
    const target = join(project, folder, 'node_modules', name)
    mkdirSync(dirname(target), { recursive: true })
    cpSync(join('node_modules', name), target, { recursive: true, dereference: true })
  }
}

/** Runs the host in a folder of its own, which has its own copies of `names`. */
function runHost(folder: string, ...names: readonly string[]) {
  mkdirSync(join(project, folder), { recursive: true })
  install(folder, ...names)
  const file = join(project, folder, 'host.mjs')
  writeFileSync(file, HOST)
  return spawnSync(process.execPath, [file], { encoding: 'utf8' })
}
