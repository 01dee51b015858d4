/** Starts the built demo as `npm start` does, and a real Chromium on it. */
import { spawn, type ChildProcess } from 'node:child_process'
import { chromium, type Browser, type Page } from 'playwright-core'
import { CHROMIUM_ARGS, findBrowser } from '../support/find-browser.mjs'

export interface Desk {
  readonly url: string
  readonly browser: Browser
  close(): Promise<void>
}

export async function openDesk(): Promise<Desk> {
  const server = spawn(process.execPath, ['demo/serve.mjs'], { env: { ...process.env, NO_OPEN: '1' } })
  const url = await addressOf(server)
  const browser = await chromium.launch({ executablePath: await findBrowser(), args: [...CHROMIUM_ARGS] })
  return {
    url,
    browser,
    close: async () => {
      await browser.close()
      server.kill()
    },
  }
}

/** A page of the demo in a fresh profile, ready to work in; what goes wrong in it fails the test through `problems`. */
export async function openPage(
  desk: Desk,
  { path = '', width = 1440, height = 900, dark = false, lang = 'de' } = {},
): Promise<{ readonly page: Page; readonly problems: readonly string[] }> {
  const context = await desk.browser.newContext({
    viewport: { width, height },
    colorScheme: dark ? 'dark' : 'light',
    locale: lang === 'de' ? 'de-DE' : 'en-GB',
  })
  context.setDefaultTimeout(10_000)
  const page = await context.newPage()
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text())
  })
  await page.goto(desk.url + path)
  await isReady(page)
  return { page, problems }
}

export async function isReady(page: Page): Promise<void> {
  await page.locator('html[data-ready]').waitFor({ state: 'attached' })
}

function addressOf(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = ''
    const read = (chunk: Buffer) => {
      output += chunk.toString()
      const address = /http:\/\/127\.0\.0\.1:\d+\//.exec(output)?.[0]
      if (address) resolve(address)
    }
    server.stdout?.on('data', read)
    server.stderr?.on('data', read)
    server.on('exit', () => reject(new Error(`the demo did not start:\n${output}`)))
  })
}
