/**
 * What a piece of code costs those who load it: bundled, minified, gzipped, with peers left out, since hosts have them anyway.
 * What is loaded at once is gzipped as one file, as most bundlers write it; what comes late (`import()`), file by file.
 */
import { build } from 'esbuild'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { gzipSync } from 'node:zlib'

export interface Size {
  readonly minified: number
  readonly gzipped: number
  /** Gzipped too: all of it, with everything that can be loaded late. */
  readonly inAll: number
  /** The files that something of came along, with their bytes, the largest first. */
  readonly files: readonly (readonly [file: string, bytes: number])[]
}

const { peerDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  readonly peerDependencies: Readonly<Record<string, string>>
}

/** In bytes. What `code` imports late (`import()`) counts for `inAll` only. */
export async function sizeOf(code: string): Promise<Size> {
  const { outputFiles, metafile } = await build({
    stdin: { contents: code, resolveDir: process.cwd(), loader: 'ts' },
    bundle: true,
    minify: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    outdir: 'never-written',
    write: false,
    metafile: true,
    external: Object.keys(peerDependencies).flatMap((name) => [name, `${name}/*`]),
    tsconfig: 'tsconfig.json',
    logLevel: 'error',
  })
  const wanted = new Set<string>()
  const follow = (file: string) => {
    if (wanted.has(file)) return
    wanted.add(file)
    for (const { path, kind, external } of metafile.outputs[file]?.imports ?? [])
      if (kind === 'import-statement' && !external) follow(path)
  }
  const first = Object.entries(metafile.outputs).find(([, { entryPoint }]) => entryPoint === '<stdin>')?.[0]
  if (first === undefined) throw new Error('esbuild tells no entry')
  follow(first)

  const bytes = new Map<string, number>()
  for (const file of wanted)
    for (const [input, { bytesInOutput }] of Object.entries(metafile.outputs[file]?.inputs ?? {}))
      if (bytesInOutput && input !== '<stdin>') bytes.set(input, (bytes.get(input) ?? 0) + bytesInOutput)
  const isWanted = ({ path }: { readonly path: string }) => [...wanted].some((file) => resolve(file) === path)
  const chunks = outputFiles.filter(isWanted)
  const late = outputFiles.filter((file) => !isWanted(file))
  const gzipped = zipped(Buffer.concat(chunks.map(({ contents }) => contents)))
  return {
    minified: sum(chunks.map(({ contents }) => contents.length)),
    gzipped,
    inAll: gzipped + sum(late.map(({ contents }) => zipped(contents))),
    files: [...bytes].sort(([, a], [, b]) => b - a),
  }
}

function zipped(contents: Uint8Array): number {
  return gzipSync(contents, { level: 9 }).length
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0)
}
