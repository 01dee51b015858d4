/** Serves the built demo on this machine only and opens a browser where there is one. PORT chooses the port, NO_OPEN=1 opens none. */
import { spawn } from 'node:child_process'
import { startDevServer } from '@web/dev-server'
import { headersOf } from './security.mjs'

const server = await startDevServer({
  readCliArgs: false,
  readFileConfig: false,
  logStartMessage: false,
  config: {
    rootDir: 'demo/dist',
    hostname: '127.0.0.1',
    middleware: [withHeaders],
    ...(process.env.PORT ? { port: Number(process.env.PORT) } : {}),
  },
})

const { port } = server.config
const url = `http://127.0.0.1:${port}/`
console.log(
  `The demo runs at ${url}\nTen thousand words to try everything on: ${url}long.html\nAn empty editor for any article: ${url}empty.html\nTwo editors on one page: ${url}house.html\nIn Tiptap, BlockNote, React and without a bundler: ${url}examples.html\nCtrl+C ends it.`,
)
if (!process.env.NO_OPEN && !process.env.CI) open(url)

async function withHeaders(context, next) {
  await next()
  context.set(headersOf(context.path))
}

function open(address) {
  const [program, ...args] =
    process.platform === 'darwin'
      ? ['open', address]
      : process.platform === 'win32'
        ? ['cmd', '/c', 'start', '', address]
        : ['xdg-open', address]
  // No browser or no desktop is no failure: the address is printed above.
  spawn(program, args, { stdio: 'ignore', detached: true })
    .on('error', () => {})
    .unref()
}
