import { copyFileSync } from 'node:fs'
import { resolve } from 'node:path'
import webpack from 'webpack'

webpack(
  {
    mode: 'production',
    entry: './main.js',
    experiments: { css: true },
    performance: { hints: false },
    output: { path: resolve('dist'), filename: 'page.js', cssFilename: 'style.css', clean: true },
  },
  (error, stats) => {
    if (error) throw error
    if (stats.hasErrors() || stats.hasWarnings()) {
      console.error(stats.toString('errors-warnings'))
      process.exitCode = 1
    }
    copyFileSync('index.html', 'dist/index.html')
  },
)
