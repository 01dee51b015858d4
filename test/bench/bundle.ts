/**
 * Measured code as its users run it: bundled by esbuild. A loader that
 * compiles on the fly wraps each function to keep its name, which costs.
 */
import { build, type Plugin } from 'esbuild'
import { existsSync, mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

/** A module of this repository with all that it imports, as text for a page. */
export async function pageBundle(entry: string): Promise<string> {
  return bundle(entry, 'browser')
}

/** A module as a file for Node, with packages left where they are; gives its URL. Gone when the process ends. */
export async function nodeBundle(entry: string): Promise<URL> {
  mkdirSync('.tmp', { recursive: true })
  // Below the repository, so that packages are found from there.
  const folder = mkdtempSync(join('.tmp', 'bench-'))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  const file = resolve(folder, 'bundle.mjs')
  writeFileSync(file, await bundle(entry, 'node'))
  return pathToFileURL(file)
}

async function bundle(entry: string, platform: 'node' | 'browser'): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    platform,
    packages: platform === 'node' ? 'external' : 'bundle',
    format: 'esm',
    target: 'es2022',
    tsconfig: 'tsconfig.json', // not looked for where a plugin has found the file
    write: false,
    plugins: [sources],
  })
  return outputFiles[0]?.text ?? ''
}

/** The sources are measured, not what a compiler once put beside them. */
const sources: Plugin = {
  name: 'sources',
  setup({ onResolve }) {
    onResolve({ filter: /^\..*\.js$/ }, ({ path, resolveDir, importer }) => {
      const source = join(resolveDir, path.replace(/\.js$/, '.ts'))
      return importer.endsWith('.ts') && existsSync(source) ? { path: source } : undefined
    })
  },
}
