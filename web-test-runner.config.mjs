import { esbuildPlugin } from '@web/dev-server-esbuild'
import { defaultReporter } from '@web/test-runner'
import { chromeLauncher } from '@web/test-runner-chrome'
import { chordPlugin } from './test/support/chord.mjs'
import { CHROMIUM_ARGS, findBrowser } from './test/support/find-browser.mjs'
import { countReporter } from './test/support/wtr-count.mjs'

export default {
  files: ['test/plugin/**/*.test.ts', 'test/ui/**/*.test.ts', 'test/browser/**/*.test.ts'],
  nodeResolve: { exportConditions: ['production', 'default'] },
  concurrency: 1,
  testsFinishTimeout: 240_000,
  testFramework: { config: { timeout: 20_000 } },
  reporters: [defaultReporter(), countReporter()],
  // ProseMirror needs its white-space: pre-wrap, else typed spaces become U+00A0.
  testRunnerHtml: (path) => `<!doctype html><html lang="de"><head><title>Test</title>
    <link rel="stylesheet" href="/node_modules/prosemirror-view/style/prosemirror.css">
    <link rel="stylesheet" href="/src/plugin/style.css"></head>
    <body><script type="module" src="${path}"></script></body></html>`,
  plugins: [chordPlugin(), esbuildPlugin({ ts: true, target: 'es2022', tsconfig: 'tsconfig.json' })],
  browsers: [
    chromeLauncher({
      launchOptions: { executablePath: await findBrowser(), args: CHROMIUM_ARGS, headless: true },
    }),
  ],
}
