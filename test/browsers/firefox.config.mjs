/** Editor and interface in the installed Firefox, which is driven by WebDriver BiDi. */
import { chromeLauncher } from '@web/test-runner-chrome'
import base from '../../web-test-runner.config.mjs'
import { findFirefox } from '../support/find-browser.mjs'
import { FILES } from './limits.mjs'

const firefox = chromeLauncher({
  launchOptions: { browser: 'firefox', executablePath: findFirefox() ?? undefined, headless: true },
})
firefox.name = 'Firefox'

export default {
  ...base,
  files: FILES,
  testFramework: { config: { timeout: 60_000 } }, // axe takes three times as long as in Chromium
  browsers: [firefox],
}
