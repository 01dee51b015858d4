/** What concerns annotations that survive edits, and the interface, in the installed Firefox; it is driven by WebDriver BiDi. */
import { chromeLauncher } from '@web/test-runner-chrome'
import base from '../../web-test-runner.config.mjs'
import { findFirefox } from '../support/find-browser.mjs'
import { CRITICAL } from './critical.mjs'

const firefox = chromeLauncher({
  launchOptions: { browser: 'firefox', executablePath: findFirefox() ?? undefined, headless: true },
})
firefox.name = 'Firefox'

// Not yet: these drag with a mouse, or have the page seen otherwise, which Firefox's driver does not do, or paste
// and wait as only Chromium's does.
const CHROMIUM_ONLY = ['source-form', 'source-list', 'statement-list', 'states'].map(
  (name) => `!test/ui/${name}.test.ts`,
)

export default {
  ...base,
  files: [...CRITICAL, 'test/ui/**/*.test.ts', ...CHROMIUM_ONLY],
  browsers: [firefox],
}
