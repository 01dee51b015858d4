/** What users of the package load, minified and gzipped, against the budgets. */
import { build } from 'esbuild'
import { gzipSync } from 'node:zlib'

const KILOBYTE = 1000

const PARTS: readonly { readonly name: string; readonly code: string; readonly budget?: number }[] = [
  { name: 'engine (./text)', code: `export * from './src/text/index.js'`, budget: 15 },
  ...['de', 'en'].flatMap((lang) => [
    { name: `pack with weights, ${lang}`, code: `export * from './src/lang/${lang}/index.js'`, budget: 200 },
    { name: `weights alone, ${lang}`, code: `export * from './src/lang/${lang}/weights.data.js'` },
  ]),
]

export async function printSizes(print: (line: string) => void): Promise<void> {
  print('size                      minified kB   gzipped kB   budget kB')
  for (const { name, code, budget } of PARTS) {
    const { outputFiles } = await build({
      stdin: { contents: code, resolveDir: process.cwd(), loader: 'ts' },
      bundle: true,
      minify: true,
      format: 'esm',
      target: 'es2022',
      write: false,
    })
    const bytes = outputFiles[0]!.contents
    const cells = [bytes.length, gzipSync(bytes, { level: 9 }).length].map((n) => (n / KILOBYTE).toFixed(1))
    print(
      `${name.padEnd(24)} ${cells[0]!.padStart(12)} ${cells[1]!.padStart(12)} ${String(budget ?? '').padStart(11)}`,
    )
  }
}
