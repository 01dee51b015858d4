/**
 * The packed package in an empty project of each kind, installed from the registry and really loaded: bundles and
 * pages rendered by a server are opened in Chromium, where a statement must be marked. Runs after `npm run build`.
 */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { chromium, type Browser, type Page } from 'playwright-core'
import { CHROMIUM_ARGS, findBrowser } from '../support/find-browser.mjs'
import { freePort } from '../support/process.js'
import { CODE_ENTRIES, createProject, DATA_ENTRIES, removeProjects, type Project } from './project.js'

/** Where the files of a built project are, for Chromium. Nothing listens there. */
const ORIGIN = 'http://project.test'

/** What each entry has to give, told by the built package itself. */
const names: Record<string, readonly string[]> = {}
let browser: Browser
before(async () => {
  for (const entry of CODE_ENTRIES) names[entry] = Object.keys((await import(entry)) as object).sort()
  browser = await chromium.launch({ executablePath: await findBrowser(), args: [...CHROMIUM_ARGS] })
})
after(async () => {
  await browser.close()
  removeProjects()
})

for (const kind of ['vite', 'rollup', 'webpack'])
  test(`a page built by ${kind} has every entry, and marks a statement`, async () => {
    const { folder, run } = await createProject(kind, { shared: ['editor.js', 'page.js'] })
    await run('npm', 'run', 'build')
    const { page, problems } = await newPage()
    await page.route(`${ORIGIN}/**`, (route) => {
      const path = join(folder, 'dist', new URL(route.request().url()).pathname)
      return existsSync(path) ? route.fulfill({ path }) : route.fulfill({ status: 404 })
    })
    await page.goto(`${ORIGIN}/index.html`)
    await marksStatement(page)
    assert.deepEqual(JSON.parse((await page.locator('body').getAttribute('data-entries')) ?? ''), names)
    assert.deepEqual(problems, [])
    await page.context().close()
  })

test('Next renders a page that imports every entry on the server, and marks a statement in the browser', async () => {
  const { folder, run } = await createProject('next', { shared: ['editor.js'] })
  await run('npm', 'run', 'build')
  const port = await freePort()
  const program = join(folder, 'node_modules/next/dist/bin/next')
  const server = spawn(
    process.execPath,
    [program, 'start', '--port', String(port), '--hostname', '127.0.0.1'],
    {
      cwd: folder,
      env: { ...process.env, NODE_OPTIONS: '', NEXT_TELEMETRY_DISABLED: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  let said = ''
  for (const stream of [server.stdout, server.stderr])
    stream.setEncoding('utf8').on('data', (text) => (said += text))
  try {
    const address = `http://127.0.0.1:${port}/`
    const answer = await fetchWhenUp(address, () => server.exitCode === null)
    assert.equal(answer.status, 200, said)
    const html = await answer.text()
    assert.match(html, /<h1[^>]*>Artikel<\/h1>/)

    const { page, problems } = await newPage()
    await page.goto(address)
    await marksStatement(page)
    assert.deepEqual(JSON.parse((await page.locator('h1').getAttribute('data-entries')) ?? ''), names)
    assert.deepEqual(problems, [], said)
    await page.context().close()
  } finally {
    server.kill()
    await once(server, 'close')
  }
})

describe('a strict TypeScript project that checks libraries too', () => {
  let project: Project
  before(async () => {
    project = await createProject('typescript', {})
  })

  for (const [module, resolution] of [
    ['preserve', 'bundler'],
    ['nodenext', 'nodenext'],
  ] as const)
    test(`compiles with module resolution "${resolution}"`, async () => {
      await project.run(
        'npx',
        '--no',
        'tsc',
        '--',
        '-p',
        '.',
        '--module',
        module,
        '--moduleResolution',
        resolution,
      )
    })
})

describe('a project for Node', () => {
  /** What makes sense with neither interface nor shared documents. The others name the package that they miss. */
  const ALONE = ['', '/text', '/lang/de', '/lang/en', '/model', '/report'].map(
    (entry) => `prosemirror-attribution${entry}`,
  )
  let project: Project
  before(async () => {
    project = await createProject('node', { optionalPeers: false })
  })
  const evaluate = (code: string) => project.run(process.execPath, '--input-type=module', '-e', code)

  for (const entry of CODE_ENTRIES)
    test(`loads ${entry} without optional peers${ALONE.includes(entry) ? '' : ', or is told which to install'}`, async () => {
      const missing = await evaluate(`await import('${entry}')`).then(
        () => null,
        ({ message }: Error) => /Cannot find package '([^']+)'/.exec(message)?.[1] ?? message,
      )
      if (ALONE.includes(entry)) assert.equal(missing, null)
      else assert.ok(missing === null || project.optionalPeers.includes(missing), missing ?? '')
    })

  test('finds the files that are no code', async () => {
    for (const entry of DATA_ENTRIES)
      await evaluate(`(await import('node:fs')).accessSync(new URL(import.meta.resolve('${entry}')))`)
  })

  test('runs the program', async () => {
    const said = await project.run('npx', '--no', 'prosemirror-attribution', '--', 'detect', 'article.txt')
    assert.match(said, /"statements":\[\{/)
  })

  test('loads every entry without a page where all peers are there', async () => {
    await project.installOptionalPeers()
    const said = await evaluate(
      `for (const entry of ${JSON.stringify(CODE_ENTRIES)}) await import(entry); console.log(typeof document)`,
    )
    assert.equal(said.trim(), 'undefined')
  })
})

/** The editor of `shared/editor.js` is there with style, mark and card. */
async function marksStatement(page: Page): Promise<void> {
  const mark = page.locator('.ProseMirror .attribution').first()
  await mark.waitFor()
  assert.equal(await mark.textContent(), '„Wir kommen morgen“')
  assert.equal(await mark.evaluate((element) => getComputedStyle(element).textDecorationLine), 'underline')
  await page.locator('attribution-panel').getByText('Anna Meier').first().waitFor()
}

async function newPage(): Promise<{ readonly page: Page; readonly problems: readonly string[] }> {
  const page = await (await browser.newContext()).newPage()
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.location().url.endsWith('/favicon.ico'))
      problems.push(message.text())
  })
  return { page, problems }
}

/** The first answer; an Error as soon as the server has ended. */
async function fetchWhenUp(address: string, isRunning: () => boolean): Promise<Response> {
  for (;;) {
    try {
      return await fetch(address)
    } catch (error) {
      if (!isRunning()) throw error
      await new Promise((wait) => setTimeout(wait, 100))
    }
  }
}
