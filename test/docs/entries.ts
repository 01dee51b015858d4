/** The entry points of the package, by the names that samples import. */
import { readFileSync } from 'node:fs'

interface PackageJSON {
  readonly name: string
  readonly exports: Readonly<Record<string, string | { readonly default: string }>>
}

export function entries(): readonly {
  readonly name: string
  readonly source: string
  readonly built: string
}[] {
  const { name, exports } = JSON.parse(readFileSync('package.json', 'utf8')) as PackageJSON
  return Object.entries(exports).flatMap(([entry, target]) =>
    typeof target === 'string'
      ? []
      : [
          {
            name: name + entry.slice(1),
            source: target.default.replace('./dist/', 'src/').replace(/\.js$/, '.ts'),
            built: target.default,
          },
        ],
  )
}
