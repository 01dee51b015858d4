/**
 * The pages are read in the repository as well as on the site. Links are written for the repository, and led to
 * the site's pages here; headings have the anchors that they have there.
 */
import { join } from 'node:path/posix'
import type { MarkdownRenderer } from 'vitepress'

/** Files elsewhere in the repository that are pages of the site. */
const PAGES: Readonly<Record<string, string>> = {
  'CAVEATS.md': 'caveats.md',
  'CHANGELOG.md': 'changelog.md',
  'NOTICE.md': 'notice.md',
}

/** A heading's anchor as GitHub makes it. */
export function slugOf(heading: string): string {
  return heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}_ -]/gu, '')
    .replaceAll(' ', '-')
}

/** Leads links of the repository to pages of the site. */
export function leadToPages(markdown: MarkdownRenderer): void {
  markdown.core.ruler.push('lead-to-pages', ({ tokens, env }) => {
    const { relativePath = '' } = (env ?? {}) as { readonly relativePath?: string }
    const folder = Object.values(PAGES).includes(relativePath) ? '.' : 'docs'
    for (const token of tokens.flatMap(({ children }) => children ?? []))
      if (token.type === 'link_open') token.attrSet('href', pageOf(token.attrGet('href') ?? '', folder))
  })
}

function pageOf(href: string, folder: string): string {
  const [path = '', anchor] = href.split('#', 2)
  if (!path.endsWith('.md') || /^[a-z]+:/.test(path)) return href
  const file = join(folder, path)
  const page = PAGES[file] ?? (file.startsWith('docs/') ? file.slice(5) : null)
  if (page === null) return href // VitePress then tells that nothing is there
  return `/${page}${anchor === undefined ? '' : `#${anchor}`}`
}
