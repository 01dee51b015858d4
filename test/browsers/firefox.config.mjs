/** What concerns annotations that survive edits, and the interface, in the installed Firefox; it is driven by WebDriver BiDi. */
import { chromeLauncher } from '@web/test-runner-chrome'
import base from '../../web-test-runner.config.mjs'
import { findFirefox } from '../support/find-browser.mjs'
import { CRITICAL } from './critical.mjs'

const firefox = chromeLauncher({
  launchOptions: { browser: 'firefox', executablePath: findFirefox() ?? undefined, headless: true },
})
firefox.name = 'Firefox'

export default { ...base, files: [...CRITICAL, 'test/ui/**/*.test.ts'], browsers: [firefox] }
