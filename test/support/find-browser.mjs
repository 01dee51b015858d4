/**
 * Finds the browsers to test with. Chromium: CHROME_PATH, an installed one, else
 * the binary that the npm package @sparticuz/chromium carries. Firefox and
 * WebKitGTK: where they are installed. Nothing is downloaded.
 */
import { accessSync, constants, readdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const PROGRAMS = ['chromium', 'google-chrome-stable', 'google-chrome', 'chromium-browser']
const APPS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]
const FIREFOX_PROGRAMS = ['firefox-esr', 'firefox']
const FIREFOX_APPS = ['/Applications/Firefox.app/Contents/MacOS/firefox']

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

/** Path of the Chromium to test with. Throws an Error that says how to get one. */
export async function findBrowser() {
  const found = named('CHROME_PATH') ?? installed(PROGRAMS, APPS)
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

/** Path of Firefox, FIREFOX_PATH first; null where there is none. */
export function findFirefox() {
  return named('FIREFOX_PATH') ?? installed(FIREFOX_PROGRAMS, FIREFOX_APPS)
}

/**
 * The three programs that run WebKitGTK without a screen: its driver, its small browser
 * (WEBKIT_MINIBROWSER first) and a virtual screen; null where one is missing.
 */
export function findWebKit() {
  const driver = installed(['WebKitWebDriver'])
  const screen = installed(['Xvfb'])
  const browser = named('WEBKIT_MINIBROWSER') ?? miniBrowser()
  return driver && screen && browser ? { driver, screen, browser } : null
}

/** The library folder of WebKitGTK is not on the PATH: lib/<machine>/webkit2gtk-4.1 with Debian, libexec or lib64 elsewhere. */
function miniBrowser() {
  const folders = ['/usr/lib', ...entries('/usr/lib', /-linux-/), '/usr/lib64', '/usr/libexec']
  return (
    folders
      .flatMap((folder) => entries(folder, /^webkit(?:2)?gtk-/).reverse())
      .map((folder) => join(folder, 'MiniBrowser'))
      .find(isExecutable) ?? null
  )
}

function entries(folder, pattern) {
  try {
    return readdirSync(folder)
      .filter((name) => pattern.test(name))
      .sort()
      .map((name) => join(folder, name))
  } catch {
    return []
  }
}

/** The program that an environment variable names, which must then be there. */
function named(variable) {
  const path = process.env[variable]
  if (!path) return null
  if (!isExecutable(path)) throw new Error(`${variable} names no program: ${path}`)
  return path
}

function installed(programs, apps = []) {
  const folders = (process.env.PATH ?? '').split(delimiter)
  const places = folders.flatMap((folder) => programs.map((name) => join(folder, name)))
  return [...places, ...apps].find(isExecutable) ?? null
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
