import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'

/**
 * What the pages of the demo allow themselves, as strict as it goes. Trusted Types: `lit-html` is how Lit makes
 * its templates, `ProseMirrorClipboard` how prosemirror-view reads pasted HTML (into a document without scripts),
 * `attribution-demo` how the demo reads the article's file, likewise.
 */
const PAGE = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types lit-html ProseMirrorClipboard attribution-demo',
]

/**
 * BlockNote and its Mantine components put style elements and attributes into the page, and set HTML that nobody has
 * vouched for, so that this page can hold neither styles nor HTML to the rules of the others. It holds scripts to them.
 */
const BLOCKNOTE = PAGE.filter((directive) => !/trusted-types/.test(directive)).map((directive) =>
  directive.startsWith('style-src') ? "style-src 'self' 'unsafe-inline'" : directive,
)

/** It asks a server on the same machine (`npm run start:server`). */
const COLLABORATION = PAGE.map((directive) =>
  directive.startsWith('connect-src') ? "connect-src 'self' ws://127.0.0.1:*" : directive,
)

/** An import map counts as an inline script, which is named by its digest; a file of its own it cannot be. */
const plain = () =>
  PAGE.map((directive) =>
    directive.startsWith('script-src') ? `script-src 'self' 'sha256-${digestOfImportMap()}'` : directive,
  )

function digestOfImportMap() {
  const page = readFileSync(new URL('plain/index.html', import.meta.url), 'utf8')
  const [, map] = /<script type="importmap">([^]*?)<\/script>/.exec(page)
  return createHash('sha256').update(map).digest('base64')
}

/** A report brings its own style sheet, and no script; the page that opens it puts it there. */
const REPORT = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
]

/** The policy of a page; `path` ends with its file. A `meta` element cannot forbid frames, only a header can. */
export function policyOf(path, { isHeader = false } = {}) {
  const directives = directivesOf(path)
  return [...directives, ...(isHeader ? ["frame-ancestors 'none'"] : [])].join('; ')
}

function directivesOf(path) {
  if (path.endsWith('report.html')) return REPORT
  if (/(^|\/)blocknote\/(index\.html)?$/.test(path)) return BLOCKNOTE
  if (/(^|\/)collaboration\/(index\.html)?$/.test(path)) return COLLABORATION
  return /(^|\/)plain\/(index\.html)?$/.test(path) ? plain() : PAGE
}

/** The headers that go with it. */
export function headersOf(path) {
  return {
    'Content-Security-Policy': policyOf(path, { isHeader: true }),
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
  }
}
