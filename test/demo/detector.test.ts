/** A detector behind a real server on this machine that answers well, late, broken, or not at all. */
import assert from 'node:assert/strict'
import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, beforeEach, describe, test } from 'node:test'
import { build } from 'esbuild'
import { chromium, type Browser, type Page } from 'playwright-core'
import { CHROMIUM_ARGS, findBrowser } from '../support/find-browser.mjs'

const TEXT = 'Er sagte: „Ja, gern.“ Sie warnte vor Eis.'

/** The page that a host would write: an editor, and a detector that asks the server. */
const PAGE = `
import { EditorState } from 'prosemirror-state'
import { EditorView } from 'prosemirror-view'
import { schema } from 'prosemirror-schema-basic'
import { attribution, getAnnotations } from './src/index.ts'
import { createEngine } from './src/text/index.ts'
import { de } from './src/lang/de/index.ts'

const problems = []
const detector = {
  async detect(article, signal) {
    const response = await fetch('/statements', { method: 'POST', body: JSON.stringify(article), signal })
    if (!response.ok) throw new Error('The server says ' + response.status)
    return response.json()
  },
}
const view = new EditorView(document.body, {
  state: EditorState.create({
    doc: schema.node('doc', null, [schema.node('paragraph', null, [schema.text(${JSON.stringify(TEXT)})])]),
    plugins: [
      attribution({
        engine: createEngine(de),
        detector,
        idleDelayMs: 10,
        detectorDelayMs: 50,
        detectorTimeoutMs: 1500,
        onProblem: ({ where, error }) => problems.push(where + ': ' + error),
      }),
    ],
  }),
})
window.seen = () => ({
  problems,
  found: getAnnotations(view.state).map(({ kind, target }) => kind + ': ' + target.wording),
})
`

interface Seen {
  readonly problems: readonly string[]
  readonly found: readonly string[]
}

const BY_ENGINE = ['direct: „Ja, gern.“', 'reported: Sie warnte vor Eis.']

describe('a detector behind a server', () => {
  let server: Server
  let browser: Browser
  let page: Page
  /** What the server does with the n-th question. */
  let answer: (question: { readonly text: string }, response: ServerResponse) => void
  let asked = 0
  let gone = 0

  before(async () => {
    const { outputFiles } = await build({
      stdin: { contents: PAGE, resolveDir: process.cwd(), loader: 'ts' },
      bundle: true,
      write: false,
      format: 'esm',
    })
    const code = outputFiles[0]?.text ?? ''
    server = createServer((request, response) => {
      if (request.url === '/page.js') return response.setHeader('content-type', 'text/javascript').end(code)
      if (request.url !== '/statements')
        return response
          .setHeader('content-type', 'text/html; charset=utf-8')
          .end('<!doctype html><body><script type="module" src="/page.js"></script>')
      asked++
      response.on('close', () => response.writableFinished || gone++)
      let body = ''
      request.setEncoding('utf8')
      request.on('data', (chunk: string) => (body += chunk))
      request.on('end', () => answer(JSON.parse(body) as { text: string }, response))
    })
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    browser = await chromium.launch({ executablePath: await findBrowser(), args: [...CHROMIUM_ARGS] })
  })
  after(async () => {
    await browser.close()
    server.closeAllConnections()
    server.close()
  })
  beforeEach(() => {
    asked = gone = 0
  })

  async function open(how: typeof answer): Promise<void> {
    answer = how
    page = await browser.newPage()
    page.setDefaultTimeout(5000)
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
    await page.waitForFunction('window.seen?.().found.length > 0')
  }
  const seen = () => page.evaluate('window.seen()') as Promise<Seen>
  const write = async (text: string) => {
    await page.locator('.ProseMirror').click()
    await page.keyboard.press('Home')
    await page.keyboard.type(text)
  }

  test('takes what it finds in the place of what the engine found', async () => {
    await open(({ text }, response) => setTimeout(() => good(text, response), 100))
    await page.waitForFunction('window.seen().found.length === 1')
    assert.deepEqual(await seen(), { problems: [], found: ['indirect: Sie warnte'] })
    await page.close()
  })

  test('drops an answer that comes when the text has changed, and hangs up on it', async () => {
    await open(({ text }, response) => void (asked === 1 || good(text, response)))
    assert.deepEqual((await seen()).found, BY_ENGINE)
    await write('So: ')
    await page.waitForFunction('window.seen().found.length === 1')
    assert.deepEqual(await seen(), { problems: [], found: ['indirect: Sie warnte'] })
    assert.ok(asked >= 2)
    // The server hears of it a moment later.
    for (let wait = 0; wait < 100 && gone < asked - 1; wait++) await page.waitForTimeout(20)
    assert.equal(gone, asked - 1)
    await page.close()
  })

  const broken: readonly (readonly [name: string, told: RegExp, how: typeof answer])[] = [
    ['fails', /The server says 500/, (_, response) => response.writeHead(500).end('<h1>Oops</h1>')],
    ['answers with a page', /JSON/, (_, response) => response.end('<!doctype html><h1>Login</h1>')],
    [
      'hangs up in the middle of its answer',
      /Error/,
      (_, response) => {
        response.writeHead(200, { 'content-length': '1000' }).write('[{"kind":')
        setTimeout(() => response.destroy(), 20)
      },
    ],
    [
      'answers about another text',
      /\[0\]\.quote\[0\]\.end: must not be behind the text's end/,
      (_, response) => good(`${'x'.repeat(500)}Sie warnte`, response),
    ],
    ['never answers', /has not answered within 1500 ms/, () => undefined],
  ]
  for (const [name, told, how] of broken)
    test(`leaves the editor as it is when the server ${name}, and tells it once`, async () => {
      await open(how)
      await page.waitForFunction('window.seen().problems.length > 0')
      await write('So: ')
      await page.waitForTimeout(300)
      const { problems, found } = await seen()
      assert.equal(problems.length, 1, problems.join('\n'))
      assert.match(problems[0] ?? '', /^detector: /)
      assert.match(problems[0] ?? '', told)
      assert.deepEqual(found, BY_ENGINE)
      assert.equal(await page.locator('.ProseMirror').innerText(), `So: ${TEXT}`)
      await page.close()
    })
})

function good(text: string, response: ServerResponse): void {
  const start = text.indexOf('Sie warnte')
  response.setHeader('content-type', 'application/json').end(
    JSON.stringify([
      {
        kind: 'indirect',
        quote: [{ start, end: start + 'Sie warnte'.length }],
        speaker: [{ start, end: start + 3 }],
        cue: [],
        frame: [],
        addressee: [],
        speakerIs: { kind: 'unnamed', name: 'Sie' },
        outlet: null,
        confidence: 0.8,
        reasons: [{ rule: 'large-model' }],
        flags: [],
      },
    ]),
  )
}
