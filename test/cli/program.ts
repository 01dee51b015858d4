/** Runs the real program as a process of its own, compiled once for all tests of a file. */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { after, type TestContext } from 'node:test'
import { buildSync } from 'esbuild'

const COMPILED = resolve('.tmp', `cli-${process.pid}`)
after(() => rmSync(COMPILED, { recursive: true, force: true }))

/** The compiled program; as deep in the folder as in the package, where it looks for its version. */
export const PROGRAM = join(COMPILED, 'main.js')
buildSync({
  entryPoints: ['src/cli/main.ts', 'src/cli/worker.ts'],
  outdir: COMPILED,
  bundle: true,
  packages: 'external',
  platform: 'node',
  format: 'esm',
})

export interface Outcome {
  readonly code: number | null
  readonly stdout: string
  /** Its lines. */
  readonly stderr: readonly string[]
}

/** The program in `folder` with `input` on its standard input. */
export function run(
  args: readonly string[],
  { folder = process.cwd(), input = '' }: { folder?: string; input?: string | Uint8Array } = {},
): Promise<Outcome> {
  const child = spawn(process.execPath, [PROGRAM, ...args], { cwd: folder })
  const out: Buffer[] = []
  const err: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk))
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk))
  child.stdin.on('error', () => undefined) // the program need not read to the end
  child.stdin.end(input)
  return new Promise((done, fail) => {
    child.on('error', fail)
    child.on('close', (code) =>
      done({
        code,
        stdout: Buffer.concat(out).toString(),
        stderr: Buffer.concat(err).toString().split('\n').filter(Boolean),
      }),
    )
  })
}

/** A folder of its own with these files, gone after the test. */
export function folderWith(t: TestContext, files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'attribution-cli-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content)
  return folder
}
