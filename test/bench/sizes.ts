/** What users of the package load, minified and gzipped, against the budgets, and what weighs most. Reads what `npm run build` has made. */
import { BUDGETS, type Budget } from '../package/budgets.js'
import { sizeOf } from '../package/size.js'

const KILOBYTE = 1000

const PARTS: readonly (Omit<Budget, 'budget'> & { readonly budget?: number })[] = [
  ...BUDGETS,
  ...['de', 'en'].map((lang) => ({
    name: `weights alone, ${lang}`,
    code: `export * from './dist/lang/${lang}/weights.data.js'`,
  })),
]

export async function printSizes(print: (line: string) => void): Promise<void> {
  print(
    'loaded at once         minified kB   gzipped kB   budget kB   aim kB   in all kB   budget kB   the most',
  )
  for (const { name, code, budget, aim, all } of PARTS) {
    const { minified, gzipped, inAll, files } = await sizeOf(code)
    const cells = [minified, gzipped].map((n) => (n / KILOBYTE).toFixed(1).padStart(12))
    const most = files.slice(0, 3).map(([file, bytes]) => `${short(file)} ${(bytes / KILOBYTE).toFixed(0)}`)
    print(
      `${name.padEnd(21)} ${cells.join(' ')} ${String(budget ?? '').padStart(11)} ${String(aim ?? '').padStart(8)} ${(inAll > gzipped ? (inAll / KILOBYTE).toFixed(1) : '').padStart(11)} ${String(all ?? '').padStart(11)}   ${most.join(', ')}`,
    )
  }
}

function short(file: string): string {
  return file.replace(/^.*node_modules\//, '').replace(/^dist\/|\.js$/g, '')
}
