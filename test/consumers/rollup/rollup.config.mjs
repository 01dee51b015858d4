import { copyFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { nodeResolve } from '@rollup/plugin-node-resolve'

const { resolve } = createRequire(import.meta.url)
const page = {
  name: 'page',
  writeBundle() {
    copyFileSync('index.html', 'dist/index.html')
    copyFileSync(resolve('prosemirror-attribution/style.css'), 'dist/style.css')
  },
}

export default {
  input: 'page.js',
  plugins: [nodeResolve({ browser: true }), page],
  output: { dir: 'dist', format: 'es', entryFileNames: 'page.js' },
}
