/** Runs samples in Chromium, each in a page of its own, with the built package as a host would bundle it. */
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { build, type Plugin } from 'esbuild'
import { chromium, type Browser, type BrowserContext } from 'playwright-core'
import { CHROMIUM_ARGS, findBrowser } from '../support/find-browser.mjs'
import { entries } from './entries.js'
import { fileOf, isCode, type Sample } from './samples.js'

const SITE = 'http://localhost/'

/** The elements that samples look for, and the style sheet, which a bundler would put into the page. */
const PAGE = `<!doctype html><html lang="en"><meta charset="utf-8"><link rel="icon" href="data:,"><title>A sample</title>
<link rel="stylesheet" href="/style.css">
<body><div id="editor"></div><attribution-panel></attribution-panel><attribution-beside></attribution-beside>
<attribution-hover></attribution-hover>`

/** What a page without a bundler runs, behind its own `main.js` where the documentation shows it. */
const MAIN = `
const { imports } = JSON.parse(document.querySelector('script[type=importmap]').textContent)
for (const name of Object.keys(imports)) if (!name.endsWith('/')) await import(name)
document.documentElement.dataset.loaded = "all"
`

export interface Ran {
  /** Empty where all went well. */
  readonly problems: readonly string[]
  readonly printed: string
}

/** Bundles all samples at once, so that they share what they import. */
export async function openBrowser(
  samples: readonly Sample[],
): Promise<{ readonly run: (sample: Sample) => Promise<Ran>; readonly close: () => Promise<void> }> {
  const files = new Map(await bundle(samples))
  const main = samples.find((sample) => fileOf(sample) === 'main.js')
  files.set('/main.js', `${main?.code ?? ''}${MAIN}`)
  const browser = await chromium.launch({ executablePath: await findBrowser(), args: [...CHROMIUM_ARGS] })
  return {
    close: () => browser.close(),
    run: (sample) => run(browser, files, sample, samples.indexOf(sample)),
  }
}

async function run(
  browser: Browser,
  files: ReadonlyMap<string, string>,
  { lang, code }: Sample,
  index: number,
): Promise<Ran> {
  const context = await browser.newContext({ locale: 'en-GB' })
  const page = await context.newPage()
  const problems: string[] = []
  const printed: string[] = []
  page.on('pageerror', (error) => problems.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text())
    else if (message.type() === 'log') printed.push(message.text())
  })
  await serve(context, files, lang === 'html' ? code : PAGE)
  await page.goto(SITE)
  if (lang !== 'html') {
    const problem = await page.evaluate(
      async ([index, lang]) => {
        const given = (await import('/given.js' as string)) as typeof import('./given.js') // its bundle
        try {
          const sample = (await import(`/sample-${index}.js`)) as object
          if (lang === 'tsx') await given.render(sample)
        } catch (error) {
          return String(error)
        }
        // What a sample has begun goes on behind its end: two frames that find nothing more to do.
        for (let quiet = 0; quiet < 2; quiet = given.isQuiet() ? quiet + 1 : 0)
          await new Promise(requestAnimationFrame)
        return null
      },
      [index, lang] as const,
    )
    if (problem !== null) problems.push(problem)
  } else
    await page
      .waitForFunction(() => document.documentElement.dataset['loaded'], null, { timeout: 20_000 })
      .catch(() => problems.push('its import map does not load'))
  await context.close()
  return { problems, printed: printed.map((line) => `${line}\n`).join('') }
}

/** The page, the bundles, and a host's server that knows an address, finds nothing, and keeps what it is given. */
async function serve(
  context: BrowserContext,
  files: ReadonlyMap<string, string>,
  page: string,
): Promise<void> {
  const kept = new Map<string, string>()
  await context.route('**/*', (route) => {
    const { pathname, origin } = new URL(route.request().url())
    const script = files.get(pathname)
    if (`${origin}/` !== SITE) return route.abort()
    if (pathname === '/') return route.fulfill({ contentType: 'text/html; charset=utf-8', body: page })
    if (pathname === '/style.css')
      return route.fulfill({ path: resolve('dist/style.css'), contentType: typeOf(pathname) })
    if (script !== undefined) return route.fulfill({ contentType: 'text/javascript', body: script })
    if (pathname.startsWith('/node_modules/'))
      return route.fulfill({ path: moduleFile(pathname), contentType: typeOf(pathname) })
    if (pathname === '/statements') return route.fulfill({ json: [] })
    if (pathname === '/sources') return route.fulfill({ json: { title: 'Rat stimmt zu' } })
    if (pathname === '/weights.json') return route.fulfill({ json: weights() })
    if (route.request().method() === 'PUT') kept.set(pathname, route.request().postData() ?? '')
    const body = kept.get(pathname)
    return body === undefined
      ? route.fulfill({ status: 404, body: '' })
      : route.fulfill({ contentType: 'application/json', body })
  })
}

/** This package is its own neighbour. */
function moduleFile(pathname: string): string {
  return resolve(pathname.slice(1).replace(/^node_modules\/prosemirror-attribution\//, ''))
}

function typeOf(pathname: string): string {
  return pathname.endsWith('.css') ? 'text/css' : 'text/javascript'
}

/** As `train` writes them: those that ship. */
function weights(): unknown {
  const text = readFileSync('src/lang/de/weights.data.ts', 'utf8')
  return JSON.parse(text.slice(text.indexOf('= {') + 2, text.lastIndexOf('}') + 1))
}

/** Bundles by the path that pages ask for: `/given.js`, `/sample-0.js` and what they share. */
async function bundle(samples: readonly Sample[]): Promise<ReadonlyMap<string, string>> {
  const outdir = resolve('.tmp/samples')
  const { outputFiles } = await build({
    entryPoints: [
      'test/docs/given.ts',
      ...samples.flatMap((sample, i) => (isCode(sample) ? `sample-${i}` : [])),
    ],
    entryNames: '[name]',
    outdir,
    write: false,
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    logLevel: 'silent',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    loader: { '.woff2': 'empty', '.woff': 'empty' },
    plugins: [samplesAndPackage(samples)],
  })
  return new Map(outputFiles.map(({ path, text }) => [path.slice(outdir.length), text]))
}

/** Samples have no files; the package is what was built, also for the module that makes what is given. */
function samplesAndPackage(samples: readonly Sample[]): Plugin {
  return {
    name: 'samples-and-package',
    setup({ onResolve, onLoad }) {
      for (const { name, source, built } of entries()) {
        const file = { path: resolve(built) }
        onResolve({ filter: new RegExp(`^${name}$`) }, () => file)
        onResolve({ filter: new RegExp(`^../../${source.replace('.ts', '.js')}$`) }, () => file)
      }
      onResolve({ filter: /^prosemirror-attribution\/style\.css$/ }, () => ({
        path: resolve('dist/style.css'),
      }))
      onResolve({ filter: /^sample-\d+$/ }, ({ path }) => ({ path, namespace: 'sample' }))
      onResolve({ filter: /^\.\// }, ({ path, namespace }) => {
        const at = samples.findIndex((sample) => fileOf(sample)?.replace(/\.\w+$/, '') === path.slice(2))
        return namespace === 'sample' && at >= 0 ? { path: `sample-${at}`, namespace } : undefined
      })
      onLoad({ filter: /.*/, namespace: 'sample' }, ({ path }) => {
        const sample = samples[Number(path.slice('sample-'.length))]
        return {
          contents: `${sample?.code ?? ''}export {}\n`,
          loader: sample?.lang === 'js' || sample?.lang === 'tsx' ? sample.lang : 'ts',
          resolveDir: process.cwd(),
        }
      })
    },
  }
}
