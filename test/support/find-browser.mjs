/**
 * Finds a Chromium: CHROME_PATH, an installed one, else the binary that the
 * npm package @sparticuz/chromium carries. Nothing is downloaded.
 */
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

const PROGRAMS = ['chromium', 'google-chrome-stable', 'google-chrome', 'chromium-browser']
const APPS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/** Arguments that make Chromium run as root, headless and without looking for the network. */
export const CHROMIUM_ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
]

/** Path of the browser to test with. Throws an Error that says how to get one. */
export async function findBrowser() {
  const { CHROME_PATH, PATH = '' } = process.env
  if (CHROME_PATH) {
    if (!isExecutable(CHROME_PATH)) throw new Error(`CHROME_PATH names no program: ${CHROME_PATH}`)
    return CHROME_PATH
  }
  const installed = [
    ...PATH.split(delimiter).flatMap((dir) => PROGRAMS.map((name) => join(dir, name))),
    ...APPS,
  ]
  const found = installed.find(isExecutable)
  if (found) return found
  try {
    const { default: packed } = await import('@sparticuz/chromium')
    return await packed.executablePath()
  } catch (error) {
    throw new Error(
      'No browser to test with. Install Chromium or Chrome (Debian: apt-get install chromium), ' +
        'or set CHROME_PATH to one, or run npm ci so that the packed one is there.',
      { cause: error },
    )
  }
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
