/** Which browser the tests run in. What cannot run there (see `limits.mjs`) is skipped. */
import { limitOf } from './limits.mjs'

export type BrowserName = 'chromium' | 'firefox' | 'webkit'

export const presentBrowser: BrowserName = nameOf(navigator.userAgent)

function nameOf(userAgent: string): BrowserName {
  if (userAgent.includes('Firefox/')) return 'firefox'
  return userAgent.includes('Chrome/') ? 'chromium' : 'webkit'
}

before(function () {
  let root = this.test?.parent
  while (root?.parent) root = root.parent
  root?.eachTest((test) => {
    if (limitOf(test.fullTitle(), presentBrowser)) test.pending = true
  })
})
