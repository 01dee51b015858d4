import { chmodSync, copyFileSync, mkdirSync, readdirSync, readFileSync, rmdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import dts from 'rollup-plugin-dts'
import esbuild from 'rollup-plugin-esbuild'
import { narrow } from './rollup.narrow.mjs'

const pkg = JSON.parse(readFileSync(new URL('./package.json', import.meta.url), 'utf8'))
const packages = Object.keys({ ...pkg.peerDependencies, ...pkg.dependencies })
const external = (id) =>
  id.startsWith('node:') || packages.some((name) => id === name || id.startsWith(`${name}/`))

/** One input per entry of the export map: dist/text/index.js comes from src/text/index.ts. */
const entries = Object.fromEntries(
  Object.values(pkg.exports)
    .map((target) => target.default)
    .filter(Boolean)
    .map((file) => file.replace(/^\.\/dist\/|\.js$/g, ''))
    .map((name) => [name, `src/${name}.ts`]),
)

const program = {
  name: 'copy-and-mark',
  writeBundle() {
    copyFileSync('src/plugin/style.css', 'dist/style.css')
    mkdirSync('dist/schema', { recursive: true })
    copyFileSync('src/model/format.schema.json', 'dist/schema/annotations.json')
    chmodSync('dist/cli/main.js', 0o755)
  },
}

/** Takes what an earlier build has left in dist out of it, or it would be packed too. */
const swept = (endings) => ({
  name: 'swept',
  writeBundle({ dir }, bundle) {
    const sweep = (folder) => {
      for (const entry of readdirSync(join(dir, folder), { withFileTypes: true })) {
        const file = join(folder, entry.name)
        if (entry.isDirectory()) sweep(file)
        else if (endings.test(file) && !(file in bundle)) rmSync(join(dir, file))
      }
      if (folder && !readdirSync(join(dir, folder)).length) rmdirSync(join(dir, folder))
    }
    sweep('')
  },
})

export default [
  {
    input: { ...entries, 'cli/main': 'src/cli/main.ts', 'cli/worker': 'src/cli/worker.ts' },
    external,
    // As package.json says. Else who takes one name of a module would import all that this one imports.
    treeshake: { moduleSideEffects: (id) => /\/src\/(cli\/|ui\/define\.ts$)/.test(id) },
    plugins: [
      narrow,
      esbuild({ target: 'es2022', tsconfig: 'tsconfig.json' }),
      program,
      swept(/\.js(\.map)?$/),
    ],
    output: {
      dir: 'dist',
      format: 'es',
      sourcemap: true,
      // A file per module: what a bundler does not need of a chunk it often keeps, a module it leaves out whole.
      preserveModules: true,
      preserveModulesRoot: 'src',
    },
  },
  {
    input: entries,
    external,
    plugins: [
      dts({ tsconfig: 'tsconfig.json', compilerOptions: { noEmit: false, rootDir: 'src', types: [] } }),
      swept(/\.d\.ts$/),
    ],
    output: { dir: 'dist', format: 'es', chunkFileNames: 'chunks/[name]-[hash].d.ts' },
  },
]
