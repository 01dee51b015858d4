/** The built guide behind a server of plain files, in a folder that it was not built for. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize } from 'node:path'

export const SITE = 'docs/dist'

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.json': 'application/json',
  '.png': 'image/png',
}

/** File names of the guide's own pages, the start page first; demo and API reference are not among them. */
export function pagesOfSite(): readonly string[] {
  if (!existsSync(SITE)) throw new Error('The guide is not built: npm run docs')
  return readdirSync(SITE)
    .filter((file) => file.endsWith('.html') && file !== '404.html')
    .sort((a, b) => Number(b === 'index.html') - Number(a === 'index.html') || a.localeCompare(b))
}

/** `url` ends with the folder. */
export async function serveSite(): Promise<{ readonly url: string; readonly close: () => void }> {
  const folder = '/some/folder/'
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    let path = join(SITE, normalize(decodeURIComponent(pathname.slice(folder.length - 1))))
    if (existsSync(path) && statSync(path).isDirectory()) path = join(path, 'index.html')
    if (!pathname.startsWith(folder) || !existsSync(path)) return response.writeHead(404).end('not here')
    response.setHeader('content-type', TYPES[extname(path)] ?? 'application/octet-stream')
    return response.end(readFileSync(path))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo // it listens on a port, not on a pipe
  return {
    url: `http://127.0.0.1:${port}${folder}`,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
