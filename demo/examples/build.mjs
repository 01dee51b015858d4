/**
 * Builds the examples into `out`. By esbuild, since React comes as CommonJS; what they share goes into chunks of their
 * own, so that nothing of it is in the demo's bundle.
 */
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { build } from 'esbuild'
import { policyOf } from '../security.mjs'

const BUNDLED = {
  tiptap: 'main.ts',
  react: 'main.tsx',
  blocknote: 'main.tsx',
  collab: 'main.ts',
  yjs: 'main.ts',
  collaboration: 'main.ts',
}
const STYLES = [
  'node_modules/prosemirror-view/style/prosemirror.css',
  'src/plugin/style.css',
  'demo/examples/page.css',
]
const OURS = 'node_modules/prosemirror-attribution/'

export async function buildExamples(out) {
  for (const folder of ['examples', 'plain', ...Object.keys(BUNDLED)])
    rmSync(`${out}/${folder}`, { recursive: true, force: true })
  await build({
    entryPoints: Object.entries(BUNDLED).map(([folder, file]) => ({
      in: `demo/${folder}/${file}`,
      out: `${folder}/main`,
    })),
    outdir: out,
    chunkNames: 'examples/[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    minify: true,
    legalComments: 'none',
    conditions: ['module', 'style'],
    define: { 'process.env.NODE_ENV': '"production"' },
    preserveSymlinks: true,
    logLevel: 'error',
  })
  for (const folder of Object.keys(BUNDLED)) writePage(out, `${folder}/index.html`)
  writePage(out, 'examples.html')
  writeFileSync(`${out}/examples/style.css`, STYLES.map((file) => readFileSync(file, 'utf8')).join('\n'))
  await copyPlain(out)
}

/** The page without a bundler, with just the files that it loads of node_modules and of the built package. */
async function copyPlain(out) {
  if (!existsSync('dist/index.js')) {
    console.warn('demo/plain is left out: it takes the built package, so run "npm run build" first')
    return
  }
  const { metafile } = await build({
    entryPoints: ['demo/plain/main.js'],
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    external: ['docx'], // loaded for Word files only
    preserveSymlinks: true,
    logLevel: 'error',
  })
  const styles = ['node_modules/prosemirror-view/style/prosemirror.css', 'dist/style.css']
  for (const file of [...Object.keys(metafile.inputs), ...styles])
    if (!file.startsWith('demo/')) copy(file, `${out}/plain/${file.startsWith('dist/') ? OURS + file : file}`)
  copy('demo/plain/main.js', `${out}/plain/main.js`)
  copy('demo/examples/page.css', `${out}/examples/page.css`)
  writePage(out, 'plain/index.html')
}

function writePage(out, file) {
  mkdirSync(dirname(join(out, file)), { recursive: true })
  const page = readFileSync(`demo/${file}`, 'utf8')
  writeFileSync(`${out}/${file}`, page.replace('content="POLICY"', `content="${policyOf(file)}"`))
}

function copy(from, to) {
  mkdirSync(dirname(to), { recursive: true })
  cpSync(from, to)
}
