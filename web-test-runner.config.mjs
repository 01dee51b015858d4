import { esbuildPlugin } from '@web/dev-server-esbuild'
import { defaultReporter } from '@web/test-runner'
import { chromeLauncher } from '@web/test-runner-chrome'
import { CHROMIUM_ARGS, findBrowser } from './test/support/find-browser.mjs'
import { keysPlugin } from './test/support/keys.mjs'
import { mediaPlugin } from './test/support/media.mjs'
import { countReporter } from './test/support/wtr-count.mjs'

// How long the random keystrokes go on, and with which seed: KEY_RUNS=100 KEY_SEED=7 npx wtr --files test/plugin/keys.test.ts
const { KEY_RUNS = '', KEY_SEED = '', KEY_PATH = '' } = process.env

export default {
  files: [
    'test/plugin/**/*.test.ts',
    'test/tiptap/**/*.test.ts',
    'test/ui/**/*.test.ts',
    'test/browser/**/*.test.ts',
    'test/yjs/**/*.test.ts',
  ],
  nodeResolve: { exportConditions: ['production', 'default'] },
  concurrency: 1,
  testsFinishTimeout: KEY_RUNS ? 3_600_000 : 240_000,
  testFramework: { config: { timeout: 20_000 } },
  reporters: [defaultReporter(), countReporter()],
  // ProseMirror needs its white-space: pre-wrap, else typed spaces become U+00A0.
  testRunnerHtml: (path) => `<!doctype html><html lang="de"
    data-key-runs="${KEY_RUNS}" data-key-seed="${KEY_SEED}" data-key-path="${KEY_PATH}">
    <head><title>Test</title>
    <link rel="stylesheet" href="/node_modules/prosemirror-view/style/prosemirror.css">
    <link rel="stylesheet" href="/src/plugin/style.css"></head>
    <body><script type="module" src="${path}"></script></body></html>`,
  plugins: [
    keysPlugin(),
    mediaPlugin(),
    esbuildPlugin({ ts: true, target: 'es2022', tsconfig: 'tsconfig.json' }),
  ],
  browsers: [
    chromeLauncher({
      launchOptions: { executablePath: await findBrowser(), args: CHROMIUM_ARGS, headless: true },
    }),
  ],
}
