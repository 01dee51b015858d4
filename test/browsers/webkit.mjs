/**
 * Runs the tests in WebKitGTK: a virtual screen, the driver on a free port, the
 * test runner. Whatever happens, it ends what it has started, and nothing else.
 * Arguments go to the test runner: `node test/browsers/webkit.mjs --files test/plugin/marks.test.ts`
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, connect } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { findWebKit } from '../support/find-browser.mjs'

const START_MS = 20_000

const programs = findWebKit()
if (!programs) {
  console.error('No WebKitGTK to test with (Debian: apt-get install webkit2gtk-driver xvfb).')
  process.exit(1)
}

const started = []
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.on(signal, () => {
    process.exitCode = 1
    void endAll()
  })

try {
  process.exitCode = await runTests(programs)
} catch (error) {
  console.error(error.message)
  process.exitCode = 1
} finally {
  await endAll()
}

async function runTests({ driver, screen, browser }) {
  // With -displayfd the server itself looks for a display that is free, and tells which.
  const server = start(screen, ['-displayfd', '3', '-screen', '0', '1600x1200x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  const display = await Promise.race([firstLine(server.stdio[3]), failing(server, 'Xvfb')])
  const port = await freePort()
  const env = { ...process.env, DISPLAY: `:${display}`, GDK_BACKEND: 'x11' }
  const service = start(driver, ['-p', String(port), '--host=127.0.0.1'], {
    stdio: 'ignore',
    // There is `gtk-3.0/gtk.css`.
    env: { ...env, XDG_CONFIG_HOME: fileURLToPath(new URL('.', import.meta.url)) },
  })
  await Promise.race([isListening(port), failing(service, 'WebKitWebDriver')])
  const tests = start(
    'npx',
    ['--no-install', 'wtr', '--config', 'test/browsers/webkit.config.mjs', ...process.argv.slice(2)],
    {
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...env, WEBKIT_PORT: String(port), WEBKIT_MINIBROWSER: browser },
    },
  )
  const [code] = await once(tests, 'exit')
  return code ?? 1
}

/** In a process group of its own, so that what it starts in turn can be ended with it. */
function start(program, args, options) {
  const child = spawn(program, args, { ...options, detached: true })
  started.push(child)
  return child
}

async function failing(child, name) {
  const reason = await new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('exit', (code) => resolve(`it ended with ${code}`))
    setTimeout(() => resolve(`it did not start within ${START_MS} ms`), START_MS).unref()
  })
  throw new Error(`${name}: ${reason}`)
}

async function firstLine(stream) {
  let text = ''
  for await (const part of stream) {
    text += part
    if (text.includes('\n')) return text.trim()
  }
  return new Promise(() => {}) // its end tells more
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address()
  await new Promise((resolve) => server.close(resolve))
  return port
}

async function isListening(port) {
  for (;;) {
    const socket = connect(port, '127.0.0.1')
    const isOpen = await new Promise((resolve) => {
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    })
    socket.destroy()
    if (isOpen) return
    await wait(50)
  }
}

/** The test runner first, the screen last; what does not end by itself is made to. */
async function endAll() {
  for (const child of started.splice(0).reverse()) {
    signal(child, 'SIGTERM')
    for (let i = 0; i < 30 && isAlive(child); i++) await wait(100)
    signal(child, 'SIGKILL')
  }
}

function signal(child, name) {
  try {
    process.kill(-child.pid, name)
  } catch {
    // it has ended
  }
}

function isAlive(child) {
  try {
    process.kill(-child.pid, 0)
    return true
  } catch {
    return false
  }
}
