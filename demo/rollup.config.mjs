import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { nodeResolve } from '@rollup/plugin-node-resolve'
import esbuild from 'rollup-plugin-esbuild'
import { buildExamples } from './examples/build.mjs'
import { policyOf } from './security.mjs'

const out = 'demo/dist'
const styles = [
  'node_modules/prosemirror-view/style/prosemirror.css',
  'node_modules/prosemirror-tables/style/tables.css',
  'src/plugin/style.css',
  'demo/style.css',
]

const pages = {
  name: 'pages',
  writeBundle() {
    mkdirSync(out, { recursive: true })
    copyFileSync('demo/article.html', `${out}/article.html`)
    for (const file of ['index.html', 'long.html', 'empty.html', 'house.html', 'report.html'])
      writeFileSync(
        `${out}/${file}`,
        readFileSync(`demo/${file}`, 'utf8').replace('content="POLICY"', `content="${policyOf(file)}"`),
      )
    writeFileSync(`${out}/style.css`, styles.map((file) => readFileSync(file, 'utf8')).join('\n'))
  },
}

const examples = { name: 'examples', writeBundle: () => buildExamples(out) }

/** All entry points are called index.ts: their chunks are named for the folder, languages apart from the words in them. */
const chunkFileNames = ({ facadeModuleId, name }) => {
  const [, lang, folder] = /\/(lang\/)?(\w+)\/index\.ts$/.exec(facadeModuleId ?? '') ?? []
  return `${lang ? 'lang-' : ''}${folder ?? name}.js`
}

export default {
  input: ['demo/main.ts', 'demo/house.ts'],
  plugins: [
    nodeResolve(),
    esbuild({ target: 'es2022', tsconfig: 'tsconfig.json', minify: true }),
    pages,
    examples,
  ],
  output: { dir: out, format: 'es', sourcemap: true, chunkFileNames },
}
