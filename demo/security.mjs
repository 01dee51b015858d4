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
  const directives = path.endsWith('report.html') ? REPORT : PAGE
  return [...directives, ...(isHeader ? ["frame-ancestors 'none'"] : [])].join('; ')
}

/** The headers that go with it. */
export function headersOf(path) {
  return {
    'Content-Security-Policy': policyOf(path, { isHeader: true }),
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
  }
}
