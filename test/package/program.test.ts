/** The program as it comes with the package: packed, unpacked in a folder of its own, and run. After `npm run build`. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { after, before, describe, test } from 'node:test'

describe('the program of the packed package', () => {
  const folder = mkdtempSync(join(tmpdir(), 'attribution-packed-'))
  after(() => rmSync(folder, { recursive: true, force: true }))
  const home = join(folder, 'node_modules', 'prosemirror-attribution')
  let program = ''

  before(() => {
    const { status, stderr } = spawnSync(
      'npm',
      ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder],
      { encoding: 'utf8' },
    )
    assert.equal(status, 0, stderr)
    const [archive = ''] = readdirSync(folder)
    mkdirSync(home, { recursive: true })
    spawnSync('tar', ['-xzf', join(folder, archive), '-C', home, '--strip-components=1'])
    const pkg = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as {
      readonly bin: Readonly<Record<string, string>>
      readonly dependencies: Readonly<Record<string, string>>
    }
    // What npm would install beside it.
    for (const name of Object.keys(pkg.dependencies))
      symlinkSync(resolve('node_modules', name), join(folder, 'node_modules', name))
    program = join(home, pkg.bin['prosemirror-attribution'] ?? '')
  })

  test('detects in an archive with two threads, in input order', () => {
    const count = 2000
    const lines = Array.from({ length: count }, (_, i) =>
      JSON.stringify({ id: i, text: `„Wir bauen“, sagte Karl Meier am ${i}. Tag.` }),
    )
    writeFileSync(join(folder, 'a.jsonl'), lines.join('\n'))
    const args = [program, 'detect', '--workers', '2', '-o', 'out.jsonl', 'a.jsonl']
    const { status, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' })
    assert.deepEqual([status, stderr], [0, ''])
    const found = readFileSync(join(folder, 'out.jsonl'), 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as { id: number; statements: unknown[] })
    assert.deepEqual(
      found.map(({ id }) => id),
      Array.from({ length: count }, (_, i) => i),
    )
    assert.ok(found.every(({ statements }) => statements.length === 1))
  })

  test('writes a Word report, whose library is loaded when it is needed', () => {
    writeFileSync(join(folder, 'a.txt'), '„Wir bauen“, sagte Karl Meier.')
    const args = [program, 'report', 'a.txt', '--format', 'docx', '-o', 'a.docx']
    const { status, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' })
    assert.deepEqual([status, stderr], [0, ''])
    assert.equal(readFileSync(join(folder, 'a.docx')).subarray(0, 2).toString(), 'PK')
  })
})
