/** Editor and interface in WebKitGTK; `webkit.mjs` starts the driver and names its port. */
import base from '../../web-test-runner.config.mjs'
import { FILES } from './limits.mjs'
import { webdriverPageLauncher } from './webdriver-page.mjs'

export default {
  ...base,
  files: FILES,
  testFramework: { config: { timeout: 60_000 } }, // axe takes three times as long as in Chromium
  browserStartTimeout: 60_000,
  testsStartTimeout: 60_000,
  browsers: [
    webdriverPageLauncher({
      automationProtocol: 'webdriver',
      hostname: '127.0.0.1',
      port: Number(process.env.WEBKIT_PORT),
      path: '/',
      capabilities: {
        browserName: 'MiniBrowser',
        'wdio:enforceWebDriverClassic': true,
        'webkitgtk:browserOptions': { binary: process.env.WEBKIT_MINIBROWSER, args: ['--automation'] },
      },
    }),
  ],
}
